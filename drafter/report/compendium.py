"""The pages of a library of cases: a list that can be searched and filtered, a page per case, overview, matrix, actions due.

Everything is static and works from a disk; nothing outside the folder is loaded.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from drafter.report import html
from drafter.schema import Draft, Figure, Library, Line, Run, Tile

FACETS = ("kind", "country", "sector", "monitoring", "rating")
SIGNS = {"present": "✓", "weak": "~", "contradicted": "✗", "missing": "–", "not-assessed": "?"}
SPOKEN = ("en", "zh")
RATINGS = ("low", "medium", "high")


@dataclass(frozen=True)
class Book:
    """The library and its cases, in their order: slug, kind, drafts, facets, verdicts, actions, open."""

    library: Library
    cases: Sequence[Mapping[str, Any]]

    def words(self, language: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.library.languages[language]["compendium"]
        return found


def site(book: Book) -> dict[str, str]:
    """The pages by path."""
    pages = {"index.html": _index(book), "overview.html": _overview(book), "matrix.html": _matrix(book), "actions.html": _actions(book)}
    return pages | {f"cases/{case['slug']}.{code}.html": _case(book, case, code) for case in book.cases for code in case["drafts"]}


# --- words and values


def _both(book: Book, *keys: str, **values: Any) -> Markup:
    """A word of the compendium in each language it is written in."""
    def say(code: str) -> str:
        found: Any = book.words(code)
        for key in keys:
            found = found[key]
        return str(found).format(**values) if values else str(found)

    return Markup(" ").join(Markup("<span lang={}>{}</span>").format(code, say(code)) for code in SPOKEN)


def _texts(texts: Mapping[str, str], fallback: str = "") -> Markup:
    """A text in the languages it has, once where they agree."""
    said = {code: texts[code] for code in SPOKEN if texts.get(code)}
    if not said:
        return escape(next(iter(texts.values()), fallback))
    if len(set(said.values())) == 1:
        return escape(next(iter(said.values())))
    return Markup(" ").join(Markup("<span lang={}>{}</span>").format(code, text) for code, text in said.items())


def _title(case: Mapping[str, Any]) -> dict[str, str]:
    return {code: draft.title[code] for code, draft in case["drafts"].items()}


def _at(case: Mapping[str, Any], language: str) -> str:
    """The address of a case's page in the folder of the cases."""
    return quote(f"{case['slug']}.{language}.html")


def tally(book: Book) -> dict[str, list[tuple[str, Mapping[str, str], int]]]:
    """For each facet: value, its labels and the number of cases, the most frequent first; the last row counts those that say none."""
    found: dict[str, list[tuple[str, Mapping[str, str], int]]] = {}
    for facet in FACETS:
        labels: dict[str, Mapping[str, str]] = {}
        count: Counter[str] = Counter()
        for case in book.cases:
            for value, label in case["facets"].get(facet, ()):
                labels.setdefault(value, label)
                count[value] += 1
        if not count:
            continue
        rows = [(value, labels[value] or {"en": value}, n) for value, n in sorted(count.items(), key=lambda x: (-x[1], x[0]))]
        silent = sum(not case["facets"].get(facet) for case in book.cases)
        none = {code: book.words(code)["none"] for code in SPOKEN}
        found[facet] = [*rows, *([("", none, silent)] if silent else [])]
    return found


def counts(book: Book) -> list[list[str]]:
    """The overview as a table: facet, value, number."""
    return [["", "", "n"], *([facet, label.get("en", value), str(n)] for facet, rows in tally(book).items() for value, label, n in rows)]


def counts_by_language(library: Library, cases: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> dict[str, tuple[Line, ...]]:
    """The overview as lines of a Word document."""
    book = Book(library, cases)
    found = tally(book)
    return {code: tuple(line for facet, rows in found.items() for line in _counted(book, code, facet, rows)) for code in languages}


def _counted(book: Book, code: str, facet: str, rows: Sequence[tuple[str, Mapping[str, str], int]]) -> Iterable[Line]:
    words = book.words(code)
    head = ((Run(words["by"][facet], bold=True),), (Run(words["count"], bold=True),))
    yield Line("table", rows=(head, *(((Run(label.get(code, label.get("en", value))),), (Run(str(n)),)) for value, label, n in rows)))


def matrix(book: Book) -> list[list[str]]:
    """Elements down, cases across; a derived element carries a star. In a case with two languages the weaker verdict stands."""
    used = [e for e in book.library.elements.values() if any(e.id in v for case in book.cases for v in case["verdicts"].values())]
    cases = [case for case in book.cases if any(case["verdicts"].values())]
    head = ["", "", *(next(iter(_title(case).values())) for case in cases)]
    return [head, *([e.id + (" *" if e.basis == "derived" else ""), e.names.get("en", e.id), *(verdict(case, e.id) for case in cases)]
                    for e in used)]


def verdict(case: Mapping[str, Any], element: str) -> str:
    """The weakest verdict on an element in any language of a case; empty where it isn't asked."""
    said = [v[element] for v in case["verdicts"].values() if element in v]
    return max(said, key=list(SIGNS).index) if said else ""


# --- pages


def _index(book: Book) -> str:
    entries = [_card(book, case) for case in book.cases]
    data = [{"text": _plain(case), **{f: [v for v, _ in case["facets"].get(f, ())] for f in FACETS}, "language": sorted(case["drafts"]),
             "element": sorted({k for v in case["verdicts"].values() for k, x in v.items() if x == "present"})} for case in book.cases]
    filters = [_select(book, facet, [(v, label) for v, label, _ in rows if v]) for facet, rows in tally(book).items()
               if facet in ("kind", "country", "sector")]
    codes = sorted({code for case in book.cases for code in case["drafts"]})
    filters.append(_select(book, "language", [(c, book.library.languages[c]["name"]) for c in codes]))
    told = sorted({k for one in data for k in one["element"]})
    filters.append(_select(book, "element", [(k, book.library.elements[k].names) for k in told]))
    body = Markup(
        '<form id="f" role="search"><label>{} <input id="q" type="search" autocomplete="off"></label>{}</form>'
        '<p id="n" aria-live="polite" class="meta"></p><ol class="cards">{}</ol>').format(
            _both(book, "search"), Markup("").join(filters), Markup("").join(entries))
    shown = {code: book.words(code)["shown"] for code in SPOKEN}
    return _page(book, "", _both(book, "title"), body, script=_script(data, shown), title=book.words("en")["title"])


def _card(book: Book, case: Mapping[str, Any]) -> Markup:
    links = Markup("<br>").join(Markup('<a href="cases/{}" lang={}>{}</a>').format(_at(case, code), code, title)
                                for code, title in _title(case).items())
    marks = [_texts(label, value) for facet in FACETS for value, label in case["facets"].get(facet, ())]
    opened = [_both(book, "open", n=case["open"])] if case["open"] else []
    return Markup("<li><strong>{}</strong><div class=meta>{}</div></li>").format(links, Markup(" · ").join([*marks, *opened]))


def _select(book: Book, facet: str, values: Sequence[tuple[str, Mapping[str, str]]]) -> Markup:
    def said(label: Mapping[str, str], value: str) -> str:
        return " / ".join(dict.fromkeys(label[c] for c in SPOKEN if label.get(c))) or value

    options = Markup("").join(Markup('<option value="{}">{}</option>').format(v, said(label, v)) for v, label in values)
    every = " / ".join(book.words(code)["all"] for code in SPOKEN)
    return Markup('<label>{} <select data-f="{}"><option value="">{}</option>{}</select></label>').format(
        _both(book, "filter", facet), facet, every, options)


def _script(data: Sequence[Mapping[str, Any]], shown: Mapping[str, str]) -> Markup:
    held = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    told = json.dumps(list(shown.values()), ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f"""
const DATA = {held};
const SHOWN = {told};
const cards = [...document.querySelectorAll(".cards > li")], selects = [...document.querySelectorAll("select")];
const q = document.getElementById("q"), n = document.getElementById("n");
function show() {{
  const words = q.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  DATA.forEach((one, i) => {{
    const ok = words.every(w => one.text.includes(w)) && selects.every(s => !s.value || one[s.dataset.f].includes(s.value));
    cards[i].hidden = !ok; count += ok;
  }});
  n.textContent = SHOWN.map(s => s.replace("{{n}}", count).replace("{{of}}", DATA.length)).join(" · ");
}}
document.getElementById("f").addEventListener("submit", e => e.preventDefault());
document.getElementById("f").addEventListener("input", show);
show();
""")


def _plain(case: Mapping[str, Any]) -> str:
    """The words of a case in small letters, for the search."""
    found = [title for title in _title(case).values()]
    for code, draft in case["drafts"].items():
        for piece in draft.pieces:
            found.append(piece.titles.get(code, ""))
            found += ["".join(r.text for r in _runs(line)) for line in piece.lines[code]]
    return " ".join(" ".join(found).lower().split())


def _runs(line: Line) -> Iterable[Run]:
    yield from line.runs
    for row in line.rows:
        for cell in row:
            yield from (*cell, Run(" "))
    if line.figure:
        yield from (Run(f"{tile.text} ") for row in line.figure.rows for tile in row)


def _overview(book: Book) -> str:
    parts = []
    for facet, rows in tally(book).items():
        line = Markup("<tr><td>{}</td><td class=n>{}</td></tr>")
        body = Markup("").join(line.format(_texts(label, value), n) for value, label, n in rows)
        parts.append(Markup("<h2>{}</h2><table class=small><tr><th></th><th>{}</th></tr>{}</table>").format(
            _both(book, "by", facet), _both(book, "count"), body))
    parts.append(_sites(book))
    return _page(book, "", _both(book, "overview"), Markup("").join(parts), title=book.words("en")["overview"])


def _sites(book: Book) -> Markup:
    """Sites in the order in which they want attention: the highest rating first."""
    rated = [(case["facets"]["rating"][0], case) for case in book.cases if case["facets"].get("rating")]
    if not rated:
        return Markup("")
    rated.sort(key=lambda x: (-RATINGS.index(x[0][0]) if x[0][0] in RATINGS else 1, next(iter(_title(x[1]).values()))))
    line = Markup('<li><a href="cases/{}">{}</a> · {}</li>')
    items = Markup("").join(line.format(_at(case, next(iter(case["drafts"]))), _texts(_title(case)), _texts(label, value))
                            for (value, label), case in rated)
    return Markup("<h2>{}</h2><ol class=sites>{}</ol>").format(_both(book, "sites"), items)


def _matrix(book: Book) -> str:
    _, *rows = matrix(book)
    judged = [case for case in book.cases if any(case["verdicts"].values())]
    heads = Markup("").join(Markup("<th class=e scope=col>{}</th>").format(_texts(_title(case))) for case in judged)
    lines = Markup("").join(_matrix_row(book, row) for row in rows)
    sign = Markup("<span class='v {}'>{}</span> {}")
    key = Markup(" ").join(sign.format(k, shown, _texts(_verdict(book, k))) for k, shown in SIGNS.items())
    note = Markup("<p>{}</p><p class=meta>{}</p><p><a href=matrix.xlsx>{}</a></p>").format(
        key, _both(book, "derived"), _both(book, "workbook"))
    body = Markup("{}<div class='scroll high' tabindex=0><table><tr><td></td>{}</tr>{}</table></div>").format(note, heads, lines)
    return _page(book, "", _both(book, "matrix"), body, title=book.words("en")["matrix"])


def _verdict(book: Book, verdict: str) -> dict[str, str]:
    return {code: book.library.languages[code]["interface"]["verdicts"][verdict] for code in SPOKEN}


def _matrix_row(book: Book, row: Sequence[str]) -> Markup:
    element = book.library.elements[row[0].removesuffix(" *")]
    cells = Markup("").join(Markup("<td class='c v {}' title='{}'>{}</td>").format(
        v, " / ".join(_verdict(book, v).values()) if v else "", SIGNS.get(v, "")) for v in row[2:])
    return Markup("<tr><th scope=row>{}{}</th>{}</tr>").format(_texts(element.names), " *" if row[0].endswith(" *") else "", cells)


def _actions(book: Book) -> str:
    """What is to be done in all cases, by date; those without a date last."""
    rows = sorted(((action, case) for case in book.cases for action in case["actions"]), key=lambda x: (not x[0]["due"], x[0]["due"]))
    line = Markup('<tr><td class=d>{}</td><td>{}</td><td>{}</td><td>{}</td><td><a href="cases/{}">{}</a></td></tr>')
    lines = Markup("").join(line.format(
        action["due"] or "–", _texts(action["action"]), _texts(action["owner"], "–"), _texts(action["status"], "–"),
        _at(case, next(iter(case["drafts"]))), _texts(_title(case))) for action, case in rows)
    keys = ("due", "action", "owner", "status", "case")
    heads = Markup("").join(Markup("<th>{}</th>").format(_both(book, "action", key)) for key in keys)
    body = Markup("<div class=scroll tabindex=0><table><tr>{}</tr>{}</table></div>").format(heads, lines)
    return _page(book, "", _both(book, "actions"), body, title=book.words("en")["actions"])


def _case(book: Book, case: Mapping[str, Any], code: str) -> str:
    draft: Draft = case["drafts"][code]
    notes: list[str] = []
    parts = [Markup("<p class=meta>{}</p>").format(draft.subject[code])]
    if draft.handling:
        parts.append(Markup("<p class=meta>{}</p>").format(draft.handling[0]))
    for piece in draft.pieces:
        if piece.part in ("article", "annex"):
            parts.append(Markup("<h2>{}</h2>").format(piece.titles[code]))
        parts += _lines(piece.lines[code], notes, book.words(code)["figure"])
    if notes:
        items = Markup("").join(Markup('<li id="n{}">{}</li>').format(n, text) for n, text in enumerate(notes, 1))
        parts.append(Markup("<h2>{}</h2><ol class=notes>{}</ol>").format(book.words(code)["notes"], items))
    others = [Markup('<a href="{}" lang={}>{}</a>').format(_at(case, c), c, book.words(c)["other_language"].format(
        language=book.library.languages[c]["name"][c])) for c in case["drafts"] if c != code and c in SPOKEN]
    parts.append(Markup("<p>{}</p>").format(Markup(" · ").join(others)) if others else Markup(""))
    return _page(book, "../", escape(draft.title[code]), Markup("\n").join(parts), title=draft.title[code], language=code)


def _lines(lines: Sequence[Line], notes: list[str], figure: str) -> Iterable[Markup]:
    listed: list[Markup] = []
    for line in lines:
        if line.kind in ("item", "subitem"):
            listed.append(Markup("<li>{}</li>").format(_said(line.runs, notes)))
            continue
        if listed:
            yield Markup("<ul>{}</ul>").format(Markup("").join(listed))
            listed = []
        if line.figure:
            yield _drawn(line.figure)
        elif line.rows:
            yield _table(line, notes)
        elif line.kind == "heading":
            yield Markup("<h3>{}</h3>").format(_said(line.runs, notes))
        else:
            yield Markup("<p>{}</p>").format(_said(line.runs, notes))
    if listed:
        yield Markup("<ul>{}</ul>").format(Markup("").join(listed))


def _said(runs: Iterable[Run], notes: list[str]) -> Markup:
    parts: list[Markup] = []
    noted = False
    for run in runs:
        if noted and run.note:
            parts.append(Markup("<sup>, </sup>"))
        noted = bool(run.note)
        if run.note:
            if run.note not in notes:
                notes.append(run.note)
            number = notes.index(run.note) + 1
            parts.append(Markup('<sup><a href="#n{}">{}</a></sup>').format(number, number))
        elif run.open:
            parts.append(Markup("<mark>{}</mark>").format(run.text))
        else:
            parts.append(Markup("<strong>{}</strong>").format(run.text) if run.bold else escape(run.text))
    return Markup("").join(parts)


def _table(line: Line, notes: list[str]) -> Markup:
    head, *rows = line.rows
    top = Markup("").join(Markup("<th>{}</th>").format(_said(cell, notes)) for cell in head)
    body = Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_said(cell, notes)) for cell in row))
                           for row in rows)
    return Markup("<div class=scroll><table><tr>{}</tr>{}</table></div>").format(top, body)


def _rows(tile: Tile, wide: float) -> int:
    """How many lines the text of a tile takes; bold letters are wider."""
    held = max(6, int((wide - 10) / (8.2 if tile.strong else 7.2)))
    return -(-sum(2 if ord(c) > 0x2E7F else 1 for c in tile.text) // held) or 1


def _placed(row: Sequence[Tile], widths: Sequence[int]) -> Iterable[tuple[Tile, int]]:
    """The tiles of a row, each with the width of the columns it spans."""
    at = 0
    for tile in row:
        yield tile, sum(widths[at:at + tile.span])
        at += tile.span


def _drawn(figure: Figure) -> Markup:
    """A figure as an inline picture made of its tiles, with its words for those who cannot see it."""
    total, height, y = 720, 30, 0
    shapes: list[Markup] = []
    scale = total / sum(figure.widths)
    for row in figure.rows:
        x = 0.0
        spans = [(tile, wide * scale) for tile, wide in _placed(row, figure.widths)]
        tall = height * max((_rows(tile, wide) for tile, wide in spans), default=1)
        for tile, wide in spans:
            shapes.append(Markup('<foreignObject x="{}" y="{}" width="{}" height="{}"><div xmlns="http://www.w3.org/1999/xhtml" '
                                 'class="tile t-{}">{}</div></foreignObject>').format(
                                     round(x, 1), y, round(wide, 1), tall, tile.tone or "none",
                                     Markup("<b>{}</b>").format(tile.text) if tile.strong else tile.text))
            x += wide
        y += tall
    return Markup('<div class="scroll"><svg role="img" aria-label="{}" viewBox="0 0 {} {}" class="figure">{}</svg></div>').format(
        figure.alt, total, y, Markup("").join(shapes))


_STYLE = """
:root{color-scheme:light dark;--ink:#1c2733;--paper:#fff;--soft:#51606f;--line:#c9d2dc;--head:#eef2f7;--link:#1f4e79}
@media (prefers-color-scheme:dark){:root{--ink:#dfe6ee;--paper:#14191f;--soft:#9fb0c0;--line:#3b4753;--head:#222b35;--link:#8bb9e8}}
body{font:16px/1.55 system-ui,"Noto Sans CJK SC",sans-serif;max-width:64rem;
  margin:0 auto;padding:1rem 1.25rem;color:var(--ink);background:var(--paper)}
nav a{margin-right:1rem}a{color:var(--link)}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:1.8rem}.meta{color:var(--soft)}
form{display:flex;flex-wrap:wrap;gap:.6rem 1rem}label{display:flex;flex-direction:column;font-size:.85rem}
input,select{font:inherit;padding:.3rem;max-width:16rem}
.cards{padding-left:1.2rem}.cards li{margin:.9rem 0}table{border-collapse:collapse;width:100%}.small{width:auto}
td,th{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:var(--head)}.n,.c{text-align:center}
.scroll{overflow:auto}.e{min-width:7rem;font-weight:normal;font-size:.85rem}mark{background:#ffe58a;color:#222}sup{line-height:0}
.v.present{background:#cfe8cf;color:#123}.v.weak{background:#fbe7a8;color:#123}.v.missing{background:#f6d9d5;color:#123}
.v.contradicted{background:#f4b6b0;color:#123}
.v{padding:0 .3rem}.figure{width:100%;min-width:34rem;max-width:46rem}.d{white-space:nowrap}
.high{max-height:85vh}.high th{position:sticky}.high th[scope=col]{top:0;z-index:1}.high th[scope=row]{left:0;min-width:14rem}
@media (max-width:40rem){.high th[scope=row]{min-width:8rem}}
.tile{font-size:13px;padding:3px 5px;box-sizing:border-box;height:100%;overflow:hidden;color:var(--ink)}
.t-low{background:#cfe8cf;color:#123}.t-medium{background:#fbe7a8;color:#123}.t-high{background:#f4c0b8;color:#123}
.t-unknown{background:#ddd;color:#123}
.t-accent{color:var(--link);text-align:center}[hidden]{display:none!important}
@media print{nav,form,#n{display:none}body{max-width:none}.scroll{overflow:visible;max-height:none}}
"""


def _page(book: Book, up: str, heading: Markup, body: Markup, *, title: str, script: Markup | None = None, language: str = "en") -> str:
    links = [("index.html", "cases"), ("overview.html", "overview"), ("matrix.html", "matrix"), ("actions.html", "actions"),
             ("compendium.docx", "download")]
    nav = Markup("").join(Markup('<a href="{}{}">{}</a>').format(up, path, _both(book, key)) for path, key in links)
    code = Markup("<script>{}</script>").format(script) if script else Markup("")
    page = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" content="POLICY"><title>{}</title><style>{}</style></head>\n<body><nav>{}</nav>'
        "<main><h1>{}</h1>\n{}</main>{}</body></html>\n").format(language, title, Markup(_STYLE), nav, heading, body, code)
    return html.guarded(str(page))
