"""The screen, driven by keys: what it shows, and that it records as the commands do."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
import typer
from textual.widgets import Input, Label, Static, Tree

from lawgov_cli.cli.app import app
from lawgov_cli.cli.options import Files
from lawgov_cli.cli.ui.app import Ui
from lawgov_cli.cli.ui.desk import Desk as UiDesk
from lawgov_cli.cli.ui.dialogs import Confirm, Form, Page
from tests.helpers import columns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from tests.conftest import Desk, Invoke


def driven(keys: Callable[[Pilot[None], Ui], Awaitable[None]], size: tuple[int, int]) -> None:
    """Run the screen and press *keys*."""

    async def session() -> None:
        screen = Ui(UiDesk(typer.main.get_command(app), Files()))
        async with screen.run_test(size=size) as pilot:
            await pilot.pause()
            await keys(pilot, screen)

    asyncio.run(session())


def run(keys: Callable[[Pilot[None], Ui], Awaitable[None]], width: int = 120) -> None:
    driven(keys, (width, 40))


def text_of(screen: Ui, selector: str) -> str:
    """What a widget shows."""
    return str(screen.screen.query_one(selector, Static).render())


def numbers(screen: Ui) -> list[Any]:
    """The points in the tree."""
    return [
        point.data for section in screen.query_one(Tree).root.children for point in section.children
    ]


async def typed(pilot: Pilot[None], screen: Ui, selector: str, text: str) -> None:
    """*text* in a field, as if pasted: a keyboard without an input method has no Chinese."""
    screen.screen.query_one(selector, Input).value = text
    await pilot.pause()


@pytest.mark.usefixtures("busy")
def test_the_tree_and_the_task_are_those_of_list_and_show(invoke: Invoke) -> None:
    listed = json.loads(invoke("list", "--json").stdout)["items"]
    shown = invoke("show", "3").stdout.splitlines()[0]

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        assert numbers(screen) == [item["id"] for item in listed]
        await pilot.press("down", "down")
        assert text_of(screen, "#task").splitlines()[0][:12] == shown[:12]
        assert "共30项  2023-09-20" in text_of(screen, "#head")

    run(keys)


@pytest.mark.usefixtures("busy")
def test_it_is_filtered_while_one_types_and_an_unfinished_condition_does_no_harm() -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("slash")
        assert screen.focused is screen.query_one("#filter")
        await typed(pilot, screen, "#filter", "档案巡查")
        assert numbers(screen) == ["8"]
        assert text_of(screen, "#task").startswith("第8项")
        await typed(pilot, screen, "#filter", "牵头:市公安局")
        assert numbers(screen) == ["21"]
        await typed(pilot, screen, "#filter", "牵头:市公安局 且")
        assert len(numbers(screen)) == 30
        assert text_of(screen, "#fault")
        await typed(pilot, screen, "#filter", "")
        assert text_of(screen, "#fault") == ""
        await pilot.press("enter")
        assert screen.focused is screen.query_one(Tree)

    run(keys)


def test_a_note_is_shown_before_it_is_recorded(busy: Desk, invoke: Invoke) -> None:
    before = busy.lines
    seen: list[str] = []

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("slash")
        await typed(pilot, screen, "#filter", "档案巡查")
        await pilot.press("enter", "n")
        assert isinstance(screen.screen, Form)
        await typed(pilot, screen, "#note", "已巡查2个镇")
        await pilot.press("enter")
        assert isinstance(screen.screen, Confirm)
        seen.append(text_of(screen, "#preview"))
        assert busy.lines == before
        await pilot.press("y")
        await pilot.pause()
        assert "已巡查2个镇" in text_of(screen, "#task")

    run(keys)
    assert len(busy.lines) == len(before) + 1
    record = json.loads(busy.lines[-1].removeprefix("- "))
    assert (record["task"], record["note"], record["by"]) == ("8", "已巡查2个镇", "张三")
    assert "已巡查2个镇" in seen[0]
    invoke("undo")


def test_what_is_doubtful_is_shown_and_no_is_an_answer(busy: Desk) -> None:
    before = busy.lines

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("slash")
        await typed(pilot, screen, "#filter", "档案巡查")
        await pilot.press("enter", "n")
        await typed(pilot, screen, "#note", "x")
        await typed(pilot, screen, "#unit", "市公安局")
        await pilot.press("enter")
        assert "没有市公安局, 登记后只作显示" in text_of(screen, "#preview")
        await pilot.press("n")
        assert not isinstance(screen.screen, Confirm)
        await pilot.press("n")
        assert isinstance(screen.screen, Form)
        await pilot.press("escape")

    run(keys)
    assert busy.lines == before


def test_what_is_refused_says_why(busy: Desk) -> None:
    before = busy.lines

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("down", "n")
        await typed(pilot, screen, "#note", "x")
        await typed(pilot, screen, "#on", "12月31日")
        await pilot.press("enter")
        assert isinstance(screen.screen, Page)
        assert "没有登记任何内容" in text_of(screen, "#page Static")
        await pilot.press("escape")
        assert len(screen.screen_stack) == 1

    run(keys)
    assert busy.lines == before


@pytest.mark.usefixtures("busy")
def test_a_form_asks_about_the_task_under_the_cursor_however_quickly_keys_come() -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        screen.query_one(Tree).action_cursor_down()
        screen.action_record("note")  # before the page of the second task has come
        await pilot.pause()
        assert text_of(screen, ".heading") == "第2项 登记进展"

    run(keys)


@pytest.mark.usefixtures("busy")
def test_the_cursor_stands_on_the_task_that_is_shown_whenever_the_tree_is_filled_anew() -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        tree = screen.query_one(Tree)

        def cursor() -> object:
            return tree.cursor_node.data if tree.cursor_node else None

        assert cursor() == "1"
        await pilot.press("down", "space", "down")
        assert cursor() == "2.1"
        await pilot.press("r")
        assert cursor() == "2.1"
        assert text_of(screen, "#task").startswith("第2.1项")
        await typed(pilot, screen, "#filter", "序号:8-12")
        assert cursor() == "8"
        assert text_of(screen, "#task").startswith("第8项")

    run(keys)


def test_done_and_undo(desk: Desk) -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("down", "d")
        await typed(pilot, screen, "#note", "全部完成")
        await pilot.press("enter", "y")
        await pilot.pause()
        assert "已完成" in text_of(screen, "#task")
        await pilot.press("u")
        assert "撤销: " in text_of(screen, "#preview")
        await pilot.press("y")
        await pilot.pause()
        assert "已完成" not in text_of(screen, "#task")

    run(keys)
    assert len(desk.lines) == 2


@pytest.mark.parametrize(
    ("key", "typed_in", "shown", "recorded"),
    [
        ("m", {"status": "长期坚持"}, "→ 长期坚持", {"status": "ongoing"}),
        ("e", {"due": "10月31日"}, "时限定为2023年10月31日", {"due": "2023-10-31"}),
        (
            "e",
            {"lead": "市公安局、市司法局", "reason": "分工调整"},
            "牵头单位定为市公安局、市司法局",
            {"lead": ["市公安局", "市司法局"], "reason": "分工调整"},
        ),
        ("p", {"reply-by": "10月10日"}, "第1项工作的函", {"task": "1"}),
    ],
)
def test_a_status_a_date_units_and_a_slip_are_asked_shown_and_recorded(
    key: str, typed_in: dict[str, str], shown: str, recorded: dict[str, Any], desk: Desk
) -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press(key)
        for name, text in typed_in.items():
            await typed(pilot, screen, f"#{name}", text)
        await pilot.press("enter")
        assert shown in text_of(screen, "#preview")
        assert not desk.journal.exists()
        await pilot.press("y")
        await pilot.pause()

    run(keys)
    assert len(desk.lines) == 1
    record = json.loads(desk.lines[0].removeprefix("- "))
    assert {name: record.get(name) for name in recorded} == recorded
    assert len(list(desk.folder.rglob("函*.md"))) == (key == "p")


def test_a_change_without_its_reason_says_what_is_lacking(busy: Desk) -> None:
    before = busy.lines

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("slash")
        await typed(pilot, screen, "#filter", "档案巡查")
        await pilot.press("enter", "e")
        await typed(pilot, screen, "#lead", "市公安局")
        await pilot.press("enter")
        assert "需要说明理由" in text_of(screen, "#page Static")
        await pilot.press("escape", "m", "enter")
        assert "缺少“状态”" in text_of(screen, "#page Static")

    run(keys)
    assert busy.lines == before


def test_replies_are_shown_before_they_are_recorded(desk: Desk, invoke: Invoke) -> None:
    invoke("export", "--forms", "--month", "9月", "--unit", "市公安局", "-o", "报表")
    [form] = (desk.folder / "报表").iterdir()
    from openpyxl import load_workbook

    book = load_workbook(form)
    filled = _fill(book, "已抽查案卷20件")
    book.save(form)
    assert filled

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("c")
        await typed(pilot, screen, "#path", "报表")
        await pilot.press("enter")
        assert "已抽查案卷20件" in text_of(screen, "#preview")
        assert not desk.journal.exists()
        await pilot.press("y")
        await pilot.pause()

    run(keys)
    assert "已抽查案卷20件" in desk.lines[0]


def _fill(book: Any, text: str) -> bool:  # noqa: ANN401
    """Write *text* into the first cell for progress of a form."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value and str(cell.value).startswith("本月进展"):
                    sheet.cell(cell.row + 1, cell.column).value = text
                    return True
    return False


@pytest.mark.usefixtures("busy")
def test_what_is_due_is_a_page(invoke: Invoke) -> None:
    first = invoke("due").stdout.splitlines()[1].strip()

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("t")
        assert first[:10] in text_of(screen, "#page Static")
        await pilot.press("q")
        assert len(screen.screen_stack) == 1

    run(keys)


@pytest.mark.usefixtures("busy")
def test_what_another_recorded_is_there_after_a_refresh(invoke: Invoke) -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("slash")
        await typed(pilot, screen, "#filter", "档案巡查")
        await pilot.press("enter")
        await asyncio.to_thread(invoke, "note", "8", "别处记的一条")
        await pilot.press("r")
        await pilot.pause()
        assert "别处记的一条" in text_of(screen, "#task")

    run(keys)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("width", [60, 80, 120])
def test_markup_in_notes_is_text_and_the_screen_can_be_drawn(width: int) -> None:
    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        for section in screen.query_one(Tree).root.children:
            section.expand_all()
        await pilot.press("end")
        assert "<svg" in screen.export_screenshot()

    run(keys, width)


def drawn(screen: Ui) -> str:
    """The whole screen as text, a line a row."""
    strips = screen.screen._compositor.render_strips()  # noqa: SLF001 - as its screenshots do
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_screen_is_as_it_was_looked_at(width: int, golden: Callable[[str, str], None]) -> None:
    seen: list[str] = []

    async def keys(pilot: Pilot[None], screen: Ui) -> None:
        await pilot.press("down")
        await pilot.pause()
        seen.append(drawn(screen))
        await pilot.press("n")
        await typed(pilot, screen, "#note", "已抽查案卷20件")
        await typed(pilot, screen, "#unit", "市公安局")
        seen.append(drawn(screen))
        await pilot.press("enter")
        await pilot.pause()
        seen.append(drawn(screen))
        await pilot.press("n", "m")
        await pilot.pause()
        seen.append(drawn(screen))
        await pilot.press("escape", "p")
        await typed(pilot, screen, "#reply-by", "10月10日")
        await pilot.press("enter")
        await pilot.pause()
        seen.append(drawn(screen))

    driven(keys, (width, 30))
    for name, text in zip(("tree", "form", "preview", "mark", "slip"), seen, strict=True):
        assert all(columns(line) <= width for line in text.splitlines())
        golden(f"ui/{name}-{width}.txt", text)


@pytest.mark.usefixtures("desk")
def test_without_a_terminal_or_for_a_program_it_says_what_to_use(invoke: Invoke) -> None:
    assert "lawgov list --json" in invoke("ui", code=2).stderr
    assert json.loads(invoke("ui", "--json", code=2).stderr)["code"] == "usage_mistake"


@pytest.mark.usefixtures("desk")
def test_without_its_library_it_says_what_to_install(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in list(sys.modules):
        if name.startswith("lawgov_cli.cli.ui."):
            monkeypatch.delitem(sys.modules, name)
        if name.partition(".")[0] == "textual":
            monkeypatch.setitem(sys.modules, name, None)
    said = invoke("ui", code=3).stderr
    assert 'pip install "lawgov[ui]"' in said


@pytest.mark.usefixtures("busy")
def test_the_head_is_of_the_plan() -> None:
    async def keys(_pilot: Pilot[None], screen: Ui) -> None:
        assert str(screen.query_one("#head", Label).render()).startswith("2023年太仓市")

    run(keys)
