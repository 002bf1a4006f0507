"""The page about filters: every example in it is run."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lawgov_cli.domain.progress import fold
from lawgov_cli.filters.flags import select
from lawgov_cli.filters.grammar import parse_filter
from lawgov_cli.filters.keys import KEYS
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import ROOT, SHIPPED_PLAN, events_of, record
from tests.update_docs import SESSIONS

TODAY = date(2023, 9, 20)
NAME = "docs/filter.zh-CN.md"
GUIDE = (ROOT / NAME).read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```filter\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)

#: Inline code that is a filter: a name, a sign and a value.
TERMS = re.findall(r"`([^`\s]+(?:[:<>=≠])[^`]+)`", GUIDE)

RECORDS = [
    record("7", on="2023-07-05", status="doing", problem="人手不足", percent=40),
    record("9", on="2023-09-05", status="claimed", note="案卷", evidence=["表.pdf"]),
    record("28", on="2023-09-06", due="2023-09-15", status="doing"),
    record("21", on="2023-09-07", status="doing", note="放管服", unit="市公安局"),
]


def kept(text: str) -> list[str]:
    plan = load_plan(SHIPPED_PLAN).plan
    assert plan is not None
    snapshot = fold(plan, events_of(*RECORDS), TODAY)
    selection = select(plan, where=parse_filter(text, plan, TODAY))
    return [state.task.id for state in selection.apply(snapshot)]


@pytest.mark.parametrize("text", [*"".join(BLOCKS).splitlines(), *TERMS])
def test_every_example_can_be_read(text: str) -> None:
    kept(text)


def test_the_first_three_mean_the_same() -> None:
    first, second, third = BLOCKS[0].splitlines()
    assert kept(first) == kept(second) == kept(third) == ["7", "21"]


def test_precedence_is_as_the_page_says() -> None:
    (block,) = [block for block in BLOCKS if "亮灯:红 或 (" in block]
    without, within = block.splitlines()[2:4]
    assert within.replace("(", "").replace(")", "") == without
    assert kept(without) == kept(within) == ["7", "28"]


def test_every_key_has_its_line() -> None:
    rows = re.findall(r"^\| (\S+) \| (\w+) \| `", GUIDE, re.MULTILINE)
    assert rows == [(key.names[0], key.names[-1]) for key in KEYS]


def test_the_page_s_sessions_are_among_those_kept_fresh() -> None:
    assert NAME in SESSIONS
