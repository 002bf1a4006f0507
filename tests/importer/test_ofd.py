"""A fixed layout by GB/T 33190: pages in their order, columns, tables by lines, stretched text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.sources.files import source_of
from lawgov_cli.importer.structure.particulars import Said
from tests.ofd_files import package, table, text

if TYPE_CHECKING:
    from lawgov_cli.importer.sources.source import Source

TITLE = "云桥市2025年重点任务分解表"


def source(file: bytes) -> Source:
    return source_of(file, Path("a.ofd"))


def imported(file: bytes) -> Imported:
    read = source(file)
    return import_text(read.text, name="x", said=Said.of(read, "x"))


def test_pages_follow_each_other_as_the_document_says() -> None:
    pages = {
        "Pages/Page_1/Content.xml": text(20, 20, TITLE) + text(20, 40, "一、规范执法"),
        "Pages/Page_0/Content.xml": text(20, 20, "1.清理文件。（责任单位：市司法局）"),
    }
    found = source(package(pages, template=text(20, 5, "内部资料")))
    assert found.text.split("\n") == [
        "内部资料",
        TITLE,
        "一、规范执法",
        "1.清理文件。（责任单位：市司法局）",
    ]


def test_lines_of_one_object_and_pieces_of_one_line() -> None:
    page = (
        text(20, 20, TITLE, "一、规范执法")
        + text(60, 40, "（责任单位：市司法局）")
        + text(20, 42, "1.清理文件。", ctm="1 0 0 1 0 -2")
    )
    found = source(package({"Pages/Page_0/Content.xml": page}))
    assert found.text.split("\n") == [TITLE, "一、规范执法", "1.清理文件。（责任单位：市司法局）"]


def test_two_columns_are_read_one_behind_the_other() -> None:
    left = ["一、规范执法", "1.清理文件。（责任单位：市司法局）"]
    right = ["二、防范风险", "2.查找隐患。（责任单位：市应急局）"]
    columns = [
        text(x, 40 + 8 * n, said)
        for x, side in ((20, left), (110, right))
        for n, said in enumerate(side)
    ]
    page = text(60, 20, TITLE) + "".join(columns)
    found = imported(package({"Pages/Page_0/Content.xml": page}))
    assert [(p.title, p.responsible) for p in found.plan.points] == [
        ("清理文件", ("市司法局",)),
        ("查找隐患", ("市应急局",)),
    ]


def test_a_table_by_its_lines_goes_on_over_the_page() -> None:
    head = ["序号", "工作任务", "责任单位", "完成时限"]
    first = text(60, 20, TITLE) + table(40, [head, ["1", "清理文件", "市司法局", "6月底"]])
    second = table(20, [head, ["2", "查找隐患", "市应急局", "年底"]])
    pages = {"Pages/Page_0/Content.xml": first, "Pages/Page_1/Content.xml": second}
    found = imported(package(pages))
    assert [(p.label, p.title, p.responsible, str(p.due)) for p in found.plan.points] == [
        ("1", "清理文件", ("市司法局",), "2025-06-30"),
        ("2", "查找隐患", ("市应急局",), "2025-12-31"),
    ]
    assert found.doubts == []


def test_what_is_written_over_the_pages_is_told() -> None:
    page = text(20, 20, TITLE) + text(20, 40, "1.清理文件。（责任单位：市司法局）")
    file = package({"Pages/Page_0/Content.xml": page}, note=text(20, 60, "改成市财政局"))
    assert [(d.code, d.what) for d in imported(file).doubts] == [
        ("aside", "版式文件的注释里的文字没有读(1处): 改成市财政局")
    ]
