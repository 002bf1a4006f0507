"""The form of a paper as GB/T 9704 has it, asserted from the XML: page, fonts, footers, tables."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest

from lawgov_cli.render.word.blocks import blocks
from lawgov_cli.render.word.markup import R, column_widths
from lawgov_cli.render.word.report import report_docx
from tests.render.word_files import (
    BODY,
    MONTH,
    PAPER,
    W,
    parts,
    value,
    xml,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def runs(data: bytes) -> list[Element]:
    """Every run of the text and of the footers."""
    found = [
        run
        for part in parts(data)
        if part == BODY or part.startswith("word/footer")
        for run in xml(data, part).iter(f"{W}r")
    ]
    assert found
    return found


@pytest.mark.parametrize("markdown", [MONTH, PAPER], ids=["golden", "small"])
def test_every_run_has_its_quotation_marks_from_the_east_asian_font(markdown: str) -> None:
    for run in runs(report_docx(markdown)):
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None
        assert fonts.attrib == {f"{W}hint": "eastAsia"}  # and the font is the style's


def test_every_style_has_an_east_asian_font_for_all_characters_and_none_of_a_theme() -> None:
    data = report_docx(PAPER)
    fonts = list(xml(data, "word/styles.xml").iter(f"{W}rFonts"))
    assert {key for font in fonts for key in font.attrib} == {
        f"{W}{key}" for key in ("ascii", "hAnsi", "eastAsia", "cs")
    }
    assert all(len(set(font.attrib.values())) == 1 for font in fonts)
    assert not [part for part in parts(data) if "theme" in part]


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体_GB2312", None),
        ("Heading3", None, None),
        ("BodyText", None, None),
        ("Annex", "黑体", None),
        ("AnnexTitle", "方正小标宋简体", "44"),
        ("Footer", "宋体", "28"),
    ],
)
def test_fonts_and_sizes_are_those_of_the_standard(
    style: str, font: str | None, half_points: str | None
) -> None:
    """Where a style names none it has those of the style Normal."""
    styles = xml(report_docx(PAPER), "word/styles.xml")
    (found,) = [e for e in styles.iter(f"{W}style") if e.get(f"{W}styleId") == style]
    assert value(found, "rPr/rFonts", "eastAsia") == font
    assert value(found, "rPr/sz") == half_points


def test_what_stands_in_for_a_font_that_is_not_installed_is_named() -> None:
    fonts = xml(report_docx(PAPER), "word/fontTable.xml")
    assert {font.get(f"{W}name"): value(font, "altName") for font in fonts} == {
        "仿宋_GB2312": "仿宋",
        "方正小标宋简体": "华文中宋",
        "楷体_GB2312": "楷体",
    }


@pytest.mark.parametrize(
    ("preset", "margins", "pitch"),
    [("gb9704", (37, 35, 28, 26), 28.95), ("gb33476", (34.58, 32.58, 28, 26), 29.45)],
)
def test_the_page_is_that_of_the_standard(
    preset: str, margins: tuple[float, ...], pitch: float
) -> None:
    data = report_docx(PAPER, preset=preset)
    section = docx.Document(BytesIO(data)).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm, 1) for side in sides if side] == [round(mm, 1) for mm in margins]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    twips = str(round(pitch * 20))
    assert value(xml(data), "body/sectPr/docGrid", "linePitch") == twips
    assert value(xml(data), "body/sectPr/docGrid", "type") == "lines"
    normal = xml(data, "word/styles.xml").find(f"{W}style")
    assert normal is not None
    assert value(normal, "pPr/spacing", "line") == twips
    assert value(normal, "pPr/spacing", "lineRule") == "exact"


@pytest.mark.parametrize(("preset", "height"), [("gb9704", 225), ("gb33476", 229.84)])
def test_22_lines_of_28_characters_fit(preset: str, height: float) -> None:
    data = report_docx(PAPER, preset=preset)
    normal = xml(data, "word/styles.xml").find(f"{W}style")
    assert normal is not None
    pitch = int(value(normal, "pPr/spacing", "line") or 0) / 20
    cell = 16 + int(value(normal, "rPr/spacing") or 0) / 20
    assert int(height / 25.4 * 72 / pitch) == 22
    assert int(156 / 25.4 * 72 / cell) == 28


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() -> None:
    data = report_docx(PAPER)
    assert xml(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    (odd, even) = (xml(data, f"word/footer{n}.xml").find(f"{W}p") for n in (1, 2))
    for line, side in ((odd, "right"), (even, "left")):
        assert line is not None
        assert "".join(line.itertext()) == "— 1 —"
        assert [field.get(f"{W}instr") for field in line.iter(f"{W}fldSimple")] == [" PAGE "]
        assert value(line, "pPr/jc") == side
        assert value(line, "pPr/ind", f"{side}Chars") == "100"
    section = docx.Document(BytesIO(data)).sections[0]
    assert section.footer.part.partname == "/word/footer1.xml"
    assert section.even_page_footer.part.partname == "/word/footer2.xml"


def test_an_annex_begins_a_page() -> None:
    styles = xml(report_docx(PAPER), "word/styles.xml")
    (annex,) = [e for e in styles.iter(f"{W}style") if e.get(f"{W}styleId") == "Annex"]
    assert annex.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_a_table_fills_the_line_and_repeats_its_head() -> None:
    data = report_docx(MONTH)
    tables = list(xml(data).iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads == [True] + [False] * (len(heads) - 1)
        widths = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
        wide = 16838 - 1984 - 2098 if len(widths) > 6 else 11906 - 1587 - 1474
        assert sum(widths) == wide
        assert value(table, "tblPr/tblLayout", "type") == "fixed"


def test_an_annex_wider_than_the_page_lies_on_its_side_and_the_others_do_not() -> None:
    data = report_docx(MONTH)
    body = xml(data).find(f"{W}body")
    assert body is not None
    pages = []
    for section in body.iter(f"{W}sectPr"):
        size, sides = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert sides is not None
        numbers = {
            end.get(f"{W}type"): end.get(f"{{{R}}}id")
            for end in section.iter(f"{W}footerReference")
        }
        # rId3 is the number on the right, rId4 that on the left
        assert numbers == {"default": "rId3", "even": "rId4"}
        below = int(sides.get(f"{W}bottom", "")) - int(sides.get(f"{W}footer", ""))
        assert abs(below - (7 * 1440 / 25.4 + 160)) <= 1
        pages.append([size.get(f"{W}{name}") for name in ("w", "h", "orient")])
    upright, lying = ["11906", "16838", None], ["16838", "11906", "landscape"]
    assert pages == [upright, lying, upright]
    turned_from = [element for element in body if element.find(f".//{W}sectPr") is not None]
    places = [list(body).index(element) for element in turned_from]
    between = [element.tag.removeprefix(W) for element in list(body)[places[0] + 1 : places[1] + 1]]
    assert between == ["p", "p", "tbl", "p"]  # 附件1, its title, the table


def test_two_tables_do_not_grow_together() -> None:
    table = "| 甲 |\n| --- |\n| 乙 |\n"
    body = xml(report_docx(f"{table}\n\n<!-- 说明 -->\n\n{table}")).find(f"{W}body")
    assert body is not None
    assert [element.tag.removeprefix(W) for element in body][:3] == ["tbl", "p", "tbl"]


def test_short_columns_are_not_broken_and_the_left_one_of_a_slip_is_one() -> None:
    rows = [["事项", "内容"], ["督办事项", "第1项 " + "长" * 300]]
    left, right = column_widths(rows, 8845, 12)
    assert left >= 4 * 240
    assert left + right == 8845


def test_a_line_that_introduces_a_list_stays_with_it_and_a_sentence_above_one_does_not() -> None:
    kept = {
        line: "<w:keepNext/>" in next(blocks(f"{line}\n\n- 第1项\n- 第2项\n", 8845))
        for line in ("附件：", "推进中3项、已完成1项。")
    }
    assert kept == {"附件：": True, "推进中3项、已完成1项。": False}


def test_a_column_is_as_wide_as_makes_the_rows_low_not_as_its_one_longest_cell_wants() -> None:
    rows = [
        ["完成时限", "牵头单位", "最近进展"],
        *[["—", "市司法局、市发改委", "召开会议" * 9]] * 9,
        ["10月31日（原定9月30日）", "市司法局", "召开会议" * 9],
    ]
    due, lead, said = column_widths(rows, 8845, 10.5)
    assert due < lead < said
    assert lead >= 9 * 210  # two names on one line
    assert said > 3 * due


@pytest.mark.parametrize(
    "rows",
    [
        [["甲"]],
        [["甲", "乙"], ["", ""]],
        [[f"第{n}列" for n in range(30)], ["很长的内容" * 9] * 30],
        [["甲" * 99, "乙"], ["", ""]],
    ],
    ids=["one", "empty", "many", "long head"],
)
def test_any_table_fills_the_line_with_columns_that_are_there(rows: list[list[str]]) -> None:
    widths = column_widths(rows, 8845, 10.5)
    assert sum(widths) == 8845
    assert min(widths) > 100
