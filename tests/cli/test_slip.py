from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")

BY = ("--reply-by", "9月30日")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("8",), 2, "请写明要求反馈的日期: --reply-by 下周五。没有开单。"),
        (("8", "--reply-by", "某日"), 2, "看不懂日期“某日”。"),
        (("8", "9", *BY), 2, "9"),
        (("8-9", *BY), 2, "一事一单: 一次只能开一项。没有开单。"),
        (("31", *BY), 4, "没有第31项"),
        (("S3", *BY), 2, "是一个部分"),
        (("八月", *BY), 2, "看不懂序号“八月”"),
        (
            ("8", *BY, "--level", "橙"),
            2,
            "没有“橙”这一级。可用: 蓝(提醒)、黄(督办)、红(督办)",
        ),
        (("8", *BY, "--level", "蓝", "--unit", "市环保局"), 4, "没有“市环保局”这个单位。"),
        (
            ("8", *BY, "--level", "黄"),
            2,
            "越级: 本项此前对该单位没有发过单, 按次序应先发蓝色单,需要说明理由",
        ),
        (BY, 2, "缺少“序号”: lawgov slip 15 --reply-by 下周五。没有开单。"),
        (("8", *BY), 2, "第8项没有亮灯(绿: 没有时限), 将开蓝色单\n核对无误请加 --yes 再登记。"),
        (
            ("8", "--reply-by", "9月19日", "--level", "蓝", "--yes"),
            2,
            "反馈期限只能写今天或以后的日期。",
        ),
        (
            ("17", *BY, "--level", "蓝", "--unit", "市公安局"),
            2,
            "市公安局不在第17项的单位之中(市司法局、市政府各有关部门、各区镇)。请核对序号和单位。没有开单。",
        ),
        (
            ("8", *BY, "--level", "蓝", "--unit", "各区镇"),
            2,
            "“各区镇”是单位组, 要逐个单位写(成员: 太仓港经济技术开发区、",
        ),
        (
            ("8", *BY, "--level", "蓝", "--unit", "市政府各有关部门"),
            2,
            "“市政府各有关部门”是单位组, 要逐个单位写(成员没有登记)。请用 --unit 写明一个单位。",
        ),
        (("8", *BY, "--note", "x"), 2, "--note 不能用在开单时写。"),
        (("--list", "--level", "蓝"), 2, "--level 不能和 --list 一起写。"),
        (("--reply", "督1", "--print", "督1"), 2, "--print 不能和 --reply 一起写。"),
        (("--reply", "督1"), 4, "没有“督1”这张单。"),
        (("8", *BY, "--level", "红"), 2, "越级"),
        (
            ("8", *BY, "--level", "蓝", "--template", "无此模板"),
            3,
            "报表模板 无此模板: 没有这个模板。",
        ),
        (
            ("8", *BY, "--level", "蓝", "-o", "有.md"),
            2,
            "有.md 已存在。请用 -o 写到别处。没有开单。",
        ),
    ],
)
def test_a_mistake_costs_no_number_and_writes_nothing(
    words: tuple[str, ...], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "有.md").write_text("别人的文件", encoding="utf-8")
    before = desk.files()
    ran = invoke("slip", *words, code=code)
    assert said in ran.stderr
    assert ran.stdout == ""
    assert desk.files() == before
    assert (desk.folder / "有.md").read_text(encoding="utf-8") == "别人的文件"


def test_a_template_with_a_fault_costs_no_number(desk: Desk, invoke: Invoke) -> None:
    (desk.folder / "templates").mkdir()
    (desk.folder / "templates" / "坏.md.j2").write_text("一行\n{{ unitt }}\n", encoding="utf-8")
    ran = invoke("slip", "8", *BY, "--level", "蓝", "-t", "坏", code=3)
    assert "坏.md.j2 第2行: 用了不存在的名称" in ran.stderr
    assert not desk.journal.exists()
    assert not (desk.folder / "reports").exists()


def test_a_slip_is_recorded_and_written_under_its_number(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("slip", "8", *BY, "--level", "蓝")
    path = "reports/slips/督〔2023〕1号-第8项-市司法局.md"
    assert ran.stdout == f"已开 督〔2023〕1号  提醒单(蓝)  第8项  市司法局  {path}\n"
    text = (desk.folder / path).read_text(encoding="utf-8")
    assert text.startswith("# 提醒单（蓝色）\n")
    assert "请于2023年9月30日前书面反馈" in text
    record = json.loads(desk.lines[-1][2:])
    assert record["task"] == "8"
    assert record["slip"] == {
        "series": "督",
        "year": 2023,
        "number": 1,
        "level": "蓝",
        "unit": "市司法局",
        "reply_by": "2023-09-30",
    }


@pytest.mark.parametrize(
    ("clock", "typed", "said"),
    [
        ("2023-09-20", "9月1日", "“9月1日”是2023年9月1日, 已经过去(今天是2023年9月20日)。"),
        ("2023-12-20", "1月10日", "请于2024年1月10日前书面反馈"),
        ("2023-12-20", "2023-1-10", "已经过去(今天是2023年12月20日)。"),
        ("2024-01-05", "1月4日", "已经过去(今天是2024年1月5日)。"),
        ("2024-01-05", "12月31日", "“12月31日”是2023年12月31日, 已经过去"),
        ("2024-01-05", "1月底", "请于2024年1月31日前书面反馈"),
    ],
)
def test_no_slip_asks_for_an_answer_by_a_day_gone_by(
    clock: str, typed: str, said: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", f"{clock}T10:00:00+08:00")
    code = 2 if "已经过去" in said else 0
    ran = invoke("slip", "8", "--level", "蓝", "--reply-by", typed, "-o", "-", code=code)
    assert said in ran.stdout + ran.stderr


def test_levels_follow_each_other_and_a_reason_lets_one_be_passed_over(
    desk: Desk, invoke: Invoke
) -> None:
    for level in ("蓝", "黄", "红"):
        invoke("slip", "8", *BY, "--level", level)
    invoke("slip", "9", *BY, "--level", "红", "--reason", "重大事项")
    assert json.loads(desk.lines[-1][2:])["reason"] == "重大事项"
    assert [json.loads(line[2:])["slip"]["number"] for line in desk.lines] == [1, 2, 3, 4]


def test_without_a_level_it_is_the_next_rung_for_that_unit(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "17", "--due", "9月10日", "--yes")
    for _ in range(4):
        invoke("slip", "17", *BY)
    invoke("slip", "17", *BY, "--unit", "科教新城")
    levels = [json.loads(line[2:])["slip"]["level"] for line in desk.lines[1:]]
    assert levels == ["蓝", "黄", "红", "红", "蓝"]


def test_a_finished_point_gets_no_slip_and_one_is_told_how_to_open_it(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("done", "8", "--note", "办结")
    for task in ("8", "8.1"):
        ran = invoke("slip", task, *BY, "--level", "蓝", code=2)
        assert ran.stderr == (
            "第8项已办结(本级9月20日登记为已完成)。"
            '确需督办的, 先重新打开: lawgov mark 回头看 8 --reason "…"。没有开单。\n'
        )
    assert len(desk.lines) == 1


def test_a_part_that_names_no_units_is_answered_for_by_those_of_its_point(invoke: Invoke) -> None:
    assert "  市司法局  " in invoke("slip", "8.1", *BY, "--level", "蓝").stdout
    assert "  科教新城  " in invoke("slip", "8.1", *BY, "--level", "蓝", "-u", "科教新城").stdout


def test_where_nobody_leads_it_is_said_whom_it_may_be_for(desk: Desk, invoke: Invoke) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    led = "        lead: [市司法局]\n        responsible: [市政府各有关部门, 各区镇]\n"
    desk.plan.write_text(text.replace(led, led.split("\n")[1] + "\n"), encoding="utf-8")
    said = invoke("slip", "8", "--reply-by", "10月10日", code=2).stderr
    assert "第8项没有牵头单位, 请用 --unit 写明发给谁: 市政府各有关部门、各区镇。" in said


def test_the_office_sends_no_slip_to_itself_unless_it_is_named(desk: Desk, invoke: Invoke) -> None:
    invoke("units", "office", "--name", "市委依法治市办")
    said = invoke("slip", "15", "--reply-by", "10月10日", code=2).stderr
    assert "第15项由本级(市委依法治市办)牵头, 请用 --unit 写明发给谁: 市司法局、" in said
    assert len(desk.lines) == 1
    assert "  市司法局  " in invoke("slip", "28", *BY, "--level", "蓝").stdout
    own = invoke("slip", "15", *BY, "--level", "蓝", "-u", "市委依法治市办")
    assert "  市委依法治市办  " in own.stdout


def test_the_addressee_is_the_collector_or_whom_one_names(invoke: Invoke) -> None:
    assert "  市应急局  " in invoke("slip", "18", *BY, "--level", "蓝").stdout
    assert "  市住建局  " in invoke("slip", "18", *BY, "--level", "蓝", "-u", "zjj").stdout


def test_a_body_out_of_the_rules_reach_gets_a_letter_and_that_is_said(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("slip", "21", *BY, "--level", "蓝", "--unit", "市法院")
    assert "函〔2023〕1号" in ran.stdout
    assert "市法院不属于政府督查对象(政府督查工作条例第五条), 已按函的格式开出。" in ran.stdout
    (path,) = (desk.folder / "reports" / "slips").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "督办" not in text
    assert "请于2023年9月30日前函复" in text


def test_grounds_say_by_how_much_it_is_late(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "8", "--due", "9月10日", "--yes")
    invoke("note", "8", "复查中 | 未完", "--unit", "市司法局")
    invoke("slip", "8", *BY, "--level", "蓝")
    (path,) = (desk.folder / "reports" / "slips").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "| 存在问题 | 9月10日到期，已逾期10天 |" in text
    assert "| 最近进展 | 9月20日 市司法局：复查中 \\| 未完 |" in text


def test_a_slip_taken_back_leaves_its_number_used(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "8", *BY, "--level", "蓝")
    invoke("undo")
    assert "督〔2023〕2号" in invoke("slip", "8", *BY, "--level", "蓝").stdout
    assert len(list((desk.folder / "reports" / "slips").iterdir())) == 2


def test_it_can_be_written_elsewhere(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "8", *BY, "--level", "蓝", "-o", "单.md")
    assert (desk.folder / "单.md").is_file()
    assert not (desk.folder / "reports").exists()


@pytest.mark.parametrize("how", [("-o", "-"), ("--dry-run",), ("--dry-run", "-o", "单.md")])
def test_a_preview_takes_no_number_and_writes_nothing(
    how: tuple[str, ...], desk: Desk, invoke: Invoke
) -> None:
    before = desk.files()
    ran = invoke("slip", "8", *BY, *how)
    assert "编号：督〔2023〕第〔〕号（预览，没有编号）" in ran.stdout
    assert ran.stderr.endswith("以上是预览, 没有编号, 没有登记。去掉 --dry-run 和 -o - 即开单。\n")
    assert desk.files() == before
    assert "督〔2023〕1号" in invoke("slip", "8", *BY, "--yes").stdout


def test_a_day_typed_in_december_is_the_next_one(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-12-20T10:00:00+08:00")
    shown = invoke("slip", "8", "--reply-by", "1月10日", "--level", "蓝", "-o", "-").stdout
    assert "请于2024年1月10日前书面反馈" in shown


def test_where_the_file_cannot_be_written_one_is_told_that_the_number_is_used(
    desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "不是文件夹").write_text("", encoding="utf-8")
    ran = invoke("slip", "8", *BY, "--level", "蓝", "-o", "不是文件夹/单.md", code=5)
    assert ran.stderr.endswith(
        "督〔2023〕1号已记入台账, 编号已用。再印: lawgov slip --print 督〔2023〕1号 -o 文件\n"
    )
    assert ran.stdout == ""
    assert len(desk.lines) == 1


def test_a_paper_that_is_there_is_not_written_over_and_its_number_is_not_lost(
    desk: Desk, invoke: Invoke
) -> None:
    path = desk.folder / "reports" / "slips" / "督〔2023〕1号-第8项-市司法局.md"
    path.parent.mkdir(parents=True)
    path.write_text("已盖章的单", encoding="utf-8")
    ran = invoke("slip", "8", *BY, "--level", "蓝", code=5)
    assert f"{path} 已存在, 没有覆盖。督〔2023〕1号已记入台账, 编号已用。" in ran.stderr
    assert path.read_text(encoding="utf-8") == "已盖章的单"
    invoke("slip", "--print", "督1", "-o", "单.md")
    assert "编号：督〔2023〕1号　　" in (desk.folder / "单.md").read_text(encoding="utf-8")
    assert (
        "单.md 已存在, 没有覆盖" in invoke("slip", "--print", "督1", "-o", "单.md", code=5).stderr
    )


def test_printed_again_it_is_as_it_was_when_it_was_issued(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "8", "先前的话", "--unit", "市司法局")
    invoke("slip", "8", *BY, "--level", "蓝")
    (path,) = (desk.folder / "reports" / "slips").iterdir()
    invoke("note", "8", "后来的话", "--unit", "市司法局")
    invoke("slip", "8", *BY, "--level", "黄")
    assert invoke("slip", "--print", "督1").stdout == path.read_text(encoding="utf-8")


def test_a_slip_says_what_its_unit_said_and_was_sent(invoke: Invoke) -> None:
    invoke("note", "18", "市住建局的话", "--unit", "市住建局")
    invoke("slip", "18", *BY, "--level", "蓝", "--unit", "市住建局")
    invoke("chase", "市应急局", "18", "--who", "张三")
    shown = invoke("slip", "18", *BY, "--level", "蓝", "-o", "-").stdout
    assert "市住建局的话" not in shown
    assert "| 最近进展 | 尚无登记 |" in shown
    assert "| 此前发单 | 0次 |" in shown
    assert "| 此前催办 | 1次：9月20日电话 |" in shown
    again = invoke("slip", "18", *BY, "--unit", "市住建局", "-o", "-").stdout
    assert "| 最近进展 | 9月20日 市住建局：市住建局的话 |" in again
    assert "| 此前发单 | 1次：督〔2023〕1号（蓝，未答复） |" in again
    assert "督办单（黄色）" in again
    assert "此前催办" not in again


# ---------------------------------------------------------------- replies and the register


def test_a_reply_is_the_unit_s_report_that_names_the_slip(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "8", *BY, "--level", "蓝")
    ran = invoke("slip", "--reply", "1", "--note", "已整改")
    assert "市司法局 答复督〔2023〕1号, 本项推进中   2023年9月20日   已整改" in ran.stdout
    made = json.loads(desk.lines[-1][2:])
    assert made["reply"] == {"series": "督", "year": 2023, "number": 1}
    assert (made["task"], made["unit"], made["note"]) == ("8", "市司法局", "已整改")
    again = invoke("slip", "--reply", "1", code=2)
    assert "督〔2023〕1号已登记过答复(2023-09-20)\n核对无误请加 --yes 再登记。" in again.stderr


def test_a_reply_before_the_slip_was_issued_is_asked_about(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "8", *BY, "--level", "蓝")
    ran = invoke("slip", "--reply", "1", "--on", "9月19日", code=2)
    assert "督〔2023〕1号是2023年9月20日开出的, 答复早于发单" in ran.stderr
    assert len(desk.lines) == 1


def test_the_register_lists_every_slip_with_what_came_of_it(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert invoke("slip", "--list").stdout.startswith("还没有开过单。")
    invoke("slip", "8", *BY, "--level", "蓝")
    invoke("slip", "21", *BY, "--level", "蓝", "--unit", "市法院")
    invoke("slip", "9", *BY, "--level", "蓝")
    invoke("undo")
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-03T10:00:00+08:00")
    invoke("chase", "市司法局", "8", "--who", "李四", "-n", "月底报")
    invoke("slip", "--reply", "函1", "--note", "已函复")
    assert invoke("slip", "--list").stdout == (
        "发单3张, 已答复1, 未答复1(逾期1), 已撤销1\n"
        "  督〔2023〕1号  2023-09-20  第8项 提高合法性审查工作质效\n"
        "    提醒单(蓝)  市司法局  限9月30日反馈  未答复, 已逾期3天\n"
        "    催办: 10月3日 电话催办市司法局, 李四答: 月底报\n"
        "  函〔2023〕1号  2023-09-20  第21项 健全完善非诉工作体系\n"
        "    函(蓝)  市法院  限9月30日反馈  10月3日答复, 迟3天\n"
        "    答复: 已函复\n"
        "  督〔2023〕2号  2023-09-20  第9项 健全依法决策机制\n"
        "    提醒单(蓝)  市政府办公室  限9月30日反馈  已撤销\n"
        "登记答复: lawgov slip --reply 编号 --note 答复  再印: lawgov slip --print 编号\n"
    )
    assert "函〔2023〕1号" not in invoke("slip", "--open").stdout
    shown = json.loads(invoke("slip", "--list", "--json", "--unit", "市司法局").stdout)
    assert shown["kind"] == "slips"
    assert [(r["number"], r["answered"], r["overdue"]) for r in shown["items"]] == [(1, None, 3)]
    assert shown["items"][0]["chases"][0]["answer"] == "月底报"


def test_of_two_slips_with_one_number_the_unit_says_which_and_check_warns(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("slip", "18", *BY, "--level", "蓝")
    other = json.loads(desk.lines[0][2:])
    other |= {"id": "other", "slip": other["slip"] | {"unit": "市住建局"}}
    with desk.journal.open("a", encoding="utf-8") as file:
        file.write(f"- {json.dumps(other, ensure_ascii=False)}\n")
    assert "督〔2023〕1号(市住建局, 第18项)与另一张单同号" in invoke("check").stdout
    assert invoke("slip", "--list").stdout.count("与另一张同号") == 2
    assert "请加 --unit 写明单位" in invoke("slip", "--reply", "督1", code=4).stderr
    assert "市住建局 答复" in invoke("slip", "--reply", "督1", "--unit", "市住建局").stdout
    assert "督〔2023〕2号" in invoke("slip", "8", *BY, "--level", "蓝").stdout


def test_a_slip_may_be_a_word_file_and_a_preview_of_one_is_text(desk: Desk, invoke: Invoke) -> None:
    words = ("slip", "8", *BY, "--level", "蓝", "-o", "单.docx")
    assert invoke(*words, "--dry-run").stdout.startswith("# 提醒单")
    invoke(*words)
    assert (desk.folder / "单.docx").read_bytes().startswith(b"PK")


def test_a_unit_called_like_a_path_stays_within_the_folder(desk: Desk, invoke: Invoke) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(text.replace("市公安局", "../../市公安局"), encoding="utf-8")
    unit = ("--unit", "../../市公安局")
    invoke("slip", "15", "--reply-by", "9月30日", "--level", "蓝", *unit, "--yes")
    invoke("report", "--month", "8月", *unit)
    assert "reports/2023-08-.._.._市公安局.md" in desk.files()
    assert "reports/slips/督〔2023〕1号-第15项-_.._市公安局.md" in {
        name.replace("-.._.._", "-_.._") for name in desk.files()
    }
    assert not list(desk.folder.parent.glob("*市公安局*"))


def test_a_slip_is_a_word_file_where_that_is_asked_for(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("slip", "8", *BY, "--level", "蓝", "--format", "docx")
    path = desk.folder / "reports" / "slips" / "督〔2023〕1号-第8项-市司法局.docx"
    assert "督〔2023〕1号-第8项-市司法局.docx" in ran.stdout
    assert path.read_bytes().startswith(b"PK")
    path.unlink()
    ran = invoke("slip", "--print", "督1", "--format", "docx")
    assert ran.stdout == "已印 reports/slips/督〔2023〕1号-第8项-市司法局.docx\n"
    assert path.read_bytes().startswith(b"PK")
    ran = invoke("slip", "--print", "督1", "--format", "docx", code=5)
    assert ran.stderr == f"{path} 已存在, 没有覆盖。请用 -o 写到别处。\n"
    ran = invoke("slip", "8", *BY, "--yes", "--format", "pdf", code=2)
    assert "没有“pdf”这种格式。可用: md、docx" in ran.stderr
