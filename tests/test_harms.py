"""The do-no-harm and plain-language rules: what must be found, what must stay silent, and that nothing breaks them."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.harms import Book, Consent, Harm, Passage, Setting, covered, find, load, masked, mosaic

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def harms(text: str, language: str = "en", kind: str = "body", **known: object) -> tuple[Harm, ...]:
    setting = Setting(**known)  # type: ignore[arg-type]
    return find([Passage(text, 0, language, "1", kind)], setting, load())


def rules(text: str, language: str = "en", kind: str = "body", **known: object) -> set[str]:
    return {h.rule for h in harms(text, language, kind, **known)}


# What must be found: language, text, rules without their prefix.
FIRES = [
    ('en', 'A shepherd, Kadima Nsele, was beaten near the mine.', ['person-name']),
    ('en', 'The shepherd Kadima Nsele said he lost his herd.', ['person-name']),
    ('en', 'Kadima Nsele, a 34-year-old miner, was detained.', ['person-name']),
    ('en', 'K.N., a shepherd from Kamina village, was beaten.', ['exact-place', 'person-name', 'quasi-id']),
    ('en', 'Mrs Okafor, a villager, told us about it.', ['person-name']),
    ('en', 'A miner named José Quispe lost an eye.', ['person-name']),
    ('en', 'The victim was identified as Ama Serwaa Boateng.', ['person-name']),
    ('en', '"They beat us," said Ana, a villager.', ['person-name', 'quote-attribution']),
    ('en', 'The family of Juan de la Cruz Mamani filed a complaint.', ['person-name']),
    ('en', 'Witness Mwamba Chanda saw the trucks.', ['person-name']),
    ('en', 'Villagers buried Tumaini Ndege on the following day.', ['person-name']),
    ('en', 'The widow of Abdul bin Rahman asked for compensation.', ['person-name']),
    ('en', 'Police detained protesters including Wanjiru Kamau and Otieno Ochieng.', ['allegation-wording', 'person-name']),
    ('en', 'Kamina village lies there. The hamlet of Los Pinos too.', ['exact-place']),
    ('en', 'He lives in vereda La Esperanza. In quartier Matonge guards came.', ['exact-place']),
    ('en', 'The pit is at 6.12345, -77.1234. Call +51 999 123 456.', ['exact-place', 'pii']),
    ('en', 'She was born on 4 May 1990. Mail: jane.smith@gmail.com', ['pii']),
    ('en', 'At km 14 of the haul road. Guards stopped him at the km 32 marker.', ['exact-place']),
    ('en', 'In Kamina and Lusaba villages people fled. A village called Tongo burned.', ['exact-place']),
    ('en', 'Kamina, a small village beside the pit, was searched.', ['exact-place']),
    ('zh', '矿工李建国被打伤。', ['person-name']),
    ('zh', '村民王秀英说，保安打了她。', ['person-name']),
    ('zh', '据目击者张伟回忆，当时没有人受伤。', ['person-name']),
    ('zh', '卡米纳村的居民离开了家园。', ['exact-place']),
    ('zh', '一名牧羊人卡迪马·恩塞莱被殴打。', ['person-name']),
    ('zh', '受害者名叫欧阳志远。', ['person-name']),
    ('zh', '张大爷是当地村民，他的田被毁。', ['person-name']),
    ('zh', '投诉人陈丽华女士，47岁，住在大石村。', ['exact-place', 'person-name', 'quasi-id']),
    ('zh', '王强，34岁，矿工，被拘留。', ['person-name']),
    ('zh', '身份证号110101199003074518，手机13812345678。', ['pii']),
    ('zh', '坐标为北纬12.3456，东经27.12345。', ['exact-place']),
    ('zh', '牧羊人卡迪马被打。', ['person-name']),
    ('zh', '矿工马里奥·罗德里格斯受伤。', ['person-name']),
    ('zh', '他出生于1990年5月4日。车牌粤B12345。', ['pii']),
    ('zh', '李建国的妻子赵小梅向公司投诉。', ['person-name']),
    ('en', 'The complaint was lodged by Chief Kalonga, an elder of the valley.', ['person-name']),
    ('en', 'Residents remember Thandiwe Mokoena, a teacher who was shot.', ['person-name']),
    ('en', 'Neema Juma (27), a trader, was held for two days.', ['person-name']),
    ('en', 'The body of Luis Alberto Condori was found near the pit.', ['person-name']),
    ('en', 'One of the miners, Samuel Adjei, lost an arm.', ['person-name']),
    ('en', 'The injured were Rosa Huamán and Pedro Choque.', ['person-name']),
    ('en', 'A herder identified as Lokwang Ekiru said the fence cut the path.', ['person-name']),
    ('en', 'Ms Nguyen Thi Hoa, a resident, withdrew her complaint.', ['person-name']),
    ('en', 'Villager Budi Santoso told investigators that his field was flooded.', ['person-name']),
    ('en', 'His brother Aung Htun was arrested.', ['person-name']),
    ('en', 'Farmers Ibrahim Sesay and Fatmata Conteh testified.', ['person-name']),
    ('en', 'The eldest son, Paulo, saw the trucks.', ['person-name']),
    ('en', 'Interview with Grace Mumba, widow of a miner.', ['person-name']),
    ('en', 'We spoke to Mama Josephine, whose hut was burned.', ['person-name']),
    ('en', 'Don Eusebio, the oldest fisherman, showed us the well.', ['person-name']),
    ('en', '"My name is Celestin Mbuyi," the miner told us.', ['person-name']),
    ('en', 'The victims: J. M. Okoro, T. Banda and R. Phiri.', ['person-name']),
    ('en', 'Dr Amina Osei, who treated the victims, fled.', ['person-name']),
    ('en', 'Sergeant Moise Kabongo beat a trader.', ['allegation-wording', 'official-name']),
    ('en', 'Commander Delgado ordered the eviction.', ['official-name']),
    ('en', 'Officer Tan fired into the crowd.', ['allegation-wording', 'official-name']),
    ('en', 'The journalist Kwame Asiedu was threatened.', ['person-name']),
    ('en', 'Halima Yusuf and her twin daughters were evicted from the hamlet Bula.', ['exact-place', 'person-name', 'quasi-id']),
    ('en', 'In the village of Nueva Esperanza a man was shot.', ['exact-place']),
    ('en', 'Guards entered Tumbwe village at night.', ['exact-place']),
    ('en', 'The community of Santa Clara blocked the road.', ['exact-place']),
    ('en', 'It lies at 10°25\'14"S 27°12\'03"E.', ['exact-place']),
    ('en', 'Reach her on 0712 345 678 or WhatsApp +254 712 345 678.', ['pii']),
    ('en', 'Passport No. A1234567; plate number KBX 421J; account number 0123456789012.', ['pii']),
    ('en', 'Date of birth: 12/03/1987.', ['pii']),
    ('en', 'Her national ID 29384756 was copied.', ['pii']),
    ('zh', '死者张桂兰，女，52岁，是当地农民。', ['person-name']),
    ('zh', '记者采访了受害人周晓燕。', ['person-name']),
    ('zh', '投诉人为刘志强。', ['person-name']),
    ('zh', '村民李大山的妻子被打伤。', ['person-name']),
    ('zh', '王老汉回忆，那天夜里来了很多保安。', ['person-name']),
    ('zh', '目击者名叫陈小红。', ['person-name']),
    ('zh', '家属代表孙丽娟说，公司没有赔偿。', ['person-name']),
    ('zh', '工人何伟因工受伤。', ['person-name']),
    ('zh', '一位名叫约瑟夫·穆滕巴的司机被扣押。', ['person-name']),
    ('zh', '“他们打了我们。”李秀兰说。', ['person-name']),
    ('zh', '吴女士是一名教师，她的丈夫被捕。', ['person-name']),
    ('zh', '村民Kadima Nsele被拘留。', ['person-name']),
    ('zh', '受害者司马晓光被殴打。', ['person-name']),
    ('zh', '警长王德发下令驱散人群。', ['allegation-wording', 'official-name']),
    ('zh', '保安队长周大勇殴打了矿工。', ['allegation-wording', 'official-name']),
    ('zh', '恩科洛村和卢桑巴寨的居民搬走了。', ['exact-place']),
    ('zh', '事发地点在李家庄村三组15号。', ['exact-place']),
    ('zh', '事故发生在公路K45+200处。', ['exact-place']),
    ('zh', '村民拨打电话0755-26751234。', ['pii']),
    ('zh', '他的银行账号为6222021234567890123。', ['pii']),
    ('zh', '当地人称该村寨名叫石头寨。', ['exact-place']),
    ('zh', '牧民巴特尔的羊群被没收。', ['person-name']),
    ('zh', '士兵把三名村民打成重伤。', ['allegation-wording']),
    ('zh', '村民遭到安保人员殴打。', ['allegation-wording']),
    ('zh', '警方向人群开枪，两人死亡。', ['allegation-wording']),
    ('en', 'A police officer shot a villager near the gate.', ['allegation-wording']),
    ('en', 'Police arrested four protesters.', ['allegation-wording']),
    ('zh', '矿警开枪打伤一名村民。', ['allegation-wording']),
    ('en', 'Two men were beaten by mine guards.', ['allegation-wording']),
    ('en', 'The army killed three people in 2019.', ['allegation-wording']),
    ('en', 'Guards beat a man, who reported it to the police.', ['allegation-wording']),
    ('en', 'Police beat a man who said he was innocent.', ['allegation-wording']),
    ('en', 'Police shot a suspected thief.', ['allegation-wording']),
    ('en', 'Soldiers have tortured detainees.', ['allegation-wording']),
    ('en', 'Guards arrested and beat three men.', ['allegation-wording']),
    ('en', 'Security guards routinely harass traders.', ['allegation-wording']),
    ('en', 'The killing of two miners by police led to protests.', ['allegation-wording']),
    ('zh', '保安殴打了两名村民。', ['allegation-wording']),
    ('zh', '一名矿工被警察打死。', ['allegation-wording']),
    ('zh', '士兵强奸了一名妇女。', ['allegation-wording']),
    ('zh', '警方逮捕了四名抗议者。', ['allegation-wording']),
    ('zh', '村民被保安扣押了一夜，随后向警方报案。', ['allegation-wording']),
    ('zh', '军队烧毁了房屋。', ['allegation-wording']),
    ('en', 'A 15-year-old was detained.', ['child']),
    ('en', 'On 4 May 2019 a 34-year-old shepherd from Kamina village was stopped.', ['exact-place', 'quasi-id']),
    ('zh', '2019年5月4日，一名34岁的牧羊人在卡米纳村被拦下。', ['exact-place', 'quasi-id']),
    ('en', 'Two women were raped by unknown men in March 2019 in Lualaba Province.', ['sexual-violence']),
    ('zh', '2019年3月，两名妇女在卢阿拉巴省遭强奸。', ['sexual-violence']),
    ('en', 'P1 and P2 told us about the raid. P3 saw it.', ['consent-statement']),
    ('zh', '一名15岁的学生被拘留。', ['child']),
    ('en', "Newmont's guards beat a villager, two witnesses said.", ['right-of-reply']),
    ('en', 'The policy was published on 4 May 2019 in Kitwe District by a teacher.', ['quasi-id']),
    ('en', 'One herdsman, Sironka Ole Tipape, lost forty goats.', ['person-name']),
    ('en', 'The complaint by Esther Nakiru is still open.', ['person-name']),
    ('en', 'Her name is Mwajuma Kessy and she sells tea at the gate.', ['person-name']),
    ('en', 'Nobody has asked Tomasito Quilla, the watchman, what he saw.', ['person-name']),
    ('en', 'Police officers dragged the men from the bus and kicked them.', ['allegation-wording']),
    ('en', 'Three men were taken from their homes and tortured by soldiers of the patrol.', ['allegation-wording']),
    ('en', 'A private guard fired two rounds into the crowd and wounded a boy of fourteen.', ['allegation-wording', 'child']),
    ('en', 'The gendarmes burned eleven huts.', ['allegation-wording']),
    ('en', "The company's guards have been beating trespassers for years.", ['allegation-wording']),
    ('en', 'A security contractor hit a woman with a rifle butt.', ['allegation-wording']),
    ('en', 'He was born on 12 March 1984 and lives at 45 Acacia Road.', ['exact-place', 'pii']),
    ('en', 'The road branches off at kilometre 27.', ['exact-place']),
    ('en', 'The family lives in Barrio El Carmen.', ['exact-place']),
    ('en', 'Guards of the contractor stopped a 16-year-old boy.', ['child']),
    ('en', 'The boy, who was twelve, was held for six hours.', ['child']),
    ('en', 'In April 2021 a woman in Tete Province said that a soldier raped her.', ['sexual-violence']),
    ('en', 'The panel heard from P1, P2 and P4.', ['consent-statement']),
    ('en', 'Soldiers detained Mr Adolfo Tumpa for a night, he said.', ['person-name']),
    ('zh', '村民赵大爷说，保安打了他的儿子。', ['person-name']),
    ('zh', '受害人阿布杜拉·卡里姆于2019年去世。', ['person-name']),
    ('zh', '保安用警棍殴打矿工，致其骨折。', ['allegation-wording']),
    ('zh', '两名士兵将一名妇女拖走。', ['allegation-wording']),
    ('zh', '当地警方向村民开火。', ['allegation-wording']),
    ('zh', '一名十六岁的少年被警察关押两天。', ['allegation-wording', 'child']),
    ('zh', '村民们在库马西村集会。', ['exact-place']),
    ('zh', '矿区旁的下坝屯被淹。', ['exact-place']),
    ('zh', '刘桂花的丈夫在矿难中死亡。', ['person-name']),
    ('zh', '记者陈明被威胁。', ['person-name']),
    ('zh', '“我叫王大力，是村里的木匠。”', ['person-name']),
    ('zh', '投诉人（张小燕，女，45岁）要求赔偿。', ['person-name']),
    ('zh', '他住在光明路8号。', ['exact-place']),
    ('zh', '矿工马师傅受伤。', ['person-name']),
    ('zh', '工人罗伯特说保安打人。', ['person-name']),
]

SILENT_EN = [
    'Company staff member Rosalind Achterberg signed the plan.',
    'The report thanks Jane Doe and the Carter Center.',
    'Victims of the Marikana shooting were compensated.',
    'Farmers near Lake Victoria asked Equity Bank for loans.',
    'The workers meet every Tuesday at Simba House.',
    'Community Liaison Officer posts were created for residents.',
    'Security guards detained at the border were released.',
    'The guard was beaten and robbed.',
    'Trained guards protect the miners; police arrest suspects.',
    'The army was asked to protect workers.',
    'Since 2019 police have been called 14 times.',
    'Witnesses in the Kiobel case were heard in The Hague.',
    'Residents, the Chamber of Mines and the Kitwe City Council agreed.',
    "The teachers' union and the Mineworkers Union of Zambia signed.",
    'On 3 May 2021 the villagers and the company signed the plan.',
    'Father and son both work at the mine.',
    'The villagers signed an agreement with Barrick in Lima.',
    'Workers at Newmont and Tullow received training on the Voluntary Principles.',
    'The miners live in San José, a short drive from Santa Marta.',
    'Complainants cited the Montreux Document and the Ruggie Framework.',
    'In Mount Isa the company employs two thousand miners.',
    "The victims' lawyers cited Garcia v. Tahoe Resources.",
    'Mr Smith v Crown Mining was decided in 2003.',
    'A village near the mine was visited by the working group.',
    'The Global Village project ended in 2015.',
    'The Camp David talks did not concern villagers.',
    'Villagers told Human Rights Watch that the road was closed.',
    "The company's head office is at 12 Market Street, Lusaka.",
    'Write to info@example.org to reach the Secretariat.',
    'The text is based on E/CN.17/1999/12 and on A/HRC/17/31.',
    'ISO 18788:2015 and GRI 410 apply to guards.',
    'The project ran in 1998-1999 and cost USD 1,250,000.',
    'See sections 4.1.2 and 12.3.4 of the manual.',
    'The law, now 15 years old, is under review.',
    'In 2020 a community member filed a complaint with the mine.',
    'Each party needs the prior written consent of the other party.',
    'Free, prior and informed consent of indigenous peoples is sought before exploration.',
    "The children's rights policy was adopted by the board.",
    'The company built a school for 300 children.',
    'UNICEF trained the guards on the rights of children.',
    'Training covers sexual violence, torture and the use of force.',
    'Guards must not shoot, beat or threaten anybody.',
    'Police may arrest a person only under national law.',
    'The policy prohibits guards from detaining villagers.',
    'There is a risk that soldiers harass residents.',
    'What should a guard do if police beat a detainee?',
    'If soldiers arrested a worker, the manager would call the ministry.',
    'According to three villagers, police beat two men at the gate.',
    'The court found that an officer had shot a villager.',
    'The company acknowledged that its guards had beaten two miners.',
    'Police allegedly detained four protesters.',
    'Two witnesses said that guards beat a shepherd.',
    'Protesters attacked two guards with stones.',
    'A guard was injured by trespassers.',
    'Residents reported to the commission that soldiers burned their huts.',
    'The Minister of Mines, Jean Kabeya, met the villagers in Kolwezi.',
    "President Maria Santos received the miners' union.",
    'Professor John Ruggie consulted victims and companies.',
    "The workers' council met on Monday in Puerto Maldonado.",
    'Human Rights Watch and Amnesty International interviewed miners.',
    'Anglo American trained its security guards in Johannesburg.',
    'Residents of Lima and Arequipa Region were consulted.',
    "The farmers' cooperative sells coffee to Fairtrade International.",
    'Rio Tinto and Glencore answered the complainants.',
    'Students of the University of Zambia interviewed workers.',
    'Residents drink from the Lufira River and the Zambezi.',
    'The Voluntary Principles Initiative has villagers, companies and governments in view.',
    'Mobile clinics served residents in July and August.',
    'The community relations team speaks Bemba, Swahili and French.',
    'Call the grievance hotline on +27 11 555 0100, toll-free.',
    'The mine is 45 km from the provincial capital.',
    'A convoy drove 120 km per day.',
    'The Village Mining Act protects small-scale miners.',
    'Catholic and Protestant leaders met the displaced villagers.',
    'The Nairobi Declaration asks states to protect witnesses.',
    'Two Toyota Hilux pickups carried the workers home.',
    'Workers returned to the Kansanshi shaft after the strike.',
    'A Kenyan court heard the case of the farmers.',
    'The Good Practice Guide helps Community Liaison Officers.',
    'The Peruvian National Police trains officers on human rights.',
    'Security officers protect workers and visitors.',
    'Arrested persons are handed over to the police at once.',
    'The army guards the pipeline under the memorandum.',
    'Sierra Leone and Burkina Faso send miners to the region.',
    'The teacher training programme began in 2018.',
    'The agreement, aged 12 years, was renewed in Accra.',
    'Minor injuries were reported among the workers.',
    'Nobody was arrested, and no shots were fired by the police.',
    'Workers of First Quantum and China Molybdenum joined the union.',
    'Coordination with the Ministry of Interior improved after May 2019.',
    'Interviewed residents trust the Kalumba Dialogue Table.',
    "The shareholders' consent to jurisdiction was given in 2011.",
    'According to two witnesses, guards beat a man.',
    'The court convicted a police officer who shot a villager.',
    'The panel found that soldiers beat two men.',
    'Guards must not beat or detain anybody.',
    'The risk that soldiers harass residents is high.',
    'Police allegedly shot a man.',
    'Guards were attacked by protesters.',
    'A police officer was shot.',
    'Protesters attacked police.',
    'Did police shoot the man?',
    'If guards shot somebody, the case is reported.',
    'Police hand over arrested persons to the court.',
    'The policy prohibits guards from beating trespassers.',
    'A guard beat a man, two witnesses said.',
    '"The guards beat us with batons for an hour," one villager said in May 2019.',
    'The company admitted that its guards beat a man.',
    'The villagers reported to the police that guards beat them.',
]

SILENT_ZH = [
    '工人孙某说，他受了伤。',
    '矿长周建平接受了采访，矿工没有异议。',
    '居民杜绝了乱采滥挖。',
    '村民安全返回。',
    '员工严格遵守规定。',
    '村民白天不敢出门。',
    '家属金额较大的索赔已解决。',
    '证人当庭作证。',
    '居民方便时可来电。',
    '村民黄昏时分离开。',
    '妇女代表发言。',
    '受访者高度评价培训。',
    '矿工石材厂的同事参加了会议。',
    '社区代表于会上发言。',
    '学生参观了矿区。',
    '公司向农民支付了赔偿。',
    '警察应当保护村民。',
    '保安人员接受了禁止酷刑的培训。',
    '两村居民达成协议。',
    '该村与邻村共用水源。',
    '村民与公司签署了协议。',
    '当地社区的居民参加了会议。',
    '矿工接受了安全培训。',
    '公司高层听取了村民的意见。',
    '安全任务由矿方承担，村民可以投诉。',
    '实施方案和程序已向村民公布。',
    '中山的矿工人数减少。',
    '马里和秘鲁的矿工参加了培训。',
    '村民向公司提出了申诉。',
    '工人从矿区返回家中。',
    '居民应当获得赔偿。',
    '村民都参加了会议。',
    '受害者家属可以向申诉机制投诉。',
    '村民代表参加了工作组会议。',
    '驻在国工作组每季度召开一次会议。',
    '矿区附近的一个村受到影响。',
    '许多村庄位于下游。',
    '农村地区的妇女参加了协商。',
    '公司总部位于建设路12号，邮编100000。',
    '请发送邮件至info@example.org。',
    '依据E/CN.17/1999/12和ISO 18788编写。',
    '1998-1999年期间开展了该项目。',
    '2020年，一名社区成员提出投诉。',
    '须事先取得另一方的书面同意。',
    '应征得土著人民的自由事先知情同意。',
    '公司通过了儿童权利政策。',
    '公司为300名儿童修建了学校。',
    '联合国儿童基金会培训了保安。',
    '培训内容包括性暴力、酷刑和使用武力。',
    '保安不得殴打、威胁或者拘留任何人。',
    '警方可以依法逮捕嫌疑人。',
    '政策禁止保安扣押村民。',
    '存在士兵骚扰居民的风险。',
    '如果警察殴打被拘留者，保安应怎么办？',
    '据三名村民称，警察在门口殴打了两名男子。',
    '法院认定一名警察开枪打伤村民。',
    '公司承认其保安殴打了两名矿工。',
    '警方涉嫌拘留四名抗议者。',
    '两名目击者表示，保安殴打了一名牧羊人。',
    '抗议者用石块打伤了两名保安。',
    '一名保安被闯入者打伤。',
    '部长李强会见了矿工代表。',
    '总统在利马接见了工会代表。',
    '居民饮用的水来自河流。',
    '安徽和江苏的矿工较多。',
    '该矿距省会45公里。',
    '李某向公司投诉。',
    '受害者李某某被送往医院。',
    '王某甲是矿工。',
    '村民张某称保安打人。',
    'P公司的员工参加培训。',
    '矿工工会与公司签署了协议。',
    '矿工于2019年返回工作。',
    '村民和公司达成和解。',
    '村民时常向警方反映情况。',
    '工人经过培训后上岗。',
    '居民同意搬迁。',
    '村民方面没有异议。',
    '家属任何时候都可以查阅记录。',
    '村民马上离开了现场。',
    '工人常年在井下工作。',
    '农民石头砸伤的事故减少。',
    '村民高度关注水污染。',
    '学生宿舍由公司出资修建。',
    '公司名称为北方资源。',
    '保安公司与警方签订了合作协议。',
    '警察培训教师参加了课程。',
    '受访者温和地表达了意见。',
    '村民安置方案已获批准。',
    '投诉人有权获得书面答复。',
    '员工成立了委员会。',
    '村民金额争议已经解决。',
    '居民平均收入提高，据公司报告增长了一成。',
    '证人保护制度已经建立。',
    '据两名目击者称，保安殴打了一名村民。',
    '经法院认定，警察开枪打伤一名村民。',
    '安保人员不得殴打或者拘留任何人。',
    '警察被抗议者打伤。',
    '村民打伤了一名保安。',
    '士兵骚扰居民的风险较高。',
    '保安涉嫌殴打村民。',
    '警方不得任意逮捕抗议者。',
    "",
]


@pytest.mark.parametrize(("language", "text", "expected"), FIRES, ids=lambda v: v[:40] if isinstance(v, str) else None)
def test_must_fire(language: str, text: str, expected: list[str]) -> None:
    assert {f"dnh-{r}" for r in expected} <= rules(text, language)


@pytest.mark.parametrize("text", SILENT_EN)
def test_silent_in_english(text: str) -> None:
    assert [h for h in harms(text) if h.rule.startswith("dnh") and h.severity != "info"] == []


@pytest.mark.parametrize("text", SILENT_ZH)
def test_silent_in_chinese(text: str) -> None:
    assert [h for h in harms(text, "zh") if h.rule.startswith("dnh") and h.severity != "info"] == []


WARNINGS = [
    ("en", "The court found that guards allegedly beat two men.", "dnh-over-hedge"),
    ("en", "The so-called victim left.", "dnh-over-hedge"),
    ("en", "Incidents fell by 40%.", "dnh-claim-attribution"),
    ("en", "Incidents fell by 40%.", "pl-number-unit"),
    ("en", "“They beat us,” said Ana.", "dnh-quote-attribution"),
    ("en", "The mob attacked.", "dnh-dignity"),
    ("en", "Tear gas was used.", "pl-hidden-actor"),
    ("en", "Shots were fired.", "pl-hidden-actor"),
    ("en", "The ICWG met in May.", "pl-acronym"),
    ("en", "Several actors met recently.", "pl-vague"),
    ("en", "We capacitate the guards.", "pl-jargon"),
    ("en", " ".join(["word"] * 36) + ".", "pl-sentence-length"),
    ("en", "See https://news.example.org/shepherd-kadima-nsele-beaten.", "dnh-link-leak"),
    ("en", "Intrusions rose in the pit area.", "dnh-balance"),
    ("zh", "事件下降了40%。", "dnh-claim-attribution"),
    ("zh", "抗议人群被驱散。", "pl-hidden-actor"),
    ("zh", "刁民堵路。", "dnh-dignity"),
    ("zh", "有关方面将适当处理。", "pl-vague"),
    ("zh", "为社区赋能。", "pl-jargon"),
    ("zh", "法院认定保安涉嫌殴打一名男子。", "dnh-over-hedge"),
    ("zh", "公司" * 41 + "。", "pl-sentence-length"),
]


@pytest.mark.parametrize(("language", "text", "rule"), WARNINGS)
def test_warnings(language: str, text: str, rule: str) -> None:
    assert rule in rules(text, language)


QUIET = [
    ("en", "Mobile phones were handed out.", "dnh-dignity"),
    ("en", "The term “security personnel of the company and its contractors” is used.", "dnh-quote-attribution"),
    ("en", "“The mob attacked us,” a guard said in May 2019.", "dnh-dignity"),
    ("en", "The witness said that alleged abuse was reported before the court found anything.", "dnh-over-hedge"),
    ("en", "According to the company, incidents fell by 40% between 2019 and 2021.", "dnh-claim-attribution"),
    ("en", "According to the company, incidents fell by 40% between 2019 and 2021.", "pl-number-unit"),
    ("en", "The in-country working group (ICWG) met. The ICWG met again.", "pl-acronym"),
    ("en", "NGO and UN staff of the VPs, chapter IV.", "pl-acronym"),
    ("en", "Tear gas was used by the police.", "pl-hidden-actor"),
    ("en", "Tear gas was used; by whom is unknown.", "pl-hidden-actor"),
    ("en", "See https://www.ohchr.org/en/instruments/basic-principles.", "dnh-link-leak"),
    ("zh", "据公司统计，2020年至2021年事件下降了40%。", "dnh-claim-attribution"),
    ("zh", "人群被驱散，实施者身份不明。", "pl-hidden-actor"),
]


@pytest.mark.parametrize(("language", "text", "rule"), QUIET)
def test_warnings_stay_silent(language: str, text: str, rule: str) -> None:
    assert rule not in rules(text, language)


# --- what is known beside the text


def test_allowed_names_and_places() -> None:
    text = "The shepherd Kadima Nsele of Kamina village."
    assert {"dnh-person-name", "dnh-exact-place"} <= rules(text)
    assert not {"dnh-person-name", "dnh-exact-place"} & rules(text, allow=("Kadima Nsele", "Kamina village"))
    assert "dnh-exact-place" not in rules(text, place_level="village")
    assert "dnh-person-name" not in rules(text, fictional=True)


def test_consent_rows() -> None:
    told = "P1, P2 and P3 gave written consent to the use of their accounts for publication and may withdraw it."
    rows = tuple(Consent(code=f"P{n}", uses=("public",)) for n in (1, 2, 3))
    assert "dnh-consent-statement" in rules(told, consent=rows[:2])
    assert not {"dnh-consent-statement", "dnh-consent-scope"} & rules(told, consent=rows)
    assert "dnh-consent-statement" in rules("P1 told us about the night.")
    training = tuple(Consent(code=f"P{n}", uses=("training",)) for n in (1, 2, 3))
    assert "dnh-consent-scope" in rules(told, consent=training)
    assert "dnh-consent-scope" not in rules(told, consent=training, circulation="internal")
    assert "dnh-consent-statement" not in rules("The other party's prior written consent is needed.")


def test_child_with_guardian() -> None:
    text = "Two witnesses said that a 15-year-old was detained."
    assert "dnh-child" in rules(text)
    assert "dnh-child" not in rules(text, consent=(Consent(uses=("public",), guardian=True),))


def test_sexual_violence_needs_support_note() -> None:
    bare = find([Passage("In 2019 two women reported that they were raped.", 0, "en")], Setting(), load())
    assert [h.severity for h in bare if h.rule == "dnh-sexual-violence"] == ["warning"]
    noted = [Passage("In 2019 two women reported that they were raped.", 0, "en"), Passage("Support services are listed below.", 60, "en")]
    assert not [h for h in find(noted, Setting(), load()) if h.rule == "dnh-sexual-violence"]


def test_right_of_reply() -> None:
    text = "Two witnesses said that guards of Kalumba Copper Mining beat a man."
    assert "dnh-right-of-reply" in rules(text)
    assert "dnh-right-of-reply" not in rules(text, replies=("asked in May, none received",))
    assert "dnh-right-of-reply" in rules(text, replies=())
    assert "dnh-right-of-reply" not in rules(text + " The company was invited to comment and did not respond.")
    assert "dnh-right-of-reply" not in rules("The Ministry of Mines adopted the law.")


def test_pseudonyms() -> None:
    assert "dnh-person-name" not in rules("Maria (not her real name), a villager, was beaten.")
    assert "dnh-pseudonym" in rules("Maria (not her real name), a villager, spoke first. Later M. Q. was asked again.")
    assert "dnh-pseudonym" not in rules("Maria (not her real name), a villager, spoke first.", fictional=True)
    changed = harms("The shepherd Kadima Nsele spoke. All names have been changed.")
    assert [h.severity for h in changed if h.rule == "dnh-person-name"] == ["warning"]


def test_a_name_once_found_is_found_again() -> None:
    found = harms("The shepherd Kadima Nsele was beaten. The village is far. Nsele left in 2019.")
    assert [h.quote for h in found if h.rule == "dnh-person-name"] == ["Kadima Nsele", "Nsele"]


def test_persons_of_a_model_are_added() -> None:
    text = "near the road uyiosa was beaten, a villager said."
    start = text.index("uyiosa")
    assert "dnh-person-name" not in rules(text)
    found = find([Passage(text, 100, "en")], Setting(), load(), persons=[(100 + start, 106 + start)])
    assert "uyiosa" in [h.quote for h in found]


def test_empty_headings() -> None:
    passages = [Passage("Lessons learned", 0, "en", kind="heading"), Passage("TBD", 20, "en"), Passage("Limits", 30, "en", kind="heading")]
    assert [h.quote for h in find(passages, Setting(), load()) if h.rule == "pl-heading-empty"] == ["Lessons learned", "Limits"]


def test_cells_take_their_neighbours() -> None:
    row = [Passage("Witness", 0, "en", kind="cell"), Passage("Tumaini Ndege", 10, "en", kind="cell")]
    assert [h.quote for h in find(row, Setting(), load()) if h.rule == "dnh-person-name"] == ["Tumaini Ndege"]


def test_mosaic() -> None:
    new = [Passage("A shepherd said that he was tortured; the commander was removed.", 0, "en")]
    old = {"case-1": [Passage("At Bisara mine a shepherd said he was tortured. The commander was removed.", 0, "en")]}
    assert [h.rule for h in mosaic(new, old, load())] == ["dnh-mosaic"]
    assert mosaic(new, {"case-2": [Passage("Guards at Bisara mine were trained under the Voluntary Principles.", 0, "en")]}, load()) == ()


# --- the whole


def test_rules_are_complete() -> None:
    book = load()
    assert len(book.rules) == 29
    for rule in book.rules.values():
        assert set(rule.titles) == set(rule.advice) == {"en", "zh", "es", "fr"}
    assert {r.id for r in book.rules.values() if r.elsewhere} == {"dnh-image-meta", "dnh-doc-meta", "pl-parity"}


def test_covered() -> None:
    assert [code for code in ("en", "zh", "es", "fr", "../en", "rules") if covered(code)] == ["en", "zh"]


def test_own_lists_add(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "harms"
    folder.mkdir(parents=True)
    (folder / "en.yaml").write_text("dignity: nincompoop(s)", encoding="utf-8")
    book: Book = load(own=str(tmp_path))
    assert {"nincompoop", "nincompoops", "mob"} <= book.list("en", "dignity")
    (folder / "en.yaml").write_text("dignity: [a", encoding="utf-8")
    load.cache_clear()
    with pytest.raises(DrafterError):
        load(own=str(tmp_path))


def test_masked() -> None:
    assert masked("Kadima village, para 14") == "K***** v******, p*** **"
    assert masked("卡米纳村") == "卡***"
    assert "@" not in masked("jane.smith@gmail.com") and "9" not in masked("+51 999 123 456")
    found = harms("The shepherd Kadima Nsele was beaten.")[0]
    assert "Kadima" not in str(found.data()) and "Kadima" in str(found.data(sensitive=True))


def test_details_never_repeat_the_text() -> None:
    for language, text, _ in FIRES:
        for harm in harms(text, language):
            if harm.rule in ("dnh-person-name", "dnh-exact-place", "dnh-pii"):
                assert harm.quote not in harm.detail


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")
@pytest.mark.parametrize("cut", [r"(\n\s*\n)", r"(\n)", r"(\x00)"])
def test_seeds_have_no_blocking_harm(cut: str) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text, at, passages = path.read_text(encoding="utf-8"), 0, []
        for piece in re.split(cut, text):
            passages.append(Passage(piece, at, "zh" if re.search("[\u4e00-\u9fff]", piece) else "en"))
            at += len(piece)
        assert [h.quote for h in find(passages, Setting(), load()) if h.severity == "block"] == []


WORDS = st.sampled_from([*"王李村·“”\"'.,;:()@+°\n\u200b\xad %", "Kadima", "Nsele", "shepherd", "police", "shot", "by", "the", "village", "of", "P1", "15", "岁", "矿工", "警察", "打死", "被", "km", "4 May 2019", "de", "K.", "Mr", "www.", "12", "据", "称", "公里处", "１２"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map("".join), st.lists(WORDS, max_size=60).map(" ".join)), st.sampled_from(["en", "zh", "es", "fr"]), st.sampled_from(["body", "heading", "cell", "footnote", "alt", "property"]))
def test_any_text(text: str, language: str, kind: str) -> None:
    passages = [Passage(text, 7, language, "1", kind), Passage(text, 7 + len(text), language, "2")]
    whole = " " * 7 + text + text
    for harm in find(passages, Setting(), load(), persons=[(7, 9), (0, 3)]):
        assert 7 <= harm.start < harm.end <= len(whole)
        assert harm.quote == whole[harm.start : harm.end]
        masked(harm.quote)


HOSTILE = ["a", "A ", "Ab ", "1", "1.", "1 ", "@", "a@", "a.b.", "(", '"', "“", "村", "王", "王·", "某", "http://a-b/", "\n", " ", "K+1 ", "de la Aa ", "12/1/", "P1 ", "+", "1°", "矿工李", "[1]", "Mr ", "a-"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = (unit * 60_000)[:60_000]
    language = "zh" if re.search("[\u4e00-\u9fff]", unit) else "en"
    start = time.process_time()
    find([Passage(text, 0, language)], Setting(), load())
    assert time.process_time() - start < 6
