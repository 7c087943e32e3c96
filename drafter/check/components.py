"""spaCy components: `drafter_sentences`, `drafter_zones` and `drafter_elements` for anybody's pipeline.

`nlp.add_pipe("drafter_elements")` leaves its evidence in `doc.spans["drafter"]`, one span a passage, labelled
`element:verdict`; `drafter_zones` leaves the zones in `doc.spans["drafter_zones"]`. Importing this module, or having the
package installed (entry points), makes the names known.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from drafter.check import gaps, plain
from drafter.check.text import Text
from drafter.library import cues, load

_PARTS = ("elements", "languages")


class _Part:
    """What the components share: the library of an organisation, read when the first doc comes."""

    def __init__(self, library: str, language: str) -> None:
        self.own, self.language = library or None, language
        self.loaded: Any = None

    def library(self) -> Any:
        if self.loaded is None:
            self.loaded = load.load(own=self.own, parts=_PARTS, examples=False)
        return self.loaded

    def text(self, doc: Doc) -> Text:
        code = self.language if self.language in ("en", "zh", "es", "fr") else ""
        return gaps.read(plain.document(doc.text, code), self.library())

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Nothing to keep: the data is the library's."""

    def from_disk(self, path: Any, exclude: Any = ()) -> _Part:
        return self


class Sentences(_Part):
    """Sets sentence starts that mind abbreviations and numbering."""

    def __call__(self, doc: Doc) -> Doc:
        starts = {s.start for s in self.text(doc).sentences}
        pending = True
        for token in doc:
            covers = any(n in starts for n in range(token.idx, token.idx + len(token)))
            token.is_sent_start = token.i == 0 or (covers and not pending)
            pending = False
        return doc


class Zones(_Part):
    """Leaves a span a sentence with its zone in `doc.spans["drafter_zones"]`."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["drafter_zones"] = [s for s in (_span(doc, x.start, x.end, x.zone) for x in self.text(doc).sentences) if s]
        return doc


class Elements(_Part):
    """Leaves the evidence of every element found in `doc.spans["drafter"]`."""

    def __init__(self, library: str, language: str, kind: str) -> None:
        super().__init__(library, language)
        self.kind = kind
        self.cues: dict[str, Any] = {}

    def __call__(self, doc: Doc) -> Doc:
        code = self.language if self.language in ("en", "zh", "es", "fr") else plain.guess(doc.text)
        library = self.library()
        if code not in self.cues:
            self.cues |= cues.load(library.elements, (code,), own=self.own)
        checked = gaps.check(plain.document(doc.text, code), library, self.cues, self.kind, (code,))
        spans = [_span(doc, e.start, e.end, f"{x.id}:{x.verdict}") for x in checked.elements for e in x.evidence]
        doc.spans["drafter"] = [s for s in spans if s]
        return doc


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand")


@Language.factory("drafter_sentences", default_config={"library": ""})
def sentences(nlp: Language, name: str, library: str) -> Sentences:
    return Sentences(library, nlp.lang or "")


@Language.factory("drafter_zones", default_config={"library": ""})
def zones(nlp: Language, name: str, library: str) -> Zones:
    return Zones(library, nlp.lang or "")


@Language.factory("drafter_elements", default_config={"library": "", "kind": ""})
def elements(nlp: Language, name: str, library: str, kind: str) -> Elements:
    return Elements(library, nlp.lang or "", kind)
