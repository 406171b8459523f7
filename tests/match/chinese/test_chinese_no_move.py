"""Sentences with a lab and a word of moving that tell of no move."""

from __future__ import annotations

import pytest
from chinese_cases import cases, read, said

NOTHING = [
    "OpenAI多名研究员离职，公司士气低落。",
    "Sora之父离职，OpenAI连失大将。",
    "Anthropic联合创始人、前OpenAI研究副总裁齐思远称，安全最重要。",
    "OpenAI研究员穆清禾考虑离职。",
    "Meta试图挖走OpenAI研究员Erik Solberg。",
    "OpenAI研究员Nils Aalto拒绝加入Meta。",
    "员工要求OpenAI首席执行官Dirk Vos辞职。",
    "如果Anton Keller离开OpenAI，公司会怎样？",
    "Inga Moller以辞职相威胁，要求OpenAI董事会让步。",
    "谷歌加入AI编程大战。",
    "Anthropic加入Frontier联盟。",
    "OpenAI裁员约200人，涉及多个团队。",
    "用户纷纷离开ChatGPT，转投Claude。",
    "腾讯体育讯，前锋罗德里戈加盟皇马俱乐部。",
    "OpenAI CPO离开Figma董事会。",
    "LeCun将担任Groq的技术顾问。",
    "商汤科技创始人沈怀瑾因病离世。",
    "英特尔加入马斯克的Terafab计划。",
    "公司用AI复刻离职员工继续工作。",
    "华为AI眼镜官宣8月上线，告别传统导航。",
    "百度健康总经理崔望月离职。",
    "苹果公司设计主管艾略特·格林辞职。",
    "齐思远要把Cursor带进公司，百亿分手费已经谈妥，OpenAI没有回应。",
    "市长周明德出任市人工智能委员会主任。",
    "谷歌宣布将在未来聘请数百名工程师。",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_move(sentence: str) -> None:
    """Nobody who is named moves here."""
    assert said(sentence) == set()


DENIED = cases("""
DeepSeek否认研究员荀知夏离职。
=> 荀知夏
网传阿里通义负责人宗南星离职，阿里辟谣：消息不实。
=> 宗南星
智谱：“首席科学家池晚舟辞职”纯属谣言
=> 池晚舟
智谱CTO许诺离职的消息是假的。
=> 许诺
智谱CTO许诺离职一事纯属乌龙。
=> 许诺
智谱CTO许诺离职传闻系误传。
=> 许诺
智谱CTO许诺离职传闻被证伪。
=> 许诺
网传智谱CTO许诺离职，系误读。
=> 许诺
智谱CTO许诺离职系谣言。
=> 许诺
""")


@pytest.mark.parametrize(("sentence", "people"), DENIED, ids=[s for s, _ in DENIED])
def test_a_denied_move_is_negated(sentence: str, people: set[str]) -> None:
    """A denial is reported, as a denial."""
    found = read(sentence)
    assert {c.person for c in found} == people
    assert all(c.negated for c in found)
