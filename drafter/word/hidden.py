"""What a Word file carries that its page does not show and that could tell who wrote, spoke or was there.

Nothing is opened that the file points to, nothing in it is run; pictures are taken apart, never decoded.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from lxml import etree

from drafter.word import exif, fields, tree
from drafter.word.guard import W
from drafter.word.looks import Looks
from drafter.word.names import Names
from drafter.word.opc import Parts, R

Rule = Literal["dnh-doc-meta", "dnh-image-meta", "dnh-link-leak"]
Severity = exif.Severity
MOST = 5_000
"""Findings of one file; there are no more than a reader would look at."""
LONGEST = 300
EPOCHS = ("2000-01-01", "1970-01-01")
_MANIFEST = "urn:drafter:manifest:1"
_PERSONS = frozenset(("creator", "lastModifiedBy", "Company", "Manager"))
_TELLING = frozenset(("subject", "keywords", "description", "category", "identifier", "HyperlinkBase", "TitlesOfParts", "HLinks"))
_QUIET = frozenset(("title", "contentStatus", "version"))
_DATES = frozenset(("created", "modified", "lastPrinted"))
_BOXES = re.compile(r"^(info|contact|office|mail|hello|press|media|admin|support|secretariat|enquiries|inquiries|general|webmaster|"
                    r"comments|feedback|grievances?|complaints?|ethics|hotline|no-?reply)([._-].*)?@", re.IGNORECASE)
_PERSONAL_SCHEMES = frozenset(("mailto", "tel", "sms", "skype", "callto", "sip", "facetime", "whatsapp", "tg", "weixin"))
_PERSONAL_PLACES = re.compile(r"(^|\.)(wa\.me|t\.me|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|weibo\.com|vk\.com|"
                              r"tiktok\.com|linkedin\.com/in|.*-my\.sharepoint\.com/personal)(/|$)", re.IGNORECASE)
_OWN_FILES = re.compile(r"^(file:|\\\\|//|[A-Za-z]:[\\/]|\.\.?[\\/])", re.IGNORECASE)
_CROPS = ("l", "t", "r", "b")
_RELATION_KINDS: dict[str, tuple[str, Severity, str]] = {
    "thumbnail": ("thumbnail", "block", "a small picture of the first page, perhaps of an earlier version"),
    "people": ("people", "block", "a list of people who worked on the file"),
    "person": ("people", "block", "a list of people who worked on the file"),
    "glossaryDocument": ("building-blocks", "warning", "building blocks: stored pieces of text"),
    "printerSettings": ("printer", "warning", "settings of somebody's printer"),
    "oleObject": ("embedded-object", "warning", "an embedded object with its own contents and properties"),
    "package": ("embedded-object", "warning", "an embedded file with its own contents and properties"),
    "aFChunk": ("embedded-object", "warning", "another document inside the file"),
    "subDocument": ("embedded-object", "warning", "another document that belongs to the file"),
    "control": ("embedded-object", "warning", "an active control"),
    "hdphoto": ("original-picture", "warning", "the original of a picture that was changed in Word"),
    "origin": ("signature", "block", "a digital signature, which names its signer"),
    "signature": ("signature", "block", "a digital signature, which names its signer"),
    "vbaProject": ("macros", "warning", "macros, which name their authors"),
}


@dataclass(frozen=True)
class Hidden:
    """One thing the page does not show.

    `what` is for people, at most 300 characters; `part` is a name inside the file, `paragraph` counts its paragraphs
    from 1 (0: none). `gps`: it says where a picture was taken.
    """

    kind: str
    rule: Rule
    severity: Severity
    what: str
    part: str = ""
    paragraph: int = 0
    gps: bool = False

    @property
    def where(self) -> str:
        return f"{self.part}, paragraph {self.paragraph}" if self.paragraph else self.part


def find(blob: bytes, *, shown: str = "document", allow: Iterable[str] = (), names: Iterable[str] = ()) -> tuple[Hidden, ...]:
    """Everything of that kind in a .docx, in the order of its parts; at most `MOST`.

    `allow`: an organisation's names, with which creator and company are fine. `names`: persons already known; whatever
    holds one of them is at least a warning (links) or blocks. A link to a person's own address has the kind
    `personal-link` and is an info until it holds a known name: the caller may make more of it.
    Raises DrafterError for files that `drafter.word.guard` refuses, and for `names` that are none.
    """
    parts = Parts(blob, shown)
    known = Names(dict.fromkeys(names, "…"))
    fine = frozenset(a.strip().casefold() for a in allow)
    found: dict[Hidden, None] = {}
    for one in _all(parts, fine):
        raised = _raised(one, known)
        found.setdefault(replace(raised, what=" ".join(raised.what.split())[:LONGEST]))
        if len(found) >= MOST:
            break
    return tuple(found)


def _raised(one: Hidden, names: Names) -> Hidden:
    if not names or one.severity == "block" or not names.hidden_in(one.what):
        return one
    return replace(one, severity="warning" if one.rule == "dnh-link-leak" else "block")


def _all(parts: Parts, fine: frozenset[str]) -> Iterator[Hidden]:
    yield from _properties(parts, fine)
    yield from _relations(parts)
    styles = next((r.target for r in parts.relations(parts.main) if r.kind == "styles"), "")
    looks = Looks(parts.parsed(styles) if styles in parts.names else None)
    for name in sorted(n for n in parts.names if n.endswith(".xml") and n != "[Content_Types].xml"):
        root = parts.parsed(name)
        if root is None:
            yield Hidden("damaged", "dnh-doc-meta", "warning", "cannot be read; what it holds cannot be told", name)
        elif f"{{{etree.QName(root).namespace}}}" == W:
            yield from _word_part(name, root, looks, parts)
        elif root.tag.endswith("}people") or name.startswith("customXml/"):
            yield from _data_part(name, root)
        else:
            yield from _drawn(name, root)
    yield from _unused(parts)
    for name in sorted(parts.names):
        if "/media/" in name or exif.kind(parts.package.read(name)[:4096] if name.rsplit(".", 1)[-1] in _PICTURES else b""):
            yield from _picture(name, parts.package.read(name))


_PICTURES = frozenset(("jpg", "jpeg", "jpe", "jfif", "png", "gif", "tif", "tiff", "webp", "svg"))


# --- Properties and relations


def _properties(parts: Parts, fine: frozenset[str]) -> Iterator[Hidden]:
    for relation in parts.relations(""):
        if relation.kind not in ("core-properties", "extended-properties", "custom-properties") or relation.target not in parts.names:
            continue
        root = parts.parsed(relation.target)
        for entry in root if root is not None else ():
            text = " ".join("".join(entry.itertext()).split())
            if relation.kind == "custom-properties":
                yield Hidden("property", "dnh-doc-meta", "block", f"own property {entry.get('name', '')}: {text}", relation.target)
            elif text:
                yield from _property(etree.QName(entry).localname, text, relation.target, fine)


def _property(key: str, text: str, part: str, fine: frozenset[str]) -> Iterator[Hidden]:
    severity: Severity | None = None
    if key in _PERSONS:
        severity = None if text.casefold() in fine else "block"
    elif key == "Template":
        severity = "block" if re.search(r"[\\/]", text) else "info"
    elif key in _TELLING:
        severity = "warning"
    elif key in _QUIET or (key in _DATES and not text.startswith(EPOCHS)):
        severity = "info"
    if severity is not None:
        yield Hidden("template" if key == "Template" else "property", "dnh-doc-meta", severity, f"{key}: {text}", part)


def _relations(parts: Parts) -> Iterator[Hidden]:
    uses: dict[str, dict[str, tuple[int, str]]] = {}
    for part, relation in parts.everything():
        if relation.kind in _RELATION_KINDS:
            kind, severity, what = _RELATION_KINDS[relation.kind]
            yield Hidden(kind, "dnh-image-meta" if kind == "original-picture" else "dnh-doc-meta", severity,
                         f"{what} ({posixpath.basename(relation.target)})", part)
        elif relation.kind == "attachedTemplate":
            yield Hidden("template", "dnh-doc-meta", "block", f"template: {unquote(relation.target)}", part)
        elif relation.kind.startswith("mailMerge"):
            yield Hidden("mail-merge", "dnh-doc-meta", "block", f"source of a mail merge: {unquote(relation.target)}", part)
        elif relation.kind == "hyperlink" and relation.external:
            if part not in uses:
                uses[part] = _uses(parts.parsed(part) if part in parts.names else None)
            yield _linked(relation.target, part, *uses[part].get(relation.id, (0, "")))
        elif relation.external:
            severity = "block" if _OWN_FILES.match(relation.target) else "warning"
            yield Hidden("external", "dnh-doc-meta", severity, f"{relation.kind} outside the file: {unquote(relation.target)}", part)


def link_kind(target: str) -> Literal["link", "personal-link", "path-link"]:
    """Whether a target is a page, a person's address or account, or a file on somebody's machine."""
    target = target.strip()
    try:
        address = urlsplit(target)
    except ValueError:
        return "path-link"
    if _OWN_FILES.match(target) or (not address.scheme and not target.startswith("#")):
        return "path-link"
    if address.scheme.lower() in _PERSONAL_SCHEMES:
        return "link" if address.scheme.lower() == "mailto" and _BOXES.match(unquote(address.path)) else "personal-link"
    return "personal-link" if _PERSONAL_PLACES.search(f"{address.hostname or ''}{address.path}") else "link"


def _uses(root: Any) -> dict[str, tuple[int, str]]:
    """Where the links of a part stand and what words they are, by id."""
    if root is None:
        return {}
    places = tree.paragraphs(root)
    return {str(e.get(f"{R}id")): (tree.number(places, e), _words(e)) for e in root.iter(f"{W}hyperlink") if e.get(f"{R}id")}


def _linked(target: str, part: str, paragraph: int, words: str = "") -> Hidden:
    kind = link_kind(target)
    what = f"link to {unquote(target)}" + (f" from the words “{words.strip()}”" if words.strip() else "")
    return Hidden(kind, "dnh-link-leak", "warning" if kind == "path-link" else "info", what, part, paragraph)


def _data_part(name: str, root: Any) -> Iterator[Hidden]:
    """people.xml and custom XML."""
    if root.tag.endswith("}people"):
        for person in root:
            author = next((str(v) for k, v in person.attrib.items() if str(k).endswith("author")), "")
            yield Hidden("people", "dnh-doc-meta", "block", f"person: {author}", name)
        return
    text = " ".join(" ".join(root.itertext()).split())
    values = " ".join(str(v) for e in root.iter() for k, v in e.attrib.items() if not str(k).endswith(("itemID", "uri")))
    own = etree.QName(root).namespace == _MANIFEST
    if own or text or (len(root) and values.strip()):
        empty = not text and etree.QName(root).localname in ("Sources", "datastoreItem")
        if "itemProps" not in name and not empty:
            yield Hidden("custom-xml", "dnh-doc-meta", "info" if own else "block", f"data for programs: {text or values}", name)


# --- The words of a part


def _word_part(name: str, root: Any, looks: Looks, parts: Parts) -> Iterator[Hidden]:
    local = etree.QName(root).localname
    if local == "settings":
        yield from _settings(name, root)
    elif local == "comments":
        yield from _comments(name, root)
    elif local in ("document", "hdr", "ftr", "footnotes", "endnotes", "glossaryDocument"):
        places = tree.paragraphs(root)
        yield from _changes(name, root, places)
        yield from _unseen(name, root, places, looks)
        yield from _marks(name, root, places)
        yield from _codes(name, root, places)
        yield from _drawn(name, root, places)
        yield from _controls(name, root, places)
    elif local in ("styles", "numbering"):
        yield from _changes(name, root, {})


def _settings(name: str, root: Any) -> Iterator[Hidden]:
    def hidden(kind: str, severity: Severity, what: str) -> Hidden:
        return Hidden(kind, "dnh-doc-meta", severity, what, name)

    for variable in root.iter(f"{W}docVar"):
        yield hidden("variable", "block", f"variable {variable.get(f'{W}name', '')}: {variable.get(f'{W}val', '')}")
    for merge in root.iter(f"{W}mailMerge"):
        texts = [str(e.get(f"{W}val", "")) for e in merge.iter() if e.tag in (f"{W}connectString", f"{W}query", f"{W}udl")]
        yield hidden("mail-merge", "block", "mail merge: " + " ".join(filter(None, texts)))
    revisions = len(list(root.iter(f"{W}rsid")))
    if revisions:
        yield hidden("revision-ids", "info", f"{revisions} numbers of editing sessions")
    for identity in root:
        if etree.QName(identity).localname == "docId":
            yield hidden("document-id", "info", "a number that links copies of this document")
    for protection in root.iter(f"{W}documentProtection", f"{W}writeProtection"):
        if protection.get(f"{W}hash") or protection.get(f"{W}hashValue") or protection.get(f"{W}recommended"):
            yield hidden("protection", "info", "a protection against changes, with a trace of its password")


def _comments(name: str, root: Any) -> Iterator[Hidden]:
    for comment in root.iterfind(f"{W}comment"):
        author = " ".join(filter(None, (comment.get(f"{W}author", ""), comment.get(f"{W}date", ""))))
        yield Hidden("comment", "dnh-doc-meta", "block", f"comment by {author}: {_words(comment)}", name)


def _words(element: Any) -> str:
    """The words inside an element, also deleted ones; paragraphs apart."""
    out = []
    for one in element.iter(f"{W}t", f"{W}delText", f"{W}p", f"{W}tab", f"{W}br"):
        out.append(one.text or "" if one.tag in (f"{W}t", f"{W}delText") else " ")
    return "".join(out)


_CHANGES = {"ins": "insertion", "del": "deletion", "moveFrom": "move", "moveTo": "move", "cellIns": "insertion", "cellDel": "deletion"}


def _changes(name: str, root: Any, places: dict[Any, int]) -> Iterator[Hidden]:
    for element in root.iter(f"{W}*"):
        local = etree.QName(element).localname
        kind = _CHANGES.get(local, "format-change" if local.endswith("Change") else "")
        if kind:
            author = " ".join(filter(None, (element.get(f"{W}author", ""), element.get(f"{W}date", ""))))
            text = _words(element) if kind != "format-change" else ""
            yield Hidden(kind, "dnh-doc-meta", "block", f"{kind} by {author or 'nobody named'}{': ' + text if text else ''}", name,
                         tree.number(places, element))
        elif local == "delText" and next(element.iterancestors(f"{W}del", f"{W}moveFrom"), None) is None and element.text:
            yield Hidden("deletion", "dnh-doc-meta", "block", f"deleted words: {element.text}", name, tree.number(places, element))


def _unseen(name: str, root: Any, places: dict[Any, int], looks: Looks) -> Iterator[Hidden]:
    """Neighbouring hidden runs of a paragraph together."""
    gathered: list[tuple[str, int, list[str]]] = []
    for run, why in looks.unseen(root):
        if next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            continue
        place = tree.number(places, run)
        text = _words(run) or "a picture or a sign"
        if gathered and gathered[-1][:2] == (why, place):
            gathered[-1][2].append(text)
        else:
            gathered.append((why, place, [text]))
    said = {"hidden": ("hidden-text", "hidden words"), "covered": ("covered-text", "words in the colour of their ground"),
            "tiny": ("tiny-text", "words too small to read"),
            "perhaps-covered": ("white-text", "white words on a ground that cannot be told")}
    for reason, place, texts in gathered:
        kind, what = said[reason]
        joined = "".join(texts)
        if joined.strip():
            yield Hidden(kind, "dnh-doc-meta", "info" if reason == "perhaps-covered" else "block", f"{what}: {joined}", name, place)


def _marks(name: str, root: Any, places: dict[Any, int]) -> Iterator[Hidden]:
    for mark in root.iter(f"{W}bookmarkStart"):
        word = str(mark.get(f"{W}name", ""))
        if word and not word.startswith("_") and not re.fullmatch(r"b\d+", word):
            yield Hidden("bookmark", "dnh-doc-meta", "info", f"bookmark {word}", name, tree.number(places, mark))
    for one in root.iter(f"{W}permStart"):
        editor = one.get(f"{W}ed") or ""
        if editor:
            yield Hidden("permission", "dnh-doc-meta", "block", f"person who may edit: {editor}", name, tree.number(places, one))
    if any(str(k).rpartition("}")[2].startswith("rsid") for e in root.iter(f"{W}p", f"{W}r") for k in e.attrib):
        yield Hidden("revision-ids", "dnh-doc-meta", "info", "numbers of editing sessions at paragraphs", name)


_LINK_CODE = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]*)"|HYPERLINK\s+([^\s\\"]+)', re.IGNORECASE)


def code_target(code: str) -> str:
    """Where a HYPERLINK field leads; empty for places in the document."""
    found = _LINK_CODE.match(code.strip())
    return "" if found is None or "\\l" in found[0].lower() else (found[1] or found[2] or "")


def _codes(name: str, root: Any, places: dict[Any, int]) -> Iterator[Hidden]:
    for element, code in fields.codes(root):
        place = tree.number(places, element)
        target = code_target(code)
        if target:
            yield _linked(target, name, place)
        elif fields.name(code) not in fields.KEPT and code:
            yield Hidden("field-code", "dnh-doc-meta", "warning" if re.search(r'["\\/]', code) else "info", f"field {code}", name, place)


def _drawn(name: str, root: Any, places: dict[Any, int] | None = None) -> Iterator[Hidden]:
    """What hangs on drawings: alt text, names of objects, cropped areas, hidden drawings."""
    where = places or {}
    for element, key in tree.drawings(root):
        yield Hidden("alt-text", "dnh-image-meta", "info", f"alternative text: {element.get(key)}", name, tree.number(where, element))
    for element in root.iter():
        local = etree.QName(element).localname
        if local in ("docPr", "cNvPr") and re.search(r"\.\w{3,4}$|[\\/]", element.get("name", "")):
            yield Hidden("object-name", "dnh-image-meta", "warning", f"name of a picture: {element.get('name')}", name,
                         tree.number(where, element))
        if local == "docPr" and element.get("hidden") in ("1", "true"):
            yield Hidden("hidden-drawing", "dnh-doc-meta", "block", "a hidden drawing", name, tree.number(where, element))
        if cropped(element):
            yield Hidden("crop", "dnh-image-meta", "info", "a cropped picture; the part cut off is still stored", name,
                         tree.number(where, element))
        title = element.get(f"{tree.O}title") if element.tag == f"{tree.VML}imagedata" else None
        if title:
            yield Hidden("object-name", "dnh-image-meta", "warning", f"name of a picture: {title}", name, tree.number(where, element))


def cropped(element: Any) -> bool:
    """Whether a picture is shown in part only."""
    local = etree.QName(element).localname
    if local == "srcRect":
        return any(re.match(r"[1-9]", element.get(side, "")) for side in _CROPS)
    return local == "imagedata" and any(str(k).startswith("crop") and str(v).strip("0") not in ("", "f") for k, v in element.attrib.items())


def _controls(name: str, root: Any, places: dict[Any, int]) -> Iterator[Hidden]:
    for control in root.iter(f"{W}sdtPr"):
        values = []
        bound = False
        for entry in control:
            local = etree.QName(entry).localname
            if local == "dataBinding":
                bound = True
                values += [str(v) for k, v in entry.attrib.items() if str(k).endswith(("xpath", "prefixMappings"))]
            elif local in ("alias", "tag"):
                values.append(str(entry.get(f"{W}val", "")))
            elif local in ("dropDownList", "comboBox"):
                values += [str(item.get(f"{W}displayText") or item.get(f"{W}value", "")) for item in entry]
        if any(values):
            yield Hidden("control", "dnh-doc-meta", "warning" if bound else "info", "content control: " + "; ".join(filter(None, values)),
                         name, tree.number(places, control))


def _unused(parts: Parts) -> Iterator[Hidden]:
    """Notes nothing refers to, headers that are not shown, parts that nothing points to."""
    body = parts.parsed(parts.main)
    if body is None:
        return
    related = {r.id: r for r in parts.relations(parts.main)}
    settings = next((parts.parsed(r.target) for r in related.values() if r.kind == "settings" and r.target in parts.names), None)
    for reference in unshown(body, settings):
        relation = related.get(reference.get(f"{R}id", ""))
        root = parts.parsed(relation.target) if relation is not None and relation.target in parts.names else None
        if root is not None and relation is not None and _words(root).strip():
            yield Hidden("unshown-header", "dnh-doc-meta", "warning", f"a header or footer that is not shown: {_words(root)}",
                         relation.target)
    for kind in ("footnote", "endnote"):
        name = next((r.target for r in related.values() if r.kind == f"{kind}s"), "")
        root = parts.parsed(name) if name in parts.names else None
        for note in unreferenced(root, body, kind) if root is not None else ():
            if _words(note).strip():
                yield Hidden("unused-note", "dnh-doc-meta", "block", f"a {kind} nothing refers to: {_words(note)}", name)
    reached = {r.target for _, r in parts.everything() if not r.external}
    for name in sorted(parts.names):
        if name not in reached and not name.endswith((".rels", "/")) and name != "[Content_Types].xml":
            yield Hidden("loose-part", "dnh-doc-meta", "warning", "a part nothing points to", name)


def unshown(body: Any, settings: Any) -> Iterator[Any]:
    """References to headers and footers for first or even pages that no section has."""
    first = any(s.find(f"{W}titlePg") is not None for s in body.iter(f"{W}sectPr"))
    even = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
    for reference in body.iter(f"{W}headerReference", f"{W}footerReference"):
        kind = reference.get(f"{W}type")
        if (kind == "first" and not first) or (kind == "even" and not even):
            yield reference


def unreferenced(root: Any, body: Any, kind: str) -> Iterator[Any]:
    """Footnotes or endnotes of a part to which the body has no reference; separators apart."""
    used = {e.get(f"{W}id") for e in body.iter(f"{W}{kind}Reference")}
    for note in root.iterfind(f"{W}{kind}"):
        if note.get(f"{W}id") not in used and note.get(f"{W}type", "normal") == "normal":
            yield note


def _picture(name: str, blob: bytes) -> Iterator[Hidden]:
    file = posixpath.basename(name)
    if not re.fullmatch(r"(image|media|picture|hdphoto|thumbnail)\d*\.\w+", file):
        yield Hidden("file-name", "dnh-image-meta", "warning", f"name of a picture: {file}", name)
    if exif.kind(blob) == "svg":
        if re.search(rb"<(?:\w+:)?(metadata|title|desc)\b|inkscape:|sodipodi:|<!--|xmlns:(?:rdf|dc|cc)=", blob):
            yield Hidden("image-metadata", "dnh-image-meta", "warning", "notes of a drawing program in an SVG picture", name)
        return
    for trace in exif.traces(blob):
        yield Hidden("image-metadata", "dnh-image-meta", trace.severity, trace.what, name, 0, trace.gps)
