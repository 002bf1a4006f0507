"""Plan → the text of its YAML file, in the style a person would write it.

Only what differs from the default is written. The result loads back to an equal plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.domain.plan import Layout, LightRules, inferred_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import Group, Plan, Task, Unit
    from lawgov_cli.domain.vocabulary import Level

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
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


def plan_yaml(plan: Plan) -> str:
    """The plan's file, from the schema comment to the last measure."""
    return "\n".join([SCHEMA_COMMENT, *_head(plan), *_registry(plan), *_tree(plan)]) + "\n"


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


def _head(plan: Plan) -> Iterator[str]:
    yield "schema: 1"
    yield f"id: {scalar(plan.id)}"
    yield f"title: {scalar(plan.title)}"
    yield f"year: {plan.year}"
    yield from _optional("issuer", plan.issuer)
    yield from _optional("number", plan.number)
    yield from _optional("issued", plan.issued.isoformat() if plan.issued else "")
    yield f"starts: {plan.starts.isoformat()}"
    yield f"ends: {plan.ends.isoformat()}"
    if plan.source:
        yield f"source: {{file: {_within(plan.source.file)}, sha256: {plan.source.sha256}}}"
    yield from _optional("text_sha256", plan.text_sha256)
    if plan.report_day != 25:
        yield f"report_day: {plan.report_day}"
    yield from _mapping("layout", _changed(plan.layout, Layout()))
    yield from _mapping("lights", _changed(plan.lights, LightRules()))
    yield from _mapping("notice", plan.notice)
    yield from _optional("preamble", plan.preamble)
    yield from _optional("closing", plan.closing)


def _registry(plan: Plan) -> Iterator[str]:
    yield "units:" if plan.units else "units: {}"
    for unit in plan.units.values():
        yield f"  {_key(unit.name)}: {_unit(unit)}"
    if plan.groups:
        yield "groups:"
        for group in plan.groups.values():
            yield from _group(group)


def _unit(unit: Unit) -> str:
    parts = []
    if unit.abbr:
        parts.append(f"abbr: {_within(unit.abbr[0]) if len(unit.abbr) == 1 else _names(unit.abbr)}")
    if unit.aliases:
        parts.append(f"aliases: {_names(unit.aliases)}")
    if unit.letter:
        parts.append("letter: true")
    return f"{{{', '.join(parts)}}}"


def _group(group: Group) -> Iterator[str]:
    yield f"  {_key(group.name)}:"
    if group.aliases:
        yield f"    aliases: {_names(group.aliases)}"
    yield f"    members: {_names(group.members)}"
    yield from (f"    {line}" for line in _optional("note", group.note))


def _tree(plan: Plan) -> Iterator[str]:
    yield "tasks:"
    for task in plan.tasks:
        yield from _task(task, None, "  ")


def _task(task: Task, parent: Level | None, indent: str) -> Iterator[str]:
    """One node and all below it, every line indented by *indent* and more."""
    yield f'{indent}- id: "{task.id}"'
    if task.level is not inferred_level(parent, task):
        yield f"{indent}  level: {task.level.value}"
    for line in _task_fields(task):
        yield f"{indent}  {line}"
    if task.tasks:
        yield f"{indent}  tasks:"
        for child in task.tasks:
            yield from _task(child, task.level, f"{indent}    ")


def _task_fields(task: Task) -> Iterator[str]:
    yield from _optional("label", task.label)
    yield from _optional("title", task.title)
    yield from _optional("text", task.text)
    if task.lead:
        yield f"lead: {_names(task.lead)}"
    if task.responsible:
        yield f"responsible: {_names(task.responsible)}"
    yield from _optional("due", task.due.isoformat() if task.due else "")
    yield from _optional("due_words", task.due_words)
    yield from _optional("kind", task.kind)
    if task.form is not None:
        yield f"form: {scalar(task.form)}"
    if task.printed_units is not None:
        yield f"printed_units: {scalar(task.printed_units)}"
    yield from _optional("revised", task.revised)
    yield from _optional("was", task.was)


def _optional(key: str, value: str) -> Iterator[str]:
    if value:
        yield f"{key}: {value if _DATE.match(value) else scalar(value)}"


def _mapping(key: str, values: Mapping[str, object]) -> Iterator[str]:
    if values:
        yield f"{key}:"
        for name, value in values.items():
            yield f"  {name}: {scalar(value) if isinstance(value, str) else value}"


def _changed(record: Layout | LightRules, default: Layout | LightRules) -> dict[str, object]:
    fields, values, defaults = record._fields, tuple(record), tuple(default)
    return {f: v for f, v, d in zip(fields, values, defaults, strict=True) if v != d}


def _names(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_within, names))}]"


def _within(text: str) -> str:
    """*text* within brackets or braces, where more characters mean something."""
    return quoted(text) if re.search(r"[,\[\]{}:?]", text) else scalar(text)


def _key(name: str) -> str:
    """A name as a key; quoted where it has a colon, which a reader could take for its end."""
    return quoted(name) if "：" in name else scalar(name)
