"""The whole document: slots in order, numbers given, facts said, references resolved."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter import rules
from drafter.assemble import choose, figures, phrase
from drafter.conditions import holds
from drafter.errors import DrafterError, Problem
from drafter.library import body
from drafter.numbers import label, numeral
from drafter.schema import Block, Cited, Clause, Draft, Field, Library, Line, Matter, Piece, Run, Slot, Span, Template

_SENTENCE_END = re.compile(r"(?:[.!?]|^)[”\"’)]*\s*\Z")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_FEW = 5
"""Columns up to which a table of a report keeps those that nobody filled."""
EMPTY_ROWS = {"equipment": 4, "payments": 3, "contacts": 2, "sites": 2}


@dataclass
class _State:
    """What the pieces share while they are built."""

    library: Library
    matter: Matter
    open: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    titles: dict[str, Mapping[str, str]] = field(default_factory=dict)
    provided: dict[str, str] = field(default_factory=dict)


def assemble(library: Library, matter: Matter) -> Draft:
    """Build the document of a matter.

    Facts that a chosen clause uses and nobody has given are listed in `Draft.open`; whether that is allowed is for the
    caller. Raises DrafterError when a reference leads nowhere or a clause lacks a language.
    """
    template = library.templates[matter.kind]
    state = _State(library, matter)
    chosen = _chosen(state, template.forms[matter.form])
    _number(state, chosen)
    pieces = tuple(_piece(state, *item) for item in chosen)
    _whole(state, pieces)
    if state.problems:
        raise DrafterError(state.problems, next_command="drafter library check")
    shared = matter.facts.get("organisation") or dict.fromkeys(matter.languages, "")
    reviewer = matter.facts.get(template.reviewer) or {}
    return Draft(
        kind=matter.kind, form=matter.form, languages=matter.languages, title=_title(state, "document"),
        subject=_title(state, "subject"), pieces=pieces,
        labels=template.labels, signatories=_signatories(state), witnesses=tuple(matter.facts.get("witnesses", ())),
        approvals=_approvals(state), organisation=shared,
        reviewer=next(iter(reviewer.values()), ""), handling=_handling(state), open=tuple(dict.fromkeys([*matter.open, *state.open])),
        warnings=matter.warnings, shell=_shell(template), genre=template.genre, manifest=template.manifest,
    )


_Chosen = tuple[Slot, Sequence[Clause], str]


def _chosen(state: _State, slots: Iterable[Slot]) -> list[_Chosen]:
    """Slots that stand, each with its clause (the definitions slot: with all its clauses) and the reason."""
    library, matter = state.library, state.matter
    template = library.templates[matter.kind]
    families: dict[str, list[Clause]] = {}
    for clause in library.clauses.values():
        if clause.form in (matter.form, "both") and clause.status != "retired":
            families.setdefault(clause.family, []).append(clause)
    result: list[_Chosen] = []
    for slot in slots:
        if not holds(slot.when, matter.facts):
            continue
        if slot.part == "definitions":
            result.append((slot, (), ""))
            continue
        position = matter.positions.get(slot.id, matter.positions.get("default", "preferred"))
        family = families.get(slot.family, [])
        try:
            clause, why = choose.clause(slot, family, matter.facts, position)
        except DrafterError as error:
            state.problems += _undecided(state, slot, family) or error.problems
            continue
        if template.genre == "agreement" or any(_stays(state, b) and b.kind != "heading" for b in clause.body[matter.languages[0]]):
            result.append((slot, (clause,), why))
    if state.problems:
        raise DrafterError(sorted(state.problems), next_command="fill in the facts that choose the articles")
    return [(slot, _definitions(state, result) if slot.part == "definitions" else clauses, why)
            for slot, clauses, why in result]


def _undecided(state: _State, slot: Slot, family: Iterable[Clause]) -> list[Problem]:
    """The open facts without which no clause of a family can be chosen."""
    matter, fields = state.matter, state.library.fields
    names = sorted({fact for c in family for fact, _, _ in c.when if fact not in matter.facts and fact in fields})
    return [Problem(matter.path, *matter.places.get(name, (0, 0)), f"{name} is open: '{slot.id}' cannot be chosen without it",
                    "allowed: " + (", ".join(c.id for c in fields[name].choices) or "true, false")) for name in names]


def _definitions(state: _State, chosen: Iterable[_Chosen]) -> list[Clause]:
    clauses = [c for _, found, _ in chosen for c in found]
    texts = [b for c in clauses for b in c.body["en"]]
    lead = state.library.clauses.get("definitions/lead")
    defined = [d for c in clauses for d in c.defines]
    first = [lead] if lead else []
    texts += [b for c in first for b in c.body["en"]]
    return [*first, *choose.definitions(texts, state.library, state.matter.form, defined)]


def _number(state: _State, chosen: Iterable[_Chosen]) -> None:
    articles = annexes = 0
    for slot, clauses, _ in chosen:
        if slot.part in ("article", "definitions"):
            articles += 1
            state.places[slot.id] = ("article", articles)
        elif slot.part == "annex":
            annexes += 1
            state.places[slot.id] = ("annex", annexes)
        if clauses:
            state.titles[slot.id] = clauses[0].title
            for element in clauses[0].provides if slot.part == "article" else ():
                state.provided.setdefault(element, slot.id)


def _piece(state: _State, slot: Slot, clauses: Sequence[Clause], why: str) -> Piece:
    languages = state.matter.languages
    lines: dict[str, tuple[Line, ...]] = {}
    for language in languages:
        for clause in clauses:
            if not clause.body.get(language):
                state.problems.append(Problem(clause.path, 1, 1, f"no text in '{language}'",
                                              "draft in another language, or add the section"))
        blocks = [b for c in clauses for b in c.body.get(language, ())]
        lines[language] = tuple(_lines(state, slot, blocks, language))
    _, number = state.places.get(slot.id, ("", 0))
    titles = clauses[0].title if clauses else {}
    whole = clauses[0] if len(clauses) == 1 else replace(
        clauses[0], id=slot.id, digest="+".join(c.digest for c in clauses))
    return Piece(slot.id, slot.part, whole, number, titles, lines, _cited(slot, clauses, languages[0]), why)


def _cited(slot: Slot, clauses: Sequence[Clause], language: str) -> dict[str, tuple[Cited, ...]]:
    """The sources of each clause at its first numbered paragraph."""
    result, paragraph = {}, 1
    for clause in clauses:
        if clause.sources:
            result[f"{slot.id}#{paragraph}"] = clause.sources
        paragraph += sum(b.kind == "paragraph" for b in clause.body.get(language, ()))
    return result


def _lines(state: _State, slot: Slot, blocks: Iterable[Block], language: str) -> Iterable[Line]:
    paragraph = 0
    for block in _told(state, blocks):
        anchor = ""
        if block.kind == "paragraph":
            paragraph += 1
            anchor = f"{slot.id}#{paragraph}"
        if block.kind == "rows":
            yield _rows(state, block.value, language)
        elif block.kind == "bullets":
            yield from _bullets(state, block.value, language)
        elif block.kind == "figure":
            shown = figures.figure(block.value, state.matter.facts, state.library.fields, language, state.library.languages[language])
            if shown:
                yield Line("figure", figure=shown)
        elif block.kind == "table":
            yield Line("table", rows=tuple(tuple(_runs(state, cell, language) for cell in row) for row in block.rows if _said(state, row)))
        else:
            yield Line(block.kind, _runs(state, block.spans, language), anchor)


def _told(state: _State, blocks: Iterable[Block]) -> list[Block]:
    """The blocks that stand: in a report, those whose facts are given or wanted, and headings that something follows."""
    if state.library.templates[state.matter.kind].genre == "agreement":
        return list(blocks)
    stays = [b for b in blocks if _stays(state, b)]
    return [b for n, b in enumerate(stays) if b.kind != "heading" or (n + 1 < len(stays) and stays[n + 1].kind != "heading")]


def _stays(state: _State, block: Block) -> bool:
    if block.kind == "table":
        return any(_said(state, row) for row in block.rows)
    if block.kind == "figure":
        kind, _, fact = block.value.partition(":")
        return bool(state.matter.facts.get(fact if kind == "timeline" else kind.replace("-", "_")))
    return all(_given(state, name) for name in ([block.value] if block.value else [s.value for s in block.spans if s.kind == "field"]))


def _said(state: _State, row: Sequence[Sequence[Span]]) -> bool:
    """Whether every fact of a row of a table is given or wanted; in an agreement rows always stay."""
    agreement = state.library.templates[state.matter.kind].genre == "agreement"
    return agreement or all(_given(state, s.value) for cell in row for s in cell if s.kind == "field")


def _given(state: _State, name: str) -> bool:
    """Whether a fact is known, or must be and so leaves a blank that can be seen."""
    known = state.matter.facts.get(name) not in (None, ())
    field = state.library.fields[name]
    return known or name in _SPECIAL or (not field.computed and rules.is_required(field, state.matter.facts))


def _runs(state: _State, spans: Iterable[Span], language: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for span in spans:
        if span.kind in ("text", "bold"):
            before = runs[-1].text[-1:] if runs else ""
            text = span.value if language == "zh" else curly(span.value, before)
            if before == "." and text.startswith("."):
                text = text[1:]
            runs.append(Run(text, bold=span.kind == "bold"))
        elif span.kind == "ref":
            runs.extend(_reference(state, span.value, language))
        else:
            before = "".join(r.text for r in runs)
            runs.extend(_fact(state, span.value, language, starts=bool(_SENTENCE_END.search(before)) or not before))
    return tuple(r for r in runs if r.text or r.note)


def curly(text: str, before: str = "") -> str:
    """Typewriter quotation marks of a clause as printed ones; `before` is the sign that stands before the text."""
    opens = re.sub(r'(?<![^\s(\[“])"', "“", f"{before}{text}")[len(before):]
    return opens.replace('"', "”").replace("'", "’")


def _reference(state: _State, target: str, language: str) -> list[Run]:
    name, _, paragraph = target.partition("#")
    if name not in state.places:
        state.problems.append(Problem("", 0, 0, f"a reference to '{name}' leads nowhere in this document",
                                      "drafter library check"))
        return []
    what, number = state.places[name]
    numbering = state.library.languages[language]["numbering"]
    if numbering.get("reference") == "title":
        opening, closing = state.library.languages[language]["quotes"]
        return [Run(opening), Run(state.titles[name][language], ref=name), Run(closing)]
    if not paragraph:
        return [Run(label(numbering[what], number), ref=name)]
    part = numbering["paragraph"]
    article = numeral(number, numbering["article"]["format"])
    cached = part["ref"].format(article=article, paragraph=numeral(int(paragraph), part["format"]))
    prefix = part["ref_prefix"]
    return [Run(prefix), Run(cached.removeprefix(prefix), ref=target)]


def _fact(state: _State, name: str, language: str, *, starts: bool) -> list[Run]:
    definition = state.library.fields[name]
    special = _SPECIAL.get(name)
    if special:
        return special(state, language)
    value = state.matter.facts.get(name)
    if value is None or value == ():
        state.open[name] = None
        blank = state.library.languages[language]["open_blank"]
        return [Run(blank.format(label=definition.label.get(language, name)), open=name)]
    if definition.type == "articles":
        return _articles(state, value, language)
    text = phrase.say(definition, value, language, state.library.languages[language])
    if language != "zh":
        text = _APOSTROPHE.sub("’", text)
    return [Run(text[:1].upper() + text[1:] if starts else text)]


def _articles(state: _State, names: Iterable[str], language: str) -> list[Run]:
    """References to the articles named; where this form has no such article, to the one that provides the element."""
    there = dict.fromkeys(state.provided.get(n, n) for n in names)
    return _joined([_reference(state, slot, language) for slot in sorted(there, key=lambda s: state.places.get(s, ("", 0))[1])
                    if slot in state.places], state.library.languages[language])


def _joined(items: Sequence[list[Run]], words: Mapping[str, Any]) -> list[Run]:
    runs: list[Run] = []
    for n, item in enumerate(items):
        if n:
            runs.append(Run(words["list"]["last" if n == len(items) - 1 else "comma"]))
        runs.extend(item)
    return runs


def _annexes(state: _State, language: str) -> list[Run]:
    words = state.library.languages[language]
    opening, closing = ("（", "）") if language == "zh" else (" (", ")")
    items = [[*_reference(state, name, language), Run(f"{opening}{state.titles[name][language]}{closing}")]
             for name, (what, _) in state.places.items() if what == "annex"]
    return _joined(items, words)


def _drafted(state: _State, language: str) -> list[Run]:
    names = [state.library.languages[code]["name"][language] for code in state.matter.languages]
    return [Run(phrase.join(names, state.library.languages[language]))]


_SPECIAL = {"annexes": _annexes, "drafted_languages": _drafted}


def _rows(state: _State, name: str, language: str) -> Line:
    """The rows of a table fact; in a report, a blank line where it is wanted and nobody has given it."""
    if state.library.templates[state.matter.kind].genre == "report" and not state.matter.facts.get(name):
        return Line("flush", tuple(_fact(state, name, language, starts=True)))
    return Line("rows", rows=_table(state, name, language))


def _bullets(state: _State, name: str, language: str) -> Iterable[Line]:
    """The entries of a list or table fact, one an item: the first text, the choices in brackets, the sources as footnotes."""
    definition, words = state.library.fields[name], state.library.languages[language]
    value = state.matter.facts.get(name)
    if not value:
        yield Line("flush", tuple(_fact(state, name, language, starts=True)))
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


def _entry(state: _State, definition: Field, row: Mapping[str, Any], language: str) -> tuple[Run, ...]:
    words = state.library.languages[language]
    texts = [c for c in definition.columns if c.type == "text"]
    marks = [phrase.say(c, row[c.id], language, words) for c in definition.columns if c.type == "choice" and c.id in row]
    opening, closing = ("（", "）") if language == "zh" else (" (", ")")
    said = str(row.get(texts[0].id, {}).get(language, "")) if texts else ""
    said = said if language == "zh" else curly(said)
    bracket = f"{opening}{words['list']['comma'].join(marks)}{closing}" if marks else ""
    notes = [r for n, c in enumerate(definition.columns) if c.type == "notes" for r in _cell(state, definition, row, n, language)]
    stop = said[-1:] if bracket and said[-1:] in (".", "。") else ""
    return (Run(said.removesuffix(stop) + bracket + stop), *notes)


def _note(state: _State, code: str, language: str) -> Run:
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


def _table(state: _State, name: str, language: str) -> tuple[tuple[tuple[Run, ...], ...], ...]:
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
    cells = [[_cell(state, definition, row, n, language) for n in shown] for row in given]
    for row, line in zip(given, cells, strict=True) if report else ():
        for at, n in enumerate(shown):
            if not line[at] and definition.columns[n].id in filled:
                line[at] = (Run("–"),)
            line[at] += _noted(state, definition, row, n, language)
    empty = tuple(tuple(() for _ in definition.columns) for _ in range(EMPTY_ROWS.get(name, 0) if state.matter.form == "full" else 0))
    return (head, *(tuple(line) for line in cells), *empty)


def _noted(state: _State, definition: Field, row: Mapping[str, Any], n: int, language: str) -> tuple[Run, ...]:
    """The footnotes of the columns of sources that follow a column."""
    following = itertools.takewhile(lambda c: c.type == "notes", definition.columns[n + 1:])
    return tuple(_note(state, code, language) for column in following for code in row.get(column.id) or ())


def _cell(state: _State, definition: Field, row: Mapping[str, Any], n: int, language: str) -> tuple[Run, ...]:
    column, words = definition.columns[n], state.library.languages[language]
    value = row.get(column.id)
    if value is None:
        return ()
    if column.type == "notes":
        return tuple(_note(state, code, language) for code in value)
    if column.type == "bool":
        return (Run(words["answers"][0 if value else 1]),)
    text = phrase.say(column, value, language, words)
    if language != "zh":
        text = curly(text)
    return (Run(text[:1].upper() + text[1:] if column.type == "choice" else text),)


def _title(state: _State, key: str) -> dict[str, str]:
    """A title of the template, the facts in it said."""
    titles = state.library.templates[state.matter.kind].titles
    return {language: "".join(run.text for run in _runs(state, body.spans(titles[key][language], 0, "", []), language))
            for language in state.matter.languages}


def _shell(template: Template) -> str:
    """The Word file of a template: its own, or one that several share."""
    folder = Path(template.folder)
    return str(folder.parent / "shells" / f"{template.shell}.docx" if template.shell else folder / "shell.docx")


def _approvals(state: _State) -> dict[str, Line]:
    """The approvals that signature rests on, as a table below it; nothing where none is given."""
    if not state.matter.facts.get("approvals"):
        return {}
    return {language: Line("rows", rows=_table(state, "approvals", language)) for language in state.matter.languages}


def _handling(state: _State) -> tuple[str, ...]:
    name = state.library.templates[state.matter.kind].handling
    value, field = state.matter.facts.get(name), state.library.fields.get(name)
    if not value or not field or value == "public":
        return ()
    return tuple(phrase.say(field, value, language, state.library.languages[language]) for language in state.matter.languages)


def _signatories(state: _State) -> tuple[dict[str, Any], ...]:
    """For each party, per language, the runs of name, post, authority; open facts as blanks."""
    template = state.library.templates[state.matter.kind]
    return tuple(
        {key: {language: tuple(_fact(state, name, language, starts=False)) for language in state.matter.languages}
         for key, name in entry.items()}
        for entry in template.signatories
    )


def _whole(state: _State, pieces: Sequence[Piece]) -> None:
    """No annex that no article calls."""
    called = {run.ref.partition("#")[0] for p in pieces if p.part != "annex" and p.slot != "annex-set"
              for lines in p.lines.values() for line in lines for run in line.runs if run.ref}
    for piece in pieces:
        if piece.part == "annex" and piece.slot not in called:
            state.problems.append(Problem(piece.clause.path, 1, 1, f"no article calls '{piece.slot}'",
                                          f"refer to [[{piece.slot}]] in the article it serves"))
