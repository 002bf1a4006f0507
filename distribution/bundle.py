"""``python3 tasks.py bundle``: a folder from which lawgov is installed without a network.

It holds wheels for every machine and Python below, as far as wheels exist, lawgov in one file
(``lawgov.pyz``), an installer and a page to read. ``--here`` makes it for this machine and this
Python only.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from distribution.packages import resolved
from distribution.pyz import build_pyz

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("docx", "html", "office", "pdf", "ui")
#: Too large for everybody: some 20 MB for each machine and Python.
LARGE = ("rollup",)


class Machine(NamedTuple):
    """A kind of machine: as people, uv and pip call it."""

    name: str
    uv: str
    tags: tuple[str, ...]


def _linux(cpu: str) -> tuple[str, ...]:
    return (f"manylinux_2_28_{cpu}", f"manylinux_2_17_{cpu}", f"manylinux2014_{cpu}")


MACHINES = (
    Machine("Windows amd64", "x86_64-pc-windows-msvc", ("win_amd64",)),
    Machine("Linux x86_64", "x86_64-manylinux_2_28", _linux("x86_64")),
    Machine("Linux aarch64", "aarch64-manylinux_2_28", _linux("aarch64")),
)
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


def main(argv: list[str]) -> int:
    """Make the folder and say what it holds."""
    parser = argparse.ArgumentParser(prog="tasks.py bundle")
    parser.add_argument("--here", action="store_true", help="只为本机和这个 Python 制作")
    parser.add_argument("--pyz", action="store_true", help="只做 lawgov.pyz")
    parser.add_argument(
        "--rollup",
        action="store_true",
        help="也带上 DuckDB(大): rollup 的 SQL 提问和 Parquet 文件要它",
    )
    asked = parser.parse_args(argv)
    own = _own_wheel()
    folder = ROOT / "dist" / f"{own.name.split('-py3')[0]}-offline"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheels").mkdir(parents=True)
    build_pyz(folder / "lawgov.pyz", own)
    extras = EXTRAS + LARGE * asked.rollup
    missing = [] if asked.pyz else _fill(folder / "wheels", own, extras, here=asked.here)
    for name in ("install.py", "读我.txt"):
        shutil.copy(Path(__file__).with_name(name), folder / name)
    _say(f"已生成 {folder.relative_to(ROOT)}: {_described(folder)}")
    for line in missing:
        _say(f"没有现成的包: {line}")
    if not asked.pyz and not asked.rollup:
        _say(
            "没有带 DuckDB(大): rollup 的 SQL 提问和 Parquet 文件要它, 其余照常; 要带上加 --rollup"
        )
    return 0


def _own_wheel() -> Path:
    """The wheel of lawgov itself, built anew."""
    out = ROOT / "dist"
    for old in out.glob("lawgov-*.whl"):
        old.unlink()
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out))
    return next(out.glob("lawgov-*.whl"))


def _fill(wheels: Path, own: Path, extras: tuple[str, ...], *, here: bool) -> list[str]:
    """Gather the wheels of every machine and Python; those that do not exist."""
    shutil.copy(own, wheels)
    _download(wheels, "pip", tags=("any",), version=PYTHONS[0])  # installs where Python has none
    missing = []
    for machine in _this_machine() if here else MACHINES:
        for version in [f"3.{sys.version_info.minor}"] if here else PYTHONS:
            _say(f"{machine.name}, Python {version} …")
            needed = resolved(machine.uv, version, extras)
            lacking = _gather(wheels, needed, machine.tags, version)
            missing += [f"{machine.name}, Python {version}: {name}" for name in lacking]
    return missing


def _this_machine() -> list[Machine]:
    cpu = platform.machine().lower()
    return [machine for machine in MACHINES if machine.name.lower().endswith(cpu)] or [MACHINES[1]]


def _gather(wheels: Path, needed: list[str], tags: tuple[str, ...], version: str) -> list[str]:
    if _download(wheels, *needed, tags=tags, version=version):
        return []
    return [name for name in needed if not _download(wheels, name, tags=tags, version=version)]


def _download(wheels: Path, *names: str, tags: tuple[str, ...], version: str) -> bool:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--dest", str(wheels), "--python-version", version]
    command += [word for tag in tags for word in ("--platform", tag)]
    return subprocess.run([*command, *names], capture_output=True, check=False).returncode == 0


def _described(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    wheels = sum(path.suffix == ".whl" for path in files)
    return f"{wheels}个安装包, lawgov.pyz, install.py, 读我.txt, 共{size:.0f} MB"


def _run(*command: str) -> None:
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
