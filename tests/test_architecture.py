"""The house rules of the package, read from its source: who may import whom, who may print, sizes.

The folders of the package are its layers; `MAY_IMPORT` says which folders each of them knows, and
within a folder nothing runs in a circle. A third-party package gets an owner in `OWNERS`.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKAGE = "lawgov_cli"
ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / PACKAGE

#: Folder → the folders it may import from. Nothing else lies at the top but `__init__`, `__main__`.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "base": frozenset(),
    "domain": frozenset({"base"}),
    "store": frozenset({"base", "domain"}),
    "filters": frozenset({"base", "domain"}),
    "importer": frozenset({"base", "domain"}),
    "views": frozenset({"base", "domain", "filters"}),
    "render": frozenset({"base", "views"}),
    "cli": frozenset({"base", "domain", "store", "filters", "importer", "views", "render"}),
}
#: Above the folders: the package's own name and version, and the program.
TOP = {"__init__": frozenset[str](), "__main__": frozenset({"cli"})}

#: Folders that read and write nothing, and the standard library's ways of doing so.
PURE = ("domain", "filters", "views", "render")
DISK = ("io.open", "mmap", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "urllib")
#: "module:package" → why it may.
DISK_USERS = {
    "render.faults:pathlib": "a line of a template is known by the name of its file",
    "render.template:pathlib": "a template is a file, its own or the user's",
}

#: The only modules that may import each third-party package. One not named here has no place.
OWNERS: dict[str, tuple[str, ...]] = {
    "click": (),  # Typer carries its own
    "docx": ("importer.sources.word",),
    "duckdb": ("store.rollup.duck",),
    "jinja2": ("render.bounds", "render.faults", "render.html", "render.template"),
    "lxml": ("importer.sources.web",),
    "markdown_it": ("render.word.blocks",),
    "platformdirs": ("store.folders",),
    "pypdf": ("importer.sources.pdf",),
    "python_calamine": ("importer.sheets.workbooks", "importer.sources.workbook"),
    "readability": ("importer.sources.web",),
    "rich": (
        "cli.progress",
        "cli.ui.app",
        "render.paint",
        "render.table",
    ),
    "shellingham": ("cli.shells",),
    "textual": ("cli.ui.app", "cli.ui.dialogs"),
    "typer": ("cli", "cli.*", "__main__"),
    "xlsxwriter": ("render.workbook",),
    "yaml": ("render.export", "store.yaml.tree"),
}

#: Slow to import, so importing a module of `START` must not bring them in: they are imported, or
#: the module that owns them is, inside the function that needs them.
LAZY = (
    *(
        "docx",
        "duckdb",
        "jinja2",
        "lxml",
        "markdown_it",
        "platformdirs",
        "pypdf",
        "python_calamine",
    ),
    *("readability", "rich", "xlsxwriter"),
)
START = ("cli", "cli.*", "__main__")

#: The only modules that may print, or touch the streams.
PRINTERS = ("cli", "cli.*", "__main__")  # __main__ flushes before it leaves

#: What the commands share. A command imports nothing else of cli: commands are strangers.
SHARED = (
    "cli.addressee",
    "cli.answer",
    "cli.api",
    "cli.api.guide",
    "cli.api.kinds",
    "cli.api.mcp",
    "cli.api.tools",
    "cli.api.types",
    "cli.boundary",
    "cli.asking",
    "cli.command",
    "cli.commands",
    "cli.declared",
    "cli.forms",
    "cli.founding",
    "cli.completing",
    "cli.failure",
    "cli.finding",
    "cli.handing_over",
    "cli.help",
    "cli.keyboard",
    "cli.making",
    "cli.meant",
    "cli.options",
    "cli.offer",
    "cli.output",
    "cli.own_table",
    "cli.pager",
    "cli.papers",
    "cli.proving",
    "cli.plain",
    "cli.progress",
    "cli.receipt",
    "cli.recording",
    "cli.reform",
    "cli.shells",
    "cli.streams",
    "cli.tab",
    "cli.snapshots",
    "cli.topics",
    "cli.typed",
    "cli.ui",
    "cli.ui.app",
    "cli.ui.desk",
    "cli.ui.dialogs",
    "cli.ui.forms",
    "cli.usage",
)

#: Where row numbers and columns of a timeline mean something. To the rest it is parts and places.
ROW_KEEPERS = ("domain.timeline", "store.cache.*", "importer.*")  # the importer's are a table's
#: What may have `rows` and `columns` of another kind: a view, seen from itself too; a terminal.
OTHERS_ROWS = (
    "grid",
    "month",
    "table",
    "answer",
    "places",
    "database",
    "view",
    "*.view",
    "*_view",
    "report",
    "self",
    "reply",
    "shutil.get_terminal_size(*)",
)
#: A folder that may not import the meaning never holds a timeline.
KNOW_TIMELINES = tuple(name for name, known in MAY_IMPORT.items() if "domain" in known | {name})

MAX_FILE = 400
MAX_FUNCTION = 50
#: "module" or "module:function" → why it may be longer.
LONGER: dict[str, str] = {}


#: Carried out when the module is imported, when a function is called, or never: only for types.
When = Literal["load", "call", "type"]


@dataclass(frozen=True)
class Import:
    """One imported name: where it stands, and when it is carried out."""

    line: int
    target: str
    when: When


class Reader(ast.NodeVisitor):
    """Collects from one module what the rules are about."""

    def __init__(self, module: str, *, is_package: bool) -> None:
        self.imports: list[Import] = []
        self.prints: list[int] = []
        self.functions: list[tuple[str, int]] = []
        self.row_uses: list[tuple[int, str]] = []
        self._package = module.split(".") if is_package else module.split(".")[:-1]
        self._when: When = "load"

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.imports.append(Import(node.lineno, alias.name, self._when))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        parts = node.module.split(".") if node.module else []
        if node.level:
            above = [PACKAGE, *self._package]
            parts = above[: len(above) - node.level + 1] + parts
        for alias in node.names:
            target = ".".join([*parts, alias.name])
            self.imports.append(Import(node.lineno, target, self._when))

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            self._visit_all(node.body, "type")
            for child in node.orelse:
                self.visit(child)
        else:
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        self.functions.append((node.name, lines))
        self._visit_all(ast.iter_child_nodes(node), "call")

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "print":
            self.prints.append(node.lineno)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if ast.unparse(node) in {"sys.stdout", "sys.stderr", "typer.echo", "typer.secho"}:
            self.prints.append(node.lineno)
        if node.attr in {"rows", "columns"} and not matches(ast.unparse(node.value), OTHERS_ROWS):
            self.row_uses.append((node.lineno, node.attr))
        self.generic_visit(node)

    def _visit_all(self, nodes: Iterable[ast.AST], when: When) -> None:
        outer, self._when = self._when, when
        for node in nodes:
            self.visit(node)
        self._when = outer


class House:
    """The sources of the package by module name ("cli.app", "render"), and what breaks a rule."""

    def __init__(self, sources: Mapping[str, str], packages: frozenset[str]) -> None:
        self.sources = sources
        self.readers: dict[str, Reader] = {}
        for module, text in sources.items():
            reader = Reader(module, is_package=module in packages)
            reader.visit(ast.parse(text))
            self.readers[module] = reader

    def violations(self) -> list[str]:
        """Return every breach, one sentence each, starting with the module's name."""
        found = [*self._homeless(), *self._too_long(), *self._cycles(), *self._slow_starts()]
        for module, reader in self.readers.items():
            for item in reader.imports:
                found += self._breach(module, item)
            if not matches(module, PRINTERS):
                found += [f"{module}:{line} prints" for line in reader.prints]
            if folder(module) in KNOW_TIMELINES and not matches(module, ROW_KEEPERS):
                found += [f"{module}:{line} looks at {name}" for line, name in reader.row_uses]
        return sorted(set(found))

    def _breach(self, module: str, item: Import) -> Iterator[str]:
        top = item.target.partition(".")[0]
        if top == PACKAGE:
            target = self._module(item.target)
            if not may_import(module, target) or are_strangers(module, target):
                yield f"{module}:{item.line} may not import {target}"
        elif top not in sys.stdlib_module_names and not matches(module, OWNERS.get(top, ())):
            yield f"{module}:{item.line} may not import {top}"
        elif touches_disk(module, item) and f"{module}:{top}" not in DISK_USERS:
            yield f"{module}:{item.line} may not touch the disk: {top}"

    def _module(self, target: str) -> str:
        """Return the module that an imported dotted name is, or is defined in."""
        name = target.removeprefix(PACKAGE).removeprefix(".")
        while name and name not in self.sources:
            name = name.rpartition(".")[0]
        return name or "__init__"

    def _edges(self, module: str, *, at_load: bool) -> set[str]:
        """Return the modules of the package that *module* really imports, or does on loading.

        Loading a module loads the packages it is in.
        """
        edges: set[str] = set()
        for item in self.readers[module].imports:
            wanted = item.when == "load" if at_load else item.when != "type"
            if item.target.partition(".")[0] == PACKAGE and wanted:
                parts = self._module(item.target).split(".")
                first = 1 if at_load else len(parts)
                edges.update(".".join(parts[:n]) for n in range(first, len(parts) + 1))
        return (edges & self.sources.keys()) - {module}

    def _homeless(self) -> Iterator[str]:
        for module in self.sources:
            if folder(module) not in MAY_IMPORT.keys() | TOP.keys():
                yield f"{module} lies in no folder of the house"

    def _too_long(self) -> Iterator[str]:
        for module, text in self.sources.items():
            sizes = [(module, text.count("\n"), MAX_FILE)]
            for name, lines in self.readers[module].functions:
                sizes.append((f"{module}:{name}", lines, MAX_FUNCTION))
            for name, lines, limit in sizes:
                if lines > limit and name not in LONGER:
                    yield f"{name} has {lines} lines, more than {limit}"

    def _cycles(self) -> Iterator[str]:
        for module in self.sources:
            for path in self._paths(module, at_load=False):
                if module in self._edges(path[-1], at_load=False) and module == min(path):
                    yield f"{module} imports itself: {' → '.join([*path, module])}"

    def _slow_starts(self) -> Iterator[str]:
        for module in self.sources:
            if not matches(module, START):
                continue
            for path in self._paths(module, at_load=True):
                for item in self.readers[path[-1]].imports:
                    top = item.target.partition(".")[0]
                    if item.when == "load" and top in LAZY:
                        yield f"{module} loads {top} at once: {' → '.join([*path, top])}"

    def _paths(self, start: str, *, at_load: bool) -> Iterator[tuple[str, ...]]:
        """Yield one path from *start* to each module that it reaches, itself first."""
        seen = {start}
        waiting: list[tuple[str, ...]] = [(start,)]
        while waiting:
            path = waiting.pop(0)
            yield path
            for target in sorted(self._edges(path[-1], at_load=at_load) - seen):
                seen.add(target)
                waiting.append((*path, target))


def matches(module: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a module's name fits one of the patterns."""
    return any(fnmatchcase(module, pattern) for pattern in patterns)


def folder(module: str) -> str:
    """Return the folder a module lies in; a loose module is its own."""
    return module.partition(".")[0]


def may_import(module: str, target: str) -> bool:
    """Tell whether the folder of *module* may know that of *target*."""
    wanted, own = folder(target), folder(module)
    return wanted in {own, "__init__", *MAY_IMPORT.get(own, TOP.get(own, ()))}


def touches_disk(module: str, item: Import) -> bool:
    """Tell whether a folder that reads and writes nothing imports what does."""
    return folder(module) in PURE and item.when != "type" and item.target.startswith(DISK)


def are_strangers(module: str, target: str) -> bool:
    """Tell whether both are commands, or one is and imports what runs it."""
    return (
        folder(module) == folder(target) == "cli"
        and module not in {"cli.app", "cli.running"}
        and target not in {"cli", module, *SHARED}
    )


def read_package() -> House:
    """Read the real package."""
    sources, packages = {}, set()
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[-1] == "__init__" and len(parts) > 1:
            parts = parts[:-1]
            packages.add(".".join(parts))
        sources[".".join(parts)] = path.read_text(encoding="utf-8")
    return House(sources, frozenset(packages))


def test_the_package_keeps_the_rules() -> None:
    found = read_package().violations()
    assert not found, "\n".join(found)


def test_every_exception_to_the_sizes_is_still_needed() -> None:
    house = read_package()
    lines = {module: text.count("\n") for module, text in house.sources.items()}
    for module, reader in house.readers.items():
        lines |= {f"{module}:{name}": size for name, size in reader.functions}
    limits = {name: MAX_FUNCTION if ":" in name else MAX_FILE for name in LONGER}
    assert [name for name in LONGER if lines.get(name, 0) <= limits[name]] == []
    assert all(LONGER.values())


def test_the_tables_name_only_modules_that_exist() -> None:
    sources = read_package().sources
    assert MAY_IMPORT.keys() | TOP.keys() == {folder(module) for module in sources}
    owners = {owner for names in OWNERS.values() for owner in names if "*" not in owner}
    users = {user.partition(":")[0] for user in DISK_USERS}
    assert owners | users | set(SHARED) <= sources.keys()


LONG_FUNCTION = "def f() -> None:\n" + "    x = 1\n" * MAX_FUNCTION

#: name → (module, planted source, the breach that must be found)
PLANTED: dict[str, tuple[str, str, str]] = {
    "upwards": (
        "domain.plan",
        "from lawgov_cli.store.workspace import load\n",
        "may not import store.workspace",
    ),
    "upwards, relative": ("domain.plan", "from .. import views\n", "may not import views"),
    "upwards, from a package": (
        "render.table",
        "from ..cli.app import app\n",
        "may not import cli.app",
    ),
    "upwards, inside a function": (
        "filters.flags",
        "def f() -> None:\n    import lawgov_cli.store.workspace\n",
        "filters.flags:2 may not import store.workspace",
    ),
    "upwards, for a type": (
        "base.cells",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..views import Row\n",
        "base.cells:3 may not import views",
    ),
    "past its neighbour": (
        "views",
        "from lawgov_cli.store.journal import append\n",
        "views:1 may not import store.journal",
    ),
    "the meaning, from a renderer": (
        "render.table",
        "from lawgov_cli.domain.plan import Plan\n",
        "render.table:1 may not import domain.plan",
    ),
    "another's package": (
        "domain.plan",
        "import rich.table\n",
        "domain.plan:1 may not import rich",
    ),
    "a package nobody may use": ("cli.app", "import click\n", "may not import click"),
    "a package nobody owns": ("views", "from numpy import array\n", "may not import numpy"),
    "the disk, from the meaning": (
        "domain.plan",
        "from pathlib import Path\n",
        "domain.plan:1 may not touch the disk: pathlib",
    ),
    "print": ("views", "print('x')\n", "views:1 prints"),
    "echo": ("store.check", "import typer\ntyper.echo('x')\n", "store.check:2 prints"),
    "stdout": ("store.journal", "import sys\nsys.stdout.write('x')\n", "store.journal:2 prints"),
    "a row number": (
        "domain.plan",
        "def f(events):\n    return max(events.rows)\n",
        "domain.plan:2 looks at rows",
    ),
    "a column": (
        "cli.list",
        "def f(known):\n    return known.events.columns.day\n",
        "cli.list:2 looks at columns",
    ),
    "a loose module": ("stray", "x = 1\n", "stray lies in no folder of the house"),
    "a long file": ("views", "x = 1\n" * (MAX_FILE + 1), f"more than {MAX_FILE}"),
    "a long function": ("views", LONG_FUNCTION, "views:f has 51 lines, more than 50"),
    "a slow start": (
        "cli.app",
        "from lawgov_cli.render import table\n",
        "cli.app loads rich at once: cli.app → render.table → rich",
    ),
    "a slow start by way of another": (
        "cli.list",
        "class Listing:\n    from lawgov_cli.render import machine\n",
        "cli.list loads jinja2 at once: cli.list → render.machine → render.template → jinja2",
    ),
    "another command": ("cli.list", "from .done import f\n", "cli.list:1 may not import cli.done"),
    "a circle within a folder": (
        "render.template",
        "def f() -> None:\n    from . import machine\n",
        "render.machine imports itself: render.machine → render.template → render.machine",
    ),
}

#: A small house in order, into which each breach is planted.
SOUND: dict[str, str] = {
    "__init__": "__version__ = '1'\n",
    "base": "",
    "base.cells": "import re\n",
    "domain": "",
    "domain.plan": "from lawgov_cli.base import cells\n",
    "filters": "",
    "filters.flags": "from lawgov_cli.domain.plan import Plan\n",
    "store": "",
    "store.journal": "import json\nimport os\n",
    "store.check": "from lawgov_cli.domain import plan\n",
    "store.folders": "def f() -> None:\n    import platformdirs\n",
    "store.workspace": "",
    "views": "from lawgov_cli.filters.flags import f\ndef g(view):\n    return view.rows\n",
    "render": "",
    "render.table": "from rich.table import Table\n",
    "render.template": "import jinja2\n",
    "render.machine": "from .template import f\n",
    "cli": "",
    "cli.app": "import typer\nfrom .. import __version__\nprint('x')\n",
    "cli.options": "import typer\n",
    "cli.done": "from . import options\n",
    "cli.output": "import shutil\nwidth = shutil.get_terminal_size((100, 24)).columns\n",
    "domain.timeline": "def f(self, view):\n    return self.rows, self.columns\n",
    "cli.list": "def f() -> None:\n    from lawgov_cli.render import table\n",
    "__main__": "from lawgov_cli.cli.app import app\n",
}
PACKAGES = frozenset({"base", "domain", "filters", "store", "render", "cli"})


def test_a_house_in_order_breaks_no_rule() -> None:
    assert House(SOUND, PACKAGES).violations() == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_breach_is_found(name: str) -> None:
    module, source, expected = PLANTED[name]
    found = House({**SOUND, module: source}, PACKAGES).violations()
    assert [breach for breach in found if expected in breach], found


@pytest.mark.parametrize(
    ("command", "packages"),
    [
        (["list", "--unit", "市司法局"], {"jinja2", "typer"}),
        (["done", "8", "--note", "试"], {"jinja2", "rich", "typer"}),
    ],
    ids=["list", "done"],
)
def test_a_command_does_not_load_what_it_does_not_need(
    command: list[str], packages: set[str], tmp_path: Path
) -> None:
    plan = shutil.copy(ROOT / "data" / "workpoints-2023.yaml", tmp_path)
    env = {**os.environ, "LAWGOV_PLAN": str(plan), "LAWGOV_CACHE": "off"}
    python = [sys.executable, "-X", "importtime", "-X", "utf8", "-m", PACKAGE]
    ran = subprocess.run(
        [*python, *command], env=env, capture_output=True, encoding="utf-8", check=False
    )
    lines = ran.stderr.splitlines()
    assert [line for line in lines if not line.startswith("import time:")] == []
    assert ran.returncode == 0
    modules = {line.rpartition("|")[2].strip() for line in lines}
    assert f"{PACKAGE}.cli.running" in modules
    assert not packages & {name.partition(".")[0] for name in modules}
