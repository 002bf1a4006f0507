"""A plan laid out as a text or a table, and as a file of every kind."""

from __future__ import annotations

import csv
import io
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.cells import cell_width
from lawgov_cli.base.numerals import chinese_number
from tests.importer.unseen import WORDS, plan_of, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.importer.unseen import Item, Plan, Style

_TABLES = ("md", "md无边", "html", "xlsx", "docx表", "csv", "空格", "对齐", "制表符")
_TEXTS = (
    *(
        "一（一）",
        "一（一）",
        "一1",
        "1",
        "第条",
        "md标题",
        "docx",
        "docx编号",
        "html文",
        "折行",
        "一段",
    ),
    *("千项", "任务n", "记录", "粗体"),
)
_FLAT = frozenset({"1", "千项", "记录"})
#: How a point begins: what is printed before its title and behind it.
_POINTS = {
    "第条": "第{cn}条　{title}",
    "docx编号": "\0{title}",
    "任务n": "任务{n}：{title}",
    "记录": "序号：{n}\n任务名称：{title}",
    "粗体": "**（{cn}）{title}**",
    **dict.fromkeys(("一（一）", "折行", "一段"), "（{cn}）{title}"),
}


class Unseen(NamedTuple):
    """A document: its seed, how it is laid out and worded, what it says, and its file."""

    seed: int
    layout: str
    wording: str
    plan: Plan
    data: bytes
    suffix: str


def unseen(seed: int) -> Unseen:
    """The document of *seed*."""
    random = Random(seed)  # noqa: S311 - the same documents every day
    plan, style = plan_of(random)
    if seed % 3 == 2:
        plan = plan._replace(rule="")
        layout = random.choice(_TABLES)
        wording, rows = _table(random, style, plan)
    else:
        layout = random.choice(_TEXTS)
        one = layout == "一段"
        wording, words = said(random, style, plan, sectioned=layout not in _FLAT, one=one)
        lines = list(_text(random, layout, plan, words))
        rows = [["".join(lines)]] if layout == "一段" else [[line] for line in lines]
        wording += " 部分牵头" * bool(plan.sections[0].said) + f" {plan.rule}"
    data, suffix = _written(layout, plan.title, rows)
    return Unseen(seed, layout, wording, plan, data, suffix)


def _text(random: Random, layout: str, plan: Plan, words: dict[str, str]) -> Iterator[str]:
    """The lines of a document of paragraphs."""
    flat = layout in _FLAT
    yield plan.title
    rule = f"（{plan.rule}）" if plan.rule and random.random() < 0.5 else ""
    yield f"为做好今年工作，制定本{plan.title[-4:]}{rule}。"
    number = 1897 if layout == "千项" else 0
    restart = layout in {"一1", "docx"} and random.random() < 0.5
    behind = random.choice(("。", "。", "\n")) if layout != "一段" else "。"
    behind = {"任务n": "\n工作内容：", "记录": "\n具体措施："}.get(layout, behind)
    for place, (title, items) in enumerate(_parts(random, plan, flat=flat), 1):
        if not flat:
            yield _heading(layout, place) + title
        number = 0 if restart else number
        for title_of, text in items:
            number += 1
            body = _body(random, text, words.get(title_of, ""))
            yield from f"{_point(layout, number, title_of)}{behind}{body}".split("\n")
    if plan.rule and not rule:
        yield f"注：各项任务责任单位中，{plan.rule}。"
    elif random.random() < 0.4 and layout != "一段":
        yield random.choice(WORDS["closings"])


def _parts(
    random: Random, plan: Plan, *, flat: bool
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each heading with the titles and texts below it; parts without units around the tasks."""
    if not flat and random.random() < 0.4:
        yield "总体要求", [(t, text) for t, text in map(_halves, WORDS["aims"])]
    for section in plan.sections:
        yield section.title + section.said, [(item.title, item.text) for item in section.items]
    if not flat and random.random() < 0.4:
        chosen = random.sample(WORDS["supports"], 3)
        yield random.choice(("保障措施", "工作要求", "组织保障")), list(map(_halves, chosen))


def _halves(text: str) -> tuple[str, str]:
    title, _, body = text.partition("。")
    return title, body


def _heading(layout: str, place: int) -> str:
    number = chinese_number(place)
    return {"md标题": f"## {number}、", "第条": f"第{number}章　"}.get(layout, f"{number}、")


def _point(layout: str, number: int, title: str) -> str:
    form = _POINTS.get(layout, "{n}.{title}")
    return form.format(n=number, cn=chinese_number(number), title=title)


def _body(random: Random, text: str, words: str) -> str:
    """The text of a point and who does it; brackets before the full stop or behind it."""
    if not words or words.startswith("\n") or words.endswith("。"):
        return text + words
    return f"{text[:-1]}{words}。" if random.random() < 0.5 else f"{text}{words}"


def _table(random: Random, style: Style, plan: Plan) -> tuple[str, list[list[str]]]:
    """The rows of a table, its head first, and what its columns are."""
    by_verbs = random.random() < 0.25
    number = random.choice(("序号", "编号", ""))
    heads = [number] if number else []
    heads += [random.choice(("任务名称", "工作任务", "重点事项"))]
    heads += [random.choice(("主要内容", "工作措施", "具体举措"))]
    heads += [random.choice(("责任分工", "责任单位"))] if by_verbs else [style.lead, style.other]
    extra = random.choice(("", "", "备注", "牵头领导", "年度目标"))
    heads += [random.choice(("完成时限", "时间要求", "完成时间")), *([extra] if extra else [])]
    spans = random.random() < 0.4
    lost = spans and random.random() < 0.3
    rows = [[random.choice(("领域", "类别")), *heads] if spans else heads]
    count = 0
    for section in plan.sections:
        if not spans and random.random() < 0.7:
            rows.append([section.title] * len(heads))
        for place, item in enumerate(section.items):
            count += 1
            row = [*([str(count)] if number else []), *_cells(random, style, item, by_verbs, extra)]
            first = [section.title] if place == 0 else [] if lost else [""]
            rows.append([*first, *row] if spans else row)
    kind = "动词" * by_verbs + "跨行" * spans + "缺格" * lost
    return f"表{kind} {extra} {style.other}", rows


def _cells(random: Random, style: Style, item: Item, by_verbs: bool, extra: str) -> list[str]:  # noqa: FBT001 - two columns or one
    item.due = item.due or "年底前"
    units = [style.list(item.lead), style.list(item.responsible)]
    units = [style.acting(item)] if by_verbs else units
    more = {"备注": "", "牵头领导": random.choice(WORDS["names"]), "年度目标": "完成率达到95%"}
    return [item.title, item.text, *units, item.due, *([more[extra]] if extra else [])]


def _written(layout: str, title: str, rows: Sequence[Sequence[str]]) -> tuple[bytes, str]:
    """The file: its bytes and its suffix."""
    if layout in {"xlsx", "docx表", "docx", "docx编号"}:
        return _office(layout, title, rows)
    if layout in {"html", "html文"}:
        return _page(layout, title, rows)
    if layout == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([[title], *rows])
        return out.getvalue().encode("utf-8-sig"), ".csv"
    text = "\n".join(_lines(layout, title, rows))
    return text.encode(), ".md" if layout.startswith("md") else ".txt"


def _lines(layout: str, title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a file of plain text."""
    if layout in {"md", "md无边"}:
        edge, end = ("| ", " |") if layout == "md" else ("", "")
        body = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
        yield from (f"# {title}", "", *(f"{edge}{' | '.join(row)}{end}" for row in body))
    elif layout in {"空格", "制表符"}:
        rows = [row[:1] if len(set(row)) == 1 else row for row in rows]
        between, empty = ("    ", "—") if layout == "空格" else ("\t", "")
        yield from (title, *(between.join(cell or empty for cell in row) for row in rows))
    elif layout == "对齐":
        yield from (title, *_columns(rows))
    else:
        for row in rows:
            yield from _wrapped(row[0]) if layout == "折行" else row


def _wrapped(line: str, width: int = 72) -> list[str]:
    """*line* broken where the next letter would pass the edge."""
    found = [""]
    for char in line:
        if cell_width(found[-1] + char) > width:
            found.append("")
        found[-1] += char
    return found


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows whose cells begin below each other."""
    size = len(rows[0])
    whole = [[""] * (size - len(row)) + [*row] for row in rows if len(set(row)) > 1]
    widths = [max(cell_width(row[at]) for row in whole) + 2 for at in range(size)]
    for row in rows:
        cells = row[:1] if len(set(row)) == 1 else [""] * (size - len(row)) + [*row]
        padded = (c + " " * (w - cell_width(c)) for c, w in zip(cells, widths, strict=False))
        yield "".join(padded).rstrip()


def _page(layout: str, title: str, rows: Sequence[Sequence[str]]) -> tuple[bytes, str]:
    if layout == "html文":
        text = "".join(f"<p>{row[0]}</p>" for row in rows)
        return f"<html><body><div>{text}</div></body></html>".encode(), ".html"
    merged = [
        f"<td colspan='{len(row)}'>{row[0]}</td>"
        if len(set(row)) == 1
        else "".join(f"<td>{cell}</td>" for cell in row)
        for row in rows
    ]
    cells = "".join(f"<tr>{row}</tr>" for row in merged)
    return f"<html><h1>{title}</h1><table>{cells}</table></html>".encode(), ".html"


def _office(layout: str, title: str, rows: Sequence[Sequence[str]]) -> tuple[bytes, str]:
    out = io.BytesIO()
    if layout == "xlsx":
        import xlsxwriter

        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet()
        for at, row in enumerate([[title], *rows]):
            sheet.write_row(at, 0, row)
        book.close()
        return out.getvalue(), ".xlsx"
    import docx

    document = docx.Document()
    if layout == "docx表":
        document.add_paragraph(title)
        table = document.add_table(len(rows), max(map(len, rows)))
        for line, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, cells, strict=False):
                cell.text = text
    for row in rows if layout != "docx表" else ():
        style = "List Number" if row[0].startswith("\0") else None
        document.add_paragraph(row[0].lstrip("\0"), style=style)
    document.save(out)
    return out.getvalue(), ".docx"
