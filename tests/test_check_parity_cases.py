"""Two languages of a case study or report: equal pairs stay silent, planted differences are found under the right rule."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache

import pytest

from drafter.check import gaps, parity, parity_notes, quantities
from drafter.check.marks import Mismatch
from drafter.document import Document
from drafter.library import load
from drafter.read import build
from drafter.read import text as reader
from drafter.schema import Library

HEAD_EN = ("Context\n\nThe mine lies in a highland province with weak courts and a long dispute over water.\n\n"
           "Challenge\n\nPeople who crossed the mine were at risk of excessive force by police and guards.\n\n")
HEAD_ZH = "背景\n\n该矿位于一个高原省份，司法薄弱，用水争议由来已久。\n\n挑战\n\n穿越矿区的人面临警察和保安过度使用武力的风险。\n\n"
TAIL_EN = "\n\nLessons\n\nThe group learned that open reporting builds trust with communities over time.\n"
TAIL_ZH = "\n\n经验教训\n\n工作组认识到，公开报告会逐渐增进与社区之间的信任。\n"


@cache
def library() -> Library:
    return load.load(parts=("elements:mou", "languages"), examples=False)


def read(text: str, name: str = "x.txt") -> Document:
    return build.document(reader.read(text.encode(), name), name, "")


def paired(en: str, zh: str) -> tuple[Mismatch, ...]:
    a, b = read(en, "en.txt"), read(zh, "zh.txt")
    return parity.pair(a, gaps.read(a, library()), b, gaps.read(b, library()))


def compared(en: str, zh: str) -> tuple[Mismatch, ...]:
    return paired(HEAD_EN + en + TAIL_EN, HEAD_ZH + zh + TAIL_ZH)


EQUAL = [
    ("The group has three pillars and meets in the capital.", "工作组由三大支柱组成，在首都开会。"),
    ("Twenty-nine institutions signed the statement in the first round.", "二十九家机构在第一轮签署了声明。"),
    ("The programme reached 12,000 people in the province.", "该项目惠及全省1.2万人。"),
    ("The fund holds 300 million for the region over its life.", "该基金在存续期内为本地区筹集3亿。"),
    ("Forty per cent of the guards had taken the course.", "百分之四十的保安参加过课程。"),
    ("About 40% of the guards had taken the course.", "约四成保安参加过课程。"),
    ("Half of the complaints were closed within the year.", "半数投诉在年内办结。"),
    ("Two thirds of the members voted for the change.", "三分之二的成员投票赞成修改。"),
    ("The site is assessed semi-annually by outside specialists.", "外部专家每半年对场址评估一次。"),
    ("The site is assessed every six months by outside specialists.", "外部专家每半年评估场址。"),
    ("The board reviews the policy twice a year.", "董事会每年两次审查该政策。"),
    ("The board reviews the rating every three months.", "董事会每季度审查风险等级。"),
    ("Two guards were moved to another site after the event.", "事件发生后，两名保安被调往其他场址。"),
    ("The third review took place without the police.", "第三次审查在没有警方参加的情况下进行。"),
    ("In April 2019 the group held its first meeting.", "2019年4月，工作组举行了首次会议。"),
    ("The project ran from 2019–2022 in two provinces.", "项目于2019年至2022年在两个省实施。"),
    ("The project ran from 2019 to 2022 in two provinces.", "项目于2019—2022年在两省实施。"),
    ("By the end of April 2020 all posts had been filled.", "到2020年4月底，所有岗位均已配齐。"),
    ("In the first half of 2021 no complaint was received.", "2021年上半年未收到任何投诉。"),
    ("In the second quarter of 2021 the road was closed.", "2021年第二季度，道路被封闭。"),
    ("Between April and June 2020 patrols stopped.", "2020年4月至6月间，巡逻停止。"),
    ("The company follows ISO 18788 and Security Council resolution 1325 (2000).", "公司遵守ISO 18788和安理会第1325（2000）号决议。"),
    ("The source is document E/CN.17/1999/12 of the Commission.", "来源为委员会文件E/CN.17/1999/12。"),
    ("A guard pushed one of the women at the gate, and P1 saw it.", "一名保安在门口推搡其中一名妇女，P1目睹了经过。"),
    ("P1 told P2 that the patrol had left at night.", "P1告诉P2，巡逻队已在夜间离开。"),
    ("On the one hand people feel safer; on the other hand some stay away.", "一方面人们感到更安全，另一方面也有一些人避而远之。"),
    ("It is very important that some companies never carry weapons.", "十分重要的是，一些公司绝不携带武器。"),
    ("Guards must on no account enter houses, just in case of fire.", "保安千万不得进入民宅，以防万一。"),
    ("The company paid USD 1.2 million in compensation.", "公司支付赔偿金120万美元。"),
    ("The company paid 340,000 dollars for the clinic.", "公司为诊所支付了34万美元。"),
    ("Members include DCAF and the ICRC.", "成员包括DCAF和ICRC。"),
    ("More than thirty herders and a dozen traders came.", "三十余名牧民和十二名商贩到场。"),
    ("The course lasts one and a half days for each guard.", "每名保安的课程为期一天半。"),
    ("Within a month the answer was sent to the village.", "一个月内，答复已送达村庄。"),
    ("The boy was 15 years old at the time.", "该男孩当时15岁。"),
    ("In the 1990s the mine belonged to the state.", "20世纪90年代，该矿归国家所有。"),
    ("The patrol left at 18:00 and came back before midnight.", "巡逻队于18时离开，午夜前返回。"),
    ("The rating rests on sections 4 to 8 of the report.", "定级依据为报告第4至第8节。"),
    ("Both companies and all parties to the talks agreed, step by step.", "两家公司与参加会谈的各方逐步达成一致。"),
    ("The third party checks the log once a year.", "第三方每年核查一次记录。"),
    ("In 2019, police, soldiers and guards patrolled together; seven people were hurt in 2020.", "2020年有七人受伤；2019年，警察、军人和保安曾联合巡逻。"),
    ("One in five complaints was about noise, and three-quarters came from women.", "五分之一的投诉涉及噪音，四分之三由妇女提出。"),
    ("The company doubled its patrols and cut its guards by 15 percent.", "公司将巡逻次数增加一倍，保安人数减少15%。"),
    ("Five to ten officers stand at each of the four gates.", "四个大门各有5至10名警员值守。"),
    ("The operator, a unified team, answers first.", "运营方作为统一团队首先作出答复。"),
    ("Most people said that they had never seen a thousand reasons to leave.", "多数人表示从未见过离开的千百种理由。"),
]


@pytest.mark.parametrize(("en", "zh"), EQUAL, ids=[str(n) for n in range(len(EQUAL))])
def test_equal_passages_stay_silent(en: str, zh: str) -> None:
    assert compared(en, zh) == ()


DIFFERENT = [
    ("Twenty-nine institutions signed the statement.", "二十八家机构签署了声明。", "number-differs"),
    ("The group has 29 member institutions in the country.", "工作组在国内有28家成员机构。", "number-differs"),
    ("Four pillars make up the group and its secretariat.", "工作组及其秘书处由三大支柱组成。", "number-differs"),
    ("The programme reached 12,000 people in the province.", "该项目惠及全省12万人。", "number-differs"),
    ("The fund reached 300 million people in the region.", "该基金惠及本地区3000万人。", "number-differs"),
    ("Forty per cent of the guards had taken the course.", "百分之十四的保安参加过课程。", "number-differs"),
    ("About 40% of the guards had taken the course.", "约六成保安参加过课程。", "number-differs"),
    ("Half of the complaints were closed within the year.", "三分之一的投诉在年内办结。", "number-differs"),
    ("Two thirds of the members voted for the change.", "四分之三的成员投票赞成修改。", "number-differs"),
    ("The site is assessed semi-annually by outside specialists.", "外部专家每季度对场址评估一次。", "deadline-differs"),
    ("The site is assessed every six months by outside specialists.", "外部专家每年对场址评估一次。", "deadline-differs"),
    ("The board reviews the rating every three months.", "董事会每半年审查风险等级。", "deadline-differs"),
    ("Two guards were moved to another site after the event.", "事件发生后，三名保安被调往其他场址。", "number-differs"),
    ("The third review took place without the police.", "第二次审查在没有警方参加的情况下进行。", "number-differs"),
    ("In April 2019 the group held its first meeting.", "2018年4月，工作组举行了首次会议。", "date-differs"),
    ("In April 2019 the group held its first meeting.", "2019年6月，工作组举行了首次会议。", "date-differs"),
    ("The project ran from 2019–2022 in two provinces.", "项目于2019年至2021年在两个省实施。", "date-differs"),
    ("In 2019 the company changed its policy on firearms.", "2017年，公司修改了枪支政策。", "date-differs"),
    ("By the end of April 2020 all posts had been filled.", "到2020年8月底，所有岗位均已配齐。", "date-differs"),
    ("In the first half of 2021 no complaint was received.", "2021年下半年未收到任何投诉。", "date-differs"),
    ("In the second quarter of 2021 the road was closed.", "2021年第三季度，道路被封闭。", "date-differs"),
    ("On 14 May 2020 the police cleared the road.", "2020年5月24日，警方清理了道路。", "date-differs"),
    ("P1 told the company that the patrol had left at night.", "P2告诉公司，巡逻队已在夜间离开。", "person-code-differs"),
    ("P1 and P3 told the company that the patrol had left.", "P1告诉公司，巡逻队已经离开。", "person-code-differs"),
    ("The company paid USD 1.2 million in compensation.", "公司支付赔偿金12万美元。", "amount-differs"),
    ("The company paid 340,000 dollars for the clinic.", "公司为诊所支付了34万欧元。", "amount-differs"),
    ("Within 30 days the answer was sent to the village.", "答复在三个月内送达村庄。", "deadline-differs"),
    ("The boy was 15 years old at the time.", "该男孩当时16岁。", "number-differs"),
    ("The source is document E/CN.17/1999/12 of the Commission.", "来源为委员会文件E/CN.17/1999/21。", "number-differs"),
    ("The rating rests on section 4 of the report.", "定级依据为报告第5节。", "reference-differs"),
    ("The patrol left at 18:00 and came back before midnight.", "巡逻队于16时离开，午夜前返回。", "number-differs"),
    ("Five to ten officers stand at each gate.", "各大门有5至12名警员值守。", "number-differs"),
    ("One in five complaints was about noise.", "十分之一的投诉涉及噪音。", "number-differs"),
    ("The company cut its guards by 15 percent.", "公司保安人数减少50%。", "number-differs"),
    ("Seven people were hurt when the road was cleared.", "清理道路时有九人受伤。", "number-differs"),
    ("Member visits are led by DCAF and financed by members.", "成员访问由ICRC牵头，由成员出资。", "name-differs"),
    ("The company Harcourt Minerals owns the site.", "该场址归Hartcort Minerals公司所有。", "name-differs"),
    ("Community police, army units and private guards secure the road, the plant, the camp and the port.",
     "社区警察、军队和私人保安负责守卫道路、厂区和营地。", "list-length-differs"),
    ("Two incidents were reported in 2021 and none in 2022.", "2021年报告两起事件。", "date-missing"),
    ("The clinic treated 48 people in that month alone.", "仅当月诊所就救治了许多人。", "number-missing"),
    ("The company has bound itself to the policy of 2020 for ten years.", "公司承诺执行2020年政策五年。", "deadline-differs"),
]


@pytest.mark.parametrize(("en", "zh", "rule"), DIFFERENT, ids=[f"{n}-{d[2]}" for n, d in enumerate(DIFFERENT)])
def test_differences_are_found_under_their_rule(en: str, zh: str, rule: str) -> None:
    found = compared(en, zh)
    assert rule in {m.rule for m in found}, found
    assert len(found) == 1, found


# --- lists, sections, layouts

ITEMS_EN = ["guards carry cards on the use of force", "complaints go to an office outside the police", "patrols are agreed a week ahead",
            "each event is looked into by somebody outside"]
ITEMS_ZH = ["保安携带使用武力须知卡", "投诉由警方以外的机构受理", "巡逻提前一周商定", "每起事件均由外部人员调查"]
SECTIONS_EN = [("Context", "The mine lies in a highland province with a long dispute over water and grazing."),
               ("Challenge", "People who crossed the mine were at risk of excessive force by police and guards."),
               ("Process", "The company, the police and two NGOs met in April 2019 and agreed on rules for patrols."),
               ("Results", "Complaints about the police fell from 31 to 12, as the ombudsman reports."),
               ("Lessons learned", "Open reporting builds trust, and rules help only where somebody checks them."),
               ("Limits", "The figures come from one province only and cover a short time.")]
SECTIONS_ZH = [("背景", "该矿位于高原省份，用水和放牧争议由来已久。"), ("挑战", "穿越矿区的人面临警察和保安过度使用武力的风险。"),
               ("过程", "公司、警方和两家非政府组织于2019年4月开会，商定了巡逻规则。"), ("成效", "据监察专员报告，针对警方的投诉由31起降至12起。"),
               ("经验教训", "公开报告增进信任，规则只有在有人核查时才有用。"), ("局限", "数据仅来自一个省份，所涉时间较短。")]


def told(sections: list[tuple[str, str]], mark: str = "{title}\n\n{body}", marks: str = "") -> str:
    return "\n\n".join((f"{marks[n]}、" if marks else "") + mark.format(n=n + 1, title=t, body=b) for n, (t, b) in enumerate(sections)) + "\n"


@pytest.mark.parametrize("gone", range(6))
@pytest.mark.parametrize("numbered", [False, True])
def test_a_missing_section_is_told_once(gone: int, numbered: bool) -> None:
    left = SECTIONS_ZH[:gone] + SECTIONS_ZH[gone + 1:]
    found = paired(told(SECTIONS_EN, "{n}. {title}\n\n{body}" if numbered else "{title}\n\n{body}"),
                   told(left, marks="一二三四五六" if numbered else ""))
    assert [(m.rule, m.missing_in) for m in found] == [("section-missing", "zh")], found
    assert found[0].a is not None and SECTIONS_EN[gone][0] in found[0].a.quote


def test_all_sections_there_is_silent() -> None:
    assert paired(told(SECTIONS_EN), told(SECTIONS_ZH)) == ()


def test_a_section_missing_in_english() -> None:
    found = paired(told(SECTIONS_EN[:3] + SECTIONS_EN[4:]), told(SECTIONS_ZH))
    assert [(m.rule, m.missing_in) for m in found] == [("section-missing", "en")], found


@pytest.mark.parametrize("mark", ["- ", "• ", "({n}) "])
def test_lists_of_another_length(mark: str) -> None:
    def listed(items: list[str], lead: str) -> str:
        return lead + "\n\n" + "\n".join(mark.format(n=n + 1) + i for n, i in enumerate(items))

    en, zh = "The members agreed on four changes to practice:", "成员商定对做法作出以下改变："
    assert compared(listed(ITEMS_EN, en.replace("four ", "")), listed(ITEMS_ZH, zh)) == ()
    for gone in range(4):
        found = compared(listed(ITEMS_EN, en.replace("four ", "")), listed(ITEMS_ZH[:gone] + ITEMS_ZH[gone + 1:], zh))
        assert [m.rule for m in found] == ["list-length-differs"], found
        assert "4" in found[0].detail and "3" in found[0].detail


def test_inline_lists_of_one_length_are_silent() -> None:
    assert compared("Police, soldiers, guards and rangers patrol the park.", "警察、军人、保安和护林员在公园巡逻。") == ()
    assert compared("Police, army and private guards patrol the park in the dry season.", "军警和私人保安在旱季巡逻公园。") == ()
    assert compared("Women, the young and the old took part in the talks.", "妇女以及老幼均参加了会谈。") == ()


def test_one_language_after_the_other() -> None:
    document = read(told(SECTIONS_EN) + "\n\n" + told(SECTIONS_ZH).replace("31起", "13起"))
    assert [m.rule for m in parity.find(document, gaps.read(document, library()))] == ["number-differs"]


def test_alternating_paragraphs() -> None:
    zh = [(t, b.replace("2019年4月", "2019年5月")) for t, b in SECTIONS_ZH]
    parts = [x for (te, be), (tz, bz) in zip(SECTIONS_EN, zh, strict=True) for x in (te, tz, be, bz)]
    document = read("\n\n".join(parts) + "\n")
    assert [m.rule for m in parity.find(document, gaps.read(document, library()))] == ["date-differs"]


def test_a_long_text_is_compared_in_time() -> None:
    en = "\n\n".join(f"In the year after event {n} the company wrote to {n + 40} households about the water." for n in range(1500))
    zh = "\n\n".join(f"第{n}号事件发生后一年，公司就用水问题致函{n + 40}户家庭。" for n in range(1500))
    start = time.monotonic()
    found = paired(en, zh.replace("致函940户", "致函90户"))
    assert time.monotonic() - start < 20
    assert [m.rule for m in found] == ["number-differs"]


def test_marks_of_footnotes_are_no_numbers() -> None:
    document = read("Documented and corroborated7, 9\n\nMarch 20251\n\nThe score is 16.\n\n7 S1: Terms of the group.\n\n9 S2: Talks.\n\n1 S3: Log.\n")
    notes = [replace(p, kind="footnote", label=document.words(p)[0]) if document.words(p)[0].isdigit() else p for p in document.paragraphs]
    document = replace(document, paragraphs=tuple(notes))
    known = parity_notes.labels(document)
    assert known == {"1", "7", "9"}
    shown = [parity_notes.masked(document, p.start, p.end, known).rstrip() for p in document.paragraphs[:3]]
    assert shown == ["Documented and corroborated", "March 2025", "The score is 16."]


@pytest.mark.parametrize("words", ["1" * 20000, "一" * 20000, "one " * 5000, "第一、" * 6000, "1," * 8000, "每" * 20000, "1-2" * 5000])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_senseless_figures_take_no_time(words: str, language: str) -> None:
    start = time.monotonic()
    quantities.values(words, language)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("code", ["en", "zh", "es", "fr"])
def test_every_rule_has_a_name(code: str) -> None:
    names = library().languages[code]["interface"]["rules"]
    assert {"list-length-differs", "person-code-differs", "section-missing", "name-differs"} <= set(names)
