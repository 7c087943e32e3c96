"""Numbers as a document counts: 12, xii, (b), 第十二条. The formats are Word's own names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from drafter.schema import Library

_CHINESE = "零一二三四五六七八九"


def counted(words: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The data of a language with one of its other ways of numbering; without a name, as they are."""
    return {**words, "numbering": words["numberings"][name]} if name and "numberings" in words else words


def library_counted(library: Library, name: str) -> Library:
    """A library whose languages all number in one of their other ways; without a name, as it is."""
    return replace(library, languages={code: counted(words, name) for code, words in library.languages.items()})


def chinese(number: int) -> str:
    """1 → 一, 12 → 十二, 105 → 一百零五, as Word's chineseCountingThousand counts (1 to 9999)."""
    if number < 10:
        return _CHINESE[number]
    if number < 20:
        return "十" + (_CHINESE[number - 10] if number > 10 else "")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            zero = "零" if rest and rest < size // 10 else ""
            tail = ("一" if 10 <= rest < 20 and size >= 100 else "") + chinese(rest) if rest else ""
            return _CHINESE[head] + name + zero + tail
    raise ValueError(number)


def numeral(number: int, style: str) -> str:
    """A number in one of Word's formats."""
    if style == "chineseCountingThousand":
        return chinese(number)
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style == "lowerRoman":
        return roman(number)
    return str(number)


def roman(number: int) -> str:
    result = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        result += sign * count
    return result


def label(part: Mapping[str, str], *numbers: int) -> str:
    """The text of a number at a level: `Article %1` with 12 → Article 12."""
    text = part["text"]
    for level, number in enumerate(numbers, 1):
        text = text.replace(f"%{level}", numeral(number, part["format"]))
    return text
