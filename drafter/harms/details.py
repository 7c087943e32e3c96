"""Details of persons: what together identifies (dnh-quasi-id), children, sexual violence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from drafter.harms import places
from drafter.harms.base import Harm, Setting
from drafter.harms.text import Reading, Span, between
from drafter.harms.wording import normative

_AGE = re.compile(
    r"\b(\d{1,2})[- ]years?[- ]old\b(?![- ](?:law|act|agreement|company|mine|project|policy|programme|program|dispute|conflict|memorandum|mou|contract|concession|forest|tree|church|building|road|war|organi[sz]ation|institution|initiative|working group|partnership|practice|record|case|document|report|study|facility|plant|pipeline|well))"
    r"|\b(?:aged|at the age of|age) (\d{1,2})\b(?! ?(?:to|and|[-–]|or over|or older))|(?<=[a-zß-ÿ]), (\d{1,2}),(?= )|(\d{1,3}) ?(?:周岁|岁)(?!以[上下]|的(?:法律|公司|矿|协议)|及以)"
    r"|\b(twelve|thirteen|fourteen|fifteen|sixteen|seventeen|ten|eleven|nine|eight|seven|six|five)[- ]year[- ]old\b(?! (?:law|act|agreement|company|mine|project|policy|dispute|conflict|contract|concession|war|programme))",
    re.IGNORECASE,
)
_SPELLED_AGE = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|eighteen|nineteen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?[- ]years?[- ]old\b",
    re.IGNORECASE,
)
_CHINESE_AGE = re.compile(r"([十一二三四五六七八九]{1,3})(?:周岁|岁)(?!以[上下]|及以)")
_NUMBER = "five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_WORDED = re.compile(
    rf"\b(?!(?:group|team|crew|family|party|gang|panel|board|council|committee|set|list|total|out|unit|number|pair|one|some|each|all|any|most|patrol|squad|band|average|staff|table|"
    rf"maximum|minimum|sample|none|many|half|quarter|month|age|few|two|three|four|dozen|jury|queue|column|convoy|score|company|delegation|network|majority|cost|rate|price|top|range|chapter|section|article|annex|part)\b)"
    rf"[a-z][a-z\-]{{2,20}} of ({_NUMBER})\b(?= ?(?:[,.;:)]|was|were|had|has|who|from|in|at|with|on|and|is|whose|lost|stopped)|\Z)"
    rf"|\b\w+(?:er|or|man|woman|boy|girl|ist|smith|widow|maker|herd) of ([1-9]\d)\b(?= ?(?:[,.;:)]|was|were|had|who|from)|\Z)"
    rf"|\bwho (?:is|was|are|were|had just turned|had turned) (?:only |just |barely |then |not yet |about )?({_NUMBER}|\d{{1,2}})\b(?= ?(?:[,.;:)]|and|at|when|years)|\Z)"
    rf"|\b(?:not yet|under|barely|just turned|just|only|aged|age|turned) ({_NUMBER}|eighteen)\b(?! (?:per|of|people|men|women|miles|km|months|days|hours|weeks|metres|minutes|percent|times|others|weeks|years later|years ago))(?= ?(?:[,.;:)]|years|was|were|had|who|and|at|when|from|in)|\Z)"
    rf"|(?<=[a-z]), ({_NUMBER}),(?= )|\b(\d{{1,2}}|{_NUMBER}) years? old\b(?! (?:law|act|agreement|company|mine|project))",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:grade|form|standard|primary|year|class|level) (?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten) (?=pupil|student|boy|girl|child|learner)|\b(?:in|of) (?:grade|form|primary) (?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine)\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](?:grade|grader|form|former)\b|初[一二三][学女男的]?[生]?|高[一二三][学女男][生]?|[一二三四五六]年级|小学生?|幼儿园",
    re.IGNORECASE,
)
_DONE_TO_CHILD = re.compile(
    r"[被遭挨][^，。；]{0,10}?(?!(?:录取|评|选|收养|资助|表扬|邀请|送往学校|送去上学|接回|认为|称为|视为|纳入|安置|接纳|救[起出治]))[\u4e00-\u9fff]{1,2}|[擦摔烧烫压轧撞砸打咬踢踹推拖拽吊绑铐熏]伤|摔断|打瞎|[轧压砸打摔]断|晕倒|揪[住着]|拎[到着起]|架走|押走|失去一|丢了一|折断|骨折|罚[站跪]|下跪|耳光|一巴掌|巴掌|脚踹|吊在|哭着|吓[坏哭]|流血|受惊|中弹|昏|失聪|跛|瘸|残"
)
_UNDER = re.compile(r"未满|不满|不足|未到|不到|under|not yet", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:the|its|their|whose|'s|’s) (?:one and )?(?:only|sole|last|eldest|oldest) (?!one|way|thing|reason|case|time|road|source|exception|option|person|people|year|month|week|two|three|of|to|in)[a-z\-]{4,20}(?:er|or|ist|man|woman|smith|maker|keeper|wife|ess|ant|ee)\b")
_CRAFT = re.compile(r"(?:补锅|补鞋|唢呐|石|银|篾|泥瓦|鞋|棺材|弹棉花|染|陶|酿酒|豆腐|竹)匠|兽医|草药[师郎]|渡船老大|船老大|接生婆|神婆|毕摩|喇嘛|邮递员|乡邮员|代课教师|磨坊主|守[庙林墓塔桥]人|放映员|司秤员|过磅员|出纳|打更人|敲钟人|吹鼓手|风水先生|算命先生|媒婆|阴阳先生|剃头匠|修表匠|赤脚医生|配药员|药师|巫师|萨满|经师|说书人|摆渡人|灯塔看守|水文员|气象员|护林员|司炉|锅炉工|食堂师傅")
_HABIT = frozenset(("get", "gets", "getting", "be", "sometimes", "often", "always", "usually", "never", "may", "can", "might", "could", "to", "not"))
_AGE_DIGIT = re.compile(r"\d")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?!\d))(?:,? \d{{4}})?\b|\b(?:19|20)\d\d-\d\d-\d\d\b|(?:\d{{4}} ?年 ?)?\d{{1,2}} ?月 ?\d{{1,2}} ?[日号]",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\b(?:{_MONTHS})(?: of)?,? (?:\d{{1,2}},? )?(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\d{{4}} ?年 ?\d{{1,2}} ?月",
    re.IGNORECASE,
)
_PAPER_DAY = re.compile(
    r"\b(?:published|accessed|retrieved|dated|date of|signed|adopted|entered into force|in force|issued|updated|version|last review\w*|meeting|session|workshop|conference|launched|deadline|reviewed|released|printed|letter of|report of|agreement of|effective|concluded|renewed|expires?|until|seminar|decree|act of|law of|resolution|court of|judgment of|hearing)\b"
    r"|发布|出版|访问|签署|签订|通过|生效|印发|更新|版本|会议|届满|截至|修订|召开|举行|颁布|来函|致函|法令|决议",
    re.IGNORECASE,
)
_KIN_PHRASE = re.compile(
    r"\b(?:his|her|their|the victim's|the man's|the woman's|whose|my|the \w+'s|a|the|an?) (?:\w+ )?(?:wife|husband|widow|widower|mother|father|sons?|daughters?|brothers?|sisters?|uncle|aunt|nephew|niece|cousin|grandmother|grandfather|grandson|granddaughter|stepfather|stepmother|brother-in-law|sister-in-law|father-in-law|mother-in-law)\b"
    r"|\b(?:mother|father|wife|husband|widow|son|daughter|brother|sister|uncle|aunt|nephew|niece|cousin|grandson|grandmother|grandfather|uncle|aunt|brother-in-law|sister-in-law|father-in-law|mother-in-law|son-in-law|daughter-in-law|godson|godfather|godmother|stepson|stepbrother|half-brother|twin|widower)s? (?:of|to)\b|\b\w+[’']s? (?:\w+ )?(?:wife|husband|widow|mother|father|sons?|daughters?|brothers?|sisters?|uncle|aunt|nephew|niece|cousin|twins?)\b",
    re.IGNORECASE,
)
_VERBAL_CHILD = re.compile(
    r"\b(?:children|child|girls?|boys?|pupils?|minors?|adolescents?|juveniles?|teenagers?)(?:'s|’s|[’']) (?:rights?|fund|polic\w+|hospital|centre|center|programme|parliament|home)|\bchild (?:protection|labou?r|rights|safeguarding|soldiers? protocol|care|health|friendly)|\bsave the children|\bminor (?:injur\w+|changes?|incidents?|damage|cuts?|differences?|amendments?|offences?|repairs?|errors?|wounds?|bruis\w+|issues?|delays?|losses)|儿童权利|儿童基金会|未成年人保护|涉未成年人?|未成年人(?:部分|同意|适用|条款|案件|须知)|中小学生|儿童保护|儿童友好|学生会|学生宿舍|留学生|大学生|研究生",
    re.IGNORECASE,
)
_PLAIN_MINOR = re.compile(
    r"\bminor\b(?! (?:was|were|had|who|is|and|from|named|said|victim|in the care|child|aged|during|by))", re.IGNORECASE
)
_WEAK = frozenset(("forced", "burned", "hit", "buried", "chased", "beat", "dismissed", "search", "struck", "summoned"))
_WORDS = {
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
}


_WOMAN = r"(?:her|him|them|me|us|(?:a|the|one|two|three|four|another|his|their|young|pregnant|several) (?:[\w\-]+ ){0,2}?(?:wom[ae]n|girls?|boys?|m[ae]n|wife|wives|daughters?|sisters?|trader|cook|cleaner|\w+er|\w+ess|prisoners?|detainees?|widow|maid|\w+ist))"
_VEILED = re.compile(
    rf"\b(?:touched|fondled|groped|grabbed|felt|stroked|squeezed|kissed) (?:[\w\-]+ ){{0,3}}?(?:under (?:her|his|their) (?:clothes|skirt|dress|shirt|blouse|underwear)|breasts?|private parts|genitals|buttocks|bottom|thighs?|intimate)|\bfondl(?:ed|ing)\b|\b(?:was|were|been) (?:touched|handled) (?:under|inside|indecently|improperly|intimately|inappropriately|where)"
    rf"|\b(?:stripped|strip-searched)(?! (?:of|down|out|from|away|the|its|his rank|back|bare of|and (?:sold|rebuilt|cleaned|loaded)))(?: {_WOMAN}| naked| and (?:fondled|touched|searched|photographed|beaten|made)|,? (?:by|at|in front|before|to (?:her|his|their)))|\bstripped (?:to (?:her|his|their) underwear|naked)|\b(?:made|forced|ordered) {_WOMAN} (?:to )?undress|\b(?:forced|made|told|ordered|obliged|coerced) to (?:undress|strip|have sex|sleep with|lie with|give sexual|perform)"
    rf"|\bforced (?:himself|themselves) (?:up)?on\b|\b(?:his|their) hands (?:on|under|inside|up|all over) (?:her|his clothes|their clothes)|\bput (?:their|his) hands on (?:her|him)\b|\bslept with (?:[\w'’\-]+ ){{1,6}}?against (?:her|his|their) will|\bagainst (?:her|his|their) will\b(?=[^.]{{0,60}}\b(?:sex|slept|bed|lay)\b)"
    rf"|\bhad (?:his|their) way with\b|\b(?:took|take) advantage of (?:her|the girl|the woman|a woman|a girl)\b|\b(?:was|were|been) (?:violated|defiled|dishonou?red|outraged|interfered with|ravished|debauched)\b(?=[^.]{{0,40}}\b(?:by|at|in|when)\b)(?<!contracts were violated)(?<!contract was violated)(?<!rights were violated)"
    rf"|\bviolated {_WOMAN}|\b(?:lifted|pulled up|tore|ripped)(?: off)? (?:her|their) (?:skirts?|dress(?:es)?|clothes|blouses?|underwear)|\bsex(?:ual(?:ly)?)? (?:in (?:exchange|return) for|favou?rs?|acts?|touching|advances|blackmail|extortion)\b|\bdemanded sex\b|\bpaid (?:for )?with (?:her|their) bod(?:y|ies)\b|\battempted rape\b|\bindecent(?:ly)? (?:acts?|touch\w*|expos\w+)\b",
    re.IGNORECASE,
)
_VEILED_CHINESE = re.compile(
    r"动手动脚|毛手毛脚|扒光|剥光|脱光|脱衣|[扒脱剥撕扯](?:下|掉|破|烂|开|了)?(?:她|她们|其|对方)?的?(?:衣服|衣裤|裤子|上衣|裙子|内衣)|奸淫|奸污|奸|玷污|玷辱|失身|失贞|陪睡|睡了她|陪[他其]们?过夜|发生(?:了)?(?:性)?关系|强吻|非礼|占(?:了)?(?:她|她们|其)?的?便宜|摸(?:了|她|其|遍)[^，。]{0,6}(?:胸|身|下体|下身|大腿|屁股|臀|乳)|下身被|性器|隐私部位|私处|裸体|强行搂抱|袭胸|不轨"
)
_AMBIGUOUS_CHINESE = re.compile(r"侮辱|糟蹋|欺负|凌辱|欺辱|羞辱|调戏|轻薄|糟践|祸害|轻侮|占有")
_FEMALE = re.compile(r"[女妇她妻媳嫂娘姑婆姐妹寡婢丫]")
_VERBAL = re.compile(r"言语|辱骂|口头|骂|粮|庄稼|田|水源|名誉|人格尊严|民族")


def find(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    """All three rules; the support note of sexual violence is looked for in the whole document."""
    harms: list[Harm] = []
    supported = any(r.listed("support") for r in readings)
    for reading in readings:
        if not (reading.latin or reading.chinese):
            continue
        harms += _quasi(reading)
        harms += _children(reading, setting)
        harms += _sexual(reading, supported)
    return harms


# --- what together identifies


def _quasi(reading: Reading) -> Iterator[Harm]:
    """Windows of two sentences; a window that overlaps one told already is not told again."""
    if reading.passage.kind in ("heading", "property", "footnote"):
        return
    marks = _marks(reading)
    persons = ("age", "role", "kin")
    until = -1
    for number in range(len(reading.sentences)):
        start = reading.sentences[number][0]
        if start < until:
            continue
        here = _from(marks, start, reading.sentences[min(number + 1, len(reading.sentences) - 1)][1])
        if not here:
            continue
        best: tuple[int, list[tuple[int, int, str]]] = (0, [])
        for wide in (0, 1):
            last = min(number + wide, len(reading.sentences) - 1)
            end = reading.sentences[last][1]
            inside = [m for m in here if m[0] < end]
            if wide and not any(m[0] < reading.sentences[number][1] for m in inside):
                continue
            kinds = {m[2] for m in inside}
            if (
                kinds & set(persons)
                and len(kinds) > max(1, best[0])
                and len(reading.text[start:end]) < 700
                and not _ruled(reading, start, end)
            ):
                best = len(kinds), inside
        if best[0] >= 2:
            found = best[1]
            kinds = {m[2] for m in found}
            if best[0] == 2 and kinds == {"role", "kin"}:
                continue
            first, last_end = min(m[0] for m in found), max(m[1] for m in found)
            until = last_end
            yield reading.harm("dnh-quasi-id", first, last_end, " + ".join(sorted(kinds)), "block" if best[0] >= 3 else "warning")


_RULE_CHINESE = re.compile(r"不得|严禁|禁止|应当|必须|应该|假设|虚构|若|如果|倘|凡(?!事)|一旦|招聘|招工(?:应|须|必)|资格|岗位|政策|准则|条例|守则|题目|情景|演练|案例题|培训|课程|指标|程序|条款|是否|如何|何时|风险|防止|避免|预防|原则|规定|为了|例如|年满|须(?=[由经年满有取在])")


def _ruled(reading: Reading, start: int, end: int) -> bool:
    """A norm; in Chinese only by words that make the whole sentence one: 要求, 没有, 可能 also tell of what happened."""
    if reading.latin or not reading.chinese:
        return normative(reading, start, end)
    told = reading.text[start:end]
    return told.rstrip(' ”』」)）').endswith(("？", "?")) or _RULE_CHINESE.search(told) is not None


def _from(marks: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    return marks[bisect_left(marks, (start, 0, "")) : bisect_left(marks, (end, 0, ""))]


def _marks(reading: Reading) -> list[tuple[int, int, str]]:
    text = reading.text
    found: list[tuple[int, int, str]] = []
    found += [(*m.span(), "age") for m in _ages(text)]
    for match in _DAY.finditer(text) if reading.digits else ():
        low, high = max(0, match.start() - 45), match.end() + 25
        if not _PAPER_DAY.search(text[low:high]):
            found.append((*match.span(), "day"))
    words = reading.words
    for a, b in reading.hits("rare"):
        if _single(reading, a, b):
            found.append((words[a].start, words[b - 1].end, "role"))
    found += [(*m.span(), "role") for m in _ONLY.finditer(text)] if reading.latin else []
    found += [(*m.span(), "role") for m in _CRAFT.finditer(text)] if reading.chinese else []
    for a, b in reading.found("rare"):
        if not re.match(r"们|会|协会|权利|培训|工作者|公会|站|学校|资格|局|证|署|等|岗位", text[b : b + 3]):
            found.append((a, b, "role"))
    found += [(a, b, "place") for a, b, what in places.exact(reading) if what != "an address"]
    found += [(a, b, "place") for a, b in places.middle(reading)]
    found += [(*m.span(), "kin") for m in _KIN_PHRASE.finditer(text)] if reading.hits("kin") or "twin" in text else []
    found += [(a, b, "kin") for a, b in reading.found("kin") if text[a:b] != "家属"]
    kin = [(a, b) for a, b, what in found if what == "kin"]
    return sorted(m for m in found if m[2] != "role" or not any(a <= m[0] and m[1] <= b for a, b in kin))


def _ages(text: str) -> Iterator[re.Match[str]]:
    if "year" in text or _AGE_DIGIT.search(text):
        yield from _AGE.finditer(text)
        yield from _SPELLED_AGE.finditer(text)
    yield from _WORDED.finditer(text)
    yield from _CHINESE_AGE.finditer(text)


def _single(reading: Reading, a: int, b: int) -> bool:
    """One holder of a role: "a shepherd", "the village teacher"; not "teacher training"."""
    words = reading.words
    after = words[b].low if b < len(words) else ""
    if after in (
        "training",
        "workshop",
        "programme",
        "program",
        "policy",
        "association",
        "associations",
        "committee",
        "union",
        "network",
        "post",
        "service",
        "services",
        "firm",
        "firms",
        "shop",
        "of",
    ):
        return after == "of"
    before = [w.low for w in words[max(0, a - 4) : a]]
    return (
        any(
            w
            in (
                "a",
                "an",
                "the",
                "one",
                "another",
                "local",
                "only",
                "village",
                "and",
                "her",
                "his",
                "then",
                "old",
                "former",
                "retired",
                "young",
                ",",
                "as",
                "who",
            )
            for w in before
        )
        and "every" not in before
        and "any" not in before
        and "each" not in before
    )


# --- children


def _children(reading: Reading, setting: Setting) -> Iterator[Harm]:
    guarded = any(c.guardian for c in setting.consent or ())
    exact = [(a, b) for a, b, _ in places.exact(reading)] if guarded else []
    for start, end in reading.sentences:
        mark = _child(reading, start, end)
        if mark is None or not _happened(reading, start, end, mark) or _ruled(reading, start, end):
            continue
        if guarded and not any(start <= a < end for a, _ in exact):
            continue
        yield reading.harm("dnh-child", *mark, "a child in an incident")


def _child(reading: Reading, start: int, end: int) -> Span | None:
    text = reading.text[start:end]
    for match in _ages(text):
        age = next((g for g in match.groups() if g), "")
        number = int(age) if age.isdecimal() else _WORDS.get(age.lower(), _chinese_number(age))
        number -= number == 18 and _UNDER.search(text[max(0, match.start() - 6) : match.end()]) is not None
        if 0 < number < 18 and not _thing(text, match):
            return start + match.start(), start + match.end()
    grade = _GRADE.search(text)
    if grade and not re.match(r"[^，。]{0,4}(?:校|学校|建|修|老师|教师|教学楼|操场)", text[grade.end() : grade.end() + 6]):
        return start + grade.start(), start + grade.end()
    minors = between(reading.listed("minors"), start, end)
    if not minors:
        return None
    off = [(start + m.start(), start + m.end()) for m in _VERBAL_CHILD.finditer(text)] + [
        (start + m.start(), start + m.end()) for m in _PLAIN_MINOR.finditer(text)
    ]
    for a, b in minors:
        if not any(x <= a < y or x < b <= y for x, y in off):
            return a, b
    return None


def _thing(text: str, match: re.Match[str]) -> bool:
    return bool(
        re.match(
            r"[ -](?:\w+ ){0,2}(?:law|act|agreement|company|mine|project|policy|memorandum|contract|concession|conflict|dispute|war)\b",
            text[match.end() : match.end() + 40],
        )
    )


def _chinese_number(written: str) -> int:
    digits = "零一二三四五六七八九"
    if not written or any(c not in digits + "十" for c in written):
        return 0
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return digits.index(written[-1])
    return (digits.index(tens[-1]) if tens else 1) * 10 + (digits.index(ones[-1]) if ones else 0)


def _happened(reading: Reading, start: int, end: int, mark: Span) -> bool:
    """An incident's word close to the child, in the telling of what happened; "boys get hurt" tells of no one."""
    words = reading.words
    at = reading.word_at(mark[0]) if words else 0
    for a, _ in between(reading.hits("incident"), at - 14, at + 15):
        reach = 6 if words[a].low in _WEAK else 14
        if start <= words[a].start < end and abs(a - at) <= reach and not _as_noun(reading, a) and not _habitual(reading, a):
            return True
    if any(start <= words[a].start < end for a, _ in between(reading.hits("child_incident"), at - 8, at + 9)):
        return True
    for name in ("past", "rough", "child_hurt"):
        hits = between(reading.hits(name), at - 12, at + 13)
        if any(start <= words[a].start < end and not _habitual(reading, a) and not _plainly(reading, a, name) for a, _ in hits):
            return True
    for name in ("incident", "abuse"):
        if any(
            min(abs(a - mark[1]), abs(mark[0] - b)) <= 18 and reading.text[a:b] not in ("投诉", "举报", "回忆", "讲述", "被迫", "起诉")
            for a, b in between(reading.found(name), start, end)
        ):
            return True
    if reading.chinese and _DONE_TO_CHILD.search(reading.text, max(start, mark[0] - 8), min(end, mark[1] + 26)):
        return True
    return bool(between(reading.listed("sexual"), start, end))


def _habitual(reading: Reading, at: int) -> bool:
    """ "get hurt", "may be hurt", "to be searched": what happens, not what happened."""
    before = [w.low for w in reading.words[max(0, at - 2) : at]]
    return bool(_HABIT.intersection(before)) and not {"was", "were", "been", "had"}.intersection(before)


def _plainly(reading: Reading, at: int, name: str) -> bool:
    """An everyday verb that is neither passive nor has the child for its object: "boys who held a banner"."""
    if name != "rough":
        return False
    words = reading.words
    before = {w.low for w in words[max(0, at - 4) : at]}
    if before & {"was", "were", "been", "being", "got", "had", "made", "is", "are"}:
        return False
    return not (reading.hits("forces") and any(n < at for n, _ in reading.hits("forces"))) and not any(
        a in range(at + 1, at + 6) for a, _ in reading.hits("minors")
    )


def _as_noun(reading: Reading, at: int) -> bool:
    """Harm as a topic ("torture and detention"), not as an event."""
    low = reading.words[at].low
    after = reading.words[at + 1].low if at + 1 < len(reading.words) else ""
    before = reading.words[at - 1].low if at else ""
    return (
        low in ("detention", "arrest", "torture", "death", "testimony", "rape", "murder", "assault")
        and after not in ("of", "by")
        and before not in ("the", "her", "his", "their", "under", "in")
    )


# --- sexual violence


def _sexual(reading: Reading, supported: bool) -> Iterator[Harm]:
    found = sorted({*reading.listed("sexual"), *_veiled(reading)})
    if not found:
        return
    done: set[int] = set()
    areas = sorted((*places.middle(reading), *places.upper(reading), *((a, b) for a, b, _ in places.exact(reading))))
    for a, b in found:
        number = reading.sentence(a)
        start, end = reading.around(a)
        if number in done or normative(reading, start, end) or _topic(reading, a, b):
            continue
        done.add(number)
        low, high = reading.around(a, before=1, after=1)
        why = _fine_details(reading, areas, low, high)
        if why:
            yield reading.harm("dnh-sexual-violence", a, b, "told with " + ", ".join(why))
        elif not supported and _told(reading, start, end):
            yield reading.harm("dnh-sexual-violence", a, b, "no support service is named", "warning")


def _veiled(reading: Reading) -> list[Span]:
    """Sexual violence told in veiled words; those with another sense only where a person stands close by."""
    found = [m.span() for m in _VEILED.finditer(reading.text)] if reading.latin else []
    if reading.chinese:
        found += [m.span() for m in _VEILED_CHINESE.finditer(reading.text)]
        for match in _AMBIGUOUS_CHINESE.finditer(reading.text):
            near = reading.text[max(0, match.start() - 24) : match.end() + 12]
            if _FEMALE.search(near) and not _VERBAL.search(near):
                found.append(match.span())
    return found


def _told(reading: Reading, start: int, end: int) -> bool:
    return bool(
        re.search(
            r"\b(?:was|were|had|been|said|told|reported|alleged\w*|survivor|complain\w*|19\d\d|20\d\d)\b|[被遭]|据|称|年",
            reading.text[start:end],
        )
    )


def _topic(reading: Reading, a: int, b: int) -> bool:
    """In a list of topics, the name of a policy, a norm or a service."""
    near = reading.text[max(0, a - 60) : b + 60]
    return bool(
        re.search(
            r"\b(?:policy|policies|code of conduct|module|curriculum|training|topics?|convention|zero tolerance|act against|guidelines?|definition|include[sd]? as|forms of|such as|resolution|standards?|protocol|procedure)\b|政策|培训|课程|公约|准则|议题|守则|等(?:问题|内容|行为)|教材|求助|课[件表时题]|手册|指南|一章|涉性暴力",
            near,
            re.IGNORECASE,
        )
    )


def _fine_details(reading: Reading, areas: list[Span], start: int, end: int) -> list[str]:
    text = reading.text[start:end]
    why: list[str] = []
    days = [m for m in (*_MONTH.finditer(text), *_DAY.finditer(text)) if not _PAPER_DAY.search(text[max(0, m.start() - 45) : m.end() + 25])]
    if days:
        why.append("a date finer than the year")
    if between(areas, start, end):
        why.append("a place finer than the country")
    if (reading.latin and _KIN_PHRASE.search(text)) or between(reading.found("kin"), start, end):
        why.append("kinship")
    return why
