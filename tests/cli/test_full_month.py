"""A month in which all 37 units report on everything they are asked for: 359 records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from lawgov_cli.base.dates import month
from lawgov_cli.domain.filings import Duty, Filings
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.store.journal import format_record
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import record
from tests.year.office import add_towns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from tests.conftest import Desk, Invoke

#: A report on a point as units write them; {n} makes each another.
WORDS = "已召开工作推进会{n}次,梳理问题清单并逐项明确责任人和完成时限,整改到位{n}件"
PROBLEM = "基层人员力量不足,第{n}次抽查发现台账不规范"
STEP = "下月起开展第{n}轮集中督导,对照清单逐项销号"


class Month(NamedTuple):
    """What the units reported: (unit, point, whether it leads or is named, the record)."""

    sent: tuple[tuple[str, Duty, dict[str, Any]], ...]


def sent(desk: Desk) -> Iterator[tuple[str, Duty, dict[str, Any]]]:
    """A record of every unit on every point it has a part in; some tell a problem, a next step."""
    plan = load_plan(desk.plan).plan
    assert plan is not None
    filings, september = Filings(plan, Timeline.of([])), month(2023, 9)
    number = 0
    for unit in filings.expected(september):
        for duty in filings.duties(unit, september):
            number += 1
            said = {"note": WORDS.format(n=number)}
            said |= {"problem": PROBLEM.format(n=number)} if number % 10 == 0 else {}
            said |= {"next": STEP.format(n=number)} if number % 7 == 0 else {}
            day = f"2023-09-{number % 25 + 1:02}"
            yield unit, duty, record(duty.task, day, unit=unit, status="doing") | said


@pytest.fixture
def full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Month:
    """The desk with six more towns and the whole month's records, on its last day."""
    monkeypatch.setenv("LAWGOV_NOW", "2023-09-30T17:00:00+08:00")
    add_towns(desk.plan)
    found = Month(tuple(sent(desk)))
    text = "".join(f"{format_record(made)}\n" for _, _, made in found.sent)
    desk.journal.write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def report(full: Month, invoke: Invoke) -> str:
    """The report of that month."""
    assert full
    return invoke("report", "--month", "9月", "-o", "-").stdout


def body(text: str) -> str:
    return text[: text.index("## 附件1")]


def test_the_month_is_the_whole_one(full: Month) -> None:
    assert len(full.sent) == 359
    assert len({unit for unit, _, _ in full.sent}) == 37
    assert sum(duty.leads for _, duty, _ in full.sent) == 50
    assert sum(duty.named and not duty.leads for _, duty, _ in full.sent) == 9


def test_the_body_of_the_report_is_at_most_8000_characters(report: str) -> None:
    assert len(body(report)) <= 8000


def test_no_sentence_of_the_body_is_there_twice(report: str) -> None:
    sentences = re.findall(r"[^。；：\n]{12,}", body(report))
    twice = {text for text in sentences if sentences.count(text) > 1}
    assert twice == {"<!-- 手写结束 -->", "  - 另有各区镇12个单位报送，见附件4"}


def test_who_leads_or_is_named_speaks_in_the_body_and_the_towns_in_the_annex(
    full: Month, report: str
) -> None:
    head, annex = body(report), report[report.index("## 附件4") :]
    for _, duty, made in full.sent:
        place, other = (head, annex) if duty.named else (annex, head)
        assert made["note"] in place
        assert made["note"] not in other
        for field in ("problem", "next"):
            assert made.get(field, "") in place
            assert not made.get(field) or made[field] not in other


def test_the_towns_are_counted_under_each_point_they_answer_for(full: Month, report: str) -> None:
    points = {duty.task for _, duty, _ in full.sent if not duty.named}
    assert len(points) == 25
    assert report.count("另有各区镇12个单位报送，见附件4") == 25


def test_a_point_s_leads_speak_in_the_order_the_document_names_them(report: str) -> None:
    point = report[report.index("- 第21项") : report.index("- 第22项")]
    units = re.findall(r"日 (\S+?)：", point)
    assert units == ["市司法局", "市公安局", "市法院", "市检察院", "市信访局"]


def test_what_a_unit_says_of_several_points_in_the_same_words_stands_once(
    desk: Desk, invoke: Invoke
) -> None:
    same = {"unit": "市应急局", "note": "全员安全培训完成9.6万人", "problem": "师资不足"}
    made = [record(number, "2023-09-05") | same for number in ("18", "19", "20")]
    lines = map(format_record, made)
    desk.journal.write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = body(invoke("report", "--month", "9月", "-o", "-").stdout)
    assert text.count("全员安全培训完成9.6万人") == 1
    assert text.count("市应急局：同第18项") == 2
    assert text.count("第18、19、20项 市应急局：师资不足") == 1


def test_the_workbook_speaks_of_its_sheets_not_of_annexes(
    full: Month, desk: Desk, invoke: Invoke
) -> None:
    assert full
    invoke("report", "--month", "9月", "-o", "月报.xlsx")
    book = openpyxl.load_workbook(desk.folder / "月报.xlsx")
    said = "".join(str(c.value) for s in book.worksheets for row in s.rows for c in row)
    assert "见“其他单位报送的进展”表" in said
    assert "其他单位报送的进展" in book.sheetnames
    assert "见附件" not in said
