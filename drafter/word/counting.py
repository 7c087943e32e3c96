"""Word's automatic numbers, computed as Word shows them: styles, levels, overrides, restarts, Chinese formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from drafter import numbers
from drafter.word.guard import W

MOST = 9_999
"""Numbers above this are written as digits, whatever the format."""
_STEMS, _BRANCHES, _FINANCIAL = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "零壹贰叁肆伍陆柒捌玖"
_UNITS = str.maketrans("零一二三四五六七八九十百千", _FINANCIAL + "拾佰仟")
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "koreanCounting",
                      "taiwaneseCountingThousand", "ideographLegalTraditional", "japaneseLegal"})
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Level(NamedTuple):
    """A level of a list: `legal` writes all numbers as digits; `restart` is the level after which it begins anew."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    restart: int | None = None
    pattern: str = ""


@dataclass(frozen=True)
class Style:
    """A paragraph or character style with what it inherits. `outline` is 0 for Heading 1, -1 for none."""

    name: str = ""
    number: str = ""
    level: int | None = None
    outline: int = -1
    hidden: bool = False


@dataclass
class Counting:
    """The lists of a document and how far each has counted."""

    lists: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    uses: Mapping[str, tuple[str, Mapping[int, int], Mapping[int, Level]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level_of(self, number: str, style: str) -> int:
        """The level bound to a paragraph style, else the first."""
        use = self.uses.get(number)
        for n, level in (self.lists.get(use[0], {}) if use else {}).items():
            if level.style == style:
                return n
        return 0

    def next(self, number: str, level: int) -> str:
        """The label of the next paragraph of a list at a level (from 0); empty when it has none."""
        use = self.uses.get(number)
        if use is None:
            return ""
        base, starts, levels = use
        own = {**self.lists.get(base, {}), **levels}
        if level not in own:
            return ""
        counts = self._counts.setdefault(base, {})
        if number not in self._begun:
            self._begun.add(number)
            for n in starts:
                counts.pop(n, None)
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, own[level].start)
        for deeper in [n for n in counts if n > level]:
            restart = own[deeper].restart if deeper in own else None
            if restart is None or (restart and level < restart):
                del counts[deeper]
        return _label(own, level, counts, starts)


def _label(own: Mapping[int, Level], level: int, counts: dict[int, int], starts: Mapping[int, int]) -> str:
    this = own[level]
    if this.format == "bullet":
        return "•" if not this.text.strip() or _PRIVATE.search(this.text) else this.text.strip()[:4]
    if this.format == "none":
        return _PLACE.sub("", this.text).strip()

    def one(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = own.get(at, Level())
        counts.setdefault(at, starts.get(at, other.start))
        return numeral(counts[at], "decimal" if this.legal and at != level else other.format, other.pattern)

    return re.sub(r"\s+", " ", _PLACE.sub(one, this.text)).strip()


def numeral(number: int, style: str, pattern: str = "") -> str:
    """A number in one of Word's formats; as digits where the format is unknown or the number absurd."""
    if not 0 <= number <= MOST or (number == 0 and style not in ("decimal", "decimalZero", "chineseCountingThousand")):
        return str(number)
    if style in _CHINESE:
        return numbers.chinese(number)
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))
    if style == "chineseLegalSimplified":
        return numbers.chinese(number).translate(_UNITS)
    if style in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if style == "ideographTraditional" else _BRANCHES
        return signs[(number - 1) % len(signs)]
    if style in ("lowerRoman", "upperRoman"):
        small = _roman(number)
        return small if style == "lowerRoman" else small.upper()
    if style in ("lowerLetter", "upperLetter"):
        return numbers.numeral(number, style) if number <= 260 else str(number)
    return _western(number, style, pattern)


def _western(number: int, style: str, pattern: str) -> str:
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "custom" and pattern:
        return str(number).zfill(len(pattern.split(",", maxsplit=1)[0].strip()))
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(0x2460 + number - 1)
    if style == "decimalEnclosedParen":
        return f"({number})"
    if style == "decimalEnclosedFullstop":
        return f"{number}."
    if style == "numberInDash":
        return f"- {number} -"
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xff10 + int(d)) for d in str(number))
    if style == "ordinal":
        return f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    if style in ("cardinalText", "ordinalText") and number < 100:
        return _words(number, ordinal=style == "ordinalText")
    return str(number)


def _roman(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    result = "m" * thousands
    for value, sign in ((900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
                        (5, "v"), (4, "iv"), (1, "i")):
        count, rest = divmod(rest, value)
        result += sign * count
    return result


def _words(number: int, *, ordinal: bool) -> str:
    tens, ones = (0, number) if number < 20 else divmod(number, 10)
    last = _ONES[ones] or _TENS[tens]
    if ordinal:
        last = _IRREGULAR.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (f"{_TENS[tens]}-{last}" if tens and ones else last).capitalize()


def whole(value: Any, default: int = 0) -> int:
    """An integer attribute, or the default when it is none."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return default


def value(parent: Any, tag: str, attribute: str = "val") -> str | None:
    """The attribute of a child element; None when there is no such child."""
    child = parent.find(f"{W}{tag}") if parent is not None else None
    return None if child is None else child.get(f"{W}{attribute}", "")


def switched(parent: Any, tag: str) -> bool | None:
    """An on/off property: None when it is not given."""
    setting = value(parent, tag)
    return None if setting is None else setting not in ("0", "false", "off")


def read_counting(root: Any) -> Counting:
    """The lists of a numbering part (its root element)."""
    lists: dict[str, dict[int, Level]] = {}
    named: dict[str, str] = {}
    linked: dict[str, str] = {}
    for item in root.iterfind(f"{W}abstractNum"):
        key = item.get(f"{W}abstractNumId", "")
        lists[key] = _levels(item)
        if (name := value(item, "styleLink")) is not None:
            named[name] = key
        if (name := value(item, "numStyleLink")) is not None:
            linked[key] = name
    for key, name in linked.items():
        lists[key] = lists[key] or lists.get(named.get(name, ""), {})
    uses = {}
    for item in root.iterfind(f"{W}num"):
        starts = {}
        for override in item.iterfind(f"{W}lvlOverride"):
            if (start := value(override, "startOverride")) is not None:
                starts[whole(override.get(f"{W}ilvl"))] = whole(start, 1)
        levels = {whole(o.get(f"{W}ilvl")): _level(lvl) for o in item.iterfind(f"{W}lvlOverride")
                  if (lvl := o.find(f"{W}lvl")) is not None}
        uses[item.get(f"{W}numId", "")] = (value(item, "abstractNumId") or "", starts, levels)
    return Counting(lists, uses)


def _levels(item: Any) -> dict[int, Level]:
    return {whole(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in item.iterfind(f"{W}lvl")}


def _level(lvl: Any) -> Level:
    choice = lvl.find(f"{W}numFmt")
    if choice is None:
        choice = next(lvl.iter(f"{W}numFmt"), None)
    restart = value(lvl, "lvlRestart")
    return Level(
        whole(value(lvl, "start"), 1) if value(lvl, "start") is not None else 0,
        choice.get(f"{W}val", "decimal") if choice is not None else "decimal",
        (value(lvl, "lvlText") or "")[:200], value(lvl, "pStyle") or "", bool(switched(lvl, "isLgl")),
        None if restart is None else whole(restart), choice.get(f"{W}format", "")[:40] if choice is not None else "")


def read_styles(root: Any) -> tuple[dict[str, Style], str]:
    """Styles by id with what they inherit, and the id of the default paragraph style."""
    raw = {s.get(f"{W}styleId", ""): s for s in root.iterfind(f"{W}style")}
    found: dict[str, Style] = {}
    for key in raw:
        _inherit(key, raw, found)
    default = next((key for key, s in raw.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true")), "")
    return found, default


def _inherit(key: str, raw: Mapping[str, Any], found: dict[str, Style]) -> None:
    chain: list[str] = []
    at = key
    while at in raw and at not in found and at not in chain:
        chain.append(at)
        at = value(raw[at], "basedOn") or ""
    base = found.get(at, Style())
    for at in reversed(chain):
        base = found[at] = _style(raw[at], base)


def _style(element: Any, base: Style) -> Style:
    properties, look = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    number = properties.find(f"{W}numPr") if properties is not None else None
    key, level = (value(number, "numId"), value(number, "ilvl")) if number is not None else (None, None)
    outline = value(properties, "outlineLvl")
    hidden = switched(look, "vanish")
    return Style(value(element, "name") or "", base.number if key is None else key,
                 base.level if level is None else whole(level), base.outline if outline is None else whole(outline, -1),
                 base.hidden if hidden is None else hidden)
