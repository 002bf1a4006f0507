"""A month's round: forms out, filled as units fill them, replies in."""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

OUT = ("export", "--forms", "--month", "9月", "-o", "九月")
POLICE = "2023-09 市公安局.xlsx"
#: What `LAWGOV_NOW` of the tests says; files get this day so that none lies in the future.
TODAY = datetime.fromisoformat("2023-09-20T10:00:00+08:00").timestamp()


@pytest.fixture(name="forms")
def _forms(desk: Desk, invoke: Invoke) -> Path:
    """The forms of September, as they went out."""
    invoke(*OUT)
    return desk.folder / "九月"


def fill(path: Path, answers: dict[str, dict[str, Any]]) -> None:
    """Write into the cells below the heads that hold a word: ``{"15": {"进展": …}}``."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "序号" for cell in row))
    names = {str(cell.value).split("(")[0]: cell.column for cell in head if cell.value}
    number = names["序号"]
    for row in range(head[0].row + 1, sheet.max_row + 1):
        for word, value in answers.get(str(sheet.cell(row, number).value), {}).items():
            at = next(place for name, place in names.items() if word in name and "上" not in name)
            sheet.cell(row, at).value = value
    book.save(path)
    os.utime(path, (TODAY, TODAY))


def last(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line[2:]) for line in desk.lines]


def test_a_form_goes_out_for_every_unit_and_says_how_many_cells_it_asks(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke(*OUT)
    assert ran.stdout == (
        "已生成31份报表, 在 九月: 共请填50项, 其中已报0项; 另有15个单位, 参与的各项合并报一次。\n"
        "收回后: lawgov collect 九月\n"
    )
    assert len(list((desk.folder / "九月").iterdir())) == 31
    assert "已存在, 没有覆盖" in invoke(*OUT, code=5).stderr


def test_forms_that_come_back_untouched_record_nothing(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    ran = invoke("collect", str(forms), "--yes")
    assert ran.stdout.endswith("共31份, 31个单位, 没有新的内容。\n")
    assert not desk.journal.exists()


def test_a_reply_is_shown_and_nothing_is_recorded_without_yes(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    fill(forms / POLICE, {"21": {"进展": "治安调解衔接完成", "完成比例": "50%"}})
    ran = invoke("collect", f"九月/{POLICE}")
    assert ran.stdout.startswith(
        f"市公安局  2023年9月  2023年9月20日收到  九月/{POLICE}\n"
        "  第21项  进度50%  治安调解衔接完成\n"
    )
    assert ran.stdout.endswith("将登记1条。\n以上是预览, 没有登记。核对后加 --yes 登记。\n")
    assert not desk.journal.exists()


def test_replies_are_one_batch_with_month_and_day_of_receipt(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    fill(forms / POLICE, {"21": {"进展": "完成"}, "15": {"进展": "无进展"}})
    fill(forms / "2023-09 市交通局.xlsx", {"15": {"进展": "抽查案卷\n二十件"}})
    ran = invoke("collect", "九月", "--yes", "--received", "9月19日")
    assert "已记入 workpoints-2023.journal.yaml 第1-3行。撤销: lawgov undo" in ran.stdout
    records = last(desk)
    assert {record["batch"] for record in records} == {records[0]["batch"]}
    assert {record["period"] for record in records} == {"2023-09"}
    assert {record["received"] for record in records} == {"2023-09-19"}
    said = {(r["unit"], r["task"]): r.get("note", r.get("zero")) for r in records}
    assert said == {
        ("市公安局", "21"): "完成",
        ("市公安局", "15"): True,
        ("市交通局", "15"): "抽查案卷\n二十件",
    }
    invoke("undo")
    assert "抽查案卷" not in invoke("show", "15").stdout


def test_the_same_files_a_second_time_record_nothing(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    fill(forms / POLICE, {"21": {"进展": "完成", "办理状态": "推进中"}})
    invoke("collect", "九月", "--yes")
    lines = desk.lines
    ran = invoke("collect", "九月", "--yes")
    assert "  已登记过相同内容: 第21项\n" in ran.stdout
    assert ran.stdout.endswith("没有新的内容。\n")
    assert desk.lines == lines


def test_the_same_file_again_does_not_take_back_what_was_recorded_since(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    fill(forms / POLICE, {"21": {"进展": "建了2个站"}})
    invoke("collect", f"九月/{POLICE}", "--yes")
    invoke("note", "21", "又建了1个站", "--unit", "市公安局")
    again = invoke("collect", f"九月/{POLICE}", "--yes")
    assert "第21项的这些话本期登记过, 以后又登记了“又建了1个站”, 没有再记" in again.stdout
    assert again.stdout.endswith("没有新的内容。\n")
    assert [record["note"] for record in last(desk)] == ["建了2个站", "又建了1个站"]


def test_what_is_reported_counts_as_filed(forms: Path, invoke: Invoke) -> None:
    before = json.loads(invoke("missing", "--month", "9月", "--json").stdout)
    fill(forms / "2023-09 市交通局.xlsx", {"15": {"进展": "抽查案卷二十件"}})
    invoke("collect", "九月", "--yes")
    after = json.loads(invoke("missing", "--month", "9月", "--json").stdout)
    assert after["missing"] == before["missing"] - 1
    assert after["filed"] == before["filed"] + 1


def test_a_formula_refuses_its_cell_and_a_broken_file_stops_only_itself(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    fill(forms / POLICE, {"21": {"进展": "=1+1"}, "15": {"进展": "已抽查"}})
    (forms / "坏.xlsx").write_bytes(b"PK\x03\x04 no archive")
    ran = invoke("collect", "九月", "--yes")
    assert "这格是公式, 没有采用" in ran.stdout
    assert "九月/坏.xlsx\n  没有采用: " in ran.stdout
    assert "1份没有读入" in ran.stdout
    assert [record["task"] for record in last(desk)] == ["15"]


def test_where_nothing_at_all_could_be_read_the_data_is_at_fault(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    (forms / "坏.xlsx").write_bytes(b"PK\x03\x04 no archive")
    ran = invoke("collect", "没有这个文件", "九月/坏.xlsx", "--yes", code=3)
    assert "没有这个文件\n  没有采用: 无法读取: 没有这个文件或文件夹。\n" in ran.stderr
    assert "九月/坏.xlsx\n  没有采用: " in ran.stderr
    assert ran.stderr.endswith("一份也没有读入, 请照上面写的改好再收。没有登记任何内容。\n")
    assert ran.stdout == ""
    fill(forms / POLICE, {"21": {"进展": "已抽查"}})
    ran = invoke("collect", "没有这个文件", f"九月/{POLICE}", "--yes")
    assert "没有这个文件\n  没有采用: 无法读取: 没有这个文件或文件夹。\n" in ran.stdout
    assert "1份没有读入" in ran.stdout
    assert [record["note"] for record in last(desk)] == ["已抽查"]


def test_two_files_that_differ_on_one_task_are_not_chosen_between(
    desk: Desk, forms: Path, invoke: Invoke
) -> None:
    copy = forms / "公安局 副本.xlsx"
    copy.write_bytes((forms / POLICE).read_bytes())
    fill(forms / POLICE, {"21": {"进展": "甲"}})
    fill(copy, {"21": {"进展": "乙"}})
    ran = invoke("collect", "九月", "--yes", code=2)
    assert "市公安局2023年9月第21项在两份表里写得不同" in ran.stderr
    assert "没有登记任何内容" in ran.stderr
    assert not desk.journal.exists()


def test_pasted_words_of_one_unit_are_read_too(desk: Desk, invoke: Invoke) -> None:
    words = "15:已抽查案卷20件; 21 无进展"
    ran = invoke("collect", "-", "--unit", "市公安局", "--yes", typed=words)
    assert "  第15项  已抽查案卷20件\n  第21项  零报告\n" in ran.stdout
    assert [(r["task"], r["unit"], r["period"]) for r in last(desk)] == [
        ("15", "市公安局", "2023-09"),
        ("21", "市公安局", "2023-09"),
    ]


def test_pasted_words_must_say_whose_they_are(invoke: Invoke) -> None:
    ran = invoke("collect", "-", code=2, typed="15:好")
    assert "粘贴的文字要写明是谁的: lawgov collect - --unit 市公安局" in ran.stderr


def test_a_folder_without_tables_is_said(desk: Desk, invoke: Invoke) -> None:
    (desk.folder / "空").mkdir()
    assert "空里没有可以收的表" in invoke("collect", "空", code=2).stderr


def test_the_big_table_is_a_workbook_with_its_sheets(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "15", "抽查案卷", "--unit", "市公安局")
    invoke("export", "-o", "总表.xlsx")
    book = openpyxl.load_workbook(desk.folder / "总表.xlsx")
    assert book.sheetnames[0] == "任务总表"
    words = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("抽查案卷" in str(word) for word in words)
    ran = invoke("export", "--format", "xlsx", code=2)
    assert ran.stderr == "xlsx 不能显示在屏幕上, 请用 -o 写成文件。\n"


def test_files_of_a_folder_that_are_no_tables_are_named(forms: Path, invoke: Invoke) -> None:
    (forms / "盖章扫描件.pdf").write_bytes(b"%PDF-1.4")
    (forms / "回复.doc").write_bytes(b"x")
    (forms / "Thumbs.db").write_bytes(b"x")
    ran = invoke("collect", str(forms))
    assert ran.stderr == "提示: 另有2个文件不是表, 没有读: 回复.doc、盖章扫描件.pdf\n"


def test_a_table_of_wps_is_read_by_what_is_in_it(forms: Path, invoke: Invoke) -> None:
    fill(forms / POLICE, {"15": {"本月进展": "抽查案卷20件"}})
    (forms / POLICE).rename(forms / "市公安局.et")
    assert "第15项  抽查案卷20件" in invoke("collect", str(forms / "市公安局.et")).stdout


def test_last_months_form_with_a_new_title_is_asked_about(desk: Desk, invoke: Invoke) -> None:
    invoke("export", "--forms", "--month", "8月", "-o", "八月")
    path = desk.folder / "八月" / "2023-08 市公安局.xlsx"
    fill(path, {"15": {"本月进展": "抽查案卷20件"}})
    said = invoke("collect", str(path)).stdout
    assert "请核对: 这是2023年8月的表, 2023年9月20日才收到; 如果填的是后来的情况" in said

    book = openpyxl.load_workbook(path)
    for row in (1, 2):
        cell = book.worksheets[0].cell(row, 1)
        cell.value = str(cell.value).replace("8月", "9月")
    book.save(path)
    said = invoke("collect", str(path), code=3).stderr
    assert "发出时是2023年8月的表, 表头现在写的月份是2023年9月: 请问明后单独收这一份" in said
    assert "将登记" not in said
    assert "市公安局  2023年9月" in invoke("collect", str(path), "--month", "9月").stdout


def test_a_file_named_for_another_unit_is_told(forms: Path, invoke: Invoke) -> None:
    fill(forms / POLICE, {"15": {"本月进展": "抽查案卷20件"}})
    (forms / POLICE).rename(forms / "市司法局9月.xlsx")
    said = invoke("collect", str(forms / "市司法局9月.xlsx")).stdout
    assert "请核对: 文件名写的是市司法局, 表是市公安局的, 按表读" in said


def test_a_form_of_another_month_or_unit_than_was_typed_says_both_ways_on(
    forms: Path, invoke: Invoke
) -> None:
    fill(forms / POLICE, {"15": {"本月进展": "抽查案卷20件"}})
    said = invoke("collect", str(forms / POLICE), "--month", "8月", code=3).stderr
    assert "表里写的月份是2023年9月, 不是2023年8月。照表里的收, 不写 --month; " in said
    assert "填的确是2023年8月的, 在表头改好再收。" in said
    said = invoke("collect", str(forms / POLICE), "--unit", "市司法局", code=3).stderr
    assert "表里写的单位是市公安局, 不是市司法局。照表里的收, 不写 --unit; " in said


def test_a_form_that_asks_for_nothing_one_by_one_says_how_to_report_once(
    forms: Path,
) -> None:
    said = [
        row[0].value
        for row in openpyxl.load_workbook(forms / "2023-09 科教新城.xlsx").worksheets[0].iter_rows()
    ]
    assert "本表列出本单位的25项任务, 请于2023年9月25日前报送。" in said
    assert "这25项合并报送: 填有进展的; 都没有进展, 在任一项写“无进展”。" in said
    assert not any("0项" in str(line) or "浅黄色" in str(line) for line in said)
