"""The files of facts: `models/fields.yaml` and `models/fields/*.yaml`, each with groups, fields and rules of its own.

At the top of a file, `kinds` stands for its fields and rules that name none, `uses` names facts of other files that these
kinds ask for as well, and any other key is a list of choices that columns may name (`choices: grades`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from drafter.errors import Problem, allowed
from drafter.library.shape import Shape
from drafter.marked import Marked
from drafter.schema import Choice, Cited, Column, Field, Group, Rule

FIELD_TYPES = ("text", "code", "integer", "percent", "duration", "date", "money", "bool", "choice", "country",
               "list", "table", "articles", "when", "notes")
UNITS = ("hours", "days", "weeks", "months", "years")
SHARED = "@"
OWN_KEYS = ("groups", "fields", "rules", "kinds", "uses")


@dataclass(frozen=True)
class Facts:
    """What all files of facts hold together."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    rules: tuple[Rule, ...] = ()
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


def read(files: Iterable[Marked], problems: list[Problem], known: Facts | None = None) -> Facts:
    """The facts of all files; what is wrong with them becomes problems. Facts `known` already may be used and given more kinds."""
    before = known or Facts()
    fields: dict[str, Field] = {}
    groups: dict[str, Group] = {}
    rules: list[Rule] = []
    lists = dict(before.lists)
    used: list[tuple[Shape, tuple[str, ...], tuple[str, ...]]] = []
    for found in files:
        shape = Shape(found, problems)
        kinds = shape.strings("kinds")
        used.append((shape, kinds, shape.strings("uses")))
        for name in (k for k in shape.data if k not in OWN_KEYS):
            lists[name] = tuple(_choice(c) for c in shape.children(name, known=("id", "label")))
        for one in shape.children("fields", known=FIELD_KEYS):
            fact = _field(one)
            if fact.id in fields:
                one.wrong(f"fact '{fact.id}' twice", "id")
            fields[fact.id] = replace(fact, kinds=fact.kinds or kinds)
        groups |= {g.id: g for g in map(_group, shape.children("groups"))}
        rules += [replace(r, kinds=r.kinds or kinds) for r in map(_rule, shape.children("rules"))]
    for shape, kinds, names in used:
        for name in names:
            known_fact = fields.get(name) or before.fields.get(name)
            if known_fact is None:
                shape.wrong(f"'uses' names unknown fact '{name}'", "uses")
            elif known_fact.kinds:
                fields[name] = replace(known_fact, kinds=tuple(dict.fromkeys((*known_fact.kinds, *kinds))))
    return Facts({name: _listed(f, lists, problems) for name, f in fields.items()}, tuple(groups.values()), tuple(rules), lists)


def _listed(fact: Field, lists: Mapping[str, tuple[Choice, ...]], problems: list[Problem]) -> Field:
    """A fact whose named lists of choices are put in."""
    def put(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        if not (choices and choices[0].id.startswith(SHARED)):
            return choices
        name = choices[0].id.removeprefix(SHARED)
        if name not in lists:
            problems.append(Problem("models/fields", 0, 0, f"fact '{fact.id}' names an unknown list of choices '{name}'", allowed(lists)))
        return lists.get(name, ())
    return replace(fact, choices=put(fact.choices), columns=tuple(replace(c, choices=put(c.choices)) for c in fact.columns))


def _choice(shape: Shape) -> Choice:
    return Choice(shape.text("id"), shape.texts("label"))


def _choices(shape: Shape) -> tuple[Choice, ...]:
    """The choices of a fact; a single word names a list that a file of facts holds under that key."""
    if isinstance(shape.data.get("choices"), str):
        return (Choice(f"{SHARED}{shape.data['choices']}", {}),)
    return tuple(map(_choice, shape.children("choices", known=("id", "label"))))


def _column(shape: Shape) -> Column:
    return Column(shape.text("id"), shape.text("type", choices=FIELD_TYPES), shape.texts("label"), _choices(shape),
                  shape.text("unit", required=False), shape.flag("required"), shape.text("pattern", required=False),
                  _hint(shape))


def _hint(shape: Shape) -> str:
    hint = shape.data.get("hint") or ""
    return str(hint.get("en", "") if isinstance(hint, dict) else hint)


FIELD_KEYS = ("id", "group", "type", "required", "label", "help", "example", "default", "kinds", "choices", "columns",
              "unit", "of", "min", "max", "pattern", "hint", "derive", "computed")


def _field(shape: Shape) -> Field:
    required = shape.data.get("required", False)
    return Field(
        id=shape.text("id"), group=shape.text("group"), type=shape.text("type", choices=FIELD_TYPES),
        label=shape.texts("label"), help=shape.texts("help"),
        required=required if isinstance(required, bool) else shape.conditions("required"),
        example=shape.data.get("example"), default=shape.data.get("default"), kinds=shape.strings("kinds"),
        choices=_choices(shape), columns=tuple(_column(c) for c in shape.children(
            "columns", known=("id", "type", "label", "choices", "unit", "required", "pattern", "hint"))),
        unit=shape.text("unit", required=False, choices=UNITS) if "unit" in shape.data else "",
        of=shape.text("of", required=False), min=shape.number("min"), max=shape.number("max"),
        pattern=shape.text("pattern", required=False), hint=_hint(shape),
        derive=shape.data.get("derive") or {}, computed=shape.flag("computed"),
    )


def _group(shape: Shape) -> Group:
    return Group(shape.text("id"), shape.texts("title"), shape.texts("help"))


def _rule(shape: Shape) -> Rule:
    return Rule(shape.text("id"), shape.text("level", choices=("block", "error", "warning", "note")),  # type: ignore[arg-type]
                shape.conditions(), shape.texts("message"),
                (Cited(shape.child("source").text("id"), shape.child("source").text("at")),) if "source" in shape.data else (),
                shape.strings("kinds"))
