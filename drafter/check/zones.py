"""What kind of text a paragraph or sentence is: opening, recital, definition, operative, schedule, signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from drafter.check.articles import Spot
from drafter.check.language import Lexicon
from drafter.document import MARGINAL, Document

Zone = Literal["opening", "recital", "definition", "operative", "schedule", "signature", "margin"]
OPERATIVE = frozenset({"operative", "schedule"})
_NUMBERED = re.compile(r"[\s:：.–—-]*(?:[A-Z]\b|\d{1,2}|[IVX]{1,4}\b|[一二三四五六七八九十]{1,2}|$)")
_ALONE = re.compile(r"\s*(?:$|[.:：,，;；\n(（]|[–—-]\s|(?:and|of|y|et|de|del|des|和|与|及)\b)")
"""What may follow the name of a zone in its heading: "Background checks" is none."""
_SIGNED = 40
"""Letters from which a paragraph with a duty word is no signature line ("Each report shall be signed by…")."""
_PROSE = (160, 60)
"""Letters (Chinese: characters) from which a paragraph is prose."""
_LAST = 2
"""Paragraphs of prose that may stand among the signatures."""
_QUOTED = re.compile(r"\s*(?:[(（]?[a-z\d]{1,2}[.)）]\s*)?[\"“«「《]?\s?[^\"”»]{2,60}[\"”»」]?")


def paragraphs(document: Document, places: Sequence[Spot], lexicons: Mapping[str, Lexicon], languages: Sequence[str]) -> list[Zone]:
    """The zone of every paragraph."""
    marginal = [p.kind in MARGINAL for p in document.paragraphs]
    hits = [set() if marginal[n] else _marks(document, n, lexicons[languages[n]]) for n in range(len(places))]
    first = next((n for n, spot in enumerate(places) if spot.top and not marginal[n]), -1)
    signed = _signature(document, hits, places)
    result: list[Zone] = []
    zone: Zone = "opening" if first > 0 and first < len(places) * 0.6 else "operative"
    agreed = next((n for n in range(min(len(places), len(places) * 3 // 5 + 1)) if "operative" in hits[n] and _leads(document, n)), -1)
    for n, spot in enumerate(places):
        kinds = hits[n]
        zone = _next(zone, n, spot, kinds, first=first, article_before=places[n - 1].article if n else -1)
        if n >= signed and zone not in ("schedule",):
            zone = "schedule" if "schedule" in kinds else "signature"
        if marginal[n]:
            result.append("margin")
        elif ("whereas" in kinds and zone != "schedule" and not ("bound" in kinds and spot.depth and n > first >= 0)) or (n < agreed and zone == "operative"):
            result.append("recital")
        else:
            result.append(zone)
    return result


def _leads(document: Document, n: int) -> bool:
    """Whether a paragraph leads to what is agreed ("have agreed as follows:")."""
    return document.words(document.paragraphs[n]).rstrip().endswith((":", "："))


def _next(zone: Zone, n: int, spot: Spot, kinds: set[str], *, first: int, article_before: int) -> Zone:
    opens = spot.article != article_before
    if "schedule" in kinds and n > first:
        return "schedule"
    if zone == "schedule":
        return zone
    if opens or n == first:
        if "recital" in kinds:
            return "recital"
        if "definition" in kinds:
            return "definition"
        if n >= first:
            return "operative"
    return "operative" if "operative" in kinds and zone == "recital" and n >= first else zone


def _marks(document: Document, n: int, lexicon: Lexicon) -> set[str]:
    """What the beginning of a paragraph says about its zone."""
    paragraph = document.paragraphs[n]
    text = document.text[paragraph.start:min(paragraph.end, paragraph.start + 160)]
    content = paragraph.content - paragraph.start
    found: set[str] = set()
    for hit in lexicon.scan(text):
        start = hit.start <= content + 3
        if hit.kind == "heading:schedule" and hit.start <= 3 and len(document.words(paragraph)) <= 90 \
                and _NUMBERED.match(text[hit.end:]) and not text.rstrip().endswith((".", "。", ";", "；")):
            found.add("schedule")
        elif hit.kind in ("heading:recital", "heading:definition") and start and len(text[content:hit.end]) <= 60 \
                and _ALONE.match(text[hit.end:]) and not (lexicon.code == "zh" and len(text) - content > 16):
            found.add(hit.kind.partition(":")[2])
        elif hit.kind == "recital" and start:
            found.add("whereas")
        elif hit.kind == "operative":
            found.add("operative")
        elif hit.kind == "heading:signature" and (hit.start <= content + _SIGNED or len(text) - content <= 2 * _SIGNED):
            if start or len(document.words(paragraph)) <= _PROSE[lexicon.code == "zh"]:
                found.add("signature")
        elif hit.kind in ("strong", "permission") and len(text) - content > _SIGNED:
            found.add("bound")
    return found


def _signature(document: Document, hits: Sequence[set[str]], places: Sequence[Spot]) -> int:
    """Where the signatures begin: an unnumbered paragraph in the last part, before the schedules."""
    stop = next((n for n, kinds in enumerate(hits) if "schedule" in kinds and n > len(hits) // 3), len(hits))
    last = max((n for n in range(stop) if places[n].depth and places[n].depth <= 3), default=-1)
    for n in range(max(last + 1, stop * 6 // 10), stop):
        if "signature" in hits[n] and "bound" not in hits[n] and not places[n].depth and _closing(document, n + 1, stop):
            return n
    return len(hits)


def _closing(document: Document, first: int, stop: int) -> bool:
    """Whether only names, offices and dates follow: a paragraph or two of prose at most."""
    long = (len(document.words(p)) > _PROSE[p.language == "zh"] for p in document.paragraphs[first:stop] if p.kind not in MARGINAL)
    return sum(long) <= _LAST


def sentence(zone: Zone, words: str, lexicon: Lexicon) -> Zone:
    """The zone of one sentence: a definition or a recital may stand in an operative paragraph."""
    if zone != "operative":
        return zone
    for hit in lexicon.scan(words[:160]):
        if hit.kind == "recital" and hit.start <= 3:
            return "recital"
        if hit.kind == "definition" and hit.start <= 90 and any(q in words[:hit.end + 4] for q in "\"“«「“"):
            return "definition"
    return zone
