"""Reports as one HTML file each: nothing outside it is loaded, what documents say is text and nothing else.

Every word of the report is in the page in four languages; the reader switches between them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from drafter.report import matrix
from drafter.report.data import Result, passages, ranked
from drafter.report.text import shortened, unseen
from drafter.report.words import LEVELS, ORDER, SIGNS, Words, clean, rank, safe
from drafter.schema import LANGUAGES, Library

TEMPLATES = Path(__file__).with_name("templates")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PICTURE = '<img class="picture"'
MEMO_GAPS = 14
"""How many gaps fit on the one page of a memo."""


@dataclass
class Page:
    """Collects the words of a page in every language; `t` puts one into the page."""

    words: Words
    texts: list[list[str]] = field(default_factory=list)
    _known: dict[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        first = self.words.language
        return [first, *(code for code in LANGUAGES if code != first and code in self.words.library.languages)]

    def every(self, say: Callable[[Words], str]) -> tuple[str, ...]:
        return tuple(safe(say(replace(self.words, language=code))) for code in self.languages)

    def put(self, say: Callable[[Words], str]) -> Markup:
        """What `say` says, in the report's language, ready to be switched to another."""
        said = self.every(say)
        if len(set(said)) == 1:
            return escape(said[0])
        number = self._known.setdefault(said, len(self.texts))
        if number == len(self.texts):
            self.texts.append(list(said))
        return Markup('<span data-t="{}">{}</span>').format(number, said[0])

    def t(self, key: str, **values: Any) -> Markup:
        return self.put(lambda w: w.say(key, **values))

    def word(self, group: str, key: str) -> Markup:
        return self.put(lambda w: w.word(group, key))


def _render(template: str, page: Page, **values: Any) -> str:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    body = environment.get_template(template).render(page=page, t=page.t, word=page.word, signs=SIGNS, order=ORDER, **values)
    return guarded(body)


def guarded(html: str) -> str:
    """The page with a policy that lets its own style and script run and nothing else."""
    def hashed(pattern: re.Pattern[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(m.encode()).digest()).decode()}'" for m in pattern.findall(html))
    scripts = hashed(_SCRIPT) or "'none'"
    images = "img-src data:; " if _PICTURE in html else ""
    policy = f"default-src 'none'; style-src {hashed(_STYLE)}; script-src {scripts}; {images}base-uri 'none'; form-action 'none'"
    return html.replace("POLICY", policy, 1)


# --- one document


def report(result: Result, words: Words, *, library_version: str = "", version: str = "",
           pictures: Mapping[int, bytes] | None = None) -> str:
    """The whole report on one document. `pictures`: PNG pictures of pages whose words were recognised or could not be read."""
    page = Page(words)
    data = result.data
    numbers = {e["id"]: n for n, e in enumerate(sorted(data["elements"], key=lambda e: (e["applies"] == "no", rank(e))), 1)}
    places = [[""] * len(e["evidence"]) for e in data["elements"]]
    paragraphs = _paragraphs(result, numbers, places)
    cards = [_card(page, e, numbers[e["id"]], places[n]) for n, e in enumerate(data["elements"])]
    return _render("report.html", page, data=data, cards=sorted(cards, key=lambda c: c["number"]), paragraphs=paragraphs, levels=LEVELS,
                   pictures={n: base64.b64encode(blob).decode() for n, blob in sorted((pictures or {}).items())},
                   kind=page.put(lambda w: w.kind(data)), spoken=_spoken(page, data["languages"]),
                   unseen=_lines(page, lambda w: unseen(data, w)), others=_others(page, data), file=clean(data["file"]),
                   asides=[(kind, safe(text), clean(author)) for kind, text, author in result.view["asides"]],
                   unconfirmed=[c for c in cards if c["id"] in data.get("unconfirmed", ())], version=version, library=library_version,
                   derived=_derived([data]))


def _derived(documents: Iterable[Mapping[str, Any]]) -> bool:
    """Whether elements are named that belong to a set of the project's own."""
    return any(e.get("basis") == "derived" for d in documents for e in d["elements"])


def _spoken(page: Page, languages: Iterable[str]) -> Markup:
    return page.put(lambda w: w.say("languages", languages=", ".join(w.named(code) for code in languages) or "-"))


def _lines(page: Page, say: Callable[[Words], list[str]]) -> list[Markup]:
    """Lines that are said in every language alike."""
    count = len(say(page.words))
    return [page.put(lambda w, n=n: say(w)[n]) for n in range(count)]  # type: ignore[misc]


def _card(page: Page, element: Mapping[str, Any], number: int, places: Sequence[str]) -> dict[str, Any]:
    """What one finding shows."""
    name, known = element["id"], page.words.element(element["id"])
    suggestion = element.get("suggestion")
    return {
        "id": name, "number": number, "verdict": element["verdict"], "level": element["level"], "severity": element["severity"],
        "off": element["applies"] == "no", "name": page.put(lambda w: w.name(element)), "hash": element.get("evidence_hash", ""),
        "asks": page.put(lambda w: w.texts(known.asks)) if known else Markup(""),
        "applies": page.put(lambda w: w.applies(element)) if page.words.applies(element) else "",
        "reasons": [page.put(lambda w, r=r: w.reason(name, r)) for r in element["reasons"]],  # type: ignore[misc]
        "requirements": [_requirement(page, name, r) for r in element["requirements"]],
        "met": sum(r["met"] for r in element["requirements"]),
        "evidence": _passages(page, element["evidence"], places),
        "suggestion": _lines(page, lambda w: w.suggestion(element)), "suggested": safe(suggestion["text"]) if suggestion else "",
        "suggested_language": (suggestion or {}).get("language") or "",
        "sources": [_source(page.words.library, s) for s in element["sources"]],
        "review": page.put(lambda w: w.review(element)) if element.get("review") else "",
        "human": (element.get("review") or {}).get("verdict", "") if (element.get("review") or {}).get("state") == "overridden" else "",
    }


def _passages(page: Page, evidence: Sequence[Mapping[str, Any]], places: Sequence[str]) -> list[dict[str, Any]]:
    """Quotations, each once, with the way to their place in the text."""
    once = {(e["start"], e["end"]): (e, place) for e, place in reversed(list(zip(evidence, places, strict=True)))}
    return [{"quote": shortened(e["quote"], 600), "where": page.put(lambda w, e=e: w.where(e)), "place": place}  # type: ignore[misc]
            for e, place in reversed(once.values())]


def _requirement(page: Page, element: str, found: Mapping[str, Any]) -> dict[str, Any]:
    return {"met": found["met"], "core": found.get("core", False), "asks": page.put(lambda w: w.asks(element, found["id"])),
            "result": page.word("results", found.get("result", "none")), "heard": found.get("heard") and page.put(lambda w: w.say("heard"))}


def _source(library: Library, identity: str) -> str:
    known = library.sources.get(identity)
    return f"{known.title}{f' ({known.year})' if known.year else ''} {known.mark}" if known else identity


def _others(page: Page, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Findings of the other layers."""
    result = []
    for key in ("pitfalls", "harms", "mismatches", "mechanics"):
        items = [_finding(page, f) for f in ranked(data[key])]
        if items:
            result.append({"title": page.word("layers", key), "found": items})
    return result


def _finding(page: Page, found: Mapping[str, Any]) -> dict[str, Any]:
    """What one finding of another layer shows."""
    missing = found.get("missing_in")
    return {"severity": found["severity"], "rank": page.word("ranks", found["severity"]), "rule": page.put(lambda w: w.rule(found["rule"])),
            "detail": page.words.detail(found),
            "missing": page.put(lambda w: w.say("missing_in", language=w.named(missing))) if missing else "",
            "passages": [(shortened(x["quote"], 600), page.put(lambda w, x=x: w.side(x))) for x in passages(found)]}  # type: ignore[misc]


# --- the text of the document with its evidence


def _paragraphs(result: Result, numbers: Mapping[str, int], places: list[list[str]]) -> list[dict[str, Any]]:
    """The document's paragraphs, cut where evidence begins and ends; `places` is told where each passage can be found."""
    elements = result.data["elements"]
    marks = sorted(result.view["marks"], key=lambda m: (m[2], -m[3]))
    shown = []
    for start, end, kind, level, language, number, file in result.view["paragraphs"]:
        here = [m for m in marks if m[2] < end and m[3] > start]
        cut = sorted({start, end, *(x for m in here for x in (m[2], m[3]) if start < x < end)})
        segments = [_segment(result, a, b, here, numbers, places) for a, b in pairwise(cut)]
        shown.append({"kind": kind, "level": level, "language": language, "page": number, "file": clean(file), "segments": segments,
                      "elements": {elements[m[0]]["id"] for m in here}})
    last = 0
    for paragraph in shown:
        paragraph["new_page"] = paragraph["page"] if paragraph["page"] != last else 0
        last = paragraph["page"]
    return shown


def _segment(result: Result, start: int, end: int, marks: Sequence[Sequence[int]], numbers: Mapping[str, int],
             places: list[list[str]]) -> dict[str, Any]:
    elements = result.data["elements"]
    over = [m for m in marks if m[2] <= start and m[3] >= end]
    refs = []
    for n, k, first, _ in over:
        if not places[n][k] and first <= start:
            places[n][k] = f"m{numbers[elements[n]['id']]}-{k}"
            refs.append((places[n][k], numbers[elements[n]["id"]], elements[n]["verdict"]))
    worst = min((elements[m[0]] for m in over), key=rank, default=None)
    return {"text": safe(result.view["text"][start:end]), "verdict": worst["verdict"] if worst else "", "refs": refs}


# --- many documents


def table(documents: Sequence[Mapping[str, Any]], words: Words, *, links: Sequence[Mapping[str, str]] = (),
          problems: Sequence[Mapping[str, str]] = (), version: str = "", library_version: str = "") -> str:
    """The matrix of many documents; `links` name each one's own files."""
    page = Page(words)
    known = {e["id"]: e for d in documents for e in d["elements"]}
    names = matrix.rows(documents)
    heads = [{"name": page.put(lambda w, n=n: w.name(known[n])), "severity": known[n]["severity"]} for n in names]  # type: ignore[misc]
    files = matrix.short([str(d["file"]) for d in documents])
    rows = [{"file": files[k], "kind": page.put(lambda w, d=d: w.word("kinds", d["kind"])), "gaps": matrix.gaps(d),  # type: ignore[misc]
             "links": links[k] if links else {}, "cells": [_cell(matrix.cell(d, n)) for n in names]} for k, d in enumerate(documents)]
    return _render("matrix.html", page, heads=heads, rows=rows, problems=[clean(p["message"]) for p in problems], count=len(documents),
                   version=version, library=library_version, derived=_derived(documents))


def _cell(found: Mapping[str, Any] | None) -> dict[str, str]:
    if not found:
        return {"verdict": "", "human": "", "level": ""}
    review = found.get("review") or {}
    return {"verdict": found["verdict"], "human": review["verdict"] if review.get("state") == "overridden" else "", "level": found["level"]}


def memo(data: Mapping[str, Any], words: Words, *, version: str = "", library_version: str = "") -> str:
    """One page about one document."""
    page = Page(words)
    gaps = sorted((e for e in data["elements"] if e["applies"] != "no" and e["verdict"] in ("contradicted", "missing", "weak")), key=rank)
    lines = [{"verdict": e["verdict"], "name": words.name(e), "why": _why(e, words),
              "clause": ((e.get("suggestion") or {}).get("clause") or "")} for e in gaps[:MEMO_GAPS]]
    return _render("memo.html", page, data=data, lines=lines, more=len(gaps) - len(lines), kind=words.kind(data),
                   file=shortened(data["file"], 120), unseen=[shortened(x, 160) for x in unseen(data, words)[:6]], levels=LEVELS,
                   version=version, library=library_version, derived=_derived([data]),
                   unassessed=sum(e["verdict"] == "not-assessed" and e["applies"] != "no" for e in data["elements"]),
                   unconfirmed=shortened(", ".join(words.name(e) for e in data["elements"] if e["id"] in data.get("unconfirmed", ())), 200))


def _why(element: Mapping[str, Any], words: Words) -> str:
    """The first reason and the place, shortly; for what is missing, what is asked."""
    said = [words.reason(element["id"], r) for r in element["reasons"][:1]]
    if not said and (known := words.element(element["id"])):
        said = [words.texts(known.asks)]
    place = next((words.where(e) for e in element["evidence"]), "")
    return shortened("; ".join([*said, *([place] if place else [])]), 150)
