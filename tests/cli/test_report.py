"""The monthly report: what is in it, where it goes, and the templates it is made from."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.records import NASTY_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Desk, Invoke


def test_the_report_of_a_month(
    busy: Desk, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    ran = invoke("report", "--month", "2023-09")
    assert ran.stderr == (
        "提示: 没有印编报单位。登记后印在刊头和落款: lawgov units office --name 单位名称\n"
    )
    golden("cli/report-said.txt", ran.stdout)
    golden(
        "report/2023-09.md", (busy.folder / "reports" / "2023-09.md").read_text(encoding="utf-8")
    )


def test_the_report_of_a_unit(
    busy: Desk, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    ran = invoke("report", "--month", "9月", "--unit", "sfj")
    assert ran.stdout.startswith("已生成 reports/2023-09-市司法局.md  19项 = ")
    path = busy.folder / "reports" / "2023-09-市司法局.md"
    golden("report/2023-09-unit.md", path.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("busy")
def test_every_point_is_in_the_annex_once(invoke: Invoke) -> None:
    text = invoke("report", "--month", "2023-09", "-o", "-").stdout
    annex = text[text.index("## 附件1") : text.index("## 附件2")]
    assert re.findall(r"^\| (\d+) \|", annex, re.MULTILINE) == [str(n) for n in range(1, 31)]
    rows = [line for line in annex.splitlines() if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1


@pytest.mark.usefixtures("desk")
def test_each_sentence_ends_once(invoke: Invoke) -> None:
    said = ("已复查", "--problem", "缺人。", "--next", "招不招？")
    invoke("note", "8", *said, "--unit", "市司法局", "--on", "9月2日")
    text = invoke("report", "--month", "9月", "-o", "-").stdout
    assert "- 9月2日 市司法局：已复查。\n" in text
    assert "- 第8项 市司法局：缺人。\n" in text
    assert "- 第8项 市司法局：招不招？\n" in text


@pytest.mark.usefixtures("busy")
def test_a_note_of_markup_is_plain_text(invoke: Invoke) -> None:
    text = invoke("report", "--month", "2023-09", "-o", "-").stdout
    assert "\x1b" not in text
    assert text.count("\\[bold") + text.count("[bold]粗[/bold]") >= 2
    plain = text.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
    assert plain.count(NASTY_SHOWN) == 2


def test_made_again_later_it_is_the_same_to_the_byte(
    busy: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("report", "--month", "2023-08")
    path = busy.folder / "reports" / "2023-08.md"
    first = path.read_bytes()
    path.unlink()
    monkeypatch.setenv("LAWGOV_NOW", "2024-02-01T08:00:00+08:00")
    invoke("done", "30", "--note", "完成")
    invoke("report", "--month", "2023-08")
    assert path.read_bytes() == first


@pytest.mark.usefixtures("busy")
def test_the_figures_add_up(invoke: Invoke) -> None:
    text = invoke("report", "--month", "2023-09", "-o", "-").stdout
    total, *rest = text[text.index("## 一、总体情况") :].split("\n\n")[1].split("，")
    assert "共30项" in total
    numbers = [int(n) for n in re.findall(r"[\u4e00-\u9fff](\d+)项（\d", text.split("\n## 二")[0])]
    assert sum(numbers) == 30
    assert rest
    assert sum(map(int, re.findall(r"^### .*（(\d+)项）$", text, re.MULTILINE))) == 30


def test_an_existing_file_that_differs_is_left_alone_without_force(
    busy: Desk, invoke: Invoke
) -> None:
    path = busy.folder / "mine.md"
    path.write_text("我的文件\n", encoding="utf-8")
    ran = invoke("report", "--month", "9月", "-o", "mine.md", code=5)
    assert ran.stdout == ""
    assert ran.stderr.startswith("mine.md 已存在, 没有覆盖。")
    assert path.read_text(encoding="utf-8") == "我的文件\n"
    invoke("report", "--month", "9月", "-o", "mine.md", "--force")
    assert path.read_text(encoding="utf-8").startswith("# 2023年太仓市")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--month", "13月"], 2, "没有“13月”: 月份只有1至12月, 没有13月。"),
        (["--unit", "市司法厅"], 4, "没有“市司法厅”这个单位。"),
        (["--template", "none"], 3, "报表模板 none: 没有这个模板。可用: "),
        (["--template", "none.md.j2"], 3, "报表模板 none.md.j2: 没有这个模板。可用: "),
    ],
)
def test_a_mistake_writes_no_report(
    options: list[str], code: int, said: str, busy: Desk, invoke: Invoke
) -> None:
    before = busy.files()
    ran = invoke("report", *options, code=code)
    assert (ran.stdout, busy.files()) == ("", before)
    assert ran.stderr.startswith(said)


# ---------------------------------------------------------------- templates of one's own


def template(folder: Path, text: str, name: str = "mine") -> None:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / f"{name}.md.j2").write_text(text, encoding="utf-8")


def test_a_template_of_one_s_own_is_found_by_name(busy: Desk, invoke: Invoke) -> None:
    template(busy.folder, "共{{ total }}项，{{ as_of }}\n")
    assert (
        invoke("report", "-t", "mine", "-o", "-").stdout.partition("\n\n核验码")[0]
        == "共30项，2023年9月20日"
    )


def test_a_template_may_be_a_file_anywhere(busy: Desk, invoke: Invoke) -> None:
    (busy.folder.parent / "t.j2").write_text("{{ period }}", encoding="utf-8")
    assert (
        invoke("report", "-t", "../t.j2", "-o", "-").stdout.partition("\n\n核验码")[0]
        == "2023年9月"
    )


def test_the_user_s_template_goes_before_the_shipped_of_the_same_name(
    busy: Desk, invoke: Invoke
) -> None:
    template(busy.folder, "自己的月报\n", "monthly")
    assert invoke("report", "-o", "-").stdout.partition("\n\n核验码")[0] == "自己的月报"


def test_a_template_may_include_a_shipped_one(busy: Desk, invoke: Invoke) -> None:
    template(busy.folder, "封面\n{% include 'monthly.md.j2' %}")
    assert invoke("report", "-t", "mine", "-o", "-").stdout.startswith("封面\n# 2023年太仓市")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("一\n{{ totl }}\n", 2, "用了不存在的名称“totl”"),
        ("{% for n in range(10**9) %}{% endfor %}", 1, "循环的次数或数字太大"),
        ("{% for row in rows %}\n{{ row.titel }}\n{% endfor %}", 2, "用了不存在的名称“titel”"),
        ("{{ tallies[0].nummer }}", 1, "用了不存在的名称“nummer”"),
        ("一\n\n{% for x in %}", 3, "写法有误("),
        ("{{ total | nofilter }}", 1, "写法有误("),
        ("{% if total %}", 1, "写法有误("),
        ("{{ total + 'x' }}", 1, ""),
        ("{{ 1 / 0 }}", 1, ""),
        ("{{ rows[99].title }}", 1, "写法有误(tuple object has no element 99)"),
        ("{% include 'none.j2' %}", 1, ""),
    ],
)
def test_a_fault_of_a_template_names_it_and_its_line_and_writes_nothing(
    text: str, line: int, said: str, busy: Desk, invoke: Invoke
) -> None:
    template(busy.folder, text)
    (busy.folder / "reports").mkdir()
    old = busy.folder / "reports" / "2023-09.md"
    old.write_text("旧", encoding="utf-8")
    before = busy.files()
    ran = invoke("report", "--month", "9月", "-t", "mine", "--force", code=3)
    assert ran.stdout == ""
    path = busy.folder / "templates" / "mine.md.j2"
    assert ran.stderr.startswith(f"报表模板 {path} 第{line}行: {said}")
    assert ran.stderr.endswith("。没有写出任何文件。\n")
    assert busy.files() == before
    assert old.read_text(encoding="utf-8") == "旧"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ rows.__class__ }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ rows[0]._asdict.__func__ }}",
        "{{ '{0.__class__}'.format(total) }}",
        "{% for i in range(999999999) %}x{% endfor %}",
        "{{ (rows | list).append(1) }}",
    ],
)
def test_a_template_that_did_not_ship_runs_no_code(attack: str, busy: Desk, invoke: Invoke) -> None:
    template(busy.folder, attack)
    ran = invoke("report", "-t", "mine", "-o", "-", code=3)
    assert ran.stdout == ""
    assert "<class" not in ran.stderr


@pytest.mark.parametrize("name", ["monthly", "mine"])
def test_a_template_that_includes_itself_is_a_fault(name: str, busy: Desk, invoke: Invoke) -> None:
    template(busy.folder, f"{{% include '{name}.md.j2' %}}", name)
    assert "报表模板 " in invoke("report", "-t", name, "-o", "-", code=3).stderr


def test_a_template_that_is_no_text_is_said(busy: Desk, invoke: Invoke) -> None:
    template(busy.folder, "")
    (busy.folder / "templates" / "mine.md.j2").write_bytes("月报".encode("gbk"))
    assert "不是 UTF-8 文本" in invoke("report", "-t", "mine", "-o", "-", code=3).stderr


def test_the_page_s_views_are_read_only_for_a_page() -> None:
    code = (
        "import sys, lawgov_cli.cli.report as r; print('lawgov_cli.views.page' in sys.modules);"
        "from lawgov_cli.render.formats import formats_of; print(*formats_of(*r.VIEWS))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "md", "docx", "xlsx", "json", "html"]
