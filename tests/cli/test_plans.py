"""Several plans, several ledgers: which one a command is about, and that it says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.cli import init as init_module
from lawgov_cli.store.settings import BY, WORKSPACE, keep_setting, setting
from tests.helpers import PLAN_NAME, SHIPPED_PLAN, tab

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

NEXT = "workpoints-2024.yaml"
NAMED = "提示: 用2024年的 workpoints-2024(已开始的最新一年); 其他: 2023年 --year 2023\n"
OTHER = "在“2023年太仓市法治政府建设工作要点”的年度里, 要指它请加 --year 2023。"


def text_of(year: int, own: str = "", title: str = "") -> str:
    """The shipped plan as another year's or another plan, without the source it was made of."""
    text = SHIPPED_PLAN.read_text(encoding="utf-8").replace("2023", str(year))
    text = re.sub(r"^(source|text_sha256):.*\n", "", text, flags=re.MULTILINE)
    if own:
        text = text.replace(f"id: workpoints-{year}", f"id: {own}", 1)
    return text.replace(f"{year}年太仓市法治政府建设工作要点", title, 1) if title else text


@pytest.fixture
def january(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk on 5 January 2024, with last year's plan and this year's."""
    (desk.folder / NEXT).write_text(text_of(2024), encoding="utf-8")
    monkeypatch.setenv("LAWGOV_NOW", "2024-01-05T10:00:00+08:00")
    return desk


# ---------------------------------------------------------------- two years


def test_in_january_what_is_recorded_goes_to_the_year_that_has_begun_and_that_is_said(
    january: Desk, invoke: Invoke
) -> None:
    ran = invoke("done", "29", "--note", "完成", "--on", "1月4日")
    assert ran.stderr.startswith(NAMED)
    assert "已记入 workpoints-2024.journal.yaml 第1行" in ran.stdout
    assert not january.journal.exists()
    ran = invoke("--year", "2023", "done", "29", "--note", "完成", "--on", "12月29日")
    assert NAMED not in ran.stderr
    assert "未启动 → 已完成   2023年12月29日" in ran.stdout
    assert json.loads(january.lines[0][2:])["on"] == "2023-12-29"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("report --annual 2023", 2, f"2023年度{OTHER}\n"),
        ("report --month 12月", 2, f"2023年12月{OTHER}\n"),
        ("report --month 2023-12", 2, f"2023年12月{OTHER}\n"),
        ("report --quarter 四季度", 2, f"2023年第四季度{OTHER}\n"),
        ("report --from 2023-11-01 --to 2023-11-30", 2, f"2023年11月30日{OTHER}\n"),
        ("done 29 -n 完成 --on 12月31日", 2, f"2023年12月31日{OTHER}没有登记任何内容。\n"),
        ("done 29 -n 完成 --on 2023-12-30", 2, f"提示: 2023年12月30日{OTHER}\n"),
        ("note 29 进展 --unit 市公安局 --for 12月", 2, f"2023年12月{OTHER}没有登记任何内容。\n"),
        ("set 29 --due 2023-12-30 --reason 改 --yes", 0, f"提示: 2023年12月30日{OTHER}\n"),
        ("list --as-of 2023-11-30", 0, f"提示: 2023年11月30日{OTHER}\n"),
    ],
)
@pytest.mark.usefixtures("january")
def test_a_day_of_the_other_year_is_answered_with_how_to_mean_that(
    words: str, code: int, said: str, invoke: Invoke
) -> None:
    assert said in invoke(*words.split(), code=code).stderr


@pytest.mark.parametrize(
    "words",
    ["report --month 1月 -o -", "list --as-of 1月4日", "done 29 --on 32月", "note 29 x --on x"],
)
@pytest.mark.usefixtures("january")
def test_a_day_of_one_s_own_year_or_none_at_all_is_not(words: str, invoke: Invoke) -> None:
    code = 2 if "29" in words else 0
    assert "的年度里" not in invoke(*words.split(), code=code).stderr


def test_what_has_happened_is_not_looked_for_in_a_plan_ahead(january: Desk, invoke: Invoke) -> None:
    (january.folder / "workpoints-2025.yaml").write_text(text_of(2025), encoding="utf-8")
    ran = invoke("done", "29", "-n", "完成", "--on", "12月31日", code=2)
    assert f"2023年12月31日{OTHER}" in ran.stderr
    assert ran.stderr.count("的年度里") == 1


def test_a_reply_is_asked_of_the_plan_in_use(january: Desk, invoke: Invoke) -> None:
    ran = invoke("slip", "9", "--level", "蓝", "--reply-by", "2023-12-20", code=2)
    assert "的年度里" not in ran.stderr
    assert not list(january.folder.glob("*.journal.yaml"))


def test_reports_of_two_years_never_mix(january: Desk, invoke: Invoke) -> None:
    assert invoke("report", "--month", "1月").stdout.startswith(
        "已生成 reports/workpoints-2024/2024-01.md"
    )
    assert invoke("--year", "2023", "report", "--month", "1月").stdout.startswith(
        "已生成 reports/workpoints-2023/2024-01.md"
    )
    ran = invoke("report", "--annual", "2023", "--year", "2023")
    assert ran.stdout.startswith("已生成 reports/workpoints-2023/2023.md")
    invoke("slip", "9", "--level", "蓝", "--reply-by", "1月15日")
    slips = [name for name in january.files() if "slips" in name]
    assert [name.rpartition("/")[0] for name in slips] == ["reports/workpoints-2024/slips"]


def test_machine_formats_stay_clean_and_check_names_what_it_left_out(
    january: Desk, invoke: Invoke
) -> None:
    assert json.loads(invoke("list", "--json").stdout)["schema_version"] == 1
    ran = invoke("check")
    assert ran.stdout == (f"没有发现问题: {NEXT}\n只查了这一份, 旁边还有1份: --year 2023\n")
    assert invoke("check", PLAN_NAME).stdout == f"没有发现问题: {PLAN_NAME}\n"
    january.plan.unlink()
    assert invoke("check").stdout == f"没有发现问题: {NEXT}\n"


# ---------------------------------------------------------------- two of one year


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk with two plans of one year."""
    text = text_of(2023, "zw", "2023年政务公开工作要点").replace("市公安局", "市测试局")
    (desk.folder / "公开.yaml").write_text(text, encoding="utf-8")
    return desk


@pytest.mark.usefixtures("two")
def test_of_two_of_one_year_none_is_taken_and_both_are_listed(invoke: Invoke) -> None:
    ran = invoke("done", "8", "-n", "x", code=2)
    assert ran.stderr == (
        "这里2023年的工作要点有2份, 请写明用哪一份:\n"
        "  workpoints-2023  2023年太仓市法治政府建设工作要点"
        "  (workpoints-2023.yaml; --plan workpoints-2023)\n"
        "  zw  2023年政务公开工作要点  (公开.yaml; --plan zw)\n"
        "只用这一次: lawgov --plan workpoints-2023 命令; "
        "以后都用它: lawgov init --use workpoints-2023\n"
    )
    assert invoke().stdout == ran.stderr
    assert invoke("--plan", "要点", code=2).stdout == ""


def test_what_is_chosen_holds_for_this_command_or_from_now_on(two: Desk, invoke: Invoke) -> None:
    assert "已记入 公开.journal.yaml" in invoke("--plan", "政务公开", "done", "8", "-n", "x").stdout
    ran = invoke("init", "--use", "zw")
    assert ran.stdout.startswith(
        "已记住: 不写 --plan 时用 zw  2023年政务公开工作要点, 记在 use.txt"
    )
    assert two.files() - {"公开.yaml", "公开.journal.yaml", "use.txt"} == {
        PLAN_NAME,
        "source/workpoints-2023.txt",
    }
    ran = invoke("list", "--status", "已完成", "--format", "ids")
    assert ran.stdout == "8\n"
    assert ran.stderr == (
        "提示: 用2023年的 zw(init --use zw 所选); 其他: 2023年 --plan workpoints-2023\n"
    )
    ran = invoke("report", "--month", "9月")
    assert ran.stdout.startswith("已生成 reports/zw/2023-09.md")
    assert "的年度里" not in ran.stderr


@pytest.mark.usefixtures("two")
def test_a_choice_that_cannot_be_made_is_said(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "“要点”可以指2份" in invoke("init", "--use", "要点", code=2).stderr
    assert "没有找到工作要点文件: 安全" in invoke("init", "--use", "安全", code=3).stderr
    monkeypatch.chdir("/")
    assert "是自带的工作要点, 不必选" in invoke("init", "--use", "workpoints-2023", code=2).stderr


def test_completion_and_the_plan_named_on_the_line_or_in_the_environment(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tab("list", "--unit", "市测") == []
    assert tab("list", "--plan", "zw", "--unit", "市测") == [("市测试局", "")]
    monkeypatch.setenv("LAWGOV_PLAN", str(two.folder / "公开.yaml"))
    assert tab("list", "--unit", "市测") == [("市测试局", "")]
    assert tab("list", "--plan", "workpoints-2023", "--unit", "市测") == []


def test_a_copy_is_named_once_and_passed_over(desk: Desk, invoke: Invoke) -> None:
    copy = desk.folder / "工作要点 - 副本.yaml"
    copy.write_bytes(desk.plan.read_bytes())
    ran = invoke("done", "8", "-n", "x")
    told = "提示: “工作要点 - 副本.yaml”也是 workpoints-2023, 没有用; 用的是 workpoints-2023.yaml。"
    assert ran.stderr == f"{told}多余的请移走\n"
    assert len(desk.lines) == 1
    assert "旁边的“工作要点 - 副本.yaml”也是工作要点 workpoints-2023" in invoke("check").stdout
    assert invoke("report", "--month", "9月").stdout.startswith("已生成 reports/2023-09.md")


# ---------------------------------------------------------------- a ledger used before


@pytest.fixture
def begun(empty: Path, invoke: Invoke) -> Path:
    """An empty folder, after two records were made without any workspace; their ledger."""
    invoke("done", "8", "-n", "一")
    invoke("done", "9", "-n", "二")
    return empty / ".." / "home" / "data" / "lawgov" / "workpoints-2023.journal.yaml"


def test_init_says_that_there_is_a_ledger_and_takes_it_along_when_told(
    empty: Path, begun: Path, invoke: Invoke
) -> None:
    journal = empty / "法治" / "data" / "workpoints-2023.journal.yaml"
    before = begun.read_bytes()
    ran = invoke("init", "法治")
    assert f"{begun.resolve()} 已有2条记录; 没有带来, 要带来: lawgov init 法治 --take" in ran.stderr
    assert not journal.exists()
    assert invoke("init", "法治", "--no-take").stderr == ""
    ran = invoke("init", "法治", "--take")
    assert "已带来2条记录: 法治/data/workpoints-2023.journal.yaml。原来的 " in ran.stdout
    assert journal.read_bytes() == before == begun.read_bytes()
    ran = invoke("init", "法治", "--take")
    assert "带来" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("answer", "lines"), [("y\n", 2), ("\n", 2), ("n\n", 0), ("lawgov list\n不是\n", 0)]
)
def test_on_a_terminal_it_is_asked(  # noqa: PLR0913, PLR0917
    answer: str,
    lines: int,
    empty: Path,
    begun: Path,
    invoke: Invoke,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(init_module, "on_terminal", lambda: True)
    ran = invoke("init", typed=answer)
    assert f"{begun.resolve()} 已有2条记录。一起带到这里吗?(回车: 是, n: 不是)" in ran.stderr
    journal = empty / "data" / "workpoints-2023.journal.yaml"
    text = journal.read_text(encoding="utf-8") if journal.exists() else ""
    assert len(text.splitlines()) == lines


def test_the_plan_goes_along_as_it_was_edited_unless_there_is_another(
    empty: Path, begun: Path, invoke: Invoke
) -> None:
    plan = begun.with_name(PLAN_NAME)
    edited = plan.read_text(encoding="utf-8").replace("units:\n", "units:\n  沙溪镇: {}\n", 1)
    plan.write_text(edited, encoding="utf-8")
    begun.with_name("views.txt").write_text("红 = 亮灯:红\n", encoding="utf-8")
    assert invoke("init", "a", "--take").stderr == ""
    assert (empty / "a" / "data" / PLAN_NAME).read_text(encoding="utf-8") == edited
    assert (empty / "a" / "data" / "views.txt").is_file()
    invoke("init", "b", "--no-take")
    own = empty / "b" / "data" / PLAN_NAME
    own.write_text(own.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    ran = invoke("init", "b", "--take")
    assert f"{plan.resolve()} 与这里的不同, 没有换" in ran.stderr
    assert own.read_text(encoding="utf-8").endswith("# 注\n")
    invoke("init", "c", "--no-take")
    assert invoke("init", "c", "--take").stderr == ""
    assert (empty / "c" / "data" / PLAN_NAME).read_text(encoding="utf-8") == edited


def test_a_ledger_in_the_folder_around_is_offered_too(desk: Desk, invoke: Invoke) -> None:
    invoke("done", "8", "-n", "一")
    ran = invoke("init", "新", "--take")
    assert "已带来1条记录: 新/data/workpoints-2023.journal.yaml" in ran.stdout
    assert (
        desk.folder / "新" / "data" / desk.journal.name
    ).read_bytes() == desk.journal.read_bytes()


def test_the_evidence_in_the_old_folder_goes_along_and_what_is_gone_is_named(
    desk: Desk, invoke: Invoke
) -> None:
    for name in ("佐证/巡查.txt", "已删.txt"):
        (desk.folder / name).parent.mkdir(exist_ok=True)
        (desk.folder / name).write_text(name, encoding="utf-8")
    invoke("done", "8", "-e", "佐证/巡查.txt", "-e", "已删.txt", "-e", "会议纪要")
    (desk.folder / "已删.txt").unlink()
    ran = invoke("init", "新", "--take")
    assert "已带来1份佐证文件\n" in ran.stdout
    assert "佐证“已删.txt”在原来的地方已找不到, 没有带来" in ran.stderr
    assert (desk.folder / "新" / "佐证" / "巡查.txt").read_text(encoding="utf-8") == "佐证/巡查.txt"


def test_evidence_whose_name_leads_out_of_the_folder_is_not_copied(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("done", "8", "-n", "一")
    outside = desk.folder.parent / "外.txt"
    outside.write_text("外", encoding="utf-8")
    text = desk.journal.read_text(encoding="utf-8")
    named = '"evidence":[{"file":"../外.txt","sha256":"' + "0" * 64 + '"}],"note"'
    desk.journal.write_text(text.replace('"note"', named), encoding="utf-8")
    ran = invoke("init", "下/新", "--take")
    assert "佐证文件" not in ran.stdout
    assert not (desk.folder / "下" / "外.txt").exists()


def test_where_the_reports_of_before_the_second_plan_are_is_said_once(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("report", "--month", "2023-09")
    text = desk.plan.read_text(encoding="utf-8").replace("2023", "2024")
    (desk.folder / "workpoints-2024.yaml").write_text(text, encoding="utf-8")
    said = "报表分开放; 早先的1份仍在 reports/。"
    assert said in invoke("report", "--year", "2023", "--month", "2023-09").stdout
    assert said not in invoke("report", "--year", "2023", "--month", "2023-08").stdout


def test_a_ledger_that_cannot_be_read_is_not_taken_for_an_empty_one(
    begun: Path, invoke: Invoke
) -> None:
    begun.write_bytes(b"\xff\xfe\x00\xd8" * 9)
    assert f"另有台账 {begun.resolve()}, 读不出: " in invoke("init", "法治").stderr
    assert invoke("init", "法治", "--take", code=3).stderr


# ---------------------------------------------------------------- a forgotten cd


def test_outside_of_a_workspace_every_command_says_where_it_is(
    empty: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("init", "法治")
    assert setting(WORKSPACE) == str(empty / "法治")
    home = empty.parent / "home" / "data" / "lawgov"
    place = f"您的工作目录在 {empty}/法治: cd {empty}/法治"
    said = f"提示: 这里不是工作目录, 用的是 {home} 的台账; {place}\n"
    assert invoke("list").stderr == said
    ran = invoke("done", "8", "-n", "x")
    assert ran.stderr == said
    assert f"(没有记到工作目录 {empty}/法治: 登记请先 cd {empty}/法治; " in ran.stdout
    sync = f"lawgov sync {home}/workpoints-2023.journal.yaml"
    assert f"已记的在那里用 {sync} 收过去)" in ran.stdout
    monkeypatch.chdir(empty / "法治")
    ran = invoke(*sync.split()[1:])
    assert (ran.stderr, "收进1条" in ran.stdout) == ("", True)
    assert invoke("list", "--status", "已完成", "--format", "ids").stdout == "8\n"


@pytest.mark.usefixtures("begun")
def test_without_a_workspace_or_once_it_is_gone_nothing_is_said(
    empty: Path, invoke: Invoke
) -> None:
    assert invoke("list").stderr == ""
    keep_setting(WORKSPACE, str(empty / "没有"))
    assert invoke("list").stderr == ""


# ---------------------------------------------------------------- what init leaves alone


@pytest.mark.parametrize("before", ["", "*.png binary", "*.png binary\n", "*.journal.yaml text\n"])
def test_a_line_for_git_is_added_to_what_is_there(before: str, empty: Path, invoke: Invoke) -> None:
    (empty / ".gitattributes").write_text(before, encoding="utf-8")
    assert "已在 .gitattributes 里加上“*.journal.yaml merge=union”" in invoke("init").stdout
    after = (empty / ".gitattributes").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.splitlines()[-1] == "*.journal.yaml merge=union"
    assert "加上" not in invoke("init").stdout
    assert (empty / ".gitattributes").read_text(encoding="utf-8") == after


def test_where_there_is_a_plan_the_shipped_one_is_not_put_beside_it(
    empty: Path, invoke: Invoke
) -> None:
    (empty / "2024要点.yaml").write_text(text_of(2024, "a"), encoding="utf-8")
    invoke("init")
    assert sorted(path.name for path in (empty / "data").iterdir()) == ["workpoints.schema.json"]
    assert invoke("list").stderr == ""


# ---------------------------------------------------------------- who records


def test_a_name_is_kept_and_goes_behind_what_is_typed(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = invoke("init", "--by", " 李 四\n")
    assert ran.stdout.startswith("已记住登记人“李 四”, 记在 ")
    assert "登记人" not in invoke().stdout  # the environment has another
    assert setting(BY) == "李 四"
    assert desk.files() == {PLAN_NAME, "source/workpoints-2023.txt"}

    def by() -> str:
        return str(json.loads(desk.lines[-1][2:])["by"])

    invoke("done", "8", "-n", "x")
    assert by() == "张三"
    monkeypatch.delenv("LAWGOV_BY")
    invoke("done", "9", "-n", "x")
    assert by() == "李 四"
    invoke("done", "10", "-n", "x", "--by", "王五")
    assert by() == "王五"
    assert invoke().stdout.endswith("登记人: 李 四(改: lawgov init --by 姓名)\n")
    invoke("init", "--by", "赵六")
    assert setting(BY) == "赵六"


def test_a_name_and_a_folder_can_be_given_at_once(empty: Path, invoke: Invoke) -> None:
    invoke("init", "法治", "--by", "李四")
    assert setting(BY) == "李四"
    assert (empty / "法治" / "data" / PLAN_NAME).is_file()
