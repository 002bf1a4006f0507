"""`lawgov sync` through git: two places, everything that can be in the way, nothing lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.git import Repository

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


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("words", [["sync"], ["sync", "--dry-run"]])
@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_journal_that_an_editor_saved_in_its_own_encoding_goes_nowhere(
    encoding: str, words: list[str], desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "1", "甲处")
    invoke("sync")
    before = git(desk.folder, "rev-parse", "HEAD")
    desk.journal.write_bytes(desk.journal.read_text(encoding="utf-8").encode(encoding))
    ran = invoke(*words, code=3)
    assert "用编辑器(如记事本的“另存为”)把它存成 UTF-8" in ran.stderr
    assert git(desk.folder, "rev-parse", "HEAD") == before


@pytest.mark.usefixtures("empty")
def test_the_plan_that_ships_with_the_program_is_nobodys_to_commit(invoke: Invoke) -> None:
    for words in (["sync"], ["sync", "--dry-run"]):
        ran = invoke(*words, code=5)
        assert ran.stderr.startswith("这里还没有自己的工作目录, 没有可以同步的。建立: lawgov init")


#: A git that takes its time to merge, and says so by a file.
SLOW_MERGE = """#!/bin/sh
case " $* " in *" merge --quiet"*) : > "$MERGING"; sleep 2 ;; esac
exec {git} "$@"
"""


@pytest.mark.skipif(os.name == "nt", reason="a script as git")
def test_where_the_program_is_killed_its_git_holds_the_journal_until_it_is_done(
    desk: Desk, office: Path, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "1", "甲处")
    invoke("sync")
    other = cloned(office, tmp_path / "other")
    monkeypatch.chdir(other)
    invoke("note", "2", "乙处")
    invoke("sync")
    monkeypatch.chdir(desk.folder)
    merging, slow = tmp_path / "merging", tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text(SLOW_MERGE.format(git=shutil.which("git")), encoding="utf-8")
    slow.chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setenv("MERGING", str(merging))
        patched.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
        words = [sys.executable, "-m", "lawgov_cli", "sync"]
        program = subprocess.Popen(words, start_new_session=True)
    for _ in range(600):
        if merging.exists():
            break
        time.sleep(0.05)
    os.killpg(program.pid, signal.SIGKILL)  # as when its window is closed
    program.wait(timeout=60)
    invoke("note", "3", "正在合并时")  # waits until it may
    assert len(ids("\n".join(desk.lines))) == 3
    invoke("sync")
    assert len(ids(git(office, "cat-file", "blob", f"main:{desk.journal.name}"))) == 3


def in_the_way(desk: Desk, office: Path, kind: str) -> None:
    if kind == "no repository":
        shutil.rmtree(desk.folder / ".git")
    elif kind == "no network":
        shutil.rmtree(office)
    elif kind == "detached":
        git(desk.folder, "commit", "-q", "--allow-empty", "-m", "x")
        git(desk.folder, "checkout", "-q", "--detach")
    elif kind in {"MERGE_HEAD", "CHERRY_PICK_HEAD", "rebase-merge"}:
        (desk.folder / ".git" / kind).write_text("0" * 40, encoding="utf-8")
    elif kind == "left out":
        (desk.folder / ".gitignore").write_text("*.journal.yaml\n", encoding="utf-8")
    elif kind == "another git":
        (desk.folder / ".git" / "index.lock").touch()
    elif kind == "refused":
        hook = office / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    elif kind == "another beginning":
        other = cloned(office, office / "other")
        (other / "x").touch()
        git(other, "add", "x")
        git(other, "commit", "-q", "-m", "x")
        git(other, "push", "-q", "origin", "HEAD:main")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("no repository", "不在 git 仓库里。建立: lawgov init --git"),
        ("no network", "连不上“origin”"),
        ("detached", "不在任何分支上。先回到分支, 如 git switch main"),
        ("MERGE_HEAD", "没做完的合并(MERGE_HEAD), 没有动它"),
        ("CHERRY_PICK_HEAD", "没做完的合并(CHERRY_PICK_HEAD), 没有动它"),
        ("rebase-merge", "没做完的合并(rebase-merge), 没有动它"),
        ("left out", "workpoints-2023.journal.yaml 写在 .gitignore 里, 不会提交"),
        ("another git", "另一个 git 正在用这个仓库, 或上次中断留下了锁(.lock 文件)。"),
        ("refused", "“origin”没有收下"),
        ("another beginning", "两处的仓库是各自建的, 没有共同的开头"),
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


@pytest.mark.usefixtures("office")
def test_of_several_other_places_it_is_the_branch_s_own_then_the_first(
    desk: Desk, invoke: Invoke
) -> None:
    git(desk.folder, "remote", "rename", "origin", "a")
    git(desk.folder, "remote", "add", "b", "/nowhere")
    invoke("note", "1", "甲处")
    assert "已与“a”同步" in invoke("sync").stdout
    git(desk.folder, "config", "branch.main.remote", "b")
    assert "连不上“b”" in invoke("sync", code=5).stderr


@pytest.mark.usefixtures("office")
def test_where_others_are_always_faster_it_stops_and_says_so(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def refused(there: Repository) -> bool:
        tries.append(there)
        return False

    monkeypatch.setattr(Repository, "push", refused)
    invoke("note", "1", "甲处")
    ran = invoke("sync", code=5)
    assert ran.stderr == "别人一直在先, 试了5次。记录都已提交, 请稍后再运行 lawgov sync。\n"
    assert len(tries) == 5
    assert git(desk.folder, "status", "--porcelain") == ""


def test_without_another_place_it_is_committed_and_said(desk: Desk, invoke: Invoke) -> None:
    git(desk.folder, "init", "-q")
    invoke("note", "1", "甲处")
    ran = invoke("sync")
    assert ran.stdout == (
        f"已提交: source/workpoints-2023.txt、{desk.journal.name}、{desk.plan.name}\n"
    )
    assert "没有设远程仓库, 只在本机提交" in ran.stderr
    assert "已提交: 没有改动" in invoke("sync").stdout


def test_without_git_it_says_what_else_there_is(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    for words in (["sync"], ["init", "--git"]):
        ran = invoke(*words, code=5)
        assert ran.stderr.startswith("本机没有 git。请先安装; 不装也可以用 lawgov sync 副本文件")
    assert desk.files() == {desk.plan.name, "source/workpoints-2023.txt"}  # init made nothing


@pytest.mark.skipif(os.name == "nt", reason="a script as git")
def test_a_git_that_does_not_answer_is_waited_for_with_a_limit(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = desk.folder / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("lawgov_cli.store.git._HERE", 0.2)
    ran = invoke("sync", code=5)
    assert ran.stderr == "git rev-parse 等了0.2秒没有结果。这里的记录没有丢失。\n"


def test_work_that_is_not_committed_and_changed_there_too_is_left_alone(
    desk: Desk, office: Path, invoke: Invoke, tmp_path: Path
) -> None:
    (desk.folder / "名单.txt").write_text("甲\n", encoding="utf-8")
    git(desk.folder, "add", "名单.txt")
    git(desk.folder, "commit", "-q", "-m", "x")
    invoke("note", "1", "甲处")
    invoke("sync")
    other = cloned(office, tmp_path / "other")
    (other / "名单.txt").write_text("乙\n", encoding="utf-8")
    git(other, "commit", "-q", "-am", "y")
    git(other, "push", "-q")
    (desk.folder / "名单.txt").write_text("丙\n", encoding="utf-8")
    before = desk.journal.read_bytes()
    ran = invoke("sync", code=5)
    assert "别处改了的文件, 这里也有没提交的改动。请先提交(git commit)或移走它" in ran.stderr
    assert "名单.txt" in ran.stderr
    assert (desk.folder / "名单.txt").read_text(encoding="utf-8") == "丙\n"
    assert desk.journal.read_bytes() == before


@pytest.mark.usefixtures("office")
def test_a_branch_and_a_remote_that_look_like_options_are_names(desk: Desk, invoke: Invoke) -> None:
    config = desk.folder / ".git" / "config"
    text = config.read_text(encoding="utf-8").replace('"origin"', '"--exec=touch taken"')
    config.write_text(text, encoding="utf-8")
    (desk.folder / ".git" / "HEAD").write_text("ref: refs/heads/--force\n", encoding="utf-8")
    invoke("note", "1", "甲处")
    git(desk.folder, "config", "branch.--force.remote", "--exec=touch taken")
    git(desk.folder, "config", "branch.--force.merge", "--upload-pack=touch taken")
    ran = invoke("sync", code=5)
    assert "--exec=touch" in ran.stderr
    assert "taken" not in " ".join(desk.files())
    assert len(desk.lines) == 1


def test_templates_go_along_and_evidence_is_named_as_left(
    desk: Desk, office: Path, invoke: Invoke
) -> None:
    (desk.folder / "templates").mkdir()
    (desk.folder / "templates" / "monthly.md.j2").write_text("{{ title }}\n", encoding="utf-8")
    for number in range(12):
        (desk.folder / f"佐证{number:02}.pdf").write_bytes(b"%PDF")
    invoke("note", "1", "甲处", "--evidence", "佐证00.pdf")
    ran = invoke("sync")
    assert "templates/monthly.md.j2" in ran.stdout
    assert "没有动、也没有提交: 佐证00.pdf、佐证01.pdf、" in ran.stderr
    assert (
        "佐证09.pdf等12个文件\n提示: 要一起送去的(如佐证), 用 git add、git commit 提交"
        in ran.stderr
    )
    assert "templates/monthly.md.j2" in git(office, "ls-tree", "-r", "--name-only", "main")


@pytest.mark.parametrize("left", ["one line", "one line and a new one", "gone"])
def test_what_was_committed_comes_back_into_a_journal_that_was_cut(
    left: str, desk: Desk, office: Path, invoke: Invoke
) -> None:
    for number in ("1", "2", "3"):
        invoke("note", number, f"第{number}件")
    invoke("sync")
    whole = desk.journal.read_bytes()
    if left == "gone":
        desk.journal.unlink()
    else:
        desk.journal.write_bytes(whole[: whole.find(b"\n") + 1])
    if left == "one line and a new one":
        invoke("note", "4", "后记")
    ran = invoke("sync")
    assert "条已经提交过的记录, 已从 git 里找回" in ran.stderr
    assert ids(whole.decode()) <= ids("\n".join(desk.lines))
    there = git(office, "cat-file", "blob", f"main:{desk.journal.name}")
    assert there == desk.journal.read_text(encoding="utf-8")


def test_a_conflict_in_the_plan_is_explained_and_both_stay(
    desk: Desk, office: Path, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "1", "甲处")
    invoke("sync")
    other = cloned(office, tmp_path / "other")
    title = next(
        line for line in desk.plan.read_text(encoding="utf-8").splitlines() if "title: 提高" in line
    )
    for folder, word in ((desk.folder, "甲改"), (other, "乙改")):
        plan = folder / desk.plan.name
        text = plan.read_text(encoding="utf-8")
        plan.write_text(text.replace(title, f"{title}{word}", 1), encoding="utf-8")
    monkeypatch.chdir(other)
    invoke("sync")
    monkeypatch.chdir(desk.folder)
    mine = desk.plan.read_bytes()
    ran = invoke("sync", code=5)
    assert "两处都改了同一个地方, 没有合并" in ran.stderr
    assert f"{desk.plan.name}: 第8项“提高合法性审查工作质效甲改”两处改得不同" in ran.stderr
    assert "改成与对方一样, 再运行 lawgov sync" in ran.stderr
    assert desk.plan.read_bytes() == mine
    assert not (desk.folder / ".git" / "MERGE_HEAD").exists()


def test_a_conflict_in_another_file_names_it_and_both_stay(
    desk: Desk, office: Path, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "templates").mkdir()
    (desk.folder / "templates/monthly.md.j2").write_text("原来的\n", encoding="utf-8")
    invoke("note", "1", "甲处")
    invoke("sync")
    other = cloned(office, tmp_path / "other")
    for folder, word in ((desk.folder, "甲改"), (other, "乙改")):
        (folder / "templates/monthly.md.j2").write_text(word, encoding="utf-8")
    monkeypatch.chdir(other)
    invoke("sync")
    monkeypatch.chdir(desk.folder)
    ran = invoke("sync", code=5)
    assert "templates/monthly.md.j2: 请与对方商定一种写法后再运行" in ran.stderr
    assert (desk.folder / "templates/monthly.md.j2").read_text(encoding="utf-8") == "甲改"


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


def test_init_makes_a_repository_with_everything_of_the_workspace_in_it(
    empty: Path, invoke: Invoke
) -> None:
    ran = invoke("init", "办公", "--git")
    folder = empty / "办公"
    assert ran.stdout.endswith(
        "已建成 git 仓库, 提交了13个文件\n与别处同步: git remote add origin 地址, 再 lawgov sync\n"
    )
    assert git(folder, "status", "--porcelain") == ""
    assert "data/workpoints-2023.yaml" in git(folder, "ls-tree", "-r", "--name-only", "HEAD")
    attribute = git(folder, "check-attr", "merge", "data/workpoints-2023.journal.yaml")
    assert attribute.strip().endswith("merge: union")


def test_init_in_a_repository_makes_none(desk: Desk, invoke: Invoke) -> None:
    git(desk.folder, "init", "-q")
    for folder in ("", "里面"):
        ran = invoke("init", *filter(None, [folder]), "--git")
        assert "已是 git 仓库, 没有再建。提交和同步: lawgov sync" in ran.stderr
    assert not (desk.folder / "里面" / ".git").exists()
    assert "workpoints" not in git(desk.folder, "ls-files")
