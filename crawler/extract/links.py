"""Which lines of an extracted text are nothing but links: the marks of index pages and of "related articles" blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_CARD = 3  # paragraphs under one headline of a front page; an article's sections have their headings side by side
_LEAST = 8  # characters; shorter links are names and numbers inside sentences
_BLOCK = re.compile(
    r"^[\W_]*(?:related(?: (?:articles?|stories|posts|reading|coverage|news|content))?|read (?:more|next|also)|"
    r"also read|"
    r"more (?:from|on|stories|news)\b.{0,30}|most (?:read|popular|viewed)|recommended(?: (?:for you|stories|reading))?|"
    r"you (?:may|might) also like|see also|up next|trending(?: now)?|latest (?:news|stories)|popular (?:posts|stories)|"
    r"(?:相关|推荐|延伸|更多|扩展|热门|猜你喜欢|相關|推薦|延伸|擴展|熱門|最新|精彩|往期)(?:阅读|閱讀|文章|新闻|新聞|推荐|推薦|资讯|資訊|报道|報道|内容|內容|"
    r"回顾|回顧|链接|連結|专题)?|猜你喜欢|大家都在看|编辑推荐|編輯推薦)[\W_]*$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^[\W_]*(?:related|read (?:more|next|also)|also read|see also|recommended|more on this|"
    r"相关阅读|推荐阅读|延伸阅读|更多阅读|相關閱讀|推薦閱讀|延伸閱讀|往期回顾)\s*[:：|>»→-]",
    re.IGNORECASE,
)
_RANK = "0123456789.、 "
_CAPITALS = re.compile(r"(?:[A-Z\d]|\W)+")  # how some sites set other stories' headlines between the paragraphs


@dataclass(frozen=True, slots=True)
class LinkedText:
    """The texts of a page's links, and of the summaries that stand under linked headlines; white space joined."""

    anchors: frozenset[str] = frozenset()
    summaries: frozenset[str] = frozenset()

    def is_link(self, line: str) -> bool:
        """True where the line is one link and nothing else (a bullet or a mark apart)."""
        bare = " ".join(line.split()).strip("-–•·*#|>» ")
        return len(bare) >= _LEAST and bare in self.anchors

    def is_ranked(self, line: str) -> bool:
        """True where the line is one link between numbers: its place in a list, how many read it."""
        bare = " ".join(line.split()).strip("-–•·*#|>» ").strip(_RANK)
        return len(bare) >= _LEAST and bare in self.anchors

    def headlines_in(self, text: str) -> tuple[int, float]:
        """How many lines are links or their summaries, and which share of the lines that is."""
        lines = [line for line in text.split("\n") if line.strip()]
        links = sum(1 for line in lines if self.is_link(line) or " ".join(line.split()) in self.summaries)
        return links, links / max(1, len(lines))

    def without_related(self, text: str) -> str:
        """The text without blocks of links: two or more in a row, those at its end, and those after "Related"."""
        lines = text.split("\n")
        linked = [self.is_link(line) or self.is_ranked(line) for line in lines]
        keep = [True] * len(lines)
        for i, line in enumerate(lines):
            if (_LEAD_IN.match(line) and len(line) < 200) or (linked[i] and _CAPITALS.fullmatch(line)):
                keep[i] = False
            elif _BLOCK.match(line):
                keep[i] = False
                for after in range(i + 1, len(lines)):
                    if not linked[after] and lines[after].strip():
                        break
                    keep[after] = False
            elif linked[i] and ((i and linked[i - 1]) or (i + 1 < len(lines) and linked[i + 1]) or i + 1 == len(lines)):
                keep[i] = False
        return "\n".join(line for line, kept in zip(lines, keep, strict=True) if kept)


def linked_text(tree: HtmlElement) -> LinkedText:
    """The links of a parsed page."""
    anchors = frozenset(_text(a) for a in tree.iter("a") if a.get("href"))
    cards = {heading.getparent() for heading in tree.iter("h2", "h3", "h4") if _links_away(heading)}
    summaries = frozenset(
        _text(paragraph)
        for card in cards
        if card is not None and len(paragraphs := card.findall("p")) <= _CARD
        for paragraph in paragraphs
    )
    return LinkedText(anchors, summaries)


def _links_away(heading: HtmlElement) -> bool:
    link = heading.find(".//a")
    return link is not None and not (link.get("href") or "#").startswith("#")


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
