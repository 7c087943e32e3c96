"""The command line: parse, call a job, print, exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter import __version__
from drafter.errors import DrafterError, Problem

if TYPE_CHECKING:
    from drafter.cleaning import Cleaned
    from drafter.jobs import Checks, Drafted

RARELY = (100_000, 20, 20)
"""How seldom the collector of garbage looks while a library is read: its records stay."""
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


def split(languages: str) -> list[str]:
    return [part.strip() for part in languages.split(",") if part.strip()]


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


def coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


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


@main.command("list")
@click.argument("what", type=click.Choice(["kinds", "clauses", "elements", "fields", "sources"]))
@click.option("--kind", help="Only what concerns this kind of document.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LIBRARY
def list_(what: str, kind: str | None, style: str, own: str | None) -> None:
    """List the kinds of documents, or the clauses, elements, fields or sources of the library."""
    with told():
        from drafter import jobs

        rows = jobs.listing(what, kind=kind, own=own)
    if style == "json":
        import json

        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from drafter.report import pages

    shown = [key for key in rows[0] if key != "status"] if rows else []
    click.echo(pages.table([[row[key] for key in shown if any(r[key] for r in rows)] for row in rows]))


@main.command()
@click.argument("identity", metavar="ID")
@click.option("--format", "style", type=click.Choice(["text", "json-schema"]), default="text", show_default=True,
              help="json-schema: the schema of a kind's matter file.")
@LIBRARY
def show(identity: str, style: str, own: str | None) -> None:
    """Show a clause, element, kind, field or source as a page."""
    with told():
        from drafter import jobs

        if style == "json-schema":
            import json

            page = json.dumps(jobs.matter_schema(identity, own=own), ensure_ascii=False, indent=1)
        else:
            page = jobs.show(identity, own=own)
    click.echo(page)


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


@library.command("new")
@click.argument("what", type=click.Choice(["clause", "element", "template", "section", "report"]))
@click.argument("identity", metavar="ID")
@LIBRARY
def library_new(what: str, identity: str, own: str | None) -> None:
    """Write the skeleton of a clause, element or template, or of a section and the template of a report."""
    with told():
        from drafter import jobs

        paths = jobs.new_unit(what, identity, own=own)
    for path in paths:
        click.echo(str(path))
    click.echo(f"Next: fill it in, then: drafter library check {identity}{f' --library {own}' if own else ''}")


@library.command("coverage")
@click.option("--kind", default="mou-defence", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: standard output).")
@LIBRARY
def library_coverage(kind: str, output: Path | None, own: str | None) -> None:
    """Print which sentence of each preferred clause meets which requirement."""
    with told():
        from drafter import jobs

        text = jobs.coverage(kind, own=own)
        if output:
            jobs.save({output: text.encode()}, force=True)
            return
    click.echo(text, nl=False)


if __name__ == "__main__":
    main()
