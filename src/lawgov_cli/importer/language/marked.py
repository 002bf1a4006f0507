"""Roles, signs and partners in brackets beside names, written in the one way that is read."""

from __future__ import annotations

import re

from lawgov_cli.importer.language.words import MARK_HELPS, MARK_LEADS

#: A role and by when, in one bracket: （牵头，6月底前）.
_MARK_AND = re.compile(f"[（(]({MARK_LEADS}|{MARK_HELPS})[，,；; ]+([^（）()]*[前底末内])[）)]")
#: With whom, in brackets behind a name: 市气象局（会同市水利局）.
_WITH_ASIDE = re.compile(r"(?<=.)[（(]((?:会同|会?商(?=[市区县省州]))[^（）()]+)[）)]")
#: A sign in brackets behind a name: 市气象局（▲）.
_SIGN_ASIDE = re.compile("[（(]([★☆▲△※*＊◎●○◆◇■□])[）)]")
#: A role right behind a name, without brackets: 市住建局牵头单位.
_BEHIND = re.compile(
    "(?<=[局委办厅院部会])(牵头|主办|主责|配合|协办)(?:单位|部门)(?=[、，,；;。]|$)"
)
_MARK = f"[（(]({MARK_LEADS}|{MARK_HELPS})(?:单位|部门)?[）)]"
#: A role in brackets before the name that it is for, as a label: （牵头）市城管局（配合）市公安局 …
_BEFORE_NAME = re.compile(f"(?:^|[、，,；;：:\\s]){_MARK}(?=[\u4e00-\u9fff])")
_BEFORE_NAMES = re.compile(f"[、，,；;]?{_MARK}(?=[\u4e00-\u9fff])")
#: … and one behind a name with the next right behind it: 市数据局（牵头）市司法局.
_RUN_ON = re.compile(f"(?<=[局委办厅部院会中心府室处])({_MARK})(?=[市区县省州国各])")


def as_usual(words: str) -> str:
    """*words* of an attribution with what stands in brackets beside names as most have it.

    ``（牵头）A（配合）B`` becomes ``；牵头：A；配合：B``, ``A（牵头）B`` ``A（牵头）、B``.
    """
    words = _SIGN_ASIDE.sub(r"\1", _WITH_ASIDE.sub(r"\1", words))
    words = _BEHIND.sub(r"（\1）", words)
    words = _MARK_AND.sub(r"（\2）（\1）", words)
    if _BEFORE_NAME.search(words):
        return _BEFORE_NAMES.sub(r"；\1：", words)
    return _RUN_ON.sub(r"\1、", words)
