"""The page as a file: what a note holds is text, nothing is asked of a network, and its size."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.errors import TemplateBroken
from lawgov_cli.render.charts import bars, chart, ring
from lawgov_cli.render.page import page_html
from lawgov_cli.views.numbers import Tally
from lawgov_cli.views.page import CurveMonth, PageRecord, SectionBar
from lawgov_cli.views.records import NoteRow
from tests.helpers import record
from tests.records import NASTY
from tests.views.test_page import page

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.views.page import PageView

SCRIPT = "</script><script>alert(1)</script><!-- & ' \" \u2028"


class Read(HTMLParser):
    """What a browser would see: elements with their attributes, texts, and what scripts hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data
        else:
            self.texts.append(data.strip())

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.scripts[0])

    def all(self, name: str) -> list[str]:
        """Every value of the attribute *name*."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def many(view: PageView, points: int, each: int) -> PageView:
    """*view* with so many points, and so many records of 25 characters of their own below each."""
    made = []
    for number in range(points):
        row = view.points[number % len(view.points)].row
        row = row._replace(id=f"{number}", title=f"第{number}项" * 5)
        notes = [
            NoteRow("2023-09-01", "9月1日", "甲局", "", "推进中", f"{number:>5},{n:>4}" + "话" * 15)
            for n in range(each)
        ]
        records = tuple(PageRecord("2023-09", note) for note in notes)
        made.append(view.points[0]._replace(row=row, records=records))
    return view._replace(points=tuple(made))


def test_whatever_a_note_holds_is_text_and_ends_nothing() -> None:
    view = page(record("1", on="2023-09-02", unit="甲局", note=f"{SCRIPT}{NASTY}", number=1))
    row = view.points[0].row._replace(title=SCRIPT)
    view = view._replace(points=(view.points[0]._replace(row=row), *view.points[1:]))
    read = Read(page_html(view))
    assert len(read.scripts) == 2
    assert SCRIPT.replace("\u2028", "\\u2028") in "".join(read.texts)
    assert any(SCRIPT.split("\u2028", maxsplit=1)[0] in word for word in read.data["words"])
    assert "\x1b" not in "".join(read.data["words"])
    assert "<" not in read.scripts[0]


def test_what_waits_to_be_verified_is_marked_by_a_word_not_by_its_tag() -> None:
    view = page(record("4", on="2023-09-02", unit="甲局", status="done", note="办结", number=1))
    assert [(item.light, item.word) for item in view.to_do if not item.light] == [("", "待认定")]
    html = page_html(view)
    assert '<span class="light claimed">待认定</span>' in html
    assert "&lt;span" not in html


def test_nothing_on_the_page_asks_anything_of_a_network() -> None:
    html = page_html(page())
    read = Read(html)
    assert not re.findall(r"https?:|//[a-z]|url\(|@import|\bfetch\(|XMLHttp|WebSocket", html)
    assert read.all("src") == []
    assert all(address.startswith("#") for address in read.all("href"))
    (policy,) = (text for text in read.all("content") if "default-src" in text)
    assert "default-src 'none'" in policy
    digest = b64encode(sha256(read.scripts[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy


def test_every_address_within_the_page_is_a_place_or_a_filter() -> None:
    read = Read(page_html(page()))
    ids = read.all("id")
    assert len(ids) == len(set(ids))
    places = [address[1:] for address in read.all("href") if "=" not in address]
    assert set(places) <= set(ids)
    keys = {part.split("=")[0] for link in read.all("href") for part in link[1:].split("&")}
    assert keys - set(ids) == {"单位", "部分", "状态", "亮灯", "月份", "项"}


def test_without_script_the_figures_and_every_point_are_there() -> None:
    view = page()
    texts = Read(page_html(view)).texts
    for point in view.points:
        assert point.row.marked_title in texts
    for tally in (*view.report.tallies, *view.report.lights):
        assert str(tally.number) in texts
    assert "截至" in texts
    assert "2023年9月30日" in texts


def test_a_full_year_stays_small_and_what_it_leaves_out_is_said() -> None:
    html = page_html(many(page(), points=30, each=144))
    assert len(html.encode()) <= 200_000
    told = re.search(r"较早的(\d+)条只列日期和单位, 原文见台账", html)
    assert told
    words = Read(html).data["words"]
    points = Read(html).data["points"]
    bare = [r for p in points for r in p[7] if words[r[3]] == "原文见台账"]
    assert len(bare) == int(told[1])
    assert sum(len(p[7]) for p in points) == 30 * 144


def test_three_thousand_points_stay_below_three_megabytes() -> None:
    assert len(page_html(many(page(), points=3000, each=8)).encode()) <= 3_000_000


def test_a_page_with_room_leaves_nothing_out() -> None:
    html = page_html(many(page(), points=30, each=12))
    assert "原文见台账" not in html
    assert len([word for word in Read(html).data["words"] if "话话" in word]) == 360


def test_an_office_s_own_template_style_and_script_count_before_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("body { color: teal; }", encoding="utf-8")
    assert "body { color: teal; }" in page_html(page(), [tmp_path])
    (tmp_path / "page.html.j2").write_text("{{ view.report.total }}项\n{{ nothing }}", "utf-8")
    with pytest.raises(TemplateBroken, match=r"page\.html\.j2"):
        page_html(page(), [tmp_path])


# ---------------------------------------------------------------- the drawings


def tally(code: str, number: int) -> Tally:
    return Tally(code, code, number, "")


def test_the_ring_is_closed_and_each_arc_begins_where_the_last_ended() -> None:
    arcs = ring([tally("done", 1), tally("todo", 0), tally("doing", 3)])
    assert [(arc.code, arc.offset) for arc in arcs] == [("done", 25), ("doing", 0)]
    assert [arc.length for arc in arcs] == [24.3, 74.3]
    assert [(arc.length, arc.rest) for arc in ring([tally("done", 7)])] == [(100, 0)]
    assert ring([tally("done", 0)]) == ()


def test_a_bar_is_as_wide_as_its_section_is_large() -> None:
    sections = [SectionBar("一", 4, (1, 3), 1, 0), SectionBar("二", 1, (0, 1), 0, 0)]
    first, second = bars(sections, [tally("done", 1), tally("todo", 4)])
    assert (first.width, first.parts) == (100, (("done", 1), ("todo", 3)))
    assert (second.width, second.parts) == (25, (("todo", 1),))


@pytest.mark.parametrize(
    ("total", "scale"),
    [
        (0, ["0"]),
        (1, ["0", "1"]),
        (30, ["0", "10", "20", "30"]),
        (3000, ["0", "1000", "2000", "3000"]),
    ],
)
def test_the_scale_of_the_curve_is_round_and_ends_at_the_total(
    total: int, scale: list[str]
) -> None:
    months = [
        CurveMonth("2023-06", "6月", 0, 0, 0),
        CurveMonth("2023-07", "7月", None, total, total),
    ]
    drawn = chart(months, total)
    assert [mark.number for mark in drawn.scale][-1] == str(total)
    assert [mark.number for mark in drawn.scale] == scale
    assert len(drawn.dots) == 1


def test_a_point_of_the_curve_stands_at_its_number() -> None:
    drawn = chart(
        [CurveMonth("2023-06", "6月", 0, 10, 5), CurveMonth("2023-07", "7月", 10, 10, 10)], 10
    )
    low, high = drawn.dots
    assert [mark.y for mark in drawn.scale][:: len(drawn.scale) - 1] == [low.y, high.y]
    assert drawn.due.split(" ")[0].endswith(f",{high.y:g}")
