"""Does a short text have the form of one person's full name? By form alone: words of posts, places and menus say no."""

from __future__ import annotations

import re

from crawler.text.fold import fold
from crawler.text.names import COMPOUND_SURNAMES, is_chinese

_LONGEST = 60
_TITLES = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\b\.? +)+")
_OTHER_NAME = re.compile(r"\s*\([^()]{1,40}\)$")  # 王小明 (Xiaoming Wang), Jonathan Doe (he/him)
_PARTICLE = "de|da|del|della|dos|du|van|von|der|den|ter|bin|ibn|al|el|la|le|di|y"
_WORD = r"(?:[^\W\d_]\.|(?=[^\Wa-z\d_])[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?)"
_LATIN = re.compile(rf"(?=.*[^\W\d_]{{2}}){_WORD}(?: (?:{_PARTICLE}|{_WORD})){{1,4}}")
_RUN_TOGETHER = re.compile(
    r"[^\W\d_]*[^\WA-Z\d_]{4}[A-Z]"
)  # two words without a blank: SubscribeLog, not LeCun, MacKay
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}|·[A-Z]\.?){1,3}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔"
    "伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳阳管柴"
    "蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞"
    "姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NO_NAMES = frozenset(
    """about academy advanced advisor advisory affairs ai all america american analyst and angeles apply architect area
    article articles artificial asia assistant associate australia berlin blog board brand business california canada
    career careers center centre chair chairman chairwoman chief china city co community company compute computing
    conduct contact cookie cookies council counsel creative customer data deep department deputy design designer
    developer development director discover distinguished documentation downloads east east engineer engineering
    enterprise ethics europe events executive experience fellow finance financial follow foundation foundations founder
    founders founding france francisco general germany get global governance group growth hardware head help home hong
    human impact inc india information infrastructure innovation institute intelligence intern international investor
    investors israel it japan jobs join kingdom kong korea lab laboratory labs language latest lead leader leaders
    leadership learn learning legal letter london los machine magazine management manager managing marketing media meet
    member members menu mission model models more multimodal new news newsletter north officer open operating operations
    our overview papers paris partner partners partnerships people platform policies policy portfolio post posts
    president press principal privacy product products program project projects publications read recent relations
    reports research researcher researchers resources responsibility responsible review robotics room safety sales
    scholars school science sciences scientist scientists search secretary security see senior series services share
    shanghai sign silicon singapore site social software solutions south staff states statement stories strategy
    student students subscribe summer support systems talent team teams technical technology terms the tokyo toronto
    training trust trustee trustees trusts united university up updates us valley values vice view vision vp
    washington watch we welcome west who women work world york your zurich""".split()
)
_NO_CHINESE_NAMES = frozenset(
    "顾问 高管 高级 高校 管理 管理层 管理者 董事 董事会 董事长 成员 关于 关注 项目 "
    "项目组 应用 方案 安全 金融 时间 文章 文化 文档 解决 单位 任职 任命 全部 全球 "
    "全文 路线 路线图 水平 明星 申请 祝贺 游戏 程序 程序员 白皮书 牛津 华为 华人 谷歌 "
    "莫斯科 白宫 江苏 江西 温州 苏州 徐州 郑州 兰州 成都 成功 易用 云计算 计算 师资 "
    "常见 常务 秘书 强化 和谐 荣誉 路演 时代 乐趣 石油 雷达 金牌 金山 欧洲 车企 车间 "
    "温度 向量 简介 简历".split()
)


def person_name(text: str) -> str | None:
    """The name, without titles and without another form in brackets; None where the text is no person's full name."""
    shown = _OTHER_NAME.sub("", " ".join(text.replace("（", " (").replace("）", ")").split()))
    shown = _TITLES.sub("", shown)
    return shown if len(shown) <= _LONGEST and (_is_latin(shown) or _is_chinese(shown)) else None


def _is_latin(text: str) -> bool:
    if is_chinese(text) or not _LATIN.fullmatch(text) or text.isupper() or _RUN_TOGETHER.search(text):
        return False
    return not any(word in _NO_NAMES for word in re.split(r"[\W_]+", text.lower()))


def _is_chinese(text: str) -> bool:
    plain = fold(text)
    if _DOTTED.fullmatch(plain):
        return True
    if not _HAN.fullmatch(plain) or plain in _NO_CHINESE_NAMES:
        return False
    if plain[:2] in COMPOUND_SURNAMES:
        return len(plain) > 2
    return plain[0] in _SURNAMES and len(plain) < 4
