"""Tests of the named tuples: they are those of ``typing``."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from lawgov_cli.base import tuples


class Usual(typing.NamedTuple):
    """One of ``typing``."""

    name: str
    number: int = 1
    words: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        """A method beside the fields."""
        return 2 * self.number


class Ours(tuples.NamedTuple):
    """The same."""

    name: str
    number: int = 1
    words: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        """A method beside the fields."""
        return 2 * self.number


class Built(Ours):
    """One built on it, which may hold more."""


class Single(tuples.NamedTuple):
    """One field, called as something in the constructor might be."""

    new: str


def test_the_class_is_described_as_one_of_typing() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__module__"):
        assert getattr(Ours, name) == getattr(Usual, name), name
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Usual)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("甲",), {}),
        (("甲", 3), {}),
        (("甲",), {"words": ("a",)}),
        ((), {"number": 2, "name": "乙"}),
    ],
)
def test_it_is_made_and_changed_alike(given: typing.Any, named: typing.Any) -> None:  # noqa: ANN401
    ours, usual = Ours(*given, **named), Usual(*given, **named)
    assert tuple(ours) == tuple(usual)
    assert (ours.name, ours.number, ours.words, ours.twice) == (*usual, usual.twice)
    assert ours._asdict() == usual._asdict()
    assert tuple(ours._replace(number=9)) == tuple(usual._replace(number=9))
    assert Ours._make(usual) == ours
    assert repr(ours).replace("Ours", "Usual") == repr(usual)
    assert not hasattr(ours, "__dict__")


def test_what_does_not_fit_is_refused_alike() -> None:
    for kind in (Ours, Usual):
        with pytest.raises(TypeError):
            kind()  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            kind("甲", colour="红")  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            kind._make(["甲"])
        with pytest.raises((TypeError, ValueError), match="colour"):  # by the Python's version
            kind("甲")._replace(colour="红")  # type: ignore[call-arg]


def test_copies_are_of_its_class() -> None:
    for one in (Ours("甲", 2), Built("甲"), Single("甲")):
        for made in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301
            assert made == one
            assert type(made) is type(one)


def test_one_built_on_another_has_its_fields_and_room_for_more() -> None:
    built = Built("甲", words=("a",))
    built.__dict__["seen"] = True
    assert built._replace(name="乙") == ("乙", 1, ("a",))
    assert Built._fields == Ours._fields
