"""What a PDF carries that its pages do not show: properties, XMP, readers' notes, attachments, earlier versions."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal, NamedTuple

from drafter.read import pdf

MOST = 5_000
LONGEST = 300
_MOST_NOTES = 500
_MOST_PACKETS = 50
_MOST_BYTES = 1 << 20
_PERSONS = ("Author",)
_TELLING = ("Subject", "Keywords")
_QUIET = ("Title", "Creator", "Producer", "CreationDate", "ModDate")
_SILENT = frozenset((2, 16, 20))
"""Annotations that are no notes: links, pop-ups of notes, form fields."""
_STREAM = re.compile(rb"/Type\s*/Metadata\b.{0,400}?stream\r?\n", re.DOTALL)
_XMP = re.compile(rb"<(?:\w+:)?(creator|rights|description|title|subject|Author|Keywords|Manager|Company|CreatorTool)\b[^>]*>(.{1,600}?)"
                  rb"</(?:\w+:)?\1>", re.DOTALL)


class Trace(NamedTuple):
    """One such thing; the fields and their order are those of `drafter.word.hidden.Hidden`. `paragraph` is always 0."""

    kind: str
    rule: Literal["dnh-doc-meta", "dnh-image-meta"]
    severity: Literal["block", "warning", "info"]
    what: str
    part: str = ""
    paragraph: int = 0
    gps: bool = False


def find(blob: bytes, shown: str, *, allow: Iterable[str] = ()) -> tuple[Trace, ...]:
    """Everything found, at most `MOST`; `part` names the page where there is one.

    `allow`: an organisation's names, with which the author is fine. XMP is read where it stands plain or deflated;
    pictures are only searched for the mark of EXIF, what that says is not read. Raises DrafterError as `pdf.read` does.
    """
    fine = frozenset(a.strip().casefold() for a in allow)
    found: dict[Trace, None] = {}
    with pdf._Open(blob, shown) as document:
        for trace in (*_properties(document, fine), *_attachments(document), *_notes(document), *_bytes(blob, fine)):
            found.setdefault(trace._replace(what=" ".join(trace.what.split())[:LONGEST]))
            if len(found) >= MOST:
                break
    return tuple(found)


def _properties(document: Any, fine: frozenset[str]) -> Iterator[Trace]:
    for key, text in document.get_metadata_dict(skip_empty=True).items():
        if key in _PERSONS and text.strip().casefold() not in fine:
            yield Trace("property", "dnh-doc-meta", "block", f"{key}: {text}")
        elif key in _TELLING or key in _QUIET:
            yield Trace("property", "dnh-doc-meta", "warning" if key in _TELLING else "info", f"{key}: {text}")


def _attachments(document: Any) -> Iterator[Trace]:
    for n in range(min(_MOST_NOTES, document.count_attachments())):
        yield Trace("attachment", "dnh-doc-meta", "warning", f"attached file {document.get_attachment(n).get_name()}; it was not opened")


def _notes(document: Any) -> Iterator[Trace]:
    library = pdf._library()
    raw = library.raw
    for number in range(len(document)):
        try:
            page = document[number]
        except library.PdfiumError:
            continue
        for n in range(min(_MOST_NOTES, raw.FPDFPage_GetAnnotCount(page.raw))):
            note = raw.FPDFPage_GetAnnot(page.raw, n)
            if not note:
                continue
            author, text = pdf._value(raw, note, b"T").strip(), pdf._value(raw, note, b"Contents").strip()
            if raw.FPDFAnnot_GetSubtype(note) not in _SILENT and (author or text):
                yield Trace("comment", "dnh-doc-meta", "block", f"note by {author or 'nobody named'}: {text}", f"page {number + 1}")
            raw.FPDFPage_CloseAnnot(note)
        page.close()


def _bytes(blob: bytes, fine: frozenset[str]) -> Iterator[Trace]:
    """What pdfium does not give: XMP, pictures with EXIF, versions saved one behind the other."""
    for packet in _packets(blob):
        for key, value in list(_XMP.findall(packet))[:40]:
            text = " ".join(re.sub(rb"<[^>]*>", b" ", value).decode("utf-8", "replace").split())
            if text and text.casefold() not in fine:
                person = key in (b"creator", b"Author", b"Manager", b"Company")
                yield Trace("xmp", "dnh-doc-meta", "block" if person else "info" if key in (b"title", b"CreatorTool") else "warning",
                            f"XMP {key.decode()}: {text}")
        if b"GPSLatitude" in packet:
            yield Trace("image-metadata", "dnh-image-meta", "block", "XMP with the place where a picture was taken", gps=True)
    if b"Exif\0\0" in blob:
        yield Trace("image-metadata", "dnh-image-meta", "warning", "a picture with EXIF data, perhaps with the place where it was taken")
    versions = len(re.findall(rb"%%EOF", blob)) - (b"/Linearized" in blob[:2048])
    if versions > 1:
        yield Trace("earlier-versions", "dnh-doc-meta", "warning", f"{versions - 1} earlier version(s) of the file are stored in it")


def _packets(blob: bytes) -> Iterator[bytes]:
    at = blob.find(b"<x:xmpmeta")
    for _ in range(_MOST_PACKETS):
        if at < 0:
            break
        end = blob.find(b"</x:xmpmeta>", at, at + _MOST_BYTES)
        yield blob[at:end if end > 0 else at + _MOST_BYTES]
        at = blob.find(b"<x:xmpmeta", max(at + 1, end))
    for found in islice(_STREAM.finditer(blob), _MOST_PACKETS):
        try:
            yield zlib.decompressobj().decompress(blob[found.end():found.end() + _MOST_BYTES], _MOST_BYTES)
        except zlib.error:
            continue
