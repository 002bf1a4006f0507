"""What the screen shows and does, without a screen: views for looking, commands for recording.

Looking uses the functions that `list`, `show` and `due` use; recording runs the command itself, so
that rules, doubts and sentences are the same. First as a dry run; what it says is shown, and only
what a person has said yes to is recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.answer import answering
from lawgov_cli.cli.boundary import answered
from lawgov_cli.cli.options import Files, Filtering
from lawgov_cli.cli.ui.forms import FORMS
from lawgov_cli.render.formats import rendered
from lawgov_cli.views.lists import due_view, list_view
from lawgov_cli.views.task import tasks_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.store.workspace import Workspace
    from lawgov_cli.views.lists import ListView

_DUE_DAYS = 30
#: What tells a condition from words to look for.
_CONDITION = (":", "：")


class Outcome(NamedTuple):
    """What a command answered.

    Attributes:
        said: its lines, or why it failed.
        warnings: what it was doubtful about.
        records: how many records it made or would make.
        failed: whether it did nothing.
    """

    said: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    records: int = 0
    failed: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """All there is to read, doubts first."""
        return (*(f"提示: {line}" for line in self.warnings), *self.said)


class Step(NamedTuple):
    """A command as typed, how it is looked at before, and how it is carried out."""

    words: tuple[str, ...]
    look: tuple[str, ...] = ("--dry-run",)
    do: tuple[str, ...] = ("--yes",)


class Desk:
    """The plan and the journal, read again after each step.

    Parameters:
        group: the program, whose commands record.
        files: which plan.
    """

    def __init__(self, group: Any, files: Files) -> None:  # noqa: ANN401 - private to Typer
        self._group, self._files = group, files
        self.warnings: tuple[str, ...] = ()
        self.found = self._opened()

    def _opened(self) -> Workspace:
        with answering() as answer:
            found = self._files.opened()
        self.warnings = tuple(answer.warnings)
        return found

    def read_again(self) -> str:
        """Read both files anew; why that cannot be done, where it cannot."""
        try:
            self.found = self._opened()
        except LawgovError as error:
            return error.message
        return ""

    def listed(self, typed: str) -> tuple[ListView, str]:
        """The points that *typed* keeps: a condition as for ``--where``, or words to look for.

        Where it cannot be read (yet), all points and why.
        """
        try:
            with answering():
                selection = _filtering(typed).selection(self.found)
        except LawgovError as error:
            fault = error.message.split("\n")[0]
            return list_view(Filtering().selection(self.found), self.found.snapshot()), fault
        return list_view(selection, self.found.snapshot()), ""

    def page(self, number: str, width: int) -> str:
        """What ``show`` prints of a task."""
        snapshot = self.found.snapshot()
        task = snapshot.plan.by_id.get(number)
        if task is None:
            return ""
        text: str = rendered(tasks_view([task], snapshot), "screen", width=width, colour=False)
        return text

    def due(self, width: int) -> str:
        """What ``due`` prints."""
        view = due_view(Filtering().selection(self.found), self.found.snapshot(), _DUE_DAYS)
        text: str = rendered(view, "screen", width=width, colour=False)
        return text

    def looked_at(self, step: Step) -> Outcome:
        """What *step* would do, its doubts among it; nothing is written."""
        command, *words = step.words
        return self._run([command, *step.look, *words])

    def done(self, step: Step) -> Outcome:
        """Carry *step* out; the doubts were shown before, and a person has said yes."""
        command, *words = step.words
        outcome = self._run([command, *step.do, *words])
        self.read_again()
        return outcome

    def _run(self, words: Sequence[str]) -> Outcome:
        plan = ["--plan", str(self.found.location.plan)] if self.found.location.home is None else []
        typed = [words[0], *plan, *words[1:]]

        def action() -> Any:  # noqa: ANN401 - an exit code
            return self._group.main(args=typed, prog_name="lawgov", standalone_mode=False)

        answer, _ = answered(action, {}, words[0])
        document = answer.document or {}
        warnings = tuple(_without_preview(answer.warnings))
        if answer.error:
            return Outcome((answer.error["message"],), warnings, failed=True)
        paper = answer.text.splitlines()  # a slip, before it is made
        lines = (*_without_preview(answer.said), *paper)
        return Outcome(lines, warnings, len(document.get("items", ())))


def _without_preview(lines: Sequence[str]) -> list[str]:
    """*lines* without how to do it in earnest, which here is a key."""
    return [line for line in lines if not line.startswith("以上是预览")]


def _filtering(typed: str) -> Filtering:
    text = typed.strip()
    if not text:
        return Filtering()
    if any(sign in text for sign in _CONDITION):
        return Filtering(where=text)
    return Filtering(grep=text)


def recording(command: str, number: str, said: dict[str, str]) -> Step:
    """The step that records *said* of a task, each text behind the option of its name."""
    texts = {field: said.get(field.name, "").strip() for field in FORMS[command].fields}
    options = [
        f"--{field.name}={text}" for field, text in texts.items() if text and not field.leads
    ]
    before = [text for field, text in texts.items() if text and field.leads]
    return Step((command, *options, "--", *before, number))


UNDO = Step(("undo",))


def collecting(path: str) -> Step:
    """The step that records the replies in a file or folder; without ``--yes`` it only shows."""
    return Step(("collect", "--", path), look=())
