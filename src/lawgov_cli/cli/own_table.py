"""An office's own table: its columns learned once and kept beside the plan; filled again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import DataUnreadable, UsageMistake, why
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.reading import read_file
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.importer.replies.columns import Column
from lawgov_cli.importer.replies.filling import FillRow, fill_like
from lawgov_cli.importer.replies.mapping import TableMapping, learn, read_mapping
from lawgov_cli.store.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.store.workspace import Workspace
    from lawgov_cli.views.forms import FormView
    from lawgov_cli.views.workbook import BigRow

FILE_NAME = "columns.txt"


def kept_mapping(found: Workspace) -> TableMapping | None:
    """What the columns of the office's own table mean, as learned and corrected.

    Raises:
        DataUnreadable: the file that says so cannot be read.
    """
    path = found.location.folder / FILE_NAME
    try:
        text = read_file(path).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = why(error) if isinstance(error, OSError) else "不是 UTF-8 文字"
        raise DataUnreadable(f"{short_path(path)} {reason}。") from error
    mapping, problems = read_mapping(text, FILE_NAME)
    if problems:
        raise DataUnreadable("\n".join(problem.line_text() for problem in problems))
    return mapping


def learn_table(path: Path, found: Workspace) -> None:
    """Learn what the columns of the table in *path* mean, say it and keep it.

    What a clerk has settled of a head before stays as it is.
    """
    from lawgov_cli.importer.sheets.reading import read_tables

    tables, problems = read_tables(_content(path), path.name)
    if problems:
        raise UsageMistake(f"{path.name}: {problems[0].message}。{problems[0].remedy}")
    learned = [learn(grid) for grid in tables.grids]
    mapping, doubts = next((one for one in learned if one[0]), learned[0])
    if mapping is None:
        raise UsageMistake(f"{path.name}: {doubts[0].line}。")
    settled = dict(before.heads) if (before := kept_mapping(found)) else {}
    heads = tuple((head, settled.get(head, word)) for head, word in mapping.heads)
    mapping = TableMapping(mapping.sheet, heads)
    kept = found.location.folder / FILE_NAME
    write_file(kept, mapping.text.encode(), force=True)
    give("written", files=[kept])
    say(f"{path.name}的“{mapping.sheet}”:")
    say("\n".join(f"  {head}  →  {word or '不采用'}" for head, word in mapping.heads))
    for doubt in doubts:
        say(f"  请核对: {doubt.line}")
    say(f"已存入 {short_path(kept)}, 认错的在其中改正。以后 collect 照此收表。")
    say(f"再填这张表: lawgov export --like {as_typed(path.name)} -o 填好的表.xlsx")


def fill_table(path: Path, rows: Iterable[FillRow], output: Path, found: Workspace) -> None:
    """Write the table in *path* with *rows* in its cells to *output*."""
    mapping = kept_mapping(found)
    if mapping is None:
        raise UsageMistake(f"还没有认过这张表, 请先: lawgov collect --map {as_typed(str(path))}")
    filled, problems = fill_like(_content(path), mapping, list(rows), found.plan, path.name)
    if filled is None:
        raise UsageMistake(f"{path.name}: {problems[0].message}。{problems[0].remedy}")
    write_file(output, filled.data, force=False)
    give("written", files=[output])
    say(f"已填写 {short_path(output)}: 共{filled.cells}格。")
    if filled.missing:
        say(f"表中没有这些项的行, 没有填: {nth(filled.missing)}")
    if filled.kept:
        say(f"有公式或合并的单元格没有改: {'、'.join(filled.kept)}")


def rows_of_points(rows: Iterable[BigRow], snapshot: Snapshot) -> list[FillRow]:
    """What every point is to hold: its standing and what was last said of it."""
    made = []
    for row in rows:
        percent = snapshot.states[row.number].percent
        values: dict[Column, str | float] = {
            Column.NUMBER: row.number,
            Column.TITLE: row.title,
            Column.DUE: row.due.isoformat() if row.due else "",
            Column.LIGHT: row.light_word,
            Column.STATUS: row.status,
            Column.TEXT: row.progress,
            Column.PROBLEM: row.problem,
            Column.NEXT: row.next,
            Column.EVIDENCE: row.evidence,
            **({Column.PERCENT: percent / 100} if percent is not None else {}),
        }
        made.append(FillRow(row.number, values))
    return made


def rows_of_unit(view: FormView) -> list[FillRow]:
    """What the rows of one unit are to hold: what it has said for the month."""
    made = []
    for row in view.rows:
        given = row.given
        values: dict[Column, str | float] = {
            Column.NUMBER: row.task,
            Column.TITLE: row.title,
            Column.ROLE: row.part,
            Column.DUE: row.due,
            Column.LIGHT: row.light_word,
            Column.LAST: row.last,
            Column.TEXT: given.text or ("无进展" if given.zero else ""),
            Column.STATUS: given.status,
            Column.PROBLEM: given.problem,
            Column.NEXT: given.next,
            Column.EVIDENCE: "\n".join(given.evidence),
            **({Column.PERCENT: given.percent / 100} if given.percent is not None else {}),
        }
        made.append(FillRow(row.task, values))
    return made


def _content(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        raise DataUnreadable(f"{path} {why(error)}。") from error
