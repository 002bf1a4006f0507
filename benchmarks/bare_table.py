"""The floor for `lawgov list`: a bare Typer program that prints a Rich table of given cells.

It reads the cells from a file of tab-separated lines, the first of which is the head.
"""

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table


def main(cells: Path) -> None:
    """Print the table."""
    head, *rows = (line.split("\t") for line in cells.read_text(encoding="utf-8").splitlines())
    table = Table(*head)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
