"""Libraries of cases, safe copies, the toolkit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.common import LIBRARY, main, named, split, told
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.cleaning import Cleaned


@main.command()
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE.docx")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="SAFE.docx", help="The copy to write.")
@click.option("--code", "pairs", multiple=True, metavar="NAME=P1",
              help="A name you confirm, and the code to put in its place; may be repeated.")
@click.option("--codes", type=click.Path(path_type=Path), metavar="FILE.yaml", help="The same from a file that stays with you.")
@click.option("--organisation", default="", help="The author to record (default: nobody).")
@click.option("--model", default="", metavar="NAME", help="An installed spaCy pipeline that finds names as well.")
@click.option("--show-sensitive", is_flag=True, help="Show names in full; on a terminal only.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@LIBRARY
def clean(case: Path, output: Path, pairs: tuple[str, ...], codes: Path | None, organisation: str, model: str, show_sensitive: bool,
          force: bool, own: str | None) -> None:
    """Write a safe copy of anyone's case study: no comments, revisions, properties, hidden text; codes for confirmed names.

    On a terminal the names found are shown one by one for you to confirm.
    """
    with told():
        from drafter import cleaning, jobs

        terminal = sys.stdout.isatty() and sys.stdin.isatty()
        if show_sensitive and not sys.stdout.isatty():
            raise DrafterError("--show-sensitive is for the terminal only: no file, no pipe")
        named(output, case)
        known = {**(cleaning.read_codes(codes) if codes else {}), **cleaning.given_codes(pairs)}
        found = [s for s in cleaning.suspects(case, own=own, model=model) if s.name not in known]
        for suspect in found if terminal else ():
            code = cleaning.next_code(known)
            name = suspect.name if show_sensitive else cleaning.masked(suspect.name)
            if click.confirm(f"{name} ({suspect.count} times): replace with {code}?", default=True):
                known[suspect.name] = code
        made = cleaning.clean(case, codes=known, organisation=organisation, own=own, model=model)
        jobs.save({output: made.blob}, force=force, private=True)
    decided(made, output, [s.name for s in found if s.name not in known], show_sensitive)


def decided(made: Cleaned, output: Path, names: list[str], sensitive: bool) -> None:
    """What is gone from the copy, and what somebody must still decide."""
    from drafter.harms.mask import masked

    click.echo(f"{output}: gone are " + (", ".join(f"{n} {kind}" for kind, n in made.done) or "no hidden things; there were none"))
    click.echo("; ".join(made.layers))
    listed = [f"a name nobody confirmed: {name if sensitive else masked(name)}" for name in names]
    listed += [f"{d.kind}: {d.what if sensitive else d.hushed}" + (f" ({d.where})" if d.where else "") for d in made.left]
    if listed:
        click.echo(f"\nFor you to decide ({len(listed)}):")
    for line in listed[:60]:
        click.echo(click.wrap_text(f"- {line}", 79, "", "  "))
    if len(listed) > 60:
        click.echo(f"… and {len(listed) - 60} more")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="OUT/", help="The folder to write.")
@click.option("--languages", default="", help="Languages of the Word document (default: those that all cases have).")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@LIBRARY
def compendium(folder: Path, output: Path, languages: str, force: bool, own: str | None) -> None:
    """Build one Word document and a searchable site from a FOLDER of matter files."""
    with told():
        from drafter import jobs

        made = jobs.compendium(folder, output, languages=split(languages), own=own, force=force)
    for problem in made.left:
        click.echo(str(problem), err=True)
    for remark in made.remarks:
        click.echo(click.wrap_text(f"Look at: {remark}", 79, "", "  "))
    click.echo(f"{made.cases} cases; start with {output / 'index.html'}")
    if made.left:
        raise SystemExit(2)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="OUT/")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@LIBRARY
def toolkit(folder: Path, force: bool, own: str | None) -> None:
    """Write every template, form, element set and the glossary into a folder, for people without the program."""
    with told():
        from drafter import jobs

        paths = jobs.toolkit(folder, own=own, force=force)
    click.echo(f"{len(paths)} files; start with {folder / 'index.html'}")
