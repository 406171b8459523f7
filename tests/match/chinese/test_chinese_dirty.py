"""Text as it comes: markup, wrapped lines, traditional script, digests, and text made to hurt."""

from __future__ import annotations

import pytest
from chinese_cases import cases, read, said
from growth import takes_in_line
from hypothesis import given, settings
from hypothesis import strategies as st

DIRTY = cases("""
Anthropic研究員**Dagny Moe**已正式離職🚶，去向未定。
=> departure Dagny Moe anthropic
[霍思源离开Mistral](https://example.com/a/b?c=d)，要做机器人
=> departure 霍思源 mistral
ＯｐｅｎＡＩ研究员霍思源宣布离职。
=> departure 霍思源 openai
"title": "Runa Vik 離開 OpenAI 加入 Anthropic 預訓練團隊", "url": "https://example.com/x"
=> departure Runa Vik openai
=> hire Runa Vik anthropic
重磅：安全负责人 `Runa Vik` 加入 Anthropic
=> hire Runa Vik anthropic
OpenAI首席科学家`霍思源`（`Siyuan Huo`）离职
=> departure Siyuan Huo openai
*Runa Vik* 离开 _Mistral_，加入__Cohere__。
=> departure Runa Vik mistral
=> hire Runa Vik cohere
智譜大模型業(yè)務(wù)負(fù)責(zé)人霍思源已離職，將創(chuàng)辦(bàn)新公司。
=> departure 霍思源 zhipu
=> founding 霍思源 -
前谷歌<a href="https://example.com">Deep</a>Mind研究员Runa Vik加入Cohere
=> hire Runa Vik cohere
""")


@pytest.mark.parametrize(("sentence", "expected"), DIRTY, ids=[str(i) for i in range(len(DIRTY))])
def test_dirty_text(sentence: str, expected: set[str]) -> None:
    """Markup, width and script change nothing."""
    assert said(sentence) == expected


def test_a_name_broken_over_two_lines() -> None:
    """A hard-wrapped line goes on, inside a bracketed name too."""
    text = "据国外媒体报道，当地时间周五，OpenAI首席财务官马格努斯·博格（Magnus\nBorg）宣布离职。"
    assert said(text) == {"departure 马格努斯·博格 openai"}


def test_the_items_of_a_digest_keep_apart() -> None:
    """A lab of one item of a digest's headline is not the employer in another."""
    assert said("", "8点1氪｜某银行董事长王立川辞任；OpenAI发布新模型；多地下调房贷利率") == set()


@pytest.mark.parametrize(
    "piece",
    [
        "OpenAI离职",
        "王小明、OpenAI离职",
        "“(（OpenAI加入",
        " ",
        "阿·里·OpenAI离职",
        "Aa Bb OpenAI加入",
        "\ud800\x00OpenAI离职\u202e",
    ],
)
def test_hostile_text_is_read_in_bounded_time(piece: str) -> None:
    """A long text of nothing but triggers, brackets, spaces or half characters is read to its end."""
    text = (piece * 20_000)[:40_000]
    for found in read(text):
        assert 0 <= found.trigger[0] < found.trigger[1] <= len(text)


@pytest.mark.parametrize("opening", ["", "霍思源离开OpenAI,创立"])
@pytest.mark.parametrize("piece", ["的", "信息", "刚"])
def test_repeated_words_take_time_in_line_with_their_number(opening: str, piece: str) -> None:
    """No phrase is tried from every place anew, or in every way to split it, where its words repeat without end."""
    assert takes_in_line(lambda text: read(opening + text), piece, 40_000)


@settings(max_examples=60)
@given(
    st.text(
        alphabet=st.sampled_from("OpenAI离职加入被从的、，。()（）“”·王李明研究员 \n*[]<>\ud8001月2日任命创办"),
        max_size=200,
    )
)
def test_no_text_is_too_strange(text: str) -> None:
    """Any mixture of the characters that matter is read without an error, and offsets stay inside the text."""
    for found in read(text):
        assert 0 <= found.trigger[0] < found.trigger[1] <= len(text)
        assert found.person
        assert 0 <= found.score <= 1
