"""A safe copy of anyone's Word file: what its page shows, with codes for the names that were confirmed, and nothing else.

Only parts that are needed to show the page are copied; whatever is unknown stays behind. Nothing in the file is run, and
nothing it points to is fetched.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from drafter.errors import DrafterError
from drafter.word import exif, fields, hidden, tree, xml
from drafter.word.coded import Coder
from drafter.word.guard import W
from drafter.word.looks import Looks
from drafter.word.names import Names
from drafter.word.opc import Parts, R, Relation, written
from drafter.word.parts import EPOCH

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DML = "application/vnd.openxmlformats-officedocument.drawingml."
_MS = "http://schemas.microsoft.com/office/"
_KINDS: dict[str, tuple[str, str, str]] = {
    "officeDocument": (_OFFICE, "word/document.xml", _WML + "document.main+xml"),
    "styles": (_OFFICE, "word/styles.xml", _WML + "styles+xml"),
    "settings": (_OFFICE, "word/settings.xml", _WML + "settings+xml"),
    "numbering": (_OFFICE, "word/numbering.xml", _WML + "numbering+xml"),
    "fontTable": (_OFFICE, "word/fontTable.xml", _WML + "fontTable+xml"),
    "footnotes": (_OFFICE, "word/footnotes.xml", _WML + "footnotes+xml"),
    "endnotes": (_OFFICE, "word/endnotes.xml", _WML + "endnotes+xml"),
    "header": (_OFFICE, "word/header{}.xml", _WML + "header+xml"),
    "footer": (_OFFICE, "word/footer{}.xml", _WML + "footer+xml"),
    "theme": (_OFFICE, "word/theme/theme{}.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    "themeOverride": (_OFFICE, "word/theme/themeOverride{}.xml", "application/vnd.openxmlformats-officedocument.themeOverride+xml"),
    "font": (_OFFICE, "word/fonts/font{}.odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
    "chart": (_OFFICE, "word/charts/chart{}.xml", _DML + "chart+xml"),
    "chartUserShapes": (_OFFICE, "word/drawings/drawing{}.xml", _DML + "chartshapes+xml"),
    "chartStyle": (_MS + "2011/relationships/", "word/charts/style{}.xml", "application/vnd.ms-office.chartstyle+xml"),
    "chartColorStyle": (_MS + "2011/relationships/", "word/charts/colors{}.xml", "application/vnd.ms-office.chartcolorstyle+xml"),
    "diagramData": (_OFFICE, "word/diagrams/data{}.xml", _DML + "diagramData+xml"),
    "diagramLayout": (_OFFICE, "word/diagrams/layout{}.xml", _DML + "diagramLayout+xml"),
    "diagramQuickStyle": (_OFFICE, "word/diagrams/quickStyle{}.xml", _DML + "diagramStyle+xml"),
    "diagramColors": (_OFFICE, "word/diagrams/colors{}.xml", _DML + "diagramColors+xml"),
    "diagramDrawing": (_MS + "2007/relationships/", "word/diagrams/drawing{}.xml",
                       "application/vnd.ms-office.drawingml.diagramDrawing+xml"),
    "image": (_OFFICE, "word/media/image{}", ""),
}
"""Parts that are copied, by the last word of their relation: where the relation's type is, the new name, the type of content."""
_UNASKED = frozenset(("styles", "settings", "numbering", "fontTable", "footnotes", "endnotes", "theme", "themeOverride", "chartStyle",
                      "chartColorStyle", "diagramDrawing"))
"""Parts that are found by their relation alone, without an id in the text."""
_STORIES = frozenset(("officeDocument", "header", "footer", "footnotes", "endnotes"))
_PHOTOS = frozenset(("jpeg", "png", "tiff", "webp", "gif", "bmp"))
_STRICT = b"http://purl.oclc.org/ooxml/"
_SHORTEST = 6
"""Bytes of a name that are looked for in pictures: shorter ones stand in any picture by chance."""


@dataclass(frozen=True)
class Done:
    """`count` findings of a kind (those of `drafter.word.hidden`, and `name`: names replaced) that are not in the copy."""

    kind: str
    count: int


@dataclass(frozen=True)
class Left:
    """What a human must still decide. `where` is a part of the copy, with its paragraph. `what` may hold real names.

    Kinds: `picture` (may show faces, places, names), `picture-kept` (a drawing that cannot be looked into),
    `picture-blanked`, `crop`, `alt-text`, `link`, `personal-link`, `link-removed`, `chart`, `object-removed`, `white-text`,
    `name-part` (one word of a confirmed name, or the name without its accents), `lower-case` (a name replaced where it may
    have been another word), `still` (a finding that could not be cleaned).
    """

    kind: str
    what: str
    where: str = ""


@dataclass(frozen=True)
class Cleaned:
    """The bytes of the copy, what is gone, what is left to decide."""

    blob: bytes
    done: tuple[Done, ...]
    left: tuple[Left, ...]


def clean(blob: bytes, *, codes: Mapping[str, str] | None = None, organisation: str = "", shown: str = "document") -> Cleaned:
    """The safe copy of a .docx. `codes`: name → code, for names the user has confirmed; `organisation`: put in as the
    author, else nobody. The same input gives the same bytes; cleaning the copy again changes nothing.

    Raises DrafterError for what `drafter.word.guard` refuses, macros, damaged parts, Strict Open XML, and codes that cannot
    be used.
    """
    names = Names(codes or {})
    job = _Job(Parts(blob, shown), names)
    copy = job.run(organisation.strip())
    allow = (organisation,) if organisation.strip() else ()
    before = Counter(h.kind for h in hidden.find(blob, shown=shown, allow=allow))
    after = hidden.find(copy, shown=shown, allow=allow, names=names.codes)
    before.subtract(h.kind for h in after)
    if job.coder.count:
        before["name"] = job.coder.count
    done = tuple(Done(kind, count) for kind, count in sorted(before.items()) if count > 0)
    return Cleaned(copy, done, tuple(dict.fromkeys((*job.left, *_judged(after), *(Left(*one) for one in job.coder.left())))))


def _judged(after: tuple[hidden.Hidden, ...]) -> Iterator[Left]:
    """What the search finds in the copy."""
    for one in after:
        if one.severity != "info":
            yield Left("still", one.what, one.where)
        elif one.kind in ("alt-text", "link", "personal-link", "crop", "white-text"):
            yield Left(one.kind, one.what, one.where)


class _Job:
    """One file on its way: trees of the parts that are copied, their new names, types and relations."""

    def __init__(self, parts: Parts, names: Names) -> None:
        self.parts, self.names = parts, names
        self.coder = Coder(names)
        self.left: list[Left] = []
        self._trees: dict[str, Any] = {}
        self._blobs: dict[str, bytes] = {}
        self._renamed: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._ids: dict[str, dict[str, str]] = {}
        self._counts: Counter[str] = Counter()
        self._owners: dict[str, str] = {}
        self._waiting: deque[str] = deque()
        refused = self._refused()
        if refused:
            raise parts.package.refuse(*refused)
        styles = self._one("styles")
        self._looks = Looks(parts.package.parse(styles) if styles else None)

    def _refused(self) -> list[tuple[str, str]]:
        faults = []
        if self.parts.macros():
            faults.append(("holds macros", "save it in Word as .docx, a document without macros, and clean that"))
        if _STRICT in self.parts.package.read(self.parts.main)[:4000]:
            faults.append(("is Strict Open XML", "save it in Word as a plain Word document (.docx) and clean that"))
        return faults

    def _one(self, kind: str) -> str:
        """The part of a kind that the main part points to, empty when there is none."""
        return next((r.target for r in self.parts.relations(self.parts.main) if r.kind == kind and r.target in self.parts.names), "")

    def run(self, organisation: str) -> bytes:
        """The bytes of the copy."""
        self._keep(self.parts.main, "officeDocument", "")
        while self._waiting:
            self._visit(self._waiting.popleft())
        self._link_diagrams()
        self.coder.replace(self._trees)
        files = dict(self._blobs)
        for name, root in self._trees.items():
            tree.tidy_names(root)
            files[self._renamed[name]] = xml.serialise(root)
        files["docProps/core.xml"] = _core(organisation)
        self._types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
        self._relations[""] = [
            Relation("rId1", _OFFICE + "officeDocument", "word/document.xml"),
            Relation("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")]
        return written(files, self._types, self._relations)

    def _keep(self, name: str, kind: str, owner: str) -> str:
        """The new name of a part that is copied; empty when a picture cannot be."""
        if name not in self._renamed:
            self._counts[kind] += 1
            _, pattern, type_ = _KINDS[kind]
            self._owners[name], self._kinds[name] = owner, kind
            if kind == "image":
                self._renamed[name] = self._picture(name, pattern.format(self._counts[kind]))
            else:
                self._renamed[name] = pattern.format(self._counts[kind])
                self._types[self._renamed[name]] = type_
                if kind == "font":
                    self._blobs[self._renamed[name]] = self.parts.package.read(name)
                else:
                    self._waiting.append(name)
        return self._renamed[name]

    def _visit(self, name: str) -> None:
        """Cleans the tree of a part and follows what it still points to."""
        kind = self._kinds[name]
        root = self._trees[name] = self.parts.package.parse(name)
        if kind in _STORIES:
            self._story(name, root)
        elif kind == "settings":
            tree.tidy_settings(root)
        else:
            tree.accept(root)
            tree.plain(root)
        for extension in list(tree.extensions(root)):
            extension.getparent().remove(extension)
        tree.unname(root)
        if kind == "chart":
            self.left.append(Left("chart", "the figures of a chart are stored in it, also those it does not show", self._renamed[name]))
        self._follow(name, root)
        tree.tidy_choices(root)

    def _story(self, name: str, root: Any) -> None:
        tree.accept(root)
        tree.plain(root)
        fields.dissolve(root, self._unwanted)
        tree.drop_hidden(root, self._looks)
        body = self._trees[self.parts.main]
        if name == self.parts.main:
            settings = self._one("settings")
            for reference in list(hidden.unshown(root, self.parts.package.parse(settings) if settings else None)):
                reference.getparent().remove(reference)
        elif self._kinds[name] in ("footnotes", "endnotes"):
            for note in list(hidden.unreferenced(root, body, self._kinds[name][:-1])):
                root.remove(note)
        tree.mend(root)

    def _unwanted(self, code: str) -> bool:
        """Whether a field leads to a file on somebody's machine or spells a confirmed name."""
        target = hidden.code_target(code)
        if not target or not self._telling(target):
            return False
        self.left.append(Left("link-removed", f"link to {target}; its words stay"))
        return True

    def _telling(self, target: str) -> bool:
        return hidden.link_kind(target) == "path-link" or bool(self.names.hidden_in(target))

    # --- Relations

    def _follow(self, name: str, root: Any) -> None:
        """New ids for all relations that are kept; whatever leads elsewhere goes with its element."""
        old = {r.id: r for r in self.parts.relations(name)}
        new, ids = self._relations.setdefault(self._renamed[name], []), self._ids.setdefault(name, {})
        for relation in old.values():
            if relation.kind in _UNASKED and not relation.external and relation.target in self.parts.names:
                self._relate(relation, name, new, ids)
        for element, key in [(e, str(k)) for e in root.iter() for k in e.attrib if str(k).startswith(R) or k == f"{tree.O}relid"]:
            if element.getroottree().getroot() is not root or key not in element.attrib:
                continue
            found = old.get(element.get(key))
            if found is None or not self._kept(found, element, name, new, ids):
                self._drop(element, key, name, new)
            else:
                element.set(key, ids[found.id])

    def _kept(self, relation: Relation, element: Any, name: str, new: list[Relation], ids: dict[str, str]) -> bool:
        if relation.external:
            if relation.kind != "hyperlink":
                return False
            if self._telling(relation.target):
                self.left.append(Left("link-removed", f"link to {relation.target}; its words stay", self._renamed[name]))
                return False
            if relation.id not in ids:
                ids[relation.id] = f"rId{len(new) + 1}"
                new.append(Relation(ids[relation.id], _OFFICE + "hyperlink", relation.target, True))
            return True
        if relation.kind not in _KINDS or relation.kind == "officeDocument" or relation.target not in self.parts.names:
            return False
        return self._relate(relation, name, new, ids)

    def _relate(self, relation: Relation, name: str, new: list[Relation], ids: dict[str, str]) -> bool:
        if relation.id in ids:
            return True
        target = self._keep(relation.target, relation.kind, name)
        if target:
            ids[relation.id] = f"rId{len(new) + 1}"
            new.append(Relation(ids[relation.id], _KINDS[relation.kind][0] + relation.kind, target))
        return bool(target)

    def _drop(self, element: Any, key: str, name: str, new: list[Relation]) -> None:
        """Takes out the element that a dropped relation belongs to, or puts a blank picture there."""
        local, attribute = etree.QName(element).localname, key.rpartition("}")[2]
        del element.attrib[key]
        if local == "hyperlink":
            if element.get(f"{W}anchor") is None:
                fields.unwrap(element)
        elif local in ("blip", "imagedata"):
            if not any(str(k).startswith(R) and str(k).endswith(("}embed", "}id")) for k in element.attrib):
                element.set(R + ("embed" if local == "blip" else "id"), self._blank(new))
                self.left.append(Left("picture-blanked", "a picture that stood outside the file or cannot be cleaned", self._renamed[name]))
        elif local == "OLEObject":
            self._unobject(element, name)
        elif attribute == "id" and local in ("fill", "stroke"):
            return
        elif (extension := next(element.iterancestors(f"{tree.A}ext"), None)) is not None:
            extension.getparent().remove(extension)
        elif local in ("chart", "relIds", "model3d"):
            drawing = next(element.iterancestors(f"{W}drawing"), element)
            drawing.getparent().remove(drawing)
            self.left.append(Left("object-removed", f"a drawing ({local})", self._renamed[name]))
        else:
            element.getparent().remove(element)

    def _unobject(self, element: Any, name: str) -> None:
        """An embedded object becomes the picture it shows."""
        holder = next(element.iterancestors(f"{W}object"), None)
        program = element.get("ProgID", "")
        element.getparent().remove(element)
        if holder is not None:
            holder.tag = f"{W}pict"
            holder.attrib.clear()
        self.left.append(Left("object-removed", f"an embedded object ({program}); its picture stays", self._renamed[name]))

    def _link_diagrams(self) -> None:
        """The data of a diagram names its drawing by an id of the part that holds the diagram."""
        for name, root in self._trees.items():
            for link in [e for e in root.iter() if etree.QName(e).localname == "dataModelExt"]:
                fresh = self._ids.get(self._owners[name], {}).get(link.get("relId", ""))
                if fresh is not None:
                    link.set("relId", fresh)
                else:
                    extension = link.getparent()
                    extension.getparent().remove(extension)

    # --- Pictures

    def _blank(self, new: list[Relation]) -> str:
        """The id of a relation to the blank picture."""
        name = "word/media/image0.png"
        self._blobs[name], self._types[name] = exif.blank(), "image/png"
        known = next((r.id for r in new if r.target == name), "")
        if not known:
            known = f"rId{len(new) + 1}"
            new.append(Relation(known, _OFFICE + "image", name))
        return known

    def _picture(self, name: str, stem: str) -> str:
        """Copies a picture without what it carries; returns its new name, empty when it cannot be copied."""
        blob = self.parts.package.read(name)
        kind = exif.kind(blob)
        bare = self._svg(name) if kind == "svg" else exif.stripped(blob)
        if bare is None or self._spells(bare):
            return ""
        suffix = exif.SUFFIXES[kind]
        fresh = f"{stem}.{suffix}"
        self._blobs[fresh], self._types[fresh] = bare, exif.TYPES[suffix]
        if kind in _PHOTOS:
            self.left.append(Left("picture", "may show faces, places or names: look at it", fresh))
        else:
            self.left.append(Left("picture-kept", f"a drawing ({kind}) whose words and pictures were not looked into", fresh))
        return fresh

    def _svg(self, name: str) -> bytes | None:
        try:
            root = self.parts.package.parse(name)
        except DrafterError:
            return None
        return xml.serialise(root) if tree.tidy_svg(root) else None

    def _spells(self, blob: bytes) -> bool:
        """Whether a name stands in the bytes of a picture."""
        data = exif.words(blob).lower()
        needles = (name.lower().encode(code) for name in self.names.codes for code in ("utf-8", "utf-16-le", "utf-16-be"))
        return any(len(needle) >= _SHORTEST and needle.lower() in data for needle in needles)


def _core(organisation: str) -> bytes:
    day = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ")
    who = escape(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", organisation)[:255])
    author = f"<dc:creator>{who}</dc:creator><cp:lastModifiedBy>{who}</cp:lastModifiedBy>" if who else ""
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{author}'
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>').encode()
