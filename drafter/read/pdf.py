"""PDF through pdfium: words in reading order with their page; pages that cannot be read are said to be so, or recognised."""

from __future__ import annotations

import ctypes
import importlib
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from drafter.document import Comment, Flag, Raw, Source, Unread
from drafter.errors import DrafterError, Problem
from drafter.read import columns, join, ocr, quality
from drafter.read.lines import Line

MOST_PAGES = 5_000
_NOTES = {1: "note", 3: "text", 9: "highlight", 10: "underline", 12: "strike-out"}
"""Annotation subtypes with words of a reader."""


def _library() -> Any:
    try:
        return importlib.import_module("pypdfium2")
    except ImportError:
        raise DrafterError("PDF files are read through pypdfium2, which is not installed: pip install 'drafter[pdf]'") from None


def read(blob: bytes, shown: str, *, ocr: bool = True) -> Raw:
    """The paragraphs of a PDF; pages count from 1. `ocr`: recognise pages that have no words, where tesseract is installed.

    Raises DrafterError when the file is damaged, protected by a password, or has more than `MOST_PAGES` pages.
    """
    with _Open(blob, shown) as document:
        pages = [_page(document, n) for n in range(len(document))]
        flags = tuple(_flags(document))
        comments = tuple(comment for n in range(len(document)) for comment in _comments(document, n))
        texts = [text for text, _, _ in pages]
        unread, found, recognised = _judge(document, pages, texts, ocr)
    blocks = tuple(join.paragraphs(found, texts, paged=True))
    sources = tuple(Source(text, index=n, page=n + 1) for n, text in enumerate(texts))
    notes = (f"{recognised} page(s) read from their picture",) if recognised else ()
    return Raw("pdf", blocks, sources, comments=comments, flags=flags, unread=tuple(unread), notes=notes, pages=len(pages))


class _Open:
    """A PDF that is closed again."""

    def __init__(self, blob: bytes, shown: str) -> None:
        library = _library()
        try:
            self.document = library.PdfDocument(blob)
            pages = len(self.document)
        except library.PdfiumError as error:
            locked = "password" in str(error).lower() or "encrypt" in str(error).lower() or "security" in str(error).lower()
            why, hint = (("protected by a password", "save it without one") if locked else
                         ("damaged or not a PDF", "ask for the file again"))
            raise DrafterError([Problem(shown, 0, 0, why, hint)]) from None
        if not 0 < pages <= MOST_PAGES:
            self.document.close()
            raise DrafterError([Problem(shown, 0, 0, "has no page" if not pages else f"has more than {MOST_PAGES} pages")])

    def __enter__(self) -> Any:
        return self.document

    def __exit__(self, *_: object) -> None:
        self.document.close()


Page = tuple[str, list[Line], int]
"""Text, lines in reading order, and the number of pictures on it (-1: the page could not be opened)."""


def _page(document: Any, number: int) -> Page:
    library = _library()
    try:
        page = document[number]
    except library.PdfiumError:
        return "", [], -1
    try:
        words = page.get_textpage()
        text, boxes = _characters(words)
        words.close()
        pictures = sum(1 for _ in page.get_objects(filter=[library.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return text, columns.ordered(text, boxes, number), pictures
    except library.PdfiumError:
        return "", [], -1
    finally:
        page.close()


def _characters(page: Any) -> tuple[str, list[columns.Box]]:
    """The characters of a page as pdfium orders them, and the boxes of those at the ends of words; the others have none."""
    count = max(0, page.count_chars())
    text = page.get_text_range(0, count) if count else ""
    text = text.replace("\ufffe", "-").replace("\x02", "-") if len(text) == count else _one_by_one(page, count)
    box, handle = _library().raw.FPDFText_GetCharBox, page.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places = [ctypes.byref(v) for v in (left, right, bottom, top)]
    boxes: list[columns.Box] = [columns.NOWHERE] * len(text)
    for n in _edges(text):
        if box(handle, n, *places):
            boxes[n] = (left.value, bottom.value, right.value, top.value)
    return text, boxes


def _one_by_one(page: Any, count: int) -> str:
    """A page's characters where they are not one UTF-16 unit each; a pair of surrogates is followed by nothing."""
    code = _library().raw.FPDFText_GetUnicode
    signs = [code(page.raw, n) for n in range(count)]
    return "".join("-" if v in (2, 0xFFFE) else "\ufffd" if not 0 < v < 0x110000 or 0xD800 <= v < 0xE000 else chr(v) for v in signs)


def _edges(text: str) -> Iterator[int]:
    """The characters beside spaces, and the ends of the text."""
    last = len(text) - 1
    for n, character in enumerate(text):
        if character > " " and (n in (0, last) or text[n - 1] <= " " or text[n + 1] <= " "):
            yield n


def _judge(document: Any, pages: Sequence[Page], texts: list[str], use_ocr: bool) -> tuple[list[Unread], list[Line], int]:
    """Which pages are readable; the others are recognised where that is possible, else reported."""
    unread: list[Unread] = []
    found: list[Line] = []
    recognised = 0
    for n, (text, page, pictures) in enumerate(pages):
        code = "damaged" if pictures < 0 else quality.fault(text, pictures)
        if not code:
            found += page
            continue
        words = ocr.Words("", [], "the page cannot be opened") if code == "damaged" else _recognise(document, n, use_ocr)
        if words.text:
            recognised += 1
            texts[n] = words.text
            found += [line._replace(recognised=True) for line in columns.ordered(words.text, words.boxes, n)]
        if words.doubt:
            unread.append(Unread("uncertain-text" if words.text else code, f"{quality.MESSAGES[code]}; {words.doubt}", page=n + 1))
    return unread, found, recognised


def _recognise(document: Any, number: int, use_ocr: bool) -> ocr.Words:
    """The words in a page's picture; none, and why, when it cannot be recognised."""
    if not use_ocr:
        return ocr.Words("", [], "recognition is switched off")
    if not ocr.available():
        return ocr.Words("", [], ocr.MISSING)
    page = document[number]
    try:
        scale = min(300 / 72, 5_000 / max(1.0, *page.get_size()))
        bitmap = page.render(scale=scale, grayscale=True)
        picture = (bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
    except (_library().PdfiumError, MemoryError, ValueError):
        return ocr.Words("", [], "its picture cannot be drawn")
    finally:
        page.close()
    return ocr.recognise(*picture, dots=72 * scale)


def _flags(document: Any) -> Iterator[Flag]:
    raw = _library().raw
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        yield Flag("macros", "holds scripts; none was run")
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        yield Flag("embedded-object", "has files attached; they were not opened")
    if document.get_formtype() != raw.FORMTYPE_NONE:
        yield Flag("form", "is a form; what was filled in may not be part of its text")


def _comments(document: Any, number: int) -> Iterator[Comment]:
    """What readers noted on a page; placed on the page, not on words."""
    library = _library()
    raw = library.raw
    try:
        page = document[number]
    except library.PdfiumError:
        return
    try:
        for n in range(min(500, raw.FPDFPage_GetAnnotCount(page.raw))):
            note = raw.FPDFPage_GetAnnot(page.raw, n)
            if not note:
                continue
            if raw.FPDFAnnot_GetSubtype(note) in _NOTES and (text := _value(raw, note, b"Contents")).strip():
                yield Comment(f"{number + 1}.{n}", text, _value(raw, note, b"T"), _value(raw, note, b"M"), number)
            raw.FPDFPage_CloseAnnot(note)
    finally:
        page.close()


def _value(raw: Any, note: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size < 200_000:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer)[:size - 2].decode("utf-16-le", "replace")


def picture(blob: bytes, shown: str, page: int, *, width: int = 900) -> bytes:
    """A page (from 1) as PNG, in grey, `width` pixels wide. Raises DrafterError when it cannot be drawn."""
    with _Open(blob, shown) as document:
        try:
            sheet = document[page - 1]
            bitmap = sheet.render(scale=min(10.0, width / max(1.0, sheet.get_width())), grayscale=True)
            rows = bytes(bitmap.buffer)
            return _png(bitmap.width, [rows[y * bitmap.stride:y * bitmap.stride + bitmap.width] for y in range(bitmap.height)])
        except (_library().PdfiumError, IndexError, MemoryError, ValueError):
            raise DrafterError([Problem(shown, 0, 0, f"page {page} cannot be drawn")]) from None


def _png(width: int, rows: Sequence[bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows), 6))
            + chunk(b"IEND", b""))
