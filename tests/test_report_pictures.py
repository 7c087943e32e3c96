"""Pages that were recognised: their number with every quotation, their picture beside the text."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_read_pdf import page, pdf

from drafter import checking
from drafter.checking import Input, Options
from drafter.cli import main
from drafter.read import ocr

WORDS = ("Article 1. Vetting", "Nothing in this Memorandum obliges the Army to vet its personnel.")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    import pypdfium2

    if not ocr.available():
        pytest.skip("tesseract is not on this machine")
    sheet = pypdfium2.PdfDocument(pdf(page(*WORDS)))[0].render(scale=200 / 72, grayscale=True)
    rows = b"".join(bytes(sheet.buffer)[y * sheet.stride:y * sheet.stride + sheet.width] for y in range(sheet.height))
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([], pictures={0: (sheet.width, sheet.height, rows)}))
    return path


def test_the_page_stands_with_the_quotation(scan: Path) -> None:
    found = CliRunner().invoke(main, ["check", str(scan), "--format", "json", "--kind", "mou-defence"])
    [vetting] = [e for e in json.loads(found.stdout)["documents"][0]["elements"] if e["id"] == "vetting"]
    assert (vetting["verdict"], vetting["evidence"][0]["page"]) == ("contradicted", 1)
    told = CliRunner().invoke(main, ["check", str(scan), "--kind", "mou-defence"], env={"DRAFTER_LANG": "en"})
    assert "(page 1" in " ".join(told.stdout.split())


def test_the_picture_stands_beside_the_text(scan: Path, tmp_path: Path) -> None:
    made = tmp_path / "report.html"
    CliRunner().invoke(main, ["check", str(scan), "--format", "html", "-o", str(made)])
    html = made.read_text(encoding="utf-8")
    [image] = re.findall(r'<img class="picture" id="page1"[^>]*src="data:image/png;base64,([^"]+)"', html)
    assert base64.b64decode(image).startswith(b"\x89PNG")
    assert "img-src data:" in html


def test_a_page_that_reads_well_needs_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf(page(*WORDS)))
    found = checking.one(Input(str(path)), Options())
    assert (found.view["pictured"], checking.pictures(found)) == ([], {})


def test_no_picture_of_a_file_that_has_changed(scan: Path) -> None:
    found = checking.one(Input(str(scan)), Options())
    assert list(checking.pictures(found)) == [1]
    scan.write_bytes(pdf(page(*WORDS)))
    assert checking.pictures(found) == {}
