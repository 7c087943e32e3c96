"""The broad readings of English text, added to what the narrow rules found: places, numbers, persons who can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from drafter.harms import located_en, places, pointed_en, signs_en
from drafter.harms.base import Harm, Setting
from drafter.harms.text import Reading
from drafter.harms.wording import normative

_WHY = {"dnh-quasi-id": "a description that fits one person", "dnh-child": "a child who can be recognised", "dnh-sexual-violence": "told with details"}


def find(reading: Reading, setting: Setting, found: Sequence[Harm]) -> list[Harm]:
    """Blocking findings of a passage that overlap none of the same rule found before."""
    if not reading.latin or reading.chinese:
        return []
    base = reading.passage.start
    known = [h for h in found if h.start >= base and h.severity == "block"]
    added: list[Harm] = []
    for harm in _all(reading, setting):
        if not any(h.rule == harm.rule and h.start < harm.end and harm.start < h.end for h in (*known, *added)):
            added.append(harm)
    return added


def _all(reading: Reading, setting: Setting) -> Iterator[Harm]:
    if not places.may_stand(setting):
        for start, end in chain(located_en.located(reading), signs_en.located(reading)):
            if not places.allowed(reading, setting, start, end):
                yield reading.harm(places.RULE, start, end, "where a person can be found")
    for start, end, what in located_en.numbered(reading):
        yield reading.harm("dnh-pii", start, end, what)
    for start, end in signs_en.numbered(reading):
        yield reading.harm("dnh-pii", start, end, "a number that points to one person")
    guarded = any(c.guardian for c in setting.consent or ())
    for rule, spans in (
        ("dnh-quasi-id", pointed_en.pointed(reading, normative)),
        ("dnh-child", iter(()) if guarded else pointed_en.children(reading, normative)),
        ("dnh-sexual-violence", pointed_en.sexual(reading, normative)),
        ("dnh-quasi-id", signs_en.pointed(reading)),
        ("dnh-child", iter(()) if guarded else signs_en.children(reading)),
        ("dnh-sexual-violence", signs_en.sexual(reading)),
    ):
        yield from (reading.harm(rule, a, b, _WHY[rule], "block") for a, b in spans)

