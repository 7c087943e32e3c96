"""Lines to paragraphs: what a page broke is joined, what the writer set apart stays apart, each language by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafter.document import Block, Kind
from drafter.read import furniture, labels, words
from drafter.read.chars import is_han, is_wide
from drafter.read.lines import CELLS, LATIN, ZH, Line, Setting, cells, ends, ends_sentence, script, setting
from drafter.read.mapped import Mapped, cut, glue

_LEANS = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|on|at|by|for|and|or|with|from|as|that|which|between|under|upon|its|their|any|all|such|shall|be|is"
    r"|el|la|los|las|de|del|y|o|en|con|por|para|que|un|una|su|sus|al|le|les|du|des|et|ou|dans|par|pour|sur|une|aux?|qui|leurs?"
    r"|l’|d’|l'|d')|[,(“«/&-]|[（《“、，])$", re.IGNORECASE)
_FAR = 150
"""Lines of another language after which an unfinished paragraph is given up."""
_ENTRY = re.compile(r"[^\s：:，。]{1,10}(?:（[^）]{1,6}）)?[：:]")
LEADER = re.compile(r"(?:[.·…_] ?){5,}\s*\d{1,4}$")
"""The end of an entry in a table of contents."""
_NOTE = re.compile(r"\d{1,2}")
_RULE = re.compile(r"[\W_]+")


@dataclass
class _Open:
    """A paragraph being put together."""

    lines: list[Line] = field(default_factory=list)
    last: int = 0
    noted: bool = False
    """Whether a footnote's number, on a line of its own, came last."""


def paragraphs(lines: Sequence[Line], texts: Sequence[str], *, paged: bool = False) -> Iterator[Block]:
    """The paragraphs of all lines, in the order in which they begin; running headers at the end, once each."""
    kept, marginal = furniture.strip(lines)
    how = setting(kept, paged=paged)
    known = words.vocabulary(line.text for line in kept)
    for group in _groups(kept, how):
        yield _block(group, texts, how, known)
    for line in marginal:
        mapped = cut(texts[line.source], line.at, line.at + len(line.text), line.source)
        yield Block(mapped.text, mapped.pieces, "header", page=line.page, recognised=line.recognised)


def _groups(lines: Iterable[Line], how: Setting) -> list[list[Line]]:
    done: list[_Open] = []
    streams: dict[str, _Open] = {}
    latest = ""
    for n, line in enumerate(lines):
        stream = (script(line.text) or latest or LATIN) if how.bilingual else "all"
        latest = stream
        current = streams.get(stream)
        if current and how.unpunctuated and not line.gap and _NOTE.fullmatch(line.text):
            current.last, current.noted = n, True
            continue
        if current and n - current.last <= _FAR and _continues(current, line, how, interrupted=n - current.last > 1):
            current.lines.append(line)
            current.noted = False
        else:
            current = _Open([line])
            streams[stream] = current
            done.append(current)
        current.last = n
    return [paragraph.lines for paragraph in done]


def _continues(paragraph: _Open, line: Line, how: Setting, *, interrupted: bool) -> bool:
    last = paragraph.lines[-1]
    text, before = line.text, last.text
    if last.level or line.level or line.kind or last.kind:
        return False
    if _RULE.fullmatch(text) or _RULE.fullmatch(before) or LEADER.search(before[-60:]):
        return False
    kind = ZH if ZH in (script(text), script(before)) else LATIN
    open_ = not ends(before)
    if labels.find(text, after=before if open_ and how.wrapped[kind] and not line.gap else ""):
        return False
    if len(paragraph.lines) == 1 and _label_only(before):
        return True
    if not how.wrapped[kind]:
        return line.broken and open_ and (text[:1].islower() or kind == ZH) and not _headline(paragraph, how)
    gap = line.gap and not (how.double_spaced or line.broken or interrupted)
    if kind == ZH:
        return _continues_zh(paragraph, line, how, gap=gap, interrupted=interrupted)
    return _continues_latin(paragraph, line, how, gap=gap, interrupted=interrupted)


def _label_only(text: str) -> bool:
    """A number or bullet on a line of its own, whose words follow on the next."""
    label = labels.find(text)
    return bool(label and not label.heading and label.content >= len(text))


def _continues_zh(paragraph: _Open, line: Line, how: Setting, *, gap: bool, interrupted: bool) -> bool:
    last = paragraph.lines[-1]
    fill = how.fill(last)
    if line.text[0] == "【" or (_ENTRY.match(line.text) and (fill < 0.8 or ends(last.text)) and not interrupted):
        return False
    if ends(last.text):
        apart = gap or interrupted or line.gap or line.broken or line.indent > last.indent
        return fill >= 0.93 and not apart and last.text[-1] not in "：:"
    if line.indent > last.indent + 2 and not interrupted and fill < 0.85:
        return False
    if gap and fill < 0.9:
        return False
    if fill >= (0.5 if interrupted else 0.7) or _LEANS.search(last.text) or line.text[0] in "，。；、）》”：":
        return True
    if how.unpunctuated and (paragraph.noted or line.broken) and fill >= 0.5:
        return True
    return (interrupted or line.broken) and (last.text[-1] in "》）)”」" or line.text[0] in "（(")


def _continues_latin(paragraph: _Open, line: Line, how: Setting, *, gap: bool, interrupted: bool) -> bool:
    last = paragraph.lines[-1]
    text, before, fill = line.text, last.text, how.fill(last)
    small = text[0].islower()
    if before[-1] == "-" and before[-2:-1].isalpha() and (small or (text[0].isalpha() and not gap)):
        return True
    if ends_sentence(before):
        return (not gap and not interrupted and fill >= 0.75 and line.indent <= last.indent + 1
                and not ((line.gap or line.broken) and fill < 0.95))
    if ends(before):
        return (small or before[-1] == ";") and fill >= 0.75 and not gap
    if small or (text[0].isdigit() and not gap):
        return True
    if _LEANS.search(before) and (not gap or (fill >= 0.6 and before[-1] != ",")):
        return True
    if gap or interrupted:
        return False
    if before.isupper() and text.isupper() and (len(paragraph.lines) < 4 or fill >= 0.6):
        return True
    if _headline(paragraph, how):
        return False
    return fill >= 0.6 and line.indent <= last.indent + 8


def _headline(paragraph: _Open, how: Setting) -> bool:
    """Whether what is open so far is a heading: an article's name and title, or capitals."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if last.text.isupper():
        return how.fill(last) < 0.75 or last.gap != first.gap
    label = labels.find(first.text)
    return bool(label and label.heading and len(paragraph.lines) < 3 and how.fill(last) < 0.8)


def _block(lines: Sequence[Line], texts: Sequence[str], how: Setting, known: Counter[str]) -> Block:
    parts: list[Mapped | str] = []
    for n, line in enumerate(lines):
        piece = cut(texts[line.source], line.at, line.at + len(line.text), line.source)
        if n:
            _join(parts, piece, how, known)
        parts.append(piece)
    mapped = glue(parts)
    first = lines[0]
    kind: Kind = "heading" if first.level else "cell" if first.kind == "row" else "metadata" if first.kind else "body"
    return Block(mapped.text, mapped.pieces, kind, level=first.level, page=first.page, recognised=any(x.recognised for x in lines),
                 unpunctuated=how.unpunctuated and script(mapped.text) == ZH)


def _join(parts: list[Mapped | str], piece: Mapped, how: Setting, known: Counter[str]) -> None:
    """Put what belongs between the last line and this one: nothing, a space, or one hyphen less."""
    last = parts[-1]
    assert isinstance(last, Mapped)
    a, b = last.text, piece.text
    if a[-1] in "-\u00ad\u2010" and a[-2:-1].isalpha() and b[0].isalpha():
        head, tail = re.split(r"[^\w]|\d|_", a[:-1])[-1], re.match(r"[^\W\d_]*", b)[0]  # type: ignore[index]
        if a[-1] == "\u00ad" or not words.hyphen_stays(head, tail, known):
            shorter = last.pieces[0]
            parts[-1] = Mapped(a[:-1], (shorter._replace(end=shorter.end - 1, until=shorter.until - 1),))
        return
    if is_wide(a[-1]) and (is_wide(b[0]) or b[0].isdigit()):
        if how.unpunctuated and " " in a and not b[0].isdigit() and not a[0].isdigit() and cells(a) < how.widths[CELLS] - 1:
            parts.append(" ")
        return
    if a[-1].isdigit() and b[0].isdigit() and ZH in (script(a), script(b)) and not a[-2:-1].isspace():
        return
    if (is_wide(a[-1]) and not is_han(a[-1])) or (is_wide(b[0]) and not is_han(b[0])):
        return
    if a[-1] in "/" or (a[-1].isdigit() and is_wide(b[0])) or (is_wide(a[-1]) and b[0] in "，。；、,.;)"):
        return
    parts.append(" ")
