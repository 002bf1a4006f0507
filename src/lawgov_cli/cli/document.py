"""``lawgov document``."""

from __future__ import annotations

import sys

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import emit
from lawgov_cli.domain.printing import document_text


def document(plan: opt.PlanOption = None, year: opt.YearOption = None) -> None:
    """按原文印出文件: 与发文一字不差。例如: lawgov document > 文件.txt"""
    text = document_text(opt.workspace(plan, year).base)
    emit(text if not sys.stdout.isatty() else f"{text}\n")
