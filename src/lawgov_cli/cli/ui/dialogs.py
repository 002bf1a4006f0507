"""What opens over the screen: a form for a record, a yes or no, a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lawgov_cli.cli.ui.forms import Field


class Form(ModalScreen["dict[str, str] | None"]):
    """Asks for a few texts; gives them by name, or nothing where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "取消")]

    def __init__(self, title: str, fields: tuple[Field, ...]) -> None:
        super().__init__()
        self._heading, self._fields = title, fields

    def compose(self) -> ComposeResult:
        """The fields, one below the other."""
        with Vertical(classes="dialog"):
            yield Label(self._heading, markup=False, classes="heading")
            for field in self._fields:
                yield Label(field.word, markup=False)
                yield Input(placeholder=field.example, id=field.name)
            yield Label("回车: 先看将登记什么    Esc: 取消", classes="hint")

    def on_input_submitted(self) -> None:
        """Enter in any field sends the form."""
        self.dismiss({f.name: self.query_one(f"#{f.name}", Input).value for f in self._fields})

    def action_leave(self) -> None:
        """Leave without anything."""
        self.dismiss(None)


class Confirm(ModalScreen[bool]):
    """Shows what would be recorded, and asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "answer(True)", "登记"),
        ("n", "answer(False)", "取消"),
        ("escape", "answer(False)", "取消"),
    ]

    def __init__(self, text: str, verb: str = "登记") -> None:
        super().__init__()
        self._text, self._verb = text, verb

    def compose(self) -> ComposeResult:
        """The lines, and two buttons; the harmless one first."""
        with Vertical(classes="dialog wide"):
            yield Label(f"将{self._verb}:", classes="heading")
            with VerticalScroll():
                yield Static(self._text, markup=False, id="preview")
            with Horizontal(classes="buttons"):
                yield Button("取消 (n)", id="no")
                yield Button(f"{self._verb} (y)", id="yes", variant="primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button is an answer."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """A key is an answer."""
        self.dismiss(yes)


class Page(ModalScreen[None]):
    """A text to read."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,enter", "leave", "返回")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._heading, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text, which can be scrolled."""
        with Vertical(classes="dialog wide"):
            yield Label(self._heading, markup=False, classes="heading")
            with VerticalScroll(id="page"):
                yield Static(self._text, markup=False)
            yield Label("Esc: 返回", classes="hint")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
