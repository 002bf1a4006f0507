"""A report or slip → text through a Jinja2 template.

The user's templates come first, the shipped ones second. A name misspelt in a template is an
error with the template and line, never a blank. Templates that did not ship run in a sandbox.
What a template prints is escaped, so data cannot become markup.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from lawgov_cli.base.errors import TemplateBroken
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.shipped import shipped
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.bounds import BoundedEnvironment
from lawgov_cli.render.faults import faults_told
from lawgov_cli.render.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIX = ".md.j2"
#: What ends a sentence.
_ENDS = tuple("。！？…!?.")


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
    with faults_told(str(template.path)):
        source = _environment(template).get_template(template.path.name)
        return source.render(**view._asdict())


def _environment(template: Template) -> Environment:
    kind = Environment if template.is_shipped else BoundedEnvironment
    environment = kind(
        loader=FileSystemLoader([template.path.parent, shipped("templates")]),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        optimized=False,  # it takes longer than what it saves a text that is made once
    )
    environment.filters |= {"sentence": _sentence, "nth": nth}
    return environment


def _sentence(text: object) -> str:
    """What a template prints as a sentence: with a full stop where it has no end of its own."""
    said = str(text).rstrip()
    return said if said.endswith(_ENDS) else f"{said}。"


def _finalize(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Escape what a template prints; an undefined name passes on to be reported."""
    if isinstance(value, Undefined):
        return value
    return escaped(str(value))
