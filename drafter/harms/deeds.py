"""Violence told in everyday words: ordinary verbs that are abuse only when done to a person, a body or what people live from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.text import Reading, Span

_OBJECT_REACH = 9
_SUBJECT_REACH = 12
_MADE = frozenset(("kneel", "crawl", "starve", "undress", "strip", "squat", "bleed", "die"))
_MAKES = frozenset(("made", "make", "makes", "let", "forced", "ordered", "had", "left"))
_LIGHT = frozenset(("held", "kept", "seized", "took", "pulled", "pushed", "broke", "threw", "forced", "knocked", "twisted", "grabbed"))
_AFTER_NAME = frozenset(
    (
        *(".", ",", ";", "and", "with", "from", "in", "into", "to", "until", "till", "so", "while", "was", "were", "had", "for", "on", "at", "by", "after", "before", "when"),
        *("against", "over", "across", "like", "off", "out", "up", "down", "unconscious", "blind", "naked", "twice", "then", "again", "under", "inside", "through", "beside", "near"),
    )
)
_PRONOUNS = frozenset(("him", "her", "them", "me", "us", "somebody", "someone", "people", "everybody", "everyone"))
_PERSON_ENDING = re.compile(r"[a-z]{2,}(?:ers?|ors|ists?|m[ae]n|wom[ae]n|smiths?|herds?|folk|hands?|keepers?|wrights?)\Z")
_BEFORE_PERSON = frozenset(
    (
        *("a", "an", "the", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many"),
        *("another", "other", "old", "young", "elderly", "pregnant", "local", "injured", "union", "his", "her", "their", "both"),
    )
)


def hurts(reading: Reading, deed: Span, last: int) -> bool:
    """Whether a person, a part of the body or (for wrecking) somebody's things follow the verb in its sentence."""
    if reading.words[deed[0]].low in _MADE:
        return _person(reading, max(0, deed[0] - 5), deed[0]) and bool(_MAKES.intersection(w.low for w in reading.words[max(0, deed[0] - 7) : deed[0]]))
    if _is(reading, "wrecks", deed) and _meets(reading, "goods", deed[1], last):
        return True
    light = reading.words[deed[0]].low in _LIGHT
    if light and any(w.low in reading.book.list("en", "harmless") for w in reading.words[deed[1] : deed[1] + 3]):
        return False
    reach = (3 if reading.words[deed[0]].low == "took" else 4) if light else _OBJECT_REACH
    if not light and _is(reading, "rough", deed) and _named(reading, deed[1]):
        return True
    return (_is(reading, "rough", deed) or _is(reading, "wrecks", deed)) and _person(
        reading, deed[1], min(last, deed[1] + reach), body=reading.words[deed[0]].low not in ("held", "kept", "took", "seized")
    )


def _named(reading: Reading, at: int) -> bool:
    """Whether a name of two words, as a person's, is the verb's object: "hung Oren Balt from a beam"."""
    words = reading.words
    if at + 2 >= len(words) or words[at - 1].low in ("ran", "cut", "hit", "dropped", "ran over", "rammed", "hurt"):
        return False
    first, second, after = words[at : at + 3]
    return all(w.text[:1].isupper() and w.text[1:].islower() for w in (first, second)) and after.low in _AFTER_NAME


def suffered(reading: Reading, deed: Span, first: int) -> bool:
    """Whether a person, or somebody's things, stand before a passive verb in its sentence."""
    low = max(first, deed[0] - _SUBJECT_REACH)
    words = reading.words
    if any(w.low in ("he", "she", "they", "i", "we", "who") or w.low in _PRONOUNS for w in words[low : deed[0]]):
        return True
    return _person(reading, low, deed[0]) or (_is(reading, "wrecks", deed) and _meets(reading, "goods", low, deed[0]))


def thing(reading: Reading, deed: Span) -> bool:
    """Whether a verb with a harmless sense ("hit the target", "beat the drum") is used in it."""
    words = reading.words
    if words[deed[0]].low not in ("beat", "hit", "struck", "dragged", "kicked", "seized", "shot", "chased", "stole", "attacked", "robbed"):
        return False
    if words[deed[0]].low == "struck" and deed[1] < len(words) and words[deed[1]].low in ("in", "for", "over", "on", "again", "work"):
        return True
    things = reading.book.list("en", "harmless")
    return any(w.low in things for w in words[deed[1] : deed[1] + 3]) and not _person(reading, deed[1], deed[1] + 4)


# Constructions in which force and deed do not stand as subject and verb; § is the force.
_S = r"§(?: ?['’]s?)?"
_ARMS = r"(?:rifles?|batons?|bullets?|boots?|guns?|truncheons?|clubs?|whips?|kicks?|blows?|fists?|dogs?|gunfire|machetes?)"
_BLOWS = r"(?:shooting|killing|beating|flogging|whipping|murder|lynching|torturing|raping|assaults?|attacks?|beatings?|torture|shootings?|killings?|abuse|rapes?|extortion|harassment|whippings?|murders?|mistreatment|gunfire|bullets?|blows)"
_TOLD = re.compile(
    "|".join(
        (
            rf"(?:deaths?|died|dead|killed|suffered|injur\w+|beatings?|beaten|torture\w?|lost|perished) (?:[\w'’-]+ ){{0,6}}at the hands? of (?:[\w-]+ ){{0,3}}{_S}",
            rf"(?:vanished|disappeared|missing|not (?:been )?seen|no trace)\b[^.;]{{0,50}}\b(?:taken|led|picked up|seized|carried|driven) (?:[\w-]+ ){{0,4}}by (?:[\w-]+ ){{0,3}}{_S}",
            rf"(?:was|were|been) (?:taken|led|carried|carted|driven|dragged|hauled|marched) (?:away|off) by (?:[\w-]+ ){{0,3}}{_S}",
            rf"(?:drowned|died|suffocated|fell|perished|was killed|were killed|lost [\w-]+ [\w-]+) (?:[\w-]+ ){{0,3}}(?:when|after|as) (?:[\w-]+ ){{0,2}}{_S} (?:had )?(?:pushed|shoved|threw|fired|drove|rammed|chased|hit|kicked|overturned|opened fire|shot|struck|forced|beat)",
            rf"(?:lost|broken?|smashed|split|struck|hit|killed|wounded) (?:[\w-]+ ){{0,5}}(?:to|from|by|with) (?:a |the |an )?{_S} {_ARMS}\b",
            rf"(?:bullets?|rounds?|shots?|canisters?|pellets?) (?:fired )?(?:from|by) (?:[\w-]+ ){{0,2}}{_S}[^.;,]{{0,30}}\b(?:through|hit|struck|killed|entered|pierced|lodged|wounded|blinded)",
            rf"{_S} {_ARMS} (?:killed|hit|struck|blinded|wounded|broke|tore|bit|mauled)",
            rf"§ ?['’]s? (?:[\w-]+ )?{_BLOWS} (?:on|against)\b",
            rf"{_S} (?:[\w-]+ )?{_BLOWS} (?:of(?! (?:power|office|authority|force|position|process|public|crime))|left|killed|cost|lasted|continued|broke|blinded)\b",
            rf"(?:victims|survivors) of (?:[\w-]+ ){{0,2}}§ ?['’]s? {_BLOWS}\b",
            rf"died (?:[\w-]+ ){{0,3}}in (?:the )?(?:custody|hands|cells) of (?:[\w-]+ ){{0,2}}{_S}",
            rf"(?:was|were|been) (?:set on fire|set alight|set ablaze|put to the torch|razed|levelled|flattened) by (?:[\w-]+ ){{0,3}}{_S}",
            rf"(?:dogs?|§) (?:let loose |unleashed |set loose |released )?(?:by|of) (?:[\w-]+ ){{0,3}}{_S} (?:[\w-]+ ){{0,2}}(?:tore|bit|mauled|savaged|attacked)",
            r"§ (?:[\w-]+ ){0,3}?(?:made|forced|compelled|coerced) (?:[\w'’-]+ ){1,4}?(?:to )?(?:dig|carry|walk(?! through)|crawl|kneel|strip|undress|squat|eat|drink|march|bury|confess|swim|stand in|lie (?:down|face|in|on)|sign (?:a |the )?(?:blank|confession|false|empty|statement|paper))",
            r"§ (?:[\w'’-]+ ){0,8}?(?:put|held|pressed|pushed|stuck|placed) (?:a|the|his|their|an) (?:[\w-]+ )?(?:pistol|gun|rifle|knife|machete|blade|revolver|bayonet|barrel|muzzle) (?:in|to|into|against|at) (?:his|her|their|a|the|my|one)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:pointed|aimed|trained|levelled|leveled) (?:[\w-]+ ){0,3}(?:guns?|rifles?|pistols?|weapons?|muzzles?) at (?!targets?|the (?:target|ground|sky|floor|air))",
            r"§ (?:[\w'’-]+ ){0,4}?(?:demanded|took|takes?|demands?|solicited|collected|extracted|pocketed) (?:[\w-]+ ){0,2}?(?:sex|bribes?|ransoms?(?! note)|sexual favou?rs|protection money|kickbacks?)\b",
            r"§ (?:[\w'’-]+ ){0,6}?(?:shut|penned|crammed|packed) (?!(?:the )?(?:gates?|doors?|valves?|roads?|boxes|crates))(?:[\w-]+ ){1,4}?(?:in|into|inside) (?:a|an|the) (?:[\w-]+ )?(?:containers?|cages?|cells?|pit|kennels?|shed|store|toilet|latrine|truck|cellar|room)\b",
            r"§ (?:[\w'’-]+ ){0,3}?had (?:[\w'’-]+ ){1,5}?(?:tied|beaten|whipped|flogged|shot|stripped|chained|locked up|dragged|thrashed|caned|hanged)\b",
            r"§ (?:[\w'’-]+ ){0,3}?ordered (?:his|her|the|their|two|three) (?:[\w-]+ )?to (?:burn|shoot|beat|fire (?:at|on|into)|torch|kill|flog|whip|open fire)",
            r"§ (?:[\w'’-]+ ){0,8}?(?:threw|hurled) (?:stones|rocks|bottles|grenades) (?:at|into|through)|§ (?:[\w'’-]+ ){0,12}?kicked (?:in|down) (?:the|a|his|her|their) (?:[\w'’-]+ )?doors?",
            rf"(?:beatings?|blows|kicks|wounds?|injuries|torture) (?:that |which )?(?:the )?{_S} (?:gave|inflicted|dealt|caused|had given|had inflicted|left)",
            r"§ (?:had |have |also |then )*(?:ran|run|kept|operated|maintained|opened|had) (?:a|an|the|its|their|his) (?:[\w-]+ ){0,2}?(?:torture|punishment|beating|extortion|protection) (?:rooms?|cells?|chambers?|centres?|centers?|site|racket|pit|shed|container)\b",
            r"§ (?:[\w'’-]+ ){1,12}?by (?:repeatedly )?(?:burning|beating|whipping|kicking|choking|drowning|shocking|electrocuting|suffocating|hanging|starving|raping|punching|shooting|threatening|scalding|branding|cutting|breaking|crushing|slapping|flogging|torturing|hooding|stripping|half-drowning|holding) (?:[\w'’-]+ ){0,3}?(?:him|her|them|his|their|men|women|people|villagers|miners|boys?|girls?|detainees?|prisoners?|wives|sons?|daughters?)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:let|set|allowed|sent|loosed|unleashed|turned|released) (?:a|an|the|its|their|his|two|three|police|guard) (?:[\w-]+ )?(?:dogs?|hounds?|alsatians?|mastiffs?) (?:to )?(?:maul|bite|savage|tear|attack|loose|on|at|drag|onto|upon)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:made|caused) (?:[\w'’-]+ ){1,4}?(?:disappear|vanish)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:gave|dealt|administered) (?:[\w'’-]+ ){1,5}?(?:a )?(?:beating|thrashing|hiding|flogging|whipping|lashes|electric shocks|kicking|pistol-whipping)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:put|subjected) (?:[\w'’-]+ ){1,5}?(?:through|to) (?:a |an |the )?(?:[\w-]+ )?(?:mock executions?|electric shocks?|torture|beatings?|mock drownings?|waterboarding|falanga|whippings?|ordeal)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:emptied|fired|discharged|unloaded|pumped|put|sprayed|loosed) (?:[\w'’-]+ ){1,6}?(?:into|at|over|through|in) (?:the |a |an |his |her |their )?(?:[\w-]+ ){0,2}?(?:crowd|back|chest|head|face|leg|legs|queue|marchers|strikers|villagers|protesters|school|church|market|boy|girl|man|woman|worshippers|mourners|huts?|houses?|stomach|knees?|skull|neck)\b",
            r"§ (?:[\w'’-]+ ){0,4}?(?:forced|forces) (?:themselves|himself) (?:on|upon)\b",
            rf"(?:raid|attack|sweep|crackdown|eviction|assault) (?:by|of) (?:[\w-]+ ){{0,2}}{_S}[^.;]{{0,40}}\b(?:burn(?:ed|t)|lost|died|killed|injured|wounded)",
            rf"(?:at|in|inside|behind|near) (?:[\w-]+ ){{0,2}}{_S} (?:[\w-]+ )?(?:post|station|barracks|camp|base|cells?|checkpoint|hut|house|compound|truck|van|vehicle|custody|lockup|headquarters),? [^.;§]{{0,30}}\b(?:he|she|they|we|(?:[\w-]+ ){{0,3}}(?:m[ae]n|wom[ae]n|miners?|villagers?|boys?|girls?)) (?:was|were|had been) (?:[\w-]+ )?(?:beaten|whipped|kicked|tortured|raped|burned|stripped|flogged|punched|electrocuted|starved|hung|chained)",
        )
    )
)
_DENIED = re.compile(r"(?:\bno(?:body| one)?|\bnot|\bnever|\bwithout|\bany|\bpossible|\bif|\bto prevent|\bprevents?) (?:[\w-]+ ){0,2}\Z")
_NEEDS_PERSON = re.compile(r"\A§ [^.;]*?\b(?:had|packed|shut|penned|crammed)\b")
_UNWELL = re.compile(r"malaria|illness|natural causes|cholera|heart (?:attack|disease|failure)|old age|fever|hospital|clinic|ambulance|\bdoctor|\bnurse")
_CARE = re.compile(r"[^.;]{0,40}?\bto (?:\w+ ){0,3}?(?:hospital|clinic|doctor|ambulance|safety|nurse|health|infirmary|sick bay|dispensary)\b|[^.;]{0,30}?\b(?!their|his|her|a|the|each|one|from|in|at)[a-z]+ home\b")
_ANIMAL = re.compile(r"\W*(?:(?:a|the|two|three|some) )?(?:(?:rabid|stray|wild|sick) (?:dogs?|pigs?|cattle|animals?|boars?)|snakes?|crocodiles?|baboons?|hyenas?|leopards?)\b")
_PLAYED = re.compile(r"\b(?:football|volleyball|basketball|handball|cricket|chess|darts|league|cup|tournament|(?:semi-|quarter-)?final|match|tug[- ]of[- ]war|\d{1,2}[-–]\d{1,2}|goals)\b", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:teams?|side|eleven|United|FC|\d{1,2}[-–]\d{1,2}|in the (?:semi-|quarter-)?final)\b")


def told(reading: Reading, forces: list[Span], first: int, last: int) -> Iterator[tuple[Span, Span]]:
    """Force and deed in other constructions than subject and verb: "deaths at the hands of the patrol"."""
    if not forces or last - first > 400:
        return
    masked = {n for a, b in forces for n in range(a, b)}
    starts, parts, at = [], [], 0
    for n in range(first, last):
        word = "§" if n in masked else reading.words[n].low
        if n in masked and n - 1 in masked and n > first:
            word = ""
        starts.append(at)
        parts.append(word)
        at += len(word) + (1 if word else 0)
    line = " ".join(p for p in parts if p)
    for match in _TOLD.finditer(line):
        if match.start() and line[match.start() - 1].isalnum():
            continue
        if _DENIED.search(line, max(0, match.start() - 40), match.start()) or (
            _UNWELL.search(line) and re.match(r"died|was|were|been", match[0])
        ):
            continue
        low = first + max(i for i, s in enumerate(starts) if s <= match.start())
        high = first + max(i for i, s in enumerate(starts) if s < match.end()) + 1
        inside = [f for f in forces if low <= f[0] < high]
        if inside:
            force = inside[0]
            if _NEEDS_PERSON.search(match[0]) and not _person(reading, force[1], high, body=False):
                continue
            deed = (force[1], high) if force[0] == low and force[1] < high else (low, max(low + 1, force[0]))
            yield force, deed


def kindly(reading: Reading, deed: Span) -> bool:
    """ "took him to the clinic", "beat the teachers' team 3-1": help or a game."""
    words, text = reading.words, reading.text
    low, after = words[deed[0]].low, words[deed[1] - 1].end
    tail = re.split(r"[.;!?](?:\s|\Z)", text[after : after + 120], maxsplit=1)[0]
    if low in ("took", "pulled", "hauled", "marched", "bundled", "forced"):
        return bool(_CARE.match(tail)) and low in ("took", "pulled")
    if low in ("shot", "killed", "chased", "hit", "beat") and _ANIMAL.match(tail):
        return True
    return low in ("beat", "thrashed", "hit", "shot", "crushed", "whipped", "battered") and bool(_PLAYED.search(tail)) and bool(_SIDES.search(tail))


def _is(reading: Reading, name: str, deed: Span) -> bool:
    return deed in reading.hits(name)


def _meets(reading: Reading, name: str, first: int, last: int) -> bool:
    return any(first <= a < last for a, _ in reading.hits(name))


def _person(reading: Reading, first: int, last: int, *, body: bool = True) -> bool:
    words = reading.words
    last = min(last, len(words))
    if any(_owner(reading, b) for name in ("roles", "kin", "minors", "persons") for a, b in reading.hits(name) if first <= a < last) or (body and _meets(reading, "body", first, last)):
        return True
    things = reading.book.list("en", "harmless")
    for n in range(first, last):
        if words[n].low in ("those", "anyone", "any") and n + 1 < last and (words[n + 1].low.endswith("ing") or words[n + 1].low in ("who", "left", "inside", "still")):
            return True
        if words[n].low in _PRONOUNS and (words[n].low != "her" or n + 1 >= last or not words[n + 1].low.endswith("s")):
            return True
        if n > first - 1 and n and words[n - 1].low in _BEFORE_PERSON and _PERSON_ENDING.match(words[n].low) and words[n].low not in things:
            return True
    return False


def _owner(reading: Reading, after: int) -> bool:
    """Whether a person's word stands for the person: not "a trader's cart"."""
    words = reading.words
    plural = after < len(words) and words[after].text in ("'", "’")
    if not plural and words[after - 1].text[-2:] not in ("'s", "’s") and words[after - 1].text[-2:] not in ("s'", "s’"):
        return True
    return after >= len(words) or any(after <= a < after + 2 for name in ("body", "kin", "minors", "roles", "persons") for a, _ in reading.hits(name))


# --- Chinese

_DOES = (
    r"抽打|鞭[打抽]|赶走了?[^，。；]{0,6}[家户民人他她]的?[^，。；]{0,3}[羊牛猪驼]|[割剪划凿][破断烂沉穿]|(?:索[要取]|讹|强收)[^，。；]{0,8}(?:钱|元|块|现金|财物)|伏击|渴死|烧成(?!了?糊|灰肥|砖|炭)|让[^，。；]{1,4}跪|强[迫逼令][^，。；]{1,8}?(?:挖|背|搬|跪|签|按|干|扛|修|脱|喝|吃|走|劳动|下井|爬|认)|逼[迫令着]?[^，。；]{1,6}?(?:交|付|掏|签|按|认罪|承认|招供|挖|背|扛|搬|干|走|脱|喝|吃|爬|舔)|断了?[其他她][^，。；]{0,5}[指腿臂骨手]|收[取走了]?[^，。；]{0,3}[“「]?(?:保护费|过路费|买路钱|好处费)|蒙[住上着][^，。；]{0,5}(?:眼睛|双眼|眼|脑袋)|蒙头|戴上?[^，。；]{0,3}头套|枪口?[^，。；]{0,3}(?:指|对准|顶)[着住]?|见人就[打抓砍]|逢人便打|(?:糟蹋|玷污)[了过]?[^，。；]{0,4}[她女妇姑]|[碾轧]过|[吸闷呛冻晒压]死|架[出进走]|押[上走]|开了?[^，。；]{0,3}枪|往[^，。；]{1,4}上撞|抓住[^，。；]{0,6}(?:头发|衣领|胳膊)|[折掰拗]断|[吊勒掐饿淹烧电打踢捅砍绞]死|绑[走架]|[发投施喷][射掷放洒][^，。；]{0,3}(?:催泪|震爆|闪光|辣椒|胡椒)|[挖戳][出掉瞎]|割[破断伤掉喉]|打[死伤断瞎聋残晕昏肿破碎落掉翻折了着在到过]|打人|[砸捅刺咬撞轧碾踩跺扎劈砍磕][死伤断瞎聋残晕昏破碎烂裂折掉倒翻了着下向中到]{1,2}"
    r"|[踹踢][^，。；]{0,1}|[扇抽][^，。；]{0,3}(?:耳光|嘴巴|巴掌|鞭)|[扇抽][打了他她]|[掐勒扼揪拽扯][住着过断倒了]|[拽揪扯]|[烫烙熏][伤了着]?|[拔撬割剁][掉断下去]|[下投]毒|[往向][^，。；]{0,8}[井水]里?下?[^，。；]{0,3}倒|摔[在到向出下]|[推拖搡扔丢抛按摁压踩踢撵轰赶][下倒进入到上向出翻过住跪在]{1,2}|推搡|拖着|拖过|[按摁]在"
    r"|[绑捆拴铐锁吊挂][在到了着住起上成过]{1,2}|反绑|反铐|捆绑|吊打|吊起|铁链|[关锁押扣困][进在到了住入押]{1,2}|关押|软禁"
    r"|[泼浇淋灌][^，。；]{0,4}(?:水|油|尿|粪)|[烧砸拆毁捣掀抄踏铲扒推][毁了掉光翻平烂走过断]{1,2}|纵火|放火|放狗|纵犬|唆使[^，。；]{0,3}[狗犬]|[抢夺搜][走了去光掉]|抢[夺走]|逼[^，。；]{0,8}[跪吃喝爬脱]|逼着|罚[跪站]|下跪|活埋|[淹溺]死"
    r"|[掰拧扭敲][断碎折掉伤弯]|枪托|警棍|橡胶棍|烟头|电棍|殴|毒打|暴打|揍|掌[掴嘴]|剃光|剥光|扒光|撕[烂破]|活活|淹|饿[了着死]"
)
_VERB = re.compile(_DOES)
_WRECK = re.compile(r"撞[翻毁烂]|[烧砸拆毁捣掀抄踏铲扒抢夺没]|纵火|放火|推[平翻倒]|[割剪划凿][破断烂沉穿]")
PERSONS = re.compile(
    r"的人(?![员手数均力民])|[把将给](?!马达|木)[阿巴贝本比伯博布达丹德迪丁杜多恩尔法菲费弗夫盖戈格古哈海亨吉加贾杰卡坎科克库拉莱兰劳勒雷里利莉林洛鲁罗马玛曼梅门蒙米莫姆穆纳娜内尼努诺奥帕佩皮奇乔切丘萨塞桑瑟沙斯苏索塔泰坦特提蒂托图瓦万威韦维沃西希谢辛亚扬耶伊因尤约泽扎詹朱娅蕾木罕乌南加雅维岚奈苏]{2,6}|厨娘|孕|[背拾捡淘采挖放牧赶打种砍][矿金砂煤柴羊牛]的人|[一二两三四五六七八九十]户|家属|[她他](?=[，的])|示威者|抗议者|请愿者|(?<![一-龥])[一二两三四五六七八九十]人|[死伤淹打呛撞]了?[一二两三四五六七八九十]+人|[大新老][娘嫂婆]|[父母]亲|船[夫工]|邻居|老师|护士|医生|记者|律师|抓来的人|来的人|(?:工会|社区|农会|村)(?:秘书|主席|代表|干部|书记)|鼓手|诊所|学校|教堂|葬礼|[他她](?!们?的(?:工作|任务))|[男女老少][人孩子娃妇汉]|妇[女人]|村民|居民|矿工|工人|[民工农渔牧]民|老[人汉妇太者]|男子|女子|孩子?|小贩|司机|路人|行人|群众|人群|[背拾捡淘采挖放牧赶打种砍][^，。；的]{1,3}[人者客工]|"
    r"[者工夫客](?=[^\u4e00-\u9fff]|的|被|过|两|三)|[一二两三四五六七八九十数几]\d*[名个位][^，。；]{1,8}|\d+[名个位人]|有人|把人|将人|人的|同伴|家属|妻子|丈夫|儿子|女儿|学生|乘客|摊主|嫌[犯疑]|伤[者员]|大爷|大娘|小伙|姑娘|后生|汉子|同乡|老乡"
)
BODY = re.compile(
    r"(?<![码石街山桥井村源镐锄龙工木砖锤水罐矿镇摇点念])头(?![领目号班])|(?<![动着助对选新联入到经人分二随携])手(?![续机段册法工推电艺榴令雷])|眼(?![前看下])|(?<![违])背(?![景篓后包矿着的])|"
    r"[脚腿臂腕脸耳鼻牙颈脖胸膝肋髋踝](?![闻])|[手脚]指|肩膀|肚子|后腰|腰部|锁骨|嘴[巴唇里]|胳膊|屁股"
)
GOODS = re.compile(r"村[子庄寨]|玉米|粮食|作物|[稻麦茶]|寨子|村里|[棚房屋窝摊锅灶篓网船车羊牛马猪鸡粮苗田家店铺][子铺民舍里]?|庄稼|帐篷|手机|工具|钱|货|矿石|牲[口畜]")
_PAUSE = re.compile(r"[，。；！]")
_PASSIVE = re.compile(r"[被遭让叫][^，。；！]{1,14}\Z|[人者汉工民他她们子娘妇贩孩]给[^，。；！的]{1,6}\Z")
INNOCENT = re.compile(r"[^，。；]{0,4}(?:电话|招呼|报告|哈欠|针|卡(?!车)|地基|桩|折扣|借条|欠条|灯|伞|赌|算盘|草稿|基础|交道|包票|主意|官司|掩护|水样|木桩|样)")
_TOWARDS = re.compile(r"[朝向对][^，。；天空]{1,8}\Z")
_OWN = re.compile(r"的(?=人|车|[^，。；]{0,4}子弹|棍|拳头|皮靴|队员|保安|保安员|警|兵|士兵|打手|手下|枪|狗|队长|班长|两|三|几|一|小队|巡逻)")


def rough(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Between the end of a force's word and the end of its sentence: an everyday verb of violence with its object.

    After 被 and the force the one it was done to stands before: there the verb is enough.
    """
    stop = min(end, start + 44)
    passive = bool(_PASSIVE.search(text, max(0, start - 20), start))
    for match in _VERB.finditer(text, start, stop):
        high = min(end, match.end() + 16)
        after = _PAUSE.search(text, match.end(), high)
        close = after.start() if after else high
        if match[0].endswith("枪") and _TOWARDS.search(text[start : match.start()]):
            return match.span()
        if passive and not _PAUSE.search(text, start, match.start()):
            return match.span()
        if PERSONS.search(text, start, close) or BODY.search(text, match.start(), close):
            return match.span()
        if _WRECK.match(match[0]) and GOODS.search(text, start, close):
            return match.span()
    return None


_AT_HANDS = re.compile(r"手[里上中下]|枪口?[下弹]|[棍刀拳]下|的?[^，。；]{0,3}(?:殴打|毒打|枪口|枪弹|乱枪|拷打|酷刑|子弹)")
_NOUNS = re.compile(r"(?:对[^，。；]{1,10})?的[^，。；]{0,3}(?:枪击|射击|殴打|扫射|毒打|暴打|拷打|枪弹|乱枪|子弹|催泪弹)(?!训练|比赛|场|馆|课|演)[^，。；]{0,6}?(?:夺去|夺走|造成|致|导致|持续|令|让|使|击中|打中|穿过)")
_BLAMED = re.compile(r"(?:打[死伤]|枪杀|射杀|抓走|殴打|烧毁|强奸|抢走|杀害|带走)[^，。；]{1,14}的(?:就|正)?是[^，。；]{0,8}\Z")
_WHO_DID = re.compile(
    r"(?:打[死伤瞎残断]|枪杀|射杀|抓走|殴打|烧毁|强奸|抢走|杀害|杀死|带走|折磨|毒打|弄死|淹死|溺死|勒死|绑走|奸污|活埋|捅死|踢死|刺死|鞭打|吊打|烧死|砍死|虐待|强暴|拷打)[^，。；被]{1,14}的(?:那[名个些位])?(?:[一二两三四五六七八九十几]+[名个])?\Z"
)
_DUTY = re.compile(r"[^，。；]{0,3}(?:将|应|须|一律|都要|会被|要|必|者)")
OWN_OR_PRACTICE = re.compile(r"[^，。；]{0,3}靶|[^，。；]{0,3}自己的|[^，。；]{0,4}(?:练习|操练|演示|训练)")


def at_hands(text: str, start: int, end: int, forces: list[Span]) -> Span | None:
    """死在某队手里, 某队的枪击夺去: the force as the hand, or as the owner of the deed."""
    for a, b in forces:
        before = text[max(start, a - 8) : a]
        died = re.search(r"(?:死|丧生|丧命|殒命|毙命|葬身)[在于](?:[^，。；]{0,4})\Z", before)
        hand = _AT_HANDS.match(text, b, min(end, b + 12)) if died else _NOUNS.match(text, b, min(end, b + 30))
        blamed = _BLAMED.search(text, max(start, a - 30), a)
        if blamed:
            return blamed.start(), b
        doer = _WHO_DID.search(text, max(start, a - 26), a)
        if doer and "被" not in text[max(start, doer.start() - 8) : doer.start()] and not _DUTY.match(text, b):
            return doer.start(), b
        if re.search(r"挨[了过]?\Z", before):
            took = re.match(r"[^，。；]{0,5}(?:打|揍|耳光|鞭|棍|拳|枪托|脚)", text[b : min(end, b + 9)])
            if took:
                return a, b + took.end()
        if died and hand:
            return max(start, a - 8) + died.start(), hand.end()
        if hand:
            return a, hand.end()
    return None


def belongs(gap: str) -> bool:
    """Whether 的 after a force's word leads to its own people or things: 分队的人."""
    return bool(_OWN.match(gap))
