"""`drafter compendium`: a folder of matter files as one Word document and as pages, judged on the files and in a browser."""

from __future__ import annotations

import html
import io
import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import docx
import ooxml_integrity
import openpyxl
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import program
from openxml_audit import OpenXmlValidator
from oracle import fields
from test_harms_wired import PUBLIC, planted
from test_report_html import Links
from test_reports import headings

from drafter import compiling, jobs
from drafter.cli import main
from drafter.errors import DrafterError
from drafter.schema import Library

TEMPLATES = Path(__file__).parent.parent / "templates"
SAMPLES = {
    "company-practice-case": ("sample", "sample-oil", "sample-full"), "country-case": ("sample", "sample-colombia"), "incident-case": ("sample",),
    "initiative-profile": ("sample", "sample-code-pesticides", "sample-code-multinationals"), "assessment-report": ("sample", "sample-low"),
    "initiative-study": ("sample",)}
STUB = (TEMPLATES / "initiative-profile" / "sample-code-pesticides.yaml").read_text(encoding="utf-8")
TITLE = re.compile(r"report_title: .*")
HOSTILE = '<script>alert(1)</script> ]]> &amp; {n} \u200fabc</style>'
FORMULA = "=1+1"
SECRETS = ("Zenobia", "Qhispi")
DRIVER_WIDTH = 400


def stub(en: str, zh: str = "标题") -> str:
    """A small profile with a title of its own."""
    title = "report_title: " + json.dumps({"en": en, "zh": zh}, ensure_ascii=False)
    return TITLE.sub(lambda _: title, STUB)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compendium", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and beside them what is hostile, broken, foreign, harmful, and hard to name."""
    path = tmp_path_factory.mktemp("library")
    for kind, names in SAMPLES.items():
        for name in names:
            shutil.copy(TEMPLATES / kind / f"{name}.yaml", path / f"{kind}-{name}.yaml")
    (path / "hostile.yaml").write_text(stub(HOSTILE, FORMULA), encoding="utf-8")
    (path / "sub").mkdir()
    (path / "sub" / "a b#c.yaml").write_text(stub("Twin one"), encoding="utf-8")
    (path / "sub-a b#c.yaml").write_text(stub("Twin two"), encoding="utf-8")
    (path / "broken.yaml").write_text(STUB.replace("vpf_type: code", "vpf_type: nonsense").replace("FAO code", "Broken profile"), encoding="utf-8")
    (path / "turned.yaml").write_text(stub("abc\u202edef"), encoding="utf-8")
    (path / "foreign.yaml").write_text("services:\n  web: {image: x}\n", encoding="utf-8")
    (path / "harmful.yaml").write_text(planted("dnh-person-name", PUBLIC).replace("A protest at a mine gate", "A harmful telling"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The same, being built at the same time by another process, in which sets and names have another order."""
    out = tmp_path_factory.mktemp("again") / "made"
    environment = {**os.environ, "PYTHONPATH": str(TEMPLATES.parent), "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    with subprocess.Popen([sys.executable, "-m", "drafter.cli", "compendium", str(folder), "-o", str(out)], env=environment,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        yield running, out
        running.kill()


@pytest.fixture(scope="module")
def built(again: object, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The compendium as the command line writes it."""
    out = tmp_path_factory.mktemp("out") / "made"
    return run(folder, "-o", out), out


@pytest.fixture(scope="module")
def files(built: tuple[Result, Path]) -> dict[str, bytes]:
    out = built[1]
    return {x.relative_to(out).as_posix(): x.read_bytes() for x in sorted(out.rglob("*")) if x.is_file()}


@pytest.fixture(scope="module")
def matters(folder: Path) -> list[dict[str, Any]]:
    """The facts of the cases that are inside, as they stand in their files."""
    good = [x for x in sorted(folder.rglob("*.yaml")) if x.name not in ("broken.yaml", "turned.yaml", "foreign.yaml", "harmful.yaml")]
    return [yaml.safe_load(x.read_text(encoding="utf-8")) for x in good]


def text(files: dict[str, bytes], name: str) -> str:
    return files[name].decode("utf-8")


def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {name: blob.decode("utf-8") for name, blob in files.items() if name.endswith(".html")}


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", re.sub("<(script|style)>.*?</\\1>", "", page, flags=re.DOTALL))).split())


def cells(page: str) -> list[list[str]]:
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in re.findall("<tr>(.*?)</tr>", page, re.DOTALL)]


def package(blob: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(blob)) as held:
        return "\n".join(f"{n}\n{held.read(n).decode('utf-8', 'replace')}" for n in held.namelist())


# --- what is in it, and what is left out


def test_what_cannot_be_used_is_left_out_with_its_message_and_the_rest_is_written(folder: Path, built: tuple[Result, Path]) -> None:
    done, out = built
    assert done.exit_code == 2 and f"15 cases; start with {out / 'index.html'}" in done.stdout
    lines = done.stderr.splitlines()
    where = next(n for n, line in enumerate((folder / "broken.yaml").read_text(encoding="utf-8").splitlines(), 1) if "nonsense" in line)
    assert any(re.match(rf"{re.escape(str(folder / 'broken.yaml'))}:{where}:\d+: .*nonsense", line) for line in lines)
    assert any(line.startswith(f"{folder / 'foreign.yaml'}: left out: not a matter of a report") for line in lines)
    assert any(line.startswith(f"{folder / 'turned.yaml'}:") and "U+202E" in line for line in lines)
    assert any(line.startswith(f"{folder / 'harmful.yaml'}: dnh-person-name") and "Z****** Q*****" in line for line in lines)
    assert not [x for x in SECRETS if x in done.output]


def test_nothing_of_a_case_that_is_left_out_is_in_any_file(files: dict[str, bytes]) -> None:
    for name, blob in files.items():
        said = package(blob) if blob[:2] == b"PK" else blob.decode("utf-8")
        for words in (*SECRETS, "Broken profile", "A harmful telling", "nonsense"):
            assert words not in said, (name, words)
        assert not re.search("broken|turned|foreign|harmful", name)


def test_every_case_has_its_pages_and_twins_do_not_hide_each_other(files: dict[str, bytes], matters: list[dict[str, Any]]) -> None:
    assert sum(name.startswith("cases/") for name in files) == sum(len(m["languages"]) for m in matters) == 30
    titles = Counter(re.findall("<h1>(.*?)</h1>", "".join(t for n, t in pages(files).items() if n.startswith("cases/"))))
    assert titles["Twin one"] == titles["Twin two"] == 1


def test_cases_stand_in_order_of_kind_and_title(files: dict[str, bytes], matters: list[dict[str, Any]]) -> None:
    expected = [m["facts"]["report_title"]["en"] for m in sorted(matters, key=lambda m: (m["kind"], curled(m["facts"]["report_title"]["en"]).casefold()))]
    shown = [html.unescape(x) for x in re.findall(r'<li><strong><a href="[^"]*" lang=en>(.*?)</a>', text(files, "index.html"))]
    assert [curled(x) for x in expected] == shown
    assert headings(files["compendium.docx"], "en") == shown


def curled(title: str) -> str:
    return title.replace("'", "’")


def test_the_overview_counts_what_the_matter_files_say(files: dict[str, bytes], matters: list[dict[str, Any]], library: Library) -> None:
    def name(kind: str) -> str:
        return " ".join(library.templates[kind].titles["name"][code] for code in ("en", "zh"))

    page = text(files, "overview.html")
    tables = {plain(head): dict(cells(body)[1:]) for head, body in re.findall("<h2>(.*?)</h2><table class=small>(.*?)</table>", page, re.DOTALL)}
    assert tables["By kind 按类别"] == {name(k): str(n) for k, n in Counter(m["kind"] for m in matters).items()}
    sectors = Counter(s for m in matters for s in [m["facts"].get("case_sector")] if s)
    by_sector = tables["By sector 按行业"]
    assert by_sector["mining 采矿"] == str(sectors["mining"]) and by_sector["oil and gas 石油和天然气"] == str(sectors["oil-gas"])
    countries = Counter(c for m in matters for c in [m["facts"].get("case_country") or m["facts"].get("site_country")] if c)
    assert tables["By country 按国家"]["Peru 秘鲁"] == str(countries["PE"]) and tables["By country 按国家"]["Colombia 哥伦比亚"] == str(countries["CO"])
    several = sum(bool(m["facts"].get("van_countries")) for m in matters)
    assert several and int(tables["By country 按国家"]["Not stated 未说明"]) == len(matters) - sum(countries.values()) - several
    assert sum(int(n) for n in tables["By rating 按风险等级"].values()) == len(matters)
    book = openpyxl.load_workbook(io.BytesIO(files["matrix.xlsx"]))
    kinds = {row[1]: row[2] for row in book["overview"].iter_rows(values_only=True) if row[0] == "kind"}
    assert kinds == {library.templates[k].titles["name"]["en"]: str(n) for k, n in Counter(m["kind"] for m in matters).items()}


SIGNS = {"✓": "present", "~": "weak", "✗": "contradicted", "–": "missing", "?": "not-assessed", "": ""}


def test_the_matrix_is_the_same_as_page_and_as_workbook(files: dict[str, bytes], library: Library) -> None:
    page = cells(text(files, "matrix.html"))
    sheet = openpyxl.load_workbook(io.BytesIO(files["matrix.xlsx"]))["matrix"]
    rows = [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]
    assert len(page) == len(rows) > 20
    assert [[SIGNS[x] for x in line[1:]] for line in page[1:]] == [row[2:] for row in rows[1:]]
    assert {"present", "weak", "missing"} <= {x for row in rows for x in row}
    for line, row in zip(page[1:], rows[1:], strict=True):
        identity, star = row[0].removesuffix(" *"), row[0].endswith(" *")
        assert star is (library.elements[identity].basis == "derived") is line[0].endswith(" *")
    assert any(row[0].endswith(" *") for row in rows) and not all(row[0].endswith(" *") for row in rows[1:])
    assert "derived set" in plain(text(files, "matrix.html")) and "衍生" in text(files, "matrix.html")


def test_no_cell_is_a_formula(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["matrix.xlsx"]))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"} and any(HOSTILE in str(cell.value) for cell in found)
    with zipfile.ZipFile(io.BytesIO(files["matrix.xlsx"])) as held:
        assert not [n for n in held.namelist() if "sheet" in n and b"<f>" in held.read(n)]


def test_actions_that_are_due_stand_by_date_with_their_owner_and_done_ones_nowhere(files: dict[str, bytes], matters: list[dict[str, Any]]) -> None:
    _, *rows = cells(text(files, "actions.html"))
    dates = [row[0] for row in rows]
    dated = [d for d in dates if d != "–"]
    assert dates == sorted(dated) + ["–"] * (len(dates) - len(dated)) and len(dated) > 5
    said = " ".join(" ".join(row) for row in rows)
    expected = 0
    for facts in (m["facts"] for m in matters):
        for row in facts.get("site_recommendations") or ():
            gone = row["status"] == "closed" or row["response"] == "not-accepted"
            expected += not gone
            assert (row["action"]["en"] in said) is not gone, row["no"]
        for row in facts.get("practice_recommendations") or ():
            gone = row["status"] in ("done", "dropped")
            expected += not gone
            assert (curled(row["action"]["en"]) in said) is not gone
        for name in ("recommendations", "next_steps"):
            for row in facts.get(name) or ():
                expected += 1
                line = next(r for r in rows if curled((row.get("action") or row.get("step"))["en"]) in r[1])
                assert line[2].startswith(curled((row.get("to") or row.get("owner"))["en"])) and line[0] == str(row.get("by") or "–")
    assert len(rows) == expected
    assert any("OVERDUE" in row[3] for row in rows)


# --- the Word document


def test_the_word_document_is_valid_and_heads_every_case(files: dict[str, bytes], matters: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(files["compendium.docx"])
    assert [str(e) for e in OpenXmlValidator(security_validation=True, strict=True).validate(path).errors] == []
    assert [str(f) for f in ooxml_integrity.check(path)] == []
    assert sorted(headings(files["compendium.docx"], "en")) == sorted(curled(m["facts"]["report_title"]["en"]) for m in matters)
    document = docx.Document(path)
    assert [f.code.split()[0] for f in fields(document.element.body)].count("TOC") >= 1
    assert not [n for n in zipfile.ZipFile(path).namelist() if n.startswith("customXml")]


# --- the pages


def test_every_page_stands_alone(files: dict[str, bytes]) -> None:
    for name, page in pages(files).items():
        body = re.sub("<script>.*?</script>", "<script></script>", page, flags=re.DOTALL)
        assert not re.search(r"""(?:src|href|action|data|poster)\s*=\s*["']?\s*(?:https?:|//|data:|file:|javascript:)|url\(|@import""", body, re.IGNORECASE), name
        tags = Links(page).tags
        assert {tag for tag, _ in tags} & {"img", "iframe", "link", "object", "embed", "video", "base"} == set(), name
        assert not [a for _, found in tags for a in found if a.startswith("on") or a == "style"], name
        (policy,) = [a["content"] or "" for tag, a in tags if tag == "meta" and "http-equiv" in a]
        assert re.match(r"default-src 'none'; style-src 'sha256-[^']+'; script-src ('none'|'sha256-[^']+');", policy), (name, policy)
        assert "unsafe" not in policy and page.count("<script") == (name == "index.html")


def test_every_link_leads_somewhere(files: dict[str, bytes]) -> None:
    for name, page in pages(files).items():
        seen = Links(page)
        assert len(seen.ids) == len(set(seen.ids)), name
        for link in seen.links:
            parts = urlsplit(link)
            target = os.path.normpath((Path(name).parent / unquote(parts.path)).as_posix()) if parts.path else name
            assert target in files and not parts.scheme and not parts.query, (name, link)
            assert not parts.fragment or parts.fragment in Links(text(files, target)).ids, (name, link)


def test_a_rated_site_whose_file_is_hard_to_name_is_reached(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(TEMPLATES / "assessment-report" / "sample.yaml", tmp_path / "in" / "site #1.yaml")
    assert run(tmp_path / "in", "-o", tmp_path / "out").exit_code == 0
    overview = (tmp_path / "out" / "overview.html").read_text(encoding="utf-8")
    (listed,) = re.findall("<ol class=sites>(.*?)</ol>", overview, re.DOTALL)
    (link,) = Links(listed).links
    assert (tmp_path / "out" / unquote(urlsplit(link).path)).is_file(), link


def test_a_hostile_title_is_text_everywhere(files: dict[str, bytes]) -> None:
    for name, page in pages(files).items():
        assert "<script>alert" not in page and "</style>" not in page.replace("</style></head>", ""), name
    index = text(files, "index.html")
    shown = html.unescape(index)
    assert HOSTILE in shown.partition("<script>\n")[0] and f">{FORMULA}</a>" in index
    assert "alert(1)" in index.partition("<script>\n")[2] and "<" not in re.findall("^const DATA = (.*);$", index, re.MULTILINE)[0]
    assert HOSTILE in html.unescape(text(files, "matrix.html")) and HOSTILE in html.unescape(text(files, "cases/hostile.en.html"))
    assert f"<h1>{FORMULA}</h1>" in text(files, "cases/hostile.zh.html")
    assert HOSTILE in headings(files["compendium.docx"], "en")


# --- in a browser


class Browser:
    """Chromium by its own protocol over two pipes: real keys, pages with their policy in force."""

    def __init__(self) -> None:
        self.home = tempfile.mkdtemp()
        theirs, self._out = os.pipe()
        self._in, back = os.pipe()
        command = [program("chromium", "chromium-browser", "google-chrome"), "--headless", "--no-sandbox", "--disable-gpu",
                   "--disable-dev-shm-usage", "--remote-debugging-pipe", f"--user-data-dir={self.home}", "about:blank"]
        self._run = subprocess.Popen(["bash", "-c", f'exec "$@" 3<&{theirs} 4>&{back}', "bash", *command], pass_fds=(theirs, back),
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(back)
        self._number, self._held, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        page = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for room in ("Page", "Runtime", "Log"):
            self.call(f"{room}.enable")

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": values} | ({"sessionId": self._session} if self._session else {})
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            assert select.select([self._in], [], [], 30)[0], "the browser says nothing"
            more = os.read(self._in, 65536)
            assert more, "the browser has gone"
            self._held += more
        first, _, self._held = self._held.partition(b"\0")
        return dict(json.loads(first))

    def open(self, path: Path) -> None:
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self._next())

    def ask(self, expression: str) -> Any:
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def press(self, key: str, *, code: int = 0, letters: str = "") -> None:
        more: dict[str, Any] = {"text": letters} if letters else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def write(self, words: str) -> None:
        for letter in words:
            self.press(letter, letters=letter)

    def close(self) -> None:
        self._run.terminate()
        self._run.wait(timeout=30)
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self.home, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = Browser()
    yield found
    found.close()


TAB, DOWN, BACK = {"code": 9}, {"code": 40}, {"code": 8}


def shown(browser: Browser) -> list[str]:
    return list(browser.ask("[...document.querySelectorAll('.cards > li')].filter(x => x.offsetParent).map(x => x.querySelector('a').textContent)"))


def counted(browser: Browser, of: int) -> int:
    """What the live line says, in both languages alike."""
    told = re.fullmatch(rf"(\d+) of {of} cases · 共{of}个案例，显示(\d+)个", browser.ask("document.getElementById('n').textContent"))
    assert told and told[1] == told[2]
    return int(told[1])


def test_a_word_typed_shows_the_cases_that_say_it(browser: Browser, built: tuple[Result, Path], matters: list[dict[str, Any]]) -> None:
    browser.open(built[1] / "index.html")
    assert len(shown(browser)) == counted(browser, len(matters)) == len(matters)
    assert browser.ask("document.getElementById('n').getAttribute('aria-live')") == "polite"
    for _ in range(20):
        browser.press("Tab", **TAB)
        if browser.ask("document.activeElement.id") == "q":
            break
    browser.write("Pesticides code")
    expected = sorted(curled(m["facts"]["report_title"]["en"]) for m in matters
                      if all(w in json.dumps(m["facts"], ensure_ascii=False, default=str).lower() for w in ("pesticides", "code")) and m["kind"] == "initiative-profile")
    assert sorted(shown(browser)) == expected and counted(browser, len(matters)) == len(expected) < len(matters)
    browser.press("Enter", code=13, letters="\r")
    assert browser.ask("location.href").endswith("index.html"), "the form sends nothing"
    for _ in "Pesticides code":
        browser.press("Backspace", **BACK)
    browser.write("zzzz")
    assert shown(browser) == [] and counted(browser, len(matters)) == 0


@pytest.mark.parametrize("facet", ["kind", "country", "sector", "language", "element"])
def test_each_filter_works_by_keyboard_alone(facet: str, browser: Browser, built: tuple[Result, Path], matters: list[dict[str, Any]]) -> None:
    browser.open(built[1] / "index.html")
    for _ in range(30):
        browser.press("Tab", **TAB)
        if browser.ask("document.activeElement.dataset.f") == facet:
            break
    browser.press("ArrowDown", **DOWN)
    value = browser.ask("document.activeElement.value")
    assert value, "the arrow chose the first value"
    held: dict[str, Any] = {"kind": lambda m: m["kind"] == value, "language": lambda m: value in m["languages"],
            "country": lambda m: (m["facts"].get("case_country") or m["facts"].get("site_country")) == value,
            "sector": lambda m: m["facts"].get("case_sector") == value, "element": None}
    titles = shown(browser)
    assert counted(browser, len(matters)) == len(titles) > 0
    if facet == "element":
        sheet = openpyxl.load_workbook(io.BytesIO((built[1] / "matrix.xlsx").read_bytes()))["matrix"]
        head, *rows = sheet.iter_rows(values_only=True)
        row = next(r for r in rows if str(r[0]).removesuffix(" *") == value)
        assert {t for t, v in zip(head[2:], row[2:], strict=True) if v == "present"} <= set(titles) <= {t for t, v in zip(head[2:], row[2:], strict=True) if v}
    else:
        assert sorted(titles) == sorted(curled(m["facts"]["report_title"]["en"]) for m in matters if held[facet](m))
    browser.press("ArrowUp", code=38)
    assert counted(browser, len(matters)) == len(matters)


@pytest.mark.parametrize("name", ["index.html", "overview.html", "matrix.html", "actions.html", "cases/incident-case-sample.en.html", "cases/assessment-report-sample.en.html"])
def test_no_page_is_wider_than_a_telephone_and_none_breaks_its_policy(name: str, browser: Browser, built: tuple[Result, Path]) -> None:
    browser.call("Emulation.setDeviceMetricsOverride", width=DRIVER_WIDTH, height=900, deviceScaleFactor=1, mobile=False)
    browser.open(built[1] / name)
    assert browser.ask("document.documentElement.scrollWidth") <= DRIVER_WIDTH
    assert [e for e in browser.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")] == []
    clipped = "[...document.querySelectorAll('.tile')].filter(x => x.scrollHeight > x.clientHeight + 1).map(x => x.textContent)"
    assert browser.ask(clipped) == []
    browser.call("Emulation.clearDeviceMetricsOverride")


# --- bounds, mosaic, languages


def incident(**facts: str) -> str:
    found = (TEMPLATES / "incident-case" / "sample.yaml").read_text(encoding="utf-8")
    for old, new in facts.items():
        assert found.count(OLD[old]) == 1
        found = found.replace(OLD[old], new)
    return found.replace("languages: [en, zh]", "languages: [en]")


OLD = {"title": 'en: "A protest at a mine gate: what was reported and what followed"',
       "summary": 'en: "In February 2024 people protested at the gate of a mine.'}
MARKERS = "The only midwife of the province said that guards threatened her in May 2023, and a widow was awarded compensation."


def test_a_pair_that_tells_together_what_neither_tells_alone_is_remarked(tmp_path: Path) -> None:
    fine = "The Bisara mine lies at Kolo village."
    (tmp_path / "a.yaml").write_text(incident(title='en: "First"', summary=f'en: "{MARKERS} {fine}'), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(incident(title='en: "Second"', summary=f'en: "{MARKERS}'), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(stub("Unrelated"), encoding="utf-8")
    done = run(tmp_path, "-o", tmp_path / "out", "--languages", "en")
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert re.search(r"Look at: b \(en\): dnh-mosaic: shares \d markers \([^)]*\) with a\b", said), said
    assert not re.search(r"Look at: (a|c) |with c\b", said), said


def test_more_cases_than_the_bound_are_refused_before_any_is_read(tmp_path: Path) -> None:
    for n in range(compiling.MOST_CASES + 1):
        (tmp_path / f"{n}.yaml").write_text("x: 1\n")
    done = run(tmp_path, "-o", tmp_path / "out")
    assert done.exit_code == 2 and "501 files, at most 500" in done.stderr and not (tmp_path / "out").exists()
    (tmp_path / "0.yaml").unlink()
    done = run(tmp_path, "-o", tmp_path / "out")
    assert done.exit_code == 2 and "at most" not in done.stderr and done.stderr.count("left out: not a matter of a report") == 500


@pytest.mark.parametrize("languages", [("es",), ("en", "en")])
def test_a_language_that_no_case_has_is_refused(languages: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(stub("One"), encoding="utf-8")
    with pytest.raises(DrafterError, match="is not one language or two"):
        compiling.build(tmp_path, languages=languages)


def test_a_case_in_one_language_is_on_the_pages_and_told_to_be_out_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(stub("Both"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(stub("English only").replace("languages: [en, zh]", "languages: [en]"), encoding="utf-8")
    made = compiling.build(tmp_path, languages=("en", "zh"))
    assert [str(p) for p in made.left] == [f"{tmp_path / 'b.yaml'}: not in the Word document: it has no text in zh"]
    assert "cases/b.en.html" in made.files and headings(made.files["compendium.docx"], "en") == ["Both"]


def test_an_empty_folder_and_no_folder_are_told(tmp_path: Path) -> None:
    assert "holds no matter file of a report" in run(tmp_path, "-o", tmp_path / "out").stderr
    with pytest.raises(DrafterError, match="is no folder"):
        jobs.compendium(tmp_path / "none", tmp_path / "out")


def test_the_same_folder_gives_the_same_bytes(again: tuple[subprocess.Popen[bytes], Path], files: dict[str, bytes]) -> None:
    running, out = again
    assert running.wait(timeout=120) == 2
    told = {x.relative_to(out).as_posix(): x.read_bytes() for x in out.rglob("*") if x.is_file()}
    assert told.keys() == files.keys()
    assert [name for name, blob in files.items() if told[name] != blob] == []


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(stub("One"), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("mine")
    done = run(tmp_path, "-o", out)
    assert done.exit_code == 2 and "exists already" in done.stderr
    assert (out / "index.html").read_text() == "mine" and not (out / "matrix.xlsx").exists()
