"""Checking documents that somebody else wrote."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.common import LIBRARY, coloured, main, split, told
from drafter.errors import DrafterError, Problem

if TYPE_CHECKING:
    from drafter.jobs import Checks

RARELY = (100_000, 20, 20)
"""How seldom the collector of garbage looks while a library is read: its records stay."""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--kind", default="", help="The kind of agreement (default: guessed from the text, and said so).")
@click.option("--language", default="", help="Judge only the text in this language (default: in all that are covered).")
@click.option("--dossier", is_flag=True, help="Read the files as one instrument, in order of time: agreement, amendments, annexes.")
@click.option("--pair", is_flag=True, help="The two files are language versions of one text: compare them, too.")
@click.option("--model", default="", metavar="NAME", help="An installed spaCy pipeline to find sentences, subjects and names with.")
@click.option("--show-sensitive", is_flag=True, help="Show names and places in full; on a terminal only, never in a file.")
@click.option("--format", "style", type=click.Choice(["text", "json", "html", "xlsx"]), default="text", show_default=True)
@click.option("-o", "--output", help="The file to write (default: standard output), or a folder for the reports of many documents.")
@click.option("--review", type=click.Path(path_type=Path), help="Your decisions on verdicts (YAML); written anew where it does not exist.")
@click.option("--text-out", type=click.Path(path_type=Path), help="Write the text as it was read, in which start and end count.")
@click.option("--fail-on", type=click.Choice(["required", "recommended", "never"]), default="required", show_default=True,
              help="Which elements must be present for exit code 0.")
@click.option("--jobs", "workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Documents checked at the same time.")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@LIBRARY
def check(files: tuple[str, ...], kind: str, language: str, dossier: bool, pair: bool, model: str, show_sensitive: bool, style: str,
          output: str | None, review: Path | None, text_out: Path | None, fail_on: str, workers: int, force: bool, quiet: bool,
          own: str | None) -> None:
    """Check which key elements an agreement holds, weakly holds, contradicts or lacks.

    FILE is a .docx, .pdf, .txt, .md, .html, .odt, .rtf or .doc, a folder of such files, or - for standard input.
    """
    with told():
        from drafter import jobs

        gc.set_threshold(*RARELY)
        sources, left = jobs.inputs(files, sys.stdin.buffer.read)
        refuse(len(sources), dossier, pair, style, output, text_out)
        if show_sensitive and (output or text_out or style != "text" or not sys.stdout.isatty()):
            raise DrafterError("--show-sensitive is for the terminal only: no file, no other format, no pipe")
        folder = Path(output) if output and output != "-" and (jobs.is_folder(Path(output)) or output.endswith("/") or
                                                               (len(sources) > 1 and not Path(output).suffix)) else None
        with progress(len(sources), quiet or dossier) as step:
            checks = jobs.check(sources, kind=kind, languages=split(language), own=own, model=model, dossier=dossier, pair=pair,
                                sensitive=show_sensitive,
                                jobs=workers, store=folder / ".results" if folder else None, done=lambda _: step())
        made: dict[Path, bytes] = {}
        if review:
            checks, new = jobs.reviewed(checks, review)
            made |= {review: new.encode()} if new else {}
        if text_out and checks.results:
            made[text_out] = checks.results[0].text.encode("utf-8", "surrogatepass")
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            made |= {folder / name: blob for name, blob in jobs.report_folder(checks, os.environ).items()}
        elif output and output != "-" and checks.results:
            made[Path(output)] = jobs.report(checks, style, os.environ)
        jobs.save(made, force=force)
        aloud = folder or output in (None, "-")
        shown = jobs.report(checks, "text" if folder else style, os.environ, colour=coloured()) if aloud else b""
    conclude(checks, left, shown, list(made), quiet)
    raise SystemExit(checks.exit_code(fail_on))


def refuse(count: int, dossier: bool, pair: bool, style: str, output: str | None, text_out: Path | None) -> None:
    """Options that do not go together."""
    wrong = []
    if pair and (count != 2 or dossier):
        wrong.append(f"--pair takes two files, and no --dossier; here are {count}")
    if style == "xlsx" and not output:
        wrong.append("--format xlsx needs a file: -o matrix.xlsx (- for standard output)")
    if text_out and count > 1 and not dossier:
        wrong.append("--text-out takes one document, or several with --dossier")
    if wrong:
        raise DrafterError([Problem("", 0, 0, message) for message in wrong], next_command="drafter check --help")


@contextmanager
def progress(count: int, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on the terminal while many documents are checked."""
    if quiet or count < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, file=sys.stderr, label="check") as bar:
        yield lambda: bar.update(1)


def conclude(checks: Checks, left: list[str], shown: bytes, written: list[Path], quiet: bool) -> None:
    """The report, then what was written, what was left out and what could not be read."""
    if shown and not quiet:
        sys.stdout.buffer.write(shown)
        sys.stdout.buffer.flush()
    for problem in checks.problems:
        click.echo(str(problem), err=True)
    if not quiet:
        for name in left:
            click.echo(f"{name}: left out, not a kind of file that is read", err=True)
        parents = {p.parent for p in written}
        told = sorted(map(str, written)) if len(written) <= 4 else [f"{len(written)} files in {', '.join(sorted(map(str, parents)))}"]
        for line in told:
            click.echo(f"written: {line}", err=True)
