"""The report for a terminal: at most 80 columns, most serious first, colours only where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.columns import pad, width, wrap
from drafter.report.data import passages, ranked
from drafter.report.words import LEVELS, ORDER, Words, clean, rank

WIDTH = 79
QUOTE = 300
"""Longest quotation, in columns."""
COLOURS = {"present": "32", "weak": "33", "contradicted": "1;31", "missing": "31", "not-assessed": "36", "head": "1"}


class Report:
    """The report on one document, line by line."""

    def __init__(self, words: Words, *, colour: bool = False) -> None:
        self.words, self.colour = words, colour
        self.lines: list[str] = []

    def paint(self, text: str, name: str) -> str:
        return f"\x1b[{COLOURS[name]}m{text}\x1b[0m" if self.colour else text

    def head(self, text: str, rule: str = "-") -> None:
        self.lines += ["", *(self.paint(line, "head") for line in wrap(text, WIDTH)), rule * WIDTH]

    def put(self, text: str, indent: int = 0, first: str = "") -> None:
        """A paragraph; `first` stands before its first line, the others are indented as far."""
        room = WIDTH - indent - width(first)
        for n, line in enumerate(wrap(text, room)):
            self.lines.append((" " * indent + (first if n == 0 else " " * width(first)) + line).rstrip())

    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


def report(data: Mapping[str, Any], words: Words, *, colour: bool = False) -> str:
    """Everything about one document."""
    page = Report(words, colour=colour)
    _top(page, data)
    if any(e.get("basis") == "derived" for e in data["elements"]):
        page.put(words.say("derived_basis"))
    _summary(page, data)
    gaps = [e for e in data["elements"] if e["applies"] != "no" and e["verdict"] in ("contradicted", "missing", "weak")]
    page.head(words.say("gaps"))
    if not gaps:
        page.put(words.say("no_gaps"))
    for element in sorted(gaps, key=rank):
        _gap(page, element)
    _unassessed(page, [e for e in data["elements"] if e["applies"] != "no" and e["verdict"] == "not-assessed"])
    _present(page, [e for e in data["elements"] if e["applies"] != "no" and e["verdict"] == "present"])
    _not_applicable(page, [e for e in data["elements"] if e["applies"] == "no"])
    _others(page, data)
    _unconfirmed(page, data)
    _unseen(page, data)
    page.lines.append("")
    page.put(words.say("machine"))
    return page.text()


def _top(page: Report, data: Mapping[str, Any]) -> None:
    words = page.words
    page.head(words.say("title", file=clean(data["file"])), "=")
    languages = ", ".join(words.named(code) for code in data["languages"]) or "-"
    facts = [words.kind(data), words.say("languages", languages=languages), words.say("words", n=data["words"])]
    if data["pages"]:
        facts.append(words.say("pages", n=data["pages"]))
    page.put(" · ".join(facts))
    for part in data["files"]:
        page.put(clean(part["file"]), 2, "- ")


def _summary(page: Report, data: Mapping[str, Any]) -> None:
    words = page.words
    page.head(words.say("summary"))
    column = max(width(words.word("levels", level)) for level in LEVELS) + 2
    for level, counts in data["summary"].items():
        told = " · ".join(f"{counts[v]} {words.word('verdicts', v)}" for v in (*ORDER[:3], "not-assessed", "present") if v in counts)
        page.put(told, 2, pad(words.word("levels", level), column))


def _gap(page: Report, element: Mapping[str, Any]) -> None:
    words = page.words
    verdict = words.word("verdicts", element["verdict"]).upper()
    about = f"({words.word('levels', element['level'])}, {words.word('severities', element['severity'])})"
    lines = wrap(f"{verdict}  {words.name(element)} {about}", WIDTH)
    page.lines += ["", page.paint(lines[0][:len(verdict)], element["verdict"]) + lines[0][len(verdict):],
                   *("    " + line for line in lines[1:])]
    if applies := words.applies(element) if element["applies"] == "unknown" else "":
        page.put(applies, 2, "? ")
    for reason in element["reasons"]:
        page.put(words.reason(element["id"], reason), 2, "- ")
    if element["verdict"] == "missing" and (known := words.element(element["id"])):
        page.put(words.texts(known.asks), 2, f"{words.say('lacks')}: ")
    for evidence in list({(e["start"], e["end"]): e for e in element["evidence"]}.values())[:2]:
        _quote(page, evidence)
    for n, line in enumerate(words.suggestion(element)):
        first = f"{words.say('suggestion')}: "
        page.put(line, 2 if n == 0 else 2 + width(first), first if n == 0 else "")
    if review := words.review(element):
        page.put(review, 2, "» ")


def _quote(page: Report, evidence: Mapping[str, Any]) -> None:
    place = page.words.where(evidence)
    page.put(f"“{shortened(evidence['quote'])}”" + (f" ({place})" if place else ""), 2, "| ")


def shortened(quote: str, most: int = QUOTE) -> str:
    """A quotation on one line, of at most so many columns."""
    text = clean(quote)
    if width(text) <= most:
        return text
    taken = 0
    for n, char in enumerate(text):
        taken += width(char)
        if taken > most - 2:
            return text[:n].rstrip() + " …"
    return text


def _unassessed(page: Report, elements: Sequence[Mapping[str, Any]]) -> None:
    """What could not be judged, by reason."""
    if not elements:
        return
    words = page.words
    page.head(words.say("unassessed"))
    groups: dict[tuple[str, ...], list[str]] = {}
    for element in sorted(elements, key=rank):
        reasons = tuple(words.reason(element["id"], r) for r in element["reasons"])
        groups.setdefault(reasons, []).append(words.name(element))
        if review := words.review(element):
            groups.setdefault((review,), []).append(words.name(element))
    for reasons, names in groups.items():
        page.put("; ".join(reasons) + ":", 2)
        for name in names:
            page.put(name, 4, "? ")


def _present(page: Report, elements: Sequence[Mapping[str, Any]]) -> None:
    if not elements:
        return
    page.head(page.words.say("present"))
    for element in sorted(elements, key=rank):
        places = "; ".join(dict.fromkeys(filter(None, (page.words.where(e) for e in element["evidence"][:3]))))
        page.put(page.words.name(element) + (f" ({places})" if places else ""), 2, "+ ")
        if element["evidence"]:
            page.put(f"“{shortened(element['evidence'][0]['quote'], 140)}”", 4, "| ")
        if review := page.words.review(element):
            page.put(review, 4, "» ")


def _not_applicable(page: Report, elements: Sequence[Mapping[str, Any]]) -> None:
    if not elements:
        return
    page.head(page.words.say("not_applicable"))
    for element in elements:
        page.put(f"{page.words.name(element)} ({page.words.applies(element)})", 2, "· ")


def _others(page: Report, data: Mapping[str, Any]) -> None:
    """What other layers found."""
    words = page.words
    for key in ("pitfalls", "harms", "mismatches", "mechanics"):
        if not data[key]:
            continue
        page.head(words.word("layers", key))
        for item in ranked(data[key]):
            detail = words.detail(item)
            page.put(f"{words.word('ranks', item['severity'])}: {words.rule(item['rule'])}" + (f" ({detail})" if detail else ""), 2, "- ")
            for passage in passages(item):
                place = words.side(passage)
                page.put(f"“{shortened(passage['quote'])}”" + (f" ({place})" if place else ""), 4, "| ")
            if item.get("missing_in"):
                page.put(words.say("missing_in", language=words.named(item["missing_in"])), 4, "| ")


def _unconfirmed(page: Report, data: Mapping[str, Any]) -> None:
    waiting = [e for e in data["elements"] if e["id"] in data.get("unconfirmed", ())]
    if not waiting:
        return
    page.head(page.words.say("unconfirmed"))
    for element in waiting:
        page.put(f"{page.words.name(element)} [{element['id']}, {element['evidence_hash']}]", 2, "» ")


def _unseen(page: Report, data: Mapping[str, Any]) -> None:
    """What was not looked at, and what in the file is no part of the text."""
    page.head(page.words.say("not_looked_at"))
    for line in unseen(data, page.words):
        page.put(line, 2, "- ")


def unseen(data: Mapping[str, Any], words: Words) -> list[str]:
    """Pages that could not be read, languages not covered, comments and deleted text, layers that did not run."""
    lines = [words.unread(u) for u in data["unread"]] or [words.say("all_read")]
    if data["uncovered"]:
        lines.append(words.say("uncovered", languages=", ".join(words.named(code) for code in data["uncovered"])))
    lines += [words.say(key, n=n) for key, n in data["asides"].items() if n]
    if data["flags"]:
        lines.append(words.say("flags") + ": " + "; ".join(clean(f["message"]) for f in data["flags"]))
    lines += [clean(note) for note in data["notes"]]
    return [*lines, *filter(None, words.layers(data))]


def problems(found: Iterable[Mapping[str, str]], words: Words) -> str:
    """Files that could not be read."""
    page = Report(words)
    page.head(words.say("unreadable"))
    for item in found:
        page.put(clean(item["message"]), 2, "- ")
    return "\n".join(page.lines) + "\n"


