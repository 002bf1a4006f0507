"""Which packages lawgov needs on another machine.

It is worked out by uv, since pip judges the conditions of requirements (``sys_platform``,
``python_version``) by the machine that it runs on.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]


def resolved(machine: str, version: str, extras: Iterable[str] = ()) -> list[str]:
    """``name==version`` of every package that lawgov needs there.

    Parameters:
        machine: as uv calls it.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", str(ROOT / "pyproject.toml")]
    command += [word for extra in extras for word in ("--extra", extra)]
    command += ["-c", str(ROOT / "constraints.txt"), "--python-version", version]
    command += ["--python-platform", machine, "--no-header", "--no-annotate", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        sys.exit(f"不能确定 {machine}, Python {version} 需要哪些包:\n{done.stderr}")
    return [line for line in done.stdout.splitlines() if "==" in line]
