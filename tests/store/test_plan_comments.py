"""Comments in the plan's file stay with what they are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawgov_cli.store.plan_comments import with_comments

ROOT = Path(__file__).parents[2]
NEW = """\
# yaml-language-server: $schema=workpoints.schema.json
schema: 1
title: 要点
units:
  市财政局: {abbr: czj}
tasks:
  - id: "S1"
    title: 一
    tasks:
      - id: "8"
        title: "清查 # 资产"
        lead: [市财政局]
"""


@pytest.mark.parametrize(
    ("line", "commented"),
    [
        ("schema: 1", "# 共三份, 以此为准\nschema: 1"),
        ("title: 要点", "title: 要点  # 与印发稿核对过"),
        ("  市财政局: {abbr: czj}", "  # 原财税局\n  市财政局: {abbr: czj}  # 张三"),
        ('      - id: "8"', '      # 第一条\n      # 第二条\n      - id: "8"'),
        ('        title: "清查 # 资产"', '        title: "清查 # 资产"  # 标题核对过'),
        ("        lead: [市财政局]", "        # 7月起换人\n        lead: [市财政局]"),
        ("        lead: [市财政局]", "        lead: [市财政局]\n# 文件末尾"),
    ],
)
def test_a_comment_comes_back_where_it_stood(line: str, commented: str) -> None:
    old = NEW.replace(line, commented)
    assert with_comments(NEW, old) == (old, [])
    assert with_comments(with_comments(NEW, old)[0], "") == (old, [])


def test_comments_on_every_line_of_a_whole_plan_come_back() -> None:
    plain = (ROOT / "data" / "workpoints-2023.yaml").read_text("utf-8")
    head, *lines = plain.splitlines()
    commented = [f"# 第{n}行\n{line}" for n, line in enumerate(lines)]
    old = "\n".join([head, *commented]) + "\n"
    made, lost = with_comments(plain, old)
    assert [line.strip() for line in made.splitlines()] == [
        line.strip() for line in old.splitlines()
    ]
    assert lost == []


def test_a_comment_moves_with_its_task() -> None:
    old = NEW.replace('      - id: "8"', '      # 张三在办\n      - id: "8"')
    new = NEW.replace('id: "S1"', 'id: "S2"').replace("    tasks:\n      -", "    tasks:\n      -")
    assert '      # 张三在办\n      - id: "8"' in with_comments(new, old)[0]


def test_where_the_key_is_gone_the_comment_goes_to_its_task() -> None:
    old = NEW.replace("[市财政局]", "[市财政局]  # 待定")
    made, lost = with_comments(NEW.replace("        lead: [市财政局]\n", ""), old)
    assert '      # 待定\n      - id: "8"' in made
    assert lost == []


def test_a_list_on_several_lines_keeps_its_comments() -> None:
    old = NEW.replace("lead: [市财政局]", "lead:\n          - 市财政局  # 张三")
    assert with_comments(NEW, old)[0].count("# 张三") == 1


def test_a_comment_of_a_task_that_is_gone_is_named() -> None:
    old = NEW + '      - id: "9"\n        title: 别的  # 李四\n'
    assert with_comments(NEW, old) == (NEW, ["# 李四"])


def test_a_number_sign_inside_a_text_is_no_comment() -> None:
    old = NEW.replace("title: 要点", "title: |\n  要点\n  # 一行正文\nyear: 2025")
    assert with_comments(NEW, old) == (NEW, [])
    assert with_comments(NEW, NEW.replace("要点", "3#楼要点")) == (NEW, [])
