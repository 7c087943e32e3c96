"""Where a person to protect lives, hides or can be reached, told in any form; and numbers and handles that reach a person.

A dwelling or shelter word with a locating phrase, or a code after a word of identity, fires beside a person to protect unless a
reason speaks against it: an office, a plant, a title, a public line, a place that is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms import signs_en
from drafter.harms.text import Reading, Span, between

_UP = r"[A-Z\u00c0-\u00de]"
_NAME = rf"{_UP}[\w'’.\-–]+(?: (?:(?:of|de|du|des|da|do|la|le|el|the|al|d'|of the) )?{_UP}[\w'’.\-–]+){{0,4}}"
_NUMBER = r"(?:\d[\d.,½¼¾]*|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half an?|a quarter of an?|a few|several|some)"
_HOME = r"(?:hous(?:e|es)|homes?|huts?|cabins?|rooms?|flats?|apartments?|attics?|lofts?|cellars?|basements?|garrets?|tents?|compounds?|homesteads?|shacks?|sheds?|barns?|byres?|stables?|bungalows?|cottages?|kraals?|bomas?|gers?|yurts?|caravans?|containers?|boats?|houseboats?|barges?|mills?|towers?|chapels?|vestry|sacristy|convents?|monaster(?:y|ies)|presbyter(?:y|ies)|manse|rectory|schools?|pump houses?|shelters?|refuges?|gates?|doors?|landings?|floors?|bakery|workshops?|shops?|stores?|storerooms?|garages?|outhouses?|hostels?|dormitor(?:y|ies)|lodgings?|cells?|caves?|quarters|farms?|farmhouse|granar(?:y|ies)|kilns?|greenhouses?|boathouses?|lean-tos?|plots?|gardens?|terraces?|fields?|villas?|annexes?|stalls?|dwellings?|residences?|places?|ruins?|wells?|springs?|benches?)"
_BEHIND = r"(?:in the (?:yard|grounds|compound|garden|basement|back|attic|lee|courtyard|shadow|corner|cellar) of|behind|opposite|above|over|below|under|underneath|beneath|beside|next to|next door to|near|nearest|nearest to|facing|across from|across the \w+ from|beyond|past|between|at the (?:end|foot|top|back|edge|corner|mouth|head|bottom|side) of|on the (?:\w+ )?(?:shore|bank|side|edge|corner|slope|road|path|track|outskirts) (?:of|to|from)|on the left|on the right|counting from|after|before|by|along|off|up from|down from|as you|where the|from)"
_LIVES = re.compile(
    r"\b(?:liv(?:es?|ed|ing)|resid(?:es?|ed|ing)|stay(?:s|ed|ing)?|sleep(?:s|ing)?|slept|hid(?:es?|ing|den)?|shelter(?:s|ed|ing)|camps|camped|camping|winters?(?= (?:at|in|on|near))|summers (?:at|in|on)|squats|squatting|lodg(?:es|ed|ing)|rents?|renting|mov(?:es|ed|ing) (?:\w+ ){0,3}?(?:to|into)|relocated|rehoused|rehomed|resettled|settled|taken in|took (?:him|her|them) in|put up|holed up|lying low|lies low|farms|kept|being kept|waits|returned to|came back to|spends? (?:the|his|her|their) nights?|goes home|went home|finds? (?:him|her|them|the \w+|our \w+) (?:at|in|by|near)|send (?:\w+ ){1,6}?to|post (?:it|them) to|write to (?:him|her|them)|found (?:him|her|them) at|reached? (?:him|her|them) at|can be (?:found|reached|visited)|address(?:es)?|residence|domicile|dwelling|homes?|whereabouts|safe (?:house|flat|place|room|home)|hideouts?|hiding places?|refuge|shelter|house of|hut of|home of|tent of|compound of|houses? (?:where|in which)|roof of|summons|deliver\w*|courier|serve[sd]? (?:on|at)|pick (?:him|her|them|up)|collect|drop (?:off|it|them)|ask at|knock|visits? (?:are|him|her|them|the)|camp with|buried (?:his|her|him) \w+ (?:in|at|under)|stands? at|is (?:in|at|above|behind|over|under|opposite) the|hails? from|come from|comes from|native of|keeps? (?:his|her|their) \w+ (?:at|in|by)|ferries|moors?|moored|tethered)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:P\d{1,3}|R-?\d{1,3}|[A-Z]-?\d{1,3} (?:and|who)|(?:the |our |my |a |two |three |protected |key |main |first |second )?(?:eye)?witness(?:es)?|complainants?|claimants?|plaintiffs?|petitioners?|survivors?|victims?|deponents?|whistle-?blowers?|informants?|our source|the source|my source|interviewees?|respondent|(?:the |an? )injured (?:man|woman|worker|\w+er)|the wounded|widow(?:er)?s?|deserters?|runaways?|escapees?|defenders?|activists?|the (?:\w+ ){0,2}?(?:man|woman|boy|girl|lad|elder|herder|farmer|fisher|nurse|driver|family|families|household|couple|miner|teacher|cook|diver|one|[a-z]+er) (?:who|whose|that|from our)|s?he who|those who|whose testimony|whose case|testimony|resettled household|grievance|appeal|went to court|testified|gave evidence|refused to sign|lodged|bereaved|orphans?)\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(r"\b(?:s?he|they|her|his|their|him|them|family|families|household|man|woman|men|women|boy|girl|child|children|mother|father|elder|herder|farmer|fisher\w*|miner|worker|labourer|driver|neighbour|lad|couple|refugees?|evictees?|residents?|[a-z]{3,}er'?s?)\b", re.IGNORECASE)
_REFUGE = re.compile(r"\b(?:safe (?:house|flat|room|place|home)|(?:women's|survivors'|the|our|a) (?:refuge|shelter)|shelter at|hiding|hides|hid|hideout|in hiding|sanctuary|protected witness)\b", re.IGNORECASE)
_UNPLACED = re.compile(
    r"\b(?:withheld|not (?:given|published|disclosed|named|shown|printed|recorded)|kept (?:secret|confidential)|undisclosed|film|novel|movie|play|poem|legend|invented|fictional|theatre|company performed|screening|exhibition opens|festival|song|album|registered office|head office|headquarters|our office|main office|branch office|secretariat|office hours|reception desk|annual meeting|polling station|monitoring station|weather station|museum|conference|workshop will|seminar|training centre|training center|resurfaced|repaved|repaired|graded|widened|signposted|bus stop|bus line|timetable|purchase order|export zone|free zone|cold store|population|pop\.|the court sits|town hall|embassy|consulate|ministry of)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\b(?:plant|facility|smelter|refinery|terminal|substation|airport|warehouse|depot|concession|mine site|tailings|compressor|pylon|dam|reservoir|headworks|weighbridge|haul road|export zone|office|offices|hotel|shop|store|showroom|bank|company|school was|clinic (?:opened|stands|was)|hospital|factory)\b", re.IGNORECASE)

_BITS = rf"(?:,? (?:(?:{_NAME}|(?:top|ground|first|second|third|fourth|side|back|upper|lower|last|next) \w+|(?:row|block|stair\w*|flat|floor|door|bell|plot|lot|hut|room) [\w'’./-]+|no\.? ?\d+\w*|bell marked ['\"‘]\w+['\"’]|ring twice|the (?:one|house|door|gate|hut) (?:with|behind|before|after|next)[^,.;]{{2,40}}|last house before[^,.;]{{2,30}}))){{0,4}}"
_ADDRESS = re.compile(
    rf"\b(?i:pitch|mooring|berth|bay|bunk|locker|block|flat|apt\.?|apartment|lot|plot|unit|room|staircase|house|stand|hut|tent|cabin|compound|bungalow|barrack|caravan|shack|cottage|stall|shelter|parcel|door|section|container) (?i:no\.? ?|number |nr\.? |#)?(?:\d{{1,5}}(?:[-/]?[A-Z0-9]{{1,4}})?|[A-Z](?:-?\d{{1,4}})?)\b{_BITS}"
    rf"|\b\d{{1,5}}[A-Za-z]?,? (?:{_UP}[\w'’-]+ ){{1,3}}(?:Steps|Close|Row|Lane|Court|Terrace|Track|Street|Road|Way|Walk|Alley|Passage|Place|Square|Gardens|Crescent|Hill|Rise|Path|Wharf|Quay|Yard|Mews|Drive|Avenue|Boulevard|View|Grove|Parade|Estate|Buildings|Wynd|Stairs|Bank|Green|Cottages|Dwellings|Lines|Quarters|Compound|Flats)\b{_BITS}"
    rf"|(?:{_UP}[\w'’-]+ ){{1,3}}(?:Steps|Close|Row|Lane|Court|Terrace|Track|Street|Road|Way|Walk|Alley|Passage|Square|Gardens|Crescent|Wharf|Quay|Yard|Mews|Drive|Avenue|Buildings|Wynd|Stairs|Cottages|Dwellings|Flats|Lines|Mansions|Estate|House)(?: (?:no\.? ?|number |nr\.? ?|#)?\d{{1,5}}[A-Za-z]?\b|, (?:top|ground|first|second|third|fourth|fifth|upper|lower|\d\w{{2}}) (?:floor|landing|storey|flat|door)|,? (?:flat|room|bell|door) [\w'’]+){_BITS}"
    rf"|\b(?:Rue|Calle|Via|Jalan|Jl\.|Rua|Avenida|Lorong|Soi|Derb|Impasse|Chemin|Carrera|Pasaje|Ulitsa|Ul\.|Kampung|Kampong|Purok|Sitio|Gang|Chowk|Mohalla|Barrio|Hameau|Quartier|Lieu-dit|Callejón|Travessa|Vicolo|Lane|Mile) (?:(?:de|du|des|la|le|of|the|d') ?)*[\w'’½.-]+(?: {_UP}[\w'’-]+){{0,2}}{_BITS}"
    rf"|\b(?:{_UP}[\w-]+(?:strasse|straße|gasse|straat|veien|gata|gatan|weg|steeg)) \d+",
)
_WHICH = re.compile(
    rf"\b(?:first|second|third|fourth|fifth|sixth|last|only|1st|2nd|3rd|\d{{1,2}}th|left-hand|right-hand|end|corner|middle|nearest|next|single|lone|topmost|highest|lowest|uppermost) (?:[\w-]+ ){{0,3}}?{_HOME} (?:\w+ ){{0,2}}?(?:{_BEHIND}|in|of|at|to|on)\b[^.;]{{2,70}}"
    rf"|\b(?:the|an?|his|her|their|one) (?:[\w'’-]+ ){{0,4}}?{_HOME} {_BEHIND} [^.;]{{3,70}}"
    rf"|\b{_HOME} (?:with|painted|that has) (?:the |a |an )?(?:\w+ ){{0,2}}(?:shutters|door|gate|roof|porch|sign|tree|mango|fence|flag|antenna|mural|cross|wall|walls|steps|tiles)\b[^.;]{{0,40}}"
    rf"|\b(?:the|an?) (?:blue|green|red|white|yellow|black|pink|orange|brown|grey|turf|brick|tin|mud|stone|wooden|thatched|disused|old|abandoned|ruined|small|half-built|empty|only) (?:\w+ )?{_HOME} (?:on|in|at|by|near|with|behind|above|below|of|under|beside|opposite)\b[^.;]{{3,70}}"
)
_AWAY = re.compile(
    rf"\b{_NUMBER}(?: and a half)? ?(?:km|kilomet(?:re|er)s?|met(?:re|er)s?|m|miles?|minutes?['’]?|hours?['’]?|paces|steps|yards|furlongs|bends|doors|houses|stops)(?: (?:walk|drive|ride|on foot|by \w+|paddle))? (?:due )?(?:north\w*|south\w*|east\w*|west\w*|up\w*|down\w*|above|below|beyond|past|from|off|inland|behind|outside|along|before|after|into|of) [^.;]{{3,60}}",
    re.IGNORECASE,
)
_SPOT = re.compile(
    rf"\b(?:at|in|on|near|by|above|below|behind|beside|under|inside|to|from|off) (?:the )?(?:\w+ ){{0,2}}?(?:{_NAME} (?:springs?|wells?|waterhole|borehole|point|islet|island|islands|creek|ridge|rocks?|cave|farm|homestead|mission|jetty|landing|lagoon|bend|ford|crossing|junction|corner|corners|chapel|tower|mill|wood|pasture|gully|ravine|dunes?|oasis|lake|bay|cove|cliffs?|falls|orchard|bridge|lock|siding|halt|shrine|temple|convent|monastery|priory|plantation lines|quarters|lines|dairy|ranch|croft|shieling|pass|spur|terraces?|bluff|spit|reef|sandbank|marsh|bog|clearing|hollow|glen|saddle)"
    rf"|(?:springs?|wells?|islet|island|cave|farm|ranch|mission|hill|bell tower|tower|shrine|monastery|convent|chapel|church|mosque|temple|lake|north shore|south shore|east shore|west shore|shore|bank|mouth|bend|headland|foot|upper reaches|crypt|parish|oratory|abbey|hermitage|lighthouse|stables|vicarage|madrasa|boarding school|orphanage) of (?:the )?(?:\w+ )?{_NAME}|(?:Lake|Mount|Cape|Point|Saint|Sainte|St|San|Santa|Sveti|Puerto|Isla|Cerro|Wadi|Bir|Ain|Tell|Quebrada|Caño|Laguna|Rancho|Finca|Hacienda|Farm|Camp|Mile|Post|Fort) {_NAME})"
)
_SETTLEMENT = re.compile(
    rf"{_NAME}(?: hamlet| village| settlement)?, (?:an? (?:\w+ ){{0,2}}?(?:vereda|hamlet|settlement|village|caser[ií]o|sitio|cluster|place|outpost|islet|camp|compound|kraal|quarter|valley|row|farmstead|community) of |(?=(?:\w+|\d+) (?:houses|huts|households|homes|families|roofs|tents|hearths)\b))(?:some |about |only |just |fewer than )?(?:\w+|\d+) (?:houses|huts|households|homes|families|roofs|tents|people|souls|hearths|inhabitants)\b[^.;]{{0,40}}"
)
_GRID = re.compile(
    r"(?i:\bgrid (?:ref(?:erence)?\.?|square)|\bgeotag(?:ged)?|\bcoordinates?|\bMGRS|\bUTM|\bplus code|\bwhat3words|\bOS grid)[ :,#-]{1,4}(?:is |are |of |at |[A-Z]{1,3} ?)?[\w\d°.'′\"″+−–-]{2,14}(?:[ ,;/]{1,3}[\w\d°.'′\"″+−–-]{1,12}){0,4}|\b\d{1,2}[A-Z]{1,3} ?\d{5,7} ?\d{5,7}\b|(?<![\d.])[-−–]\d{1,2}\.\d{4,8}[,;/ ]{1,3}[-−–]?\d{1,3}\.\d{4,8}|\b[A-Z]{2} ?\d{3,5} \d{3,5}\b(?= (?:\(|on the map))"
)


def located(reading: Reading) -> Iterator[Span]:
    """Dwellings, hiding places and shelters that can be found with what is told; each sentence once."""
    text = reading.text
    for number, (start, end) in enumerate(reading.sentences):
        sentence = text[start:end]
        if len(sentence) > 1200:
            continue
        near = text[reading.sentences[max(0, number - 1)][0] : reading.sentences[min(len(reading.sentences) - 1, number + 1)][1]]
        if _UNPLACED.search(sentence) or (_UNPLACED.search(near) and not _STRONG.search(sentence)):
            continue
        grid = _GRID.search(sentence) if any(c.isdigit() for c in sentence) else None
        if grid and any(c.isdigit() for c in grid[0]) and (_STRONG.search(near) or _SOMEONE.search(near) or _LIVES.search(near)) and not _PUBLIC.search(sentence):
            yield start + grid.start(), start + grid.end()
            continue
        lives = _LIVES.search(sentence)
        if not lives:
            labelled = re.match(r"[^.;:]{0,40}: *", sentence) if _STRONG.search(sentence[:40]) else None
            address = _ADDRESS.match(sentence, labelled.end()) if labelled else None
            if address:
                yield start + address.start(), start + address.end()
            continue
        refuge = bool(_REFUGE.search(sentence))
        strong = bool(_STRONG.search(sentence))
        someone = bool(_SOMEONE.search(sentence))
        if not (refuge or strong or (someone and _STRONG.search(near)) or (someone and re.match(r"liv|resid|stay|sle|hid|address", lives[0], re.IGNORECASE))):
            continue
        spot = _place(sentence, strict=not (refuge or strong or re.match(r"slee|slept|hid|stay|lodg|shelter|winter|summer|squat|camp", lives[0], re.IGNORECASE)))
        if spot and not (_PUBLIC.search(sentence[max(0, spot[0] - 60) : spot[1]]) and not (refuge or strong)):
            yield start + spot[0], start + spot[1]


_STORY = re.compile(r"\b(?:novel|film|movie|play about|poem|legend|fictional|invented|fable|video game)\b", re.IGNORECASE)
_ROAD_WORKS = re.compile(r"\b(?:resurfaced|repaved|paved|repaired|graded|widened|rebuilt|maintained|extended|surfaced|closed for|signposted)\b", re.IGNORECASE)


def public(reading: Reading, at: int, detail: str) -> bool:
    """Whether a place found by its form is nobody's: in a story, a plant's coordinates, a stretch of road that was mended."""
    start, end = _near(reading, at)
    sentence = reading.text[start:end]
    if _STORY.search(sentence) or re.match(r"[^,.;]{0,30} v\. [A-Z]", reading.text[at : at + 40]):
        return True
    if detail not in ("coordinates", "a kilometre mark") or _STRONG.search(sentence) or reading.listed("incident"):
        return False
    return bool(_ROAD_WORKS.search(sentence)) or (detail == "coordinates" and bool(re.search(r"\b(?:plant|facility|smelter|refinery|terminal|substation|airport|depot|dam|power station)\b", sentence)))


def _place(sentence: str, *, strict: bool) -> Span | None:
    """The first locating phrase; without a person to protect in the sentence only an address or a small settlement will do."""
    best: re.Match[str] | None = None
    for pattern in (_ADDRESS, _SETTLEMENT, _WHICH) if strict else (_ADDRESS, _SETTLEMENT, _WHICH, _AWAY, _SPOT):
        for match in pattern.finditer(sentence):
            if _no_spot(sentence, match):
                continue
            if best is None or match.start() < best.start():
                best = match
            break
    return best.span() if best else None


_NOT_SPOT = re.compile(r"\b(?:court|tribunal|hearing|annex|chapter|section|article|page|paragraph|form|phase|round|year|month|week|day|night|time|case|report|talks|decade|century|law)\b", re.IGNORECASE)


def _no_spot(sentence: str, match: re.Match[str]) -> bool:
    """ "the first place after the ruling", "two hours after the hearing": time and papers, no place."""
    return bool(_NOT_SPOT.search(match[0])) and not re.search(_UP, match[0][1:])


# --- numbers and handles

_CODE = r"(?=[A-Z\d./ ·•-]{0,18}\d)[A-Z\d]{1,9}(?:[ ./·•–-]?[A-Z\d]{1,10}){0,5}"
_RECORD = re.compile(
    rf"\b(?i:MRN|pt\.?|patients?|hospital|medical|health|clinic|inpatient|ward|file|record|chart|registration|membership|pension|insurance|seam[ae]n['’]?s?|seafarer['’]?s|discharge book|service|national|identity|identification|ration|beneficiary|prisoners?|detainees?|inmate|payroll|clock|SIM|IMEI|IMSI|policy|student|pupil|exam|voter['’]?s?|tax|social(?: security)?|passport|visa|permit|badge|licen[cs]e|employee|staff|works|union|refugee|asylum|UNHCR|card|book|token|tag|account|wallet|mobile money|birth|death|marriage|baptism|driving|crew|miner['’]?s?|worker['’]?s?|plate|plates|reg\.?|number plate|chassis|vehicle|moped|motorbike|motorcycle|scooter|minibus|hatchback|jeep|tricycle|rickshaw|pick-up|travel document|ID|I\.D\.|docket|OB|autopsy|morgue|DNA|sample|lab)"
    rf"(?: (?i:book|card|file|record|no\.?|nos\.?|number|nr\.?|ref\.?|reference|id|ID|chart|is|was|entry|tag|code|slip|permit|certificate|registration|account|plate|licen[cs]e|security|money|under)){{0,4}}[ :#=,(]{{1,3}}(?:no\.? ?|nr\.? ?|#|is |was )?({_CODE})(?![\w%])"
)
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z_][\w.]{3,30}\b(?!\.\w)|\bu/[A-Za-z][\w-]{3,24}\b|\b(?:t\.me|wa\.me|facebook\.com|instagram\.com|tiktok\.com|x\.com|twitter\.com|vk\.com)/[\w.@+-]{3,40}")
_REACH = re.compile(r"\b(?:reach(?:ed|able)?|calls?|ring|rings|phone[ds]?|dial|text|message|contact|try|answers?|available|number|cell|mobile|WhatsApp|Signal|Viber|Telegram|tel)\b[^.;\d\n]{0,50}?(?:\b(?:on|at|is|was)|:|,|\() ?(\+?\d(?:[ ()/-]{0,2}\d){6,14})(?![\d,.]\d)", re.IGNORECASE)
_SCREEN = re.compile(r"\b(?:under the (?:name|handle|nick\w*)|user ?name|handle|posts? as|writes as|logs in as|screen name|profile|nickname|alias|Skype|Discord|Snapchat|TikTok|Signal|Telegram|WeChat|Instagram|Facebook)[ :,]{1,3}(?:is |was |as )?[\"“'‘]?((?=[a-z\d.-]{0,24}[_\d])[A-Za-z][\w.-]{3,26}\w)", re.IGNORECASE)
_OWNED = re.compile(
    r"\b(?:P\d{1,3}|witness(?:es)?|complainants?|claimants?|plaintiffs?|survivors?|victims?|patients?|pt\.?|worker['’]?s?|widow\w*|he|she|his|her|their|him|our (?:dyer|source|cook|driver|witness|[a-z]+er)|injured|seafarer\w*|seaman\w*|deponent|informant|identity|person|man|woman|boy|girl|miner|farmer|fisher\w*|driver|nurse|applicant|refugee|detainee|prisoner|interview\w*|holder|bearer|deceased|mother|father|son|daughter|brother|sister|taxi|hospital|passport|whistle-?blower|labourer|[a-z]{3,}er['’]s|household|beneficiary|family)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:decree|act|law|bill|regulation|resolution|order|purchase|invoice|contract|tender|standard|ISO|GRI|IFC|article|section|chapter|annex|(?<!travel )(?<!identity )document|fleet|model|serial|batch|container|pallet|flight|vessel|IMO|company (?:number|registration)|registered (?:company|charity)|charity|block|lease|licen[cs]e block|concession|helmets|gloves|hotline|toll|policy no|insurance policy of the company|mining permit|mining licen[cs]e|exploration|export|import|VAT|budget|project|grant|account code|case law|judgment|petition|docket of the court)\b",
    re.IGNORECASE,
)
_OWN_LINE = re.compile(r"\b(?:follow us|our (?:account|page|channel|handle)|official|company|newsroom|press|campaign|ministry|secretariat|association|hotline|updates? from (?:the|our))\b", re.IGNORECASE)


def _near(reading: Reading, at: int) -> Span:
    """The sentence that holds a character, at most 400 characters to either side."""
    start, end = reading.around(at)
    return max(start, at - 400), min(end, at + 400)


def numbered(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Codes after a word of identity beside a person, and handles in social media."""
    text = reading.text
    for match in _HANDLE.finditer(text):
        start, end = _near(reading, match.start())
        if not _OWN_LINE.search(text[start:end]):
            yield *match.span(), "a name in a messenger"
    for match in _SCREEN.finditer(text):
        yield *match.span(1), "a name in a messenger"
    if not reading.digits:
        return
    for match in _REACH.finditer(text):
        start, end = _near(reading, match.start())
        if sum(c.isdigit() for c in match[1]) >= 7 and not between(reading.listed("contacts"), start, end) and not re.search(r"\b(?:free of charge|24 hours|day and night|toll|hotline|desk|complaints line)\b", text[start:end]) and not signs_en.public_number(text, *match.span(1)):
            yield *match.span(1), "a telephone number"
    for match in _RECORD.finditer(text):
        code = match[1].strip(" .-/")
        digits = sum(c.isdigit() for c in code)
        start, end = _near(reading, match.start())
        first = match[0].lower()
        plate = first.startswith(("plate", "reg", "number plate", "vehicle", "moped", "motor", "scooter", "minibus", "hatchback", "jeep", "tricycle", "rickshaw", "pick-up"))
        if digits < (3 if plate else 4) or re.fullmatch(r"(?:19|20)\d\d(?:[-–/ ](?:19|20)?\d\d)?", code) or re.search(r"[a-z]", code) or code.isalpha():
            continue
        if plate and not re.search(r"[A-Z]", code):
            continue
        if _NOBODY.search(text[max(start, match.start() - 40) : match.end()]) or not _OWNED.search(text[start:end]):
            continue
        yield match.start(1), match.start(1) + len(match[1].rstrip(" .-/")), "a number that points to one person"

