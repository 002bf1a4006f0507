"""The office's year: what it saw then, what its reports say, and that they come out the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.year.office import TOWNS, returns
from tests.year.recount import (
    FILINGS,
    STATUSES,
    annex,
    faults,
    filings,
    opening_counts,
    section_counts,
    ugly,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Invoke
    from tests.year.office import Office

MONTHS = [f"2023-{number:02}" for number in range(6, 13)]
PERIODS = [*MONTHS, "2023Q3", "2023H1", "2023H2"]
UNIT = "2023Q3-市公安局"
REPORTS = [*PERIODS, UNIT, "2023"]
#: Reports about whose period something was recorded after they were made.
OVERTAKEN = {"2023-10", "2023-12", "2023H2"}


def remade(office: Office, name: str, invoke: Invoke, folder: Path, *more: str) -> str:
    """The report *name* made again now, elsewhere."""
    path = folder / "again.md"
    invoke("report", *office.reports[name].words, *more, "-o", str(path))
    return path.read_bytes().decode()


@pytest.fixture(autouse=True)
def _at_the_office_after_the_year(year: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(year.folder)
    monkeypatch.setenv("LAWGOV_NOW", "2024-03-20T09:00:00+08:00")


# ---------------------------------------------------------------- the reports


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_says_what_it_should(
    name: str, year: Office, golden: Callable[[str, str], None]
) -> None:
    text = year.reports[name].text
    # ids are new in every run of the year, and so is the code over the records
    golden(f"year/{name}.md", re.sub(r"(核验码：.{9})-.{4}-.{4}", r"\1-XXXX-XXXX", text))


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_made_again_as_known_then_is_the_same_to_the_byte(
    name: str, year: Office, invoke: Invoke, tmp_path: Path
) -> None:
    made = year.reports[name]
    assert remade(year, name, invoke, tmp_path, "--known-at", made.day) == made.text


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in OVERTAKEN])
def test_where_nothing_was_recorded_since_it_is_the_same_without_being_told_the_day(
    name: str, year: Office, invoke: Invoke, tmp_path: Path
) -> None:
    assert remade(year, name, invoke, tmp_path) == year.reports[name].text


@pytest.mark.parametrize("name", sorted(OVERTAKEN))
def test_what_was_recorded_since_shows_in_a_report_made_now(
    name: str, year: Office, invoke: Invoke, tmp_path: Path
) -> None:
    assert remade(year, name, invoke, tmp_path) != year.reports[name].text


@pytest.mark.parametrize("name", [*PERIODS, UNIT])
def test_the_figures_of_each_report_are_borne_out_by_its_table(name: str, year: Office) -> None:
    assert faults(year.reports[name].text) == []


@pytest.mark.parametrize("name", PERIODS)
def test_every_point_stands_in_the_table_once(name: str, year: Office) -> None:
    rows = annex(year.reports[name].text)
    assert [row.id for row in rows] == [str(number) for number in range(1, 31)]
    assert len({row.title for row in rows}) == 30


@pytest.mark.parametrize("name", REPORTS)
def test_the_sections_add_up_to_the_opening_sentence(name: str, year: Office) -> None:
    text = year.reports[name].text
    opening = opening_counts(text)
    assert sum(section_counts(text), Counter()) == +opening
    assert list(opening) == list(STATUSES)
    assert opening.total() == (2 if name == UNIT else 30)


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_in_a_report_is_left_over_or_stuck_together(name: str, year: Office) -> None:
    assert ugly(year.reports[name].text) == []


# ---------------------------------------------------------------- who reported


@pytest.mark.parametrize("month", MONTHS)
def test_the_filings_are_those_that_the_two_files_come_to(month: str, year: Office) -> None:
    plan, journal = (path.read_text(encoding="utf-8") for path in (year.plan, year.journal))
    said = Counter(filings(plan, journal, month, year.reports[month].day).values())
    counts = "，".join(f"{word}{said[word]}个" for word in FILINGS)
    assert f"应报{said.total()}个单位，{counts}（" in year.reports[month].text


def test_what_came_in_was_counted_for_the_month_it_was_sent_for(year: Office) -> None:
    lines = [json.loads(line[2:]) for line in year.journal.read_text("utf-8").splitlines()]
    counted = {
        (line.get("period") or (line.get("on") or line["at"])[:7], line["unit"])
        for line in lines
        if line["by"] == "李四"
    }
    assert counted == {(sent.month, sent.words[0]) for sent in returns()}


@pytest.mark.parametrize("month", MONTHS)
def test_who_filed_late_or_not_at_all_adds_up_to_who_had_to(month: str, year: Office) -> None:
    line = next(row for row in year.reports[month].text.splitlines() if "应报" in row)
    expected, *parts = (int(number) for number in re.findall(r"[报回告](\d+)个", line))
    assert expected == sum(parts)


def test_in_the_first_month_all_units_of_the_plan_and_the_six_towns_are_expected(
    year: Office,
) -> None:
    said = year.seen["missing in June"].stdout
    counts = "已报26 部分报7 迟报2 未报2 零报告0 退回0"
    assert said.startswith(f"2023年6月报送   应报37 {counts}   截止2023年6月25日\n")
    assert "  未报  市统计局 · 璜泾镇\n" in said
    assert len(TOWNS) == 6


def test_a_unit_that_misses_two_months_is_told_so(year: Office) -> None:
    said = year.seen["missing in July"].stdout
    assert "市统计局(连续2个月)" in said
    assert (
        "市统计局:《2023年太仓市法治政府建设工作要点》7月进展,牵头的第26项尚未报送,请尽快报送("
        in said
    )
    assert "(已连续2个月)。截止7月25日。" in said.replace("\n", "")
    assert "连续" not in year.seen["missing in August"].stdout


def test_a_refused_return_is_asked_for_again_until_it_comes(year: Office) -> None:
    assert "  退回  市公安局(第21项, 7月19日)\n" in year.seen["missing while refused"].stdout
    assert "退回0" in year.seen["missing in July"].stdout


# ---------------------------------------------------------------- what happened to the points


def test_a_bulk_command_shows_what_it_would_do_and_one_undo_takes_it_all_back(
    year: Office,
) -> None:
    preview = year.seen["bulk preview"]
    assert preview.stdout == ""
    assert preview.stderr.count("未启动 → 已完成") == 19
    assert preview.stderr.endswith("以上19项符合条件。核对后加 --yes 登记。没有登记任何内容。\n")
    assert "第11-29行。撤销: lawgov undo" in year.seen["bulk"].stdout
    assert year.seen["bulk undone"].stdout.startswith("已撤销: 第11-29行")
    assert "已完成0项" in year.reports["2023-06"].text


def test_a_moved_date_keeps_the_first_one_beside_it(year: Office, invoke: Invoke) -> None:
    assert "| 10月31日（原定7月31日） |" in year.reports["2023-07"].text
    assert "| 10月31日（原定9月30日） |" in year.reports["2023-09"].text
    assert "| 9月30日 |" in year.reports["2023-08"].text
    assert "7月31日" in invoke("show", "26").stdout


def test_a_point_looked_at_again_is_open_until_it_is_finished_anew(year: Office) -> None:
    status = {
        month: next(row.status for row in annex(year.reports[month].text) if row.id == "26")
        for month in MONTHS
    }
    assert [status[month] for month in MONTHS[3:]] == ["推进中", "已完成", "推进中", "已完成"]
    assert "抽查发现2个审计问题整改不到位" in year.reports["2023-11"].text


def test_a_reassigned_lead_stands_in_the_reports_from_then_on(year: Office) -> None:
    was, now = "| 市司法局 |", "| 市综合行政执法局、市司法局 |"
    for month in MONTHS:
        row = next(
            line for line in year.reports[month].text.splitlines() if "投拆举报机制 |" in line
        )
        assert (now in row) is (month >= "2023-09")
        assert (was in row) is (month < "2023-09")


def test_what_the_office_called_lagging_shows_so_until_the_office_speaks_again(
    year: Office,
) -> None:
    lights = {row.id: row.light for row in annex(year.reports["2023-11"].text)}
    assert lights["30"] == "黄"


def test_what_all_leads_report_finished_waits_to_be_verified_though_the_office_began_it(
    year: Office,
) -> None:
    part = year.reports["2023-11"].text.split("待认定")[1].split("3. ")[0]
    assert "第3项" in part


def test_slips_and_letters_have_numbers_of_their_own(year: Office) -> None:
    slips = sorted(path.name for path in (year.folder / "reports" / "slips").iterdir())
    assert slips == [
        "函〔2023〕1号-第21项-市法院.md",
        "督〔2023〕1号-第18项-市应急局.md",
        "督〔2023〕2号-第18项-市应急局.md",
    ]
    assert "市法院不属于政府督查对象" in year.seen["letter"].stdout
    assert "按次序应先发蓝色单" in year.seen["skipped level"].stderr


@pytest.mark.parametrize(
    "name",
    [
        "函〔2023〕1号-第21项-市法院",
        "督〔2023〕1号-第18项-市应急局",
        "督〔2023〕2号-第18项-市应急局",
    ],
)
def test_each_slip_says_what_it_should(
    name: str, year: Office, golden: Callable[[str, str], None]
) -> None:
    path = year.folder / "reports" / "slips" / f"{name}.md"
    golden(f"year/slips/{name}.md", path.read_text(encoding="utf-8"))


def test_a_file_changed_after_it_was_given_as_evidence_is_found_by_check(year: Office) -> None:
    assert "佐证“" not in year.seen["check in June"].stdout
    said = year.seen["check in February"].stdout
    assert said.count("第26项的佐证“佐证/统计执法台账.txt”内容已改变") == 1
    assert said.count("内容已改变") == 1


def test_reading_the_whole_year_through_the_cache_or_without_it_is_the_same(
    year: Office, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for cache in ("off", "on", "on"):
        monkeypatch.setenv("LAWGOV_CACHE", cache)
        words = [("log", "--all"), ("show", "21"), ("stats",), ("export", "--format", "json")]
        seen.append([invoke(*command).stdout for command in words])
    assert seen[0] == seen[1] == seen[2]
    assert year.journal.stat().st_size > 64 * 1024
