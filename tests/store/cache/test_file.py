from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.cache import file as cache_module
from lawgov_cli.store.cache.file import Cache, Kept, _edition

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


def test_what_was_kept_of_the_very_bytes_is_loaded_with_their_number(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, {"名": ["值", 1, None]})
    assert of(tmp_path).load(DATA) == Kept(len(DATA), {"名": ["值", 1, None]})


def test_what_is_dropped_is_nowhere(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, [1])
    of(tmp_path).drop()
    assert list((tmp_path / "cache").iterdir()) == []


def test_bytes_are_kept_beside_it_whatever_they_are(tmp_path: Path) -> None:
    raw = bytes(range(256))
    of(tmp_path).keep(DATA, [1, raw])
    assert of(tmp_path).load(DATA) == Kept(len(DATA), [1, raw])


def test_a_cache_in_which_one_byte_has_changed_is_not_used(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, [1, bytes(8)])
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert of(tmp_path).load(DATA) is None, place


def test_of_a_file_that_has_grown_the_beginning_is_known(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, "kept")
    assert of(tmp_path).load(DATA + b"id: x\n") == Kept(len(DATA), "kept")


@pytest.mark.parametrize("data", [b"", DATA[:-1], b"schema: 2\n", b"\n" + DATA, DATA.upper()])
def test_of_any_other_bytes_nothing_is_known(data: bytes, tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, "kept")
    assert of(tmp_path).load(data) is None


def test_nothing_is_known_before_anything_is_kept(tmp_path: Path) -> None:
    assert of(tmp_path).load(DATA) is None


def test_another_file_of_the_same_name_elsewhere_has_a_cache_of_its_own(tmp_path: Path) -> None:
    here = Cache(tmp_path / "a" / "plan.yaml", tmp_path / "cache")
    there = Cache(tmp_path / "b" / "plan.yaml", tmp_path / "cache")
    here.keep(DATA, "here")
    assert there.load(DATA) is None
    there.keep(DATA, "there")
    assert here.load(DATA) == Kept(len(DATA), "here")


def test_another_edition_of_the_program_reads_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of(tmp_path).keep(DATA, "kept")
    _edition.cache_clear()
    monkeypatch.setattr(cache_module, "__version__", "99")
    assert of(tmp_path).load(DATA) is None


def test_a_newer_reader_module_reads_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of(tmp_path).keep(DATA, "kept")
    _edition.cache_clear()
    real = os.stat

    def later(path: str) -> object:
        found = real(path)
        return type("Stat", (), {"st_mtime_ns": found.st_mtime_ns + path.endswith("journal.py")})

    monkeypatch.setattr(os, "stat", later)
    assert of(tmp_path).load(DATA) is None


def test_without_a_folder_nothing_is_kept_and_nothing_known(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "plan.yaml", None)
    cache.keep(DATA, "kept")
    assert cache.load(DATA) is None
    assert not list(tmp_path.rglob("plan*"))


def test_where_it_cannot_be_written_nothing_is_said_and_nothing_left_behind(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    of(tmp_path).keep(DATA, "kept")
    assert of(tmp_path).load(DATA) is None
    assert not list(tmp_path.rglob("plan*"))


def test_half_a_character_is_kept_as_it_is(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, "\udcff")
    assert of(tmp_path).load(DATA) == Kept(len(DATA), "\udcff")


class Pair(NamedTuple):
    level: Level
    day: date
    more: tuple[str, ...]


def test_named_tuples_words_of_a_set_and_days_are_kept_as_plain_values(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, {"pair": Pair(Level.POINT, date(2023, 9, 20), ("甲",))})
    kept = {"pair": ("point", "2023-09-20", ("甲",))}
    assert of(tmp_path).load(DATA) == Kept(len(DATA), kept)


def test_keeping_replaces_what_was_kept_and_leaves_one_file(tmp_path: Path) -> None:
    of(tmp_path).keep(DATA, "first")
    of(tmp_path).keep(DATA * 2, "second")
    assert of(tmp_path).load(DATA * 2) == Kept(2 * len(DATA), "second")
    assert len(list((tmp_path / "cache").iterdir())) == 1
