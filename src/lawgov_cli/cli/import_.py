"""``lawgov import``."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import FileExists, ImportDoubtful, SourceUnreadable, UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import hint
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import is_screen, say, short_path
from lawgov_cli.importer import telling
from lawgov_cli.importer.explaining import explanation
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.likeness import likeness
from lawgov_cli.importer.revision.reimport import acknowledged, corrected
from lawgov_cli.importer.revision.rollover import continuations, left_open
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.structure.particulars import Said
from lawgov_cli.store.files import write_file
from lawgov_cli.store.outputs import spare_journal
from lawgov_cli.store.plan_comments import with_comments
from lawgov_cli.store.plan_writing import keep_text, set_aside, source_of, write_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from lawgov_cli.store.plans import plans_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.importer.importing import Imported
    from lawgov_cli.importer.sources.source import Source
    from lawgov_cli.store.workspace import Workspace

_ALL = ("全部", "all")
#: Titles less alike than this are of two documents, not of one and its correction.
_SAME_DOCUMENT = 0.5


_Accept = Annotated[
    list[str] | None,
    Option("--accept", metavar="序号", help="确认这一项的“原文已变更”; 可重复, 或写“全部”"),
]
_Strict = Annotated[bool, Option("--strict", help="有存疑之处就不写出(退出码6)")]
_Force = Annotated[bool, Option("--force", help="此处已是另一份文件的工作要点时, 覆盖它")]
_Yes = Annotated[bool, Option("--yes", help="没有保留上次导入的原文时, 仍然更新")]
_Title = Annotated[str, Option("--title", metavar="标题", help="文件的标题(文中没有写明时)")]
_Year = Annotated[
    int | None,
    Option("--year", metavar="年份", min=1949, max=2999, help="哪一年的文件(文中没有写明时)"),
]
_Explain = Annotated[
    list[str] | None,
    Option(
        "--explain", metavar="序号", help="说明这一项的单位、角色、时限各由哪些字读出; 不写文件"
    ),
]


def import_(
    file: Annotated[
        Path, Argument(metavar="文件", help="文件: .txt .md .docx .xlsx .csv .html .pdf .ofd")
    ],
    output: Annotated[
        Path | None,
        Option("-o", "--output", metavar="文件", help="写到这里(默认 workpoints-年份.yaml)"),
    ] = None,
    from_: Annotated[
        Path | None,
        Option("--from", metavar="文件", help="沿用这份(去年的)工作要点的别名和单位组, 并对照要点"),
    ] = None,
    accept: _Accept = None,
    strict: _Strict = False,
    force: _Force = False,
    yes: _Yes = False,
    title: _Title = "",
    year: _Year = None,
    explain: _Explain = None,
) -> None:
    """把文件编成工作要点: 部分、要点、举措、单位、时限; 不确定之处逐条列出, 原文一字不丢。"""
    source = _read(file, output)
    last = opt.workspace(from_, None) if from_ else None
    said = Said.of(source, (output or file).stem, title=title, year=year or 0)
    imported = _imported(source, said, last.plan if last else None, output)
    if not imported.plan.tasks:
        raise SourceUnreadable(file, "没有找到任务", "任务应有编号, 或写明单位; 请核对选对了文件")
    if explain:
        _tell(explanation(imported, _named(explain, imported.plan)))
        return
    _require_year(imported)
    target = output or Path(f"workpoints-{imported.plan.year}.yaml")
    if in_use := target.exists() and not force:
        found = opt.workspace(target, None)
        if not _same_document(found.base, imported.plan):
            raise FileExists(target)
        imported = import_text(source.text, name=target.stem, like=found.base, said=said)
    give("imported", **_summary(imported))
    _tell(telling.found_lines(imported))
    _tell(telling.doubt_lines(imported))
    if strict and imported.doubts:
        raise ImportDoubtful(len(imported.doubts))
    if last:
        _tell_last_year(last, imported.plan)
    if in_use:
        _correct(target, found, imported, source.text, accept or [], yes=yes)
    else:
        _write(target, source.text, imported.plan, force=force)


def _require_year(imported: Imported) -> None:
    if any(doubt.code == "year" for doubt in imported.doubts):
        raise UsageMistake("文中没有写明年份; 请写明: --year 2025。没有写出任何文件")


def _summary(imported: Imported) -> dict[str, Any]:
    """What was read, for a program; which file was written is added where one is."""
    plan, counts = imported.plan, imported.summary
    doubts = [{**doubt._asdict(), "lines": list(doubt.lines)} for doubt in imported.doubts]
    about = {"title": plan.title, "year": plan.year, "issuer": plan.issuer}
    points = counts.points + counts.texts
    numbers = {"sections": counts.sections, "points": points, "measures": counts.measures}
    return {"files": [], **about, **numbers, "units": len(plan.units), "doubts": doubts}


def _imported(source: Source, said: Said, like: Plan | None, output: Path | None) -> Imported:
    """The document as read; of a text without a year, the one in the name of the file written."""
    imported = import_text(source.text, name=said.name, like=like, said=said)
    named = re.search(r"(?<!\d)20\d\d(?!\d)", output.stem if output else "")
    if not named or all(doubt.code != "year" for doubt in imported.doubts):
        return imported
    hint([f"文中没有写明年份, 按文件名算作{named[0]}年; 不对的请写明 --year"])
    said = said._replace(year=int(named[0]))
    return import_text(source.text, name=said.name, like=like, said=said)


def _read(file: Path, output: Path | None) -> Source:
    """The document; the screen is no place for what is made of it."""
    if is_screen(output):
        raise UsageMistake(
            "编成的工作要点要写成文件, 不能写 -; 请写文件名: -o workpoints-2024.yaml"
        )
    return read_source(file)


def _write(target: Path, text: str, plan: Plan, *, force: bool) -> None:
    """Write the plan made of *text* to *target*, and the text beside it."""
    if target.exists() and not force:
        raise FileExists(target)
    spare_journal(target)
    former = [set_aside(target)] if target.exists() else []
    write_plan(target, text, plan, force=force)
    give("imported", files=[target, *former])
    name = short_path(target)
    if former:
        say(f"原来的文件存为 {former[0].name}。")
        _tell_journal(target)
    say(f"已写出 {name}。下一步: 逐条核对存疑之处, 再运行 lawgov check {as_typed(name)}")
    _tell_others(target)


def _tell_journal(target: Path) -> None:
    """That the journal beside a plan that was written over is of the former plan."""
    journal = target.with_name(f"{target.stem}.journal.yaml")
    if journal.exists():
        said = f"{journal.name} 是原来那份的台账, 现在会算到新的这份上; 不是同一份文件的, 请移走"
        hint([f"{said}, 或用 -o 把新的写到别处。"])


def _tell_others(target: Path) -> None:
    """That other plans lie around, such as the shipped one, and how to use the new one alone."""
    folder = target.resolve().parent
    places = [folder, folder / "data", *([folder.parent] if folder.name == "data" else [])]
    around = plans_in(places)
    others = [plan for plan in around if plan.path.resolve() != target.resolve()]
    if not others:
        return
    names = "、".join(f"{short_path(plan.path)}({plan.title})" for plan in others)
    mine = next((plan.id for plan in around if plan not in others), target.stem)
    say(f"旁边还有{len(others)}份工作要点: {names}")
    say(f"不写 --plan 时要用新的这份: lawgov init --use {as_typed(mine)}")
    say("旁边的用不着的, 移走它的文件即可(如 init 放入的示例); 有台账的请留着。")


def _same_document(old: Plan, new: Plan) -> bool:
    """Whether *new* can be a correction of *old*, and is not another year's or another's."""
    return old.year == new.year and likeness(old.title, new.title) >= _SAME_DOCUMENT


def _tell(lines: Iterable[str]) -> None:
    say("\n".join(lines))


def _tell_last_year(last: Workspace, plan: Plan) -> None:
    snapshot = last.snapshot()
    statuses = {number: state.status for number, state in snapshot.states.items()}
    if plan.office.name:
        _tell([f"沿用去年的编报单位“{plan.office.name}”和报送截止日, 有变的在工作要点文件里改"])
    _tell(telling.continuation_lines(continuations(last.plan, plan), plan))
    _tell(telling.open_lines(left_open(last.plan, statuses)))


def _correct(
    target: Path, found: Workspace, imported: Imported, text: str, accept: list[str], *, yes: bool
) -> None:
    """Bring the corrected text into the plan at *target*; the former file is kept beside it."""
    recorded = {event.task for event in found.events}
    day = found.today.isoformat()
    before = _imported_before(found, target)
    if before is None and not yes:
        raise UsageMistake(
            "没有找到上次导入的原文, 分不清哪些是本单位在工作要点文件里改正过的, 改正处可能被覆盖。"
            "没有写出任何文件; 确要更新, 请加 --yes"
        )
    correction = corrected(found.base, imported.plan, recorded=recorded, day=day, before=before)
    plan = correction.plan if correction.differs else found.base
    if accept:
        everything = any(word in _ALL for word in accept)
        plan = acknowledged(plan, None if everything else {n.id for n in _named(accept, plan)})
    _tell(telling.correction_lines(correction))
    if plan == found.base:
        say("没有写出任何文件。")
        return
    _replace(target, plan._replace(source=source_of(target, text)), text, accept)


def _replace(target: Path, plan: Plan, text: str, accept: list[str]) -> None:
    """Write *plan* over the one at *target*; the former files get numbers."""
    backup = set_aside(target)
    made, lost = with_comments(plan_yaml(plan), target.read_text("utf-8"))
    keep_text(target, text)
    write_file(target, made, force=True)
    give("imported", files=[target, backup])
    if lost:
        gone = f"{len(lost)}条注释所在的任务已经没有了, 没有带过来"
        say(f"{gone}, 在 {backup.name} 里: {lost[0][:40]}")
    confirmed = "已确认原文变更; " if accept else ""
    say(f"{confirmed}已更新 {short_path(target)}; 台账未动, 更新前的文件存为 {backup.name}")


def _imported_before(found: Workspace, target: Path) -> Plan | None:
    """The plan as its text made it when it was imported; None where that text is not there."""
    source = found.base.source
    file = target.parent / source.file if source else None
    if source is None or file is None or not file.is_file():
        return None
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        return None
    said = Said(target.stem, year=found.base.year)
    return import_text(data.decode(), name=target.stem, like=found.base, said=said).plan


def _named(words: list[str], plan: Plan) -> list[Task]:
    from lawgov_cli.domain.task_numbers import resolve_tasks

    return resolve_tasks(words, plan)
