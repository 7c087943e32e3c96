"""The pages of the toolkit: an index of everything in it, the element sets, the glossary. Plain HTML that works from a disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from drafter.schema import LANGUAGES, Element, Library

SHELVES = {
    "templates": {"en": "Templates: blank forms in Word, and matter files to fill", "zh": "模板：Word空白表单和供填写的事实文件"},
    "samples": {"en": "Samples", "zh": "样例"},
    "forms": {"en": "Forms that go with an agreement", "zh": "协议所附表单"},
    "elements": {"en": "Element sets: what a good document says", "zh": "要素集：一份好文件应写明什么"},
    "glossary": {"en": "Glossary", "zh": "术语表"},
}
SETS = {
    "mou": {"en": "Key elements of agreements on security and human rights", "zh": "安全与人权协议关键要素"},
    "case": {"en": "Elements of case studies and profiles, with the derived set for voluntary initiatives",
             "zh": "案例研究和简介的要素，以及本项目自拟的自愿行动要素集（衍生）"},
}
GLOSSARY = {"en": "Terms in four languages", "zh": "四种语言术语对照"}
DERIVED = {
    "en": "Basis: derived. This set is this project's own; it is not the list that was agreed at Toronto in 1999, which could not be "
          "obtained.",
    "zh": "依据：衍生。本要素集由本项目自拟，并非1999年多伦多会议商定的清单；该清单未能取得。",
    "es": "Base: conjunto derivado, propio de este proyecto; no es la lista acordada en Toronto en 1999, que no se pudo obtener.",
    "fr": "Base : ensemble dérivé, propre à ce projet ; ce n'est pas la liste convenue à Toronto en 1999, qui n'a pu être obtenue.",
}
"""The basis line of the initiative set, printed wherever the set is."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c2733;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1.05rem;margin-bottom:.2rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #c9d2dc;padding:.35rem .5rem;vertical-align:top;text-align:left}
th{background:#eef2f7}.meta{color:#51606f}.basis{border-left:4px solid #b58900;padding:.3rem .8rem;background:#fdf6e3}
.core{font-weight:600}a{color:#1f4e79}
@media (prefers-color-scheme:dark){body{color:#dfe6ee;background:#14191f}th{background:#222b35}td,th{border-color:#3b4753}a{color:#8bb9e8}
.meta{color:#9fb0c0}.basis{background:#2b2614}}
@media print{body{margin:0;max-width:none}}
"""


def index(items: Iterable[tuple[str, str, Mapping[str, str]]], version: str) -> str:
    """The index: shelf by shelf every file, linked. `items`: shelf, path, names by language with the kind of file."""
    by_shelf: dict[str, dict[tuple[str, str], list[tuple[str, str]]]] = {}
    for shelf, path, names in items:
        entry = (names.get("en", path), names.get("zh", ""))
        by_shelf.setdefault(shelf, {}).setdefault(entry, []).append((names.get("file", path), path))
    parts = [Markup("<p class=meta>{}</p>").format(
        "For people without the program: print, fill in by hand or in Word. Library " + (version or "–"))]
    for shelf, titles in SHELVES.items():
        if shelf not in by_shelf:
            continue
        rows = Markup("").join(
            Markup("<tr><td>{}</td><td lang=zh>{}</td><td>{}</td></tr>").format(
                en, zh, Markup(" · ").join(Markup('<a href="{}">{}</a>').format(path, what) for what, path in files))
            for (en, zh), files in sorted(by_shelf[shelf].items()))
        parts.append(Markup("<h2>{} <span lang=zh>{}</span></h2><table>{}</table>").format(titles["en"], titles["zh"], rows))
    return _page("Toolkit for voluntary initiatives on security and human rights", "安全与人权自愿行动工具包", parts)


def elements(found: Sequence[Element], library: Library) -> str:
    """A set of elements as a page: what each asks, in every language, and where it comes from."""
    parts: list[Markup] = []
    if any(e.basis == "derived" for e in found):
        parts.append(_basis())
    for element in found:
        parts.append(_element(element, library))
    titles = SETS[found[0].set]
    return _page(titles["en"], titles["zh"], parts)


def _basis() -> Markup:
    return Markup("").join(Markup("<p class=basis lang={}>{}</p>").format(code, DERIVED[code]) for code in LANGUAGES)


def _element(element: Element, library: Library) -> Markup:
    names = Markup(" / ").join(Markup("<span lang={}>{}</span>").format(c, element.names[c]) for c in LANGUAGES if c in element.names)
    levels = ", ".join(f"{kind}: {level}" for kind, level in element.level.items() if level != "not-applicable")
    rows = Markup("").join(_asked(r.id, r.asks, r.core) for r in element.requirements)
    sources = "; ".join(f"{library.sources[c.id].title} {library.sources[c.id].mark}{', ' + c.at if c.at else ''}"
                        for c in element.sources if c.id in library.sources)
    derived = Markup("<p class=meta>basis: derived</p>") if element.basis == "derived" and not element.toronto_ref else Markup("")
    return Markup('<h3 id="{}">{}</h3><p class=meta>{} · {} · {}</p>{}<table>{}</table><p class=meta>{}</p>').format(
        element.id, names, element.id, element.severity, levels, derived, rows, sources)


def _asked(name: str, asks: Mapping[str, str], core: bool) -> Markup:
    texts = Markup("<br>").join(Markup("<span lang={}>{}</span>").format(c, asks[c]) for c in LANGUAGES if asks.get(c))
    return Markup("<tr><td class={}>{}</td><td>{}</td></tr>").format("core" if core else "other", name, texts)


def glossary(rows: Sequence[Sequence[str]]) -> str:
    """Terms, one row each, one column a language."""
    head = Markup("").join(Markup("<th lang={}>{}</th>").format(c, c) for c in LANGUAGES)
    body = Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(
        Markup("<td lang={}>{}</td>").format(c, text) for c, text in zip(LANGUAGES, row, strict=True))) for row in rows)
    return _page(GLOSSARY["en"], GLOSSARY["zh"], [Markup("<table><tr>{}</tr>{}</table>").format(head, body)])


def _page(title: str, chinese: str, parts: Iterable[Markup]) -> str:
    return str(Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" content="{}"><title>{}</title><style>{}</style></head>\n<body><h1>{} '
        "<span lang=zh>{}</span></h1>\n{}\n</body></html>\n").format(
            Markup(_POLICY), escape(title), Markup(_STYLE), title, chinese, Markup("\n").join(parts)))
