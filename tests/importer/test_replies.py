"""Forms that come back filled in the ways units fill them: exactly the answers are read."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from lawgov_cli.domain.answers import Answer
from lawgov_cli.importer.replies.identifying import identify
from lawgov_cli.importer.replies.mapping import TableMapping, learn, read_mapping
from lawgov_cli.importer.replies.reading import read_reply
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.render.form_page import form_page
from tests.office_forms import (
    ANSWERS,
    FORM,
    HEAD_ROW,
    HEADS,
    LAST_MONTH,
    PLAN,
    SOFFICE,
    UNIT,
    answers,
    blank,
    book_of,
    converted,
    csv_of,
    filled,
    known,
    put,
    read,
    reply_file,
    row_of,
    rows_of,
    saved,
    values,
    view,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VARIANTS: dict[str, Callable[[], bytes]] = {}


def variant(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A way of filling the form that must read to the same answers."""
    VARIANTS[make.__name__] = make
    return make


def renamed(**heads: str) -> bytes:
    """The filled form with other heads: place in HEADS → words."""
    book = filled()
    for place, words in heads.items():
        book.worksheets[0].cell(HEAD_ROW, int(place[1:]) + 1).value = words
    return saved(book)


@variant
def as_it_is() -> bytes:
    return saved(filled())


@variant
def heads_renamed() -> bytes:
    return renamed(
        _1="重点任务",
        _7="10月份工作进展情况",
        _8="完成状态",
        _9="完成进度(%)",
        _10="困难和问题",
        _11="下步打算",
        _12="附件名称",
    )


@variant
def heads_with_line_breaks_and_blanks() -> bytes:
    return renamed(
        _0="序 号", _7="本月\n进展", _8="办 理\n状 态", _10="存在\r\n问题", _12="佐证 材料"
    )


@variant
def head_said_in_general() -> bytes:
    return renamed(_7="工作开展情况")


@variant
def columns_moved() -> bytes:
    rows = [row[::-1] for row in values(filled())[HEAD_ROW - 1 :]]
    return with_hidden(rows)


def with_hidden(rows: list[list[Any]]) -> bytes:
    """A book of these cells that keeps the form's hidden sheet."""
    book = filled()
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)
    return saved(book)


@variant
def columns_of_ours_left_out() -> bytes:
    return with_hidden(rows_of("序号", "本月进展", *HEADS[8:13]))


@variant
def blank_columns_to_the_left() -> bytes:
    book = filled()
    rows = [[None, None, *row] for row in values(book)[HEAD_ROW - 1 :]]
    return with_hidden(rows)


@variant
def rows_above_the_head() -> bytes:
    return with_hidden(
        [["附件"], [], ["填报须知: 请如实填报"], [], *values(filled())[HEAD_ROW - 1 :]]
    )


@variant
def rows_in_another_order() -> bytes:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    return with_hidden([head, *rows[::-1]])


@variant
def rows_without_an_answer_deleted() -> bytes:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    return with_hidden([head, *(row for row in rows if row[0] in ANSWERS)])


@variant
def blank_rows_between() -> bytes:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    return with_hidden([head, *(line for row in rows for line in (row, [None] * len(row)))])


@variant
def headings_of_sections_between() -> bytes:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    section: list[Any] = ["三、不断完善依法行政制度体系"] * len(head)
    return with_hidden([head, section, *rows[:2], ["五、严格规范公正文明执法"], *rows[2:]])


@variant
def signatures_below() -> bytes:
    rows = values(filled())[HEAD_ROW - 1 :]
    return with_hidden([*rows, [], ["填报人：张三", *[None] * 6, "联系电话：12345"]])


@variant
def key_column_deleted() -> bytes:
    book = filled()
    book.worksheets[0].delete_cols(len(HEADS))
    return saved(book)


@variant
def hidden_sheet_deleted() -> bytes:
    book = filled()
    del book["_lawgov"]
    return saved(book)


@variant
def nothing_hidden_left() -> bytes:
    book = filled()
    del book["_lawgov"]
    book.custom_doc_props.props.clear()
    return saved(book)


@variant
def sheet_renamed_and_others_added() -> bytes:
    book = filled()
    book.worksheets[0].title = "司法局10月"
    book.create_sheet("说明").append(["本表由办公室统计"])
    book.create_sheet("空表", 0)
    return saved(book)


@variant
def number_and_words_as_text() -> bytes:
    rows = rows_of("序号", "工作任务", *HEADS[7:13])
    rows[1][0] = "７"
    rows[1][4] = "５０％"
    rows[2][0] = "第8项"
    return with_hidden(rows)


@variant
def numbers_as_numbers() -> bytes:
    rows = rows_of("序号", "工作任务", *HEADS[7:13])
    for row in rows[1:]:
        row[0] = float(str(row[0]))
    rows[1][4] = 50
    return with_hidden(rows)


@variant
def printed_numbers() -> bytes:
    rows = rows_of("序号", "工作任务", *HEADS[7:13])
    rows[1][0], rows[2][0] = "（七）", "八"
    return with_hidden(rows)


@variant
def number_with_the_task() -> bytes:
    rows = rows_of("工作任务", *HEADS[7:13])
    rows[1][0] = f"7.{rows[1][0]}"
    rows[2][0] = f"（八）{rows[2][0]}"
    return with_hidden(rows)


@variant
def told_by_words_alone() -> bytes:
    return with_hidden(rows_of("工作任务", *HEADS[7:13]))


@variant
def told_by_words_shortened_or_lengthened() -> bytes:
    rows = rows_of("工作任务", *HEADS[7:13])
    rows[1][0] = "健全立法参与机制"
    rows[2][0] = f"{rows[2][0]}。加强行政规范性文件管理"
    return with_hidden(rows)


@variant
def one_task_in_two_rows_merged() -> bytes:
    rows = rows_of("序号", "工作任务", *HEADS[7:13])
    rows[1][2] = "10月召开座谈会3次,"
    rows.insert(2, [None, None, "参加45人", *[None] * 5])
    book = openpyxl.load_workbook(BytesIO(with_hidden(rows)))
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("B2:B3")
    return saved(book)


@variant
def one_task_in_two_rows_left_blank() -> bytes:
    rows = rows_of("序号", "工作任务", *HEADS[7:13])
    rows[1][2] = "10月召开座谈会3次,"
    rows.insert(2, [None, None, "参加45人", *[None] * 5])
    return with_hidden(rows)


@variant
def two_tables_on_one_sheet() -> bytes:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    return with_hidden([["一、牵头任务"], head, *rows[:4], [], ["二、其他任务"], head, *rows[4:]])


@variant
def two_tables_side_by_side() -> bytes:
    head, *rows = rows_of("序号", "工作任务", *HEADS[7:13])
    half = len(rows) // 2
    nothing: list[object] = [None] * len(head)
    right = [*rows[half:], nothing]
    left = [*rows[:half], *[nothing] * (len(right) - half)]
    pairs = [[*one, None, *other] for one, other in zip(left, right, strict=True)]
    return with_hidden([[*head, None, *head], *pairs])


@variant
def head_in_two_rows() -> bytes:
    head, *rows = rows_of("序号", "工作任务", "时限", "上月进展", *HEADS[7:13])
    upper = ["序号", "工作任务", "完成时限", "进展情况", *[None] * 4, "下一步措施", "佐证材料"]
    lower = [None, None, None, "上月", "本月", "状态", "完成比例", "存在问题", None, None]
    assert len(upper) == len(lower) == len(head)
    book = openpyxl.load_workbook(BytesIO(with_hidden([upper, lower, *rows])))
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:H1", "I1:I2", "J1:J2"):
        book.worksheets[0].merge_cells(cells)
    return saved(book)


@variant
def head_in_two_rows_unmerged() -> bytes:
    rows = rows_of("序号", "工作任务", *HEADS[7:13])[1:]
    upper = ["序号", "任务", "本期情况", None, None, "问题和打算", None, "佐证材料"]
    lower = [None, None, "进展", "状态", "比例", "存在问题", "下一步措施", None]
    return with_hidden([upper, lower, *rows])


@variant
def split_over_two_sheets() -> bytes:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    book = openpyxl.load_workbook(BytesIO(with_hidden([head, *rows[:1]])))
    second = book.create_sheet("续表")
    for row in (head, *rows[1:]):
        second.append(row)
    return saved(book)


@variant
def other_words_for_the_status() -> bytes:
    book = filled()
    write(book, "7", "办理状态", "正在办理")
    write(book, "21", "办理状态", "已办结")
    return saved(book)


@variant
def lines_broken_otherwise() -> bytes:
    book = filled()
    write(book, "7", "本月进展", " 10月召开座谈会3次,\r\n 参加45人 \n")
    write(book, "7", "佐证材料", "纪要.docx\n照片.zip\n")
    return saved(book)


@variant
def nothing_said_where_there_is_nothing() -> bytes:
    book = filled()
    for head in ("存在问题", "下一步措施", "佐证材料"):
        write(book, "8", head, "无")
        write(book, "21", head, "/")
    return saved(book)


@variant
def percentages_in_words() -> bytes:
    book = filled()
    write(book, "7", "完成比例", "约50%")
    write(book, "21", "完成比例", "百分之一百")
    return saved(book)


@variant
def as_utf8_text() -> bytes:
    return csv_of(values(filled())).encode()


@variant
def as_utf8_text_with_a_mark() -> bytes:
    return csv_of(values(filled())).encode("utf-8-sig")


@variant
def as_gb18030_text() -> bytes:
    return csv_of(values(filled())).encode("gb18030")


@variant
def as_utf16_text_with_tabs() -> bytes:
    return csv_of(values(filled()), "\t").encode("utf-16")


@variant
def as_text_with_semicolons() -> bytes:
    return csv_of(values(filled()), ";").encode()


@variant
def as_a_word_table() -> bytes:
    document = docx.Document()
    document.add_paragraph(f"填报单位：{UNIT}")
    document.add_paragraph("推进情况表(2023年10月)")
    rows = csv_rows(rows_of("序号", "工作任务", *HEADS[7:13]))
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def csv_rows(rows: list[list[Any]]) -> list[list[str]]:
    return [
        [f"{c:.0%}" if isinstance(c, float) else "" if c is None else str(c) for c in row]
        for row in rows
    ]


@variant
def as_the_reply_of_the_page() -> bytes:
    return reply_file(form_page(view()))


@pytest.mark.parametrize("name", VARIANTS)
def test_however_a_unit_fills_the_form_exactly_its_answers_are_read(name: str) -> None:
    reply = read(VARIANTS[name](), "市司法局回执.xlsx")
    assert answers(reply) == ANSWERS
    assert (reply.refused, reply.unmatched) == ((), ())


def test_there_are_at_least_forty_ways() -> None:
    assert len(VARIANTS) >= 40


SILENT = (
    *("as_it_is", "columns_moved", "rows_above_the_head", "two_tables_on_one_sheet"),
    *("key_column_deleted", "as_gb18030_text", "as_the_reply_of_the_page", "split_over_two_sheets"),
)


@pytest.mark.parametrize("name", SILENT)
def test_what_is_filled_as_asked_raises_no_doubt(name: str) -> None:
    assert read(VARIANTS[name]()).doubts == ()


def test_a_form_that_nobody_filled_answers_nothing() -> None:
    reply = read(FORM)
    assert (reply.rows, reply.doubts, reply.refused, reply.unmatched) == ((), (), (), ())
    assert len(reply.blank) == len(view().rows)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_saved_again_by_libreoffice_nothing_changes(suffix: str, tmp_path: Path) -> None:
    if not SOFFICE:
        pytest.skip("skipped: LibreOffice (Debian: libreoffice-calc) is not installed")
    reply = read(converted(FORM, "xlsx", suffix, tmp_path))
    assert (reply.rows, reply.doubts, reply.refused, reply.unmatched) == ((), (), (), ())
    assert reply.identity.told_by == "表内标识"


@pytest.mark.parametrize("to", ["xls", "ods", "csv:Text - txt - csv (StarCalc):44,34,76"])
def test_filled_and_saved_by_libreoffice_the_answers_are_read(to: str, tmp_path: Path) -> None:
    if not SOFFICE:
        pytest.skip("skipped: LibreOffice (Debian: libreoffice-calc) is not installed")
    reply = read(converted(saved(filled()), "xlsx", to, tmp_path))
    assert answers(reply) == ANSWERS
    assert reply.refused == reply.unmatched == reply.doubts == ()


def test_what_is_already_recorded_is_not_read_again() -> None:
    reply = read(saved(filled()), given=ANSWERS)
    assert reply.rows == ()
    assert set(reply.same) == ANSWERS.keys()


def test_a_form_that_went_out_with_answers_comes_back_with_none_new() -> None:
    from lawgov_cli.render.forms import form_workbook

    given = {f"_{task}": answer for task, answer in ANSWERS.items()}
    reply = read(form_workbook(view(**given)), given=ANSWERS)
    assert reply.rows == ()
    assert set(reply.same) == ANSWERS.keys()


def test_the_words_of_last_month_are_told_as_unchanged() -> None:
    book = blank()
    put(book, "21", Answer(f" {LAST_MONTH}\n"))
    assert [row.unchanged for row in read(saved(book)).rows] == [True]


@pytest.mark.parametrize(
    "words",
    ["无", "暂无", "无进展", "本月无进展", "暂无进展。", "本月暂无新进展", "无变化", "零报告"],
)
def test_nothing_to_report_is_a_zero_report(words: str) -> None:
    book = blank()
    write(book, "9", "本月进展", words)
    assert answers(read(saved(book))) == {"9": Answer(zero=True)}


@pytest.mark.parametrize("words", ["无证经营查处3起", "无锡考察1次", "没有进展缓慢的情况"])
def test_words_that_only_begin_so_are_no_zero_report(words: str) -> None:
    book = blank()
    write(book, "9", "本月进展", words)
    assert answers(read(saved(book))) == {"9": Answer(words)}


def test_a_stroke_is_no_answer_and_is_told() -> None:
    book = blank()
    write(book, "9", "本月进展", "／")
    reply = read(saved(book))
    assert reply.rows == ()
    assert [remark.message for remark in reply.doubts] == ["“／”按没有填写处理"]


def test_a_formula_refuses_its_cell_and_no_other() -> None:
    book = filled()
    row = row_of(book, "21")
    write(book, "21", "本月进展", '=CONCATENATE("a","b")')
    reply = read(saved(book))
    assert [remark.line for remark in reply.refused] == [
        f"“填报表”H{row}: “本月进展”这格是公式, 没有采用; 请改为文字后再报"
    ]
    assert answers(reply)["21"] == Answer(status="已报完成", percent=100)
    assert answers(reply)["7"] == ANSWERS["7"]


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("part", [True, False], ids=["a stretch of it", "all of it"])
def test_what_is_struck_out_is_read_and_told(
    part: bool,  # noqa: FBT001
    suffix: str,
    tmp_path: Path,
) -> None:
    if suffix != "xlsx" and not SOFFICE:
        pytest.skip("skipped: LibreOffice (Debian: libreoffice-calc) is not installed")
    book = filled()
    sheet = book.worksheets[0]
    cell = sheet.cell(row_of(book, "7"), HEADS.index("本月进展") + 1)
    if part:
        struck = TextBlock(InlineFont(strike=True), "参加45人")
        cell.value = CellRichText("10月召开座谈会3次,\n", struck)
    else:
        cell.font = Font(strike=True)
    sheet.row_dimensions[row_of(book, "21")].hidden = True
    data = saved(book)
    reply = read(data if suffix == "xlsx" else converted(data, "xlsx", suffix, tmp_path))
    assert answers(reply) == ANSWERS
    assert [remark.line for remark in reply.doubts] == [
        f"“填报表”{cell.coordinate}: “本月进展”这格有画了删除线的文字, 仍照读, 请核对是否要删去",
        f"“填报表”第{row_of(book, '21')}行: 这一行是隐藏的, 仍照读",
    ]


def test_what_only_looks_like_a_formula_is_text() -> None:
    book = openpyxl.load_workbook(BytesIO(FORM))
    sheet = book.worksheets[0]
    cell = sheet.cell(row_of(book, "9"), HEADS.index("本月进展") + 1)
    cell.value = "=cmd|' /C calc'!A0"
    cell.data_type = "s"
    assert answers(read(saved(book))) == {"9": Answer("=cmd|' /C calc'!A0")}


def test_columns_of_ours_that_were_changed_are_told_and_not_taken() -> None:
    book = filled()
    write(book, "7", "工作任务", "健全立法机制")
    write(book, "7", "时限", "12月20日")
    said = [remark.message for remark in read(saved(book)).doubts]
    assert said == [
        "“任务”一栏被改为“健全立法机制”, 没有采用",
        "“时限”一栏被改为“12月20日”, 没有采用",
    ]


def test_columns_that_nobody_reads_are_told() -> None:
    book = filled()
    sheet = book.worksheets[0]
    sheet.cell(HEAD_ROW, len(HEADS) + 1).value = "科室意见"
    sheet.cell(HEAD_ROW + 1, len(HEADS) + 1).value = "同意"
    sheet.cell(HEAD_ROW + 1, len(HEADS) + 2).value = "另见附页"
    reply = read(saved(book))
    assert answers(reply) == ANSWERS
    assert [remark.line for remark in reply.doubts] == [
        "“填报表”O6: “科室意见”一栏没有采用(1格)",
        "“填报表”P6: 没有表头的一栏没有采用(1格)",
    ]


def test_a_row_of_no_task_is_told_with_its_place() -> None:
    rows = rows_of("序号", "工作任务", "本月进展")
    reply = read(book_of([*rows, ["31", "迎接检查", "已迎检"], ["", "自选动作", "已做"]]))
    assert [remark.line for remark in reply.unmatched] == [
        f"“Sheet”C{len(rows) + 1}: 找不到“迎接检查”是哪一项",
        f"“Sheet”C{len(rows) + 2}: 找不到“自选动作”是哪一项",
    ]


def test_a_number_beside_the_words_of_another_task_is_not_trusted() -> None:
    rows = rows_of("序号", "工作任务", "本月进展")
    title = next(row[1] for row in rows if row[0] == "21")
    reply = read(book_of([rows[0], ["1", title, "甲"], ["9", "组织春节联欢", "乙"]]))
    assert answers(reply) == {"21": Answer("甲")}
    assert [remark.message for remark in reply.doubts] == ["序号“1”与任务不符, 按文字归入第21项"]
    assert [remark.message for remark in reply.unmatched] == ["序号“9”与任务“组织春节联欢”不符"]


def test_two_answers_for_one_task_are_both_left_out() -> None:
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    other = list(rows[0])
    other[HEADS.index("本月进展")] = "另一种说法"
    reply = read(with_hidden([head, *rows, other]))
    assert answers(reply) == {task: ANSWERS[task] for task in ("8", "21")}
    assert "第7项填了2次, 内容不同, 都没有采用" in reply.refused[0].message


def test_the_same_table_twice_counts_once() -> None:
    book = filled()
    book.copy_worksheet(book.worksheets[0])
    assert answers(read(saved(book))) == ANSWERS


def test_one_text_merged_over_three_tasks_is_said_of_each() -> None:
    rows = rows_of("序号", "本月进展")
    for row in rows[1:]:
        row[1] = None
    rows[1][1] = "统一部署"
    book = openpyxl.load_workbook(BytesIO(book_of(rows)))
    book.active.merge_cells("B2:B4")
    assert answers(read(saved(book))) == dict.fromkeys(("7", "8", "9"), Answer("统一部署"))


def test_a_day_or_a_number_typed_as_the_words_is_kept_as_words() -> None:
    book = blank()
    write(book, "7", "本月进展", datetime(2023, 10, 8))  # noqa: DTZ001 - as a cell holds it
    write(book, "8", "本月进展", 20)
    write(book, "9", "本月进展", 3.5)
    found = answers(read(saved(book)))
    assert [found[task].text for task in ("7", "8", "9")] == ["2023年10月8日", "20", "3.5"]


@pytest.mark.parametrize(
    ("typed", "percent"), [("50%", 50), (0.5, 50), (50, 50), ("５０", 50), (0, 0), ("80.5％", 80.5)]
)
def test_a_percentage_is_read_however_it_is_typed(typed: object, percent: float) -> None:
    book = blank()
    write(book, "9", "完成比例", typed)
    assert answers(read(saved(book))) == {"9": Answer(percent=percent)}


@pytest.mark.parametrize("typed", [120, "-5%", "过半", datetime(2023, 5, 1)])  # noqa: DTZ001
def test_what_is_no_percentage_is_refused(typed: object) -> None:
    book = blank()
    write(book, "9", "完成比例", typed)
    reply = read(saved(book))
    assert (reply.rows, len(reply.refused)) == ((), 1)


@pytest.mark.parametrize("word", ["基本完成", "已调整", "差不多了"])
def test_a_status_that_cannot_be_taken_is_told(word: str) -> None:
    book = blank()
    write(book, "9", "本月进展", "做了")
    write(book, "9", "办理状态", word)
    reply = read(saved(book))
    assert answers(reply) == {"9": Answer("做了")}
    assert len(reply.doubts) == 1
    assert word in reply.doubts[0].message


def test_without_a_column_for_it_a_status_said_as_the_words_counts() -> None:
    rows = [["序号", "进展情况"], ["7", "已完成"], ["8", "已完成3次巡查"]]
    assert answers(read(book_of([[*row] for row in rows]))) == {
        "7": Answer("已完成", "已报完成"),
        "8": Answer("已完成3次巡查"),
    }


def test_the_form_of_another_plan_is_not_read() -> None:
    book = filled()
    book["_lawgov"]["B1"] = "workpoints-2022"
    reply = read(saved(book))
    assert reply.rows == ()
    assert "另一份要点(workpoints-2022)" in reply.refused[0].message


def test_a_row_pasted_from_the_form_of_another_plan_is_told() -> None:
    book = filled()
    book.worksheets[0].cell(row_of(book, "7"), len(HEADS)).value = "workpoints-2022#7"
    reply = read(saved(book))
    assert answers(reply) == {task: ANSWERS[task] for task in ("8", "21")}
    assert [remark.message for remark in reply.unmatched] == [
        "这一行属于另一份要点(workpoints-2022)"
    ]


def test_a_task_that_is_not_the_units_is_told() -> None:
    rows = rows_of("序号", "本月进展")
    reply = read(book_of([rows[0], ["1", "也做了"]]))
    assert answers(reply) == {"1": Answer("也做了")}
    assert [remark.message for remark in reply.doubts] == ["第1项不是该单位的任务, 没有读入"]


def test_a_file_without_a_table_says_what_is_missing() -> None:
    reply = read(book_of([["各位领导"], ["本月一切正常"]]))
    assert "没有找到填报的表" in reply.doubts[0].message


@pytest.mark.parametrize(
    ("name", "told_by"),
    [
        ("as_it_is", "表内标识"),
        ("hidden_sheet_deleted", "表内标识"),
        ("nothing_hidden_left", "表头文字"),
    ],
)
def test_whose_form_it_is_stands_in_three_places(name: str, told_by: str) -> None:
    tables, _ = read_tables(VARIANTS[name](), "回来的表.xlsx")
    found = identify(tables, PLAN)
    assert (found.unit, found.period, found.told_by) == (UNIT, "2023-10", told_by)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("市司法局10月.xlsx", "市司法局"),
        ("附件2 市政府办报送.csv", "市政府办公室"),
        ("市政府办公室.csv", "市政府办公室"),
        ("10月.xlsx", ""),
        ("市司法局、市公安局.xlsx", ""),
    ],
)
def test_the_name_of_the_file_is_the_last_resort(name: str, unit: str) -> None:
    tables, _ = read_tables("序号,进展\n7,做了\n".encode(), name)
    assert identify(tables, PLAN).unit == unit


def test_an_offices_own_table_is_learned_kept_and_read() -> None:
    rows = [
        ["2023年法治建设台账"],
        ["号", "重点事项", "科室", "措施", "10月"],
        ["7", "健全完善立法参与机制", "立法科", "继续征集", "座谈3次"],
    ]
    tables, _ = read_tables(book_of([[*row] for row in rows]), "台账.xlsx")
    mapping, doubts = learn(tables.grids[0])
    assert mapping is not None
    assert "没有认出“本月进展”一栏" in [remark.message for remark in doubts]
    rows[1][4] = "工作进展"
    tables, _ = read_tables(book_of([[*row] for row in rows]), "台账.xlsx")
    mapping, doubts = learn(tables.grids[0])
    assert mapping is not None
    assert dict(mapping.heads) == {
        "号": "序号",
        "重点事项": "任务",
        "科室": "",
        "措施": "下一步措施",
        "工作进展": "本月进展",
    }
    assert [remark.line for remark in doubts] == [
        "“Sheet”D2: “措施”拿不准, 暂作“下一步措施”",
        "“Sheet”C2: “科室”一栏不知何意, 暂不采用",
    ]
    kept, problems = read_mapping(mapping.text, "columns.txt")
    assert (kept, problems) == (mapping, [])
    reply = read_reply(tables, PLAN, identify(tables, PLAN), known(), kept)
    assert answers(reply) == {"7": Answer("座谈3次", next="继续征集")}


def test_with_a_mapping_given_heads_mean_what_a_person_settled() -> None:
    data = book_of([["号", "措施", "10月"], ["7", "说明一下", "座谈3次"]])
    tables, _ = read_tables(data, "台账.xlsx")
    mapping = TableMapping("Sheet", (("号", "序号"), ("10月", "本月进展")))
    reply = read_reply(tables, PLAN, identify(tables, PLAN), known(), mapping)
    assert answers(reply) == {"7": Answer("座谈3次")}


def test_a_line_of_the_kept_mapping_that_cannot_be_read_is_named() -> None:
    text = "# 说明\n表名 = 台账\n号 = 序号\n科室\n进展 = 进度\n"
    mapping, problems = read_mapping(text, "columns.txt")
    assert mapping == TableMapping("台账", (("号", "序号"),))
    assert [(problem.line, problem.message) for problem in problems] == [
        (4, "不是“表头 = 含义”"),
        (5, "没有“进度”这种含义"),
    ]
