"""Which clause fills which slot, and which definitions the chosen text needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.conditions import holds
from drafter.errors import DrafterError, Problem
from drafter.schema import POSITIONS, Block, Clause, Library, Slot, Term


def clause(slot: Slot, family: Sequence[Clause], facts: Mapping[str, Any], position: str) -> tuple[Clause, str]:
    """The clause that fills a slot, and the reason: the facts that selected it, and a position other than the one asked.

    Raises DrafterError when no clause fits (the library check finds this first).
    """
    for candidate in reversed(POSITIONS[: POSITIONS.index(position) + 1]):
        fitting = [c for c in family if c.position == candidate and holds(c.when, facts)]
        if fitting:
            best = max(fitting, key=lambda c: (len(c.when), c.id))
            return best, _reason(best, slot, facts, position)
    raise DrafterError([Problem("", 0, 0, f"no clause of '{slot.family}' fits these facts", "drafter library check")])


def _reason(chosen: Clause, slot: Slot, facts: Mapping[str, Any], asked: str) -> str:
    said = [f"{fact}: {_word(facts.get(fact))}" for fact, _, _ in (*slot.when, *chosen.when)]
    if chosen.position != asked:
        said.append(f"no {asked} text, {chosen.position} taken")
    elif asked != POSITIONS[0]:
        said.append(f"position: {asked}")
    return ", ".join(dict.fromkeys(said))


def _word(value: Any) -> str:
    return {True: "yes", False: "no", None: "open"}.get(value, str(value))


def definitions(texts: Iterable[Block], library: Library, form: str, already: Iterable[str]) -> list[Clause]:
    """The definition clauses of the terms that these texts use, and of the terms those use, in alphabetical order."""
    by_term = {d: c for c in library.clauses.values() if c.family == "definitions" and c.form in (form, "both")
               for d in c.defines}
    wanted: dict[str, Clause] = {}
    found, queue = set(already), list(texts)
    while queue:
        words = "\n".join(_english(b) for b in queue)
        queue = []
        for term in library.terms.values():
            if term.id not in found and term.id in by_term and _uses(words, term):
                found.add(term.id)
                wanted[term.id] = by_term[term.id]
                queue.extend(by_term[term.id].body["en"])
    return [wanted[t] for t in sorted(wanted, key=lambda t: library.terms[t].names["en"].casefold())]


def _english(block: Block) -> str:
    cells = [span.value for row in block.rows for cell in row for span in cell if span.kind in ("text", "bold")]
    return " ".join([*(s.value for s in block.spans if s.kind in ("text", "bold")), *cells])


def _uses(words: str, term: Term) -> bool:
    names = [term.names["en"], term.plurals.get("en", "")]
    return any(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names)
