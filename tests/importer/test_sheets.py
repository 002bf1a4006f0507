"""Table files: what is read, and what is refused with its reason before anything of it counts."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.errors import SheetsMissing
from lawgov_cli.importer.sheets import grid as grids
from lawgov_cli.importer.sheets import packages
from lawgov_cli.importer.sheets.grid import Place, column_number, letters, spread
from lawgov_cli.importer.sheets.reading import Tables, read_tables
from tests.office_forms import FORM, SOFFICE, converted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def book(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook of one sheet, filled by XlsxWriter."""
    file = BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    fill(made, made.add_worksheet("表"))
    made.close()
    return file.getvalue()


def with_parts(parts: dict[str, str | bytes], data: bytes = FORM) -> bytes:
    """The archive with more parts, or others in place of its own."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def archive(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    return with_parts(parts, b"PK\x05\x06" + bytes(18))


def why_refused(data: bytes) -> str:
    """Why the file is refused; the test fails where it is read."""
    tables, problems = read_tables(data, "来件.xlsx")
    assert tables == Tables("来件.xlsx")
    assert [problem.code for problem in problems] == ["refused"]
    assert problems[0].remedy.endswith("这份文件没有读入")
    return problems[0].message


def cells(data: bytes) -> list[list[object]]:
    """The cells of the only grid."""
    tables, problems = read_tables(data, "来件")
    assert problems == []
    (only,) = tables.grids
    return [list(row) for row in only.rows]


def test_cells_keep_their_types_and_places() -> None:
    def fill(made: Any, sheet: Any) -> None:  # noqa: ANN401
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_string(1, 0, "0012")
        sheet.write_number(1, 1, 3.5)
        sheet.write_datetime(1, 2, date(2023, 9, 1), day)
        sheet.write_boolean(1, 3, True)  # noqa: FBT003
        sheet.write_string(1, 4, "上\n下")

    assert cells(book(fill))[1] == ["0012", 3.5, date(2023, 9, 1), True, "上\n下"]


def test_a_merged_value_stands_in_every_cell_it_covers() -> None:
    rows, covered = spread([["甲", "乙"], ["", ""], ["", ""]], [(0, 0, 1, 0), (0, 1, 9, 9)])
    assert rows == [["甲", "乙"], ["甲", "乙"], ["", "乙"]]
    assert covered == {(1, 0), (1, 1), (2, 1)}


@given(st.integers(1, 16384))
def test_columns_are_named_as_spreadsheets_name_them(number: int) -> None:
    assert column_number(letters(number)) == number


def test_a_place_is_named_as_a_person_finds_it() -> None:
    assert Place("任务", 5, 28).word == "“任务”AB5"
    assert Place("任务", 5).word == "“任务”第5行"
    assert Place("任务").word == "“任务”"


def test_formulas_are_noted_even_where_they_are_shared_or_have_no_value() -> None:
    made = openpyxl.Workbook()
    made.active["B2"] = "=1+1"
    made.active["C3"] = "=HYPERLINK(1)"
    file = BytesIO()
    made.save(file)
    tables, _ = read_tables(file.getvalue(), "x")
    assert tables.grids[0].formulas == {(1, 1), (2, 2)}


def test_cells_with_something_struck_out_are_noted() -> None:
    def fill(made: Any, sheet: Any) -> None:  # noqa: ANN401
        struck = made.add_format({"font_strikeout": True})
        sheet.write("A1", "照旧")
        sheet.write("B1", "整格删去", struck)
        sheet.write_rich_string("C1", "前面", struck, "删去", "后面")
        sheet.write("D1", 5, struck)
        sheet.write_blank("E1", None, struck)

    tables, _ = read_tables(book(fill), "来件.xlsx")
    assert tables.grids[0].struck == {(0, 1), (0, 2), (0, 3)}


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_formulas_and_merged_cells_are_found_in_other_formats(suffix: str, tmp_path: Path) -> None:
    if not SOFFICE:
        pytest.skip("skipped: LibreOffice (Debian: libreoffice-calc) is not installed")

    def fill(_made: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.merge_range("C3:D4", "合")
        sheet.write_string("D5", "末")

    tables, problems = read_tables(converted(book(fill), "xlsx", suffix, tmp_path), "x")
    assert problems == []
    assert tables.grids[0].formulas == {(1, 1)}
    assert tables.grids[0].merged == {(2, 3), (3, 2), (3, 3)}
    assert [row[3] for row in tables.grids[0].rows[2:]] == ["合", "合", "末"]


def xlsb(*records: tuple[int, bytes]) -> bytes:
    """A binary workbook of one sheet with these records."""

    def packed(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, out = len(body), b""
        while True:
            size, low = size >> 7, size & 0x7F
            out += bytes([low | (0x80 if size else 0)])
            if not size:
                return head + out + body

    def text(said: str) -> bytes:
        return struct.pack("<I", len(said)) + said.encode("utf-16-le")

    sheet = struct.pack("<II", 0, 1) + text("rId1") + text("表")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.main"/>'
        "</Types>"
    )
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    body = packed(129) + packed(148, struct.pack("<4I", 0, 9, 0, 9)) + packed(145)
    body += b"".join(packed(*record) for record in records) + packed(146) + packed(130)
    return archive(
        {
            "[Content_Types].xml": types,
            "xl/workbook.bin": packed(131)
            + packed(143)
            + packed(156, sheet)
            + packed(144)
            + packed(132),
            "xl/_rels/workbook.bin.rels": link,
            "xl/worksheets/sheet1.bin": body,
        }
    )


def row_head(row: int) -> tuple[int, bytes]:
    return 0, struct.pack("<I", row) + bytes(21)


def number(column: int, kind: int = 5) -> tuple[int, bytes]:
    return kind, struct.pack("<IId", column, 0, 2.0) + bytes(10)


def test_a_binary_workbook_is_read_and_its_formulas_are_noted() -> None:
    tables, problems = read_tables(xlsb(row_head(0), number(0), number(1, 9)), "x.xlsb")
    assert problems == []
    assert tables.grids[0].formulas == {(0, 1)}
    assert tables.grids[0].rows[0][0] == 2.0


def test_a_binary_workbook_with_one_cell_far_out_is_refused() -> None:
    data = xlsb(row_head(0), number(0), row_head(1_000_000), number(16_000))
    assert "不像填报的表" in why_refused(data)


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/vbaProject.bin", "x", "含有宏"),
        ("xl/macrosheets/sheet1.xml", "x", "含有宏"),
        ("xl/externalLinks/externalLink1.xml", "<externalBook/>", "含有指向其他工作簿的链接"),
        ("xl/externalLinks/externalLink1.xml", "<ddeLink/>", "含有 DDE 链接"),
        ("xl/externalLinks/externalLink1.xml", "<oleLink/>", "含有对外部对象的链接"),
        ("xl/embeddings/oleObject1.bin", "x", "嵌有别的文件或对象"),
        ("xl/activeX/activeX1.xml", "x", "含有控件"),
        ("xl/connections.xml", "<x/>", "含有外部数据连接"),
        ("xl/theme/theme1.xml", "<!DOCTYPE x>", "含有不该有的声明(DOCTYPE)"),
    ],
)
def test_what_runs_or_reaches_outside_is_refused(part: str, content: str, reason: str) -> None:
    assert why_refused(with_parts({part: content})) == reason


def test_a_workbook_that_calls_itself_one_with_macros_is_refused() -> None:
    with zipfile.ZipFile(BytesIO(FORM)) as old:
        types = old.read("[Content_Types].xml")
    changed = types.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    assert why_refused(with_parts({"[Content_Types].xml": changed})) == "含有宏"


@pytest.mark.parametrize("element", ["table:table-source", "office:dde-source", "draw:object"])
def test_links_and_objects_in_an_ods_are_refused(element: str) -> None:
    content = f'<a xmlns:table="t" xmlns:office="o" xmlns:draw="d"><{element}/></a>'
    assert why_refused(archive({"content.xml": content}))


def test_hyperlinks_and_lists_to_choose_from_are_allowed() -> None:
    def fill(_made: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_url(0, 0, "https://example.cn/", None, "附件")
        sheet.data_validation("B1", {"validate": "list", "source": ["是", "否"]})
        sheet.write_string("B1", "是")

    assert cells(book(fill)) == [["附件", "是"]]


def test_an_archive_that_explodes_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1_000_000)
    data = with_parts({"xl/media/image1.png": b"0" * 2_000_000})
    assert "解开后有" in why_refused(data)


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"<a>" + b" " * 100_000)
    real, said = struct.pack("<I", 100_003), struct.pack("<I", 10)
    data = file.getvalue()
    assert data.count(real) == 2
    assert why_refused(data.replace(real, said)) == "文件已损坏或不完整"


def test_an_archive_within_an_archive_is_not_opened() -> None:
    inner = FORM
    for _ in range(20):
        inner = archive({"form.xlsx": inner})
    assert why_refused(inner) == "这是压缩包, 不是表格"


@pytest.mark.parametrize("last", ["><v>1</v>", ' t="inlineStr"><is><t>x</t></is>', "><f>1</f>"])
def test_a_million_rows_are_refused_before_they_are_read(last: str) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 3))
    rows += f'<row r="1000000"><c r="XFD1000000"{last}</c></row>'
    sheet = f'<worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>'
    data = with_parts({"xl/worksheets/sheet1.xml": sheet})
    assert why_refused(data) == "“填报表”有1000000行16384列, 不像填报的表"


@pytest.mark.parametrize(
    ("row", "cell", "why"),
    [
        ("2", "XFD1000000", "不像填报的表"),  # its row is not that of the row it stands in
        ("2", "D" + "9" * 300, "文件已损坏或不完整"),
        ("9" * 5000, "A2", "文件已损坏或不完整"),
        ("²", "A2", "文件已损坏或不完整"),
    ],
    ids=["another row", "no row", "a row of 5,000 digits", "no digit"],
)
def test_a_cell_is_bounded_by_the_row_that_it_names_itself(row: str, cell: str, why: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>'
    assert why in why_refused(with_parts({"xl/worksheets/sheet1.xml": sheet}))


@pytest.mark.parametrize("target", ["WORKSHEETS/sheet1.xml", "nowhere.xml", "sheets/2.xml"])
def test_a_sheet_that_the_workbook_names_oddly_is_measured_too(target: str) -> None:
    far = '<row r="1000000"><c r="XFD1000000"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="x"><sheetData>{far}</sheetData></worksheet>'
    with zipfile.ZipFile(BytesIO(FORM)) as old:
        links = old.read("xl/_rels/workbook.xml.rels")
    links = links.replace(b"worksheets/sheet1.xml", target.encode())
    parts: dict[str, str | bytes] = {"xl/_rels/workbook.xml.rels": links, "xl/sheets/2.xml": sheet}
    assert "不像填报的表" in why_refused(
        with_parts({**parts, "xl/worksheets/sheet1.xml": "<worksheet/>"})
    )


def test_rows_that_only_look_like_something_do_not_count() -> None:
    with zipfile.ZipFile(BytesIO(FORM)) as old:
        sheet = old.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    data = with_parts({"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)})
    tables, problems = read_tables(data, "x")
    assert problems == []
    assert len(tables.grids[0].rows) < 100


def test_too_long_a_text_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_ROWS", 1000)
    assert "不像填报的表" in why_refused(b"7,x\n" * 2000)


def test_repeated_cells_of_an_ods_that_explode_are_refused() -> None:
    repeated = 'table:number-columns-repeated="16000" office:value-type="float"'
    row = f'<table:table-row table:number-rows-repeated="90000"><table:table-cell {repeated}/>'
    content = (
        '<a xmlns:table="t" xmlns:office="o"><table:table table:name="表">'
        f"{row}</table:table-row></table:table></a>"
    )
    assert "不像填报的表" in why_refused(archive({"content.xml": content}))


def test_entities_are_not_expanded() -> None:
    sheet = '<?xml version="1.0"?>' + " " * 5000 + '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;'
    data = with_parts({"xl/worksheets/sheet1.xml": sheet})
    assert why_refused(data) == "含有不该有的声明(DOCTYPE)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b"\x00\x00", "文件是空的"),
        (b"PK\x03\x04 not an archive", "文件已损坏或不完整"),
        (FORM[: len(FORM) // 2], "文件已损坏或不完整"),
        (b"%PDF-1.7", "这是PDF 文件, 不是表格"),
        (b"<html><table><tr><td>7</td></tr></table></html>", "这是网页, 不是表格"),
        (b'{"rows": 1}', "不是网页填报表保存的回执"),
        (b"[" * 10, None),
        (b'{"a":' * 5000, "不是网页填报表保存的回执"),
        (b"\xff\xfe\x00", "不是表格, 编码也无法识别"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "文件已损坏或不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "文件已损坏或不完整"),
    ],
)
def test_what_is_no_table_says_what_it_is(data: bytes, reason: str | None) -> None:
    if reason is None:
        assert cells(data) == [["[" * 10]]
    else:
        assert why_refused(data) == reason


def compound(*names: str) -> bytes:
    """An old compound file whose directory holds these names and nothing else."""
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 65534, 9, 6)
    )
    head += bytes(10) + struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for name in ("Root Entry", *names):
        encoded = name.encode("utf-16-le") + b"\0\0"
        entry = encoded.ljust(64, b"\0") + struct.pack("<HB", len(encoded), 2) + bytes(49)
        entries += entry + struct.pack("<II", 0xFFFFFFFE, 0) + bytes(4)
    return head.ljust(512, b"\0") + fat + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("EncryptedPackage", "文件设有打开密码"),
        ("_VBA_PROJECT_CUR", "含有宏"),
        ("MBD0001", "嵌有别的文件或对象"),
        ("WordDocument", "这不是表格文件"),
    ],
)
def test_an_old_file_says_why_it_is_refused(name: str, reason: str) -> None:
    assert why_refused(compound(name)) == reason


def test_a_link_in_an_old_file_is_refused(tmp_path: Path) -> None:
    if not SOFFICE:
        pytest.skip("skipped: LibreOffice (Debian: libreoffice-calc) is not installed")

    def fill(_made: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_string(0, 0, "甲")

    data = converted(book(fill), "xlsx", "xls", tmp_path)
    start = data.index(struct.pack("<HHH", 0x85, 8 + 2 * 1 + 0, 0)[:2])
    record = struct.pack("<HH", 0x1AE, 4) + struct.pack("<HH", 1, 5)
    assert why_refused(data[:start] + record + data[start + len(record) :])


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_nothing_breaks(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{"):
        read_tables(head + data, "x")


@given(st.integers(0, len(FORM) - 1), st.integers(0, 255))
def test_a_form_with_one_byte_changed_is_read_or_refused(at: int, byte: int) -> None:
    read_tables(FORM[:at] + bytes([byte]) + FORM[at + 1 :], "x")


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "甲\x1b[31m\x00乙", "＝1+1", "@SUM(1)"],
)
def test_what_looks_dangerous_in_a_text_table_is_text(text: str) -> None:
    assert cells(f'序号,进展\n7,"{"长" * 400}{text}"\n'.encode())[1] == ["7", "长" * 400 + text]


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_table_in_any_encoding_with_any_sign(sign: str, encoding: str) -> None:
    text = sign.join(("序号", "进展")) + "\r\n" + sign.join(("7", '"一,二;三|四"')) + "\r\n"
    assert cells(text.encode(encoding)) == [["序号", "进展"], ["7", "一,二;三|四"]]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(SheetsMissing, match=r"lawgov\[office\]"):
        read_tables(FORM, "x.xlsx")
