"""The whole document: slots in order, numbers given, facts said, references resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.assemble import choose, phrase
from drafter.assemble.lines import lines, stays, table
from drafter.assemble.saying import fact, runs
from drafter.assemble.state import State
from drafter.conditions import holds
from drafter.errors import DrafterError, Problem
from drafter.library import body, root
from drafter.schema import Cited, Clause, Draft, Library, Line, Matter, Piece, Slot, Template


def assemble(library: Library, matter: Matter) -> Draft:
    """Build the document of a matter.

    Facts that a chosen clause uses and nobody has given are listed in `Draft.open`; whether that is allowed is for the
    caller. Raises DrafterError when a reference leads nowhere or a clause lacks a language.
    """
    template = library.templates[matter.kind]
    state = State(library, matter)
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


def _chosen(state: State, slots: Iterable[Slot]) -> list[_Chosen]:
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
        if template.genre == "agreement" or any(stays(state, b) and b.kind != "heading" for b in clause.body[matter.languages[0]]):
            result.append((slot, (clause,), why))
    if state.problems:
        raise DrafterError(sorted(state.problems), next_command="fill in the facts that choose the articles")
    return [(slot, _definitions(state, result) if slot.part == "definitions" else clauses, why)
            for slot, clauses, why in result]


def _undecided(state: State, slot: Slot, family: Iterable[Clause]) -> list[Problem]:
    """The open facts without which no clause of a family can be chosen."""
    matter, fields = state.matter, state.library.fields
    names = sorted({fact for c in family for fact, _, _ in c.when if fact not in matter.facts and fact in fields})
    asked = [name for name in names if not fields[name].computed]
    if len(asked) < len(names):
        return [Problem(matter.path, 0, 0, f"'{slot.id}' rests on what is worked out from other facts, and some of those are open",
                        "fill in the required facts; drafter draft without --open lists them")]
    return [Problem(matter.path, *matter.places.get(name, (0, 0)), f"{name} is open: '{slot.id}' cannot be chosen without it",
                    "allowed: " + (", ".join(c.id for c in fields[name].choices) or "true, false")) for name in asked]


def _definitions(state: State, chosen: Iterable[_Chosen]) -> list[Clause]:
    clauses = [c for _, found, _ in chosen for c in found]
    texts = [b for c in clauses for b in c.body["en"]]
    lead = state.library.clauses.get("definitions/lead")
    defined = [d for c in clauses for d in c.defines]
    first = [lead] if lead else []
    texts += [b for c in first for b in c.body["en"]]
    return [*first, *choose.definitions(texts, state.library, state.matter.form, defined)]


def _number(state: State, chosen: Iterable[_Chosen]) -> None:
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


def _piece(state: State, slot: Slot, clauses: Sequence[Clause], why: str) -> Piece:
    languages = state.matter.languages
    told: dict[str, tuple[Line, ...]] = {}
    for language in languages:
        for clause in clauses:
            if not clause.body.get(language):
                state.problems.append(Problem(clause.path, 1, 1, f"no text in '{language}'",
                                              "draft in another language, or add the section"))
        blocks = [b for c in clauses for b in c.body.get(language, ())]
        told[language] = tuple(lines(state, slot, blocks, language))
    _, number = state.places.get(slot.id, ("", 0))
    titles = clauses[0].title if clauses else {}
    whole = clauses[0] if len(clauses) == 1 else replace(
        clauses[0], id=slot.id, digest="+".join(c.digest for c in clauses))
    return Piece(slot.id, slot.part, whole, number, titles, told, _cited(slot, clauses, languages[0]), why)


def _cited(slot: Slot, clauses: Sequence[Clause], language: str) -> dict[str, tuple[Cited, ...]]:
    """The sources of each clause at its first numbered paragraph."""
    result, paragraph = {}, 1
    for clause in clauses:
        if clause.sources:
            result[f"{slot.id}#{paragraph}"] = clause.sources
        paragraph += sum(b.kind == "paragraph" for b in clause.body.get(language, ()))
    return result


def _title(state: State, key: str) -> dict[str, str]:
    """A title of the template, the facts in it said."""
    titles = state.library.templates[state.matter.kind].titles
    return {language: "".join(run.text for run in runs(state, body.spans(titles[key][language], 0, "", []), language))
            for language in state.matter.languages}


def _shell(template: Template) -> str:
    """The Word file of a template: its own, or one that several share."""
    folder = Path(template.folder)
    if not template.shell:
        return str(folder / "shell.docx")
    own = folder.parent / "shells" / f"{template.shell}.docx"
    return str(own if own.is_file() else root.built_in() / "templates" / "shells" / own.name)


def _approvals(state: State) -> dict[str, Line]:
    """The approvals that signature rests on, as a table below it; nothing where none is given."""
    if not state.matter.facts.get("approvals"):
        return {}
    return {language: Line("rows", rows=table(state, "approvals", language)) for language in state.matter.languages}


def _handling(state: State) -> tuple[str, ...]:
    name = state.library.templates[state.matter.kind].handling
    value, field = state.matter.facts.get(name), state.library.fields.get(name)
    if not value or not field or value == "public":
        return ()
    return tuple(phrase.say(field, value, language, state.library.languages[language]) for language in state.matter.languages)


def _signatories(state: State) -> tuple[dict[str, Any], ...]:
    """For each party, per language, the runs of name, post, authority; open facts as blanks."""
    template = state.library.templates[state.matter.kind]
    return tuple(
        {key: {language: tuple(fact(state, name, language, starts=False)) for language in state.matter.languages}
         for key, name in entry.items()}
        for entry in template.signatories
    )


def _whole(state: State, pieces: Sequence[Piece]) -> None:
    """No annex that no article calls."""
    called = {run.ref.partition("#")[0] for p in pieces if p.part != "annex" and p.slot != "annex-set"
              for lines in p.lines.values() for line in lines for run in line.runs if run.ref}
    for piece in pieces:
        if piece.part == "annex" and piece.slot not in called:
            state.problems.append(Problem(piece.clause.path, 1, 1, f"no article calls '{piece.slot}'",
                                          f"refer to [[{piece.slot}]] in the article it serves"))
