"""An independent reader of our Word files for the tests: numbers as Word would count them, fields, bookmarks, text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONES = "〇一二三四五六七八九"


def han(number: int) -> str:
    """Chinese numerals below 100, written apart from the code under test."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else ONES[tens] + "十"
    return head + (ONES[ones] if ones else "")


def spelled(number: int, style: str) -> str:
    if style == "decimal":
        return str(number)
    if style == "chineseCountingThousand":
        return han(number)
    if style in ("lowerLetter", "upperLetter"):
        text = "abcdefghijklmnopqrstuvwxyz"[number - 1]
        return text.upper() if style == "upperLetter" else text
    if style == "lowerRoman":
        return ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"][number - 1]
    raise ValueError(style)


@dataclass
class Para:
    style: str
    text: str
    label: str
    full: str
    level: int
    element: etree._Element


@dataclass
class Doc:
    parts: dict[str, bytes]
    paragraphs: list[Para] = field(default_factory=list)

    @property
    def root(self) -> etree._Element:
        return etree.fromstring(self.parts["word/document.xml"])


def visible(paragraph: etree._Element) -> str:
    """The words of a paragraph, with field results and without field codes."""
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def typed(paragraph: etree._Element) -> str:
    """The words of a paragraph that stand in no field."""
    depth, words = 0, ""
    for element in paragraph.iter(f"{W}fldChar", f"{W}t"):
        if element.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType"), 0)
        elif depth == 0:
            words += element.text or ""
    return words


def read(blob: bytes) -> Doc:
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        doc = Doc({n: package.read(n) for n in package.namelist()})
    styles = {s.get(f"{W}styleId"): s for s in etree.fromstring(doc.parts["word/styles.xml"]).iter(f"{W}style")}
    numbering = etree.fromstring(doc.parts["word/numbering.xml"])
    abstract = {a.get(f"{W}abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
    lists = {n.get(f"{W}numId"): abstract[n.find(f"{W}abstractNumId").get(f"{W}val")] for n in numbering.iter(f"{W}num")}
    counters: dict[str, list[int]] = {}
    for element in doc.root.iter(f"{W}p"):
        style = element.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else ""
        label, full, level = numbered(styles.get(name), lists, counters)
        doc.paragraphs.append(Para(name, visible(element), label, full, level, element))
    return doc


def numbered(style: etree._Element | None, lists: dict, counters: dict[str, list[int]]) -> tuple[str, str, int]:
    properties = style.find(f"{W}pPr/{W}numPr") if style is not None else None
    if properties is None:
        return "", "", -1
    number = properties.find(f"{W}numId").get(f"{W}val")
    depth = properties.find(f"{W}ilvl")
    level = int(depth.get(f"{W}val")) if depth is not None else 0
    counts = counters.setdefault(number, [0] * 9)
    counts[level] += 1
    counts[level + 1:] = [0] * (8 - level)
    levels = {int(v.get(f"{W}ilvl")): v for v in lists[number].iter(f"{W}lvl")}

    def shown(n: int) -> str:
        text = levels[n].find(f"{W}lvlText").get(f"{W}val")
        return re.sub(r"%(\d)", lambda m: spelled(counts[int(m[1]) - 1], levels[int(m[1]) - 1].find(f"{W}numFmt").get(f"{W}val")), text)

    own = shown(level)
    return own, "".join(shown(n) for n in range(level + 1)), level


@dataclass
class Field:
    code: str
    result: str
    paragraph: etree._Element


def fields(root: etree._Element) -> list[Field]:
    """Complex fields in document order, each with its code and its cached result (inner fields apart)."""
    stack: list[list] = []
    found: list[Field] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append(["", "", False, next(element.iterancestors(f"{W}p"))])
            elif kind == "separate":
                stack[-1][2] = True
            else:
                code, result, _, paragraph = stack.pop()
                found.append(Field(code.strip(), result, paragraph))
        elif stack and element.tag == f"{W}instrText":
            stack[-1][0] += element.text or ""
        elif stack and stack[-1][2]:
            stack[-1][1] += element.text or ""
    assert not stack, "a field is not closed"
    return found


def bookmarks(doc: Doc) -> dict[str, Para]:
    """Bookmark name → the paragraph it starts in."""
    by_element = {p.element: p for p in doc.paragraphs}
    root = next(iter(by_element)).getroottree().getroot() if by_element else doc.root
    result = {}
    for start in root.iter(f"{W}bookmarkStart"):
        paragraph = start.getparent()
        if paragraph.tag == f"{W}p":
            result[start.get(f"{W}name")] = by_element[paragraph]
    return result
