"""Words, facts and references of a clause as runs of finished text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.assemble import phrase
from drafter.assemble.state import State
from drafter.errors import Problem
from drafter.numbers import label, numeral
from drafter.schema import Run, Span

_SENTENCE_END = re.compile(r"(?:[.!?]|^)[”\"’)]*\s*\Z")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def runs(state: State, spans: Iterable[Span], language: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for span in spans:
        if span.kind in ("text", "bold"):
            before = runs[-1].text[-1:] if runs else ""
            text = span.value if language == "zh" else curly(span.value, before)
            if before == "." and text.startswith("."):
                text = text[1:]
            runs.append(Run(text, bold=span.kind == "bold"))
        elif span.kind == "ref":
            runs.extend(reference(state, span.value, language))
        else:
            before = "".join(r.text for r in runs)
            runs.extend(fact(state, span.value, language, starts=bool(_SENTENCE_END.search(before)) or not before))
    return tuple(r for r in runs if r.text or r.note)


def curly(text: str, before: str = "") -> str:
    """Typewriter quotation marks of a clause as printed ones; `before` is the sign that stands before the text."""
    opens = re.sub(r'(?<![^\s(\[“])"', "“", f"{before}{text}")[len(before):]
    return opens.replace('"', "”").replace("'", "’")


def reference(state: State, target: str, language: str) -> list[Run]:
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


def fact(state: State, name: str, language: str, *, starts: bool) -> list[Run]:
    definition = state.library.fields[name]
    special = SPECIAL.get(name)
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


def _articles(state: State, names: Iterable[str], language: str) -> list[Run]:
    """References to the articles named; where this form has no such article, to the one that provides the element."""
    there = dict.fromkeys(state.provided.get(n, n) for n in names)
    return joined([reference(state, slot, language) for slot in sorted(there, key=lambda s: state.places.get(s, ("", 0))[1])
                    if slot in state.places], state.library.languages[language])


def joined(items: Sequence[list[Run]], words: Mapping[str, Any]) -> list[Run]:
    runs: list[Run] = []
    for n, item in enumerate(items):
        if n:
            runs.append(Run(words["list"]["last" if n == len(items) - 1 else "comma"]))
        runs.extend(item)
    return runs


def _annexes(state: State, language: str) -> list[Run]:
    words = state.library.languages[language]
    opening, closing = ("（", "）") if language == "zh" else (" (", ")")
    items = [[*reference(state, name, language), Run(f"{opening}{state.titles[name][language]}{closing}")]
             for name, (what, _) in state.places.items() if what == "annex"]
    return joined(items, words)


def _drafted(state: State, language: str) -> list[Run]:
    names = [state.library.languages[code]["name"][language] for code in state.matter.languages]
    return [Run(phrase.join(names, state.library.languages[language]))]


SPECIAL = {"annexes": _annexes, "drafted_languages": _drafted}
