from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.yaml.reading import NodeReader, is_null
from lawgov_cli.store.yaml.tree import Mapping, read_yaml

if TYPE_CHECKING:
    from lawgov_cli.store.yaml.tree import Node


def reading(text: str) -> tuple[NodeReader, dict[str, Node]]:
    """A reader of *text*, and the values of its outermost keys."""
    tree = read_yaml(text.encode(), "p")
    assert isinstance(tree.root, Mapping)
    return NodeReader("p", tree), {key: value for key, (_, value) in tree.root.pairs.items()}


def said(reader: NodeReader) -> list[str]:
    return [f"{p.line}:{p.column} {p.message} | {p.remedy}" for p in reader.problems]


def test_values_of_the_right_kind() -> None:
    reader, nodes = reading("a: x\nb: [x, y]\nc: 2023-02-28\nd: 1.5\ne: yes\n")
    assert reader.text(nodes["a"]) == "x"
    assert [item.text for item in reader.items(nodes["b"])] == ["x", "y"]
    assert [item.text for item in reader.one_or_more(nodes["a"])] == ["x"]
    assert [item.text for item in reader.one_or_more(nodes["b"])] == ["x", "y"]
    assert reader.day(nodes["c"]) == date(2023, 2, 28)
    assert reader.number(nodes["d"], 7) == 1.5
    assert reader.choice(nodes["e"], ["yes", "no"]) == "yes"
    assert len(reader.sequence(nodes["b"], "")) == 2
    assert said(reader) == []


def test_what_is_absent_is_empty() -> None:
    reader, _ = reading("a: x\n")
    assert (reader.text(None), reader.items(None), reader.one_or_more(None)) == ("", [], [])
    assert (reader.day(None), reader.choice(None, ["x"]), reader.sequence(None, "")) == (
        None,
        "",
        [],
    )
    assert reader.mapping(None).pairs == {}
    assert said(reader) == []


@pytest.mark.parametrize(
    ("value", "method", "expected"),
    [
        ("", "text", "1:3 这个键没有值 | 填上内容, 或删去这一行"),
        ("~", "text", "1:4 这个键没有值 | 填上内容, 或删去这一行"),
        ("null", "text", "1:4 这个键没有值 | 填上内容, 或删去这一行"),
        ("[x]", "text", "1:4 这里应是一段文字 | 写成一个值, 不要用列表或“键: 值”"),
        ("x", "items", "1:4 “x”应是列表 | 写成 [x]"),
        ("［x，y、z］", "items", "1:4 “［x，y、z］”应是列表 | 写成 [x, y, z]"),
        ("{x: y}", "items", "1:4 这里应是列表 | 写成 [甲, 乙]"),
        ("[[x]]", "items", "1:5 列表里应是一个个名称 | 写成 [甲, 乙]"),
        ("['']", "items", "1:5 列表里应是一个个名称 | 写成 [甲, 乙]"),
        ("", "items", "1:3 这个键没有值 | 写成 [甲, 乙], 没有就写 []"),
        ("2023-2-8", "day", "1:4 日期“2023-2-8”写法不对 | 写成 2023-06-06 这样"),
        ("2023-02-30", "day", "1:4 没有“2023-02-30”这一天 | 核对日期"),
        ("x", "mapping", "1:4 这里应是“键: 值” | 按“键: 值”分行写"),
    ],
)
def test_values_of_another_kind(value: str, method: str, expected: str) -> None:
    reader, nodes = reading(f"a: {value}\n")
    getattr(reader, method)(nodes["a"])
    assert said(reader) == [expected]


def test_numbers_choices_and_lists_of_another_kind() -> None:
    reader, nodes = reading("a: -1\nb: x\nc: y\n")
    assert reader.number(nodes["a"], 7) == 7
    assert reader.choice(nodes["b"], ["p", "q"]) == ""
    assert reader.sequence(nodes["c"], "补上") == []
    assert said(reader) == [
        "1:4 “-1”应是数字 | 写成 30 这样",
        "2:4 不认识的值“x” | 可用: p、q",
        "3:4 这里应是列表 | 补上",
    ]


def test_an_empty_number_is_said_once() -> None:
    reader, nodes = reading("a:\n")
    assert reader.number(nodes["a"], 7) == 7
    assert said(reader) == ["1:3 这个键没有值 | 填上内容, 或删去这一行"]


def test_an_empty_mapping_is_allowed() -> None:
    reader, nodes = reading("a:\n")
    assert reader.mapping(nodes["a"]).pairs == {}
    assert said(reader) == []


def test_one_place_is_reported_once() -> None:
    reader, nodes = reading("a: x\n")
    reader.wrong(nodes["a"], "一", "")
    reader.wrong(nodes["a"], "二", "")
    assert said(reader) == ["1:4 一 | "]


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("lead: x\n", ["lead"], []),
        ("leed: x\n", ["lead"], ["1:1 不认识的键“leed”, 是否为“lead”? | 这里可用: lead、title"]),
        (
            "leed:\nlead: x\n",
            ["lead"],
            ["1:1 不认识的键“leed”, 是否为“lead”? | 这里可用: lead、title"],
        ),
        (
            "leed: y\nlead: x\n",
            ["lead"],
            ["1:1 不认识的键“leed”, 是否为“lead”? | 这里可用: lead、title"],
        ),
        ("zzz: x\n", [], ["1:1 不认识的键“zzz” | 这里可用: lead、title"]),
        ("'': x\n", [], ["1:1 不认识的键“” | 这里可用: lead、title"]),
    ],
)
def test_a_key_misspelt_is_reported_and_read_as_what_it_was_meant_to_be(
    text: str, keys: list[str], expected: list[str]
) -> None:
    tree = read_yaml(text.encode(), "p")
    assert tree.root is not None
    reader = NodeReader("p", tree)
    found = reader.keys(tree.root, ["lead", "title"])
    assert [name for name in found if name] == keys
    assert said(reader) == expected
    if "lead" in found:
        assert reader.text(found["lead"]) == "x"


def test_a_key_in_chinese_stands_for_the_one_that_is_missing() -> None:
    tree = read_yaml("标题: x\n".encode(), "p")
    assert tree.root is not None
    reader = NodeReader("p", tree)
    assert reader.text(reader.keys(tree.root, ["title"], ["title"])["title"]) == "x"
    assert len(reader.problems) == 1


def test_missing_keys_are_each_reported_at_the_beginning_of_their_mapping() -> None:
    tree = read_yaml(b"a: 1\n", "p")
    assert tree.root is not None
    reader = NodeReader("p", tree)
    reader.keys(tree.root, ["a", "b", "c"], ["a", "b", "c"])
    assert said(reader) == [
        "1:1 缺少必需的键“b” | 补上一行“b: …”",
        "1:1 缺少必需的键“c” | 补上一行“c: …”",
    ]


def test_what_was_on_a_line_left_out_is_not_missed() -> None:
    tree = read_yaml(b"a: 1\n}b: 2\nc: 3\n", "p")
    assert tree.root is not None
    assert tree.lost == {2}
    reader = NodeReader("p", tree)
    reader.keys(tree.root, ["a", "b", "c", "d"], ["b", "d"])
    assert [p.message for p in reader.problems[1:]] == ["缺少必需的键“d”"]


def test_a_line_left_out_far_deeper_is_no_excuse() -> None:
    for blanks, messages in ((8, ["缺少必需的键“c”"]), (3, [])):
        tree = read_yaml(f"a: 1\nb:\n{' ' * blanks}}}c: 1\nd: 2\n".encode(), "p")
        assert tree.root is not None
        assert tree.lost == {3}
        reader = NodeReader("p", tree)
        reader.keys(tree.root, ["a", "b", "c", "d"], ["c"])
        assert [problem.message for problem in reader.problems[1:]] == messages


def test_a_value_on_a_line_left_out_is_not_missed() -> None:
    tree = read_yaml(b"a:\n  }x\nb: 3\n", "p")
    assert isinstance(tree.root, Mapping)
    assert tree.lost == {2}
    reader = NodeReader("p", tree)
    value = tree.root.pairs["a"][1]
    assert is_null(value)
    assert (reader.text(value), reader.items(value), reader.sequence(value, "")) == ("", [], [])
    assert len(reader.problems) == 1


def test_names_are_looked_for_on_lines_in_which_something_is_wrong() -> None:
    tree = read_yaml("甲局: [1\n乙局: 2\n".encode(), "p")
    reader = NodeReader("p", tree)
    assert reader.on_faulty_line("甲局")
    assert not reader.on_faulty_line("乙局")
