"""Styles and automatic numbering per language, derived from the shell's own styles.

For each language every `Drafter …` style gets a child (`Drafter Article (zh)`) that carries the language's fonts, its
proofing language and its level of a multilevel list. So numbers are Word's own, and two languages count apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart

from drafter.word.xml import Element, W, el, name

LISTS = {
    "body": ("article", "paragraph", "item", "subitem"),
    "annex": ("annex", "annex_paragraph", "annex_item", "annex_subitem"),
    "recital": ("recital",),
}
STYLE_OF = {
    "article": "Drafter Article", "paragraph": "Drafter Paragraph", "item": "Drafter Item", "subitem": "Drafter Subitem",
    "annex": "Drafter Annex", "annex_paragraph": "Drafter Annex Paragraph", "annex_item": "Drafter Annex Item",
    "annex_subitem": "Drafter Annex Subitem", "recital": "Drafter Recital", "text": "Drafter Text",
    "heading": "Drafter Heading", "table": "Drafter Table Text", "party": "Drafter Party", "title": "Title", "subtitle": "Subtitle",
}
HEADINGS = ("article", "annex", "heading", "party", "title", "subtitle")
COMPACT = {"text": 18, "heading": 19, "table": 16}
"""Type sizes of the short form, in half-points."""
INDENTS = {
    "wide": {"article": (1361, 1361), "annex": (1361, 1361), "paragraph": (720, 720), "item": (1287, 567),
             "subitem": (1854, 567), "recital": (720, 720)},
    "narrow": {"article": (1190, 1190), "annex": (1361, 1361), "paragraph": (560, 560), "item": (960, 400),
               "subitem": (1360, 400), "recital": (560, 560)},
}


PLAIN = {
    "article": (0, 0), "annex": (0, 0), "paragraph": (0, 0), "item": (397, 284), "subitem": (794, 284), "recital": (0, 0),
}
"""Indents where paragraphs have no numbers."""


class Styles:
    """The styles of one document. `style(role, language)` gives the id of the style to use."""

    def __init__(self, document: Any, languages: Mapping[str, Mapping[str, Any]], *, narrow: bool, compact: bool) -> None:
        self.narrow, self.compact = narrow, compact
        self.root = document.styles.element
        self.numbering = _numbering(document)
        self.plain = any("paragraph" not in words["numbering"] for words in languages.values())
        self.indents = PLAIN if self.plain else INDENTS["narrow" if narrow else "wide"]
        self.numbered = {language: frozenset(words["numbering"]) for language, words in languages.items()}
        self.ids: dict[tuple[str, str], str] = {}
        by_name = {s.find(name("w:name")).get(name("w:val")): s for s in self.root.findall(name("w:style"))}
        for language, words in languages.items():
            numbers = {part: self._list(part, roles, language, words) for part, roles in LISTS.items()}
            for role, style_name in STYLE_OF.items():
                self._style(role, by_name[style_name], style_name, language, words, numbers)

    def style(self, role: str, language: str) -> str:
        return self.ids[role, language]

    def _id(self, role: str, language: str) -> str:
        return f"Drafter{role.title().replace('_', '')}-{language}"

    def _list(self, part: str, roles: tuple[str, ...], language: str, words: Mapping[str, Any]) -> int:
        """Add a multilevel list bound to this language's styles; returns its number id."""
        abstracts, numbers = self.numbering.findall(name("w:abstractNum")), self.numbering.findall(name("w:num"))
        identity = 1 + max((int(a.get(name("w:abstractNumId"))) for a in abstracts), default=0)
        number = 1 + max((int(n.get(name("w:numId"))) for n in numbers), default=0)
        abstract = el("w:abstractNum", el("w:multiLevelType", w_val="multilevel"), w_abstractNumId=identity)
        for level, role in enumerate(roles):
            if role in words["numbering"]:
                abstract.append(self._level(level, role, language, words["numbering"][role]))
        at = list(self.numbering).index(numbers[0]) if numbers else len(self.numbering)
        self.numbering.insert(at, abstract)
        self.numbering.append(el("w:num", el("w:abstractNumId", w_val=identity), w_numId=number))
        return number

    def _level(self, level: int, role: str, language: str, form: Mapping[str, str]) -> Element:
        plain = role.removeprefix("annex_")
        left, hanging = self.indents[plain]
        after = "space" if self.plain and plain in ("article", "annex") else "tab"
        tab = el("w:tabs", el("w:tab", w_val="num", w_pos=left))
        return el(
            "w:lvl", el("w:start", w_val=1), el("w:numFmt", w_val=form["format"]),
            el("w:pStyle", w_val=self._id(role, language)),
            el("w:suff", w_val=after), el("w:lvlText", w_val=form["text"]), el("w:lvlJc", w_val="left"),
            el("w:pPr", tab, el("w:ind", w_left=left, w_hanging=hanging)), w_ilvl=level)

    def _style(self, role: str, base: Element, base_name: str, language: str, words: Mapping[str, Any],
               numbers: Mapping[str, int]) -> None:
        identity = self._id(role, language)
        self.ids[role, language] = identity
        style = el("w:style", el("w:name", w_val=f"{base_name} ({language})"),
                   el("w:basedOn", w_val=base.get(name("w:styleId"))), el("w:qFormat"),
                   w_type="paragraph", w_customStyle=1, w_styleId=identity)
        inside = [el("w:overflowPunct", w_val=0)] if language == "zh" else []
        style.append(el("w:pPr", *self._number(role, language, numbers), *inside, *self._spaced(role), *self._aligned(role, language)))
        fonts, proof = words["fonts"], words["word_language"]
        head = "heading_" if role in HEADINGS else ""
        latin, east = fonts[f"{head}latin"], fonts[f"{head}east_asia"]
        style.append(el("w:rPr", el("w:rFonts", w_ascii=latin, w_hAnsi=latin, w_eastAsia=east, w_cs=latin),
                        *self._size(role), el("w:lang", w_val=proof["latin"], w_eastAsia=proof["east_asia"])))
        self.root.append(style)

    def _number(self, role: str, language: str, numbers: Mapping[str, int]) -> list[Element]:
        for part, roles in LISTS.items():
            if role in roles and role in self.numbered[language]:
                level = roles.index(role)
                depth = [el("w:ilvl", w_val=level)] if level else []
                return [el("w:numPr", *depth, el("w:numId", w_val=numbers[part]))]
        return []

    def _aligned(self, role: str, language: str) -> list[Element]:
        """Latin text in a narrow column is set ragged: justified it would tear."""
        ragged = self.narrow and language != "zh" and role not in HEADINGS
        return [el("w:jc", w_val="left")] if ragged else []

    def _size(self, role: str) -> list[Element]:
        """Two columns are set a little smaller, the short form smaller still."""
        if not (self.narrow or self.compact) or role in ("title", "subtitle", "party"):
            return []
        size = COMPACT["table" if role == "table" else "heading" if role in HEADINGS else "text"] if self.compact \
            else 19 if role == "table" else 22 if role in HEADINGS else 19
        return [el("w:sz", w_val=size), el("w:szCs", w_val=size)]

    def _spaced(self, role: str) -> list[Element]:
        if not self.compact:
            return []
        before = 70 if role in ("article", "annex", "heading") else 0
        return [el("w:spacing", w_before=before, w_after=6 if role == "table" else 24, w_line=240, w_lineRule="auto")]


def _numbering(document: Any) -> Element:
    """The root of the numbering part, made where the shell has none."""
    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        part = NumberingPart(PackURI("/word/numbering.xml"),
                             "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
                             parse_xml(f'<w:numbering xmlns:w="{W}"/>'), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element
