"""Text without an end, as a hostile page may send it: read in memory that is a small multiple of it, and no further."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from growth import takes_in_line

from crawler.match import document, labs
from crawler.match.chinese import context, reader, timing
from crawler.match.document import MOST_READ
from crawler.match.english import newlabs, units
from crawler.match.lexicons import load
from crawler.match.lines import moves_in
from crawler.text import finding

SIZE = 500_000  # bytes, a twentieth of what is asked of us; so are the bounds, or each shape would take half a minute
MOST_A_BYTE = 60  # bytes of memory; half of it was ever needed, forty times as much before there was a bound


# `labmoves`, and the most memory it had; what the system counts for a child holds its parent's as well.
MEASURED = """
import atexit, re, sys
from pathlib import Path
from crawler.cli.entry import main
atexit.register(lambda: sys.stderr.write(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]))
main()
"""


def often(piece: str, size: int = SIZE) -> str:
    return piece * (size // len(piece.encode()))


def various(form: Callable[[str, str], str]) -> str:
    """Names that all differ."""
    letters = "abdefgiklmnoprst"
    names = (a + b + c + d for a in letters.upper() for b in "aeiou" for c in letters for d in letters)
    pieces = [form(name, name[::-1].capitalize()) for name in names]
    return "".join(pieces * (SIZE // len("".join(pieces).encode())))


SHAPES = {
    "capitalised words": often("Ada Moor "),
    "small words": often("ada moor went there "),
    "names, labs and verbs": often("Ada Moor left OpenAI to join Anthropic and "),
    "names that differ, labs and verbs": various(lambda one, two: f"{one} {two} left OpenAI for Anthropic and "),
    "sentences that differ": various(lambda one, two: f"{one} {two} left OpenAI. "),
    "a list": "OpenAI hired " + often("A, B, C, D, E, "),
    "one word": "OpenAI hired " + often("Xabc"),
    "labs": often("OpenAI "),
    "lines": often("Ada Moor left OpenAI\n"),
    "lines of one letter": "Ada left OpenAI\n" + often("A\n"),
    "sentences of one character": "王小明从阿里巴巴离职。" + often("他。"),
    "Chinese": often("王小明从阿里巴巴离职加入字节跳动担任副总裁"),
    "Chinese names": "王小明从阿里巴巴离职：" + often("李大伟、张三丰、"),
    "dashes": "Ada left OpenAI " + often("— "),
    "Chinese with dashes": "Ada left OpenAI.\n" + often("他——"),
    "names in brackets": "OpenAI " + often("王小明(Ada Moor)离开OpenAI。"),
}


@pytest.fixture
def bounds_to_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twentieth of each."""
    for module in (units, newlabs, reader, context, timing):
        monkeypatch.setattr(module, "MOST_READ", MOST_READ // 20)
    monkeypatch.setattr(document, "_MOST_LINES", document._MOST_LINES // 20)
    monkeypatch.setattr(units, "_MOST_UNITS", units._MOST_UNITS // 20)
    monkeypatch.setattr(labs, "_MOST", labs._MOST // 20)
    monkeypatch.setattr(finding, "_STRETCH", finding._STRETCH // 20)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.usefixtures("bounds_to_scale")
def test_memory_is_a_small_multiple_of_the_text(shape: str) -> None:
    """Whatever repeats, in one sentence or in many."""
    lexicon = load(None)
    for text in ("Ada Moor left OpenAI.", "王小明从阿里巴巴离职。"):
        moves_in({"id": 1, "text": text}, lexicon)  # what is loaded once is no matter of the text
    tracemalloc.start()
    try:
        moves_in({"id": 1, "text": SHAPES[shape]}, lexicon)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_A_BYTE * SIZE


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process's memory")
def test_the_command_reads_ten_megabytes_in_bounded_memory(tmp_path: Path) -> None:
    """One endless list of letters, of which each could be a name, and the move before it is found."""
    text = "Ada Moor left OpenAI on Friday. OpenAI hired " + often("A, B, C, D, E, ", 10_000_000)
    (tmp_path / "endless.jsonl").write_text(json.dumps({"id": 1, "text": text}), encoding="utf-8")
    call = [sys.executable, "-c", MEASURED, "match", str(tmp_path / "endless.jsonl")]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert [move["person"] for move in json.loads(done.stdout)["moves"]] == ["Ada Moor"]
    assert int(done.stderr) < 400_000  # kB; 120 MB as it is, 1.9 GB where every letter is remembered


def test_a_move_at_the_end_of_a_long_english_text_is_found() -> None:
    """What is not read is what says nothing of a move."""
    text = often("The weather was fine all day and nobody did anything at all. ", 3_000_000)
    found = moves_in({"id": 1, "text": f"{text} Ada Moor left OpenAI on Friday."}, load(None))
    assert [(move["person"], move["lab"]) for move in found["moves"]] == [("Ada Moor", "OpenAI")]


def test_moves_told_in_brackets_take_linear_time() -> None:
    """Each of many people in Chinese and in Latin script: which are one is not asked of every three of them."""
    given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红健"

    def told(piece: str) -> str:
        people = [f"王{a}{b}({a.encode().hex().capitalize()} Wang)" for a in given for b in given]
        return "".join(f"{person}离开OpenAI。" for person in people[: len(piece)])

    assert takes_in_line(lambda piece: moves_in({"id": 1, "text": told(piece)}, load(None)), "x", 160)
