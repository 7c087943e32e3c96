"""Lists and pages of the library for the terminal, at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.columns import pad, width, wrap
from drafter.conditions import show
from drafter.schema import Block, Cited, Clause, Element, Field, Library, Source, Template

WIDTH = 79
LEAST = 20
"""Columns that the last column of a table needs to stand beside the others."""
MARKS = "✓ read · ≈ second-hand · ° from general knowledge"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns side by side; the last takes the rest of the line, or the next line where too little is left."""
    if not rows:
        return ""
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]) - 1)]
    room = WIDTH - sum(widths) - 2 * len(widths)
    lines = []
    for row in rows:
        lead = "".join(pad(cell, w) + "  " for cell, w in zip(row, widths, strict=False))
        if room < LEAST:
            lines += [lead, *("    " + part for part in wrap(row[-1], WIDTH - 4))]
            continue
        for n, part in enumerate(wrap(row[-1], room)):
            lines.append((lead if n == 0 else " " * width(lead)) + part)
    return "\n".join(line.rstrip() for line in lines)


def side_by_side(left: Sequence[str], right: Sequence[str]) -> str:
    """Two texts in two columns, paragraph by paragraph."""
    half = (WIDTH - 3) // 2
    lines = []
    for n in range(max(len(left), len(right))):
        a = wrap(left[n], half) if n < len(left) else []
        b = wrap(right[n], half) if n < len(right) else []
        lines += [pad(a[k] if k < len(a) else "", half) + " │ " + (b[k] if k < len(b) else "") for k in range(max(len(a), len(b)))]
        lines.append(" " * half + " │")
    return "\n".join(line.rstrip() for line in lines)


def words(blocks: Iterable[Block]) -> list[str]:
    """The paragraphs of a clause as they are read in the library, with facts and references in braces and brackets."""
    shapes = {"field": "{{{}}}", "ref": "[{}]", "bold": "{}", "text": "{}"}
    signs = {"item": "  – ", "subitem": "    · ", "heading": "# ", "flush": ""}
    result = []
    for block in blocks:
        if block.kind == "rows":
            result.append(f"[table of {block.value}]")
        elif block.kind in ("bullets", "figure"):
            result.append(f"[{'list of' if block.kind == 'bullets' else 'figure'} {block.value}]")
        elif block.kind == "table":
            result.append(" | ".join("".join(s.value for s in cell) for cell in block.rows[0]) + " …")
        else:
            number = f"{block.address}. " if block.kind == "paragraph" else signs.get(block.kind, "")
            result.append(number + "".join(shapes[s.kind].format(s.value) for s in block.spans))
    return result


def sources(cited: Iterable[Cited], library: Library) -> list[str]:
    return [f"  {library.sources[c.id].mark} {library.sources[c.id].title}, {c.at}" if c.id in library.sources else f"  {c.id}"
            for c in cited]


def clause(item: Clause, library: Library) -> str:
    """A clause as a page: its text in each language, why, sources, and its alternatives beside it."""
    lines = [f"{item.id}   {item.position} · {item.status} · since {item.since}", "=" * WIDTH]
    if item.provides:
        lines += wrap("Provides: " + ", ".join(item.provides), WIDTH)
    if item.when:
        lines += wrap("When: " + "; ".join(map(show, item.when)), WIDTH)
    for language, blocks in item.body.items():
        lines += ["", f"{item.title.get(language, '')} ({language})", "-" * WIDTH]
        for paragraph in words(blocks):
            lines += [*wrap(paragraph, WIDTH), ""]
    lines += ["Why", "-" * WIDTH, *_paragraphs(item.why), "Sources (" + MARKS + ")", *_wrapped(sources(item.sources, library))]
    others = [c for c in library.clauses.values()
              if c.family == item.family and c.id != item.id and item.family != "definitions"]
    for other in others:
        when = "; ".join((other.position, *map(show, other.when)))
        lines += ["", *wrap(f"Beside {other.id} ({when})", WIDTH), "-" * WIDTH]
        lines.append(side_by_side(words(item.body.get("en", ())), words(other.body.get("en", ()))))
    return "\n".join(lines)


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.split("\n\n") for line in [*wrap(" ".join(part.split()), WIDTH), ""]]


def _wrapped(lines: Iterable[str]) -> list[str]:
    return [part if n == 0 else "    " + part for line in lines for n, part in enumerate(wrap(line, WIDTH - 4))]


def element(item: Element, library: Library) -> str:
    lines = [f"{item.id}   {item.severity}", "=" * WIDTH]
    lines += [table([(language, name) for language, name in item.names.items()]), "", *wrap(item.asks.get("en", ""), WIDTH), ""]
    lines += ["Requirements (* without it at most weak)", "-" * WIDTH]
    lines.append(table([(("* " if r.core else "  ") + r.id, r.asks.get("en", "")) for r in item.requirements]))
    if item.weak:
        lines += ["", "Weak", "-" * WIDTH, *_wrapped(f"  – {w['says'].get('en', '')}" for w in item.weak)]
    lines += ["", "Level", "-" * WIDTH, table([(kind, level) for kind, level in item.level.items()])]
    lines += ["", "Sources (" + MARKS + ")", *_wrapped(sources(item.sources, library))]
    found = [c for c in library.clauses.values() if item.id in c.provides]
    lines += ["", "Clauses", table([("  " + c.id, f"{c.position}, {c.form}") for c in found])]
    return "\n".join(lines)


def field(item: Field, library: Library) -> str:
    if isinstance(item.required, bool):
        need = "required" if item.required else "optional"
    else:
        need = "required if " + "; ".join(map(show, item.required))
    lines = [f"{item.id}   {item.type}{f' ({item.unit})' if item.unit else ''} · {need}", "=" * WIDTH]
    for language in ("en", "zh"):
        lines += [*wrap(f"{item.label.get(language, '')}: {item.help.get(language, '')}", WIDTH), ""]
    rows = [("choice", c.id + ": " + c.label.get("en", "")) for c in item.choices]
    rows += [("column", f"{c.id} ({c.type}): {c.label.get('en', '')}") for c in item.columns]
    rows += [("default", str(item.default))] if item.default is not None else []
    rows += [("example", str(item.example))] if item.example is not None else []
    used = [c.id for c in library.clauses.values() if item.id in c.needs]
    rows += [("used in", ", ".join(used) or "no clause; it selects or is checked")]
    return "\n".join([*lines, table(rows)])


def source(item: Source, library: Library) -> str:
    used = [c.id for c in library.clauses.values() if any(x.id == item.id for x in c.sources)]
    rows = [("title", item.title), ("issuer", item.issuer), ("year", str(item.year or "")), ("where", item.where),
            ("verified", f"{item.verified} ({item.mark})"), ("note", item.note), ("cited by", ", ".join(used) or "nothing")]
    return "\n".join([item.id, "=" * WIDTH, table(rows)])


def kind(item: Template, library: Library) -> str:
    lines = [f"{item.kind}   {item.titles['name'].get('en', '')}", "=" * WIDTH]
    for form, slots in item.forms.items():
        lines += ["", f"Form: {form} ({sum(s.part in ('article', 'definitions') for s in slots)} articles, "
                      f"{sum(s.part == 'annex' for s in slots)} annexes)", "-" * WIDTH]
        lines.append(table([("  " + s.id, "; ".join(map(show, s.when))) for s in slots]))
    return "\n".join([*lines, "", f"Next: drafter new {item.kind} -o matter.yaml --languages en,zh"])


def page(identity: str, library: Library) -> str | None:
    """The page of whatever has this id, or None."""
    shelves: list[tuple[Mapping[str, Any], Any]] = [
        (library.clauses, clause), (library.elements, element), (library.templates, kind), (library.fields, field),
        (library.sources, source)]
    for shelf, show_page in shelves:
        if identity in shelf:
            return str(show_page(shelf[identity], library))
    return None


def rows(what: str, library: Library, kind: str | None) -> list[dict[str, str]]:
    """The entries of a list, as data."""
    if what == "kinds":
        return [{"id": t.kind, "title": t.titles["name"].get("en", "")} for t in library.templates.values()]
    if what == "clauses":
        families = {s.family for t in library.templates.values() if kind in (None, t.kind) for f in t.forms.values() for s in f}
        return [{"id": c.id, "position": c.position, "status": c.status, "title": c.title.get("en", "")}
                for c in library.clauses.values() if kind is None or c.family in families]
    if what == "elements":
        return [{"id": e.id, "severity": e.severity, "level": e.level.get(kind, "") if kind else "", "title": e.names.get("en", "")}
                for e in library.elements.values() if kind is None or e.level.get(kind, "not-applicable") != "not-applicable"]
    if what == "fields":
        return [{"id": f.id, "type": f.type, "title": f.label.get("en", "")} for f in library.fields.values()
                if not f.kinds or kind in (None, *f.kinds)]
    return [{"id": s.id, "verified": s.mark, "title": s.title} for s in library.sources.values()]
