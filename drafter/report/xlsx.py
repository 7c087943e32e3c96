"""The matrix and all findings as an Excel workbook. Every cell is text: nothing in a document can become a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafter.report import matrix
from drafter.report.words import Words, clean, rank

LONGEST = 32_000
_FILLS = {"present": "D8EFD3", "weak": "FFF2CC", "contradicted": "F4B6B0", "missing": "F9D9D5", "not-assessed": "DDE3EC"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_THEN = (1980, 1, 1, 0, 0, 0)


def workbook(documents: Sequence[Mapping[str, Any]], words: Words) -> bytes:
    """The workbook: a sheet with the matrix, one with every finding."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "drafter"
    book.properties.created = book.properties.modified = dt.datetime(1980, 1, 1)
    first = book.active
    first.title = _title(words.say("matrix"))
    _fill(first, matrix.table(documents, words), [40, 14, 10])
    _colour(first, {words.word("verdicts", v): fill for v, fill in _FILLS.items()})
    second = book.create_sheet(_title(words.say("results")))
    _fill(second, list(_findings(documents, words)), [30, 34, 14, 14, 16, 50, 70, 22, 34, 50])
    _colour(second, {words.word("verdicts", v): fill for v, fill in _FILLS.items()})
    held = io.BytesIO()
    book.save(held)
    return _fixed(held.getvalue())


def sheets(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook of plain tables, one a sheet; the first row of each is its head."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "drafter"
    book.properties.created = book.properties.modified = dt.datetime(1980, 1, 1)
    book.remove(book.active)
    for name, rows in tables.items():
        _fill(book.create_sheet(_title(name)), rows, [28] * len(rows[0]))
    held = io.BytesIO()
    book.save(held)
    return _fixed(held.getvalue())


def _title(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:31]


def _findings(documents: Iterable[Mapping[str, Any]], words: Words) -> Iterable[list[str]]:
    yield [words.say(key) for key in ("document", "element", "level", "verdict", "requirements", "reasons", "evidence", "place",
                                      "suggestion", "review")]
    for document in documents:
        for element in sorted(document["elements"], key=rank):
            if element["applies"] == "no":
                continue
            met = sum(r["met"] for r in element["requirements"])
            yield [clean(document["file"]), words.name(element), words.word("levels", element["level"]),
                   words.word("verdicts", element["verdict"]), f"{met}/{len(element['requirements'])}",
                   "\n".join(words.reason(element["id"], r) for r in element["reasons"]),
                   "\n".join(f"“{clean(e['quote'])}”" for e in element["evidence"]),
                   "\n".join(words.where(e) for e in element["evidence"]), "\n".join(words.suggestion(element)), words.review(element)]


def _fill(sheet: Any, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for n, row in enumerate(rows, 1):
        for k, value in enumerate(row, 1):
            cell = sheet.cell(n, k)
            cell.value = _ILLEGAL.sub("�", value)[:LONGEST]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if n == 1:
                cell.font = Font(bold=True)
    for k in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(k)].width = widths[k - 1] if k <= len(widths) else 16
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _colour(sheet: Any, fills: Mapping[str, str]) -> None:
    from openpyxl.styles import PatternFill

    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            colour = fills.get(str(cell.value).split(" → ", maxsplit=1)[0])
            if colour:
                cell.fill = PatternFill("solid", fgColor=colour)


def _fixed(blob: bytes) -> bytes:
    """The same package without the time of day in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            target.writestr(zipfile.ZipInfo(name, _THEN), part, zipfile.ZIP_DEFLATED)
    return held.getvalue()
