"""The library: one test a file, the promises of the whole, and what the check says of a broken file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter import jobs
from drafter.library import load, root
from drafter.schema import Library

TOP = Path(__file__).resolve().parents[1]
CLAUSES = sorted(p.relative_to(TOP).as_posix() for p in (TOP / "clauses").rglob("*.md") if p.parent.name != "clauses")


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for problem in jobs.library_check():
        result.setdefault(problem.path, []).append(str(problem))
    return result


@pytest.mark.parametrize("path", CLAUSES)
def test_nothing_is_wrong_with(path: str, found: dict[str, list[str]]) -> None:
    assert found.get(path, []) == []


def test_nothing_is_wrong_with_the_rest_of_the_library(found: dict[str, list[str]]) -> None:
    assert {path: problems for path, problems in found.items() if path not in CLAUSES} == {}


def test_the_table_of_requirements_is_up_to_date_and_has_no_empty_cell() -> None:
    table = jobs.coverage("mou-defence")
    assert (TOP / "clauses" / "COVERAGE.md").read_text(encoding="utf-8") == table, "run: drafter library coverage -o clauses/COVERAGE.md"
    rows = [line for line in table.split("\n") if line.startswith("| ") and not line.startswith("| requirement")]
    assert len(rows) > 200
    assert not any(re.search(r"\|\s+\|", row) for row in rows)


def test_all_elements_are_there(library: Library) -> None:
    assert {name: sum(e.set == name for e in library.elements.values()) for name in ("mou", "case")} == {"mou": 52, "case": 77}
    assert len(library.elements) == 129
    assert sum(e.level.get("mou-defence") in ("required", "recommended") for e in library.elements.values()) == 47
    for element in library.elements.values():
        assert {"en", "zh", "es", "fr"} <= set(element.names)
        assert any(r.core for r in element.requirements), element.id


def test_critical_elements_have_three_positions(library: Library) -> None:
    critical = [e for e in library.elements.values() if e.severity == "critical" and e.level.get("mou-defence") == "required"]
    assert len(critical) == 13
    for element in critical:
        positions = {c.position for c in library.clauses.values() if element.id in c.provides and c.form == "full"}
        assert positions == {"preferred", "acceptable", "minimum"}, element.id


def test_nothing_unread_is_cited_as_read(library: Library) -> None:
    assert library.sources["vps-2000"].mark == "✓"
    assert library.sources["un-hrddp-2013"].verified in ("read", "second-hand")
    assert library.sources["ungp-2011"].mark == "°"
    assert not library.sources["model-clauses-2016"].citable
    assert not any(c.id == "model-clauses-2016" for clause in library.clauses.values() for c in clause.sources)


Break = Callable[[str], str]
BROKEN: list[tuple[str, Break, str]] = [
    ("unknown key", lambda t: t.replace("\nposition:", "\nposishun: x\nposition:"), "unknown key 'posishun' (allowed: "),
    ("unknown element", lambda t: t.replace("provides: [medical-aid]", "provides: [medical-ade]"), "unknown element 'medical-ade'"),
    ("unknown fact", lambda t: t.replace("{{ company }}", "{{ compny }}", 1), "unknown fact 'compny'"),
    ("need missing", lambda t: t.replace("needs: [force, company]", "needs: [force]"), "'needs' lacks 'company'"),
    ("unknown source", lambda t: t.replace("id: vps-2000", "id: vps-2001"), "unknown source 'vps-2001'"),
    ("no pin", lambda t: re.sub(r'\{id: un-ccleo-1979, at: "[^"]*"\}', "{id: un-ccleo-1979}", t), "has no pin"),
    ("dangling reference", lambda t: t.replace("## zh", "Under [[vettting]].\n\n## zh"), "reference to 'vettting'"),
    ("no such paragraph", lambda t: t.replace("shall inform the relatives", "shall, under [[vetting#99]], inform the relatives"), "has no paragraph 99"),
    ("a paragraph less in zh", lambda t: re.sub(r"\n\n[^\n]+\n+## Why", "\n\n## Why", t), "differ in paragraphs"),
    ("requirement not met", lambda t: re.sub(r'next-of-kin: "\d", ', "", t), "'meets' lacks medical-aid.next-of-kin"),
    ("no such place", lambda t: re.sub(r'next-of-kin: "\d"', 'next-of-kin: "42"', t), "no place '42'"),
    ("banned word", lambda t: t.replace("shall inform", "will inform"), "'will' is not used in clauses"),
    ("typed period", lambda t: t.replace("shall inform", "shall within 24 hours inform"), "the period '24 hours' is typed"),
    ("typed number", lambda t: t.replace("{{ force }} shall inform", "4. {{ force }} shall inform"), "typed number"),
    ("numbers differ", lambda t: t.replace("shall inform", "shall by 1900 inform"), "numbers differ"),
    ("half width", lambda t: t.replace("，", ",", 1) if "，" in t else t, "half-width"),
    ("no near misses", lambda t: re.sub(r"(?s)  no_match:\n.*?\n---", "---", t), "examples.no_match has 0"),
    ("wrong condition", lambda t: t.replace("when: []", "when: [{armed: maybe}]"), "'armed' is never 'maybe'"),
    ("no chinese", lambda t: re.sub(r"(?s)## zh.*?## Why", "## Why", t), "no text in 'zh'"),
    ("stray brace", lambda t: t.replace("{{ force }} shall inform", "{{ force.x }} shall inform"), "stray '{{'"),
    ("wrong id", lambda t: t.replace("id: medical-aid/", "id: medical-ade/"), "the place of the file says"),
]


@pytest.mark.parametrize(("name", "change", "message"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_clause_is_named_with_its_place(name: str, change: Break, message: str, tmp_path: Path) -> None:
    source = TOP / "clauses" / "medical-aid" / "every-injured-person.md"
    text = source.read_text(encoding="utf-8")
    zh_only = text.split("## zh")[0] + "## zh" + change(text.split("## zh")[1]) if name == "half width" else change(text)
    assert zh_only != text, "the change changed nothing"
    own = tmp_path / "clauses" / "medical-aid" / source.name
    own.parent.mkdir(parents=True)
    own.write_text(zh_only, encoding="utf-8")
    problems = [str(p) for p in jobs.library_check(own=str(tmp_path))]
    assert any(message in p for p in problems), problems
    assert all(str(own) in p or "templates/" in p for p in problems), problems


def test_an_overlay_replaces_by_id_and_adds(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "clauses" / "medical-aid"
    folder.mkdir(parents=True)
    text = (TOP / "clauses" / "medical-aid" / "every-injured-person.md").read_text(encoding="utf-8")
    (folder / "every-injured-person.md").write_text(text.replace("## Why", "## Why\nHouse rule first."), encoding="utf-8")
    (folder / "house.md").write_text(text.replace("medical-aid/every-injured-person", "medical-aid/house")
                                     .replace("position: preferred", "position: acceptable").replace("when: []", "when: [{armed: true}]"), encoding="utf-8")
    laid = load.load(own=str(tmp_path))
    assert "House rule first." in laid.clauses["medical-aid/every-injured-person"].why
    assert set(laid.clauses) - set(library.clauses) == {"medical-aid/house"}


def test_a_missing_overlay_says_so(tmp_path: Path) -> None:
    with pytest.raises(jobs.DrafterError, match="no such folder"):
        load.load(own=str(tmp_path / "none"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(jobs.DrafterError, match="holds none of the folders"):
        load.load(own=str(tmp_path / "empty"))


def test_the_library_is_found(checkout: Path) -> None:
    assert (root.built_in() / "clauses").is_dir()


@pytest.mark.parametrize("what", ["clause", "element", "template"])
def test_a_newcomers_unit_is_files_only(what: str, tmp_path: Path) -> None:
    identity = {"clause": "vetting/house-rule", "element": "house-element", "template": "house-kind"}[what]
    (tmp_path / "clauses").mkdir()
    paths = jobs.new_unit(what, identity, own=str(tmp_path))
    assert all(p.is_relative_to(tmp_path) and p.is_file() for p in paths)
    with pytest.raises(jobs.DrafterError):
        jobs.new_unit(what, identity, own=str(tmp_path))
    with pytest.raises(jobs.DrafterError, match="is not an id"):
        jobs.new_unit(what, "../../etc/passwd", own=str(tmp_path))
