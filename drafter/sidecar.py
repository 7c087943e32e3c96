"""The sidecar that stays home: what the opaque ids in a sent file mean. Never goes with the document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from drafter import __version__
from drafter.schema import Draft, Library, Matter

HEAD = """\
# Stays in the house: says which clause stands behind each id of the Word file, at which position and why,
# and which alternatives the library holds. `drafter compare` reads it. Do not send it with the document.
"""


def text(draft: Draft, matter: Matter, library: Library, manifest: Sequence[tuple[str, str, str]], digest: str) -> str:
    """The sidecar of a draft as YAML text (every value in JSON notation, which YAML reads)."""
    by_slot = {slot: (mark, words) for mark, words, slot in manifest}
    lines = [HEAD, 'sidecar: "drafter/1"', f"drafter: {_value(__version__)}", f"digest: {_value(digest)}",
             f"kind: {_value(draft.kind)}", f"form: {_value(draft.form)}", f"languages: {_value(list(draft.languages))}",
             f"matter: {_value(matter.path)}", f"positions: {_value(dict(matter.positions))}", "clauses:"]
    for piece in draft.pieces:
        if piece.slot not in by_slot:
            continue
        mark, words = by_slot[piece.slot]
        others = sorted(c.id for c in library.clauses.values() if c.family == piece.clause.family and c.id != piece.clause.id
                        and piece.part != "definitions")
        lines.append(f"  - id: {_value(mark)}")
        for key, value in (("slot", piece.slot), ("number", piece.number), ("clause", piece.clause.id), ("since", piece.clause.since),
                           ("source_digest", piece.clause.digest[:16]), ("position", piece.clause.position),
                           ("chosen_because", piece.why_chosen), ("alternatives", others), ("sha256", words)):
            lines.append(f"    {key}: {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
