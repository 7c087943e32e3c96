"""The conditions of a `when`: facts that select a clause or a slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from drafter.schema import Condition


def holds(conditions: Iterable[Condition], facts: Mapping[str, Any]) -> bool:
    """Whether all conditions hold for these facts."""
    for fact, operator, value in conditions:
        actual = facts.get(fact)
        if operator == "is" and actual != value:
            return False
        if operator == "in" and actual not in value:
            return False
        if operator == "not" and actual in (value if isinstance(value, tuple) else (value,)):
            return False
    return True


def show(condition: Condition) -> str:
    """A condition as a reader says it: `armed is true`."""
    fact, operator, value = condition
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else {True: "true", False: "false"}.get(value, str(value))
    return f"{fact} {'is' if operator == 'is' else operator} {shown}"
