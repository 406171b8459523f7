"""The publishers that come with labmoves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.gate import check_url
from crawler.model import Link
from crawler.sources.load import BUILT_IN, load_catalog
from spiders.announced import choose

CATALOG = load_catalog()
PROMISED = (
    "huxiu 36kr ithome qbitai jiqizhixin infoq_cn aiera aibase zhidx pingwest jiemian thepaper wallstreetcn deepseek "
    "techcrunch the_verge wired ars_technica venturebeat hacker_news techmeme the_information technology_review "
    "the_decoder reuters ap_news bloomberg_tech openai_news anthropic mistral xai meta_newsroom import_ai platformer"
).split()
ADDRESSES = {  # source: an address of its articles, and one of the same site that is none
    "36kr": ("https://36kr.com/p/3634994229462273?f=rss", "https://36kr.com/information/AI/"),
    "ai2": ("https://allenai.org/blog/olmo-hybrid", "https://allenai.org/careers"),
    "aibase": ("https://www.aibase.com/zh/news/31355", "https://www.aibase.com/zh/tool/28619"),
    "aiera": ("https://aiera.com.cn/2026/08/29/other/admin/111211/openai/", "https://aiera.com.cn/category/news/"),
    "amazon_science": (
        "https://www.amazon.science/blog/lessons-learned-from-ten-years-of-dynamodb",
        "https://www.amazon.science/tag/hiring",
    ),
    "anthropic": ("https://www.anthropic.com/news/claude-opus-4-8", "https://www.anthropic.com/careers/jobs"),
    "ap_news": (
        "https://apnews.com/article/openai-researcher-leaves-5609846d4d840014974a847b01079c32",
        "https://apnews.com/article/poland-economy-growth-g20-26fe06e120398410f8d773ba5661e7aa",
    ),
    "apple_ml": (
        "https://machinelearning.apple.com/research/multi-agent-teams-experts",
        "https://machinelearning.apple.com/work-with-us",
    ),
    "ars_technica": (
        "https://arstechnica.com/ai/2026/06/a-researcher-leaves-openai/",
        "https://arstechnica.com/author/benj-edwards/",
    ),
    "axios": ("https://www.axios.com/2026/05/19/musk-altman-openai-trial", "https://www.axios.com/technology"),
    "bbc_tech": (
        "https://www.bbc.com/news/articles/c0j2nydnzy7o?at_medium=RSS&at_campaign=rss",
        "https://www.bbc.com/news/videos/clyrvrde160o",
    ),
    "bbc_zhongwen": (
        "https://www.bbc.com/zhongwen/articles/cn74d8mr640o/trad?at_medium=RSS",
        "https://www.bbc.com/zhongwen/topics/cq8nqywy37yt/trad",
    ),
    "big_technology": ("https://www.bigtechnology.com/p/inside-the-lab", "https://www.bigtechnology.com/archive"),
    "bloomberg_tech": (
        "https://www.bloomberg.com/news/articles/2026-06-09/openai-loses-a-head-of-research",
        "https://www.bloomberg.com/technology",
    ),
    "bnext": ("https://www.bnext.com.tw/article/84780/australia-deloitte-ai", "https://www.bnext.com.tw/categories/ai"),
    "business_insider": (
        "https://www.businessinsider.com/openai-head-of-research-leaves-2026-6",
        "https://www.businessinsider.com/tech",
    ),
    "caixin_tech": ("https://www.caixin.com/2026-08-03/102345678.html", "https://www.caixin.com/tech/"),
    "chinanews_finance": (
        "https://www.chinanews.com.cn/cj/2026/08-19/10680101.shtml",
        "https://www.chinanews.com.cn/cj/gd.shtml",
    ),
    "cna_tech": ("https://www.cna.com.tw/news/ait/202607130186.aspx", "https://www.cna.com.tw/list/ait.aspx"),
    "cnbc_tech": (
        "https://www.cnbc.com/2026/06/02/openai-hires-a-finance-chief.html",
        "https://www.cnbc.com/technology/",
    ),
    "cnbeta": ("https://www.cnbeta.com.tw/articles/tech/1577922.htm", "https://www.cnbeta.com.tw/topics/2.htm"),
    "cyzone": ("https://www.cyzone.cn/article/837414.html", "https://www.cyzone.cn/channel/5.html"),
    "deepseek": (
        "https://api-docs.deepseek.com/zh-cn/news/news251201",
        "https://api-docs.deepseek.com/zh-cn/quick_start/pricing",
    ),
    "dw_zh": ("https://www.dw.com/zh/deepseek计划再融资/a-77971573", "https://www.dw.com/zh/科技/s-9058"),
    "engadget": (
        "https://www.engadget.com/2175740/the-jury-in-the-openai-case-has-ruled/",
        "https://www.engadget.com/ai/",
    ),
    "ftchinese": ("https://www.ftchinese.com/story/001104657", "https://www.ftchinese.com/channel/technology.html"),
    "geekpark": ("https://www.geekpark.net/news/363718", "https://www.geekpark.net/column/304"),
    "geekwire": (
        "https://www.geekwire.com/2026/ai2-names-a-new-ceo/",
        "https://www.geekwire.com/artificial-intelligence/",
    ),
    "gelonghui": ("https://www.gelonghui.com/live/2438548", "https://www.gelonghui.com/user/398014"),
    "google_ai_blog": (
        "https://blog.google/technology/ai/a-new-head-of-research/",
        "https://blog.google/technology/ai/",
    ),
    "google_deepmind": ("https://deepmind.google/blog/ai-pointer/", "https://deepmind.google/models/gemini-omni/"),
    "google_research": (
        "https://research.google/blog/new-framework-for-auditing-machine-unlearning/",
        "https://research.google/people/",
    ),
    "guardian_ai": (
        "https://www.theguardian.com/technology/2026/may/28/a-researcher-leaves",
        "https://www.theguardian.com/technology/artificialintelligenceai",
    ),
    "hacker_news": ("https://qubit.example/a-researcher-leaves", "mailto:hn@ycombinator.com"),
    "hugging_face": (
        "https://huggingface.co/blog/nvidia/cosmos-fine-tuning",
        "https://huggingface.co/NemoStation/Marlin-2B",
    ),
    "huxiu": ("https://www.huxiu.com/article/4857517.html?f=rss", "https://www.huxiu.com/member/1453857.html"),
    "ifanr": ("https://www.ifanr.com/digest/1670369", "https://www.ifanr.com/author/ifanr"),
    "import_ai": ("https://jack-clark.net/2026/06/08/import-ai-460/", "https://jack-clark.net/about/"),
    "infoq_cn": (
        "https://www.infoq.cn/article/DYIUw7abCW7ZYI1OER9i",
        "https://www.infoq.cn/video/7LNG31pHhuTxEptTLMsD",
    ),
    "inside_tw": ("https://www.inside.com.tw/article/41088-claude-opus-4-7", "https://www.inside.com.tw/tag/ai"),
    "interconnects": ("https://www.interconnects.ai/p/open-and-closed-models", "https://www.interconnects.ai/archive"),
    "it199": ("https://www.199it.com/archives/1817077.html", "https://www.199it.com/archives/category/report"),
    "ithome": ("https://www.ithome.com/1/001/052.htm", "https://www.ithome.com/list/"),
    "ithome_tw": ("https://www.ithome.com.tw/news/176910", "https://www.ithome.com.tw/tags/ai"),
    "jiemian": ("https://www.jiemian.com/article/14660284.html", "https://www.jiemian.com/lists/65.html"),
    "jiqizhixin": ("https://www.jiqizhixin.com/articles/2026-05-06-8", "https://www.jiqizhixin.com/users/1"),
    "landian": ("https://www.landian.news/archives/113188.html", "https://www.landian.news/archives/tag/ai"),
    "last_week_in_ai": ("https://lastweekin.ai/p/last-week-in-ai-350", "https://lastweekin.ai/archive"),
    "latent_space": ("https://www.latent.space/p/a-guest", "https://www.latent.space/about"),
    "leikeji": ("http://www.leikeji.com/article/77347", "http://www.leikeji.com/columns/ai"),
    "leiphone": ("https://www.leiphone.com/category/ai/6WL1SBqJQM2LVl94.html", "https://www.leiphone.com/category/ai"),
    "media_404": ("https://www.404media.co/a-researcher-leaves/", "https://www.404media.co/tag/ai/"),
    "meta_newsroom": (
        "https://about.fb.com/news/2026/06/a-new-head-of-research/",
        "https://about.fb.com/news/category/technology/",
    ),
    "microsoft_research": (
        "https://www.microsoft.com/en-us/research/blog/flint/",
        "https://www.microsoft.com/en-us/research/",
    ),
    "microsoft_source": (
        "https://news.microsoft.com/source/features/ai/from-wisconsin-to-atlanta/",
        "https://news.microsoft.com/source/topics/ai/",
    ),
    "mistral": ("https://mistral.ai/news/ocr-4", "https://mistral.ai/products/le-chat"),
    "mydrivers": ("https://news.mydrivers.com/1/1119/1119924.htm", "https://news.mydrivers.com/class/1.htm"),
    "newcomer": ("https://www.newcomer.co/p/investors-are-betting-on-agents", "https://www.newcomer.co/podcast"),
    "nvidia_blog": (
        "https://blogs.nvidia.com/blog/korea-ecosystem-2026/",
        "https://blogs.nvidia.com/blog/category/enterprise/",
    ),
    "nytimes_tech": (
        "https://www.nytimes.com/2026/05/18/technology/openai-trial.html",
        "https://www.nytimes.com/section/technology",
    ),
    "nytimes_zh": (
        "https://cn.nytimes.com/technology/20260907/ai-chips-china-blacklist/",
        "https://cn.nytimes.com/technology/",
    ),
    "openai_news": ("https://openai.com/index/frontier-safety-blueprint/", "https://openai.com/news/"),
    "oschina": ("https://www.oschina.net/news/460761", "https://www.oschina.net/p/deepseek"),
    "pandaily": ("https://pandaily.com/modelbest-launches-edgeclaw-box", "https://pandaily.com/category/news/"),
    "pingwest": ("https://www.pingwest.com/a/313602", "https://www.pingwest.com/user/1000"),
    "platformer": ("https://www.platformer.news/a-researcher-leaves/", "https://www.platformer.news/tag/openai/"),
    "qbitai": ("https://www.qbitai.com/2026/06/435931.html", "https://www.qbitai.com/category/资讯"),
    "readhub": ("https://readhub.cn/topic/8tITJ1JIXG0", "mailto:hi@readhub.cn"),
    "register": (
        "https://go.theregister.com/feed/www.theregister.com/2026/06/04/a_researcher_leaves/",
        "https://www.theregister.com/software/ai_ml/",
    ),
    "rest_of_world": ("https://restofworld.org/2026/india-uae-g42-cerebras/", "https://restofworld.org/series/ai/"),
    "reuters": (
        "https://www.reuters.com/technology/openai-loses-a-head-of-research-2026-05-06/",
        "https://www.reuters.com/technology/",
    ),
    "rfi_zh": ("https://www.rfi.fr/cn/中国/20260613-anthropic停服", "https://www.rfi.fr/cn/中国/"),
    "scmp_tech": (
        "https://www.scmp.com/tech/big-tech/article/3312345/a-researcher-leaves",
        "https://www.scmp.com/tech/big-tech",
    ),
    "sensetime": ("https://www.sensetime.com/cn/news/51170693", "https://www.sensetime.com/cn/about"),
    "silicon_angle": (
        "https://siliconangle.com/2026/06/01/a-researcher-leaves/",
        "https://siliconangle.com/category/ai/",
    ),
    "simon_willison": (
        "https://simonwillison.net/2026/May/28/claude-opus-4-8/",
        "https://simonwillison.net/tags/openai/",
    ),
    "slashdot": (
        "https://news.slashdot.org/story/26/06/20/0321205/a-researcher-leaves",
        "https://slashdot.org/archive.pl",
    ),
    "solidot": ("https://www.solidot.org/story?sid=84225", "https://www.solidot.org/tags/ai"),
    "sspai": ("https://sspai.com/post/87929", "https://sspai.com/tag/AI"),
    "stratechery": (
        "https://stratechery.com/2026/anthropics-safety-superpower/",
        "https://stratechery.com/category/articles/",
    ),
    "techcrunch": (
        "https://techcrunch.com/2026/06/10/a-researcher-leaves/",
        "https://techcrunch.com/video/a-researcher-leaves/",
    ),
    "techmeme": ("https://www.techmeme.com/260608/p53#a260608p53", "https://www.techmeme.com/river"),
    "technews": ("https://finance.technews.tw/2026/05/22/optical-interconnects/", "https://technews.tw/category/ai/"),
    "technode_zh": (
        "https://cn.technode.com/post/2026-09-09/deepseek-v41/",
        "https://cn.technode.com/post/category/startups/",
    ),
    "technology_review": (
        "https://www.technologyreview.com/2026/05/26/1137855/a-reality-check/",
        "https://www.technologyreview.com/topic/artificial-intelligence/",
    ),
    "techorange": (
        "https://techorange.com/2026/10/05/kawasaki-kaleido/?utm_source=rss",
        "https://techorange.com/category/ai/",
    ),
    "the_batch": (
        "https://charonhub.deeplearning.ai/built-in-conversational-interactivity/",
        "https://www.deeplearning.ai/courses/",
    ),
    "the_decoder": ("https://the-decoder.com/a-researcher-leaves-openai/", "https://the-decoder.com/tag/openai/"),
    "the_information": (
        "https://www.theinformation.com/articles/a-researcher-leaves",
        "https://www.theinformation.com/subscribe",
    ),
    "the_next_web": (
        "https://thenextweb.com/news/google-gemini-omni-flash",
        "https://thenextweb.com/topic/artificial-intelligence",
    ),
    "the_verge": (
        "https://www.theverge.com/ai-artificial-intelligence/939765/a-researcher-leaves",
        "https://www.theverge.com/ai-artificial-intelligence",
    ),
    "thepaper": ("https://www.thepaper.cn/newsDetail_forward_31234567", "https://www.thepaper.cn/channel_119908"),
    "tmtpost": ("https://www.tmtpost.com/nictation/7975662.html", "https://www.tmtpost.com/user/1234567"),
    "transformer": ("https://www.transformernews.ai/p/transformer-weekly", "https://www.transformernews.ai/about"),
    "understanding_ai": (
        "https://www.understandingai.org/p/a-year-of-agents",
        "https://www.understandingai.org/archive",
    ),
    "unwire_hk": ("https://unwire.hk/2026/04/27/gpt-image-2/ai/", "https://unwire.hk/tag/ai/"),
    "venturebeat": ("https://venturebeat.com/technology/a-researcher-leaves", "https://venturebeat.com/category/ai/"),
    "wallstreetcn": ("https://wallstreetcn.com/articles/3781521", "https://wallstreetcn.com/charts/41959004"),
    "wired": ("https://www.wired.com/story/openai-reorg/", "https://www.wired.com/tag/openai/"),
    "xai": ("https://x.ai/news/composer-2-5", "https://x.ai/cli"),
    "zhidx": ("https://www.zhidx.com/p/555764.html", "https://zhidx.com/p/category/人工智能"),
    "zvi": ("https://thezvi.substack.com/p/ai-150", "https://thezvi.substack.com/archive"),
}


def test_every_promised_publisher_is_there() -> None:
    """At least the ones the README names, in both languages."""
    assert set(PROMISED) <= CATALOG.keys()
    assert {source.language for source in CATALOG.values()} == {"zh", "en"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_half_of_the_publishers_write_in_either_language(language: str) -> None:
    """Neither language is an afterthought."""
    assert sum(source.language == language and source.enabled for source in CATALOG.values()) >= 33


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_file_says_what_is_special_about_its_publisher(path: Path) -> None:
    """A comment leads, addresses pass the gate over https, and the pattern fits the source's own host."""
    assert path.read_text(encoding="utf-8").startswith("# ")
    source = CATALOG[path.stem]
    for place in source.discovery:
        check_url(place.url)
        assert place.url.startswith("https://")
        assert place.articles
        re.compile(place.articles)


def test_every_publisher_has_its_addresses_here() -> None:
    """A source that is added comes with an address that its pattern must take, and one that it must not."""
    assert ADDRESSES.keys() == CATALOG.keys()


@pytest.mark.parametrize("source_id", ADDRESSES)
def test_a_pattern_takes_the_publishers_articles_and_nothing_else(source_id: str) -> None:
    """The addresses have the form of the publisher's real ones; the words in them are ours."""
    source, addresses = CATALOG[source_id], ADDRESSES[source_id]
    links = [Link(source=source_id, url=url) for url in addresses]
    chosen = {link.url for place in source.discovery for link in choose(links, source, place)}
    assert chosen == {addresses[0]}


def test_a_look_alike_of_a_publisher_is_none() -> None:
    """Whoever has a publisher's name in the address of another site gets no page into that publisher's name."""
    source = CATALOG["techcrunch"]
    alike = ("https://nottechcrunch.com/2026/03/04/x/", "https://evil.example/?techcrunch.com/2026/03/04/")
    links = [Link(source=source.id, url=url) for url in alike]
    assert choose(links, source, source.discovery[0]) == ()
