"""The command line: parse, call a job, print, exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter import __version__
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.jobs import Drafted

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


@main.command()
@click.argument("matter", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The Word file to write (default: the matter's name with .docx; - for standard output).")
@click.option("--languages", help="One language, or two for a document in two columns: en, zh or en,zh.")
@click.option("--form", type=click.Choice(["full", "short"]), help="The whole agreement, or a complete one of at most six pages.")
@click.option("--shell", type=click.Path(path_type=Path), help="Your own letterhead (.docx with the style names and {{ body }}).")
@click.option("--open", "open_draft", is_flag=True, help="Leave open facts as highlighted blanks, each with a comment.")
@click.option("--sources", is_flag=True, help="Sources of each article as footnotes.")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@LIBRARY
def draft(matter: Path, output: Path | None, languages: str | None, form: str | None, shell: Path | None, open_draft: bool,
          sources: bool, force: bool, quiet: bool, own: str | None) -> None:
    """Draft the agreement of MATTER as a Word file."""
    with told():
        from drafter import jobs

        chosen = [part.strip() for part in languages.split(",") if part.strip()] if languages else None
        made = jobs.draft(matter, languages=chosen, form=form, shell=shell, open_draft=open_draft, sources=sources, own=own)
        if str(output) == "-":
            click.get_binary_stream("stdout").write(made.blob)
            return
        target = output or matter.with_suffix(".docx")
        side = target.with_suffix(".drafter.yaml")
        jobs.save({target: made.blob, side: made.sidecar.encode()}, force=force)
    if not quiet:
        summary(made, target, side)


def summary(made: Drafted, target: Path, side: Path) -> None:
    """What a lawyer wants to know after a draft."""
    click.echo(f"{target}: {made.articles} articles, {made.annexes} annexes")
    if made.choices:
        click.echo("\nChosen because of the facts:")
        width = max(len(clause) for _, clause, _ in made.choices)
        for _, clause, why in made.choices:
            click.echo(f"  {clause:<{width}}  {why}")
    if made.open:
        click.echo(f"\n{len(made.open)} open facts, highlighted in the document:")
        for name, label in made.open:
            click.echo(f"  {name}: {label}")
    if made.defaulted:
        click.echo(click.wrap_text(f"\nDefaults used ({len(made.defaulted)}): " + ", ".join(made.defaulted), 79, "", "  "))
    for warning in made.warnings:
        click.echo(click.wrap_text(f"Warning: {warning}", 79, "", "  "))
    if made.unreviewed:
        click.echo(f"\nNo counsel has reviewed {len(made.unreviewed)} of the clauses used (status: draft).")
    if not made.reviewer:
        click.echo("No legal_reviewer is named: every page says DRAFT.")
    click.echo(f"Stays with you: {side} (positions, alternatives, reasons). Never send it.")


@main.group()
def library() -> None:
    """Check and extend the library of clauses, elements and templates."""


@library.command("check")
@click.argument("path", default="")
@LIBRARY
def library_check(path: str, own: str | None) -> None:
    """Find everything wrong in the library, or in the part of it under PATH."""
    with told():
        from drafter import jobs

        problems = jobs.library_check(path, own=own)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} problems", err=True)
        raise SystemExit(1)
    click.echo("no problems")


if __name__ == "__main__":
    main()
