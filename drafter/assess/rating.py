"""The risk rating of a site: base from the highest risk, floors that only raise. Who may change it: `drafter.assess.change`.

The cut-offs, floors and numbers are data of models/assessment/rating.yaml and this project's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from drafter.assess.base import LEVELS, NOWHERE, Place, Pointer, higher, joined, said
from drafter.errors import DrafterError, Problem
from drafter.months import plus_months
from drafter.schema import Texts

STEPS = (1, 5)
RISK_FACTS = ("likelihood", "company", "people")
YES_NO_FACTS = ("armed_guards", "public_forces", "armed_conflict")
COUNT_FACTS = ("open_allegations", "critical_not_met")
DATE_FACTS = ("harm_by_security",)

Test = tuple[str, str, Any]
"""(fact, operator, value); the operators are `is`, `at_least`, `at_most` and `within_months`."""


@dataclass(frozen=True)
class Level:
    """A level with the scores it covers, both ends included; `name` stands in a sentence, `label` on its own."""

    id: str
    low: int
    high: int
    name: Texts
    label: Texts


@dataclass(frozen=True)
class Scale:
    title: Texts
    steps: tuple[Texts, ...]


@dataclass(frozen=True)
class Floor:
    """The least level of a site. It holds when all the tests of one of its alternatives hold, for one and the same risk."""

    id: str
    level: str
    any: tuple[tuple[Test, ...], ...]
    reason: Texts


@dataclass(frozen=True)
class RatingModel:
    """The model as read from its file: levels lowest first, floors in the order of reasons.

    `texts` and `rules` are by change: raising, lowering (with `roles`: how many different ones each takes).
    """

    levels: tuple[Level, ...]
    scales: Mapping[str, Scale]
    base: Texts
    floors: tuple[Floor, ...]
    roles: Mapping[str, int]
    rules: Mapping[str, Texts]
    texts: Mapping[str, Texts]
    sources: tuple[Pointer, ...]
    model: Texts
    own: Texts

    def level(self, name: str) -> Level:
        return self.levels[LEVELS.index(name)]


@dataclass(frozen=True)
class Risk:
    """One risk of a site; likelihood and the two consequences from 1 to 5."""

    id: str
    title: Texts
    likelihood: int
    company: int
    people: int
    place: Place = NOWHERE


@dataclass(frozen=True)
class Facts:
    """What floors ask about a site. `harm_by_security` holds the days on which security caused a death or serious injury."""

    armed_guards: bool
    public_forces: bool
    armed_conflict: bool
    open_allegations: int = 0
    harm_by_security: tuple[dt.date, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True)
class Scored:
    """A risk with its score: likelihood × the worse consequence."""

    risk: Risk
    consequence: int
    worse: Literal["company", "people", "both"]
    score: int
    level: str


@dataclass(frozen=True)
class Reason:
    """Why the rating is what it is. `id` is `base`, the id of a floor, or the change; `risks` are the ids of those meant."""

    id: str
    kind: Literal["base", "floor", "change"]
    level: str
    texts: Texts
    risks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A rating in force: since when, and whether it was then raised."""

    level: str
    since: dt.date
    raised: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True)
class Change:
    """A decision on a rating by roles (not persons)."""

    to: str
    on: dt.date
    roles: tuple[Texts, ...]
    reason: Texts = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Rating:
    """A rating with its reasons in order: base, floors that hold, change. `computed` is the level before any change.

    `risks` stand in the order given. `on` is the day of the assessment, `standing` what is in force from it.
    """

    base: str
    computed: str
    level: str
    score: int
    risks: tuple[Scored, ...]
    reasons: tuple[Reason, ...]
    on: dt.date
    standing: Standing


def check(risks: Sequence[Risk], facts: Facts, *, on: dt.date) -> list[Problem]:
    """Everything wrong with what a rating is computed from."""
    problems: list[Problem] = []
    if not risks:
        problems.append(facts.place.problem("no risk to rate", "allowed: one risk or more"))
    seen: set[str] = set()
    for risk in risks:
        for name in RISK_FACTS:
            value = getattr(risk, name)
            if isinstance(value, bool) or not isinstance(value, int) or not STEPS[0] <= value <= STEPS[1]:
                problems.append(risk.place.problem(f"{risk.id}: {name} is '{value}'", "allowed: 1 to 5"))
        if risk.id in seen:
            problems.append(risk.place.problem(f"{risk.id}: two risks of this id", "keep one of the two, or rename it"))
        seen.add(risk.id)
    problems.extend(facts.place.problem(f"{name} is '{getattr(facts, name)}'", "allowed: true, false")
                    for name in YES_NO_FACTS if not isinstance(getattr(facts, name), bool))
    if facts.open_allegations < 0:
        problems.append(facts.place.problem(f"open_allegations is '{facts.open_allegations}'", "allowed: 0 or more"))
    problems.extend(facts.place.problem(f"harm_by_security: {day} is after the assessment of {on}", f"allowed: up to {on}")
                    for day in facts.harm_by_security if day > on)
    return problems


def rate(model: RatingModel, risks: Sequence[Risk], facts: Facts, *, critical_not_met: int, on: dt.date) -> Rating:
    """The rating that an assessment made on a day gives, before any change.

    Raises DrafterError with every problem of the risks and facts.
    """
    if problems := check(risks, facts, on=on):
        raise DrafterError(problems)
    scored = tuple(_scored(model, risk) for risk in risks)
    top = max(one.score for one in scored)
    base = _level(model, top)
    known = {name: getattr(facts, name) for name in (*YES_NO_FACTS, *DATE_FACTS, "open_allegations")}
    known["critical_not_met"] = critical_not_met
    reasons = (_base(model, scored, top, base), *_floors(model, scored, known, on))
    computed = base
    for reason in reasons:
        computed = higher(computed, reason.level)
    return Rating(base, computed, computed, top, scored, reasons, on, Standing(computed, on))


def _scored(model: RatingModel, risk: Risk) -> Scored:
    worst = max(risk.company, risk.people)
    worse: Literal["company", "people", "both"] = "both" if risk.company == risk.people else "people" if risk.people == worst else "company"
    return Scored(risk, worst, worse, risk.likelihood * worst, _level(model, risk.likelihood * worst))


def _level(model: RatingModel, score: int) -> str:
    return next(level.id for level in model.levels if level.low <= score <= level.high)


def _shown(scored: Iterable[Scored], languages: Iterable[str]) -> dict[str, str]:
    """Risks in a sentence, each with how its score comes about: `Protest at the gate (3 × 5)`."""
    def one(each: Scored) -> Texts:
        title = each.risk.title or {"en": each.risk.id}
        return {language: f"{text} ({each.risk.likelihood} × {each.consequence})" if language != "zh" else
                f"{text}（{each.risk.likelihood}×{each.consequence}）" for language, text in title.items()}
    return joined(map(one, scored), languages)


def _base(model: RatingModel, scored: Sequence[Scored], top: int, level: str) -> Reason:
    highest = [one for one in scored if one.score == top]
    texts = said(model.base, score=top, level=model.level(level).name, risks=_shown(highest, model.base))
    return Reason("base", "base", level, texts, tuple(one.risk.id for one in highest))


def _floors(model: RatingModel, scored: Sequence[Scored], known: Mapping[str, Any], on: dt.date) -> Iterable[Reason]:
    """The floors that hold, in the order of the model."""
    for floor in model.floors:
        for tests in floor.any:
            if any(fact in RISK_FACTS for fact, _, _ in tests):
                meant = [one for one in scored if _holds(tests, {**known, **{n: getattr(one.risk, n) for n in RISK_FACTS}}, on)]
                holds = bool(meant)
            else:
                meant, holds = [], _holds(tests, known, on)
            if holds:
                count = next((known[fact] for fact, _, _ in tests if fact in COUNT_FACTS), 0)
                texts = said(floor.reason, risks=_shown(meant, floor.reason), count=count)
                yield Reason(floor.id, "floor", floor.level, texts, tuple(one.risk.id for one in meant))
                break


def _holds(tests: Iterable[Test], known: Mapping[str, Any], on: dt.date) -> bool:
    return all(_test(known[fact], operator, wanted, on) for fact, operator, wanted in tests)


def _test(value: Any, operator: str, wanted: Any, on: dt.date) -> bool:
    if operator == "within_months":
        return any(plus_months(day, wanted) >= on for day in value)
    if operator == "at_least":
        return bool(value >= wanted)
    if operator == "at_most":
        return bool(value <= wanted)
    return bool(value == wanted)


def ordered(ratings: Iterable[tuple[str, Rating]]) -> tuple[tuple[str, Rating], ...]:
    """Sites by rating, high first; then by score, then by name."""
    return tuple(sorted(ratings, key=lambda one: (-LEVELS.index(one[1].level), -one[1].score, one[0])))
