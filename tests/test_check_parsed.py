"""`--model`: a pipeline of the user's own tells where sentences end and who the subject is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language
from spacy.tokens import Doc

from drafter.check import parsed
from drafter.cli import main
from drafter.errors import DrafterError


@Language.component("drafter_test_parser")
def _parser(doc: Doc) -> Doc:
    """Hangs every word on the last one, which stands for the verb; the word before "by" is nobody's."""
    root = len(doc) - 1
    for token in doc:
        token.head, token.dep_ = doc[root], "dep"
    doc[root].dep_ = "ROOT"
    words = [t.lower_ for t in doc]
    doc[words.index("company")].dep_ = "nsubj:pass" if "by" in words else "nsubj"
    if "by" in words:
        doc[words.index("police")].dep_ = "obl:agent"
    return doc


@pytest.fixture
def model(tmp_path: Path) -> str:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def test_the_subject_is_the_parsers() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("drafter_test_parser")
    read = parsed.Parsed(nlp)
    words = "Whatever the police say the Company alone decides"
    found = read.subject(words, words.index("alone"))
    assert found == parsed.Subject((words.index("Company"), words.index("Company") + 7), False, None)
    passive = "The Company shall by the police be trained"
    told = read.subject(passive, passive.index("trained"))
    assert told is not None
    assert (told.passive, told.agent) == (True, (passive.index("police"), passive.index("police") + 6))


def test_a_pipeline_without_parser_says_nothing_of_subjects(model: str) -> None:
    assert parsed.load(model).subject("The Company decides.", 5) is None


def test_sentences_are_the_pipelines(model: str, tmp_path: Path) -> None:
    words = "The Police shall train. the officers! yes"
    found = parsed.load(model).sentences(words)
    assert found is not None
    assert [words[a:b] for a, b in found] == ["The Police shall train.", "the officers!", "yes"]


def test_check_says_what_helped(model: str, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Article 1. Training\n\nThe Police shall train its officers in human rights.\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["check", str(text), "--model", model, "--format", "json"])
    assert json.loads(found.stdout)["documents"][0]["notes"] == ["sentences and subjects in en read with en_pipeline 0.0.0"]


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Article 1. Training\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["check", str(text), "--model", "en_core_nowhere"])
    assert found.exit_code == 2
    assert "--model en_core_nowhere: spaCy cannot open it" in found.stderr
    assert "Traceback" not in found.stderr
    with pytest.raises(DrafterError):
        parsed.load("en_core_nowhere")
