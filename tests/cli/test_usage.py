"""Every kind of slip in the words of a command; the commonest are in test_program.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lst", "没有“lst”这个命令, 您是否要用: list、set?  用法: lawgov --help"),
        ("list --unti x", "没有“--unti”这个选项, 您是否要用: --unit?  用法: lawgov list --help"),
        ("list -x", "没有“-x”这个选项。用法: lawgov list --help"),
        ("show", "缺少“序号”。用法: lawgov show --help"),
        ("mark", "缺少“状态”。用法: lawgov mark --help"),
        ("list --unit", "选项“--unit”后面缺少单位。用法: lawgov list --help"),
        (
            "stats 3 4",
            "多余的内容: 3 4, 您是否要用: lawgov show 3 4?  用法: lawgov stats --help",
        ),
        (
            "log --limit x",
            "选项“--limit/-l”的值不对: “x”不是整数, 请只写数字。用法: lawgov log --help",
        ),
        (
            "list --year 今年",
            "选项“--year”的值不对: “今年”不是整数, 请只写数字。用法: lawgov list --help",
        ),
        (
            "done 8 --percent 大半",
            "选项“--percent”的值不对, 没有登记任何内容: “大半”不是数字。可以写: 50、50%、37.5",
        ),
        (
            "done 8 --percent 101",
            "选项“--percent”的值不对, 没有登记任何内容: “101”应在0至100之间。",
        ),
        ("list --group=3", "选项“--group”后面不带内容。用法: lawgov list --help"),
        ("list --format xml", "没有“xml”这种格式。可用: table、json、csv、md、ids"),
        ("export --format xml", "没有“xml”这种格式。可用: yaml、json、csv、html、xlsx、snapshot"),
        ("list --sort 高矮", "不能按“高矮”排列。可用: 序号、时限、状态、亮灯、单位、进度"),
        ("stats --light 紫", "没有“紫”这种亮灯。可用: 红、黄、蓝、绿、无"),
        ("--as-of 2023-09-01 done 8", "没有“--as-of”这个选项。用法: lawgov done --help"),
        (
            "--unit 市司法局",
            (
                "没有“--unit”这个选项; 命令的选项写在命令后面, 如 lawgov list --unit 单位。"
                "用法: lawgov --help"
            ),
        ),
    ],
)
def test_a_slip_is_one_chinese_sentence_on_standard_error(
    words: str, said: str, invoke: Invoke
) -> None:
    ran = invoke(*words.split(), code=2)
    assert ran.stdout == ""
    assert ran.stderr == f"{said}\n"
    known = r"lawgov \S+|--?[a-z/-]+|“[^”]*”|'[^']*'|可用: .*|您是否要用: .*?\?|: 3 4"
    assert not re.search("[A-Za-z]{2}", re.sub(known, "", said))


@pytest.mark.parametrize(
    "words",
    [
        "check {}",
        "collect {}",
        "init {} -y",
        "list --plan {}",
        "rollup {}",
        "report --template {} -o -",
        "import source/workpoints-2023.txt -o {}",
    ],
)
def test_a_file_that_cannot_be_looked_at_is_named_with_the_reason(
    words: str, invoke: Invoke
) -> None:
    name = "长" * 200  # more bytes than any file system takes
    ran = invoke(*words.format(name).split(), code=3)
    assert ran.stdout == ""
    assert "名称太长。请核对路径和权限。" in ran.stderr
    assert name in ran.stderr


def test_a_script_whose_variable_is_not_set_records_nothing(desk: Desk, invoke: Invoke) -> None:
    for words, said in (
        (["--unit", ""], "“--unit”后面缺少单位"),
        (["-u", " "], "“-u”后面缺少单位"),
        (["--unit="], "“--unit”后面缺少单位"),
        (["--on", ""], "“--on”后面缺少日期"),
        (["-n", ""], "“-n”后面缺少文字"),
    ):
        ran = invoke("done", "8", *words, code=2)
        assert ran.stderr == f"选项{said}。用法: lawgov done --help\n"
    assert not desk.journal.exists()


def test_an_interrupt_from_the_keyboard_is_130(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lawgov_cli.cli.options.workspace", stop)
    ran = invoke("list", code=130)
    assert (ran.stdout, ran.stderr) == ("", "")


def test_every_command_is_found_by_topics() -> None:
    from lawgov_cli.cli.commands import COMMANDS
    from lawgov_cli.cli.topics import _WORDS

    assert _WORDS.keys() == COMMANDS.keys()


@pytest.mark.parametrize(
    ("topic", "command"),
    [
        ("催报", "missing"),
        ("乡镇", "units"),
        ("移交", "export"),
        ("没报", "missing"),
        ("机构改革", "units"),
        ("备份", "sync"),
        ("填报表", "export"),
        ("新手", "init"),
        ("网页", "report"),
        ("报送日", "init"),
        *[
            ("催办", "chase"),
            ("报送", "note"),
            ("延期", "set"),
            ("撤回", "undo"),
            ("打印", "report"),
        ],
        *[
            ("导出", "export"),
            ("恢复", "undo"),
            ("合并", "sync"),
            ("换电脑", "init"),
            ("口径", "why"),
        ],
        *[("回执", "collect"), ("反馈", "chase"), ("上报", "note"), ("补报", "missing")],
        *[("单位更名", "units"), ("考核", "stats"), ("挂图作战", "export"), ("序时进度", "why")],
        *[("补录", "note"), ("佐证", "note"), ("牵头", "list"), ("U盘", "sync")],
        *[("怎么发表", "export"), ("谁没交", "missing"), ("明年", "import"), ("年底", "report")],
        *[("换人", "export"), ("记错了", "undo"), ("打错了", "correct"), ("加乡镇", "units")],
        *[("怎么写月报", "report"), ("撤销登记", "undo")],
    ],
)
def test_help_finds_by_what_a_clerk_calls_it(topic: str, command: str, invoke: Invoke) -> None:
    assert f"  {command} " in invoke("help", topic).stdout


def test_a_matter_of_no_command_is_told_what_else_to_ask(invoke: Invoke) -> None:
    said = invoke("help", "密码", code=2).stderr
    assert "没有找到与“密码”有关的命令。可以问: 催报、" in said
    for topic in said.partition("可以问: ")[2].partition("。")[0].split("、"):
        assert invoke("help", topic).stdout.startswith(f"与“{topic}”有关的命令")
