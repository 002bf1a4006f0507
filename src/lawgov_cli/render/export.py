"""The whole tree as YAML, JSON or CSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import visible, visible_in_json
from lawgov_cli.render.machine import SCHEMA_VERSION, csv_text, envelope
from lawgov_cli.views.task import counts_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.render.machine import Document
    from lawgov_cli.views.records import NoteRow
    from lawgov_cli.views.task import TreeNode, TreeView

_COLUMNS = ("序号", "类别", "标题或正文", "牵头单位", "责任单位", "办理状态", "完成时限", "进展")
_LEVELS = {"section": "部分", "group": "小节", "point": "要点", "measure": "举措"}


def tree_csv(view: TreeView) -> str:
    """The tree as CSV, a task a row."""
    return csv_text(_COLUMNS, (_cells(n) for node in view.tasks for n in _walk(node)))


def tree_json(view: TreeView) -> Document:
    """The tree as JSON."""
    tasks = [_object(node) for node in view.tasks]
    return envelope("export", as_of=view.as_of, id=view.id, title=view.title, tasks=tasks)


def tree_yaml(view: TreeView) -> str:
    """The tree as YAML."""
    import yaml

    tasks = [_object(node) for node in view.tasks]
    head = {"schema_version": SCHEMA_VERSION, "kind": "export", "as_of": view.as_of.isoformat()}
    content = _whole({**head, "id": view.id, "title": view.title, "tasks": tasks})
    dumper: Any = type("Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {})
    dumper.add_representer(_Quoted, _in_quotes)
    text = yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000)
    return visible_in_json(text)  # YAML in quotes has the same escapes


class _Quoted(str):
    """A text with something in it that a screen would obey."""

    __slots__ = ()


def _in_quotes(dumper: Any, text: str) -> Any:  # noqa: ANN401 - PyYAML's
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


def _whole(value: Any) -> Any:  # noqa: ANN401 - JSON values
    """*value* with half characters, which YAML cannot write, marked as such."""
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, str):
        text = re.sub("[\ud800-\udfff]", "\ufffd", value)
        return text if visible(text, "\n") == text else _Quoted(text)
    return value


def _object(node: TreeNode) -> dict[str, Any]:
    """One task with only the fields that say something."""
    row = node.row
    data: dict[str, Any] = {"id": row.id, "level": node.level, "label": row.label}
    if row.title != node.text:
        data["title"] = row.title
    data["text"] = node.text
    if counts_units(node):
        data |= {"lead": list(row.lead), "responsible": list(row.responsible)}
        data |= {"status": row.status, "light": row.light, "due": row.due, "percent": row.percent}
        data["notes"] = [_note(note) for note in node.notes]
    data["tasks"] = [_object(child) for child in node.tasks]
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def _note(note: NoteRow) -> dict[str, Any]:
    head = {"on": note.day, "unit": note.unit, "by": note.by, "status": note.status}
    said: dict[str, Any] = {key: value for key, value in head.items() if value}
    said |= {**({"note": note.text} if note.text else {}), **note.values}
    return said | ({"evidence": list(note.evidence)} if note.evidence else {})


def _note_words(note: NoteRow) -> Iterator[str]:
    """A note in one line: when, who, what, and the rest with its words."""
    yield from (note.day, note.who, *note.said)
    yield from (f"{word}: {text}" for word, text in note.lines)


def _walk(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for child in node.tasks:
        yield from _walk(child)


def _cells(node: TreeNode) -> list[str]:
    row = node.row
    notes = "\n".join(" ".join(_note_words(note)) for note in node.notes)
    status = row.status_word if counts_units(node) else ""
    facts = [status, row.due, notes]
    names = ["、".join(row.lead), "、".join(row.responsible)]
    return [row.id, _LEVELS[node.level], row.title or node.text, *names, *facts]
