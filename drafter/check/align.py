"""Which paragraph of one language answers which of the other: by row of a table, by numbers, by order and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.check.numbered import Unit
from drafter.check.quantities import Value, same

_GAP = -0.6
_MOST = 250_000
"""Cells of one alignment; longer stretches are paired by order alone."""


@dataclass(frozen=True)
class Passage:
    """A paragraph with its words and values, ready to be compared."""

    unit: Unit
    text: str
    values: tuple[Value, ...]
    size: float
    row: tuple[int, int] | None = None
    column: int = 0


@dataclass(frozen=True)
class Pair:
    """Two paragraphs that answer each other; one is None where nothing answers. `sure`: numbers or rows say so."""

    a: Passage | None
    b: Passage | None
    sure: bool


def pairs(a: Sequence[Passage], b: Sequence[Passage]) -> list[Pair]:
    """Every paragraph once, in the order of the texts. Tables that hold both languages are paired row by row."""
    shared = {p.row[0] for p in a if p.row} & {p.row[0] for p in b if p.row}
    result: list[Pair] = []
    for left, right in _stretches(a, b, shared):
        result += _aligned(left, right) if len(left) * len(right) <= _MOST else _in_order(left, right)
    return result


def _stretches(a: Sequence[Passage], b: Sequence[Passage], shared: set[int]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """Rows of shared tables, and what stands between them by the articles of the same number."""
    rows: dict[tuple[int, int], tuple[list[Passage], list[Passage]]] = {}
    free: tuple[list[Passage], list[Passage]] = ([], [])
    for side, passages in enumerate((a, b)):
        for passage in passages:
            if passage.row and passage.row[0] in shared:
                rows.setdefault(passage.row, ([], []))[side].append(passage)
            else:
                free[side].append(passage)
    yield from _blocks(*free)
    yield from (rows[key] for key in sorted(rows))


def _top(passage: Passage) -> tuple[object, ...]:
    """The article a paragraph belongs to."""
    path = passage.unit.path
    return path[:2] if path[:1] == (1000,) else path[:1]


def _blocks(a: Sequence[Passage], b: Sequence[Passage]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """Stretches of both texts that belong together: the articles of the same number."""
    left, right = _grouped(a), _grouped(b)
    matcher = SequenceMatcher(None, [k for k, _ in left], [k for k, _ in right], autojunk=False)
    for tag, low, high, start, stop in matcher.get_opcodes():
        if tag == "equal":
            yield from ((left[low + n][1], right[start + n][1]) for n in range(high - low))
        else:
            yield [p for _, g in left[low:high] for p in g], [p for _, g in right[start:stop] for p in g]


def _grouped(passages: Sequence[Passage]) -> list[tuple[object, list[Passage]]]:
    found: list[tuple[object, list[Passage]]] = []
    for passage in passages:
        if found and found[-1][0] == _top(passage):
            found[-1][1].append(passage)
        else:
            found.append((_top(passage), [passage]))
    return found


def _in_order(a: Sequence[Passage], b: Sequence[Passage]) -> list[Pair]:
    shared = [Pair(x, y, False) for x, y in zip(a, b, strict=False)]
    return [*shared, *(Pair(x, None, False) for x in a[len(b):]), *(Pair(None, y, False) for y in b[len(a):])]


def _aligned(a: Sequence[Passage], b: Sequence[Passage]) -> list[Pair]:
    """The best alignment in order, by dynamic programming."""
    rows, columns = len(a), len(b)
    scores = [[score(x, y) for y in b] for x in a]
    best = [[_GAP * (i + j) if not i or not j else 0.0 for j in range(columns + 1)] for i in range(rows + 1)]
    for i in range(1, rows + 1):
        above, here, line = best[i - 1], best[i], scores[i - 1]
        for j in range(1, columns + 1):
            here[j] = max(above[j - 1] + line[j - 1], above[j] + _GAP, here[j - 1] + _GAP)
    return _traced(a, b, best, scores)


def _traced(a: Sequence[Passage], b: Sequence[Passage], best: list[list[float]], scores: list[list[float]]) -> list[Pair]:
    found: list[Pair] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and abs(best[i][j] - best[i - 1][j - 1] - scores[i - 1][j - 1]) < 1e-9:
            i, j = i - 1, j - 1
            found.append(Pair(a[i], b[j], sure(a[i], b[j])))
        elif i and abs(best[i][j] - best[i - 1][j] - _GAP) < 1e-9:
            i -= 1
            found.append(Pair(a[i], None, False))
        else:
            j -= 1
            found.append(Pair(None, b[j], False))
    return found[::-1]


def sure(a: Passage, b: Passage) -> bool:
    """Whether numbers or rows of a table say that two paragraphs answer each other."""
    if a.unit.label and b.unit.label and a.unit.path == b.unit.path:
        return True
    return a.row is not None and a.row == b.row


def score(a: Passage, b: Passage) -> float:
    """How well two paragraphs answer each other; above 0 they may."""
    found = 0.0
    if a.row is not None and b.row is not None and a.row[0] == b.row[0]:
        found += (3.0 if a.row == b.row else -2.0) + (0.2 if a.column == b.column else 0.0)
    if bool(a.unit.label) != bool(b.unit.label):
        found -= 0.8
    elif a.unit.label and b.unit.label:
        found += _numbers(a.unit.path, b.unit.path)
    elif a.unit.path == b.unit.path:
        found += 0.4
    if (a.unit.paragraph.kind == "heading") != (b.unit.paragraph.kind == "heading"):
        found -= 0.5
    ratio = min(a.size, b.size) / max(a.size, b.size, 1.0)
    found += 0.8 * (ratio - 0.45)
    return found + _shared(a.values, b.values)


def _numbers(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """What the numbers of two paragraphs say. Items of a list may have moved up where one is missing."""
    if a == b:
        return 1.0 if len(a) < 2 else 0.6
    if len(a) >= 2 and a[:-1] == b[:-1]:
        return 0.2
    return 0.3 if a[-1:] == b[-1:] else -0.4


def _shared(a: Sequence[Value], b: Sequence[Value]) -> float:
    """Values in common speak for two paragraphs, values that differ against them."""
    left, right = rest(a, b)
    known = len(a) - len(left)
    lost = sum(v.hard for v in left) + sum(v.hard for v in right)
    return min(1.5, 0.5 * known) - min(0.9, 0.3 * lost)


def rest(a: Sequence[Value], b: Sequence[Value], equal: Callable[[Value, Value], bool] = same) -> tuple[list[Value], list[Value]]:
    """The values that one has and the other has not; each value answers one."""
    left, right = [], list(b)
    for value in a:
        found = next((n for n, other in enumerate(right) if other.kind == value.kind and equal(value, other)), None)
        found = next((n for n, other in enumerate(right) if equal(value, other)), None) if found is None else found
        if found is None:
            left.append(value)
        else:
            del right[found]
    return left, right
