"""Where sentences end: after full stops that are no abbreviation or number, before numbers that open a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"[.!?](?:[\"”’»')\]]*)(?=\s|$)|"
                   r"[。！？](?:[”’」』）》]*)|[;；](?=\s*(?:\([a-z]{1,4}\)|[（(][一二三四五六七八九十\d]{1,3}[）)]))")
_INNER = re.compile(r"(?<=[.;:]\s)(?=\d{1,2}\.\d{1,2}\.?\s+[^\W\d_])|(?<=[.;:]\s)(?=(?:[a-z]|[ivx]{1,4})\)\s+\w)")
_WORD = re.compile(r"([^\W\d_][\w.]*|\d+)\.$")
_OPENS = re.compile(r"\s*[\"“«'(\[¿¡—–-]*\s*(?:[^\W\d_]|\d)")


def split(text: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it. Every letter of the text is in one."""
    cuts = sorted({m.end() for m in _STOP.finditer(text) if _ends(text, m, abbreviations)}
                  | {m.start() for m in _INNER.finditer(text) if not _abbreviated(text, m.start() - 1, abbreviations)} | {len(text)})
    start = 0
    for cut in cuts:
        piece = text[start:cut]
        low = start + len(piece) - len(piece.lstrip())
        high = start + len(piece.rstrip())
        if low < high:
            yield low, high
        start = cut


def _abbreviated(text: str, at: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop before `at` belongs to an abbreviation."""
    before = _WORD.search(text[max(0, at - 20):at])
    return before is not None and before[1].lower() in abbreviations


def _ends(text: str, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    sign = text[stop.start()]
    if sign != ".":
        return True
    rest = text[stop.end():stop.end() + 12]
    following = rest.lstrip()
    if not following:
        return True
    if following[0].islower() or not _OPENS.match(rest):
        return False
    before = _WORD.search(text[max(0, stop.start() - 20):stop.start() + 1])
    if before is None:
        return True
    word = before[1].lower()
    if word in abbreviations or (len(word) == 1 and word.isalpha()):
        return False
    return not (word.isdigit() and stop.start() - len(word) <= 1)
