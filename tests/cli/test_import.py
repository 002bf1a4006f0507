"""``lawgov import``: a document becomes a plan; a correction keeps what is in use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.plan_file import load_plan
from tests.helpers import SHIPPED_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

TEXT = SHIPPED_TEXT.read_text("utf-8")
PLAN = "workpoints-2023.yaml"


@pytest.fixture(name="source")
def _source(empty: Path) -> Path:
    file = empty / "2023.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_a_document_becomes_a_plan_that_passes_the_check(source: Path, invoke: Invoke) -> None:
    ran = invoke("import", source.name)
    assert "8个部分, 30项要点, 90条举措" in ran.stdout
    assert "存疑4处" in ran.stdout
    for word in ("第25行", "各镇区", "投拆", "市政府办"):
        assert word in ran.stdout
    assert f"lawgov check {PLAN}" in ran.stdout
    assert "没有发现问题" in invoke("check").stdout
    assert invoke("document").stdout == load_text(source)


def load_text(source: Path) -> str:
    """The source with its one wrapped line joined."""
    return source.read_text("utf-8").replace("习近平总书记指示坚\n持", "习近平总书记指示坚持")


def test_everything_it_prints_can_be_shown_by_an_old_terminal(source: Path, invoke: Invoke) -> None:
    assert invoke("import", source.name).stdout.encode("gbk")


def test_strict_writes_nothing_where_there_is_a_doubt(source: Path, invoke: Invoke) -> None:
    ran = invoke("import", source.name, "--strict", code=6)
    assert "4处存疑" in ran.stderr
    assert not (source.parent / PLAN).exists()


def test_a_plan_is_not_printed_on_the_screen(source: Path, invoke: Invoke) -> None:
    ran = invoke("import", source.name, "-o", "-", code=2)
    assert ran.stderr.startswith("编成的工作要点要写成文件, 不能写 -; 请写文件名:")
    assert [path.name for path in source.parent.iterdir()] == [source.name]


def test_a_bad_file_is_an_error_and_nothing_is_written(empty: Path, invoke: Invoke) -> None:
    (empty / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    ran = invoke("import", "a.doc", code=3)
    assert "另存为 .docx" in ran.stderr
    assert [path.name for path in empty.iterdir()] == ["a.doc"]


def test_a_text_without_tasks_is_an_error_and_nothing_is_written(
    empty: Path, invoke: Invoke
) -> None:
    (empty / "a.txt").write_text("今天天气很好。", "utf-8")
    assert "没有找到任务" in invoke("import", "a.txt", code=3).stderr
    assert [path.name for path in empty.iterdir()] == ["a.txt"]


def test_the_same_document_again_writes_nothing(source: Path, invoke: Invoke) -> None:
    invoke("import", source.name)
    before = (source.parent / PLAN).read_bytes()
    assert "没有写出任何文件" in invoke("import", source.name).stdout
    assert (source.parent / PLAN).read_bytes() == before
    assert not (source.parent / f"{PLAN}.bak").exists()


def test_a_corrected_document_keeps_the_journal_and_marks_what_changed(
    source: Path, invoke: Invoke
) -> None:
    invoke("import", source.name)
    invoke("done", "14", "--note", "已建立")
    journal = (source.parent / "workpoints-2023.journal.yaml").read_bytes()
    kept = [line for line in TEXT.splitlines() if not line.startswith("(十四)")]
    corrected = "\n".join(kept).replace("落实好我市法治建设", "落实好全市法治建设")
    source.write_text(corrected, "utf-8")
    ran = invoke("import", source.name)
    assert "原文已变更1处" in ran.stdout
    assert "第14项" in ran.stdout
    assert (source.parent / "workpoints-2023.journal.yaml").read_bytes() == journal
    plan = load_plan(source.parent / PLAN).plan
    assert plan
    assert plan.by_id["2.1"].revised == "2023-09-20"
    assert "已确认原文变更" in invoke("import", source.name, "--accept", "2.1").stdout
    plan = load_plan(source.parent / PLAN).plan
    assert plan
    assert plan.by_id["2.1"].revised == ""


def test_another_document_does_not_overwrite_a_plan_without_force(
    source: Path, invoke: Invoke
) -> None:
    invoke("import", source.name)
    other = source.with_name("b.txt")
    other.write_text(
        "某省促进旅游若干措施\n一、甲\n（一）乙。（省文旅厅负责）\n2023年1月1日", "utf-8"
    )
    before = (source.parent / PLAN).read_bytes()
    invoke("import", other.name, code=5)
    assert (source.parent / PLAN).read_bytes() == before
    invoke("note", "1", "开了会")
    ran = invoke("import", other.name, "--force")
    assert (source.parent / PLAN).read_bytes() != before
    assert f"原来的文件存为 {PLAN}.bak1。" in ran.stdout
    assert (source.parent / f"{PLAN}.bak1").read_bytes() == before
    assert "workpoints-2023.journal.yaml 是原来那份的台账, 现在会算到新的这份上" in ran.stderr


def test_a_document_is_never_written_over_a_journal(source: Path, invoke: Invoke) -> None:
    invoke("import", source.name)
    invoke("note", "1", "开了会")
    journal = source.with_name("workpoints-2023.journal.yaml")
    before = journal.read_bytes()
    ran = invoke("import", source.name, "-o", journal.name, "--force", code=5)
    assert "这是台账, 加 --force 也不会覆盖。" in ran.stderr
    assert journal.read_bytes() == before


def test_another_years_document_is_no_correction(source: Path, invoke: Invoke) -> None:
    invoke("import", source.name)
    source.write_text(TEXT.replace("2023年太仓市", "2024年太仓市"), "utf-8")
    before = source.with_name(PLAN).read_bytes()
    assert PLAN in invoke("import", source.name, "-o", PLAN, code=5).stderr
    assert source.with_name(PLAN).read_bytes() == before


def test_next_year_continues_last_year(desk: Desk, invoke: Invoke) -> None:
    file = desk.folder / "2024.txt"
    file.write_text(TEXT.replace("2023年太仓市", "2024年太仓市"), "utf-8")
    ran = invoke("import", "2024.txt", "--from", PLAN)
    assert "可能延续去年的要点30项" in ran.stdout
    assert "去年没有办结的30项" in ran.stdout
    plan = load_plan(desk.folder / "workpoints-2024.yaml").plan
    assert plan
    assert plan.groups["各区镇"].aliases == ("各镇区",)


UNITS = """青禾市2025年重点工作安排
一、夯实基础
（一）清查资产。核对台账。（责任单位：市发改委、市财政局）
（二）化解风险。建立机制。（责任单位：市金融办）
（三）稳定预期。加强引导。（责任单位：市发改委）
"""


@pytest.fixture(name="made")
def _made(empty: Path, invoke: Invoke) -> Path:
    """A plan in whose YAML the office has mended a unit and written a remark."""
    (empty / "a.txt").write_text(UNITS, "utf-8")
    invoke("import", "a.txt", "-o", "p.yaml")
    plan = empty / "p.yaml"
    text = plan.read_text("utf-8").replace("[市发改委, 市财政局]", "[市发展改革委, 市财政局]")
    text = text.replace("市发改委: {}", "市发改委: {}\n  市发展改革委: {}")
    plan.write_text(f"# 张三: 已向发改委核实\n{text}", "utf-8")
    return plan


def test_a_unit_mended_in_the_plan_is_a_remark_of_the_check_and_no_fault(
    made: Path, invoke: Invoke
) -> None:
    ran = invoke("check", made.name)
    assert "本单位在工作要点文件里改正过1处" in ran.stdout
    assert "“（责任单位：市发改委、”改成“（责任单位：市发展改革委、”" in ran.stdout


def test_a_unit_mended_in_the_plan_stays_mended_and_its_point_unmarked(
    made: Path, invoke: Invoke
) -> None:
    (made.parent / "a.txt").write_text(UNITS.replace("建立机制", "健全机制"), "utf-8")
    ran = invoke("import", "a.txt", "-o", made.name)
    assert "本单位改正过, 这次没有动1处" in ran.stdout
    assert "原文已变更1处:\n    第2.1项" in ran.stdout
    assert "# 张三: 已向发改委核实\nschema: 1\n" in made.read_text("utf-8")
    plan = load_plan(made).plan
    assert plan
    assert plan.by_id["1"].responsible == ("市发展改革委", "市财政局")
    assert plan.by_id["3"].responsible == ("市发改委",)
    assert [task.id for task in plan.walk() if task.revised] == ["2.1"]


def test_where_the_document_changed_what_the_office_had_mended_it_is_said(
    made: Path, invoke: Invoke
) -> None:
    (made.parent / "a.txt").write_text(UNITS.replace("、市财政局", "、市审计局"), "utf-8")
    ran = invoke("import", "a.txt", "-o", made.name)
    assert "以更正文件为准1处:\n    第1项  责任单位: 市发改委、市审计局" in ran.stdout


def test_every_backup_is_kept(made: Path, invoke: Invoke) -> None:
    first = made.read_bytes()
    for words in ("健全机制", "完善机制"):
        (made.parent / "a.txt").write_text(UNITS.replace("建立机制", words), "utf-8")
        invoke("import", "a.txt", "-o", made.name)
    assert (made.parent / "p.yaml.bak1").read_bytes() == first
    assert "健全机制" in (made.parent / "p.yaml.bak2").read_text("utf-8")
    assert (made.parent / "source" / "p.txt.bak1").read_text("utf-8") == UNITS


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_a_backup_is_no_more_readable_than_the_plan_was(made: Path, invoke: Invoke) -> None:
    made.chmod(0o600)
    (made.parent / "source" / "p.txt").chmod(0o600)
    (made.parent / "a.txt").write_text(UNITS.replace("建立机制", "健全机制"), "utf-8")
    invoke("import", "a.txt", "-o", made.name)
    for name in ("p.yaml", "p.yaml.bak1", "source/p.txt", "source/p.txt.bak1"):
        assert (made.parent / name).stat().st_mode & 0o777 == 0o600, name


def test_without_the_text_imported_before_it_asks(made: Path, invoke: Invoke) -> None:
    (made.parent / "source" / "p.txt").unlink()
    (made.parent / "a.txt").write_text(UNITS.replace("建立机制", "健全机制"), "utf-8")
    before = made.read_bytes()
    assert "--yes" in invoke("import", "a.txt", "-o", made.name, code=2).stderr
    assert made.read_bytes() == before
    assert "已更新" in invoke("import", "a.txt", "-o", made.name, "--yes").stdout


def test_a_year_is_asked_for_and_never_invented(empty: Path, invoke: Invoke) -> None:
    (empty / "a.txt").write_text(UNITS.replace("2025年", ""), "utf-8")
    assert "--year" in invoke("import", "a.txt", code=2).stderr
    assert [path.name for path in empty.iterdir()] == ["a.txt"]
    invoke("import", "a.txt", "--year", "2024", "--title", "青禾市重点工作")
    plan = load_plan(empty / "workpoints-2024.yaml").plan
    assert plan
    assert (plan.title, plan.year) == ("青禾市重点工作", 2024)
    assert invoke("document", "--plan", "workpoints-2024.yaml").stdout.startswith(
        "青禾市重点工作安排"
    )


def test_of_a_text_without_a_year_the_name_of_the_file_written_says_it(
    empty: Path, invoke: Invoke
) -> None:
    (empty / "a.txt").write_text(UNITS.replace("2025年", ""), "utf-8")
    ran = invoke("import", "a.txt", "-o", "workpoints-2024.yaml")
    assert "文中没有写明年份, 按文件名算作2024年; 不对的请写明 --year" in ran.stderr
    plan = load_plan(empty / "workpoints-2024.yaml").plan
    assert plan
    assert plan.year == 2024
    assert "--year" in invoke("import", "a.txt", "-o", "要点120245.yaml", code=2).stderr


def test_it_explains_which_words_gave_a_point_its_units(empty: Path, invoke: Invoke) -> None:
    text = UNITS.replace("（责任单位：市金融办）", "（牵头考核单位：市金融办；5月底完成）")
    (empty / "a.txt").write_text(text, "utf-8")
    ran = invoke("import", "a.txt", "--explain", "2")
    assert "第4行 “（牵头考核单位：市金融办；5月底完成）”" in ran.stdout
    assert "“牵头考核单位” -> 牵头: 市金融办" in ran.stdout
    assert "时限: “5月底完成” -> 2025年5月31日" in ran.stdout
    assert [path.name for path in empty.iterdir()] == ["a.txt"]


def test_every_kind_of_guess_stops_a_strict_import(empty: Path, invoke: Invoke) -> None:
    text = UNITS.replace("责任单位：市金融办", "牵头考核单位：市金融办")
    (empty / "a.txt").write_text(text, "utf-8")
    assert "1处存疑" in invoke("import", "a.txt", "--strict", code=6).stderr


def test_a_doubt_of_several_places_names_every_point(empty: Path, invoke: Invoke) -> None:
    points = [f"{n}.推进第{n}类工作。按月通报情况。" for n in range(2, 7)]
    first = "1.推进审计整改。（牵头单位：市审计局）"
    for name, some in (("a.txt", points), ("b.txt", points[:1])):
        text = "\n".join(["2024年某市工作要点", "一、健全制度", first, *some])
        (empty / name).write_text(f"{text}\n", encoding="utf-8")
    told = invoke("import", "a.txt").stdout.splitlines()
    (place,) = [at for at, line in enumerate(told) if "有5项没有写明单位" in line]
    assert told[place].startswith("  第4、5、6行等5处  ")
    assert told[place + 1] == "      在第2、3、4、5、6项"
    assert "在第" not in invoke("import", "b.txt", "-o", "b.yaml").stdout
