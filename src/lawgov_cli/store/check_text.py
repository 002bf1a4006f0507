"""Whether the document printed from the tree is still the one that was issued."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.reading import read_file
from lawgov_cli.domain.printing import document_text
from lawgov_cli.store.yaml.reading import TEXT_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_cli.store.plan_file import Loaded


def text_is_the_source(loaded: Loaded, path: Path) -> Iterator[Problem]:
    """The document printed from the tree, and the file of its text, are what was recorded.

    The tree is compared only where its text is sound: a misspelt unit is already reported.
    """
    plan = loaded.draft
    if plan is None:
        return
    line = loaded.lines.get("text_sha256", 0)
    file = path.parent / plan.source.file if plan.source and plan.source.sha256 else None
    data = read_file(file) if file and file.is_file() else b""
    intact = bool(plan.source and data and _sha256(data) == plan.source.sha256)
    sound = not any(problem.code == TEXT_CODE for problem in loaded.problems)
    printed = document_text(plan)
    if plan.text_sha256 and sound and _sha256(printed.encode()) != plan.text_sha256:
        corrected = (
            list(_corrected_by_the_office(printed, data.decode(errors="replace"), path, line))
            if intact
            else []
        )
        yield from corrected
        if not corrected:
            what = "任务树印出的文件与原文不符(text_sha256 校验码不一致)"
            remedy = "用 lawgov document 印出后与原文核对, 改回被改动处"
            yield Problem(path.name, line, 1, what, remedy)
    if data and not intact and plan.source:
        what = f"原文文件 {plan.source.file} 的 SHA-256 与登记的不一致"
        remedy = "恢复原文文件, 或核对后更新 sha256"
        yield Problem(path.name, loaded.lines.get("source", 0), 1, what, remedy)


def _corrected_by_the_office(printed: str, source: str, path: Path, line: int) -> Iterator[Problem]:
    """Where the tree prints other words than the text it was made of, which is still there."""
    import difflib

    pieces = [
        [piece for piece in re.split(r"\s|(?<=[。；，、])", text) if piece]
        for text in (source, printed)
    ]
    matcher = difflib.SequenceMatcher(None, pieces[0], pieces[1], autojunk=False)
    changed = [
        ("".join(pieces[0][a:b]), "".join(pieces[1][c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    changed = [(was, now) for was, now in changed if was != now]
    if not changed:
        return
    shown = "; ".join(_change(was[:24], now[:24]) for was, now in changed[:3])
    more = "等" if len(changed) > 3 else ""
    what = f"本单位在工作要点文件里改正过{len(changed)}处: {shown}{more}"
    remedy = "这是提示; 原文没有动, 重新导入时改正处保持不变"
    yield Problem(path.name, line, 1, what, remedy, Severity.WARNING)


def _change(was: str, now: str) -> str:
    if was and now:
        return f"“{was}”改成“{now}”"
    return f"加上“{now}”" if now else f"删去“{was}”"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
