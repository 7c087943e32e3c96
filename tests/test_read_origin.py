"""Every character of the text leads back to the file: for texts made by hypothesis, in every kind of damage."""

from __future__ import annotations

import html
import re
import unicodedata

from documents import make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.document import Document, Piece
from drafter.errors import DrafterError
from drafter.read.mapped import Mapped, cut, edit, glue, part
from drafter.read.open import read_bytes
from drafter.word.read import read as docx

WORD = st.sampled_from((
    "The", "Police", "shall", "respect", "human", "rights", "and", "report", "to", "multi-stakeholder", "groups", "assess-\nments",
    "neces\u00adsary", "4.2", "(a)", "of\ufb01cer", "Article-5", "1999", "ＭＯＵ", "４．２", "甲方", "应当", "尊重人权，并", "在三十日内", "答复。",
    "《自愿原则》", "–", "•", "é", "e\u0301", "\u3000", "\t", "§", "第四条", "&", "𠮷", "—"))
GAP = st.sampled_from([" ", " ", " ", "  ", "\n", "\n", "\n\n", "\r\n", "\f", "\u00a0", "", ".\n", "。\n", " \n \n"])
TEXT = st.lists(st.tuples(WORD, GAP), min_size=1, max_size=60).map(lambda pairs: "".join(w + g for w, g in pairs))
LETTERS = re.compile(r"[^\w]|_")
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def letters(text: str) -> str:
    """The letters and digits of a text, in one form."""
    return LETTERS.sub("", unicodedata.normalize("NFKC", text))


def check(d: Document) -> None:
    assert [p.start for p in d.pieces] == sorted(p.start for p in d.pieces)
    for piece in d.pieces:
        source = d.sources[piece.source].text
        assert piece.source >= 0
        assert 0 <= piece.start < piece.end <= len(d.text) and 0 <= piece.at < piece.until <= len(source)
        assert letters(html.unescape(source[piece.at:piece.until])) == letters(d.text[piece.start:piece.end])
    for paragraph in d.paragraphs:
        assert paragraph.start <= paragraph.content <= paragraph.end
        assert "\n" not in d.words(paragraph)
        spans = d.origin(paragraph.start, paragraph.end)
        own = d.words(paragraph)[len(paragraph.label) if paragraph.automatic else 0:]
        assert letters("".join(d.sources[s.source].text[s.start:s.end] for s in spans)).count("") >= letters(own).count("")
        for span in spans:
            assert d.locate(span.source, span.start) >= 0
    assert "\n".join(d.words(p) for p in d.paragraphs) == d.text


def within(part: str, whole: str) -> bool:
    """Whether the letters stand in the other in their order: a page's running head may have been taken out between them."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


@QUICK
@given(TEXT)
def test_text(text: str) -> None:
    try:
        d = read_bytes(text.encode(), "x.txt", docx=docx)
    except DrafterError:
        assert not letters(text)
        return
    check(d)
    for paragraph in d.paragraphs:
        start, end = d.extent(paragraph.start, paragraph.end)
        assert within(letters(d.words(paragraph))[:5], letters(d.sources[0].text[start:end]))


@QUICK
@given(TEXT, st.sampled_from(["p", "li", "td", "h2", "div", "del"]))
def test_html(text: str, tag: str) -> None:
    words = text.replace("&", "&amp;").replace("<", "&lt;")
    try:
        check(read_bytes(f"<html><body><p>Start &eacute;</p><{tag}>{words}</{tag}></body></html>".encode(), "x.html", docx=docx))
    except DrafterError:
        assert not letters(text)


@QUICK
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_docx(texts: list[str]) -> None:
    def clean(text: str) -> str:
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text).replace("&", "&amp;").replace("<", "&lt;")

    body = "".join(make.p(*(make.r(clean(word)) for word in text.split(" ") if word)) for text in texts)
    try:
        check(read_bytes(make.docx(body), "x.docx", docx=docx))
    except DrafterError as error:
        assert "no text" in str(error)


@QUICK
@given(st.text(min_size=1, max_size=80), st.data())
def test_edits_keep_the_way_back(text: str, data: st.DataObject) -> None:
    mapped = cut(text, 0, len(text), 3)
    for _ in range(3):
        spots = sorted(data.draw(st.lists(st.integers(0, len(mapped.text)), max_size=6)))
        edits = [(a, b, data.draw(st.sampled_from(["", " ", "xy"]))) for a, b in zip(spots[::2], spots[1::2], strict=False)]
        edits = [e for n, e in enumerate(edits) if n == 0 or e[0] > edits[n - 1][1]]
        mapped = edit(mapped, edits)
        for piece in mapped.pieces:
            assert 0 <= piece.start < piece.end <= len(mapped.text) and 0 <= piece.at <= piece.until <= len(text)
    low = data.draw(st.integers(0, len(mapped.text)))
    some = part(mapped, low, len(mapped.text))
    assert some.text == mapped.text[low:] and all(p.end <= len(some.text) for p in some.pieces)


def test_glue_shifts() -> None:
    joined = glue([cut("abc", 0, 2), "-", cut("xyz", 1, 3, 5)])
    assert joined == Mapped("ab-yz", (Piece(0, 2, 0, 0, 2), Piece(3, 5, 5, 1, 3)))


def test_quotation_over_a_page_break() -> None:
    text = ("The Police shall use force only when it is strictly needed and they\nshall report every use to the liaison officer of the Company in\n"
            "\f\nwriting on the same day, and the officer shall pass the report on to\nthe committee at its next meeting without any change to it.\n")
    d = read_bytes(text.encode(), "x.txt", docx=docx)
    start = d.text.index("Company in writing")
    low, high = d.extent(start, start + 18)
    assert text[low:high] == "Company in\n\f\nwriting" and d.original(start, start + 18) == "Company in\n\f\nwriting"
