"""`labmoves match`: lines in, lines out, in order, in bounded memory, with every bad line told by its number."""

from __future__ import annotations

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from calls import Run

from crawler.cli.match import _rows
from crawler.errors import InputError

KEYS = {
    "person", "lab", "kind", "role", "other_org", "certainty", "negated", "fresh", "announced", "effective",
    "attributed_to", "sentence", "score",
}  # fmt: skip


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


ARTICLE = {
    "id": "a",
    "title": None,
    "text": "OpenAI researcher Alec Radford is leaving the company, The Information reported on Thursday.",
    "published": "2024-12-20",
    "lang": "en",
}


def test_each_line_gives_one_line_in_order(run: Run) -> None:
    """Ids come back as they were, of any type; an article without a move is not relevant."""
    result = run("match", "-", stdin=lines(ARTICLE, {"id": 2}, {"id": "三", "text": None}, {"id": None, "text": "x"}))
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in found] == ["a", 2, "三", None]
    assert [row["relevant"] for row in found] == [True, False, False, False]
    assert set(found[0]) == {"id", "relevant", "moves"}
    assert set(found[0]["moves"][0]) == KEYS
    assert (found[0]["moves"][0]["person"], found[0]["moves"][0]["lab"]) == ("Alec Radford", "OpenAI")


def test_several_workers_give_the_same(run: Run, tmp_path: Path) -> None:
    """The order of the lines is kept, whoever reads them."""
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(*({**ARTICLE, "id": n} if n % 7 == 0 else {"id": n} for n in range(80))), encoding="utf-8")
    assert run("match", "--workers", "2", str(path)).stdout == run("match", str(path)).stdout


def test_blank_lines_and_a_byte_order_mark_are_passed_over(run: Run) -> None:
    """Files as editors leave them."""
    result = run("match", "-", stdin=b'\xef\xbb\xbf{"id": 1}\r\n\r\n  \n{"id": 2}')
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, 2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"[1]", 'not an object with an "id"'),
        (b'{"text": "x"}', 'not an object with an "id"'),
        (b'{"id": 1, "text": 5}', "'text' must be text or null, not int"),
        (
            b'{"id": 1, "published": "yesterday"}',
            "'published' must be a day or a moment since 1990, such as 2026-03-18",
        ),
        (b'{"id": 1, "published": "03-18 09:00"}', "'published' must be a day"),
        (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "no JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "no JSON"),
    ],
)
def test_a_broken_line_is_told_by_its_number_after_those_before_it(run: Run, line: bytes, said: str) -> None:
    """What came before is printed, what comes after is not read, exit code 2."""
    check_broken(run, line, said, workers="1")


@pytest.mark.parametrize(
    ("line", "said"), [(b"{", "no JSON"), (b'{"id": 1, "text": 5}', "'text' must be text or null, not int")]
)
def test_workers_tell_of_a_broken_line_in_the_same_way(run: Run, line: bytes, said: str) -> None:
    """Whether the line is no JSON, found here, or of the wrong shape, found in a worker."""
    check_broken(run, line, said, workers="2")


def test_who_gives_plain_text_is_told_what_reads_it(run: Run) -> None:
    """`match` is for programs; a sentence by itself is for `check`."""
    assert "no JSON" in (said := run("match", "-", stdin="Ada Moor left OpenAI.").stderr)
    assert "`labmoves check -` reads plain text" in said


def check_broken(run: Run, line: bytes, said: str, *, workers: str) -> None:
    result = run("match", "--workers", workers, "-", stdin=b'{"id": 1}\n\n' + line + b'\n{"id": 4}\n')
    assert result.exit_code == 2
    assert [json.loads(row)["id"] for row in result.stdout.splitlines()] == [1]
    assert f"[line 3] {said}" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("published", ["", ', "published": null', ', "published": ""', ', "published": "May 1, 2031"'])
def test_a_line_may_leave_its_day_out_or_give_any(run: Run, published: str) -> None:
    """A file of tomorrow's articles is as good as one of last year's."""
    assert run("match", "-", stdin=f'{{"id": 1{published}}}'.encode()).exit_code == 0


def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded by the longest line that is taken."""
    monkeypatch.setattr("crawler.cli.match._LONGEST_LINE", 1000)
    with pytest.raises(InputError, match="longer than"):
        list(_rows(io.BytesIO(b'{"id": 1}\n' + b"x" * 5000)))


def test_lines_are_read_as_they_are_needed() -> None:
    """An endless file gives its first results at once: nothing is collected."""

    class Endless(io.RawIOBase):
        given = 0

        def readline(self, size: int | None = -1) -> bytes:  # type: ignore[override]
            self.given += 1
            return b'{"id": 1}\n'

    file = Endless()
    taken: Iterator[object] = itertools.islice(_rows(file), 10)  # type: ignore[arg-type]
    assert len(list(taken)) == 10
    assert file.given == 10


@pytest.mark.parametrize("after", [0.0, 0.4, 0.8, 1.2])
def test_ctrl_c_is_one_line_also_while_workers_load(tmp_path: Path, after: float) -> None:
    """The whole process group hears it, as on a terminal; no worker prints a traceback of its own."""
    line = json.dumps({"id": 1, "text": "Bob McGrew, who ran research at OpenAI, is stepping down. " * 20})
    (tmp_path / "many.jsonl").write_text(f"{line}\n" * 10_000, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("labmoves")), "match", "--workers", "2", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        _until_it_has_children(program.pid)
        time.sleep(after)
        os.killpg(program.pid, signal.SIGINT)
        _, said = program.communicate(timeout=60)
    assert (program.returncode, said) == (130, "labmoves: interrupted\n")


def _until_it_has_children(pid: int) -> None:
    for _ in range(6000):
        if Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").strip():
            return
        time.sleep(0.01)
    pytest.fail("no worker was started")
