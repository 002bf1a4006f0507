"""What the head and the end of a document say of it: its number, its day, who issued it."""

from __future__ import annotations

from datetime import date

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.language.wording import bare

TITLE = "云桥市2025年法治建设工作要点"
POINTS = (
    "一、规范执法\n1.清理文件。逐件审查。（责任单位：市司法局）\n2.健全台账。（责任单位：市财政局）"
)


def headed(head: str) -> Imported:
    text = f"{head}\n{POINTS}"
    found = import_text(text, name="x")
    assert bare(document_text(found.plan)) == bare(text)
    return found


@pytest.mark.parametrize(
    "head",
    [
        f"云政办发〔2025〕8号　2025年3月10日\n{TITLE}",
        f"云桥市人民政府办公室文件\n云政办发〔2025〕8号  2025年3月10日\n{TITLE}",
        f"{TITLE}\n（云政办发〔2025〕8号　2025年3月10日）",
        f"{TITLE}\n云政办发〔2025〕8号（2025年3月10日）",
        f"发文字号：云政办发〔2025〕8号\n成文日期：2025年3月10日\n发布日期：2025年3月12日\n{TITLE}",
    ],
)
def test_the_day_stands_beside_the_number(head: str) -> None:
    found = headed(head)
    assert (found.plan.number, found.plan.issued) == ("云政办发〔2025〕8号", date(2025, 3, 10))
    assert (found.plan.title, found.doubts) == (TITLE, [])


def test_a_day_beside_the_number_of_another_document_is_not_the_day_of_issue() -> None:
    preamble = "根据《2024年通知》（云政发〔2024〕2号，2024年2月1日印发）要求，制定本要点。"
    assert headed(f"{TITLE}\n{preamble}").plan.issued is None


NOTICE = "关于印发工作要点的通知\n云发〔2025〕2号\n各县区：\n现印发给你们。"
HEADS = {
    "云桥市人民政府办公室": f"云桥市人民政府办公室文件\n云政办发〔2025〕8号\n{TITLE}",
    "云桥市司法局": f"发文机关：云桥市司法局\n{TITLE}",
    "云桥市财政局": f"{TITLE}\n（2025年3月10日云桥市财政局印发）",
    "中共云桥市委办公室、云桥市人民政府办公室": f"""中共云桥市委办公室
云桥市人民政府办公室
{NOTICE}
中共云桥市委办公室　云桥市人民政府办公室
2025年3月10日
{TITLE}""",
    "云桥市司法局、云桥市财政局、云桥市审计局": f"""云桥市司法局
云桥市财政局
云桥市审计局
{NOTICE}
云桥市司法局　　云桥市财政局
云桥市审计局
2025年3月10日
{TITLE}""",
    "云桥市优化营商环境改革领导小组办公室": f"""{NOTICE}
云桥市优化营商环境改革
领导小组办公室
2025年3月10日
{TITLE}""",
    "云桥市全面推进依法行政工作领导小组办公室": f"""云桥市全面推进依法行政工作
领导小组办公室
{NOTICE}
云桥市全面推进依法行政工作
领导小组办公室
2025年3月10日
{TITLE}""",
}


@pytest.mark.parametrize(("issuer", "head"), HEADS.items(), ids=HEADS)
def test_who_issued_it(issuer: str, head: str) -> None:
    found = headed(head)
    assert found.plan.issuer == issuer
    assert {doubt.code for doubt in found.doubts} <= {"joined"}, "a title over several lines"


@pytest.mark.parametrize("line", ["机密★1年", "特急", "000001", "签发人：张三", "主题分类：法治"])
def test_marks_at_the_head_are_no_doubt(line: str) -> None:
    assert headed(f"{line}\n{TITLE}").doubts == []


def test_a_line_at_the_head_that_is_nothing_known_is_a_doubt() -> None:
    assert [doubt.code for doubt in headed(f"网页附加的文字\n{TITLE}").doubts] == ["unplaced"]
