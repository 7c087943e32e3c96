"""Small tools for WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml.parser import oxml_parser
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = {"w": W, "r": R}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

Element = Any


def name(tag: str) -> str:
    """`w:p` → the name with its namespace."""
    prefix, _, local = tag.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def el(tag: str, *children: Element, **attributes: Any) -> Element:
    """An element; attribute `w_val` is `w:val`."""
    element = oxml_parser.makeelement(name(tag), nsmap={"w": W})
    for key, value in attributes.items():
        element.set(name(key.replace("_", ":", 1)), str(value))
    element.extend(children)
    return element


def text(value: str, tag: str = "w:t") -> Element:
    element = el(tag)
    element.text = value
    if value != value.strip() or "  " in value:
        element.set(XML_SPACE, "preserve")
    return element


def run(value: str, *properties: Element) -> Element:
    """A run of text with its properties."""
    element = el("w:r")
    if properties:
        element.append(el("w:rPr", *properties))
    element.append(text(value))
    return element


def field(code: str, shown: Iterable[Element], *, dirty: bool = False) -> list[Element]:
    """A complex field: its code and the runs of its cached result."""
    begin = el("w:fldChar", w_fldCharType="begin")
    if dirty:
        begin.set(name("w:dirty"), "true")
    return [el("w:r", begin), el("w:r", text(f" {code} ", "w:instrText")),
            el("w:r", el("w:fldChar", w_fldCharType="separate")), *shown,
            el("w:r", el("w:fldChar", w_fldCharType="end"))]


def parse(blob: bytes) -> Element:
    return etree.fromstring(blob, PARSER)


def serialise(element: Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
