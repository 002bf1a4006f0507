"""Work plans that nobody has seen: made from a structure, so that what a reader finds is known.

The wording is sampled from :mod:`tests.importer.unseen_words` and the tables below, which were
written from real documents and never from the importer's own. Measure with

    python -m tests.importer.unseen [SEEDS [FIRST]]

which prints each document that is not read rightly, with its seed, and the share of names in the
right role.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.numerals import chinese_number
from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.structure.particulars import Said
from tests.importer import unseen_words as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# fmt: off
_LEADS = (
    *("牵头单位", "牵头单位", "牵头部门", "牵头责任单位", "主办单位", "主责单位", "领办单位", "总牵头单位"),
    *("主责部门", "牵头实施单位", "牵头抓总单位", "第一责任单位", "牵头落实部门", "首责单位", "领衔单位"),
    *("归口牵头部门", "牵头处室", "牵头科室", "牵头主体", "任务牵头单位", "市级牵头单位", "工作牵头单位"),
)
_OTHERS = (
    *("责任单位", "配合单位", "协办单位", "责任部门", "参与单位", "协同单位", "配合部门", "协作部门", "落实单位"),
    *("会办单位", "支持单位", "承办单位", "联合单位", "共建单位", "成员单位", "实施主体", "责任主体", "保障单位"),
    *("协同配合单位", "相关责任单位", "责任（配合）单位", "联动单位", "具体落实单位", "共同责任单位", "合作单位"),
    *("任务承接单位", "关联部门", "协助责任单位", "责任科室", "配合处室", "责任单位（部门）", "组织实施单位"),
)
_LEADING = ("牵头", "牵头", "牵头负责", "负总责", "牵头组织", "主办", "牵头抓总", "牵头推进", "总牵头", "牵头落实")
_ANSWERING = (
    *("配合", "配合", "协办", "参与", "按职责分工负责", "分工负责", "协同配合", "共同参与", "积极配合", "协助"),
    *("落实", "按职责落实", "密切配合", "共同负责", "具体落实", "分头推进", "协同推进", "做好配合工作", "予以支持"),
)
_DUES = ("6月底前", "2025年9月底前", "12月底前", "年底前", "2025年10月31日前", "第三季度", "持续推进", "全年")
_BRACKETS = ("（）", "（）", "（）", "()", "【】", "〔〕", "[]")
_NAMES = ("李明", "王志强", "赵建国", "陈晓芳")
# fmt: on


@dataclass
class Item:
    """A point and what a careful reader finds in it."""

    title: str
    text: str
    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    due: str = ""


class Unseen(NamedTuple):
    """A document: its seed, how it is laid out and worded, and its items by section."""

    seed: int
    layout: str
    wording: str
    title: str
    sections: list[tuple[str, list[Item]]]
    data: bytes
    suffix: str

    @property
    def items(self) -> list[Item]:
        """All items, in order."""
        return [item for _, items in self.sections for item in items]


class Style:
    """How one document says who does what: labels, marks and joins drawn once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lead, self.other = random.choice(_LEADS), random.choice(_OTHERS)
        self.colon = random.choice("：：：:")
        self.open, self.close = random.choice(_BRACKETS)
        self.between = random.choice("；；，。　")
        self.join = random.choice("、、、、，")
        self.last = random.choice(["", "", "", "和", "及", "以及", "等"])

    def list(self, names: Sequence[str]) -> str:
        """*names* as printed: joined, the last perhaps with a word, 等 perhaps behind."""
        if len(names) > 1 and self.last in {"和", "及", "以及"}:
            return f"{self.join.join(names[:-1])}{self.last}{names[-1]}"
        etc = "等" if self.last == "等" and names and not names[-1].startswith("各") else ""
        return self.join.join(names) + etc

    def labelled(self, item: Item, between: str) -> str:
        """``牵头单位：A；责任单位：B；完成时限：C``."""
        said = [(self.lead, self.list(item.lead)), (self.other, self.list(item.responsible))]
        said.append((self.random.choice(("完成时限", "时限", "完成时间")), item.due))
        return between.join(f"{label}{self.colon}{text}" for label, text in said if text)

    def acting(self, item: Item) -> str:
        """``A牵头，B配合``."""
        verbs = self.random.choice(_LEADING), self.random.choice(_ANSWERING)
        said = zip((item.lead, item.responsible), verbs, strict=True)
        return "，".join(f"{self.list(names)}{verb}" for names, verb in said if names)


def _bracket_labels(style: Style, item: Item) -> str:
    return f"{style.open}{style.labelled(item, style.between)}{style.close}"


def _bracket_verbs(style: Style, item: Item) -> str:
    due = f"，{item.due}完成" if item.due.endswith("前") else ""
    return f"（{style.acting(item)}{due}）"


def _bracket_names(style: Style, item: Item) -> str:
    item.responsible, item.lead = [*item.lead, *item.responsible], []
    return f"{style.open}{style.list(item.responsible)}{style.close}"


def _lines(style: Style, item: Item) -> str:
    return "\n" + style.labelled(item, "\n")


def _one_line(style: Style, item: Item) -> str:
    return "\n" + style.labelled(item, style.random.choice(("　　", "；", "    ", "，")))


def _with_persons(style: Style, item: Item) -> str:
    person = style.random.choice(("牵头领导", "包抓领导", "责任领导", "分管领导", "挂帅领导"))
    return f"\n{person}{style.colon}{style.random.choice(_NAMES)}{_lines(style, item)}"


def _sentence(style: Style, item: Item) -> str:
    return f"由{style.acting(item)}。" if item.lead else f"{style.acting(item)}。"


def _is(style: Style, item: Item) -> str:
    word = style.random.choice(("为", "是"))
    said = ((style.lead, item.lead), (style.other, item.responsible))
    return "，".join(f"{label}{word}{style.list(names)}" for label, names in said if names) + "。"


def _roles_then_brackets(style: Style, item: Item) -> str:
    a, b = style.random.choice((("牵头", "配合"), ("主办", "协办"), ("牵头", "责任")))
    said = ((a, item.lead), (b, item.responsible))
    between = style.random.choice("、，；")
    return between.join(f"{word}（{style.list(names)}）" for word, names in said if names) + "。"


def _dashes(style: Style, item: Item) -> str:
    return f"\n——{style.labelled(item, '；')}"


_STYLES: dict[str, Callable[[Style, Item], str]] = {
    "括号标签": _bracket_labels,
    "括号动词": _bracket_verbs,
    "括号名单": _bracket_names,
    "分行标签": _lines,
    "一行标签": _one_line,
    "领导分行": _with_persons,
    "句末": _sentence,
    "为": _is,
    "牵头（）": _roles_then_brackets,
    "破折号": _dashes,
}
_TABLES = ("md", "html", "xlsx", "docx表", "csv", "空格", "制表符")
_TEXTS = ("一（一）", "一1", "1", "第条", "md标题", "docx", "html文")


def unseen(seed: int) -> Unseen:
    """The document of *seed*."""
    random = Random(seed)  # noqa: S311 - the same documents every day
    level = random.choice("市市市县县省局")
    topic = random.choice(list(words.TOPICS))
    place = {"市": "泽安市", "县": "云岭县", "省": "江右省", "局": "泽安市应急管理局"}[level]
    title = f"{place}2025年{topic}"
    sections = _sections(random, level, topic)
    layout = random.choice(_TABLES if seed % 3 == 2 else _TEXTS)
    style = Style(random)
    if layout in _TABLES:
        wording, rows = _table(random, style, sections)
        data, suffix = _written(layout, title, rows)
        return Unseen(seed, layout, wording, title, sections, data, suffix)
    wording = random.choice(list(_STYLES))
    shown = [item for _, items in sections for item in items]
    said = {id(item): _said(random, style, wording, item) for item in shown}
    lines = list(_text(random, layout, title, sections, said))
    data, suffix = _written(layout, title, [[line] for line in lines])
    return Unseen(seed, layout, wording, title, sections, data, suffix)


def _said(random: Random, style: Style, wording: str, item: Item) -> str:
    """The words about one item; now and then in another wording, as several hands write."""
    chosen = random.choice(list(_STYLES)) if random.random() < 0.08 else wording
    return _STYLES[chosen](style, item)


def _sections(random: Random, level: str, topic: str) -> list[tuple[str, list[Item]]]:
    titles = random.sample(words.TOPICS[topic], random.randint(5, 9))
    heads = random.sample(words.HEADINGS, 2 if len(titles) < 7 else 3)
    leads = random.random() < 0.75
    items = [_item(random, level, title, leads=leads) for title in titles]
    size = -(-len(items) // len(heads))
    return [(head, items[i * size : (i + 1) * size]) for i, head in enumerate(heads)]


def _item(random: Random, level: str, title: str, *, leads: bool) -> Item:
    names = random.sample(words.BODIES[level], random.randint(1, 5))
    groups = random.sample(words.GROUPS[level], random.choice((0, 0, 1, 1, 2)))
    lead = names[: random.choice((1, 1, 1, 2))] if leads else []
    others = [*names[len(lead) :], *groups] or [words.GROUPS[level][0]]
    text = "".join(random.sample(words.BODIES_OF_TEXT, random.randint(1, 3)))
    due = random.choice(_DUES) if random.random() < 0.3 else ""
    return Item(title, text, lead, others, due)


def _text(
    random: Random,
    layout: str,
    title: str,
    sections: Sequence[tuple[str, Sequence[Item]]],
    said: dict[int, str],
) -> Iterator[str]:
    """The lines of a document of paragraphs."""
    yield title
    yield f"为做好今年工作，制定本{title[-4:]}。"
    number = 0
    restart = layout in {"一1", "docx"} and random.random() < 0.5
    after = random.choice(("。", "。", "\n"))
    for place, (head, items) in enumerate(sections, 1):
        mark = "## " if layout == "md标题" else ""
        if layout != "1":
            chapter = f"第{chinese_number(place)}章　" if layout == "第条" else ""
            yield f"{mark}{chapter or chinese_number(place) + '、'}{head}"
        number = 0 if restart else number
        for item in items:
            number += 1
            label = {
                "一（一）": f"（{chinese_number(number)}）",
                "第条": f"第{chinese_number(number)}条　",
            }.get(layout, f"{number}.")
            words_of = said[id(item)]
            stop = "" if words_of.startswith("\n") or words_of.endswith("。") else "。"
            behind = random.random() < 0.5 and stop
            text = f"{item.text[:-1]}{words_of}。" if behind else f"{item.text}{words_of}"
            yield from f"{label}{item.title}{after}{text}".split("\n")
    if random.random() < 0.5:
        yield random.choice(words.CLOSINGS)


def _table(
    random: Random, style: Style, sections: Sequence[tuple[str, Sequence[Item]]]
) -> tuple[str, list[list[str]]]:
    """The rows of a table, its head first, and what its columns are."""
    by_verbs = random.random() < 0.25
    heads = [random.choice(("序号", "编号", "")), random.choice(("任务名称", "工作任务", "重点事项"))]
    heads += [random.choice(("主要内容", "工作措施", "具体举措"))]
    heads += [random.choice(("责任分工", "责任单位"))] if by_verbs else [style.lead, style.other]
    extra = random.choice(("", "备注", "牵头领导", "年度目标"))
    heads += [random.choice(("完成时限", "时间要求", "完成时间")), *([extra] if extra else [])]
    spans = random.random() < 0.5
    rows = [["领域" if random.random() < 0.5 else "类别", *heads] if spans else heads]
    number = 0
    for head, items in sections:
        if not spans and random.random() < 0.7:
            rows.append([f"{head}"] * len(heads))
        for place, item in enumerate(items):
            number += 1
            item.due = item.due or "年底前"
            said = style.acting(item)
            units = [said] if by_verbs else [style.list(item.lead), style.list(item.responsible)]
            more = {"备注": "", "牵头领导": random.choice(_NAMES), "年度目标": "完成率达到95%"}
            row = [str(number) if heads[0] else "", item.title, item.text, *units, item.due]
            row += [more[extra]] if extra else []
            rows.append([head if place == 0 else "", *row] if spans else row)
    wording = f"表{'动词' if by_verbs else ''}{' 跨行' if spans else ''} {extra} {style.other}"
    return wording, [row if len(row) == len(rows[0]) else row for row in rows]


def _written(layout: str, title: str, rows: Sequence[Sequence[str]]) -> tuple[bytes, str]:
    """The file: its bytes and its suffix."""
    if layout in {"xlsx", "docx表", "docx"}:
        return _office(layout, title, rows)
    if layout == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([[title], *rows])
        return out.getvalue().encode("utf-8-sig"), ".csv"
    if layout == "html":
        cells = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _merged(rows)
        )
        return f"<html><h1>{title}</h1><table>{cells}</table></html>".encode(), ".html"
    if layout == "html文":
        text = "".join(f"<p>{row[0]}</p>" for row in rows)
        return f"<html><body><div>{text}</div></body></html>".encode(), ".html"
    if layout == "md":
        head, *others = rows
        body = [head, ["---"] * len(head), *others]
        return "\n".join([f"# {title}", "", *(f"| {' | '.join(r)} |" for r in body)]).encode(), ".md"
    between = {"空格": "    ", "制表符": "\t"}.get(layout, "")
    if between:
        lines = [title, *(between.join(cell or "—" for cell in row) for row in rows)]
        return "\n".join(lines).encode(), ".txt"
    suffix = ".md" if layout == "md标题" else ".txt"
    return "\n".join(row[0] for row in rows).encode(), suffix


def _merged(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows of a page: one cell over all where all say the same."""
    for row in rows:
        yield row[:1] if len(set(row)) == 1 and len(row) > 1 else row


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
    if layout == "docx":
        for row in rows:
            document.add_paragraph(row[0])
    else:
        document.add_paragraph(title)
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                cell.text = text
    document.save(out)
    return out.getvalue(), ".docx"


class Read(NamedTuple):
    """How a document was read.

    Attributes:
        names: how many names it gives a role.
        right: how many of them stand in that role; ``found``: how many were given one.
        wrong: (item, role, name, whether it is missing or too many), each told or not.
    """

    names: int
    found: int
    right: int
    wrong: list[tuple[str, str, str, str]]
    silent: list[tuple[str, str, str, str]]
    imported: Imported
    text: str


def read(document: Unseen) -> Read:
    """*document* imported and compared with what a reader finds in it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"x{document.suffix}"
        file.write_bytes(document.data)
        source = read_source(file)
    imported = import_text(source.text, name="x", said=Said("x", page_title=source.title))
    wanted = Counter(
        (item.title, role, name)
        for item in document.items
        for role, names in (("lead", item.lead), ("responsible", item.responsible))
        for name in names
    )
    got = Counter(
        (point.title, role, name)
        for point in imported.plan.points
        for role, names in (("lead", point.lead), ("responsible", point.responsible))
        for name in names
    )
    wrong = [(*key, "少") for key in wanted - got] + [(*key, "多") for key in got - wanted]
    told = _told(document, source.text, imported)
    silent = [each for each in wrong if each[0] not in told]
    right = sum((wanted & got).values())
    return Read(
        wanted.total(), got.total(), right, wrong, silent, imported, source.text
    )


#: Doubts that say nothing about who does what.
_OTHER = frozenset({"wrapped", "misprint", "numbering", "closing", "annex", "near-name", "year"})


def _told(document: Unseen, text: str, imported: Imported) -> set[str]:
    """The titles of the items on whose lines a doubt stands."""
    lines = text.splitlines()
    starts = [
        next((n for n, line in enumerate(lines, 1) if item.title in line), 0)
        for item in document.items
    ]
    told = set()
    for item, start in zip(document.items, starts, strict=True):
        end = min((s for s in starts if s > start), default=len(lines) + 1)
        doubted = {n for d in imported.doubts if d.code not in _OTHER for n in d.lines}
        if doubted & set(range(start, end)):
            told.add(item.title)
    return told


def main() -> None:
    """Read the documents of a range of seeds and print how well."""
    count, first = (*map(int, sys.argv[1:]), *(100, 0)[len(sys.argv) - 1 :])
    total, bad, silent = Counter[str](), 0, 0
    for seed in range(first, first + count):
        document = unseen(seed)
        found = read(document)
        total.update(there=found.names, found=found.found, right=found.right)
        total.update(doubts=len(found.imported.doubts))
        silent += len(found.silent)
        if found.wrong:
            bad += 1
            print(f"{seed} {document.layout} {document.wording}: "  # noqa: T201 - what it is for
                  f"{len(found.wrong)} wrong, {len(found.silent)} silent; {found.wrong[:3]}")
    print(  # noqa: T201 - what it is for
        f"seeds {first}-{first + count - 1}: {bad} documents not right; "
        f"P {total['right'] / total['found']:.2%} R {total['right'] / total['there']:.2%} "
        f"of {total['there']} names; {silent} silent; {total['doubts'] / count:.1f} doubts each"
    )


if __name__ == "__main__":
    main()
