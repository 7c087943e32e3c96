"""Takes out of one part of a Word file what its page does not show: changes, wrappers, notes of programs, hidden words."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from drafter.word import exif
from drafter.word.fields import unwrap
from drafter.word.guard import W
from drafter.word.inline import MC
from drafter.word.looks import SEEN, Looks

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
VML = "{urn:schemas-microsoft-com:vml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_XML = "http://www.w3.org/XML/1998/namespace"
_KNOWN = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:", _XML)
_SVG = "http://www.w3.org/2000/svg"
_BAR = "███"
_WORDS = frozenset(f"{W}{tag}" for tag in ("t", "sym", "tab"))
_WHOLE = frozenset((*SEEN, f"{MC}AlternateContent"))
_MARKERS = frozenset(f"{W}{tag}" for tag in (
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "permStart", "permEnd", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "cellIns", "cellMerge", "numberingChange", "delText", "delInstrText",
    "rsid", "altChunk", "subDoc", "control", "contentPart", "movie", "printerSettings", "smartTagPr", "customXmlPr", "rsids",
    "attachedSchema", "saveThroughXslt", "recipientData"))
_BLOCKS = frozenset(f"{W}{tag}" for tag in ("p", "tbl"))
_HOLDERS = tuple(f"{W}{tag}" for tag in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))
SETTINGS = frozenset((
    "zoom", "displayBackgroundShape", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter", "gutterAtTop", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting", "defaultTabStop",
    "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "characterSpacingControl",
    "noLineBreaksAfter", "noLineBreaksBefore", "strictFirstAndLastChars", "footnotePr", "endnotePr", "compat", "themeFontLang",
    "clrSchemeMapping", "decimalSymbol", "listSeparator", "updateFields", "hdrShapeDefaults", "defaultTableStyle"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def paragraphs(root: Any) -> dict[Any, int]:
    """The paragraphs of a part, from 1."""
    return {p: n for n, p in enumerate(root.iter(f"{W}p"), 1)}


def number(places: dict[Any, int], element: Any) -> int:
    """The paragraph an element stands in, 0 for none."""
    while element is not None and element not in places:
        element = element.getparent()
    return places.get(element, 0)


def accept(root: Any) -> None:
    """The accepted view: deletions and moved-away words gone, insertions plain, earlier formats forgotten."""
    merged = [p for p in root.iter(f"{W}p") if _ends_deleted(p)]
    for row in [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{W}del") is not None]:
        _remove(row)
    for cell in [c for c in root.iter(f"{W}tc") if c.find(f"{W}tcPr/{W}cellDel") is not None]:
        _remove(cell)
    for element in list(root.iter(f"{W}del", f"{W}moveFrom")):
        _remove(element)
    for element in list(root.iter(f"{W}ins", f"{W}moveTo")):
        if len(element) and not _in_properties(element):
            unwrap(element)
        else:
            _remove(element)
    for element in [e for e in root.iter(f"{W}*") if e.tag.endswith("Change")]:
        _remove(element)
    for paragraph in reversed(merged):
        _join(paragraph)
    for table in [t for t in root.iter(f"{W}tr", f"{W}tbl") if next(t.iter(f"{W}tc"), None) is None]:
        _remove(table)


def _ends_deleted(paragraph: Any) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _in_properties(element: Any) -> bool:
    return element.getparent() is not None and element.getparent().tag in (f"{W}rPr", f"{W}trPr", f"{W}numPr", f"{_MATH}ctrlPr")


def _join(paragraph: Any) -> None:
    """A paragraph whose end is deleted goes into the next one; an empty one goes."""
    if paragraph.getparent() is None or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    own = [c for c in paragraph if c.tag != f"{W}pPr"]
    following = next((s for s in paragraph.itersiblings() if s.tag in _BLOCKS), None)
    if following is not None and following.tag == f"{W}p":
        properties = following.find(f"{W}pPr")
        for child in reversed(own):
            if properties is None:
                following.insert(0, child)
            else:
                properties.addnext(child)
        _remove(paragraph)
    elif not own and removable(paragraph):
        _remove(paragraph)


def removable(paragraph: Any) -> bool:
    """Whether its container stays complete without a paragraph: a cell or a note ends with one."""
    parent = paragraph.getparent()
    if parent is None or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    return parent.tag == f"{W}body" or any(s.tag == f"{W}p" for s in paragraph.itersiblings())


def plain(root: Any) -> None:
    """Content controls, smart tags, comment anchors, marks of programs and attributes that identify a copy are gone."""
    for control in list(root.iter(f"{W}sdt")):
        _open_control(control)
    for wrapper in list(root.iter(f"{W}smartTag", f"{W}customXml")):
        unwrap(wrapper)
    for element in [e for e in root.iter() if e.tag in _MARKERS]:
        _remove(element)
    for element in [e for e in root.iter() if not etree.QName(e).namespace or not etree.QName(e).namespace.startswith(_KNOWN)]:
        _remove(element)
    for run in [r for r in root.iter(f"{W}r") if all(c.tag == f"{W}rPr" for c in r)]:
        _remove(run)
    for element in root.iter():
        for key in [k for k in element.attrib if _identifying(str(k))]:
            del element.attrib[key]


def _open_control(control: Any) -> None:
    content = control.find(f"{W}sdtContent")
    if content is None:
        _remove(control)
        return
    unwrap(content)
    for tag in ("sdtPr", "sdtEndPr"):
        _remove(control.find(f"{W}{tag}"))
    unwrap(control)


def _identifying(key: str) -> bool:
    space, _, local = key.rpartition("}")
    if local.startswith("rsid") or local in ("paraId", "textId", "anchorId", "editId", "gfxdata", "dateUtc"):
        return True
    return bool(space) and not space[1:].startswith(_KNOWN)


def drop_hidden(root: Any, looks: Looks) -> None:
    """Words that nobody sees are gone; a black bar over words stays as a bar."""
    for run, why in list(looks.unseen(root)):
        if why == "perhaps-covered":
            continue
        own = run.find(f"{W}rPr")
        dark = why == "covered" and own is not None and any(own.find(f"{W}{tag}") is not None for tag in ("highlight", "shd"))
        for child in [c for c in run if c.tag in (_WHOLE if why == "hidden" else _WORDS)]:
            run.remove(child)
        if dark:
            for tag in ("color", "highlight", "shd"):
                _remove(own.find(f"{W}{tag}"))
            bar = run.makeelement(f"{W}t")
            bar.text = _BAR
            run.append(bar)
    for drawing in [d for d in root.iter(f"{W}drawing") if any(p.get("hidden") in ("1", "true") for p in d.iter(f"{DRAWING}docPr"))]:
        _remove(drawing)
    for shape in [s for s in root.iter(f"{VML}*") if "visibility:hidden" in s.get("style", "").replace(" ", "")]:
        _remove(next(shape.iterancestors(f"{W}pict", f"{W}object"), shape))
    for mark in [m for m in root.iter(f"{W}vanish", f"{W}specVanish") if _empty_mark(m)]:
        paragraph = next(mark.iterancestors(f"{W}p"))
        _remove(paragraph if removable(paragraph) else mark)


def _empty_mark(mark: Any) -> bool:
    """Whether it is the hidden mark of a paragraph that holds nothing any more."""
    above = mark.getparent().getparent()
    if above is None or above.tag != f"{W}pPr":
        return False
    paragraph = above.getparent()
    return paragraph.tag == f"{W}p" and next(paragraph.iter(*SEEN, f"{W}fldChar", f"{W}bookmarkStart", f"{W}bookmarkEnd"), None) is None


def mend(root: Any) -> None:
    """Containers that must end with a paragraph do."""
    for run in [r for r in root.iter(f"{W}r") if all(c.tag == f"{W}rPr" for c in r)]:
        _remove(run)
    for holder in root.iter(*_HOLDERS):
        last = next((c for c in reversed(holder) if c.tag in _BLOCKS), None)
        if last is None or last.tag != f"{W}p":
            holder.append(holder.makeelement(f"{W}p"))


def drawings(root: Any) -> Iterator[tuple[Any, str]]:
    """Elements and attributes that hold words for those who cannot see a drawing, table or link: alt text, titles, tips."""
    for element in root.iter():
        local = etree.QName(element).localname
        if local in ("docPr", "cNvPr"):
            yield from ((element, key) for key in ("descr", "title") if element.get(key))
        elif local in ("hlinkClick", "hlinkHover") and element.get("tooltip"):
            yield element, "tooltip"
        elif element.tag == f"{W}hyperlink" and element.get(f"{W}tooltip"):
            yield element, f"{W}tooltip"
        elif element.tag in (f"{W}tblCaption", f"{W}tblDescription") and element.get(f"{W}val"):
            yield element, f"{W}val"
        elif element.tag.startswith(VML):
            yield from ((element, key) for key in ("alt", "title") if element.get(key))


def unname(root: Any) -> None:
    """Objects are called by their number: their names often are file names or titles of somebody's own."""
    count = 0
    for element in root.iter():
        local = etree.QName(element).localname
        if local in ("docPr", "cNvPr") and "name" in element.attrib:
            count += 1
            element.set("name", f"Object {count}")
        for key in (f"{O}title", f"{O}href", "href", "src", "target"):
            if element.tag.startswith(VML) and key in element.attrib:
                del element.attrib[key]


def extensions(root: Any) -> Iterator[Any]:
    """Extensions of drawings that are not needed to show them: ids of creation, earlier pictures, web videos."""
    for extension in root.iter(f"{A}ext"):
        inner = [etree.QName(c).localname for c in extension]
        if extension.get("uri") and not set(inner) <= {"svgBlip", "decorative", "dataModelExt"}:
            yield extension


def tidy_settings(root: Any) -> None:
    """Settings that shape the page stay; and Word is asked to write no name or date when the copy is saved."""
    for child in list(root):
        space, local = etree.QName(child).namespace, etree.QName(child).localname
        if not (f"{{{space}}}" in (W, _MATH) and (local in SETTINGS or local == "mathPr")):
            root.remove(child)
    zoom = root.find(f"{W}zoom")
    at = 0 if zoom is None else root.index(zoom) + 1
    for n, tag in enumerate(("removePersonalInformation", "removeDateAndTime")):
        root.insert(at + n, root.makeelement(f"{W}{tag}"))


def tidy_names(root: Any) -> None:
    """Only namespaces in use are declared: a namespace of somebody's own tells where a file comes from."""
    kept: set[str] = set()
    for element in root.iter():
        for key in (f"{MC}Ignorable", f"{MC}ProcessContent", f"{MC}MustUnderstand", f"{MC}PreserveElements", f"{MC}PreserveAttributes"):
            if key in element.attrib:
                element.set(key, " ".join(p for p in element.get(key).split() if _declared(element, p.split(":")[0])))
                kept.update(p.split(":")[0] for p in element.get(key).split())
        kept.update(element.get("Requires", "").split())
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(kept))


def _declared(element: Any, prefix: str) -> bool:
    return str(element.nsmap.get(prefix, "")).startswith(_KNOWN)


def tidy_choices(root: Any) -> None:
    """Alternatives with nothing in them any more give way to their fallback."""
    for alternate in list(root.iter(f"{MC}AlternateContent")):
        for choice in [c for c in alternate.findall(f"{MC}Choice") if not len(c)]:
            alternate.remove(choice)
        if alternate.find(f"{MC}Choice") is None and alternate.getparent() is not None:
            fallback = alternate.find(f"{MC}Fallback")
            if fallback is not None:
                unwrap(fallback)
            unwrap(alternate)


def tidy_svg(root: Any) -> bool:
    """Leaves of an SVG picture what is drawn; False when it would fetch something or holds a picture that cannot be cleaned."""
    for element in list(root.iter()):
        name = etree.QName(element)
        if name.namespace != _SVG or name.localname in ("metadata", "title", "desc", "script", "foreignObject"):
            if element is root:
                return False
            _remove(element)
            continue
        if name.localname == "a":
            unwrap(element)
            continue
        for key in [str(k) for k in element.attrib]:
            if key.endswith("href"):
                if not _svg_target(element, key):
                    return False
            elif key.startswith(("{", "data-", "aria-", "on")) and not key.startswith(f"{{{_XML}}}"):
                del element.attrib[key]
    etree.cleanup_namespaces(root)
    return re.search(rb"@import|url\(\s*[\"']?(?!#)[\w/]", etree.tostring(root)) is None


def _svg_target(element: Any, key: str) -> bool:
    """Keeps references within the picture, cleans pictures inside it."""
    target = element.get(key)
    found = re.match(r"data:image/[\w.+-]+;base64,", target)
    if target.startswith("#"):
        return True
    try:
        bare = exif.stripped(base64.b64decode(target[found.end():])) if found else None
    except ValueError:
        bare = None
    if bare is None or found is None:
        return False
    element.set(key, found[0] + base64.b64encode(bare).decode())
    return True


def _remove(element: Any) -> None:
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)
