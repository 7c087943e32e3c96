"""Many documents at once: documents × elements, for the terminal, as HTML rows and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from drafter.columns import pad
from drafter.report.text import Report
from drafter.report.words import SEVERITIES, SIGNS, Words, clean

_BLOCK = 16
"""Documents beside each other on 80 columns."""
_NAME = 29
Documents = Sequence[Mapping[str, Any]]


def cell(document: Mapping[str, Any], element: str) -> Mapping[str, Any] | None:
    """A document's finding on an element; None where its kind does not ask for it or it does not apply."""
    found = next((e for e in document["elements"] if e["id"] == element), None)
    return found if found and found["applies"] != "no" else None


def lacking(found: Mapping[str, Any] | None) -> bool:
    return bool(found and found["level"] == "required" and found["verdict"] in ("weak", "contradicted", "missing"))


def rows(documents: Documents) -> list[str]:
    """The elements of all documents: critical first, then those that most documents lack."""
    first = {e["id"]: e for d in reversed(documents) for e in reversed(d["elements"])}
    counts = {name: sum(lacking(cell(d, name)) for d in documents) for name in first}
    order = list(dict.fromkeys(e["id"] for d in documents for e in d["elements"]))
    return sorted(order, key=lambda name: (SEVERITIES.index(first[name]["severity"]), -counts[name], order.index(name)))


def gaps(document: Mapping[str, Any]) -> int:
    return sum(lacking(e) and e["applies"] != "no" for e in document["elements"])


def short(files: Sequence[str]) -> list[str]:
    """Names of files without the folder that all of them are in."""
    paths = [PurePath(f) for f in files]
    first = paths[0].parent.parts if paths else ()
    shared = 0
    while shared < len(first) and all(p.parts[:-1][:shared + 1] == first[:shared + 1] for p in paths):
        shared += 1
    return [clean(str(PurePath(*p.parts[shared:]))) for p in paths]


def text(documents: Documents, words: Words, *, colour: bool = False) -> str:
    """The matrix for a terminal: elements down, documents across."""
    page = Report(words, colour=colour)
    page.head(words.say("matrix_title", n=len(documents)), "=")
    files = short([str(d["file"]) for d in documents])
    for n, document in enumerate(documents, 1):
        kind = words.word("kinds", document["kind"]) + ("?" if document["kind_source"] == "detected" else "")
        about = f"{files[n - 1]} · {kind} · {words.say('gaps_count')}: {gaps(document)}"
        page.put(about, 0, f"{n:>3}  ")
    names = rows(documents)
    for start in range(0, len(documents), _BLOCK):
        _block(page, documents[start:start + _BLOCK], start, names)
    page.lines.append("")
    page.put(words.say("legend"))
    page.put(words.say("machine"))
    return page.text()


def _block(page: Report, documents: Documents, start: int, names: Sequence[str]) -> None:
    page.lines += ["", " " * _NAME + "".join(f"{n:>3}" for n in range(start + 1, start + 1 + len(documents)))]
    for name in names:
        found = [cell(d, name) for d in documents]
        if any(found):
            signs = "".join("  " + (page.paint(SIGNS[f["verdict"]], f["verdict"]) if f else ".") for f in found)
            page.lines.append(pad(name[:_NAME - 1], _NAME) + signs)


def table(documents: Documents, words: Words) -> list[list[str]]:
    """Documents down, elements across, with a row of headings."""
    names = rows(documents)
    known = {e["id"]: e for d in documents for e in d["elements"]}
    head = [words.say("document"), "sha256", words.say("gaps_count"), *(words.name(known[n]) for n in names)]
    body = [[clean(d["file"]), d["sha256"], str(gaps(d)), *(_said(cell(d, n), words) for n in names)] for d in documents]
    return [head, *body]


def _said(found: Mapping[str, Any] | None, words: Words) -> str:
    if found is None:
        return ""
    verdict = words.word("verdicts", found["verdict"])
    review = found.get("review") or {}
    return f"{verdict} → {words.word('verdicts', review['verdict'])}" if review.get("state") == "overridden" else verdict


