"""Which files of a folder are plans: told by what is in them, from their lines alone.

No YAML is parsed here, so that looking around costs little and a plan with faults is one too.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import visible
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan_life import Beside, Life
from lawgov_cli.store.folders import PLAN_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ENDINGS = (".yaml", ".yml")
#: A document is never as long as this; a file that is, is something else.
_MAX_BYTES = 8 * 1024 * 1024
_NO_YEAR = 1
#: A line that begins with a key of the plan; a full-width colon (in UTF-8, GBK or UTF-16) is a
#: fault, but tells as much.
_KEY = pattern(
    rb"""(?:\xef\xbb\xbf)?(['"]?)(id|title|year|starts|ends|tasks|schema_version)\1[ \t]*"""
    rb"""(?::|\xef\xbc\x9a|\xa3\xba|\x1a\xff)(.*)""",
    re.DOTALL,
)
#: Before a line that is not indented, no comment and none of a list: of most there are few.
_OUTERMOST = pattern(rb"\n(?=[^ #\n-])")
#: What this program writes for others to read, and never reads, begins with this.
_EXPORTED = "schema_version"
_DATE = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")


class PlanFile(NamedTuple):
    """A file that is a plan, as far as its lines tell."""

    path: Path
    id: str
    title: str
    year: int
    life: Life

    @property
    def name(self) -> str:
        """The file's name, safe to print."""
        return visible(self.path.name)

    @property
    def journal(self) -> Path:
        """The journal beside it."""
        return self.path.with_name(f"{self.path.stem}.journal.yaml")

    @property
    def is_named_by_id(self) -> bool:
        """Whether it is called by its id."""
        return self.path.stem == self.id

    def beside(self, option: str) -> Beside:
        """It as a plan beside the one in use, meant where *option* is typed."""
        return Beside(self.title, self.life, option)


def plans_in(folders: Iterable[Path]) -> list[PlanFile]:
    """The plans in *folders*, by name within each."""
    found: list[PlanFile] = []
    for folder in folders:
        try:
            files = sorted(folder.iterdir())
        except OSError:
            continue
        found += [plan for file in files if _may_be_one(file.name) and (plan := plan_at(file))]
    return found


def _may_be_one(name: str) -> bool:
    return name.lower().endswith(_ENDINGS) and ".journal" not in name and not name.startswith(".")


def plan_at(file: Path) -> PlanFile | None:
    """The plan in *file*; ``None`` where it is none, or cannot be read.

    A file named as this program names one counts whatever is in it, so that its faults are told.
    """
    try:
        if not file.is_file():  # a pipe would be waited for without end
            return None
        told = file.stat()
        fits = told.st_size <= _MAX_BYTES
        said = _keys(file, told.st_size, told.st_mtime_ns) if fits else {}
    except OSError:
        said = {}
    named = PLAN_NAME.match(file.name)
    if not named and (not said.keys() >= {"id", "tasks"} or _EXPORTED in said):
        return None
    year = said.get("year", "")
    number = int(year) if re.fullmatch(r"[12]\d{3}", year) else int(named[1]) if named else _NO_YEAR
    starts = _day(said.get("starts", ""), date(number, 1, 1))
    ends = _day(said.get("ends", ""), date(number, 12, 31))
    own = said.get("id") or file.stem
    return PlanFile(file, own, said.get("title") or own, number, Life(starts, ends))


@lru_cache(maxsize=4)  # the plan that is named lies in a folder that is looked through too
def _keys(file: Path, _size: int, _time: int) -> Mapping[str, str]:
    """The keys at the outermost level, with what stands behind them on their line."""
    plain = file.read_bytes().replace(b"\0", b"").removeprefix(b"\xff\xfe").replace(b"\r", b"\n")
    found: dict[str, str] = {}
    for part in _OUTERMOST.split(plain):
        if match := _KEY.match(part.partition(b"\n")[0]):
            text = match[3].decode("utf-8", "replace")
            found.setdefault(match[2].decode(), _value(text))
    return found


def _value(text: str) -> str:
    """A scalar as a person reads it; empty for one that goes on below."""
    plain = text.strip()
    if plain[:1] in {"'", '"'}:
        return plain[1:].partition(plain[0])[0]
    plain = re.split(r"\s#", plain)[0].strip() if "#" in plain else plain
    return "" if plain[:1] in {"|", ">", "#", "&", "!"} else plain


def _day(text: str, default: date) -> date:
    match = _DATE.match(text) if text else None
    try:
        return date(*map(int, match.groups())) if match else default
    except ValueError:
        return default
