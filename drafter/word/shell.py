"""The shell: a Word file with styles, header, footer and the placeholder {{ body }}. Ours, or a firm's own letterhead.

A shell may come from anywhere, so it is examined before any library opens it: only bare names in braces, no macros,
nothing fetched from outside, no embedded objects, bounded sizes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from drafter.errors import DrafterError, Problem
from drafter.word import guard
from drafter.word.guard import Reason
from drafter.word.xml import PARSER

PLACEHOLDERS = ("title", "subject", "organisation", "draft_notice", "body", "page", "page_of", "page_end")
ANCHOR = "drafter-body-anchor"
STYLES = ("Drafter Party", "Drafter Heading", "Drafter Text", "Drafter Recital", "Drafter Article", "Drafter Paragraph",
          "Drafter Item", "Drafter Subitem", "Drafter Annex", "Drafter Annex Paragraph", "Drafter Annex Item",
          "Drafter Annex Subitem", "Drafter Table Text")
_BARE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
_BRACE = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")


def examine(blob: bytes, shown: str) -> None:
    """Raises DrafterError with every reason why this file cannot be a shell."""
    problems = [Problem(shown, 0, 0, *reason) for reason in _faults(blob)]
    if problems:
        raise DrafterError(problems)


def _faults(blob: bytes) -> Iterator[Reason]:
    if len(blob) > guard.SHELL.file:
        yield f"larger than {guard.SHELL.file >> 20} MB", ""
        return
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            faults = list(_package_faults(package))
            yield from faults
            if not faults:
                yield from _content_faults(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        yield "not a Word file (.docx), or encrypted", "save it in Word as .docx without a password"


def _package_faults(package: zipfile.ZipFile) -> Iterator[Reason]:
    yield from guard.zip_faults(package, guard.SHELL)
    names = package.namelist()
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        yield "not a Word file (.docx)", "save it in Word as .docx"
    for part in guard.objects(names):
        yield f"holds macros or an embedded object ({part})", "save a copy as .docx without macros and objects"


def _content_faults(package: zipfile.ZipFile) -> Iterator[Reason]:
    found: set[str] = set()
    for part in package.namelist():
        if not part.endswith((".xml", ".rels")):
            continue
        blob = package.read(part)
        if b"<!DOCTYPE" in blob or b"<!ENTITY" in blob:
            yield f"{part} has a DOCTYPE", "save it again in Word"
            continue
        try:
            root = etree.fromstring(blob, PARSER)
        except etree.XMLSyntaxError as error:
            yield f"{part} is not valid XML ({error.msg})", "open it in Word, let it repair the file and save it"
            continue
        if part.endswith(".rels"):
            yield from _relation_faults(root, part)
        else:
            if part == "[Content_Types].xml" and b"macroEnabled" in blob:
                yield "a macro-enabled document", "save a copy as .docx"
            yield from _text_faults(root, part, found)
    if "body" not in found:
        yield "the placeholder {{ body }} is missing", "write {{ body }} alone in a paragraph where the agreement is to stand"


def _relation_faults(root: etree._Element, part: str) -> Iterator[Reason]:
    for kind, target, _ in guard.outside(root):
        yield f"{part} points outside the file or to an object ({kind}: {target})", "embed pictures, take objects and templates out"


def _text_faults(root: etree._Element, part: str, found: set[str]) -> Iterator[Reason]:
    words = "".join(str(t) for t in root.itertext())
    for match in _BARE.finditer(words):
        found.add(match[1])
        if match[1] not in PLACEHOLDERS:
            yield f"{part}: unknown placeholder {match[0]}", "allowed: " + ", ".join(f"{{{{ {p} }}}}" for p in PLACEHOLDERS)
    rest = _BARE.sub("", words)
    stray = _BRACE.search(rest) or next((m for e in root.iter() for v in e.attrib.values() if (m := _BRACE.search(str(v)))), None)
    if stray:
        spot = rest[max(0, stray.start() - 20):stray.start() + 30].strip()
        yield f"{part}: braces that are no bare name near '{spot}'", "only {{ name }}; no expressions, loops or filters"
    if "｛｛" in words:
        yield f"{part}: full-width braces ｛｛", "write {{ }} with half-width braces"
    for code in guard.fetching(root):
        yield f"{part}: a field that fetches from elsewhere ({code})", "take the field out"


def placeholders(blob: bytes) -> set[str]:
    """The names in braces of a shell that has been examined."""
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        parts = [package.read(n) for n in package.namelist() if n.endswith(".xml")]
    words = ["".join(str(t) for t in etree.fromstring(part, PARSER).itertext()) for part in parts]
    return {match[1] for text in words for match in _BARE.finditer(text)}


def fill(path: Path, values: Mapping[str, str]) -> object:
    """The shell as a python-docx document, its placeholders filled; `{{ body }}` becomes the anchor text.

    Raises DrafterError when the file is unsafe or its styles are not there.
    """
    try:
        blob = path.read_bytes()
    except OSError as error:
        raise DrafterError(f"{path}: cannot be read: {error.strerror}") from None
    examine(blob, str(path))
    if values.get("draft_notice") and "draft_notice" not in placeholders(blob):
        raise DrafterError([Problem(str(path), 0, 0, "the placeholder {{ draft_notice }} is missing",
                                    "write it into the header: a draft says on every page that it is one")])
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    template = DocxTemplate(io.BytesIO(blob))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template.render({**values, "body": ANCHOR}, jinja_env=environment, autoescape=True)
    except Exception as error:  # docxtpl and python-docx raise anything on a foreign file
        raise DrafterError(f"{path}: cannot be used as a shell: {error}") from None
    have = {style.name for style in template.docx.styles}
    lacking = [s for s in STYLES if s not in have]
    if lacking:
        raise DrafterError([Problem(str(path), 0, 0, f"style '{s}' is missing",
                                    "copy the styles from the built-in shell with Word's Organizer") for s in lacking])
    return template.docx
