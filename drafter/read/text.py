"""Plain text and Markdown: bytes to characters, characters to paragraphs."""

from __future__ import annotations

import codecs
import re

from drafter.document import Raw, Source
from drafter.errors import DrafterError, Problem
from drafter.read import join, lines, markdown

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_PLAUSIBLE = re.compile("[\t-\r -~\u00a0-\u024f\u2010-\u203a\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]")


def read(blob: bytes, shown: str) -> Raw:
    """Plain text or Markdown in any of the encodings of `decode`. Raises DrafterError when it is no text."""
    text, encoding, notes = decode(blob, shown)
    source = Source(text)
    found = list(lines.split(text))
    marked = markdown.looks_marked(found)
    if marked:
        found = markdown.mark(found)
    blocks = list(join.paragraphs(found, [text]))
    if marked:
        blocks = markdown.finish(blocks)
    return Raw("markdown" if marked else "text", tuple(blocks), (source,), notes=notes, encoding=encoding)


def decode(blob: bytes, shown: str) -> tuple[str, str, tuple[str, ...]]:
    """The characters, the encoding's name, and notes: UTF-8, UTF-16, UTF-32, GB18030, or Windows/Latin-1.

    Raises DrafterError when the bytes are no text.
    """
    text, encoding, notes = _decode(blob)
    control = len(_CONTROL.findall(text))
    if control > 4 + len(text) // 500:
        raise DrafterError([Problem(shown, 0, 0, "is not a text file, and not in a format that is read",
                                    "read are .docx .pdf .txt .md .html .odt .rtf .doc")])
    return text, encoding, notes


def _decode(blob: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, name in _BOMS:
        if blob.startswith(mark):
            return _strictly(blob, name)
    wide = _wide(blob)
    if wide:
        return _strictly(blob, wide)
    try:
        return blob.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    mended = blob.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    others = sum(len(m) for m in _HIGH.findall(blob))
    if bad * 20 < others:
        return mended, "utf-8", (f"{bad} damaged character(s)",)
    return _old(blob)


def _strictly(blob: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return blob.decode(name), name, ()
    except UnicodeError:
        text = blob.decode(name, "replace")
        return text, name, (f"{text.count(chr(0xfffd))} damaged character(s)",)


def _wide(blob: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte is often zero, or only so read it makes sense."""
    if len(blob) < 4:
        return ""
    even, odd = blob[0:4000:2].count(0), blob[1:4000:2].count(0)
    half = min(len(blob), 4000) // 2
    if max(even, odd) > 0.3 * half and min(even, odd) < 0.05 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    if b"\0" not in blob[:4000]:
        return ""
    shares = {name: _plausible(blob[:4000 - 4000 % 2], name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.95 else ""


def _plausible(blob: bytes, name: str) -> float:
    text = blob[:len(blob) // 2 * 2].decode(name, "replace")
    return len(_PLAUSIBLE.findall(text)) / max(1, len(text))


def _old(blob: bytes) -> tuple[str, str, tuple[str, ...]]:
    """GB18030 writes Chinese in runs of even length; accented letters of Latin-1 stand alone between small letters."""
    runs = [len(m) for m in _HIGH.findall(blob)]
    paired = sum(n for n in runs if n > 1 and n % 2 == 0)
    if paired > 0.6 * sum(runs):
        text = blob.decode("gb18030", "replace")
        bad = text.count("\ufffd")
        if bad * 50 < sum(runs):
            return text, "gb18030", (f"{bad} damaged character(s)",) if bad else ()
    if any(0x80 <= byte <= 0x9f for byte in blob):
        try:
            return blob.decode("cp1252"), "cp1252", ()
        except UnicodeDecodeError:
            pass
    return blob.decode("latin-1"), "latin-1", ()
