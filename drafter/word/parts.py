"""The parts beside the body: footnotes, comments, the manifest, properties, and the zip itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.text.run import Run as DocxRun

from drafter.word import xml
from drafter.word.xml import R, W, el

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The date in every property and comment: a document tells nothing about the day it was written."""
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MANIFEST = "urn:drafter:manifest:1"
STORE = "{6B1C0F0E-5D0B-4B1E-9C53-2F1D7A0C51E1}"


def footnotes(document: Any, notes: Sequence[tuple[Any, str]]) -> None:
    """Real footnotes: for each run, which is empty yet, the mark in it and the text in the footnotes part."""
    if not notes:
        return
    try:
        part = document.part.part_related_by(f"{_TYPE}/footnotes")
        root = xml.parse(part.blob)
    except KeyError:
        part = Part(PackURI("/word/footnotes.xml"), _KIND, b"", document.part.package)
        document.part.relate_to(part, f"{_TYPE}/footnotes")
        root = xml.parse(f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}"/>'.encode())
        for identity, kind in ((-1, "separator"), (0, "continuationSeparator")):
            root.append(el("w:footnote", el("w:p", el("w:r", el(f"w:{kind}"))), w_type=kind, w_id=identity))
        document.settings.element.append(el("w:footnotePr", el("w:footnote", w_id=-1), el("w:footnote", w_id=0)))
        _move_before(document.settings.element, "w:footnotePr",
                     ("w:endnotePr", "w:compat", "w:rsids", "w:themeFontLang", "w:clrSchemeMapping"))
    first = 1 + max(int(n.get(xml.name("w:id"))) for n in root)
    for identity, (mark, words) in enumerate(notes, first):
        mark.extend([el("w:rPr", el("w:rStyle", w_val="FootnoteReference")), el("w:footnoteReference", w_id=identity)])
        root.append(el("w:footnote", el("w:p", el("w:pPr", el("w:pStyle", w_val="FootnoteText")),
                                        el("w:r", el("w:rPr", el("w:rStyle", w_val="FootnoteReference")), el("w:footnoteRef")),
                                        xml.run(f" {words}")), w_id=identity))
    part._blob = xml.serialise(root)


def _move_before(root: Any, tag: str, later: Iterable[str]) -> None:
    """Settings have an order: put an element before the first of those that must follow it."""
    element = root.find(xml.name(tag))
    for follower in later:
        found = root.find(xml.name(follower))
        if found is not None:
            found.addprevious(element)
            return


def comments(document: Any, blanks: Sequence[tuple[Any, str]], author: str) -> None:
    """A Word comment at each open fact that says what is wanted."""
    for element, words in blanks:
        run = DocxRun(element, document)
        comment = document.add_comment([run], text=words, author=author, initials="D")
        comment._comment_elm.set(xml.name("w:date"), EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ"))


def manifest(document: Any, entries: Sequence[tuple[str, str, str]]) -> None:
    """A custom XML part of opaque ids and text hashes, and nothing else."""
    lines = "".join(f'<clause id="{mark}" sha256="{digest}"/>' for mark, digest, _ in entries)
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<manifest xmlns="{MANIFEST}">{lines}</manifest>'.encode()
    package = document.part.package
    name = package.next_partname("/customXml/item%d.xml")
    part = Part(name, "application/xml", blob, package)
    store = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ds:datastoreItem ds:itemID="{STORE}" xmlns:ds='
             f'"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{MANIFEST}"/>'
             "</ds:schemaRefs></ds:datastoreItem>").encode()
    described = Part(PackURI(f"/customXml/itemProps{name.idx}.xml"),
                     "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", store, package)
    part.relate_to(described, f"{_TYPE}/customXmlProps")
    document.part.relate_to(part, f"{_TYPE}/customXml")


def properties(document: Any, *, organisation: str, title: str, language: str) -> None:
    """Document properties: the organisation, the title, the language, and no person, program or clock."""
    core = document.core_properties
    for name in ("author", "last_modified_by", "category", "comments", "content_status", "identifier", "keywords",
                 "subject", "version"):
        setattr(core, name, "")
    core.author = core.last_modified_by = organisation[:255]
    core.title, core.language = title[:255], language
    core.created = core.modified = EPOCH.replace(tzinfo=None)
    core.revision = 1
    for child in list(core._element):
        if not child.text:
            core._element.remove(child)


def packed(document: Any) -> bytes:
    """The file: parts sorted, times fixed, so that the same input gives the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        for part in sorted(names, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n)):
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(info, source.read(part))
    return out.getvalue()


def content_digest(blob: bytes) -> str:
    """A digest of sorted part names and bytes: the same whatever library compressed the file."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        for part in sorted(package.namelist()):
            digest.update(part.encode() + b"\0" + package.read(part) + b"\0")
    return digest.hexdigest()
