"""Words and signs → a test. A descent by precedence: 或 binds least, then 且, then 非.

Two terms side by side are joined by 且. Only brackets nest, and not without end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.errors import FilterMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.filters.keys import build_test, key_of, meaning_of
from lawgov_cli.filters.predicates import Test, all_of, any_of, none_of, with_text
from lawgov_cli.filters.terms import Term
from lawgov_cli.filters.tokens import Sort, Source, Token, glued_connective, tokenize

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState

MAX_LENGTH = 2000
MAX_DEPTH = 30

_JOINS = {Sort.AND: "且", Sort.OR: "或"}
_VALUES = (Sort.WORD, Sort.QUOTED)


class Filter(NamedTuple):
    """A condition on tasks, as it was written and as it is asked."""

    text: str
    test: Test

    def matches(self, state: TaskState, snapshot: Snapshot) -> bool:
        """Whether *state* is kept."""
        return self.test(state, snapshot)

    def also(self, other: Filter | None) -> Filter:
        """This and the *other* condition."""
        if other is None:
            return self
        return Filter(f"({self.text}) 且 ({other.text})", all_of([self.test, other.test]))


def parse_filter(text: str, plan: Plan, today: date) -> Filter:
    """Read a filter.

    Parameters:
        plan: whose units, sections and numbers are meant, and whose year where none is written.
        today: the clock's day.

    Raises:
        FilterMistake: it cannot be read; the message points at the place.
        NotFound: a unit, section or task that the plan does not have; likewise.
    """
    source = Source(text)
    if len(text) > MAX_LENGTH:
        sentence = (
            f"筛选条件太长, 最多{MAX_LENGTH}个字, 这里有{len(text)}个; 条件写短些, 或分几次查。"
        )
        raise source.wrong(MAX_LENGTH, sentence)
    return Filter(text.strip(), _Parser(source, plan, today).whole())


class _Parser:
    """Reads the tokens from left to right, each once."""

    def __init__(self, source: Source, plan: Plan, today: date) -> None:
        self.source = source
        self.plan = plan
        self.today = today
        self.tokens = tokenize(source)
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.position]

    @property
    def following(self) -> Token:
        """The one after it."""
        return self.tokens[min(self.position + 1, len(self.tokens) - 1)]

    def sees(self, *sorts: Sort) -> bool:
        """Whether the token to be read next is one of *sorts*."""
        return self.token.sort in sorts

    def take(self) -> Token:
        """Read one token."""
        token = self.token
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    def whole(self) -> Test:
        """The whole text."""
        if self.sees(Sort.END):
            raise FilterMistake('筛选条件是空的。例如: "状态:推进中 且 亮灯:红"')
        test = self.alternatives()
        if self.sees(Sort.CLOSE):
            raise self.source.wrong(self.token.at, "这个右括号没有对应的左括号。")
        return test

    def alternatives(self) -> Test:
        """``… 或 …``."""
        tests = [self.conjunction()]
        while self.sees(Sort.OR):
            self.take()
            tests.append(self.conjunction())
        return any_of(tests)

    def conjunction(self) -> Test:
        """``… 且 …``, and terms side by side."""
        tests = [self.negation()]
        while not self.sees(Sort.OR, Sort.CLOSE, Sort.END):
            if self.sees(Sort.AND):
                self.take()
            tests.append(self.negation())
        return all_of(tests)

    def negation(self) -> Test:
        """``非 …``, any number of times."""
        negated = False
        while self.sees(Sort.NOT):
            self.take()
            negated = not negated
        test = self.primary()
        return none_of(test) if negated else test

    def primary(self) -> Test:
        """Brackets, a term, or a word to search."""
        token = self.token
        if token.sort is Sort.OPEN:
            return self.brackets()
        if token.sort not in _VALUES:
            raise self.source.wrong(token.at, self.missing_condition(token))
        if self.following.sort is Sort.SIGN:
            return self.term()
        return self.search()

    def brackets(self) -> Test:
        """``( … )``."""
        opening = self.take()
        if self.depth == MAX_DEPTH:
            raise self.source.wrong(
                opening.at, f"括号套得太深, 最多{MAX_DEPTH}层; 去掉多余的括号。"
            )
        if self.sees(Sort.CLOSE):
            raise self.source.wrong(self.token.at, "括号里没有条件。")
        self.depth += 1
        test = self.alternatives()
        self.depth -= 1
        self.closed(opening)
        return test

    def closed(self, opening: Token) -> None:
        """Read the bracket that closes *opening*."""
        if not self.sees(Sort.CLOSE):
            raise self.source.wrong(opening.at, "这个左括号没有对应的右括号。")
        self.take()

    def search(self) -> Test:
        """A word that is searched; not one that is a key, a status, a light or a unit."""
        word = self.take()
        if word.sort is Sort.QUOTED:
            return with_text([self.quoted(word)])
        if join := glued_connective(word.text):
            sentence = f'“{join}”两边要空一格; 要查找这几个字, 请加引号: "{word.text}"'
            raise self.source.wrong(word.at, sentence)
        if meant := meaning_of(word.text, self.plan):
            sentence = f'是要写 {meant} 吗? 要查找这几个字, 请加引号: "{word.text}"'
            raise self.source.wrong(word.at, sentence)
        return with_text([word.text])

    def term(self) -> Test:
        """``状态:推进中,待核验``."""
        key, sign = self.take(), self.take()
        if key.sort is Sort.QUOTED:
            sentence = f"条件名称不加引号: {key.text.strip()}{sign.text}…"
            raise self.source.wrong(key.at, sentence)
        known = key_of(key, self.source)
        values = self.bracketed_values(key) if self.sees(Sort.OPEN) else self.values(key)
        return build_test(known, Term(key, sign.text, values, self.source, self.plan, self.today))

    def values(self, key: Token) -> tuple[Token, ...]:
        """``推进中,待核验``."""
        values = [self.value(key)]
        while self.sees(Sort.COMMA):
            self.take()
            if self.sees(Sort.WORD) and self.following.sort is Sort.SIGN:
                sentence = "逗号只连接同一条件的几个值。两个条件之间请写 且 或者 或。"
                raise self.source.wrong(self.token.at, sentence)
            values.append(self.value(key))
        return tuple(values)

    def bracketed_values(self, key: Token) -> tuple[Token, ...]:
        """``(推进中 或 待核验)``: values in brackets, joined by commas or 或."""
        opening = self.take()
        values = [self.value(key)]
        while self.sees(Sort.COMMA, Sort.OR):
            self.take()
            values.append(self.value(key))
        if self.sees(Sort.AND):
            sentence = f"一个条件的几个值是“满足其一”, 请写 或。同时满足请分开写: {key.text}:… 且 …"
            raise self.source.wrong(self.token.at, sentence)
        if not self.sees(Sort.CLOSE, Sort.END):
            raise self.source.wrong(self.token.at, "几个值之间请用逗号隔开。")
        self.closed(opening)
        return tuple(values)

    def value(self, key: Token) -> Token:
        """One value of a term."""
        token = self.token
        if token.sort not in _VALUES:
            raise self.source.wrong(token.at, self.missing_value(key, token))
        self.take()
        if token.sort is Sort.QUOTED:
            self.quoted(token)
        return token

    def quoted(self, token: Token) -> str:
        """What is in quotation marks, which must be something."""
        if not token.text.strip():
            raise self.source.wrong(token.at, "引号里没有文字。")
        return token.text

    def missing_condition(self, token: Token) -> str:
        """What to say where a condition should begin and *token* stands."""
        before = self.tokens[self.position - 1] if self.position else None
        if token.sort is Sort.SIGN:
            return f"“{token.text}”前面缺少条件名称。例如: 状态:推进中"
        if token.sort is Sort.COMMA:
            return f"“{token.text}”只连接同一条件的几个值。两个条件之间请写 且 或者 或。"
        if before and before.sort in {*_JOINS, Sort.NOT}:
            return f"“{before.text}”后面缺少条件。"
        return f"“{token.text}”前面缺少条件。"

    def missing_value(self, key: Token, token: Token) -> str:
        """What to say where a value of *key* should stand and *token* does."""
        if token.sort is Sort.NOT:
            return f"“{token.text}”要写在条件前面: {token.text} {key.text}:…, 或写 {key.text}!=…"
        if token.sort is Sort.SIGN:
            return f"多了一个“{token.text}”。可用的符号: : = != < <= > >="
        if token.sort is Sort.COMMA:
            return f"多了一个“{token.text}”。"
        before = "逗号" if self.tokens[self.position - 1].sort is Sort.COMMA else f"“{key.text}”"
        return f"{before}后面缺少值。例如: {key_of(key, self.source).example}"
