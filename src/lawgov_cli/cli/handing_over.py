"""Handing over: everything of a plan in one file, and a workspace made of such a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.output import say, say_each, short_path
from lawgov_cli.render.machine import csv_text
from lawgov_cli.store.evidence import fault_of, in_workspace
from lawgov_cli.store.handover import pack, place, unpack
from lawgov_cli.store.outputs import write_output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_cli.store.workspace import Workspace

PAGE, EVIDENCE = "总览.html", "佐证清单.csv"
_COLUMNS = ("佐证", "校验码(SHA-256)", "现在", "序号", "单位", "日期", "台账行号")


def hand_over(found: Workspace, page: str, output: Path | None, by: str, *, force: bool) -> None:
    """Write plan, journal, reports, what is kept beside them and *page* to one ZIP file."""
    if output is None or output.suffix.lower() != ".zip":
        raise UsageMistake("请写明移交包的文件名: lawgov export --handover -o 移交.zip")
    rows = list(_evidence(found))
    pages = {PAGE: page, EVIDENCE: csv_text(_COLUMNS, rows)}
    about = {"title": found.base.title, "office": found.plan.office.name}
    told = {**about, "made": found.now.isoformat(timespec="seconds"), "by": by}
    papers = in_workspace(found.events, found.location.root)
    packed = pack(found.location, found.base, told, pages, papers)
    write_output(output, packed.data, force=force)
    give("written", files=[output])
    lines = len({event.line for event in found.events if event.line})
    say(f"已写出移交包 {short_path(output)}: {len(packed.names)}个文件, 台账{lines}条记录")
    say(f"  {PAGE} 不用装程序, 用浏览器打开即看")
    if rows:
        with_it = len(papers.keys() & set(packed.names))
        rest = len({row[0] for row in rows}) - with_it
        more = f", 其余{rest}份不在工作目录里、改过或只是名称, 请另行移交" if rest else ""
        say(f"  佐证: {with_it}份文件随包带上{more}; 清单见 {EVIDENCE}")
    say_each(f"  没有放进去: {name}" for name in packed.left_out)
    say(f"接手的人: lawgov init 文件夹 --from {as_typed(output.name)}")


def _evidence(found: Workspace) -> Iterator[list[str]]:
    """Each piece of evidence that was named, where it is now, and by which record."""
    for event in found.events:
        for item in event.evidence:
            state = (fault_of(item, found.location.root) or "在") if item.sha256 else ""
            about = [event.task, event.unit or "", event.day, str(event.line)]
            yield [item.name, item.sha256, state, *about]


def take_up(file: Path, folder: Path) -> None:
    """Write what a handover holds below *folder*."""
    unpacked = unpack(file)
    written = place(unpacked.files, folder)
    told = unpacked.manifest
    who = "、".join(str(told[key]) for key in ("office", "by") if told.get(key))
    title, day = told.get("title", told["plan"]), str(told.get("made", ""))[:10]
    say(f"移交包: {'  '.join(filter(None, (str(title), who, day)))}")
    say(f"取出{len(written)}个文件")
