from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

SEPTEMBER = ("report", "--month", "9月")


def words(path: Path) -> str:
    """All text of a Word file."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return "".join(ET.fromstring(archive.read("word/document.xml")).itertext())  # noqa: S314


def test_a_report_as_word_says_what_the_markdown_says(busy: Desk, invoke: Invoke) -> None:
    invoke(*SEPTEMBER)
    ran = invoke(*SEPTEMBER, "--format", "docx")
    assert ran.stdout.startswith("已生成 reports/2023-09.docx  30项 = ")
    text = words(busy.folder / "reports" / "2023-09.docx")
    assert "合法性审查档案巡查已完成" in text
    assert "统计口径：按要点计数" in text


def test_the_name_of_the_file_says_the_format(busy: Desk, invoke: Invoke) -> None:
    invoke(*SEPTEMBER, "-o", "月报.docx")
    assert "推进情况月报" in words(busy.folder / "月报.docx")


def test_a_word_file_is_not_printed_on_the_screen(invoke: Invoke) -> None:
    ran = invoke(*SEPTEMBER, "--format", "docx", "-o", "-", code=2)
    assert ran.stderr == "docx 不能显示在屏幕上, 请用 -o 写成文件。\n"
    ran = invoke("document", "--format", "docx", code=2)
    assert ran.stderr == "Word 文件不能显示在屏幕上, 请写文件名: -o 工作要点.docx\n"


def test_what_is_written_by_hand_in_the_markdown_goes_into_the_first_word_file(
    busy: Desk, invoke: Invoke
) -> None:
    invoke(*SEPTEMBER)
    path = busy.folder / "reports" / "2023-09.md"
    mark = "<!-- 手写: 总体情况补充 -->\n"
    text = path.read_text(encoding="utf-8").replace(mark, f"{mark}领导批示已落实。\n")
    path.write_text(text, encoding="utf-8")
    invoke(*SEPTEMBER, "--format", "docx")
    assert "领导批示已落实。" in words(path.with_suffix(".docx"))


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_made_again_by_force_the_former_file_is_kept_and_named(
    ending: str, busy: Desk, invoke: Invoke
) -> None:
    invoke(*SEPTEMBER, "--format", ending)
    path = busy.folder / "reports" / f"2023-09.{ending}"
    first = path.read_bytes()
    invoke("note", "9", "又开展一次")
    refused = invoke(*SEPTEMBER, "--format", ending, code=5)
    assert "已存在, 没有覆盖" in refused.stderr
    assert path.read_bytes() == first
    made = invoke(*SEPTEMBER, "--format", ending, "--force")
    assert f"原来的文件存为 reports/2023-09.{ending}.bak。" in made.stdout
    assert path.with_name(f"{path.name}.bak").read_bytes() == first
    invoke("note", "9", "第三次")
    again = invoke(*SEPTEMBER, "--format", ending, "--force")
    assert f"原来的文件存为 reports/2023-09.{ending}.bak2。" in again.stdout


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_the_same_report_made_again_writes_nothing(ending: str, busy: Desk, invoke: Invoke) -> None:
    for _ in range(2):
        invoke(*SEPTEMBER, "--format", ending)
    assert [path.name for path in (busy.folder / "reports").iterdir()] == [f"2023-09.{ending}"]


def test_the_document_as_word_is_the_document(busy: Desk, invoke: Invoke) -> None:
    ran = invoke("document", "-o", "工作要点.docx")
    assert ran.stdout == "已印出 工作要点.docx\n"
    text = words(busy.folder / "工作要点.docx")
    plain = invoke("document").stdout
    assert text.replace("\n", "") == "".join(line.strip() for line in plain.splitlines())
    assert "已存在, 没有覆盖" in invoke("document", "-o", "工作要点.docx", code=5).stderr


def test_the_office_s_own_styles_are_taken_from_its_reference(busy: Desk, invoke: Invoke) -> None:
    invoke(*SEPTEMBER, "-o", "月报.docx")
    made = (busy.folder / "月报.docx").read_bytes()
    (busy.folder / "templates").mkdir()
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        "仿宋_GB2312".encode(), "楷体".encode()
    )
    with zipfile.ZipFile(busy.folder / "templates" / "reference.docx", "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    invoke(*SEPTEMBER, "-o", "另一份.docx")
    with zipfile.ZipFile(busy.folder / "另一份.docx") as restyled:
        found = restyled.read("word/styles.xml").decode()
    assert "仿宋_GB2312" not in found
    assert "楷体" in found


def test_a_broken_word_file_is_not_made_again_over(busy: Desk, invoke: Invoke) -> None:
    invoke(*SEPTEMBER, "--format", "docx")
    path = busy.folder / "reports" / "2023-09.docx"
    path.write_bytes(b"no archive")
    invoke("note", "9", "又")
    ran = invoke(*SEPTEMBER, "--format", "docx", "--force", code=3)
    assert "reports/2023-09.docx" in ran.stderr
    assert path.read_bytes() == b"no archive"
