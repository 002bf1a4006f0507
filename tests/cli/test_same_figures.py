"""One report in every format: the figures that a person reads in each are the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.render.word.texts import word_text
from lawgov_cli.store.journal import format_record
from lawgov_cli.views.figures import FILED
from tests.cli.test_page import figures
from tests.helpers import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Desk, Invoke

STATUSES = ("未启动", "推进中", "待核验", "已完成", "长期坚持", "已调整")
LIGHTS = ("红", "黄", "蓝", "绿")
#: Of one month how units have filed; a longer period says it month by month.
FILINGS = ("已报", "部分报", "迟报", "未报", "退回")
#: What a figure of a section is called: 严格规范公正文明执法 推进中.
OF_SECTION = "{} {}"
Figures = dict[str, int]


def in_json(path: Path) -> Figures:
    view = json.loads(path.read_text(encoding="utf-8"))
    found = {tally["word"]: tally["number"] for tally in (*view["tallies"], *view["lights"])}
    filings = {
        FILED[name]: number for name, number in (view["filings"] or {}).items() if name in FILED
    }
    sections = {
        OF_SECTION.format(section["name"], tally["word"]): tally["number"]
        for section in view["sections"]
        for tally in section["tallies"]
    }
    return found | filings | sections | {"共": view["total"], "新完成": view["newly_done"]}


def in_words(text: str) -> Figures:
    """The figures in the sentences of a report."""
    found = re.findall(rf"({'|'.join(STATUSES)})(\d+)项（\d", text)
    found += re.findall(rf"(?<=[：、])({'|'.join(LIGHTS)})(\d+)项", text)
    found += re.findall(rf"(?:^|，)({'|'.join(FILINGS)})(\d+)个", text, re.MULTILINE)
    found += re.findall(r"(共)(\d+)项。截至", text)
    found += re.findall(r"(?:较上\S+?|自印发以来)(新完成)(\d+)项", text)
    heads = rf"（[{NUMERALS}]+）([^\n（]+)(?:（\d+项）)?\n+((?:\w+?\d+项[、。])+)"
    found += [
        (OF_SECTION.format(name, word), number)
        for name, counts in re.findall(heads, text)
        for word, number in re.findall(r"([^、。\d]+)(\d+)项", counts)
    ]
    return {word: int(number) for word, number in found}


#: The numerals that number the sections of a report.
NUMERALS = "一二三四五六七八九十"


def in_markdown(path: Path) -> Figures:
    return in_words(path.read_text(encoding="utf-8"))


def in_word(path: Path) -> Figures:
    return in_words("\n".join(word_text(path.read_bytes(), path.name)[0]))


def in_page(path: Path) -> Figures:
    html = path.read_text(encoding="utf-8")
    rows = re.findall(
        r'<tr><th scope="row"><a href="#部分[^"]*">([^<]+)</a>(.*?)</tr>', html, re.DOTALL
    )
    sections = {
        OF_SECTION.format(name.lstrip(NUMERALS).removeprefix("、"), word): int(number)
        for name, row in rows
        for said in re.findall(r'<span class="sr">([^<]+)</span></td>\s*<td>', row)
        for word, number in re.findall(r"(\S+?)(\d+)项", said)
    }
    return figures(html) | sections


def in_workbook(path: Path) -> Figures:
    tables, problems = read_tables(path.read_bytes(), path.name)
    assert problems == []
    rows = {str(row[0]): row[1] for row in tables.grids[0].rows if len(row) > 2 and row[2]}
    names = {"要点": "共", **{f"{light}灯": light for light in LIGHTS}}
    names |= {f"2023年9月{word}": word for word in FILINGS}
    last = next(name for name in rows if name.endswith("新完成"))
    names |= {last: "新完成", **{word: word for word in STATUSES}}
    names |= {name: OF_SECTION.format(*name[1:].split("”")) for name in rows if name[0] == "“"}
    return {names[name]: int(float(str(value))) for name, value in rows.items() if name in names}


READERS: dict[str, Callable[[Path], Figures]] = {
    "json": in_json,
    "md": in_markdown,
    "docx": in_word,
    "html": in_page,
    "xlsx": in_workbook,
}


@pytest.fixture(name="reporting")
def _reporting(busy: Desk) -> Desk:
    """The busy desk, where units report in time, in part, late, and are sent back."""
    said = [
        record("4", "2023-09-20", unit="市行政审批局", note="大厅专窗9家"),
        record("13", "2023-09-28", unit="市委编办", note="清单备案", received="2023-09-28"),
        record("5", "2023-09-20", unit="市商务局", note="诉求办结9件"),
        record("5", "2023-09-21", returned=["市商务局"], reason="佐证不足"),
        record("20", "2023-09-20", unit="市教育局", zero=True),
    ]
    with busy.journal.open("a", encoding="utf-8") as journal:
        journal.writelines(f"{format_record(one)}\n" for one in said)
    return busy


@pytest.mark.parametrize(
    "period",
    [("--month", "9月"), ("--quarter", "三季度"), ("--half", "2023H1"), ("--annual", "2023")],
)
def test_each_format_says_the_same_figures(
    period: tuple[str, str], reporting: Desk, invoke: Invoke
) -> None:
    read = {}
    for ending, reader in READERS.items():
        invoke("report", *period, "-o", f"报告.{ending}")
        read[ending] = reader(reporting.folder / f"报告.{ending}")
    sections = {name for name in read["json"] if " " in name}
    assert len({name.split()[0] for name in sections}) == 8
    wanted = {*STATUSES, *sections, *(FILINGS if period[0] == "--month" else ())}
    year = period[0] == "--annual"  # its text tells of no lights
    for ending, found in read.items():
        also = {"共", "新完成"} if ending != "html" else set()
        also |= set(LIGHTS)
        also -= {"新完成", *LIGHTS} if year and ending in {"md", "docx"} else set()
        assert {name for name in found if " " in name} == sections, ending
        assert {*wanted, *also} <= found.keys(), ending
        assert {name: found[name] for name in {*wanted, *also}} == {
            name: read["json"][name] for name in {*wanted, *also}
        }, ending
