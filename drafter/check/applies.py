"""Facts a text shows about itself, and whether an element that depends on facts applies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from drafter.check.findings import Applies
from drafter.check.text import Sentence, Text
from drafter.conditions import holds, show
from drafter.schema import Element

_JUST_AFTER = 12
_BUT = re.compile(r"\b(?:but|however|yet|pero|sino que|mais)\b[^.;]{0,40}\b(?:shall|will|may|must|deber|podr|proporcion|suministr|doit|peut|fourni)|但(?:应|须|可|是应|需)", re.IGNORECASE)
"""What gives with the other hand: no cash, but shall supply fuel."""
_ENDS = re.compile(r"\s*(?:[,.;，。；]|to\b|and\b|or\b|whether\b|of any\b|a\b|à\b|al\b|au|ni\b|y\b|et\b|$)")
"""What may follow "no support" when all support is meant, and not one kind of it."""
_SHOWN = {"armed": "armed", "private_security": "private_security", "support": "support_given", "equipment": "equipment_given"}


def express_none(text: Text, equipment: bool = False) -> Sentence | None:
    """The operative sentence that says no support (with `equipment`: no equipment) is given to the public force, without
    exception after it."""
    whole, what, act = ("whole_equipment", "equipment", "equipment_act") if equipment else ("whole", "what", "act")
    for sentence in text.sentences:
        if sentence.zone != "operative" or sentence.title:
            continue
        hits = text.hits(sentence)
        kinds = {h.kind for h in hits}
        acts = [h for h in hits if h.kind == f"none:{act}"]
        whats = {h.phrase for h in hits if h.kind == f"none:{what}"}
        all_of_it = any(h.kind == f"none:{whole}" and _ENDS.match(text.words(sentence)[h.end:]) for h in hits)
        if not acts or (len(whats) < 3 and not all_of_it) or "exceptions" in kinds:
            continue
        giver = next((h.kind for h in hits if h.kind.startswith("role:")), "")
        if giver in ("role:force", "role:state") and "role:company" in kinds:
            continue
        if not kinds & {"role:force", "role:state"} and not _received(text, sentence):
            continue
        before = [h for h in hits if h.kind in ("negators", "forbid") and h.start < acts[0].end + _JUST_AFTER]
        if _BUT.search(text.words(sentence)[acts[0].start:]):
            continue
        if before and "permission" not in kinds and "weak" not in kinds and not _limited(text, sentence) and _bare(text, sentence):
            return sentence
    return None


def _received(text: Text, sentence: Sentence) -> bool:
    """Whether the paragraph speaks of the force beside the sentence."""
    near = [s for s in text.sentences[max(0, sentence.index - 1):sentence.index + 2] if s.paragraph == sentence.paragraph]
    return any(h.kind in ("role:force", "role:state") for s in near for h in text.hits(s))


def _limited(text: Text, sentence: Sentence) -> bool:
    """Whether the ban holds only for some case: unless, without, before."""
    return any(h.kind == "unless" and h.phrase not in ("other than", "even") for h in text.hits(sentence))


def _bare(text: Text, sentence: Sentence) -> bool:
    """Whether the following sentence takes nothing back."""
    following = text.sentences[sentence.index + 1:sentence.index + 2]
    return not any(h.kind == "exceptions" for s in following if s.article == sentence.article for h in text.hits(s) if h.start < 12)


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
