"""What a Word file hides is found, and the safe copy is free of it: judged on the bytes, by validators and other readers."""

from __future__ import annotations

import base64
import io
import os
import re
import struct
import subprocess
import zipfile
import zlib
from itertools import pairwise
from pathlib import Path

import docx
import ooxml_integrity
import pytest
from documents.make import docx as raw_docx
from documents.make import docx_parts, p, pdf, r, table, zipped
from docx.shared import Inches
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image

from drafter import jobs
from drafter.errors import DrafterError
from drafter.read import hidden_pdf
from drafter.word import clean, exif, hidden
from drafter.word.clean import Cleaned
from drafter.word.names import Names
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
    f'<w:p w:rsidR="00AB12CD"><w:r><w:t xml:space="preserve">before </w:t></w:r><w:del w:id="91" {WHO}><w:r><w:delText>{NAME} was there</w:delText></w:r></w:del>'
    f'<w:ins w:id="92" {WHO}><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>',
    f'<w:p><w:pPr><w:rPr><w:del w:id="93" {WHO}/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">joined </w:t></w:r></w:p><w:p><w:r><w:t>halves</w:t></w:r></w:p>',
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
    assert "“the news”" in news[1]
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
    assert not any(word in data for data in inside(safe.blob).values() for word in (b"rsid", b"paraId", b"docId", b"anchorId"))


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
    errors = [str(e) for e in audit.errors if "External relationship target: https://law" not in str(e) and "target: mailto:" not in str(e)]
    return [*errors, *map(str, ooxml_integrity.check(path))]


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


@pytest.mark.parametrize("languages", [["en"], ["zh"], ["en", "zh"]])
def test_our_own_drafts_stay_whole_and_valid(languages: list[str], checkout: Path, tmp_path: Path) -> None:
    drafted = jobs.draft(checkout / "templates" / "mou-defence" / "sample.yaml", languages=languages).blob
    made = clean.clean(drafted)
    assert validated(made.blob, tmp_path) == []
    assert [h for h in hidden.find(made.blob) if h.severity != "info"] == []
    before, after = read(drafted, "a.docx").blocks, read(made.blob, "b.docx").blocks
    assert [(b.text, b.label, b.kind) for b in after] == [(b.text, b.label, b.kind) for b in before]


# --- Names


@pytest.mark.parametrize(("text", "expected"), [
    ("Zenobia Qhispi", "P1"), ("ZENOBIA QHISPI'S", "P1'S"), ("zenobia qhispi’s", "P1’s"), ("Zenobia\u00a0Qhispi", "P1"),
    ("Zenobia\nQhispi", "P1"), ("Zeno\u00adbia Qhis\u200bpi", "P1"), ("(Zenobia  Qhispi)", "(P1)"), ("Zenobia Qhispis", "Zenobia Qhispis"),
    ("XZenobia Qhispi", "XZenobia Qhispi"), ("Zenobia_Qhispi.jpg", "P1.jpg"), ("证人Zenobia Qhispi说", "证人P1说"),
    ("Ｚenobia Qhispi", "P1"), ("José Peñ", "P3 Peñ"), ("Jose\u0301", "P3"), ("Josefa José.", "Josefa P3."),
    ("村民卓满囤说，卓 满囤", "村民P2说，P2"), ("卓满", "卓满"), ("Zenobia Qhispi Mamani", "P4"), ("O’Zed and O'ZED", "P5 and P5"),
    ("Jean‑Zed", "P6"), ("卡洛斯•泽德", "P7"),
])
def test_names_in_all_their_forms(text: str, expected: str) -> None:
    names = Names({**CODES, "José": "P3", "Zenobia Qhispi Mamani": "P4", "O'Zed": "P5", "Jean-Zed": "P6", "卡洛斯·泽德": "P7"})
    assert names.replaced(text) == expected


@pytest.mark.parametrize("codes", [{"": "P1"}, {"李": "P1"}, {"Ana": ""}, {"Ana": "Ana"}, {"Ana": "x\x00"}, {"A": "P1"}, {"Ana": "P1", "ANA": "P2"},
                                   {"Ana": "P1", "Bo Li": "ana"}])
def test_codes_that_cannot_be_used_are_refused(codes: dict[str, str]) -> None:
    with pytest.raises(DrafterError):
        clean.clean(raw_docx(p("x")), codes=codes)


@pytest.mark.parametrize(("target", "spells"), [
    ("https://x.example/zenobia-qhispi", True), ("https://x.example/ZenobiaQhispi.html", True), ("https://x.example/?q=Zenobia%20Qhispi", True),
    ("https://x.example/qhispi/about/zenobia", True), ("https://x.example/zenobia", False), ("https://law.example/", False)])
def test_names_in_addresses(target: str, spells: bool) -> None:
    assert bool(Names(CODES).hidden_in(target)) is spells


LATIN = st.text("abcdefgijklmnopqrstuvwxyzáéñüçøß", min_size=4, max_size=9).map(str.title)
HAN = st.text("卓满囤泽德艾薇柏岚", min_size=2, max_size=4)
FILLER = st.text("hHöw 。，'-1\u00ad、（人x", max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.one_of(LATIN, HAN, st.tuples(LATIN, LATIN).map(" ".join)))
@example(data=None, name="SSarra Øst").via("letters that change their length")
def test_no_split_of_a_name_over_runs_saves_it(data: st.DataObject | None, name: str) -> None:
    """The name in any case, cut anywhere into runs, between any words that are no letters of its own."""
    forms = (name, name.upper(), name.lower(), name.title())
    if data is None:
        before, after, form, cuts = "w ", " w", name.upper(), [1, 3]
    else:
        before, after = data.draw(FILLER) + " ", " " + data.draw(FILLER)
        form = data.draw(st.sampled_from(forms))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(before + form + after)), max_size=4)))
    whole = before + form + after
    ends = [0, *cuts, len(whole)]
    runs = "".join(r(whole[a:b]) for a, b in pairwise(ends) if a < b)
    made = clean.clean(raw_docx(f"<w:p>{runs}</w:p>"), codes={name: "P1"})
    text = inside(made.blob)["word/document.xml"].decode()
    plain = re.sub(r"<[^>]*>", "", text)
    assert f"{before}P1{after}" in plain
    assert form not in plain


@settings(max_examples=200, deadline=None)
@given(st.text("aAbB é卓满 -'.1_\u00ad\n", max_size=40), st.dictionaries(st.sampled_from(["ab", "Ab ba", "卓满", "éb", "b-a", "aab", "满卓满", "b 卓a a", "a-b 满"]), st.just("Q7"), max_size=4))
def test_replacing_leaves_no_name_and_touches_nothing_else(text: str, codes: dict[str, str]) -> None:
    names = Names(codes)
    new = names.replaced(text)
    assert list(names.find(new)) == []
    assert names.replaced(new) == new
    pieces, at = [], 0
    for found in names.find(text):
        pieces.append(text[at:found.start])
        at = found.end
    assert new == "Q7".join([*pieces, text[at:]])


def test_small_letters_and_single_words_of_a_name_are_left_to_a_human() -> None:
    made = clean.clean(raw_docx(p("You may ask May. Qhispi was there, and Jose.")), codes={"May": "P8", NAME: CODE, "José": "P9"})
    assert body_text(made.blob) == "You P8 ask P8. Qhispi was there, and Jose."
    left = [x.what for x in made.left if x.kind in ("lower-case", "name-part")]
    assert len(left) == 3 and any("'may'" in x for x in left) and any(x.startswith("Qhispi ") for x in left) and any(x.startswith("Jose ") for x in left)


def test_words_of_the_file_format_are_no_names() -> None:
    body = ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:highlight w:val="green"/></w:rPr><w:t>Green Center</w:t></w:r></w:p>'
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
            '</w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    made = inside(clean.clean(raw_docx(body), codes={"Green": "P1", "Center": "P2", "Page": "P3"}).blob)["word/document.xml"].decode()
    assert 'w:val="center"' in made and 'w:val="green"' in made and " PAGE " in made and ">P1 P2<" in made


def test_a_line_break_within_a_name_goes_with_it() -> None:
    made = clean.clean(raw_docx(p("by Zenobia", "<w:r><w:br/></w:r>", "Qhispi", "<w:r><w:tab/></w:r>", "today")), codes=CODES)
    assert body_text(made.blob) == "by P1\ttoday"


# --- Single constructions


def cleaned(body: str, codes: dict[str, str] | None = None, **parts: str) -> str:
    made = clean.clean(raw_docx(body, **parts), codes=codes)
    assert [h for h in hidden.find(made.blob) if h.severity != "info"] == []
    return body_text(made.blob)


CHANGE = f'w:id="1" {WHO}'


@pytest.mark.parametrize(("body", "text"), [
    (p(f"<w:moveFrom {CHANGE}>{r('away')}</w:moveFrom>", r("x")) + p(f"<w:moveTo {CHANGE}>{r('here')}</w:moveTo>"), "x\nhere"),
    (table([p("kept")]) + f"<w:tbl><w:tr><w:trPr><w:del {CHANGE}/></w:trPr><w:tc>{p('row')}</w:tc></w:tr></w:tbl>" + p("end"), "kept\nend"),
    (f"<w:tbl><w:tr><w:tc>{p(r('a'), properties=f'<w:rPr><w:del {CHANGE}/></w:rPr>')}</w:tc></w:tr></w:tbl>" + p("end"), "a\nend"),
    (p(f"<w:ins {CHANGE}><w:del {CHANGE}><w:r><w:delText>gone</w:delText></w:r></w:del></w:ins>", "stays"), "stays"),
    (p("<w:r><w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t>by style</w:t></w:r>", "seen"), "seen"),
    (p("<w:r><w:rPr><w:color w:val='FFFFFF'/><w:shd w:val='clear' w:color='auto' w:fill='1F3864'/></w:rPr><w:t>white on blue</w:t></w:r>"), "white on blue"),
    (f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>{p(r('head', '<w:color w:val=' + repr('FFFFFF') + '/>'))}</w:tc></w:tr></w:tbl>" + p("x"), "head\nx"),
    (f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('hidden row')}</w:tc></w:tr></w:tbl>" + p("x"), "x"),
    (p("<w:customXml w:element='witness'>" + r("tagged") + "</w:customXml><w:smartTag w:element='PersonName'>" + r(" smart") + "</w:smartTag>"), "tagged smart"),
    ("<w:altChunk r:id='rX'/>" + p("x"), "x"),
    (p("<w:permStart w:id='1' w:ed='DOMAIN\\zq'/>", r("x"), "<w:permEnd w:id='1'/>"), "x"),
    (p("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
       "<w:r><w:instrText> MERGEFIELD x </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>secret</w:t></w:r>"
       "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:instrText> = 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
       "<w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"), "shown"),
    (p("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='zq'/><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData></w:fldChar></w:r>"
       "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>", r(" agreed")), "☒ agreed"),
    (p("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF _Ref1 </w:instrText></w:r><w:r><w:t>secret</w:t></w:r>"
       "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"), "shown"),
    (p("<w:r><w:instrText>stray secret</w:instrText></w:r>", "x"), "x"),
])
def test_what_the_page_shows_stays_and_the_rest_goes(body: str, text: str) -> None:
    style = '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert cleaned(body, styles=style) == text
    made = inside(clean.clean(raw_docx(body, styles=style)).blob)["word/document.xml"].decode()
    for word in ("away", "gone", "secret", "by style", "hidden row", "PersonName", "witness", "DOMAIN", NAME):
        assert word not in made


def test_notes_nothing_refers_to_and_headers_not_shown_go() -> None:
    body = p("x", '<w:r><w:footnoteReference w:id="2"/></w:r>', f'<w:del {CHANGE}><w:r><w:footnoteReference w:id="3"/></w:r></w:del>') + (
        '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:headerReference w:type="first" r:id="rheader2"/></w:sectPr>')
    blob = raw_docx(body, footnotes=f'<w:footnote w:id="2">{p("kept note")}</w:footnote><w:footnote w:id="3">{p("SECRETNOTE")}</w:footnote>'
                    f'<w:footnote w:id="4">{p("LOOSENOTE")}</w:footnote>', header1=p("kept head"), header2=p("UNSHOWN"))
    assert {h.kind for h in hidden.find(blob)} >= {"unused-note", "unshown-header"}
    made = b"".join(inside(clean.clean(blob).blob).values())
    assert b"kept note" in made and b"kept head" in made
    for word in (b"SECRETNOTE", b"LOOSENOTE", b"UNSHOWN"):
        assert word not in made


def with_parts(body: str, relations: str, **files: bytes | str) -> bytes:
    parts = docx_parts(body)
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("<Override", '<Default Extension="xml" ContentType="application/xml"/><Override', 1)
    return zipped({**parts, **{k.replace("__", "/").replace("_dot_", "."): v for k, v in files.items()}})


DRAWING = ('<w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
           '<wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="zq.jpg"/>'
           '</pic:nvPicPr><pic:blipFill><a:blip {0}><a:extLst><a:ext uri="{{BEBA}}"><a14:imgProps xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
           '<a14:imgLayer r:embed="rId9"/></a14:imgProps></a:ext></a:extLst></a:blip><a:srcRect l="20000"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
           '</wp:inline></w:drawing>')


def relation(kind: str, target: str, key: str = "rId1", *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def test_pictures_outside_the_file_become_blank() -> None:
    body = p("<w:r>" + DRAWING.format('r:link="rId1"') + "</w:r>")
    blob = with_parts(body, relation("image", "file:///C:/Users/zq/photo.jpg", outside=True))
    assert any(h.kind == "external" and h.severity == "block" for h in hidden.find(blob))
    made = clean.clean(blob)
    parts = inside(made.blob)
    assert "word/media/image0.png" in parts and not any(b"zq" in data for data in parts.values())
    assert {x.kind for x in made.left} == {"picture-blanked", "crop"}


@pytest.mark.parametrize("picture", [b"not a picture", b"\x89PNG\r\n\x1a\nbroken", b'<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"/>',
                                     b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://zq.example/x.png"/></svg>',
                                     b"\x01\0\x09\0" + NAME.encode("utf-16-le")])
def test_pictures_that_cannot_be_cleaned_become_blank(picture: bytes) -> None:
    blob = with_parts(p("<w:r>" + DRAWING.format('r:embed="rId1"') + "</w:r>"), relation("image", "media/a.dat"), word__media__a_dot_dat=picture)
    made = clean.clean(blob, codes=CODES)
    assert [n for n in inside(made.blob) if "/media/" in n] == ["word/media/image0.png"]
    assert "picture-blanked" in {x.kind for x in made.left}


def test_drawings_as_svg_lose_notes_and_keep_lines() -> None:
    inner = base64.b64encode(photo()).decode()
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\zq.png">'
           f'<!-- {NAME} --><metadata>{NAME}</metadata><title>{NAME}</title><path d="M0 0L9 9"/><image href="data:image/jpeg;base64,{inner}"/></svg>')
    blob = with_parts(p("<w:r>" + DRAWING.format('r:embed="rId1"') + "</w:r>"), relation("image", "media/a.svg"), word__media__a_dot_svg=svg)
    assert any(h.kind == "image-metadata" for h in hidden.find(blob))
    made = inside(clean.clean(blob, codes=CODES).blob)["word/media/image1.svg"]
    assert b"M0 0L9 9" in made and b"zq" not in made and NAME.encode() not in made
    packed = re.search(rb"base64,([^\"]+)", made)
    assert packed is not None and exif.traces(base64.b64decode(packed[1])) == ()


def test_embedded_objects_go_and_their_picture_stays() -> None:
    body = p('<w:r><w:object w:dxaOrig="9"><v:shape id="zq"><v:imagedata r:id="rId2" xmlns:o="urn:schemas-microsoft-com:office:office" o:title="zq"/></v:shape>'
             '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet.12" r:id="rId1"/></w:object></w:r>')
    blob = with_parts(body, relation("package", "embeddings/a.xlsx") + relation("image", "media/a.png", "rId2"),
                      word__embeddings__a_dot_xlsx=b"PK secret", word__media__a_dot_png=png())
    assert any(h.kind == "embedded-object" for h in hidden.find(blob))
    made = clean.clean(blob)
    parts = inside(made.blob)
    assert not any("embeddings" in n for n in parts) and "word/media/image1.png" in parts
    assert b"OLEObject" not in parts["word/document.xml"] and b"<w:pict>" in parts["word/document.xml"]
    assert "object-removed" in {x.kind for x in made.left}


def test_parts_of_unknown_kinds_and_foreign_namespaces_stay_behind() -> None:
    body = (f'<w:p xmlns:z="urn:{NAME.split()[1]}" z:who="{NAME}"><w:r><w:t>x</w:t></w:r><z:note>{NAME}</z:note></w:p>')
    blob = with_parts(body, relation("novelty", "novel.xml") + relation("image", "media/loose.png", "rId5"), word__novel_dot_xml=f"<n>{NAME}</n>",
                      word__media__loose_dot_png=png(*texts()), word__loose_dot_xml=f"<n>{NAME}</n>")
    assert any(h.kind == "loose-part" for h in hidden.find(blob))
    parts = inside(clean.clean(blob).blob)
    assert not any(b"Qhispi" in data for data in parts.values())
    assert sorted(parts) == ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"]


def test_links_in_fields_follow_the_same_rules() -> None:
    def link(target: str) -> str:
        return ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"" + target + "\" </w:instrText></w:r>"
                f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r('words')}<w:r><w:fldChar w:fldCharType='end'/></w:r>")
    made = clean.clean(raw_docx(p(link("https://law.example/x"), link("https://n.example/zenobia_qhispi"), link("\\\\server\\zq"))), codes=CODES)
    text = inside(made.blob)["word/document.xml"]
    assert b"law.example" in text and b"n.example" not in text and b"server" not in text
    assert sorted(x.kind for x in made.left) == ["link", "link-removed", "link-removed"]


# --- Refusals


def bomb() -> bytes:
    return zipped({**docx_parts(p("x")), "word/media/a.png": b"\0" * (60 << 20)})


@pytest.mark.parametrize(("blob", "words"), [
    (b"PK nonsense", "not a Word file"), (bomb(), "zip bomb"), (raw_docx(p("x"))[:-40], "not a Word file"),
    (zipped({**docx_parts(p("x")), "word/document.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'}), "DOCTYPE"),
    (zipped({**docx_parts(p("x")), "../evil.xml": "x"}), "leads out"),
    (zipped({**docx_parts(p("x")), "word/vbaProject.bin": b"x"}), "macros"),
    (zipped({**docx_parts(p("x")), "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'}), "Strict"),
])
def test_dangerous_files_are_refused(blob: bytes, words: str) -> None:
    with pytest.raises(DrafterError, match=words):
        clean.clean(blob)


def test_finding_in_a_file_with_macros_says_so() -> None:
    blob = zipped({**docx_parts(p("x")), "word/vbaProject.bin": b"x"})
    assert any(h.kind in ("macros", "loose-part") for h in hidden.find(blob))


# --- PDF


def test_a_pdf_tells_its_properties_notes_and_versions() -> None:
    pytest.importorskip("pypdfium2")
    plain = pdf([(50, 700, "Hello")])
    assert hidden_pdf.find(plain, "a.pdf") == ()
    packed = zlib.compress(XMP)
    told = plain.replace(b"trailer << ", b"trailer << /Info 90 0 R ").replace(b"/Type /Page ", b"/Type /Page /Annots [91 0 R] ")
    at = told.index(b"xref")
    extra = (b"90 0 obj << /Author (Zenobia Qhispi) /Producer (Quill) >> endobj\n"
             b"91 0 obj << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Zenobia Qhispi) /Contents (ask her) >> endobj\n"
             b"92 0 obj << /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length %d >> stream\n%s\nendstream endobj\n" % (len(packed), packed))
    told = told[:at] + extra + re.sub(rb"^xref.*?(?=trailer)", b"", told[at:], flags=re.DOTALL) + b"%%EOF\n"
    found = {(t.kind, t.severity) for t in hidden_pdf.find(told, "a.pdf")}
    assert found >= {("property", "block"), ("property", "info"), ("comment", "block"), ("xmp", "block"), ("image-metadata", "block"),
                     ("earlier-versions", "warning")}
    assert not any(t.kind == "property" and t.severity == "block" for t in hidden_pdf.find(told, "a.pdf", allow=["zenobia qhispi"]))
    assert hidden.Hidden(*hidden_pdf.find(told, "a.pdf")[0]).rule == "dnh-doc-meta"
