"""Facts a text shows about itself, and whether an element that depends on facts applies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from drafter.check.findings import Applies
from drafter.check.language import Hit
from drafter.check.text import Sentence, Text
from drafter.conditions import holds, show
from drafter.schema import Element

_JUST_AFTER = 24
_OPENS = 12
"""Letters within which a sentence or a part of it opens with an exception."""
_KINDS = 3
"""Kinds of support that must be named where the whole is not."""
_TAKES_BACK = frozenset({"exceptions", "permission", "weak", "waives"})
_PART = re.compile(r"[;；]")
_AMENDED = re.compile(r"\W*(?:[\w']+\W+){0,5}?(?:amend|modif|enmend|avenant|addendum|adenda)|本?[^，。；]{0,6}(?:修订|修改|补充协议)", re.IGNORECASE)
_BUT = re.compile(r"\b(?:but|however|yet|pero|sino que|mais)\b[^.;]{0,40}\b(?:shall|will|may|must|deber|podr|proporcion|suministr|doit|peut|fourni)|但(?:应|须|可|是应|需)"
                  r"|\bnothing\b[^.;]{0,60}\bbut\b|\bnada\b[^.;]{0,60}\b(?:sino|más que|salvo)\b|\brien\b[^.;]{0,60}\b(?:que|sauf|hormis)\b", re.IGNORECASE)
"""What gives with the other hand: no cash, but shall supply fuel."""
_ENDS = re.compile(r"\s*(?:[,.;，。；]|to\b|and\b|or\b|whether\b|of any\b|a\b|à\b|al\b|au|ni\b|y\b|et\b|$)")
"""What may follow "no support" when all support is meant, and not one kind of it."""
_SHOWN = {"armed": "armed", "private_security": "private_security", "support": "support_given", "equipment": "equipment_given"}


def express_none(text: Text, equipment: bool = False) -> Sentence | None:
    """The operative sentence that says no support (with `equipment`: no equipment) is given to the public force, without
    exception after it."""
    names = ("none:whole_equipment", "none:equipment", "none:equipment_act") if equipment else ("none:whole", "none:what", "none:act")
    for sentence in text.sentences:
        if sentence.zone != "operative" or sentence.title:
            continue
        found = text.hits(sentence)
        if not any(h.kind == names[2] for h in found) or not _bare(text, sentence):
            continue
        words = text.words(sentence)
        for low, high in pairwise([0, *(m.end() for m in _PART.finditer(words)), len(words)]):
            hits = [h for h in found if low <= h.start and h.end <= high]
            taken = any(h.kind == "exceptions" and high <= h.start < high + _OPENS for h in found)
            if not taken and _excludes(text, sentence, hits, words[:high], names):
                return sentence
    return None


def _excludes(text: Text, sentence: Sentence, hits: Sequence[Hit], words: str, names: tuple[str, str, str]) -> bool:
    """Whether a part of a sentence (its hits, the words up to its end) excludes all of it, or three kinds of it, for the force."""
    whole, what, act = names
    kinds = {h.kind for h in hits}
    acts = [h for h in hits if h.kind == act]
    all_of_it = any(h.kind == whole and _ENDS.match(words[h.end:]) for h in hits)
    denials = [h.start for h in hits if h.kind in ("negators", "forbid")]
    named = [h for h in hits if h.kind == what]
    if not acts or not denials:
        return False
    denied = min(denials)
    if denied >= acts[0].end + _JUST_AFTER or any(acts[0].start < h.start < denied for h in named) or kinds & _TAKES_BACK:
        return False
    if len({h.phrase for h in named}) < _KINDS and not all_of_it:
        return False
    giver = next((h.kind for h in hits if h.kind.startswith("role:")), "")
    if giver in ("role:force", "role:state") and "role:company" in kinds:
        return False
    if not kinds & {"role:force", "role:state"} and not _received(text, sentence):
        return False
    return not _BUT.search(words[acts[0].start:]) and not _limited(hits, words)


def _received(text: Text, sentence: Sentence) -> bool:
    """Whether the paragraph speaks of the force beside the sentence."""
    near = [s for s in text.sentences[max(0, sentence.index - 1):sentence.index + 2] if s.paragraph == sentence.paragraph]
    return any(h.kind in ("role:force", "role:state") for s in near for h in text.hits(s))


def _limited(hits: Sequence[Hit], words: str) -> bool:
    """Whether the ban holds only for some case: unless, without, before; not where only an amendment could change it."""
    return any(h.kind == "unless" and h.phrase not in ("other than", "even") and not _AMENDED.match(words[h.end:]) for h in hits)


def _bare(text: Text, sentence: Sentence) -> bool:
    """Whether the following sentence takes nothing back."""
    following = text.sentences[sentence.index + 1:sentence.index + 2]
    return not any(h.kind == "exceptions" for s in following if s.article == sentence.article for h in text.hits(s) if h.start < _OPENS)


def facts(text: Text, none: Sentence | None) -> dict[str, Any]:
    """What the operative text shows: armed, private security, support given, binding or not. Silence says nothing."""
    found: dict[str, Any] = {}
    for sentence in text.sentences:
        if sentence.zone not in ("operative", "schedule"):
            continue
        for hit in text.hits(sentence):
            if hit.kind.startswith("fact:"):
                name = hit.kind[5:]
                if name == "nonbinding":
                    found["binding_effect"] = "none"
                elif none is None or not name.startswith(("support", "equipment")):
                    found.setdefault(_SHOWN[name], True)
    return found


def applies(element: Element, known: Mapping[str, Any]) -> tuple[Applies, str]:
    """Whether an element applies, and why."""
    if not element.applies:
        return "yes", "always"
    told = " and ".join(show(c) for c in element.applies)
    if all(fact in known for fact, _, _ in element.applies):
        return ("yes" if holds(element.applies, known) else "no"), told
    if element.presume:
        return "yes", f"presumed: {told}"
    return "unknown", f"depends on: {told}"
