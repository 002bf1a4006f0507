"""``python -m lawgov_cli`` and the ``lawgov`` program."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the program and leave at once.

    A command lives for a fraction of a second: collecting its garbage and taking the interpreter
    down piece by piece cost it a fifth of that, measured, and nothing is gained by either.
    """
    gc.disable()
    _open_streams()
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still being loaded
        code = 130
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # what was lost has been told, where anybody could be
            stream.flush()
    os._exit(code)


def _open_streams() -> None:
    """Give the numbers of closed streams to a file that takes nothing.

    Else the next file that is opened, the journal, would have the number of standard output.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            mode = "w" if number else "r"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _run(words: list[str]) -> int:
    """The exit code of the program; what a shell asks about Tab is answered without Typer."""
    if words[:1] == ["--complete"]:
        from lawgov_cli.cli.completing import main as complete

        complete(words[1:])
        return 0
    from lawgov_cli.cli.running import run

    return run(words)


if __name__ == "__main__":
    main()
