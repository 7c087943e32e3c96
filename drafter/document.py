"""What was read from a file, whatever its format: text, paragraphs, and the way back to every character's origin.

Readers make a `Raw` (blocks as they stand in the file); `drafter.read.build` mends them into a `Document`. All offsets
count characters (Unicode code points) from 0; ends are exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Kind = Literal["heading", "body", "list", "cell", "footnote", "endnote", "header", "footer", "textbox", "toc", "metadata"]
KINDS: tuple[Kind, ...] = ("heading", "body", "list", "cell", "footnote", "endnote", "header", "footer", "textbox", "toc",
                           "metadata")
MARGINAL = frozenset({"header", "footer", "toc", "metadata"})
"""Kinds that are no part of what the parties agreed."""


class Piece(NamedTuple):
    """`start:end` of a text came from `at:until` of a source: character by character when both are equally long."""

    start: int
    end: int
    source: int
    at: int
    until: int


class Run(NamedTuple):
    """`start:end` of a Word paragraph's text stands in its run number `run` (document order, from 0) from offset `at`."""

    start: int
    end: int
    run: int
    at: int


class Span(NamedTuple):
    """A stretch `start:end` of the text of source number `source`."""

    source: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A unit of the original with its own text.

    Plain text, Markdown, HTML: the whole decoded file, one source. PDF: a page (`index` from 0; `page` from 1).
    Word: a paragraph, the `index`-th `w:p` of the part (document order, from 0), with its runs.
    """

    text: str
    part: str = ""
    index: int = 0
    page: int = 0
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A place in a table; tables count through the document from 0, so do rows and columns."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Block:
    """A paragraph as a reader finds it. `label` is a computed number, not part of `text`; line breaks are `\\n`."""

    text: str
    pieces: tuple[Piece, ...]
    kind: Kind = "body"
    label: str = ""
    level: int = 0
    style: str = ""
    cell: Cell | None = None
    page: int = 0
    recognised: bool = False
    unpunctuated: bool = False


@dataclass(frozen=True)
class Paragraph:
    """`start:end` of the document's text. `content` is where the words after the label begin.

    `automatic`: the label was computed from the file's numbering, not typed. `level` counts from 1 (headings: their
    outline level; others: depth of numbering), 0 without one. `language`: en, zh, es, fr, or empty when it is another
    or cannot be told. `recognised`: read from a picture (OCR). `unpunctuated`: spaces stand for the punctuation.
    """

    start: int
    end: int
    content: int
    kind: Kind = "body"
    label: str = ""
    automatic: bool = False
    level: int = 0
    style: str = ""
    cell: Cell | None = None
    page: int = 0
    language: str = ""
    recognised: bool = False
    unpunctuated: bool = False


@dataclass(frozen=True)
class Aside:
    """Words in the file that are no part of its text: deleted or moved away in tracked changes, or hidden."""

    kind: Literal["deleted", "moved", "hidden"]
    text: str
    source: int
    at: int
    author: str = ""
    date: str = ""


@dataclass(frozen=True)
class Comment:
    """A reviewer's comment on `start:end` of a source; `source` is -1 when it is not anchored."""

    id: str
    text: str
    author: str = ""
    date: str = ""
    source: int = -1
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Flag:
    """Something in the file a careful recipient wants to know: `macros`, `external-target`, `embedded-object`…"""

    code: str
    message: str
    part: str = ""


@dataclass(frozen=True)
class Unread:
    """What could not be read. Nothing may be called missing while it could stand there.

    Codes: `no-text` `rubbish-text` `uncertain-text` `damaged` `picture-only` `not-included` `language-not-covered`.
    `page` counts from 1, 0 without pages; `start:end` of the document's text where it has words but no known language.
    """

    code: str
    message: str
    part: str = ""
    page: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Raw:
    """A file as a reader finds it, before repair."""

    format: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    deleted: tuple[Aside, ...] = ()
    comments: tuple[Comment, ...] = ()
    flags: tuple[Flag, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    pages: int = 0


@dataclass(frozen=True)
class Document:
    """A file as the program reads it.

    `text`: one paragraph a line, mended, in reading order, in the accepted view of tracked changes. `languages`: those
    of at least a twentieth of the text, most first. `deleted` and `comments` are apart from the text.
    """

    file: str
    sha256: str
    format: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]
    pieces: tuple[Piece, ...]
    languages: tuple[str, ...] = ()
    deleted: tuple[Aside, ...] = ()
    comments: tuple[Comment, ...] = ()
    flags: tuple[Flag, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    pages: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether the file is text in itself: then its own decoded text is what offsets in reports count."""
        return self.format in ("text", "markdown") and len(self.sources) == 1

    @property
    def shown(self) -> str:
        """The text in which the offsets of `extent` count: the file's own where it is plain text, else `text`."""
        return self.sources[0].text if self.plain else self.text

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.pieces]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    @cached_property
    def _back(self) -> list[tuple[int, int, int]]:
        return sorted((p.source, p.at, n) for n, p in enumerate(self.pieces))

    def words(self, paragraph: Paragraph) -> str:
        """The text of a paragraph with its label."""
        return self.text[paragraph.start:paragraph.end]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph at an offset of the text."""
        number = bisect_right(self._paragraph_starts, offset) - 1
        return self.paragraphs[number] if number >= 0 and offset <= self.paragraphs[number].end else None

    def origin(self, start: int, end: int) -> tuple[Span, ...]:
        """Where `start:end` of the text stands in the sources, in the order of the text.

        Neighbouring stretches are one when nothing but space and hyphens lies between them. Empty when every
        character of it was computed (an automatic number).
        """
        spans: list[Span] = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for piece in self.pieces[first:bisect_left(self._starts, end)]:
            span = _within(piece, start, end)
            if span is None:
                continue
            if spans and self._adjoins(spans[-1], span):
                spans[-1] = Span(span.source, spans[-1].start, max(span.end, spans[-1].end))
            else:
                spans.append(span)
        return tuple(spans)

    def _adjoins(self, a: Span, b: Span) -> bool:
        if a.source != b.source or not a.end <= b.start <= a.end + 200:
            return False
        return not any(c.isalnum() for c in self.sources[a.source].text[a.end:b.start])

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """First and last offset of `start:end` in the file's own text (`plain` files), else in `text` itself."""
        if not self.plain:
            return start, end
        spans = self.origin(start, end)
        if not spans:
            here = self.origin(start, len(self.text))
            return (here[0].start, here[0].start) if here else (len(self.sources[0].text),) * 2
        return min(s.start for s in spans), max(s.end for s in spans)

    def original(self, start: int, end: int) -> str:
        """The words of `start:end` as they stand in the file; an ellipsis where others stand between."""
        return " … ".join(self.sources[s.source].text[s.start:s.end] for s in self.origin(start, end))

    def locate(self, source: int, at: int) -> int:
        """The offset of the text that shows a source's character, or the nearest one before it there; -1 if none."""
        number = bisect_right(self._back, (source, at, len(self.pieces))) - 1
        if number < 0 or self._back[number][0] != source:
            return -1
        piece = self.pieces[self._back[number][2]]
        if piece.end - piece.start == piece.until - piece.at:
            return min(piece.start + at - piece.at, piece.end)
        return piece.start


def _within(piece: Piece, start: int, end: int) -> Span | None:
    """The part of a piece's origin that stands for `start:end` of the text."""
    low, high = max(start, piece.start), min(end, piece.end)
    if low >= high:
        return None
    if piece.end - piece.start != piece.until - piece.at:
        return Span(piece.source, piece.at, piece.until)
    return Span(piece.source, piece.at + low - piece.start, piece.at + high - piece.start)
