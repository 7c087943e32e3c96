"""Verdicts on whole texts: kinds, blanks, references, express none, re-wrapping, cue files, the spaCy components."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.check import applies, gaps, kind, plain
from drafter.document import Document, Unread
from drafter.errors import DrafterError
from drafter.library import cues as cue_files
from drafter.library import load
from drafter.library.cues import Cues, Pattern
from drafter.read import build
from drafter.read import text as reader

LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)
CUES = {"en": {
    "medical-aid": Cues("medical-aid", "en", ("injured", "first aid", "medical aid"), {
        "earliest": (Pattern((("medical aid", "first aid"), ("immediately", "without delay"))),),
        "non-discriminatory": (Pattern((("injured",), ("any person", "every person", "everyone"))),),
        "evacuation": (Pattern((("ambulance", "hospital"), ("take", "carry"))),),
        "family": (Pattern((("family", "relatives"), ("tell", "inform"))),),
        "record": (Pattern((("record", "write down"), ("injury", "injured"))),)}),
    "payments-support": Cues("payments-support", "en", ("payment", "support"), {
        "institutional-account": (Pattern((("account",), ("treasury", "bank"))),)}),
    "training": Cues("training", "en", ("training",), {"topics": (Pattern((("training",), ("human rights",))),)}),
}}
MEDICAL = ("Article 1 – Injured persons\n1.1 The Police shall give medical aid immediately to every person injured, whoever that may be. "
           "1.2 The Company shall take the injured to hospital by its ambulance. 1.3 The Police shall inform the family within one day "
           "and shall record every injury in the log.\n\nArticle 2 – Rights\nThe Police shall respect human rights.\n")


def read(text: str) -> Document:
    return build.document(reader.read(text.encode(), "x.txt"), "x.txt", "")


def check(text: str, name: str = "mou-police") -> gaps.Checked:
    return gaps.check(read(text), LIBRARY, CUES, name, ("en",))


def test_wrapping_changes_no_verdict() -> None:
    wrapped = "\n".join(textwrap.fill(p, 60) for p in MEDICAL.split("\n"))
    assert wrapped != MEDICAL
    first, second = check(MEDICAL), check(wrapped)
    assert [(e.id, e.verdict, e.reasons) for e in first.elements] == [(e.id, e.verdict, e.reasons) for e in second.elements]
    assert first["medical-aid"].verdict == "present", first["medical-aid"]


@pytest.mark.usefixtures("rules_alone")
def test_evidence_is_quoted_with_its_place() -> None:
    evidence = check(MEDICAL)["medical-aid"].evidence
    assert evidence[0].place == "1.1" or evidence[0].place.startswith("Article 1")
    assert "medical aid immediately" in evidence[0].quote and evidence[0].zone == "operative"


def test_silence_is_missing_and_what_has_no_cues_is_not_assessed() -> None:
    checked = check("1. Rights\nThe Police shall respect human rights.")
    assert checked["medical-aid"].verdict == "missing"
    assert checked["vetting"].verdict == "not-assessed" and checked["vetting"].reasons == ("no-cues",)


@pytest.mark.parametrize("blank", ["[●]", "____", "XXX", "TBD"])
def test_a_blank_beside_the_act_makes_it_weak(blank: str) -> None:
    text = MEDICAL.replace("medical aid immediately", f"medical aid immediately, {blank},")
    found = check(text)["medical-aid"]
    assert found.verdict == "weak" and "blank" in found.reasons


def test_without_a_word_of_rights_nothing_on_human_rights_is_present() -> None:
    text = MEDICAL[:MEDICAL.index("Article 2")]
    assert check(text)["medical-aid"].verdict == "weak" or check(text)["medical-aid"].verdict == "missing"


@pytest.mark.parametrize(("tail", "verdict"), [("", "present"), (" except where the Commander so requests", "missing")])
def test_express_none_answers_the_support_elements(tail: str, verdict: str) -> None:
    text = f"1. No support\nThe Company shall not give the Police money, fuel, vehicles or equipment{tail}.\n2. Rights\nThe Police shall respect human rights."
    found = check(text)["payments-support"]
    assert (found.verdict == "present") == (verdict == "present"), found


def test_an_annex_that_is_not_there_cannot_be_judged() -> None:
    text = "1. Training\nTraining shall be given as set out in Annex C.\n2. Rights\nThe Police shall respect human rights."
    assert check(text)["training"].verdict == "not-assessed"
    there = text + "\nAnnex C\nTraining covers boats.\n"
    assert check(there)["training"].verdict != "not-assessed"


def test_a_reference_to_an_instrument_is_weak() -> None:
    text = "1. Training\nTraining is given in accordance with the Regulations.\n2. Rights\nThe Police shall respect human rights."
    found = check(text)["training"]
    assert found.verdict == "weak" and "by-reference" in found.reasons


@pytest.mark.parametrize(("code", "text", "wanted"), [
    ("en", "MEMORANDUM between the Police and the Company\nThe police shall patrol.", "mou-police"),
    ("en", "TERMS OF REFERENCE of the Working Group\nMembers meet. The Secretariat keeps minutes.", "working-group-terms"),
    ("zh", "装备借用协议\n提供方向接受方提供物资支持。", "support-agreement"),
    ("es", "CONVENIO con el Ejército y el Ministerio de Defensa\nEl batallón patrullará.", "mou-defence"),
    ("fr", "Annexe : société de gardiennage\nLes vigiles du prestataire de sécurité.", "private-security-annex"),
])
def test_kinds_are_guessed(code: str, text: str, wanted: str) -> None:
    found = gaps.read(plain.document(text, code), LIBRARY, (code,))
    assert kind.detect(found) == wanted


def test_the_source_of_the_kind_is_said() -> None:
    assert check(MEDICAL).kind_source == "given"
    assert gaps.check(read(MEDICAL), LIBRARY, CUES).kind_source == "detected"


def test_elements_that_depend_on_facts_say_so() -> None:
    element = LIBRARY.elements["firearms-weapons"]
    assert applies.applies(element, {"armed": True})[0] == "yes"
    assert applies.applies(LIBRARY.elements["equipment-monitoring"], {}) == ("unknown", "depends on: equipment_given is true")


def test_finding_as_contract_data() -> None:
    data = check(MEDICAL)["medical-aid"].data()
    assert set(data) == {"id", "title", "level", "applies", "verdict", "reasons", "requirements", "evidence", "sources"}
    assert {"id": "earliest", "met": True} in data["requirements"]


@pytest.mark.parametrize(("text", "place", "message"), [
    ("element: vetting\nlanguage: en\nrequirements:\n  nonsense: {any: []}\n", (4, 3), "no id of the element"),
    ("element: vetting\nlanguage: fr\nrequirements: {}\n", (2, 11), "'language' is 'fr'"),
    ("element: vetting\nlanguage: en\ntopics: [a]\n", (3, 1), "unknown key"),
    ("element: vetting\nlanguage: en\nrequirements:\n  process: {any: [{all: [[a], []]}]}\n", (4, 25), "a group is empty"),
])
def test_cue_files_say_where_they_are_wrong(tmp_path: Path, text: str, place: tuple[int, int], message: str) -> None:
    path = tmp_path / "en" / "vetting.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    problems: list[object] = []
    cue_files.read(path, shown="x", element=LIBRARY.elements["vetting"], problems=problems)  # type: ignore[arg-type]
    assert any((p.line, p.column) == place and message in p.message for p in problems), problems  # type: ignore[attr-defined]


def test_broken_yaml_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "cues" / "en"
    folder.mkdir(parents=True)
    (folder / "vetting.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(DrafterError, match="not valid YAML"):
        cue_files.load(LIBRARY.elements, ("en",), own=str(tmp_path))


def test_components_work_in_a_foreign_pipeline() -> None:
    import spacy

    from drafter.check import components  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("drafter_sentences")
    nlp.add_pipe("drafter_zones")
    part = nlp.add_pipe("drafter_elements", config={"kind": "mou-police"})
    part.cues["en"] = CUES["en"]
    doc = nlp(MEDICAL)
    spans = doc.spans["drafter"]
    assert any(s.label_ == "medical-aid:present" and "medical aid" in s.text for s in spans)
    assert doc.spans["drafter_zones"] and len(list(doc.sents)) >= 4


def test_what_could_not_be_read_is_not_missing() -> None:
    document = replace(read("1. Rights\nThe Police shall respect human rights."), unread=(Unread("no-text", "page 2 holds no text", page=2),))
    found = gaps.check(document, LIBRARY, CUES, "mou-police", ("en",))["medical-aid"]
    assert (found.verdict, found.reasons) == ("not-assessed", ("unread",))


@pytest.mark.parametrize(("text", "elements"), [
    ("The Company shall give no Support, in money or in any other form, to the Police.", {"equipment-transfer", "payments-support"}),
    ("The Company shall give or lend no equipment, and the Police shall ask for none.", {"equipment-transfer"}),
    ("The Company contributes nothing, whether in cash, kind or labour, to the Police.", {"equipment-transfer", "payments-support"}),
    ("No equipment, vehicle, fuel, meal, cash or other support is given to the Police.", {"payments-support"}),
    ("The Company shall lend no vehicle, boat, radio or fuel to the Police unless this Memorandum is first amended.", {"equipment-transfer"}),
    ("The Company gives the Police no money, no goods and no services; should that change, a new agreement shall say how.", {"payments-support"}),
    ("The Company gives the Police no money, no goods and no services; except where the Commander asks.", set()),
    ("The Company gives nothing to the Police but fuel.", set()),
    ("The Company need not give any support, in money or in any other form, to the Police.", set()),
    ("Assistance means money, goods, fuel or lodging given to the Police.", set()),
    ("The Company gives fuel but no food, no cash and no weapons to the Police.", set()),
    ("The Company shall give no support for private errands to the Police.", set()),
    ("The Police shall not give the Company money, fuel, vehicles or food.", set()),
    ("The Company shall not give money, fuel or vehicles to the Police unless the Ministry approves.", set()),
])
def test_express_none_answers_the_elements_it_excludes(text: str, elements: set[str]) -> None:
    checked = check(f"1. Rights\nThe Police shall respect human rights.\n2. Support\n{text}")
    assert {e.id for e in checked.elements if e.reasons == ("express-none",)} >= elements
    assert bool(elements) == any(e.reasons == ("express-none",) for e in checked.elements)


@pytest.mark.parametrize(("code", "text", "elements"), [
    ("zh", "公司不承担警方的任何开支，不提供现金、设备或者服务。", {"payments-support"}),
    ("zh", "公司可以派车接送执勤人员；除此之外，公司不向警方提供任何设备。", {"equipment-transfer"}),
    ("zh", "公司不向警方提供现金、车辆和油料，但可提供食宿。", set()),
    ("es", "La empresa no da nada a la Policía: ni plata, ni comida, ni radios.", {"payments-support"}),
    ("fr", "La société ne verse à la police ni argent, ni carburant, ni vivres.", {"payments-support"}),
])
def test_express_none_in_other_languages(code: str, text: str, elements: set[str]) -> None:
    heads = {"zh": "第一条 人权\n警方应当尊重人权。\n第二条 支持\n", "es": "1. Derechos\nLa Policía respetará los derechos humanos.\n2. Apoyo\n",
             "fr": "1. Droits\nLa police respecte les droits de l'homme.\n2. Appui\n"}
    checked = gaps.check(read(heads[code] + text), LIBRARY, {code: CUES["en"]}, "mou-police", (code,))
    assert {e.id for e in checked.elements if e.reasons == ("express-none",)} >= elements
    assert bool(elements) == any(e.reasons == ("express-none",) for e in checked.elements)


def test_an_article_about_signing_in_the_present_tense_is_no_signature() -> None:
    article = "Police are called out by signed request of the Superintendent, who says what happened, where, and until when they are wanted at the gate. "
    document = read(f"1. Rights\nThe Police shall respect human rights.\n\n{article}\n\n{article * 2}\n\n{article * 2}\n\n{article * 2}")
    assert {s.zone for s in gaps.read(document, LIBRARY, ("en",)).sentences} == {"operative"}
    short = read(f"1. Rights\nThe Police shall respect human rights.\n\n{article * 2}\n\n{article * 2}\n\nSigned requests come first.\n\n{article * 2}\n\n{article * 2}\n\n{article * 2}")
    assert {s.zone for s in gaps.read(short, LIBRARY, ("en",)).sentences} == {"operative"}
    signed = read("1. Rights\nThe Police shall respect human rights.\n\nSigned at Port Selk\n\nfor the Police\nColonel X\n\nfor the Company\nMs Y")
    assert gaps.read(signed, LIBRARY, ("en",)).sentences[-1].zone == "signature"


def test_a_duty_that_speaks_of_signing_is_no_signature() -> None:
    text = gaps.read(read("1. Rights\nThe Police shall respect human rights.\n2. Records\nThe Company shall keep the log.\n\n"
                          "Each report shall be signed by the Station Commander and sent to the Company."), LIBRARY, ("en",))
    assert text.sentences[-1].zone == "operative"
