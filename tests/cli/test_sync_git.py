"""`lawgov sync` through git: two places, everything that can be in the way, nothing lost."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@t", *words]
    return subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=60
    ).stdout


@pytest.fixture
def office(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk in git whose other place is a bare repository; returned."""
    bare = tmp_path_factory.mktemp("bare")
    git(bare, "init", "-q", "--bare", "-b", "main")
    git(desk.folder, "init", "-q", "-b", "main")
    (desk.folder / ".gitattributes").write_text("*.journal.yaml merge=union\n", encoding="utf-8")
    git(desk.folder, "remote", "add", "origin", str(bare))
    return bare


def cloned(bare: Path, folder: Path) -> Path:
    git(bare, "clone", "-q", str(bare), str(folder))
    return folder


def ids(text: str) -> set[str]:
    return {json.loads(line[2:])["id"] for line in text.splitlines()}


def test_what_two_places_record_is_in_both(
    desk: Desk, office: Path, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "1", "甲处")
    assert "已与“origin”同步: 收进0条" in invoke("sync").stdout
    other = cloned(office, tmp_path / "other")
    monkeypatch.chdir(other)
    invoke("note", "2", "乙处")
    assert "已与“origin”同步" in invoke("sync").stdout
    monkeypatch.chdir(desk.folder)
    invoke("note", "3", "甲处又记")
    (desk.folder / "私事.txt").write_text("x", encoding="utf-8")
    ran = invoke("sync")
    assert "收进1条" in ran.stdout
    assert "没有动、也没有提交: 私事.txt" in ran.stderr
    assert len(desk.lines) == len(ids("\n".join(desk.lines))) == 3
    assert "私事.txt" not in git(desk.folder, "ls-tree", "--name-only", "HEAD")


@pytest.mark.usefixtures("empty")
def test_the_plan_that_ships_with_the_program_is_nobodys_to_commit(invoke: Invoke) -> None:
    for words in (["sync"], ["sync", "--dry-run"]):
        ran = invoke(*words, code=5)
        assert ran.stderr.startswith("这里还没有自己的工作目录, 没有可以同步的。建立: lawgov init")


def in_the_way(desk: Desk, office: Path, kind: str) -> None:
    if kind == "no repository":
        shutil.rmtree(desk.folder / ".git")
    elif kind == "no network":
        shutil.rmtree(office)
    elif kind == "detached":
        git(desk.folder, "commit", "-q", "--allow-empty", "-m", "x")
        git(desk.folder, "checkout", "-q", "--detach")
    elif kind == "half done":
        (desk.folder / ".git" / "MERGE_HEAD").write_text("0" * 40, encoding="utf-8")
    elif kind == "refused":
        hook = office / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("no repository", "不在 git 仓库里"),
        ("no network", "连不上“origin”"),
        ("detached", "不在任何分支上"),
        ("half done", "没做完的合并(MERGE_HEAD)"),
        ("refused", "“origin”没有收下"),
    ],
)
def test_what_is_in_the_way_is_said_and_nothing_lost(
    kind: str, said: str, desk: Desk, office: Path, invoke: Invoke
) -> None:
    invoke("note", "1", "甲处")
    before = desk.journal.read_bytes()
    in_the_way(desk, office, kind)
    ran = invoke("sync", code=5)
    assert said in ran.stderr
    assert desk.journal.read_bytes() == before


def test_a_conflict_in_the_plan_is_explained_and_both_stay(
    desk: Desk, office: Path, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "1", "甲处")
    invoke("sync")
    other = cloned(office, tmp_path / "other")
    title = next(
        line for line in desk.plan.read_text(encoding="utf-8").splitlines() if "title:" in line[2:]
    )
    for folder, word in ((desk.folder, "甲改"), (other, "乙改")):
        plan = folder / desk.plan.name
        text = plan.read_text(encoding="utf-8")
        plan.write_text(text.replace(title, f"{title}{word}"), encoding="utf-8")
    monkeypatch.chdir(other)
    invoke("sync")
    monkeypatch.chdir(desk.folder)
    mine = desk.plan.read_bytes()
    ran = invoke("sync", code=5)
    assert "两处都改了同一个地方, 没有合并" in ran.stderr
    assert desk.plan.name in ran.stderr
    assert desk.plan.read_bytes() == mine
    assert not (desk.folder / ".git" / "MERGE_HEAD").exists()


@pytest.mark.parametrize("seed", [1, 2])
def test_clones_that_come_and_go_end_with_one_set_of_records(
    seed: int, desk: Desk, office: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable
    invoke("note", "1", "起")
    invoke("sync")
    clones = [desk.folder, *(cloned(office, office.parent / f"c{seed}{n}") for n in range(3))]
    for turn in range(12):
        monkeypatch.chdir(chance.choice(clones))
        invoke("note", str(chance.randint(1, 8)), f"第{turn}次")
        if chance.random() < 0.5:
            invoke("sync")
    for folder in clones * 2:
        monkeypatch.chdir(folder)
        invoke("sync")
    journals = {(folder / desk.journal.name).read_text(encoding="utf-8") for folder in clones}
    assert len(journals) == 1
    assert len(ids(journals.pop())) == 13
