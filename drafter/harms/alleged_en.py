"""Abuse told as a fact, found by what stands together: a grave deed beside one who could have done it.

The narrow rules of `wording` know constructions; this one asks only for an actor (a force, a firm, an office, their men and
machines) and a deed of its clause or, where a clause names no doer, of the sentence before. It stays silent for a known reason:
a source, a hedge or a finding that governs the deed, a rule, a condition, a negation, another doer, nature, a game, a figure of speech.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from drafter.harms.base import Book
from drafter.harms.text import Reading, Span, between

_MOST_WORDS = 300


def _set(*listed: str) -> frozenset[str]:
    return frozenset(w.strip() for line in listed for w in line.split(",") if w.strip())


# --- who could have done it

_FORCE = _set(
    "security, guard, guards, police, constable, constables, detective, detectives, agent, agents, operatives, rangers, ranger, garrison, regiment, brigade, battalion, platoon, company's, unit, squad, patrol, patrols",
    "militia, navy, ratings, marines, coastguard, convoy, army, soldiers, soldier, troops, commandos, paratroopers, gendarmes, gendarmerie, constabulary, sentries, sentry, troopers, cavalry, corps, squadron, coy, division, detachment",
    "commandant, commander, captain, colonel, major, sergeant, corporal, lieutenant, brigadier, warlord, goons, goon, thugs, heavies, bouncers, bouncer, stewards, henchmen, enforcers, strongmen, bailiffs, bailiff, wardens, warden",
    "warders, jailers, jailer, gaolers, gunmen's, escort, escorts, troop, regime, junta, paramilitaries, paramilitary, gunboat, gunboats, helicopter, helicopters, drones, snipers, sniper, officers, officer, cops, cop, bodyguards, bodyguard",
    "interrogator, interrogators, secret-police, intelligence, bureau, raiders', levies, auxiliaries, deputies, sheriff, sheriffs, marshals, forest-guards, gamekeepers, mercenaries, legionnaires, vigilantes, conscripts, reservists, armoured",
    "recruits, sepoys, minders, peacekeepers, blue-helmets, gunners, artillery, airforce, pilots, jets, cadets, prison-guards, gatekeepers, cadre, cadres, watchmen, guardsmen, policemen, policeman, patrolmen, riot-police, seccos",
)
_FIRM = _set(
    "contractor, contractors, subcontractor, subcontractors, company, firm, firms, companies, operator, operators, subsidiary, partners, supplier, suppliers, owner, owners, landlord, landlords, employer, employers, supervisor, supervisors",
    "foreman, foremen, overseer, overseers, manager, managers, management, director, directors, executive, executives, estate, estates, plantation, mill, mine, chain, authority, authorities, ministry, registry, customs, prefect, prefecture",
    "mayor, governor, chief, minister, official, officials, inspector, inspectors, magistrate, prosecutor, prosecutors, municipality, council, government, state, recruiter, recruiters, broker, brokers, agency, crew, crews, gang-master, gangmaster",
    "gangmasters, boss, bosses, headman, chairman, superintendent, superintendents, administrator, administrators, registrar, clerk, trawler, trawlers, factory, brewery, hotel, developer, developers, investor, investors, consortium, joint-venture",
    "concessionaire, licensee, refinery, smelter, quarry, kiln, farm, ranch, port, dam, utility, bank, lender, moneylender, landowner, landowners, syndicate, cartel, party, bulldozers, bulldozer, excavators, excavator, diggers'",
    "quartermaster, skipper, skippers, master, farmers', traders', storekeeper, paymaster, treasurer, deputy, secretary, commissioner, commissioners, senator, president, general, shareholder, headquarters, department, office, secretariat, stewardship, corporation",
    "handlers, drivers, trucks, staff, employees, men, personnel, conglomerate, growers, grower, buyer, buyers, trader's, packer, packers, undertaking, outfit, lawyers, agronomist, planters, planter, warehouse, dealership, ambassador, attaché, fixer, fixers, liaison, superior, superiors",
    "inspectorate, inspectorates, board, cabinet, commission's, chamberlain, nephew, magnate, tycoon, heir, heirs, baron, barons, cronies, intermediary, intermediaries, middlemen, middleman, dispatcher, timekeeper, paymasters, checker, checkers, weighbridge, surveyor, surveyors, demolition, wreckers, cadastre, tribunal's, judge, judges, court's, school's, pastor's, monastery, hospital, clinic, doctor, doctors, dam's, mine's",
)
_FIRM_NAME = re.compile(
    r"\b[A-Z][\w'’&-]*(?: (?:of|&|and|[A-Z][\w'’-]*)){0,4} (?:Ltd|Limited|plc|PLC|Inc|LLC|Corp|GmbH|SA|SARL|Chemicals|Clayworks|Brickworks|\w+works|Resources|Minerals|Mining|Gold|Copper|Metals|Estates|Holdings|Group|Cotton|Textiles|Garments|Farms|Foods|Fisheries|Seafoods?|Timber|Logging|Palm|Sugar|Energy|Oil|Petroleum|Power|Hydro|Cement|Steel|Lithium|Cobalt|Security|Guarding|Shield|Authority|Corporation|Company|Bank|Brothers|Sons|Logistics|Shipping|Lines|Rail|Railways|Construction|Development|Developments|Properties|Plantations|Ranch|Ranching|Agro|Coffee|Cocoa|Tea|Rubber|Leather|Tannery|Mills|Industries|Partners|Capital|Trading|Ventures|Enterprises|Aggregates|Quarries|Salt|Stone|Marble|Dredging|Terminal|Terminals|Ports?|Airport|Hotels?|Resorts?|Stadium|Corps|Coy|Battalion|Brigade|Regiment|Division|Unit|Squad|Bureau|Directorate|Ministry|Office|Agency|Service|Guard|Patrol|Rangers)\b"
)
_FORCE_NAME = re.compile(
    r"\b(?:[A-Z][\w'’-]*|\d(?:st|nd|rd|th)) (?:(?:of|and|[A-Z][\w'’-]*) ){0,3}?(?:Reserves?|Wing|Command|Column|Force|Forces|Response|Detachment|Police|Army|Navy|Marines?|Militia|Commandos?|Rifles|Fusiliers|Lancers|Flotilla|Legion|Scouts|Fleet|Guards?|Squadron|Company|Group|Team|Section|Contingent|Constabulary|Gendarmerie|Sentinels?|Wardens|Watch|Levies)\b"
    r"|(?i:\b(?:the|those|these|some|our|your|their|its) (?:\w+ )?(?:blokes|lads|boys|fellows|guys|chaps|people|ones|muscle|men|brutes|bastards|gentlemen|uniforms) (?:on|at|in|from|with|of) (?:the )?(?:\w+ )?(?:nights?|gate|shift|uniform|door|checkpoint|company|payroll|badges|boots|guns|rifles|black|khaki|blue|green|trucks?|fence|barrier|roadblock|concession|mine|post|helmets|batons|masks|depot)\b)"
)
# A name of two or more words that opens a sentence and does something: "Oremont Processing has been dumping ...".
_SUBJECT_NAME = re.compile(r"(?:\W*|\W*(?:[Ii]n|[Oo]n|[Aa]t|[Ss]ince|[Aa]fter|[Dd]uring) [^,.A-Z]{2,40},? |[^.;]{2,80}(?:, | that | and | because | where | when | while ))((?:[A-Z][\w'’&-]+ ){1,3}[A-Z][\w'’-]+) (?=(?:has|have|had|is|are|was|knowingly|deliberately|secretly|routinely|quietly|regularly|still|also|\w+ed|\w+s)\b)")
_INNOCENT_HEAD = _set("station, stations, post, posts, report, reports, gate, commission, ombudsman, checkpoint, checkpoints, act, law, policy, bill, training, reform, uniform, uniforms, council's, members, agreement, contract, contracts, custody")
# Others who may be the doer.
OTHERS = _set(
    "villagers, villager, protesters, protestors, protester, demonstrators, thieves, thief, robbers, robber, bandits, bandit, poachers, poacher, rebels, rebel, insurgents, strikers, rioters, gang, gangs, gangsters, mob, mobs, intruders, intruder, attackers",
    "attacker, gunmen, gunman, smugglers, terrorists, pirates, youths, residents, students, raiders, looters, settlers, arsonists, assailants, crowd, crowds, neighbours, neighbors, farmers, fishers, fishermen, miners, herders, burglars, vandals",
    "storm, storms, typhoon, hurricane, cyclone, lightning, flood, floods, flooding, wave, waves, tide, earthquake, landslide, mudslide, avalanche, drought, frost, hail, wind, winds, gale, tornado, fire, wildfire, bushfire, blaze, explosion, blast",
    "elephant, elephants, lion, lions, leopard, crocodile, crocodiles, hippo, hippos, snake, snakes, bear, bears, boar, boars, hyena, hyenas, baboons, wolves, wolf, rats, locusts, bees, disease, cholera, malaria, epidemic, virus, blight, pest, pests",
    "rockfall, collapse, short-circuit, sparks, meteor, volcano, tsunami, heatwave, fungus, weevils, rain, rains, bull, horse, goat, monkeys, parasites, mosquito, mosquitoes, fever, heat, cold, winter, accident, algae, jellyfish, shark, sharks",
)

_NATURE = frozenset(w for w in OTHERS if re.fullmatch(
    r"storms?|typhoon|hurricane|cyclone|lightning|floods?|flooding|waves?|tide|earthquake|landslide|mudslide|avalanche|winds?|gale|tornado|fire|wildfire|elephants?|lions?|leopard|crocodiles?|hippos?|bears?|boars?|hyenas?|baboons|wolves|wolf|bull|monkeys|bees|rockfall|explosion|blast",
    w,
))

# --- what was done


def _forms(bases: str) -> dict[str, str]:
    """Every form of regular verbs: "whip" gives whip, whips, whipped, whipping with what each form is."""
    found: dict[str, str] = {}
    for base in _set(bases):
        doubled = bool(re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]", base)) or base in ("kidnap", "manhandle-", "traffic-", "handcuff-", "bayonet-", "horsewhip", "pistol-whip", "kneecap", "expel", "compel", "frogmar-")
        stem = base + base[-1] if doubled else base[:-1] if base.endswith("e") else base
        past = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"
        third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        if base == "traffic":
            past, stem = "trafficked", "traffick"
        found |= {base: "base", third: "third", past: "past", stem + "ing": "ing"}
    return found


def _odd(listed: str) -> dict[str, str]:
    """Irregular verbs as "base third past participle ing"."""
    found: dict[str, str] = {}
    for entry in listed.split(","):
        base, third, past, participle, going = entry.split()
        found |= {participle: "participle", past: "past", base: "base", third: "third", going: "ing"}
        if past == participle:
            found[past] = "past"
    return found


# Deeds that need no object to be grave.
_PLAIN = _forms(
    "murder, massacre, torture, rape, gang-rape, behead, lynch, abduct, kidnap, maim, flog, whip, bludgeon, pistol-whip, molest, extort, bribe, evict, waterboard, electrocute, strangle, throttle, suffocate, asphyxiate, mutilate, cripple, enslave"
    ", traffic, brutalise, brutalize, terrorise, terrorize, frogmarch, manhandle, blackmail, embezzle, grope, fondle, sodomise, sodomize, loot, plunder, pillage, ransack, torch, bulldoze, raze, machine-gun, bayonet, tear-gas, teargas, dispossess"
    ", rob, stab, assassinate, ambush, decapitate, disembowel, castrate, burgle, defraud, swindle, fleece, shackle, press-gang, horsewhip, kneecap, knife, garrotte, incinerate, harass, humiliate, coerce, mistreat, ill-treat, persecute, starve, mug, cudgel, truncheon"
)
# Deeds only when done to a person or a body.
_TO_PERSONS = _forms(
    "kill, kick, punch, slap, crush, trample, drown, burn, choke, chain, handcuff, lock, cage, imprison, jail, detain, drag, haul, toss, hurl, push, shove, strip, threaten, intimidate, abuse, attack, assault, execute, eliminate, neutralise, neutralize"
    ", liquidate, terminate, remove, expel, displace, poison, slash, smash, fracture, blind, maul, dump, exploit, force, disappear, vanish, punish, batter, pummel, hack, club, cane, lash, thrash, shell, bomb, strafe, gas, tase, taser, stone, scald, brand"
    ", injure, wound, hood, gag, blindfold, parade, confine, hospitalise, hospitalize, clobber, wallop, hammer, pelt, ram, cremate, exterminate, purge, pacify, suppress, cuff, spit, slam, smother, gun, thump, whack, belt, pulverise, waste, erase, sanitise"
    ", dislocate, disfigure, deafen, paralyse, paralyze, concuss, sprain, unnerve, immobilise, immobilize, flay, impale, crucify, beset, squeeze, milk, menace, bash, stamp, stomp, jump, corner, hunt, chase, beach, maroon, strand, conscript, indenture, bond, sell, auction, lease, mangle, singe, douse, buy, finish, bundle, herd, cram, pack, evacuate, relocate, deport, butcher, slaughter, process, relieve"
) | _odd(
    "beat beats beat beaten beating, shoot shoots shot shot shooting, hit hits hit hit hitting, strike strikes struck struck striking, hold holds held held holding, keep keeps kept kept keeping, throw throws threw thrown throwing"
    ", break breaks broke broken breaking, cut cuts cut cut cutting, bury buries buried buried burying, hang hangs hung hung hanging, beat-up beats-up beat-up beaten-up beating-up, drive drives drove driven driving, bind binds bound bound binding"
    ", fling flings flung flung flinging, leave leaves left left leaving, run runs ran run running, put puts put put putting, tie ties tied tied tying, take takes took taken taking, burn burns burnt burnt burning, shut shuts shut shut shutting, hurt hurts hurt hurt hurting"
)
# Deeds when done to what people live in or from.
_TO_GOODS = _forms(
    "skim, siphon, divert, misappropriate, embezzle, ransom, commandeer, requisition, vandalise, vandalize, shred, bury, incinerate, dynamite, blast, topple, uproot, cut, fell, mow, kill, maim, burn, demolish, flatten, destroy, level, smash, wreck, slash, seize, confiscate, slaughter, poison, contaminate, uproot, empty, fill, padlock, torch, crush, overturn, scuttle, shell, bomb, plough, loot, grab, impound, raid, trash, pull, knock, clear, fence, trample, appropriate, pocket, pollute, foul, sabotage, expropriate, annex, block, remove, cut"
) | _odd(
    "steal steals stole stolen stealing, tear tears tore torn tearing, sink sinks sank sunk sinking, take takes took taken taking, break breaks broke broken breaking, cut cuts cut cut cutting, drown drowns drowned drowned drowning, hold holds held held holding, eat eats ate eaten eating, burn burns burnt burnt burning, set sets set set setting, sell sells sold sold selling, withhold withholds withheld withheld withholding"
)
_ALL = {**{w: "goods" for w in _TO_GOODS}, **{w: "persons" for w in _TO_PERSONS}, **{w: "plain" for w in _PLAIN}}
_FORM = {**_TO_GOODS, **_TO_PERSONS, **_PLAIN}
# So ordinary that a person has to stand right behind.
_LIGHT = _set(
    "hold, holds, held, holding, keep, keeps, kept, keeping, take, takes, took, taken, taking, leave, leaves, left, leaving, put, puts, putting, run, runs, ran, running, drive, drives, drove, driving, process, processed, processes, processing, relieve, relieved, relieves, buy, buys, bought, buying, sell, sells, selling, leases, lease, leased, leasing, pack, packs, packed, packing, finish, finished, finishes, remove, removes, removed, removing, evacuated, evacuate, evacuates, jump, jumped, corner, force, stamp, hammer, bond, brand, block, fill, set, sets, push, pushed, pushes, pushing, cut, cuts, cutting, milk, stone, beach, purge, process, relocate, relocates, relocated, relocating, belt, waste, spit, fence, shell, gun, club, cane, terminate, terminates, terminated, terminating, clear, clears, cleared, clearing"
)
_NEVER = _set("removes, process, processes, processing, packs, stamp, buys, buy, buying, lease, leases, leased, leasing, relieves, relieve, finish, finishes, left, leave, leaves, leaving, run, runs, put, puts, putting, hold, beach, bond, block, gun, stone, brand, cane, hammer, belt, milk, waste, corner, club")
_HELD_HOW = re.compile(
    r"\b(?:in|into|inside|at|to|with|by|for|until|without|against|behind|under)\b[^.;]{0,40}\b(?:secret|incommunicado|bondage|chains?|chained|cuffs?|containers?|cages?|cells?|pits?|cellars?|ransom|hostages?|captive|captivity|ankles?|wrists?|charge|water|food|will|gunpoint|knifepoint|lock|slaves?|servitude|kennels?|irons|dark|dungeon|death|trucks?|night)\b|\b(?:captive|hostage|locked|chained|tied|prisoner|shackled|hungry|naked|standing|kneeling)\b",
    re.IGNORECASE,
)
_VICTIM = re.compile(
    r"\b(?:him|them|me|us|somebody|someone|anyone|everyone|people|persons?|m[ae]n|wom[ae]n|girls?|boys?|child|children|baby|babies|infants?|youths?|males?|females?|individuals?|civilians?|inmates?|detainees?|prisoners?|captives?|suspects?|trespassers?|intruders?|"
    r"passengers?|migrants?|refugees?|families|family|couples?|mothers?|fathers?|wives|wife|husbands?|sons?|daughters?|brothers?|sisters?|uncles?|aunts?|cousins?|grand\w+|widows?|elders?|strikers?|marchers?|mourners?|worshippers?|crowds?|residents?|tenants?|neighbours?|unionists?|stewards?|"
    r"activists?|journalists?|lawyers?|students?|pupils?|teachers?|nurses?|priests?|nuns?|monks?|pastors?|imams?|labourers?|workers?|hands|deckhands?|crews?|households?|occupants?|inhabitants?|natives|people's|customers?|patients?|victims?|subjects?|chair|chairwoman|chairman|leaders?|organi[sz]ers?|representatives?|delegates?|candidates?|"
    r"[a-z]{3,}(?:sellers?|keepers?|cutters?|pickers?|diggers?|drivers?|herds?|herders?|makers?|growers?|gatherers?|fishers?|collectors?|breakers?|carriers?|weavers?|washers?|women|men|folk)|farmers?|fishers?|fisherm[ae]n|miners?|panners?|herders?|pickers?|cutters?|diggers?|hawkers?|porters?|scavengers?|vendors?|traders?|\w+-year-olds?|cooks?|cleaners?|drivers?|loaders?|weavers?|potters?|hunters?|gatherers?|beggars?|squatters?|pensioners?|"
    r"protesters?|protestors?|demonstrators?|defenders?|complainants?|claimants?|witness(?:es)?|whistle-?blowers?|informants?|villagers?|peasants?|pastoralists?|settlers?|stallholders?|shopkeepers?|motorists?|bystanders?|onlookers?|pedestrians?|sleepers?|bodies|corpses?|dozens of|scores of|hundreds of|[a-z]{2,}(?:ists?|smiths?|wrights?)|apprentices?|servants?|maids?|pilgrims?|seafarers?|sailors?|seamen|singers?|dancers?|deputies|councillors?|mayors?|clerks?|poets?|thie(?:f|ves)|lads?|kids?|orphans?|teenagers?|minors?|pregnant|elderly)\b"
    r"|\b(?:his|her|their|my|our|the old man's|the boy's|\w+[’']s?) (?:\w+ ){0,2}?(?:arms?|legs?|ribs?|teeth|tooth|skull|jaw|nose|face|head|hands?|fingers?|back|chest|neck|throat|spine|wrists?|knees?|feet|foot|eyes?|ears?|genitals|stomach|belly)\b|\bher\b(?! (?:own|report|letter|statement|office|desk|role|plan)\b)",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"\b(?:huts?|hous(?:es?|ing)|homes?|shelters?|shacks?|dwellings?|tents?|cabins?|cottages?|compounds?|villages?|hamlets?|settlements?|quarters?|neighbourhoods?|camps?|markets?|stalls?|kiosks?|shops?|stores?|schools?|church(?:es)?|mosques?|temples?|shrines?|clinics?|graves?|graveyards?|cemeter(?:y|ies)|"
    r"boats?|dinghies|dinghy|canoes?|nets?|rafts?|engines?|crops?|fields?|gardens?|orchards?|trees?|vines|maize|rice|wheat|grain|granar(?:y|ies)|seeds?|barns?|livestock|goats?|cattle|cows?|sheep|camels?|pigs?|hens?|chickens?|herds?|donkeys?|mules?|wells?|springs?|boreholes?|pumps?|water|"
    r"wages?|pay|salaries|savings|money|cash|phones?|passports?|papers|documents|identity cards?|belongings|furniture|possessions|tools|bicycles?|motorbikes?|carts?|rations?|food|medicines?|insulin|land|plots?|terraces?|pastures?|beehives?|hives?|roofs?|doors?|homesteads?|kraals?|bomas?|barges?|catch|harvest|fish|jewel\w+|diesel|fuel|pensions?|relief|aid|blankets|stock)\b",
    re.IGNORECASE,
)
_GOODS_NOT = _set("remove, removed, removing, clear, cleared, clearing, fill, filled, filling, block, blocked, blocking, cut, cuts, cutting, pull, pulled, knock, knocked, set, sets, setting, hold, held, holding, take, takes, took, taking, taken, sell, sells, sold, selling, fence, fenced, raid, raided, level, eat, eats, ate, eaten, empty, empties, emptied, plough, ploughed, seize, annex, break, breaks, broke, breaking, grab, grabs, slaughter, slaughters, slaughtered, withhold, shell, pocket")
_GOODS_HOW = re.compile(
    r"\b(?:without (?:notice|warning|compensation|consent|paper)|with (?:rubble|stones|sand|concrete|the \w+ still inside)|by force|at (?:gunpoint|night|dawn|first light)|in return|at roadblocks?|roadblocks?|people's|villagers'|families'?|farmers'|fishers'|their|his|her|widow\w*|from (?:the )?(?:families|villagers|workers|detainees|pickers|refugees|camp|people|residents|inmates|prisoners)|out of|fire|alight|ablaze|aflame|granar\w+|wells)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\A up (?:a|the|an|its|their|into|camp|talks|on|with|at)\b|\A,? (?:and delivered|and signed|the agreement|this amendment|this agreement|in counterparts)\b|\A[\s\"“']*(?:(?:the|a|an|this|that|its|their|his|her|our|any|all|every|each|old|new|own|whole|main|first|last|same|\w+ing|\w+al) ){0,4}?(?:problems?|plans?|proposals?|projects?|ideas?|issues?|deals?|bills?|budgets?|targets?|records?|rates?|costs?|prices?|times?|dust|noise|weeds?|pests?|rats|mice|mosquito(?:e)?s|fire|flames|lights?|engines?|power|story|stories|rumours?|hopes?|momentum|competition|rivals?|market share|deadline|scheme|contract|agreement|lease|clause|question|point|drum|bushes|balance|chord|note|gold|oil|water|rock|ores?|stones?|coal|gravel|bricks?|metal|diesel|gas|waste|scrap|paper|calories|candles?|incense|bridges?|ties|link|silence|deadlock|stalemate|ground|news|ice|camp|taboo|mould|cycle|habit|penalty|goals?|ball|customs|a deal|questionnaires?|survey|thirst|appetite|sickness|malaria|bacteria|germs|fungus|costs|emissions|paperwork|bureaucracy|expectations|odds|(?:[\w'’-]+ ){1,3}(?:deal|motion|figures?|milestone|forecast|backlog|quota|amendment|tariff|inflation|overtime|discount|merger|tender|bid|quarter's|quarter|exam|audition|pitch|final|championship|(?:safety|output|production|monthly|annual|sales|speed|attendance|all-time|quarterly|club|national|season['’]s|year['’]s|month['’]s|previous|old|own) records?)|clock|heat|traffic|corruption|poverty)\b",
    re.IGNORECASE,
)
_PLAY = re.compile(
    r"\b(?:novel|film|movie|proverb|saying goes|poem|ballad|legend|folk ?tale|theatre|stage play|screenplay|comedy|thriller|chess|board game|video game|cup|league|tournament|penalty|goals?|3[–-]1|\d[–-]\d (?:win|in the)|semi-final|final whistle|quiz|rehearsal|fire drill|(?:training|live|field) exercise|simulation|role[- ]play|scenario|re-enact\w*|game of|carnival float|puppet|painting of|song about|half[- ]time|kick-off|crossword|opera|by-law|festival play)\b",
    re.IGNORECASE,
)
_MISHAP = re.compile(
    r"\b(?:accident(?:ally|s)?|collision|crash(?:ed)?|skidded|overturned|derail\w+|capsized|brake failure|rockfall|roof fall|cave-in|landslide|flood(?:s|ing)?|storm|typhoon|hurricane|cyclone|earthquake|lightning|epidemic|outbreak|short circuit|gas leak|slipped|fell from|struck by a (?:falling|truck|lorry)|natural causes|heart attack|malaria|cholera|drowned while swimming|wildfire|bushfire)\b",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\b(?:alleged(?:ly)?|allegations?|reportedly|purported\w*|supposed(?:ly)?|claim(?:s|ed|ing)? (?:that|of|to)|claims?\b|accus\w+|denie[sd]|denial|den(?:y|ying)|unconfirmed|unverified|unproven|rumou?rs?|could not (?:be )?(?:verif|confirm|establish)\w*|may have|might have|could have|said to have|believed to have|is said|are said|were said|was said|suspected|complain(?:s|ed|t|ts)? (?:of|that|about)|charged with|on trial|stands? trial|indict\w+|lawsuit|petition|"
    r"whether|testif\w+|testimon\w+|according to|witness(?:es)? (?:say|said|saw|told)|(?:told|tell|tells) (?:us|me|him|her|them|our|the (?:panel|team|court|inquiry|commission|mission|researchers?|interviewers?))|in (?:(?:his|her|their|the|this|that|one|another|\w+[’']s?) ){1,2}(?:account|statement|words|telling|version|recollection|complaint|petition|testimony)s?|in them\b(?=,)|by (?:his|her|their) own account|the (?:court|tribunal|panel|inquiry|commission|jury|judge|coroner|inquest|mission) (?:[\w'’-]+ ){0,8}?(?:found|finds|held|holds|ruled|rules|convicted|established|concluded|heard)|(?:[A-Z][\w-]+ )?(?:court|tribunal|ombudsman|ombudswoman|panel|commission|inquiry|inquest)\b[^.;]{0,50}?\b(?:found|held|ruled|concluded|established)\b|(?:was|were|been) (?:\w+ )?(?:convicted|sentenced|found guilty)|pleaded guilty|pled guilty|"
    r"(?:has|have|had)? ?(?:\w+ )?(?:acknowledged|admitted|conceded|apologi[sz]ed|confessed|accepted responsibility|accepted that)|(?:admits?|concedes?|acknowledges?) (?:that|to|having)|withdrawn|retracted|apology|, (?:we|it|they|he|she) (?:now )?(?:admit|admits|admitted|concedes?|conceded|acknowledges?|acknowledged),|report(?:s|ed)? (?:that|being|having|by|of|how)|documented by|in the report of|as quoted|recorded by|described by|found by|confirmed by|established by|upheld|judg(?:e)?ment|verdict|ruling(?! (?:party|part|famil|coalition|junta|clan))|affidavit|deposition|deponent|no evidence|footage shows|video shows|photographs? shows?|records show|log shows|accounts? of|our interviewers?|whose account|we (?:were|was) told|heard (?:that|how)|interviewees?|respondents? (?:said|told|describ\w+))\b",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"\b(?:must(?:n't)?|shall|should(?:n't)?|may not|may|might|could|would|can(?:not|'t)?|will(?! never be| be remembered)|won't|ought|never|not|no|nobody|neither|nor|without|if|unless|in case|in the event|were to|whoever|anyone who|any \w+ who|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned)?|policy|policies|risks?|threat of|danger|fear(?:s|ed)?|prevent\w*|avoid\w*|refrain\w*|train(?:ed|ing)|module|course|covers|covered|curriculum|checklist|indicators?|guidance|guidelines?|code of conduct|zero tolerance|protect(?:s|ed|ion)? (?:\w+ )?(?:against|from)|hypothetical\w*|suppose|imagine|plans? to|planned to|intends? to|threaten\w* to|scenario|likelihood|potential|"
    r"means|thou shalt|it is an offence|offences?|definition|means any|standards?|principles?|convention|rated|rating|don't|didn't|doesn't|hardly|failed to|refus\w+ to|did not|does not|do not|rather than|instead of|nothing|free from|free of|right to|power to|authority to|ready to|able to|unlikely|to deter|to stop|end to|against)\b",
    re.IGNORECASE,
)
_NOT_RULED_HERE = re.compile(r"\b(?:not (?:only|just|one but|merely|once but)|no longer|with no|no (?:warning|notice|paper|reason|charge|less|fewer|sooner)|without (?:notice|warning|charge|trial|paper|compensation|reason|cause|provocation|a word|stopping|mercy|explanation)|not far|for no reason|nothing to do|nothing left|against (?:the|a|his|her|their) (?:wall|fence|truck|wishes|will|tree|door)|(?:[Nn]obody|[Nn]o one|[Nn]one|did not|does not|never|[Nn]othing|[Nn]ot|[Nn]either|[Nn]or|without)\b[^,;.]{0,50}\b(?:mention\w*|says?|said|records?|recorded|notes?|noted|reports?|reported|asks?|asked|tells?|told|adds?|added|minutes|minuted|discloses?|disclosed|surpris\w+|secret|deny|denies|contests?|disputes?) (?:that|how|why|when)|never (?:again )?(?:seen|heard|returned)|may (?:day)?\b(?= \d)|\d{1,2} May|[Ii]n May|of May|last May|since May|if only|no fewer than)\b")
_STRONG_TURN = re.compile(r";|:(?=\s)| [–—-] |—|\.\.\. ?|…|, (?:but|while|whereas|although|though|yet|so|then) |,? and then | / | \| ?|\n|\)")
_FRONT = re.compile(r"\A\W*(?:when|whenever|once|as soon as|because|as|while|although|though|whereas|even though|after|before|since|despite|allegedly \w+|reportedly \w+|supposedly \w+|unconfirmed \w+|if)\b[^,;]{4,160},\s", re.IGNORECASE)
_PRESUPPOSES = re.compile(r"\A\W*(?:why|how (?:many|much|often|long|could|can|come|did)|when (?:did|will)|where (?:did|have|has)|since when|who (?:ordered|paid|gave|told|will answer|will pay|sent)|what (?:did|made|kind of)|and why|so why|isn't it|for how long|by what right|with what right|on whose)\b(?! (?:would|should|might|could (?!\w+ (?:guards|police|army|soldiers))|can (?:we|you|one)|do we|does one|to)\b)", re.IGNORECASE)
_SPEECH = re.compile(r"\b(?:said|says|told|tells?|recall\w*|according|stated|states|testified|explained|wrote|writes|reported|complained|describ\w+|added|asked|shouted|heard|statement|interview|quoted|quotes|witness(?:es)?|claimant|complainant|P\d|calls?|called|terms|termed|motto|slogan|title[ds]?|headed|worded|reads?)\b|[”\"] ?[–—-] ?[A-Z]", re.IGNORECASE)
_MAKES = _set("paid, pay, pays, paying, ordered, orders, order, sent, sends, hired, hires, told, instructed, began, begins, begun, started, continued, continues, continue, used, proceeded, managed, went, on, tried, forced, had, got, came, bribed, commanded, directed, allowed, let, made, conspired, helped, armed, dispatched, deployed, starts, set")
_BE = _set("was, were, been, being, is, are, be, got, get, gets, getting, am")
_SMALL = _set("also, then, both, all, again, still, often, sometimes, just, already, routinely, simply, later, first, now, always, even, has, have, had, ever, either, so, and, or, either, brutally, severely, repeatedly, badly")

# Graft, bondage, disappearance, euphemism: whole phrases. § marks nothing; the actor has to stand in the clause or before it.
_PHRASES = re.compile(
    "|".join(
        (
            r"\b(?:accept(?:ed|s|ing)?|took|takes?|taking|taken|pocket(?:ed|s|ing)?|demand(?:ed|s|ing)?|collect(?:ed|s|ing)?|receiv(?:ed|es|ing)|solicit(?:ed|s|ing)?|skim(?:med|s|ming)?|siphon(?:ed|s|ing)?|charg(?:ed|es|ing)|levi(?:ed|es)|exact(?:ed|s|ing)?|squeez(?:ed|es|ing)) (?:[\w'’-]+ ){0,4}?(?:cash|bribes?|kickbacks?|backhanders?|hush money|envelopes?|brown envelopes?|protection money|sex|sexual favou?rs|a cut|unofficial toll|illegal tolls?|tea money|gifts of|ransoms?|facilitation payments?|sweeteners?|payoffs?|chai|baksheesh)\b",
            r"\b(?:paid|pays?|paying|slip(?:ped|s|ping)?|hand(?:ed|s|ing)?|wir(?:ed|es|ing)|funnel(?:l?ed|s|l?ing)?|pass(?:ed|es|ing)?) (?:off )?(?:[\w'’-]+ ){0,5}?(?:militias?|prefects?|judges?|magistrates?|ministers?|chiefs?|police|policem[ae]n|officers?|officials?|councillors?|senators?|inspectors?|clerks?|prosecutors?|journalists?|witness(?:es)?|governors?|mayors?)\b(?: (?:[\w'’-]+ ){0,6}?(?:to (?!guard|protect|patrol|attend|escort|be )|so that|for (?:the|a|his|her|their) (?:arrest|release|silence|signature|vote|verdict|permit|licence|favour)))",
            r"\b(?:paid|pays?|paying|hir(?:ed|es|ing)|sent|sends|brought in|arm(?:ed|s)) (?:off )?(?:[\w'’-]+ ){0,3}?(?:arsonists?|thugs|goons|gangs?|hitm[ae]n|gunmen|killers?|hoodlums|gangsters|assassins?|strongmen|toughs)\b",
            r"\b(?:sold|sells|selling|traded|swapped|signed away|gave away|awarded) (?:[\w'’-]+ ){1,8}?for (?:an? )?(?:envelope|bag|suitcase|bribe|kickback|cut|case of|crate of|favou?rs)\b|\b(?:envelopes?|bags?|suitcases?|bundles?|wads?) (?:of|full of|stuffed with) (?:cash|money|banknotes|dollars|notes|bills)\b|\b(?:had|has|have|got|gets) (?:the|his|her|their|a|two|three|four|its) (?:[\w'’-]+ ){1,4}?(?:burned|burnt|beaten|killed|shot|arrested|jailed|locked up|demolished|torched|evicted|whipped|flogged|driven (?:out|into|from)|silenced|kidnapped|abducted|bulldozed|tied|stripped|tortured|chained|buried alive|poisoned|drowned|hanged)\b|\b(?:us(?:e[ds]?|ing)|employ(?:s|ed|ing)?|send(?:s|ing)?|sent|hir(?:es|ed|ing)|work(?:s|ed|ing)) (?:\w+ ){0,2}?(?:children|minors|\w+-year-olds|kids|child labour(?:ers)?|forced labour|slaves|prisoners as)\b|\bleft (?:[\w'’-]+ ){1,5}?(?:dead|dying|bleeding|maimed|homeless|blind|crippled|paralysed|unconscious)\b",
            r"\breliev(?:e[ds]?|ing) (?:[\w'’-]+ ){1,5}?of (?:his|her|their|its|some|all|any|every|half)\b|\b(?:run|ran|runs|running|mow(?:ed|s|n|ing)?) (?:over|down)\b|\b(?:look(?:s|ed|ing)? (?:away|the other way)|turn(?:s|ed|ing)? a blind eye|wav(?:e[ds]?|ing) (?:[\w'’-]+ ){1,4}?through) (?:in (?:exchange|return)|for (?:a|cash|money|fuel|gold|diesel|payment))\b|\bt(?:ook|akes?|aking) (?:out |off )?(?:the|his|her|their) (?:eyes?|teeth|finger\w*|hand|leg|arm|lives?)\b|\b(?:rubber |live |plastic |stray )?(?:bullets?|rounds|shells?|pellets?|canisters?|grenades?|volleys?|gunfire|shots) (?:fired )?(?:from|by|of) (?=the|a|an|its|his|their)",
            r"\b(?:died|dead|expired|perished|succumb(?:ed|s)|bled to death|found dead|lost (?:his|her|their|an|a|one) (?:life|lives|sight|hearing|leg|arm|eye|baby|child|hand)|did not (?:survive|come out|wake up)|never (?:came|walked) out|came out (?:blind|lame|dead|on a stretcher|limping)|hanged (?:himself|herself)|miscarried) (?:[\w'’-]+ ){0,6}?(?:during|under|after|in|at the hands of|from) (?:[\w'’-]+ ){0,3}?(?:questioning|interrogation|custody|detention|hands|cells?|lock-?up|beatings?|blows|torture|punishment|shooting|raid|container|barracks|transfer|treatment|search)\b|(?<=[:|/;,] )(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|one|several) (?:[\w'’-]+ ){0,2}?(?:dead|killed|shot|hurt|wounded|injured|missing|burned|burnt|beaten|arrested|raped|evicted|homeless|blinded)\b",
            r"\bcleared of (?:[\w-]+ ){0,2}?(?:occupants|squatters|residents|people|traders|families|vendors|settlers|villagers|dwellers|hawkers|inhabitants|encroachers|miners|pickers)\b|\b(?:extract(?:ed|s|ing)?|beat|wrung|tortured|squeezed) (?:[\w'’-]+ ){0,3}?(?:confessions?|statements?|signatures|money) (?:from|out of)\b|\b(?:confessions?|signatures|statements?) (?:[\w'’-]+ ){0,2}?(?:extracted|beaten out|obtained under torture|taken at gunpoint)\b|\b(?:kept|keeps|keep|held|hold|holding|left|leaves|made|makes) (?:[\w'’-]+ ){1,5}?(?:in the sun|on (?:his|her|their) knees|without sleep|awake|in the rain|standing|naked|upside down|hooded|blindfolded)\b",
            r"\b(?:bust(?:ed|ing|s)?|crack(?:ed|ing|s)?|break(?:ing|s)?|broke|split|knock(?:ed|ing|s)?) (?:[\w'’-]+ )?(?:heads|skulls|bones|noses|ribs|fingers|kneecaps|legs)\b|\b(?:gave|gives?|giving|got|dished out) (?:[\w'’-]+ ){0,4}?(?:a (?:good )?(?:hiding|going[- ]over|kicking|thrashing|pasting|seeing[- ]to|battering|beating|doing|belting|lesson|smacking)|beatings)\b|\b(?:taught|teach(?:es|ing)?) (?:him|her|them|the \w+) a lesson\b|\bput the boot in\b|\b(?:bump(?:ed|s)|knock(?:ed|s)|finish(?:ed|es)|kill(?:ed|s)|pick(?:ed|s)) (?:[\w'’-]+ ){0,3}?off\b|\b(?:did|done|do) (?:him|her|them|[\w-]+ [\w-]+) (?:in|over)\b|\bdid away with\b|\b(?:got|get|getting) rid of (?:[\w-]+ ){0,3}?(?:him|her|them|witness\w*|men|man|woman|leader\w*|organi[sz]er\w*|unionist\w*)\b|\b(?:took|taken|takes|taking) (?:[\w-]+ ){1,3}?for a (?:ride|walk)\b|\b(?:turf(?:ed|s)|chuck(?:ed|s)|boot(?:ed|s)|sling|slung|thr[eo]wn?|turn(?:ed|s)) (?:[\w'’-]+ ){1,4}?out\b|\bbang(?:ed|s) (?:[\w-]+ ){1,3}?up\b|\b(?:lean(?:ed|s|t) on) (?:the )?(?:witness\w*|widow\w*|famil\w+|him|her|them)\b|\b(?:strung|string) (?:[\w-]+ ){1,3}?up\b|\b(?:pinch|nick|swip|lift|rip)(?:ed|s|es|ped)? (?:off )?(?:[\w'’-]+ ){0,3}?(?:phones?|cash|wages|savings|takings|catch|goats?|chickens|diesel|traders|villagers|fishers)\b",
            r"\b(?:brib(?:e[ds]?|ing)|pa(?:id|ys?|ying) off (?!(?:its|the|a|his|her|their|all) (?:\w+ )?(?:loans?|debts?|mortgage|arrears|bonds?|creditors?))|bought off|buys? off|greas(?:ed|es|ing) (?:the|his|her|a|their) (?:palms?|hands?))\b",
            r"\b(?:rig(?:ged|s|ging)?|fix(?:ed|es|ing)?) (?:the |a |an )?(?:[\w-]+ )?(?:tenders?|votes?|elections?|ballots?|auctions?|bids?|contracts?|trials?|survey|audits?)\b|\b(?:forg(?:e[ds]?|ing)|falsif(?:y|ies|ied|ying)|fak(?:e[ds]?|ing)|doctor(?:ed|s|ing)|backdat(?:e[ds]?|ing)|fabricat(?:e[ds]?|ing)|alter(?:ed|s|ing)?|shredd?(?:ed|s|ing)?) (?:[\w'’-]+ ){0,4}?(?:signatures?|logs?|log sheets|logbooks?|records?|papers|minutes|consent forms?|certificates?|results|samples|evidence|charges|thumbprints?|books|reports?|titles?|deeds|maps?|figures|invoices|payslips?|readings)\b",
            r"\bplant(?:ed|s|ing)? (?:[\w'’-]+ ){0,3}?(?:evidence|drugs?|weapons?|guns?|ammunition|detonators?|explosives?|dynamite|bullets|ivory|gold|cartridges?|rifles?|grenades?|cannabis|heroin|stolen \w+|cables?|fuses)\b|\bfram(?:ed|es|ing) (?:[\w'’-]+ ){0,3}?(?:for|as)\b|\btrumped[- ]up\b",
            r"\b(?:withh[eo]ld(?:s|ing)?|withheld|den(?:y|ies|ied|ying)|refus(?:e[ds]?|ing)|dock(?:ed|s|ing)?|deduct(?:ed|s|ing)?|confiscat(?:e[ds]?|ing)|keep(?:s|ing)?|kept|retain(?:ed|s|ing)?|cut off|took|takes?|hold(?:s|ing)?|held|seiz(?:e[ds]?|ing)) (?:[\w'’-]+ ){0,6}?(?:wages?|passports?|identity (?:cards|papers)|insulin|medicines?|medical care|medication|food|drinking water|inhalers?|bandages|first aid)\b|\b(?:wages?|passports?|water|food|insulin|medicine|medical care|salaries|pay|bandages)(?: and [\w-]+)? (?:(?:was|were|are|is|have been|has been|had been|being) )(?:withheld|denied|refused|confiscated|kept|locked|taken|cut off|held back|docked)\b",
            r"\bpassports? (?:[\w'’-]+ ){0,5}?(?:are|is|were|was|sit|sits|lie|lies|stay|stays) (?:[\w'’-]+ ){0,3}?(?:in|under|behind|locked|with) (?:his|her|their|the|a)\b|\b(?:may|can|could|are|were|is|was) not (?:allowed to |permitted to |free to )?leave the (?:estate|farm|compound|factory|camp|ship|vessel|dormitory|kiln|site|plantation|yard|house|ranch|boat|mill|mine)\b|\b(?:debt[- ]bondage|bonded labou?r|forced labou?r|slave labou?r|debt slavery|modern slavery|peonage)\b|\bunpaid (?:and )?(?:forced|overtime under threat)\b|\bwork(?:ed|s|ing)? (?:[\w'’-]+ ){0,4}?(?:at gunpoint|under guard|under the whip|in chains)\b",
            r"\b(?:has|have|had|were|was|been|is|are|being)? ?(?:not |never )?(?:been )?(?:seen|heard of|heard from) (?:since|again)\b|\b(?:hold(?:s|ing)?|held|keep(?:s|ing)?|kept|detain(?:ed|s|ing)?) (?:him|her|them|us|[\w'’-]+(?: [\w'’-]+){0,4}?) (?:in secret|incommunicado|in a secret|at a secret|in an unmarked|at an undisclosed|without charge|for ransom|hostage|captive)\b|\b(?:has|have|had) disappeared (?:another|two|three|four|five|six|a|an|the|at least|some|dozens|his|her|their|him|her|them|more)\b",
            r"\b(?:appl(?:y|ies|ied|ying)|us(?:e[ds]?|ing)|employ(?:ed|s|ing)?|exert(?:ed|s)?|deploy(?:ed|s)?) (?:the )?(?:terminal|lethal|deadly|fatal|kinetic|maximum|excessive|disproportionate|enhanced|special) (?:force|measures|effect|methods?|interrogation|fire|questioning)\b|\b(?:non-recoverable|non recoverable|permanently (?:removed|silenced|neutralised|relocated)|neutrali[sz]ed|liquidated|sanitis(?:ed|ation)|dealt with permanently|physically eliminated|taken care of for good|accounted for \d+|enemy dispatched|body count|cleansed|ethnic cleansing|mopping[- ]up|mopped up)\b",
            r"\b(?:put|puts|pumped|emptied|fired|fires|sent|lodged|unloaded|placed|landed|loosed) (?:a|one|two|three|four|five|six|several|some|the|his|their|another|[\w-]+) ?(?:bullets?|rounds?|shots?|clips?|magazines?|slugs?)? ?(?:in|into|through|at|over)(?:to)? (?:his|her|their|the|a|an|him|them|each) ?(?:[\w'’-]+ )?(?:back|head|chest|leg|legs|knee|knees|stomach|face|neck|crowd|queue|boat|house|school|him|them|window|windows|man|boy|body|skull|march\w*|roof)?\b",
            r"\b(?:open(?:ed|s|ing)? (?:live )?fire|open fire|fir(?:e[ds]?|ing) (?:live |rubber |warning |tear ?gas |several |dozens of )*(?:shots? |rounds? |bullets? |ammunition |canisters? )?(?:on|upon|into|at) (?!(?:the |a )?(?:targets?|ground|sky|air|range|sea)))|\bset(?:s|ting)? (?:[\w'’-]+ ){0,6}?(?:on fire|alight|ablaze|aflame)\b|\bset(?:s|ting)? fire to\b|\bput (?:[\w'’-]+ ){0,6}?to the (?:torch|sword)\b|\bburn(?:ed|t|s|ing)? (?:[\w'’-]+ ){0,6}?(?:to the ground|to ashes|alive|out of)\b|\bshot (?:dead|down|at|up)\b|\bgunn(?:ed|ing) down\b|\bbeat(?:s|en|ing)? (?:[\w'’-]+ ){0,4}?(?:up|to death|senseless|unconscious|black and blue|bloody|with)\b|\brough(?:ed|s|ing)? (?:[\w'’-]+ ){0,4}?up\b|\bwork(?:ed|s|ing)? (?:him|her|them|[\w-]+ [\w-]+) over\b|\bknock(?:ed|s|ing)? (?:[\w'’-]+ ){0,4}?(?:about|around|unconscious|out cold|senseless)\b",
            r"\b(?:dr[oi]ve[ns]?|driving|forc(?:e[ds]?|ing)|chas(?:e[ds]?|ing)|thr(?:ew|ow|ows|own|owing)|turn(?:ed|s|ing)|kick(?:ed|s|ing)|hound(?:ed|s|ing)?|push(?:ed|es|ing)|march(?:ed|es|ing)|clear(?:ed|s|ing)?|smok(?:ed|es|ing)|starv(?:ed|es|ing)|flush(?:ed|es|ing)|burn(?:ed|t|s|ing)) (?:[\w'’-]+ ){1,6}?(?:out of|off|from) (?:their|his|her|the|its|our|ancestral|our) (?:[\w'’-]+ )?(?:homes?|houses?|land|lands|village|plots?|fields|beds|huts?|beach|island|islands|farms?|pastures?|territory|shacks?|rooms?|doorways?|quarter)\b|\bclear(?:ed|s|ing)? (?:the )?(?:beach|slum|village|hamlet|settlement|squatters|island|camp|valley|residents|shacks|families|encampment|pavement|traders|hawkers) (?:of|by|with|at|for|overnight|without)\b|\bland[- ]grab(?:s|bed|bing)?\b|\bgrab(?:bed|s|bing)? (?:[\w'’-]+ ){0,3}?(?:land|plots?|pasture|farms?)\b",
            r"\b(?:dump(?:ed|s|ing)?|drain(?:ed|s|ing)?|discharg(?:e[ds]?|ing)|pour(?:ed|s|ing)?|pump(?:ed|s|ing)?|releas(?:e[ds]?|ing)|leak(?:ed|s|ing)?|tipp?(?:ed|s|ing)?|empt(?:y|ies|ied|ying)|flush(?:ed|es|ing)?) (?:[\w'’-]+ ){0,5}?(?:solvents?|acid|cyanide|mercury|arsenic|sludge|effluent|tailings|sewage|toxic \w+|chemicals?|waste|slurry|brine|lead|dye|pesticides?|poison) (?:[\w'’-]+ ){0,4}?(?:into|in|on|onto|over|beside|near)\b|\b(?:knowingly|deliberately|secretly|wilfully|quietly|at night) (?:drain|dump|poison|contaminat|pollut|discharg|releas|pour|empt|flush|bur)\w+",
            r"\b(?:keep(?:s|ing)?|kept|hold(?:s|ing)?|held|leav(?:e|es|ing)|left|shut(?:s|ting)?|lock(?:ed|s|ing)?|chain(?:ed|s|ing)?|tie[ds]?|tying|pen(?:ned|s|ning)?) (?:(?!and |gates? |doors? |boats? )[\w'’-]+ ){1,5}?(?:chained|locked|tied|shackled|caged|in chains|in irons|in cages|in debt|in a cage|in a pit|in a container|in containers|under lock|by the ankles?|by the wrists?|to a (?:tree|post|pole|bed|fence|truck)|overnight|at night|against (?:his|her|their) will|without (?:food|water)|for nine days|as (?:slaves?|hostages?))\b|\block(?:s|ed|ing)? (?:[\w'’-]+ ){1,4}?(?:in|up)\b|\bpadlock(?:ed|s|ing)? (?:[\w'’-]+ ){0,3}?(?:doors?|homes?|houses?|gates?|shops?|in)\b|\bsell(?:s|ing)? (?:[\w'’-]+ ){0,4}?(?:rations?|relief|aid|food aid|girls|children|detainees|prisoners|visas|ballots|medicines)\b|\b(?:rations?|ration cards?|relief (?:food|goods|supplies)|food aid|aid parcels|medicines?|visas|permits|licences|blankets|tents|babies|girls), sold by\b|\b(?:rations?|ration cards?|relief supplies|aid|medicines?) (?:was|were|are|is) sold\b",
            r"\b(?:eat(?:s|ing)?|ate|swallow(?:s|ed|ing)?|gobbl(?:e[ds]?|ing)|suck(?:s|ed|ing)?|bleed(?:s|ing)?|bled|milk(?:s|ed|ing)?|skin(?:s|ned|ning)?|shak(?:es?|ing)|shook|shake|squeez(?:e[ds]?|ing)|fleec(?:e[ds]?|ing)) (?:[\w'’-]+ ){0,4}?(?:wages|pay|salar\w+|savings|rations|people|traders|drivers|fishers|us|them|vendors|pensions|down|dry|villagers|boats|hawkers)\b|\b(?:extort(?:ed|s|ing)?|wring(?:s|ing)?|wrung) \w+|\btoll from (?:every|each|all)\b|\b(?:help(?:s|ed|ing)? (?:themselves|himself) to)\b|\bstrip(?:s|ped|ping)? (?:and|naked|him|her|them|\w+ (?:men|women|girls|boys|workers)|anyone)\b",
            r"\b(?:made|make|makes|making|forc(?:e[ds]?|ing)|order(?:ed|s|ing)?|compel(?:led|s|ling)?|coerc(?:e[ds]?|ing)) (?:[\w'’-]+ ){1,4}?(?:to )?(?:kneel|crawl|strip|undress|eat (?:sand|soil|dirt|dung|faeces|mud)|drink (?:sea|urine|fuel|diesel|dirty)|dig (?:his|their|her|a) (?:own )?grave|lie face|stand (?:for|in the sun|naked)|work (?:without|unpaid|for nothing|at)|sign (?:away|blank|over|a blank|a confession)|confess|sleep with|have sex|carry (?:ammunition|loads|their)|bury|watch|dance|bark|walk barefoot|sing|squat|beg)\b",
            r"\b(?:buried|burying|bury|hid|hiding|burn(?:ed|t|ing)|dump(?:ed|ing)|disposed of|threw|dissolv(?:ed|ing)|remov(?:ed|ing)|sank) (?:the |their |his |her |two |three |four |five )?(?:bod(?:y|ies)|corpses?|remains|dead)\b|\bmass graves?\b|\b(?:hush(?:ed|es|ing)? up|cover(?:ed|s|ing)? up|whitewash(?:ed|es|ing)?) (?:the|a|his|her|their|its|two|three|four) (?:[\w-]+ )?(?:deaths?|killings?|rapes?|murders?|beatings?|shootings?|spills?|massacres?|abuses?|accidents?|poisonings?)\b|\b(?:turn(?:ed|s)|let|set|loos(?:ed|es)|unleash(?:ed|es)) (?:[\w'’-]+ ){0,3}?(?:dogs?|hounds?|mastiffs?|alsatians?) (?:on|loose|onto|at)\b|\bdogs? (?:\w+ )?(?:tore|maul(?:ed|s)|bit|savag(?:ed|es)|ripped)\b",
        )
    ),
    re.IGNORECASE,
)
_NOUN = (
    r"(?:massacre|killings?|murders?|slaughter|slayings?|executions?|assassinations?|shootings?|beatings?|floggings?|whippings?|torture|rapes?|gang rapes?|abductions?|kidnappings?|disappearances?|enforced disappearances?|lynchings?|maimings?|stabbings?|poisonings?|drownings?|burnings?|torching|arson|looting|plunder|pillage|razing|bulldozing|"
    r"evictions?|forced (?:removals?|evictions?|displacements?|relocations?|labou?r|marriages?|confessions?|sterili[sz]ations?)|expulsions?|demolitions?|land[- ]grab\w*|thefts?|robber(?:y|ies)|extortion|bribery|blackmail|embezzlement|bribes?|kickbacks?|mistreatment|ill-treatment|brutality|abuses?|sexual abuse|molestation|assaults?|groping|harassment|intimidation|strip-searches|confiscation|seizure|starvation|enslavement|trafficking|detention without (?:charge|trial)|secret detention|arbitrary (?:arrests?|detentions?)|mock executions?|pogroms?|bloodbath|crackdown|reign of terror|bloodletting|carnage|mutilations?|purges?|cover-up|violence|violations|(?:murderous|deadly|bloody|brutal|savage|lethal|fatal|violent|punitive) (?:raids?|attacks?|operations?|sweeps?|charges?|expeditions?|visits?|searches|dispersals?|campaigns?|reprisals?|clearances?|patrols?)|punitive expeditions?|reprisals)"
)
_NOUNS = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_OF_VICTIM = re.compile(r"\A (?:and (?:\w+ )?\w+ )?(?:of|against|on) ", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:us(?:e[ds]?|ing)|practi[sc]e[ds]?|commit(?:s|ted)?|carr(?:y|ied|ies) out|perpetrat(?:e[ds]?|ing)|inflict(?:s|ed)?|order(?:s|ed)?|authori[sz]e[ds]?|direct(?:s|ed)|orchestrat(?:e[ds]?|ing)|mastermind(?:s|ed)?|financ(?:e[ds]|ing)|led|oversaw|oversees|took part in|joined in|stag(?:e[ds]?|ing)|resort(?:s|ed)? to|rel(?:y|ies|ied) on|engag(?:e[ds]?|ing) in|responsible for|behind|guilty of|profit(?:s|ed)? from|continu(?:e[ds]?|ing)|conduct(?:s|ed)|execut(?:e[ds]|ing)) (?:\w+ ){0,3}\Z", re.IGNORECASE)
_NOT_NOUN = re.compile(r"\b(?:report(?:s|ed)? of|reports on|victims of|survivors of|risk of|cases? of|allegations? of|claims? of|complaints? of|charges? of|accus\w+ of|suspicion of|account of|study of|history of|film about|policy on|act on|law on|offence of|crime of|crimes of|prevention of|prohibition of|form of|forms of|to end|stop|against|no|any|zero|alleged|suspected|reported|possible|future|potential|question of|definition of|end to|training on|module on|module \d+|awareness of|discussion of|investigat\w+ (?:into|of)|inquiry into|hearing on|fear of|threat of|signs? of|evidence of|number of|fewer|protection from|protect\w* \w* ?against|freedom from|tools? for|statistics on|articles? on|talk on|session on|lecture on|convention against|respond to|tried for|trial for|trial of|lead to|result in)\s(?:[\w-]+ ){0,4}\Z", re.IGNORECASE)
_PEOPLE = re.compile(r" (?:of|against|on) (?:(?:[\w-]+) ){0,2}[a-z]{3,}(?:ers|ors|ists|ees|herds|folk)\b")
_BY_WHOM = re.compile(r"\bby (?:[\w'’.&-]+ ){0,6}?\Z")
_LIKE_PASSIVE = re.compile(r"(?:\w+ )?(?:was|were|are|been|being|is) |(?:died|dead|expired|perished|succumb|bled|found|lost|did not|never|came out|hanged|miscarried|\d|two|three|four|five|six|seven|eight|nine|ten|several|one)\b|cleared of|confession|signatures|statements", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:actors?|party|parties|who|perpetrators?|unit|force|agent|responsible|against|respondent|author|by)\s?[:|–-]", re.IGNORECASE)
_DEED_LABEL = re.compile(r"\b(?:event|conduct|deed|act|incident|what|action|violation|abuse|harm|type|description)\s?[:|–-]\s?[^|/:]{0,60}\Z", re.IGNORECASE)
_POLICY_HEAD = re.compile(r"\b(?:policy|policies|our approach|guidelines?|code of conduct|standard operating|procedures?|training|toolkit|prevention|frequently asked|definitions?|glossary|principles|act \d{4}|bill)\b", re.IGNORECASE)
_GENERAL = re.compile(r"\A\W*(?:in (?:many|some|most|other|several) (?:\w+ ){0,3}?(?:countries|regions|places|sectors|conflicts|contexts|states)|around the world|worldwide|globally|across the (?:world|sector|industry)|historically|often|sometimes|typically|in general|my (?:grand)?(?:mother|father)\w*'s (?:proverb|saying)|as the (?:proverb|saying))\b", re.IGNORECASE)


def told(reading: Reading, start: int, end: int, attributed: Callable[[Span, Span], bool]) -> Span | None:
    """The first deed of a sentence that is told as a fact of an actor; None where a reason speaks against it.

    `attributed` says of an actor and a deed, as words, whether somebody's account or a finding governs them.
    """
    text = reading.text
    if silent(reading, start, end):
        return None
    first, last = words_of(reading, start, end)
    if last - first > _MOST_WORDS:
        return None
    standing = cast(reading, start, end)
    for a, b, kind, form in _deeds(reading, start, end):
        if _quoted(reading, start, end, a) or _spoken_against(reading, start, end, a, b, kind):
            continue
        doer = _doer(reading, standing, (start, end), (a, b), kind, form)
        if doer and not by_nature(text, start, doer[0]) and not attributed(words_of(reading, *doer), words_of(reading, a, b)):
            return min(a, doer[0]) if doer[0] >= start else a, max(b, doer[1]) if start <= doer[0] < end else b
    return None


def silent(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence tells nothing that happened: a game, a saying, an open question, the heading of a policy."""
    sentence = reading.text[start:end]
    if len(sentence) < 8 or not any(c.isalpha() for c in sentence) or unreal(sentence):
        return True
    if sentence.rstrip(' "”’)').endswith("?") and not _PRESUPPOSES.match(sentence):
        return True
    return reading.passage.kind == "heading" and bool(_POLICY_HEAD.search(sentence))


def spoken_against(reading: Reading, sentence: Span, deed: Span) -> bool:
    """Whether a source, a hedge, a finding, a rule or a quotation governs a deed of a sentence."""
    return _quoted(reading, *sentence, deed[0]) or _spoken_against(reading, *sentence, *deed, "phrase")


def figurative(tail: str) -> bool:
    """Whether what follows a verb makes it a figure of speech: "killed the engine", "beat the target"."""
    return bool(_FIGURE.match(tail))


def carried(reading: Reading, start: int) -> Span | None:
    """The actor of the sentences before."""
    return _before_this(reading, start, passive=False)


# --- candidates


@lru_cache(maxsize=4)
def _actor_words(book: Book) -> frozenset[str]:
    """One-word actors: the listed ones and those of the list of forces."""
    return _FORCE | _FIRM | frozenset(w for w in book.list("en", "forces") if " " not in w)


def cast(reading: Reading, start: int, end: int) -> list[tuple[int, int, str]]:
    """Who stands in a stretch, in order: "force", "firm" or "other" (people it is done to, robbers, nature)."""
    words = reading.words
    first, last = words_of(reading, start, end)
    found: dict[int, tuple[int, int, str]] = {}
    for name in ("roles", "kin", "minors", "persons"):
        for a, b in between(reading.hits(name), first, last):
            found[a] = (words[a].start, words[b - 1].end, "other")
    actors = _actor_words(reading.book)
    for n in range(first, last):
        low = words[n].low
        if low in OTHERS:
            found[n] = (words[n].start, words[n].end, "other")
        if low in actors and not _only_place(reading, n, last):
            found[n] = (words[n].start, words[n].end, "force" if low in _FORCE or low not in _FIRM else "firm")
    for a, b in between(reading.hits("forces"), first, last):
        if not _only_place(reading, b - 1, last) and words[a].low != "armed":
            found[a] = (words[a].start, words[b - 1].end, "force")
    for match in _FIRM_NAME.finditer(reading.text, start, end):
        found[reading.word_at(match.start())] = (match.start(), match.end(), "firm")
    subject = _SUBJECT_NAME.match(reading.text, start, end)
    if subject and subject[1].split()[0].lower() not in OTHERS and not any(a < subject.end(1) for a, _, _ in found.values()):
        found[reading.word_at(subject.start(1))] = (subject.start(1), subject.end(1), "firm")
    for match in _FORCE_NAME.finditer(reading.text, start, end):
        found[reading.word_at(match.start())] = (match.start(), match.end(), "force")
    return sorted(found.values())


def _only_place(reading: Reading, n: int, last: int) -> bool:
    """ "police station", "mine gate", "farmers' union": no one who acts; "men" and "staff" need a word that binds them."""
    words = reading.words
    after = words[n + 1].low if n + 1 < last else ""
    before = words[n - 1].low if n else ""
    if words[n].low in ("men", "staff", "drivers", "employees", "trucks", "general", "major", "state", "office", "bank", "party", "port", "court's", "mine", "farm", "hotel", "hospital", "clinic", "dam", "chain", "master", "doctor", "doctors", "captain's", "division", "mill", "factory", "refinery", "bureau", "private", "unit", "company", "intelligence", "authority"):
        if words[n].low in ("men", "staff", "drivers", "employees", "trucks"):
            return not (words[n - 1].text[-2:] in ("'s", "’s", "s'", "s’") or before in ("security", "company", "hired", "customs", "his", "its", "their", "uniformed", "gate", "estate", "prison", "camp", "contractor", "mine", "plantation", "bailiff", "your", "our")) or before in ("young", "two", "three", "old")
        return after in _INNOCENT_HEAD or before in ("in", "at", "near", "from", "private", "to", "outside", "opposite") or (words[n].low in ("general", "major", "state", "private") and not words[n].text[:1].isupper() and before != "the")
    if after in ("station", "stations", "post", "posts", "gate", "checkpoint", "checkpoints"):
        led = [w.low for w in words[max(0, n - 3) : n]]
        return any(w in ("in", "at", "near", "from", "to", "outside", "behind", "opposite", "beside", "of", "towards", "by") for w in led)
    return after in _INNOCENT_HEAD


def _deeds(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Deeds in order: start, end, "phrase", "noun" or the kind of verb, and the verb's form."""
    words, text = reading.words, reading.text
    first, last = words_of(reading, start, end)
    found: list[tuple[int, int, str, str]] = []
    for match in _PHRASES.finditer(text, start, end):
        found.append((match.start(), match.end(), "phrase", ""))
    for match in _NOUNS.finditer(text, start, end):
        found.append((match.start(), match.end(), "noun", ""))
    for n in range(first, last):
        kind = _ALL.get(words[n].low)
        if kind and not (words[n].text[:1].isupper() and n > first and not _headline(text[start:end], words[n].text)) and words[n].low not in _NEVER and _meant(reading, n, kind, first, last):
            found.append((words[n].start, words[n].end, kind, _FORM[words[n].low]))
    yield from sorted(found)


def _headline(sentence: str, word: str) -> bool:
    """Whether a capital says nothing: in capitals throughout, or in a title of capitalised words."""
    if word.isupper():
        return True
    long = [w for w in re.findall(r"[^\W\d_]+", sentence) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) * 4 >= len(long) * 3


def _meant(reading: Reading, n: int, kind: str, first: int, last: int) -> bool:
    """Whether a verb has the object (or, in a passive, the subject) that makes it a grave deed."""
    words, text = reading.words, reading.text
    low = words[n].low
    stop = words[last - 1].end
    tail = re.split(r"[.;:!?|](?:\s|\Z)", text[words[n].end : min(stop, words[n].end + 90)], maxsplit=1)[0]
    head = text[words[max(first, n - 9)].start : words[n].start] if n > first else ""
    head = re.split(r"[.;:|] ", head)[-1]
    if n and words[n - 1].low in ("the", "a", "an", "of", "no", "this", "that", "its", "any") and _FORM[low] in ("base", "third"):
        return False
    if n and words[n - 1].low in ("for", "of", "with", "by", "from", "security", "armed", "public") and _FORM[low] == "third":
        return False
    if n > first and _FORM[low] in ("past", "participle") and words[n - 1].low in ("the", "a", "an", "his", "her", "their", "its", "of"):
        return False
    if kind == "plain":
        return not _FIGURE.match(tail)
    if _FIGURE.match(tail) and low not in ("poison", "poisoned", "fill", "filled", "steal", "stole", "stolen", "withheld"):
        return False
    reach = 26 if low in _LIGHT else 60
    person = _VICTIM.search(tail[:reach]) or _counted(reading, tail)
    behind = _VICTIM.search(head[-70:]) if _passive(words, n) or re.match(r"\W*(?:and )?how (?:many|often)", text[words[first].start :], re.IGNORECASE) or _FORM[low] in ("past", "participle") else None
    if low in _LIGHT:
        how = _HELD_HOW.search(tail)
        goods = low in _TO_GOODS and _GOODS.search(re.split(r" and ", tail[:40])[0]) and _GOODS_HOW.search(text[words[first].start : stop])
        return bool(person and how) or bool(goods)
    if low in _TO_PERSONS and (person or behind):
        return True
    if low in _TO_GOODS:
        around = tail[:45] if not (_passive(words, n) or _FORM[low] in ("past", "participle")) else tail[:45] + " " + head[-60:]
        if not _GOODS.search(around):
            return False
        return low not in _GOODS_NOT or bool(_GOODS_HOW.search(text[words[first].start : stop]))
    return False


_COUNTED = re.compile(r"\A (?:another |at least |some |up to |the other |all )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|\d{1,3})(?: ([\w-]+)|\Z)|\A (?:(?:a|an|the|any|some|his|her|every|young|old|local|[a-z]+ly|[a-z]{3,9}) ){0,2}([a-z]{3,}(?:ers|ors|ists|ees|herds|smiths|men|women|folk))\b", re.IGNORECASE)


def _counted(reading: Reading, tail: str) -> bool:
    """A number right behind the verb, of no thing: "killed two", "beat four sorters"."""
    match = _COUNTED.match(tail)
    if not match or re.match(r"\A (?:it|its|up|out|down|off|on|over|in|into|to|at|by|with|from|for|as|and|or|but)\b", tail):
        return False
    noun = (match[1] or match[2] or "").lower()
    things = reading.book.list("en", "harmless") | reading.book.list("en", "goods")
    return noun not in things and not re.match(r"(?:samples?|times|days?|hours?|weeks?|months|years|metres|km|miles|tons?|tonnes|percent|per|points|goals|agreements?|contracts?|rules?|tables?|chairs|shots?|rounds|of)\Z", noun)


def _passive(words: list, n: int) -> bool:  # type: ignore[type-arg]
    """Whether a form of "be" stands right before a verb, small words and adverbs aside."""
    if words[n].low.endswith("ing"):
        return False
    for back in range(n - 1, max(-1, n - 5), -1):
        if words[back].low in _BE:
            return True
        if not (words[back].low in _SMALL or words[back].low.endswith("ly") or words[back].text == "," or _FORM.get(words[back].low) in ("past", "participle")):
            return False
    return False


# --- reasons against


_SETTLED = re.compile(r", (?:we|it|they|he|she) (?:now )?(?:admits?|admitted|concedes?|conceded|acknowledges?|acknowledged),|\bwho (?:[\w'’-]+ ){1,9}?(?:was|were) (?:later |since |then )?(?:jailed|sentenced|convicted|imprisoned|prosecuted)\b|, to (?:laughter|applause|cheers),")


def unreal(sentence: str) -> bool:
    """A story, a saying, a game; a deed that is admitted, or whose doer was punished."""
    return bool(_PLAY.search(sentence)) or bool(_GENERAL.match(sentence)) or bool(_SETTLED.search(sentence))


_ROBBERS = re.compile(
    r"\W*(?:(?:[Tt]he|[Ss]ome|[Aa]rmed|[Mm]asked|[Uu]nknown|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive) ){0,2}(?:[Rr]ebels|[Bb]andits|[Rr]obbers|[Tt]hieves|[Pp]oachers|[Ii]nsurgents|[Pp]irates|[Tt]errorists|[Gg]unmen|[Ll]ooters|[Rr]ioters|[Ss]mugglers|[Aa]ttackers|[Ii]ntruders|[Rr]aiders|[Gg]angsters|[Aa]ssailants|[Aa]rsonists|[Aa]rmed men) (?:had |have |later |then |also )?(?!who|whom|that|were|was|from|on|in|and|by)\w+"
)


def by_nature(text: str, start: int, force: int) -> bool:
    """An animal or a storm opens the sentence, before the force's word: "An elephant trampled the warden's fence"."""
    opened = re.match(r"\W*(?:(?:a|an|the|two|three|one|heavy|strong|wild) ){0,2}([\w-]+)", text[start:force], re.IGNORECASE)
    if opened and opened[1].lower() in _NATURE:
        return True
    return bool(_ROBBERS.match(text, start, force))


def _quoted(reading: Reading, start: int, end: int, at: int) -> bool:
    """In quotation marks, with somebody near who speaks."""
    for match in re.finditer(r"[\"“«][^\"“”«»]{15,1500}[\"”»]", reading.text[max(0, start - 600) : end + 600]):
        a, b = match.start() + max(0, start - 600), match.end() + max(0, start - 600)
        if a <= at < b:
            return bool(_SPEECH.search(reading.text[max(0, a - 90) : a] + " | " + reading.text[b - 1 : b + 90]))
    return False


def _spoken_against(reading: Reading, start: int, end: int, a: int, b: int, kind: str) -> bool:
    """A source, a hedge, a finding, a rule or a negation of the deed's own clause."""
    text = reading.text
    low = start
    front = _FRONT.match(text[start:a])
    if front:
        low = start + front.end()
    for turn in _STRONG_TURN.finditer(text, low, a):
        low = turn.end()
    ahead = _STRONG_TURN.search(text, b, end)
    stop = ahead.start() if ahead else end
    before, clause = text[low:a], text[low:stop]
    if _UNTOLD.search(before) or _reported_by_all(text, start, low, a) or _closing_source(text[b:end]):
        return True
    if kind == "noun" and re.search(r"\A[^.;]{0,50}?\b(?:is|are|was|were) (?:\w+ )?(?:prohibited|forbidden|banned|punishable|alleged|unacceptable|excluded|an offence|illegal|grounds|covered|discussed|rated|reported)\b", text[b:stop]):
        return True
    if _MISHAP.search(clause) or _forbidden(text, (start, end), (a, b), before, kind):
        return True
    if re.match(r"\W*(?:Had|Were|Should) (?:(?:the|a|an|its|any) )?[\w-]+ ", text[start:a]) or (re.search(r"(?:\A\W*(?:an?|any|every|all|no)?\b ?|\b(?:an?|any|every|no|those) )(?:[\w-]+ ){1,2}who \Z", text[start:a], re.IGNORECASE) and not re.match(r"\W*the ", text[start:a], re.IGNORECASE)):
        return True
    to = re.search(r"(\w+) (?:[\w'’-]+ ){0,4}?to (?:\w+ly )?\Z", before)
    return bool(to) and kind != "noun" and not any(w in _MAKES for w in before.lower().split()[-9:])


def _closing_source(after: str) -> bool:
    """A source or a hedge behind the deed: ", two witnesses said"."""
    closing = re.search(r"(?:,|[–—])[^,]{0,60}\b(?:said|says|told|recalled|testified|reported|claim(?:s|ed)?|alleg\w+|wrote|stated|complained|according to|reportedly|allegedly|we (?:were|are) told|denie[sd]|den(?:y|ies)|disput\w+|unconfirmed)\b", after)
    return bool(closing or re.search(r"\b(?:allegedly|reportedly|according to|it is (?:said|alleged|claimed)|is (?:disputed|denied|contested)|has (?:been )?(?:denied|apologi[sz]ed|admitted|acknowledged)|(?:was|were) (?:later |since )?(?:convicted|sentenced|found guilty|jailed|imprisoned for|struck off|prosecuted)|could not (?:be )?(?:confirm|verif|establish)\w*)\b", after))


def _forbidden(text: str, sentence: Span, deed: Span, before: str, kind: str) -> bool:
    """A rule, a risk, a condition or a negation before the deed in its clause."""
    start, end = sentence
    a, b = deed
    cleaned = _NOT_RULED_HERE.sub(lambda m: " " * len(m[0]), before)
    if text[start:end].rstrip(' "”’)').endswith("?"):
        cleaned = re.sub(r"\b(?:will|did|could|can)\b", " ", cleaned)
    if kind == "noun":
        cleaned = re.sub(r"\b(?:[Nn]othing|[Nn]obody|[Nn]o|[Nn]ot|[Nn]ever)\b(?=[^;]*\b(?:after|since|following|because of|in the wake of|despite|amid)\b)", " ", cleaned)
    ruled = list(_RULED.finditer(cleaned))
    if kind == "phrase" and ruled and text[a:b].lower().startswith(("may not", "can not", "could not", "are not", "were not", "is not")):
        ruled = []
    return bool(ruled) and not (kind == "phrase" and re.search(r"\b(?:not|never|neither|no one|nobody|none) \Z|\bNeither (?:\w+ ){0,3}\Z", cleaned) and "seen" in text[a:b])


def _reported_by_all(text: str, start: int, low: int, a: int) -> bool:
    """ "According to two villagers: ...", "Witnesses said that ...; ...": what governs the whole sentence from its beginning."""
    if low <= start:
        return False
    opening = text[start:low]
    if re.search(r"\b(?:not|never|no|nobody|nowhere)\b", opening):
        return False
    if re.search(r"\b(?:told|said|says|testified|stated|according to|reports?|reported|alleges?|claims?|accuses?)\b[^.;]{0,60}:\s*\Z|\b(?:unconfirmed|alleged(?:ly)?|rumou?rs?|heard)\b[^.;]{0,40}:\s*\Z", opening, re.IGNORECASE):
        return True
    return bool(re.match(r"\W*(?:according to|in the words of|as told by|in (?:his|her|their) (?:account|testimony|statement)|\w+ (?:\w+ ){0,4}?(?:told us|told our|testified|alleges?|say|said|claims?)(?: that)?\b(?! (?:exports|production|profits|the (?:plan|road))))", opening, re.IGNORECASE)) and not re.search(r"\b(?:but|whereas|although|though)\b|;", opening)


# --- the doer


def _doer(reading: Reading, cast: list[tuple[int, int, str]], sentence: Span, deed: Span, kind: str, form: str) -> Span | None:
    """The actor a deed belongs to: in its clause, in its sentence, or in the sentence before."""
    text = reading.text
    start, end = sentence
    a, b = deed
    if kind == "noun":
        return _of_noun(reading, cast, sentence, deed)
    n = reading.word_at(a)
    before = [c for c in cast if c[1] <= a]
    after = [c for c in cast if c[0] >= b]
    passive = _passive(reading.words, n)
    if kind == "phrase":
        passive = passive or bool(_LIKE_PASSIVE.match(text[a:b]))
        behind = next((c for c in after if c[2] != "other" and c[0] - b < 30), None)
        if behind and not before and re.match(r"(?:rubber |live |plastic |stray )?(?:bullet|round|shell|pellet|canister|grenade|volley|gunfire|shot)", text[a:b], re.IGNORECASE):
            return behind[:2]
    b = b - 3 if text[:b].endswith(" by") else b
    by = re.search(r"\bby (?:the |a |an |its |his |their |two |three |\w+ ){0,4}?(?=[\w'’-])", text[b : min(end, b + 70)])
    if by and re.match(r"[^.;:]{0,60}\Z", text[b : b + by.start()]):
        doers = [c for c in after if b + by.start() <= c[0] <= b + by.end() + 45 and not re.search(r" and |,", text[b + by.start() : c[0]])]
        if doers:
            return doers[0][:2] if doers[0][2] != "other" or any(d[2] != "other" for d in doers[:2]) else None
        if passive and not re.match(r"\s*by (?:force|night|day|hand|then|dawn|the time|the hundreds?|the dozen|lot|now|morning|noon|torchlight)\b", text[b + by.start() - 1 : b + by.start() + 30]):
            return None
    if passive or (form in ("past", "participle") and not before):
        return _of_passive(reading, start, a, (before, after), passive=passive, phrase=kind == "phrase")
    if before:
        return _of_active(text, start, a, before, kind)
    carried = _before_this(reading, start, passive=False)
    return carried if carried and _pointed(text[start:a]) else None


def _of_passive(reading: Reading, start: int, a: int, around: tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]], *, passive: bool, phrase: bool) -> Span | None:
    """The actor of a verb that names none: another one of the sentence, or the one of the sentence before."""
    text = reading.text
    before, after = around
    patient = before[-1] if before and _right_before(text, before[-1][1], a) else None
    if patient and patient[2] != "other" and _right_before(text, patient[1], a) and passive:
        return None
    actors = [c for c in (*before, *after) if c[2] != "other" and c is not patient]
    if any(c[2] == "other" and text[c[0] : c[1]].lower() in OTHERS and re.search(r"\b(?:by|in|from) (?:\w+ ){0,2}\Z", text[max(start, c[0] - 16) : c[0]]) for c in after[:2]):
        return None
    if actors:
        return actors[0][:2]
    return _before_this(reading, start, passive=not phrase)


def _of_active(text: str, start: int, a: int, before: list[tuple[int, int, str]], kind: str) -> Span | None:
    """The actor that leads the clause of a verb, or stands right before it."""
    clause = _clause_start(text, start, a)
    inside = [c for c in before if c[0] >= clause] or before
    lead, near = inside[0], inside[-1]
    if near[2] == "other" and text[near[0] : near[1]].lower() in OTHERS and re.match(r" (?:had |have |has |also |then |who |that )*\Z", text[near[1] : a]) and near is not lead:
        return None
    if lead[2] != "other":
        return lead[:2]
    if near[2] != "other" and not re.search(r"\b(?:of|to|by|with|at|from|against|near|and|for|on) (?:the |a |an |\w+ )?\Z", text[max(start, near[0] - 14) : near[0]]):
        return near[:2]
    if lead[2] == "other" and text[lead[0] : lead[1]].lower() in OTHERS:
        return None
    actors = [c for c in inside if c[2] != "other"]
    if actors and re.search(r"\b(?:who|which|that|whom)\b", text[lead[1] : a]):
        return actors[-1][:2]
    if inside is before and any(c[2] != "other" for c in before) and kind in ("plain", "phrase") and not _right_before(text, near[1], a):
        return next(c for c in before if c[2] != "other")[:2]
    return None


def _right_before(text: str, end: int, at: int) -> bool:
    """Only "be", adverbs and small words between a person's word and the verb."""
    gap = text[end:at].lower().split()
    return all(w.strip(",") in _BE or w in _SMALL or w.endswith("ly") or w.startswith("(") or _FORM.get(w.strip(",")) in ("past", "participle") for w in gap)


def _clause_start(text: str, start: int, a: int) -> int:
    """Where the clause of a verb begins: after the last turn, "when", "that", "because", or after a fronted clause."""
    low = start
    for match in re.finditer(r";|: | [–—] |, (?:but|while|whereas|so|then|and|after which|when|where) |\b(?:when|because|after|before|while|that|as|where|since) (?=(?:the|a|an|two|three|four|its|his|their|those|these|\w+s) )", text[start:a]):
        low = start + match.end()
    return low


def _pointed(opening: str) -> bool:
    """Whether a clause without doer points back: "They ...", "Then ... beat", a bare beginning, a label."""
    return bool(re.search(r"\b(?:they|he|she|it|who|the (?:men|unit|group|team|pair|squad|others|crew|lot|two|three|gang)|these|those|some|others|one of them|all of them|his men|its men|their)\b", opening, re.IGNORECASE)) or len(opening.split()) < 4


def _before_this(reading: Reading, start: int, *, passive: bool) -> Span | None:
    """The actor of the sentence before (or, if that one only points back, of the one before it)."""
    at = reading.sentence(start)
    for back in range(at - 1, max(-1, at - 4), -1):
        low, high = reading.sentences[back]
        if _UNTOLD.search(reading.text, low, high) or between(reading.hits("attributions"), *words_of(reading, low, high)) or _MISHAP.search(reading.text, low, high):
            return None
        standing = cast(reading, low, high)
        actors = [c for c in standing if c[2] != "other"]
        if actors:
            forced = [c for c in actors if c[2] == "force"]
            if passive and re.search(r"\b(?:get|gets|getting|may|can|might|could)\b", reading.text[start : start + 120]):
                return None
            if passive:
                return forced[0][:2] if forced and (standing[0][2] != "other" or back == at - 1) else None
            return actors[0][:2] if standing[0][2] != "other" else None
        if any(c[2] == "other" for c in standing):
            return None
    return None


def _of_noun(reading: Reading, cast: list[tuple[int, int, str]], sentence: Span, deed: Span) -> Span | None:
    """ "the killing of three men by the guards", "the contractor's theft of", "Party: Forest Corps. Conduct: beating of herders"."""
    text = reading.text
    start, end = sentence
    a, b = deed
    if _NOT_NOUN.search(text[max(start, a - 60) : a]):
        return None
    tail = text[b:end]
    actors = [c for c in cast if c[2] != "other"]
    for c in actors:
        gap = text[b : c[0]] if c[0] >= b else ""
        if c[0] >= b and len(gap) < 110 and not re.search(r"[.;:]", gap):
            if _BY_WHOM.search(gap) and not re.search(r"\b(?:is|are|be|was|were)\b", gap):
                return c[:2]
            if re.match(r",? (?:that|which) (?:the |a |an )?(?:[\w-]+ ){0,3}\Z", gap) or (re.match(r" (?:the |a )?(?:[\w-]+ ){0,2}\Z", gap) and re.match(r"[^.;]{0,40}\b(?:carried out|committed|ordered|inflicted|perpetrated|unleashed|staged|led|planned|paid for|financed)", text[c[1] : end])):
                return c[:2]
        if c[1] <= a:
            between_ = text[c[1] : a]
            owns = text[c[0] : c[1]].endswith(("'s", "’s")) or re.match(r"['’]s? (?:\w+ ){0,3}\Z", between_)
            if owns and len(between_.split()) <= 4:
                return c[:2]
            if _LEADS.search(between_) and len(between_) < 90:
                return c[:2]
            if between_.strip() == "" and _OF_VICTIM.match(tail) and (_VICTIM.search(tail[:50]) or _GOODS.search(tail[:50]) or _PEOPLE.match(tail)):
                return c[:2]
    victim = _OF_VICTIM.match(tail) and (_VICTIM.search(tail[:60]) or _GOODS.search(tail[:60]) or re.match(r" of \d", tail) or _PEOPLE.match(tail))
    if victim and (_LABEL.search(text, start, a) or _DEED_LABEL.search(text, max(start, a - 80), a)):
        if actors:
            return actors[0][:2]
        return _labelled(reading, start)
    return None


def _labelled(reading: Reading, start: int) -> Span | None:
    """The actor of a record whose lines are sentences: "Party: Auxiliary Forest Corps. Conduct: ..."."""
    at = reading.sentence(start)
    for back in range(at - 1, max(-1, at - 4), -1):
        low, high = reading.sentences[back]
        if _LABEL.search(reading.text, low, high):
            actors = [c for c in cast(reading, low, high) if c[2] != "other"]
            return actors[0][:2] if actors else None
    return None


def words_of(reading: Reading, start: int, end: int) -> Span:
    if not reading.words:
        return 0, 0
    first = reading.word_at(start)
    if reading.words[first].start < start:
        first += 1
    return first, max(first, reading.word_at(end - 1) + 1)
