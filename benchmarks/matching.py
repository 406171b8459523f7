"""How fast the matcher reads text, on one core: sentences a second, beside what others do with the same text.

    python benchmarks/matching.py [--rounds 5]

Labelled articles, of which most sentences tell of moves, are ours; the real articles are those of ../shared/data where
it lies beside the project. A keyword alert looks for a word of moving and a lab's name, jieba cuts the Chinese text
into words and does nothing with them. Each has its turn in every round and the median counts: of this process's own
time, but a busy machine slows that too, so across machines only the ratios mean anything. Then how long a new process
takes from its start to the first mention, and how much memory it has by then.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import jieba

from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.match.scoring import read_labelled
from crawler.model import Article
from crawler.text.sentences import sentences

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "data"
REAL = {"en": ("article-extraction-benchmark", "fundus-evaluation"), "zh": ("gne", "netease-gbk")}
_MOVES = re.compile(
    r"\b(?:leav|left|join|hir|resign|quit|appoint|depart|step)|离职|离开|加入|加盟|辞|出任|跳槽", re.IGNORECASE
)
_LABS = re.compile("OpenAI|Anthropic|DeepMind|Google|Meta|xAI|Mistral|字节|腾讯|阿里|百度|月之暗面|智谱", re.IGNORECASE)
_FIRST = """
import re, time
from pathlib import Path
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article
text = "Ada Moor is leaving OpenAI. 马一鸣已从字节跳动离职，加入月之暗面。"
article = Article(url="https://a.example/", source="a", title=None, text=text, language="en", published=None)
assert len(match(article, load())) == 3
at = time.clock_gettime(time.CLOCK_BOOTTIME)
print(at, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def labelled(language: str) -> list[Article]:
    """Our own labelled articles."""
    return [each.article() for each in read_labelled(HERE / "labelled" / f"{language}.jsonl")]


def real(language: str) -> list[Article]:
    """What people took for the text of real pages; none where ../shared is absent."""
    files = [path for name in REAL[language] if (path := SHARED / name / "gold.jsonl").exists()]
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Article(
            url=f"https://a.example/{n}", source="a", title=None, text=row["text"], language=language, published=None
        )
        for n, row in enumerate(rows)
        if row["text"]
    ]


def contestants(language: str) -> dict[str, Callable[[Article], object]]:
    """What each does with an article."""
    lexicon = load()

    def alert(article: Article) -> bool:
        return bool(_MOVES.search(article.text) and _LABS.search(article.text))

    cutting = {"jieba cuts the words": lambda article: list(jieba.cut(article.text))} if language == "zh" else {}
    return {"labmoves": lambda article: match(article, lexicon), "a keyword alert": alert, **cutting}


def rates(articles: Sequence[Article], does: dict[str, Callable[[Article], object]], rounds: int) -> dict[str, float]:
    """Sentences a second of each, the median of the rounds."""
    count = sum(1 for article in articles for _ in sentences(article.text))
    taken: dict[str, list[float]] = {name: [] for name in does}
    for _ in range(rounds):
        for name, work in does.items():
            begun = time.process_time()
            for article in articles:
                work(article)
            taken[name].append(time.process_time() - begun)
    return {name: count / median(times) for name, times in taken.items()}


def first_mention() -> tuple[float, int]:
    """Seconds from a new process's start to its first mention, and its memory in MB by then; on Linux only."""
    begun = time.clock_gettime(time.CLOCK_BOOTTIME)
    done = subprocess.run([sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True)
    at, kilobytes = done.stdout.split()
    return float(at) - begun, int(kilobytes) // 1024


def main() -> None:
    """Time the contestants and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5, help="turns of each contestant (5)")
    rounds = arguments.parse_args().rounds
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    print(f"{'':38}{'articles':>9}{'sentences/s':>13}{'labmoves is':>16}")
    for language in ("en", "zh"):
        for kind, articles in (("labelled", labelled(language)), ("real", real(language))):
            if not articles:
                print(f"{language} {kind}: ../shared is not here")
                continue
            does = contestants(language)
            for article in articles[:20]:  # what is read once is read by then
                does["labmoves"](article)
            gc.collect()
            gc.freeze()  # as every worker of a crawl does (crawler/preloaded.py)
            rate = rates(articles, does, rounds)
            for name, each in rate.items():
                beside = "" if name == "labmoves" else f"{rate['labmoves'] / each:.2g} × that"
                print(f"{language + ' ' + kind + ', ' + name:38}{len(articles):>9}{each:>13,.0f}{beside:>16}")
    seconds, megabytes = first_mention()
    print(f"\nFrom a process's start to its first mention: {seconds:.2f} s, {megabytes} MB")


if __name__ == "__main__":
    main()
