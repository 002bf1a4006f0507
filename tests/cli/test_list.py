"""`lawgov list`, in every format and at every width."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers import columns, plan_of
from tests.records import NASTY, NASTY_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Desk, Invoke

LED = [*range(7, 15), 16, 17, *range(21, 26), 27, 28, 30]


def ids(invoke: Invoke, *arguments: str) -> list[int]:
    return [int(line) for line in invoke("list", *arguments, "--format", "ids").stdout.splitlines()]


# ---------------------------------------------------------------- who has to do what


@pytest.mark.usefixtures("desk")
def test_the_bureau_of_justice_has_nineteen_points_and_leads_eighteen(invoke: Invoke) -> None:
    shown = invoke("list", "--unit", "市司法局")
    assert shown.stdout.startswith("市司法局   共19项: 牵头18项, 责任1项 ")
    assert shown.stderr == ""
    assert ids(invoke, "--unit", "市司法局") == sorted([*LED, 15])
    assert ids(invoke, "--unit", "市司法局", "--role", "lead") == LED
    assert ids(invoke, "--unit", "sfj", "--role", "责任") == [15]
    assert len(ids(invoke, "--unit", "市司法局", "--role", "汇总")) == 12


@pytest.mark.usefixtures("desk")
def test_the_government_office_leads_five_with_its_alias(invoke: Invoke) -> None:
    for name in ("市政府办公室", "市政府办", "zfbgs"):
        assert ids(invoke, "--unit", name, "--role", "lead") == [9, 10, 11, 26, 29]


@pytest.mark.usefixtures("desk")
def test_a_district_has_twenty_five_points_all_through_its_group(invoke: Invoke) -> None:
    expected = sorted(set(range(1, 31)) - {3, 12, 15, 24, 27})
    assert ids(invoke, "--unit", "陆渡街道", "--group") == expected
    assert ids(invoke, "--unit", "陆渡街道") == []
    shown = invoke("list", "--unit", "陆渡街道", "--group").stdout
    assert shown.startswith("陆渡街道   共25项: 经单位组25项 ")
    assert shown.count("经各区镇") == 25


def test_a_town_answers_once_the_office_has_added_it_to_the_group(
    desk: Desk, invoke: Invoke
) -> None:
    refused = invoke("list", "--unit", "沙溪镇", code=4)
    assert (refused.stdout, refused.stderr) == (
        "",
        ("没有“沙溪镇”这个单位。全部单位: lawgov units; 登记新单位: lawgov units add 沙溪镇\n"),
    )
    text = desk.plan.read_text(encoding="utf-8")
    text = text.replace("groups:\n", "  沙溪镇: {}\ngroups:\n").replace(
        "陆渡街道]", "陆渡街道, 沙溪镇]"
    )
    assert "沙溪镇" in plan_of(text).units
    desk.plan.write_text(text, encoding="utf-8")
    assert len(ids(invoke, "--unit", "沙溪镇", "--group")) == 25
    assert (
        "另有25项经“各区镇”涉及本单位, 加 --group 一并列出" in invoke("list", "-u", "沙溪镇").stdout
    )


@pytest.mark.usefixtures("desk")
def test_an_unknown_unit_is_answered_with_the_nearest(invoke: Invoke) -> None:
    refused = invoke("list", "--unit", "市司法厅", code=4)
    assert refused.stdout == ""
    assert (
        refused.stderr == "没有“市司法厅”这个单位。您是否要找: 市司法局?  全部单位: lawgov units; "
        "登记新单位: lawgov units add 市司法厅\n"
    )


@pytest.mark.usefixtures("desk")
def test_what_is_left_out_is_said_below(invoke: Invoke) -> None:
    shown = invoke("list", "--unit", "市司法局").stdout.replace("\n", "")
    assert shown.endswith(
        "另有11项交“市政府各有关部门”“市各执法部门”办理, 文件未列其成员; "
        "如含本单位, 登记后即可列出: lawgovunits group add 单位组 本单位"
    )
    assert "另有" not in invoke("list").stdout


# ---------------------------------------------------------------- narrowing


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--section", "三"], [7, 8]),
        (["-s", "3", "-s", "S8"], [7, 8, 26, 27, 28, 29, 30]),
        (["--status", "已完成"], [8]),
        (["--status", "done,ongoing"], [7, 8, 12]),
        (["--status", "已完成", "--status", "待核验"], [8, 24]),
        (["--grep", "老旧房屋"], [18]),
        (["--grep", "巡查已完成"], [8]),
        (["-g", "１５条"], [18]),
        (["--light", "红"], [15, 18]),
        (["--unit", "市公安局", "--unit", "市法院"], [15, 21]),
        (["--unit", "市公安局、市法院"], [15, 21]),
        (["--section", "三，八", "--status", "已完成;待核验"], [8]),
        (["--status", "未完成", "--section", "八", "--unit", "市司法局"], [27, 28, 30]),
        (["--status", "todo", "--section", "五", "--unit", "市司法局"], [13, 14, 15, 16, 17]),
        (["--as-of", "2023-08-31", "--status", "doing"], [8, 21]),
        (["--as-of", "9月12日", "--known-at", "2023-09-11", "--status", "已调整"], []),
        (["--as-of", "9月12日", "--status", "已调整"], [9]),
    ],
)
def test_options_narrow_the_list(invoke: Invoke, options: list[str], expected: list[int]) -> None:
    assert ids(invoke, *options) == expected


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--status", "finished"], 2, "没有“finished”这种办理状态。可用: 未启动、推进中、"),
        (["--status", "推进种"], 2, "没有“推进种”这种办理状态。您是否要写: 推进中?  可用: "),
        (["--unit", "市公安局、市司法厅"], 4, "没有“市司法厅”这个单位。您是否要找: 市司法局?"),
        (["--role", "boss"], 2, "没有“boss”这种角色。可用: lead(牵头)、"),
        (["--format", "pdf"], 2, "没有“pdf”这种格式。可用: table、json、csv、md、ids"),
        (["--section", "九"], 4, "没有“九”这个部分。本要点的部分: 一 加强党"),
        (["--as-of", "2月30日"], 2, "没有“2月30日”: 2月最多29天。"),
        (["--unit", "街道"], 4, "“街道”可以指2个单位: 1 娄东街道  2 陆渡街道。请写全称。"),
        (["--nope"], 2, "没有“--nope”这个选项"),
        (["--unit"], 2, "选项“--unit”后面缺少单位"),
        (["--year", "x"], 2, "选项“--year”的值不对: “x”不是整数"),
        (["8"], 2, "多余的内容: 8"),
        (["--year", "1999"], 3, "没有找到工作要点文件: "),
        (["--plan", "none.yaml"], 3, "没有找到工作要点文件: none.yaml。"),
    ],
)
def test_a_mistake_is_one_sentence_on_standard_error(
    invoke: Invoke, options: list[str], code: int, said: str
) -> None:
    ran = invoke("list", *options, code=code)
    assert ran.stdout == ""
    assert ran.stderr.startswith(said)
    assert ran.stderr.count("\n") == 1


# ---------------------------------------------------------------- the table


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_the_list_of_a_unit(
    invoke: Invoke,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"cli/list-unit-{width}.txt", invoke("list", "--unit", "市司法局").stdout)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("options", [[], ["--unit", "陆渡街道", "--group"], ["--measures"]])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_name_is_cut(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, width: int, options: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = invoke("list", *options).stdout.splitlines()
    assert [line for line in lines if columns(line) > width] == []
    words = "\n".join(lines).replace("、", " ").split()
    rows = json.loads(invoke("list", *options, "--format", "json").stdout)["items"]
    for name in {name for row in rows for name in row["lead"]}:
        assert any(name in word for word in words), name
    for row in rows:
        assert any(line.strip().startswith(f"{row['id']}  ") for line in lines), row["id"]


@pytest.mark.usefixtures("busy")
def test_measures_are_listed_below_their_points(
    invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    golden("cli/list-measures.txt", invoke("list", "-s", "三", "--measures").stdout)


@pytest.mark.usefixtures("desk")
def test_nothing_found_is_said(invoke: Invoke) -> None:
    shown = invoke("list", "--status", "done").stdout
    assert shown.splitlines()[0].startswith("共0项 ")
    assert shown.splitlines()[1] == "  没有符合条件的要点。"


# ---------------------------------------------------------------- for programs and papers


@pytest.mark.usefixtures("busy")
def test_json_is_one_document_with_stable_keys(invoke: Invoke) -> None:
    text = invoke("list", "--unit", "市司法局", "--format", "json").stdout
    found = json.loads(text)
    assert (found["schema_version"], found["kind"], found["as_of"]) == (1, "list", "2023-09-20")
    assert "市司法局" in text
    assert [item["id"] for item in found["items"]] == [str(n) for n in sorted([*LED, 15])]
    eight = found["items"][1]
    assert (
        eight
        | {
            "id": "8",
            "title": "提高合法性审查工作质效",
            "section_id": "S3",
            "lead": ["市司法局"],
            "role": "牵头·汇总",
            "status": "done",
            "status_word": "已完成",
            "light": "green",
            "due": None,
            "percent": pytest.approx(100 / 3),
            "measures_finished": 1,
            "measures_total": 3,
            "last_note": "合法性审查档案巡查已完成",
            "last_note_day": "2023-09-19",
        }
        == eight
    )
    assert "measures" not in eight
    fifteen = next(item for item in found["items"] if item["id"] == "15")
    assert (fifteen["due"], fifteen["days_left"], fifteen["light"]) == ("2023-09-15", -5, "red")
    with_measures = json.loads(invoke("list", "--measures", "--format", "json").stdout)
    assert len(with_measures["items"][7]["measures"]) == 3


@pytest.mark.usefixtures("busy")
def test_json_has_the_short_option_of_the_other_commands(invoke: Invoke) -> None:
    asked = ("list", "--unit", "市司法局")
    assert invoke(*asked, "--json").stdout == invoke(*asked, "--format", "json").stdout


@pytest.mark.usefixtures("busy")
def test_a_section_has_no_status_in_json_either(invoke: Invoke) -> None:
    assert json.loads(invoke("show", "S3", "--json").stdout)["items"] == [
        {"id": "S3", "title": "三、不断完善依法行政制度体系", "text": "", "points": ["7", "8"]}
    ]


@pytest.mark.usefixtures("busy")
def test_csv_opens_in_a_spreadsheet_and_computes_nothing(invoke: Invoke) -> None:
    text = invoke("list", "--format", "csv").stdout
    assert text.startswith("\ufeff序号,部分,要点,角色,牵头单位,责任单位,办理状态,")
    assert "\r\n" in text
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 31
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+@\t\r")]
    note = dict(zip(rows[0], rows[2], strict=True))["最近进展"]
    assert note == NASTY_SHOWN.replace(" 第二行", "\n第二行")


@pytest.mark.usefixtures("desk")
def test_two_formats_at_once_are_refused(invoke: Invoke) -> None:
    ran = invoke("list", "--json", "--format", "csv", code=2)
    said = "--json 和 --format csv 只能写一个。请去掉其中一个。"
    assert json.loads(ran.stderr)["message"] == said


@pytest.mark.usefixtures("busy")
def test_markdown_is_a_table_whatever_is_in_the_notes(invoke: Invoke) -> None:
    lines = invoke("list", "--format", "md", "--measures").stdout.splitlines()
    assert lines[1].strip("| ").replace(" | ", "") == "---" * 12
    measures = invoke("list", "--format", "csv", "--measures").stdout.removesuffix("\r\n")
    assert len(lines) == len(measures.split("\r\n")) + 1
    for line in lines:
        assert line.replace("\\|", "").count("|") == 13, line


@pytest.mark.usefixtures("busy")
def test_a_note_of_markup_and_escapes_is_plain_text_everywhere(invoke: Invoke) -> None:
    for command in (["show", "2"], ["log", "2"], ["list", "--grep", "粗"], []):
        shown = invoke(*command).stdout
        assert "\x1b" not in shown
        assert "\x07" not in shown
        if command[:1] != ["list"]:
            assert "".join(NASTY_SHOWN.split()) in "".join(shown.split())
    assert json.loads(invoke("show", "2", "--json").stdout)["items"][0]["notes"][0]["text"] == NASTY
