"""What a person wrote in a report survives the next run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.render.fences import merged, outside, passages, unclosed

NEW = """\
# 月报

共30项。

<!-- 手写: 补充 -->
<!-- 手写结束 -->

完。
"""


def written(text: str, name: str = "补充") -> str:
    return NEW.replace("<!-- 手写: 补充 -->\n", f"<!-- 手写: {name} -->\n{text}\n")


def test_what_was_written_is_put_into_the_new_text() -> None:
    assert merged(NEW.replace("30", "29"), written("手写一行\n\n- 又一行")) == written(
        "手写一行\n\n- 又一行"
    ).replace("30", "29")


def test_what_stands_outside_the_marks_is_the_program_s() -> None:
    assert merged(NEW, written("手写").replace("共30项", "共99项")) == written("手写")


def test_what_the_template_has_between_the_marks_gives_way_to_what_was_written() -> None:
    assert merged(written("无。"), written("有一事。")) == written("有一事。")
    assert merged(written("无。"), NEW) == NEW  # deleted on purpose
    assert merged(written("无。"), "# 旧\n") == written("无。")


def test_a_passage_that_the_new_text_has_no_place_for_goes_to_its_end() -> None:
    assert merged(NEW, written("旧话", "旧名")) == (
        f"{NEW}\n<!-- 手写: 旧名 -->\n旧话\n<!-- 手写结束 -->\n"
    )


def test_an_empty_passage_without_a_place_is_dropped() -> None:
    assert merged(NEW, NEW.replace("补充", "旧名")) == NEW


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- 手写: 补充 -->",
        "<!--手写:补充-->",
        "  <!-- 手写：补充 -->  ",
        "\t<!--  手写:   补充   -->",
    ],
)
def test_marks_may_be_spaced_and_punctuated_as_an_editor_leaves_them(mark: str) -> None:
    assert passages(f"{mark}\n手写\n <!-- 手写结束 -->\n") == {"补充": ["手写"]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "手写: 补充",
        "前面有字 <!-- 手写: 补充 -->\n手写\n<!-- 手写结束 -->",
        "<!-- 手写: 补充 -->\n没有结束\n",
        "<!-- 手写结束 -->\n",
    ],
)
def test_what_is_not_marked_on_both_sides_is_no_passage(text: str) -> None:
    assert passages(text) == {}


def test_of_two_passages_of_one_name_the_first_counts() -> None:
    text = "<!-- 手写: 甲 -->\n一\n<!-- 手写结束 -->\n<!-- 手写: 甲 -->\n二\n<!-- 手写结束 -->\n"
    assert passages(text) == {"甲": ["一"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (NEW, ""),
        ("", ""),
        (NEW.replace("<!-- 手写结束 -->\n", "手写一行\n"), "补充"),
        ("<!-- 手写: 甲 -->\n一\n<!-- 手写: 乙 -->\n二\n<!-- 手写结束 -->\n", "甲"),
        ("<!-- 手写: 甲 -->\n一\n<!-- 手写结束 -->\n<!-- 手写: 乙 -->\n", "乙"),
        ("<!-- 手写结束 -->\n", ""),
    ],
)
def test_a_passage_whose_closing_mark_was_deleted_is_named(text: str, name: str) -> None:
    assert unclosed(text) == name


def test_windows_line_ends_in_the_old_file_do_not_matter() -> None:
    assert merged(NEW, written("手写").replace("\n", "\r\n")) == written("手写")
    assert outside(written("手写").replace("\n", "\r\n")) == outside(NEW)


def test_outside_is_everything_but_what_was_written() -> None:
    assert outside(written("手写")) == outside(NEW)
    assert outside(written("手写").replace("30", "29")) != outside(NEW)
    assert outside(written("手写").replace("完", "止")) != outside(NEW)
    assert "手写一行" not in outside(written("手写一行"))


#: Lines that are no marks and that no line break hides in.
PROSE = st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])), max_size=4)


@given(PROSE)
def test_whatever_is_written_survives_any_number_of_runs(lines: list[str]) -> None:
    old = written("\n".join(lines)) if lines else NEW
    once = merged(NEW, old)
    assert once == old
    assert merged(NEW, once) == once
    assert outside(once) == outside(NEW)
