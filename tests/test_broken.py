"""Every file in tests/broken, and all that is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from lawgov_cli.store.check import check_files
from tests.helpers import SMALL_PLAN

if TYPE_CHECKING:
    from collections.abc import Callable

BROKEN = Path(__file__).parent / "broken"
PLANS = sorted(path.stem for path in (BROKEN / "plans").glob("*.yaml"))
JOURNALS = sorted(path.stem for path in (BROKEN / "journals").glob("*.yaml"))


@pytest.mark.parametrize("reader", ["libyaml", "pure Python"])
@pytest.mark.parametrize("name", PLANS)
def test_a_broken_plan_is_explained(
    name: str,
    reader: str,
    tmp_path: Path,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if reader == "pure Python":  # as in lawgov.pyz
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    plan = tmp_path / f"{name}.yaml"
    shutil.copy(BROKEN / "plans" / plan.name, plan)
    problems = list(check_files(plan, tmp_path / "none.journal.yaml", tmp_path))
    assert any(problem.is_error for problem in problems)
    golden(f"broken/plans/{name}.txt", "".join(f"{problem.line_text()}\n" for problem in problems))


@pytest.mark.parametrize("name", JOURNALS)
def test_a_broken_journal_is_explained(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    (tmp_path / "p.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    journal = tmp_path / f"{name}.yaml"
    shutil.copy(BROKEN / "journals" / journal.name, journal)
    problems = list(check_files(tmp_path / "p.yaml", journal, tmp_path))
    assert problems
    golden(f"broken/journals/{name}.txt", "".join(f"{p.line_text()}\n" for p in problems))
