"""HTML: structure, places, what is hidden, nothing fetched."""

from __future__ import annotations

import time

from drafter.document import Document
from drafter.read.open import read_bytes
from drafter.word.read import read as docx


def parse(html: str, encoding: str = "utf-8") -> Document:
    return read_bytes(html.encode(encoding), "x.html", docx=docx)


def test_structure() -> None:
    d = parse("""<!DOCTYPE html><html><head><title>no</title><style>p{}</style></head><body>
      <h2>Article 4 &ndash; Force</h2><p>The Police shall <b>respect</b>
      rights&nbsp;and&#32;law.<br>New line.</p><ol start="3"><li>first<li>second</ol><ul><li>point</li></ul>
      <table><tr><th>Post</th><th>Days</th></tr><tr><td>Chief</td><td>30</td></tr></table>
      <p>kept <del>deleted words</del><s>struck</s> here</p><div style="display:none">hidden words</div><p hidden>gone</p>
      <script>var x = "<p>not text</p>";</script><!-- <p>comment</p> --><p>a < b</p></body></html>""")
    assert d.text.split("\n") == ["Article 4 – Force", "The Police shall respect rights and law.", "New line.", "3. first", "4. second", "• point",
                                  "Post", "Days", "Chief", "30", "kept here", "a < b"]
    assert [p.kind for p in d.paragraphs][:6] == ["heading", "body", "body", "list", "list", "list"]
    assert {(a.kind, a.text) for a in d.deleted} == {("deleted", "deleted words"), ("deleted", "struck"), ("hidden", "hidden words"), ("hidden", "gone")}
    start = d.text.index("respect rights")
    assert d.original(start, start + 14) == "respect</b>\n      rights" or "respect" in d.original(start, start + 14)
    chief = next(p for p in d.paragraphs if d.words(p) == "Chief")
    assert chief.cell and (chief.cell.row, chief.cell.column) == (1, 0)


def test_flags() -> None:
    d = parse('<html><body onload="x()"><img src="http://evil.example/p.png"><p>Words here.</p></body></html>')
    assert {f.code for f in d.flags} == {"macros", "external-target"}


def test_declared_charset() -> None:
    d = parse('<html><head><meta charset="gb2312"></head><body><p>甲方应当遵守法律。</p></body></html>', "gb18030")
    assert d.text == "甲方应当遵守法律。" and d.languages == ("zh",)


def test_broken_and_hostile_markup_is_linear() -> None:
    for bad in ("<" * 200_000, "<!--" * 60_000, "<p " * 60_000, "<div>" * 60_000, "&#" * 100_000, "<script>" * 40_000, "<a href='" * 40_000, "<td>" * 50_000,
                '<p a="' * 30_000):
        began = time.process_time()
        parse("<html><body>words " + bad)
        assert time.process_time() - began < 24
