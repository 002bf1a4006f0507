from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--within", "-1"), 2, "--within"),
        (("--within", "一周"), 2, "--within"),
        (("--unit", "市环保局"), 4, "没有“市环保局”这个单位。"),
        (("--section", "九"), 4, "没有“九”这个部分。"),
        (("--role", "领导"), 2, "没有“领导”这种角色。"),
        (("--as-of", "某日"), 2, "看不懂日期“某日”"),
        (("--where", "时限<"), 2, "时限<"),
    ],
)
def test_a_mistake_is_said_with_its_exit_code(
    words: tuple[str, ...], code: int, said: str, invoke: Invoke
) -> None:
    ran = invoke("due", *words, code=code)
    assert said in ran.stderr
    assert ran.stdout == ""


@pytest.fixture(name="dated")
def _dated(desk: Desk, invoke: Invoke) -> Desk:
    """Today is 20 September: 8 is late, 21 due in ten days, 26 in forty, 29 at the year's end."""
    invoke("set", "8", "--due", "9月10日", "--yes")
    invoke("set", "21", "--due", "9月30日", "--yes")
    invoke("set", "26", "--due", "10月30日", "--yes")
    return desk


def ids(invoke: Invoke, *words: str) -> list[str]:
    return [item["id"] for item in json.loads(invoke("due", *words, "--json").stdout)["items"]]


@pytest.mark.usefixtures("dated")
def test_what_is_late_comes_first_and_what_is_far_is_only_counted(invoke: Invoke) -> None:
    text = invoke("due").stdout
    assert text.startswith("30天内到期1项, 已逾期1项   截至 2023年9月20日\n")
    assert text.index("提高合法性审查工作质效") < text.index("健全完善非诉工作体系")
    assert "形成监督合力" not in text
    assert "逾期10天" in text


@pytest.mark.usefixtures("dated")
def test_the_window_and_the_filters_narrow_it(invoke: Invoke) -> None:
    assert ids(invoke) == ["8", "21"]
    assert ids(invoke, "--within", "0") == ["8"]
    assert ids(invoke, "--within", "366") == ["8", "21", "26", "29"]
    assert ids(invoke, "--unit", "市公安局") == ["21"]
    assert ids(invoke, "--section", "八", "--within", "60") == ["26"]
    assert ids(invoke, "--where", "亮灯:红") == ["8"]


@pytest.mark.usefixtures("dated")
def test_it_can_be_asked_of_another_day(invoke: Invoke) -> None:
    assert ids(invoke, "--as-of", "10月15日") == ["8", "21", "26"]
    assert ids(invoke, "--as-of", "2023-09-01") == []  # the dates were set on the 20th


@pytest.mark.usefixtures("dated")
def test_what_is_finished_is_due_no_more(invoke: Invoke) -> None:
    invoke("done", "8", "--note", "完成")
    assert ids(invoke) == ["21"]


def test_without_a_date_it_is_said_and_not_passed_over_in_silence(invoke: Invoke) -> None:
    text = invoke("due", "--section", "三").stdout
    assert text == (
        "没有定时限的任务。设时限: lawgov set 序号 --due 10月31日   截至 2023年9月20日\n"
    )
