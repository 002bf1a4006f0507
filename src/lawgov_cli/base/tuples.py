"""Named tuples whose annotations are not looked at when a command starts.

``typing.NamedTuple`` compiles every annotation. Of the seventy classes that a short command makes
that is two thirds of the cost, and a fifteenth of the command's time; nobody asks for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414, TID251 - what a checker takes it for
else:
    from collections import namedtuple

    class _Making(type):
        """Makes a class with annotated fields a named tuple with its methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])  # noqa: PYI024
            for own, value in body.items():
                setattr(made, own, value)
            return made

    class NamedTuple(metaclass=_Making):
        """As ``typing.NamedTuple``."""
