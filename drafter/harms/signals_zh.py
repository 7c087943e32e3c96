"""Wrongs told in plain Chinese words that no list of deeds holds: what speaks for one is counted, not named.

Somebody with power acts; in what is told of the act stand marks of force or taking, of a bad end, of doing it in the dark, and somebody
it is done to. One mark is nothing, several together tell of a wrong, unless the known reasons speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms import accused_zh, power_zh
from drafter.harms.text import Reading, Span, between

_FORCE = re.compile(
    r"下[了过]药|压平|撬开|反锁|要走了?(?=[^，。]{0,10}(?:权|地|田|钱|份|块))|[当做作]挡箭牌|当盾|轧[死断过]|糊弄|忽悠|袖手|背着(?:沙袋|石头)|罚跑|活活|陪着(?=[他吃喝])|[封堵]了(?=[^，。]{0,1}(?:，|。|\Z))|点到的|焊死|封死|驱赶|喷射|冷枪|勒住|攥|拆走|泼|扯[下掉]|吐(?:口水|痰)|宰了|卖[了给回掉到](?!力)|撕|扑向|拔枪|拽|揪|拎(?=[^，。]{0,6}[人他她起走])|薅|搡|撵|轰[走出下]|拖[走着出进到上下在拽]|押[走着上到进]|绑|捆(?!绑销)|铐|锁[在进住上了]|囚|关押|关[进在了到](?=[^，。；]{0,10}(?:屋|房|室|箱|柜|仓|笼|窖|车|舱|楼|棚|洞|牢|里))|扇[了他她]|踹|踢|揍|抽打|鞭|[大乱]?棒(?!球)|棍|殴|砸|捅|砍(?!价|柴)|刺[伤死了]|烙|烫|枪托|开[了过]?[一两三四五六七八九十几]*枪|放[了一两三四五六七八九十几]+枪|冲向|冲[进上](?!刺)|撞[过翻向倒上伤死沉]|高压水|催泪|抢[走了劫光去过](?!修|险|救)|劫|掳|糟[蹋践]|侵犯|侮辱|羞辱|辱骂|恐吓|威胁|逼|胁迫|勒[令索]|敲诈|骗|哄[骗着]|强[行迫占征拉]|翻遍|掀[翻掉了]|毁[了掉]|剪断|切断|砍断|割断|掐断|拉断|抠|克扣|吞|贪|挪[走用]|赃|贿|塞[进给了到入](?!满)|抵押|出卖|伪[造]|篡|瞒|拒[开诊绝](?=[^，。]{0,6}(?:验伤|救|治|送|单|收))|不让|不许|不准(?!确|备)|不给|滚|扔[下进到了在出]|推[进下倒](?!一步|行)|丢[进下在到](?!失)|埋[在了的进]|沉[到入下]|烧[了毁掉光着死伤]|点着|放[^，。]{0,3}狗|[狗犬][^，。]{0,6}咬|偷[走了拿卖运]|霸|欺|灌[醉酒]|扒|剥[光掉]|拉着[^，。]{1,6}的?手|捂|掐|勒|按[住在倒]|踩[在着断住]|压在|夺[走过下]|没收|砍[掉了断倒]|剁|割[掉了下走]|凿|捣|爆头|灭口|清洗|处理掉|收拾(?!行李|东西|碗|房|屋)|教训(?=[^，。]{0,4}[他她人工们])|整治|动手|下手|出手"
)
# What armed men do with their hands, to whomever it is.
_HANDS = re.compile(r"[撞扎架剪删割拔拧掰摁搜翻踏碾射喷抽吼逮缴拆抬截抄挑踩](?:了|走|进|倒|掉|下|断|光|住|开|翻|的拿走)|拿走")
_MILD = re.compile(
    r"打(?!造|算|通|开|包|扫|理|井|听|招呼|电话|卡|印|破|交道|工|烊|磨|基|捞|猎|水|饭|字|桩|桥|听|量|车)|抓(?!紧|住机|手|好|落)|扣(?!除|件|子|篮)|罚|收走|拿[走去]|占(?!比|总|全|用率)|断[了水电粮供]|赶[走下出到上着]|喊|追|堵(?!塞)|拦[住下截]|跟踪|盯|吓|骂|卷铺盖|开除|辞退|解雇|停[了发](?=[^，。]{0,4}(?:工|薪|水|电|粮|药))|挑出来|分了|看上|摘|陪|灌|伸[进向到]|撬|砍|改成|写成|换成|说成|抬走|搬走|拉走|运走|带走|接走|叫走|吊|站(?:到|着|在)(?=[^，。]{0,4}(?:坑|太阳|烈日|雨|墙))|跪|脱|喝|嚼|封[了住死]|停水|熄灯|关了?(?:闸|灯|门|阀)|开[^，。]{0,3}(?:闸|阀)|倒[进在掉了]|泼|喷|浇|罚|收[了过]|要[^，。]{0,6}[块元钱]|吃喝"
)
_END = re.compile(
    r"停跳|倒了一片|没得[走吃住活]|交不起|没来得及|搬不出|断了?音[信讯]|没人管|黑了[一两三四五几半]|断炊|干死|旱死|没饭|欠债|走投无路|讨饭|逃荒|一无所有|烂在|没气|断气|咽气|再[也]?没|没有?再|没回来|没[有]?醒|没了(?![^，。]{0,2}问题)|下落|不见了|少了[一二三两几\d]|失踪|丧命|送命|死(?![角板循])|身?亡|昏迷|昏|血(?!压|型|缘|汗|拼)|骨(?!干|架|料)|瘸|残(?!留|值|余)|瞎|聋|粉碎|断(?:了|成)|流了?产|小产|漂走|翻了|喂了?鱼|咳[个嗽]|吐|哭|空手|一分(?:钱|也|都)?(?:没|也没|都没|未|不)|一[个口粒头只](?:也|都)没|出不[去来]|回不[去来]|走不[了动]|起不[了来]|坐牢|牢里|泡[在死]|淹|掉[进下]|栽[下进倒]|摔[下死断伤]|滚[下蛋]|家破|没处|无家|没地方|卷铺盖|丢了|绝收|死光|枯|饿|渴|冻|疯|伤[得痕口]|受伤|重伤|遍体|皮开|肿|烂|哑|失[明聪声禁]|跳[楼河海崖]|上吊|自杀|投河|没[人个]敢|谁也不敢|不敢|挨|惨"
)
_DARK = re.compile(
    r"所有[^，。；]{1,8}都得|都得给|不得不|只好|只能|明知|炫耀|假图|假证|新收的|偷偷|半夜|夜里|深夜|当晚|那晚|凌晨|[二三四]更|趁|暗[中地]|私下|私自|悄悄|谁也不|谁(?:问|敢|不|说|喊|告|要是)|条件是|听[^，。]{1,8}的(?:话|吩咐|意思)|按[^，。]{1,8}的(?:意思|吩咐)|酒桌|红印|手印|指印|空白|[儿女侄孙]子?的名[字下]|小舅子|亲戚|[商厂矿司主]送的|好处|第二天就|转手|不识字|没(?:有)?(?:人来)?(?:通知|打招呼|商量|经)|未经|直接[把将关开]|蒙面|没[有开]?[^，。]{0,3}(?:票据?|手续|收据|文件|令)(?![^，。]{0,4}问题)|为由|借口|才(?:给|肯|放|让|准|许)|不[^，。；]{1,6}，?(?:就|不给|不放|不让|不发|不盖|不准|不许)|算账|联名|带头的|点名|当着|任由|动不动|家常便饭|挨个|一个[个接一]+|排成|轮[流着番]|自己(?:分|留|吞|的)|亲自|领着|带着(?:人|枪|狗|刀|棍)|夜[色间]|灭了?灯|关了?灯|假装|冒充|谎称|名义|白[拿吃干]|免费(?:吃|拿)|过一[趟次]|每[天晚周月次趟车船]|不管|照样|多年来|一直|整整|连[续着]?[一二三四五六七八九十\d]+[天夜]|说(?:再|谁|不|什么时候)|再[^，。]{1,6}就|否则|要么"
)
_TOLD = re.compile(r"了(?!解)|过(?![程去度渡滤])|着(?![重手眼])|被|把|将|那[天晚夜年]|当[天晚日]|每[天晚周月次趟]|\d月|[一二三四五六七八九十]月|去年|今年|昨|夜|第二天|直到|后来|至今|出来|下来|得")
_CALM = re.compile(
    r"制定|开展|落实|加强|完善|配备|参加|签署|承诺|建立|设立|评估|演练|协商|配合|招标|改进|改善|提升|优化|培养|颁发|表彰|捐|援建|修建|资助|慰问|招聘|采购|维护|检修|巡检|维修|体检|疏散|撤离|护送|送[往到去]医|抢救|救[助援治出起]|急救|治疗|医院救|赔偿了?(?=[，。])|道歉|解释|说明|会见|接待|来访|走访|座谈|交流|宣传|讲解|张贴|公布|公示|公开|披露|更换|更新|安装|调试|投产|竣工|复工|开工|启动|完工|产量|利润|销售|营业|增长|下降|上升|同比|百分|股|市场|客户|订单|合同|条款|保险|审计|预算|税|利率|汇率|比赛|天气|雨季|收成|疫|疟|地震|洪水|山洪|台风|雷|事故|意外|故障|失火|自燃|车祸|野|蛇|狼|熊|鼠|虫|歹徒|窃贼|小偷|盗贼|匪|盗猎|闯入者|嫌疑人|罪犯|醉|毒品|走私|缴获|查获|破获|抓获"
)
_LAW = re.compile(r"抓获|破获|查获|捣毁|追回|解救|营救|缉拿|归案|放行|去医院|医院(?:救|抢)|背着(?:老人|伤|孩子)|报警电话")
_ASIDE = re.compile(r"(?:没有?|无|与|和|跟|向|对|给|替|为|请|找|让|由|经|在|到|去|从|离|比)\Z")
_MEANT = re.compile(r"(?:^|[，。；：、\s“\"])(他们|她们|这[伙帮群些]人|那[伙帮群些]人|对方|他|它|其人)(?![们说称的家])")


def find(reading: Reading, start: int, end: int, text: str) -> Span | None:
    """The first part of a sentence (between semicolons or bars) where marks enough stand behind somebody with power."""
    sentence = text[start:end]
    if not accused_zh.is_open(sentence):
        return None
    for low, high in _parts(text, start, end):
        hit = _part(reading, low, high, text)
        if hit:
            return hit
    return None


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    low = start
    for n in range(start, end):
        if text[n] in "；;｜|":
            yield low, n
            low = n + 1
    yield low, end


def _part(reading: Reading, low: int, high: int, text: str) -> Span | None:
    high = min(high, low + 240)
    part = text[low:high]
    if not _TOLD.search(part):
        return None
    strong = sorted({m.span() for m in accused_zh.STRONG_WHO.finditer(text, low, high)} | set(between(reading.found("forces"), low, high)))
    actors = [(a, b, True) for a, b in strong] + [(*m.span(), False) for m in accused_zh.WHO.finditer(text, low, high)]
    actors += [(*m.span(), False) for m in power_zh.ANYBODY.finditer(text, low, high)]
    actors += [(*m.span(1), True) for m in _MEANT.finditer(text, low, high) if _named_before(reading, low, text)]
    for a, b, armed in sorted(set(actors))[:10]:
        told = text[b:high]
        marks = _marks(told) or ([(m.start(), m.end(), "mild") for m in _HANDS.finditer(told)] if armed else [])
        count = _count(marks, told) + 2 * bool(armed and marks != [] and _HANDS.search(told)) - 2 * len({m[0] for m in _CALM.finditer(part)})
        if count < (2 if armed else 4) or not marks or _LAW.search(part):
            continue
        if count < 6 and not accused_zh.PEOPLE.search(told) and not any(m[2] == "end" for m in marks):
            continue
        first, last = b + min(m[0] for m in marks), b + max(m[1] for m in marks)
        gap = text[b:first]
        by = low < a and text[a - 1] in "被遭让给"
        if not by and (_ASIDE.search(text[max(low, a - 2) : a]) or not accused_zh.does(text, low, a, gap) or re.match(r"[^，]{0,8}[被遭挨]|(?:自己)?(?:[摔跌滑扭崴病累]|从[^，]{1,8}[摔跌掉])", told)):
            continue
        if re.match(r"[^，。；]{0,6}(?:记录|台账|次数|清单|数据|统计|登记|簿)", text[last : last + 12]):
            continue
        if re.match(r"的(?:亲属|家属|家人|妻|孩子|儿|女|父|母|遗|尸|坟|宿舍|伤|死)", told):
            continue
        if power_zh.metaphor(text, low, high, first, first + 2) or accused_zh.cleared(text, low, high, first, first + 1):
            continue
        if accused_zh.accounted(reading, text, low, high, first, last):
            continue
        return a, last
    return None


def _marks(told: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for name, pattern in (("force", _FORCE), ("mild", _MILD), ("end", _END), ("dark", _DARK)):
        found += [(m.start(), m.end(), name) for m in pattern.finditer(told)]
    return found


def _count(marks: list[tuple[int, int, str]], told: str) -> int:
    names = [m[2] for m in marks]
    acts = names.count("force") + names.count("mild")
    if not acts and names.count("end") < 1:
        return 0
    count = 2 * min(2, names.count("force")) + min(2, names.count("mild")) + 2 * min(2, names.count("end")) + min(2, names.count("dark"))
    return count + bool(accused_zh.VICTIM.search(told))


def _named_before(reading: Reading, low: int, text: str) -> bool:
    """Whether one of the two sentences before names somebody armed or a boss, and nobody else to mean."""
    number = reading.sentence(low)
    for back in range(number - 1, max(-1, number - 3), -1):
        begins, ends = reading.sentences[back]
        if accused_zh.STRONG_WHO.search(text, begins, ends):
            return True
    return False
