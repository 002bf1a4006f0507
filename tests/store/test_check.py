from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.store import check as check_module
from lawgov_cli.store.appending import append
from lawgov_cli.store.chain import link_to
from lawgov_cli.store.check import check_files
from lawgov_cli.store.journal import format_record
from tests.helpers import SMALL_PLAN, plan_of, record

if TYPE_CHECKING:
    from pathlib import Path

TEXT_HASH = hashlib.sha256(document_text(plan_of()).encode()).hexdigest()


def found(
    folder: Path, plan: str = SMALL_PLAN, *records: dict[str, Any], torn: str = ""
) -> list[str]:
    """What is found in a folder with *plan* and a journal of *records*, ending with *torn*."""
    (folder / "p.yaml").write_text(plan, encoding="utf-8")
    lines = "".join(f"{format_record(item)}\n" for item in records)
    (folder / "p.journal.yaml").write_text(lines + torn, encoding="utf-8")
    files = (folder / "p.yaml", folder / "p.journal.yaml", folder)
    problems = list(check_files(*files))
    with patch.object(check_module, "_LONG", 0):  # a long journal is read another way
        assert list(check_files(*files)) == problems
    return [problem.line_text() for problem in problems]


def test_a_sound_plan_and_journal_have_no_problem(tmp_path: Path) -> None:
    done = record("1", status="done", unit="甲委")
    assert found(tmp_path, SMALL_PLAN, done, record(undo=done["id"])) == []


def test_the_text_printed_from_the_tree_is_compared_with_its_hash(tmp_path: Path) -> None:
    sound = SMALL_PLAN.replace("year: 2023\n", f"year: 2023\ntext_sha256: {TEXT_HASH}\n")
    assert found(tmp_path, sound) == []
    assert found(tmp_path, sound.replace("举措甲。", "举措丁。")) == [
        (
            "p.yaml:5:1  错误  任务树印出的文件与原文不符(text_sha256 校验码不一致)  "
            "用 lawgov document 印出后与原文核对, 改回被改动处"
        )
    ]


def test_it_is_not_where_the_text_is_known_to_be_wrong(tmp_path: Path) -> None:
    sound = SMALL_PLAN.replace("year: 2023\n", f"year: 2023\ntext_sha256: {TEXT_HASH}\n")
    (problem,) = found(tmp_path, sound.replace("lead: [甲委, 乙局]", "lead: [甲委, 乙句]"))
    assert "未登记的单位“乙句”" in problem


def test_it_is_where_what_is_wrong_is_no_matter_of_text(tmp_path: Path) -> None:
    sound = SMALL_PLAN.replace("year: 2023\n", f"year: 2023\ntext_sha256: {TEXT_HASH}\n")
    edited = sound.replace("举措甲。", "举措丁。").replace("due: 2023-08-31", "due: 2023-08-32")
    assert len(found(tmp_path, edited)) == 2
    (problem,) = found(tmp_path, sound.replace("due: 2023-08-31", "due: 2023-08-32"))
    assert "没有“2023-08-32”这一天" in problem


def test_the_file_of_the_source_is_compared_with_its_hash(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"text").hexdigest()
    plan = SMALL_PLAN.replace(
        "year: 2023\n", f"year: 2023\nsource: {{file: s.txt, sha256: {digest}}}\n"
    )
    assert found(tmp_path, plan) == []  # the file is not there: nothing to compare
    (tmp_path / "s.txt").write_bytes(b"text")
    assert found(tmp_path, plan) == []
    (tmp_path / "s.txt").write_bytes(b"Text")
    assert found(tmp_path, plan) == [
        (
            "p.yaml:5:1  错误  原文文件 s.txt 的 SHA-256 与登记的不一致  "
            "恢复原文文件, 或核对后更新 sha256"
        )
    ]


def test_problems_come_by_line_the_plan_s_first(tmp_path: Path) -> None:
    plan = SMALL_PLAN.replace("title: 小计划", "titel: 小计划").replace("2023-08-31", "2023-8-31")
    lines = found(tmp_path, plan, torn="- {")
    assert [line.split("  ")[0] for line in lines] == [
        "p.yaml:3:1",
        "p.yaml:31:14",
        "p.journal.yaml:1:1",
    ]


def test_of_a_broken_plan_the_journal_is_not_compared_with_it(tmp_path: Path) -> None:
    assert len(found(tmp_path, SMALL_PLAN.replace("year: 2023", "year: x"), record("99"))) == 1


ADDED = record("2", add={"id": "2.1", "text": "新增"})
ANOTHER = record("2", "2023-12-01", add={"id": "2.1", "text": "另增"})
TAKEN = record("1", add={"id": "1.1", "text": "已有"})


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (
            [record("99", note="x"), record("1")],
            ["1:1  警告  记录所说的第99项不在工作要点中, 未计入"],
        ),
        ([record("1.1", note="x")], []),
        ([record("1", unit="丁局")], ["1:1  警告  记录中的单位“丁局”没有登记"]),
        ([record("1", lead=["甲局", "丁局"])], ["1:1  警告  记录中的单位“丁局”没有登记"]),
        ([record("1", responsible=["丁局"])], ["1:1  警告  记录中的单位“丁局”没有登记"]),
        ([ADDED, ADDED], []),
        ([ADDED, ADDED | {"note": "x"}], ["1:1  错误  与第2行编号相同而内容不同, 只计第2行"]),
        (
            [ADDED, ANOTHER],
            ["2:1  警告  增加的举措2.1与第1行增加的编号相同, 都保留, 这一项现在编为2.1a"],
        ),
        ([ADDED, ANOTHER, record(undo=ANOTHER["id"])], []),
        ([TAKEN], ["1:1  警告  增加的举措1.1与工作要点中的编号相同, 都保留, 这一项现在编为1.1a"]),
        (
            [ADDED, ANOTHER, record("2.1", status="done")],
            [
                "2:1  警告  增加的举措2.1与第1行增加的编号相同",
                "3:1  警告  不知道这里的第2.1项是哪一项举措(增加过不止一项2.1), 未计入",
            ],
        ),
        (
            [ADDED, record("2.1", status="done", added="r-别处")],
            ["2:1  警告  不知道这里的第2.1项是哪一项举措(增加它的那条记录不在台账里), 未计入"],
        ),
        ([record(undo="x")], ["1:1  警告  撤销的那批记录不在台账中"]),
        (
            [record("1", evidence=[{"file": "a.pdf", "sha256": "0" * 64}])],
            ["1:1  警告  第1项的佐证“a.pdf”"],
        ),
        ([record("1", evidence=["巡查报告"])], []),
        (
            [record(undo="x"), record("99", note="x"), record("1")],
            ["1:1  警告  撤销的那批", "2:1  警告  记录所说的第99项"],
        ),
        (  # of a later day first: what units without a part say is told by line, too
            [
                record("2", "2023-05-01", unit="丙镇"),
                record("99", note="x"),
                record("2", unit="丙镇"),
                record("1"),
            ],
            [
                "1:1  警告  第2项的牵头、责任单位中没有丙镇",
                "2:1  警告  记录所说的第99项",
                "3:1  警告  第2项的牵头、责任单位中没有丙镇",
            ],
        ),
    ],
)
def test_what_the_journal_says_is_compared_with_the_plan(
    records: list[dict[str, Any]], expected: list[str], tmp_path: Path
) -> None:
    lines = found(tmp_path, SMALL_PLAN, *records)
    assert len(lines) == len(expected), lines
    for line, beginning in zip(lines, expected, strict=True):
        assert line.startswith(f"p.journal.yaml:{beginning}")


def test_records_about_a_measure_the_office_added_are_known(tmp_path: Path) -> None:
    assert found(tmp_path, SMALL_PLAN, ADDED, record("2.1", status="done")) == []


def test_a_record_from_a_clock_years_ahead_is_told(tmp_path: Path) -> None:
    ahead = record("1", "2033-09-20", note="x")
    assert found(tmp_path, SMALL_PLAN, ahead) == []  # without a clock nothing is ahead
    files = (tmp_path / "p.yaml", tmp_path / "p.journal.yaml", tmp_path)
    (problem,) = check_files(*files, date(2023, 9, 20))
    assert problem.line_text() == (
        "p.journal.yaml:1:1  警告  登记时间 2033-09-20 12:00 在将来, 当时电脑的时钟可能不对  "
        "核对时钟; 记错的用 lawgov undo 1 撤销后重记"
    )
    assert list(check_files(*files, date(2033, 9, 19))) == []  # another time zone's today


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": "2032-09-18"}, "日期2032年9月18日晚于登记的日子(2023年9月20日)"),
        ({"on": "2013-09-18"}, "日期2013年9月18日在本要点起始(2023年1月1日)以前"),
        (
            {"on": "2024-05-01", "at": "2024-05-02T09:00:00+08:00"},
            "日期2024年5月1日已超过本要点截止(2023年12月31日)后四个月",
        ),
        (
            {"unit": "甲局", "received": "2023-10-20"},
            "收到日期2023年10月20日晚于登记的日子(2023年9月20日)",
        ),
        (
            {"at": "2013-01-01T09:00:00+08:00"},
            "登记时间 2013-01-01 09:00 早于本要点起始一年以上, 当时电脑的时钟可能不对",
        ),
        ({"on": "2023-01-01"}, ""),
        ({"on": "2023-09-21"}, ""),  # another time zone's day
        ({"on": "2024-04-30", "at": "2024-05-02T09:00:00+08:00"}, ""),
        ({"at": "2025-03-01T09:00:00+08:00"}, ""),  # of today, whatever the plan's age
    ],
)
def test_a_day_that_can_hardly_be_is_named(
    fields: dict[str, Any], said: str, tmp_path: Path
) -> None:
    made = {"id": "r1", "at": "2023-09-20T09:00:00+08:00", "task": "1", "note": "x", **fields}
    lines = found(tmp_path, SMALL_PLAN, made)
    assert [line.split("  ")[2] for line in lines] == ([said] if said else [])
    taken_back = found(tmp_path, SMALL_PLAN, made, record(undo="r1"))
    assert taken_back == [line for line in lines if "登记时间" in line]


def test_a_clock_that_went_back_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    journal = tmp_path / "p.journal.yaml"
    for number, day in enumerate(("2023-09-20", "2023-03-01", "2023-09-21"), 1):
        append(journal, [record("1", day, number=number, note=f"第{number}条")], "small")
    (problem,) = check_files(tmp_path / "p.yaml", journal, tmp_path)
    assert problem.line_text().startswith(
        "p.journal.yaml:2:1  警告  登记时间 2023-03-01 12:00 比它前面的第1行还早, 当时电脑的时钟"
    )


def test_lines_that_are_missing_or_changed_are_errors(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    journal = tmp_path / "p.journal.yaml"
    for number in (1, 2, 3):
        append(journal, [record("1", number=number, note=f"第{number}条")], "small")
    whole = journal.read_text(encoding="utf-8")

    def said() -> list[str]:
        problems = list(check_files(tmp_path / "p.yaml", journal, tmp_path))
        return [problem.line_text().rpartition("  ")[0] for problem in problems]

    assert said() == []
    journal.write_text("".join(whole.splitlines(keepends=True)[::2]), encoding="utf-8")
    assert said() == [
        "p.journal.yaml:2:1  错误  缺少记录: 写这一行时, 前面是记录 r00002, 现在台账里没有它"
    ]
    journal.write_text(whole.replace("第2条", "第9条"), encoding="utf-8")
    assert said() == ["p.journal.yaml:2:1  错误  第2行在登记之后被改动过(第3行记着它原来的校验码)"]


def test_two_units_that_only_look_alike_are_told(tmp_path: Path) -> None:
    plan = SMALL_PLAN.replace("  丙镇: {}\n", "  丙镇: {}\n  市⽂⼴局: {}\n  市文广局: {}\n", 1)
    (told,) = found(tmp_path, plan)
    assert "“市⽂⼴局”和“市文广局”只差形近的字或看不见的字符, 算作2个单位" in told


def test_lights_of_which_one_never_shines_are_told(tmp_path: Path) -> None:
    crossed = "lights: {behind_red: 5, behind_yellow: 50}\ntasks:"
    (told,) = found(tmp_path, SMALL_PLAN.replace("tasks:", crossed, 1))
    assert "落后5个百分点就亮红灯, 落后50个才亮黄灯: 落后的从不亮黄灯" in told
    apart = "lights: {behind_red: 50, behind_yellow: 5}\ntasks:"
    assert found(tmp_path, SMALL_PLAN.replace("tasks:", apart, 1)) == []


def test_of_many_records_each_is_looked_at_whatever_its_day(tmp_path: Path) -> None:
    first = record("1", number=1, on="2023-06-01")
    second = record("1", number=2, on="2023-03-01", unit="戊局")
    third = record("1", number=3, on="2023-02-01", prev=f"{second['id']}:00000000")
    fourth = record("1", number=4, on="2023-05-01", unit="己局", prev=link_to(third))
    fifth = record("1", number=5, prev="r00009:00000000")
    said = found(tmp_path, SMALL_PLAN, first, second, third, fourth, fifth)
    assert [line.partition("  ")[0] for line in said] == [
        f"p.journal.yaml:{number}:1" for number in (2, 2, 3, 4, 5)
    ]
    assert "在登记之后被改动过(第3行" in said[0]
    assert "前面是记录 r00009" in said[4]
