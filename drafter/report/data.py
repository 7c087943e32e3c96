"""What a check found, as plain data: the JSON contract (`drafter.check/1`) and what pages need beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.document import MARGINAL, Document
from drafter.report.words import LAYERS, LEVELS, RANKS

SCHEMA = "drafter.check/1"
VERDICTS = ("present", "weak", "contradicted", "missing", "not-assessed")
FINDINGS = ("pitfalls", "harms", "mechanics")
MOST_PICTURES = 40
"""Pictures of pages in one report."""
GAPS = frozenset({"weak", "contradicted", "missing"})


@dataclass(frozen=True)
class Result:
    """One document that was checked.

    `data`: its entry in the contract. `text`: what `start` and `end` count in. `view`: the text as people read it, its
    paragraphs, and where each piece of evidence stands in it.
    """

    data: Mapping[str, Any]
    text: str
    view: Mapping[str, Any]

    def json(self) -> str:
        return json.dumps({"data": self.data, "text": self.text, "view": self.view}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Result:
        found = json.loads(text)
        return cls(found["data"], found["text"], found["view"])


@dataclass(frozen=True)
class Part:
    """A file of several that are read as one: `start:end` of the text is its."""

    file: str
    sha256: str
    start: int
    end: int


def result(document: Document, head: Mapping[str, Any], elements: Sequence[Mapping[str, Any]], extras: Mapping[str, Any],
           parts: Sequence[Part] = (), others: Sequence[Document] = ()) -> Result:
    """Put together what is known of a document. `head`: kind, kind_source, languages; `extras`: pitfalls, harms…, layers;
    `others`: other files that mismatches speak of.
    """
    view = _view(document, elements, parts)
    placed = [{**e, "evidence": [_placed(document, x, parts) for x in e["evidence"]]} for e in elements]
    data = {"file": document.file, "sha256": document.sha256, "format": document.format, **head, "words": words(document),
            "pages": document.pages, "files": [{"file": p.file, "sha256": p.sha256} for p in parts],
            "elements": placed,
            **{key: [_placed(document, x, parts, masked=key == "harms") for x in extras.get(key, ())] for key in FINDINGS},
            "mismatches": [_sides(document, m, parts, others) for m in extras.get("mismatches", ())],
            "summary": summary(placed), "layers": [x for x in LAYERS if x in extras["layers"]], "unread": _unread(document, parts),
            "asides": {"comments": len(document.comments), "deleted": len(document.deleted)},
            "flags": [{"code": f.code, "message": f.message} for f in document.flags], "notes": list(document.notes)}
    return Result(data, reported(document), view)


def ranked(found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Findings of a layer beside the elements, the most serious first."""
    return sorted(found, key=lambda f: RANKS.index(f["severity"]))


def passages(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a finding quotes: its own passage, or those of the sides of a mismatch."""
    return [found] if "quote" in found else [x for x in (found["a"], found["b"]) if x]


def _sides(document: Document, mismatch: Mapping[str, Any], parts: Sequence[Part], others: Sequence[Document]) -> dict[str, Any]:
    """A mismatch with offsets of the text that is reported, each side in its own file."""
    files = {d.file: d for d in others}
    sides = {key: _placed(files.get(mismatch[key].get("file", ""), document), mismatch[key], parts) for key in ("a", "b") if mismatch[key]}
    return {**mismatch, **sides}


def own_text(document: Document) -> bool:
    """Whether offsets count in the file's own text (plain text) and not in what was read from it."""
    return document.plain and document.format not in ("html",)


def reported(document: Document) -> str:
    """The text that offsets count in; `--text-out` writes it."""
    return document.sources[0].text if own_text(document) else document.text


def _placed(document: Document, evidence: Mapping[str, Any], parts: Sequence[Part], *, masked: bool = False) -> dict[str, Any]:
    """Evidence with offsets of the text that is reported; its quotation is what stands there, unless it has been masked."""
    found = dict(evidence)
    if own_text(document):
        found["start"], found["end"] = document.extent(evidence["start"], evidence["end"])
        if not masked:
            found["quote"] = document.sources[0].text[found["start"]:found["end"]] or evidence["quote"]
    standing = document.paragraph_at(evidence["start"])
    if standing is not None and standing.page:
        found["page"] = standing.page
    if parts:
        found["file"] = next((p.file for p in parts if p.start <= evidence["start"] < p.end), "")
    return found


def words(document: Document) -> int:
    """How long the text is: words; in Chinese, characters."""
    total = 0
    for paragraph in document.paragraphs:
        text = document.words(paragraph)
        total += sum(not c.isspace() for c in text) if paragraph.language == "zh" else len(text.split())
    return total


def summary(elements: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """How many elements came out how, by level; those that do not apply are not counted."""
    result: dict[str, dict[str, int]] = {}
    for element in elements:
        if element["applies"] != "no":
            counts = result.setdefault(element["level"], {})
            counts[element["verdict"]] = counts.get(element["verdict"], 0) + 1
    return {level: {v: result[level][v] for v in VERDICTS if v in result[level]} for level in LEVELS if level in result}


def _unread(document: Document, parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [{"code": u.code, "message": u.message, "page": u.page} | ({"file": u.part} if parts else {}) for u in document.unread]


def _view(document: Document, elements: Sequence[Mapping[str, Any]], parts: Sequence[Part]) -> dict[str, Any]:
    first = {p.start: p.file for p in parts}
    shown, pending = [], ""
    for p in document.paragraphs:
        pending = first.get(p.start, pending)
        if p.kind not in MARGINAL:
            shown.append([p.start, p.end, p.kind, p.level, p.language, p.page, pending])
            pending = ""
    marks = [[n, k, x["start"], x["end"]] for n, e in enumerate(elements) for k, x in enumerate(e["evidence"])]
    asides = [["comment", c.text, c.author] for c in document.comments] + [[a.kind, a.text, a.author] for a in document.deleted]
    return {"text": document.text, "paragraphs": shown, "marks": marks, "asides": asides, "pictured": [] if parts else _pictured(document)}


def _pictured(document: Document) -> list[int]:
    """Pages whose picture a reader needs: their words were recognised, or could not be read."""
    if document.format != "pdf":
        return []
    pages = {p.page for p in document.paragraphs if p.recognised} | {u.page for u in document.unread if u.page}
    return sorted(pages)[:MOST_PICTURES]


def whole(results: Iterable[Mapping[str, Any]], library: str, problems: Iterable[Mapping[str, str]] = ()) -> dict[str, Any]:
    """The contract's top level."""
    found = {"schema": SCHEMA, "drafter": __version__, "library": library or __version__, "documents": list(results)}
    unreadable = list(problems)
    return {**found, "problems": unreadable} if unreadable else found


def dump(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The published JSON Schema of the contract."""
    package = Path(str(files("drafter")))
    for folder in (package / "_data", package.parent):
        path = folder / "models" / "schemas" / "check-1.json"
        if path.is_file():
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return found
    raise FileNotFoundError("check-1.json")
