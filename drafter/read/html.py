"""HTML without a browser: a linear scan that keeps the place of every word in the file. Nothing is fetched or run."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from drafter.document import Aside, Block, Cell, Flag, Kind, Raw, Source
from drafter.read import text as plain_text
from drafter.read.mapped import Edit, Mapped, cut, edit, glue

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)(/?)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z_:-]{1,30})\s*=\s*(\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s\"'>]{1,500})")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30};|#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_SKIPPED = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "select", "rt", "rp"})
_RAW = frozenset({"script", "style", "iframe", "noscript", "template"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track"})
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"))
_GONE = {"del": "deleted", "s": "deleted", "strike": "deleted"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FETCHING = {"img": "src", "iframe": "src", "script": "src", "link": "href", "embed": "src", "object": "data", "video": "src",
             "audio": "src"}
_DEEPEST = 2_000


class _Open(NamedTuple):
    name: str
    off: str
    """Why the words inside are not part of the text; empty when they are."""


@dataclass
class _State:
    text: str
    open: list[_Open] = field(default_factory=list)
    parts: list[Mapped | str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    flags: dict[str, Flag] = field(default_factory=dict)
    tables: list[list[int]] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    table_count: int = 0
    label: str = ""


def decode(blob: bytes, shown: str) -> tuple[str, str, tuple[str, ...]]:
    """As `text.decode`, but an honest `charset=` in the head is believed when the bytes are not UTF-8."""
    declared = _CHARSET.search(blob[:2048])
    try:
        blob.decode("utf-8")
    except UnicodeDecodeError:
        name = declared[1].decode("ascii").lower() if declared else ""
        name = "gb18030" if name in ("gb2312", "gbk") else "cp1252" if name in ("iso-8859-1", "latin1") else name
        if name in ("gb18030", "cp1252", "big5", "windows-1252", "iso-8859-15"):
            try:
                return blob.decode(name), name, ()
            except UnicodeDecodeError:
                pass
    return plain_text.decode(blob, shown)


def looks_like(text: str) -> bool:
    """Whether a text is HTML."""
    head = text[:3000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html")) or (bool(re.search(r"<(?:html|body|head)[\s>]", head)) and head.startswith("<"))


def read(blob: bytes, shown: str) -> Raw:
    """The paragraphs of an HTML file. Raises DrafterError when it is no text."""
    text, encoding, notes = decode(blob, shown)
    state = _State(text)
    for kind, start, end, match in _tokens(text):
        if kind == "text":
            _words(state, start, end)
        elif match is not None:
            _tag(state, match)
    _flush(state)
    return Raw("html", tuple(state.blocks), (Source(text),), deleted=tuple(state.asides), flags=tuple(state.flags.values()), notes=notes,
               encoding=encoding)


def _tokens(text: str) -> Iterator[tuple[str, int, int, re.Match[str] | None]]:
    """Words and tags in turn; comments and declarations left out. Linear: a `<` that opens nothing is a word."""
    at = 0
    ends: dict[str, int] = {}
    while at < len(text):
        start = text.find("<", at)
        if start < 0:
            start = len(text)
        if start > at:
            yield "text", at, start, None
        if start >= len(text):
            return
        match = _TAG.match(text, start, start + 20_000)
        if match:
            yield "tag", start, match.end(), match
            at = match.end()
            if match[2].lower() in _RAW and not match[1] and not match[4]:
                at = _find(text, f"</{match[2].lower()}", at, ends)
        elif text.startswith("<!--", start):
            at = _find(text, "-->", start + 4, ends)
            at = min(len(text), at + 3)
        elif text.startswith(("<!", "<?"), start):
            at = min(len(text), _find(text, ">", start, ends) + 1)
        else:
            yield "text", start, start + 1, None
            at = start + 1


def _find(text: str, wanted: str, at: int, ends: dict[str, int]) -> int:
    """Where `wanted` stands after `at`, else the end; remembers what is nowhere."""
    if ends.get(wanted, -1) == len(text):
        return len(text)
    found = re.compile(re.escape(wanted), re.IGNORECASE).search(text, at)
    if found is None:
        ends[wanted] = len(text)
        return len(text)
    return found.start()


def _tag(state: _State, match: re.Match[str]) -> None:
    name = match[2].lower()
    if name in _BLOCKS:
        _flush(state)
    if name == "br":
        state.parts.append("\n")
        return
    if match[1]:
        _close(state, name)
        return
    attributes = {k.lower(): v.strip("\"'") for k, v in _ATTRIBUTE.findall(match[3])} if match[3].strip() else {}
    _flag(state, name, attributes, match[3])
    if name in _VOID or match[4]:
        return
    inherited = state.open[-1].off if state.open else ""
    off = inherited or _GONE.get(name, "") or ("skipped" if name in _SKIPPED else "")
    if not off and (_HIDDEN.search(attributes.get("style", "")) or re.search(r"(?:^|\s)hidden(?:\s|=|$)", match[3])):
        off = "hidden"
    if len(state.open) < _DEEPEST:
        state.open.append(_Open(name, off))
    _enter(state, name, attributes)


def _enter(state: _State, name: str, attributes: dict[str, str]) -> None:
    if name == "table":
        state.tables.append([state.table_count, -1, 0])
        state.table_count += 1
    elif name == "tr" and state.tables:
        state.tables[-1][1] += 1
        state.tables[-1][2] = -1
    elif name in ("td", "th") and state.tables:
        state.tables[-1][2] += 1
    elif name in ("ol", "ul"):
        start = attributes.get("start", "1")
        state.lists.append((int(start) if start.isdigit() and len(start) < 6 else 1) if name == "ol" else None)
    elif name == "li":
        number = state.lists[-1] if state.lists else None
        state.label = "•" if number is None else f"{number}."
        if number is not None:
            state.lists[-1] = number + 1


def _close(state: _State, name: str) -> None:
    for depth in range(1, min(len(state.open), 60) + 1):
        if state.open[-depth].name == name:
            del state.open[-depth:]
            break
    if name == "table" and state.tables:
        state.tables.pop()
    elif name in ("ol", "ul") and state.lists:
        state.lists.pop()
    elif name == "li":
        state.label = ""


def _flag(state: _State, name: str, attributes: dict[str, str], raw: str) -> None:
    if name == "script" or re.search(r"\son[a-z]{3,20}\s*=", raw):
        state.flags.setdefault("script", Flag("macros", "holds scripts; none was run"))
    target = attributes.get(_FETCHING.get(name, ""), "")
    if target.startswith(("http:", "https:", "//", "file:", "ftp:")):
        state.flags.setdefault(target, Flag("external-target", f"points outside the file ({name}: {target[:60]}); nothing was fetched"))


def _words(state: _State, start: int, end: int) -> None:
    off = state.open[-1].off if state.open else ""
    if off == "skipped":
        return
    mapped = cut(state.text, start, end)
    mapped = edit(mapped, list(_changes(mapped.text, pre=any(o.name == "pre" for o in state.open[-6:]))))
    if off:
        if mapped.text.strip():
            state.asides.append(Aside("hidden" if off == "hidden" else "deleted", mapped.text.strip(), 0, start))
        return
    state.parts.append(mapped)


def _changes(words: str, *, pre: bool) -> Iterator[Edit]:
    """Entities into characters, runs of space into one."""
    found = [(m.start(), m.end(), html.unescape(m[0])) for m in _ENTITY.finditer(words)] if "&" in words else []
    if not pre:
        found += [(m.start(), m.end(), " ") for m in _SPACE.finditer(words) if m[0] != " "]
    yield from sorted(found)


def _flush(state: _State) -> None:
    """End the paragraph that is open."""
    parts, state.parts = state.parts, []
    mapped = glue(parts)
    if not mapped.text.strip():
        return
    kind, level = _kind(state)
    cell = Cell(state.tables[-1][0], max(0, state.tables[-1][1]), max(0, state.tables[-1][2])) if state.tables else None
    label, state.label = state.label, ""
    state.blocks.append(Block(mapped.text, mapped.pieces, "cell" if cell and kind == "body" else kind, label, level, cell=cell))


def _kind(state: _State) -> tuple[Kind, int]:
    for element in reversed(state.open[-8:]):
        if re.fullmatch(r"h[1-6]", element.name):
            return "heading", int(element.name[1])
        if element.name == "li":
            return "list", sum(o.name == "li" for o in state.open)
    return "body", 0
