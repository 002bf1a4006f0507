"""The page for the wall and for A4: one HTML file that asks nothing of any network."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import visible
from lawgov_cli.render.charts import bars, chart, ring
from lawgov_cli.render.html import Pages
from lawgov_cli.render.page_text import sealed_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from os import PathLike

    from lawgov_cli.render.proof import Seal
    from lawgov_cli.views.page import PagePoint, PageRecord, PageView
    from lawgov_cli.views.records import NoteRow

#: So many units stand in one block of the table of filings.
_BLOCK = 13
#: So many characters, or so many for each point where that is more, are for the records. Each
#: takes some of them for its day and unit; what was said has what is left. So the page stays a
#: file that can be sent to anybody.
_ROOM, _ROOM_EACH, _ROOM_RECORD = 42_000, 80, 7
#: What in a filter's value would end it, or the address.
_QUOTED = frozenset("%&=#+ \"'<>\n")
#: What in JSON could end the element that holds it.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
#: How units have filed, in the order of the page: a field of the view, and its word.
_FILED = (
    ("filed", "已报"),
    ("zero", "零报告"),
    ("partial", "部分报"),
    ("late", "迟报"),
    ("returned", "退回"),
    ("missing", "未报"),
)


def page_html(
    view: PageView, folders: Sequence[PathLike[str]] = (), seal: Seal | None = None
) -> str:
    """The whole page as text.

    Parameters:
        folders: where the office's own templates are; a file there counts before the shipped one.
        seal: what its code is over beside the page itself; without it there is none.

    Raises:
        TemplateBroken: a fault of the office's own template.
    """
    pages = Pages(folders)
    script = pages.text("page.js")
    whole = _whole(view)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    page = pages.rendered(
        "page.html.j2",
        view=view,
        address=_address,
        style=pages.text("page.css"),
        script=script,
        script_hash=f"sha256-{digest}",
        data=_data(view, whole),
        left_out=sum(map(len, (point.records for point in view.points))) - len(whole),
        **_drawn(view),
        **_named(view),
    )
    return sealed_page(page, view.report, seal) if seal else page


def _drawn(view: PageView) -> dict[str, Any]:
    """The drawings, and the table of filings cut into blocks."""
    rows = view.matrix.rows
    report = view.report
    return {
        "ring": ring(report.tallies),
        "bars": bars(view.sections, report.tallies),
        "chart": chart(view.curve, report.total),
        "blocks": [rows[place : place + _BLOCK] for place in range(0, len(rows), _BLOCK)],
        "months": [(name, _month(name, report.year)) for name in view.matrix.months],
        "parts": [(n, list(held)) for n, held in groupby(view.points, lambda p: p.row.section)],
    }


def _named(view: PageView) -> dict[str, Any]:
    """What is chosen and pointed to by words."""
    statuses = {tally.code: tally.word for tally in view.report.tallies}
    lights = {tally.code: tally.word for tally in view.report.lights}
    return {
        "choices": list(_choices(view)),
        "done_word": statuses["done"],
        "red_word": lights["red"],
        "waiting": [
            (tally.word, tally.number)
            for tally in view.report.lights
            if tally.code in {"red", "yellow", "blue"} and tally.number
        ],
        "filed": [(code, word, getattr(view.filings, code, 0)) for code, word in _FILED],
    }


def _choices(view: PageView) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each filter and what can be chosen: the value, and how it is shown."""
    units = dict.fromkeys(unit for point in view.points for unit in _bodies(point))
    more = [unit for unit, _ in view.matrix.rows]
    months = sorted({record.month for point in view.points for record in point.records})
    yield "单位", _same(dict.fromkeys([*units, *more]))
    yield "部分", _same([section.name for section in view.sections])
    yield "状态", _same([tally.word for tally in view.report.tallies])
    yield "亮灯", [(t.word, "不亮灯" if t.code == "none" else t.word) for t in view.report.lights]
    yield "月份", [(name, _month(name, view.report.year)) for name in months]


def _bodies(point: PagePoint) -> tuple[str, ...]:
    return (*point.row.lead, *point.row.responsible)


def _same(values: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - any words
    return [(value, value) for value in values]


def _month(name: str, year: int) -> str:
    """``9月`` of ``2023-09``, with its year where that is another."""
    return f"{int(name[5:])}月" if int(name[:4]) == year else f"{name[:4]}年{int(name[5:])}月"


def _address(**asked: str) -> str:
    """The address within the page of a filter: ``#单位=市司法局&月份=2023-09``."""
    return "#" + "&".join(f"{key}={_quoted(visible(value))}" for key, value in asked.items())


def _quoted(value: str) -> str:
    return "".join(f"%{ord(char):02X}" if char in _QUOTED else char for char in value)


class _Words:
    """Texts by number, each written once: units, days and words recur all over a year."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.numbers.setdefault(visible(text, "\n"), len(self.numbers))


def _whole(view: PageView) -> set[int]:
    """The records, by identity, whose words the page has room for: the newest."""
    records = [record for point in view.points for record in point.records]
    room = max(_ROOM, _ROOM_EACH * len(view.points)) - _ROOM_RECORD * len(records)
    said: set[str] = set()
    whole = set()
    for record in sorted(records, key=lambda one: (one.note.day, one.note.recorded), reverse=True):
        new = set(_lines(record.note)) - said
        room -= sum(map(len, new))
        if room < 0:
            break
        said |= new
        whole.add(id(record))
    return whole


def _data(view: PageView, whole: Collection[int]) -> str:
    """What the page's script draws from: see the head of page.js for its shape."""
    words = _Words()
    points = [_point(point, words, whole) for point in view.points]
    groups = {visible(unit): list(map(words, names)) for unit, names in view.groups.items()}
    data = {"points": points, "groups": groups, "words": list(words.numbers)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _point(point: PagePoint, words: _Words, whole: Collection[int]) -> list[Any]:
    row = point.row
    light = [row.reason.answered, *(late.answered for late in row.also_late)]
    why = [f"亮灯: {'; '.join(light)}", f"办理状态: {row.status_reason.text}"]
    return [
        words(row.section or "不分部分"),
        words(row.status_word),
        words(row.light_word),
        [words(unit) for unit in row.lead],
        [words(unit) for unit in row.responsible],
        [words(text) for text in why],
        [[words(f"{m.id} {m.text}"), words(m.status_word)] for m in row.measures],
        [_record(record, words, told=id(record) in whole) for record in point.records],
    ]


def _record(record: PageRecord, words: _Words, *, told: bool) -> list[int]:
    note = record.note
    lines = map(words, _lines(note) if told else ["原文见台账"])
    return [words(note.date), words(note.who), words(record.month), *lines]


def _lines(note: NoteRow) -> Iterator[str]:
    """What happened, and below it each thing with a word of its own."""
    yield ", ".join(note.said)
    for word, text in note.lines:
        yield f"{word}: {text}"
