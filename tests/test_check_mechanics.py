"""Mechanics: what is certain is an error, what is clean stays silent, in four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.check import gaps, mechanics
from drafter.check.marks import Mark
from drafter.document import Document
from drafter.library import load
from drafter.read import build
from drafter.read import text as reader

LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)
DEV = Path(__file__).parent / "labelled" / "dev"
CLEAN = {
    "en": "1. Scope\nThe Police shall guard the road.\n2. Liaison\nThe Parties shall meet each month as Article 1 says.\n3. Term\nThe term is sixty (60) days under clause 2.\n",
    "zh": "第一条 范围\n警方应当守卫道路。\n第二条 联络\n双方应当依照第一条每月会面。\n第三条 期限\n期限为六十（60）日，见第二条。\n",
    "es": "PRIMERA.- OBJETO. La Policía custodiará la vía.\nSEGUNDA.- ENLACE. Las partes se reunirán conforme a la cláusula primera.\nTERCERA.- PLAZO. El plazo es de sesenta (60) días.\n",
    "fr": "Article 1 – Objet\nLa police garde la route.\nArticle 2 – Liaison\nLes parties se réunissent selon l'article 1.\nArticle 3 – Durée\nLa durée est de soixante (60) jours.\n",
}


def read(text: str) -> Document:
    return build.document(reader.read(text.encode(), "x.txt"), "x.txt", "")


def found(text: str) -> tuple[Mark, ...]:
    document = read(text)
    marks = mechanics.find(document, gaps.read(document, LIBRARY))
    assert all(m.quote == document.text[m.start:m.end] and m.rule in mechanics.RULES for m in marks)
    return marks


def rules(text: str, severity: str = "") -> list[str]:
    return [m.rule for m in found(text) if not severity or m.severity == severity]


@pytest.mark.parametrize("code", CLEAN)
def test_a_clean_text_has_no_finding(code: str) -> None:
    assert rules(CLEAN[code]) == []


@pytest.mark.parametrize(("code", "old", "new"), [("en", "Article 1 says", "Article 9 says"), ("zh", "依照第一条", "依照第九条"),
                                                  ("es", "cláusula primera", "cláusula novena"), ("fr", "l'article 1", "l'article 9")])
def test_a_reference_to_no_article_is_an_error(code: str, old: str, new: str) -> None:
    marks = found(CLEAN[code].replace(old, new))
    assert [(m.rule, m.severity) for m in marks] == [("dangling-reference", "error")]
    assert "9" in marks[0].quote or "九" in marks[0].quote or "novena" in marks[0].quote


@pytest.mark.parametrize(("code", "old", "new"), [("en", "Article 1 says", "Article 19 of the Covenant says"), ("en", "Article 1 says", "Article 44 of the Constitution says"),
                                                  ("zh", "依照第一条", "依照《民法典》第九条"), ("es", "la cláusula primera", "el artículo 44 de la Constitución"),
                                                  ("fr", "l'article 1", "l'article 19 du Pacte")])
def test_articles_of_other_instruments_are_none_of_ours(code: str, old: str, new: str) -> None:
    assert rules(CLEAN[code].replace(old, new)) == []


@pytest.mark.parametrize(("code", "old", "new"), [("en", "sixty (60)", "sixty (30)"), ("zh", "六十（60）", "六十（30）"), ("es", "sesenta (60)", "sesenta (30)"),
                                                  ("fr", "soixante (60)", "soixante (30)")])
def test_words_and_figures_that_differ(code: str, old: str, new: str) -> None:
    marks = found(CLEAN[code].replace(old, new))
    assert [(m.rule, m.severity, m.detail) for m in marks] == [("words-and-figures-differ", "error", "60 in words, 30 in figures")]


def test_numbers_of_a_list_are_no_figures() -> None:
    assert "words-and-figures-differ" not in rules("1. A\nThere are two (1) words and (2) figures in it.\n2. B\nx y z.\n3. C\nx y z.\n")


@pytest.mark.parametrize(("code", "old", "new"), [("en", "2. Liaison", "4. Liaison"), ("zh", "第二条 联络", "第四条 联络")])
def test_disordered_numbers_are_no_gap_and_no_crash(code: str, old: str, new: str) -> None:
    assert "numbering-gap" not in rules(CLEAN[code].replace(old, new), "error")


@pytest.mark.parametrize(("heads", "severity"), [(("Article 1", "Article 2", "Article 4", "Article 5"), "error"), (("1.", "2.", "4.", "5."), "warning")])
def test_a_gap_in_the_numbers(heads: tuple[str, ...], severity: str) -> None:
    text = "\n".join(f"{h} Title of it\nThe Police shall do number {n} well." for n, h in enumerate(heads))
    assert ("numbering-gap", severity) in [(m.rule, m.severity) for m in found(text)]


@pytest.mark.parametrize(("code", "text"), [("en", "The map is in Annex B."), ("zh", "地图见附件二。"), ("es", "El mapa figura en el Anexo 2."), ("fr", "La carte figure à l'annexe B.")])
def test_a_schedule_that_is_not_there(code: str, text: str) -> None:
    marks = found(CLEAN[code] + text + "\n")
    assert [(m.rule, m.severity) for m in marks] == [("schedule-not-attached", "warning")]


def test_a_schedule_that_is_there() -> None:
    assert rules(CLEAN["en"] + "The map is in Annex A.\n\nANNEX A\nMap of the road\n") == []


@pytest.mark.parametrize(("blank", "severity"), [("[●]", "error"), ("[insert date]", "error"), ("____", "warning"), ("TBD", "warning")])
def test_blanks(blank: str, severity: str) -> None:
    marks = found(CLEAN["en"].replace("guard the road", f"guard the road from {blank} on"))
    assert [(m.rule, m.severity) for m in marks] == [("placeholder-left", severity)]


def test_a_masked_number_is_no_blank() -> None:
    assert rules(CLEAN["zh"].replace("守卫道路", "（代码11XXXX0034518870J）守卫道路")) == []


def test_a_clause_that_stands_twice() -> None:
    clause = "The Police shall keep a register of every use of force, with its place, its hour, its reason, and the names of those who were there.\n"
    assert rules(CLEAN["en"] + "4. Register\n" + clause + "5. Other\n" + clause) == ["clause-repeated"]


def test_a_name_that_drifts() -> None:
    text = ("This is made between Alto Ltd (“the Operator”) and the Police (“the Police”).\n\n1. A\nThe Operator shall pay. The Operator shall wait.\n"
            "2. B\nThe Operator shall ask. The Opertor shall go.\n3. C\nThe Police shall stay.\n")
    assert [(m.rule, m.quote) for m in found(text) if m.severity == "warning"] == [("party-name-drift", "Opertor")]


@pytest.mark.parametrize("path", sorted(DEV.glob("*.txt")), ids=lambda p: p.stem)
def test_no_error_on_the_labelled_texts(path: Path) -> None:
    document = build.document(reader.read(path.read_bytes(), path.name), path.name, "")
    assert [m for m in mechanics.find(document, gaps.read(document, LIBRARY)) if m.severity == "error"] == []
