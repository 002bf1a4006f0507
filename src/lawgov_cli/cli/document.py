"""``lawgov document``."""

from __future__ import annotations

import sys

from lawgov_cli.cli.command import command
from lawgov_cli.cli.options import Files
from lawgov_cli.cli.output import emit
from lawgov_cli.domain.printing import document_text


@command
def document(files: Files) -> None:
    """按原文印出文件: 与发文一字不差。例如: lawgov document > 文件.txt"""
    text = document_text(files.opened().base)
    emit(text if not sys.stdout.isatty() else f"{text}\n")
