"""Hostile and damaged files of every format: a Document or a DrafterError, soon."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest
from documents.make import W, docx_parts, p, page, pdf, r, table, zipped

from drafter.document import Document
from drafter.errors import DrafterError
from drafter.read.open import read_bytes
from drafter.word.read import read as docx

WORDS = "Article 4\nThe Police shall respect human rights.\n第四条 警察应当尊重人权。\n(a) fuel;\n- “multi-\nstakeholder” group\n"
BODY = p("Article 4") + p(r("The Police shall "), r("respect", "<w:b/>"), " rights.") + table([p("a"), p("b")]) + p("第四条 警察应当尊重人权。")
SEEDS = {
    "txt": WORDS.encode() * 3, "gb.txt": WORDS.encode("gb18030") * 3, "wide.txt": WORDS.encode("utf-16"),
    "md": ("# A\n\n" + WORDS + "\n| a | b |\n|---|---|\n| [x](http://y) | **z** |\n").encode(),
    "html": f"<html><body><h1>A</h1><p>{WORDS}</p><table><tr><td>x<td>&eacute;</table><!-- c --></body></html>".encode(),
    "docx": zipped(docx_parts(BODY, styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>', comments="")),
    "pdf": pdf(page("Article 4", "The Police shall respect human rights and the law", "of the State, whatever the Company may ask."), page("Second page.")),
}


def attempt(blob: bytes, name: str, seconds: float = 5.0) -> Document | None:
    began = time.process_time()
    try:
        return read_bytes(blob, name, docx=docx, ocr=False)
    except DrafterError as error:
        assert str(error)
        return None
    finally:
        assert time.process_time() - began < 4 * seconds  # a bound against hanging, not a stop-watch


def mutated(blob: bytes, chance: random.Random) -> bytes:
    data = bytearray(blob)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(data))
        action = chance.randrange(5)
        if action == 0:
            data[at] = chance.randrange(256)
        elif action == 1:
            del data[at:at + chance.randrange(1, 30)]
        elif action == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 20)))
        elif action == 3:
            data[at:at] = data[at:at + 200]
        else:
            data = data[:max(1, at)]
        if not data:
            data = bytearray(b"x")
    return bytes(data)


@pytest.mark.parametrize("name", SEEDS)
def test_mutated(name: str) -> None:
    if name == "pdf":
        pytest.importorskip("pypdfium2")
    chance = random.Random(name)
    for _ in range(120):
        attempt(mutated(SEEDS[name], chance), f"x.{name}")


@pytest.mark.parametrize("name", SEEDS)
def test_cut_off(name: str) -> None:
    if name == "pdf":
        pytest.importorskip("pypdfium2")
    blob = SEEDS[name]
    for at in range(0, len(blob), max(1, len(blob) // 40)):
        attempt(blob[:at], f"x.{name}")


def test_mutated_xml_inside_a_sound_package() -> None:
    chance = random.Random(7)
    parts = docx_parts(BODY, numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>')
    for _ in range(200):
        name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
        content = parts[name]
        blob = content.encode() if isinstance(content, str) else content
        attempt(zipped({**parts, name: mutated(blob, chance)}), "x.docx")


@pytest.mark.parametrize("make", [
    lambda: b"PK\x03\x04" + b"\0" * 100, lambda: zipped({"a.txt": "x"}), lambda: zipped({"xl/workbook.xml": "x", "[Content_Types].xml": ""}),
    lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), lambda: b'<?xml version="1.0"?><w:wordDocument/>',
    lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})])
def test_refused_with_a_reason(make: Callable[[], bytes]) -> None:
    with pytest.raises(DrafterError):
        read_bytes(make(), "x.docx", docx=docx)


@pytest.mark.parametrize(("text", "seconds"), [
    ("a" * 2_000_000, 8), ("甲" * 1_000_000, 8), ("\n" * 2_000_000 + "x", 8), (" " * 2_000_000 + "x", 8), ("(a) " * 300_000, 10), ("- \n" * 60_000, 15),
    ("I" * 500_000, 8), ("第一" * 300_000, 8), ("1." * 300_000, 8), ("**" * 300_000, 8), ("# a\n\n" + "[" * 200_000, 8), ("# a\n\n" + "*a_" * 100_000, 8),
    ("A " * 500_000, 8), ("甲 " * 300_000, 8), ("a-b" * 300_000, 8), ("|" * 200_000 + "\n|---|---|\n" + "|a" * 100_000 + "|", 30), ("._·" * 300_000 + "\n", 8),
    ("----" * 300_000 + "\n" + "-:|" * 100_000, 8), ("e" + "\u0301" * 300_000, 8)])
def test_long_and_silly_text_is_linear(text: str, seconds: float) -> None:
    attempt(text.encode(), "x.txt", seconds)


def test_hostile_numbering_and_styles() -> None:
    levels = "".join(f'<w:lvl w:ilvl="{n}"><w:start w:val="{10 ** 12}"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{"%1" * 500}"/></w:lvl>'
                     for n, f in enumerate(("lowerLetter", "upperRoman", "chineseCounting", "cardinalText")))
    body = "".join(p("x", properties=f'<w:pStyle w:val="s{n}"/><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr>') for n in range(4))
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 500}"/></w:style>' for n in range(500))
    d = attempt(zipped(docx_parts(body + table([p("x")] * 3).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="999999999999"/></w:tcPr>'), styles=styles,
                                  numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')), "x.docx")
    assert d is not None and len(d.text) < 20_000


def test_deep_but_allowed_nesting() -> None:
    body = p("x")
    for _ in range(70):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    d = attempt(zipped(docx_parts(body)), "x.docx")
    assert d is not None and d.text == "x"
    attempt(zipped({**docx_parts(p("x")), "word/document.xml": f"<w:document {W}><w:body>" + "<w:sdt>" * 240 + "</w:sdt>" * 240 + "</w:body></w:document>"}), "x.docx")


def test_many_paragraphs_cost_linear() -> None:
    small, large = ("The Police shall respect rights, and 第四条 the law.\n\n" * n for n in (2_000, 20_000))
    read_bytes(small.encode(), "x.txt", docx=docx)
    times = []
    for text in (small, large):
        began = time.process_time()
        read_bytes(text.encode(), "x.txt", docx=docx)
        times.append(time.process_time() - began)
    assert times[1] < 25 * times[0]


def test_zip_with_a_lying_size() -> None:
    blob = bytearray(SEEDS["docx"])
    with zipfile.ZipFile(io.BytesIO(bytes(blob))) as package:
        info = package.getinfo("word/document.xml")
    at = blob.rindex(b"word/document.xml") - 46 + 24
    blob[at:at + 4] = (info.file_size // 3).to_bytes(4, "little")
    assert attempt(bytes(blob), "x.docx") is None
