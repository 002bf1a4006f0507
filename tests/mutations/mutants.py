"""A module's source → mutants: the same source with one small change that a test should notice."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: A node, and what is to stand in its place.
    Change = tuple[ast.expr | ast.stmt, str]

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
#: What the program does not compute with.
PASSED_OVER = {"annotation", "returns", "decorator_list"}


class Mutant(NamedTuple):
    """A changed module.

    Attributes:
        line: the number of the changed line.
        place: the function that it is in, empty where it is in none.
        before: the line as it is, without indentation.
        after: the line as it was changed.
        source: the whole module, changed.
    """

    line: int
    place: str
    before: str
    after: str
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of the module with this text, from top to bottom."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    data = source.encode()
    met = {source}
    for place, node, new in _walk(ast.parse(source), "", lines):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        changed = (data[:start] + new.encode() + data[end:]).decode()
        if changed in met:
            continue
        met.add(changed)
        pairs = zip(lines, changed.splitlines(keepends=True), strict=False)
        found = ((n, old, now) for n, (old, now) in enumerate(pairs, 1) if old != now)
        number, before, after = next(found)
        yield Mutant(number, place, before.strip(), after.strip(), changed)


def _walk(
    node: ast.AST, place: str, lines: list[str]
) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """Every change at *node* and below it, with the function that it is in; not in messages."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        place = f"{place}.{node.name}".lstrip(".")
    elsewhere = _is_elsewhere(node, lines)
    for change in (_values, _conditions, _steps) if not elsewhere else ():
        yield from ((place, *made) for made in change(node))
    for name, value in ast.iter_fields(node):
        if name in PASSED_OVER or (elsewhere and name != "orelse"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _walk(child, place, lines)


def _is_elsewhere(node: ast.AST, lines: list[str]) -> bool:
    """Whether a branch is for another system, or for the type checker only."""
    if not isinstance(node, ast.If):
        return False
    return "pragma: no cover" in lines[node.lineno - 1] or "TYPE_CHECKING" in ast.unparse(node.test)


def _values(node: ast.AST) -> Iterator[Change]:
    """What a value is computed from, changed."""
    match node:
        case ast.Compare(left, ops, others):
            for n, op in enumerate(ops):
                flipped = [*ops[:n], FLIPPED[type(op)](), *ops[n + 1 :]]
                yield node, ast.unparse(ast.Compare(left, flipped, others))
        case ast.BoolOp(op, values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield node, ast.unparse(ast.BoolOp(other, values))
        case ast.UnaryOp(ast.Not(), operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.Constant(bool(value)):
            yield node, str(not value)
        case ast.Constant(int(value)):
            yield from [(node, str(value + 1)), (node, f"({value - 1})")]
        case ast.Attribute(value, "LOCK_EX"):
            yield node, f"{ast.unparse(value)}.LOCK_SH"


def _conditions(node: ast.AST) -> Iterator[Change]:
    """Always true, and always false."""
    match node:
        case ast.If(test) | ast.IfExp(test):
            yield from [(test, "True"), (test, "False")]
        case ast.While(test):
            yield test, "False"
        case ast.comprehension(ifs=tests):
            yield from [(test, "True") for test in tests]


def _steps(node: ast.AST) -> Iterator[Change]:
    """A step left out, a function left early, an error let through or swallowed."""
    match node:
        case ast.FunctionDef(body=body):
            first = body[1 if ast.get_docstring(node) and body[1:] else 0]
            if not isinstance(first, ast.Return):
                yield first, "return None"
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield node, "return None"
        case ast.ExceptHandler(ast.expr() as caught):
            yield from [(caught, "()"), (caught, "Exception")]
        case ast.Call(ast.Name("suppress"), [_, *_]):
            yield node, "suppress()"
        case ast.Expr(ast.Call()) | ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield node, "pass"
