"""YAML text → a tree of located nodes, with every fault of the text found in one run.

Built from libyaml's events (PyYAML's own parser where libyaml is missing), so each node knows
its line and column and each scalar stays the text that was typed: ``1.10``, ``no`` and
``2023-6-1`` do not turn into something else.

A fault of syntax does not hide the next one: the line is reported, repaired or set aside, and the
rest is read again. These lines are named in the result, so that what is odd or missing because of
them is not reported a second time.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lawgov_cli.model import Problem
from lawgov_cli.yaml_mending import Fault, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 50


class Scalar(NamedTuple):
    """A single value, as the text typed."""

    text: str
    plain: bool
    line: int
    column: int


class Sequence(NamedTuple):
    """A YAML list."""

    items: list[Node]
    line: int
    column: int


class Mapping(NamedTuple):
    """A YAML mapping; a repeated key is reported and its later value left out."""

    pairs: dict[str, tuple[Scalar, Node]]
    line: int
    column: int
    end_line: list[int]


Node: TypeAlias = "Scalar | Sequence | Mapping"


class YamlTree(NamedTuple):
    """What was read: the root (``None`` where nothing could be) and the faults.

    ``lines`` are the lines as typed; ``lost`` and ``repaired`` the numbers of those that were
    left out, and of those read as something else than what stands there.
    """

    root: Node | None
    problems: list[Problem]
    lines: list[str]
    lost: frozenset[int] = frozenset()
    repaired: frozenset[int] = frozenset()


def read_yaml(data: bytes, file: str) -> YamlTree:
    """Read the bytes of one YAML file.

    Parameters:
        data: the file's bytes.
        file: the name printed in problems.
    """
    if len(data) > MAX_BYTES:
        problem = Problem(file, 0, 0, "文件过大(超过64 MiB)", "核对是否选错了文件")
        return YamlTree(None, [problem], [])
    problems: list[Problem] = []
    text = _decode(data, file, problems)
    if not text.strip():
        problems.append(Problem(file, 1, 1, "文件是空的", "填入内容, 或用 lawgov init 重新建立"))
        return YamlTree(None, problems, [])
    typed = text.split("\n")
    return _parse(_mend_characters(text, file, problems), typed, file, problems)


def _decode(data: bytes, file: str, problems: list[Problem]) -> str:
    """The text of *data*; a file that is not UTF-8 is reported and read as GB18030 or UTF-16."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        problems.append(Problem(file, 1, 1, "文件编码是 UTF-16", "用编辑器另存为 UTF-8"))
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            text = data.decode("utf-8", errors="replace")
            message = "文件不是 UTF-8 文本(可能是二进制文件)"
        else:
            message = "文件编码是 GBK, 应为 UTF-8"
        problems.append(Problem(file, line, 1, message, "用编辑器另存为 UTF-8"))
        return text


#: Blanks that look like an indentation and are none, and what they are called.
_BLANKS = {"\t": "制表符(Tab)", "\u3000": "全角空格", "\xa0": "不间断空格"}
_ODD_INDENT = re.compile(r"[ ]*[\t\u3000\xa0][ \t\u3000\xa0]*(?=\S)")
_ODD_GAP = re.compile(r"(?P<head>[ ]*(?:- +)?[^\s:\"']+:|[ ]*-)[ ]*(?P<blank>[\t\u3000\xa0])\s*(?=\S)")
_MARKER = re.compile(r"(---|\.\.\.)\s*\Z")
_WIDE_COLON = re.compile(
    r"(?P<key>[ ]*(?:-[ ]+)?(?:[A-Za-z_][\w-]*|[^\s:'\"：#]{1,40}(?=：\s*(?:[\[{].*)?$)))：[ ]?"
)
#: Characters no text needs: controls, line breaks known to YAML only, and the invisible ones.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
    "|\r(?!\\Z)"
)
_ODD = re.compile(f"{_HIDDEN.pattern}|[\t\u3000\xa0：]|^(---|\\.\\.\\.)", re.MULTILINE)


def _mend_characters(text: str, file: str, problems: list[Problem]) -> list[str]:
    """Report what no YAML should have in it line by line; return the lines without."""
    lines = text.split("\n")
    if not _ODD.search(text.replace("\r\n", "\n")):
        return lines
    mender = _LineMender(file, problems)
    for number, line in enumerate(lines, 1):
        lines[number - 1] = mender.mended(number, line, lines)
    return lines


class _LineMender:
    """Mends the characters of one line after another."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.begun = False

    def mended(self, number: int, line: str, lines: list[str]) -> str:
        """The line *number* as it most likely was meant."""
        if found := _HIDDEN.search(line):
            what = f"含有看不见的字符 U+{ord(found[0]):04X}"
            self._say(number, found.start(), what, "删去该字符")
            line = _HIDDEN.sub("", line)
        if blank := _ODD_INDENT.match(line):
            at = next(n for n, char in enumerate(line) if char in _BLANKS)
            self._say(number, at, f"缩进用了{_BLANKS[line[at]]}", "改成空格")
            line = _indent_like(lines[: number - 1]) + line[blank.end() :]
        if gap := _ODD_GAP.match(line):
            what = f"“{gap['head'].strip()[-1]}”后面用了{_BLANKS[gap['blank']]}"
            self._say(number, gap.start("blank"), what, "改成空格")
            line = f"{gap['head']} {line[gap.end() :]}"
        if wide := _WIDE_COLON.match(line):
            key = wide["key"].strip().removeprefix("-").strip()
            what = f"键“{key}”后面是全角冒号“：”"
            self._say(number, wide.end("key"), what, "改成半角冒号加一个空格“: ”")
            line = f"{wide['key']}: {line[wide.end() :]}"
        if self.begun and _MARKER.match(line):
            self._say(number, 0, f"文件中间有“{line.strip()}”", "一个文件只放一份, 删去这一行")
            line = ""
        self.begun = self.begun or bool(line.strip() and line[0] not in "#%-")
        return line

    def _say(self, number: int, before: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, number, before + 1, message, remedy))


def _indent_like(before: list[str]) -> str:
    """The indentation a mended line most likely meant: that of the line above, or one deeper."""
    above = next((line for line in reversed(before) if line.strip()), "")
    indent = len(above) - len(above.lstrip(" "))
    if above.lstrip().startswith("- "):
        indent += 2
    if above.rstrip().endswith(":"):
        indent += 2
    return " " * indent


def _parse(lines: list[str], typed: list[str], file: str, problems: list[Problem]) -> YamlTree:
    """Parse; where that fails, report what is wrong and parse the lines as mended."""
    import yaml

    found: list[Problem] = []
    try:
        root = _Builder(file, found).build(_events("\n".join(lines)))
    except yaml.MarkedYAMLError:
        mended = mend(lines, _first_fault)
    else:
        return YamlTree(root, [*problems, *found], typed)
    told = {problem.line for problem in problems}
    problems += [
        Problem(file, fault.line, fault.column, fault.message, fault.remedy)
        for fault in mended.faults
        if fault.line not in told
    ]
    root, found = None, []
    with contextlib.suppress(yaml.MarkedYAMLError):
        root = _Builder(file, found).build(_events("\n".join(mended.lines)))
    problems += [problem for problem in found if problem.line not in mended.repaired]
    return YamlTree(root, problems, typed, frozenset(mended.lost), frozenset(mended.repaired))


def _first_fault(lines: list[str]) -> Fault | None:
    """Where the parser cannot go on, and why."""
    import yaml

    try:
        for _ in _events("\n".join(lines)):
            pass
    except yaml.MarkedYAMLError as error:
        return _explain(error)
    return None


def _events(text: str) -> Iterator[Any]:
    """The parser's events; both of PyYAML's loaders give the same ones."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


#: A piece of the parser's message → what it means to the person who typed the file.
_SYNTAX = (
    ("mapping values are not allowed", "这一行有多余的“: ”", "核对缩进, 或给含“: ”的文字加引号"),
    ("could not find expected ':'", "这一行缺少“: ”", "键后面加半角冒号和空格"),
    ("cannot start any token", "文字以特殊符号(如 @ ` %)开头", "给整段文字加引号"),
    ("unexpected end of stream", "引号没有成对", "补上另一个引号"),
    ("document separator", "引号没有成对", "补上另一个引号"),
    ("expected ',' or ']'", "方括号 [ ] 没有成对, 或缺少逗号", "补全方括号和逗号"),
    ("expected ',' or '}'", "花括号 { } 没有成对, 或缺少逗号", "补全花括号和逗号"),
    ("expected key", "缩进与上文不齐", "让同一级的键对齐"),
    ("expected <block end>", "缩进与上文不齐", "让同一级的键对齐"),
    ("'-' indicator", "缩进与上文不齐", "让同一级的“- ”对齐"),
    ("expected the node content", "这里缺少内容", "补上内容"),
    ("unknown escape character", "双引号里的反斜杠写法不对", "改用单引号, 或写成 \\\\"),
    ("undefined tag handle", "不支持 YAML 标签", "删去标签"),
    ("expected alphabetic or numeric", "文字以 * 或 & 开头", "给整段文字加引号"),
    ("expected <document start>", "文件里有多余的内容", "核对缩进和“---”"),
)


#: Within these the parser runs on, so what it was in the middle of is where it went wrong.
_SPANNING = ("quoted scalar", "flow sequence", "flow mapping")


def _explain(error: Any) -> Fault:  # noqa: ANN401 - yaml is imported late
    """What one fault of syntax means to the person who typed the file."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(name in said for name in _SPANNING):
        mark = error.context_mark
    message, remedy = next(
        ((what, fix) for piece, what, fix in _SYNTAX if piece in said),
        ("不合 YAML 写法", "对照 data/workpoints-2023.yaml 的写法核对这一行"),
    )
    return Fault(mark.line + 1, mark.line + 1, mark.column + 1, message, remedy)


_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str"}


class _Builder:
    """Events → nodes, without recursion, reporting what the format does not allow."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.links: list[tuple[int, int]] = []

    def build(self, events: Iterator[Any]) -> Node | None:
        """The root node of the first document."""
        root: Node | None = None
        stack: list[Node] = []
        keys: list[Scalar | None] = []
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._say(
                        event,
                        "文件里有第二份 YAML 文档(---)",
                        "一个文件只放一份, 删去“---”及其后内容",
                    )
                    break
            elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
                closed = stack.pop()
                keys.pop()
                if isinstance(closed, Mapping):
                    closed.end_line.append(event.end_mark.line + 1)
            elif node := self._node(event, kind):
                root = root or node
                self._attach(node, stack, keys)
                if not isinstance(node, Scalar):
                    if len(stack) >= MAX_DEPTH:
                        self._say(event, f"嵌套超过{MAX_DEPTH}层", "核对缩进")
                        break
                    stack.append(node)
                    keys.append(None)
        self._report_links()
        return root

    def _node(self, event: Any, kind: str) -> Node | None:  # noqa: ANN401
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self.links.append((event.start_mark.line + 1, event.start_mark.column + 1))
        tag = getattr(event, "tag", None)
        if tag not in _PLAIN_TAGS:
            self._say(event, f"不支持 YAML 标签“{tag}”", "删去标签, 只保留文字")
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind == "ScalarEvent":
            return Scalar(event.value, event.style in {None, ""}, line, column)
        if kind == "AliasEvent":
            return Scalar("", plain=True, line=line, column=column)
        if kind == "SequenceStartEvent":
            return Sequence([], line, column)
        if kind == "MappingStartEvent":
            return Mapping({}, line, column, [])
        return None

    def _attach(self, node: Node, stack: list[Node], keys: list[Scalar | None]) -> None:
        """Put *node* where it belongs: into the list, as a key, or as the value of the last key."""
        if not stack:
            return
        holder = stack[-1]
        if isinstance(holder, Sequence):
            holder.items.append(node)
        elif isinstance(holder, Mapping):
            key = keys[-1]
            if key is None:
                keys[-1] = self._key(node)
            else:
                self._pair(holder, key, node)
                keys[-1] = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self._at(node.line, node.column, "键不是一个名称", "键只能是文字")
        return Scalar("", plain=True, line=node.line, column=node.column)

    def _pair(self, holder: Mapping, key: Scalar, node: Node) -> None:
        if key.text in holder.pairs:
            first = holder.pairs[key.text][0].line
            self._at(key.line, key.column, f"键“{key.text}”重复(首次在第{first}行)", "删去一处")
        else:
            holder.pairs[key.text] = (key, node)

    def _report_links(self) -> None:
        """Anchors and aliases once for the whole file: they are never followed."""
        if self.links:
            line, column = self.links[0]
            many = f"(共{len(self.links)}处)" if len(self.links) > 1 else ""
            self._at(line, column, f"不支持 YAML 的锚点与别名(& 和 *){many}", "把内容直接写在这里")

    def _say(self, event: Any, message: str, remedy: str) -> None:  # noqa: ANN401
        self._at(event.start_mark.line + 1, event.start_mark.column + 1, message, remedy)

    def _at(self, line: int, column: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, column, message, remedy))
