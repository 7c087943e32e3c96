"""Rules across facts: conditions as data of models/fields.yaml and models/fields/, and what they say of a matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drafter.schema import Condition, Field, Rule

Place = tuple[str | int, ...]


def is_required(field: Field, facts: Mapping[str, Any]) -> bool:
    if isinstance(field.required, bool):
        return field.required
    return bool(field.required) and all(fires(c, facts) for c in field.required)


def fires(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """Whether one condition of a rule holds. An unknown fact makes no condition hold but `empty`."""
    fact, operator, wanted = condition
    value = facts.get(fact)
    if operator == "empty":
        return bool((value in (None, (), "")) is wanted)
    if value is None:
        return operator in ("not", "not_in")
    return bool(_OPERATORS[operator](value, wanted, facts))


def _or_fact(wanted: Any, facts: Mapping[str, Any]) -> Any:
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
    return bool(row.get(column) == test)


def _compare(value: Any, wanted: Any, facts: Mapping[str, Any], sign: int) -> bool:
    other = _number(wanted, facts)
    return other is not None and bool(value > other if sign > 0 else value < other)


def _matches(value: Any, pattern: Any, facts: Mapping[str, Any]) -> bool:
    texts = value.values() if isinstance(value, dict) else [value]
    patterns = pattern.values() if isinstance(pattern, dict) else [pattern]
    return any(re.search(p, str(t)) for p in patterns for t in texts)


def _same(value: Any, other: Any, facts: Mapping[str, Any]) -> bool:
    wanted = facts.get(other)
    if isinstance(value, dict) and isinstance(wanted, dict):
        return any(value[k].casefold() == wanted[k].casefold() for k in value if k in wanted)
    return wanted is not None and bool(value == wanted)


def _rows_other_than(rows: Sequence[Any], wanted: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether a table has another number of rows than a fact says, or a column of it another sum."""
    said = _number(wanted["is_not"], facts)
    column = wanted.get("column")
    found = sum(int(row.get(column) or 0) for row in rows) if column else len(rows)
    return said is not None and found != said


def _row_lacks(rows: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether a row has one column and lacks another."""
    return any(row.get(wanted["given"]) is not None and row.get(wanted["lacks"]) is None for row in rows)


def _lists_not(value: Sequence[Any], wanted: Any, facts: Mapping[str, Any]) -> bool:
    """Whether a list lacks one of the values wanted."""
    return any(one not in value for one in (wanted if isinstance(wanted, (list, tuple)) else (wanted,)))


def _later(value: str, other: str) -> bool:
    """Whether a year, month or day is after another, as far as both are given: 2022-04 is not after 2022."""
    length = min(len(value), len(other))
    return value[:length] > other[:length]


def _older(value: dt.date, wanted: Any, facts: Mapping[str, Any], unit: str) -> bool:
    age, than = wanted
    later = facts.get(than)
    if not isinstance(later, dt.date):
        return False
    return bool((later - value).days > age if unit == "days" else _months_between(value, later) > age)


_OPERATORS: dict[str, Callable[[Any, Any, Mapping[str, Any]], Any]] = {
    "is": lambda v, w, f: v == w,
    "in": lambda v, w, f: v in w,
    "not": lambda v, w, f: v not in (w if isinstance(w, tuple) else (w,)),
    "not_in": lambda v, w, f: v not in _or_fact(w, f),
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
    "total": _rows_other_than,
    "total_of": _rows_other_than,
    "row_lacks": _row_lacks,
    "lists_not": _lists_not,
    "later_than": lambda v, w, f: f.get(w) is not None and _later(str(v), str(f[w])),
}
OPERATORS = ("empty", *_OPERATORS)


def spot(rule: Rule, facts: Mapping[str, Any]) -> Place:
    """Where in the facts a rule that fired points."""
    fact, operator, wanted = rule.when[-1] if rule.when[-1][1] in ("any_row", "no_row") else rule.when[0]
    if operator == "any_row":
        rows = facts.get(fact) or ()
        at = next((n for n, row in enumerate(rows) if _any_row([row], wanted, facts)), 0)
        return (fact, at, next(iter(wanted)))
    return (fact,)
