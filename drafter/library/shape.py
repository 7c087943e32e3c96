"""Reading records out of YAML: what is wrong with the shape becomes problems with their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.errors import Problem, allowed
from drafter.marked import Marked, Path_
from drafter.schema import LANGUAGES, Cited, Condition

OPERATORS = ("in", "not")


class Shape:
    """One mapping of a YAML file, read key by key; keys nobody asked for are problems."""

    def __init__(self, marked: Marked, problems: list[Problem], at: Path_ = (), known: Iterable[str] = ()) -> None:
        self.marked, self.problems, self.at = marked, problems, at
        node: Any = marked.data
        for step in at:
            node = node[step]
        if not isinstance(node, dict):
            self.wrong("this must be a mapping (key: value)")
            node = {}
        self.data: Mapping[str, Any] = node
        for key in self.data:
            if known and key not in known:
                self.wrong(f"unknown key '{key}'", key, hint=allowed(known), on_key=True)

    def wrong(self, message: str, *at: str | int, hint: str = "", on_key: bool = False) -> None:
        self.problems.append(self.marked.problem(message, *self.at, *at, hint=hint, key=on_key))

    def child(self, *at: str | int, known: Iterable[str] = ()) -> Shape:
        return Shape(self.marked, self.problems, (*self.at, *at), known)

    def children(self, key: str, *, known: Iterable[str] = ()) -> list[Shape]:
        """The mappings of a list."""
        value = self.data.get(key) or []
        if not isinstance(value, list):
            self.wrong(f"'{key}' must be a list", key)
            return []
        return [self.child(key, n, known=known) for n in range(len(value))]

    def text(self, key: str, *, required: bool = True, default: str = "", choices: Sequence[str] = ()) -> str:
        value = self.data.get(key)
        if value is None:
            if required:
                self.wrong(f"'{key}' is missing", hint=allowed(choices) if choices else "")
            return default
        if isinstance(value, (dict, list, bool)):
            self.wrong(f"'{key}' must be text", key)
            return default
        text = getattr(value, "written", str(value))
        if choices and text not in choices:
            self.wrong(f"'{key}' is '{text}'", key, hint=allowed(choices))
            return default or choices[0]
        return text

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self.wrong(f"'{key}' is '{value}'", key, hint="allowed: true, false")
            return default
        return value

    def number(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            self.wrong(f"'{key}' must be a number", key)
            return None
        return value

    def texts(self, key: str, *, required: Sequence[str] = ()) -> dict[str, str]:
        """One text per language."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.wrong(f"'{key}' is missing", hint="one text per language: " + ", ".join(required))
            return {}
        if not isinstance(value, dict):
            self.wrong(f"'{key}' must hold one text per language", key, hint=allowed(LANGUAGES))
            return {}
        for language in value:
            if language not in LANGUAGES:
                self.wrong(f"unknown language '{language}'", key, language, hint=allowed(LANGUAGES), on_key=True)
        for language in required:
            if not value.get(language):
                self.wrong(f"'{key}' has no '{language}'", key)
        return {language: str(text) for language, text in value.items() if text is not None}

    def strings(self, key: str, *, choices: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of words."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or any(isinstance(item, (dict, list)) for item in value):
            self.wrong(f"'{key}' must be a list of words, like [a, b]", key)
            return ()
        words = tuple(str(item) for item in value)
        for n, word in enumerate(words):
            if choices is not None and word not in choices:
                self.wrong(f"'{key}' names '{word}'", key, n, hint=allowed(choices))
        return words

    def per_language(self, key: str) -> dict[str, tuple[str, ...]]:
        """A list of texts per language."""
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            self.wrong(f"'{key}' must hold a list per language", key, hint=allowed(LANGUAGES))
            return {}
        return {language: self.child(key).strings(language, choices=None)
                for language in value if language in LANGUAGES}

    def cited(self, key: str = "sources") -> tuple[Cited, ...]:
        return tuple(Cited(s.text("id"), s.text("at", required=False))
                     for s in self.children(key, known=("id", "at")))

    def conditions(self, key: str = "when") -> tuple[Condition, ...]:
        """`[{fact: value}, {fact: {in: […]}}, {fact: {not: value}}]` as (fact, operator, value)."""
        return tuple(condition for n in range(len(self.data.get(key) or ()))
                     for condition in self._condition(key, n))

    def _condition(self, key: str, n: int) -> list[Condition]:
        entry = self.data[key][n] if isinstance(self.data[key], list) else None
        if not isinstance(entry, dict):
            self.wrong("a condition is {fact: value}, {fact: {in: [...]}} or {fact: {not: value}}", key, n)
            return []
        found: list[Condition] = []
        for fact, wanted in entry.items():
            if isinstance(wanted, dict) and "than" in wanted:
                found.extend((fact, operator, (value, wanted["than"])) for operator, value in wanted.items() if operator != "than")
            elif isinstance(wanted, dict):
                found.extend((fact, operator, tuple(value) if isinstance(value, list) else value)
                             for operator, value in wanted.items())
            else:
                found.append((fact, "is", wanted))
        return found
