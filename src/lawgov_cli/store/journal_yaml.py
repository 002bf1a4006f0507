"""One record as a YAML formatter laid it out → the record as it was meant.

A formatter takes away or changes quotation marks. What a value was is told by the table of
fields: a task's number is a text though it looks like a number.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.fields import BY_NAME
from lawgov_cli.domain.values import AMOUNT, FLAG, SHARE, SLIP
from lawgov_cli.store.yaml.tree import Mapping, Scalar, Sequence, read_strictly

if TYPE_CHECKING:
    from lawgov_cli.store.yaml.tree import Node

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,299})(\.[0-9]{1,30})?\Z")
_NO_NUMBER = re.compile(
    r"[-+]?(\.?nan|\.?inf(inity)?|[0-9.]{300,}|[0-9.]+e[0-9]+)\Z", re.IGNORECASE
)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def record_of(text: str) -> dict[str, Any] | None:
    """The one record that *text* is, as an item of a list or by itself."""
    root = read_strictly(text)
    if isinstance(root, Sequence) and len(root.items) == 1:
        root = root.items[0]
    return _record(root) if root else None


def records_of(text: str) -> list[tuple[int, dict[str, Any]]]:
    """The records that *text* is a list of, each with the line in *text* that it begins on."""
    root = read_strictly(text)
    if not isinstance(root, Sequence):
        return []
    made = [(item.line, _record(item)) for item in root.items]
    whole = [(line, record) for line, record in made if record]
    return whole if len(whole) == len(made) else []


def _record(root: Node) -> dict[str, Any] | None:
    if not isinstance(root, Mapping) or not all(map(_NAME.match, root.pairs)):
        return None
    try:
        return {name: _value(node, _is_text(name)) for name, (_, node) in root.pairs.items()}
    except ValueError:
        return None


def _is_text(name: str) -> bool:
    """Whether all that stands in the field *name* is text, however it looks."""
    return name in BY_NAME and BY_NAME[name].sort not in {SHARE, AMOUNT, FLAG, SLIP}


def _value(node: Node, is_text: bool) -> Any:  # noqa: ANN401, FBT001 - any JSON
    if isinstance(node, Sequence):
        return [_value(item, is_text) for item in node.items]
    if isinstance(node, Mapping):
        return {name: _value(inner, is_text) for name, (_, inner) in node.pairs.items()}
    return node.text if is_text or not node.plain else _plain(node)


def _plain(scalar: Scalar) -> Any:  # noqa: ANN401 - any JSON
    if scalar.text in _WORDS:
        return _WORDS[scalar.text]
    if _NO_NUMBER.match(scalar.text):
        raise ValueError(scalar.text)
    return json.loads(scalar.text) if _NUMBER.match(scalar.text) else scalar.text
