"""The server for assistants: what it answers, and that nothing it does writes.

The official client, which is heavy and no part of `dev`, is in `tests/clients/mcp_client.py`.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import typer

from lawgov_cli.cli.api.mcp import VERSIONS, talk
from lawgov_cli.cli.api.tools import LOOKS, PROPOSED, Tools
from lawgov_cli.cli.app import app
from lawgov_cli.cli.commands import COMMANDS
from lawgov_cli.cli.typer_commands import load_command

if TYPE_CHECKING:
    from tests.conftest import Desk


def asked(*messages: Any) -> list[Any]:  # noqa: ANN401
    """What the server answers to *messages*."""
    lines = b"".join(
        (one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in messages
    )
    answers = io.BytesIO()
    group = typer.main.get_command(app)
    talk(io.BytesIO(lines), answers, Tools(group, None))
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def request(method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


def called(name: str, **given: Any) -> tuple[Any, bool]:  # noqa: ANN401
    """The document that a tool answers with, and whether it is a failure."""
    [answer] = asked(request("tools/call", name=name, arguments=given))
    result = answer["result"]
    told = result.get("structuredContent")
    text = result["content"][0]["text"]
    assert told is None or json.loads(text) == told
    return told or text, result["isError"]


def test_it_introduces_itself_in_the_version_asked_for() -> None:
    [answer] = asked(request("initialize", protocolVersion=VERSIONS[1]))
    assert answer["result"]["protocolVersion"] == VERSIONS[1]
    assert answer["result"]["instructions"].startswith("lawgov: ")
    [answer] = asked(request("initialize", protocolVersion="1999-01-01"))
    assert answer["result"]["protocolVersion"] == VERSIONS[0]


def test_a_notification_has_no_answer_and_a_ping_has() -> None:
    note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert asked(note, request("ping")) == [{"jsonrpc": "2.0", "id": 1, "result": {}}]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"{", -32700),
        (b"[" * 100_000, -32700),
        (b"\xff", -32700),
        ([], -32600),
        (request("resources/list"), -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": [1]}, -32602),
        (request("tools/call", name=5), -32602),
    ],
)
def test_what_is_no_request_is_an_error_and_the_server_goes_on(message: Any, code: int) -> None:  # noqa: ANN401
    fault, pong = asked(message, request("ping"))
    assert fault["error"]["code"] == code
    assert pong["result"] == {}


def test_each_tool_says_what_it_takes() -> None:
    [answer] = asked(request("tools/list"))
    tools = {tool["name"]: tool for tool in answer["result"]["tools"]}
    assert set(tools) == {*LOOKS, "propose"}
    taken = tools["list"]["inputSchema"]["properties"]
    assert taken["unit"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": "只看这个单位: 全称、别名、拼音首字母或一部分; 可重复",
    }
    assert taken["measures"]["type"] == "boolean"
    assert tools["show"]["inputSchema"]["required"] == ["tasks"]
    for tool in tools.values():
        assert not {"output", "force", "template", "yes"} & tool["inputSchema"]["properties"].keys()


@pytest.mark.usefixtures("busy")
def test_a_tool_answers_as_the_command_does() -> None:
    found, failed = called("list", unit=["市公安局"], as_of="2023-09-20")
    assert (found["kind"], failed) == ("list", False)
    assert [item["id"] for item in found["items"]] == ["15", "21"]
    assert called("show", tasks=["8"])[0]["items"][0]["id"] == "8"
    assert called("due", within=200)[0]["within"] == 200
    assert called("slip")[0]["kind"] == "slips"
    assert called("report", month="9月")[0]["kind"] == "report"
    assert called("units", words=["市司法局"])[0]["kind"] == "units"


@pytest.mark.usefixtures("busy")
def test_a_failure_is_one_with_its_code() -> None:
    found, failed = called("show", tasks=["99"])
    assert (found["code"], failed) == ("no_such_task", True)
    said, failed = called("list", colour="red")
    assert said.startswith("list 没有“colour”。可用: ")
    assert failed
    assert called("list", unit=[{}])[1]
    assert called("delete")[1]


def test_what_is_proposed_is_given_and_not_written(busy: Desk) -> None:
    before = busy.files(), busy.lines
    found, failed = called("propose", command="done", words=["12", "-n", "全部 完成"])
    assert not failed
    assert found["run"] == "lawgov done 12 -n '全部 完成'"
    assert found["recorded"] is False
    assert [item["record"]["note"] for item in found["items"]] == ["全部 完成"]
    assert (busy.files(), busy.lines) == before


#: What an assistant may try in order to have something written.
TRICKS: list[tuple[str, dict[str, Any]]] = [
    ("propose", {"command": "done", "words": ["12", "--yes"]}),
    ("propose", {"command": "done", "words": ["12", "-n"]}),
    ("propose", {"command": "done", "words": ["12", "-n", "@workpoints-2023.yaml"]}),
    ("propose", {"command": "done", "words": ["12", "-n", "-"]}),
    ("propose", {"command": "done", "words": ["--", "12", "完成了"]}),
    ("propose", {"command": "init", "words": ["新建"]}),
    ("propose", {"command": "report", "words": ["--month", "9月"]}),
    ("propose", {"command": "slip", "words": ["15", "--reply-by", "10月10日", "-o", "单.md"]}),
    ("propose", {"command": "slip", "words": ["--print", "督1", "-o", "单.md"]}),
    ("propose", {"command": "units", "words": ["add", "沙溪镇"]}),
    ("units", {"words": ["add", "沙溪镇"]}),
    ("report", {"month": "9月", "output": "月报.md"}),
    ("report", {"month": "9月 --output=月报.md"}),
    ("show", {"tasks": ["8", "--output", "x"]}),
    ("list", {"unit": ["--format"]}),
    ("check", {"file": "-"}),
    ("slip", {"unit": "市公安局", "reply": "督1"}),
]


@pytest.mark.parametrize(("name", "given"), TRICKS)
def test_no_tool_writes_whatever_it_is_given(name: str, given: dict[str, Any], busy: Desk) -> None:
    before = busy.files(), busy.lines
    called(name, **given)
    assert (busy.files(), busy.lines) == before


def test_every_command_that_is_proposed_can_be_looked_at_before() -> None:
    for name in (*PROPOSED, "units"):
        assert name in COMMANDS
        assert "--dry-run" in {word for param in load_command(name).params for word in param.opts}


def test_what_a_tool_takes_is_called_without_python_s_own_signs() -> None:
    [answer] = asked(request("tools/list"))
    given = {
        name for tool in answer["result"]["tools"] for name in tool["inputSchema"]["properties"]
    }
    assert {name for name in given if name.endswith("_")} == set()
    told, failed = called("missing", month="9月", all=True)
    assert (failed, told["kind"]) == (False, "missing")
