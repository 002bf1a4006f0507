"""Whether a report still says what is recorded: made again, and compared with its file."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.making import Made, Request, asked_again, made
from lawgov_cli.domain.used_records import come_since
from lawgov_cli.render.formats import rendered
from lawgov_cli.render.proof import Code, read_code, sentences_code
from lawgov_cli.render.report_reading import Written, read_text, written
from lawgov_cli.views.figures import figures_of
from lawgov_cli.views.proof import Cause, Edit, Moved, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lawgov_cli.domain.event import Event
    from lawgov_cli.store.workspace import Workspace


def report_in(data: bytes, path: Path) -> Written | None:
    """The report in the file at *path*, told by its content; ``None`` where it is none.

    Raises:
        SourceUnreadable: it is damaged, or not what it looks like.
    """
    if data.startswith(b"PK"):
        return _packed(data, path)
    try:
        return read_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _packed(data: bytes, path: Path) -> Written | None:
    from lawgov_cli.render.word.archive import unpacked
    from lawgov_cli.render.word.texts import properties, word_text

    parts = unpacked(data, path.name)
    if "xl/workbook.xml" not in parts:
        return written("docx", *word_text(data, path.name))
    return written("xlsx", _cells(data, path), properties(parts, path.name))


def _cells(data: bytes, path: Path) -> Iterator[str]:
    """What stands in the cells of a workbook, row by row; merged ones once."""
    from lawgov_cli.importer.sheets.reading import read_tables

    tables, problems = read_tables(data, path.name)
    for problem in problems:
        raise SourceUnreadable(path, problem.message, problem.remedy)
    for grid in tables.grids:
        for at, row in enumerate(grid.rows):
            for column, value in enumerate(row):
                if value not in {"", None} and (at, column) not in grid.merged:
                    whole = isinstance(value, float) and value.is_integer()
                    yield str(int(value) if whole else value)  # type: ignore[arg-type]


def request_in(report: Written, path: Path) -> tuple[str, Request]:
    """The plan and the request that a report's file names.

    Raises:
        SourceUnreadable: it names none any more.
    """
    try:
        return asked_again(report.how)
    except ValueError:
        what = "报告里没有注明是怎样生成的(核验码下面的标记或文件属性被删去)"
        raise SourceUnreadable(path, what, "请用原来的文件, 或重新生成") from None


def proved(found: Workspace, request: Request, report: Written) -> Verdict:
    """What became of *report*, which *request* asked for, since it was made."""
    code = read_code(report.code)
    now = _again(found, request, report.format)
    touched = sentences_code(report.lines) != code.sentences
    if now.code == code:
        return Verdict(report.code, edits=_edits(now.lines, report.lines) if touched else ())
    since = come_since(now.made.used, code.records)
    then = now
    if since:
        earlier = found.events.less(found.events.of_ids([event.id for event in since]))
        then = _again(found.with_events(earlier), request, report.format)
    if since is None or then.code != code:
        return _unclear(report, since, now, code)
    causes = list(_causes(found, request, then.made, since))
    return Verdict(report.code, causes, _edits(then.lines, report.lines) if touched else ())


def _unclear(report: Written, since: Sequence[Event] | None, now: Again, code: Code) -> Verdict:
    """The verdict where the report cannot be made as it was."""
    where = "台账里当时用的记录有缺少或改动" if since is None else "工作要点、模板或程序与当时不同"
    if since == [] and now.code.figures == code.figures:
        where += ", 数字没有变"
    return Verdict(report.code, elsewhere=where, others=_edits(report.lines, now.lines))


class Again(NamedTuple):
    """The report made again: what it is made of, its code, and what it says."""

    made: Made
    code: Code
    lines: list[str]


def _again(found: Workspace, request: Request, format_: str) -> Again:
    from pathlib import Path

    paper = made(found, request, format_)
    data = rendered(paper.view, format_, **paper.told)
    again = report_in(data if isinstance(data, bytes) else data.encode(), Path(format_))
    if again is None:
        raise AssertionError(format_)  # each report bears its code
    return Again(paper, read_code(again.code), again.lines)


#: So many commands are looked at one by one.
_MOST = 60


def _causes(
    found: Workspace, request: Request, then: Made, since: Sequence[Event]
) -> Iterator[Cause]:
    """What each command that came since changed; all together where there are very many."""
    left = [list(events) for events in _batches(since)]
    if len(left) > _MOST:
        left = [[event for events in left for event in events]]
    before = then
    while left:
        events = left.pop(0)
        missing = [event.id for later in left for event in later]
        known = found.events.less(found.events.of_ids(missing))
        after = made(found.with_events(known), request, "md")
        yield Cause(events, _moved(before, after))
        before = after


def _batches(events: Iterable[Event]) -> Iterable[list[Event]]:
    batches: dict[str, list[Event]] = {}
    for event in events:
        batches.setdefault(event.batch, []).append(event)
    return batches.values()


def _moved(before: Made, after: Made) -> list[Moved]:
    old, new = (
        {figure.name: figure.value for figure in figures_of(made.report)}
        for made in (before, after)
    )
    names = [*old, *(name for name in new if name not in old)]
    values = [(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [Moved(*value) for value in values if value[1] != value[2]]


def _edits(made_: Sequence[str], reads: Sequence[str]) -> list[Edit]:
    """Where the lines *reads* differ from *made_* by more than marks and spaces."""
    left, right = ([sentences_code([line]) for line in lines] for lines in (made_, reads))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(made_[a:b], reads[c:d], fillvalue="")
            found += [Edit(*pair) for pair in pairs]
    return found
