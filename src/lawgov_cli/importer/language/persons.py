"""Persons among bodies: by what they are (各驻村干部), or by name (市司法局张三)."""

from __future__ import annotations

import re

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_unit_name

#: The commonest surnames that begin no usual name of a place or a body.
_SURNAME = "[王李张刘陈杨赵黄周吴徐孙朱胡郭何罗郑梁谢宋唐许邓韩冯曹彭曾肖蔡潘袁董余苏蒋]"
_NAMED = f"(?:{_SURNAME}[\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]某{{1,2}})"
_NO_BODY = "(?<![局办委部科处室站所队组区县镇街乡村])"
#: What persons are called by what they are; 各级河长 are listed as bodies are.
_KIND = re.compile(
    "(?:干部|人员|成员|同志|书记|主任|主席|领导|[责任理系纪法]人|常委|(?<!各级[河湖林田])长|[^委]员|委员"
    "|教师|老师|顾问|代表|专家|律师|医生|护士|干警|民警|法官|检察官|学生|群众|志愿者)$"
)
#: A person in brackets behind a body: 招商局（王某）, and not （市营商办） …
_IN_BRACKETS = re.compile(f"(?<=..)[（(]([\u4e00-\u9fff]{{2,3}}){_NO_BODY}[）)]$")
#: … where no label says that persons follow, one of a common surname …
_SURELY_IN_BRACKETS = re.compile(f"(?<=..)[（(]({_NAMED}){_NO_BODY}[）)]$")
#: … and one with what else is said of it: （李某，电话12345）.
_WITH_MORE = re.compile(
    f"(?<=..)[（(]({_NAMED}[，,、：: ][^（）()]*(?:[0-9]{{5}}|[电手]|长|主任|书记)[^（）()]*)[）)]$"
)
#: One right behind a body, or alone, maybe behind what it is: 局长王某.
_BEHIND = re.compile(f"[-－—：:]?((?:[\u4e00-\u9fff]{{0,6}}(?:长|主任|书记))?{_NAMED})$")


def is_person(text: str) -> bool:
    """Whether *text* is the name of a person of one of the commonest surnames: 王某, 张一."""
    return bool(re.fullmatch(_NAMED, text))


class Parted(NamedTuple):
    """A name in a list: the body in it, and the person; either may be empty."""

    body: str
    person: str = ""


def without_person(name: str, *, labelled: bool = False) -> Parted:
    """*name* without a person; who is one altogether has no body.

    Parameters:
        labelled: whether a label says that persons follow.
    """
    brackets = _IN_BRACKETS if labelled else _SURELY_IN_BRACKETS
    if found := brackets.search(name) or _WITH_MORE.search(name):
        return Parted(name[: found.start()], found[1])
    if _KIND.search(name):
        return Parted("", name)
    if is_unit_name(name):
        return Parted(name)
    found = _BEHIND.search(name)
    if found and (not found.start() or is_unit_name(name[: found.start()])):
        return Parted(name[: found.start()], found[1])
    return Parted("", name) if labelled else Parted(name)
