"""``rollup``: many places in one view."""

from __future__ import annotations

import gc
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.cli.rollup import rows_of
from lawgov_cli.store.journal import format_record
from lawgov_cli.store.rollup import archives
from lawgov_cli.store.rollup.database import Database
from lawgov_cli.store.rollup.duck import ask
from lawgov_cli.store.rollup.named import ORDERS, question
from lawgov_cli.store.workspace import Workspace, open_workspace
from tests.helpers import SMALL_PLAN, record
from tests.rollup_doc import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lawgov_cli.domain.point_months import PointMonth
    from lawgov_cli.store.locating import Location
    from tests.conftest import Invoke


@pytest.fixture
def counties(empty: Path) -> Path:
    """Two places with the same plan, each in a folder of its own."""
    for name in ("甲县", "乙县"):
        place(empty / "各县" / name, name)
    return empty


def place(folder: Path, issuer: str, plan: str = SMALL_PLAN) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "workpoints-2023.yaml"
    text = plan.replace("year: 2023", f"year: 2023\nissuer: {issuer}" if issuer else "year: 2023")
    path.write_text(text, encoding="utf-8")
    return path


def asked(invoke: Invoke, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(invoke("rollup", *arguments, "--json").stdout)
    return found


def places_of(view: dict[str, Any]) -> list[str]:
    return [item["place"] for item in view["tables"]["by_place"]["items"]]


def test_places_are_counted_side_by_side(counties: Path, invoke: Invoke) -> None:
    invoke("done", "2", "--plan", str(counties / "各县/甲县/workpoints-2023.yaml"))
    view = asked(invoke, "各县")
    assert (view["month"], view["places"]) == ("2023-09", 2)
    by_place = {item["place"]: item for item in view["tables"]["by_place"]["items"]}
    assert [by_place[name]["points"] for name in ("甲县", "乙县")] == [4, 4]
    assert [by_place[name]["finished"] for name in ("甲县", "乙县")] == [1, 0]
    assert by_place["甲县"]["share"] == "25.0%"
    worst = view["tables"]["worst"]["items"]
    assert [(row["place"], row["point"], row["overdue"]) for row in worst] == [
        ("乙县", "3", 82),
        ("甲县", "3", 82),
        ("乙县", "2", 20),
    ]


def test_the_screen_says_who_is_worst_and_who_is_silent(
    counties: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    invoke(*("note", "1", "已开展", "--unit", "甲局"), *plan_at(counties, "甲县"))
    golden("cli/rollup.txt", invoke("rollup", "各县").stdout)
    golden(
        "cli/rollup-by.md", invoke("rollup", "各县", "--by", "要点、部分", "--format", "md").stdout
    )


def plan_at(folder: Path, name: str) -> tuple[str, str]:
    return "--plan", str(folder / "各县" / name / "workpoints-2023.yaml")


def test_a_place_whose_files_are_broken_is_named_and_the_rest_goes_on(
    counties: Path, invoke: Invoke
) -> None:
    broken = counties / "各县/丙县/workpoints-2023.yaml"
    broken.parent.mkdir()
    broken.write_text("id: x\ntasks: [\n", encoding="utf-8")
    view = asked(invoke, "各县")
    assert places_of(view) == ["乙县", "甲县"]
    assert [one["name"] for one in view["broken"]] == ["各县/丙县"]
    assert view["broken"][0]["why"].startswith("workpoints-2023.yaml:")


def test_where_nothing_can_be_read_it_fails_and_says_why(empty: Path, invoke: Invoke) -> None:
    (empty / "空").mkdir()
    ran = invoke("rollup", "空", "没有", code=3)
    assert ran.stderr == (
        "没有读出 空: 里面没有工作要点, 也没有快照\n"
        "没有读出 没有: 没有这个文件或文件夹\n"
        "没有可以汇总的地方。\n"
    )


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_a_snapshot_counts_as_the_place_itself(ending: str, counties: Path, invoke: Invoke) -> None:
    whole = asked(invoke, "各县")
    for name in ("甲县", "乙县"):
        file = f"快照/{name}.{ending}"
        invoke("export", "--format", "snapshot", "-o", file, *plan_at(counties, name))
    assert asked(invoke, "快照") == whole
    assert asked(invoke, f"快照/*.{ending}") == whole
    invoke("rollup", "快照", "--format", "snapshot", "-o", f"全部.{ending}")
    assert asked(invoke, f"全部.{ending}") == whole


def test_archives_are_read_as_folders_are(counties: Path, invoke: Invoke) -> None:
    whole = asked(invoke, "各县")
    with zipfile.ZipFile("甲.zip", "w") as packed:
        packed.write("各县/甲县/workpoints-2023.yaml")
    with tarfile.open("乙.tar.gz", "w:gz") as archive:
        archive.add("各县/乙县")
    assert asked(invoke, "甲.zip", "乙.tar.gz") == whole
    assert counties.joinpath("甲.zip").exists()


def test_archives_in_a_folder_are_read_with_the_rest(counties: Path, invoke: Invoke) -> None:
    whole = asked(invoke, "各县")
    with zipfile.ZipFile("各县/甲县.zip", "w") as packed:
        packed.write("各县/甲县/workpoints-2023.yaml", "甲县/data/workpoints-2023.yaml")
    (counties / "各县/甲县/workpoints-2023.yaml").unlink()
    (counties / "各县/甲县").rmdir()
    assert asked(invoke, "各县") == whole


def test_what_lies_beside_a_plan_is_not_counted_a_second_time(
    counties: Path, invoke: Invoke
) -> None:
    Path("乙").mkdir()
    (counties / "各县/乙县").rename("乙/data")
    at = ("--plan", "乙/data/workpoints-2023.yaml")
    invoke("export", "--format", "snapshot", "-o", "乙/乙县.csv", *at)
    with zipfile.ZipFile("乙/移交.zip", "w") as packed:
        packed.write("乙/data/workpoints-2023.yaml")
    view = asked(invoke, "乙")
    assert places_of(view) == ["乙县"]
    assert view["notes"][0] == (
        "乙 有工作要点和台账, 旁边的快照和压缩包没有再计: 乙县.csv、移交.zip"
    )


def test_what_lies_among_the_places_and_is_none_is_named(counties: Path, invoke: Invoke) -> None:
    (counties / "各县/戊县").mkdir()
    (counties / "各县/己县.csv").write_text("place,plan\n己县,x\n", encoding="utf-8")
    (counties / "各县/庚县.rar").write_bytes(b"Rar!")
    view = asked(invoke, "各县")
    assert places_of(view) == ["乙县", "甲县"]
    assert view["broken"] == [{"name": "各县/戊县", "why": "里面没有工作要点, 也没有快照"}]
    assert view["notes"][0] == (
        "各县 里没有读的文件(不是快照、工作要点或压缩包): 己县.csv、庚县.rar"
    )


def test_what_is_wrong_in_a_journal_is_told_every_time(counties: Path, invoke: Invoke) -> None:
    invoke("note", "1", "已开展", *plan_at(counties, "甲县"))
    with (counties / "各县/甲县/workpoints-2023.journal.yaml").open("a", encoding="utf-8") as file:
        file.write("不是记录\n")
    first = asked(invoke, "各县")
    assert first["notes"][0].startswith("各县/甲县: workpoints-2023.journal.yaml:2:1")
    assert asked(invoke, "各县") == first


def test_who_breaks_off_loses_nothing_that_was_read(
    counties: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(found: Workspace) -> list[PointMonth]:
        if found.plan.issuer == "甲县":
            raise KeyboardInterrupt
        return rows_of(found)

    monkeypatch.setattr("lawgov_cli.cli.rollup.rows_of", broken_off)
    invoke("rollup", "各县", "--db", "汇总.sqlite", code=130)
    database = Database(counties / "汇总.sqlite")
    assert {row[0] for row in database.rows()} == {"乙县"}
    database.close()


@pytest.mark.usefixtures("counties")
def test_what_a_place_leaves_in_memory_is_collected(invoke: Invoke) -> None:
    gc.disable()  # as the program starts
    try:
        invoke("rollup", "各县")
        assert gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.usefixtures("counties")
def test_of_many_months_the_last_are_shown(invoke: Invoke) -> None:
    text = invoke("rollup", "各县", "--by", "月份", "--top", "2").stdout
    assert [line[:7] for line in text.splitlines()[4:6]] == ["2023-08", "2023-09"]
    assert "\n  … 更早的另有7行, 全部列出: --top 0\n" in text


def test_an_archive_writes_nothing_outside_and_a_broken_one_is_named(
    counties: Path, invoke: Invoke
) -> None:
    with zipfile.ZipFile("坏.zip", "w") as packed:
        packed.write("各县/甲县/workpoints-2023.yaml", "../../逃出/workpoints-2023.yaml")
    view = asked(invoke, "坏.zip")
    assert places_of(view) == ["甲县"]
    assert not list(counties.parent.rglob("逃出"))
    Path("断.zip").write_bytes(b"PK\x03\x04 broken")
    view = asked(invoke, "各县", "断.zip")
    assert view["broken"] == [{"name": "断.zip", "why": "压缩包已损坏, 请重新打包"}]


def test_an_archive_of_too_many_files_is_refused_before_any_is_written(
    counties: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile("多.zip", "w") as packed:
        for number in range(4):
            packed.write("各县/甲县/workpoints-2023.yaml", f"{number}/workpoints-2023.yaml")
    monkeypatch.setattr(archives, "_MAX_FILES", 4)
    assert not asked(invoke, "多.zip")["broken"]
    monkeypatch.setattr(archives, "_MAX_FILES", 3)
    monkeypatch.setattr(zipfile.ZipFile, "open", pytest.fail)
    view = asked(invoke, "各县", "多.zip")
    assert view["broken"] == [{"name": "多.zip", "why": "压缩包里超过3个文件, 没有读"}]
    assert counties.joinpath("多.zip").exists()


def test_two_places_with_one_name_are_told_and_counted_apart(
    counties: Path, invoke: Invoke
) -> None:
    plan = (counties / "各县/甲县/workpoints-2023.yaml").read_text(encoding="utf-8")
    place(counties / "各县/丁县", "")
    (counties / "各县/丁县/workpoints-2023.yaml").write_text(f"{plan}# 另一份\n", encoding="utf-8")
    view = asked(invoke, "各县")
    assert set(places_of(view)) == {"乙县", "甲县(各县/甲县)", "甲县(各县/丁县)"}
    assert view["notes"][0].startswith("有2份都叫“甲县”, 分开计: 各县/丁县、各县/甲县。")


def test_the_same_content_counts_once(counties: Path, invoke: Invoke) -> None:
    place(counties / "各县/副本", "甲县")
    view = asked(invoke, "各县")
    assert sorted(places_of(view)) == ["乙县", "甲县"]
    assert view["notes"][0] == "各县/甲县 和 各县/副本 内容相同, 只计一次"


def test_a_place_without_a_name_is_called_by_its_file(counties: Path, invoke: Invoke) -> None:
    place(counties / "各县/戊县", "")
    view = asked(invoke, "各县")
    assert "各县/戊县" in places_of(view)
    assert "各县/戊县 没有写编报单位和发文机关, 用文件的名称" in view["notes"]


def test_points_are_matched_by_title_and_local_numbers_are_shown(
    counties: Path, invoke: Invoke
) -> None:
    local = SMALL_PLAN.replace('id: "4"', 'id: "9"').replace("title: 执法", "title: 行政执法")
    place(counties / "各县/甲县", "甲县", local)
    view = asked(invoke, "各县", "--by", "要点", "--by", "编号")
    rows = {row["title"]: row for row in view["tables"]["by_point"]["items"]}
    assert rows["普法"]["number"] == "4…9(各地编号不同, 共2种)"
    assert rows["普法"]["places"] == 2
    assert rows["执法"]["places"] == rows["行政执法"]["places"] == 1
    (differing,) = view["tables"]["differing"]["items"]
    assert (differing["point"], differing["titles"]) == ("2", 2)
    assert {differing["one_title"], differing["other_title"]} == {"执法", "行政执法"}


def test_what_has_not_changed_is_not_read_again(
    counties: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(invoke, "各县", "--db", "汇总.sqlite")
    place(counties / "各县/乙县", "乙县", SMALL_PLAN.replace("普法", "普法宣传"))
    opened: list[str] = []

    def watched(location: Location, now: datetime, *, cached: bool) -> Workspace:
        opened.append(location.plan.parent.name)
        return open_workspace(location, now, cached=cached)

    monkeypatch.setattr("lawgov_cli.store.rollup.loading.open_workspace", watched)
    second = asked(invoke, "各县", "--db", "汇总.sqlite")
    assert opened == ["乙县"]
    assert places_of(second) == places_of(first)
    Path("汇总.sqlite").unlink()
    assert asked(invoke, "各县", "--db", "汇总.sqlite") == second


def test_no_journal_is_held_open_when_all_are_read(
    counties: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = counties / "各县/乙县/workpoints-2023.yaml"
    line = format_record(record("1", number=1, note="一条"))
    plan.with_name("workpoints-2023.journal.yaml").write_text(f"{line}\n", encoding="utf-8")
    opened: list[Workspace] = []

    def watched(location: Location, now: datetime, *, cached: bool) -> Workspace:
        opened.append(open_workspace(location, now, cached=cached))
        return opened[-1]

    monkeypatch.setattr("lawgov_cli.store.rollup.loading.open_workspace", watched)
    asked(invoke, "各县")
    (file,) = (found.journal.file for found in opened if found.journal.file)
    with pytest.raises(OSError, match="Bad file descriptor"):
        file.read()


def test_a_file_that_is_not_its_own_is_not_touched(counties: Path, invoke: Invoke) -> None:
    Path("别的.sqlite").write_text("重要的内容" * 100, encoding="utf-8")
    before = Path("别的.sqlite").read_bytes()
    ran = invoke("rollup", "各县", "--db", "别的.sqlite", code=2)
    assert "不是 rollup 的文件或已损坏, 没有动它" in ran.stderr
    assert Path("别的.sqlite").read_bytes() == before
    assert counties.exists()


def test_a_folder_where_the_file_should_be_is_refused_in_words(
    counties: Path, invoke: Invoke
) -> None:
    (counties / "库").mkdir()
    ran = invoke("rollup", "各县", "--db", "库", code=5)
    assert ran.stderr.startswith("无法写入 库: 那是一个文件夹, 或者没有权限。")
    (counties / "文件").write_text("", encoding="utf-8")
    ran = invoke("rollup", "各县", "--db", "文件/汇总.sqlite", code=5)
    assert ran.stderr.startswith("无法写入 文件/汇总.sqlite: 那里已有同名的文件。")


@pytest.mark.usefixtures("counties")
def test_a_month_without_data_and_a_place_without_the_month_are_said(invoke: Invoke) -> None:
    ran = invoke("rollup", "各县", "--month", "2023-12", code=2)
    assert "2023-12" in ran.stderr or "12月" in ran.stderr
    plan = ("--plan", "各县/甲县/workpoints-2023.yaml")
    invoke("export", "--format", "snapshot", "-o", "早.csv", "--as-of", "2023-06-30", *plan)
    view = asked(invoke, "早.csv", "各县/乙县")
    assert view["places"] == 1
    assert "没有2023-09的数据, 未计入: 甲县(到2023-06)" in view["notes"]
    assert asked(invoke, "早.csv", "各县/乙县", "--month", "6月")["places"] == 2


@pytest.mark.usefixtures("counties")
@pytest.mark.parametrize("name", ["汇总.md", "汇总.html", "汇总.xlsx", "汇总.csv", "汇总.json"])
def test_it_is_written_in_the_format_of_the_name(name: str, invoke: Invoke) -> None:
    assert invoke("rollup", "各县", "-o", name).stdout == f"已写出 {name}\n"
    data = Path(name).read_bytes()
    assert data[:2] == b"PK" if name.endswith("xlsx") else "甲县".encode() in data
    assert invoke("rollup", "各县", "-o", name, code=5).stderr.startswith(f"{name} 已存在")


@pytest.mark.usefixtures("counties")
def test_markup_in_a_title_stays_text(invoke: Invoke) -> None:
    evil = SMALL_PLAN.replace("title: 执法", "title: '<b>=1+1|执法</b>'")
    place(Path("各县/甲县"), "甲县", evil)
    page = invoke("rollup", "各县", "--by", "要点", "--format", "html").stdout
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "\\<b\\>=1+1\\|" in invoke("rollup", "各县", "--by", "要点", "--format", "md").stdout


@pytest.mark.usefixtures("counties")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("甲县,x,x,2023-09", "少了几列"),
        ("甲县,p,t,2023-09,d,s,1,,t,todo,red,r,,多,u,,0,0,", "overdue 应是数字, 写的是“多”"),
        ('甲县,"x', "CSV 第2行读不出: 引号没有成对, 或一格太长。"),
        ("甲县," + "长" * 140_000, "CSV 第2行读不出: 引号没有成对, 或一格太长。"),
        ("甲县,p,t,九月,d,s,1,,t,todo,red,r,,0,u,,0,0,", "没有月份"),
    ],
)
def test_a_broken_line_of_a_snapshot_is_named(line: str, said: str, invoke: Invoke) -> None:
    from lawgov_cli.domain.point_months import NAMES

    Path("坏.csv").write_text(f"{','.join(NAMES)}\n{line}\n", encoding="utf-8")
    (broken,) = asked(invoke, "各县", "坏.csv")["broken"]
    assert broken["name"] == "坏.csv"
    assert "第2行" in broken["why"]
    assert said in broken["why"]


@pytest.mark.parametrize("title", [None, 3, {"a": 1}, "\ud800"])
def test_what_is_no_text_in_a_snapshot_of_json_is_named(
    title: object, counties: Path, invoke: Invoke
) -> None:
    invoke("export", "--format", "snapshot", "-o", "甲.json", *plan_at(counties, "甲县"))
    kept = json.loads(Path("甲.json").read_text(encoding="utf-8"))
    kept["items"][1]["title"] = title
    Path("甲.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    assert asked(invoke, "各县", "甲.json")["broken"] == [
        {"name": "甲.json", "why": "第2行有一列不是文字。请重新导出"}
    ]


@pytest.mark.usefixtures("counties")
def test_what_cannot_be_asked_is_refused_with_what_can(invoke: Invoke) -> None:
    ran = invoke("rollup", "各县", "--by", "颜色", code=2)
    assert ran.stderr.startswith("不能按“颜色”汇总。可用: 地方、部分、单位、亮灯")


ASKED = "select place, points, red from by_place where month = '2023-09' order by place"


@pytest.mark.usefixtures("counties")
def test_questions_in_sql_are_answered_by_duckdb_over_the_named_views(invoke: Invoke) -> None:
    view = asked(invoke, "各县", "--sql", ASKED)
    assert view["tables"]["sql"]["items"] == [
        {"place": "乙县", "points": 4, "red": 2},
        {"place": "甲县", "points": 4, "red": 2},
    ]
    text = invoke("rollup", "各县", "--sql", ASKED).stdout
    assert text == "汇总   2个地方\n\n答案\n地方  要点数  红\n乙县       4   2\n甲县       4   2\n"


@pytest.mark.parametrize("sql", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_each_question_of_the_documentation_has_an_answer(
    sql: str, counties: Path, invoke: Invoke
) -> None:
    at = plan_at(counties, "甲县")
    invoke("note", "1", "培训已开展", "--unit", "甲局", "--problem", "经费不足", *at)
    invoke("set", "3", "--due", "8月31日", "--reason", "资金未到位", "--yes", *at)
    assert asked(invoke, "各县", "--sql", sql)["tables"]["sql"]["items"]


def test_the_records_of_the_journals_can_be_asked_and_nothing_of_them_changes_on_the_way(
    counties: Path, invoke: Invoke
) -> None:
    said = '第一行\n"引号", \\N'
    invoke("note", "1", said, "--unit", "甲局", *plan_at(counties, "甲县"))
    invoke("note", "2", "记错了", *plan_at(counties, "甲县"))
    invoke("undo", "--yes", *plan_at(counties, "甲县"))
    sql = "select place, line, task, unit, note, undone from records order by line"
    rows = asked(invoke, "各县", "--sql", sql)["tables"]["sql"]["items"]
    assert [tuple(row.values()) for row in rows] == [
        ("甲县", 1, "1", "甲局", said, 0),
        ("甲县", 2, "2", "", "记错了", 1),
        ("甲县", 3, "", "", "", 0),
    ]


def test_places_that_sent_a_snapshot_have_no_records_and_that_is_said(
    counties: Path, invoke: Invoke
) -> None:
    invoke("export", "--format", "snapshot", "-o", "甲.csv", *plan_at(counties, "甲县"))
    view = asked(invoke, "甲.csv", "--sql", "select count(*) as times from records")
    assert view["tables"]["sql"]["items"] == [{"times": 0}]
    assert view["notes"] == ["1个地方送来的是快照, 没有台账, records 里没有它们的记录"]
    assert not asked(invoke, "甲.csv", "--sql", "select 1 as one")["notes"]


@pytest.mark.usefixtures("counties")
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select nothing from snapshot", "SQL 有误: "),
        ("select * from read_csv('各县/甲县/workpoints-2023.yaml')", "SQL 有误: "),
        ("copy snapshot to 'x.csv'", "SQL 有误: "),
        ("install httpfs", "SQL 有误: "),
        ("-- 没有", "请写 select"),
    ],
)
def test_sql_that_is_wrong_or_reaches_outside_is_refused(
    sql: str, said: str, invoke: Invoke
) -> None:
    ran = invoke("rollup", "各县", "--sql", sql, code=2)
    assert said in ran.stderr
    assert not Path("x.csv").exists()


@pytest.mark.usefixtures("counties")
def test_sql_without_duckdb_says_what_to_install(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = invoke("rollup", "各县", "--sql", ASKED, code=3)
    assert 'pip install "lawgov[rollup]"; 或用 --by 按地方、单位等汇总' in ran.stderr
    assert places_of(asked(invoke, "各县"))  # the rest goes without


@pytest.mark.usefixtures("counties")
@pytest.mark.parametrize("name", ORDERS)
def test_duckdb_finds_the_rows_that_sqlite_finds(name: str, invoke: Invoke) -> None:
    invoke("rollup", "各县", "--db", "汇总.sqlite")
    database = Database(Path("汇总.sqlite"))
    own = database.answer(name)
    other = ask(database.rows(), question(name, month=False))
    database.close()
    assert other == own
    assert own.rows or name == "differing"
