"""Running headers, footers and page numbers: taken out of the sentences they interrupt.

Only what is surely furniture goes; a number that may belong to the text stays.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from drafter.read.lines import Line, ends, flows_on

_MARK = re.compile(r"<PAGE>\s*\d*|[-–—]\s?\d{1,4}\s?[-–—]|第\s?\d{1,4}\s?页.{0,12}|(?:\[?\s?)(?:page|página|pagina|pág\.|p\.)\s?\d{1,4}"
                   r"(?:\s?(?:of|de|sur|/)\s?\d{1,4})?\s?\]?|\d{1,4}\s?(?:of|de|sur|/)\s?\d{1,4}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7}")
_DIGITS = re.compile(r"\d+")
_NEAR = 3
"""Lines beside a page break in which furniture stands."""
_PAGE = 15
"""Lines that a page has at least, where only a returning line tells that it turns."""
_APART = 6
"""Lines that lie at least between two page numbers."""


def strip(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and each running header or footer once."""
    marks = {n for n, line in enumerate(lines) if _MARK.fullmatch(line.text)}
    if marks and not _believable(lines, marks):
        marks = {n for n in marks if lines[n].text.startswith("<PAGE>") or "页" in lines[n].text}
    edges = _near(lines, marks)
    numbers = {n for n, line in enumerate(lines) if n not in marks and _NUMBER.fullmatch(line.text)}
    drop = marks | {n for n in numbers if n in edges and lines[n].text.isdigit()} | _chain(lines, numbers)
    edges = _near(lines, drop)
    running = _running(lines, edges - drop)
    drop |= running
    kept, broken = [], False
    for n, line in enumerate(lines):
        if n in drop:
            broken = True
            continue
        broken = broken or _page_turns(lines, n)
        kept.append(line._replace(broken=True) if broken and not line.broken else line)
        broken = False
    return kept, _once([lines[n] for n in sorted(running)])


def _believable(lines: Sequence[Line], marks: set[int]) -> bool:
    """Whether page marks come one a page, not as the numbers of a table (3/10, 4/10 in neighbouring lines)."""
    places = sorted(marks)
    close = sum(b - a < 4 for a, b in itertools.pairwise(places))
    return close <= len(places) // 3


def _page_turns(lines: Sequence[Line], n: int) -> bool:
    return n > 0 and lines[n].page != lines[n - 1].page


def _near(lines: Sequence[Line], marks: set[int]) -> set[int]:
    """The lines near a page break: two before, two after, in one page each."""
    near: set[int] = set()
    for n in range(len(lines)):
        if n in marks:
            near.update(range(max(0, n - _NEAR), min(len(lines), n + _NEAR + 1)))
        elif lines[n].broken or _page_turns(lines, n):
            near.update(range(max(0, n - _NEAR), min(len(lines), n + _NEAR)))
    if lines and lines[-1].page:
        near.update(range(min(_NEAR, len(lines))))
        near.update(range(max(0, len(lines) - _NEAR), len(lines)))
    return near


def _chain(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Bare numbers that count up by one, well apart: page numbers."""
    places = [n for n in sorted(numbers) if lines[n].text.isdigit() and not _note(lines, n)]
    found: set[int] = set()
    run: list[int] = []
    for n in places:
        if run and int(lines[n].text) == int(lines[run[-1]].text) + 1 and n - run[-1] >= _APART:
            run.append(n)
        else:
            run = [n]
        if len(run) >= 3 or (len(run) == 2 and (_alike(lines, run) or any(_interrupts(lines, m) for m in run))):
            found.update(run)
    return found


def _alike(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether the same line stands over, or under, each of the numbers: a running header or footer."""
    for step in (-1, 1):
        beside = {_DIGITS.sub("#", lines[n + step].text.casefold()) for n in places if 0 <= n + step < len(lines)}
        if len(beside) == 1 and any(c.isalpha() for c in next(iter(beside))):
            return True
    return False


def _note(lines: Sequence[Line], n: int) -> bool:
    """Whether a number is a footnote's: tight under an unfinished line, or tight over the note."""
    return 0 < n < len(lines) - 1 and not lines[n + 1].gap and len(lines[n].text) < 3


def _interrupts(lines: Sequence[Line], n: int) -> bool:
    return (0 < n < len(lines) - 1 and lines[n - 1].text[-1:].isalpha() and not ends(lines[n - 1].text)
            and flows_on(lines[n + 1].text))


def _running(lines: Sequence[Line], edges: set[int]) -> set[int]:
    """Lines that return at page breaks, or that return and interrupt sentences."""
    places: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        if len(line.text) <= 120:
            places.setdefault(_DIGITS.sub("#", line.text.casefold()), []).append(n)
    paged = bool(lines and lines[0].page)
    pages = len({line.page for line in lines}) if paged else max(3, len(edges) // (2 * _NEAR))
    found: set[int] = set()
    for key, group in places.items():
        if len(group) < 2 or not any(c.isalpha() for c in key):
            continue
        at_edges = [n for n in group if n in edges]
        needed = max(2 if paged and pages <= 3 else 3, pages // 4)
        turns = len({lines[n].page for n in at_edges}) if paged else len(at_edges)
        if turns >= needed and len(at_edges) >= 0.6 * len(group):
            found.update(at_edges)
        elif not paged and len(group) >= 3 and _recurs(lines, group):
            found.update(group)
    return found


def _recurs(lines: Sequence[Line], group: Sequence[int]) -> bool:
    """Whether a line returns page after page, set apart, in the middle of sentences, and is itself none's middle."""
    if lines[group[0]].text[:1].islower() or any(b - a < _PAGE for a, b in itertools.pairwise(group)):
        return False
    set_apart = sum(lines[n].gap or (n + 1 < len(lines) and lines[n + 1].gap) for n in group)
    return set_apart == len(group) and sum(_interrupts(lines, n) for n in group) * 2 >= len(group)


def _once(lines: Sequence[Line]) -> list[Line]:
    seen: dict[str, Line] = {}
    for line in lines:
        seen.setdefault(_DIGITS.sub("#", line.text.casefold()), line)
    return list(seen.values())
