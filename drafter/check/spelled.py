"""Numbers in words and figures: `sixty`, `treinta y dos`, `quatre-vingt-dix`, 六十, 3.4万, 壹亿零捌佰万, XIV."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_EN = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_EN |= {w: (n + 2) * 10 for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])}
_ES = {
    w: n
    for n, w in enumerate(
        [
            "cero",
            "uno",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "seis",
            "siete",
            "ocho",
            "nueve",
            "diez",
            "once",
            "doce",
            "trece",
            "catorce",
            "quince",
            "dieciseis",
            "diecisiete",
            "dieciocho",
            "diecinueve",
            "veinte",
            "veintiuno",
            "veintidos",
            "veintitres",
            "veinticuatro",
            "veinticinco",
            "veintiseis",
            "veintisiete",
            "veintiocho",
            "veintinueve",
        ]
    )
}
_ES |= {
    "un": 1,
    "una": 1,
    "veintiun": 21,
    "veintiuna": 21,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
    "cien": 100,
    "ciento": 100,
    "doscientos": 200,
    "doscientas": 200,
    "trescientos": 300,
    "trescientas": 300,
    "cuatrocientos": 400,
    "cuatrocientas": 400,
    "quinientos": 500,
    "quinientas": 500,
    "seiscientos": 600,
    "seiscientas": 600,
    "setecientos": 700,
    "setecientas": 700,
    "ochocientos": 800,
    "ochocientas": 800,
    "novecientos": 900,
    "novecientas": 900,
}
_FR = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "un",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ]
    )
}
_FR |= {
    "une": 1,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
SCALES = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "es": {"mil": 1000, "millon": 10**6, "millones": 10**6},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
}
_UNITS = {"en": _EN, "es": _ES, "fr": _FR}
_JOINERS = {"en": "and", "es": "y", "fr": "et"}
_DIGITS = {
    c: n
    for group in ("〇零一二三四五六七八九", "〇零壹贰叁肆伍陆柒捌玖", "〇零壹貳參肆伍陸柒捌玖")
    for n, c in zip((0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), group, strict=True)
} | {"两": 2, "兩": 2, "○": 0, "O": 0}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN = "〇零○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = {
    "es": (
        "unico 1 primer 1 primero 1 primera 1 segundo 2 segunda 2 tercer 3 tercero 3 tercera 3 cuarto 4 cuarta 4 quinto 5 quinta 5 "
        "sexto 6 sexta 6 septimo 7 septima 7 octavo 8 octava 8 noveno 9 novena 9 decimo 10 decima 10 undecimo 11 undecima 11 "
        "decimoprimera 11 duodecimo 12 duodecima 12 decimosegunda 12 decimosegundo 12 decimotercera 13 decimotercero 13 "
        "decimocuarta 14 decimocuarto 14 decimoquinta 15 decimoquinto 15 decimosexta 16 decimosexto 16 decimoseptima 17 "
        "decimoseptimo 17 decimoctava 18 decimoctavo 18 decimonovena 19 decimonoveno 19 vigesima 20 vigesimo 20 trigesima 30 "
        "trigesimo 30"
    ),
    "fr": "premier 1 premiere 1 1er 1 deuxieme 2 troisieme 3 quatrieme 4 cinquieme 5 sixieme 6 septieme 7 huitieme 8 neuvieme 9 dixieme 10",
    "en": "first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10",
}


def bare(word: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


@cache
def ordinals(language: str) -> dict[str, int]:
    """Ordinal words of a language."""
    parts = _ORDINALS.get(language, "").split()
    return {word: int(n) for word, n in zip(parts[::2], parts[1::2], strict=True)}


def roman(text: str) -> int:
    """XIV → 14; 0 when it is no Roman number."""
    if not re.fullmatch(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) or not text:
        return 0
    values = [_ROMAN[c] for c in text]
    return sum(-v if n + 1 < len(values) and values[n + 1] > v else v for n, v in enumerate(values))


def chinese(text: str) -> float | None:
    """六十 → 60, 二〇三一 → 2031, 3.4万 → 34000; None when it is no number."""
    match = re.fullmatch(r"(\d[\d,，]*(?:\.\d+)?)\s?([万萬亿億千百]*)", text)
    if match:
        found = float(re.sub("[,，]", "", match[1]))
        for sign in match[2]:
            found *= _LARGE.get(sign) or _STEPS[sign]
        return round(found, 6)
    if not text or any(c not in _DIGITS and c not in _STEPS and c not in _LARGE for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text))
    return _grouped(text)


def _grouped(text: str) -> float | None:
    total, section, digit, last = 0, 0, -1, 1
    for sign in text:
        if sign in _DIGITS:
            if digit > 0 and _DIGITS[sign]:
                return None
            digit = _DIGITS[sign]
        elif sign in _STEPS:
            last = _STEPS[sign]
            section += (1 if digit < 0 else digit) * last
            digit = -1
        else:
            section += max(digit, 0)
            total = (total + section) * _LARGE[sign] if _LARGE[sign] > 10**4 else total + section * _LARGE[sign]
            section, digit, last = 0, -1, _LARGE[sign]
    if digit > 0 and text[-1] in _DIGITS and len(text) > 1 and text[-2] in {**_STEPS, **_LARGE} and text[-2] not in "十拾":
        digit *= last // 10  # 一百五 is 150
    return float(total + section + max(digit, 0))


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Finds runs of number words in a Latin language, on text without accents."""
    words = sorted({*_UNITS[language], *SCALES[language]}, key=len, reverse=True)
    one = "|".join(words)
    join = rf"(?:[\s-]+(?:{_JOINERS[language]}[\s-]+)?|-)"
    return re.compile(rf"(?<![\w-])(?:{one})(?:{join}(?:{one}))*(?![\w])")


def latin(text: str, language: str) -> float | None:
    """`twenty-four` → 24; None when the words make no single number ("two three", "seis a ocho")."""
    parts = [w for w in re.split(r"[\s-]+", bare(text)) if w and w != _JOINERS[language]]
    if not parts:
        return None
    total, section, last = 0, 0, 10**12
    for word in parts:
        value = _UNITS[language].get(word)
        if value is None:
            scale = SCALES[language].get(word)
            if scale is None:
                return None
            if scale == 100:
                section, last = max(section, 1) * 100, 100
            else:
                total, section, last = total + max(section, 1) * scale, 0, 10**12
            continue
        if language == "fr" and word in ("vingt", "vingts") and section % 100 == 4:
            section, last = section + 76, 20  # quatre-vingt(s): 4 → 80
            continue
        if not _fits(value, last, section, language):
            return None
        section, last = section + value, value
    return float(total + section)


def _fits(value: int, last: int, section: int, language: str) -> bool:
    """Whether a word may follow the one before: twenty four, ciento veinte, soixante dix."""
    if section == 0:
        return True
    if last == 100 or (language == "es" and last >= 100 and last % 100 == 0):
        return value < 100
    if last >= 20 and last % 10 == 0:
        return value < 10 or (language == "fr" and value < 20 and last in (20, 60))
    return language == "fr" and last == 10 and value in (7, 8, 9)
