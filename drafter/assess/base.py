"""What the modules of this room share: the levels, where an entry stands in its file, months, pointers to sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from drafter.errors import Problem
from drafter.marked import Marked
from drafter.schema import Texts

LEVELS = ("low", "medium", "high")
"""The levels of a rating, lowest first."""


@dataclass(frozen=True)
class Place:
    """Where an entry stands, for problems. Lines and columns count from 1; 0 means unknown."""

    path: str = ""
    line: int = 0
    column: int = 0

    def problem(self, message: str, hint: str = "") -> Problem:
        return Problem(self.path, self.line, self.column, message, hint)


NOWHERE = Place()


def place(source: Marked, *at: str | int) -> Place:
    """The place of an entry of a YAML file, or of the nearest thing that holds it."""
    return Place(source.path, *source.place(*at))


@dataclass(frozen=True)
class Pointer:
    """A source of the assessment data. `mark`: ° title or opening only seen; † text of the Voluntary Principles, not re-read in full."""

    id: str
    at: str = ""
    mark: Literal["", "°", "†"] = ""


def higher(first: str, second: str) -> str:
    """The higher of two levels."""
    return max(first, second, key=LEVELS.index)


def said(text: Texts, **values: Texts | str | int) -> dict[str, str]:
    """A text with its placeholders filled, in each of its languages. A value is the same in all, or one per language."""
    return {language: one.format(**{k: v if isinstance(v, (str, int)) else in_language(v, language) for k, v in values.items()})
            for language, one in text.items()}


def in_language(text: Texts, language: str) -> str:
    """A text in a language, or in the first it has."""
    return text.get(language) or next(iter(text.values()), "")


def filled(text: Texts) -> bool:
    """Whether something is written in any language."""
    return any(one.strip() for one in text.values())


def titled(before: Texts, text: Texts, language: str) -> str:
    """Two texts with the colon of the language between them, or the one that is there."""
    parts = in_language(before, language), in_language(text, language)
    return ("：" if language == "zh" else ": ").join(filter(None, parts))


def joined(texts: Iterable[Texts], languages: Iterable[str]) -> dict[str, str]:
    """Texts one after the other with the semicolon of each language."""
    every = tuple(texts)
    return {language: ("；" if language == "zh" else "; ").join(in_language(t, language) for t in every) for language in languages}
