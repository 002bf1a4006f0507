"""A unit's reply → the records that it makes, and what the ledger already has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.answers import LAGS, REPORTED, Answer
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.importer.replies.reply import ReplyRow

_CODES = {word: status.value for status, word in STATUS_WORDS.items()}
_WORDS = {status.value: word for status, word in STATUS_WORDS.items()}


def contents(
    rows: Iterable[ReplyRow], unit: str, period: Period, received: date, today: date
) -> list[dict[str, Any]]:
    """The fields of a record for each row, in the order of the table of fields.

    They are about the day of receipt, or the period's last day where that is earlier.
    """
    day = min(received, period.last)
    head = {"on": day.isoformat()} if day != today else {}
    about = {"unit": unit, "received": received.isoformat(), "period": period.name}
    return [{**head, "task": row.task, **about, **_fields(row.answer)} for row in rows]


def _fields(answer: Answer) -> dict[str, Any]:
    percent = answer.percent
    said = {
        "status": _status(answer.status),
        "zero": answer.zero,
        "lags": answer.status == LAGS,
        "percent": int(percent) if percent is not None and percent == int(percent) else percent,
        "note": answer.text,
        "problem": answer.problem,
        "next": answer.next,
        "evidence": list(answer.evidence),
    }
    return {
        name: value for name, value in said.items() if value or (value == 0 and name == "percent")
    }


def _status(word: str) -> str:
    if word == LAGS:
        return Status.DOING.value
    return Status.DONE.value if word == REPORTED else _CODES.get(word, "")


def given(events: Iterable[Event], period: Period) -> dict[str, Answer]:
    """Task → what a unit's *events* last said of it for *period*: what a form would hold."""
    return {task: said[-1] for task, said in all_given(events, period).items()}


def all_given(events: Iterable[Event], period: Period) -> dict[str, list[Answer]]:
    """Task → all that a unit's *events* said of it for *period*, in their order."""
    found: dict[str, list[Answer]] = {}
    for event in events:
        if (event.get("period") or event.day[:7]) == period.name:
            found.setdefault(event.task, []).append(_answer(event))
    return found


def _answer(event: Event) -> Answer:
    status = event.get("status") or ""
    word = REPORTED if status == Status.DONE.value else _WORDS.get(status, "")
    return Answer(
        text=event.note,
        status=LAGS if event.get("lags") else word,
        percent=event.get("percent"),
        problem=event.get("problem") or "",
        next=event.get("next") or "",
        evidence=tuple(item.name for item in event.evidence),
        zero=bool(event.get("zero")),
    )
