"""Values of facts: what YAML gave, turned into a valid value of the field's type or refused with the reason.

text → {language: text}; code, choice, country → str; integer, percent, duration → int (in the field's unit);
date → datetime.date; when → "2019", "2019-04" or "2019-04-30"; notes → codes of sources; money → (Decimal, currency);
bool → bool; list → tuple of such values; table → tuple of rows.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from drafter import marked
from drafter.errors import allowed
from drafter.schema import LANGUAGES, Field

NO_COUNTRY = frozenset(["EU", "UN", "XA", "XB", "EZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA"])
"""Codes that lists of territories hold and that are no country of ISO 3166; ZZ stands for an invented country."""
MAX_TEXT, MAX_ROWS = 4_000, 500
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WHEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


class Wrong(Exception):
    """A value that is not valid: what is wrong, what is allowed, and the step to it inside the value."""

    def __init__(self, message: str, hint: str = "", *at: str | int) -> None:
        super().__init__(message)
        self.message, self.hint, self.at = message, hint, at


@dataclass(frozen=True)
class Values:
    """Turns what YAML gave into valid values of a field's type."""

    languages: Sequence[str]
    slots: Sequence[str]

    def of(self, field: Field, value: Any) -> Any:
        read: Callable[[Field, Any], Any] = getattr(self, field.type)
        result = read(field, value)
        if isinstance(result, int) and not isinstance(result, bool):
            self.range(field, result)
        if field.pattern and isinstance(result, str) and not re.fullmatch(field.pattern, result):
            raise Wrong(f"'{result}' does not have the form of {field.label.get('en', field.id)}", field.hint)
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
            raise Wrong(f"{number} is out of range", f"allowed: {span}{' ' + field.unit if field.unit else ''}")

    def text(self, field: Field, value: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            if len(self.languages) > 1:
                raise Wrong("one text per language is wanted",
                             "write {" + ", ".join(f"{lang}: …" for lang in self.languages) + "}")
            return {self.languages[0]: plain(value)}
        return self._per_language(value, plain)

    def _per_language(self, value: Mapping[str, Any], read: Any) -> dict[str, Any]:
        for language in value:
            if language not in LANGUAGES:
                raise Wrong(f"unknown language '{language}'", allowed(LANGUAGES), language)
        lacking = [lang for lang in self.languages if value.get(lang) in (None, "", [])]
        if lacking:
            raise Wrong("no text in " + ", ".join(lacking), "this matter is drafted in " + ", ".join(self.languages))
        result = {}
        for language, one in value.items():
            if one is None:
                continue
            try:
                result[language] = read(one)
            except Wrong as wrong:
                raise Wrong(wrong.message, wrong.hint, language, *wrong.at) from None
        return result

    def code(self, field: Field, value: Any) -> str:
        if isinstance(value, bool):
            raise Wrong("a word or number is wanted", "put it in quotes")
        if isinstance(value, marked.Decimal_):
            raise Wrong(f"{value.written} would be read as a number", f'put it in quotes: "{value.written}"')
        return plain(value)

    def integer(self, field: Field, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(f"'{_shown(value)}' is not a whole number", "write digits only, like 24")
        return value

    def percent(self, field: Field, value: Any) -> int:
        return self.integer(field, value)

    def duration(self, field: Field, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(f"'{_shown(value)}' is not a number of {field.unit}", f"write digits only, in {field.unit}")
        return value

    def date(self, field: Field, value: Any) -> dt.date:
        text = _shown(value)
        try:
            if not _DATE.match(text):
                raise ValueError
            return dt.date.fromisoformat(text)
        except ValueError:
            raise Wrong(f"'{text}' is not a date", "write YYYY-MM-DD, like 2026-03-01") from None

    def when(self, field: Field, value: Any) -> str:
        text = _shown(value)
        match = _WHEN.match(text)
        try:
            if not match:
                raise ValueError
            dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            raise Wrong(f"'{text}' is not a year, month or day", "write 2019, 2019-04 or 2019-04-30") from None
        return text

    def notes(self, field: Field, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise Wrong("a list of codes of sources is wanted", "write [S1, S3]")
        return tuple(plain(one) for one in value)

    def money(self, field: Field, value: Any) -> tuple[Decimal, str]:
        if not isinstance(value, dict) or set(value) != {"amount", "currency"}:
            raise Wrong("an amount of money is wanted", "write {amount: 120000, currency: USD}")
        try:
            amount = Decimal(_shown(value["amount"]))
        except InvalidOperation:
            raise Wrong(f"'{_shown(value['amount'])}' is not an amount", "digits only, like 120000 or 1500.50", "amount") from None
        if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 15:
            raise Wrong("an amount is at least 0 and below 1,000,000,000,000,000", "", "amount")
        currency = _shown(value["currency"])
        if not re.fullmatch(r"[A-Z]{3}", currency) or not _is_currency(currency):
            raise Wrong(f"'{currency}' is not a currency", "ISO 4217 code, like USD, COP, CNY", "currency")
        return amount, currency

    def bool(self, field: Field, value: Any) -> bool:
        if not isinstance(value, bool):
            raise Wrong(f"'{_shown(value)}' is neither true nor false", "allowed: true, false")
        return value

    def choice(self, field: Field, value: Any) -> str:
        names = [c.id for c in field.choices]
        text = _shown(value)
        if text not in names:
            near = difflib.get_close_matches(text, names, 1)
            raise Wrong(f"'{text}' is not a choice" + (f"; did you mean '{near[0]}'?" if near else ""), allowed(names))
        return text

    def country(self, field: Field, value: Any) -> str:
        text = _shown(value)
        if not re.fullmatch("[A-Z]{2}", text) or text in NO_COUNTRY or text not in _countries():
            raise Wrong(f"'{text}' is not a country code", "two capital letters of ISO 3166, like CO for Colombia")
        return text

    def list(self, field: Field, value: Any) -> tuple[Any, ...]:
        if field.of == "text" or (field.of == "" and not field.choices):
            return self._texts(field, value)
        if not isinstance(value, list):
            raise Wrong("a list is wanted", "write [a, b] or one '- item' a line")
        if len(value) > MAX_ROWS:
            raise Wrong(f"more than {MAX_ROWS} entries")
        item = Field(field.id, field.group, field.of, field.label, field.help, choices=field.choices, pattern=field.pattern)
        return tuple(self._item(item, one, n) for n, one in enumerate(value))

    def _item(self, item: Field, value: Any, n: int) -> Any:
        try:
            return self.articles_item(value) if item.type == "articles" else self.of(item, value)
        except Wrong as wrong:
            raise Wrong(wrong.message, wrong.hint, n, *wrong.at) from None

    def _texts(self, field: Field, value: Any) -> tuple[dict[str, str], ...]:
        if isinstance(value, dict):
            lists = self._per_language(value, _plain_list)
            lengths = {lang: len(texts) for lang, texts in lists.items()}
            if len(set(lengths.values())) > 1:
                raise Wrong("the lists differ in length: " + ", ".join(f"{k} has {v}" for k, v in lengths.items()))
            return tuple({lang: lists[lang][n] for lang in lists} for n in range(min(lengths.values())))
        if not isinstance(value, list):
            raise Wrong("a list is wanted", "write one '- item' a line, per language")
        if len(value) > MAX_ROWS:
            raise Wrong(f"more than {MAX_ROWS} entries")
        return tuple(self._item(Field(field.id, field.group, "text", field.label, field.help), one, n)
                     for n, one in enumerate(value))

    def articles(self, field: Field, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise Wrong("a list of articles is wanted", allowed(self.slots))
        return tuple(self._item(Field(field.id, field.group, "articles", field.label, field.help), v, n)
                     for n, v in enumerate(value))

    def articles_item(self, value: Any) -> str:
        if value not in self.slots:
            raise Wrong(f"'{_shown(value)}' is not an article", allowed(self.slots))
        return str(value)

    def table(self, field: Field, value: Any) -> tuple[dict[str, Any], ...]:
        if not isinstance(value, list) or any(not isinstance(row, dict) for row in value):
            raise Wrong("a list of rows is wanted", "one row: - {" + ", ".join(c.id for c in field.columns) + "}")
        if len(value) > MAX_ROWS:
            raise Wrong(f"more than {MAX_ROWS} rows")
        return tuple(self._row(field, row, n) for n, row in enumerate(value))

    def _row(self, field: Field, row: Mapping[str, Any], n: int) -> dict[str, Any]:
        columns = {c.id: c for c in field.columns}
        for key in row:
            if key not in columns:
                raise Wrong(f"unknown column '{key}'", allowed(columns), n, key)
        result: dict[str, Any] = {}
        for name, column in columns.items():
            one = row.get(name)
            if one is None:
                if column.required:
                    raise Wrong(f"row {n + 1} has no '{name}'", "", n)
                continue
            cell = Field(name, field.group, column.type, column.label, {}, choices=column.choices, unit=column.unit,
                         pattern=column.pattern, hint=column.hint)
            try:
                result[name] = self.of(cell, one)
            except Wrong as wrong:
                raise Wrong(wrong.message, wrong.hint, n, name, *wrong.at) from None
        return result


def plain(value: Any) -> str:
    """Text that can stand in a document: no controls, no direction tricks, not too long."""
    if isinstance(value, (dict, list)):
        raise Wrong("text is wanted", "put it in quotes")
    if isinstance(value, bool) or value is None:
        raise Wrong("text is wanted", f'put it in quotes: "{str(value).lower()}"')
    text = _shown(value).strip()
    if not text:
        raise Wrong("the text is empty")
    bad = _UNPRINTABLE.search(text)
    if bad:
        raise Wrong(f"the text has a sign that cannot be printed (U+{ord(bad[0]):04X})", "take it out")
    if len(text) > MAX_TEXT:
        raise Wrong(f"longer than {MAX_TEXT} characters")
    return re.sub(r"\s+", " ", text)


def _plain_list(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise Wrong("a list is wanted", "one '- item' a line")
    if len(value) > MAX_ROWS:
        raise Wrong(f"more than {MAX_ROWS} entries")
    return [plain(v) for v in value]


def _shown(value: Any) -> str:
    return str(getattr(value, "written", value))


def _countries() -> Mapping[str, str]:
    from babel import Locale
    return Locale("en").territories


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency
    return is_currency(code)
