"""One small document in every format that `import` reads."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from tests import ofd_files

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "某市2024年法治政府建设工作要点"
LINES = (
    *(TITLE, "各镇人民政府，各有关单位：", "现将要点印发给你们，请认真组织实施。"),
    *("一、健全制度", "（一）加强审查", "1. 加强合法性审查。开展档案巡查，6月底前完成。"),
    "（牵头单位：市司法局；责任单位：市公安局、各镇人民政府）",
    *("2. 加强备案审查。", "（市政府办公室牵头，市司法局、市财政局按职责分工负责）"),
    *("二、规范执法", "3. 推进柔性执法，于10月15日前报送总结。（市城管局）"),
    *("某市人民政府办公室", "2024年3月5日"),
)
ROWS = (
    ("序号", "工作任务", "具体措施", "牵头单位", "配合单位", "完成时限"),
    ("1", "清查资产", "核对台账\n公开结果", "市财政局", "市审计局、各镇街", "6月底前"),
    ("2", "修编规划", "组织评审", "市资规局", "", "年底前"),
)


def docx_file(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A Word document of paragraphs and a table."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def xlsx_file(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def html_file(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A page of paragraphs and a table."""
    told = "".join(f"<p>{line}</p>\n" for line in lines)
    table = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>\n" for row in rows)
    page = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head>\n"
    return f"{page}<body>{told}<table>{table}</table></body></html>".encode()


def ofd_file(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A fixed layout of lines on one page and a table on the next."""
    told = "".join(ofd_files.text(20, 20 + 8 * n, line) for n, line in enumerate(lines))
    pages = {
        "Pages/Page_0/Content.xml": told,
        "Pages/Page_1/Content.xml": ofd_files.table(40, rows),
    }
    return ofd_files.package(pages)


def pdf_file(lines: list[str]) -> bytes:
    """A PDF made by hand: one font without glyphs, whose codes are those of Unicode."""
    content = "BT /F1 12 Tf 14 TL 50 800 Td " + " ".join(
        f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines
    )
    return _pdf(content, "".join(lines))


def pdf_table(title: str, rows: list[list[str]], widths: list[int]) -> bytes:
    """A PDF of *title* above a table with lines drawn between its cells, as Word makes them.

    A cell may hold several lines, parted by a line break.
    """
    sides = [50 + sum(widths[:at]) for at in range(len(widths) + 1)]
    tops = [780 - 40 * at for at in range(len(rows) + 1)]
    drawn = [f"{sides[0]} {y} m {sides[-1]} {y} l S" for y in tops]
    drawn += [f"{x} {tops[-1]} 0.5 {tops[0] - tops[-1]} re f" for x in sides]
    said = [(50, 800, title)]
    for row, top in zip(rows, tops, strict=False):
        for cell, side in zip(row, sides, strict=False):
            said += [(side + 2, top - 12 * n, line) for n, line in enumerate(cell.split("\n"), 1)]
    texts = (
        f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for x, y, text in said
        if text
    )
    content = f"{' '.join(drawn)} {' '.join(texts)} BT"
    return _pdf(content, "".join(text for _, _, text in said))


def _pdf(content: str, letters: str) -> bytes:
    codes = " ".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in sorted(set(letters)))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(set(letters))} beginbfchar {codes} endbfchar endcmap end end"
    )
    font = "/Type /Font /BaseFont /X"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents 4 0 R"
    unicode = "/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {page} /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content) + 3} >>\nstream\n{content} ET\nendstream",
        f"<< {font} {unicode} >>",
        f"<< {font} /Subtype /CIDFontType2 {system} /DW 1000 >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    out, places = BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(
        f"xref\n0 8\n0000000000 65535 f \n{rows}trailer\n<< /Size 8 /Root 1 0 R >>\n".encode()
    )
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def packed_oddly(data: bytes, method: int) -> bytes:
    """The archive in *data*, each of its parts said to be packed by *method*."""
    made = bytearray(data)
    for sign, behind in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = made.find(sign)
        while at >= 0:
            made[at + behind : at + behind + 2] = method.to_bytes(2, "little")
            at = made.find(sign, at + 1)
    return bytes(made)


@cache
def documents() -> dict[str, bytes]:
    """The same document by its ending."""
    text = "\n".join(LINES)
    table = "\n".join(f"| {' | '.join(row)} |".replace("\n", "<br>") for row in ROWS)
    return {
        "txt": text.encode("gb18030"),
        "md": f"# {text}\n\n{table}\n".encode(),
        "html": html_file(LINES, ROWS),
        "docx": docx_file(LINES, ROWS),
        "xlsx": xlsx_file([(TITLE,), *ROWS]),
        "pdf": pdf_file(list(LINES)),
        "ofd": ofd_file(LINES, ROWS),
    }
