"""``export --format snapshot``: a row for each point and month."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.point_months import NAMES
from lawgov_cli.store.rollup.duck import parquet_rows

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


def test_it_is_csv_on_the_screen(desk: Desk, invoke: Invoke) -> None:
    invoke("done", "8", "--on", "2023-08-20")
    printed = invoke("export", "--format", "snapshot").stdout
    head, *rows = csv.reader(io.StringIO(printed.removeprefix("\ufeff")))
    assert tuple(head) == NAMES
    assert len(rows) == 9 * 30  # January to September
    eighth = [
        dict(zip(NAMES, row, strict=True)) for row in rows if row[NAMES.index("point")] == "8"
    ]
    assert [row["status"] for row in eighth] == ["todo"] * 7 + ["done"] * 2
    assert eighth[-1]["place"] == "太仓市人民政府办公室"
    assert eighth[-1]["day"] == "2023-09-20"
    assert desk.files() >= {"workpoints-2023.yaml"}


def test_csv_json_and_parquet_have_the_same_rows(desk: Desk, invoke: Invoke) -> None:
    for name in ("九月.csv", "九月.json", "九月.parquet"):
        ran = invoke("export", "--format", "snapshot", "-o", name)
        assert ran.stdout == f"已导出 {name} (9个月, 270行)\n"
    with (desk.folder / "九月.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.reader(file))[1:]
    kept = json.loads((desk.folder / "九月.json").read_text(encoding="utf-8"))
    assert kept["kind"] == "snapshot"
    assert [[str(value) for value in item.values()] for item in kept["items"]] == listed
    packed = parquet_rows(desk.folder / "九月.parquet")
    assert packed is not None
    assert [[str(value) for value in row] for row in packed] == listed


@pytest.mark.usefixtures("desk")
def test_json_is_printed_where_it_is_asked_for(invoke: Invoke) -> None:
    made = json.loads(invoke("export", "--format", "snapshot", "--json").stdout)
    assert tuple(made["items"][0]) == NAMES


@pytest.mark.usefixtures("desk")
def test_another_ending_and_a_selection_are_refused(invoke: Invoke) -> None:
    ran = invoke("export", "--format", "snapshot", "-o", "九月.txt", code=2)
    assert ran.stderr == "看不懂“九月.txt”的格式。可用: .csv、.json、.parquet\n"
    ran = invoke("export", "--format", "snapshot", "--unit", "市司法局", code=2)
    assert ran.stderr == "快照是全部要点各月的情况, 不能挑选。请去掉 --unit 等筛选条件。\n"


def test_without_duckdb_it_is_said_what_to_do(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = invoke("export", "--format", "snapshot", "-o", "九月.parquet", code=3)
    assert ran.stderr == (
        '写 .parquet 文件需要另装组件 DuckDB。请安装: pip install "lawgov[rollup]"; 或写成 .csv\n'
    )
    assert not (desk.folder / "九月.parquet").exists()


def test_a_place_without_a_name_is_called_by_its_folder(desk: Desk, invoke: Invoke) -> None:
    plan = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(plan.replace("\nissuer: 太仓市人民政府办公室", "", 1), encoding="utf-8")
    ran = invoke("export", "--format", "snapshot", "--json")
    assert {row["place"] for row in json.loads(ran.stdout)["items"]} == {"desk"}
    assert json.loads(ran.stdout)["warnings"] == [
        "工作要点没有写编报单位和发文机关, place 列记作文件夹的名称“desk”"
    ]
