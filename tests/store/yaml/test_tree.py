from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.yaml.tree import Mapping, Scalar, Sequence, read_yaml
from tests.helpers import SMALL_PLAN


def plain(node: object) -> Any:  # noqa: ANN401 - a tree of texts, lists and mappings
    """A node as texts, lists and mappings, without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {key: plain(value) for key, (_, value) in node.pairs.items()}


def problems(text: str) -> list[str]:
    return [f"{p.line}:{p.column} {p.message}" for p in read_yaml(text.encode(), "p").problems]


def test_nodes_know_their_text_and_place() -> None:
    tree = read_yaml(b"a: 1.10\nb:\n  - 'no'\n  - {c: ~}\n", "p")
    assert plain(tree.root) == {"a": "1.10", "b": ["no", {"c": "~"}]}
    assert isinstance(tree.root, Mapping)
    key, value = tree.root.pairs["a"]
    assert key == Scalar("a", True, 1, 1)  # noqa: FBT003 - plain
    assert value == Scalar("1.10", True, 1, 4)  # noqa: FBT003 - plain
    items = tree.root.pairs["b"][1]
    assert isinstance(items, Sequence)
    assert items.items[0] == Scalar("no", False, 3, 5)  # noqa: FBT003 - quoted
    assert tree.problems == []
    assert not (tree.lost | tree.repaired | tree.links)


def test_the_first_of_repeated_keys_is_kept() -> None:
    tree = read_yaml(b"a: 1\na: 2\n", "p")
    assert plain(tree.root) == {"a": "1"}
    assert problems("a: 1\na: 2\n") == ["2:1 键“a”重复(首次在第1行)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("? [a, b]\n: 1\n", ["1:3 键不是一个名称"]),
        ("a: 1\n--- b\n", ["2:1 文件里有第二份 YAML 文档(---)"]),
        ("a: &x 1\nb: *x\n", ["1:4 不支持 YAML 的锚点与别名(& 和 *)(共2处)"]),
        ("a: !x 1\n", ["1:4 不支持 YAML 标签“!x”"]),
        ("a: !!str 1\n", []),
        ("a: ! 1\n", []),
        ("a: |\n  x\n  y\n", []),
        ("a: 'x\n  y'\nb: [1,\n  2]\n", []),
        ("%YAML 1.1\n---\na: 1\n", []),
        ("# x\n---\na: 1\n...\n", ["4:1 文件中间有“...”"]),
    ],
)
def test_what_the_format_does_not_allow(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_nesting_without_end_is_cut_off() -> None:
    assert problems("[" * 51 + "]" * 51) == ["1:51 嵌套超过50层"]
    assert problems("[" * 50 + "]" * 50) == []


def test_lines_repaired_and_left_out_are_named() -> None:
    tree = read_yaml(b"a: [1\nb: 2\n<<<<<<<\nc: 3\n", "p")
    assert tree.repaired == frozenset({1})
    assert tree.lost == frozenset({3})
    assert plain(tree.root) == {"a": ["1"], "b": "2", "c": "3"}
    assert tree.lines == ["a: [1", "b: 2", "<<<<<<<", "c: 3", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "1\nb: "2"\nc: "3"\n', ["1:4 引号没有成对"]),
        ('a: ["1]\nb: ["2"]\n', ["1:5 引号没有成对"]),
        ("a: [\nb: 1\n", ["1:4 方括号 [ ] 没有成对, 或缺少逗号"]),
        ("a: [x\n\nb: 1\n", ["1:4 方括号 [ ] 没有成对, 或缺少逗号"]),
        ("a: {x: [1, y: 2\nb: 1\n", ["1:4 花括号 { } 没有成对, 或缺少逗号"]),
        ("a: [x y: , 1]]\nb: 1\n", ["1:4 方括号 [ ] 没有成对, 或缺少逗号"]),
        ("a:1\nb: 2\n", ["1:2 这一行缺少“: ”"]),
        ("b: 2\na 1\n", ["2:2 这一行缺少“: ”"]),
        ("b: 2\n随便\nc: 3\n", ["2:1 这一行缺少“: ”"]),
        ("a: @x\n", ["1:4 文字以特殊符号(如 @ ` %)开头"]),
        ('a: "x" y\nb: 1\n', ["1:4 引号后面还有文字"]),
        ("a: 'it''s' y\nb: 1\n", ["1:4 引号后面还有文字"]),
        ('a: "\\x"\nb: 1\n', ["1:4 双引号里的反斜杠写法不对"]),
        ('a: "\\政"\nb: 1\n', ["1:4 双引号里的反斜杠写法不对"]),
        ("a: x: y\n", ["1:5 这一行有多余的“: ”"]),
        ("a:\n  b: 1\n c: 2\n", ["3:2 缩进与上文不齐"]),
        ("  a: 1\nb: 2\n", ["2:1 缩进与上文不齐"]),
        (
            "a:\n  - b: 1\n    c: 2\n - b: 3\n   c: 4\n",
            ["4:2 缩进与上文不齐", "5:4 缩进与上文不齐"],
        ),
        ("# x\na: 1\n\n b: 2\n# y\nc: 3\n", ["4:2 缩进与上文不齐"]),
        ('a: "x\n  y"\nb: [1\nc: 2\n', ["3:4 方括号 [ ] 没有成对, 或缺少逗号"]),
        ("a: 1\n\n\n}\n\nb: 2\n", ["4:1 不合 YAML 写法"]),
        ("]\n", ["1:1 不合 YAML 写法"]),
        ("a: 1\n]\nb: 2\n", ["2:1 不合 YAML 写法"]),
        ("a: b\n  - c\n  d: 1\ne: 2\n", ["3:3 缩进与上文不齐"]),
    ],
)
def test_the_line_at_fault_is_found_and_the_rest_is_read(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_after_forty_faults_reading_on_helps_nobody() -> None:
    assert len(problems("".join(f"k{n}: @\n" for n in range(60)))) == 40


def test_a_line_is_not_repaired_back_and_forth() -> None:
    """A repair that breaks another line was once tried for ever."""
    for text in ("a: [\n- b: {]\n c\n", "x\n  y: '[\n- : ]\n\t: z\n", 'a: "[\nb: ]"\n  - c: "\n'):
        assert problems(text)


BITS = st.sampled_from(
    [*"\"'[]{},:：-# \t\n&*!|>@%\\，。甲x1\0\u3000", "- ", "---\n", "  ", "*a", "id: "]
)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 5), BITS), min_size=1, max_size=6))
def test_whatever_is_done_to_a_plan_it_is_read_or_explained(
    edits: list[tuple[int, int, str]],
) -> None:
    text = SMALL_PLAN
    for place, removed, added in edits:
        text = text[:place] + added + text[place + removed :]
    loaded = read_plan(text.encode(), "p")
    assert (loaded.plan is None) is any(problem.is_error for problem in loaded.problems)
    lines = [problem.line for problem in loaded.problems]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 2 for line in lines)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_explained(data: bytes) -> None:
    loaded = read_plan(data, "p")
    assert loaded.plan is None
    assert loaded.problems
