"""What stands around the tasks: the notice, the title, the preamble, and the closing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document.places import starts_with_role
from lawgov_cli.text import parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.document.numbering import Block

_CN = "[〇○零一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?P<year>20\d\d|19\d\d|{_CN}{{4}})\s?年\s?(?P<month>\d{{1,2}}|{_CN}{{1,3}})\s?月\s?(?P<day>\d{{1,2}}|{_CN}{{1,3}})\s?日"
)
_NUMBER = re.compile(
    r"[^\s（(，。：:]{0,20}[〔\[［（(【]\s?(?:19|20)\d\d\s?[〕\]］）)】]\s?第?\s?\d{1,4}\s?号"
)
_FRAME = re.compile(
    "附[件表][一二三四五六七八九十0-9]{0,3}(?:[：:.、 \u3000]|$)|附[：:]|抄送|主送|[（(]此件"
    "|[（(]?联系人[：:]|责任编辑|【打印|【关闭|扫一扫"
)
_ISSUED = re.compile(
    ".{2,40}(?:办公室|政府|委员会|局|厅|部|院|委|办).{0,6}\\d{4}年\\d{1,2}月\\d{1,2}日(?:发布|印发|发)?。?$"
)
_BODY_END = re.compile(
    "(?:政府|办公室|办公厅|委员会|局|厅|部|院|委|办|领导小组|指挥部|管委会|公司|集团|会议|中心|委办|小组|组)$"
)
_PUNCTUATION = re.compile("[，。；！？：:;,]")
_GENRE = re.compile(
    "(?:要点|方案|计划|意见|措施|通知|办法|规划|细则|规定|清单|分工|行动|安排|决定|纲要|政策|举措|工作|任务|条例|规则|通告|公告|指引|实施|目标|责任书|分解表|分工表|批复|函|制度|标准|指南|要求|部署|报告|台账)"
    "(?:[（(【《〈].{1,40}[）)】》〉])?(?:的(?:通知|函|意见|决定|通告))?$"
)
_YEARS = re.compile(r"(20\d\d)(?:\s?年?\s?[-—–~～至]{1,2}\s?(20\d\d))?\s?年?")
_ANNEX = re.compile("附[件表][一二三四五六七八九十0-9]{0,3}[：:.、 \u3000]{0,2}")


class Front(NamedTuple):
    """What stands before the first task.

    ``form`` is the beginning of the layout's ``document``; ``notice`` is in printing order.
    """

    title: str
    notice: dict[str, str]
    preamble: str
    form: str
    title_line: int


def is_date(text: str) -> bool:
    """Whether *text* is a date and nothing more."""
    return bool(_DATE.fullmatch(text.strip("（()） ")))


def is_signature(text: str) -> bool:
    """Whether *text* looks like the name of the body that signs."""
    return 3 <= len(text) <= 40 and not _PUNCTUATION.search(text) and bool(_BODY_END.search(text))


def is_frame_line(text: str) -> bool:
    """Whether *text* begins as lines around a document do: 附件, 抄送, （此件公开发布）."""
    return bool(_FRAME.match(text))


def is_title(text: str) -> bool:
    """Whether *text* reads like the title of a document."""
    return (
        5 <= len(text) <= 120
        and not _PUNCTUATION.search(text.rstrip("：:"))
        and bool(_GENRE.search(text))
        and not text.endswith(("：", ":"))
    )


def is_issue(text: str) -> bool:
    """Whether *text* says who issued the document and when, on one line."""
    return bool(_ISSUED.match(text)) and not starts_with_role(text)


def is_annex(text: str) -> bool:
    """Whether *text* announces an annex: ``附件1``."""
    return bool(_ANNEX.match(text))


def day_in(text: str) -> date | None:
    """The first full date in *text*."""
    for match in _DATE.finditer(text):
        year = "".join(str(parse_number(c) or 0) for c in match["year"])
        try:
            return date(
                int(year), parse_number(match["month"]) or 0, parse_number(match["day"]) or 0
            )
        except ValueError:
            continue
    return None


def number_in(text: str) -> str:
    """The document's number in *text*: ``国发〔2018〕42号``."""
    match = _NUMBER.search(text)
    return match[0].strip("（( ") if match else ""


def years_in(text: str) -> tuple[int, int] | None:
    """The years a title names: ``2023年…`` → (2023, 2023), ``（2026-2028年）`` → (2026, 2028)."""
    match = _YEARS.search(text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last <= first + 30 else (first, first)


def front(lines: Sequence[Block]) -> Front:
    """What the lines before the first task are."""
    texts = [line.text for line in lines]
    at = _title_at(texts)
    if at is None:
        return Front("", {}, "\n".join(texts), "{preamble}{tasks}{closing}", 0)
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


def _title_at(texts: Sequence[str]) -> int | None:
    """The line that is the document's own title: the last that reads like one."""
    titles = [at for at, text in enumerate(texts) if is_title(text)]
    if titles:
        return titles[-1]
    short = [
        at
        for at, text in enumerate(texts)
        if not _PUNCTUATION.search(text) and 4 <= len(text) <= 60
    ]
    plain = [at for at in short if not is_date(texts[at]) and not is_signature(texts[at])]
    return plain[-1] if plain and plain[-1] <= 8 else None


def _is_head(text: str) -> bool:
    """Whether a line under the title still belongs to the head: number, date, addressees."""
    return bool(
        is_date(text)
        or (number_in(text) and len(text) <= 40)
        or text.endswith(("：", ":"))
        or (is_signature(text) and len(text) <= 30)
        or (text[:1] in "（(" and text[-1:] in "）)" and len(text) <= 60)
    )


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
    kinds = (
        ("date", is_date(text)),
        ("disclosure", text[:1] in "（(" and ("公开" in text or "此件" in text)),
        ("number", bool(number_in(text)) and len(text) <= 40),
        ("addressees", text.endswith(("：", ":")) and early),
        ("issuer", is_signature(text) and (is_date(following) or not early)),
        ("heading", is_title(text) and early),
        ("body", bool(re.search("[。，]", text))),
    )
    return next((kind for kind, fits in kinds if fits), "")


def is_short_heading(text: str) -> bool:
    """Whether *text* is a line without punctuation, as headings are."""
    return 2 <= len(text) <= 30 and not _PUNCTUATION.search(text) and not is_date(text)


def closing_at(paragraphs: Sequence[str], *, last: bool = True) -> int:
    """Where in the last task's paragraphs the closing begins; their number where it does not.

    The closing is what follows the text: a signature with its date, 附件, （此件公开发布）.

    Parameters:
        last: whether the document ends with these paragraphs.
    """
    for at, text in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
        signed = is_signature(text) and (is_date(following) or (last and not following))
        issued = bool(_ISSUED.match(text)) and not starts_with_role(text)
        if (
            is_frame_line(text)
            or is_date(text)
            or issued
            or (signed and not starts_with_role(text))
        ):
            return at
    return len(paragraphs)
