"""Could this page speak of a lab and a move? Asked of the raw bytes, to spare most pages their extraction.

Two sets of words are looked for: names of labs (the lexicon's, and what unknown AI companies are called by) and words
of moving. Both are in the automata in every form bytes can give them: UTF-8, GB 18030 and Big5, simplified and
traditional, full width. The screen may never drop a page that the matcher would find a move in, so each word list is
wider than the matcher's; tests/test_screen.py holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from crawler.match.lexicons import load
from crawler.match.marks import LONGEST, MarkWord, mark_words, stands_alone
from crawler.reading import Screening
from crawler.text.finding import Finder, Found, automaton_finder
from crawler.text.forms import forms_of
from crawler.text.running import blocks, unescaped

# Stems of all the words in the matcher's lists of triggers, and of some beside them. A frequent one costs little: it
# is the names that tell pages apart, the words of moving only drop pages without prose.
_ENGLISH_STEMS = (
    "leav left depart quit exit abandon ditch resign defect decamp retir step stand stood walk break broke "
    "bow jump farewell goodbye ways compan fire firing oust dismiss sack axe axing terminat remov expel push "
    "forc driv drov laid lay let lose losing lost join head mov switch flock migrat transfer over hire "
    "hiring recruit snag nab snatch land welcom enlist onboard gain scoop add bring brought took tak snap "
    "pick sign poach steal stole lur return boomerang back rehir reinstat promot elevat appoint name naming "
    "tap instal choos chose becom became succe lead led run oversee oversaw transition shift relinquish "
    "found launch start form creat establish buil unveil set up arriv comeback former ex- tenure last day "
    "part serv work bolt replac vacat now new out bade bid came come coming final go ran said say went win "
    "won announc accept assum attract bag bail began begin begun boot bump call check clear climb coax conclu cross "
    "cut defenestrat depos desert discharg draft drop eas edg eject elect emerg end entic fill find flee fled freez "
    "froz gave get giv grab hand helm hop incorporat kick loss made mak next nominat off pack parachut pass peel "
    "pick pinch pluck pop pried pries pris pry purg put relocat reliev resurfac reunit ris rop rose scor secur select "
    "shed show split squeez storm surfac swap tempt threw throw toppl trad turn unseat usher vote voting wav woo wound "
    "wrap wrest restor follow until struck strik pursu act introduc destination embark exodus outflow dispens raid "
    "resum snar chang accompan hang hung "
    "→ ➜ ➔ ➝ ➞ ➡ ⇒ ⟶ ⟹ ⇨ -> -&gt; => =&gt; –> –&gt; —> —&gt; &rarr;".split()
)
_CHINESE_WORDS = (
    "离 辞 任 加入 加盟 入职 跳槽 挖 创 回 返 走 投 转 退 出 卸 告别 作别 挥别 挂印 下台 下课 最后 脱离 弃 "
    "净身 跑路 效力 入伙 受聘 履新 空降 报到 倒戈 改换 自立 另立 单飞 另起 成立 组建 开办 下场 复职 官复 "
    "重新 结束 再 归 重掌 杀 吃回 二进宫 担 升 调 兼 接 执掌 掌舵 继 上位 擢 提拔 提名 成为 挂帅 解雇 解聘 "
    "解职 解除 开除 罢免 炒 免 革职 撤 赶 踢 扫地 逐 劝 逼 开掉 抢 招 收编 收留 请 揽 网罗 聘 雇 签 迎 引进 引入 委 "
    "指派 不在 麾下 失 损 流失 送 痛 分道 另谋 不再 去职 宣布 新 前 代 去 赴 进 "
    "不干了 让贤 抽身 高就 裁 被优化 挂冠 铺盖 跑了 溜了 散伙 分手 荣休 谢幕 闹翻 闹掰 决裂 解约 续约 撂挑子 就职 到岗 "
    "来到 下一站 下家 入主 入盟 供职 坐镇 入驻 注册 筹 单干 下海 自己干 设立 发起 扶正 顶替 补位 履职 掌 轮岗 换 "
    "交棒 叛逃 跳到 跳往 跳至 过档 倒向 借将 惜别 结束 花落 落脚 喜提 再添 新添 囊中 囊入 开了 做了 搞了 拉起 "
    "推举 牵头 领衔 主政 除名 革除 开革 罢黜 撬 截胡 吸纳 罗致 钦点 派 道别 道了别 手续 上班 过来 东家 成了 补上 填补 "
    "吸收 选举 流向 轮值 旅程 顶上 现身 毕业 落户 被开 分管 直管 统管 暂管 担纲 挑大梁 办起 "
    "又来了 拉来 交由 交给 让位 留不住 没留住 能留住 又少 又丢 少了 名单 在其中 在列 被降 跳来".split()
)

_FIRST_CHUNK, _CHUNK = 1 << 10, 1 << 15  # bytes scanned at a time, twice as many each time: an early find ends it

_READING = re.compile(rb"\([a-z]{0,4}(?:[\xc3-\xc7][\x80-\xbf]|\xa8[\xa1-\xbf])[a-z]{0,4}\)")  # of a Chinese character
_LETTER_AS_NUMBER = re.compile(
    rb"&#(?:x0*(?:[3-9a-f][0-9a-f]{3}|[4-7][0-9a-f])|0*(?:[1-6]\d{4}|6[5-9]|[7-9]\d|1[01]\d|12[0-2]));", re.IGNORECASE
)
_PLAIN_MOVES = re.compile(
    rb"leav|left|depart|quit|resign|join|\bhir(?:e|ing)|\bfir(?:e|ing)|oust|step|poach|return|appoint|named|promot|exit|"
    rb"\blur|defect|recruit|\btap|\bout\b|\bmov(?:e|ing)|retir|goodbye|farewell|bolt|jump|snatch|\bnab|los(?:t|es?|ing)\b|"
    rb"\bhead(?:s|ed|ing) (?:to|for)|bring|brought|\bland|over\b|\bback\b|launch|found|\bex-|former|replac|sack|let go"
)
_NEAR, _LONGEST_MOVE = 80, 16  # bytes on either side; of a word of moving
_CHINESE = re.compile(rb"(?:[\x80-\xff][\x40-\xff]){4}")


def screen(body: bytes, lexicon_folder: Path | None = None) -> Screening:
    """The first lab's name and the first word of moving that the page holds; either None where there is none.

    Raises ConfigError where a lexicon file of the user's is wrong.
    """
    found = Screening(lab=None, trigger=None)
    for text in readings(body):
        seen = _look(text, lexicon_folder)
        found = Screening(lab=found.lab or seen.lab, trigger=found.trigger or seen.trigger)
        if found.passed:
            break
    return found


def load_words(lexicon_folder: Path | None = None) -> None:
    """Load now what the first page would wait for, the better part of a second.

    Raises ConfigError where a lexicon file of the user's is wrong.
    """
    mark_words(load(lexicon_folder))
    _moves()


def readings(body: bytes) -> Iterator[bytes]:
    """The running text; then, where they may hide a word, without readings and without character references."""
    text = blocks(body)
    yield text
    if _READING.search(text):
        yield _READING.sub(b"", text)
    if _LETTER_AS_NUMBER.search(text):
        yield unescaped(text)


def _look(text: bytes, lexicon_folder: Path | None) -> Screening:
    parted = b"\n" + text
    find, stems = _moves()
    move = next(_found(parted, find), None)
    # Without a word of moving the names are not worth the search.
    lab = _lab(parted, *mark_words(load(lexicon_folder))) if move else None
    return Screening(lab=lab, trigger=stems[move[0]] if move else None)


def _lab(text: bytes, find: Finder, words: list[MarkWord]) -> str | None:
    """The first lab's name or mark, or the first firm's name where a hint or Chinese text is beside it."""
    firm: str | None = None
    seen = 0  # up to here the text near firms was searched for moves
    hinted = not text.isascii() and _CHINESE.search(text) is not None
    for index, at, end in _found(text, find):
        word = words[index]
        start, hints = at + word.lead, word.means in ("hint", "vague")
        if (hints and hinted) or not stands_alone(text, start, end):
            continue
        if word.means == "lab":
            return word.text
        if hints:
            hinted = True
        elif hinted or _PLAIN_MOVES.search(text[max(seen, start - _NEAR) : end + _NEAR].lower()):
            return word.text
        else:
            firm, seen = word.text, end + _NEAR - _LONGEST_MOVE
        if firm and hinted:
            return firm
    return None


def _found(text: bytes, find: Finder) -> Iterator[Found]:
    """What is found, chunk by chunk, so that whoever has enough need not read on."""
    start, size = 0, _FIRST_CHUNK
    while start < len(text):
        for index, at, end in find(text[start : start + size + LONGEST]):
            yield index, start + at, start + end
        start, size = start + size, min(2 * size, _CHUNK)


@cache
def _moves() -> tuple[Finder, list[str]]:
    cased = [each for stem in _ENGLISH_STEMS for each in (stem, stem.capitalize(), stem.upper())]
    forms = {form: word for word in (*cased, *_CHINESE_WORDS) for form in forms_of(word)}
    return automaton_finder(list(forms)), list(forms.values())  # one is found at once, whoever seeks
