"""Headings that are nothing but bodies: what stands below each of them is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.grid import lists_bodies
from lawgov_cli.importer.language.attribution import Attribution, Step
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.names import split_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.importer.structure.node import Node


def find_unit_heads(roots: Iterable[Node]) -> list[Node]:
    """The headings below *roots* that are bodies, where two and half of their kind surely are."""
    kinds: dict[str, list[Node]] = {}
    for node in (each for root in roots for each in root.walk()):
        if node.children and node.mark and not node.row:
            kinds.setdefault(node.mark.kind, []).append(node)
    found: list[Node] = []
    for nodes in kinds.values():
        surely = [node for node in nodes if _is_alone(node) and lists_bodies(_title(node))]
        if len(surely) > 1 and len(surely) * 2 >= len(nodes):
            found += [node for node in nodes if _is_alone(node) and is_unit_name(_title(node))]
    helped = any(each.has_units for head in found for each in head.walk())
    for head in found:
        head.office = _office(head, leads=helped)
    return found


def _is_alone(node: Node) -> bool:
    return len(node.paragraphs) == 1 and not node.has_units


def _title(node: Node) -> str:
    return node.paragraphs[0].text.strip("：:。 \u3000")


def _office(head: Node, *, leads: bool) -> Attribution:
    """What a heading says: its bodies lead where points below it name others, else they answer."""
    names = tuple(split_names(_title(head)))
    steps = (Step(_title(head), Word.LEAD if leads else Word.RESPONSIBLE, names),)
    if leads:
        return Attribution(_title(head), lead=names, steps=steps)
    return Attribution(_title(head), responsible=names, steps=steps)


def give_offices(heads: Iterable[Node]) -> None:
    """Give the bodies of *heads* to the points below them; the nearest heading counts."""
    for head in heads:
        for node in head.walk():
            if node.level is Level.POINT and node is not head and head.office:
                node.given = (head.office, head.line)
