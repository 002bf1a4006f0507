"""The one error boundary: a failure becomes one message and its exit code, for whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable, LawgovError, why
from lawgov_cli.base.written import begin
from lawgov_cli.cli.answer import Answer, answering, current
from lawgov_cli.cli.keyboard import wants_json
from lawgov_cli.cli.output import emit_json, note_lost, require_printed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


#: What a shell expects of a program that Ctrl-C has ended.
INTERRUPTED = 130


class OutOfReach(DataUnreadable):
    """A file or folder that nobody here may look at, or whose name the system refuses."""

    def __init__(self, error: OSError) -> None:
        self.place = (str(error.filename), 0, 0)
        super().__init__(f"打不开 {error.filename}: {why(error)}。请核对路径和权限。")


def run_guarded(
    action: Callable[[], Any], words: Sequence[str], summaries: Mapping[str, str]
) -> int:
    """The exit code of *action*; where a program asked, its answer is printed as JSON.

    Parameters:
        words: what was typed.
        summaries: the commands there are and what they do, for a suggestion.
    """
    if current():  # one within another: the outer one prints
        return _guarded(action, summaries)
    begin()
    code = _run(action, words, summaries)
    return _guarded(require_printed, summaries) or code


def _run(action: Callable[[], Any], words: Sequence[str], summaries: Mapping[str, str]) -> int:
    if not wants_json(words):
        return _guarded(action, summaries)
    command = next((word for word in words if word in summaries), "")
    answer, code = answered(action, summaries, command)
    if (document := answer.document) is not None:
        emit_json(document)
    if (failed := answer.failure) is not None:
        emit_json(failed, err=True)
    return code


def answered(
    action: Callable[[], Any], summaries: Mapping[str, str], command: str = ""
) -> tuple[Answer, int]:
    """The answer of *action* for a program, and the exit code; a bug is an answer too."""
    with answering(command) as answer:
        try:
            return answer, _guarded(action, summaries)
        except Exception:  # noqa: BLE001 - whoever asked gets it as JSON
            import traceback

            from lawgov_cli.cli.failure import failure

            answer.error = failure("bug", 1, traceback.format_exc())
            return answer, 1


def _guarded(action: Callable[[], Any], summaries: Mapping[str, str]) -> int:
    """The exit code of *action*; a bug still shows its traceback (exit code 1)."""
    result: Any = 0
    try:
        result = action()
    except OSError as error:
        if error.filename is None:  # it is of the screen
            note_lost(error)
            return 0
        return _told(OutOfReach(error), summaries)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if not isinstance(error, LawgovError) and not hasattr(error, "format_message"):
            raise
        return _told(error, summaries)
    return result if isinstance(result, int) else 0


def _told(error: Any, summaries: Mapping[str, str]) -> int:  # noqa: ANN401 - Typer's are private
    """Tell a failure that the user can mend, and return its exit code."""
    if isinstance(error, LawgovError):
        if answer := current():
            from lawgov_cli.cli.failure import failure_of

            answer.error = failure_of(error)
        elif error.message:
            say(error.message, err=True)
        return error.exit_code
    from lawgov_cli.cli.usage import complaint, kind_of

    code = int(getattr(error, "exit_code", 2))
    if type(error).__name__ != "NoArgsIsHelpError":
        _tell(kind_of(error), code, complaint(error, summaries))
    return code


def _tell(word: str, code: int, message: str) -> None:
    if answer := current():
        from lawgov_cli.cli.failure import failure

        answer.error = failure(word, code, message)
    else:
        say(message, err=True)
