"""Names in Latin letters that stand in a Chinese passage: they stand the same in the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from difflib import SequenceMatcher

from drafter.check import spelled

Found = tuple[str, int, int]
_NAME = re.compile(r"(?<![A-Za-z0-9@./_-])[A-Z][A-Za-zÀ-ɏ’']*[A-Za-zÀ-ɏ](?![A-Za-z0-9@_/-]|\.[a-z])")
_ALIKE = 0.72
_LEAST = 4


def words(text: str) -> list[Found]:
    """Words in Latin letters that begin large, with their places."""
    return [(m[0], *m.span()) for m in _NAME.finditer(text)]


def level(word: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"[’']s$", "", spelled.bare(word)))


def vocabulary(text: str) -> frozenset[str]:
    """All words of a text in Latin letters, levelled."""
    return frozenset(level(w) for w in re.findall(r"[A-Za-zÀ-ɏ’']{2,}", text))


def differing(latin: str, chinese: str, known: Set[str]) -> Iterator[tuple[Found, Found]]:
    """Names of the Chinese passage that the Latin one has in another form. `known`: all words of the Latin text."""
    here, there = vocabulary(latin), vocabulary(chinese)
    lost = [f for f in words(chinese) if level(f[0]) not in here and len(f[0]) >= 3 and not _plural(level(f[0]), here)]
    extra = [f for f in words(latin) if level(f[0]) not in there and not _plural(level(f[0]), there)]
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", latin)).lower()
    for name in lost:
        other = max(extra, key=lambda f: _ratio(f[0], name[0]), default=None)
        spelt = other is not None and _ratio(other[0], name[0]) >= _ALIKE and min(len(other[0]), len(name[0])) >= _LEAST
        if not spelt and name[0].isupper() and len(lost) == 1:
            short = [f for f in extra if f[0].isupper() and len(f[0]) >= 3]
            other = short[0] if len(short) == 1 and not _spelt_out(name[0].lower(), initials) else None
            spelt = other is not None
        if spelt and other and (level(name[0]) not in known or name[0].isupper()):
            yield other, name


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, level(a), level(b), autojunk=False).ratio()


def _plural(word: str, known: Set[str]) -> bool:
    return word + "s" in known or word.removesuffix("s") in known


def _spelt_out(short: str, initials: str) -> bool:
    """Whether the letters of an abbreviation follow each other among the first letters of the words."""
    signs = iter(initials)
    return all(c in signs for c in short)
