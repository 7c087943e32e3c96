"""Numbers and facts as documents say them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.assemble import phrase
from drafter.numbers import chinese, numeral, roman
from drafter.schema import Library

DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SIZES = {"十": 10, "百": 100, "千": 1000}


def value(text: str) -> int:
    """An independent reader of Chinese numerals."""
    total = digit = 0
    for sign in text:
        if sign in SIZES:
            total += (digit or 1) * SIZES[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert value(chinese(number)) == number


@pytest.mark.parametrize(("number", "text"), [
    (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (48, "四十八"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (115, "一百一十五"), (1001, "一千零一")])
def test_chinese_numerals_as_written(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (49, "xlix")])
def test_roman(number: int, text: str) -> None:
    assert roman(number) == text


def test_letters_go_on_after_z() -> None:
    assert [numeral(n, "lowerLetter") for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]


def words(library: Library, language: str) -> dict:
    return dict(library.languages[language])


def test_dates_money_periods_and_lists(library: Library) -> None:
    en, zh = words(library, "en"), words(library, "zh")
    assert phrase.date(dt.date(2026, 3, 1), en) == "1 March 2026"
    assert phrase.date(dt.date(2026, 3, 1), zh) == "2026年3月1日"
    assert phrase.money((Decimal(120000), "USD"), en) == "USD 120,000"
    assert phrase.money((Decimal(120000), "USD"), zh) == "120,000美元"
    assert phrase.money((Decimal("1500.50"), "CNY"), zh) == "1,500.50人民币"
    assert phrase.duration(1, "hours", en, "en") == "1 hour"
    assert phrase.duration(24, "hours", en, "en") == "24 hours"
    assert phrase.duration(12, "months", zh, "zh") == "12个月"
    assert phrase.join(["a", "b", "c"], en) == "a, b and c"
    assert phrase.join(["甲", "乙", "丙"], zh) == "甲、乙和丙"
    assert phrase.join(["a", "b"], en) == "a and b"
    assert phrase.join(["a", "b, c", "d"], en) == "a; b, c; and d"
    assert phrase.country("CO", zh) == "哥伦比亚"


@given(st.lists(st.text(alphabet="xyz", min_size=1, max_size=5), min_size=1, max_size=6))
def test_a_list_keeps_every_item_in_order(library: Library, items: list[str]) -> None:
    said = phrase.join(items, words(library, "en"))
    at = 0
    for item in items:
        at = said.index(item, at) + len(item)
