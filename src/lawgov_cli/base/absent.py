"""What a command names and the plan does not have, or has several of (exit code 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import NotFound
from lawgov_cli.base.numerals import nth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class NoSuchTask(NotFound):
    """Task numbers that are not in the plan."""

    def __init__(self, missing: Sequence[str], known: str) -> None:
        names = "、".join(nth(m) for m in missing[:5])
        if len(missing) > len(missing[:5]):
            names += f"等{len(missing)}项"
        super().__init__(f"没有{names}: {known}。")


class NumberUnclear(NotFound):
    """A number that could be that of several tasks, each cited with what to type for it."""

    def __init__(self, said: str, cited: Iterable[str], typed: Iterable[str]) -> None:
        cited, typed = list(cited), list(typed)
        more = f"等{len(cited)}项" if len(cited) > len(cited[:8]) else ""
        listed, written = "; ".join(cited[:8]), " 或 ".join(typed[:8])
        super().__init__(f"{said}: {listed}{more}。请写 {written}。")


_CHARACTERS_OF_A_NAME = range(3, 40)


class NoSuchUnit(NotFound):
    """A unit name that matches nothing, with the nearest names."""

    def __init__(self, text: str, nearest: Sequence[str]) -> None:
        hint = f"您是否要找: {'、'.join(nearest)}?  " if nearest else ""
        said = f"没有“{text}”这个单位。{hint}全部单位: lawgov units"
        if not text.isascii() and len(text.strip()) in _CHARACTERS_OF_A_NAME:
            said += f"; 登记新单位: lawgov units add {as_typed(text.strip())}"
        super().__init__(said)


class UnitNotYet(NoSuchUnit):
    """A unit that was not there on the day meant, with those that became it since."""

    def __init__(self, name: str, day: str, before: Sequence[str]) -> None:
        then = f", 当时是{'、'.join(before)}。请写当时的名称, 或" if before else "。请"
        NotFound.__init__(self, f"{day}还没有“{name}”{then}改写日期。")


class AmbiguousUnit(NotFound):
    """A part of a name, or initials, that several units share."""

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        listed = "  ".join(f"{n} {name}" for n, name in enumerate(candidates, 1))
        super().__init__(f"“{text}”可以指{len(candidates)}个单位: {listed}。请写全称。")


class OnlyGroupAlike(NotFound):
    """A name under which something is recorded, that only groups have as a part of theirs."""

    def __init__(self, text: str, groups: Sequence[str]) -> None:
        listed = "、".join(f"“{name}”" for name in groups)
        super().__init__(
            f"没有“{text}”这个单位, 名称相近的是单位组{listed}: 指单位组请写全称; "
            f"单位还没有登记的, 先用 lawgov units add {as_typed(text)} 登记。"
        )


class UnitEnded(NotFound):
    """A unit that was dissolved."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(f"“{name}”已于{day}撤销。补记撤销以前的事, 请用 --on 写明日期。")


class NoSuchSection(NotFound):
    """A section that is not in the plan."""

    def __init__(self, text: str, known: Sequence[str]) -> None:
        super().__init__(f"没有“{text}”这个部分。本要点的部分: {'; '.join(known)}")


class NoSuchSavedFilter(NotFound):
    """A saved filter that does not exist, with the nearest names."""

    def __init__(self, name: str, nearest: Sequence[str], number: int) -> None:
        hint = f"您是否要找: {'、'.join(nearest)}?  " if nearest else ""
        known = f"现有{number}个: lawgov view list" if number else "还没有存下任何筛选条件。"
        super().__init__(f"没有存下名为“{name}”的筛选条件。{hint}{known}")


class NoSuchSlip(NotFound):
    """A slip that was not issued, or was taken back, or a number that several have."""


class NothingToUndo(NotFound):
    """Nothing left to take back, or a record that cannot be taken back."""

    def __init__(self, detail: str = "没有可以撤销的登记。") -> None:
        super().__init__(f"{detail}用 lawgov undo --list 查看可撤销的登记。")
