"""Where replies, returns, copies and a reform cross the ends of months: who had reported."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.year.crossing import FILLED, MONTHS, OF_JUSTICE
from tests.year.recount import FILINGS, filings, lacking

if TYPE_CHECKING:
    from tests.conftest import Invoke
    from tests.year.office import Office

#: The last day on which anything was typed.
LAST = "2024-01-04"


@pytest.fixture(autouse=True)
def _at_the_office_after_the_year(crossed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(crossed.folder)
    monkeypatch.setenv("LAWGOV_NOW", "2024-02-20T09:00:00+08:00")


def recounted(office: Office, month: str, known: str = LAST) -> dict[str, str]:
    plan, journal = (path.read_text(encoding="utf-8") for path in (office.plan, office.journal))
    return filings(plan, journal, month, known)


def told(text: str) -> dict[str, str]:
    """Unit → the word that ``missing --json`` has for it."""
    return {row["unit"]: row["word"] for row in json.loads(text)["rows"]}


def rows(text: str) -> dict[str, Any]:
    return {row["unit"]: row for row in json.loads(text)["rows"]}


@pytest.mark.parametrize("month", MONTHS)
def test_who_reported_is_what_the_two_files_come_to(
    month: str, crossed: Office, invoke: Invoke
) -> None:
    found = invoke("missing", "--month", month, "--all", "--json").stdout
    expected = recounted(crossed, month)
    assert told(found) == expected
    document = json.loads(found)
    counts = Counter(expected.values())
    assert [
        document[key] for key in ("filed", "partial", "late", "missing", "zero", "returned")
    ] == [counts[word] for word in FILINGS]
    assert document["expected"] == len(expected)


@pytest.mark.parametrize("month", MONTHS)
def test_the_points_that_lack_are_those_that_the_files_come_to(
    month: str, crossed: Office, invoke: Invoke
) -> None:
    found = rows(invoke("missing", "--month", month, "--all", "--json").stdout)
    plan, journal = (path.read_text("utf-8") for path in (crossed.plan, crossed.journal))
    expected = lacking(plan, journal, month, LAST)
    assert {unit: set(row["lacking"]) for unit, row in found.items()} == {
        unit: set(points) for unit, points in expected.items()
    }


@pytest.mark.parametrize(
    "month", ["2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12"]
)
def test_each_report_says_what_was_known_on_its_day(month: str, crossed: Office) -> None:
    made = crossed.reports[month]
    counted = Counter(recounted(crossed, month, made.day).values())
    counts = "，".join(f"{word}{counted[word]}个" for word in FILINGS)
    assert f"应报{counted.total()}个单位，{counts}（" in made.text


@pytest.mark.parametrize(
    "month", ["2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12"]
)
def test_each_report_made_again_as_known_then_is_the_same(
    month: str, crossed: Office, invoke: Invoke, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made, path = crossed.reports[month], tmp_path_factory.mktemp("again") / "r.md"
    invoke("report", *made.words, "--known-at", made.day, "-o", str(path))
    assert path.read_text(encoding="utf-8") == made.text


def test_what_came_in_by_the_report_day_is_in_time_whenever_it_was_typed(crossed: Office) -> None:
    said = recounted(crossed, "2023-06", "2023-06-28")
    assert told(crossed.seen["missing in June"].stdout) == said
    assert (said["市公安局"], said["市法院"], said["科教新城"]) == ("已报", "已报", "零报告")
    assert said["市信访局"] == "迟报"  # received on the 26th


def test_a_form_of_eighteen_points_of_which_fifteen_are_filled_is_a_report_in_part(
    invoke: Invoke,
) -> None:
    assert (len(OF_JUSTICE), len(FILLED)) == (18, 15)
    row = rows(invoke("missing", "--month", "6月", "--all", "--json").stdout)["市司法局"]
    assert row["word"] == "部分报"
    assert row["lacking"] == [str(point) for point in OF_JUSTICE[15:]]
    assert row["days_late"] == 0


def test_what_was_sent_back_in_july_stands_in_june_until_it_was_answered(crossed: Office) -> None:
    assert "退回的是市公安局2023年6月的报送" in crossed.seen["sent back"].stdout
    while_back = rows(crossed.seen["June while sent back"].stdout)["市公安局"]
    assert (while_back["word"], while_back["sent_back"]) == ("退回", ["21"])
    assert "计入2023年6月报送" in crossed.seen["answer"].stdout
    assert recounted(crossed, "2023-06")["市公安局"] == "已报"


def test_a_reply_for_june_that_was_typed_in_july_is_june_s(crossed: Office) -> None:
    june, july = (recounted(crossed, month) for month in ("2023-06", "2023-07"))
    assert (june["市审计局"], july["市审计局"]) == ("迟报", "未报")
    assert june["市住建局"] == "部分报"  # of the two points it leads, one by the 25th


def test_the_copies_of_two_offices_are_one_ledger_and_each_measure_is_its_own(
    crossed: Office, invoke: Invoke
) -> None:
    assert crossed.seen["merge"].stdout.count("这一项现在编为16.5a") == 1
    assert "收进0条" in crossed.seen["merge again"].stdout
    point = next(
        row
        for row in json.loads(invoke("list", "--measures", "--json").stdout)["items"]
        if row["id"] == "16"
    )
    said = {m["id"]: (m["text"], m["status_word"]) for m in point["measures"][-2:]}
    assert said == {
        "16.5": ("组织执法技能竞赛", "未启动"),
        "16.5a": ("开展执法案卷评查", "已完成"),
    }
    august = recounted(crossed, "2023-08")
    assert (august["市公安局"], august["市检察院"]) == ("部分报", "已报")
    assert "16.5a" in invoke("check").stdout


def test_the_reform_names_units_by_the_month_and_counts_none_twice(crossed: Office) -> None:
    september, october = (recounted(crossed, month) for month in ("2023-09", "2023-10"))
    assert {"市城管局", "市工信局", "市商务局"} <= september.keys()
    assert not {"市城市管理局", "市经济发展局"} & september.keys()
    assert {"市城市管理局", "市经济发展局"} <= october.keys()
    assert not {"市城管局", "市工信局", "市商务局"} & october.keys()
    assert (len(september), len(october)) == (37, 36)
    then = recounted(crossed, "2023-09", "2023-10-08")
    assert told(crossed.seen["September after the reform"].stdout) == then


def test_words_taken_away_are_nowhere_and_a_corrected_figure_is_everywhere(
    crossed: Office, invoke: Invoke
) -> None:
    texts = [
        invoke(*words).stdout for words in (("show", "21"), ("export",), ("log", "--all", "--json"))
    ]
    texts += [crossed.journal.read_text("utf-8"), crossed.reports["2023-07"].text]
    assert not any("身份证" in text for text in texts)
    assert "诉前调解398件" in texts[0]
    assert "诉前调解388件" not in texts[1]
    assert recounted(crossed, "2023-07")["市检察院"] == "已报"  # its report stands


def test_after_a_point_is_finished_nobody_is_asked_about_it(crossed: Office) -> None:
    plan, journal = (path.read_text("utf-8") for path in (crossed.plan, crossed.journal))
    assert "15" in lacking(plan, journal, "2023-11", LAST)["市委依法治市办"]
    assert "15" not in lacking(plan, journal, "2023-12", LAST)["市委依法治市办"]  # done in time
    assert "15" not in lacking(plan, journal, "2024-01", LAST)["市委依法治市办"]


def test_check_finds_nothing_but_the_measure_added_twice(invoke: Invoke) -> None:
    assert invoke("check").stdout.splitlines()[-1] == "0个错误, 1个警告"
