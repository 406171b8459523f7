"""How fast a web archive is read, side by side in one run and on one core.

    python benchmarks/archive.py [--pages 1600] [--sample 150] [--rounds 3] [--sets fundus-evaluation]

The archive is made of the real pages in ../shared/data, over and over, with one page in a hundred of our own that tells
of a move. Bare is fastwarc reading every record and doing nothing with it; trafilatura, and where installed newspaper4k
and news-please (peers.py), take every page of a sample apart, because all would take an hour. Each has its turn in
every round, and the median of its rounds counts: of this process's own time, but a busy machine slows that too, so
only the ratios mean anything.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
from peers import PEERS, Extract, installed

from crawler.archive.slices import Stretch, read_slice
from crawler.model import Outcome
from crawler.text.decode import decode

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("article-extraction-benchmark", "fundus-evaluation", "gne", "netease-gbk")
_STORY = (
    "<!doctype html><html><head><meta charset=utf-8><title>{person} is leaving OpenAI</title></head><body>"
    "<nav>{nav}</nav><article><h1>{person} is leaving OpenAI</h1><p>{person}, a research lead at OpenAI, is leaving "
    "the company to join Anthropic, she said on Monday.</p>{rest}</article></body></html>"
)


def real_pages(sets: Sequence[str] = SETS) -> list[bytes]:
    """The stored bytes of every page of the sets."""
    return [
        gzip.decompress(path.read_bytes()) for name in sets for path in sorted((SHARED / name / "pages").glob("*.gz"))
    ]


def relevant(number: int) -> bytes:
    """A page of our own that tells of a move."""
    person = f"Ada Mor{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}"
    nav = "".join(f'<a href="/{n}">Topic {n}</a>' for n in range(200))
    rest = "<p>The market grew as chips and phones sold well in spring, while makers turned to batteries.</p>" * 12
    return _STORY.format(person=person, nav=nav, rest=rest).encode()


def write(target: Path, pages: int, sets: Sequence[str] = SETS) -> int:
    """An archive of so many pages, each a gzip member; gives how many of them are relevant."""
    real, ours = cycle(real_pages(sets)), 0
    with target.open("wb") as file:
        for number in range(pages):
            ours += number % 100 == 0
            body = relevant(number // 100) if number % 100 == 0 else next(real)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper{number % 50}.example/{number}\r\n"
                f"WARC-Date: 2026-09-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 6))
    return ours


def bodies(archive: Path) -> Iterator[bytes]:
    """Every page's bytes, as fastwarc gives them."""
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            yield record.reader.read()


def rate(work: Callable[[], int]) -> float:
    """Pages a second of this process's own time."""
    begun = time.process_time()
    return work() / (time.process_time() - begun)


def bare(archive: Path) -> int:
    return sum(1 for _ in bodies(archive))


def sampled(archive: Path, every: int, extract: Callable[[bytes], object]) -> int:
    """Every so-manieth page, so that each set has its share."""
    return len([extract(body) for body in islice(bodies(archive), 0, None, every)])


def decoded(extract: Extract) -> Callable[[bytes], object]:
    """A peer that wants text, given the page as we decode it; what it fails on counts as done."""

    def given(body: bytes) -> object:
        try:
            return extract(decode(body, None), "https://paper.example/")
        except Exception as error:
            return error

    return given


def on_every_page() -> dict[str, Callable[[bytes], object]]:
    """What takes each page apart: trafilatura with its defaults, and the peers that are installed."""
    peers = {name: decoded(ready()) for name, (_, ready) in PEERS.items() if name in installed()}
    return peers | {"trafilatura": trafilatura.extract}


def ours(archive: Path) -> int:
    return sum(read_slice(Stretch(archive=str(archive), most=1 << 30)).outcomes.values())


def main() -> None:
    """Make the archive, time the contestants, print the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=1600)
    arguments.add_argument("--sample", type=int, default=150, help="pages given to the slow contestants")
    arguments.add_argument("--sets", nargs="+", choices=SETS, default=SETS, help="where the real pages are from")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "benchmark.warc.gz"
        written = write(archive, given.pages, given.sets)
        import crawler.preloaded  # noqa: F401, PLC0415 - as the workers have it: loaded once, whatever the archive's size

        every = max(1, given.pages // given.sample)
        contestants = {"bare fastwarc": partial(bare, archive), "labmoves": partial(ours, archive)} | {
            f"{name} on every page": partial(sampled, archive, every, extract)
            for name, extract in on_every_page().items()
        }
        rounds = [{name: rate(work) for name, work in contestants.items()} for _ in range(given.rounds)]
        outcomes = read_slice(Stretch(archive=str(archive), most=1 << 30)).outcomes
    rates = {name: median(each[name] for each in rounds) for name in contestants}
    own = rates["labmoves"]
    print(f"{given.pages} pages, {written} of them relevant; {outcomes.get(Outcome.MATCHED, 0)} found with moves")
    for name, value in rates.items():
        print(f"{name:28} {value:8,.0f} pages/s   labmoves is {own / value:6.2f} x that")
    print({outcome.value: count for outcome, count in outcomes.items()})
    print(f"memory at its highest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
