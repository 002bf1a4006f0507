"""`report` by month, quarter, half and year: mistakes, hand-written passages, late records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture(name="busy")
def _busy(desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """8 was done in September, which is over; 21 is under way."""
    invoke("done", "8", "--note", "档案巡查完成", "--on", "9月10日", "--yes")
    invoke("start", "21", "-n", "已开展", "--unit", "市公安局", "--on", "8月3日")
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-09T09:00:00+08:00")
    return desk


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--month", "13月"), 2, "没有“13月”: 月份只有1至12月, 没有13月。"),
        (("--quarter", "2023Q5"), 2, "没有“2023Q5”: 一年只有四个季度。"),
        (("--quarter", "9月"), 2, "“9月”是一个月, 这里要写一个季度: 2023Q3、"),
        (("--half", "2023H3"), 2, "看不懂日期“2023H3”。请写成: 2023H1、2023年上半年 或 上半年"),
        (("--half", "中半年"), 2, "看不懂日期“中半年”。"),
        (("--annual", "去年"), 2, "“去年”是2022年度, 在本要点起始(2023年1月1日)以前。"),
        (("--annual", "23"), 2, "看不懂日期“23”。"),
        (
            ("--month", "9月", "--quarter", "三季度"),
            2,
            "--month、--quarter、--half、--annual、--from/--to 只能写一种。",
        ),
        (("--half", "上半年", "--annual", "2023"), 2, "只能写一种。"),
        (("--unit", "市环保局"), 4, "没有“市环保局”这个单位。"),
        (("--section", "九"), 4, "没有“九”这个部分。"),
        (("--where", "亮灯:紫"), 2, "紫"),
        (("--view", "无此名"), 4, "没有存下名为“无此名”的筛选条件。"),
        (("--template", "无此模板"), 3, "报表模板 无此模板: 没有这个模板。可用: "),
        (("--known-at", "某日"), 2, "看不懂日期“某日”。"),
        (("--month", "9月", "-o", "无/\x00.md"), 5, "无法写入"),
    ],
)
def test_a_mistake_is_said_with_its_exit_code_and_no_report_is_written(
    words: tuple[str, ...], code: int, said: str, busy: Desk, invoke: Invoke
) -> None:
    if "\x00" in words[-1]:
        (busy.folder / "无").write_text("一个文件")
        words = (*words[:-1], "无/报告.md")
    before = busy.files()
    ran = invoke("report", *words, code=code)
    assert said in ran.stderr
    assert ran.stdout == ""
    assert busy.files() == before


# ---------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("words", "file", "title"),
    [
        (("--month", "9月"), "2023-09", "月报"),
        (("--month", "2023年9月"), "2023-09", "月报"),
        ((), "2023-10", "月报"),
        (("--quarter", "三季度"), "2023Q3", "季报"),
        (("--quarter", "第三季度"), "2023Q3", "季报"),
        (("--quarter", "2023q3"), "2023Q3", "季报"),
        (("--half", "上半年"), "2023H1", "半年报"),
        (("--half", "2023H2"), "2023H2", "半年报"),
        (("--annual", "2023"), "2023", "2023年度法治政府建设情况报告"),
        (("--annual", "2023年"), "2023", "2023年度法治政府建设情况报告"),
    ],
)
def test_each_period_has_its_file_and_its_title(
    words: tuple[str, ...], file: str, title: str, busy: Desk, invoke: Invoke
) -> None:
    ran = invoke("report", *words)
    assert ran.stdout.splitlines()[0] == f"已生成 reports/{file}.md  30项 = {counts(words)}"
    text = (busy.folder / "reports" / f"{file}.md").read_text(encoding="utf-8")
    assert text.splitlines()[0].endswith(title)


@pytest.mark.parametrize(
    "words", [("--from", "3月", "--to", "9月"), ("--from", "3月5日", "--to", "9月1日")]
)
def test_a_stretch_of_time_is_told_in_a_report_of_its_own_title(
    words: tuple[str, ...], invoke: Invoke
) -> None:
    title = invoke("report", *words, "-o", "-").stdout.splitlines()[0]
    assert title == "# 2023年太仓市法治政府建设工作要点推进情况报告"


def counts(words: tuple[str, ...]) -> str:
    """Of 30 points, by the last day of the period asked for."""
    if words[-1:] == ("上半年",):
        return "未启动30"
    return "未启动28 + 推进中1 + 已完成1"


def test_a_unit_s_own_report_has_its_name_and_its_points(busy: Desk, invoke: Invoke) -> None:
    ran = invoke("report", "--month", "8月", "--unit", "gaj")
    assert ran.stdout.startswith("已生成 reports/2023-08-市公安局.md  2项 = 未启动1 + 推进中1\n")
    text = (busy.folder / "reports" / "2023-08-市公安局.md").read_text(encoding="utf-8")
    assert "范围：市公安局" in text
    assert "报送情况" not in text
    assert "| 8 |" not in text


def test_what_narrows_a_report_is_in_its_file_s_name(busy: Desk, invoke: Invoke) -> None:
    invoke("report", "--month", "9月", "--section", "三")
    invoke("report", "--month", "9月", "--where", "状态:已完成")
    assert {"reports/2023-09-S3.md", "reports/2023-09-筛选.md"} <= busy.files()


def test_to_the_screen_it_is_only_the_report(busy: Desk, invoke: Invoke) -> None:
    ran = invoke("report", "--month", "9月", "-o", "-")
    assert ran.stdout.startswith("# 2023年太仓市法治政府建设工作要点推进情况月报\n")
    assert ran.stdout.endswith("\n")
    assert not (busy.folder / "reports").exists()


def test_sections_with_nothing_to_say_say_so(desk: Desk, invoke: Invoke) -> None:
    text = invoke("report", "--month", "9月", "-o", "-").stdout
    for heading in ("进展滞后和逾期", "已报完成、待认定", "单位反映的问题", "10月底前到期"):
        assert f"{heading}：无。" in text
    assert text.count("本月没有报送进展。") == 8
    assert "## 附件2：佐证材料目录\n\n无。\n" in text
    annual = invoke("report", "--annual", "2023", "-o", "-").stdout
    assert annual.count("全年没有报送进展。") == 8 + 1  # each section, and the first duty
    assert [line[:5] for line in annual.splitlines() if line.startswith("## ")] == [
        f"## {number}、" for number in "一二三四五"
    ]
    assert desk.files() == {"workpoints-2023.yaml", "source/workpoints-2023.txt"}


@pytest.mark.usefixtures("desk")
def test_before_the_year_is_over_no_point_is_called_unfinished_and_none_finished(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {}
    for day in ("2023-10-10", "2024-01-10"):
        monkeypatch.setenv("LAWGOV_NOW", f"{day}T09:00:00+08:00")
        text = invoke("report", "--annual", "2023", "-o", "-").stdout
        said[day] = [line[3:] for line in text.splitlines() if ". 未完成" in line]
    assert said == {
        "2023-10-10": [
            "未完成的任务：年度结束后认定；目前尚未完成的共30项：第1至30项。",
            "未完成、转入下年的任务：年度结束后认定。",
        ],
        "2024-01-10": ["未完成的任务：", "未完成、转入下年的任务：第1至30项。"],
    }


def test_a_block_of_the_annual_report_can_be_moved_by_a_template_of_one_s_own(
    desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "templates").mkdir()
    (desk.folder / "templates" / "职责在前.md.j2").write_text(
        "{% extends 'annual.md.j2' %}\n"
        "{% block measures %}{{ self.first_duty_block() }}{% endblock %}\n",
        encoding="utf-8",
    )
    text = invoke("report", "--annual", "2023", "-t", "职责在前", "-o", "-").stdout
    assert text.index("第一责任人职责情况") < text.index("存在的不足和原因")


# ---------------------------------------------------------------- files that are there already

PASSAGE = "<!-- 手写: 总体情况补充 -->\n"


def write_by_hand(path: Path, text: str) -> None:
    old = path.read_text(encoding="utf-8")
    assert PASSAGE in old
    path.write_text(old.replace(PASSAGE, f"{PASSAGE}{text}\n"), encoding="utf-8")


@pytest.fixture(name="report")
def _report(busy: Desk, invoke: Invoke) -> Path:
    """September's report, with a passage written by hand."""
    invoke("report", "--month", "9月")
    path = busy.folder / "reports" / "2023-09.md"
    write_by_hand(path, "本月市委专题研究一次。")
    return path


def test_a_passage_written_by_hand_survives_the_next_run(report: Path, invoke: Invoke) -> None:
    before = report.read_bytes()
    invoke("report", "--month", "9月")
    assert report.read_bytes() == before
    invoke("report", "--month", "9月", "--force")
    assert report.read_bytes() == before


def test_when_figures_have_changed_the_file_is_kept_until_force_is_given(
    report: Path, invoke: Invoke
) -> None:
    before = report.read_bytes()
    invoke("done", "9", "--note", "完成", "--on", "9月20日", "--yes")
    ran = invoke("report", "--month", "9月", code=5)
    assert (
        ran.stderr
        == ("reports/2023-09.md 已存在, 没有覆盖。要重新生成请加 --force, 或用 -o 写到别处。\n")
        or str(report) in ran.stderr
    )
    assert report.read_bytes() == before
    invoke("report", "--month", "9月", "--force")
    text = report.read_text(encoding="utf-8")
    assert "已完成2项" in text
    assert f"{PASSAGE}本月市委专题研究一次。\n" in text


def test_what_was_changed_outside_the_passages_is_kept_until_force_is_given(
    report: Path, invoke: Invoke
) -> None:
    edited = report.read_text(encoding="utf-8").replace("已完成1项", "已完成9项")
    report.write_text(edited, encoding="utf-8")
    invoke("report", "--month", "9月", code=5)
    assert report.read_text(encoding="utf-8") == edited
    invoke("report", "--month", "9月", "--force")
    assert "已完成1项" in report.read_text(encoding="utf-8")


def test_a_file_of_another_s_is_not_overwritten(busy: Desk, invoke: Invoke) -> None:
    other = busy.folder / "讲话.md"
    other.write_text("别人的文件", encoding="utf-8")
    invoke("report", "--month", "9月", "-o", "讲话.md", code=5)
    assert other.read_text(encoding="utf-8") == "别人的文件"


def test_a_file_saved_in_another_encoding_is_left_alone_and_said(
    busy: Desk, invoke: Invoke
) -> None:
    (busy.folder / "旧.md").write_bytes("旧报告".encode("gbk"))
    invoke("report", "--month", "9月", "-o", "旧.md", code=5)
    assert (busy.folder / "旧.md").read_bytes() == "旧报告".encode("gbk")


# ---------------------------------------------------------------- what was recorded later


@pytest.mark.usefixtures("busy")
def test_a_report_of_a_month_that_is_not_over_says_so(invoke: Invoke) -> None:
    said = invoke("report", "--month", "10月").stdout
    assert "2023年10月尚未结束, 这份截至2023年10月9日; 结束后请加 --force 重新生成。\n" in said
    assert "尚未结束" not in invoke("report", "--month", "9月").stdout


@pytest.mark.usefixtures("busy")
def test_a_half_year_that_runs_tells_no_filings_of_months_to_come(invoke: Invoke) -> None:
    text = invoke("report", "--half", "2023H2", "-o", "-").stdout
    assert "   - 2023年10月：应报" in text
    assert "2023年11月：" not in text


@pytest.mark.usefixtures("busy")
def test_months_missed_are_those_whose_report_day_is_past_on_the_day_of_the_report(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, said in (("2023-09-20", "连续3个月未报："), ("2023-09-26", "连续4个月未报：")):
        monkeypatch.setenv("LAWGOV_NOW", f"{day}T10:00:00+08:00")
        text = invoke("report", "--month", "9月", "-o", "-").stdout
        assert said in text
        assert text.count("个月未报：") == 1


def test_records_made_after_the_month_are_counted_in_a_line_and_can_be_left_out(
    busy: Desk, invoke: Invoke
) -> None:
    invoke("done", "9", "--note", "补记", "--on", "9月20日", "--yes")
    ran = invoke("report", "--month", "9月")
    assert ran.stdout == (
        "已生成 reports/2023-09.md  30项 = 未启动27 + 推进中1 + 已完成2\n"
        "2023年9月30日以后补记1条, 已计入; 要按当时所知生成, 加 --known-at 2023-09-30\n"
    )
    then = invoke("report", "--month", "9月", "--known-at", "2023-09-30", "-o", "then.md")
    assert then.stdout == "已生成 then.md  30项 = 未启动28 + 推进中1 + 已完成1\n"
    assert "补记" not in (busy.folder / "then.md").read_text(encoding="utf-8")


def test_a_report_made_again_later_is_the_same(
    busy: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("report", "--month", "9月", "-o", "then.md")
    monkeypatch.setenv("LAWGOV_NOW", "2024-01-05T09:00:00+08:00")
    invoke("done", "1-30", "--note", "后来", "--yes")
    invoke("add", "8", "后来的举措")
    invoke("set", "29", "--due", "2024-06-30", "--reason", "后来改的", "--yes")
    invoke("report", "--month", "9月", "-o", "now.md")
    assert (busy.folder / "then.md").read_bytes() == (busy.folder / "now.md").read_bytes()


@pytest.mark.usefixtures("busy")
def test_an_undo_after_the_month_that_changes_it_is_said_too(invoke: Invoke) -> None:
    invoke("undo", "1")
    assert "2023年9月30日以后撤销1条, 已计入" in invoke("report", "--month", "9月").stdout
    invoke("done", "9", "--note", "补记", "--on", "9月20日", "--yes")
    said = invoke("report", "--month", "9月", "-o", "又.md").stdout
    assert "2023年9月30日以后补记1条、撤销1条, 已计入" in said


@pytest.mark.usefixtures("busy")
def test_a_late_record_taken_back_again_is_not_counted(invoke: Invoke) -> None:
    invoke("done", "9", "--note", "补记", "--on", "9月20日", "--yes")
    invoke("undo")
    assert "以后补记" not in invoke("report", "--month", "9月").stdout


@pytest.mark.usefixtures("busy")
def test_a_late_record_about_an_earlier_month_changes_this_one_and_is_said(
    invoke: Invoke,
) -> None:
    invoke("done", "9", "--note", "补记", "--on", "8月20日", "--yes")
    assert "以后补记1条, 已计入" in invoke("report", "--month", "9月").stdout


@pytest.mark.usefixtures("busy")
def test_a_record_about_a_later_month_is_not_counted(invoke: Invoke) -> None:
    invoke("done", "9", "--note", "十月", "--yes")
    assert "以后补记" not in invoke("report", "--month", "9月").stdout


def test_a_passage_that_is_not_closed_is_not_overwritten(report: Path, invoke: Invoke) -> None:
    broken = report.read_text(encoding="utf-8").replace("<!-- 手写结束 -->", "", 1)
    report.write_text(broken, encoding="utf-8")
    ran = invoke("report", "--month", "9月", "--force", code=5)
    assert "总体情况补充" in ran.stderr
    assert report.read_text(encoding="utf-8") == broken
