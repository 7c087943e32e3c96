"""The matter file: one agreement's facts and choices. Read, validated against the fields, all problems at once.

What the value of a fact is once it is valid, see `drafter.values`.
"""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from drafter import marked, rules
from drafter.errors import DrafterError, Problem, allowed
from drafter.marked import Marked, Path_
from drafter.months import plus_months
from drafter.schema import FORMS, LANGUAGES, POSITIONS, Field, Library, Matter, Rule, Template
from drafter.values import Values, Wrong

VERSION = "drafter/1"
_LAST_YEAR = 9000
"""Calendars of the standard library end soon after."""
KEYS = ("matter", "kind", "languages", "form", "positions", "facts")


class _Reader:
    def __init__(self, source: Marked, library: Library) -> None:
        self.source, self.library, self.problems = source, library, list[Problem]()
        self.data = source.data if isinstance(source.data, dict) else {}

    def wrong(self, message: str, *at: str | int, hint: str = "", on_key: bool = False) -> None:
        self.problems.append(self.source.problem(message, *at, hint=hint, key=on_key))

    def one_of(self, key: str, names: Iterable[str], default: str = "") -> str:
        names = tuple(names)
        value = self.data.get(key, default)
        if value not in names:
            near = difflib.get_close_matches(str(value), names, 1)
            self.wrong(f"'{key}' is '{value}'" if key in self.data else f"'{key}' is missing", key,
                       hint=(f"did you mean '{near[0]}'? " if near else "") + allowed(names))
            return ""
        return str(value)

    def languages(self, asked: Sequence[str] | None) -> tuple[str, ...]:
        value = self.data.get("languages")
        if not isinstance(value, list) or not value or any(v not in LANGUAGES for v in value) or len(set(value)) < len(value):
            self.wrong("'languages' must list one or two different languages", "languages", hint=allowed(LANGUAGES))
            return ("en",)
        if asked and not set(asked) <= set(value):
            extra = ", ".join(sorted(set(asked) - set(value)))
            self.wrong(f"asked for {extra}, which this matter has no texts in", "languages", hint=allowed(value))
            return tuple(value)
        chosen = tuple(asked or value)
        unwritten = [code for code in chosen if "numbering" not in self.library.languages.get(code, {"numbering": 0})]
        if unwritten:
            written = [code for code, words in self.library.languages.items() if "numbering" in words]
            self.wrong(f"{', '.join(unwritten)} cannot be drafted yet", "languages", hint=allowed(written))
        if len(chosen) > 2:
            self.wrong("a document has one language, or two side by side", "languages",
                       hint="choose with --languages, like --languages en,zh")
        return chosen

    def positions(self, slots: Iterable[str]) -> dict[str, str]:
        value = self.data.get("positions") or {"default": POSITIONS[0]}
        if not isinstance(value, dict):
            self.wrong("'positions' must be {default: preferred, article: acceptable}", "positions")
            return {}
        names = ("default", *slots)
        for key, position in value.items():
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                self.wrong(f"'{key}' is not an article", "positions", key, on_key=True,
                           hint=f"did you mean '{near[0]}'?" if near else allowed(names))
            if position not in POSITIONS:
                self.wrong(f"'{position}' is not a position", "positions", key, hint=allowed(POSITIONS))
        return {k: str(v) for k, v in value.items()}

    def facts(self, fields: Mapping[str, Field], values: Values) -> tuple[dict[str, Any], list[str]]:
        given = self.data.get("facts")
        if not isinstance(given, dict):
            self.wrong("'facts' is missing or is not a mapping", "facts", hint="drafter new KIND writes one")
            return {}, []
        for key in given:
            if key not in fields:
                near = difflib.get_close_matches(key, fields, 1)
                self.wrong(f"unknown fact '{key}'", "facts", key, on_key=True,
                           hint=f"did you mean '{near[0]}'?" if near else "drafter list fields")
        result, defaulted = {}, []
        for name, field in fields.items():
            value = given.get(name)
            if _blank(value) and field.default is not None:
                value, at_default = field.default, True
                defaulted.append(name)
            else:
                at_default = False
            if _blank(value):
                continue
            try:
                result[name] = values.of(field, value)
            except Wrong as wrong:
                at: Path_ = ("facts",) if at_default else ("facts", name, *wrong.at)
                self.wrong(f"{name}: {wrong.message}", *at, hint=wrong.hint)
        return result, defaulted


def _blank(value: Any) -> bool:
    """Nothing written yet: null, empty, or a mapping of languages with nothing in it."""
    if isinstance(value, dict):
        return all(_blank(v) for v in value.values())
    return value is None or value in ("", [])


def computed(facts: Mapping[str, Any], fields: Mapping[str, Field], languages: Sequence[str]) -> dict[str, Any]:
    """The facts that follow from others (`derive`), and whether the document has two languages."""
    result: dict[str, Any] = {"bilingual": len(languages) > 1}
    for field in fields.values():
        if "nonempty" in field.derive:
            allowed_at_all = facts.get(str(field.derive.get("only_if"))) is not False
            result[field.id] = bool(facts.get(str(field.derive["nonempty"]))) and allowed_at_all
        elif "dates_every" in field.derive:
            result[field.id] = _dates(facts, field.derive["dates_every"])
    return result


def _dates(facts: Mapping[str, Any], rhythm: Mapping[str, Any]) -> tuple[dt.date, ...]:
    """The dates that follow a first one at a rhythm of weeks or months; none while one of the facts is open."""
    first = facts.get(rhythm["from"])
    weeks, months = (int(facts.get(rhythm.get(unit, "")) or 0) for unit in ("weeks", "months"))
    if not first or not (weeks or months) or first.year >= _LAST_YEAR:
        return ()
    last = plus_months(first, int(rhythm["for_months"]))
    steps = (first + dt.timedelta(weeks=weeks * n) if weeks else plus_months(first, months * n) for n in itertools.count(1))
    return tuple(itertools.takewhile(lambda day: day <= last, steps))


def missing(fields: Mapping[str, Field], facts: Mapping[str, Any]) -> list[str]:
    """Facts that these facts require and that nobody has given."""
    return [name for name, field in fields.items()
            if name not in facts and not field.computed and rules.is_required(field, facts)]


def _rules(reader: _Reader, found: Iterable[Rule], kind: str, facts: Mapping[str, Any]) -> list[str]:
    """Refusals and errors become problems at the fact they name first; warnings and notes are returned."""
    warnings = []
    for rule in found:
        if rule.kinds and kind not in rule.kinds:
            continue
        if not all(rules.fires(c, facts) for c in rule.when):
            continue
        message = rule.message["en"]
        cited = [f"{reader.library.sources[c.id].title}, {c.at}" if c.at else reader.library.sources[c.id].title
                 for c in rule.sources if c.id in reader.library.sources]
        if rule.level in ("warning", "note"):
            warnings.append(message)
        else:
            word = "refused: " if rule.level == "block" else ""
            reader.wrong(word + message, "facts", *rules.spot(rule, facts), hint="; ".join(cited))
    return warnings


def fields_of(library: Library, kind: str) -> dict[str, Field]:
    """The facts a kind of document asks for, in the order of the library."""
    return {n: f for n, f in library.fields.items() if not f.kinds or kind in f.kinds}


def read(path: Path, library: Library, *, languages: Sequence[str] | None = None, form: str | None = None,
         open_draft: bool = False) -> Matter:
    """Read and validate a matter file.

    `languages` and `form` override what the file says. Raises DrafterError with every problem found; open facts are
    among them where there are others, unless `open_draft` is set.
    """
    return validate(marked.read(path), library, languages=languages, form=form, open_draft=open_draft)


def validate(source: Marked, library: Library, *, languages: Sequence[str] | None = None,
             form: str | None = None, open_draft: bool = False) -> Matter:
    """Validate matter data that has been read already (see `read`)."""
    reader = _Reader(source, library)
    for key in reader.data:
        if key not in KEYS:
            reader.wrong(f"unknown key '{key}'", key, hint=allowed(KEYS), on_key=True)
    if reader.data.get("matter") != VERSION:
        reader.wrong(f"'matter' must be {VERSION}", "matter", hint="drafter new KIND writes one")
    kind = reader.one_of("kind", sorted(library.templates))
    chosen = reader.languages(languages)
    shape = form or reader.one_of("form", FORMS, "full")
    if not kind or not shape:
        raise DrafterError(reader.problems)
    return _matter(reader, library.templates[kind], chosen, shape, open_draft)


def _matter(reader: _Reader, template: Template, languages: tuple[str, ...], form: str, open_draft: bool) -> Matter:
    library = reader.library
    every = list(dict.fromkeys(s.id for slots in template.forms.values() for s in slots if s.part == "article"))
    positions = reader.positions(every)
    fields = {n: f for n, f in fields_of(library, template.kind).items() if not f.computed}
    facts, defaulted = reader.facts(fields, Values(languages, every))
    facts |= computed(facts, fields_of(library, template.kind), languages)
    bad = {str(p.message).split(":")[0] for p in reader.problems}
    drafted = {**facts, "languages": languages}
    warnings = _rules(reader, library.rules, template.kind, drafted)
    open_facts = [n for n in missing(fields, facts) if n not in bad]
    if reader.problems:
        for name in open_facts if not open_draft else ():
            reader.wrong(f"{name} is open: {fields[name].label.get('en', name)}", "facts", name, on_key=True)
        raise DrafterError(sorted(reader.problems))
    places = {name: reader.source.place("facts", name, key=True) for name in fields}
    return Matter(template.kind, languages, form, facts, positions, tuple(open_facts), tuple(defaulted),
                  tuple(warnings), reader.source.path, places, lambda *at: reader.source.place("facts", *at))
