"""The review schedule of a site: what is due when, what an event brings forward, what is overdue on a given day.

Nothing here reads the clock: `today` is passed in. Presets, months, triggers and limits are data of models/assessment/schedule.yaml.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.assess.base import NOWHERE, Place, Pointer, filled, titled
from drafter.errors import DrafterError, Problem, allowed
from drafter.months import plus_months
from drafter.schema import Texts

ARMED, RECOMMENDATION, CONTEXT = "armed-authorisation", "recommendation", "context"


@dataclass(frozen=True)
class Line:
    """A kind of review. `months` is None where the preset and the rating say it, or where each entry has a date (`dated`).

    `stable`: the least and the most months where the context is stable; `fails`: the indicator that lateness sets to no.
    """

    id: str
    label: Texts
    months: int | None = None
    stable: tuple[int, int] | None = None
    optional: bool = False
    dated: bool = False
    fails: str = ""
    sources: tuple[Pointer, ...] = ()


@dataclass(frozen=True)
class Preset:
    """Months by line and level; a level that is not named has no such review."""

    id: str
    label: Texts
    months: Mapping[str, Mapping[str, int]]
    sources: tuple[Pointer, ...] = ()


@dataclass(frozen=True)
class Trigger:
    """A kind of event, the lines it brings forward, and whether it can be planned (the review is then due before the step)."""

    id: str
    label: Texts
    brings: tuple[str, ...]
    planned: bool = False
    sources: tuple[Pointer, ...] = ()


@dataclass(frozen=True)
class ScheduleModel:
    """The schedule as read from its file; `trigger_days` and `alarm_days` in days."""

    lines: Mapping[str, Line]
    presets: Mapping[str, Preset]
    triggers: Mapping[str, Trigger]
    default: str
    trigger_days: int
    alarm_days: int
    texts: Mapping[str, Texts]
    own: Texts


@dataclass(frozen=True)
class Done:
    """A review that was done. It moves the dates of its own line only."""

    line: str
    on: dt.date
    place: Place = NOWHERE


@dataclass(frozen=True)
class Event:
    """Something that brings reviews forward. `on`: the day it happened or was decided; `takes_effect`: the day of a planned step."""

    trigger: str
    on: dt.date
    takes_effect: dt.date | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Authorisation:
    """An armed-guard authorisation with the last day it holds."""

    id: str
    expires: dt.date
    title: Texts = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Recommendation:
    """A recommendation with its due date. Closing it needs the day and the role that checked."""

    id: str
    due: dt.date
    title: Texts = field(default_factory=dict)
    done: dt.date | None = None
    checker: Texts = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Past:
    """What has happened at a site. `start` is the day of its first assessment: lines never done count from it.

    `anchors` gives another such day for single lines (a review that a later rating brought in).
    """

    start: dt.date
    done: tuple[Done, ...] = ()
    events: tuple[Event, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    anchors: Mapping[str, dt.date] = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Choice:
    """What a matter chooses: the preset (none: the default), the months of a stable context, the optional lines."""

    preset: str = ""
    stable_months: int | None = None
    optional: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True)
class Item:
    """One thing that is due. `key` names it for good; `then` is the regular date after `due`, were nothing done.

    `anchor` and `months` say how the regular date comes about (None for dates of their own); `because` names the events that
    brought it forward; `days_late` is 0 until the day after `due`.
    """

    key: str
    line: str
    title: Texts
    due: dt.date
    days_late: int
    anchor: dt.date | None = None
    months: int | None = None
    because: tuple[str, ...] = ()
    then: dt.date | None = None

    @property
    def overdue(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Plan:
    """All that is due, earliest first; `fails` maps indicators to the overdue line that sets them to no."""

    preset: str
    level: str
    today: dt.date
    items: tuple[Item, ...]
    fails: Mapping[str, str]

    @property
    def overdue(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.overdue)


def check(model: ScheduleModel, past: Past, choice: Choice, *, today: dt.date) -> list[Problem]:
    """Everything wrong with what a schedule is computed from."""
    return [*_choice(model, choice), *_past(model, past, today)]


def _choice(model: ScheduleModel, choice: Choice) -> Iterator[Problem]:
    if choice.preset and choice.preset not in model.presets:
        yield choice.place.problem(f"unknown preset '{choice.preset}'", allowed(model.presets))
    optional = [line.id for line in model.lines.values() if line.optional]
    for name in choice.optional:
        if name not in optional:
            yield choice.place.problem(f"'{name}' is not an optional review", allowed(optional))
    line, months = model.lines[CONTEXT], choice.stable_months
    if months is not None and not (line.stable and line.stable[0] <= months <= line.stable[1]):
        span = f"{line.stable[0]} to {line.stable[1]} months, or " if line.stable else ""
        yield choice.place.problem(f"stable context: {months} months", f"allowed: {span}nothing, for {line.months}")


def _past(model: ScheduleModel, past: Past, today: dt.date) -> Iterator[Problem]:
    if past.start > today:
        yield past.place.problem(f"first assessment on {past.start} is after {today}", f"allowed: up to {today}")
    regular = [line.id for line in model.lines.values() if not line.dated]
    for name, day in past.anchors.items():
        if name not in regular or day > today:
            yield past.place.problem(f"anchor of '{name}' is {day}", f"{allowed(regular)}; up to {today}")
    for done in past.done:
        if done.line not in regular:
            yield done.place.problem(f"review '{done.line}' is not in the schedule", allowed(regular))
        if done.on > today:
            yield done.place.problem(f"{done.line}: done on {done.on}, which is after {today}", f"allowed: up to {today}")
    for event in past.events:
        yield from _event(model, event, today)
    yield from _entries(past.authorisations, "authorisations")
    yield from _entries(past.recommendations, "recommendations")
    for one in past.recommendations:
        if one.done and not filled(one.checker):
            yield one.place.problem(f"{one.id}: closed without a checker", "closing needs the date and the role that checked")
        if filled(one.checker) and not one.done:
            yield one.place.problem(f"{one.id}: a checker but no date of closing", "closing needs the date and the role that checked")
        if one.done and one.done > today:
            yield one.place.problem(f"{one.id}: closed on {one.done}, which is after {today}", f"allowed: up to {today}")


def _event(model: ScheduleModel, event: Event, today: dt.date) -> Iterator[Problem]:
    trigger = model.triggers.get(event.trigger)
    if trigger is None:
        yield event.place.problem(f"unknown event '{event.trigger}'", allowed(model.triggers))
    if event.on > today:
        yield event.place.problem(f"{event.trigger}: on {event.on}, which is after {today}",
                                  f"allowed: up to {today}; the day of a planned step goes into takes_effect")
    if event.takes_effect and trigger and not trigger.planned:
        yield event.place.problem(f"{event.trigger}: takes_effect is for planned steps",
                                  allowed(name for name, one in model.triggers.items() if one.planned))
    if event.takes_effect and event.takes_effect < event.on:
        yield event.place.problem(f"{event.trigger}: takes effect on {event.takes_effect}, before it was decided on {event.on}",
                                  f"allowed: from {event.on}")


def _entries(entries: Sequence[Authorisation] | Sequence[Recommendation], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in entries:
        if one.id in seen:
            yield one.place.problem(f"{one.id}: two {what} of this id", "keep one of the two, or rename it")
        seen.add(one.id)


def plan(model: ScheduleModel, past: Past, choice: Choice, *, level: str, today: dt.date) -> Plan:
    """What is due at a level of risk, seen from a day. Raises DrafterError with every problem of what was passed in."""
    if problems := check(model, past, choice, today=today):
        raise DrafterError(problems)
    preset = model.presets[choice.preset or model.default]
    items = [*_regular(model, preset, past, choice, level, today), *_dated(model, past, today)]
    order = list(model.lines)
    items.sort(key=lambda item: (item.due, order.index(item.line), item.key))
    late = {item.line for item in items if item.overdue}
    fails = {line.fails: line.id for line in model.lines.values() if line.fails and line.id in late}
    return Plan(preset.id, level, today, tuple(items), fails)


def months_of(model: ScheduleModel, preset: Preset, choice: Choice, line: Line, level: str) -> int | None:
    """Every how many months a line is due at a level; None where it is not."""
    if line.dated or (line.optional and line.id not in choice.optional):
        return None
    if line.months is None:
        return preset.months.get(line.id, {}).get(level)
    return choice.stable_months if line.stable and choice.stable_months else line.months


def _regular(model: ScheduleModel, preset: Preset, past: Past, choice: Choice, level: str, today: dt.date) -> Iterator[Item]:
    for line in model.lines.values():
        months = months_of(model, preset, choice, line, level)
        if months is None:
            continue
        last = max((done.on for done in past.done if done.line == line.id), default=None)
        anchor = last or past.anchors.get(line.id, past.start)
        regular = plus_months(anchor, months)
        pulls = sorted((_pulled(model, event), event.trigger) for event in past.events
                       if line.id in model.triggers[event.trigger].brings and (last is None or event.on > last))
        due = min([regular, *(day for day, _ in pulls)])
        because = tuple(dict.fromkeys(trigger for day, trigger in pulls if day < regular))
        then = regular if regular > due else plus_months(anchor, 2 * months)
        yield Item(line.id, line.id, line.label, due, max(0, (today - due).days), anchor, months, because, then)


def _pulled(model: ScheduleModel, event: Event) -> dt.date:
    """The day by which an event wants its reviews: the limit, or the day before a planned step where that is earlier."""
    limit = event.on + dt.timedelta(days=model.trigger_days)
    if event.takes_effect is None:
        return limit
    return min(limit, max(event.on, event.takes_effect - dt.timedelta(days=1)))


def _dated(model: ScheduleModel, past: Past, today: dt.date) -> Iterator[Item]:
    entries = [(ARMED, one.id, one.title, one.expires) for one in past.authorisations]
    entries += [(RECOMMENDATION, one.id, one.title, one.due) for one in past.recommendations if one.done is None]
    for line, name, title, due in entries:
        label = model.lines[line].label
        full = {language: titled(label, title or {"en": name}, language) for language in label}
        yield Item(f"{line}:{name}", line, full, due, max(0, (today - due).days))
