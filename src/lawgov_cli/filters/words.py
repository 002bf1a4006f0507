"""What people type, in flags and in filters alike: lists, and the words of the closed sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lawgov_cli.base.errors import UnknownWord, UsageMistake
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.words import folded
from lawgov_cli.domain.status_words import (
    LAGGING_WORDS,
    OTHER_STATUS_WORDS,
    STATUS_OF,
    UNCLEAR_WORDS,
    own_words,
)
from lawgov_cli.domain.units import find_unit
from lawgov_cli.domain.vocabulary import (
    FINISHED,
    KIND_WORDS,
    REPEAT_WORDS,
    STATUS_WORDS,
    Light,
    Role,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.vocabulary import Kind, Repeat

_Value = TypeVar("_Value")

#: The signs between the values of a list, in their small and half forms too.
SEPARATORS = ",，﹐、﹑､;；﹔"
_PART = pattern(rf"[^{SEPARATORS}]+")

#: What is called a status, and is seen by its light.
_LIGHTS = {
    **dict.fromkeys(LAGGING_WORDS, Light.YELLOW),
    **dict.fromkeys(("逾期", "已逾期", "超期", "过期"), Light.RED),
}

#: Everything on which something is still to be done.
_UNFINISHED = ("未完成", "open", "未办结")

_OTHERS = {name: status for status, names in OTHER_STATUS_WORDS.items() for name in names}
STATUSES: dict[str, frozenset[Status]] = {
    **{name: frozenset({status}) for name, status in STATUS_OF.items()},
    **dict.fromkeys(_UNFINISHED, frozenset(Status) - FINISHED),
}
_KINDS = {name: kind for kind, word in KIND_WORDS.items() for name in (kind.value, word)}

#: What each role is called; the first name is the one shown, the last its code.
ROLE_NAMES = {
    Role.LEAD: ("牵头", "牵头单位", "lead"),
    Role.RESPONSIBLE: ("责任", "责任单位", "responsible"),
    Role.COLLECTOR: ("汇总", "汇总单位", "collector"),
}
_ROLES = {name: role for role, names in ROLE_NAMES.items() for name in names}


def pieces(words: Iterable[str], whole: Callable[[str], bool] = lambda _run: False) -> list[str]:
    """The parts of *words*, each of which may be a list such as ``推进中、待核验``.

    Nothing at all is a part too, so that whoever reads it says so.

    Parameters:
        whole: whether a run of several parts, as typed, is one part that holds a separator.
    """
    found = []
    for word in words:
        spans = [part.span() for part in _PART.finditer(word) if part[0].strip()] or [(0, 0)]
        while spans:
            runs = [word[spans[0][0] : end].strip() for _, end in spans]
            last = next((n for n in range(len(runs) - 1, 0, -1) if whole(runs[n])), 0)
            found.append(runs[last])
            del spans[: last + 1]
    return found


def read_units(
    words: Iterable[str], plan: Plan, find: Callable[[str, Plan], str] = find_unit
) -> tuple[str, ...]:
    """The canonical names of the units in *words*, each once, as *find* reads each.

    Raises:
        NotFound: one of them is unknown, or could be several.
    """
    names = {folded(name) for name in plan.canonical}
    parts = pieces(words, lambda run: folded(run) in names)
    return tuple(dict.fromkeys(find(part, plan) for part in parts))


def read_sections(words: Collection[str], plan: Plan) -> tuple[str, ...]:
    """The ids of the sections in *words*, each once; a title may be typed with its commas.

    Raises:
        NotFound: one of them is unknown.
    """
    titles = [folded(task.title) for task in plan.walk() if task.level.is_heading] if words else []
    parts = pieces(words, lambda run: any(folded(run) in title for title in titles))
    return tuple(dict.fromkeys(read_section(part, plan) for part in parts))


def read_section(word: str, plan: Plan) -> str:
    """The id of one section."""
    from lawgov_cli.domain.task_numbers import resolve_section  # few commands name one

    return resolve_section(word, plan).id


def statuses_of(plan: Plan) -> dict[str, frozenset[Status]]:
    """Every word to look for statuses by, those of the plan's own office among them."""
    return STATUSES | {word: frozenset({status}) for word, status in own_words(plan).items()}


def read_statuses(word: str, plan: Plan) -> frozenset[Status]:
    """The statuses to look for: one, or all that are open."""
    known = statuses_of(plan)
    _require_clear(word, known)
    if folded(word) not in known and folded(word) in _LIGHTS:
        light = plan.lights.word(_LIGHTS[folded(word)])
        raise UsageMistake(
            f"“{word}”要看亮灯, 不是办理状态: 请写 --light {light} 或 亮灯:{light}。"
        )
    return _read(word, known, "办理状态", [*STATUS_WORDS.values(), _UNFINISHED[0]])


def read_status(word: str, plan: Plan, also: Collection[str] = ()) -> Status:
    """The status to record; *also* are the words that the caller takes beside the six."""
    known = STATUS_OF | own_words(plan)
    _require_clear(word, known)
    return _read(word, known, "办理状态", [*STATUS_WORDS.values(), *also])


def _require_clear(word: str, known: Collection[str]) -> None:
    plain = folded(word)
    if plain in UNCLEAR_WORDS and plain not in known:
        raise UsageMistake(
            f"“{word}”没有说明是否已经完成: 已经完成的写“已完成”, 还在办的写“推进中”。"
        )


def own_word(word: str, plan: Plan) -> str:
    """The program's word for a status that *word* calls as other offices do; empty for its own."""
    plain = folded(word)
    status = own_words(plan).get(plain) or _OTHERS.get(plain)
    return status.word if status else ""


def is_lagging(word: str, plan: Plan) -> bool:
    """Whether *word* says that an item lags."""
    return folded(word) in LAGGING_WORDS and folded(word) not in own_words(plan)


def read_light(word: str, plan: Plan) -> Light:
    """A light by its code, its usual word or the plan's own."""
    shown = [*(plan.lights.word(light) for light in Light if light is not Light.NONE), "无"]
    return _read(word, lights_by_word(plan), "亮灯", shown)


def read_kind(word: str, also: Collection[str] = ()) -> Kind:
    """A kind of task; *also* are the words that the caller takes beside the three."""
    return _read(word, _KINDS, "任务类型", [*KIND_WORDS.values(), *also])


def read_repeat(word: str) -> Repeat | None:
    """How often something is due again; ``None`` where that is not what *word* says."""
    plain = folded(word).removesuffix("一次").replace("每个", "每")
    return _REPEATS.get(
        {"每季": "每季度", "每年度": "每年", "每半年度": "每半年"}.get(plain, plain)
    )


_REPEATS = {word: repeat for repeat, word in REPEAT_WORDS.items()}


def read_role(word: str) -> Role:
    """What a unit is to a task."""
    return _read(
        word, _ROLES, "角色", [f"{names[-1]}({names[0]})" for names in ROLE_NAMES.values()]
    )


def lights_by_word(plan: Plan) -> dict[str, Light]:
    """Every light by its code, its usual word and the plan's own word."""
    usual = dict(zip("红黄蓝绿无", Light, strict=True))
    own = {folded(plan.lights.word(light)): light for light in Light}
    return usual | {light.value: light for light in Light} | own


def _read(word: str, known: Mapping[str, _Value], what: str, shown: Collection[str]) -> _Value:
    """The one of *known* that *word* names.

    Raises:
        UnknownWord: none; the nearest are given, and those *shown*.
    """
    plain = folded(word)
    if plain not in known:
        own = nearest(plain, (known.keys() - _OTHERS.keys() - {*_UNFINISHED}) | {*shown})
        raise UnknownWord(word, what, shown, own or _nearest_other(plain, known))
    return known[plain]


def _nearest_other(word: str, known: Mapping[str, _Value]) -> str:
    """The hint by what other offices say: 已完成 for 办结了."""
    import difflib

    others = [name for name in _OTHERS if name in known]
    near = difflib.get_close_matches(word, others, n=1)
    return f"您是否要写: {_OTHERS[near[0]].word}?  " if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """``您是否要写: 状态?`` for the known words that look most like *word*; empty without any."""
    import difflib

    near = difflib.get_close_matches(folded(word), known, n=2, cutoff=0.5)
    return f"您是否要写: {' 或 '.join(near)}?  " if near else ""
