"""The records every room passes on. Frozen, plain, and without behaviour beyond look-ups.

Texts in several languages are mappings from language code to text: `{"en": "Use of force", "zh": "使用武力"}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

LANGUAGES = ("en", "zh", "es", "fr")
POSITIONS = ("preferred", "acceptable", "minimum")
FORMS = ("full", "short")
GENRES = ("agreement", "report")
"""What a document is: an agreement binds its parties; a report tells (case studies, profiles, checklists, terms of reference)."""
LEVELS = ("required", "recommended", "optional", "not-applicable")

Texts = Mapping[str, str]
Condition = tuple[str, str, Any]
"""(fact, operator, value); the operators of a clause's `when` are `is`, `in` and `not`."""


@dataclass(frozen=True)
class Cited:
    """A source with the place in it."""

    id: str
    at: str = ""


@dataclass(frozen=True)
class Source:
    """An authority. `verified`: read (✓), second-hand (≈) or general (°, from general knowledge)."""

    id: str
    title: str
    year: int | None
    issuer: str
    where: str
    verified: Literal["read", "second-hand", "general"]
    note: str = ""
    citable: bool = True

    @property
    def mark(self) -> str:
        return {"read": "✓", "second-hand": "≈", "general": "°"}[self.verified]


@dataclass(frozen=True)
class Term:
    """A defined term: one rendering per language; `avoid` lists renderings no clause may use for it."""

    id: str
    names: Texts
    plurals: Texts = field(default_factory=dict)
    avoid: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    id: str
    label: Texts


@dataclass(frozen=True)
class Column:
    """A column of a table fact."""

    id: str
    type: str
    label: Texts
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    required: bool = False
    pattern: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """A fact of a matter: its type and what makes a value of it valid."""

    id: str
    group: str
    type: str
    label: Texts
    help: Texts
    required: bool | tuple[Condition, ...] = False
    example: Any = None
    default: Any = None
    kinds: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str = ""
    of: str = ""
    min: float | None = None
    max: float | None = None
    pattern: str = ""
    hint: str = ""
    derive: Mapping[str, Any] = field(default_factory=dict)
    computed: bool = False


@dataclass(frozen=True)
class Group:
    """A group of facts, in the order a lawyer asks for them."""

    id: str
    title: Texts
    help: Texts


@dataclass(frozen=True)
class Rule:
    """A rule across facts. It fires when all its conditions hold.

    `block` refuses the draft for good, `error` until mended, `warning` and `note` are printed.
    """

    id: str
    level: Literal["block", "error", "warning", "note"]
    when: tuple[Condition, ...]
    message: Texts
    sources: tuple[Cited, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One thing a key element asks for; without a `core` one the element is at most weak.

    `tells`: for texts that report and do not bind, whether only what has happened counts (`done`) or plans as well (`any`).
    """

    id: str
    asks: Texts
    core: bool = False
    obligor: tuple[str, ...] = ()
    polarity: Literal["duty", "prohibition", "either"] = "duty"
    permission: bool = False
    passive: bool = False
    kinds: tuple[str, ...] = ()
    cues: Mapping[str, Any] = field(default_factory=dict)
    tells: Literal["", "done", "any"] = ""


@dataclass(frozen=True)
class Element:
    """A key element of a kind of document. `set`: the folder it stands in, with the elements judged in the same way.

    `share` of the requirements makes it present (with `share_reason` where it is not .6); `presume` says that it
    applies while the facts of its condition are unknown. `basis` is `derived` where a set is this project's own and not the
    list it stands for; `toronto_ref` is filled by a user who holds that list.
    """

    id: str
    group: str
    names: Texts
    asks: Texts
    severity: Literal["critical", "major", "minor"]
    human_rights: bool
    level: Mapping[str, str]
    applies: tuple[Condition, ...]
    obligor: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    satisfied_by: tuple[str, ...] = ()
    weak: tuple[Mapping[str, Any], ...] = ()
    contradicted: tuple[Mapping[str, Any], ...] = ()
    traps: tuple[Mapping[str, Any], ...] = ()
    share: float = 0.55
    share_reason: str = ""
    presume: bool = False
    sources: tuple[Cited, ...] = ()
    set: str = "mou"
    basis: str = ""
    toronto_ref: str = ""
    examples: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)


SpanKind = Literal["text", "bold", "field", "ref"]
BlockKind = Literal["paragraph", "item", "subitem", "flush", "heading", "table", "rows", "bullets", "figure"]


@dataclass(frozen=True)
class Span:
    """A run of text: literal, bold, the name of a fact, or a reference `family[#paragraph]`."""

    kind: SpanKind
    value: str


@dataclass(frozen=True)
class Block:
    """One paragraph or table of a clause. `address` is "2" for the second paragraph, "2.a" for its first item.

    `rows` holds the cells of a table; a block of kind `rows` stands for the rows of the table fact `value`, one of kind `bullets`
    for the entries of that fact, one of kind `figure` for the figure `value`.
    """

    kind: BlockKind
    line: int
    spans: tuple[Span, ...] = ()
    address: str = ""
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    value: str = ""


@dataclass(frozen=True)
class Clause:
    """One clause in all its languages."""

    id: str
    family: str
    title: Texts
    provides: tuple[str, ...]
    position: str
    form: str
    when: tuple[Condition, ...]
    defines: tuple[str, ...]
    needs: tuple[str, ...]
    sources: tuple[Cited, ...]
    status: str
    since: str
    meets: Mapping[str, Mapping[str, str]]
    body: Mapping[str, tuple[Block, ...]]
    why: str
    digest: str
    path: str
    examples: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    genre: str = "agreement"
    replaced_by: str = ""
    reviewed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Slot:
    """A place in a template that one clause of a family fills, if its conditions hold."""

    id: str
    family: str
    part: Literal["opening", "recitals", "article", "definitions", "closing", "annex"]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Template:
    """A kind of document: its titles, its forms as ordered slots, and where its shell and sample are.

    `numbering` and `shell` name other ones than the usual, `reviewer` the fact without which every page says that it is a draft,
    `handling` the fact that says who may read it, `computes` what is worked out from its facts before it is written, `facets` the
    facts by which a library of such documents is sorted (country, sector, monitoring, actions). `without` names, by form, the elements
    that this form has no room for: a draft says so, and the gap check finds them missing or weak.
    """

    kind: str
    titles: Mapping[str, Texts]
    elements: str
    forms: Mapping[str, tuple[Slot, ...]]
    labels: Mapping[str, Texts]
    signatories: tuple[Mapping[str, Any], ...]
    folder: str
    genre: str = "agreement"
    numbering: str = ""
    shell: str = ""
    manifest: bool = True
    reviewer: str = "legal_reviewer"
    handling: str = "sensitivity"
    computes: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Library:
    """Everything the tool knows, by id, after an organisation's own folder has been laid over it."""

    clauses: Mapping[str, Clause]
    fields: Mapping[str, Field]
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    elements: Mapping[str, Element]
    templates: Mapping[str, Template]
    languages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    version: str = ""


def nowhere(*path: str | int) -> tuple[int, int]:
    """The place of what stands in no file."""
    return (0, 0)


@dataclass(frozen=True)
class Matter:
    """The facts of one agreement and the drafter's choices.

    `open` names the facts still wanted, `places` where each fact stands in the file, `positions` the negotiating
    position per article (`default` for the rest). `where` gives line and column of what stands at a path below its facts.
    """

    kind: str
    languages: tuple[str, ...]
    form: str
    facts: Mapping[str, Any]
    positions: Mapping[str, str]
    open: tuple[str, ...] = ()
    defaulted: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    path: str = ""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    where: Callable[..., tuple[int, int]] = nowhere


@dataclass(frozen=True)
class Run:
    """A piece of finished text: plain, bold, a live reference to a slot, an open fact, or the mark of a footnote with its text."""

    text: str
    bold: bool = False
    ref: str = ""
    open: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tile:
    """A field of a figure. `tone`: none, low, medium, high, unknown, accent; `span`: how many columns it covers."""

    text: str = ""
    tone: str = ""
    span: int = 1
    strong: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure as a grid of tiles; `widths` are the columns' shares of the line, `alt` says in words what it shows."""

    name: str
    alt: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Tile, ...], ...]


@dataclass(frozen=True)
class Line:
    """One finished paragraph or table of the document, in one language."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    anchor: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    blank: bool = False
    figure: Figure | None = None

    @property
    def alone(self) -> Line:
        """The line without the live references of its own document."""
        def plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
            return tuple(replace(run, ref="") for run in runs)

        return replace(self, anchor="", runs=plain(self.runs), rows=tuple(tuple(plain(cell) for cell in row) for row in self.rows))


@dataclass(frozen=True)
class Piece:
    """One clause as it stands in the document: number and lines per language.

    `cited` gives the sources of each text by the place of its first paragraph (`slot#1`).
    """

    slot: str
    part: str
    clause: Clause
    number: int
    titles: Texts
    lines: Mapping[str, tuple[Line, ...]]
    cited: Mapping[str, tuple[Cited, ...]] = field(default_factory=dict)
    why_chosen: str = ""


@dataclass(frozen=True)
class Draft:
    """An assembled document, ready to be written. `handling` says in each language how the draft is to be handled.

    `chapters`: every numbered heading begins a page.
    """

    kind: str
    form: str
    languages: tuple[str, ...]
    title: Texts
    subject: Texts
    pieces: tuple[Piece, ...]
    labels: Mapping[str, Texts]
    signatories: tuple[Mapping[str, Any], ...]
    witnesses: tuple[Texts, ...]
    approvals: Mapping[str, Line]
    organisation: Texts
    reviewer: str
    handling: tuple[str, ...]
    open: tuple[str, ...]
    warnings: tuple[str, ...]
    shell: str
    genre: str = "agreement"
    manifest: bool = True
    chapters: bool = False
