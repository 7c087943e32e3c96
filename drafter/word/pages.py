"""On which page a heading probably stands: the cached page numbers of the contents until Word counts them itself.

Measured in lines of text of an A4 page as the built-in shell sets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.schema import Line

PAGE = {False: 52.0, True: 60.0}
"""Lines on a page, in one column or two."""
WIDTH = {False: {True: 37.0, False: 92.0}, True: {True: 21.5, False: 46.0}}
"""Characters in a line: in one column or two, then Chinese or Latin."""
ENTRIES = 54
"""Lines of a table of contents on a page."""


@dataclass
class Layout:
    """Counts lines as pieces are written."""

    narrow: bool = False
    page: int = 1
    line: float = 0.0
    pages: dict[str, int] = field(default_factory=dict)

    def front(self, entries: int) -> None:
        """A cover and a table of contents stand before."""
        self.page += 1 - (-entries // ENTRIES)

    def heading(self, slot: str, *, new_page: bool = False) -> None:
        if new_page or self.line + 4 > PAGE[self.narrow]:
            self.page, self.line = self.page + 1, 0.0
        self.pages[slot] = self.page
        self._add(2.2)

    def text(self, group: Sequence[Line]) -> None:
        self._add(max(_height(line, self.narrow) for line in group))

    def _add(self, lines: float) -> None:
        self.line += lines
        while self.line > PAGE[self.narrow]:
            self.page, self.line = self.page + 1, self.line - PAGE[self.narrow]


def _height(line: Line, narrow: bool) -> float:
    if line.rows:
        return 1.0 + 1.5 * len(line.rows)
    words = "".join(run.text for run in line.runs)
    cjk = sum(ord(c) > 0x2E7F for c in words) > len(words) / 3
    width = WIDTH[narrow][cjk] - {"item": 7, "subitem": 12}.get(line.kind, 4) / (2 if cjk else 1)
    return -(-len(words) // max(8.0, width)) + 0.45
