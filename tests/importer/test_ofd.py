"""A fixed layout by GB/T 33190: pages in their order, columns, tables by lines, stretched text."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.structure.particulars import Said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TITLE = "云桥市2025年重点任务分解表"


def text(x: float, y: float, *lines: str, ctm: str = "1 0 0 1 0 0") -> str:
    """A text object at *x* and *y*, in millimetres from the top left; a code for each line."""
    codes = "".join(
        f'<ofd:TextCode X="0" Y="{4 + 6 * n}" DeltaX="g {len(line)} 4">{line}</ofd:TextCode>'
        for n, line in enumerate(lines)
    )
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 80 {6 * len(lines)}" Font="3" Size="4"'
        f' CTM="{ctm}">{codes}</ofd:TextObject>'
    )


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<ofd:PathObject ID="2" Boundary="{x1} {y1} {x2 - x1} {y2 - y1}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x2 - x1} {y2 - y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(top: float, rows: Sequence[Sequence[str]]) -> str:
    """A table with lines between its cells, 30 mm wide and 10 mm high each."""
    width, height = 30 * len(rows[0]), 10 * len(rows)
    drawn = [line(20, top + 10 * n, 20 + width, top + 10 * n) for n in range(len(rows) + 1)]
    drawn += [line(20 + 30 * n, top, 20 + 30 * n, top + height) for n in range(len(rows[0]) + 1)]
    cells = [
        text(21 + 30 * c, top + 2 + 10 * r, said)
        for r, row in enumerate(rows)
        for c, said in enumerate(row)
        if said
    ]
    return "".join([*drawn, *cells])


def package(file: Path, pages: dict[str, str], *, template: str = "", note: str = "") -> Path:
    """An OFD file: *pages* by the part each lies in, in the order of the document."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{name}"/>' for n, name in enumerate(pages, 10))
    document = (
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    start = (
        f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("OFD.xml", start)
        out.writestr("Doc_0/Document.xml", document)
        out.writestr("Doc_0/Tpls/Tpl_0/Content.xml", content(template))
        for name, drawn in pages.items():
            out.writestr(f"Doc_0/{name}", content(drawn, template='<ofd:Template TemplateID="5"/>'))
        if note:
            out.writestr("Doc_0/Annots/Page_0/Annotation.xml", content(note))
    return file


def content(drawn: str, template: str = "") -> str:
    layer = f'<ofd:Content><ofd:Layer ID="1">{drawn}</ofd:Layer></ofd:Content>'
    return f"<ofd:Page {SPACE}>{template}{layer}</ofd:Page>"


def imported(file: Path) -> Imported:
    source = read_source(file)
    return import_text(source.text, name="x", said=Said.of(source, "x"))


def test_pages_follow_each_other_as_the_document_says(tmp_path: Path) -> None:
    pages = {
        "Pages/Page_1/Content.xml": text(20, 20, TITLE) + text(20, 40, "一、规范执法"),
        "Pages/Page_0/Content.xml": text(20, 20, "1.清理文件。（责任单位：市司法局）"),
    }
    found = read_source(package(tmp_path / "a.ofd", pages, template=text(20, 5, "内部资料")))
    assert found.text.split("\n") == [
        "内部资料",
        TITLE,
        "一、规范执法",
        "1.清理文件。（责任单位：市司法局）",
    ]


def test_lines_of_one_object_and_pieces_of_one_line(tmp_path: Path) -> None:
    page = (
        text(20, 20, TITLE, "一、规范执法")
        + text(60, 40, "（责任单位：市司法局）")
        + text(20, 42, "1.清理文件。", ctm="1 0 0 1 0 -2")
    )
    found = read_source(package(tmp_path / "a.ofd", {"Pages/Page_0/Content.xml": page}))
    assert found.text.split("\n") == [TITLE, "一、规范执法", "1.清理文件。（责任单位：市司法局）"]


def test_two_columns_are_read_one_behind_the_other(tmp_path: Path) -> None:
    left = ["一、规范执法", "1.清理文件。（责任单位：市司法局）"]
    right = ["二、防范风险", "2.查找隐患。（责任单位：市应急局）"]
    columns = [
        text(x, 40 + 8 * n, said)
        for x, side in ((20, left), (110, right))
        for n, said in enumerate(side)
    ]
    page = text(60, 20, TITLE) + "".join(columns)
    found = imported(package(tmp_path / "a.ofd", {"Pages/Page_0/Content.xml": page}))
    assert [(p.title, p.responsible) for p in found.plan.points] == [
        ("清理文件", ("市司法局",)),
        ("查找隐患", ("市应急局",)),
    ]


def test_a_table_by_its_lines_goes_on_over_the_page(tmp_path: Path) -> None:
    head = ["序号", "工作任务", "责任单位", "完成时限"]
    first = text(60, 20, TITLE) + table(40, [head, ["1", "清理文件", "市司法局", "6月底"]])
    second = table(20, [head, ["2", "查找隐患", "市应急局", "年底"]])
    pages = {"Pages/Page_0/Content.xml": first, "Pages/Page_1/Content.xml": second}
    found = imported(package(tmp_path / "a.ofd", pages))
    assert [(p.label, p.title, p.responsible, str(p.due)) for p in found.plan.points] == [
        ("1", "清理文件", ("市司法局",), "2025-06-30"),
        ("2", "查找隐患", ("市应急局",), "2025-12-31"),
    ]
    assert found.doubts == []


def test_what_is_written_over_the_pages_is_told(tmp_path: Path) -> None:
    page = text(20, 20, TITLE) + text(20, 40, "1.清理文件。（责任单位：市司法局）")
    file = package(
        tmp_path / "a.ofd", {"Pages/Page_0/Content.xml": page}, note=text(20, 60, "改成市财政局")
    )
    assert [(d.code, d.what) for d in imported(file).doubts] == [
        ("aside", "版式文件的注释里的文字没有读(1处): 改成市财政局")
    ]
