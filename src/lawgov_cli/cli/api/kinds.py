"""The contract with programs: every kind of document there is, and its JSON Schema.

Keys are stable: new ones may come, none goes and none changes its meaning within a version.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lawgov_cli.base.errors import UnknownWord
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.api.types import (
    DAY,
    FLAG,
    NUMBER,
    OPEN,
    TEXT,
    Reader,
    Schema,
    array,
    fields,
    or_null,
)
from lawgov_cli.render.machine import SCHEMA_VERSION

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

RECORD: Schema = {
    "type": "object",
    "description": "台账的一条记录, 与文件里的一行相同",
    "properties": {"id": TEXT, "at": TEXT, "by": TEXT, "batch": TEXT, "task": TEXT},
    "required": ["id", "at"],
}
_PROBLEM = fields(
    file=TEXT,
    line=NUMBER,
    column=NUMBER,
    message=TEXT,
    remedy=TEXT,
    severity={"enum": ["error", "warning"]},
    code=TEXT,
)
_DOUBT = fields(lines=array(NUMBER), what=TEXT, suggestion=TEXT, code=TEXT)
_LOGGED = fields(line=NUMBER, undone=FLAG, record=RECORD)
_SAVED = fields(name=TEXT, expression=TEXT, line=NUMBER)
_PLACE = fields(file=TEXT, line=NUMBER, column=NUMBER)
_BATCH = fields(id=TEXT, at=TEXT, by=TEXT, line=NUMBER, lines=array(NUMBER), said=TEXT)
_TASK: Schema = {
    "type": "object",
    "description": "一个任务, 没有内容的键不写",
    "properties": {"id": TEXT, "level": TEXT, "label": TEXT, "title": TEXT, "text": TEXT},
    "required": ["id", "level"],
}
_STEP: Schema = {"type": "object", "additionalProperties": fields(before={}, after={})}
_REPLY = fields(
    source=TEXT,
    unit=TEXT,
    period=TEXT,
    received=TEXT,
    rows=array(TEXT),
    **{name: array(TEXT) for name in ("same", "blank", "doubts", "refused")},
)


class Kind(NamedTuple):
    """One kind of document.

    Attributes:
        what: what it is, in Chinese.
        keys: its keys; a class stands for what a view of that class holds.
        like: "module:class" of the view all of whose fields are keys.
        optional: the keys that are only there where they say something.
        is_view: whether it only shows, and so has no ``said``.
    """

    what: str
    keys: dict[str, Any] = {}  # noqa: RUF012 - never mutated
    like: str = ""
    optional: tuple[str, ...] = ()
    is_view: bool = True


def _of(place: str) -> Any:  # noqa: ANN401 - a class of a view
    module, _, name = place.partition(":")
    return getattr(import_module(f"lawgov_cli.views.{module}"), name)


def _counted() -> Schema:
    return {"type": "object", "properties": {"name": TEXT, "total": NUMBER}}


#: Kind → what it holds besides schema_version, kind and warnings.
KINDS: dict[str, Kind] = {
    "list": Kind(
        "list: 要点",
        {"as_of": DAY, "heading": TEXT, "items": array("rows:TaskRow"), "notes": array(TEXT)},
    ),
    "show": Kind("show: 一项或一个部分的全部内容", {"as_of": DAY, "items": array(OPEN)}),
    "why": Kind("why: 状态和亮灯的原因", {"as_of": DAY, "items": array("why:TaskWhy")}),
    "why_filing": Kind("why --filing: 报送的原因", like="why_filing:FilingWhyView"),
    "stats": Kind(
        "stats: 计数",
        {
            "as_of": DAY,
            "total": NUMBER,
            **dict.fromkeys(("statuses", "lights"), array("numbers:Tally")),
            **dict.fromkeys(("sections", "units"), array(_counted())),
        },
    ),
    "units": Kind("units: 单位和单位组", like="numbers:UnitsView"),
    "due": Kind(
        "due: 到期",
        {
            "as_of": DAY,
            "within": NUMBER,
            "dated": NUMBER,
            "later": {},
            "items": array("rows:TaskRow"),
        },
    ),
    "missing": Kind("missing: 某月的报送", like="chasing:FilingsView"),
    "log": Kind("log: 台账的记录", {"total": NUMBER, "items": array(_LOGGED)}),
    "diff": Kind(
        "diff: 两天之间的变化",
        {
            "as_of": DAY,
            "since": DAY,
            "scope": TEXT,
            "total": NUMBER,
            "moves": array("diff:Move"),
            "items": array(
                fields(
                    id=TEXT,
                    title=TEXT,
                    section=TEXT,
                    lead=array(TEXT),
                    changes=_STEP,
                    notes=array("records:NoteRow"),
                    reports=OPEN,
                )
            ),
            "units": array("diff:UnitChange"),
        },
    ),
    "overview": Kind(
        "lawgov(不带命令): 总览",
        {
            "as_of": DAY,
            "title": TEXT,
            "is_today": FLAG,
            "total": NUMBER,
            **dict.fromkeys(("statuses", "lights"), array("numbers:Tally")),
            "late": array("rows:TaskRow"),
            "to_verify": array(TEXT),
            "last": array(_LOGGED),
        },
    ),
    "report": Kind(
        "report: 一期报表的全部数据; proof 是核验码和它是怎样要的",
        {"as_of_date": TEXT, "proof": fields(code=TEXT, how=OPEN)},
        like="report:Report",
    ),
    "export": Kind(
        "export: 整棵任务树",
        {"as_of": DAY, "id": TEXT, "title": TEXT, "tasks": array(_TASK)},
    ),
    "snapshot": Kind(
        "export --format snapshot: 每项要点每个月一行",
        {"items": array("point_months:PointMonth")},
    ),
    "rollup": Kind(
        "rollup: 许多地方的汇总",
        {
            "month": TEXT,
            "places": NUMBER,
            "tables": {
                "type": "object",
                "additionalProperties": fields(items=array(OPEN), left_out=NUMBER),
            },
            "broken": array(fields(name=TEXT, why=TEXT)),
            "notes": array(TEXT),
        },
    ),
    "slips": Kind(
        "slip --list: 发单登记簿",
        {"as_of": DAY, "total": NUMBER, "items": array("slip:SlipRow")},
    ),
    "views": Kind("view: 存下的筛选条件", {"items": array(_SAVED)}),
    "batches": Kind("undo --list: 可撤销的登记", {"items": array(_BATCH)}, is_view=False),
    "recorded": Kind(
        "登记类命令: 记入的(recorded 为真)或 --dry-run 将记入的每条记录",
        {
            "recorded": FLAG,
            "journal": TEXT,
            "items": array(fields(line=or_null(NUMBER), record=RECORD)),
            "files": array(TEXT),
            "replies": array(_REPLY),
            "text": TEXT,
        },
        optional=("files", "replies", "text"),
        is_view=False,
    ),
    "written": Kind("写文件的命令: 写出的文件", {"files": array(TEXT)}, is_view=False),
    "imported": Kind(
        "import: 读出了什么, 写出的文件, 存疑之处",
        {
            "files": array(TEXT),
            "title": TEXT,
            "year": NUMBER,
            "issuer": TEXT,
            **dict.fromkeys(("sections", "points", "measures", "units"), NUMBER),
            "doubts": array(_DOUBT),
        },
        is_view=False,
    ),
    "check": Kind(
        "check: 全部问题",
        {"file": TEXT, "errors": NUMBER, "problems": array(_PROBLEM)},
        is_view=False,
    ),
    "proof": Kind(
        "check 报告: 报告生成以后变了什么; causes 是后来的记录和它们改变的数字",
        {
            "file": TEXT,
            "code": TEXT,
            "holds": FLAG,
            "elsewhere": TEXT,
            "causes": array(
                fields(
                    records=array(fields(line=NUMBER, record=RECORD)), moved=array("proof:Moved")
                )
            ),
            **dict.fromkeys(("edits", "others"), array("proof:Edit")),
        },
        is_view=False,
    ),
    "view": Kind(
        "view save、show、delete: 一个筛选条件, 今天符合的项数",
        {**_SAVED["properties"], "kept": FLAG, "points": or_null(NUMBER)},
        is_view=False,
    ),
    "document": Kind(
        "document: 文件原文", {"id": TEXT, "title": TEXT, "text": TEXT}, is_view=False
    ),
    "text": Kind("其他文字, 如命令的用法", {"text": TEXT}, optional=("text",), is_view=False),
    "version": Kind("--version", {"version": TEXT}, is_view=False),
    "error": Kind(
        "出错时标准错误上的一个 JSON",
        {
            "code": TEXT,
            "exit": NUMBER,
            "message": TEXT,
            "remedy": TEXT,
            "place": or_null(_PLACE),
            "problems": array(_PROBLEM),
        },
    ),
}


def schema_of(word: str) -> Schema:
    """The JSON Schema of the documents of the kind *word*.

    Raises:
        UnknownWord: there is no such kind.
    """
    if word not in KINDS:
        raise UnknownWord(word, "JSON", KINDS, "")
    kind, reader = KINDS[word], Reader()
    like = reader.properties(_of(kind.like)) if kind.like else {}
    if "as_of_date" in kind.keys:  # the day in words, so that it is not taken for a date
        del like["as_of"]
    keys = {**like, **reader.whole(_resolved(kind.keys))}
    head = {"schema_version": {"const": SCHEMA_VERSION}, "kind": {"const": word}}
    whole = {**head, **keys, "said": array(TEXT), "warnings": array(TEXT)}
    whole["damaged"] = {"type": "integer", "description": "台账里读不出的行数, 没有则不写"}
    # those of the answer are not there in a file
    left_out = {"damaged", *kind.optional, *(("said", "warnings") if kind.is_view else ())}
    required = [name for name in whole if name not in left_out]
    about = {"$schema": _DRAFT, "title": f"lawgov {word}", "description": kind.what}
    made = {**about, "type": "object", "properties": whole, "required": required}
    return {**made, **({"$defs": reader.definitions} if reader.definitions else {})}


def _resolved(schema: Any) -> Any:  # noqa: ANN401 - a schema, in it names of classes
    """*schema* with the classes that it names."""
    if isinstance(schema, dict):
        return {key: _resolved(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_resolved(value) for value in schema]
    return (
        _of(schema) if isinstance(schema, str) and ":" in schema and " " not in schema else schema
    )
