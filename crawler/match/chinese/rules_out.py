"""Reasons to say that a word of moving makes no move: denied, only wanted or threatened, or meaning something else."""

from __future__ import annotations

import re

from crawler.match.chinese.parties import free_text
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger

_DENIED = re.compile(
    r"否认|辟谣|不实|子虚乌有|谣言|谣传|传言不|并未|从未|没有(?!透露|回应|说明)|未曾|不会|无意|不打算|没打算|尚未(?!回应|公布)|未(?:从|离|加|被|入|接|出|升|跳|辞)|不是要|系误传|假消息|非要|不再考虑|绝不|无离职|没离职|未离职"
)
_DENIED_AFTER = re.compile(
    r"(?:传闻|传言|消息|谣言|一事|\"|'|”)?[^。;；]{0,10}?(?:不实|谣言|子虚乌有|假消息|辟谣|否认|系谣言|严正辟谣|并非事实|均为谣言|不属实)"
)
_WANTED = re.compile(
    r"我就|否则|不然|并非|而非|而不是|不必|无需|考虑|威胁|要求|必须|应该|应当|试图|企图|曾想|想要|打算让|劝|呼吁|敦促|逼迫|反对|阻止|避免|拒绝|拒|谢绝|婉拒|若|如果|假如|一旦|倘若|假设|是否|能否|会不会|要不要|可否|何时|希望|渴望|有意|意图|"
    r"寻求|差点|险些|几乎|邀请|力邀|邀|不惜|开价|开出|有权|随时可能|威逼|鼓励|支持|主张|建议|以备|想让|想|参与驱逐|参与|谋划|密谋|策划|投票|讨论|准备(?=解雇|罢免|开除)|未能|失败|无法|没能|抵制|联名|联署|集体"
)
_THREAT_AFTER = re.compile(
    r"(?:相)?(?:威胁|要挟|相逼|逼宫)|未果|失败|未遂|被拒|遭拒|的?可能性|的?打算|的?想法|的?念头|的?意愿|意向|的?传闻不|霸王条款|协议|补偿|赔偿|率|手续|率先|潮|流程|证明|信模板|风波|人员|员工|博主|帖|大军|研究人员|高管|面谈|面试|访谈|者"
)
_OBJECT_OUT = re.compile(
    r"[^,，。;；]{0,6}?(?:董事会|融资|联盟|大战|战局|战场|赛道|竞赛|行列|阵营|计划|生态|投资|诉讼|共产党|党|政府|白宫|基金会|协会|委员会|集体诉讼|群聊|讨论|会议|播客|项目|计划|功能|支持|市场|名单|指数|大家庭|乱战|混战|战争|价格战|抢购|开源|标准|倡议|组织|院士)"
)
_LEAVE_OBJECT_OUT = re.compile(
    r"(?:了)?[^,，。;；]{0,4}?(?:中国|美国|加州|硅谷|欧洲|办公室|董事会|会场|房间|现场|家乡|屏幕|电脑|手机|人工|人类|群聊|市场|舞台|大众视野|公众视野|一线|校园|学校|大学|这个世界|人世|地球|键盘|他们|她们|他|她|我|你)"
)
_NOT_PEOPLE = re.compile(r"世界杯|球队|俱乐部|国家队|NBA|联赛|转会费|主教练|新帅|球员|英超|西甲|意甲|中超|足球|篮球")
_OTHER_SENSE_BEFORE = re.compile(r"(?:请|可|能|去|来|不|无法|无需|难以|一键|自动|快速|怎么|如何)$")


_WANTED_LEAD = re.compile(
    r"诉求|目标|计划|要求|试图|企图|考虑|欲|想|意图|希望|准备|难度|权|是否|如果|若(?!干)|提议|主张|难以|更难"
)
_IF = re.compile(r"若(?!干)|如果|假如|一旦|倘若|假设|要是")
_FIRE_AFTER = re.compile(
    r"^[^,，。]{0,14}?(?:更难|难度|诉求|的?可能|的?权|计划|的?提议|落空|失败|未遂|方案|条款|机制|程序)"
)
_GIVES_UP = re.compile(r"^[^,，。]{1,14}(?:加盟|加入|投|选|奔|转|去|赴)")
_ADVISER = re.compile(
    r"[^,，。;；]{0,14}?(?:顾问|独立董事|董事会观察员|董事会成员|董事(?!长|总)|代言人|大使|评委|导师|嘉宾|名誉|监事)"
)
_STARTS = re.compile(
    r"离职|离开|出走|辞职|辞任|官宣|宣布|被曝|曝|或将|下场|投身|开启|选择|转身|自主|独立|二次|重新|再次|再度|后|出来|决定|投入|躬身|正式|已|拟|将|确认|疑似|毕业|三次|连续"
)


def verdict(scene: Scene, trigger: Trigger, after: int) -> str:
    """ "ok", "denied" (report as negated) or a reason to drop the trigger; `after` is where its person's name ends."""
    clause = scene.clause_of(trigger.start)
    start, end = scene.clauses[clause]
    left = scene.text[max(start, trigger.start - 30) : trigger.start]
    lead = free_text(scene, start, trigger.start)
    right = scene.text[trigger.end : min(len(scene.text), trigger.end + 30)]
    near = free_text(scene, max(start, after if after < trigger.start else start, trigger.start - 30), trigger.start)
    if _DENIED.search(near) or re.search(
        r"(?:否认|辟谣|不实|谣传|误传)", scene.text[max(0, start - 24) : trigger.start]
    ):
        return "denied"
    if _DENIED_AFTER.match(right) or re.search(r"子虚乌有|辟谣|谣言|不实|不属实|没有的事", scene.text[trigger.end :]):
        return "denied"
    if _WANTED.search(near):
        return f"only wanted, threatened or asked: {near}"
    if _THREAT_AFTER.match(right) and not re.search(r"办[^,，]{0,12}$", lead):
        return "a threat, a failure or a term of office"
    if trigger.sense in ("join", "back", "switch") and _OBJECT_OUT.match(right):
        return "joins something that is no employer"
    if trigger.sense == "leave" and _LEAVE_OBJECT_OUT.match(right):
        return "leaves something that is no employer"
    if _IF.search(lead) or _IF.search(scene.text[max(0, start - 6) : start]):
        return "a condition, not a fact"
    if trigger.sense == "found" and (right.startswith("的") or re.search(r"计划|喊话|号召|鼓励", lead[-8:])):
        return "a description or a plan of founding"
    if trigger.sense in ("fire", "take") and _WANTED_LEAD.search(lead):
        return "only wanted or planned"
    if trigger.sense == "fire" and _FIRE_AFTER.search(right):
        return "a dismissal that is only spoken of"
    if trigger.word == "弃" and (left[-1:] in tuple("抛放丢遗嫌舍背废唾摒") or not _GIVES_UP.search(right)):
        return "gives up something else"
    if trigger.sense in ("post", "appoint", "join") and _ADVISER.match(right):
        return "an adviser's or director's seat"
    if (
        trigger.sense == "found"
        and trigger.word == "创业"
        and not (right.startswith("了") or _STARTS.search(lead[-12:]))
    ):
        return "speaks of founding, not of a founder"
    if _NOT_PEOPLE.search(scene.text):
        return "sport or school"
    if trigger.sense in ("join", "back") and _OTHER_SENSE_BEFORE.search(left):
        return "an invitation or an instruction"
    return "ok"
