"""Fixed layouts by GB/T 33190, made by hand: texts and lines at their places on pages."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


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


def package(pages: dict[str, str], *, template: str = "", note: str = "") -> bytes:
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
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("OFD.xml", start)
        out.writestr("Doc_0/Document.xml", document)
        out.writestr("Doc_0/Tpls/Tpl_0/Content.xml", content(template))
        for name, drawn in pages.items():
            out.writestr(f"Doc_0/{name}", content(drawn, template='<ofd:Template TemplateID="5"/>'))
        if note:
            out.writestr("Doc_0/Annots/Page_0/Annotation.xml", content(note))
    return file.getvalue()


def content(drawn: str, template: str = "") -> str:
    layer = f'<ofd:Content><ofd:Layer ID="1">{drawn}</ofd:Layer></ofd:Content>'
    return f"<ofd:Page {SPACE}>{template}{layer}</ofd:Page>"
