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
    from lawgov_cli.cli.app import run

    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader of a pipe has gone; there is nobody left to tell
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
