"""How far a hedge, a denial or a date reaches, and what is told as published."""

from __future__ import annotations

from datetime import date

import pytest
from chinese_cases import PUBLISHED, read

from crawler.match.candidate import Candidate
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article, Certainty, Kind, Mention


def by_kind(text: str, title: str | None = None) -> dict[Kind, Candidate]:
    return {c.kind: c for c in read(text, title)}


def in_all(text: str, title: str | None = None) -> dict[Kind, Mention]:
    """What an article as a whole says, kind by kind."""
    article = Article(url="https://a.example/1", source="a", title=title, text=text, language="zh", published=PUBLISHED)
    return {m.kind: m for m in match(article, load())}


@pytest.mark.parametrize(
    "text",
    [
        "有传闻称，OpenAI研究员林远航已加入腾讯，年薪上亿元，将参与混元的研发。",
        "业内有传闻称，OpenAI研究员林远航将离开公司，自己创办公司。",
        "据传，OpenAI研究员林远航已离职，加入腾讯混元。",
        "网传OpenAI研究员林远航离职创业。",
        "OpenAI研究员林远航可能离开公司，加入腾讯混元。",
    ],
)
def test_hearsay_covers_every_clause(text: str) -> None:
    """What opens a sentence as hearsay makes a rumour of all its verbs; a hedge goes on with its subject."""
    found = read(text)
    assert len(found) > 1
    assert {c.certainty for c in found} == {Certainty.RUMORED}


def test_somebody_who_vouches_ends_the_hearsay() -> None:
    """A rumour that the same sentence then confirms is none."""
    found = read("此前有传闻称林远航要走，今日OpenAI证实，研究员林远航已经离职。")
    assert found[-1].certainty is Certainty.CONFIRMED


def test_a_rumour_is_denied_by_a_later_sentence() -> None:
    """The one whom a rumour is about says that it is not so: both of its moves are denied."""
    text = "有传闻称，智谱研究员温岭已加入字节跳动Seed，年薪千万。对此，温岭本人回应：消息不实，我没有离开智谱。"
    found = read(text)
    assert {(c.kind, c.negated) for c in found} == {(Kind.HIRE, True), (Kind.DEPARTURE, True)}


@pytest.mark.parametrize(
    ("text", "title", "denied"),
    [
        ("温知远已从阿里离职，但他否认加入字节跳动。", None, {Kind.HIRE}),
        ("温知远否认加入腾讯，他上周已从OpenAI离职。", None, {Kind.HIRE}),
        ("已从阿里离职的温知远今日否认加入字节跳动，称尚未决定去向。", "温知远否认加入字节", {Kind.HIRE}),
        ("据报道，温知远已从阿里离职并加入字节跳动。字节跳动回应称，温知远并未加入。", None, {Kind.HIRE}),
        ("网传OpenAI研究员温知远已加入腾讯。腾讯否认温知远加入腾讯。", None, {Kind.HIRE, Kind.DEPARTURE}),
        ("有媒体报道称，温知远已从阿里通义离职并加入字节跳动。", "阿里否认温知远离职", {Kind.HIRE, Kind.DEPARTURE}),
    ],
)
def test_a_denial_denies_what_it_says_and_nothing_else(text: str, title: str | None, denied: set[Kind]) -> None:
    """Who denies having gone to B has left A all the same; an exit told only by that coming falls with it."""
    found = in_all(text, title)
    assert {kind for kind, mention in found.items() if mention.negated} == denied
    assert set(found) == {Kind.HIRE, Kind.DEPARTURE}


def test_a_denial_is_as_sure_as_who_denies_it() -> None:
    """The rumour was one; that it is false, the company says."""
    text = "网传月之暗面联合创始人温知远已离职。对此，月之暗面辟谣称，消息不实。"
    (mention,) = in_all(text).values()
    assert (mention.negated, mention.certainty) == (True, Certainty.CONFIRMED)


def test_a_denial_of_earlier_days_denies_no_report_of_today() -> None:
    """He denied it then; now an outlet has him go."""
    found = in_all("据The Information报道，OpenAI研究员温知远将加入腾讯。温知远此前曾否认加入腾讯。")
    assert not any(mention.negated for mention in found.values())


def test_the_same_year() -> None:
    """同年 is the year of the sentence before, and 一个月后 no news."""
    text = (
        "2024年2月，研究员安德森·霍尔离开OpenAI。同年5月，首席科学家埃利亚斯·索科夫离职，"
        "一个月后创办了Safe Superintelligence。"
    )
    found = {(c.kind, c.person): c for c in read(text)}
    left = found[Kind.DEPARTURE, "埃利亚斯·索科夫"]
    assert (left.effective, left.fresh) == (date(2024, 5, 1), False)
    assert not found[Kind.FOUNDING, "埃利亚斯·索科夫"].fresh


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("OpenAI研究与安全副总裁林远航宣布离职。", "研究与安全副总裁"),
        ("OpenAI联合创始人兼研究员林远航宣布离职。", "联合创始人兼研究员"),
        ("OpenAI研究员、图灵奖得主林远航宣布离职。", "研究员"),
        ("图灵奖得主林远航离开OpenAI。", None),
        ("GPT论文第一作者林远航离开OpenAI。", None),
        ("OpenAI元老级研究员林远航离职。", "研究员"),
        ("林远航辞去OpenAI首席安全官职务。", "首席安全官"),
        ("董事会免去林远航的首席执行官职务，Stability AI暂无继任者。", "首席执行官"),
        ("OpenAI研究員林遠航宣布離職。", "研究員"),
        ("OpenAI第三位安全主管林远航离职。", "安全主管"),
        ("OpenAI新一任首席科学家林远航离职。", "首席科学家"),
        ("OpenAI七名核心研究员林远航等离职。", "核心研究员"),
    ],
)
def test_the_post_that_is_left(text: str, role: str | None) -> None:
    """The post as published, whole and without epithets."""
    assert [c.role for c in read(text)] == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("前OpenAI研究员林远航加入Anthropic，担任对齐研究主管。", "对齐研究主管"),
        ("OpenAI任命林远航为首席财务官。", "首席财务官"),
        ("智谱任命原百度研究院主任林远航为首席技术官。", "首席技术官"),
        ("智谱任命林远航担任总裁，原总裁温岭出任顾问。", "总裁"),
        ("林远航加盟智谱，负责强化学习方向。", "负责强化学习方向"),
        ("智谱研究副总裁林远航升任首席科学家。", "首席科学家"),
        ("智谱首席技术官温岭离职，由工程副总裁林远航接任。", "首席技术官"),
    ],
)
def test_the_post_that_is_taken(text: str, role: str) -> None:
    """Someone who comes or rises is told with the new post, never with the one held before."""
    assert {c.role for c in read(text) if c.person == "林远航"} == {role}


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("前Snowflake高管Lena Park加入OpenAI。", Kind.HIRE, "Snowflake"),
        ("斯坦福大学教授林远航加入DeepMind。", Kind.HIRE, "斯坦福大学"),
        ("OpenAI研究员林远航离职，加入某创业公司星图云。", Kind.DEPARTURE, None),
        ("智谱算法总监林远航加入京东方。", Kind.DEPARTURE, "京东方"),
        ("林远航已离开OpenAI。据悉林远航将加入Anthropic。", Kind.HIRE, "OpenAI"),
    ],
)
def test_the_firm_at_the_other_end(text: str, kind: Kind, other: str | None) -> None:
    """Where someone comes from or goes to, also where no list holds it or another sentence names it."""
    assert by_kind(text)[kind].other_org == other


def test_names_are_told_as_published() -> None:
    """A person, a post and an unlisted lab of a traditional page keep its script."""
    found = read("人工智慧公司雲岫智能首席科學家歐陽靖舒離職。")
    assert [(c.person, c.role, c.lab) for c in found] == [("歐陽靖舒", "首席科學家", "雲岫智能")]


def test_a_reporter_does_not_move_with_whom_they_write_of() -> None:
    """X报道 names who tells, though a comma and a post join the two names."""
    found = read("彭博社马克·古尔曼报道，苹果AI总监温知远即将离职，加盟OpenAI负责设备端模型。")
    assert {c.person for c in found} == {"温知远"}
    found = read("The Information记者陈明称，OpenAI研究员温知远已离职，加入Meta。")
    assert {c.person for c in found} == {"温知远"}


def test_what_describes_the_mover_dates_no_other_move() -> None:
    """Whoever left years ago comes back today, and leaves today what is named with it."""
    found = by_kind("三年前离开谷歌创办Orrery的温知远宣布重返谷歌DeepMind，出任杰出科学家。")
    assert (found[Kind.RETURN].fresh, found[Kind.RETURN].role) == (True, "杰出科学家")
    assert (found[Kind.FOUNDING].fresh, found[Kind.FOUNDING].role) == (False, None)
    left = {c.lab: c.fresh for c in read("几年前从OpenAI离职的温知远又离开了Anthropic。")}
    assert left == {"OpenAI": False, "Anthropic": True}


@pytest.mark.parametrize(
    ("text", "lab", "kind"),
    [
        ("阶跃星辰宣布完成C轮融资，旷视科技联合创始人温知远出任董事长。", "StepFun", Kind.HIRE),
        ("字节跳动宣布收购智谱，智谱首席科学家温知远出任总裁。", "Zhipu AI", Kind.ROLE_CHANGE),
        ("阿里巴巴宣布组织调整，通义实验室负责人温知远出任首席科学家。", "Tongyi Lab", Kind.ROLE_CHANGE),
    ],
)
def test_a_post_is_at_the_firm_that_makes_it_known(text: str, lab: str, kind: Kind) -> None:
    """Not where the one who takes it worked, unless the firm speaks of that one's firm or its own unit."""
    (found,) = read(text)
    assert (found.lab, found.kind) == (lab, kind)


@pytest.mark.parametrize("text", ["华为余承东称，新车型将加入盘古大模型。", "小米雷军表示，多款产品已加入MiMo大模型。"])
def test_goods_join_nothing_in_the_name_of_who_speaks_of_them(text: str) -> None:
    """A car gets a model; nobody moves."""
    assert read(text) == ()


@pytest.mark.parametrize(
    ("answer", "certainty"),
    [
        ("对此，智谱相关负责人回应称：“属实，温知远因个人原因离开。”", Certainty.CONFIRMED),
        ("智谱回应称消息属实。", Certainty.CONFIRMED),
        ("记者就消息是否属实求证智谱，未获回复。", Certainty.RUMORED),
    ],
)
def test_a_rumour_that_the_firm_bears_out_is_confirmed(answer: str, certainty: Certainty) -> None:
    """属实 makes a fact of what was 被曝; whether it is so makes none."""
    found = in_all("近日，智谱首席科学家温知远被曝离职。" + answer)
    assert found[Kind.DEPARTURE].certainty is certainty


def test_a_post_held_before_is_not_the_one_taken() -> None:
    """此前她在A担任B says where she comes from; 此前担任B的X出任C what X takes."""
    held = by_kind("95后研究员温知远近日宣布加盟OpenAI，此前她在英伟达担任高级研究科学家。")
    assert held[Kind.HIRE].role is None
    taken = by_kind("此前担任谷歌副总裁的温知远出任智谱首席科学家。")
    assert taken[Kind.HIRE].role == "首席科学家"


def test_the_year_at_hand_is_no_day() -> None:
    """今年, of what an outlet reports today, dates nothing and makes no recap."""
    told = in_all("今年，温知远转投OpenAI，The Information周三报道。")[Kind.HIRE]
    assert (told.effective, told.fresh) == (None, True)


def test_what_goes_round_in_quotation_marks_is_a_rumour() -> None:
    """“X离开A”的消息 is nobody's word; that it is too far-fetched denies it."""
    told = "“温知远离开智谱”的消息昨夜刷屏。"
    assert by_kind(told)[Kind.DEPARTURE].certainty is Certainty.RUMORED
    assert in_all(told + "智谱公关负责人回应：“编得太离谱了。”")[Kind.DEPARTURE].negated
