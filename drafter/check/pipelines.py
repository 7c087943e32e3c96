"""The spaCy pipeline of each language, built from the data: `python -m drafter.check.pipelines`.

`spacy.load("models/pipelines/en")` opens one wherever drafter is installed; the checker takes its cues and phrases from
there as long as they are those of the data.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drafter.check import language
from drafter.check.match import compiled, made
from drafter.library import cues as cue_files
from drafter.library import load, root
from drafter.schema import LANGUAGES, Cited, Element, Library, Requirement

ABOUT = {"mou": "agreements", "case": "case studies and initiatives"}
BUILT = (*((code, "mou") for code in LANGUAGES), ("en", "case"), ("zh", "case"))
"""Languages and sets of elements that there are cues for."""
PIPES = ("drafter_sentences", "drafter_zones", "drafter_elements")
_LEFT = ("asks", "traps", "examples", "weak", "contradicted", "share_reason")
"""Fields of an element that judging does not need."""


def data(code: str, library: Library, of: str = "mou") -> dict[str, Any]:
    """What a pipeline keeps: cues, phrases as they are matched, the shape of the elements, the duty words."""
    cues = cue_files.collect(library.elements, (code,))[0][code]
    words = {w for text in _texts(library, code) for w in _words(text, code)}
    for word in sorted(words):
        language.stem(word, code)
    packed = cue_files.packed(cues)
    index = compiled(dict(cues), code).packed(map(tuple, packed["groups"]))
    stems = index["stems"]
    index["stems"] = {w: stems[w] for w in sorted(stems)} if code != "zh" else {}
    return {"digest": cue_files.digest(code, library.elements), "library": digest(code, of), "cues": packed, "index": index,
            "elements": [_shape(e) for e in library.elements.values()], "duty": library.languages[code]["duty"]}


def digest(code: str, of: str = "mou") -> str:
    """What the elements and the duty words of a language say, as a number."""
    models = root.built_in() / "models"
    total = hashlib.sha256((models / "lang" / f"{code}.yaml").read_bytes())
    for path in sorted((models / "elements" / of).glob("*.yaml")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def fresh(code: str, of: str = "mou") -> bool:
    """Whether the pipeline kept in the library is what would be built now."""
    kept = cue_files.kept(code, of)
    names = [p.stem for p in (root.built_in() / "models" / "elements" / of).glob("*.yaml")]
    return bool(kept) and kept["digest"] == cue_files.digest(code, names) and kept["library"] == digest(code, of) \
        and kept["index"]["made"] == made()


def library(kept: Mapping[str, Any], code: str) -> Library:
    """The part of the library that judging needs, from what a pipeline keeps."""
    elements = {e["id"]: _element(e) for e in kept["elements"]}
    return Library({}, {}, (), (), {}, {}, elements, {}, {code: {"duty": kept["duty"]}})


def build(code: str, folder: Path, of: str = "mou") -> None:
    """Write the pipeline of a language for a set of elements."""
    import spacy

    from drafter.check import components

    nlp = spacy.blank("xx" if code == "fr" else code)
    nlp.meta["name"] = f"drafter_{code}" if of == "mou" else f"drafter_{code}_{of}"
    nlp.meta["description"] = f"Key elements of {ABOUT[of]} on security and human rights; spans in doc.spans['drafter']"
    full = load.load(parts=(f"elements:{of}", "languages", "clauses"))
    kept = data(code, full, of)
    for name in PIPES:
        pipe = nlp.add_pipe(name, config={"language": code})
        if isinstance(pipe, components.Part):
            pipe.keep(kept)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder, exclude=["vocab"])


def _texts(library: Library, code: str) -> Iterable[str]:
    """Texts of the field: most words of a real agreement are among theirs."""
    for clause in library.clauses.values():
        yield from (span.value for block in clause.body.get(code, ()) for span in block.spans if span.kind == "text")
    for element in library.elements.values():
        for texts in element.examples.values():
            yield from texts.get(code, ())


def _words(text: str, code: str) -> Iterable[str]:
    return (text[t.start:t.end] for t in language.tokens(text, code) if text[t.start:t.end].isalpha())


def _shape(element: Element) -> dict[str, Any]:
    told = {key: value for key, value in asdict(element).items() if key not in _LEFT}
    told["requirements"] = [{k: v for k, v in r.items() if k not in ("asks", "cues")} for r in told["requirements"]]
    return told


def _requirement(told: Mapping[str, Any]) -> Requirement:
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return Requirement(asks={}, **plain)


def _element(told: Mapping[str, Any]) -> Element:
    needs = tuple(_requirement(r) for r in told["requirements"])
    plain = {k: v for k, v in told.items() if k not in ("requirements", "sources", "applies", "obligor", "satisfied_by")}
    return Element(**plain, asks={}, requirements=needs, sources=tuple(Cited(**s) for s in told["sources"]),
                   applies=tuple((a, b, c) for a, b, c in told["applies"]), obligor=tuple(told["obligor"]),
                   satisfied_by=tuple(told["satisfied_by"]))


def main(codes: Collection[str] = ()) -> int:
    for code, of in BUILT:
        if codes and code not in codes:
            continue
        folder = cue_files.folder(code, of)
        build(code, folder, of)
        size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
        print(f"{folder}: {size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
