"""The matter file: everything wrong is found at once, with its line, before anything is written."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import marked, matter
from drafter.errors import DrafterError
from drafter.schema import Library, Matter

Change = Callable[[str], str]


@pytest.fixture(scope="module")
def source(sample_matter: Path) -> str:
    return sample_matter.read_text(encoding="utf-8")


def read(text: str, library: Library, **options: object) -> Matter:
    return matter.validate(marked.parse(text, "m.yaml"), library, **options)  # type: ignore[arg-type]


def faults(text: str, library: Library, **options: object) -> list[str]:
    with pytest.raises(DrafterError) as caught:
        read(text, library, **options)
    return [str(p) for p in caught.value.problems]


def set_fact(text: str, name: str, value: str) -> str:
    """The matter with one fact replaced (the fact and its indented lines)."""
    changed, count = re.subn(rf"(?m)^  {name}:.*\n(?:    .*\n|  - .*\n)*", lambda _: f"  {name}: {value}\n", text)
    assert count == 1, name
    return changed


def line_of(text: str, name: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(f"  {name}:"))


def test_the_sample_is_valid_and_complete(source: str, library: Library) -> None:
    read_matter = read(source, library)
    assert read_matter.kind == "mou-defence"
    assert read_matter.languages == ("en", "zh")
    assert read_matter.open == ()
    assert isinstance(read_matter.facts["signing_date"], dt.date)
    assert isinstance(read_matter.facts["support_ceiling"][0], Decimal)


WRONG = [
    ("notice_initial_hours", "0", "out of range"),
    ("notice_initial_hours", "twenty-four", "not a number of hours"),
    ("notice_initial_hours", "24.5", "not a number of hours"),
    ("signing_date", "15 January 2027", "not a date"),
    ("signing_date", "2027-02-30", "not a date"),
    ("armed", "yes", "neither true nor false"),
    ("force_kind", "armee", "not a choice"),
    ("country", "NO1", "not a country code"),
    ("country", "Colombia", "not a country code"),
    ("support_ceiling", "120000 USD", "an amount of money is wanted"),
    ("support_ceiling", "{amount: -5, currency: USD}", "an amount is at least 0"),
    ("support_ceiling", "{amount: 5, currency: XQZ}", "not a currency"),
    ("women_share", "130", "out of range"),
    ("term_months", "61", "out of range"),
    ("review_months", "13", "out of range"),
    ("site_name", "Only one text", "one text per language"),
    ("site_name", "{en: A}", "no text in zh"),
    ("site_name", "{en: A, zh: 甲, de: B}", "unknown language 'de'"),
    ("site_name", '{en: "a\\u0000b", zh: 甲}', "cannot be printed"),
    ("site_name", '{en: "a\\u202Eb", zh: 甲}', "cannot be printed"),
    ("permitted_tasks", "{en: [a, b], zh: [甲]}", "differ in length"),
    ("company_registration", "1.10", "put it in quotes"),
    ("equipment", "[{item: {en: a, zh: 甲}, colour: red}]", "unknown column 'colour'"),
    ("binding_articles", "[vetting, magic]", "not an article"),
]


@pytest.mark.parametrize(("fact", "value", "message"), WRONG)
def test_a_wrong_value_is_named_with_its_line(source: str, library: Library, fact: str, value: str, message: str) -> None:
    text = set_fact(source, fact, value)
    found = [f for f in faults(text, library) if message in f]
    assert len(found) == 1, faults(text, library)
    assert found[0].startswith(f"m.yaml:{line_of(text, fact)}:")
    assert fact in found[0]


BLOCKED = [
    ("equipment", '[{item: {en: Rifles, zh: 步枪}, category: lethal, quantity: 10, serial: "1", value: {amount: 1, currency: USD}, owner: company, delivery_date: 2027-02-01, return_date: 2027-06-01, purpose: {en: a, zh: 甲}, user_unit: {en: a, zh: 甲}}]', "lethal or coercive"),
    ("equipment", '[{item: {en: Handcuffs, zh: 手铐}, category: coercive, quantity: 10, serial: "1", value: {amount: 1, currency: USD}, owner: company, delivery_date: 2027-02-01, return_date: 2027-06-01, purpose: {en: a, zh: 甲}, user_unit: {en: a, zh: 甲}}]', "lethal or coercive"),
    ("equipment", '[{item: {en: Ammunition 5.56 mm, zh: 弹药}, category: other, quantity: 10, serial: "1", value: {amount: 1, currency: USD}, owner: company, delivery_date: 2027-02-01, return_date: 2027-06-01, purpose: {en: a, zh: 甲}, user_unit: {en: a, zh: 甲}}]', "by its name, a weapon"),
    ("state_party_name", "{en: Commander of the 12th Battalion, zh: 国防部}", "person, a commander or a station"),
    ("state_party_name", "{en: Colonel Juan Ejemplo, zh: 国防部}", "person, a commander or a station"),
    ("state_party_name", "{en: Ministry of Defence, zh: 第十二营营长}", "person, a commander or a station"),
    ("state_party_name", "{en: Central Police Station, zh: 国防部}", "person, a commander or a station"),
]


@pytest.mark.parametrize(("fact", "value", "message"), BLOCKED)
def test_what_is_never_drafted_is_refused_with_its_source(source: str, library: Library, fact: str, value: str, message: str) -> None:
    text = set_fact(source, fact, value)
    found = [f for f in faults(text, library) if "refused: " in f and message in f]
    assert found, faults(text, library)
    assert found[0].startswith(f"m.yaml:{line_of(text, fact)}:")
    assert found[0].endswith(")")


def test_cash_and_private_accounts_are_refused(source: str, library: Library) -> None:
    row = ("{kind: {en: fuel, zh: 燃料}, rate: {amount: 1, currency: USD}, unit: {en: month, zh: 月}, cap: {amount: 9, currency: USD}, "
           "payee_account_name: {en: Ministry account, zh: 国防部账户}, account_is_institutional: %s, method: %s}")
    cash = faults(set_fact(source, "payments", f"[{row % ('true', 'cash')}]"), library)
    assert any("refused" in f and "cash" in f for f in cash)
    private = faults(set_fact(source, "payments", f"[{row % ('false', 'bank-transfer')}]"), library)
    assert any("refused" in f and "account" in f for f in private)


ACROSS = [
    ("notice_written_hours", "2", "notice"),
    ("strength_min", "500", "strength"),
    ("sanctions_screen_date", "2020-01-01", "screening"),
    ("grievance_channels", "[{channel: {en: Office, zh: 办公室}, operator: company, access: {en: gate, zh: 门口}, languages: {en: Spanish, zh: 西班牙语}}]", "channel"),
]


@pytest.mark.parametrize(("fact", "value", "word"), ACROSS)
def test_rules_across_facts(source: str, library: Library, fact: str, value: str, word: str) -> None:
    found = faults(set_fact(source, fact, value), library)
    assert any(word in f.lower() for f in found), found


def test_ten_planted_errors_are_ten_problems_with_their_lines(source: str, library: Library) -> None:
    planted = {"notice_initial_hours": "0", "signing_date": "soon", "armed": "NO", "force_kind": "marines", "country": "Colombia",
               "women_share": "200", "term_months": "600", "vetting_repeat_months": "x", "company_registration": "1.10", "copies": "two"}
    text = source
    for fact, value in planted.items():
        text = set_fact(text, fact, value)
    found = faults(text, library)
    assert len(found) == 10, found
    assert sorted(f.split(":")[1] for f in found) == sorted(str(line_of(text, fact)) for fact in planted)


def test_unknown_facts_and_keys_are_named_with_the_nearest(source: str, library: Library) -> None:
    text = source.replace("  women_share:", "  woman_share:").replace("\nkind:", "\nknd: x\nkind:")
    found = faults(text, library)
    assert any("unknown fact 'woman_share' (did you mean 'women_share'?)" in f for f in found)
    assert any("unknown key 'knd'" in f for f in found)


def test_an_open_fact_is_listed_not_guessed(source: str, library: Library) -> None:
    assert read(set_fact(source, "unit_name", "null"), library).open == ("unit_name",)
    assert read(set_fact(source, "unit_name", "{en: null, zh: null}"), library).open == ("unit_name",)


def test_a_default_is_used_and_named(source: str, library: Library) -> None:
    read_matter = read(set_fact(source, "notice_initial_hours", "null"), library)
    assert read_matter.facts["notice_initial_hours"] == 24
    assert "notice_initial_hours" in read_matter.defaulted


def test_warnings_do_not_stop(source: str, library: Library) -> None:
    automatic = read(set_fact(source, "renewal", "automatic"), library)
    assert any("renew" in w.lower() for w in automatic.warnings)
    old = read(set_fact(source, "risk_assessment_date", "2025-01-01"), library)
    assert any("twelve months" in w for w in old.warnings)


def test_languages_asked_for_must_be_in_the_matter(source: str, library: Library) -> None:
    assert read(source, library, languages=["zh"]).languages == ("zh",)
    assert "no texts in" in faults(source, library, languages=["fr"])[0]


def test_positions_are_checked(source: str, library: Library) -> None:
    text = re.sub(r"(?m)^  default: preferred", "  default: prefered\n  veting: minimum", source)
    found = faults(text, library)
    assert any("'prefered' is not a position (allowed: preferred, acceptable, minimum)" in f for f in found)
    assert any("'veting' is not an article (did you mean 'vetting'?)" in f for f in found)


@given(st.dictionaries(st.sampled_from(["site_name", "armed", "country", "equipment", "term_months", "signing_date", "support_ceiling", "permitted_tasks", "zz"]),
                       st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=6)))
def test_any_facts_are_read_or_refused(library: Library, facts: dict) -> None:
    import json

    text = f'matter: drafter/1\nkind: mou-defence\nlanguages: [en]\nfacts: {json.dumps(facts, ensure_ascii=True)}\n'
    try:
        result = read(text, library)
    except DrafterError as error:
        assert error.problems
    else:
        assert set(result.open)
