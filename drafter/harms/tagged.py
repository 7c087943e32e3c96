"""What a trained reader marks, weighed against the rules: it reads whole paragraphs, and so finds ways of telling that no list knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter import tagger
from drafter.harms import persons, places, wording
from drafter.harms.base import Harm, Setting
from drafter.harms.text import Reading
from drafter.library import root

_FILE = "tagger.npz"
_READ = ("en", "zh")
_NUMBERS = "dnh-pii"
_CERTAIN = frozenset({(_NUMBERS, "en"), (_NUMBERS, "zh"), (places.RULE, "en")})
"""What rules by hand are right about by themselves: telephone numbers, mailboxes, papers, accounts; a village after its word."""
_BESIDE = {wording.RULE: 0.08}
_HALF = 0.5
"""Part of the certainty asked of the reader that is enough where a rule finds the same; of allegations hardly any."""
_ROOM = {"zh": 220}
_AHEAD = {"zh": 50}
_SENTENCE = re.compile(r"[.;!?]\s|[。；！？]")
_MARK = re.compile(r"\w")
_CODED = re.compile(r"某|[×Xx]{2}|\A\W*[A-Z]{1,2}-?\d{1,3}\W*\Z")
"""A name already taken out: 王某, P1."""
_ALONE, _FEW = 0.9, 80
"""Certainty asked of the reader in cells, items and headings of so few letters."""
_LABEL = 24
"""Letters of a cell or heading that names a kind of thing and tells nothing."""
_REPORTED = re.compile(r"\breported\b|\balleged\b|\ballegations\b|所报告|据称|指称|指控", re.IGNORECASE)
"""Headings under which accounts are told."""
_PHRASE = re.compile(r"\w\W+\w|[\u4e00-\u9fff]{3}")
_TOLD = re.compile(r"\w\W+\w+\W+\w|[\u4e00-\u9fff]{4}")
"""More than a word, and more than two."""
_TOLL_FREE = re.compile(r"(?<!\d)(?:0?800|1-?800)(?!\d)")


@dataclass(frozen=True)
class _Piece:
    """`start:end` of a passage, and where it begins in its part."""

    reading: Reading
    start: int
    end: int
    at: int


@dataclass(frozen=True)
class Part:
    """A few paragraphs read at once, and what stands before them."""

    text: str
    before: str
    pieces: tuple[_Piece, ...]


def weighed(readings: Sequence[Reading], setting: Setting, found: Sequence[Harm]) -> list[Harm]:
    """The findings of the rules and of the trained reader, weighed against each other.

    Of the kinds that the reader knows, what it is sure of blocks, and what it holds for possible where a rule finds it, too;
    where only a rule finds something, a human is warned. Findings of other kinds, in languages that the reader does not know, and
    with an organisation's own words stay as they are. So do numbers that lead to a person: the rules are certain of them; and a
    name that the reader marks elsewhere.
    """
    read = [r for r in readings if r.language in _READ]
    if not read:
        return list(found)
    sure = {name: rule.sure for name, rule in read[0].book.rules.items() if rule.sure}
    lesser, own = _Cover(h for h in found if h.severity != "block"), read[0].book.own
    perhaps = {name: least * _BESIDE.get(name, _HALF) for name, least in sure.items()}
    certain, possible = list[Harm](), list[Harm]()
    for part in parts(read):
        certain += _marks(part, sure, alone=_ALONE)
        possible += _marks(part, perhaps, alone=0)
    known, blocking = _Cover(certain), _Cover(h for h in found if h.severity == "block")
    marks = [harm for harm in (*certain, *(h for h in possible if blocking.meets(h) and not known.meets(h)))
             if not lesser.holds(harm) and _counts(setting, harm)]
    told, names = _Cover(marks), {harm.quote for harm in marks if harm.rule == persons.RULE}

    def doubtful(harm: Harm) -> bool:
        known = own or (harm.rule, harm.language) in _CERTAIN or (harm.rule == persons.RULE and harm.quote in names)
        return harm.severity == "block" and harm.rule in sure and harm.language in _READ and not known

    beside = [h for h in found if h.severity == "block" and told.meets(h)]
    return [replace(h, severity="warning") if doubtful(h) else h for h in found if not told.meets(h)] + _joined(marks, beside)


def _joined(marks: Sequence[Harm], beside: Sequence[Harm]) -> list[Harm]:
    """What the reader and the rules both see, once: a name or number in the words of the rule, else in the words of both."""
    exact, joined = frozenset(h for h in beside if h.rule in (persons.RULE, _NUMBERS)), list[Harm]()
    for harm in sorted((*marks, *beside), key=lambda h: (h.rule, h.start, h.end)):
        last = joined[-1] if joined else None
        if last is None or last.rule != harm.rule or harm.start >= last.end:
            joined.append(harm)
        elif harm in exact or last in exact:
            joined[-1] = harm if harm in exact else last
        elif harm.end > last.end:
            joined[-1] = replace(last, quote=last.quote + harm.quote[last.end - harm.start:], end=harm.end)
    return joined


class _Cover:
    """The stretches that findings of each rule cover."""

    def __init__(self, found: Iterable[Harm]) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for harm in sorted(found, key=lambda h: h.start):
            spans = self._spans.setdefault(harm.rule, [])
            if spans and harm.start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], harm.end))
            elif harm.start < harm.end:
                spans.append((harm.start, harm.end))

    def _near(self, harm: Harm) -> tuple[int, int]:
        """The first stretch of its rule that ends behind the beginning of a finding."""
        spans = self._spans.get(harm.rule, [])
        at = bisect_right(spans, harm.start, key=lambda span: span[1])
        return spans[at] if at < len(spans) else (harm.end, harm.end)

    def meets(self, harm: Harm) -> bool:
        return self._near(harm)[0] < harm.end

    def holds(self, harm: Harm) -> bool:
        start, end = self._near(harm)
        return start <= harm.start and harm.end <= end


def _marks(part: Part, sure: Mapping[str, float], *, alone: float) -> list[Harm]:
    """What the trained reader marks with the certainty asked of each rule; `alone`: that asked at least of what little surrounds."""
    model = tagger.load(root.built_in() / "models" / "harms" / _FILE)
    return [reading.told(stretch.kind, start, end, "by its wording")
            for stretch in model.read(part.text, sure, part.before) for reading, start, end in _spots(part, stretch)
            if (stretch.sure >= alone or not _brief(stretch.kind, reading, start, end)) and not _excused(stretch.kind, reading, start, end)]


def _brief(kind: str, reading: Reading, start: int, end: int) -> bool:
    """A cell, an item or a heading of a few words, or a deed in one or two: easily taken for what it is not."""
    text = reading.passage.text
    short = reading.passage.kind in ("cell", "list", "heading") and len(text) < _FEW
    return short or (kind == wording.RULE and not _TOLD.search(text, start, end))


def _excused(kind: str, reading: Reading, start: int, end: int) -> bool:
    """Whether a name is said to be no real one; whether an allegation is somebody's account, or but a label in a table."""
    if kind == persons.RULE:
        return persons.pseudonym(reading, start, end)
    label = reading.passage.kind in ("cell", "heading") and len(reading.passage.text) < _LABEL
    return kind == wording.RULE and (label or bool(_REPORTED.search(reading.passage.place)) or wording.accounted(reading, start))


def _counts(setting: Setting, harm: Harm) -> bool:
    """Whether what is known beside the text leaves it a harm."""
    named = any(name in harm.quote or harm.quote in name for name in setting.allow)
    if harm.rule == places.RULE:
        return not named and not places.may_stand(setting)
    if harm.rule == "dnh-child":
        return not any(c.guardian for c in setting.consent or ())
    if harm.rule == _NUMBERS:
        return not _TOLL_FREE.search(harm.quote)
    if harm.rule == wording.RULE:
        return bool(_PHRASE.search(harm.quote))
    if harm.rule == persons.RULE:
        return not named and not _CODED.search(harm.quote) and not setting.fictional
    return True


def _spots(part: Part, stretch: tagger.Stretch) -> Iterator[tuple[Reading, int, int]]:
    """A stretch of a part as stretches of its passages; the first of them stands for all."""
    for piece in part.pieces:
        start, end = max(stretch.start, piece.at), min(stretch.end, piece.at + piece.end - piece.start)
        if start < end and _MARK.search(part.text, start, end):
            low = start - piece.at + piece.start
            words = piece.reading.passage.text[low:low + end - start]
            blank = len(words) - len(words.lstrip())
            yield piece.reading, low + blank, low + len(words.rstrip())
            return


def parts(readings: Sequence[Reading]) -> Iterator[Part]:
    """Passages joined as long as there is room; a long one is cut between sentences. Cells of a table follow each other."""
    said, pieces, before = "", list[_Piece](), ""
    for reading in readings:
        for start, end in _cut(reading):
            language = reading.language
            if pieces and (len(said) + end - start > _ROOM.get(language, 600) or pieces[-1].reading.language != language):
                yield Part(said, before, tuple(pieces))
                before = said[-_AHEAD.get(language, 140):] + "\n"
                said, pieces = "", []
            joint = "" if not pieces else " | " if _cells(pieces[-1].reading, reading) else "\n"
            pieces.append(_Piece(reading, start, end, len(said) + len(joint)))
            said += joint + reading.passage.text[start:end]
    if pieces:
        yield Part(said, before, tuple(pieces))


def _cells(one: Reading, other: Reading) -> bool:
    return one.passage.kind == other.passage.kind == "cell" and one is not other


def _cut(reading: Reading) -> Iterator[tuple[int, int]]:
    text, room, start = reading.passage.text, _ROOM.get(reading.language, 600), 0
    while len(text) - start > room:
        ends = [m.end() for m in _SENTENCE.finditer(text, start, start + room)]
        cut = ends[-1] if ends else start + room
        yield start, cut
        start = cut
    if text[start:].strip():
        yield start, len(text)
