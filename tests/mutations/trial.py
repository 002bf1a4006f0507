"""A copy of the project in which a module is changed, and what its tests say of that."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path("src/lawgov_cli")
#: Seconds for one test, and for all tests of a mutant.
TEST_LIMIT, RUN_LIMIT = 120, 900
CAUGHT, AT_LIMIT, SURVIVED = "caught", "caught at the limit", "SURVIVED"
#: Twenty starts of the program: dear, and what it would catch shows in cheaper tests.
_DEAR = "tests/store/test_journal.py::test_twenty_writers_at_once_write_twenty_lines"
_LEFT_OUT = shutil.ignore_patterns(".*", "dist", "__pycache__", "htmlcov")


class Tree:
    """A copy of the project below *folder*; nothing outside it is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.top = shutil.copytree(ROOT, folder / "project", ignore=_LEFT_OUT)

    def judge(self, module: str, source: str, tests: str) -> str:
        """What *tests* say where the text of *module* is *source*."""
        path = self.top / PACKAGE / module
        sound = path.read_bytes()
        self._put(path, source.encode())
        try:
            return self.run(tests)
        finally:
            self._put(path, sound)

    @staticmethod
    def _put(path: Path, data: bytes) -> None:
        path.write_bytes(data)
        # what Python compiled of it is taken for the same within a second, at the same size
        Path(importlib.util.cache_from_source(path)).unlink(missing_ok=True)

    def run(self, tests: str) -> str:
        """Run *tests* up to the first that fails, each within its limit."""
        files = [f"tests/{name}.py" for name in tests.split()]
        options = ["-xq", "-p", "no:cacheprovider", f"--deselect={_DEAR}"]
        options += ["--hypothesis-seed=0", "--hypothesis-profile=no shrinking"]
        options += [
            f"--basetemp={self.folder / 'temp'}",
            "-o",
            f"faulthandler_timeout={TEST_LIMIT}",
        ]
        log = self.folder / "log"
        with log.open("wb") as said:
            running = subprocess.Popen(
                [sys.executable, "-m", "pytest", *options, *files],
                cwd=self.top,
                env={**os.environ, "PYTHONPATH": str(self.top / "src")},
                stdout=said,
                stderr=said,
                start_new_session=True,  # so that what it started ends with it
            )
            try:
                code = running.wait(RUN_LIMIT)
            except subprocess.TimeoutExpired:
                return AT_LIMIT
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(running.pid, signal.SIGKILL)
                running.wait()
        text = log.read_text(encoding="utf-8", errors="replace")
        if code in {3, 4, 5}:  # pytest's own: nothing was tested
            raise RuntimeError(text)
        if code == 0:
            return SURVIVED
        return AT_LIMIT if "Timeout (" in text else CAUGHT
