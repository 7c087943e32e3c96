"""The library clause that would fill a gap, in the document's language and with its own names for the parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.conditions import holds
from drafter.schema import Block, Clause, Library, Span

PARTIES = {"state": "state_party", "company": "company", "force": "force"}
"""Roles of parties and the facts that hold their short names."""
_START = re.compile(r"(?:^|[.!?。！？]\s*)\Z")


@dataclass(frozen=True)
class Setting:
    """What a suggestion depends on: languages of the document, facts it shows, and the parties' names per language."""

    languages: Sequence[str]
    facts: Mapping[str, Any]
    names: Mapping[str, Mapping[str, str]]


def names(text: str, roles: Mapping[str, str], language: str) -> dict[str, str]:
    """Short names of the parties by fact, with the article the text itself uses. Of two parties of the State the second is its force."""
    result: dict[str, str] = {}
    second = "force" not in roles.values()
    for name, role in roles.items():
        fact = PARTIES.get(role)
        if role == "state" and second and "state_party" in result:
            fact = "force"
        if fact and fact not in result and name in text:
            with_article = language == "en" and re.search(rf"\b[Tt]he {re.escape(name)}\b", text)
            result[fact] = f"the {name}" if with_article else name
    return result


def facts(elements: Iterable[Mapping[str, Any]], library: Library, languages: Sequence[str]) -> dict[str, Any]:
    """Facts the document shows: those on which the elements that apply, or don't, depend."""
    known: dict[str, Any] = {"bilingual": len(languages) > 1}
    for element in elements:
        record = library.elements.get(element["id"])
        if record and element["applies"] == "yes" and not str(element["applies_reason"]).startswith("presumed"):
            known |= {fact: value for fact, operator, value in record.applies if operator == "is"}
    return known


def suggestion(element: str, library: Library, setting: Setting) -> dict[str, Any]:
    """The clause that provides an element: id, language (None when there is no text), its words, and clauses for other facts."""
    found = _candidates(element, library, setting.facts)
    wanted = setting.languages[0] if setting.languages else "en"
    if not found:
        return {"clause": None, "language": None, "wanted": wanted, "available": [], "text": "", "alternatives": []}
    first = found[0]
    available = [code for code in first.body if first.body[code]]
    language = next((code for code in setting.languages if code in available), None)
    text = "\n".join(_paragraphs(first, language, library, setting)) if language else ""
    return {"clause": first.id, "language": language, "wanted": wanted, "available": available, "text": text,
            "alternatives": [c.id for c in found[1:]]}


def _candidates(element: str, library: Library, known: Mapping[str, Any]) -> list[Clause]:
    """Preferred clauses for an element, those that fit the known facts best first; clauses that known facts rule out are left out."""
    offered = [c for c in library.clauses.values() if element in c.provides and c.position == "preferred"
               and c.status != "retired" and c.form in ("full", "both")]
    own = [c for c in offered if c.family == element] or offered
    record = library.elements.get(element)
    # A gap only matters where the element applies, so what it depends on is taken to be so.
    taken = {fact: value for fact, operator, value in record.applies if operator == "is"} if record else {}
    facts_ = {**taken, **known}
    barred = {(fact, value) for fact, operator, value in record.applies if operator == "not"} if record else set()
    possible = [c for c in own if all(fact not in facts_ or holds([(fact, op, value)], facts_) for fact, op, value in c.when)
                and not any(op == "is" and (fact, value) in barred for fact, op, value in c.when)]
    return sorted(possible, key=lambda c: sum(fact not in facts_ for fact, _, _ in c.when))


def _paragraphs(clause: Clause, language: str, library: Library, setting: Setting) -> list[str]:
    counts = {"item": 0, "subitem": 0}
    lines = []
    for block in clause.body[language]:
        if block.kind in ("table", "rows"):
            continue
        if block.kind in counts:
            counts[block.kind] += 1
        else:
            counts = dict.fromkeys(counts, 0)
        lines.append(_lead(block, counts) + _words(block, language, library, setting))
    return lines


def _lead(block: Block, counts: Mapping[str, int]) -> str:
    number = counts.get(block.kind, 0)
    return {"item": f"({chr(96 + number)}) ", "subitem": f"({'i' * number if number < 4 else number}) "}.get(block.kind, "")


def _words(block: Block, language: str, library: Library, setting: Setting) -> str:
    text = ""
    for span in block.spans:
        said = _said(span, language, library, setting)
        text += said[:1].upper() + said[1:] if span.kind == "field" and _START.search(text) else said
    return text


def _said(span: Span, language: str, library: Library, setting: Setting) -> str:
    if span.kind in ("text", "bold"):
        return span.value
    if span.kind == "ref":
        return f"[{_title(span.value.partition('#')[0], language, library)}]"
    own = setting.names.get(language, {}).get(span.value)
    if own:
        return own
    field = library.fields.get(span.value)
    label = (field.label.get(language) or field.label.get("en")) if field else None
    return f"[● {label or span.value}]"


def _title(family: str, language: str, library: Library) -> str:
    clause = next((c for c in library.clauses.values() if family in (c.family, c.id)), None)
    return (clause.title.get(language) or clause.title.get("en", family)) if clause else family
