"""Every field of a record × every output: what was recorded is shown, and can be found again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from lawgov_cli.domain.fields import BY_NAME, FIELDS, Shown
from lawgov_cli.store.journal import format_record
from tests.helpers import record

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


class Example(NamedTuple):
    """A record that has the field, and what people read of it."""

    fields: dict[str, Any]
    words: str
    #: What a program reads of it, where that is not the words.
    value: str = ""


EXAMPLES = {
    "id": Example({"id": "r-唯一"}, "r-唯一"),
    "batch": Example({"batch": "b-一批"}, "b-一批"),
    "at": Example({"at": "2023-09-07T08:09:10+08:00"}, "2023-09-07 08:09", "2023-09-07 08:09"),
    "on": Example({"note": "已办"}, "9月5日", "2023-09-05"),
    "by": Example({"by": "经手人甲", "note": "已办"}, "经手人甲"),
    "task": Example({"note": "已办"}, "第8项", '"8"'),
    "unit": Example({"unit": "市司法局", "note": "已办"}, "市司法局"),
    "received": Example(
        {"unit": "市公安局", "received": "2023-09-04", "note": "已办"}, "2023年9月4日", "2023-09-04"
    ),
    "period": Example(
        {"unit": "市公安局", "period": "2023-08", "note": "已办"}, "2023年8月", "2023-08"
    ),
    "status": Example({"status": "ongoing"}, "长期坚持"),
    "returned": Example({"returned": ["市公安局"], "reason": "不实"}, "退回市公安局的报送"),
    "due": Example({"due": "2023-11-28"}, "时限定为2023年11月28日"),
    "repeat": Example({"repeat": "quarterly"}, "时限定为每季度一次"),
    "kind": Example({"kind": "standing"}, "类型定为长期"),
    "lead": Example({"lead": ["市公安局"], "reason": "改"}, "牵头单位定为市公安局"),
    "responsible": Example({"responsible": ["市公安局"], "reason": "改"}, "责任单位定为市公安局"),
    "added": Example({"added": "r-增加", "note": "已办"}, "r-增加"),
    "add": Example({"add": {"id": "8.9", "text": "另办一件"}}, "增加举措8.9: 另办一件"),
    "slip": Example(
        {
            "slip": {
                "series": "督",
                "number": 3,
                "year": 2023,
                "level": "黄",
                "unit": "市公安局",
                "reply_by": "2023-09-29",
            }
        },
        "发黄色单给市公安局, 限2023年9月29日前反馈",
    ),
    "reply": Example(
        {"unit": "市公安局", "reply": {"series": "督", "year": 2023, "number": 4}, "note": "已办"},
        "答复督〔2023〕4号",
    ),
    "chase": Example(
        {"chase": {"unit": "市公安局", "how": "短信", "who": "李四", "answer": "月底报"}},
        "短信催办市公安局, 李四答: 月底报",
    ),
    "units": Example(
        {"units": {"do": "rename", "unit": "市公安局", "to": "市新局"}}, "市公安局更名为市新局"
    ),
    "undo": Example({"undo": "r-没有"}, "撤销"),
    "zero": Example({"unit": "市公安局", "zero": True}, "零报告", '"zero": true'),
    "correct": Example({"correct": "r-没有", "note": "改成这样"}, "更正文字"),
    "redact": Example({"redact": "r-没有", "reason": "含个人信息"}, "删除内容"),
    "digest": Example({"redact": "r-没有", "digest": "0325dc11"}, "0325dc11"),
    "lags": Example({"status": "doing", "lags": True}, "滞后", '"lags": true'),
    "internal": Example({"internal": True, "note": "只给自己看"}, "内部", '"internal": true'),
    "percent": Example({"percent": 37}, "37%", "37"),
    "note": Example({"note": "抽查案卷二十件"}, "抽查案卷二十件"),
    "reason": Example({"reason": "上级改期"}, "上级改期"),
    "problem": Example({"problem": "人手不足"}, "人手不足"),
    "next": Example({"next": "下月补齐"}, "下月补齐"),
    "evidence": Example({"evidence": ["巡查报告"]}, "巡查报告"),
    "plan": Example({"plan": "workpoints-2023", "note": "已办"}, '"plan"'),
    "prev": Example({"prev": "r-前:00000000", "note": "已办"}, "r-前:00000000"),
}

OUTPUTS = {
    "show": ("show", "8"),
    "log": ("log",),
    "show --json": ("show", "8", "--json"),
    "log --json": ("log", "--json"),
    "export yaml": ("export",),
    "export json": ("export", "--format", "json"),
    "export csv": ("export", "--format", "csv"),
    "report": ("report", "--month", "9月", "-o", "-"),
}

READ_BY_PROGRAMS = {"show --json", "log --json", "export yaml", "export json"}

#: (field, output) → why it is not there.
ABSENT = {
    **{
        (field, output): "names the record itself, for programs"
        for field in ("id", "batch", "added", "plan", "prev")
        for output in OUTPUTS
        if output != "log --json"
    },
    **{
        (field, output): "what was taken back or reworded is shown nowhere else"
        for field in ("undo", "correct", "redact")
        for output in OUTPUTS
        if output != "log"
    },
    **{("digest", output): "tells check why a line is blank" for output in OUTPUTS},
    **{
        ("units", output): "is about no task; what it changes is seen in the names themselves"
        for output in OUTPUTS
        if not output.startswith("log")
    },
    **{
        ("at", output): "a report of a day says when it happened, not when it was written down"
        for output in ("show", "export yaml", "export json", "export csv", "report")
    },
    **{
        ("by", output): "a report is the office's, whoever typed it"
        for output in ("show", "export csv", "report")
    },
    **{
        (field, "report"): "who reported for the month, and how late, has a passage of its own"
        for field in ("received", "period")
    },
    **{
        (field, "report"): "stands in the table of all tasks, as what it is set to"
        for field in ("due", "repeat", "kind", "add")
    },
    ("internal", "report"): "what is internal is in no paper, nor is its note",
    ("chase", "report"): "how a unit was urged is the office's own affair; the register has it",
}

#: Fields by whose value tasks are found, not records: the filter language has keys for the state.
FOUND_BY_STATE = {
    "task": "序号:8",
    "status": "状态:长期坚持",
    "due": "时限:2023-11-28",
    "repeat": "时限:2023-09-30",
    "kind": "类型:长期",
    "lead": "牵头:市公安局",
    "responsible": "责任:市公安局",
    "percent": "进度:37",
    "lags": "亮灯:黄",
    "unit": "报送:市司法局",
    "on": "更新:9月5日",
}
#: Of these nobody asks which tasks have them.
NOT_ASKED = {
    *("id", "batch", "at", "undo", "correct", "redact", "digest", "add", "slip", "reply", "chase"),
    *("added", "returned", "received", "period", "zero", "internal", "plan", "prev", "units"),
}


def written(desk: Desk, example: Example) -> None:
    fields = dict(example.fields)
    about_another = not fields.keys().isdisjoint({"undo", "correct", "redact", "units"})
    made = record("" if about_another else "8", "2023-09-05", **fields)
    desk.journal.write_text(f"{format_record(made)}\n", encoding="utf-8")


def test_every_field_has_an_example() -> None:
    assert EXAMPLES.keys() == BY_NAME.keys()


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("field", EXAMPLES)
def test_a_field_is_shown(field: str, output: str, desk: Desk, invoke: Invoke) -> None:
    example = EXAMPLES[field]
    written(desk, example)
    shown = invoke(*OUTPUTS[output]).stdout
    if output == "log --json":
        made = json.loads(shown)["items"][0]["record"]
        assert field in made or field == "on"
        return
    wanted = example.value if example.value and output in READ_BY_PROGRAMS else example.words
    if field in {"lags", "zero", "internal"} and output == "export yaml":
        wanted = f"{field}: true"
    if field in {"task", "on"} and output in {"export yaml", "export csv"}:
        wanted = {"task": "8", "on": "2023-09-05"}[field]
    if (field, output) == ("slip", "report"):
        wanted = "向市公安局发出督办单（督〔2023〕3号），要求9月29日前反馈"
    assert (wanted in shown) is ((field, output) not in ABSENT)


@pytest.mark.parametrize("field", [field.name for field in FIELDS if field.filters])
def test_a_field_that_the_filter_language_knows_finds_its_task(
    field: str, desk: Desk, invoke: Invoke
) -> None:
    example = EXAMPLES[field]
    written(desk, example)
    for name in BY_NAME[field].filters:
        ran = invoke("list", "--where", f"{name}:{example.words}", "--format", "ids")
        assert ran.stdout == "8\n"


@pytest.mark.parametrize("field", FOUND_BY_STATE)
def test_a_field_that_makes_the_state_finds_its_task_by_the_state(
    field: str, desk: Desk, invoke: Invoke
) -> None:
    written(desk, EXAMPLES[field])
    assert "8\n" in invoke("list", "--where", FOUND_BY_STATE[field], "--format", "ids").stdout


def test_every_field_can_be_found_by_or_is_known_not_to_be() -> None:
    asked = {field.name for field in FIELDS if field.filters} | FOUND_BY_STATE.keys()
    assert asked | NOT_ASKED == BY_NAME.keys()
    assert not asked & NOT_ASKED


@pytest.mark.parametrize("field", [field for field in FIELDS if field.sort.fault])
def test_a_value_that_cannot_be_is_named_by_check(field: Any, desk: Desk, invoke: Invoke) -> None:  # noqa: ANN401
    bad: dict[type, object] = {str: "乱写", int: -1, list: [5], dict: {}}
    made = record("8", "2023-09-05", note="另一条") | {field.name: bad[field.sort.types[0]]}
    desk.journal.write_text(f"{format_record(made)}\n", encoding="utf-8")
    assert "第1行" in invoke("check", code=6).stdout
    assert "另一条" not in invoke("show", "8").stdout


def test_what_is_shown_beside_a_note_has_a_word() -> None:
    assert all(field.word for field in FIELDS if field.shown is not Shown.OWN)
