"""Articles of a text in any numbering convention: their headings, the place of each paragraph, and list lead-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.document import Document, Paragraph

_HAN = r"[〇零一二三四五六七八九十百\d]"
_ORDINALS = (r"(?:d[eé]cimo?a?\s?)?(?:primer|segund|tercer|cuart|quint|sext|s[eé]ptim|octav|noven|d[eé]cim|und[eé]cim|duod[eé]cim|"
             r"decimotercer|decimocuart|decimoquint|decimosext|decimos[eé]ptim|decimoctav|decimonoven|vig[eé]sim|trig[eé]sim)"
             r"[oae]?(?:\s(?:primer|segund|tercer|cuart|quint|sext|s[eé]ptim|octav|noven)[oa])?")
_LABELS = (
    (1, re.compile(r"(?:article|art[ií]culo|clause|cl[aá]usula|section|secci[oó]n|art\.|part)\s+"
                   r"(?:\d+|[ivxlc]+|premier|1er|[a-z]+(?=[.:\s]*$)|" + _ORDINALS + r")(?:\s?[ºo°](?=\W))?\s*[.:–—-]*", re.IGNORECASE)),
    (1, re.compile(rf"第\s?{_HAN}{{1,5}}\s?[条條章]")),
    (1, re.compile(rf"{_ORDINALS}\s*[.:–—-]+(?=\s)", re.IGNORECASE)),
    (1, re.compile(r"(?:annex(?:e|ure)?|schedule|appendix|anexo|ap[eé]ndice|appendice)\s+"
                   r"(?:[a-z]|\d{1,2}|[ivx]+)\b\s*[.:–—-]*", re.IGNORECASE)),
    (1, re.compile(rf"(?:附件|附表|附录)\s?(?:{_HAN}{{1,3}}(?:[：:、]|(?=[^，。；]{{0,30}}$))|[：:](?=[^，。；]{{0,30}}$))")),
    (2, re.compile(r"[A-Z]\d{1,2}\.(?=\s)")),
    (2, re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?(?=\s)")),
    (1, re.compile(r"\d{1,2}(?:[.)、](?!º)|\.?[º°ª]\s?[.)]\s?[-–—]?|\s?[.-]?-)(?=\D)")),
    (1, re.compile(r"[IVX]{1,5}[.)](?=\s)")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (3, re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]")),
    (4, re.compile(r"[（(](?:[a-z]|[ivx]{1,5})[）)]|(?:[a-z]|[ivx]{1,5})[.)](?=\s)", re.IGNORECASE)),
    (5, re.compile(r"[•·●▪–—*-](?=\s)")),
)
_WORDED = re.compile(r"(?:article|art[ií]culo|clause|cl[aá]usula|art\.)\s|第", re.IGNORECASE)
_HAN_WORDED = re.compile(r"第|[一二三四五六七八九十]{1,3}、")
_BARE = re.compile(r"\d{1,2}\s?(?:[.)、]|[.-]?-)?")
_LEADS = re.compile(r"(?:[:：]|:\s?[-–—]+|[-–—]{1,2})\s*$")
_HEADING_WORDS = 9
_DUTY = re.compile(r"\b(?:shall|must|will|may|should|doit|doivent|peut|deber[aá]n?|podr[aá]n?|debe)\b|应|不得|可以", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """Where a paragraph belongs: its article (counted from 0), heading, place as a lawyer cites it, depth, content."""

    article: int
    heading: str
    place: str
    depth: int
    content: int
    title: bool
    top: bool


def label(text: str) -> tuple[int, str, int]:
    """Depth, label and offset of the words of a numbered line; (0, "", 0) without a number."""
    for depth, pattern in _LABELS:
        match = pattern.match(text)
        if match:
            rest = text[match.end():]
            return depth, match[0].strip(), match.end() + len(rest) - len(rest.lstrip())
    return 0, "", 0


def heading(words: str, *, alone: bool) -> str:
    """The heading that a numbered paragraph begins with ("Object. The deputation…"), or nothing."""
    match = re.match(r"([^.:。：\n]{2,70}?)\s*(?:\.\s?[-–—]+|[.:：]|\s[–—-])\s*(?=\S)", words) if not alone else None
    short = match[1] if match else (words if alone else "")
    counted = len(short.split()) if " " in short else len(re.findall(r"[\u4e00-\u9fff]", short)) / 2
    return short.strip(" .:：") if short and counted <= _HEADING_WORDS and not _DUTY.search(short) else ""


def spots(document: Document) -> list[Spot]:
    """The place of every paragraph."""
    found = _ranked([_labelled(document, p) for p in document.paragraphs])
    counted = [depth for depth, _, _ in found if depth]
    top = min((d for d in set(counted) if counted.count(d) >= 2), default=min(counted, default=1))
    result: list[Spot] = []
    state = _State(top)
    for paragraph, (depth, written, content) in zip(document.paragraphs, found, strict=True):
        result.append(state.place(document, paragraph, depth, written, content))
    return result


def _ranked(found: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    """Bare numbers stand below words (Article 4, 第四条, 四、) where the text has both."""
    worded = sum(bool(_WORDED.match(written)) for _, written, _ in found) > 1
    han = sum(bool(_HAN_WORDED.match(written)) for _, written, _ in found) > 1
    if not worded and not han:
        return found
    below = 4 if han else 2
    return [(below if _BARE.fullmatch(written) else 1 if written.endswith("、") and han and not worded else depth, written, content)
            for depth, written, content in found]


def _labelled(document: Document, paragraph: Paragraph) -> tuple[int, str, int]:
    if paragraph.label:
        own = label(paragraph.label + " x")
        if paragraph.kind == "heading" and paragraph.level == 1:
            return 1, paragraph.label, paragraph.content
        return own[0] or paragraph.level or 5, paragraph.label, paragraph.content
    depth, written, offset = label(document.words(paragraph))
    return depth, written, paragraph.start + offset


class _State:
    """Walks down the paragraphs and remembers the article, its heading and the numbers above."""

    def __init__(self, top: int) -> None:
        self.top, self.article, self.heading = top, 0, ""
        self.above: list[tuple[int, str]] = []
        self.number = ""

    def place(self, document: Document, paragraph: Paragraph, depth: int, written: str, content: int) -> Spot:
        words = document.text[content:paragraph.end].strip()
        bare = paragraph.kind == "heading" and not written
        headed = paragraph.kind == "heading" and depth <= 4 and words.isupper()
        opens = bare or headed or (depth and depth <= self.top) or self._next(written)
        if opens:
            self.article += 1
            alone = paragraph.kind == "heading" or len(words) <= 60
            self.heading = heading(words, alone=alone and not _DUTY.search(words)) or heading(words, alone=False)
            self.above = []
        if depth:
            self.above = [(d, w) for d, w in self.above if d < depth] + [(depth, written)]
        title = bool(opens and self.heading and (paragraph.kind == "heading" or len(words) <= len(self.heading) + 2)
                     and words.strip(" .:：-–—") == self.heading)
        return Spot(self.article, self.heading, self._cited(), depth, content, title or bare, bool(opens and depth))

    def _next(self, written: str) -> bool:
        """Whether a decimal number belongs to another article than the one before (4.7 → 5.1)."""
        match = re.match(r"(\d{1,2})\.\d", written)
        if not match:
            return False
        changed = bool(self.number) and match[1] != self.number
        fresh = changed and not any(w.rstrip(".)、 ").endswith(match[1]) for _, w in self.above)
        self.number = match[1]
        return fresh

    def _cited(self) -> str:
        """`Article 4(b)`, `4.2`, `第四条（二）`."""
        parts: list[str] = []
        for _, written in self.above:
            clean = written.strip().rstrip(".:：、–—-").strip()
            if re.match(r"\d+\.\d", clean) and parts and re.match(r"\d+$", parts[-1]):
                parts = parts[:-1]
            elif re.match(r"\d+\.\d", clean) and parts and not re.match(r"\d", parts[-1]):
                parts = []
            parts.append(clean if written.strip()[:1] in "(（" or not parts else " " + clean)
        return "".join(parts) or self.heading[:60]


def lead_ins(document: Document, places: Sequence[Spot]) -> list[int]:
    """For each paragraph of a list the number of the paragraph that leads it in, else -1."""
    result: list[int] = []
    leads: list[tuple[int, int, float]] = []
    numbered = 0.0
    for n, (paragraph, spot) in enumerate(zip(document.paragraphs, places, strict=True)):
        depth = float(spot.depth or 9)
        after = n > 0 and not spot.depth and bool(places[n - 1].depth) and leads and leads[-1][0] != n - 1
        while leads and (leads[-1][1] != spot.article or depth <= leads[-1][2] or after):
            leads.pop()
        result.append(leads[-1][0] if leads else -1)
        numbered = depth if spot.depth else numbered if n and places[n - 1].article == spot.article else 0.0
        if _LEADS.search(document.text[paragraph.start:paragraph.end]):
            leads.append((n, spot.article, depth if spot.depth else numbered + 0.5))
    return result
