"""The two columns say the same: articles, numbers, dates, amounts and periods, paragraph by paragraph."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import oracle
import pytest

from drafter import jobs

TOP = Path(__file__).resolve().parents[1] / "templates" / "mou-defence"
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
UNITS = {"hour": "h", "day": "d", "week": "w", "month": "m", "year": "y", "小时": "h", "日": "d", "周": "w", "个月": "m", "年": "y"}
ROLES = ("Article", "Paragraph", "Item", "Subitem", "Recital", "Annex", "AnnexParagraph", "AnnexItem", "Text")
CASES = [(name, form, languages) for name in ("sample.yaml", "sample-zh.yaml") for form in ("full", "short") for languages in ("en,zh", "zh,en")]


@cache
def read(name: str, form: str, languages: str) -> oracle.Doc:
    return oracle.read(jobs.draft(TOP / name, languages=languages.split(","), form=form).blob)


def dates(text: str) -> Counter[tuple[int, int, int]]:
    english = [(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in re.findall(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", text)]
    chinese = [(int(y), int(m), int(d)) for y, m, d in re.findall(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)]
    return Counter(english + chinese)


def without_dates(text: str) -> str:
    return re.sub(rf"\d{{1,2}} ({'|'.join(MONTHS)}) \d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日", " ", text)


def periods(text: str) -> Counter[tuple[int, str]]:
    rest = without_dates(text)
    english = re.findall(r"(?<![\d,.])(\d{1,3}) (hour|day|week|month|year)s?\b", rest)
    chinese = re.findall(r"(?<![\d,.年])(\d{1,3})(小时|日|周|个月|年)(?!\d)", rest)
    return Counter((int(n), UNITS[u]) for n, u in [*english, *chinese])


def amounts(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text))


def pairs(doc: oracle.Doc) -> list[tuple[oracle.Para, oracle.Para]]:
    result = []
    for role in ROLES:
        one, two = ([p for p in doc.paragraphs if p.style == f"Drafter{role}-{language}"] for language in ("en", "zh"))
        assert len(one) == len(two), role
        result += list(zip(one, two, strict=True))
    return result


@pytest.mark.parametrize(("name", "form", "languages"), CASES)
def test_both_columns_carry_the_same_dates_periods_and_amounts(name: str, form: str, languages: str) -> None:
    found = 0
    for en, zh in pairs(read(name, form, languages)):
        a, b = oracle.typed(en.element), oracle.typed(zh.element)
        for what in (dates, periods, amounts):
            assert what(a) == what(b), (what.__name__, a, b)
            found += sum(what(a).values())
    assert found > 20


@pytest.mark.parametrize(("name", "form", "languages"), CASES)
def test_both_columns_count_the_same(name: str, form: str, languages: str) -> None:
    doc = read(name, form, languages)
    for en, zh in pairs(doc):
        if en.label:
            assert position(en.label, en.style) == position(zh.label, zh.style), (en.label, zh.label)


def position(label: str, style: str) -> int:
    """The last number of a label: "Article 12" and 第十二条 → 12, "12.3" and （三） → 3, "(b)" and 2. → 2."""
    token = re.findall(r"\d+|[a-z]+(?=\)?$|\))|[A-Z](?=[）)])|[一二三四五六七八九十]+", label)[-1]
    if token.isdigit():
        return int(token)
    if token[0] in "一二三四五六七八九十":
        return next(n for n in range(1, 100) if oracle.han(n) == token)
    if "Subitem" in style and "Annex" not in style:
        return ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"].index(token) + 1
    return ord(token.lower()) - ord("a") + 1


@pytest.mark.parametrize(("a", "b"), [("within 24 hours", "在48小时内"), ("by 1 March 2026", "2026年3月2日前"), ("USD 1,000,000", "100,000美元"), ("for 2 years", "2个月")])
def test_the_comparison_would_see_a_difference(a: str, b: str) -> None:
    assert (dates(a), periods(a), amounts(a)) != (dates(b), periods(b), amounts(b))
