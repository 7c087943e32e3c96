"""Reads models/harms: rules.yaml and one file of word lists per covered language, an organisation's own over them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from drafter import marked
from drafter.errors import DrafterError, Problem
from drafter.harms.base import Book, Rule
from drafter.library import root
from drafter.library.shape import Shape

_SEVERITIES = ("block", "warning", "info")
_FOLDER = Path("models") / "harms"
_RULES = "rules.yaml"
_KEYS = ("id", "severity", "titles", "advice", "basis", "elsewhere", "sure")
_ENDING = re.compile(r"(.*?)\(([^()]+)\)(.*)", re.DOTALL)


@cache
def load(*, own: str | None = None) -> Book:
    """The rules and lists. An own list with the name of a built-in one adds to it; an own rule replaces.

    Raises DrafterError when a file is broken.
    """
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    words: dict[str, dict[str, frozenset[str]]] = {}
    over = root.overlay(own)
    adds = over is not None and any((over / _FOLDER).glob("*.yaml"))
    for folder in (root.built_in(), *((over,) if over else ())):
        for path in sorted((folder / _FOLDER).glob("*.yaml")):
            try:
                file = marked.read(path)
            except DrafterError as error:
                problems.extend(error.problems)
                continue
            if path.name == _RULES:
                rules |= _rules(file, problems)
            else:
                known = words.setdefault(path.stem, {})
                for name, listed in _lists(file, problems).items():
                    known[name] = known.get(name, frozenset()) | listed
    if problems:
        raise DrafterError(problems, next_command="drafter library check")
    return Book(MappingProxyType(rules), MappingProxyType({code: MappingProxyType(lists) for code, lists in words.items()}), adds)


def covered(language: str) -> bool:
    """Whether the built-in library has word lists for a language."""
    return len(language) == 2 and language.isalpha() and (root.built_in() / _FOLDER / f"{language}.yaml").is_file()


def _rules(file: marked.Marked, problems: list[Problem]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for shape in Shape(file, problems, known=("rules",)).children("rules", known=_KEYS):
        severity: Any = shape.text("severity", choices=_SEVERITIES)
        languages = ("en", "zh", "es", "fr")
        rule = Rule(
            shape.text("id"),
            severity,
            shape.texts("titles", required=languages),
            shape.texts("advice", required=languages),
            shape.text("basis"),
            shape.text("elsewhere", required=False),
            shape.number("sure") or 0.0,
        )
        found[rule.id] = rule
    return found


def _lists(file: marked.Marked, problems: list[Problem]) -> dict[str, frozenset[str]]:
    """`name: word, word(s), two words` → the words; a bracket is an optional ending."""
    shape = Shape(file, problems)
    return {name: frozenset(_words(shape.text(name))) for name in shape.data}


def _words(listed: str) -> list[str]:
    found: list[str] = []
    for piece in re.split(r"[,，、\n]", listed):
        entry = " ".join(piece.split())
        bracket = _ENDING.fullmatch(entry)
        if bracket:
            before, ending, after = bracket.groups()
            found += [before + after, before + ending + after]
        elif entry:
            found.append(entry)
    return found
