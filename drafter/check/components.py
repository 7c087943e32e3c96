"""spaCy components: `drafter_sentences`, `drafter_zones` and `drafter_elements` for anybody's pipeline.

`nlp.add_pipe("drafter_elements")` leaves its evidence in `doc.spans["drafter"]`, one span a passage, labelled
`element:verdict`; `drafter_zones` leaves the zones in `doc.spans["drafter_zones"]`. Importing this module, or having the
package installed (entry points), makes the names known.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc, Span

from drafter.check import gaps, pipelines, plain
from drafter.check.text import Text
from drafter.library import cues, load
from drafter.schema import LANGUAGES

_PARTS = ("elements:mou", "languages")


class Part:
    """What the components share: the data of the library, read when the first doc comes, or as the pipeline kept it."""

    def __init__(self, library: str, language: str) -> None:
        self.own, self.language = library or None, language if language in LANGUAGES else ""
        self.loaded: Any = None
        self.kept: Any = None

    def keep(self, data: Any) -> None:
        """Data that goes with the pipeline."""
        self.kept = data
        self.loaded = None

    def library(self) -> Any:
        if self.loaded is None:
            self.loaded = pipelines.library(self.kept, self.language) if self.kept else \
                load.load(own=self.own, parts=_PARTS, examples=False)
        return self.loaded

    def text(self, doc: Doc) -> Text:
        return gaps.read(plain.document(doc.text, self.language), self.library())

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Keep what this component needs of the data: the words of the language; the elements' component all of it."""
        if self.kept:
            file = Path(path) / Path(cues.STORED).name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(zlib.compress(srsly.msgpack_dumps(self.needed()), 9))

    def needed(self) -> Any:
        return {"elements": [], "duty": self.kept["duty"]}

    def from_disk(self, path: Any, exclude: Any = ()) -> Part:
        file = Path(path) / Path(cues.STORED).name
        if file.is_file():
            self.keep(srsly.msgpack_loads(zlib.decompress(file.read_bytes())))
        return self


class Sentences(Part):
    """Sets sentence starts that mind abbreviations and numbering."""

    def __call__(self, doc: Doc) -> Doc:
        starts = {s.start for s in self.text(doc).sentences}
        pending = True
        for token in doc:
            covers = any(n in starts for n in range(token.idx, token.idx + len(token)))
            token.is_sent_start = token.i == 0 or (covers and not pending)
            pending = False
        return doc


class Zones(Part):
    """Leaves a span a sentence with its zone in `doc.spans["drafter_zones"]`."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["drafter_zones"] = [s for s in (_span(doc, x.start, x.end, x.zone) for x in self.text(doc).sentences) if s]
        return doc


class Elements(Part):
    """Leaves the evidence of every element found in `doc.spans["drafter"]`."""

    def __init__(self, library: str, language: str, kind: str) -> None:
        super().__init__(library, language)
        self.kind = kind
        self.cues: dict[str, Any] = {}

    def needed(self) -> Any:
        return self.kept

    def keep(self, data: Any) -> None:
        super().keep(data)
        book = cues.unpacked(data["cues"], self.language)
        book.index = {**data["index"], "groups": data["cues"]["groups"]}
        self.cues = {self.language: book}

    def __call__(self, doc: Doc) -> Doc:
        code = self.language or plain.guess(doc.text)
        library = self.library()
        if code not in self.cues:
            self.cues |= cues.load(library.elements, (code,), own=self.own)
        checked = gaps.check(plain.document(doc.text, code), library, self.cues, self.kind, (code,))
        spans = [_span(doc, e.start, e.end, f"{x.id}:{x.verdict}") for x in checked.elements for e in x.evidence]
        doc.spans["drafter"] = [s for s in spans if s]
        return doc


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand")


@Language.factory("drafter_sentences", default_config={"library": "", "language": ""})
def sentences(nlp: Language, name: str, library: str, language: str) -> Sentences:
    return Sentences(library, language or nlp.lang or "")


@Language.factory("drafter_zones", default_config={"library": "", "language": ""})
def zones(nlp: Language, name: str, library: str, language: str) -> Zones:
    return Zones(library, language or nlp.lang or "")


@Language.factory("drafter_elements", default_config={"library": "", "kind": "", "language": ""})
def elements(nlp: Language, name: str, library: str, kind: str, language: str) -> Elements:
    return Elements(library, language or nlp.lang or "", kind)
