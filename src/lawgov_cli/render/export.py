"""The whole tree as YAML, JSON or CSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import visible, visible_in_json
from lawgov_cli.render.machine import (
    SCHEMA_VERSION,
    csv_pieces,
    csv_text,
    envelope,
    json_text,
    plain_json,
)
from lawgov_cli.views.task import counts_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.render.machine import Document
    from lawgov_cli.views.records import NoteRow
    from lawgov_cli.views.task import TreeNode, TreeView

_COLUMNS = ("序号", "类别", "标题或正文", "牵头单位", "责任单位", "办理状态", "完成时限", "进展")
_LEVELS = {"section": "部分", "group": "小节", "point": "要点", "measure": "举措"}


def tree_pieces(view: TreeView, format_: str) -> Iterator[str]:
    """The tree as text, in JSON and CSV a point at a time: all of a long journal is in it."""
    if format_ == "yaml":
        yield tree_yaml(view)
    elif format_ == "csv":
        yield from csv_pieces(_COLUMNS, _rows(view))
    elif view.tasks:
        yield from map(visible_in_json, _json_pieces(_head(view), view.tasks))
        yield "\n"
    else:
        yield json_text(tree_json(view))


def tree_csv(view: TreeView) -> str:
    """The tree as CSV, a task a row."""
    return csv_text(_COLUMNS, _rows(view))


def _json_pieces(head: Document, tasks: Iterable[TreeNode], depth: int = 0) -> Iterator[str]:
    """The JSON of an object whose last field is its *tasks*, *depth* columns to the right."""
    margin = " " * depth
    opened = _indented(plain_json(head).removesuffix("\n}"), depth)
    yield f'{opened},\n{margin} "tasks": ['
    for number, node in enumerate(tasks):
        yield f"{',' if number else ''}\n{margin}  "
        if node.tasks and not counts_units(node):
            yield from _json_pieces(_object(node._replace(tasks=())), node.tasks, depth + 2)
        else:
            yield _indented(plain_json(_object(node)), depth + 2)
    yield f"\n{margin} ]\n{margin}}}"


def _indented(text: str, depth: int) -> str:
    return text.replace("\n", "\n" + " " * depth)  # a text's own breaks are escaped


def _head(view: TreeView) -> Document:
    return envelope("export", as_of=view.as_of, id=view.id, title=view.title)


def tree_json(view: TreeView) -> Document:
    """The tree as JSON."""
    return {**_head(view), "tasks": [_object(node) for node in view.tasks]}


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


def _rows(view: TreeView) -> Iterator[list[str]]:
    return (_cells(node) for top in view.tasks for node in _walk(top))


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
