"""The Word file of the sample, in one language and two: judged by independent readers and validators."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import ooxml_integrity
import oracle
import pytest
import yaml
from lxml import etree
from openxml_audit import OpenXmlValidator

import drafter
from drafter import jobs
from drafter.word.parts import content_digest

W = oracle.W
CHECKOUT = Path(__file__).resolve().parents[1]
SAMPLES = ("sample.yaml", "sample-zh.yaml")
CASES = [(sample, languages, form) for sample in SAMPLES for languages in ("en", "zh", "en,zh") for form in ("full", "short")]


@cache
def made(sample: str, languages: str, form: str, *, sources: bool = False) -> jobs.Drafted:
    return jobs.draft(CHECKOUT / "templates" / "mou-defence" / sample, languages=languages.split(","), form=form, sources=sources)


@cache
def read(sample: str, languages: str, form: str) -> oracle.Doc:
    return oracle.read(made(sample, languages, form).blob)


def headings(doc: oracle.Doc, part: str, language: str) -> list[oracle.Para]:
    return [p for p in doc.paragraphs if p.style == f"Drafter{part}-{language}"]


@pytest.mark.parametrize(("sample", "languages", "form"), CASES)
def test_validators_find_nothing(sample: str, languages: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made(sample, languages, form, sources=True).blob)
    audit = OpenXmlValidator(security_validation=True, strict=True).validate(path)
    assert [str(e) for e in audit.errors] == []
    assert [str(f) for f in ooxml_integrity.check(path)] == []


@pytest.mark.parametrize("languages", ["en", "zh", "en,zh"])
def test_the_whole_agreement_has_forty_articles_and_live_references(languages: str) -> None:
    doc = read("sample.yaml", languages, "full")
    for language in languages.split(","):
        assert len(headings(doc, "Article", language)) >= 40
        assert len(headings(doc, "Annex", language)) == 13
    codes = [f.code for f in oracle.fields(doc.root)]
    assert sum(c.startswith("REF ") for c in codes) >= 25
    assert sum(c.startswith("TOC ") for c in codes) == 1


@pytest.mark.parametrize(("sample", "languages", "form"), CASES)
def test_every_reference_shows_the_number_of_its_target(sample: str, languages: str, form: str) -> None:
    doc = read(sample, languages, form)
    targets = oracle.bookmarks(doc)
    checked = 0
    root = doc.paragraphs[0].element.getroottree().getroot()
    for found in oracle.fields(root):
        match = re.match(r"(?:REF|PAGEREF) (\S+)", found.code)
        if match is None:
            continue
        assert match[1] in targets, f"{found.code} leads nowhere"
        if found.code.startswith("REF"):
            target = targets[match[1]]
            assert found.result == (target.full if r"\w" in found.code else target.label), (found.code, target.text)
            checked += 1
    assert checked > 0


@pytest.mark.parametrize(("sample", "languages", "form"), CASES)
def test_no_number_is_typed_and_no_placeholder_is_left(sample: str, languages: str, form: str) -> None:
    doc = read(sample, languages, form)
    for name, blob in doc.parts.items():
        text = blob.decode("utf-8", "replace")
        assert not any(mark in text for mark in ("{{", "{%")), name
    lead = re.compile(r"^(\(?[a-z0-9]{1,3}[.)]\s|（[一二三四五六七八九十]+）)")
    for paragraph in doc.paragraphs:
        words = oracle.typed(paragraph.element)
        if paragraph.label:
            assert not lead.match(words), paragraph.text
        if not paragraph.style.startswith("TOC"):
            assert not re.search(r"\b(Article|Annex) \d|第[一二三四五六七八九十]+条|附件[一二三四五六七八九十]", words), paragraph.text


@pytest.mark.parametrize("languages", ["en", "zh", "en,zh"])
def test_the_contents_list_every_article_and_annex_in_order(languages: str) -> None:
    doc = read("sample.yaml", languages, "full")
    entries = [(p.text, p.style) for p in doc.paragraphs if p.style.startswith("TOC")]
    titles = [p for p in doc.paragraphs if re.match(r"Drafter(Article|Annex)-", p.style)]
    assert len(entries) == len(titles)
    for (text, _), title in zip(entries, titles, strict=True):
        assert text.startswith(title.label + title.text)
    pages = [int(re.search(r"(\d+)$", text)[1]) for text, _ in entries]
    assert pages == sorted(pages)


@pytest.mark.parametrize(("sample", "languages", "form"), CASES)
def test_the_same_matter_gives_the_same_bytes(sample: str, languages: str, form: str) -> None:
    again = jobs.draft(CHECKOUT / "templates" / "mou-defence" / sample, languages=languages.split(","), form=form)
    assert again.blob == made(sample, languages, form).blob
    assert again.digest == content_digest(again.blob)


def test_another_process_with_another_hash_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    code = ("import sys; from pathlib import Path; from drafter import jobs; "
            "print(jobs.draft(Path(sys.argv[1]), languages=['en', 'zh']).digest)")
    matter = CHECKOUT / "templates" / "mou-defence" / "sample.yaml"
    digests = {subprocess.run([sys.executable, "-c", code, str(matter)], capture_output=True, text=True, check=True, cwd=tmp_path,
                              env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(drafter.__file__).parents[1])}).stdout.strip() for seed in ("1", "2")}
    assert digests == {made("sample.yaml", "en,zh", "full").digest}


@pytest.mark.parametrize(("sample", "languages", "form"), CASES)
def test_nothing_internal_leaves_the_house(sample: str, languages: str, form: str) -> None:
    """No position, clause id, alternative, reason or matter name in any part of the file."""
    library_words = set()
    for path in (CHECKOUT / "clauses").rglob("*.md"):
        if path.name not in {"README.md", "COVERAGE.md"}:
            library_words.add(path.relative_to(CHECKOUT / "clauses").with_suffix("").as_posix())
            why = path.read_text(encoding="utf-8").split("## Why")[-1]
            library_words |= {s.strip() for s in why.split("\n") if len(s.strip()) > 60}
    banned = library_words | {"preferred", "fallback", "red line", "drafter.yaml", "chosen_because", sample, "provides:", "negotiating position"}
    for name, blob in read(sample, languages, form).parts.items():
        text = blob.decode("utf-8", "replace")
        assert [word for word in banned if word in text] == [], name


def test_properties_hold_the_organisation_only() -> None:
    doc = read("sample.yaml", "en", "full")
    core = etree.fromstring(doc.parts["docProps/core.xml"])
    found = {etree.QName(e).localname: e.text for e in core}
    organisation = yaml.safe_load((CHECKOUT / "templates/mou-defence/sample.yaml").read_text(encoding="utf-8"))["facts"]["organisation"]["en"]
    assert found["creator"] == found["lastModifiedBy"] == organisation
    assert found["created"] == found["modified"] == "2000-01-01T00:00:00Z"
    assert set(found) <= {"creator", "lastModifiedBy", "created", "modified", "title", "language", "revision"}
    assert "docProps/app.xml" not in doc.parts


def test_the_manifest_is_opaque_and_the_sidecar_explains_it() -> None:
    drafted = made("sample.yaml", "en,zh", "full")
    doc = oracle.read(drafted.blob)
    custom = next(b for n, b in doc.parts.items() if n.startswith("customXml/item") and "Props" not in n)
    entries = [dict(e.attrib) for e in etree.fromstring(custom)]
    assert all(set(e) == {"id", "sha256"} for e in entries)
    side = yaml.safe_load(drafted.sidecar)
    assert [c["id"] for c in side["clauses"]] == [e["id"] for e in entries]
    assert side["digest"] == drafted.digest
    vetting = next(c for c in side["clauses"] if c["slot"] == "vetting")
    assert (vetting["clause"], vetting["position"]) == ("vetting/credible-information", "preferred")
    assert vetting["alternatives"] == ["vetting/official-records", "vetting/service-number-roll"]
    assert next(c for c in side["clauses"] if c["slot"] == "use-of-force")["chosen_because"] == "armed: yes"
    marks = {b.get(f"{W}name") for b in doc.root.iter(f"{W}bookmarkStart")}
    assert {e["id"] for e in entries} <= marks
    assert all(e["id"].startswith("_") for e in entries)


def test_the_hash_of_a_clause_is_the_hash_of_its_words_in_the_file() -> None:
    drafted = made("sample.yaml", "en", "full")
    doc = oracle.read(drafted.blob)
    side = {c["slot"]: c for c in yaml.safe_load(drafted.sidecar)["clauses"]}
    article = next(n for n, p in enumerate(doc.paragraphs) if p.style == "DrafterArticle-en" and p.text == "Medical assistance")
    following = []
    for paragraph in doc.paragraphs[article + 1:]:
        if paragraph.style == "DrafterArticle-en":
            break
        following.append(paragraph.text)
    assert hashlib.sha256("\n".join(following).encode()).hexdigest() == side["medical-aid"]["sha256"]


@pytest.mark.parametrize(("sample", "languages", "form"), CASES)
def test_bookmarks_are_paired_and_unique(sample: str, languages: str, form: str) -> None:
    root = read(sample, languages, form).root
    starts = [(b.get(f"{W}id"), b.get(f"{W}name")) for b in root.iter(f"{W}bookmarkStart")]
    ends = [b.get(f"{W}id") for b in root.iter(f"{W}bookmarkEnd")]
    assert sorted(i for i, _ in starts) == sorted(ends)
    assert len(set(ends)) == len(ends)
    assert len({n for _, n in starts}) == len(starts)
    assert all(len(n) <= 40 for _, n in starts)


def test_sources_become_footnotes_with_their_mark() -> None:
    doc = oracle.read(made("sample.yaml", "en", "full", sources=True).blob)
    notes = [oracle.visible(n) for n in etree.fromstring(doc.parts["word/footnotes.xml"]).iter(f"{W}footnote")]
    references = list(doc.root.iter(f"{W}footnoteReference"))
    assert len(references) == len(notes) - 2 >= 40
    assert all(re.search("[✓≈°]", n) for n in notes[2:])
    assert "word/footnotes.xml" not in read("sample.yaml", "en", "full").parts


@pytest.mark.parametrize("language", ["en", "zh"])
def test_chinese_has_chinese_numbers_and_fonts(language: str) -> None:
    doc = read("sample.yaml", "en,zh", "full")
    articles = headings(doc, "Article", language)
    assert articles[1].label == {"en": "Article 2", "zh": "第二条"}[language]
    paragraph = next(p for p in doc.paragraphs if p.style == f"DrafterParagraph-{language}")
    assert paragraph.label == {"en": "1.1", "zh": "（一）"}[language]
    styles = etree.fromstring(doc.parts["word/styles.xml"])
    style = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == f"DrafterParagraph-{language}")
    fonts = style.find(f"{W}rPr/{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == "SimSun"
    assert not any("Theme" in a for a in fonts.attrib)


@pytest.mark.parametrize("reviewer", ["null", "{en: Host counsel, zh: 东道国律师}"])
def test_every_page_says_draft_until_a_reviewer_is_named(reviewer: str, tmp_path: Path) -> None:
    text = (CHECKOUT / "templates/mou-defence/sample.yaml").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^  legal_reviewer:.*$", f"  legal_reviewer: {reviewer}", text)
    assert f"legal_reviewer: {reviewer}" in changed
    (tmp_path / "m.yaml").write_text(changed, encoding="utf-8")
    drafted = jobs.draft(tmp_path / "m.yaml")
    header = "".join(b.decode() for n, b in oracle.read(drafted.blob).parts.items() if n.startswith("word/header"))
    assert ("DRAFT" in header) == (reviewer == "null")


def test_open_facts_are_visible_blanks_with_a_comment(tmp_path: Path) -> None:
    text = (CHECKOUT / "templates/mou-defence/sample.yaml").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^  unit_name:.*$", "  unit_name: null", text)
    (tmp_path / "m.yaml").write_text(changed, encoding="utf-8")
    with pytest.raises(jobs.DrafterError, match="unit_name is open"):
        jobs.draft(tmp_path / "m.yaml")
    drafted = jobs.draft(tmp_path / "m.yaml", open_draft=True, languages=["en"])
    assert [n for n, _ in drafted.open] == ["unit_name"]
    doc = oracle.read(drafted.blob)
    highlighted = [r for r in doc.root.iter(f"{W}r") if r.find(f"{W}rPr/{W}highlight") is not None]
    comments = list(etree.fromstring(doc.parts["word/comments.xml"]).iter(f"{W}comment"))
    assert len(highlighted) == len(comments) >= 1
    assert all(c.get(f"{W}date") == "2000-01-01T00:00:00Z" for c in comments)
    assert "unit" in oracle.visible(comments[0]).lower()


HOSTILE_FACTS = ["R&D <b>", "{{ 7*7 }}", "</w:t></w:r></w:p>", "{% for x in y %}", "a]]>b", "&amp;", "{{ title }}"]


@pytest.mark.parametrize("value", HOSTILE_FACTS)
def test_hostile_facts_are_literal(value: str, tmp_path: Path) -> None:
    import json

    text = (CHECKOUT / "templates/mou-defence/sample.yaml").read_text(encoding="utf-8")
    quoted = json.dumps({"en": value, "zh": value}, ensure_ascii=False)
    for fact in ("site_name", "organisation"):
        text = re.sub(rf"(?m)^  {fact}:.*$", lambda _, f=fact: f"  {f}: {quoted}", text)
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    doc = oracle.read(jobs.draft(tmp_path / "m.yaml").blob)
    assert sum(value in p.text for p in doc.paragraphs) >= 2
    assert not any("49" in p.text and "7*7" in value for p in doc.paragraphs if "site" in p.style.lower())
    footer = etree.fromstring(doc.parts["word/footer1.xml"])
    assert value in oracle.visible(footer)


def test_the_file_is_a_clean_package() -> None:
    blob = made("sample.yaml", "en", "full").blob
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        names = package.namelist()
        assert names == sorted(names, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n))
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"External" not in b"".join(package.read(n) for n in names if n.endswith(".rels"))


def test_witnesses_approvals_and_handling_are_printed_where_given(tmp_path: Path) -> None:
    text = (CHECKOUT / "templates/mou-defence/sample.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  (witnesses|approvals|sensitivity):.*\n(?:    .*\n|  - .*\n)*", "", text)
    text += ("  witnesses: {en: [The Dean of the Faculty of Law], zh: [法学院院长]}\n  sensitivity: restricted\n"
             "  approvals: [{body: {en: Council of Ministers, zh: 部长会议}, date: 2026-12-01, reference: CM-77}]\n")
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    doc = oracle.read(jobs.draft(tmp_path / "m.yaml").blob)
    words = [p.text for p in doc.paragraphs]
    assert any("Witness: The Dean of the Faculty of Law" in w for w in words)
    assert any("见证人：法学院院长" in w for w in words)
    assert {"Approvals obtained", "已取得的批准", "Council of Ministers", "部长会议", "1 December 2026", "2026年12月1日", "CM-77"} <= set(words)
    assert "restricted · 限制知悉" in doc.parts["word/header1.xml"].decode()
    bare = re.sub(r"(?m)^  (witnesses|approvals|sensitivity):.*\n(?:    .*\n|  - .*\n)*", "", text)
    (tmp_path / "n.yaml").write_text(bare, encoding="utf-8")
    plain = oracle.read(jobs.draft(tmp_path / "n.yaml").blob)
    assert not any("Witness:" in p.text or "Approvals obtained" in p.text for p in plain.paragraphs)
