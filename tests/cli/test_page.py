"""`report --format html` and `export --format html`: the page for the wall."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

KEPT = "私下听说要换人"


def figures(html: str) -> dict[str, int]:
    """Word → number, of the statuses, the lights and how units have filed."""
    found = re.findall(
        r'<li><a (?:class="tile" )?href="#[^"]*">(?:<span[^>]*></span>)?(?:<span[^>]*>)?([^<\s]+)'
        r"(?:</span>)? <b[^>]*>(\d+)</b>",
        html,
    )
    return {word: int(number) for word, number in found}


@pytest.fixture(name="made")
def _made(busy: Desk, invoke: Invoke) -> str:
    """The page of September, of a desk at which much has been recorded."""
    said = invoke("report", "--month", "9月", "-o", "9月.html").stdout
    assert said.startswith("已生成 9月.html  30项 = ")
    return (busy.folder / "9月.html").read_text(encoding="utf-8")


def test_the_page_says_the_same_figures_as_the_other_formats(made: str, invoke: Invoke) -> None:
    told = json.loads(invoke("report", "--month", "9月", "--json").stdout)
    shown = figures(made)
    for tally in (*told["tallies"], *told["lights"]):
        if tally["code"] != "none":
            assert shown[tally["word"]] == tally["number"]
    words = invoke("report", "--month", "9月", "-o", "-").stdout
    for word in ("推进中", "已完成", "长期坚持", "已调整", "未启动", "待核验"):
        assert re.search(rf"{word}\D{{0,3}}{shown[word]}项|{word} ?\| ?{shown[word]} ", words), word
    filings = invoke("missing", "--month", "9月", "--json").stdout
    counted = json.loads(filings)
    assert shown["已报"] == counted["filed"]
    assert shown["未报"] == counted["missing"]


def test_what_is_red_and_why_stands_on_it(made: str, invoke: Invoke) -> None:
    rows = json.loads(invoke("list", "--light", "红", "--json").stdout)
    assert rows["items"]
    jobs = made[made.index("要办的事") : made.index("各部分")]
    for row in rows["items"]:
        assert f'<a href="#项={row["id"]}">第{row["id"]}项 {row["title"]}</a>' in jobs
    assert "9月15日到期, 已逾期5天" in jobs


def test_no_screen_hides_a_job_that_is_counted(made: str) -> None:
    assert ".jobs li" in made
    assert not re.search(r"\.jobs li[^{}]*\{[^}]*display: none", made)


def test_the_page_of_a_day_is_an_export(busy: Desk, invoke: Invoke) -> None:
    said = invoke("export", "--as-of", "9月15日", "-o", "大屏.html").stdout
    assert said == "已导出 大屏.html\n"
    html = (busy.folder / "大屏.html").read_text(encoding="utf-8")
    assert "截至 <strong>2023年9月15日</strong>" in html
    stats = json.loads(invoke("stats", "--as-of", "9月15日", "--json").stdout)
    shown = figures(html)
    counted = {tally["word"]: tally["number"] for tally in stats["statuses"]}
    assert {word: shown[word] for word in counted} == counted


def test_a_page_made_again_is_the_same_to_the_byte(made: str, busy: Desk, invoke: Invoke) -> None:
    invoke("report", "--month", "9月", "-o", "again.html")
    assert (busy.folder / "again.html").read_text(encoding="utf-8") == made


def test_what_narrows_the_list_narrows_the_page(busy: Desk, invoke: Invoke) -> None:
    invoke("export", "--unit", "市公安局", "-o", "公安.html")
    html = (busy.folder / "公安.html").read_text(encoding="utf-8")
    listed = json.loads(invoke("list", "--unit", "市公安局", "--json").stdout)["items"]
    assert re.findall(r'<tr id="项=([^"]+)">', html) == [row["id"] for row in listed]
    assert "召开联席会议1次" not in html
    assert "治安调解衔接完成" in html
    assert "各单位逐月报送" not in html


@pytest.mark.parametrize("command", ["report --month 9月", "export"])
def test_an_internal_note_is_not_on_it(command: str, desk: Desk, invoke: Invoke) -> None:
    invoke("note", "8", KEPT, "--internal")
    invoke(*command.split(), "--format", "html", "-o", "x.html")
    assert KEPT not in (desk.folder / "x.html").read_text(encoding="utf-8")


def test_the_page_for_the_public_names_no_person(desk: Desk, invoke: Invoke) -> None:
    invoke("units", "set", "市司法局", "--contact", "张小三", "--phone", "0512-53500001")
    invoke("note", "8", "请与张小三(13912345678)联系", "--unit", "市司法局", "--on", "2023-08-02")
    invoke("note", "8", KEPT, "--internal", "--on", "2023-08-03")
    ran = invoke("report", "--month", "9月", "--public", "--format", "html")
    assert "已生成 reports/2023-09-公开.html" in ran.stdout
    assert "公开版去掉了2处:" in ran.stdout
    assert f"内部备注: 第8项 8月3日 {KEPT}" in ran.stdout
    assert "第8项 8月2日 市司法局的文字里的张小三、13912345678, 改为“××”" in ran.stdout
    html = (desk.folder / "reports" / "2023-09-公开.html").read_text(encoding="utf-8")
    assert not [name for name in ("张小三", "1391234", "5350", KEPT) if name in html]
    assert "请与××(××)联系" in html


def test_the_name_of_the_office_stands_at_the_head(desk: Desk, invoke: Invoke) -> None:
    invoke("units", "office", "--name", "太仓市<法治办>")
    invoke("export", "-o", "x.html")
    html = (desk.folder / "x.html").read_text(encoding="utf-8")
    assert "<p>太仓市&lt;法治办&gt; · 推进情况</p>" in html


@pytest.mark.usefixtures("busy")
def test_it_can_be_sent_to_the_screen(invoke: Invoke) -> None:
    for command in (("report", "--month", "9月", "-o", "-"), ("export",)):
        assert invoke(*command, "--format", "html").stdout.startswith("<!DOCTYPE html>\n")


def test_another_file_of_the_name_is_kept_and_the_page_s_lines_are_not_quoted(
    made: str, busy: Desk, invoke: Invoke
) -> None:
    path: Path = busy.folder / "9月.html"
    path.write_text(made + "我加的\n", encoding="utf-8")
    assert "9月.html" in invoke("report", "--month", "9月", "-o", "9月.html", code=5).stderr
    said = invoke("report", "--month", "9月", "-o", "9月.html", "--force").stdout
    assert "原来的文件存为 9月.html.bak。" in said
    assert "手写段落" not in said
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.usefixtures("desk")
def test_a_template_for_papers_is_none_for_the_page(invoke: Invoke) -> None:
    shown = invoke("report", "--format", "html", "--template", "annual", code=2).stderr
    assert "--template 不用于网页" in shown


@pytest.mark.usefixtures("desk")
def test_a_format_that_is_none_names_those_there_are(invoke: Invoke) -> None:
    shown = invoke("report", "--format", "pdf", code=2).stderr
    assert "没有“pdf”这种格式。可用: md、docx、xlsx、json、html" in shown
