"""The tables of one file → one unit's reply.

Nothing is guessed in silence: a cell not taken, a row without a task, a word that fits no status
are all told with their place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.numerals import nth
from lawgov_cli.domain.answers import ASKED_WORDS, Answer
from lawgov_cli.domain.status_words import own_words
from lawgov_cli.importer.language.wording import bare, is_ditto
from lawgov_cli.importer.replies import cells
from lawgov_cli.importer.replies.choosing import reply_tables
from lawgov_cli.importer.replies.columns import ANSWERS, NAMING, Column
from lawgov_cli.importer.replies.matching import Matcher
from lawgov_cli.importer.replies.reply import (
    Known,
    Remark,
    Reply,
    ReplyRow,
    joined,
    outdated,
    plain_answer,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.answers import Identity
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.replies.columns import Table
    from lawgov_cli.importer.replies.mapping import TableMapping
    from lawgov_cli.importer.sheets.grid import Place, Value
    from lawgov_cli.importer.sheets.reading import Tables

#: What stands below a table: who filled it in, not another row.
_FOOT = re.compile(
    r"\s*(填报人|填表人|审核|负责人|分管领导|联系人|联系电话|电话|备注|说明|注)\s*[:：]"
)

#: A remark below a table, and how much of it is shown.
_NOTE = re.compile(r"\s*(?:备注|说明|注)\s*[:：]?\s*([^:：\s].*)", re.DOTALL)
_QUOTED = 30
#: A time limit that a unit puts off.
_LATER = re.compile("[延推]|改[为至期]|申请")
#: What may only point to the row above.
_POINTING = {"text": Column.TEXT, "problem": Column.PROBLEM, "next": Column.NEXT}

#: A column to answer in → what of an answer it says.
_FIELDS = {
    Column.TEXT: ("text", "zero"),
    Column.STATUS: ("status",),
    Column.PERCENT: ("percent",),
    Column.PROBLEM: ("problem",),
    Column.NEXT: ("next",),
    Column.EVIDENCE: ("evidence",),
}


def read_reply(
    tables: Tables,
    plan: Plan,
    identity: Identity,
    known: Known = Known(),  # noqa: B008 - a tuple of nothing
    mapping: TableMapping | None = None,
) -> Reply:
    """What the file *tables* answers, as the reply that *identity* says it is.

    Parameters:
        known: what the ledger knows of this unit and period.
        mapping: of an office's own table; one that has no such heads is read by the words of its
            own.
    """
    empty = Reply(identity.unit, identity.period, identity)
    if identity.plan and identity.plan != plan.id:
        said = f"这是另一份要点({identity.plan})的表, 没有读入; 本要点是{plan.id}"
        return empty._replace(refused=(Remark(said),))
    reader = _Reader(plan, known, checks_ours=bool(identity.plan))
    reader.unused = mapping.unused if mapping else frozenset()
    found, reader.doubts = reply_tables(
        tables, identity, plan, mapping.meanings if mapping else None
    )
    for table in found:
        reader.read(table)
    if not found:
        reader.doubts.append(Remark("没有找到填报的表: 表头里要有“序号”或“任务”, 和“进展”一栏"))
    return reader.reply(empty)


class _Reader:
    """Collects the answers of all tables of one file."""

    def __init__(self, plan: Plan, known: Known, *, checks_ours: bool) -> None:
        self._plan, self._known, self._checks_ours = plan, known, checks_ours
        self._matcher = Matcher(plan)
        self._rows: dict[str, list[ReplyRow]] = {}
        self._asked: dict[str, None] = {}
        #: The heads of columns that a person has settled not to be read: nothing is said of them.
        self.unused: frozenset[str] = frozenset()
        self.doubts: list[Remark] = []
        self.refused: list[Remark] = []
        self.unmatched: list[Remark] = []

    def read(self, table: Table) -> None:
        """Read one table from top to bottom."""
        above = nothing = ["", "", ""]
        ours: dict[str, ReplyRow] = {}
        before = Answer()
        self._other_columns(table)
        for row in range(table.first, table.stop):
            if _is_divider(table, row):
                above = nothing
                continue
            names = [cells.words(table.cell(row, column)) for column in NAMING]
            self._tell_note(table, row)
            if _is_foot(table, row, names):
                break
            continued = names in (nothing, above)
            above = above if continued else names
            match = self._matcher.find(*above)
            place = table.grid.place(row, table.columns.get(Column.TEXT, 0))
            answer = before = self._resolved(self._answer(table, row), before, table, row)
            if match.task:
                self._asked[match.task] = None
                if not continued:
                    self._look_at_ours(table, row, match.task)
            if answer.says_nothing:
                continue
            self._tell_row(table, row, match.task if names == nothing else "")
            if match.doubt:
                (self.doubts if match.task else self.unmatched).append(Remark(match.doubt, place))
            if match.task:
                silent = tuple(
                    name
                    for column, fields in _FIELDS.items()
                    for name in fields
                    if column not in table.columns
                )
                made = ReplyRow(match.task, answer, place, match.by, silent=silent)
                self._take(made, ours, continued=continued)
        for task, made in ours.items():
            self._rows.setdefault(task, []).append(made)

    def _resolved(self, answer: Answer, before: Answer, table: Table, row: int) -> Answer:
        """The *answer*, where it only says 同上 with the words of the row *before*."""
        for name, column in _POINTING.items():
            said: str = getattr(answer, name)
            if not is_ditto(said):
                continue
            words: str = getattr(before, name)
            zero = name == "text" and before.zero
            shown = words or ("无进展" if zero else "")
            told = f"按上一行的“{shown}”读" if shown else "上一行没有内容, 没有采用"
            self.doubts.append(Remark(f"“{said}”{told}", _place(table, row, column)))
            changed: dict[str, Any] = {name: words, "zero": answer.zero or zero}
            answer = answer._replace(**changed)
        if any(map(is_ditto, answer.evidence)):
            answer = answer._replace(evidence=before.evidence)
        return answer

    def _tell_note(self, table: Table, row: int) -> None:
        """Tell a remark that stands below the table: nobody reads it."""
        said = "".join(dict.fromkeys(cells.words(cell) for cell in table.grid.rows[row]))
        if match := _NOTE.fullmatch(said):
            short = match[1] if len(match[1]) <= _QUOTED else f"{match[1][:_QUOTED]}…"
            self.doubts.append(Remark(f"表后写的“{short}”没有读入", table.grid.place(row, 0)))

    def _tell_row(self, table: Table, row: int, joined: str) -> None:
        """Tell what a person may not see of an answered row, and to which task it was *joined*."""
        if row in table.grid.hidden_rows:
            self.doubts.append(Remark("这一行是隐藏的, 仍照读", table.grid.place(row, -1)))
        if joined:
            told = f"这一行没有序号和任务, 接在{nth(joined)}后面"
            self.doubts.append(Remark(told, table.grid.place(row, -1)))

    def _take(self, made: ReplyRow, ours: dict[str, ReplyRow], *, continued: bool) -> None:
        """Keep an answer; a row without a name of its own continues the one above."""
        task = made.task
        if task in ours and continued:
            first = ours[task]
            ours[task] = first._replace(answer=joined(first.answer, made.answer))
            return
        if task in ours:
            self._rows.setdefault(task, []).append(ours[task])
        ours[task] = made

    def _answer(self, table: Table, row: int) -> Answer:
        """What the row's answering cells say; a cell with a formula says nothing."""
        found: dict[Column, Value | None] = {}
        for column in ANSWERS:
            at = table.columns.get(column, -1)
            place = table.grid.place(row, at)
            if (row, at) in table.grid.formulas:
                said = f"“{column.value}”这格是公式, 没有采用; 请改为文字后再报"
                self.refused.append(Remark(said, place))
            else:
                found[column] = self._held(table, row, at)
            if (row, at) in table.grid.struck:
                said = f"“{column.value}”这格有画了删除线的文字, 仍照读, 请核对是否要删去"
                self.doubts.append(Remark(said, place))
        text = cells.words(found.get(Column.TEXT))
        places = {column: table.grid.place(row, at) for column, at in table.columns.items()}
        if cells.is_a_stroke(text):
            self.doubts.append(Remark(f"“{text}”按没有填写处理", places[Column.TEXT]))
            text = ""
        elif cells.points_away(text):
            told = "按零报告读" if cells.is_zero_report(text) else "看不出进展, 仍照录, 请问明"
            self.doubts.append(Remark(f"“{text}”{told}", places[Column.TEXT]))
        own = own_words(self._plan)
        asks = "是否" in table.head(Column.STATUS) or "与否" in table.head(Column.STATUS)
        status = cells.read_status(cells.words(found.get(Column.STATUS)), own, asks=asks)
        said = cells.read_status(text, own).word
        if Column.STATUS not in table.columns:
            status = cells.Read(word=said)
        elif said and not (status.word or status.doubt):
            status = cells.Read(doubt=f"“{text}”只作进展照录, 办理状态空着")
        percent = cells.read_percent(found.get(Column.PERCENT), shares=self._checks_ours)
        for column, read in ((Column.STATUS, status), (Column.PERCENT, percent)):
            self.doubts += [Remark(read.doubt, places.get(column))] if read.doubt else []
            self.refused += [Remark(read.refused, places.get(column))] if read.refused else []
        problem, step = (cells.words(found.get(at)) for at in (Column.PROBLEM, Column.NEXT))
        if not (problem or step) and (parts := cells.parted(text)):
            self.doubts.append(
                Remark("这一格写了几样, 分作进展、问题、下一步", places[Column.TEXT])
            )
            text, problem, step = (parts.get(name, "") for name in _POINTING)
        zero = cells.is_zero_report(text)
        return Answer(
            text="" if zero else text,
            status=status.word,
            percent=percent.value,
            problem=cells.unless_none(problem),
            next=cells.unless_none(step),
            evidence=self._evidence(table, row, cells.words(found.get(Column.EVIDENCE))),
            zero=zero,
        )

    def _evidence(self, table: Table, row: int, text: str) -> tuple[str, ...]:
        """The names of evidence; what names none is told."""
        names = cells.names(text)
        for name in filter(cells.is_unnamed, names):
            if not is_ditto(name):
                told = f"“{name}”不是材料的名称, 仍照录, 请问明"
                self.doubts.append(Remark(told, _place(table, row, Column.EVIDENCE)))
        return names

    def _held(self, table: Table, row: int, at: int) -> Value | None:
        """What the cell holds by itself: one merged over columns is of the first of them."""
        held = table.grid.rows[row]
        if not 0 <= at < len(held):
            return None
        spread = (row, at) in table.grid.merged and at and held[at - 1] == held[at]
        return None if spread else held[at]

    def _look_at_ours(self, table: Table, row: int, task: str) -> None:
        """Tell where the unit has changed a column that is the office's, or written into it.

        In a table of its own only where it puts off the time limit.
        """
        if not self._checks_ours:
            if _LATER.search(cells.words(table.cell(row, Column.DUE))):
                self._tell_changed(table, row, Column.DUE)
            return
        printed, known = self._plan.by_id[task], self._known
        found = {column: cells.words(table.cell(row, column)) for column in table.columns}
        title = bare(found.get(Column.TITLE, ""))
        if title and title not in {bare(printed.title), bare(printed.text)}:
            self._tell_changed(table, row, Column.TITLE)
        due = found.get(Column.DUE, "")
        if cells.plain_day(due, self._plan.year) != cells.plain_day(
            known.due.get(task, due), self._plan.year
        ):
            self._tell_changed(table, row, Column.DUE)
        if found.get(Column.ASKED, "") not in {"", *ASKED_WORDS}:
            self._tell_changed(table, row, Column.ASKED)
        if (last := bare(found.get(Column.LAST, ""))) and last != bare(known.last.get(task, "")):
            self._tell_changed(table, row, Column.LAST)

    def _tell_changed(self, table: Table, row: int, column: Column) -> None:
        said = f"“{column.value}”一栏被改为“{cells.words(table.cell(row, column))}”, 没有采用"
        self.doubts.append(Remark(said, table.grid.place(row, table.columns[column])))

    def _other_columns(self, table: Table) -> None:
        """Tell which columns hold something that nobody reads."""
        for at, head in table.others.items():
            if head in self.unused:
                continue
            rows = table.grid.rows[table.first : table.stop]
            filled = sum(bool(cells.words(row[at])) for row in rows if at < len(row))
            if filled:
                place = table.grid.place(table.first - 1, at)
                name = f"“{head}”" if head else "没有表头的"
                self.doubts.append(Remark(f"{name}一栏没有采用({filled}格)", place))

    def reply(self, empty: Reply) -> Reply:
        """All that was read; two different answers for one task are both left out."""
        rows: list[ReplyRow] = []
        same: list[str] = []
        for task, found in self._rows.items():
            if row := self._one_of(task, found):
                if row.says_again(self._known.given.get(task, Answer())):
                    same.append(task)
                elif any(map(row.says_again, self._known.before.get(task, ()))):
                    same.append(task)
                    self.doubts.append(outdated(row, self._known.given[task]))
                else:
                    rows.append(self._compared(row))
        order = {task.id: place for place, task in enumerate(self._plan.walk())}
        rows.sort(key=lambda row: order[row.task])
        answered = {row.task for row in rows} | self._rows.keys()
        return empty._replace(
            rows=tuple(rows),
            blank=tuple(task for task in self._asked if task not in answered),
            same=tuple(same),
            doubts=tuple(self.doubts),
            refused=tuple(self.refused),
            unmatched=tuple(self.unmatched),
        )

    def _one_of(self, task: str, found: Sequence[ReplyRow]) -> ReplyRow | None:
        """The answer, where all that were given for the task say the same."""
        if len({plain_answer(row.answer) for row in found}) == 1:
            return found[0]
        places = "、".join(row.place.word for row in found)
        self.refused.append(
            Remark(f"{nth(task)}填了{len(found)}次, 内容不同, 都没有采用: {places}")
        )
        return None

    def _compared(self, row: ReplyRow) -> ReplyRow:
        last = self._known.last.get(row.task, "")
        own = self._known.own
        if own is not None and row.task not in own:
            self.doubts.append(Remark(f"{nth(row.task)}不是该单位的任务, 没有读入", row.place))
        if before := self._known.given.get(row.task):
            said = before.text or "没有进展"
            told = f"{nth(row.task)}本期已登记过“{said}”, 这次内容不同, 再记一条"
            self.doubts.append(Remark(told, row.place))
        return row._replace(unchanged=bool(last) and bare(row.answer.text) == bare(last))


def _place(table: Table, row: int, column: Column) -> Place:
    return table.grid.place(row, table.columns.get(column, 0))


def _is_divider(table: Table, row: int) -> bool:
    """Whether the row holds nothing, or one text over all its cells: a section's heading."""
    said = [cells.words(cell) for cell in table.grid.rows[row]]
    filled = [text for text in said if text]
    if len(filled) > 1 and len(set(filled)) == 1:
        return True
    return not filled


def _is_foot(table: Table, row: int, names: Sequence[str]) -> bool:
    """Whether the row is the line of signatures below a table."""
    said = (cells.words(cell) for cell in table.grid.rows[row])
    first = next((text for text in said if text), "")
    return not names[0] and bool(_FOOT.match(first))
