"""Forms as files: what stands on them, what is hidden in them, and text that stays text."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from lawgov_cli.base.errors import SheetsMissing, TemplateBroken
from lawgov_cli.domain.answers import Answer
from lawgov_cli.render.form_page import form_page
from lawgov_cli.render.forms import form_workbook
from tests.office_forms import ANSWERS, FORM, HEAD_ROW, HEADS, LAST_MONTH, UNIT, row_of, view
from tests.records import NASTY

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.views.forms import FormView


def sheet_of(data: bytes) -> Any:  # noqa: ANN401 - an openpyxl sheet
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


def texts(row: int, data: bytes = FORM) -> list[object]:
    return [cell.value for cell in sheet_of(data)[row]]


def nasty() -> FormView:
    made = view()
    row = made.rows[0]._replace(title=f"=1+1{NASTY}", last="＋甲\ufffe\ud800" + "长" * 40_000)
    return made._replace(rows=(row,), notes=("</script><b>",))


def test_a_form_says_whose_it_is_for_when_and_how_to_fill_it() -> None:
    assert texts(1)[0] == "2023年太仓市法治政府建设工作要点推进情况表(2023年10月)"
    assert texts(2)[0] == f"填报单位: {UNIT}      填报期: 2023年10月"
    assert texts(3)[0] == (
        "本表列出本单位的19项任务, 请填写其中标“请填”的18项, 于2023年10月25日前报市委依法治市办。"
        "没有进展的请写“无进展”; 空着的视为未报。"
    )
    assert tuple(texts(HEAD_ROW)) == HEADS


def test_a_row_holds_what_the_unit_needs_and_its_key() -> None:
    row = texts(row_of(openpyxl.load_workbook(BytesIO(FORM)), "21"))
    light = ["绿", "请填", LAST_MONTH]
    assert row == [
        *("21", "健全完善非诉工作体系", "牵头·汇总", None, *light),
        *([None] * 6),
        "workpoints-2023#21",
    ]
    assert texts(row_of(openpyxl.load_workbook(BytesIO(FORM)), "15"))[2:6] == [
        "责任",
        None,
        "绿",
        "选填",
    ]


def test_what_was_already_said_is_filled_in() -> None:
    data = form_workbook(view(**{f"_{task}": answer for task, answer in ANSWERS.items()}))
    book = openpyxl.load_workbook(BytesIO(data))
    assert texts(row_of(book, "7"), data)[7:13] == [
        *("10月召开座谈会3次,\n参加45人", "推进中", 0.5),
        *("人手不足", "11月底前完成", "纪要.docx\n照片.zip"),
    ]
    assert texts(row_of(book, "8"), data)[7] == "无进展"
    given = view(_7=ANSWERS["7"], _15=ANSWERS["8"])
    assert (given.asked, given.filled) == (18, 1)


def test_which_form_it_is_stands_in_a_hidden_sheet_and_in_the_properties() -> None:
    book = openpyxl.load_workbook(BytesIO(FORM))
    assert book["_lawgov"].sheet_state == "hidden"
    hidden = {row[0].value: row[1].value for row in book["_lawgov"]}
    assert hidden == {
        "plan": "workpoints-2023",
        "unit": UNIT,
        "period": "2023-10",
        "schema": "1",
        "asked": "18",
    }
    properties = {item.name: item.value for item in book.custom_doc_props.props}
    assert properties == {f"lawgov-{name}": value for name, value in hidden.items()}
    assert sheet_of(FORM).column_dimensions["N"].hidden


def test_the_sheet_is_set_up_for_work_and_for_print() -> None:
    sheet = sheet_of(FORM)
    assert sheet.freeze_panes == "C7"
    assert sheet.print_title_rows == "$6:$6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_area == f"'填报表'!$A$1:$M${sheet.max_row}"
    rules = {(str(r.sqref), r.type) for r in sheet.data_validations.dataValidation}
    last = sheet.max_row
    assert rules == {(f"I7:I{last}", "list"), (f"J7:J{last}", "decimal"), ("J5", "date")}
    assert all(rule.errorStyle == "warning" for rule in sheet.data_validations.dataValidation)


def test_a_unit_can_only_report_that_it_has_finished() -> None:
    (rule,) = (r for r in sheet_of(FORM).data_validations.dataValidation if r.type == "list")
    assert rule.formula1 == '"未启动,推进中,滞后,已报完成,长期坚持"'


def test_the_light_is_a_word_and_a_fill() -> None:
    red = view()
    red = red._replace(rows=(red.rows[0]._replace(light="red", light_word="红", reason="逾期3天"),))
    cell = sheet_of(form_workbook(red)).cell(HEAD_ROW + 1, 5)
    assert (cell.value, cell.fill.start_color.rgb) == ("红(逾期3天)", "FFF8CBAD")


def test_the_same_form_is_the_same_bytes() -> None:
    assert form_workbook(view()) == FORM


def test_whatever_a_note_holds_it_is_text_in_a_cell() -> None:
    sheet = sheet_of(form_workbook(nasty()))
    title, last = sheet.cell(HEAD_ROW + 2, 2), sheet.cell(HEAD_ROW + 2, 7)
    assert (title.data_type, title.quotePrefix) == ("s", True)
    assert title.value.startswith("=1+1[bold]粗[/bold] |竖线|")
    assert "\\x1b[31m红\\x1b[0m \\x07铃" in title.value
    assert last.value.startswith("＋甲\ufffd\\ud800长")
    assert last.value.endswith("…(全文共40009字)")
    assert last.quotePrefix


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(SheetsMissing, match=r"lawgov\[office\]"):
        form_workbook(view())


def test_the_page_holds_the_same_form() -> None:
    page = form_page(view(_7=ANSWERS["7"], _8=Answer(zero=True)))
    assert 'data-plan="workpoints-2023" data-unit="市司法局" data-period="2023-10"' in page
    assert len(re.findall('data-key="workpoints-2023#', page)) == len(view().rows)
    assert ">\n10月召开座谈会3次,\n参加45人</textarea>" in page
    assert "<option selected>推进中</option>" in page
    assert 'value="50%"' in page
    assert ">\n无进展</textarea>" in page


def test_the_page_asks_the_network_for_nothing() -> None:
    page = form_page(view())
    assert "default-src 'none'" in page
    assert not re.findall(r"https?://|<link|<img|<script[^>]+src|@import|url\(", page)


def test_whatever_a_note_holds_it_is_text_on_the_page() -> None:
    page = form_page(nasty())
    assert page.count("<script") == page.count("</script>") == 1
    assert "&lt;/script&gt;&lt;b&gt;" in page
    assert "<b>标签</b>" not in page
    assert "\x1b" not in page


def test_an_offices_own_page_counts_first_and_runs_no_code(tmp_path: Path) -> None:
    own = tmp_path / "form.html.j2"
    own.write_text("本局: {{ view.unit }}", encoding="utf-8")
    assert form_page(view(), [tmp_path]) == f"本局: {UNIT}"
    for text in ("{{ nothing }}", "{% if %}", "{{ view.__class__.__mro__ }}"):
        own.write_text(text, encoding="utf-8")
        with pytest.raises(TemplateBroken, match=r"form\.html\.j2"):
            form_page(view(), [tmp_path])
