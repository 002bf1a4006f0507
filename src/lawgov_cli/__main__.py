"""``python -m lawgov_cli`` and the ``lawgov`` program."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the program and leave at once.

    A command lives for a fraction of a second: collecting its garbage and taking the interpreter
    down piece by piece cost it a fifth of that, measured, and nothing is gained by either.
    """
    gc.disable()
    code = _run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader of a pipe has gone; there is nobody left to tell
        code = code or 1
    os._exit(code)


def _run(words: list[str]) -> int:
    """The exit code of the program; what a shell asks about Tab is answered without Typer."""
    if words[:1] == ["--complete"]:
        from lawgov_cli.cli.completing import main as complete

        complete(words[1:])
        return 0
    from lawgov_cli.cli.app import run

    return run(words)


if __name__ == "__main__":
    main()
