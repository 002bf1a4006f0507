"""What a unit answers for a task, and the identity a form carries out and back.

Writer and reader of forms share these words, so that what goes out is what is looked for.
"""

from __future__ import annotations

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Status

#: The version of the form's layout; a reader knows older ones.
FORM_SCHEMA = 1
#: The hidden sheet that says which form it is.
IDENTITY_SHEET = "_lawgov"

#: Properties of a file that say the same begin so.
PROPERTY_PREFIX = "lawgov-"

#: The words a unit chooses from. It only *reports* that it has finished.
REPORTED = "已报完成"
LAGS = "滞后"
CHOICES = (Status.TODO.word, Status.DOING.word, LAGS, REPORTED, Status.ONGOING.word)

#: What a form says of each row: that it is asked for, or may be filled in.
ASKED_WORDS = ("请填", "选填")


class Answer(NamedTuple):
    """What one unit says of one task in one period; ``status`` is one of :data:`CHOICES`."""

    text: str = ""
    status: str = ""
    percent: float | None = None
    problem: str = ""
    next: str = ""
    evidence: tuple[str, ...] = ()
    zero: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether no cell is filled."""
        return self == Answer()


class Identity(NamedTuple):
    """Which form it is: of which plan, for which unit and period; empty where it does not say.

    ``asked`` is how many tasks it asked for. ``told_by`` says where that was read.
    """

    plan: str = ""
    unit: str = ""
    period: str = ""
    asked: int = 0
    schema: int = FORM_SCHEMA
    told_by: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Name and value of what is written into a form."""
        numbers = (("schema", str(self.schema)), ("asked", str(self.asked)))
        return (("plan", self.plan), ("unit", self.unit), ("period", self.period), *numbers)


def row_key(plan: str, task: str) -> str:
    """The hidden key of a row: ``workpoints-2023#8``."""
    return f"{plan}#{task}"


def split_key(key: str) -> tuple[str, str]:
    """The plan and the task that a row's key names; both empty where it is no key."""
    plan, mark, task = key.strip().rpartition("#")
    return (plan, task) if mark else ("", "")
