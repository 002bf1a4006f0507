"""The words of sentences that say who does what: before names, between names and verb, verbs."""

from __future__ import annotations

import re

from lawgov_cli.importer.language.labels import Word

#: Without one of these a sentence says nothing of roles.
SPEAKS = re.compile(
    "牵头|会同|统筹|落实|实施|配合|协助|协办|参与|参加|协同|为主|主责|各司其职|各负其责|联合|共同|分别|负责|[要应须需]|承[办担]|主办|抓|归口|由|请|具体|按|商(?=[市区县省州])"
    "|[为是][^，。]{0,4}(?:单位|部门|主体)"
)
#: Who explains a document has no task.
TELLS = re.compile("负责解释|解释权")
#: A sentence about all that stands above it, or about the whole document.
ABOUT_ALL = re.compile(
    "(?:以上|上述|前述|各项(?:工作|任务)|本(?![项条款点]|任务|工作)[^，。、]{1,8})[^，。]{0,8}由"
)
#: Who pays is no task.
OF_MONEY = re.compile("[^，。；]{0,12}(?:资金|经费|费用|补助|补贴|奖励)(?:支出)?由")
#: What may stand before the names; 由 behind other words is that of a task, not 自由, 成立由.
OPENING = re.compile(
    "(?:[^，。；：:]{2,10}[：:])?"
    "(?:(?:[^，。；：:、“”]{0,16}?(?<![建成组自理缘])(?<!建立|成立)(?P<by>由|责成)|(?P<please>请))"
    "|(?P<with>会同|(?:联合|商)(?=[市区县省州国有相各]))|以(?=[市区县省州国各]|[^，。；]{2,20}为主体?$)|同时|并|其中|另外)?"
)
#: Between clauses.
CUT = re.compile(
    "[，,；;。]|(?<=牵头|负责|配合|落实|承办|主办|主责|参与|参加|协助|承担|实施|统筹)、|(?<=抓)、"
)
#: How it is done, at the end of what stands before the verb.
HOW = re.compile(
    "(?:应当|必须|[要应须需将可]|分[工头片级别]|逐级|共同|联合|率先|主动|切实|积极|全力|认真|具体|直接|主要"
    "|统一|同步|优先|足额|全面|重点|持续|逐[项一]|密切|及时|尽快|加快|抓紧|进一步|定期|依法|履行"
    "|结合(?:各自)?实际|每(?:年|季度?|月|周|半年)|[于在][^，。、]{1,10}[前底末]"
    "|按照?[^，。、]{0,12}(?:职责|职能|分工|规定|要求|权限|定额|标准|时限|计划)(?:范围|分工)?内?"
    "|各?(?:抽调|选派|选送|明确)[^，。、]{1,8}|派[员出人]|[予给][以予])$"
)
#: What is to be done, and not what is.
MODAL = re.compile("[要应须需]")
#: How single bodies do what is then their task.
SHARED = re.compile("具体|联合|共同|分别|按")
_BODY = "(?:责任)?(?:单位|部门|主体|科室|处室|机构)"
_AS = "(?:作为|为|是)(?:第一|主要|直接|具体)?"
_MEETS = "(?:牵头)?会同|联合(?=[市区县省州国有相])|商(?=[市区县省州国有各相])"
_LEADS = (
    f"{_AS}(?:牵头|主办|主责){_BODY}|(?:作为|为|是)第一责任(?:单位|部门|主体)"
    "|(?:负责|抓好|做好|承担起?|担负起?|担起|扛起|负)?总?牵头"
    "(?!单位|部门|作用|的|人|领导|机制|任务|事项)"
    "|主办(?!单位|方|的)|主责(?!单位|部门|的)|主抓|抓总|负总责|总负责|为主体?$"
)
_SUPPORTS = (
    f"{_AS}(?:配合|协办|成员|参与|参加|(?:技术)?支[撑持]|保障){_BODY}"
    "|配合|协助|参与|参加|协同|协办|协作|协抓|支持"
)
_WATCHES = (
    "(?:加强|强化)[^，。、]{0,6}(?:指导|督导|监督|督查|检查)|督促|督导|督办|检查|考核|审核|评估"
    "|指导(?![处科股])|监督(?![管检局处科])"
)
_ANSWERS = (
    f"{_AS}(?:责任|承办|落实|实施){_BODY}|负责(?!人|同志|制(?!定)|的)|承办(?!单位|的)|承担|承建|归口"
    "|负(?=[^，。]{0,6}责任)|提供|包干|包[片保抓]|落实|实施|执行|完成|组织(?![部处科股室办])|统筹|协调(?![办处科])|推进(?![办组处科])"
    "|推动|抓|保障(?![局处科中厅])|建设(?![局委处科厅])|管理(?![局委处科中办所站])|管护|维护|做好|开展|建立|制定"
    "|起草|编制|研究|提出|安排|补充|储备|备足|配[备齐]|受理|办理|处理|查处|排查|摸底|整治|治理|清理|审批|登记|备案"
    "|各司其职|各负其责|拨付|下达|兑现|核实|发放|发布|公布|印发|出台|举办|评选|汇总|收集|统计|上报|报送|验收|监测|筛查|调度|加强|强化|健全|完善|优化"
    "|细化|深化|拓展|推广|培育|选派|设[立置]|组建|召开|梳理|修订|新建|改建|改造"
)
#: What bodies do: with others, as leaders, as helpers, as those who watch, as those who answer.
VERB = re.compile(
    f"(?P<meets>{_MEETS})|(?P<lead>{_LEADS})|(?P<support>{_SUPPORTS})|(?P<watch>{_WATCHES})"
    f"|(?P<answer>{_ANSWERS})"
)
ROLES = {
    "meets": Word.LEAD,
    "lead": Word.LEAD,
    "support": Word.SUPPORT,
    "watch": Word.NONE,
    "answer": Word.RESPONSIBLE,
}
#: Verbs that by themselves give a task.
STRONG = re.compile("负责|承[办担]|归口|(?:作为|为|是).*(?:单位|部门|主体)$")
#: Verbs that give single bodies a part in what others do.
HELPS = re.compile("配合|协助|协办|参与|参加|协同")
#: A clause that says of bodies only that they help.
ONLY_HELPS = re.compile(f"(?P<names>.+?)(?:积极|密切|主动)?(?P<verb>{HELPS.pattern})")
#: Verbs of exhortations, which give no task by themselves: 要加强协调.
WEAK = re.compile("加强|强化")
#: Behind a verb, where the clause tells whose work a thing is, or was: 牵头建设的平台已经上线.
RELATES = re.compile(
    "(?:建设|制定|起草|开展|组织|实施|推进|承办|编制|研发|打造)?(?:的|[^，。]{0,12}已经)"
)
#: Where the names behind 会同 may end: before what is done, or how.
FOLLOWS = re.compile(
    "研究|提出|完成|核实|确定|制定|建立|开展|组织(?![部处科股室办])|推[进动]|落实|实施|负责|抓|做|[对按在要应每]|共同|定期|及时|进一步"
    "|加强|联合|出台|印发|起草|编制|健全|完善|强化|督促|指导|实行|明确|调度|梳理|统筹|切实|积极|严格|依法(?!治)"
    "|[于在]?(?:20[0-9]{2}年|[今明本每]年|[0-9]{1,2}月|年[底内前]|[上下]半年)"
    "|于(?=[一二三四五六七八九十第近前])"
)
#: With these a name goes on that could end before them: 市委|办公室, 镇政府|办.
GOES_ON = frozenset("办室会门员局委部院组政机工队所站中、和及与（(等")
#: A role behind one of the names: 市林业局（牵头）.
MARKED = re.compile("[（(](?:牵头|主办|配合|协办)[^（）()]{0,4}[）)]$")
#: By whom anything is done; not who chairs or allows it.
BY = re.compile(
    "(?:[^，。；]*的)?由(?!.*(?:领导|同志|负责人|组长|主任|兼任|批准|审批|核准|同意|认定|授权|通报|问责|约谈))"
)
PERSON = re.compile("[市县区省州镇乡局院处科部]长$|领导$|同志$|书记$|主任$|主席$|负责人$")
#: Sections of a body, which a document of its own names: 法规科, 执法支队, 各支部.
SECTION = re.compile(
    ".[^学专百全本](?:科|处|股|室)$|(?:支|大|中)队$|支部$|机关党委$"
    "|(?:派出|司法|财政|税务|环卫|供电|监管)所$"
    "|(?:水利|水务|林业|文化|广电|农[技机经]|畜牧|兽医|环卫|交管|救援|气象|经管|执法|卫生|国土)[站所]$|^[市区县省州镇乡].+(?:站|所|台|馆|院|校|社|场)$"
)
#: Titles that are bodies: 市林业局, 各镇街, 教育局, and not 动员部署 or 总结大会.
SURELY = re.compile("[市区县省州镇乡国各].+|.+(?:局|委|厅|政府|办公室)$")
