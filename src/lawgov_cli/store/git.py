"""git, as `sync` and `init` need it: nothing asks or waits for ever, no name becomes an option.

A program that is killed leaves its git at work, and git keeps the lock that the program holds.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.tuples import NamedTuple

#: Seconds for what stays on this machine, and for what goes over the network.
_HERE, _AWAY = 60, 180
#: How often a push is tried again that was refused because others were faster.
TRIES = 5
_SETTINGS = (
    "core.quotepath=false",
    "core.fsmonitor=false",
    "commit.gpgsign=false",
    "merge.autoStash=false",
    "protocol.ext.allow=never",
    "core.fsync=all",
    "init.defaultBranch=main",
)
#: While the journal is held nothing goes on behind one's back, which would hold it longer.
_NO_GC = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
#: What git says, and what that means to whoever has never heard of git.
_MEANING = {
    "unrelated histories": "两处的仓库是各自建的, 没有共同的开头。请从那里另取一份(git clone 地址 "
    "另一个文件夹), 在那一份里运行 lawgov sync 这里的台账文件, 以后用那一份",
    ".lock': File exists": "另一个 git 正在用这个仓库, 或上次中断留下了锁(.lock 文件)。"
    "请稍后再试; 确认没有别的 git 在运行的, 删去这个文件",
    "would be overwritten": "别处改了的文件, 这里也有没提交的改动。请先提交(git commit)或移走它",
    "dubious ownership": "文件夹是别的用户建的, git 要先认可它: 照下面 git 所说的运行一次",
    "No space left": "磁盘空间不足",
    "Host key verification failed": "第一次连这台服务器, 请在终端上运行一次 git fetch 并确认",
    "resolve host": "没有网络, 或地址里的主机名不对",
    "not appear to be a git repository": "那里没有 git 仓库, 请核对地址",
    "Permission denied": "没有权限, 或还没有登录",
    "could not read Username": "要先登录: 在终端上运行一次 git fetch, 让 git 记住用户名和口令",
}
_HALF_DONE = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


class SyncStopped(LawgovError):
    """What keeps two places from being put together (exit code 5)."""

    exit_code = 5


class Conflict(Exception):
    """Files that both sides changed; the merge has been taken back.

    Attributes:
        files: each file with its bytes in the common state, here and there.
    """

    def __init__(self, files: dict[str, tuple[bytes, bytes, bytes]]) -> None:
        super().__init__()
        self.files = files


class Ran(NamedTuple):
    """What git answered."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it printed, without the line's end."""
        return self.out.decode("utf-8", "replace").strip()


class Repository(NamedTuple):
    """A work tree on a branch, and where the branch goes.

    Attributes:
        top: the work tree.
        branch: the ref here.
        remote: the other place's name; empty where there is none.
        there: the ref there.
    """

    top: Path
    branch: str
    remote: str
    there: str

    def run(self, *words: str, seconds: float = 0) -> Ran:
        """What git says to *words*."""
        return _git(self.top, *words, seconds=seconds)

    def changed(self, *paths: str) -> list[str]:
        """The files, below *paths* or anywhere, that differ from what was committed last."""
        words = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--")
        found = self.run(*words, *(f":(top,literal){path}" for path in paths))
        return [os.fsdecode(line[3:]) for line in found.out.split(b"\0") if line]

    def ignores(self, path: str) -> bool:
        """Whether the file at *path*, below the work tree, is to be left out, and always was."""
        return self.run("check-ignore", "--quiet", "--", path).code == 0

    def commit(self, files: list[str], message: str) -> None:
        """Commit *files* and nothing else that may be staged."""
        names = [f":(top,literal){name}" for name in files]
        self._must("add", "--", *names)
        words = ("commit", "--quiet", "-m", message, "--only", "--", *names)
        self._must(*_NO_GC, *self._author(), *words)

    def committed(self, path: str) -> bytes:
        """The file at *path*, below the work tree, as it was committed last; empty where never."""
        return self.run("cat-file", "blob", f"HEAD:{path}").out

    def fetched(self) -> str:
        """The commit that stands there; empty where nothing does yet."""
        listed = self.run("ls-remote", "--exit-code", "--", self.remote, self.there, seconds=_AWAY)
        if listed.code == 2:
            return ""
        words = ("fetch", "--quiet", "--no-tags", "--", self.remote, self.there)
        ran = listed if listed.code else self.run(*words, seconds=_AWAY)
        if ran.code:
            raise SyncStopped(
                f"连不上“{self.remote}”(没有网络、地址不对或没有权限): {_last(ran.err)}。"
                "这里的记录都已提交, 没有丢失; 连上后再运行 lawgov sync。"
            )
        return self._must("rev-parse", "--verify", "FETCH_HEAD").text

    def merge(self, commit: str) -> None:
        """Put *commit* together with what is here.

        Raises:
            Conflict: both changed the same place.
            SyncStopped: git would not begin.
        """
        ran = self.run(*_NO_GC, *self._author(), "merge", "--quiet", "--no-edit", commit)
        if not ran.code:
            return
        names = self.run("diff", "--name-only", "--diff-filter=U", "-z").out.split(b"\0")
        files = {os.fsdecode(name): self._stages(os.fsdecode(name)) for name in names if name}
        if self.run("rev-parse", "--quiet", "--verify", "MERGE_HEAD").code == 0:
            self._must("merge", "--abort")
        if files:
            raise Conflict(files)
        raise SyncStopped(
            f"合并不了: {_last(ran.err)}。没有合并, 台账里的登记都在。请先处理所说的文件, 再运行。"
        )

    def push(self) -> bool:
        """Whether what is here was taken there; not: others were faster."""
        words = ("push", "--quiet", "--", self.remote, f"{self.branch}:{self.there}")
        ran = self.run(*words, seconds=_AWAY)
        if ran.code and not any(word in ran.err for word in ("fetch first", "non-fast-forward")):
            if "cannot lock ref" in ran.err or "failed to update ref" in ran.err:
                return False
            raise SyncStopped(
                f"“{self.remote}”没有收下: {_last(ran.err)}。"
                "这里的记录都已提交, 没有丢失; 问题解决后再运行 lawgov sync。"
            )
        return not ran.code

    def _stages(self, name: str) -> tuple[bytes, bytes, bytes]:
        base, ours, theirs = (self.run("show", f":{n}:{name}").out for n in (1, 2, 3))
        return base, ours, theirs

    def _author(self) -> tuple[str, ...]:
        if self.run("config", "user.email").text:
            return ()
        return ("-c", "user.name=lawgov", "-c", "user.email=lawgov@localhost")

    def _must(self, *words: str) -> Ran:
        ran = self.run(*words)
        if ran.code:
            raise SyncStopped(f"git 没有做成: {_last(ran.err or ran.text)}。台账没有改动。")
        return ran


def repository(folder: Path) -> Repository:
    """The repository that *folder* lies in, ready to be synced.

    Raises:
        SyncStopped: there is none, or it is not in a state to be.
    """
    top = top_of(folder)
    if top is None:
        raise SyncStopped(
            f"{folder} 不在 git 仓库里。建立: lawgov init --git; 或用 lawgov sync 副本文件。"
        )
    made = Repository(top, "", "", "")
    for name in _HALF_DONE:
        kept = made.run("rev-parse", "--git-path", name).text
        if (made.top / kept).exists():
            raise SyncStopped(
                f"{made.top} 里有没做完的合并({name}), 没有动它。"
                "请做完(git commit)或放弃(git merge --abort)后再运行。"
            )
    branch = made.run("symbolic-ref", "--quiet", "HEAD")
    if branch.code:
        raise SyncStopped(f"{made.top} 不在任何分支上。先回到分支, 如 git switch main, 再运行。")
    short = branch.text.removeprefix("refs/heads/")
    remotes = made.run("remote").text.split()
    kept = made.run("config", f"branch.{short}.remote").text
    remote = kept if kept in remotes else "origin" if "origin" in remotes else "".join(remotes[:1])
    there = made.run("config", f"branch.{short}.merge").text if kept == remote else ""
    return Repository(made.top, branch.text, remote, there or branch.text)


def top_of(folder: Path) -> Path | None:
    """The work tree that *folder* lies in, ``None`` where it lies in none.

    Raises:
        SyncStopped: there is no git here, or git does not trust the folder.
    """
    ran = _git(folder, "rev-parse", "--show-toplevel")
    if "dubious ownership" in ran.err:
        raise SyncStopped(f"git 没有做成: {_last(ran.err)}")
    return None if ran.code else Path(ran.text)


def begin(folder: Path) -> None:
    """Make *folder* a work tree.

    Raises:
        SyncStopped: git would not.
    """
    ran = _git(folder, "init", "--quiet")
    if ran.code:
        raise SyncStopped(f"git 没有做成: {_last(ran.err)}。")


def _git(folder: Path, *words: str, seconds: float = 0) -> Ran:
    seconds = seconds or _HERE
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    outside = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
    env = {key: value for key, value in os.environ.items() if key not in outside}
    env |= {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C", "GIT_ASKPASS": ""}
    env.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")
    try:
        ran = subprocess.run(  # noqa: S603 - no shell; names stand behind "--" or within refs
            ["git", *settings, *words],  # noqa: S607 - the user's git
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            close_fds=False,  # the journal that is held stays so until git has ended
            start_new_session=True,  # what stops the program does not stop git half-way
        )
    except FileNotFoundError:
        raise SyncStopped(
            "本机没有 git。请先安装; 不装也可以用 lawgov sync 副本文件 收进别处的记录。"
        ) from None
    except subprocess.TimeoutExpired:
        raise SyncStopped(
            f"git {words[0]} 等了{seconds:g}秒没有结果。这里的记录没有丢失。"
        ) from None
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode("utf-8", "replace"))


def _last(text: str) -> str:
    """What git complained of, in words where they are known, and as git has it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("error:", "fatal:", " ! "))] or lines
    files = [line.strip() for line in text.splitlines() if line.startswith("\t")]
    said = " / ".join([*told[:3], *files[:3]]) or "没有说明原因"
    meaning = next((words for sign, words in _MEANING.items() if sign in text), "")
    return f"{meaning}(git: {said})" if meaning else said
