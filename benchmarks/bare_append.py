"""The floor for `lawgov done`: a bare Typer program that appends one synced line."""

import os
from pathlib import Path
from typing import Annotated

import typer


def main(number: str, journal: Path, note: Annotated[str, typer.Option()]) -> None:
    """Append the line."""
    with journal.open("a", encoding="utf-8") as file:
        file.write(f'- {{"task":"{number}","note":"{note}"}}\n')
        file.flush()
        os.fsync(file.fileno())
    typer.echo(f"{number} {note}")


if __name__ == "__main__":
    typer.run(main)
