"""The body of the document: pieces to paragraphs and tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from drafter.schema import Draft, Line, Piece, Run
from drafter.word import figures, xml
from drafter.word.pages import Layout
from drafter.word.styles import Styles
from drafter.word.xml import Element, el

WIDE_TABLE = 6
"""A table with more columns than this stands on a page in landscape."""

Section = tuple[Element, bool]
ROLE = {"paragraph": "paragraph", "item": "item", "subitem": "subitem", "flush": "text", "heading": "heading"}


@dataclass(frozen=True)
class Page:
    """The width of the text in twips, upright (`wide`) and in landscape (`long`)."""

    wide: int
    long: int


@dataclass
class Marks:
    """Bookmarks: one counter for the document, a name for each place that something points to."""

    next_id: int = 1
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, place: str, language: str) -> str:
        """The bookmark of an article, annex or paragraph in a language."""
        return self.names.setdefault((place, language), f"_Ref{len(self.names) + 1:05d}")

    def pair(self, name: str, **columns: int) -> tuple[Element, Element]:
        identity, self.next_id = self.next_id, self.next_id + 1
        return el("w:bookmarkStart", w_id=identity, w_name=name, **columns), el("w:bookmarkEnd", w_id=identity)


@dataclass
class Writer:
    """Writes the pieces of a draft as elements, in order, into `out`."""

    draft: Draft
    styles: Styles
    words: Mapping[str, Mapping[str, Any]]
    page: Page
    marks: Marks = field(default_factory=Marks)
    out: list[Element] = field(default_factory=list)
    blanks: list[tuple[Element, str]] = field(default_factory=list)
    note_places: dict[str, Element] = field(default_factory=dict)
    notes: list[tuple[Element, str]] = field(default_factory=list)
    noted: dict[str, tuple[int, str]] = field(default_factory=dict)
    headings: list[tuple[str, str, str]] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    manifest: list[tuple[str, str, str]] = field(default_factory=list)
    sections: list[tuple[int, int]] = field(default_factory=list)
    wanted: set[tuple[str, str]] = field(default_factory=set)
    columns: Element = None
    made: list[Element] = field(default_factory=list)
    turned: bool = False

    def __post_init__(self) -> None:
        self.narrow = self.layout.narrow = len(self.draft.languages) > 1
        self.layout.chinese = self.draft.languages == ("zh",)
        self.wanted = {(run.ref, lang) for piece in self.draft.pieces for lang, lines in piece.lines.items()
                       for line in lines for run in _all_runs(line) if run.ref}

    def write(self) -> None:
        body = False
        for piece in self.draft.pieces:
            if piece.part in ("article", "definitions") and not body and self.draft.genre == "agreement":
                body = True
                self.label("agree", "text")
            self.piece(piece)

    def label(self, key: str, role: str) -> None:
        """A line of the template's own words, in every language of the document."""
        texts = {lang: (Line("flush", (Run(self.draft.labels[key][lang], bold=True),)),) for lang in self.draft.languages}
        self.lines(texts, role, force=role)
        for paragraph in list(self.out[-1].iter(xml.name("w:p")))[-len(self.draft.languages):]:
            keep_with_next(paragraph)

    def piece(self, piece: Piece) -> None:
        start = len(self.out)
        self.made = []
        self.turned = piece.part == "annex"
        if piece.part == "recitals":
            self.label("recitals", "heading")
        elif piece.part in ("article", "definitions", "annex"):
            self.heading(piece)
        self.lines(piece.lines, piece.part)
        if piece.part == "closing":
            self.signatures()
        if self.draft.manifest:
            self.identify(piece)
        if piece.part == "annex" and any(_wide(line) for lines in piece.lines.values() for line in lines):
            self.sections.append((start, len(self.out)))

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def heading(self, piece: Piece) -> None:
        role = "annex" if piece.part == "annex" else "article"
        cells = []
        for language in self.draft.languages:
            paragraph = self.paragraph((Run(piece.titles[language]),), role, language)
            self.target(paragraph, piece.slot, language, contents=True)
            self.headings.append((piece.slot, language, piece.titles[language]))
            cells.append([paragraph])
        compact = self.styles.compact
        chapter = self.draft.chapters and role == "article"
        if chapter:
            cells[0][0].find(xml.name("w:pPr")).append(el("w:pageBreakBefore"))
        self.layout.heading(piece.slot, new_page=(piece.part == "annex" and not compact) or chapter)
        if role == "annex" or not self.narrow or self._leads_to_table(piece):
            for cell in cells:
                self.out.extend(cell)
            if role == "annex":
                for cell in cells[0 if compact else 1:]:
                    self._same_page(cell[0])
        else:
            self.row(cells, keep=True)

    def _leads_to_table(self, piece: Piece) -> bool:
        """Whether a table or figure stands first in a section of a report: a heading in two columns would not be kept with it."""
        first = next(iter(piece.lines[self.draft.languages[0]]), None)
        return self.draft.genre == "report" and first is not None and first.kind in ("table", "rows", "figure")

    def _same_page(self, paragraph: Element) -> None:
        """The second language's annex heading, and every one of the short form, follows on the same page."""
        paragraph.find(xml.name("w:pPr")).append(el("w:pageBreakBefore", w_val=0))

    def lines(self, lines: Mapping[str, Sequence[Line]], part: str, *, force: str = "") -> None:
        for group in zip_longest(*(lines[language] for language in self.draft.languages)):
            if any(line is None for line in group):
                raise ValueError(f"languages out of step in {part}")
            if group[0].kind in ("table", "rows"):
                self.table(group)
            elif group[0].kind == "figure":
                shown = [line.figure for line in group if line.figure]
                for paragraph in self.before():
                    keep_with_next(paragraph)
                self.apart()
                self.out.extend([figures.table(shown, self.styles, self.draft.languages, self.page.wide), self.gap()])
            elif self.narrow:
                self.row([[self.line(line, part, language, force)] for line, language in zip(group, self.draft.languages, strict=True)],
                         keep=bool(force == "heading"))
            else:
                self.out.append(self.line(group[0], part, self.draft.languages[0], force))
            self.layout.text(group)

    def line(self, line: Line, part: str, language: str, force: str = "") -> Element:
        role = force or ROLE[line.kind]
        if part == "recitals" and line.kind == "paragraph" and not force:
            role = "recital"
        elif part in ("closing", "opening") and line.kind == "paragraph":
            role = "text"
        elif part == "annex" and line.kind in ("paragraph", "item", "subitem"):
            role = f"annex_{role}"
        paragraph = self.paragraph(line.runs, role, language)
        if line.anchor:
            self.target(paragraph, line.anchor, language)
            self.note_places.setdefault(line.anchor, paragraph)
        return paragraph

    def paragraph(self, runs: Iterable[Run], role: str, language: str) -> Element:
        paragraph = el("w:p", el("w:pPr", el("w:pStyle", w_val=self.styles.style(role, language))))
        self.fill(paragraph, runs, language)
        self.made.append(paragraph)
        return paragraph

    def fill(self, paragraph: Element, runs: Iterable[Run], language: str) -> None:
        before = None
        for item in runs:
            if item.note:
                paragraph.extend(self.note(item.note, follows=before is not None and bool(before.note)))
            elif item.ref:
                paragraph.extend(self.reference(item, language))
            elif item.open:
                element = xml.run(item.text, el("w:highlight", w_val="yellow"))
                paragraph.append(element)
                self.blanks.append((element, item.open))
            else:
                paragraph.append(xml.run(item.text, *((el("w:b"), el("w:bCs")) if item.bold else ())))
            before = item

    def note(self, text: str, *, follows: bool) -> list[Element]:
        """The mark of a footnote; the second time the same is said, a live reference to the first."""
        comma = [xml.run(", ", el("w:vertAlign", w_val="superscript"))] if follows else []
        if text in self.noted:
            number, bookmark = self.noted[text]
            return [*comma, *xml.field(f"NOTEREF {bookmark} \\f \\h", [xml.run(str(number), el("w:rStyle", w_val="FootnoteReference"))])]
        mark, number = el("w:r"), len(self.notes) + 1
        self.notes.append((mark, text))
        self.noted[text] = (number, f"_Note{number:04d}")
        start, end = self.marks.pair(f"_Note{number:04d}")
        return [*comma, start, mark, end]

    def reference(self, item: Run, language: str) -> list[Element]:
        numbering = self.words[language]["numbering"]
        titled = numbering.get("reference") == "title"
        switch = "" if titled else numbering["paragraph"]["ref_switch"] + " " if "#" in item.ref else "\\r "
        return xml.field(f"REF {self.marks.name(item.ref, language)} {switch}\\h", [xml.run(item.text)])

    def target(self, paragraph: Element, place: str, language: str, *, contents: bool = False) -> None:
        """Put the bookmarks of a place around the words of its paragraph."""
        names = [self.marks.name(place, language)] if (place, language) in self.wanted else []
        if contents:
            names.append(self.marks.name(f"toc:{place}", language))
        for bookmark in names:
            start, end = self.marks.pair(bookmark)
            paragraph.insert(1, start)
            paragraph.append(end)

    # --- tables ---------------------------------------------------------------------------------------------------

    def row(self, cells: Sequence[list[Element]], *, keep: bool = False) -> None:
        """One row of the two-column text; consecutive rows share a table."""
        table = self.columns
        if table is None or not self.out or self.out[-1] is not table:
            table = self.columns = _table([self.page.wide // 2] * 2, borders=False)
            self.out.append(table)
        row = el("w:tr")
        if keep:
            row.append(el("w:trPr", el("w:cantSplit")))
        for paragraphs in cells:
            row.append(el("w:tc", el("w:tcPr", el("w:tcW", w_w=self.page.wide // 2, w_type="dxa")), *paragraphs))
        table.append(row)

    def table(self, group: Sequence[Line]) -> None:
        """A table in its own right: one for all languages, each cell holding the texts that differ."""
        rows = group[0].rows
        if not rows:
            return
        for paragraph in self.before():
            keep_with_next(paragraph)
        wide = len(rows[0]) > WIDE_TABLE and self.turned
        total = self.page.long if wide else self.page.wide
        widths = _widths(group, total)
        table = _table(widths, borders=True)
        for number, cells in enumerate(zip(*(line.rows for line in group), strict=True)):
            table.append(self._table_row(cells, widths, head=number == 0, small=len(rows[0]) > WIDE_TABLE))
        self.apart()
        self.out.extend([table, self.gap()])

    def apart(self) -> None:
        """A hair of space between two tables, which would grow together; an agreement keeps its own spacing."""
        if self.draft.genre == "report" and self.out and self.out[-1].tag == xml.name("w:tbl"):
            hair = self.gap(thin=True)
            keep_with_next(hair)
            self.out.append(hair)

    def gap(self, *, thin: bool = False) -> Element:
        """The empty paragraph after a table; in the short form, or `thin`, as low as can be."""
        paragraph = self.paragraph((), "table", self.draft.languages[0])
        if self.styles.compact or thin:
            paragraph.find(xml.name("w:pPr")).append(el("w:spacing", w_before=0, w_after=0, w_line=80, w_lineRule="exact"))
        return paragraph

    def before(self) -> list[Element]:
        """The paragraphs that lead to what follows: the last one, or those of the last row of the two columns."""
        if not self.out:
            return []
        last = self.out[-1]
        if last is self.columns:
            return list(last.findall(xml.name("w:tr"))[-1].iter(xml.name("w:p")))
        return [last] if last.tag == xml.name("w:p") else []

    def _table_row(self, cells: Sequence[Sequence[Sequence[Run]]], widths: Sequence[int], *, head: bool, small: bool) -> Element:
        height = [] if head else self._room(cells[0])
        row = el("w:tr", el("w:trPr", el("w:cantSplit"), *height, *([el("w:tblHeader")] if head else [])))
        for width, column in zip(widths, zip(*cells, strict=True), strict=True):
            properties = el("w:tcPr", el("w:tcW", w_w=width, w_type="dxa"))
            if head:
                properties.append(el("w:shd", w_val="clear", w_color="auto", w_fill="E7ECF4"))
            row.append(el("w:tc", properties, *self._cell(column, head=head)))
        if head:
            for paragraph in row.iter(xml.name("w:p")):
                keep_with_next(paragraph)
        return row

    def _room(self, cells: Sequence[Sequence[Run]]) -> list[Element]:
        """Room to write by hand: where a cell is empty, more where the last one asks for a text."""
        asks = bool(cells[-1]) and cells[-1][-1].text.rstrip().endswith((":", "："))
        if not asks and all(cells):
            return []
        least = 300 if self.styles.compact else 640 if asks else 440
        return [el("w:trHeight", w_val=least, w_hRule="atLeast")]

    def _cell(self, texts: Sequence[Sequence[Run]], *, head: bool) -> list[Element]:
        shown, paragraphs = set[str](), []
        for runs, language in zip(texts, self.draft.languages, strict=True):
            words = "".join(r.text for r in runs)
            if words in shown:
                continue
            shown.add(words)
            bold = tuple(Run(r.text, bold=True, ref=r.ref, open=r.open) for r in runs) if head else runs
            paragraphs.append(self.paragraph(bold, "table", language))
        return paragraphs

    def signatures(self) -> None:
        """The signature block: one column a party, kept on one page."""
        labels, languages = self.draft.labels, self.draft.languages
        column = self.page.wide // len(self.draft.signatories)
        table = _table([column] * len(self.draft.signatories), borders=False)
        rows = [("for", "party"), ("signature", ""), ("name", "name"), ("post", "post"), ("authority", "authority"),
                ("date", ""), ("seal", "")]
        for key, fact in rows:
            row = el("w:tr", el("w:trPr", el("w:cantSplit")))
            for signatory in self.draft.signatories:
                paragraphs = [self._signature(labels[key][lang], signatory.get(fact, {}).get(lang, ()), lang,
                                              stands=key == "for", blank=not fact) for lang in languages]
                row.append(el("w:tc", el("w:tcPr", el("w:tcW", w_w=column, w_type="dxa")), *paragraphs))
            table.append(row)
        for witness in self.draft.witnesses:
            table.append(self._witness(witness, column))
        self.out.extend([table, self.gap()])
        if self.draft.approvals:
            self.label("approvals", "heading")
            self.table([self.draft.approvals[language] for language in languages])

    def _witness(self, witness: Mapping[str, str], column: int) -> Element:
        """A line for a witness: who, and room to sign."""
        languages, labels = self.draft.languages, self.draft.labels
        who = [self._signature(labels["witness"][lang], (Run(witness[lang]),), lang, stands=False, blank=False) for lang in languages]
        sign = [self._signature(labels["signature"][lang], (), lang, stands=False, blank=True) for lang in languages]
        cells = (el("w:tc", el("w:tcPr", el("w:tcW", w_w=column, w_type="dxa")), *part) for part in (who, sign))
        return el("w:tr", el("w:trPr", el("w:cantSplit")), *cells)

    def _signature(self, label: str, runs: Sequence[Run], language: str, *, stands: bool, blank: bool) -> Element:
        colon = "：" if language == "zh" else ": "
        line = (Run("_" * 28),) if blank else tuple(Run(r.text, bold=stands, open=r.open) for r in runs)
        gap = "" if stands and language == "zh" else " "
        lead = Run(label + (gap if stands else colon))
        paragraph = self.paragraph((lead, *line), "table", language)
        paragraph.find(xml.name("w:pPr")).append(el("w:keepNext"))
        if blank:
            paragraph.find(xml.name("w:pPr")).append(el("w:spacing", w_before=200, w_after=120))
        return paragraph

    # --- identity -------------------------------------------------------------------------------------------------

    def identify(self, piece: Piece) -> None:
        """A hidden bookmark around the piece, and its line in the manifest: an opaque id and the hash of the words."""
        words = "\n".join(text_of(line) for lang in self.draft.languages for line in piece.lines[lang])
        digest = hashlib.sha256(words.encode()).hexdigest()
        mark = f"_c{hashlib.sha256(f'{len(self.manifest)}:{digest}'.encode()).hexdigest()[:10]}"
        start, end = self.marks.pair(mark)
        self.made[0].insert(1, start)
        self.made[-1].append(end)
        self.manifest.append((mark, digest, piece.slot))


def keep_with_next(paragraph: Element) -> None:
    """Keep a paragraph on the page of the one that follows."""
    properties = paragraph.find(xml.name("w:pPr"))
    if properties.find(xml.name("w:keepNext")) is None:
        properties.insert(1, el("w:keepNext"))


def text_of(line: Line) -> str:
    return "".join(run.text for run in _all_runs(line))


def _all_runs(line: Line) -> Iterable[Run]:
    yield from line.runs
    if line.figure:
        yield from (Run(tile.text) for row in line.figure.rows for tile in row)
    for row in line.rows:
        for cell in row:
            yield from cell


def _wide(line: Line) -> bool:
    return bool(line.rows) and len(line.rows[0]) > WIDE_TABLE


def _table(widths: Sequence[int], *, borders: bool) -> Element:
    look = [el("w:tblStyle", w_val="TableGrid")] if borders else []
    properties = el("w:tblPr", *look, el("w:tblW", w_w=sum(widths), w_type="dxa"))
    if not borders:
        properties.append(el("w:tblLayout", w_type="fixed"))
        properties.append(el("w:tblCellMar", el("w:left", w_w=80, w_type="dxa"), el("w:right", w_w=120, w_type="dxa")))
    else:
        properties.append(el("w:tblLayout", w_type="fixed"))
    return el("w:tbl", properties, el("w:tblGrid", *(el("w:gridCol", w_w=w) for w in widths)))


def _widths(group: Sequence[Line], total: int) -> list[int]:
    """Column widths: room for the longest word, then shared by how much stands in each column."""
    columns = range(len(group[0].rows[0]))
    texts = [["".join(run.text for run in row[c]) for line in group for row in line.rows] for c in columns]
    least = [240 + 108 * min(16, max(_longest_word(t) for t in column)) for column in texts]
    if sum(least) > total:
        return [total * low // sum(least) for low in least]
    weights = [(1 + sum(map(_width, column))) ** 0.75 + (60 if not any(column[1:]) else 0) for column in texts]
    free = total - sum(least)
    shares = [low + int(free * weight / sum(weights)) for low, weight in zip(least, weights, strict=True)]
    shares[-1] += total - sum(shares)
    return shares


def _longest_word(text: str) -> int:
    """Signs of the longest word that should not break; Chinese breaks anywhere."""
    return max((len(word) if ord(word[0]) < 0x2E80 else min(8, 2 * len(word)) for word in text.split()), default=4)


def _width(text: str) -> float:
    return sum(2.0 if ord(c) > 0x2E7F else 1.0 for c in text[:200])


def landscape(section: Element) -> Element:
    """A copy of a section's properties, turned."""
    turned = deepcopy(section)
    size = turned.find(xml.name("w:pgSz"))
    width, height = size.get(xml.name("w:w")), size.get(xml.name("w:h"))
    size.set(xml.name("w:w"), height)
    size.set(xml.name("w:h"), width)
    size.set(xml.name("w:orient"), "landscape")
    return turned
