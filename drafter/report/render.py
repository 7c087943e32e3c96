"""Results in the format asked for, and the folder of files that a run over many documents leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from drafter import __version__
from drafter.report import data, matrix, text
from drafter.report.data import Result
from drafter.report.words import Words

FORMATS = ("text", "json", "html", "xlsx")
Problems = Sequence[Mapping[str, str]]


def render(results: Sequence[Result], problems: Problems, style: str, words: Words, *, colour: bool = False,
           paired: bool = False, pictures: Mapping[str, Mapping[int, bytes]] | None = None) -> bytes:
    """One document as its report, several as their matrix; two language versions (`paired`) as reports, in HTML as the first's,
    which tells where they differ. `pictures`: of pages that were recognised, by file and number.
    """
    pictures = pictures or {}
    documents = [r.data for r in results]
    version = words.library.version or __version__
    if style == "json":
        return data.dump(data.whole(documents, version, problems)).encode("utf-8", "surrogatepass")
    if style == "xlsx":
        from drafter.report import xlsx

        return xlsx.workbook(documents, words)
    if style == "html":
        from drafter.report import html

        alone = (len(results) == 1 or paired) and not problems
        page = html.report(results[0], words, version=__version__, library_version=version,
                           pictures=pictures.get(documents[0]["file"])) if alone else \
            html.table(documents, words, problems=problems, version=__version__, library_version=version)
        return page.encode("utf-8", "replace")
    if paired:
        return "\n".join(text.report(d, words, colour=colour) for d in documents).encode("utf-8", "replace")
    return plain(documents, problems, words, colour=colour).encode("utf-8", "replace")


def plain(documents: Sequence[Mapping[str, Any]], problems: Problems, words: Words, *, colour: bool) -> str:
    """For a terminal."""
    if len(documents) == 1 and not problems:
        return text.report(documents[0], words, colour=colour)
    told = matrix.text(documents, words, colour=colour) if documents else ""
    return told + (text.problems(problems, words) if problems else "")


def folder(results: Sequence[Result], problems: Problems, words: Words,
           pictures: Mapping[str, Mapping[int, bytes]] | None = None) -> dict[str, bytes]:
    """The files of a run over many documents, by name: matrix (index.html, matrix.xlsx), results, and two pages per document."""
    from drafter.report import html

    version = words.library.version or __version__
    stems = names([str(r.data["file"]) for r in results])
    links = [{"report": f"{stem}.report.html", "memo": f"{stem}.memo.html"} for stem in stems]
    documents = [r.data for r in results]
    table = html.table(documents, words, links=links, problems=problems, version=__version__, library_version=version)
    made = {"index.html": table.encode("utf-8", "replace"), "matrix.xlsx": render(results, problems, "xlsx", words),
            "results.json": render(results, problems, "json", words)}
    for found, link in zip(results, links, strict=True):
        own = (pictures or {}).get(found.data["file"])
        page = html.report(found, words, version=__version__, library_version=version, pictures=own)
        made[link["report"]] = page.encode("utf-8", "replace")
        made[link["memo"]] = html.memo(found.data, words, version=__version__, library_version=version).encode("utf-8", "replace")
    return made


def names(files: Sequence[str]) -> list[str]:
    """A name for the pages of each document: that of its file, with a number where it was taken before; no other signs than plain ones."""
    result: list[str] = []
    taken = {"index", "matrix", "results"}
    for file in files:
        stem = re.sub(r"[^\w.-]+", "-", PurePath(file).name).strip(".-")[:80] or "document"
        name, n = stem, 2
        while name.lower() in taken:
            name, n = f"{stem}-{n}", n + 1
        taken.add(name.lower())
        result.append(name)
    return result
