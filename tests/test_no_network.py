"""The program never asks for the network: no update check, no font, no name looked up."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lawgov_cli

PACKAGE = Path(lawgov_cli.__file__).parent
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "requests", "asyncio"}
#: Words taken apart, not addresses opened.
HARMLESS = {"urllib.parse"}

#: Ends the process at once where anything at all opens a connection or looks a name up.
WATCHED = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        os.write(2, f"{event} {arguments[-1]}".encode())
        os._exit(99)
sys.addaudithook(watch)
sys.argv[0] = "lawgov"
from lawgov_cli.__main__ import main
main()
"""

A_YEAR = [
    ["list", "--unit", "市司法局"],
    ["done", "8", "--note", "档案巡查已完成", "--on", "2023-09-20"],
    ["report", "--month", "2023-09"],
    ["report", "--month", "2023-09", "--format", "html"],
    ["report", "--month", "2023-09", "--format", "docx"],
    ["export", "--forms", "--month", "2023-09", "-o", "forms"],
    ["collect", "forms"],
    ["export", "-o", "all.xlsx"],
    ["missing", "--month", "2023-09"],
    ["check"],
    ["--version"],
    [],
]


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def test_no_module_imports_what_opens_connections() -> None:
    guilty = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        for name in imported(path) - HARMLESS
        if name.split(".")[0] in NETWORK
    ]
    assert guilty == []


def test_no_command_of_a_month_opens_a_connection_or_looks_a_name_up(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    for words in A_YEAR:
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, *words],
            cwd=tmp_path,
            env={**os.environ, **places, "LOCALAPPDATA": str(tmp_path)},
            capture_output=True,
            check=False,
        )
        assert (words, done.returncode, done.stderr.decode()[:200] * (done.returncode != 0)) == (
            words,
            0,
            "",
        )
