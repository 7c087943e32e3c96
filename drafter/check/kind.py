"""What kind of document a text is, guessed from its title, its parties and its words."""

from __future__ import annotations

import re

from drafter.check.text import Sentence, Text

KINDS = ("working-group-terms", "private-security-annex", "support-agreement", "mou-tripartite", "mou-police", "mou-defence")
REPORTS = ("company-practice-case", "country-case", "incident-case", "initiative-profile", "initiative-study", "voluntary-initiative")
"""Kinds that are judged by what they tell. A text is never taken for the last: any agreement or code may be checked as one."""
SETS = ("mou", "case")
_WEIGHT = {"working-group-terms": 2.0, "private-security-annex": 1.6, "support-agreement": 1.2, "mou-tripartite": 1.6,
           "mou-police": 1.0, "mou-defence": 1.0}
_TITLE = 6.0


_FIRST, _TITLED = 6, 120
"""Sentences at the head of a text, of at most so many letters, in which it may say what it is."""
_SPEAKS = 0.3
"""Part of the operative sentences that speak of duties from which a text without parties and signatures counts as an instrument."""
_MODAL = frozenset({"strong", "weak", "permission", "forbid", "disclaim"})
_FUTURE = {"es": re.compile(r"\w(?:rá|rán|remos)\b"), "fr": re.compile(r"\w(?:ra|ront)\b|\bs'engagent?\b")}
"""Duties in the future tense, which the lists of modals do not hold."""


_HEAD, _HEADED, _LEAST = 4, 3.0, 3.0
"""Sentences at the head in which words of a kind count thrice; what must come together before a text is taken for a report."""


def of(kind: str) -> str:
    """The set of elements that a kind of document is judged by."""
    return "case" if kind in REPORTS else "mou"


def report(text: Text) -> str:
    """The kind of report a text is; empty where it binds somebody, or where too little speaks for a report."""
    scores = dict.fromkeys(REPORTS, 0.0)
    seen = set[tuple[str, str]]()
    for sentence in text.sentences:
        early = sentence.index < _HEAD or sentence.title
        for hit in text.hits(sentence):
            name = hit.kind.removeprefix("kind:")
            if name in scores and (name, hit.phrase) not in seen:
                seen.add((name, hit.phrase))
                scores[name] += _HEADED if early else 1.0
    best = max(REPORTS, key=lambda k: (scores[k], -REPORTS.index(k)))
    return best if scores[best] >= _LEAST and not _agreed(text) else ""


def _agreed(text: Text) -> bool:
    """Whether a text has the shape of an agreement: it names parties, or calls itself one at its head."""
    return bool(text.names) or _papers(text)


def _papers(text: Text) -> bool:
    return any(h.kind == "papers" for s in text.sentences[:_FIRST] if s.end - s.start <= _TITLED for h in text.hits(s))


def instrument(text: Text) -> bool:
    """Whether a text binds anybody: it calls itself an agreement, names its parties, is signed, or speaks of duties throughout.

    A report or a leaflet about agreements does none of this: what it tells proves nothing.
    """
    if len(text.names) > 1 or any(s.zone == "signature" for s in text.sentences):
        return True
    if _papers(text):
        return True
    told = [s for s in text.sentences if s.zone in ("operative", "schedule", "recital", "opening") and not s.title]
    if any(h.kind == "operative" for s in told for h in text.hits(s)):
        return True
    return sum(_speaks(text, s) for s in told) >= _SPEAKS * len(told)


def _speaks(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence, or the lead-in of its list, speaks of what somebody must or may do."""
    future = _FUTURE.get(sentence.language)
    hits = text.hits(sentence) + (text.hits(text.sentences[sentence.lead]) if sentence.lead >= 0 else [])
    return any(h.kind in _MODAL for h in hits) or bool(future and future.search(text.words(sentence)))


def detect(text: Text) -> str:
    """The most likely kind. Words in the title and opening count more; each word counts at most four times."""
    scores = dict.fromkeys(KINDS, 0.0)
    counts: dict[tuple[str, str], int] = {}
    for sentence in text.sentences:
        early = sentence.index < 4 or sentence.zone == "opening"
        for hit in text.hits(sentence):
            name = hit.kind[5:]
            if not hit.kind.startswith("kind:") or name not in scores:
                continue
            key = (name, hit.phrase)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] <= 4:
                scores[name] += _WEIGHT[name] * (_TITLE if early and counts[key] == 1 else 1.0)
    return max(KINDS, key=lambda k: (scores[k], -KINDS.index(k))) if any(scores.values()) else "mou-police"
