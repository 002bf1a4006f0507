"""Signs beside names, and what a document says that they mean: ``▲为牵头单位，△为配合单位``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.words import HELPS, LEADS, any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_cli.importer.language.attribution import Attribution

_SIGNS = "★☆▲△▼▽◆◇■□●○◎※*＊#＃√"
_LEGEND = re.compile(
    f'(?P<sign>[{_SIGNS}])[”"’）) \u3000]?(?:号|标[注记识]?)?[者的]?'
    "(?:单位|部门|科室)?[，,：:=＝－—-]{0,2}"
    "(?:均?[为是系]|表示|代表|指|即)?(?:该项|本项)?(?:总|主要|共同)?"
    f"(?:(?P<lead>{any_of(LEADS)})|(?P<help>{any_of(HELPS)})|(?P<answer>责任|承办|落实))"
    "(?!(?:责任)?(?:单位|部门|科室|处室|领导|人)?[：:])"
)


def legend(text: str) -> dict[str, Word]:
    """What *text* says that signs beside names mean; empty where it says nothing of them."""
    roles = {"lead": Word.LEAD, "help": Word.SUPPORT, "answer": Word.RESPONSIBLE}
    return {m["sign"]: roles[m.lastgroup or ""] for m in _LEGEND.finditer(text)}


def legend_words(text: str) -> str:
    """The words of *text* that say what signs mean."""
    found = list(_LEGEND.finditer(text))
    return text[found[0].start() : found[-1].end()] if found else ""


def signed(said: Attribution, meant: Mapping[str, Word]) -> Attribution:
    """*said* with the roles that the signs of its names have by what they are *meant* to say."""
    roles = {
        name: meant[step.words] for step in said.steps if step.words in meant for name in step.names
    }
    if not roles:
        return said
    every = dict.fromkeys((*said.lead, *said.responsible))
    lead = [n for n in every if roles.get(n) is Word.LEAD or (n in said.lead and n not in roles)]
    return said._replace(
        lead=tuple(lead), responsible=tuple(name for name in every if name not in lead)
    )
