"""Whether two language versions agree: numbers, dates, deadlines, amounts, strength of duties, parties, paragraphs.

A mismatch is an error only where the two passages surely answer each other (same number, same row of a table) and the
values cannot be the same; all else is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from drafter.check import align, strength
from drafter.check.align import Pair, Passage
from drafter.check.marks import ORDER, Mismatch, Severity, Side
from drafter.check.numbered import Unit, units
from drafter.check.parity_values import Value
from drafter.check.quantities import values
from drafter.check.text import Text
from drafter.document import Document

_RULES = {"date": "date-differs", "span": "deadline-differs", "money": "amount-differs", "percent": "number-differs",
          "number": "number-differs", "reference": "reference-differs", "code": "number-differs"}
_FAMILY: Mapping[str, frozenset[str]] = {
    "date": frozenset({"date"}), "span": frozenset({"span", "number"}), "money": frozenset({"money", "number"}),
    "percent": frozenset({"percent", "number"}), "number": frozenset({"number", "span", "money", "percent"}),
    "reference": frozenset({"reference"}), "code": frozenset({"code"})}
_PARALLEL = 0.6
"""Part of the paragraphs that must find an answer before two texts count as versions of one."""
_CLOSE = 0.5
_LEAST = 0.35
_SHORT, _LONE = 5.0, 9.0
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")


def find(document: Document, text: Text) -> tuple[Mismatch, ...]:
    """Mismatches between the languages of one document: in columns, alternating, or one after the other."""
    found: list[Mismatch] = []
    for first, second in combinations(document.languages[:3], 2):
        if first in text.lexicons and second in text.lexicons:
            sides = _Version(document, text, first), _Version(document, text, second)
            found += _compared(*sides)
    return _ordered(found)


def pair(a: Document, text_a: Text, b: Document, text_b: Text) -> tuple[Mismatch, ...]:
    """Mismatches between two files that are language versions of one instrument."""
    if not a.languages or not b.languages:
        return ()
    return _ordered(_compared(_Version(a, text_a, a.languages[0], two=True), _Version(b, text_b, b.languages[0], two=True)))


def _ordered(found: Sequence[Mismatch]) -> tuple[Mismatch, ...]:
    def key(m: Mismatch) -> tuple[int, int, str]:
        side = m.a or m.b
        return (side.start if side else 0, ORDER.index(m.severity), m.rule)

    return tuple(sorted(dict.fromkeys(found), key=key))


class _Version:
    """One language of a document, as passages."""

    def __init__(self, document: Document, text: Text, language: str, *, two: bool = False) -> None:
        self.document, self.text, self.language = document, text, language
        self.file = document.file if two else ""
        chosen = units(document, language)
        self.rows = _languages_of_rows(document)
        self.passages = [self._passage(u, two) for u in chosen if not self._mixed(u)]

    def _mixed(self, unit: Unit) -> bool:
        """Whether a paragraph outside a table holds both languages: a title said twice."""
        words = self.document.text[unit.content:unit.paragraph.end]
        han, latin = len(_HAN.findall(words)), len(_LATIN.findall(words))
        return han >= 2 and latin >= 2 and 0.2 < han / (han + 1.7 * latin) < 0.8 and unit.paragraph.cell is None

    def _passage(self, unit: Unit, two: bool) -> Passage:
        words = self.document.text[unit.content:unit.paragraph.end]
        han = len(_HAN.findall(words))
        size = han + (len(words) - han) / (1.5 if self.language == "zh" else 3.3)
        cell = None if two else unit.paragraph.cell
        return Passage(unit, words, tuple(values(words, self.language)), size, (cell.table, cell.row) if cell else None,
                       cell.column if cell else 0)

    def side(self, passage: Passage, start: int = 0, end: int = -1) -> Side:
        """A passage, or a stretch of its words widened to the clause it stands in."""
        base = passage.unit.content
        low, high = _clause(passage.text, start, end) if end >= 0 else (0, len(passage.text))
        return Side(self.language, passage.text[low:high], base + low, base + high, passage.unit.place, self.file)


def _languages_of_rows(document: Document) -> dict[tuple[int, int], set[str]]:
    """The languages in each row of each table; an empty one where words have none."""
    found: dict[tuple[int, int], set[str]] = {}
    for p in document.paragraphs:
        if p.cell is not None and any(c.isalpha() for c in document.words(p)):
            found.setdefault((p.cell.table, p.cell.row), set()).add(p.language)
    return found


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch: to the next stop, at most some forty characters on either side."""
    stops = [m.end() for m in re.finditer(r"[.;。；，](?=\D|$)|,\s", words)]
    low = max([s for s in stops if s <= start], default=0)
    high = min([s for s in stops if s >= end], default=len(words))
    low, high = max(low, start - 60), min(high, end + 60)
    while low < start and words[low].isspace():
        low += 1
    while high > end and (words[high - 1].isspace() or words[high - 1] in ".;。；，,"):
        high -= 1
    return low, high


def _compared(a: _Version, b: _Version) -> list[Mismatch]:
    if not a.passages or not b.passages:
        return []
    aligned = align.pairs(a.passages, b.passages)
    matched = [p for p in aligned if _answered(p)]
    least = min(len(a.passages), len(b.passages))
    if len(matched) < _PARALLEL * least or least < _LEAST * max(len(a.passages), len(b.passages)):
        return []
    found = [m for p in matched if p.a and p.b for m in _differences(a, b, p)]
    return found + list(_missing(a, b, aligned))


# --- paragraphs that answer each other


def _differences(a: _Version, b: _Version, pair: Pair) -> Iterator[Mismatch]:
    assert pair.a and pair.b
    close = _near(pair)
    yield from _values(a, b, pair.a, pair.b, close)
    left, right = (strength.read(v.text, p) for v, p in ((a, pair.a), (b, pair.b)))
    for rule, severity, detail, x, y in strength.differences(left, right):
        yield Mismatch(rule, severity if close else "warning", a.side(pair.a, *x), b.side(pair.b, *y), None, detail)


def _values(a: _Version, b: _Version, left: Passage, right: Passage, close: bool) -> Iterator[Mismatch]:
    lost, extra = align.rest(left.values, right.values)
    lost, extra = _written_alike(lost, right.text), _written_alike(extra, left.text)
    for value in sorted(lost, key=lambda v: not v.hard):
        likely = sorted(extra, key=lambda o: (o.kind != value.kind, not o.hard))
        other = next((o for o in likely if o.kind in _FAMILY[value.kind] and (value.hard or o.hard) and _counted(value, o)), None)
        if other is None:
            continue
        lost.remove(value)
        extra.remove(other)
        rule = _RULES[value.kind if value.kind != "number" else other.kind]
        certain = close and value.kind == other.kind and value.hard and other.hard
        severity: Severity = "error" if certain and _alone(value, lost, extra) else "warning"
        detail = f"{left.text[value.start:value.end].strip()} / {right.text[other.start:other.end].strip()}"
        yield Mismatch(rule, severity, a.side(left, value.start, value.end), b.side(right, other.start, other.end), None, detail)
    for version, passage, other_version, other_passage, rest in ((a, left, b, right, lost), (b, right, a, left, extra)):
        for value in rest:
            if value.hard and close:
                own, whole = version.side(passage, value.start, value.end), other_version.side(other_passage)
                sides = (own, whole) if version is a else (whole, own)
                yield Mismatch(_RULES[value.kind].replace("-differs", "-missing"), "warning", *sides, other_version.language,
                               passage.text[value.start:value.end].strip())


def _counted(value: Value, other: Value) -> bool:
    """Whether two values can be set against each other: a fraction and a number cannot."""
    return value.kind == other.kind != "number" or (value.count is not None and other.count is not None)


def _alone(value: Value, lost: Sequence[Value], extra: Sequence[Value]) -> bool:
    """Whether few other values of the kind are left over: then it is clear what stands for what."""
    return sum(v.kind == value.kind for v in (*lost, *extra)) <= 2


def _written_alike(rest: Sequence[Value], other: str) -> list[Value]:
    """Values whose figures stand in the other text as they are were only read in another way."""
    return [v for v in rest if v.kind not in ("code", "number") or not v.key or not _stands(v, other)]


def _stands(value: Value, other: str) -> bool:
    if value.kind == "code":
        return str(value.key[0]) in other.lower()
    if value.count is None or not value.hard:
        return False
    digits = f"{value.count:g}"
    return bool(re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d.,]\d|\d)", other)) and value.count > 31


# --- paragraphs nothing answers


def _missing(a: _Version, b: _Version, aligned: Sequence[Pair]) -> Iterator[Mismatch]:
    for before, run in _runs(aligned):
        left, right = [p.a for p in run if p.a], [p.b for p in run if p.b]
        for passages, version, other, is_left in ((left, a, b, True), (right, b, a, False)):
            headed: tuple[int, ...] | None = None
            for passage in passages:
                path = passage.unit.path
                if headed is not None and path[:len(headed)] == headed:
                    continue
                if left and right and passage.unit.label is None:
                    continue  # both have words here: they may answer each other
                if _counts(passage, version, other):
                    yield _absent(passage, version, other, before is None or _near(before), is_left)
                    headed = path if path and passage.unit.label is not None else None


def _runs(aligned: Sequence[Pair]) -> Iterator[tuple[Pair | None, list[Pair]]]:
    """Stretches without an answer, each with the pair before it."""
    before: Pair | None = None
    run: list[Pair] = []
    for one in aligned:
        if _answered(one):
            if run:
                yield before, run
            before, run = one, []
        else:
            run.append(one)
    if run:
        yield before, run


def _answered(one: Pair) -> bool:
    return bool(one.a and one.b and (one.sure or align.score(one.a, one.b) > 0))


def _near(one: Pair) -> bool:
    return bool(one.a and one.b and (one.sure or align.score(one.a, one.b) > _CLOSE))


def _counts(passage: Passage, version: _Version, other: _Version) -> bool:
    """Whether a paragraph without an answer is worth a word: labels and lone words are not."""
    if passage.row is not None and passage.unit.label is None:
        answered = version.rows.get(passage.row, set()) & {other.language, ""}
        return passage.size >= _SHORT and not answered and "@" not in passage.text
    if version.file and passage.unit.paragraph.cell is not None and passage.unit.label is None:
        return passage.size >= 3 * _LONE
    return passage.size >= 2 if passage.unit.label is not None else passage.size >= _LONE


def _absent(passage: Passage, version: _Version, other: _Version, sure: bool, left: bool) -> Mismatch:
    words = version.side(passage)
    label = version.document.text[passage.unit.paragraph.start:passage.unit.content].strip()
    whole = Side(words.language, f"{label} {words.quote}".strip() if label else words.quote, passage.unit.paragraph.start, words.end,
                 words.place, words.file)
    quote = version.document.text[whole.start:whole.end]
    side = Side(whole.language, quote, whole.start, whole.end, whole.place, whole.file)
    certain = sure and (passage.unit.label is not None or passage.row is not None)
    return Mismatch("paragraph-missing", "error" if certain else "warning", side if left else None, None if left else side, other.language)
