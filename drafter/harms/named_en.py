"""Names of private persons by where they stand: under a quotation, in a list of codes, in thanks, as a signature, after a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.names import Finder, Name, span
from drafter.harms.text import Reading, Span

_LOW_RANKS = re.compile(
    r"\b(?:Sergeant|Sgt\.?|Constable|Const\.?|Corporal|Cpl\.?|Lance[- ]Corporal|Private|Pvt\.?|Officer|Guard|Warder|Ranger|Policeman|Policewoman|Sub-Inspector|Inspector|Lieutenant|Lt\.?|Gendarme|Trooper|Deckhand|Bosun|Foreman|Nurse|Midwife|Catechist|Schoolmaster|Porter|Driver) \Z",
)
_VERNACULAR = re.compile(
    r"\b(?:bhai|didi|apa|mzee|mama|baba|bibi|oga|pak|bapak|ibu|bu|tio|tia|tía|tío|don|doña|dona|seu|hajji|haji|hajj|hajja|hajia|alhaji|alhaja|ustadh|ustaz|sidi|lalla|moulay|gogo|ambuya|sekuru|kuya|aling|mang|ate|nana|tata|taita|mamá|abuela|abuelo|compañero|compañera|hermano|hermana|daw|saya|mbok|mas|mbak|shri|smt|begum|khala|chacha|amma|appa|thatha|auntie|aunty|aunt|uncle|granny|gran|grandma|grandpa|granddad|mother|father|brother|sister|widow|old man|old woman|old mother|madame|madam|monsieur|señora|señor|senhora|senhor|frau|herr|signora|mlle|mme|miss|mrs|mr|ms|mx|umm|abu|oom|tannie|mwalimu|maulana|mullah|teacher|nurse) ?\Z",
    re.IGNORECASE,
)
_KINLY = re.compile(r"\b(?:bhai|didi|apa|mzee|baba|bibi|oga|pak|bapak|ibu|tio|tia|tía|tío|hajja|hajia|alhaja|ustadh|gogo|ambuya|sekuru|kuya|aling|mang|abuela|abuelo|mbok|mbak|amma|auntie|aunty|aunt|granny|gran|grandma|grandpa|granddad|old man|old woman|old mother|tannie|mwalimu) \Z", re.IGNORECASE)
_PLACE_OF_HONOUR = re.compile(
    r"\b(?:in (?:loving |grateful )?memory of|rest in peace|R\.?I\.?P\.?|dedicated to|thank(?:s|ed|ing)?(?: you)?|grateful|gratitude|credits?|owe[sd]? (?:much |it |this )?to|acknowledge\w*|signed|signature|thumbprint|mark of|statement of|statement by|testimony of|interview(?:ed|ee|s)? (?:with|no|\d|:)|kind regards|yours (?:truly|sincerely|faithfully)|participants?|attendees|present|absent|apologies from|crew list|roll[- ]call|bed list|payroll|muster|names?|whistle-?blow\w*|leaked|tipped us off|our (?:source|driver|contact|interpreter|guide|host|informant)|told us|gave us|showed us|spoke to us|witness(?:es|ed)?|testif\w+|complain\w+|grievance|claimants?|plaintiffs?|survivors?|victims?|caption|pictured|left to right|he means|she means|means|real name|goes by|nicknamed|case of|the late|funeral of|grave of|widow of|buried|bury|visited|cc|attn|from|by|ward|patients?|evicted|detained|arrested|missing|wanted|sacked|dismissed|fined|owed|paid to|received by|read back)\b"
)
_CODES = re.compile(r"\b(?:P\d{1,3}|[A-Z]\d{1,2}|W\d{1,3}|R-\d{1,3}|Witness [A-Z])\b")
_NICK = re.compile(
    r"\b(?:Old|Big|Little|Young|Blind|Tall|Lame|Mad|Red|Fat|Long|Short|Black|White|Deaf|Limping|Grey|Gentle|Lucky|Silent|Crazy) (?:Man |Woman |Mother |Father |Uncle |Aunt )?(?!Weir|Town|Mill|Kiln|Quarter|Road|Bridge|Lumber|Port|Harbour|Testament|Creek|River|Hill)([A-Z][\w'’-]{2,20})(?= (?:of the|from the|from|who|the (?!\w+ (?:river|mine|road))|and (?:his|her)|with (?:the|his|her)|[a-z]+ed\b|said|says|told|ran|saw|lost|knew)|,? the one|'s (?:house|boat|hut|wife|son|daughter|brother|stall|dog|field)|[.,;])"
)
_NICKED_BY = re.compile(r"\b(?:credit|credits|thank|thanks|ask|asked|met|meet|visited|told|tell|tells|call|calls|called|means|mean|neighbour|like|with|by|from|that|says|when|where|and|know|knows|saw|see|find|found|visit|brought|to|for|of|,)\s?\Z|\A\W*\Z|[.:;–—-] ?\Z", re.IGNORECASE)
_QUOTED = re.compile(r"\b[A-Z][\w'’-]+ [\"“‘][A-Z][\w'’ -]{1,20}[\"”’] [A-Z][\w'’-]+")
_EPIGRAPH = re.compile(r"[\"”»’'][.,]?\s*(?:[–—]|-{1,2})\s*(?:[A-Z]\w+ )?\Z")
_TRADE = re.compile(r"\A,? (?:\()?(?:(?:a|an|the|our|aged? \d+,?|\d{2},) )?(?:[\w-]+ ){0,2}?[a-z]{2,}(?:ers?|ors?|ists?|man|woman|smith|herd|keeper|hand|wright|wife|maid|boy|girl|nurse|cook|clerk|guard|guide|monger|ess|folk|mother|father|widow|teacher)\b(?=[,.;:)]|\Z| (?:at|of|from|in|on|who|and))")
_NO_TRADE = re.compile(r"\b(?:minister|manager|director|officer|commissioner|author|editor|lawyer|president|governor|mayor|ambassador|secretary|professor|researcher|chair\w*|spokes\w+|senator|counsel|adviser|advisor|inspector|prosecutor|judge|river|water|other|later|under|over|after|number|chapter|paper|order|speaker|rapporteur|commander|supplier|operator|contractor|producer|owner|investor|lender|founder|leader|partner|auditor|assessor|photographer|publisher|printer|translator|designer|illustrator|reviewer)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:edited|written|authored|published|reviewed|translated|designed|illustrated|photographed?|photo(?:s|graphy)?|layout|cover|foreword|copyright|©|editor|author|isbn|consultant|facilitator|minister|president|ambassador|commissioner|spokes\w+|director|chief executive|v\.|vs\.|Act|statue|avenue|street|school|award|prize|lecture|named after|hurricane|typhoon|storm|cyclone|tug|barge|ship|vessel|novel|film|treaty|conference)\b", re.IGNORECASE)
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d+)\Z")
_STREET = re.compile(r"(?:Row|Lane|Street|Road|Alley|Terrace|Close|Avenue|Court|Steps|Square|Crescent|Cup|Complex|Lot|Phase|Annex|Terminal|Terminals|Stevedoring|Shipping|Logging|Mining|Trading|Guarding|Farming|Milling|Engineering|Consulting|Holding|Catering|Trucking|Packing|Fishing|Drilling|Banking|Printing|Partners|Associates|Chambers|Solicitors|Auditors|Advisers|LLP|& Co|Sons|Bros)\Z")
_PLACE_BEFORE = re.compile(
    r"\b(?:sítio|sitio|fazenda|finca|hacienda|vereda|dusun|desa|kampung|kampong|aul|kishlak|kolkhoz|sovkhoz|wadi|bir|khirbet|qaryat|rumah|afdeling|estate|farm|village|hamlet|settlement|township|port|towns? of|villages? of|hamlets? of|city of|district of|province of|island of|parish of|valley of|commune|comuna|barrio|caserío|resguardo|Comunidad|Afdeling|Wadi|Khirbet|Qaryat|Rumah|Kampung|Desa|Dusun|Vila|Villa|Pueblo|Puerto|Porto|Pekan|Ulu|Sungai|Bukit|Tanjung|Kuala|Nanga|Long|Batu|Tel|Tell|Deir|Ain|Umm|Bab|Beit|Kfar|Ak|Kara|Kyzyl) \Z"
)
_PLACE_FIRST = re.compile(r"(?:Comunidad|Afdeling|Wadi|Khirbet|Qaryat|Rumah|Kampung|Kampong|Desa|Dusun|Vila|Villa|Pueblo|Puerto|Porto|Pekan|Ulu|Sungai|Bukit|Tanjung|Kuala|Nanga|Batu|Tell|Deir|Umm|Bab|Beit|Kfar|Boa|Nueva|Nuevo|Nova|Novo|San|Santa|Santo|Saint|São|Los|Las|El|La|Le|Housing|Camp|Fort|Cape|Loma|Cerro|Río|Rio|Lago|Laguna|Monte|Playa|Barrio|Quebrada|Hill) ")
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Aa]udit(?:s|ed|ing)? (?:was |were )?(?:by|of|from)|[Aa]uditors?:?|[Ll]aw(?:yers?| firm)[,:]?|[Cc]ounsel:?|[Ss]olicitors|[Rr]eview(?:ed)? by|[Ss]urvey(?:ed)? by|[Dd]esign(?:ed)? by|[Aa]ssess(?:ed|ment) by|(?:[Tt]rainer|[Ff]acilitator|[Mm]oderator|[Cc]hair(?:man|woman|person)?|[Tt]reasurer|[Ss]ecretary|[Cc]oordinator|[Pp]resident|[Ee]ditor|[Aa]uthors?|[Rr]apporteur|[Dd]irector|[Cc]onsultant|[Rr]esearchers?|[Pp]resenter|[Kk]eynote|[Ss]peaker|[Ii]llustrat\w+|[Tt]ranslat\w+|[Pp]hotographer?|[Mm]inutes|[Tt]aken by|[Pp]repared by|[Ww]ritten by|[Aa]pproved by|[Cc]leared by|[Cc]ompiled by|[Dd]rafted by|[Oo]pened by|[Cc]haired by|[Ll]ed by|[Hh]osted by|[Ff]ounded by|[Hh]eaded by)[:,]?(?: (?:the |our |Mr|Ms|Mrs|Dr|Prof(?:essor)?\.?|Ambassador|Colonel|Captain|Justice|Judge)\.?)*|[Mm]y (?:predecessor|successor|colleague|co-author|chair|director)|[Oo]ur (?:predecessor|founder|chair\w*|director|president|patron|treasurer|trainer|facilitator|auditor|adviser|editor)|[Jj]oint chair|(?:hum|sing|play|sang|hummed|plays|sings|hums|listen\w* to|read|reads|reading|quot\w+|novel by|song by|songs of|film by|poem by|poems of|essay by|book by|works? of|music of|records? of|T-shirts? of|poster of|portrait of)|named after|in honour of|v\.?|vs\.?|versus|[Ii]n re)[ ,]{1,2}\Z|\((?:ret|rtd|retd|retired)\.?\) \Z"
)
_OFFICE_AFTER = re.compile(r"\A(?: \((?:chair\w*|secretary|treasurer|director|editor|minister|mayor|governor|author|trainer|facilitator|president|coordinator|manager|spokes\w+|prosecutor|judge)\b| S\.A|,? (?:executive director|the (?:minister|mayor|governor|ambassador|director))| v\.? [A-Z]| vs\.? |'s (?:book|novel|essay|theory|study|report|history|song|film|map|kraal|chiefdom|area|people|village|law)\b|’s (?:book|novel|essay|theory|study|report|history|song|film|map|kraal|chiefdom|area|people|village|law)\b|,? (?:S\.A\.|S\.A|Ltd|Limited|LLC|plc|GmbH|S\.L\.|S\.p\.A|B\.V\.|A/S|AG|Co\.|& (?:Co|Sons|Partners|Associates))| (?:Stevedoring|Trust|Foundation|Institute|Cup|Prize|Award|Fellowship|Centre|Center|Law|Act|School|Street|Road|Agency|Band)\b|, (?:University|Professor|Institute|Centre|Ministry|Ambassador|chief executive|managing director|secretary-general|spokes\w+|editor|author|auditors?|QC|KC|SC|MP|PhD|Department|the \w+ centre))")


def not_private(finder: Finder, name: Name) -> bool:
    """A name whose setting tells that it is no private person's: auditors, trainers, chairs, musicians, places, firms, cases."""
    start, end = span(finder, name)
    text = finder.reading.text
    before, after, told = text[max(0, start - 60) : start], text[end : end + 40], text[start:end]
    if _OFFICE_BEFORE.search(before) or _OFFICE_AFTER.match(after):
        return True
    if name.size > 1 and (_STREET.search(told) or (_ROMAN.match(told.split()[-1]) and len(told.split()[-1]) > 1) or _PLACE_FIRST.match(told)):
        return True
    if _PLACE_BEFORE.search(before) and not re.search(r"\b(?:widow|wife|mother|father|son|daughter|brother|sister) of \Z", before):
        return True
    if re.search(r"\bof \Z", before) and re.search(r"\b(?:catechist|organist|priest|teacher|imam|pastor|midwife|nurse|schoolmaster|headman|elders?|people|villagers|miners|women|fishers|farmers|road|outskirts|monks|nuns|fishmonger|herders|sexton|doctor|blacksmith|ferryman|baker|postman) of \Z", before):
        return True
    return bool(re.match(r"['’]s (?:kraal|village|area|land|chiefdom|people|court)\b", after)) and bool(re.search(r"\bChief \Z", before))


def named(finder: Finder, name: Name) -> bool:
    """Whether a capitalised name is a private person's by its place in the text; offices, authors, firms and things are none."""
    if finder.firm(name) or finder.cited(name) or finder.official(name):
        return False
    start, end = span(finder, name)
    text = finder.reading.text
    low, high = _near(finder.reading, start)
    sentence = text[low:high]
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    if finder.words[name.last - 1].text[-2:] in ("'s", "’s") and re.match(r"['’]s [A-Z]", text[end : end + 4]):
        return False
    if _LOW_RANKS.search(before) or (name.rank and _LOW_RANKS.search(text[max(0, start - 24) : start])):
        return not _PUBLISHED.search(sentence)
    full = name.size > 1 or name.initials
    if _EPIGRAPH.search(before) and (full or name.honorific):
        return True
    if _PUBLISHED.search(sentence):
        return False
    titled = name.honorific or bool(_VERNACULAR.search(before[-14:]))
    if _KINLY.search(before[-14:]) and not finder.placed_here(name):
        return True
    if titled and not finder.placed_here(name):
        return bool(_PLACE_OF_HONOUR.search(text[max(0, low - 120) : high + 60])) or finder.context(name.first, name.last) or finder.happens(name)
    if finder.placed_here(name) and not re.search(r"\b(?:to|by|from|of|:) ?\Z", before):
        return False
    if full and _CODES.search(before[-14:] + " | " + after[:10]) and re.search(r"[,;:] ?(?:and )?\Z", before):
        return True
    if full and not finder.placed_here(name) and re.match(r" (?:told (?:us|me|our|the (?:team|panel|court|researchers|interviewer))|recalled|recalls|testified|wept|remembers|said that (?:he|she|his|her)|showed us|asked us)\b", after):
        return True
    if full and (re.search(r"[\"”’»],? (?:says|said|recalls|recalled|adds|added|explains|explained|insists) \Z", before) or re.search(r"\b(?:filed|lodged|brought|submitted|signed) by \Z", before)):
        return True
    trade = _TRADE.match(after)
    if full and trade and not _NO_TRADE.search(trade[0]):
        return True
    honoured = _PLACE_OF_HONOUR.search(sentence)
    return (full and name.given and honoured is not None and not re.match(r"thank|grate|gratit|credit|acknow|from\Z|by\Z|means|names?\Z|absent|received|visited|attn|cc\Z|ward", honoured[0], re.IGNORECASE)) or (full and bool(re.search(r"\b(?:in (?:loving )?memory of|signed|thumbprint|kind regards|whistle-?blower|our (?:source|driver|contact|interpreter|informant)|crew list|bed list|mark of)\b[^.;]{0,60}\Z", before)))


def _near(reading: Reading, at: int) -> Span:
    """The sentence that holds a character, at most 400 characters to either side."""
    start, end = reading.around(at)
    return max(start, at - 400), min(end, at + 400)


def nicked(reading: Reading) -> Iterator[Span]:
    """Nicknames: "Old Bastien of the ferry", "Sunniva "Sunny" Haakestad"."""
    text = reading.text
    for match in _QUOTED.finditer(text):
        start, end = _near(reading, match.start())
        if not _PUBLISHED.search(text[start:end]):
            yield match.span()
    for match in _NICK.finditer(text):
        start, end = _near(reading, match.start())
        if _NICKED_BY.search(text[max(start, match.start() - 16) : match.start()]) and not _PUBLISHED.search(text[start:end]) and match[1].lower() not in reading.book.list("en", "kinds") and match[1].lower() not in reading.book.list("en", "common"):
            yield match.span()
