"""Pages of our own, as newsrooms serve them, become the articles a reader sees."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import SHARED, needs_shared

from benchmarks import extraction
from crawler.demo.damage import damaged
from crawler.extract.article import extract
from crawler.extract.links import LinkedText
from crawler.model import Article, Link, Page, Reason, Rejected

NOW = datetime(2026, 6, 14, 4, tzinfo=UTC)
URL = "https://news.example/2026/06/13/chief-leaves.html"
PARAGRAPHS = [
    "The chief scientist of Quillfeather AI said on Friday that she would leave the company at the end of the month.",
    "Her deputy, who joined from a rival two years ago, is to take over her team, says a memo seen by this paper.",
    "A spokesman thanked her for six years of work — “we would not be here without her”, he said.",
]
CHINESE = [
    "据报道,羽毛智能首席科学家王小明已于周五宣布离职,公司方面证实了这一消息,并感谢他六年来的贡献。",
    "萨姆·奥特曼在社交媒体上表示祝贺——他称王小明为“最好的同事之一”,并期待他的下一家公司。",
    "接替他的是两年前从竞争对手加入的副手,新的团队将从下个月起开始工作,具体安排另行公布。",
]


def page(body: str | bytes, *, url: str = URL, content_type: str | None = None, announced: Link | None = None) -> Page:
    raw = body if isinstance(body, bytes) else body.encode()
    return Page(source="example", asked_url=url, final_url=url, fetched_at=NOW, body=raw,
                content_type=content_type, announced=announced)  # fmt: skip


def html(paragraphs: list[str], head: str = "", before: str = "", after: str = "") -> str:
    text = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><a href='/'>Home</a> <a href='/ai'>AI</a></nav>"
        f"<main>{before}<article>{text}</article>{after}</main><footer>News Example</footer></body></html>"
    )


def article(body: str | bytes, **how: object) -> Article:
    found = extract(page(body, **how))  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def test_a_plain_english_article() -> None:
    """Text, headline, authors, date, language and address come out of a well-made page; nav and footer do not."""
    head = """<title>Chief scientist leaves | News Example</title><meta property="og:site_name" content="News Example">
      <link rel="canonical" href="https://news.example/2026/06/13/chief-leaves.html?utm_source=rss">
      <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
        "headline": "Chief scientist leaves", "datePublished": "2026-06-13T09:30:00-04:00",
        "author": [{"@type": "Person", "name": "Ada Moss"}, {"@type": "Person", "name": "Bo Lind"}]}]}</script>"""
    found = article(html(PARAGRAPHS, head, "<h1>Chief scientist leaves</h1>"))
    assert found.text == "\n".join(PARAGRAPHS)
    assert found.title == "Chief scientist leaves"
    assert found.authors == ("Ada Moss", "Bo Lind")
    assert found.published == datetime(2026, 6, 13, 13, 30, tzinfo=UTC)
    assert (found.language, found.url, found.source) == ("en", URL, "example")
    assert not found.repaired


@pytest.mark.parametrize(("encoding", "declared"), [("gbk", "gb2312"), ("gb18030", ""), ("utf-8", "gb2312")])
def test_a_chinese_article_keeps_its_signs(encoding: str, declared: str) -> None:
    """— and · come through from GBK bytes, and a date without a zone is China's."""
    head = f"<meta charset='{declared}'><title>首席科学家离职_示例科技</title>"
    before = "<h1>示例商业</h1><div>2026-06-12 20:15:07 来源:示例</div>"
    found = article(html(CHINESE, head, before).encode(encoding))
    assert found.text.endswith("\n".join(CHINESE))
    assert "萨姆·奥特曼" in found.text
    assert "——他称" in found.text
    assert found.title == "首席科学家离职"
    assert found.language == "zh"
    assert found.published == datetime(2026, 6, 12, 12, 15, 7, tzinfo=UTC)


def test_a_damaged_page_is_repaired() -> None:
    """Readings are gone from headline and text, and the article says that it was repaired."""
    whole = (
        "首席技術官Mira Murati離職,聯合創始人將獨立創業,團隊數據與研發進展由總裁領導,"
        "當地時間15日公布了結構調整的實際時間。"
    )
    found = article(
        html(
            [damaged(whole), damaged("公司的業務發展與產品構想應當保持穩定,學術團體表示贊賞。")],
            f"<title>{damaged('聯合創始人將離職')}</title>",
        )
    )
    assert found.repaired
    assert found.title == "聯合創始人將離職"
    assert "首席技術官Mira Murati離職" in found.text


@pytest.mark.parametrize(
    ("head", "before", "title"),
    [
        ("<title>She leaves - News Example</title>", "<h1>Business</h1>", "She leaves"),
        ("<title>微软卧底成弃儿？_网易财经</title>", "<h1>网易商业</h1>", "微软卧底成弃儿？"),
        (
            "<title>News Example</title><meta property='og:title' content='She leaves for good'>",
            "",
            "She leaves for good",
        ),
        ("<title>She leaves – and returns</title>", "<h1>She leaves – and returns</h1>", "She leaves – and returns"),
        ("", "<h1>She leaves for good</h1>", "She leaves for good"),
    ],
)
def test_the_headline_not_the_channel(head: str, before: str, title: str) -> None:
    """The headline is what was written over this article, without the site's or the channel's name."""
    assert article(html(PARAGRAPHS, head, before)).title == title


def test_related_links_stay_out() -> None:
    """What stands in a block of links beside or under the text is no part of the article."""
    links = ["Rival hires Jane Roe as research chief", "John Doe quits Beta Labs after a row", "Gamma names a new head"]
    block = "<h3>Related articles</h3>" + "".join(f"<p><a href='/{i}'>{link}</a></p>" for i, link in enumerate(links))
    after = f"<div>{block}</div><aside>{block}</aside>"
    for text in (
        article(html(PARAGRAPHS, after=after)).text,
        article(html(PARAGRAPHS).replace("</article>", block + "</article>")).text,
    ):
        assert text == "\n".join(PARAGRAPHS)


def test_a_list_of_the_most_read_stays_out() -> None:
    """Its links have their rank before them and the number of readers behind; those make no sentence of them."""
    ranks = "".join(
        f"<li><em>{n}</em> <a href='/{n}'>国庆70周年活动第{n}次联合演练</a> <i>{n}8843</i></li>" for n in range(1, 6)
    )
    block = f"<ul>{ranks}</ul></article>"
    assert article(html(CHINESE).replace("</article>", block)).text == "\n".join(CHINESE)


def test_a_lead_in_line_stays_out() -> None:
    """ "Read more: …" between two paragraphs is a link to elsewhere, not a sentence of this article."""
    lines = [PARAGRAPHS[0], "Read more: <a href='/x'>John Doe quits Beta Labs after a row</a>", *PARAGRAPHS[1:]]
    assert "John Doe" not in article(html(lines)).text


def test_a_link_inside_a_sentence_stays() -> None:
    """Words of a sentence that are a link are words of the sentence."""
    linked = PARAGRAPHS[0].replace("Quillfeather AI", "<a href='/q'>Quillfeather AI</a>")
    assert article(html([linked, *PARAGRAPHS[1:]])).text == "\n".join(PARAGRAPHS)


def test_an_article_is_known_by_where_it_was_fetched() -> None:
    """Whatever a page claims, it cannot pose as another one of its site; tracking apart, its address is its own."""
    head = "<link rel='canonical' href='https://news.example/another'>"
    assert article(html(PARAGRAPHS, head)).url == URL
    assert article(html(PARAGRAPHS, head), url=URL + "?utm_source=rss#top").url == URL


@pytest.mark.parametrize(
    ("href", "shown"),
    [("https://news.example/a.html", "https://news.example/a.html"), ("/a.html", "file:///saved.html"),
     ("javascript:void(0)", "file:///saved.html"), ("http://[", "file:///saved.html")],
)  # fmt: skip
def test_a_saved_page_is_known_by_the_address_it_gives(href: str, shown: str) -> None:
    """A file has no address of its own, and poses as nothing: it is only shown."""
    found = article(html(PARAGRAPHS, f"<link rel='canonical' href='{href}'>"), url="file:///saved.html")
    assert found.url == shown


def test_metadata_holds_nothing_that_acts_on_a_terminal() -> None:
    """A headline in JSON-LD is decoded after the page's bytes were cleaned; so is an entity in a <meta>."""
    said = r'{"@type": "NewsArticle", "headline": "A\u009b31m \u202eb", "author": "C\u001b[1m"}'
    found = article(html(PARAGRAPHS, f'<script type="application/ld+json">{said}</script>'))
    assert (found.title, found.authors) == ("A31m b", ())


def test_the_feed_fills_in() -> None:
    """What the page leaves out of headline and date is taken from the feed that announced it."""
    when = datetime(2026, 6, 13, 7, 45, tzinfo=UTC)
    link = Link(source="example", url=URL, title="Chief scientist leaves", published=when)
    found = article(html(PARAGRAPHS), url="https://news.example/a", announced=link)
    assert (found.title, found.published) == ("Chief scientist leaves", when)


@pytest.mark.parametrize("stated", ["", "{{ date }}"])
def test_where_a_page_states_no_date_its_text_is_asked(stated: str) -> None:
    """Also where it states title and author, and leaves a template's gap for the day."""
    head = f"""<title>Chief scientist leaves</title><meta name="author" content="Jordan Parkes">
      <meta name="pubdate" content="{stated}">"""
    found = article(html(PARAGRAPHS, head, before="<p>Published on 12 June 2026</p>"), url="https://news.example/a")
    assert found.authors == ("Jordan Parkes",)
    assert found.published is not None
    assert found.published.date().isoformat() == "2026-06-12"


def test_a_future_date_is_none() -> None:
    """A date long after the page was fetched is a mistake, not a date."""
    head = '<meta property="article:published_time" content="2036-01-01T00:00:00Z">'
    found = article(html(PARAGRAPHS, head), url="https://news.example/a")
    assert found.published is None


def test_the_hash_follows_the_words() -> None:
    """The same words give the same versioned hash, whatever the mark-up; other words give another."""
    one, other = (
        article(html(PARAGRAPHS)),
        article(html(PARAGRAPHS, after="<aside>x</aside>").replace("<p>", "<p class='a'>")),
    )
    edited = article(html([*PARAGRAPHS[:2], PARAGRAPHS[2].replace("six", "seven")]))
    assert one.text_hash == other.text_hash
    assert one.text_hash.startswith("t1-")
    assert one.text_hash != edited.text_hash


def test_plain_text_is_an_article() -> None:
    """A text file is read as it is, announced as text/plain or not at all."""
    body = "\n".join(CHINESE)
    for content_type in ("text/plain; charset=utf-8", None):
        found = article(body, content_type=content_type, url="article.txt")
        assert (found.text, found.title, found.language, found.url) == (body, None, "zh", "article.txt")


def _index() -> str:
    cards = "".join(
        f"<article><h2><a href='/{i}'>Company number {i} hires a new research chief today</a></h2>"
        f"<p>A few words on what happened at company number {i} this week.</p></article>"
        for i in range(25)
    )
    return f"<html><head><title>News Example</title></head><body><main>{cards}</main></body></html>"


OFFER = [
    "Inside the Quillfeather exodus",
    "Subscribe now to continue reading this and every other story of The Ledger, for 1 € a week.",
    "Already a subscriber? Sign in to continue, or start your free trial and keep reading for thirty days.",
]


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", None, Reason.EMPTY),
        (b" \n\t ", "text/html", Reason.EMPTY),
        (b"%PDF-1.7 ...", None, Reason.NOT_HTML),
        (b"<html><p>words</p></html>", "application/pdf", Reason.NOT_HTML),
        (b'{"title": "A", "items": []}', None, Reason.NOT_HTML),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>', "text/xml", Reason.NOT_HTML),
        (b'<?xml version="1.0"?><!-- x --><urlset></urlset>', "text/xml", Reason.NOT_HTML),
        (bytes(range(256)) * 20, "text/html", Reason.UNDECODABLE),
        (b"x" * 12_000_001, "text/html", Reason.TOO_LARGE),
        (b"<html><body><script>render()</script></body></html>", "text/html", Reason.NO_TEXT),
        (html(["Subscribe to read on."]).encode(), "text/html", Reason.PAYWALL),
        (html(OFFER).encode(), "text/html", Reason.PAYWALL),
        (
            html(["林俊旸离开阿里", "本文为付费内容，开通会员后即可阅读全文。", "已有账号？登录后继续阅读"]).encode(),
            "text/html",
            Reason.PAYWALL,
        ),
        (b"Too short a text.", "text/plain", Reason.TOO_SHORT),
        (_index().encode(), "text/html", Reason.INDEX_PAGE),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else "",
)
def test_what_is_no_article(body: bytes, content_type: str | None, reason: Reason) -> None:
    """Each kind of page that is no article is turned away with its reason."""
    found = extract(page(body, content_type=content_type))
    assert isinstance(found, Rejected)
    assert found.reason is reason
    assert found.url == URL


_TEXT = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + _TEXT,
        "<ul><li>" * 5_000 + _TEXT,
        "<b><p>" * 3_000 + _TEXT,
        "<a href='/x'>some headline here</a>\n" * 10_000 + _TEXT,
        "<title>" + "a - " * 50_000 + "</title>" + _TEXT,
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script>" + _TEXT,
        '<script type=\'application/ld+json\'>{"@type": [1], "author": 7, "headline": null}</script>' + _TEXT,
        "<?xml version='1.0' encoding='gb2312'?><!DOCTYPE html [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><p>&b;</p>"
        + _TEXT,
        "\x00\x0b\x0c\ufffe" + _TEXT,
        "<p>" + "&amp;&#8217;&bogus;" * 20_000 + "</p>" + _TEXT,
        "<time datetime='" + "9" * 10_000 + "'>" + _TEXT,
    ],
    ids=range(11),
)
def test_hostile_pages_end_soon(body: str) -> None:
    """Depth, length and broken mark-up cost seconds at most and never an exception."""
    began = time.process_time()
    assert isinstance(extract(page("<html><body>" + body)), Article | Rejected)
    assert time.process_time() - began < 10


def test_the_headline_is_no_part_of_the_text() -> None:
    """Where a page repeats its headline above the first paragraph, the text starts behind it."""
    found = article(html(["Chief scientist leaves", *PARAGRAPHS], "<title>Chief scientist leaves</title>"))
    assert (found.title, found.text) == ("Chief scientist leaves", "\n".join(PARAGRAPHS))


def test_another_story_in_capitals_between_the_paragraphs_is_left_out() -> None:
    """A paragraph that is one capitalised link leads elsewhere; a Chinese one with "AI" in it is not meant by that."""
    other, chinese = "RIVAL LAB FIRES CHIEF SCIENTIST", "AI公司任命新的首席科学家"
    text = "\n".join([PARAGRAPHS[0], other, PARAGRAPHS[1], chinese, PARAGRAPHS[2]])
    kept = LinkedText(frozenset({other, chinese})).without_related(text)
    assert kept.split("\n") == [PARAGRAPHS[0], PARAGRAPHS[1], chinese, PARAGRAPHS[2]]


@pytest.mark.parametrize(
    "garble",
    [
        lambda text: text.encode("gbk").decode("utf-8", "replace"),
        lambda text: text.encode().decode("cp1252", "replace"),
        lambda text: text.encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace"),
    ],
)
def test_what_was_garbled_before_it_was_sent_is_refused_by_name(garble: Callable[[str], str]) -> None:
    """Nothing can be read in it, and nobody should take it for a quiet day; a stray sign in an article is no garble."""
    found = extract(page(html([garble(paragraph) for paragraph in CHINESE * 3])))
    assert isinstance(found, Rejected)
    assert found.reason in {Reason.GARBLED, Reason.UNDECODABLE}
    assert article(html([*CHINESE, "\ufffd图片\ufffd"])).text


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["<p>", "</div>", "<a href=x>", "<h1>", "<!--", "<title>", "]]>", "&#0;", "\ud800"])
                | st.text(max_size=20), max_size=30))  # fmt: skip
def test_any_page_is_an_article_or_rejected(parts: list[str]) -> None:
    """No mark-up raises, and what is an article has text and a hash."""
    found = extract(page(("<html>" + "".join(parts)).encode("utf-8", "surrogatepass")))
    assert isinstance(found, Rejected) or (found.text and found.text_hash)


@needs_shared
@pytest.mark.parametrize(
    "name", ["article-extraction-benchmark", "fundus-evaluation", "gne", "netease-gbk", "zh-publishers"]
)
def test_real_pages(name: str) -> None:
    """Of each set of real pages a dozen come out as articles, with the headline and date that people read there."""
    assert SHARED is not None
    folder = SHARED / "data" / name
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [
        (row, extract(page(gzip.decompress((folder / row["file"]).read_bytes()))))
        for row in rows[:: len(rows) // 12 + 1]
    ]
    articles = [(row, each) for row, each in found if isinstance(each, Article)]
    assert len(articles) >= 0.8 * len(found)
    titled = [each.title == row["title"] for row, each in articles if row.get("title")]
    assert sum(titled) >= 0.9 * len(titled)
    if name == "netease-gbk":
        assert all(each.published and "\ufffd" not in f"{each.title}{each.text}" for _, each in articles)


@needs_shared
@pytest.mark.parametrize(
    ("name", "f1", "headlines"),
    [
        ("article-extraction-benchmark", 0.965, None),
        ("fundus-evaluation", 0.97, None),
        ("gne", 0.87, 0.98),
        ("netease-gbk", 0.94, 0.98),
    ],
)
def test_no_set_of_real_pages_is_read_worse_than_before(name: str, f1: float, headlines: float | None) -> None:
    """The figures of benchmarks/extraction.py, which says how they are measured, hold."""
    score = extraction.measure(name, extraction.labmoves)
    assert score.f1 >= f1
    assert headlines is None or (score.headlines is not None and score.headlines >= headlines)


@needs_shared
def test_the_seed_as_a_page() -> None:
    """The real damaged text, as a file, is an article and is repaired."""
    assert SHARED is not None
    found = article((SHARED / "seed" / "huxiu-alec-radford.txt").read_bytes(), url="huxiu-alec-radford.txt")
    assert found.repaired
    assert found.language == "zh"
    assert "首席技術官Mira Murati" in found.text
