"""The JSON Schema of the plan's file, for editors, made from the rows that describe it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from lawgov_cli.domain import plan_fields as kinds
from lawgov_cli.domain.plan_fields import PLAN, SCHEMA_VERSION, TASK

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.plan_fields import Field, Record

Schema: TypeAlias = "dict[str, Any]"

_STRING = {"type": "string"}
_FILLED = {"type": "string", "minLength": 1}
_DAY = {
    "type": "string",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "examples": ["2023-12-31"],
}
_NAMES = {"$ref": "#/definitions/names"}
_ONE_OR_MORE = {"$ref": "#/definitions/one_or_more"}


def plan_schema() -> str:
    """The text of the file that ships."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "工作要点",
        "description": (
            "lawgov 的工作要点文件 workpoints-年份.yaml: 一份文件编成的任务树。"
            "单位名称照文件所印书写。"
        ),
        **_mapping(PLAN),
        "definitions": {
            "names": {"type": "array", "items": _FILLED},
            "one_or_more": {"oneOf": [_FILLED, _NAMES]},
            "task": {
                "description": f"一项{TASK.word}",
                **_mapping(TASK),
                "anyOf": [{"required": ["title"]}, {"required": ["text"]}],
            },
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _mapping(record: Record) -> Schema:
    required = {"required": list(record.required)} if record.required else {}
    rows = {row.key: _field(row, record.defaults.get(row.key)) for row in record.as_written}
    return {"type": "object", "additionalProperties": False, **required, "properties": rows}


def _field(row: Field, default: object) -> Schema:
    example = {"examples": [row.example]} if row.example else {}
    return {"description": row.says, **_VALUE[row.kind](row, default), **example}


def _registry(row: Field, _: object) -> Schema:
    each = {"description": f"一个{row.of.word}", **_mapping(row.of), "type": ["object", "null"]}
    return {"type": "object", "additionalProperties": each}


def _tasks(row: Field, _: object) -> Schema:
    least = {"minItems": 1} if row.required else {}
    return {"type": "array", **least, "items": {"$ref": "#/definitions/task"}}


#: Kind → what an editor accepts, by the row and the default.
_VALUE: dict[str, Callable[[Field, Any], Schema]] = {
    kinds.TEXT: lambda *_: _STRING,
    kinds.FILLED: lambda *_: _FILLED,
    kinds.WORD: lambda _, default: {**_STRING, "default": default},
    kinds.NUMERAL: lambda *_: {"type": ["string", "integer"]},
    kinds.PRINTED: lambda *_: _STRING,
    kinds.CHOICE: lambda row, _: {"enum": list(row.choices)},
    kinds.LEVEL: lambda row, _: {"enum": list(row.choices)},
    kinds.SHA256: lambda *_: {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"},
    kinds.DAY: lambda *_: _DAY,
    kinds.DAY_TEXT: lambda *_: _DAY,
    kinds.YEAR: lambda *_: {"type": "integer", "minimum": 1900, "maximum": 2199},
    kinds.MONTH_DAY: lambda _, default: {
        "type": "integer",
        "minimum": 1,
        "maximum": 31,
        **({"default": default} if default else {}),
    },
    kinds.NUMBER: lambda _, default: {"type": "number", "minimum": 0, "default": default},
    kinds.FLAG: lambda _, default: {"type": "boolean", "default": default},
    kinds.ZONE: lambda _, default: {**_FILLED, "default": default},
    kinds.VERSION: lambda *_: {"enum": [int(SCHEMA_VERSION), SCHEMA_VERSION]},
    kinds.TASK_ID: lambda *_: {
        "type": ["string", "integer"],
        "pattern": "^[0-9A-Za-z][0-9A-Za-z.-]*$",
    },
    kinds.NAMED: lambda *_: _NAMES,
    kinds.MEMBERS: lambda *_: _NAMES,
    kinds.ALIASES: lambda *_: _ONE_OR_MORE,
    kinds.ONE_OR_MORE: lambda *_: _ONE_OR_MORE,
    kinds.RECORD: lambda row, _: _mapping(row.of),
    kinds.TEXTS: lambda row, _: _mapping(row.of),
    kinds.CHOICES: lambda row, _: {
        "type": "object",
        "propertyNames": {"not": {"enum": list(row.choices)}},
        "additionalProperties": {"enum": list(row.choices)},
    },
    kinds.REGISTRY: _registry,
    kinds.TASKS: _tasks,
}
