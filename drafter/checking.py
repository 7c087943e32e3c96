"""Checking documents, wired: files are read, judged, given suggestions, and put together as results.

Every function here works on one document or a pair; `dossiers` and `batch` put several together, `jobs` offers them.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import review as reviews
from drafter.document import Document
from drafter.errors import DrafterError, Problem, allowed
from drafter.report import suggest
from drafter.report.data import GAPS, Part, Result, result
from drafter.schema import Library

if TYPE_CHECKING:
    from drafter import safety
    from drafter.check.findings import Checked, ElementFinding
    from drafter.check.layers import Read

PARTS = {"mou": ("clauses:agreement", "fields:agreement", "languages", "sources"),
         "case": ("clauses:report", "fields", "languages", "sources")}
"""What is read of the library to judge by a set of elements."""
NO_INSTRUMENT = ("the text names no parties, is not signed and speaks of no duties: it does not read like an agreement, "
                 "whatever kind is named above")
QUOTING = ("pitfalls", "mechanics")
"""Layers whose findings quote the document itself."""
FAIL_ON = ("required", "recommended", "never")


@dataclass(frozen=True)
class Input:
    """A document to check: a file, or bytes that came another way."""

    name: str
    blob: bytes | None = None


@dataclass(frozen=True)
class Options:
    """How documents are checked: kind and languages as given, an organisation's own library folder, a spaCy pipeline.

    `sensitive`: names and places that could harm somebody stay readable; only for a terminal, never for a file.
    """

    kind: str = ""
    languages: tuple[str, ...] = ()
    own: str | None = None
    model: str = ""
    sensitive: bool = False


# --- one document


@cache
def library(own: str | None, of: str) -> Library:
    """The library as a check needs it, without elements, read once per process."""
    from drafter.library import load

    return load.load(own=own, parts=PARTS[of], examples=False)


@cache
def judging(own: str | None, of: str) -> Library:
    """The same with the elements of a set."""
    from drafter.library import load

    return replace(library(own, of), elements=load.load(own=own, parts=(f"elements:{of}",), examples=False).elements)


@cache
def _cues(own: str | None, language: str, of: str) -> Mapping[str, Any]:
    from drafter.library import cues

    return cues.load(judging(own, of).elements, (language,), own=own)[language]


def books_for(own: str | None, kinds: Iterable[str]) -> Library:
    """The library with every element by which documents of some kinds are judged."""
    from drafter.check import kind as known

    sets = sorted({known.of(kind) for kind in kinds}) or ["mou"]
    found = [judging(own, of) for of in sets]
    if len(found) == 1:
        return found[0]
    return replace(found[0], elements={k: e for one in found for k, e in one.elements.items()},
                   clauses={k: c for one in found for k, c in one.clauses.items()})


def known_kind(kind: str, own: str | None) -> None:
    """Raises DrafterError when no element says how a kind of document is judged."""
    from drafter.check import kind as known

    if not kind or kind in (*known.KINDS, *known.REPORTS):
        return
    elements = [e for of in known.SETS for e in judging(own, of).elements.values()]
    kinds = sorted({*known.KINDS, *known.REPORTS, *(k for e in elements for k in e.level)})
    if kind not in kinds:
        raise DrafterError([Problem("", 0, 0, f"unknown kind '{kind}'", allowed(kinds))], next_command="drafter list kinds")


def read(source: Input) -> Document:
    """Read a document. Raises DrafterError when it cannot be read."""
    from drafter.read import open as reading
    from drafter.word import read as word

    if source.blob is not None:
        return reading.read_bytes(source.blob, source.name, docx=word.read)
    return reading.read(Path(source.name), docx=word.read)


def verdicts(text: str, language: str, kind: str, own: str | None = None) -> Checked:
    """The verdicts on a bare text of a known language and kind."""
    from drafter.check import plain

    options = Options(kind, (language,), own)
    return judged(understood(plain.document(text, language), options), options)


def understood(document: Document, options: Options) -> Read:
    """A document cut into sentences of the languages that are judged."""
    from drafter.check import gaps
    from drafter.check.layers import Read

    text = gaps.read(document, library(options.own, "mou"), options.languages or document.languages, options.model)
    helpers = [p for code, p in text.parsers.items() if code in text.lexicons]
    helped = tuple(f"sentences and subjects in {p.language} read with {p.name}" for p in helpers)
    return Read(replace(document, notes=(*document.notes, *helped)), text)


def judged(found: Read, options: Options) -> Checked:
    """The verdicts on a document."""
    from drafter.check import gaps
    from drafter.check import kind as kinds

    kind = options.kind or gaps.detect(found.text) or _closest(found, options) or kinds.detect(found.text)
    of = kinds.of(kind)
    books = judging(options.own, of)
    languages = options.languages or found.document.languages
    cues = {code: _cues(options.own, code, of) for code in languages if code in books.languages}
    checked = gaps.judge(found.text, books, cues, kind)
    return checked if options.kind else replace(checked, kind_source="detected")


def _closest(found: Read, options: Options) -> str:
    """The kind of report that a text comes nearest to, by what it tells."""
    from drafter.check import gaps

    cues = {code: _cues(options.own, code, "case") for code in options.languages or found.document.languages if code in found.text.lexicons}
    return gaps.closest(found.text, judging(options.own, "case"), cues)


def one(source: Input, options: Options) -> Result:
    """Check one document."""
    from drafter.check import layers

    found = understood(read(source), options)
    checked = judged(found, options)
    return finished(found, checked, source, options, layers.find(found, options.own))


def finished(found: Read, checked: Checked, source: Input, options: Options, extras: Mapping[str, Any],
             others: Sequence[Document] = (), parts: Sequence[Part] = ()) -> Result:
    """A result from verdicts; for a case study with what it says of people, whose names and places are made unreadable.

    `others`: files that mismatches quote beside this one.
    """
    from drafter.check import kind as kinds

    if checked.kind not in kinds.REPORTS:
        return described(found, checked, options, extras, parts, others)
    from drafter import safety

    blob = source.blob if source.blob is not None else Path(source.name).read_bytes()
    told = harms(found, blob, options)
    document = replace(found.document, notes=(*found.document.notes, *told.notes))
    extras = {**extras, "harms": [h.data(sensitive=options.sensitive) for h in told.found], "layers": (*extras["layers"], "harms")}
    if not options.sensitive:
        document = safety.hushed(document, told.found)
        extras = {key: [safety.requoted(f, document) for f in value] if key in QUOTING else value for key, value in extras.items()}
        telling = {*safety.telling(told.found), *(name for d in others for name in safety.telling(_of_other(d, options).found))}
        extras["mismatches"] = [safety.veiled(m, telling) for m in extras.get("mismatches", ())]
    return described(replace(found, document=document), _requoted(checked, document), options, extras, parts, others)


def _of_other(document: Document, options: Options) -> safety.Harms:
    """What the text of another file says of people."""
    from drafter import safety

    return safety.in_document(document, lambda _: "", own=options.own)


def _requoted(checked: Checked, document: Document) -> Checked:
    """The verdicts with quotations of the document as it stands now; a report has no zones that bind or do not bind."""
    return replace(checked, elements=tuple(
        replace(e, evidence=tuple(replace(x, quote=document.text[x.start:x.end], zone="") for x in e.evidence)) for e in checked.elements))


def harms(found: Read, blob: bytes, options: Options) -> safety.Harms:
    """What a case study says of people, and what its file (`blob`) carries beside the page."""
    from drafter import safety

    places = {s.paragraph: s.place for s in reversed(found.text.sentences)}
    parsers = found.text.parsers
    people = (lambda text, code: parsers[code].people(text) if code in parsers else ()) if parsers else None
    return safety.in_document(found.document, lambda n: places.get(n, ""), blob=blob, own=options.own, people=people,
                              sensitive=options.sensitive)


def pair(sources: Sequence[Input], options: Options) -> tuple[Result, Result]:
    """Check two language versions of one text, each by itself and against the other."""
    from drafter.check import layers

    a, b = (understood(read(s), options) for s in sources)
    said = judged(a, options)
    extras = layers.compare(a, b, options.own)
    also = replace(judged(b, replace(options, kind=said.kind)), kind_source=said.kind_source)
    return (finished(a, said, sources[0], options, extras[0], others=(b.document,)),
            finished(b, also, sources[1], options, extras[1]))


def described(found: Read, checked: Checked, options: Options, extras: Mapping[str, Any], parts: Sequence[Part] = (),
              others: Sequence[Document] = ()) -> Result:
    """A result from verdicts: suggestions are added, offsets become those that reports count in.

    `extras`: what the other layers found; `others`: files that mismatches speak of beside this one.
    """
    document = found.document
    if not checked.instrument:
        document = replace(document, notes=(*document.notes, NO_INSTRUMENT))
    books = books_for(options.own, (checked.kind,))
    elements = [_plain(e) for e in checked.elements]
    for element in elements:
        known = books.elements[element["id"]]
        if known.basis and not known.toronto_ref:
            element["basis"] = known.basis
    languages = checked.languages or document.languages
    setting = suggest.Setting(document.languages or checked.languages, suggest.facts(elements, books, languages),
                              {code: _names(document, code, library(options.own, "mou")) for code in languages})
    for element in elements:
        lacking = element["verdict"] in GAPS and element["applies"] != "no"
        element["suggestion"] = suggest.suggestion(element["id"], books, setting) if lacking else None
    head = {"kind": checked.kind, "kind_source": checked.kind_source, "languages": list(checked.languages),
            "uncovered": list(checked.uncovered), "trained_reader": checked.heard}
    return result(document, head, elements, {**extras, "layers": ("elements", *extras["layers"])}, parts, others)


def _plain(element: ElementFinding) -> dict[str, Any]:
    """An element in the form of the contract, with what reports say beside it."""
    data = element.data()
    data |= {"severity": element.severity, "applies_reason": element.applies_reason, "suggestion": None,
             "requirements": [{"id": r.id, "met": r.met, "core": r.core, "result": r.result, "heard": r.heard}
                              for r in element.requirements]}
    return data | {"evidence_hash": reviews.evidence_hash(data)}


def _names(document: Document, language: str, books: Library) -> dict[str, str]:
    from drafter.check import gaps, parties

    lexicon = gaps.vocabularies(books)[language].lexicon
    return suggest.names(document.text, parties.names(document.text, lexicon), language)


def pictures(found: Result) -> dict[int, bytes]:
    """Pictures (PNG) of the pages whose words were recognised or could not be read; none where the file is no longer the same."""
    if not found.view["pictured"]:
        return {}
    from drafter.read import pdf

    try:
        blob = Path(found.data["file"]).read_bytes()
    except (OSError, ValueError):
        return {}
    if hashlib.sha256(blob).hexdigest() != found.data["sha256"]:
        return {}
    drawn = {}
    for page in found.view["pictured"]:
        with contextlib.suppress(DrafterError):
            drawn[page] = pdf.picture(blob, found.data["file"], page, width=700)
    return drawn


def exit_code(documents: Sequence[Mapping[str, Any]], fail_on: str, *, unreadable: bool = False) -> int:
    """0: nothing to say at this level; 1: a required element that applies isn't present, or a case study would harm somebody;
    2: a file could not be read.
    """
    if unreadable:
        return 2
    levels = {"required": ("required",), "recommended": ("required", "recommended"), "never": ()}[fail_on]
    lacking = any(e["level"] in levels and e["applies"] != "no" and reviews.effective(e) != "present"
                  for d in documents for e in d["elements"])
    harmful = fail_on != "never" and any(h["severity"] == "block" for d in documents for h in d.get("harms", ()))
    return 1 if lacking or harmful else 0
