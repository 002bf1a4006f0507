"""``lawgov document``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.cells import only_painted
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.options import Files, plan_alone
from lawgov_cli.cli.output import emit, format_named, is_screen, say, short_path
from lawgov_cli.cli.papers import reference_document
from lawgov_cli.domain.printing import document_text
from lawgov_cli.store.outputs import write_output

if TYPE_CHECKING:
    from lawgov_cli.store.locating import Location

FORMATS = ("txt", "docx")


def document(
    format_: Annotated[
        str | None, Option("--format", metavar="格式", help="txt、docx(Word); 默认看文件名")
    ] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="文件", help="写到这里(默认屏幕)")
    ] = None,
    force: Annotated[bool, Option("--force", help="覆盖已有的文件")] = False,
    *,
    files: Files,
) -> None:
    """按原文印出文件: 与发文一字不差。例如: lawgov document -o 工作要点.docx"""
    chosen = format_ or format_named(output, FORMATS, "txt")
    if chosen not in FORMATS:
        raise UsageMistake(f"没有“{chosen}”这种格式。可用: {'、'.join(FORMATS)}")
    location, plan = plan_alone(files)
    text = document_text(plan)
    if output is None or is_screen(output):
        if chosen == "docx":
            raise UsageMistake("Word 文件不能显示在屏幕上, 请写文件名: -o 工作要点.docx")
        give("document", id=plan.id, title=plan.title)
        emit(text if for_program() or not sys.stdout.isatty() else f"{only_painted(text)}\n")
        return
    word = _word(text, plan.title, location) if chosen == "docx" else text
    write_output(output, word, force=force)
    give("written", files=[output])
    say(f"已印出 {short_path(output)}")


def _word(text: str, title: str, location: Location) -> bytes:
    from lawgov_cli.render.word.document import document_docx

    return document_docx(text, title=title, reference=reference_document(location))
