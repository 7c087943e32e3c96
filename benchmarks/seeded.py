"""Seeded defects: complete drafts of our own with one article at a time removed, weakened, negated or made a recital.

    python benchmarks/seeded.py [--only LANG] [--form FORM] [--element ID] [--kind removed|weakened|negated|recital] [--every N] [--jobs N]
                                [--base]

A draft is made from the sample matter, written as .docx and read as `drafter check` reads it. The mutants are made of what
was read, so that numbers and annexes stay as they are. Caught: an element that was present no longer is (`strictly`: a
removed or recited one is missing, a negated one contradicted or missing). `in its article`: the core requirements of a
mutant not caught still rest on the mutated words; `elsewhere`: another article or an annex carries them by itself.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter import checking, jobs, matter  # noqa: E402
from drafter.assemble import assemble  # noqa: E402
from drafter.check import gaps, judge, sentences  # noqa: E402
from drafter.check.findings import ElementFinding  # noqa: E402
from drafter.check.verdicts import Case  # noqa: E402
from drafter.document import Document, Paragraph  # noqa: E402
from drafter.library import load  # noqa: E402

KIND = "mou-defence"
SAMPLE = ROOT / "templates" / KIND / "sample.yaml"
LANGUAGES = ("en", "zh")
FORMS = ("full", "short")
DEFECTS = ("removed", "weakened", "negated", "recital")
_LOWER = re.compile(r"(?:The|Each|Any|Every|A|An|Both|Either|If|Where|When|No|Only|This|That|These|Those|In|At|On|For|It|Its)\b")
_BARRED = re.compile(r"(?:No|Neither|Nobody|Nothing|None)\b")
_ITEM = 3
"""Level from which a numbered paragraph is an item of a list: without a duty word of its own it inherits its lead-in's."""


# --- the draft


@dataclass(frozen=True)
class Article:
    """An article of a draft: its paragraphs and the elements it provides."""

    slot: str
    first: int
    last: int
    provides: tuple[str, ...]


@dataclass(frozen=True)
class Specimen:
    """A complete draft as the checker reads it."""

    language: str
    form: str
    document: Document
    articles: tuple[Article, ...]

    @property
    def opening(self) -> int:
        """The paragraph before which recitals go: the one that leads to the first article."""
        return self.articles[0].first - 1


@cache
def specimen(language: str, form: str) -> Specimen:
    """Draft, write and read the sample; find its articles again."""
    drafted = jobs.draft(SAMPLE, languages=[language], form=form, open_draft=True)
    document = checking.read(checking.Input("draft.docx", drafted.blob))
    library = load.load(parts=jobs.DRAFT_PARTS, examples=False)
    pieces = assemble(library, matter.read(SAMPLE, library, languages=[language], form=form)).pieces
    titles = [(p.slot, p.titles[language], p.clause.provides) for p in pieces if p.part in ("article", "definitions", "annex")]
    heads = []
    for number, paragraph in enumerate(document.paragraphs):
        words = document.text[paragraph.content:paragraph.end].strip()
        if paragraph.kind == "heading" and len(heads) < len(titles) and words == titles[len(heads)][1]:
            heads.append(number)
    if len(heads) != len(titles):
        raise SystemExit(f"{language} {form}: the article '{titles[len(heads)][1]}' was not found in the file")
    ends = [*heads[1:], len(document.paragraphs)]
    return Specimen(language, form, document, tuple(
        Article(slot, a, b, tuple(provides)) for (slot, _, provides), a, b in zip(titles, heads, ends, strict=True)))


# --- the defects

_Part = tuple[Paragraph, str, str]
"""A paragraph with its number and its words."""


def parts(document: Document) -> list[_Part]:
    return [(p, document.text[p.start:p.content], document.text[p.content:p.end]) for p in document.paragraphs]


def rebuilt(document: Document, found: Sequence[_Part]) -> Document:
    """A document of changed paragraphs."""
    at, paragraphs = 0, []
    for paragraph, label, words in found:
        end = at + len(label) + len(words)
        paragraphs.append(replace(paragraph, start=at, content=at + len(label), end=end))
        at = end + 1
    return replace(document, text="\n".join(label + words for _, label, words in found), paragraphs=tuple(paragraphs),
                   sources=(), pieces=())


def lowered(words: str) -> str:
    return words[:1].lower() + words[1:] if _LOWER.match(words) else words


def weakened_en(words: str, turn: int) -> str:
    """Every duty a wish or a permission, turn about."""
    words = re.sub(r"\b(?:shall|must) not\b", ("should not", "shall endeavour not to")[turn % 2], words)
    words = re.sub(r"\b(?:shall|must)\b(?=(?: \w+){1,2} (?:no|nobody|none|only)\b)", "should", words)
    if _BARRED.match(words):
        return re.sub(r"\b(?:shall|must)\b(?! endeavour)", "should", words)
    if turn % 2 == 0:
        return re.sub(r"\b(?:shall|must)\b(?! endeavour)", "may", words)
    words = re.sub(r"\b(?:shall|must) be\b", "shall, as far as possible, be", words)
    return re.sub(r"\b(?:shall|must)\b(?! endeavour|,)", "shall endeavour to", words)


def weakened_zh(words: str, turn: int) -> str:
    words = words.replace("不得", ("不宜", "尽量不")[turn % 2])
    return re.sub("应当|必须", ("可以", "尽量")[turn % 2], words)


def negated_en(words: str, turn: int) -> str:
    """Every duty lifted, every ban a permission, every permission withdrawn; what has none of them is disclaimed."""
    if not re.search(r"\b(?:shall|must|may)\b", words):
        if _BARRED.match(words):  # what is denied already is said
            return re.sub(r"^Neither\b", "Either", re.sub(r"^Nothing in this\b", "This", re.sub(r"^No\b", "Any", words)))
        return "Nothing in this Memorandum means that " + lowered(words)
    words = re.sub(r"\bmay\b(?! not)", "may not", words)
    barred = _BARRED.match(words)
    words = re.sub(r"\b(?:shall|must) not\b", "may", words)
    if barred:
        words = re.sub(r"^(?:No|None)\b", "Any", re.sub(r"^Neither\b", "Either", re.sub(r"^Nobody\b", "Anybody", words)))
        return re.sub(r"\b(?:shall|must)\b", "may", words)
    simple = re.match(r"([^,;:]{3,70}?) shall (?!be\b)", words)
    if simple and turn % 2 and words.count(" shall ") == 1:
        return f"Nothing in this Memorandum obliges {lowered(simple[1])} to {words[simple.end():]}"
    return re.sub(r"\b(?:shall|must)\b", "shall not be required to", words)


def negated_zh(words: str, turn: int) -> str:
    if not re.search("应当|必须|不得|可以|禁止", words):
        denied = re.match("(本备忘录[^，。]{0,8}?)不", words)
        if denied:
            return denied[1] + words[denied.end():]
        return "本备忘录任何规定均不意味着" + words
    new = {"应当": ("无须", "不必")[turn % 2], "必须": "不必", "不得": "可以", "可以": "不得", "禁止": "允许"}
    return re.sub("应当|必须|不得|可以|禁止", lambda m: new[m[0]], words)


_CHANGES: dict[tuple[str, str], Callable[[str, int], str]] = {
    ("weakened", "en"): weakened_en, ("weakened", "zh"): weakened_zh, ("negated", "en"): negated_en, ("negated", "zh"): negated_zh}


def changed(found: Sequence[_Part], change: Callable[[str, int], str], language: str, *, items: bool) -> Iterator[_Part]:
    """Paragraphs with every sentence changed; items of lists without a duty word stay, as their lead-in governs them."""
    duty = re.compile(r"\b(?:shall|must|may)\b|应当|必须|不得|可以|禁止")
    turn = 0
    for paragraph, label, words in found:
        if paragraph.kind == "heading" or (items and paragraph.level >= _ITEM and not duty.search(words)):
            yield paragraph, label, words
            continue
        text, last = "", 0
        for low, high in sentences.split(words):
            text += words[last:low] + change(words[low:high], turn)
            turn += 1
            last = high
        yield paragraph, label, text + words[last:]


def recited(found: Sequence[_Part], language: str) -> Iterator[_Part]:
    """The sentences of an article as recitals, each list in one with its lead-in."""
    body = [p for p in found if p[0].kind != "heading"]
    joined: list[str] = []
    for paragraph, _, words in body:
        if joined and paragraph.level >= _ITEM:
            joined[-1] += ("" if language == "zh" else " ") + words
        else:
            joined.append(words)
    plain = replace(found[0][0], kind="body", label="", automatic=False, level=0, style="")
    for words in joined:
        for low, high in sentences.split(words):
            one = words[low:high]
            yield plain, "", "鉴于" + one if language == "zh" else "Whereas " + lowered(one)


def mutant(made: Specimen, articles: Sequence[Article], defect: str) -> tuple[Document, int]:
    """The draft with a defect in some articles, and how many paragraphs changed."""
    found = parts(made.document)
    recitals: list[_Part] = []
    touched = 0
    for article in reversed(articles):
        own = found[article.first:article.last]
        if defect in ("weakened", "negated"):
            new = list(changed(own, _CHANGES[defect, made.language], made.language, items=defect == "negated"))
        else:
            new = []
            recitals = [*(recited(own, made.language) if defect == "recital" else ()), *recitals]
        touched += sum(a[2] != b[2] for a, b in zip(own, new, strict=True)) if new else len(own)
        found[article.first:article.last] = new
    if recitals:
        head = (replace(recitals[0][0], kind="heading", level=1), "", "鉴于" if made.language == "zh" else "Recitals")
        found[made.opening:made.opening] = [*([head] if made.form == "short" else []), *recitals]
    return rebuilt(made.document, found), touched


# --- the run


@dataclass(frozen=True)
class Seeded:
    """What became of one mutant."""

    language: str
    form: str
    slot: str
    defect: str
    provides: tuple[str, ...]
    touched: int
    after: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str, str], ...]]]
    """By element: verdict, reasons, and of each core requirement met: its id, its place, and the words it rests on."""


def _summary(checked: gaps.Checked) -> dict[str, Any]:
    return {e.id: (e.verdict, e.reasons, tuple((r.id, f"{r.evidence.place} [{r.evidence.zone}]", r.evidence.quote)
                                               for r in e.requirements if r.core and r.met and r.evidence))
            for e in checked.elements}


def _checked(document: Document, language: str) -> gaps.Checked:
    options = checking.Options(KIND, (language,))
    return checking.judged(checking.understood(document, options), options)


@cache
def base(language: str, form: str) -> gaps.Checked:
    return _checked(specimen(language, form).document, language)


def one(task: tuple[str, str, str, str]) -> Seeded:
    """Make and check one mutant: language, form, slot, defect."""
    language, form, slot, defect = task
    made = specimen(language, form)
    chosen = next(a for a in made.articles if a.slot == slot)
    document, touched = mutant(made, [chosen], defect)
    return Seeded(language, form, slot, defect, chosen.provides, touched, _summary(_checked(document, language)))


def tasks(options: argparse.Namespace) -> list[tuple[str, str, str, str]]:
    return [(language, form, article.slot, defect)
            for language in LANGUAGES if options.only in ("", language) for form in FORMS if options.form in ("", form)
            for article in [a for a in specimen(language, form).articles if a.provides][::options.every]
            if not options.element or options.element in article.provides
            for defect in DEFECTS if options.kind in ("", defect)]


# --- the drafts as they are


def why(language: str, form: str, finding: ElementFinding) -> list[str]:
    """Why an element that the draft provides isn't present, by cause."""
    made = specimen(language, form)
    books = checking.judging(None, "mou")
    cues = checking._cues(None, language, "mou")
    text = gaps.read(made.document, books, (language,))
    known = gaps._Known(text, KIND, [gaps.Matches(text, gaps.index(cues, language))], {language: cues})
    element = books.elements[finding.id]
    case = Case(text, known.reader, element, {language: cues[finding.id]}, known.matches, KIND)
    case.look()
    lines = [f"false contradiction: {name}: {text.words(text.sentences[f.sentence])[:150]}" for name, f in case.contradictions()]
    lines += [f"weak form in its sentence: {r[5:]}" for r in finding.reasons if r.startswith("weak:")]
    for requirement, found in zip(case.requirements(), finding.requirements, strict=True):
        if found.met or not (found.core or "few-requirements" in finding.reasons):
            continue
        quote = f": {found.evidence.place} {found.evidence.quote[:140]}" if found.evidence else ""
        cause = {"mentioned": "zone", "no-obligor": "obligor", "wrong-obligor": "obligor"}.get(found.result, "modality")
        if found.result == "none":
            patterns = cues[finding.id].requirements.get(requirement.id, ())
            cause, quote = _silent(made, known, case, requirement, patterns)
        lines.append(f"{cause}: {requirement.id} ({found.result}){quote}")
    return lines


def _silent(made: Specimen, known: Any, case: Case, requirement: Any, patterns: Sequence[Any]) -> tuple[str, str]:
    """Why a requirement was found nowhere."""
    matches = known.matches[0]
    fired = [f for p in patterns for f in matches.fired(p)]
    judged = judge.best(case.text, case.reader, known.matches, case.element, requirement, {matches.index.code: tuple(patterns)})
    homes = [(made.document.paragraphs[a.first].start, made.document.paragraphs[a.last - 1].end)
             for a in made.articles if case.element.id in a.provides]
    inside = [j for j in judged if any(a <= j.sentence.start < b for a, b in homes)]
    if inside:
        strays = [j for j in inside if j.result != "none"]
        shown = (strays or inside)[0]
        return ("stray (topic not named near)" if strays else "modality (no ban heard)"), f": {case.text.words(shown.sentence)[:140]}"
    here = {s.index for s in case.text.sentences if any(a <= s.start < b for a, b in homes)}
    off = sum(bool(p.off) and bool(set(matches.places(p.off)) & here) for p in patterns)
    lacking = sorted(([g for g in p.groups if not set(matches.places(g)) & here] for p in patterns), key=len)
    if not lacking:
        return "cue missing", ": no patterns"
    if not lacking[0]:
        return ("window or 'not' words" if off else "window"), f": all groups occur in the article, {len(fired)} hits elsewhere"
    return "cue missing", f": nearest pattern lacks {len(lacking[0])} group(s), e.g. one of {list(lacking[0][0])[:6]}"


def show_base(options: argparse.Namespace) -> None:
    """The verdicts on the drafts as they are."""
    print("== The drafts without a defect: what they provide, and which of it is not called present\n")
    causes: Counter[str] = Counter()
    for language in LANGUAGES:
        for form in FORMS:
            if options.only not in ("", language) or options.form not in ("", form):
                continue
            made, found = specimen(language, form), base(language, form)
            provided = {e for a in made.articles for e in a.provides}
            counts = Counter((e.level, e.verdict) for e in found.elements if e.id in provided)
            print(f"{language} {form}: {len(provided)} elements provided by {sum(bool(a.provides) for a in made.articles)} articles; "
                  + ", ".join(f"{level} {verdict} {n}" for (level, verdict), n in sorted(counts.items())))
            for finding in found.elements:
                if finding.id in provided and finding.verdict != "present":
                    print(f"  {finding.id} ({finding.level}): {finding.verdict} {' '.join(finding.reasons)}")
                    lines = why(language, form, finding)
                    causes.update(f"{language} {line.partition(':')[0]}" for line in lines)
                    print("".join(f"      {line}\n" for line in lines), end="")
    print("\nCauses: " + "; ".join(f"{name} {n}" for name, n in causes.most_common()) + "\n")


# --- what was caught


def strictly(defect: str, verdict: str) -> bool:
    return {"weakened": verdict != "present", "negated": verdict in ("contradicted", "missing")}.get(defect, verdict == "missing")


def where(seeded: Seeded, element: str) -> str:
    """Whether the core requirements of an element still called present rest on the mutated article."""
    made = specimen(seeded.language, seeded.form)
    chosen = next(a for a in made.articles if a.slot == seeded.slot)
    old = {words for n, (_, _, words) in enumerate(parts(made.document)) if not chosen.first <= n < chosen.last}
    kept = "\n".join(old)
    resting = [quote not in kept for _, _, quote in seeded.after[element][2]]
    return "elsewhere" if not any(resting) else "in its article" if all(resting) else "in both"


def report(found: Sequence[Seeded]) -> None:
    """The tables and the list of what was not caught."""
    print("== Mutants: of elements present before (touched words only)\n")
    print(f"{'':22}{'mutants':>8}{'caught':>8}{'strictly':>9}  not caught: in its article / in both / elsewhere"
          "   others moved (of)  mutants moving any")
    missed: list[tuple[Seeded, str, str]] = []
    moves: Counter[tuple[str, str, str, str]] = Counter()
    order = sorted(found, key=lambda s: (s.language, s.form, DEFECTS.index(s.defect)))
    for (language, form, defect), group in groupby(order, key=lambda s: (s.language, s.form, s.defect)):
        before = base(language, form)
        was = {e.id: e.verdict for e in before.elements}
        total = caught = strict = moved = others = stirring = 0
        rests: Counter[str] = Counter()
        for seeded in group:
            for element in seeded.provides:
                if was.get(element) != "present" or not seeded.touched:
                    continue
                verdict = seeded.after[element][0]
                total += 1
                caught += verdict != "present"
                strict += strictly(defect, verdict)
                if verdict == "present":
                    rest = where(seeded, element)
                    rests[rest] += 1
                    missed.append((seeded, element, rest))
            stray = [(e, was[e], v[0]) for e, v in seeded.after.items() if e not in seeded.provides and v[0] != was[e]]
            moved += len(stray)
            stirring += bool(stray)
            others += sum(e not in seeded.provides for e in was)
            moves.update((language, *m) for m in stray)
        print(f"{language} {form:6}{defect:13}{total:8}{caught:8}{strict:9}  {rests['in its article']:25} / {rests['in both']:4} / "
              f"{rests['elsewhere']:4}   {moved:12} ({others})  {stirring}")
    print("\nOther elements that moved (language, element, from, to: mutants):")
    for key, count in moves.most_common():
        print(f"  {' '.join(key)}: {count}")
    print("\n== Not caught, with what the checker rested on\n")
    for seeded, element, rest in sorted(missed, key=lambda m: (m[0].language, m[0].form, m[0].defect, m[2], m[1])):
        print(f"{seeded.language} {seeded.form} {seeded.defect} {element} ({rest})")
        for name, place, quote in seeded.after[element][2]:
            print(f"      {name} @ {place}: {quote[:170]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", choices=("", *LANGUAGES))
    parser.add_argument("--form", default="", choices=("", *FORMS))
    parser.add_argument("--kind", default="", choices=("", *DEFECTS))
    parser.add_argument("--element", default="")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each N-th article only (the full form takes long)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--base", action="store_true", help="only the drafts as they are")
    options = parser.parse_args()
    gc.set_threshold(500_000)  # a third of the time else
    show_base(options)
    if options.base:
        return
    todo = tasks(options)
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs) as pool:
            found = list(pool.map(one, todo, chunksize=4))
    else:
        found = [one(task) for task in todo]
    report(found)


if __name__ == "__main__":
    main()
