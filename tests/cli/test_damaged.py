"""Lines of the journal that cannot be read: programs and readers of reports are told how many."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Desk, Invoke


@pytest.mark.parametrize("command", [["list"], ["stats"], ["log"], ["show", "1"], ["missing"]])
def test_a_program_is_told_how_many_lines_could_not_be_read(
    command: list[str], desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "1", "第一件")
    assert "damaged" not in json.loads(invoke(*command, "--json").stdout)
    with desk.journal.open("a", encoding="utf-8") as file:
        file.write("- {\n- [1]\n")
    assert json.loads(invoke(*command, "--json").stdout)["damaged"] == 2


def text_of(path: Path) -> str:
    """Everything that a report says, of an archive all its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("ending", ["md", "docx", "html", "xlsx", "json"])
@pytest.mark.parametrize("span", [["--month", "8月"], ["--annual", "2023"]])
def test_a_report_says_in_every_format_how_many_lines_are_not_in_it(
    ending: str, span: list[str], desk: Desk, invoke: Invoke
) -> None:
    if ending == "xlsx":
        pytest.importorskip("xlsxwriter")
    invoke("note", "1", "第一件", "--on", "8月20日")
    for number, said in ((0, False), (2, True)):
        with desk.journal.open("a", encoding="utf-8") as file:
            file.write("- {\n" * number)
        invoke("report", *span, "-o", f"{number}.{ending}")
        told = text_of(desk.folder / f"{number}.{ending}")
        assert ("台账有2行读不出，没有计入；请核对后补记，再重新生成。" in told) is said


@pytest.mark.parametrize(("ending", "name"), [("md", "monthly.md.j2"), ("html", "page.html.j2")])
def test_an_own_template_that_does_not_print_it_is_named(
    ending: str, name: str, desk: Desk, invoke: Invoke
) -> None:
    template = desk.folder / "templates" / name
    template.parent.mkdir()
    template.write_text("# 本单位的月报\n", encoding="utf-8")
    words = ("report", "--month", "8月", "--force", "-o", f"8.{ending}")
    assert "没有印出这一句" not in invoke(*words).stderr
    desk.journal.write_text("- {\n", encoding="utf-8")
    said = invoke(*words).stderr
    assert "提示: 台账有1行读不出，没有计入；" in said
    called = "view.report.damage" if ending == "html" else "damage"
    assert f"templates/{name} 没有印出这一句: 在里面加上 {{{{ {called} }}}}" in said
    template.write_text(f"{{{{ {called} }}}}", encoding="utf-8")
    assert "没有印出这一句" not in invoke(*words).stderr


def test_such_a_report_is_still_true_while_the_journal_stays_as_it_is(
    desk: Desk, invoke: Invoke
) -> None:
    desk.journal.write_text("- {\n", encoding="utf-8")
    invoke("report", "--month", "8月", "-o", "8.md")
    assert invoke("check", "8.md").stdout.startswith("一致: 8.md")


def test_the_page_of_a_day_says_so_too(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "1", "第一件")
    with desk.journal.open("a", encoding="utf-8") as file:
        file.write("- {\n")
    invoke("export", "-o", "大屏.html")
    assert "台账有1行读不出" in (desk.folder / "大屏.html").read_text(encoding="utf-8")


AS_A_WHOLE: dict[str, Callable[[str], bytes]] = {
    "GBK": lambda text: text.encode("gbk"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "方括号里的列表": lambda text: f"[{text.removeprefix('- ')}]\n".encode(),
}
WRITING = [
    ["note", "8", "第二件"],
    ["done", "8", "--yes"],
    ["mark", "推进中", "8", "--yes"],
    ["set", "8", "--due", "12月1日", "--reason", "甲", "--yes"],
    ["add", "8", "新举措"],
    ["chase", "市司法局"],
    ["undo", "--yes"],
    ["collect", "-", "--unit", "市司法局", "--yes"],
    ["slip", "8", "--unit", "市司法局", "--reply-by", "10月8日", "-o", "x.md", "--yes"],
    ["correct", "1", "--redact", "--reason", "甲", "--yes"],
    ["sync", "copy.yaml"],
]


@pytest.mark.parametrize("command", WRITING, ids=lambda words: words[0])
@pytest.mark.parametrize("form", AS_A_WHOLE)
def test_nothing_is_added_to_a_journal_that_another_program_saved_in_its_own_form(
    form: str, command: list[str], desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "8", "第一件")
    text = desk.journal.read_text(encoding="utf-8")
    other = text.replace("第一件", "别处的").replace('"id":"', '"id":"0')
    (desk.folder / "copy.yaml").write_text(other, encoding="utf-8")
    desk.journal.write_bytes(saved := AS_A_WHOLE[form](text))
    for cache in ("", "off"):
        monkeypatch.setenv("LAWGOV_CACHE", cache)
        ran = invoke(*command, code=3, typed="8:已办" if "-" in command else None)
        assert "不能再登记" in ran.stderr
        assert desk.journal.read_bytes() == saved
    assert not (desk.folder / "x.md").exists()
