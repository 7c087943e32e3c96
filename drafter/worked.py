"""What follows from the facts of a matter by the data of an assessment: rating, results, what is due."""

from __future__ import annotations

from dataclasses import replace

from drafter.schema import Matter


def out(matter: Matter, own: str | None = None) -> tuple[Matter, str]:
    """A matter with the facts that follow from it, and what is due as an iCalendar text (empty where nothing is).

    Raises DrafterError with every problem of what was given, at its place in the matter.
    """
    from drafter.assess import facts, load

    model = load.load(own=own)
    made = facts.computed(matter.facts, model, matter.languages, place=matter.where, path=matter.path)
    calendar = facts.calendar_text(made, matter.facts, model, matter.languages)
    return replace(matter, facts={**matter.facts, **made.facts}, warnings=(*matter.warnings, *made.warnings)), calendar
