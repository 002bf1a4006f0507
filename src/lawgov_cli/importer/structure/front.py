"""What stands before the first task: the notice, the title, the preamble."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.structure.frame import (
    day_in,
    head_parts,
    is_date,
    is_day_of_issue,
    is_frame_line,
    is_heading,
    is_issue,
    is_signature,
    is_title,
    number_in,
    says_of_document,
    signer_in,
)
from lawgov_cli.importer.structure.titles import key, named_titles, quoted_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.structure.numbering import Block

_PUNCTUATION = re.compile("[，。；！？：:;,]")
_PROSE = re.compile("[，。,]")
#: A line that announces what follows it: 实施如下重点项目：.
_TASKS = re.compile(
    "(?:如下|下列|以下|下述)|(?:任务|项目|事项|工作|措施|安排|要点|要求|内容)[：:]$"
)
#: The head of a letter, marks of secrecy or haste, of an annex: 县民政局文件, 特急, 附件1.
_ABOVE = re.compile(
    "[\u4e00-\u9fff]{3,30}文件|文件|附[ \u3000]{0,3}[件表][一二三四五六七八九十0-9]{0,3}[：:]?"
    "|(?:绝密|机密|秘密)(?:[★☆].{0,8})?|(?:特|加)?急件?|特提|明电|签发人?[：:].{0,12}|[0-9]{6}"
    "|(?:索_引_号|主题(?:分类|词)|发[文布](?:机关|机构|单位)|(?:发文字|文)_号|标_题|(?:成文|印发|发文|发布)"
    "(?:日期|时间)|公开(?:方式|类别)|有效性|时效性|体裁分类|信息来源|来源)[：:].*".replace(
        "_", "[ \u3000]*"
    )
)
_OF_PLACE = re.compile(
    "(?:中共)?(?:[\u4e00-\u9fff]{1,3}(?<![治城都社园片地辖库]))?[省市县区州盟旗](?![场民])"
)
_LETTER = re.compile("(?P<issuer>[\u4e00-\u9fff]{3,30})文件")
_BRACKETED = re.compile(".*[日号](?P<issuer>[\u4e00-\u9fff]{3,30}?)(?:印发|发布|公布)[）)]")
_LABELLED = re.compile("发[文布](?:机关|机构|单位)[：:][ \u3000]*(?P<issuer>[\u4e00-\u9fff]{3,30})")
_YEARED = re.compile("(?P<issuer>[\u4e00-\u9fff]{4,30}?)20[0-9]{2}")
_ABOUT = re.compile("(?P<issuer>[^，。；：]{2,40}?)关于")


#: Above a signature, and no part of a name.
_ENDS_LETTER = re.compile(
    "特此|专此|此[致复告令]|以上|请.{0,12}(?:执行|落实|办理|批[示复准])|妥否|当否"
)


class Front(NamedTuple):
    """What stands before the first task.

    ``form`` is the beginning of the layout's ``document``; ``notice`` is in printing order.
    """

    title: str
    notice: dict[str, str]
    preamble: str
    form: str
    title_line: int


def front(lines: Sequence[Block]) -> Front:
    """What the lines before the first task are."""
    texts = [line.printed for line in lines]
    at = _title_at(["" if line.row else line.printed for line in lines])
    if at is None:
        return _untitled(texts)
    before, after = texts[:at], texts[at + 1 :]
    heads = 0
    if not before:
        signed = [place for place, text in enumerate(after) if is_date(text)]
        heads = signed[-1] + 1 if signed else 0
        while heads < len(after) and _is_head(after[heads]):
            heads += 1
    notice = _notice(before or after[:heads])
    preamble = "\n".join(after[heads:])
    parts = ["{notice}", "{title}"] if before else ["{title}", "{notice}"]
    parts = [part for part in parts if notice or part != "{notice}"]
    form = "\n".join([*parts, *(["{preamble}"] if preamble else [])])
    return Front(texts[at], notice, preamble, f"{form}{{tasks}}{{closing}}", lines[at].line)


def _untitled(texts: Sequence[str]) -> Front:
    """A front without a title line: a notice that names the document, or a preamble."""
    title = next(filter(None, map(quoted_title, texts)), "")
    if not title:
        return Front("", {}, "\n".join(texts), "{preamble}{tasks}{closing}", 0)
    return Front(title, _notice(texts), "", "{notice}{tasks}{closing}", 0)


def _title_at(texts: Sequence[str]) -> int | None:
    """The line that is the document's own title.

    It repeats the name that the notice gives; else it is the last line of the head that reads
    like a title. Below a preamble such a line is a heading.
    """
    names = named_titles(texts)
    repeated = [at for at, text in enumerate(texts) if key(text) in names]
    if repeated:
        return repeated[-1]
    titles = [at for at, text in enumerate(texts) if is_title(text) and not number_in(text)]
    for before, at in pairwise(titles):
        between = texts[before + 1 : at]
        if any(map(_PROSE.search, between)) and not any(map(_is_issued, between)):
            return before
    if titles:
        return titles[-1]
    plain = [at for at, text in enumerate(texts) if len(text) >= 4 and _may_be_title(text)]
    return plain[-1] if plain and plain[-1] <= 8 else None


def names_issuers(text: str) -> bool:
    """Whether a line names several bodies with blanks between them, as above a joint notice."""
    parts = text.split()
    return len(parts) > 1 and all(map(is_signature, parts))


def issuer_at_head(lines: Sequence[str]) -> str:
    """Who issues a document that nobody signs: above 文件, behind 发文机关, before 关于."""
    texts = [text for line in lines for text in line.split("\n")]
    dated = (head_parts(text) or [signer_in(text)] for text in texts if says_of_document(text))
    if found := next((part for parts in dated for part in parts if is_signature(part)), ""):
        return found
    for form in (_LETTER, _LABELLED, _BRACKETED, _ABOUT):
        match = next(filter(None, map(form.match, texts)), None)
        if match and is_signature(match["issuer"].strip()):
            return match["issuer"].strip()
    return ""


def issuer_above(before: Front) -> str:
    """The bodies named on a line of their own above the title; as printed."""
    lines = before.notice.get("heading", "").split("\n")
    return next((line for line in lines if is_signature(line) or names_issuers(line)), "")


def issuer_in_title(title: str) -> str:
    """The body whose plan *title* says it is: 兰河市水务局2026年工作安排."""
    found = _YEARED.match(title)
    name = found["issuer"] if found else ""
    return name if is_signature(name) or is_unit_name(name) else ""


def is_half_a_name(text: str, name: str) -> bool:
    """Whether *text*, above the signature *name*, is the beginning of it, and no line of its own.

    A name that begins with its place is whole; above it may stand an annex without a number.
    """
    words = 4 <= len(text) <= 30 and not _PUNCTUATION.search(text) and text[0] not in "（("
    other = (
        _OF_PLACE.match(name)
        or is_frame_line(text)
        or leading_mark(text)
        or _ENDS_LETTER.match(text)
    )
    return words and not (other or is_signature(text) or _is_above(text) or _is_issued(text))


def _is_above(text: str) -> bool:
    """Whether a line stands above a notice: its title, its issuers, or the head of a letter."""
    return is_title(text) or names_issuers(text) or bool(_ABOVE.fullmatch(text))


def _is_issued(text: str) -> bool:
    """Whether a line belongs to a notice: a date, a number, a signature."""
    return bool(is_date(text) or signer_in(text) or (number_in(text) and len(text) <= 40))


def _may_be_title(text: str) -> bool:
    short = len(text) <= 60 and not _PUNCTUATION.search(text)
    return short and not (_is_issued(text) or day_in(text))


def heading_at(lines: Sequence[Block], *, headed: bool) -> int:
    """Where the heading of the first tasks begins, below a preamble; else the number of lines.

    Parameters:
        headed: whether the tasks below have such headings, so that no preamble is needed.
    """
    texts = ["" if line.row else line.printed for line in lines]
    title = _title_at(texts)
    last = len(texts) - 1
    if title is None or title >= last or not is_heading(texts[last]):
        return len(texts)
    return last if headed or _PROSE.search(texts[last - 1]) else len(texts)


def _is_head(text: str) -> bool:
    """Whether a line under the title still belongs to the head: number, date, addressees."""
    return bool(
        is_date(text)
        or (number_in(text) and len(text) <= 40)
        or _addresses(text)
        or (is_signature(text) and len(text) <= 30)
        or (text[:1] in "（(" and text[-1:] in "）)" and len(text) <= 60)
    )


def _addresses(text: str) -> bool:
    """Whether a line names those to whom a notice goes: 各区、县政府, 市各有关单位：."""
    return text.endswith(("：", ":")) and not _TASKS.search(text)


def _notice(texts: Sequence[str]) -> dict[str, str]:
    """The lines of the notice by what they are; what is not known goes with the line above."""
    found: dict[str, str] = {}
    last = ""
    for at, text in enumerate(texts):
        kind = _kind(text, texts[at + 1] if at + 1 < len(texts) else "", found)
        if last and (not kind or kind in found):
            found[last] += f"\n{text}"
            continue
        last = kind or "other"
        found[last] = text
    return found


def _kind(text: str, following: str, found: dict[str, str]) -> str:
    """What a line of the notice is; nothing where it is not known."""
    early = "body" not in found
    half = is_signature(following) and is_half_a_name(text, following)
    kinds = (
        (
            "date",
            is_date(text) or is_issue(text) or (is_day_of_issue(text) and not number_in(text)),
        ),
        ("disclosure", text[:1] in "（(" and ("公开" in text or "此件" in text)),
        ("number", bool(number_in(text)) and len(text) <= 40),
        ("addressees", _addresses(text) and early),
        ("issuer", is_signature(text) and (is_date(following) or not early)),
        (
            "heading",
            early and (_is_above(text) or is_signature(text) or half),
        ),
        ("body", bool(re.search("[。，]", text))),
    )
    return next((kind for kind, fits in kinds if fits), "")
