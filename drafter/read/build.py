"""The common end of all readers: blocks as they stand in the file become the paragraphs of a Document."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document import MARGINAL, Block, Document, Kind, Paragraph, Piece, Raw, Unread
from drafter.errors import DrafterError, Problem
from drafter.read import chars, labels, language, words
from drafter.read.join import LEADER
from drafter.read.lines import ends
from drafter.read.mapped import Edit, Mapped, edit, part, shifted

_TITLE_LENGTH = 120
_MUCH = 200
"""Letters of a paragraph from which an uncovered language counts as unread."""


def document(raw: Raw, file: str, sha256: str) -> Document:
    """Mend every block, number and place it. Raises DrafterError when the file holds no words and nothing unread."""
    blocks = [piece for block in raw.blocks for piece in _split(_mended(block))]
    known = words.vocabulary(block.text for block in blocks)
    blocks = [_worded(block, known) for block in blocks]
    blocks = [block for block in blocks if block.text or (block.label and not labels.is_bullet(block.label))]
    if not blocks and not raw.unread:
        raise DrafterError([Problem(file, 0, 0, "holds no text", "is it the right file?")])
    languages = language.spread([_telling(block.text) for block in blocks])
    text, paragraphs, pieces = _place(blocks, languages)
    shares = language.shares((p.language, text[p.start:p.end]) for p in paragraphs if p.kind not in MARGINAL)
    foreign = tuple(_foreign(paragraphs, text))
    paragraphs = [replace(p, language="") if p.language == language.OTHER else p for p in paragraphs]
    covered = {code: share for code, share in shares.items() if code != language.OTHER}
    return Document(
        file, sha256, raw.format, text, tuple(paragraphs), raw.sources, pieces,
        languages=tuple(code for code, share in covered.items() if share >= 0.05), deleted=raw.deleted, comments=raw.comments,
        flags=raw.flags, unread=(*raw.unread, *foreign), notes=raw.notes, encoding=raw.encoding, pages=raw.pages, shares=shares,
    )


def _mended(block: Block) -> Block:
    mapped = chars.plain(Mapped(block.text, block.pieces))
    return replace(block, text=mapped.text, pieces=mapped.pieces)


def _split(block: Block) -> Iterator[Block]:
    """A block at its inner line breaks, where a new item or sentence begins; else the break becomes a space."""
    if "\n" not in block.text:
        yield block
        return
    whole = Mapped(block.text, block.pieces)
    rows = [m.span() for m in re.finditer(r"[^\n]+", whole.text) if not m[0].isspace()]
    if not rows:
        return
    groups = [[rows[0]]]
    for a, b in itertools.pairwise(rows):
        before, text = whole.text[a[0]:a[1]].strip(), whole.text[b[0]:b[1]].strip()
        if "\n\n" in whole.text[a[1]:b[0]] or ends(before) or labels.find(text, after=before) or not chars.LETTER.search(text):
            groups.append([b])
        else:
            groups[-1].append(b)
    for n, group in enumerate(groups):
        mapped = part(whole, group[0][0], group[-1][1])
        mapped = edit(mapped, list(_breaks(mapped.text)))
        yield replace(block, text=mapped.text, pieces=mapped.pieces, label=block.label if n == 0 else "")


def _breaks(text: str) -> Iterator[Edit]:
    for match in re.finditer(r"\s*\n\s*", text):
        before, after = text[match.start() - 1:match.start()], text[match.end():match.end() + 1]
        yield match.start(), match.end(), "" if chars.is_wide(before) and chars.is_wide(after) else " "


def _worded(block: Block, known: Counter[str]) -> Block:
    mapped = Mapped(block.text, block.pieces)
    if block.unpunctuated or "  " in block.text or block.text[:1].isspace() or block.text[-1:].isspace():
        typed = labels.find(block.text) if not block.label else None
        if typed is None or "  " in block.text[typed.content:] or block.text[:1].isspace() or block.text[-1:].isspace():
            mapped = _spaced(mapped)
    mapped = words.mend(mapped, known)
    return block if mapped.text is block.text else replace(block, text=mapped.text, pieces=mapped.pieces)


def _spaced(mapped: Mapped) -> Mapped:
    """Single spaces; a bare number keeps the two that tell it from a quantity."""
    typed = labels.find(mapped.text)
    if typed is None or not typed.written.isdigit():
        return chars.single_spaced(mapped)
    edits = [(m.start(), m.end(), "" if m.start() == 0 or m.end() == len(mapped.text) else
              "  " if m.end() == typed.content else " ") for m in re.finditer(r" {2,}|^ +| +$", mapped.text)]
    return edit(mapped, edits)


def _telling(text: str) -> str:
    """What tells a paragraph's language: not the letter of a list."""
    typed = labels.find(text)
    return text[typed.content:] if typed and not typed.heading else text


def _place(blocks: Sequence[Block], languages: Sequence[str]) -> tuple[str, list[Paragraph], tuple[Piece, ...]]:
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    pieces: list[Piece] = []
    at = 0
    for n, (block, code) in enumerate(zip(blocks, languages, strict=True)):
        paragraph, words_ = _paragraph(block, at, code)
        if paragraph.kind == "list" and _is_title(paragraph, words_) and not (n + 1 < len(blocks) and _sibling(block, blocks[n + 1])):
            paragraph = replace(paragraph, kind="heading")
        pieces += shifted(block.pieces, at + len(words_) - len(block.text))
        paragraphs.append(paragraph)
        texts.append(words_)
        at += len(words_) + 1
    return "\n".join(texts), paragraphs, tuple(pieces)


def _paragraph(block: Block, at: int, code: str) -> tuple[Paragraph, str]:
    if block.label:
        lead = block.label + (" " if block.text else "")
        text, label, content, level = lead + block.text, block.label, len(lead), block.level
        heading = False
    else:
        typed = labels.find(block.text)
        text = block.text
        label, content = (typed.written, typed.content) if typed else ("", 0)
        level = block.level or (typed.level if typed else 0)
        heading = bool(typed and typed.heading)
    kind = block.kind
    if kind == "heading" and len(text) > _TITLE_LENGTH and ends(text):
        kind = "body"
    if kind == "body" and LEADER.search(text[-60:]):
        kind = "toc"
    if kind == "cell" and heading and _kind(text[content:], label, True) == "heading":
        kind = "heading"
    if kind == "body":
        kind = _kind(text[content:], label, heading)
    return Paragraph(at, at + len(text), at + content, kind, label, bool(block.label), level, block.style, block.cell, block.page,
                     code, block.recognised, block.unpunctuated), text


def _kind(rest: str, label: str, heading: bool) -> Kind:
    short = len(rest) <= _TITLE_LENGTH and (not rest or rest.isupper() or rest[-1] in ":：" or not ends(rest))
    if heading and short:
        return "heading"
    if not label and rest.isupper() and not chars.HANZI.search(rest) and 3 < len(rest) <= _TITLE_LENGTH and " " in rest:
        return "heading"
    return "list" if label and not heading else "body"


def _is_title(paragraph: Paragraph, text: str) -> bool:
    """Whether a numbered paragraph is only a title: few words, no full stop (1. The setting; 一、总则)."""
    rest = text[paragraph.content - paragraph.start:]
    counted = bool(re.match(r"\d|[一二三四五六七八九十]|[IVX]+\b", paragraph.label)) and paragraph.label[-1:] not in ")）"
    return counted and 1 < chars.width(rest) <= 70 and not ends(rest) and not rest[0].islower() and rest[-1] not in ",，、_"


def _sibling(block: Block, following: Block) -> bool:
    """Whether the next paragraph is a short item of the same kind: then both are items of a list."""
    a, b = labels.find(block.text), labels.find(following.text)
    if block.label or following.label:
        return bool(block.label and following.label and block.level == following.level)
    return bool(a and b and a.level == b.level and a.written[:1].isdigit() == b.written[:1].isdigit())


def _foreign(paragraphs: Sequence[Paragraph], text: str) -> Iterator[Unread]:
    """Passages in a language that is not covered, unless they are only a title or an address."""
    for p in paragraphs:
        if p.language == language.OTHER and p.kind != "heading" and len(chars.LETTER.findall(text[p.start:p.end])) >= _MUCH:
            yield Unread("language-not-covered", "written in a language that is not read", page=p.page, start=p.start, end=p.end)
