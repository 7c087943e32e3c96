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
_WORD_DAY = rf"(?:the )?(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w{{3,7}}teenth|tenth|eleventh|twelfth|twentieth|thirtieth) (?:of )?{_MONTH},? \d{{4}}"
_CHINESE_DAY = r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号]"
_SPELLED_DAY = r"[一二三四五六七八九〇零○]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}[日号]"
_SPELLED_BIRTH = re.compile(rf"(?:出生于?|生于|出生日期[：:]?|生日[是为：:]?) ?{_SPELLED_DAY}|{_SPELLED_DAY} ?(?:出生|生(?![产效活]))")
EMAIL = re.compile(r"(?<![\w.+\-])[\w+\-]{1,40}(?:\.[\w+\-]{1,40}){0,5}@[\w\-]{1,60}(?:\.[\w\-]{1,60}){1,5}", re.ASCII)
# Forms that hold digits and are nobody's: symbols of documents, norms, web addresses, money, years, measurements.
SYMBOLS = re.compile(
    r"https?://\S{1,300}|www\.\S{1,300}|\b10\.\d{4,9}/\S{1,100}|\b(?:ISBN|ISSN|ISO(?:/IEC)?|GRI|IFC|DOI|HS|BS|EN|IEC|SDG|SA|GB/?T)[ \-:]?[\d\-–: X]{2,24}"
    r"|\b[A-Z]{1,3}/[A-Z\d.()]{1,12}(?:/[A-Z\d.()\-]{1,14}){1,5}|\b[A-Z]{1,4}-\d\d/\d\d(?:-\d\d/\d\d)?|[$€£¥]\s?\d[\d,. ]{0,18}"
    r"|\b(?:USD|EUR|GBP|CNY|RMB|US\$|PEN|COP|ZMW|GHS|KES|NGN|ZAR)\s?\d[\d,. ]{0,18}|\b(?:19|20)\d\d ?[-–/—] ?(?:19|20)?\d\d\b|\b\d{1,3}(?:,\d{3}){1,5}\b"
)
_INTERNATIONAL = re.compile(r"(?<![A-Za-z\d_+])(?:\+|00|\(\+)\d{1,3}\)?[ \-.]?(?:\(\d{1,4}\)[ \-.]?)?\d{1,4}(?:[ \-.]?\d{2,4}){1,5}(?![\d,])")
_TELEPHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|cell|cellphone|whats ?app|signal|telegram|call|text|sms|number|celular|teléfono|móvil|téléphone|portable|contact)s?\b|电话|手机|微信|联系方式|号码|致电)"
    r"[^\d\n+]{0,24}((?:\(?\d{2,5}[)）]?[ \-.]?){1,2}\d{2,4}(?:[ \-.]?\d{2,4}){0,3})(?![\d,])",
    re.IGNORECASE | re.ASCII,
)
_GROUPED = re.compile(r"(?<![\d+.,/\-])0\d{2,4}[ \-]\d{3}[ \-]?\d{3,4}(?![\d,])")
_CHINESE_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d(?:[ \-]?\d{4}){2}(?![\d.])")
_CHINESE_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_PAPER = re.compile(
    r"(?:\b(?:national (?:id(?:entity)?|identification|registration)(?: card)?|id(?:entity)? card|id|identity(?: document)?|passport|voter(?:'s)? card|driving licen[cs]e|driver'?s licen[cs]e|social security|"
    r"(?:residence|work|stay|entry|border|market|digging|mining) permit|refugee card|ration card|health card|student card|union card|access card|company card|birth certificate|death certificate|nin|nrc|nric|ssn|dni|curp|c[ée]dula(?: de ciudadan[íi]a)?|cpf|badge|employee|staff|payroll|inmate|pasaporte|passeport|carte d'identité|aadhaar|bvn|tax(?:payer)? id)"
    r"(?: (?:no|number|nr|num|card|document))?\.?|身份证(?:号码?)?|护照(?:号码?)?|社保(?:卡|号)|医保卡号?|工号|警号|证件号码?|驾驶证号?|驾照号?|难民证|居住证|暂住证|工作证|学生证|残疾证|通行证|出生证明?|户口本|军官证|港澳证|出入证|矿工证|结婚证|身份号码?)"
    r"(?:[ :：,，.#为是（(]|编号|号码?|no\b|number\b|nr\b|is\b|was\b|n[º°o]\b){0,8}((?=[A-Z\d/.\-]{0,20}\d{3})[A-Z\d][A-Z\d/.\-]{4,22})",
    re.IGNORECASE | re.ASCII,
)
_BORN = re.compile(
    rf"(?:\bborn(?: in [\w ]{{1,30}}?)?(?: on)?(?: the)?|\bdate of birth|\bd\.?o\.?b\.?|\bbirth ?(?:date|day)|\bnacid[oa](?: el)?|\bnée?(?: le)?|\bfecha de nacimiento|\bdate de naissance)[ :(,]{{1,4}}(?:is |was )?(?:{_DAY}|{_WORD_DAY})"
    rf"|(?:出生日期|生日|出生于|生于|出生年月日?|生辰)[ :：为是]{{0,4}}(?:{_CHINESE_DAY}|\d{{4}}[./\-]\d{{1,2}}[./\-]\d{{1,2}})|{_CHINESE_DAY} ?(?:出生|生(?![产效活]))",
    re.IGNORECASE | re.ASCII,
)
_PLATE = re.compile(
    r"(?:\b(?:number ?plate|licen[cs]e plate|plate|registration|vehicle reg(?:istration)?|reg(?:\. no)?|placa|plaque)s?(?: (?:number|no))?\.?[ :]{0,3}(?:was |is |number |no\.? ?)?[\"“]?"
    r"((?=[A-Z\d \-]{0,10}\d)(?=[A-Z\d \-]{0,10}[A-Z])(?-i:[A-Z\d])[A-Z\d]{0,4}(?:[ \-]?(?-i:[A-Z\d])[A-Z\d]{0,5}){1,2}))(?![a-z])|(?:车牌|牌照|号牌|牌号)号?码?[ :：为是]{0,3}((?=[^\s，。；、）)]{0,9}\d\w?\d)[^\s，。；、）)]{5,10})",
    re.IGNORECASE | re.ASCII,
)
_CHINESE_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?(?=[A-Z\d]{0,5}\d)[A-Z\d]{5,6}(?![A-Za-z\d])"
)
# Any province's sign, as in plates made up: with its dot, or where a vehicle is told of.
_OTHER_PLATE = re.compile(r"(?<=牌号)[：:为是 ]{0,3}[A-Z]{1,3}[ \-·]?\d{2,4}[ \-·]?[A-Z]{0,3}(?![A-Za-z\d])|(?<=[车牌]牌)[：:为是 ]{0,3}[A-Z]{1,3}[ \-·]?\d{2,4}[ \-·]?[A-Z]{0,3}(?![A-Za-z\d])|[\u4e00-\u9fff][A-Z][·•∙](?=[A-Z\d]{0,4}\d{2})[A-Z\d]{4,6}(?![A-Za-z\d])|(?<=[车牌照是])[\u4e00-\u9fff][A-Z][ \-]?(?=[A-Z\d]{0,4}\d{2})[A-Z\d]{4,6}(?![A-Za-z\d])")
_SPACED_PLATE = re.compile(r"(?:车牌|牌照|号牌|牌号)号?码?[ :：为是]{0,3}([A-Z\d]{1,4}[ \-·][A-Z\d]{1,5}(?:[ \-·][A-Z\d]{1,4})?)(?![A-Za-z\d])", re.ASCII)
_HUNG_PLATE = re.compile(r"挂(?:的是|的|着|了)?[^，。；A-Z\d]{0,3}([A-Z\d]{1,4}[ \-·]?\d{2,4}[A-Z]{0,3})(?=[^，。；]{0,4}(?:牌|号))", re.ASCII)
_CALL_SIGN = re.compile(r"(?:\bcall[ -]?signs?\b|呼号)[ :：为是]{0,3}(?:was |is )?[\"“]?((?=[A-Z\d\-]{0,9}\d)[A-Z\d][A-Z\d\-]{2,10})", re.ASCII)
_ACCOUNT_NAME = re.compile(r"(?:微信(?:账?号)?|QQ(?:账?号)?|飞书|脸书(?:账?号)?|推特(?:账?号)?|快手(?:账?号)?|电报(?:账?号)?|微博(?:账?号)?|支付宝(?:账?号)?|抖音(?:账?号)?|\b(?:wechat|telegram|signal|facebook|instagram)(?: id| account| name)?)[ :：为是]{1,3}(?:is )?@?((?=[A-Za-z\d_.\-]{0,24}[\d_])[A-Za-z\d_.\-]{5,25})", re.IGNORECASE | re.ASCII)
_WIDE_GROUPS = re.compile(r"(?<![\d+.,/\-])(?=(?:[() \-]{0,2}\d){9,13}(?!\d))\(?0\d{2,4}\)?(?:[ \-]\d{2,4}){2,4}(?![\d,])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b")
_ACCOUNT = re.compile(
    r"(?:\b(?:bank account|savings account|account (?:number|no)|account(?=:? #?\d)|a/c(?: no)?|iban|mobile money(?: account| number)?|m-?pesa(?: number)?|card number|cuenta)\.?|银行(?:账|帐)(?:户|号)|账号|帐号|卡号|开户账号|银行卡|储蓄卡|存折|存单|户头|账户|帐户|打[到入进]卡)"
    r"[^\d\n，。；]{0,20}(\d(?:[ \-]?\d){6,22})",
    re.IGNORECASE | re.ASCII,
)
_RECORD_CHINESE = re.compile(
    r"(?:户口[册簿]|户籍|边民证?|牧民|族籍|身份卡|配给|救济|口粮|工会|社员|摊位证|兵役|军籍|养老|退休|抚恤|死亡证明?|婚姻|监护|牧户|渔船|农户|档案|证人|人口|住院|病历|病案|门诊|就诊|诊疗|挂号|化验|检验单|尸检|解剖|DNA|学籍|学号|工牌|胸牌|囚号|番号|编队|准考证|渔民证|船员证|海员证|劳工证|签证|居留证|登记证|选民证|低保证|保单|社保|医保|难民署?|庇护|监号|床位|会员|电表|水表|户号|手环|脚环|IMEI|设备|SIM卡?|电话卡)(?:证|卡|本|册|簿|表|牌)?(?:号码?|编号|卡号|本号|证号|单号|序号|登记号)?[ :：为是（(“「#]{0,4}((?=[A-Z\d\-/]{0,20}\d{3})[A-Z\d][A-Z\d\-/]{4,24})",
    re.ASCII,
)
_ROW_CHINESE = re.compile(r"(?<![A-Za-z\d\-])[A-Z]{1,2}\d{7,9}(?![A-Za-z\d\-])")
_PAPER_WORD = re.compile(r"证号|证件|护照|身份证|居留|签证|passport", re.IGNORECASE)
_SPELLED = re.compile(r"(?:[〇零一幺二三四五六七八九](?:[，、 \-－—]{0,2})|[两二三四五六]个[零一幺二三四五六七八九](?:[，、 \-－—]{0,2})){7,13}(?![年月日])")
_DIAL = re.compile(r"打|电话|号|手机|拨|微信|短信|找|联系|QQ|加")
_CARD = re.compile(r"(?<![\d.,])\d{4}(?:[ \-]?\d{4}){3}(?:\d{1,3})?(?![\d.,])")
_PRIVATE = re.compile(
    r"(?:^|[.\-])(?:g?mail|[a-z]*mail[a-z]*|post(?:e|box)?|[a-z]*post|hotmail|yahoo|outlook|live|icloud|qq|163|126|sina|sohu|foxmail|aol|gmx|web|ymail|protonmail|proton|yandex|youxiang|youjian|xinxiang|inbox|mailbox|webmail|me)\.",
)
_WRITE_TO = re.compile(
    r"\b(?:contacts?|corrections?|mistakes?|errors?|errata|questions?|comments?|enquir\w+|inquir\w+|orders?|write|writes|feedback|copies|requests?|subscri\w+|editors?|published|publisher|complaints?|suggestions?|withdraw\w*|replies|e-?mail|mail(?:box)?|reach|address|tell us|send)\b"
    r"|勘误|订正|更正|错漏|疏漏|请写|请告|来信|来函|请寄|联系|联络|通[讯信](?:地址|作者)?[：:]|咨询|反馈|投稿|意见|建议|垂询|索取|邮箱|信箱|发至|发送|撤回|告知|指正",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"账户|子户|专户|发票|合同号|文号|编号|\b(?:invoice|contract|case|file|permit|licen[cs]e|order|account)s?(?: no\.?| number)?[ :#]*\Z",
    re.IGNORECASE,
)
_OPEN_LINE = re.compile(r"\b(?:hotline|toll[- ]free|helpline|free ?(?:phone|line|call)|victims['’]? line|crisis (?:line|centre)|switchboard|complaints? (?:line|desk|box)|outside line|open(?:ed)? a (?:line|desk)|open line|own\)|24[- ]hour|emergency|ombuds\w+|speak-?up|report(?:ing)? line|survivors['’] line|legal aid line|office hours)\b", re.IGNORECASE)
_DESKS = frozenset(["panel", "secretariat", "office", "mesa", "desk", "info", "forum", "committee", "council", "board", "dialogue", "hotline", "line", "unit", "team", "project", "press", "media", "papers", "comments", "enquiries", "inquiries", "contact", "feedback", "complaints", "grievance", "grievances", "registry", "clerk", "editor", "editors", "news", "observatory", "ombudsman", "ombuds", "social", "hr", "office", "help", "support", "submissions", "witness-unit", "transparency", "ethics", "compliance"])

def find(reading: Reading, setting: Setting) -> Iterator[Harm]:
    """Each number or address once, under the first reading of it."""
    text = reading.text
    if "@" in text:
        for match in EMAIL.finditer(text):
            if not _office(reading, setting, match):
                yield reading.harm("dnh-pii", *match.span(), "an e-mail address of a person")
    if reading.chinese:
        yield from _spelled(reading)
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
            symbol = any(taken[start:end]) and not (what == "paper" and number and "/" in match[number])
            if symbol or not _counts(reading, setting, what, start, end):
                continue
            _take(taken, start, end)
            yield reading.harm("dnh-pii", start, end, _WHAT[what])


def _spelled(reading: Reading) -> Iterator[Harm]:
    """A telephone number in words (一三八，四个零), and the number of a paper in a table whose head names the paper."""
    text = reading.text
    for match in _SPELLED.finditer(text):
        if _DIAL.search(text[max(0, match.start() - 12) : match.start()]) and not _public(reading, match.start()):
            yield reading.harm("dnh-pii", match.start(), match.end(), _WHAT["telephone"])
    for match in _SPELLED_BIRTH.finditer(text):
        yield reading.harm("dnh-pii", match.start(), match.end(), _WHAT["birth"])
    word = _PAPER_WORD.search(text) if reading.digits else None
    head = word.end() if word else len(text)
    for match in _ROW_CHINESE.finditer(text, head):
        if match.start() - head > 14 and not re.search(r"柜|提单|合同|发票|文号", text[max(0, match.start() - 10) : match.start()]):
            yield reading.harm("dnh-pii", *match.span(), _WHAT["paper"])


def _counts(reading: Reading, setting: Setting, what: str, start: int, end: int) -> bool:
    """Whether a number of a form is one: a switchboard's, an invoice's, a code in small letters is none."""
    told = reading.text[start:end]
    if what == "telephone":
        if reading.latin and _free_line(reading.text, start, end):
            return False
        if _public(reading, start) or not 7 <= sum(c.isdigit() for c in told) <= 15 or _listed(setting, told):
            return False
        return not _OTHER_NUMBER.search(reading.text[max(0, start - 16) : start])
    if what == "paper":
        return not re.search(r"[a-z]{2}", told)
    return what != "card" or _checks(told)


_ORDER = (
    (_BORN, "birth"),
    (_CHINESE_ID, "paper"),
    (_PAPER, "paper"),
    (_RECORD_CHINESE, "paper"),
    (_IBAN, "account"),
    (_ACCOUNT, "account"),
    (_CHINESE_PLATE, "plate"),
    (_OTHER_PLATE, "plate"),
    (_PLATE, "plate"),
    (_SPACED_PLATE, "plate"),
    (_HUNG_PLATE, "plate"),
    (_CALL_SIGN, "sign"),
    (_ACCOUNT_NAME, "messenger"),
    (_INTERNATIONAL, "telephone"),
    (_CHINESE_MOBILE, "telephone"),
    (_TELEPHONE, "telephone"),
    (_GROUPED, "telephone"),
    (_WIDE_GROUPS, "telephone"),
    (_CARD, "card"),
)
_WHAT = {
    "birth": "a date of birth",
    "paper": "the number of an identity paper",
    "account": "a bank account",
    "plate": "a number plate",
    "telephone": "a telephone number",
    "card": "the number of a card",
    "sign": "a radio call sign",
    "messenger": "a name in a messenger",
}


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)


def _office(reading: Reading, setting: Setting, match: re.Match[str]) -> bool:
    """Whether a mailbox belongs to an organisation.

    It does when its first part is a desk's, when it is allowed, or when one plain word at an organisation's own domain is given
    as the place to write to: no digits, no initials, no given name, nobody to protect in the sentence.
    """
    address = match[0].lower()
    local, _, domain = address.partition("@")
    boxes = reading.book.list("en", "mailboxes")
    if address in {a.lower() for a in setting.allow} or local in boxes:
        return True
    desk = re.split(r"[._\-+\d]", local)
    if reading.latin and any(part in _DESKS for part in desk):
        return True
    if all(part in boxes or not part for part in desk) or local == domain.partition(".")[0]:
        return True
    if _PRIVATE.search(domain) or not local.isalpha() or local in reading.book.list("en", "given"):
        return False
    start, end = reading.around(match.start())
    if any(between(reading.listed(name), start, end) for name in ("roles", "kin")):
        return any(local.endswith(box) for box in boxes if len(box) > 3)
    near = reading.text[max(start, match.start() - 60) : match.end() + 30]
    return bool(_WRITE_TO.search(near))


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


def _free_line(text: str, start: int, end: int) -> bool:
    """A free or public line: its number begins with 0800 or the like, or its sentence says so right beside."""
    digits = re.sub(r"\D", "", text[start:end])
    if re.match(r"(?:\d{1,3})?0?800\d|1800|0?80[08]", digits) and len(digits) <= 14 and re.search(r"(?:^|\D)(?:1[- ])?0?80[08]\b", text[max(0, start - 1) : end]):
        return True
    return bool(_OPEN_LINE.search(text[max(0, start - 70) : start]))
