"""Slips in the words of a text: words and figures that disagree, blanks left, clauses that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.check import spelled
from drafter.check.language import bare
from drafter.check.marks import Mark, Severity
from drafter.check.quantities import figure
from drafter.check.text import Sentence, Text

_OPEN = re.compile(
    r"\[\s?(?:●|•|\*|\.{2,}|…|_+|insert|to be|tbd|tbc|name|date|amount|insertar|por definir|à compléter|a completar|待|填)[^\]\n]{0,60}\]|"
    r"[［【〔]\s?(?:●|待|填|空|插入)[^］】〕\n]{0,40}[］】〕]|【\s*】|\[\s*\]|〔\s*〕|"
    r"(?<!\w)(?:TBD|TBC|T\.B\.D\.|XX+|lorem ipsum)(?!\w)|(?<![A-Za-z0-9])[×X]{3,}(?![A-Za-z0-9])|_{4,}|＿{2,}|\.{6,}|…{3,}|"
    r"待定|待填|待补充|待确定|por definir|por determinar|à déterminer|à compléter|a completar|to be determined|to be inserted",
    re.IGNORECASE,
)
_SURE = re.compile(r"\[\s?●|\[\s?insert|insertar|【\s*】|\[\s?_|［●|【●|\[●|lorem", re.IGNORECASE)
_LEAST = {"zh": 40}


def find(text: Text) -> Iterator[Mark]:
    """All slips of wording."""
    for sentence in text.sentences:
        yield from figures(text, sentence)
        yield from _blanks(text, sentence)
    yield from _repeated(text)


def _mark(text: Text, sentence: Sentence, rule: str, severity: Severity, start: int, end: int, detail: str) -> Mark:
    low, high = sentence.start + start, sentence.start + end
    return Mark(rule, severity, text.document.text[low:high], low, high, sentence.place, detail)


# --- sixty (30)


def figures(text: Text, sentence: Sentence) -> Iterator[Mark]:
    """Numbers said in words and in figures that are not the same."""
    words = text.words(sentence)
    pairs = _chinese_pairs(words) if sentence.language == "zh" else _latin_pairs(words, sentence.language)
    for start, end, said, shown in pairs:
        if said != shown and not _listed(words, shown):
            yield _mark(text, sentence, "words-and-figures-differ", "error", start, end, f"{said:g} in words, {shown:g} in figures")


def _latin_pairs(words: str, language: str) -> Iterator[tuple[int, int, float, float]]:
    low = bare(words)
    number = spelled.pattern(language).pattern
    digits = r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d{1,2})?"
    for form in (
        rf"(?P<w>{number})\s?\(\s?(?P<f>{digits})\s?%?\s?\)(?=\s+\w|[%,])",
        rf"(?<![\w.,])(?P<f>{digits})\s\(\s?(?P<w>{number})\s?\)(?=\s+\w)",
    ):
        for match in re.finditer(form, low):
            said, shown = spelled.latin(match["w"], language), figure(match["f"])
            if said is not None and shown is not None and not _goes_on(low, match.start("w"), language):
                yield match.start(), match.end(), said, shown


def _goes_on(low: str, start: int, language: str) -> bool:
    """Whether the words before belong to the number too, so that it was not read as a whole: tercio, half, decimals, "and a"."""
    return bool(
        re.search(r"(?:point|coma|virgule|thousand|mil|mille|hundred|cent|and|dozen|first|\d)[\s-]+$", low[max(0, start - 12) : start])
    )


def _chinese_pairs(words: str) -> Iterator[tuple[int, int, float, float]]:
    han = f"[{spelled.HAN}]+"
    digits = r"\d[\d,，]*(?:\.\d+)?\s?[万亿千百]*"
    for form in (
        rf"(?P<w>{han})(?P<u>[日天年月个名人元份小时%％]*)[（(](?P<f>{digits})(?P<v>[日天年月个名人元份小时%％]*)[）)]",
        rf"(?P<f>{digits})(?P<v>[日天年月个名人元份小时]*)[（(](?P<w>{han})(?P<u>[日天年月个名人元份小时]*)[）)]",
    ):
        for match in re.finditer(form, words):
            said, shown = spelled.chinese(match["w"]), spelled.chinese(match["f"].strip())
            before = words[max(0, match.start() - 1) : match.start()]
            if said is None or shown is None or before in "第之件表录条款项" or (match["u"] and match["v"] and match["u"] != match["v"]):
                continue
            if words[match.end() : match.end() + 1] in "条款项号" or (before == "" and len(match["w"]) == 1 and shown <= 20):
                continue
            yield match.start(), match.end(), said, shown
    for match in re.finditer(
        r"人民币(?P<w>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)[元圆]整?\s?[（(]\s?[¥￥]?\s?(?:RMB)?\s?(?P<f>\d[\d,，]*(?:\.\d+)?)\s?元?\s?[）)]",
        words,
    ):
        said, shown = spelled.chinese(match["w"]), spelled.chinese(match["f"])
        if said is not None and shown is not None:
            yield match.start(), match.end(), said, shown


def _listed(words: str, shown: float) -> bool:
    """Whether the figure is the number of an item in a list within the sentence: (1) … (2) …"""
    if shown > 20 or shown != int(shown):
        return False
    return any(re.search(rf"[（(]\s?{n}\s?[）)]", words) for n in (int(shown) - 1, int(shown) + 1) if n > 0)


# --- blanks


def _blanks(text: Text, sentence: Sentence) -> Iterator[Mark]:
    if sentence.zone == "signature":
        return
    words = text.words(sentence)
    for match in _OPEN.finditer(words):
        if re.match(r"[×X]+$", match[0], re.IGNORECASE) and (len(match[0]) < 3 or words[match.end() : match.end() + 1].isalnum()):
            continue
        if sentence.zone == "schedule" and set(match[0]) <= set("_＿.…"):
            continue  # a form to be filled in
        severity: Severity = "error" if _SURE.match(match[0]) else "warning"
        yield _mark(text, sentence, "placeholder-left", severity, match.start(), match.end(), "a blank was left open")
        break


# --- clauses that stand twice


def _repeated(text: Text) -> Iterator[Mark]:
    """A paragraph of some length that stands twice, word for word."""
    first: dict[str, tuple[int, str]] = {}
    for number in dict.fromkeys(s.paragraph for s in text.sentences if s.zone not in ("signature", "margin", "schedule")):
        paragraph = text.document.paragraphs[number]
        if paragraph.kind in ("heading", "footnote", "endnote"):
            continue
        key = re.sub(r"\W+", " ", text.document.text[paragraph.content : paragraph.end]).strip().lower()
        if len(key) < _LEAST.get(paragraph.language, 110):
            continue
        place = _place(text, number)
        if key in first:
            detail = f"the same words stand in {first[key][1] or 'an earlier paragraph'}"
            end = min(paragraph.end, paragraph.content + 160)
            yield Mark("clause-repeated", "warning", text.document.text[paragraph.content : end], paragraph.content, end, place, detail)
        else:
            first[key] = (number, place)


def _place(text: Text, number: int) -> str:
    return next((s.place for s in text.sentences if s.paragraph == number), "")
