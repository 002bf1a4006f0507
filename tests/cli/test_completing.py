"""Tab: what a line asks for, what is offered, quietly. The shells themselves: test_shells.py."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.cli import completing
from lawgov_cli.cli.offer import Candidate, words_of
from lawgov_cli.cli.tab import TABLE, asked, surface
from tests.helpers import tab
from tests.surface import surface_table

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

COMMANDS = surface()


@pytest.mark.parametrize(
    ("line", "kind", "typed"),
    [
        ("", "命令", ""),
        ("li", "命令", "li"),
        ("--plan ", "文件", ""),
        ("--plan zw li", "命令", "li"),
        ("list ", "选项", ""),
        ("list --u", "选项", "--u"),
        ("list --unit ", "单位", ""),
        ("list -u 市", "单位", "市"),
        ("list --unit=市", "单位", "市"),
        ("list ——unit 市", "单位", "市"),
        ("list --group --section ", "部分", ""),
        ("list --group=x", "", "x"),
        ("list 多余", "", "多余"),
        ("mark ", "状态", ""),
        ("mark 已完成 ", "序号", ""),
        ("mark 已完成 8 9 1", "序号", "1"),
        ("mark --for 9月 已", "状态", "已"),
        ("done 8 -- -", "序号", "-"),
        ("report --month ", "月份", ""),
        ("import a.docx ", "选项", ""),
        ("nonsense ", "", ""),
    ],
)
def test_what_the_end_of_a_line_asks_for(line: str, kind: str, typed: str) -> None:
    question = asked(line.split(" "), COMMANDS)
    assert (question.kind, question.typed) == (kind, typed)


def test_what_was_chosen_before_is_known() -> None:
    chosen = asked(["--plan", "zw", "list", "--year=2023", "--unit", "市"], COMMANDS).chosen
    assert (chosen["--plan"], chosen["--year"]) == ("zw", "2023")


def test_the_table_is_of_the_commands_as_they_are() -> None:
    written = TABLE.read_text(encoding="utf-8")
    assert surface_table() == written, "it is old: python3 tasks.py docs --update"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("lis", [("list", "列出要点: 按单位、部分、角色、状态、文字筛选")]),
        ("help mis", [("missing", "本月谁没有报送, 附催报文字")]),
        ("list --unit sf", [("sfj", "市司法局")]),
        ("list --unit=sf", [("--unit=sfj", "市司法局")]),
        ("list --unit 市政府办", [("市政府办公室", "")]),
        ("list --unit 各", [("各区镇", "")]),
        ("list --section 八", [("八", "强化行政权力制约监督")]),
        ("list --status 已", [("已完成", ""), ("已调整", "")]),
        ("list --light ", [("红", ""), ("黄", ""), ("蓝", ""), ("绿", "")]),
        ("list --role l", [("lead", "牵头")]),
        ("list --format i", [("ids", "只列序号")]),
        ("report --format h", [("html", "网页")]),
        ("report --preset ", [("gb9704", "默认"), ("gb33476", "")]),
        ("report --template m", [("monthly", "")]),
        ("report --month 2023-09", [("2023-09", "2023年9月")]),
        ("report --month 2023年8", [("2023年8月", "2023年8月")]),
        ("report --month 7", [("7月", "2023年7月")]),
        ("report --quarter 2023Q3", [("2023Q3", "2023年第三季度")]),
        ("report --half ", [("2023H2", "2023年下半年"), ("2023H1", "2023年上半年")]),
        ("report --annual ", [("2023", "2023年太仓市法治政府建设工作要点")]),
        ("show 30", [("30", "加快推进政务诚信建设")]),
        ("done 1,30", [("1,30", "加快推进政务诚信建设")]),
        ("units mer", [("merge", "")]),
        ("view s", [("show", "查看"), ("save", "存下")]),
        ("list --plan work", [("workpoints-2023", "2023年太仓市法治政府建设工作要点")]),
        ("due --within ", []),
        ("list --where 单", []),
        ("import ", [(":files", "")]),
        ("done 8 --evidence ", [(":files", "")]),
    ],
)
def test_what_is_offered(line: str, offered: list[tuple[str, str]]) -> None:
    assert tab(*line.split(" ")) == offered


@pytest.mark.usefixtures("desk")
def test_points_by_number_and_the_measures_of_the_one_typed() -> None:
    numbers = [number for number, _ in tab("done", "2")]
    assert numbers == ["2", *(str(number) for number in range(20, 30))]
    assert [number for number, _ in tab("done", "8.")] == ["8.1", "8.2", "8.3"]


def test_options_say_what_they_are_for() -> None:
    offered = dict(tab("list", "--"))
    assert offered["--section"] == "只看这一部分: 三、3 或标题的一部分; 可重复"
    assert not [word for word in offered if not word.startswith("--")]


@pytest.mark.usefixtures("desk")
def test_what_was_added_and_renamed_since_is_offered(invoke: Invoke) -> None:
    invoke("add", "8", "建立档案目录")
    invoke("units", "add", "沙溪镇")
    assert [number for number, _ in tab("done", "8.4")] == ["8.4"]
    assert tab("list", "--unit", "沙") == [("沙溪镇", "")]


@pytest.mark.parametrize(
    ("shell", "line", "said"),
    [
        ("bash", "list --unit = sf", "sfj\n"),
        ("bash", "list --unit =", None),
        ("bash", 'list --unit "市司', "市司法局\n"),
        ("bash", "mark 已完成 30", "30\n"),
        ("bash", "view s", "show  查看\nsave  存下\n"),
        ("zsh", "list --unit=sf", "sfj\t市司法局\n"),
        ("powershell", "list --unit ''", None),
        ("powershell", "view sa", "save\t存下\n"),
        ("", "", None),
    ],
)
@pytest.mark.usefixtures("desk")
def test_each_shell_is_told_in_its_way(shell: str, line: str, said: str | None) -> None:
    text = completing.complete([shell, *line.split(" ")])
    assert text == said if said is not None else text


def test_a_long_text_is_cut_and_controls_are_shown(desk: Desk) -> None:
    plan = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(plan.replace("  市公安局:", '  "市\\e公安局": {}\n  市公安局:'), "utf-8")
    assert tab("list", "--unit", "市\x1b") == [("市\\x1b公安局", "")]


def test_tab_is_quiet_where_there_is_nothing_to_offer(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.plan.write_text("{", encoding="utf-8")
    lines = ["list --unit ", "show ", "list --section ", "list --view ", "report --month "]
    for line in (*lines, "list --plan nowhere --unit ", "list --year 甲 --unit "):
        completing.main(["bash", *line.split(" ")])
    assert capfd.readouterr() == ("", "")


def test_tab_is_quiet_where_something_breaks(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "someday")
    completing.main(["bash", "list", "--unit", ""])
    assert capfd.readouterr() == ("", "")


def test_words_of_a_help_line() -> None:
    assert words_of("table、ids(只列序号)") == [Candidate("table"), Candidate("ids", "只列序号")]
    assert words_of("Word 版式: gb9704(默认)、gb33476; 余下") == [
        Candidate("gb9704", "默认"),
        Candidate("gb33476"),
    ]
    assert words_of("只有一句话") == []


@pytest.mark.usefixtures("desk")
def test_tab_needs_no_typer() -> None:
    program = "import sys\nfrom lawgov_cli.__main__ import _run\n_run(sys.argv[1:])\n"
    program += "print(*sorted(sys.modules), file=sys.stderr)"
    command = [sys.executable, "-X", "utf8", "-c", program, "--complete", "zsh", "done", "30"]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert ran.stdout == "30\t加快推进政务诚信建设\n"
    assert not {"typer", "rich", "jinja2"} & set(ran.stderr.split())
