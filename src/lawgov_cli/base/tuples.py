"""Named tuples whose classes cost little to make.

A short command makes eighty of them and fills a third. ``typing.NamedTuple`` compiles a constructor
for each and reads every annotation, which is a ninth of that command's time; here a constructor is
compiled when its class is first called, and no annotation is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - that is what a checker takes it for
else:
    from collections import _tuplegetter as getter  # what namedtuple itself reads a field by

    class _Making(type):
        """Makes the annotations in the body of a class its fields."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if hasattr(bases[0], "_fields"):  # it is built on a class that has its fields
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            body |= {field: getter(place, None) for place, field in enumerate(fields)}
            if bases != (tuple,):
                body |= {"_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
            return super().__new__(cls, name, bases, {"__slots__": (), **body})

    class NamedTuple(tuple, metaclass=_Making):
        """As ``typing.NamedTuple``, whose methods these are."""

        __slots__ = ()

        def __new__(cls, *given: object, **named: object) -> tuple[object, ...]:
            """Compile the constructor, and call it from now on."""
            names = ", ".join(cls._fields)
            make = eval(f"lambda _cls, {names}: _new(_cls, ({names},))", {"_new": tuple.__new__})  # noqa: S307 - of names in the program
            make.__defaults__ = tuple(cls._field_defaults.values())
            cls.__new__ = make
            return cls(*given, **named)

        @classmethod
        def _make(cls, values: Iterable[object]) -> NamedTuple:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{len(made)} values for {len(cls._fields)} fields")
            return made

        def _replace(self, **changed: object) -> NamedTuple:
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"no such fields: {list(changed)}")
            return made

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            said = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({said})"
