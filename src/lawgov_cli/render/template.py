"""A report or slip → text through a Jinja2 template.

The user's templates come first, the shipped ones second. A name misspelt in a template is an
error with the template and line, never a blank. Templates that did not ship run in a sandbox.
What a template prints is escaped, so data cannot become markup.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, Undefined

from lawgov_cli.base.errors import TemplateBroken
from lawgov_cli.base.shipped import shipped
from lawgov_cli.render.bounds import BoundedEnvironment, TooMuch
from lawgov_cli.render.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

SUFFIX = ".md.j2"


class Template(NamedTuple):
    """A template found, and whether it is one of ours."""

    path: Path
    is_shipped: bool


def find_template(name: str, folders: Sequence[Path]) -> Template:
    """The template *name*: a file, or a name looked up in *folders* and among the shipped ones.

    Raises:
        TemplateBroken: there is none; the names there are are given.
    """
    ours = shipped("templates")
    direct = Path(name)
    places = [*folders, ours]
    candidates = [folder / f"{name}{SUFFIX}" for folder in places]
    if direct.suffix == ".j2":
        candidates = [direct, *(folder / name for folder in places)]
    for path in candidates:
        if path.is_file():
            return Template(path, path.resolve().parent == ours.resolve())
    raise TemplateBroken(name, None, f"没有这个模板。可用: {'、'.join(_names(places))}")


def by_template(view: NamedTuple, *, template: str, folders: Sequence[Path]) -> str:
    """The text that the template called *template* makes of *view*.

    Raises:
        TemplateBroken: there is none, or it has a fault.
    """
    return render(view, find_template(template, folders))


def _names(folders: Sequence[Path]) -> list[str]:
    found = [p.name.removesuffix(SUFFIX) for f in folders for p in sorted(f.glob(f"*{SUFFIX}"))]
    return list(dict.fromkeys(found))


def render(view: NamedTuple, template: Template) -> str:
    """The text that *template* makes of *view*: each field of it is a name in the template.

    Raises:
        TemplateBroken: a fault of the template, with its line.
    """
    try:
        source = _environment(template).get_template(template.path.name)
        return source.render(**view._asdict())
    except UnicodeDecodeError as error:
        raise TemplateBroken(str(template.path), None, "不是 UTF-8 文本") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_of(error.__traceback__, template)
        raise TemplateBroken(str(template.path), line, _in_words(error)) from error
    except TooMuch as error:
        line = _line_of(error.__traceback__, template)
        raise TemplateBroken(str(template.path), line, error.message) from error
    except RecursionError as error:
        raise TemplateBroken(str(template.path), None, "模板一再套用自己") from error
    except MemoryError as error:
        raise TemplateBroken(str(template.path), None, "模板要的内存太多") from error
    except OverflowError as error:
        line = _line_of(error.__traceback__, template)
        raise TemplateBroken(str(template.path), line, "循环的次数或数字太大") from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        line = _line_of(error.__traceback__, template)
        raise TemplateBroken(str(template.path), line, str(error)) from error


def _environment(template: Template) -> Environment:
    kind = Environment if template.is_shipped else BoundedEnvironment
    return kind(
        loader=FileSystemLoader([template.path.parent, shipped("templates")]),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )


def _finalize(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Escape what a template prints; an undefined name passes on to be reported."""
    if isinstance(value, Undefined):
        return value
    return escaped(str(value))


def _line_of(trace: TracebackType | None, template: Template) -> int | None:
    """The line of the template that was being rendered; Jinja2 rewrites the traceback so."""
    line = None
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).name == template.path.name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


#: What Jinja2 says of a name, or of a part of one, that there is not.
_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


def _in_words(error: TemplateError) -> str:
    said = error.message or str(error)
    if unknown := _UNKNOWN.search(said):
        return f"用了不存在的名称“{unknown[1] or unknown[2]}”"
    if "unsafe" in said:
        return f"模板不允许这样做({said})"
    return f"写法有误({said})"
