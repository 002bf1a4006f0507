"""What a file holds besides its text as it stands is not read, or read and told; never silent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.structure.particulars import Said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLE = "云桥市2025年法治建设工作要点"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = f"<w:r {W}><w:rPr>{{0}}</w:rPr><w:t>{{1}}</w:t></w:r>"
BOX = f"""<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<w:txbxContent><w:p><w:r><w:t>3.修编规划。（责任单位：市资规局）</w:t></w:r></w:p></w:txbxContent>
</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>
<w:t>3.修编规划。（责任单位：市资规局）</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def imported(path: Path) -> Imported:
    found = read_source(path)
    return import_text(found.text, name="x", said=Said.of(found, "x"))


def told(found: Imported) -> list[tuple[str, tuple[int, ...], str]]:
    return [(doubt.code, doubt.lines, doubt.what.partition(": ")[2]) for doubt in found.doubts]


def responsible(found: Imported) -> list[tuple[str, tuple[str, ...]]]:
    return [(point.title, point.responsible) for point in found.plan.points]


def word(folder: Path, change: Callable[[Any, Any], object]) -> Imported:
    """A document of two points, the paragraph of the first changed where its bodies begin."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in (TITLE, "一、规范执法"):
        document.add_paragraph(line)
    paragraph = document.add_paragraph("1.清理文件。（责任单位：")
    change(document, paragraph)
    paragraph.add_run("市司法局）")
    document.add_paragraph("2.建立台账。（责任单位：市审计局）")
    document.save(str(folder / "a.docx"))
    return imported(folder / "a.docx")


def xml(text: str) -> Any:  # noqa: ANN401 - lxml element
    from docx.oxml import parse_xml

    return parse_xml(text)


BOTH = [("清理文件", ("市司法局",)), ("建立台账", ("市审计局",))]


@pytest.mark.parametrize(
    ("code", "text", "first"),
    [
        ("tracked", f"<w:del {W}><w:r><w:delText>市财政局、</w:delText></w:r></w:del>", ()),
        ("tracked", f"<w:moveFrom {W}><w:r><w:t>市财政局、</w:t></w:r></w:moveFrom>", ()),
        ("inserted", f"<w:ins {W}><w:r><w:t>市财政局、</w:t></w:r></w:ins>", ("市财政局",)),
        ("hidden", RUN.format("<w:vanish/>", "市财政局、"), ()),
        ("struck", RUN.format("<w:strike/>", "市财政局、"), ()),
    ],
)
def test_marked_words_of_a_document(
    code: str, text: str, first: tuple[str, ...], tmp_path: Path
) -> None:
    found = word(tmp_path, lambda _, paragraph: paragraph.runs[0].element.addnext(xml(text)))
    assert responsible(found) == [("清理文件", (*first, "市司法局")), BOTH[1]]
    assert told(found) == [(code, (3,), "市财政局、")]


@pytest.mark.parametrize("off", ['<w:vanish w:val="0"/>', '<w:strike w:val="false"/>'])
def test_words_that_are_not_marked_after_all(off: str, tmp_path: Path) -> None:
    text = RUN.format(off, "市局、")
    found = word(tmp_path, lambda _, paragraph: paragraph.runs[0].element.addnext(xml(text)))
    assert told(found) == []


def test_a_text_box_is_read_behind_its_paragraph(tmp_path: Path) -> None:
    found = word(tmp_path, lambda _, paragraph: paragraph.runs[0].element.addnext(xml(BOX)))
    assert ("修编规划", ("市资规局",)) in responsible(found)
    assert [doubt for doubt in told(found) if doubt[0] == "boxed"] == [
        ("boxed", (4,), "3.修编规划。（责任单位：市资规局）")
    ]


def test_a_comment_is_told(tmp_path: Path) -> None:
    found = word(
        tmp_path,
        lambda document, paragraph: document.add_comment(
            paragraph.runs, text="改成市财政局", author="赵", initials="赵"
        ),
    )
    assert (responsible(found), told(found)) == (BOTH, [("aside", (1,), "改成市财政局")])


def test_a_table_within_a_cell_is_told(tmp_path: Path) -> None:
    def nest(document: Any, _: Any) -> None:  # noqa: ANN401
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell.add_table(1, 2).rows[0].cells[1].text = "里层的话"

    assert ("nested", (4,), "里层的话") in told(word(tmp_path, nest))


def workbook(path: Path) -> Any:  # noqa: ANN401
    pytest.importorskip("python_calamine")
    return pytest.importorskip("xlsxwriter").Workbook(str(path))


def test_a_workbook_with_hidden_rows_and_sheets(tmp_path: Path) -> None:
    head = ["序号", "工作任务", "责任单位", "完成时限"]
    book = workbook(tmp_path / "a.xlsx")
    sheet, draft = book.add_worksheet("任务"), book.add_worksheet("草稿")
    day = book.add_format({"num_format": "yyyy/m/d"})
    rows = [[TITLE], head, [1, "清理文件", "市司法局"], [2, "藏起", "市水利局", "年底"]]
    for at, row in enumerate([*rows, [3, "建立台账", "市审计局"], [4, "修编规划", "市资规局"]]):
        sheet.write_row(at, 0, row)
    sheet.write_datetime(2, 3, date(2025, 6, 30), day)
    sheet.write(4, 1, "建立台账", book.add_format({"font_strikeout": True}))
    sheet.write_formula(5, 3, "=D3", None, "")
    sheet.set_row(3, None, None, {"hidden": True})
    draft.write_row(0, 0, head)
    draft.hide()
    book.close()
    found = imported(tmp_path / "a.xlsx")
    assert responsible(found) == [*BOTH, ("修编规划", ("市资规局",))]
    assert found.plan.points[0].due == date(2025, 6, 30)
    assert told(found) == [
        ("hidden", (1, 1), "2 藏起 市水利局 年底、工作表“草稿”"),
        ("struck-cell", (5,), "“任务”B5"),
        ("formula", (6,), "“任务”D6"),
    ]


def test_a_row_of_a_workbook_that_is_struck_out_is_not_read(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx")
    sheet, struck = book.add_worksheet("任务"), book.add_format({"font_strikeout": True})
    sheet.write_row(0, 0, [TITLE])
    sheet.write_row(1, 0, ["部分", "序号", "工作任务", "责任单位"])
    sheet.merge_range("A3:A5", "规范执法")
    sheet.write_row(2, 1, [1, "清理文件", "市司法局"])
    sheet.write_row(3, 1, [2, "撤去", "市水利局"], struck)
    sheet.write_row(4, 1, [3, "建立台账", "市审计局"])
    book.close()
    found = imported(tmp_path / "a.xlsx")
    assert responsible(found) == BOTH
    assert told(found)[0] == ("struck", (1,), "规范执法 2 撤去 市水利局")


def test_what_a_page_does_not_show(tmp_path: Path) -> None:
    pytest.importorskip("readability")
    rows = (
        "<tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr>"
        "<tr><td>1</td><td>清理文件</td><td><del>市财政局、</del>市司法局</td></tr>"
        '<tr style="display: none"><td>9</td><td>藏起</td><td>市水利局</td></tr>'
        "<tr><td>2</td><td>建立台账</td><td><s>市教育局</s>市审计局</td></tr>"
    )
    intro = "为落实全年任务，明确分工，压实责任，现将重点任务分解如下，请认真抓好落实，按时报送。"
    (tmp_path / "a.html").write_text(
        f"<html><head><meta charset='utf-8'></head><body><div class='article'><h1>{TITLE}</h1>"
        f"<p>{intro}</p><table>{rows}</table></div></body></html>",
        "utf-8",
    )
    found = imported(tmp_path / "a.html")
    assert responsible(found) == BOTH
    assert sorted(told(found)) == [
        ("hidden", (1,), "9 藏起 市水利局"),
        ("struck", (1,), "市教育局"),
        ("tracked", (1,), "市财政局、"),
    ]
