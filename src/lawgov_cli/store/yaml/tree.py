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
from typing import TYPE_CHECKING, Any, TypeAlias

from lawgov_cli.base.problems import Problem
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.yaml.characters import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.store.yaml.mending import Fault

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
    left out, and of those read as something else than what stands there; ``links`` of those with
    anchors or aliases, which are not followed.
    """

    root: Node | None
    problems: list[Problem]
    lines: list[str]
    lost: frozenset[int] = frozenset()
    repaired: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()


def read_yaml(data: bytes, file: str) -> YamlTree:
    """Read the bytes of one YAML file.

    Parameters:
        data: the file's bytes.
        file: the name printed in problems.
    """
    if len(data) > MAX_BYTES:
        problem = Problem(file, 0, 0, "文件过大(超过64 MiB)", "核对是否选错了文件")
        return YamlTree(None, [problem], [])
    text = read_text(data, file)
    if text.lines is None:
        return YamlTree(None, text.problems, [])
    problems = text.problems
    tree = _parse(text.lines, text.typed, file, problems)
    blank = tree.root is None or (isinstance(tree.root, Scalar) and not tree.root.text)
    if blank and not problems:
        problem = Problem(file, 1, 1, "文件是空的", "填入内容, 或用 lawgov init 重新建立")
        return tree._replace(root=None, problems=[problem])
    return tree


def read_strictly(text: str) -> Node | None:
    """The root of *text* as it stands; ``None`` where there is anything wrong with it."""
    import yaml

    builder = _Builder("")
    try:
        root = builder.build(_events(text))
    except yaml.YAMLError:
        return None
    return None if builder.problems else root


def _parse(lines: list[str], typed: list[str], file: str, problems: list[Problem]) -> YamlTree:
    """Parse; where that fails, report what is wrong and parse the lines as mended."""
    import yaml

    builder = _Builder(file)
    try:
        root = builder.build(_events("\n".join(lines)))
    except yaml.MarkedYAMLError:
        from lawgov_cli.store.yaml.mending import mend  # most files need none of it

        mended = mend(lines, _first_fault)
    else:
        links = frozenset(line for line, _ in builder.links)
        return YamlTree(root, [*problems, *builder.problems], typed, links=links)
    told = {problem.line for problem in problems}
    problems += [
        Problem(file, fault.line, fault.column, fault.message, fault.remedy)
        for fault in mended.faults
        if fault.line not in told
    ]
    root, builder = None, _Builder(file)
    with contextlib.suppress(yaml.MarkedYAMLError):
        root = builder.build(_events("\n".join(mended.lines)))
    problems += [p for p in builder.problems if p.line not in mended.repaired]
    links = frozenset(line for line, _ in builder.links)
    lost, repaired = frozenset(mended.lost), frozenset(mended.repaired)
    return YamlTree(root, problems, typed, lost, repaired, links)


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
    ("hexdecimal number", "双引号里的反斜杠写法不对", "改用单引号, 或写成 \\\\"),
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
    from lawgov_cli.store.yaml.mending import Fault

    return Fault(mark.line + 1, mark.line + 1, mark.column + 1, message, remedy)


_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str"}


class _Builder:
    """Events → nodes, without recursion, reporting what the format does not allow."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
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
