"""The matter file: one agreement's facts and choices. Read, validated against the fields, all problems at once.

A fact's value, once valid, is: text → {language: text}; code, choice, country → str; integer, percent, duration → int
(in the field's unit); date → datetime.date; money → (Decimal, currency); bool → bool; list → tuple of such values;
table → tuple of rows {column: value}.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from drafter import marked
from drafter.errors import DrafterError, Problem, allowed
from drafter.marked import Marked, Path_
from drafter.schema import FORMS, LANGUAGES, POSITIONS, Condition, Field, Library, Matter, Rule, Template

VERSION = "drafter/1"
KEYS = ("matter", "kind", "languages", "form", "positions", "facts")
MAX_TEXT, MAX_ROWS = 4_000, 500
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


class _Wrong(Exception):
    """A value that is not valid: what is wrong, what is allowed, and the step to it inside the value."""

    def __init__(self, message: str, hint: str = "", *at: str | int) -> None:
        super().__init__(message)
        self.message, self.hint, self.at = message, hint, at


@dataclass(frozen=True)
class _Values:
    """Turns what YAML gave into valid values of a field's type."""

    languages: Sequence[str]
    slots: Sequence[str]

    def of(self, field: Field, value: Any) -> Any:
        kind = getattr(self, field.type, None)
        result = kind(field, value)
        if isinstance(result, int) and not isinstance(result, bool):
            self.range(field, result)
        if field.pattern and isinstance(result, str) and not re.fullmatch(field.pattern, result):
            raise _Wrong(f"'{result}' does not have the form of {field.label.get('en', field.id)}", field.hint)
        return result

    def range(self, field: Field, number: int) -> None:
        low, high = field.min, field.max
        if field.type == "percent":
            low, high = (0 if low is None else low), (100 if high is None else high)
        if low is None and field.type in ("duration", "integer"):
            low = 1 if field.type == "duration" else 0
        if (low is not None and number < low) or (high is not None and number > high):
            span = f"{low:g} to {high:g}" if low is not None and high is not None else \
                f"at least {low:g}" if low is not None else f"at most {high:g}"
            raise _Wrong(f"{number} is out of range", f"allowed: {span}{' ' + field.unit if field.unit else ''}")

    def text(self, field: Field, value: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            if len(self.languages) > 1:
                raise _Wrong("one text per language is wanted",
                             "write {" + ", ".join(f"{lang}: …" for lang in self.languages) + "}")
            return {self.languages[0]: plain(value)}
        return self._per_language(value, plain)

    def _per_language(self, value: Mapping[str, Any], read: Any) -> dict[str, Any]:
        for language in value:
            if language not in LANGUAGES:
                raise _Wrong(f"unknown language '{language}'", allowed(LANGUAGES), language)
        lacking = [lang for lang in self.languages if value.get(lang) in (None, "", [])]
        if lacking:
            raise _Wrong("no text in " + ", ".join(lacking), "this matter is drafted in " + ", ".join(self.languages))
        result = {}
        for language, one in value.items():
            if one is None:
                continue
            try:
                result[language] = read(one)
            except _Wrong as wrong:
                raise _Wrong(wrong.message, wrong.hint, language, *wrong.at) from None
        return result

    def code(self, field: Field, value: Any) -> str:
        if isinstance(value, bool):
            raise _Wrong("a word or number is wanted", "put it in quotes")
        if isinstance(value, marked.Decimal_):
            raise _Wrong(f"{value.written} would be read as a number", f'put it in quotes: "{value.written}"')
        return plain(value)

    def integer(self, field: Field, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _Wrong(f"'{_shown(value)}' is not a whole number", "write digits only, like 24")
        return value

    def percent(self, field: Field, value: Any) -> int:
        return self.integer(field, value)

    def duration(self, field: Field, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _Wrong(f"'{_shown(value)}' is not a number of {field.unit}", f"write digits only, in {field.unit}")
        return value

    def date(self, field: Field, value: Any) -> dt.date:
        text = _shown(value)
        try:
            if not _DATE.match(text):
                raise ValueError
            return dt.date.fromisoformat(text)
        except ValueError:
            raise _Wrong(f"'{text}' is not a date", "write YYYY-MM-DD, like 2026-03-01") from None

    def money(self, field: Field, value: Any) -> tuple[Decimal, str]:
        if not isinstance(value, dict) or set(value) != {"amount", "currency"}:
            raise _Wrong("an amount of money is wanted", "write {amount: 120000, currency: USD}")
        try:
            amount = Decimal(_shown(value["amount"]))
        except InvalidOperation:
            raise _Wrong(f"'{_shown(value['amount'])}' is not an amount", "digits only, like 120000 or 1500.50", "amount") from None
        if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 15:
            raise _Wrong("an amount is at least 0 and below 1,000,000,000,000,000", "", "amount")
        currency = _shown(value["currency"])
        if not re.fullmatch(r"[A-Z]{3}", currency) or not _is_currency(currency):
            raise _Wrong(f"'{currency}' is not a currency", "ISO 4217 code, like USD, COP, CNY", "currency")
        return amount, currency

    def bool(self, field: Field, value: Any) -> bool:
        if not isinstance(value, bool):
            raise _Wrong(f"'{_shown(value)}' is neither true nor false", "allowed: true, false")
        return value

    def choice(self, field: Field, value: Any) -> str:
        names = [c.id for c in field.choices]
        text = _shown(value)
        if text not in names:
            near = difflib.get_close_matches(text, names, 1)
            raise _Wrong(f"'{text}' is not a choice" + (f"; did you mean '{near[0]}'?" if near else ""), allowed(names))
        return text

    def country(self, field: Field, value: Any) -> str:
        text = _shown(value)
        if not re.fullmatch("[A-Z]{2}", text) or text not in _countries():
            raise _Wrong(f"'{text}' is not a country code", "two capital letters of ISO 3166, like CO for Colombia")
        return text

    def list(self, field: Field, value: Any) -> tuple[Any, ...]:
        if field.of == "text" or (field.of == "" and not field.choices):
            return self._texts(field, value)
        if not isinstance(value, list):
            raise _Wrong("a list is wanted", "write [a, b] or one '- item' a line")
        if len(value) > MAX_ROWS:
            raise _Wrong(f"more than {MAX_ROWS} entries")
        item = Field(field.id, field.group, field.of, field.label, field.help, choices=field.choices, pattern=field.pattern)
        return tuple(self._item(item, one, n) for n, one in enumerate(value))

    def _item(self, item: Field, value: Any, n: int) -> Any:
        try:
            return self.articles_item(value) if item.type == "articles" else self.of(item, value)
        except _Wrong as wrong:
            raise _Wrong(wrong.message, wrong.hint, n, *wrong.at) from None

    def _texts(self, field: Field, value: Any) -> tuple[dict[str, str], ...]:
        if isinstance(value, dict):
            lists = self._per_language(value, _plain_list)
            lengths = {lang: len(texts) for lang, texts in lists.items()}
            if len(set(lengths.values())) > 1:
                raise _Wrong("the lists differ in length: " + ", ".join(f"{k} has {v}" for k, v in lengths.items()))
            return tuple({lang: lists[lang][n] for lang in lists} for n in range(min(lengths.values())))
        if not isinstance(value, list):
            raise _Wrong("a list is wanted", "write one '- item' a line, per language")
        if len(value) > MAX_ROWS:
            raise _Wrong(f"more than {MAX_ROWS} entries")
        return tuple(self._item(Field(field.id, field.group, "text", field.label, field.help), one, n)
                     for n, one in enumerate(value))

    def articles(self, field: Field, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise _Wrong("a list of articles is wanted", allowed(self.slots))
        return tuple(self._item(Field(field.id, field.group, "articles", field.label, field.help), v, n)
                     for n, v in enumerate(value))

    def articles_item(self, value: Any) -> str:
        if value not in self.slots:
            raise _Wrong(f"'{_shown(value)}' is not an article", allowed(self.slots))
        return str(value)

    def table(self, field: Field, value: Any) -> tuple[dict[str, Any], ...]:
        if not isinstance(value, list) or any(not isinstance(row, dict) for row in value):
            raise _Wrong("a list of rows is wanted", "one row: - {" + ", ".join(c.id for c in field.columns) + "}")
        if len(value) > MAX_ROWS:
            raise _Wrong(f"more than {MAX_ROWS} rows")
        return tuple(self._row(field, row, n) for n, row in enumerate(value))

    def _row(self, field: Field, row: Mapping[str, Any], n: int) -> dict[str, Any]:
        columns = {c.id: c for c in field.columns}
        for key in row:
            if key not in columns:
                raise _Wrong(f"unknown column '{key}'", allowed(columns), n, key)
        result: dict[str, Any] = {}
        for name, column in columns.items():
            one = row.get(name)
            if one is None:
                if column.required:
                    raise _Wrong(f"row {n + 1} has no '{name}'", "", n)
                continue
            cell = Field(name, field.group, column.type, column.label, {}, choices=column.choices, unit=column.unit,
                         pattern=column.pattern, hint=column.hint)
            try:
                result[name] = self.of(cell, one)
            except _Wrong as wrong:
                raise _Wrong(wrong.message, wrong.hint, n, name, *wrong.at) from None
        return result


def plain(value: Any) -> str:
    """Text that can stand in a document: no controls, no direction tricks, not too long."""
    if isinstance(value, (dict, list)):
        raise _Wrong("text is wanted", "put it in quotes")
    if isinstance(value, bool) or value is None:
        raise _Wrong("text is wanted", f'put it in quotes: "{str(value).lower()}"')
    text = _shown(value).strip()
    if not text:
        raise _Wrong("the text is empty")
    bad = _UNPRINTABLE.search(text)
    if bad:
        raise _Wrong(f"the text has a sign that cannot be printed (U+{ord(bad[0]):04X})", "take it out")
    if len(text) > MAX_TEXT:
        raise _Wrong(f"longer than {MAX_TEXT} characters")
    return re.sub(r"\s+", " ", text)


def _plain_list(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise _Wrong("a list is wanted", "one '- item' a line")
    if len(value) > MAX_ROWS:
        raise _Wrong(f"more than {MAX_ROWS} entries")
    return [plain(v) for v in value]


def _shown(value: Any) -> str:
    return str(getattr(value, "written", value))


def _countries() -> Mapping[str, str]:
    from babel import Locale
    return Locale("en").territories


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency
    return is_currency(code)


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

    def facts(self, fields: Mapping[str, Field], values: _Values) -> tuple[dict[str, Any], list[str]]:
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
            except _Wrong as wrong:
                at: Path_ = ("facts",) if at_default else ("facts", name, *wrong.at)
                self.wrong(f"{name}: {wrong.message}", *at, hint=wrong.hint)
        return result, defaulted


def _blank(value: Any) -> bool:
    """Nothing written yet: null, empty, or a mapping of languages with nothing in it."""
    if isinstance(value, dict):
        return all(_blank(v) for v in value.values())
    return value is None or value == "" or value == []


def computed(facts: Mapping[str, Any], fields: Mapping[str, Field], languages: Sequence[str]) -> dict[str, Any]:
    """The facts that follow from others (`derive`), and whether the document has two languages."""
    result: dict[str, Any] = {"bilingual": len(languages) > 1}
    for field in fields.values():
        if "nonempty" in field.derive:
            result[field.id] = bool(facts.get(str(field.derive["nonempty"]))) and facts.get("support_given") is not False
    return result


def missing(fields: Mapping[str, Field], facts: Mapping[str, Any]) -> list[str]:
    """Facts that these facts require and that nobody has given."""
    return [name for name, field in fields.items()
            if name not in facts and not field.computed and is_required(field, facts)]


def is_required(field: Field, facts: Mapping[str, Any]) -> bool:
    if isinstance(field.required, bool):
        return field.required
    return bool(field.required) and all(fires(c, facts) for c in field.required)


def fires(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """Whether one condition of a rule holds. An unknown fact makes no condition hold but `empty`."""
    fact, operator, wanted = condition
    value = facts.get(fact)
    if operator == "empty":
        return (value in (None, (), "")) is wanted
    if value is None:
        return operator in ("not", "not_in")
    return _OPERATORS[operator](value, wanted, facts)


def facts_or(wanted: Any, facts: Mapping[str, Any]) -> Any:
    """The value of the fact named, where a fact is named."""
    return facts.get(wanted, ()) if isinstance(wanted, str) else wanted


def _number(wanted: Any, facts: Mapping[str, Any]) -> Any:
    return facts.get(wanted) if isinstance(wanted, str) else wanted


def _months_between(earlier: dt.date, later: dt.date) -> float:
    return (later.year - earlier.year) * 12 + later.month - earlier.month + (later.day - earlier.day) / 31


def _any_row(rows: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    return any(all(_cell(row, column, test) for column, test in wanted.items()) for row in rows)


def _cell(row: Mapping[str, Any], column: str, test: Any) -> bool:
    if isinstance(test, dict):
        return all(fires((column, op, tuple(v) if isinstance(v, list) else v), row) for op, v in test.items())
    return row.get(column) == test


def _compare(value: Any, wanted: Any, facts: Mapping[str, Any], sign: int) -> bool:
    other = _number(wanted, facts)
    return other is not None and ((value > other) if sign > 0 else (value < other))


def _matches(value: Any, pattern: Any, facts: Mapping[str, Any]) -> bool:
    texts = value.values() if isinstance(value, dict) else [value]
    patterns = pattern.values() if isinstance(pattern, dict) else [pattern]
    return any(re.search(p, str(t)) for p in patterns for t in texts)


def _same(value: Any, other: Any, facts: Mapping[str, Any]) -> bool:
    wanted = facts.get(other)
    if isinstance(value, dict) and isinstance(wanted, dict):
        return any(value[k].casefold() == wanted[k].casefold() for k in value if k in wanted)
    return wanted is not None and value == wanted


def _older(value: dt.date, wanted: Any, facts: Mapping[str, Any], unit: str) -> bool:
    age, than = wanted
    later = facts.get(than)
    if not isinstance(later, dt.date):
        return False
    return (later - value).days > age if unit == "days" else _months_between(value, later) > age


_OPERATORS: dict[str, Any] = {
    "is": lambda v, w, f: v == w,
    "in": lambda v, w, f: v in w,
    "not": lambda v, w, f: v not in (w if isinstance(w, tuple) else (w,)),
    "not_in": lambda v, w, f: v not in facts_or(w, f),
    "contains": lambda v, w, f: w in v,
    "gt": lambda v, w, f: _compare(v, w, f, 1),
    "lt": lambda v, w, f: _compare(v, w, f, -1),
    "after": lambda v, w, f: _compare(v, w, f, 1),
    "before": lambda v, w, f: _compare(v, w, f, -1),
    "older_than_months": lambda v, w, f: _older(v, w, f, "months"),
    "older_than_days": lambda v, w, f: _older(v, w, f, "days"),
    "any_row": _any_row,
    "no_row": lambda v, w, f: not _any_row(v, w, f),
    "rows_fewer_than": lambda v, w, f: len(v) < w,
    "matches": _matches,
    "same_as": _same,
}
OPERATORS = ("empty", *_OPERATORS)


def _rules(reader: _Reader, rules: Iterable[Rule], facts: Mapping[str, Any]) -> list[str]:
    """Refusals and errors become problems at the fact they name first; warnings and notes are returned."""
    warnings = []
    for rule in rules:
        if not all(fires(c, facts) for c in rule.when):
            continue
        message = rule.message["en"]
        cited = [f"{reader.library.sources[c.id].title}, {c.at}" if c.at else reader.library.sources[c.id].title
                 for c in rule.sources if c.id in reader.library.sources]
        if rule.level in ("warning", "note"):
            warnings.append(message)
        else:
            word = "refused: " if rule.level == "block" else ""
            reader.wrong(word + message, "facts", *_spot(rule, facts), hint="; ".join(cited))
    return warnings


def _spot(rule: Rule, facts: Mapping[str, Any]) -> Path_:
    fact, operator, wanted = rule.when[-1] if rule.when[-1][1] in ("any_row", "no_row") else rule.when[0]
    if operator == "any_row":
        rows = facts.get(fact) or ()
        at = next((n for n, row in enumerate(rows) if _any_row([row], wanted, facts)), 0)
        return (fact, at, next(iter(wanted)))
    return (fact,)


def fields_of(library: Library, kind: str) -> dict[str, Field]:
    """The facts a kind of document asks for, in the order of the library."""
    return {n: f for n, f in library.fields.items() if not f.kinds or kind in f.kinds}


def read(path: Path, library: Library, *, languages: Sequence[str] | None = None, form: str | None = None) -> Matter:
    """Read and validate a matter file.

    `languages` and `form` override what the file says. Raises DrafterError with every problem found.
    """
    return validate(marked.read(path), library, languages=languages, form=form)


def validate(source: Marked, library: Library, *, languages: Sequence[str] | None = None,
             form: str | None = None) -> Matter:
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
    return _matter(reader, library.templates[kind], chosen, shape)


def _matter(reader: _Reader, template: Template, languages: tuple[str, ...], form: str) -> Matter:
    library = reader.library
    every = list(dict.fromkeys(s.id for slots in template.forms.values() for s in slots if s.part == "article"))
    positions = reader.positions(every)
    fields = {n: f for n, f in fields_of(library, template.kind).items() if not f.computed}
    facts, defaulted = reader.facts(fields, _Values(languages, every))
    facts |= computed(facts, fields_of(library, template.kind), languages)
    bad = {str(p.message).split(":")[0] for p in reader.problems}
    drafted = {**facts, "languages": languages}
    warnings = _rules(reader, library.rules, drafted)
    open_facts = [n for n in missing(fields, facts) if n not in bad]
    if reader.problems:
        raise DrafterError(reader.problems)
    return Matter(template.kind, languages, form, facts, positions, tuple(open_facts), tuple(defaulted),
                  tuple(warnings), reader.source.path)
