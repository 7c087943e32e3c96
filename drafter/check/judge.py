"""One requirement against one passage: met, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.check.duties import Duty, Reader
from drafter.check.findings import Evidence, Result
from drafter.check.match import Fired, Matches
from drafter.check.text import Sentence, Text
from drafter.check.zones import OPERATIVE
from drafter.library.cues import Pattern
from drafter.schema import Element, Requirement

OPENING = frozenset({"parties-authority", "notices-languages-signature", "purpose-scope", "term-amendment", "annex-set"})
"""Elements whose place is also the opening or the signature block."""
DEFINED = frozenset({"purpose-scope"})
RANK: tuple[Result, ...] = ("met", "doubted", "hedged", "planned", "blank", "permission", "no-obligor", "wrong-obligor", "negated", "mentioned", "none")
_EMPTIED = frozenset({"hedged", "permission", "negated", "blank"})
_CLEAR, _SURE = 0.05, 0.5
"""Certainty from which what the trained reader hears is words that bind, and from which, as it was taught near misses, it outweighs
what rules hold against them; chosen on tests/labelled/third (models/README.md)."""
_OBLIGOR, _FORCE = frozenset({"no-obligor", "wrong-obligor"}), frozenset({"permission", "negated"})
_LONG = 240
_LABEL, _NEAR = 2, 60
"""Letters from which what stands after a colon is a value; letters from words of a plan to what is planned."""


@dataclass(frozen=True)
class Judged:
    """A requirement found in a sentence, and how it fares there."""

    result: Result
    sentence: Sentence
    fired: Fired
    duty: Duty | None = None
    topical: bool = False


def operative(sentence: Sentence, element: str) -> bool:
    """Whether a sentence can bind for an element."""
    return sentence.zone in OPERATIVE or (sentence.zone in ("opening", "signature") and element in OPENING) \
        or (sentence.zone == "definition" and element in DEFINED)


def judge(text: Text, reader: Reader, element: Element, requirement: Requirement, fired: Fired) -> Judged:
    """How a requirement fares where its cues fired."""
    sentence = text.sentences[fired.sentence]
    if requirement.tells:
        return Judged(_told(text, reader, requirement, fired), sentence, fired)
    if sentence.title or not operative(sentence, element.id):
        return Judged("mentioned", sentence, fired)
    duty = reader.read(sentence, fired.anchor, (fired.start, fired.end), fired.phrases)
    result = (_polarity(element, requirement, duty) or _force(requirement, duty) or _blank(text, sentence, fired)
              or _obligor(element, requirement, duty))
    if result == "negated" and fired.width and not duty.disclaimed:
        result = "none"
    return Judged(result or "met", sentence, fired, duty)


def _told(text: Text, reader: Reader, requirement: Requirement, fired: Fired) -> Result:
    """How a requirement fares in a text that tells: whether it is said, or only planned, denied or left blank.

    A heading tells nothing by itself. What is meant by a wish or a plan does not count where only what is done does.
    """
    sentence = text.sentences[fired.sentence]
    if fired.alone or (sentence.title and not _valued(text.words(sentence))):
        return "mentioned"
    if _blank(text, sentence, fired):
        return "blank"
    duty = reader.read(sentence, fired.anchor, (fired.start, fired.end), fired.phrases)
    if requirement.polarity == "duty" and duty.negated and not duty.rescued:
        return "negated"
    if requirement.tells == "done" and _planned(text, sentence, fired):
        return "planned"
    return "met"


def _valued(words: str) -> bool:
    """Whether a heading is a label with its value after the colon."""
    _, colon, value = words.replace("：", ":").partition(":")
    return bool(colon) and len(value.strip()) > _LABEL


def _planned(text: Text, sentence: Sentence, fired: Fired) -> bool:
    """Whether words of a plan or a wish govern what was found: before it, and near."""
    low, high = fired.start - sentence.start, fired.anchor[1] - sentence.start
    return any(h.kind == "planned" and h.end <= high and h.start >= low - _NEAR for h in text.hits(sentence))


def _polarity(element: Element, requirement: Requirement, duty: Duty) -> Result | None:
    if requirement.polarity == "either":
        void = duty.opens or (element.human_rights and duty.waived)
        return "negated" if duty.disclaimed and void else None
    if requirement.polarity == "prohibition":
        if duty.disclaimed:
            return "negated"
        if not duty.forbidden:
            return "permission" if duty.strength == "permission" else "none"
        return "hedged" if duty.excepted else None
    if duty.disclaimed:
        return "negated"
    return "negated" if duty.negated and not duty.rescued else None


def _force(requirement: Requirement, duty: Duty) -> Result | None:
    if duty.strength == "weak" or duty.hedge:
        return "hedged"
    if duty.strength == "permission" and not requirement.permission and not (requirement.polarity != "duty" and duty.forbidden):
        return "permission"
    return None


def _blank(text: Text, sentence: Sentence, fired: Fired) -> Result | None:
    words = text.words(sentence)
    start, end = fired.start - sentence.start, fired.end - sentence.start
    low = max(start - 60, *(words.rfind(sign, 0, start) for sign in ";；"))
    high = min([end + 60, *(at for at in (words.find(sign, end) for sign in ";；") if at >= 0)])
    blank = any(h.kind in ("placeholders", "pending") and low <= h.start and h.end <= high for h in text.hits(sentence))
    return "blank" if blank else None


def _obligor(element: Element, requirement: Requirement, duty: Duty) -> Result | None:
    wanted = set(requirement.obligor or element.obligor)
    if wanted & {"force", "state"}:
        wanted |= {"force", "state"}
    if not duty.roles:
        return "no-obligor" if duty.agentless and not requirement.passive else None
    if duty.roles == {"third"}:
        return "wrong-obligor"
    if (requirement.passive and not requirement.obligor) or wanted & {"all", "members"} or "all" in duty.roles or duty.roles & wanted:
        return None
    return "wrong-obligor"


def best(text: Text, reader: Reader, matches: Iterable[Matches], element: Element, requirement: Requirement,
         patterns: dict[str, tuple[Pattern, ...]], heard: Sequence[Fired] | None = None) -> list[Judged]:
    """Every passage where a requirement was found by its cues, or heard: surely, or where the cues find it nowhere emptied; the best
    first. Of what the cues find and the trained reader, where it was asked, hears nowhere, not even faintly, nothing is met.
    """
    found = [judge(text, reader, element, requirement, fired)
             for m in matches for pattern in patterns.get(m.index.code, ()) for fired in m.fired(pattern)]
    if heard is not None and not heard:
        found = [replace(one, result="doubted") if one.result == "met" else one for one in found]
    emptied = any(one.result in _EMPTIED for one in found)
    known = {one.fired.sentence for one in found if one.result != "none"}
    found += [_trusted(judge(text, reader, element, requirement, fired)) for fired in heard or ()
              if fired.heard >= (_SURE if emptied else _CLEAR) and fired.sentence not in known]
    return sorted(found, key=lambda j: (RANK.index(j.result), j.fired.width, j.fired.end - j.fired.start, j.fired.sentence))


def _trusted(one: Judged) -> Judged:
    """What is heard was learned with its obligor: that by the rules it binds nobody or another does not count; surely heard, nor does
    that they find its force taken away.
    """
    waived = _OBLIGOR | _FORCE if one.fired.heard >= _SURE else _OBLIGOR
    return replace(one, result="met") if one.result in waived else one


def passage(text: Text, sentence: Sentence, start: int, end: int) -> Evidence:
    """The shortest passage around `start:end` that can be read: its sentence, or the part between semicolons of a long one."""
    low, high = sentence.start, sentence.end
    if high - low > _LONG:
        words = text.document.text
        low = max([low, *(words.rfind(sign, low, start) + 1 for sign in ";；")])
        high = min([high, *(n for n in (words.find(sign, end, high) for sign in ";；") if n >= 0)])
        while low < start and words[low].isspace():
            low += 1
    return Evidence(text.document.text[low:high], low, high, sentence.place, sentence.zone, sentence.language)
