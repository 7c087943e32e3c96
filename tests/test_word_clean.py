"""What a Word file hides is found, and the safe copy is free of it: judged on the bytes, by validators and other readers."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import docx
import ooxml_integrity
import pytest
from documents.make import zipped
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image

from drafter.word import clean, exif, hidden
from drafter.word.clean import Cleaned
from drafter.word.read import read

NAME, CODE = "Zenobia Qhispi", "P1"
CHINESE, CHINESE_CODE = "卓满囤", "P2"
CODES = {NAME: CODE, CHINESE: CHINESE_CODE}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WHO = f'w:author="{NAME}" w:date="2026-01-02T00:00:00Z"'


# --- Pictures made by hand


def jpeg(*segments: bytes, tail: bytes = b"") -> bytes:
    """A JPEG of four points with more segments behind the first marker."""
    out = io.BytesIO()
    Image.new("RGB", (4, 3), (200, 30, 30)).save(out, "JPEG")
    plain = out.getvalue()
    return plain[:2] + b"".join(segments) + plain[2:] + tail


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def exif_block(*, turned: int = 6, artist: str = NAME) -> bytes:
    """An EXIF block with orientation, artist and a GPS directory with a latitude (6° 7' 24")."""
    words = artist.encode() + b"\0"
    at = 8 + 2 + 3 * 12 + 4
    gps = at + len(words) + len(words) % 2
    ifd = struct.pack(">H", 3) + struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack(">HHII", 0x013B, 2, len(words), at)
    ifd += struct.pack(">HHII", 0x8825, 4, 1, gps) + struct.pack(">I", 0)
    place = struct.pack(">H", 2) + struct.pack(">HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack(">HHII", 2, 5, 3, gps + 2 + 24 + 4)
    place += struct.pack(">I", 0) + struct.pack(">6I", 6, 1, 7, 1, 24, 1)
    return b"MM\0*\0\0\0\x08" + ifd + words + b"\0" * (len(words) % 2) + place


def iptc() -> bytes:
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20" + b"\x1c\x02\x50" + struct.pack(">H", len(NAME)) + NAME.encode()


XMP = (f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator>'
       '<exif:GPSLatitude>6,7N</exif:GPSLatitude></x:xmpmeta>').encode()


def photo(turned: int = 6) -> bytes:
    return jpeg(segment(0xE1, b"Exif\0\0" + exif_block(turned=turned)), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
                segment(0xED, iptc()), segment(0xFE, f"by {NAME}".encode()), segment(0xEB, b"vendor " + NAME.encode()),
                tail=b"trailer " + NAME.encode())


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes, tail: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), (30, 200, 30)).save(out, "PNG")
    plain = out.getvalue()
    return plain[:33] + b"".join(chunks) + plain[33:] + tail


def texts() -> tuple[bytes, ...]:
    packed = zlib.compress(NAME.encode())
    return (chunk(b"tEXt", b"Author\0" + NAME.encode()), chunk(b"zTXt", b"Comment\0\0" + packed),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), chunk(b"eXIf", exif_block()), chunk(b"tIME", b"\x07\xea\1\2\3\4\5"),
            chunk(b"prVt", NAME.encode()))


def saved(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((32, 24), 60).convert("L").save(out, kind, **options)
    return out.getvalue()


def pixels(blob: bytes) -> bytes:
    return Image.open(io.BytesIO(blob)).convert("RGB").tobytes()


def test_a_photo_tells_its_place_and_its_maker() -> None:
    found = exif.traces(photo())
    said = " / ".join(t.what for t in found)
    assert any(t.gps and t.severity == "block" for t in found)
    for words in (f"artist: {NAME}", f"XMP creator: {NAME}", f"IPTC by-line: {NAME}", f"comment: by {NAME}", "behind the end"):
        assert words in said


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_stripped_photo_keeps_pixels_and_orientation_only(turned: int) -> None:
    bare = exif.stripped(photo(turned))
    assert bare is not None and NAME.encode() not in bare
    assert pixels(bare) == pixels(photo(turned))
    tags = dict(Image.open(io.BytesIO(bare)).getexif())
    assert tags == ({0x0112: turned} if turned > 1 else {})
    assert exif.traces(bare) == ()
    assert exif.stripped(bare) == bare


def test_progressive_photos_and_colour_profiles_survive() -> None:
    profile = b"profile" * 100
    blob = saved("JPEG", progressive=True, icc_profile=profile, comment=NAME.encode())
    bare = exif.stripped(blob)
    assert bare is not None and pixels(bare) == pixels(blob) and NAME.encode() not in bare
    assert Image.open(io.BytesIO(bare)).info["icc_profile"] == profile


def test_a_stripped_png_keeps_pixels_only() -> None:
    blob = png(*texts(), tail=NAME.encode())
    said = " / ".join(t.what for t in exif.traces(blob))
    assert f"text Author: {NAME}" in said and f"text Comment: {NAME}" in said and f"XMP creator: {NAME}" in said
    assert any(t.gps for t in exif.traces(blob))
    bare = exif.stripped(blob)
    assert bare is not None and NAME.encode() not in bare and zlib.compress(NAME.encode()) not in bare
    assert pixels(bare) == pixels(blob) and exif.traces(bare) == ()
    assert exif.stripped(bare) == bare


@pytest.mark.parametrize(("kind", "options"), [
    ("GIF", {"comment": NAME.encode()}), ("WEBP", {"exif": b"Exif\0\0" + exif_block(), "xmp": XMP, "lossless": True}),
    ("TIFF", {"tiffinfo": {270: NAME, 315: NAME, 305: NAME, 700: XMP}}),
    ("TIFF", {"tiffinfo": {270: NAME, 315: NAME}, "compression": "tiff_lzw"}),
])
def test_other_pictures_keep_pixels_only(kind: str, options: dict[str, object]) -> None:
    blob = saved(kind, **options)
    assert NAME.encode() in blob and exif.traces(blob)
    bare = exif.stripped(blob)
    assert bare is not None and NAME.encode() not in bare
    assert pixels(bare) == pixels(blob) and exif.traces(bare) == ()
    assert exif.stripped(bare) == bare


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"]), st.integers(0, 4000), st.binary(max_size=12))
def test_damaged_pictures_neither_crash_nor_hang(kind: str, at: int, noise: bytes) -> None:
    blob = saved(kind)
    at %= len(blob)
    broken = blob[:at] + noise + blob[at + len(noise):]
    exif.traces(broken)
    bare = exif.stripped(broken)
    assert bare is None or len(bare) <= len(broken) + 200
    exif.traces(blob[:at])
    exif.stripped(blob[:at])


# --- A document with everything


def kitchen_sink() -> bytes:
    """A valid document in which a name stands wherever a page does not show it, and in all places where it does."""
    document = docx.Document()
    core = document.core_properties
    core.author, core.last_modified_by, core.keywords, core.title = NAME, NAME, NAME, f"The case of {NAME}"
    shown = document.add_paragraph("The shepherd ")
    shown.add_run("Zeno").bold = True
    shown.add_run("bia ")
    shown.add_run("QHISPI's").italic = True
    shown.add_run(f" sheep. 村民{CHINESE[0]}")
    shown.add_run(CHINESE[1:] + "说。")
    commented = document.add_paragraph("Commented words.")
    document.add_comment(commented.runs, text=f"Ask {NAME}", author=NAME, initials="ZQ")
    document.add_picture(io.BytesIO(photo()), width=Inches(1))
    document.add_picture(io.BytesIO(png(*texts())), width=Inches(1))
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = f"{NAME.upper()} and Zenobiana"
    document.sections[0].header.paragraphs[0].text = f"Statement of {NAME}"
    return injected(document)


BODY = "".join((
    f'<w:p w:rsidR="00AB12CD"><w:r><w:t>before </w:t></w:r><w:del w:id="91" {WHO}><w:r><w:delText>{NAME} was there</w:delText></w:r></w:del>'
    f'<w:ins w:id="92" {WHO}><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>',
    f'<w:p><w:pPr><w:rPr><w:del w:id="93" {WHO}/></w:rPr></w:pPr><w:r><w:t>joined </w:t></w:r></w:p><w:p><w:r><w:t>halves</w:t></w:r></w:p>',
    f'<w:p><w:pPr><w:jc w:val="left"/><w:pPrChange w:id="94" {WHO}><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>formatted</w:t></w:r></w:p>',
    f'<w:p><w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden {NAME}</w:t></w:r>'
    f'<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>white {NAME}</w:t></w:r>'
    f'<w:r><w:rPr><w:sz w:val="1"/></w:rPr><w:t>tiny {NAME}</w:t></w:r>'
    f'<w:r><w:rPr><w:color w:val="000000"/><w:highlight w:val="black"/></w:rPr><w:t>black {NAME}</w:t></w:r></w:p>',
    f'<w:p><w:bookmarkStart w:id="95" w:name="Zenobia_Qhispi"/><w:r><w:t xml:space="preserve">marked </w:t></w:r><w:bookmarkEnd w:id="95"/>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF Zenobia_</w:instrText></w:r>'
    '<w:r><w:instrText xml:space="preserve">Qhispi \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'<w:r><w:t>{NAME}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    f'<w:p><w:fldSimple w:instr=" AUTHOR \\* &quot;{NAME}&quot; "><w:r><w:t>by {NAME}</w:t></w:r></w:fldSimple>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> FILENAME \\p C:\\Users\\zqhispi </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> result</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/><w:tag w:val="{NAME}"/><w:id w:val="7"/><w:dataBinding w:xpath="/x/witness" w:storeItemID='
    '"{00000000-0000-0000-0000-000000000001}"/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>',
    '<w:p><w:hyperlink r:id="rIdLaw"><w:r><w:t>the law</w:t></w:r></w:hyperlink> <w:hyperlink r:id="rIdNews"><w:r><w:t>the news</w:t></w:r>'
    '</w:hyperlink><w:hyperlink r:id="rIdMail"><w:r><w:t>write</w:t></w:r></w:hyperlink><w:hyperlink r:id="rIdFile"><w:r><w:t>file</w:t></w:r>'
    '</w:hyperlink></w:p>',
)).replace("</w:hyperlink> <w:hyperlink", "</w:hyperlink><w:hyperlink")


def injected(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        parts: dict[str, bytes | str] = {n: package.read(n) for n in package.namelist()}
    text = bytes(parts["word/document.xml"]).decode()  # type: ignore[arg-type]
    text = text.replace("<w:sectPr", BODY + "<w:sectPr", 1).replace('descr=""', "")
    text = re.sub(r'(<wp:docPr id="1" name=)"[^"]*"', rf'\1"C:\\photos\\{NAME}.jpg" descr="{NAME} beside the well" title="{NAME}"', text, count=1)
    parts["word/document.xml"] = text
    relations = bytes(parts["word/_rels/document.xml.rels"]).decode()  # type: ignore[arg-type]
    hyper = "".join(f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>' for key, target in (
        ("rIdLaw", "https://law.example/convention"), ("rIdNews", "https://news.example/2026/zenobia-qhispi-speaks"),
        ("rIdMail", "mailto:someone.else@post.example"), ("rIdFile", "file:///C:/Users/zqhispi/notes.docx")))
    more = (f'<Relationship Id="rIdPeople" Type="http://schemas.microsoft.com/office/2011/relationships/people" Target="people.xml"/>'
            f'<Relationship Id="rIdData" Type="{R}/customXml" Target="../customXml/item9.xml"/>')
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", f"{hyper}{more}</Relationships>")
    parts["word/people.xml"] = ('<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
                                f'<w15:person w15:author="{NAME}"><w15:presenceInfo w15:providerId="None" w15:userId="{NAME}"/></w15:person></w15:people>')
    parts["customXml/item9.xml"] = f"<x><witness>{NAME}</witness></x>".encode("utf-16")
    parts["docProps/custom.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        f'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Witness"><vt:lpwstr>{NAME}</vt:lpwstr></property></Properties>')
    root = bytes(parts["_rels/.rels"]).decode()  # type: ignore[arg-type]
    parts["_rels/.rels"] = root.replace("</Relationships>", f'<Relationship Id="rIdOwn" Type="{R}/custom-properties" Target="docProps/custom.xml"/></Relationships>')
    settings_ = bytes(parts["word/settings.xml"]).decode()  # type: ignore[arg-type]
    parts["word/settings.xml"] = settings_.replace("<w:compat>", f'<w:docVars><w:docVar w:name="witness" w:val="{NAME}"/></w:docVars><w:compat>', 1)
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{R}/attachedTemplate" '
        'Target="file:///C:/Users/zqhispi/Case.dotm" TargetMode="External"/></Relationships>')
    types = bytes(parts["[Content_Types].xml"]).decode()  # type: ignore[arg-type]
    parts["[Content_Types].xml"] = types.replace("</Types>", (
        '<Override PartName="/word/people.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"/>'
        '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'))
    return zipped(parts)


@pytest.fixture(scope="module")
def sink() -> bytes:
    return kitchen_sink()


@pytest.fixture(scope="module")
def safe(sink: bytes) -> Cleaned:
    return clean.clean(sink, codes=CODES)


def inside(blob: bytes) -> dict[str, bytes]:
    """All parts, unpacked, and what is packed in pictures."""
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        assert package.testzip() is None
        return {n: exif.words(package.read(n)) for n in package.namelist()}


def body_text(blob: bytes) -> str:
    return "\n".join(b.text for b in read(blob, "safe.docx").blocks)


def assert_nowhere(blob: bytes, *names: str) -> None:
    for part, data in inside(blob).items():
        plain = re.sub(rb"<[^>]*>", b"", data)
        for name in names:
            for form in {name, name.upper(), name.lower(), name.replace(" ", "_"), name.replace(" ", "-").lower()}:
                for code in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert form.encode(code) not in data, (part, form)
                assert form.encode() not in plain, (part, form)


def test_everything_hidden_is_found(sink: bytes) -> None:
    found = hidden.find(sink)
    kinds = {h.kind for h in found}
    assert kinds >= {"property", "thumbnail", "comment", "people", "custom-xml", "template", "variable", "insertion", "deletion", "format-change",
                     "hidden-text", "covered-text", "tiny-text", "bookmark", "control", "alt-text", "object-name", "image-metadata",
                     "link", "personal-link", "path-link", "field-code", "revision-ids"}
    assert any(h.gps for h in found)
    deletion = next(h for h in found if h.kind == "deletion" and "was there" in h.what)
    assert NAME in deletion.what and deletion.part == "word/document.xml" and deletion.paragraph > 1 and deletion.severity == "block"
    assert "paragraph" in deletion.where
    assert {h.rule for h in found} == {"dnh-doc-meta", "dnh-image-meta", "dnh-link-leak"}
    assert all(len(h.what) <= hidden.LONGEST for h in found)


def test_a_known_name_makes_findings_worse(sink: bytes) -> None:
    plain = {(h.kind, h.what): h.severity for h in hidden.find(sink)}
    known = {(h.kind, h.what): h.severity for h in hidden.find(sink, names=[NAME])}
    news = next(k for k in plain if "news.example" in k[1])
    assert (plain[news], known[news]) == ("info", "warning")
    mark = next(k for k in plain if k[0] == "bookmark")
    assert (plain[mark], known[mark]) == ("info", "block")


def test_an_organisation_may_stand_in_the_properties(sink: bytes) -> None:
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = "Lantern Trust"
    out = io.BytesIO()
    document.save(out)
    assert any("Lantern" in h.what for h in hidden.find(out.getvalue()))
    assert not any("Lantern" in h.what for h in hidden.find(out.getvalue(), allow=["lantern trust"]))


def test_the_name_is_nowhere_in_the_safe_copy(sink: bytes, safe: Cleaned) -> None:
    with pytest.raises(AssertionError):
        assert_nowhere(sink, NAME)
    assert_nowhere(safe.blob, NAME, "zqhispi", CHINESE)


def test_the_search_finds_only_infos_in_the_safe_copy(safe: Cleaned) -> None:
    assert [h for h in hidden.find(safe.blob, names=CODES) if h.severity != "info"] == []


def test_the_page_still_says_the_same(safe: Cleaned) -> None:
    text = body_text(safe.blob)
    for words in ("The shepherd P1's sheep. 村民P2说。", "before inserted", "joined halves", "formatted", "seen███", "by P1", "result", "controlled",
                  "the lawthe newswrite", "P1 and Zenobiana", "Statement of P1"):
        assert words in text, words
    for words in ("was there", "hidden", "white", "tiny", "black"):
        assert words not in text


def test_what_is_done_and_left_is_said(safe: Cleaned) -> None:
    done = {d.kind: d.count for d in safe.done}
    assert done["comment"] == 1 and done["deletion"] >= 2 and done["name"] >= 8 and done["people"] >= 1
    left = {entry.kind for entry in safe.left}
    assert left == {"picture", "alt-text", "link", "personal-link", "link-removed"}
    assert any(x.what.endswith("P1 beside the well") for x in safe.left)
    media = [n for n in inside(safe.blob) if "/media/" in n]
    assert sorted(media) == ["word/media/image1.jpg", "word/media/image2.png"]


def validated(blob: bytes, folder: Path) -> list[str]:
    path = folder / "safe.docx"
    path.write_bytes(blob)
    audit = OpenXmlValidator(security_validation=True, strict=True).validate(path)
    return [*map(str, audit.errors), *map(str, ooxml_integrity.check(path))]


def test_the_safe_copy_is_valid_and_opens(safe: Cleaned, tmp_path: Path) -> None:
    assert validated(safe.blob, tmp_path) == []
    document = docx.Document(io.BytesIO(safe.blob))
    assert document.core_properties.author == "" and document.core_properties.title == ""
    assert document.core_properties.created is not None and document.core_properties.created.year == 2000


def test_libreoffice_opens_the_safe_copy(safe: Cleaned, soffice: str, tmp_path: Path) -> None:
    path = tmp_path / "safe.docx"
    path.write_bytes(safe.blob)
    subprocess.run([soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                    "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=110, env={**os.environ, "HOME": str(tmp_path)})
    assert "The shepherd P1’s sheep" in (tmp_path / "safe.txt").read_text(encoding="utf-8").replace("'", "’")


def test_the_same_file_gives_the_same_bytes_and_the_copy_stays(sink: bytes, safe: Cleaned) -> None:
    assert clean.clean(sink, codes=CODES).blob == safe.blob
    again = clean.clean(safe.blob, codes=CODES)
    assert again.blob == safe.blob
    assert [d for d in again.done if d.kind not in ("property",)] == []


def test_the_organisation_becomes_the_author(sink: bytes) -> None:
    made = clean.clean(sink, codes=CODES, organisation="Lantern & Trust")
    assert docx.Document(io.BytesIO(made.blob)).core_properties.author == "Lantern & Trust"
    assert [e for e in made.left if e.kind == "still"] == []
