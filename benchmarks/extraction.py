"""How well articles come out of real pages, side by side: labmoves, plain trafilatura, and peers where installed.

    python benchmarks/extraction.py [--only NAME …] [--json]

The pages lie in ../shared/data, beside the project; without them there is nothing to measure. Text is compared as
scrapinghub/article-extraction-benchmark does it: runs of four tokens as bags, precision and recall a page, averaged. A
Chinese character is a token. A headline is right where it equals the reference but for white space. All contestants
get the same pages in one process; pages per second compare only within one run.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura

from crawler.extract.article import extract
from crawler.model import Article, Page
from crawler.text.decode import decode

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SETS = ("article-extraction-benchmark", "fundus-evaluation", "gne", "netease-gbk")
CHINESE = frozenset({"gne", "netease-gbk"})
_TOKEN = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])\w)+")
_RUN = 4

Extractor = Callable[[Page], tuple[str, str | None]]  # page → text, headline (None where it gives none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One contestant on one set; shares from 0 to 1, `headlines` None where the set or the contestant has none."""

    f1: float
    precision: float
    recall: float
    headlines: float | None
    pages: int
    pages_per_second: float


def labmoves(page: Page) -> tuple[str, str | None]:
    """Our own extraction, as in a crawl; a page it refuses gives no text."""
    found = extract(page)
    return (found.text, found.title or "") if isinstance(found, Article) else ("", "")


def plain_trafilatura(page: Page) -> tuple[str, str | None]:
    """The library with its defaults, given the bytes, as its README shows it."""
    found = trafilatura.bare_extraction(page.body, include_comments=False, with_metadata=True)
    return (found.text or "", found.title or "") if isinstance(found, trafilatura.settings.Document) else ("", "")


def readability(page: Page) -> tuple[str, str | None]:
    """readability-lxml, its summary's text."""
    from lxml.html import fromstring  # noqa: PLC0415 - peers are imported where they are installed
    from readability import Document  # noqa: PLC0415

    document = Document(decode(page.body, page.content_type))
    return fromstring(document.summary()).text_content(), document.title()


def newspaper(page: Page) -> tuple[str, str | None]:
    """newspaper4k, kept from fetching pictures, and told of Chinese: it weighs text by a language's common words."""
    from newspaper import Article as Paper  # noqa: PLC0415

    told = {"language": "zh"} if page.source in CHINESE else {}
    article = Paper(page.final_url, fetch_images=False, **told)
    article.download(input_html=decode(page.body, page.content_type))
    article.parse()
    return article.text, article.title


def resiliparse(page: Page) -> tuple[str, str | None]:
    """Resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return extract_plain_text(decode(page.body, page.content_type), main_content=True), None


CONTESTANTS: dict[str, tuple[str, Extractor]] = {  # name → the module it needs, and how it is called
    "labmoves": ("crawler", labmoves),
    "trafilatura": ("trafilatura", plain_trafilatura),
    "readability-lxml": ("readability", readability),
    "newspaper4k": ("newspaper", newspaper),
    "resiliparse": ("resiliparse", resiliparse),
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The bag of a text's token runs; a shorter text is one run."""
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + _RUN]) for i in range(max(1, len(tokens) - _RUN + 1)) if tokens)


def overlap(reference: str, text: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where there is nothing to be precise about, or nothing to recall."""
    want, got = shingles(reference), shingles(text)
    both = (want & got).total()
    return (both / got.total() if got else None), (both / want.total() if want else None)


def rows(name: str) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Each page of a set that has a reference, with it."""
    folder = DATA / name
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("text"):
            continue
        url = row.get("url") or f"https://{name}.example/{row['id']}"
        body = gzip.decompress((folder / row["file"]).read_bytes())
        at = datetime.now(UTC)
        yield Page(source=name, asked_url=url, final_url=url, fetched_at=at, body=body, content_type="text/html"), row


def measure(name: str, extractor: Extractor) -> Score:
    """One contestant over one set; a page it fails on counts as empty."""
    precisions, recalls, headlines, spent = [], [], [], 0.0
    for page, row in rows(name):
        began = time.perf_counter()
        try:
            text, title = extractor(page)
        except Exception as error:
            print(f"{extractor.__name__} fails on {row['file']}: {type(error).__name__}", file=sys.stderr)
            text, title = "", ""
        spent += time.perf_counter() - began
        precision, recall = overlap(row["text"], text)
        precisions += [precision] if precision is not None else []
        recalls += [recall] if recall is not None else []
        if row.get("title") and title is not None:
            headlines.append("".join(title.split()) == "".join(row["title"].split()))
    precision, recall = statistics.mean(precisions or [0.0]), statistics.mean(recalls)
    return Score(
        f1=2 * precision * recall / (precision + recall or 1),
        precision=precision,
        recall=recall,
        headlines=statistics.mean(headlines) if headlines else None,
        pages=len(recalls),
        pages_per_second=len(recalls) / spent,
    )


def main() -> None:
    """Measure and print a table, or JSON; exit 1 where the pages are not there."""
    parser = argparse.ArgumentParser(description="Compare extractors on real pages.")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"no pages to measure on: {DATA} is not there")
    found: dict[str, dict[str, Score]] = {}
    for name in SETS:
        for contestant in args.only:
            module, extractor = CONTESTANTS[contestant]
            if importlib.util.find_spec(module):
                found.setdefault(name, {})[contestant] = measure(name, extractor)
    if args.json:
        print(json.dumps({s: {c: asdict(v) for c, v in by.items()} for s, by in found.items()}, indent=1))
        return
    for name, by in found.items():
        pages = next(iter(by.values())).pages
        print(f"\n{f'{name}, {pages} pages':42}   F1  precision  recall  headline  pages/s")
        for contestant, score in by.items():
            headline = "" if score.headlines is None else f"{score.headlines:.3f}"
            print(
                f"  {contestant:38} {score.f1:7.3f}{score.precision:9.3f}{score.recall:9.3f}{headline:>10}"
                f"{score.pages_per_second:9.0f}"
            )


if __name__ == "__main__":
    main()
