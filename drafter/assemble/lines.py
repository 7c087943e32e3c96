"""The paragraphs, lists, tables and figures of a clause as finished lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from drafter import rules
from drafter.assemble import figures, phrase
from drafter.assemble.saying import SPECIAL, curly, fact, runs
from drafter.assemble.state import State
from drafter.errors import Problem
from drafter.schema import Block, Field, Line, Run, Slot, Span

_FEW = 5
"""Columns up to which a table of a report keeps those that nobody filled."""
EMPTY_ROWS = {"equipment": 4, "payments": 3, "contacts": 2, "sites": 2}


def lines(state: State, slot: Slot, blocks: Iterable[Block], language: str) -> Iterable[Line]:
    paragraph = 0
    for block in told(state, blocks):
        anchor = ""
        if block.kind == "paragraph":
            paragraph += 1
            anchor = f"{slot.id}#{paragraph}"
        if block.kind == "rows":
            yield rows(state, block.value, language)
        elif block.kind == "bullets":
            yield from bullets(state, block.value, language)
        elif block.kind == "figure":
            shown = figures.figure(block.value, state.matter.facts, state.library.fields, language, state.library.languages[language])
            if shown:
                yield Line("figure", figure=shown)
        elif block.kind == "table":
            yield Line("table", rows=tuple(tuple(runs(state, cell, language) for cell in row) for row in block.rows if _said(state, row)))
        else:
            yield Line(block.kind, runs(state, block.spans, language), anchor)


def told(state: State, blocks: Iterable[Block]) -> list[Block]:
    """The blocks that stand: in a report, those whose facts are given or wanted, and headings that something follows."""
    if state.library.templates[state.matter.kind].genre == "agreement":
        return list(blocks)
    kept = [b for b in blocks if stays(state, b)]
    return [b for n, b in enumerate(kept) if b.kind != "heading" or (n + 1 < len(kept) and kept[n + 1].kind != "heading")]


def stays(state: State, block: Block) -> bool:
    if block.kind == "table":
        return any(_said(state, row) for row in block.rows)
    if block.kind == "figure":
        kind, _, fact = block.value.partition(":")
        return bool(state.matter.facts.get(fact if kind == "timeline" else kind.replace("-", "_")))
    return all(given(state, name) for name in ([block.value] if block.value else [s.value for s in block.spans if s.kind == "field"]))


def _said(state: State, row: Sequence[Sequence[Span]]) -> bool:
    """Whether every fact of a row of a table is given or wanted; in an agreement rows always stay."""
    agreement = state.library.templates[state.matter.kind].genre == "agreement"
    return agreement or all(given(state, s.value) for cell in row for s in cell if s.kind == "field")


def given(state: State, name: str) -> bool:
    """Whether a fact is known, or must be and so leaves a blank that can be seen."""
    known = state.matter.facts.get(name) not in (None, ())
    field = state.library.fields[name]
    return known or name in SPECIAL or (not field.computed and rules.is_required(field, state.matter.facts))


def rows(state: State, name: str, language: str) -> Line:
    """The rows of a table fact; in a report, a blank line where it is wanted and nobody has given it."""
    if state.library.templates[state.matter.kind].genre == "report" and not state.matter.facts.get(name):
        return Line("flush", tuple(fact(state, name, language, starts=True)))
    return Line("rows", rows=table(state, name, language))


def bullets(state: State, name: str, language: str) -> Iterable[Line]:
    """The entries of a list or table fact, one an item: the first text, the choices in brackets, the sources as footnotes."""
    definition, words = state.library.fields[name], state.library.languages[language]
    value = state.matter.facts.get(name)
    if not value:
        yield Line("flush", tuple(fact(state, name, language, starts=True)))
        return
    for entry in value:
        if definition.type == "table":
            yield Line("item", _entry(state, definition, entry, language))
        elif isinstance(entry, Mapping) or definition.of == "choice" or definition.choices:
            said = phrase.one(definition, entry, language)
            said = said if language == "zh" else curly(said)
            yield Line("item", (Run(said[:1].upper() + said[1:]),))
        else:
            yield Line("item", (Run(phrase.say(replace(definition, type=definition.of or "text"), entry, language, words)),))


def _entry(state: State, definition: Field, row: Mapping[str, Any], language: str) -> tuple[Run, ...]:
    words = state.library.languages[language]
    texts = [c for c in definition.columns if c.type == "text"]
    marks = [phrase.say(c, row[c.id], language, words) for c in definition.columns if c.type == "choice" and c.id in row]
    opening, closing = ("（", "）") if language == "zh" else (" (", ")")
    said = str(row.get(texts[0].id, {}).get(language, "")) if texts else ""
    said = said if language == "zh" else curly(said)
    bracket = f"{opening}{words['list']['comma'].join(marks)}{closing}" if marks else ""
    notes = [r for n, c in enumerate(definition.columns) if c.type == "notes" for r in cell(state, definition, row, n, language)]
    stop = said[-1:] if bracket and said[-1:] in (".", "。") else ""
    return (Run(said.removesuffix(stop) + bracket + stop), *notes)


def note(state: State, code: str, language: str) -> Run:
    """The mark of a footnote that says what stands behind a code of a source."""
    rows = {row["code"]: row for row in state.matter.facts.get("case_sources") or ()}
    if code not in rows:
        state.problems.append(Problem(state.matter.path, *state.matter.places.get("case_sources", (0, 0)),
                                      f"source '{code}' is cited and not in case_sources", "add a row with this code"))
        return Run("")
    definition, words, row = state.library.fields["case_sources"], state.library.languages[language], rows[code]
    columns = {c.id: c for c in definition.columns}
    more = [phrase.say(columns[name], row[name], language, words) for name in ("kind", "when") if row.get(name)]
    opening, closing = ("（", "）。") if language == "zh" else (" (", ").")
    text = f"{code}{'：' if language == 'zh' else ': '}{row['what'].get(language, '')}{opening}{words['list']['comma'].join(more)}{closing}"
    return Run("", note=text)


def table(state: State, name: str, language: str) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The rows of a table fact: headings, one row an entry, empty rows to fill by hand.

    In a report sources stand as footnotes in the column before them, a wide table leaves columns out that nobody filled,
    and a dash stands where only some rows are filled.
    """
    definition = state.library.fields[name]
    given = state.matter.facts.get(name) or ()
    report = state.library.templates[state.matter.kind].genre == "report"
    filled = {c.id for c in definition.columns if any(row.get(c.id) not in (None, ()) for row in given)}
    shown = [n for n, c in enumerate(definition.columns)
             if not report or (c.type != "notes" and (c.required or c.id in filled or len(definition.columns) <= _FEW))]
    head = tuple((Run(definition.columns[n].label.get(language, definition.columns[n].id), bold=True),) for n in shown)
    cells = [[cell(state, definition, row, n, language) for n in shown] for row in given]
    for row, line in zip(given, cells, strict=True) if report else ():
        for at, n in enumerate(shown):
            if not line[at] and definition.columns[n].id in filled:
                line[at] = (Run("–"),)
            line[at] += _noted(state, definition, row, n, language)
    empty = tuple(tuple(() for _ in definition.columns) for _ in range(EMPTY_ROWS.get(name, 0) if state.matter.form == "full" else 0))
    return (head, *(tuple(line) for line in cells), *empty)


def _noted(state: State, definition: Field, row: Mapping[str, Any], n: int, language: str) -> tuple[Run, ...]:
    """The footnotes of the columns of sources that follow a column."""
    following = itertools.takewhile(lambda c: c.type == "notes", definition.columns[n + 1:])
    return tuple(note(state, code, language) for column in following for code in row.get(column.id) or ())


def cell(state: State, definition: Field, row: Mapping[str, Any], n: int, language: str) -> tuple[Run, ...]:
    column, words = definition.columns[n], state.library.languages[language]
    value = row.get(column.id)
    if value is None:
        return ()
    if column.type == "notes":
        return tuple(note(state, code, language) for code in value)
    if column.type == "bool":
        return (Run(words["answers"][0 if value else 1]),)
    text = phrase.say(column, value, language, words)
    if language != "zh":
        text = curly(text)
    return (Run(text[:1].upper() + text[1:] if column.type == "choice" else text),)
