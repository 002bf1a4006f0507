from __future__ import annotations

import pytest

from lawgov_cli.domain.undo import batches
from lawgov_cli.views.records import batch_line
from tests.helpers import events_of, plan_of, record

PLAN = plan_of()
FIRST = record("1", "2023-03-01", by="张三", status="done", note="印发\n计划") | {"id": "a"}
SECOND = record("2", "2023-03-02", by="张三", status="doing", batch="b") | {"id": "b1"}
THIRD = record("4", "2023-03-02", by="张三", status="doing", batch="b") | {"id": "b2"}
UNDO = record(undo="b", by="李四") | {"id": "u", "at": "2023-03-03T09:05:00+08:00"}


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ([FIRST], "第1行  第1项 立法 登记为已完成  印发 计划  2023-03-01 12:00  张三"),
        ([SECOND, THIRD], "第1-2行  第2项、第4项 登记为推进中  2023-03-02 12:00  张三"),
        (
            [record("1", unit="甲局", note="x", by="张三") | {"at": "2023-03-01T12:00:00+08:00"}],
            "第1行  第1项 立法 甲局报送进展  x  2023-03-01 12:00  张三",
        ),
        (
            [record("1", unit="甲局", status="done") | {"at": "2023-03-01T12:00:00+08:00"}],
            "第1行  第1项 立法 甲局报送为已完成  2023-03-01 12:00",
        ),
        (
            [
                record(task, unit=unit, note=unit, batch="b", at="2023-03-01T12:00:00+08:00")
                for task, unit in (("1", "甲局"), ("2", "乙局"), ("2", "甲局"))
            ],
            "第1-3行  第1项、第2项 共3条(甲局、乙局)  2023-03-01 12:00",
        ),
        (
            [record("2", due="2023-10-31", reason="x") | {"at": "2023-03-01T12:00:00+08:00"}],
            "第1行  第2项 执法 时限定为2023年10月31日  2023-03-01 12:00",
        ),
        (
            [record("1", returned=["甲局"], status="doing") | {"at": "2023-03-01T12:00:00+08:00"}],
            "第1行  第1项 立法 退回甲局的报送  2023-03-01 12:00",
        ),
        (
            [record("99", note="x", by="张三") | {"at": "2023-03-01T12:00:00+08:00"}],
            "第1行  第99项 登记进展  x  2023-03-01 12:00  张三",
        ),
        (
            [SECOND, THIRD, UNDO],
            "第3行  撤销(第2项、第4项 登记为推进中)  2023-03-03 09:05  李四",
        ),
        ([UNDO], "第1行  撤销  2023-03-03 09:05  李四"),
    ],
)
def test_a_batch_in_one_line(records: list[dict[str, object]], line: str) -> None:
    assert batch_line(next(batches(events_of(*records))), PLAN) == line
