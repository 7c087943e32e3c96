"""Words that a page broke, joined or spread: mended only when the document's own vocabulary says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from drafter.read.mapped import Edit, Mapped, edit

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([^\W\d_]{2,})(?![\w-])")
_PREFIXES = frozenset((
    "non", "multi", "self", "co", "anti", "semi", "post", "pre", "ex", "re", "sub", "inter", "counter", "cross", "vice", "so", "well",
    "end", "long", "short", "high", "low", "on", "third", "half", "quasi", "socio", "sous", "mi", "contre", "extra", "intra", "pro"))
_COMPOUNDS = frozenset(("self", "ill", "well", "cross", "half", "non", "vice", "end", "high", "low", "long", "short", "third"))
"""Words that keep their hyphen before another, also where the document shows neither elsewhere."""
_STUCK = re.compile(r"(?<![\w-])(in|of|to|by|for|on|and|with|from|under|upon)"
                    r"(the|which|this|these|those|such|any|that|an?y? party)(?=\s+[^\W\d_])(?!\w)")
_AFTER_MARK = re.compile(r"(?<=[^\W\d_]{2}[;:,])(?=[A-ZÀ-Ý][^\W\d_])|(?<=[a-zà-ÿ)][)”\"»];)(?=[A-ZÀ-Ý])"
                         r"|(?<=[a-zà-ÿ]{3}[.])(?=[A-ZÀ-Ý][a-zà-ÿ]+\s)|(?<=[a-zà-ÿ][)”\"»])(?=[A-ZÀ-Ý][a-zà-ÿ]+\s)"
                         r"|(?<=\bPreamble)(?=[A-Z])|(?<=\bPréambule)(?=[A-ZÀ-Ý])|(?<=\bPreámbulo)(?=[A-ZÀ-Ý])")
_SPACED = re.compile(r"(?<!\S)(?:[A-ZÀ-Ý] ){3,}[A-ZÀ-Ý](?!\S)")
_SPACED_HAN = re.compile(r"\s*[\u4e00-\u9fff](?: {1,6}[\u4e00-\u9fff]){1,11}\s*")
_SPLIT = re.compile(r"(?<![\w-])([^\W\d_]{2,}) (?=([^\W\d_]{2,})(?![\w-]))")
_URL = re.compile(r"\S*(?:://|www\.|@)\S*")


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the document, in lower case; hyphenated words count whole."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_TOKEN.findall(text.lower()))
    return counts


def hyphen_stays(head: str, tail: str, known: Counter[str]) -> bool:
    """Whether `head-⏎tail` is a word with a hyphen of its own (multi-stakeholder), not one broken at the line's end."""
    whole, hyphened = (head + tail).lower(), f"{head}-{tail}".lower()
    if known[whole] > known[hyphened]:
        return False
    if known[hyphened]:
        return True
    if tail[:1].isupper():
        return True
    if head.lower() in _COMPOUNDS and len(tail) > 3 and tail != "ness":
        return True
    return (head.lower() in _PREFIXES and known[tail.lower()] > 0) or (known[head.lower()] > 1 and known[tail.lower()] > 1)


def mend(mapped: Mapped, known: Counter[str]) -> Mapped:
    """Inside a paragraph: assess-ments, inwhich, provi sions, A R T I C L E, Preamble stuck to the next word."""
    text = mapped.text
    if _SPACED_HAN.fullmatch(text):
        return edit(mapped, [(m.start(), m.end(), "") for m in re.finditer(" +", text)])
    edits: list[Edit] = []
    if "-" in text:
        edits += _hyphens(text, known)
    edits += _stuck(text)
    edits += _spread(text)
    if len(known) > 200:
        edits += _split(text, known)
    return edit(mapped, apart(edits)) if edits else mapped


def _hyphens(text: str, known: Counter[str]) -> Iterator[Edit]:
    for match in _HYPHEN.finditer(text):
        head, tail = match[1], match[2]
        whole = (head + tail).lower()
        if tail[0].islower() and known[whole] and not known[tail.lower()] and known[whole] >= known[match[0].lower()]:
            yield match.end(1), match.start(2), ""


def _stuck(text: str) -> Iterator[Edit]:
    for match in _STUCK.finditer(text):
        yield match.end(1), match.end(1), " "
    if not any(c in text for c in ";:,.)”\"»") and "Pr" not in text:
        return
    addresses = [m.span() for m in _URL.finditer(text)] if "@" in text or "www." in text or "://" in text else []
    for match in _AFTER_MARK.finditer(text):
        if not any(a <= match.start() <= b for a, b in addresses):
            yield match.start(), match.start(), " "


def _spread(text: str) -> Iterator[Edit]:
    for match in _SPACED.finditer(text):
        for at in range(match.start(), match.end()):
            if text[at] == " ":
                yield at, at + 1, ""


def _split(text: str, known: Counter[str]) -> Iterator[Edit]:
    for match in _SPLIT.finditer(text):
        head, tail = match[1].lower(), match[2].lower()
        if known[head] == 1 and known[tail] == 1 and match[2].islower() and len(head + tail) > 6 and known[head + tail] > 1:
            yield match.end(1), match.end(1) + 1, ""


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order, without those that overlap an earlier one."""
    result: list[Edit] = []
    for start, end, new in sorted(edits):
        if not result or start > result[-1][1] or (start == result[-1][1] and end > start):
            result.append((start, end, new))
    return result
