"""Cues: how drafters say what a requirement asks, one file per element and language.

`models/cues/<language>/<element>.yaml`. Phrases are plain words; no duty words, no regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter import marked
from drafter.errors import DrafterError, Problem, allowed
from drafter.library import root
from drafter.schema import LANGUAGES, Element

KEYS = ("element", "language", "topic", "requirements", "weak", "contradicted", "specific")
Group = tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """Fires when every group has a phrase in the window and no phrase of `off` stands in the sentence."""

    groups: tuple[Group, ...]
    off: Group = ()


@dataclass(frozen=True)
class Cues:
    """The cues of one element in one language; patterns by the id of the requirement, weak form or contradiction."""

    element: str
    language: str
    topic: Group = ()
    requirements: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    weak: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    contradicted: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    specific: Group = ()
    path: str = ""


class _File:
    """One cue file, read key by key; problems carry their line and column."""

    def __init__(self, found: marked.Marked, problems: list[Problem]) -> None:
        self.found, self.problems = found, problems
        self.data: Mapping[str, Any] = found.data if isinstance(found.data, dict) else {}
        if not isinstance(found.data, dict):
            self.wrong("a cue file must be a mapping (key: value)")
        for key in self.data:
            if key not in KEYS:
                self.wrong(f"unknown key '{key}'", key, hint=allowed(KEYS), on_key=True)

    def wrong(self, message: str, *at: str | int, hint: str = "", on_key: bool = False) -> None:
        self.problems.append(self.found.problem(message, *at, hint=hint, key=on_key))

    def words(self, value: Any, *at: str | int) -> Group:
        """A list of phrases."""
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong("this must be a list of phrases, like [a, b]", *at)
            return ()
        for n, item in enumerate(value):
            if not isinstance(item, (str, int, float)) or isinstance(item, bool) or not str(item).strip(" ~"):
                self.wrong("a phrase is plain words", *at, n, hint="quote it")
        return tuple(dict.fromkeys(str(item).strip() for item in value if isinstance(item, (str, int, float))))

    def pattern(self, value: Any, *at: str | int) -> Pattern | None:
        if not isinstance(value, dict) or not isinstance(value.get("all"), list) or not value["all"]:
            self.wrong("a pattern is {all: [[…], […]], not: […]}", *at)
            return None
        for key in value:
            if key not in ("all", "not"):
                self.wrong(f"unknown key '{key}'", *at, key, hint=allowed(("all", "not")), on_key=True)
        groups = tuple(self.words(group, *at, "all", n) for n, group in enumerate(value["all"]))
        if not all(groups):
            self.wrong("a group is empty: it would never be found", *at, "all")
            return None
        return Pattern(groups, self.words(value.get("not"), *at, "not"))

    def frames(self, key: str, known: Iterable[str] | None) -> dict[str, tuple[Pattern, ...]]:
        """The patterns of each id under a key."""
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            self.wrong(f"'{key}' must be a mapping from id to patterns", key)
            return {}
        result = {}
        for name, entry in value.items():
            if known is not None and name not in known:
                self.wrong(f"'{name}' is no id of the element's {key}", key, name, hint=allowed(known), on_key=True)
            listed = entry.get("any") if isinstance(entry, dict) else None
            if not isinstance(listed, list):
                self.wrong("write {any: [{all: [[…], […]]}]}", key, name)
                continue
            patterns = [self.pattern(p, key, name, "any", n) for n, p in enumerate(listed)]
            result[name] = tuple(p for p in patterns if p is not None)
        return result


def read(path: Path, *, shown: str = "", element: Element | None = None, problems: list[Problem]) -> Cues | None:
    """Read one cue file. Problems are added to `problems`; None when it is not YAML."""
    try:
        file = _File(marked.read(path, shown=shown), problems)
    except DrafterError as error:
        problems.extend(error.problems)
        return None
    language = path.parent.name
    for key, wanted in (("element", path.stem), ("language", language)):
        if file.data.get(key) != wanted:
            file.wrong(f"'{key}' is '{file.data.get(key)}'", key, hint=f"the place of the file says {wanted}")
    ids = [r.id for r in element.requirements] if element else None
    if ids is not None:
        for name in ids:
            if name not in (file.data.get("requirements") or {}):
                file.wrong(f"no cues for the requirement '{name}'", "requirements")
    known = {key: tuple(str(w.get("id")) for w in getattr(element, key)) if element else None
             for key in ("weak", "contradicted")}
    return Cues(path.stem, language, file.words(file.data.get("topic"), "topic"), file.frames("requirements", ids),
                file.frames("weak", known["weak"]), file.frames("contradicted", known["contradicted"]),
                file.words(file.data.get("specific"), "specific"), shown or str(path))


def collect(elements: Mapping[str, Element], languages: Iterable[str] = LANGUAGES, *,
            own: str | None = None) -> tuple[dict[str, dict[str, Cues]], list[Problem]]:
    """Cues by language and element, an organisation's own files over the built-in ones, and every problem found."""
    problems: list[Problem] = []
    result: dict[str, dict[str, Cues]] = {language: {} for language in languages}
    overlay = root.overlay(own)
    for folder, prefix in ((root.built_in(), ""), *(((overlay, f"{overlay}/"),) if overlay else ())):
        for language, found in result.items():
            for path in sorted((folder / "models" / "cues" / language).glob("*.yaml")):
                shown = prefix + path.relative_to(folder).as_posix()
                element = elements.get(path.stem)
                if elements and element is None:
                    problems.append(Problem(shown, 0, 0, f"there is no element '{path.stem}'"))
                    continue
                cues = read(path, shown=shown, element=element, problems=problems)
                if cues is not None:
                    found[path.stem] = cues
    return result, problems


def load(elements: Mapping[str, Element], languages: Iterable[str] = LANGUAGES, *,
         own: str | None = None) -> dict[str, dict[str, Cues]]:
    """Cues by language and element. Raises DrafterError when any file is broken."""
    result, problems = collect(elements, languages, own=own)
    if problems:
        raise DrafterError(problems, next_command="drafter library check")
    return result
