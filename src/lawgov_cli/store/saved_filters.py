"""Saved filters: ``views.txt`` beside the plan, one line each: ``名称 = 条件``.

A plain text file that a clerk can edit: lines that are empty or begin with ``#`` are kept as they
are, and so is the order. What a condition means is not looked at here.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lawgov_cli.base.absent import NoSuchSavedFilter
from lawgov_cli.base.cells import cell_width, visible
from lawgov_cli.base.errors import (
    BadFilterName,
    CannotWrite,
    SavedFilterExists,
    SavedFiltersBroken,
    why,
)
from lawgov_cli.base.problems import Problem
from lawgov_cli.base.reading import read_file
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import folded
from lawgov_cli.store.locking import held
from lawgov_cli.store.redaction import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "views.txt"

_HEAD = "# 存下的筛选条件, 一行一个: 名称 = 条件。用法: lawgov list --view 名称"
_SEPARATOR = re.compile("[=＝]")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")

#: Bytes that the file may have: thousands of filters.
_MOST_BYTES = 1 << 20

#: Columns that a name may take, so that lists of filters stay readable.
MAX_NAME = 40


class SavedFilter(NamedTuple):
    """A filter with a name; *line* is where it stands in the file, from 1."""

    name: str
    expression: str
    line: int


class SavedFilters(NamedTuple):
    """The file as read: every line, the filters by folded name, and what cannot be read."""

    path: Path
    lines: list[str]
    by_name: dict[str, SavedFilter]
    problems: list[Problem]

    def find(self, name: str) -> SavedFilter:
        """The filter called *name*.

        Raises:
            NoSuchSavedFilter: there is none; the nearest names are given.
        """
        saved = self.by_name.get(folded(name))
        if saved is None:
            import difflib

            near = difflib.get_close_matches(folded(name), self.by_name, n=3, cutoff=0.5)
            raise NoSuchSavedFilter(
                name, [self.by_name[key].name for key in near], len(self.by_name)
            )
        return saved

    def sound(self) -> SavedFilters:
        """These filters, if all of the file could be read.

        Raises:
            SavedFiltersBroken: it could not.
        """
        if self.problems:
            raise SavedFiltersBroken(self.problems)
        return self


def read_saved_filters(path: Path) -> SavedFilters:
    """The filters in the file at *path*; an absent file holds none."""
    try:
        data = read_file(path, _MOST_BYTES)
    except FileNotFoundError:
        return SavedFilters(path, [], {}, [])
    except OSError as error:
        return _unreadable(path, 0, f"无法读取: {error.strerror or error}", "核对文件的权限")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(path, line, "不是 UTF-8 文字", "在编辑器里另存为 UTF-8 编码")
    return _parsed(path, [line.rstrip("\r") for line in text.split("\n")])


def _unreadable(path: Path, line: int, message: str, remedy: str) -> SavedFilters:
    return SavedFilters(path, [], {}, [Problem(path.name, line, 1, message, remedy)])


def _parsed(path: Path, lines: list[str]) -> SavedFilters:
    read = SavedFilters(path, lines, {}, [])
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, *rest = (part.strip() for part in _SEPARATOR.split(line, maxsplit=1))
        earlier = read.by_name.get(folded(name))
        if not rest or not name or not rest[0]:
            fault = ("不是“名称 = 条件”", "补上缺少的部分, 或在行首加 # 停用")
        elif unfit := name_fault(name):
            fault = (unfit, "改名称")
        elif earlier:
            fault = (f"“{name}”与第{earlier.line}行重名", "改名称, 或删去其中一行")
        else:
            read.by_name[folded(name)] = SavedFilter(name, rest[0], number)
            continue
        read.problems.append(Problem(path.name, number, 1, *fault, code="views-line"))
    return read


def name_fault(name: str) -> str:
    """Why *name* cannot be a filter's; empty where it can."""
    if not name.strip():
        return "名称是空的"
    if visible(name) != name or _SEPARATOR.search(name):
        return f"名称“{visible(name)}”中不能有等号、换行和控制字符"
    if name.lstrip().startswith(("#", "-")):
        return f"名称“{name}”不能以 # 或 - 开头"
    if cell_width(name) > MAX_NAME:
        return f"名称“{name}”太长, 最多{MAX_NAME // 2}个汉字"
    return ""


def save_filter(path: Path, name: str, expression: str, *, force: bool) -> SavedFilter | None:
    """Write *expression* under *name*; the filter it replaced, if any.

    Raises:
        BadFilterName: *name* cannot be a name.
        SavedFilterExists: another condition has the name, and *force* is not given.
        SavedFiltersBroken: the file has faults; nothing was written.
        CannotWrite: nothing was written.
    """
    if fault := name_fault(name):
        raise BadFilterName(fault)
    with _changing(path) as file:
        return _saved(file, name, expression, force=force)


def _saved(file: _Changing, name: str, expression: str, *, force: bool) -> SavedFilter | None:
    read = file.read
    earlier = read.by_name.get(folded(name))
    line = f"{name.strip()} = {_one_line(expression)}"
    if earlier and earlier.expression != _one_line(expression) and not force:
        raise SavedFilterExists(earlier.name, earlier.expression)
    lines = list(read.lines) if any(map(str.strip, read.lines)) else [_HEAD]
    if earlier:
        lines[earlier.line - 1] = line
    else:
        while lines and not lines[-1].strip():
            lines.pop()
        lines.append(line)
    file.write(lines)
    return earlier


def delete_filter(path: Path, name: str) -> SavedFilter:
    """Take the filter out of the file and return it.

    Raises:
        NoSuchSavedFilter: there is none of that name.
        SavedFiltersBroken: the file has faults; nothing was written.
        CannotWrite: nothing was written.
    """
    read_saved_filters(path).sound().find(name)  # nothing is made where there is none
    with _changing(path) as file:
        saved = file.read.find(name)
        file.write([line for n, line in enumerate(file.read.lines, 1) if n != saved.line])
    return saved


def _one_line(expression: str) -> str:
    return _LINE_BREAK.sub(" ", expression.strip())


class _Changing(NamedTuple):
    """The file while it is held: what it holds then, and writing it anew."""

    path: Path
    descriptor: int
    read: SavedFilters

    def write(self, lines: list[str]) -> None:
        """Put *lines* in its place; whoever waits for it opens the new one."""
        text = "\n".join(lines).rstrip("\n") + "\n"
        try:
            rewrite(self.path, self.descriptor, text.encode())
        except UnicodeEncodeError as error:
            raise CannotWrite(self.path, "条件里有无法写入文件的字符") from error


@contextmanager
def _changing(path: Path) -> Iterator[_Changing]:
    """Hold the file, so that of several who change it at once each sees what the others did."""
    read_saved_filters(path).sound()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with held(path) as file:
            try:
                yield _Changing(path, file.descriptor, read_saved_filters(path).sound())
            except BaseException:
                if file.is_new:
                    path.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise CannotWrite(path, why(error)) from error
