"""A value in a passage, and when two values of different languages say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "span", "rhythm", "money", "percent", "reference", "code", "person", "time", "ordinal", "number"]


@dataclass(frozen=True)
class Value:
    """A value at `start:end` of the passage. `key` is what is compared; `count` the bare number, where it has one.

    `hard`: written in figures, or with a unit: a translator cannot leave it out. `firm`: a number in words that counts something;
    it may be left out, but two of them that differ are worth a word.
    """

    kind: Kind
    key: tuple[object, ...]
    start: int
    end: int
    hard: bool
    count: float | None = None
    firm: bool = False


def same(a: Value, b: Value) -> bool:
    """Whether two values of different languages say the same."""
    if a.kind == b.kind == "money":
        return a.key[1] == b.key[1] and (a.key[0] == b.key[0] or not a.key[0] or not b.key[0])
    if a.kind == b.kind == "date":
        return dated(a.key, b.key)
    if a.kind == b.kind == "reference":
        return a.key[1] == b.key[1] and (a.key[0] == b.key[0] or ("section" in (a.key[0], b.key[0]) and "annex" not in (a.key[0], b.key[0])))
    if a.kind == b.kind:
        return a.key == b.key
    if {a.kind, b.kind} == {"span", "rhythm"}:
        return a.key[:2] == b.key[:2]
    if "date" in (a.kind, b.kind):
        date, other = (a, b) if a.kind == "date" else (b, a)
        return other.count is not None and date.key == (other.count,)
    if {a.kind, b.kind} & {"reference", "code", "person", "time", "rhythm"}:
        return False
    return a.count is not None and a.count == b.count


def dated(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    """Whether two dates are the same; a year or month that is not said (0) answers any."""
    return len(a) == len(b) and all(x == y or (n < len(a) - 1 and 0 in (x, y)) for n, (x, y) in enumerate(zip(a, b, strict=True)))
