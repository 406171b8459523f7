"""The words of a letter that are ours, in the reader's language: headlines, labels, what stands above and below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.config.subscribers import Language
from crawler.model import Kind, Move, Status, Verdict
from crawler.text.people import in_script
from crawler.text.plain import plain_line

LONGEST_SUBJECT = 180
_LONGEST_NEWS = 120
_LONGEST_CITED = 50
_MOST_OF_OURS = 3  # two statuses and why; what follows is a name from the web
_PLACE = re.compile(r"\{(\w+)\}")
_HAN, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile(r"[A-Za-z0-9)\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language. Texts in braces are filled in."""

    said: Mapping[Kind, tuple[str, str, str, str]]  # may be; is; has been; what follows with the other organisation
    nowhere: str  # a lab without a name
    status: Mapping[Status, str]
    standing: Mapping[Status, tuple[str, str]]  # nobody cited; somebody cited
    opening: Mapping[str, str]
    brackets: str  # around who says so
    labels: Mapping[str, str]
    fields: Mapping[str, str]  # what a decision's reasons are headed with
    also: str
    person: str
    first_told: str
    departures: str
    digest: str
    comma: str
    and_more: str
    nameless: str
    footer: str

    def list_labs(self, labs: Sequence[str], more: int) -> str:
        """A few labs by name, and how many more there are."""
        return self.comma.join(labs) + (self.and_more.format(more) if more > 0 else "")


ENGLISH = Words(
    said={
        Kind.DEPARTURE: (
            "{who} may be leaving {lab}",
            "{who} is leaving {lab}",
            "{who} has left {lab}",
            " for {other}",
        ),
        Kind.HIRE: ("{who} may be joining {lab}", "{who} is joining {lab}", "{who} has joined {lab}", " from {other}"),
        Kind.RETURN: (
            "{who} may be returning to {lab}",
            "{who} is returning to {lab}",
            "{who} has returned to {lab}",
            " from {other}",
        ),
        Kind.ROLE_CHANGE: (
            "{who} may be changing posts at {lab}",
            "{who} is changing posts at {lab}",
            "{who} has changed posts at {lab}",
            " from {other}",
        ),
        Kind.FOUNDING: (
            "{who} may be starting {lab}",
            "{who} is starting {lab}",
            "{who} has started {lab}",
            " after {other}",
        ),
    },
    nowhere="a company",
    status={
        Status.RUMORED: "rumour",
        Status.REPORTED: "reported",
        Status.CONFIRMED: "confirmed",
        Status.EFFECTIVE: "in effect",
        Status.DENIED: "denied",
        Status.REVERSED: "called off",
    },
    standing={
        Status.RUMORED: ("rumour", "rumour, by {by}"),
        Status.REPORTED: ("reported", "reported by {by}"),
        Status.CONFIRMED: ("confirmed", "confirmed by {by}"),
        Status.EFFECTIVE: ("in effect", "in effect, by {by}"),
        Status.DENIED: ("denied", "denied by {by}"),
        Status.REVERSED: ("called off", "called off, by {by}"),
    },
    opening={
        Status.DENIED: "Denied: ",
        Status.REVERSED: "Called off: ",
        Verdict.CONFIRMED: "Confirmed: ",
        Verdict.CHANGED: "Update: ",
    },
    brackets=" ({})",
    labels={
        "who": "Who",
        "post": "Post",
        "from": "From",
        "to": "To",
        "announced": "Announced",
        "effective": "Effective",
        "certainty": "Certainty",
        "changed": "Changed",
        "by": "Said by",
        "first": "First told",
        "more": "More",
    },
    fields={},
    also="{who} (also {others})",
    person="{who}, {post}",
    first_told="{at}, by {source}",
    departures="Others who left {lab} in 90 days",
    digest="{moves} at {labs}",
    comma=", ",
    and_more=" and {} more",
    nameless="Other companies",
    footer="Written by labmoves, which watches the tech press for you.",
)
CHINESE = Words(
    said={
        Kind.DEPARTURE: ("{who}或将离开{lab}", "{who}离开{lab}", "{who}已离开{lab}", "，去往{other}"),
        Kind.HIRE: ("{who}或将加入{lab}", "{who}加入{lab}", "{who}已加入{lab}", "，来自{other}"),
        Kind.RETURN: ("{who}或将重返{lab}", "{who}重返{lab}", "{who}已重返{lab}", "，来自{other}"),
        Kind.ROLE_CHANGE: ("{who}在{lab}或将换岗", "{who}在{lab}换岗", "{who}在{lab}已换岗", "，此前在{other}"),
        Kind.FOUNDING: ("{who}或将创办{lab}", "{who}创办{lab}", "{who}已创办{lab}", "，此前在{other}"),
    },
    nowhere="一家公司",
    status={
        Status.RUMORED: "传闻",
        Status.REPORTED: "据报道",
        Status.CONFIRMED: "已证实",
        Status.EFFECTIVE: "已生效",
        Status.DENIED: "被否认",
        Status.REVERSED: "已作罢",
    },
    standing={
        Status.RUMORED: ("传闻", "传闻，来自{by}"),
        Status.REPORTED: ("据报道", "据{by}报道"),
        Status.CONFIRMED: ("已证实", "{by}证实"),
        Status.EFFECTIVE: ("已生效", "已生效，据{by}"),
        Status.DENIED: ("被否认", "{by}否认"),
        Status.REVERSED: ("已作罢", "已作罢，据{by}"),
    },
    opening={
        Status.DENIED: "被否认：",
        Status.REVERSED: "已作罢：",
        Verdict.CONFIRMED: "已证实：",
        Verdict.CHANGED: "更新：",
    },
    brackets="（{}）",
    labels={
        "who": "人物",
        "post": "职务",
        "from": "离开",
        "to": "去往",
        "announced": "宣布",
        "effective": "生效",
        "certainty": "可信度",
        "changed": "变化",
        "by": "消息来源",
        "first": "最早报道",
        "more": "详情",
    },
    fields={
        "status": "状态",
        "role": "职务",
        "other organisation": "另一方",
        "announced": "宣布",
        "effective": "生效",
        "kind": "类型",
        "the effective day is reached": "生效日已到",
        ", denied by ": "，否认者：",
        ", came back": "，已回归",
        ", did not come back": "，并未回归",
        ", it stands again": "，重新成立",
        ", with the departure from ": "，一同被否认的还有离开：",
        ", with the hire at ": "，一同被否认的还有入职：",
        ", with the return at ": "，一同被否认的还有回归：",
        "rumored": "传闻",
        "reported": "据报道",
        "confirmed": "已证实",
        "denied": "被否认",
        "reversed": "已作罢",
        "hire": "入职",
        "return": "回归",
    },
    also="{who}（又作{others}）",
    person="{who}，{post}",
    first_told="{at}，{source}",
    departures="近 90 天离开{lab}的还有",
    digest="{moves}：{labs}",
    comma="、",
    and_more=" 及另外 {} 家",
    nameless="其他公司",
    footer="labmoves 为您留意科技媒体，此信由它撰写。",
)
WORDS = {Language.ENGLISH: ENGLISH, Language.CHINESE: CHINESE}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchWords:
    """What is said to the operators, in one language."""

    heartbeat: str
    moves: tuple[str, str, str]  # none, one, more
    healthy: str
    ago: Mapping[str, str]  # by the unit that `length` gives
    comma: str
    semicolon: str
    more: str
    labels: Mapping[str, str]
    turn: Mapping[str, str]


WATCH = {
    Language.ENGLISH: WatchWords(
        heartbeat="{moves}; {healthy}",
        moves=("No new move", "1 new move", "{} new moves"),
        healthy="{healthy} of {all} sources healthy",
        ago={"": "just now", "min": "{} minutes ago", "h": "{} hours ago", "d": "{} days ago"},
        comma=", ",
        semicolon="; ",
        more=" and {} more",
        labels={
            "moves": "New moves",
            "sources": "Sources",
            "newest": "Newest article",
            "pages": "Pages read",
            "passed": "Passed the screen",
            "failing": "Failing",
            "silent": "Silent",
            "overdue": "Sources overdue",
            "tried": "Letters tried in vain",
            "dead": "Letters given up",
        },
        turn={
            "down": "In trouble: {}",
            "back": "Back: {}",
            "well": "its news arrives again",
            "failing": "failing since {}",
            "silent": "silent; its newest article is of {}",
        },
    ),
    Language.CHINESE: WatchWords(
        heartbeat="{moves}；{healthy}",
        moves=("没有新变动", "1 条新变动", "{} 条新变动"),
        healthy="{all} 个来源中 {healthy} 个正常",
        ago={"": "刚刚", "min": "{} 分钟前", "h": "{} 小时前", "d": "{} 天前"},
        comma="、",
        semicolon="；",
        more=" 及另外 {} 个",
        labels={
            "moves": "新变动",
            "sources": "来源",
            "newest": "最新文章",
            "pages": "已读页面",
            "passed": "通过筛选",
            "failing": "失败",
            "silent": "沉默",
            "overdue": "逾期未抓的来源",
            "tried": "未送达的信",
            "dead": "已放弃的信",
        },
        turn={
            "down": "出现问题：{}",
            "back": "已恢复：{}",
            "well": "已恢复更新",
            "failing": "自 {} 起失败",
            "silent": "沉默，最新文章的日期是 {}",
        },
    ),
}


def headline(move: Move, verdict: Verdict, language: Language = Language.ENGLISH) -> str:
    """The news on one line: `Alec Radford is leaving OpenAI (reported by The Information)`."""
    words = WORDS[language]
    fell = move.status in (Status.DENIED, Status.REVERSED)
    opening = words.opening.get(move.status if fell else verdict, "")
    standing = ""
    if not opening or move.attributed_to or words.status[move.status] != opening.rstrip(": ：").lower():
        bare, cited = words.standing[move.status]
        by = plain_line(cited_by(move, language) or "", longest=_LONGEST_CITED)
        standing = words.brackets.format(filled(cited, language, by=by) if by else bare)
    return plain_line(
        f"{opening}{plain_line(news(move, language), longest=_LONGEST_NEWS)}{standing}", longest=LONGEST_SUBJECT
    )


def news(move: Move, language: Language = Language.ENGLISH) -> str:
    """What happens, as sure as it is, and nobody's word for it: `Alec Radford may be leaving OpenAI for Anthropic`."""
    words = WORDS[language]
    maybe, soon, done, link = words.said[move.kind]
    pattern = maybe if move.status is Status.RUMORED else done if move.status is Status.EFFECTIVE else soon
    pattern += link if move.other_org else ""
    who = called(move, language)
    return filled(pattern, language, who=who, lab=move.lab or words.nowhere, other=move.other_org or "")


def called(move: Move, language: Language) -> str:
    """The person's name as a reader of the language reads it, where it is known so: Junyang Lin, 林俊旸."""
    return in_script((move.person, *move.spellings), chinese=language is Language.CHINESE)


def cited_by(move: Move, language: Language) -> str | None:
    """Who says so; the person, by the same name as in the headline."""
    own = move.attributed_to in (move.person, *move.spellings)
    return called(move, language) if own else move.attributed_to


def because(reason: str, language: Language) -> str:
    """One reason of a decision, `status: rumored → confirmed`, in the reader's language as far as it is ours."""
    if language is Language.ENGLISH:
        return reason
    head, colon, rest = reason.partition(": ")
    fields = WORDS[language].fields
    if head in ("status", "kind"):
        ours = "|".join(map(re.escape, sorted(fields, key=len, reverse=True)))
        rest = re.sub(ours, lambda found: fields[found[0]], rest, count=_MOST_OF_OURS)
    return f"{fields.get(head, head)}{'：' if colon else ''}{rest}"


def filled(pattern: str, language: Language, **values: str) -> str:
    """The pattern with its values; in Chinese with a space wherever a Latin word meets a Chinese character.

    In one pass: a value that looks like a place to fill in stays as it is.
    """
    if language is Language.ENGLISH:
        return _PLACE.sub(lambda found: values[found[1]], pattern)
    return _PLACE.sub(lambda found: _apart(pattern, found, values[found[1]]), pattern)


def _apart(pattern: str, found: re.Match[str], value: str) -> str:
    before, after = pattern[: found.start()][-1:], pattern[found.end() :][:1]
    left = " " if _HAN.match(before) and _LATIN.match(value[:1]) else ""
    right = " " if _HAN.match(after) and _LATIN.match(value[-1:]) else ""
    return f"{left}{value}{right}"
