"""What pictures carry beside their pixels, and the same pictures without it. No pixel is decoded or encoded.

JPEG, PNG, GIF, WebP, TIFF and BMP are taken apart by their own structure: what a viewer needs is kept, all else goes,
so that unknown blocks never stay. SVG is XML and is treated in `drafter.word.drawn`.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

Severity = Literal["block", "warning", "info"]
MOST_TAGS = 500
MOST_TEXT = 1 << 20
SUFFIXES = {"jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp", "tiff": "tif", "bmp": "bmp", "emf": "emf", "wmf": "wmf",
            "svg": "svg"}
TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "tif": "image/tiff", "bmp": "image/bmp",
         "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml"}
_PERSONAL = {0x013B: "artist", 0x8298: "copyright", 0x010E: "description", 0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "author",
             0x9C9E: "keywords", 0x9C9F: "subject", 0xA430: "owner of the camera", 0xA431: "serial number of the camera",
             0xA435: "serial number of the lens", 0x9286: "comment", 0x013C: "computer", 0xA420: "unique number of the picture",
             0x010D: "document name", 0x011D: "page name", 0x83BB: "IPTC", 0x02BC: "XMP", 0x927C: "notes of the camera"}
_PLAIN = {0x010F: "maker", 0x0110: "model", 0x0131: "software", 0x0132: "date", 0x9003: "date taken", 0x9004: "date digitised"}
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"bKGD", b"hIST",
                       b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"))
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_TIFF_KEPT = frozenset((254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292,
                        293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 338, 339, 340, 341, 347, 529, 530,
                        531, 532, 34675))


class Trace(NamedTuple):
    """One thing in a picture that its pixels do not show. `what` is for people; `gps`: it says where the picture was taken."""

    what: str
    severity: Severity
    gps: bool = False


class Broken(ValueError):
    """A picture that does not keep the rules of its format."""


def kind(blob: bytes) -> str:
    """jpeg png gif webp tiff bmp emf wmf svg by the first bytes, or empty."""
    starts = ((b"\xff\xd8\xff", "jpeg"), (_PNG, "png"), (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"),
              (b"BM", "bmp"), (b"\xd7\xcd\xc6\x9a", "wmf"), (b"\x01\0\x09\0", "wmf"))
    if blob[:4] == b"RIFF" and blob[8:12] == b"WEBP":
        return "webp"
    if blob[:4] == b"\x01\0\0\0" and blob[40:44] == b" EMF":
        return "emf"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg|<\w+:svg)", blob[:400]) and b"svg" in blob[:4000]:
        return "svg"
    return next((name for start, name in starts if blob.startswith(start)), "")


def traces(blob: bytes) -> tuple[Trace, ...]:
    """Everything found beside the pixels; a broken picture gives what could be read of it."""
    readers = {"jpeg": _jpeg_traces, "png": _png_traces, "gif": _gif_traces, "webp": _webp_traces, "tiff": _tiff_traces}
    found: list[Trace] = []
    reader = readers.get(kind(blob))
    if reader is None:
        return ()
    try:
        for trace in reader(blob):
            if trace not in found:
                found.append(trace)
    except (ValueError, struct.error, zlib.error, IndexError):
        found.append(Trace("the picture is damaged; what else it carries cannot be told", "warning"))
    return tuple(found[:MOST_TAGS])


def stripped(blob: bytes) -> bytes | None:
    """The picture with pixels, colours and orientation only; None when that cannot be made."""
    makers: dict[str, Callable[[bytes], bytes]] = {
        "jpeg": _jpeg_bare, "png": _png_bare, "gif": _gif_bare, "webp": _webp_bare, "tiff": _tiff_bare, "bmp": _bmp_bare,
        "emf": _emf_bare, "wmf": bytes}
    maker = makers.get(kind(blob))
    if maker is None:
        return None
    try:
        return maker(blob)
    except (ValueError, struct.error, zlib.error, IndexError):
        return None


def words(blob: bytes) -> bytes:
    """The bytes of a picture and its packed colour profile unpacked, to look for words in."""
    if kind(blob) != "png":
        return blob
    try:
        return blob + b"".join(_unpacked(data) for name, data in _chunks(blob) if name in (b"iCCP", b"zTXt", b"iTXt"))
    except (ValueError, struct.error, IndexError):
        return blob


def blank() -> bytes:
    """A white picture of one point (PNG): shown at whatever size its place has."""
    rows = zlib.compress(b"\0\xff", 9)
    return (_PNG + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b""))


# --- JPEG


def _segments(blob: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Marker, contents and where the next begins; scans come with their packed pixels behind the header."""
    at = 2
    while at < len(blob):
        if blob[at] != 0xFF:
            raise Broken
        while blob[at] == 0xFF:
            at += 1
        marker = blob[at]
        at += 1
        if marker == 0xD9:
            yield marker, b"", at
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            continue
        size = struct.unpack_from(">H", blob, at)[0]
        if size < 2 or at + size > len(blob):
            raise Broken
        end = at + size
        if marker == 0xDA:
            end = _after_scan(blob, end)
        yield marker, blob[at + 2:end], end
        at = end
    raise Broken


_NEXT = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)


def _after_scan(blob: bytes, at: int) -> int:
    found = _NEXT.search(blob, at)
    if found is None:
        raise Broken
    return found.start()


def _jpeg_traces(blob: bytes) -> Iterator[Trace]:
    for marker, data, after in _segments(blob):
        if marker == 0xE1 and data.startswith(b"Exif\0"):
            yield from _exif_traces(data[6:])
        elif marker == 0xE1 and b"adobe.com/x" in data[:60]:
            yield from _xmp_traces(data)
        elif marker == 0xED:
            yield from _iptc_traces(data)
        elif marker == 0xFE:
            yield Trace(f"comment: {_shown(data)}", "block")
        elif 0xE1 <= marker <= 0xEF and not _needed(marker, data):
            yield Trace(f"block of an application: {_shown(data[:40])}", "warning")
        elif marker == 0xE0 and (data[:5] != b"JFIF\0" or data[12:14] not in (b"\0\0", b"")):
            yield Trace("a small copy of the picture, perhaps older than it", "warning")
        elif marker == 0xD9 and blob[after:].strip(b"\0"):
            yield Trace("data behind the end of the picture", "warning")


def _needed(marker: int, data: bytes) -> bool:
    """Colours depend on these: the profile and Adobe's note on the colour model. EXIF with only the orientation is ours."""
    return (marker == 0xE2 and data.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and data.startswith(b"Adobe") and len(data) == 12)


def _jpeg_bare(blob: bytes) -> bytes:
    out, turned = [b"\xff\xd8"], 1
    body: list[bytes] = []
    for marker, data, _ in _segments(blob):
        if marker == 0xD9:
            break
        if marker == 0xE1 and data.startswith(b"Exif\0"):
            turned = _orientation(data[6:])
        elif marker == 0xE0 and data.startswith(b"JFIF\0") and len(data) >= 12:
            out.append(_segment(marker, data[:12] + b"\0\0"))
        elif not 0xE0 <= marker <= 0xEF and marker != 0xFE:
            body.append(_scan(data) if marker == 0xDA else _segment(marker, data))
        elif _needed(marker, data):
            body.append(_segment(marker, data))
    if 1 < turned <= 8:
        out.append(_segment(0xE1, b"Exif\0\0" + _only_orientation(turned)))
    return b"".join((*out, *body, b"\xff\xd9"))


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _scan(data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, 0xDA, 6 + 2 * data[0]) + data


# --- EXIF and other texts


def _entries(blob: bytes, at: int, order: str) -> Iterator[tuple[int, int, int, bytes, int]]:
    """Tag, type, count, value and the place of the value of one directory. Raises Broken."""
    count = struct.unpack_from(f"{order}H", blob, at)[0]
    if count > MOST_TAGS:
        raise Broken
    for n in range(count):
        tag, type_, number = struct.unpack_from(f"{order}HHI", blob, at + 2 + 12 * n)
        size = _WIDTHS.get(type_, 1) * number
        place = at + 10 + 12 * n if size <= 4 else struct.unpack_from(f"{order}I", blob, at + 10 + 12 * n)[0]
        if place + size > len(blob):
            continue
        yield tag, type_, number, blob[place:place + size], place


def _order(blob: bytes) -> str:
    if blob[:4] == b"II*\0":
        return "<"
    if blob[:4] == b"MM\0*":
        return ">"
    raise Broken


def _number(value: bytes, order: str) -> int:
    return int(struct.unpack_from(f"{order}I" if len(value) >= 4 else f"{order}H", value)[0]) if len(value) >= 2 else 0


def _directories(blob: bytes) -> Iterator[tuple[str, int, int, bytes]]:
    """Directory (main, exif, gps, more), tag, type and value: the chain of directories and what hangs on it, each once."""
    order = _order(blob)
    waiting = [("main", struct.unpack_from(f"{order}I", blob, 4)[0])]
    seen: set[int] = set()
    while waiting and len(seen) < 50:
        name, at = waiting.pop(0)
        if not at or at in seen or at + 2 > len(blob):
            continue
        seen.add(at)
        for tag, type_, _, value, _ in _entries(blob, at, order):
            yield name, tag, type_, value
            if tag in (0x8769, 0x8825):
                waiting.append(("gps" if tag == 0x8825 else "exif", _number(value, order)))
        end = at + 2 + 12 * struct.unpack_from(f"{order}H", blob, at)[0]
        if name in ("main", "more") and end + 4 <= len(blob):
            waiting.append(("more", struct.unpack_from(f"{order}I", blob, end)[0]))


def _exif_traces(blob: bytes) -> Iterator[Trace]:
    located, only = False, True
    for name, tag, _, value in _directories(blob):
        only = only and (name, tag) == ("main", 0x0112)
        if name == "gps" and tag in (2, 4, 6):
            located = True
        elif name == "gps" and tag in (0x1B, 0x1C):
            yield Trace(f"place: {_shown(value)}", "block", True)
        elif name == "more" and tag == 0x0201:
            yield Trace("a small copy of the picture, perhaps older than it", "warning")
        elif name != "gps" and tag in _PERSONAL and value.strip(b"\0 "):
            yield Trace(f"{_PERSONAL[tag]}: {_shown(value, wide=0x9C9B <= tag <= 0x9C9F)}", "block")
        elif name != "gps" and tag in _PLAIN and value.strip(b"\0 "):
            yield Trace(f"{_PLAIN[tag]}: {_shown(value)}", "warning")
    if located:
        yield Trace("the place where it was taken (GPS)", "block", True)
    elif not only:
        yield Trace("EXIF data", "warning")


def _orientation(blob: bytes) -> int:
    try:
        order = _order(blob)
        return next((_number(value[:2], order) for name, tag, _, value in _directories(blob) if (name, tag) == ("main", 0x0112)), 1)
    except (ValueError, struct.error, IndexError):
        return 1


def _only_orientation(turned: int) -> bytes:
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)


_XMP = re.compile(rb"<(?:[\w-]+:)?(creator|rights|description|title|Credit|Source|City|CreatorContactInfo|AuthorsPosition|OwnerName|"
                  rb"SerialNumber|Location|CreatorTool|subject)\b[^>]*>(.{0,600}?)</", re.DOTALL)


def _xmp_traces(data: bytes) -> Iterator[Trace]:
    data = data[:MOST_TEXT]
    for found in list(_XMP.finditer(data))[:40]:
        text = _shown(re.sub(rb"<[^>]*>", b" ", found[2]))
        if text:
            yield Trace(f"XMP {found[1].decode()}: {text}", "block")
    located = b"GPSLatitude" in data or b"GPSLongitude" in data
    yield Trace("XMP with the place where it was taken" if located else "XMP data", "block" if located else "warning", located)


def _iptc_traces(data: bytes) -> Iterator[Trace]:
    names = {80: "by-line", 85: "title of the author", 90: "city", 92: "place", 101: "country", 105: "headline", 110: "credit",
             115: "source", 116: "copyright", 120: "caption", 122: "writer", 25: "keyword", 118: "contact", 5: "name"}
    for found in list(re.finditer(rb"\x1c\x02(.)(..)", data, re.DOTALL))[:60]:
        size = struct.unpack(">H", found[2])[0]
        if found[1][0] in names and 0 < size <= 2000:
            yield Trace(f"IPTC {names[found[1][0]]}: {_shown(data[found.end():found.end() + size])}", "block")
    yield Trace("IPTC or Photoshop data", "warning")


def _shown(data: bytes, *, wide: bool = False) -> str:
    """Bytes as words, at most 120 characters."""
    if data[:8] in (b"ASCII\0\0\0", b"UNICODE\0"):
        wide, data = data[:1] == b"U", data[8:]
    text = data[:4000].decode("utf-16-le" if wide else "utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120]


# --- PNG


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _chunks(blob: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(blob):
        size, name = struct.unpack_from(">I4s", blob, at)
        if at + 12 + size > len(blob):
            raise Broken
        yield name, blob[at + 8:at + 8 + size]
        at += 12 + size
        if name == b"IEND":
            if blob[at:].strip(b"\0"):
                yield b"", blob[at:]
            return
    raise Broken


def _unpacked(data: bytes) -> bytes:
    """What stands packed in a chunk, up to a megabyte."""
    start = data.find(b"\x78")
    while 0 <= start < 400:
        try:
            return zlib.decompressobj().decompress(data[start:], MOST_TEXT)
        except zlib.error:
            start = data.find(b"\x78", start + 1)
    return b""


def _png_traces(blob: bytes) -> Iterator[Trace]:
    for name, data in _chunks(blob):
        if name in (b"tEXt", b"zTXt", b"iTXt"):
            key, _, value = data.partition(b"\0")
            if b"xmp" in key.lower():
                yield from _xmp_traces(value + _unpacked(value))
            else:
                text = _unpacked(value) if name == b"zTXt" or value[:1] == b"\x01" else value
                yield Trace(f"text {_shown(key)}: {_shown(text)}", "block")
        elif name == b"eXIf":
            yield from _exif_traces(data)
        elif name == b"":
            yield Trace("data behind the end of the picture", "warning")
        elif name == b"tIME":
            yield Trace("the time it was changed", "warning")
        elif name not in _PNG_KEPT:
            yield Trace(f"block of an application: {_shown(name)}", "warning")


def _png_bare(blob: bytes) -> bytes:
    out, turned = [], 1
    for name, data in _chunks(blob):
        if name == b"iCCP":
            out.append((name, b"ICC" + data[data.index(b"\0"):] if b"\0" in data[:80] else b""))
        elif name in _PNG_KEPT:
            out.append((name, data))
        elif name == b"eXIf":
            turned = _orientation(data)
    if 1 < turned <= 8:
        out.insert(1, (b"eXIf", _only_orientation(turned)))
    return _PNG + b"".join(_chunk(name, data) for name, data in out if data or name == b"IEND")


# --- GIF


def _gif_blocks(blob: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """Kind (head, comment, application, text, other, end, rest), the raw bytes, and the first words of a block."""
    flags = blob[10]
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    yield "head", blob[:at], b""
    kinds = {0xFE: "comment", 0xFF: "application", 0x01: "text"}
    while True:
        sign = blob[at]
        if sign == 0x3B:
            yield "end", b";", b""
            if blob[at + 1:].strip(b"\0"):
                yield "rest", blob[at + 1:], b""
            return
        start = at
        if sign == 0x21:
            name = kinds.get(blob[at + 1], "other")
            at += 2
        elif sign == 0x2C:
            name = "other"
            local = blob[at + 9]
            at += 11 + (3 << ((local & 7) + 1) if local & 0x80 else 0)
        else:
            raise Broken
        first = blob[at + 1:at + 1 + blob[at]]
        while blob[at]:
            at += 1 + blob[at]
        at += 1
        yield name, blob[start:at], first


def _gif_traces(blob: bytes) -> Iterator[Trace]:
    for name, raw, first in _gif_blocks(blob):
        if name in ("comment", "text"):
            yield Trace(f"comment: {_shown(first)}", "block")
        elif name == "application" and first.startswith(b"XMP"):
            yield from _xmp_traces(raw)
        elif name == "rest" or (name == "application" and first not in (b"NETSCAPE2.0", b"ANIMEXTS1.0")):
            yield Trace(f"block of an application: {_shown(first)}" if first else "data behind the end of the picture", "warning")


def _gif_bare(blob: bytes) -> bytes:
    return b"".join(raw for name, raw, first in _gif_blocks(blob) if name in ("head", "other", "end")
                    or (name == "application" and first in (b"NETSCAPE2.0", b"ANIMEXTS1.0")))


# --- WebP


def _riff(blob: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(blob):
        name, size = struct.unpack_from("<4sI", blob, at)
        if at + 8 + size > len(blob):
            raise Broken
        yield name, blob[at + 8:at + 8 + size]
        at += 8 + size + size % 2


def _bare_exif(data: bytes) -> bytes:
    return data[6:] if data.startswith(b"Exif\0") else data


def _webp_traces(blob: bytes) -> Iterator[Trace]:
    for name, data in _riff(blob):
        if name == b"EXIF":
            yield from _exif_traces(_bare_exif(data))
        elif name == b"XMP ":
            yield from _xmp_traces(data)
        elif name not in _WEBP_KEPT:
            yield Trace(f"block of an application: {_shown(name)}", "warning")


def _webp_bare(blob: bytes) -> bytes:
    every = list(_riff(blob))
    turned = next((_orientation(_bare_exif(data)) for name, data in every if name == b"EXIF"), 1)
    out = b"WEBP"
    for name, data in every:
        if name not in _WEBP_KEPT:
            continue
        body = bytes((data[0] & 0xF3 | (8 if 1 < turned <= 8 else 0),)) + data[1:] if name == b"VP8X" and data else data
        out += _riff_chunk(name, body)
    if 1 < turned <= 8 and any(name == b"VP8X" for name, _ in every):
        out += _riff_chunk(b"EXIF", _only_orientation(turned))
    return b"RIFF" + struct.pack("<I", len(out)) + out


def _riff_chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


# --- TIFF, BMP, EMF


def _tiff_traces(blob: bytes) -> Iterator[Trace]:
    for trace in _exif_traces(blob):
        if trace.what != "EXIF data" or any(tag not in _TIFF_KEPT for _, tag, _, _ in _directories(blob)):
            yield trace


def _tiff_bare(blob: bytes) -> bytes:
    """Directories reduced to what the pixels need; every byte that nothing points to any more becomes zero."""
    order = _order(blob)
    out = bytearray(len(blob))
    out[:8] = blob[:8]
    at, before, seen = struct.unpack_from(f"{order}I", blob, 4)[0], 4, set[int]()
    while at and at not in seen and len(seen) < 200:
        seen.add(at)
        struct.pack_into(f"{order}I", out, before, at)
        before = _copy_directory(blob, out, at, order)
        at = struct.unpack_from(f"{order}I", blob, at + 2 + 12 * struct.unpack_from(f"{order}H", blob, at)[0])[0]
    return bytes(out)


def _copy_directory(blob: bytes, out: bytearray, at: int, order: str) -> int:
    """Copies one directory and its pixels; returns where the place of the next is written."""
    kept = [e for e in _entries(blob, at, order) if e[0] in _TIFF_KEPT]
    values = {tag: _numbers(value, type_, order) for tag, type_, _, value, _ in kept}
    if values.get(259) == [6]:
        raise Broken
    struct.pack_into(f"{order}H", out, at, len(kept))
    starts = {struct.unpack_from(f"{order}H", blob, at + 2 + 12 * n)[0]: at + 2 + 12 * n
              for n in range(struct.unpack_from(f"{order}H", blob, at)[0])}
    for n, (tag, _, _, value, place) in enumerate(kept):
        entry = blob[starts[tag]:starts[tag] + 12]
        out[at + 2 + 12 * n:at + 14 + 12 * n] = entry
        if len(value) > 4:
            out[place:place + len(value)] = value
    for places, sizes in ((273, 279), (324, 325)):
        for start, size in zip(values.get(places, []), values.get(sizes, []), strict=True):
            if start + size > len(blob):
                raise Broken
            out[start:start + size] = blob[start:start + size]
    return at + 2 + 12 * len(kept)


def _numbers(value: bytes, type_: int, order: str) -> list[int]:
    if type_ not in (3, 4):
        return []
    return [n for (n,) in struct.iter_unpack(f"{order}{'H' if type_ == 3 else 'I'}", value)]


def _bmp_bare(blob: bytes) -> bytes:
    size = struct.unpack_from("<I", blob, 2)[0]
    return blob[:size] if 26 <= size <= len(blob) else blob


def _emf_bare(blob: bytes) -> bytes:
    """An EMF without the description in its header (program and title)."""
    count, place = struct.unpack_from("<II", blob, 60)
    out = bytearray(blob)
    if count and place + 2 * count <= len(blob):
        out[place:place + 2 * count] = bytes(2 * count)
        struct.pack_into("<II", out, 60, 0, 0)
    return bytes(out)
