"""Numbers of paragraphs: what a label says in any convention, and each paragraph's path of numbers in one language.

`ARTICLE IX`, `第九条`, `NOVENA.-` and `9.` all say (9,); `（二）` under 第九条 and `9.2` both say (9, 2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.check import articles, spelled
from drafter.document import MARGINAL, Document, Paragraph

_SCHEDULE = re.compile(r"\s*(?:annex(?:e|ure)?|schedule|appendix|anexo|ap[eé]ndice|appendice|附件|附表|附录)", re.IGNORECASE)
_NAMED = re.compile(r"\s*(?:article|art[ií]culo|clause|cl[aá]usula|section|secci[oó]n|art\.|part|chapter|第.{1,6}[条條章])", re.IGNORECASE)
_HAN = f"[{spelled.HAN}]+"
_TOP = frozenset({"article", "schedule", "ordinal"})


@dataclass(frozen=True)
class Label:
    """What a label says: `style` (article, schedule, decimal, figure, roman, letter, han, bracket-…) and its numbers."""

    style: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Unit:
    """A paragraph of one language: its number among the document's paragraphs, path of numbers, place, own label."""

    index: int
    paragraph: Paragraph
    path: tuple[int, ...]
    place: str
    label: Label | None
    content: int
    schedule: bool
    article: int


def one_language(document: Document, language: str) -> Document:
    """The paragraphs of one language, with the offsets they have in the whole."""
    return replace(document, paragraphs=tuple(p for p in document.paragraphs if p.language == language and p.kind not in MARGINAL))


def label(written: str) -> Label | None:
    """The numbers in a label, or None when it has none that can be read."""
    bare = written.strip()
    if _SCHEDULE.match(bare):
        number = _number(re.sub(r"[\s.:：、–—-]+$", "", _SCHEDULE.sub("", bare, count=1)).strip())
        return Label("schedule", (number,) if number else ())
    if re.match(r"\d{1,2}\.\d", bare):
        return Label("decimal", tuple(map(int, re.findall(r"\d+", bare))))
    inner = re.sub(r"^(?:article|art[ií]culo|clause|cl[aá]usula|section|secci[oó]n|art\.|part|chapter)\s+", "", bare, flags=re.IGNORECASE)
    inner = re.sub(r"[\s.:：、–—º°)）(（-]+$|^[(（\s]+|^第|[条條章]$", "", re.sub(r"(?<=\d)\s?[ºo°](?!\w)", "", inner)).strip()
    number = _number(inner)
    if not number:
        return None
    return Label(_style(bare, inner), (number,))


def _style(written: str, inner: str) -> str:
    if _NAMED.match(written):
        return "chapter" if re.match(r"part|chapter|第.{1,6}章", written, re.IGNORECASE) else "article"
    bracket = "bracket-" if written[:1] in "(（" else "paren-" if written[-1:] in ")）" else ""
    if inner.isdigit():
        return bracket + "figure"
    if re.fullmatch(_HAN, inner):
        return bracket + "han"
    if len(inner) > 4:
        return "ordinal"
    return bracket + ("roman" if (spelled.roman(inner.upper()) and len(inner) > 1) or inner in "ivxIVX" else "letter")


def _number(inner: str) -> int:
    if inner.isdigit():
        return int(inner)
    if re.fullmatch(_HAN, inner):
        return int(spelled.chinese(inner) or 0)
    if re.fullmatch(r"[ivxlc]+|[IVXLC]+", inner) and not (len(inner) == 1 and inner.lower() not in "ivx"):
        return spelled.roman(inner.upper())
    if len(inner) == 1 and inner.isascii() and inner.isalpha():
        return ord(inner.lower()) - 96
    low = spelled.bare(inner)
    for code in ("es", "en", "fr"):
        total = sum(spelled.ordinals(code).get(w, 1000) for w in low.split())
        if 0 < total < 1000:
            return total
        words = spelled.latin(low, code)
        if words and words < 1000:
            return int(words)
    return 0


_GOES_ON = re.compile(r"[a-zà-ÿ(,;]|[规所的第至到和及与、（(分应中项款之以为，；]")


def _opens(document: Document, paragraph: Paragraph, content: int) -> bool:
    """Whether a label opens its paragraph and is not the first words of a sentence or a reference in a table."""
    if paragraph.automatic:
        return True
    written = document.text[paragraph.start:content]
    if not (_NAMED.match(written) or _SCHEDULE.match(written) or written.startswith("第")):
        return True
    bare = written.rstrip()
    if paragraph.cell is not None and paragraph.kind != "heading" and (content >= paragraph.end or _SCHEDULE.match(written)):
        return False
    apart = bare[-1:] in ".:：、–—-" or (written != bare and bare[-1:] in "条條章")
    return apart or not _GOES_ON.match(document.text[content:content + 1])


def units(document: Document, language: str) -> list[Unit]:
    """The paragraphs of one language with their paths."""
    part = one_language(document, language)
    where = {p.start: n for n, p in enumerate(document.paragraphs)}
    stack: list[tuple[str, int]] = []
    found: list[Unit] = []
    schedule = False
    for paragraph, spot in zip(part.paragraphs, articles.spots(part), strict=True):
        written = document.text[paragraph.start:spot.content].strip() or paragraph.label
        opens = bool(spot.depth) and _opens(document, paragraph, spot.content)
        own = label(paragraph.label or written) if opens else None
        content = spot.content if opens else paragraph.start
        if own and own.style == "schedule" and (paragraph.kind == "heading" or len(document.words(paragraph)) <= 90):
            schedule = True
        if own and own.numbers:
            stack = _stacked(stack, own, written)
        path = tuple(n for _, n in stack)
        found.append(Unit(where[paragraph.start], paragraph, ((1000, *path) if schedule else path), spot.place, own, content,
                          schedule, spot.article))
    return found


def _stacked(stack: Sequence[tuple[str, int]], own: Label, written: str) -> list[tuple[str, int]]:
    """The numbers above a paragraph and its own; a style of numbers seen before closes what stood below it."""
    if own.style == "chapter":
        return []
    if own.style in _TOP:
        return [("article", own.numbers[0])]
    if own.style == "decimal":
        first = stack[0][0] if stack and stack[0][1] == own.numbers[0] else "figure"
        return [(first if n == 0 else f"decimal-{n}", number) for n, number in enumerate(own.numbers)]
    style, number = own.style, own.numbers[0]
    inner = written.strip(" ().)（）").lower()
    letters = style.replace("roman", "letter")
    if len(inner) == 1 and inner in "ivx" and (letters, ord(inner) - 97) in stack:
        style, number = letters, ord(inner) - 96
    at = next((n for n, (known, _) in enumerate(stack) if known == style), len(stack))
    return [*stack[:at], (style, number)]
