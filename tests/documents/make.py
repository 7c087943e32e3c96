"""Small files made by hand: .docx, .odt, PDF. No library that writes them is used."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:v="urn:schemas-microsoft-com:vml" '
     'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"')
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
          "header1": "hdr", "header2": "hdr", "footer1": "ftr"}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx_parts(body: str, **parts: str) -> dict[str, bytes | str]:
    """The parts of a .docx: `body` and the inner XML of styles, numbering, footnotes, endnotes, comments, header1…"""
    relations = "".join(f'<Relationship Id="r{name}" Type="{_REL}/{name.rstrip("12")}" Target="{name}.xml"/>' for name in parts)
    result: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                               '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
                       f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels":
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
    }
    for name, inner in parts.items():
        result[f"word/{name}.xml"] = f"<w:{_ROOTS[name]} {W}>{inner}</w:{_ROOTS[name]}>"
    return result


def docx(body: str, **parts: str) -> bytes:
    return zipped(docx_parts(body, **parts))


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    """A paragraph; plain strings become runs."""
    words = "".join(x if x.startswith("<") else r(x) for x in inner)
    return f'<w:p>{f"<w:pPr>{properties}</w:pPr>" if properties else ""}{words}</w:p>'


def table(*rows: Sequence[str]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def pdf(*pages: Sequence[tuple[float, float, str]], pictures: Mapping[int, tuple[int, int, bytes]] | None = None) -> bytes:
    """A PDF: each page is lines (x, y, text) in 10-point Helvetica; `pictures`: grey picture (width, height, bytes) per page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                            b"/Encoding /WinAnsiEncoding >>"]
    kids = []
    for number, page in enumerate(pages):
        content = b"BT /F1 10 Tf\n" + b"".join(
            b"1 0 0 1 %.1f %.1f Tm (%s) Tj\n" % (x, y, text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(
                b"(", b"\\(").replace(b")", b"\\)")) for x, y, text in page) + b"ET\n"
        resources = b"/Font << /F1 3 0 R >>"
        if pictures and number in pictures:
            width, height, grey = pictures[number]
            packed = zlib.compress(grey)
            objects.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
                           b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(packed), packed))
            resources += b" /XObject << /I %d 0 R >>" % len(objects)
            content += b"q 595 0 0 842 0 0 cm /I Do Q\n"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>"
                       % (len(objects), resources))
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % x for x in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def page(*lines: str, x: float = 72, top: float = 770, step: float = 14) -> list[tuple[float, float, str]]:
    """Lines under each other."""
    return [(x, top - step * n, line) for n, line in enumerate(lines)]


def odt(body: str, **parts: bytes) -> bytes:
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                                 '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
                                 '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
                       f'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"><office:body><office:text>{body}'
                       "</office:text></office:body></office:document-content>",
        **parts,
    })
