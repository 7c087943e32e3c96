""".odt, .rtf and .doc through LibreOffice: cut off from the network, bounded, guarded."""

from __future__ import annotations

import http.server
import threading
from pathlib import Path

import pytest
from conftest import program
from documents.make import docx as make_docx
from documents.make import odt, p

from drafter.document import Document
from drafter.errors import DrafterError
from drafter.read import office
from drafter.read.open import read_bytes
from drafter.word.read import read as docx

RTF = rb"{\rtf1\ansi\ansicpg1252 Article 1. The Company shall respect human rights.\par {\b 2.} The Police may not fire at unarmed people.\par}"


def parse(blob: bytes, name: str) -> Document:
    return read_bytes(blob, name, docx=docx)


@pytest.fixture(scope="module", autouse=True)
def installed() -> str:
    return program("soffice")


def test_rtf() -> None:
    d = parse(RTF, "x.rtf")
    assert d.format == "rtf" and d.text.startswith("Article 1. The Company shall respect human rights.\n2. The Police")


def test_odt_fetches_nothing() -> None:
    hits: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        target = f"http://127.0.0.1:{server.server_port}/track.png"
        d = parse(odt(f'<text:p>Words.<draw:frame text:anchor-type="as-char"><draw:image xlink:href="{target}" xlink:type="simple"/></draw:frame></text:p>'
                      '<text:p>甲方应当遵守法律。</text:p><text:p><text:a xlink:href="http://fine.example">link</text:a></text:p>'), "x.odt")
    finally:
        server.shutdown()
        server.server_close()
    assert hits == [] and "甲方应当遵守法律。" in d.text and d.text.startswith("Words.")
    assert {f.code for f in d.flags} == {"external-target"}


def test_doc(tmp_path: Path, convert) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "a.docx"
    source.write_bytes(make_docx(p("The Company shall keep a register.") + p("第二条 乙方应当报告。")))
    made = convert(source, "doc:MS Word 97")
    d = parse(made.read_bytes(), "a.doc")
    assert d.format == "doc" and d.text.split("\n") == ["The Company shall keep a register.", "第二条 乙方应当报告。"]


@pytest.mark.parametrize(("blob", "words"), [
    (odt("<text:p/>", **{"../x": b""}), "path"), (odt("<text:p/>", **{"Pictures/a.png": b"\0" * (20 << 20)}), "zip bomb"),
    (odt("<text:p/>", **{"styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "DOCTYPE"),
    (odt("<text:p/>", **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "encrypted")])
def test_refused(blob: bytes, words: str) -> None:
    with pytest.raises(DrafterError, match=words):
        parse(blob, "x.odt")


def test_damaged() -> None:
    with pytest.raises(DrafterError):
        parse(odt("<text:p>x</text:p>")[:-40], "x.odt")


@pytest.mark.parametrize("cut", [30, 60, 110])
def test_cut_off_or_garbled_rtf(cut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 8)
    for blob in (RTF[:cut], RTF[:cut] + b"\\bin99999999 {{{\\u-1 \\field" + RTF[cut:]):
        try:
            assert isinstance(parse(blob, "x.rtf"), Document)
        except DrafterError as error:
            assert "x.rtf" in str(error)


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(DrafterError, match="LibreOffice, which is not installed"):
        parse(RTF, "x.rtf")


def test_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.05)
    with pytest.raises(DrafterError, match="longer than"):
        parse(RTF, "x.rtf")
