"""What must be true of the library as a whole. Every check yields problems; nothing stops at the first."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drafter.conditions import holds, show
from drafter.errors import Problem, allowed
from drafter.library import cues
from drafter.schema import POSITIONS, Block, Clause, Condition, Element, Field, Library, Slot, Span

WRITTEN = ("en", "zh")
"""Languages every clause is written in."""

PRINTED = frozenset({"organisation", "legal_reviewer", "sensitivity", "witnesses", "approvals", "bilingual",
                     "harm_overrides", "case_sources"})
"""Facts the program itself prints or computes with."""

EXPRESS_NONE = "express-none"
"""Key of `meets` for an article that answers an element by excluding its subject (no support, no equipment)."""

FIGURES = ("timeline", "risk-matrix", "group-bars")
_FACT = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_DIGITS = re.compile(r"[0-9]+")
_HANZI = "\u4e00-\u9fff"
_HALF_WIDTH = re.compile(f"[{_HANZI}][,;:?!()]|[,;:?!()][{_HANZI}]|[{_HANZI}] +[{_HANZI}]")
_DOUBLED = re.compile(r"\b[Tt]he \{\{ (?:state_party|force|company) \}\}|(?:Article|Annex|第|附件)\s*\[\[")
_ADDRESS = re.compile(r"([0-9]+(?:\.[a-z]+(?:\.[0-9]+)?)?)(?::([0-9]+))?\Z")
_SENTENCE = {"en": re.compile(r"(?<=[.;])\s+(?=[A-Z])"), "zh": re.compile(r"(?<=[。；])")}


def literal(block: Block) -> str:
    """The words of a block without facts and references."""
    cells = itertools.chain.from_iterable(itertools.chain.from_iterable(block.rows))
    return "".join(span.value for span in (*block.spans, *cells) if span.kind in ("text", "bold"))


def readable(block: Block) -> str:
    """The words of a block with facts and references in their notation."""
    marks = {"field": "{{{{ {} }}}}", "ref": "[[{}]]"}
    return "".join(marks.get(span.kind, "{}").format(span.value) for span in block.spans)


def all_spans(block: Block) -> Iterator[Span]:
    yield from block.spans
    for row in block.rows:
        for cell in row:
            yield from cell


def used(clause: Clause, kind: str) -> set[str]:
    """Names of the facts (`field`) or the targets of the references (`ref`) in any language of a clause."""
    names = {s.value for blocks in clause.body.values() for b in blocks for s in all_spans(b) if s.kind == kind}
    if kind == "field":
        names |= {shown(b) for blocks in clause.body.values() for b in blocks if b.value}
    return names


def shown(block: Block) -> str:
    """The fact whose rows or entries a block stands for, or that its figure is drawn from."""
    name, _, fact = block.value.partition(":")
    return (fact or name.replace("-", "_")) if block.kind == "figure" else block.value


def sentence(clause: Clause, language: str, address: str) -> str:
    """The words at an address of `meets` ("2", "2.a", "2:1"); empty when there is no such place."""
    match = _ADDRESS.match(address)
    block = next((b for b in clause.body.get(language, ()) if match and b.address == match[1]), None)
    if block is None or match is None:
        return ""
    text = readable(block)
    if not match[2]:
        return text
    parts = [p for p in _SENTENCE.get(language, _SENTENCE["en"]).split(text) if p.strip()]
    return parts[int(match[2]) - 1].strip() if 0 < int(match[2]) <= len(parts) else ""


class _Check:
    """The checks of one clause against the library."""

    def __init__(self, clause: Clause, library: Library) -> None:
        self.clause, self.library, self.languages = clause, library, library.languages

    def at(self, message: str, line: int = 1, hint: str = "") -> Problem:
        return Problem(self.clause.path, line, 1, message, hint)

    def all(self) -> Iterator[Problem]:
        if self.clause.status == "reviewed" and not self.clause.reviewed:
            yield self.at("status is reviewed, but nobody is named", hint="reviewed: {en: who, when}")
        if self.clause.status == "retired":
            if not self.clause.replaced_by:
                yield self.at("retired without 'replaced_by'")
            return
        told = (self.languages_complete, self.in_step, self.facts, self.conditions, self.references, self.sources, self.why)
        binding = (self.promises, self.wording, self.terms, self.proof)
        for check in (*told, *(binding if self.clause.genre == "agreement" else (self.known_elements, self.widths))):
            yield from check()

    def languages_complete(self) -> Iterator[Problem]:
        for language in WRITTEN:
            if not self.clause.body.get(language):
                yield self.at(f"no text in '{language}'", hint=f"write a section '## {language}'")
            if not self.clause.title.get(language):
                yield self.at(f"no title in '{language}'")

    def in_step(self) -> Iterator[Problem]:
        texts = {k: v for k, v in self.clause.body.items() if v}
        if len(texts) < 2:
            return
        first, *others = texts
        for other in others:
            a, b = texts[first], texts[other]
            if [x.kind for x in a] != [x.kind for x in b]:
                yield self.at(f"{first} and {other} differ in paragraphs, items or tables: "
                              f"{_shape(a)} against {_shape(b)}", (b or a)[0].line)
                continue
            for x, y in zip(a, b, strict=True):
                yield from self._pair(first, x, other, y)

    def _pair(self, first: str, a: Block, other: str, b: Block) -> Iterator[Problem]:
        for kind, name in (("field", "facts"), ("ref", "references")):
            left = Counter(s.value for s in all_spans(a) if s.kind == kind)
            right = Counter(s.value for s in all_spans(b) if s.kind == kind)
            if set(left) != set(right):
                yield self.at(f"{name} differ between {first} and {other}: {_names(left, right)}", b.line)
        if [len(r) for r in a.rows] != [len(r) for r in b.rows] or a.value != b.value:
            yield self.at(f"tables differ between {first} and {other}", b.line)
        left_numbers, right_numbers = (Counter(_DIGITS.findall(literal(x))) for x in (a, b))
        if left_numbers != right_numbers:
            yield self.at(f"numbers differ between {first} and {other}: {_names(left_numbers, right_numbers)}", b.line)

    def facts(self) -> Iterator[Problem]:
        names, fields = used(self.clause, "field"), self.library.fields
        for name in sorted(names - set(fields)):
            yield self.at(f"unknown fact '{name}'", self._line(name), "see models/fields.yaml: drafter list fields")
        for name in sorted(names ^ set(self.clause.needs)):
            yield self.at(f"'needs' {'lacks' if name in names else 'lists unused'} '{name}'")
        for blocks in self.clause.body.values():
            for block in blocks:
                yield from self._printable(block)

    def _printable(self, block: Block) -> Iterator[Problem]:
        fields = self.library.fields
        for span in all_spans(block):
            if span.kind == "field" and span.value in fields and fields[span.value].type in ("table", "bool"):
                yield self.at(f"'{span.value}' is a {fields[span.value].type} and cannot be printed in a sentence",
                              block.line, "use it in `when`, or [table: name] for a table")
        wanted = {"rows": ("table",), "bullets": ("table", "list")}.get(block.kind)
        if wanted and block.value in fields and fields[block.value].type not in wanted:
            yield self.at(f"'{block.value}' is no {' or '.join(wanted)} fact", block.line)
        if block.kind == "figure" and block.value.partition(":")[0] not in FIGURES:
            yield self.at(f"unknown figure '{block.value}'", block.line, allowed(FIGURES))

    def _line(self, name: str) -> int:
        return next((b.line for blocks in self.clause.body.values() for b in blocks
                     if b.value == name or any(s.value == name for s in all_spans(b))), 1)

    def conditions(self) -> Iterator[Problem]:
        for fact, operator, value in self.clause.when:
            yield from (self.at(f"`when`: {message}") for message in
                        condition_faults((fact, operator, value), self.library.fields))

    def references(self) -> Iterator[Problem]:
        slots = self._slots()
        for target in sorted(used(self.clause, "ref")):
            name, _, paragraph = target.partition("#")
            found = [s for s in slots if s.id == name]
            if not found:
                yield self.at(f"reference to '{name}', which is no article or annex of this form",
                              self._line(target), allowed(sorted({s.id for s in slots})))
                continue
            for condition in found[0].when:
                if condition not in self.clause.when and condition not in self._own_when():
                    yield self.at(f"reference to '{name}', which stands only when {show(condition)}",
                                  self._line(target), "give this clause the same condition, or refer elsewhere")
            yield from self._paragraph(target, found[0].family, paragraph)

    def _slots(self) -> list[Slot]:
        forms = ("full", "short") if self.clause.form == "both" else (self.clause.form,)
        return [s for t in self.library.templates.values() for f in forms for s in t.forms.get(f, ())]

    def _own_when(self) -> tuple[Condition, ...]:
        return next((s.when for s in self._slots() if s.family == self.clause.family), ())

    def _paragraph(self, target: str, family: str, paragraph: str) -> Iterator[Problem]:
        if not paragraph:
            return
        for other in self.library.clauses.values():
            if other.family == family and other.status != "retired":
                for language, blocks in other.body.items():
                    if language in self.clause.body and not any(b.address == paragraph for b in blocks):
                        yield self.at(f"[[{target}]]: {other.id} has no paragraph {paragraph} in '{language}'",
                                      self._line(target))

    def sources(self) -> Iterator[Problem]:
        for cited in self.clause.sources:
            source = self.library.sources.get(cited.id)
            if source is None:
                yield self.at(f"unknown source '{cited.id}'", hint="drafter list sources")
            elif not source.citable:
                yield self.at(f"source '{cited.id}' may not be cited: {source.note}")
            if not cited.at:
                yield self.at(f"source '{cited.id}' has no pin", hint='at: "article 5"')
        if self.clause.provides and not self.clause.sources and self.clause.genre == "agreement":
            yield self.at("no sources")

    def known_elements(self) -> Iterator[Problem]:
        for name in self.clause.provides:
            if name not in self.library.elements:
                yield self.at(f"provides unknown element '{name}'", hint="drafter list elements")

    def widths(self) -> Iterator[Problem]:
        """Chinese text has full-width signs."""
        for block in self.clause.body.get("zh", ()):
            wrong = _HALF_WIDTH.search(readable(block))
            if wrong:
                yield self.at(f"zh: half-width sign or space in '{wrong[0]}'", block.line, "use full-width punctuation")

    def promises(self) -> Iterator[Problem]:
        """`meets`: every requirement of what is provided, at a place that exists in every language."""
        for name in self.clause.provides:
            element = self.library.elements.get(name)
            if element is None:
                yield self.at(f"provides unknown element '{name}'", hint="drafter list elements")
                continue
            yield from self._meets(element, self.clause.meets.get(name, {}))
        for name in sorted(set(self.clause.meets) - set(self.clause.provides)):
            yield self.at(f"'meets' names '{name}', which is not provided")

    def _meets(self, element: Element, meets: Mapping[str, str]) -> Iterator[Problem]:
        known = {r.id: r for r in element.requirements}
        for name in sorted(set(meets) - set(known) - {EXPRESS_NONE}):
            yield self.at(f"'meets' names unknown requirement '{element.id}.{name}'", hint=allowed(known))
        for name, address in meets.items():
            for language in self.clause.body:
                if not sentence(self.clause, language, address):
                    yield self.at(f"'meets' {element.id}.{name}: no place '{address}' in '{language}'",
                                  hint='"2" is a paragraph, "2.a" an item, "2:1" a sentence')
        if EXPRESS_NONE in meets:
            if not element.satisfied_by:
                yield self.at(f"an express exclusion does not answer '{element.id}'")
            return
        wanted = {r.id: r for r in element.requirements if self._concerns(r.kinds)}
        lacking = [r for r in wanted.values() if r.id not in meets]
        if self.clause.form == "short" and not any(r.core for r in lacking) and len(lacking) <= 0.4 * len(wanted):
            return
        for requirement in lacking:
            yield self.at(f"'meets' lacks {element.id}.{requirement.id}: {requirement.asks['en']}")

    def _concerns(self, kinds: tuple[str, ...]) -> bool:
        served = {t.kind for t in self.library.templates.values() for slots in t.forms.values()
                  for s in slots if s.family == self.clause.family}
        return not kinds or not served or bool(served & set(kinds))

    def wording(self) -> Iterator[Problem]:
        for language, blocks in self.clause.body.items():
            rules = self.languages.get(language)
            if rules is None:
                continue
            total = 0
            for block in blocks:
                text = literal(block)
                total += measure(text, language)
                yield from self._words(block, text, language, rules)
            if total > rules["length"]["clause"] and not self.clause.id.startswith("annex/"):
                yield self.at(f"{language}: {total} words or characters, more than {rules['length']['clause']}",
                              hint="split the clause")

    def _words(self, block: Block, text: str, language: str, rules: Mapping[str, Any]) -> Iterator[Problem]:
        if block.kind not in ("table", "rows") and measure(text, language) > rules["length"]["paragraph"]:
            yield self.at(f"{language}: a paragraph of more than {rules['length']['paragraph']} words or characters",
                          block.line, "one idea a paragraph")
        for word in rules["banned"]:
            if _has(text, word, language):
                yield self.at(f"{language}: '{word}' is not used in clauses", block.line, "see clauses/README.md, the language")
        for period in _periods(text, language, rules):
            yield self.at(f"{language}: the period '{period}' is typed", block.line, "periods are facts: {{ field }}")
        doubled = _DOUBLED.search(readable(block))
        if doubled:
            yield self.at(f"{language}: '{doubled[0]}' would print the word twice", block.line,
                          "party names bring their article, references the word Article or Annex")
        if language == "zh":
            wrong = _HALF_WIDTH.search(readable(block))
            if wrong:
                yield self.at(f"zh: half-width sign or space in '{wrong[0]}'", block.line, "use full-width punctuation")

    def terms(self) -> Iterator[Problem]:
        for name in self.clause.defines:
            if name not in self.library.terms:
                yield self.at(f"defines unknown term '{name}'", hint="see models/terms.yaml")
        for language, blocks in self.clause.body.items():
            for block in blocks:
                text = literal(block)
                for term in self.library.terms.values():
                    for wrong in term.avoid.get(language, ()):
                        if wrong in text:
                            yield self.at(f"'{wrong}' is not the term", block.line, f"use {term.names[language]}")
                if language == "en" and block.kind in ("paragraph", "item", "subitem"):
                    yield from self._capitals(block)

    def _capitals(self, block: Block) -> Iterator[Problem]:
        known = {w for t in self.library.terms.values() for n in (t.names["en"], t.plurals.get("en", "")) for w in re.split(r"[\s-]", n)}
        known |= set(self.languages["en"]["proper"]) | {"Voluntary", "Principles"}
        for span in block.spans:
            if span.kind != "text":
                continue
            for match in re.finditer(r"(?<=[a-z,;] )([A-Z][a-z]+)", span.value):
                if match[1] not in known:
                    yield self.at(f"'{match[1]}' is capitalised but is no defined term", block.line,
                                  "see models/terms.yaml, or models/lang/en.yaml `proper`")

    def proof(self) -> Iterator[Problem]:
        if not self.clause.provides:
            return
        for kind, least in (("match", 2), ("no_match", 2)):
            for language in WRITTEN:
                count = sum(bool(x.strip()) for x in self.clause.examples.get(kind, {}).get(language, ()))
                if count < least:
                    yield self.at(f"examples.{kind} has {count} in '{language}'", hint=f"at least {least}")

    def why(self) -> Iterator[Problem]:
        if len(self.clause.why.split()) < 5:
            yield self.at("no '## Why'", hint="what goes wrong without it; what the other side asks to change")


def measure(text: str, language: str) -> int:
    """Length in words, or in characters for Chinese."""
    return len(re.findall(f"[{_HANZI}]", text)) if language == "zh" else len(text.split())


def _has(text: str, word: str, language: str) -> bool:
    return word in text if language == "zh" else re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _periods(text: str, language: str, rules: Mapping[str, Any]) -> Iterator[str]:
    units, words = "|".join(rules["units"]), "|".join(sorted(rules["number_words"], key=len, reverse=True))
    gap = "" if language == "zh" else r"[\s-]"
    guard = r"(?!度|月|期|来|内部|限|龄|之)" if language == "zh" else r"\b"
    pattern = rf"(?:(?<![第每同逐\d]){'' if language == 'zh' else chr(92) + 'b'})(?:[0-9]{{1,3}}|{words}){gap}(?:{units}){guard}"
    for match in re.finditer(pattern, text):
        yield match[0]


def _shape(blocks: Iterable[Block]) -> str:
    letters = {"paragraph": "P", "item": "i", "subitem": "s", "flush": "f", "heading": "H", "table": "T",
               "rows": "R", "bullets": "B", "figure": "F"}
    return "".join(letters[b.kind] for b in blocks)


def _names(a: Counter[str], b: Counter[str]) -> str:
    return f"only first: {sorted(set(a) - set(b)) or '–'}, only second: {sorted(set(b) - set(a)) or '–'}"


def domain(field: Field) -> tuple[Any, ...]:
    """The values a fact can take where they can be listed."""
    if field.type == "bool":
        return (True, False)
    return tuple(c.id for c in field.choices) if field.type == "choice" else ()


def condition_faults(condition: Condition, fields: Mapping[str, Field]) -> Iterator[str]:
    fact, operator, value = condition
    if fact not in fields:
        yield f"unknown fact '{fact}'"
        return
    if operator not in ("is", "in", "not"):
        yield f"unknown operator '{operator}' (allowed: in, not)"
    values = domain(fields[fact])
    if not values:
        yield f"'{fact}' is a {fields[fact].type}: only yes/no facts and choices select a clause"
        return
    for one in value if isinstance(value, tuple) else (value,):
        if one not in values:
            yield f"'{fact}' is never '{one}' (allowed: {', '.join(map(str, values))})"


def _families(library: Library) -> Iterator[Problem]:
    """Every slot can be filled, by exactly one clause, whatever the facts are."""
    for template in library.templates.values():
        place = f"templates/{template.kind}/template.yaml"
        for form, slots in template.forms.items():
            for slot in slots:
                yield from _slot(library, slot, form, place)
            yield from _levels(library, template.kind, form, slots, place)


def _slot(library: Library, slot: Slot, form: str, place: str) -> Iterator[Problem]:
    family = [c for c in library.clauses.values() if c.family == slot.family
              and c.form in (form, "both") and c.status != "retired"]
    if slot.part == "definitions":
        return
    if not any(c.position == "preferred" for c in family):
        yield Problem(place, 0, 0, f"{form}: no preferred clause for '{slot.id}'",
                      f"drafter library new clause {slot.family}/NAME")
        return
    names = sorted({fact for c in family for fact, _, _ in (*c.when, *slot.when)} & set(library.fields))
    for values in itertools.product(*(domain(library.fields[n]) or (None,) for n in names)):
        facts = dict(zip(names, values, strict=True))
        if not holds(slot.when, facts) or not consistent(facts):
            continue
        for position in POSITIONS:
            best = strongest([c for c in family if c.position == position and holds(c.when, facts)])
            said = ", ".join(f"{k}: {v}" for k, v in facts.items()) or "any facts"
            if len(best) > 1:
                yield Problem(place, 0, 0, f"{form}: '{slot.id}' at {position} has {len(best)} clauses for {said}: "
                              + ", ".join(c.id for c in best), "make their conditions exclude each other")
            if position == "preferred" and not best:
                yield Problem(place, 0, 0, f"{form}: '{slot.id}' has no preferred clause for {said}")


def consistent(facts: Mapping[str, Any]) -> bool:
    """Whether computed facts agree with each other: no equipment or payments without support."""
    none = facts.get("support_given") is False
    return not (none and (facts.get("equipment_given") or facts.get("payments_given")))


def strongest(clauses: list[Clause]) -> list[Clause]:
    """The clauses with the most conditions."""
    most = max((len(c.when) for c in clauses), default=0)
    return [c for c in clauses if len(c.when) == most]


def _levels(library: Library, kind: str, form: str, slots: Iterable[Slot], place: str) -> Iterator[Problem]:
    families = {s.family for s in slots}
    clauses = [c for c in library.clauses.values() if c.family in families and c.form in (form, "both")]
    for element in library.elements.values():
        template = library.templates[kind]
        wanted = ("required", "recommended") if template.genre == "agreement" else ("required",)
        if element.level.get(kind) not in wanted or element.set != template.elements:
            continue
        positions = {c.position for c in clauses if element.id in c.provides}
        if element.id in template.without.get(form, ()):
            if positions:
                yield Problem(place, 0, 0, f"{form}: 'without' names '{element.id}', which a clause provides")
        elif "preferred" not in positions:
            yield Problem(place, 0, 0, f"{form}: nothing provides '{element.id}' ({element.level[kind]})")
        if element.severity == "critical" and form == "full" and template.genre == "agreement":
            for lacking in sorted(set(POSITIONS) - positions):
                yield Problem(place, 0, 0, f"{form}: the critical element '{element.id}' has no {lacking} position")


def _records(library: Library) -> Iterator[Problem]:
    """Terms have definitions, elements cite known sources, rules name known facts."""
    defined = {d for c in library.clauses.values() for d in c.defines}
    for term in library.terms.values():
        if term.id not in defined:
            yield Problem("models/terms.yaml", 0, 0, f"nothing defines '{term.id}'",
                          f"drafter library new clause definitions/{term.id}")
    for element in library.elements.values():
        for cited in element.sources:
            if cited.id not in library.sources:
                yield Problem(f"models/elements/…/{element.id}.yaml", 0, 0, f"unknown source '{cited.id}'")
    worked = {t.kind for t in library.templates.values() if t.computes}
    free = {f.id for f in library.fields.values() if worked & set(f.kinds)}
    for name in sorted(set(library.fields) - _asked(library) - PRINTED - free):
        yield Problem("models/fields.yaml", 0, 0, f"nothing uses the fact '{name}'", "take it out, or use it in a clause or rule")
    for rule in library.rules:
        for fact, _, _ in rule.when:
            if fact not in library.fields:
                yield Problem("models/fields.yaml", 0, 0, f"rule '{rule.id}' names unknown fact '{fact}'")


def _asked(library: Library) -> set[str]:
    """Facts that a clause, a condition, a rule, a signature block or another fact uses."""
    conditions = [c for clause in library.clauses.values() for c in clause.when]
    conditions += [c for rule in library.rules for c in rule.when]
    conditions += [c for f in library.fields.values() if not isinstance(f.required, bool) for c in f.required]
    conditions += [c for t in library.templates.values() for slots in t.forms.values() for s in slots for c in s.when]
    names = {fact for fact, _, _ in conditions} | {n for clause in library.clauses.values() for n in used(clause, "field")}
    names |= {str(v) for t in library.templates.values() for entry in t.signatories for v in entry.values()}
    names |= {m for t in library.templates.values() for texts in t.titles.values() for v in texts.values() for m in _FACT.findall(v)}
    names |= {name for t in library.templates.values() for name in (t.reviewer, t.handling)}
    derived = [v for f in library.fields.values() for v in f.derive.values()]
    return names | {str(x) for v in derived for x in (v.values() if isinstance(v, dict) else (v,))}


def check(library: Library, *, only: str = "", own: str | None = None) -> list[Problem]:
    """Every problem of meaning in the library, cues included; with `only`, those of files whose shown path contains it."""
    problems = [p for c in library.clauses.values() for p in _Check(c, library).all()]
    problems += [*_families(library), *_records(library)]
    problems += cues.collect(library.elements, own=own, whole=True)[1] if library.elements else ()
    return sorted(p for p in problems if only in p.path)
