"""Damage is simulated as it happens, on bytes; repair must give back what was there before."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin
from shared import SHARED, needs_shared

from crawler.text.repair import LOST, is_damaged, repair

LISTED = "個內創動協團學實導強態應戰據數時業構機獨獻現產當發穩結絡經聯術衛訓責費質轉進達隊預領風驗紀網節關統"

SENTENCES = [
    "據當地媒體報導,聯合創始人兼首席技術官Mira已經離開實驗室",
    "團隊負責人王小明宣布將於當地時間11月15日離職,公司內部動態穩定",
    "他獨立創業之後,產品研發進展達到預期,數據中心的構建也結束了",
    "訓練機構的風險應由領導層承擔,經驗豐富的工程師轉往OpenAI工作",
    "學術協會強調,費用與質量之間的現實矛盾需要時間來解決",
    "發布o1模型之後,該團隊又推出了GPT-4o的聯網功能,實現網絡節點統一",
    "當數學家進入產業界,業內人士認為這是對隊伍的貢獻",
    "衛星網絡公司的總裁稱,戰略協議已達成,具體時間另行通知",
    "據稱阿里(Alibaba)的林俊旸(Junyang Lin)將轉往實驗室任職(1),業務由副手統籌",
    "實際上當時的數據結構應當由獨立的機構進行檢驗",
]


def _reading(char: str) -> str:
    return pinyin(char, style=Style.TONE)[0][0]


def _shown(code: bytes, *, swallow: bool) -> str:
    """Decode as the re-publisher did: half a character becomes "?", with or without the byte after it."""
    shown, at = [], 0
    while at < len(code):
        if code[at] < 0x80:
            shown.append(chr(code[at]))
            at += 1
            continue
        try:
            shown.append(code[at : at + 2].decode("gbk"))
            at += 2
        except UnicodeDecodeError:
            shown.append("?")
            at += 2 if swallow or code[at + 1 : at + 2] >= b"\x40" else 1
    return "".join(shown)


def damage(text: str, listed: str = LISTED, *, swallow: bool = True) -> str:
    """Each listed character's bytes become the character and its reading, wherever they stand."""
    code = text.encode("gbk")
    for char in listed:
        code = code.replace(char.encode("gbk"), char.encode("gbk") + f"({_reading(char)})".encode("gbk"))
    return _shown(code, swallow=swallow)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("swallow", [True, False])
def test_each_sentence_comes_back(sentence: str, swallow: bool) -> None:
    """A damaged sentence is repaired to the letter, real brackets included."""
    damaged = damage(sentence, swallow=swallow)
    assert damaged != sentence
    assert repair(damaged) == sentence


@settings(max_examples=200)
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6), st.sets(st.sampled_from(LISTED), min_size=25))
def test_any_list_of_characters_is_undone(lines: list[str], listed: set[str]) -> None:
    """Whatever a site lists, and in whatever order it replaces, the text comes back."""
    text = "。".join(lines)
    damaged = damage(text, "".join(sorted(listed)))
    assume(is_damaged(damaged))  # one sentence can escape all but one of a short list
    assert repair(damaged) == text


_WORDS = (
    "團隊 數據 當地時間 聯合創始人 首席技術官 離職 加入 研究員 表示 的 在 他 公司 實驗室 經驗 發展 宣布 與 OpenAI Mira"
).split()


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_WORDS), min_size=12, max_size=60))
def test_words_in_any_order_come_back_or_are_marked_lost(words: list[str]) -> None:
    """Characters that meet by chance are cut by chance; none is replaced by a wrong one in silence."""
    text = "".join(words)
    damaged = damage(text)
    if is_damaged(damaged):
        repaired = repair(damaged)
        assert repaired == text or LOST in repaired


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("于當(dāng)?shù)貢r(shí)間離職", "于當地時間離職"),
        ("首席技術(shù)官M(fèi)ira Murati", "首席技術官Mira Murati"),
        ("OpenAI發(fā)布o(jì)1滿血版", "OpenAI發布o1滿血版"),
        ("“大航!睍r(shí)代下,聯(lián)合", f"“大航{LOST}”時代下,聯合"),
        ("他說“我將離職?!睍r(shí)間已定,聯(lián)合", "他說“我將離職。”時間已定,聯合"),
    ],
)
def test_the_four_forms(damaged: str, meant: str) -> None:
    """The listed character, the Latin letter, the cut character and the cut mark, each as seen on a page."""
    assert repair(damaged + "\n團(tuán)隊(duì)的數(shù)據(jù)中心") == meant + "\n團隊的數據中心"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "重慶(chóngqìng)是一座山城,她叫倩(qiàn)。",
        "「數」讀(dú)作數(shù)字的數(shù),也讀(dú)作數(shǔ)一數(shǔ)的數(shǔ)。",
        "多音字:龍(lóng)、鳳(fèng)、馬(mǎ)、鳥(niǎo)。",
        "拼音:行(háng)业的行(háng),银行(háng)里的行(háng)长",
        "阿里(Alibaba)的林俊旸(Junyang Lin)離開(1)。真的?!是的!",
        "Nothing but English (really)!",
    ],
)
def test_undamaged_text_is_the_same_object(text: str) -> None:
    """A language lesson, real brackets and plain text come through untouched."""
    assert repair(text) is text


@given(st.text(max_size=300))
def test_text_without_readings_is_the_same_object(text: str) -> None:
    """No text is touched for any other reason than readings."""
    assert repair(text) is text or is_damaged(text)


@given(st.lists(st.sampled_from([*"!?()”“。海數聯當r1,🙂\ufffd\n", "(shù)", "(lián)", "?shù)", "?!"]), max_size=200))
def test_no_mixture_of_marks_breaks_it(parts: list[str]) -> None:
    """Any jumble of brackets, halves and marks gives some text, and no reading is left after its character."""
    assert isinstance(repair("聯(lián)合當(dāng)局數(shù)據" * 8 + "".join(parts)), str)


def test_time_grows_with_length_only() -> None:
    """A megabyte of cut characters is read in one pass."""
    damaged = "于當(dāng)?shù)貢r(shí)間聯(lián)合!" * 20_000
    assert repair(damaged).startswith("于當地時間聯合!于當地時間聯合")


@needs_shared
def test_the_seed_is_whole_again() -> None:
    """The real article has no reading left, one lost character, and its names in one piece."""
    assert SHARED is not None
    text = repair((SHARED / "seed" / "huxiu-alec-radford.txt").read_text(encoding="utf-8"))
    assert not any(c in text for c in "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
    assert text.count(LOST) == 1
    for whole in ("首席技術官Mira Murati", "發布o1", "當地時間11月15日", "(Alec Radford)", f"“大航{LOST}”時代"):
        assert whole in text
