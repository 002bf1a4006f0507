"""What the importer was not sure of, by kind: each with its places and a suggestion, none applied.

Every guess makes a :class:`Finding`; those of one kind about one thing make one :class:`Doubt`,
so that a slip repeated on eighty lines is told once, with the count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.doubts_of_files import FILES_AND_TABLES, MOVE

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 3
_LONGEST = 40


class Finding(NamedTuple):
    """One place where something was guessed, or not understood.

    Attributes:
        code: its kind, one of :data:`SAYING`.
        line: the line of the source file.
        shown: the words there.
        about: what it is about; findings of one kind about one thing are told together.
    """

    code: str
    line: int
    shown: str = ""
    about: tuple[str, ...] = ()


class Doubt(NamedTuple):
    """One thing a person should look at.

    Attributes:
        lines: the lines of the source file, in order; one may stand there twice.
        what: what was found.
        suggestion: what to do about it.
        code: its kind, stable, for programs.
    """

    lines: tuple[int, ...]
    what: str
    suggestion: str
    code: str

    @property
    def line(self) -> int:
        """The first line."""
        return self.lines[0]


#: What is no point takes no bodies.
_POINT = "(它的 level 是 section、group 的, 先改成 level: point)"
#: Kind → what is said and what to do; ``{0}`` is what it is about, ``{shown}`` the words there.
SAYING = FILES_AND_TABLES | {
    "joined": (
        "这一行像是上一行的后半句, 已接到第{0}行后面",
        "如果原文在这里分段, 请在源文件中给上一行补上句末标点后重新导入",
    ),
    "wrapped": (
        "全文有{count}行像是按固定宽度断开的, 已分别接回上一行",
        "如果某处原文确实分段, 请在源文件中给上一行补上句末标点后重新导入",
    ),
    "numbering": ("编号有跳跃: {shown}", "请核对原文是否漏项或编号有误"),
    "label": ("“{0}”不是已知的写法, 按字面算作{1}({count}处)", f"{MOVE}、due"),
    "label-empty": (
        "“{0}”后面没有读出单位({count}处): {shown}",
        "如果那里写了单位, 在工作要点文件里补进 lead、responsible",
    ),
    "lines": (
        "“{0}”后面另起一行或用分号隔开的没有另写标签, 都算作牵头({count}处): {shown}",
        "如果后面的只是配合, 在工作要点文件里把它们移到 responsible",
    ),
    "label-none": (
        "“{0}”不是牵头也不是责任, 后面的单位没有登记({count}处): {shown}",
        "如果它们也承担任务, 在工作要点文件里补进 responsible",
    ),
    "rule": ("按“{0}”确定牵头单位, 涉及{count}处", "请核对这些地方的牵头单位"),
    "rule-unread": (
        "“{shown}”像是说明谁牵头, 没有读懂, 按原文保留",
        "请按这句话核对牵头单位, 在工作要点文件里改 lead、responsible",
    ),
    "star": ("带“{0}”的单位算作牵头({count}处): {shown}", MOVE),
    "sign": ("带“{0}”的单位算作责任单位({count}处): {shown}", MOVE),
    "role": (
        "“{0}”前面的单位算作牵头, 后面的算作责任单位({count}处): {shown}",
        "如果各单位是共同负责, 在工作要点文件里把它移到 responsible",
    ),
    "may-lead": ("“{0}”没有写明是不是牵头, 算作责任单位({count}处): {shown}", MOVE),
    "etc": ("在“等”处分成了两个单位({count}处): {shown}", MOVE),
    "split": ("按两个单位登记({count}处): {shown}", "如果是一个单位的名称, 在工作要点文件里合并"),
    "whole": ("按一个单位登记({count}处): {shown}", "如果是两个单位, 在工作要点文件里分开"),
    "its": ("只登记了“及其”前面的单位({count}处): {shown}", "如需登记其下属, 在工作要点文件里补上"),
    "gloss": (
        "名称里的说明没有算进名称({count}处): {shown}",
        "印出时照原样保留; 请核对单位组的成员",
    ),
    "open": (
        "名单以“等”结尾, 还有哪些单位没有写明({count}处): {shown}",
        "如果知道是哪些, 在工作要点文件里补上",
    ),
    "object": ("只读了单位和角色, 其余的话按原文保留({count}处): {shown}", MOVE),
    "prose": (
        "文字里的一句话写了由谁办, 按这句话登记了单位({count}处): {shown}",
        MOVE,
    ),
    "listed": ("标题后面只列了单位, 算作它的责任单位({count}处): {shown}", MOVE),
    "title-unit": ("标题就是单位的名称, 算作责任单位({count}处): {shown}", MOVE),
    "prose-left": (
        "文字里的一句话写了由谁办, 没有登记({count}处): {shown}",
        f"如果它说的是某一项任务的分工, 在工作要点文件里那一项补上 lead、responsible{_POINT}",
    ),
    "prose-role": (
        "文字里的一句话说的角色与写明的不同, 按写明的登记({count}处): {shown}",
        MOVE,
    ),
    "text-units": (
        "总体要求、保障措施一类的部分里写了由谁办, 已登记为要点({count}处): {shown}",
        "如果那是对整个文件的要求, 在工作要点文件里去掉它的 lead、responsible",
    ),
    "text-kept": (
        "有编号、没有写明单位的读成了{0}, 不是要点({count}处): {shown}",
        "如果它是要报告的任务, 在工作要点文件里把它的 level 改成 point",
    ),
    "watch": (
        "“{0}”不是牵头也不是责任, 前面的单位没有登记({count}处): {shown}",
        "如果它们也承担任务, 在工作要点文件里补进 responsible",
    ),
    "head-unit": (
        "标题就是单位的名称, 算作其下没有写明牵头的各项的{0}单位({count}处): {shown}",
        MOVE,
    ),
    "heading-lead": (
        "写在标题上的单位, 算作其下没有写明牵头的各项的牵头({count}处): {shown}",
        MOVE,
    ),
    "heading-given": (
        "写在标题上的单位, 算作其下没有写明单位的各项的责任单位({count}处): {shown}",
        MOVE,
    ),
    "item-label": (
        "各项序号后面都写着“{0}：”, 算作标签, 它后面的字算标题({count}处)",
        "如果它就是标题, 在工作要点文件里改这几项的 title",
    ),
    "same-title": (
        "{count}项要点的标题都是“{0}”",
        "如果标题其实是后面的字, 在工作要点文件里改这几项的 title, 报表里才分得清",
    ),
    "heading-point": (
        "写了单位的标题读成一项要点, 其下各条读成它的举措({count}处): {shown}",
        "如果各条都要报告, 请在源文件里给各条写明单位后重新导入",
    ),
    "heading-units": (
        "写在标题上的单位没有登记, 其下各项已各写明单位({count}处): {shown}",
        "如果它们也承担其下各项, 在工作要点文件里补进 responsible",
    ),
    "shared": (
        "写在最后一条后面的单位, 算作这几条共同的({count}处): {shown}",
        "如果只是最后一条的, 在工作要点文件里移到那一条下面",
    ),
    "last-alone": (
        "写在最后一条下面的单位, 只算作最后一条的({count}处): {shown}",
        "如果也是前面几条的, 在工作要点文件里补上 lead、responsible",
    ),
    "points": (
        "“{shown}”说的是第{0}, 按它登记了单位",
        MOVE,
    ),
    "points-unread": (
        "像是说明哪几项由谁办, 没有读懂, 没有登记({count}处): {shown}",
        "请在工作要点文件里给那几项补上 lead、responsible",
    ),
    "run-on": (
        "单位后面还有编号或小标题, 像是两项连成了一行({count}处): {shown}",
        "如果是, 请在源文件中分行后重新导入",
    ),
    "several": (
        "一项里分几段写了单位, 合在一起登记({count}处): {shown}",
        "请核对这里是不是几项任务; 是的话, 在源文件中给各项加上序号后重新导入",
    ),
    "person": ("像是个人, 没有登记为单位({count}处): {shown}", "如果是单位, 在工作要点文件里补上"),
    "remark": (
        "责任分工里的“{shown}”不是单位名称, 按原文保留",
        "请核对其中有没有应登记的单位",
    ),
    "name-ending": (
        "不像单位的名称, 已按原样登记: {shown}",
        "可能缺字或带了别的话; 请在工作要点文件里改正",
    ),
    "name-two": (
        "像是两个单位连在一起, 已按一个登记: {shown}",
        "如果中间缺了顿号, 在工作要点文件里分开",
    ),
    "name-level": (
        "别的单位都以“{0}”字开头, 这些没有: {shown}",
        "如果是省略或缺字, 在工作要点文件里补全, 原写法作为 aliases",
    ),
    "name-folded": (
        "“{0}”与“{1}”只是字形不同, 已登记为一个单位",
        "印出时照原样保留; 如果确是两个单位, 在工作要点文件里分开",
    ),
    "name-letter": (
        "“{0}”只出现一次, 与“{1}”只差一个字",
        "如果是误字, 在工作要点文件里改正, 原写法作为 aliases",
    ),
    "near-name": (
        "“{0}”({1}处)与“{2}”({3}处)可能是同一单位",
        "若是, 在工作要点文件里去掉“{0}”这一条, 把“{2}”那一条写成: {2}: {{aliases: [{0}]}}",
    ),
    "misprint": (
        "标题中的“{0}”与正文中的“{1}”不一致",
        "可能是“{1}”之误; 已按原文保留, 如需更正请先核对正式文本",
    ),
    "no-units": (
        "有{count}项没有写明单位: {shown}",
        "如有承担单位, 在工作要点文件里补上 lead 或 responsible",
    ),
    "provision": (
        "像是附则(施行、解释), 不是任务, 仍算作要点({count}处): {shown}",
        "不用报送的, 在工作要点文件里把这一项的 level 写成 group{0}",
    ),
    "unread": (
        "像是写了单位, 但没有读出来({count}处): {shown}",
        f"请在工作要点文件里那一项补上 lead、responsible{_POINT}, 或改正源文件后重新导入",
    ),
    "bracket": ("括号不成对({count}处): {shown}", "请核对这里的单位和文字"),
    "date-unread": ("时限没有读懂, 只保留了原话({count}处): {shown}", "请在工作要点文件里补上 due"),
    "begin": (
        "“{0}”是开始的时间, 没有算作时限({count}处): {shown}",
        "如果要在那时做完, 在工作要点文件里补上 due",
    ),
    "date-impossible": (
        "写到的日子历上没有, 没有算作时限({count}处): {shown}",
        "请核对原文; 如果是时限, 在工作要点文件里补上 due",
    ),
    "date-several": (
        "写了几个时限, 取了最后一个({count}处): {shown}",
        "请核对; 不对的, 在工作要点文件里改 due",
    ),
    "date-text": (
        "文字里写到时间, 没有算作时限({count}处): {shown}",
        "如果是时限, 在工作要点文件里补上 due",
    ),
    "date-heading": (
        "写在标题上的时间, 没有算作其下各项的时限({count}处): {shown}",
        "如果是, 在工作要点文件里给那几项补上 due",
    ),
    "date-prose": (
        "文字里写了几个时限, 取了最后一个, 本年有的取本年的({count}处): {shown}",
        "请核对; 不对的, 在工作要点文件里改 due",
    ),
    "date-later": (
        "文字里写的是文件年份以后的时间, 算作时限({count}处): {shown}",
        "如果只是远期目标, 在工作要点文件里去掉 due; 文件管几年的, 在那里改 ends",
    ),
    "grouped": (
        "单位用分号或逗号分成了几组, 没有写明谁牵头, 都算作责任单位({count}处): {shown}",
        MOVE,
    ),
    "date-early": (
        "时限早于印发日期{0}: {shown}",
        "请核对年份; 不对的, 在工作要点文件里改 due",
    ),
    "date-closing": (
        "最后一项之后的{count}段里有日期, 按结尾的文字保留, 没有算作哪一项的时限: {shown}",
        "如果其中有任务, 用 lawgov add 增加; 如果是某一项的时限, 补上 due",
    ),
    "closing": (
        "最后一项之后的{count}段按结尾的文字保留, 没有算作它的举措",
        "如果其中有任务, 用 lawgov add 增加",
    ),
    "title": (
        "没有找到文件标题, 暂用“{0}”",
        "在工作要点文件里改 title, 或用 lawgov import --title 重新导入",
    ),
    "year": ("文中没有写明年份", "用 --year 写明年份后重新导入"),
    "year-text": (
        "标题和印发日期里没有年份, 按正文里最先写到的算作{0}年",
        "请核对; 不对的, 用 --year 写明年份后重新导入",
    ),
    "issuer": (
        "没有写明由谁印发, 按标题算作“{0}”",
        "请核对; 不对的, 在工作要点文件里改 issuer",
    ),
    "issued-month": (
        "印发日期只写到月({shown}), 没有登记",
        "如果知道是哪一天, 在工作要点文件里写上 issued",
    ),
    "year-two": (
        "标题里有几个年份({shown}), 按{0}年算",
        "请核对; 不对的, 用 --year 写明年份后重新导入",
    ),
    "contents": (
        "目录里有{count}行正文中没有, 没有读成任务: {shown}",
        "如果是任务, 请核对正文是否缺页",
    ),
    "unplaced": (
        "“{shown}”一段看不出是什么, 按原文保留在通知里",
        "如果是网页的附加内容, 可在源文件中删去后重新导入",
    ),
    "day-unread": (
        "开头写到日期, 没有读出印发日期: {shown}",
        "如果是印发日期, 在工作要点文件里写上 issued",
    ),
    "annex": (
        "正文之后的附件没有写明单位, 整段按原文保留, 没有拆成任务",
        "如果附件里也有任务, 请把它单独存成文件再导入",
    ),
    "nothing": ("没有找到编号的任务或写明单位的段落", "请核对是不是选对了文件"),
}


def gathered(findings: Iterable[Finding]) -> list[Doubt]:
    """The doubts that *findings* make, in the order of the source."""
    kinds: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: each.line):
        kinds.setdefault((finding.code, finding.about), []).append(finding)
    return [_doubt(code, about, found) for (code, about), found in kinds.items()]


def _doubt(code: str, about: tuple[str, ...], found: list[Finding]) -> Doubt:
    shown = list(dict.fromkeys(_short(each.shown) for each in found if each.shown))
    what, suggestion = SAYING[code]
    left_out = "等" if "{count}" in what else f"等{len(shown)}处"
    more = left_out if len(shown) > _SHOWN else ""
    words = {"shown": f"{'、'.join(shown[:_SHOWN])}{more}", "count": str(len(found))}
    words["first"] = shown[0] if shown else ""
    lines = tuple(each.line for each in found)
    return Doubt(lines, _filled(what, about, words), _filled(suggestion, about, words), code)


def _filled(form: str, about: tuple[str, ...], words: dict[str, str]) -> str:
    return form.format(*about, **words)


def _short(text: str) -> str:
    """*text* cut to what one line of a doubt holds; between two names, not within one."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    between = max(map(text[:_LONGEST].rfind, "，、；。：,; "))
    return f"{text[: between if between > _LONGEST // 2 else _LONGEST]}…"
