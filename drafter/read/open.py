"""Opens a file of any kind that is read, by what is in it and not by its name, and makes a Document of it."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from drafter.document import Document, Raw
from drafter.errors import DrafterError, Problem
from drafter.read import build, html, office, text

MOST_BYTES = 100 << 20
FORMATS = (".docx", ".pdf", ".txt", ".md", ".html", ".odt", ".rtf", ".doc")
_READ = "read are " + " ".join(FORMATS)
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")

Docx = Callable[[bytes, str], Raw]
"""Reads a .docx: `drafter.word.read.read`. Handed in, because rooms on one floor do not know each other."""


def read(path: Path, *, docx: Docx, ocr: bool = True) -> Document:
    """Read a file. `ocr`: recognise pages without text, where the programs for it are installed.

    Raises DrafterError when there is no such file, it is of a kind that is not read, it is not safe, or it is damaged.
    """
    shown = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DrafterError([Problem(shown, 0, 0, "is not a file", "name the document itself")])
        if status.st_size > MOST_BYTES:
            raise DrafterError([Problem(shown, 0, 0, f"larger than {MOST_BYTES >> 20} MB")])
        blob = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a path"
        raise DrafterError([Problem(shown, 0, 0, f"cannot be read: {why}")]) from None
    return read_bytes(blob, shown, docx=docx, ocr=ocr)


def read_bytes(blob: bytes, shown: str, *, docx: Docx, ocr: bool = True) -> Document:
    """Read a document that is in memory; `shown` names it. Raises DrafterError as `read` does."""
    if not blob.strip(b"\0 \t\r\n"):
        raise DrafterError([Problem(shown, 0, 0, "is empty")])
    if len(blob) > MOST_BYTES:
        raise DrafterError([Problem(shown, 0, 0, f"larger than {MOST_BYTES >> 20} MB")])
    kind = sniff(blob, shown)
    raw = _raw(blob, kind, shown, docx, ocr)
    return build.document(raw, shown, hashlib.sha256(blob).hexdigest())


def _raw(blob: bytes, kind: str, shown: str, docx: Docx, ocr: bool) -> Raw:
    if kind == "docx":
        return docx(blob, shown)
    if kind == "pdf":
        from drafter.read import pdf  # loads a native library: only when needed

        return pdf.read(blob, shown, ocr=ocr)
    if kind in ("odt", "rtf", "doc"):
        flags = office.guard(blob, kind, shown)
        raw = docx(office.convert(blob, kind, shown), shown)
        return replace(raw, format=kind, flags=(*flags, *raw.flags), notes=(*raw.notes, "converted by LibreOffice"))
    if kind == "html":
        return html.read(blob, shown)
    return text.read(blob, shown)


def sniff(blob: bytes, shown: str) -> str:
    """The kind of a file by its bytes: docx pdf odt rtf doc html text. Raises DrafterError for kinds that are not read."""
    head = blob[:1024]
    if head.startswith((_ZIP, b"PK\x05\x06")):
        return _packed(blob, shown)
    if _PDF in head:
        return "pdf"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_OLE):
        return _old(blob, shown)
    if head.startswith(_PICTURES) and not _texty(head):
        raise _refused(shown, "is a picture", "make a PDF of it, or send the text")
    return _text_kind(blob, shown)


def _text_kind(blob: bytes, shown: str) -> str:
    decoded, _, _ = text.decode(blob[:8000] if len(blob) > 8000 else blob, shown)
    if html.looks_like(decoded):
        return "html"
    if decoded.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        if "<html" in decoded[:3000].lower():
            return "html"
        raise _refused(shown, "is an XML file of a kind that is not read", "save it as .docx or .txt")
    suffix = Path(shown).suffix.lower()
    return "html" if suffix in (".html", ".htm", ".xhtml") and "<" in decoded else "text"


def _packed(blob: bytes, shown: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            names = set(package.namelist())
            mime = package.read("mimetype")[:80] if "mimetype" in names and package.getinfo("mimetype").file_size < 200 else b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, KeyError):
        raise _refused(shown, "damaged or cut off (a broken ZIP container)", "ask for the file again") from None
    if mime.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if mime or any(n.startswith(("xl/", "ppt/")) for n in names):
        raise _refused(shown, "is a spreadsheet, slides or an archive, not a text document", _READ)
    if "[Content_Types].xml" in names:
        return "docx"
    raise _refused(shown, "is an archive, not a document", "unpack it and name the documents in it")


def _old(blob: bytes, shown: str) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in blob

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise _refused(shown, "encrypted", "save it without a password")
    if holds("WordDocument"):
        return "doc"
    raise _refused(shown, "is an old Office file, but no Word document", _READ)


def _texty(head: bytes) -> bool:
    return all(byte >= 0x20 or byte in b"\t\r\n\f" for byte in head)


def _refused(shown: str, why: str, hint: str) -> DrafterError:
    return DrafterError([Problem(shown, 0, 0, why, hint)])
