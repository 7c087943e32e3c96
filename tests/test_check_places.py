"""What counts where: articles about the topic, strays, texts that bind nobody, contents pages, modals that touch."""

from __future__ import annotations

import pytest

from drafter.check import gaps, kind, plain
from drafter.check.duties import Reader
from drafter.check.findings import Checked
from drafter.check.text import Text
from drafter.library import load
from drafter.library.cues import Cues, Pattern
from drafter.read import build
from drafter.read import text as reader

LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)
VETTING = {
    "exclusion-rule": (Pattern((("assign",), ("abuse",))),), "standard": (Pattern((("evidence",), ("abuse",))),),
    "process": (Pattern((("vet", "check"), ("records",))),), "before-assignment": (Pattern((("before",), ("posting",))),),
    "certificate": (Pattern((("certificate",), ("company",))),), "re-vet": (Pattern((("again",), ("year",))),)}
CUES = {"en": {"vetting": Cues("vetting", "en", ("vetting", "vet"), VETTING)}}
HEAD = "MEMORANDUM OF UNDERSTANDING\nbetween the National Police (\"the Police\") and Borealis Limited (\"the Company\")\n\n"
RIGHTS = "Article 1. Rights\nThe Police shall respect human rights. Human rights come first.\n\n"
BAN = "The Police shall not assign any officer credibly implicated in abuse."
CHECKS = ("The Police shall check every officer against the service records.", "This shall be done before each posting.",
          "The Police shall give the Company a certificate.")


def document(text: str) -> Text:
    return gaps.read(build.document(reader.read(text.encode(), "x.txt"), "x.txt", ""), LIBRARY, ("en",))


def check(text: str) -> Checked:
    return gaps.judge(document(text), LIBRARY, CUES, "mou-police")


def test_an_article_whose_heading_names_the_topic_counts() -> None:
    found = check(HEAD + RIGHTS + f"Article 2. Vetting\n{BAN} {' '.join(CHECKS)}\n")["vetting"]
    assert (found.verdict, found.reasons) == ("present", ())


def test_an_article_that_says_nothing_of_what_is_asked_is_weak_not_missing() -> None:
    headed = check(HEAD + RIGHTS + "Article 2. Vetting\nThe Police shall send suitable men of good repute.\n")["vetting"]
    assert (headed.verdict, headed.requirements[0].result) == ("weak", "none")
    assert headed.evidence[0].quote == "The Police shall send suitable men of good repute."
    assert check(HEAD + RIGHTS + "Article 2. Men\nThe Police shall send suitable men of good repute.\n")["vetting"].verdict == "missing"


@pytest.mark.parametrize(("recital", "verdict"), [("mindful of the Voluntary Principles", "weak"), ("mindful of their friendship", "missing")])
def test_without_rights_in_its_articles_a_text_is_read_where_it_names_the_principles(recital: str, verdict: str) -> None:
    text = HEAD + f"WHEREAS the parties are {recital};\n\nArticle 1. Duty\nThe Police shall guard the mine.\n\nArticle 2. Vetting\nThe Police vet their men.\n"
    assert check(text)["vetting"].verdict == verdict


def test_the_same_words_all_over_the_text_are_not_present() -> None:
    titles = ("Fuel", "Radios", "Meetings", "Copies")
    scattered = "".join(f"Article {n}. {title}\n{words}\n\n" for n, (title, words) in enumerate(zip(titles, (BAN, *CHECKS), strict=True), 2))
    assert check(HEAD + RIGHTS + scattered)["vetting"].verdict in ("missing", "weak")


def test_a_core_ban_must_be_there() -> None:
    found = check(HEAD + RIGHTS + f"Article 2. Vetting\n{' '.join(CHECKS)} The Police shall vet again every year, where evidence of abuse exists.\n")["vetting"]
    assert (found.verdict, "lacks-core:exclusion-rule" in found.reasons) == ("weak", True)


def test_a_core_that_has_no_force_is_no_core() -> None:
    found = check(HEAD + RIGHTS + f"Article 2. Vetting\n{BAN} {' '.join(CHECKS).replace('shall check', 'should check')}\n")["vetting"]
    assert (found.verdict, "hedged" in found.reasons) == ("weak", True)


@pytest.mark.usefixtures("rules_alone")
def test_a_present_element_says_which_core_it_lacks() -> None:
    rest = "This shall be done before each posting. The Police shall give the Company a certificate. Evidence of abuse suffices."
    found = check(HEAD + RIGHTS + f"Article 2. Vetting\n{BAN} {rest}\n")["vetting"]
    assert (found.verdict, found.reasons) == ("present", ("lacks-core:process",))


LEAFLET = ("How companies guard their mines\n\nOne company trains its guards in human rights. The police vet officers against service records. "
           "Many companies have signed agreements with the army, and human rights are respected there.\n")


def test_a_leaflet_binds_nobody() -> None:
    assert not kind.instrument(document(LEAFLET))
    assert {e.verdict for e in check(LEAFLET).elements} <= {"missing", "not-assessed"}


@pytest.mark.parametrize("change", [
    ("How companies", "MEMORANDUM OF UNDERSTANDING on how companies"),
    ("One company trains its guards in human rights. The police vet", "The Company shall train its guards in human rights. The police shall vet"),
])
def test_an_agreement_calls_itself_one_or_speaks_of_duties(change: tuple[str, str]) -> None:
    assert kind.instrument(document(LEAFLET.replace(*change)))


def test_what_stands_before_agreed_as_follows_binds_nobody() -> None:
    text = HEAD + "1. Concerned about abuse by officers;\n2. Recognising human rights;\n\nHave agreed as follows:\n\n1. The Police shall vet.\n2. Copies\n"
    zones = {document(text).words(s): s.zone for s in document(text).sentences}
    assert zones["Recognising human rights;"] == "recital"
    assert zones["The Police shall vet."] == "operative"


@pytest.mark.parametrize(("words", "strength"), [
    ("The Police shall vet officers.", "strong"), ("The Police shall endeavour to vet officers.", "weak"),
    ("The Police shall endeavour not to vet officers.", "weak"), ("The Police shall seek, and the Company shall ask, to vet officers.", "strong"),
    ("The Police may vet officers.", "permission"), ("The Police shall have the right to vet officers.", "permission"),
])
def test_modals_that_touch_have_the_force_of_the_weakest(words: str, strength: str) -> None:
    text = document(HEAD + "Article 1. Vetting\n" + words + "\n")
    sentence = next(s for s in text.sentences if text.words(s) == words)
    at = sentence.start + words.index("vet")
    assert Reader(text).read(sentence, (at, at + 3), (at, at + 3), ()).strength == strength


@pytest.mark.parametrize(("words", "act", "forbidden"), [
    ("The Police may assess risks, use no child and hand over prisoners.", "hand over", False),
    ("The Police may assess risks, use no child and hand over prisoners.", "child", True),
    ("The Police may torture prisoners, and shall not be required to answer.", "torture", False),
    ("Torture shall not be used by the Police.", "Torture", True),
    ("The Police shall not torture, beat or starve prisoners.", "torture", True),
])
def test_a_negation_belongs_to_its_own_verb(words: str, act: str, forbidden: bool) -> None:
    text = document(HEAD + "Article 1. Conduct\n" + words + "\n")
    sentence = next(s for s in text.sentences if text.words(s) == words)
    at = sentence.start + words.index(act)
    assert Reader(text).read(sentence, (at, at + len(act)), (at, at + len(act)), ()).forbidden is forbidden


@pytest.mark.usefixtures("rules_alone")
def test_groups_far_apart_in_one_long_sentence_are_no_pattern() -> None:
    far = "The Police shall vet officers" + ", and the Parties note a further matter of general concern" * 12 + ", and keep records."
    near = far.replace("vet officers", "vet officers against records")
    cues = {"en": {"vetting": Cues("vetting", "en", ("vetting",), {"process": VETTING["process"]})}}
    for words, met in ((far, False), (near, True)):
        text = plain.document(f"{HEAD}Article 1. Vetting\n{words}\nHuman rights count. Human rights count.", "en")
        found = gaps.check(text, LIBRARY, cues, "mou-police", ("en",))["vetting"]
        assert ({r.id: r.result for r in found.requirements}["process"] == "met") is met
