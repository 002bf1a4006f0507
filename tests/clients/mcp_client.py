"""``lawgov api mcp`` driven by the official client, which is heavy and no part of ``dev``.

``python -m tests.clients.mcp_client [program …]`` in an environment where ``mcp`` is installed
(``pip install mcp``); *program* is what runs lawgov, this Python's own by default. It makes a
workspace in a folder that goes again, asks every tool, and prints what the client was answered;
the exit code is 1 where an answer is not as it should be.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import anyio
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

#: Tool, what it is given, and what its answer must hold.
ASKED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("list", {"unit": ["市公安局"]}, '"id": "21"'),
    ("show", {"tasks": ["8"]}, "提高合法性审查工作质效"),
    ("why", {"tasks": ["15"]}, '"light"'),
    ("stats", {}, '"total": 30'),
    ("units", {}, "市司法局"),
    ("due", {"within": 200}, '"29"'),
    ("missing", {"month": "9月"}, "市司法局"),
    ("log", {}, '"kind": "log"'),
    ("diff", {"first": "6月30日", "second": "9月20日"}, '"kind": "diff"'),
    ("slip", {}, '"kind": "slips"'),
    ("report", {"month": "9月"}, '"kind": "report"'),
    ("check", {}, '"errors": 0'),
    ("show", {"tasks": ["31"]}, "没有第31项"),
    ("propose", {"command": "done", "words": ["12", "-n", "完成"]}, "lawgov done 12 -n"),
)


async def session(server: StdioServerParameters) -> list[str]:
    """What was answered otherwise than it should be."""
    wrong = []
    with anyio.fail_after(120):
        async with stdio_client(server) as streams, ClientSession(*streams) as client:
            hello = (await client.initialize()).model_dump(by_alias=True)
            tell(f"initialize: {hello['serverInfo']}, {hello['protocolVersion']}")
            tools = (await client.list_tools()).model_dump(by_alias=True)["tools"]
            tell(f"tools: {', '.join(tool['name'] for tool in tools)}")
            if untried := {tool["name"] for tool in tools} - {name for name, *_ in ASKED}:
                wrong.append(f"not tried: {untried}")
            for name, given, holds in ASKED:
                result = (await client.call_tool(name, given)).model_dump(by_alias=True)
                text = result["content"][0]["text"]
                tell(f"{name} {given}: {'error' if result['isError'] else 'ok'}, {len(text)} signs")
                if holds not in text:
                    wrong.append(f"{name} {given}: no {holds} in {text[:300]}")
    return wrong


def main(program: list[str]) -> int:
    """Make a workspace, ask, and say what was wrong."""
    program = program or [sys.executable, "-m", "lawgov_cli"]
    with tempfile.TemporaryDirectory() as folder:
        here = {"HOME": folder, "XDG_DATA_HOME": folder, "LAWGOV_NOW": "2023-09-20"}
        env = {**os.environ, **here}
        subprocess.run(
            [*program, "init", "--no-take"], cwd=folder, env=env, capture_output=True, check=True
        )
        command, *words = program
        server = StdioServerParameters(
            command=command, args=[*words, "api", "mcp"], env=env, cwd=folder
        )
        wrong = anyio.run(session, server)
        if list(Path(folder).rglob("*.journal.yaml")):
            wrong.append("something was recorded")
    tell("\n".join(wrong) or "all as it should be; nothing was recorded")
    return bool(wrong)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
