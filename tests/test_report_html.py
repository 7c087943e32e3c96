"""The HTML report: what is in it, that nothing of a document can act in it, and that a browser shows and works it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import program
from test_report_samples import result, words

from drafter import review
from drafter.report import html
from drafter.report.data import Result

LANGUAGES = ("en", "zh", "es", "fr")
DRIVER = """<script>
const out = [];
const say = (name, value) => out.push(name + '=' + value);
const shown = () => document.querySelectorAll('.card:not([hidden])').length;
say('cards', shown());
document.querySelector('button[data-verdict=weak]').click();
say('without-weak', shown());
document.querySelectorAll('button[data-verdict]').forEach(b => { if (b.getAttribute('aria-pressed') === 'true') b.click(); });
say('none', shown() + ':' + document.getElementById('none').hidden);
document.querySelectorAll('button[data-verdict]').forEach(b => b.click());
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true}));
say('first', document.activeElement.id);
document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true}));
say('second', document.activeElement.id);
document.querySelector('button[data-language=zh]').click();
say('lang', document.documentElement.lang);
say('heading', document.querySelector('#results h2').textContent);
say('text', document.querySelector('.text').textContent.includes('The Army shall have'));
say('title', document.title);
document.title = '';
const pre = document.createElement('pre'); pre.id = 'driven'; pre.textContent = out.join('|'); document.body.append(pre);
</script>"""


class Links(HTMLParser):
    """Every id, every link and every tag of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []


def page(found: Result | None = None, language: str = "en") -> str:
    return html.report(found or result(), words(language), version="0.1.0", library_version="0.1.0")


def browser(*arguments: str) -> str:
    command = [program("chromium", "chromium-browser", "google-chrome"), "--headless", "--no-sandbox", "--disable-gpu", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout


def test_everything_links_both_ways() -> None:
    seen = Links(page())
    assert len(seen.ids) == len(set(seen.ids))
    assert all(link.startswith("#") and link[1:] in seen.ids for link in seen.links)
    marks = [i for i in seen.ids if re.fullmatch(r"m\d+-\d+", i)]
    assert len(marks) == 3
    assert all(f"#{m}" in seen.links for m in marks)


def test_nothing_is_loaded_from_elsewhere() -> None:
    told = page()
    assert not re.search(r"""(?:src|href|url\(|@import)\s*=?\s*["'(]?(?:https?:|//|data:|file:)""", told)
    assert "default-src 'none'" in told
    assert {tag for tag, _ in Links(told).tags} & {"img", "iframe", "link", "object", "form", "video", "base"} == set()


def test_what_a_document_says_is_text_and_nothing_else() -> None:
    told = page()
    assert "&lt;script&gt;document.title" in told
    assert told.count("<script") == 2
    assert "onerror" not in {name for _, attributes in Links(told).tags for name in attributes}


def test_names_and_reviews_are_text_too() -> None:
    bad = '</title><script>alert(1)</script>"\'><b x='
    found = result()
    data = {**found.data, "file": bad, "notes": [bad], "flags": [{"code": "macros", "message": bad}]}
    data["elements"] = [{**e, "review": {"state": "overridden", "verdict": "weak", "role": bad, "date": "2026-01-01", "reason": bad}}
                        for e in data["elements"]]
    for told in (page(replace(found, data=data)), html.memo(data, words()), html.table([data], words(), problems=[{"file": bad, "message": bad}])):
        assert "<script>alert" not in told
        assert "<b x" not in told
        assert "\\u003cscript\\u003ealert" in told or "data-t" not in told.partition("<body>")[2] or bad not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_its_words_in_four_languages(language: str) -> None:
    told = page(language=language)
    assert f'<html lang="{language}">' in told
    body = told.partition("<main")[2].partition('<script type="application/json"')[0]
    assert words(language).name(result().data["elements"][1]) in body
    for other in LANGUAGES:
        assert words(other).say("results") in re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), told)


def test_evidence_is_marked_in_the_text_of_the_document() -> None:
    text = page().partition('class="pane text"')[2]
    marked = re.findall(r'<mark class="m-([a-z-]+)">(.*?)</mark>', text, re.DOTALL)
    assert ("contradicted", "Nothing in this Memorandum obliges the Army to vet its personnel.") in marked
    assert sum(kind == "weak" for kind, _ in marked) >= 1


def test_overlapping_evidence_keeps_every_word_once() -> None:
    found = result()
    found.data["elements"][0]["evidence"].append(dict(found.data["elements"][1]["evidence"][0]))
    start, end = found.view["marks"][1][2:]
    found.view["marks"].append([0, 1, start + 8, end])
    text = re.sub(r"<a class=.ref.*?</a>", "", page(found).partition('class="pane text"')[2])
    assert re.sub(r"<[^>]+>", "", text).count("Nothing in this Memorandum obliges the Army to vet its personnel.") == 1


def test_human_verdicts_and_what_waits_for_one_are_shown() -> None:
    found = result()
    told = page(replace(found, data=review.applied(found.data, ())))
    assert "that nobody has confirmed" in told
    assert review.evidence_hash(found.data["elements"][2]) in told


def test_comments_stand_apart_from_the_text() -> None:
    found = result()
    found.view["asides"].append(["comment", "Do <b>we</b> need this?", "Reviewer"])
    assert "Do &lt;b&gt;we&lt;/b&gt; need this?" in page(found).partition("no part of the text")[2]


def test_the_matrix_links_to_reports() -> None:
    told = html.table([result().data], words(), links=[{"report": "mou.txt.report.html", "memo": "mou.txt.memo.html"}])
    assert 'href="mou.txt.report.html"' in told
    assert told.count('class="v v-contradicted required"') == 1


# --- in a browser


@pytest.fixture(scope="module")
def driven(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a browser says after it used the page; without the page's policy, which would refuse the driver."""
    told = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page())
    path = tmp_path_factory.mktemp("html") / "page.html"
    path.write_text(told.replace("</body>", DRIVER + "</body>"), encoding="utf-8")
    found = re.search(r'<pre id="driven">(.*?)</pre>', browser("--dump-dom", path.as_uri()))
    assert found, "the page's script failed"
    return dict(part.split("=", 1) for part in found[1].split("|"))


def test_filters_by_verdict(driven: dict[str, str]) -> None:
    assert (driven["cards"], driven["without-weak"], driven["none"]) == ("6", "5", "0:false")


def test_keys_go_through_the_findings(driven: dict[str, str]) -> None:
    assert (driven["first"], driven["second"]) == ("e1", "e2")


def test_the_language_is_switched_and_the_document_is_not(driven: dict[str, str]) -> None:
    assert (driven["lang"], driven["heading"], driven["text"]) == ("zh", "检查结果", "true")


def test_no_word_of_a_document_is_run(driven: dict[str, str]) -> None:
    assert driven["title"] == "mou.txt"


def test_the_policy_lets_the_page_work(tmp_path: Path) -> None:
    """With the policy in force the page's own script runs: the target of the address gets the focus ring's card shown."""
    path = tmp_path / "page.html"
    path.write_text(page().replace("aim();\n})();", 'aim();\ndocument.body.dataset.ran = "yes";\n})();'), encoding="utf-8")
    assert 'data-ran="yes"' not in browser("--dump-dom", path.as_uri()), "a changed script must be refused"
    changed = html.guarded(re.sub(r'content="default-src[^"]*"', 'content="POLICY"', path.read_text(encoding="utf-8")))
    path.write_text(changed, encoding="utf-8")
    assert 'data-ran="yes"' in browser("--dump-dom", path.as_uri())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_memo_is_one_page(language: str, tmp_path: Path) -> None:
    found = result()
    many = [{**found.data["elements"][n % 2], "reasons": ["lacks-core:content", "hedged"]} for n in range(40)]
    data = {**found.data, "elements": many, "unconfirmed": ["vetting"], "file": "/a/very/long/path/" + "x" * 200,
            "unread": [{"code": "no-text", "message": "the page is a picture " * 9, "page": n} for n in range(9)]}
    path, made = tmp_path / "memo.html", tmp_path / "memo.pdf"
    path.write_text(html.memo(data, words(language)), encoding="utf-8")
    browser("--no-pdf-header-footer", f"--print-to-pdf={made}", path.as_uri())
    info = subprocess.run([program("pdfinfo"), str(made)], capture_output=True, text=True, timeout=60, check=False).stdout
    assert re.search(r"Pages:\s+1\n", info)
