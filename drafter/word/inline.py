"""The words of one Word paragraph: runs, fields, changes, hidden text, and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from drafter.document import Aside, Run
from drafter.word.counting import Style, switched, value, whole
from drafter.word.guard import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BOX = f"{W}txbxContent"
_SKIPPED = frozenset(f"{W}{tag}" for tag in (
    "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "proofErr", "bookmarkStart", "bookmarkEnd",
    "rubyPr", "rt", "instrText", "delInstrText", "lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef",
    "separator", "continuationSeparator", "pgNum"))
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}
_WINGDINGS = {0x6f: "☐", 0x71: "☐", 0xa8: "☐", 0xfe: "☑", 0xfd: "☒", 0xfc: "✓", 0xfb: "✗", 0xa7: "▪", 0xd8: "➢", 0x6c: "●"}
_PAGE_SIZE = (5_000_000, 6_500_000)
"""Width and height (EMU) from which a picture may be a scanned page: 14 × 18 cm."""


class Mode(NamedTuple):
    """Why words are no part of the text: deleted, moved away, hidden; empty kind for words that are."""

    kind: Literal["", "deleted", "moved", "hidden"] = ""
    author: str = ""
    date: str = ""


PLAIN = Mode()


def mode_of(element: Any, mode: Mode) -> Mode:
    """The mode inside an element: tracked deletions and moves from here."""
    if mode.kind:
        return mode
    if element.tag == f"{W}del":
        return Mode("deleted", element.get(f"{W}author", ""), element.get(f"{W}date", ""))
    if element.tag == f"{W}moveFrom":
        return Mode("moved", element.get(f"{W}author", ""), element.get(f"{W}date", ""))
    return mode


def branch(alternate: Any) -> list[Any]:
    """The one branch of an AlternateContent that is read: the first choice with words, else the fallback."""
    choices: list[Any] = alternate.findall(f"{MC}Choice")
    fallback: list[Any] = alternate.findall(f"{MC}Fallback")
    for choice in choices:
        if next(choice.iter(f"{W}t", f"{W}delText"), None) is not None:
            return [choice]
    if fallback and next(fallback[0].iter(f"{W}t", f"{W}delText"), None) is not None:
        return fallback[:1]
    return (choices or fallback)[:1]


class Inline:
    """Reads a paragraph. `fields` is shared by the whole part: a field may span paragraphs."""

    def __init__(self, styles: Mapping[str, Style], fields: list[list[str]], source: int, mode: Mode) -> None:
        self.runs: list[Run] = []
        self.asides: list[Aside] = []
        self.boxes: list[tuple[Any, Mode]] = []
        self.notes: list[tuple[str, str, bool]] = []
        self.opened: list[tuple[str, int]] = []
        self.closed: list[tuple[str, int]] = []
        self.pictures = self.large_pictures = 0
        self._words: list[str] = []
        self._length = 0
        self._styles, self._fields, self._source, self._mode = styles, fields, source, mode
        self._numbers: dict[Any, int] = {}

    @property
    def text(self) -> str:
        return "".join(self._words)

    def read(self, paragraph: Any) -> None:
        self._numbers = {run: n for n, run in enumerate(paragraph.iter(f"{W}r"))}
        self._content(paragraph, self._mode)

    def _content(self, container: Any, mode: Mode) -> None:
        for child in container:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, mode)
            elif tag in _SKIPPED:
                continue
            elif tag == f"{W}commentRangeStart":
                self.opened.append((child.get(f"{W}id", ""), self._length))
            elif tag == f"{W}commentRangeEnd":
                self.closed.append((child.get(f"{W}id", ""), self._length))
            elif tag == f"{MC}AlternateContent":
                for part in branch(child):
                    self._content(part, mode)
            elif tag == _BOX:
                self.boxes.append((child, mode))
            elif tag.startswith(_MATH):
                self._add("".join(t.text or "" for t in child.iter(f"{_MATH}t")), mode, -1, 0)
            elif len(child):
                self._content(child, mode_of(child, mode))

    def _run(self, run: Any, mode: Mode) -> None:
        properties = run.find(f"{W}rPr")
        if not mode.kind and properties is not None and self._hidden(properties):
            mode = Mode("hidden")
        self._parts(run, mode, self._numbers.get(run, -1), 0)

    def _hidden(self, properties: Any) -> bool:
        own = switched(properties, "vanish")
        if own is not None:
            return own
        style = value(properties, "rStyle")
        return bool(style and self._styles.get(style, Style()).hidden)

    def _parts(self, run: Any, mode: Mode, number: int, at: int) -> int:
        for part in run:
            tag = part.tag
            if tag == f"{W}t":
                at = self._add(part.text or "", mode, number, at)
            elif tag == f"{W}delText":
                at = self._add(part.text or "", mode if mode.kind else Mode("deleted"), number, at)
            elif tag in _SIGNS:
                at = self._add(_SIGNS[tag], mode, number, at)
            elif tag == f"{W}sym":
                at = self._add(_symbol(part), mode, number, at)
            elif tag == f"{MC}AlternateContent":
                for chosen in branch(part):
                    at = self._parts(chosen, mode, number, at)
            elif tag in _DRAWN:
                self._drawn(part, mode)
            else:
                self._marks(part, mode)
        return at

    def _marks(self, part: Any, mode: Mode) -> None:
        """What a run holds beside words: fields, references, ruby, wrappers."""
        tag = part.tag
        if tag == f"{W}fldChar":
            self._field(part.get(f"{W}fldCharType", ""))
        elif tag == f"{W}instrText":
            if self._fields and self._fields[-1][0] == "code":
                self._fields[-1][1] += (part.text or "")[:200]
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
            self.notes.append((kind, part.get(f"{W}id", ""), mode.kind != ""))
        elif tag == f"{W}commentReference":
            self.closed.append((part.get(f"{W}id", ""), self._length))
        elif tag == f"{W}ruby":
            for base in part.iter(f"{W}rubyBase"):
                self._content(base, mode)
        elif tag not in _SKIPPED and len(part):
            self._content(part, mode_of(part, mode))

    def _add(self, words: str, mode: Mode, number: int, at: int) -> int:
        """Words of a run, from its offset `at`; returns the offset after them."""
        if not words or (self._fields and any(phase == "code" for phase, _ in self._fields)):
            return at + len(words)
        if mode.kind:
            self._aside(words, mode)
        else:
            self.runs.append(Run(self._length, self._length + len(words), number, at))
            self._words.append(words)
            self._length += len(words)
        return at + len(words)

    def _aside(self, words: str, mode: Mode) -> None:
        last = self.asides[-1] if self.asides else None
        if mode.kind and last and (last.kind, last.at, last.author, last.date) == (mode.kind, self._length, mode.author, mode.date):
            self.asides[-1] = Aside(last.kind, last.text + words, last.source, last.at, last.author, last.date)
        elif mode.kind:
            self.asides.append(Aside(mode.kind, words, self._source, self._length, mode.author, mode.date))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["code", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawn(self, element: Any, mode: Mode) -> None:
        """Text boxes of a drawing; pictures are counted, those as large as a page apart."""
        found = False
        for part in _boxes(element):
            found = True
            self.boxes.append((part, mode))
        if found or element.tag == f"{W}object":
            return
        self.pictures += 1
        for extent in element.iter(f"{_DRAWING}extent"):
            if whole(extent.get("cx")) >= _PAGE_SIZE[0] and whole(extent.get("cy")) >= _PAGE_SIZE[1]:
                self.large_pictures += 1


def _boxes(element: Any) -> list[Any]:
    """The outermost text boxes inside a drawing, of one branch of each alternative."""
    found: list[Any] = []
    for child in element:
        if child.tag == _BOX:
            found.append(child)
        elif child.tag == f"{MC}AlternateContent":
            for part in branch(child):
                found += _boxes(part)
        else:
            found += _boxes(child)
    return found


def _symbol(part: Any) -> str:
    try:
        code = int(part.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if "wingdings" in part.get(f"{W}font", "").lower():
        return _WINGDINGS.get(code & 0xff, "")
    if 0xf000 <= code <= 0xf0ff:
        code &= 0xff
    return chr(code) if 0x20 <= code < 0xd800 else ""
