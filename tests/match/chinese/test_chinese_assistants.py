"""A post is told whole and alone: a chief's assistant is no chief, a board's secretary no member of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article


def roles(text: str) -> dict[str, str | None]:
    """Each person's post, as the text tells it of a move."""
    article = Article(
        url="https://example.org/a",
        source="test",
        title=None,
        text=text,
        language="zh",
        published=datetime(2026, 3, 18, tzinfo=UTC),
    )
    return {mention.person: mention.role for mention in match(article, load())}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("商汤集团公告，徐立群已辞任执行董事及董事会秘书。", "执行董事及董事会秘书"),
        ("月之暗面CEO助理王立新宣布离职。", "CEO助理"),
        ("王立新加入月之暗面，任总裁助理。", "总裁助理"),
    ],
)
def test_the_post_is_told_to_its_end(text: str, role: str) -> None:
    """Cut before its last word it would name another post, and a far higher one."""
    assert list(roles(text).values()) == [role]


def test_a_post_does_not_begin_with_who_tells_of_it() -> None:
    """邮件还提到 is the letter's word, not the post's."""
    text = "蚂蚁集团CEO韩新宇发布内部邮件，任命何正远任首席技术官。邮件还提到AI业务负责人徐达明离任。"
    assert roles(text)["徐达明"] == "AI业务负责人"
