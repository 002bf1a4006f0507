"""A table in a PDF is read by the lines that are drawn between its cells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.sources.aligned import Piece, aligned_table
from lawgov_cli.importer.sources.fixed import Page, gone_on, source_of_pages
from lawgov_cli.importer.sources.pages import lost_quotes, quoted
from lawgov_cli.importer.sources.pdf import pdf_source
from lawgov_cli.importer.sources.pdf_tables import Drawing
from lawgov_cli.importer.structure.particulars import Said
from tests.documents import pdf_table

pytest.importorskip("pypdf")

TITLE = "云桥市2025年重点任务分解表"
HEAD = ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"]
WIDTHS = [40, 120, 80, 140, 100]


def read(rows: list[list[str]]) -> str:
    return pdf_source(pdf_table(TITLE, rows, WIDTHS[: len(rows[0])]), Path("a.pdf")).text


def test_the_columns_of_a_drawn_table_stand() -> None:
    rows = [
        HEAD,
        [
            "1",
            "清理行政规范性\n文件",
            "市司法局",
            "市财政局、市审计局、\n各县区",
            "2025年6月\n底前",
        ],
        ["2", "推行监督制度", "市应急局", "市自然资源和规划局", "12/31"],
    ]
    first, second = import_text(read(rows), name="x").plan.points
    assert (first.title, first.lead) == ("清理行政规范性文件", ("市司法局",))
    assert first.responsible == ("市财政局", "市审计局", "各县区")
    assert (str(first.due), str(second.due)) == ("2025-06-30", "2025-12-31")
    assert (second.lead, second.responsible) == (("市应急局",), ("市自然资源和规划局",))


def test_names_on_lines_of_their_own_that_do_not_fill_the_column_stay_apart() -> None:
    rows = [
        HEAD,
        ["1", "清理文件", "市司法局", "市财政局\n市税务局", "6月底"],
        ["2", "健全制度", "市司法局", "市人力资源和社会保障局", "6月底"],
    ]
    found = import_text(read(rows), name="x")
    assert found.plan.points[0].responsible == ("市财政局", "市税务局")


def test_a_drawn_table_that_is_none_of_tasks_stays_text() -> None:
    rows = [["姓名", "年龄", "电话"], ["张三", "30", "123"], ["李四", "40", "456"]]
    assert read(rows).startswith(TITLE)
    assert "|" not in read(rows)


def test_what_no_program_draws_is_passed_over() -> None:
    drawing = Drawing()
    for values in ([], ["x", 1, 2, 3], [float("nan")] * 4, [1e308] * 4, [None] * 4):
        drawing.draw(b"re", values, [1e308, 0, 0, 1, 0, 0])
        drawing.draw(b"l", values, [1, 0, 0, 1, 0, 0])
        drawing.draw(b"S", [], [])
    assert drawing.parts() == []


def test_a_page_full_of_lines_is_a_drawing_and_no_table() -> None:
    drawing = Drawing()
    for at in range(3000):
        drawing.draw(b"re", [at * 7, at * 7, 5000, 5000], [1, 0, 0, 1, 0, 0])
    drawing.draw(b"S", [], [])
    assert drawing.parts() == []


def test_what_stands_beside_a_table_is_not_lost() -> None:
    drawing = Drawing()
    for at in (0, 100, 200, 300):
        drawing.draw(b"re", [at, 0, 0.5, 100], [1, 0, 0, 1, 0, 0])
    for at in (0, 50, 100):
        drawing.draw(b"re", [0, at, 300, 0.5], [1, 0, 0, 1, 0, 0])
    drawing.draw(b"S", [], [])
    for text, x, y in (("甲", 10, 80), ("乙", 210, 30), ("旁注", 350, 60), ("线上", 299, 20)):
        drawing.write(text, [1, 0, 0, 1, x, y], [1, 0, 0, 1, 0, 0])
    found = [part.rows or part.text for part in drawing.parts()]
    assert found == [[["甲", "", ""], ["", "", "乙"]], "旁注", "线上"]


def test_a_table_goes_on_over_the_page_its_head_once_and_a_row_in_two_as_one() -> None:
    above = [HEAD, ["1", "清理", "市司法局", "市财政", "6月"]]
    below = [HEAD, ["", "文件", "", "局", "底"], ["2", "健全制度", "市司法局", "市审计局", "全年"]]
    assert gone_on(above, below)[0] == [
        HEAD,
        ["1", "清理文件", "市司法局", "市财政局", "6月底"],
        ["2", "健全制度", "市司法局", "市审计局", "全年"],
    ]


def test_a_row_that_was_put_together_from_two_pages_is_told() -> None:
    above = [HEAD, ["1", "清理行政规", "市司法局", "市财政局", "6月底"]]
    rows, said = gone_on(above, [HEAD, ["", "范性文件", "", "、市审计局", ""]])
    assert rows[-1] == ["1", "清理行政规范性文件", "市司法局", "市财政局、市审计局", "6月底"]
    assert said == "清理行政规范性文件"
    assert gone_on(above, [HEAD, ["2", "健全制度", "市司法局", "", "年底"]])[1] == ""


def test_quotes_that_stand_apart_go_back_where_they_belong_or_are_told() -> None:
    assert quoted("7 “ ”月底前完成 回头看 。") == "7月底前完成“回头看”。"
    assert quoted("每月填报，“ ” 零报告 率") == "每月填报，“零报告”率"
    assert quoted("做好 回头看 ，“ ”填报") == "做好“回头看”，填报"
    lines = ["做好回头看，“ ”填报", "做好“回头看”", "做好回头看"]
    assert lost_quotes(lines) == lines[:1]


def test_a_quote_at_the_head_of_its_line_goes_back_into_the_gap_or_is_told() -> None:
    assert quoted("“（一）做实群众办事 一") == "（一）做实群众办事“一"
    assert quoted("”枚印章 管到底的办法") == "枚印章”管到底的办法"
    whole = "“十四五”期间 完成"
    assert quoted(whole) == whole
    lost = ["“（二）做实群众办事一", "”枚印章管到底"]
    assert lost_quotes([*lost, whole, "“一件事", "做实“一件事”"]) == lost


UNDRAWN = re.compile(rb" [0-9.]+ [0-9.]+ (?:m [0-9.]+ [0-9.]+ l S|0.5 -?[0-9.]+ re f)")


def undrawn(rows: list[list[str]]) -> Imported:
    """A table of a PDF without the lines between its cells."""
    data = pdf_table(TITLE, rows, WIDTHS[: len(rows[0])])
    data = UNDRAWN.sub(lambda line: b" " * len(line[0]), data)
    source = pdf_source(data, Path("a.pdf"))
    return import_text(source.text, name="x", said=Said.of(source, "x"))


def test_a_table_without_lines_is_read_by_what_stands_below_what_and_told() -> None:
    found = undrawn(
        [
            HEAD,
            ["1", "清理行政规范性\n文件", "市司法局", "市财政局、\n市审计局", "6月\n底前"],
            ["2", "推行监督制度", "市应急局", "", "12/31"],
            ["3", "健全制度", "市司法局", "各县区", ""],
        ]
    )
    assert [(p.title, p.lead, p.responsible, str(p.due)) for p in found.plan.points] == [
        ("清理行政规范性文件", ("市司法局",), ("市财政局", "市审计局"), "2025-06-30"),
        ("推行监督制度", ("市应急局",), (), "2025-12-31"),
        ("健全制度", ("市司法局",), ("各县区",), "None"),
    ]
    assert [d.code for d in found.doubts] == ["aligned"]


def test_lines_of_text_with_wide_blanks_are_no_table() -> None:
    found = undrawn([["姓名", "年龄", "电话"], ["张三", "30", "123"]])
    assert "aligned" not in [d.code for d in found.doubts]


def test_a_line_over_two_columns_ends_an_aligned_table() -> None:
    head = [Piece(50, 700, "工作任务"), Piece(150, 700, "责任单位"), Piece(250, 700, "完成时限")]
    row = [Piece(50, 680, "清理文件"), Piece(150, 680, "市司法局"), Piece(250, 680, "年底")]
    text = [Piece(50, 660, "以上任务请各单位按月报送进展情况，确保落实到位。")]
    table = aligned_table([(700, head), (680, row), (660, text)])
    assert table is not None
    assert (table.top, table.bottom) == (700, 680)
    assert table.rows[1:] == [["清理文件", "市司法局", "年底"]]


def test_a_row_whose_number_stands_on_the_page_before_is_a_row_of_its_own() -> None:
    head = ["序号", "任务", "措施", "责任单位", "时限"]
    above = [head, ["5", "健全制度", "修订", "市司法局", "6月"]]
    rows, said = gone_on(above, [["", "", "公布", "市财政局", "9月"]])
    assert (rows[-1], said) == (["5", "健全制度", "公布", "市财政局", "9月"], "")


def test_what_stands_at_the_head_of_several_pages_is_left_out_behind_the_first() -> None:
    pages = [Page(f"内部资料\n{line}", []) for line in (TITLE, "1.清理文件。", "内部资料在册")]
    found = source_of_pages(pages)
    assert found.text.split("\n") == ["内部资料", TITLE, "1.清理文件。", "内部资料在册"]
    assert [(note.code, note.shown) for note in found.notes] == [("page-lines", "内部资料")] * 2


def test_a_word_that_did_not_fit_goes_on_in_the_cell() -> None:
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "措施一之\n1，逐项对\n照检查建立", "市司法局"],
        ["2", "清理\n公布目录", "市财政局"],
    ]
    titles = [point.title for point in import_text(read(rows), name="x").plan.points]
    assert titles == ["措施一之1，逐项对照检查建立", "清理 公布目录"]


def test_each_of_two_tables_without_lines_on_a_page_is_read() -> None:
    drawing = Drawing()
    tables = [
        ["序号", "任务", "责任单位"],
        ["1", "清理文件", "市司法局"],
        ["2", "健全台账", "市审计局"],
    ]
    y = 700
    for title in ("一、规范执法和清理文件工作", "二、强化监督和健全台账工作"):
        drawing.write(title, [1, 0, 0, 1, 60, y], [1, 0, 0, 1, 0, 0])
        for at, row in enumerate(tables, 1):
            for x, text in zip((60, 160, 320), row, strict=True):
                drawing.write(text, [1, 0, 0, 1, x, y - 20 * at], [1, 0, 0, 1, 0, 0])
        y -= 100
    found = [part.rows or part.text for part in drawing.parts()]
    assert found == ["一、规范执法和清理文件工作", tables, "二、强化监督和健全台账工作", tables]
