from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from lawgov_cli.base.reading import OpenFile, Stamp
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.cache import file as cache_module
from lawgov_cli.store.cache.file import Cache, Spoilt, _edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = b"schema: 1\n"


@pytest.fixture(autouse=True)
def _edition_looked_up_anew() -> Iterator[None]:
    yield
    _edition.cache_clear()


def of(folder: Path, name: str = "plan.yaml") -> Cache:
    return Cache(folder / name, folder / "cache")


class Loaded(NamedTuple):
    size: int
    content: object


def opened(folder: Path, data: bytes = DATA) -> OpenFile:
    path = folder / "plan.yaml"
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
    return OpenFile(path)


def keep(folder: Path, content: object, data: bytes = DATA, **parts: bytes) -> None:
    of(folder).keep(opened(folder, data), content, parts)


def load(folder: Path, data: bytes = DATA) -> Loaded | None:
    kept = of(folder).load(opened(folder, data))
    return Loaded(*kept[:2]) if kept else None


def test_what_was_kept_of_the_very_bytes_is_loaded_with_their_number(tmp_path: Path) -> None:
    keep(tmp_path, {"名": ["值", 1, None]})
    assert load(tmp_path) == Loaded(len(DATA), {"名": ["值", 1, None]})


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_nobody_else_may_read_what_is_kept(tmp_path: Path) -> None:
    keep(tmp_path, "值")
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "cache").iterdir()]
    assert modes == [0o600]


def test_what_is_dropped_is_nowhere(tmp_path: Path) -> None:
    keep(tmp_path, [1])
    of(tmp_path).drop()
    assert list((tmp_path / "cache").iterdir()) == []


def test_bytes_are_kept_beside_it_whatever_they_are(tmp_path: Path) -> None:
    raw = bytes(range(256))
    keep(tmp_path, [1, raw])
    assert load(tmp_path) == Loaded(len(DATA), [1, raw])


def test_a_cache_in_which_one_byte_has_changed_is_not_used(tmp_path: Path) -> None:
    keep(tmp_path, [1, bytes(8)])
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    body = whole.rindex(b"\n") + 1
    right = Loaded(len(DATA), [1, bytes(8)])
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        found = load(tmp_path)
        assert found is None or (place < body and found == right), place


def test_a_part_is_read_when_asked_for_and_a_changed_one_is_not_used(tmp_path: Path) -> None:
    keep(tmp_path, "kept", one=b"1" * 9, two=b"2" * 9)
    kept = of(tmp_path).load(opened(tmp_path))
    assert kept
    assert (kept.part("one"), kept.part("two")) == (b"1" * 9, b"2" * 9)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes().replace(b"111222", b"113222"))
    kept = of(tmp_path).load(opened(tmp_path))
    assert kept
    assert kept.part("two") == b"2" * 9
    with pytest.raises(Spoilt):
        kept.part("one")
    with pytest.raises(LookupError):
        kept.part("three")


LONG = b"- {}\n" * 60_000


@pytest.mark.parametrize("place", [1, len(LONG) // 2, len(LONG) - 2])
@pytest.mark.parametrize("grows", [b"", b"- {}\n"])
def test_a_byte_changed_in_place_is_noticed_by_the_time_of_the_file(
    place: int, grows: bytes, tmp_path: Path
) -> None:
    keep(tmp_path, "kept", LONG)
    path = tmp_path / "plan.yaml"
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"X")
        file.seek(0, os.SEEK_END)
        file.write(grows)
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert of(tmp_path).load(OpenFile(path)) is None


def test_a_file_as_it_was_is_not_summed_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> str:
        raise AssertionError

    keep(tmp_path, "kept", LONG)
    path, cache = tmp_path / "plan.yaml", of(tmp_path)
    os.utime(path, ns=(0, 1))
    assert cache.load(OpenFile(path))  # the time is another: looked at once
    monkeypatch.setattr(cache_module, "_whole", never)
    assert cache.load(OpenFile(path))
    before = OpenFile(path).stamp
    with path.open("ab") as file:
        file.write(b"- {}\n")
    cache.follow(before, OpenFile(path).stamp)  # it was this program
    assert cache.load(OpenFile(path))
    cache.follow(before, Stamp(0, 0, 0))  # it was not as it was left
    assert cache.load(OpenFile(path))
    with path.open("ab") as file:
        file.write(b"- {}\n")
    with pytest.raises(AssertionError):
        cache.load(OpenFile(path))


def test_what_was_written_to_while_it_was_read_is_not_kept(tmp_path: Path) -> None:
    file = opened(tmp_path, LONG)
    path = tmp_path / "plan.yaml"
    path.write_bytes(LONG)
    os.utime(path, ns=(0, file.stamp.mtime + 1))
    of(tmp_path).keep(file, "kept")
    assert of(tmp_path).load(OpenFile(path)) is None
    assert not list((tmp_path / "cache").iterdir())


def test_of_a_file_that_has_grown_the_beginning_is_known(tmp_path: Path) -> None:
    keep(tmp_path, "kept")
    assert load(tmp_path, DATA + b"id: x\n") == Loaded(len(DATA), "kept")


@pytest.mark.parametrize("data", [b"", DATA[:-1], b"schema: 2\n", b"\n" + DATA, DATA.upper()])
def test_of_any_other_bytes_nothing_is_known(data: bytes, tmp_path: Path) -> None:
    keep(tmp_path, "kept")
    assert load(tmp_path, data) is None


def test_nothing_is_known_before_anything_is_kept(tmp_path: Path) -> None:
    assert load(tmp_path) is None


def test_another_file_of_the_same_name_elsewhere_has_a_cache_of_its_own(tmp_path: Path) -> None:
    here = Cache(tmp_path / "a" / "plan.yaml", tmp_path / "cache")
    there = Cache(tmp_path / "b" / "plan.yaml", tmp_path / "cache")
    here.keep(opened(tmp_path), "here")
    assert there.load(opened(tmp_path)) is None
    there.keep(opened(tmp_path), "there")
    kept = here.load(opened(tmp_path))
    assert kept
    assert kept.content == "here"


def test_another_edition_of_the_program_reads_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "kept")
    _edition.cache_clear()
    monkeypatch.setattr(cache_module, "__version__", "99")
    assert load(tmp_path) is None


def test_a_newer_reader_module_reads_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "kept")
    _edition.cache_clear()
    real = os.stat

    def later(path: str, **how: bool) -> object:
        found = real(path, **how)
        if not str(path).endswith("journal.py"):
            return found
        return type("Stat", (), {"st_mtime_ns": found.st_mtime_ns + 1})

    monkeypatch.setattr(os, "stat", later)
    assert load(tmp_path) is None


def test_without_a_folder_nothing_is_kept_and_nothing_known(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "plan.yaml", None)
    cache.keep(opened(tmp_path), "kept")
    assert cache.load(opened(tmp_path)) is None
    assert {path.name for path in tmp_path.rglob("plan*")} == {"plan.yaml"}


def test_where_it_cannot_be_written_nothing_is_said_and_nothing_left_behind(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    keep(tmp_path, "kept")
    assert load(tmp_path) is None
    assert {path.name for path in tmp_path.rglob("plan*")} == {"plan.yaml"}


def test_half_a_character_is_kept_as_it_is(tmp_path: Path) -> None:
    keep(tmp_path, "\udcff")
    assert load(tmp_path) == Loaded(len(DATA), "\udcff")


class Pair(NamedTuple):
    level: Level
    day: date
    more: tuple[str, ...]


def test_named_tuples_words_of_a_set_and_days_are_kept_as_plain_values(tmp_path: Path) -> None:
    keep(tmp_path, {"pair": Pair(Level.POINT, date(2023, 9, 20), ("甲",))})
    kept = {"pair": ("point", "2023-09-20", ("甲",))}
    assert load(tmp_path) == Loaded(len(DATA), kept)


def test_keeping_replaces_what_was_kept_and_leaves_one_file(tmp_path: Path) -> None:
    keep(tmp_path, "first")
    keep(tmp_path, "second", DATA * 2)
    assert load(tmp_path, DATA * 2) == Loaded(2 * len(DATA), "second")
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_cache_that_cannot_be_opened_is_not_followed_and_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "值")
    stamp = opened(tmp_path).stamp

    def no(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(cache_module, "OpenFile", no)
    of(tmp_path).follow(stamp, stamp)


def test_a_part_that_cannot_be_read_any_more_is_spoilt(tmp_path: Path) -> None:
    keep(tmp_path, "值", a=b"1")
    kept = of(tmp_path).load(opened(tmp_path))
    assert kept is not None
    of(tmp_path).drop()
    with pytest.raises(Spoilt):
        kept.part("a")
