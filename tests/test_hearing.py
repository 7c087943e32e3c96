"""The trained reader of agreements: windows lose nothing, what is heard is weighed with care, and alone makes nothing present."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_check_gaps import LIBRARY, read
from test_report_samples import words

from drafter import checking, tagger
from drafter.check import gaps, heard, judge, verdicts
from drafter.check.duties import Reader
from drafter.check.match import Fired
from drafter.check.text import Text
from drafter.library import cues as cue_files
from drafter.library import load, root
from drafter.report import html
from drafter.report import text as page
from drafter.tagger.pieces import Pieces
from drafter.tagger.saying import windows

FILE = root.built_in() / "models" / "readers" / "agreements.npz"
CUES, _ = cue_files.collect(LIBRARY.elements)
LETTERS = Pieces(["▁", *"abcdefg", "▁a", "▁b"], [-3.0, *[-5.0] * 7, -4.0, -4.0])
LIMIT = 320
"""What the network reads at once."""


@settings(max_examples=200, deadline=None)
@given(st.text("abc ", max_size=60), st.lists(st.text("abcdefg ", max_size=300), max_size=12))
def test_every_sentence_is_in_one_window_in_order(heading: str, sentences: list[str]) -> None:
    found = [one for window in windows(LETTERS, heading, sentences) for one in window.spoken]
    assert [one.number for one in found] == [n for n, s in enumerate(sentences) if s.strip()]
    for window in windows(LETTERS, heading, sentences):
        assert len(window.numbers) <= LIMIT and window.spoken
        for one in window.spoken:
            own, places = LETTERS.read(sentences[one.number])
            assert list(window.numbers[one.first:one.first + len(one.places)]) == own[:len(one.places)]
            assert list(one.places) == places[:len(one.places)] and (len(one.places) == len(own) or len(one.places) == 100)


def test_the_file_knows_every_requirement_and_what_speaks_against() -> None:
    kinds = set(tagger.sayer(FILE).kinds)
    asked = {f"{e.id}.{r.id}" for e in LIBRARY.elements.values() if e.set == "mou" for r in e.requirements}
    against = {f"{e.id}.!contra" for e in LIBRARY.elements.values() if e.set == "mou"}
    assert kinds == asked | against


def test_what_a_sentence_says_is_a_share_of_one() -> None:
    said = tagger.sayer(FILE).read("Firearms", ["The Company lends no lethal equipment.", "", "Tea is served at ten."], 0.001)
    assert len(said) == 3 and said[1] == ()
    assert all(0.001 <= one.sure <= 1 for spoken in said for one in spoken) and all(sum(one.sure for one in spoken) <= 1.001 for spoken in said)


TEXT = """MEMORANDUM OF UNDERSTANDING between the Police Service and Alder Mining Ltd on security and human rights
The Parties have agreed as follows:
1. Human rights
1.1 The Police shall respect human rights.
2. Sundry
2.1 The Police shall plough the meadow and water it.
2.2 The Police shall mend the fence and paint it.
2.3 The Police shall count the sheep and feed them.
3. Reporting of incidents
3.1 Tea is taken at ten.
"""


def hear(monkeypatch: pytest.MonkeyPatch, names: list[str], words: tuple[str, ...] = ("plough", "mend", "count")) -> None:
    def told(text: Text, explained: object, articles: object) -> heard.Heard:
        places = [text.document.text.index(word) for word in words]
        spoken = [next(s for s in text.sentences if s.start <= at < s.end) for at in places]
        fired = [Fired(s.index, (at, at + 5), at, at + 5, ((at, at + 5),), 0, heard=True) for s, at in zip(spoken, places, strict=True)]
        return dict.fromkeys(names, tuple(fired))

    monkeypatch.setattr(gaps, "heard", told)


def verdict(element: str) -> tuple[str, tuple[str, ...]]:
    found = next(e for e in gaps.check(read(TEXT), LIBRARY, CUES, "mou-police").elements if e.id == element)
    return found.verdict, found.reasons


def all_of(element: str) -> list[str]:
    return [f"{element}.{r.id}" for r in LIBRARY.elements[element].requirements]


def test_what_is_only_heard_makes_nothing_present(monkeypatch: pytest.MonkeyPatch) -> None:
    assert verdict("incident-reporting")[0] == "weak"
    hear(monkeypatch, all_of("incident-reporting"))
    assert verdict("incident-reporting")[0] == "weak"


def test_what_is_heard_helps_what_the_cues_find(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, all_of("incident-reporting"))
    monkeypatch.setattr(verdicts, "_cued", lambda case, met, cores: True)
    assert verdict("incident-reporting")[0] == "present"


def test_what_is_heard_is_judged_like_any_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, all_of("incident-reporting"))
    monkeypatch.setattr(verdicts, "_cued", lambda case, met, cores: True)
    softened = TEXT.replace("The Police shall plough", "The Police may plough").replace("shall mend", "may mend").replace("shall count", "may count")
    found = next(e for e in gaps.check(read(softened), LIBRARY, CUES, "mou-police").elements if e.id == "incident-reporting")
    assert found.verdict == "weak" and "permission" in found.reasons


def test_for_what_is_missing_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, all_of("training"))
    monkeypatch.setattr(verdicts, "_cued", lambda case, met, cores: True)
    assert verdict("training")[0] == "missing"


def test_a_ban_is_heard_only_where_something_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    element = LIBRARY.elements["lethal-prohibition"]
    ban = next(r for r in element.requirements if r.polarity == "prohibition")
    text = gaps.read(read(TEXT), LIBRARY)
    at = text.document.text.index("plough")
    sentence = next(s for s in text.sentences if s.start <= at < s.end)
    fired = Fired(sentence.index, (at, at + 6), at, at + 6, ((at, at + 6),), 0, heard=True)
    assert [one.result for one in judge.best(text, Reader(text), (), element, ban, {}, (fired,))] == ["none"]


def test_what_is_explained_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = gaps.read(read(TEXT), LIBRARY)
    asked: list[str] = []

    class Silent:
        def read(self, heading: str, sentences: list[str], least: float) -> list[tuple[object, ...]]:
            asked.extend(sentences)
            return [()] * len(sentences)

    monkeypatch.setattr(heard.tagger, "sayer", lambda path: Silent())
    mended = next(s.index for s in text.sentences if "mend" in text.words(s))
    articles = {s.article for s in text.sentences} - {next(s.article for s in text.sentences if "respect" in text.words(s))}
    assert heard.heard(text, {mended}, articles) == {}
    assert any("plough" in words for words in asked) and not any("mend the fence" in words for words in asked)
    assert not any("have agreed" in words or "respect" in words for words in asked)


def test_a_report_is_not_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: Text, explained: object, articles: object) -> heard.Heard:
        raise AssertionError("an agreement's reader was asked about a report")

    monkeypatch.setattr(gaps, "heard", never)
    library = load.load(parts=("elements:case", "languages"), examples=False)
    cues, _ = cue_files.collect(library.elements)
    assert gaps.check(read("Case study. A mine in the north. Guards were unarmed."), library, cues, "company-practice-case").elements


@pytest.mark.parametrize(("language", "line", "mark"), [
    ("en", "requirements that it alone recognised: {}", "recognised by the trained reader alone"),
    ("zh", "仅由该模型识别的要求：{} 项", "仅由训练模型识别"),
    ("es", "requisitos que solo él reconoció: {}", "reconocido solo por el lector entrenado"),
    ("fr", "exigences reconnues par lui seul : {}", "reconnue par le seul lecteur entraîné")])
def test_a_report_says_what_the_trained_reader_alone_recognised(monkeypatch: pytest.MonkeyPatch, language: str, line: str, mark: str) -> None:
    hear(monkeypatch, all_of("incident-reporting"))
    found = checking.one(checking.Input("a.txt", TEXT.encode()), checking.Options("mou-police"))
    alone = [(e["id"], r["met"]) for e in found.data["elements"] for r in e["requirements"] if r["heard"]]
    assert alone and set(alone) == {("incident-reporting", True)}
    said = words(language)
    assert line.format(len(alone)) in " ".join(page.unseen(found.data, said))
    assert html.report(found, said).count(mark) >= len(alone)


def test_a_report_is_silent_on_a_reader_that_was_not_asked() -> None:
    found = checking.one(checking.Input("a.txt", TEXT.partition("1. Human rights")[0].encode()), checking.Options("mou-police"))
    assert found.data["trained_reader"] is False
    assert "trained reader" not in " ".join(page.unseen(found.data, words("en")))
