"""Reads a .docx as a lawyer sees it: every word once, in order, with its number; deletions and comments apart.

`read` gives what stands in the file; `drafter.read.build` mends it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from drafter.document import Block, Comment, Flag, Piece, Raw, Source, Unread
from drafter.errors import DrafterError
from drafter.word import guard
from drafter.word.counting import Counting, read_counting, read_styles
from drafter.word.guard import Package, W
from drafter.word.inline import Mode
from drafter.word.walk import Found, Walker

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPARSE = 200
"""Letters below which a document with pictures is probably a scan."""
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def read(blob: bytes, shown: str) -> Raw:
    """The paragraphs, deletions, comments and flags of a .docx (also .docm, .dotx). `shown` names it in errors.

    Raises DrafterError when the file cannot be read safely or is no Word file.
    """
    package = Package(blob, shown)
    main = _main(package)
    relations = _relations(package, main)
    found = _tables(package, relations)
    root = package.parse(main)
    body = root.find(f"{W}body")
    if body is None:
        raise package.refuse((f"{main} has no body", "open it in Word, let it repair the file and save it"))
    Walker(found, main, root).walk(body)
    found.fields.clear()
    _notes(package, relations, found)
    _headers(package, relations, root, found)
    comments = _comments(package, relations, found)
    flags = tuple(_flags(package, root, main))
    _pictures(package, found)
    return Raw("docx", tuple(found.blocks), tuple(found.sources), tuple(found.deleted), comments, flags, tuple(found.unread),
               tuple(_remarks(found)))


def _main(package: Package) -> str:
    """The name of the main part."""
    if "_rels/.rels" in package.names:
        for relation in package.parse("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                name = posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
                if name in package.names:
                    return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise package.refuse(("not a Word file (.docx)", "save it in Word as .docx"))


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relations of a part by id: kind and the part pointed to (those inside the file only)."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.names:
        return {}
    result = {}
    for relation in package.parse(path):
        target = str(relation.get("Target", ""))
        full = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if relation.get("TargetMode") != "External" and full in package.names:
            result[str(relation.get("Id", ""))] = (str(relation.get("Type", "")).rsplit("/", 1)[-1], full)
    return result


def _one(relations: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((target for found, target in relations.values() if found == kind), "")


def _side(package: Package, name: str, found: Found) -> Any:
    """A part that is not the main one: damaged, it is reported as unread."""
    if not name:
        return None
    try:
        return package.parse(name)
    except DrafterError as error:
        found.unread.append(Unread("damaged", error.problems[0].message, name))
        return None


def _tables(package: Package, relations: Mapping[str, tuple[str, str]]) -> Found:
    found = Found()
    styles = _side(package, _one(relations, "styles"), found)
    if styles is not None:
        found.styles, found.default = read_styles(styles)
    lists = _side(package, _one(relations, "numbering"), found)
    found.counting = read_counting(lists) if lists is not None else Counting()
    return found


def _notes(package: Package, relations: Mapping[str, tuple[str, str]], found: Found) -> None:
    """Footnotes and endnotes after the body, in the order of their references."""
    for kind in ("footnote", "endnote"):
        references = [(id_, gone) for k, id_, gone in found.notes if k == kind]
        root = _side(package, _one(relations, f"{kind}s"), found)
        if root is None or not references:
            continue
        walker = Walker(found, _one(relations, f"{kind}s"), root)
        notes = {note.get(f"{W}id", ""): note for note in root.iterfind(f"{W}{kind}")}
        number = 0
        for id_, gone in dict(references).items():
            if id_ not in notes:
                continue
            number += not gone
            walker.walk(notes[id_], "footnote" if kind == "footnote" else "endnote", mode=Mode("deleted") if gone else Mode(),
                        label="" if gone else str(number))
        found.fields.clear()


def _headers(package: Package, relations: Mapping[str, tuple[str, str]], root: Any, found: Found) -> None:
    """Each header and footer that is shown, once."""
    seen: set[str] = set()
    for section in root.iter(f"{W}sectPr"):
        first = section.find(f"{W}titlePg") is not None
        for reference in section:
            kind, name = relations.get(reference.get(f"{_R}id", ""), ("", ""))
            if kind not in ("header", "footer") or name in seen or (reference.get(f"{W}type") == "first" and not first):
                continue
            seen.add(name)
            part = _side(package, name, found)
            if part is None:
                continue
            before = len(found.blocks)
            Walker(found, name, part).walk(part, "header" if kind == "header" else "footer")
            found.fields.clear()
            known = {b.text for b in found.blocks[:before] if b.kind == kind}
            found.blocks[before:] = [b for b in found.blocks[before:] if b.text not in known]


def _comments(package: Package, relations: Mapping[str, tuple[str, str]], found: Found) -> tuple[Comment, ...]:
    root = _side(package, _one(relations, "comments"), found)
    if root is None:
        return ()
    result = []
    for comment in root.iterfind(f"{W}comment"):
        id_ = comment.get(f"{W}id", "")
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
        anchored = found.comments.get(id_, Comment(id_, ""))
        result.append(replace(anchored, text=text, author=comment.get(f"{W}author", ""), date=comment.get(f"{W}date", "")))
    return tuple(result)


def _flags(package: Package, root: Any, main: str) -> Iterator[Flag]:
    for name in sorted(guard.objects(package.names)):
        code = "macros" if "vbaproject" in name.lower() else "embedded-object"
        yield Flag(code, f"holds {'macros' if code == 'macros' else 'an embedded object'}; it was not opened", name)
    for name in sorted(n for n in package.names if n.endswith(".rels")):
        try:
            relations = package.parse(name)
        except DrafterError as error:
            yield Flag("damaged", error.problems[0].message, name)
            continue
        for kind, target, external in guard.outside(relations):
            if external:
                yield Flag("external-target", f"points outside the file ({kind}: {target}); nothing was fetched", name)
            elif kind == "aFChunk":
                yield Flag("embedded-object", f"holds another document ({target}); it was not read", name)
    for code in guard.fetching(root):
        yield Flag("fetching-field", f"a field would fetch or run something ({code}); its last result was read", main)


def _pictures(package: Package, found: Found) -> None:
    """Words that stand in pictures, drawings and embedded documents are not read, and that is said."""
    letters = sum(len(b.text) for b in found.blocks if b.kind not in ("header", "footer"))
    if found.large_pictures or (found.pictures and letters < _SPARSE):
        found.unread.append(Unread("picture-only", "holds a picture as large as a page, perhaps a scan", "word/media"))
    for name in sorted(package.names):
        if name.startswith("word/embeddings/"):
            found.unread.append(Unread("not-included", "an embedded document was not read", name))
        elif name.startswith("word/diagrams/data"):
            part = _side(package, name, found)
            words = " ".join(t.text or "" for t in part.iter(_TEXT)) if part is not None else ""
            if words.strip():
                _diagram(found, name, words)


def _diagram(found: Found, name: str, words: str) -> None:
    number = len(found.sources)
    found.sources.append(Source(words, name))
    found.blocks.append(Block(words, (Piece(0, len(words), number, 0, len(words)),), "textbox"))


def _remarks(found: Found) -> Iterator[str]:
    changes = sum(a.kind in ("deleted", "moved") for a in found.deleted)
    if changes:
        yield f"{changes} tracked deletion(s) are not part of the text"
    if any(a.kind == "hidden" for a in found.deleted):
        yield "hidden text is not part of the text"
