"""Puts codes for names into the parts of a Word file: words split over runs, alt text, field codes, bookmarks, styles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from drafter.word import fields, tree
from drafter.word.guard import W
from drafter.word.inline import MC
from drafter.word.names import Names

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = frozenset((f"{W}t", f"{_M}t", f"{tree.A}t"))
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad",
          f"{tree.A}br": "\n"}
_APART = frozenset((f"{W}p", f"{W}txbxContent", f"{W}drawing", f"{W}pict", f"{W}object", f"{W}rPr", f"{W}pPr", f"{W}rt",
                    f"{MC}AlternateContent", f"{tree.A}p"))
_GROUPS = (f"{W}p", f"{W}rt", f"{MC}Choice", f"{MC}Fallback", f"{tree.A}p")
_STYLED = frozenset(f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"))


class _Bit(NamedTuple):
    """A text element, or a sign (tab, line break) that stands for a character."""

    element: Any
    text: str
    sign: bool


class Coder:
    """Replaces names and remembers what a human should look at. `count`: how many were replaced."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.count = 0
        self._lower: Counter[str] = Counter()
        self._texts: list[str] = []

    def replace(self, trees: Mapping[str, Any]) -> None:
        """All names in all parts (by name, in a fixed order); bookmarks people named get numbers instead."""
        marks = self._bookmarks(trees)
        styles = self._styles(trees)
        for root in trees.values():
            _rename(root, marks, styles)
            fields.rewrite(root, lambda code: self._code(code, marks))
            if not self.names:
                continue
            for holder in root.iter(*_GROUPS):
                self._group(list(_bits(holder)))
            for element in root.iter(f"{_C}v", f"{_C}f", f"{_C}name"):
                element.text = self._text(element.text or "")
            for element, key in [*tree.drawings(root), *_worded(root)]:
                element.set(key, self._text(element.get(key)))

    def left(self) -> Iterator[tuple[str, str]]:
        """Kind (lower-case, name-part) and what to look at."""
        for name, count in sorted(self._lower.items()):
            yield "lower-case", f"{self.names.codes[name]} stands {count} time(s) where {name.lower()!r} was written in small letters"
        for name, words in self.names.remains(self._texts).items():
            yield "name-part", f"{', '.join(words)} still stands in the text ({self.names.codes[name]} is {name})"

    def _text(self, text: str) -> str:
        found = list(self.names.find(text))
        self.count += len(found)
        self._lower.update(f.name for f in found if f.lower)
        new = self.names.replaced(text) if found else text
        self._texts.append(new)
        return new

    def _group(self, bits: list[_Bit]) -> None:
        """Replaces in words that follow each other, however they are split."""
        whole = "".join(b.text for b in bits)
        found = list(self.names.find(whole))
        if not found:
            self._texts.append(whole)
            return
        self._texts.append(self._text(whole))
        starts = {f.start: self.names.codes[f.name] for f in found}
        inside = {n for f in found for n in range(f.start, f.end)}
        at = 0
        for bit in bits:
            span = range(at, at + len(bit.text))
            at += len(bit.text)
            if not any(n in inside for n in span):
                continue
            if bit.sign:
                bit.element.getparent().remove(bit.element)
                continue
            bit.element.text = "".join(starts.get(n, "") if n in inside else whole[n] for n in span) or None
            if bit.element.tag == f"{W}t":
                bit.element.set(_SPACE, "preserve")

    def _code(self, code: str, marks: Mapping[str, str]) -> str:
        """A field code with the new names of bookmarks, and codes for names in its quoted words."""
        head, *rest = re.split(r"(?<=\S)(?=\s)", code, maxsplit=1)
        tail = "".join(marks.get(token, token) for token in re.split(r'(\s+|")', "".join(rest)))
        return head + re.sub(r'"[^"]*"', lambda quoted: self._text(quoted[0]), tail)

    def _bookmarks(self, trees: Mapping[str, Any]) -> dict[str, str]:
        marks: dict[str, str] = {}
        for root in trees.values():
            for mark in root.iter(f"{W}bookmarkStart"):
                name = mark.get(f"{W}name", "")
                if not name.startswith("_") or self.names.hidden_in(name):
                    marks.setdefault(name, f"b{len(marks) + 1}")
        return marks

    def _styles(self, trees: Mapping[str, Any]) -> dict[str, str]:
        """New ids of styles that are called after a person."""
        styles: dict[str, str] = {}
        for root in trees.values():
            for style in root.iterfind(f"{W}style"):
                title = style.find(f"{W}name")
                told = title.get(f"{W}val", "") if title is not None else ""
                if style.get(f"{W}customStyle") and (self.names.hidden_in(told) or self.names.hidden_in(style.get(f"{W}styleId", ""))):
                    styles[style.get(f"{W}styleId", "")] = f"Style{len(styles) + 1}"
                    if title is not None:
                        title.set(f"{W}val", f"Style {len(styles)}")
        return styles


def _bits(holder: Any) -> Iterator[_Bit]:
    """The words of a paragraph in order; what is drawn in it and other paragraphs are apart."""
    for child in holder:
        if child.tag in _TEXTS:
            yield _Bit(child, child.text or "", False)
        elif child.tag in _SIGNS:
            yield _Bit(child, _SIGNS[child.tag], True)
        elif child.tag not in _APART and len(child):
            yield from _bits(child)


def _worded(root: Any) -> Iterator[tuple[Any, str]]:
    """Attributes that are shown as words: drawn letters, the text of list levels."""
    for element in root.iter(f"{tree.VML}textpath", f"{W}lvlText"):
        key = "string" if element.tag.startswith(tree.VML) else f"{W}val"
        if element.get(key):
            yield element, key


def _rename(root: Any, marks: Mapping[str, str], styles: Mapping[str, str]) -> None:
    """New names for bookmarks and styles, wherever they are named."""
    for element in root.iter():
        if element.tag == f"{W}bookmarkStart":
            name = element.get(f"{W}name", "")
            element.set(f"{W}name", marks.get(name, name))
        elif element.tag == f"{W}hyperlink":
            anchor = element.get(f"{W}anchor")
            if anchor is not None:
                element.set(f"{W}anchor", marks.get(anchor, anchor))
            element.attrib.pop(f"{W}docLocation", None)
        elif element.tag in _STYLED:
            element.set(f"{W}val", styles.get(element.get(f"{W}val", ""), element.get(f"{W}val", "")))
        elif element.tag == f"{W}style":
            identity = element.get(f"{W}styleId", "")
            element.set(f"{W}styleId", styles.get(identity, identity))
            aliases = element.find(f"{W}aliases")
            if aliases is not None:
                element.remove(aliases)
