"""The pictures of the handbook: the program's own screens, drawn by Rich as SVG without a font.

Part of ``python3 tasks.py docs``: they are made anew with ``--update``, and compared without it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from html import escape, unescape
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from lawgov_cli.base.cells import cell_width
from tests.update_docs import ROOT, session_environment

FOLDER = ROOT / "docs" / "pictures"
#: The file's name → the command whose screen it is.
PICTURES = {
    "overview": "",
    "list": "list --unit 市司法局 --section 七",
    "stats": "stats",
    "missing": "missing --month 9月",
    "report": "report --month 9月 -o - --section 七",
}
#: What has been recorded by then.
_BEFORE = (
    "units office --name 市委依法治市办",
    "start 1-3,7",
    "note 21 召开联席会议1次 --unit 市司法局",
    "done 21 --unit 市公安局 -n 治安调解衔接完成",
    "done 8 --note 档案巡查完成 --on 9月18日",
    "set 15 --due 8月31日 --on 9月1日 --yes",
    "set 23 --due 9月30日",
    "mark 长期坚持 12",
)
_WIDTH, _MOST = 88, 26
_FONT = re.compile(r"@font-face \{\{.*?\n    \}\}\n", re.DOTALL)
_FORMAT = (
    _FONT.sub("", CONSOLE_SVG_FORMAT)
    .replace(
        "Fira Code, monospace", "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', NSimSun, monospace"
    )
    .replace("font-variant-east-asian: full-width;", "white-space: pre;")
)
#: A text of the drawing; Rich takes each character for one column, which Chinese is not.
_TEXT = re.compile(
    r'<text class="(lawgov-r\d+)" x="([\d.]+)" (y="[^"]+") textLength="[^"]+"([^>]*)>(.*?)</text>'
)
#: Half of a Chinese character, which is a little wider than its height of 20.
_ASPECT = 0.52
_COLUMN = 20 * _ASPECT
_RUN = re.compile(r"[⺀-\uffff]+|[ -~\xa0]+|.")


def pictures() -> dict[Path, str]:
    """Each file and what it holds now."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve()
        (home / "data").mkdir()
        for words in _BEFORE:
            _run(words, home)
        return {FOLDER / f"{name}.svg": _drawn(PICTURES[name], home) for name in PICTURES}


def _drawn(words: str, home: Path) -> str:
    """The screen of one command, its first lines, with the command above."""
    lines = _run(words, home).replace("\r\n", "\n").rstrip("\n").split("\n")
    shown = [f"$ lawgov {words}".rstrip(), *lines[:_MOST], *(["…"] if lines[_MOST:] else [])]
    console = Console(
        record=True, width=_WIDTH, file=StringIO(),
        force_terminal=True, color_system="standard", legacy_windows=False,
    )  # fmt: skip
    for line in shown:
        console.print(Text.from_ansi(line), soft_wrap=True)
    svg = console.export_svg(
        title="lawgov", code_format=_FORMAT, unique_id="lawgov", font_aspect_ratio=_ASPECT
    )
    return "".join(f"{line.rstrip()}\n" for line in _TEXT.sub(_in_columns, svg).splitlines())


def _in_columns(match: re.Match[str]) -> str:
    """A text in runs of characters that are equally wide, each where its column is."""
    style, left, height, rest, text = match.groups()
    column, runs = float(left) / _COLUMN, []
    for run in _RUN.findall(unescape(text)):
        cells = cell_width(run)
        place = f'x="{column * _COLUMN:.1f}" {height} textLength="{cells * _COLUMN:.1f}"'
        runs.append(f'<text class="{style}" {place}{rest}>{escape(run)}</text>')
        column += cells
    return "".join(runs)


def _run(words: str, home: Path) -> str:
    """What a command prints on a terminal, in colour."""
    ours, theirs = os.openpty()
    env = {**session_environment(home), "TERM": "xterm", "COLUMNS": str(_WIDTH)}
    del env["NO_COLOR"]
    command = [sys.executable, "-m", "lawgov_cli", *words.split()]
    quiet, told = subprocess.DEVNULL, b""
    with (
        subprocess.Popen(
            command, cwd=home, env=env, stdin=quiet, stdout=theirs, stderr=quiet
        ) as program,
        os.fdopen(ours, "rb", 0) as terminal,
    ):
        os.close(theirs)
        with suppress(OSError):  # so Linux says that the program has closed it
            while some := terminal.read(65536):
                told += some
    assert program.returncode == 0, words
    return told.decode()
