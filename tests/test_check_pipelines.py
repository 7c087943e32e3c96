"""The serialised pipelines: those of the repository are up to date, plain spaCy opens them, and they say what the checker says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from drafter.check import components, gaps, pipelines, plain
from drafter.library import cues, load
from drafter.schema import LANGUAGES

TEXT = {
    "en": "1. Injured persons\nThe Police shall give first aid immediately to every injured person, whoever that is, and shall respect human rights.",
    "zh": "第一条 医疗救助\n警方应当立即对任何伤者实施急救，不论其身份，并及时送往医院、通知家属。双方尊重人权。",
    "es": "1. Heridos\nLa Policía deberá prestar primeros auxilios de inmediato a toda persona herida y respetar los derechos humanos.",
    "fr": "1. Blessés\nLa police doit porter immédiatement secours à toute personne blessée et respecter les droits de l'homme.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pipeline_kept_is_that_of_the_data(code: str) -> None:
    assert pipelines.fresh(code), "run: python -m drafter.check.pipelines"


@pytest.mark.parametrize("code", LANGUAGES)
def test_spacy_opens_it_and_it_says_what_the_checker_says(code: str) -> None:
    assert components.Elements  # registers the factories where the package is not installed
    found = spacy.load(cues.folder(code))(TEXT[code])
    library = load.load(parts=("elements:mou", "languages"), examples=False)
    read = {code: cues.collect(library.elements, (code,))[0][code]}
    checked = gaps.check(plain.document(TEXT[code], code), library, read, "", (code,))
    assert {s.label_ for s in found.spans["drafter"]} == {f"{e.id}:{e.verdict}" for e in checked.elements if e.evidence}
    assert found.spans["drafter"]


def test_cues_kept_are_the_cues_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load.load(parts=("elements:mou",), examples=False)
    kept = cues.load(library.elements, ("zh",))["zh"]
    assert isinstance(kept, cues.Book) and kept.index
    monkeypatch.setattr(cues, "kept", lambda *_: None)
    read = cues.load(library.elements, ("zh",))["zh"]
    assert not isinstance(read, cues.Book)
    assert {k: (v.topic, v.requirements, v.weak, v.contradicted, v.specific) for k, v in read.items()} == \
        {k: (v.topic, v.requirements, v.weak, v.contradicted, v.specific) for k, v in kept.items()}


def test_an_outdated_or_broken_pipeline_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = load.load(parts=("elements:mou",), examples=False)
    monkeypatch.setattr(cues, "digest", lambda *_: "another")
    assert not isinstance(cues.load(library.elements, ("zh",))["zh"], cues.Book)
    monkeypatch.setattr(cues, "folder", lambda *_: tmp_path)
    (tmp_path / cues.STORED).parent.mkdir()
    (tmp_path / cues.STORED).write_bytes(b"rubbish")
    assert cues.kept("zh") is None


def test_a_pipeline_is_written_and_read_back(tmp_path: Path) -> None:
    pipelines.build("zh", tmp_path / "zh")
    done = subprocess.run([sys.executable, "-c", "import sys, spacy, drafter.check.components\n"
                           f"doc = spacy.load({str(tmp_path / 'zh')!r})({TEXT['zh']!r})\nprint([s.label_ for s in doc.spans['drafter']])"],
                          capture_output=True, text=True, timeout=300, check=False)
    assert "medical-aid" in done.stdout, done.stderr
