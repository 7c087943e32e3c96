"""The trained reader of agreements: windows lose nothing, what is heard is weighed with care, and alone makes nothing present."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_check_gaps import LIBRARY, read
from test_report_samples import result, words

from drafter import checking, tagger
from drafter.check import gaps, heard, judge, verdicts
from drafter.check.duties import Reader
from drafter.check.findings import ElementFinding, RequirementFinding
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
    against = {f"{e.id}.{heard.AGAINST}" for e in LIBRARY.elements.values() if e.set == "mou"}
    near = {f"{name}{heard.NEAR}" for name in asked}
    assert kinds == asked | against | near


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


def hear(monkeypatch: pytest.MonkeyPatch, names: list[str], words: tuple[str, ...] = ("plough", "mend", "count"), sure: float = 0.9,
         silent: tuple[str, ...] = ()) -> None:
    """The trained reader hears `names` in the sentences with `words`, and knows `silent` but hears them nowhere."""
    def told(text: Text) -> heard.Heard:
        places = [text.document.text.index(word) for word in words]
        spoken = [next(s for s in text.sentences if s.start <= at < s.end) for at in places]
        fired = [Fired(s.index, (at, at + 5), at, at + 5, ((at, at + 5),), 0, heard=sure) for s, at in zip(spoken, places, strict=True)]
        return dict.fromkeys(silent, ()) | dict.fromkeys(names, tuple(fired))

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


SOFT = TEXT.replace("The Police shall plough", "The Police may plough").replace("shall mend", "may mend").replace("shall count", "may count")


@pytest.mark.parametrize(("sure", "said"), [(0.1, "weak"), (0.9, "present")])
def test_rules_hold_against_what_is_not_surely_heard(monkeypatch: pytest.MonkeyPatch, sure: float, said: str) -> None:
    hear(monkeypatch, all_of("incident-reporting"), sure=sure)
    monkeypatch.setattr(verdicts, "_cued", lambda case, met, cores: True)
    found = next(e for e in gaps.check(read(SOFT), LIBRARY, CUES, "mou-police").elements if e.id == "incident-reporting")
    assert found.verdict == said and ("permission" in found.reasons) is (said == "weak")


def test_what_is_heard_and_not_met_is_not_called_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, all_of("training"), sure=0.1)
    found = next(e for e in gaps.check(read(SOFT), LIBRARY, CUES, "mou-police").elements if e.id == "training")
    assert any(r.result == "permission" for r in found.requirements) and not any(r.heard and not r.met for r in found.requirements)


def test_what_is_hardly_heard_meets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, all_of("training"), sure=0.01)
    assert verdict("training")[0] == "missing"


def test_what_is_heard_where_the_cues_find_nothing_is_weak(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, all_of("training"))
    found = next(e for e in gaps.check(read(TEXT), LIBRARY, CUES, "mou-police").elements if e.id == "training")
    assert found.verdict == "weak" and all(r.met is r.heard for r in found.requirements) and sum(r.met for r in found.requirements) > 3
    assert any("plough" in x.quote for x in found.evidence)


def test_words_that_come_near_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, [f"training.topics{heard.NEAR}"], words=("mend",))
    found = next(e for e in gaps.check(read(TEXT), LIBRARY, CUES, "mou-police").elements if e.id == "training")
    assert found.verdict == "weak" and [x.quote for x in found.evidence] == ["The Police shall mend the fence and paint it."]
    assert not any(r.met for r in found.requirements)


THIN = TEXT.replace("3.1 Tea is taken at ten.", """3.1 The Police shall notify the Company of every use of force within twenty-four hours.
3.2 The report shall be made in writing by the post commander and shall state who was hurt.""")


def test_what_is_thinly_met_and_nowhere_heard_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, [])
    plain = gaps.check(read(THIN), LIBRARY, CUES, "mou-police")
    met = {r.id for r in plain["incident-reporting"].requirements if r.met}
    assert met
    hear(monkeypatch, [], silent=tuple(all_of("incident-reporting")))
    monkeypatch.setattr(gaps, "_thin", lambda found: True)
    doubted = gaps.check(read(THIN), LIBRARY, CUES, "mou-police")["incident-reporting"]
    assert {r.id for r in doubted.requirements if r.result == "doubted"} == met
    assert doubted.verdict == "weak" and "doubted" in doubted.reasons
    hear(monkeypatch, [])
    unknown = gaps.check(read(THIN), LIBRARY, CUES, "mou-police")["incident-reporting"]
    assert {r.id for r in unknown.requirements if r.met} == met


def test_only_what_is_richly_met_is_not_heard_again() -> None:
    asked = tuple(RequirementFinding(str(n), "met" if n < 3 else "none") for n in range(5))
    thin = ElementFinding("x", "", "required", "major", "yes", "", "present", (), asked)
    assert gaps._thin(thin)
    rich = tuple(RequirementFinding(str(n), "met" if n < 4 else "none") for n in range(5))
    assert not gaps._thin(replace(thin, requirements=rich)) and not gaps._thin(replace(thin, verdict="weak")) \
        and not gaps._thin(replace(thin, requirements=()))


def test_a_ban_is_heard_only_where_something_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    element = LIBRARY.elements["lethal-prohibition"]
    ban = next(r for r in element.requirements if r.polarity == "prohibition")
    text = gaps.read(read(TEXT), LIBRARY)
    at = text.document.text.index("plough")
    sentence = next(s for s in text.sentences if s.start <= at < s.end)
    fired = Fired(sentence.index, (at, at + 6), at, at + 6, ((at, at + 6),), 0, heard=True)
    assert [one.result for one in judge.best(text, Reader(text), (), element, ban, {}, (fired,))] == ["none"]


def test_only_what_binds_is_read_in_languages_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    text = gaps.read(read(TEXT), LIBRARY)
    asked: list[str] = []

    class Silent:
        kinds = ("a.b", f"a.b{heard.NEAR}")

        def read(self, heading: str, sentences: list[str], least: float) -> list[tuple[object, ...]]:
            asked.extend(sentences)
            return [()] * len(sentences)

    monkeypatch.setattr(heard.tagger, "sayer", lambda path: Silent())
    assert heard.heard(text) == {"a.b": (), f"a.b{heard.NEAR}": ()}
    assert any("plough" in words for words in asked) and not any("have agreed" in words for words in asked)
    monkeypatch.setattr(heard, "_READ", frozenset(("zh",)))
    asked.clear()
    assert heard.heard(text) == {} and not asked


def test_a_report_is_not_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: Text) -> heard.Heard:
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
    assert result().data["trained_reader"] is False
    assert "trained reader" not in " ".join(page.unseen(result().data, words("en")))
