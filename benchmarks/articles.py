"""How the checker fares on single articles, each by another hand: verdicts, and the requirements it finds in them.

    python benchmarks/articles.py [FOLDER] [--only LANG] [--element ID] [--half first|second] [--errors]

A folder holds LANG/ELEMENT.yaml: articles with title, text, the reader's verdict and, for each requirement met, the words.
Every article is read as a short agreement of its own, between general articles that speak of security and rights.
The half called first was read by those who widened the cues in a first round, the second only in a second one.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.accuracy import wilson  # noqa: E402
from drafter import marked  # noqa: E402
from drafter.check import gaps  # noqa: E402
from drafter.library import cues as cue_files  # noqa: E402
from drafter.library import load  # noqa: E402
from drafter.read import build  # noqa: E402
from drafter.read import text as reader  # noqa: E402

FOLDER = ROOT / "tests/labelled/articles"
KIND = {"psc": "private-security-annex", "icwg": "working-group-terms", "tri": "mou-tripartite", "private": "private-security-annex"}
FRAME = {
    "en": ("MEMORANDUM OF UNDERSTANDING", "between the National Police (\"the Police\") and Borealis Mining Limited (\"the Company\")\n\n"
           "1. General\nThe parties shall respect human rights. The police and the army guard the mine of the company.\n\n2. {title}\n{text}\n\n"
           "3. Copies\nThis memorandum is made in four originals.\n"),
    "zh": ("谅解备忘录", "国家警察局（以下简称“警方”）\n北原矿业有限公司（以下简称“公司”）\n\n"
           "第一条 总则\n双方应当尊重人权。警察和军队守卫公司的矿山。\n\n第二条 {title}\n{text}\n\n第三条 文本\n本备忘录一式四份。\n"),
    "es": ("CONVENIO", "entre la Policía Nacional (en adelante, «la Policía») y Minera Boreal S.A. (en adelante, «la Empresa»)\n\n"
           "PRIMERA. Generalidades\nLas partes respetarán los derechos humanos. La policía y el ejército custodian la mina de la empresa.\n\n"
           "SEGUNDA. {title}\n{text}\n\nTERCERA. Ejemplares\nEl presente convenio se extiende en cuatro ejemplares.\n"),
    "fr": ("PROTOCOLE D'ACCORD", "entre la Police nationale (ci-après « la Police ») et la société Mines Boréales S.A. (ci-après « la Société »)\n\n"
           "Article 1. Généralités\nLes parties respectent les droits de l'homme. La police et l'armée gardent la mine de la société.\n\n"
           "Article 2. {title}\n{text}\n\nArticle 3. Exemplaires\nLe présent protocole est établi en quatre exemplaires.\n"),
}
_NUMBER = r"^\s*(?:第?[\d一二三四五六七八九十百]+(?:\.\d+)*[条章款、.)]?|(?:article|art\.?|clause|section|cl[aá]usula|art[ií]culo)\s*[\w.]+|[A-Z\d]{1,3}[.)])[\s.:–—-]*"


@dataclass(frozen=True)
class Read:
    """One article: what the reader says of it and what the checker found."""

    language: str
    element: str
    article: str
    gold: str
    verdict: str
    reasons: tuple[str, ...]
    wanted: dict[str, str]
    results: dict[str, str]
    title: str
    text: str


def half(element: str, article: str) -> str:
    """The half an article belongs to: a, c, e, g or a, c, f, h of an element are the first."""
    even = int(hashlib.md5(element.encode()).hexdigest(), 16) % 2 == 0
    return "first" if article in ("aceg" if even else "acfh") else "second"


def articles(folder: Path, only: str = "", element: str = "", part: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Language, element and article of every labelled article, or of one half of them."""
    for path in sorted(folder.glob("*/*.yaml")):
        if (only and path.parent.name != only) or (element and path.stem != element):
            continue
        for article in marked.read(path).data["articles"]:
            if part in ("", half(path.stem, article["id"])):
                yield path.parent.name, path.stem, article


def framed(code: str, article: dict[str, Any]) -> str:
    """An article as a short agreement."""
    head, body = FRAME[code]
    title = re.sub(_NUMBER, "", str(article.get("title") or ""), flags=re.IGNORECASE)
    return f"{head}\n\n" + body.format(title=title, text=str(article["text"]).strip())


def read(folder: Path, only: str = "", element: str = "", part: str = "") -> Iterator[Read]:
    """Every article, checked."""
    library = load.load(parts=("elements:mou", "languages"), examples=False)
    cues, _ = cue_files.collect(library.elements)
    for code, name, article in articles(folder, only, element, part):
        kind = KIND.get(name.split("-")[0], "mou-defence")
        kind = kind if library.elements[name].level.get(kind, "not-applicable") != "not-applicable" else "support-agreement"
        document = build.document(reader.read(framed(code, article).encode(), "article.txt"), "article.txt", "")
        found = gaps.check(document, library, cues, kind, (code,))[name]
        asked = {r.id for r in library.elements[name].requirements if not r.kinds or kind in r.kinds}
        yield Read(code, name, article["id"], article["verdict"], found.verdict, found.reasons,
                   {k: v for k, v in (article.get("met") or {}).items() if k in asked},
                   {r.id: r.result for r in found.requirements}, str(article.get("title")), str(article["text"]))


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="")
    parser.add_argument("--element", default="")
    parser.add_argument("--half", default="", choices=("", "first", "second"))
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    found = list(read(given.folder, given.only, given.element, given.half))
    for code in [*sorted({r.language for r in found}), "all"]:
        rows = [r for r in found if code in (r.language, "all")]
        gaps_ = [r for r in rows if r.gold != "present"]
        wanted = [(r, k) for r in rows for k in r.wanted]
        given_met = [(r, k) for r in rows for k, v in r.results.items() if v == "met"]
        print(f"{code}: {len(rows)} articles")
        print("  verdicts          ", wilson(sum(r.gold == r.verdict for r in rows), len(rows)))
        print("  present found     ", wilson(sum(r.verdict == "present" for r in rows if r.gold == "present"), len(rows) - len(gaps_)))
        print("  gaps called present", wilson(sum(r.verdict == "present" for r in gaps_), len(gaps_)))
        print("  requirements found", wilson(sum(r.results.get(k) == "met" for r, k in wanted), len(wanted)))
        print("  of those found right", wilson(sum(k in r.wanted for r, k in given_met), len(given_met)))
        print("  ", dict(Counter(f"{r.gold}>{r.verdict}" for r in rows if r.gold != r.verdict)))
        print("   wanted but:", dict(Counter(r.results.get(k, "?") for r, k in wanted)))
    for r in found if given.errors else ():
        lost = {k: f"{r.results.get(k)}: {v}" for k, v in r.wanted.items() if r.results.get(k) != "met"}
        false = [k for k, v in r.results.items() if v == "met" and k not in r.wanted]
        if lost or false or r.gold != r.verdict:
            print(f"\n{r.language}/{r.element}/{r.article} reader {r.gold}, checker {r.verdict} {' '.join(r.reasons)}\n  {r.title}\n  {r.text.strip()}")
            for k, v in lost.items():
                print(f"  - not found {k} ({v})")
            for k in false:
                print(f"  + found, the reader did not: {k}")


if __name__ == "__main__":
    main()
