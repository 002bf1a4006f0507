"""A report or slip as a Word file: every sentence of the Markdown, in the form of a paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawgov_cli.base.cells import visible
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import clean
from lawgov_cli.render.markdown import escaped
from lawgov_cli.render.word.markup import legal
from lawgov_cli.render.word.package import Meta
from lawgov_cli.render.word.report import Ending, report_docx
from tests.render.word_files import (
    MONTH,
    PAPER,
    REPORTS,
    parts,
    styled,
    text_of,
    text_of_markdown,
    xml,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_says_in_word_what_it_says_in_markdown_all_of_it_in_order(path: Path) -> None:
    markdown = path.read_text(encoding="utf-8")
    told = [text.replace("\n", "　　") for text in text_of(report_docx(markdown))]
    assert told == text_of_markdown(markdown)


def test_each_kind_of_paragraph_has_its_style() -> None:
    assert styled(report_docx(PAPER)) == [
        ("Title", "工作月报"),
        ("Subtitle", "2023年9月　　太仓市人民政府办公室截至2023年9月30日"),  # a line break
        ("Heading1", "一、总体情况"),
        ("BodyText", "共30项。已完成1项“甲”——完。"),
        ("Heading2", "（一）第一部分"),
        ("List", "第1项 立法"),
        ("List2", "9月1日 甲局：已开会"),
        ("List3", "其中乙局"),
        ("List3", "其中丙局"),
        ("List", "1.逾期："),
        ("List2", "第2项"),
        ("Annex", "附件1"),
        ("AnnexTitle", "总表"),
    ]


def test_the_last_line_is_small_and_stands_right_below_the_last_table() -> None:
    data = report_docx(PAPER, ending=lambda _: Ending("核验码：甲", {}))
    above = docx.Document(BytesIO(data)).element.body[-3]  # the line, and the section
    assert above.tag.endswith("}tbl")
    assert styled(data)[-1] == ("SmallCell", "核验码：甲")


def test_what_introduces_a_list_stays_on_its_page_and_so_do_the_lines_of_an_enclosure() -> None:
    paper = docx.Document(BytesIO(report_docx(f"{PAPER}\n附件：\n\n1. 甲表\n2. 乙表\n")))
    kept = [p.text for p in paper.paragraphs if p.paragraph_format.keep_with_next]
    assert kept == ["第1项 立法", "9月1日 甲局：已开会", "其中乙局", "1.逾期：", "附件：", "1.甲表"]


def test_whom_a_letter_is_addressed_to_begins_at_the_margin() -> None:
    letter = "# 商请函\n\n编号：函〔2023〕3号　　9月1日\n\n市法院：\n\n请于9月20日前函复：\n"
    assert [style for style, _ in styled(report_docx(letter))] == [
        "Title",
        "Subtitle",
        "Salutation",
        "BodyText",
    ]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("中文\n中文", "中文中文"),
        ("word\nword", "word word"),
        ("**粗**与*斜*", "粗与斜"),
        ("`码`与[链接](http://x)", "码与链接"),
        ("    四个空格开头", "四个空格开头"),
        ("[注]: 说明", "[注]: 说明"),
        ("> 引文", "引文"),
        ("```\n一行\n```", "一行"),
        ("甲<br>乙", "甲\n乙"),
        ("甲<!-- 说明 -->乙", "甲乙"),
        ("<div>甲</div>", "<div>甲</div>"),
        ("![图](x.png)", "图"),
        ("3) 甲", "3)甲"),
        ("&lt;甲&gt;", "<甲>"),
    ],
)
def test_markdown_of_an_office_s_own_template_loses_no_word(markdown: str, text: str) -> None:
    assert text_of(report_docx(markdown)) == [text]


def test_bold_and_italic_stay() -> None:
    document = docx.Document(BytesIO(report_docx("**粗**与*斜*")))
    found = [(run.text, run.bold, run.italic) for run in document.paragraphs[0].runs]
    assert found == [("粗", True, None), ("与", None, None), ("斜", None, True)]


@given(st.text())
@example("|竖线|<b>𠮷</b>🙂\x07\x0b\ufffe￿“引”——……")
@example("1. 甲")
@example("    甲")
def test_no_note_breaks_the_file_or_loses_a_character(note: str) -> None:
    said = escaped(note)
    markdown = (
        f"- 第1项 {said}。\n  - 甲局：{said}。\n\n"
        f"| 序号 | 进展 |\n| --- | --- |\n| {said} | 有{said} |\n"
    )
    text = legal(visible(clean(note)))
    expected = [
        f"第1项 {text}。",
        f"甲局：{text}。",
        "序号",
        "进展",
        text.strip(),
        f"有{text}".strip(),
    ]
    assert text_of(report_docx(markdown)) == [line for line in expected if line]


@given(st.text())
def test_whatever_a_person_writes_in_a_passage_the_file_can_be_read(text: str) -> None:
    xml(report_docx(f"<!-- 手写: 补充 -->\n{text}\n<!-- 手写结束 -->\n"))


def test_the_same_report_is_the_same_file() -> None:
    assert report_docx(MONTH) == report_docx(MONTH)


def test_the_file_tells_no_time_of_making() -> None:
    data = report_docx(MONTH, meta=Meta("月报", "市司法局"))
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert b"dcterms" not in parts(data)["docProps/core.xml"]


def test_what_a_paper_says_about_itself_stands_in_its_properties() -> None:
    data = report_docx("共1项。", meta=Meta("月报<甲>", "市司法局", {"核对码": 'A&"1"'}))
    core = docx.Document(BytesIO(data)).core_properties
    assert (core.title, core.author) == ("月报<甲>", "市司法局")
    (found,) = xml(data, "docProps/custom.xml")
    assert (found.get("name"), "".join(found.itertext())) == ("核对码", 'A&"1"')


def test_a_form_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageMistake, match="没有“gb1”这种版式。可用: gb9704、gb33476"):
        report_docx(PAPER, preset="gb1")
