"""The toolkit: every template, form, element set and the glossary as files for people who do not have the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter import marked, numbers, worked
from drafter.schema import Draft, Element, Library, Matter

KEPT = ("bool", "choice")
"""Facts of a sample that a blank form keeps: they choose the text, the others are blanks to be filled."""
LISTED = ("en", "zh", "es", "fr")


@dataclass(frozen=True)
class Item:
    """A file of the toolkit and what it is."""

    path: str
    shelf: str
    names: Mapping[str, str]
    blob: bytes


def build(own: str | None = None) -> dict[str, bytes]:
    """The files of the toolkit by path, `index.html` among them. The same library gives the same bytes."""
    from drafter.library import load
    from drafter.report import toolkit as pages

    library = load.load(own=own, examples=False)
    items = [*_templates(library), *_forms(library), *_sets(library), *_glossary(library)]
    index = pages.index([(i.shelf, i.path, i.names) for i in items], library.version)
    return {"index.html": index.encode(), **{i.path: i.blob for i in items}}


# --- templates and forms


def _templates(library: Library) -> Iterator[Item]:
    """For each kind and language a blank form in Word; for each kind its matter file and its samples."""
    from drafter import intake

    for kind, template in sorted(library.templates.items()):
        names = template.titles["name"]
        for language in _written(library):
            document = _blank(library, kind, language)
            yield Item(f"templates/{kind}.{language}.docx", "templates", {**names, "file": language}, _word(library, document))
        first = _written(library)
        yield Item(f"templates/{kind}.yaml", "templates", {**names, "file": "yaml"}, intake.empty(kind, library, first).encode())
        for path in sorted(Path(template.folder).glob("sample*.yaml")):
            yield Item(f"samples/{kind}/{path.name}", "samples", {**names, "file": path.stem}, path.read_bytes())


def _written(library: Library) -> list[str]:
    return [code for code, words in library.languages.items() if "numbering" in words]


def _blank(library: Library, kind: str, language: str) -> Draft:
    """A document of a kind with all its facts open; of the sample only what chooses the text is kept."""
    from drafter import assemble

    matter = _emptied(library, kind, language)
    return assemble.assemble(numbers.library_counted(library, library.templates[kind].numbering), matter)


def _emptied(library: Library, kind: str, language: str) -> Matter:
    from drafter import matter as matters

    template = library.templates[kind]
    samples = sorted(Path(template.folder).glob("sample*.yaml"), key=lambda p: ("full" not in p.stem, p.name))
    empty: Any = {"matter": matters.VERSION, "kind": kind, "languages": [language], "facts": {}}
    source = marked.read(samples[0]) if samples else marked.Marked(empty, template.folder, {}, {})
    read = matters.validate(source, library, languages=[language], open_draft=True)
    fields = matters.fields_of(library, kind)
    whole = worked.out(read)[0] if template.computes else read
    kept = {name: value for name, value in whole.facts.items() if name in fields and fields[name].type in KEPT}
    emptied = replace(read, facts=kept, open=(), path=f"templates/{kind}")
    if not template.computes:
        return emptied
    return replace(emptied, facts={**kept, **worked.out(emptied)[0].facts, **kept})


def _word(library: Library, document: Draft) -> bytes:
    from drafter.word.write import write

    first = document.languages[0]
    asks = {name: library.fields[name].help.get(first, name) for name in document.open}
    counted = numbers.library_counted(library, library.templates[document.kind].numbering)
    return write(replace(document, manifest=False), counted.languages, asks=asks).blob


def _forms(library: Library) -> Iterator[Item]:
    """Each annex of an agreement as a form of its own; its references to articles are plain words there."""
    for kind, template in sorted(library.templates.items()):
        if template.genre != "agreement":
            continue
        for language in _written(library):
            document = _blank(library, kind, language)
            for piece in (p for p in document.pieces if p.part == "annex"):
                lines = {code: tuple(line.alone for line in told) for code, told in piece.lines.items()}
                alone = replace(document, pieces=(replace(piece, lines=lines),), title={language: piece.titles[language]},
                                signatories=(), approvals={})
                name = piece.slot.removeprefix("annex/")
                yield Item(f"forms/{name}.{language}.docx", "forms", {**piece.clause.title, "file": language}, _word(library, alone))


# --- element sets and glossary


def _sets(library: Library) -> Iterator[Item]:
    """What a checker asks: each set of elements as a page and as a workbook."""
    from drafter.report import toolkit as pages
    from drafter.report import xlsx

    for name in sorted({e.set for e in library.elements.values()}):
        elements = [e for e in library.elements.values() if e.set == name]
        titles = pages.SETS[name]
        yield Item(f"elements/{name}.html", "elements", {**titles, "file": "html"}, pages.elements(elements, library).encode())
        yield Item(f"elements/{name}.xlsx", "elements", {**titles, "file": "xlsx"}, xlsx.sheets({name: _rows(elements)}))


def _rows(elements: Sequence[Element]) -> list[list[str]]:
    rows = [["element", "group", "severity", "level", "basis", "requirement", "core", *(f"name ({c})" for c in LISTED),
             *(f"asks ({c})" for c in LISTED)]]
    for e in elements:
        levels = "; ".join(f"{kind}: {level}" for kind, level in e.level.items())
        said = [texts.get(code, "") for texts in (e.names, e.asks) for code in LISTED]
        rows.append([e.id, e.group, e.severity, levels, e.basis, "", "", *said])
        rows += [[e.id, *[""] * 4, r.id, "core" if r.core else "", *[""] * len(LISTED), *(r.asks.get(c, "") for c in LISTED)]
                 for r in e.requirements]
    return rows


def _glossary(library: Library) -> Iterator[Item]:
    """The defined terms and the names of the elements, one language beside the other."""
    from drafter.report import toolkit as pages
    from drafter.report import xlsx

    rows: list[list[str]] = [[t.names.get(c, "") for c in LISTED] for t in library.terms.values()]
    rows += [[e.names.get(c, "") for c in LISTED] for e in library.elements.values()]
    ordered: list[list[str]] = [list(row) for row in sorted({tuple(r) for r in rows}, key=lambda r: r[0].casefold())]
    names: dict[str, Any] = dict(pages.GLOSSARY)
    yield Item("glossary.html", "glossary", {**names, "file": "html"}, pages.glossary(ordered).encode())
    yield Item("glossary.xlsx", "glossary", {**names, "file": "xlsx"}, xlsx.sheets({"glossary": [list(LISTED), *ordered]}))
