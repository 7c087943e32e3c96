"""Near misses: the same words hedged, negated, permitted, in a recital or definition, or somebody else's duty."""

from __future__ import annotations

import pytest

from drafter.check import gaps, plain
from drafter.check.findings import ElementFinding
from drafter.library import cues as cue_files
from drafter.library import load
from drafter.library.cues import Cues, Pattern


def _cues(language: str, element: str, topic: str, *, contradicted: dict[str, str] | None = None, **requirements: str) -> Cues:
    """Cues written short: groups apart by /, phrases by commas."""
    def pattern(text: str) -> Pattern:
        return Pattern(tuple(tuple(p.strip() for p in group.split(",")) for group in text.split("/")))
    return Cues(element, language, tuple(p.strip() for p in topic.split(",")),
                {k.replace("_", "-"): (pattern(v),) for k, v in requirements.items()}, {},
                {k: (pattern(v),) for k, v in (contradicted or {}).items()})


CUES = {
    "en": {
        "vetting": _cues("en", "vetting", "vet, background check, records",
                         exclusion_rule="assign, deploy, post/implicated, credible evidence", process="vet, check/records, service record",
                         before_assignment="vet, check/before, prior", certificate="certify, written confirmation/company",
                         re_vet="repeat, again/year", standard="credible evidence, pending case", privacy="personal data",
                         contradicted={"vetting-disclaimed": "oblige, duty/vet"}),
        "medical-aid": _cues("en", "medical-aid", "injured, first aid, wounded", earliest="medical aid, first aid, treatment/immediately, without delay",
                             non_discriminatory="injured, wounded/any person, every person, offenders", family="family, relatives/inform, notify"),
        "lethal-prohibition": _cues("en", "lethal-prohibition", "weapons, ammunition", explicit_ban="provide, supply, give/weapons, ammunition",
                                    coercive_list="provide, supply/tear gas, batons", cash_proxy="cash, funds, money/buy weapons, purchase weapons"),
    },
    "zh": {
        "vetting": _cues("zh", "vetting", "审查, 核查", exclusion_rule="派驻, 派遣, 安排/可信证据, 涉嫌侵犯人权", process="审查, 核查/档案, 记录",
                         before_assignment="派驻前, 到岗前/审查, 核查", certificate="书面/公司", re_vet="每年/审查, 复查", standard="可信证据",
                         privacy="个人信息"),
        "medical-aid": _cues("zh", "medical-aid", "受伤, 伤者", earliest="救治, 救助, 医疗/立即, 及时", non_discriminatory="伤者, 受伤/所有, 任何人, 不论",
                             family="家属/通知"),
        "lethal-prohibition": _cues("zh", "lethal-prohibition", "武器, 弹药", explicit_ban="提供, 给付/武器, 弹药", coercive_list="提供/催泪弹, 警棍",
                                    cash_proxy="款项, 资金/购置武器, 购买武器"),
    },
    "es": {
        "vetting": _cues("es", "vetting", "antecedentes, depuración", exclusion_rule="asignar, destinar/implicado, señalamientos creíbles",
                         process="verificar, revisar/antecedentes, hoja de vida", before_assignment="antes/asignación, relevo",
                         certificate="constancia, certificación/empresa", re_vet="cada año/verificación", standard="señalamientos creíbles",
                         privacy="datos personales"),
    },
    "fr": {
        "vetting": _cues("fr", "vetting", "antécédents, casier", exclusion_rule="affecter/mis en cause, indices crédibles",
                         process="contrôler, vérifier/antécédents, états de service, casier", before_assignment="avant/affectation",
                         certificate="atteste, certifie/société", re_vet="chaque année/contrôle", standard="indices crédibles", privacy="données personnelles"),
    },
}
GOOD = {
    "en": "The Police shall vet every officer against service records before each posting and shall not assign anyone implicated in abuse of human rights. "
          "The Police shall certify the result to the Company in writing. The Police shall vet again every year. Credible evidence excludes.",
    "zh": "警方应当在派驻前依据服役档案逐人审查，不得派驻有可信证据表明参与侵犯人权的人员。警方应当向公司提交书面确认，并每年复查。",
    "es": "La Policía deberá verificar los antecedentes y la hoja de vida de cada agente antes de la asignación. La Policía no deberá asignar a quien esté implicado "
          "en violaciones de derechos humanos o tenga señalamientos creíbles. Entregará constancia a la Empresa y repetirá la verificación cada año.",
    "fr": "La police doit contrôler les états de service et le casier de chaque agent avant l'affectation. La police ne doit affecter personne qui soit mis en cause "
          "par des indices crédibles de violation des droits de l'homme. Elle atteste le résultat à la société et refait le contrôle chaque année.",
}
LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)


def verdict(text: str, language: str, element: str = "vetting", kind: str = "mou-police") -> ElementFinding:
    return gaps.check(plain.document(text, language), LIBRARY, CUES, kind, (language,))[element]


@pytest.mark.parametrize("language", GOOD)
def test_the_plain_duty_is_present(language: str) -> None:
    found = verdict(GOOD[language], language)
    assert found.verdict == "present", (found.reasons, found.requirements)


NEAR = [
    ("en", "shall", "should"), ("en", "shall", "may"), ("en", "shall", "shall endeavour to"), ("en", "shall", "is encouraged to"),
    ("en", "The Police shall vet", "The Police shall, where possible, vet"), ("en", "The Police shall vet", "The Police are not required to vet"),
    ("en", "The Police", "The supplier"), ("en", "The Police shall vet every", "WHEREAS the Police shall vet every"),
    ("en", "shall not assign", "shall assign"), ("en", "shall vet every officer", "need not vet any officer"),
    ("zh", "应当", "可以"), ("zh", "应当", "应尽量"), ("zh", "应当在", "无须在"), ("zh", "应当", "可酌情"), ("zh", "警方", "供应商"),
    ("zh", "警方应当在派驻前", "鉴于警方应当在派驻前"), ("zh", "不得派驻", "可以派驻"), ("zh", "应当在", "没有义务在"),
    ("es", "deberá verificar", "procurará verificar"), ("es", "deberá verificar", "podrá verificar"),
    ("es", "deberá verificar", "no está obligada a verificar"), ("es", "deberá verificar", "deberá, en lo posible, verificar"),
    ("es", "La Policía", "El proveedor"), ("es", "no deberá asignar", "deberá asignar"),
    ("fr", "doit contrôler", "s'efforce de contrôler"), ("fr", "doit contrôler", "peut contrôler"), ("fr", "doit contrôler", "n'est pas tenue de contrôler"),
    ("fr", "doit contrôler", "doit, dans la mesure du possible, contrôler"), ("fr", "La police", "Le fournisseur"),
    ("fr", "ne doit affecter", "doit affecter"), ("fr", "La police doit contrôler", "Considérant que la police doit contrôler"),
]


@pytest.mark.parametrize(("language", "old", "new"), NEAR, ids=[f"{c}: {n}" for c, _, n in NEAR])
def test_one_word_changed_is_not_present(language: str, old: str, new: str) -> None:
    text = GOOD[language].replace(old, new)
    assert text != GOOD[language]
    found = verdict(text, language)
    assert found.verdict != "present", (found.evidence, found.requirements)


REASONS = [
    ("en", "shall", "shall endeavour to", "hedged"), ("en", "shall", "may", "permission"), ("en", "The Police", "The supplier", "wrong-obligor"),
    ("zh", "应当", "尽量", "hedged"), ("zh", "应当", "可以", "permission"), ("zh", "警方", "供应商", "wrong-obligor"),
    ("es", "deberá verificar", "procurará verificar", "hedged"), ("es", "deberá verificar", "podrá verificar", "permission"),
    ("fr", "doit contrôler", "s'efforce de contrôler", "hedged"), ("fr", "doit contrôler", "peut contrôler", "permission"),
]


@pytest.mark.parametrize(("language", "old", "new", "reason"), REASONS)
def test_the_reason_is_said(language: str, old: str, new: str, reason: str) -> None:
    found = verdict(GOOD[language].replace(old, new), language)
    assert found.verdict == "weak" and reason in found.reasons, (found.verdict, found.reasons)


def test_agentless_passive_of_the_process_has_no_obligor() -> None:
    text = GOOD["en"].replace("The Police shall vet every officer", "Every officer shall be vetted")
    found = verdict(text, "en")
    assert found.verdict == "weak" and "no-obligor" in found.reasons, (found.verdict, found.reasons)


def test_passive_agent_is_the_obligor() -> None:
    text = GOOD["en"].replace("The Police shall vet every officer", "Every officer shall be vetted by the Police")
    assert verdict(text, "en").verdict == "present"


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Nothing in this Memorandum obliges the Police to vet officers against records for human rights abuse."),
    ("en", "The Police have no duty to vet officers against records of human rights abuse."),
])
def test_disclaimed_is_contradicted(language: str, text: str) -> None:
    assert verdict(text, language).verdict == "contradicted"


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(("language", "text", "verdict_"), [
    ("en", "The Company shall not provide weapons or ammunition to the Police. No cash or money given shall be used to purchase weapons. The Company shall not supply tear gas. Human rights are respected.", "present"),
    ("en", "The Company shall provide weapons and ammunition to the Police. The Company shall supply tear gas. Human rights are respected.", "missing"),
    ("en", "The Company may provide weapons or ammunition to the Police. Human rights are respected.", "weak"),
    ("en", "It is prohibited for the Company to provide weapons or ammunition, or to supply batons. The use of cash to purchase weapons is forbidden. Human rights are respected.", "present"),
    ("zh", "公司不得向警方提供武器、弹药，不得提供催泪弹。警方不得以公司款项购置武器。双方尊重人权。", "present"),
    ("zh", "公司可以向警方提供武器、弹药。双方尊重人权。", "weak"),
])
def test_prohibitions(language: str, text: str, verdict_: str) -> None:
    found = verdict(text, language, "lethal-prohibition")
    assert found.verdict == verdict_, (found.reasons, found.requirements)


def test_list_items_take_duty_and_ban_from_the_lead_in() -> None:
    text = ("1. Arms\nThe Company shall not:\n(a) provide weapons or ammunition to the Police;\n(b) supply tear gas;\n"
            "(c) give cash to purchase weapons.\n2. Rights\nHuman rights are respected by the Police.")
    assert verdict(text, "en", "lethal-prohibition").verdict == "present"


def test_chinese_words_inside_other_words_are_no_hits() -> None:
    text = "警方保护个人权利。公司支持环保安全工作。"
    lexicon = gaps.vocabularies(LIBRARY)["zh"].lexicon
    found = {h.phrase for h in lexicon.scan(text)}
    assert "人权" not in found and "保安" not in found


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(("language", "text", "element", "requirement", "result"), [
    ("en", "The Police shall not use more force than is strictly necessary.", "use-of-force", "strict-necessity", "met"),
    ("en", "The Police agree to be guided by human rights when they vet officers against service records.", "vetting", "process", "hedged"),
    ("en", "The Police shall vet every officer against service records unless this would endanger a source.", "vetting", "process", "met"),
    ("en", "The Company shall ensure that the Police vet every officer against service records.", "vetting", "process", "wrong-obligor"),
    ("en", "The Company shall record every abuse, including one by the Police, and vet officers against service records.", "vetting", "process", "wrong-obligor"),
    ("en", "The Company shall not supply, and the Police shall not fit, weapons on any vehicle.", "lethal-prohibition", "explicit-ban", "met"),
    ("zh", "公司不得以任何方式向警方提供武器、弹药。", "lethal-prohibition", "explicit-ban", "met"),
    ("zh", "警方应当在不暴露来源的前提下依据服役档案进行审查。", "vetting", "process", "met"),
    ("en", "Officers are vetted by the Police against service records, and may be questioned.", "vetting", "process", "met"),
    ("en", "The Police may vet officers against service records.", "vetting", "process", "permission"),
    ("zh", "公司付款。警方应当审查档案和证据", "vetting", "process", "met"),
    ("zh", "档案不全的，公司应当予以审查。", "vetting", "process", "wrong-obligor"),
    ("zh", "警方应当依据服役档案审查；涉及款项的，应当另行签订合同。", "vetting", "process", "met"),
    ("zh", "警方应当依据服役档案审查，档案清单另行签订。", "vetting", "process", "blank"),
    ("en", "Every service record that the Police have to vet need not be kept.", "vetting", "process", "negated"),
    ("en", "The Police need not vet officers against service records.", "vetting", "process", "negated"),
    ("en", "Vetting of officers against service records is not required to be done by the Police.", "vetting", "process", "negated"),
    ("zh", "服役档案的审查，警方无须进行。", "vetting", "process", "negated"),
    ("zh", "警方应当允许依据服役档案进行审查。", "vetting", "process", "met"),
    ("zh", "警方可以依据服役档案进行审查。", "vetting", "process", "permission"),
    ("zh", "对拒绝交出武器的人，公司可以向警方提供武器、弹药。", "lethal-prohibition", "explicit-ban", "permission"),
    ("en", "The Company may supply weapons to the Police, whatever is excluded elsewhere.", "lethal-prohibition", "explicit-ban", "permission"),
    ("en", "The Company may in no case supply weapons to the Police.", "lethal-prohibition", "explicit-ban", "met"),
    ("en", "The Police vet officers against service records. They should vet them against court records.", "vetting", "process", "hedged"),
    ("en", "The Police vet officers against service records. They need not vet them against court records.", "vetting", "process", "negated"),
    ("en", "The Police shall vet officers against service records. They need not vet them against court records.", "vetting", "process", "met"),
])
def test_what_a_sentence_makes_of_a_requirement(language: str, text: str, element: str, requirement: str, result: str) -> None:
    cues = {language: {**CUES[language], **({"use-of-force": _cues("en", "use-of-force", "force", strict_necessity="force/strictly necessary")}
                                             if element == "use-of-force" else {})}}
    head = {"en": "1. Force and vetting of weapons", "zh": "第一条 武力、审查与武器"}[language]
    checked = gaps.check(plain.document(f"{head}\n{text}\nHuman rights are respected. 尊重人权。", language), LIBRARY, cues, "mou-police", (language,))
    assert {r.id: r.result for r in checked[element].requirements}[requirement] == result


def test_strikebreaking_that_is_forbidden_forbids_no_strike() -> None:
    text = ("国防部与赤松矿业有限公司谅解备忘录\n双方约定如下：\n第一条 任务限制\n派驻人员应当尊重人权。派驻人员不得驱逐居民、破坏罢工、管束工人，公司不得提出此类要求。\n"
            "第二条 安全\n军队应当保护矿区安全。\n")
    forbidden = text.replace("不得驱逐居民、破坏罢工、管束工人", "不得允许工人在矿区罢工")

    cues = {"zh": cue_files.load(LIBRARY.elements, ("zh",))["zh"]}
    kept, banned = (gaps.check(plain.document(words, "zh"), LIBRARY, cues, "mou-defence", ("zh",))["assembly-labour-rights"].verdict
                    for words in (text, forbidden))
    assert kept != "contradicted" and banned == "contradicted"
