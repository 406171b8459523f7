"""Every word of moving in its ordinary sentence, with people and labs that no list holds."""

from __future__ import annotations

import pytest
from chinese_cases import cases, said

LEAVING = cases("""
OpenAI研究员林远航宣布离职。
=> departure 林远航 openai
据悉，Anthropic安全团队负责人苏慕白已从公司离职。
=> departure 苏慕白 anthropic
Karel Novotny离职OpenAI，下一步去向未定。
=> departure Karel Novotny openai
xAI联合创始人马里奥·费拉罗已离开工作三年的xAI。
=> departure 马里奥·费拉罗 xai
月之暗面技术副总裁祝南乔辞去职务。
=> departure 祝南乔 moonshot
智谱首席科学家邵景行卸任。
=> departure 邵景行 zhipu
DeepSeek核心研究员郝若溪出走。
=> departure 郝若溪 deepseek
OpenAI解雇了研究员Ingrid Solheim。
=> departure Ingrid Solheim openai
研究员裴立群因泄密被Anthropic开除。
=> departure 裴立群 anthropic
董事会罢免了Stability AI首席执行官奥托·克莱因。
=> departure 奥托·克莱因 stability
Mistral首席架构师Lucie Moreau正式告别Mistral。
=> departure Lucie Moreau mistral
谷歌DeepMind痛失研究科学家Marta Kowalska。
=> departure Marta Kowalska google
阶跃星辰算法负责人温书禾提交辞呈。
=> departure 温书禾 stepfun
3月13日是Perplexity工程副总裁Rohan Mehta在Perplexity的最后一天。
=> departure Rohan Mehta perplexity
OpenAI产品负责人贺知秋与公司分道扬镳。
=> departure 贺知秋 openai
""")

COMING = cases("""
陶亦然正式加入Anthropic。
=> hire 陶亦然 anthropic
计算机视觉专家费尔南多·席尔瓦加盟Mistral。
=> hire 费尔南多·席尔瓦 mistral
北大博士尹昭阳入职DeepSeek，负责推理系统。
=> hire 尹昭阳 deepseek
OpenAI聘请Astrid Lindqvist担任首席经济学家。
=> hire Astrid Lindqvist openai
Cohere任命皮埃尔·杜瓦尔为首席财务官。
=> hire 皮埃尔·杜瓦尔 cohere
MiniMax挖来语音专家柳明川。
=> hire 柳明川 minimax
Hugging Face迎来首席科学家Noemi Costa。
=> hire Noemi Costa hugging-face
数学家高维恩空降月之暗面，出任首席科学家。
=> hire 高维恩 moonshot
""")

RETURNING = cases("""
Ivo Hartmann重返OpenAI，继续领导机器人团队。
=> return Ivo Hartmann openai
OpenAI总裁Elias Brandt提前结束休假，回归公司。
=> return Elias Brandt openai
顾听澜时隔两年回归智谱。
=> return 顾听澜 zhipu
Anthropic政策主管白露已重新加入Anthropic。
=> return 白露 anthropic
""")

POSTS = cases("""
OpenAI研究副总裁Petra Novak升任首席科学家。
=> role_change Petra Novak openai
智谱任命联合创始人罗子墨为首席执行官。
=> role_change 罗子墨 zhipu
Anthropic首席运营官卸任，由工程主管许砚秋接任。
=> role_change 许砚秋 anthropic
Cohere联合创始人Omar Haddad卸任CEO，转任董事长。
=> role_change Omar Haddad cohere
xAI工程师韩江雪晋升为基础设施负责人。
=> role_change 韩江雪 xai
""")

FOUNDING = cases("""
前OpenAI研究员左思齐离职创业。
=> departure 左思齐 openai
=> founding 左思齐 -
Hana Fujimori离开谷歌DeepMind，创办了AI公司Lumen Robotics。
=> departure Hana Fujimori google
=> founding Hana Fujimori lumen robotics
百川智能联合创始人岳行舟创立人工智能公司星河智能。
=> founding 岳行舟 星河智能
""")


@pytest.mark.parametrize(("sentence", "expected"), LEAVING, ids=[s for s, _ in LEAVING])
def test_leaving(sentence: str, expected: set[str]) -> None:
    """A verb of leaving makes a departure of the person and lab beside it."""
    assert said(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), COMING, ids=[s for s, _ in COMING])
def test_coming(sentence: str, expected: set[str]) -> None:
    """A verb of joining, hiring or appointing makes a hire."""
    assert said(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), RETURNING, ids=[s for s, _ in RETURNING])
def test_returning(sentence: str, expected: set[str]) -> None:
    """A verb of returning, or the end of a leave, makes a return."""
    assert said(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), POSTS, ids=[s for s, _ in POSTS])
def test_posts(sentence: str, expected: set[str]) -> None:
    """A step from post to post in one lab is a change of role."""
    assert said(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), FOUNDING, ids=[s for s, _ in FOUNDING])
def test_founding(sentence: str, expected: set[str]) -> None:
    """To start a company is a founding, and a departure too where the sentence says that its founder left."""
    assert said(sentence) == expected
