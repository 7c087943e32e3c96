"""A document as sentences: language, zone, article, place, heading and lead-in of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from drafter.check import articles, parties, sentences, zones
from drafter.check.language import Hit, Lexicon, flattened
from drafter.check.parsed import Parsed
from drafter.document import Document


@dataclass(frozen=True)
class Vocabulary:
    """The duty words of a language file, ready for use."""

    code: str
    words: Mapping[str, tuple[str, ...]]
    guards: Mapping[str, tuple[str, ...]]
    abbreviations: frozenset[str]
    oblique: frozenset[str]
    relative: frozenset[str]
    subordinators: tuple[str, ...]
    passive: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon


@dataclass(frozen=True)
class Sentence:
    """`start:end` of the document's text. `lead`: number of the last sentence of the list's lead-in, or -1."""

    index: int
    start: int
    end: int
    language: str
    zone: zones.Zone
    article: int
    heading: str
    place: str
    lead: int
    paragraph: int
    title: bool


@dataclass
class Text:
    """All sentences of a document and what was found in each; hits of the lexicon are looked up once."""

    document: Document
    sentences: tuple[Sentence, ...]
    lexicons: Mapping[str, Lexicon]
    vocabularies: Mapping[str, Vocabulary]
    names: Mapping[str, str]
    parsers: Mapping[str, Parsed] = field(default_factory=dict)
    _hits: dict[int, list[Hit]] = field(default_factory=dict)

    def words(self, sentence: Sentence) -> str:
        return self.document.text[sentence.start:sentence.end]

    def at(self, offset: int) -> int:
        """The number of the last sentence that begins at an offset or before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)

    def hits(self, sentence: Sentence) -> list[Hit]:
        """Lexicon hits of a sentence; offsets count in the sentence."""
        found = self._hits.get(sentence.index)
        if found is None:
            found = self._hits[sentence.index] = self.lexicons[sentence.language].scan(self.words(sentence))
        return found


_DENIED = {" to": " not to", " de": " de ne pas", " a": " a no"}


def _denied(phrase: str) -> list[str]:
    """A wish with its negation inside: "endeavour to", "endeavour not to"."""
    return [phrase.removesuffix(end) + put for end, put in _DENIED.items() if phrase.endswith(end)]


def vocabulary(code: str, data: Mapping[str, object]) -> Vocabulary:
    """The vocabulary of a language from its `duty` data."""
    duty = data.get("duty") or {}
    assert isinstance(duty, dict)
    words = flattened(duty)
    words["weak"] = (*words.get("weak", ()), *(w for phrase in words.get("weak", ()) for w in _denied(phrase)))
    guards = {str(k): tuple(map(str, v)) for k, v in (duty.get("guards") or {}).items()}
    passive = {str(k): tuple(map(str, v)) for k, v in (duty.get("passive") or {}).items()}
    return Vocabulary(code, words, guards, frozenset(duty.get("abbreviations") or ()), frozenset(duty.get("oblique") or ()),
                      frozenset(duty.get("relative") or ()), tuple(duty.get("subordinators") or ()), passive,
                      Lexicon(code, words, guards))


def prepare(document: Document, vocabularies: Mapping[str, Vocabulary], languages: Sequence[str],
            parsers: Mapping[str, Parsed] | None = None) -> Text:
    """Cut a document into sentences and place them. Paragraphs in other languages than `languages` are left out.

    `parsers`: by language, spaCy pipelines that know better where sentences end.
    """
    parsers = parsers or {}
    default = languages[0]
    codes = [p.language if p.language in vocabularies else default for p in document.paragraphs]
    names = {code: parties.names(document.text, vocabularies[code].lexicon) for code in languages}
    lexicons = {code: parties.lexicon_of(code, vocabularies[code].words, vocabularies[code].guards, names[code])
                for code in languages}
    for code in set(codes) - set(lexicons):
        lexicons[code] = vocabularies[code].lexicon
    places = articles.spots(document)
    leads = articles.lead_ins(document, places)
    kinds = zones.paragraphs(document, places, lexicons, codes)
    found: list[Sentence] = []
    last: dict[int, int] = {}
    for n, paragraph in enumerate(document.paragraphs):
        if kinds[n] == "margin" or codes[n] not in languages:
            continue
        spot = places[n]
        text = document.text[spot.content:paragraph.end]
        own = parsers[codes[n]].sentences(text) if codes[n] in parsers else None
        for low, high in own or sentences.split(text, vocabularies[codes[n]].abbreviations):
            words = text[low:high]
            title = spot.title or (low == 0 and bool(spot.heading) and len(words) <= len(spot.heading) + 2
                                   and words.startswith(spot.heading))
            found.append(Sentence(len(found), spot.content + low, spot.content + high, codes[n],
                                  zones.sentence(kinds[n], words, lexicons[codes[n]]), spot.article, spot.heading, spot.place,
                                  last.get(leads[n], -1), n, title))
        last[n] = len(found) - 1
    merged = {name: role for code in reversed(languages) for name, role in names[code].items()}
    return Text(document, tuple(found), lexicons, vocabularies, merged, parsers)


def by_rows(text: Text) -> Text:
    """The same with each row of a table as one sentence, led in by the first row: a report tells in tables what others say
    in prose.
    """
    cells = [p.cell for p in text.document.paragraphs]
    groups: list[list[Sentence]] = []
    for sentence in text.sentences:
        cell, before = cells[sentence.paragraph], cells[groups[-1][-1].paragraph] if groups else None
        if cell and before and (cell.table, cell.row) == (before.table, before.row) and groups[-1][-1].language == sentence.language:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    if len(groups) == len(text.sentences):
        return text
    number = {s.index: n for n, group in enumerate(groups) for s in group}
    head: dict[int, int] = {}
    found = []
    for n, group in enumerate(groups):
        first, cell = group[0], cells[group[0].paragraph]
        lead = number.get(first.lead, -1)
        if cell:
            lead = head.setdefault(cell.table, n)
        found.append(replace(first, index=n, end=group[-1].end, lead=lead if lead != n else -1, title=first.title and not cell))
    return Text(text.document, tuple(found), text.lexicons, text.vocabularies, text.names, text.parsers)


_ENDS = tuple(".。;；!！,，:：、)）")
_HEADING = {"zh": 18, "": 60}
_BODY = {"zh": 30, "": 80}
"""Letters up to which a line alone may be a heading, and from which what follows it is a body."""


def by_headings(text: Text) -> Text:
    """The same with sections at headings that are only plain short lines, as people write them in reports.

    Such a line stands alone, ends without a sign, and something longer follows it. Two of them at least make sections.
    """
    first = {s.paragraph: s for s in reversed(text.sentences)}
    order = sorted(first)
    heads = {n for n, after in pairwise(order) if _plain_heading(text, first[n], first[after])}
    if len(heads) < 2:
        return text
    sections: dict[tuple[int, int], int] = {}
    found: list[Sentence] = []
    count, heading = 0, ""
    for sentence in text.sentences:
        if sentence.paragraph in heads:
            count, heading = count + 1, text.words(sentence).strip("【】 ")
        number = sections.setdefault((count, sentence.article), len(sections) + 1)
        own = sentence.heading if count == 0 or (number > 1 and sentence.title) else heading
        found.append(replace(sentence, article=number, heading=own, place=own or sentence.place,
                             title=sentence.title or sentence.paragraph in heads))
    return Text(text.document, tuple(found), text.lexicons, text.vocabularies, text.names, text.parsers)


def _plain_heading(text: Text, one: Sentence, following: Sentence) -> bool:
    paragraph, after = text.document.paragraphs[one.paragraph], text.document.paragraphs[following.paragraph]
    if paragraph.kind != "body" or paragraph.cell or after.cell:
        return False
    words = text.document.text[paragraph.start:paragraph.end].strip()
    code = one.language if one.language in _HEADING else ""
    bracketed = words.startswith("【") and words.endswith("】")
    short = len(words) <= _HEADING[code] and not words.endswith(_ENDS) and not any(sign in words for sign in ":：")
    return (bracketed or short) and after.end - after.start >= _BODY[code]
