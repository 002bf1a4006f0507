"""The mutants themselves: which changes are made to a module, and how each is called."""

from __future__ import annotations

from tests.mutations.__main__ import NOTES, read_notes
from tests.mutations.modules import FIRST, TESTS
from tests.mutations.mutants import mutants_of
from tests.mutations.trial import PACKAGE, ROOT

SOURCE = '''
import fcntl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 3  # 条


def held(file: "Path[1]") -> bool:
    """Hold it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError:
        return not file or f"第{file == 1}条" > "甲"
    while file:
        raise ValueError("甲")
'''


def test_every_kind_of_change_is_made_once_and_called_by_its_line() -> None:
    made = [(mutant.line, mutant.place, mutant.after) for mutant in mutants_of(SOURCE)]
    assert made == [
        (8, "", "LIMIT = 4  # 条"),
        (8, "", "LIMIT = (2)  # 条"),
        (13, "held", "return None"),
        (14, "held", "pass"),
        (14, "held", "fcntl.flock(file, fcntl.LOCK_SH)"),
        (15, "held", "except ():"),
        (15, "held", "except Exception:"),
        (16, "held", "return None"),
        (16, "held", "return not file and f'第{file == 1}条' > '甲'"),
        (16, "held", 'return (file) or f"第{file == 1}条" > "甲"'),
        (16, "held", "return not file or f'第{file == 1}条' >= '甲'"),
        (17, "held", "while False:"),
        (18, "held", "pass"),
    ]


def test_every_mutant_is_the_module_with_one_change() -> None:
    for mutant in mutants_of(SOURCE):
        compile(mutant.source, mutant.after, "exec")
        lines = mutant.source.splitlines()
        assert lines[mutant.line - 1].strip() == mutant.after
        assert lines[: mutant.line - 1] == SOURCE.splitlines()[: mutant.line - 1]


def test_the_table_and_the_notes_name_what_is_there() -> None:
    assert set(FIRST) <= TESTS.keys()
    assert all((ROOT / PACKAGE / name).is_file() for name in TESTS)
    files = {f"tests/{test}.py" for tests in TESTS.values() for test in tests.split()}
    assert [name for name in files if not (ROOT / name).is_file()] == []
    assert all(read_notes().values()), NOTES
