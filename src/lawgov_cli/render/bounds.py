"""What a template that did not ship may cost: so much work, and no more.

Counted and not timed, so that a template that is refused here is refused everywhere: every call,
filter and turn of a loop costs a little, every text made costs its length, and an operation whose
result would be huge is refused before it is carried out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from lawgov_cli.base.errors import LawgovError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: What one rendering may cost, and what a step costs; a text costs a unit a character.
BUDGET, STEP = 100_000_000, 50
#: Characters of one text, items of one list, and the largest number that says how many.
LONGEST, MOST, LARGEST = 20_000_000, 1_000_000, 10_000
#: Bits of a number.
_BITS = 4096

_SIZED = (str, bytes, list, tuple, dict, set, frozenset)


class TooMuch(LawgovError):
    """A template would cost more than it may."""


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that counts what is done in it."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja2's
        given = options.pop("finalize")
        self.spent = 0
        super().__init__(finalize=lambda value: self._made(given(value)), **options)
        self.globals.pop("lipsum", None)
        for name, function in list(self.filters.items()):
            self.filters[name] = _guarded(self, function)
        self.filters["_counted"] = self._counted
        self.filters["_joined"] = self._joined

    def spend(self, units: int) -> None:
        """Count *units* of work.

        Raises:
            TooMuch: it has become too much.
        """
        self.spent += units
        if self.spent > BUDGET:
            raise TooMuch("模板要做的太多, 像是停不下来(如循环里套循环)")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Carry out an operation whose result stays small."""
        if operator in {"*", "**"}:
            _require_small(_product(operator, left, right))
        elif operator == "%" and isinstance(left, str):
            _require_width(left, right)
        return self._made(super().call_binop(context, operator, left, right))

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja2's
        """Call a function, a macro or a method whose result stays small."""
        method = getattr(function, "__wrapped__", function)  # the sandbox wraps str.format
        owner = getattr(method, "__self__", None)
        if isinstance(owner, (*_SIZED, int)):
            _require_modest([owner, *args, *kwargs.values()], getattr(function, "__name__", ""))
        return self._made(super().call(context, function, *args, **kwargs))

    def _made(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template makes
        size = len(value) if isinstance(value, _SIZED) else 0
        _require_small(size)
        self.spend(STEP + size)
        return value

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.spend(STEP)
            yield item

    def _joined(self, items: Iterable[Any]) -> str:
        return self._made("".join(map(str, items)))  # type: ignore[no-any-return]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Counting().visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]


class _Counting(NodeTransformer):
    """What Jinja2 does without asking its environment, done by filters that ask it."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja2's
        self.generic_visit(node)
        if not node.recursive:  # its loop() is a call, which is counted
            node.iter = _filtered("_counted", node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - Jinja2's
        self.generic_visit(node)
        return _filtered("_joined", nodes.List(list(node.nodes), lineno=node.lineno))


def _filtered(name: str, value: nodes.Node) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)


def _guarded(environment: BoundedEnvironment, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is given nothing that makes much of little, and whose result is counted."""
    from functools import wraps

    passed = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any filter's
        _require_modest([*args[passed:], *kwargs.values()], function.__name__)
        return environment._made(function(*args, **kwargs))  # noqa: SLF001 - its own

    return run


def _product(operator: str, left: Any, right: Any) -> int:  # noqa: ANN401 - any value
    """How large ``left * right`` or ``left ** right`` would be, in items or in bits."""
    if operator == "**":
        if not isinstance(left, int) or not isinstance(right, int):
            return 0
        return LONGEST * (left.bit_length() * abs(right) > _BITS) * 2
    for many, times in ((left, right), (right, left)):
        if isinstance(many, _SIZED) and isinstance(times, int):
            return len(many) * max(times, 0)
    if isinstance(left, int) and isinstance(right, int):
        return LONGEST * (left.bit_length() + right.bit_length() > _BITS) * 2
    return 0


def _require_width(form: str, values: Any) -> None:  # noqa: ANN401 - any value
    """A format fills up to no more columns than anybody needs."""
    wide = any(int(number) > LARGEST for number in re.findall(r"\d{1,300}", form))
    within = re.search(r"\{[^{}]*\{", form.replace("{{", ""))  # a width that is a value
    if wide or within or "*" in form or re.search(r"\d{301}", form):
        raise TooMuch("模板里的格式太宽")
    parts = values if isinstance(values, tuple) else (values,)
    _require_small(sum(len(part) for part in parts if isinstance(part, _SIZED)) * len(form))


def _require_modest(values: list[Any], name: str) -> None:
    """What a function is given cannot make a huge text."""
    if any(isinstance(value, int) and abs(value) > LARGEST for value in values[1:]):
        raise TooMuch(f"模板里“{name}”的数字太大, 最大{LARGEST}")
    first = values[0]
    if isinstance(first, str) and name in {"format", "do_format", "format_map"}:
        _require_width(first, tuple(values[1:]))
    others = [value for value in values[1:] if isinstance(value, str)]
    if isinstance(first, str):
        within = [len(v) for other in values[1:] if isinstance(other, dict) for v in _texts(other)]
        _require_small(len(first) * max([1, *map(len, others), *within]))
    elif isinstance(first, (list, tuple)):
        gap = max(map(len, others), default=0)
        _require_small(sum(len(v) for v in first if isinstance(v, str)) + len(first) * gap)
    if name == "join" and others == [] and len(values) > 1 and isinstance(values[1], (list, tuple)):
        total = sum(len(v) for v in values[1] if isinstance(v, str))
        _require_small(total + len(values[1]) * len(str(first)))


def _texts(content: dict[Any, Any]) -> Iterator[str]:
    return (value for value in content.values() if isinstance(value, str))


def _require_small(size: int) -> None:
    if size > LONGEST:
        raise TooMuch(f"模板要生成的文字太长, 超过{LONGEST // 1_000_000}百万字")
