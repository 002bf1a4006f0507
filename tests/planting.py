"""Single faults to plant into a copy of the shipped plan, and where each must be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.store.check import check_files
from tests.helpers import PLAN_NAME, SHIPPED_PLAN, SHIPPED_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LINES = SHIPPED_PLAN.read_text(encoding="utf-8").split("\n")


class Fault(NamedTuple):
    """A change of the shipped plan: lines from *start* (from 0) replaced, reported at *line*."""

    name: str
    start: int
    removed: int
    added: tuple[str, ...]
    line: int
    said: str

    @property
    def growth(self) -> int:
        """By how many lines the file grows."""
        return len(self.added) - self.removed


def line_of(anchor: str) -> int:
    """The index of the first line that holds *anchor*."""
    return next(number for number, line in enumerate(LINES) if anchor in line)


def tasks_of(anchor: str) -> int:
    """The index of the first line ``tasks:`` below *anchor*."""
    start = line_of(anchor)
    return next(n for n in range(start, len(LINES)) if LINES[n].strip() == "tasks:")


def plant(
    faults: Sequence[Fault], folder: Path, text: bytes | None = None
) -> list[tuple[int, str]]:
    """Line and message of each problem found in a copy of the plan with *faults* in it."""
    lines: list[str] = []
    done = 0
    for fault in sorted(faults, key=lambda fault: fault.start):
        assert fault.start >= done, f"{fault.name} overlaps another fault"
        lines += [*LINES[done : fault.start], *fault.added]
        done = fault.start + fault.removed
    return problems_of("\n".join([*lines, *LINES[done:]]).encode(), folder, text)


def problems_of(data: bytes, folder: Path, text: bytes | None = None) -> list[tuple[int, str]]:
    """Line and message of each problem found in a plan file that holds *data*."""
    (folder / "source").mkdir(exist_ok=True)
    source = SHIPPED_TEXT.read_bytes() if text is None else text
    (folder / "source" / SHIPPED_TEXT.name).write_bytes(source)
    (folder / PLAN_NAME).write_bytes(data)
    found = list(check_files(folder / PLAN_NAME, folder / "none.journal.yaml", folder))
    return [(problem.line, problem.message) for problem in found]


def expected_lines(faults: Sequence[Fault]) -> list[int]:
    """Where *faults* are reported when they are all in one file."""
    return sorted(
        fault.line
        + sum(
            other.growth for other in faults if other is not fault and other.start < fault.line - 1
        )
        for fault in faults
    )


def change(name: str, anchor: str, old: str, new: str, said: str) -> Fault:
    """*old* becomes *new* in the line that holds *anchor*."""
    return _changed(name, line_of(anchor), old, new, said)


def change_tasks(name: str, anchor: str, new: str, said: str) -> Fault:
    """The line ``tasks:`` below *anchor* becomes *new*."""
    start = tasks_of(anchor)
    return Fault(name, start, 1, (new,), start + 1, said)


def _changed(name: str, start: int, old: str, new: str, said: str) -> Fault:
    assert old in LINES[start], (name, LINES[start], old)
    return Fault(name, start, 1, (LINES[start].replace(old, new, 1),), start + 1, said)


def insert(name: str, anchor: str, line: str, said: str) -> Fault:
    """*line* comes after the line that holds *anchor*."""
    start = line_of(anchor) + 1
    return Fault(name, start, 0, (line,), start + 1, said)


def before(name: str, anchor: str, line: str, said: str) -> Fault:
    """*line* comes before the line that holds *anchor*."""
    start = line_of(anchor)
    return Fault(name, start, 0, (line,), start + 1, said)


def delete(name: str, anchor: str, line: int, said: str) -> Fault:
    """The line that holds *anchor* goes; it is missed in *line* (from 1)."""
    return Fault(name, line_of(anchor), 1, (), line, said)


TITLE = "title: 提高合法性审查工作质效"
LEAD = "lead: [市发改委, 市商务局]"
TEXT = "text: 部署开展“作风效能提升年”相关工作。"
MEASURE = '- id: "8.2"'
POINT = '- id: "8"'
COURT = "市法院: {"
HEAD = line_of("schema: 1") + 1

REPEATED = [
    insert("a key again", TITLE, "        title: 另一个", "键“title”重复(首次在第"),
    Fault(
        "a key before", line_of(TITLE), 0, ("        title: 另一个",), line_of(TITLE) + 2, "重复"
    ),
    insert("a key at the top", "year: 2023", "year: 2024", "键“year”重复(首次在第5行)"),
    insert("a unit", "市商务局: {", "  市发改委: {abbr: fgw}", "键“市发改委”重复"),
    change("an id", POINT, '"8"', '"7"', "编号“7”重复(首次在第"),
    change("a measure's id", MEASURE, "8.2", "8.1", "编号“8.1”重复"),
    change("a unit in one list", LEAD, "市商务局", "市发改委", "“市发改委”写了两次"),
]
UNKNOWN_KEYS = [
    insert("key", TITLE, "        colour: red", "不认识的键“colour”"),
    insert("key at the top", "year: 2023", "owner: 张三", "不认识的键“owner”"),
    change("titel", TITLE, "title", "titel", "不认识的键“titel”, 是否为“title”?"),
    change("leed", LEAD, "lead", "leed", "不认识的键“leed”, 是否为“lead”?"),
    change("responsable", "[市教育局", "responsible", "responsable", "是否为“responsible”?"),
    change("idd", POINT, "id:", "idd:", "不认识的键“idd”, 是否为“id”?"),
    change("yaer", "year: 2023", "year", "yaer", "不认识的键“yaer”, 是否为“year”?"),
    change("txet", TEXT, "text", "txet", "不认识的键“txet”, 是否为“text”?"),
    change_tasks("task", "title: 纵深推进", "        task:", "不认识的键“task”, 是否为“tasks”?"),
    change("in a unit", COURT, "abbr", "abrr", "不认识的键“abrr”, 是否为“abbr”?"),
    change("in a group", "    aliases: [各镇区]", "aliases", "alias", "是否为“aliases”?"),
    change("in the notice", "  disclosure", "disclosure", "disclosed", "是否为“disclosure”?"),
    change("in Chinese", TITLE, "title", "标题", "不认识的键“标题”"),
]
MISSING = [
    delete("schema", "schema: 1", HEAD, "缺少必需的键“schema”"),
    delete("id of the plan", "id: workpoints", HEAD, "缺少必需的键“id”"),
    delete("title of the plan", 'title: "2023年太仓', HEAD, "缺少必需的键“title”"),
    delete("year", "year: 2023", HEAD, "缺少必需的键“year”"),
    delete("title", TITLE, line_of(POINT) + 1, "缺少必需的键“title”"),
    delete("text", TEXT, line_of(TEXT), "缺少必需的键“text”"),
    change("hash of the source", "source: {", ", sha256:", " } # sha256:", "缺少必需的键“sha256”"),
]
TYPES = [
    change("text for a list", LEAD, "[市发改委, 市商务局]", "市发改委", "“市发改委”应是列表"),
    change("list for a text", TITLE, "提高合法性审查工作质效", "[提高]", "这里应是一段文字"),
    change("keys for a text", TITLE, "提高合法性审查工作质效", "{a: b}", "这里应是一段文字"),
    change("list for a date", "due: 2023-12-31", "2023-12-31", "[2023]", "这里应是一段文字"),
    change("keys for a date", "issued: 2023", "2023-06-06", "{}", "这里应是一段文字"),
    change("text for keys", COURT, "{abbr: fy, letter: true}", "fy", "这里应是“键: 值”"),
    change("text for members", "members: [太仓港", "members: [", "members: 各部门 #", "应是列表"),
    change("keys for a list", LEAD, "[市发改委, 市商务局]", "{a: b}", "这里应是列表"),
    change("list in a list", LEAD, "市商务局", "[市商务局]", "列表里应是一个个名称"),
    change("no year", "year: 2023", " 2023", "", "这个键没有值"),
    change("no text", TEXT, " 部署开展“作风效能提升年”相关工作。", "", "这个键没有值"),
    change("no leads", LEAD, " [市发改委, 市商务局]", "", "这个键没有值"),
    change("no id", POINT, ' "8"', "", "这个键没有值"),
    change("a year in words", "year: 2023", "2023", "二〇二三", "年份“二〇二三”应是四位数字"),
    change("an id in words", POINT, '"8"', "第八项", "编号“第八项”只能用数字、字母"),
    change("another schema", "schema: 1", "1", "2", "不认识的格式版本“2”"),
    insert("a threshold in words", "year: 2023", "lights: {behind_red: 三十}", "“三十”应是数字"),
    insert("a threshold below nought", "year: 2023", "lights: {behind_red: -5}", "“-5”应是数字"),
    insert("a day of the month", "year: 2023", "report_day: 32", "应是1至31"),
    insert("a kind", "due_words: 年底前", "            kind: weekly", "不认识的值“weekly”"),
    insert("a level", TITLE, "        level: pont", "不认识的值“pont”"),
    change("a letter", COURT, "true", "yes", "不认识的值“yes”"),
    before("an empty item", MEASURE, "          -", "这里应是一项任务"),
    before("text as an item", MEASURE, "          - 随便", "这里应是一项任务"),
]
UNITS = [
    change("near", LEAD, "市商务局", "市商务句", "未登记的单位“市商务句”, 是否为“市商务局”?"),
    change("far", LEAD, "市商务局", "XYZ", "未登记的单位“XYZ”"),
    change("answering", "[市教育局", "市教育局", "市教肓局", "是否为“市教育局”?"),
    change("member", "members: [太仓港", "科教新城", "科教新区", "未登记的单位“科教新区”"),
    change("alias of a unit", "市商务局: {", "swj}", "swj, aliases: [市司法局]}", "又是第"),
    change("alias of a later one", "市商务局: {", "swj}", "swj, aliases: [市财政局]}", "又是第"),
    change("alias of itself", "市商务局: {", "swj}", "swj, aliases: [市商务局]}", "又是第"),
    change("alias of a group", "市商务局: {", "swj}", "swj, aliases: [各区镇]}", "又是第"),
    change(
        "alias of two", "市财政局: {", "czj}", "czj, aliases: [市政府办]}", "别名“市政府办”已属于"
    ),
    insert("a group too", "  市各执法部门:", "    aliases: [市财政局]", "又是第"),
    change("a group in itself", "    members: []", "[]", "[市政府各有关部门]", "又包含它自己"),
    change("by its alias", "members: [太仓港", "[太仓港", "[各镇区, 太仓港", "又包含它自己"),
]
CHARACTERS = [
    change("tab", TITLE, "        title", "\ttitle", "缩进用了制表符(Tab)"),
    change("tabs", TITLE, "        title", "\t\ttitle", "缩进用了制表符(Tab)"),
    change("blanks and a tab", TITLE, "        title", "      \ttitle", "缩进用了制表符(Tab)"),
    change("tab before an item", MEASURE, "          -", "\t-", "缩进用了制表符(Tab)"),
    change("tab at the top", "    aliases: [各镇区]", "    aliases", "\taliases", "制表符(Tab)"),
    change("tab after a colon", TITLE, "title: ", "title:\t", "“:”后面用了制表符(Tab)"),
    change("tab after a dash", MEASURE, "- id", "-\tid", "“-”后面用了制表符(Tab)"),
    change("wide blanks", TITLE, "        title", "　　title", "缩进用了全角空格"),
    change("hard blank", TITLE, "        title", "\xa0       title", "缩进用了不间断空格"),
    change("wide blank", TITLE, "title: ", "title:　", "“:”后面用了全角空格"),
    change("wide colon", TITLE, "title: ", "title：", "键“title”后面是全角冒号“：”"),
    change("wide colon of a list", LEAD, "lead: ", "lead：", "键“lead”后面是全角冒号“：”"),
    change("wide colon at the top", "year: 2023", ": ", "：", "键“year”后面是全角冒号“：”"),
    change("wide colon of a unit", COURT, ": {", "：{", "键“市法院”后面是全角冒号“：”"),
    change("wide colon of an id", POINT, "id: ", "id：", "键“id”后面是全角冒号“：”"),
    change("wide colon of a group", "  各区镇:", "各区镇:", "各区镇：", "后面是全角冒号“：”"),
    change("wide colon of a date", "due: 2023-12", ": ", "：", "键“due”后面是全角冒号“：”"),
    change_tasks("wide colon of tasks", "title: 纵深推进", "        tasks：", "全角冒号“：”"),
    change("wide colon in a unit", COURT, "abbr: ", "abbr：", "不认识的键“abbr：fy”"),
    change("wide comma", LEAD, ", ", "，", "未登记的单位“市发改委，市商务局”"),
    change("enumeration comma", LEAD, ", ", "、", "未登记的单位“市发改委、市商务局”"),
    change("wide brackets", LEAD, "[市发改委, 市商务局]", "［市发改委］", "“［市发改委］”应是列表"),
    change("wide quotes", POINT, '"8"', "“8”", "编号““8””只能用数字、字母"),
    change("NUL", TITLE, "提高", "提\0高", "含有看不见的字符 U+0000"),
    change("bell", TEXT, "部署", "部\x07署", "含有看不见的字符 U+0007"),
    change("escape", TITLE, "提高", "提\x1b高", "含有看不见的字符 U+001B"),
    change("vertical tab", TITLE, "提高", "提\x0b高", "含有看不见的字符 U+000B"),
    change("next line", TITLE, "提高", "提\x85高", "含有看不见的字符 U+0085"),
    change("line separator", TITLE, "提高", "提\u2028高", "含有看不见的字符 U+2028"),
    change("byte-order mark", TITLE, "提高", "提\ufeff高", "含有看不见的字符 U+FEFF"),
    change("blank without width", LEAD, "市商务", "市\u200b商务", "含有看不见的字符 U+200B"),
    change("return", TITLE, "提高", "提\r高", "含有看不见的字符 U+000D"),
]
DATES = [
    change("no such day", "due: 2023", "2023-12-31", "2023-02-30", "没有“2023-02-30”这一天"),
    change("slashes", "due: 2023", "2023-12-31", "2023/12/31", "日期“2023/12/31”写法不对"),
    change("words", "due: 2023", "2023-12-31", "12月31日", "日期“12月31日”写法不对"),
    change("one digit", "issued: 2023", "2023-06-06", "2023-6-6", "日期“2023-6-6”写法不对"),
    change("no such month", "starts: 2023", "01-01", "13-01", "没有“2023-13-01”这一天"),
    change("the end before the start", "ends: 2023", "2023", "2022", "早于开始日期2023-01-01"),
]
QUOTES = [
    change("title", TITLE, "提高", '"提高', "引号没有成对"),
    change("title of the plan", 'title: "2023年太仓', '要点"', "要点", "引号没有成对"),
    change("title, single", TITLE, "提高", "'提高", "引号没有成对"),
    change("id", POINT, '"8"', '"8', "引号没有成对"),
    change("id, its first", POINT, '"8"', '8"', '编号“8"”只能用'),
    change("last id", '- id: "30.3"', '"30.3"', '"30.3', "引号没有成对"),
    change("last text", "text: 推广涉企", "推广", '"推广', "引号没有成对"),
    change("last text, single", "text: 推广涉企", "推广", "'推广", "引号没有成对"),
    change("preamble", 'preamble: "', '保障。"', "保障。", "引号没有成对"),
    change("hash", "text_sha256", 'dc0"', "dc0", "引号没有成对"),
    change("in a list", LEAD, "市商务局", '"市商务局', "引号没有成对"),
    change("text after", POINT, '"8"', '"8" 项', "引号后面还有文字"),
]
SYNTAX = [
    change("list not closed", LEAD, "]", "", "方括号 [ ] 没有成对, 或缺少逗号"),
    change("list not opened", LEAD, "[", "", "应是列表"),
    change("keys not closed", COURT, "}", "", "花括号 { } 没有成对, 或缺少逗号"),
    change("source not closed", "source: {", "}", "", "花括号 { } 没有成对, 或缺少逗号"),
    change("closed twice", COURT, "}", "}}", "花括号 { } 没有成对, 或缺少逗号"),
    change("no comma", LEAD, ", ", " ", "未登记的单位“市发改委 市商务局”"),
    change("no comma in keys", "市政府办公室: {", ", ", " ", "花括号 { } 没有成对, 或缺少逗号"),
    change("no blank", TITLE, "title: ", "title:", "这一行缺少“: ”"),
    change("no blank at the top", "year: 2023", ": ", ":", "这一行缺少“: ”"),
    change("no colon", TITLE, "title: ", "title ", "这一行缺少“: ”"),
    change("colon in text", TEXT, "部署", "部署: ", "这一行有多余的“: ”"),
    change("at sign", TITLE, "提高", "@提高", "文字以特殊符号(如 @ ` %)开头"),
    change("backtick", TITLE, "提高", "`提高", "文字以特殊符号(如 @ ` %)开头"),
    change("percent sign", TITLE, "提高", "%提高", "文字以特殊符号(如 @ ` %)开头"),
    change("star", TEXT, "部署", "*部署", "文字以 * 或 & 开头"),
    change("backslash", TITLE, "提高合法性审查工作质效", '"提高\\合法"', "反斜杠写法不对"),
    before("a second document", '  - id: "S3"', "---", "文件中间有“---”"),
    before("the end of a document", '  - id: "S3"', "...", "文件中间有“...”"),
    before("mark of a merge", TITLE, "<<<<<<< HEAD", "版本合并留下的标记"),
    before("middle of a merge", TITLE, "=======", "版本合并留下的标记"),
    insert("a line of words", TITLE, "随便写的一行", "这一行缺少“: ”"),
    insert("words, indented", TITLE, "        随便写的一行", "这一行缺少“: ”"),
]
TAGS = [
    change(
        "call",
        TITLE,
        "提高合法性审查工作质效",
        "!!python/object/apply:os.system [ls]",
        "不支持 YAML 标签",
    ),
    change("name", TITLE, "提高", "!!python/name:os.system 提高", "不支持 YAML 标签"),
    change("year", "year: 2023", "2023", "!!python/object/apply:os.getcwd []", "不支持 YAML 标签"),
    insert("new key", TITLE, "        kind: !!python/object:os.x {}", "不支持 YAML 标签"),
    change("number", "year: 2023", "2023", "!!int 2023", "不支持 YAML 标签"),
    change("own", TITLE, "提高", "!own 提高", "不支持 YAML 标签“!own”"),
    change("undeclared", TITLE, "提高", "!e!own 提高", "不支持 YAML 标签"),
    change("anchor", TITLE, "提高", "&a 提高", "不支持 YAML 的锚点与别名"),
    change("alias", TITLE, "提高合法性审查工作质效", "*a", "不支持 YAML 的锚点与别名"),
    insert("merge key", TITLE, "        <<: *a", "不支持 YAML 的锚点与别名"),
    Fault(
        "bomb",
        line_of("year: 2023"),
        0,
        ("a: &a [哈, 哈]", "b: &b [*a, *a]", "c: &c [*b, *b]", "d: [*c, *c]"),
        line_of("year: 2023") + 1,
        "不支持 YAML 的锚点与别名(& 和 *)(共9处)",
    ),
]
INDENTATION = [
    change("title deeper", TITLE, "        title", "          title", "缩进与上文不齐"),
    change("title by one", TITLE, "        title", "         title", "缩进与上文不齐"),
    change("title out", TITLE, "        title", "      title", "缩进与上文不齐"),
    change("title out by one", TITLE, "        title", "       title", "缩进与上文不齐"),
    change("title out by three", TITLE, "        title", "     title", "缩进与上文不齐"),
    change("leads deeper", LEAD, "        lead", "          lead", "缩进与上文不齐"),
    change("leads out", LEAD, "        lead", "      lead", "缩进与上文不齐"),
    change("measure deeper", MEASURE, "          -", "            -", "缩进与上文不齐"),
    change("measure out", MEASURE, "          -", "        -", "缩进与上文不齐"),
    change("measure out by one", MEASURE, "          -", "         -", "缩进与上文不齐"),
    change("point deeper", POINT, "      -", "        -", "缩进与上文不齐"),
    change("point out", POINT, "      -", "    -", "缩进与上文不齐"),
    change("section deeper", '- id: "S3"', "  -", "    -", "缩进与上文不齐"),
    change("section out", '- id: "S3"', "  -", "-", "缩进与上文不齐"),
    change("text deeper", TEXT, "            text", "              text", "缩进与上文不齐"),
    change("text out", TEXT, "            text", "          text", "缩进与上文不齐"),
    change("text out by one", TEXT, "            text", "           text", "缩进与上文不齐"),
    change("unit deeper", COURT, "  市法院", "    市法院", "缩进与上文不齐"),
    change("unit out", COURT, "  市法院", "市法院", "缩进与上文不齐"),
    change("unit out by one", COURT, "  市法院", " 市法院", "缩进与上文不齐"),
    change("year", "year: 2023", "year", " year", "缩进与上文不齐"),
    change("disclosure", "  disclosure", "  disc", "    disc", "缩进与上文不齐"),
    change_tasks("tasks out", "title: 纵深推进", "      tasks:", "缩进与上文不齐"),
]
HASHES = [
    change("of the source", "source: {", "7ac2f", "7ac2e", "的 SHA-256 与登记的不一致"),
    change("cut short", "text_sha256", "4783f", "783f", "不是 SHA-256 校验码"),
]
#: Found only where the text of the tree is otherwise sound: what it should print is then known.
TEXT_ONLY = [
    change("hash of the text", "text_sha256", "4783f", "4783e", "任务树印出的文件与原文不符"),
    change("a word", TEXT, "部署", "布置", "本单位在工作要点文件里改正过1处")._replace(
        line=line_of("text_sha256") + 1
    ),
    delete("leads", LEAD, line_of("text_sha256") + 1, "本单位在工作要点文件里改正过1处"),
]
FAMILIES = {
    "repeated": REPEATED,
    "unknown key": UNKNOWN_KEYS,
    "missing": MISSING,
    "type": TYPES,
    "unit": UNITS,
    "character": CHARACTERS,
    "date": DATES,
    "quote": QUOTES,
    "syntax": SYNTAX,
    "tag": TAGS,
    "indentation": INDENTATION,
    "hash": HASHES,
}
FAULTS = {f"{kind}: {fault.name}": fault for kind, faults in FAMILIES.items() for fault in faults}
