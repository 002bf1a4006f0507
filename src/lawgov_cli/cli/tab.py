"""What a command line that is being typed asks for at its end, by the table of the surface.

The table, ``words.tsv``, is made from the commands themselves (``tasks.py docs --update``), so that
Tab need not build them: a line has a command, its spellings, what follows it, and its help.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean
from lawgov_cli.cli.keyboard import option_meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE = Path(__file__).with_name("words.tsv")
#: Kinds that are asked for by their place, not by what stands before them.
COMMAND, OPTION = "命令", "选项"
#: Behind the kind of an argument that may be repeated.
REPEATED = "…"


class Word(NamedTuple):
    """An option, or an argument (``names`` is empty); ``kind`` is what is typed for it, if any."""

    names: tuple[str, ...]
    kind: str
    help: str


class Command(NamedTuple):
    """A command as it can be typed. That called ``""`` is the program before any command."""

    name: str
    help: str
    options: tuple[Word, ...]
    arguments: tuple[Word, ...]

    def option(self, word: str) -> Word | None:
        """The option that *word* begins, whatever keyboard it was typed on."""
        known = [name for option in self.options for name in option.names]
        name = option_meant(word, known).partition("=")[0]
        return next((option for option in self.options if name in option.names), None)

    def argument(self, place: int) -> Word | None:
        """The argument at *place*, from 0; the last where it may be repeated."""
        if place < len(self.arguments):
            return self.arguments[place]
        last = self.arguments[-1] if self.arguments else None
        return last if last and last.kind.endswith(REPEATED) else None


class Asked(NamedTuple):
    """What may stand at the end of a line.

    Attributes:
        kind: what is typed there: a kind of the table, or ``COMMAND``, ``OPTION``; empty: nothing.
        typed: what is there already.
        head: what stands before it in the same word: ``--unit=``.
        word: the option or the argument that it is for.
        command: the command of the line, ``""`` where there is none yet.
        place: how many arguments stand before it.
        chosen: the values of the options before it, by every spelling.
    """

    kind: str
    typed: str
    head: str = ""
    word: Word | None = None
    command: str = ""
    place: int = 0
    chosen: Mapping[str, str] = {}  # never mutated


def surface(table: Path = TABLE) -> dict[str, Command]:
    """Every command by name, and the program itself as ``""``."""
    lines: dict[str, list[Word]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        command, names, kind, said = line.split("\t")
        word = Word(tuple(filter(None, names.split(","))), kind, said)
        lines.setdefault(command, []).append(word)
    return {name: _command(name, words) for name, words in lines.items()}


def _command(name: str, words: Sequence[Word]) -> Command:
    """The command whose first line says what it does."""
    first, *rest = words
    options = tuple(word for word in rest if word.names)
    return Command(name, first.help, options, tuple(word for word in rest if not word.names))


def asked(words: Sequence[str], commands: Mapping[str, Command]) -> Asked:
    """What the last of *words* asks for, which stand behind the program's name.

    A command that is not known asks for nothing.
    """
    *before, typed = words or [""]
    command: Command | None = commands[""]
    waiting: Word | None = None
    chosen: dict[str, str] = {}
    place, is_text = 0, False
    for word in before:
        option = None if is_text or command is None else command.option(word)
        if waiting:
            chosen |= dict.fromkeys(waiting.names, word)
            waiting = None
        elif option:
            _, sign, value = word.partition("=")
            chosen |= dict.fromkeys(option.names, value)
            waiting = option if option.kind and not sign else None
        elif word == "--":
            is_text = True
        elif command and not command.name:
            command = commands.get(clean(word))
        elif not word.startswith("-") or is_text:
            place += 1
    if command is None:
        return Asked("", typed)
    return _at_the_end(command, typed, waiting, place, is_text=is_text)._replace(chosen=chosen)


def _at_the_end(
    command: Command, typed: str, waiting: Word | None, place: int, *, is_text: bool
) -> Asked:
    if waiting:
        return Asked(waiting.kind, typed, "", waiting, command.name, place)
    if typed.startswith("-") and not is_text:
        name, sign, value = typed.partition("=")
        option = command.option(name)
        if sign:
            kind = option.kind if option else ""
            return Asked(kind, value, f"{name}=", option, command.name, place)
        return Asked(OPTION, typed, "", None, command.name, place)
    if not command.name:
        return Asked(COMMAND, typed)
    argument = command.argument(place)
    kind = argument.kind.removesuffix(REPEATED) if argument else OPTION if not typed else ""
    return Asked(kind, typed, "", argument, command.name, place)
