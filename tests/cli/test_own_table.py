"""An office's own table: `collect --map` learns it, `export --like` fills it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke


def table(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    for row in (("某局2023年台账",), ("号", "重点事项", "科室", "工作进展", "措施"), *rows):
        sheet.append(row)
    book.save(path)
    return path


def cells(path: Path) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).active
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3)]


def test_a_table_is_learned_once_and_a_correction_of_what_was_learned_holds(
    desk: Desk, invoke: Invoke
) -> None:
    file = table(desk.folder / "台账.xlsx", (15, "加强对重难点领域执法监督检查", "法制科", "", ""))
    ran = invoke("collect", "--map", str(file))
    assert "  重点事项  →  任务\n  科室  →  不采用\n" in ran.stdout
    assert "“措施”拿不准, 暂作“下一步措施”" in ran.stdout
    kept = desk.folder / "columns.txt"
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("措施 = 下一步措施", "措施 = 存在问题"), encoding="utf-8")
    assert "  措施  →  存在问题\n" in invoke("collect", "--map", str(file)).stdout
    assert "措施 = 存在问题\n" in kept.read_text(encoding="utf-8")


def test_a_table_comes_back_as_it_was_learned(desk: Desk, invoke: Invoke) -> None:
    file = table(desk.folder / "台账.xlsx", (15, "", "法制科", "抽查20件", "人手不足"))
    invoke("collect", "--map", str(file))
    kept = desk.folder / "columns.txt"
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("措施 = 下一步措施", "措施 = 存在问题"), encoding="utf-8")
    ran = invoke("collect", str(file), "--unit", "市公安局", "--month", "9月", "--yes")
    assert "第15项  抽查20件  问题: 人手不足\n" in ran.stdout
    assert "科室" not in ran.stdout  # said when it was learned, and not again
    assert len(desk.lines) == 1


def test_the_table_is_filled_again_for_every_point_or_for_one_unit(
    desk: Desk, invoke: Invoke
) -> None:
    rows = ((15, "", "法制科", "", ""), (21, "", "综合科", "", ""))
    file = table(desk.folder / "台账.xlsx", *rows)
    invoke("collect", "--map", str(file))
    invoke("note", "15", "抽查20件", "--unit", "市公安局", "--next", "继续抽查")
    invoke("note", "21", "本级的话")
    one, every = desk.folder / "公安.xlsx", desk.folder / "全部.xlsx"
    ran = invoke("export", "--like", str(file), "--unit", "市公安局", "-o", str(one))
    assert "已填写 公安.xlsx: " in ran.stdout
    assert cells(one) == [
        (15, None, "法制科", "抽查20件", "继续抽查"),
        (21, None, "综合科", None, None),
    ]
    ran = invoke("export", "--like", str(file), "-o", str(every))
    assert "表中没有这些项的行, 没有填: 第1、2、3" in ran.stdout
    assert "抽查20件" in str(cells(every)[0][3])
    assert "本级的话" in str(cells(every)[1][3])
    invoke("export", "--like", str(file), "-o", str(every), code=5)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["export", "--like", "台账.xlsx", "-o", "x.xlsx"], 2, "还没有认过这张表, 请先: lawgov"),
        (["export", "--like", "台账.xlsx"], 2, "请写明填好的表放在哪里: -o "),
        (["collect"], 2, "请写明收哪些表: lawgov collect "),
        (["collect", "--map", "没有.xlsx"], 3, "没有.xlsx"),
    ],
)
def test_what_cannot_be_done_says_what_to_type(
    words: list[str], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    table(desk.folder / "台账.xlsx", (15, "", "", "", ""))
    assert said in invoke(*words, code=code).stderr


def test_a_kept_mapping_that_cannot_be_read_is_named_by_its_lines(
    desk: Desk, invoke: Invoke
) -> None:
    file = table(desk.folder / "台账.xlsx", (15, "", "", "抽查", ""))
    (desk.folder / "columns.txt").write_text("号 = 序号\n进展\n", encoding="utf-8")
    ran = invoke("collect", str(file), "--unit", "市公安局", "--month", "9月", code=3)
    assert "columns.txt:2:1" in ran.stderr
    assert not desk.journal.exists()


LIBRARY = [
    ["2023年法治政府建设重点工作目标任务分解表"],
    [
        "序号",
        "项目",
        "重点工作目标任务",
        "牵头领导",
        "责任单位(★=牵头)",
        "本月完成情况",
        "存在困难",
    ],
    ["7", "二、制度体系", "健全完善立法参与机制", "", "★市司法局", "", ""],
    ["8", "", "提高合法性审查工作质效", "", "★市司法局", "", ""],
]
REGISTER = [
    ["督查内容", "任务来源", "承办单位", "办复要求", "完成情况", "完成率", "是否完成"],
    ["健全完善立法参与机制", "工作要点", "市司法局", "书面", "", "", ""],
    ["提高合法性审查工作质效", "工作要点", "市司法局", "书面", "", "", ""],
]
TWO_HEADS = [
    ["编号", "工作任务", "责任单位", "", "推进情况", "", "", "完成时限"],
    ["", "", "牵头", "配合", "进展情况", "存在的问题", "下一步措施", ""],
    ["7", "健全完善立法参与机制", "市司法局", "各区镇", "", "", "", "12月"],
    ["8", "提高合法性审查工作质效", "市司法局", "各区镇", "", "", "", "12月"],
]


@pytest.mark.parametrize("rows", [LIBRARY, REGISTER, TWO_HEADS], ids=["项目", "登记簿", "两行表头"])
def test_a_table_filled_with_what_a_unit_said_comes_back_with_nothing_new(
    rows: list[list[str]], desk: Desk, invoke: Invoke
) -> None:
    said = ("--problem", "人手不足", "--next", "继续征集", "--percent", "40")
    invoke("note", "7", "座谈3次", "--unit", "市司法局", *said)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(desk.folder / "台账.xlsx")
    learned = invoke("collect", "--map", "台账.xlsx").stdout
    assert "→  任务" in learned
    assert "→  本月进展" in learned
    invoke("export", "--like", "台账.xlsx", "--unit", "市司法局", "-o", "填好.xlsx")
    cells = {
        c.value for row in openpyxl.load_workbook(desk.folder / "填好.xlsx").active for c in row
    }
    assert "座谈3次" in cells
    again = invoke("collect", "填好.xlsx", "--unit", "市司法局", "--month", "9月").stdout
    assert "已登记过相同内容: 第7项" in again
    assert "没有新的内容" in again
