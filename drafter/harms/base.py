"""The records of the do-no-harm and plain-language checks: what is read, what is known beside the text, what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from drafter.harms.mask import masked

Severity = Literal["block", "warning", "info"]
ORDER: tuple[Severity, ...] = ("block", "warning", "info")
KINDS = ("heading", "body", "list", "cell", "footnote", "alt", "property")


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading, table cell or note. `start` is the offset of its text in the whole document."""

    text: str
    start: int
    language: str
    place: str = ""
    kind: str = "body"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One person's consent as the intake records it. `uses` holds circulation levels and other uses."""

    code: str = ""
    uses: tuple[str, ...] = ()
    guardian: bool = False


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is known beside the text. None says that nobody told: the text alone is judged.

    `allow`: names that may be printed (organisations, authors, officials speaking publicly).
    `place_level`: the finest place that may stand: country, province, district, municipality, village or site.
    `consent`, `replies`: the rows of the intake. `company_named`: whether a company or force is named; None: look.
    `sources`: kinds of the document's sources (company, community, government, ngo, court ...). `glossary`: acronyms explained elsewhere.
    """

    circulation: str = "public"
    allow: tuple[str, ...] = ()
    place_level: str = "province"
    consent: tuple[Consent, ...] | None = None
    replies: tuple[str, ...] | None = None
    company_named: bool | None = None
    fictional: bool = False
    sources: tuple[str, ...] | None = None
    glossary: tuple[str, ...] = ()


@dataclass(frozen=True)
class Harm:
    """A finding on `start:end` of the document. The quote is kept as written; `data` masks it.

    What stands beside the text (`start` and `end` alike) is told in words, with its values masked already.
    """

    rule: str
    severity: Severity
    quote: str
    start: int
    end: int
    place: str
    language: str
    detail: str = ""

    def data(self, *, sensitive: bool = False) -> dict[str, Any]:
        """The finding in the form of the JSON contract; `detail` never repeats the text."""
        found: dict[str, Any] = {
            "rule": self.rule,
            "severity": self.severity,
            "quote": self.quote if sensitive or self.end == self.start else masked(self.quote),
            "start": self.start,
            "end": self.end,
            "place": self.place,
        }
        return found | ({"detail": self.detail} if self.detail else {})


@dataclass(frozen=True)
class Rule:
    """A rule as models/harms/rules.yaml tells it; titles and advice in en, zh, es, fr.

    `sure`: the probability from which what the trained reader marks counts; 0: it marks nothing of the kind.
    """

    id: str
    severity: Severity
    titles: Mapping[str, str]
    advice: Mapping[str, str]
    basis: str
    elsewhere: str = ""
    sure: float = 0.0


@dataclass(frozen=True)
class Book:
    """The rules, and the word lists of each covered language by the name of the list. `own`: an organisation's are among them."""

    rules: Mapping[str, Rule]
    words: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    own: bool = False

    def severity(self, rule: str) -> Severity:
        return self.rules[rule].severity

    def list(self, language: str, name: str) -> frozenset[str]:
        return self.words[language][name]

    def __hash__(self) -> int:
        return id(self)
