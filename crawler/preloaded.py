"""Imported by the fork server alone (see crawler/pipeline.py): one page of each language is read to its end.

So every worker forked from it has the dictionaries, the lexicon and the extraction in memory that it shares, and starts
in a hundredth of a second instead of one.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from crawler.model import Page
from crawler.pipeline import read
from crawler.text.names import pinyin_words

pinyin_words("林俊旸")
for sentence in ("林俊旸宣布从阿里离职。", "Jordan Park, who led research at OpenAI, is leaving for Anthropic. "):
    page = f"<html><head><title>{sentence}</title></head><body>{f'<p>{sentence * 3}</p>' * 3}</body></html>"
    read(
        Page(
            source="",
            asked_url="https://newsroom.invalid/",
            final_url="https://newsroom.invalid/",
            fetched_at=datetime.now(UTC),
            body=page.encode(),
            content_type="text/html; charset=utf-8",
        )
    )

# What is loaded so far is left out of every later collection, whose marks would make a copy of it in each worker.
gc.collect()
gc.freeze()
