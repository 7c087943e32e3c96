"""Whether two language versions agree: numbers, dates, deadlines, amounts, strength of duties, parties, paragraphs.

A mismatch is an error only where the two passages surely answer each other (same number, same row of a table) and the
values cannot be the same; all else is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations

from drafter.check import align, parity_lists, parity_names, parity_notes, parity_sections, strength
from drafter.check.align import Pair, Passage, Stretch
from drafter.check.marks import ORDER, Mismatch, Severity, Side
from drafter.check.numbered import Unit, units
from drafter.check.parity_values import Value, same
from drafter.check.quantities import values
from drafter.check.text import Text
from drafter.document import Cell, Document, Paragraph

_RULES = {"date": "date-differs", "span": "deadline-differs", "rhythm": "deadline-differs", "money": "amount-differs",
          "percent": "number-differs", "number": "number-differs", "reference": "reference-differs", "code": "number-differs",
          "time": "number-differs", "ordinal": "number-differs"}
_FAMILY: Mapping[str, frozenset[str]] = {
    "date": frozenset({"date", "number"}), "span": frozenset({"span", "number", "rhythm"}), "rhythm": frozenset({"rhythm", "span"}),
    "money": frozenset({"money", "number"}), "percent": frozenset({"percent", "number"}), "time": frozenset({"time"}),
    "number": frozenset({"number", "span", "money", "percent", "date", "ordinal"}), "ordinal": frozenset({"ordinal", "number"}),
    "reference": frozenset({"reference"}), "code": frozenset({"code"})}
_PARALLEL = 0.6
"""Part of the paragraphs that must find an answer before two texts count as versions of one."""
_CLOSE = 0.5
_LEAST = 0.35
_SHORT, _LONE = 5.0, 9.0
_NOTES = ("footnote", "endnote")
_BINDING = frozenset({"article", "ordinal"})
"""Labels that agreements have and reports have not."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_RELATIVE = re.compile(r"可以?[^，。；]{1,6}的")
"""可以出示的证据 describes a thing and allows nothing."""
_SENTENCE = re.compile(r"[\u3400-\u9fff].*。", re.DOTALL)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")


def find(document: Document, text: Text) -> tuple[Mismatch, ...]:
    """Mismatches between the languages of one document: in columns, alternating, or one after the other."""
    found: list[Mismatch] = []
    for first, second in combinations(document.languages[:3], 2):
        if first in text.lexicons and second in text.lexicons:
            sides = _Version(document, text, first, other=second), _Version(document, text, second, other=first)
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

    def __init__(self, document: Document, text: Text, language: str, *, two: bool = False, other: str = "") -> None:
        self.document, self.text, self.language = document, text, language
        self.file = document.file if two else ""
        self.cells = _languages_of_cells(document)
        chosen = units(_all_of(document, language) if two else _with_figures(document, self.cells, language, other), language)
        self.columns: dict[int, int] = {}
        for found in self.cells:
            self.columns[found.table] = max(found.column, self.columns.get(found.table, 0))
        self.rows = _languages_of_rows(document)
        self.notes = parity_notes.labels(document)
        self.words = parity_names.vocabulary(document.text) if language != "zh" else frozenset[str]()
        self.passages = [self._passage(u, two) for u in chosen if two or not self._mixed(u)]

    def _mixed(self, unit: Unit) -> bool:
        """Whether a paragraph outside a table holds both languages: a title said twice."""
        words = self.document.text[unit.content:unit.paragraph.end]
        han, latin = len(_HAN.findall(words)), len(_LATIN.findall(words))
        if _SENTENCE.fullmatch(words.strip()):
            return False
        return han >= 2 and latin >= 2 and 0.2 < han / (han + 1.7 * latin) < 0.8 and unit.paragraph.cell is None

    def _passage(self, unit: Unit, two: bool) -> Passage:
        words = parity_notes.masked(self.document, unit.content, unit.paragraph.end, self.notes)
        han = len(_HAN.findall(words))
        size = han + (len(words) - han) / (1.5 if self.language == "zh" else 3.3)
        cell = None if two else unit.paragraph.cell
        if unit.paragraph.kind in _NOTES or (cell is not None and " " not in words.strip() and not han):
            unit = replace(unit, label=None, path=())
        return Passage(unit, words, tuple(values(words, self.language)), size, (cell.table, cell.row) if cell else None,
                       cell.column if cell else 0)

    @property
    def binding(self) -> bool:
        """Whether a text is divided into articles, as agreements are."""
        return sum(p.unit.label is not None and p.unit.label.style in _BINDING for p in self.passages) > 1

    def side(self, passage: Passage, start: int = 0, end: int = -1) -> Side:
        """A passage, or a stretch of its words widened to the clause it stands in."""
        base = passage.unit.content
        low, high = _clause(passage.text, start, end) if end >= 0 else (0, len(passage.text))
        return Side(self.language, self.document.text[base + low:base + high], base + low, base + high, passage.unit.place, self.file)


def _all_of(document: Document, language: str) -> Document:
    """A file in one language, where every paragraph counts as being in it: bare figures and names too."""
    if len(document.languages) > 1:
        return document
    return replace(document, paragraphs=tuple(replace(p, language=language) for p in document.paragraphs))


def _with_figures(document: Document, cells: Mapping[Cell, Set[str]], language: str, other: str) -> Document:
    """Where a cell has words of the other language and bare figures, the figures are what this language says (2019 / 2019年)."""
    def own(p: Paragraph) -> bool:
        return not p.language and p.cell is not None and cells.get(p.cell) == {other, ""}

    return replace(document, paragraphs=tuple(replace(p, language=language) if own(p) else p for p in document.paragraphs))


def _languages_of_cells(document: Document) -> dict[Cell, set[str]]:
    """The languages in each cell of each table; an empty one where figures or words have none."""
    found: dict[Cell, set[str]] = {}
    for p in document.paragraphs:
        if p.cell is not None and any(c.isalnum() for c in document.words(p)):
            found.setdefault(p.cell, set()).add(p.language)
    return found


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
    binding = a.binding or b.binding
    aligned = align.pairs(a.passages, b.passages, None if binding else lambda x, y: _by_section(x, y, a.language, b.language))
    if not binding:
        aligned = [replace(p, sure=True) if p.steady else p for p in aligned]
    matched = [p for p in aligned if _answered(p)]
    least = min(len(a.passages), len(b.passages))
    if len(matched) < _PARALLEL * least or least < _LEAST * max(len(a.passages), len(b.passages)):
        return []
    found = [m for p in matched if p.a and p.b for m in _differences(a, b, p, binding)]
    told: set[int] = set()
    if not binding:
        found += [*_sections(a, b, aligned, told), *_lists(a, b, aligned, told)]
    return found + list(_missing(a, b, aligned, told)) + list(_strangers(a, b, found))


def _by_section(a: Sequence[Passage], b: Sequence[Passage], a_code: str, b_code: str) -> Iterator[Stretch]:
    """Stretches of two reports that belong together: sections that answer each other."""
    for x, y in parity_sections.match(parity_sections.cut(a, a_code), parity_sections.cut(b, b_code)):
        left, right = x.passages if x else (), y.passages if y else ()
        if x and y and x.heading and y.heading:
            yield left[:1], right[:1]
            left, right = left[1:], right[1:]
        yield left, right


# --- paragraphs that answer each other


def _differences(a: _Version, b: _Version, pair: Pair, binding: bool) -> Iterator[Mismatch]:
    assert pair.a and pair.b
    close = _near(pair)
    yield from _values(a, b, pair.a, pair.b, close)
    if not binding:
        yield from _people(a, b, pair.a, pair.b, close)
        yield from _names(a, b, pair.a, pair.b)
        yield from _inside(a, b, pair.a, pair.b)
    left, right = (strength.read(v.text, p) for v, p in ((a, pair.a), (b, pair.b)))
    for rule, severity, detail, x, y in strength.differences(left, right):
        if any(p.unit.paragraph.language == "zh" and _RELATIVE.match(p.text, at[0]) for p, at in ((pair.a, x), (pair.b, y))):
            continue
        yield Mismatch(rule, severity if close else "warning", a.side(pair.a, *x), b.side(pair.b, *y), None, detail)


def _values(a: _Version, b: _Version, left: Passage, right: Passage, close: bool) -> Iterator[Mismatch]:
    plain = [[v for v in p.values if v.kind != "person"] for p in (left, right)]
    lost, extra = align.rest(plain[0], plain[1])
    lost, extra = _written_alike(lost, right.text), _written_alike(extra, left.text)
    for value in sorted(lost, key=lambda v: not v.hard):
        likely = sorted(extra, key=lambda o: (o.kind != value.kind, not o.hard))
        other = next((o for o in likely if o.kind in _FAMILY[value.kind] and _heavy(value, o) and _counted(value, o)), None)
        if other is None:
            continue
        lost.remove(value)
        extra.remove(other)
        rule = _RULES[value.kind if value.kind != "number" else other.kind]
        certain = close and value.kind == other.kind and value.hard and other.hard and not _part(value, other)
        severity: Severity = "error" if certain and _alone(value, lost, extra) else "warning"
        detail = f"{left.text[value.start:value.end].strip()} / {right.text[other.start:other.end].strip()}"
        yield Mismatch(rule, severity, a.side(left, value.start, value.end), b.side(right, other.start, other.end), None, detail)
    for version, passage, other_version, other_passage, rest in ((a, left, b, right, lost), (b, right, a, left, extra)):
        for value in rest:
            if value.hard and close and not any(same(value, o) for o in other_passage.values):
                own, whole = version.side(passage, value.start, value.end), other_version.side(other_passage)
                sides = (own, whole) if version is a else (whole, own)
                yield Mismatch(_RULES[value.kind].replace("-differs", "-missing"), "warning", *sides, other_version.language,
                               passage.text[value.start:value.end].strip())


def _heavy(value: Value, other: Value) -> bool:
    """Whether two values that differ are worth a word: one that cannot be left out, or numbers that count something on both sides."""
    if value.hard or other.hard or value.kind == other.kind == "rhythm":
        return True
    return value.firm or other.firm if value.kind == other.kind == "ordinal" else value.firm and other.firm


def _part(value: Value, other: Value) -> bool:
    """Whether one date says less than the other (2019, April 2019)."""
    return value.kind == "date" and len(value.key) != len(other.key)


def _counted(value: Value, other: Value) -> bool:
    """Whether two values can be set against each other: a share and a number cannot."""
    return value.kind == other.kind != "number" or {value.kind, other.kind} == {"span", "rhythm"} or \
        (value.count is not None and other.count is not None)


def _alone(value: Value, lost: Sequence[Value], extra: Sequence[Value]) -> bool:
    """Whether few other values of the kind are left over: then it is clear what stands for what."""
    return sum(v.kind == value.kind for v in (*lost, *extra)) <= 2


def _written_alike(rest: Sequence[Value], other: str) -> list[Value]:
    """Values whose figures stand in the other text as they are were only read in another way."""
    return [v for v in rest if v.kind not in ("code", "number") or not v.key or not _stands(v, other)]


def _stands(value: Value, other: str) -> bool:
    if value.kind == "code":
        return re.sub(r"[\W_]", "", str(value.key[0])) in re.sub(r"[\W_]", "", other.lower())
    if value.count is None or not value.hard:
        return False
    digits = f"{value.count:g}"
    return bool(re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d.,]\d|\d)", other)) and value.count > 31


# --- persons, names, lists in a sentence


def _people(a: _Version, b: _Version, left: Passage, right: Passage, close: bool) -> Iterator[Mismatch]:
    """Codes of persons that only one of two paragraphs has."""
    mine, theirs = _codes(left), _codes(right)
    lost, extra = [v for k, v in mine.items() if k not in theirs], [v for k, v in theirs.items() if k not in mine]
    if not lost and not extra:
        return
    detail = " / ".join(", ".join(p.text[v.start:v.end] for v in vs) or "–" for p, vs in ((left, lost), (right, extra)))
    sides = [v.side(p, vs[0].start, vs[0].end) if vs else v.side(p) for v, p, vs in ((a, left, lost), (b, right, extra))]
    yield Mismatch("person-code-differs", "error" if close and lost and extra else "warning", sides[0], sides[1],
                   None if lost and extra else (b if lost else a).language, detail)


def _codes(passage: Passage) -> dict[tuple[object, ...], Value]:
    return {v.key: v for v in reversed(passage.values) if v.kind == "person"}


def _strangers(a: _Version, b: _Version, told: Sequence[Mismatch]) -> Iterator[Mismatch]:
    """Codes of persons that one whole text has and the other has not, where nothing was said of them yet."""
    said = " ".join(m.detail for m in told if m.rule == "person-code-differs")
    all_of = [{k: (p, v) for p in reversed(version.passages) for k, v in _codes(p).items()} for version in (a, b)]
    for version, mine, theirs, other in ((a, all_of[0], all_of[1], b), (b, all_of[1], all_of[0], a)):
        for key, (passage, value) in mine.items():
            written = passage.text[value.start:value.end]
            if theirs and key not in theirs and not re.search(rf"{written}(?!\d)", said):
                side = version.side(passage, value.start, value.end)
                yield Mismatch("person-code-differs", "warning", side if version is a else None, side if version is b else None,
                               other.language, written)


def _names(a: _Version, b: _Version, left: Passage, right: Passage) -> Iterator[Mismatch]:
    if (a.language == "zh") == (b.language == "zh"):
        return
    latin, chinese, swapped = (left, right, False) if b.language == "zh" else (right, left, True)
    if not _LATIN.search(chinese.text):
        return
    for one, other in parity_names.differing(latin.text, chinese.text, (b if swapped else a).words):
        x, y = (other, one) if swapped else (one, other)
        yield Mismatch("name-differs", "warning", a.side(left, x[1], x[2]), b.side(right, y[1], y[2]), None, f"{x[0]} / {y[0]}")


def _inside(a: _Version, b: _Version, left: Passage, right: Passage) -> Iterator[Mismatch]:
    if (a.language == "zh") == (b.language == "zh") or not {a.language, b.language} <= {"zh", "en"}:
        return
    found = parity_lists.differing(parity_lists.inside(left.text, a.language), parity_lists.inside(right.text, b.language))
    if found:
        x, y = found
        yield Mismatch("list-length-differs", "warning", a.side(left, x[1], x[2]), b.side(right, y[1], y[2]), None, f"{x[0]} / {y[0]}")


# --- sections and lists


def _partners(aligned: Sequence[Pair]) -> dict[int, Passage]:
    """By the id of a passage, the one that answers it."""
    found: dict[int, Passage] = {}
    for one in aligned:
        if one.a and one.b and (_answered(one) or one.steady):
            found[id(one.a)], found[id(one.b)] = one.b, one.a
    return found


def _sections(a: _Version, b: _Version, aligned: Sequence[Pair], told: set[int]) -> Iterator[Mismatch]:
    """Headings with all that stands under them that nothing answers."""
    partners = _partners(aligned)
    cuts = [parity_sections.cut(v.passages, v.language) if _headed(v) else [] for v in (a, b)]
    for version, other, own, theirs in ((a, b, cuts[0], cuts[1]), (b, a, cuts[1], cuts[0])):
        there = [s for s in own if any(id(p) in partners for p in s.passages)]
        names = frozenset(n for s in theirs for n in s.names)
        for n, section in enumerate(own):
            if section.heading is None or section in there or len(section.passages) < 2:
                continue
            told.update(id(p) for p in section.passages)
            beside = all(s in there for s in (*own[max(0, n - 1):n], *own[n + 1:n + 2]))
            known = bool(section.names) and not section.names & names
            placed = section.heading.row is not None or _out_of_step(section, own, theirs)
            certain = beside and len(theirs) < len(own) and (known or placed)
            side = _with_label(version, section.heading)
            yield Mismatch("section-missing", "error" if certain else "warning", side if version is a else None,
                           None if version is a else side, other.language, section.heading.text.strip())


def _out_of_step(section: parity_sections.Section, own: Sequence[parity_sections.Section], theirs: Sequence[parity_sections.Section]) -> bool:
    """Whether the numbers of headings say which section is missing: all others have theirs on both sides."""
    paths = [[s.heading.unit.path for s in sections if s.heading and s.heading.unit.label] for sections in (own, theirs)]
    assert section.heading
    missing = section.heading.unit.path
    return missing in paths[0] and missing not in paths[1] and [p for p in paths[0] if p != missing] == paths[1]


def _headed(version: _Version) -> bool:
    return any(parity_sections.headed(version.passages, n, version.language) for n in range(len(version.passages)))


def _lists(a: _Version, b: _Version, aligned: Sequence[Pair], told: set[int]) -> Iterator[Mismatch]:
    """Lists and tables that answer each other and are not equally long."""
    partners = _partners(aligned)
    groups = [(parity_lists.lists(a.passages), parity_lists.lists(b.passages))]
    shared = {p.row[0] for p in a.passages if p.row} & {p.row[0] for p in b.passages if p.row}
    tables = [[g for g in parity_lists.tables(v.passages, v.document) if g.items[0].row is None or g.items[0].row[0] not in shared] for v in (a, b)]
    groups.append((tables[0], tables[1]))
    for left, right in groups:
        for one in parity_lists.uneven(left, right, aligned, partners):
            told.update(id(p) for p in one.extra)
            more = one.a.length > one.b.length
            spare = one.extra[0] if one.extra else None
            sides = (_with_label(a, spare if more and spare else one.a.items[0]), _with_label(b, spare if not more and spare else one.b.items[0]))
            certain = len(one.extra) == abs(one.a.length - one.b.length) or left is tables[0]
            yield Mismatch("list-length-differs", "error" if certain else "warning", *sides, (b if more else a).language,
                           f"{one.a.length} / {one.b.length}")


# --- paragraphs nothing answers


def _missing(a: _Version, b: _Version, aligned: Sequence[Pair], told: set[int]) -> Iterator[Mismatch]:
    for before, run in _runs(aligned):
        left, right = [p.a for p in run if p.a], [p.b for p in run if p.b]
        for passages, version, other, is_left in ((left, a, b, True), (right, b, a, False)):
            headed: tuple[int, ...] | None = None
            for passage in passages:
                path = passage.unit.path
                if id(passage) in told or (headed is not None and path[:len(headed)] == headed):
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
        cell = passage.unit.paragraph.cell
        if cell is not None and {version.language, other.language} in (version.cells.get(c) for c in _beside(cell, version)):
            return passage.size >= _LONE and version.cells[cell] == {version.language} and "@" not in passage.text
        answered = version.rows.get(passage.row, set()) & {other.language, ""}
        return passage.size >= _SHORT and not answered and "@" not in passage.text
    if version.file and passage.unit.paragraph.cell is not None and passage.unit.label is None:
        return passage.size >= 3 * _LONE
    return passage.size >= 2 if passage.unit.label is not None else passage.size >= _LONE


def _with_label(version: _Version, passage: Passage) -> Side:
    """A whole paragraph with the number it begins with."""
    start, end = passage.unit.paragraph.start, passage.unit.content + len(passage.text)
    return Side(version.language, version.document.text[start:end], start, end, passage.unit.place, version.file)


def _beside(cell: Cell, version: _Version) -> Iterator[Cell]:
    """The other cells of a row."""
    return (Cell(cell.table, cell.row, n) for n in range(version.columns.get(cell.table, 0) + 1) if n != cell.column)


def _absent(passage: Passage, version: _Version, other: _Version, sure: bool, left: bool) -> Mismatch:
    side = _with_label(version, passage)
    certain = sure and (passage.unit.label is not None or passage.row is not None)
    return Mismatch("paragraph-missing", "error" if certain else "warning", side if left else None, None if left else side, other.language)
