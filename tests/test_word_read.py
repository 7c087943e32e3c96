"""The .docx walker: a kitchen-sink document in which every construct has a marker of its own."""

from __future__ import annotations

import time
import zipfile

import pytest
from documents import make
from documents.make import docx, docx_parts, p, r, table, zipped

from drafter.document import Document
from drafter.errors import DrafterError
from drafter.read.open import read_bytes
from drafter.word.counting import numeral
from drafter.word.read import read

CHANGE = 'w:id="1" w:author="Ana" w:date="2026-01-02T00:00:00Z"'


def document(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts), "test.docx", docx=read)


def field(code: str, result: str) -> str:
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def box(text: str) -> str:
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx>' + inner +
            "</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>" + inner +
            "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>")


SINK = "".join((
    p("PLAIN words of the body."),
    p(f"<w:ins {CHANGE}>{r('INSERTED')}</w:ins>", f"<w:del {CHANGE}><w:r><w:delText>DELETED</w:delText></w:r></w:del>"),
    p(f"<w:moveFrom {CHANGE}>{r('MOVEDAWAY')}</w:moveFrom>", r("x")),
    p(f"<w:moveTo {CHANGE}>{r('MOVEDHERE')}</w:moveTo>"),
    p("<w:sdt><w:sdtPr/><w:sdtContent>", r("INLINESDT"), "</w:sdtContent></w:sdt>").replace("</w:sdt></w:p>", "</w:sdt></w:p>"),
    f"<w:sdt><w:sdtContent>{p('BLOCKSDT')}{table([p('SDTTABLE')])}</w:sdtContent></w:sdt>",
    "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + p("SDTCELL") + "</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent>"
    "</w:sdt></w:tbl>",
    table([p("CELLONE"), p("CELLTWO") + table([p("NESTED")])], [p("ROWTWO")]),
    p(box("TEXTBOX")),
    p("Note", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="3"/></w:r>'),
    p(f'<w:fldSimple w:instr="AUTHOR">{r("SIMPLEFIELD")}</w:fldSimple>'),
    p(field(" REF _Ref1 \\h ", "FIELDRESULT")),
    p(f'<w:smartTag w:element="place">{r("SMARTTAG")}</w:smartTag>'),
    p(f'<w:hyperlink r:id="x">{r("LINKTEXT")}</w:hyperlink>'),
    p(r("HIDDENRUN", "<w:vanish/>"), r("shown", '<w:vanish w:val="0"/>')),
    p(r("BYSTYLE", '<w:rStyle w:val="Secret"/>'), r("after")),
    p("neces", "<w:r><w:softHyphen/></w:r>", "sary non", "<w:r><w:noBreakHyphen/></w:r>", "lethal"),
    p('<w:r><w:ruby><w:rt>' + r("RUBYTOP") + "</w:rt><w:rubyBase>" + r("RUBYBASE") + "</w:rubyBase></w:ruby></w:r>"),
    p("<m:oMath><m:r><m:t>FORMULA</m:t></m:r></m:oMath>"),
    p('<w:commentRangeStart w:id="0"/>', r("COMMENTED"), '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
    p('<w:bdo w:val="ltr">' + r("BDOTEXT") + "</w:bdo>", "<w:customXml>" + r("CUSTOMXML") + "</w:customXml>"),
    p("first line", "<w:r><w:br/></w:r>", r("(a) SECONDLINE")),
    '<w:sectPr><w:headerReference r:id="rheader1" w:type="default"/><w:footerReference r:id="rfooter1" w:type="default"/></w:sectPr>',
))
SINK_PARTS = {
    "styles": '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>',
    "footnotes": f'<w:footnote w:id="0" w:type="separator">{p("SEPARATOR")}</w:footnote><w:footnote w:id="2">{p("FOOTNOTE")}</w:footnote>',
    "endnotes": f'<w:endnote w:id="3">{p("ENDNOTE")}</w:endnote>',
    "comments": f'<w:comment w:id="0" w:author="Bo" w:date="d">{p("THECOMMENT")}</w:comment>',
    "header1": p("HEADERTEXT"), "footer1": p("FOOTERTEXT"),
}


@pytest.fixture(scope="module")
def sink() -> Document:
    return document(SINK, **SINK_PARTS)


@pytest.mark.parametrize("marker", [
    "PLAIN", "INSERTED", "MOVEDHERE", "INLINESDT", "BLOCKSDT", "SDTTABLE", "SDTCELL", "CELLONE", "CELLTWO", "NESTED", "ROWTWO",
    "TEXTBOX", "FOOTNOTE", "ENDNOTE", "SIMPLEFIELD", "FIELDRESULT", "SMARTTAG", "LINKTEXT", "RUBYBASE", "FORMULA", "COMMENTED",
    "BDOTEXT", "CUSTOMXML", "SECONDLINE", "HEADERTEXT", "FOOTERTEXT", "necessary", "non-lethal", "shown", "after"])
def test_every_word_once(sink: Document, marker: str) -> None:
    assert sink.text.count(marker) == 1


@pytest.mark.parametrize("marker", ["DELETED", "MOVEDAWAY", "HIDDENRUN", "BYSTYLE", "THECOMMENT", "SEPARATOR", "RUBYTOP", "_Ref1"])
def test_what_is_not_text_is_not_in_the_text(sink: Document, marker: str) -> None:
    assert marker not in sink.text


def test_apart(sink: Document) -> None:
    assert {(a.kind, a.text, a.author) for a in sink.deleted} == {
        ("deleted", "DELETED", "Ana"), ("moved", "MOVEDAWAY", "Ana"), ("hidden", "HIDDENRUN", ""), ("hidden", "BYSTYLE", "")}
    comment, = sink.comments
    assert (comment.text, comment.author) == ("THECOMMENT", "Bo")
    assert sink.sources[comment.source].text[comment.start:comment.end] == "COMMENTED"
    at = sink.locate(comment.source, comment.start)
    assert sink.text[at:at + 9] == "COMMENTED"


def test_kinds_and_order(sink: Document) -> None:
    kinds = {sink.words(q).split()[-1]: q for q in sink.paragraphs}
    assert kinds["FOOTNOTE"].kind == "footnote" and kinds["FOOTNOTE"].label == "1"
    assert kinds["HEADERTEXT"].kind == "header" and kinds["TEXTBOX"].kind == "textbox"
    assert (kinds["CELLTWO"].cell.row, kinds["CELLTWO"].cell.column) == (0, 1)  # type: ignore[union-attr]
    assert kinds["NESTED"].cell.table != kinds["CELLTWO"].cell.table  # type: ignore[union-attr]
    places = [sink.text.index(w) for w in ("PLAIN", "CELLONE", "NESTED", "ROWTWO", "TEXTBOX", "SECONDLINE", "FOOTNOTE", "HEADERTEXT")]
    assert places == sorted(places)


def test_origin_leads_to_the_run(sink: Document) -> None:
    start = sink.text.index("INSERTED")
    span, = sink.origin(start, start + 8)
    source = sink.sources[span.source]
    assert source.part == "word/document.xml" and source.index == 1
    assert source.text[span.start:span.end] == "INSERTED"
    assert any(run.start <= span.start < run.end and run.run == 0 for run in source.runs)


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def lvl(n: int, fmt: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def num(level: int, text: str, number: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def labels(d: Document) -> list[str]:
    return [q.label for q in d.paragraphs]


def test_chinese_articles() -> None:
    d = document(num(0, "总则") + num(1, "甲方应当") + num(0, "定义") + num(1, "乙方应当") + num(1, "双方应当"),
                 numbering=numbering(lvl(0, "chineseCountingThousand", "第%1条"), lvl(1, "chineseCounting", "（%2）")))
    assert labels(d) == ["第一条", "（一）", "第二条", "（一）", "（二）"]
    assert d.text.startswith("第一条 总则\n（一） 甲方应当")
    assert d.paragraphs[0].automatic and d.origin(0, 3) == ()


def test_sections_letters_legal_and_roman() -> None:
    d = document(num(0, "One") + num(1, "a") + num(2, "b") + num(2, "c") + num(0, "Two") + num(1, "d"),
                 numbering=numbering(lvl(0, "upperRoman", "SECTION %1"), lvl(1, "decimal", "%1.%2", "<w:isLgl/>"), lvl(2, "lowerLetter", "(%3)")))
    assert labels(d) == ["SECTION I", "1.1", "(a)", "(b)", "SECTION II", "2.1"]


def test_start_override_and_shared_lists() -> None:
    nums = ('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>')
    d = document(num(0, "a") + num(0, "b", 2) + num(0, "c", 3) + num(0, "d", 3), numbering=numbering(lvl(0, "decimal", "%1."), nums=nums))
    assert labels(d) == ["1.", "2.", "7.", "8."]


def test_numbers_through_styles() -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
              '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Base"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Clause"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>')
    d = document(p("one", properties='<w:pStyle w:val="Clause"/>') + p("two", properties='<w:pStyle w:val="Sub"/>')
                 + p("none", properties='<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>'), styles=styles,
                 numbering=numbering(lvl(0, "decimal", "Article %1"), lvl(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>')))
    assert labels(d) == ["Article 1", "1.1", ""]
    assert d.paragraphs[1].kind == "heading" and d.paragraphs[1].level == 2


def test_deleted_paragraphs_do_not_count_and_join() -> None:
    gone = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {CHANGE}/></w:rPr>'
    d = document(num(0, "a") + p(f"<w:del {CHANGE}><w:r><w:delText>b</w:delText></w:r></w:del>", properties=gone) + num(0, "c")
                 + p("The Company ", properties=f"<w:rPr><w:del {CHANGE}/></w:rPr>") + p("shall pay."),
                 numbering=numbering(lvl(0, "decimal", "%1.")))
    assert d.text == "1. a\n2. c\nThe Company shall pay."
    start = d.text.index("Company")
    assert [d.sources[s.source].text[s.start:s.end] for s in d.origin(start, start + 13)] == ["Company ", "shall"]


def test_deleted_row_and_table_of_contents() -> None:
    row = f'<w:tbl><w:tr><w:trPr><w:del {CHANGE}/></w:trPr><w:tc>{p("GONEROW")}</w:tc></w:tr><w:tr><w:tc>{p("STAYS")}</w:tc></w:tr></w:tbl>'
    toc = (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("Scope 3")) + p("Force 4", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    d = document(row + toc + p("Scope"))
    assert "GONEROW" not in d.text and d.deleted[0].text == "GONEROW"
    assert [q.kind for q in d.paragraphs] == ["cell", "body", "toc", "body"] or [q.kind for q in d.paragraphs][2] == "toc"


def test_unclosed_field_loses_nothing() -> None:
    d = document(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("KEPT")) + p("ALSO KEPT"))
    assert "KEPT" in d.text and "ALSO KEPT" in d.text


@pytest.mark.parametrize(("number", "style", "shown"), [
    (12, "chineseCountingThousand", "十二"), (21, "chineseCounting", "二十一"), (10, "ideographDigital", "一〇"), (2, "chineseLegalSimplified", "贰"),
    (3, "ideographTraditional", "丙"), (4, "upperRoman", "IV"), (1999, "lowerRoman", "mcmxcix"), (28, "lowerLetter", "bb"), (7, "decimalZero", "07"),
    (3, "decimalEnclosedCircle", "③"), (22, "ordinal", "22nd"), (21, "ordinalText", "Twenty-first"), (40, "cardinalText", "Forty"),
    (5, "no such format", "5"), (10**9, "lowerLetter", "1000000000")])
def test_numerals(number: int, style: str, shown: str) -> None:
    assert numeral(number, style) == shown


def test_strict_namespaces() -> None:
    parts = {n: (c.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
                 if isinstance(c, str) else c) for n, c in docx_parts(p("STRICT")).items()}
    assert read_bytes(zipped(parts), "x.docx", docx=read).text == "STRICT"


@pytest.mark.parametrize(("change", "words"), [
    ({"word/document.xml": '<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'}, "DOCTYPE"),
    ({"../evil.xml": "x"}, "leads out"), ({"word/document.xml": "<w:document"}, "not valid XML"),
    ({"word/document.xml": f"<w:document {make.W}>" + "<w:p>" * 300 + "</w:p>" * 300 + "</w:document>"}, "not valid XML"),
    ({"word/media/big.bin": b"\0" * (30 << 20)}, "zip bomb")])
def test_refused(change: dict[str, bytes | str], words: str) -> None:
    began = time.process_time()
    with pytest.raises(DrafterError, match=words):
        read_bytes(zipped({**docx_parts(p("x")), **change}), "bad.docx", docx=read)
    assert time.process_time() - began < 8


def test_utf16_doctype_is_refused() -> None:
    hidden = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY e "x">]>' + f"<w:document {make.W}/>").encode("utf-16")
    with pytest.raises(DrafterError, match="DOCTYPE"):
        read_bytes(zipped({**docx_parts(p("x")), "word/document.xml": hidden}), "bad.docx", docx=read)


def test_flags_and_unread() -> None:
    relations = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="a" Type="http://x/image" Target="http://evil.example/p.png" TargetMode="External"/>'
                 '<Relationship Id="b" Type="http://x/hyperlink" Target="http://fine.example" TargetMode="External"/></Relationships>')
    d = read_bytes(zipped({**docx_parts(p("words", field(' INCLUDETEXT "c:/x" ', "old")) + "<w:altChunk r:id='z'/>"), "word/vbaProject.bin": b"x",
                           "word/embeddings/annex.docx": b"x", "word/_rels/header9.xml.rels": relations}), "x.docx", docx=read)
    assert {f.code for f in d.flags} == {"macros", "embedded-object", "external-target", "fetching-field"}
    assert [u.code for u in d.unread] == ["not-included", "not-included"]


def test_damaged_side_part_is_unread_and_the_body_is_read() -> None:
    parts = docx_parts(p("body", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes="")
    d = read_bytes(zipped({**parts, "word/footnotes.xml": "<broken"}), "x.docx", docx=read)
    assert d.text == "body" and d.unread[0].code == "damaged" and d.unread[0].part == "word/footnotes.xml"


def test_duplicate_parts_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "two.docx"
    path.write_bytes(docx(p("one")))
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as package:
        package.writestr("word/document.xml", "two")
    with pytest.raises(DrafterError, match="same name"):
        read_bytes(path.read_bytes(), "two.docx", docx=read)


def test_fast_enough() -> None:
    blob = docx("".join(num(n % 3, f"The Company shall keep record number {n} and show it to the Police.") for n in range(60)),
                numbering=numbering(lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerLetter", "(%3)")))
    times = []
    for _ in range(20):
        began = time.process_time()
        read(blob, "x.docx")
        times.append(time.process_time() - began)
    assert min(times) < 0.01, "a hundred documents a second"
