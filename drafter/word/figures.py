"""Figures as native Word tables: tiles with shades, and an alternative text for those who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.schema import Figure, Tile
from drafter.word import xml
from drafter.word.styles import Styles
from drafter.word.xml import Element, el

FILL = {"low": "CFE8CF", "medium": "FBE7A8", "high": "F4C0B8", "unknown": "DDDDDD", "accent": "FFFFFF"}
"""Light shades: black letters stay readable on them, also in print without colours."""
INK = {"accent": "1F4E79"}


def table(figures: Sequence[Figure], styles: Styles, languages: Sequence[str], wide: int) -> Element:
    """One table for all languages: a tile holds the texts that differ, one below the other."""
    first = figures[0]
    widths = [wide * share // sum(first.widths) for share in first.widths]
    edge = {"w_val": "single", "w_sz": 4, "w_space": 0, "w_color": "FFFFFF" if first.name == "group-bars" else "BFBFBF"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [el("w:tblBorders", *(el(f"w:{side}", **edge) for side in sides))] if first.name != "timeline" else []
    properties = el("w:tblPr", el("w:tblW", w_w=sum(widths), w_type="dxa"), *borders, el("w:tblLayout", w_type="fixed"),
                    el("w:tblCellMar", el("w:left", w_w=60, w_type="dxa"), el("w:right", w_w=60, w_type="dxa")),
                    el("w:tblCaption", w_val=first.name), el("w:tblDescription", w_val="\n".join(f.alt for f in figures)))
    ids = [styles.style("table", language) for language in languages]
    rows = [_row(tiles, widths, ids, last=n == len(first.rows) - 1)
            for n, tiles in enumerate(zip(*(f.rows for f in figures), strict=True))]
    return el("w:tbl", properties, el("w:tblGrid", *(el("w:gridCol", w_w=w) for w in widths)), *rows)


def _row(texts: Sequence[Sequence[Tile]], widths: Sequence[int], ids: Sequence[str], *, last: bool) -> Element:
    row = el("w:tr", el("w:trPr", el("w:cantSplit")))
    at = 0
    for tiles in zip(*texts, strict=True):
        tile = tiles[0]
        width = sum(widths[at:at + tile.span])
        at += tile.span
        properties = el("w:tcPr", el("w:tcW", w_w=width, w_type="dxa"))
        if tile.span > 1:
            properties.append(el("w:gridSpan", w_val=tile.span))
        if tile.tone in FILL:
            properties.append(el("w:shd", w_val="clear", w_color="auto", w_fill=FILL[tile.tone]))
        properties.append(el("w:vAlign", w_val="center"))
        shown = {one.text: _paragraph(one, style, last=last) for one, style in reversed(list(zip(tiles, ids, strict=True)))}
        row.append(el("w:tc", properties, *reversed(shown.values())))
    return row


def _paragraph(tile: Tile, style: str, *, last: bool) -> Element:
    """The text of a tile, kept on the page of the row below it."""
    keep = [] if last else [el("w:keepNext")]
    centred = [el("w:jc", w_val="center")] if tile.tone else []
    paragraph = el("w:p", el("w:pPr", el("w:pStyle", w_val=style), *keep, *centred))
    if tile.text:
        bold = [el("w:b"), el("w:bCs")] if tile.strong else []
        ink = [el("w:color", w_val=INK[tile.tone])] if tile.tone in INK else []
        paragraph.append(xml.run(tile.text, *bold, *ink))
    return paragraph
