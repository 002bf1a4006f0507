"""Tab in real shells: bash, zsh and fish, each at a terminal of its own; installing for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.cli import shells
from lawgov_cli.cli.shells import SHELLS

pexpect = pytest.importorskip("pexpect", reason="pexpect drives the shells")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a terminal of its own needs Unix")
#: How each shell starts without what its user has set up.
_START = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
_LOAD = {
    "bash": "bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; . '{script}'",
    "zsh": "autoload -Uz compinit; compinit -u; unsetopt beep; . '{script}'",
    "fish": "source '{script}'",
}
READY = "ready-now"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with the program as it is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "lawgov"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lawgov_cli "$@"\n')
    program.chmod(0o755)
    return folder


class Terminal:
    """A shell at a terminal, with the completion loaded."""

    def __init__(self, shell: str, programs: Path) -> None:
        path = shutil.which(shell)
        if path is None:
            pytest.skip(f"{shell} is not installed")
        self.shell = shell
        script = programs / f"lawgov.{SHELLS[shell].ending}"
        script.write_text(SHELLS[shell].script, encoding="utf-8")
        env = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
        }
        self.child = pexpect.spawn(
            path, _START[shell], env=env, encoding="utf-8", timeout=15, dimensions=(50, 100)
        )
        self.run(_LOAD[shell].format(script=script))

    def run(self, line: str) -> None:
        """Run *line* and wait for it; the mark is not in what is typed, so that it is output."""
        first, second = READY[:5], READY[5:]
        self.child.sendline(f"{line}; printf '%s%s\\n' {first} {second}")
        self.child.expect_exact(READY)

    def lists(self, typed: str, *, expecting: str) -> None:
        """Type *typed* and Tab, and wait for what is then to be seen."""
        self.child.send(typed)
        self.child.send("\t\t" if self.shell == "bash" else "\t")
        self.child.expect_exact(expecting)

    def completes(self, typed: str, words: Sequence[str]) -> None:
        """Type *typed* and Tab, and have the shell print the words that it then has."""
        self.child.send(f"{typed}\t")
        self.child.send("\x01printf '[%s]' ")  # at the beginning of the line
        self.child.send("\r")
        self.child.expect_exact("".join(f"[{word}]" for word in words))

    def close(self) -> None:
        """Leave, whatever stands on the line."""
        self.child.close(force=True)


@pytest.fixture(params=["bash", "zsh", "fish"])
def terminal(request: pytest.FixtureRequest, programs: Path, desk: Desk) -> Iterator[Terminal]:
    assert desk.plan.exists()
    opened = Terminal(request.param, programs)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("lawgov miss", ["lawgov", "missing"]),
        ("lawgov list --unit sf", ["lawgov", "list", "--unit", "sfj"]),
        ("lawgov list --status=推", ["lawgov", "list", "--status=推进中"]),
        ("lawgov mark 长", ["lawgov", "mark", "长期坚持"]),
    ],
)
def test_tab_in_a_real_shell(terminal: Terminal, typed: str, words: list[str]) -> None:
    terminal.completes(typed, words)


@pytest.mark.parametrize(
    ("typed", "expecting"),
    [("lawgov done 3", "加快推进政务诚信建设"), ("lawgov report --month 2023-0", "2023年8月")],
)
def test_words_are_listed_with_what_they_are(
    terminal: Terminal, typed: str, expecting: str
) -> None:
    terminal.lists(typed, expecting=expecting)


def test_tab_is_of_the_plan_that_the_line_names(terminal: Terminal, desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8").replace("abbr: gaj", "abbr: zzzj")
    other = text.replace("id: workpoints-2023", "id: other", 1)
    (desk.folder / "another.yaml").write_text(other, encoding="utf-8")
    words = ["lawgov", "list", "--plan", "other", "--unit", "zzzj"]
    terminal.completes("lawgov list --plan other --unit zzz", words)


def test_where_a_file_is_asked_for_the_shell_offers_its_own(terminal: Terminal, desk: Desk) -> None:
    (desk.folder / "notice-of-the-city.docx").write_bytes(b"")
    terminal.completes("lawgov import noti", ["lawgov", "import", "notice-of-the-city.docx"])


def test_tab_is_quiet_on_a_broken_plan(terminal: Terminal, desk: Desk) -> None:
    desk.plan.write_text("{", encoding="utf-8")
    terminal.completes("lawgov list --unit z", ["lawgov", "list", "--unit", "z"])
    assert "rror" not in terminal.child.before


# ---------------------------------------------------------------- installing


@pytest.mark.parametrize(
    ("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("powershell", "profile.ps1")]
)
def test_installed_once_for_the_shell_named(
    shell: str, start: str, tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(shells, "_profile", lambda: home / start)
    monkeypatch.delenv("ZDOTDIR", raising=False)
    (home / start).write_bytes(b"# my own")
    said = invoke("--install-completion", shell).stdout
    assert f"已为 {shell} 装好 Tab 补全" in said
    assert ("Set-ExecutionPolicy" in said) == (shell == "powershell")
    assert "末尾已有一行" in invoke("--install-completion", shell).stdout
    own, line = (home / start).read_text(encoding="utf-8").splitlines()
    assert own == "# my own"
    script = line.split('"')[1].replace("$HOME", str(home))
    with open(script, encoding="utf-8") as file:  # noqa: PTH123
        assert file.read() == SHELLS[shell].script


def test_installed_for_fish_where_fish_looks(
    tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    invoke("--install-completion", "fish")
    script = tmp_path / "fish" / "completions" / "lawgov.fish"
    assert script.read_text(encoding="utf-8") == SHELLS["fish"].script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_installed_for_the_shell_that_runs(shell: str, programs: Path, tmp_path: Path) -> None:
    """Shells start others: the nearest counts, whatever SHELL says."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    env = {**os.environ, "SHELL": "/bin/nothing", "PYTHONUTF8": "1", "ZDOTDIR": str(tmp_path)}
    command = f"{programs / 'lawgov'} --install-completion; true"
    ran = subprocess.run([path, "-c", command], env=env, capture_output=True, check=True)
    assert ran.stdout.decode().startswith(f"已为 {shell} 装好"), ran.stderr.decode()


def test_a_shell_without_completion_is_told_what_there_is(invoke: Invoke) -> None:
    said = invoke("--install-completion", "cmd", code=2).stderr
    assert "“cmd”没有 Tab 补全, 有的是 bash、zsh、fish、powershell" in said
    assert "请打开 PowerShell" in said


def test_a_shell_that_cannot_be_told_is_asked_for(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shells, "_running", lambda: "")
    assert "看不出现在用的是哪种终端程序" in invoke("--install-completion", code=2).stderr


def test_the_script_is_shown(invoke: Invoke) -> None:
    assert invoke("--show-completion", "pwsh").stdout == SHELLS["powershell"].script


def test_the_profile_is_asked_of_powershell(
    programs: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    monkeypatch.setenv("PATH", str(programs))
    assert "找不到 PowerShell" in invoke("--install-completion", "powershell", code=2).stderr
    fake = programs / "pwsh"
    fake.write_text(f"#!/bin/sh\necho {programs}/profile.ps1\n")
    fake.chmod(0o755)
    invoke("--install-completion", "powershell")
    assert (programs / "profile.ps1").read_text(encoding="utf-8").startswith('. "$HOME/')
