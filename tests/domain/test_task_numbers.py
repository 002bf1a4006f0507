from __future__ import annotations

import pytest

from lawgov_cli.base.absent import NoSuchSection, NoSuchTask
from lawgov_cli.base.errors import UnreadableReference
from lawgov_cli.domain.task_numbers import (
    is_reference,
    known_numbers,
    resolve_section,
    resolve_tasks,
)
from tests.helpers import SHIPPED_PLAN, plan_of

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))


def ids(*words: str) -> list[str]:
    return [task.id for task in resolve_tasks(words, PLAN)]


@pytest.mark.parametrize(
    "word",
    [
        "8",
        "08",
        "８",
        "八",
        "(八)",
        "（八）",
        "第8项",
        "第八项",
        "8项",
        "8、",
        "8.",
        "【8】",
        " 8 ",
    ],
)
def test_a_point_is_named_in_any_notation(word: str) -> None:
    assert ids(word) == ["8"]


@pytest.mark.parametrize("word", ["8.2", "８．２", "第8.2项", "(8.2)"])
def test_a_measure_is_named_by_its_point_and_number(word: str) -> None:
    assert ids(word) == ["8.2"]


@pytest.mark.parametrize("word", ["三（八）", "三、（八）", "三、 (八)", "第三部分第八项"])
def test_a_point_is_named_by_its_section_and_its_number_there(word: str) -> None:
    assert ids(word) == ["8"]


def test_a_number_that_the_section_does_not_have_is_not_looked_for_elsewhere() -> None:
    with pytest.raises(NoSuchTask) as caught:
        ids("二、（八）")
    assert caught.value.message == (
        "没有第二、(八)项: “不断增强政府依法履职效能”里没有印作(八)的要点。"
    )
    with pytest.raises(NoSuchSection):
        ids("九（八）")


def test_a_list_of_points_is_not_a_section_and_a_point() -> None:
    assert ids("一、二") == ["1", "2"]
    assert ids("（一）、（二）") == ["1", "2"]


@pytest.mark.parametrize("word", ["S9", "s3.1"])
def test_a_section_that_is_not_there_is_said_with_those_that_are(word: str) -> None:
    with pytest.raises(NoSuchSection) as caught:
        ids(word)
    assert caught.value.message.startswith(f"没有“{word}”这个部分。本要点的部分: 一 加强党对")
    assert is_reference(word, PLAN)


def test_a_section_is_named_in_either_case() -> None:
    assert ids("S3", "s3") == ["S3"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("1-3,7", ["1", "2", "3", "7"]),
        ("1－3，7", ["1", "2", "3", "7"]),
        ("1~3、7", ["1", "2", "3", "7"]),
        ("一至三;七", ["1", "2", "3", "7"]),
        ("第1项到第3项 7", ["1", "2", "3", "7"]),
        ("8—9", ["8", "9"]),
        ("8–8", ["8"]),
        ("二十八-三十", ["28", "29", "30"]),
    ],
)
def test_ranges_and_lists_are_spelt_out(word: str, expected: list[str]) -> None:
    assert ids(word) == expected


def test_each_task_comes_once_in_the_order_named() -> None:
    assert ids("9", "7-9", "九") == ["9", "7", "8"]


def test_all_that_is_missing_is_named_and_nothing_is_returned() -> None:
    with pytest.raises(NoSuchTask) as caught:
        ids("1", "99", "八,31", "8.9")
    assert caught.value.message == "没有第99项、第31项、第8.9项: 本要点共30项(1-30)。"


@pytest.mark.parametrize(
    "word", ["", "x", "司法", "3-1", "八-七", "1-", "-1", "1,,x", "第项", "8..2"]
)
def test_what_is_no_number_is_refused(word: str) -> None:
    with pytest.raises(UnreadableReference) as caught:
        ids(word)
    assert "可以写: 8、八、(八)、第8项、8.2、1-3,7。" in caught.value.message


def test_a_number_with_thousands_of_digits_is_refused_like_any_other() -> None:
    with pytest.raises(UnreadableReference):
        ids("9" * 5000)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("8", True), ("99", True), ("1-3", True), ("抽查20件", False), ("", False)],
)
def test_words_are_told_from_numbers(word: str, *, expected: bool) -> None:
    assert is_reference(word, PLAN) is expected


def test_ids_that_look_like_ranges_are_ids() -> None:
    plan = plan_of(
        """\
schema: 1
id: p
title: 计划
year: 2023
units: {甲局: {}}
tasks:
  - id: "1-2"
    title: 甲
    lead: [甲局]
  - id: "1"
    title: 乙
    lead: [甲局]
"""
    )
    assert [task.id for task in resolve_tasks(["1-2"], plan)] == ["1-2"]
    with pytest.raises(NoSuchTask, match="没有第2项"):
        resolve_tasks(["1-2 1至2"], plan)


def test_the_numbers_there_are_can_be_said() -> None:
    assert known_numbers(PLAN) == "本要点共30项(1-30)"
    assert known_numbers(PLAN._replace(tasks=())) == "本要点没有要点"


@pytest.mark.parametrize(
    "word",
    [
        "三",
        "3",
        "S3",
        "s3",
        "第三部分",
        "三、",
        "（三）",
        "不断完善依法行政制度体系",
        "依法行政制度",
    ],
)
def test_a_section_is_named_by_number_label_or_part_of_its_title(word: str) -> None:
    assert resolve_section(word, PLAN).id == "S3"


@pytest.mark.parametrize("word", ["九", "0", "", "依法", "没有的"])
def test_no_section_or_several_is_refused_with_those_there_are(word: str) -> None:
    with pytest.raises(NoSuchSection) as caught:
        resolve_section(word, PLAN)
    assert caught.value.message.startswith(
        f"没有“{word}”这个部分。本要点的部分: 一 加强党对法治政府建设的领导; 二 不断增强"
    )


def test_sections_without_labels_are_numbered_as_they_stand() -> None:
    plan = plan_of(
        """\
schema: 1
id: p
title: 计划
year: 2023
units: {甲局: {}}
tasks:
  - id: A
    title: 甲部分
    tasks: [{id: "1", title: 一, lead: [甲局]}]
  - id: B
    title: 乙部分
    tasks:
      - id: B1
        title: 乙小节
        tasks: [{id: "2", title: 二, lead: [甲局]}]
"""
    )
    assert [resolve_section(word, plan).id for word in ("2", "二", "b1", "小节")] == [
        "B",
        "B",
        "B1",
        "B1",
    ]
