"""A change of the units or groups as a record holds it: what it must say, and how it is read.

What it does is in :mod:`.registry`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Action(NamedTuple):
    """Something that can be done to the units.

    Attributes:
        words: the sentence, in which its texts and lists of names stand.
        texts: the names it must give.
        lists: the lists of names it must give.
    """

    words: str
    texts: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


ACTIONS = {
    "add": Action("登记单位{unit}", ("unit",)),
    "alias": Action("{unit}也写作{aliases}", ("unit",), ("aliases",)),
    "rename": Action("{unit}更名为{to}", ("unit", "to")),
    "merge": Action("{from}合并为{to}", ("to",), ("from",)),
    "end": Action("{unit}撤销{successor}", ("unit",)),
    "set": Action("{unit}{particulars}", ("unit",)),
    "office": Action("编报单位{particulars}"),
    "group-add": Action("{group}增加成员{members}", ("group",), ("members",)),
    "group-remove": Action("{group}去掉成员{members}", ("group",), ("members",)),
}
#: What is known of a unit beside its names → its word.
PARTICULARS = {"contact": "联络员", "phone": "电话"}
#: What is known of the office that keeps the ledger → its word.
OFFICE_WORDS = {
    "name": "名称",
    "short": "简称",
    "series": "通报名称",
    "number": "期号写法",
    "annual": "年度报告标题",
    "contact": "联系人",
    "phone": "电话",
}


def change_fault(content: Mapping[str, Any], word: str) -> str:
    """What is wrong with the change that a record holds; empty where nothing is."""
    action = ACTIONS.get(str(content.get("do")))
    if action is None:
        return f"不认识的{word}“{content.get('do')}”"
    texts = [content.get(name) for name in action.texts]
    texts += [content[name] for name in ("to",) if name in content]
    lists = [content.get(name) for name in action.lists]
    free = [content.get(name, "") for name in {**OFFICE_WORDS, **PARTICULARS}]
    also = [content.get(name, []) for name in ("aliases", "abbr")]
    sound = all(isinstance(text, str) and text for text in texts)
    sound = sound and all(isinstance(text, str) for text in free)
    sound = sound and all(map(_are_names, [*lists, *also])) and all(lists)
    return "" if sound else f"{word}缺少名称, 或名称的写法不对"


def _are_names(value: Any) -> bool:  # noqa: ANN401 - whatever stands in the journal
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def change_words(content: Mapping[str, Any]) -> str:
    """``市乙局更名为市新局``."""
    said = {n: "、".join(v) if isinstance(v, list) else str(v) for n, v in content.items()}
    said["successor"] = f", 由{said['to']}承接" if "to" in said else ""
    words = OFFICE_WORDS if content["do"] == "office" else PARTICULARS
    told = [f"{word}: {said[n] or '空缺'}" for n, word in words.items() if n in said]
    said["particulars"] = "的" + ", ".join(told) if told else "没有变动"
    return ACTIONS[content["do"]].words.format_map(said)
