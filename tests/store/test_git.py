"""What git says, told to whoever has never heard of git; its own words stand behind."""

from __future__ import annotations

import pytest

from lawgov_cli.store.git import _last

SAID = [
    ("fatal: refusing to merge unrelated histories", "两处的仓库是各自建的"),
    ("fatal: Unable to create '/x/.git/HEAD.lock': File exists.", "另一个 git 正在用这个仓库"),
    ("fatal: detected dubious ownership in repository at '/x'", "文件夹是别的用户建的"),
    ("error: file write error: No space left on device", "磁盘空间不足"),
    ("Host key verification failed.\nfatal: Could not read from remote", "第一次连这台服务器"),
    ("ssh: Could not resolve hostname x: Name unknown", "没有网络, 或地址里的主机名不对"),
    ("fatal: unable to access 'https://x/': Could not resolve host: x", "没有网络"),
    ("fatal: '/x' does not appear to be a git repository", "那里没有 git 仓库"),
    ("git@x: Permission denied (publickey).", "没有权限, 或还没有登录"),
    ("fatal: could not read Username for 'https://x': terminal prompts disabled", "要先登录"),
]


@pytest.mark.parametrize(("said", "meaning"), SAID)
def test_what_git_complains_of_is_told_in_words_and_as_it_has_it(said: str, meaning: str) -> None:
    told = _last(said)
    assert told.startswith(meaning)
    assert said.splitlines()[-1].removesuffix(".") in told


def test_files_that_are_in_the_way_are_named() -> None:
    said = "error: Your local changes to the following files would be overwritten by merge:\n\ta\n"
    assert _last(f"{said}\tb\nPlease commit your changes.\nAborting\n") == (
        "别处改了的文件, 这里也有没提交的改动。请先提交(git commit)或移走它"
        "(git: error: Your local changes to the following files would be overwritten by merge:"
        " / a / b)"
    )


def test_what_is_not_known_stands_as_git_has_it() -> None:
    assert _last("hint: x\nfatal: something new\n") == "fatal: something new"
    assert _last("") == "没有说明原因"
