"""Half a year in which everything crosses something: a report day, a month's end, a reform, a copy.

What is typed is here; what the program must make of it is recounted from the two files.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.year.office import TOWNS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.year.office import Office

COPY = "workpoints-2023.journal - 副本.yaml"
#: The points that 市司法局 leads, in June.
OF_JUSTICE = (*range(7, 15), 16, 17, *range(21, 26), 27, 28, 30)
FILLED = OF_JUSTICE[:15]
MONTHS = [f"2023-{number:02}" for number in range(6, 13)]


def live(office: Office) -> None:
    """From June to January."""
    june(office)
    july(office)
    august(office)
    september(office)
    october(office)
    november(office)
    december(office)


def _report(office: Office, unit: str, points: str, note: str, *more: str) -> None:
    office("note", points, "--unit", unit, "-n", note, *more)


def june(office: Office) -> None:
    """The towns come in by records; replies of the 24th are typed on the 28th; a form of 18."""
    office.on("2023-06-08")
    office("init", ".")
    for town in TOWNS:
        office("units", "add", town, "--on", "6月7日")
    office("units", "group", "add", "各区镇", *TOWNS, "--on", "6月7日")
    office("export", "--forms", "--month", "6月", "-o", "六月")

    office.on("2023-06-28")  # what came in on the 24th lay there for four days
    _report(office, "市公安局", "15,21", "警调对接312件", "--received", "6月24日")
    _report(office, "市法院", "21", "诉前调解410件", "--received", "6月24日")
    _report(office, "市行政审批局", "4,6", "专窗设置", "--received", "6月25日")
    _report(office, "市综合指挥中心", "4", "知识库更新320条")  # came in on the 28th: late
    _report(office, "市信访局", "21", "引导36件", "--received", "6月26日")
    office("note", "--zero", "--unit", "科教新城", "--received", "6月24日")
    office("note", "3", "--unit", "市检察院", "-n", "写错了项", code=2)  # no part in it

    answers = {str(point): f"第{point}项六月进展" for point in FILLED}
    fill(office, "六月", "2023-06 市司法局.xlsx", answers)
    office.look("form of June", "collect", "六月", "--received", "6月24日", "--yes")
    office.look("missing in June", "missing", "--month", "6月", "--json")


def july(office: Office) -> None:
    """What was verified after the month's end is sent back; June's reply is typed in July."""
    office.on("2023-07-02")
    because = ("--reason", "没有佐证")
    office.look("sent back", "mark", "退回", "21", "--unit", "市公安局", *because)
    office.look("June while sent back", "missing", "--month", "6月", "--json")
    office.on("2023-07-03")
    _report(office, "市审计局", "26", "进点4个", "--for", "6月")
    _report(office, "市住建局", "18", "子方案印发", "--for", "6月", "--received", "6月25日")
    office("chase", "市检察院", "21", "--how", "电话", "--who", "王某", "-n", "本周报")
    office.on("2023-07-06")
    office.look("answer", "note", "21", "--unit", "市公安局", "-n", "补报佐证, 312件")
    office.look("chased again", "chase", "市检察院", "21", "--how", "电话", "--who", "王某")
    office.on("2023-07-07")
    _report(office, "市检察院", "21", "检调对接12件", "--for", "6月")

    office.on("2023-07-20")
    _report(office, "市公安局", "15,21", "警调对接331件")
    _report(office, "市检察院", "21", "检调对接9件, 经手人李某身份证000000199001010000")
    _report(office, "市法院", "21", "诉前调解388件")
    office("note", "--zero", "--unit", "市信访局")
    line = str(len(_lines(office)) - 1)
    office("correct", line, "诉前调解398件")  # a figure mistyped
    line = str(len(_lines(office)) - 3)
    office("correct", line, "--redact", "--reason", "含个人信息", "--yes")
    office.on("2023-08-01")
    office("mark", "退回", "21", "--unit", "市法院", "--reason", "口径不对", "--for", "7月")
    office.report("2023-07", "--month", "7月")


def august(office: Office) -> None:
    """Two offices work on copies for a week; both add a measure, and one finishes its own."""
    office.on("2023-08-03")
    _report(office, "市法院", "21", "按新口径398件", "--for", "7月")
    common = office.journal.read_bytes()

    office.on("2023-08-07")
    office("add", "16", "组织执法技能竞赛", "--lead", "市司法局", "--by", "张三")
    _report(office, "市公安局", "21", "八月警调对接", "--by", "张三")
    mine = office.journal.read_bytes()

    office.journal.write_bytes(common)  # meanwhile, on the other computer
    office.on("2023-08-08")
    office("add", "16", "开展执法案卷评查", "--lead", "市司法局", "--by", "王五")
    office("done", "16.5", "-n", "评查办结", "--by", "王五", "--yes")
    _report(office, "市检察院", "21", "八月检调对接", "--by", "王五")
    (office.folder / COPY).write_bytes(office.journal.read_bytes())

    office.journal.write_bytes(mine)
    office.on("2023-08-14")
    office.look("check before the merge", "check")
    office.look("merge", "sync", COPY)
    office.look("merge again", "sync", COPY)
    (office.folder / COPY).unlink()
    office.look("measures", "list", "--grep", "行政执法", "--measures")
    office.on("2023-08-31")
    office.report("2023-08", "--month", "2023-08")


def september(office: Office) -> None:
    """A month as it should be, but for a record taken back and brought again."""
    office.on("2023-09-18")
    _report(office, "市城管局", "15", "执法案卷24件")
    _report(office, "市工信局", "18", "风险报告2.4万家次")
    _report(office, "市公安局", "15,21", "九月警调对接")
    office("undo")
    office("undo", "--redo")
    office.on("2023-09-30")
    office.report("2023-09", "--month", "2023-09")


def october(office: Office) -> None:
    """A reform: one bureau is renamed, two become one; September is still being typed."""
    office.on("2023-10-08")
    office("units", "rename", "市城管局", "市城市管理局", "--on", "10月1日")
    office("units", "merge", "市工信局", "市商务局", "--into", "市经济发展局", "--on", "10月5日")
    _report(office, "市商务局", "5", "外资宣讲35家", "--for", "9月")
    office("note", "5", "--unit", "市经济发展局", "-n", "合并后", "--for", "9月", code=4)
    office.look("September after the reform", "missing", "--month", "9月", "--json")
    office.on("2023-10-20")
    _report(office, "市城市管理局", "15", "执法案卷累计30件")
    _report(office, "市经济发展局", "5,18", "合并后第一次报送")
    office.on("2023-10-31")
    office.report("2023-10", "--month", "10月")


def november(office: Office) -> None:
    """Undone step by step; what was reported under an old name is the new unit's."""
    office.on("2023-11-20")
    _report(office, "市商务局", "5", "十一月进展")
    _report(office, "市城管局", "15", "十一月案卷")
    _report(office, "市法院", "21", "十一月调解")
    office("undo")
    office("undo")
    office("undo", "--redo")
    office.on("2023-11-30")
    office.report("2023-11", "--month", "11月")


def december(office: Office) -> None:
    """A point is finished, so nobody is asked about it; the last replies come in January."""
    office.on("2023-12-20")
    office("done", "15", "-n", "年度任务完成", "--yes")
    _report(office, "市公安局", "21", "十二月警调对接")
    office.on("2024-01-04")
    _report(office, "市法院", "21", "十二月调解", "--for", "12月", "--received", "12月25日")
    _report(office, "市行政审批局", "6", "补报", "--on", "12月28日")
    office.report("2023-12", "--month", "12月")


def _lines(office: Office) -> list[str]:
    return office.journal.read_text(encoding="utf-8").splitlines()


def fill(office: Office, folder: str, name: str, answers: dict[str, Any]) -> None:
    """A unit writes its progress into the form; all other forms came back empty."""
    path: Path = office.folder / folder / name
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "序号" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, sheet.max_row + 1):
        said = answers.get(str(sheet.cell(row, columns["序号"]).value))
        if said:
            sheet.cell(row, columns["本月进展"]).value = said
    book.save(path)
    for other in (office.folder / folder).iterdir():
        if other != path:
            other.unlink()
    came = datetime.fromisoformat("2023-06-24T09:00:00+08:00").timestamp()
    os.utime(path, (came, came))
