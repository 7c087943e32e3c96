"""Do no harm, wired: what a document or a draft says of people, what its file carries beside the page, how it is hushed.

`harms` knows the rules and the texts, `word` the files; this module brings them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from drafter.document import Document, Paragraph
from drafter.errors import Problem
from drafter.harms.base import Consent, Harm, Passage, Setting
from drafter.harms.mask import masked

if TYPE_CHECKING:
    from drafter.schema import Draft, Line

IDENTIFYING = frozenset({"dnh-person-name", "dnh-official-name", "dnh-exact-place", "dnh-pii", "dnh-pseudonym"})
"""Rules whose quotations tell who or where; those words are made unreadable wherever a report quotes the document."""
_KINDS = {"heading": "heading", "list": "list", "cell": "cell", "footnote": "footnote", "endnote": "footnote"}
_WIDER = {"internal": ("internal",), "restricted": ("internal", "restricted"), "public": ("internal", "restricted", "public")}
"""A consent to a circulation is one to those that are narrower."""
_PLAIN_KINDS = frozenset({"thumbnail", "image-metadata", "revision-ids", "document-id", "custom-xml", "embedded-object"})
"""Findings whose words only say what kind of thing is there."""
_LABELLED = frozenset({"property", "template", "alt-text"})
"""Findings that begin with a name of the program's own, then a colon."""
_ORGANISATION = re.compile(
    r"\b(?:Ltd|Inc|LLC|PLC|GmbH|S\.A\.|Limited|Institute|Network|Organi[sz]ation|Foundation|Compan(?:y|ies)|Group|Ministry|Department|Desk|"
    r"Office|Cent(?:re|er)|University|Programme|Association|Council|Agency|Commission|Committee|Secretariat|Initiative|Fundación|Instituto|"
    r"Ministerio|Empresa|Ministère|Société|Institut|Fondation)\b|研究[所院]|公司|中心|协会|基金会|委员会|办公室|组织|集团|大学|学院|事务组|秘书处|机构|[部局]$")
"""Words of organisations: an author so named is no person."""
_LAYERS = ("rules and lists", "trained reader")
Where = tuple[int, int]


@dataclass(frozen=True)
class Harms:
    """What was found, which layers ran, and the languages in which nothing was looked for."""

    found: tuple[Harm, ...]
    layers: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        ran = "do-no-harm check: " + ", ".join(self.layers)
        missed = (f"do-no-harm check not covered in: {', '.join(self.uncovered)}",) if self.uncovered else ()
        return (ran, *missed)


def in_document(document: Document, places: Callable[[int], str], *, blob: bytes = b"", own: str | None = None,
                people: Callable[[str, str], Iterable[Where]] | None = None, sensitive: bool = False) -> Harms:
    """The harms of a document that somebody else wrote. `places`: where a paragraph (by number) stands; `blob`: the file, of
    which what the page does not show is looked at as well; `people`: names that a pipeline finds in a text of a language.
    """
    from drafter import harms

    default = next(iter(document.languages), "en")
    told = [_passage(document, p, places(n), default) for n, p in enumerate(document.paragraphs)]
    passages = [p for p in told if harms.covered(p.language)]
    uncovered = tuple(sorted({p.language for p in told} - {p.language for p in passages}))
    persons = [(p.start + a, p.start + b) for p in passages if people for a, b in people(p.text, p.language)]
    found = harms.find(passages, Setting(), harms.load(own=own), persons=persons)
    layers = (*_LAYERS, *(("names of a spaCy pipeline",) if people else ()))
    beside = hidden(document, blob, sensitive=sensitive) if blob else ()
    return Harms((*found, *beside), layers, uncovered)


def _passage(document: Document, paragraph: Paragraph, place: str, default: str) -> Passage:
    return Passage(document.text[paragraph.start:paragraph.end], paragraph.start, paragraph.language or default, place,
                   _KINDS.get(paragraph.kind, "body"))


def hidden(document: Document, blob: bytes, *, sensitive: bool = False) -> tuple[Harm, ...]:
    """What the file carries beside the page: properties, comments, deletions, hidden words, what pictures say of themselves."""
    def told(kind: str, what: str) -> str:
        """The words with their values unreadable: of a property its name stays, of a mere count all of it."""
        if sensitive or kind in _PLAIN_KINDS:
            return what
        label, colon, value = what.partition(": ")
        return label + colon + masked(value) if colon and kind in _LABELLED else masked(what)

    if document.format == "docx":
        from drafter.word import hidden as word

        found = word.find(blob, shown=document.file)
        return tuple(Harm(h.rule, "info" if h.kind == "property" and _ORGANISATION.search(h.what) else h.severity,
                          told(h.kind, h.what), 0, 0, h.where, "", h.kind) for h in found)
    if document.format == "pdf":
        from drafter.read import hidden_pdf

        return tuple(Harm(h.rule, h.severity, told(h.kind, h.what), 0, 0, h.part, "", h.kind) for h in hidden_pdf.find(blob, document.file))
    return ()


def in_draft(draft: Draft, facts: Mapping[str, Any], *, own: str | None = None) -> Harms:
    """The harms of a draft, with what its matter knows of consent, replies and names that may stand."""
    from drafter import harms

    passages = [p for language in draft.languages if harms.covered(language) for p in said(draft, language)]
    uncovered = tuple(code for code in draft.languages if not harms.covered(code))
    return Harms(harms.find(passages, setting(facts), harms.load(own=own)), _LAYERS, uncovered)


def said(draft: Draft, language: str) -> list[Passage]:
    """The words of a draft in a language, as the do-no-harm check reads them."""
    found: list[Passage] = []
    at = 0
    for text, kind, place in texts(draft, language):
        if text.strip():
            found.append(Passage(text, at, language, place, kind))
            at += len(text) + 1
    return found


def texts(draft: Draft, language: str) -> Iterable[tuple[str, str, str]]:
    """Every text of a draft in a language, with what it is (heading, body, list, cell, footnote) and the section it stands in."""
    yield draft.title[language], "heading", "title"
    for piece in draft.pieces:
        place = piece.titles.get(language, piece.slot)
        lines = piece.lines[language]
        if piece.part in ("article", "annex") and not (lines and lines[0].kind == "heading"):
            yield place, "heading", place
        for line in lines:
            yield from ((text, kind, place) for text, kind in _line(line))


def _line(line: Line) -> Iterable[tuple[str, str]]:
    if line.figure:
        yield from ((tile.text, "cell") for row in line.figure.rows for tile in row)
    elif line.rows:
        yield from (("".join(run.text for run in cell), "cell") for row in line.rows for cell in row)
        yield from ((run.note, "footnote") for row in line.rows for cell in row for run in cell if run.note)
    else:
        kind = "list" if line.kind in ("item", "subitem") else "heading" if line.kind == "heading" else "body"
        yield "".join(run.text for run in line.runs), kind
        yield from ((run.note, "footnote") for run in line.runs if run.note)


def setting(facts: Mapping[str, Any]) -> Setting:
    """What a matter knows beside its text. Names of its organisations may stand; persons are codes, and their consent is a row."""
    names = [text for key in ("organisation", "contact", "cleared_by") for text in (facts.get(key) or {}).values()]
    if facts.get("company_named"):
        names += (facts.get("case_company_name") or {}).values()
    rows, replies, sources = facts.get("consent"), facts.get("replies"), facts.get("case_sources")
    if replies is None and facts.get("organisation_reviewed") == "yes":
        replies = ("organisation_reviewed",)
    return Setting(
        circulation=str(facts.get("circulation", "restricted")), allow=tuple(names),
        place_level=str(facts.get("place_level", "province")),
        consent=tuple(_consent(row) for row in rows) if rows is not None else None,
        replies=tuple(str(row) for row in replies) if replies is not None else None,
        company_named=facts.get("company_named"), sources=tuple(row["kind"] for row in sources) if sources else None)


def _consent(row: Mapping[str, Any]) -> Consent:
    uses = row.get("uses")
    return Consent(code=str(row["person_code"]), uses=_WIDER.get(str(uses), ()), guardian=row.get("guardian") == "given")


def overridden(harm: Harm, facts: Mapping[str, Any]) -> bool:
    """Whether somebody has decided, with a reason and by role, that these words do no harm."""
    return any(row["rule"] == harm.rule and _meant(row["words"], harm.quote) for row in facts.get("harm_overrides") or ())


def _meant(words: str, quote: str) -> bool:
    """Whether a decision on some words is one on a quotation: they hold it, or are whole words and at least half of it."""
    if quote in words:
        return True
    whole = re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", quote) or re.search(r"[\u3400-\u9fff]", words)
    return bool(whole) and words in quote and 2 * len(words.strip()) >= len(quote)


def refused(found: Harms, facts: Mapping[str, Any], path: str, *, own: str | None = None) -> list[Problem]:
    """The reasons why a draft may not go out to the public: blocking harms that nobody has overridden."""
    from drafter import harms

    if facts.get("circulation") != "public":
        return []
    rules = harms.load(own=own).rules
    return [Problem(path, 0, 0, f"{h.rule}: {rules[h.rule].titles['en']}: {masked(h.quote)} (in “{h.place}”)", rules[h.rule].advice["en"])
            for h in found.found if h.severity == "block" and not overridden(h, facts)]


def titles(own: str | None = None) -> dict[str, Mapping[str, str]]:
    """What each rule is called, by language."""
    from drafter import harms

    return {name: rule.titles for name, rule in harms.load(own=own).rules.items()}


def spans(found: Iterable[Harm]) -> list[Where]:
    """The stretches of a document that tell who or where."""
    return [(h.start, h.end) for h in found if h.rule in IDENTIFYING and h.end > h.start]


def hushed(document: Document, found: Sequence[Harm]) -> Document:
    """The document with what tells who or where made unreadable; every offset stays. What comments and deletions say goes too."""
    def hush(text: str, where: Iterable[Where]) -> str:
        for start, end in where:
            text = text[:start] + masked(text[start:end]) + text[end:]
        return text

    where = spans(found)
    sources = document.sources
    if document.plain and sources:
        first = replace(sources[0], text=hush(sources[0].text, [document.extent(a, b) for a, b in where]))
        sources = (first, *sources[1:])
    return replace(document, text=hush(document.text, where), sources=sources,
                   comments=tuple(replace(c, text=masked(c.text), author=masked(c.author)) for c in document.comments),
                   deleted=tuple(replace(d, text=masked(d.text), author=masked(d.author)) for d in document.deleted))


def requoted(found: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """A finding whose quotations are those of the document as it stands now."""
    quoted = {"quote": document.text[found["start"]:found["end"]]} if found.get("end") and "quote" in found else {}
    sides = {key: requoted(found[key], document) for key in ("a", "b") if found.get(key)}
    return {**found, **quoted, **sides}


def telling(found: Iterable[Harm]) -> set[str]:
    """The words that tell who or where."""
    return {h.quote for h in found if h.rule in IDENTIFYING and h.end > h.start}


def veiled(found: Mapping[str, Any], words: Iterable[str]) -> dict[str, Any]:
    """A finding with such words unreadable wherever it quotes or names them."""
    result = dict(found)
    for key, value in found.items():
        if isinstance(value, Mapping):
            result[key] = veiled(value, words)
        elif isinstance(value, str):
            for word in words:
                result[key] = result[key].replace(word, masked(word))
    return result
