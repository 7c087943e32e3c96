"""Walks one part of a Word file in reading order and collects its paragraphs in the accepted view of tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from drafter.document import Aside, Block, Cell, Comment, Kind, Piece, Source, Unread
from drafter.word.counting import Counting, Style, switched, value, whole
from drafter.word.guard import W
from drafter.word.inline import MC, PLAIN, Inline, Mode, branch, mode_of

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_SILENT = frozenset(f"{W}{tag}" for tag in ("sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "tblPrEx", "customXmlPr"))
_FOREIGN = frozenset({f"{W}altChunk", f"{W}subDoc"})
Context = Literal["body", "footnote", "endnote", "header", "footer", "textbox"]


@dataclass
class Found:
    """What has been collected from all parts so far. `fields`: the open fields, phase and code of each."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    counting: Counting = field(default_factory=Counting)
    blocks: list[Block] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    deleted: list[Aside] = field(default_factory=list)
    comments: dict[str, Comment] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    fields: list[list[str]] = field(default_factory=list)
    tables: int = 0
    large_pictures: int = 0
    pictures: int = 0


class Walker:
    """One part. `name` is its place in the package, `root` its root element."""

    def __init__(self, found: Found, name: str, root: Any) -> None:
        self.found = found
        self.name = name
        self._all = list(root.iter(_PARAGRAPH))
        self._index = {p: n for n, p in enumerate(self._all)}
        kinds = [c.get(f"{W}fldCharType") for c in root.iter(f"{W}fldChar")]
        self.balanced = kinds.count("begin") == kinds.count("end")
        self._held: list[tuple[int, str]] = []

    def walk(self, container: Any, context: Context = "body", *, mode: Mode = PLAIN, cell: Cell | None = None, label: str = "") -> None:
        """All blocks of a container. `label` goes to the first paragraph (the number of a note)."""
        before = len(self.found.blocks)
        self._children(container, context, mode, cell)
        self._release(context, cell)
        if label and len(self.found.blocks) > before:
            self.found.blocks[before] = replace(self.found.blocks[before], label=label)

    def _children(self, container: Any, context: Context, mode: Mode, cell: Cell | None) -> None:
        for child in container:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._paragraph(child, context, mode, cell)
            elif tag == _TABLE:
                self._release(context, cell)
                self._table(child, context, mode)
            elif tag in _FOREIGN:
                self.found.unread.append(Unread("not-included", "a part of the text stands in another document inside the file",
                                                self.name))
            elif tag == f"{MC}AlternateContent":
                for part in branch(child):
                    self._children(part, context, mode, cell)
            elif tag not in _SILENT and len(child):
                self._children(child, context, mode_of(child, mode), cell)

    def _table(self, table: Any, context: Context, mode: Mode) -> None:
        number = self.found.tables
        self.found.tables += 1
        for row, (element, outer) in enumerate(_inside(table, _ROW, mode)):
            properties = element.find(f"{W}trPr")
            row_mode = _marked(properties, "del", outer)
            column = whole(value(properties, "gridBefore")) if properties is not None else 0
            for cell, inner in _inside(element, _CELL, row_mode):
                own = cell.find(f"{W}tcPr")
                self._children(cell, context, _marked(own, "cellDel", inner), Cell(number, row, column))
                self._release(context, Cell(number, row, column))
                column += min(1000, max(1, whole(value(own, "gridSpan"), 1)))

    def _paragraph(self, paragraph: Any, context: Context, mode: Mode, cell: Cell | None) -> None:
        properties = paragraph.find(f"{W}pPr")
        key = value(properties, "pStyle") or self.found.default
        style = self.found.styles.get(key, Style())
        mark = properties.find(f"{W}rPr") if properties is not None else None
        number = len(self.found.sources)
        inline = Inline(self.found.styles, self.found.fields if self.balanced else [], number,
                        mode if not style.hidden else Mode("hidden"))
        toc = any(code.lstrip().upper().startswith("TOC") for _, code in self.found.fields)
        inline.read(paragraph)
        text = inline.text
        gone = mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)
        label, level = ("", 0)
        if not gone and mode.kind == "" and not switched(mark, "vanish"):
            label, level = self._number(properties, style, key, bool(text or inline.asides))
        self.found.sources.append(Source(text, self.name, self._index.get(paragraph, 0), 0, tuple(inline.runs)))
        self._collect(inline, number)
        if gone:
            if text:
                self._held.append((number, text))
        else:
            self._emit([*self._held, (number, text)], label, level, style, context, cell, toc)
            self._held = []
        for box, box_mode in inline.boxes:
            Walker.walk(self._inner(), box, context if context != "body" else "textbox", mode=box_mode)

    def _inner(self) -> Walker:
        """The same part, for a text box inside a paragraph: what is held back outside stays outside."""
        twin = object.__new__(Walker)
        twin.__dict__.update(self.__dict__)
        twin._held = []
        return twin

    def _collect(self, inline: Inline, number: int) -> None:
        found = self.found
        found.deleted += inline.asides
        found.notes += inline.notes
        found.pictures += inline.pictures
        found.large_pictures += inline.large_pictures
        for id_, at in inline.opened:
            found.comments[id_] = replace(found.comments.get(id_, Comment(id_, "")), source=number, start=at, end=max(at, len(inline.text)))
        for id_, at in inline.closed:
            known = found.comments.get(id_)
            if known is None or known.source < 0:
                found.comments[id_] = replace(known or Comment(id_, ""), source=number, start=at, end=at)
            elif known.source == number:
                found.comments[id_] = replace(known, end=at)

    def _number(self, properties: Any, style: Style, key: str, filled: bool) -> tuple[str, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        number = (value(own, "numId") if own is not None else None) or style.number
        if not number or number == "0":
            return "", 0
        given = value(own, "ilvl") if own is not None else None
        if given is not None:
            level = whole(given)
        elif style.level is not None and (own is None or value(own, "numId") is None):
            level = style.level
        else:
            level = self.found.counting.level_of(number, key)
        label = self.found.counting.next(number, level)
        return (label if filled or not label.startswith("•") else ""), level + 1

    def _emit(self, parts: list[tuple[int, str]], label: str, level: int, style: Style, context: Context, cell: Cell | None,
              toc: bool) -> None:
        text, pieces = "", []
        for number, words in parts:
            if words:
                pieces.append(Piece(len(text), len(text) + len(words), number, 0, len(words)))
                text += words
        if text.strip() or label:
            kind, depth = _kind(style, context, cell, label, toc)
            self.found.blocks.append(Block(text, tuple(pieces), kind, label, depth or level, style.name, cell))

    def _release(self, context: Context, cell: Cell | None) -> None:
        """A paragraph whose mark is deleted, but nothing follows that it could join."""
        if self._held:
            held, self._held = self._held, []
            self._emit(held, "", 0, Style(), context, cell, False)


def _marked(properties: Any, tag: str, mode: Mode) -> Mode:
    """The mode of a row or cell that is itself marked as deleted."""
    gone = properties.find(f"{W}{tag}") if properties is not None else None
    return mode if gone is None or mode.kind else Mode("deleted", gone.get(f"{W}author", ""), gone.get(f"{W}date", ""))


def _inside(container: Any, wanted: str, mode: Mode) -> Iterator[tuple[Any, Mode]]:
    """Rows of a table, cells of a row, also inside content controls and other wrappers."""
    for child in container:
        if child.tag == wanted:
            yield child, mode
        elif child.tag == f"{MC}AlternateContent":
            for part in branch(child):
                yield from _inside(part, wanted, mode)
        elif child.tag not in _SILENT and child.tag != _PARAGRAPH and len(child):
            yield from _inside(child, wanted, mode_of(child, mode))


def _kind(style: Style, context: Context, cell: Cell | None, label: str, toc: bool) -> tuple[Kind, int]:
    name = style.name.lower()
    if context in ("footnote", "endnote", "header", "footer"):
        return context, 0
    if toc or name.startswith(("toc ", "table of contents", "目录")):
        return "toc", 0
    if 0 <= style.outline < 9:
        return "heading", style.outline + 1
    if cell is not None:
        return "cell", 0
    if name in ("title", "subtitle"):
        return "heading", 1
    if context == "textbox":
        return "textbox", 0
    return ("list" if label else "body"), 0
