"""What goes wrong in a template, in words: which file, which line, what it is."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from lawgov_cli.base.errors import TemplateBroken
from lawgov_cli.render.bounds import TooMuch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


@contextmanager
def faults_told(template: str) -> Iterator[None]:
    """Where the template at *template* is at fault while it is rendered, say so.

    Raises:
        TemplateBroken: a fault of the template, with its line where that is known.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise TemplateBroken(template, None, "不是 UTF-8 文本") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_of(error.__traceback__, template)
        raise TemplateBroken(template, line, _in_words(error)) from error
    except TooMuch as error:
        line = _line_of(error.__traceback__, template)
        raise TemplateBroken(template, line, error.message) from error
    except RecursionError as error:
        raise TemplateBroken(template, None, "模板一再套用自己") from error
    except MemoryError as error:
        raise TemplateBroken(template, None, "模板要的内存太多") from error
    except OverflowError as error:
        line = _line_of(error.__traceback__, template)
        raise TemplateBroken(template, line, "循环的次数或数字太大") from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        line = _line_of(error.__traceback__, template)
        raise TemplateBroken(template, line, str(error)) from error


def _line_of(trace: TracebackType | None, template: str) -> int | None:
    """The line of the template that was being rendered; Jinja2 rewrites the traceback so."""
    line = None
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).name == Path(template).name:
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
