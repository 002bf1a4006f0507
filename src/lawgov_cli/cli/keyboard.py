"""What keyboards and input methods make of a command line, put straight before it is read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DASHES = "-—–―－‐‑−─━﹘﹣ー"
_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
_OPTION = pattern(
    rf"([{DASHES}]+)([{_LETTER}][{DASHES}{_LETTER}0-9０-９]*)(?:([=＝])(.*))?\Z", re.DOTALL
)

#: Options of the whole program, which may stand before the command.
EVERYWHERE = ("--plan", "--year", "--as-of", "--known-at")


class Straight(NamedTuple):
    """The words of a command as they are meant, and each option that was typed otherwise."""

    words: list[str]
    changed: list[tuple[str, str]]


def wants_json(words: Sequence[str]) -> bool:
    """Whether a program is to read the answer: ``--json``, or ``--format json`` on the screen."""
    end = list(words).index("--") if "--" in words else len(words)
    meant = [option_meant(word, ("--json", "--format", "--output", "-o")) for word in words[:end]]
    if "--json" in meant:
        return True
    typed = list(zip(meant, [*meant[1:], ""], strict=False))
    to_file = any(word in {"-o", "--output"} and value != "-" for word, value in typed)
    to_file |= any(word.startswith("--output=") and word != "--output=-" for word in meant)
    to_file |= any(word.startswith("-o") and word[2:3] not in {"", "-"} for word in meant)
    is_json = ("--format", "json") in typed or "--format=json" in meant
    return is_json and not to_file


def straightened(words: Sequence[str], known: Collection[str], valued: Collection[str]) -> Straight:
    """*words* with the dashes that options have, and texts that begin with one behind ``--``.

    Parameters:
        known: every option of the command.
        valued: those that are followed by a value, which is left as it is.
    """
    end = list(words).index("--") if "--" in words else len(words)
    texts: list[str] = []
    straight = Straight([], [])
    before = ""
    for word in words[:end]:
        is_value = before in valued
        meant = word if is_value else option_meant(word, known)
        before = "" if is_value else meant
        if not is_value and _is_dashed_text(meant):
            texts.append(word)
            continue
        straight.words.append(meant)
        if meant != word:
            straight.changed.append((word, meant))
    behind = [*texts, *words[end + 1 :]]
    return straight._replace(words=straight.words + (["--", *behind] if behind else []))


def _is_dashed_text(word: str) -> bool:
    """Whether it is a text that begins with a dash: no option is written like this."""
    return word.startswith("-") and not word.lstrip("-")[:1].isascii()


def without_value(words: Sequence[str], known: Collection[str], valued: Collection[str]) -> str:
    """The option of *words* that has no value, or none.

    Behind it stands another option, or nothing between the quotation marks: a script's variable
    that is not set. Passed over, ``done 8 --unit "$UNIT"`` would be the office's own word.
    """
    before = ""
    for word in words:
        if before and (word in known or not clean(word).strip()):
            return before
        option, sign, value = word.partition("=")
        if not before and sign and option in valued and not clean(value).strip():
            return option
        before = word if not before and word in valued else ""
        if word == "--":
            break
    return ""


def option_meant(word: str, known: Collection[str]) -> str:
    """``--unit`` for ``——unit``, ``—unit``, ``－－ｕｎｉｔ``, ``-unit``; else *word* as it is."""
    head = word.partition("=")[0]
    as_meant = head.startswith("--") and head.isascii() and head[2:3] != "-"
    if as_meant or word in known or word[:1] not in DASHES:  # as nearly all are
        return word
    match = _OPTION.match(word)
    if not match:
        return word
    dashes, typed, sign, value = match.groups()
    name = re.sub(f"[{DASHES}]", "-", unicodedata.normalize("NFKC", typed))
    if f"{dashes}{typed}{sign}".isascii() and (dashes == "--" or f"--{name}" not in known):
        return word
    option = f"--{name}" if len(name) > 1 else f"-{name}"
    return option if value is None else f"{option}={value}"


def behind_the_command(words: Sequence[str]) -> list[str]:
    """*words* with the options that hold everywhere moved from before the command to behind it."""
    ahead, rest = [], list(words)
    while rest:
        option, given, _ = option_meant(rest[0], (*EVERYWHERE, "--json")).partition("=")
        if option == "--json":
            ahead.append(rest.pop(0))
            continue
        if option not in EVERYWHERE:
            break
        ahead += [option_meant(rest[0], EVERYWHERE), *([] if given else rest[1:2])]
        del rest[: 1 if given else 2]
    if not rest or rest[0].startswith("-"):
        return [*ahead, *rest]
    return [rest[0], *ahead, *rest[1:]]
