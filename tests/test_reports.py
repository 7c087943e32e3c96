"""Every report kind is drafted in every language from every sample, and what must hold of all of them holds."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import ooxml_integrity
import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator

from drafter import jobs, matter
from drafter.library import load
from drafter.schema import Library

ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLES = sorted(p for p in (ROOT / "templates").glob("*/sample*.yaml") if p.parent.name != "mou-defence")
TONGUES = (("en",), ("zh",), ("en", "zh"))
DERIVED = re.compile(r"derived|衍生|自拟|derivado|dérivé", re.IGNORECASE)
KINDS = {"company-practice-case", "country-case", "incident-case", "initiative-profile", "initiative-study", "site-checklist",
         "assessment-report", "armed-guard-authorisation", "investigator-terms", "working-group-terms", "policy-notice",
         "consultation-record", "operator-guide"}
_MADE: dict[tuple[Path, tuple[str, ...]], jobs.Drafted] = {}


@cache
def books() -> Library:
    return load.load(parts=jobs.DRAFT_PARTS, examples=False)


def drafted(sample: Path, languages: tuple[str, ...]) -> jobs.Drafted:
    if (sample, languages) not in _MADE:
        read = matter.read(sample, books(), languages=languages, open_draft=True)
        _MADE[sample, languages] = jobs.draft_matter(books(), read, open_draft=True)
    return _MADE[sample, languages]


def words(blob: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        roots = [etree.fromstring(package.read(n)) for n in package.namelist() if re.match(r"word/(document|footnotes|header|footer)", n)]
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for root in roots for p in root.iter(f"{W}p"))


def headings(blob: bytes, language: str) -> list[str]:
    return [p.text for p in Document(io.BytesIO(blob)).element.body.iter(f"{W}p")
            if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val") == f"DrafterArticle-{language}"]


every = pytest.mark.parametrize("languages", TONGUES, ids=",".join)
sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: f"{p.parent.name}-{p.stem}")


def test_every_kind_has_a_template_with_a_sample(library: Library) -> None:
    assert {k for k, t in library.templates.items() if t.genre == "report"} == KINDS
    assert {p.parent.name for p in SAMPLES} == KINDS


@pytest.mark.parametrize(("sample", "languages"), [
    (s, t) for s in SAMPLES for t in TONGUES if len(t) > 1 or s.name == "sample.yaml"], ids=lambda x: x.stem if isinstance(x, Path) else ",".join(x))
def test_the_file_is_valid_and_carries_nothing_but_the_page(sample: Path, languages: tuple[str, ...], tmp_path: Path) -> None:
    made = drafted(sample, languages)
    path = tmp_path / "a.docx"
    path.write_bytes(made.blob)
    assert [str(e) for e in OpenXmlValidator(security_validation=True, strict=True).validate(path).errors] == []
    assert [str(f) for f in ooxml_integrity.check(path)] == []
    with zipfile.ZipFile(path) as package:
        assert not [n for n in package.namelist() if n.startswith("customXml")]
        body = etree.fromstring(package.read("word/document.xml"))
    assert not [b for b in body.iter(f"{W}bookmarkStart") if b.get(f"{W}name").startswith("_c")], "a hidden mark around a section"
    assert made.sidecar == ""


@sample
def test_both_languages_have_the_same_sections_and_the_pair_has_both(sample: Path) -> None:
    titles = {code: headings(drafted(sample, (code,)).blob, code) for code in ("en", "zh")}
    assert len(titles["en"]) == len(titles["zh"]) and (titles["en"] or drafted(sample, ("en",)).articles == 0)
    both = drafted(sample, ("en", "zh")).blob
    assert [headings(both, code) for code in ("en", "zh")] == [titles["en"], titles["zh"]]


@every
@sample
def test_nothing_calls_the_derived_set_the_list_of_toronto(sample: Path, languages: tuple[str, ...]) -> None:
    for line in words(drafted(sample, languages).blob).split("\n"):
        if re.search(r"Toronto|多伦多", line) and re.search(r"key elements|关键要素", line):
            assert DERIVED.search(line), line


@sample
def test_every_figure_has_an_alternative_text_and_no_draft_would_be_stopped(sample: Path) -> None:
    made = drafted(sample, ("en", "zh"))
    body = Document(io.BytesIO(made.blob)).element.body
    for caption in body.iter(f"{W}tblCaption"):
        text = caption.getparent().find(f"{W}tblDescription").get(f"{W}val")
        assert len(text) > 30 and re.search("[\u4e00-\u9fff]", text) and re.search("[a-z]{4}", text)
    assert [h for h in made.harms if h["severity"] == "block"] == []


@sample
def test_a_draft_that_is_not_cleared_says_so_on_every_page(sample: Path) -> None:
    made = drafted(sample, ("en",))
    header = "\n".join(p.text for s in Document(io.BytesIO(made.blob)).sections for p in s.header.paragraphs)
    assert ("DRAFT" in header) is not bool(made.reviewer)


@pytest.mark.parametrize("kind", ["assessment-report", "company-practice-case"])
def test_the_same_matter_gives_the_same_bytes(kind: str) -> None:
    path = ROOT / "templates" / kind / "sample.yaml"
    first, second = (jobs.draft(path, languages=("en", "zh"), open_draft=True) for _ in range(2))
    assert first.blob == second.blob and first.calendar == second.calendar


def test_an_assessment_brings_its_calendar_and_its_figures() -> None:
    made = drafted(ROOT / "templates" / "assessment-report" / "sample.yaml", ("en",))
    assert made.calendar.startswith("BEGIN:VCALENDAR") and "\r\nDTSTART;VALUE=DATE:" in made.calendar
    captions = [c.get(f"{W}val") for c in Document(io.BytesIO(made.blob)).element.body.iter(f"{W}tblCaption")]
    assert captions == ["risk-matrix", "group-bars"]
