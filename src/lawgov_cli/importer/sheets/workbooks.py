"""Workbooks (.xlsx .xlsb .ods .xls) → grids of values; nothing in them is ever computed or run."""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import SheetsMissing
from lawgov_cli.domain.answers import IDENTITY_SHEET, PROPERTY_PREFIX
from lawgov_cli.importer.sheets.grid import Grid, Refused, spread
from lawgov_cli.importer.sheets.old_xls import scan_xls
from lawgov_cli.importer.sheets.open_document import scan_ods
from lawgov_cli.importer.sheets.packages import AGAIN, check_parts, repacked
from lawgov_cli.importer.sheets.scanning import Scan, parse_xml, scan_xlsb, scan_xlsx
from lawgov_cli.importer.sheets.styles import styles_in

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROPERTIES = "docProps/custom.xml"
#: The record with which a sheet of an .xlsb file begins.
_BINARY_SHEET = b"\x81\x01"


def package_grids(parts: dict[str, bytes]) -> list[Grid]:
    """The sheets of an .xlsx, .xlsb or .ods file, unpacked.

    Raises:
        Refused: what must not be in it, or a damaged file.
        SheetsMissing: the library that reads it is not installed.
    """
    check_parts(parts)
    scans = _scans(parts)
    grids = _grids(repacked(parts), scans)
    if _PROPERTIES in parts and all(grid.name != IDENTITY_SHEET for grid in grids):
        grids += _property_grid(parts[_PROPERTIES])
    return grids


def xls_grids(data: bytes) -> list[Grid]:
    """The sheets of an old .xls file.

    Raises:
        Refused: what must not be in it, or a damaged file.
        SheetsMissing: the library that reads it is not installed.
    """
    return _grids(BytesIO(data), scan_xls(data))


def _scans(parts: Mapping[str, bytes]) -> dict[str, Scan]:
    """What each sheet holds besides values, by the sheet's name."""
    if "content.xml" in parts:
        return scan_ods(parts["content.xml"])
    if "xl/workbook.xml" in parts:
        files = _sheet_files(parts, "xl/workbook.xml")
        for name, content in parts.items():
            # Also one that the workbook does not name, or not as we read it: the reader may.
            if b"sheetData" in content and name not in files.values():
                scan_xlsx(content, name)
        styles = styles_in(parts)
        return {name: scan_xlsx(parts[file], name, styles) for name, file in files.items()}
    # The names in a binary workbook need a parser of their own; its sheets lie in order.
    binary = sorted(
        (name for name, content in parts.items() if content.startswith(_BINARY_SHEET)),
        key=lambda name: (len(name), name),
    )
    return {file: scan_xlsb(parts[file], posixpath.basename(file)) for file in binary}


def _sheet_files(parts: Mapping[str, bytes], workbook: str) -> dict[str, str]:
    """The sheets' names and the parts they lie in, in the workbook's order."""
    targets: dict[str, str] = {}
    found: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            file = posixpath.join("xl", targets.get(link, "")).lstrip("/")
            if (file := posixpath.normpath(file)) in parts:
                found[attributes.get("name", "")] = file

    relations = f"{posixpath.dirname(workbook)}/_rels/{posixpath.basename(workbook)}.rels"
    parse_xml(parts.get(relations, b"<r/>"), relation)
    parse_xml(parts[workbook], sheet)
    return found


def sheet_file(parts: Mapping[str, bytes], sheet: str) -> str:
    """The part of an .xlsx file that the *sheet* lies in; empty where there is none."""
    return _sheet_files(parts, "xl/workbook.xml").get(sheet, "")


def _grids(file: BytesIO, scans: dict[str, Scan]) -> list[Grid]:
    try:
        import python_calamine
    except ImportError:
        raise SheetsMissing("读取 .xlsx、.xls、.ods 表格") from None
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        visible = python_calamine.SheetVisibleEnum.Visible
        by_place = list(scans.values())
        return [
            _grid(
                book.get_sheet_by_name(sheet.name),
                scans.get(sheet.name) or (by_place[at] if at < len(by_place) else Scan()),
                hidden=sheet.visible != visible,
            )
            for at, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except python_calamine.PasswordError as error:
        raise Refused("文件设有打开密码", "请去掉密码后另存为 .xlsx 再报送") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("文件已损坏或不完整", AGAIN) from error


def _grid(sheet: Any, scan: Scan, *, hidden: bool) -> Grid:  # noqa: ANN401 - a calamine sheet
    values = sheet.to_python(skip_empty_area=False)
    ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()] or scan.merged
    rows, merged = spread(values, ranges)
    months = scan.months and scan.months | {
        (row, column)
        for top, left, bottom, right in ranges
        if (top, left) in scan.months
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    said = (scan.struck, scan.hidden, months)
    return Grid(sheet.name, rows, scan.formulas, merged, hidden, *said)


def _property_grid(content: bytes) -> list[Grid]:
    """A form's identity from the file's properties, where its hidden sheet was deleted."""
    rows: list[list[str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "property":
            rows.append([attributes.get("name", ""), ""])

    def text(said: str) -> None:
        if rows:
            rows[-1][1] += said

    parse_xml(content, start, text=text)
    mark = PROPERTY_PREFIX
    ours = [[name.removeprefix(mark), value] for name, value in rows if name.startswith(mark)]
    return [Grid(IDENTITY_SHEET, ours, hidden=True)] if ours else []
