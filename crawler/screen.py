"""Could this page speak of a lab and a move? Asked of the raw bytes, to spare most pages their extraction.

Two sets of words are looked for: names of labs (the lexicon's, and what unknown AI companies are called by) and words
of moving. Both are in the automata in every form bytes can give them: UTF-8, GB 18030 and Big5, simplified and
traditional, full width. The screen may never drop a page that the matcher would find a move in, so each word list is
wider than the matcher's; tests/test_screen.py holds it to that.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from crawler.match.lexicons import load
from crawler.reading import Screening
from crawler.text.finding import Finder, automaton_finder, finder
from crawler.text.fold import fold
from crawler.text.running import blocks, unescaped

# What AI companies that no lexicon lists are known by: "Acme AI", "acme.ai", "an AI startup", 某某智能.
_LAB_MARKS = (
    "AI Ai ai A.I A.I. .ai .AI AGI LLM LLMs GenAI Lab Labs LABS Intelligence INTELLIGENCE Superintelligence "
    "superintelligence Neural neural Robotics robotics ROBOTICS chatbot Chatbot chatbots Chatbots lab labs "
    "laboratory 人工智能 人工智慧 大模型".split()
)
_LAB_ENDINGS = "智能 实验室 机器人".split()  # marks only after another Chinese character: 某某智能, not the menu's 智能
_LAB_PHRASES = ("artificial intelligence", "machine learning", "deep learning", "language model", "foundation model")
_AFTER_NO_FIRM = "手机 电视 终端 手表 硬件 家居 家电 音箱 化 体".split()  # 智能手机 is no firm
# At a firm that does more than AI only AI posts count. So in a page without Chinese its name needs one of these words
# anywhere, or a plain word of moving near it ("Jeff Dean leaving Google" is all that some headlines say).
_HINTS = (
    *("computer vision", "self driving", "self-driving"),
    *"ml gpt a.i a.i. artificial llm llms genai gemini llama agi deepmind qwen alignment interpretability "
    "reinforcement transformer autopilot multimodal superalignment alexa siri copilot machine-learning "
    "deep-learning learning pretraining pre-training post-training nlp pytorch tensorflow tpu "
    "keras driverless robotaxi robotaxis 算法 机器学习".split(),
)
_VAGUE = (  # what posts at firms of every trade are called by, too
    "research researcher researchers scientist scientists model models safety brain foundation frontier compute "
    "reasoning".split()
)
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
    "resum snar chang accompan "
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

_SHORT = 3  # letters; "ai" and "lab" stand in every third word, so they are looked for with what parts them from others
_PARTING = bytes(byte for byte in range(256) if not (bytes([byte]).isalnum() or byte in b"@#._/"))

_FIRST_CHUNK, _CHUNK = 1 << 10, 1 << 15  # bytes scanned at a time, twice as many each time: an early find ends it
_LONGEST = 200  # bytes; no pattern is longer
_MOST_SPELLINGS = 64  # of one word in traditional script

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


# A lab; a firm that does more than AI, and one of another trade, where only what is called an AI post counts; a hint at
# AI, and one that is none beside a firm of another trade.
Means = Literal["lab", "firm", "other", "hint", "vague"]


class _Word(NamedTuple):
    """A pattern's word, what finding it means, and how many bytes before it belong to the pattern."""

    text: str
    means: Means | Literal["move"]
    lead: int = 0


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


def readings(body: bytes) -> Iterator[bytes]:
    """The running text; then, where they may hide a word, without readings and without character references."""
    text = blocks(body)
    yield text
    if _READING.search(text):
        yield _READING.sub(b"", text)
    if _LETTER_AS_NUMBER.search(text):
        yield unescaped(text)


class Mark(NamedTuple):
    """Where a plain text names a lab or a firm, or hints that it speaks of AI."""

    at: int
    means: Means


def marks(text: bytes, lexicon_folder: Path | None = None) -> Iterator[Mark]:
    """Every name of a lab or a firm, every mark of an AI company's and every hint, in order."""
    find, words = _labs(lexicon_folder)
    parted = b"\n%b\n" % text
    for index, at, end in find(parted):
        word = words[index]
        if word.means != "move" and _stands_alone(parted, at + word.lead, end):
            yield Mark(at + word.lead - 1, word.means)


def _look(text: bytes, lexicon_folder: Path | None) -> Screening:
    parted = b"\n" + text
    move = next(_found(parted, *_moves()), None)
    # Without a word of moving the names are not worth the search.
    lab = _lab(parted, *_labs(lexicon_folder)) if move else None
    return Screening(lab=lab, trigger=move[0].text if move else None)


def _lab(text: bytes, find: Finder, words: list[_Word]) -> str | None:
    """The first lab's name or mark, or the first firm's name where a hint or Chinese text is beside it."""
    firm: str | None = None
    seen = 0  # up to here the text near firms was searched for moves
    hinted = not text.isascii() and _CHINESE.search(text) is not None
    for word, start, end in _found(text, find, words):
        hints = word.means in ("hint", "vague")
        if (hints and hinted) or not _stands_alone(text, start, end):
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


def _found(text: bytes, find: Finder, words: list[_Word]) -> Iterator[tuple[_Word, int, int]]:
    """What is found, chunk by chunk, so that whoever has enough need not read on."""
    start, size = 0, _FIRST_CHUNK
    while start < len(text):
        chunk = text[start : start + size + _LONGEST]
        for index, at, end in find(chunk):
            yield words[index], start + at + words[index].lead, start + end
        start, size = start + size, min(2 * size, _CHUNK)


def _stands_alone(text: bytes, start: int, end: int) -> bool:
    """As `crawler.match.labs` asks it of text, and True wherever bytes leave it open."""
    if text[start] < 0x80 and text[end : end + 1].isalnum() and text[end - 1 : end].isalnum():
        return False  # "ai" of "air": most of what is found
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    # After a byte from 0x80 up, an ASCII byte may be the second half of a character.
    if text[start : start + 1].isalnum() and text[start] < 0x80 and not (len(before) == 2 and before[0] >= 0x80):
        last = before[-1:]
        if (last.isalnum() and not (last.islower() and text[start:end] == b"AI")) or last in _INSIDE:
            return False
    if text[start:end] in _endings():
        return max(before, default=0) >= 0x80 and not text.startswith(_after_no_firm(), end)
    if text[end - 1 : end].isalnum():
        return not (after[:1].isalnum() or (after[:1] in _GOES_ON and after[1:].isalnum()))
    return True


_INSIDE = frozenset((b"@", b"#", b".", b"_", b"/"))
_GOES_ON = frozenset((b".", b"_", b"/"))


@cache
def _endings() -> frozenset[bytes]:
    return frozenset(form for word in _LAB_ENDINGS for form in forms_of(word))


@cache
def _after_no_firm() -> tuple[bytes, ...]:
    return tuple(form for word in _AFTER_NO_FIRM for form in forms_of(word))


@cache
def _labs(lexicon_folder: Path | None) -> tuple[Finder, list[_Word]]:
    phrases = [cased for phrase in _LAB_PHRASES for cased in (phrase, phrase.capitalize(), phrase.title())]
    words = [_Word(mark, "lab") for mark in (*_LAB_MARKS, *_LAB_ENDINGS, *phrases)]
    for spelled, name in load(lexicon_folder).lab_names.items():
        sure = name.lab.pure or name.how in {"unit", "product", "handle"}
        large: Means = "other" if name.lab.by_post else "firm"
        words.append(_Word(spelled, "lab" if sure and name.how != "weak" else large))
    hints: list[tuple[str, Means]] = [*((hint, "hint") for hint in _HINTS), *((hint, "vague") for hint in _VAGUE)]
    words += [
        _Word(cased, means)
        for hint, means in hints
        for cased in sorted({hint, hint.capitalize(), hint.title(), hint.upper()})
    ]
    forms = _by_form(words)
    return finder(forms), list(forms.values())


@cache
def _moves() -> tuple[Finder, list[_Word]]:
    cased = [each for stem in _ENGLISH_STEMS for each in (stem, stem.capitalize(), stem.upper())]
    forms = _by_form(_Word(each, "move") for each in (*cased, *_CHINESE_WORDS))
    return automaton_finder(list(forms)), list(forms.values())  # one is found at once, whoever seeks


def _by_form(words: Iterable[_Word]) -> dict[bytes, _Word]:
    """Every form of bytes that any of the words may have, with the word."""
    forms: dict[bytes, _Word] = {}
    for word in words:
        for form in forms_of(word.text):
            if word.means != "move" and form.isalpha() and form.isascii() and len(form) <= _SHORT and form != b"AI":
                led = word._replace(lead=1)
                forms |= {bytes([before]) + form: led for before in _PARTING}
            else:
                forms.setdefault(form, word)
    assert max(map(len, forms)) <= _LONGEST
    return forms


def forms_of(word: str) -> Iterator[bytes]:
    """Every way bytes can hold the word: each script and width, in each encoding that has it."""
    wide = word.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    for spelled in (*_spellings(word), wide, word.replace(" ", "\u00a0"), word.replace("'", "’")):
        for encoding in ("utf-8", "gb18030", "big5hkscs"):
            with contextlib.suppress(UnicodeEncodeError):
                yield spelled.encode(encoding)


def _spellings(word: str) -> Iterator[str]:
    choices = [(char, *_traditional().get(char, ())) for char in word]
    return itertools.islice(("".join(chosen) for chosen in itertools.product(*choices)), _MOST_SPELLINGS)


@cache
def _traditional() -> dict[str, list[str]]:
    """Simplified character → the traditional ones that fold to it."""
    found: dict[str, list[str]] = {}
    for char in map(chr, range(0x4E00, 0xA000)):
        if fold(char) != char:
            found.setdefault(fold(char), []).append(char)
    return found
