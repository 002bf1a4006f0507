"""What is typed wrong, or otherwise than the program has it: answered with what was meant.

Every line of tests/broken/commands.txt is run on an empty desk; what it prints is the golden file.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Desk

COMMANDS = (ROOT / "tests" / "broken" / "commands.txt").read_text(encoding="utf-8").splitlines()

#: Lines of an answer that are shown; a list or a page is known by its beginning.
SHOWN = 4


def test_every_wrong_command_is_answered(desk: Desk, golden: Callable[[str, str], None]) -> None:
    from typer.testing import CliRunner

    from lawgov_cli.cli.app import app

    told = []
    for line in COMMANDS:
        if line.startswith("#") or not line:
            told.append(line)
            continue
        result = CliRunner().invoke(app, shlex.split(line), input="")
        assert result.exception is None or isinstance(result.exception, SystemExit), line
        said = (result.stderr + result.stdout).splitlines()
        more = [f"… 共{len(said)}行"] if len(said) > SHOWN else []
        told += [f"$ lawgov {line}   [{result.exit_code}]", *said[:SHOWN], *more]
        desk.journal.unlink(missing_ok=True)
    assert sum(line.startswith("$") for line in told) >= 60
    golden("wrong-input.txt", "\n".join(told).replace(str(desk.folder), "…") + "\n")
