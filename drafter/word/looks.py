"""Which words of a Word part nobody sees on its page: hidden, in the colour of their ground, or too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from drafter.word.counting import switched
from drafter.word.guard import W

Unseen = Literal["hidden", "covered", "tiny", "perhaps-covered"]
"""`covered`: the colour of the ground. `perhaps-covered`: white where the ground cannot be told (shapes, styled tables)."""
TINIEST = 2
"""Half-points: letters of one point and less are not read by anybody."""
_NEAR = 12
_NAMED = {"black": 0x000000, "white": 0xFFFFFF, "yellow": 0xFFFF00, "green": 0x00FF00, "cyan": 0x00FFFF, "magenta": 0xFF00FF,
          "blue": 0x0000FF, "red": 0xFF0000, "darkBlue": 0x000080, "darkCyan": 0x008080, "darkGreen": 0x008000,
          "darkMagenta": 0x800080, "darkRed": 0x800000, "darkYellow": 0x808000, "darkGray": 0x808080, "lightGray": 0xC0C0C0}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SEEN = tuple(f"{W}{tag}" for tag in ("t", "sym", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "tab", "br"))


class Looks:
    """The styles of a document (the root of its styles part, or None)."""

    def __init__(self, styles: Any) -> None:
        found = styles.iterfind(f"{W}style") if styles is not None else ()
        self._styles = {str(s.get(f"{W}styleId", "")): s for s in found}
        self._default = next((k for k, s in self._styles.items() if s.get(f"{W}type") == "paragraph"
                              and s.get(f"{W}default") in ("1", "true", "on")), "")
        self._base = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._chains: dict[str, list[Any]] = {}
        self._shaded: dict[str, bool] = {}
        self._known: dict[tuple[Any, str], Any] = {}

    def _chain(self, name: str) -> list[Any]:
        """A style and those it is based on."""
        if name not in self._chains:
            chain: list[Any] = []
            key = name
            while key in self._styles and self._styles[key] not in chain and len(chain) < 30:
                chain.append(self._styles[key])
                based = chain[-1].find(f"{W}basedOn")
                key = str(based.get(f"{W}val", "")) if based is not None else ""
            self._chains[name] = chain
        return self._chains[name]

    def _container(self, element: Any, tag: str) -> Any:
        """The properties of a paragraph, row, cell or table, looked up once."""
        if (element, tag) not in self._known:
            self._known[element, tag] = _of(element, tag)
        return self._known[element, tag]

    def _properties(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """The run properties that count, nearest first."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
        for name in (_named(own, "rStyle"), _named(self._container(paragraph, "pPr"), "pStyle") or self._default):
            for style in self._chain(name):
                inner = style.find(f"{W}rPr")
                if inner is not None:
                    yield inner
        if self._base is not None:
            yield self._base

    def unseen(self, root: Any) -> Iterator[tuple[Any, Unseen]]:
        """Runs of a part that hold something, in order, and why it is not seen."""
        self._known = {}
        behind = any(a.get("behindDoc") in ("1", "true") for a in root.iter(f"{_DRAWING}anchor")) or root.find(f"{W}background") is not None
        for run in root.iter(f"{W}r"):
            if next(run.iterchildren(*SEEN), None) is None:
                continue
            why = self._why(run, behind)
            if why is not None and (why == "hidden" or _letters(run)):
                yield run, why

    def _why(self, run: Any, behind: bool) -> Unseen | None:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        layers = list(self._properties(run, paragraph))
        row = next(run.iterancestors(f"{W}tr"), None)
        if row is not None and switched(self._container(row, "trPr"), "hidden"):
            return "hidden"
        if next((on for on in (switched(layer, "vanish") for layer in layers) if on is not None), False):
            return "hidden"
        size = next((value for value in (_named(layer, "sz") for layer in layers) if value), "")
        if size.isdecimal() and int(size) <= TINIEST:
            return "tiny"
        colour = _colour(next((value for value in (_named(layer, "color") for layer in layers) if value), ""))
        if colour is None:
            return None
        return self._covered(run, paragraph, layers, colour, behind)

    def _covered(self, run: Any, paragraph: Any, layers: list[Any], colour: int, behind: bool) -> Unseen | None:
        marked = next((value for value in (_named(layer, "highlight") for layer in layers) if value), "")
        grounds = [_NAMED[marked]] if marked in _NAMED else []
        own = self._container(paragraph, "pPr")
        styled = [style.find(f"{W}pPr") for style in self._chain(_named(own, "pStyle") or self._default)]
        grounds += [g for g in map(_ground, [*layers, own, *styled, *self._cells(run)]) if g is not None]
        if grounds:
            return "covered" if _alike(colour, grounds[0]) else None
        if not _alike(colour, 0xFFFFFF):
            return None
        return "perhaps-covered" if behind or self._unsure(run) else "covered"

    def _cells(self, run: Any) -> Iterator[Any]:
        """Properties of the cells and tables around a run."""
        for above in run.iterancestors(f"{W}tc", f"{W}tbl"):
            yield self._container(above, "tcPr" if above.tag == f"{W}tc" else "tblPr")

    def _unsure(self, run: Any) -> bool:
        """Whether the ground may be coloured by a shape or by the style of a table."""
        for above in run.iterancestors():
            if above.tag == f"{W}txbxContent":
                return True
            if above.tag == f"{W}tbl" and self._coloured(_named(self._container(above, "tblPr"), "tblStyle")):
                return True
        return False

    def _coloured(self, table_style: str) -> bool:
        if table_style not in self._shaded:
            self._shaded[table_style] = any(_shade(s) not in (None, 0xFFFFFF) for style in self._chain(table_style)
                                            for s in style.iter(f"{W}shd"))
        return self._shaded[table_style]


def _letters(run: Any) -> bool:
    return any((t.text or "").strip() for t in run.iterchildren(f"{W}t"))


def _of(element: Any, tag: str) -> Any:
    return element.find(f"{W}{tag}") if element is not None else None


def _named(properties: Any, tag: str) -> str:
    found = _of(properties, tag)
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _ground(properties: Any) -> int | None:
    return _shade(_of(properties, "shd"))


def _shade(shade: Any) -> int | None:
    """The colour of a shading, None when there is none."""
    if shade is None or shade.get(f"{W}val") == "nil":
        return None
    return _colour(shade.get(f"{W}color" if shade.get(f"{W}val") == "solid" else f"{W}fill", ""))


def _colour(written: str) -> int | None:
    try:
        return int(written, 16) if len(written) == 6 else None
    except ValueError:
        return None


def _alike(a: int, b: int) -> bool:
    return all(abs((a >> shift & 255) - (b >> shift & 255)) <= _NEAR for shift in (0, 8, 16))
