"""What is typed wrong, or otherwise than the program has it: answered with what was meant.

Every line of tests/broken/commands.txt is run on an empty desk; what it prints is the golden file.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

import pytest

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


#: A file, in every place where one can be typed.
FILES = [
    *("import FILE.docx", "import a.txt -o FILE.yaml", "collect FILE.xlsx", "collect --map FILE"),
    *("check FILE.md", "list --plan FILE.yaml", "sync FILE.yaml", "init FILE", "init --from FILE"),
    *("rollup FILE", "report --month 8月 --template FILE", "report --month 8月 -o FILE.md"),
    *("export --forms --month 8月 -o FILE", "export --like FILE -o a.xlsx", "note 1 -n @FILE"),
]


@pytest.mark.skipif(os.name == "nt", reason="other rules for names, and no such links")
@pytest.mark.parametrize("line", FILES)
@pytest.mark.parametrize("name", ["长" * 300, "圈/圈"])
def test_a_file_that_no_system_could_have_is_refused_wherever_it_is_typed(
    name: str, line: str, desk: Desk
) -> None:
    from typer.testing import CliRunner

    from lawgov_cli.cli.app import app

    (desk.folder / "圈").symlink_to("圈")
    (desk.folder / "a.txt").write_text("某市2024年工作要点\n1. 甲（市司法局）\n", encoding="utf-8")
    result = CliRunner().invoke(app, shlex.split(line.replace("FILE", name)))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code != 1
    assert name[:1] * 2 in result.stderr or "圈" in result.stderr + result.stdout
    assert not desk.journal.exists()
