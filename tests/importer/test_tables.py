"""Tables of every kind of file: one reading, and every cell's text is in the plan or in a doubt."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.sources.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

TITLE = "青禾市2025年任务分解表"
HEAD = [
    "序号",
    "工作任务",
    "年度目标",
    "具体措施",
    "责任分工",
    "责任分工",
    "完成时限",
    "责任人",
    "备注",
]
SECOND = [
    "序号",
    "工作任务",
    "年度目标",
    "具体措施",
    "牵头单位",
    "配合单位",
    "完成时限",
    "责任人",
    "备注",
]
ROWS = [
    HEAD,
    SECOND,
    ["一、夯实基础"] * 9,
    [
        "1",
        "清查资产",
        "完成率100%",
        "核对台账\n公开结果",
        "市财政局",
        "市审计局、各镇街",
        "6月底前",
        "赵某",
        "按季调度",
    ],
    ["2", "修编规划", "", "组织评审", "市资规局", "", "年底前", "", ""],
    ["二、防范风险"] * 9,
    ["3", "排查隐患", "零事故", "开展检查", "市应急局", "市公安局", "全年", "钱某", ""],
]


def text_file(rows: Sequence[Sequence[str]], path: Path) -> None:
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
    path.write_text("\n".join([TITLE, *lines]), "utf-8")


def pipes(rows: Sequence[Sequence[str]], path: Path) -> None:
    lines = [f"| {' | '.join(cell.replace(chr(10), '<br>') for cell in row)} |" for row in rows]
    path.write_text("\n".join([TITLE, *lines]), "utf-8")


def page(rows: Sequence[Sequence[str]], path: Path) -> None:
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(c).replace(chr(10), '<br>')}</td>" for c in row) + "</tr>"
        for row in rows
    )
    intro = "为落实全年任务，明确分工，压实责任，现将重点任务分解如下，请认真抓好落实，按时报送。"
    path.write_text(
        f"<html><head><meta charset='utf-8'><title>{TITLE}-青禾市人民政府</title></head><body>"
        f"<div class='article'><h1>{TITLE}</h1><p>{intro}</p><table>{body}</table></div></body>",
        "utf-8",
    )


def word(rows: Sequence[Sequence[str]], path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def workbook(rows: Sequence[Sequence[str]], path: Path) -> None:
    """The smallest workbook there is: one sheet, texts in the cells."""
    pytest.importorskip("python_calamine")
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for c, text in enumerate(row, 1)
        )
        + "</row>"
        for r, row in enumerate([[TITLE], *rows], 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="分解表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
        f'<mergeCells count="1"><mergeCell ref="A1:I1"/></mergeCells></worksheet>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    path.write_bytes(out.getvalue())


KINDS: list[tuple[str, Callable[[Any, Any], None]]] = [
    ("a.txt", text_file),
    ("a.md", pipes),
    ("a.html", page),
    ("a.docx", word),
    ("a.xlsx", workbook),
]


def made(name: str, make: Callable[[Any, Any], None], folder: Path) -> tuple[str, Imported]:
    make(ROWS, folder / name)
    text = read_source(folder / name).text
    return text, import_text(text, name="x")


@pytest.mark.parametrize(("name", "make"), KINDS, ids=[name for name, _ in KINDS])
def test_the_same_table_is_read_alike_in_every_kind_of_file(
    name: str, make: Callable[[Any, Any], None], tmp_path: Path
) -> None:
    _, found = made(name, make, tmp_path)
    plan = found.plan
    assert plan.title == TITLE
    assert [task.title for task in plan.tasks] == ["夯实基础", "防范风险"]
    assert [
        (p.label, p.title, p.text, p.lead, p.responsible, str(p.due or p.due_words))
        for p in plan.points
    ] == [
        ("1", "清查资产", "完成率100%", ("市财政局",), ("市审计局", "各镇街"), "2025-06-30"),
        ("2", "修编规划", "", ("市资规局",), (), "2025-12-31"),
        ("3", "排查隐患", "零事故", ("市应急局",), ("市公安局",), "全年"),
    ]
    (columns,) = (doubt.what for doubt in found.doubts if doubt.code == "columns")
    assert columns == "表中“年度目标”“备注”“责任人”按文字保留, 没有从中读单位或时限"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("备注", ["列入考核", "市财政局协助"]),
        ("备注", ["列入考核", "6月底前先行试点"]),
        ("督导单位", ["市政府督查室", "市政府督查室"]),
        ("启动时间", ["3月", "4月"]),
        ("责任人", ["王某", "市审计局"]),
        ("", ["甲", "乙"]),
    ],
)
def test_a_kept_column_that_may_name_a_body_or_a_day_is_told_by_itself(
    head: str, cells: Sequence[str]
) -> None:
    rows = [["序号", "工作任务", "责任单位", "目标", head]]
    rows += [[f"{n}", f"清理文件{n}", "市司法局", "达标", cell] for n, cell in enumerate(cells, 1)]
    found = import_text("\n".join([TITLE, *table_lines(rows)]), name="x")
    told = {(d.code, d.what.split("”")[0]) for d in found.doubts if "column" in d.code}
    assert told == {("column", f"表中“{head or '没有表头'}"), ("columns", "表中“目标")}


@pytest.mark.parametrize(("name", "make"), KINDS, ids=[name for name, _ in KINDS])
def test_every_cell_is_in_the_plan_and_prints_in_its_row(
    name: str, make: Callable[[Any, Any], None], tmp_path: Path
) -> None:
    text, found = made(name, make, tmp_path)
    printed = document_text(found.plan)
    assert bare(printed) == bare(text)
    assert found.plan.layout.document != "{preamble}", "kept whole: a step lost something"
    lines = [bare(line) for line in printed.split("\n")]
    for row in ROWS:
        parts = [bare(part) for cell in row for part in cell.split("\n") if part]
        assert any(all(part in line for part in parts) for line in lines), row


@pytest.mark.parametrize(("name", "make"), KINDS[1:], ids=[name for name, _ in KINDS[1:]])
def test_paragraphs_in_a_cell_of_measures_are_a_measure_each(
    name: str, make: Callable[[Any, Any], None], tmp_path: Path
) -> None:
    _, found = made(name, make, tmp_path)
    assert [task.text for task in found.plan.points[0].tasks] == ["核对台账", "公开结果"]


@pytest.mark.parametrize(("name", "make"), KINDS, ids=[name for name, _ in KINDS])
def test_what_is_printed_imports_back_to_the_same_tasks(
    name: str, make: Callable[[Any, Any], None], tmp_path: Path
) -> None:
    _, found = made(name, make, tmp_path)
    again = import_text(document_text(found.plan), name="x").plan
    assert again.tasks == found.plan.tasks


def test_a_layout_table_around_an_article_is_no_table_of_tasks(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    lines = [
        "一、夯实基础",
        "（一）清查资产。（责任单位：市财政局）",
        "（二）化解风险。（责任单位：市金融办）",
    ]
    body = "".join(
        f"<p>{line}</p>" for line in (TITLE, "为做好工作，制定本表，请认真落实。", *lines)
    )
    file.write_text(f"<html><body><table><tr><td>{body}</td></tr></table></body></html>", "utf-8")
    points = import_text(read_source(file).text, name="x").plan.points
    assert [p.responsible for p in points] == [("市财政局",), ("市金融办",)]


def test_a_list_of_telephones_is_no_table_of_tasks() -> None:
    text = f"{TITLE}\n一、甲\n（一）清查。（市财政局负责）\n"
    text += "单位\t联系人\t电话\n市财政局\t赵某\t123\n市审计局\t钱某\t456"
    assert len(import_text(text, name="x").plan.points) == 1


def test_a_name_that_the_width_of_its_cell_broke_stays_one() -> None:
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "清理文件", "市市场监督\n管理局、市财\n政局"],
        ["2", "建立台账", "市审计局\n市统计局\n市市场监督\n管理局\n市融媒体\n中心"],
        ["3", "修编规划", "牵头：市资规局\n配合：市住建局、\n各县区"],
    ]
    points = import_text("\n".join([TITLE, *table_lines(rows)]), name="x").plan.points
    assert [(p.lead, p.responsible) for p in points] == [
        ((), ("市市场监督管理局", "市财政局")),
        ((), ("市审计局", "市统计局", "市市场监督管理局", "市融媒体中心")),
        (("市资规局",), ("市住建局", "各县区")),
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("各乡（镇）\n县文联", ("各乡（镇）", "县文联")),
        ("各区（县）\n财政局\n住建局", ("各区（县）", "财政局", "住建局")),
        ("市检察院【办公室】\n市法院（执行局）", ("市检察院【办公室】", "市法院（执行局）")),
        ("市政府\n（研究室）\n市文联", ("市政府（研究室）", "市文联")),
        ("市商务局（投促\n中心）\n市文联", ("市商务局（投促中心）", "市文联")),
    ],
)
def test_a_bracket_that_closes_at_the_end_of_a_line_in_a_cell_ends_a_name(
    cell: str, names: tuple[str, ...]
) -> None:
    rows = [["序号", "工作任务", "责任单位"], ["1", "清理文件", cell]]
    (point,) = import_text("\n".join([TITLE, *table_lines(rows)]), name="x").plan.points
    assert point.responsible == names


@pytest.mark.parametrize(
    "head",
    [
        *("任务来源", "事项类别", "任务级别", "项目性质", "任务状态", "措施依据", "任务资金"),
        *("任务分值", "任务评价", "项目投资", "举措类型"),
    ],
)
def test_a_column_that_says_something_about_the_task_is_no_task(head: str) -> None:
    for rows in (
        [["序号", "工作任务", head, "责任单位"], ["1", "清理文件", "会议纪要", "市司法局"]],
        [["序号", head, "督办内容", "责任单位"], ["1", "会议纪要", "清理文件", "市司法局"]],
    ):
        found = import_text("\n".join([TITLE, *table_lines(rows)]), name="x")
        assert [task.title for task in found.plan.walk()] == ["清理文件"]
        assert [doubt.code for doubt in found.doubts] == ["columns"]


def test_a_second_column_of_measures_makes_none_and_is_told() -> None:
    rows = [
        ["序号", "工作任务", "任务分解", "落实举措", "责任单位"],
        ["1", "清理文件", "分三步", "逐件核对", "市司法局"],
    ]
    found = import_text("\n".join([TITLE, *table_lines(rows)]), name="x")
    assert [task.text for task in found.plan.walk() if task.text] == ["分三步"]
    assert [doubt.code for doubt in found.doubts] == ["columns"]
    assert "“落实举措”" in found.doubts[0].what


def test_a_column_of_those_who_lead_and_help_alike_is_told() -> None:
    rows = [["序号", "工作任务", "牵头及配合单位"], ["1", "清理文件", "市司法局、市财政局"]]
    found = import_text("\n".join([TITLE, *table_lines(rows)]), name="x")
    assert [doubt.code for doubt in found.doubts] == ["label"]
