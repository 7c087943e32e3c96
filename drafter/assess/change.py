"""A rating and the one in force: raised by one role at any time, lowered only after a new assessment, by two roles, with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from drafter.assess.base import LEVELS, filled, higher, joined, said
from drafter.assess.rating import Change, Rating, RatingModel, Reason, Standing
from drafter.errors import DrafterError, Problem, allowed
from drafter.schema import Texts


def check_levels(before: Standing | None, change: Change | None) -> list[Problem]:
    """Levels that do not exist."""
    problems: list[Problem] = []
    if before is not None and before.level not in LEVELS:
        problems.append(before.place.problem(f"rating in force: '{before.level}' is not a level", allowed(LEVELS)))
    if change is not None and change.to not in LEVELS:
        problems.append(change.place.problem(f"rating changed to '{change.to}', which is not a level", allowed(LEVELS)))
    return problems


def check_change(model: RatingModel, rating: Rating, *, before: Standing | None, change: Change | None) -> list[Problem]:
    """Everything that stands against a change of a rating."""
    problems = check_levels(before, change)
    if problems or change is None or change.to == _current(rating, before):
        return problems
    current = _current(rating, before)
    lowering = LEVELS.index(change.to) < LEVELS.index(current)
    needed, given = model.roles["lowering" if lowering else "raising"], _different(change.roles)
    rule = model.rules["lowering" if lowering else "raising"]["en"]

    def refuse(message: str) -> None:
        problems.append(change.place.problem(f"{'lowering' if lowering else 'raising'} from {current} to {change.to}: {message}", rule))

    if given < needed:
        refuse(f"{given} different roles of {needed}")
    if lowering and not filled(change.reason):
        refuse("no reason")
    if lowering and change.on < rating.on:
        refuse(f"decided on {change.on}, before the assessment of {rating.on}")
    if lowering and before is not None and rating.on <= before.since:
        refuse(f"no new assessment: the one of {rating.on} is not later than the rating in force since {before.since}")
    if lowering and LEVELS.index(change.to) < LEVELS.index(rating.computed):
        refuse(f"the assessment gives {rating.computed}")
    return problems


def _different(roles: Sequence[Texts]) -> int:
    """How many different roles these are: two with the same words in some language are one."""
    found: list[set[tuple[str, str]]] = []
    for role in roles:
        words = {(language, " ".join(text.split()).casefold()) for language, text in role.items() if text.strip()}
        if words and not any(words & other for other in found):
            found.append(words)
    return len(found)


def _current(rating: Rating, before: Standing | None) -> str:
    """The level without a decision: what the assessment gives, but never below the rating in force."""
    return higher(rating.computed, before.level) if before else rating.computed


def settle(model: RatingModel, rating: Rating, *, before: Standing | None, change: Change | None = None) -> Rating:
    """The rating in force: a lower result never lowers it by itself, a higher one raises it, a decision changes it.

    Raises DrafterError with everything that stands against the change.
    """
    if problems := check_change(model, rating, before=before, change=change):
        raise DrafterError(problems)
    return provisional(model, rating, before=before, change=change)


def provisional(model: RatingModel, rating: Rating, *, before: Standing | None, change: Change | None) -> Rating:
    """As `settle`, but without looking whether the change is allowed; never below what the assessment gives."""
    current = _current(rating, before)
    level = higher(change.to, rating.computed) if change else current
    reasons = list(rating.reasons)
    if before and level == before.level != rating.computed:
        reasons.append(_reason(model, "kept", level))
    if before and rating.computed == current != before.level:
        reasons.append(_reason(model, "raised-by-assessment", current, before=before.level, date=rating.on))
    if change and level != current:
        name = "raising" if LEVELS.index(level) > LEVELS.index(current) else "lowering"
        reasons.append(_reason(model, name, level, before=current, date=change.on, change=change))
    decided = change.on if change and level != current else rating.on
    raised = before is not None and LEVELS.index(level) > LEVELS.index(before.level)
    standing = before if before and level == before.level else Standing(level, decided, raised)
    return replace(rating, level=level, reasons=tuple(reasons), standing=standing)


def _reason(model: RatingModel, name: str, level: str, *, before: str = "", date: dt.date | None = None,
            change: Change | None = None) -> Reason:
    template = model.texts[name]
    texts = said(template, level=model.level(level).name, before=model.level(before).name if before else "",
                 date=date.isoformat() if date else "", roles=joined(change.roles, template) if change else "")
    if change and filled(change.reason):
        because = said(model.texts["because"], reason=change.reason)
        texts = {language: text + because[language] for language, text in texts.items()}
    return Reason(name, "change", level, texts)
