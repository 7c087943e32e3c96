"""The jobs of the tool as functions: the Python API, and the only module that wires the rooms together.

Rooms are imported inside the jobs that need them, so that light jobs stay light.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError, Problem

if TYPE_CHECKING:
    from drafter.batch import Outcome
    from drafter.checking import Input, Options
    from drafter.compiling import Compiled
    from drafter.report.data import Result
    from drafter.report.words import Words
    from drafter.schema import Draft, Library, Matter, Source

OPEN = "drafter draft … --open leaves visible blanks"
DRAFT_PARTS = ("clauses", "fields", "sources", "terms", "templates", "languages")


@dataclass(frozen=True)
class Drafted:
    """What `draft` made: the files, and what a lawyer wants to know of them."""

    blob: bytes
    sidecar: str
    digest: str
    articles: int
    annexes: int
    clauses: int
    choices: tuple[tuple[str, str, str], ...]
    open: tuple[tuple[str, str], ...]
    defaulted: tuple[str, ...]
    warnings: tuple[str, ...]
    unreviewed: tuple[str, ...]
    reviewer: str
    genre: str = "agreement"
    calendar: str = ""
    private: bool = False
    harms: tuple[dict[str, Any], ...] = ()
    without: tuple[str, ...] = ()


def draft(matter: Path, *, languages: Sequence[str] | None = None, form: str | None = None, shell: Path | None = None,
          open_draft: bool = False, sources: bool = False, own: str | None = None) -> Drafted:
    """Draft the document of a matter file.

    Raises DrafterError with every problem of the matter; with open facts too, unless `open_draft` is set.
    """
    from drafter import matter as matters
    from drafter.library import load

    library = load.load(own=own, parts=DRAFT_PARTS, examples=False)
    read = matters.read(matter, library, languages=languages, form=form, open_draft=open_draft)
    return draft_matter(library, read, shell=shell, open_draft=open_draft, sources=sources, own=own)


def draft_matter(library: Library, matter: Matter, *, shell: Path | None = None, open_draft: bool = False,
                 sources: bool = False, own: str | None = None) -> Drafted:
    """Draft a matter that has been read already, with a library that has been loaded already.

    Raises DrafterError for a report to the public that would harm somebody.
    """
    from drafter import assemble, numbers, sidecar, worked
    from drafter.word.write import write

    if matter.open and not open_draft:
        raise DrafterError(_open_problems(library, matter, matter.open), next_command=OPEN)
    template = library.templates[matter.kind]
    matter, calendar = worked.out(matter, own) if template.computes else (matter, "")
    library = numbers.library_counted(library, template.numbering)
    document = assemble.assemble(library, matter)
    if document.open and not open_draft:
        raise DrafterError(_open_problems(library, matter, document.open), next_command=OPEN)
    harms = _harmless(document, matter, own) if template.genre == "report" else ()
    first = document.languages[0]
    asks = {name: library.fields[name].help.get(first) or library.fields[name].help.get("en", name) for name in document.open}
    notes = _notes(library, document) if sources else {}
    written = write(document, library.languages, notes=notes, asks=asks, own_shell=shell)
    chosen = tuple((p.slot, p.clause.id, p.why_chosen) for p in document.pieces if p.why_chosen)
    return Drafted(
        blob=written.blob, sidecar=sidecar.text(document, matter, library, written.manifest, written.digest) if document.manifest else "",
        digest=written.digest, articles=sum(p.part in ("article", "definitions") for p in document.pieces),
        annexes=sum(p.part == "annex" for p in document.pieces), clauses=len(document.pieces), choices=chosen,
        open=tuple((n, library.fields[n].label.get("en", n)) for n in document.open), defaulted=matter.defaulted,
        warnings=document.warnings, reviewer=document.reviewer, genre=template.genre, calendar=calendar, harms=harms,
        private=template.genre == "report" and matter.facts.get("circulation") != "public",
        unreviewed=tuple(p.clause.id for p in document.pieces if p.clause.status != "reviewed"),
        without=template.without.get(document.form, ()),
    )


def _harmless(document: Draft, matter: Matter, own: str | None) -> tuple[dict[str, Any], ...]:
    """What the do-no-harm check says of a draft, masked. Raises DrafterError where it stops a draft for the public."""
    from drafter import safety

    found = safety.in_draft(document, matter.facts, own=own)
    problems = safety.refused(found, matter.facts, matter.path, own=own)
    if problems:
        raise DrafterError(problems, next_command="change the facts, circulate it as restricted, or record a decision under harm_overrides")
    return tuple(h.data() for h in found.found if not safety.overridden(h, matter.facts))


def _open_problems(library: Library, matter: Matter, names: Iterable[str]) -> list[Problem]:
    return sorted(Problem(matter.path, *matter.places.get(name, (0, 0)), f"{name} is open: {library.fields[name].label.get('en', '')}",
                          library.fields[name].help.get("en", "")) for name in names)


def _notes(library: Library, document: Draft) -> dict[str, str]:
    """The sources of each text as one footnote, each with the mark of what was verified."""
    return {place: "; ".join(_note(library.sources[c.id], c.at) for c in cited if c.id in library.sources) + "."
            for piece in document.pieces for place, cited in piece.cited.items()}


def _note(source: Source, at: str) -> str:
    year = f" ({source.year})" if source.year else ""
    return f"{source.title}{year}{', ' + at if at else ''} {source.mark}"


def new_matter(kind: str, languages: Sequence[str], *, own: str | None = None) -> str:
    """The text of an empty, commented matter file of a kind."""
    from drafter import intake
    from drafter.errors import allowed
    from drafter.library import load

    library = load.load(own=own, parts=("fields", "templates", "clauses", "languages"), examples=False)
    _known_kind(kind, library)
    written = [code for code, words in library.languages.items() if "numbering" in words]
    wrong = [lang for lang in languages if lang not in written]
    if wrong or not languages or len(set(languages)) < len(languages):
        raise DrafterError([Problem("", 0, 0, f"'{','.join(languages)}' is not a list of languages", allowed(written))])
    return intake.empty(kind, library, languages)


def _known_kind(kind: str, library: Library) -> None:
    if kind not in library.templates:
        raise DrafterError(_unknown(kind, library.templates, "kind"), next_command="drafter list kinds")


def _unknown(name: str, names: Iterable[str], what: str) -> list[Problem]:
    near = difflib.get_close_matches(name, list(names), 3, 0.5)
    return [Problem("", 0, 0, f"unknown {what} '{name}'", "did you mean " + " or ".join(near) + "?" if near else "")]


def listing(what: str, *, kind: str | None = None, own: str | None = None) -> list[dict[str, str]]:
    """The entries of one shelf of the library (kinds, clauses, elements, fields, sources) as rows of texts."""
    from drafter.library import load
    from drafter.report import pages

    parts = {"clauses", "templates"} if what == "clauses" else {"kinds": {"templates"}}.get(what, {what, "templates"})
    library = load.load(own=own, parts=parts, examples=False)
    if kind and not any(kind in e.level for e in library.elements.values()):
        _known_kind(kind, library)
    return pages.rows(what, library, kind)


def show(identity: str, *, own: str | None = None) -> str:
    """The page of a clause, element, kind, field or source."""
    from drafter.library import load
    from drafter.report import pages

    library = load.load(own=own)
    page = pages.page(identity, library)
    if page is None:
        names = [*library.clauses, *library.elements, *library.templates, *library.fields, *library.sources]
        raise DrafterError(_unknown(identity, names, "id"), next_command="drafter list clauses (or elements, kinds, fields, sources)")
    return page


def matter_schema(kind: str, *, own: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a kind's matter files."""
    from drafter import intake
    from drafter.library import load

    library = load.load(own=own, parts=("fields", "templates"))
    _known_kind(kind, library)
    return intake.json_schema(kind, library)


def compendium(folder: Path, output: Path, *, languages: Sequence[str] = (), own: str | None = None, force: bool = False) -> Compiled:
    """Build one Word document and a site from a folder of matter files; what cannot be used is left out and told.

    With `force`, pages of cases that are no longer there go. Readable by the owner only while a case is not public.
    """
    from drafter import compiling
    from drafter.files import make_folder, write_all

    if not is_folder(folder):
        raise DrafterError(f"{folder}: is no folder", next_command="drafter compendium FOLDER -o OUT/")
    made = compiling.build(folder, languages=languages, own=own)
    files = {output / name: blob for name, blob in made.files.items()}
    for parent in {path.parent for path in files}:
        make_folder(parent)
    write_all(files, force=force, private=made.private)
    for page in (output / "cases").glob("*.html") if force else ():
        if page not in files:
            page.unlink()
    return made


def toolkit(folder: Path, *, own: str | None = None, force: bool = False) -> list[Path]:
    """Write every template, form, element set and the glossary with an index into a folder; returns the paths."""
    from drafter import toolkit as kit
    from drafter.files import make_folder, write_all

    made = {folder / name: blob for name, blob in kit.build(own).items()}
    for parent in {path.parent for path in made}:
        make_folder(parent)
    write_all(made, force=force)
    return list(made)


def new_unit(what: str, identity: str, *, own: str | None = None) -> list[Path]:
    """Write the skeleton of a clause, section, element, template or report into the library folder; returns the paths."""
    from drafter import __version__
    from drafter.files import make_folder, write_all
    from drafter.library import load, new, root

    if own is not None:
        make_folder(Path(own) / "clauses")
    elif root.installed():
        raise DrafterError("the library is the installed copy; name a folder of your own with --library DIR, or work in a clone "
                           "after: pip install -e .")
    library, _ = load.read(own=own)
    folder = Path(own) if own else root.built_in()
    since = ".".join(__version__.split(".")[:2])
    files = {folder / path: text.encode() for path, text in new.skeleton(what, identity, library, since=since).items()}
    for path in files:
        make_folder(path.parent)
    write_all(files)
    return list(files)


def coverage(kind: str = "mou-defence", *, own: str | None = None) -> str:
    """The table of which sentence of each preferred clause meets which requirement, in Markdown."""
    from drafter.library import coverage as covered
    from drafter.library import load

    library = load.load(own=own)
    _known_kind(kind, library)
    return covered.table(kind, library)


def library_check(path: str = "", *, own: str | None = None) -> list[Problem]:
    """Every problem of shape and meaning in the library; with a path, only those of the files under it."""
    from drafter.library import lint, load

    library, problems = load.read(own=own)
    found = [*problems, *lint.check(library)]
    wanted = path.strip("/").removeprefix("./")
    if wanted and not any(wanted in known for known in (*(p.path for p in found), *load.paths(library))):
        raise DrafterError(f"no file of the library has '{path}' in its path (an own folder is named with --library DIR)")
    return sorted({p for p in found if not wanted or wanted in p.path})


# --- check


@dataclass(frozen=True)
class Checks:
    """What a run of `check` found: a result per document, the problems of files that could not be read, files left out."""

    results: tuple[Result, ...]
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()
    own: str | None = None
    paired: bool = False

    def exit_code(self, fail_on: str = "required") -> int:
        """0: no gap at the level; 1: a gap; 2: a file could not be read."""
        from drafter import checking

        return checking.exit_code([r.data for r in self.results], fail_on, unreadable=bool(self.problems))


def inputs(names: Sequence[str], stdin: Callable[[], bytes]) -> tuple[list[Input], list[str]]:
    """The documents that arguments name (files, folders, `-` for standard input), and files of folders that are not read."""
    from drafter import batch

    found, left = batch.expand(names)
    return [replace(s, name="standard input", blob=stdin()) if s.name == "-" else s for s in found], left


def check(sources: Sequence[Input], *, kind: str = "", languages: Sequence[str] = (), own: str | None = None, model: str = "",
          dossier: bool = False, pair: bool = False, sensitive: bool = False, jobs: int = 1, store: Path | None = None,
          done: Callable[[Outcome], None] = lambda _: None) -> Checks:
    """Check documents; with `dossier` as one instrument, with `pair` as two language versions of one text.

    A document that cannot be read is a problem of the outcome.
    """
    from drafter import batch, checking, dossiers
    from drafter.errors import allowed
    from drafter.schema import LANGUAGES

    wrong = [code for code in languages if code not in LANGUAGES]
    if wrong:
        raise DrafterError([Problem("", 0, 0, f"'{','.join(wrong)}' is no language that is covered", allowed(LANGUAGES))])
    checking.known_kind(kind, own)
    if model:
        from drafter.check import parsed

        parsed.load(model)
    options: Options = checking.Options(kind, tuple(languages), own, model, sensitive)
    if dossier:
        return Checks((dossiers.dossier(sources, options),), own=own)
    if pair:
        return Checks(checking.pair(sources, options), own=own, paired=True)
    outcomes = batch.many(sources, options, jobs=jobs, store=store, done=done)
    return Checks(tuple(o.result for o in outcomes if o.result), tuple(p for o in outcomes for p in o.problems), own=own)


def reviewed(checks: Checks, path: Path) -> tuple[Checks, str]:
    """The same with a human's decisions on it; where the file does not exist yet, with the text of a new one."""
    from drafter import review

    decisions = review.read(path, _books(checks).elements) if path.exists() else ()
    results = tuple(replace(r, data=review.applied(r.data, decisions)) for r in checks.results)
    return replace(checks, results=results), "" if path.exists() else review.starter(r.data for r in results)


def report(checks: Checks, style: str, environment: Mapping[str, str], *, colour: bool = False) -> bytes:
    """What was found, as text, json, html or xlsx, in the language of the user's machine."""
    from drafter.report import render

    return render.render(checks.results, _problem_data(checks), style, _words(checks, environment), colour=colour, paired=checks.paired,
                         pictures=_pictures(checks) if style == "html" else None)


def report_folder(checks: Checks, environment: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a run over many documents, by name."""
    from drafter.report import render

    return render.folder(checks.results, _problem_data(checks), _words(checks, environment), _pictures(checks))


def _pictures(checks: Checks) -> dict[str, dict[int, bytes]]:
    from drafter import checking

    return {r.data["file"]: found for r in checks.results if (found := checking.pictures(r))}


def _books(checks: Checks) -> Library:
    from drafter import checking

    return checking.books_for(checks.own, (r.data["kind"] for r in checks.results))


def _words(checks: Checks, environment: Mapping[str, str]) -> Words:
    from drafter.check import layers
    from drafter.report.words import Words, interface

    library, titles = _books(checks), layers.titles(checks.own)
    if any(r.data["harms"] for r in checks.results):
        from drafter import safety  # patterns that no agreement needs

        titles = {**titles, **safety.titles(checks.own)}
    return Words(interface(environment, library.languages), library, titles)


def _problem_data(checks: Checks) -> list[dict[str, str]]:
    return [{"file": p.path, "message": str(p)} for p in checks.problems]


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path; DrafterError for a path no system can have."""
    from drafter.files import there

    return there(path, folder=True)


def save(files: Mapping[Path, bytes], *, force: bool = False, private: bool = False) -> None:
    """Write files, all or none; `private`: readable by their owner only."""
    from drafter.files import write_all

    write_all(files, force=force, private=private)
