"""The pages as LibreOffice lays them out: nothing stranded, nothing lost, the short form within six pages."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import oracle
import pytest

from drafter import jobs

Convert = Callable[[Path, str], Path]
CASES = [("sample.yaml", "en", "full"), ("sample.yaml", "zh", "full"), ("sample.yaml", "en,zh", "full"), ("sample-zh.yaml", "zh,en", "full"),
         ("sample.yaml", "en", "short"), ("sample.yaml", "zh", "short"), ("sample-zh.yaml", "zh", "short"), ("sample-zh.yaml", "en", "short")]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def rendered(request: pytest.FixtureRequest, checkout: Path, convert: Convert, pdftoppm: str,
             tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, str, str], oracle.Doc, list[str]]:
    """The case, the document, and the text of each page."""
    sample, languages, form = request.param
    made = jobs.draft(checkout / "templates" / "mou-defence" / sample, languages=languages.split(","), form=form)
    path = tmp_path_factory.mktemp("render") / "a.docx"
    path.write_bytes(made.blob)
    pdf = convert(path, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return request.param, oracle.read(made.blob), text.split("\f")[:-1]


def body(page: str) -> list[str]:
    """The lines of a page without header and footer."""
    lines = [line.strip() for line in page.split("\n") if line.strip()]
    return [line for line in lines if not re.search(r"DRAFT for discussion|草案（|Page \d+ of \d+|第 ?\d+ ?页", line)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_no_heading_is_the_last_line_of_a_page(rendered: tuple) -> None:
    case, _, pages = rendered
    for number, page in enumerate(pages, 1):
        lines = body(page)
        if lines and "....." not in lines[-1]:
            assert not re.match(r"(Article \d+|Annex \d+|第[一二三四五六七八九十]+条|附件[一二三四五六七八九十]+)\s{2,}\S", lines[-1]), (case, number, lines[-1])


def test_the_short_form_has_at_most_six_pages(rendered: tuple) -> None:
    (_, _, form), _, pages = rendered
    assert len(pages) <= (6 if form == "short" else 110)
    assert not [n for n, page in enumerate(pages, 1) if not body(page)], "an empty page"


def test_every_paragraph_is_on_a_page(rendered: tuple) -> None:
    """Nothing is clipped: the beginning of each paragraph is found in the text of the pages."""
    (_, languages, _), doc, pages = rendered
    whole = squeezed("".join(pages))
    lost = [p.text for p in doc.paragraphs if len(p.text) > 12 and not p.style.startswith("DrafterTable") and "," not in languages
            and squeezed(p.text)[:10] not in whole]
    assert lost == []


def test_numbers_on_the_page_are_those_of_the_file(rendered: tuple) -> None:
    """LibreOffice counts the articles itself; it must come to the numbers that stand in the cached references."""
    _, doc, pages = rendered
    whole = squeezed("".join(pages))
    heads = [p for p in doc.paragraphs if re.match(r"Drafter(Article|Annex)-", p.style)]
    assert len(heads) >= 20
    missing = [p.label + p.text for p in heads if squeezed(p.label + p.text)[:14] not in whole]
    assert len(missing) <= (len(heads) // 4 if "," in rendered[0][1] else 0), missing
