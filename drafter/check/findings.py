"""What checking finds: the records of architecture §4 and, as plain data, of §7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["present", "weak", "contradicted", "missing", "not-assessed"]
Applies = Literal["yes", "no", "unknown"]
Result = Literal["met", "hedged", "no-obligor", "wrong-obligor", "permission", "negated", "blank", "planned", "doubted", "mentioned",
                 "none"]
GAPS = frozenset({"weak", "contradicted", "missing"})


@dataclass(frozen=True)
class Evidence:
    """A passage `start:end` of the document's text that carries a verdict."""

    quote: str
    start: int
    end: int
    place: str
    zone: str
    language: str

    def data(self) -> dict[str, Any]:
        return {"quote": self.quote, "start": self.start, "end": self.end, "place": self.place, "zone": self.zone,
                "language": self.language}


@dataclass(frozen=True)
class RequirementFinding:
    """How one requirement fares, with the passage that says so. `heard`: it is met, no cue found it, the trained
    reader did.
    """

    id: str
    result: Result
    core: bool = False
    evidence: Evidence | None = None
    heard: bool = False

    @property
    def met(self) -> bool:
        return self.result == "met"


@dataclass(frozen=True)
class ElementFinding:
    """The verdict on one key element, with its reasons and proof."""

    id: str
    title: str
    level: str
    severity: str
    applies: Applies
    applies_reason: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    requirements: tuple[RequirementFinding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def gap(self) -> bool:
        return self.level == "required" and self.applies != "no" and self.verdict in GAPS

    def data(self) -> dict[str, Any]:
        """The element in the form of the JSON contract; the suggestion is added by who knows the clauses."""
        return {"id": self.id, "title": self.title, "level": self.level, "applies": self.applies,
                "verdict": self.verdict, "reasons": list(self.reasons),
                "requirements": [{"id": r.id, "met": r.met} for r in self.requirements],
                "evidence": [e.data() for e in self.evidence], "sources": list(self.sources)}


@dataclass(frozen=True)
class Checked:
    """Everything the check of one document's elements found.

    `uncovered`: languages in it that cannot be judged. `instrument`: whether the text binds anybody at all. `heard`: whether the
    trained reader read it too.
    """

    kind: str
    kind_source: Literal["given", "detected"]
    languages: tuple[str, ...]
    elements: tuple[ElementFinding, ...]
    uncovered: tuple[str, ...] = ()
    instrument: bool = True
    heard: bool = False

    def __getitem__(self, element: str) -> ElementFinding:
        return next(e for e in self.elements if e.id == element)

    def summary(self) -> dict[str, dict[str, int]]:
        """How many elements that apply came out how, by level."""
        result: dict[str, dict[str, int]] = {}
        for element in self.elements:
            if element.applies != "no":
                counts = result.setdefault(element.level, {})
                counts[element.verdict] = counts.get(element.verdict, 0) + 1
        return result
