"""Who left what for where, and in what shape a sentence may say it."""

from __future__ import annotations

import pytest
from chinese_cases import cases, said

DIRECTION = cases("""
Tomas Varga从OpenAI跳槽到Anthropic。
=> departure Tomas Varga openai
=> hire Tomas Varga anthropic
乔彦博弃Meta加盟OpenAI，负责预训练算法。
=> departure 乔彦博 meta
=> hire 乔彦博 openai
xAI挖来OpenAI研究员柯望舒。
=> departure 柯望舒 openai
=> hire 柯望舒 xai
DeepMind研究科学家Signe Dahl被OpenAI挖走。
=> departure Signe Dahl google
=> hire Signe Dahl openai
前Anthropic研究员Bruno Costa加入Mistral。
=> hire Bruno Costa mistral
前OpenAI研究员江晚吟表示，模型还会更便宜。
OpenAI联合创始人Viktor Lund加入Anthropic。
=> hire Viktor Lund anthropic
从DeepSeek离职后，孟星河加入了小米大模型团队。
=> departure 孟星河 deepseek
=> hire 孟星河 xiaomi
Anthropic研究员Ida Berg转投xAI。
=> departure Ida Berg anthropic
=> hire Ida Berg xai
""")

SHAPE = cases("""
首席技术官Leila Haddad离职，OpenAI再度换将。
=> departure Leila Haddad openai
OpenAI首席技术官Mona Vesely、研究主管Carl Egger和联合创始人兼研究员Piet Smit均已离职。
=> departure Mona Vesely openai
=> departure Carl Egger openai
=> departure Piet Smit openai
余若谷、施清扬与Daniel Weiss一同加入Anthropic。
=> hire 余若谷 anthropic
=> hire 施清扬 anthropic
=> hire Daniel Weiss anthropic
如何看待DeepSeek研究员程千帆疑将离职、李若水加入Anthropic？
=> departure 程千帆 deepseek
=> departure 李若水 deepseek
=> hire 李若水 anthropic
混元大模型负责人沈既白官宣离职。
=> departure 沈既白 tencent
Gemini的灵魂人物Rafael Ortiz跳槽，正式加盟马斯克的xAI。
=> departure Rafael Ortiz google
=> hire Rafael Ortiz xai
刚刚从OpenAI离职的Greta Holm接受了采访。
=> departure Greta Holm openai
段清越的离职让DeepSeek措手不及。
=> departure 段清越 deepseek
""")


@pytest.mark.parametrize(("sentence", "expected"), DIRECTION, ids=[s for s, _ in DIRECTION])
def test_direction(sentence: str, expected: set[str]) -> None:
    """A goes from one lab to another: two moves where the sentence says or plainly implies both."""
    assert said(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), SHAPE, ids=[s for s, _ in SHAPE])
def test_shape(sentence: str, expected: set[str]) -> None:
    """Lists, appositions, products and nominals give the same moves as plain sentences."""
    assert said(sentence) == expected


def test_a_pronoun_stands_for_the_person_named_before() -> None:
    """他 and 她 mean the person of the sentence before."""
    text = "OpenAI研究员Alma Reyes曾获图灵奖提名。她于2019年加入OpenAI。"
    assert said(text) == {"hire Alma Reyes openai"}


def test_a_surname_stands_for_the_full_name() -> None:
    """A last name alone is the person named in full elsewhere."""
    text = "OpenAI研究员Oskar Lindgren在播客中谈到对齐。Lindgren于上周辞职。"
    assert said(text) == {"departure Oskar Lindgren openai"}


def test_the_company_is_the_lab_of_the_title() -> None:
    """Where the sentence names no lab, the title does."""
    assert said("首席科学家卓云起宣布将离开公司。", "Mistral高层变动") == {"departure 卓云起 mistral"}


def test_a_list_shares_the_verb_of_its_heading() -> None:
    """Every name of a bullet list makes the move of the line above it."""
    text = (
        "以下五位研究员同时离开OpenAI：\n"
        "- **Jonas Falk**（首席科学家）\n- **Mei Tanaka** — 论文第一作者\n- **Rosa Vidal**（政策负责人）"
    )
    assert said(text) == {"departure Jonas Falk openai", "departure Mei Tanaka openai", "departure Rosa Vidal openai"}


def test_two_pronoun_people() -> None:
    """二人 means both people named before."""
    text = "Anthropic迎来研究员Lena Fischer和Hugo Blanc。两人此前从OpenAI离职。"
    assert {"departure Lena Fischer openai", "departure Hugo Blanc openai"} <= said(text)


def test_a_writer_who_signs() -> None:
    """我 is the person whom the title names before its colon."""
    assert said("我决定离开OpenAI，感谢这五年。", "沈听雨：再见，OpenAI") == {"departure 沈听雨 openai"}


def test_a_chinese_and_a_latin_name_are_one_person() -> None:
    """A bracketed second spelling joins the two names; the fullest is given."""
    text = "骆书言(Shuyan Luo)宣布离开OpenAI。骆书言说，他将休息一阵。"
    assert said(text) == {"departure Shuyan Luo openai"}


def test_names_one_character_apart_stay_two_people() -> None:
    """方知远 and 方知遥 are never joined."""
    text = "OpenAI研究员方知远离职。OpenAI研究员方知遥离职。"
    assert said(text) == {"departure 方知远 openai", "departure 方知遥 openai"}


def test_an_unknown_lab_is_known_by_its_form() -> None:
    """人工智能公司X makes X a lab that no list holds."""
    assert said("人工智能公司云岫智能首席科学家阮星野离职。") == {"departure 阮星野 云岫智能"}
