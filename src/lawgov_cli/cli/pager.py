"""What is longer than the terminal is shown by its pager: ``LAWGOV_PAGER``, ``PAGER``, ``less``.

Never where the output is no terminal. ``LAWGOV_PAGER=`` (empty) or ``cat`` turns it off.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

#: Leave at once where all fits, keep colours, and do not clear the screen.
_LESS = "FRX"


def paged(text: str, stream: Any) -> bool:  # noqa: ANN401 - a stream of text, of whatever class
    """Whether the pager has shown *text*; it is to be printed where it has not."""
    if not stream.isatty() or not sys.stdin.isatty():
        return False
    if text.count("\n") < shutil.get_terminal_size((100, 24)).lines:
        return False
    command = pager()
    if not command:
        return False
    stream.flush()
    import subprocess  # few screens are that long

    env = {"LESS": _LESS, **os.environ}
    if stream.encoding.lower() == "utf-8":
        env.setdefault("LESSCHARSET", "utf-8")
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)  # noqa: S603 - the user's own
        process.communicate(text.encode(stream.encoding, stream.errors))
    except OSError:
        return False
    return process.returncode == 0


def pager() -> list[str]:
    """The command of the pager that is wished for and there; empty where there is none."""
    wished = os.environ.get("LAWGOV_PAGER", os.environ.get("PAGER", "less"))
    import shlex

    words = shlex.split(wished, posix=os.name != "nt")
    if words[:1] in ([], ["cat"]) or shutil.which(words[0]) is None:
        return []
    return words
