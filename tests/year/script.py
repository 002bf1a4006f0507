"""A year of life, as the clerk lived it. What the units sent in is in returns.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.year.office import add_towns

if TYPE_CHECKING:
    from tests.year.office import Office


def live(office: Office) -> None:
    """From the day the document was issued to the February after."""
    june(office)
    july(office)
    august(office)
    september(office)
    october(office)
    november(office)
    december(office)
    after_the_year(office)


def june(office: Office) -> None:
    """The office sets itself up; two returns come late, two do not come."""
    office.on("2023-06-07")
    office("init", ".")
    add_towns(office.plan)
    (office.folder / "佐证").mkdir()
    for name in ("巡查复查报告", "挂牌新闻稿", "专项整治方案", "统计执法台账"):
        (office.folder / "佐证" / f"{name}.txt").write_text(f"{name}(第一版)\n", encoding="utf-8")
    office.look("check in June", "check")

    office.on("2023-06-08")
    office("set", "8", "--due", "9月30日", "--kind", "限时")
    office("set", "18", "--due", "10月31日", "--kind", "限时")
    office("set", "26", "--due", "7月31日", "--kind", "限时")
    office("set", "1-3,23", "--kind", "长期")
    office("start", "1-3", "--note", "任务分解表已印发各单位")

    # Meant: the points on which nothing has been done. Typed: every point of one unit.
    office.look("bulk preview", "done", "--where", "单位:市司法局", "-n", "已布置", code=2)
    office.look("bulk", "done", "--where", "单位:市司法局", "-n", "已布置", "--yes")
    office.look("bulk undone", "undo")

    office.on("2023-06-30")
    office.look("missing in June", "missing")
    office.report("2023-06", "--month", "2023-06")


def july(office: Office) -> None:
    """A return is refused and sent again; a deadline nears; Q2 and H1 are reported."""
    office.on("2023-07-05")
    office.report("2023H1", "--half", "上半年")

    office.on("2023-07-21")
    office("mark", "退回", "21", "--unit", "市公安局", code=2)  # a reason is needed
    office(
        "mark", "退回", "21", "--unit", "市公安局", "--reason", "没有写调解件数和成功率, 也没有佐证"
    )
    office.look("missing while refused", "missing", "--month", "7月")
    office.on("2023-07-26")
    note = "调解纠纷331件,成功率96.7%"
    office("start", "21", "--unit", "市公安局", "-n", note, "-e", "警调对接7月台账")

    office.on("2023-07-28")  # before the date, with a reason: an extension
    office("set", "26", "--due", "2023-10-31", code=2)
    office("set", "26", "--due", "2023-10-31", "--reason", "审计进点推迟, 经分管领导同意延期")

    office.on("2023-07-31")
    office.look("missing in July", "missing")
    office.on("2023-08-02")
    office.report("2023-07", "--month", "7月")


def august(office: Office) -> None:
    """A measure is added and given to a unit."""
    office.on("2023-08-10")
    office(
        *("add", "16", "组织全市行政执法技能竞赛", "--due", "9月20日"),
        *("--lead", "市综合行政执法局"),
    )
    office.on("2023-08-31")
    office.look("missing in August", "missing")
    office.report("2023-08", "--month", "2023-08")


def september(office: Office) -> None:
    """The measure is finished, a date moves, a lead changes."""
    office.on("2023-09-19")
    office("done", "16.5", "--unit", "市综合行政执法局", "-n", "技能竞赛9月16日举办,参赛队12支")
    office("done", "16.5", "-n", "现场核验, 竞赛已办结")

    office.on("2023-09-26")
    office("set", "8", "--due", "10月31日", "--reason", "上级巡查时间调整")
    office("set", "27", "--lead", "市综合行政执法局,市司法局", code=2)
    office(
        *("set", "27", "--lead", "市综合行政执法局,市司法局"),
        *("--reason", "投诉举报平台划转市综合行政执法局"),
    )
    office("done", "7", "-n", "立法民意征集点3个全部运行", "--yes")
    office.on("2023-09-30")
    office.report("2023-09", "--month", "2023-09")
    office.on("2023-10-08")
    office.report("2023Q3", "--quarter", "三季度")
    office.report("2023Q3-市公安局", "--quarter", "2023Q3", "--unit", "市公安局")


def october(office: Office) -> None:
    """A second return is refused; a slip goes out; points are verified."""
    office.on("2023-10-20")
    office("slip", "18", "--level", "蓝", "--reply-by", "10月27日")
    office.on("2023-10-25")
    office("mark", "退回", "18", "--unit", "市住建局", "--reason", "只有结论, 没有整改数字")
    office.on("2023-10-27")
    note = "在建工地隐患整改412处,整改率98%"
    office("start", "18", "--unit", "市住建局", "-n", note, "--percent", "90")

    office.on("2023-10-30")
    office.look("done without reports", "done", "26", "-n", "四家单位年度任务完成")
    office("done", "8", "-n", "档案巡查及复查完成, 已核验", "-e", "佐证/巡查复查报告.txt")
    office("done", "4", "-n", "两级大厅专窗全覆盖, 现场核验3家")
    office.on("2023-10-31")
    office.report("2023-10", "--month", "2023-10")


def november(office: Office) -> None:
    """What was late gets a slip; one point is looked at again; one is adjusted."""
    office.on("2023-11-03")
    office.look("skipped level", "slip", "21", "--level", "红", "--reply-by", "11月10日", code=2)
    office.look("slip", "slip", "18", "--level", "黄", "--reply-by", "11月10日")
    office.look("letter", *("slip", "21", "--level", "蓝", "--reply-by", "11月10日"), *("-u", "fy"))

    office.on("2023-11-09")
    office("mark", "回头看", "26", code=2)
    office(
        "mark",
        "回头看",
        "26",
        "--reason",
        "抽查发现2个审计问题整改不到位",
        "-n",
        "限12月底前整改到位",
    )
    office("mark", "已调整", "17", code=2)
    office(
        "mark",
        "已调整",
        "17",
        "--reason",
        "并入市级“免罚轻罚”统一清单, 市政府专题会议纪要〔2023〕31号",
    )
    office("mark", "滞后", "30", "-n", "信用修复办结率偏低")
    office.on("2023-11-17")
    office(
        "done",
        "18",
        "-n",
        "22个重点领域台账建立, 隐患整改完成",
        "-e",
        "佐证/专项整治方案.txt",
        "--yes",
    )
    office.on("2023-11-30")
    office.report("2023-11", "--month", "2023-11")


def december(office: Office) -> None:
    """What is claimed is verified; what goes on is marked as going on."""
    office.on("2023-12-26")
    office("mark", "长期坚持", "1-3", "23", "-n", "年度举措已落实, 继续坚持")
    office("done", "5", "9", "13", "20", "-n", "年度任务完成, 已核验")
    office("done", "10", "14", "24", "25", "-n", "年度任务完成, 已核验", "--yes")
    office("done", "26", "-n", "2个问题整改到位, 复核销号", "-e", "佐证/统计执法台账.txt")
    office.on("2023-12-30")
    office("done", "29", "-n", "专区和目录抽查合格")
    office.on("2024-01-04")
    office.report("2023-12", "--month", "2023-12")
    office.on("2024-01-08")
    office.report("2023H2", "--half", "2023H2")


def after_the_year(office: Office) -> None:
    """Loose ends, said of the old year; then the annual report."""
    office.on("2024-01-15")
    office("done", "11", "15", "16", "--on", "2023-12-31", "-n", "补登: 年底已核验", "--yes")
    office("undo")
    office("done", "15", "16", "--on", "2023-12-31", "-n", "补登: 年底已核验", "--yes")
    (office.folder / "佐证" / "统计执法台账.txt").write_text("改过的台账\n", encoding="utf-8")
    office.on("2024-02-20")
    office.look("check in February", "check")
    office.report("2023", "--annual", "2023")
