"""Cues: how drafters say what a requirement asks, one file per element and language.

`models/cues/<language>/<element>.yaml`. Phrases are plain words; no duty words, no regular expressions.
`models/pipelines/<language>/` keeps them ready for use; it is taken only while its digest is that of the files.
"""

from __future__ import annotations

import hashlib
import zlib
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


class Book(dict[str, Cues]):
    """The cues of a language by element. `index`: what the checker made of their phrases, where that was kept."""

    index: Any = None


STORED = "drafter_elements/data.msgpack.z"
"""Where a pipeline keeps its data."""


def folder(language: str, of: str = "mou") -> Path:
    """The serialised pipeline of a language and a set of elements."""
    return root.built_in() / "models" / "pipelines" / (language if of == "mou" else f"{language}-{of}")


def digest(language: str, names: Iterable[str]) -> str:
    """What the built-in cues of a language say on elements, as a number."""
    total = hashlib.sha256()
    for name in sorted(names):
        path = root.built_in() / "models" / "cues" / language / f"{name}.yaml"
        if path.is_file():
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def kept(language: str, of: str = "mou") -> Any:
    """The data of the serialised pipeline of a language and a set; None when there is none or it cannot be read."""
    import srsly  # type: ignore[import-untyped]

    try:
        return srsly.msgpack_loads(zlib.decompress((folder(language, of) / STORED).read_bytes()))
    except (OSError, ValueError, zlib.error):
        return None


def packed(cues: Mapping[str, Cues]) -> dict[str, Any]:
    """Cues as plain data: the different groups once, everything else by their numbers."""
    numbers: dict[Group, int] = {(): -1}

    def number(group: Group) -> int:
        return numbers.setdefault(group, len(numbers) - 1)

    def frames(found: Mapping[str, tuple[Pattern, ...]]) -> dict[str, Any]:
        return {name: [[[number(g) for g in p.groups], number(p.off)] for p in patterns] for name, patterns in found.items()}

    told = {name: [number(c.topic), frames(c.requirements), frames(c.weak), frames(c.contradicted), number(c.specific), c.path]
            for name, c in cues.items()}
    return {"groups": [list(g) for g in numbers if g], "elements": told}


def unpacked(data: Mapping[str, Any], language: str) -> Book:
    """The reverse of `packed`."""
    groups: list[Group] = [*map(tuple, data["groups"]), ()]

    def frames(found: Mapping[str, Any]) -> dict[str, tuple[Pattern, ...]]:
        return {name: tuple(Pattern(tuple(groups[n] for n in numbers), groups[off]) for numbers, off in patterns)
                for name, patterns in found.items()}

    return Book({name: Cues(name, language, groups[topic], frames(needs), frames(weak), frames(against), groups[specific], path)
                 for name, (topic, needs, weak, against, specific, path) in data["elements"].items()})


def _ready(language: str, elements: Mapping[str, Element]) -> Book | None:
    """The cues of a language for one set of elements as kept, while that is what the files say."""
    sets = {e.set for e in elements.values()}
    data = kept(language, next(iter(sets))) if len(sets) == 1 else None
    if not data or data.get("digest") != digest(language, elements):
        return None
    book = unpacked(data["cues"], language)
    book.index = {**data["index"], "groups": data["cues"]["groups"]}
    return book


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
            own: str | None = None, whole: bool = False) -> tuple[dict[str, dict[str, Cues]], list[Problem]]:
    """Cues by language and element, an organisation's own files over the built-in ones, and every problem found.

    `whole`: `elements` are all there are, and a file about another one is a problem.
    """
    problems: list[Problem] = []
    result: dict[str, dict[str, Cues]] = {language: {} for language in languages}
    overlay = root.overlay(own)
    for folder, prefix in ((root.built_in(), ""), *(((overlay, f"{overlay}/"),) if overlay else ())):
        for language, found in result.items():
            for path in sorted((folder / "models" / "cues" / language).glob("*.yaml")):
                shown = prefix + path.relative_to(folder).as_posix()
                element = elements.get(path.stem)
                if elements and element is None:
                    if whole:
                        problems.append(Problem(shown, 0, 0, f"there is no element '{path.stem}'"))
                    continue
                cues = read(path, shown=shown, element=element, problems=problems)
                if cues is not None:
                    found[path.stem] = cues
    return result, problems


def load(elements: Mapping[str, Element], languages: Iterable[str] = LANGUAGES, *,
         own: str | None = None) -> dict[str, dict[str, Cues]]:
    """Cues by language and element. Raises DrafterError when any file is broken."""
    wanted = tuple(languages)
    overlay = root.overlay(own)
    ready = {code: None if overlay and (overlay / "models" / "cues" / code).is_dir() else _ready(code, elements) for code in wanted}
    result, problems = collect(elements, [code for code in wanted if ready[code] is None], own=own)
    if problems:
        raise DrafterError(problems, next_command="drafter library check")
    return {code: ready[code] or result[code] for code in wanted}
