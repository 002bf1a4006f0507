"""A parsed plan kept ready, because importing a YAML parser is a quarter of a short command's time.

The cache holds the plan file's own bytes beside what was read from them and is used only where
they are the same to the byte, so it can be slow but never stale. It is JSON, in the user's own
cache folder; losing it loses nothing, and where it cannot be written nothing is said.
"""

from __future__ import annotations

import json
import os
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli import __version__
from lawgov_cli.model import Group, Layout, Level, LightRules, Plan, SourceText, Task, Unit

if TYPE_CHECKING:
    from pathlib import Path

#: Raise when the same file would be read to a different plan.
_FORMAT = 1


def cached_plan(path: Path, data: bytes, folder: Path | None) -> Plan | None:
    """The plan read earlier from exactly *data*, if it is kept in *folder*."""
    if folder is None:
        return None
    try:
        kept = _file(path, folder).read_bytes()
        head = _head(data)
        if not kept.startswith(head):
            return None
        return _plan(json.loads(kept[len(head) :]))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def keep_plan(path: Path, data: bytes, plan: Plan, folder: Path | None) -> None:
    """Keep *plan* as read from *data*; where it cannot be written, the next reading is slower."""
    if folder is None:
        return
    content = _head(data) + json.dumps(tuple(plan), ensure_ascii=False, default=str).encode()
    target = _file(path, folder)
    draft = target.with_suffix(f".{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(target)
    except OSError:
        return


def _file(path: Path, folder: Path) -> Path:
    place = zlib.crc32(str(path.absolute()).encode())
    return folder / f"{path.stem}-{place:08x}.plan"


def _head(data: bytes) -> bytes:
    """What the cache must begin with to be of use: the version, and the file itself."""
    return f"lawgov {__version__} {_FORMAT} {len(data)}\n".encode() + data


def _plan(values: list[Any]) -> Plan:
    fields: dict[str, Any] = dict(zip(Plan._fields, values, strict=True))
    fields["tasks"] = tuple(map(_task, fields["tasks"]))
    fields["units"] = {name: Unit(*map(_tuple, unit)) for name, unit in fields["units"].items()}
    fields["groups"] = {name: Group(*map(_tuple, g)) for name, g in fields["groups"].items()}
    for name in ("starts", "ends", "issued"):
        fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
    fields["source"] = SourceText(*fields["source"]) if fields["source"] else None
    fields["layout"] = Layout(*fields["layout"])
    fields["lights"] = LightRules(*fields["lights"])
    return Plan(**fields)


def _task(values: list[Any]) -> Task:
    task = Task(*values)
    return task._replace(
        level=Level(task.level),
        lead=tuple(task.lead),
        responsible=tuple(task.responsible),
        due=date.fromisoformat(str(task.due)) if task.due else None,
        tasks=tuple(map(_task, task.tasks)),  # type: ignore[arg-type]
    )


def _tuple(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value
