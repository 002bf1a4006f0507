"""More ways in which forms come back: read to exactly the answers, or told why not."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.parser import OxmlElement
from openpyxl.comments import Comment

from lawgov_cli.domain.answers import Answer
from lawgov_cli.importer.replies.identifying import identify
from lawgov_cli.importer.sheets.reading import read_tables
from tests.importer.test_replies import as_a_word_table, csv_rows, renamed, with_hidden
from tests.office_forms import (
    ANSWERS,
    HEAD_ROW,
    HEADS,
    PLAN,
    UNIT,
    answers,
    blank,
    book_of,
    csv_of,
    filled,
    put,
    read,
    row_of,
    rows_of,
    saved,
    values,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.importer.replies.reply import Reply

WAYS: dict[str, Callable[[], bytes]] = {}
SHORT = ("序号", "工作任务", *HEADS[7:13])


def way(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A way of filling the form that must read to the same answers."""
    WAYS[make.__name__] = make
    return make


def typed(task: str, **cells: object) -> bytes:
    """The filled form with other words in some cells of one row."""
    book = filled()
    for head, value in cells.items():
        write(book, task, head, value)
    return saved(book)


def table() -> tuple[list[Any], list[list[Any]]]:
    """The filled table: its head, and its rows."""
    head, *rows = values(filled())[HEAD_ROW - 1 :]
    return head, rows


def word(rows: list[list[str]], *lines: str) -> bytes:
    """A Word file of these paragraphs and one table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    made = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(at, column).text = text
    return word_file(document)


def word_file(document: Any) -> bytes:  # noqa: ANN401 - a python-docx document
    file = BytesIO()
    document.save(file)
    return file.getvalue()


# ---------------------------------------------------------------- rows


@way
def what_is_seen_sorted_without_the_hidden_key() -> bytes:
    head, rows = table()
    keys = [row[-1] for row in rows]
    return with_hidden(
        [head, *([*row[:-1], key] for row, key in zip(rows[::-1], keys, strict=True))]
    )


@way
def sorted_with_the_hidden_key() -> bytes:
    head, rows = table()
    return with_hidden([head, *sorted(rows, key=lambda row: str(row[1]))])


@way
def a_row_copied_in_place_of_another() -> bytes:
    head, rows = table()
    made = {str(row[0]): list(row) for row in rows}
    copied = [*made["7"][:2], *made["21"][2:]]  # the row of 21 pasted over that of 7, its key too
    copied[HEADS.index("本月进展") : len(HEADS) - 1] = made["7"][HEADS.index("本月进展") : -1]
    return with_hidden([head, *(copied if row[0] == "7" else row for row in rows)])


@way
def renumbered_after_rows_were_deleted() -> bytes:
    head, *rows = rows_of(*SHORT)
    kept = [row for row in rows if row[0] in ANSWERS]
    return with_hidden([head, *([at, *row[1:]] for at, row in enumerate(kept, 1))])


@way
def renumbered_beside_the_key() -> bytes:
    head, rows = table()
    return with_hidden([head, *([at, *row[1:]] for at, row in enumerate(rows, 1))])


@way
def a_row_there_twice() -> bytes:
    head, rows = table()
    return with_hidden([head, rows[0], *rows])


@way
def rows_inserted_and_left_empty() -> bytes:
    head, rows = table()
    return with_hidden([head, *rows[:1], [None] * len(head), ["　"] * len(head), *rows[1:]])


@way
def rows_hidden() -> bytes:
    book = filled()
    book.worksheets[0].row_dimensions[row_of(book, "7")].hidden = True
    return saved(book)


@way
def a_filter_left_on() -> bytes:
    book = filled()
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = f"A{HEAD_ROW}:M{sheet.max_row}"
    sheet.auto_filter.add_filter_column(5, ["请填"])
    for task in ("9", "15"):
        sheet.row_dimensions[row_of(book, task)].hidden = True
    return saved(book)


@way
def grouped_and_folded() -> bytes:
    book = filled()
    book.worksheets[0].row_dimensions.group(HEAD_ROW + 3, HEAD_ROW + 6, hidden=True)
    book.worksheets[0].column_dimensions.group("C", "G", hidden=True)
    return saved(book)


# ---------------------------------------------------------------- columns and heads


@way
def columns_hidden() -> bytes:
    book = filled()
    for letter in "KLM":
        book.worksheets[0].column_dimensions[letter].hidden = True
    return saved(book)


@way
def heads_with_directions_in_them() -> bytes:
    return renamed(
        _7="2023年10月工作推进情况（请写明时间、数量、成效，不超过200字）",
        _8="办理情况（已完成/推进中/未启动）",
        _9="完成进度（%）",
        _12="佐证材料清单（文件名）",
    )


@way
def months_side_by_side() -> bytes:
    rows = rows_of(*SHORT)
    old = [["8月进展", "9月进展"], *([["八月的话", "九月的话"]] * (len(rows) - 1))]
    rows[0][2] = "10月进展"
    return with_hidden([[*row[:2], *said, *row[2:]] for row, said in zip(rows, old, strict=True)])


@way
def months_side_by_side_the_newest_first() -> bytes:
    rows = rows_of(*SHORT)
    rows[0][2] = "10月进展"
    return with_hidden(
        [[*row[:3], "9月进展" if at == 0 else "九月的话", *row[3:]] for at, row in enumerate(rows)]
    )


@way
def the_head_once_more_below() -> bytes:
    head, rows = table()
    return with_hidden([head, *rows[:3], head, *rows[3:]])


@way
def a_head_that_asks_whether_it_is_finished() -> bytes:
    rows = rows_of(*SHORT)
    rows[0][3] = "是否完成"
    for row in rows[1:]:
        row[3] = {"已报完成": "√", "推进中": "推进中"}.get(str(row[3]), "否")
    return with_hidden(rows)


# ---------------------------------------------------------------- sheets and files


@way
def a_sheet_for_each_month() -> bytes:
    book = filled()
    sheet = book.worksheets[0]
    old = book.copy_worksheet(sheet)
    sheet.title, old.title = "10月", "9月"
    for row in (1, 2):
        old.cell(row, 1).value = str(old.cell(row, 1).value).replace("10月", "9月")
    old.cell(row_of(book, "7"), HEADS.index("本月进展") + 1).value = "九月的话"
    return saved(book)


@way
def a_draft_on_a_hidden_sheet() -> bytes:
    book = filled()
    draft = book.copy_worksheet(book.worksheets[0])
    draft.sheet_state = "hidden"
    draft.cell(row_of(book, "9"), HEADS.index("本月进展") + 1).value = "草稿"
    return saved(book)


@way
def an_empty_copy_of_the_sheet() -> bytes:
    book = filled()
    copy = book.copy_worksheet(book.worksheets[0])
    for row in copy.iter_rows(min_row=HEAD_ROW + 1, min_col=8, max_col=13):
        for cell in row:
            cell.value = None
    return saved(book)


@way
def a_protected_sheet() -> bytes:
    book = filled()
    book.worksheets[0].protection.sheet = True
    return saved(book)


@way
def strict_open_xml() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(filled()))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            said = old.read(name).replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"purl.oclc.org/ooxml/spreadsheetml/main",
            )
            new.writestr(name, said)
    return made.getvalue()


@way
def text_that_names_its_sign() -> bytes:
    return ("sep=;\r\n" + csv_of(values(filled()), ";")).encode("utf-8-sig")


@way
def bars_in_gb18030() -> bytes:
    return csv_of(values(filled()), "|").encode("gb18030")


@way
def tabs_in_gb18030() -> bytes:
    return csv_of(values(filled()), "\t").encode("gb18030")


@way
def the_whole_form_as_a_word_table() -> bytes:
    return word(csv_rows(values(filled())))


@way
def a_word_table_with_its_head_on_each_page() -> bytes:
    head, *rows = csv_rows(rows_of(*SHORT))
    return word([head, *rows[:4], head, *rows[4:]], f"填报单位：{UNIT}", "推进情况表(2023年10月)")


@way
def a_word_table_with_tracked_changes() -> bytes:
    document = docx.Document(BytesIO(as_a_word_table()))
    for paragraph in document.tables[0].cell(1, 2).paragraphs:
        for run in list(paragraph._p):  # noqa: SLF001 - python-docx knows no tracked changes
            inserted, removed = OxmlElement("w:ins"), OxmlElement("w:del")
            run.addprevious(inserted)
            inserted.append(run)
            gone = OxmlElement("w:delText")
            gone.text = "删去的话"
            removed.append(OxmlElement("w:r"))
            removed[0].append(gone)
            inserted.addnext(removed)
    return word_file(document)


@way
def a_word_table_in_paragraphs() -> bytes:
    document = docx.Document(BytesIO(as_a_word_table()))
    cell = document.tables[0].cell(1, 2)
    cell.text = "10月召开座谈会3次,"
    cell.add_paragraph("参加45人")
    return word_file(document)


# ---------------------------------------------------------------- words in the cells


@way
def statuses_with_stops_and_days() -> bytes:
    book = filled()
    write(book, "7", "办理状态", "推进中；")
    write(book, "21", "办理状态", "10月20日已完成。")
    return saved(book)


@way
def statuses_of_other_offices() -> bytes:
    book = filled()
    write(book, "7", "办理状态", "正常推进")
    write(book, "21", "办理状态", "已 完 成（10月20日）")
    return saved(book)


@way
def percentages_about() -> bytes:
    book = filled()
    write(book, "7", "完成比例", "50%左右")
    write(book, "21", "完成比例", "１００％。")
    return saved(book)


@way
def evidence_numbered() -> bytes:
    return typed("7", 佐证材料="1、纪要.docx\n2、照片.zip")


@way
def evidence_numbered_on_one_line() -> bytes:
    return typed("7", 佐证材料="1.纪要.docx；2.照片.zip。")


@way
def evidence_with_commas() -> bytes:
    return typed("7", 佐证材料="纪要.docx，照片.zip")


@way
def evidence_with_blanks() -> bytes:
    return typed("7", 佐证材料="纪要.docx  照片.zip")


@way
def nothing_said_at_length() -> bytes:
    book = filled()
    write(book, "8", "本月进展", "本月无新增进展")
    write(book, "8", "存在问题", "暂无问题")
    write(book, "8", "下一步措施", "无下一步措施")
    write(book, "21", "存在问题", "不存在问题。")
    write(book, "21", "佐证材料", "无佐证材料")
    return saved(book)


@way
def a_time_limit_that_became_a_day() -> bytes:
    return typed("8", 时限=datetime(2023, 12, 20))  # noqa: DTZ001 - as a cell holds it


@pytest.mark.parametrize("name", WAYS)
def test_however_it_was_filled_exactly_the_answers_are_read(name: str) -> None:
    reply = read(WAYS[name](), f"{UNIT}10月.xlsx")
    assert answers(reply) == ANSWERS
    assert (reply.refused, reply.unmatched) == ((), ())
    assert reply.identity[:3] in {(PLAN.id, UNIT, "2023-10"), ("", UNIT, "2023-10")}


QUIET = (
    *("sorted_with_the_hidden_key", "renumbered_beside_the_key", "a_filter_left_on"),
    *("heads_with_directions_in_them", "an_empty_copy_of_the_sheet", "tabs_in_gb18030"),
    *("a_word_table_with_tracked_changes", "statuses_with_stops_and_days", "evidence_numbered"),
    "nothing_said_at_length",
)


@pytest.mark.parametrize("name", QUIET)
def test_what_leaves_no_doubt_raises_none(name: str) -> None:
    assert read(WAYS[name]()).doubts == ()


# ---------------------------------------------------------------- told


def told(reply: Reply) -> list[str]:
    """What a person is asked to look at."""
    return [remark.line for remark in (*reply.doubts, *reply.refused, *reply.unmatched)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rows_hidden", "“填报表”第7行: 这一行是隐藏的, 仍照读"),
        ("a_draft_on_a_hidden_sheet", "“填报表 Copy”: 这张工作表是隐藏的, 没有读入"),
        ("a_sheet_for_each_month", "“9月”: 这张工作表是2023年9月的, 没有读入"),
        ("months_side_by_side", "“填报表”C1: “8月进展”一栏没有采用(19格)"),
        (
            "what_is_seen_sorted_without_the_hidden_key",
            "“填报表”H20: 隐藏的标识是第30项, 看得见的是第7项, 按看得见的归入",
        ),
    ],
)
def test_what_was_decided_for_the_unit_is_told(name: str, said: str) -> None:
    assert any(line.startswith(said) for line in told(read(WAYS[name]())))


@pytest.mark.parametrize(
    ("head", "typed_there"),
    [
        ("上月进展", "10月巡查3次"),
        ("时限", "12月20日"),
        ("工作任务", "甲"),
        ("要求", "10月巡查3次"),
    ],
)
def test_what_is_typed_into_a_column_of_ours_is_told(head: str, typed_there: str) -> None:
    book = blank()
    write(book, "9", head, typed_there)
    name = "任务" if head == "工作任务" else head
    assert [remark.message for remark in read(saved(book)).doubts] == [
        f"“{name}”一栏被改为“{typed_there}”, 没有采用"
    ]


@pytest.mark.parametrize(
    "day",
    [datetime(2023, 9, 28), "2023.9.28", "2023-09-28", "9/28", 45197, "９月２８日", "9月28日 "],  # noqa: DTZ001
)
def test_a_time_limit_written_otherwise_is_not_changed(day: object) -> None:
    book = blank()
    write(book, "9", "时限", day)
    assert read(saved(book), due={"9": "9月28日"}).doubts == ()


@pytest.mark.parametrize("status", ["√", "100%", "基本完成", "部分完成", "年底完成", "12月底完成"])
def test_a_status_that_does_not_say_so_is_not_guessed(status: str) -> None:
    book = blank()
    write(book, "9", "本月进展", "做了")
    write(book, "9", "办理状态", status)
    reply = read(saved(book))
    assert answers(reply) == {"9": Answer("做了")}
    assert [status in remark.message for remark in reply.doubts] == [True]


def test_a_status_typed_as_the_words_beside_an_empty_one_is_told() -> None:
    book = blank()
    write(book, "9", "本月进展", "已完成")
    reply = read(saved(book))
    assert answers(reply) == {"9": Answer("已完成")}
    assert [remark.message for remark in reply.doubts] == ["“已完成”只作进展照录, 办理状态空着"]


def test_a_percentage_that_is_a_word_is_refused() -> None:
    book = blank()
    write(book, "9", "完成比例", "已完成")
    assert told(read(saved(book))) == ["“填报表”J9: 看不懂完成比例“已完成”, 没有采用"]


def test_same_as_above_means_the_row_above_and_is_told() -> None:
    book = blank()
    write(book, "7", "本月进展", "统一部署")
    write(book, "8", "本月进展", "同上")
    write(book, "9", "本月进展", "〃")
    reply = read(saved(book))
    assert answers(reply) == dict.fromkeys(("7", "8", "9"), Answer("统一部署"))
    assert told(reply) == [
        f"“填报表”H{row}: “{said}”按上一行的“统一部署”读" for row, said in ((8, "同上"), (9, "〃"))
    ]


@pytest.mark.parametrize("words", ["见上", "如上。", "见上一项", "见前", "如上栏"])
def test_other_words_for_the_row_above_mean_it_too(words: str) -> None:
    book = blank()
    write(book, "7", "本月进展", "统一部署")
    write(book, "8", "本月进展", words)
    reply = read(saved(book))
    assert answers(reply) == dict.fromkeys(("7", "8"), Answer("统一部署"))
    assert told(reply) == [f"“填报表”H8: “{words}”按上一行的“统一部署”读"]


def test_a_row_without_a_name_is_joined_to_the_one_above_and_told() -> None:
    head, rows = table()
    line: list[Any] = [None] * len(head)
    line[HEADS.index("本月进展")] = "以上数据截至10月20日"
    joined = read(with_hidden([head, *rows, line]))
    assert told(joined) == ["“填报表”第21行: 这一行没有序号和任务, 接在第30项后面"]
    apart = read(with_hidden([head, *rows, [None] * len(head), line]))
    assert told(apart) == ["“填报表”H22: 这一行没有序号和任务, 不知是哪一项"]


def test_comments_and_pictures_are_told_because_nobody_reads_them() -> None:
    book = filled()
    cell = book.worksheets[0].cell(row_of(book, "9"), 8)
    cell.comment = Comment("10月巡查3次", "张三")
    made = BytesIO(saved(book))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    reply = read(made.getvalue())
    assert answers(reply) == ANSWERS
    assert told(reply) == [
        f"表里另有{what}, 不会读入, 请打开看是否有要报的内容" for what in ("1处批注", "1张图片")
    ]


def test_a_measure_of_a_point_of_the_units_is_the_units_too() -> None:
    head = rows_of("序号", "工作任务", "本月进展")[0]
    rows: list[list[object]] = [
        ["7", measure.text, f"做了{measure.id}"] for measure in PLAN.by_id["7"].tasks
    ]
    reply = read(book_of([head, *rows]))
    assert {task: row.text for task, row in answers(reply).items()} == {
        measure.id: f"做了{measure.id}" for measure in PLAN.by_id["7"].tasks
    }
    assert not any("不是该单位的任务" in line for line in told(reply))


def test_what_differs_from_what_was_recorded_for_the_month_is_told() -> None:
    book = blank()
    put(book, "7", Answer("座谈会4次"))
    reply = read(saved(book), given={"7": Answer("座谈会3次")})
    assert answers(reply) == {"7": Answer("座谈会4次")}
    assert told(reply) == ["“填报表”H7: 第7项本期已登记过“座谈会3次”, 这次内容不同, 再记一条"]


def test_evidence_whose_name_holds_a_comma_comes_back_unchanged() -> None:
    given = {"7": Answer("座谈会3次", evidence=("纪要，含附件.docx", "1.照片.zip"))}
    book = blank()
    put(book, "7", given["7"]._replace(evidence=("纪要，含附件.docx\n1.照片.zip",)))
    reply = read(saved(book), given=given)
    assert (reply.rows, reply.same) == ((), ("7",))


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：司法局（盖章）",
        "填报单位（盖章）：太仓市司法局",
        "填 报 单 位：市 司 法 局",
        "单位名称：市司法局    日期：2023.10.20",
        "报送单位:sfj",
        "市司法局2023年10月法治政府建设工作进展情况",
    ],
)
def test_a_unit_is_known_however_it_writes_its_name(line: str) -> None:
    data = word([["序号", "进展"], ["7", "做了"]], line)
    tables, _ = read_tables(data, "回复.docx")
    assert identify(tables, PLAN).unit == UNIT


def test_several_units_on_one_line_are_not_chosen_between() -> None:
    data = word([["序号", "进展"], ["7", "做了"]], "填报单位：市司法局、市公安局")
    tables, _ = read_tables(data, "回复.docx")
    assert identify(tables, PLAN).unit == ""


@pytest.mark.parametrize(
    "words", ["见附件", "详见附件1", "同上月", "与上月相同。", "√", "N/A", "同第7项", "另附", "略"]
)
def test_words_that_tell_nothing_by_themselves_are_asked_about(words: str) -> None:
    book = blank()
    write(book, "9", "本月进展", words)
    reply = read(saved(book))
    assert answers(reply) == {"9": Answer(words)}
    assert told(reply) == [f"“填报表”H9: “{words}”看不出进展, 仍照录, 请问明"]


@pytest.mark.parametrize("words", [0, "0", "０。", "0件"])
def test_a_naught_is_a_zero_report(words: object) -> None:
    answer, doubts = one("本月进展", words)
    assert answer == Answer(zero=True)
    assert [line[-6:] for line in doubts] == ["”按零报告读"] * (words != "0件")


def test_a_naught_is_a_percentage_in_its_column() -> None:
    assert one("完成比例", "0") == (Answer("做了", percent=0), [])


@pytest.mark.parametrize(
    "words",
    [
        "本月各项工作均按计划推进，暂无新进展",
        "本项工作按计划有序推进,无新增内容",
        "正常推进；无变化。",
        "无进展, 本项工作持续推进中",
    ],
)
def test_words_for_nothing_beside_words_that_it_goes_on_are_a_zero_report(words: str) -> None:
    assert one("本月进展", words) == (Answer(zero=True), [])


@pytest.mark.parametrize("words", ["按计划推进", "按计划推进3个项目，无新增", "无事故，按计划推进"])
def test_words_that_say_more_than_nothing_are_kept(words: str) -> None:
    assert one("本月进展", words)[0].text == words


@pytest.mark.parametrize("words", ["见面会召开2次", "同比下降3%", "与上月相比增加3件", "0起事故"])
def test_words_that_only_begin_so_are_progress(words: str) -> None:
    book = blank()
    write(book, "9", "本月进展", words)
    assert told(read(saved(book))) == []


@pytest.mark.parametrize(
    ("cells", "period"),
    [
        (["填报期：2023年9月"], "2023-09"),
        (["填报期", "2023年9月"], "2023-09"),
        (["报送月份：9月份"], "2023-09"),
        (["填报期：2023-09"], "2023-09"),
        (["填报期：2023.9"], "2023-09"),
        (["市司法局9月份工作进展情况"], "2023-09"),
        (["市司法局1-9月工作完成情况"], "2023-09"),
        (["填报日期：2023.9.28"], ""),
        (["截至9月28日进展情况"], ""),
        (["8月、9月进展情况"], ""),
    ],
)
def test_the_month_is_known_however_it_stands_above_the_table(
    cells: list[str], period: str
) -> None:
    rows: list[list[object]] = [[*cells], ["序号", "进展"], ["7", "做了"]]
    tables, _ = read_tables(book_of(rows), "回复.xlsx")
    assert identify(tables, PLAN).period == period


def test_the_name_of_the_file_tells_the_month_where_nothing_else_does() -> None:
    tables, _ = read_tables("序号,进展\n7,做了\n".encode(), "市司法局9月报送.csv")
    assert identify(tables, PLAN)[1:3] == (UNIT, "2023-09")


# ---------------------------------------------------------------- words in the cells


def one(head: str, text: object, **more: object) -> tuple[Answer, list[str]]:
    """What point 9 reads to, and what is told, where one cell says *text*."""
    book = blank()
    for name, value in {"本月进展": "做了", **more, head: text}.items():
        write(book, "9", name, value)
    reply = read(saved(book))
    return answers(reply).get("9", Answer()), [remark.message for remark in reply.doubts]


@pytest.mark.parametrize(
    "text",
    [
        "同8月",
        "延续上月工作",
        "不涉及",
        "本单位不承担此项工作",
        "√",
        "9月20日",
        3,
        "见附件1《小结》",
        "同7",
        "并入第7项",
    ],
)
def test_words_that_tell_no_progress_are_kept_and_told(text: object) -> None:
    answer, doubts = one("本月进展", text)
    assert answer == Answer(str(text))
    assert doubts == [f"“{text}”看不出进展, 仍照录, 请问明"]


def test_words_merged_over_the_answering_columns_are_progress_alone() -> None:
    book = blank()
    write(book, "9", "本月进展", "已全部完成，没有问题")
    row = row_of(book, "9")
    book.worksheets[0].merge_cells(f"H{row}:M{row}")
    reply = read(saved(book))
    assert answers(reply) == {"9": Answer("已全部完成，没有问题")}
    assert told(reply) == []


def test_words_merged_over_rows_are_of_each_of_them() -> None:
    book = blank()
    write(book, "7", "本月进展", "一并推进")
    row = row_of(book, "7")
    book.worksheets[0].merge_cells(f"H{row}:H{row + 2}")
    assert answers(read(saved(book))) == dict.fromkeys(("7", "8", "9"), Answer("一并推进"))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "座谈3次。存在问题：人手不足。下一步：11月完成。",
            Answer("座谈3次。", problem="人手不足。", next="11月完成。"),
        ),
        (
            "进展情况：审查6件；\n存在的主要问题:无；\n下步措施：继续审查。",
            Answer("审查6件", next="继续审查。"),
        ),
        (
            "【进展】审查6件。【问题】经费。【打算】追加",
            Answer("审查6件。", problem="经费。", next="追加"),
        ),
        (
            "（一）进展：审查6件（二）问题：经费（三）下阶段安排：追加",
            Answer("审查6件", problem="经费", next="追加"),
        ),
        ("审查6件，存在问题：经费", Answer("审查6件", problem="经费")),
        (
            "工作情况：审查6件\n问题：经费\n计划：追加",
            Answer("审查6件", problem="经费", next="追加"),
        ),
        (
            "【工作进展】：审查6件\n2.【存在困难】：经费",
            Answer("审查6件", problem="经费"),
        ),
    ],
)
def test_what_is_labelled_within_one_cell_is_parted_and_told(text: str, answer: Answer) -> None:
    assert one("本月进展", text) == (answer, ["这一格写了几样, 分作进展、问题、下一步"])


@pytest.mark.parametrize(
    "text",
    ["进展：审查6件", "检查中存在问题的3家已整改", "针对存在问题: 逐项整改", "下一步工作已部署"],
)
def test_words_that_only_look_like_a_label_stay(text: str) -> None:
    assert one("本月进展", text) == (Answer(text), [])
    labelled = "座谈。存在问题：人手"
    assert one("本月进展", labelled, 存在问题="经费")[0] == Answer(labelled, problem="经费")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("https://oa.cn/a?id=1,2", ("https://oa.cn/a?id=1,2",)),
        ("https://oa.cn/a,https://oa.cn/b,照片", ("https://oa.cn/a", "https://oa.cn/b", "照片")),
        ("照片3张、会议纪要1份", ("照片3张", "会议纪要1份")),
        ("见证材料", ("见证材料",)),
    ],
)
def test_a_comma_within_an_address_parts_nothing(text: str, names: tuple[str, ...]) -> None:
    assert one("佐证材料", text) == (Answer("做了", evidence=names), [])


@pytest.mark.parametrize("text", ["有", "已发邮箱", "纸质件已报送", "见压缩包", "另附"])
def test_evidence_that_is_not_named_is_told(text: str) -> None:
    answer, doubts = one("佐证材料", text)
    assert answer.evidence == (text,)
    assert doubts == [f"“{text}”不是材料的名称, 仍照录, 请问明"]


@pytest.mark.parametrize(
    ("head", "text", "field", "value"),
    [
        ("存在问题", "无（已解决）", "problem", ""),
        ("存在问题", "无（资金除外）", "problem", "无（资金除外）"),
        ("完成比例", "八成", "percent", 80),
        ("完成比例", "近七成半", "percent", 75),
        ("办理状态", "有序推进中", "status", "推进中"),
        ("办理状态", "办结销号", "status", "已报完成"),
        ("办理状态", "已完成（9.20）", "status", "已报完成"),
        ("办理状态", "已完成√", "status", "已报完成"),
        ("办理状态", "☑推进中", "status", "推进中"),
        ("办理状态", "□未启动 ☑推进中 □已完成", "status", "推进中"),
        ("办理状态", "○推进中  ●已完成", "status", "已报完成"),
        ("办理状态", "□推进中 □已完成", "status", ""),
        ("办理状态", "按时间节点推进", "status", "推进中"),
        ("办理状态", "按计划有序推进", "status", "推进中"),
    ],
)
def test_what_people_write_for_none_for_tenths_and_for_a_status(
    head: str, text: str, field: str, value: object
) -> None:
    answer, doubts = one(head, text)
    assert (getattr(answer, field), doubts) == (value, [])


@pytest.mark.parametrize("text", ["已完成（部分）", "已办结（除第3条外）", "完成(尚待验收)"])
def test_a_status_that_its_brackets_take_back_is_not_taken(text: str) -> None:
    told_ = f"“{text}”没有作为办理状态采用, 请问明是否已经完成"
    assert one("办理状态", text) == (Answer("做了"), [told_])


@pytest.mark.parametrize("text", ["推进中（80%）", "推进中（滞后）"])
def test_what_stands_in_brackets_beside_a_status_is_told(text: str) -> None:
    told_ = f"“{text}”按“推进中”读, 括号里的没有采用"
    assert one("办理状态", text) == (Answer("做了", "推进中"), [told_])


@pytest.mark.parametrize("number", ["7、8", "7-8", "7,8"])
def test_a_row_that_names_several_numbers_is_of_one_and_that_is_told(number: str) -> None:
    book = blank()
    write(book, "7", "序号", number)
    write(book, "7", "本月进展", "两项合并开展")
    reply = read(saved(book))
    assert answers(reply) == {"7": Answer("两项合并开展")}
    assert [remark.message for remark in reply.doubts] == [
        f"序号写了“{number}”, 只归入第7项, 其余各项请另记"
    ]


def test_same_as_above_is_read_in_every_column_of_words() -> None:
    book = blank()
    for task, said in (
        ("7", ("甲", "人手", "继续", "纪要")),
        ("8", ("乙", "同上", "同上", "同上")),
    ):
        for head, text in zip(
            ("本月进展", "存在问题", "下一步措施", "佐证材料"), said, strict=True
        ):
            write(book, task, head, text)
    reply = read(saved(book))
    assert answers(reply)["8"] == Answer("乙", problem="人手", next="继续", evidence=("纪要",))
    assert told(reply) == [
        "“填报表”K8: “同上”按上一行的“人手”读",
        "“填报表”L8: “同上”按上一行的“继续”读",
    ]


@pytest.mark.parametrize("title", ["工作进展", "工作进展汇总表", "工作月报", "推进情况(修改)"])
def test_a_table_of_the_units_own_is_theirs_by_its_title(title: str) -> None:
    head: list[object] = [f"市司法局2023年10月法治政府建设{title}"]
    reply = read(book_of([head, *rows_of(*SHORT)]))
    assert (reply.unit, reply.period) == (UNIT, "2023-10")
    assert answers(reply) == ANSWERS


def test_a_sheet_of_another_unit_is_left_out_and_told() -> None:
    book = filled()
    other = book.copy_worksheet(book.worksheets[0])
    other.title = "公安局"
    other["A2"] = str(other["A2"].value).replace(UNIT, "市公安局")
    other.cell(row_of(book, "9"), 8).value = "公安局的话"
    reply = read(saved(book))
    assert answers(reply) == ANSWERS
    assert told(reply) == ["“公安局”: 这张工作表是市公安局的, 没有读入"]


WHOSE: list[list[object]] = [
    ["9月", "沙溪镇", "8", "提高合法性审查工作质效", "审查2件"],
    ["9月", UNIT, "7", "健全完善立法参与机制", "座谈3次"],
    ["9月", "市公安局", "7", "健全完善立法参与机制", "座谈8次"],
    ["", "合计", "", "", "座谈11次"],
]


@pytest.mark.parametrize("head", ["单位", "责任单位", "填报单位", "单位名称"])
def test_rows_of_other_units_in_one_table_are_left_out_and_told(head: str) -> None:
    rows: list[list[object]] = [["月份", head, "序号", "工作任务", "进展"], *WHOSE]
    reply = read(book_of(rows), f"{UNIT}.xlsx")
    assert answers(reply) == {"7": Answer("座谈3次")}
    assert [line for line in told(reply) if "不是该单位的" in line] == [
        f"“Sheet”B{row}: 这一行写的是“{whose}”, 不是该单位的, 没有读入"
        for row, whose in ((2, "沙溪镇"), (4, "市公安局"), (5, "合计"))
    ]


@pytest.mark.parametrize(
    "heads", [["牵头单位", "责任单位"], ["牵头单位", "序号"]], ids=["both", "leads"]
)
def test_units_that_the_plan_names_beside_a_task_leave_no_row_out(heads: list[str]) -> None:
    one_, other = heads
    rows: list[list[object]] = [
        ["任务", one_, other, "进展"],
        ["健全完善立法参与机制", UNIT, UNIT if other == "责任单位" else "7", "座谈3次"],
        ["深化基层综合执法监督", "市委编办", "市公安局" if other == "责任单位" else "13", "抽查"],
    ]
    reply = read(book_of(rows), f"{UNIT}.xlsx")
    assert answers(reply) == {"7": Answer("座谈3次"), "13": Answer("抽查")}


@pytest.mark.parametrize("day", ["延至2024年3月", "申请改为12月底", "推迟"])
def test_a_time_limit_put_off_in_a_table_of_their_own_is_told(day: str) -> None:
    rows: list[list[object]] = [
        ["序号", "进展", "完成时限"],
        ["7", "做了", day],
        ["8", "做了", "长期"],
    ]
    reply = read(book_of(rows), f"{UNIT}.xlsx")
    assert told(reply) == [f"“Sheet”C2: “时限”一栏被改为“{day}”, 没有采用"]


@pytest.mark.parametrize("number", ["七、", "7.", "（七）", "第七条"])
def test_a_number_is_known_with_the_sign_behind_it(number: str) -> None:
    reply = read(book_of([["序号", "进展"], [number, "做了"]]), f"{UNIT}.xlsx")
    assert answers(reply) == {"7": Answer("做了")}


def test_two_ticked_statuses_are_told() -> None:
    told_ = "看不懂办理状态“☑推进中 ☑已完成 □未启动”, 没有采用"
    assert one("办理状态", "☑推进中 ☑已完成 □未启动") == (Answer("做了"), [told_])


def test_a_list_of_evidence_with_numbers_of_its_own_is_no_reply() -> None:
    book = blank()
    write(book, "9", "本月进展", "做了")
    sheet = book.create_sheet("清单")
    for row in (["序号", "材料名称"], ["7", "签到表.pdf"], ["8", "照片.jpg"]):
        sheet.append(row)
    reply = read(saved(book))
    assert answers(reply) == {"9": Answer("做了")}
    assert told(reply) == ["“清单”: 这张表只是材料或问题的清单, 没有读入"]


def test_heads_in_traditional_characters_are_known() -> None:
    rows: list[list[object]] = [
        ["填報單位：市司法局", "填報期：2023年9月"],
        ["序號", "工作任務", "本月進展", "存在問題"],
        ["7", "", "座談3次", "人手"],
    ]
    reply = read(book_of(rows))
    assert (reply.unit, reply.period) == (UNIT, "2023-09")
    assert answers(reply) == {"7": Answer("座談3次", problem="人手")}


@pytest.mark.parametrize(
    "line",
    [
        "市司法局2023年9月",
        "填报单位：市司法局  2023年9月",
        "2023年9月市司法局",
        "市司法局法治建设9月进展",
    ],
)
def test_one_line_tells_the_unit_and_the_month(line: str) -> None:
    tables, _ = read_tables(book_of([[line], ["序号", "进展"], ["7", "做了"]]), "市司法局.xlsx")
    assert identify(tables, PLAN)[1:3] == (UNIT, "2023-09")


def test_the_full_name_of_a_court_is_its_name() -> None:
    tables, _ = read_tables(b"a,b", "太仓市人民法院2023.9.csv")
    assert identify(tables, PLAN)[1:3] == ("市法院", "2023-09")


def test_a_remark_below_the_table_is_told() -> None:
    book = filled()
    sheet = book.worksheets[0]
    row = sheet.max_row + 2
    sheet.cell(row, 1).value, sheet.cell(row, 2).value = "备注", "第9项因机构改革暂缓"
    reply = read(saved(book))
    assert answers(reply) == ANSWERS
    assert told(reply) == [f"“填报表”A{row}: 表后写的“第9项因机构改革暂缓”没有读入"]
