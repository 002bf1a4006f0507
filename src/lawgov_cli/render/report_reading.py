"""A report that was made once → its code, how it was asked for, and what it says now."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.proof import CODE, HOW, how_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LINE = re.compile(rf"{CODE}[：:]\s*([0-9A-Z-]+)\s*\Z")
_COMMENT = re.compile(rf"<!--\s*{HOW}\s+(.*?)\s*-->")


class Written(NamedTuple):
    """What stands in a report's file.

    ``code`` and ``how`` are empty where there is none; ``lines`` are what it says, without its
    code and without what was written by hand.
    """

    format: str
    code: str
    how: str
    lines: list[str]


def read_text(text: str) -> Written | None:
    """The report in *text*: Markdown, a page or JSON; ``None`` where it bears no mark of one."""
    if text.lstrip()[:1] == "{":
        return _read_json(text)
    if re.match(r"\s*<(!doctype|html)", text, re.IGNORECASE):
        from lawgov_cli.render.page_text import page_lines, page_properties

        return written("html", page_lines(text), page_properties(text))
    from lawgov_cli.render.report_text import printed_lines

    asked = _COMMENT.search(text)
    lines = printed_lines(_COMMENT.sub("", text))
    return written("md", lines, {HOW: f"{{{asked[1]}}}"} if asked else {})


def written(format_: str, lines: Iterable[str], properties: Mapping[str, str]) -> Written | None:
    """A report by its lines, its code among them, and the properties of its file."""
    kept, code = [], ""
    for line in lines:
        if found := _LINE.match(line.strip()):
            code = found[1]
        else:
            kept.append(line)
    code, how = code or properties.get(CODE, ""), how_of(properties)
    return Written(format_, code, how, kept) if code or how else None


def _read_json(text: str) -> Written | None:
    from lawgov_cli.render.report_text import json_lines

    try:
        data = json.loads(text)
        proof = data["proof"]
        how = json.dumps(proof["how"], ensure_ascii=False)
        return Written("json", str(proof["code"]), how, json_lines(data))
    except (ValueError, KeyError, TypeError):
        return None
