"""A value that is worked out when it is first asked for, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable


Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 - written like ``property``
    """As ``functools.cached_property``, without its lock.

    That takes three times as long up to Python 3.11, and a list of thousands asks half a million
    times. What is worked out here is the same however often it is.
    """

    def __init__(self, function: Callable[[Any], Value]) -> None:
        self._function, self._name = function, function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, one: None, owner: type) -> lazy[Value]: ...
    @overload
    def __get__(self, one: object, owner: type) -> Value: ...
    def __get__(self, one: object | None, owner: type) -> lazy[Value] | Value:
        if one is None:
            return self
        value = one.__dict__[self._name] = self._function(one)
        return value
