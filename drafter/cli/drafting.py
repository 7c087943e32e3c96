"""Matter files and what is drafted from them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.common import LIBRARY, main, named, split, told

if TYPE_CHECKING:
    from drafter.jobs import Drafted


@main.command()
@click.argument("matter", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The Word file to write (default: the matter's name with .docx; - for standard output).")
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
    """Draft the document of MATTER as a Word file."""
    with told():
        from drafter import jobs

        made = jobs.draft(matter, languages=split(languages) if languages else None, form=form, shell=shell,
                          open_draft=open_draft, sources=sources, own=own)
        if str(output) == "-":
            sys.stdout.buffer.write(made.blob)
            return
        target = output or matter.with_suffix(".docx")
        named(target, matter, shell)
        texts = {".drafter.yaml": made.sidecar, ".ics": made.calendar}
        beside = {target.with_suffix(end): text.encode() for end, text in texts.items() if text}
        jobs.save({target: made.blob, **beside}, force=force, private=made.private)
    if not quiet:
        summary(made, target, list(beside))


def summary(made: Drafted, target: Path, beside: list[Path]) -> None:
    """What a lawyer wants to know after a draft."""
    parts = "articles" if made.genre == "agreement" else "sections"
    click.echo(f"{target}: {made.articles} {parts}, {made.annexes} annexes")
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
    if made.without:
        click.echo(click.wrap_text(f"\nNot in this form: {', '.join(made.without)} (drafter show {made.without[0]}).", 79, "", "  "))
    if made.unreviewed:
        every = len(made.unreviewed) == made.clauses
        which = f"any of the {made.clauses} clauses used" if every else ", ".join(made.unreviewed)
        if made.genre == "agreement":
            click.echo("\n" + click.wrap_text(f"No counsel has reviewed {which}.", 79, "", "  "))
    harmless(made)
    if not made.reviewer:
        fact = "legal_reviewer" if made.genre == "agreement" else "cleared_by"
        click.echo(f"No {fact} is named: every page says DRAFT.")
    for path in beside:
        what = "the dates that are due" if path.suffix == ".ics" else "positions, alternatives, reasons"
        click.echo(f"written: {path} ({what})" if path.suffix == ".ics" else f"Stays with you: {path} ({what}). Never send it.")


def harmless(made: Drafted) -> None:
    """What the do-no-harm check says of a report: what would stop it for the public, and how many remarks there are."""
    if made.genre == "agreement":
        return
    blocking = [h for h in made.harms if h["severity"] == "block"]
    others = len(made.harms) - len(blocking)
    click.echo(f"\nDo-no-harm check: {len(blocking)} would block publication, {others} more to look at.")
    for harm in blocking:
        click.echo(click.wrap_text(f"  {harm['rule']}: {harm['quote']} ({harm['place']})", 79, "", "    "))


@main.command()
@click.argument("kind")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: standard output).")
@click.option("--languages", default="en", show_default=True, help="Languages of the document: en, zh or en,zh.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@LIBRARY
def new(kind: str, output: Path | None, languages: str, force: bool, own: str | None) -> None:
    """Write an empty, commented matter file for KIND."""
    with told():
        from drafter import jobs

        text = jobs.new_matter(kind, split(languages), own=own)
        if output is None or str(output) == "-":
            click.echo(text, nl=False)
            return
        jobs.save({output: text.encode()}, force=force)
    click.echo(f"{output}: fill in the facts, then: drafter draft {output}")
