"""What a Word document holds besides its text as it stands: it is not read, or read and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.importer.sources.source import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What older programs show instead.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: The parts that lie beside the text, by the end of their relation's name.
_ASIDE = {"/footnotes": "脚注", "/endnotes": "尾注", "/comments": "批注"}
#: Notes that every document has: the lines between text and notes.
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_OFF = frozenset({"0", "false", "off"})


def word_notes(document: Any, parse: Callable[[bytes], Any]) -> list[Note]:  # noqa: ANN401
    """What is to be told of a document: changes that are marked, hidden words, notes, boxes.

    Parameters:
        document: the opened document.
        parse: makes an element of the content of a part that the library keeps as it is.
    """
    return [*_in_text(document.element.body), *_beside(document, parse)]


def _in_text(body: Any) -> Iterator[Note]:  # noqa: ANN401 - lxml element
    around: dict[Any, str] = {}  # by paragraph, which may hold thousands of them
    for element in body.iter(f"{W}del", f"{W}moveFrom", f"{W}ins", f"{W}r", f"{W}txbxContent"):
        code = _code(element)
        if code and (said := _words(element)):
            paragraph = next(element.iterancestors(f"{W}p"), None)
            if paragraph not in around:
                around[paragraph] = _longest_word(paragraph)
            yield Note(code, said, near=around[paragraph])
    for table in body.iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tc"), None) is not None and (said := _words(table)):
            yield Note("nested", said, near=said)


def _code(element: Any) -> str:  # noqa: ANN401
    """The kind of doubt that *element* makes; nothing where it is plain text."""
    if next(element.iterancestors(FALLBACK), None) is not None:
        return ""
    codes = {"del": "tracked", "moveFrom": "tracked", "ins": "inserted", "txbxContent": "boxed"}
    tag = element.tag.removeprefix(W)
    if tag == "r":
        return "hidden" if is_hidden(element) else "struck" if _has(element, "strike") else ""
    return codes[tag]


def is_hidden(run: Any) -> bool:  # noqa: ANN401
    """Whether the words of *run* are not shown."""
    return _has(run, "vanish")


def take_out_struck(body: Any) -> None:  # noqa: ANN401
    """Take out of the text what is struck out."""
    for run in [run for run in body.iter(f"{W}r") if _has(run, "strike")]:
        run.getparent().remove(run)


def _has(run: Any, name: str) -> bool:  # noqa: ANN401
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and mark.get(f"{W}val") not in _OFF


def _longest_word(paragraph: Any) -> str:  # noqa: ANN401
    words = paragraph.iter(f"{W}t") if paragraph is not None else ()
    return max((word.text or "" for word in words), key=len, default="")


def _beside(document: Any, parse: Callable[[bytes], Any]) -> Iterator[Note]:  # noqa: ANN401
    for relation in document.part.rels.values():
        word = next((w for end, w in _ASIDE.items() if relation.reltype.endswith(end)), "")
        if not word or relation.is_external:
            continue
        part = relation.target_part
        notes = getattr(part, "element", None)
        for note in parse(part.blob) if notes is None else notes:
            if note.get(f"{W}type") not in _RULES and (said := _words(note)):
                yield Note("aside", said, about=(word,))


def _words(element: Any) -> str:  # noqa: ANN401
    return "".join(t.text or "" for t in element.iter(f"{W}t", f"{W}delText")).strip()
