"""What an article says, without what a site changes by itself: two texts of one substance are one version.

Left out are lines that only say when, how often read, shared or commented, that sell something or lead elsewhere; and
within lines the age of the page ("updated 5 minutes ago"), case, width, quotation marks and white space. Days, numbers
and names within a sentence stay: they are what edits hide in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.text.fold import fold_case

_LONGEST = 160  # characters; a longer line is a paragraph, whatever it begins with
_AGE = re.compile(
    r"\b(?:about )?(?:\d{1,4}|an?|one|a few|few) ?(?:s|secs?|seconds?|mins?|minutes?|hrs?|hours?) ago\b|\bjust now\b"
    r"|(?:\d{1,4}|[一二三四五六七八九十两半几]{1,3}) ?个?(?:秒|分|小时|钟头)钟?[之以]?前|刚刚",
)

# What a line of dates, counters or buttons is made of; a line that is made of nothing else says nothing.
_WHEN = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?",
    r"星期[一二三四五六日天]|周[一二三四五六日]|上午|下午|晚上|凌晨|今天|昨天|北京时间|today\b|yesterday\b",
    r"\d[\d,.]{0,12} ?(?:st\b|nd\b|rd\b|th\b|[kmw]\b|[万千百亿])?\+?|[年月日时点分秒:/.,|·\-+()]",
    r"[ap]\.?m\.?\b|gmt\b|utc\b|[ecmp][sd]?t\b|bst\b|at\b|on\b|by\b|t(?=\d)|z\b",
)
_STAMP = (
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|edited)\b|update\b|date\b|time\b",
    r"(?:首次)?(?:发布|发表|更新|修改|编辑|刊发)(?:时间|日期|于)?|时间|日期|最后|本文",
)
_COUNTED = (
    r"(?:views?|reads?|comments?|repl(?:y|ies)|shares?|likes?|claps?|reactions?|retweets?|reposts?|followers?)\b",
    r"min(?:ute)?s? read\b|阅读量?|浏览量?|播放|观看|人看过|人阅读|条?评论|跟帖|点赞|赞|喜欢|收藏",
    r"转发|分享|在看|热度|次",
)
_BUTTONS = (
    r"share this(?: article| story| post)?\b|(?:tweet|facebook|twitter|linkedin|whatsapp|reddit|telegram)\b",
    r"(?:email|print|copy link|save|bookmark|follow us|x)\b|微信|微博|朋友圈|qq空间|qq|扫一扫|复制链接|分享到|举报",
)
# Possessive, so that a page cannot make it slow.
_FURNITURE = re.compile(rf"(?:{'|'.join((*_BUTTONS, *_STAMP, *_COUNTED, *_WHEN))}|\s)++")
_SELLS = re.compile(
    r"(?:advertisement|sponsored(?: content)?|promoted(?: content)?|paid content|ad|recommended|most read|trending"
    r"|related(?: articles| stories| reading)?|techcrunch event|(?:广告|推广|赞助)(?:内容)?):?$"
    r"|(?:story|article) continues below|sign up (?:for|to)\b|subscribe (?:to|now|today)\b|click here|see also"
    r"|also read|register (?:now|today|here)\b|download (?:the|our) app|get (?:the|our) (?:app|newsletter)|save up to"
    r"|read (?:more|next|also)\b|related:|buy (?:your )?tickets?|image credits?|photo:"
    r"|相关(?:阅读|文章|报道|推荐)|推荐阅读|延伸阅读|更多精彩|扫码|扫描二维码|长按|关注我们|关注公众号|欢迎(?:关注|添加)"
    r"|点击(?:这里|关注|阅读|查看)|下载app|立即(?:报名|下载|注册)|责任编辑|图片来源|图源|来源:"
)


def substance(title: str | None, text: str) -> str:
    """Title and text in the form in which they are compared; equal ones are no edit of each other."""
    return "\n".join(line for line in _lines(f"{title or ''}\n{text}") if line)


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        plain = " ".join(_AGE.sub(" ", fold_case(line)).split())
        if len(plain) > _LONGEST or not (_FURNITURE.fullmatch(plain) or _SELLS.match(plain)):
            yield plain
