from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.errors import DataUnreadable
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.domain.plan import Group, Layout, LightRules, Plan, Unit
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.cache import plan as plan_cache
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.plan import cached_plan, keep_plan
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from tests.helpers import SHIPPED_PLAN, plan_of
from tests.store.test_plan_file import FULL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def opened(folder: Path, data: bytes) -> OpenFile:
    path = folder / "p.yaml"
    path.write_bytes(data)
    return OpenFile(path)


PLANS = [plan_of(), plan_of(FULL), plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_a_plan_kept_comes_back_equal(plan: Plan, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, opened(tmp_path, b"data"), plan)
    known = cached_plan(cache, opened(tmp_path, b"data"))
    assert known == plan
    assert known is not None
    assert list(map(type, known._replace(tasks=()))) == list(map(type, plan._replace(tasks=())))
    assert list(known.walk()) == list(plan.walk())
    assert known.tree.labels == plan.tree.labels
    assert list(map(list, known.tree.shape)) == list(map(list, plan.tree.shape))
    for there, here in zip(known.walk(), plan.walk(), strict=True):
        assert list(map(type, there._replace(tasks=()))) == list(map(type, here._replace(tasks=())))


@pytest.mark.parametrize("size", [0, 100, 500, 3000])
def test_a_plan_kept_in_many_parts_comes_back_equal_in_any_order(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_cache, "_PART", size)
    plan = PLANS[2]
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, opened(tmp_path, b"data"), plan)
    known = cached_plan(cache, opened(tmp_path, b"data"))
    assert known is not None
    for name in (*reversed(list(plan.by_id)), *plan.by_id):
        assert known.by_id[name] == plan.by_id[name]
        assert known.by_id[name] is known.by_id[name], "whoever marks tasks finds them again"
    kept = cache.load(opened(tmp_path, b"data"))
    assert kept is not None
    _, _, starts, parts = kept.content
    assert len(parts) > (8 if size < 3000 else 1)  # more than are held at a time
    first = {name: plan_cache._numbers(starts)[at] for at, name in enumerate(plan.by_id)}  # noqa: SLF001
    measures = [task.id for task in plan.walk() if task.level is Level.MEASURE]
    others = [name for name in first if name not in measures]
    assert max(first[name] for name in others) < min(first[name] for name in measures)


def test_of_a_plan_kept_only_the_tasks_asked_for_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, opened(tmp_path, b"data"), PLANS[0])
    made: list[str] = []
    make = plan_cache._TASK  # noqa: SLF001 - it is counted

    def counted(values: list[Any]) -> Any:  # noqa: ANN401 - a task
        made.append(values[0])
        return make(values)

    monkeypatch.setattr(plan_cache, "_TASK", counted)
    known = cached_plan(cache, opened(tmp_path, b"data"))
    assert known is not None
    assert known.points[-1].title == PLANS[0].points[-1].title
    assert [task.id for task in known.by_id["1"].tasks] == ["1.1", "1.2"]
    assert made == ["4", "1", "1.1", "1.2"]


SHIPPED = SHIPPED_PLAN.read_bytes()
KINDS_OF_DAMAGE: list[Callable[[bytes, int], bytes]] = [
    lambda kept, place: kept[:place],
    lambda kept, place: kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :],
]


@pytest.mark.parametrize("damage", KINDS_OF_DAMAGE, ids=["cut", "another byte"])
@pytest.mark.parametrize("share", [0, 0.02, 0.1, 0.3, 0.6, 0.9, 0.9999])
def test_a_plan_of_which_a_part_is_spoilt_is_read_from_its_own_file(
    damage: Callable[[bytes, int], bytes], share: float, tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, opened(tmp_path, SHIPPED), PLANS[2])
    (file,) = (tmp_path / "cache").iterdir()
    kept = file.read_bytes()
    file.write_bytes(damage(kept, int(share * len(kept))))
    known = cached_plan(cache, OpenFile(tmp_path / "p.yaml"))
    if known is not None:
        assert known == PLANS[2]
        assert list(known.by_id) == list(PLANS[2].by_id)
        assert list(known.tree.labels) == list(PLANS[2].tree.labels)
        assert not file.exists(), "the next command would read all of it again"


def test_a_spoilt_part_of_a_plan_that_was_changed_meanwhile_is_not_guessed(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, opened(tmp_path, SHIPPED), PLANS[2])
    known = cached_plan(cache, OpenFile(tmp_path / "p.yaml"))
    assert known is not None
    cache.drop()
    (tmp_path / "p.yaml").write_bytes(SHIPPED.replace("市".encode(), "县".encode()))
    with pytest.raises(DataUnreadable, match="工作要点正在被别的程序改写"):
        list(known.walk())


@pytest.mark.parametrize("data", [b"", b"Data", b"data2", b"dat"])
def test_it_does_not_where_a_single_byte_differs(data: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, opened(tmp_path, b"data"), PLANS[0])
    assert cached_plan(cache, opened(tmp_path, data)) is None


@pytest.mark.parametrize("content", [None, [], [1, 2], {"a": 1}, [[]] * len(Plan._fields), "x"])
def test_what_is_no_plan_is_read_afresh(content: object, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    cache.keep(opened(tmp_path, b"data"), content)
    assert cached_plan(cache, opened(tmp_path, b"data")) is None


# ---------------------------------------------------------------- what is written loads back

#: Names and texts as hostile as a document may be, without what no plan may hold.
TEXT = st.text(
    st.sampled_from("甲乙 :#-'\"[]{},&*!|>%@`?~=<\\\t\n年1.0eynofftrue（）：“”😀"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() == text and text not in {"~", "null"})


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with any texts in it."""
    names = draw(st.lists(TEXT, min_size=3, max_size=5, unique=True))
    alias, group, *units = names
    registry = {name: Unit(name, abbr=("x",)) for name in units}
    registry[units[0]] = Unit(
        units[0], (alias,), tuple(draw(st.lists(TEXT, max_size=2, unique=True)))
    )
    base = plan_of()
    point = base.by_id["2"]._replace(
        title=draw(TEXT),
        text=draw(TEXT | st.just("")),
        lead=(alias,),
        responsible=tuple(units),
        due_words=draw(TEXT | st.just("")),
        form=draw(st.none() | st.just("") | TEXT),
        printed_units=draw(st.none() | st.just("") | TEXT),
    )
    section = base.tasks[0]._replace(
        title=draw(TEXT), label=draw(TEXT | st.just("")), tasks=(point,)
    )
    return Plan(
        *base._replace(
            title=draw(TEXT),
            units=registry,
            groups={group: Group(group, (), tuple(units), draw(TEXT | st.just("")))},
            tasks=(section,),
            preamble=draw(TEXT | st.just("")),
            notice=draw(st.just({}) | st.fixed_dictionaries({"body": TEXT})),
            layout=Layout(join=draw(TEXT)),
            lights=LightRules(behind_red=draw(st.integers(0, 99)), red=draw(TEXT)),
            report_day=draw(st.integers(1, 31)),
        )
    )


@given(plans())
def test_any_plan_written_loads_back_equal(plan: Plan) -> None:
    loaded = read_plan(plan_yaml(plan).encode(), "p.yaml")
    assert loaded.problems == []
    assert loaded.plan == plan


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_these_plans_written_load_back_equal(plan: Plan) -> None:
    assert read_plan(plan_yaml(plan).encode(), "p.yaml").plan == plan
