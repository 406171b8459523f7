"""What a candidate says besides who, where and what: certainty, dates, news or recap, sources, posts, places."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from chinese_cases import PUBLISHED, read

from crawler.match.candidate import Candidate
from crawler.model import Certainty, Kind


def one(text: str, title: str | None = None) -> Candidate:
    found = read(text, title)
    assert len({(c.person, c.lab_id, c.kind) for c in found}) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("OpenAI研究员林远航被曝将离职。", Certainty.RUMORED),
        ("传OpenAI研究员林远航离职。", Certainty.RUMORED),
        ("OpenAI研究员林远航疑似离职。", Certainty.RUMORED),
        ("OpenAI研究员林远航要离职？", Certainty.RUMORED),
        ("据The Information报道，OpenAI研究员林远航将离职。", Certainty.REPORTED),
        ("知情人士透露，OpenAI研究员林远航已离职。", Certainty.REPORTED),
        ("OpenAI研究员林远航官宣离职。", Certainty.CONFIRMED),
        ("OpenAI研究员林远航已正式离职。", Certainty.CONFIRMED),
    ],
)
def test_certainty(text: str, certainty: Certainty) -> None:
    """A hedge makes a rumour, a source a report, an announcement a fact."""
    assert one(text).certainty is certainty


def test_a_hedge_covers_its_own_verb_only() -> None:
    """疑将 before the first of two people says nothing of the second."""
    found = {c.person: c.certainty for c in read("OpenAI联创Jens Holm疑将离职、研究员Paul Reiter加入Anthropic")}
    assert found == {"Jens Holm": Certainty.RUMORED, "Paul Reiter": Certainty.CONFIRMED}


def test_announced_and_effective_days() -> None:
    """The day of the announcement and the day it takes effect are told apart."""
    found = one("3月16日，Anthropic副总裁Vera Stone宣布将于3月27日离职。")
    assert (found.announced, found.effective, found.fresh) == (date(2026, 3, 16), date(2026, 3, 27), True)


@pytest.mark.parametrize(
    "text",
    [
        "他们的同事、OpenAI研究员林远航早已离职。",
        "OpenAI研究员林远航已于2023年5月离职。",
        "去年，OpenAI研究员林远航离职。",
        "林远航曾于2019年加入OpenAI。",
    ],
)
def test_a_recap_is_not_fresh(text: str) -> None:
    """A past date or a word of the past makes a recap."""
    assert not one(text).fresh


def test_news_is_fresh() -> None:
    """News of the day is fresh."""
    assert one("近日，OpenAI研究员林远航宣布离职。").fresh


def test_who_came_back_leaves_again_as_news() -> None:
    """The departure of years ago makes no recap of today's."""
    text = "Noah Brandt宣布离开谷歌加入OpenAI。Brandt此前于 2021 年离开谷歌，创立了Character.AI，随后于 2024 年回归。"
    left = [c for c in read(text) if c.kind is Kind.DEPARTURE]
    assert {(c.fresh, c.effective) for c in left} == {(True, None), (False, date(2021, 1, 1))}


def test_who_is_cited() -> None:
    """The outlet that a sentence names is its source."""
    assert one("据外媒The Information消息，OpenAI研究员林远航将离开OpenAI。").attributed_to == "The Information"


@pytest.mark.parametrize(
    ("lead", "outlet"),
    [
        ("路透社称", "路透社"),
        ("《棱镜》杂志称", "棱镜"),
        ("机器网消息", "机器网"),
        ("路透社记者林立称", "路透社"),
        ("36氪获悉", "36氪"),
        ("界面新闻记者获悉", "界面新闻"),
        ("晚点独家报道", "晚点"),
        ("据晚点LatePost报道", "晚点LatePost"),
        ("据The Register", "The Register"),
        ("据新京报报道", "新京报"),
        ("消息人士称", None),
        ("本报记者获悉", None),
    ],
)
def test_what_an_outlet_says_is_reported_and_the_outlet_cited(lead: str, outlet: str | None) -> None:
    """However the press says that it knows, its word is a report."""
    found = one(f"{lead}，智谱CTO许诺已离职。")
    assert (found.certainty, found.attributed_to) == (Certainty.REPORTED, outlet)


def test_post_and_other_firm() -> None:
    """The post before a name and the firm at the other end are kept."""
    found = {c.kind: c for c in read("OpenAI研究主管林远航跳槽到Anthropic。")}
    assert found[Kind.DEPARTURE].role == "研究主管"
    assert found[Kind.DEPARTURE].other_org == "Anthropic"
    assert found[Kind.HIRE].other_org == "OpenAI"


def test_the_other_firm_is_each_ones_own() -> None:
    """分别 gives each of several who leave a firm of his own."""
    found = read("智谱研究员许诺、周屿、丁晓离职，分别加入月之暗面、腾讯和OpenAI。")
    others = {c.person: c.other_org for c in found if c.kind is Kind.DEPARTURE}
    assert others == {"许诺": "Moonshot AI", "周屿": "Tencent", "丁晓": "OpenAI"}


def test_what_takes_effect_at_once_does_so_on_the_day_of_the_news() -> None:
    """即日起生效 is dated by the article."""
    assert one("面壁智能宣布，许诺出任COO，直接向CEO汇报，即日起生效。").effective == PUBLISHED.date()


@pytest.mark.parametrize(
    ("text", "fresh"),
    [
        ("许诺2018年离开OpenAI，回国加入智谱。", False),
        ("智谱的前员工许诺，目前就职于OpenAI。", False),
        ("我是许诺，上周五从智谱毕业了，感谢六年的陪伴。", True),
        ("消息人士称，智谱CTO许诺上月已递交辞呈。", True),
    ],
)
def test_what_is_long_past_and_what_is_not(text: str, fresh: bool) -> None:
    """A hire shares the year of the leaving before it; where someone now works is no news; 毕业 may be a leaving."""
    found = read(text)
    assert found
    assert {c.fresh for c in found} == {fresh}


def test_the_trigger_is_where_the_document_has_it() -> None:
    """Offsets point into the article's own text, markup and all."""
    text = "OpenAI研究员**Nora Quist** 已正式离职。"
    doc_text = text
    found = read(text)[0]
    assert doc_text[slice(*found.trigger)] == "离职"


def test_scores_and_reasons() -> None:
    """Every candidate carries a score between 0 and 1 and reasons in words; a pronoun is less sure than a name."""
    named = one("OpenAI研究员Nora Quist宣布离职。")
    meant = read("OpenAI研究员Nora Quist谈到对齐。她已离职。")[0]
    assert 0 <= meant.score < named.score <= 1
    assert named.reasons


def test_without_a_publication_day() -> None:
    """A document without a date is read all the same."""
    found = read("OpenAI研究员Nora Quist于2016年加入OpenAI。", published=None)
    assert [(c.kind, c.fresh, c.effective) for c in found] == [(Kind.HIRE, False, date(2016, 1, 1))]


def test_the_day_is_counted_in_china() -> None:
    """昨日 in an article published late in the evening UTC is yesterday in Shanghai."""
    found = read("昨日，OpenAI研究员Nora Quist离职。", published=datetime(2026, 3, 17, 20, tzinfo=UTC))
    assert found[0].effective == date(2026, 3, 17) or found[0].announced == date(2026, 3, 17)


def test_a_day_of_effect_may_follow() -> None:
    """自3月20日起生效 dates the move told before it; a day still to come is never that of the announcement."""
    assert one("商汤科技：执行董事徐斌辞任，自2026年3月20日起生效。").effective == date(2026, 3, 20)
    last = one("林俊阳的最后工作日是3月31日，之后他将离开阿里。")
    assert (last.announced, last.effective) == (None, date(2026, 3, 31))


def test_no_day_is_read_in_a_name() -> None:
    """周一 is Monday, 周一鸣 is somebody."""
    assert one("字节跳动研究员周一鸣将于3月底离职。").effective == date(2026, 3, 31)
    assert one("字节跳动研究员周一鸣周二离职。").effective == one("字节跳动研究员林远航周二离职。").effective


def test_what_a_source_tells_of_last_month_is_news() -> None:
    """上个月 alone marks a recap, not where somebody now lets it be known."""
    found = one("知情人士透露，谷歌DeepMind研究员Ioannis Alexiou上个月已离职。")
    assert (found.fresh, found.certainty) == (True, Certainty.REPORTED)
    assert not one("谷歌DeepMind研究员Ioannis Alexiou上个月已离职。").fresh


def test_an_entry_that_names_no_firm_is_into_the_firm_described() -> None:
    """潘欣入职 of a Meituan man leaves nobody: he came to Meituan."""
    found = one("美团大模型负责人潘欣今年2月入职，向创始人汇报。")
    assert (found.kind, found.lab_id) == (Kind.HIRE, "meituan")


def test_words_cut_out_of_others_are_no_moves() -> None:
    """直接管理 holds no 接管, 部分管理层 no 分管, and 因 after a name belongs to the reason."""
    told = read("上周，小鹏机器人负责人米良山离职，由何某直接管理，部分管理层也参与其中。")
    assert [c.kind for c in told] == [Kind.DEPARTURE]
    assert one("科大讯飞公告，副总裁杜岚因个人原因辞职。").person == "杜岚"


def test_one_who_founded_a_firm_comes_from_it() -> None:
    """Where someone comes from is the firm told of before, not the one that describes them."""
    found = read("DeepMind联创纪星河，创办了Inflexion AI，最新动态是被挖到了微软。")
    assert {c.other_org for c in found if c.lab_id == "microsoft"} == {"Inflexion AI"}


def test_a_founder_who_leaves_goes_to_the_firm_founded() -> None:
    """B联合创始人X离开A: the other end is B."""
    found = read("2023年5月，Mistral AI联合创始人亚瑟·门德离开DeepMind。")
    assert [(c.lab_id, c.other_org) for c in found] == [("google", "Mistral AI")]


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("Anthropic失去了纪星河、Dmitri Orlov和陆听泉三名研究员。", "Dmitri Orlov", "研究员"),
        ("OpenAI创始成员、特斯拉前AI主管Andre Kaplan在X上证实，他已于昨日离职。", "Andre Kaplan", "创始成员"),
        ("智谱的COO职责由CFO纪星河兼任。", "纪星河", "COO"),
        ("智谱联合创始人纪星河卸任管理职务，以技术顾问身份继续支持公司。", "纪星河", "技术顾问"),
    ],
)
def test_the_post_is_found_where_it_stands(text: str, person: str, role: str) -> None:
    """After a list, beside one of two firms, before 由, in 以某身份."""
    assert {c.role for c in read(text) if c.person == person} == {role}


@pytest.mark.parametrize(
    ("text", "person", "kind", "role"),
    [
        (
            "| 姓名 | 原公司 | 去向 | 职位 |\n|---|---|---|---|\n| 顾云舟 | OpenAI | 月之暗面 | 首席科学家 |",
            "顾云舟",
            Kind.HIRE,
            "首席科学家",
        ),
        ("苹果AI与机器学习总监顾云舟离职。", "顾云舟", Kind.DEPARTURE, "AI与机器学习总监"),
        ("智谱宣布委任祁振生（Gordon Kay）为行政总裁。", "Gordon Kay", Kind.HIRE, "行政总裁"),
        ("智谱技术长一职暂由董事长游淑惠兼任。", "游淑惠", Kind.ROLE_CHANGE, "技术长"),
        ("智谱首席技术官汤望卸任，转任顾问，其职务由工程副总裁麦琳接任。", "麦琳", Kind.ROLE_CHANGE, "首席技术官"),
        ("智谱宣布：赵廷芳不再担任COO，转任战略委员会主席。", "赵廷芳", Kind.ROLE_CHANGE, "战略委员会主席"),
        ("阿里技术副总裁、达摩院负责人钱清宇已离职。", "钱清宇", Kind.DEPARTURE, "技术副总裁、达摩院负责人"),
    ],
)  # fmt: skip
def test_posts_wherever_the_sentence_puts_them(text: str, person: str, kind: Kind, role: str) -> None:
    """After a bracket, before 一职由X, left by the one before, after a duty laid down, or two held at once."""
    assert (person, kind, role) in {(c.person, c.kind, c.role) for c in read(text)}


def test_where_someone_was_before() -> None:
    """A clause after the verb may say where someone was, which is no news of a departure."""
    (hire,) = read("阿马尔·苏布兰加入苹果任AI副总裁，他此前是微软AI公司副总裁。")
    assert (hire.kind, hire.other_org) == (Kind.HIRE, "Microsoft AI")


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("林远航2020年毕业于云州大学，师从某教授，2021年加入智谱。", date(2021, 1, 1)),
        ("于当地时间3月15日，林远航从OpenAI离职，加入Anthropic。", date(2026, 3, 15)),
        ("林远航于2023年离开OpenAI，转而加入Anthropic。", date(2023, 1, 1)),
        ("林远航于2023年离开OpenAI，2024年加入Anthropic。", date(2024, 1, 1)),
    ],
)
def test_a_coming_has_its_own_date_or_that_of_the_leaving_it_goes_with(text: str, effective: date) -> None:
    """A date in the verb's clause wins over an earlier clause's; told in one breath, both ends share one."""
    assert {c.effective for c in read(text) if c.kind is Kind.HIRE} == {effective}


@pytest.mark.parametrize(
    "text", ["从百度跳槽到字节的林远航，近日又回归百度。", "去年从百度加入字节的林远航，于3月10日重返百度。"]
)
def test_what_describes_one_who_comes_back_is_background(text: str) -> None:
    """The return is the news, and the leaving of the place between; how it came to that is a recap."""
    assert {(c.kind, c.lab_id) for c in read(text) if c.fresh} == {
        (Kind.RETURN, "baidu"),
        (Kind.DEPARTURE, "bytedance"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "金石资本合伙人林远航离职，曾投资月之暗面。",
        "金石资本合伙人林远航离职，他曾参与投资智谱、MiniMax。",
        "林远航宣布离职。她曾在谷歌和OpenAI工作。",
    ],
)
def test_a_firm_of_the_past_or_one_paid_for_is_not_left(text: str) -> None:
    """Whoever gave a lab money is no member of it; what is said of the first of a list is said of all."""
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("面壁智能CTO曾国洋升任总裁，原总裁转任顾问。", "总裁"),
        ("阿里通义实验室后训练负责人林远航离职。", "后训练负责人"),
        ("阿里通义实验室负责人林远航离职。", "实验室负责人"),
        ("OpenAI没有否认研究员林远航离职。", "研究员"),
    ],
)
def test_a_post_without_what_stands_beside_it(text: str, role: str) -> None:
    """A surname that is a word of the past (曾) and the laboratory before a post change nothing of it."""
    assert one(text).role == role
    assert one(text).fresh


def test_what_someone_has_done_by_now_is_background() -> None:
    """已加入A的X says who X is."""
    assert not one("法院驳回了xAI对已加入OpenAI的前工程师林远航的诉讼请求。").fresh
