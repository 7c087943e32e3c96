"""Which paragraph of one language answers which of the other: by row of a table, by numbers, by order and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.check.numbered import Unit
from drafter.check.parity_values import Value, same

_GAP = -0.6
MOST = 250_000
"""Cells of one alignment; of longer stretches only a band beside the diagonal is looked at."""
_BAND = 50
_FOREIGN = -0.9
"""Two paragraphs below this answer each other in no case."""


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
    """Two paragraphs that answer each other; one is None where nothing answers.

    `sure`: numbers or rows say so. `steady`: their section has as many paragraphs in both languages, each answered in its turn.
    """

    a: Passage | None
    b: Passage | None
    sure: bool
    steady: bool = False


Stretch = tuple[Sequence[Passage], Sequence[Passage]]


def pairs(a: Sequence[Passage], b: Sequence[Passage], cut: Callable[[Sequence[Passage], Sequence[Passage]], Iterator[Stretch]] | None = None) \
        -> list[Pair]:
    """Every paragraph once, in the order of the texts. Tables that hold both languages are paired row by row.

    `cut`: says which stretches of both texts belong together where the numbers of their articles don't.
    """
    inside = {p.row[0] for p in a if p.row} & {p.row[0] for p in b if p.row}
    result: list[Pair] = []
    for left, right in _stretches(a, b, inside, cut or _blocks):
        result += _aligned(left, right)
    return result


def _stretches(a: Sequence[Passage], b: Sequence[Passage], inside: set[int],
               cut: Callable[[Sequence[Passage], Sequence[Passage]], Iterator[Stretch]]) -> Iterator[Stretch]:
    """Rows of shared tables, and what stands between them by the articles of the same number."""
    rows: dict[tuple[int, int], tuple[list[Passage], list[Passage]]] = {}
    free: tuple[list[Passage], list[Passage]] = ([], [])
    for side, passages in enumerate((a, b)):
        for passage in passages:
            if passage.row and passage.row[0] in inside:
                rows.setdefault(passage.row, ([], []))[side].append(passage)
            else:
                free[side].append(passage)
    yield from cut(*free)
    for key in sorted(rows):
        yield from _cells(*rows[key])


def _cells(a: Sequence[Passage], b: Sequence[Passage]) -> Iterator[Stretch]:
    """A row whose cells hold both languages cell by cell, any other as a whole."""
    both = {p.column for p in a} & {p.column for p in b}
    if len({p.column for p in (*a, *b)}) < 2:
        both = set()
    for column in sorted(both):
        yield [p for p in a if p.column == column], [p for p in b if p.column == column]
    rest = [p for p in a if p.column not in both], [p for p in b if p.column not in both]
    if both:
        yield from (s for s in ((rest[0], ()), ((), rest[1])) if s[0] or s[1])
    elif rest[0] or rest[1]:
        yield rest


def _top(passage: Passage) -> tuple[object, ...]:
    """The article a paragraph belongs to."""
    path = passage.unit.path
    return path[:2] if path[:1] == (1000,) else path[:1]


def _blocks(a: Sequence[Passage], b: Sequence[Passage]) -> Iterator[Stretch]:
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


def _aligned(a: Sequence[Passage], b: Sequence[Passage]) -> list[Pair]:
    """The best alignment in order."""
    path = best_path(len(a), len(b), lambda i, j: score(a[i], b[j]))
    turn = len(a) == len(b) and all(i == j for i, j in path)
    return [Pair(a[i], b[j], sure(a[i], b[j]), turn and (len(a) == 1 or score(a[i], b[j]) > _FOREIGN)) if i >= 0 and j >= 0 else Pair(a[i] if i >= 0 else None, b[j] if j >= 0 else None, False)
            for i, j in path]


def best_path(rows: int, columns: int, alike: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """The best way to pair two orders, by dynamic programming; -1 where nothing answers.

    Of long ones only a band beside the diagonal is looked at, so that time grows with their length.
    """
    band = max(rows, columns) if rows * columns <= MOST // 16 else abs(rows - columns) + _BAND
    if rows * min(columns, 2 * band + 1) > MOST * 4:
        return [(n if n < rows else -1, n if n < columns else -1) for n in range(max(rows, columns))]
    far = float("-inf")
    spans = [(max(0, i - band), min(columns, i + band)) for i in range(rows + 1)]
    best: list[list[float]] = []
    scores: list[list[float]] = []
    for i, (low, high) in enumerate(spans):
        line, here = [far] * (high - low + 1), [0.0] * (high - low + 1)
        base = spans[i - 1][0] if i else 0
        for j in range(low, high + 1):
            at = j - low
            if not i or not j:
                line[at] = _GAP * (i + j)
                continue
            above = best[i - 1]
            here[at] = alike(i - 1, j - 1)
            slant = above[j - 1 - base] if 0 <= j - 1 - base < len(above) else far
            up = above[j - base] if 0 <= j - base < len(above) else far
            line[at] = max(slant + here[at], up + _GAP, (line[at - 1] if at else far) + _GAP)
        best.append(line)
        scores.append(here)
    return _traced(rows, columns, spans, best, scores)


def _traced(rows: int, columns: int, spans: Sequence[tuple[int, int]], best: Sequence[Sequence[float]], scores: Sequence[Sequence[float]]) \
        -> list[tuple[int, int]]:
    def at(i: int, j: int) -> float:
        return best[i][j - spans[i][0]] if i >= 0 and spans[i][0] <= j <= spans[i][1] else float("-inf")

    found: list[tuple[int, int]] = []
    i, j = rows, columns
    while i or j:
        if i and j and abs(at(i, j) - at(i - 1, j - 1) - scores[i][j - spans[i][0]]) < 1e-9:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif i and (not j or abs(at(i, j) - at(i - 1, j) - _GAP) < 1e-9):
            i -= 1
            found.append((i, -1))
        else:
            j -= 1
            found.append((-1, j))
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
    return found + shared(a.values, b.values)


def _numbers(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """What the numbers of two paragraphs say. Items of a list may have moved up where one is missing."""
    if a == b:
        return 1.0 if len(a) < 2 else 0.6
    if len(a) >= 2 and a[:-1] == b[:-1]:
        return 0.2
    return 0.3 if a[-1:] == b[-1:] else -0.4


def shared(a: Sequence[Value], b: Sequence[Value]) -> float:
    """Values in common speak for two passages, values that differ against them."""
    left, right = rest(a, b)
    known = len(a) - len(left)
    lost = sum(v.hard for v in left) + sum(v.hard for v in right)
    return min(1.5, 0.5 * known) - min(0.9, 0.3 * lost)


def rest(a: Sequence[Value], b: Sequence[Value], equal: Callable[[Value, Value], bool] = same) -> tuple[list[Value], list[Value]]:
    """The values that one has and the other has not; each value answers one."""
    left, right = [], list(b)
    for value in a:
        found = next((n for n, other in enumerate(right) if other.kind == value.kind and other.key == value.key and equal(value, other)), None)
        found = next((n for n, other in enumerate(right) if other.kind == value.kind and equal(value, other)), None) if found is None else found
        found = next((n for n, other in enumerate(right) if equal(value, other)), None) if found is None else found
        if found is None:
            left.append(value)
        else:
            del right[found]
    return left, right
