"""Persons who can be pointed at without a name: one of a kind, a child with its school or parents, a survivor with any detail.

Broad signals, silent for a known reason: a policy, training, figures of many, a thing instead of a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.harms.text import Reading, Span

_UP = r"[A-Z\u00c0-\u00de]"
_ONE = r"(?:man|woman|person|girl|boy|widow|widower|lady|wife|husband|mother|father|grandmother|grandfather|daughter|son|sister|brother|twin|midwife|nurse|teacher|pupil|student|child|clerk|cook|guard|chief|elder|priest|pastor|imam|nun|monk|sexton|organist|piper|smith|captain|pilot|judge|doctor|dentist|vet|herbalist|engineer|electrician|welder|mechanic|secretary|treasurer|steward|councillor|candidate|goalkeeper|striker|champion|veteran|survivor|witness|member|employee|employee|resident|tenant|owner|orphan|amputee|apprentice|foreigner|convert|librarian|typist|interpreter|guide|musician|drummer|fiddler|postman|postwoman|ferryman|deckhand|hand|[a-z]{3,}(?:er|or|ist|man|woman|smith|wright|herd|keeper|monger|ess|ian|ant|eur|ee))"
_ODD = r"(?:only|sole|lone|single|first|last|oldest|eldest|youngest|tallest|shortest|richest|biggest|longest-serving|most senior|one remaining|remaining|one and only|surviving|best-known|one-armed|one-legged|one-eyed|one-handed|three-fingered|red-haired|red-bearded|albino|blind|deaf|deaf-mute|mute|lame|limping|hunchbacked|bearded|left-handed|divorced|unmarried|twice-widowed|foreign-born|[A-Z]\w+-speaking|[A-Z]\w+-born|\w+-legged|\w+-armed|\w+-eyed|\w+-fingered|pregnant|openly gay|trans|transgender|HIV-positive|wheelchair-using|stammering|tattooed|scarred|burn-scarred|retired|self-taught|female|woman|male|elder|younger)"
_UNIQUE = re.compile(
    rf"\b(?:the|its|their|his|her|our|this|a|an|[\w-]+[’']s?) (?:[\w-]+[’']s? )?(?:[\w-]+ )?{_ODD} (?:[\w-]+ ){{0,3}}?{_ONE}\b(?!s)"
    rf"|\b(?:elder|younger|eldest|youngest|oldest|taller|shorter|only one|last|first|one) of the (?:\w+ )?(?:twins?|brothers|sisters|triplets|siblings|sons|daughters|widows|women|midwives|pair|two|three|four|five|six|seven|crew)\b"
    rf"|\b(?:the|was|is|were) (?:sole|only|one|lone|single) (?:\w+ )?(?:wom[ae]n|m[ae]n|person|\w+er|foreigner|\w+ian|one) (?:among|in|on|of|at|out of|to|with|whose|who)\b"
    r"|\bno one else (?:in|on|at)\b|\bthe only one (?:in|on|at|who|of)\b|\bthere is (?:only|just) one (?:such )?\w+"
)
_SCARCE = re.compile(r"\b(?:only|sole|lone|youngest|oldest|eldest|tallest|one-armed|one-legged|one-eyed|elder of|younger of|no one else|first|last|\w+-speaking|blind|deaf|albino|only one|single)\b", re.IGNORECASE)
_AGED = re.compile(r"\b\d{2}[- ]years?[- ]old\b|\baged \d{2}\b|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)-?\w*[- ]year[- ]old\b|\b(?:man|woman|widow|widower|[a-z]+er|[a-z]+ist), \d{2}\b|\b(?:man|woman|widow\w*|[a-z]+er) of (?:about |some )?(?:\d{2}|twenty|thirty|forty|fifty|sixty|seventy|eighty)\w*|\bin (?:his|her) (?:late |early |mid-)?(?:seventies|eighties|nineties)\b|\(\d{2}\)")
_WHO = re.compile(
    r"\b(?:who|and|she|he) (?:(?:still|also|now|once|had|has|used to|alone|always) )?(?:runs?|ran|keeps?|kept|owns?|owned|sells?|sold|drives?|drove|plays?|played|stood|won|lost|repairs?|mends?|teaches|taught|rings?|carries|married|survived|raised|wears?|walks with|worked|works|retired|hold|holds|led|leads|founded|built|sings?|sang|preach(?:es|ed)|ferries|bakes?|brews?|cooks for|cleans|tends?|guards|minds|rents?|fixes|rowed|rows|cut|cuts|makes?|made|gave birth|swam|climbed|served|returned|came back|grew|ran for|was elected|was the first|is married|is the)\b"
    r"|\b(?:former|ex-|retired|late|one-time|sometime|now (?:the )?(?:sexton|cook|clerk|caretaker|\w+er)\b)|\b(?:retired from|formerly|previously|once the|since the)\b"
)
_SOCIAL = re.compile(
    r"\b(?:widow|widower|orphan|divorcee|deaf|blind|disabled|wheelchair|amputee|limp|stammer|scar|glass eye|wooden leg|limp|bald|gold tooth|birthmark|tattoo|missing (?:finger|ear|hand|leg)|with (?:one|no|only one|a bad|a withered) (?:legs?|arms?|eyes?|hands?|ears?|fingers?)|albino|twins?|pregnant|convert|speaking|Jehovah|Catholic|Muslim|Pentecostal|refugee|stateless)\b|\b(?:father|mother|wife|husband|widow|son|daughter|brother|sister|uncle|aunt|cousin|niece|nephew|grand\w+|in-law) (?:of|to) (?:the|a|an|one|our|its|two|three|four|five|\w+[’']s)\b|\b(?:chief|headman|mayor|pastor|imam|manager|commander|captain|minister|councillor|director|foreman)[’']s (?:\w+ |ex-)?(?:wife|husband|widow|son|daughter|brother|sister|uncle|aunt|cousin|niece|nephew|mother|father|ex-wife|driver|cook|gardener|maid)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    rf"\b(?:in|on|at|of|from|by|beside|behind|near|opposite|above|among|outside|next to) (?:the |its |their |our |this |that |\w+[’']s )?(?:[\w’'-]+ ){{0,3}}?(?:hamlet|village|valley|shore|lake|island|islet|gate|bridge|ferry|jetty|parish|ward|camp|settlement|quarter|district|street|market|clinic|school|mill|mine|pit|plant|concession|site|shift|crew|depot|port|pier|estate|plantation|choir|club|team|union|council|class|station|square|chapel|church|mosque|temple|well|crossing|yard|line|lines|gang|kitchen|canteen|laundry|lighthouse|co-operative|cooperative|operators|drivers|workers|guards|welders|sorters|applicants|complainants|nurses|teachers|miners|{_UP}\w+)\b"
)
_TOLD_OF = re.compile(
    r"\b(?:P\d{1,3}|witness(?:es)?|source|sources|complainants?|complaint|claimants?|claim|plaintiffs?|survivors?|victims?|interview\w*|informants?|whistle-?blowers?|respondent|grievance|testimon\w+|testif\w+|told|man shot|asked us|gave us|gave the|name|anonym\w+|unnamed|identified|statement|petition|appeal|confirmed|described|recalled|reported|said|says|afraid|threatened|beaten|injured|arrested|detained|killed|raped|assaulted|evicted|dismissed|withdrew|filed|lodged|signed|refused|account|the person who|our contact|evidence|lost (?:part|his|her|two|an|a)|leaked|log|photograph|spoke to|case \d|deponent|the (?:woman|man|person) (?:in|who|we)|was (?:hit|shot|taken|found|fined|sacked))\b",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"\b(?:policy|policies|training|trained|module|curriculum|one of (?:the |several |many )?(?:several|many|hundred|thousand|some)|hundreds of|thousands of|statistics|per cent of|percent of|survey of|no single|every single|a single (?:case|incident|complaint|report)|the first (?:time|step|year|phase|aid)|minister|president of the|ambassador|prime minister|chief executive|novel|film|proverb)\b",
    re.IGNORECASE,
)


def pointed(reading: Reading, normative: Callable[[Reading, int, int], bool]) -> Iterator[Span]:
    """Descriptions that fit one person: enough signs together, of somebody the text has reason to hide."""
    text = reading.text
    if reading.passage.kind in ("heading", "property", "footnote"):
        return
    for number, (start, end) in enumerate(reading.sentences):
        sentence = text[start:end]
        if len(sentence) > 900 or _NOT_ONE.search(sentence):
            continue
        near = text[reading.sentences[max(0, number - 1)][0] : reading.sentences[min(len(reading.sentences) - 1, number + 1)][1]]
        if not (_TOLD_OF.search(near) or re.match(r"\W*(?:She|He|P\d+) (?:is|was) (?:the|an?) ", sentence)) or normative(reading, start, end):
            continue
        found = _signs(sentence)
        if found:
            yield start + found[0], start + found[1]


def _signs(sentence: str) -> Span | None:
    """The stretch of the signs when there are enough: what makes one of a kind counts twice, each other sign once."""
    weight = 0
    spans: list[Span] = []
    unique = _UNIQUE.search(sentence)
    if unique:
        spans.append(unique.span())
        weight += 2 if _SCARCE.search(unique[0]) else 1
    for pattern in (_AGED, _WHO, _SOCIAL):
        match = pattern.search(sentence, spans[0][0] if spans else 0) or pattern.search(sentence)
        if match:
            spans.append(match.span())
            weight += 1
    if not spans or not (unique or ((_AGED.search(sentence) or _SOCIAL.search(sentence)) and len(spans) > 1)):
        return None
    weight += bool(re.search(r"\b(?:is|was|by|from|to) (?:the|our) [a-z-]+(?: [a-z-]+)? (?:who|with|whose)\b", sentence))
    first = min(a for a, _ in spans)
    where = _WHERE.search(sentence, first)
    if where:
        spans.append(where.span())
        weight += 1
    if weight < 3:
        return None
    return min(a for a, _ in spans), max(b for _, b in spans)


# --- children

_YOUNG = re.compile(
    r"\b(?:the|an?|his|her|their|this|that|our|little|young|one|youngest|\w+[’']s?|aged?|\d{1,2}-year-old|\w+-year-old) (?:[\w-]+ ){0,3}?(?:boy|girl|child|pupil|infant|baby|toddler|teenager|minor|schoolboy|schoolgirl|newborn|kid|orphan|adolescent|youngster|grandson|granddaughter)\b(?! (?:rights|protection|labou?r|policy|care|welfare|abuse))"
    r"|\b(?:[1-9]|1[0-7])[- ]years?[- ]old\b|\b(?:five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|four|three|two)[- ]years?[- ]old\b|\baged (?:[1-9]|1[0-7])\b|\b(?:[Ss]?[Hh]e|who) (?:is|was) (?:only |just |barely |now )?(?:[1-9]|1[0-7]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?! (?:metres|km|times|years older|months|weeks|days|hours|per|of the|o'clock))|(?<=[a-z]), (?:[2-9]|1[0-7]|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen),(?= )|\((?:[2-9]|1[0-7])\)|\b[A-Z]\w+ \((?:age )?(?:[2-9]|1[0-7])\)|\bthe minor (?:who|whose|was)"
)
_TRACED = re.compile(
    rf"\b(?:class|grade|form|standard|year|primary|level) (?:\d{{1,2}}|one|two|three|four|five|six|seven|eight)\b|\b{_UP}\w+(?: {_UP}\w+)* (?:Primary|Secondary|School|Academy|Kindergarten|Madrasa|College|Elementary|Mission|Orphanage|Nursery|FC|United|Choir)\b|\b(?:school|academy|kindergarten|madrasa|orphanage|nursery|boarding house) (?:at|in|of|on) {_UP}\w+|\bone-room school\b|\b(?:son|daughter|child|grandson|granddaughter|nephew|niece|youngest|eldest|twins?) of (?:the |our |P\d|an? )?\w"
    rf"|\b(?:mum|mother|father|dad|parents|godmother|godfather|grandmother|uncle|aunt|brother|sister)\b,? (?:is |the |[A-Z])|\b(?:his|her|their|the) (?:\w+ )?(?:son|daughter|child|grandson|granddaughter|niece|nephew|twins?),? {_UP}\w+|\b(?:photo(?:graph)?|picture|portrait|poster|video|image|caption)\b|\bface (?:uncovered|visible|shown|not blurred)|\bin front of (?:his|her|their) (?:home|house|school)|\b(?:named|called) {_UP}|\bThis is {_UP}\w+|\b(?:goalkeeper|captain|striker|goalie|soloist|drummer|bell-ringer|altar boy|prefect|youngest|only|sole)\b|\bborn (?:at|in|on) (?:{_UP}|\d|the)|\bnow (?:with|living with|cared for by|adopted by|fostered by) (?:the )?{_UP}|\b(?:lives|living|of|from|in) {_UP}\w+(?: {_UP}\w+)?(?: village| hamlet|,|\.|;)"
)
_NO_CHILD = re.compile(
    r"\b(?:policy|policies|rights of the child|child rights|children's rights|child protection|under 18|training|module|convention|enrol\w+|\d{2,} (?:children|pupils|students)|per cent|percent|survey|scholarship|sponsored|vaccin\w+|curriculum|forbids|prohibit\w*|audit|built a|opened a|donated|statistics|character|novel|film|company was|policy is|agreement is|law is)\b",
    re.IGNORECASE,
)


def children(reading: Reading, normative: Callable[[Reading, int, int], bool]) -> Iterator[Span]:
    """A single child with its school, parents, picture, name or place, within two sentences."""
    text = reading.text
    until = -1
    for number, (start, end) in enumerate(reading.sentences):
        sentence = text[start:end]
        young = _YOUNG.search(sentence)
        if not young or start < until or _NO_CHILD.search(sentence) or normative(reading, start, end) or len(sentence) > 900:
            continue
        low = reading.sentences[max(0, number - 1)][0] if len(sentence) < 60 else start
        high = reading.sentences[min(len(reading.sentences) - 1, number + 1)][1] if len(sentence) < 60 else end
        traced = [m for m in _TRACED.finditer(text, low, high) if not (start + young.start() <= m.start() and m.end() <= start + young.end() and m[0].lower() not in ("youngest", "only", "sole"))]
        person = reading.hits("kin") or reading.hits("minors") or len(traced) > 1
        if traced and person:
            first = min(start + young.start(), traced[0].start())
            last = max(start + young.end(), *(m.end() for m in traced))
            until = last
            yield first, last


# --- sexual violence

_ACT = re.compile(
    r"\b(?:rap(?:e|ed|es|ing)|gang-rap\w+|sexual(?:ly)? (?:\w+ )?(?:assault\w*|abus\w+|attack\w*|violence|harass\w+|slavery|torture|exploit\w*|humiliat\w+)|defil(?:ed|ement)|molest\w+|grop(?:ed|ing|es)|sodomi[sz]ed|indecent\w*|forced (?:himself|themselves) (?:up)?on|SGBV|GBV|violated her|forced nudity|miscarried|ravished|outraged|incest)\b",
    re.IGNORECASE,
)
_GRAPHIC = re.compile(
    r"\b(?:held|pinned|pushed|threw|tied|kept) (?:her|him|them|the girl|the woman|me) (?:down|to the (?:ground|floor|bed|table)|by the (?:wrists|hair|throat))\b|\b(?:her|his|their) (?:clothes|dress|skirt|blouse|trousers|underwear|sarong|shirt|wrapper|headscarf) (?:was|were|had been) (?:cut|torn|ripped|pulled|taken|stripped|lifted)|\b(?:cut|tore|ripped|pulled|took) (?:off|away|up|down)? ?(?:her|his) (?:clothes|dress|skirt|blouse|trousers|underwear|sarong|wrapper)|\b(?:used|with|inserted|pushed|forced) (?:a |the |an )?(?:bottle|stick|baton|broom\w*|rifle barrel|truncheon|iron rod|object|fingers?)\b(?! (?:of|to (?:pour|measure|write|point)))"
    r"|\b(?:made|forced|ordered) (?:to )?(?:watch|sing|dance|undress|strip|kneel naked|lie down)\b(?=[^.]{0,60}\b(?:while|as|doorway|children|husband|cousins|naked|afterwards|in front|before)\b)|\b(?:forced|made|ordered) (?:the |two |three |both |him |her |them |one )?(?:[\w-]+ ){0,3}?to (?:touch|kiss|lie with|have sex|rape|mount|undress|simulate|perform)\b|\b(?:was|were) made to (?:watch|undress|strip|dance|parade)\b|\bmade (?:him|her|them) (?:sing|dance|watch|undress|strip|crawl|beg)\b|\bwhile she (?:bled|cried|begged|screamed|lay|slept)\b|\b(?:how long it lasted|took turns|one after (?:the other|another)|what they laughed|what they (?:said|did) to her|how many (?:there )?(?:were|times)|there were (?:two|three|four|five|six) of them|lay on (?:top of )?her|climbed on(?:to)? her|between her legs|inside her|penetrat\w+|semen|bleeding from|tear(?:s|ing) (?:and|to|of|in)|genital\w*|vagina\w*|anal|breasts?|nipples?|pregnan(?:t|cy)|morning-after|hymen|bite marks|photographed (?:her )?naked|filmed (?:her|it|the))\b",
    re.IGNORECASE,
)
_ASSAULTED = re.compile(r"\b(?:assault(?:ed)?|attack(?:ed)?|abuse(?:d)?|what happened|the act|the incident)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:P\d+|waitress|was raped|were raped|brothers?|sisters|prisoners?|detainees?|boys?|men|worker|she|her|hers|woman|women|girl|wife|sister|daughter|mother|widow|nun|ex-nun|survivor|claimant|complainant|deponent|victim|cook|cleaner|laundress|maid|him|his)\b", re.IGNORECASE)
_DETAIL = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|eve|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b|(?<=[a-z]), \d{2},|\b\d{2}-year-old|\baged? \d|\bon her way|\b[Ii]n the (?:[\w-]+ ){0,2}(?:room|\w+room|loft|laundry|store|kitchen|shed|cell|van|truck|hut|office|field|forest|toilet|latrine|stairs|container|dormitory|corridor|guardhouse|tent|barn|yard|quarters)\b|\bat the (?:[\w-]+ ){0,2}(?:checkpoint|gate|post|well|river|station|guest house|clinic|canteen|hostel|barracks|market|plant|camp|weighbridge|border)\b|\bbehind the \w+|\b(?:back stairs|doorway|behind the)\b|\b(?:a|an|the) (?:[\w-]+ ){0,2}?(?:cleaner|cook|maid|laundress|nurse|teacher|sorter|trader|vendor|student|pupil|nun|ex-nun|weaver|picker|packer|seamstress|dancer|singer|widow|midwife|clerk|guard|waitress|tea seller|[a-z]+ess|[a-z]{4,}er|[a-z]{4,}ist)\b(?= (?:at|of|in|from|who|on|,)|,)|\bher (?:\w+ )?(?:husband|mother|sister|daughter|child|children|baby|son|sister-in-law|cousins?|brother|father|uncle)\b|\bmonths pregnant\b|\bwho (?:runs|sells|works|teaches|sings|lives)\b|\bco-operative\b|\bchoir\b"
)
_TOPIC = re.compile(
    r"\b(?:policy|policies|code of conduct|module|curriculum|training|trained|topics?|convention|zero tolerance|act against|guidelines?|definition|resolution|standards?|protocol|procedure|referral|prevention|awareness|risk(?:s)? of|indicator|statistics|per cent|percent|\d+ cases|cases of|forms of|uses rape|film|novel|how to respond|campaign|helpline|support services|(?:gave|held|heard) a talk|(?:talk|lecture|session|seminar) on|refer survivors)\b",
    re.IGNORECASE,
)


def sexual(reading: Reading, normative: Callable[[Reading, int, int], bool]) -> Iterator[Span]:
    """An act, or what can only be one, with any detail of the person, the place, the day or the act."""
    text = reading.text
    for number, (start, end) in enumerate(reading.sentences):
        sentence = text[start:end]
        if len(sentence) > 900 or _TOPIC.search(sentence):
            continue
        near = text[reading.sentences[max(0, number - 1)][0] : reading.sentences[min(len(reading.sentences) - 1, number + 1)][1]]
        act, graphic = _ACT.search(sentence), _GRAPHIC.search(sentence)
        if not (act or graphic) or not _SHE.search(sentence) or normative(reading, start, end):
            continue
        details = list(_DETAIL.finditer(sentence))
        harm = None
        if graphic and (act or _alone(graphic[0]) or len(list(_GRAPHIC.finditer(sentence))) > 1 or (_ASSAULTED.search(sentence) and details) or (_ACT.search(near) and not re.match(r"pregnan|breast", graphic[0], re.IGNORECASE))):
            harm = graphic
        elif act and details:
            harm = act
        if harm:
            spans = [harm.span(), *(m.span() for m in details)]
            yield start + min(a for a, _ in spans), start + max(b for _, b in spans)


def _alone(graphic: str) -> bool:
    """Acts that are nothing else: clothes cut off, held down, made to sing; not "pregnant", "breast", "with a stick"."""
    return not re.match(r"(?:pregnan|breast|with|used a stick|filmed|genital|tear|made to dance|there were|one after|how many|inside|pushed|tied|kept|threw|anal)", graphic, re.IGNORECASE)
