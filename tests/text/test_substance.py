"""What is an edit of an article, and what a site changes by itself: pairs of texts."""

from __future__ import annotations

import time

import pytest

from crawler.text.substance import substance

BODY = "Mira Murati is leaving OpenAI on 15 November.\nShe wrote that 200 people follow."
CHINESE = "林俊旸将于11月15日离开阿里。\n他带走了200人。"

SAME = {
    "an age": ("Updated 5 minutes ago\n" + BODY, "Updated 2 hours ago\n" + BODY),
    "an age in the byline": ("By Ada Wong, 5 minutes ago\n" + BODY, "By Ada Wong, an hour ago\n" + BODY),
    "a stamp": ("Published Nov 24, 2026, 10:30 AM ET\n" + BODY, "Last updated Nov 25, 2026 at 9:05 PM ET\n" + BODY),
    "a stamp that came": (BODY, "Updated: 2026-11-25T09:05:00Z\n" + BODY),
    "views": (BODY + "\n1,024 views", BODY + "\n2.1K views · 14 comments"),
    "shares": (BODY + "\nShare this article\n5 shares", BODY + "\nShare this article\n17 shares"),
    "buttons": (BODY, BODY + "\nFacebook Twitter LinkedIn Copy link"),
    "an advertisement": ("Advertisement\n" + BODY, BODY.replace("\n", "\nSponsored\n")),
    "a newsletter": (BODY, BODY + "\nSign up for our daily newsletter and get 20% off until Friday."),
    "other stories": (BODY + "\nRead more: Apple buys Lumen", BODY + "\nRead more: Rain in the north"),
    "a credit": (BODY, BODY + "\nImage Credits: Getty"),
    "quotation marks and case": ('He said "go".\n' + BODY, "He said “go”.\n" + BODY.replace("She", "SHE")),
    "white space": (BODY, BODY.replace(" ", "  ").replace("\n", "\n\n")),
    "发布时间": ("2026-11-24 10:30\n" + CHINESE, "更新时间：2026年11月25日 09:05\n" + CHINESE),
    "阅读": (CHINESE + "\n阅读 1.2万　评论 35", CHINESE + "\n阅读 3.4万　评论 99　点赞 12"),
    "几分钟前": ("5分钟前\n" + CHINESE, "3小时前\n" + CHINESE),
    "广告": (CHINESE, CHINESE.replace("\n", "\n广告\n") + "\n扫码关注我们的公众号"),
    "相关阅读": (CHINESE + "\n相关阅读：苹果收购", CHINESE + "\n相关阅读：北方有雨"),
    "全角": (CHINESE, CHINESE.replace("200", "２００")),
}  # fmt: skip
EDITED = {
    "a day": (BODY, BODY.replace("15 November", "16 November")),
    "a number": (BODY, BODY.replace("200", "300")),
    "a word": (BODY, BODY.replace("is leaving", "may be leaving")),
    "a sentence that went": (BODY, BODY.split("\n", maxsplit=1)[0]),
    "a sentence that came": (BODY, BODY + "\nOpenAI declined to comment."),
    "a correction": (BODY, "Correction: an earlier version named another lab.\n" + BODY),
    "a post at its beginning": (BODY, BODY + "\nPromoted to chief scientist in 2024, he stays."),
    "a longer line that begins like a button": (
        BODY,
        BODY + "\nShare prices fell by a tenth after she left the company.",
    ),
    "一个字": (CHINESE, CHINESE.replace("将于", "已于")),
    "日期": (CHINESE, CHINESE.replace("15日", "16日")),
    "广告业务": (CHINESE, CHINESE + "\n广告业务负责人陈博也将离职。"),
    "更新": (CHINESE, CHINESE + "\n更新：阿里回应称消息不实。"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_a_site_changes_by_itself_is_no_edit(name: str) -> None:
    """Stamps, counters, buttons, advertisements."""
    before, after = SAME[name]
    assert before != after
    assert substance("Title", before) == substance("Title", after)


@pytest.mark.parametrize("name", EDITED)
def test_what_somebody_wrote_is_an_edit(name: str) -> None:
    """However small."""
    before, after = EDITED[name]
    assert substance("Title", before) != substance("Title", after)


def test_a_headline_is_substance() -> None:
    """Headlines are where edits hide; a missing one is none."""
    assert substance("Murati leaves", BODY) != substance("Murati stays", BODY)
    assert substance(None, BODY) == substance("", BODY)


@pytest.mark.parametrize("line", ["1" * 150 + "x", "at on by " * 16 + "x", "阅读次" * 50 + "x", "1.1,1." * 25 + "x"])
def test_hostile_lines_take_no_time(line: str) -> None:
    """Thousands of lines that are nearly furniture."""
    started = time.process_time()
    substance(None, "\n".join([line] * 2000))
    assert time.process_time() - started < 2
