"""The library: what stands in it, whether it holds, what is added to it."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.common import LIBRARY, main, told


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
