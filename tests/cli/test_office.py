"""Whose the papers are: the office, in the plan or as a record, and what it keeps to itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

NAME = "市委全面依法治市委员会办公室"


def report(invoke: Invoke, *words: str) -> str:
    return invoke("report", *words, "-o", "-").stdout


def test_without_an_office_a_report_claims_no_author_and_says_how_to_name_one(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("report", "--month", "8月")
    text = (desk.folder / "reports" / "2023-08.md").read_text(encoding="utf-8")
    assert "太仓市人民政府办公室" not in text.split("## 附件1")[0]
    assert text.splitlines()[2] == "2023年8月　　截至2023年8月31日"
    assert "units office --name" in ran.stderr


@pytest.mark.usefixtures("desk")
def test_an_office_names_itself_once_and_signs_from_the_beginning(invoke: Invoke) -> None:
    ran = invoke("units", "office", "--name", NAME, "--short", "市法治办")
    assert f"编报单位的名称: {NAME}, 简称: 市法治办   2023年1月1日" in ran.stdout
    invoke("note", "8", "已核对", "--on", "8月3日")
    text = report(invoke, "--month", "8月")
    assert text.splitlines()[2] == f"2023年8月　　{NAME}　　截至2023年8月31日"
    assert f"<!-- 落款 -->\n{NAME}\n" in text
    assert "  - 8月3日 市法治办：已核对" in text
    assert "本级" not in text


@pytest.mark.usefixtures("desk")
def test_a_later_name_leaves_the_reports_of_before_as_they_were(invoke: Invoke) -> None:
    invoke("units", "office", "--name", NAME)
    invoke("units", "office", "--name", "新办", "--on", "9月1日")
    assert NAME in report(invoke, "--month", "8月")
    assert "新办" in report(invoke, "--month", "9月")
    invoke("undo")
    assert NAME in report(invoke, "--month", "9月")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "请写成: lawgov units office --name 名称"),
        (["市司法局", "--name", "甲"], "请写成: lawgov units office --name 名称"),
        (["--into", "甲"], "units office 不用 --into"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_cannot_be_read_is_not_recorded(words: list[str], said: str, invoke: Invoke) -> None:
    assert said in invoke("units", "office", *words, code=2).stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--month", "6月"], "第1期　　2023年6月"),
        (["--month", "9月"], "第4期　　2023年9月"),
        (["--month", "9月", "--issue", "12"], "第12期　　2023年9月"),
        (["--quarter", "2023Q3"], "2023年第三季度"),
        (["--quarter", "2023Q3", "--issue", "5"], "第5期　　2023年第三季度"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_bulletin_has_its_title_and_number(words: list[str], line: str, invoke: Invoke) -> None:
    invoke("units", "office", "--series", "法治政府建设工作通报", "--number", "第{n}期")
    lines = report(invoke, *words).splitlines()
    assert lines[0] == "# 法治政府建设工作通报"
    assert lines[2].startswith(f"{line}　　截至")


@pytest.mark.usefixtures("desk")
def test_the_first_month_of_another_year_is_number_one(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("units", "office", "--number", "第{n}期")
    monkeypatch.setenv("LAWGOV_NOW", "2024-02-20T10:00:00+08:00")
    assert "第1期　　2024年1月" in report(invoke, "--month", "2024-01")


@pytest.mark.usefixtures("desk")
def test_the_annual_report_has_the_office_s_title_and_no_note_to_the_clerk(
    invoke: Invoke,
) -> None:
    assert report(invoke, "--annual", "2023").startswith("# 2023年度法治政府建设情况报告\n")
    invoke("units", "office", "--annual", "太仓市人民政府{year}年度法治政府建设情况报告")
    ran = invoke("report", "--annual", "2023", "-o", "a.md")
    assert "年度报告3月1日前报送, 4月1日前公开" in ran.stdout
    text = report(invoke, "--annual", "2023")
    assert text.startswith("# 太仓市人民政府2023年度法治政府建设情况报告\n")
    assert "3月1日" not in text


def test_init_writes_the_office_into_a_plan_it_makes_and_into_no_other(
    empty: Path, invoke: Invoke
) -> None:
    invoke("init", "--office", "市法治办: 甲")
    assert '\noffice:\n  name: "市法治办: 甲"\n' in plan_text(empty)
    assert "市法治办: 甲" in report(invoke, "--month", "8月")
    before = plan_text(empty)
    ran = invoke("init", "--office", "乙")
    assert "登记编报单位: lawgov units office --name 乙" in ran.stdout
    assert plan_text(empty) == before


def plan_text(folder: Path) -> str:
    return (folder / "data" / "workpoints-2023.yaml").read_text(encoding="utf-8")


def in_plan(desk: Desk, office: str) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(text.replace("\nunits:", f"\noffice: {office}\nunits:", 1), "utf-8")


@pytest.mark.parametrize("cache", ["off", ""])
def test_days_are_those_of_the_office_s_zone_whatever_the_computer_s(
    cache: str, desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_CACHE", cache)
    monkeypatch.setenv("LAWGOV_NOW", "2023-09-20T23:30:00+08:00")
    invoke("note", "8", "已核对")
    assert "9月20日  第8项" in invoke("log").stdout
    in_plan(desk, "{timezone: Pacific/Auckland}")
    assert "9月21日  第8项" in invoke("log").stdout
    desk.plan.write_text(desk.plan.read_text("utf-8").replace("Pacific/Auckland", "Asia/Shanghai"))
    assert "9月20日  第8项" in invoke("log").stdout


def test_a_zone_that_is_none_is_named_with_its_line(desk: Desk, invoke: Invoke) -> None:
    in_plan(desk, "{timezone: 北京}")
    assert "不认识的时区“北京”" in invoke("check", code=6).stdout


# ---------------------------------------------------------------- what stays in the house

KEPT = "第三稿领导不同意"
PAPERS = {
    "month": ("report", "--month", "9月", "-o", "-"),
    "annual": ("report", "--annual", "2023", "-o", "-"),
    "report json": ("report", "--month", "9月", "--json"),
    "unit": ("report", "--month", "9月", "--unit", "市司法局", "-o", "-"),
    "export of a unit": ("export", "--unit", "市司法局"),
    "table of a unit": ("export", "--unit", "市司法局", "--format", "csv"),
    "list": ("list", "--unit", "市司法局", "--format", "csv"),
    "slip": ("slip", "8", "--level", "蓝", "--reply-by", "9月30日", "--dry-run"),
}


@pytest.mark.usefixtures("desk")
def test_an_internal_note_is_shown_where_the_office_looks(invoke: Invoke) -> None:
    invoke("note", "8", KEPT, "--internal")
    assert "内部: 是" in invoke("log").stdout
    assert f"内部 {KEPT}" in invoke("show", "8").stdout
    (note,) = json.loads(invoke("show", "8", "--json").stdout)["items"][0]["notes"]
    assert note["internal"] is True


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.usefixtures("desk")
def test_an_internal_note_is_in_no_paper(paper: str, invoke: Invoke) -> None:
    words = (KEPT, "--problem", f"{KEPT}问题", "--next", f"{KEPT}下步")
    invoke("note", "8", *words, "--evidence", f"{KEPT}材料", "--internal")
    assert KEPT not in invoke(*PAPERS[paper]).stdout


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_an_internal_note_is_in_no_file(ending: str, desk: Desk, invoke: Invoke) -> None:
    import zipfile

    invoke("note", "8", KEPT, "--evidence", f"{KEPT}材料", "--internal")
    made = desk.folder / f"a.{ending}"
    command = ("export",) if ending == "xlsx" else ("report", "--month", "9月")
    invoke(*command, "-o", str(made))
    with zipfile.ZipFile(made) as file:
        assert all(KEPT.encode() not in file.read(name) for name in file.namelist())


@pytest.mark.parametrize("also", [["--unit", "市司法局"], ["--zero", "--unit", "市司法局"]])
@pytest.mark.usefixtures("desk")
def test_only_the_office_has_internal_notes(also: list[str], invoke: Invoke) -> None:
    assert "内部备注是本单位自己的" in invoke("note", "8", "x", "--internal", *also, code=2).stderr


@pytest.mark.usefixtures("desk")
def test_what_is_for_the_public_names_no_person_and_says_what_was_left_out(invoke: Invoke) -> None:
    invoke("units", "set", "市司法局", "--contact", "张小三", "--phone", "0512-53500001")
    invoke("units", "office", "--name", NAME, "--contact", "李四光")
    invoke("note", "8", "请与张小三(13912345678)联系", "--unit", "市司法局")
    invoke("note", "8", KEPT, "--internal")
    assert "张小三" in report(invoke, "--month", "9月")
    ran = invoke("report", "--month", "9月", "--public")
    assert "已生成 reports/2023-09-公开.md" in ran.stdout
    assert "公开版去掉了3处:" in ran.stdout
    assert f"  内部备注: 第8项 9月20日 {KEPT}" in ran.stdout
    assert "第8项 9月20日 市司法局的文字里的张小三、13912345678, 改为“××”" in ran.stdout
    assert "编报单位的李四光" in ran.stdout
    for words in (("--month", "9月", "--public"), ("--month", "9月", "--public", "--json")):
        shown = invoke("report", *words, "-o", "-").stdout
        assert not [name for name in ("张小三", "1391234", "5350", "李四光") if name in shown]
        assert "请与××(××)联系" in shown


@pytest.mark.usefixtures("desk")
def test_where_nothing_has_to_be_left_out_that_is_said(invoke: Invoke) -> None:
    ran = invoke("report", "--month", "9月", "--public")
    assert "公开版: 没有要去掉的内容。" in ran.stdout


def test_what_a_person_changed_outside_the_marks_is_kept_beside_and_quoted(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("report", "--month", "8月")
    path = desk.folder / "reports" / "2023-08.md"
    path.write_text(path.read_text("utf-8").replace("# 2023年", "# 我改的2023年"), "utf-8")
    ran = invoke("report", "--month", "8月", "--force")
    assert "原来的文件存为 reports/2023-08.md.bak。" in ran.stdout
    assert "手写段落以外有1行没有保留: “# 我改的2023年" in ran.stdout
    assert "我改的" in (desk.folder / "reports" / "2023-08.md.bak").read_text("utf-8")
