"""PDF: order, pages, furniture, pages that cannot be read, recognition."""

from __future__ import annotations

import pytest
from documents.make import page, pdf

from drafter.document import Document
from drafter.errors import DrafterError
from drafter.read import ocr, quality
from drafter.read.open import read_bytes
from drafter.word.read import read as docx

pytest.importorskip("pypdfium2")
SENTENCE = ("The Police shall respect and protect the rights of every", "person in the communities near the Site, and shall keep a",
            "register of every use of force that it shows to the Ombudsman", "whenever the Ombudsman asks for it in writing.")


def parse(blob: bytes, *, recognise: bool = False) -> Document:
    return read_bytes(blob, "x.pdf", docx=docx, ocr=recognise)


def test_lines_join_and_pages_are_known() -> None:
    d = parse(pdf(page(*SENTENCE), page("Second page begins here, and says what the Company shall", "do about the complaints it receives from the people.")))
    assert d.pages == 2 and d.text.split("\n")[0] == " ".join(SENTENCE)
    assert [p.page for p in d.paragraphs] == [1, 2]
    start = d.text.index("Second page")
    span, = d.origin(start, start + 11)
    assert d.sources[span.source].page == 2 and d.sources[span.source].text[span.start:span.end] == "Second page"


def test_sentence_over_pages_with_header_and_number() -> None:
    def sheet(n: int, *lines: str) -> list[tuple[float, float, str]]:
        return [(72, 810, "MOU Orchard mine, draft of 3 May"), *page(*lines), (290, 30, f"{n}")]

    d = parse(pdf(sheet(1, *SENTENCE[:2]), sheet(2, *SENTENCE[2:], "The Company shall answer every complaint within twenty days and"),
                  sheet(3, "shall tell the complainant what it has done about the matter."), sheet(4, "The end of it is here, and nothing follows it now.")))
    assert d.text.split("\n")[0] == " ".join(SENTENCE)
    assert "within twenty days and shall tell the complainant" in d.text
    assert [d.words(p) for p in d.paragraphs if p.kind == "header"] == ["MOU Orchard mine, draft of 3 May"]


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns(by_row: bool) -> None:
    left = ["The Company shall train its guards", "before they take up their posts, and", "shall keep a register of the training", "that each of the guards has had.",
            "It shall pay for the whole training", "and for the journey to the town."]
    right = ["The Police shall respect the rights", "of all people in the communities, and", "shall investigate each abuse that is", "reported to them without any delay.",
             "They shall tell the Ombudsman what", "they have found, within ten days."]
    a, b = page(*left), page(*right, x=320)
    lines = [line for pair in zip(a, b, strict=True) for line in pair] if by_row else a + b
    d = parse(pdf([(72, 800, "AGREEMENT ON THE SECURITY OF THE ORCHARD MINE AND ITS NEIGHBOURS, MADE IN TWO COLUMNS"), *lines]))
    joined = d.text.replace("\n", " ")
    assert " ".join(left) in joined and " ".join(right) in joined and joined.index(left[-1]) < joined.index(right[0])


def test_table_reads_by_row() -> None:
    rows = [("Item", "Number", "Use"), ("Radio", "4", "patrol"), ("Vehicle", "2", "escort"), ("Torch", "9", "night"), ("Tent", "1", "camp"), ("Boat", "3", "river")]
    d = parse(pdf([(72 + 150 * c, 770 - 14 * n, cell) for n, row in enumerate(rows) for c, cell in enumerate(row)]))
    words = d.text.replace("\n", " ").split()
    assert words.index("Radio") < words.index("patrol") < words.index("Vehicle")


def test_page_without_text_is_unread() -> None:
    d = parse(pdf(page(*SENTENCE), [], pictures={1: (50, 50, bytes(2500))}))
    unread, = d.unread
    assert (unread.code, unread.page) == ("no-text", 2)


def test_blank_page_is_nothing() -> None:
    assert parse(pdf(page(*SENTENCE), [])).unread == ()


def test_only_pictures_is_a_document_that_is_all_unread() -> None:
    d = parse(pdf([], pictures={0: (50, 50, bytes(2500))}))
    assert d.text == "" and d.unread[0].page == 1


def test_rubbish_text_is_unread() -> None:
    rubbish = [" ".join(w[::-1].replace("e", "#x").replace("a", "8q").replace("o", "}z") for w in line.split()) for line in SENTENCE * 3]
    d = parse(pdf(page(*SENTENCE), page(*rubbish)))
    assert [(u.code, u.page) for u in d.unread] == [("rubbish-text", 2)] and "}z" not in d.text


@pytest.mark.parametrize(("text", "code"), [
    ("\ue001\ue002\ue003" * 60 + " some letters that are here in between", "rubbish-text"), ("(cid:12)(cid:7)" * 90, "rubbish-text"),
    ("ÎÒÃÇµÄ ºÏÍ¬ ÓÉ Ë«·½ Ç©¶© " * 12, "rubbish-text"), ("甲方应当遵守适用法律和尊重人权，乙方不得使用武力。" * 8, ""), ("簠簋鬯黹黻黼靁龠鼗鼙" * 20, "rubbish-text"),
    ("La société respecte les droits de la personne. " * 10, ""), ("NAME POST DATE\nAna Coc Chief 3 May\n" * 12, "")])
def test_quality(text: str, code: str) -> None:
    assert quality.fault(text, 0) == code


def test_damaged_locked_and_empty() -> None:
    good = pdf(page(*SENTENCE))
    for blob in (good[:40], b"%PDF-1.4\n" + b"x" * 500, good.replace(b"/Count 1", b"/Count 0")):
        try:
            parse(blob)
        except DrafterError as error:
            assert "x.pdf" in str(error)


def test_recognised_from_the_picture() -> None:
    if not ocr.available():
        pytest.skip("tesseract is not on this machine")
    import pypdfium2

    sheet = pypdfium2.PdfDocument(pdf(page(*SENTENCE)))[0].render(scale=200 / 72, grayscale=True)
    rows = b"".join(bytes(sheet.buffer)[y * sheet.stride:y * sheet.stride + sheet.width] for y in range(sheet.height))
    d = parse(pdf([], pictures={0: (sheet.width, sheet.height, rows)}), recognise=True)
    assert "respect and protect the rights of every person" in d.text and d.paragraphs[0].recognised and d.paragraphs[0].page == 1
    assert d.unread == () and "1 page(s) read from their picture" in d.notes


def test_without_tesseract_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    d = parse(pdf([], pictures={0: (50, 50, bytes(2500))}), recognise=True)
    assert "tesseract" in d.unread[0].message


def test_picture_of_a_page() -> None:
    from drafter.read.pdf import picture

    image = picture(pdf(page(*SENTENCE)), "x.pdf", 1, width=300)
    assert image.startswith(b"\x89PNG") and image[16:20] == (300).to_bytes(4, "big")
    with pytest.raises(DrafterError, match="page 9"):
        picture(pdf(page(*SENTENCE)), "x.pdf", 9)
