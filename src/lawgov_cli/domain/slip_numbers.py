"""Finding the slip that a person cites: ``1``, ``督1``, ``函〔2023〕2号``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_cli.base.absent import NoSuchSlip
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.numerals import nth
from lawgov_cli.domain.slips import SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.slips import Issued

_CITED = re.compile(rf"([{''.join(SERIES)}])?(?:第|[〔\[(（【]?(\d{{4}})[〕\])）】])?(\d+)号?\Z")


def cited(text: str, issued: Sequence[Issued], *, unit: str = "", task: str = "") -> Issued:
    """The one of *issued* that *text* means; of several years, the newest.

    Parameters:
        unit: whose it is; of any where none is given.
        task: which task it is about; any where none is given.

    Raises:
        UsageMistake: it cannot be read.
        NoSuchSlip: there is none, it was taken back, or several fit.
    """
    match = _CITED.match("".join(unicodedata.normalize("NFKC", text).split()))
    if not match:
        raise UsageMistake(f"看不懂编号“{text}”。可以写: 1、督1、函〔2023〕2号。")
    series, year, number = match[1], match[2], int(match[3])
    fitting = [
        one
        for one in issued
        if one.slip.number == number
        and (not series or one.slip.series == series)
        and (not year or one.slip.year == int(year))
        and (not unit or one.slip.unit == unit)
        and (not task or one.record.task == task)
    ]
    standing = [one for one in fitting if not one.withdrawn]
    newest = max((one.slip.year for one in standing), default=0)
    standing = [one for one in standing if one.slip.year == newest]
    if len({(one.slip.key, one.slip.unit, one.record.task) for one in standing}) == 1:
        return standing[-1]  # of several copies, alike: a reply answers each of them
    if standing:
        raise NoSuchSlip(_which(text, standing))
    if fitting:
        raise NoSuchSlip(f"{fitting[0].slip.code}已撤销(台账第{fitting[0].record.line}行)。")
    whose = f"{unit}的" if unit else ""
    raise NoSuchSlip(f"没有{whose}“{text}”这张单。已开的单: lawgov slip --list")


def _which(text: str, several: Sequence[Issued]) -> str:
    listed = "; ".join(f"{o.slip.code} {o.slip.unit} {nth(o.record.task)}" for o in several)
    alike = len({one.slip.key for one in several}) < len(several)
    more = "请加 --unit 写明单位, 必要时连同序号" if alike else f"请连同“{'”或“'.join(SERIES)}”写"
    return f"“{text}”可以指{len(several)}张单: {listed}。{more}。"
