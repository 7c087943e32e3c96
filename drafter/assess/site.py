"""The whole assessment of a site: checklist, rating and schedule, which depend on one another.

Failed critical indicators raise the rating; the rating makes an indicator critical and shortens the schedule; an overdue review fails
its indicator. All three only go one way, so the least rating on which they agree is found by starting from low.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from drafter.assess import change, indicators, rating, schedule
from drafter.assess.base import LEVELS, NOWHERE, Place, higher
from drafter.errors import DrafterError, Problem

RAISED = "rating-raised"


@dataclass(frozen=True)
class Model:
    """The data of models/assessment/."""

    checklist: indicators.Checklist
    rating: rating.RatingModel
    schedule: schedule.ScheduleModel


@dataclass(frozen=True)
class Site:
    """What is known of a site. `on` is the day of the assessment, `before` the rating in force until then."""

    on: dt.date
    risks: tuple[rating.Risk, ...]
    facts: rating.Facts
    answers: tuple[indicators.Answer, ...]
    past: schedule.Past
    choice: schedule.Choice = field(default_factory=schedule.Choice)
    before: rating.Standing | None = None
    change: rating.Change | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Assessment:
    """The checklist, the rating in force and what is due, in agreement with one another."""

    result: indicators.Result
    rating: rating.Rating
    plan: schedule.Plan


def assess(model: Model, site: Site, *, today: dt.date) -> Assessment:
    """The assessment of a site as seen from a day. Raises DrafterError with every problem of what is known of it."""
    if problems := _check(model, site, today):
        raise DrafterError(problems)
    level, fails = LEVELS[0], dict[str, str]()
    while True:
        result = indicators.score(model.checklist, site.answers, level=level, overdue=fails)
        computed = rating.rate(model.rating, site.risks, site.facts, critical_not_met=len(result.critical_failed), on=site.on)
        settled = change.provisional(model.rating, computed, before=site.before, change=site.change)
        plan = schedule.plan(model.schedule, _past(model, site, settled), site.choice, level=settled.level, today=today)
        agreed = (higher(level, settled.level), {**fails, **plan.fails})
        if agreed == (level, fails):
            break
        level, fails = agreed
    change.settle(model.rating, computed, before=site.before, change=site.change)
    return Assessment(result, settled, plan)


def _check(model: Model, site: Site, today: dt.date) -> list[Problem]:
    problems = [
        *indicators.check(model.checklist, site.answers),
        *rating.check(site.risks, site.facts, on=site.on),
        *schedule.check(model.schedule, site.past, site.choice, today=today),
    ]
    dates = [("assessment", site.on, site.place)]
    if site.before:
        dates.append(("rating in force", site.before.since, site.before.place))
    if site.change:
        dates.append(("change of the rating", site.change.on, site.change.place))
    problems.extend(place.problem(f"{what}: {day} is after {today}", f"allowed: up to {today}")
                    for what, day, place in dates if day > today)
    problems.extend(change.check_levels(site.before, site.change))
    return problems


def _past(model: Model, site: Site, settled: rating.Rating) -> schedule.Past:
    """What has happened, with the raise of the rating as an event, and with the day from which the reviews that it brought in count."""
    raises = [standing for standing in dict.fromkeys((site.before, settled.standing)) if standing and standing.raised]
    events = tuple(schedule.Event(RAISED, standing.since) for standing in raises)
    return replace(site.past, events=(*site.past.events, *events), anchors={**_anchors(model, site, settled), **site.past.anchors})


def _anchors(model: Model, site: Site, settled: rating.Rating) -> Mapping[str, dt.date]:
    """For reviews whose months the rating sets: since when the site has been at a rating that has them."""
    preset = model.schedule.presets[site.choice.preset or model.schedule.default]
    if site.before is None:
        return {}
    return {line: site.before.since if site.before.level in months else settled.standing.since for line, months in preset.months.items()}
