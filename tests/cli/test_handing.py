"""What goes to one unit holds its words and the office's to it; no paths of a computer."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from lawgov_cli.domain.event import Evidence

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def told(desk: Desk, invoke: Invoke) -> None:  # noqa: ARG001 - the folder it happens in
    """Two units have reported on point 21, each has been sent something."""
    invoke("note", "21", "公安局的内部情况", "--unit", "市公安局")
    invoke("note", "21", "法院的进展", "--unit", "市法院", "--on", "9月10日")
    invoke("note", "21", "对大家说的话")
    invoke("chase", "市公安局", "21", "--who", "王五", "-n", "人手不足")
    invoke("chase", "市法院", "21", "--who", "赵六", "-n", "下周报")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "words",
    [
        ("report", "--month", "9月", "-o", "-"),
        ("report", "--month", "9月", "--json"),
        ("export",),
        ("export", "--format", "json"),
        ("export", "--format", "csv"),
    ],
)
def test_one_unit_reads_its_own_words_and_the_office_s(
    words: tuple[str, ...], invoke: Invoke
) -> None:
    shown = invoke(*words, "--unit", "市法院").stdout
    assert "法院的进展" in shown
    assert "对大家说的话" in shown
    assert "公安局的内部情况" not in shown
    assert "王五" not in shown
    assert "张三" not in shown
    assert ("赵六答: 下周报" in shown) is (words[0] == "export")
    everything = invoke(*words).stdout
    assert "公安局的内部情况" in everything


@pytest.mark.usefixtures("told")
def test_the_table_s_last_progress_is_the_unit_s_own(invoke: Invoke) -> None:
    shown = invoke("report", "--month", "9月", "--unit", "市法院", "-o", "-").stdout
    (row,) = [line for line in shown.splitlines() if line.startswith("| 21 |")]
    assert re.search(r"\| 市法院（\d+月\d+日）：法院的进展 \|$", row)
    unheard = invoke("report", "--month", "9月", "--unit", "市检察院", "-o", "-").stdout
    (row,) = [line for line in unheard.splitlines() if line.startswith("| 21 |")]
    assert row.endswith("| — |")


def test_neither_a_report_nor_an_export_says_where_a_file_lies(
    desk: Desk, invoke: Invoke, tmp_path: Path
) -> None:
    home = tmp_path / "zhangsan"
    home.mkdir()
    (home / "巡查报告.docx").write_text("x", encoding="utf-8")
    invoke(
        "done",
        "8",
        "-n",
        "完成",
        "-e",
        str(home / "巡查报告.docx"),
        "-e",
        "C:\\Users\\李四\\图.png",
    )
    for words in (
        ("report", "--month", "9月", "-o", "-"),
        ("report", "--month", "9月", "--json"),
        ("export",),
        ("export", "--format", "json"),
        ("export", "--format", "csv"),
    ):
        shown = invoke(*words).stdout
        assert "巡查报告.docx" in shown
        assert "图.png" in shown
        assert "zhangsan" not in shown
        assert "李四" not in shown
    for words in (("export",), ("export", "--unit", "市司法局")):
        invoke(*words, "-o", "表.xlsx", "--force")
        with ZipFile(desk.folder / "表.xlsx") as book:
            texts = "".join(book.read(name).decode() for name in book.namelist())
        assert "zhangsan" not in texts
        assert "李四" not in texts
    shown = invoke("show", "8").stdout
    kept = json.loads(desk.lines[0][2:])["evidence"]
    assert "zhangsan" in kept[0]["file"]
    assert "zhangsan" in shown


@pytest.mark.parametrize(
    ("name", "sha256", "label"),
    [
        ("佐证/报告.pdf", "ab", "报告.pdf"),
        ("佐证\\报告.pdf", "ab", "报告.pdf"),
        ("/srv/甲/报告.pdf", "", "报告.pdf"),
        ("../甲/报告.pdf", "", "报告.pdf"),
        ("~/报告.pdf", "", "报告.pdf"),
        ("C:\\甲\\报告.pdf", "", "报告.pdf"),
        ("\\\\server\\甲\\报告.pdf", "", "报告.pdf"),
        ("file:///srv/甲/报告.pdf", "", "报告.pdf"),
        ("https://example.gov.cn/a/b.html", "", "https://example.gov.cn/a/b.html"),
        ("会议纪要(2023/9)", "", "会议纪要(2023/9)"),
        ("照片", "", "照片"),
        ("/", "", "/"),
    ],
)
def test_a_file_is_called_by_its_own_name(name: str, sha256: str, label: str) -> None:
    assert Evidence(name, sha256).label == label
