"""What is kept for one user: ``settings.txt`` in lawgov's own folder, one line each.

Losing it loses no record. A line that is not known is kept as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.errors import CannotWrite
from lawgov_cli.base.reading import read_file
from lawgov_cli.store.files import write_file
from lawgov_cli.store.folders import data_folder

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "settings.txt"
#: Who records where ``--by`` is not given; the folder made by the last ``init``.
BY, WORKSPACE = "登记人", "工作目录"

_HEAD = "# lawgov 记住的: 登记人(lawgov init --by 姓名)、最近建立的工作目录"


def setting(key: str) -> str:
    """What is kept under *key*; empty where nothing is."""
    for line in _lines(data_folder() / FILE_NAME):
        name, sign, value = line.partition("=")
        if sign and name.strip() == key:
            return value.strip()
    return ""


def keep_setting(key: str, value: str) -> Path:
    """Keep *value* under *key*; the file it is kept in.

    Raises:
        CannotWrite: nothing was written.
    """
    path = data_folder() / FILE_NAME
    known = _lines(path) or [_HEAD]
    others = [line for line in known if line.partition("=")[0].strip() != key]
    try:
        write_file(path, "\n".join([*others, f"{key} = {value}"]) + "\n", force=True)
    except UnicodeEncodeError as error:
        raise CannotWrite(path, "里面有无法写入文件的字符") from error
    return path


def _lines(path: Path) -> list[str]:
    try:
        return read_file(path).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
