"""The language of a paragraph, from its script and its smallest words. No dependency, no guess on a single word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from drafter.read.chars import HANZI, LETTER

OTHER = "other"
"""A language the program does not cover."""
_WORDS = {
    "en": "the of and to in for shall be by or any with on this that is are as such not from will may which between agreement "
          "article party parties its their it at an all has have been if under other upon security",
    "es": "el la los las de del y que en se por con para una un al o su sus deberá podrá como entre lo no es este esta presente "
          "convenio acuerdo partes artículo ambas dicho cuando será sobre sin",
    "fr": "le la les des et du de en dans est aux ou par une un pour sur qui que au ce cette ces doit peut sont avec leur leurs "
          "présente présent accord parties entre convention article il ne pas à l d être",
    "pt": "o os as das dos em não uma ao pelo pela que para com por entre da do e um no na nos são seu sua às ou acordo",
    "it": "il di che della dei degli per è una nel con gli del al alla sono le la tra un e in da lo presente accordo",
    "de": "der die und das den mit für von zu dem ist nicht auf im des ein eine oder wird sich nach bei durch werden zwischen",
    "nl": "het een van de en voor tussen betreffende aanwezig op dat in met aan te door zijn als bij deze wordt inzake hun elkaars "
          "der houdende verdrag koninkrijk nederlanden op nader treedt",
}
_COVERED = ("en", "es", "fr", "zh")
_HOLDERS: dict[str, list[str]] = {}
for _code, _list in _WORDS.items():
    for _word in set(_list.split()):
        _HOLDERS.setdefault(_word, []).append(_code)
_TOKEN = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
_SAMPLE = 3000


def guess(text: str) -> str:
    """`en`, `zh`, `es`, `fr`, `other` (surely none of these), or empty when the words do not tell."""
    sample = text if len(text) <= _SAMPLE else text[:_SAMPLE // 2] + " " + text[-_SAMPLE // 2:]
    if not sample.isascii():
        letters = len(LETTER.findall(sample))
        foreign = len(_FOREIGN.findall(sample))
        if foreign * 4 > letters:
            return OTHER
        if 2 * len(HANZI.findall(sample)) * 2 > letters + len(HANZI.findall(sample)):
            return "zh"
    return _latin(Counter(_TOKEN.findall(sample.lower())))


def _latin(tokens: Counter[str]) -> str:
    ranked = _scores(tokens)
    if not ranked:
        return ""
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if score < 1.0 or score < 1.25 * second or score * 40 < sum(tokens.values()):
        return ""
    return best if best in _COVERED else OTHER


def _scores(tokens: Counter[str]) -> list[tuple[str, float]]:
    """Languages by the small words found, each word shared among those that have it; highest first."""
    scores: dict[str, float] = {}
    few = sum(tokens.values()) < 6
    for word, count in tokens.items():
        holders = () if few and len(word) == 1 else _HOLDERS.get(word, ())
        for code in holders:
            scores[code] = scores.get(code, 0.0) + count / len(holders)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _doubtful(text: str) -> dict[str, float] | None:
    """The scores of a text too short to be sure of its language; None when it is sure."""
    if len(text) > 400 or HANZI.search(text) or _FOREIGN.search(text):
        return None
    ranked = _scores(Counter(_TOKEN.findall(text.lower())))
    if len(ranked) and ranked[0][1] >= 2.5 and (len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]):
        return None
    return dict(ranked)


def spread(texts: Sequence[str]) -> list[str]:
    """The language of each paragraph; those too short to tell take that of the nearest surer neighbour in Latin script.

    Headings look ahead first, longer ones back.
    """
    found = [guess(text) for text in texts]
    doubts = [_doubtful(text) for text in texts]
    sure = [code if doubt is None else "" for code, doubt in zip(found, doubts, strict=True)]
    before = _nearest(sure)
    after = _nearest(sure[::-1])[::-1]
    return [_settled(texts[n], found[n], doubts[n], before[n], after[n]) for n in range(len(texts))]


def _settled(text: str, code: str, doubt: dict[str, float] | None, before: str, after: str) -> str:
    """The language of a paragraph between its neighbours: its own words decide against theirs only if clearly."""
    near = [c for c in ((after, before) if _leads(text) else (before, after)) if c]
    if doubt is None or not near or not LETTER.search(text):
        return code
    own = doubt.get(code, 0.0)
    likely = [c for c in near if not code or doubt.get(c, 0.0) >= 0.6 * own or (own < 1.5 and code == OTHER)]
    return likely[0] if likely else code


def _leads(text: str) -> bool:
    """Whether a text may be a heading, which speaks the language of what follows."""
    return len(text) < 60 and text[-1:] not in ".;,:"


def _nearest(sure: Sequence[str]) -> list[str]:
    last, result = "", []
    for code in sure:
        last = code if code in ("en", "es", "fr") else last
        result.append(last)
    return result


def shares(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """How much of the letters each language has, from (language, text); most first."""
    counts: Counter[str] = Counter()
    for code, text in pairs:
        counts[code] += len(LETTER.findall(text)) + len(HANZI.findall(text))
    total = sum(counts.values()) or 1
    return {code: round(n / total, 4) for code, n in counts.most_common() if code}
