"""Subjects left to something else: an instrument named as a whole, an annex that is not there."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.check import judge
from drafter.check.text import Sentence
from drafter.check.verdicts import Case, Outcome

_NUMBER = re.compile(r"\s*(?:no\.?\s*)?([A-Z]\b|\d{1,2}|[IVX]{1,4}\b|[〇一二三四五六七八九十]{1,3})", re.IGNORECASE)

_SHORT = 160
"""Longer sentences say something of their own."""


def weigh(case: Case, outcome: Outcome) -> Outcome:
    """Add `by-reference` or `annex-not-supplied`; a subject wholly left to an annex not supplied cannot be judged."""
    if outcome.verdict not in ("weak", "missing"):
        return outcome
    for number in case.topics():
        sentence = case.text.sentences[number]
        if sentence.title or not judge.operative(sentence, case.element.id):
            continue
        left = _left(case, sentence)
        if not left:
            continue
        evidence = outcome.evidence or (judge.passage(case.text, sentence, sentence.start, sentence.start + 1),)
        if left == "annex" and not any(r.core and r.result not in ("none", "mentioned") for r in outcome.requirements):
            return replace(outcome, verdict="not-assessed", reasons=("annex-not-supplied",), evidence=evidence)
        reason = "annex-not-supplied" if left == "annex" else "by-reference"
        return replace(outcome, verdict="weak", reasons=tuple(dict.fromkeys([*outcome.reasons, reason])), evidence=evidence)
    return outcome


def _left(case: Case, sentence: Sentence) -> str:
    """What a sentence leaves its subject to: `annex` (not in the text), `instrument`, or nothing."""
    hits = case.text.hits(sentence)
    words = case.text.words(sentence)
    led = [h for h in hits if h.kind == "instruments"]
    for hit in hits:
        if hit.kind != "heading:schedule" or not any(0 <= hit.start - i.end <= 6 for i in led):
            continue
        number = _NUMBER.match(words[hit.end:])
        if number and len(words) <= _SHORT and not _attached(case, hit.phrase, number[1]):
            return "annex"
    named = [h for h in hits if h.kind == "annexes"]
    return "instrument" if len(words) <= _SHORT and any(0 <= n.start - i.end <= 40 for i in led for n in named) else ""


def _attached(case: Case, word: str, number: str) -> bool:
    """Whether the text has a schedule of that number, or schedules cannot be told apart."""
    text = case.text.document.text
    cited = re.escape(word) + r"\s*" + re.escape(number) + r"(?!\w)"
    return bool(re.search(r"(?:^|\n)\s*" + cited, text, re.IGNORECASE))
