"""Word's fields: a code nobody sees and a result that stands on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.word.guard import W

KEPT = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "SEQ", "STYLEREF", "HYPERLINK",
                  "EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"))
"""Fields whose codes name no person, file or source; the others become their result."""
_CHARACTER, _CODE = f"{W}fldChar", f"{W}instrText"
_CONTENT = tuple(f"{W}{tag}" for tag in ("t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "drawing", "pict", "object",
                                         "delInstrText", "footnoteReference", "endnoteReference"))


@dataclass
class Field:
    """A field: its marks, the elements of its code, and what stands in the code beside its words (`junk`)."""

    begin: Any
    codes: list[Any] = field(default_factory=list)
    junk: list[Any] = field(default_factory=list)
    separate: Any = None
    end: Any = None
    depth: int = 0

    @property
    def code(self) -> str:
        return "".join(c.text or "" for c in self.codes).strip()

    @property
    def harmless(self) -> bool:
        return not self.junk and self.end is not None and name(self.code) in KEPT


def name(code: str) -> str:
    """The name of a field by its code."""
    found = re.match(r"\s*([A-Za-z]+|=)", code)
    return found[1].upper() if found else ""


def scan(root: Any) -> tuple[list[Field], list[Any]]:
    """The fields of a part (those within a code are its junk), and the marks and codes that belong to none."""
    done: list[Field] = []
    stray: list[Any] = []
    opened: list[Field] = []
    for element in root.iter(_CHARACTER, _CODE, *_CONTENT):
        kind = element.get(f"{W}fldCharType", "") if element.tag == _CHARACTER else ""
        coding = opened[-1] if opened and opened[-1].separate is None else None
        if coding is not None and (kind == "begin" or coding.depth or not (kind or element.tag == _CODE)):
            coding.junk.append(element)
            coding.depth += (kind == "begin") - (kind == "end")
        elif kind == "begin":
            opened.append(Field(element))
        elif kind == "end" and opened:
            opened[-1].end = element
            done.append(opened.pop())
        elif coding is not None and kind == "separate":
            coding.separate = element
        elif coding is not None and element.tag == _CODE:
            coding.codes.append(element)
        elif kind or element.tag == _CODE:
            stray.append(element)
    return [*done, *opened], stray


def dissolve(root: Any, unwanted: Callable[[str], bool]) -> None:
    """Leaves of fields that are not kept, or whose code is `unwanted`, only their results, in place."""
    found, stray = scan(root)
    for one in [f for f in found if not f.harmless or unwanted(f.code)]:
        _tick(one)
        for element in (one.begin, one.separate, one.end, *one.codes, *one.junk):
            _remove(element)
    for element in stray:
        _remove(element)
    for element in list(root.iter(f"{W}fldSimple")):
        code = element.get(f"{W}instr", "")
        if name(code) not in KEPT or unwanted(code):
            unwrap(element)
    for element in list(root.iter(f"{W}fldData", f"{W}ffData")):
        _remove(element)


def codes(root: Any) -> Iterator[tuple[Any, str]]:
    """Fields of both kinds: an element of each, and its code."""
    for one in scan(root)[0]:
        yield one.begin, one.code
    for element in root.iter(f"{W}fldSimple"):
        yield element, str(element.get(f"{W}instr", ""))


def rewrite(root: Any, change: Callable[[str], str]) -> None:
    """Puts `change(code)` in place of every field code."""
    for one in scan(root)[0]:
        whole = "".join(c.text or "" for c in one.codes)
        new = change(whole)
        if new != whole and one.codes:
            one.codes[0].text = new
            one.codes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            for other in one.codes[1:]:
                other.text = None
    for element in root.iter(f"{W}fldSimple"):
        element.set(f"{W}instr", change(element.get(f"{W}instr", "")))


def unwrap(element: Any) -> None:
    """Puts the children of an element in its place."""
    for child in [c for c in element if c.tag not in (f"{W}fldData", f"{W}smartTagPr", f"{W}customXmlPr")]:
        element.addprevious(child)
    element.getparent().remove(element)


def _tick(one: Field) -> None:
    """A tick box of a form becomes the sign it shows."""
    data = one.begin.find(f"{W}ffData/{W}checkBox")
    if data is None or one.end is None:
        return
    state = data.find(f"{W}checked")
    state = data.find(f"{W}default") if state is None else state
    on = state is not None and state.get(f"{W}val", "1") in ("1", "true", "on")
    sign = one.end.makeelement(f"{W}t")
    sign.text = "☒" if on else "☐"
    one.end.addprevious(sign)


def _remove(element: Any) -> None:
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)
