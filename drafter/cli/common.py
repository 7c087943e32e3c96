"""What the commands share: the group, how problems are told, small checks of what was asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from drafter import __version__
from drafter.errors import DrafterError

LIBRARY = click.option("--library", "own", metavar="DIR", help="An organisation's own library folder, laid over the built-in one.")


@contextmanager
def told() -> Iterator[None]:
    """Problems go to standard error, all of them, and the command ends with 2."""
    try:
        yield
    except DrafterError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        if len(error.problems) > 1:
            click.echo(f"{len(error.problems)} problems; nothing was written.", err=True)
        if error.next_command:
            click.echo(f"Next: {error.next_command}", err=True)
        raise SystemExit(2) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="drafter")
def main() -> None:
    """Draft and check agreements on security and human rights."""


def named(target: Path, *inputs: Path | None) -> None:
    """Refuse a target that is no file name, or that would overwrite what was read."""
    if not target.name or str(target).endswith("/") or target.is_dir():
        raise DrafterError(f"{target}: name a file, like mou.docx")
    if target.suffix.lower() != ".docx":
        raise DrafterError(f"{target}: the document is a Word file: name it .docx")
    side = target.with_suffix(".drafter.yaml")
    for path in inputs:
        if path is not None and path.resolve() in (target.resolve(), side.resolve()):
            raise DrafterError(f"{path}: is read for this draft and is not overwritten; name another file with -o")


def split(languages: str) -> list[str]:
    return [part.strip() for part in languages.split(",") if part.strip()]


def coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
