"""The closed sets of words: levels, statuses, lights, roles and kinds, as coded and as printed."""

from __future__ import annotations

from enum import Enum


class Level(str, Enum):
    """What a task is in the document."""

    SECTION = "section"
    GROUP = "group"
    POINT = "point"
    MEASURE = "measure"

    @property
    def is_heading(self) -> bool:
        """Whether it only holds points, and has no status of its own."""
        return self in {Level.SECTION, Level.GROUP}


class Status(str, Enum):
    """办理状态: set by the office, or derived from what units report."""

    TODO = "todo"
    DOING = "doing"
    CLAIMED = "claimed"
    DONE = "done"
    ONGOING = "ongoing"
    CHANGED = "changed"

    @property
    def word(self) -> str:
        """The Chinese word printed for this status."""
        return STATUS_WORDS[self]


STATUS_WORDS = {
    Status.TODO: "未启动",
    Status.DOING: "推进中",
    Status.CLAIMED: "待核验",
    Status.DONE: "已完成",
    Status.ONGOING: "长期坚持",
    Status.CHANGED: "已调整",
}


#: Statuses after which nothing more is due.
FINISHED = frozenset({Status.DONE, Status.ONGOING, Status.CHANGED})


#: A unit that says one of these has reported its part as finished.
REPORTED_FINISHED = frozenset({Status.CLAIMED, Status.DONE, Status.ONGOING})


class Light(str, Enum):
    """亮灯: computed on a date, never stored."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    NONE = "none"


#: What somebody should look at, the most urgent first.
LIT = (Light.RED, Light.YELLOW, Light.BLUE)


class Role(str, Enum):
    """What a unit is to a task. The collector is the first-named lead (汇总单位)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COLLECTOR = "collector"


class Repeat(str, Enum):
    """How often a task is due again."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def word(self) -> str:
        """The Chinese word printed for it."""
        return REPEAT_WORDS[self]


REPEAT_WORDS = {
    Repeat.MONTHLY: "每月",
    Repeat.QUARTERLY: "每季度",
    Repeat.HALF_YEARLY: "每半年",
    Repeat.YEARLY: "每年",
}


class Kind(str, Enum):
    """任务类型: by a date, within the year, or without an end."""

    DEADLINE = "deadline"
    ANNUAL = "annual"
    STANDING = "standing"

    @property
    def word(self) -> str:
        """The Chinese word printed for this kind."""
        return KIND_WORDS[self]


KIND_WORDS = {Kind.DEADLINE: "限时", Kind.ANNUAL: "年度", Kind.STANDING: "长期"}
