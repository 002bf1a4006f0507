"""Which of the files that lie around is the plan, and what is said of the others."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from lawgov_cli.base.errors import PlanNotFound, PlanTwice, PlanUnclear
from lawgov_cli.base.shipped import shipped
from lawgov_cli.store import locating
from lawgov_cli.store.locating import Location, keep_choice, kept_choice
from lawgov_cli.store.plans import PlanFile, plan_at
from tests.helpers import SHIPPED_PLAN, SMALL_PLAN

TODAY = date(2024, 1, 5)


def put(path: Path, own: str = "small", year: int = 2023, title: str = "小计划") -> Path:
    """A plan with that id, year and title at *path*."""
    text = SMALL_PLAN.replace("id: small", f"id: {own}").replace("title: 小计划", f"title: {title}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("2023", str(year)), encoding="utf-8")
    return path


def locate(
    plan: Path | str | None = None,
    *,
    folder: Path,
    year: int | None = None,
    home: Path | None = None,
    today: date = TODAY,
) -> Location:
    """The plan found from *folder*, by default without one of the user's own."""
    own = home or folder / "none"
    asked = Path(plan) if plan is not None else None
    return locating.locate(asked, year=year, folder=folder, today=today, home=own)


def name(folder: Path, year: int | None = None, today: date = TODAY) -> str:
    return locate(folder=folder, year=year, today=today).plan.name


# ---------------------------------------------------------------- one plan


def test_a_plan_asked_for_is_taken_and_its_folder_is_the_root(tmp_path: Path) -> None:
    plan = put(tmp_path / "a" / "any.yaml")
    location = locate(plan, folder=tmp_path)
    assert location == Location(plan, tmp_path / "a")
    assert location.folder == tmp_path / "a"
    assert location.journal == tmp_path / "a" / "any.journal.yaml"
    assert location.reports == tmp_path / "a" / "reports"


def test_the_root_of_a_plan_in_data_is_the_folder_above(tmp_path: Path) -> None:
    plan = put(tmp_path / "data" / "any.yaml")
    assert locate(plan, folder=tmp_path).root == tmp_path


def test_a_plan_asked_for_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    put(tmp_path / "workpoints-2023.yaml")
    with pytest.raises(PlanNotFound, match=r"没有找到工作要点文件: .*none\.yaml。.*请核对路径"):
        locate(tmp_path / "none.yaml", folder=tmp_path)
    with pytest.raises(PlanNotFound):
        locate(tmp_path, folder=tmp_path)


@pytest.mark.parametrize("place", [".", "data", "..", "../data", "../.."])
@pytest.mark.parametrize("called", ["workpoints-2023.yaml", "2023要点.yml"])
def test_a_plan_is_found_here_in_data_and_above(place: str, called: str, tmp_path: Path) -> None:
    here = tmp_path / "x" / "y"
    here.mkdir(parents=True)
    plan = put(Path(os.path.normpath(here / place / called)))
    location = locate(folder=here)
    assert (location.plan, location.home, location.notes) == (plan, None, ())
    assert location.root == (plan.parent.parent if "data" in place else plan.parent)


def test_what_is_nearer_goes_first(tmp_path: Path) -> None:
    put(tmp_path / "workpoints-2024.yaml", year=2024)
    near = put(tmp_path / "x" / "data" / "workpoints-2022.yaml", year=2022)
    assert locate(folder=tmp_path / "x").plan == near


def test_without_one_the_user_s_own_goes_before_the_shipped(tmp_path: Path) -> None:
    folder, home = tmp_path / "empty", tmp_path / "own"
    folder.mkdir()
    location = locate(folder=folder, home=home)
    shipped_one = shipped("data") / SHIPPED_PLAN.name
    assert location == Location(shipped_one, folder, home, is_own=True)
    assert location.journal == home / "workpoints-2023.journal.yaml"
    own = put(home / "workpoints-2023.yaml")
    assert locate(folder=folder, home=home) == Location(own, folder, is_own=True)


def test_the_folder_of_the_shipped_plan_is_nobody_s_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "data" / "p.yaml")
    assert not locate(folder=tmp_path).is_own
    monkeypatch.setattr(locating, "shipped", lambda folder: tmp_path / folder)
    assert locate(folder=tmp_path).is_own


def test_a_year_that_nobody_has_is_said(tmp_path: Path) -> None:
    with pytest.raises(PlanNotFound, match="及其上级文件夹中1999年的工作要点"):
        locate(year=1999, folder=tmp_path)


def test_where_nothing_ships_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locating, "shipped", lambda folder: tmp_path / folder)
    with pytest.raises(PlanNotFound, match="上级文件夹中工作要点"):
        locate(folder=tmp_path)


# ---------------------------------------------------------------- what is a plan


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jobs: {}\n",
        "id: x\ntitle: 没有任务\n",
        "tasks: []\n",
        "schema_version: 1\nkind: export\nid: x\ntasks: []\n",
        "a:\n  id: x\n  tasks: []\n",
        '- {"id":"a","task":"1"}\n',
        "# id: x\n# tasks:\n",
    ],
)
def test_a_file_without_an_id_and_tasks_is_no_plan(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert plan_at(tmp_path / "a.yaml") is None
    put(tmp_path / "z.yaml")
    assert name(tmp_path) == "z.yaml"


def test_other_files_are_not_looked_at(tmp_path: Path) -> None:
    for other in ("a.journal.yaml", "b.journal (冲突副本).yaml", "c.yaml.bak", ".d.yaml", "e.json"):
        put(tmp_path / other, own=other)
    (tmp_path / "f.yaml").mkdir()
    put(tmp_path / "z.yaml")
    assert locate(folder=tmp_path).notes == ()
    assert name(tmp_path) == "z.yaml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize(("old", "new"), [("", ""), ("\n", "\r\n"), ("\n", "\r"), (": ", "：")])
def test_a_plan_with_faults_is_one_so_that_they_are_told(
    encoding: str, old: str, new: str, tmp_path: Path
) -> None:
    text = SMALL_PLAN.replace(old, new) if old else SMALL_PLAN
    (tmp_path / "a.yaml").write_bytes(text.encode(encoding))
    found = plan_at(tmp_path / "a.yaml")
    assert found is not None
    assert (found.id, found.year) == ("small", 2023)


def test_a_plan_by_its_usual_name_is_one_whatever_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "workpoints-2024.yaml").write_text("{", encoding="utf-8")
    put(tmp_path / "workpoints-2024 - 副本.yaml", own="workpoints-2024", year=2024)
    location = locate(folder=tmp_path)
    assert location.plan.name == "workpoints-2024.yaml"
    assert "“workpoints-2024 - 副本.yaml”也是 workpoints-2024" in location.notes[0]


def test_what_a_plan_says_of_itself_is_read_from_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "schema: 1\n'id': \"a-1\"\ntitle: 甲  # 一\nyear: 2024\nstarts: 2024-03-01\ntasks:\n"
        "  - id: S1\n    title: 乙\n",
        encoding="utf-8",
    )
    found = plan_at(path)
    assert found is not None
    assert found[1:4] == ("a-1", "甲", 2024)
    assert (found.life.starts, found.life.ends) == (date(2024, 3, 1), date(2024, 12, 31))
    path.write_text("id: x\ntitle: >-\n  长\nstarts: 2024-13-01\ntasks: []\n", encoding="utf-8")
    found = plan_at(path)
    assert found is not None
    assert (found.title, found.life.starts.year) == ("x", found.year)


# ---------------------------------------------------------------- two files, one plan


def test_of_two_files_with_one_id_the_one_called_so_is_the_plan(tmp_path: Path) -> None:
    put(tmp_path / "data" / "p.yaml", own="p")
    put(tmp_path / "data" / "a.yaml", own="p")
    copy = put(tmp_path / "工作要点 - 副本.yaml", own="p")
    (tmp_path / "工作要点 - 副本.journal.yaml").touch()
    location = locate(folder=tmp_path)
    assert location.plan.name == "p.yaml"
    assert location.notes == (
        "“工作要点 - 副本.yaml”、“a.yaml”也是 p, 没有用; 用的是 p.yaml。多余的请移走",
    )
    assert location.reports == tmp_path / "reports"
    asked = locate(copy, folder=tmp_path)
    assert (asked.plan, asked.notes) == (copy, ())
    assert asked.reports == tmp_path / "reports" / "工作要点 - 副本"
    assert locate("a.yaml", folder=tmp_path).plan.name == "a.yaml"
    assert locate("p", folder=tmp_path).plan.name == "p.yaml"


def test_else_it_is_the_one_that_has_a_journal(tmp_path: Path) -> None:
    put(tmp_path / "a.yaml", own="p")
    put(tmp_path / "z.yaml", own="p")
    (tmp_path / "z.journal.yaml").touch()
    assert name(tmp_path) == "z.yaml"


@pytest.mark.parametrize("journals", [(), ("a.journal.yaml", "z.journal.yaml")])
def test_else_neither_is_and_both_are_named(journals: tuple[str, ...], tmp_path: Path) -> None:
    for file in ("a.yaml", "z.yaml"):
        put(tmp_path / file, own="p")
    for file in journals:
        (tmp_path / file).touch()
    with pytest.raises(PlanTwice, match=r"2个文件都是工作要点 p: .*a\.yaml、.*z\.yaml") as caught:
        locate(folder=tmp_path)
    assert "改名为 p.yaml" in caught.value.message
    assert locate(tmp_path / "z.yaml", folder=tmp_path).plan.name == "z.yaml"


def test_of_two_alike_here_and_in_data_the_nearer_is_taken_unless_the_other_has_a_journal(
    tmp_path: Path,
) -> None:
    near = put(tmp_path / "p.yaml", own="p")
    far = put(tmp_path / "data" / "p.yaml", own="p")
    assert locate(folder=tmp_path).plan == near
    far.with_name("p.journal.yaml").touch()
    assert locate(folder=tmp_path).plan == far
    near.with_name("p.journal.yaml").touch()
    with pytest.raises(PlanTwice):
        locate(folder=tmp_path)


# ---------------------------------------------------------------- several years


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """A folder with the plans of three years, the last of which has not begun on the day."""
    for year in (2023, 2024, 2025):
        put(tmp_path / f"workpoints-{year}.yaml", f"workpoints-{year}", year, f"{year}年要点")
    return tmp_path


def test_the_newest_that_has_begun_is_taken_and_named(years: Path) -> None:
    location = locate(folder=years)
    assert location.plan.name == "workpoints-2024.yaml"
    (said,) = location.notes
    assert said.startswith("用2024年的 workpoints-2024(已开始的最新一年); 其他: ")
    assert said.endswith("其他: 2023年 --year 2023、2025年 --year 2025")
    assert [(other.title, other.option) for other in location.others] == [
        ("2023年要点", "--year 2023"),
        ("2025年要点", "--year 2025"),
    ]
    assert name(years, today=date(2023, 12, 31)) == "workpoints-2023.yaml"
    assert name(years, today=date(2022, 12, 31)) == "workpoints-2023.yaml"


def test_with_a_year_there_is_nothing_to_say(years: Path) -> None:
    location = locate(folder=years, year=2023)
    assert (location.plan.name, location.notes) == ("workpoints-2023.yaml", ())
    assert location.others == ()
    with pytest.raises(PlanNotFound, match="1999年"):
        locate(folder=years, year=1999)


def test_reports_of_several_plans_are_apart(years: Path) -> None:
    assert locate(folder=years).reports == years / "reports" / "workpoints-2024"
    assert locate(folder=years, year=2023).reports == years / "reports" / "workpoints-2023"
    asked = locate(years / "workpoints-2023.yaml", folder=years)
    assert asked.reports == years / "reports" / "workpoints-2023"
    put(years / "x.yaml", own="../a/b", year=2026)
    assert locate(folder=years, year=2026).reports == years / "reports" / "_a_b"


# ---------------------------------------------------------------- several of one year


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with two plans of one year."""
    put(tmp_path / "a.yaml", own="fz-2024", year=2024, title="2024年法治政府建设工作要点")
    put(tmp_path / "data" / "b.yaml", own="zw-2024", year=2024, title="2024年政务公开工作要点")
    return tmp_path


def test_of_several_of_one_year_one_must_be_chosen(two: Path) -> None:
    with pytest.raises(PlanUnclear) as caught:
        locate(folder=two)
    assert caught.value.exit_code == 2
    assert caught.value.message == (
        "这里2024年的工作要点有2份, 请写明用哪一份:\n"
        "  fz-2024  2024年法治政府建设工作要点  (a.yaml; --plan fz-2024)\n"
        "  zw-2024  2024年政务公开工作要点  (b.yaml; --plan zw-2024)\n"
        "只用这一次: lawgov --plan fz-2024 命令; 以后都用它: lawgov init --use fz-2024"
    )


@pytest.mark.parametrize("asked", ["zw-2024", "ZW-2024", "b.yaml", "b", "政务公开", "data/b.yaml"])
def test_a_plan_is_asked_for_by_file_id_or_part_of_its_title(
    asked: str, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(two)
    location = locate(asked, folder=two)
    assert (location.plan.name, location.notes) == ("b.yaml", ())
    assert location.reports == two / "reports" / "zw-2024"


def test_what_could_be_two_or_is_none_is_said(two: Path) -> None:
    with pytest.raises(PlanUnclear, match="“要点”可以指2份"):
        locate("要点", folder=two)
    with pytest.raises(PlanNotFound, match="要点文件: 安全。这里有: fz-2024 2024年法治"):
        locate("安全", folder=two)
    with pytest.raises(PlanNotFound):
        locate("", folder=two)
    with pytest.raises(PlanNotFound):
        locate("fz-2024", folder=two, year=2023)


def test_a_choice_is_kept_beside_the_plan(two: Path) -> None:
    plan = plan_at(two / "data" / "b.yaml")
    assert isinstance(plan, PlanFile)
    assert keep_choice(plan) == two / "data" / "use.txt"
    assert kept_choice(two / "data") == "zw-2024"
    location = locate(folder=two)
    assert location.plan.name == "b.yaml"
    assert location.notes == (
        "用2024年的 zw-2024(init --use zw-2024 所选); 其他: 2024年 --plan fz-2024",
    )
    assert locate("fz-2024", folder=two).plan.name == "a.yaml"


def test_a_choice_that_is_gone_is_said(two: Path) -> None:
    (two / "use.txt").write_text("# 注\n\n旧的\n", encoding="utf-8")
    (two / "data" / "b.yaml").unlink()
    location = locate(folder=two)
    assert (location.plan.name, location.notes) == (
        "a.yaml",
        ("init --use 记住的 旧的 不在这里了",),
    )
    (two / "use.txt").write_bytes("乱".encode("gbk"))
    assert locate(folder=two).notes == ()
