"""Text that knows where it came from: cut it from a source, glue it, edit it; the way back survives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drafter.document import Piece


class Mapped(NamedTuple):
    """A text and its pieces, sorted; characters without a piece were put in by a repair."""

    text: str
    pieces: tuple[Piece, ...]


Edit = tuple[int, int, str]
"""`start:end` of a text becomes another string."""


def cut(text: str, start: int, end: int, source: int = 0) -> Mapped:
    """`start:end` of a source's text."""
    if start >= end:
        return Mapped("", ())
    return Mapped(text[start:end], (Piece(0, end - start, source, start, end),))


def shifted(pieces: Iterable[Piece], by: int) -> list[Piece]:
    return [Piece(p.start + by, p.end + by, p.source, p.at, p.until) for p in pieces]


def glue(parts: Iterable[Mapped | str]) -> Mapped:
    """One text from several; a plain string has no origin."""
    words: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            length += len(part)
            continue
        words.append(part.text)
        pieces.extend(shifted(part.pieces, length) if length else part.pieces)
        length += len(part.text)
    return Mapped("".join(words), tuple(pieces))


def part(mapped: Mapped, start: int, end: int) -> Mapped:
    """`start:end` of a mapped text."""
    if start <= 0 and end >= len(mapped.text):
        return mapped
    return Mapped(mapped.text[start:end], tuple(_clip(mapped.pieces, start, end, -start)))


def edit(mapped: Mapped, edits: Sequence[Edit]) -> Mapped:
    """Apply edits, sorted and apart from each other. A replacement keeps the origin of what it replaces."""
    if not edits:
        return mapped
    words: list[str] = []
    pieces: list[Piece] = []
    at = length = index = 0
    source = mapped.pieces
    for start, end, new in [*edits, (len(mapped.text), len(mapped.text), "")]:
        while index < len(source) and source[index].end <= at:
            index += 1
        stop = index
        while stop < len(source) and source[stop].start < end:
            stop += 1
        near = source[index:stop]
        if start > at:
            words.append(mapped.text[at:start])
            pieces.extend(_clip(near, at, start, length - at))
            length += start - at
        if new:
            whole = list(_clip(near, start, end, 0))
            if whole and all(p.source == whole[0].source for p in whole):
                pieces.append(Piece(length, length + len(new), whole[0].source, min(p.at for p in whole),
                                    max(p.until for p in whole)))
            words.append(new)
            length += len(new)
        at = end
    return Mapped("".join(words), tuple(pieces))


def _clip(pieces: Iterable[Piece], start: int, end: int, by: int) -> Iterable[Piece]:
    for p in pieces:
        low, high = max(p.start, start), min(p.end, end)
        if low >= high:
            continue
        if p.end - p.start == p.until - p.at:
            yield Piece(low + by, high + by, p.source, p.at + low - p.start, p.at + high - p.start)
        else:
            yield Piece(low + by, high + by, p.source, p.at, p.until)
