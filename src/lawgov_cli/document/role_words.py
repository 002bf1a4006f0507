"""The vocabulary of attributions: what stands before names, and what stands behind them."""

from __future__ import annotations

from enum import Enum


class Word(str, Enum):
    """What a label announces."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    DEADLINE = "deadline"
    PERSON = "person"


# fmt: off
#: With one of these behind it, a word of `BEFORE_BODY` is a label: 牵头单位, 责任部门.
BODY = ("单位", "部门", "主体", "机构", "处室", "科室", "股室", "地区")
BEFORE_BODY = {
    Word.LEAD: (
        *("牵头", "总牵头", "主办", "主责", "主要责任", "第一责任", "牵头责任"),
        *("牵头负责", "责任牵头", "牵头（责任）", "牵头(责任)", "牵头实施", "牵头主办"),
        *("主要负责", "主管", "抓总"),
    ),
    Word.RESPONSIBLE: (
        *("责任", "负责", "承办", "落实", "实施", "执行", "完成", "推进", "责任（配合）"),
        *("责任(配合)", "责任落实", "组织实施", "具体责任", "具体实施", "建设"),
        *("推进实施", "主要承办", "直接责任"),
    ),
    Word.SUPPORT: (
        *("配合", "协办", "协同", "协同配合", "配合责任", "责任配合", "协作", "协助"),
        *("参加", "参与", "参建", "联办", "会办", "会同", "支持", "协作配合", "主要配合"),
        *("配合实施", "协调", "协管"),
    ),
}
#: Labels as they are.
WHOLE = {
    Word.LEAD: (
        *("牵头单位及责任人", "牵头部门及责任人"),
    ),
    Word.RESPONSIBLE: (
        *("责任分工", "任务分工", "职责分工", "工作分工", "责任单位及责任人"),
        *("责任单位和责任人", "责任部门及责任人", "责任单位（人）", "责任单位(人)"),
    ),
    Word.DEADLINE: (
        *("完成时限", "完成时间", "完成期限", "完成日期", "时间节点", "时限要求"),
        *("时间要求", "时间安排", "进度安排", "进度要求", "推进时限", "推进时间"),
        *("实施时间", "实施期限", "办理时限", "工作时限", "整改时限", "责任时限"),
        *("落实时限", "年度时限", "时限", "计划完成时间", "完成节点", "办结时限"),
    ),
    Word.PERSON: (
        *("牵头领导", "责任领导", "分管领导", "包保领导", "联系领导", "挂钩领导"),
        *("市领导", "区领导", "县领导", "责任人", "负责人", "联系人", "联络员", "牵头人"),
        *("第一责任人", "具体责任人", "责任校领导"),
    ),
}
#: Labels only where a list can begin: elsewhere they are words of a sentence.
SHORT = {
    Word.LEAD: ("牵头", "主办"),
    Word.RESPONSIBLE: ("责任", "负责", "承办", "落实"),
    Word.SUPPORT: ("配合", "协办", "参与", "参加"),
}
#: Behind the names of those who lead, and of those who answer.
LEADING = (
    *("牵头", "主办", "抓总", "总牵头", "牵头抓总", "主抓"),
)
ANSWERING = (
    *("负责", "配合", "协助", "参与", "参加", "落实", "实施", "协同", "承办", "协办"),
    *("推进", "组织实施", "组织落实", "组织推进", "抓好落实", "配合实施", "配合落实"),
    *("支持", "会办", "负责落实", "负责实施", "负责推进", "协同推进", "协同配合"),
    *("密切配合", "积极配合", "承担", "办理", "分工负责", "指导", "督促", "统筹"),
    *("协调", "组织", "完成", "贯彻落实", "统筹协调", "统筹推进", "做好落实"),
)
#: Between names and verb: how it is done.
MANNERS = (
    *("分别", "共同", "具体", "联合", "分头", "各自", "各负其责", "主要", "全力"),
    *("密切", "积极", "认真"),
)
# fmt: on
