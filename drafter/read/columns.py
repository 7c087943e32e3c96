"""Lines of a PDF page in reading order, from the boxes of its characters: columns one after the other, tables by row.

Coordinates are points from the lower left corner of the page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.read.lines import Line

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
_END = re.compile(r"[\r\n]+")
_COLUMN_LINES = 4
"""Lines that each of two columns has at least."""


class Strip(NamedTuple):
    """A stretch `start:end` of the page's text on one line of one column."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def ordered(text: str, boxes: Sequence[Box], page: int) -> list[Line]:
    """The lines of a page; `page` counts from 0 and is the number of the source."""
    strips = [strip for strip in _strips(text, boxes) if text[strip.start:strip.end].strip()]
    split = _gutter(strips)
    if split is None:
        strips = _merged(strips)
        return list(_lines(text, _down(strips), page))
    result: list[Line] = []
    for column in _bands(strips, split):
        result += _lines(text, _merged(column), page)
    return result


def _strips(text: str, boxes: Sequence[Box]) -> Iterator[Strip]:
    """Pdfium's lines, cut where a gap is as wide as a gutter."""
    at = 0
    for stop, following in [*((m.start(), m.end()) for m in _END.finditer(text)), (len(text), len(text))]:
        yield from _cut(text, boxes, at, stop)
        at = following


def _cut(text: str, boxes: Sequence[Box], start: int, stop: int) -> Iterator[Strip]:
    placed = [n for n in range(start, stop) if boxes[n] is not NOWHERE and boxes[n] != NOWHERE]
    if not placed:
        return
    heights = sorted(boxes[n][3] - boxes[n][1] for n in placed)
    em = max(4.0, heights[len(heights) * 3 // 4] * 1.4)
    first = start
    for a, b in itertools.pairwise(placed):
        gap = boxes[b][0] - boxes[a][2] if b == a + 1 or text[a + 1:b].isspace() else 0.0
        if gap > 1.6 * em or gap < -8 * em:
            yield _strip(boxes, first, a + 1, placed)
            first = b
    yield _strip(boxes, first, stop, placed)


def _strip(boxes: Sequence[Box], start: int, end: int, placed: Sequence[int]) -> Strip:
    own = [boxes[n] for n in placed if start <= n < end]
    return Strip(start, end, min(b[0] for b in own), min(b[1] for b in own), max(b[2] for b in own), max(b[3] for b in own))


def _gutter(strips: Sequence[Strip]) -> float | None:
    """The middle of a gap that parts the page into two columns of running text; None when there is none."""
    if len(strips) < 2 * _COLUMN_LINES:
        return None
    left, right = min(s.left for s in strips), max(s.right for s in strips)
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = left + (right - left) * step / 100
        crossing = sum(s.left < x - 2 and s.right > x + 2 for s in strips)
        a, b = [s for s in strips if s.right <= x + 2], [s for s in strips if s.left >= x - 2]
        if min(len(a), len(b)) < _COLUMN_LINES or crossing > 0.35 * len(strips):
            continue
        if _running(a, right - left) and _running(b, right - left) and _beside(a, b):
            score = min(len(a), len(b)) - 2 * crossing
            if best is None or score > best[0]:
                best = score, x
    return best[1] if best else None


def _running(column: Sequence[Strip], page: float) -> bool:
    """Whether the lines fill their column, as prose does and the cells of a table do not. `page`: the width of its text."""
    rights = sorted(s.right for s in column)
    full = rights[int(len(rights) * 0.85)] - min(s.left for s in column)
    return full > 0.22 * page and sum(s.right - s.left > 0.6 * full for s in column) >= 0.5 * len(column)


def _beside(a: Sequence[Strip], b: Sequence[Strip]) -> bool:
    low, high = max(min(s.bottom for s in a), min(s.bottom for s in b)), min(max(s.top for s in a), max(s.top for s in b))
    return sum(low <= s.bottom <= high for s in a) >= _COLUMN_LINES - 1 and sum(low <= s.bottom <= high for s in b) >= _COLUMN_LINES - 1


def _bands(strips: Sequence[Strip], x: float) -> Iterator[list[Strip]]:
    """Left column, right column, and again below every line that crosses both."""
    left: list[Strip] = []
    right: list[Strip] = []
    for strip in _down(strips):
        if strip.left < x - 2 and strip.right > x + 2:
            yield from (column for column in (left, right) if column)
            yield [strip]
            left, right = [], []
        elif strip.right <= x + 2:
            left.append(strip)
        else:
            right.append(strip)
    yield from (column for column in (left, right) if column)


def _merged(strips: Sequence[Strip]) -> list[Strip]:
    """Strips of one printed line that follow each other in the text become one again: the cells of a table's row."""
    result: list[Strip] = []
    for strip in strips:
        last = result[-1] if result else None
        beside = last and strip.left >= last.right and abs(strip.bottom - last.bottom) < 0.7 * strip.height
        if last and beside and last.end <= strip.start <= last.end + 3:
            result[-1] = Strip(last.start, strip.end, last.left, min(last.bottom, strip.bottom), strip.right, max(last.top, strip.top))
        else:
            result.append(strip)
    return result


def _down(strips: Sequence[Strip]) -> list[Strip]:
    """From the top of the page to its foot, if the text does not already run so; lines side by side from the left."""
    steps = [a.bottom - b.bottom for a, b in itertools.pairwise(strips)]
    if not any(step < -1.5 * strips[n].height for n, step in enumerate(steps)):
        return list(strips)
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda s: -s.bottom):
        if rows and rows[-1][0].bottom - strip.bottom < 0.5 * max(strip.height, rows[-1][0].height):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [strip for row in rows for strip in sorted(row, key=lambda s: s.left)]


def _lines(text: str, strips: Sequence[Strip], page: int) -> Iterator[Line]:
    if not strips:
        return
    left = min(s.left for s in strips)
    rights = sorted(s.right for s in strips)
    full = max(1.0, rights[int(len(rights) * 0.85)] - left)
    pitch = _pitch(strips)
    last: Strip | None = None
    for strip in strips:
        words = text[strip.start:strip.end]
        bare = words.strip()
        lead = len(words) - len(words.lstrip())
        gap = last is not None and last.bottom - strip.bottom > 1.45 * pitch
        indent = round((strip.left - left) / max(3.0, strip.height * 0.55))
        begins = max(left, strip.left - 3 * strip.height)
        yield Line(bare, page, strip.start + lead, gap, False, indent, page + 1, fill=min(1.2, (strip.right - begins) / full))
        last = strip


def _pitch(strips: Sequence[Strip]) -> float:
    """The usual distance from line to line."""
    steps = sorted(a.bottom - b.bottom for a, b in itertools.pairwise(strips) if a.bottom - b.bottom > 2)
    usual = 2.2 * sorted(s.height for s in strips)[len(strips) // 2]
    return min(steps[len(steps) // 3], usual) if steps else usual
