"""What a Chinese passage counts: 三十日, 34万美元, 2019年4月底, 百分之四十, 四成, 三分之二, 每半年, 第4至第8节, 二十九家."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.check import spelled
from drafter.check.parity_values import Value

Currency = Callable[[str], str]
_HAN = spelled.HAN
_N = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?[百千万萬亿億](?![克米瓦伏卡赫兹焦帕]))*|[{_HAN}]+"
_TO = r"(?:至|到|[-–—~～]|、|和|及|与)"
_MONTH = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_UNITS = (
    ("h", 1, r"个?(?:半)?(?:小时|钟头)|学时"),
    ("h", 24, r"(?:个?(?:工作|自然|日历)?)?[日天](?!然|津|主教|花板|线)"),
    ("h", 168, r"周(?!年|岁|边|期|报|末|围|到|全|刊|转)|个?星期|个?礼拜"),
    ("m", 1, r"个半?月|月内"),
    ("m", 12, r"周?年(?![度初末底月级中代]|内生|[轻长幼老青])"),
    ("h", 1 / 60, r"分钟"),
)


def _both() -> str:
    return rf"(?P<n>{_N})(?:\s?[（(]\s?(?P<f>{_N})\s?[）)])?"


# --- dates and times


def _year(written: str) -> int:
    return int(spelled.chinese(written) or 0)


_Y = rf"(?:\d{{4}}|[{_HAN}]{{4}})"
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d/-])")
_ISO_MONTH = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d{2})-(?P<m>0[1-9]|1[0-2])(?![\d/-])")
_PARTS = re.compile(rf"(?:(?P<y>{_Y})\s?年?的?)?(?:第\s?(?P<q>[一二三四1-4])\s?季度|(?P<q2>[一二三四])季度|(?P<h>[上下])半年)")
_DECADE = re.compile(rf"(?:(?:(?P<c>\d{{2}}|[{_HAN}]{{2,3}})|上个?)世纪)?\s?(?P<d>\d0|[{_HAN}]{{1,2}}|(?:19|20)\d0)年代")
_CENTURY = re.compile(rf"(?P<c>\d{{2}}|[{_HAN}]{{2,3}})世纪")
_MONTHS = re.compile(
    rf"(?:(?P<y>{_Y})\s?年\s?)?(?<![\d.个])(?P<m>{_MONTH})\s?月(?!内|度|球|亮|薪|租)(?:份)?"
    rf"(?:\s?(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})\s?[日号]?(?:{_TO}\s?(?P<d2>\d{{1,2}}|[{_HAN}]{{1,3}})\s?[日号]|(?<=[日号])))?"
)
_YEARS = re.compile(rf"(?<![\d{_HAN}])(?:[12]\d{{3}}|[一二][{_HAN[:12]}]{{3}})\s?年(?!内)")
_DAY = re.compile(rf"[同当本]月\s?(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})\s?日")


def _dates(text: str, low: str) -> Iterator[Value]:
    for match in _NUMERIC.finditer(low):
        if int(match["m"]) <= 12:
            yield Value("date", tuple(int(match[g]) for g in "ymd"), *match.span(), True)
    for match in _ISO_MONTH.finditer(low):
        yield Value("date", (int(match["y"]), int(match["m"])), *match.span(), True)
    yield from _stretches_of_years(low)
    for match in _MONTHS.finditer(low):
        year, month, day, until = (int(spelled.chinese(match[g]) or 0) if match[g] else 0 for g in ("y", "m", "d", "d2"))
        if not 0 < month <= 12:
            continue
        low_end = match.start("d2") if until else match.end()
        yield Value("date", (year, month, day) if day else (year, month), match.start(), low_end, bool(year or day))
        if until:
            yield Value("date", (year, month, until), low_end, match.end(), True)
    for match in _DAY.finditer(low):
        yield Value("date", (0, 0, int(spelled.chinese(match["d"]) or 0)), *match.span(), True)
    for match in _YEARS.finditer(low):
        count = spelled.chinese(match[0].rstrip("年 "))
        if count is not None:
            yield Value("date", (int(count),), *match.span(), True, count)


def _stretches_of_years(low: str) -> Iterator[Value]:
    """Quarters, halves, decades, centuries."""
    for match in _PARTS.finditer(low):
        quarter = match["q"] or match["q2"]
        part = f"q{int(spelled.chinese(quarter) or 0)}" if quarter else "h1" if match["h"] == "上" else "h2"
        yield Value("date", (_year(match["y"]) if match["y"] else 0, part), *match.span(), bool(match["y"]))
    for match in _DECADE.finditer(low):
        tens = int(spelled.chinese(match["d"]) or 0)
        century = int(spelled.chinese(match["c"]) or 20) if match["c"] else 20
        yield Value("date", ("decade", tens if tens > 1000 else (century - 1) * 100 + tens), *match.span(), False)
    for match in _CENTURY.finditer(low):
        yield Value("date", ("century", int(spelled.chinese(match["c"]) or 0)), *match.span(), False)


_TIME = re.compile(
    rf"(?:(?P<p>上午|早上|早晨|凌晨|清晨|下午|晚上?|傍晚|夜间|夜里|中午)\s?)?(?:(?<!\d)(?P<h>\d{{1,2}})[:：](?P<m>\d{{2}})(?!\d)"
    rf"|(?<![\d{_HAN}])(?P<h2>\d{{1,2}}|[{_HAN}]{{1,3}})(?:时(?!候|间|期|代|而|刻|常|下)|点(?=钟|半|整|\d|[{_HAN}]+分)(?:钟|整)?)(?:(?P<m2>\d{{1,2}}|[{_HAN}]{{1,3}})分|(?P<half>半))?)"
)
_LATE = frozenset(("下午", "晚", "晚上", "傍晚", "夜间", "夜里"))


def _times(text: str, low: str) -> Iterator[Value]:
    for match in _TIME.finditer(low):
        hour = int(spelled.chinese(match["h"] or match["h2"]) or 0)
        minute = 30 if match["half"] else int(spelled.chinese(match["m"] or match["m2"] or "0") or 0)
        if hour <= 24 and minute < 60 and (match["p"] or match["h2"] != "一"):
            hour += 12 if match["p"] in _LATE and hour < 12 else 0
            yield Value("time", (hour % 24, minute), *match.span(), True)


# --- periods


_RHYTHM = re.compile(
    rf"每隔?(?P<half>半年)|(?<!\d)(?P<h2>半年)(?=一次|度)|每隔?(?:(?P<n>\d{{1,3}}|[{_HAN}]{{1,3}})\s?)?(?:个)?(?P<u>季度?|月|周(?!围|边)|星期|年|[日天]|小时)|"
    r"[按逐](?P<u2>季度?|月|周|年|日)|(?P<u3>季度|月度|年度)"
)
_SIZES = {"季": ("m", 3), "月": ("m", 1), "周": ("h", 168), "星": ("h", 168), "年": ("m", 12), "日": ("h", 24), "天": ("h", 24), "小": ("h", 1)}
_TIMES = re.compile(rf"[^，。；、每或\d{_HAN}]{{0,6}}?(?P<t>\d{{1,2}}|[{_HAN}]{{1,2}})次")


def _rhythms(text: str, low: str) -> Iterator[Value]:
    for match in _RHYTHM.finditer(low):
        end = match.end()
        if match["half"] or match["h2"]:
            unit, size = "m", 6.0
        else:
            name = match["u"] or match["u2"] or match["u3"]
            unit, size = _SIZES[name[0]]
            size *= spelled.chinese(match["n"]) or 1 if match["n"] else 1
        times = _TIMES.match(low, end) if match[0].startswith("每") else None
        often = spelled.chinese(times["t"]) if times else None
        if times and often and often > 0:
            size, end = size / often, times.end()
        hard = unit == "m" and size not in (1, 12) and match["u3"] is None
        yield Value("rhythm", (unit, round(size, 4), False), match.start(), end, hard)


_HALVES = re.compile(rf"(?P<n>\d{{1,2}}|[{_HAN}]{{1,3}})?(?P<u>年半|天半|个半月|个半小时|半年|半天|半日|半个?小时|半个月)(?!以?[前后]?期)")
_HALF_UNITS = {"年": ("m", 12.0), "天": ("h", 24.0), "日": ("h", 24.0), "月": ("m", 1.0), "时": ("h", 1.0)}


def _spans(text: str, low: str) -> Iterator[Value]:
    for match in _HALVES.finditer(low):
        name = match["u"]
        whole = spelled.chinese(match["n"]) if match["n"] else None
        before = name[0] != "半"
        if before and whole is None:
            continue
        start = match.start() if before else match.start("u")
        unit, size = _HALF_UNITS[name[0] if name in ("年半", "天半") else name[-1]]
        yield Value("span", (unit, round(size * ((whole or 0) + 0.5 if before else 0.5), 4), False), start, match.end(), True)
    for unit, size, names in _UNITS:
        for match in re.finditer(rf"(?<![第\d.]){_both()}\s?(?P<u>{names})", low):
            count = spelled.chinese(match["f"] or match["n"])
            if count is not None and not (match["u"] == "日" and match["n"] in ("一",) and low[match.end(): match.end() + 1] == "一"):
                hard = count != 1 or match["n"].isdigit()
                yield Value("span", (unit, round(count * size, 4), "工作" in match["u"]), *match.span(), hard, count)


# --- shares, references, ordinals


_SHARE = rf"(?P<d>[{_HAN}]+|\d+)分之(?P<n>[{_HAN}]+|\d+)(?!\.)"
_TENTHS = re.compile(
    r"(?<![第\d零一二三四五六七八九十])(?P<n>[一二两三四五六七八九])成(?P<h>半|五)?(?![员立为果本功熟就因年品型人长效绩语交套天见千百群片双对不都行])"
)
_HALF = re.compile(r"半数|一半|过半|对半分")


def _percents(text: str, low: str) -> Iterator[Value]:
    for match in re.finditer(rf"百分之(?P<n>[{_HAN}\d.]+)|(?P<f>\d+(?:\.\d+)?)\s?[%％]", low):
        count = spelled.chinese(match["n"] or match["f"])
        if count is not None:
            yield Value("percent", (count,), *match.span(), True, count)
    for match in re.finditer(_SHARE, low):
        over, under = spelled.chinese(match["n"]), spelled.chinese(match["d"])
        if over is not None and under:
            yield Value("percent", (round(100 * over / under, 2),), *match.span(), True)
    for match in _TENTHS.finditer(low):
        yield Value("percent", (10 * (spelled.chinese(match["n"]) or 0) + (5 if match["h"] else 0),), *match.span(), True)
    for match in _HALF.finditer(low):
        yield Value("percent", (50.0,), *match.span(), False, firm=True)


_CITED = re.compile(
    rf"第\s?(?P<n>[{_HAN}]{{1,5}}|\d{{1,3}})(?P<more>(?:\s?(?:[、，]|和|及|与|至|到|[-–—~])\s?第?\s?(?:[{_HAN}]{{1,5}}|\d{{1,3}})){{0,12}})\s?"
    rf"(?P<k>[条條款章节部])(?!族|门|队|委|长|级|目)(?:分)?(?:\s?第?\s?[（(]?[{_HAN}\d]{{1,3}}[）)]?\s?[款项目])*(?:[（(][{_HAN}\da-z]{{1,3}}[）)])*"
)
_KINDS = {"条": "article", "條": "article", "节": "section"}


def _references(text: str, low: str) -> Iterator[Value]:
    for match in _CITED.finditer(low):
        kind = _KINDS.get(match["k"], "part")
        rest = list(re.finditer(rf"[{_HAN}]{{1,5}}|\d{{1,3}}", match["more"]))
        cuts = [match.start(), *(match.start("more") + m.start() for m in rest), match.end()]
        for n, written in enumerate([match["n"], *(m[0] for m in rest)]):
            count = spelled.chinese(written)
            if count is not None:
                yield Value("reference", (kind, int(count)), cuts[n], cuts[n + 1], True)
    for match in re.finditer(rf"附[件表录]\s?(?P<n>[{_HAN}]{{1,3}}(?![{_HAN}])|\d{{1,2}}|[A-Za-z](?![A-Za-z]))", low):
        count = spelled.chinese(match["n"]) or (ord(match["n"].lower()) - 96 if match["n"].isascii() and match["n"].isalpha() else 0)
        if count:
            yield Value("reference", ("annex", int(count)), *match.span(), True)


_ORDINAL = re.compile(rf"第\s?(?P<n>\d{{1,5}}|[{_HAN}]{{1,4}})(?![\d{_HAN}方国者人天线]|时间|[（(])|首[次届轮批期]")


def _ordinals(text: str, low: str) -> Iterator[Value]:
    for match in _ORDINAL.finditer(low):
        count = spelled.chinese(match["n"]) if match["n"] else 1.0
        if count is not None and not (match["n"] and low[match.end(): match.end() + 1] == "号"):
            yield Value("ordinal", (count,), *match.span(), False, count, firm=count > 1)


# --- plain numbers


_IDIOM = re.compile(
    "第?一[律]|第?一[方旦般切律直致并经定些起同样次性边]|统一|唯一|之一|任一|另一|同一|逐一|单一|进一步|万一|一一|十分(?!之|钟)|百姓|三七|四肢|千万(?!别的)|万元|两国|两方|"
    "两者|双|第三[方人者国]|不一|一般|一线|二者|十足|零售|四至|四周|五金|百货|一款|一名?不|八方|七座|一体|一道|一带|一贯|一旦|一概|"
    "一经|一如|一时|一再|一度|一行|一面|两性|三角|红十字|十字|十几|几十|[几数上近成好若][十百千万亿]+|千百|千方|万分|万万|亿万|万能|万物|四处|四面|四方|四季|"
    "三番|再三|三者|两难|两用|两极|两[侧旁边]|两会|两手|两岸|一两|三两|五花|五官|二次伤害|二手|独一无二|三军|三农|七国集团|二十国集团|七十七国|四川|"
    "三峡|三亚|九江|五矿|三菱|三井|乱七|百科|百般|十万火急|三令|九一一|五一|零容忍|零星|五四|举一反三|数一数二|三三两两|一路"
)
_BARE = re.compile(r"[百千万亿萬億〇○零]+")
_RANGE_OF_YEARS = (1900.0, 2100.0)
_ROUND = 12
_COUNTED = re.compile(r"\s?(?:[余多]|大|名|位|个|家|项|条|种|类|次|起|件|份|人|国|省|州|县|市|区|村|户|场|座|处|所|间|辆|支|批|组|队|级|步|点|轮|期|届|台|部|张|层|段|"
                      r"代|笔|宗|例|艘|架|门|册|篇|页|章|方面|阶段|支柱|倍|成员|机构|公司|企业|组织)")


def _numbers(text: str, low: str) -> Iterator[Value]:
    idioms = {n for m in _IDIOM.finditer(low) for n in range(*m.span())}
    for match in re.finditer(_both(), low):
        bracketed = match["f"] is not None and spelled.chinese(match["f"]) != spelled.chinese(match["n"])
        parts = ("n", "f") if bracketed else ("f" if match["f"] else "n",)
        for group in parts:
            written, span = match[group], match.span(group) if bracketed else match.span()
            count = spelled.chinese(written)
            if count is None or idioms & set(range(*span)) or _BARE.fullmatch(written):
                continue
            figures = written[:1].isdigit()
            hard = (figures and count != 1) or (not figures and count > _ROUND and len(written) > 1)
            yield Value("number", (count,), *span, hard, count, firm=count >= 2 and (figures or bool(_COUNTED.match(low, span[1]))))


def finders(currencies: tuple[tuple[str, str], ...], iso: Currency, codes: Callable[[str, str], Iterator[Value]]) \
        -> tuple[Callable[[str, str], Iterator[Value]], ...]:
    """Finders of Chinese values, the surest first. `currencies`: ISO code and names; `iso`: the code a passage names itself."""

    def amounts(text: str, low: str) -> Iterator[Value]:
        for code, names in currencies:
            for form in (rf"(?<![a-z])(?:{names})\s?{_both()}", rf"(?<![a-z\d.,]){_both()}\s?(?:{names})(?![a-z])"):
                for match in re.finditer(form, low, re.IGNORECASE):
                    count = spelled.chinese(match["f"] or match["n"])
                    if count is not None:
                        found = code or iso(text[match.start(): match.end()])
                        sure = code != "CNY" or "人民币" in text[max(0, match.start() - 3): match.end()]
                        yield Value("money", (found if sure else "", count), *match.span(), True, count)

    return (_dates, _references, _percents, codes, amounts, _rhythms, _times, _spans, _ordinals, _numbers)
