"""install.py of the offline bundle: what it says before anything is installed."""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING, Any

import pytest

from distribution import install

if TYPE_CHECKING:
    from pathlib import Path


def test_an_older_python_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8))
    with pytest.raises(SystemExit, match=r"需要 Python 3.10 或更高版本"):
        install.main([])


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "台账.txt").write_text("我的")
    with pytest.raises(SystemExit, match="里已有别的内容, 请另写一个"):
        install.main([str(tmp_path)])
    assert (tmp_path / "台账.txt").read_text() == "我的"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match=r"建不了 .*file"):
        install.main([str(tmp_path / "file" / "app")])


def test_a_python_without_venv_is_told_what_to_install_or_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_venv(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        if name == "venv":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_venv)
    with pytest.raises(SystemExit, match=r"请装 python3-venv; 或者不安装, 直接用: .* lawgov.pyz"):
        install.main([str(tmp_path / "app")])


@pytest.mark.parametrize("carried", [True, False])
def test_duckdb_is_installed_where_the_bundle_carries_it(
    *, carried: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(install, "WHEELS", str(tmp_path))

    def pip(_: str, what: str, **__: bool) -> int:
        asked.append(what)
        return 0

    monkeypatch.setattr(install, "install", pip)
    if carried:
        (tmp_path / "duckdb-2.0.1-cp312-abi3-win_amd64.whl").write_bytes(b"")
    install.main([str(tmp_path / "app")])
    assert len(asked) == 1
    assert ("rollup" in asked[0]) is carried


@pytest.mark.parametrize(
    ("works", "said"),
    [
        ({"lawgov[docx,html,office,pdf,ui]", "lawgov"}, ["lawgov 已装好"]),
        ({"lawgov"}, ["没有全部现成的安装包, 改装不带表格和 Word 的部分", "lawgov 已装好"]),
        (set(), ["没有全部现成的安装包", "没有装成: 上面是原因"]),
    ],
)
def test_what_has_no_wheels_is_left_out_and_said(
    works: set[str],
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def pip(_: str, what: str, *, quiet: bool = False) -> int:
        assert quiet == ("[" in what)
        return int(what not in works)

    monkeypatch.setattr(install, "install", pip)
    ended = ""
    try:
        install.main([str(tmp_path / "app")])
    except SystemExit as stop:
        ended = str(stop)
    printed = capsys.readouterr().out + ended
    assert [line for line in said if line not in printed] == []
    assert (f"把 {tmp_path / 'app'}" in printed) == bool(works)
