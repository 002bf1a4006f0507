"""What a person writes into a cell → words, a status, a percentage."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import folded
from lawgov_cli.domain.answers import LAGS, REPORTED
from lawgov_cli.domain.status_words import LAGGING_WORDS, STATUS_OF, UNCLEAR_WORDS
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.importer.language.wording import simplified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgov_cli.importer.sheets.grid import Value

_ZERO = re.compile(
    r"(?:本月|本期|本季度|目前|截至目前)?(?:都|均|皆|也|全部|全都|都还|也都)?(?:暂|暂时|尚|还)?(?:无|没有)"
    r"(?:新增?|更新|任何)?的?(?:进展|变化|情况|内容|工作|更新|动态)?(?:情况)?"
    r"|零报告|无相关(?:工作|情况|内容)|暂无(?:此项|该项)?工作"
)
#: The figure by which people say that there was nothing.
_NAUGHT = re.compile(r"[0〇][项件个次]?")
#: What says only that things go on; beside words for nothing it is no progress either.
_AS_PLANNED = re.compile(
    r"(?:本月|本期|目前)?(?:(?:本|该|此|各|以上|所有)项?(?:重点)?(?:工作|任务|要点)?)?[均都正仍]?在?(?:按照?(?:工作)?计划|按照?(?:时间)?(?:节点|序时)(?:进度|要求)?|"
    r"有序|正常|稳步|持续|照常)+(?:推进|进行|开展|实施)中?"
)
#: What is written where there is no problem, no plan and no evidence.
_NONE = re.compile(
    r"(?:目前|截至目前|本月|暂时?|尚)*(?:无|没有|不存在|未发现|未遇到)(?:其他|明显|突出|重大|任何|存在的?)*"
    r"(?:问题|困难|不足|短板|下一?步|工作|措施|计划|打算|安排|需要?协调的?事项|佐证|附件|材料|[和与及、])*"
    r"(?:\([均都]?已(?:解决|整改|完成|办结|消除).{0,4}\))?"
)
_NOTHING = re.compile(r"[/\\／—－―\-–_.。、*]+")
#: Words that tell no progress, but send the reader elsewhere or only fill the cell.
_POINTS_AWAY = re.compile(
    r"(?:情况|内容|进展)?(?:同|与|见|详见|参见|如|按|并入|纳入)(?:上(?:个?月|期|次|表)|\d{1,2}月|附件|附表|附后|另文|另表|材料|第?[\d.]+项?)"
    r"(?:.{0,4}|\d*:?《[^》]*》)|另附|附后|n/?a|null|none|[?？]+|\(空\)|待填|待报|略|[√✓✔×✗✘是否]"
    r"|未变化?|(?:延续|沿用)(?:上个?月|上期|前期)(?:的?(?:工作|情况|内容))?"
    r"|[\d.,:/年月日号%\-]+|(?:本单位|我[局镇办])?(?:不|未)(?:涉及|承担)(?:此项|该项|本项)?(?:工作|任务)?|无[此该]项(?:工作|任务)",
    re.IGNORECASE,
)
_END = " 。.！!；;，,、…"
#: A day before the status that was reached on it; without 已 it may be one that is aimed at.
_DAY = re.compile(r"(?:于|在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?(?=已)")
#: What says that there is evidence, and does not name it.
_UNNAMED = re.compile(
    r"有|已?附|(?:已|另行?)(?:报送?|发|提交|上传|提供|寄).{0,8}|见(?!证).{1,8}|另附|附后|纸质.{0,8}|同上"
)
#: What people tick a word with.
_TICKS = "√✓✔☑✅"
#: How people answer a column that asks whether it is finished.
_YES, _NO = frozenset("是√✓✔对"), frozenset({"否", "×", "✗", "✘", "未"})

#: What a unit's status comes to: it only reports that it has finished, and settles nothing.
_TAKEN = {
    Status.TODO: Status.TODO.word,
    Status.DOING: Status.DOING.word,
    Status.CLAIMED: REPORTED,
    Status.DONE: REPORTED,
    Status.ONGOING: Status.ONGOING.word,
}


class Read(NamedTuple):
    """A percentage or a status as read, and what is to be said of it."""

    value: float | None = None
    word: str = ""
    doubt: str = ""
    refused: str = ""


def words(value: Value | None) -> str:
    """The words of a cell; a number or a day that a program made of them in the usual form."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
        return "\n".join(line.strip() for line in text.strip().split("\n")).strip("\ufeff")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return long_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, time | timedelta):
        return str(value)
    return f"{value:.15g}"


def plain_day(text: str, year: int) -> Sequence[int] | str:
    """A day for comparing, however it is written: month and day, in the plan's *year* without it.

    What is no day is returned as it is, without white space.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if re.fullmatch(r"4\d{4}", plain):  # a day as a spreadsheet counts it
        day = date(1899, 12, 30) + timedelta(int(plain))
        return [*([] if day.year == year else [day.year]), day.month, day.day]
    if not re.fullmatch(r"[\d年月日号./\-]+", plain):
        return plain
    figures = [int(figure) for figure in re.findall(r"\d+", plain)]
    return figures[1:] if figures[:1] == [year] else figures


def is_zero_report(text: str) -> bool:
    """Whether *text* says that there is nothing to report: 无, 暂无, 0, 按计划推进, 无新进展."""
    plain = unicodedata.normalize("NFKC", text).strip(_END)
    if _ZERO.fullmatch(plain) or _NAUGHT.fullmatch(plain):
        return True
    clauses = [
        clause for clause in re.split(r"[\s,;。]+", plain) if not _AS_PLANNED.fullmatch(clause)
    ]
    return bool(clauses) and all(map(_ZERO.fullmatch, clauses))


def is_none(text: str) -> bool:
    """Whether *text* says that there is no problem, no plan, no evidence: 无, 暂无问题, ``/``."""
    plain = unicodedata.normalize("NFKC", text).strip(_END)
    return is_zero_report(text) or is_a_stroke(text) or bool(_NONE.fullmatch(plain))


def unless_none(text: str) -> str:
    """The words of a cell, unless they only say that there is nothing."""
    return "" if is_none(text) else text


def points_away(text: str) -> bool:
    """Whether *text* tells nothing by itself: 见附件, 同上月, 0, N/A."""
    return bool(_POINTS_AWAY.fullmatch(unicodedata.normalize("NFKC", text).strip(_END)))


def is_unnamed(name: str) -> bool:
    """Whether the *name* of a piece of evidence only says that there is some: 有, 已发邮箱."""
    return bool(_UNNAMED.fullmatch(name))


#: A label within a cell, at the head of a clause: 存在问题： 下一步措施：
_LABEL = re.compile(
    r"(?:(?<=[。；;，,\n])|^|(?=[【(（]))[ \t]*(?:\d[.、]|[(（]?[一二三四][)）、])?[ \t]*【?(?:"
    r"(?P<text>(?:工作|本月|目前)?进展(?:情况)?|(?:工作|落实|完成|开展)情况)"
    r"|(?P<problem>(?:存在的?)?(?:主要)?(?:问题|困难|不足)[和及与问题困难不足]*)"
    r"|(?P<next>(?:下一?(?:步|阶段))(?:工作|措施|打算|计划|安排)*|(?:工作)?(?:打算|计划))"
    r"|(?P<evidence>佐证(?:材料)?))(?:】[:：]?|[:：])"
)


def parted(text: str) -> dict[str, str]:
    """The *text*, the problem, the next step and the evidence that one cell holds, with labels.

    Empty where there is no such label but that of the text.
    """
    marks = list(_LABEL.finditer(text))
    if not any(mark.lastgroup != "text" for mark in marks):
        return {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    said = {"text": text[: marks[0].start()].strip()}
    for mark, end in zip(marks, ends, strict=True):
        name = str(mark.lastgroup)
        part = text[mark.end() : end].strip()
        said[name] = "\n".join(filter(None, (said.get(name, ""), part)))
    return {name: words.rstrip("；;，,") for name, words in said.items()}


def parting(parts: Mapping[str, str]) -> str:
    """What is told of a cell whose *parts* were taken apart."""
    evidence = "、佐证" if "evidence" in parts else ""
    return f"写了几样, 分作进展、问题、下一步{evidence}"


def is_a_stroke(text: str) -> bool:
    """Whether *text* only strikes the cell out: ``/`` or a dash."""
    return bool(_NOTHING.fullmatch(text.replace(" ", "")))


def read_status(text: str, own: Mapping[str, Status], *, asks: bool = False) -> Read:
    """The status that *text* names; *own* are the words that the plan says its office uses.

    Parameters:
        asks: the column asks whether it is finished, so that 是 and √ are answers.
    """
    if _BOX.search(text):  # the words to choose from, each with a box
        ticked = _TICKED.findall(text)
        text = ticked[0] if len(ticked) == 1 else text if ticked else ""
    plain = re.sub(r"\s", "", simplified(unicodedata.normalize("NFKC", text)))
    read = _named(text, re.sub(r"\(.*\)", "", plain).strip(_END), own, asks=asks)
    beside = [words for words in _IN_BRACKETS.findall(plain) if not _A_DAY.fullmatch(words)]
    if not (beside and read.word):
        return read
    if read.word == REPORTED and any(map(_LESS.search, beside)):
        return Read(doubt=f"“{text}”没有作为办理状态采用, 请问明是否已经完成")
    return read._replace(doubt=f"“{text}”按“{read.word}”读, 括号里的没有采用")


_BOX = re.compile("[□○◯☐]")
_TICKED = re.compile(r"[☑☒√■✓✔●]\s*([^\s□○◯☐☑☒√■✓✔●、,，/]+)")
#: What stands in brackets beside a status; a day says nothing else, others may take it back.
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_A_DAY = re.compile(r"[\d年月日号.\-/底前]*")
_LESS = re.compile(r"部分|除|未|尚|基本|不含|个别|待|差")


def _named(text: str, plain: str, own: Mapping[str, Status], *, asks: bool) -> Read:
    """The status that *plain*, which is *text* without brackets, names."""
    if not plain or is_a_stroke(text) or plain in {"无", "暂无"}:
        return Read()
    if asks and (plain in _YES or plain in _NO):
        return Read(word=REPORTED if plain in _YES else "")
    plain = plain[match.end() :] if (match := _DAY.match(plain)) else plain
    plain = plain.strip(_TICKS) or plain
    status = own.get(folded(plain)) or STATUS_OF.get(plain)
    if status is None and plain.endswith("中"):
        status = STATUS_OF.get(plain[:-1])
        status = status if status is Status.DOING else None
    if status is None and _AS_PLANNED.fullmatch(plain):
        status = Status.DOING
    if status is Status.CHANGED:
        return Read(doubt=f"单位写“{text}”, 调整须由本级登记, 没有采用")
    if status or plain in LAGGING_WORDS:
        return Read(word=_TAKEN[status] if status else LAGS)
    if plain in UNCLEAR_WORDS:
        return Read(doubt=f"“{text}”没有作为办理状态采用, 请问明是否已经完成")
    return Read(doubt=f"看不懂办理状态“{text}”, 没有采用")


#: 八成, 七成半: tenths in words.
_TENTHS = re.compile(r"^([约近]?)([一二三四五六七八九])成(半?)$")


def _percent_of(tenths: re.Match[str]) -> str:
    return f"{tenths[1]}{'一二三四五六七八九'.index(tenths[2]) + 1}{5 if tenths[3] else 0}%"


def read_percent(value: Value | None, *, shares: bool = False) -> Read:
    """The percentage in a cell: ``50%`` ``５０`` ``0.5`` ``百分之五十``.

    Parameters:
        shares: the column is shown in percent, so that the number 1 is all of it.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        if shares and value == 1:
            return Read(100)
        return _of_number(float(value))
    text = _TENTHS.sub(_percent_of, words(value))
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip("约近达已完成了左右。.")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return _of_number(float(plain))
    if not text or is_a_stroke(text) or is_zero_report(text):
        return Read()
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)%|百分之(.+)", plain):
        number = float(match[1]) if match[1] else parse_number(match[2])
        if number is not None:
            return _checked(number, text)
    return Read(refused=f"看不懂完成比例“{text}”, 没有采用")


def _of_number(number: float) -> Read:
    """A bare number: up to 1 it is a share, as a cell shown in percent holds it."""
    if number == 1:
        return Read(100, doubt="完成比例“1”按100%读")
    if 0 < number < 1:
        return Read(round(number * 100, 6))
    return _checked(number, f"{number:g}")


def _checked(number: float, text: str) -> Read:
    if 0 <= number <= 100:
        return Read(number)
    return Read(refused=f"完成比例“{text}”不在0到100之间, 没有采用")


#: 1. 2、 (3) before a name in a list.
_ORDINAL = re.compile(r"(^|[\n;；，,、。\s])[（(]?\d{1,2}[.．、)）](?=[^\d\s])")
#: What parts names: not within brackets, not between figures.
_BETWEEN = re.compile(
    r"[\n;；]+|(?:、(?!\d)|[，,])(?![^(（〔]*[)）〕])|(?<=\.[A-Za-z]{3})\s+|(?<=\.[A-Za-z]{4})\s+"
)


#: An address, within which a comma parts nothing.
_ADDRESS = re.compile(r"https?://(?:(?![,;]https?://)[!-~])+(?<![,;])")
_HIDDEN = str.maketrans(",;", "\ue000\ue001")
_SHOWN = str.maketrans("\ue000\ue001", ",;")


def names(text: str) -> tuple[str, ...]:
    """The names of evidence in a cell, one a line, parted by signs, or numbered."""
    if is_none(text):
        return ()
    text = _ADDRESS.sub(lambda match: match[0].translate(_HIDDEN), text)
    found = (part.strip(" 。") for part in _BETWEEN.split(_ORDINAL.sub(r"\1\n", text)))
    return tuple(dict.fromkeys(part.translate(_SHOWN) for part in found if part))
