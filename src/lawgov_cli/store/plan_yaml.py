"""Plan → the text of its YAML file, in the style a person would write it.

Only what differs from the default is written. The result loads back to an equal plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain import plan_fields as kinds
from lawgov_cli.domain.plan import Task, inferred_level
from lawgov_cli.domain.plan_fields import FILING, PLAN, SCHEMA_VERSION, TASK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import FilingRules, Plan
    from lawgov_cli.domain.plan_fields import Field, Record

SCHEMA_COMMENT = "# yaml-language-server: $schema=workpoints.schema.json"

#: Characters that are written as escapes: controls and what nobody sees.
_ESCAPED = (
    r"[\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    r"\ud800-\udfff\ufeff\ufffe\uffff]"
)
#: Plain YAML scalars that other readers would turn into something else, or cannot read at all.
_NEEDS_QUOTES = re.compile(
    rf"""^$|^[\s\-?:,\[\]{{}}#&*!|>'"%@`=<~.+\d]|:(\s|$)|\s\#|\s$|{_ESCAPED}
    |^(true|false|yes|no|on|off|null|y|n)$""",
    re.VERBOSE | re.IGNORECASE,
)


def plan_yaml(plan: Plan) -> str:
    """The plan's file, from the schema comment to the last measure."""
    return "\n".join([SCHEMA_COMMENT, f"schema: {SCHEMA_VERSION}", *_lines(PLAN, plan)]) + "\n"


def filing_yaml(rules: FilingRules) -> str:
    """The one line of *rules* in a plan's file."""
    return f"filing: {_braces(FILING, rules)}"


def scalar(text: str) -> str:
    """*text* as one YAML scalar on one line, quoted only where it must be."""
    return quoted(text) if _NEEDS_QUOTES.search(text) else text


def quoted(text: str) -> str:
    """*text* in double quotes, on one line."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    escaped = re.sub(_ESCAPED, lambda match: f"\\u{ord(match[0]):04x}", escaped)
    return f'"{escaped}"'


def _lines(record: Record, values: Any, left_out: str = "") -> Iterator[str]:  # noqa: ANN401
    """The lines of a mapping, from its rows but the one *left_out*."""
    for row in _written(record, values):
        value = getattr(values, row.key)
        if row.kind in _BELOW:
            yield from _BELOW[row.kind](row, value, values)
        elif row.key != left_out:
            yield f"{row.key}: {_VALUE[row.kind](value)}"


def _written(record: Record, values: Any) -> Iterator[Field]:  # noqa: ANN401 - a record's class
    """The rows to write: what has no default, and what differs from it.

    Members are written always: an empty list says that they are not known.
    """
    for row in record.as_written:
        value, default = getattr(values, row.key, None), record.defaults.get(row.key, ...)
        if row.kind != kinds.VERSION and (value != default or row.kind == kinds.MEMBERS):
            yield row


def _braces(record: Record, values: Any) -> str:  # noqa: ANN401 - a record's class
    """A mapping on one line."""
    pairs = [(row, getattr(values, row.key)) for row in _written(record, values)]
    return f"{{{', '.join(f'{row.key}: {_IN_BRACES[row.kind](value)}' for row, value in pairs)}}}"


def _record(key: str, record: Record, values: Any) -> Iterator[str]:  # noqa: ANN401 - its class
    if record.inline:
        yield f"{key}: {_braces(record, values)}"
    else:
        yield f"{key}:"
        yield from (f"  {line}" for line in _lines(record, values))


def _texts(row: Field, texts: Mapping[str, str], _: object) -> Iterator[str]:
    yield f"{row.key}:"
    yield from (f"  {_key(key)}: {scalar(text)}" for key, text in texts.items())


def _registry(row: Field, registered: Mapping[str, Any], _: object) -> Iterator[str]:
    if registered:
        yield f"{row.key}:"
    elif row.required:
        yield f"{row.key}: {{}}"
    for name, values in registered.items():
        yield from (f"  {line}" for line in _record(_key(name), row.of, values))


def _tasks(row: Field, tasks: Sequence[Task], holder: Plan | Task) -> Iterator[str]:
    parent = holder.level if isinstance(holder, Task) else None
    yield f"{row.key}:"
    for task in tasks:
        told = inferred_level(parent, task) is task.level
        first, *rest = _lines(TASK, task, left_out="level" if told else "")
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _names(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_within, names))}]"


def _within(text: str) -> str:
    """*text* within brackets or braces, where more characters mean something."""
    return quoted(text) if re.search(r"[,\[\]{}:?]", text) else scalar(text)


def _key(name: str) -> str:
    """A name as a key; quoted where it has a colon, which a reader could take for its end."""
    return quoted(name) if "：" in name else scalar(name)


#: Kind → how its value is written behind its key.
_VALUE: dict[str, Callable[[Any], str]] = {
    kinds.TEXT: scalar,
    kinds.FILLED: scalar,
    kinds.WORD: scalar,
    kinds.NUMERAL: scalar,
    kinds.PRINTED: scalar,
    kinds.CHOICE: scalar,
    kinds.SHA256: scalar,
    kinds.DAY: str,
    kinds.DAY_TEXT: str,
    kinds.YEAR: str,
    kinds.MONTH_DAY: str,
    kinds.NUMBER: str,
    kinds.FLAG: lambda flag: "true" if flag else "false",
    kinds.ZONE: scalar,
    kinds.TASK_ID: lambda number: f'"{number}"',
    kinds.LEVEL: lambda level: str(level.value),
    kinds.NAMED: _names,
    kinds.MEMBERS: _names,
    kinds.ALIASES: _names,
    kinds.ONE_OR_MORE: lambda names: _within(names[0]) if len(names) == 1 else _names(names),
}

#: The same within braces, where more must be in quotes; a checksum stands there as it is.
_IN_BRACES = _VALUE | {
    **dict.fromkeys((kinds.TEXT, kinds.FILLED, kinds.WORD, kinds.NUMERAL, kinds.PRINTED), _within),
    kinds.SHA256: str,
}

#: Kind → its lines, key and all, by the row, the value and what holds it.
_BELOW: dict[str, Callable[[Field, Any, Any], Iterator[str]]] = {
    kinds.RECORD: lambda row, values, _: _record(row.key, row.of, values),
    kinds.TEXTS: _texts,
    kinds.CHOICES: _texts,
    kinds.REGISTRY: _registry,
    kinds.TASKS: _tasks,
}
