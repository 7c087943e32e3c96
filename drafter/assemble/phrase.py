"""How a fact is said in a language: dates, money, periods, lists. The words are data of models/lang/."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from drafter.schema import Column, Field


def say(field: Field | Column, value: Any, language: str, words: Mapping[str, Any]) -> str:
    """The value of a fact as it stands in a sentence."""
    kind = field.type
    if kind == "text":
        return str(value[language])
    if kind == "duration":
        return duration(value, field.unit, words, language)
    if kind == "percent":
        return f"{value}%"
    if kind == "date":
        return date(value, words)
    if kind == "when":
        return when(value, words)
    if kind == "notes":
        return ", ".join(value)
    if kind == "money":
        return money(value, words)
    if kind == "choice":
        return next((c.label.get(language, c.id) for c in field.choices if c.id == value), str(value))
    if kind == "country":
        return country(value, words)
    if kind == "list" and isinstance(field, Field):
        return join([one(field, v, language) for v in value], words)
    return str(value)


def one(field: Field, value: Any, language: str) -> str:
    """One entry of a list fact."""
    if isinstance(value, Mapping):
        return str(value[language])
    return next((c.label.get(language, c.id) for c in field.choices if c.id == value), str(value))


def duration(number: int, unit: str, words: Mapping[str, Any], language: str) -> str:
    single, many = words["durations"][unit]
    gap = "" if language == "zh" else " "
    return f"{number}{gap}{single if number == 1 else many}"


def date(value: dt.date, words: Mapping[str, Any]) -> str:
    from babel.dates import format_date
    return str(format_date(value, format="long", locale=words["locale"]))


def when(value: str, words: Mapping[str, Any]) -> str:
    """A year, a month or a day, said no finer than it was given."""
    from babel.dates import format_skeleton
    year, *finer = (int(part) for part in value.split("-"))
    if len(finer) == 2:
        return date(dt.date(year, *finer), words)
    if finer:
        return str(format_skeleton("yMMMM", dt.date(year, finer[0], 1), locale=words["locale"]))
    return f"{year}年" if words["locale"].startswith("zh") else str(year)


def money(value: tuple[Decimal, str], words: Mapping[str, Any]) -> str:
    from babel.numbers import format_decimal, get_currency_name
    amount, currency = value
    exact = amount == amount.to_integral_value()
    shown = format_decimal(amount, format="#,##0" if exact else "#,##0.00", locale=words["locale"])
    return str(words["money"].format(amount=shown, currency=currency,
                                     currency_name=get_currency_name(currency, locale=words["locale"])))


def country(code: str, words: Mapping[str, Any]) -> str:
    from babel import Locale
    if code == "ZZ":
        return str(words["invented_country"])
    return str(Locale.parse(words["locale"]).territories[code])


def join(items: Sequence[str], words: Mapping[str, Any]) -> str:
    """"A, B and C"; with semicolons where an item holds a comma or the word of the last joint."""
    marks = words["list"]
    if len(items) < 2:
        return "".join(items)
    heavy = any(mark in item for item in items for mark in (marks["comma"], marks["last"]))
    comma, last = (marks["semicolon"], marks["semicolon_last"]) if heavy else (marks["comma"], marks["last"])
    return str(comma.join(items[:-1]) + last + items[-1])
