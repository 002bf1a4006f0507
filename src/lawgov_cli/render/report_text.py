"""A report as Markdown and as JSON, each with its code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_cli.render.fences import segments
from lawgov_cli.render.proof import HOW, code_for, code_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.render.proof import Seal
    from lawgov_cli.views.report import Report


def report_markdown(view: Report, *, seal: Seal | None = None, **told: Any) -> str:  # noqa: ANN401
    """The text that a template makes of a report, and its code below.

    Parameters:
        told: which template, and where it is looked for.
    """
    from lawgov_cli.render.template import by_template

    text = by_template(view, **told)
    if seal is None:
        return text
    code = code_for(view, printed_lines(text), seal)
    return f"{text.rstrip()}\n\n{code_line(code)}\n\n<!-- {HOW} {_in_comment(seal.how)} -->\n"


def _in_comment(how: str) -> str:
    """The inside of the JSON object *how*, without what would end a comment."""
    return how[1:-1].replace("--", "-\\u002d").replace(">", "\\u003e")


def printed_lines(markdown: str) -> Iterator[str]:
    """The lines that are not written by hand."""
    for name, text in segments(markdown):
        if name is None:
            yield from filter(None, map(str.strip, text.splitlines()))


def report_json(view: Report, seal: Seal | None = None) -> dict[str, Any]:
    """A report as JSON: everything a template may print by the same names, and its code."""
    from lawgov_cli.render.machine import envelope, plain

    data = plain(view)
    data = {"as_of_date": data.pop("as_of"), **data}
    if seal is None:
        return envelope("report", as_of=None, **data)
    code = code_for(view, json_lines(data), seal)
    proof = {"code": str(code), "how": json.loads(seal.how)}
    return envelope("report", as_of=None, **data, proof=proof)


#: What stands in the document of a report that is not the report.
_BESIDE = frozenset({"schema_version", "kind", "proof", "warnings"})


def json_lines(data: dict[str, Any]) -> list[str]:
    """The content of a report in JSON as lines, without its code and what any document says."""
    told = {name: data[name] for name in data if name not in _BESIDE}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).splitlines()
