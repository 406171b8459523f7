"""The words under which a text is found: Chinese cut by jieba, traditional as simplified, Latin in lower case.

What is stored and what is asked go through the same cut, so what is found depends on the two being cut alike.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from crawler.text.fold import fold_case

# Stored with each index. A change to what `search_words` gives, or of jieba's version, needs a new one: then every
# database cuts its texts anew when it is next opened to write.
CUT = "w1"
_RUN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff]+)|[^\W_\u3400-\u9fff\uf900-\ufaff]+")


def search_words(text: str) -> list[str]:
    """The words in order, a long Chinese one after the shorter ones inside it: 科学, 学家, 科学家."""
    return [word for run in _RUN.finditer(fold_case(text)) for word in (_cut(run[1]) if run[1] else (run[0],))]


def _cut(chinese: str) -> Iterator[str]:
    # Without its guesses at unknown words, which hang on what stands around them: 林俊旸 is three signs everywhere.
    words: Iterator[str] = _jieba().cut_for_search(chinese, HMM=False)
    return words


@cache
def _jieba() -> Any:
    import jieba  # noqa: PLC0415 - its dictionary takes most of a second, and English needs none

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return jieba
