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
    "中共云桥市委全面依法治市委员会办公室": f"""{NOTICE}
中共云桥市委全面
依法治市委员会办公室
2025年3月10日
{TITLE}""",
    "云桥市推进城市更新工作领导小组办公室": f"""{NOTICE}
云桥市推进
城市更新工作领导小组办公室
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


TITLES = {
    "云桥市人民政府办公室\n关于做好2025年营商环境工作\n重点任务分工方案": (
        "云桥市人民政府办公室关于做好2025年营商环境工作重点任务分工方案"
    ),
    "云桥市2025年依法行政实施方案\n重点任务分工": "云桥市2025年依法行政实施方案重点任务分工",
    "云桥市推进法治化\n营商环境建设工作\n实施方案\n（2025年度）": (
        "云桥市推进法治化营商环境建设工作实施方案（2025年度）"
    ),
    "云桥市依法治市任务分工\n（2025年）": "云桥市依法治市任务分工（2025年）",
    "2 0 2 5 年 法 治 建 设 工 作 要 点": "2025年法治建设工作要点",
    "关于强化监督，全面推进2025年法治建设的意见": "关于强化监督，全面推进2025年法治建设的意见",
    "云桥市人民法院\n关于2025年重点工作的实施意见": "云桥市人民法院关于2025年重点工作的实施意见",
    f"{TITLE}（云政发〔2025〕3号）": TITLE,
    f"云政发〔2025〕3号　{TITLE}": TITLE,
    "云桥市二〇二五年法治建设工作要点": "云桥市二〇二五年法治建设工作要点",
}


@pytest.mark.parametrize(("head", "title"), TITLES.items(), ids=TITLES)
def test_a_title_over_several_lines_or_beside_its_number(head: str, title: str) -> None:
    found = headed(head)
    assert (found.plan.title, found.plan.year) == (title, 2025)
    assert found.plan.number == ("云政发〔2025〕3号" if "号" in head else "")
    assert {doubt.code for doubt in found.doubts} <= {"joined"}


def test_a_title_and_the_heading_below_it_stay_apart() -> None:
    found = headed(f"{TITLE}\n重点任务")
    assert found.plan.title == TITLE


@pytest.mark.parametrize("day", ["2025.3.10", "2025-03-10", "2025/3/10", "二〇二五年三月十日"])
def test_the_day_of_issue_in_figures(day: str) -> None:
    assert headed(f"{TITLE}\n{day}").plan.issued == date(2025, 3, 10)


@pytest.mark.parametrize("end", ["云桥市司法局　2025年3月10日", "云桥市司法局\n2025年3月10日印发"])
def test_who_signs_and_when_on_one_line_or_two(end: str) -> None:
    plan = import_text(f"{TITLE}\n{POINTS}\n{end}", name="x").plan
    assert (plan.issuer, plan.issued) == ("云桥市司法局", date(2025, 3, 10))
    assert bare(plan.closing) == bare(end)


WIDE = "\u3000" * 20


@pytest.mark.parametrize(
    "line",
    [
        f"云桥市司法局{WIDE}2025年3月10日",
        f"2025年3月10日{WIDE}云桥市司法局",
        f"{WIDE}云桥市司法局编{WIDE}二〇二五年三月十日{WIDE}",
        "云桥市司法局\t\t\t2025年3月10日印发",
        f"云桥市司法局{WIDE}（2025年3月10日）",
    ],
)
@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("云桥市人民政府常务会议纪要\n〔2025〕3号\n{line}", "云桥市人民政府常务会议纪要"),
        (
            "云桥市人民政府\n关于法治建设的会议纪要\n〔2025〕3号\n{line}",
            "云桥市人民政府关于法治建设的会议纪要",
        ),
        ("专题会议纪要\n第3期\n{line}\n云桥市法治建设专题会议纪要", "云桥市法治建设专题会议纪要"),
        ("会议纪要\n{line}\n研究法治建设工作", "研究法治建设工作"),
    ],
)
def test_a_letterhead_that_sets_office_and_day_apart(line: str, head: str, title: str) -> None:
    plan = headed(head.format(line=line)).plan
    said = (plan.title, plan.issuer, plan.issued)
    assert said == (title, "云桥市司法局", date(2025, 3, 10))


def test_a_letterhead_of_a_body_that_is_not_known_is_no_title_and_told() -> None:
    found = headed(f"会议纪要\n〔2025〕3号\n云桥镇水利站{WIDE}2025年3月10日")
    assert (found.plan.title, found.plan.issued) == ("会议纪要", None)
    assert "day-unread" in {doubt.code for doubt in found.doubts}


def test_two_years_in_a_title_are_told() -> None:
    found = headed("云桥市2024年度督察反馈问题2025年整改工作方案")
    assert [(d.code, d.what) for d in found.doubts] == [
        ("year-two", "标题里有几个年份(2024年、2025年), 按2024年算")
    ]


CONTENTS = ["目　录\n一、规范执法……1\n1.清理文件……1", "目录\n一、规范执法\t1", "目录\n一、规范执法"]


@pytest.mark.parametrize("contents", CONTENTS)
def test_the_contents_in_front_make_no_points(contents: str) -> None:
    found = headed(f"{TITLE}\n{contents}")
    assert [(point.title, point.responsible) for point in found.plan.points] == [
        ("清理文件", ("市司法局",)),
        ("健全台账", ("市财政局",)),
    ]
    assert found.doubts == []


def test_a_line_of_the_contents_that_the_text_lacks_is_told() -> None:
    found = headed(f"{TITLE}\n目录\n一、规范执法……1\n二、强化监督……3")
    assert [doubt.code for doubt in found.doubts] == ["contents"]
    assert len(found.plan.points) == 2


@pytest.mark.parametrize(
    "line",
    [
        "云桥市司法局 ｜ 云司〔2025〕3号 ｜ 2025年3月10日",
        "发文机关：云桥市司法局 | 文号：云司〔2025〕3号 | 日期：2025-03-10",
        "发文机关：云桥市司法局\n发文字号：云司〔2025〕3号\n发文日期：2025年3月10日",
        "云司〔2025〕3号 · 2025年3月10日 · 云桥市司法局",
        "云司〔2025〕3号\n云桥市司法局　2025年3月10日",
        "云桥市司法局 / 云司〔2025〕3号 / 2025年3月10日",
    ],
)
def test_what_a_line_below_the_title_says_between_bars(line: str) -> None:
    found = headed(f"{TITLE}\n{line}")
    said = (found.plan.issuer, found.plan.number, found.plan.issued)
    assert said == ("云桥市司法局", "云司〔2025〕3号", date(2025, 3, 10))
    assert found.doubts == []


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("云桥市全面依法治市委员会办公室", "云桥市全面依法治市委员会办公室"),
        ("中共云桥市委 云桥市人民政府", "中共云桥市委、云桥市人民政府"),
    ],
)
def test_a_body_on_the_line_above_the_title_issues_it(above: str, issuer: str) -> None:
    assert headed(f"{above}\n2025年法治建设工作要点").plan.issuer == issuer


@pytest.mark.parametrize(
    "foot",
    [
        "版权所有 云桥市人民政府",
        "主办单位 云桥市人民政府办公室\n备案号：苏ICP备1号",
        "来源 云桥市司法局",
        "▲云桥市司法局",
    ],
)
def test_nobody_signs_at_the_foot_of_a_page(foot: str) -> None:
    text = f"{TITLE}\n{POINTS}\n云桥市财政局\n2025年3月10日\n{foot}"
    assert import_text(text, name="x").plan.issuer == "云桥市财政局"


ANNEXES = [
    "附件：1.任务清单\n2.联系方式",
    "附件：\n1.任务清单\n2.联系方式",
    "附件1.任务清单\n附件2.联系方式",
    "附件：1.任务清单\n　　　2.联系方式\n特此通知",
    "附件：任务清单\n　　　联络要求",
    "附　件：1．任务清单\n2．各单位分工",
]


@pytest.mark.parametrize("listed", ANNEXES)
def test_the_last_of_several_annexes_is_no_part_of_who_signs(listed: str) -> None:
    signed = f"{listed}\n云桥市教育局\n2025年3月1日"
    notice = f"关于印发工作要点的通知\n各学校：\n现印发给你们。\n{signed}\n{TITLE}"
    for found in (headed(notice), import_text(f"{TITLE}\n{POINTS}\n{signed}", name="x")):
        assert (found.plan.issuer, found.doubts) == ("云桥市教育局", [])


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n（云桥市司法局　2025年3月）\n{POINTS}",
        f"{TITLE}\n云桥市司法局 2025年3月\n{POINTS}",
        f"{TITLE}\n（云桥市司法局，二〇二五年三月）\n{POINTS}",
        f"{TITLE}\n{POINTS}\n云桥市司法局\n2025年3月",
    ],
)
def test_a_month_beside_who_issues_is_no_day_and_told(text: str) -> None:
    found = import_text(text, name="x")
    assert (found.plan.issuer, found.plan.issued) == ("云桥市司法局", None)
    assert [doubt.code for doubt in found.doubts] == ["issued-month"]


def test_an_office_below_the_body_that_it_is_of_signs_with_it() -> None:
    text = f"{TITLE}\n{POINTS}\n云桥市普法领导小组\n办公室\n2025年3月10日"
    assert import_text(text, name="x").plan.issuer == "云桥市普法领导小组办公室"
