"""The words of sentences that say who does what: before names, between names and verb, verbs."""

from __future__ import annotations

import re

from lawgov_cli.importer.language.bodies import ENDINGS
from lawgov_cli.importer.language.words import (
    ACTS,
    ANSWERS,
    ASKS,
    HELPS,
    HOW,
    LEADS,
    MARK_HELPS,
    MARK_LEADS,
    MODALS,
    WATCHES,
    any_of,
)

#: Without one of these a sentence says nothing of roles.
SPEAKS = re.compile(
    f"{any_of((*LEADS, *HELPS, *ANSWERS, *ASKS))}|责任|会同|共同|联合|分别|具体|按|归口"
    "|[由请要应须需抓]|商(?=[市区县省州])|[为是][^，。]{0,4}(?:单位|部门|主体)"
)
#: Who explains a document has no task; nor who takes part in a meeting, or in what is set up.
TELLS = re.compile(
    "负责解释|解释权|(?:参加|出席|列席)[^，。；]{0,8}会(?:议|$|。)|负责(?:同志|人)[^，。；]{0,4}(?:参加|出席|列席)|(?:牵头|负责|配合|参与|落实|协同)的[^，。、]{0,10}(?:机制|制度|格局|体系|模式|原则)"
)
#: A sentence about all that stands above it, or about the whole document.
ABOUT_ALL = re.compile(
    "(?:以上|上述|前述|各项(?:工作|任务)|本(?![项条款点]|任务|工作)[^，。、]{1,8})[^，。]{0,8}由"
)
#: Who pays is no task.
OF_MONEY = re.compile("[^，。；]{0,12}(?:资金|经费|费用|补助|补贴|奖励)(?:支出)?由")
#: What may stand before the names; 由 behind other words is that of a task, not 自由, 成立由.
OPENING = re.compile(
    "(?:[^，。；：:]{2,10}[：:])?"
    "(?:(?:[^，。；：:、“”]{0,16}?(?<![建成组自理缘])(?<!建立|成立)(?P<by>由)"
    f"|(?P<please>(?:[此该本这]项(?:工作|任务)?)?(?:{any_of(ASKS)})|(?:归口|交)(?=[市区县省州各])))"
    "|(?P<with>会同|(?:联合|会?商|会|组织)(?=[市区县省州国有相各]))|以(?=[市区县省州国各]|[^，。；]{2,20}为主体?$)|同时|并|其中|另外)?"
)
#: What is to be done, and not what is.
MODAL = re.compile("[要应须需]")
#: How single bodies do what is then their task.
SHARED = re.compile("具体|联合|共同|分别|按")
#: Verbs that by themselves give a task.
STRONG = re.compile(
    "负责|承[办担接建制]|归口|兜底|协力|(?:负|履行|承担)$|(?:作为|为|是).*(?:单位|部门|主体)$"
)
#: Verbs of exhortations, which give no task by themselves: 要加强协调 …
WEAK = re.compile("加强|强化")
#: … nor to others than those for whom they are said: A局支持企业发展.
FOR_OTHERS = re.compile("支持|响应|助力")
#: A clause that says of bodies only that they help.
ONLY_HELPS = re.compile(f"(?P<names>.+?)(?:积极|密切|主动)?(?P<verb>{any_of(HELPS)})")
#: Where the names behind 会同 may end: before what is done, or how.
FOLLOWS = re.compile(
    f"(?:{any_of((*ANSWERS, *ACTS, *WATCHES, *HOW, *MODALS))})(?![部科股室厅局]|处(?![理置罚]))"
    "|[对按在每做]|实行|确定|明确|严格"
    "|[于在]?(?:20[0-9]{2}年|[今明本每]年|[0-9]{1,2}月|年[底内前]|[上下]半年)"
    "|于(?=[一二三四五六七八九十第近前])"
)
#: With these a name goes on that could end before them: 市委|办公室, 镇政府|办.
GOES_ON = frozenset("长托办室会门员局委部院组政机工队所站中、和及与（(等的内之")
#: The last letters of names.
LAST = frozenset(ending[-1] for ending in ENDINGS)
#: How a clause begins that may begin with a body, whatever that does: 财务室筹措资金.
BEGINS = re.compile(
    "[市区县省州镇乡国].|[^，。、]{2,6}(?:[局委科处室]|中心|公司|[大支]队)(?![长员理学])"
)
#: What bodies are said to think, and not to do.
THINKS = re.compile("重视|认识|关心|亲自|统一思想")
#: Who only looks on: 乡林业站巡查督促, 县住建局为监管主体.
WATCH = re.compile(f"(?:{any_of(WATCHES)})$|(?:监管|监督)(?:单位|部门|主体)$")
#: Bodies of no office, which surely are meant where they are said to lead: 质监站牵头.
SITE = re.compile(".{1,8}(?:站|所|队|庭|中心|馆|台|专班|[学医]院|公司)")
#: What is done, and no name, though it ends as one: 推进农机装备创新中心, but 统计局.
DONE = re.compile(f"(?:{any_of((*ANSWERS, *ACTS))}).{{6}}")
#: A role behind one of the names: 市林业局（牵头）.
MARKED = re.compile(f"[（(](?:{MARK_LEADS}|{MARK_HELPS})[^（）()]{{0,4}}[）)]$")
#: By whom anything is done; not who chairs or allows it.
_ELSE = "(?!.*(?:领导|同志|负责人|组长|主任|兼任|批准|审批|核准|同意|认定|授权|通报|问责|约谈))"
BY = re.compile(f"(?:[^，。；]*的)?由{_ELSE}")
#: The same behind what is done, where a body surely follows; not from what to what.
DONE_BY = re.compile(f"[^，。；：]{{2,16}}由{_ELSE}(?!.*(?:[转改]变|[转变升]为|转向|[延拓升迈]))")
PERSON = re.compile("[市县区省州镇乡局院处科部]长$|领导$|同志$|书记$|主任$|主席$|负责人$")
#: Sections of a body, which a document of its own names: 法规科, 执法支队, 各支部.
SECTION = re.compile(
    "^社区$|.[^公上官]司$|.[^学专百全本](?:科|处|股|室)$|(?:支|大|中)队$|支部$|分厂$|车间$|机关党委$"
    "|(?:派出|司法|财政|税务|环卫|供电|监管)所$"
    "|(?:水利|水务|林业|文化|广电|农[技机经]|畜牧|兽医|环卫|交管|救援|气象|经管|执法|卫生|国土)[站所]$|^[市区县省州镇乡].+(?:站|所|台|馆|院|校|社|场)$"
)
#: Titles that are bodies: 市林业局, 各镇街, 教育局, and not 动员部署 or 总结大会.
SURELY = re.compile("[市区县省州镇乡国各].+|.+(?:局|委|厅|政府|办公室)$")
