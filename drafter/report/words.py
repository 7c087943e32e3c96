"""The words of reports in one language, from models/lang/<code>.yaml, with English where a language lacks one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from drafter.schema import Condition, Element, Library

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
ORDER = ("contradicted", "missing", "weak", "not-assessed", "present")
LEVELS = ("required", "recommended", "optional")
SEVERITIES = ("critical", "major", "minor")
LAYERS = ("elements", "pitfalls", "harms", "mismatches", "mechanics")
RANKS = ("block", "error", "warning", "info")
SIGNS = {"present": "+", "weak": "~", "contradicted": "!", "missing": "-", "not-assessed": "?"}


def clean(text: str) -> str:
    """Text of a stranger's file on one line, without signs that steer terminals or turn the reading direction."""
    return " ".join(_CONTROL.sub(" ", text).split())


def safe(text: str) -> str:
    """The same, with every other space as it stands."""
    return _CONTROL.sub(lambda m: m[0] if m[0] in "\n\t" else "�", text)


def interface(environment: Mapping[str, str], known: Mapping[str, Any]) -> str:
    """The language the user's machine speaks, where reports are written in it; else English."""
    for name in ("DRAFTER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "")[:2].lower()
        if environment.get(name):
            return code if code in known else "en"
    return "en"


def rank(element: Mapping[str, Any]) -> tuple[int, int, int]:
    """Most serious first: by level, severity, then verdict."""
    return (LEVELS.index(element["level"]) if element["level"] in LEVELS else len(LEVELS),
            SEVERITIES.index(element["severity"]), ORDER.index(element["verdict"]))


@dataclass(frozen=True)
class Words:
    """Says things in one language."""

    language: str
    library: Library
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What rules are called, by rule and language, where the words of reports do not say."""

    def _of(self, group: str, key: str) -> str | None:
        for code in (self.language, "en"):
            found = (self.library.languages.get(code, {}).get("interface") or {}).get(group, {}).get(key)
            if found is not None:
                return str(found)
        return None

    def say(self, key: str, **values: Any) -> str:
        text = self._of("say", key) or key
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def word(self, group: str, key: str) -> str:
        """The word for a verdict, level, zone…; the key itself where there is none."""
        return self._of(group, key) or key.replace("-", " ")

    def rule(self, name: str) -> str:
        """What a rule is called."""
        return self.texts(self.titles[name]) if name in self.titles else self.word("rules", name)

    def detail(self, found: Mapping[str, Any]) -> str:
        """What a finding says beside its rule; nothing where it only repeats what the rule is called."""
        detail = str(found.get("detail", ""))
        return "" if detail in self.titles.get(found["rule"], {}).values() else clean(detail)

    def texts(self, texts: Mapping[str, Any]) -> str:
        return str(texts.get(self.language) or texts.get("en") or next(iter(texts.values()), ""))

    def name(self, element: Mapping[str, Any]) -> str:
        known = self.library.elements.get(element["id"])
        said = self.texts(known.names) if known else str(element["title"])
        return f"{said} {self.say('derived_mark')}" if element.get("basis") == "derived" else said

    def named(self, language: str) -> str:
        """A language's name."""
        names = self.library.languages.get(language, {}).get("name") or {}
        return self.texts(names) if names else language

    def asks(self, element: str, requirement: str) -> str:
        known = self.library.elements.get(element)
        found = next((r for r in known.requirements if r.id == requirement), None) if known else None
        return self.texts(found.asks) if found else requirement.replace("-", " ")

    def reason(self, element: str, code: str) -> str:
        """A reason in plain words."""
        kind, _, name = code.partition(":")
        if kind == "lacks-core":
            return self.word("reasons", "lacks-core").replace("{what}", self.asks(element, name))
        if kind == "negated" and name:
            return self.word("reasons", "negated-core").replace("{what}", self.asks(element, name))
        known = self.library.elements.get(element)
        for frame in (*known.weak, *known.contradicted) if known else ():
            if frame.get("id") == (name or kind):
                return self.texts(frame["says"])
        return self.word("reasons", kind) + (f" ({name.replace('-', ' ')})" if name else "")

    def applies(self, element: Mapping[str, Any]) -> str:
        """On which facts it depends whether the element applies; empty where it always does."""
        known = self.library.elements.get(element["id"])
        if known is None or not known.applies:
            return ""
        key = "applies_" + element["applies"]
        if element["applies"] == "yes" and str(element.get("applies_reason", "")).startswith("presumed"):
            key = "applies_presumed"
        return self.say(key, what="; ".join(self.condition(c) for c in known.applies))

    def condition(self, condition: Condition) -> str:
        fact, operator, value = condition
        field = self.library.fields.get(fact)
        label = self.texts(field.label) if field else fact.replace("_", " ")
        shown = [self._value(fact, v) for v in (value if isinstance(value, tuple) else (value,))]
        return f"{label} {'≠' if operator == 'not' else '='} {', '.join(shown)}"

    def _value(self, fact: str, value: Any) -> str:
        if isinstance(value, bool):
            return self.word("answers", "yes" if value else "no")
        field = self.library.fields.get(fact)
        choice = next((c for c in field.choices if c.id == value), None) if field else None
        return self.texts(choice.label) if choice else str(value)

    def kind(self, data: Mapping[str, Any]) -> str:
        return self.say(f"kind_{data['kind_source']}", kind=self.word("kinds", data["kind"]))

    def where(self, evidence: Mapping[str, Any]) -> str:
        """Where a passage stands."""
        return self._standing(evidence, zone=self.word("zones", evidence["zone"]) if evidence["zone"] else "")

    def side(self, passage: Mapping[str, Any]) -> str:
        """Where a passage of a finding stands: file, language, place."""
        return self._standing(passage, language=self.named(passage["language"]) if passage.get("language") else "")

    def _standing(self, passage: Mapping[str, Any], *, language: str = "", zone: str = "") -> str:
        page = self.say("page", n=passage["page"]) if passage.get("page") else ""
        parts = [PurePath(passage.get("file", "")).name, language, page, passage["place"], zone]
        return ", ".join(clean(p) for p in parts if p)

    def unread(self, item: Mapping[str, Any]) -> str:
        parts = [self.say("page", n=item["page"]) if item["page"] else "", self.word("unread", item["code"]), clean(item["message"])]
        return (f"{clean(item['file'])}: " if item.get("file") else "") + "; ".join(p for p in parts if p)

    def layers(self, data: Mapping[str, Any]) -> tuple[str, str, str]:
        """Which layers ran and which did not, and what the trained reader had to do with it."""
        ran, left = ([self.word("layers", x) for x in LAYERS if (x in data["layers"]) is wanted] for wanted in (True, False))
        heard = sum(r.get("heard", False) for e in data["elements"] for r in e["requirements"])
        return (self.say("layers_ran", layers=", ".join(ran)), self.say("layers_not", layers=", ".join(left)) if left else "",
                self.say("trained_reader", n=heard) if data.get("trained_reader") else "")

    def suggestion(self, element: Mapping[str, Any]) -> list[str]:
        """The lines about the clause that would fill a gap."""
        found = element.get("suggestion")
        if not found:
            return []
        if not found["clause"]:
            return [self.say("no_clause")]
        lines = [f"drafter show {found['clause']}"]
        if not found["language"]:
            available = ", ".join(self.named(code) for code in found["available"])
            lines.append(self.say("no_text_in", language=self.named(found["wanted"]), available=available))
        if found["alternatives"]:
            lines.append(self.say("other_facts", clauses=", ".join(found["alternatives"])))
        return lines

    def review(self, element: Mapping[str, Any]) -> str:
        """What a human decided, beside what the program says."""
        made = element.get("review")
        if not made:
            return ""
        key = {"confirmed": "confirmed", "overridden": "overridden", "stale": "stale"}[made["state"]]
        return self.say(key, role=clean(made["role"]), date=made["date"], reason=clean(made["reason"]),
                        verdict=self.word("verdicts", made["verdict"]), machine=self.word("verdicts", element["verdict"]))

    def element(self, identity: str) -> Element | None:
        return self.library.elements.get(identity)
