"""A draft to a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.numbers import label
from drafter.schema import Draft, Run
from drafter.word import body, parts, shell, xml
from drafter.word.styles import Styles
from drafter.word.xml import Element, el

CONTENTS_FROM = 25
"""A document with at least this many articles has a cover and a table of contents."""


@dataclass(frozen=True)
class Written:
    """A finished file: its bytes, the digest of its content, and for each piece (bookmark, hash of its words, slot)."""

    blob: bytes
    digest: str
    manifest: tuple[tuple[str, str, str], ...]


def write(draft: Draft, words: Mapping[str, Mapping[str, Any]], *, notes: Mapping[str, str] | None = None,
          asks: Mapping[str, str] | None = None, own_shell: Path | None = None, contents: bool = False) -> Written:
    """Write the document.

    `words` are the data of the languages, `notes` the sources per place (`slot#paragraph`) for footnotes, `asks` what is wanted per open
    fact for the comments. `contents`: a table of contents however short it is. Raises DrafterError when the shell cannot be used.
    """
    path = own_shell or Path(draft.shell)
    document: Any = shell.fill(path, _placeholders(draft))
    languages = {lang: words[lang] for lang in draft.languages}
    if draft.form == "short" and own_shell is None:
        _narrow_margins(document)
    styles = Styles(document, languages, narrow=len(draft.languages) > 1, compact=draft.form == "short")
    writer = body.Writer(draft, styles, words, _page(document))
    cover = contents or sum(p.part in ("article", "definitions") for p in draft.pieces) >= CONTENTS_FROM
    if cover:
        writer.layout.front(sum(p.part in ("article", "definitions", "annex") for p in draft.pieces) * len(draft.languages))
    writer.write()
    _place(document, writer, cover)
    _side_parts(document, writer, draft, notes or {}, asks or {})
    blob = parts.packed(document)
    return Written(blob, parts.content_digest(blob), tuple(writer.manifest))


def _page(document: Any) -> body.Page:
    section = document.sections[-1]
    sides = int(section.left_margin.twips + section.right_margin.twips)
    short, long = sorted((int(section.page_width.twips), int(section.page_height.twips)))
    return body.Page(short - sides, long - sides)


def _narrow_margins(document: Any) -> None:
    """The short form uses more of the page; a firm's own shell keeps its margins."""
    margins = document.element.body.find(f"{xml.name('w:sectPr')}/{xml.name('w:pgMar')}")
    for side, twips in (("top", 964), ("bottom", 907), ("left", 1077), ("right", 1077), ("header", 454), ("footer", 425)):
        margins.set(xml.name(f"w:{side}"), str(twips))


def _placeholders(draft: Draft) -> dict[str, str]:
    labels, first = draft.labels, draft.languages[0]
    gap = "" if first == "zh" else " "
    owner = draft.organisation.get(first) or draft.title[first]
    return {
        "title": "\n".join(draft.title[lang] for lang in draft.languages),
        "subject": "\n".join(draft.subject[lang] for lang in draft.languages),
        "organisation": owner,
        "draft_notice": " · ".join([*(() if draft.reviewer else (labels["draft"][lang] for lang in draft.languages)),
                                    *draft.handling]),
        "page": labels["page"][first] + gap, "page_of": gap + labels["page-of"][first] + gap, "page_end": labels["page-end"][first],
    }


def _place(document: Any, writer: body.Writer, cover: bool) -> None:
    """Put the body where the anchor stands, with cover and contents before it, and turn the pages of wide annexes."""
    anchor = next(p for p in document.element.body.iter(xml.name("w:p"))
                  if "".join(t.text or "" for t in p.iter(xml.name("w:t"))).strip() == shell.ANCHOR)
    section = document.element.body.find(xml.name("w:sectPr"))
    elements = [*(_cover(writer) if cover else []), *_sectioned(writer, section)]
    for element in elements:
        anchor.addprevious(element)
    anchor.getparent().remove(anchor)
    last = section.getprevious()
    if last is not None and last.tag == xml.name("w:tbl"):
        section.addprevious(el("w:p", el("w:pPr", el("w:spacing", w_before=0, w_after=0, w_line=20, w_lineRule="exact"))))
    _single_last_page_turn(writer, section)


def _cover(writer: body.Writer) -> list[Element]:
    draft = writer.draft
    out: list[Element] = []
    for language in draft.languages:
        for number, signatory in enumerate(draft.signatories):
            word = draft.labels["and" if number else "between"][language]
            out.append(writer.paragraph((Run(word),), "subtitle", language))
            out.append(writer.paragraph(_capital(signatory["party"][language]), "party", language))
    first = draft.languages[0]
    head = writer.paragraph([Run("  ".join(draft.labels["contents"][lang] for lang in draft.languages))], "heading", first)
    head.find(xml.name("w:pPr")).append(el("w:pageBreakBefore"))
    return [*out, head, *_contents(writer), _page_break()]


def _capital(runs: Sequence[Run]) -> list[Run]:
    """A party's name standing alone begins with a capital."""
    return [replace(run, text=run.text[:1].upper() + run.text[1:]) if n == 0 else run for n, run in enumerate(runs)]


def _page_break() -> Element:
    return el("w:p", el("w:r", el("w:br", w_type="page")))


def _contents(writer: body.Writer) -> list[Element]:
    """The table of contents: a TOC field whose result is filled, each page number a PAGEREF field."""
    names = [f"{name} ({lang}),{n}" for n, lang in enumerate(writer.draft.languages, 1) for name in ("Drafter Article", "Drafter Annex")]
    code = f'TOC \\h \\z \\t "{",".join(names)}"'
    entries = [_entry(writer, slot, language, title) for slot, language, title in writer.headings]
    begin, middle, end = _split_field(code)
    at = 1
    for element in (*begin, *middle):
        entries[0].insert(at, element)
        at += 1
    entries[-1].extend(end)
    return entries


def _split_field(code: str) -> tuple[list[Element], list[Element], list[Element]]:
    runs = xml.field(code, [])
    return runs[:2], runs[2:3], runs[3:]


def _entry(writer: body.Writer, slot: str, language: str, title: str) -> Element:
    piece = next(p for p in writer.draft.pieces if p.slot == slot)
    part = "annex" if piece.part == "annex" else "article"
    level = 1 + writer.draft.languages.index(language)
    bookmark = writer.marks.name(f"toc:{slot}", language)
    page = writer.layout.pages[slot]
    number = label(writer.words[language]["numbering"][part], piece.number)
    link = el("w:hyperlink", w_anchor=bookmark, w_history=1)
    link.append(xml.run(number))
    link.append(el("w:r", el("w:tab")))
    link.append(xml.run(title))
    link.append(el("w:r", el("w:tab")))
    link.extend(xml.field(f"PAGEREF {bookmark} \\h", [xml.run(str(page))], dirty=True))
    return el("w:p", el("w:pPr", el("w:pStyle", w_val=f"TOC{level}")), link)


def _sectioned(writer: body.Writer, section: Element) -> list[Element]:
    """The body with a section of its own, in landscape, for each annex that has a wide table."""
    out: list[Element] = []
    turned = {start: stop for start, stop in writer.sections}
    position = 0
    while position < len(writer.out):
        stop = turned.get(position)
        if stop is None:
            out.append(writer.out[position])
            position += 1
            continue
        if not (out and _ends_section(out[-1])):
            out.append(_section_end(section))
        out.extend(writer.out[position:stop])
        out.append(_section_end(body.landscape(section)))
        position = stop
    return out


def _section_end(section: Element) -> Element:
    properties = el("w:pPr", el("w:spacing", w_before=0, w_after=0, w_line=20, w_lineRule="exact"))
    properties.append(deepcopy(section))
    return el("w:p", properties)


def _ends_section(paragraph: Element) -> bool:
    return bool(paragraph.tag == xml.name("w:p") and paragraph.find(f"{xml.name('w:pPr')}/{xml.name('w:sectPr')}") is not None)


def _single_last_page_turn(writer: body.Writer, section: Element) -> None:
    """A document that ends in landscape needs no empty portrait page after it."""
    last = section.getprevious()
    if last is not None and _ends_section(last):
        turned = last.find(f"{xml.name('w:pPr')}/{xml.name('w:sectPr')}")
        section.getparent().replace(section, deepcopy(turned))
        last.getparent().remove(last)


def _side_parts(document: Any, writer: body.Writer, draft: Draft, notes: Mapping[str, str], asks: Mapping[str, str]) -> None:
    first = draft.languages[0]
    organisation = draft.organisation.get(first, "")
    by_source = [(el("w:r"), paragraph, notes[slot]) for slot, paragraph in writer.note_places.items() if slot in notes]
    for mark, paragraph, _ in by_source:
        paragraph.append(mark)
    parts.footnotes(document, [*((mark, text) for mark, _, text in by_source), *writer.notes])
    parts.comments(document, [(element, asks.get(fact, fact)) for element, fact in writer.blanks], "drafter")
    if draft.manifest:
        parts.manifest(document, writer.manifest)
    parts.properties(document, organisation=organisation, title=draft.title[first],
                     language=writer.words[first]["word_language"]["east_asia" if first == "zh" else "latin"])
