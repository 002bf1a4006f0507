"""An office's own reference document: its look, none of its words."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.render.word.archive import RELATIONS
from lawgov_cli.render.word.report import report_docx
from tests.render.word_files import (
    BODY,
    MONTH,
    PAPER,
    W,
    changed,
    parts,
    styled,
    text_of,
    value,
    xml,
    zipped,
)


def restyled() -> bytes:
    """Last month's report after somebody has worked on its look in Word."""
    document = docx.Document(BytesIO(report_docx(MONTH)))
    document.styles["Heading 1"].element.rPr.rFonts.set(f"{W}eastAsia", "隶书")
    document.sections[0].left_margin = docx.shared.Mm(40)
    document.sections[0].header.paragraphs[0].text = "太仓"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_an_office_s_own_reference_gives_styles_page_and_header_but_no_word_of_its_text() -> None:
    data = report_docx(PAPER, reference=restyled())
    document = docx.Document(BytesIO(data))
    heading = document.paragraphs[3]
    assert heading.text == "一、总体情况"
    assert heading.style is not None
    assert heading.style.element.rPr.rFonts.get(f"{W}eastAsia") == "隶书"
    section = document.sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 40
    assert section.header.paragraphs[0].text == "太仓"
    assert section.even_page_footer.paragraphs[0]._p.findall(f".//{W}fldSimple")  # noqa: SLF001
    assert text_of(data) == text_of(report_docx(PAPER))
    (table,) = xml(data).iter(f"{W}tbl")
    widths = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
    assert sum(widths) == 11906 - round(40 / 25.4 * 1440) - 1474


def test_a_style_is_found_by_its_name_since_word_renames_the_ids() -> None:
    reference = changed(
        report_docx(PAPER), "word/styles.xml", 'w:styleId="BodyText"', 'w:styleId="a3"'
    )
    assert ("a3", "共30项。已完成1项“甲”——完。") in styled(report_docx(PAPER, reference=reference))


def test_any_word_file_can_be_the_reference() -> None:
    """python-docx's own has no 附件, no 表格文字, and themes."""
    stream = BytesIO()
    docx.Document().save(stream)
    data = report_docx(PAPER, reference=stream.getvalue())
    assert text_of(data) == text_of(report_docx(PAPER))
    names = [style.name for style in docx.Document(BytesIO(data)).styles]
    assert {"Title", "Body Text"} <= set(names)
    added = ["Salutation", "Signature", "Date", "附件", "附件标题", "表格文字", "表格标题"]
    added += ["表格小字", "表格小标题", "段首标题"]
    assert names[-len(added) :] == added  # in the same order every time
    assert xml(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is None


def test_styles_that_are_added_stand_on_the_reference_s_own() -> None:
    ours = report_docx(PAPER)
    reference = changed(ours, "word/styles.xml", 'w:styleId="Normal"', 'w:styleId="a"')
    reference = changed(reference, "word/styles.xml", 'w:val="附件"', 'w:val="某"')
    styles = xml(report_docx(PAPER, reference=reference), "word/styles.xml")
    assert value(list(styles)[-1], "name") == "附件"
    assert value(list(styles)[-1], "basedOn") == "a"


def test_macros_and_pictures_of_the_reference_stay_behind_a_badge_in_its_header_comes_along() -> (
    None
):
    badge = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    contents = parts(restyled())
    (header,) = [part for part in contents if part.startswith("word/header")]
    links = header.replace("word/", "word/_rels/") + ".rels"
    contents |= {
        "word/vbaProject.bin": b"macro",
        "word/media/badge.png": b"badge",
        "word/media/photo.png": b"photo",
        links: (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{badge}" '
            'Target="media/badge.png"/></Relationships>'
        ).encode(),
    }
    types = contents["[Content_Types].xml"].decode()
    added = '<Default Extension="png" ContentType="image/png"/></Types>'
    contents["[Content_Types].xml"] = types.replace("</Types>", added).encode()
    made = parts(report_docx(PAPER, reference=zipped(contents)))
    assert "word/media/badge.png" in made
    assert links in made
    assert (
        b'PartName="/word/media/badge.png" ContentType="image/png"' in made["[Content_Types].xml"]
    )
    assert not {"word/vbaProject.bin", "word/media/photo.png"} & made.keys()


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        (b"", "Word 文件已损坏或不完整"),
        (zipped({"a.txt": b"x"}), "不是 Word 文件"),
        (changed(report_docx("甲"), BODY, "sectPr", "sectXx"), "里面没有页面设置或样式"),
    ],
    ids=["empty", "no Word", "no page"],
)
def test_a_broken_reference_is_named_as_such(reference: bytes, why: str) -> None:
    with pytest.raises(SourceUnreadable, match=f"templates/reference.docx: {why}"):
        report_docx(PAPER, reference=reference)


def test_a_margin_in_millimetres_is_no_stumbling_block() -> None:
    reference = changed(report_docx(PAPER), BODY, 'w:left="1587"', 'w:left="28mm"')
    assert text_of(report_docx(PAPER, reference=reference)) == text_of(report_docx(PAPER))


def test_of_a_reference_with_annexes_on_their_side_the_page_of_the_text_is_taken() -> None:
    wide = "| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |\n|---|---|---|---|---|---|---|\n| 1 |\n"
    reference = report_docx(f"# 题\n\n正文。\n\n## 附件1：表\n\n{wide}")
    sections = docx.Document(BytesIO(reference)).sections
    assert [section.orientation for section in sections] == [0, 1]
    made = docx.Document(BytesIO(report_docx("# 题\n\n正文。\n", reference=reference)))
    assert [section.orientation for section in made.sections] == [0]
