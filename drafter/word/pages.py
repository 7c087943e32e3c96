"""On which page a heading probably stands: the cached page numbers of the contents until Word counts them itself.

Measured in lines of text of an A4 page as the built-in shell sets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.schema import Line, Run

PAGE = {False: {True: 51.5, False: 58.0}, True: {True: 64.0, False: 64.0}}
"""Lines on a page: in one column or two, then Chinese or Latin."""
WIDTH = {False: {True: 37.0, False: 92.0}, True: {True: 21.5, False: 46.0}}
"""Characters in a line, likewise."""
ROW = {True: 42.0, False: 100.0}
"""Characters across a table, Chinese or Latin."""
ENTRIES = 54
"""Lines of a table of contents on a page."""


@dataclass
class Layout:
    """Counts lines as pieces are written."""

    narrow: bool = False
    chinese: bool = False
    page: int = 1
    line: float = 0.0
    pages: dict[str, int] = field(default_factory=dict)

    def front(self, entries: int) -> None:
        """A cover and a table of contents stand before."""
        self.page += 1 - (-entries // ENTRIES)

    def heading(self, slot: str, *, new_page: bool = False) -> None:
        if new_page or self.line + 4 > self.lines:
            self.page, self.line = self.page + 1, 0.0
        self.pages[slot] = self.page
        self._add(2.2)

    def text(self, group: Sequence[Line]) -> None:
        heights = [_height(line, self.narrow) for line in group]
        self._add(sum(heights) if group[0].rows else max(heights))

    @property
    def lines(self) -> float:
        return PAGE[self.narrow][self.chinese]

    def _add(self, lines: float) -> None:
        self.line += lines
        while self.line > self.lines:
            self.page, self.line = self.page + 1, self.line - self.lines


def _height(line: Line, narrow: bool) -> float:
    if line.rows:
        return 1.2 + sum(map(_row, line.rows))
    words = "".join(run.text for run in line.runs)
    cjk = sum(ord(c) > 0x2E7F for c in words) > len(words) / 3
    width = WIDTH[narrow][cjk] - {"item": 7, "subitem": 12}.get(line.kind, 4) / (2 if cjk else 1)
    return -(-len(words) // max(8.0, width)) + 0.45


def _row(cells: Sequence[Sequence[Run]]) -> float:
    """Lines of a table row: its fullest cell, or the room left for writing."""
    texts = ["".join(run.text for run in cell) for cell in cells]
    full = max(-(-len(t) // max(4.0, ROW[bool(t) and ord(t[0]) > 0x2E7F] / len(texts))) for t in texts)
    return max(full + 0.35, 1.9 if not all(texts) else 0.0)
