"""The form of an official paper: page and line grid, and one style for each kind of paragraph.

GB/T 9704-2012: A4, 22 lines of 28 characters, body 3号 仿宋, levels 黑体, 楷体, 仿宋. The fonts are
named and never embedded; ``ALTERNATIVES`` says what stands in where one is not installed.
"""

from __future__ import annotations

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.markup import R, W, paragraph, run

#: Paper, in twips (1/20 pt): A4.
PAGE = (11906, 16838)
LINES = 22
CHARACTERS = 28
#: 3号, in points.
BODY_SIZE = 16
_MM = 1440 / 25.4

BODY, TITLE, SECTION, POINT, NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
ALTERNATIVES = {BODY: "仿宋", TITLE: "华文中宋", POINT: "楷体"}


class Preset(NamedTuple):
    """Margins in millimetres and the line pitch in twips."""

    top: float
    bottom: float
    left: float
    right: float
    pitch: int

    @property
    def width(self) -> int:
        """The width of the text, in twips."""
        return PAGE[0] - round(self.left * _MM) - round(self.right * _MM)

    @property
    def spacing(self) -> int:
        """What the body's type is narrowed by, in twips, so that 28 characters fit."""
        return self.width // CHARACTERS - BODY_SIZE * 20


PRESETS = {
    # 225 mm / 22 = 28.99 pt; at 29 pt a line is lost.
    "gb9704": Preset(37, 35, 28, 26, 579),
    # As GB/T 33476.2-2016 is said to give it: 29.45 pt.
    "gb33476": Preset(34.58, 32.58, 28, 26, 589),
}


class Style(NamedTuple):
    """A paragraph style: Word's name for it (by which it is found in any file) and its form."""

    name: str
    font: str = BODY
    size: float = BODY_SIZE
    form: str = ""
    based_on: str = "Normal"


_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_CENTRED = f'{_NO_INDENT}<w:jc w:val="center"/>'


def _level(number: int) -> str:
    return f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="{number}"/>'


def _nested(characters: int) -> str:
    return (
        f'<w:ind w:leftChars="{characters}00" w:left="{characters * 320}"'
        ' w:firstLineChars="200" w:firstLine="640"/>'
    )


#: A line free above, so that it stands on the third line of its page, and one below.
_APART = '<w:spacing w:beforeLines="100" w:before="579" w:afterLines="100" w:after="579"/>'
_CELL = f'{_OFF_GRID}<w:spacing w:line="240" w:lineRule="auto"/>'

#: Our id → the style. Built-in names are shown in the language of Word: Title is 标题.
STYLES: dict[str, Style] = {
    "BodyText": Style("Body Text", form=_INDENT),
    "Title": Style("Title", TITLE, 22, f'{_OFF_GRID}{_CENTRED}<w:outlineLvl w:val="0"/>'),
    "Subtitle": Style("Subtitle", POINT, form=_CENTRED),
    "Salutation": Style("Salutation", form=_NO_INDENT),
    "Heading1": Style("heading 1", SECTION, form=_level(0)),
    "Heading2": Style("heading 2", POINT, form=_level(1)),
    "Heading3": Style("heading 3", form=_level(2)),
    "List": Style("List", form=_INDENT),
    "List2": Style("List 2", form=_nested(2)),
    "List3": Style("List 3", form=_nested(4)),
    "Signature": Style("Signature", form=f'{_NO_INDENT}<w:jc w:val="right"/>'),
    "Date": Style("Date", form=f'{_NO_INDENT}<w:jc w:val="left"/>'),
    "Annex": Style("附件", SECTION, form=f"<w:keepNext/><w:pageBreakBefore/>{_NO_INDENT}"),
    "AnnexTitle": Style(
        "附件标题", TITLE, 22, f'{_OFF_GRID}{_APART}{_CENTRED}<w:outlineLvl w:val="0"/>'
    ),
    "Cell": Style("表格文字", size=12, form=f'{_CELL}<w:jc w:val="left"/>'),
    "CellHead": Style("表格标题", SECTION, 12, f'{_CELL}<w:jc w:val="center"/>'),
    "SmallCell": Style("表格小字", size=10.5, form=f'{_CELL}<w:jc w:val="left"/>'),
    "SmallCellHead": Style("表格小标题", SECTION, 10.5, f'{_CELL}<w:jc w:val="center"/>'),
    "Footer": Style(
        "footer",
        NUMBER,
        14,
        f'{_OFF_GRID}<w:spacing w:line="320" w:lineRule="exact"/>',
    ),
}
#: The style of the words that open a point: (一)…。 stands in the line with what follows.
RUN_IN, RUN_IN_NAME = "RunIn", "段首标题"
TABLE, TABLE_NAME = "TableGrid", "Table Grid"
NAMES = {key: style.name for key, style in STYLES.items()} | {
    RUN_IN: RUN_IN_NAME,
    TABLE: TABLE_NAME,
}


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _size(points: float, spacing: int) -> str:
    half = round(points * 2)
    return f'<w:spacing w:val="{spacing}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _type(style: Style) -> str:
    """What the type of *style* has of its own; the rest it has from the style Normal."""
    font = _fonts(style.font) if style.font != BODY else ""
    size = _size(style.size, 0) if style.size != BODY_SIZE else ""
    return f"<w:rPr>{font}{size}</w:rPr>"


def style_xml(key: str) -> str:
    """The style of our id *key* as XML."""
    if key == RUN_IN:
        return (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{RUN_IN}">'
            f'<w:name w:val="{RUN_IN_NAME}"/><w:qFormat/><w:rPr>{_fonts(POINT)}</w:rPr></w:style>'
        )
    if key == TABLE:
        return _table_style()
    style = STYLES[key]
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/><w:qFormat/>'
        f"<w:pPr>{style.form}</w:pPr>{_type(style)}</w:style>"
    )


def _table_style() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in sides)
    return (
        f'<w:style w:type="table" w:styleId="{TABLE}"><w:name w:val="{TABLE_NAME}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        "</w:tblPr></w:style>"
    )


def styles_xml(preset: Preset) -> str:
    """The part ``styles.xml``."""
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY)}'
        f'<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        # Widow control would leave pages of 21 lines; extra space beside digits breaks the grid.
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/>'
        f'<w:autoSpaceDN w:val="0"/><w:spacing w:line="{preset.pitch}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{_fonts(BODY)}'
        f"{_size(BODY_SIZE, preset.spacing)}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>'
        '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr></w:style>{''.join(map(style_xml, NAMES))}</w:styles>"
    )


def fonts_xml() -> str:
    """The part ``fontTable.xml``: what stands in for a font that is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in ALTERNATIVES.items()
    )
    return f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def footer_xml(*, even: bool) -> str:
    """A footer ``— 1 —``: on odd pages right, on even ones left, one character from the edge."""
    side = "left" if even else "right"
    place = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
    written = paragraph("Footer", f"{run('— ')}{field}{run(' —')}", place)
    return f'<w:ftr xmlns:w="{W}">{written}</w:ftr>'


def section_xml(preset: Preset, odd: str, even: str) -> str:
    """The page: its size, margins and grid, with the ids of the two footers."""
    top, bottom, left, right = (round(side * _MM) for side in preset[:4])
    # The dash stands 7 mm below the text: half a line (16 pt) further down the footer ends.
    footer = round((preset.bottom - 7) * _MM) - 160
    # A grid of characters as well would have LibreOffice give each character two cells, as 16 pt
    # do not fit into a 28th of the line; the style Normal narrows them instead, for all programs.
    return (
        f'<w:sectPr xmlns:w="{W}" xmlns:r="{R}"><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar w:top="{top}" w:right="{right}" '
        f'w:bottom="{bottom}" w:left="{left}" w:header="851" w:footer="{footer}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{preset.pitch}"/></w:sectPr>'
    )


def settings_xml(*, two_sided: bool) -> str:
    """The part ``settings.xml``; *two_sided* where even pages have a footer of their own."""
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        f"{'<w:evenAndOddHeaders/>' * two_sided}"
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
