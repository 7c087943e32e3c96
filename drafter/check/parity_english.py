"""What an English passage counts beside plain numbers: shares, rhythms, half periods, times of day, quarters, ordinals, years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.check import spelled
from drafter.check.parity_values import Value

_WORD = spelled.pattern("en").pattern
_NUMBER = rf"(?:\d+(?:\.\d+)?|{_WORD})"


def number(words: str) -> float | None:
    """A number in words or plain figures."""
    return float(words) if re.fullmatch(r"\d+(?:\.\d+)?", words) else spelled.latin(words, "en")


# --- stretches of the calendar

_QUARTER = r"(?P<q>first|second|third|fourth|last|[1-4](?:st|nd|rd|th)?)\s+quarter"
_PARTS = re.compile(
    rf"(?<![\w-])(?:{_QUARTER}|(?P<h>first|second)\s+half|(?P<c>q[1-4]|h[12]))(?:\s+of)?(?:\s+(?:the\s+year\s+)?(?P<y>(?:19|20)\d{{2}}))?(?![\w-])"
    r"|(?<![\w-])(?P<y2>(?:19|20)\d{2})\s+(?P<c2>q[1-4]|h[12])(?!\w)"
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_DECADE = re.compile(r"(?<![\w-])(?P<d>(?:19|20)\d0)['’]?s(?!\w)")
_CENTURY = re.compile(r"(?<![\w-])(?P<c>1\d|2[01])(?:st|th)[\s-]century")
_NOT_YEAR = re.compile(r"(?:resolution|no\.?|number|iso|iec|en|sa|act|rule|room|box|decree|convention|c\d*)\s*$")
_COUNTED_NEXT = re.compile(
    r"\s+(?:people|staff|personnel|households|families|(?!is|was|has|as|its|this|us|does|thus|towards|plus|always|sometimes|members)[a-z]{3,}s)(?![a-z])"
)
_YEAR = re.compile(r"(?<![\w.,$€£/:-])(?P<y>(?:19|20)\d{2})(?![\w%/-]|[.,]\d|:\d)")


def calendar(low: str) -> Iterator[Value]:
    """First half of 2021, Q2 2020, 1990s, 21st century."""
    for match in _PARTS.finditer(low):
        said = match["q"] or match["h"]
        code = match["c"] or match["c2"] or (("q" if match["q"] else "h") + str(_ORDER.get(said) or said[0]))
        year = match["y"] or match["y2"]
        if match["q"] or year or (match["h"] and re.match(r"\s+(?:of\s+)?(?:the|this|that|each|every)\s+year", low[match.end("h") + 5:])):
            yield Value("date", (int(year or 0), code), *match.span(), bool(year))
    for match in _DECADE.finditer(low):
        yield Value("date", ("decade", int(match["d"])), *match.span(), False)
    for match in _CENTURY.finditer(low):
        yield Value("date", ("century", int(match["c"])), *match.span(), False)


def years(low: str) -> Iterator[Value]:
    """Years that stand alone; a number that counts something, or that names a norm, is none."""
    for match in _YEAR.finditer(low):
        if not _NOT_YEAR.search(low[max(0, match.start() - 14): match.start()]) and not _COUNTED_NEXT.match(low, match.end()):
            yield Value("date", (int(match["y"]),), *match.span(), True, float(match["y"]))


# --- periods

_SIZES = {"minute": ("h", 1 / 60), "hour": ("h", 1), "day": ("h", 24), "week": ("h", 168), "fortnight": ("h", 336), "month": ("m", 1),
          "quarter": ("m", 3), "year": ("m", 12)}
_UNIT = r"(?P<u>minute|hour|day|week|fortnight|month|quarter|year)s?"
_EVERY = re.compile(rf"(?<![\w-])(?:every|each)\s+(?:(?P<n>{_NUMBER})\s+|(?P<o>second|other|half)[\s-]+)?{_UNIT}(?![\w-])")
_ADVERBS = (
    (re.compile(r"semi-?\s?annual(?:ly)?|half-?yearly|half-year(?= review| assessment| report)|bi-?annual(?:ly)?|six-monthly"), ("m", 6), True),
    (re.compile(r"biennial(?:ly)?"), ("m", 24), True),
    (re.compile(r"quarterly|three-monthly"), ("m", 3), True),
    (re.compile(r"bi-?monthly"), ("m", 2), True),
    (re.compile(r"annual(?:ly)?|yearly|per\s+annum"), ("m", 12), False),
    (re.compile(r"monthly"), ("m", 1), False),
    (re.compile(r"fortnightly"), ("h", 336), False),
    (re.compile(r"weekly"), ("h", 168), False),
    (re.compile(r"daily"), ("h", 24), False),
)
_TIMES = re.compile(
    rf"(?<![\w-])(?P<t>once|twice|thrice|{_NUMBER}\s+(?:[a-z]+\s+)?(?:times|meetings?|reviews?|visits?|sessions?|audits?|assessments?))\s+"
    rf"(?:(?:in|during)\s+)?(?:a|an|each|every|per)\s+{_UNIT}(?![\w-])"
)
_ONCE = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


def rhythms(low: str) -> Iterator[Value]:
    """Semi-annually, every six months, twice a year."""
    for match in _TIMES.finditer(low):
        first = re.match(_NUMBER, match["t"])
        often = _ONCE.get(match["t"]) or (number(first[0]) if first else None)
        if often:
            unit, size = _SIZES[match["u"]]
            size = size / often
            yield Value("rhythm", (unit, round(size, 4), False), *match.span(), unit == "m" and size not in (1, 12))
    for match in _EVERY.finditer(low):
        times = number(match["n"]) if match["n"] else (0.5 if match["o"] == "half" else 2) if match["o"] else 1
        if times:
            unit, size = _SIZES[match["u"]]
            yield Value("rhythm", (unit, round(size * times, 4), False), *match.span(), bool(match["n"] or match["o"]) and times != 1)
    for form, (unit, size), hard in _ADVERBS:
        for match in form.finditer(low):
            if not (low[match.start() - 1: match.start()].isalpha() or low[match.end(): match.end() + 1].isalpha()):
                yield Value("rhythm", (unit, float(size), False), *match.span(), hard)


_HALVES = re.compile(
    rf"(?<![\w-])(?:half[\s-](?:an?\s+)?(?P<u>minute|hour|day|month|year)s?"
    rf"|(?:an?\s+)?(?P<u2>minute|hour|day|month|year)\s+and\s+a\s+half|(?P<n>{_NUMBER})\s+and\s+a\s+half\s+(?P<u3>minute|hour|day|month|year)s?)(?![\w-])"
)
_ARTICLE = re.compile(r"(?<![\w-])an?\s+(?P<u>minute|hour|day|week|fortnight|month|quarter|year|decade)(?![\w’'-])")


def halves(low: str) -> Iterator[Value]:
    """Half a year, a day and a half, two and a half years; a month, which may be left out."""
    for match in _HALVES.finditer(low):
        unit, size = _SIZES[match["u"] or match["u2"] or match["u3"]]
        whole = 0.0 if match["u"] else 1.0 if match["u2"] else number(match["n"])
        if whole is not None:
            yield Value("span", (unit, round(size * (whole + 0.5), 4), False), *match.span(), True)
    for match in _ARTICLE.finditer(low):
        unit, size = ("m", 120) if match["u"] == "decade" else _SIZES[match["u"]]
        yield Value("span", (unit, round(float(size), 4), False), *match.span(), False, None if match["u"] == "decade" else 1.0)


# --- shares, times, ordinals

_UNDER = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_FRACTION = re.compile(rf"(?<![\w-])(?P<n>an?|{_WORD})[\s-]+(?P<d>{'|'.join(_UNDER)})s?(?![\w-])")
_AFTER_SHARE = re.compile(
    r"\s+(?:of|in|were|was|are|is|had|have|did|do|said|and|or|to|more|less|fewer|lower|higher|by|from|as|that|than|during|after|before|saw|left|came|went|took|would|will|could|can|never|also|"
    r"[a-z]+ed)\b|\s*[,.;:)]|\s*$"
)
_WITHIN = re.compile(r"\b(?:within|once|in|per|each|every|for|during)\s+$")
_HALF = re.compile(r"(?<![\w-])half(?![\w-]|\s+(?:of\s+(?:19|20)\d\d|an?\s|(?:days?|hours?|years?)\b))")
_ONE_IN = re.compile(rf"(?<![\w-])(?P<n>{_WORD})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<d>{_WORD}|\d+)(?![\w-])")


def shares(low: str) -> Iterator[Value]:
    """Two thirds, three-quarters, half, one in five: as per cent."""
    for match in _FRACTION.finditer(low):
        over, under = (1.0 if match["n"] in ("a", "an") else number(match["n"])), _UNDER[match["d"]]
        if match["d"] == "quarter":
            ordinal = bool(_WITHIN.search(low[max(0, match.start() - 12): match.start()]))
        else:
            ordinal = match["n"] in ("a", "an", "one") and not _AFTER_SHARE.match(low, match.end())
        if over and over < under and not ordinal:
            yield Value("percent", (round(100 * over / under, 2),), *match.span(), True)
    for match in _ONE_IN.finditer(low):
        over, per = number(match["n"]), number(match["d"])
        if over and per and over < per:
            yield Value("percent", (round(100 * over / per, 2),), *match.span(), False, firm=True)
    for match in _HALF.finditer(low):
        yield Value("percent", (50.0,), *match.span(), False, firm=True)


_TIME = re.compile(
    r"(?<![\w.,:/-])(?P<h>\d{1,2})(?::(?P<m>[0-5]\d))?\s?(?P<p>[ap])\.?\s?m(?:\.|(?![a-z]))|(?<![\w.,:/-])(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\d:])"
)


def times(low: str) -> Iterator[Value]:
    for match in _TIME.finditer(low):
        hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
        if match["p"]:
            hour = hour % 12 + (12 if match["p"] == "p" else 0)
        yield Value("time", (hour % 24, minute), *match.span(), True)


_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?P<w>{'|'.join(spelled.ordinals('en'))})|(?P<f>\d{{1,3}})(?:st|nd|rd|th))(?![\w]|-part|-hand|-rate|\s+(?:part(?:y|ies)|hand|"
    r"countr|aid\b|instance|of\s+all|and\s+foremost|place\b|line))"
)


def ordinals(low: str) -> Iterator[Value]:
    for match in _ORDINAL.finditer(low):
        count = float(match["f"] or spelled.ordinals("en")[match["w"]])
        if match["w"] != "second" or not re.search(r"\b(?:a|per|each|every)\s+$", low[: match.start()]):
            yield Value("ordinal", (count,), *match.span(), False, count, firm=count > 1)
