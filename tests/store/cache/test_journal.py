"""Reading a journal through the cache is reading it, whatever happened to either file."""

from __future__ import annotations

import marshal
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base import reading
from lawgov_cli.base.errors import DataUnreadable
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.cache import journal as journal_cache
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.journal import read_journal
from lawgov_cli.store.cache.rows import rows_of
from lawgov_cli.store.journal import format_record, parse_journal
from lawgov_cli.store.journal import read_journal as read_plainly
from tests.helpers import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lawgov_cli.store.cache.journal import Journal
    from lawgov_cli.store.journal import JournalRead


TODAY = date(2023, 3, 20)


@pytest.fixture(autouse=True)
def _even_a_short_journal_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_cache, "_WORTH_KEEPING", 1)


def told(read: JournalRead | Journal) -> tuple[Any, ...]:
    """All that a reading tells: the records that count with their lines, and every problem."""
    counted = effective(read.events)
    columns, rows = counted.events.columns, counted.events.rows
    looked_at = [columns.day, columns.recorded, columns.task, columns.unit, columns.status]
    events = [
        (event.line, event.day, event.batch, event.data, [column[row] for column in looked_at])
        for row, event in zip(rows, counted.events, strict=True)
    ]
    return events, counted.cancelled, read.problems


def reads_the_same(folder: Path, data: bytes) -> None:
    """Twice through the cache (it may be made the first time) and once without."""
    path = folder / "j.journal.yaml"
    path.write_bytes(data)
    cache = Cache(path, folder / "cache")
    plain = told(read_plainly(path))
    assert told(read_journal(path, cache, TODAY)) == plain
    assert told(read_journal(path, cache, TODAY)) == plain


def lines_of(*records: dict[str, Any]) -> bytes:
    return "".join(f"{format_record(item)}\n" for item in records).encode()


FIRST, SECOND, THIRD = (
    lines_of(record("1", on=f"2023-0{n}-01", number=n, note=f"第{n}条", status="doing"))
    for n in (1, 2, 3)
)

# ---------------------------------------------------------------- random journals, random cuts

TEXT = st.text(max_size=6) | st.sampled_from(["退回\r\n重报", "\u2028\x85\ufeff", "😀", '"\\'])
DAYS = st.integers(1, 28).map("2023-03-{:02}".format)
BODIES = st.fixed_dictionaries(
    {"at": DAYS.map("{}T09:00:00+08:00".format)},
    optional={
        "on": DAYS,
        "batch": st.sampled_from(["b1", "b2"]),
        "unit": st.sampled_from(["甲局", "乙局"]),
        "status": st.sampled_from(["doing", "done"]),
        "note": TEXT,
        "evidence": st.lists(TEXT, max_size=2),
        "percent": st.integers(0, 100) | st.just(12.5),
        "later": st.none() | st.dictionaries(TEXT, TEXT, max_size=2),
    },
)
KINDS = st.sampled_from([{"task": "1"}, {"task": "3.2"}, {"undo": "b1"}, {"undo": "r03"}])
DAMAGED = st.sampled_from(
    [
        b"\n",
        b"\r\n",
        b"# \xe5\xa4\x87\xe6\xb3\xa8\n",
        b"<<<<<<< HEAD\n",
        b'- {"id":"x"\n',
        b"- [1]\n",
        b"\xff\xfe\n",
        b'- {"id":"d","at":"2023-02-30T00:00:00Z","task":"1"}\n',
    ]
)


@st.composite
def lines(draw: st.DrawFn, *, sound: bool, known: tuple[bytes, ...] = ()) -> list[bytes]:
    """Lines of a journal; a record may come twice, as after a merge, and so may *known* ones."""
    bodies = draw(st.lists(st.tuples(BODIES, KINDS), min_size=1, max_size=8))
    made = [
        lines_of({"id": f"r{number:02}", **body, **kind})
        for number, (body, kind) in enumerate(bodies, len(known))
    ]
    one = st.sampled_from([*made, *known])
    if not sound:
        one = one | one | one | one.map(lambda line: line[:-1] + b"\r\n") | DAMAGED
    return draw(st.lists(one, max_size=12))


@st.composite
def grown(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A sound journal, and the same with anything after it."""
    known = draw(lines(sound=True))
    return b"".join(known), b"".join([*known, *draw(lines(sound=False, known=tuple(known)))])


@given(grown(), st.integers(0, 40))
def test_after_a_sound_journal_has_grown_by_anything_it_reads_as_without_the_cache(
    tmp_path_factory: pytest.TempPathFactory, journals: tuple[bytes, bytes], torn: int
) -> None:
    folder = tmp_path_factory.mktemp("grown")
    known, now = journals
    reads_the_same(folder, known)
    reads_the_same(folder, now)
    reads_the_same(folder, now[: max(len(now) - torn, 0)])
    reads_the_same(folder, now + SECOND)


@given(lines(sound=False), st.data())
def test_whatever_a_journal_holds_it_reads_as_without_the_cache_at_every_length(
    tmp_path_factory: pytest.TempPathFactory, held: list[bytes], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    whole = b"".join(held)
    for length in data.draw(st.lists(st.integers(0, len(whole)), max_size=4)):
        reads_the_same(folder, whole[:length])
    reads_the_same(folder, whole)


# ---------------------------------------------------------------- single cases


def test_the_lines_known_before_are_not_decoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_the_same(tmp_path, FIRST + SECOND)
    read = []

    def watched(data: bytes, file: str, first_line: int) -> JournalRead:
        read.append((data, first_line))
        return parse_journal(data, file, first_line)

    monkeypatch.setattr(journal_cache, "parse_journal", watched)
    reads_the_same(tmp_path, FIRST + SECOND + THIRD)
    assert read[0] == (THIRD, 3)


def test_only_lines_as_the_program_writes_them_are_read_straight_into_columns(
    tmp_path: Path,
) -> None:
    def is_read(data: bytes) -> bool:
        (tmp_path / "j.yaml").write_bytes(data)
        return rows_of(OpenFile(tmp_path / "j.yaml")) is not None

    assert is_read(FIRST + SECOND)
    assert not is_read(FIRST.replace(b',"at"', b',\r"at"') + SECOND)
    assert not is_read(FIRST + FIRST)
    for was, now in ((b"2023-02-01", b"2023-02-30"), (b'"doing"', b"5"), (b'"task":"1"', b'"a":1')):
        assert was in SECOND
        assert not is_read(FIRST + SECOND.replace(was, now) + THIRD)


def test_a_journal_read_in_pieces_of_few_lines_reads_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PIECE", 200)
    lines = (
        record("8", number=n, note=f"第{n}条", **({"unit": "甲局"} if n % 2 else {}))
        for n in range(1, 20)
    )
    reads_the_same(tmp_path, "".join(f"{format_record(one)}\n" for one in lines).encode())


def test_a_note_of_a_kept_record_is_read_from_the_journal_itself(tmp_path: Path) -> None:
    reads_the_same(tmp_path, FIRST + SECOND)
    path = tmp_path / "j.journal.yaml"
    kept = (tmp_path / "cache").iterdir()
    assert all("第1条".encode() not in file.read_bytes() for file in kept)
    events = read_journal(path, Cache(path, tmp_path / "cache"), TODAY).events
    assert [event.note for event in events] == ["第1条", "第2条"]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("a line changed in place", FIRST.replace("第1条".encode(), "第9条".encode()) + SECOND),
        ("the first line removed", SECOND),
        ("the lines exchanged", SECOND + FIRST),
        ("cut to nothing", b""),
        ("cut within a line", FIRST + SECOND[:-9]),
        ("a line put in between", FIRST + THIRD + SECOND),
        ("saved with Windows line ends", (FIRST + SECOND).replace(b"\n", b"\r\n")),
        ("saved with a byte order mark", b"\xef\xbb\xbf" + FIRST + SECOND),
    ],
)
def test_a_journal_changed_since_is_read_afresh(name: str, changed: bytes, tmp_path: Path) -> None:
    reads_the_same(tmp_path, FIRST + SECOND)
    assert changed != FIRST + SECOND, name
    reads_the_same(tmp_path, changed)
    reads_the_same(tmp_path, changed + THIRD)


def test_a_record_of_an_earlier_day_that_comes_later_takes_its_place(tmp_path: Path) -> None:
    reads_the_same(tmp_path, SECOND + THIRD)
    reads_the_same(tmp_path, SECOND + THIRD + FIRST)


def test_an_id_that_comes_again_in_the_new_lines_counts_once(tmp_path: Path) -> None:
    again = lines_of(record("2", on="2023-05-01", number=1, note="同号"))
    reads_the_same(tmp_path, FIRST + SECOND)
    reads_the_same(tmp_path, FIRST + SECOND + again)


def test_an_undo_in_the_new_lines_takes_back_what_was_known(tmp_path: Path) -> None:
    undo = lines_of(record(on="2023-05-01", number=9, undo="r00002"))
    reads_the_same(tmp_path, FIRST + SECOND)
    reads_the_same(tmp_path, FIRST + SECOND + undo)


def test_a_journal_with_a_damaged_line_is_not_kept(tmp_path: Path) -> None:
    reads_the_same(tmp_path, FIRST + b"- {\n" + SECOND)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("between", ["# 备注\n", "\n", "\r\n", "- 备注\n"])
def test_of_a_journal_with_other_lines_only_a_sound_one_is_kept(
    between: str, tmp_path: Path
) -> None:
    reads_the_same(tmp_path, FIRST + between.encode() + SECOND)
    assert (tmp_path / "cache").exists() is (between != "- 备注\n")
    reads_the_same(tmp_path, FIRST + between.encode() + SECOND + THIRD)


def test_a_journal_that_ends_within_a_remark_is_not_kept(tmp_path: Path) -> None:
    reads_the_same(tmp_path, FIRST + b"# ")
    reads_the_same(tmp_path, FIRST + "# 备注\n".encode() + SECOND)


def test_a_short_journal_is_not_worth_keeping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_cache, "_WORTH_KEEPING", 64 * 1024)
    reads_the_same(tmp_path, FIRST)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda kept: kept[:-5],
        lambda kept: kept.replace(b"\n", b"", 1),
        lambda kept: b"lawgov 0.0.0 " + kept,
        lambda kept: b"\xff" + kept,
    ],
    ids=["empty", "torn", "no head", "other edition", "not text"],
)
def test_a_spoilt_cache_is_as_good_as_none(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    reads_the_same(tmp_path, FIRST + SECOND)
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(spoil(file.read_bytes()))
    reads_the_same(tmp_path, FIRST + SECOND)


def test_an_absent_journal_is_empty_and_an_unreadable_one_is_not(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "none.yaml", tmp_path / "cache")
    assert told(read_journal(tmp_path / "none.yaml", cache, TODAY)) == ([], frozenset(), [])
    with pytest.raises(DataUnreadable, match="无法读取台账"):
        read_journal(tmp_path, Cache(tmp_path, tmp_path / "cache"), TODAY)


def test_of_a_recurring_word_only_its_number_is_kept_again(tmp_path: Path) -> None:
    reads_the_same(tmp_path, FIRST + SECOND)
    (file,) = (tmp_path / "cache").iterdir()
    content, _ = marshal.loads(file.read_bytes().split(b"\n", 2)[2])  # noqa: S302 - just written
    assert set(content["words"]) >= {"2023-01-01", "2023-02-01", "1", "doing"}
    assert file.read_bytes().count(b"doing") == 1


REDACTION = record("8", number=2, redact="r00001", reason="个人信息")


@pytest.mark.parametrize("kept_first", ["kept", ""])
def test_the_end_of_a_journal_tells_whether_it_takes_words_away_kept_or_new(
    kept_first: str, tmp_path: Path
) -> None:
    path = tmp_path / "j.journal.yaml"
    texts = [f"{format_record(one)}\n" for one in (record("8", number=1), REDACTION)]
    cache = Cache(path, tmp_path / "cache")
    path.write_text("".join(texts if kept_first else texts[:1]), encoding="utf-8")
    read_journal(path, cache, TODAY)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{format_record(record('8', number=3))}\n" if kept_first else texts[1])
    tail = read_journal(path, cache, TODAY).tail()
    assert tail is not None
    assert tail.redacts
    assert tail.lines == (3 if kept_first else 2)


def test_states_rest_on_few_records_and_the_others_are_not_made(tmp_path: Path) -> None:
    path = tmp_path / "j.journal.yaml"
    path.write_text(f"{format_record(record('8', number=1))}\n", encoding="utf-8")
    cache = Cache(path, tmp_path / "cache")
    read_journal(path, cache, TODAY)
    read = read_journal(path, cache, TODAY)
    assert read.few is not None
    assert "events" not in vars(read)


def test_an_absent_journal_can_be_closed(tmp_path: Path) -> None:
    path = tmp_path / "j.journal.yaml"
    read_journal(path, Cache(path, tmp_path / "cache"), TODAY).close()
