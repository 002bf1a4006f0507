"""The screen: the tree on the left, a task on the right, a filter below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, Label, Static, Tree

from lawgov_cli.base.cells import visible
from lawgov_cli.base.numerals import nth
from lawgov_cli.cli.ui.desk import UNDO, Step, collecting, recording
from lawgov_cli.cli.ui.dialogs import Confirm, Form, Page
from lawgov_cli.cli.ui.forms import FORMS, Field

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets.tree import TreeNode

    from lawgov_cli.cli.ui.desk import Desk
    from lawgov_cli.views.rows import TaskRow

_COLOURS = {"red": "bold red", "yellow": "yellow", "blue": "cyan", "green": "green"}


class Ui(App[None]):
    """The plan and its journal."""

    TITLE = "lawgov"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #left { width: 45%; }
    #left Tree { height: 1fr; overflow-x: hidden; }
    #right { width: 1fr; border-left: solid $primary; padding: 0 1; }
    #head { width: 100%; background: $primary; color: $text; padding: 0 1; }
    #fault { color: $warning; height: auto; }
    Form, Confirm, Page { align: center middle; }
    .dialog { width: 64; max-width: 94%; height: auto; max-height: 90%;
              border: round $primary; padding: 0 1;
              background: $surface; }
    .wide { width: 90%; }
    .dialog VerticalScroll { height: auto; max-height: 20; }
    .heading { text-style: bold; }
    .hint { color: $text-muted; }
    .buttons { height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("slash", "filter", "筛选"),
        ("n", "record('note')", "进展"),
        ("d", "record('done')", "完成"),
        ("m", "record('mark')", "状态"),
        ("u", "undo", "撤销"),
        ("t", "due", "到期"),
        ("q", "quit", "退出"),
        ("e", "record('set')", "时限"),
        ("p", "record('slip')", "督办"),
        ("c", "collect", "收表"),
        ("s", "record('start')", "启动"),
        ("r", "refresh_all", "刷新"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._number = ""

    def compose(self) -> ComposeResult:
        """The head, both halves, the filter, the keys."""
        yield Label("", id="head", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield Tree("全部", id="tree")
                yield Label("", id="fault", markup=False)
                yield Input(placeholder="筛选, 如 状态:未完成", id="filter")
            with VerticalScroll(id="right"):
                yield Static("", id="task", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Fill the tree; what is to be known about the files is said."""
        tree = self.query_one(Tree)
        tree.show_root = False
        self._fill()
        tree.focus()
        if self._desk.warnings:
            self.notify("\n".join(self._desk.warnings), severity="warning", markup=False)

    # ------------------------------------------------------------ looking

    def _fill(self) -> None:
        """The tree of the points that the filter keeps, the task that was shown still shown."""
        view, fault = self._desk.listed(self.query_one("#filter", Input).value)
        self.query_one("#fault", Label).update(fault)
        today = f"{view.as_of:%Y-%m-%d}"
        head = f"{self._desk.found.base.title}  共{len(view.rows)}项  {today}"
        self.query_one("#head", Label).update(visible(head))
        tree = self.query_one(Tree)
        tree.clear()
        sections: dict[str, TreeNode[str]] = {}
        points: dict[str, TreeNode[str]] = {}
        for row in view.rows:
            if row.section_id not in sections:
                name = _styled((visible(row.section), "bold"))
                sections[row.section_id] = tree.root.add(name, data=row.section_id, expand=True)
            points[row.id] = self._add(sections[row.section_id], row)
        tree.root.expand()
        if self._number.partition(".")[0] not in points:
            self._number = next(iter(points), "")
        if self._number:
            self._point_at(points[self._number.partition(".")[0]])
        self._show()

    def _point_at(self, point: TreeNode[str]) -> None:
        """The cursor stands on the task that is shown, a measure's point opened."""
        tree = self.query_one(Tree)
        measures = {measure.data: measure for measure in point.children}
        node = measures.get(self._number, point)
        if node is not point:
            point.expand()
        tree.get_node_at_line(0)  # a node has no line before the lines are counted
        tree.cursor_line = node.line

    def _add(self, section: TreeNode[str], row: TaskRow) -> TreeNode[str]:
        """One point, its measures below it."""
        light = (f"{row.light_word} ", _COLOURS.get(row.light, "dim"))
        standing = (f"{row.standing} ", "dim")  # before the title, which is cut where it is long
        label = _styled(light, (f"{row.number_shown} ", ""), standing, (visible(row.title), ""))
        add = section.add if row.measures else section.add_leaf
        point = add(label, data=row.id)
        for measure in row.measures:
            standing = (f"{measure.status_word} ", "dim")
            told = _styled((f"{measure.id} ", ""), standing, (visible(measure.text), ""))
            point.add_leaf(told, data=measure.id)
        return point

    def _show(self) -> None:
        width = max(self.query_one("#right").size.width - 4, 20)
        self.query_one("#task", Static).update(self._desk.page(self._number, width))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        """The task under the cursor is shown."""
        if event.node.data:
            self._number = event.node.data
            self._show()

    def on_resize(self) -> None:
        """A page is as wide as its half."""
        if self.is_running and self.query("#task"):
            self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        if event.input.id == "filter":
            self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the filter back to the tree."""
        if event.input.id == "filter":
            self.query_one(Tree).focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_due(self) -> None:
        """What is late, and what is due soon."""
        self.push_screen(Page("到期", self._desk.due(max(self.size.width * 9 // 10 - 6, 40))))

    def action_refresh_all(self) -> None:
        """Read both files again: another may have recorded."""
        if fault := self._desk.read_again():
            self.notify(fault, severity="error", markup=False)
        self._fill()

    # ------------------------------------------------------------ recording

    def action_record(self, command: str) -> None:
        """Ask what is to be said of the task, show what would be recorded, record it."""
        node = self.query_one(Tree).cursor_node  # may be ahead of what is shown: keys come quickly
        number = str(node.data) if node and node.data else self._number
        if not number or number not in self._desk.found.plan.by_id:
            self.notify("请先选一项")
            return

        def typed(said: dict[str, str] | None) -> None:
            if said is not None:
                self._step(recording(command, number, said))

        asked = FORMS[command]
        self.push_screen(Form(f"{nth(number)} {asked.heading}", asked.fields), typed)

    def action_undo(self) -> None:
        """Take back what was recorded last."""
        self._step(UNDO, "撤销")

    def action_collect(self) -> None:
        """The replies in a file or folder, shown before they are recorded."""

        def typed(said: dict[str, str] | None) -> None:
            if said and said["path"].strip():
                self._step(collecting(said["path"].strip()))

        field = Field("path", "报表文件或文件夹", "收回的表")
        self.push_screen(Form("收回报表", (field,)), typed)

    def _step(self, step: Step, verb: str = "登记") -> None:
        """Show what *step* would do; carry it out where the answer is yes."""
        preview = self._desk.looked_at(step)
        if preview.failed or not preview.records:
            text = "\n".join(preview.lines) or "没有可以登记的。"
            self.push_screen(Page(f"没有{verb}", visible(text, "\n")))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._told(step)

        self.push_screen(Confirm(visible("\n".join(preview.lines), "\n"), verb), answered)

    def _told(self, step: Step) -> None:
        """Carry it out, and show what was recorded, or why not."""
        outcome = self._desk.done(step)
        text = visible("\n".join(outcome.said), "\n")
        if outcome.failed:
            self.push_screen(Page("没有登记", text))
        else:
            self.notify(text, markup=False)
        self._fill()


def _styled(*parts: tuple[str, str]) -> Text:
    """Words with their styles, none of them taken for markup."""
    from rich.text import Text

    return Text.assemble(*parts)
