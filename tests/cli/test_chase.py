from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


def test_who_was_urged_how_and_what_was_answered_is_a_record(desk: Desk, invoke: Invoke) -> None:
    words = ("市公安局", "15", "21", "--how", "当面", "--who", "张三", "-n", "月底前报")
    ran = invoke("chase", *words, "--on", "9月18日")
    assert ran.stdout == (
        "第15项 加强对重难点领域执法监督检查\n"
        "第21项 健全完善非诉工作体系\n"
        "  当面催办市公安局, 张三答: 月底前报   2023年9月18日\n"
        "已记入 workpoints-2023.journal.yaml 第1-2行。撤销: lawgov undo\n"
    )
    made = [json.loads(line[2:]) for line in desk.lines]
    assert [record["task"] for record in made] == ["15", "21"]
    assert made[0]["chase"] == {
        "unit": "市公安局",
        "how": "当面",
        "who": "张三",
        "answer": "月底前报",
    }
    assert made[0]["on"] == "2023-09-18"
    assert "当面催办市公安局, 张三答: 月底前报" in invoke("log").stdout
    assert "本级  当面催办市公安局, 张三答: 月底前报" in invoke("show", "15").stdout


def test_it_moves_no_status_and_stands_in_no_report(invoke: Invoke) -> None:
    invoke("chase", "市公安局", "15", "--who", "张三", "-n", "月底前报")
    assert "状态 未启动" in invoke("show", "15").stdout
    assert "张三" not in invoke("report", "--month", "9月", "-o", "-").stdout


def test_a_unit_may_be_urged_as_such(desk: Desk, invoke: Invoke) -> None:
    invoke("chase", "市公安局", "--how", "短信")
    assert "task" not in json.loads(desk.lines[0][2:])
    assert invoke("check").stdout.startswith("没有发现问题")
    assert "1  9月20日  短信催办市公安局\n" in invoke("log").stdout
    assert "10:12  短信催办市公安局  (张三)" in invoke().stdout
    assert invoke("undo", "--list").stdout.startswith("第1行  短信催办市公安局  2023-09-20")
    invoke("undo")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("各区镇", "8"), 2, "“各区镇”是单位组, 要逐个单位写(成员: "),
        (("市公安局", "17"), 2, "市公安局不在第17项的单位之中"),
        (("市环保局",), 4, "没有“市环保局”这个单位。"),
        (("市公安局", "99"), 4, "没有第99项"),
        (("市公安局", "--on", "12月1日"), 2, "今天是2023年9月20日"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_recorded(
    words: tuple[str, ...], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("chase", *words, code=code)
    assert said in ran.stderr
    assert ran.stderr.endswith("没有登记任何内容。\n")
    assert not desk.journal.exists()


def test_a_preview_records_nothing(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("chase", "市公安局", "15", "--dry-run")
    assert ran.stdout.endswith("以上是预览, 没有登记。去掉 --dry-run 即登记。\n")
    assert not desk.journal.exists()
