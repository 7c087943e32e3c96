"""A passage made ready for matching: a copy with the offsets of the original, words, listed words, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from drafter.harms.base import Book, Harm, Passage, Severity
from drafter.harms.traditional import SIMPLIFIED

Span = tuple[int, int]
LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f"
CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{LETTERS}]+(?:['’\-][{LETTERS}]+)*|\d+(?:[.,:/]\d+)*|[^\s{LETTERS}\d]")
_LATIN = re.compile(rf"[{LETTERS}]{{2}}")
_DIGIT = re.compile(r"\d")
_CHINESE = re.compile(rf"[{CJK}]")
# Invisible characters, and line breaks inside Chinese.
_DROPPED = re.compile(rf"[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]+|(?<=[{CJK}])[ \t\r\u3000]*\n\s*(?=[{CJK}])")
_SAME = {n: n - 0xFEE0 for n in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF20, 0xFF0D, 0xFF0B, 0xFF0E)}
_SAME |= {0xA0: 0x20, 0x2007: 0x20, 0x202F: 0x20, 0x0A: 0x20, 0x0D: 0x20, 0x09: 0x20, 0x2010: 0x2D, 0x2011: 0x2D, 0x02BC: 0x27}
_SAME |= SIMPLIFIED
_STOP = re.compile(r"[.!?]+[\"”’')\]]*(?= )|[。！？]+[”’」』）]*|\x00")
_GAP = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]*[-•·*–])")
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "capt",
        "lt",
        "sgt",
        "cpl",
        "maj",
        "st",
        "ste",
        "sr",
        "sra",
        "srta",
        "fr",
        "rev",
        "hon",
        "no",
        "nos",
        "vs",
        "v",
        "e.g",
        "i.e",
        "art",
        "arts",
        "para",
        "cf",
        "ed",
        "eds",
        "vol",
        "pp",
        "p",
        "insp",
        "supt",
        "fig",
        "approx",
        "al",
        "km",
        "sec",
        "ch",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mt",
        "ft",
    ]
)


class Token(NamedTuple):
    """A word, number or sign; `low` is its small form without a possessive ending."""

    text: str
    low: str
    start: int
    end: int


class Phrases:
    """Listed words of a language, found in one pass over the words (or, for Chinese, by search)."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, words in lists.items():
            for word in words:
                pieces = tuple(t.low for t in tokens(word))
                if pieces:
                    self.first.setdefault(pieces[0], []).append((pieces[1:], name))

    def hits(self, words: list[Token]) -> dict[str, list[Span]]:
        """By list: the stretches of words found, as (first, last + 1), longest of one place only."""
        lows = [w.low for w in words]
        best: dict[str, dict[int, int]] = {}
        for at, low in enumerate(lows):
            for rest, name in self.first.get(low, ()):
                end = at + 1 + len(rest)
                if not rest or tuple(lows[at + 1 : end]) == rest:
                    found = best.setdefault(name, {})
                    found[at] = max(end, found.get(at, 0))
        return {name: sorted(found.items()) for name, found in best.items()}


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        low = word.lower()
        if low[-2:] in ("'s", "’s"):
            low = low[:-2]
        found.append(Token(word, low, match.start(), match.end()))
    return found


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of literals, the longest first."""
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)")


class Lexicon:
    """The compiled lists of a book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.phrases = Phrases({name: words for name, words in book.words["en"].items() if name not in _PLAIN})
        self.chinese = {
            name: alternatives(words)
            for name, words in book.words["zh"].items()
            if name not in ("surnames", "given", "shy", "transliteration", "native_surnames", "given_more", "pieces")
        }


_PLAIN = frozenset(
    ("kinds", "common", "given", "countries", "demonyms", "saints", "months", "weekdays", "particles", "articles", "mailboxes", "acronyms")
)
_LEXICONS: dict[int, Lexicon] = {}


def lexicon(book: Book) -> Lexicon:
    """The lists of a book, compiled once."""
    known = _LEXICONS.get(id(book))
    if known is None or known.book is not book:
        known = _LEXICONS[id(book)] = Lexicon(book)
    return known


class Reading:
    """A passage as the rules read it. All offsets are those of `text`, the copy; `harm` turns them back."""

    def __init__(self, passage: Passage, book: Book) -> None:
        self.passage, self.book, self.lexicon = passage, book, lexicon(book)
        self.text, self._back = _copy(passage.text)
        self.latin = passage.language not in ("es", "fr") and bool(_LATIN.search(self.text))
        self.chinese = bool(_CHINESE.search(self.text))
        self.language = passage.language
        self.digits = bool(_DIGIT.search(self.text))
        self.spots: dict[str, list[tuple[int, int, str]]] = {}

    @cached_property
    def words(self) -> list[Token]:
        return tokens(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    @cached_property
    def _hits(self) -> dict[str, list[Span]]:
        return self.lexicon.phrases.hits(self.words) if self.latin else {}

    def hits(self, name: str) -> list[Span]:
        """Where words of an English list stand, as stretches of words."""
        return self._hits.get(name, [])

    @cached_property
    def _found(self) -> dict[str, list[Span]]:
        return {}

    def found(self, name: str) -> list[Span]:
        """Where words of a Chinese list stand, as characters."""
        if not self.chinese:
            return []
        if name not in self._found:
            self._found[name] = [m.span() for m in self.lexicon.chinese[name].finditer(self.text)]
        return self._found[name]

    @cached_property
    def _listed(self) -> dict[str, list[Span]]:
        return {}

    def listed(self, name: str) -> list[Span]:
        """Words of a list in either language, as characters."""
        if name not in self._listed:
            english = [(self.words[a].start, self.words[b - 1].end) for a, b in self.hits(name)]
            chinese = self.found(name) if name in self.lexicon.chinese else []
            self._listed[name] = sorted(english + chinese)
        return self._listed[name]

    def word_at(self, offset: int) -> int:
        """The number of the word that stands at, or last before, a character."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def sentences(self) -> list[Span]:
        return list(_sentences(self.text, self._gaps))

    @cached_property
    def _gaps(self) -> list[int]:
        if self._back is None:
            return [m.start() for m in _GAP.finditer(self.passage.text)]
        turned = {old: new for new, old in enumerate(self._back)}
        return sorted(turned[m.start()] for m in _GAP.finditer(self.passage.text) if m.start() in turned)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [a for a, _ in self.sentences]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def around(self, offset: int, before: int = 0, after: int = 0) -> Span:
        """The sentence that holds a character, with its neighbours."""
        at = self.sentence(offset)
        return self.sentences[max(0, at - before)][0], self.sentences[min(len(self.sentences) - 1, at + after)][1]

    def original(self, start: int, end: int) -> Span:
        """The offsets in the passage as it was given."""
        if self._back is None or start >= end:
            return start, end
        return self._back[start], self._back[end - 1] + 1

    def harm(self, rule: str, start: int, end: int, detail: str = "", severity: Severity | None = None) -> Harm:
        return self.told(rule, *self.original(start, end), detail, severity)

    def told(self, rule: str, start: int, end: int, detail: str = "", severity: Severity | None = None) -> Harm:
        """A finding on a stretch of the passage as it was given."""
        at = self.passage.start
        return Harm(rule, severity or self.book.severity(rule), self.passage.text[start:end], at + start, at + end,
                    self.passage.place, self.language, detail)


def between(spans: list[Span], start: int, end: int) -> list[Span]:
    """Of sorted spans those that begin in a stretch."""
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


def _copy(text: str) -> tuple[str, list[int] | None]:
    """The text to match in, and for each of its characters the place in the text given (None: the same)."""
    if not _DROPPED.search(text):
        return text.translate(_SAME), None
    pieces: list[str] = []
    back: list[int] = []
    at = 0
    for match in _DROPPED.finditer(text):
        pieces.append(text[at : match.start()])
        back.extend(range(at, match.start()))
        at = match.end()
    pieces.append(text[at:])
    back.extend(range(at, len(text)))
    return "".join(pieces).translate(_SAME), back


def _sentences(text: str, gaps: list[int]) -> Iterable[Span]:
    stops = [m.end() for m in _STOP.finditer(text) if _ends(text, m)] + gaps
    start = 0
    for stop in (*sorted(set(stops)), len(text)):
        if text[start:stop].strip():
            yield start + _blank(text, start, stop), stop
            start = stop
    if start == 0:
        yield 0, len(text)


def _blank(text: str, start: int, stop: int) -> int:
    return stop - start - len(text[start:stop].lstrip())


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0][0] != ".":
        return True
    before = re.search(r"[^\s(]{1,12}\Z", text[max(0, match.start() - 12) : match.start()])
    word = before[0].lower() if before else ""
    following = text[match.end() : match.end() + 40].lstrip()[:1]
    if following.islower():
        return False
    if word in ("n", "s", "e", "w") and re.search(r"\d[°'″\" ]{0,3}[NSEW]\Z", text[max(0, match.start() - 8) : match.start()]):
        return True
    return not (word in _SHORT or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word))
