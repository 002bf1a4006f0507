"""``lawgov mark``: any status by its word, or what a unit sent goes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.errors import UnknownWord, UsageMistake
from lawgov_cli.cli.asking import hint
from lawgov_cli.cli.declared import Argument
from lawgov_cli.cli.recording import (
    Care,
    Entry,
    ReasonOption,
    Saying,
    TasksArgument,
    failing_means,
    noted,
    record,
)
from lawgov_cli.domain.task_numbers import is_reference
from lawgov_cli.domain.units import find_unit_to_record
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Status
from lawgov_cli.filters.words import is_lagging, own_word, read_status

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan


def mark(
    status: Annotated[
        str,
        Argument(
            metavar="状态",
            help="待核验、长期坚持、已调整、推进中、未启动、已完成; 滞后、退回、回头看",
        ),
    ],
    tasks: TasksArgument = None,
    *,
    said: Saying,
    reason: ReasonOption = None,
    care: Care,
) -> None:
    """登记任一种状态, 或退回单位的报送。

    例如: lawgov mark 长期坚持 7 12
          lawgov mark 退回 21 --unit 市公安局 --reason "佐证不足"
    """
    found = care.files.opened()
    with failing_means():
        status, typed = _status_first(status, list(tasks or []), found.plan)
    words, said = noted(typed, said, care, found)
    entry = Entry(said, care, reason=reason)
    with failing_means():
        if status == _RETURNED:
            returned = _returned(said.unit, found.plan)
            entry = entry._replace(said=said._replace(unit=None), settled=returned)
        elif is_lagging(status, found.plan):
            _tell_word(status, _LAGS)
            entry = entry._replace(status=Status.DOING, settled={"lags": True})
        else:
            again = status == _AGAIN
            entry = entry._replace(status=_status(status, found.plan), reopens=again)
    record(found, words, entry)


_LAGS, _RETURNED, _AGAIN = "滞后", "退回", "回头看"


def _status_first(status: str, words: list[str], plan: Plan) -> tuple[str, list[str]]:
    """The status and the numbers, where the number came first: ``mark 8 长期坚持``."""
    if not is_reference(status, plan):
        return status, words
    place = next((n for n, word in enumerate(words) if _is_status(word, plan)), None)
    if place is None:
        typed = " ".join([status, *words])
        known = "、".join([*STATUS_WORDS.values(), _LAGS, _RETURNED, _AGAIN])
        raise UsageMistake(f"缺少“状态”, 请写: lawgov mark 状态 {typed}。可用: {known}")
    numbers = [status, *words[:place], *words[place + 1 :]]
    hint([f"按 lawgov mark {words[place]} {' '.join(numbers)} 理解。"])
    return words[place], numbers


def _is_status(word: str, plan: Plan) -> bool:
    try:
        return word in {_RETURNED, _AGAIN} or is_lagging(word, plan) or bool(_known(word, plan))
    except UnknownWord:
        return False


def _known(word: str, plan: Plan) -> Status:
    return read_status(word, plan, [_LAGS, _RETURNED, _AGAIN])


def _status(word: str, plan: Plan) -> Status:
    """A status by its word, or by what an office calls it or the step that leads to it."""
    if word == _AGAIN:
        return Status.DOING
    status = _known(word, plan)
    _tell_word(word, own_word(word, plan))
    return status


def _tell_word(word: str, own: str) -> None:
    if own and own != word:
        hint([f"“{word}”按“{own}”登记。"])


def _returned(unit: str | None, plan: Plan) -> dict[str, Any]:
    if not unit:
        raise UsageMistake('退回要写明单位: lawgov mark 退回 21 --unit 市公安局 --reason "…"')
    return {"returned": [find_unit_to_record(unit, plan)]}
