# ruff: noqa: E501 (long patterns)
"""Data that reach a person: mailboxes, telephones, numbers of papers, birth dates, plates, accounts. The same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.base import Harm, Setting
from drafter.harms.text import Reading, between

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"sep?tiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTH},?(?: de)? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
_CHINESE_DAY = r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号]"
EMAIL = re.compile(r"(?<![\w.+\-])[\w+\-]{1,40}(?:\.[\w+\-]{1,40}){0,5}@[\w\-]{1,60}(?:\.[\w\-]{1,60}){1,5}", re.ASCII)
# Forms that hold digits and are nobody's: symbols of documents, norms, web addresses, money, years, measurements.
SYMBOLS = re.compile(
    r"https?://\S{1,300}|www\.\S{1,300}|\b10\.\d{4,9}/\S{1,100}|\b(?:ISBN|ISSN|ISO(?:/IEC)?|GRI|IFC|DOI|HS|BS|EN|IEC|SDG|SA|GB/?T)[ \-:]?[\d\-–: X]{2,24}"
    r"|\b[A-Z]{1,3}/[A-Z\d.()]{1,12}(?:/[A-Z\d.()\-]{1,14}){1,5}|\b[A-Z]{1,4}-\d\d/\d\d(?:-\d\d/\d\d)?|[$€£¥]\s?\d[\d,. ]{0,18}"
    r"|\b(?:USD|EUR|GBP|CNY|RMB|US\$|PEN|COP|ZMW|GHS|KES|NGN|ZAR)\s?\d[\d,. ]{0,18}|\b(?:19|20)\d\d ?[-–/—] ?(?:19|20)?\d\d\b|\b\d{1,3}(?:,\d{3}){1,5}\b"
)
_INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00)\d{1,3}[ \-.]?(?:\(\d{1,4}\)[ \-.]?)?\d{1,4}(?:[ \-.]?\d{2,4}){1,5}(?![\d,])")
_TELEPHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|cell|cellphone|whats ?app|signal|telegram|call|text|sms|number|celular|teléfono|móvil|téléphone|portable|contact)s?\b|电话|手机|微信|联系方式|号码|致电)"
    r"[^\d\n+]{0,24}((?:\(?\d{2,5}\)?[ \-.]?){1,2}\d{2,4}(?:[ \-.]?\d{2,4}){0,3})(?![\d,])",
    re.IGNORECASE | re.ASCII,
)
_GROUPED = re.compile(r"(?<![\d+.,/\-])0\d{2,4}[ \-]\d{3}[ \-]?\d{3,4}(?![\d,])")
_CHINESE_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d(?:[ \-]?\d{4}){2}(?![\d.])")
_CHINESE_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_PAPER = re.compile(
    r"(?:\b(?:national (?:id(?:entity)?|identification|registration)(?: card)?|id(?:entity)? card|id|identity(?: document)?|passport|voter(?:'s)? card|driving licen[cs]e|driver'?s licen[cs]e|social security|"
    r"nin|nrc|nric|ssn|dni|curp|c[ée]dula(?: de ciudadan[íi]a)?|cpf|badge|employee|staff|payroll|inmate|pasaporte|passeport|carte d'identité|aadhaar|bvn|tax(?:payer)? id)"
    r"(?: (?:no|number|nr|num|card|document))?\.?|身份证(?:号码?)?|护照(?:号码?)?|社保号|工号|警号|证件号码?|驾驶证号?)"
    r"(?:[ :：.#为是]|no\b|number\b|is\b|was\b|n[º°o]\b){0,6}[（(]?((?=[A-Z\d/.\-]{0,20}\d{3})[A-Z\d][A-Z\d/.\-]{4,22})",
    re.IGNORECASE | re.ASCII,
)
_BORN = re.compile(
    rf"(?:\bborn(?: in [\w ]{{1,30}}?)?(?: on)?(?: the)?|\bdate of birth|\bd\.?o\.?b\.?|\bbirth ?(?:date|day)|\bnacid[oa](?: el)?|\bnée?(?: le)?|\bfecha de nacimiento|\bdate de naissance)[ :(,]{{1,4}}(?:is |was )?{_DAY}"
    rf"|(?:出生日期|生日|出生于|生于|出生年月日?)[ :：为是]{{0,4}}{_CHINESE_DAY}|{_CHINESE_DAY} ?(?:出生|生(?![产效活]))",
    re.IGNORECASE | re.ASCII,
)
_PLATE = re.compile(
    r"(?:\b(?:number ?plate|licen[cs]e plate|plate|registration|vehicle reg(?:istration)?|reg(?:\. no)?|placa|plaque)s?(?: (?:number|no))?\.?[ :]{0,3}(?:was |is |number |no\.? ?)?[\"“]?"
    r"((?=[A-Z\d \-]{0,10}\d)(?=[A-Z\d \-]{0,10}[A-Z])(?-i:[A-Z\d])[A-Z\d]{0,4}(?:[ \-]?(?-i:[A-Z\d])[A-Z\d]{0,5}){1,2}))(?![a-z])|车牌号?[ :：为是]{0,3}([^\s，。；、）)]{5,10})",
    re.IGNORECASE | re.ASCII,
)
_CHINESE_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?(?=[A-Z\d]{0,5}\d)[A-Z\d]{5,6}(?![A-Za-z\d])"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b")
_ACCOUNT = re.compile(
    r"(?:\b(?:bank account|account (?:number|no)|a/c(?: no)?|iban|mobile money(?: account| number)?|m-?pesa(?: number)?|card number|cuenta)\.?|银行(?:账|帐)(?:户|号)|账号|帐号|卡号|开户账号)"
    r"[^\d\n]{0,20}(\d(?:[ \-]?\d){6,22})",
    re.IGNORECASE | re.ASCII,
)
_CARD = re.compile(r"(?<![\d.,])\d{4}(?:[ \-]?\d{4}){3}(?:\d{1,3})?(?![\d.,])")
_OTHER_NUMBER = re.compile(
    r"账户|子户|专户|发票|合同号|文号|编号|\b(?:invoice|contract|case|file|permit|licen[cs]e|order|account)s?(?: no\.?| number)?[ :#]*\Z",
    re.IGNORECASE,
)


def find(reading: Reading, setting: Setting) -> Iterator[Harm]:
    """Each number or address once, under the first reading of it."""
    text = reading.text
    if "@" in text:
        for match in EMAIL.finditer(text):
            if not _office(reading, setting, match):
                yield reading.harm("dnh-pii", *match.span(), "an e-mail address of a person")
    if not reading.digits:
        return
    taken = bytearray(len(text))
    for match in SYMBOLS.finditer(text):
        _take(taken, *match.span())
    for pattern, what in _ORDER:
        for match in pattern.finditer(text):
            number = next((n for n in range(1, (match.lastindex or 0) + 1) if match[n]), 0)
            start, end = match.span(number)
            while end > start and text[end - 1] in " -.(":
                end -= 1
            if any(taken[start:end]):
                continue
            if what == "telephone" and (
                _public(reading, start) or sum(c.isdigit() for c in text[start:end]) < 7 or _listed(setting, text[start:end])
            ):
                continue
            if what == "telephone" and _OTHER_NUMBER.search(text[max(0, start - 16) : start]):
                continue
            if what == "card" and not _checks(text[start:end]):
                continue
            _take(taken, start, end)
            yield reading.harm("dnh-pii", start, end, _WHAT[what])


_ORDER = (
    (_BORN, "birth"),
    (_CHINESE_ID, "paper"),
    (_PAPER, "paper"),
    (_IBAN, "account"),
    (_ACCOUNT, "account"),
    (_CHINESE_PLATE, "plate"),
    (_PLATE, "plate"),
    (_INTERNATIONAL, "telephone"),
    (_CHINESE_MOBILE, "telephone"),
    (_TELEPHONE, "telephone"),
    (_GROUPED, "telephone"),
    (_CARD, "card"),
)
_WHAT = {
    "birth": "a date of birth",
    "paper": "the number of an identity paper",
    "account": "a bank account",
    "plate": "a number plate",
    "telephone": "a telephone number",
    "card": "the number of a card",
}


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)


def _office(reading: Reading, setting: Setting, match: re.Match[str]) -> bool:
    """Whether a mailbox belongs to an organisation: its first part is a desk's, or it is allowed."""
    address = match[0].lower()
    local, _, domain = address.partition("@")
    if address in {a.lower() for a in setting.allow} or local in reading.book.list("en", "mailboxes"):
        return True
    desk = re.split(r"[._\-+\d]", local)
    return all(part in reading.book.list("en", "mailboxes") or not part for part in desk) or local == domain.partition(".")[0]


def _public(reading: Reading, offset: int) -> bool:
    """A hotline, switchboard or office, and nobody else in the sentence."""
    start, end = reading.around(offset)
    return bool(between(reading.listed("contacts"), start, end)) and not between(reading.listed("roles"), start, end)


def _listed(setting: Setting, number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return any(re.sub(r"\D", "", a) == digits for a in setting.allow)


def _checks(number: str) -> bool:
    """The check sum of bank cards."""
    digits = [int(c) for c in reversed(number) if c.isdecimal()]
    return sum(d if n % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for n, d in enumerate(digits)) % 10 == 0
