"""Lines of a page or a text file, and how the document sets them: width, wrapping, spacing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafter.read import labels
from drafter.read.chars import LETTER, han_share, is_han, width

ZH, LATIN, CELLS = "zh", "latin", "cells"
_BREAK = re.compile("\r\n|[\n\r\f\v\x85\u2028\u2029]")
_TERMINAL = re.compile(r"[.!?。！？…;；:：][)）\]”’\"'»」』》]*$")
_STRONG = re.compile(r"[.!?。！？…][)）\]”’\"'»」』]*$")
_INNER_MARKS = re.compile("[，。；：、？！]")
_SPACED_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
WIDEST = {ZH: 130, LATIN: 165}
"""Lines wider than this (in columns) were not broken by a page."""


class Line(NamedTuple):
    """A line that is not blank, without the space around it.

    `gap`: blank space before it. `broken`: a page break or furniture lay before it. `fill`: how much of the measure it
    fills, 0 when only its own width tells. `level`: heading level set by markup, 0 without.
    """

    text: str
    source: int
    at: int
    gap: bool = False
    broken: bool = False
    indent: int = 0
    page: int = 0
    fill: float = 0.0
    level: int = 0
    recognised: bool = False
    kind: str = ""


def split(text: str, source: int = 0, *, page: int = 0, recognised: bool = False) -> Iterator[Line]:
    """The lines of a text; form feeds break pages."""
    at, gap, broken = 0, False, False
    ends = [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]
    for stop, following in ends:
        words = text[at:stop]
        bare = words.strip()
        if bare:
            lead = len(words) - len(words.lstrip())
            indent = width(words[:lead].replace("\t", "    "))
            yield Line(bare, source, at + lead, gap, broken, indent, page, recognised=recognised)
            gap = broken = False
        else:
            gap = gap or at > 0
        broken = broken or text[stop:following] == "\f"
        at = following


def script(text: str) -> str:
    """`zh`, `latin`, or empty for a line of signs and digits."""
    if not text.isascii() and (is_han(text[0]) or han_share(text) > 0.25):
        return ZH
    return LATIN if LETTER.search(text) else ""


def ends(text: str) -> bool:
    """Whether a line ends a sentence or a list's lead-in."""
    return bool(_TERMINAL.search(text[-6:]))


def ends_sentence(text: str) -> bool:
    return bool(_STRONG.search(text[-6:]))


def flows_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence, as far as one sees: a small letter, a Chinese character."""
    return text[:1].islower() or is_han(text[:1])


def cells(text: str) -> int:
    """The columns of a line in which each space stands for a lost punctuation mark."""
    return width(re.sub(" +", "\u3000", text))


@dataclass(frozen=True)
class Setting:
    """How a document is set. `widths`: columns of a full line per script; `wrapped`: whether lines are broken by width."""

    widths: Mapping[str, float]
    wrapped: Mapping[str, bool]
    double_spaced: bool
    bilingual: bool
    unpunctuated: bool

    def fill(self, line: Line) -> float:
        """How much of the measure a line fills (about 1 for a full one)."""
        if line.fill:
            return line.fill
        full = self.widths.get(script(line.text) or LATIN, 0.0)
        return width(line.text) / full if full else 0.0


def setting(lines: Sequence[Line], *, paged: bool = False) -> Setting:
    """Measure the lines. `paged`: they come from pages, so they are wrapped whatever they look like."""
    scripts = [script(line.text) for line in lines]
    of = {s: [line for line, k in zip(lines, scripts, strict=True) if k == s] for s in (ZH, LATIN)}
    widths = {s: _full([width(line.text) for line in group]) for s, group in of.items()}
    wrapped = {s: paged or (0 < widths[s] <= WIDEST[s] and _broken_share(group, s, widths[s]) >= 0.3)
               for s, group in of.items()}
    for a, b in ((ZH, LATIN), (LATIN, ZH)):
        if len(of[a]) < 4 and wrapped[b]:
            wrapped[a], widths[a] = True, max(widths[a], widths[b])
    widths[CELLS] = _full([cells(line.text) for line in of[ZH]])
    total = len(of[ZH]) + len(of[LATIN])
    gaps = sum(line.gap for line in lines)
    words = "".join(line.text for line in of[ZH])
    return Setting(
        widths, wrapped,
        double_spaced=any(wrapped.values()) and not paged and len(lines) > 8 and gaps > 0.8 * len(lines),
        bilingual=all(len(of[s]) >= 4 and len(of[s]) >= 0.15 * total for s in of) and _prose(of[LATIN]),
        unpunctuated=_unpunctuated(words),
    )


def _full(widths: list[int]) -> float:
    if not widths:
        return 0.0
    return float(sorted(widths)[min(len(widths) - 1, int(len(widths) * 0.8))])


def _broken_share(group: Sequence[Line], kind: str, full: float) -> float:
    """Among the lines that fill the measure, how many go on in mid-sentence on the next."""
    whole = broken = 0
    for a, b in itertools.pairwise(group):
        if width(a.text) < 0.75 * full:
            continue
        whole += 1
        if ends(a.text) or a.level or b.level or labels.find(b.text):
            continue
        first = b.text[0]
        broken += first.islower() if kind == LATIN else is_han(first) or first.isdigit() or first in "《“（"
    return broken / whole if whole > 1 else 0.0


def _prose(group: Sequence[Line]) -> bool:
    return sum(len(line.text.split()) > 3 for line in group) > 0.3 * len(group)


def _unpunctuated(words: str) -> bool:
    han = sum(map(is_han, words[:20_000]))
    if han < 150:
        return False
    sample = words[:20_000]
    return len(_INNER_MARKS.findall(sample)) < 0.004 * han and len(_SPACED_HAN.findall(sample)) > 0.008 * han
