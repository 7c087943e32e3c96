"""Who is named in a document without needing protection: firms with their short forms, and persons who hold an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.harms.names import Finder, Others
from drafter.harms.text import Reading

_RUNS = frozenset(
    (
        "runs", "operates", "mines", "owns", "guards", "minds", "digs", "holds", "extracts", "drills", "hired",
        "hires", "employs",
    )
)
_THINGS = frozenset(
    (
        "mine", "pit", "gate", "fence", "concession", "quarry", "smelter", "wells", "well", "pits", "mines", "plant",
        "lease", "licence", "guards", "company",
    )
)
_CONTRACTORS = frozenset(
    (
        "contractor", "contractors", "company", "firm", "operator", "subsidiary", "employer", "concessionaire",
        "companies", "firms", "operators", "producers", "signatories", "subsidiaries", "employers", "licensee",
        "producer", "signatory",
    )
)
_BY = frozenset(
    (
        "employed", "run", "operated", "hired", "guarded", "mined", "owned", "managed", "supplied",
    )
)
_MEN = frozenset(
    (
        "trucks", "managers", "supervisors", "lorries", "escorts", "patrols", "workforce", "shareholders", "convoys",
        "depot", "headquarters", "pickups", "smelter", "guards", "security", "employees", "staff", "management",
        "contractors", "concession", "mine", "pit", "lease", "shares", "vehicles", "uniform", "uniforms",
    )
)


def in_document(readings: Sequence[Reading], lower: frozenset[str], placed: frozenset[str]) -> Others:
    """One pass over all passages; what a firm is called stands in models/harms (`trades`, the last word of its name)."""
    firms: set[tuple[str, ...]] = set()
    officials: set[tuple[str, ...]] = set()
    for reading in readings:
        if not reading.latin or not any(c.isupper() for c in reading.text):
            continue
        finder = Finder(reading, lower, placed)
        firms.update(_by_trade(finder))
        after = -1
        for name in finder.names():
            lows = finder.lows(name)
            if not lows or finder.beside(name) or name.honorific:
                continue
            joined = name.first == after + 1 and finder.words[after].low in ("and", ",", "or")
            if joined or _as_firm(finder, name.first, name.last):
                firms.add(lows)
                after = name.last
            elif name.size > 1 and finder.official(name):
                officials.update((lows, lows[-1:]))
    return Others(frozenset(firms), frozenset(officials))


def _by_trade(finder: Finder) -> Iterator[tuple[str, ...]]:
    """ "Hollis Maddox Copper": all of it, and what stands before the word for the trade."""
    words = finder.words
    trades = finder.book.list("en", "trades")
    for at, word in enumerate(words):
        if word.low not in trades or not word.text[:1].isupper():
            continue
        first = at
        while first and at - first < 4 and _named(finder, first - 1):
            first -= 1
        while first < at and words[first].low in finder.book.list("en", "common"):
            first += 1
        if first < at:
            core = tuple(w.low for w in words[first:at])
            yield core
            yield (*core, word.low)


def _named(finder: Finder, at: int) -> bool:
    word = finder.words[at]
    capital = word.text[:1].isupper() and len(word.text) > 1
    return capital and word.text[-2:] not in ("'s", "’s") and word.low not in finder.book.list("en", "articles")


def _as_firm(finder: Finder, first: int, last: int) -> bool:
    """ "a contractor, X,", "a company called X", "X, a contractor", "X runs a mine", "X guards"."""
    words = finder.words
    before = [w.low for w in words[max(0, first - 3) : first]]
    if before and before[-1] in (",", "called", "named", "(") and _CONTRACTORS.intersection(before):
        return True
    if before[-1:] and before[-1] in _CONTRACTORS:
        return True
    after = [w.low for w in words[last : last + 7]]
    if after[:1] == [","] and _CONTRACTORS.intersection(after[1:5]) and after[1] in ("a", "an", "the", "its", "another"):
        return True
    if after[:1] and after[0] in _MEN:
        return True
    given = any(words[n].low in finder.book.list("en", "given") for n in range(first, last))
    if before[-1:] == ["by"] and before[-2:-1] and before[-2] in _BY and not given:
        return True
    return bool(after) and after[0] in _RUNS and bool(_THINGS.intersection(after[1:]))
