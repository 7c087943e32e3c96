"""The data of models/assessment/ as records: every problem of shape at once, with its line."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from drafter import marked
from drafter.assess import rating, schedule
from drafter.assess.base import LEVELS, Pointer
from drafter.assess.indicators import ANSWERS, IF_RISKY, Checklist, Group, Indicator, Source
from drafter.assess.site import RAISED, Model
from drafter.errors import DrafterError, Problem, allowed
from drafter.library import root
from drafter.library.shape import Shape
from drafter.schema import Texts

FOLDER = Path("models", "assessment")
FILES = ("indicators.yaml", "rating.yaml", "schedule.yaml")
SPOKEN = ("en", "zh")
MARKS = ("°", "†")
READ = ("full", "partly", "opening")
MOST_MONTHS, MOST_DAYS = 120, 366
Record = TypeVar("Record")


def load(*, own: str | None = None) -> Model:
    """The assessment data. A file of the same name in an organisation's own folder stands for the built-in one.

    Raises DrafterError with every problem of all files.
    """
    problems: list[Problem] = []
    found = {name: _file(name, own, problems) for name in FILES}
    if problems:
        raise DrafterError(problems)
    model = Model(_checklist(_shape(found[FILES[0]], problems, ("own", "marks", "answers", "groups", "indicators", "sources"))),
                  _rating(_shape(found[FILES[1]], problems, ("own", "model", "sources", "scales", "levels", "base", "floors", "changes"))),
                  _schedule(_shape(found[FILES[2]], problems, ("own", "default", "trigger_days", "alarm_days", "lines", "presets",
                                                               "triggers", "texts"))))
    _sources(model.checklist, found, problems)
    _fails(model, found[FILES[2]], problems)
    if problems:
        raise DrafterError(sorted(problems))
    return model


def _file(name: str, own: str | None, problems: list[Problem]) -> marked.Marked:
    folder = root.overlay(own)
    path = folder / FOLDER / name if folder else None
    shown = str(path)
    if path is None or not path.is_file():
        path, shown = root.built_in() / FOLDER / name, (FOLDER / name).as_posix()
    try:
        return marked.read(path, shown=shown)
    except DrafterError as error:
        problems.extend(error.problems)
        return marked.Marked({}, shown, {}, {})


def _shape(found: marked.Marked, problems: list[Problem], known: Iterable[str]) -> Shape:
    return Shape(found, problems, known=tuple(known))


# --- what all three files are made of


def _texts(shape: Shape, key: str, *names: str) -> Texts:
    """A text in both languages, with no placeholder but these."""
    texts = shape.texts(key, required=SPOKEN)
    for language, text in texts.items():
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError:
            used = {text}
        if extra := sorted(used - set(names)):
            shape.wrong(f"'{key}' has the placeholder {{{extra[0]}}}", key, language, hint=allowed(names or ("none",)))
    return {language: texts.get(language, "") for language in SPOKEN}


def _inner(shape: Shape, key: str, *, known: Iterable[str] = (), required: bool = True) -> Shape:
    """The mapping under a key; where there is none, an empty one, whose own gaps are not told again."""
    if key in shape.data:
        return shape.child(key, known=tuple(known))
    if required:
        shape.wrong(f"'{key}' is missing")
    return Shape(marked.Marked({}, shape.marked.path, {}, {}), [])


def _whole(shape: Shape, key: str, low: int, high: int) -> int:
    value = shape.data.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        shape.wrong(f"'{key}' is '{value}'" if key in shape.data else f"'{key}' is missing", key, hint=f"allowed: {low} to {high}")
        return low
    return value


def _pointers(shape: Shape) -> tuple[Pointer, ...]:
    return tuple(Pointer(one.text("id"), one.text("at", required=False), one.text("mark", required=False, choices=MARKS))  # type: ignore[arg-type]
                 for one in shape.children("sources", known=("id", "at", "mark")))


def _by_id(shape: Shape, key: str, known: Iterable[str], build: Callable[[Shape], Record]) -> dict[str, Record]:
    """The records of a list by id; an empty list and an id that stands twice are problems."""
    result: dict[str, Record] = {}
    children = shape.children(key, known=known)
    if not children:
        shape.wrong(f"'{key}' is missing or empty", key)
    for child in children:
        name = child.text("id")
        if name in result:
            child.wrong(f"'{name}' stands twice", "id")
        result[name] = build(child)
    return result


def _exactly(shape: Shape, key: str, found: Iterable[str], wanted: Iterable[str]) -> None:
    if tuple(found) != tuple(wanted):
        shape.wrong(f"'{key}' must hold {', '.join(wanted)}, in this order", key)


# --- indicators.yaml


def _checklist(shape: Shape) -> Checklist:
    answers = _by_id(shape, "answers", ("id", "label"), lambda s: _texts(s, "label"))
    _exactly(shape, "answers", answers, ANSWERS)
    marks = _by_id(shape, "marks", ("id", "text"), lambda s: _texts(s, "text"))
    _exactly(shape, "marks", marks, MARKS)
    groups = _by_id(shape, "groups", ("id", "title"), lambda s: Group(s.text("id"), _texts(s, "title")))
    keys = ("id", "group", "critical", "question", "evidence", "sources")
    indicators = _by_id(shape, "indicators", keys, lambda s: _indicator(s, tuple(groups)))
    sources = _by_id(shape, "sources", ("id", "title", "where", "read", "library"), lambda s: Source(
        s.text("id"), s.text("title"), s.text("read", choices=READ), s.text("where", required=False),  # type: ignore[arg-type]
        s.text("library", required=False)))
    return Checklist(indicators, tuple(groups.values()), answers, marks, sources, _texts(shape, "own"))


def _indicator(shape: Shape, groups: tuple[str, ...]) -> Indicator:
    critical = shape.data.get("critical", False)
    if not isinstance(critical, bool) and critical != IF_RISKY:
        shape.wrong(f"'critical' is '{critical}'", "critical", hint=allowed(("true", "false", IF_RISKY)))
    sources = _pointers(shape)
    if not sources:
        shape.wrong("'sources' is missing or empty", "sources")
    return Indicator(shape.text("id"), shape.text("group", choices=groups), _texts(shape, "question"), _texts(shape, "evidence"), sources,
                     critical)


# --- rating.yaml


def _rating(shape: Shape) -> rating.RatingModel:
    levels = _by_id(shape, "levels", ("id", "from", "to", "name", "label"), lambda s: rating.Level(
        s.text("id"), _whole(s, "from", 1, 25), _whole(s, "to", 1, 25), _texts(s, "name"), _texts(s, "label")))
    _exactly(shape, "levels", levels, LEVELS)
    ends = [0, *(level.high for level in levels.values())]
    if [level.low for level in levels.values()] != [end + 1 for end in ends[:-1]] or ends[-1] != 25:
        shape.wrong("the levels must cover the scores 1 to 25 without a gap", "levels")
    scales = _inner(shape, "scales", known=rating.RISK_FACTS)
    changes = _inner(shape, "changes", known=("raising", "lowering", "raised-by-assessment", "kept", "because"))
    names = ("level", "before", "date", "roles")
    raising, lowering, raised, kept = (_inner(changes, key, known=("roles", "rule", "text")) for key in
                                       ("raising", "lowering", "raised-by-assessment", "kept"))
    floor_keys = ("id", "level", "any", "reason")
    return rating.RatingModel(
        tuple(levels.values()), {name: _scale(_inner(scales, name, known=("title", "steps"))) for name in rating.RISK_FACTS},
        _texts(shape, "base", "score", "level", "risks"), tuple(_by_id(shape, "floors", floor_keys, _floor).values()),
        {"raising": _whole(raising, "roles", 1, 5), "lowering": _whole(lowering, "roles", 2, 5)},
        {"raising": _texts(raising, "rule"), "lowering": _texts(lowering, "rule")},
        {"raising": _texts(raising, "text", *names), "lowering": _texts(lowering, "text", *names),
         "raised-by-assessment": _texts(raised, "text", *names), "kept": _texts(kept, "text", *names),
         "because": _texts(changes, "because", "reason")},
        _pointers(shape), _texts(shape, "model"), _texts(shape, "own"))


def _scale(shape: Shape) -> rating.Scale:
    steps = shape.children("steps", known=("label",))
    if len(steps) != rating.STEPS[1]:
        shape.wrong(f"'steps' must list {rating.STEPS[1]} labels, the least first", "steps")
    return rating.Scale(_texts(shape, "title"), tuple(_texts(step, "label") for step in steps))


def _floor(shape: Shape) -> rating.Floor:
    alternatives = shape.children("any")
    if not alternatives or not all(one.data for one in alternatives):
        shape.wrong("'any' must list what makes the floor hold, like [{public_forces: true}]", "any")
    return rating.Floor(shape.text("id"), shape.text("level", choices=LEVELS[1:]), tuple(
        tuple(test for fact in one.data for test in _tests(one, fact)) for one in alternatives), _texts(shape, "reason", "risks", "count"))


def _tests(shape: Shape, fact: str) -> list[rating.Test]:
    """What is asked of one fact: true or false, `at_least` and `at_most`, or `within_months`."""
    if fact in rating.YES_NO_FACTS:
        return [(fact, "is", shape.flag(fact))]
    if fact in rating.DATE_FACTS:
        operators: tuple[str, ...] = ("within_months",)
    elif fact in (*rating.RISK_FACTS, *rating.COUNT_FACTS):
        operators = ("at_least", "at_most")
    else:
        shape.wrong(f"unknown fact '{fact}'", fact, on_key=True,
                    hint=allowed((*rating.RISK_FACTS, *rating.YES_NO_FACTS, *rating.COUNT_FACTS, *rating.DATE_FACTS)))
        return []
    inner = shape.child(fact, known=operators)
    if not inner.data:
        shape.wrong(f"'{fact}' asks for nothing", fact, hint=allowed(operators))
    return [(fact, operator, _whole(inner, operator, 0, MOST_MONTHS)) for operator in inner.data if operator in operators]


# --- schedule.yaml


def _schedule(shape: Shape) -> schedule.ScheduleModel:
    keys = ("id", "label", "months", "stable", "optional", "dated", "fails", "sources")
    lines = _by_id(shape, "lines", keys, _line)
    for name, dated in ((schedule.CONTEXT, False), (schedule.ARMED, True), (schedule.RECOMMENDATION, True)):
        if name not in lines or lines[name].dated is not dated:
            shape.wrong(f"'lines' must hold '{name}', {'dated' if dated else 'not dated'}", "lines")
    presets = _by_id(shape, "presets", ("id", "label", "months", "sources"), lambda s: _preset(s, lines))
    regular = [line.id for line in lines.values() if not line.dated]
    triggers = _by_id(shape, "triggers", ("id", "label", "brings", "planned", "sources"), lambda s: schedule.Trigger(
        s.text("id"), _texts(s, "label"), s.strings("brings", choices=regular), s.flag("planned"), _pointers(s)))
    if RAISED not in triggers:
        shape.wrong(f"'triggers' must hold '{RAISED}'", "triggers")
    texts = _inner(shape, "texts", known=("overdue", "every", "brought-forward"))
    return schedule.ScheduleModel(
        lines, presets, triggers, shape.text("default", choices=tuple(presets)), _whole(shape, "trigger_days", 1, MOST_DAYS),
        _whole(shape, "alarm_days", 1, MOST_DAYS),
        {"overdue": _texts(texts, "overdue", "days"), "every": _texts(texts, "every", "months", "date"),
         "brought-forward": _texts(texts, "brought-forward", "events")}, _texts(shape, "own"))


def _line(shape: Shape) -> schedule.Line:
    months = _whole(shape, "months", 1, MOST_MONTHS) if "months" in shape.data else None
    stable = None
    if "stable" in shape.data:
        inner = shape.child("stable", known=("from", "to"))
        least = _whole(inner, "from", 1, MOST_MONTHS)
        stable = (least, _whole(inner, "to", least, MOST_MONTHS))
        if shape.data.get("id") != schedule.CONTEXT:
            shape.wrong("only the review of the context can be stable", "stable", hint=allowed((schedule.CONTEXT,)))
    line = schedule.Line(shape.text("id"), _texts(shape, "label"), months, stable, shape.flag("optional"), shape.flag("dated"),
                         shape.text("fails", required=False), _pointers(shape))
    if line.dated and (months or stable):
        shape.wrong("a dated line has no months", "dated")
    return line


def _preset(shape: Shape, lines: Mapping[str, schedule.Line]) -> schedule.Preset:
    """A preset; a higher level never waits longer than a lower one, or the search for the least rating would have no end."""
    open_lines = [line.id for line in lines.values() if not line.dated and line.months is None]
    inner = _inner(shape, "months", known=open_lines)
    months: dict[str, dict[str, int]] = {}
    for name in inner.data:
        each = inner.child(name, known=LEVELS)
        months[name] = {level: _whole(each, level, 1, MOST_MONTHS) for level in LEVELS if level in each.data}
        waits = [months[name].get(level, MOST_MONTHS + 1) for level in LEVELS]
        if waits != sorted(waits, reverse=True):
            inner.wrong("a higher level must not wait longer than a lower one", name)
    return schedule.Preset(shape.text("id"), _texts(shape, "label"), months, _pointers(shape))


# --- across the files


def _sources(checklist: Checklist, found: Mapping[str, marked.Marked], problems: list[Problem]) -> None:
    """Pointers of all files that name no source of indicators.yaml."""
    for file in found.values():
        for at, name in _named(file.data):
            if name not in checklist.sources:
                problems.append(file.problem(f"unknown source '{name}'", *at, hint=f"see `sources` in {FILES[0]}"))


def _named(data: Any, at: marked.Path_ = ()) -> Iterable[tuple[marked.Path_, str]]:
    """The ids of all pointers under `sources`, but not the list of sources itself (whose entries have titles)."""
    steps: Iterable[tuple[str | int, Any]] = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in steps:
        if key == "sources" and isinstance(value, list):
            yield from (((*at, key, n, "id"), one["id"]) for n, one in enumerate(value)
                        if isinstance(one, dict) and "id" in one and "title" not in one)
        else:
            yield from _named(value, (*at, key))


def _fails(model: Model, file: marked.Marked, problems: list[Problem]) -> None:
    for n, line in enumerate(model.schedule.lines.values()):
        if line.fails and line.fails not in model.checklist.indicators:
            problems.append(file.problem(f"unknown indicator '{line.fails}'", "lines", n, "fails", hint=f"see {FILES[0]}"))
