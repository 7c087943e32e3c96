"""Plain text and Markdown: encodings, repair, languages, labels."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from drafter.document import Document
from drafter.errors import DrafterError
from drafter.read import labels, language
from drafter.read.open import read, read_bytes
from drafter.word.read import read as docx

FILES = Path(__file__).parent / "documents"


def parse(text: str | bytes, name: str = "x.txt") -> Document:
    return read_bytes(text.encode() if isinstance(text, str) else text, name, docx=docx)


def lines(d: Document) -> list[str]:
    return d.text.split("\n")


ZH = "第一条 甲方应当遵守适用法律，并尊重人权。\r\n第二条 乙方应当每季度提交报告。\r\n"
FR = "Article 1er. La société s’engage à respecter les droits de l’homme à côté de l'État ; elle protège les employés dénommés.\n" * 3
ES = "PRIMERA: OBJETO. La compañía capacitará a los agentes según el año y la región, en español.\n" * 3


@pytest.mark.parametrize(("text", "encoding", "found"), [
    (ZH, "utf-8", "utf-8"), (ZH, "utf-8-sig", "utf-8-sig"), (ZH, "gb18030", "gb18030"), (ZH, "utf-16", "utf-16"), (ZH, "utf-16-le", "utf-16-le"),
    (ZH, "utf-16-be", "utf-16-be"), (ZH, "utf-32", "utf-32"), (FR, "cp1252", "cp1252"), (ES, "latin-1", "latin-1"), (ES, "utf-16-be", "utf-16-be"),
    (FR, "utf-8", "utf-8")])
def test_encodings(text: str, encoding: str, found: str) -> None:
    d = parse(text.encode(encoding))
    assert d.encoding == found and d.sources[0].text == text
    assert d.languages == ("zh" if text is ZH else "fr" if text is FR else "es",)


def test_a_few_damaged_bytes_are_noted() -> None:
    d = parse("每一方应当遵守法律。".encode() * 50 + b"\xe4\xbd")
    assert d.encoding == "utf-8" and d.notes == ("1 damaged character(s)",)


@pytest.mark.parametrize("blob", [b"\x7fELF" + bytes(range(32)) * 50, b"MZ\x90\0\x03" + b"\0\1\2\3" * 300, b"\x1f\x8b\x08" + bytes(range(256))])
def test_no_text(blob: bytes) -> None:
    with pytest.raises(DrafterError, match="not a text file"):
        parse(blob)


def test_page_breaks_and_hyphens() -> None:
    d = read(FILES / "page-breaks.en.txt", docx=docx)
    assert ("4.1 The Police shall use force only where it is strictly necessary and in proportion to the threat, and shall report every use to "
            "the liaison officer within twenty-four hours. The human rights assessments of the Company shall be shared with a "
            "multi-stakeholder group.") in lines(d)
    assert ("4.2 Nothing in section 4.1 limits the right to self-defence under the law of the State. A necessary search is allowed in which "
            "case the assessments are kept.") in lines(d)
    assert any(line.endswith("to the Ombudsman and shall answer questions about it.") for line in lines(d))
    assert any(line.endswith("Nobody shall be punished for a report made in good faith under this Article.") for line in lines(d))
    assert [d.words(p) for p in d.paragraphs if p.kind == "header"] == ["DRAFT OF 3 MAY, NOT FOR SIGNATURE", "MOU on security at the Orchard mine"]
    assert [p.label for p in d.paragraphs if p.label] == ["Article 4", "4.1", "4.2", "4.3", "4.4"]


def test_interleaved_languages() -> None:
    d = read(FILES / "two-languages.txt", docx=docx)
    assert lines(d)[0] == ("The Company shall train all guards before they take up their posts, and shall keep a register. The Police shall respect "
                           "human rights and report to the communities every month.")
    assert lines(d)[1] == "公司应当在全体保安人员上岗之前对其进行培训，并保存培训登记簿。警察应当尊重人权，并向社区通报情况。"
    assert [p.language for p in d.paragraphs] == ["en", "zh", "en", "zh"]


def test_text_without_punctuation() -> None:
    d = read(FILES / "no-punctuation.zh.txt", docx=docx)
    assert all(p.unpunctuated for p in d.paragraphs) and [p.label for p in d.paragraphs] == ["1", "2"]
    assert "合作是本年初在省里的会议上提出的 在该次会议" in d.text and "提出的建议 赞同" in d.text
    assert "设立了一个由企业 工会 非政府组织和村民组成的小组" in d.text, "a mark lost at the end of a line is a boundary"


def test_a_line_a_paragraph_stays_so() -> None:
    text = "协议\n甲方：长河矿业\n乙方：省警察局\n一、目的\n双方合作保护居民的安全并且尊重人权，每年共同评估一次。\n二、期限\n自签字之日起两年。\n"
    assert lines(parse(text)) == text.strip().split("\n")


def test_repeated_contract_language_is_no_running_header() -> None:
    clause = ("{0}. The rate shall apply to item {0} from the date of this\nAgreement through December 31, and at a higher rate from the date\n"
              "of the notice that the agent gives to every party under this\nAgreement, as the parties agree in the schedule which they keep and\n"
              "which they may change at any time with the consent of the lenders.\n\n")
    d = parse("".join(clause.format(n) for n in range(1, 9)))
    assert d.text.count("Agreement through December 31") == 8 and d.text.count("of the notice that the agent gives") == 8


def test_full_width_ligatures_spaces_and_soft_hyphens() -> None:
    d = parse("４．２　ＭＯＵ（ａ）的规定，适用于双方。\nThe of\ufb01cer shall ex\u00adamine\u00a0it.\n")
    assert lines(d) == ["4.2 MOU（a）的规定，适用于双方。", "The officer shall examine it."]


def test_words_stuck_together() -> None:
    d = parse("Considering the Charter;Noting that the Council decided.The Parties agree (\"the Parties\")andthe rest, see www.un.org/esa and a.B@x.org.\n")
    assert d.text == ('Considering the Charter; Noting that the Council decided. The Parties agree ("the Parties")and the rest, see '
                      "www.un.org/esa and a.B@x.org.")


def test_markdown() -> None:
    d = parse("---\ntitle: \"Convenio\"\n---\n# CONVENIO\n\n## **Artículo 1** Objeto\n\nLas partes *cooperan* según el [anexo](http://x.y/z) "
              "y la ley<sup>1</sup>.\n\n| Cargo | Plazo |\n|---|---|\n| Jefe | 30 días |\n")
    assert lines(d) == ['title: "Convenio"', "CONVENIO", "Artículo 1 Objeto", "Las partes cooperan según el anexo y la ley1.", "Cargo", "Plazo", "Jefe",
                        "30 días"]
    assert [p.kind for p in d.paragraphs] == ["metadata", "heading", "heading", "body", "cell", "cell", "cell", "cell"]
    last = d.paragraphs[-1].cell
    assert last and (last.row, last.column) == (1, 1)


@pytest.mark.parametrize(("text", "label", "heading"), [
    ("Article 4. Use of force", "Article 4.", True), ("ARTICLE IV – Force", "ARTICLE IV –", True), ("SECTION 1. General", "SECTION 1.", True),
    ("Article 1er", "Article 1er", True), ("2º) La Repartición", "2º)", False), ("3.º La Empresa", "3.º", False), ("3º.- La Empresa", "3º.-", False), ("ARTÍCULO 4º.- Del uso", "ARTÍCULO 4º.-", True), ("ARTICULO 2° — Uso", "ARTICULO 2° —", True),
    ("CLÁUSULA PRIMERA.- OBJETO", "CLÁUSULA PRIMERA.-", True), ("DECIMOTERCERA: REUNIONES", "DECIMOTERCERA:", True),
    ("VIGÉSIMA OCTAVA: DIVULGACIÓN", "VIGÉSIMA OCTAVA:", True), ("第四条 定义", "第四条", True), ("第 十二 条　定义", "第 十二 条", True),
    ("第十四条 与私营安保的衔接", "第十四条", True), ("第一章 总则", "第一章", True), ("附件二 名单", "附件二", True), ("ANNEX A", "ANNEX A", True),
    ("4.2 The Police", "4.2", False), ("4.2.1. The Police", "4.2.1.", False), ("1. The", "1.", False), ("12) x", "12)", False), ("(a) fuel", "(a)", False),
    ("(iv) fuel", "(iv)", False), ("a) fuel", "a)", False), ("一、目的", "一、", False), ("（一）甲方", "（一）", False), ("• item", "•", False),
    ("- item", "-", False), ("①甲方", "①", False), ("1  正在进行", "1", False), ("II. Scope", "II.", False), ("１．目的", "１．", False),
    ("1° Sécurité", "1°", False)])
def test_labels(text: str, label: str, heading: bool) -> None:
    found = labels.find(text)
    assert found and (found.written, found.heading) == (label, heading)


@pytest.mark.parametrize("text", ["Article 4 applies to the Police", "第四条所称装备", "第四条的规定适用", "2000年发起", "2.5 million dollars" * 0 + "In 2000",
                                  "12 months after", "General Manager", "I agree", "Partie publique", "Part of the"])
def test_no_labels(text: str) -> None:
    assert labels.find(text) is None


@pytest.mark.parametrize(("text", "code"), [
    ("The Police shall respect the rights of all.", "en"), ("La Policía respetará los derechos de las personas.", "es"),
    ("La police respecte les droits de la personne et du citoyen.", "fr"), ("警察应当尊重人权。", "zh"),
    ("Verdrag tussen het Koninkrijk der Nederlanden en de Republiek inzake de status van het personeel", "other"),
    ("警察は人権を尊重しなければならない。", "other"), ("Полиция уважает права человека.", "other"), ("Karachi", ""), ("2031", "")])
def test_languages(text: str, code: str) -> None:
    assert language.guess(text) == code


def test_headings_take_their_neighbours_language() -> None:
    d = parse("Artículo 1\n\nLas partes cooperarán en la capacitación de los agentes y en el intercambio de información con las comunidades.\n\nd) Terrorismo;\n\nArticle 2\n\nLa société forme les agents de la police et leur remet une carte dans les trente jours.\n")
    assert [p.language for p in d.paragraphs] == ["es", "es", "es", "fr", "fr"]


def test_uncovered_language_is_unread_not_missing() -> None:
    dutch = "De partijen komen overeen dat het personeel van de politie de rechten van de mens in acht neemt en dat een onderzoek wordt ingesteld. " * 3
    d = parse("The Parties shall cooperate with the Police in all matters of this agreement.\n\n" + dutch)
    unread, = d.unread
    assert unread.code == "language-not-covered" and d.text[unread.start:unread.end].startswith("De partijen")
    assert d.languages == ("en",)


@pytest.mark.parametrize("wide", [50, 72, 90])
def test_wrapped_paragraphs_come_back(wide: int) -> None:
    original = [f"{n}.{m} The Company shall ensure that officer number {n * m} receives the training which this Article describes, and that a record "
                f"of it is kept for {m} years and shown to the committee whenever it asks." for n in range(1, 5) for m in range(1, 5)]
    d = parse("\n\n".join(textwrap.fill(line, wide) for line in original))
    assert lines(d) == original


def test_empty_and_absent(tmp_path: Path) -> None:
    for blob in (b"", b" \n\n\t", b"\0\0"):
        with pytest.raises(DrafterError, match="empty"):
            parse(blob)
    with pytest.raises(DrafterError, match="No such file"):
        read(tmp_path / "none.txt", docx=docx)
    with pytest.raises(DrafterError, match="not a file"):
        read(tmp_path, docx=docx)
    with pytest.raises(DrafterError):
        read(Path("x\0y"), docx=docx)
