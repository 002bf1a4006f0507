"""``lawgov list``."""

from __future__ import annotations

from typing import Annotated

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import folded
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.command import Output, reads
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.options import Filtering, Reading
from lawgov_cli.render.formats import require_format
from lawgov_cli.views.lists import ORDER_WORDS, Order, list_view


@reads
def list_(
    chosen: Filtering,
    sort: Annotated[
        str | None,
        Option("--sort", metavar="次序", help="序号、时限、状态、亮灯、单位、进度"),
    ] = None,
    measures: Annotated[bool, Option("--measures", help="每项下列出举措")] = False,
    format_: Annotated[
        str, Option("--format", metavar="格式", help="table、json、csv、md、ids(只列序号)")
    ] = "table",
    *,
    asked: Reading,
) -> Output:
    """列出要点。例如: lawgov list --unit 市司法局 --role 牵头 --status 推进中"""
    format_ = _one_format(format_)
    found, snapshot = asked.opened()
    view = list_view(chosen.selection(found), snapshot, _parse_order(sort), measures=measures)
    return Output(view, format_, {"measures": measures})


def _one_format(format_: str) -> str:
    if for_program() and format_ not in {"table", "json"}:
        raise UsageMistake(f"--json 和 --format {format_} 只能写一个。请去掉其中一个。")
    return require_format(format_, "ListView")


def _parse_order(word: str | None) -> Order | None:
    """An order by its code or its Chinese word; ``None`` for the document's."""
    if not word:
        return None
    plain = folded(word)
    for order, chinese in ORDER_WORDS.items():
        if plain in {order.value, chinese}:
            return order
    raise UsageMistake(f"不能按“{word}”排列。可用: {'、'.join(ORDER_WORDS.values())}")
