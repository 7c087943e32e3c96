"""Facts a text shows about itself, and whether an element that depends on facts applies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.check.findings import Applies
from drafter.check.text import Sentence, Text
from drafter.conditions import holds, show
from drafter.schema import Element

_SHOWN = {"armed": "armed", "private_security": "private_security", "support": "support_given", "equipment": "equipment_given"}


def express_none(text: Text) -> Sentence | None:
    """The operative sentence that says no support is given to the public force, without exception after it."""
    for sentence in text.sentences:
        if sentence.zone != "operative":
            continue
        hits = text.hits(sentence)
        kinds = {h.kind for h in hits}
        whats = {h.phrase for h in hits if h.kind == "none:what"}
        acts = [h for h in hits if h.kind == "none:act"]
        if not acts or len(whats) < 3 or "exceptions" in kinds or not kinds & {"role:force", "role:state"}:
            continue
        before = [h for h in hits if h.kind in ("negators", "forbid") and h.start < acts[0].end]
        if before and "permission" not in kinds and "weak" not in kinds and _bare(text, sentence):
            return sentence
    return None


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
