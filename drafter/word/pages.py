"""On which page a heading probably stands: the cached page numbers of the contents until Word counts them itself.

Measured in lines of text of an A4 page as the built-in shell sets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.schema import Line

PAGE = 48.0
"""Lines on a page."""
WIDTH = {False: {True: 38.0, False: 84.0}, True: {True: 19.0, False: 40.0}}
"""Characters in a line: by two columns or one, then by Chinese or Latin."""


@dataclass
class Layout:
    """Counts lines as pieces are written."""

    page: int = 1
    line: float = 0.0
    pages: dict[str, int] = field(default_factory=dict)

    def heading(self, slot: str, *, new_page: bool = False) -> None:
        if new_page:
            self.page, self.line = self.page + 1, 0.0
        elif self.line + 4 > PAGE:
            self.page, self.line = self.page + 1, 0.0
        self.pages[slot] = self.page
        self._add(2.2)

    def text(self, group: Sequence[Line], *, narrow: bool) -> None:
        self._add(max(_height(line, narrow) for line in group))

    def _add(self, lines: float) -> None:
        self.line += lines
        while self.line > PAGE:
            self.page, self.line = self.page + 1, self.line - PAGE


def _height(line: Line, narrow: bool) -> float:
    if line.rows:
        return 1.0 + 1.5 * len(line.rows)
    words = "".join(run.text for run in line.runs)
    cjk = sum(ord(c) > 0x2E7F for c in words) > len(words) / 3
    width = WIDTH[narrow][cjk] - {"item": 7, "subitem": 12}.get(line.kind, 4) / (2 if cjk else 1)
    return -(-len(words) // max(8.0, width)) + 0.45
