"""Lines that stand around the tasks: titles, dates, numbers, signatures, annexes, footers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.importer.language.places import places, starts_with_role
from lawgov_cli.importer.language.rolls import is_roll
from lawgov_cli.importer.language.wording import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

_CN = "[〇○◯OＯ零一二三四五六七八九十]"
_DATE = re.compile(
    rf"(?P<year>20\d\d|19\d\d|{_CN}{{4}})\s?(?:年|[./-](?=\d))\s?(?P<month>\d{{1,2}}|{_CN}{{1,3}})"
    rf"\s?(?:月|[./-](?=\d))\s?(?P<day>\d{{1,2}}|{_CN}{{1,3}})(?:\s?日|(?<=[./-]\d)|(?<=[./-]\d\d))"
)
#: A day of issue of which only the month is told.
_MONTH = re.compile(
    rf"(?:20\d\d|二{_CN}{{3}})\s?年\s?(?:\d{{1,2}}|{_CN}{{1,3}})\s?月(?!\s?[\d〇零一二三四五六七八九十])"
)
_NUMBER = re.compile(
    r"[^\s（(，。：:]{0,20}\s{0,4}[〔\[［（(【]\s?(?:19|20)\d\d\s?[〕\]］）)】]\s?第?\s?\d{1,4}\s{0,2}号"
)
_FRAME = re.compile(
    "附[ \u3000]{0,3}[件表][一二三四五六七八九十0-9]{0,3}(?:[：:.、 \u3000]|$)|附[：:]"
    "|抄送|主送|[（(]此件|[（(]?联系人[：:]|责任编辑|【打印|【关闭|扫一扫"
)
#: Of a task, where a line below says who does it.
_CONTACT = re.compile("联系人[：:]")
#: What stands around the text of a page: no body signs there.
_PAGE = re.compile(
    "版权所有|(?:网站)?备案(?:号|序号)|网站(?:标识码|地图)|[\u4e00-\u9fff]ICP[备证]"
    "|[\u4e00-\u9fff]{1,2}公网安备|(?:浏览|阅读|访问|点击)(?:次数|量|数)|(?:上|下)一[篇条][：:]"
    "|分享[到至]|延伸阅读|附件下载|[【\\[]?(?:一?图解|一图(?:读|看)懂|一图了解)"
    "|相关(?:链接|阅读|稿件|文章|报道|新闻|文件|解读|信息|附件|内容|资料)[：:]?$"
    "|(?:推荐|热门|热点|最新)(?:阅读|文章|新闻|信息|资讯)[：:]?$"
    "|[【\\[（(]?字[体号][：:] ?[大中小【\\[]"
    "|(?:视频|图文|图片|文字|动漫|音频)解读(?:[：:]|$)|解读(?:材料|文件|视频)(?:[：:]|$)"
    "|(?:微信|手机|微博)?扫[一码].{0,6}(?:分享|关注|阅读|查看)$"
)
#: What stands there too, but may be said of a task as well: it counts above such lines only.
_PAGE_TOO = re.compile(
    "(?:主办|承办|协办|主管|指导|建设|维护|运维)(?:单位|部门|方)?[：: ]"
    "|(?:地址|邮编|邮政编码|传真|技术支持|网址|运行维护)[：:]|(?:信息|文章|稿件|内容)?来源[：: ]"
)
#: Alone at the very end, who the page has the text from.
_ORIGIN = re.compile(
    "(?:(?:信息|文章|稿件|内容)来源|来源|供稿|撰稿|编辑|责编|审核|校对)(?:单位|人)?[：: ]"
)
_CALL = re.compile("(?:联系|服务|咨询)(?:电话|方式|热线)[：:]")
_SIGNS = re.compile("[△▲○●◎◇◆□■☆★※√|｜]")
#: Between what is said in one line of the head: number ｜ day.
#: No line of a head is longer.
_LONGEST_HEAD = 200
_BETWEEN = re.compile(r"\s*[|｜丨·•]\s*|\s+[/／]\s+")
_HEAD_LABEL = re.compile(
    "(?:(?:发文)?[文字]号|(?:成文|印发|发文|发布|签发)?日期|发[文布]机[关构])[：:] ?"
)
_ISSUED = re.compile(
    ".{2,40}(?:办公室|政府|委员会|局|厅|部|院|委|办).{0,6}\\d{4}年\\d{1,2}月\\d{1,2}日(?:发布|印发|发)?。?$"
)
_BODY_END = re.compile(
    "(?:政府|办公室|办公厅|委员会|局|厅|部|院|委|办|领导小组|指挥部|专班|管委会|公司|集团|会议|中心|办事处|党校|大学|学院|中学|小学|学校|支部|村委会|居委会|研究室|督查室|秘书处|医院|银行|海关|总队|委办|小组|组|联合会|协会|工会|红十字会|妇联|残联|文联|侨联|工商联|科协|支队|大队|分行|支行)$"
)
_PUNCTUATION = re.compile("[，。；！？：:;,]")
_GENRE = re.compile(
    "(?:要点|方案|计划|意见|措施|通知|办法|规划|细则|规定|清单|分工|行动|安排|决定|纲要|政策|举措|工作|任务|条例|规则|通告|公告|指引|实施|目标|责任书|分解表|分工表|批复|纪要|函|制度|标准|指南|要求|部署|报告|台账|分解|事项|清单|计划表|安排表|一览表|任务表|项目表|推进表|责任表|总表)"
    "(?:[（(【《〈].{1,40}[）)】》〉])?(?:的(?:通知|函|意见|决定|通告))?$"
)
#: A title with a comma in it.
_ABOUT = re.compile(
    "[^，。；：]{0,30}关于[^。；：！？]{6,80}的(?:(?:实施|指导)?意见|通知|决定|方案|措施)"
)
_YEARS = re.compile(
    rf"(20\d\d|二{_CN}{{3}}(?=年))(?:\s?年?\s?[-—–~～至]{{1,2}}\s?(20\d\d|二{_CN}{{3}}))?\s?年?"
)
_SPREAD = re.compile(r"(?<=\d)\s(?=\d)")
#: No heading: 【办结时间】全年, or a remark.
_LABELLED = re.compile("【[^【】]{1,16}】.|(?:备注|说明|附注|注|无|略|下同)$")
#: Behind who signs a table: 县财政局制.
_MADE = re.compile("(?:编?制|编|印|编印|印制|制发)$")
#: A line that explains signs or letters is no title, though it ends as one: ★表示重点任务.
_EXPLAINS = re.compile(
    "[（(]?(?:注|说明|备注)[：:]|[（(]?(?:带|打|标|加粗|黑体|粗体|斜体|划线|下划线|红字|阴影).{0,12}?[为是指系示]"
)
#: Behind a title, what the marks below it mean.
_LEGEND = re.compile("[（(][^（）()]{0,4}[△▲○●◎◇◆□■☆★※√][^（）()]{1,40}[）)]$")
_ISSUING_DAY = re.compile("(?<=日)(?:印发|发布)$")
#: What may stand around the day beside who issued it.
_AROUND_DAY = "（()，, \t\u3000\u00a0）"
#: What may stand beside a date in the head: its label, or who issued it.
_DAY_LABEL = re.compile("(?:成文|印发|发文|发布)(?:日期|时间)?[：:]")
_ISSUING = re.compile("[（(][^，。；：]{0,60}(?:印发|发布|公布|通过)[）)]")
#: The provisions behind the text, under a heading without a number.
_LAST_PART = re.compile("附\\s{0,4}则")
_ANNEX = re.compile("附[ \u3000]{0,3}[件表][一二三四五六七八九十0-9]{0,3}[：:.、 \u3000]{0,2}")


def is_date(text: str) -> bool:
    """Whether *text* is a date and nothing more; behind it may stand 印发."""
    return bool(_DATE.fullmatch(_ISSUING_DAY.sub("", text.strip("（()） "))))


def is_signature(text: str) -> bool:
    """Whether *text* looks like the name of the body that signs."""
    if _PAGE.match(text) or _PAGE_TOO.match(text) or _SIGNS.search(text):
        return False
    return 3 <= len(text) <= 40 and not _PUNCTUATION.search(text) and bool(_BODY_END.search(text))


def is_page_line(text: str) -> bool:
    """Whether *text* belongs to the page around the document: 版权所有, 浏览次数, 来源."""
    return bool(_PAGE.match(text) or _ORIGIN.match(text))


def says_of_document(text: str) -> bool:
    """Whether a line of the head tells the number, the day or the issuer, and nothing else."""
    return bool(_HEAD_LABEL.match(text) or head_parts(text) or is_issue(text))


def head_parts(text: str) -> list[str]:
    """What a line of the head says between bars: number, day, issuer; empty if anything else.

    ``发文字号：云政发〔2025〕3号 ｜ 2025年3月10日`` has two parts, without their labels.
    """
    if len(text) > _LONGEST_HEAD:
        return []
    parts = [_HEAD_LABEL.sub("", part) for part in _BETWEEN.split(text.strip("|｜ "))]
    known = all(is_date(p) or number_in(p) == p or is_signature(p) for p in parts)
    dated = any(is_date(part) or number_in(part) for part in parts)
    return parts if len(parts) > 1 and known and dated else []


def signer_in(text: str) -> str:
    """The body that signs on a line, the day perhaps beside it; nothing where none does."""
    text = _ISSUING_DAY.sub("", text)
    match = _DATE.search(text) or _MONTH.search(text)
    before, after = (text[: match.start()], text[match.end() :]) if match else (text, "")
    before, after = before.strip(_AROUND_DAY), after.strip(_AROUND_DAY)
    name = _MADE.sub("", before or after).strip()
    return name if not (before and after) and is_signature(name) else ""


def is_frame_line(text: str) -> bool:
    """Whether *text* begins as lines around a document do: 附件, 列席, （此件公开发布）."""
    return _is_around(text) or is_roll(text)


def _is_around(text: str) -> bool:
    return bool(_FRAME.match(text) or _PAGE.match(text))


def is_title(text: str) -> bool:
    """Whether *text* reads like the title of a document."""
    text = _LEGEND.sub("", text)
    if _SIGNS.search(text) or _EXPLAINS.match(text):
        return False
    return (
        5 <= len(text) <= 120
        and (not _PUNCTUATION.search(text.rstrip("：:")) or bool(_ABOUT.fullmatch(text)))
        and ends_as_title(text)
        and not text.endswith(("：", ":"))
    )


def ends_as_title(text: str) -> bool:
    """Whether *text* ends with a word that titles end with: 方案, 工作要点."""
    return bool(_GENRE.search(simplified(text)))


def is_heading(text: str) -> bool:
    """Whether *text* is a line without punctuation that is no part of a notice."""
    return (
        is_short_heading(text)
        and text[0] not in "（(《"
        and not _LABELLED.match(text)
        and not (is_signature(text) or is_frame_line(text) or number_in(text))
    )


def is_issue(text: str) -> bool:
    """Whether *text* says who issued the document and when, on one line, however wide it is set."""
    dated = _DATE.search(text) or _MONTH.search(text)
    beside = bool(dated and signer_in(text))
    return (beside or bool(_ISSUED.match(text))) and not starts_with_role(text)


def is_day_of_issue(text: str) -> bool:
    """Whether a line of the head says the day of issue beside something else.

    Its number (``云政发〔2025〕3号　2025年3月10日``), a label, or in brackets who issued it.
    """
    date_, number = _DATE.search(text), number_in(text)
    if date_ is None:
        return False
    rest = text.replace(date_[0], "").replace(number, "") if number else text
    if head_parts(text):
        return True
    beside = bool(number) and not rest.strip("（()） \t\u3000，,")
    labelled = _DAY_LABEL.match(text) and not text[date_.end() :].strip()
    return beside or bool(labelled or _ISSUING.fullmatch(text))


def is_annex(text: str) -> bool:
    """Whether *text* announces an annex: ``附件1``."""
    return bool(_ANNEX.match(text))


def day_in(text: str) -> date | None:
    """The first full date in *text*."""
    for match in _DATE.finditer(text):
        month, day = (parse_number(match[name]) or 0 for name in ("month", "day"))
        try:
            return date(_year(match["year"]), month, day)
        except ValueError:
            continue
    return None


def month_in(text: str) -> str:
    """The month on a line that tells no day: 2025年3月, alone or beside who issued it."""
    month = None if _DATE.search(text) else _MONTH.search(text)
    alone = month and not text.replace(month[0], "").strip(_AROUND_DAY)
    return month[0] if month and (alone or is_issue(text)) else ""


def number_in(text: str) -> str:
    """The document's number in *text*: ``国发〔2018〕42号``."""
    match = _NUMBER.search(text)
    return match[0].strip("（( ") if match else ""


def years_in(text: str) -> tuple[int, int] | None:
    """The years a title names: ``2023年…`` → (2023, 2023), ``（2026-2028年）`` → (2026, 2028)."""
    match = _YEARS.search(_SPREAD.sub("", text))
    if not match:
        return None
    first, last = (_year(digits) for digits in (match[1], match[2] or match[1]))
    return (first, last) if first <= last <= first + 30 else (first, first)


def other_years(text: str) -> list[int]:
    """The years in *text* that are none of those :func:`years_in` finds."""
    first, last = years_in(text) or (0, 0)
    found = dict.fromkeys(_year(match[1]) for match in _YEARS.finditer(_SPREAD.sub("", text)))
    return [year for year in found if not first <= year <= last]


def _year(digits: str) -> int:
    return int("".join(str(parse_number(digit) or 0) for digit in digits))


def is_short_heading(text: str) -> bool:
    """Whether *text* is a line without punctuation, as headings are."""
    return 2 <= len(text) <= 30 and not _PUNCTUATION.search(text) and not is_date(text)


def closing_at(paragraphs: Sequence[str], *, last: bool = True, rolls: bool = True) -> int:
    """Where in the last task's paragraphs the closing begins; their number where it does not.

    The closing is what follows the text: a signature with its date, 附件, （此件公开发布）; or who
    was at the meeting, but where items have such lines of their own.

    Parameters:
        last: whether the document ends with these paragraphs.
        rolls: whether a line that says who was there can close it.
    """
    end = _end_at(paragraphs, last=last)
    closes = rolls and (last or end < len(paragraphs))
    return next((at for at in range(end) if closes and is_roll(paragraphs[at])), end)


def _end_at(paragraphs: Sequence[str], *, last: bool) -> int:
    """Where the first line stands that ends any text."""
    for at, text in enumerate(paragraphs):
        below = paragraphs[at + 1 :]
        following = next((line for line in below if not is_signature(line)), "")
        # a month alone is when a task is done, but on the last line of all
        *signers, end = paragraphs[at:]
        month = last and bool(month_in(end)) and all(map(is_signature, signers))
        dated = is_date(following) or month
        signed = is_signature(text) and (dated or (last and not below))
        contact = _CONTACT.match(text) and any(map(places, below))
        if (
            (_is_around(text) and not contact)
            or _LAST_PART.fullmatch(text)
            or is_date(text)
            or (is_issue(text) and (_DATE.search(text) or (month and text[0] not in "（(")))
            or (signed and not starts_with_role(text))
            or _is_foot(paragraphs[at:])
        ):
            return at
    return len(paragraphs)


def _is_foot(lines: Sequence[str]) -> bool:
    """Whether *lines* begin with who runs the page, and what stands around a page follows.

    Whom the page has the text from needs nothing behind it.
    """
    if all(map(_ORIGIN.match, lines)):
        return True
    end = next((at for at, text in enumerate(lines) if not _PAGE_TOO.match(text)), len(lines))
    return 0 < end < len(lines) and bool(is_frame_line(lines[end]) or _CALL.match(lines[end]))
