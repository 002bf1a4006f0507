"""Keep the documentation true: run what it shows, and write what the commands print.

``python -m tests.update_docs`` rewrites the outputs in the ``console`` blocks of the documents, the
reference of commands, the table that Tab reads, the page of the roll-up, the schema of the plan's
file and the pictures; ``--check`` only says whether they are fresh (exit code 1 where not).

In a ``console`` block a line that begins with ``$`` is run; what follows up to the next such line
is what it printed. The blocks of one document are one session that begins in an empty folder, on a
fixed day; ``cd`` holds for the commands behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.plan_schema import plan_schema
from tests.rollup_doc import rollup_doc
from tests.surface import surface_table

ROOT = Path(__file__).resolve().parent.parent
SESSIONS = (
    "README.md",
    "README.zh-CN.md",
    "docs/first-day.zh-CN.md",
    "docs/month.zh-CN.md",
    "docs/year-end.zh-CN.md",
    "docs/two-machines.zh-CN.md",
    "docs/handbook.zh-CN.md",
    "docs/places.zh-CN.md",
    "docs/filter.zh-CN.md",
    "docs/import.zh-CN.md",
    "docs/templates.zh-CN.md",
    "docs/programs.zh-CN.md",
)
REFERENCE = ROOT / "docs" / "commands.zh-CN.md"
ROLLUP = ROOT / "docs" / "rollup.md"
SCHEMA = ROOT / "data" / "workpoints.schema.json"
TABLE = ROOT / "src" / "lawgov_cli" / "cli" / "words.tsv"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)

#: The day and the person of every session shown.
SESSION = {
    "LAWGOV_NOW": "2023-09-20T10:12:33+08:00",
    "LAWGOV_BY": "张三",
    "LAWGOV_CACHE": "off",
    "COLUMNS": "80",
    "NO_COLOR": "1",
    "PYTHONUTF8": "1",
}


def session_environment(home: Path) -> dict[str, str]:
    """The environment of a session: fixed day, nothing of the user's, ``lawgov`` on the path."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        **SESSION,
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PATH": f"{home / 'bin'}{os.pathsep}{kept.get('PATH', '')}",
    }


def run_session(text: str) -> str:
    """*text* with the output of every command in its console blocks made anew."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve()
        (home / "work").mkdir()
        (home / "bin").mkdir()
        program = home / "bin" / "lawgov"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lawgov_cli "$@"\n')
        program.chmod(0o755)

        place = home / "work"

        def shown(command: str) -> str:
            nonlocal place
            if command.startswith("cd "):
                place = (place / command.removeprefix("cd ")).resolve(strict=True)
                return f"$ {command}\n"
            return f"$ {command}\n{_output(command, home, place)}"

        def fresh(match: re.Match[str]) -> str:
            commands = [line[2:] for line in match[0].splitlines() if line.startswith("$ ")]
            return "".join(map(shown, commands))

        return _BLOCK.sub(fresh, text)


def _output(command: str, home: Path, place: Path) -> str:
    done = subprocess.run(  # noqa: S602 - the documents' own commands
        command,
        shell=True,
        cwd=place,
        env=session_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if b"Traceback" in done.stdout or b"No module" in done.stdout:
        raise AssertionError(f"{command}\n{done.stdout.decode()}")
    text = done.stdout.decode().replace(str(home / "data"), "~/.local/share")
    return re.sub(r"[0-9a-f]{14}-[0-9a-f]{8}", "…", text)


def reference() -> str:
    """The reference of commands, from the program's own help pages."""
    os.environ.update(SESSION)
    from typer.testing import CliRunner

    from lawgov_cli.cli.app import app
    from lawgov_cli.cli.commands import COMMANDS

    lines = [
        "# 命令手册",
        "",
        "由 `python3 tasks.py docs --update` 从程序自己的说明生成, 请勿手改。",
    ]
    for name in COMMANDS:
        page = CliRunner().invoke(app, [name, "--help"], prog_name="lawgov").output.rstrip()
        lines += ["", f"## {name}", "", "```text", page, "```"]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Refresh the documents, or with ``--check`` only compare."""
    from tests.pictures import pictures

    stale = []
    wanted = {ROOT / name: None for name in SESSIONS if (ROOT / name).exists()}
    texts = {path: run_session(path.read_text(encoding="utf-8")) for path in wanted}
    texts |= {REFERENCE: reference(), SCHEMA: plan_schema(), TABLE: surface_table()}
    texts[ROLLUP] = rollup_doc()
    texts |= pictures()
    for path, text in texts.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(ROOT).as_posix())
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        sys.stdout.write(
            f"不是最新: {'、'.join(stale)}。重新生成: python3 tasks.py docs --update\n"
        )
        return 1
    sys.stdout.write(f"文档{'已更新: ' + '、'.join(stale) if stale else '都是最新的'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
