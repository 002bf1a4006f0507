"""督办单: what each is, its number, the ladder of its levels, and what came of it in the journal.

A government office urges (督) the bodies under it; to party bodies and courts it writes (函). Which
they are is the plan's to say (``letter: true``), not the program's to guess. The two are numbered
apart; ladder, earlier slips, replies and chases are those of one unit on one task.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import is_day, long_date
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.undo import effective

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.timeline import Timeline

#: Level → the word on the slip. Blue reminds, yellow urges, red warns.
LEVELS = {"蓝": "提醒单", "黄": "督办单", "红": "督办单"}
_ORDER = list(LEVELS)
#: The rows of numbers: of what urges, and of letters.
URGED, WRITTEN = SERIES = ("督", "函")


class Slip(NamedTuple):
    """A slip as recorded; one that is only looked at has no number yet."""

    series: str
    year: int
    number: int
    level: str
    unit: str
    reply_by: str

    @property
    def code(self) -> str:
        """``督〔2023〕1号``; without a number ``督〔2023〕第〔〕号``."""
        number = f"{self.number}号" if self.number else "第〔〕号"
        return f"{self.series}〔{self.year}〕{number}"

    @property
    def form(self) -> str:
        """What it is called."""
        return "函" if self.series == WRITTEN else LEVELS[self.level]

    @property
    def key(self) -> tuple[str, int, int]:
        """What it is cited by."""
        return (self.series, self.year, self.number)


class Issued(NamedTuple):
    """A slip in the journal and what came of it.

    ``repeated``: another slip that counts has the same number, given on another copy.
    ``replies`` and ``chases`` are its unit's on its task, in the order of their days: chases from
    the day it was issued until it was answered.
    """

    slip: Slip
    record: Event
    withdrawn: bool
    repeated: bool
    replies: tuple[Event, ...]
    chases: tuple[Event, ...]

    @property
    def answered(self) -> str:
        """The day of the first reply; empty while there is none."""
        return self.replies[0].day if self.replies else ""

    def overdue(self, today: date) -> int:
        """By how many days the reply came, or is, too late."""
        end = date.fromisoformat(self.answered) if self.answered else today
        return max((end - date.fromisoformat(self.slip.reply_by)).days, 0)


def series_of(unit: str, plan: Plan) -> str:
    """In which row of numbers a slip to *unit* stands: whether it is urged or written to."""
    return WRITTEN if unit in plan.units and plan.units[unit].letter else URGED


def slip_of(record: Event, plan: Plan) -> Slip:
    """The slip that *record* issued; an old record's series follows from its unit's standing."""
    said = record.get("slip")
    unit = plan.canonical.get(said["unit"], said["unit"])
    series = said.get("series") or series_of(unit, plan)
    return Slip(series, said["year"], said["number"], said["level"], unit, said["reply_by"])


def register(events: Timeline, plan: Plan) -> list[Issued]:
    """Every slip of the journal in the order issued, those taken back too: no number is lost."""
    counting = effective(events).events.named(plan.canonical)
    numbers = Counter(slip_of(event, plan).key for event in counting.having("slip"))
    standing = {event.id for event in counting.having("slip")}
    by_unit = counting.having("reply").by_unit()
    issued = []
    for record in sorted(events.having("slip"), key=lambda event: (event.at, event.id)):
        slip = slip_of(record, plan)
        counts = record.id in standing
        of_unit = (e for e in by_unit.get(slip.unit, ()) if e.task == record.task)
        replies = tuple(e for e in of_unit if counts and _replied(e) == slip.key)
        until = replies[0].day if replies else "9999"
        urged = chases_of(counting, slip.unit, record.task, plan) if counts else []
        issued.append(
            Issued(
                slip=slip,
                record=record,
                withdrawn=not counts,
                repeated=counts and numbers[slip.key] > 1,
                replies=replies,
                chases=tuple(e for e in urged if record.day <= e.day <= until),
            )
        )
    return issued


def _replied(event: Event) -> tuple[str, int, int]:
    said = event.get("reply")
    return (said["series"], said["year"], said["number"])


def _chased(event: Event, plan: Plan) -> str:
    name: str = event.get("chase")["unit"]
    return plan.canonical.get(name, name)


def chases_of(events: Timeline, unit: str, task: str, plan: Plan) -> list[Event]:
    """The times *unit* was urged about *task*, the oldest first."""
    urged = events.having("chase").of_tasks({task})
    return [event for event in urged if _chased(event, plan) == unit]


def to_unit(issued: Iterable[Issued], unit: str, task: str) -> list[Issued]:
    """Those that *unit* was sent on *task* and that count."""
    return [
        one
        for one in issued
        if one.slip.unit == unit and one.record.task == task and not one.withdrawn
    ]


def numbered(slip: Slip, events: Timeline, plan: Plan) -> dict[str, Any]:
    """The record's ``slip`` field with the next number of its row; taken-back numbers stay used."""
    slips = (slip_of(event, plan) for event in events.having("slip"))
    used = [one.number for one in slips if one.key[:2] == slip.key[:2]]
    return slip._replace(number=max(used, default=0) + 1)._asdict()


def level_of(word: str) -> str:
    """A level by its word.

    Raises:
        UsageMistake: no such level.
    """
    level = word.removesuffix("单").removesuffix("色")
    if level not in LEVELS:
        raise UsageMistake(f"没有“{word}”这一级。可用: 蓝(提醒)、黄(督办)、红(督办)")
    return level


def next_level(earlier: Sequence[Issued]) -> str:
    """The rung of the ladder that comes after *earlier*; the last one again after the last."""
    return _ORDER[min(_highest(earlier) + 1, len(_ORDER) - 1)]


def skips(earlier: Sequence[Issued], level: str) -> str:
    """Why issuing *level* after *earlier* passes over a level; empty where it does not."""
    highest = _highest(earlier)
    if _ORDER.index(level) > highest + 1:
        before = f"只发过{_ORDER[highest]}色单" if earlier else "没有发过单"
        return f"越级: 本项此前对该单位{before}, 按次序应先发{_ORDER[highest + 1]}色单,"
    return ""


def _highest(earlier: Iterable[Issued]) -> int:
    return max((_ORDER.index(one.slip.level) for one in earlier), default=-1)


# ---------------------------------------------------------------- the fields of records


def slip_fault(content: Mapping[str, Any], _word: str) -> str:
    """What is wrong with a ``slip`` field; empty where nothing is."""
    if not _is_number(content, series=content.get("series", URGED)):
        return "发单缺少编号或年份"
    level = content.get("level")
    if not (_is_text(level) and level in LEVELS and _is_text(content.get("unit"))):
        return "发单的级别或单位写法不对"
    day = str(content.get("reply_by"))
    return "" if is_day(day) else f"日期“{day}”写法不对"


def reply_fault(content: Mapping[str, Any], _word: str) -> str:
    """What is wrong with a ``reply`` field; empty where nothing is."""
    series = content.get("series")
    return "" if _is_number(content, series=series) else "答复没有写明是哪一张单"


def chase_fault(content: Mapping[str, Any], _word: str) -> str:
    """What is wrong with a ``chase`` field; empty where nothing is."""
    if not (_is_text(content.get("unit")) and _is_text(content.get("how"))):
        return "催办缺少单位或方式"
    said = [content.get(name, "") for name in ("who", "answer")]
    return "" if all(isinstance(word, str) for word in said) else "催办的写法不对"


def _is_number(content: Mapping[str, Any], *, series: object) -> bool:
    numbers = (content.get("number"), content.get("year"))
    return series in SERIES and all(type(n) is int and 0 < n < 10_000 for n in numbers)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def slip_words(content: Mapping[str, Any]) -> str:
    """``发蓝色单给市司法局, 限2023年9月30日前反馈``."""
    reply_by = long_date(content["reply_by"])
    return f"发{content['level']}色单给{content['unit']}, 限{reply_by}前反馈"


def reply_words(content: Mapping[str, Any]) -> str:
    """``答复督〔2023〕1号``."""
    return f"答复{content['series']}〔{content['year']}〕{content['number']}号"


def chase_words(content: Mapping[str, Any]) -> str:
    """``电话催办市公安局, 张三答: 月底前报``."""
    said = f"{content['how']}催办{content['unit']}"
    who, answer = content.get("who", ""), content.get("answer", "")
    if answer:
        return f"{said}, {who}答: {answer}"
    return f"{said}({who})" if who else said
