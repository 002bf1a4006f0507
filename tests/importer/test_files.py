"""Files of every accepted kind become text; bad ones become a clear sentence."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.cells import cell_width
from lawgov_cli.base.errors import ExtraMissing, SheetsMissing, SourceUnreadable
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.files import read_source, source_of
from lawgov_cli.importer.sources.tables import table_lines
from tests.documents import pdf_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """某市2024年工作要点
为做好工作，制定要点。
一、深化改革
（一）推进一网通办。建成平台。（牵头单位：市政务办，责任单位：市司法局）
（二）压减审批时限。平均压减30%。（责任单位：各区、县（市）政府）
二、强化保障
（三）加强督查。定期通报。（市政府办公室负责）"""
LINES = TEXT.split("\n")


def read_text(path: Path) -> str:
    return read_source(path).text


def same(found: str) -> bool:
    return bare(found) == bare(TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_is_read_in_every_usual_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "要点.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert same(read_text(file))


def test_markdown_signs_are_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        TEXT.replace("一、深", "## 一、深").replace("推进一网通办", "**推进一网通办**"), "utf-8"
    )
    assert same(read_text(file))


def page(article: str) -> str:
    menu = "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(12))
    return (
        f"<!DOCTYPE html><html><head><meta charset='gb2312'><title>要点</title></head><body>"
        f"<div class='nav'><ul>{menu}</ul></div><div class='article'>{article}</div>"
        f"<div class='footer'><ul>{menu}</ul><p>主办单位：某市人民政府</p></div></body></html>"
    )


@pytest.mark.parametrize(
    "article",
    ["".join(f"<p>　　<span>{escape(line)}</span></p>\n" for line in LINES), "<br/>\n".join(LINES)],
    ids=["paragraphs", "breaks"],
)
def test_of_a_page_the_article_is_kept_and_the_menus_are_not(article: str, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(page(f"<div>{article}</div>").encode("gb18030"))
    text = read_text(file)
    assert "栏目" not in text
    assert bare(TEXT) in bare(text)
    assert len(import_text(text, name="x").plan.points) == 3


def word_file(make: Callable[[Any], None], tmp_path: Path) -> Path:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    make(document)
    file = tmp_path / "a.docx"
    document.save(str(file))
    return file


def test_a_word_document_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    def make(document: Any) -> None:  # noqa: ANN401
        for line in LINES:
            document.add_paragraph(line)

    assert read_text(word_file(make, tmp_path)) == TEXT


LEVEL = """<w:lvl w:ilvl="{}"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{}"/></w:lvl>"""
NUMBERING = f"""<w:abstractNum w:abstractNumId="77"
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
{LEVEL.format(0, "%1、")}{LEVEL.format(1, "（%2）")}
</w:abstractNum>"""


def test_numbers_that_word_counts_itself_are_in_the_text(tmp_path: Path) -> None:
    def make(document: Any) -> None:  # noqa: ANN401
        from docx.oxml import parse_xml

        root = document.part.numbering_part.element
        root.insert(0, parse_xml(NUMBERING))
        root.add_num(77)
        number = root.num_lst[-1].numId
        for line in LINES:
            text = line.split("、", 1)[-1] if line[1] == "、" else line.split("）", 1)[-1]
            level = 0 if line[1] == "、" else 1 if line[0] == "（" else None
            added = document.add_paragraph(text if level is not None else line)
            if level is not None:
                properties = added.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = level
                properties.get_or_add_numId().val = number

    text = read_text(word_file(make, tmp_path))
    assert text.split("\n")[2:5] == [
        "一、深化改革",
        "（一）推进一网通办。建成平台。（牵头单位：市政务办，责任单位：市司法局）",
        "（二）压减审批时限。平均压减30%。（责任单位：各区、县（市）政府）",
    ]


def test_a_table_of_tasks_becomes_items_with_their_units(tmp_path: Path) -> None:
    rows = [
        ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
        ["一、民生", "一、民生", "一、民生", "一、民生", "一、民生"],
        ["1", "新建幼儿园", "市教育局", "市住建局", "2024年6月底"],
        ["2", "改造道路", "市交通局", "", "年底前"],
    ]

    def make(document: Any) -> None:  # noqa: ANN401
        document.add_paragraph("某市2024年任务分解表")
        table = document.add_table(len(rows), 5)
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text

    plan = import_text(read_text(word_file(make, tmp_path)), name="x").plan
    found = [(p.title, p.lead, p.responsible, p.due_words) for p in plan.points]
    assert found == [
        ("新建幼儿园", ("市教育局",), ("市住建局",), "2024年6月底"),
        ("改造道路", ("市交通局",), (), "年底前"),
    ]


def test_any_other_table_stays_a_table() -> None:
    assert table_lines([["姓名", "电话"], ["张三", "123"]]) == ["姓名\t电话", "张三\t123"]


def written(data: bytes, file: Path) -> Path:
    file.write_bytes(data)
    return file


def test_a_pdf_with_a_text_layer_is_read_without_its_page_numbers(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    text = read_text(written(pdf_file([*LINES, "— 1 —"]), tmp_path / "a.pdf"))
    assert same(text)


def test_what_the_library_finds_odd_in_a_pdf_is_not_printed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("pypdf")
    odd = pdf_file(LINES).replace(b"startxref\n", b"startxref\n1")
    assert same(read_text(written(odd, tmp_path / "a.pdf")))
    assert caplog.records == []


def test_a_pdf_without_text_is_said_to_be_a_scan(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(SourceUnreadable, match="扫描件"):
        read_text(written(pdf_file([]), tmp_path / "a.pdf"))


def encrypted_pdf() -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(name: str, content: bytes = b"x") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "是空的"),
        ("a.txt", b"\n \n", "是空的"),
        ("a.txt", b"english only", "没有读到中文"),
        ("a.txt", bytes(range(256)) * 40, "无法识别"),
        ("a.doc", OLE, "旧格式"),
        ("a.wps", OLE, "另存为 .docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        ("a.docx", b"PK\x03\x04 broken", "已损坏"),
        ("a.docx", zipped("word/document.xml", b"<broken"), "已损坏"),
        ("a.xlsx", zipped("xl/workbook.xml"), "文件已损坏或不完整"),
        ("a.zip", zipped("readme.txt"), "压缩包"),
        ("a.ofd", zipped("OFD.xml"), "没有文字"),
        ("a.pdf", b"%PDF-1.4 broken", "无法读取"),
        ("a.pdf", encrypted_pdf(), "已加密"),
        ("a.png", b"\x89PNG\r\n", "图片"),
        ("a.html", b"<html><body></body></html>", "没有"),
    ],
)
def test_a_bad_file_is_a_clear_error(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(SourceUnreadable, match=said) as raised:
        read_text(file)
    assert "没有写出任何文件" in raised.value.message


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.txt", "没有这个文件"), (tmp_path, "文件夹")):
        with pytest.raises(SourceUnreadable, match=said):
            read_text(path)


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        ("docx", "a.docx", zipped("word/document.xml")),
        ("readability", "a.html", b"<html>"),
        ("pypdf", "a.pdf", b"%PDF-1.4"),
        ("python_calamine", "a.xlsx", zipped("xl/workbook.xml", b"<workbook/>")),
    ],
)
def test_a_missing_library_is_named_with_what_to_install(
    module: str, name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises((ExtraMissing, SheetsMissing), match=r"pip install"):
        read_text(file)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as out:
        out.truncate(65 * 1024 * 1024)
    with pytest.raises(SourceUnreadable, match="64 MB"):
        read_text(file)


def ofd_file(lines: list[str], tmp_path: Path) -> Path:
    """The smallest fixed-layout document: one page, each line cut into two texts."""
    texts = "".join(
        f'<ofd:TextObject ID="{at}{part}" Boundary="{20 + 80 * part} {20 + 8 * at} 80 5">'
        f'<ofd:TextCode X="0" Y="4">{escape(piece)}</ofd:TextCode></ofd:TextObject>'
        for at, line in enumerate(lines)
        for part, piece in ((1, line[5:]), (0, line[:5]))
    )
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    page = f"<ofd:Page {space}><ofd:Content>{texts}</ofd:Content></ofd:Page>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("OFD.xml", "<ofd/>")
        package.writestr("Doc_0/Pages/Page_0/Content.xml", page)
    file = tmp_path / "a.ofd"
    file.write_bytes(out.getvalue())
    return file


def test_a_fixed_layout_is_read_line_by_line(tmp_path: Path) -> None:
    assert read_text(ofd_file([*LINES, "— 1 —"], tmp_path)) == TEXT


def test_lines_that_the_width_of_a_page_broke_are_put_together(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    words = "推进一网通办，建成统一平台，2025年底前接入AI审批系统，力争办件量增长30%以上。"
    whole = f"（一）一网通办。{words * 4}"
    broken = [""]
    for char in whole:
        broken += [""] if cell_width(broken[-1] + char) > 64 else []
        broken[-1] += char
    lines = ["某市2025年工作要点", "一、深化改革", *broken, "（责任单位：市政务办）"]
    text = read_text(written(pdf_file(lines), tmp_path / "a.pdf"))
    assert text.split("\n")[2] == whole
    assert import_text(text, name="x").plan.points[0].responsible == ("市政务办",)


def test_title_day_and_number_stand_in_the_page_around_the_article(tmp_path: Path) -> None:
    article = "".join(f"<p>{escape(line)}</p>" for line in LINES[1:])
    info = "<p>发文字号：某政办发〔2024〕9号</p><p>成文日期：2024-03-05</p>"
    file = tmp_path / "a.html"
    file.write_text(
        f"<html><head><meta charset='utf-8'><title>要点全文-某市人民政府</title></head><body>"
        f"<h1>某市2024年工作要点</h1><div class='info'>{info}</div>"
        f"<div class='article'>{article}</div>"
        f"</body></html>",
        "utf-8",
    )
    found = read_source(file)
    assert (found.title, str(found.issued), found.number) == (
        "某市2024年工作要点",
        "2024-03-05",
        "某政办发〔2024〕9号",
    )


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        ("chineseLegalSimplified", "壹", "贰"),
        ("ideographTraditional", "甲", "乙"),
        ("upperRoman", "I", "II"),
        ("lowerRoman", "i", "ii"),
        ("upperLetter", "A", "B"),
        ("decimalEnclosedCircleChinese", "①", "②"),
    ],
)
def test_numbers_that_word_counts_in_other_signs(
    form: str, first: str, second: str, tmp_path: Path
) -> None:
    def make(document: Any) -> None:  # noqa: ANN401
        from docx.oxml import parse_xml

        root = document.part.numbering_part.element
        root.insert(0, parse_xml(NUMBERING.replace("chineseCounting", form)))
        root.add_num(77)
        for text in ("执法", "监督"):
            added = document.add_paragraph(text)
            properties = added.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = root.num_lst[-1].numId

    assert read_text(word_file(make, tmp_path)) == f"{first}、执法\n{second}、监督"


def test_numbers_that_word_never_restarts_run_on(tmp_path: Path) -> None:
    def make(document: Any) -> None:  # noqa: ANN401
        from docx.oxml import parse_xml

        root = document.part.numbering_part.element
        runs_on = NUMBERING.replace('w:val="（%2）"/>', 'w:val="（%2）"/><w:lvlRestart w:val="0"/>')
        root.insert(0, parse_xml(runs_on))
        root.add_num(77)
        number = root.num_lst[-1].numId
        for level, text in ((0, "甲"), (1, "做甲事"), (0, "乙"), (1, "做乙事")):
            added = document.add_paragraph(text)
            properties = added.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = number

    text = read_text(word_file(make, tmp_path))
    assert text.split("\n") == ["一、甲", "（一）做甲事", "二、乙", "（二）做乙事"]


@pytest.mark.parametrize("sign", ["\x0c", "&#12;", "&#x0C;", "&#1;", "&#0;", "&#x1f;"])
def test_a_sign_that_no_page_can_hold_is_a_blank_and_nothing_is_logged(
    sign: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("readability")
    file = tmp_path / "a.html"
    text = f"<p>一、公开</p><script>a</script>{sign}<p>1.修订目&#65;录{sign}甲。</p>"
    file.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    assert "1.修订目A录 甲。" in source_of(file.read_bytes(), file).text
    assert caplog.records == []


def test_a_page_that_a_library_cannot_take_apart_is_refused_in_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    readability = pytest.importorskip("readability.readability")

    def no(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(readability.html_cleaner, "clean_html", no)
    with pytest.raises(SourceUnreadable, match="网页里没有找到正文"):
        source_of(b"<html><body><p>x</p></body></html>", tmp_path / "a.html")
    assert caplog.records == []
