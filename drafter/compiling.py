"""A library of cases: a folder of matter files as one Word document and as pages that can be searched.

A case that cannot be read or drafted is left out, with its problems. The same folder gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter import marked, numbers, safety, worked
from drafter.errors import DrafterError, Problem, allowed
from drafter.schema import Draft, Field, Library, Line, Matter, Piece, Run

MOST_CASES = 500
MOST_LANGUAGES = 2
SILENT = ("not-stated", "not-known", "unknown")
FACETS = ("kind", "country", "sector", "monitoring", "rating")
DONE = ("done", "dropped", "closed", "not-accepted")
GIVEN = {"action_rows": "site_recommendations"}
"""Computed tables of actions, and the table of the matter they are made of: it holds status and response, row by row."""


@dataclass(frozen=True)
class Entry:
    """One case: its draft in each of its languages, what it is sorted by, and which elements it tells.

    `facets`: for each facet the values with their labels by language. `verdicts`: by language and element.
    """

    slug: str
    path: str
    matter: Matter
    drafts: Mapping[str, Draft]
    facets: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]]
    verdicts: Mapping[str, Mapping[str, str]]
    actions: tuple[Mapping[str, Any], ...]
    open: int


@dataclass(frozen=True)
class Compiled:
    """The files by path, the problems of what was left out, and what should be looked at before it goes out."""

    files: Mapping[str, bytes]
    cases: int
    left: tuple[Problem, ...]
    remarks: tuple[str, ...]
    private: bool = False


def build(folder: Path, *, languages: Sequence[str] = (), own: str | None = None) -> Compiled:
    """The compendium of a folder of matter files. `languages` of the Word document: one or two; by default those all cases have.

    Raises DrafterError when the folder holds no case that can be used.
    """
    from drafter.library import load
    from drafter.report import compendium as pages
    from drafter.report import xlsx

    library = load.load(own=own, examples=False)
    entries, left = _entries(folder, library, own)
    if not entries:
        raise DrafterError([*left] or [Problem(str(folder), 0, 0, "holds no matter file of a report", "drafter new KIND writes one")])
    chosen = _languages(entries, languages)
    inside, outside = _fitting(entries, chosen)
    left += outside
    if not inside:
        raise DrafterError(left)
    book = pages.Book(library, [_told(e) for e in entries])
    files = {"compendium.docx": _word(library, inside, chosen), **{name: text.encode() for name, text in pages.site(book).items()}}
    files["matrix.xlsx"] = xlsx.sheets({"matrix": pages.matrix(book), "overview": pages.counts(book)})
    return Compiled(files, len(entries), tuple(dict.fromkeys(left)), tuple(_mosaics(entries, own)),
                    any(e.matter.facts.get("circulation") != "public" for e in entries))


def _told(entry: Entry) -> dict[str, Any]:
    """A case as its pages need it."""
    return {"slug": entry.slug, "kind": entry.matter.kind, "drafts": entry.drafts, "facets": entry.facets, "verdicts": entry.verdicts,
            "actions": entry.actions, "open": entry.open}


# --- reading the folder


def _entries(folder: Path, library: Library, own: str | None) -> tuple[list[Entry], list[Problem]]:
    found: list[Entry] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    paths = sorted(p for p in folder.rglob("*.yaml") if p.is_file() and not p.name.startswith("."))
    if len(paths) > MOST_CASES:
        raise DrafterError(f"{folder}: {len(paths)} files, at most {MOST_CASES} make a compendium")
    for path in paths:
        try:
            entry = _entry(folder, path, library, own)
        except DrafterError as error:
            problems += [replace(p, path=p.path or str(path)) for p in error.problems]
            continue
        if entry is None:
            problems.append(Problem(str(path), 0, 0, "left out: not a matter of a report"))
        else:
            found.append(replace(entry, slug=_free(entry.slug, taken)))
    return sorted(found, key=lambda e: (e.matter.kind, _first_title(e).casefold(), e.slug)), problems


def _free(slug: str, taken: set[str]) -> str:
    """A name for the pages of a case that no other case has, also where capitals are not told apart; it is then taken."""
    names = (slug, *(f"{slug}-{n}" for n in range(2, MOST_CASES + 2)))
    free = next(name for name in names if name.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _first_title(entry: Entry) -> str:
    language, draft = next(iter(entry.drafts.items()))
    return draft.title[language]


def _entry(folder: Path, path: Path, library: Library, own: str | None) -> Entry | None:
    from drafter import matter as matters

    source = marked.read(path)
    data = source.data if isinstance(source.data, dict) else {}
    template = library.templates.get(str(data.get("kind")))
    if template is None or template.genre == "agreement":
        return None
    whole = matters.validate(source, library, open_draft=True)
    drafts: dict[str, Draft] = {}
    if "report_title" not in whole.facts:
        raise DrafterError([source.problem("left out: it has no report_title", "facts")])
    matter = worked.out(whole, own)[0] if template.computes else whole
    for language in whole.languages:
        one = matters.validate(source, library, languages=[language], open_draft=True)
        one = worked.out(one, own)[0] if template.computes else one
        drafts[language] = _draft(library, one)
        problems = safety.refused(safety.in_draft(drafts[language], one.facts, own=own), one.facts, str(path), own=own)
        if problems:
            raise DrafterError(problems)
    slug = path.relative_to(folder).with_suffix("").as_posix().replace("/", "-")
    opened = max(len(d.open) for d in drafts.values())
    verdicts = {code: _verdicts(library, draft, own) for code, draft in drafts.items()}
    return Entry(slug, str(path), matter, drafts, _facets(library, matter), verdicts, _actions(library, matter), opened)


def _draft(library: Library, matter: Matter) -> Draft:
    from drafter import assemble

    return assemble.assemble(numbers.library_counted(library, library.templates[matter.kind].numbering), matter)


def _verdicts(library: Library, draft: Draft, own: str | None) -> dict[str, str]:
    """Which elements of its kind a case tells, as the checker sees its text."""
    from drafter import checking
    from drafter.check import kind as kinds

    if draft.kind not in kinds.REPORTS:
        return {}
    language = draft.languages[0]
    text = "\n".join(words for words, _, _ in safety.texts(draft, language) if words.strip())
    found = checking.verdicts(text, language, draft.kind, own)
    return {e.id: e.verdict for e in found.elements if e.applies != "no"}


def _facets(library: Library, matter: Matter) -> dict[str, tuple[tuple[str, Mapping[str, str]], ...]]:
    template = library.templates[matter.kind]
    found: dict[str, tuple[tuple[str, Mapping[str, str]], ...]] = {"kind": ((matter.kind, template.titles["name"]),)}
    for facet, name in template.facets.items():
        labels = tuple(_labels(library, library.fields[name], matter.facts[name])) if facet in FACETS and matter.facts.get(name) else ()
        if labels:
            found[facet] = labels
    return found


def _labels(library: Library, field: Field, value: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    from drafter.assemble import phrase

    values = value if isinstance(value, tuple) else (value,)
    spoken = {code: words for code, words in library.languages.items() if "numbering" in words}
    for one in values:
        column = next((c for c in field.columns if c.type == "country"), None)
        if isinstance(one, Mapping) and column is None:
            yield str(one.get("en") or next(iter(one.values()))), one
        elif one in SILENT:
            continue
        elif field.type == "country" or column is not None:
            code = one[column.id] if column else one
            yield code, {lang: phrase.country(code, words) for lang, words in spoken.items()}
        else:
            yield str(one), {c.id: c.label for c in field.choices}.get(one, {})


def _actions(library: Library, matter: Matter) -> tuple[Mapping[str, Any], ...]:
    """What somebody has to do: action, owner, due date and status of each row that is not done."""
    name = library.templates[matter.kind].facets.get("actions", "")
    rows = matter.facts.get(name) or ()
    given = matter.facts.get(GIVEN[name], rows) if name in GIVEN else rows
    columns = {c.id: c for c in library.fields[name].columns} if name else {}
    return tuple(_action(row, columns) for row, told in zip(rows, given, strict=True)
                 if told.get("status") not in DONE and told.get("response") not in DONE)


def _action(row: Mapping[str, Any], columns: Mapping[str, Any]) -> dict[str, Any]:
    def texts(*names: str) -> Mapping[str, str]:
        for name in names:
            value = row.get(name)
            if isinstance(value, Mapping):
                return value
            if value is not None and name in columns and columns[name].choices:
                return next((c.label for c in columns[name].choices if c.id == value), {"en": str(value)})
        return {}

    due = row.get("due") or row.get("by")
    shown = due.isoformat() if isinstance(due, dt.date) else due if isinstance(due, str) else ""
    return {"action": texts("action", "recommendation", "step", "do"), "owner": texts("owner", "to"), "due": shown,
            "status": texts("status")}


def _mosaics(entries: Sequence[Entry], own: str | None) -> Iterator[str]:
    """Cases that, read together, tell who or where although each by itself does not."""
    from drafter import harms

    book = harms.load(own=own)
    for language in sorted({code for e in entries for code in e.drafts}):
        if not harms.covered(language):
            continue
        told = {e.slug: safety.said(e.drafts[language], language) for e in entries if language in e.drafts}
        for slug, passages in told.items():
            others = {name: other for name, other in told.items() if name != slug}
            yield from (f"{slug} ({language}): {h.rule}: {h.detail}" for h in harms.mosaic(passages, others, book))


# --- the Word document


def _languages(entries: Sequence[Entry], asked: Sequence[str]) -> tuple[str, ...]:
    if asked:
        return _known(asked, {code for e in entries for code in e.drafts})
    shared = [code for code in entries[0].drafts if all(code in e.drafts for e in entries)]
    return tuple(shared[:2]) or (next(iter(entries[0].drafts)),)


def _known(asked: Sequence[str], told: Collection[str]) -> tuple[str, ...]:
    """The languages asked for. Raises DrafterError when no case has one of them, or when there are more than two."""
    wrong = [code for code in asked if code not in told]
    if wrong or len(asked) > MOST_LANGUAGES or len(set(asked)) < len(asked):
        raise DrafterError([Problem("", 0, 0, f"'{','.join(asked)}' is not one language or two of the cases", allowed(told))])
    return tuple(asked)


def _word(library: Library, entries: Sequence[Entry], languages: tuple[str, ...]) -> bytes:
    """All cases one after the other: each is a numbered heading on a new page, its sections are headings below it."""
    from drafter.report import compendium as pages
    from drafter.word.write import write

    words = {code: library.languages[code]["compendium"] for code in languages}
    first = entries[0].drafts[languages[0]]
    overview = pages.counts_by_language(library, [_told(e) for e in entries], languages)
    clause = next(iter(first.pieces)).clause
    opening = Piece("overview", "opening", clause, 0, {}, overview)
    pieces = [opening, *(_chapter(n, e, languages) for n, e in enumerate(entries, 1))]
    labels = library.templates["country-case"].labels
    book = Draft(kind="compendium", form="full", languages=languages, title={c: words[c]["title"] for c in languages},
                 subject={c: words[c]["subject"] for c in languages}, pieces=tuple(pieces), labels=labels, signatories=(), witnesses=(),
                 approvals={}, organisation=dict.fromkeys(languages, ""), reviewer="compendium", handling=(), open=(), warnings=(),
                 shell=first.shell, genre="report", manifest=False, chapters=True)
    return write(book, numbers.library_counted(library, "sections").languages, contents=True).blob


def _fitting(entries: Sequence[Entry], languages: Sequence[str]) -> tuple[list[Entry], list[Problem]]:
    """The cases that can stand in a Word document of some languages, and why the others cannot."""
    found: list[Entry] = []
    problems: list[Problem] = []
    for entry in entries:
        missing = sorted(set(languages) - set(entry.drafts))
        lengths = {sum(1 for _ in _lines(entry.drafts[code], code)) for code in languages if code in entry.drafts}
        if missing:
            problems.append(Problem(entry.path, 0, 0, f"not in the Word document: it has no text in {', '.join(missing)}"))
        elif len(lengths) > 1:
            problems.append(Problem(entry.path, 0, 0, "not in the Word document: its languages differ in length",
                                    "draft it by itself to see where"))
        else:
            found.append(entry)
    return found, problems


def _chapter(number: int, entry: Entry, languages: Sequence[str]) -> Piece:
    titles = {code: entry.drafts[code].title[code] for code in languages}
    lines = {code: tuple(_lines(entry.drafts[code], code)) for code in languages}
    clause = entry.drafts[languages[0]].pieces[0].clause
    return Piece(f"case/{entry.slug}", "article", clause, number, titles, lines)


def _lines(draft: Draft, language: str) -> Iterator[Line]:
    yield Line("flush", (Run(draft.subject[language], bold=True),))
    for piece in draft.pieces:
        if piece.part in ("article", "annex"):
            yield Line("heading", (Run(piece.titles[language]),))
        yield from (line.alone for line in piece.lines[language])
