"""What is examined before any library opens a Word file from elsewhere: sizes, paths, macros, what reaches outside.

A shell that shows any of it is refused; of a file to be read only what cannot be read safely is refused, the rest is
flagged.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from drafter.errors import DrafterError, Problem

Reason = tuple[str, str]
"""What is wrong, and what to do."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
                          remove_pis=True)
_STRICT = ((b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
           (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"))
_FIELD_CODES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|MACROBUTTON|IMPORT|LINK|DATABASE)\b", re.IGNORECASE)
_FORBIDDEN_PARTS = re.compile(r"vbaProject|activeX|embeddings/|oleObject|afchunk|\.bin$", re.IGNORECASE)
_FORBIDDEN_RELATIONS = ("attachedTemplate", "aFChunk", "oleObject", "package", "vbaProject", "control", "frame")


class Limits(NamedTuple):
    """In bytes, but for the number of parts and the packing ratio. `part`: one XML part."""

    file: int
    unpacked: int
    parts: int
    ratio: int
    part: int


SHELL = Limits(20 << 20, 100 << 20, 2_000, 200, 100 << 20)
READING = Limits(100 << 20, 400 << 20, 10_000, 200, 64 << 20)


def zip_faults(package: zipfile.ZipFile, limits: Limits) -> Iterator[Reason]:
    """Reasons not to unpack: two parts of one name, bombs, paths that lead out, encryption."""
    entries = package.infolist()
    names = [e.filename for e in entries]
    if len(names) != len(set(names)):
        yield "two parts of the file have the same name", ""
    if len(names) > limits.parts or sum(e.file_size for e in entries) > limits.unpacked:
        yield "too large when unpacked", ""
    if any(e.file_size > 1 << 20 and e.file_size > limits.ratio * max(1, e.compress_size) for e in entries):
        yield "packed suspiciously tightly (a zip bomb?)", ""
    if any(n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) for n in names):
        yield "a part has a path that leads out of the file", ""
    if any(e.flag_bits & 1 for e in entries):
        yield "encrypted", "save it without a password"


def objects(names: Iterable[str]) -> Iterator[str]:
    """Parts that hold macros or embedded objects."""
    return (name for name in names if _FORBIDDEN_PARTS.search(name))


def outside(relations: Any) -> Iterator[tuple[str, str, bool]]:
    """Relations of a part (its parsed .rels) that reach outside the file or to an object: kind, target, external."""
    for relation in relations:
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        external = relation.get("TargetMode") == "External"
        if kind in _FORBIDDEN_RELATIONS or (external and kind != "hyperlink"):
            yield kind, str(relation.get("Target", ""))[:60], external


def fetching(root: Any) -> Iterator[str]:
    """Field codes that fetch from elsewhere or run something."""
    for code in root.iter(f"{W}instrText", f"{W}fldSimple"):
        text = (code.text or "") + str(code.get(f"{W}instr", ""))
        if _FIELD_CODES.search(text):
            yield text.strip()[:40]


class Package:
    """A Word file opened for reading. Every part is bounded, and parsed without DOCTYPE, entities or network."""

    def __init__(self, blob: bytes, shown: str, limits: Limits = READING) -> None:
        """Raises DrafterError with every reason why the file cannot be read safely."""
        self.shown = shown
        self.limits = limits
        if len(blob) > limits.file:
            raise self.refuse((f"larger than {limits.file >> 20} MB", ""))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(blob))
            faults = list(zip_faults(self._zip, limits))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
            raise self.refuse(("not a Word file (.docx), damaged or cut off", "ask for the file again")) from None
        self.names = frozenset(self._zip.namelist())
        if "[Content_Types].xml" not in self.names:
            faults.append(("not a Word file (.docx)", "save it in Word as .docx"))
        if faults:
            raise self.refuse(*faults)

    def refuse(self, *reasons: Reason) -> DrafterError:
        return DrafterError(Problem(self.shown, 0, 0, *reason) for reason in reasons)

    def read(self, name: str) -> bytes:
        """Raises DrafterError when a part is damaged or too large."""
        try:
            if self._zip.getinfo(name).file_size > self.limits.part:
                raise self.refuse((f"{name} is larger than {self.limits.part >> 20} MB", ""))
            return self._zip.read(name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, KeyError, zlib.error):
            raise self.refuse((f"{name} is damaged", "open it in Word, let it repair the file and save it")) from None

    def parse(self, name: str) -> Any:
        """The root element of a part, in transitional namespaces. Raises DrafterError on DOCTYPE and invalid XML."""
        blob = self.read(name)
        if b"purl.oclc.org" in blob[:4000]:
            for strict, usual in _STRICT:
                blob = blob.replace(strict, usual)
        try:
            root = etree.fromstring(blob, _PARSER)
        except etree.XMLSyntaxError as error:
            raise self.refuse((f"{name} is not valid XML ({error.msg})",
                               "open it in Word, let it repair the file and save it")) from None
        if root is None:
            raise self.refuse((f"{name} is empty", ""))
        if root.getroottree().docinfo.doctype:
            raise self.refuse((f"{name} has a DOCTYPE", "save it again in Word"))
        return root
