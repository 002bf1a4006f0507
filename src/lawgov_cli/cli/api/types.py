"""The types of views as JSON Schema: what a view holds is read from its own declaration."""

from __future__ import annotations

import sys
import types
import typing
from collections import abc
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
OPEN: Schema = {"type": "object"}

_PLAIN: dict[Any, Schema] = {
    str: TEXT,
    int: NUMBER,
    float: {"type": "number"},
    bool: FLAG,
    date: DAY,
    Any: {},
    type(None): {"type": "null"},
}
#: Where the classes live that the types of a view name.
_MODULES = (
    *("chasing", "diff", "history", "lists", "numbers", "reasons", "records", "report"),
    *("report_head", "report_parts", "report_words", "rows", "slip", "task", "why", "why_filing"),
)
#: Days that a view has empty and a document as null.
_NULL_DAYS = ("due", "first_due", "last_note_day", "answered")
#: What a view says of itself that is no part of the document.
_LEFT_OUT = {"NoteRow": ("proofs", "values", "office")}


def array(of: Any) -> Schema:  # noqa: ANN401 - a schema or a type
    """A list of such."""
    return {"type": "array", "items": of}


def or_null(of: Any) -> Schema:  # noqa: ANN401
    """Such, or null."""
    return {"anyOf": [of, {"type": "null"}]}


def fields(optional: tuple[str, ...] = (), /, **properties: Any) -> Schema:  # noqa: ANN401
    """An object with these keys, all there but the *optional*."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


class Reader:
    """Puts the schema of a class where the class stands, each class described once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def whole(self, schema: Any) -> Any:  # noqa: ANN401
        """*schema* with every type in it replaced."""
        if isinstance(schema, dict):
            return {key: self.whole(value) for key, value in schema.items()}
        if isinstance(schema, list):
            return [self.whole(value) for value in schema]
        return self._of(schema) if _is_type(schema) else schema

    def properties(self, view: type[Any]) -> dict[str, Schema]:
        """The keys of a view's document."""
        left_out = _LEFT_OUT.get(view.__name__, ())
        hints = typing.get_type_hints(view, vars(sys.modules[view.__module__]), _names())
        made = {name: self._field(name, kind) for name, kind in hints.items()}
        return {name: schema for name, schema in made.items() if name not in left_out}

    def _field(self, name: str, kind: Any) -> Schema:  # noqa: ANN401
        return or_null(DAY) if name in _NULL_DAYS and kind is str else self._of(kind)

    def _of(self, kind: Any) -> Schema:  # noqa: ANN401, PLR0911 - one for each sort
        if kind in _PLAIN:
            return _PLAIN[kind]
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in {typing.Union, types.UnionType}:
            return {"anyOf": [self._of(one) for one in inner]}
        if origin in {dict, abc.Mapping}:
            return {"type": "object", "additionalProperties": self._of(inner[1])}
        if origin is tuple and inner[-1] is not ...:
            return {"type": "array", "prefixItems": [self._of(one) for one in inner]}
        if origin is not None:
            return array(self._of(inner[0]))
        if issubclass(kind, Enum):
            return {"enum": [one.value for one in kind]}
        return self._reference(kind)

    def _reference(self, view: type[Any]) -> Schema:
        name = view.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # so that one within itself ends
            made = self.properties(view)
            added = _facts(view) if name == "NoteRow" else {}
            # measures are there where they were asked for
            self.definitions[name] = fields(("measures",), **made, **added)
        return {"$ref": f"#/$defs/{name}"}


def _facts(note: Any) -> dict[str, Schema]:  # noqa: ANN401
    """What stands beside a note, whether it is there or not."""
    names = note("", "", "", "", "", "").facts
    return {**{name: {} for name in names}, "evidence": array(OPEN)}


def _is_type(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, type) or typing.get_origin(value) is not None


def _names() -> dict[str, Any]:
    """The names that types use but their modules import only for checking."""
    names: dict[str, Any] = {"date": date, "Mapping": abc.Mapping, "Sequence": abc.Sequence}
    for module in ("views." + one for one in _MODULES):
        names |= vars(import_module(f"lawgov_cli.{module}"))
    for module in ("plan", "event"):
        names |= vars(import_module(f"lawgov_cli.domain.{module}"))
    return names | {"Any": Any}
