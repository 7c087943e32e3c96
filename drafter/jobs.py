"""The jobs of the tool as functions: the Python API, and the only module that wires the rooms together.

Rooms are imported inside the jobs that need them, so that light jobs stay light.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import DrafterError, Problem

if TYPE_CHECKING:
    from drafter.schema import Draft, Library, Matter

DRAFT_PARTS = ("clauses", "fields", "sources", "terms", "templates", "languages")


@dataclass(frozen=True)
class Drafted:
    """What `draft` made: the files, and what a lawyer wants to know of them."""

    blob: bytes
    sidecar: str
    digest: str
    articles: int
    annexes: int
    choices: tuple[tuple[str, str, str], ...]
    open: tuple[tuple[str, str], ...]
    defaulted: tuple[str, ...]
    warnings: tuple[str, ...]
    unreviewed: tuple[str, ...]
    reviewer: str


def draft(matter: Path, *, languages: Sequence[str] | None = None, form: str | None = None, shell: Path | None = None,
          open_draft: bool = False, sources: bool = False, own: str | None = None) -> Drafted:
    """Draft the document of a matter file.

    Raises DrafterError with every problem of the matter; with open facts too, unless `open_draft` is set.
    """
    from drafter import matter as matters
    from drafter.library import load

    library = load.load(own=own, parts=DRAFT_PARTS, examples=False)
    read = matters.read(matter, library, languages=languages, form=form)
    return draft_matter(library, read, shell=shell, open_draft=open_draft, sources=sources)


def draft_matter(library: Library, matter: Matter, *, shell: Path | None = None, open_draft: bool = False,
                 sources: bool = False) -> Drafted:
    """Draft a matter that has been read already, with a library that has been loaded already."""
    from drafter import assemble, sidecar
    from drafter.word.write import write

    document = assemble.assemble(library, matter)
    if document.open and not open_draft:
        raise DrafterError(_open_problems(library, matter, document), next_command="drafter draft … --open leaves visible blanks")
    first = document.languages[0]
    asks = {name: library.fields[name].help.get(first) or library.fields[name].help.get("en", name) for name in document.open}
    notes = _notes(library, document) if sources else {}
    written = write(document, library.languages, notes=notes, asks=asks, own_shell=shell)
    chosen = tuple((p.slot, p.clause.id, p.why_chosen) for p in document.pieces if p.why_chosen)
    return Drafted(
        blob=written.blob, sidecar=sidecar.text(document, matter, library, written.manifest, written.digest),
        digest=written.digest, articles=sum(p.part in ("article", "definitions") for p in document.pieces),
        annexes=sum(p.part == "annex" for p in document.pieces), choices=chosen,
        open=tuple((n, library.fields[n].label.get("en", n)) for n in document.open), defaulted=matter.defaulted,
        warnings=document.warnings, reviewer=document.reviewer,
        unreviewed=tuple(p.clause.id for p in document.pieces if p.clause.status != "reviewed"),
    )


def _open_problems(library: Library, matter: Matter, document: Draft) -> list[Problem]:
    return [Problem(matter.path, 0, 0, f"{name} is open: {library.fields[name].label.get('en', '')}",
                    library.fields[name].help.get("en", "")) for name in document.open]


def _notes(library: Library, document: Draft) -> dict[str, str]:
    """The sources of each article as one footnote, each with the mark of what was verified."""
    return {piece.slot: "; ".join(f"{library.sources[c.id].title}{f' ({library.sources[c.id].year})' if library.sources[c.id].year else ''}"
                                  f"{', ' + c.at if c.at else ''} {library.sources[c.id].mark}"
                                  for c in piece.clause.sources if c.id in library.sources) + "."
            for piece in document.pieces if piece.clause.sources}


def library_check(path: str = "", *, own: str | None = None) -> list[Problem]:
    """Every problem of shape and meaning in the library; with a path, only those of the files under it."""
    from drafter.library import lint, load

    library, problems = load.read(own=own)
    found = [*problems, *lint.check(library)]
    wanted = path.strip("/").removeprefix("./")
    return sorted({p for p in found if not wanted or wanted in p.path})


def save(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write files, all or none."""
    from drafter.files import write_all

    write_all(files, force=force)
