"""``lawgov api mcp``: the Model Context Protocol on standard input and output, a message a line."""

from __future__ import annotations

import gc
import io
import json
import sys
from typing import IO, TYPE_CHECKING, Any

from lawgov_cli import __version__
from lawgov_cli.cli.api.guide import GUIDE
from lawgov_cli.cli.api.tools import Misuse, Tools
from lawgov_cli.render.machine import json_text

if TYPE_CHECKING:
    from collections.abc import Callable

#: Versions of the protocol that are spoken, the newest first.
VERSIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
_PARSE, _REQUEST, _METHOD, _PARAMS, _BUG = -32700, -32600, -32601, -32602, -32603


class Fault(Exception):
    """A request that cannot be answered, with its number in JSON-RPC."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def serve(tools: Tools) -> None:
    """Answer requests until standard input ends.

    A command finds standard input empty: what comes there are messages and no note.
    """
    gc.enable()  # a command leaves at once, a server stays
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    talk(requests, answers, tools)


def talk(requests: IO[bytes], answers: IO[bytes], tools: Tools) -> None:
    """Answer each line of *requests* with a line, where it wants an answer."""
    server = Server(tools)
    for line in requests:
        if line.strip() and (answer := server.answer(line)) is not None:
            answers.write(json.dumps(answer, ensure_ascii=True, default=str).encode() + b"\n")
            answers.flush()


class Server:
    """Answers single messages."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._methods: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "initialize": self._initialize,
            "ping": lambda _: {},
            "tools/list": lambda _: {"tools": list(tools.listed())},
            "tools/call": self._call,
        }

    def answer(self, line: bytes) -> dict[str, Any] | None:
        """The answer to one message; ``None`` to a notification."""
        number = None
        try:
            message = _message(line)
            number = message.get("id")
            if "id" not in message:
                return None
            result = self._result(message)
        except Fault as fault:
            error = {"code": fault.code, "message": fault.message}
            return {"jsonrpc": "2.0", "id": number, "error": error}
        return {"jsonrpc": "2.0", "id": number, "result": result}

    def _result(self, message: dict[str, Any]) -> dict[str, Any]:
        method, params = message.get("method"), message.get("params") or {}
        known = self._methods.get(method) if isinstance(method, str) else None
        if known is None:
            raise Fault(_METHOD, f"Method not found: {method}")
        if not isinstance(params, dict):
            raise Fault(_PARAMS, "params must be an object")
        try:
            return known(params)
        except Fault:
            raise
        except Exception as error:
            raise Fault(_BUG, f"{type(error).__name__}: {error}") from error

    def _initialize(self, params: dict[str, Any]) -> dict[str, Any]:
        asked = params.get("protocolVersion")
        return {
            "protocolVersion": asked if asked in VERSIONS else VERSIONS[0],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "lawgov", "version": __version__},
            "instructions": GUIDE,
        }

    def _call(self, params: dict[str, Any]) -> dict[str, Any]:
        name, given = params.get("name"), params.get("arguments") or {}
        if not isinstance(name, str) or not isinstance(given, dict):
            raise Fault(_PARAMS, "name must be a string and arguments an object")
        try:
            document, failed = self._tools.call(name, given)
        except Misuse as error:
            return {"content": [{"type": "text", "text": str(error)}], "isError": True}
        text = json_text(document)
        content = [{"type": "text", "text": text}]
        return {"content": content, "structuredContent": json.loads(text), "isError": failed}


def _message(line: bytes) -> dict[str, Any]:
    """The request in *line*.

    Raises:
        Fault: it is none.
    """
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Fault(_PARSE, f"Parse error: {error}") from error
    if not isinstance(message, dict):
        raise Fault(_REQUEST, "Invalid request: one object a line")
    return message
