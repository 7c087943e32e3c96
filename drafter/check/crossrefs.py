"""References of a text to its own articles and schedules, and the order of its numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.check import spelled
from drafter.check.marks import Mark, Severity
from drafter.check.numbered import Unit, units
from drafter.document import Document

_WORD = {
    "en": r"(?:articles?|clauses?|sections?)",
    "es": r"(?:art[ií]culos?|cl[aá]usulas?)",
    "fr": r"(?:articles?|clauses?)",
}
_SCHEDULE = {"en": r"(?:annex(?:ure|es)?|schedule|appendix)", "es": r"(?:anexo|ap[eé]ndice)", "fr": r"(?:annexe|appendice)"}
_ORDINAL = {"es": "|".join(spelled.ordinals("es")), "en": "(?!)", "fr": "premier"}
_ABROAD = re.compile(
    r"\b(?:act|law|code|constitution|convention|covenant|treaty|decree|statute|regulations?|charter|contract|principles|protocol|directive|"
    r"ordinance|resolution|rules|declaration|order|ley|c[oó]digo|constituci[oó]n|convenci[oó]n|pacto|decreto|tratado|estatuto|carta|contrato|"
    r"reglamento|principios|protocolo|resoluci[oó]n|directiva|loi|constitution|d[eé]cret|trait[eé]|pacte|charte|contrat|r[eè]glement|"
    r"ordonnance|statuts?|arr[eê]t[eé]|vienna|geneva|ginebra|genève|pidcp|iccpr|cedh|oecd|icoca?|vps?|bpuff|loi-cadre|acuerdo ministerial)\b|[《》]",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:this|of the present|present|del presente|el presente|la presente|du présent|de la présente|le présent)\b|本(?:协议|备忘录|合同|规则|章程|附件|办法)|"
    r"\b(?:above|below|supra|hereof|anterior|precedente|ci-dessus)\b|上述|前述",
    re.IGNORECASE,
)
_BESIDE = 48
_MOST = 2
"""Articles that may be missing; where more are, the text is an excerpt."""
_OF_OTHER = re.compile(
    r"\s*(?:\([a-z\d]+\)\s*)*(?:,\s*)?(?:of|to|in|under|de|del|du|des|de la|al|à)\s+(?!th(?:is|e\s+present)\b|(?:el |la |le )?pr[eé]sente?\b|the\s+(?:agreement|memorandum)\b)"
    r"[\wÀ-ÿ’'« “]+",
    re.IGNORECASE,
)


def find(document: Document, languages: Sequence[str]) -> Iterator[Mark]:
    """Dangling references, schedules that are not there, gaps in numbering."""
    every = [(code, units(document, code)) for code in languages]
    for code, found in every:
        yield from _gaps(document, found)
        yield from _dangling(document, code, found)
        yield from _schedules(document, code, found, [u for _, other in every for u in other])


# --- numbering


def _gaps(document: Document, found: Sequence[Unit]) -> Iterator[Mark]:
    """A number left out where the numbers before and after are there: 1, 2, 4."""
    rows: dict[tuple[object, ...], list[Unit]] = {}
    for unit in found:
        if unit.label is None or not unit.path or unit.paragraph.automatic or unit.paragraph.cell is not None:
            continue
        if unit.label.style in ("chapter", "decimal") and len(unit.path) < 2:
            continue
        rows.setdefault((unit.schedule, unit.path[:-1], unit.label.style, 0 if len(unit.path) == 1 else unit.article), []).append(unit)
    for key, row in rows.items():
        numbers = [u.path[-1] for u in row]
        if len(row) < 3 or numbers[0] != 1 or sorted(numbers) != numbers:
            continue
        severity: Severity = "error" if str(key[2]) in ("article", "ordinal", "decimal") and _regular(numbers) else "warning"
        for before, after in itertools.pairwise(row):
            if after.path[-1] == before.path[-1]:
                yield _mark(document, "number-repeated", "warning", after, f"{_written(document, after)} stands twice")
            elif after.path[-1] == before.path[-1] + 2:
                yield _mark(
                    document,
                    "numbering-gap",
                    severity,
                    after,
                    f"no number between {_written(document, before)} and {_written(document, after)}",
                )


def _regular(numbers: Sequence[int]) -> bool:
    """Whether the numbers run on but for one gap."""
    return sum(b - a != 1 for a, b in itertools.pairwise(numbers)) == 1


def _written(document: Document, unit: Unit) -> str:
    return unit.paragraph.label.strip() or document.text[unit.paragraph.start : unit.content].strip()


def _mark(document: Document, rule: str, severity: Severity, unit: Unit, detail: str) -> Mark:
    end = min(unit.paragraph.end, unit.paragraph.start + 90)
    return Mark(rule, severity, document.text[unit.paragraph.start : end], unit.paragraph.start, end, unit.place, detail)


# --- references to articles


def _dangling(document: Document, language: str, found: Sequence[Unit]) -> Iterator[Mark]:
    tops = {
        u.path[0]
        for u in found
        if u.label and len(u.path) == 1 and not u.schedule and u.label.style in ("article", "ordinal", "figure", "roman", "han")
    }
    tops |= {u.path[0] for u in found if u.label and u.label.style == "decimal" and not u.schedule and u.path}
    if len(tops) < 3 or tops != set(range(1, max(tops) + 1)):
        return
    paths = {u.path for u in found if u.label}
    marks = list(_beyond(document, language, found, tops, paths))
    excerpt = len({m.detail for m in marks}) > _MOST
    yield from (replace(m, severity="warning") if excerpt else m for m in marks)


def _beyond(document: Document, language: str, found: Sequence[Unit], tops: set[int], paths: set[tuple[int, ...]]) -> Iterator[Mark]:
    for unit in found:
        text = document.text[unit.content : unit.paragraph.end]
        for start, end, numbers in _cited(text, language):
            if _foreign(text, start, end) or _quoted(document, unit, start):
                continue
            if numbers[0] > max(tops):
                severity: Severity = "error" if _certain(text, start, numbers[0]) and not unit.schedule else "warning"
                detail = f"the text has no article {numbers[0]} (it ends with {max(tops)})"
            elif len(numbers) > 1 and _decimal_gap(numbers, paths):
                severity, detail = ("error" if _certain(text, start, 0) else "warning"), f"there is no {'.'.join(map(str, numbers))}"
            else:
                continue
            yield Mark("dangling-reference", severity, text[start:end], unit.content + start, unit.content + end, unit.place, detail)


def _cited(text: str, language: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """References to articles: where they stand and the number (and number below it) they name."""
    if language == "zh":
        for match in re.finditer(rf"第\s?([{spelled.HAN}]{{1,5}}|\d{{1,3}})\s?条", text):
            number = spelled.chinese(match[1])
            if number:
                yield match.start(), match.end(), (int(number),)
        return
    item = r"\d{1,3}(?:\.\d{1,2})?(?![\d/])"
    form = rf"\b{_WORD[language]}\s+(?:{item}(?:\s?,\s?|\s(?:and|or|y|o|e|et|ou)\s)?)+|\b{_WORD[language]}\s+(?:[IVX]{{1,6}}\b|(?:{_ORDINAL[language]})(?:\s(?:{_ORDINAL[language]}))?\b)"
    for match in re.finditer(form, text, re.IGNORECASE):
        name = re.match(r"\S+\s+", match[0])
        assert name
        listed = list(re.finditer(item, match[0]))
        for one in listed:
            yield (
                match.start() if one is listed[0] else match.start() + one.start(),
                match.start() + one.end(),
                tuple(map(int, one[0].split("."))),
            )
        if not listed:
            inner = match[0][name.end() :].strip()
            number = spelled.roman(inner) or sum(spelled.ordinals(language).get(spelled.bare(w), 0) for w in inner.split())
            if number:
                yield match.start(), match.end(), (number,)


def _foreign(text: str, start: int, end: int) -> bool:
    """Whether the words around a reference name another instrument."""
    low = max([text.rfind(s, 0, start) + 1 for s in ".;。；" if text.rfind(s, 0, start) >= 0], default=0)
    stops = [n for n in (text.find(s, end) for s in (". ", ";", "。", "；")) if n >= 0]
    sentence = text[low : min(stops, default=len(text))]
    if _ABROAD.search(sentence):
        return True
    return bool(_OF_OTHER.match(text[end : end + _BESIDE])) and not _OWN.match(text[end : end + _BESIDE].lstrip(" ,ofdeuto"))


def _quoted(document: Document, unit: Unit, start: int) -> bool:
    """Whether the paragraph's heading or the text before names another instrument: a list of another law's articles."""
    before = document.text[max(0, unit.content + start - 200) : unit.content + start]
    return bool(re.search(r"[《“\"]|under the \w+ (?:Act|Law|Code)", before[-60:]))


def _certain(text: str, start: int, number: int) -> bool:
    """Whether nothing else can be meant: no other capitalised instrument near, and a number just beyond or far from a year."""
    return number < 200 and not re.search(r"[A-ZÀ-Ý][\wÀ-ÿ]+\s+(?:of|de|du|No\.|n[°º])\s", text[max(0, start - 30) : start])


def _decimal_gap(numbers: tuple[int, ...], paths: set[tuple[int, ...]]) -> bool:
    """Whether an article has numbered paragraphs from 1 on, but not the one named."""
    below = {p[1] for p in paths if len(p) == 2 and p[0] == numbers[0]}
    return len(below) >= 2 and below == set(range(1, max(below) + 1)) and numbers[1] not in below


# --- schedules


def _schedules(document: Document, language: str, found: Sequence[Unit], every: Sequence[Unit]) -> Iterator[Mark]:
    there = {u.label.numbers[0] for u in every if u.label and u.label.style == "schedule" and u.label.numbers}
    there |= {
        n
        for u in every
        for s, _, n in _named(document.text[u.content : u.paragraph.end][:90], u.paragraph.language or language)
        if s == 0 and u.paragraph.end - u.content <= 90
    }
    named: set[int] = set()
    for unit in found:
        if unit.label is not None and unit.label.style == "schedule":
            continue
        text = document.text[unit.content : unit.paragraph.end]
        for start, end, number in _named(text, language):
            if number in there or number in named or _foreign(text, start, end) or (unit.schedule and not there):
                continue
            named.add(number)
            detail = "no such schedule is attached" if there else "no schedule is attached to this file"
            yield Mark("schedule-not-attached", "warning", text[start:end], unit.content + start, unit.content + end, unit.place, detail)


def _named(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    if language == "zh":
        for match in re.finditer(rf"附[件表录]\s?([{spelled.HAN}]{{1,3}}|\d{{1,2}}|[A-Z](?![A-Za-z]))", text):
            number = spelled.chinese(match[1]) or (ord(match[1]) - 64 if match[1].isalpha() and match[1].isascii() else 0)
            if number:
                yield match.start(), match.end(), int(number)
        return
    for match in re.finditer(rf"\b{_SCHEDULE[language]}\s+(?:n[.º°]*\s?)?(\d{{1,2}}|[A-Z]|[IVX]{{1,4}})\b", text, re.IGNORECASE):
        inner = match[1]
        if inner.isdigit() or inner.isupper():
            number = int(inner) if inner.isdigit() else spelled.roman(inner) if len(inner) > 1 or inner in "IVX" else ord(inner) - 64
            if number:
                yield match.start(), match.end(), number
