"""Where a person lives, hides or is hidden, told in Chinese by landmarks instead of a village's name or a house number.

A word of dwelling, hiding or meeting, somebody it is about, and a phrase that leads to the door: "祠堂后面第二家", "N公里处的农场".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.text import Reading, Span, between

_NUMBER = r"[一二两三四五六七八九十百\d]{1,4}"
_STAY = re.compile(
    r"住(?!院|户|民|房[补公]|宅区|建)|租[住了在下]|[暂寄借避隐蛰定旅客]居|栖身|落脚|藏(?![族语文历])|躲|避(?:在|到|进|居|于)|窝在|睡|歇[在脚]|安顿|埋[在了]|[借寄投]宿|认出来?|泊位|收容|收留|庇护|安置|转移|看护|照料|家(?:在|住|就在|里|中|门|，)|老家|的家(?![^，。；]{0,1}[人属庭长])|[她他其]家|家庭[A-Z\d]|住[处所址]|居所|住宅|房屋|房子|屋|院[落子]|宿舍|床|碰头|见面|接头|会[面合]|见到|探望|下葬|[安埋]葬|坟|墓|菜地|果园|自留地|承包地|责任田|摊|窝棚|帐篷扎|扎在|事发|遇害|等[^，。；]{0,4}(?:律师|我们|记者|消息)|地点：|安全屋|避难|养伤|待产|坐月子"
)
_HIDES = re.compile(r"租住|[暂寄借避隐蛰]居|[暂寄借避]住|[借寄投]宿|埋在|栖身|落脚|藏[在于身匿进到]|躲|避[在到进于]|窝在|睡在|收留|庇护|安全屋|转移[至到]|看护|碰头|接头|住进|住在|住到|现住|现居|暂居|家在|家住|搬[到进至去了]|送[到至进]|见到|养伤|安顿|逃[到进往]|住址|住处")
_PERSON = re.compile(
    r"P\d{1,3}|[她他](?!们的工)|幸存|遇难|遇害|受[害伤访威]|失踪|中枪|伤者|死者|证人|举报|投诉|申诉|原告|家属|遗[孀属]|逃出|逃|目击|当事人|线人|难民|孤儿|寡妇|姐|妹|母|父|妻|夫|儿|女|老[人汉太]|家庭|[一两三四五六七八九十]家|人(?=躲|藏|住|现|眼下|暂|被)|个人|我(?![国公])|孩|童|村民|居民"
)
_LANDMARK = (
    r"(?:隔壁|对面|对门|对过|斜对[面门]|后面|背后|后院|后头|后身|后山|旁边|旁|边上|门口|门前|[大老]?[\u4e00-\u9fff]树下|泉眼|楼上|楼下|阁楼|顶楼|地下室|地窖|[东南西北][头角首端边](?!境)|村[头尾口]|街[尾口]|巷[尾口子底]|[塘桥坝沟坡街河]尾|尽头|拐角|转角|路口|岔口|岔路|[东西]厢|[左右]岸|[东南西北]{1,2}[侧面](?!部)|以[东南西北]{1,2}|往[东南西北上里]|下面|底下|脚下|里间|里屋|半坡|坡上|坎[上下])"
)
_LEADS = re.compile(
    rf"[\u4e00-\u9fff“”\d]{{2,14}}?{_LANDMARK}(?:[^，。；：]{{0,12}})?"
    rf"|第{_NUMBER}(?:户|家|座|栋|幢|排|条|间|个|院|层|扇|孔|棵|道|级|丘|口)[\u4e00-\u9fff]{{0,6}}|第{_NUMBER}个(?:泊位|摊位|窗口|车位|床位|门洞|岔口|院门)|\d{{2,4}}(?:房(?!源|间数|屋|价|客)|室)|{_NUMBER}(?:栋|幢|单元|床|室|号[楼院房铺棚]|排{_NUMBER})(?![会厅])[^，。；]{{0,8}}|[A-Z\d]{{1,3}}[栋幢座排单元室床号楼]{{1,2}}{_NUMBER}?[^，。；]{{0,6}}"
    rf"|(?:的|靠[^，。；]{{1,8}}?|挨[^，。；]{{1,8}}?)那[一两三四]?(?:家|户|间|栋|座|排|幢|个院|处|孔)|有[^，。；]{{2,10}}的(?:那家|人家|院子|房子)|[\d一二两三四五六七八九十]+(?:\.\d+)?(?:公里|里地|里路|米)(?:处|外|开外|远)的?[^，。；]{{0,14}}"
    rf"|第?[\d\-一二三四五六七八九十]{{1,9}}号(?:地块|宗地|图斑|门|宅|棚|井边)[^，。；]{{0,4}}|[\u4e00-\u9fff]{{2,6}}(?:路|街|巷|弄|里|道|胡同|大道)[^，。；]{{0,4}}?[\d一二三四五六七八九十百零〇]{{1,5}}(?:号(?!线|文|令|楼会)|弄|-\d)|[\u4e00-\u9fff]{{1,4}}区[\d一二三四五六七八九十]{{1,4}}号|[\u4e00-\u9fff]色?[蓝红绿白黄黑灰]?[顶门墙瓦](?:的)?(?:房|屋|楼|院)"
)
_NAMED = re.compile(
    r"(?:[\u4e00-\u9fff“]{2,10})(?:寺|庙|庵|修院|钟楼|灯塔|水塔|地堡|防空洞|道观|教堂|修女院|修道院|清真寺|会馆|祠堂|农场|林场|营地|客栈|旅馆|旅社|宾馆|招待所|小区|新村|公寓|宿舍|大院|仓库|冷库|码头|渡口|茶馆|板房|窝棚|香客房|二层小楼|小楼|阁楼|窑洞|吊脚楼|毡房|蒙古包|帐篷|猎屋|牧场|磨坊|水碾|书院|定居点|小村|孤儿院|福利院|养老院|宅|棚屋|船屋|疗养院|宿舍楼)”?"
)
_SETTLEMENT = re.compile(r"[\u4e00-\u9fff]{2,10}(?<!非正规)(?<!的)(?<!个)(?<!处)(?:定居点|移民点|聚居点|猎人点|放牧点|夏牧场|冬窝子)")
_COMMON = re.compile(
    r"\A[^，。；]{0,3}?(?:(?:在|于|到|进|位于|处于|居住在)?(?:的)?(?:矿区|矿山|矿场|公路|道路|河|江|湖|海|围栏|营地|公司|项目|工地|厂区|铁路|管线|边境|城市|首都|山|林|村|村庄|社区|当地|附近|安置点|安置房|安置小区|难民营|收容所|集体宿舍|员工宿舍|职工宿舍|工人宿舍|保安宿舍|临时帐篷|国外|邻国|省城|县城|城里|外地|亲戚家|避难所|庇护所|临时住所|临时营地|临时板房|公司宿舍)+)(?:旁边?|附近|对面|边上?|[东南西北]{1,2}[侧面]|以[东南西北]{1,2}|周边|两岸|下游|上游|沿线|的|里|内|外|中)?(?:村民|居民|社区|家庭|人|工人)?\Z"
)
_PUBLIC = re.compile(r"培训|会议|开会|会场|举行|召开|办公|总部|注册|分公司|热线|联系处|意见箱|申诉箱|谁都能来|开幕|典礼|封顶|竣工|动工|施工|库容|扩建|二期|一期|巡逻|岗亭|哨所|安保(?:人员|队|公司)|保安(?:队|员|住|宿舍)|公司|员工|承包商|车队|护卫队?[^，。；]{0,6}(?:住|宿舍)|警员|士兵|部队|驻军|机器|设备|库房")
_HELD = re.compile(
    r"(?:躲|藏|避|睡|窝|歇|住|租|暂居|寄居|寄住|借住|暂住|隐居|安置|安顿|收留|转移|关押|搬|逃|送|接|搭|等候?|守|养伤|见面|碰头|接头)(?:[^，。；]{0,4}?)(?:在|到|进|至|于|去)了?([^，。；：]{4,28})"
)
_SPOT = re.compile(
    r"[后前侧旧老废破西东南北上下左右]|里|间|楼|房|屋|船|棚|窖|井|坡|坑|沟|湾|岭|洞|窑|站|场|店|铺|馆|厂|院|寺|庙|堂|亭|桥|坝|塔|车|台|圈|园|地|坟"
)
_WIDE = re.compile(
    r"\A(?:了)?(?:[^，。；]{0,8}(?:省|市|县|州|国|城|区|首都|外地|邻国|境外|海外|国外|大陆|半岛|地区|高原|盆地|流域)(?:里|内|中|郊外?|郊区|的[^，。；]{0,4})?\Z|(?:当地|附近|某|一[处座个家间所]|几[处座个]|其他|别处|安全(?:的)?地|亲[戚友]|朋友|另[一外]|矿区|营地|镇上|村里|山里|山上|林[里中]|丛林|家[里中]|原地|医院|[^，。；]{0,6}(?:人民|中心|总|县|市|省|镇|区)医院|学校|教堂|难民营|安置|集体|临时|简易|帐篷|公司|工地|工棚|宿舍|职工|边境|公路|河边|路边|这里|那里|哪里|一起|同一|现场|警察局|派出所|法院|检察|看守所|监狱|使馆|联合国|政府|自己|重症|住院|急诊|人权|委员会|办公)(?!的?[^，。；]{0,14}(?:第|后面|隔壁|那[家间])))"
)
_SHELTER = re.compile(r"(?:庇护[所点]|[她他的其](?:父亲|母亲|家|丈夫|妻子|家人|姐姐|哥哥)?的?(?:茶摊|摊子|摊位|铺子|小店|窝棚|棚子|坟|菜地|果园)|[走家]访地点|安全屋|避难所|收容所|藏身[处地之]|临时住[处所]|妇女之家|救助站|接头地?点|见面地?点|住址|住处|家)[^，。；]{0,6}?(?:设在|位于|就在|藏在|地址|是在|在|就?是|：)[^。；]{0,24}")
_LIVE_HERE = re.compile(r"原告|伤者|死者|全家|该(?:村民|户|家)|他(?!们)|这[家户名位]|受访|躲|藏|避|幸存|受害|遇难|遇害|证人|失踪|P\d|她|举报|投诉|申诉|逃|遗孀|遗属|家属|庇护|失踪")


def find(reading: Reading) -> Iterator[Span]:
    """Each sentence's phrases that lead to where somebody is; a sentence about offices or posts has none."""
    text = reading.text
    for start, end in reading.sentences:
        low, high = reading.around(start, before=1)
        sentence = text[start:end]
        stay = _STAY.search(sentence)
        if stay and _SHELTER.match(sentence) and not _PUBLIC.search(sentence):
            yield from _phrases(text, start, end, True)
            continue
        if not stay or not (_PERSON.search(sentence) or any(between(reading.found(n), start, end) for n in ("roles", "kin"))):
            continue
        if _PUBLIC.search(sentence) and not _LIVE_HERE.search(sentence):
            continue
        yield from _phrases(text, start, end, _LIVE_HERE.search(text, low, high) is not None)


def _phrases(text: str, start: int, end: int, private: bool) -> Iterator[Span]:
    sentence = text[start:end]
    for match in _SHELTER.finditer(text, start, end):
        if (private or match[0][0] in "她他") and (_LEADS.search(match[0]) or _NAMED.search(match[0]) or re.search(r"那[座间栋]|[后侧旁]门|[后侧]院|窝子|[半上下]坡|[东南西北][边头]", match[0])):
            yield match.span()
            return
    for match in _HELD.finditer(text, start, end):
        if private and _SPOT.search(match[1]) and not _WIDE.match(match[1]) and not _vague(text, match) and not _COMMON.match(match[1]):
            yield match.span(1)
    for match in _LEADS.finditer(text, start, end):
        if not _COMMON.match(match[0]) and not _vague(text, match) and (private or _HIDES.search(sentence)):
            yield match.span()
    if _HIDES.search(sentence):
        for match in _NAMED.finditer(text, start, end):
            if private and not _COMMON.match(match[0]) and not re.search(r"(?:附近|某|一[处座个家间所]|几[处座个]|当地|其他|[两三四五]个)[^，。；]{0,6}\Z|某", match[0]) and _at(text, match):
                yield match.span()
    for match in _SETTLEMENT.finditer(text, start, end):
        if private and not re.search(r"[个各的处数]", match[0][:-3]):
            yield match.span()


def _at(text: str, match: re.Match[str]) -> bool:
    """Whether the building is where somebody is: after 在, 到, 进, or named as the place."""
    near = text[max(0, match.start() - 4) : match.end()]
    return bool(re.search(r"在|到|至|进|于|往|是|躲|藏|住|避|居|："  , near))


def _vague(text: str, match: re.Match[str]) -> bool:
    """ "矿区附近", "河边的村民": no way to a door."""
    told = match[0]
    if re.match(r"[一二两三四五六七八九十\d.]+(?:公里|米)(?:处|外|远)?的?(?:[地方处外]|[^，。；]{0,2}\Z)?\Z", told):
        return True
    return bool(
        re.search(r"(?:矿区|矿山|矿场|公路|道路|围栏|边界|厂区|铁路|管线|尾矿库|大坝|水库|矿坑|基地|项目区|营地|工地|大门)(?:旁边?|附近|对面|边上|[东南西北]{1,2}[侧面边]|以[东南西北]{1,2}|后面|门口|外)", told)
        and not re.search(rf"第{_NUMBER}|那[家户间栋座]", told)
        and not re.search(r"\d", told)
    )


_FACILITY = re.compile(r"尾矿|选矿厂|矿井|井口|钻孔|泵站|变电站|取样|采样|监测|井位|环评|厂址|矿区|坝址|码头|桩号|勘探|基站|排放口|测点|断面|气象")
_TOUCHES = re.compile(r"家|住|坟|墓|遗体|尸|遇害|中枪|失踪|藏|躲|幸存|证人|[她他]|村|寨|户|伤|死|庇护|目击|投诉|受访")


def facility(sentence: str) -> bool:
    """Whether a sentence with coordinates tells of a company's works and of nobody."""
    return bool(_FACILITY.search(sentence)) and not _TOUCHES.search(sentence)
