"""The records that pitfalls, mechanics and mismatches are told in (architecture §7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Mark:
    """A finding on `start:end` of the document's text. `detail` says in English what is wrong, with its values."""

    rule: str
    severity: Severity
    quote: str
    start: int
    end: int
    place: str
    detail: str = ""

    def data(self) -> dict[str, Any]:
        """The finding in the form of the JSON contract."""
        found = {
            "rule": self.rule,
            "severity": self.severity,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "place": self.place,
        }
        return found | ({"detail": self.detail} if self.detail else {})


@dataclass(frozen=True)
class Side:
    """One language's passage of a mismatch. `file` is set when two files are compared."""

    language: str
    quote: str
    start: int
    end: int
    place: str
    file: str = ""

    def data(self) -> dict[str, Any]:
        found = {"language": self.language, "quote": self.quote, "start": self.start, "end": self.end, "place": self.place}
        return found | ({"file": self.file} if self.file else {})


@dataclass(frozen=True)
class Mismatch:
    """Two texts that do not agree. Where one lacks a passage, its side is None and `missing_in` is its language."""

    rule: str
    severity: Severity
    a: Side | None
    b: Side | None
    missing_in: str | None = None
    detail: str = ""

    def data(self) -> dict[str, Any]:
        """The mismatch in the form of the JSON contract."""
        found = {
            "rule": self.rule,
            "severity": self.severity,
            "a": self.a.data() if self.a else None,
            "b": self.b.data() if self.b else None,
            "missing_in": self.missing_in,
        }
        return found | ({"detail": self.detail} if self.detail else {})


def ordered(marks: list[Mark]) -> tuple[Mark, ...]:
    """Without repetitions, in order of place; of the same place the most serious first."""
    return tuple(sorted(dict.fromkeys(marks), key=lambda m: (m.start, ORDER.index(m.severity), m.end, m.rule)))
