"""The contract with programs: what every command answers with ``--json``, and how it fails.

On success one document on standard output and nothing on standard error, on failure one error on
standard error. Every document is of a kind whose schema `lawgov api schema` prints; the schemas are
golden files. A key that the schema does not know is a fault, so that none is promised by accident.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from typer.testing import CliRunner

from lawgov_cli.base import absent, errors
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.cli.api.guide import GUIDE
from lawgov_cli.cli.api.kinds import KINDS, schema_of
from lawgov_cli.cli.app import app
from lawgov_cli.cli.commands import COMMANDS
from lawgov_cli.cli.failure import code_of
from tests.cli.test_wrong_input import COMMANDS as WRONG
from tests.conftest import GOLDEN
from tests.filters.test_filter_mistakes import BROKEN as FILTERS
from tests.helpers import SMALL_PLAN
from tests.test_broken import BROKEN, JOURNALS, PLANS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Desk, Invoke

#: Command → the kind of its document. Each is run by itself at a desk where much is recorded.
ANSWERS = {
    "": "overview",
    "--version": "version",
    "help 催报": "text",
    "list": "list",
    "list --measures --unit 市司法局": "list",
    "list --format json": "list",
    "show 8 8.2": "show",
    "show 三、": "show",
    "why 8 15": "why",
    "why 15 --unit 市公安局": "why",
    "why --filing 市公安局": "why_filing",
    "stats": "stats",
    "units": "units",
    "units 市司法局": "units",
    "units add 沙溪镇": "recorded",
    "due --within 200": "due",
    "missing --month 9月": "missing",
    "log": "log",
    "diff 6月30日 9月20日": "diff",
    "done 12 -n 完成": "recorded",
    "done 12 -n 完成 --dry-run": "recorded",
    "start 10 --dry-run": "recorded",
    "note 15 已抽查案卷20件 --unit 市公安局": "recorded",
    "mark 长期坚持 11": "recorded",
    "set 8 --due 10月31日": "recorded",
    "add 8 组织巡查": "recorded",
    "add 8 组织巡查 --dry-run": "recorded",
    "chase 市公安局 15 --how 电话": "recorded",
    "correct 1 改过的文字": "recorded",
    "correct 4 --redact --reason 含个人信息 --yes": "recorded",
    "undo --yes": "recorded",
    "undo --dry-run": "recorded",
    "undo --list": "batches",
    "collect - --unit 市公安局 --yes": "recorded",
    "collect - --unit 市公安局": "recorded",
    "slip 15 --reply-by 10月10日 --yes": "recorded",
    "slip 15 --reply-by 10月10日 --dry-run": "recorded",
    "slip --list": "slips",
    "sync copy.journal.yaml": "recorded",
    "sync copy.journal.yaml --dry-run": "recorded",
    "report --month 9月": "report",
    "report --annual 2023": "report",
    "report --month 9月 -o - --format md": "text",
    "report --month 9月 -o 月报.md": "written",
    "report --month 9月 -o 月报.docx": "written",
    "report --month 9月 -o 大屏.html": "written",
    "export": "export",
    "export --format csv": "text",
    "export -o 全部.xlsx": "written",
    "export --forms --month 9月 -o 报表": "written",
    "export --handover -o 移交.zip": "written",
    "export --format snapshot": "snapshot",
    "export --format snapshot -o 九月.csv": "written",
    "rollup .": "rollup",
    "rollup . --by 单位 -o 汇总.html": "written",
    "document": "document",
    "document -o 原文.txt": "written",
    "init 新建": "written",
    "init --by 张三": "written",
    "import source/workpoints-2023.txt -o 又一份.yaml --year 2024": "imported",
    "view": "views",
    "view save 红的 亮灯:红": "view",
    "check": "check",
    "check 九月.md": "proof",
    "api guide": "text",
    "api schema list": "text",
}
PASTED = "15 已抽查案卷20件"


@pytest.fixture
def office(busy: Desk, invoke: Invoke) -> Desk:
    """A desk with records and a report, and a copy of the journal that has one more."""
    invoke("report", "--month", "9月", "-o", "九月.md")
    copy = busy.folder / "copy.journal.yaml"
    more = '- {"id":"zz","at":"2023-09-19T10:00:00+08:00","task":"9","note":"另一处记的"}\n'
    copy.write_text(busy.journal.read_text(encoding="utf-8") + more, encoding="utf-8")
    return busy


def strict(schema: Any) -> Any:  # noqa: ANN401
    """*schema* where no object may have a key that is not described."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    named = {"properties", "required"} <= made.keys() and "description" not in made
    if named and set(made["required"]) and "additionalProperties" not in made:
        made["additionalProperties"] = False
    return made


def validated(text: str) -> Any:  # noqa: ANN401
    """The document that *text* is; the test fails where it is not as its schema says."""
    document = json.loads(text)
    schema = schema_of(document["kind"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    whole = strict({name: value for name, value in schema.items() if name != "description"})
    jsonschema.validate(document, whole)
    return document


@pytest.mark.parametrize("words", ANSWERS)
@pytest.mark.usefixtures("office")
def test_every_command_answers_with_one_document_of_its_kind(words: str, invoke: Invoke) -> None:
    ran = invoke(*shlex.split(words), "--json", typed=PASTED)
    assert ran.stderr == ""
    assert validated(ran.stdout)["kind"] == ANSWERS[words]


def test_every_command_and_every_kind_is_tried() -> None:
    tried = {words.partition(" ")[0] for words in ANSWERS}
    assert COMMANDS.keys() - tried == {"ui"}  # which is for a person at a terminal
    assert KINDS.keys() - set(ANSWERS.values()) == {"error"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_kind_is_as_promised(
    kind: str, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    golden(f"api/{kind}.json", invoke("api", "schema", kind).stdout)


def test_the_kinds_are_listed(invoke: Invoke) -> None:
    listed = invoke("api", "schema").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(KINDS)
    assert "可用: list、" in invoke("api", "schema", "lists", code=2).stderr


# ---------------------------------------------------------------- what is recorded


def without_moment(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records without what every writing makes anew: the ids, and what names one of them."""
    anew = {"id", "batch"}
    first, *rest = [item["record"] for item in items]
    return [
        {name: value for name, value in record.items() if name not in left_out}
        for record, left_out in [(first, anew), *((one, {*anew, "prev"}) for one in rest)]
    ]


@pytest.mark.parametrize(
    "words",
    [
        *("done 12 13 -n 完成", "note 15 已抽查 --unit 市公安局 --for 8月 --received 9月18日"),
        *("set 8 --due 10月31日", "add 8 组织巡查 --lead 市司法局", "chase 市公安局 15"),
        *("correct 1 改过的文字", "units add 沙溪镇", "mark 长期坚持 11"),
    ],
)
def test_a_dry_run_gives_exactly_the_records_that_are_then_written(
    words: str, office: Desk, invoke: Invoke
) -> None:
    before = office.lines
    dry = validated(invoke(*shlex.split(words), "--dry-run", "--json").stdout)
    assert (dry["recorded"], office.lines) == (False, before)
    assert {item["line"] for item in dry["items"]} == {None}
    real = validated(invoke(*shlex.split(words), "--json").stdout)
    assert real["recorded"]
    assert Path(real["journal"]).name == office.journal.name
    for item in real["items"]:
        assert json.loads(office.lines[item["line"] - 1].removeprefix("- ")) == item["record"]
    assert len(office.lines) == len(before) + len(real["items"])
    assert without_moment(dry["items"]) == without_moment(real["items"])


@pytest.mark.usefixtures("desk")
def test_what_is_said_beside_it_is_in_the_document_as_warnings(invoke: Invoke) -> None:
    told = json.loads(invoke("done", "8", "已完成", "--dry-run", "--json").stdout)
    assert told["warnings"] == ["“已完成”按说明文字(--note)登记。"]


@pytest.mark.usefixtures("desk")
def test_nothing_is_asked_of_a_program(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    failed = json.loads(invoke("note", "8", "x", "--unit", "市公安局", "--json", code=2).stderr)
    assert failed["remedy"].endswith("核对无误请加 --yes 再登记。")


def test_what_cannot_be_undone_is_not_done_unasked(busy: Desk, invoke: Invoke) -> None:
    before = busy.lines
    words = ("correct", "4", "--redact", "--reason", "含个人信息", "--json")
    failed = json.loads(invoke(*words, code=2).stderr)
    assert failed["message"].startswith("第4行的")
    assert failed["remedy"] == "核对无误请加 --yes 再删除。"
    assert busy.lines == before


# ---------------------------------------------------------------- failures


def test_every_wrong_input_is_answered_as_json_too(
    desk: Desk, golden: Callable[[str, str], None]
) -> None:
    told = []
    for line in filter(None, WRONG):
        if line.startswith("#"):
            told.append(line)
            continue
        words = shlex.split(line)
        end = words.index("--") if "--" in words else len(words)
        words[end:end] = [] if "json" in words else ["--json"]
        if "ids" in words:
            words[words.index("ids")] = "json"
        result = CliRunner().invoke(app, words, input="")
        assert result.exception is None or isinstance(result.exception, SystemExit), line
        if result.exit_code == 0:
            assert result.stderr == "", line
            told.append(f"$ lawgov {line}   [0] {validated(result.stdout)['kind']}")
        else:
            assert result.stdout == "", line
            failed = validated(result.stderr)
            assert failed["exit"] == result.exit_code, line
            assert failed["message"], line
            assert failed["remedy"], line
            code = f"[{failed['exit']}] {failed['code']}"
            told += [f"$ lawgov {line}   {code}", f"  → {failed['remedy']}"]
        desk.journal.unlink(missing_ok=True)
    golden("wrong-input-json.txt", "\n".join(told).replace(str(desk.folder), "…") + "\n")


@pytest.mark.parametrize("name", PLANS)
def test_every_broken_plan_is_explained_as_json_too(name: str, empty: Path, invoke: Invoke) -> None:
    shutil.copy(BROKEN / "plans" / f"{name}.yaml", empty)
    checked = validated(invoke("check", f"{name}.yaml", "--json", code=6).stdout)
    assert lines_of(checked["problems"]) == golden_lines(f"broken/plans/{name}.txt")
    if name == "hash":  # such a plan can be used: only `check` compares it with its text
        return
    failed = validated(invoke("list", "--plan", f"{name}.yaml", "--json", code=3).stderr)
    assert lines_of(failed["problems"])
    assert set(lines_of(failed["problems"])) <= set(lines_of(checked["problems"]))


@pytest.mark.parametrize("name", JOURNALS)
def test_every_broken_journal_is_explained_as_json_too(
    name: str, empty: Path, invoke: Invoke
) -> None:
    (empty / "p.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    shutil.copy(BROKEN / "journals" / f"{name}.yaml", empty / "p.journal.yaml")
    wanted = [
        line.replace(f"{name}.yaml", "p.journal.yaml")
        for line in golden_lines(f"broken/journals/{name}.txt")
    ]
    code = 6 if any("  错误  " in line for line in wanted) else 0
    checked = validated(invoke("check", "p.yaml", "--json", code=code).stdout)
    assert lines_of(checked["problems"]) == wanted


@pytest.mark.usefixtures("desk")
def test_every_wrong_filter_is_explained_as_json_too(invoke: Invoke) -> None:
    told = (GOLDEN / "filters.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    for text, golden in zip(FILTERS, told, strict=True):
        code = int(golden[1])
        failed = validated(invoke("list", "--where", text, "--json", code=code).stderr)
        assert f"[{code}] {failed['message']}" == golden
        assert failed["remedy"], text


def golden_lines(name: str) -> list[str]:
    return (GOLDEN / name).read_text(encoding="utf-8").splitlines()


def lines_of(problems: list[dict[str, Any]]) -> list[str]:
    """Faults given to a program, as a person is told them."""
    told = [Problem(**{**one, "severity": Severity(one["severity"])}) for one in problems]
    return [line for problem in told for line in problem.line_text().splitlines()]


def test_the_words_for_failures_are_stable(golden: Callable[[str, str], None]) -> None:
    found = {
        kind
        for kind in [*vars(errors).values(), *vars(absent).values()]
        if isinstance(kind, type) and issubclass(kind, errors.LawgovError)
    }
    words = sorted(f"{code_of(kind.__new__(kind))} {kind.exit_code}" for kind in found)
    golden("api/codes.txt", "\n".join(words) + "\n")


def test_a_failure_names_file_line_and_column(desk: Desk, invoke: Invoke) -> None:
    desk.plan.write_text(
        desk.plan.read_text(encoding="utf-8").replace("year: 2023", "year: 二〇"), encoding="utf-8"
    )
    failed = validated(invoke("list", "--json", code=3).stderr)
    assert failed["code"] == "plan_broken"
    assert failed["place"] == {"file": desk.plan.name, "line": 5, "column": 7}
    assert failed["problems"][0]["remedy"]
    checked = invoke("check", "--json", code=6)
    assert validated(checked.stdout)["errors"] == 1
    assert validated(checked.stderr)["code"] == "check_failed"


def test_a_bug_is_an_answer_too(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lawgov_cli.cli.api.guide.GUIDE", None)
    failed = validated(invoke("api", "guide", "--json", code=1).stderr)
    assert failed["code"] == "bug"
    assert "Traceback" in failed["message"]


# ---------------------------------------------------------------- for assistants


def test_the_guide_is_short(invoke: Invoke) -> None:
    assert invoke("api").stdout == GUIDE
    words = re.findall(r"[A-Za-z]{1,4}|\d{1,3}|[^\sA-Za-z\d]", GUIDE)
    assert len(words) <= 600


def test_everything_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"--[a-z-]+", GUIDE))
    options = {name for words in map(options_of, COMMANDS) for name in words}
    assert named <= options | {"--help"}
    assert {name for name in COMMANDS if name not in GUIDE} == {
        *("add", "correct", "document", "sync", "view", "init", "import", "export", "rollup", "ui")
    }


def options_of(name: str) -> list[str]:
    from lawgov_cli.cli.typer_commands import load_command

    return [option for param in load_command(name).params for option in param.opts]


def test_a_program_gets_utf_8_whatever_the_console(desk: Desk) -> None:
    import os
    import subprocess

    env = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "lawgov_cli", "list", "--unit", "市司法局", "--json"]
    ran = subprocess.run(command, cwd=desk.folder, env=env, capture_output=True, check=True)
    assert "市司法局" in ran.stdout.decode("utf-8")
    assert ran.stderr == b""
