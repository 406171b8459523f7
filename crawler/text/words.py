"""The words under which a text is found: Chinese cut as jieba cuts it, traditional as simplified, Latin in lower case.

What is stored and what is asked go through the same cut, so what is found depends on the two being cut alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.text.dictionary import cut, is_word
from crawler.text.fold import fold_case

# Stored with each index. A change to what `search_words` gives, or of jieba's list, needs a new one: then every
# database cuts its texts anew when it is next opened to write.
CUT = "w1"
# Chinese signs in a row, of which words are made; rare ones, each by itself; and letters and digits in a row.
_RUN = re.compile(r"([\u4e00-\u9fd5]+)|[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+")


def cut_article(title: str | None, text: str) -> tuple[str, str]:
    """The words of an article's title and of its text, each with blanks between them: what the index is given."""
    return " ".join(search_words(title or "")), " ".join(search_words(text))


def search_words(text: str) -> list[str]:
    """The words in order, a long Chinese one after the shorter ones inside it: 科学, 学家, 科学家."""
    return [word for run in _RUN.finditer(fold_case(text)) for word in (_cut(run[1]) if run[1] else (run[0],))]


def _cut(chinese: str) -> Iterator[str]:
    """As jieba cuts for search without its guesses at unknown words, which hang on what stands around them: 林俊旸 is
    three signs everywhere.
    """
    for start, end in cut(chinese):
        word = chinese[start:end]
        for size in (2, 3):
            if size < len(word):
                parts = (word[at : at + size] for at in range(len(word) - size + 1))
                yield from (part for part in parts if is_word(part))
        yield word
