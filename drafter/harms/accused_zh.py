"""Grave wrongs told as facts in Chinese, by what stands together: somebody who can do them, a grave deed, and no reason against.

The rules of wording and deeds know constructions; this module is what is left when none of them fits. A deed's word fires when an
actor of its kind stands before it, after 被, in a label of a table row or in one of the sentences before, unless the sentence is a
norm, a condition, a denial, somebody's account, a finding, an accident, or the deed is done to the actor, to an animal or in a game.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from drafter.harms import deeds, power_zh
from drafter.harms.text import Reading, Span, between

_MOST = 60  # deeds of one sentence that are looked at
_REACH = 300  # characters to either side that count for a deed
_SURE = r"[^，。；！？、｜|]"
_NEAR = r"[^，。；！？｜|]"
_HURT = r"(?:死亡|身亡|丧命|丧生|毙命|惨死|重伤|轻伤|受伤|骨折|失明|失聪|致残|残疾|瘫痪|流产|截肢|毁容|昏迷|休克|脑震荡|中毒|溺亡|溺水|窒息|跛|瘸|破裂|断裂|粉碎|开裂|穿孔|脱臼|精神失常|自杀|上吊|投河|家破人亡|流离失所|无家可归|下落不明|失踪)"
_PAPERS = r"(?:护照|证件|身份证|居留证|工资|薪水|薪金|工钱|血汗钱|口粮|粮食|押金|手机|驾照|船员证|海员证)"
_WHOM = r"(?:人|他|她|我们|工人|村民|居民|员|者|民|户|童|妇|女|工|家|佃|农|生|客|夫|长|师|徒|娃|孩|汉|老|哥|弟|爷|娘|嫂|婶|伯|叔|子)"

# Deeds that are grave whoever does them. Each is told as one who did it would be told of.
GRAVE = re.compile(
    "|".join(
        (
            # life and body
            r"[打杀烧毒饿淹吊勒掐捅砍刺踢轧碾撞拖绞溺闷冻呛熏压踩摔砸炸咬渴累吓逼害整弄电射枪鞭揍药晒]死(?!亡|角|锁)|死[在了掉](?!亡)[^，。；]{0,8}|死[一二三四五六七八九十百两数几\d]+人|失踪[一二三四五六七八九十百两数几\d]+|凶手|元凶|罪魁|毙命|清[村乡寨]|剁|顶包|割喉|拿身[体子]|尸[首身]|[按摁][进到在][^，。；]{0,6}(?:坑|水|沟|粪|地|泥|墙|缸|桶)|上[了过]电(?!视|梯|脑)|凿沉|压下[^，。；]{0,4}案|铐[在住着]|捆[在住着绑]|拆[毁了掉光][^，。；]{0,8}(?:寺|庙|教堂|房|屋|棚|家|学校|坟|碑|村)(?!顶)|换[来取][^，。；]{0,10}(?:批文|许可|合同|环评|牌照|判决|别墅|[轿汽]车|房|金|钱)|大打出手|动手打|[锁关][在进到住][^，。；]{0,8}(?:里|内|上|中|间|底|舱)|屠[村杀城戮寨]|血洗|灭[门口]|灭了[^，。；]{0,4}口|处决|枪决|行刑|杀[害死戮]|残杀|虐杀|谋杀|暗杀|枪杀|射杀|击毙|打死|弄死|整死|害死|逼死|毒死|烧死|饿死|冻死|闷死|淹死|溺死|吊死|勒死|掐死|捅死|砍死|刺死|踢死|轧死|碾死|撞死|拖死|活埋|活活|杀人|杀了(?!价|青|毒|菌)|杀掉|砍杀|砍了[^，。；]{0,6}(?:头|手|脚|胳膊|耳)|砍[掉断][^，。；]{0,6}(?:头|手|脚|腿|指|胳膊|耳)|毙了|崩了[^，。；]{0,6}[人他她]|做掉了?(?=[^，。；]{0,6}[人他她员者])|送[上下]?(?:了?西天|黄泉)|草菅人命|沉[江河湖海塘](?!默|底鱼)|抛尸|弃尸|焚尸|毁尸|埋尸|藏尸|匿尸|遗体[^，。；]{0,8}(?:推进|扔进|丢进|抛|烧|埋|运走|藏)|尸体[^，。；]{0,8}(?:推进|扔进|丢进|抛|烧|埋|运走|藏)",
            r"酷刑|用刑|上刑|动刑|刑讯|逼供|拷[打问]|私刑|虐待|凌虐|残害|迫害|折磨|施暴|施虐|毒打|痛打|暴打|殴打|殴伤|打残|打瘸|打瞎|打聋|打伤|打断|打昏|打晕|打烂|打得(?!不可开交|火热|过|赢|住(?!进|院)|好)|打掉了?[^，。；]{0,6}[牙齿]|揍|鞭[打笞挞抽]|抽了[^，。；]{0,8}[鞭棍]|吊[打起着在]{1,2}[^，。；]{0,8}(?:打|抽|晒|烤)|抽到?[晕昏]|电击|电棍|灌(?:水|辣椒|汽油|尿|粪)|水刑|老虎凳|坐飞机刑|罚跪|跪[着在][^，。；]{0,6}(?:碎|石|玻璃|太阳|烈日|雨)|示众|游街|剃[光了]?[^，。；]{0,2}头发?示|卸了?(?=[^，。；]{0,2}(?:胳膊|腿|膀))|(?:胳膊|腿|手|膀子|下巴|肋骨|指头|手指|牙)[^，。；]{0,3}(?:给|被)?[^，。；]{0,2}(?:卸|打断|敲断|折断|剁|掰断|踩断|砸断|打折|敲掉|打掉|拔)|(?:敲|踩|折|掰|拧|扭|拗|剁|踢|踹)[断碎折烂][^，。；]{0,8}(?:胳膊|腿|手|肋|指|骨|牙|鼻|脚|臂)|割[掉了去下][^，。；]{0,4}(?:耳|舌|鼻|喉)|烫[伤在他她]|烙[铁印在]|剥光|扒光|拳打脚踢|拳脚相[加向]|群殴|围殴|枪托|棍棒相加|下[了过]?[毒死狠]手(?!段)|动[了过]?粗|开[了过]?瓢|放[了过]?血(?=[，。])|见[了]?血",
            r"强奸|轮奸|奸[淫污杀]|强暴(?!力)|性侵|猥亵|糟蹋|玷污|侵犯[了过]?(?:她|他(?!人)|女|妇|多名|[两三四五六一数]名|少女|幼女)|陪[酒睡夜床]|逼[^，。；]{0,6}卖淫|性奴|当(?:了)?慰安|性(?:贿赂|交易|剥削|勒索)|拿身体(?:换|抵)|肉偿|潜规则",
            r"开[了过]?(?:枪|火|炮)(?:射击)?|扫射|点射|乱枪|朝[^，。；]{1,10}(?:射击|放枪|放箭)|向[^，。；]{1,10}(?:射击|放枪|放箭|扔手雷|投弹)|炮[轰击]|轰炸|空袭|炸[死毁平塌飞]|投弹|纵火|放火|点[了着]?[^，。；]{0,4}(?:房|屋|村|寨|棚|仓|粮)|烧[了光毁掉死村寨房屋]{1,2}[^，。；]{0,10}(?:房|屋|村|寨|棚|粮|仓|庄稼|船|店|车|学校|庙|教堂|诊所|家|帐篷|摊|田)|火烧|焚[毁烧](?!炉|垃圾|秸)|一把火|(?:拎|提|带|扛|抱)着[^，。；]{0,6}(?:汽油|柴油|煤油|火把|雷管|炸药|砍刀|铁棍|钢管|木棍)|橡皮弹|催泪(?:弹|瓦斯|罐)|霰弹|实弹(?!射击训|演习|训练)|撞[沉翻](?!机)|掀翻[^，。；]{0,10}(?:船|艇|舢板|摊|车|桌|锅|棚)|把[^，。；]{1,10}掀翻|[狗犬][^，。；]{0,6}(?:咬|扑倒|扑向)|追咬|纵犬|放狗|" + rf"致(?:使|一|两|三|数|多|其|人|他|她|该|村|工|渔|矿|牧|[四五六七八九十]|\d|他们)?{_NEAR}{{0,14}}?{_HURT}",
            r"(?:拒[绝不收]?(?:收治?|救治|送医|抢救|施救|接诊)|见死不救|不(?:让|许|准|给)[^，。；]{0,8}(?:送医|就医|看病|看医|治|吃饭|饭吃|喝水|睡觉|上厕所|出门|离开|回家|上岸|下船|走)|(?:见死|坐视)[^，。；]{0,4}不救|任由?[^，。；]{1,10}(?:死去|流血|淹|饿|等死)|流血过多|断[水粮食]{1,2}(?!率|供应商)|扣[粮水食饭]|断[水粮]断[水粮]|不给[^，。；]{0,6}(?:饭|水|药|吃|喝)|关[门闸][^，。；]{0,4}(?:闷|淹)|见死不)",
            # freedom
            r"绑[架走票]|劫[持走为]|掳[走去掠人]|拐[卖骗走]|强行带走|强行拖|拖[走出去上进][^，。；]{0,4}(?:痛|打|车|人|毙|关)|押[走上进][^，。；]{0,6}(?:车|山|船|房|库|洞|井|仓)|抓[走去][^，。；]{0,8}|(?:带|抓|拖|拉|押|接)走[了后]?[^，。；]{0,10}(?:失踪|再没|再也没|没有?回|没了|下落不明|不知去向|使其|音讯)|被失踪|人间蒸发|使[其之他她][^，。；]{0,3}失踪|(?:让|叫)[^，。；]{1,4}(?:消失|人间蒸发|蒸发)|强[迫制]失踪|秘密(?:关押|拘押|拘禁|羁押|监禁|处决|审讯)|非法(?:拘禁|关押|拘留|搜查|拘押|羁押|扣留|监禁)|法外|私设(?:地牢|牢房|公堂|监狱|刑堂|水牢|关卡|黑牢|审讯|羁押)|私牢|黑牢|地牢|水牢|黑监狱|软禁|囚禁|监禁|关[押在进到了][^，。；]{0,10}(?:地窖|集装箱|铁笼|笼子|狗笼|猪圈|冷库|黑屋|小屋|仓库|货柜|柜|井|洞|牢|铁皮|地下室|库房|厕所|禁闭)|锁[在进到][^，。；]{0,10}(?:地窖|集装箱|铁笼|笼|冷库|黑屋|屋|仓|货柜|宿舍|车间|船舱|舱|房|棚)|扣(?:押|下|留|着|为)?[^，。；]{0,3}(?:人质|人扣车)|扣人(?!、|次数|登记)|扣(?:押|下|留|着|走|住|光|发|掉|了)?[^，。；]{0,8}" + _PAPERS + r"|(?:护照|证件|身份证|居留证)[^，。；]{0,6}(?:收走|没收|扣|锁|攥|收缴|上缴|上交|压)|(?:没收|收[走缴]|压着|锁起)[^，。；]{0,8}(?:护照|证件|身份证)|抓[壮了]?[^，。；]{0,1}(?:壮丁|夫|差)|拉夫|抓丁|强征(?!求)|强[抓]",
            # forced work
            r"强[迫制逼](?:劳动|劳役|加班|下井|干活|上工|出海|做工)|强迫[^，。；]{1,14}(?:劳动|干活|无偿|签|下井|搬|卖|服役|当兵|认|离|放弃|做|挖|背|修)|强制[^，。；]{1,8}(?:劳动|干活|无偿)|迫使[^，。；]{1,14}(?:签|劳动|干|无偿|搬|卖|放弃|撤|认|离|改口|收回|低头)|逼[迫着令他她工村员签][^，。；]{0,12}(?:签|按|认|交|搬|卖|撤|改口|干|下井|劳动|还债|抵|喝|吃|跪|脱|叫|自杀|走|辞)|奴役|奴工|当?(?:牛马|奴隶)使|债[务役]?(?:奴役|抵身|工)|以[工身女人]抵债|抵债|抵押[^，。；]{0,6}(?:女儿|孩子|人身)|包身|卖身|卖(?:人|猪仔)|卖[给到了去][^，。；]{0,8}(?:船|矿|窑|砖厂|妓院)|把[^，。；]{1,10}卖[给到了去]|转卖[^，。；]{0,8}(?:工|人|女|妇|孩)|贩[卖运](?:人|妇|儿|童|工|女|渔工|劳工|移工)|人口贩|蛇头|(?:使|雇|招)用[^，。；]{0,6}(?:童工|娃娃工)|(?:使|雇)[了着]?[^，。；]{0,8}童工|拿[^，。；]{0,6}(?:孩子|童工|娃)[^，。；]{0,4}(?:当|顶)|不干[活就][^，。；]{0,6}(?:就|不给|打|饿)|克扣|欠[了着下]?[^，。；]{0,10}(?:薪|工资|工钱)|吃[^，。；]{0,4}(?:回扣|空饷|空额|拿卡要)|吞[掉了没下][^，。；]{0,10}(?:款|钱|粮|工资|金|物资)|黑[了掉下][^，。；]{0,8}(?:款|钱|工资|金|薪)",
            # home and land
            r"强[拆迁占夺]|偷拆|夜拆|强行(?:拆|推|占|征|驱|搬|清|闯|入|掳|圈|带|拖|平|收|割)|推[平倒掉了][^，。；]{0,12}(?:房|屋|棚|墙|村|寨|坟|庄稼|民宅|学校|教堂|神龛|庙|家|田|苗|果)|铲[平掉了除][^，。；]{0,10}(?:房|屋|村|坟|墓|庄稼|苗|家|茶|树|棚)|(?:房|屋|棚|村|坟|墓|祖坟|家)[^，。；]{0,4}(?:被)?(?:推平|铲平|夷平|推倒|推了|平了|扒了|拆光|拆了)|夷[为平]|掘[了开]?[^，。；]{0,4}坟|刨[了开]?[^，。；]{0,4}坟|平[了掉]?[^，。；]{0,3}(?:坟|墓|村)|赶[走出尽](?!紧|来)[^，。；]{0,10}|赶[下到][^，。；]{0,8}(?:山|街|路|荒|河|海|船|田|野)|撵[走出]|轰[走出](?!鸣)|驱[逐赶]|清场|清剿|扫荡|霸占|强占|侵占|侵吞|抢占(?!市场|先机|份额|鳌头|高地|制高点)|圈[占走地了](?!闭)[^，。；]{0,8}(?:地|田|山|林|草|牧|海|湖)|砍[倒光掉了][^，。；]{0,10}(?:树|林|果|可可|茶|庄稼|橡胶|苗|玉米)|毁[了掉坏]?[^，。；]{0,4}(?:庄稼|青苗|农田|良田|坟|祠|果|水源|井|渔网)|(?:抬|扔|丢|轰|撵|拖|赶)[^，。；]{0,6}(?:到|在|出|进)(?:了)?[^，。；]{0,8}(?:晒谷场|街上|马路|路边|雨里|野外|门外|荒|沟|河里|山里|田里|水里)|打砸|砸[了毁烂坏碎开光掉抢][^，。；]{0,10}(?:店|摊|门|车|家|房|屋|锅|船|玻璃|窗|神|碑|机|诊所|办公|灶|水缸)|抄[了走]?[^，。；]{0,4}家|洗劫|劫掠|抢掠|掳掠|掠夺|打家劫舍",
            # money
            r"行[了过]?贿|索[了过]?贿|受[了过]?贿|收[了过]?贿|贿[赂买选]|买通|收买[^，。；]{0,10}(?:证人|法官|官|员|警|长|头人|记者|代表|族长|首领|酋长|村)|打点[^，。；]{0,8}(?:官|局|所|长|警|员|关节|上下|上头)|塞[了给][^，。；]{0,8}(?:红包|钱|信封|好处|现金|金条)|(?:送|给|递|收|拿|接)[了过给上]?[^，。；]{0,8}(?:黑钱|好处费|贿款|辛苦费|封口费|保护费|买路钱|茶水费|茶钱|过路费|红包|孝敬|份子钱|月费|金条|回扣|人头费|进门费|看场费|烟钱|酒钱|油水|开门费|通关费)(?!用)|收[取走]?[“「\"][^”」\"，。]{1,6}[费钱粮款税][”」\"]|吃拿卡要|中饱私囊|贪[污墨]|挪用|私吞|侵吞|独吞|监守自盗|倒卖|截留|虚报冒领|冒领|套取|骗[取走光](?!局)[^，。；]{0,12}|诈骗|骗[^，。；]{1,8}(?:签|按|画押|上船|下矿)|勒[索逼]|敲[诈竹]|敲了[^，。；]{0,6}(?:一笔|竹杠)|讹[诈了]|强[收索要](?!度|化|求)|抢[走劫夺光去了](?!救|修|先|险|眼|手)|偷[走光拿卖](?!懒)|盗[走卖取]|顺[走手牵][^，。；]{0,4}|“借”走|借走[^，。；]{0,10}(?:不还|没还)|(?:转[入到进移]|打[入进到]|划[入进到]|汇[入进到]|流[入进]|落入|装进|揣进)[^，。；]{0,10}(?:自己|本人|其|他|她|妻|夫|弟|亲戚|亲属|私人|情妇|小舅子|个人|女婿|儿子|侄|家族)[^，。；]{0,6}(?:账户|户头|帐户|腰包|口袋|名下|卡|公司|私囊)|据为己有|卖官|洗钱|分赃|坐地分",
            # truth and law
            r"栽赃|陷害|诬[陷告]|嫁祸|罗织|屈打成招|假证|伪证|伪造|篡改|涂改[^，。；]{0,8}(?:记录|日志|档案|病历|账|笔录|证)|销毁[^，。；]{0,8}(?:证据|记录|账|录像|档案|日志|原始)|删[除掉了][^，。；]{0,8}(?:录像|监控|视频|记录|证据)|毁灭?[^，。；]{0,2}证据|冒[签充名][^，。；]{0,6}|代签[^，。；]{0,8}(?:村民|农户|同意|名)|塞进[^，。；]{0,8}(?:包|车|家|口袋)[^，。；]{0,6}(?:毒|枪|弹)|放进[^，。；]{0,8}(?:毒品|枪|子弹|雷管)|买凶|雇凶|杀手|指使[^，。；]{1,10}(?:打|烧|杀|砸|抓|拆|抢|伪)|授意[^，。；]{1,10}(?:打|烧|杀|砸|抓|拆|抢)|下令[^，。；]{0,8}(?:开枪|射|杀|打|烧|拆|抓|清|炸|驱|开火|放|动手|强)|下的命令|窃听|偷拍|监听|卧底|跟踪[^，。；]{0,8}(?:记者|证人|律师|者|员|他|她|长)|盯梢|要挟|胁迫|威逼|威胁[^，。；]{0,12}" + _WHOM + r"|恐吓|恫吓|封口(?!费?标)|灭口|打击报复|报复[^，。；]{0,6}(?:证人|举报|投诉|工|村|性解雇)|以[^，。；]{1,8}相(?:威胁|要挟|逼)|(?:报警|开除|遣返|驱逐|家人|孩子|杀)[^，。；]{0,4}相(?:威胁|要挟)",
            # families told by their outcome, their way or their euphemism
            r"(?<!发现)(?<!找到)(?<!打捞)(?:(?:[具几\d]+具|满地|横七竖八的)尸体|骨灰盒?|收尸|血泊|弹壳|见红|小产|乱葬)|弄[没丢死残瞎没]了?|血腥|镇压|焚掠|烧杀|奸淫掳掠|大开杀戒|格杀|断[水电粮路](?=断|[、，。]|[^，。；]{0,3}(?:逼|赶|达|了|长达))|渴[着死]|饿[着了肚][^，。；]{0,6}(?:干|天|顿|下)|饿(?:了|上)[^，。；]{0,4}天|白干|骗[得来去到进出上][^，。；]{0,14}|哄骗|诱骗|拐[来到带]|挖坑|填了?土|埋[了进在到掉](?!设|线|管|深)|连开|开了?[一两三四五六七八九十数几\d]+枪|放了?[一两三四五六七八九十数几\d]+枪|锁[了上住死]?[^，。；]{0,6}门(?=[^。]{0,30}(?:没|死|闷|困|里面|出不|女工|工人))|(?:没有?能?|再没有?|没再|再也没有?)(?:[一个人再]{0,3})(?:跑|逃|活着|爬|救|走)?(?:出来|上来|回来|醒来?|露面|见过(?![打这那谁什任有人他她])|人见|出现|站起来)|一去不回|有去无回|杳无音[信讯]|生死不明|生死未卜|(?:扔|投|丢|掷|发射|施放|动用|使用)[^，。；]{0,8}(?:爆震弹|震爆弹|手雷|手榴弹|燃烧[瓶弹]|辣椒[水喷]|胡椒|水炮|高压水|石块)|推[下进入][^，。；]{0,4}(?:海|河|井|沟|坑|江|湖|崖|山|矿井|火|水)|(?:过户|转|划|拨|登记|批|卖|发包|包|租|让)[^，。；]{0,6}[给到在][^，。；]{0,3}(?:自己|本人|亲戚|亲信|妻|他女|他儿|他弟|她弟|女婿|小舅子|侄|儿子|情妇|岳|姐夫|妹夫|表弟|堂弟|[^，。；]{0,6}(?:连襟|亲家|舅子|侄子|女婿|情妇|姘头))|进了?[^，。；]{0,10}(?:腰包|口袋|私囊|私宅|自家)|瓜分|分[掉光了](?!支|类|组|工)[^，。；]{0,6}(?:粮|款|钱|金|地|货)|买[下通了][^，。；]{0,4}(?:证人|证词|法官|判决|沉默)|潜入[^，。；]{0,8}(?:家|住处|办公|房)|半夜[^，。；]{0,14}(?:叫|喊|带|拉|拖|抬|抓)[到进去走出][^，。；]{0,8}|(?:夜里|深夜|晚上|当晚)[^，。；]{0,6}[把将][^，。；]{0,8}(?:叫|喊|带|拉|拖)[到进去][^，。；]{0,8}(?:室|房|屋|车|船舱|帐篷|办公)|(?<![打折诊推中判果公决阻裁隔垄切间片不摔跌碰腿骨臂])断[了成过]?[^，。；]{0,8}(?:手|指|肋骨|腿|胳膊|骨头|牙|脚|臂|脖子|鼻梁|腕)|(?:手|指|肋骨|腿|胳膊|骨头|牙|脚|臂|脖子|鼻梁|腕)[^，。；]{0,8}[打敲踩折掰夹拧砸扭剁压轧踢撅锯砍]断|[碾轧压]过[^，。；]{0,10}" + _WHOM + r"|[往朝向](?!前|后|上|下|来|年|外|返|着)[^，。；]{1,8}(?:扔|丢|泼|浇|塞|砸|扎|捅|吐|撒尿|倒(?!数))[^，。；]{0,5}|塞[进到了入]|(?:倒|灌|排|放|泄|冲)[进入到了][^，。；]{0,8}(?:水塘|池塘|水源|水井|河里|溪|江里|海里|饮用水|湖里|田里|农田|鱼塘)|两套账|假账|空饷|空额|虚报|死人[^，。；]{0,6}(?:领|名册|工资)|屠|戕|戮|凶杀|惨案|血案|暴行|罪行|兽行|恶行|行凶|草菅|横行|作恶|鱼肉|欺压|欺凌|盘剥|压榨|榨[干取]|横征|苛捐|搜刮|强[抓掳牵拿闯赶搜征](?!力)|乱[枪棍拳]|挨[了过]?[^，。；]{0,6}(?:打|揍|鞭|棍|拳|枪托|耳光|脚)|跪",
            r"[“\"「](?!.{0,3}(?:公司|协议|政策|项目|守则|原则|计划))[\u4e00-\u9fff]{1,4}[”\"」](?:了?走|走了?|掉了?|了?(?:一[顿番通]|[两三四五六七八九十\d]+[名个位头只条车匹]|几[名个位])|成|得[^，。；]{0,10})",
            # poison
            r"投毒|下[了过]?毒|放毒|偷排|直排|暗排|倾倒[^，。；]{0,10}(?:毒|废|氰|酸|汞|渣|污)|(?:毒水|废水|废液|污水|氰化物|废酸|尾矿|毒渣|含[氰汞砷铅]\w?[^，。；]{0,3})[^，。；]{0,8}(?:偷|倒进|灌进|灌入|放进|放入|泄入|排进|排入|注入|倒入)[^，。；]{0,6}(?:河|江|湖|溪|井|水库|田|海|渠)|毒[死害哑][^，。；]{0,8}|往[^，。；]{0,8}(?:井|河|水源|饭|水)[^，。；]{0,4}(?:投|倒|下药|扔)",
        )
    )
)
# Deeds that are abuse when armed men, overseers or bosses do them to somebody.
ROUGH = re.compile(
    r"踹|掌掴|扇[了^，]?[^，。；]{0,5}(?:耳光|巴掌|嘴巴)|泼[^，。；]{0,6}(?:开水|油|粪|尿|冷水|酸)|拘[留押禁]|逮捕|抓捕|扣押|扣留|关押|羁押|搜身|没收|驱散|辱骂|侮辱|威胁|骚扰|罚款|收走|闯[入进][^，。；]{0,6}(?:家|屋|村|寨|宿舍|房|教堂|学校|办公)|破门|堵[住在][^，。；]{0,6}(?:人|他|她|门)|追[打赶砍]|[拿牵拉搬抱抬割摘捉扛顺赶]走[了过]?|搜刮|[浇泼淋灌烫烙熏抽鞭揪拽拎薅踩踏跺扒剥割剁戳勒捂闷埋淹溺炸轰剃撵轰揍骗哄诈逼罚饿渴冻晒](?!定|便|明|机|训|球|查|票|出|调|取|路|灌|溉|矿|砖|菜|成|注|业|税|款单|烈|车|期|井|量|奖|水泥|筑|洒|补|换|时|空|点)[^，。；]{0,4}|拦[截住下][^，。；]{0,8}(?:打|抢|收|要)|绑[在住了]|捆|吊[在了着]|挂[在着起了]|铐|摁|按[在倒住进]|掐|拖[着过出进]|推[下进倒]|扔[下进到]|丢[下进]|砸|捅|砍|刺|咬|撕|剪[掉断]|(?:掀|撞|碾|轧|踩|烧|抢)[了翻倒毁伤死走向上碎断坏光]{1,2}"
)
_ARMED = (
    r"(?<![球施救医调考乐舞车消])[\u4e00-\u9fff]队(?![伍列员长形友])|连队|[防卫兵警矿步炮特]连(?=[在把将的用对向]|官)|下士|中士|上士|士官|军士|军官|侦探|税务所|税卡|狱|车队(?=碾|撞|轧|压)|教官|新兵|老兵|带兵|督军|军阀|乡勇|[海陆空联义]军(?![事备火])|自卫|袖标|综治|穿制服|镇压|鬼子|政府军|国民军|解放阵线|叛军|反政府军|军方|驻军|驻地部队|部队|军队|士兵|官兵|军人|大兵|兵痞|丘八|当兵的|[一二三四五六七八九十\d第]+[旅团营连师军排](?:的|官兵|士兵|战士|$|[^长子结体伙队])|边防|巡防|"
    r"(?:警员|警察|警方|民警|辅警|协警|特警|刑警|交警|税警|海警|矿警|森警|骑警|乘警|法警|狱警|林警|宪兵|民兵|民团|团丁|家丁|私兵|保安|安保|护卫|警卫|守卫|卫队|城管|打手|黑衣人|蒙面人|看守|狱卒|牢头|监工|工头|领班|包工头|班头|把头|线长|游击队员|雇佣兵|佣兵|武装人员|武装分子|武装护卫|护林|护矿|护园|护厂|护村|护渔|护路|护井|护场|缉私|缉毒|稽查|联防|治安队|巡逻|巡守|纠察|执法[队人者]|拆迁队|征迁队|清场队|突击队|敢死队|行动队|工作队|拆违队|便衣|[那这该]个?[连营排团旅](?=[的在把将]|官)|特工|特务|国安|情报|派出所|公安|警局|警署|看守所|拘留所|监狱|劳教所|收容所|检查站|哨卡|关卡|岗亭|哨所|机动队|中队|大队|支队|分队|小队|别动队|边防团|海岸警卫|舰|炮艇|护卫船|巡逻艇|执法船|拖网船|渔政|路政|运管)"
)
_BOSS = (
    r"(?:船|矿|厂|业|园|场|窑|雇|东|庄|地|店|车|债|货|牧|农场|作坊|渔场|茶园)主(?![要张题任席动持义管办导观体])|船老大|组长|头目|工长|船东|船长|大副|二副|轮机长|老板|工头|东家|雇主|矿长|厂长|场长|队长|站长|所长|经理|主管|总监|总管|管事|管家|总包方?|承建|施工方|承包[商人方]|分包[商人方]|包工队|外包|供应商|供货商|采购商|代理商|开发商|投资[方商]|中介|招工|人贩|蛇头|放贷|高利贷|债主|投资人"
)
_FIRM = (
    r"厂[医长区方里]|项目部|国企|央企|投资集团|招工处|劳务|校长|院长|教练|公司|集团|企业|矿方|厂方|资方|校方|院方|馆方|船方|园方|项目方|业主方|施工方|矿上|厂里|矿里|船上|店里|公司里|工地上|(?:矿业|铜业|金业|锡业|铝业|钢铁|石油|能源|资源|化工|置业|地产|林业|渔业|航运|物流|物业|木业|纸业|农业|电力|水电|建设|实业|安防|保全)(?=[^，。；资部局厅]|$)|[\u4e00-\u9fff]厂|矿场|矿山|选厂|冶炼厂|种植园|庄园|农场|牧场|林场|渔场|砖窑|窑场|工厂|工地|船队|商号|商会|合作社|酒店|会所|歌厅|赌场|基金会|棕榈园"
)
_OFFICIAL = (
    r"政府|当局|官方|官员|公务员|干部|镇里|县里|乡里|村里雇|州里|省里|区里|市里|上面|上头|村委|村支书|支书|村长|村主任|镇长|乡长|县长|市长|州长|省长|局长|科长|处长|厅长|部长|副部长|书记|主任|副主任|专员|议员|检察长|总检|法官|检察官|推事|庭长|海关|关员|税务|移民局|征迁办|拆迁办|征地办|指挥部|管委会|委员会|土地局|国土|林业局|渔业局|矿业局|民政|社保|教育局|卫生局|劳动局|登记官|登记员|经办[人员]|办事员|出纳|会计|验收|质检|检查员|督导|巡视|首领|头人|酋长|族长|寨主|土司|大使馆|领事|总统|总理|部门|方面|上级|指挥官|司令|旅长|团长|营长|连长|排长|班长|将军|上校|少校|上尉|中尉|警长|警官|警司|督察|副营长|军官"
)
WHO = re.compile("|".join((_ARMED, _BOSS, _FIRM, _OFFICIAL, power_zh.ACTORS)))
VICTIM = re.compile(
    deeds.PERSONS.pattern + r"|我[们爹娘爸妈哥弟姐妹]?|咱|一家|全家|两家|[一二两三四五六七八九十几数\d]+[家户名个位]|俘虏|囚犯|犯人|爹|娘|爸|妈|信使|送货的|小伙|头的|的那[个位]|[^，。；]{1,6}(?:工|农|民|生|夫|客|户|贩|师|员|者|汉|娃|婆|妇)(?!作|业|程|具|厂|地|产|资|活|[具厂])|居民|僧|尼|修女|神父|阿訇|喇嘛|祭司|长老|头人|记者|代表|主席|干事|组长|人(?![员力数事民口均工权])"
)
PEOPLE = re.compile(deeds.PERSONS.pattern + r"|我们|[一二两三四五六七八九十几数\d]+[户名位]|俘虏|囚犯|犯人|姑娘|女人|女儿|少年|孩子|娃|老汉|老人|小贩|乡亲|牧户|农户|渔户|羊|牛(?!奶)|骡|驴|渔网|庄稼|锅|粮|秤|口粮|工钱|手机|存折")
_HANDLED = re.compile(r"(?:(?:把|(?<![机])将(?!任|成|获|进|继|面|得|为|不|有|能|从|与|向|大|更|全|同|逐|再|每|首|予|开|组|派))(?![^，。；]{0,2}[在于对会由按依]))([^，。；]{1,14})")
_KIND = re.compile(
    r"送(?![上命]|进[黑地牢])|救|扶|劝|疏散|撤离|护送|转移|安[置抚排]|安全|医|担架|移[交送]|介绍|调[到往任离换]|派|编[入成为]|分[成为]|列[入为]|纳入|登记|培训|视为|称|叫[做作]|通知|告知|评|选|任命|提拔|招|雇|聘|召集|组织|信息|姓名|名单|意见|投诉|编号|照片|情况|交[给由到](?!打手)|工作|事[件故情项]|安装|责任|权|职责|工资|合同|培养|辞退|解雇|停职|调查|报告|记录|问题|建议|比例|人数|人员(?:分|配|名|数|编|撤|增|减)|数量"
)
_UNDERGONE = re.compile(r"[被遭挨](?![^，。；]{0,3}[者人](?:[^\u4e00-\u9fff]|[的中里]))")
STRONG_WHO = re.compile("|".join((_ARMED, _BOSS, power_zh.ARMED_ACTORS)))
_PRONOUN = re.compile(r"他们|她们|它们|这[些伙帮群班]人|那[些伙帮群班]人|该[队部连营所司厂矿团旅]|其(?:员工|人员|手下|队员|雇[用员]|保安|部下|下属|承包|经理|老板|负责人)|[它他]的|对方|前者|后者|自己|(?:(?<=[，。；：])|^)(?:他|它|其)")
_LEFT = re.compile(r"[一二三四五六七八九十百两数几\d]+具尸体|尸体|骨灰|收尸|血泊|弹壳|[没再]|一去不回|杳无|生死|下落不明|惨案|血案")
_DID_IT = re.compile(r"(?:值班|执勤|值守|当班|领头|指挥|押车|动手|下手|出手|干|打人|带队|开枪|放火|带头|下命令|看守[^，。；]{0,6})的[^，。；]{0,4}是")
_PASSIVE = re.compile(r"[被遭挨](?![^，。；]{0,3}[者人](?:[^\u4e00-\u9fff]|[的中里]))|惨遭|受到|遭受")
_OUTSIDE = (
    r"歹徒|匪徒|劫匪|土匪|强盗|盗贼|窃贼|小偷|盗猎者|偷猎者|偷矿者|盗采者|盗采团伙|闯入者|嫌犯|嫌疑人|暴徒|恐怖分子|叛乱分子|极端分子|海盗|不明身份|示威者|抗议者|村民|居民|群众|矿工|工人|学生|渔民|农民|牧民|罪犯|凶手|黑帮|帮派|毒贩|毒枭|走私|外部人员|不法分子|犯罪分子|竞争对手|野兽|大象|洪水|山洪|台风|飓风|地震|泥石流|滑坡|火灾|雷击|疫情|瘟疫|疾病|野火|山火|落石|塌方|暴雨|风暴|闪电|病毒"
)
_OTHER_DOER = re.compile(rf"(?:{_OUTSIDE}){_NEAR}{{0,9}}\Z")
_NATURE = re.compile(r"山洪|洪水|台风|飓风|地震|泥石流|滑坡|雷击|雷电|暴雨|暴风|海啸|疫情|瘟疫|疟疾|事故|失灵|故障|失控|不慎|意外|塌方|冒顶|透水|瓦斯|溃坝|车祸|翻车|爆胎|自燃|短路|灶火|失火|失足|触礁|心脏病|病故|误[食触]")
_ACCIDENTAL = re.compile(rf"致|{_HURT}|烧|撞|淹|死|活活|一把火|毁|砸")
_GAME = re.compile(r"比赛|决赛|联赛|球赛|球队|[足篮排]球(?:赛|队|课|联)|棋(?!子山)|冠军|比分|对手|落花流水|市场份额|低价|歼灭战|攻坚|脱贫|电影|小说|剧本|游戏|演习|演练|模拟|沙盘|演员|(?<!调)(?<!游)戏(?![弄耍水谑言])|舞台|漫画|彩排|打靶|靶场|靶纸|枪靶|战役|商战|竞标|竞争")
_BEAST = re.compile(rf"{_NEAR}{{0,12}}(?:蛇|蟒|蝰|狼|野猪|老鼠|田鼠|鼠|豺|豹|熊|狮|虎|鳄鱼|蜂(?![蜜农箱])|蚊|苍蝇|蟑螂|蝗虫|害虫|病菌|蝎|蜈蚣|流浪狗|野狗|疯狗|鬣狗|狒狒|猴|鸟|兔)")
_LAWFUL = re.compile(r"后放行|查了?证件|无牌|酒驾|超载|赃物|赃款|违禁|走私|通缉|在逃|依法(?:扣押|拘留|逮捕|没收|查封|关闭)|破案|案犯|嫌犯|毒贩|人赃|炸药贩")
_THINGS = re.compile(r"(?:收缴|缴获|没收|查获|自有|自家|自己的(?![^，。；]{0,3}(?:腰包|口袋|账|帐|荷包|兜|家|名下|卡|丈母|[老岳小大亲儿女妻弟侄媳]))|废旧|废弃|违禁|过期|垃圾|旧(?=[墙房仓营围棚楼厂])|原有|闲置|毒品|假币|假冒|旧营房|旧仓库)")
_CAUGHT = re.compile(r"(?:抓获|抓捕|抓住|抓到|逮捕|逮住|缉拿|通缉|追捕|审问|起诉|移交|查获|破获|侦破|解救|营救|救出|打击|查处)[^，。；]{0,10}\0[^，。；]{0,10}的?(?:团伙|犯罪|歹徒|嫌疑人|嫌犯|凶手|案|人质|匪|逃犯|男子|主犯|首犯)")
_IF = re.compile(r"(?:^|[，。：；])\s*(?:如|若|倘|假如|如果|要是|一旦|万一|凡|即便|即使|哪怕)(?![数期愿今此何同下果])")
_FILED = re.compile(r"[信人者书状函箱表](?![们说称讲道表指陈诉反认自回描控写])|材料|电话|热线|的[人村工]")
_WRITTEN_THERE = re.compile(r"[^，。；]{0,4}(?:称|说|指|写|显|载|列|中|里|提|反映|要求|认为|所)")
_UNFOUND = re.compile(r"(?:会议|与会者?|各方|我们|双方|大家|本人|我|笔者|记者|还|可以|能够?|无人|拒不|不肯)(?:也|还|已|一致|再次)?\Z")
_CLOSES = re.compile(r"[道了过]?\s*(?:[，。；！”]|\Z)")
_TAKES = re.compile(r"[抢砸烧毁夺拿牵割拉搬收没摘踩踏掀撞剪抄抬顺扒]")
_MATTER = re.compile(r"的?(?:条件|情形|权限|标准|规定|程序)|[室所令证状]|闻名|著称")
_TITLE = re.compile(r"《[^《》]{1,60}》")
_COUNTER_NORM = re.compile(
    r"不得|禁止|严禁|不应|应当|应该|必须|须(?![臾眉])|不准|不许|切勿|请勿|严惩|杜绝|防止|防范|预防|避免|以免|以防|免[受遭于]|零容忍|承诺|绝不|决不|绝无|永不|保证|有权|无权|可以(?=[^，。；]{0,10}(?:拘|逮|扣|没收|开枪|使用))|(?<![应相对适])应(?=[^对付急聘邀用届有征])|是否|该不该|会不会|能否|可否|要不要|如何(?:应对|处理|防|避免|识别)|怎[样么](?:应对|处理|防|避免|识别)|何谓|什么是|培训|课程|讲座|教材|教案|演练|假设|假如|假使|假定|如果|要是|倘若|倘|若(?![干无所])|(?<![例比不譬犹])如(?=[^数期愿今此何同下果，。；]{0,4}\Z)|一旦|万一|但凡|凡(?![事是])|如有|如遇|如发生|谁敢|谁要是|哪怕|即[便使]|除非|只要|风险|可能|担心|害怕|生怕|怕(?=[^，。；]{0,8}(?:被|打|抓|报复))|恐怕|潜在|隐患|威胁评估|预案|政策|准则|守则|规定|规范|原则|条例|公约|议定书|标准|指南|清单|指标|术语|定义|包括但不限于|界限|某些|有些国家|一些国家|往往|世界各地|全球|涉及|讨论|议题|研讨|问卷|题目|案例分析|虚构|化解|反对|抵制|谴责|打击|整治|治理|查处|查办|惩治|侦破|破获|侦办|抓获|缉拿|追捕|通缉|审理|起诉|立案|侦查|追究|制止|阻止|阻拦|营救|解救|救出|举报|投诉|上访|控诉|控告|报告了|上报|通报|记录了|登记了|统计|受理|调查|核查|排查|筛查|审查|复核|监督|监测|监控|尊重|意见|建议|要求|呼吁|敦促|责令|声明|不会|不能|不再|不可|不愿|拒不|停止|终止|消除|废除|结束|根除|减少|降低|打算|计划|准备|拟|将(?=[^，。；把]{0,2}(?:严|依|会|要|被追|对.{1,8}(?:处|罚|追)))|目标|旨在|为了"
)
_BINDING = re.compile(r"不得|严禁|一律(?=[^，。；]{0,4}(?:不|禁|须|应|要|得|视|按|处|从|依|开除|追究|移送|报|零|停))|均须|[须应](?=[于在即向由当立])(?!付)|必须|禁绝|方可|才可|视为|同受禁止|应视|遇到|出现(?=[^，。；]{0,4}(?:打|动武|致))|者，?(?:不得|应|须)|可在|[可得]使用|进场要求")
_NEGATED = re.compile(r"(?:补发|追回|退还|归还|返还|结清|讨回|没有?|并?未(?!经|婚|成年|满|到|及)|从[未没不]|毫无|并非|并不|无人|无一|不曾|未曾|绝未|不存在|否认|无(?=任何|一)|不是|非(?=他|我|本)|勿|莫)[^，。；：｜|]{0,14}\Z")
_UNLESS_NEGATED = re.compile(r"[没不][^，。；]{1,5}的\Z|[就便却而还即]|不由分说|二话|不问|不分|没商量|没完没了|不眠|不休|不断|不停|不法|无故|无端|无辜|没有[^，。；]{0,8}(?:的|者)|不(?:肯|愿|听|交|给|签|搬|让|从|服|满)")
_DEED_AFTER = re.compile(
    r"(?:训练|比赛|演练|课|场|馆|室|所|令|证|状|器材|装备|许可)|[^，。；、]{0,12}?(?:的?(?:风险|可能性?|指控|规定|法律后果|后果自负|投诉|举报|条件|情形|权限|标准|政策|培训|程序|指南|原则|界限|定义|预防|防范|赔偿|行为(?:，?一律|，?将|，?应|零|的[^，。；]{0,6}(?:处|惩|追|罚))|问题(?:的|上|，)?(?:调查|研究|整治|讨论|培训)|案(?:件)?(?:的)?(?:审理|开庭|受害|卷|由))|罪|罪名|嫌疑|未遂案|一律|的，?一律|者，?(?:一律|将|应|须|处|依)|应受|将受|须受|条款|条例|法(?:[》第])|事件?[^，。；]{0,6}(?:尚|仍|正|还)[在未]?(?:调查|核实|审理))"
)
_SOURCE = re.compile(
    r"据(?!此|点|理|以|为|守)[^，。；]{0,40}?(?:称|说|报道|介绍|透露|显示|反映|指|述|回忆|指控|证实|报告|记录|讲|表示|通报|来函|声明|口述|转述|诉|来信|笔录|记述|所载|公布|统计|核查|调查|了解|悉|传|查|，)|根据[^，。；]{1,40}，|依照?[^，。；]{1,14}说法"
    r"|(?:录像|视频|照片|监控|档案|记录|文件|日志|账本|账册|单据|报告|名册|笔录|化验|鉴定|检测|材料|影像|卫星图|证据|病历|判决书|裁决书|起诉书|诉状|年报|通报|公报|信|邮件|调查)[^，。；]{0,10}(?:显示|表明|可见|写着|写道|记着|记载|证明|印证|披露|指出|载明|提到|列出|发现|称|说)"
    r"|(?:在逃|受审|(?<!人)在审(?![讯问])|一审|二审|庭审|被控|被告人?(?![的知诉])|被诉|被指|被疑|涉嫌|涉案|认罪|不认罪|定罪|判[刑处决]|获刑|服刑|法院(?!的?(?:法官|院长|庭长|执行|书记|人[员把将])|[^，。；]{0,3}(?:收了|拿了|索))|法庭|仲裁|真相委员会|已查实|承认|自认|坦承|供认|道歉|辟谣|谣言|传言|流言|传闻|不属实|不实|尚未核实|未经核实|未能核实|无法核实|无法判断|无从|有待|正在调查|尚在调查|待查|存疑|说法不一|各执一词)"
    r"|[\u4e00-\u9fff]{1,10}?(?:证实|查明|认定|裁定|裁决|披露|曝光|报道|声称|指称|指控|控诉|宣称|作证|认为|怀疑|相信|回忆|讲述|描述|叙述|诉说|哭诉|转述|反映)(?!的?公司)"
)
_LABEL = re.compile(r"(?:行为人|行为主体|施害[者方]|加害[者方]|施暴者|责任[人方]|肇事[者方]|涉事(?:单位|方)?|实施[者方]|单位|主体|对象)[：:｜|\s]{1,3}")
_RHETORICAL = re.compile(r"凭什么|为什么|为何|谁给|谁允许|谁准|怎么[能敢可]|难道|岂|何时才|什么时候才|有没有良心|天理|算什么|多少[条个]|到底|究竟|何以|还要")
_SUPPOSING = re.compile(r"是否|该不该|会不会|能否|可否|要不要|如果|若|倘|假如|要是|一旦|如何|怎么办|怎样|应当|应该|有没有(?!良心)|吗|何谓|什么是")
_TALK = re.compile(r"说|称|讲|告诉|表示|诉苦|透露|听|看见|看到|目睹|目击|自述|口述|据|传")
_RECEIVED = re.compile(rf"{_NEAR}{{0,4}}[被遭挨](?![^，。；]{{0,3}}(?:者|人(?![群们])))|{_NEAR}{{0,3}}(?:遇袭|受伤|遇害|殉职|身亡|牺牲|受到(?:袭|攻|威))")
_ABOUT = re.compile(r"(?:向|对|朝|往|把|将|给|针对|殴打|打伤|打死|袭击|攻击|杀害|告诉|告知|投诉|举报|起诉|抢了?|偷了?|来自|对于|关于|反对|抗议|邀请|要求|和|与|跟|同|替|帮|为|让|请|找|拉着|冲击|闯入|潜入|混入|混进|进入)(?:了)?[\u4e00-\u9fff\d]{0,4}\Z")


def find(reading: Reading, start: int, end: int, text: str) -> Span | None:
    """From the actor to the deed, or the deed alone where its actor stands in a sentence before; `text` has Chinese signs."""
    sentence = text[start:end]
    if not is_open(sentence):
        return None
    custody = _CUSTODY.search(text, start, end)
    if custody and not cleared(text, start, end, *custody.span()) and not accounted(reading, text, start, end, *custody.span()):
        return custody.span()
    titles = [m.span() for m in _TITLE.finditer(text, start, end)]
    whole = (start, end)
    for at, after, armed, done in islice(_deeds(reading, text, start, end), _MOST):
        start, end = max(whole[0], at - _REACH), min(whole[1], after + _REACH)
        if any(a <= at < b for a, b in titles) or power_zh.metaphor(text, start, end, at, after) or cleared(text, start, end, at, after) or accounted(reading, text, start, end, at, after):
            continue
        doer = _doer(reading, text, start, end, at, after, armed=armed)
        if doer and done and text[max(start, doer[0] - 1) : doer[0]] not in ("被", "遭", "给", "让") and not _victim(text, doer[1], at, after, end):
            continue
        if doer is None and (not armed or _UNDERGONE.search(text, start, at)):
            doer = _before(reading, text, whole[0], at) if at - whole[0] < _REACH else None
        if doer is None and _TOLD_OF.search(text, start, end):
            doer = _weaker(text, start, end, at, after, armed=armed, done=done)
        if doer is None:
            continue
        return min(doer[0], at), max(after, doer[1] if doer[0] > at else after)
    return None


_CUSTODY = re.compile(
    r"(?:审讯|审问|讯问|问话|看守所|拘留所|拘留室|牢房|狱中|监狱|羁押|关押|留置|派出所|警局|兵营|军营|营房|哨所)[^。；]{0,16}(?:断了?气|死了|咽气|没了气|身亡|丧命|没醒过来|吊死|被打死|昏死|成了(?:尸|残)|抬(?:出来|着出|了出)|瘸着出|再没出来|没(?:有)?再?出来)"
)
_TOLD_OF = re.compile(r"了(?!解)|着(?![重手眼])|[被把将遭]|过(?![程去度渡滤])|[那当][天晚夜日年]|\d月|[一二三四五六七八九十]月|去年|今年|昨|夜|每[天晚周月]|后来|至今|凌晨|\d点")
_CALM_DEED = re.compile(r"[没并未不]|改进|更换|维修|检修|拆除|搬|运|更新|演")


def _weaker(text: str, start: int, end: int, at: int, after: int, *, armed: bool, done: bool) -> Span | None:
    """Anybody with an office or trade before a grave deed; a firm or official before a rough one with its victim."""
    clause = re.split(r"[，；：]", text[max(start, at - 40) : at])[-1]
    if _OTHER_DOER.search(clause) or re.search(r"(?:伤|死|亡|重伤)者|歹徒|盗|匪|贼|醉", text[max(start, at - 40) : at]):
        return None
    if armed:
        if not done or _CALM_DEED.search(text, at, min(end, after + 4)) or not _victim(text, at, at, after, end):
            return None
        doer = _doer_of(text, start, at, 30, WHO)
    else:
        doer = _doer_of(text, start, at, 40, power_zh.ANYBODY)
    return doer


def _doer_of(text: str, start: int, at: int, reach: int, who: re.Pattern[str]) -> Span | None:
    for match in reversed(list(who.finditer(text, max(start, at - reach - 8), at))):
        gap = text[match.end() : at]
        if len(gap) <= reach and "；" not in gap and does(text, start, match.start(), gap):
            return match.span()
    return None


def _deeds(reading: Reading, text: str, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Where deeds stand, whether they need an armed doer or a boss, and whether they need somebody they are done to."""
    for match in GRAVE.finditer(text, start, end):
        yield *match.span(), False, False
    for match in power_zh.DEEDS.finditer(text, start, end):
        yield *match.span(), False, False
    for match in power_zh.ARMED_DEEDS.finditer(text, start, end):
        yield *match.span(), True, False
    for a, b in between(reading.found("abuse"), start, end):
        if not deeds.INNOCENT.match(text, b) and not deeds.OWN_OR_PRACTICE.match(text, b):
            yield a, b, True, False
    for match in ROUGH.finditer(text, start, end):
        yield *match.span(), True, True
    for match in _HANDLED.finditer(text, start, end):
        if VICTIM.search(match[1]) and not _KIND.search(text, match.start(), min(end, match.end() + 12)):
            yield *match.span(), True, False


def is_open(sentence: str) -> bool:
    """Whether the sentence as a whole tells: no question but one that takes the deed for granted, no account, no finding."""
    asks = sentence.rstrip("”」』） )\"").endswith(("？", "?"))
    if asks and (not _RHETORICAL.search(sentence) or _SUPPOSING.search(sentence)):
        return False
    if re.search(r"[向朝对往](?:警|保安|军|士兵|矿警|巡逻|哨|卫)[^，。；]{0,6}(?:扔|投|砸|射|开枪|吐|泼|丢)", sentence):
        return False
    return not re.match(r"\s*第[一二三四五六七八九十百\d.]+条", sentence)


def cleared(text: str, start: int, end: int, at: int, after: int) -> bool:
    """Whether a known reason speaks against the deed: norm, denial, source, accident, animal, topic."""
    before = text[max(start, at - 60) : at]
    clause = re.split(r"[，；：。｜|]", before)[-1]
    norm = _COUNTER_NORM.search(re.split(r"[；。｜|]", before)[-1])
    if norm and not _granted(before):
        return True
    if _BINDING.search(text, max(start, at - 60), min(end, after + 40)) and not _granted(before):
        return True
    if _NEGATED.search(clause) and not _UNLESS_NEGATED.search(clause):
        return True
    if _DEED_AFTER.match(text, after, end) or spared(text, start, end, at, after):
        return True
    if _ACCIDENTAL.search(text[at:after]) and _NATURE.search(text, start, end):
        return True
    return hedged(text, start, end, at, after)


def spared(text: str, start: int, end: int, at: int, after: int) -> bool:
    """A deed that harms nobody: a condition, a game, an animal, the force's own or seized things, the caught man's own deed."""
    before = text[max(start, at - 40) : at]
    if any(m.start() < at < m.end() for m in _TITLE.finditer(text, start, end)):
        return True
    return bool(
        _MATTER.match(text, after, end)
        or _LAWFUL.search(text, max(start, at - 12), min(end, after + 14))
        or (re.search(r"[把将][它其]\Z", before) and _BEAST.search(text, start, at))
        or _BEAST.match(text, after, end)
        or _THINGS.search(text[at : min(end, after + 8)])
        or _GAME.search(text, max(start, at - 30), min(end, after + 24))
        or _CAUGHT.search(before + "\0" + text[after : min(end, after + 20)])
        or _IF.search(re.split(r"[；。]", before)[-1])
    )


def accounted(reading: Reading, text: str, start: int, end: int, at: int, after: int) -> bool:
    """A listed hedge or finding close to the deed, in its own part of the sentence."""
    off = reading.found("not_hedge")
    for a, b in between(reading.found("hedges"), start, end):
        if any(x <= a < y or x < b <= y for x, y in off) or (at <= a and b <= after) or _FILED.match(text, b):
            continue
        if text[b - 1] in "书状信" and not _WRITTEN_THERE.match(text, b):
            continue
        if a >= after and text[a:b] in ("说", "称", "讲", "表示", "告诉", "告知", "透露", "指出") and not _CLOSES.match(text, b):
            continue
        gap = text[b:at] if b <= at else text[after:a]
        if "；" in gap or len(gap) > (50 if b <= at else 16) or (b <= at and re.search(r"，(?:但|却|然而|不过|而(?!且))", gap)):
            continue
        return True
    return any(
        "；" not in text[min(a, after) : max(a, at)] and not (at <= a and b <= after) and not _UNFOUND.search(text, max(start, a - 6), a)
        for a, b in between(reading.found("findings"), start, end)
    )


def _granted(before: str) -> bool:
    """ "尽管制定了政策，其雇员仍在打人": the norm stands in a clause that the deed turns from."""
    parts = re.split(r"[，]", before)
    turned = [n for n, p in enumerate(parts) if re.match(r"\s*(?:但|却|然而|可是|不过|实际上|实则|结果|而[^且]|同[一年月]|随后|之后|当[天晚日]|后来|其)|[^，]{0,14}(?:仍|却|还在|照样|依旧|照旧)", p)]
    if not turned or turned[-1] == 0:
        return False
    return not _COUNTER_NORM.search("，".join(parts[turned[-1] :]))


def hedged(text: str, start: int, end: int, at: int, after: int) -> bool:
    """A source or finding that governs the deed: in its own part of the sentence, or before it without a turn."""
    low = max(text.rfind("；", start, at), text.rfind("｜", start, at), text.rfind("|", start, at), start)
    stop = next((n for n in range(after, end) if text[n] in "；｜|"), end)
    own = text[low:stop]
    if _SOURCE.search(own):
        return True
    for match in _TALK.finditer(own):
        near = low + match.start()
        if re.match(r"听[^，。；]{1,8}的(?:话|吩咐|命令)|听令", text[near : near + 14]):
            continue
        if re.match(r"不由分说|说[明服法好]|名称|称[为号职呼]|对称|职称|简称|据[点为]|听[从证众任]|证据|数据|依据|收据|票据|单据|占据|传[统达递染唤输真单]|小说|游说|学说|说唱|听话|讲[习座课师台解道]|不听|讲[价]|打听|窃听|监听|自称", text[near - 1 : near + 4]) or re.match(
            r".?(?:说[明服法好]|称[为号职呼]|据[点为]|听[从证众任]|传[统达递染唤输真单]|讲[习座课师台解道价])|(?:不由分说|名称|对称|职称|简称|证据|数据|依据|收据|票据|单据|占据|小说|游说|学说|不听|打听|窃听|监听|没说|不说|没有说|二话)",
            text[max(low, near - 1) : near + 3],
        ):
            continue
        if near < at or (near >= after and re.search(r"[，”」]", text[after:near]) and _CLOSES.match(text, match.end() + low)):
            return True
    return False


def _victim(text: str, low: int, at: int, after: int, end: int) -> bool:
    """Somebody, a body or what people live from between the actor and the end of the deed's clause."""
    stop = next((n for n in range(after, min(end, after + 16)) if text[n] in "，。；！"), min(end, after + 16))
    return bool(VICTIM.search(text, low, stop) or deeds.BODY.search(text, at, stop) or (_TAKES.search(text[at:after]) and deeds.GOODS.search(text, low, stop)))


def _doer(reading: Reading, text: str, start: int, end: int, at: int, after: int, *, armed: bool) -> Span | None:
    """Who did it, in the deed's own sentence: the nearest actor before it, after 被, in a label or in 是……干的."""
    who = STRONG_WHO if armed else WHO
    actors = sorted({m.span() for m in who.finditer(text, start, end)} | set(between(reading.found("forces"), start, end)))
    for a, b in reversed([s for s in actors if s[1] <= at]):
        gap = text[b:at]
        if len(gap) > (24 if armed else 46):
            break
        last = re.split(r"[，；]", gap)[-1]
        if armed and len(last) < len(gap) and (len(last) > 10 or re.search(_OUTSIDE, last) or "；" in gap):
            break
        if not does(text, start, a, gap) or (not gap and text[at] in "因由就只仅"):
            continue
        return a, b
    inside = [s for s in actors if s[0] <= at < s[1] or (at < s[0] < after and text[s[0] - 1] in "被遭给让由对")]
    if inside and not armed and text[at] not in "往朝向":
        return inside[0]
    if armed:
        return None
    for a, b in (s for s in actors if s[0] >= after):
        between_ = text[after:a]
        if len(between_) <= 16 and re.search(r"是[^，。；不]{0,3}\Z|就是\Z|正是\Z|出自\Z|乃\Z|系\Z", between_.rstrip("“「 ")):
            return a, b
        if _LABEL.search(text, max(start, a - 12), a):
            return a, b
        if re.match(r"[^，。；]{0,8}(?:下的?命令|下的?手|指使|授意|干的|所为|动的手|一手|点的头)", text[b : min(end, b + 16)]):
            return a, b
    return None


def does(text: str, start: int, a: int, gap: str) -> bool:
    """Whether the actor before a deed is its subject or stands after 被; not its victim, hearer or topic."""
    if re.search(r"。|\n", gap) or (_RECEIVED.match(gap) and not re.match(rf"{_NEAR}{{0,4}}[被遭挨]{_SURE}{{0,8}}?(?:{WHO.pattern})", gap)):
        return False
    if re.search(r"[被遭挨](?![^，。；]{0,3}[者人])[^，。；]{0,10}\Z", gap) and not re.search(r"[，；]", gap):
        return False
    if _OTHER_DOER.search(gap) and not re.search(r"[对向将把朝令使逼迫让给替从与抓逮捉见]|强迫|威胁|雇用?|纵容", gap):
        return False
    if gap.startswith("的") and re.search(rf"(?:{_OUTSIDE})[^，。；对向把将被遭]{{1,9}}\Z", text[max(start, a - 14) : a]):
        return False
    last = re.split(r"[，；]", gap)[-1]
    if len(last) < len(gap) and re.search(rf"(?:{STRONG_WHO.pattern}){_SURE}{{0,3}}[被遭挨]", last):
        return False
    led = text[max(start, a - 10) : a]
    return not gap or not _ABOUT.search(led) or bool(re.search(r"被|遭", led))


def _before(reading: Reading, text: str, start: int, at: int) -> Span | None:
    """A deed whose actor the sentences before name: without subject, with a pronoun, or passive without an agent."""
    own = text[start:at]
    if re.search(rf"(?:{_ARMED}|{_BOSS}){_SURE}{{0,6}}[被遭挨]", own):
        return None
    clause = re.split(r"[，；：、]", own)[-1]
    passive = bool(_PASSIVE.search(own) or _LEFT.match(text, at))
    pronoun = bool(_PRONOUN.search(own))
    bare = len(own) < 5 or bool(re.match(r"\s*(?:随后|然后|接着|之后|当[天晚夜]|次日|第二天|同[日夜天]|还|又|并|先|再|后来|于是|临走)", own))
    if not (passive or pronoun or bare) or (not passive and _OTHER_DOER.search(clause)):
        return None
    number = reading.sentence(start)
    if (passive or pronoun) and number + 1 < len(reading.sentences):
        begins, ends = reading.sentences[number + 1]
        if _DID_IT.search(text, begins, ends) and STRONG_WHO.search(text, begins, ends):
            return at, at
    for back in range(number - 1, max(-1, number - 3), -1):
        begins, ends = reading.sentences[back]
        line = text[begins:ends]
        named = STRONG_WHO.search(line) if passive else WHO.search(line)
        if named and not re.search(rf"{_OUTSIDE}", line) and not _SOURCE.search(line) and not _TALK.search(line):
            return at, at
        if between(reading.found("roles"), begins, ends) and not passive:
            break
    return None
