"""Several files as one instrument, in order of time: a later one outweighs an earlier one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.checking import Input, Options, finished, judged, read, understood
from drafter.document import Document
from drafter.report.data import Part, Result

if TYPE_CHECKING:
    from drafter.check.findings import ElementFinding

_AMENDS = re.compile(r"\b(?:amend(?:s|ed|ing|ment)|supersede[sd]?|replaced by|is deleted|adenda|modificator|modifica|se sustituye|avenant|"
                     r"modifi(?:e|é|ant)|est remplacé)|修订|修正|修改|替换|取代|补充协议", re.IGNORECASE)


def dossier(sources: Sequence[Input], options: Options) -> Result:
    """Check several files as one instrument, in order of time: what a later file says outweighs an earlier one."""
    from drafter.check import layers

    documents = [read(s) for s in sources]
    joined, parts = join(documents)
    whole = understood(joined, options)
    checked = judged(whole, options)
    amends = {d.file for d in documents[1:] if _AMENDS.search(d.text)}
    fixed = replace(options, kind=checked.kind)
    alone = [judged(understood(d, fixed), fixed) for d in documents]
    elements = tuple(_latest(e, [(part, c[e.id]) for part, c in zip(parts, alone, strict=True)], amends) for e in checked.elements)
    source = Input(joined.file, b"")
    return finished(whole, replace(checked, elements=elements), source, options, layers.find(whole, options.own), parts=parts)


def join(documents: Sequence[Document]) -> tuple[Document, list[Part]]:
    """Several documents as one, and where each stands in it."""
    text = ""
    parts: list[Part] = []
    paragraphs, sources, pieces, unread = (list[Any]() for _ in range(4))
    for document in documents:
        text += "\n" if text else ""
        at, first = len(text), len(sources)
        text += document.text
        parts.append(Part(document.file, document.sha256, at, len(text) + 1))
        paragraphs += [replace(p, start=p.start + at, end=p.end + at, content=p.content + at) for p in document.paragraphs]
        pieces += [p._replace(start=p.start + at, end=p.end + at, source=p.source + first) for p in document.pieces]
        sources += document.sources
        unread += [replace(u, part=document.file, start=u.start + at, end=u.end + at) for u in document.unread]
    shares = _shares(documents)
    whole = Document(
        file=" + ".join(Path(d.file).name for d in documents), format="dossier", text=text, paragraphs=tuple(paragraphs),
        sha256=hashlib.sha256("".join(d.sha256 for d in documents).encode()).hexdigest(),
        sources=tuple(sources), pieces=tuple(pieces), unread=tuple(unread), shares=shares,
        languages=tuple(sorted(shares, key=lambda code: -shares[code])),
        deleted=tuple(x for d in documents for x in d.deleted), comments=tuple(x for d in documents for x in d.comments),
        flags=tuple(x for d in documents for x in d.flags), notes=tuple(f"{d.file}: {x}" for d in documents for x in d.notes),
        pages=sum(d.pages for d in documents))
    return whole, parts


def _shares(documents: Sequence[Document]) -> dict[str, float]:
    total = sum(len(d.text) for d in documents) or 1
    codes = dict.fromkeys(code for d in documents for code in d.languages)
    return {code: sum(d.shares.get(code, 0.0) * len(d.text) for d in documents) / total for code in codes}


def _latest(whole: ElementFinding, alone: Sequence[tuple[Part, ElementFinding]], amends: Container[str]) -> ElementFinding:
    """The verdict of all files together, unless a later file settles or weakens it by itself.

    Only a file that says it amends the others undoes a contradiction; an annex that says something else does not.
    """
    for number in range(len(alone) - 1, 0, -1):
        part, own = alone[number]
        settles = own.verdict == "present" and (whole.verdict != "contradicted" or part.file in amends)
        if settles or own.verdict == "contradicted":
            return replace(whole, verdict=own.verdict, reasons=(*own.reasons, "later-file"), requirements=own.requirements,
                           evidence=_moved(own, part))
        if own.verdict == "weak" and whole.verdict == "present" and _spoils(own):
            return replace(whole, verdict="weak", reasons=(*own.reasons, "later-weaker"), evidence=(*_moved(own, part), *whole.evidence))
    return whole


def _spoils(own: ElementFinding) -> bool:
    """Whether a file takes back what another said, and doesn't merely say less."""
    return any(reason.partition(":")[0] in ("weak", "negated", "hedged") for reason in own.reasons)


def _moved(own: ElementFinding, part: Part) -> tuple[Any, ...]:
    return tuple(replace(e, start=e.start + part.start, end=e.end + part.start) for e in own.evidence)
