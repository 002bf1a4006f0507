"""What a command imports: nothing that it does not use, or it would be slow to start."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

#: Runs a command twice in processes of its own, so that the second finds the plan kept.
RUN = """
import sys
from lawgov_cli.cli.running import run
run(sys.argv[1:])
print("imported", *sys.modules)
"""
HEAVY = {"calendar", "jinja2", "platformdirs", "random", "rich", "tempfile", "xlsxwriter", "yaml"}
HEAVY |= {"_codecs_cn", "shlex", "string"}


def imported(*words: str, **settings: str) -> set[str]:
    env = {**os.environ, "LAWGOV_CACHE": "on", "PYTHONUTF8": "1", **settings}
    command = [sys.executable, "-c", RUN, *words]
    for _ in range(2):
        ran = subprocess.run(command, env=env, check=False, capture_output=True, encoding="utf-8")
    return set(ran.stdout.rpartition("imported ")[2].split())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs names the folders")
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--version",),
        ("list", "--unit", "市司法局"),
        ("list", "--format", "json"),
        ("show", "8"),
        ("done", "8", "--note", "已完成", "--yes"),
        ("note", "8", "--note", "一条", "--unit", "市司法局", "--yes"),
        ("log",),
        ("due",),
        ("document",),
    ],
)
def test_a_command_imports_nothing_heavy_that_it_does_not_use(
    words: tuple[str, ...], desk: Desk
) -> None:
    found = imported(*words, LAWGOV_PLAN=str(desk.plan))
    assert "lawgov_cli" in found
    assert {name.partition(".")[0] for name in found} & HEAVY == set()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs names the folders")
def test_a_record_about_a_number_loads_nothing_of_what_others_need(desk: Desk) -> None:
    """Each of these is a hundredth of the command, and was loaded once."""
    words = ("done", "8", "--note", "已完成", "--yes")
    now, plan = "2023-09-20T09:00:00+08:00", str(desk.plan)
    found = imported(*words, LAWGOV_PLAN=plan, LAWGOV_NOW=now, LAWGOV_CACHE="off")
    assert {"lawgov_cli.store.appending", "lawgov_cli.store.yaml.tree"} <= found
    needless = {"domain.days", "domain.filings", "filters.flags", "store.redaction"}
    needless |= {"store.yaml.mending", "cli.mark"}
    assert {f"lawgov_cli.{name}" for name in needless} & found == set()
