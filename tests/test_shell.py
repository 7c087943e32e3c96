"""Somebody else's letterhead: used when it is harmless and complete, refused with every reason when not."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter import jobs
from drafter.errors import DrafterError
from drafter.word import shell

BUILT_IN = Path(__file__).resolve().parents[1] / "templates" / "mou-defence" / "shell.docx"


def rebuilt(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(BUILT_IN) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, blob in parts.items():
            package.writestr(name, blob)
    return out.getvalue()


def put(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part], (part, old)
        parts[part] = parts[part].replace(old, new, 1)
    return change


def add(part: str, blob: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.__setitem__(part, blob)


RELS = "word/_rels/document.xml.rels"
RELATION = b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/></Relationships>'
SUBJECT = b"{{ subject }}"


def external(kind: bytes, target: bytes) -> Callable[[dict[str, bytes]], None]:
    return put(RELS, b"</Relationships>", RELATION % (kind, target))


HOSTILE = [
    ("expression", put("word/document.xml", SUBJECT, b"{{ 7*7 }}"), "braces that are no bare name"),
    ("string product", put("word/document.xml", SUBJECT, b"{{ 'a'*20 }}"), "braces that are no bare name"),
    ("attribute", put("word/document.xml", SUBJECT, b"{{ title.__class__ }}"), "braces that are no bare name"),
    ("filter", put("word/document.xml", SUBJECT, b"{{ title|upper }}"), "braces that are no bare name"),
    ("call", put("word/document.xml", SUBJECT, b"{{ cycler.__init__.__globals__.os.popen('id').read() }}"), "braces that are no bare name"),
    ("loop", put("word/document.xml", SUBJECT, b"{% for x in title %}x{% endfor %}"), "braces that are no bare name"),
    ("comment", put("word/document.xml", SUBJECT, b"{# secret #}"), "braces that are no bare name"),
    ("unknown name", put("word/document.xml", SUBJECT, b"{{ secrets }}"), "unknown placeholder"),
    ("split over runs", put("word/document.xml", SUBJECT, b"{</w:t></w:r><w:r><w:t>{ 7*7 }</w:t></w:r><w:r><w:t>}"), "braces that are no bare name"),
    ("split over paragraphs", put("word/document.xml", SUBJECT, b"{{ 7*</w:t></w:r></w:p><w:p><w:r><w:t>7 }}"), "braces that are no bare name"),
    ("in the header", put("word/header1.xml", b"{{ draft_notice }}", b"{{ 7*7 }}"), "word/header1.xml"),
    ("in the footer", put("word/footer1.xml", b"{{ page_of }}", b"{% if 1 %}x{% endif %}"), "word/footer1.xml"),
    ("in the properties", put("docProps/core.xml", b"</cp:coreProperties>", b"<dc:title>{{ 7*7 }}</dc:title></cp:coreProperties>"), "docProps/core.xml"),
    ("in footnotes", add("word/footnotes.xml", b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p><w:r><w:t>{{ 7*7 }}</w:t></w:r></w:p></w:footnote></w:footnotes>'), "word/footnotes.xml"),
    ("in an attribute", put("word/document.xml", b'w:h="16838"', b'w:h="{{ 7*7 }}"'), "braces that are no bare name"),
    ("full width", put("word/document.xml", SUBJECT, "｛｛ title ｝｝".encode()), "full-width braces"),
    ("external image", external(b"image", b"http://127.0.0.1:9/x.png"), "points outside the file"),
    ("attached template", external(b"attachedTemplate", b"file:///x.dotm"), "points outside the file"),
    ("frame", external(b"frame", b"http://127.0.0.1:9/"), "points outside the file"),
    ("macro", add("word/vbaProject.bin", b"x"), "macros or an embedded object"),
    ("ole", add("word/embeddings/oleObject1.bin", b"x"), "macros or an embedded object"),
    ("include", put("word/footer1.xml", b" PAGE ", b" INCLUDETEXT c:/x "), "fetches from elsewhere"),
    ("dde", put("word/footer1.xml", b" PAGE ", b" DDEAUTO cmd /c "), "fetches from elsewhere"),
    ("doctype", put("word/document.xml", b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "has a DOCTYPE"),
    ("bad xml", put("word/document.xml", b"</w:body>", b"</w:bdy>"), "not valid XML"),
    ("path", add("../evil.xml", b"<a/>"), "leads out of the file"),
    ("bomb", add("word/media/a.xml", b"<a>" + b" " * 60_000_000 + b"</a>"), "zip bomb"),
    ("no body", put("word/document.xml", b"{{ body }}", b"nothing"), "{{ body }} is missing"),
]


@pytest.mark.parametrize(("name", "change", "message"), HOSTILE, ids=[h[0] for h in HOSTILE])
def test_a_hostile_shell_is_refused_with_the_reason(name: str, change: Callable[[dict[str, bytes]], None], message: str,
                                                    tmp_path: Path, sample_matter: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(rebuilt(change))
    with pytest.raises(DrafterError) as caught:
        jobs.draft(sample_matter, shell=path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "49" not in str(caught.value)


@pytest.mark.parametrize("blob", [b"", b"hello", b"PK\x03\x04broken", BUILT_IN.read_bytes()[:3000]])
def test_what_is_no_word_file_is_refused(blob: bytes, tmp_path: Path, sample_matter: Path) -> None:
    (tmp_path / "x.docx").write_bytes(blob)
    with pytest.raises(DrafterError, match="not a Word file"):
        jobs.draft(sample_matter, shell=tmp_path / "x.docx")


def test_missing_styles_are_all_named(tmp_path: Path, sample_matter: Path) -> None:
    def rename(parts: dict[str, bytes]) -> None:
        for name in (b"Drafter Annex Item", b"Drafter Recital"):
            parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="' + name + b'"', b'w:val="Other ' + name[8:] + b'"')
    (tmp_path / "x.docx").write_bytes(rebuilt(rename))
    with pytest.raises(DrafterError) as caught:
        jobs.draft(sample_matter, shell=tmp_path / "x.docx")
    assert [re.search("'(.*?)'", p.message)[1] for p in caught.value.problems] == ["Drafter Recital", "Drafter Annex Item"]


def test_a_firms_letterhead_stays_as_it_is(tmp_path: Path, sample_matter: Path) -> None:
    def brand(parts: dict[str, bytes]) -> None:
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"{{ draft_notice }}", b"Firm LLP {{ draft_notice }}")
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="1F3864"', b'w:val="7A0019"')
    (tmp_path / "firm.docx").write_bytes(rebuilt(brand))
    drafted = jobs.draft(sample_matter, shell=tmp_path / "firm.docx")
    with zipfile.ZipFile(io.BytesIO(drafted.blob)) as package:
        assert b"Firm LLP DRAFT" in package.read("word/header1.xml")
        assert b"7A0019" in package.read("word/styles.xml")


def test_a_shell_without_numbering_gets_one(tmp_path: Path, sample_matter: Path) -> None:
    def strip(parts: dict[str, bytes]) -> None:
        del parts["word/numbering.xml"]
        parts[RELS] = re.sub(rb'<Relationship [^>]*numbering[^>]*/>', b"", parts[RELS])
        parts["[Content_Types].xml"] = re.sub(rb'<Override [^>]*numbering[^>]*/>', b"", parts["[Content_Types].xml"])
    (tmp_path / "x.docx").write_bytes(rebuilt(strip))
    drafted = jobs.draft(sample_matter, shell=tmp_path / "x.docx")
    with zipfile.ZipFile(io.BytesIO(drafted.blob)) as package:
        assert b"chineseCountingThousand" in package.read("word/numbering.xml")


def test_the_built_in_shell_is_built_from_its_source(tmp_path: Path) -> None:
    import runpy

    tool = BUILT_IN.parents[2] / "tools" / "build_shell.py"
    runpy.run_path(str(tool))["main"](str(tmp_path / "s.docx"))
    assert (tmp_path / "s.docx").read_bytes() == BUILT_IN.read_bytes()
    shell.examine(BUILT_IN.read_bytes(), "shell.docx")
