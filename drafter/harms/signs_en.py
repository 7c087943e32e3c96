"""Further signs of a person in English text: names by their setting, homes and hiding places, numbers, persons of one kind,
children, survivors; and what speaks against a name (an auditor, a trainer, a place, a firm, a case in court).

Each reader looks for one sign of the person and one of what makes the person found; rules, training and figures stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.names import Finder, Name, span
from drafter.harms.text import Reading, Span

_UP = r"[A-Z\u00c0-\u00de]"
_WORD = rf"{_UP}[\w'’-]*[a-z\u00df-\u00ff][\w’'-]*"
_PART = r"(?:bin|ben|ibn|binti|bint|al|el|de|da|do|dos|das|van|von|der|den|du|di|del|della|la|ap|ag|wa|ole|arap|s/o|d/o)"
_FULL = rf"(?:{_WORD}(?: (?:{_PART} ){{0,2}}{_WORD}){{1,3}})"
_MOST = 900
_KIN = r"(?:mother|father|widow|widower|wife|husband|son|daughter|brother|sister|uncle|aunt|cousin|nephew|niece|grand(?:mother|father|son|daughter)|fianc[ée]e?|twin|step\w+|foster \w+|godmother|godfather|partner|mother-in-law|father-in-law|brother-in-law|sister-in-law|son-in-law|eldest|youngest|orphan|neighbour)"
_TRADE = r"(?:citizen|pensioner|resident|villager|tenant|householder|herdsm[ae]n|shepherd|labourer|worker|miner|digger|welder|fisher(?:man|woman)?|farmer|cook|cleaner|nurse|midwife|teacher|clerk|driver|sorter|loader|weaver|tailor|trader|vendor|hawker|porter|guide|interpreter|boatman|ferryman|carpenter|mason|smith|butcher|baker|herbalist|healer|catechist|pastor|sexton|organist|musician|student|pupil|apprentice|docker|stevedore|winchman|deckhand|sailor|seafarer|cutter|picker|packer|sprayer|tapper|harvester|planter|rigger|blaster|driller|electrician|mechanic|plumber|painter|watchman|night porter|caretaker|gardener|maid|laundress|seamstress|dressmaker|hairdresser|barber|shopkeeper|stallholder|waiter|waitress|barman|bartender|dishwasher|messenger|courier|conductor|signalman|stoker|fireman|ranger|tracker|hunter|trapper|beekeeper|shearer|milkmaid|dairyman|potter|basket-?maker|charcoal[- ]burner|scavenger|rag-?picker|scrap collector|rower|diver|complainant|claimant|witness|survivor|victim|deponent|informant|whistle-?blower|source|host|hostess|contact)"
_NOT_NAMES = re.compile(
    r"\b(?:Ltd|Limited|plc|PLC|Inc|LLC|Corp\w*|S\.?A|GmbH|Group|Company|Guarding|Security|Services?|Mine|Mines|Mining|Mill|Mills|Estate|Estates|Village|Settlement|District|Province|County|River|Lake|Road|Street|Lane|Row|Avenue|School|College|University|Institute|Centre|Center|Hospital|Clinic|Church|Mosque|Station|Bridge|Dam|Port|Harbour|Bay|Island|Hill|Mount|Valley|Camp|Court|Tribunal|Ministry|Department|Council|Commission|Committee|Board|Union|Association|Federation|Trust|Foundation|Fund|Bank|Act|Code|Law|Order|Article|Chapter|Section|Annex|Table|Figure|Phase|Block|Lot|Plot|Unit|Complex|Cup|League|Standard|Principles|Convention|Charter|Report|Agency|Authority|Office|Police|Army|Navy|Guard|Guards|Brigade|Battalion|Company|Republic|Kingdom|State|States|Nations|North|South|East|West|Northern|Southern|Eastern|Western|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|This|That|These|Those|When|While|After|Before|If|In|On|At|For|From|With|Our|Their|His|Her|My|Your|We|They|He|She|It|No|Not|Some|Many|All|Head|Chief|Chair\w*|President|Minister|Director|Secretary|Manager|General|Colonel|Captain|Major|Judge|Justice|Professor|Dr|Logistics|Shipping|Terminals?|Stevedoring|Compound|Quarter|Zone|Sector|Gate|Market|Square|Garden|Gardens|House|Hotel|Hall|Flats|Farm|Ranch|Kraal|Site|Plant|Line|Project|Programme|Compact|Forum|Platform|Dialogue|Initiative|Network|Coalition|Alliance|Campaign|Party|Front|Movement|Cross|Crescent|Audit|Bureau|Press|News|Radio|Times|Post|Gazette|Herald)\b"
)
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


# --- names by their setting

_NAMED = re.compile(
    "|".join(
        (
            rf"(?P<a>[\"“]{_WORD}[\"”] {_WORD})",
            rf"\b(?:{_TRADE}|{_KIN}),? (?:(?:named|called) )?(?:(?:Mr|Mrs|Ms|Miss|old|young|citizen)\.? )?(?P<b>{_FULL})(?= ?(?:[,.;)]|who|was|is|has|had|told|said|says|turned|came|went|lost|lives|can|saw|heard|signed|filed|[(]))",
            rf"\b(?:[Oo]ne|[Tt]wo|[Bb]oth|[Tt]he (?:man|woman|boy|girl|person|one|other|third|first|second|latter|former)) (?:of|who|whose|with|in)\b[^.;,]{{3,60}}, (?P<c>{_FULL})(?=,| \()",
            rf"(?:\A|[|•*·\n]|\d[.)]|\([a-z]\)|–|-)\s*(?P<d>{_FULL})(?=,? (?:signs|signed|files|filed|gives|gave|lodges|lodged|withdraws|withdrew|retracts|retracted|swears|testifies|testified|is (?:beaten|arrested|detained|taken|shot|evicted|sacked|dismissed|missing|released|questioned)|was (?:beaten|arrested|detained|taken|shot|evicted|sacked|dismissed|released|questioned|hit)|disappears|vanishes|complains|(?:Block|block|crew|Crew|room|Room|hut|house|House|gang|Gang|shift|Shift|bunk|line|aged?|born|tent|row|Row|plot|lot|Lot|kiln|pit|boat|stall) (?:no\.? )?[\dA-Z]))",
            rf"\b(?:that|home|house|hut|family|households?|case|story|body|grave|funeral|statement|testimony|complaint|claim|children|parents|boat|field|shop|stall|arrest|beating|death|release|name) of (?:(?:old|young|the late|poor) )?(?P<e>{_FULL})(?=[,.;:)]| (?:has|had|was|is|were|who|and|from|in|at|lost|on|by)\b)",
            rf"\b(?:[A-Z]{{1,2}}-?\d{{1,3}}|P\d{{1,3}}|[Ww]itness [A-Z]|[Ss]ource \d+|[Ii]nterviewee \d+|[Rr]espondent \d+)(?: is|,| =|:)? ?\(?(?:real name |i\.e\. |= ?)?(?P<f>{_FULL})\b",
            rf"\b(?:[Ww]e owe|[Oo]wed? (?:\w+ ){{0,4}}?to|[Tt]hank(?:s|ed)?(?: you)?(?: also)? to|[Tt]hank(?:s|ed)?|[Gg]rateful to|[Cc]redit(?:s|ed)? to|(?:photographs?|lists?|notes?|copies|papers|key|help)(?: \w+)? (?:to|from)) (?P<h>{_FULL})(?=,? who\b|, (?:the|an?) [a-z-]+(?:er|or|ist|man|woman|keeper|cook|nurse)\b)",
            rf"\b(?:[Cc]ase|[Ff]ile|[Pp]atient|[Cc]laim|[Ii]nterview|[Rr]ow|[Ee]ntry|[Bb]ed|[Nn]o\.?|[Ww]itness|[Vv]ictim|[Ss]urvivor|[Cc]omplainant) ?#?\d*[:.] ?(?P<i>{_FULL})(?=[,;.(]| -| –|\Z)",
            rf"\b(?:[Oo]ld|[Yy]oung|[Pp]oor|[Bb]lind|[Ll]ame|[Gg]randma|[Gg]ranny|[Uu]ncle|[Aa]unt|[Aa]untie|[Gg]randpa|[Mm]ama|[Pp]apa|[Mm]zee) (?P<j>{_WORD}(?: {_WORD}){{0,2}})(?= (?:of the|from the|who|saw|said|says|told|lost|still|knows|knew|sleeps|lives|was|has|had)\b)",
            rf"\b(?:[Pp]resent|[Aa]ttended|[Aa]ttending|[Ss]igned|[Ii]njured|[Ww]ounded|[Dd]ead|[Mm]issing|[Aa]rrested|[Dd]etained|[Ee]victed|[Ww]itnesses|[Cc]omplainants|[Cc]laimants|[Nn]ames|[Pp]hoto|[Pp]icture|[Cc]aption)(?: [\w ]{{1,20}})?: (?P<k>{_FULL})(?=[,;.]| and| \(| at | in | with )",
            rf"(?<![\w.])(?P<g>{_UP}[a-z\u00df-\u00ff]{{2,}} {_UP}\.)(?=,? (?:from|who|says|said|told|recalls|recalled|of the|at the|saw|and (?:his|her)|\(|a |an |aged|[a-z]+-?[a-z]*(?:er|or|ist|man|woman)\b)|,)",
        )
    )
)
_NOT_HERE = re.compile(r"\b(?:published|author|edited|editor|ISBN|novel|film|statue|ambassador|minister|professor|spokes\w+|commissioner|senator|photograph(?:y|s)? by|cover photo\w*|illustrat\w+|translated|prize|award|lecture|fictional|invented name|names? (?:have been|are|were) changed|pseudonym)\b", re.IGNORECASE)


def names(reading: Reading) -> Iterator[Span]:
    """Full names, nicknames and names with an initial that stand where only private persons are named."""
    text = reading.text
    for match in _NAMED.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        told = text[start:end]
        low, high = reading.around(start)
        if _NOT_NAMES.search(told) or _NOT_HERE.search(text, max(low, start - 200), min(high, end + 120)) or _OFFICE_BEFORE.search(text[max(0, start - 60) : start]) or _OFFICE_AFTER.match(text[end : end + 40]) or _PLACE_FIRST.match(told):
            continue
        lows = [w.lower() for w in re.findall(r"[^\W\d_]+", told)]
        if any(w in reading.book.list("en", name) for w in lows for name in ("firms", "kinds", "countries", "demonyms")):
            continue
        yield start, end


# --- homes and hiding places

_LOC = r"(?:at|in|on|near|by|above|over|below|under|behind|beside|opposite|beyond|past|across from|next to|next door to|outside|off|up|down|between|facing|along)"
_HUT = r"(?:hous(?:e|es)|homes?|huts?|cabins?|rooms?|flats?|apartments?|attics?|lofts?|cellars?|basements?|garrets?|tents?|compounds?|homesteads?|shacks?|sheds?|barns?|stables?|bungalows?|cottages?|kraals?|bomas?|gers?|yurts?|caravans?|trailers?|containers?|boats?|houseboats?|barges?|chapels?|convents?|monaster(?:y|ies)|manse|rectory|presbytery|shelters?|refuges?|workshops?|garages?|outhouses?|hostels?|dormitor(?:y|ies)|lodgings?|lodge|caves?|quarters|farms?|farmhouse|granar(?:y|ies)|lean-tos?|plots?|parcels?|stands?|terraces?|villas?|annexes?|dwellings?|residences?|ruins?|cattle posts?|posts?|canoe shed|boathouses?|net lofts?|tea house|guest ?house|bakery|shophouses?|kedai|longhouses?|stilt house|pitch(?:es)?|berths?|bunks?|squats?|camps?|places?|stalls?|smallholdings?|orchards?|vineyards?|fields?|gardens?|pastures?|bothy|croft|dugout|pump house|smokehouse|wash-?house|glasshouse|icehouse|summer ?house|mill|lighthouse|lock-keeper['’]s \w+)"
_NAME = rf"{_UP}[\w'’.\-–]+(?: (?:(?:of|de|du|des|da|do|la|le|el|the|al) )?{_UP}[\w'’.\-–]+){{0,4}}"
_TO_NAME = rf"(?:(?<= )(?:the )?(?={_NAME}|number|[Nn]o\.|[Ll]ot|[Pp]lot)|[^.;:!?|]{{0,60}}?(?:\b(?:in|at|of|near|on|off|by|from|to|past|behind|above|below|beyond) (?:the )?|, |['’]s ))(?:{_NAME}|No\.? ?\d+|Lot \d+|number \d+)(?:,? (?:{_NAME}|\w+ (?:settlement|hamlet|village|quarter|ward|colony|compound|camp|point|landing)))*"
_AT_HOME = re.compile(
    "|".join(
        (
            rf"\b(?:now |still |currently |is |was |be |seen |found |last seen )?(?:in|at|to|into|above|over|behind|by|under) (?:an? |the |his |her |their |its |one )?(?:rented |rear |back |spare |upstairs |borrowed |small |old |empty |disused |hired |first |second |third |last |[\w'’-]+ ){{0,3}}?{_HUT} {_LOC} {_TO_NAME}",
            rf"\b(?:rents?|renting|has|keeps|keeps to|took|taken|takes|has taken|occupies|shares?|borrowed|found|given|offered|lent|moved (?:in)?to|lives in|stays in) (?:its |an? |the |his |her |their |one |two |three |some )(?:[\w'’-]+ ){{0,3}}?{_HUT} (?:{_LOC}|of) {_TO_NAME}",
            rf"\b(?:his|her|their|its|the (?:man|woman|family|widow|witness|couple)['’]s|[\w-]+['’]s) (?:[\w'’-]+ ){{0,3}}?{_HUT}(?: (?:is|was|stands|stood|lies|sits|can be found))?(?:,| {_LOC}| the (?:last|first|second|third|only) (?:one )?(?:on|in|at|of|from|before|after|past)) {_TO_NAME}",
            rf"\b(?:sle(?:eps?|pt|eping)|hid(?:es?|ing|den)?|liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|g[oe](?:es|ne|ing)? to ground|went to ground|l(?:ies|ying|ay) low|holed up|camp(?:s|ed|ing)|shelter(?:s|ed|ing)|waits|waiting|wait|keeps (?:him|her|them)|hidden|kept|nursed|treated|moved (?:him|her|them|the \w+)|took (?:him|her|them)|brought (?:him|her|them)|met (?:him|her|them|the \w+)|goes|comes|seen|can be (?:found|reached)|put up|taken in|moved|lodg(?:es|ed|ing)|reached him|reached her|fled|escaped|returned|crossed) (?:out |up |down |over |away )?(?:with (?:kin|relatives|family|friends|(?:his|her|their|an?) \w+) )?(?:for us |for him |for her )?(?:{_LOC}|to|into|with) (?:the |an? |his |her |their )?(?:[\w'’-]+ ){{0,4}}?(?:{_HUT}|nuns|monks|fathers|stop|bench|gate|stall|lines?|chapel|church|mosque|temple|shrine|mill|kiln|well|spring|jetty|landing|press|pump station|crossing|bridge|school|bakery|shop|store|bar|tavern|weir|lock|quarry|waterfall|rapids|island|islet|point|sister|brother|uncle|aunt|cousin|mother|father|parents|in-laws|grandmother|daughter|son)\b{_TO_NAME}",
            rf"\b(?:at|to|is|was|now|number|rehoused|resettled|lives|:|them|one) ?(?:at |in |on )?(?:[Ll]ot|[Pp]lot|[Pp]arcel|[Ss]tand|[Hh]ouse|[Hh]ut|[Pp]itch|[Rr]oom|[Bb]lock|[Ff]lat|[Uu]nit|[Dd]oor|[Tt]ent|[Bb]unk|[Bb]erth|[Nn]o\.?|[Nn]umber|[Cc]ontainer|[Cc]ompound) (?:[Nn]o\.? ?|[Nn]umber )?\d{{1,5}}[A-Za-z]?(?:,| on| at| in)? [^.;:|]{{0,40}}?{_NAME}(?:, (?:{_NAME}|\w+ (?:settlement|hamlet|village|quarter|ward)))*",
            rf"\b(?:sle(?:eps?|pt)|hid(?:es?|ing|den)?|lives?|living|stay(?:s|ed|ing)?|camp(?:s|ed|ing)?|shelter(?:s|ed|ing)?|waits?|lodg(?:es|ed)|kept|found|seen) (?:\w+ )?(?:at|in|by|near|above|below|behind|on) (?:the )?{_NAME} (?:spring|well|waterhole|point|islet|island|creek|ridge|cave|farm|homestead|mission|jetty|landing|lagoon|bend|ford|crossing|chapel|mill|gully|oasis|lake|cove|falls|orchard|lock|shrine|temple|convent|monastery|pass|reef|clearing|pan|drift|halt|quarry|pit|lines)\b",
            rf"\b[a-z]+(?:['’]s)? (?:[a-z]+ )?(?:of|from|at|in) {_NAME}(?: (?:drift|pan|ridge|point|ford|landing|hollow|bend|rise|creek|halt|siding))?, (?:just )?(?:below|above|behind|beside|opposite|past|beyond|under|next to|two \w+ from|the (?:last|first|second|third|only) \w+) [^.;,]{{3,60}}",
            rf"(?:\A|[|•*·\n]|\d[.)]|\([a-z]\)) ?\W*(?:the |a )?(?:[\w'’-]+ ){{0,3}}?(?:{_KIN}|{_TRADE}|family|household)(?:,| (?:of|at|in|from)) (?:[\w'’-]+ ){{0,2}}?(?:at |in |near )?{_NAME}, {_NAME}",
        )
    )
)
_FIRST = re.compile(r"[^\W\d_]")
_PERSON_THERE = re.compile(rf"\b(?:she|he|they|him|her|them|his|their|P\d+|[A-Z]-?\d+|{_KIN}|{_TRADE}s?|man|woman|men|women|boy|girl|famil(?:y|ies)|household|couple|widows?|elder|former guard|ex-guard|guard|deserter|leader|eldest|speaker|the other|[a-z]{{3,}}(?:monger|keeper|herd|maker|wright|ist))\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\b(?:withheld|undisclosed|not (?:given|published|disclosed|named|shown|printed)|novel|film|poem|legend|fictional|head office|headquarters|registered office|our office|secretariat|museum|conference|workshop|seminar|training|meeting (?:was|will be) held|hearing|ministry|embassy|court (?:sits|in)|tribunal|hotel|university|project office|launch(?:ed)? (?:at|in)|opened (?:a|an|the|in|at)|inaugurat\w+|factory|plant|refinery|warehouse|depot|terminal|office|offices|polling|population|stadium|league|match|minister|ambassador|investors?|shareholders?|company['’]s|the company|firm['’]s|built (?:a|an|the)|clinic in|hospital in|barracks|police station|airport|guards (?:live|are)|troops|soldiers|patrols?|audit|report|survey|statistics)\b",
    re.IGNORECASE,
)


def located(reading: Reading) -> Iterator[Span]:
    """A home, a hiding place or a bed with a name or a mark that leads to it, beside a person."""
    text = reading.text
    for start, end in reading.sentences:
        if not 12 <= end - start <= _MOST:
            continue
        sentence = _FIRST.sub(lambda m: m[0].lower(), text[start:end], count=1)
        for match in _AT_HOME.finditer(sentence):
            low, high = max(0, match.start() - 160), match.end() + 40
            if _LEFT_OUT.search(sentence, low, high) or not (_PERSON_THERE.search(sentence, low, match.end() + 80) or match.start() < 4):
                continue
            yield start + match.start(), start + match.end()
            break


# --- numbers

_CODE = r"[A-Z\d](?:[ ./·•–-]?[A-Z\d]){3,21}"
_NUMBERED = re.compile(
    rf"\b(?i:IBAN|account|voter(?:['’]s)? card|clinic card|health card|licen[cs]e|passport|permit|work permit|residence permit|visa|licen[cs]e|plate|number plate|car|truck|lorry|van|pick-?up|motorbike|motorcycle|moped|scooter|minibus|taxi|bus pass|boat|registration|ID|ID card|identity card|card|NRC|NIN|IIN|PESEL|CPF|CURP|DNI|social security|pension|insurance|payroll|badge|crew card|seaman's book|ration card|clinic card|file|case file|patient|SIM|IMEI|mobile money|M-Pesa|WhatsApp|Signal|Viber|Telegram|phone|mobile|cell|tel)\b(?: (?:no\.?|number|nr\.?|(?:of|at|with) [^.;:\n]{{3,60}}?))?[ :(,#=]{{1,3}}(?:is |was |under |reads |reading |bears |numbered |is numbered |no\.? ?|has the number )*(?P<n>(?:[A-Z]{{1,5}} )?(?=[^\n]{{0,16}}\d{{2}})(?:\+\d[\d ()-]{{6,16}}\d|{_CODE}))(?![\w%])"
)
_NOT_NUMBER = re.compile(
    r"\b(?:hotline|toll|helpline|switchboard|free (?:of charge|line|call)|order|invoice|contract|decree|act|law|article|resolution|verdict|judg(?:e)?ment|case no|standard|ISO|GRI|lot|batch|tender|licen[cs]e block|mining licen[cs]e|exploration|concession|export|import|company registration|registered|charity|model|fleet|budget|project|grant|flight|container|bill of lading|crisis|office|desk|secretariat|complaints line|victims['’] line)\b",
    re.IGNORECASE,
)
_VEHICLE = re.compile(r"plate|number plate|car|truck|lorry|van|pick|motor|moped|scooter|minibus|taxi|boat|registration", re.IGNORECASE)
_NO_CODE = re.compile(r"(?:19|20)\d\d(?:[-–/ ](?:19|20)?\d\d)?\Z|[A-Z ]+\Z|\d{1,3}\Z")


def numbered(reading: Reading) -> Iterator[Span]:
    """Numbers behind a word for a paper, a vehicle, an account or a telephone that is somebody's."""
    if not reading.digits:
        return
    text = reading.text
    for match in _NUMBERED.finditer(text):
        start, end = match.span("n")
        told = text[start:end]
        low, high = reading.around(start)
        near = text[max(low, match.start() - 120) : min(high, end + 60)]
        if _NO_CODE.match(told) or sum(c.isdigit() for c in told) < 2 or _NOT_NUMBER.search(near) or public_number(text, start, end):
            continue
        least = 2 if _VEHICLE.match(match[0]) and re.search("[A-Z]{2}", told) else 4 if re.search("[A-Z]", told) else 6
        if sum(c.isdigit() for c in told) < least:
            continue
        yield start, end


_OPEN_LINE = re.compile(r"\b(?:hotline|toll[- ]free|helpline|free ?(?:phone|line|call)|victims['’]? line|crisis (?:line|centre)|switchboard|complaints? (?:line|desk|box)|outside line|open(?:ed)? a (?:line|desk)|open line|own\)|24[- ]hour|emergency|ombuds\w+|speak-?up|report(?:ing)? line|survivors['’] line|legal aid line|office hours)\b", re.IGNORECASE)


def public_number(text: str, start: int, end: int) -> bool:
    """A free or public line: its number begins with 0800 or the like, or its sentence says so right beside."""
    digits = re.sub(r"\D", "", text[start:end])
    if re.match(r"(?:\d{1,3})?0?800\d|1800|0?80[08]", digits) and len(digits) <= 14 and re.search(r"(?:^|\D)(?:1[- ])?0?80[08]\b", text[max(0, start - 1) : end]):
        return True
    return bool(_OPEN_LINE.search(text[max(0, start - 70) : start]))


DESKS = frozenset(["panel", "secretariat", "office", "mesa", "desk", "info", "forum", "committee", "council", "board", "dialogue", "hotline", "line", "unit", "team", "project", "press", "media", "papers", "comments", "enquiries", "inquiries", "contact", "feedback", "complaints", "grievance", "grievances", "registry", "clerk", "editor", "editors", "news", "observatory", "ombudsman", "ombuds", "social", "hr", "office", "help", "support", "submissions", "witness-unit", "transparency", "ethics", "compliance"])


# --- one of a kind

_NORM = re.compile(r"\b(?:must|shall|should|may not|prohibit\w*|forbid\w*|policy|policies|whoever|in case of|in the event|if (?:a|an|the|any|she|he|they|you)|training|guidelines?|code of conduct)\b")


def _rules(sentence: str) -> bool:
    """A rule, a condition, an open question: nothing that happened."""
    return sentence.rstrip(' "”’)').endswith("?") or bool(_NORM.search(sentence))


_RARE = re.compile(
    r"\b(?:only|sole|lone|single|first|last|oldest|eldest|youngest|tallest|longest-serving|remaining|surviving|former|retired|one-(?:armed|legged|eyed|handed|eared)|Welshman|Bah\S+|three-fingered|red-haired|red-bearded|albino|blind|deaf|mute|lame|limping|hunchbacked|left-handed|divorced|twice-widowed|pregnant|trans|transgender|wheelchair-bound|stammering|tattooed|scarred|veiled|twin|triplets?|mother of (?:the )?(?:twins|triplets|two|three|four|five|six|seven)|father of (?:the )?(?:twins|triplets|two|three|four|five|six|seven)|famous|well-known|known (?:to everyone )?(?:as|for)|bald|bearded|gold tooth|glass eye|wooden leg|limp|stutter|scar|birthmark|left-footed|defrocked|excommunicated|foreign|self-taught|[A-Z]\w+-(?:born|speaking|trained)|the one|no other|red-haired|with (?:one|a|two) (?:\w+ )?(?:eye|leg|arm|hand|sticks?|crutch\w*|scar|limp|stammer)|two sticks|crutch(?:es)?|lost (?:a|an|one|his|her) (?:leg|arm|eye|hand|foot|hearing|sight)|diabetic|epileptic|convert|Adventist|Jehovah\w*|Uncle|Aunt|Auntie|Granny|Grandma|Grandpa|Old|Mama|Papa)\b"
)
_YEARS = re.compile(r"\b\d{2}[- ]year[- ]old\b|\baged? (?:about )?\d{2}\b|(?<=[a-z]), \d{2}(?=[,.;]| and| who)|\b[Aa]t \d{2}\b(?=,| the| she| he| and)|\bof \d{2}\b(?=,| and| who|\.| from)|\((?:aged )?\d{2}\)|\bin (?:his|her) (?:late |early |mid-)?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-\w+)?[- ]year[- ]old\b|\bof (?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-\w+)?\b|, (?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-\w+)?,")
_BOUND = re.compile(
    rf"\b{_KIN} (?:of|to) (?:the |a |an |our |its |one |two |three |that )?[\w'’-]+|\b(?:the|our|a|its|dead|[\w-]+['’]s) (?:[\w'’-]+ )?[\w-]+['’]s (?:\w+ )?{_KIN}\b|\b(?:married to|engaged to|widowed by|adopted by|daughter-in-law of|raised by|in-law of) |\bwhose (?:son|daughter|brother|sister|father|mother|husband|wife|uncle|twin|stall|shop|boat|dog|donkey|cart|house)\b|\b(?:her|his) (?:son|daughter|brother|sister|father|mother|husband|wife) (?:is|was|works|runs|drives|sits|plays)\b"
)
_DOES = re.compile(
    r"\b(?:who|and|which) (?:still |also |now |once |has |had |always |alone |himself |herself )*(?:been here|breeds?|leaked|lives off|[a-z]{3,}s (?:the|a|an|geese|horses|at|in|on|off|with)|drives?|drove|keeps?|kept|runs?|ran|owns?|sells?|sold|plays?|played|won|wins|lost|mends?|repairs?|teaches|taught|rings?|wears?|walks|sings?|sang|bakes?|rows?|ferries|survived|drowned|came (?:back|from)|swam|served|married|raised|preaches|coaches|umpires|carves|paints|rides|lives|speaks|returned|studied|ran for|stood for|was elected|works|worked|has been|used to|can no longer|walked|founded|built|led|leads|took part|translated|cooks|cooked)\b|\b(?:trumpet|piano|violin|accordion|drum|flute|choir|football|chess|boxing|wrestling|dance|driving|swimming|Quran|Bible|Sunday school) (?:teacher|player|master|coach|champion|tuner)\b"
)
_ROLE = re.compile(
    rf"\b(?:{_TRADE}|{_KIN}|[a-z]+-[a-z]+(?:er|or|ist|man|woman)|(?!(?:other|number|order|river|water|letter|matter|paper|under|over|after|never|ever|rather|whether|later|further|former|member|power|major|minor|sector|factor|centre|corner|quarter|summer|winter|december|september|november|october|tender|order|border|proper|officer|minister|speaker|manager|director|commander|consumer|supplier|producer|contractor|operator|investor|auditor|better|greater|larger|smaller|higher|lower|longer|shorter|another|either|neither|neighbour|man|remainder|however|moreover|together|clear|year|near|bar|car|war|her|door|floor|for|nor|or|per|exist|list|most|best|test|east|west|past|first|last|least|almost|must|just|against|amidst|consist|assist|resist|persist)\b)[a-z]{{3,}}(?:er|or|ist|man|woman|smith|herd|keeper|wright|ess|eur|vet|hand)|vet|cook|guard|nurse|widow|boy|girl|man|woman|priest|monk|nun|chief|elder|imam|clerk|uncle|aunt|granny|steward)\b", re.IGNORECASE
)
_WHERE = re.compile(
    rf"\b(?:in|on|at|of|from|by|beside|near|behind|aboard) (?:the |its |their |our |this |that )?(?:[\w'’-]+ ){{0,3}}?(?:hamlet|village|valley|shore|lake|island|gate|bridge|ferry|parish|ward|camp|settlement|quarter|district|street|market|clinic|school|mill|mine|pit|plant|site|shift|crew|depot|port|pier|estate|plantation|choir|team|union|council|station|square|chapel|church|mosque|temple|well|crossing|yard|lines?|gang|kitchen|canteen|laundry|lighthouse|roster|section|reef|river|coast|atoll|cabin|cutters|drivers|workers|{_UP}[\w'’-]+)\b"
)
_DATED = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2})\b")
_TOLD = re.compile(r"\b(?:P\d+|[Ww]itness\w*|[Ss]ource|[Ii]nformant|[Cc]omplain\w+|[Cc]laimant|[Ss]urvivor|[Vv]ictim|[Dd]eponent|[Ii]nterviewee|refused to sign|was (?:sacked|shot|beaten|fined|arrested|detained|evicted|dismissed)|sacked|shot|testif\w+|told|statement|threatened|hiding)\b")
_GROUP = re.compile(
    r"\b(?:policy|policies|training|trained|module|curriculum|per cent|percent|statistics|survey of|hundreds|thousands|minister|ambassador|president|prime minister|chief executive|novel|film|proverb|statue|museum|founder|professor|author|researcher|auditor|general secretary|champion of the|company was|the first (?:time|step|year|phase|company|country|firm|mine|audit|report|women|woman (?:president|minister|director|judge|chair\w*))|the only (?:way|reason|thing|time|company|firm|law|road|source)|last (?:year|month|week|time|report)|league|scored|if|any|should|must|every|each)\b",
    re.IGNORECASE,
)


def pointed(reading: Reading) -> Iterator[Span]:
    """A description of one person out of four signs or more: rarity, age, kinship, what he does, where, the day."""
    text = reading.text
    if reading.passage.kind in ("heading", "property", "footnote"):
        return
    for start, end in reading.sentences:
        sentence = text[start:end]
        if not 30 <= len(sentence) <= _MOST or _GROUP.search(sentence) or not _ROLE.search(sentence) or _rules(sentence):
            continue
        rare, years = _RARE.search(sentence), _YEARS.search(sentence)
        bound, does = _BOUND.search(sentence), _DOES.search(sentence)
        if not (rare or years or (bound and does) or (_TOLD.search(sentence) and (does or bound))) or sum(map(bool, (rare, years, bound, does, _TOLD.search(sentence)))) < 2:
            continue
        signs = [m for m in (rare, years, bound, does) if m]
        first = min(m.start() for m in signs)
        where = _WHERE.search(sentence, max(0, first - 40))
        signs += [m for m in (where, _DATED.search(sentence), _RARE.search(sentence, rare.end()) if rare else None) if m]
        if len(signs) + bool(_TOLD.search(sentence)) < (3 if rare and (years or bound or _TOLD.search(sentence)) else 4):
            continue
        yield start + first, start + max(m.end() for m in signs)


# --- children

_MINOR = re.compile(
    rf"(?<=[a-z]), (?:aged? )?(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|[3-9]|1[0-7]),|\b[Bb]aby {_WORD}|-year-old {_WORD}|\b{_WORD},? \(?(?:aged? )?(?:[3-9]|1[0-7])\)?(?=,| (?:yrs?|years|y/o|from|in|at|of)|\)| was| is| and)(?! (?:January|February|March|April|May|June|July|August|September|October|November|December|km|per|metres|tonnes|hectares))"
    rf"|\b{_WORD}, (?:only |just |barely )?(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?=,| years)"
    rf"|\b(?:girl|boy|child|son|daughter|pupil|lad|kid|grandson|granddaughter|niece|nephew|orphan|brother|sister|twins?)(?: {_WORD})?,? (?:of|aged|is|was|turned|turns) (?:only |just |barely |about )?(?:[3-9]|1[0-7]|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b"
    r"|\b(?:[1-9]|1[0-7]|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[- ](?:year[- ]old|years[- ]old|yrs?\b|y/o)(?! (?:agreement|contract|lease|plan|record|programme|project|licen[cs]e|mine|plant|company|truck|firm|strategy|deal))"
    r"|\b(?:foster|step|god|adopted|youngest|eldest|little|small|younger|elder|teenage|schoolboy|baby|infant|orphaned) ?-?(?:son|daughter|child|boy|girl|brother|sister|twin)\b|\b(?:the|our|a|my|[\w-]+['’]s) (?:\w+ )?[\w-]+['’]s (?:little |small |young )?(?:girl|boy|twins|baby|child|kid|little one|youngest)\b|\b(?:the|a|one|his|her|that|dead|little|injured|missing) (?:\w+ )?(?:child|boy|girl|schoolboy|schoolgirl|pupil|baby|toddler|teenager) (?:was|is|who|in|from|with|on|at|whose)\b|\b[Ll]ittle [A-Z][a-z]+\b|\bis (?:only |just |barely )?(?:six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|[4-9]|1[0-7])\b(?= and|,|\.|;| years)|\bin (?:first|second|third|fourth|fifth|sixth|seventh) (?:grade|class|form)\b|\bin (?:Grade|Class|Form|Standard|Year|Primary) \d+\b|\b(?:pupil|schoolboy|schoolgirl|first-grader|kindergartener) (?:of|at|from|in) "
)
_LEADS_HOME = re.compile(
    rf"\b(?:a|the|our|one|my|[\w-]+['’]s) (?:[\w-]+ )?(?:{_TRADE}|pastor|chief|headman|imam|foreman|manager|guard|sexton|teacher|driver|widow)['’]s (?:[\w'’-]+ ){{0,2}}?(?:son|daughter|child|boy|girl|grandson|granddaughter|nephew|niece|twins?|ward|youngest|eldest)\b|\b(?:[Ll]yceum|[Ss]chool|[Kk]indergarten|[Pp]rimary|[Oo]rphanage|[Mm]adrasa|[Aa]cademy|[Gg]ymnasium|[Cc]r[eè]che) (?:No\.? ?)?(?:\d+|(?:of|in|at) {_UP}|{_UP}\w+)|\b{_UP}\w+(?: {_UP}\w+)? (?:Primary|Lyceum|School|Orphanage|Academy|Kindergarten|Madrasa|Secondary)\b|\b(?:beside|behind|with|to make|near|helps|help) (?:his|her|their) (?:\w+ )?(?:father|mother|uncle|aunt|brother|sister|parents|grandmother|grandfather|family)\b|\b(?:little|small|my grandson|my son|my daughter|grandson|granddaughter|the boy|the girl|son|daughter|nephew|niece) {_UP}[a-z]+|\b{_WORD}(?:,? \(?(?:aged? )?(?:\d{{1,2}})\)?|, \w+,)|\b(?:Grade|Class|Form|Standard) \d+\b|\b(?:the|a|our|an|my) (?:\w+ )?(?:blacksmith|imam|chief|headman|cook|baker|ferryman|herbalist|midwife|boatman|catechist|shopkeeper|[a-z]+(?:er|or|man|smith|keeper|monger|herd|ist))['’]s\b|\b(?:his|her|their) (?:father|mother|parents|uncle|aunt|brother)['’]?s?\b|\bbeside the (?:crusher|sluice|mill|kiln|belt)\b|\bunder-\d+\b|(?<=[a-z]), {_UP}[a-z]+,|-year-old {_UP}[a-z]+|\b[Bb]aby {_UP}[a-z]+|\bat the (?:first|second|third|\w+) (?:kiln|pit|mill|crusher|gate)|\b(?:scar|burns?|one eye|limp|twin|albino|deaf|blind|goalkeeper|drummer|sight of)\b|\b(?:in|at|from|of) (?:the )?{_UP}[\w-]+|\b(?:HR|guards?|foreman|company|police|gate men|soldiers|rangers) (?:sent|took|beat|caught|held|drove|made|found)\b"
)
_NO_MINOR = re.compile(
    r"\b(?:policy|policies|child rights|children['’]s rights|child protection|under 18|minimum age|training|module|convention|enrol\w+|\d{2,} (?:children|pupils|students)|per ?cent|survey|scholarships?|sponsor\w*|vaccin\w+|curriculum|forbid\w*|prohibit\w*|statistics|novel|film|Article|Section|Chapter|Annex|Table|Figure|Phase|Module|Version|Route|Order|Judg(?:e)?ment|Resolution|Mill|Unit|Block|Pit|Shaft|Gate|Line|Zone|Sector|Level|Tier|Part|Step|Day|Week|Year|Room|Lot|page|paragraph|years of|anniversary|team|league)\b"
)


def children(reading: Reading) -> Iterator[Span]:
    """A child by age, class or kinship with what leads to it: a name, a school, a parent's trade, a place."""
    text = reading.text
    for start, end in reading.sentences:
        if end - start > _MOST:
            continue
        sentence = text[start:end]
        young = _MINOR.search(text, start, end)
        if not young or _NO_MINOR.search(text, max(start, young.start() - 60), min(end, young.end() + 80)) or _rules(sentence):
            continue
        found = [m for m in _LEADS_HOME.finditer(text, start, end) if not (young.start() == m.start() and young.end() == m.end() and not text[m.start()].isupper())]
        person = re.search(r"\b(?:boy|girl|child|son|daughter|pupil|lad|kid|grandson|granddaughter|niece|nephew|orphan|brother|sister|he|she|his|her|him|year-old|yrs?|schoolboy|schoolgirl|twin|breaks|picks|carries|works|burns|taken|beaten|worked|sorts?|carried|hit|held|lost|stopped|outside (?:his|her))\b", text[start:end])
        if found and person:
            yield min(young.start(), found[0].start()), max(young.end(), *(m.end() for m in found[:3]))


# --- survivors

_SEXUAL = re.compile(
    r"\b(?:rap(?:e|ed|ing)|gang-rap\w+|sexual(?:ly)? (?:\w+ )?(?:assault\w*|abus\w+|attack\w*|harass\w+|exploit\w*|touch\w*|forced)|(?:assault|abus|attack|harass|violat|molest|humiliat|forc)\w* sexually|defiled|molested|grop(?:ed|es|ing)|fondled|sodomi[sz]ed|violated|ravished|outraged|forced (?:himself|themselves) (?:up)?on|had (?:his|their) way with|interfered with|(?:drugged|drunk|tied|beaten) and (?:abused|used|forced|raped|violated)|undress(?:ed|es|ing)? (?:the|a|her|him|them|two|three)|abused (?:the|a|an|her|him|them|two|three|one of)|a night with|(?:was|were|been|being|get|gets|got) (?:\w+ )?(?:abused|touched|felt up|undressed|fingered|used) by|abused by|stripped(?: naked)?(?: and| by|,| to)|made (?:her|him|them|the \w+) (?:undress|strip|lie|kneel|bathe|pose|take off)|(?:made|forced|ordered|told) to (?:undress|strip|pose|take off|lie down|lift (?:her|their)|bathe|squat)|undress(?:ed)? (?:in front|before|while)|made pregnant by|pregnant by (?:force|a guard|the)|(?:his|her) (?:clothes|dress|skirt|blouse|underwear|trousers|sarong) (?:\w+ )?(?:cut|torn|ripped|pulled|taken) (?:off|away|up|down)|(?:tore|ripped|cut|pulled|lifted) (?:off |up |down )?(?:her|his) (?:\w+ )?(?:clothes|dress|skirt|blouse|underwear|trousers|sarong|bra|headscarf)|taken to (?:his|the \w+['’]s) (?:room|bed|quarters|hut|tent|bunk|cabin)|came to (?:her|their) (?:bed|bunk|mat|room)|shared (?:his|the \w+['’]s) bed|(?:for|demand\w*|want\w*|ask\w*) (?:her )?(?:sex|sexual favou?rs|a night)|sex (?:for|in (?:exchange|return)|as the price)|exposed himself|virginity (?:test|check)\w*|(?:watched|filmed|photographed) (?:her|them|the \w+) (?:wash\w*|bath\w*|naked|undress\w*|shower\w*)|one (?:of them )?was forced|forced (?:her|him|them) (?:onto|on to|to (?:have|touch|lie|sleep))|slept with (?:her|them) (?:by force|against)|against her will|kissed (?:her )?by force|(?:put|ran|slid|shoved|pushed|thrust) (?:his|their) (?:hands?|fingers?) (?:up|under|inside|down|between|over)|(?:to|into|in|onto) his (?:bunk|bed|mattress|mat|lap|cabin|tent|quarters)|(?:had|made|forced|has|have|order\w+|told) (?:\w+ ){0,3}?to (?:sleep|lie|spend the night|go|share a bed|bed down) with|(?:was|were|be|been) made to (?:bathe|undress|strip|dance|pose|lie|kiss|touch|wash|parade)|forced into (?:sex|his|prostitution|bed|marriage|an? \w+ act)|into (?:prostitution|sex)|search(?:ed|es|ing)? naked|naked (?:search\w*|photo\w*|before|in front)|(?:woke|woken|found|left) (?:up )?(?:undressed|naked|half-naked|bleeding|without her)|assaulted|pinned (?:her|the \w+) (?:down|against|to)|climbed (?:in|into|on|onto) (?:\w+ )?(?:her|the \w+['’]s?) ?(?:bed|bunk|hammock|mat)?|press(?:ed|ing) (?:himself|themselves) (?:up )?(?:on|against)|sexual favou?rs|laid hands on|tore open|lifted (?:her|the \w+['’]s) (?:skirt|dress|veil)|marr(?:y|ied) (?:her )?by force|kept (?:her )?(?:as|like) (?:his|a) (?:wife|concubine))\b"
)
_TRAIT = re.compile(
    rf"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Ramadan|Christmas|Easter|Eid|Diwali|harvest|Lent|Epiphany|Good Friday|pay night|market day|New Year|eve of|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|pay ?day|night train|night of|launch party|last week|that night|the night|new year)\b|\b\d{{2}}-year-old\b|(?<=[a-z]), \d{{2}},|\baged? \d|\b(?:in|at|behind|on|inside|near|under) (?:the |a |an |his |its )?(?:[\w'’-]+ ){{0,3}}?(?:rooms?|\w+room|loft|laundry|stores?|kitchen|shed|cells?|van|truck|hut|office|field|forest|toilets?|latrines?|stairs|container|dormitory|corridor|guard ?house|tent|barn|yard|quarters|house|checkpoint|gate|post|well|river|station|clinic|canteen|hostel|barracks|market|plant|camp|weighbridge|pit|court|quarry|halt|train|barrier|border|nursery|warehouse|cabin|bunk|boat|mill|cellar|pump house|{_UP}\w+)\b|\b(?:wife|daughter|sister|niece|mother|widow|sisters-in-law|sister-in-law|cousin|twins?) of\b|\bfrom (?:Block|Rua|Calle|the)\b|\b(?:the|a|an|new|young|night) (?:[\w-]+ )?(?:laundress|typist|tea (?:girl|lady|seller)|translator|interpreter|cook|cleaner|maid|seller|vendor|trader|nurse|teacher|clerk|picker|packer|sorter|trainee|intern|recruit|waitress|seamstress|widow|student|pupil|sweeper)\b(?: who| in| at| of| on|,)?|\bbus \d+\b|\bfrom [A-Z]\w+|\b(?:two|three|four|both) (?:sisters|brothers|boys|girls|cousins)\b|\bto get (?:her|his|their)\b|\b(?:the first|the second|one|two|eldest|youngest|only) of the\b|\bthe only\b"
)
_SURVIVOR = re.compile(
    rf"\b(?:she|her|hers|wom[ae]n|girls?|wife|wives|sisters?|sisters-in-law|daughters?|mothers?|widows?|nuns?|{_TRADE}s?|sweeper|seller|assistant|attendant|receptionist|secretary|trainee|intern|recruit|prisoner|detainee|hands?|boys?|lad|man|him|his|P\d+|[A-Z]-?\d+|waitress|[a-z]{{4,}}(?:ess|ress)|drivers?|workers?|pickers?|[a-z]{{4,}}(?:er|ist))\b"
)
_NO_SURVIVOR = re.compile(
    r"\b(?:policy|policies|code of conduct|module|curriculum|training|trained|topics?|convention|zero tolerance|guidelines?|definition|resolution|standards?|protocol|procedure|referrals?|prevention|awareness|risks? of|indicators?|statistics|per ?cent|\d+ cases|cases of|forms of|novel|film|how to respond|campaign|helpline|hotline|if|any|must|may not|should|whoever|prohibit\w*|forbid\w*|rule on|course|workshop|lecture|report on|court found|was (?:convicted|sentenced)|talk on|seminar on|session on|refer survivors|search(?:ed|es)? of bags|stripped (?:of (?:his|her|the|its)|and (?:repainted|cleaned|sold)))\b",
    re.IGNORECASE,
)


def sexual(reading: Reading) -> Iterator[Span]:
    """Sexual violence in any wording, with a day, a place, an age, a trade or a kinship that leads to the person."""
    text = reading.text
    for start, end in reading.sentences:
        sentence = text[start:end]
        if len(sentence) > _MOST:
            continue
        act = _SEXUAL.search(sentence)
        if not act or _NO_SURVIVOR.search(sentence) or _rules(sentence):
            continue
        traits = list(_TRAIT.finditer(sentence))
        if act[0] == "assaulted" and not re.search(r"\b(?:she|her|wom[ae]n|girl|wife|daughter|sister|widow|he was \w+|bed|naked|undress\w*|skirt|jeep|room)\b", sentence):
            continue
        if not traits or not (_SURVIVOR.search(sentence) or re.search(r"(?:\A\W*|[:;|] ?)(?:raped|abused|violated|groped|stripped)", sentence)):
            continue
        spans = [act.span(), *(m.span() for m in traits)]
        yield start + min(a for a, _ in spans), start + max(b for _, b in spans)
