"""Numbers as the document prints them, beside ids that never move."""

from __future__ import annotations

import pytest

from lawgov_cli.base.absent import NoSuchSection, NoSuchTask, NumberUnclear
from lawgov_cli.base.errors import UnreadableReference
from lawgov_cli.base.numerals import nth
from lawgov_cli.domain.plan import Plan
from lawgov_cli.domain.printed_numbers import bare, number_shown, printed_number
from lawgov_cli.domain.task_numbers import is_like_number, is_reference, resolve_tasks
from tests.helpers import SHIPPED_PLAN, plan_of

SHIPPED = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))


def plan_with(*sections: str) -> Plan:
    """A plan of *sections*, each ``一: 1=一 2=三``: its label, then id=printed number of points."""
    lines = ["schema: 1", "id: p", "title: 计划", "year: 2023", "units: {甲局: {}}", "tasks:"]
    for place, section in enumerate(sections, 1):
        label, _, points = section.partition(":")
        lines += [
            f'  - id: "S{place}"',
            f'    label: "{label}"',
            f"    title: 部分{place}",
            "    tasks:",
        ]
        for point in points.split():
            number, _, printed = point.partition("=")
            shown = f'label: "{printed}", ' if printed else ""
            lines.append(f'      - {{id: "{number}", {shown}title: 要点{number}, lead: [甲局]}}')
    return plan_of("\n".join(lines) + "\n")


#: A corrected document has put a point, id 6, between the second and the third.
INSERTED = plan_with("一: 1=一 6=二 2=三 3=四", "二: 4=五 5=六")
#: Numbering starts again in every section.
BY_SECTION = plan_with("一: 1-1=1 1-2=2", "二: 2-1=1 2-2=2 2-3=3")
#: The same, in Chinese; one section goes further than the others.
IN_CHINESE = plan_with("一: 1-1=（一） 1-2=（二）", "二: 2-1=（一） 2-2=（二） 2-3=（三）")
#: Arabic numbers that have moved.
MOVED = plan_with("一: 1=1 4=2 2=3 3=4")
#: A point was taken out: ids stay, the printed numbers close the gap.
CLOSED = plan_with("一: 1=一 2=二 4=三 5=四")


def ids(plan: Plan, *words: str) -> list[str]:
    return [task.id for task in resolve_tasks(words, plan)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("三", ["2"]),
        ("（三）", ["2"]),
        ("(3)", ["2"]),
        ("第三项", ["2"]),
        ("第(三)项", ["2"]),
        ("③", ["2"]),
        ("㈢", ["2"]),
        ("(六)", ["5"]),
        ("一至三", ["1", "6", "2"]),
        ("二、四", ["6", "3"]),
        ("3", ["3"]),
        ("第3项", ["3"]),
        ("3号", ["3"]),
        ("1-3", ["1", "2", "3"]),
        ("6", ["6"]),
        ("2(三)", ["2"]),
        ("第2(三)项", ["2"]),
    ],
)
def test_digits_are_ids_and_chinese_numerals_are_what_the_document_prints(
    word: str, expected: list[str]
) -> None:
    assert ids(INSERTED, word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("2-3", "2-3"),
        ("第2-3项", "2-3"),
        ("3", "2-3"),
        ("第3项", "2-3"),
        ("三", "2-3"),
        ("(3)", "2-3"),
    ],
)
def test_a_number_that_stands_in_the_document_once_needs_no_section(
    word: str, expected: str
) -> None:
    assert ids(BY_SECTION, word) == [expected]
    assert ids(IN_CHINESE, word) == [expected]


@pytest.mark.parametrize("word", ["1", "一", "(一)", "第一项", "①", "1-3"])
def test_a_number_that_stands_there_twice_is_shown_with_both(word: str) -> None:
    for plan in (BY_SECTION, IN_CHINESE):
        with pytest.raises(NumberUnclear) as caught:
            ids(plan, word)
        assert "可以指2项: 1-1 要点1-1(文件中印作“" in caught.value.message
        assert caught.value.message.endswith("。请写 1-1 或 2-1。")


def test_what_is_the_id_of_one_and_the_printed_number_of_another_names_nothing() -> None:
    with pytest.raises(NumberUnclear) as caught:
        ids(MOVED, "1", "3")
    assert caught.value.message == (
        "“3”可以指2项: 第3项 要点3(文件中印作“4”); 第2项 要点2(文件中印作“3”)。"
        "请写 第3项 或 第2项。"
    )
    assert ids(MOVED, "第3项", "第2项", "(3)", "1") == ["3", "2", "1"]


def test_a_printed_number_that_is_gone_shows_the_point_of_that_id() -> None:
    assert ids(CLOSED, "四", "5") == ["5"]
    with pytest.raises(NumberUnclear) as caught:
        ids(CLOSED, "（五）")
    assert caught.value.message == (
        "文件中没有印作“(五)”的要点: 第5项 要点5(文件中印作“四”)。请写 第5项。"
    )
    with pytest.raises(NoSuchTask, match="没有第3项"):
        ids(CLOSED, "3")  # the third is gone; what is now printed 三 is another


def test_ids_with_letters_are_ids() -> None:
    plan = plan_with("一: 2=一 2a=二 3=三")
    assert ids(plan, "2a", "第2A项", "第2a(二)项") == ["2a"]


@pytest.mark.parametrize("word", ["八.2", "(八).2", "第八项.2", "8。2", "八。2"])
def test_a_measure_is_named_by_the_printed_number_of_its_point(word: str) -> None:
    assert ids(SHIPPED, word) == ["8.2"]


def test_a_unit_in_the_place_of_a_number_is_told_from_one() -> None:
    with pytest.raises(UnreadableReference, match="这是单位名称, 请写 --unit 市公安局。"):
        ids(SHIPPED, "市公安局")


def test_points_without_a_printed_number_are_named_by_their_ids() -> None:
    assert ids(plan_with("一: 1 2"), "二", "(1)") == ["2", "1"]


@pytest.mark.parametrize(
    "word",
    [
        "二十",
        "二〇",
        "二○",
        "二零",
        "廿",
        "第二〇项",
        "２０",
        "第 20 项",
        "20 号",
        "⑳",
        "20\u200b",
        "\ufeff二十",
        "第二十条",
        "第20点",
        "贰拾",
    ],
)
def test_numbers_are_read_in_every_spelling(word: str) -> None:
    assert ids(SHIPPED, word) == ["20"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("三、", "S3"), ("第三部分", "S3"), ("第3章", "S3"), ("S3", "S3"), ("s3", "S3")],
)
def test_sections_are_written_as_such(word: str, expected: str) -> None:
    assert ids(SHIPPED, word) == [expected]


def test_a_section_that_is_not_there_is_said() -> None:
    for word in ("第九部分", "S9", "九、"):
        with pytest.raises(NoSuchSection, match=f"没有“{word}”这个部分"):
            ids(SHIPPED, word)


def test_without_sections_a_number_with_its_sign_is_a_point() -> None:
    flat = SHIPPED._replace(tasks=SHIPPED.points)
    assert ids(Plan(*flat), "九、") == ["9"]


def test_ranges_run_between_any_two_numbers_beside_each_other() -> None:
    assert ids(BY_SECTION, "2-1~2-3") == ["2-1", "2-2", "2-3"]
    assert ids(SHIPPED, "8.1-8.2") == ["8.1", "8.2"]
    assert ids(SHIPPED, "1-3项", "第二十九项至第三十项") == ["1", "2", "3", "29", "30"]
    for wrong in ("2-3~2-1", "1-1~2-1"):
        with pytest.raises(UnreadableReference):
            ids(BY_SECTION, wrong)


@pytest.mark.parametrize("word", ["两点", "三条", "三项", "2条", "5点"])
def test_how_many_there_are_is_no_number_of_a_task(word: str) -> None:
    assert not is_reference(word, SHIPPED)


@pytest.mark.parametrize("word", ["第q项", "8q", "8..2", "1-", "第八顶", "3条", "八月"])
def test_a_number_mistyped_is_told_from_a_note(word: str) -> None:
    assert is_like_number(word)


@pytest.mark.parametrize(
    "word", ["已完成", "抽查20件", "完成第一批", "x", "第一批已完成", "第三次", "20件"]
)
def test_a_note_is_no_number_mistyped(word: str) -> None:
    assert not is_like_number(word)


@pytest.mark.parametrize(
    ("number", "label", "shown"),
    [
        ("2", "三", "2(三)"),
        ("2", "（二）", "2"),
        ("2", "", "2"),
        ("4-9", "九", "4-9"),
        ("4-9", "(十)", "4-9(十)"),
        ("31", "3.", "31(3)"),
        ("A", "一", "A(一)"),
        ("2", "附", "2"),
    ],
)
def test_the_printed_number_is_shown_where_it_is_another(
    number: str, label: str, shown: str
) -> None:
    assert number_shown(number, label) == shown


@pytest.mark.parametrize("label", ["八", "（八）", "八、", "第八项", "第八条", "[八]", "第八部分"])
def test_a_label_is_bare_without_its_signs(label: str) -> None:
    assert (bare(label), printed_number(label)) == ("八", 8)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("二、3", ["2-3"]),
        ("二3", ["2-3"]),
        ("二（3）", ["2-3"]),
        ("二、2、3", ["2-2", "2-3"]),
        ("第二部分第3项", ["2-3"]),
        ("第一部分第1、2项、第二部分第3项", ["1-1", "1-2", "2-3"]),
    ],
)
def test_where_sections_count_anew_a_point_is_named_by_its_section_and_its_digits(
    word: str, expected: list[str]
) -> None:
    assert ids(BY_SECTION, word) == expected


def test_a_number_that_the_section_has_not_is_refused_by_the_words_of_the_paper() -> None:
    with pytest.raises(NoSuchTask) as caught:
        ids(BY_SECTION, "二、9")
    assert caught.value.message == "没有第二部分第9项: “部分2”里没有印作9的要点。"
    with pytest.raises(NoSuchTask) as caught:
        ids(BY_SECTION, "二、3.4")
    assert caught.value.message == "没有第二部分第3.4项: 本要点共5项(1-1至2-3)。"


def test_where_numbers_run_on_a_chinese_number_before_digits_is_one_point_more() -> None:
    assert ids(SHIPPED, "三、5") == ["3", "5"]
    assert ids(SHIPPED, "第二部分第4项") == ["4"]


def test_what_a_sentence_cites_can_be_typed() -> None:
    for plan in (BY_SECTION, IN_CHINESE, SHIPPED):
        for point in plan.points:
            assert ids(plan, nth(point.id)) == [point.id]
        everything = [point.id for point in plan.points]
        assert ids(plan, nth(everything)) == everything
