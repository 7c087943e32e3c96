"""Markdown as converters and people write it: headings, tables, links and emphasis become plain words."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document import Block, Cell
from drafter.read.lines import Line
from drafter.read.mapped import Edit, Mapped, edit, part
from drafter.read.words import apart

_HEADING = re.compile(r"(#{1,6})\s*(?=\S)(?!#)")
_ROW = re.compile(r"\|.*\|$")
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_LINK = re.compile(r"(!?)\[([^\]\[]{0,300})\]\(([^()\s]{1,500}(?:\s\"[^\"]{0,100}\")?)\)")
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|p|div|a|font|small|br)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*\*|\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
_SLANT = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>-])")
_LEFT = re.compile(r"\*\*+")
_CELL = re.compile(r"(?<!\\)\|")


def looks_marked(lines: Sequence[Line]) -> bool:
    """Whether a text is Markdown: headings with #, or a head between `---` lines."""
    headings = sum(bool(_HEADING.match(line.text)) for line in lines)
    rows = sum(bool(_RULE.fullmatch(line.text)) and "|" in line.text for line in lines)
    return headings >= 2 or rows >= 1 or (headings >= 1 and len(lines) < 60) or _head_ends(lines) > 0


def _head_ends(lines: Sequence[Line]) -> int:
    """The number of lines of a YAML head, 0 without one."""
    if not lines or lines[0].text != "---":
        return 0
    for n, line in enumerate(lines[1:80], 1):
        if line.text in ("---", "..."):
            return n + 1 if any(re.match(r"[\w-]+:(\s|$)", other.text) for other in lines[1:n]) else 0
    return 0


def mark(lines: Sequence[Line]) -> list[Line]:
    """The lines with headings, table rows and the head marked; the # signs are no part of the words."""
    head = _head_ends(lines)
    result = []
    for n, line in enumerate(lines):
        if n >= head:
            marked = _marked(line)
            result += [marked] if marked else []
        elif line.text != "---":
            result.append(line._replace(kind="metadata"))
    return result


def _marked(line: Line) -> Line | None:
    match = _HEADING.match(line.text)
    if match and not line.indent > 3:
        rest = line.text[match.end():].rstrip("# ") or line.text[match.end():]
        return line._replace(text=rest, at=line.at + match.end(), level=len(match[1]))
    if _RULE.fullmatch(line.text) and "|" in line.text:
        return None
    if _ROW.fullmatch(line.text):
        return line._replace(kind="row")
    quoted = line.text[2:].lstrip() if line.text.startswith("> ") else ""
    return line._replace(text=quoted, at=line.at + len(line.text) - len(quoted)) if quoted else line


def finish(blocks: Sequence[Block]) -> list[Block]:
    """Rows into cells, marks out of the words."""
    result: list[Block] = []
    table, row = -1, 0
    for n, block in enumerate(blocks):
        if block.kind == "cell":
            table, row = (table, row + 1) if n and blocks[n - 1].kind == "cell" else (table + 1, 0)
            result += [_plain(cell) for cell in _cells(block, table, row)]
        elif block.kind == "metadata":
            result.append(block)
        else:
            result.append(_plain(block))
    return [block for block in result if block.text.strip()]


def _cells(block: Block, table: int, row: int) -> Iterator[Block]:
    bars = [m.start() for m in _CELL.finditer(block.text)]
    whole = Mapped(block.text, block.pieces)
    for column, (a, b) in enumerate(itertools.pairwise(bars)):
        cell = part(whole, a + 1, b)
        yield replace(block, text=cell.text, pieces=cell.pieces, cell=Cell(table, row, column))


def _plain(block: Block) -> Block:
    mapped = Mapped(block.text, block.pieces)
    for _ in range(2):
        mapped = edit(mapped, apart(_marks(mapped.text)))
    mapped = edit(mapped, apart(_leftovers(mapped.text)))
    return replace(block, text=mapped.text, pieces=mapped.pieces)


def _marks(text: str) -> Iterator[Edit]:
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), "\n" if match[0][:3].lower() == "<br" else ""
    for match in _LINK.finditer(text):
        yield match.start(), match.start(2), ""
        yield match.end(2), match.end(), ""
    for pattern in (_BOLD, _SLANT):
        for match in pattern.finditer(text):
            yield match.start(), match.start(2), ""
            yield match.end(2), match.end(), ""


def _leftovers(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        plain = html.unescape(match[0])
        if plain != match[0]:
            yield match.start(), match.end(), plain
    for match in _LEFT.finditer(text):
        yield match.start(), match.end(), ""
    for match in _ESCAPE.finditer(text):
        yield match.start(), match.end(), ""
