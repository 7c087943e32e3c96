"""A hand-made result that the tests of reports share: every verdict, hostile words, no engine."""

from __future__ import annotations

import re
from pathlib import Path

from drafter import checking
from drafter.check.findings import Checked, ElementFinding, Evidence, RequirementFinding
from drafter.checking import Input, Options
from drafter.document import Document
from drafter.report.data import Result
from drafter.report.words import Words
from drafter.schema import Library

TEXT = """MEMORANDUM OF UNDERSTANDING

between the Ministry of Defence (hereinafter "the Ministry"), the Northern Army (hereinafter "the Army") and Copper Hill plc (hereinafter "the Operator")

Article 1 Training
The Army should, where possible and as its other duties in the region allow it, train
its personnel in human rights and in the use of force, with the help of the Ministry.

Article 2 Vetting
Nothing in this Memorandum obliges the Army to vet its personnel.

Article 3 Medical aid
The Army shall have every injured person treated at once. <script>document.title = "owned"</script> & <img src=x onerror=alert(1)>
"""


def evidence(document: Document, words: str, place: str, zone: str = "operative") -> Evidence:
    found = re.search(r"\s".join(map(re.escape, words.split())), document.text)
    assert found
    return Evidence(found[0], *found.span(), place, zone, "en")


def document(text: str = TEXT, name: str = "mou.txt") -> Document:
    return checking.read(Input(name, text.encode()))


def checked(read: Document) -> Checked:
    hedged = evidence(read, "The Army should, where possible and as its other duties in the region allow it, train its personnel in human rights", "Article 1")
    denied = evidence(read, "Nothing in this Memorandum obliges the Army to vet its personnel.", "Article 2")
    treated = evidence(read, "The Army shall have every injured person treated at once.", "Article 3")
    return Checked("mou-defence", "detected", ("en",), (
        ElementFinding("training", "Training", "required", "critical", "yes", "always", "weak", ("hedged", "lacks-core:each-rotation"),
                       (RequirementFinding("content", "hedged", True, hedged),), (hedged,), ("vps-2000",)),
        ElementFinding("vetting", "Vetting", "required", "critical", "yes", "always", "contradicted", ("vetting-disclaimed",),
                       (RequirementFinding("exclusion-rule", "negated", True, denied),), (denied,), ("vps-2000",)),
        ElementFinding("medical-aid", "Medical aid", "required", "critical", "yes", "always", "present", (),
                       (RequirementFinding("treatment", "met", True, treated),), (treated,)),
        ElementFinding("risk-assessment", "Risk assessment", "required", "major", "yes", "always", "missing"),
        ElementFinding("transparency-disclosure", "Publication", "recommended", "major", "yes", "always", "not-assessed", ("annex-not-supplied",)),
        ElementFinding("equipment-monitoring", "Equipment", "required", "major", "no", "equipment_given is true", "missing"),
    ))


def result(text: str = TEXT, name: str = "mou.txt") -> Result:
    return described(document(text, name))


def described(read: Document) -> Result:
    """The sample's verdicts on a document; no other layer runs."""
    return checking.described(checking.understood(read, Options()), checked(read), Options(), {"layers": ()})


def words(language: str = "en") -> Words:
    return Words(language, checking.judging(None, "mou"))


def test_the_sample_has_every_verdict() -> None:
    assert {e["verdict"] for e in result().data["elements"]} == {"present", "weak", "contradicted", "missing", "not-assessed"}


def test_interface_words_are_complete_in_every_language(library: Library) -> None:
    """Each language says what English says, with the same blanks to fill."""
    english = library.languages["en"]["interface"]
    for language, data in library.languages.items():
        for group, texts in english.items():
            assert set(data["interface"][group]) == set(texts), (language, group)
            for key, text in texts.items():
                blanks = {part.partition("}")[0] for part in str(text).split("{")[1:]}
                assert blanks == {part.partition("}")[0] for part in str(data["interface"][group][key]).split("{")[1:]}, (language, key)


def test_no_report_says_compliant(library: Library, checkout: Path) -> None:
    told = "".join(str(d["interface"]) for d in library.languages.values())
    told += "".join(p.read_text() for p in (checkout / "drafter" / "report").rglob("*") if p.suffix in (".py", ".html"))
    for word in ("compliant", "合规", "conforme", "cumple con"):
        assert word not in told.lower()
