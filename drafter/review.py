"""The human's file: decisions on verdicts, by role, with reason and date, kept apart from what the program says.

    review: drafter.review/1
    decisions:
      - document: mou.docx          # name of the file, or its sha256
        element: vetting
        evidence: 3f2a90c1d2e4      # as reports give it: the decision counts while the evidence is the same
        decision: override          # open, confirm or override
        verdict: weak               # confirm: the verdict confirmed; override: the human's own
        role: legal counsel
        date: 2026-11-20
        reason: Clause 7 binds only the company.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import marked
from drafter.errors import DrafterError, Problem, allowed

VERSION = "drafter.review/1"
VERDICTS = ("present", "weak", "contradicted", "missing", "not-assessed")
DECISIONS = ("open", "confirm", "override")
KEYS = ("document", "element", "evidence", "decision", "verdict", "role", "date", "reason")


@dataclass(frozen=True)
class Decision:
    """What a human decided on one verdict."""

    document: str
    element: str
    evidence: str
    decision: str
    verdict: str
    role: str
    date: str
    reason: str


def evidence_hash(element: Mapping[str, Any]) -> str:
    """A short name for the evidence of a verdict; white space does not count."""
    quotes = ["".join(str(e["quote"]).split()) for e in element["evidence"]]
    return hashlib.sha256("\n".join([element["id"], *quotes]).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read(path: Path, elements: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions of a review file. Raises DrafterError with every problem, each with line and column."""
    found = marked.read(path)
    problems: list[Problem] = []
    data = found.data if isinstance(found.data, dict) else {}
    if data.get("review") != VERSION:
        problems.append(found.problem(f"'review' is not {VERSION}", "review", hint=f"the first line is: review: {VERSION}"))
    problems += [found.problem(f"unknown key '{key}'", key, key=True, hint=allowed(("review", "decisions")))
                 for key in data if key not in ("review", "decisions")]
    listed = [] if data.get("decisions") is None else data["decisions"]
    if not isinstance(listed, list):
        problems.append(found.problem("'decisions' must be a list", "decisions"))
        listed = []
    known = frozenset(elements)
    for n, item in enumerate(listed):
        problems += _wrong(found, n, item, known)
    problems += _twice(found, listed)
    if problems:
        raise DrafterError(sorted(problems))
    return tuple(Decision(*(str(item.get(key) or "") for key in KEYS)) for item in listed)


def _wrong(found: marked.Marked, n: int, item: Any, known: frozenset[str]) -> list[Problem]:
    """What is wrong with one decision."""
    at = ("decisions", n)
    if not isinstance(item, dict):
        return [found.problem("a decision is a mapping (key: value)", *at)]
    problems = [found.problem(f"unknown key '{key}'", *at, key, key=True, hint=allowed(KEYS)) for key in item if key not in KEYS]
    wanted = KEYS if item.get("decision") in ("confirm", "override") else KEYS[:4]
    problems += [found.problem(f"'{key}' is missing", *at) for key in wanted if item.get(key) in (None, "")]
    if item.get("element") and item["element"] not in known:
        problems.append(found.problem(f"there is no element '{item['element']}'", *at, "element", hint="drafter list elements"))
    for key, choices in (("decision", DECISIONS), ("verdict", VERDICTS)):
        if item.get(key) and item[key] not in choices:
            problems.append(found.problem(f"'{item[key]}' is no {key}", *at, key, hint=allowed(choices)))
    if item.get("date") and not _dated(str(item["date"])):
        problems.append(found.problem(f"'{item['date']}' is no date", *at, "date", hint="write it as 2026-11-20"))
    return problems


def _dated(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _twice(found: marked.Marked, listed: Sequence[Any]) -> list[Problem]:
    """Two decisions on the same verdict and the same evidence."""
    seen: set[tuple[str, ...]] = set()
    problems = []
    for n, item in enumerate(listed):
        if isinstance(item, dict):
            name = tuple(str(item.get(key)) for key in ("document", "element", "evidence"))
            if name in seen:
                problems.append(found.problem("a second decision on the same verdict", "decisions", n, hint="keep one of the two"))
            seen.add(name)
    return problems


def applied(document: Mapping[str, Any], decisions: Iterable[Decision]) -> dict[str, Any]:
    """A document's data with the decisions on it: `review` per element, and `unconfirmed` critical verdicts."""
    own = [d for d in decisions if d.document in _names(document)]
    elements = [_reviewed(e, [d for d in own if d.element == e["id"]]) for e in document["elements"]]
    waiting = [e["id"] for e in elements if e["verdict"] == "present" and e["severity"] == "critical" and e["applies"] != "no"
               and (e.get("review") or {}).get("state") not in ("confirmed", "overridden")]
    return {**document, "elements": elements, "unconfirmed": waiting}


def _names(document: Mapping[str, Any]) -> set[str]:
    return {str(document["file"]), shown_name(document), str(document["sha256"])}


def shown_name(document: Mapping[str, Any]) -> str:
    """The name of a document without its folder; several read as one keep all their names."""
    return str(document["file"]) if document["files"] else Path(str(document["file"])).name


def _reviewed(element: Mapping[str, Any], decisions: Sequence[Decision]) -> dict[str, Any]:
    """One element with the decision that counts, or with one that no longer does."""
    made = [d for d in decisions if d.decision != "open"]
    now = evidence_hash(element)
    counting = [d for d in made if d.evidence == now and (d.decision == "override" or d.verdict == element["verdict"])]
    if not made:
        return dict(element)
    decision = (counting or made)[-1]
    state = "stale" if not counting else "confirmed" if decision.decision == "confirm" else "overridden"
    return {**element, "review": {"state": state, "verdict": decision.verdict, "role": decision.role, "date": decision.date,
                                  "reason": decision.reason}}


def effective(element: Mapping[str, Any]) -> str:
    """The verdict that counts: the human's where one stands, else the program's."""
    review = element.get("review") or {}
    return str(review["verdict"] if review.get("state") == "overridden" else element["verdict"])


def starter(documents: Iterable[Mapping[str, Any]]) -> str:
    """A new review file with an open entry for every critical verdict `present`."""
    lines = [f"review: {VERSION}", "# One entry a verdict. decision: open (not decided), confirm, or override with your own verdict.",
             "# confirm and override need verdict, role, date and reason. A decision counts while the evidence stays the same.",
             "decisions:"]
    for document in documents:
        for element in document["elements"]:
            if element["verdict"] == "present" and element["severity"] == "critical" and element["applies"] != "no":
                lines += [f"  - document: {json.dumps(shown_name(document), ensure_ascii=False)}", f"    element: {element['id']}",
                          f"    evidence: \"{evidence_hash(element)}\"", "    decision: open", "    verdict: present",
                          "    role:", "    date:", "    reason:"]
    return "\n".join(lines if len(lines) > 4 else [*lines[:3], "decisions: []"]) + "\n"
