"""Sentences, zones, articles and parties; offsets always quote the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.check import articles, gaps, language, plain, sentences
from drafter.library import load
from drafter.library.cues import Cues, Pattern

LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)


def read(text: str, code: str = "en") -> gaps.Text:
    return gaps.read(plain.document(text, code), LIBRARY, (code,))


@pytest.mark.parametrize(("code", "text", "parts"), [
    ("en", "Art. 4.2 binds. No. 5 of Res. 1540 applies.", ["Art. 4.2 binds.", "No. 5 of Res. 1540 applies."]),
    ("en", "Pay Rs. 214 million to Col. A. B. Smith. He signs.", ["Pay Rs. 214 million to Col. A. B. Smith.", "He signs."]),
    ("es", "Según el art. 4 y el núm. 3. Luego, p. ej. Perú. Fin.", ["Según el art. 4 y el núm. 3.", "Luego, p. ej. Perú.", "Fin."]),
    ("es", "FUNCIONES. 7.1 Corresponde a uno. 7.2 Corresponde a otro.", ["FUNCIONES.", "7.1 Corresponde a uno.", "7.2 Corresponde a otro."]),
    ("zh", "第4.2款适用。双方同意！（一）甲方；", ["第4.2款适用。", "双方同意！", "（一）甲方；"]),
    ("fr", "Voir l'art. 5. M. Koné signe.", ["Voir l'art. 5.", "M. Koné signe."]),
])
def test_sentences(code: str, text: str, parts: list[str]) -> None:
    abbreviations = gaps.vocabularies(LIBRARY)[code].abbreviations
    assert [text[a:b] for a, b in sentences.split(text, abbreviations)] == parts


@given(st.text(alphabet="aB.。;；:()1 \t\"“”é中", max_size=80))
def test_sentences_lose_no_letter(text: str) -> None:
    found = list(sentences.split(text))
    kept = "".join(text[a:b] for a, b in found)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
    assert all(a < b for a, b in found) and found == sorted(found)


@pytest.mark.parametrize(("line", "depth", "label"), [
    ("Article 4 – Force", 1, "Article 4 –"), ("4.2 The Police", 2, "4.2"), ("第四条 使用武力", 1, "第四条"), ("（一）警方", 3, "（一）"),
    ("一、警方", 2, "一、"), ("ARTÍCULO 4º. Fuerza", 1, "ARTÍCULO 4º."), ("2º) La Repartición", 1, "2º)"), ("3º.- La Empresa", 1, "3º.-"), ("CLÁUSULA SEGUNDA: Objeto", 1, "CLÁUSULA SEGUNDA:"),
    ("DÉCIMA: FUERZA.", 1, "DÉCIMA:"), ("Art. 4 Force", 1, "Art. 4"), ("(iv) any duty", 4, "(iv)"), ("4. Force", 1, "4."),
    ("The Police shall", 0, ""), ("附表一 装备清单", 1, "附表一"), ("Annexe B : Fiche", 1, "Annexe B :"),
])
def test_numbering(line: str, depth: int, label: str) -> None:
    assert articles.label(line)[:2] == (depth, label)


def test_places_headings_and_lead_ins() -> None:
    text = read("4. Arms\n4.1 The Police shall not:\n(a) fire first; or\n(b) lend arms.\n4.2 They report.\n5. Money\nNone is paid.")
    found = {text.words(s): (s.place, s.heading, s.lead) for s in text.sentences}
    assert found["fire first; or"][0] == "4.1(a)"
    assert found["They report."] == ("4.2", "Arms", -1)
    assert found["None is paid."][:2] == ("5", "Money")
    lead = found["lend arms."][2]
    assert text.words(text.sentences[lead]) == "The Police shall not:"


@pytest.mark.parametrize(("code", "text", "zones"), [
    ("en", "MEMORANDUM\nWHEREAS the Company mines;\n1. Duty\nThe Police shall help.\n2. Definitions\n“Incident” means harm.\nSigned for the Company\nAnnex A\nForm",
     {"WHEREAS the Company mines;": "recital", "The Police shall help.": "operative", "“Incident” means harm.": "definition",
      "Signed for the Company": "signature", "Form": "schedule"}),
    ("zh", "协议\n鉴于公司采矿；\n第一条 职责\n警方应当协助。\n第二条 定义\n“事件”系指伤害。\n附件一 名单\n姓名",
     {"鉴于公司采矿；": "recital", "警方应当协助。": "operative", "“事件”系指伤害。": "definition", "姓名": "schedule"}),
    ("es", "CONVENIO\nPRIMERA: ANTECEDENTES. La Empresa explota la mina.\nSEGUNDA: OBJETO. La Policía deberá ayudar.",
     {"La Empresa explota la mina.": "recital", "La Policía deberá ayudar.": "operative"}),
    ("fr", "PROTOCOLE\nConsidérant que la mine existe ;\n1. Objet\nLa police doit aider.", {"Considérant que la mine existe ;": "recital", "La police doit aider.": "operative"}),
])
def test_zones(code: str, text: str, zones: dict[str, str]) -> None:
    found = read(text, code)
    actual = {found.words(s): s.zone for s in found.sentences}
    assert {k: actual.get(k) for k in zones} == zones


@pytest.mark.parametrize(("code", "text", "names"), [
    ("en", "between the Ministry of Defence (the “Ministry”) and Shorgarh Copper Ltd (hereinafter called the Operator).\n1. Duty\nX shall go.",
     {"Ministry": "state", "Operator": "company"}),
    ("zh", "甲方：安北矿业有限公司\n乙方：国家警察总局（以下简称“警局”）\n第一条 职责\n乙方应当协助。", {"甲方": "company", "乙方": "force", "警局": "force"}),
    ("es", "entre la Policía Nacional (en adelante “LA PNC”) y Minera Sol, S. A. (en adelante “LA ENTIDAD”).\nPRIMERA: OBJETO. Ayudar.",
     {"PNC": "force", "ENTIDAD": "company"}),
    ("fr", "Entre la gendarmerie nationale, dénommée « la Force », et la société Or S.A., dénommée « la Donatrice ».\n1. But\nAider.", {"Donatrice": "company"}),
    ("en", "(1) Ferrow Gas Operating Company Ltd, registered at Port Selk (FGO); and\n(2) The Ministry of Interior, acting for the Coastal Squadron (the Ministry).\n1. Duty\nFGO shall pay.",
     {"FGO": "company", "Ministry": "state"}),
    ("en", "between the Army and Tull Mining Limited, whose guard post is kept by \"C\" Company, 3rd Battalion (\"the Detachment\").\n1. Duty\nIt shall help.", {"Detachment": "force"}),
    ("zh", "由省警察厅（以下简称警方）与远山水电有限责任公司（以下简称企业）订立。\n第一条 职责\n警方应当协助。", {"警方": "force", "企业": "company"}),
    ("zh", "采购单位：华埠港湾有限公司\n服务单位：金鹊保安股份公司\n第一条 职责\n服务单位应当协助。", {"采购单位": "company", "服务单位": "private-security"}),
    ("zh", "下文里“警队”说的是机动二队，“矿上”说的是公司。\n第一条 职责\n警队应当协助。", {"矿上": "company"}),
    ("es", "La Policía, creada por ley. En adelante decimos \"la Policía\".\nEstaño Alto S.R.L., de Oruro. Decimos \"la empresa\".\n1. Deber\nLa empresa ayuda.",
     {"Policía": "force", "empresa": "company"}),
    ("fr", "Le ministère, agissant par sa Direction générale de la Police (la « DGP »).\nTitulaire : FAUCON PROTECTION SARL, siège à Kolé\n1. Objet\nLa DGP aide.",
     {"DGP": "state", "Titulaire": "private-security"}),
])
def test_parties(code: str, text: str, names: dict[str, str]) -> None:
    assert names.items() <= read(text, code).names.items()


@pytest.mark.parametrize(("code", "text", "name"), [
    ("en", "issued to officers of the Safety Department (\"Officers\") of Pergola Hotels Ltd.\n1. Duty\nOfficers shall help.", "Officers"),
    ("fr", "Entre les soussignés : la Police nationale et Or S.A.\n1. Objet\nAider.", "Entre les soussignés"),
    ("en", "between the Army and Tull Ltd. Article 2: the Ministry of Defence pays.\n1. Duty\nIt shall help.", "Article 2"),
])
def test_what_is_no_party(code: str, text: str, name: str) -> None:
    assert name not in read(text, code).names


_WORDS = st.sampled_from(["The Police", "shall", "vet", "records", "not", "may", "before", "posting", ".", ";", "\n", "1. ", "(a) ", "Annex A", "where possible",
                          "警方应当", "审查档案", "。", "不得", "“", "”", "human rights", "é", "😀", "ﬁ", "İ"])
CUES = {"en": {"vetting": Cues("vetting", "en", ("vet",), {"process": (Pattern((("vet",), ("records",))),), "exclusion-rule": (Pattern((("posting",),)),)})},
        "zh": {"vetting": Cues("vetting", "zh", ("审查",), {"process": (Pattern((("审查",), ("档案",))),)})}}


@settings(max_examples=80, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join), st.sampled_from(["en", "zh"]))
def test_offsets_quote_the_text(text: str, code: str) -> None:
    document = plain.document(text, code)
    for sentence in gaps.read(document, LIBRARY, (code,)).sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
    for element in gaps.check(document, LIBRARY, CUES, "mou-police", (code,)).elements:
        for evidence in element.evidence:
            assert document.text[evidence.start:evidence.end] == evidence.quote != ""


@given(st.text(max_size=60))
def test_lower_case_keeps_offsets(text: str) -> None:
    assert len(language.plain(text)) == len(text)
