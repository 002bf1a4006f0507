from __future__ import annotations

import errno
from pathlib import Path

import pytest

from lawgov_cli.base import errors
from lawgov_cli.base.absent import NoSuchTask
from lawgov_cli.base.errors import why
from lawgov_cli.base.problems import Problem, Severity


@pytest.mark.parametrize(
    ("said", "consequence", "message"),
    [
        ("不行。", "", "不行。"),
        ("不行", "", "不行"),
        ("不行。", "没有登记任何内容。", "不行。没有登记任何内容。"),
        ("不行", "没有登记任何内容。", "不行  没有登记任何内容。"),
        ("一\n二\n", "没有登记任何内容。", "一\n二\n没有登记任何内容。"),
    ],
)
def test_what_did_not_happen_follows_what_was_wrong(
    said: str, consequence: str, message: str
) -> None:
    error = errors.UsageMistake(said)
    error.consequence = consequence
    assert error.message == message


def test_an_error_without_words_has_none() -> None:
    assert errors.CheckFailed().message == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.EROFS, "Read-only file system"), "所在位置是只读的"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (OSError(errno.EISDIR, "Is a directory"), "那是一个文件夹"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OSError("odd"), "odd"),
    ],
)
def test_what_the_system_refused_is_said_in_words(error: OSError, words: str) -> None:
    assert why(error) == words


def test_a_broken_plan_lists_its_errors_and_not_its_warnings() -> None:
    wrong = Problem("p.yaml", 3, 1, "错", "改")
    doubtful = wrong._replace(severity=Severity.WARNING, message="疑")
    error = errors.PlanBroken([wrong, doubtful])
    assert error.problems == (wrong, doubtful)
    assert error.message == (
        "p.yaml:3:1  错误  错  改\n"
        "工作要点文件有1个错误, 未作任何改动。改好后用 lawgov check 复查。"
    )


def test_a_template_s_fault_has_its_line_where_it_is_known() -> None:
    said = "报表模板 a.j2 第3行: 写法有误。没有写出任何文件。"
    assert errors.TemplateBroken("a.j2", 3, "写法有误").message == said
    assert errors.TemplateBroken("a.j2", None, "写法有误").message == said.replace(" 第3行", "")


def test_of_many_missing_numbers_five_are_named() -> None:
    known = "本要点共30项(1-30)"
    numbers = [str(number) for number in range(31, 37)]
    assert NoSuchTask(numbers[:5], known).message == (
        "没有第31项、第32项、第33项、第34项、第35项: 本要点共30项(1-30)。"
    )
    assert NoSuchTask(numbers, known).message == (
        "没有第31项、第32项、第33项、第34项、第35项等6项: 本要点共30项(1-30)。"
    )


def test_files_are_named_as_given() -> None:
    assert errors.CannotWrite(Path("a") / "b", "磁盘空间不足").message == (
        f"无法写入 {Path('a') / 'b'}: 磁盘空间不足。原有内容未受影响。请先腾出空间, 再做一次。"
    )
    assert "请核对它和所在文件夹的权限" in errors.CannotWrite("x", "没有权限").message
    assert errors.PlanNotFound("x.yaml").message == (
        "没有找到工作要点文件: x.yaml。请核对路径, 或用 lawgov init 建立一个工作目录。"
    )
