"""What a passage counts: dates, periods, amounts, percentages, references to articles, codes, plain numbers.

Values of different languages compare by `same`. `hard`: written in figures, or with a unit: a translator cannot leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.check import spelled

Kind = Literal["date", "span", "money", "percent", "reference", "code", "number"]
_HAN = spelled.HAN
_N = r"\d{1,3}(?:[ ,.\u00a0\u202f’']\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_ZH_N = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?[百千万萬亿億]*|[{_HAN}]+"
_MONTHS = {
    "en": ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
    "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    "fr": ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"],
}
_UNITS = {
    "en": (
        ("h", 1, r"hours?|hrs?"),
        ("h", 24, r"days?"),
        ("h", 168, r"weeks?"),
        ("m", 1, r"months?"),
        ("m", 12, r"years?"),
        ("s", 60, r"minutes?"),
    ),
    "es": (
        ("h", 1, r"horas?"),
        ("h", 24, r"dias?"),
        ("h", 168, r"semanas?"),
        ("m", 1, r"mes(?:es)?"),
        ("m", 12, r"anos?"),
        ("s", 60, r"minutos?"),
    ),
    "fr": (
        ("h", 1, r"heures?"),
        ("h", 24, r"jours?"),
        ("h", 168, r"semaines?"),
        ("m", 1, r"mois"),
        ("m", 12, r"ans?|annees?"),
        ("s", 60, r"minutes?"),
    ),
    "zh": (
        ("h", 1, r"个?小时|学时"),
        ("h", 24, r"(?:个?(?:工作|自然|日历)?)?[日天]"),
        ("h", 168, r"周|个?星期"),
        ("m", 1, r"个月|月内"),
        ("m", 12, r"周?年(?![度初末底月内级中代])"),
        ("s", 60, r"分钟"),
    ),
}
_WORKING = {"en": r"(?:business|working)\s+", "es": r"", "fr": r"", "zh": r"个?工作"}
_AFTER = {"es": re.compile(r"\s+habiles"), "fr": re.compile(r"\s+ouvr(?:es|ables)"), "en": re.compile(r"(?!)"), "zh": re.compile(r"(?!)")}
_ISO_CODES = (
    "USD EUR GBP CNY COP PEN PKR XAF XOF PGK AOA ZAR KES NGN GHS MZN TZS ZMW CDF MGA MXN GTQ HNL CLP ARS BRL BOB IDR MYR PHP INR AUD "
    "CAD CHF JPY"
)
_ISO = frozenset(_ISO_CODES.split())
_CURRENCIES = (
    ("USD", r"US\$|USD|U\.S\. dollars|美元|dolares|dollars|\$"),
    ("EUR", r"EUR|€|euros?|欧元"),
    ("CNY", r"RMB|CNY|人民币|¥|￥|元"),
    ("XAF", r"F\s?CFA|XAF|XOF|francs CFA"),
    ("GBP", r"GBP|£|英镑"),
    ("PKR", r"PKR|Rs\.?"),
    ("PEN", r"S/\.?|soles"),
    ("", "比索|pesos|kina|宽扎|" + _ISO_CODES.replace(" ", "|")),
)
_CODE = re.compile(
    r"[\w.+-]+@[\w.-]+\w|\+\d[\d ()-]{6,}\d|(?<![A-Za-z0-9.])(?=[A-Za-z0-9./-]*\d)(?=[A-Za-z0-9./-]*[A-Za-z])[A-Za-z0-9]+"
    r"(?:[./-][A-Za-z0-9]+)*(?![A-Za-z0-9])|(?<![A-Za-z0-9.,])\d+(?:[.]\d{3})+-\d(?!\d)|(?<![A-Za-z0-9])\d+(?:[-/]\d+)+(?![A-Za-z0-9])"
)
_ORDINAL_CODE = re.compile(r"\d+(?:st|nd|rd|th|er|e|o|a)$|^[A-Z]{2,3}\d+$|^\d+[hdm]$", re.IGNORECASE)
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))(?![\d/-])"
)


@dataclass(frozen=True)
class Value:
    """A value at `start:end` of the passage. `key` is what is compared; `count` the bare number, where it has one."""

    kind: Kind
    key: tuple[object, ...]
    start: int
    end: int
    hard: bool
    count: float | None = None


def same(a: Value, b: Value) -> bool:
    """Whether two values of different languages say the same."""
    if a.kind == b.kind == "money":
        return a.key[1] == b.key[1] and (a.key[0] == b.key[0] or not a.key[0] or not b.key[0])
    if a.kind == b.kind:
        return a.key == b.key
    if "date" in (a.kind, b.kind):
        date, other = (a, b) if a.kind == "date" else (b, a)
        return other.count is not None and date.key == (other.count,)
    if {a.kind, b.kind} & {"reference", "code"}:
        return False
    return a.count is not None and a.count == b.count


def values(text: str, language: str) -> list[Value]:
    """The values of a passage, in order of place; nothing is counted twice."""
    low = _level(text)
    found: list[Value] = []
    taken = [False] * len(text)
    finders = _CHINESE_FINDERS if language == "zh" else _LATIN_FINDERS
    for finder in finders:
        for value in finder(text, low, language):
            if not any(taken[value.start : value.end]):
                taken[value.start : value.end] = [True] * (value.end - value.start)
                found.append(value)
    return sorted(found, key=lambda v: v.start)


def _level(text: str) -> str:
    """Lower case without accents, of the same length; full-width figures become plain ones."""
    signs = []
    for sign in text:
        low = spelled.bare(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" and sign.isdigit() else sign)
        signs.append(low if len(low) == 1 else sign)
    return "".join(signs)


def figure(written: str) -> float | None:
    """1,260 · 1.260 · 1 260 · 1 260,50 · 12.5 → the number."""
    bare = re.sub(r"[ \u00a0\u202f’']", "", written)
    last = max(bare.rfind("."), bare.rfind(","))
    if last >= 0 and len(bare) - last - 1 == 3 and bare[:last].replace(".", "").replace(",", "").isdigit() and bare[:last] != "0":
        bare = re.sub("[.,]", "", bare)
    elif last >= 0:
        bare = re.sub("[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    try:
        return float(bare)
    except ValueError:
        return None


# --- the Latin languages


def _latin_number(words: str, language: str) -> float | None:
    return figure(words) if words[:1].isdigit() else spelled.latin(words, language)


def _number_pattern(language: str) -> str:
    return rf"(?:{_N})|{spelled.pattern(language).pattern}"


def _both(language: str) -> str:
    """A number in words, figures, or both: `sixty (60)`."""
    number = _number_pattern(language)
    return rf"(?P<n>{number})(?:\s?\(\s?(?P<f>{number})\s?\))?"


def _dates(text: str, low: str, language: str) -> Iterator[Value]:
    for match in _NUMERIC_DATE.finditer(low):
        year, month, day = (int(match[g] or match[g + "2"]) for g in "ymd")
        if month <= 12 or day <= 12:
            yield Value("date", (year, month, day) if month <= 12 else (year, day, month), *match.span(), True)
    names = "|".join(_MONTHS[language])
    of = {"en": r"(?:\s+day)?(?:\s+of)?\s+", "es": r"\s+(?:dias\s+)?(?:del?\s+)?(?:mes\s+de\s+)?", "fr": r"(?:er)?\s+"}[language]
    dated = r"(?:,?\s+(?:del?\s+(?:ano\s+)?|of\s+)?(?P<y>\d{4})(?!\d))"
    forms = [
        rf"(?<![\w.])(?P<d>\d{{1,2}})(?:st|nd|rd|th|o)?{of}(?P<m>{names}){dated}?(?![a-z])",
        rf"(?<![a-z])(?P<m>{names}){dated}(?![a-z])",
    ]
    if language == "en":
        forms.insert(0, rf"(?<![a-z])(?P<m>{names})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?{dated}")
    for form in forms:
        for match in re.finditer(form, low):
            parts = match.groupdict()
            key = [int(parts["y"])] if parts.get("y") else [0]
            key.append(_MONTHS[language].index(parts["m"]) + 1)
            if parts.get("d"):
                key.append(int(parts["d"]))
            yield Value("date", tuple(key), *match.span(), True)


def _spans(text: str, low: str, language: str) -> Iterator[Value]:
    between = r"[\s-]+(?:de\s+)?"
    for unit, size, names in _UNITS[language]:
        form = rf"(?<![\w.,-]){_both(language)}{between}(?P<w>{_WORKING[language] or '(?!)'})?(?:calendar\s+|consecutive\s+)?(?:{names})(?![a-z])"
        for match in re.finditer(form, low):
            count = _latin_number(match["f"] or match["n"], language)
            if count is None:
                continue
            after = _AFTER[language].match(low, match.end())
            working = bool(match["w"] or after)
            yield Value("span", (unit, round(count * size, 4), working), match.start(), match.end(), True, count)


def _amounts(text: str, low: str, language: str) -> Iterator[Value]:
    scales = {w: n for w, n in spelled.SCALES[language].items() if n >= 1000}
    number = rf"(?P<n>{_N})(?:\s(?P<s>{'|'.join(scales)})(?![a-z]))?"
    of = r"(?:\s+de)?\s?" if language != "en" else r"\s?"
    for code, names in _CURRENCIES:
        for match in _either(names, number, of, low):
            count = figure(match["n"])
            if count is not None:
                yield Value(
                    "money",
                    (code or _iso(text[match.start() : match.end()]), count * scales.get(match["s"] or "", 1)),
                    *match.span(),
                    True,
                    count,
                )


def _either(names: str, number: str, between: str, low: str) -> Iterator[re.Match[str]]:
    """A currency before or after a number."""
    for form in (rf"(?<![a-z])(?:{names})\s?{number}", rf"(?<![a-z\d.,]){number}{between}(?:{names})(?![a-z])"):
        yield from re.finditer(form, low, re.IGNORECASE)


def _iso(written: str) -> str:
    """The ISO code of a currency in a passage, or nothing."""
    return next((m[0] for m in re.finditer("[A-Z]{3}", written) if m[0] in _ISO), "")


def _percents(text: str, low: str, language: str) -> Iterator[Value]:
    for match in re.finditer(rf"(?<![\w.,]){_both(language)}\s?(?:%|per\s?cent(?![a-z])|por\s+ciento|pour\s+cent)", low):
        count = _latin_number(match["f"] or match["n"], language)
        if count is not None:
            yield Value("percent", (count,), *match.span(), True, count)


_CITED = {
    "en": r"(?:articles?|clauses?|sections?|paragraphs?|annex(?:es|ure)?s?|schedules?|appendix|appendices|parts?|sub-?paragraphs?)",
    "es": r"(?:articulos?|arts?\.|clausulas?|secci(?:on|ones)|parrafos?|incisos?|numeral(?:es)?|anexos?|apartados?)",
    "fr": r"(?:articles?|arts?\.|clauses?|sections?|paragraphes?|alineas?|annexes?|points?)",
}
_ANNEXES = re.compile(r"annex|schedul|append|anexo", re.IGNORECASE)
_ITEM = r"(?:\d{1,3}(?:\.\d{1,2})*(?:\s?\([a-z\d]{1,4}\))*|[ivxlc]{1,6}(?![a-z])|\([a-z\d]{1,3}\)|[a-h](?![a-z'’]))"


def _references(text: str, low: str, language: str) -> Iterator[Value]:
    """`Articles 10, 11 and 15` is one reference for each number."""
    form = (
        rf"(?<![a-z]){_CITED[language]}\s+{_ITEM}(?:(?:\s?,\s?|\s(?:and|or|to|y|o|a|e|et|ou|et de|al)\s)(?:{_CITED[language]}\s+)?{_ITEM})*"
    )
    for match in re.finditer(form, low):
        kind = "annex" if _ANNEXES.match(match[0]) else "article" if match[0][0] in "ac" or match[0].startswith("section") else "part"
        at = match.start()
        items = list(re.finditer(rf"(?<![a-z\d.(]){_ITEM}", match[0]))
        for n, item in enumerate(items):
            low_end = match.start() + item.end()
            number = _item(item[0])
            letter = text[match.start() + item.start()]
            if number and (not letter.isalpha() or letter.isupper()):
                yield Value("reference", (kind, number), at if n == 0 else match.start() + item.start(), low_end, True)
                at = low_end


def _item(written: str) -> int:
    match = re.match(r"\d+", written)
    if match:
        return int(match[0])
    if len(written) == 1 and written.isalpha() and written not in "ivx":
        return ord(written) - 96
    return spelled.roman(written.upper()) if written.isalpha() else 0


def _codes(text: str, low: str, language: str) -> Iterator[Value]:
    for match in _CODE.finditer(text):
        if sum(c.isdigit() for c in match[0]) >= 2 and not _ORDINAL_CODE.search(match[0]) and match[0].isascii():
            yield Value("code", (match[0].strip(".").lower(),), *match.span(), True)


_FRACTION = r"[\s-]+(?:quarters?|thirds?|fifths?|tenths?|halves|hal[fv]|tercios?|tercera|cuart[ao]s?|quintos?|quarts?|tiers|cinquièmes?)"


def _numbers(text: str, low: str, language: str) -> Iterator[Value]:
    for match in re.finditer(rf"(?<![\w.,-])(?!one\b){_both(language)}(?![\w%])(?!{_FRACTION})", low):
        written = match["f"] or match["n"]
        count = _latin_number(written, language)
        if count is not None:
            yield Value("number", (count,), *match.span(), written[:1].isdigit(), count)


_LATIN_FINDERS = (_dates, _references, _percents, _spans, _amounts, _codes, _numbers)


# --- Chinese


def _zh_both() -> str:
    return rf"(?P<n>{_ZH_N})(?:\s?[（(]\s?(?P<f>{_ZH_N})\s?[）)])?"


def _zh_dates(text: str, low: str, language: str) -> Iterator[Value]:
    for match in _NUMERIC_DATE.finditer(low):
        year, month, day = (int(match[g] or match[g + "2"]) for g in "ymd")
        if month <= 12:
            yield Value("date", (year, month, day), *match.span(), True)
    form = rf"(?:(?P<y>\d{{4}}|[{_HAN}]{{4}})\s?年\s?)?(?P<m>\d{{1,2}}|[{_HAN}]{{1,3}})\s?月(?!内)(?:\s?(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})\s?[日号])?"
    for match in re.finditer(form, low):
        numbers = [spelled.chinese(match[g]) if match[g] else None for g in "ymd"]
        if (match["y"] or match["d"]) and numbers[1] and numbers[1] <= 12:
            key = (int(numbers[0] or 0), int(numbers[1]), *((int(numbers[2]),) if numbers[2] else ()))
            yield Value("date", key, *match.span(), True)
    for match in re.finditer(rf"(?<![\d{_HAN}])(?:[12]\d{{3}}|[一二][{_HAN[:12]}]{{3}})\s?年(?!内)", low):
        count = spelled.chinese(match[0].rstrip("年 "))
        if count is not None:
            yield Value("date", (count,), *match.span(), True, count)


def _zh_spans(text: str, low: str, language: str) -> Iterator[Value]:
    for unit, size, names in _UNITS["zh"]:
        for match in re.finditer(rf"(?<![第\d.]){_zh_both()}\s?(?P<u>{names})", low):
            count = spelled.chinese(match["f"] or match["n"])
            if count is not None and not (match["u"] == "日" and match["n"] in ("一",) and low[match.end() : match.end() + 1] == "一"):
                yield Value("span", (unit, round(count * size, 4), "工作" in match["u"]), *match.span(), True, count)


def _zh_amounts(text: str, low: str, language: str) -> Iterator[Value]:
    for code, names in _CURRENCIES:
        for match in _either(names, _zh_both(), r"\s?", low):
            count = spelled.chinese(match["f"] or match["n"])
            if count is not None:
                found = code or _iso(text[match.start() : match.end()])
                sure = code != "CNY" or "人民币" in text[max(0, match.start() - 3) : match.end()]
                yield Value("money", (found if sure else "", count), *match.span(), True, count)


def _zh_percents(text: str, low: str, language: str) -> Iterator[Value]:
    for match in re.finditer(rf"百分之(?P<n>[{_HAN}\d.]+)|(?P<f>\d+(?:\.\d+)?)\s?[%％]", low):
        count = spelled.chinese(match["n"] or match["f"])
        if count is not None:
            yield Value("percent", (count,), *match.span(), True, count)


def _zh_references(text: str, low: str, language: str) -> Iterator[Value]:
    for match in re.finditer(
        rf"第\s?(?P<n>[{_HAN}]{{1,5}}|\d{{1,3}})\s?(?P<k>[条條款项章节部])(?:分)?"
        rf"(?:\s?第?\s?[（(]?[{_HAN}\d]{{1,3}}[）)]?\s?[款项目])*(?:[（(][{_HAN}\da-z]{{1,3}}[）)])*",
        low,
    ):
        count = spelled.chinese(match["n"])
        if count is not None:
            yield Value("reference", ("article" if match["k"] in "条條" else "part", int(count)), *match.span(), True)
    for match in re.finditer(rf"附[件表录]\s?(?P<n>[{_HAN}]{{1,3}}(?![{_HAN}])|\d{{1,2}}|[A-Za-z](?![A-Za-z]))", low):
        count = spelled.chinese(match["n"]) or (ord(match["n"].lower()) - 96 if match["n"].isascii() and match["n"].isalpha() else 0)
        if count:
            yield Value("reference", ("annex", int(count)), *match.span(), True)


_ZH_IDIOM = re.compile(
    "第?一[律]|第?一[方旦般切律直致并经定些起同样次性边]|统一|唯一|之一|任一|另一|同一|逐一|单一|进一步|万一|一一|十分|百姓|三七|四肢|千万|万元|两国|两方|"
    "两者|双|第三[方人者国]|第[一二三四五六七八九十]+|不一|一般|一线|二者|十足|零售|四至|四周|五金|百货|一款|一名?不|八方|七座|一体|一道|一带|一贯|一旦|一概|"
    "一经|一如|一时|一再|一度|一行|一面|两性|三角"
)


def _zh_numbers(text: str, low: str, language: str) -> Iterator[Value]:
    for match in re.finditer(rf"[{_HAN}]+分之[{_HAN}]+", low):
        yield Value("number", ("fraction", match[0]), *match.span(), False)
    idioms = {n for m in _ZH_IDIOM.finditer(low) for n in range(*m.span())}
    for match in re.finditer(rf"(?<![\w.第]){_zh_both()}|{_zh_both().replace('?P<n>', '?P<a>').replace('?P<f>', '?P<b>')}", low):
        written = match["f"] or match["n"] or match["b"] or match["a"]
        count = spelled.chinese(written)
        if count is not None and not idioms & set(range(*match.span())):
            yield Value("number", (count,), *match.span(), written[:1].isdigit(), count)


_CHINESE_FINDERS = (_zh_dates, _zh_references, _zh_percents, _codes, _zh_amounts, _zh_spans, _zh_numbers)
