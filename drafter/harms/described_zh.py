"""Persons told without a name in Chinese: the one of a kind, the child of a school, the survivor of sexual violence with details."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.base import Harm
from drafter.harms.text import Reading, Span

_MANY = re.compile(r"受访者[们多均大]|们(?=[，。的])|平均|多为|约占|占[^，。；]{0,6}成|(?<![唯惟仅])(?!一一)[一两三四五六七八九十百千\d]{2,}(?:余)?[名位个](?!月|小时|女儿|儿子|孩子)|其中(?:女|男)|男女|总体|统计|样本|比例|招聘|岗位要求|资格|(?<=[者员人工均方])须|必须|应当|不得")
_UNIQUE = re.compile(
    r"(?:唯一|惟一|仅有|独一(?!无二)|只此一|仅此一|仅存|仅剩|最后[一的][名位个]|头一[名位个]|首[位个名](?=女|盲|聋|黑|外|少数|本地)|第一[名位个](?=女|本地|少数|残|盲|聋|黑|外)|独此一|只有[她他]一|就[她他]一|[^，。；]{0,8}最(?:高|矮|老|小|年长|年轻|早|胖|瘦)的?(?=[^，。；]{0,3}(?:人|一[个位名]|[个位名]|员|工|女|男))|全[村镇县乡寨厂矿队船市区省班组营校寺院岛港街巷公部]{1,2}[^，。；]{0,8}?(?:只|就|唯一|独|仅)(?:有)?)"
    r"[^，。；]{0,18}?(?:员|工(?!具|程|作|业|厂)|师|医(?!院)|匠|婆|长(?!期|度|远)|手(?!段|机|续|册)|人(?!权|员|口|均|数|类|道|士?组织)|女(?!性?厕)|妇|寡|者|士|民|户|铺|店|摊|会计|代表|翻译|司机|儿子|子弟|生(?!产|活|意)|牧|神父|阿訇|尼|僧|党|徒|主(?!要|题|张|意)|家(?![属庭])|后人|传人|夫妇|婚礼|葬礼|对)"
)
_NOBODY = re.compile(r"唯一(?:具有|拥有|采用|要求|公开|设有|列出|提供|包含|涵盖|同时|由|可|一[个项份部条种套](?![人女男会懂敢姓幸活在能没聋瞎瘸寡孩])|[^，。；]{0,10}(?:数据|制度|文件|宪章|协议|机制|标准|指标|办法|平台))|仅有[其他她]本人|(?:唯一|仅有|惟一)的?[^，。；]{0,6}?(?:雇主|用人|医院|学校|水源|道路|途径|办法|出路|来源|渠道|理由|原因|目的|标准|例外|区别|问题|选择|机会|要求|条件|供应商|承包商|股东|买家|投标|运营商|经营者|生产商|负责部门|权利人|申请人|代表机构|公司|企业|矿|机构|国家|省|城市|党|政党|监督者|工会|保安公司|业主|所有者|受益人)")
_BODY = re.compile(r"戴[着了]?[^，。；]{0,3}(?:助听器|假牙|眼罩|义眼|假发)|少了?[一两半][截只根个颗][^，。；]{0,3}(?:指|耳|牙|眼|手|腿|脚)|[左右]?[耳眼手脚腿臂指鼻][^，。；]{0,3}缺了?|缺[了一两二三四五几]?[只条根个颗]?(?:[手脚]?指|眼|腿|手|牙|胳膊|耳)|断[了一]?[根只条]?(?:指|臂|腿|手)|[右左手脚]+缺|独[眼臂腿]|单[眼腿]|双?拐(?!卖|骗|弯|点|角)|截肢|盲|瞎了?|假肢|义[肢眼]|轮椅|[瘸跛]|驼背|[红白银黄金]发|光头|刀疤|疤|胎记|痣|豁[嘴牙]|兔唇|口吃|结巴|左撇子|刺青|纹身|络腮|失明|失聪|聋哑|盲[人眼]|白化|侏儒|身高|麻脸|歪嘴|六指|镶[着了]?金牙|金牙|大胡子|长辫")
_BIO = re.compile(
    r"在[^，。；]{2,8}(?:卖|摆)|亚军|首批|(?:[人员者师]|代表)之一(?=[，。])|现[在任于为][^，。；]{0,10}(?:播|台|局|校|店|厂)|有名的|出了?名的|外号|绰号|人称|原[是为系]|出身|从前|早年|年轻时|毕业|现在[^，。；]{1,10}(?:卖|开|当|做|教|播|跑|打|养)|至今[^，。；]{0,3}(?:未婚|单身|独居|没)|因[^，。；]{2,14}被(?:罚|调|开除|降|除名)|播(?![种放报])|演|曾[任在当做为干是]|当过|做过|干过|拿过|得过|获过|上过|开过|坐过|演过|唱过|教过|离异|离[过了]婚|改嫁|再嫁|再婚|守寡|丧偶|退休|退役|退伍|复员|辞职|离职|被调|调[到去往]|肄业|辍学|博士|硕士|留[学洋]|攻读|神学|改信|皈依|还俗|入赘|上门女婿|第[一二三四五]任|前任|上一?任|前阿訇|卸任|经营|摆摊|开[了着设]?(?:一?[家间爿个]|了|着)|冠军|金奖|奖[章状杯]|改行|从[^，。；]{1,8}(?:嫁|搬|迁|逃)[到来过]|嫁[到给来]|祖籍|混血|摔下来|获救|脱险|中过|生还|逃生|夺得|主持|主祭|独臂|娶了|养[着了][^，。；]{1,8}|拉二胡|吹|拉琴|参选|竞选|落选|考[上取]|首[位个批]|创办|创始|留守"
)
_POST = re.compile(r"(?:和尚|道士|尼姑|住持|庙祝|管[^，。；]{1,3}的老|副?经理|会计|出纳|观察员|摊主|店主|铺主|所长|站长|主任|秘书(?![处长厅])|班长|组长|校长|教师|老师|教员|焊工|爆破员|司机|翻译|护士|医生|村医|兽医|厨师|帮厨|保姆|门房|裁缝|木匠|铁匠|石匠|渡工|船工|邮递员|电工|护林员|巫医|接生婆|助产士|祭司|牧师|神父|阿訇|毕摩|歌手|记者|律师|工程师|化验员|过磅员|仓管|库管|调度|技术员|测量员|飞行员|轮机|水手长|大厨|大姐|大哥|大妈|大爷|大叔|师傅|新郎|新娘|伴郎|主婚|寡妇|遗孀|村长|支书|头人|族长|长老|酋长|负责人|干事|老板娘|理发师|摄影师|照相馆|小卖部|茶摊|修鞋|邮政所|广播员|放映员)")
_KIN = re.compile(r"[他她其](?:弟弟?|哥哥?|姐姐?|妹妹?|父亲|母亲|妻子?|丈夫|儿子|女儿)(?=[^，。；]{0,3}[在是开当做教任])|老公|老婆|爱人|独生[子女]|胞胎|孪生|龙凤胎|遗腹子|长[子女孙]|次[子女]|幺[儿女]|老[二三四五幺大](?=[，。])|[的之](?:[大小二三独]?(?:女儿|儿子|妻子|丈夫|遗孀|寡妇|母亲|父亲|弟弟|哥哥|姐姐|妹妹|侄[子女]|外甥女?|孙[子女]|女婿|儿媳|嫂子|表[弟哥姐妹]|堂[弟哥姐妹]))")
_AGE = re.compile(r"(?<![\d])\d{2} ?岁(?!以|至|到|[-—~])|[二三四五六七八九]十[一二三四五六七八九]?(?:来|多)?岁(?!以|至|到)|年[近过约]?[花半古][甲百稀]|年近[^，。；]{1,3}")
_BIRTH = re.compile(r"[双三四五]胞胎|孪生|龙凤胎|连体")
_ONE = re.compile(r"一个(?=[^，。；]{0,6}(?:员|工|师|人|匠|手|婆|医|生))|那[位名个](?=[^，。；]{1,8}(?:[，。：；]|\Z))|的那[位名个]|这[位名]|一[位名](?!以|代)|受访[人者]|讲述[人者]|举报[人者]|投诉人|消息人士|线人|证人|信源|来源|爆料人|当事人|提供[^，。；]{1,8}的(?:是|人)|化名|匿名|P\d{1,3}")
_TELLER = re.compile(r"给我们|画出|草图|递给|留下来的|来信|听证|讲了|说了|证[言词]|指认|供述|对我们说|谈话|见到[他她]|见过[他她]|受访|访谈|采访|讲述|举报|消息人士|来源|信源|投诉|申诉|提供|线人|证人|作证|化名|匿名|具名|不说名|名字[哈就]|公开(?:其|她|他|我)?(?:的)?(?:姓名|身份)|姓名[^，。；]{0,6}(?:隐|略|不)|P\d{1,3}|带路|给我们[看讲说]|告诉我|爆料|口述|拍摄|录像|录音|伤疤|幸存|受害|遇难|遇害|目击|被(?:打|抓|捕|关|杀|枪)|失踪|讲的|转交|反映|揭发|告发|不便透露|要求保密|报料|死者|伤者")


def quasi(reading: Reading) -> Iterator[Harm]:
    """One of a kind, or somebody who told or suffered with two marks that few share."""
    text = reading.text
    for start, end in reading.sentences:
        sentence = text[start:end]
        if _MANY.search(sentence):
            continue
        found = _one(reading, start, end)
        if found:
            yield reading.harm("dnh-quasi-id", *found, "a description that fits one person only")


def _one(reading: Reading, start: int, end: int) -> Span | None:
    text = reading.text
    sentence = text[start:end]
    unique = next((m for m in _UNIQUE.finditer(text, start, end) if not _NOBODY.match(text, m.start())), None)
    low, high = reading.around(start, before=1, after=1)
    teller = bool(_TELLER.search(text, low, high))
    marks = {name: m for name, pattern in _MARKS.items() if (m := pattern.search(text, start, end))}
    if unique:
        marks["unique"] = unique
    if not marks:
        return None
    first, last = min(m.start() for m in marks.values()), max(m.end() for m in marks.values())
    if unique and (teller or len(marks) > 1 or _ONE.search(sentence)):
        return first, last
    birth = _BIRTH.search(text, start, end)
    if birth and (teller or re.search(r"塌方|事故|遇难|伤|死", sentence)):
        return birth.start(), min(end, birth.end() + 6)
    if not teller:
        return None
    strong = len(marks.keys() & {"body", "bio", "kin"})
    several = len({m[0] for m in _BIO.finditer(text, start, end)}) > 1
    return (first, last) if len(marks) + several >= 2 and strong else None


_MARKS = {"body": _BODY, "bio": _BIO, "post": _POST, "kin": _KIN, "age": _AGE}


# --- children

_YOUNG = re.compile(r"(?:才|刚满?|不满|未满|差[^，。；]{0,4}满)(?:十[一二三四五六七]?|[七八九])(?=[，。、岁]|的)|(?<![\d.])(?:[1-9]|1[0-7])\s?岁(?!以|至|到|[-—~]|及)|(?<![一二三四五六七八九])(?:十[一二三四五六七]?|[一二两三四五六七八九])岁(?!以|至|到|及)|未满十[四六八]|[小初高国中][一二三四五六]\s?[（(]?[\d一二三四五六甲乙丙丁]?[）)]?班?(?:学?生)|[一二三四五六七八九]\s?年级|[一二三四五六七八九初高][（(]\s?[\d一二三四五六七八九十]{1,2}\s?[）)]\s?班|[甲乙丙丁]班|(?:读|上|念)(?:小学|初中|高中|初[一二三]|高[一二三]|[一二三四五六]年级|幼儿园|中班|大班|小班|学前班)|小学生|初中生|高中生|中学生|学龄前|男童|女童|婴儿|幼子|幼女|月大")
_CHILD = re.compile(r"女孩|男孩|少年|少女|孩子|娃|儿童|小孩|学生|童工|闺女|孤儿")
_SCHOOL = re.compile(r"(?<!所)(?<!座)(?<!新建)(?:[\u4e00-\u9fff·]{2,10})(?:小学|完小|中学|国中|国小|女中|男中|初中|附中|附小|高中|一中|二中|三中|幼儿园|学堂|村小|希望学校|职校|技校|寄宿学校|教会学校|经堂)(?!校舍|教学楼|老师|教师|建设|旁|门口的商)")
_GENERIC_SCHOOL = re.compile(r"(?:[一两二三四五六七八九十几多\d]+[所座个]|新建|修建|援建|资助|捐建|改建|所有|各|当地|附近的?|村里的?|矿区|沿线)[^，。；]{0,4}(?:小学|中学|初中|高中|幼儿园)")
_IDENTITY = {
    "parent": re.compile(r"(?:[他她其]的?|的)?(?:父亲|母亲|爸爸|妈妈|[他她娃]爸|[他她娃]妈|父母|爷爷|奶奶|外婆|外公|祖[父母]|长孙|孙[子女]|堂[兄弟姐妹]|表[兄弟姐妹哥]|哥哥|姐姐|弟弟|妹妹|叔叔|舅舅|继父|养父|养母|之[子女]|的[大小二三独]?(?:儿子|女儿|遗孤)|双胞胎|监护人)"),
    "photo": re.compile(r"照片|相片|截[图圖]|视频|直播|未打码|没打码|正面|露脸|球衣|合影|肖像|画面|图\d|特写|镜头|校服|摄影"),
    "home": re.compile(r"家住|住在|住[^，。；在]{1,6}[村寨屯镇里巷街]|[村寨屯庄]人|来自[^，。；]{2,8}[村寨屯镇]"),
    "name": re.compile(r"叫(?!声|喊|做|醒|他|她|我|人|“)[\u4e00-\u9fff·]{2,5}(?=[，。、；：（(]|\Z)|姓名|名字(?:是|叫|：)|作者[\s：:]?[\u4e00-\u9fff ]{2,6}|小名|乳名|[\u4e00-\u9fff]{1,2}某[\u4e00-\u9fff]{0,1}"),
    "post": re.compile(r"队长|班长|冠军|全校|全班|唯一|独生|获奖|作文|学号|座号|球队"),
}
_MANY_CHILDREN = re.compile(r"[\d一两二三四五六七八九十百千几多数]{1,4}余?(?:名|位|个)(?:\d+岁以下的?)?(?:儿童|学生|孩子|少年|学童|小学生|中学生|未成年)(?!中|里|之一)|儿童们|学生们|孩子们|(?:各|所有|每[名个]|任何|一切)(?:儿童|学生|孩子|未成年)|儿童(?:权利|保护|友好|教育|基金|节|疫苗|营养)|中小学生|未成年人(?:部分|同意|适用|条款)|涉未成年|助学金|奖学金|校舍|不得|禁止|年满|须|应当|培训")


_HURT_CHILD = re.compile(r"触电|聋|炸|[受致重打砸摔烧烫咬撞]伤|死|断|瞎|烧|血|累|债|没拿过|没给过|溺|昏|晕|失[明聪踪禁语]|截|残|中毒|中弹|瘫|流产|[被遭挨](?!评|选|录|资助|邀|表扬|授|介绍|问及)|抓|打|拖|绑|关|扣|吊|背雷|丢了|没了|少了|吓|跪|逼|抢|踢|踹|糟蹋|强")
_ONE_CHILD = re.compile(r"一[名个位]|那[名个位]|这[名个位]|[其他她]|岁的|[，、][^，。；]{0,8}岁[，、）]|养[女子]|独[子生]|幺[儿女]|老[二三幺](?=[，。替被在])|女儿|儿子|孙[子女]|弟弟|妹妹|侄|外甥|童|男孩|女孩|少年|少女|娃|小(?:儿子|女儿|姑娘|伙)|孤儿|学徒")
_OTHERS_YOUNG = re.compile(r"至|到|岁以[上下]|年龄|平均|统计|占|比例|凡|招工|招聘|核验|不得|禁止")


def children(reading: Reading) -> Iterator[Harm]:
    """A child's age or class with a school by name, a parent, a picture, a name or a home."""
    text = reading.text
    for start, end in reading.sentences:
        sentence = text[start:end]
        young, child = _YOUNG.search(sentence), _CHILD.search(sentence)
        if not (young or child) or (_MANY_CHILDREN.search(sentence) and not re.search("叫|姓名|照片", sentence)):
            continue
        school = None if _GENERIC_SCHOOL.search(sentence) else _SCHOOL.search(sentence)
        told = {name: m for name, pattern in _IDENTITY.items() if (m := pattern.search(sentence))}
        if school:
            told["school"] = school
        need = 1 if young else 2
        if young and not told and _OTHERS_YOUNG.search(sentence):
            continue
        hurt = _HURT_CHILD.search(sentence)
        if young and hurt and _ONE_CHILD.search(sentence):
            told["hurt"] = hurt
        if young and set(told) == {"post"}:
            need = 2
        if len(told) < need:
            continue
        marks = [m for m in (young, child, *told.values()) if m]
        low = start + min(m.start() for m in marks)
        yield reading.harm("dnh-child", low, start + max(m.end() for m in marks), "a child who can be recognised")


# --- sexual violence

_SEXUAL = re.compile(
    r"发生[了过]?(?:性)?关系|(?:去|到|进)[^，。；]{0,8}(?:屋|房|宿舍|帐篷)里?[^，。；]{0,2}过夜|轮[着番流](?:来|上|糟|凌|欺)|睡[了过][她他]|陪[^，。；]{1,8}(?:睡|过夜|上床|洗澡)|糟践|伸[进到]了?[她他其][^，。；]{0,3}(?:衣|裤|裙|怀)|拿身[子体]|强奸|轮奸|奸[淫污]|性侵|性虐|性暴力|性奴|强暴(?!力)|猥亵|侵犯(?=[了过]?[她他](?!人)|[，。：；]|[过了]|其|女|妇|少|多|两|三|行为)(?<!权侵犯)(?<!私侵犯)|受过侵犯|被侵[害犯]|侵害(?=[，。])|遭侵[害犯]|糟蹋|玷污|非礼|陪[睡夜床]|失了?身|骚扰[了过]?她|欺负[了过]?她|对她[^，。；]{0,4}(?:下手|动手动脚|施暴)|按[在倒住][^，。；]{0,8}(?:床|地|墙|草|车|匾|炕|桌|沙发)|压在[^，。；]{0,6}[上下]|摸[了过遍]?[她他]|[她他]的?(?:胸|屁股|大腿|下身)|扑到[她他]|鸡奸|拖进[^，。；]{0,10}(?:林|屋|房|草|车|棚)|脱[光下掉]?[^，。；]{0,4}(?:衣|裤|裙)|扒[光下掉]?[^，。；]{0,4}(?:衣|裤|裙)|轮流[^，。；]{0,6}[她他]"
)
_GRAPHIC = re.compile(
    r"走不[了动]|站不[起住稳]|周围站|灌[醉了]|麻醉|下药|处女膜|下[身体](?![会来能现])|阴[道部茎唇毛户]|生殖器|私处|乳[房头]|胸(?![怀牌卡])|摸[了她遍]|大腿|精[液斑]|内[裤衣](?!厂)|胸罩|[花布]?裙|润滑|体内|插入|伸[入进][^，。；]{0,4}(?:体|身|衣|裤|裙|嘴)|肛|口交|咬痕|吻痕|抓痕|撕[破烂扯]|弄完|完事|发泄|裸|手淫|射精|流血|堕胎|打胎|引产|流产|怀[了上孕]|有孕|身孕|产下|生下|退婚|休了|失贞|名节|嫁不出|夫家|当着[^，。；]{0,8}面|在场观看|起哄|围观|拍[下了摄][^，。；]{0,6}(?:视频|录像|照)|轮流|先后|嘴里|捂[住着]|刀[架抵]|枪[顶抵指]|跪|衣[服衫裤]|喊[^，。；]{0,4}老婆|叫“?老婆|呻吟|水管|酒瓶|木棍|枪管|手指"
)
_ALONE = re.compile(r"[接夹电烫割捅踢打]在?到?[^，。；]{0,6}生殖器|生殖器[^，。；]{0,4}[被接夹电烫割捅]|处女膜|手指伸[入进]|伸入[其她他]?体内|阴道|下[身体](?=[，。被流出裸赤撕])|冲[^，。；]{0,3}下身|肛[门周]|鸡奸|精[液斑]|鱼油当润滑|口交|(?:叫|喊)[^，。；]{0,4}“?老婆|下体")
_SOMEONE = re.compile(r"[她他]|一[名个位]|那[名个位]|帮[工厨佣]|童|姑|娘|嫂|婆|寡|少年|学生|哑|聋|其(?=[体下])|原告|受害|女|妇|妻|姐|妹|P\d|少年|男孩|幸存|小伙|工人|囚|犯人")
_DETAIL = re.compile(
    r"时年|去年|今年|前年|冬至|元宵|除夕|腊月|年[前后底初]|[后]?储[水藏]|更衣|厨房|宿舍|哨所|营地|[一二三四五六七八九十]{1,3}月|[上下夜早中晚]{1,2}班|食堂|选厂|车间|澡堂|浴室|厕所|值班|过夜|时年|\d{2}岁|[一二三四五六七八九十]{2,3}岁|\d{1,2}月\d{0,2}|\d{4}年\d|[春夏秋冬]天|中秋|春节|端午|清明|圣诞|斋月|开斋|周[一二三四五六日]|星期|当晚|那[天晚夜]|"
    r"女儿|妻子?|侄女|姐|妹|嫂|媳|遗孀|寡妇|丈夫|未婚夫|母亲|孕妇|婆家|娘家|帮厨|保姆|护士|教师|老师|女工|学生|厨娘|洗衣|清洁工|保洁|服务员|翻译|秘书|助理|会计|女佣|牧羊|歌女|售货员|卖[菜茶鱼]|[\u4e00-\u9fff]{2,6}(?:村|寨|屯|哨所|检查站|水泵房|值班室|宿舍|食堂|仓库|工棚|诊所|路上|河边|林子|地里|井边|车里|甲板|舱)"
)
_TOPIC = re.compile(r"政策|教材|教案|课[件表时题]|一章|求助|指南|手册|宣讲|科普|培训|课程|公约|准则|守则|热线|海报|零容忍|防止|预防|禁止|不得|投诉(?:须|应|由)|条款|定义|包括|类型|指标|统计|法律|议题|讲座|须由|应由|宣传|禁令|举措|标准|承诺|方案|热议|等(?:问题|内容|行为|案)")


def sexual(reading: Reading) -> Iterator[Harm]:
    """Sexual violence with what was done to the body, or with what shows the survivor, place or day."""
    text = reading.text
    for start, end in reading.sentences:
        sentence = text[start:end]
        if _TOPIC.search(sentence):
            continue
        deed, graphic, alone = _SEXUAL.search(sentence), _GRAPHIC.search(sentence), _ALONE.search(sentence)
        detail = _DETAIL.search(sentence)
        if alone and (_SOMEONE.search(sentence) or deed):
            marks = [m for m in (alone, deed, graphic) if m]
        elif deed and graphic and graphic.start() not in range(deed.start(), deed.end()) and _SOMEONE.search(sentence):
            marks = [deed, graphic]
        elif deed and detail and _CLEAR.search(sentence) and _SOMEONE.search(sentence):
            marks = [deed, detail]
        else:
            continue
        yield reading.harm("dnh-sexual-violence", start + min(m.start() for m in marks), start + max(m.end() for m in marks), "told with details")


_CLEAR = re.compile(r"发生[了过]?(?:性)?关系|轮[着番流](?:来|上|糟|凌)|睡[了过][她他]|陪[^，。；]{1,8}(?:睡|过夜|上床)|糟践|强奸|轮奸|奸[淫污]|性侵|性虐|强暴|猥亵|侵犯[了过]?[她他](?!人)|被侵[害犯]|糟蹋|玷污|非礼|陪[睡夜床]|鸡奸")


def find(reading: Reading, known: set[tuple[str, int]]) -> list[Harm]:
    """All three, but no second finding of a rule that blocks in the sentence already; `known` holds rule and sentence number."""
    if not reading.chinese or reading.passage.kind in ("property", "footnote"):
        return []
    found: list[Harm] = []
    for rule, harms in (("dnh-quasi-id", quasi(reading)), ("dnh-child", children(reading)), ("dnh-sexual-violence", sexual(reading))):
        for harm in harms:
            at = harm.start - reading.passage.start
            if (rule, _number(reading, at)) not in known:
                found.append(harm)
    return found


def _number(reading: Reading, original: int) -> int:
    """The sentence that holds a character of the passage as given."""
    return next((n for n, (a, b) in enumerate(reading.sentences) if reading.original(a, b)[0] <= original < reading.original(a, b)[1]), 0)


def sentences(reading: Reading, harms: list[Harm]) -> set[tuple[str, int]]:
    """Rule and sentence of the findings that block."""
    return {(h.rule, _number(reading, h.start - reading.passage.start)) for h in harms if h.severity == "block"}


