"""What a report is made of, on plain values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.dates import half, month, quarter, whole_year
from lawgov_cli.domain.progress import fold
from lawgov_cli.filters.flags import select
from lawgov_cli.views.report import Report, report_view
from lawgov_cli.views.report_head import PeriodWords
from lawgov_cli.views.report_words import Remarks, Said, TaskProgress
from tests.helpers import SMALL_PLAN, events_of, plan_of, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.views.rows import TaskRow

SEPTEMBER = month(2023, 9)
PLAN = plan_of()


def made(
    *records: dict[str, Any],
    period: Period = SEPTEMBER,
    plan: Plan = PLAN,
    **words: Any,  # noqa: ANN401 - as the flags
) -> Report:
    events = events_of(*records)
    before, after = (fold(plan, events, day) for day in (period.before, period.last))
    return report_view(select(plan, **words), period, before, after)


def numbers(report: Report, tallies: str = "tallies") -> dict[str, int]:
    return {tally.word: tally.number for tally in getattr(report, tallies) if tally.number}


def spoken(report: Report) -> list[Said]:
    """The words of the body on point 1."""
    return [word for part in report.sections for task in part.spoken for word in task.said]


def ids(rows: Iterable[TaskRow | TaskProgress]) -> list[str]:
    return [row.row.id if isinstance(row, TaskProgress) else row.id for row in rows]


def test_every_status_is_counted_and_the_counts_add_up() -> None:
    report = made(
        record("1", status="done", on="2023-09-10"),
        record("2", status="changed", reason="合并", on="2023-09-10"),
        record("4", unit="甲局", status="done", on="2023-09-10"),
    )
    assert numbers(report) == {"已完成": 1, "已调整": 1, "待核验": 1, "未启动": 1}
    assert [tally.percent for tally in report.tallies if tally.number] == ["25.0%"] * 4
    assert report.total == 4
    assert sum(numbers(report, "lights").values()) == 4


def test_only_what_changed_within_the_period_is_a_change() -> None:
    report = made(
        record("1", status="done", on="2023-08-31"),
        record("2", status="doing", on="2023-09-01"),
        record("4", status="done", on="2023-09-30"),
        record("3", status="done", on="2023-10-01"),
    )
    changes = [(change.id, change.before, change.after) for change in report.changes]
    assert changes == [("2", "未启动", "推进中"), ("4", "未启动", "已完成")]
    assert report.newly_done == 1


def test_notes_of_the_period_stand_under_their_point_oldest_first_measures_included() -> None:
    report = made(
        record("1", note="八月", on="2023-08-31"),
        record("1.2", note="举措已开展", on="2023-09-20"),
        record("1", note="月初", on="2023-09-01"),
        record("1", note="月底", on="2023-09-30"),
        record("1", note="十月", on="2023-10-01"),
    )
    (task,) = report.sections[0].progress
    assert [note.text for note in task.notes] == ["月初", "举措已开展", "月底"]
    assert ids(report.sections[0].silent) == ["2"]
    assert ids(report.sections[1].silent) == ["3", "4"]


@pytest.mark.parametrize(
    "said",
    [
        *({field: "有话"} for field in ("note", "problem", "next", "reason")),
        {"status": "doing"},
        {"percent": 0},
    ],
)
def test_a_record_that_says_how_the_work_goes_is_shown(said: dict[str, Any]) -> None:
    report = made(record("1", on="2023-09-05", **said))
    assert ids(report.sections[0].progress) == ["1"]


@pytest.mark.parametrize("settled", [{"due": "2023-12-01"}, {"kind": "annual"}, {"lead": ["乙局"]}])
def test_a_record_that_only_settles_a_date_or_a_unit_is_no_progress(
    settled: dict[str, Any],
) -> None:
    assert made(record("1", on="2023-09-05", **settled)).sections[0].progress == ()


def test_a_note_says_which_measure_it_is_about_its_status_and_its_percentage() -> None:
    report = made(
        record("1.2", on="2023-09-05", status="done", note="已印发"),
        record("1", on="2023-09-06", percent=50),
        record("1.1", on="2023-09-07", problem="缺人"),
    )
    (task,) = report.sections[0].progress
    assert [note.said for note in task.notes] == [("举措1.2已完成", "已印发"), ("进度50%",), ()]
    assert [note.measure for note in task.notes] == ["1.2", "", "1.1"]


def test_problems_reasons_and_next_steps_are_picked_out_with_only_their_notes() -> None:
    report = made(
        record("1", on="2023-09-05", note="开展"),
        record("1", on="2023-09-06", problem="缺人", next="增加人手"),
        record("2", on="2023-09-07", due="2023-10-31", reason="推迟"),
    )
    assert [(item.row.id, len(item.notes)) for item in report.problems] == [("1", 1)]
    assert [(item.row.id, item.notes[0].next) for item in report.next_steps] == [("1", "增加人手")]
    assert [(item.row.id, item.notes[0].reason) for item in report.reasons] == [("2", "推迟")]


# ---------------------------------------------------------------- what of it is printed


def words(report: Report) -> dict[str, list[str]]:
    """Point → who said what in the body."""
    items = (item for section in report.sections for item in section.spoken)
    return {item.row.id: [f"{w.who}:{w.text or w.same_as}" for w in item.said] for item in items}


def remarks(found: Remarks) -> list[tuple[str, str, str]]:
    return [(line.points, line.who, line.text) for line in found.lines]


def test_the_newest_word_of_each_unit_and_task_is_printed_leads_first() -> None:
    report = made(
        record("1", on="2023-09-20", unit="乙局", note="乙二"),
        record("1", on="2023-09-02", unit="乙局", note="乙一"),
        record("1", on="2023-09-25", unit="甲局", status="doing", note="甲"),
        record("1.1", on="2023-09-03", unit="乙局", status="done", note="乙举措"),
        record("1", on="2023-09-26", note="本级话"),
        record("1", on="2023-09-01", unit="丙镇", note="丙"),
    )
    assert words(report) == {
        "1": ["甲局:甲", "乙局:举措1.1已报完成，乙举措", "乙局:乙二", "本级:本级话"]
    }
    (item,) = report.sections[0].spoken
    assert [counted.words for counted in item.counted] == ["各镇1个单位"]
    assert [(word.unit, word.points, word.text) for word in report.annex] == [("丙镇", "1", "丙")]
    assert report.annexes == {
        "table": "附件1",
        "filings": "",
        "evidence": "附件2",
        "words": "附件3",
    }


def test_the_same_words_on_another_point_point_to_the_first() -> None:
    report = made(
        record("1", on="2023-09-02", unit="乙局", note="同一句", evidence=["材料"]),
        record("2", on="2023-09-02", unit="乙局", note="同一句", evidence=["材料"]),
    )
    said = [item.said[0] for item in report.sections[0].spoken]
    assert [(word.same_as, word.evidence) for word in said] == [("", ("材料",)), ("1", ())]


def test_a_unit_without_a_part_speaks_only_in_the_annex() -> None:
    report = made(record("2", on="2023-09-02", unit="丙镇", note="无关"))
    (item,) = report.sections[0].spoken
    assert item.said == ()
    assert [counted.words for counted in item.counted] == ["其他1个单位"]
    assert [word.text for word in report.annex] == ["无关"]


def test_who_has_nothing_to_report_through_a_group_is_counted_in_no_point() -> None:
    nothing = {"unit": "丙镇", "zero": True}
    report = made(
        record("1", on="2023-09-02") | nothing,
        record("2", on="2023-09-02") | nothing,
        record("3", on="2023-09-02") | nothing,
    )
    assert [section.spoken for section in report.sections] == [()] * len(report.sections)
    assert [(word.points, word.text) for word in report.annex] == [("1至3", "零报告")]


def test_what_stands_in_one_cell_of_the_annex_is_parted_by_one_sign() -> None:
    said = {"unit": "丙镇", "note": "培训40人。", "problem": "人手少；", "next": "招录2人。"}
    (word,) = made(record("1", on="2023-09-02") | said).annex
    assert word.words == "培训40人；问题：人手少；下一步：招录2人。"


def test_problems_and_steps_of_several_points_stand_once_with_their_numbers() -> None:
    said = {"unit": "乙局", "problem": "缺人", "next": "招人"}
    report = made(record("1", on="2023-09-02") | said, record("2", on="2023-09-02") | said)
    assert remarks(report.open_problems) == [("1、2", "乙局", "缺人")]
    assert remarks(report.steps) == [("1、2", "乙局", "招人")]


def test_only_the_problems_and_steps_of_a_unit_s_last_report_on_a_task_hold() -> None:
    report = made(
        record("1", on="2023-07-02", unit="乙局", problem="旧", next="旧步"),
        record("1", on="2023-08-02", unit="乙局", note="已解决"),
        record("2", on="2023-07-02", unit="乙局", problem="还在", next="还要"),
        period=quarter(2023, 3),
    )
    assert remarks(report.open_problems) == [("2", "乙局", "还在")]
    assert remarks(report.steps) == [("2", "乙局", "还要")]


@pytest.mark.parametrize("task", ["1", "1.1"])
def test_what_has_been_finished_since_has_no_problem_and_no_next_step(task: str) -> None:
    before = record(task, on="2023-09-02", unit="甲局", problem="缺人", next="招人")
    report = made(before, record(task, on="2023-09-20", status="done"))
    assert (report.open_problems.lines, report.steps.lines) == ((), ())


@pytest.mark.parametrize(("status", "day"), [("done", "02"), ("ongoing", "02"), ("ongoing", "30")])
def test_problems_and_steps_told_after_the_end_or_of_what_goes_on_hold_alike(
    status: str, day: str
) -> None:
    report = made(
        record("1", on=f"2023-09-{day}", status=status),
        record("1", on="2023-09-20", unit="甲局", problem="又缺人", next="再招"),
    )
    assert remarks(report.open_problems) == [("1", "甲局", "又缺人")]
    assert remarks(report.steps) == [("1", "甲局", "再招")]


def test_a_year_has_the_leads_newest_word_and_the_steps_of_each_unit_s_last_report() -> None:
    report = made(
        record("1", on="2023-05-02", unit="乙局", note="五月", next="五月的步"),
        record("1", on="2023-11-02", unit="乙局", note="十一月", next="十一月的步"),
        record("2", on="2023-12-02", unit="乙局", note="十二月", next="十二月的步"),
        record("1", on="2023-12-03", unit="丙镇", note="丙"),
        record("4", on="2023-12-04", note="只有本级"),
        period=whole_year(2023),
    )
    assert words(report) == {"1": ["乙局:十一月"], "2": ["乙局:十二月"], "4": ["本级:只有本级"]}
    assert remarks(report.steps) == [("2", "乙局", "十二月的步")]
    assert report.annex == ()


def test_points_that_changed_alike_are_one_sentence_with_ranges() -> None:
    records = [record(number, on="2023-09-02", status="doing") for number in "1234"]
    (group,) = made(*records).change_groups
    assert (group.before, group.after, group.number, group.points) == (
        *("未启动", "推进中"),
        *(4, "1至4"),
    )


@pytest.mark.parametrize(
    ("records", "shown"),
    [
        ([record("1", on="2023-09-02", status="done")], "—"),
        (
            [
                record("1", on="2023-09-02", status="done"),
                record("1.1", "2023-09-02", status="done"),
            ],
            "已登记1/2",
        ),
        (
            [record(task, "2023-09-02", status="done") for task in ("1", "1.1", "1.2")],
            "2/2",
        ),
        ([record("1.1", on="2023-09-02", status="done")], "1/2"),
        ([], "0/2"),
    ],
)
def test_measures_that_nobody_ticked_do_not_contradict_a_finished_point(
    records: list[dict[str, Any]], shown: str
) -> None:
    assert made(*records).table[0].measures == shown


@pytest.mark.parametrize(
    ("said", "latest"),
    [
        ((("甲局", "08-02"), ("丙镇", "09-02")), "丙镇（9月2日）：丙镇说"),
        ((("甲局", "09-02"), ("丙镇", "09-02")), "甲局（9月2日）：甲局说"),
        ((("乙局", "09-02"), ("甲局", "09-02")), "甲局（9月2日）：甲局说"),
        ((("丙镇", "09-02"), ("", "09-02")), "本级（9月2日）：说"),
        ((("甲局", "09-02"), ("", "09-03")), "本级（9月3日）：说"),
    ],
)
def test_the_table_s_newest_word_is_of_the_last_day_and_of_one_day_the_lead_s_with_its_name(
    said: tuple[tuple[str, str], ...], latest: str
) -> None:
    records = [
        record("1", on=f"2023-{day}", note=f"{unit}说") | ({"unit": unit} if unit else {})
        for unit, day in said
    ]
    assert [line.latest for line in made(*records).table] == [latest, "", "", ""]


def test_of_two_words_of_one_unit_on_one_day_the_later_is_the_newest() -> None:
    first, second = (
        record("1", on="2023-09-02", unit="甲局", note=word, at=f"2023-09-02T{hour}:00:00+08:00")
        for word, hour in (("先说", "09"), ("后说", "10"))
    )
    assert made(second, first).table[0].latest == "甲局（9月2日）：后说"


@pytest.mark.parametrize(
    ("flags", "subject"),
    [
        ({}, "《小计划》"),
        ({"unit": ["乙局"]}, "《小计划》中涉及乙局的要点"),
        ({"section": ["二"]}, "《小计划》“二、第二部分”部分"),
        ({"unit": ["乙局"], "section": ["一"]}, "《小计划》“一、第一部分”部分中涉及乙局的要点"),
        ({"light": ["红"]}, "《小计划》中符合筛选条件的要点"),
    ],
)
def test_the_first_sentence_says_what_the_report_is_about(
    flags: dict[str, Any], subject: str
) -> None:
    assert made(**flags).subject == subject


def test_each_slip_of_the_period_is_told_by_its_form_with_what_came_of_it() -> None:
    sent = {"year": 2023, "reply_by": "2023-09-10"}
    urged = sent | {"series": "督", "unit": "甲局"}
    letter = sent | {"series": "函", "number": 1, "level": "蓝", "unit": "乙局"}
    report = made(
        record("1", on="2023-08-30", slip=urged | {"number": 1, "level": "蓝"}),
        record("1", on="2023-09-01", slip=urged | {"number": 2, "level": "黄"}),
        record("2", on="2023-09-03", slip=letter),
        record("2", "2023-09-12", unit="乙局", reply={"series": "函", "year": 2023, "number": 1}),
    )
    assert [(line.points, line.who, line.text) for line in report.slips] == [
        (
            *("1", "甲局"),
            "9月1日向甲局发出督办单（督〔2023〕2号），要求9月10日前反馈，截至9月30日尚未反馈",
        ),
        ("2", "乙局", "9月3日发函商请乙局于9月10日前反馈（函〔2023〕1号），已于9月12日反馈"),
    ]
    assert words(report) == {}


def test_a_paper_has_wide_marks_and_a_screen_narrow_ones() -> None:
    reason = made(record("4", on="2023-09-05", percent=40)).rows[3].reason
    assert reason.text == "进度40%, 落后序时进度34.8个百分点"
    assert reason.printed == "进度40%，落后序时进度34.8个百分点"


def test_late_and_lagging_points_are_named_and_finished_ones_are_not() -> None:
    report = made(record("4", status="doing", lags=True, on="2023-09-05"))
    assert [(row.id, row.light_word) for row in report.lagging] == [
        ("2", "红"),
        ("3", "红"),
        ("4", "黄"),
    ]
    finished = made(record("2", status="done", on="2023-09-05"))
    assert ids(finished.lagging) == ["3"]


def test_a_point_whose_dated_measures_are_finished_is_not_late() -> None:
    report = made(
        record("3.1", status="done", on="2023-06-20"),
        record("3.2", status="done", on="2023-09-05"),
        record("3", add={"id": "3.3", "text": "新增"}, on="2023-09-06"),
        period=month(2024, 1),
    )
    assert ids(report.lagging) == ["2"]


def test_what_falls_due_by_the_end_of_the_next_month_is_named() -> None:
    due = [
        record(n, due=day, on="2023-01-10") for n, day in (("1", "2023-10-31"), ("4", "2023-11-01"))
    ]
    report = made(*due)
    assert (report.due_by, ids(report.due_soon)) == ("10月底前", ["1"])
    done = record("1", status="done", on="2023-09-05")
    assert ids(made(*due, done).due_soon) == []
    assert made(*due, period=month(2023, 12)).due_by == "2024年1月底前"


def test_what_is_open_when_the_plan_has_run_out_is_unfinished() -> None:
    done = record("1", status="ongoing", on="2023-09-05")
    assert made(done).unfinished == ()
    year = made(done, period=whole_year(2023))
    assert ids(year.unfinished) == ids(year.open_rows) == ["2", "3", "4"]
    assert ids(year.ongoing) == ["1"]


def test_evidence_of_the_period_is_listed_once_with_all_points_it_was_given_for() -> None:
    file = {"file": "佐证/报告.pdf", "sha256": "ab"}
    report = made(
        record("1", on="2023-09-05", unit="甲局", note="开展", evidence=[file, "照片"]),
        record("1", on="2023-08-05", note="开展", evidence=["上月的"]),
        record("2", on="2023-09-06", unit="甲局", note="开展", evidence=[file, "照片"]),
        record("4", on="2023-09-05", unit="甲局", note="开展", evidence=["照片"]),
    )
    rows = [(row.id, row.date, row.who, row.name, row.sha256) for row in report.evidence]
    assert rows == [
        ("1、2", "9月5日", "甲局", "报告.pdf", "ab"),
        ("1、4", "9月5日", "甲局", "照片", ""),
        ("2", "9月6日", "甲局", "照片", ""),
    ]


def test_a_report_on_a_unit_has_its_points_its_notes_and_what_the_office_said_to_it() -> None:
    records = [
        record("1", on="2023-09-01", unit="甲局", note="甲的"),
        record("1", on="2023-09-02", unit="乙局", note="乙的"),
        record("1", on="2023-09-03", note="本级的"),
        record("1", on="2023-09-04", returned=["甲局"], reason="退甲"),
        record("1", on="2023-09-05", returned=["乙局"], reason="退乙"),
    ]
    second = made(*records, unit=["乙局"])
    assert ids(second.rows) == ["1", "2"]
    assert second.scope == "乙局"
    said = [note.text or note.reason for note in second.sections[0].progress[0].notes]
    assert said == ["乙的", "本级的", "退乙"]


def test_even_the_unit_that_collects_is_shown_no_other_unit_s_words() -> None:
    records = [
        record("1", on=f"2023-09-0{day}", unit=unit, note=unit)
        for day, unit in enumerate(("甲委", "乙局", "丙镇"), 1)
    ]
    report = made(*records, unit=["甲局"])
    assert [note.text for note in report.sections[0].progress[0].notes] == ["甲委"]
    assert report.rows[0].last_note == "甲委"
    assert made(*records).rows[0].last_note == "丙镇"


def test_what_is_made_for_a_group_holds_its_members_words() -> None:
    records = [record("1", on="2023-09-01", unit=unit, note=unit) for unit in ("乙局", "丙镇")]
    report = made(*records, unit=["各镇"])
    assert [note.text for note in report.sections[0].progress[0].notes] == ["丙镇"]


def test_what_the_office_sent_to_another_unit_is_not_shown() -> None:
    slips = [record("1", on="2023-09-01", slip={**SLIP, "unit": unit}) for unit in ("甲局", "乙局")]
    (said,) = made(*slips, unit=["乙局"]).sections[0].progress[0].notes
    assert said.status == "发蓝色单给乙局, 限2023年9月30日前反馈"


SLIP = {"series": "督", "year": 2023, "number": 1, "level": "蓝", "reply_by": "2023-09-30"}


@pytest.mark.parametrize("unit", [[], ["甲局"]])
def test_who_recorded_it_is_left_out_of_what_goes_to_one_unit(unit: list[str]) -> None:
    report = made(record("1", on="2023-09-01", unit="甲局", note="办", by="张三"), unit=unit)
    (note,) = report.sections[0].progress[0].notes
    assert note.by == ("" if unit else "张三")


def test_the_first_person_s_duty_is_found_in_titles_and_measures() -> None:
    text = SMALL_PLAN.replace("举措乙。", "履行第一责任人职责。").replace(
        "title: 普法", "title: 第一责任人"
    )
    report = made(record("1", on="2023-09-01", note="开展"), plan=plan_of(text))
    assert ids(report.first_duty) == ["1", "4"]
    assert made().first_duty == ()


@pytest.mark.parametrize(
    ("period", "name", "words"),
    [
        (month(2023, 9), "月报", ("本月", "上月")),
        (quarter(2023, 3), "季报", ("本季度", "上季度")),
        (half(2023, 1), "半年报", ("本半年", "上个半年")),
        (whole_year(2023), "年度报告", ("本年", "上年")),
    ],
)
def test_each_kind_of_period_has_its_words(
    period: Period, name: str, words: tuple[str, str]
) -> None:
    report = made(period=period)
    assert report.words == PeriodWords(name, *words, since=f"较{words[1]}")
    assert report.period == period.word


@pytest.mark.parametrize(("issued", "since"), [("09-01", "自印发以来"), ("08-31", "较上月")])
def test_before_the_period_in_which_a_plan_was_issued_there_is_nothing(
    issued: str, since: str
) -> None:
    plan = PLAN._replace(issued=date.fromisoformat(f"2023-{issued}"))
    assert made(plan=plan).words.since == since


def test_sections_are_numbered_by_place_and_named_as_in_the_document() -> None:
    report = made(section=["二"])
    assert [(part.number, part.name, part.total) for part in report.sections] == [
        ("一", "第二部分", 2)
    ]
    assert report.scope == "二、第二部分"


def test_points_outside_any_section_stand_under_the_rest() -> None:
    plan = plan_of(
        SMALL_PLAN.split("tasks:\n")[0] + 'tasks:\n  - {id: "1", title: 甲, lead: [甲局]}\n'
    )
    report = made(plan=plan)
    assert [(part.name, part.total) for part in report.sections] == [("其他", 1)]


def test_nothing_kept_is_an_empty_report() -> None:
    report = made(grep="没有这样的话")
    assert (report.total, report.sections, report.rows) == (0, (), ())
    assert {tally.percent for tally in report.tallies} == {"0.0%"}


def test_the_day_it_holds_for_is_the_period_s_last() -> None:
    assert made().as_of == "2023年9月30日"
    assert made(period=half(2023, 1)).as_of == "2023年6月30日"
    assert date(2023, 9, 30) == SEPTEMBER.last


def test_a_date_of_a_measure_is_named_as_the_measure_s_with_its_own_units() -> None:
    added = {"id": "1.9", "text": "组织技能竞赛。", "lead": ["乙局"]}
    report = made(
        record("1", add=added, on="2023-09-01"), record("1.9", due="2023-10-12", on="2023-09-02")
    )
    assert ids(report.due_soon) == ["1"]
    assert report.due_lines == (("1.9", "组织技能竞赛", ("乙局",), "10月12日"),)


def test_a_unit_s_word_that_it_has_finished_is_not_repeated_of_what_is_finished() -> None:
    said = record("1", unit="甲局", status="done", note="竞赛办结", on="2023-09-05")
    done = record("1", status="done", note="已核验", on="2023-09-06")
    assert [word.text for word in spoken(made(said))] == ["已报完成，竞赛办结"]
    assert [word.text for word in spoken(made(said, done))] == ["竞赛办结", "已核验"]
