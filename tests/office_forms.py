"""A form of the shipped plan, and ways in which units fill such forms and send them back."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import openpyxl

from lawgov_cli.base.dates import month
from lawgov_cli.domain.answers import Answer
from lawgov_cli.domain.progress import fold
from lawgov_cli.importer.replies.identifying import identify
from lawgov_cli.importer.replies.reading import read_reply
from lawgov_cli.importer.replies.reply import Known, Reply
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.render.forms import form_workbook
from lawgov_cli.views.forms import FormSources, due_words, form_view, last_words, own_tasks
from tests.helpers import SHIPPED_PLAN, events_of, plan_of, record

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.views.forms import FormView

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
UNIT, OCTOBER = "市司法局", month(2023, 10)
LAST_MONTH = "召开联席会议1次"

#: What the unit answers, in every variant unless it says otherwise.
ANSWERS = {
    "7": Answer(
        "10月召开座谈会3次,\n参加45人",
        "推进中",
        50,
        "人手不足",
        "11月底前完成",
        ("纪要.docx", "照片.zip"),
    ),
    "8": Answer(zero=True),
    "21": Answer("已与法院会签", "已报完成", 100),
}
#: The columns of the form, by what they hold.
HEADS = (
    *("序号", "工作任务", "角色", "时限", "亮灯(原因)", "要求", "上月进展", "本月进展"),
    *("办理状态", "完成比例", "存在问题", "下一步措施", "佐证材料", "标识(勿改)"),
)
HEAD_ROW = 6


@cache
def snapshot() -> Snapshot:
    """October, with one thing said in September."""
    said = record("21", on="2023-09-01", unit=UNIT, note=LAST_MONTH, number=1)
    return fold(PLAN, events_of(said), date(2023, 10, 1))


def view(**given: Answer) -> FormView:
    """The form of the unit; 15, for which it only answers, is not asked for."""
    sources = FormSources(
        asked=lambda task: task != "15",
        given={name.removeprefix("_"): answer for name, answer in given.items()},
    )
    day = "2023年10月25日"
    return form_view(snapshot(), UNIT, OCTOBER, sources, office="市委依法治市办", deadline=day)


FORM = form_workbook(view())


def known(**changes: Any) -> Known:  # noqa: ANN401 - fields of Known
    """What the ledger knows in October."""
    state = snapshot()
    last, due = last_words(state, UNIT, OCTOBER), due_words(state, UNIT)
    return Known(last=last, due=due, own=own_tasks(due, PLAN))._replace(**changes)


def read(data: bytes, name: str = "回来的表.xlsx", **changes: Any) -> Reply:  # noqa: ANN401
    """The reply in a file that is not refused."""
    tables, problems = read_tables(data, name)
    assert problems == []
    return read_reply(tables, PLAN, identify(tables, PLAN), known(**changes))


def answers(reply: Reply) -> dict[str, Answer]:
    """Task → answer."""
    return {row.task: row.answer for row in reply.rows}


def blank() -> Any:  # noqa: ANN401 - an openpyxl workbook
    """The form as another program opens it."""
    return openpyxl.load_workbook(BytesIO(FORM))


def filled() -> Any:  # noqa: ANN401 - an openpyxl workbook
    """The form with the answers typed in."""
    book = blank()
    for task, answer in ANSWERS.items():
        put(book, task, answer)
    return book


def put(book: Any, task: str, answer: Answer) -> None:  # noqa: ANN401 - an openpyxl workbook
    """Type one answer."""
    write(book, task, "本月进展", "无进展" if answer.zero else answer.text)
    write(book, task, "办理状态", answer.status)
    write(book, task, "完成比例", None if answer.percent is None else answer.percent / 100)
    write(book, task, "存在问题", answer.problem)
    write(book, task, "下一步措施", answer.next)
    write(book, task, "佐证材料", "、".join(answer.evidence))


def write(book: Any, task: str, head: str, value: object) -> None:  # noqa: ANN401
    """Type one value."""
    cell = book.worksheets[0].cell(row_of(book, task), HEADS.index(head) + 1)
    cell.value = value if value != "" else None


def row_of(book: Any, task: str) -> int:  # noqa: ANN401 - an openpyxl workbook
    """The row of a task, by its key."""
    column = len(HEADS)
    for row in range(HEAD_ROW + 1, book.worksheets[0].max_row + 1):
        key = book.worksheets[0].cell(row, column).value
        if key and str(key).endswith(f"#{task}"):
            return row
    raise AssertionError(task)


def saved(book: Any) -> bytes:  # noqa: ANN401 - an openpyxl workbook
    """The workbook as a file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def values(book: Any) -> list[list[object]]:  # noqa: ANN401 - an openpyxl workbook
    """The cells of the first sheet."""
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def rows_of(*columns: str) -> list[list[object]]:
    """The filled table alone, some of its columns."""
    rows = values(filled())[HEAD_ROW - 1 :]
    places = [HEADS.index(column) for column in columns]
    return [[row[place] for place in places] for row in rows]


def book_of(rows: list[list[object]]) -> bytes:
    """A new workbook of plain cells."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def csv_of(rows: list[list[object]], sign: str = ",") -> str:
    """The cells as text, percentages as a program shows them."""
    file = StringIO()
    shown = [[f"{cell:.0%}" if isinstance(cell, float) else cell for cell in row] for row in rows]
    csv.writer(file, delimiter=sign).writerows(shown)
    return file.getvalue()


def reply_file(page: str) -> bytes:
    """What the form's page saves once the answers are typed: the same keys, as its script does."""
    rows = []
    for tag in re.findall(r"<tr class=[^>]*>", page):
        found = dict(re.findall(r'data-(\w+)="([^"]*)"', tag))
        answer = ANSWERS.get(found["label"], Answer())
        percent = "" if answer.percent is None else f"{answer.percent:g}%"
        said = {"text": "无进展" if answer.zero else answer.text, "status": answer.status}
        said |= {"percent": percent, "problem": answer.problem, "next": answer.next}
        rows.append({**found, **said, "evidence": "\n".join(answer.evidence)})
    body = re.search(r"<body[^>]*>", page)
    assert body
    identity = dict(re.findall(r'data-(\w+)="([^"]*)"', body[0]))
    return json.dumps({"lawgov_reply": 1, **identity, "rows": rows}).encode()


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """*data* as LibreOffice saves it; a profile of its own lets several run at once."""
    source = folder / f"form.{suffix}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / "out"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", target, source],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (target / f"form.{to.partition(':')[0]}").read_bytes()


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
