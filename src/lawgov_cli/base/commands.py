"""Words as they are typed on a command line, where one is shown to be typed."""

from __future__ import annotations

from lawgov_cli.base.patterns import pattern

#: What some shell takes for more than a part of a word.
_TAKEN_APART = pattern(r"""[\s()<>{}\[\]|&;,*?!#$~'"`^%@“”‘’]""")
_DOUBLE = pattern('["“”„]')  # PowerShell takes the curly ones for straight ones


def as_typed(word: str) -> str:
    """*word* as it is typed: in quotation marks where a shell would take it apart."""
    return quoted(word) if not word or _TAKEN_APART.search(word) else word


def quoted(text: str) -> str:
    """*text* in the quotation marks that every shell knows, or in others where it holds those."""
    return f"'{text}'" if _DOUBLE.search(text) else f'"{text}"'
