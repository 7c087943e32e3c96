"""Files to records. Every problem of shape is collected; what they mean together is for lint.py."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from drafter import marked
from drafter.errors import DrafterError, Problem
from drafter.library import body, facts, root
from drafter.library.shape import Shape
from drafter.schema import (
    FORMS,
    GENRES,
    LANGUAGES,
    LEVELS,
    POSITIONS,
    Clause,
    Element,
    Library,
    Requirement,
    Slot,
    Source,
    Template,
    Term,
)

PARTS = ("clauses", "fields", "sources", "terms", "elements", "templates", "languages")
"""`elements:mou` stands for one set of elements, `clauses:report` for those of one genre, `fields:agreement` for the first file."""
OWN_SLOT = ("annex", "short", "front")
STATUSES = ("draft", "reviewed", "retired")
CLAUSE_KEYS = ("id", "genre", "family", "title", "provides", "position", "form", "when", "defines", "needs", "sources", "status",
               "replaced_by", "reviewed", "since", "meets", "examples")
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_EXAMPLES = re.compile(r"^examples:.*\Z", re.DOTALL | re.MULTILINE)
Record = TypeVar("Record")


def clause(path: Path, *, shown: str, clause_id: str, problems: list[Problem], examples: bool = True) -> Clause | None:
    """Read one clause file; None when it is too broken to be one."""
    text = marked.read_text(path, shown=shown)
    head = _HEAD.match(text)
    if head is None:
        problems.append(Problem(shown, 1, 1, "a clause file starts with a head between two lines '---'",
                                "see clauses/README.md"))
        return None
    source = head[1] if examples else _EXAMPLES.sub("", head[1])
    shape = Shape(marked.parse(source, shown, offset=1), problems, known=CLAUSE_KEYS)
    found = list(body.sections(text[head.end():], text[:head.end()].count("\n") + 1))
    problems.extend(body.check_sections(found, shown))
    texts = {s.name: body.blocks(s, shown, problems) for s in found if s.name in LANGUAGES}
    if shape.text("id") != clause_id:
        shape.wrong(f"the id is '{shape.data.get('id')}'", "id", hint=f"the place of the file says {clause_id}")
    why = "\n".join(next((s.lines for s in found if s.name == "Why"), ())).strip()
    return Clause(
        id=clause_id, family=shape.text("family", required=False, default=_family(clause_id)),
        title=shape.texts("title"), provides=shape.strings("provides"),
        position=shape.text("position", choices=POSITIONS), form=shape.text("form", choices=(*FORMS, "both")),
        when=shape.conditions(), defines=shape.strings("defines"), needs=shape.strings("needs"),
        sources=shape.cited(), status=shape.text("status", choices=STATUSES), since=shape.text("since"),
        genre=shape.text("genre", required=False, default=GENRES[0], choices=GENRES),
        meets=_meets(shape), body=texts, why=why, digest=hashlib.sha256(text.encode()).hexdigest(), path=shown,
        examples=_examples(shape) if examples else {}, replaced_by=shape.text("replaced_by", required=False),
        reviewed=shape.texts("reviewed"),
    )


def _family(clause_id: str) -> str:
    """The folder; in the folders whose files each fill a slot of their own, the id itself."""
    folder = clause_id.split("/", 1)[0]
    return clause_id if folder in OWN_SLOT else folder


def _meets(shape: Shape) -> dict[str, dict[str, str]]:
    value = shape.data.get("meets") or {}
    if not isinstance(value, dict) or any(not isinstance(v, dict) for v in value.values()):
        shape.wrong("'meets' must be {element: {requirement: \"paragraph\"}}", "meets")
        return {}
    return {element: {str(k): str(v) for k, v in requirements.items()} for element, requirements in value.items()}


def _examples(shape: Shape) -> dict[str, dict[str, tuple[str, ...]]]:
    if not shape.data.get("examples"):
        return {}
    inner = shape.child("examples", known=("match", "no_match"))
    return {kind: inner.per_language(kind) for kind in ("match", "no_match")}


def _source(shape: Shape) -> Source:
    year = shape.number("year")
    return Source(shape.text("id"), shape.text("title"), int(year) if year else None, shape.text("issuer", required=False),
                  shape.text("where", required=False),
                  shape.text("verified", choices=("read", "second-hand", "general")),  # type: ignore[arg-type]
                  shape.text("note", required=False), shape.flag("citable", True))


def _term(shape: Shape) -> Term:
    names = {language: shape.text(language) for language in LANGUAGES if language in shape.data}
    avoid = shape.child("avoid").data if "avoid" in shape.data else {}
    return Term(shape.text("id"), names, shape.texts("plural"), {k: tuple(v) for k, v in avoid.items()})


REQUIREMENT_KEYS = ("id", "asks", "core", "obligor", "polarity", "permission", "passive", "kinds", "cues", "tells")
ELEMENT_KEYS = ("id", "group", "names", "asks", "severity", "human_rights", "level", "applies", "applies_note", "obligor",
                "satisfied_by", "requirements", "weak", "contradicted", "traps", "share", "share_reason", "presume", "sources", "examples",
                "basis", "toronto_ref")


def _requirement(shape: Shape) -> Requirement:
    return Requirement(
        shape.text("id"), shape.texts("asks", required=LANGUAGES), shape.flag("core"), _words(shape, "obligor"),
        shape.text("polarity", required=False, default="duty", choices=("duty", "prohibition", "either")),  # type: ignore[arg-type]
        shape.flag("permission"), shape.flag("passive"), shape.strings("kinds"), shape.data.get("cues") or {},
        shape.text("tells", choices=("done", "any")) if "tells" in shape.data else "",  # type: ignore[arg-type]
    )


def _words(shape: Shape, key: str) -> tuple[str, ...]:
    value = shape.data.get(key)
    return (value,) if isinstance(value, str) else shape.strings(key)


def _element(shape: Shape) -> Element:
    level = shape.child("level")
    return Element(
        id=shape.text("id"), group=shape.text("group"), names=shape.texts("names", required=LANGUAGES),
        asks=shape.texts("asks", required=("en", "zh")),
        severity=shape.text("severity", choices=("critical", "major", "minor")),  # type: ignore[arg-type]
        human_rights=shape.flag("human_rights"),
        level={kind: level.text(kind, choices=LEVELS) for kind in level.data},
        applies=() if shape.data.get("applies", "always") == "always" else shape.conditions("applies"),
        obligor=_words(shape, "obligor"),
        requirements=tuple(_requirement(r) for r in shape.children("requirements", known=REQUIREMENT_KEYS)),
        satisfied_by=_words(shape, "satisfied_by"), weak=tuple(w.data for w in shape.children("weak")),
        contradicted=tuple(w.data for w in shape.children("contradicted")),
        traps=tuple(t for t in shape.data.get("traps") or ()),
        share=shape.number("share") or 0.55, share_reason=shape.text("share_reason", required=False),
        presume=shape.flag("presume"), sources=shape.cited(), examples=_examples(shape),
        basis=shape.text("basis", required=False), toronto_ref=shape.text("toronto_ref", required=False),
    )


def _slot(shape: Shape, form: str) -> Slot:
    name = shape.text("id")
    parts = ("opening", "recitals", "article", "definitions", "closing", "annex")
    return Slot(name, shape.text("family", required=False, default=name),
                shape.text("part", required=False, default="article", choices=parts),  # type: ignore[arg-type]
                shape.conditions())


def _template(shape: Shape, folder: Path, shown: str) -> Template:
    forms = shape.child("forms")
    slot_keys = ("id", "family", "part", "when")
    return Template(
        kind=shape.text("kind"),
        titles={key: shape.child("titles").texts(key) for key in shape.child("titles").data},
        elements=shape.text("elements"),
        forms={form: tuple(_slot(s, form) for s in forms.children(form, known=slot_keys)) for form in forms.data},
        labels={key: shape.child("labels").texts(key) for key in shape.child("labels").data},
        signatories=tuple(s.data for s in shape.children("signatories")), folder=str(folder),
        genre=shape.text("genre", required=False, default=GENRES[0], choices=GENRES),
        numbering=shape.text("numbering", required=False), shell=shape.text("shell", required=False),
        facets={str(k): str(v) for k, v in (shape.data.get("facets") or {}).items()},
        manifest=shape.flag("manifest", True), computes=shape.text("computes", required=False),
        reviewer=shape.text("reviewer", required=False, default="legal_reviewer"),
        handling=shape.text("handling", required=False, default="sensitivity"),
        without={str(form): shape.child("without").strings(form) for form in shape.data.get("without") or {}},
    )


def _keyed(found: marked.Marked, key: str) -> marked.Marked:
    """A file that is a bare list, as a mapping with that list under its key."""
    if not isinstance(found.data, list):
        return found
    return marked.Marked({key: found.data}, found.path, {(key, *p): v for p, v in found.values.items()},
                         {(key, *p): v for p, v in found.keys.items()})


def _by_id(records: Iterable[Any], what: str, shown: str, problems: list[Problem]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for record in records:
        if record.id in result:
            problems.append(Problem(shown, 0, 0, f"{what} '{record.id}' twice"))
        result[record.id] = record
    return result


def _named(wanted: Iterable[str], shelf: str) -> list[str]:
    """What is wanted of a shelf: names behind its colon, an empty one for all of it."""
    return [part.partition(":")[2] for part in wanted if part.partition(":")[0] == shelf]


def _genre(path: Path) -> str:
    """The genre of a clause file, without reading it as YAML."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return GENRES[1] if "\ngenre: report\n" in file.read(400) else GENRES[0]
    except OSError:
        return GENRES[0]


class _Reader:
    """Reads one library folder; an overlay is read by the same code and laid over by id."""

    def __init__(self, folder: Path, prefix: str, known: facts.Facts | None = None) -> None:
        self.folder, self.prefix, self.problems = folder, prefix, list[Problem]()
        self.files: dict[str, marked.Marked | None] = {}
        self.facts = known or facts.Facts()

    def shown(self, path: Path) -> str:
        return self.prefix + str(path.relative_to(self.folder))

    def guarded(self, read: Callable[[], Record], default: Record) -> Record:
        try:
            return read()
        except DrafterError as error:
            self.problems.extend(error.problems)
            return default

    def clauses(self, examples: bool, genres: Collection[str]) -> dict[str, Clause]:
        """The clauses of the genres named; with an empty name among them, of all."""
        top = self.folder / "clauses"
        result = {}
        for path in sorted(top.rglob("*.md")):
            name = path.relative_to(top).with_suffix("").as_posix()
            if "/" not in name or path.name.startswith(".") or not ("" in genres or _genre(path) in genres):
                continue
            read = self.guarded(lambda p=path, n=name: clause(  # type: ignore[misc]
                p, shown=self.shown(p), clause_id=n, problems=self.problems, examples=examples), None)
            if read is not None:
                result[name] = read
        return result

    def file(self, name: str) -> marked.Marked | None:
        """A file of models/, read once; None when it is not there or broken (its problems are kept)."""
        if name not in self.files:
            path = self.folder / "models" / name
            there = path.is_file()
            self.files[name] = self.guarded(lambda: marked.read(path, shown=self.shown(path)), None) if there else None
        return self.files[name]

    def shelf(self, name: str, *, whole: bool = True) -> list[marked.Marked]:
        """The files of one shelf of models/: NAME.yaml, and those of the folder NAME."""
        more = () if not whole else sorted((self.folder / "models" / name).glob("*.yaml"))
        return [found for n in (f"{name}.yaml", *(f"{name}/{p.name}" for p in more)) if (found := self.file(n)) is not None]

    def sources(self) -> dict[str, Source]:
        shapes = [Shape(_keyed(found, "sources"), self.problems) for found in self.shelf("sources")]
        records = [_source(s) for shape in shapes for s in shape.children("sources")]
        return _by_id(records, "source", f"{self.prefix}models/sources", self.problems)

    def listed(self, name: str, key: str, build: Callable[[Shape], Record], keys: Iterable[str] = ()) -> list[Record]:
        found = self.file(name)
        if found is None:
            return []
        return [build(s) for s in Shape(_keyed(found, key), self.problems).children(key, known=keys)]

    def table(self, name: str, key: str, build: Callable[[Shape], Any], keys: Iterable[str] = ()) -> dict[str, Any]:
        return _by_id(self.listed(name, key, build, keys), key[:-1], f"{self.prefix}models/{name}", self.problems)

    def elements(self, sets: Collection[str]) -> dict[str, Element]:
        """The elements of the sets named; with an empty name among them, of all."""
        def one(path: Path) -> Element:
            shape = Shape(marked.read(path, shown=self.shown(path)), self.problems, known=ELEMENT_KEYS)
            if shape.text("id") != path.stem:
                shape.wrong(f"the id is '{shape.data.get('id')}'", "id", hint=f"the file is named {path.stem}")
            return replace(_element(shape), set=path.parent.name)
        paths = [p for p in sorted((self.folder / "models" / "elements").rglob("*.yaml")) if "" in sets or p.parent.name in sets]
        found: list[Element | None] = [self.guarded(lambda p=path: one(p), None) for path in paths]  # type: ignore[misc]
        return {e.id: e for e in found if e is not None}

    def templates(self) -> dict[str, Template]:
        found = {}
        for path in sorted((self.folder / "templates").glob("*/template.yaml")):
            read = self.guarded(lambda p=path: _template(  # type: ignore[misc]
                Shape(marked.read(p, shown=self.shown(p)), self.problems), p.parent, self.shown(p)), None)
            if read is not None:
                found[read.kind] = read
        return found

    def languages(self) -> dict[str, Mapping[str, Any]]:
        paths = sorted((self.folder / "models" / "lang").glob("*.yaml"))
        found: dict[str, Mapping[str, Any]] = {p.stem: self.guarded(lambda p=p: marked.read(p, shown=self.shown(p)).data, {})  # type: ignore[misc]
                 for p in paths}
        return {code: data for code, data in found.items() if data}

    def library(self, parts: Iterable[str], examples: bool) -> Library:
        wanted = set(parts)
        shelves = _named(wanted, "fields")
        files = self.shelf("fields", whole="" in shelves) if shelves else []
        known = facts.read(files, self.problems, self.facts) if shelves else facts.Facts()
        self.facts = known
        return Library(
            clauses=self.clauses(examples, genres) if (genres := _named(wanted, "clauses")) else {},
            fields=known.fields, groups=known.groups, rules=known.rules,
            sources=self.sources() if "sources" in wanted else {},
            terms=self.table("terms.yaml", "terms", _term) if "terms" in wanted else {},
            elements=self.elements(sets) if (sets := _named(wanted, "elements")) else {},
            templates=self.templates() if "templates" in wanted else {},
            languages=self.languages() if "languages" in wanted else {},
        )


def paths(library: Library) -> list[str]:
    """The files of a library as problems name them."""
    own = [c.path for c in library.clauses.values()]
    elements = [f"models/elements/{e.set}/{e.id}.yaml" for e in library.elements.values()]
    templates = [f"templates/{kind}/template.yaml" for kind in library.templates]
    return [*own, *elements, *templates, "models/fields.yaml", "models/sources.yaml", "models/terms.yaml"]


def laid_over(base: Library, own: Library) -> Library:
    """The built-in library with an organisation's own records over it, by id."""
    def merge(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any]:
        return {**a, **b}
    return Library(
        clauses=merge(base.clauses, own.clauses), fields=merge(base.fields, own.fields),
        groups=base.groups + tuple(g for g in own.groups if g.id not in {x.id for x in base.groups}),
        rules=tuple(r for r in base.rules if r.id not in {x.id for x in own.rules}) + own.rules,
        sources=merge(base.sources, own.sources), terms=merge(base.terms, own.terms),
        elements=merge(base.elements, own.elements), templates=merge(base.templates, own.templates),
        languages=merge(base.languages, own.languages),
    )


def read(*, own: str | None = None, parts: Iterable[str] = PARTS, examples: bool = True) -> tuple[Library, list[Problem]]:
    """The library and every problem of shape found in it. `own` names an organisation's folder."""
    first = _Reader(root.built_in(), "")
    library = first.library(parts, examples)
    folder = root.overlay(own)
    if folder is None:
        return library, first.problems
    second = _Reader(folder, f"{folder}/", first.facts)
    return laid_over(library, second.library(parts, examples)), [*first.problems, *second.problems]


def load(*, own: str | None = None, parts: Iterable[str] = PARTS, examples: bool = True) -> Library:
    """The library, ready for use. Raises DrafterError when any file of it is broken."""
    library, problems = read(own=own, parts=parts, examples=examples)
    if problems:
        raise DrafterError(problems, next_command="drafter library check")
    return library
