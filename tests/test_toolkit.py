"""The toolkit holds everything the package holds, and its index names all of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from drafter import toolkit
from drafter.schema import Library


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return toolkit.build()


def test_the_index_links_every_file_and_nothing_else(made: dict[str, bytes]) -> None:
    links = set(re.findall(r'href="([^"]+)"', made["index.html"].decode()))
    assert links == set(made) - {"index.html"}


def test_every_template_set_and_form_of_the_library_is_there(made: dict[str, bytes], library: Library) -> None:
    for kind in library.templates:
        assert {f"templates/{kind}.{end}" for end in ("en.docx", "zh.docx", "yaml")} <= set(made)
    for name in {e.set for e in library.elements.values()}:
        page = made[f"elements/{name}.html"].decode()
        assert all(f'id="{e.id}"' in page for e in library.elements.values() if e.set == name)
    annexes = {s.id.removeprefix("annex/") for t in library.templates.values() if t.genre == "agreement"
               for s in t.forms["full"] if s.part == "annex"}
    forms = {Path(p).name.split(".")[0] for p in made if p.startswith("forms/")}
    assert forms and forms <= annexes


def test_blank_forms_are_blank_word_files(made: dict[str, bytes], checkout: Path) -> None:
    for path in (p for p in made if p.startswith("templates/") and p.endswith(".docx")):
        document = Document(io.BytesIO(made[path]))
        words = "\n".join(t.text or "" for t in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
        assert "●" in words or "checklist" in path, path
        assert "Ejemplo" not in words and "Open Gate" not in words, path
        assert document.core_properties.author == "", path


def test_the_same_library_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert toolkit.build() == made


def test_the_derived_set_says_that_it_is_derived(made: dict[str, bytes]) -> None:
    page = made["elements/case.html"].decode()
    for word in ("Basis: derived", "依据：衍生", "conjunto derivado", "ensemble dérivé"):
        assert word in page
    assert page.count("basis: derived") == page.count('id="via-')


def test_no_cell_of_a_workbook_is_a_formula(made: dict[str, bytes]) -> None:
    for path in (p for p in made if p.endswith(".xlsx")):
        for sheet in load_workbook(io.BytesIO(made[path])):
            assert all(cell.data_type == "s" or cell.value is None for row in sheet.iter_rows() for cell in row), path
