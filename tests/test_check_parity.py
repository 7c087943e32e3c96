"""Two languages of one text: equal ones stay silent, every planted change is found, and only the certain is an error."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from drafter.check import gaps, numbered, parity, quantities, spelled
from drafter.check.marks import Mismatch
from drafter.document import Document
from drafter.library import load
from drafter.read import build
from drafter.read import text as reader

LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)
EN = ("Article 1 Parties\n1.1 The Company (“the Company”) and the Police signed on 5 March 2031.\n1.2 The Company shall pay USD 340,000 within 30 days.\n\n"
      "Article 2 Conduct\n2.1 The Police shall report every incident within 24 hours.\n2.2 The Company may inspect the vehicles at any time.\n"
      "2.3 The Police shall not use force against a peaceful assembly.\n\nArticle 3 Training\n3.1 The Police shall train 48 officers as Article 2 provides.\n"
      "3.2 The Police shall keep a register of training for three years.\n")
ZH = ("第一条 当事方\n（一）公司（以下简称“公司”）与警方于2031年3月5日签署。\n（二）公司应当在三十日内支付34万美元。\n\n"
      "第二条 行为\n（一）警方应当在24小时内报告每一起事件。\n（二）公司可以随时检查车辆。\n（三）警方不得对和平集会使用武力。\n\n"
      "第三条 培训\n（一）警方应当依照第二条培训四十八名警员。\n（二）警方应当保存培训登记簿三年。\n")


def read(text: str, name: str = "x.txt") -> Document:
    return build.document(reader.read(text.encode(), name), name, "")


def compared(en: str = EN, zh: str = ZH) -> tuple[Mismatch, ...]:
    a, b = read(en, "en.txt"), read(zh, "zh.txt")
    return parity.pair(a, gaps.read(a, LIBRARY), b, gaps.read(b, LIBRARY))


def test_equal_texts_stay_silent() -> None:
    assert compared() == ()


@dataclass(frozen=True)
class Plant:
    old: str
    new: str
    rule: str


PLANTS = [Plant("2031年3月5日", "2030年3月5日", "date-differs"), Plant("三十日", "六十日", "deadline-differs"), Plant("34万", "3.4万", "amount-differs"),
          Plant("24小时", "72小时", "deadline-differs"), Plant("四十八名", "十八名", "number-differs"), Plant("第二条培训", "第一条培训", "reference-differs"),
          Plant("应当在24小时内报告", "可以在24小时内报告", "duty-differs"), Plant("公司可以随时", "公司应当随时", "duty-differs"),
          Plant("登记簿三年", "登记簿两年", "deadline-differs")]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: p.rule + p.new)
def test_every_planted_change_is_found_once(plant: Plant) -> None:
    assert plant.old in ZH
    found = compared(zh=ZH.replace(plant.old, plant.new))
    assert [m.rule for m in found] == [plant.rule], found
    assert found[0].b is not None and found[0].b.quote in ZH.replace(plant.old, plant.new)
    assert found[0].severity == "error" or plant.rule in ("number-differs",)


@pytest.mark.parametrize("line", [n for n, row in enumerate(ZH.split("\n")) if row.startswith("（")])
def test_a_missing_paragraph_is_found(line: int) -> None:
    rows = ZH.split("\n")
    found = compared(zh="\n".join(rows[:line] + rows[line + 1:]))
    missing = [m for m in found if m.rule == "paragraph-missing"]
    assert [m.missing_in for m in missing] == ["zh"], found
    assert missing[0].a is not None and missing[0].b is None


def test_one_file_with_both_languages_one_after_the_other() -> None:
    document = read(EN + "\n" + ZH.replace("24小时", "48小时"))
    found = parity.find(document, gaps.read(document, LIBRARY))
    assert [m.rule for m in found] == ["deadline-differs"]
    side = found[0].b
    assert side is not None and side.quote == document.text[side.start:side.end] and "48小时" in side.quote


def test_alternating_paragraphs() -> None:
    rows = [x for pair in zip(EN.split("\n"), ZH.replace("34万", "35万").split("\n"), strict=True) for x in pair]
    document = read("\n\n".join(r for r in rows if r))
    assert [m.rule for m in parity.find(document, gaps.read(document, LIBRARY))] == ["amount-differs"]


def test_one_language_alone_has_nothing_to_compare() -> None:
    document = read(EN)
    assert parity.find(document, gaps.read(document, LIBRARY)) == ()


def test_data_has_the_shape_of_the_contract() -> None:
    found = compared(zh=ZH.replace("24小时", "72小时"))[0].data()
    assert found["missing_in"] is None and found["severity"] == "error"
    assert set(found["a"]) >= {"language", "quote", "start", "end", "place"} and found["a"]["language"] == "en"


@pytest.mark.parametrize(("en", "zh"), [("1,260 guards", "1260名保安"), ("USD 340,000", "34万美元"), ("48 hours", "48小时"), ("three years", "三年"),
                                        ("in March 2021", "于2021年3月"), ("35 per cent", "百分之三十五"), ("sixty (60) days", "六十日"), ("Articles 4 and 5", "第四条和第五条")])
def test_values_of_two_languages_are_the_same(en: str, zh: str) -> None:
    a, b = quantities.values(en, "en"), quantities.values(zh, "zh")
    assert len(a) == len(b) and all(quantities.same(x, y) for x, y in zip(a, b, strict=True)), (a, b)


def test_working_days_are_not_days() -> None:
    assert not quantities.same(quantities.values("10 working days", "en")[0], quantities.values("10日", "zh")[0])
    assert quantities.same(quantities.values("10 working days", "en")[0], quantities.values("10个工作日", "zh")[0])


@pytest.mark.parametrize(("words", "language", "number"), [("twenty-four", "en", 24), ("one hundred and five", "en", 105), ("treinta y dos", "es", 32),
                                                           ("quatre-vingt-dix-sept", "fr", 97), ("soixante-douze", "fr", 72), ("two three", "en", None)])
def test_numbers_in_words(words: str, language: str, number: int | None) -> None:
    assert spelled.latin(words, language) == number


@pytest.mark.parametrize(("words", "number"), [("壹亿零捌佰万", 108_000_000), ("3.4万", 34_000), ("二〇三一", 2031), ("一百零五", 105), ("十二", 12)])
def test_numbers_in_chinese(words: str, number: int) -> None:
    assert spelled.chinese(words) == number


@pytest.mark.parametrize(("written", "numbers"), [("ARTICLE IX", (9,)), ("第九条", (9,)), ("NOVENA.-", (9,)), ("9.2", (9, 2)), ("（二）", (2,)), ("Article premier.", (1,)),
                                                  ("DÉCIMA SEGUNDA:", (12,)), ("Annex C", (3,)), ("附件三", (3,)), ("(o)", (15,))])
def test_labels_of_any_convention(written: str, numbers: tuple[int, ...]) -> None:
    found = numbered.label(written)
    assert found is not None and found.numbers == numbers
