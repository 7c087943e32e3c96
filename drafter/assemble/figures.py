"""Figures as grids of tiles: a timeline, the risk matrix of a site, a bar for each group of indicators.

A figure is drawn from facts; each is said again in words as its alternative text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drafter.assemble import phrase
from drafter.schema import Field, Figure, Tile

NAMES = ("timeline", "risk-matrix", "group-bars")
"""`timeline:FACT` takes its rows from a table fact with a column of type `when` or `date` and a column of text."""
SEGMENTS = 20
"""Into how many parts a bar is cut."""
TONES = (("met", "low"), ("partly", "medium"), ("not_met", "high"), ("not_known", "unknown"))

Words = Mapping[str, Any]


def figure(name: str, facts: Mapping[str, Any], fields: Mapping[str, Field], language: str, words: Words) -> Figure | None:
    """The figure of a name in a language; None where its facts are not given."""
    kind, _, fact = name.partition(":")
    draw: Callable[..., Figure | None] = {"timeline": _timeline, "risk-matrix": _matrix, "group-bars": _bars}[kind]
    return draw(fact, facts, fields, language, words)


def dated(field: Field) -> tuple[str, str]:
    """The columns of a table that say when and what: the first date, the first text. Empty where there is none."""
    when = next((c.id for c in field.columns if c.type in ("when", "date")), "")
    what = next((c.id for c in field.columns if c.type == "text"), "")
    return when, what


def _timeline(fact: str, facts: Mapping[str, Any], fields: Mapping[str, Field], language: str, words: Words) -> Figure | None:
    """One row an event, the earliest first; a dot on the line of time for each."""
    when, what = dated(fields[fact])
    columns = {c.id: c for c in fields[fact].columns}
    events = sorted((row for row in facts.get(fact) or () if row.get(when) and row.get(what)), key=lambda row: str(row[when]))
    if not events:
        return None
    said = [(phrase.say(columns[when], row[when], language, words), row[what].get(language, "")) for row in events]
    rows = tuple((Tile(day, strong=True), Tile("●", tone="accent"), Tile(text)) for day, text in said)
    told = words["figures"]
    alt = told["timeline"].format(events=words["list"]["semicolon"].join(f"{day}: {text}" for day, text in said))
    return Figure("timeline", alt, (20, 4, 76), rows)


def _matrix(_: str, facts: Mapping[str, Any], fields: Mapping[str, Field], language: str, words: Words) -> Figure | None:
    """Five by five, the highest likelihood on top; each field says which risks stand in it and shows its level."""
    cells = facts.get("risk_matrix")
    if not cells:
        return None
    told = words["figures"]
    by_place = {(cell["likelihood"], cell["consequence"]): cell for cell in cells}
    steps = range(1, 6)
    rows = [tuple([Tile(f"{told['likelihood']} {likelihood}", strong=True), *(_field(by_place[likelihood, c], told) for c in steps)])
            for likelihood in reversed(steps)]
    rows.append((Tile(told["consequence"], strong=True), *(Tile(str(c), strong=True) for c in steps)))
    placed = [told["placed"].format(risk=code, likelihood=cell["likelihood"], consequence=cell["consequence"],
                                    level=told["levels"][cell["level"]])
              for cell in cells for code in cell["risks"]]
    alt = told["matrix"].format(risks=words["list"]["semicolon"].join(placed))
    return Figure("risk-matrix", alt, (25, 15, 15, 15, 15, 15), tuple(rows))


def _field(cell: Mapping[str, Any], told: Words) -> Tile:
    level = told["levels"][cell["level"]]
    return Tile(" ".join((", ".join(cell["risks"]), f"({level})")).strip(), tone=cell["level"], strong=bool(cell["risks"]))


def _bars(_: str, facts: Mapping[str, Any], fields: Mapping[str, Field], language: str, words: Words) -> Figure | None:
    """A bar per group, cut by answer; beside it the number met of those that apply."""
    groups = facts.get("group_bars")
    if not groups:
        return None
    told = words["figures"]
    rows, said = [], []
    for group in groups:
        title = group["group"].get(language, "")
        count = told["met_of"].format(met=group["met"], of=group["of"])
        rows.append((Tile(title, strong=True), *_segments(group), Tile(count)))
        said.append(told["bar"].format(group=title, met=group["met"], partly=group["partly"], not_met=group["not_met"],
                                       not_known=group["not_known"], of=group["of"]))
    rows.append((Tile(""), *(Tile(told["answers"][key], tone=tone, span=SEGMENTS // 4) for key, tone in TONES), Tile("")))
    return Figure("group-bars", told["bars"].format(groups=words["list"]["semicolon"].join(said)), (30, *[3] * SEGMENTS, 10), tuple(rows))


def _segments(group: Mapping[str, Any]) -> Sequence[Tile]:
    """The parts of one bar; where nothing applies, one empty part."""
    total = group["of"]
    if not total:
        return (Tile("", span=SEGMENTS),)
    ends, done = [0], 0
    for key, _ in TONES:
        done += group[key]
        ends.append(round(SEGMENTS * done / total))
    parts = [Tile(str(group[key]), tone=tone, span=ends[n + 1] - ends[n]) for n, (key, tone) in enumerate(TONES) if ends[n + 1] > ends[n]]
    rest = SEGMENTS - ends[-1]
    return (*parts, *((Tile("", span=rest),) if rest else ()))
