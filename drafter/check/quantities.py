"""What a passage counts: dates, periods, amounts, percentages, references to articles, codes, plain numbers.

Values of different languages compare by `same`. `hard`: written in figures, or with a unit: a translator cannot leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from drafter.check import parity_chinese, parity_english, spelled
from drafter.check.parity_values import Value, same

__all__ = ["Value", "figure", "same", "values"]
_N = r"\d{1,3}(?:[ ,.\u00a0\u202f’']\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
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
        ("h", 1 / 60, r"minutes?"),
    ),
    "es": (
        ("h", 1, r"horas?"),
        ("h", 24, r"dias?"),
        ("h", 168, r"semanas?"),
        ("m", 1, r"mes(?:es)?"),
        ("m", 12, r"anos?"),
        ("h", 1 / 60, r"minutos?"),
    ),
    "fr": (
        ("h", 1, r"heures?"),
        ("h", 24, r"jours?"),
        ("h", 168, r"semaines?"),
        ("m", 1, r"mois"),
        ("m", 12, r"ans?|annees?"),
        ("h", 1 / 60, r"minutes?"),
    ),
}
_WORKING = {"en": r"(?:business|working)\s+", "es": r"", "fr": r""}
_AFTER = {"es": re.compile(r"\s+habiles"), "fr": re.compile(r"\s+ouvr(?:es|ables)"), "en": re.compile(r"(?!)")}
_AGE = re.compile(r"[\s-]+(?:old|of\s+age)(?![a-z])")
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
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,100}\w|\+\d[\d ()-]{6,}\d|(?<![A-Za-z0-9.])(?=[A-Za-z0-9./-]*\d)(?=[A-Za-z0-9./-]*[A-Za-z])[A-Za-z0-9]+"
    r"(?:[./-][A-Za-z0-9]+)*(?![A-Za-z0-9])|(?<![A-Za-z0-9.,])\d+(?:[.]\d{3})+-\d(?!\d)|(?<![A-Za-z0-9])\d+(?:[-/]\d+)+(?![A-Za-z0-9])"
)
_ORDINAL_CODE = re.compile(r"\d+(?:st|nd|rd|th|er|e|o|a)$|^[A-Z]{2,3}\d+$|^\d+[hdm]$", re.IGNORECASE)
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))(?![\d/-])"
)


def values(text: str, language: str) -> list[Value]:
    """The values of a passage, in order of place; nothing is counted twice."""
    text = _RANGE.sub(_ranged, _ENDLESS.sub(lambda m: " " * len(m[0]), text))
    low = _level(text)
    if language != "zh":
        low = spelled.pattern(language).sub(lambda m: m[0] if len(m[0]) <= _LONGEST else "x" * len(m[0]), low)
    found: list[Value] = []
    taken = bytearray(len(text))
    for finder in _CHINESE_FINDERS if language == "zh" else (partial(f, language=language) for f in _LATIN_FINDERS):
        for value in finder(text, low):
            if not any(taken[value.start : value.end]):
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                found.append(value)
    return sorted(found, key=lambda v: v.start)


_ENDLESS = re.compile(rf"\d{{40,}}|[{spelled.HAN}]{{40,}}")
"""Figures that are no number; to read them as one would take long."""
_LONGEST = 120
_RANGE = re.compile(r"(?<![\w./–-])(\d{1,4})(\s?)[-~～](\s?)(\d{1,4})(?![\w/–-]|\.\d)(?=\D|$)|(?<![\w./–-])(\d{1,4})-(\d{1,4})(?=[\u3400-\u9fff%％])")


def _ranged(match: re.Match[str]) -> str:
    """`5-10` as `5–10`: a hyphen between rising numbers joins two values, any other is part of a code."""
    low, high = match[1] or match[5], match[4] or match[6]
    rising = int(low) < int(high) and not (len(low) > 1 and low[0] == "0") and not high.startswith("0")
    return re.sub("[-~～]", "–", match[0]) if rising else match[0]


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
    for match in _ISO_MONTH.finditer(low):
        yield Value("date", (int(match["y"]), int(match["m"])), *match.span(), True)
    if language == "en":
        yield from _day_ranges(low)
    names = "|".join(_MONTHS[language])
    of = {"en": r"(?:\s+day)?(?:\s+of)?\s+", "es": r"\s+(?:dias\s+)?(?:del?\s+)?(?:mes\s+de\s+)?", "fr": r"(?:er)?\s+"}[language]
    dated = r"(?:,?\s+(?:del?\s+(?:ano\s+)?|of\s+)?(?P<y>\d{4})(?!\d))"
    forms = [
        rf"(?<![\w.-])(?P<d>\d{{1,2}})(?:st|nd|rd|th|o)?{of}(?P<m>{names}){dated}?(?![a-z])",
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
    if language == "en":
        yield from _bare_months(text, low)


_ISO_MONTH = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d{2})-(?P<m>0[1-9]|1[0-2])(?![\d/-])")
_DAY_RANGE = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:–|—|to|and|until)\s?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<m>{'|'.join(_MONTHS['en'])})(?:,?\s+(?P<y>\d{{4}}))?(?!\w)"
)
_BARE_MONTH = re.compile(rf"(?<![a-z])(?P<m>{'|'.join(_MONTHS['en'])})(?![a-z])")


def _day_ranges(low: str) -> Iterator[Value]:
    """14 to 16 May 2020: two dates."""
    for match in _DAY_RANGE.finditer(low):
        year, month = int(match["y"] or 0), _MONTHS["en"].index(match["m"]) + 1
        yield Value("date", (year, month, int(match["d"])), match.start(), match.start("d2"), True)
        yield Value("date", (year, month, int(match["d2"])), match.start("d2"), match.end(), True)


def _bare_months(text: str, low: str) -> Iterator[Value]:
    """Months without a year, written large; May and March at the head of a sentence may be verbs."""
    for match in _BARE_MONTH.finditer(low):
        sure = match["m"] not in ("may", "march") or re.search(r"(?:\b(?:in|of|since|by|until|to|from|and|between)|[–—,(])\s*$", low[: match.start()])
        if text[match.start()].isupper() and sure:
            yield Value("date", (0, _MONTHS["en"].index(match["m"]) + 1), *match.span(), False)


def _spans(text: str, low: str, language: str) -> Iterator[Value]:
    if language == "en":
        yield from parity_english.halves(low)
    between = r"[\s-]+(?:de\s+)?"
    for unit, size, names in _UNITS[language]:
        form = rf"(?<![\w.,-]){_both(language)}{between}(?P<w>{_WORKING[language] or '(?!)'})?(?:calendar\s+|consecutive\s+)?(?:{names})(?![a-z])"
        for match in re.finditer(form, low):
            count = _latin_number(match["f"] or match["n"], language)
            if count is None or _AGE.match(low, match.end()):
                continue
            after = _AFTER[language].match(low, match.end())
            working = bool(match["w"] or after)
            hard = language != "en" or count != 1 or match["n"][:1].isdigit()
            yield Value("span", (unit, round(count * size, 4), working), match.start(), match.end(), hard, count)


def _amounts(text: str, low: str, language: str) -> Iterator[Value]:
    scales = {w: n for w, n in spelled.SCALES[language].items() if n >= 1000}
    short = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000} if language == "en" else {}
    number = rf"(?P<n>{_N})(?:\s(?P<s>{'|'.join(scales)})(?![a-z])|\s?(?P<k>{'|'.join(short) or '(?!)'})(?![a-z\d]))?"
    of = r"(?:\s+de)?\s?" if language != "en" else r"\s?"
    for code, names in _CURRENCIES:
        for match in _either(names, number, of, low):
            count = figure(match["n"])
            if count is not None:
                count = round(count * scales.get(match["s"] or "", 1) * short.get(match["k"] or "", 1), 4)
                yield Value("money", (code or _iso(text[match.start() : match.end()]), count), *match.span(), True, count)


def _either(names: str, number: str, between: str, low: str) -> Iterator[re.Match[str]]:
    """A currency before or after a number."""
    for form in (rf"(?<![a-z])(?:{names})\s?{number}", rf"(?<![a-z\d.,]){number}{between}(?:{names})(?![a-z])"):
        yield from re.finditer(form, low, re.IGNORECASE)


def _iso(written: str) -> str:
    """The ISO code of a currency in a passage, or nothing."""
    return next((m[0] for m in re.finditer("[A-Z]{3}", written) if m[0] in _ISO), "")


def _percents(text: str, low: str, language: str) -> Iterator[Value]:
    if language == "en":
        yield from parity_english.shares(low)
    for match in re.finditer(rf"(?<![\w.,]){_both(language)}\s?(?:%|per\s?cent(?![a-z])|por\s+ciento|pour\s+cent)", low):
        count = _latin_number(match["f"] or match["n"], language)
        if count is not None:
            yield Value("percent", (count,), *match.span(), True, count)


_CITED = {
    "en": r"(?:articles?|clauses?|sections?|chapters?|paragraphs?|annex(?:es|ure)?s?|schedules?|appendix|appendices|parts?|sub-?paragraphs?)",
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
        named = match[0]
        kind = "annex" if _ANNEXES.match(named) else "section" if named.startswith("sec") else \
            "part" if named.startswith("chapter") else "article" if named[0] in "ac" else "part"
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


_PERSON = re.compile(r"(?<![A-Za-z0-9])P-?(\d{1,3})(?![A-Za-z0-9])")
_SHORT_CODE = re.compile(r"(?<![A-Za-z0-9.-])(?!No\.)[A-Z]{1,6}[.-]?\d{1,3}[a-z]?(?![A-Za-z0-9])")
_UNIT = r"(?:km2?|kg|m2?|cm|mm|ha|g|t|l|mw|kw|kwh|gb)"
_MEASURE = re.compile(rf"\d[\d.,]*{_UNIT}$", re.IGNORECASE)
_SOFT_CODE = re.compile(r"covid-19|24/7|g\d+")


def _codes(text: str, low: str, language: str) -> Iterator[Value]:
    for match in _PERSON.finditer(text):
        yield Value("person", (int(match[1]),), *match.span(), True)
    for match in _CODE.finditer(text):
        if sum(c.isdigit() for c in match[0]) >= 2 and not _ORDINAL_CODE.search(match[0]) and match[0].isascii():
            if _MEASURE.fullmatch(match[0]) or re.fullmatch(r"(?:19|20)\d\ds", match[0]):
                continue
            fraction = re.fullmatch(r"(\d)/(\d)", match[0])
            if fraction and fraction[1] <= fraction[2]:
                continue
            key = match[0].strip(".").lower()
            yield Value("code", (key,), *match.span(), not _SOFT_CODE.fullmatch(key))
    for match in _SHORT_CODE.finditer(text):
        if not _ISO.intersection([re.sub(r"[.\d-]", "", match[0])]) and not match[0].startswith("RMB"):
            key = match[0].lower()
            yield Value("code", (key,), *match.span(), not _SOFT_CODE.fullmatch(key))


def _periods(text: str, low: str, language: str) -> Iterator[Value]:
    if language == "en":
        yield from parity_english.calendar(low)
        yield from parity_english.rhythms(low)
        yield from parity_english.times(low)


def _years(text: str, low: str, language: str) -> Iterator[Value]:
    yield from parity_english.years(low)


def _ordinals(text: str, low: str, language: str) -> Iterator[Value]:
    if language == "en":
        yield from parity_english.ordinals(low)


_IDIOM = re.compile(
    r"(?<![\w-])(?:no[\s-]one|one\s+another|one[\s’']+s\b|one[\s-]sided|on(?:e|\s+the)\s+one\s+hand|any\s?one|every\s?one|two-way|"
    r"zero[\s-]tolerance|(?:a|one)\s+(?:hundred|thousand|million)\s+(?=reasons|times|ways)|third\s+part(?:y|ies)|seven\s+days\s+a\s+week)(?![\w])"
)
_PAIRS = re.compile(r"(?<![\w-])(?:both|twice|a\s+(?:pair|couple)\s+of|dozen)(?![\w-])")
_ROUND = 12
_FRACTION = (
    r"[\s-]+(?:quarters?|thirds?|fifths?|tenths?|halves|hal[fv]|tercios?|tercera|cuart[ao]s?|quintos?|quarts?|tiers|cinquièmes?)(?![a-z])"
)


def _numbers(text: str, low: str, language: str) -> Iterator[Value]:
    english = language == "en"
    scales = {w: n for w, n in spelled.SCALES[language].items() if n >= 1000}
    idioms = {n for m in _IDIOM.finditer(low) for n in range(*m.span())} if english else set()
    form = rf"(?<![\w.,-])(?:{_both(language)})(?:\s(?P<s>{'|'.join(scales)})(?![a-z]))?(?:(?![\w%])|(?={_UNIT}\b))(?!{_FRACTION})"
    for match in re.finditer(form, low):
        parts = [match["n"], match["f"]] if match["f"] else [match["n"]]
        counts = [_latin_number(p, language) for p in parts]
        apart = len(parts) > 1 and counts[0] is not None and counts[1] is not None and counts[0] != counts[1]
        for written, group in zip(parts, "nf", strict=False) if apart else [(parts[-1], "")]:
            span = match.span(group) if group else match.span()
            count = _latin_number(written, language)
            if count is None or written in scales or written == "hundred" or not idioms.isdisjoint(range(*span)) or (written in ("one", "uno", "una", "un", "une") and not english):
                continue
            figures = written[:1].isdigit()
            count = count * scales.get(match["s"] or "", 1) if figures else count
            hard = (figures and (count != 1 or not english)) or (english and count > _ROUND and not figures and count % 100 != 0)
            yield Value("number", (count,), *span, hard, count, firm=english and count >= 2)
    for match in _PAIRS.finditer(low) if english else ():
        count = 12.0 if match[0] == "dozen" else 2.0
        yield Value("number", (count,), *match.span(), False, count, firm=match[0] in ("dozen", "twice"))


_LATIN_FINDERS = (_dates, _periods, _references, _percents, _spans, _amounts, _codes, _years, _ordinals, _numbers)
_CHINESE_FINDERS = parity_chinese.finders(tuple(_CURRENCIES), _iso, partial(_codes, language="zh"))
