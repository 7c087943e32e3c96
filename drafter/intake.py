"""The empty matter file of a kind: every fact with its help as a comment, and the same as a JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drafter.columns import wrap
from drafter.conditions import show
from drafter.matter import VERSION, fields_of
from drafter.schema import FORMS, LANGUAGES, POSITIONS, Field, Library

WIDTH = 96
_KEY = re.compile(r'"([a-z_]+)": ')


def empty(kind: str, library: Library, languages: Sequence[str]) -> str:
    """A commented matter file, ready to be filled. Defaults are in it and named as defaults."""
    first = languages[0] if languages[0] in ("en", "zh") else "en"
    lines = [*_head(kind, library, languages), "facts:"]
    fields = {n: f for n, f in fields_of(library, kind).items() if not f.computed}
    for group in library.groups:
        members = [f for f in fields.values() if f.group == group.id]
        if members:
            title = group.title.get(first, group.id)
            lines += ["", f"  # {'=' * 10} {title} {'=' * max(4, 70 - len(title))}", *_comment(group.help.get(first, ""))]
            for field in members:
                lines += ["", *_entry(field, languages, first)]
    return "\n".join(lines) + "\n"


def _head(kind: str, library: Library, languages: Sequence[str]) -> Iterator[str]:
    template = library.templates[kind]
    yield f"# {template.titles['name'].get(languages[0], kind)}"
    yield "# Fill what stands after the colons. A line that starts with # is a comment. Then: drafter draft THIS-FILE"
    yield f"matter: {VERSION}"
    yield f"kind: {kind}"
    yield f"languages: [{', '.join(languages)}]   # one, or two for a document in two columns ({', '.join(LANGUAGES)})"
    if template.genre == "report":
        return
    yield "form: full   # full: the whole agreement; short: a complete one of at most six pages"
    yield "# Negotiating position: preferred, acceptable (concedes degree) or minimum (what must not be given up),"
    yield "# for all articles and, where you like, for single ones:  vetting: acceptable"
    yield "positions:"
    yield f"  default: {POSITIONS[0]}"
    critical = sorted({c.family for c in library.clauses.values() if c.position != POSITIONS[0] and c.form == "full"})
    for line in wrap("articles with other positions: " + ", ".join(critical), WIDTH):
        yield f"  # {line}"


def _comment(text: str) -> list[str]:
    return [f"  # {line}" for line in wrap(text, WIDTH) if line]


def _entry(field: Field, languages: Sequence[str], first: str) -> Iterator[str]:
    yield from _comment(f"{field.label.get(first, field.id)}{_need(field, first)}. {field.help.get(first, '')}")
    yield from _comment(_allowed(field))
    if field.example is not None and not field.choices and field.type != "bool":
        yield from _example(field, languages, first)
    if field.default is not None:
        yield from _comment("默认值如下。" if first == "zh" else "The value below is the default.")
        yield f"  {field.id}: {_flow(field.default, languages)}"
    elif field.type == "text" and len(languages) > 1:
        yield f"  {field.id}: {{{', '.join(f'{lang}: null' for lang in languages)}}}"
    else:
        yield f"  {field.id}: null"


def _example(field: Field, languages: Sequence[str], first: str) -> Iterator[str]:
    """The example as it would be written: a table one row a line."""
    word = "例如" if first == "zh" else "Example"
    if field.type == "table":
        yield f"  # {word}:"
        yield from (f"  #   - {_flow(row, languages)}" for row in field.example)
    else:
        yield f"  # {word}: {_flow(field.example, languages)}"


def _need(field: Field, first: str) -> str:
    words = ("（必填）", "（可选）", "（必填，如果 {}）") if first == "zh" else (" (required)", " (optional)", " (required if {})")
    if isinstance(field.required, bool):
        return words[0 if field.required else 1]
    return words[2].format("; ".join(map(show, field.required)))


def _allowed(field: Field) -> str:
    if field.choices:
        return "Choices: " + ", ".join(c.id for c in field.choices)
    if field.type == "bool":
        return "true or false"
    if field.type == "table":
        return "Rows of: " + ", ".join(c.id + (f" ({'/'.join(x.id for x in c.choices)})" if c.choices else "") for c in field.columns)
    span = f", {field.min:g} to {field.max:g}" if field.min is not None and field.max is not None else ""
    kinds = {"duration": f"A number of {field.unit}{span}", "integer": f"A whole number{span}", "percent": "A whole number, 0 to 100",
             "date": "A date: YYYY-MM-DD", "money": "{amount: 120000, currency: USD}", "country": "ISO 3166 code, two capital letters",
             "articles": "A list of article names, as under positions"}
    return kinds.get(field.type, "")


def _flow(value: Any, languages: Sequence[str]) -> str:
    """A value in flow notation, its texts only in the languages of the matter; keys bare, as people write them."""
    return _KEY.sub(r"\1: ", json.dumps(_trimmed(value, languages), ensure_ascii=False))


def _trimmed(value: Any, languages: Sequence[str]) -> Any:
    if isinstance(value, Mapping):
        if set(value) <= set(LANGUAGES):
            chosen = {lang: _trimmed(value[lang], languages) for lang in languages if lang in value}
            return next(iter(chosen.values())) if len(languages) == 1 and chosen else chosen
        return {key: _trimmed(one, languages) for key, one in value.items()}
    if isinstance(value, list):
        return [_trimmed(one, languages) for one in value]
    written = getattr(value, "written", None)
    return json.loads(written) if written else value


def json_schema(kind: str, library: Library) -> dict[str, Any]:
    """A JSON Schema (2020-12) of the matter files of a kind, for editors that complete and check YAML."""
    template = library.templates[kind]
    articles = list(dict.fromkeys(s.id for slots in template.forms.values() for s in slots if s.part == "article"))
    position = {"enum": list(POSITIONS)}
    fields = {n: f for n, f in fields_of(library, kind).items() if not f.computed}
    facts = {name: {**_described(f), "anyOf": [_typed(f, articles), {"type": "null"}]} for name, f in fields.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"matter of kind {kind}", "type": "object",
        "additionalProperties": False, "required": ["matter", "kind", "languages", "facts"],
        "properties": {
            "matter": {"const": VERSION}, "kind": {"const": kind}, "form": {"enum": list(FORMS)},
            "languages": {"type": "array", "items": {"enum": list(LANGUAGES)}, "minItems": 1, "uniqueItems": True},
            "positions": {"type": "object", "additionalProperties": False,
                          "properties": {name: position for name in ("default", *articles)}},
            "facts": {"type": "object", "additionalProperties": False, "properties": facts},
        },
    }


def _described(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"title": field.label.get("en", field.id), "description": field.help.get("en", "")}
    if field.default is not None:
        described["default"] = _trimmed(field.default, LANGUAGES)
    return described


_TEXT: dict[str, Any] = {"anyOf": [{"type": ["string", "number"]}, {
    "type": "object", "additionalProperties": False, "properties": {lang: {"type": ["string", "number", "null"]} for lang in LANGUAGES}}]}


def _typed(field: Any, articles: Sequence[str]) -> dict[str, Any]:
    choices = [c.id for c in field.choices]
    if field.type == "list":
        return _listed(field, choices)
    if field.type == "table":
        cells = {c.id: {"anyOf": [_typed(c, articles), *([] if c.required else [{"type": "null"}])]} for c in field.columns}
        return {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": cells,
                                           "required": [c.id for c in field.columns if c.required]}}
    simple: dict[str, dict[str, Any]] = {
        "text": _TEXT, "code": {"type": ["string", "integer"]}, "bool": {"type": "boolean"}, "choice": {"enum": choices},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "money": {"type": "object", "required": ["amount", "currency"], "additionalProperties": False,
                  "properties": {"amount": {"type": "number", "minimum": 0}, "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}},
        "articles": {"type": "array", "items": {"enum": list(articles)}},
    }
    if field.type in simple:
        return simple[field.type]
    number: dict[str, Any] = {"type": "integer"}
    low, high = getattr(field, "min", None), getattr(field, "max", None)
    number |= {"minimum": low} if low is not None else {}
    return number | ({"maximum": high} if high is not None else {})


def _listed(field: Any, choices: Sequence[str]) -> dict[str, Any]:
    if field.of == "choice":
        return {"type": "array", "items": {"enum": list(choices)}}
    if field.of == "text":
        return {"anyOf": [{"type": "array", "items": _TEXT}, {
            "type": "object", "additionalProperties": False,
            "properties": {lang: {"type": ["array", "null"], "items": {"type": ["string", "number"]}} for lang in LANGUAGES}}]}
    return {"type": "array", "items": {"type": ["string", "integer"]}}
