"""The printed document as a Word file: word for word, in the form of an official paper."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from lawgov_cli.render.word.document import document_docx
from tests.helpers import SHIPPED_TEXT
from tests.render.word_files import W, styled, text_of, value, xml

TITLE = "2023年太仓市法治政府建设工作要点"
TEXT = """\
各镇人民政府,市各委办局:
现将《要点》印发给你们。
太仓市人民政府办公室
2023年6月6日
(此件公开发布)
要点
总体要求是:坚持“两个确立”——
一、加强领导
(一)深入学习。把学习作为首要任务。(牵头单位:甲局)
（十二）推动发展
1.第一条。
二、强化监督"""


def test_the_document_stands_there_word_for_word() -> None:
    text = SHIPPED_TEXT.read_text(encoding="utf-8")
    assert text_of(document_docx(text, title=TITLE)) == text.splitlines()


def test_each_line_has_the_style_of_what_it_is() -> None:
    assert [style for style, _ in styled(document_docx(TEXT, title="要点"))] == [
        "Salutation",
        "BodyText",
        "Signature",
        "Date",
        "BodyText",
        "Title",
        "BodyText",
        "Heading1",
        "BodyText",
        "BodyText",
        "BodyText",
        "Heading1",
    ]


def test_the_heading_of_a_point_stands_out_in_its_line_what_follows_does_not() -> None:
    document = docx.Document(BytesIO(document_docx(TEXT, title="要点")))
    found = {
        paragraph.text: [(run.text, run.style.name) for run in paragraph.runs]
        for paragraph in document.paragraphs
    }
    plain = "Default Paragraph Font"
    assert found["(一)深入学习。把学习作为首要任务。(牵头单位:甲局)"] == [
        ("(一)深入学习。", "段首标题"),
        ("把学习作为首要任务。(牵头单位:甲局)", plain),
    ]
    assert found["（十二）推动发展"] == [("（十二）推动发展", "段首标题")]
    assert found["1.第一条。"] == [("1.第一条。", plain)]


def test_the_document_begins_a_page_after_the_letter_it_came_with() -> None:
    breaks = list(xml(document_docx(TEXT, title="要点")).iter(f"{W}pageBreakBefore"))
    assert len(breaks) == 1
    alone = TEXT[TEXT.index("\n要点") + 1 :]
    assert not list(xml(document_docx(alone, title="要点")).iter(f"{W}pageBreakBefore"))


@pytest.mark.parametrize(
    ("name", "right", "left"),
    [
        ("太仓市人民政府办公室", "200", "1800"),  # 10 characters: 2 free, the date 2 further in
        ("市府办", "700", "2000"),  # the date of 6 is the longer: its end is 2 from the edge
    ],
)
def test_the_date_begins_two_characters_right_of_who_signs(
    name: str, right: str, left: str
) -> None:
    text = f"各镇:\n{name}\n2023年6月6日\n要点\n一、甲"
    data = document_docx(text, title="要点")
    found = {"".join(p.itertext()): p for p in xml(data).iter(f"{W}p")}
    assert value(found[name], "pPr/ind", "rightChars") == right
    assert value(found["2023年6月6日"], "pPr/ind", "leftChars") == left


def test_a_document_whose_title_is_nowhere_is_set_without_one() -> None:
    assert styled(document_docx("一、甲\n乙。", title="要点")) == [
        ("Heading1", "一、甲"),
        ("BodyText", "乙。"),
    ]


def test_the_same_document_is_the_same_file() -> None:
    assert document_docx(TEXT, title="要点") == document_docx(TEXT, title="要点")
