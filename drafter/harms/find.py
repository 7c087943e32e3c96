"""All rules over a document's passages."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.harms import details, numbers, places, plain, record, tagged, wording
from drafter.harms import persons as people
from drafter.harms.base import ORDER, Book, Harm, Passage, Setting
from drafter.harms.text import Reading, Span


def find(passages: Sequence[Passage], setting: Setting, book: Book, *, persons: Sequence[Span] = ()) -> tuple[Harm, ...]:
    """The harms of a document in order of place."""
    readings = [r for p in passages if (r := Reading(p, book)).text.strip()]
    found: list[Harm] = list(people.find(readings, setting, persons))
    for reading in readings:
        found += numbers.find(reading, setting)
        found += places.find(reading, setting)
        found += wording.find(reading)
    found += details.find(readings, setting)
    found = tagged.weighed(readings, setting, found)
    found += record.find(readings, setting)
    found += plain.find(readings, setting)
    return ordered(found)


def ordered(found: Sequence[Harm]) -> tuple[Harm, ...]:
    """Without repetitions, in order of place; of the same place the most serious first."""
    return tuple(sorted(dict.fromkeys(found), key=lambda h: (h.start, ORDER.index(h.severity), h.end, h.rule, h.language)))
