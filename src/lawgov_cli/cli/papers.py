"""Writing a report or slip to its file: what a person wrote there is not lost.

Hand-written passages go into the new file. What a person changed outside of them cannot be told
from what has changed since, so the former file is kept beside the new one and that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import CannotWrite, FileExists, PassageUnclosed, why
from lawgov_cli.base.reading import read_file
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.output import format_named, say, short_path
from lawgov_cli.render.fences import merged, outside, unclosed
from lawgov_cli.render.formats import formats_of, rendered
from lawgov_cli.store.files import write_file
from lawgov_cli.store.outputs import spare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_cli.domain.plan import Office
    from lawgov_cli.store.locating import Location


def template_folders(location: Location) -> list[Path]:
    """Where the user's own templates may be, nearest first."""
    return [location.plan.parent / "templates", location.root / "templates"]


def reference_document(location: Location) -> bytes | None:
    """The office's own document that gives the styles of Word files, where it has one."""
    for folder in template_folders(location):
        if (folder / REFERENCE).is_file():
            return read_file(folder / REFERENCE)
    return None


REFERENCE = "reference.docx"


def format_of(output: Path | None, *views: str) -> str:
    """The format that a file's name asks for, of those that *views* have; else Markdown."""
    return format_named(output, formats_of(*views), "md")


def tell_unsigned(office: Office) -> None:
    """How to put a name to a paper that bears none: who issued the document need not sign it."""
    if not office.name:
        how = "lawgov units office --name 单位名称"
        say(f"提示: 没有印编报单位。登记后印在刊头和落款: {how}", err=True)


class Paper(NamedTuple):
    """A view, the format it is to be written in, and what that format takes."""

    view: Any
    format: str
    told: dict[str, Any]


def write_paper(path: Path, paper: Paper, *, force: bool) -> list[str]:
    """Write *paper* to *path*; what should be said of it.

    Raises:
        FileExists: the file is another, and *force* is not given; or it is a plan or a journal.
        CannotWrite: nothing was written.
    """
    spare(path)
    old = _former(path)
    data, said = _word(path, old, paper) if paper.format == "docx" else _text(path, old, paper)
    if data == old:
        give("written", files=[path])
        return said
    if old is not None:
        if not force:
            raise FileExists(path)
        kept = f"原来的文件存为 {short_path(_set_aside(path, old))}。"
        said = [*said, kept, *(_not_taken_over(old, data) if paper.format == "md" else ())]
    write_file(path, data, force=True)
    give("written", files=[path])
    return said


def _former(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise CannotWrite(path, why(error)) from error


def _text(path: Path, old: bytes | None, paper: Paper) -> tuple[bytes, list[str]]:
    """The text, with the passages that a person wrote into the old file."""
    new: str | bytes = rendered(paper.view, paper.format, **paper.told)
    if isinstance(new, bytes):
        return new, []
    if old is None or paper.format != "md":
        return new.encode(), []
    try:
        text = old.decode()
    except UnicodeDecodeError:
        raise CannotWrite(path, "已有的文件不是 UTF-8 文本, 请移走或用 -o 写到别处") from None
    if name := unclosed(text):
        raise PassageUnclosed(path, name)
    return (old if outside(text) == outside(new) else merged(new, text).encode()), []


def _word(path: Path, old: bytes | None, paper: Paper) -> tuple[bytes, list[str]]:
    """The Word file, with the passages of the old one or of the Markdown beside it."""
    from lawgov_cli.render.word.passages import NOTHING, passages_of_docx

    kept = passages_of_docx(old, short_path(path)) if old is not None else NOTHING
    beside = path.with_suffix(".md")
    written = ""
    if old is None and beside.is_file():
        written = beside.read_text(encoding="utf-8", errors="replace")
    told = {**paper.told, "kept": kept, "written": written}
    data: bytes = rendered(paper.view, "docx", **told)
    return data, list(kept.lost)


#: So many lines that were not taken over are quoted.
_QUOTED = 3
_QUOTED_CHARACTERS = 24


def _not_taken_over(old: bytes, new: bytes) -> Iterator[str]:
    """Which lines outside the hand-written passages are no more: a person may have changed them."""
    before, now = (outside(data.decode()).splitlines() for data in (old, new))
    there = set(now)
    gone = [line.strip() for line in before if line.strip() and line not in there]
    if gone:
        quoted = "、".join(f"“{_short(line)}”" for line in gone[:_QUOTED])
        more = "等" if len(gone) > _QUOTED else ""
        yield f"手写段落以外有{len(gone)}行没有保留: {quoted}{more}; 要留的请抄进手写段落。"


def _short(line: str) -> str:
    return line if len(line) <= _QUOTED_CHARACTERS else f"{line[:_QUOTED_CHARACTERS]}…"


def _set_aside(path: Path, old: bytes) -> Path:
    """The former file under a name of its own, numbered where there are more."""
    number = 1
    while True:
        backup = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        try:
            write_file(backup, old, like=path)
        except FileExists:
            number += 1
        else:
            return backup
