"""lawgov.pyz: unpacked once, whole or not at all, and what it says where it cannot."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from distribution import pyz_main
from lawgov_cli.base.errors import ExtraMissing, SheetsMissing

START = Path(pyz_main.__file__).read_text(encoding="utf-8")
PROGRAM = """
import sys
def main():
    print(WORD, *sys.argv[1:], hasattr(sys, "lawgov_pyz"), __file__)
"""


def archive(path: Path, word: str) -> Path:
    """A small archive of the shape that `tasks.py bundle` makes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as modules:
        modules.writestr("lawgov_cli/__init__.py", "")
        modules.writestr("lawgov_cli/__main__.py", f"WORD = {word!r}\n{PROGRAM}")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("__main__.py", START)
        file.writestr("lib.zip", packed.getvalue())
    return path


@pytest.fixture(name="cache")
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    return Path(pyz_main.cache())


def run(path: Path, *words: str) -> tuple[list[str], str]:
    done = subprocess.run(
        [sys.executable, str(path), *words], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.split(), done.stderr


def test_it_is_unpacked_once_and_then_runs_from_the_cache_folder(
    tmp_path: Path, cache: Path
) -> None:
    path = archive(tmp_path / "a.pyz", "first")
    (word, argument, marked, place), said = run(path, "list")
    assert (word, argument, marked, said) == ("first", "list", "True", "")
    unpacked = [one for one in cache.iterdir() if one.name.startswith("pyz-")]
    assert [one for one in unpacked if Path(place).is_relative_to(one)] == unpacked
    (unpacked[0] / "lawgov_cli" / "__main__.py").write_text("WORD = 'kept'\n" + PROGRAM)
    assert run(path)[0][0] == "kept"


def test_another_archive_under_the_same_name_is_unpacked_anew(tmp_path: Path, cache: Path) -> None:
    assert run(archive(tmp_path / "a.pyz", "first"))[0][0] == "first"
    assert run(archive(tmp_path / "a.pyz", "second one"))[0][:2] == ["second", "one"]
    assert len(list(cache.iterdir())) == 2


def test_what_a_killed_run_left_half_unpacked_is_made_whole(tmp_path: Path, cache: Path) -> None:
    path = archive(tmp_path / "a.pyz", "whole")
    run(path)
    (folder,) = cache.iterdir()
    (folder / "complete").unlink()
    (folder / "lawgov_cli" / "__main__.py").unlink()
    assert run(path)[0][0] == "whole"
    assert [one.name for one in cache.iterdir()] == [folder.name]


def test_where_the_cache_folder_cannot_be_written_it_runs_all_the_same_and_says_so(
    tmp_path: Path, cache: Path
) -> None:
    cache.parent.write_text("a file where a folder should be")
    (word, argument, marked, place), said = run(archive(tmp_path / "a.pyz", "once"), "check")
    assert (word, argument, marked) == ("once", "check", "True")
    assert said.startswith(f"提示: 缓存文件夹 {cache} 写不进去")
    assert not Path(place).exists()


def test_folders_of_older_archives_go_after_a_month(cache: Path) -> None:
    for name, days in (("pyz-old", 40), ("pyz-recent", 3), ("plans", 40)):
        (cache / name).mkdir(parents=True)
        moment = cache.stat().st_mtime - days * 86400
        os.utime(cache / name, (moment, moment))
    pyz_main.forget_older(str(cache), str(cache / "pyz-new"))
    assert sorted(one.name for one in cache.iterdir()) == ["plans", "pyz-recent"]


def test_an_older_python_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 15))
    with pytest.raises(SystemExit, match=r"需要 Python 3.10 或更高版本, 现在运行的是 3.6 "):
        pyz_main.main()


def test_one_file_says_where_what_it_lacks_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'python3 tasks.py install(用 pip 装的: pip install "lawgov[office]")' in str(
        SheetsMissing("读取表格")
    )
    monkeypatch.setattr(sys, pyz_main.MARK, True, raising=False)
    for told in (SheetsMissing("读取表格"), ExtraMissing("a.docx", ".docx", "docx")):
        assert "lawgov.pyz 不带这个组件, 请用离线安装包里的 install.py 安装" in str(told)
