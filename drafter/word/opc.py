"""A Word file as parts with their types and relations, read safely and written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from drafter.errors import DrafterError
from drafter.word.guard import Package

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MACROS = re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE)


class Relation(NamedTuple):
    """`kind` is the last word of the type; `target` is a part's name, or an address outside when `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        return self.type.rsplit("/", 1)[-1]


class Parts:
    """The parts of a Word file from elsewhere."""

    def __init__(self, blob: bytes, shown: str) -> None:
        """Raises DrafterError for what `drafter.word.guard` refuses, and for files without a main part."""
        self.package = Package(blob, shown)
        self.names = self.package.names
        self.types = self._content_types()
        self._relations: dict[str, tuple[Relation, ...]] = {}
        mains = [r.target for r in self.relations("") if r.kind == "officeDocument" and r.target in self.names]
        if not mains and "word/document.xml" in self.names:
            mains = ["word/document.xml"]
        if not mains:
            raise self.package.refuse(("not a Word file (.docx)", "save it in Word as .docx"))
        self.main = mains[0]

    def _content_types(self) -> dict[str, str]:
        """The type of each part, as stated."""
        defaults: dict[str, str] = {}
        own: dict[str, str] = {}
        for entry in self.package.parse("[Content_Types].xml"):
            if entry.tag == f"{{{_TYPES}}}Default":
                defaults[str(entry.get("Extension", "")).lower()] = str(entry.get("ContentType", ""))
            elif entry.tag == f"{{{_TYPES}}}Override":
                own[str(entry.get("PartName", "")).lstrip("/")] = str(entry.get("ContentType", ""))
        return {name: own.get(name, defaults.get(name.rsplit(".", 1)[-1].lower(), "")) for name in self.names}

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part (empty: the package) points to, in the order of its file."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            path = posixpath.join(folder, "_rels", f"{name}.rels")
            found = self.package.parse(path) if path in self.names else ()
            self._relations[part] = tuple(_relation(entry, folder) for entry in found if entry.tag == f"{{{_RELATIONS}}}Relationship")
        return self._relations[part]

    def everything(self) -> Iterator[tuple[str, Relation]]:
        """All relations with the part they belong to."""
        for name in sorted(self.names):
            found = re.fullmatch(r"(.*?)_rels/([^/]*)\.rels", name)
            if found:
                part = found[1] + found[2]
                yield from ((part, relation) for relation in self.relations(part))

    def macros(self) -> bool:
        return any(MACROS.search(name) for name in self.names) or any(MACROS.search(t) for t in self.types.values())

    def parsed(self, name: str) -> Any:
        """The root of a part, or None when it is damaged."""
        try:
            return self.package.parse(name)
        except DrafterError:
            return None


def _relation(entry: Any, folder: str) -> Relation:
    target = str(entry.get("Target", ""))
    external = entry.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return Relation(str(entry.get("Id", "")), str(entry.get("Type", "")), target, external)


def written(parts: Mapping[str, bytes], types: Mapping[str, str], relations: Mapping[str, list[Relation]]) -> bytes:
    """A package: parts sorted, times fixed. `relations` by part; the key "" is the package itself."""
    files = {"[Content_Types].xml": _type_file(types)}
    for part, found in relations.items():
        if found:
            folder, name = posixpath.split(part)
            files[posixpath.join(folder, "_rels", f"{name}.rels")] = _relation_file(found, folder)
    files.update(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(files, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(info, files[name])
    return out.getvalue()


def _type_file(types: Mapping[str, str]) -> bytes:
    pictures = {name.rsplit(".", 1)[-1]: kind for name, kind in types.items() if not name.endswith(".xml")}
    lines = "".join(f"<Default Extension={quoteattr(end)} ContentType={quoteattr(kind)}/>" for end, kind in sorted(
        {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **pictures}.items()))
    lines += "".join(f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
                     for name, kind in sorted(types.items()) if name.endswith(".xml"))
    return f'{_HEAD}<Types xmlns="{_TYPES}">{lines}</Types>'.encode()


def _relation_file(relations: list[Relation], folder: str) -> bytes:
    def target(relation: Relation) -> str:
        return relation.target if relation.external else posixpath.relpath(relation.target, folder or ".")

    lines = "".join(f"<Relationship Id={quoteattr(r.id)} Type={quoteattr(r.type)} Target={quoteattr(target(r))}"
                    f"{' TargetMode=' + quoteattr('External') if r.external else ''}/>" for r in relations)
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()
