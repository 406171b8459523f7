"""`labmoves match`: the matcher as a filter between other programs, lines of JSON in and out."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any, NoReturn

import click
from rich.console import Console

from crawler.cli.session import Session, session
from crawler.cli.show import Number, print_json
from crawler.errors import InputError, LabmovesError
from crawler.match.lexicons import load
from crawler.match.lines import moves_in
from crawler.processes import deaf_children

_LONGEST_LINE = 64 * 2**20  # bytes; a line is held whole, so this bounds the memory
_CHUNK = 32  # lines a worker is given at once
_WAITING = 4  # chunks for each worker that are read ahead
_EVERY = 5000  # lines between two notes on standard error when it is no terminal

Row = dict[str, Any]
Numbered = tuple[int, Row]  # a line's number and what it holds


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--workers", type=Number(1, 256), default=1, show_default=True, help="Processes that read.")
@session
def match(session: Session, file: IO[bytes], workers: int) -> None:
    """Find the moves in lines of JSON, one article a line.

    FILE holds {"id", "title", "text", "published", "lang"} a line; all but id may be missing or null; "-" reads
    standard input. One line is printed for each, in order: {"id", "relevant", "moves": [{"person", "lab", "kind",
    "role", "other_org", "certainty", "negated", "fresh", "announced", "effective", "attributed_to", "sentence",
    "score"}]}. At a line that cannot be read it stops with exit code 2 and the line's number; what the lines before
    it gave has been printed.

    \b
    Examples:
      labmoves match articles.jsonl > moves.jsonl
      labmoves match --workers 4 articles.jsonl
      zcat articles.jsonl.gz | labmoves match - | jq -c 'select(.relevant)'
    """
    folder = session.settings.lexicon_folder
    with _progress(session.err) as tick:
        for result in _one_by_one(file, folder) if workers == 1 else _in_parallel(file, folder, workers):
            print_json(result, indent=None)
            tick()


def _one_by_one(file: IO[bytes], folder: Path | None) -> Iterator[Row]:
    for number, row in _rows(file):
        yield _matched(number, row, folder)


def _in_parallel(file: IO[bytes], folder: Path | None, workers: int) -> Iterator[Row]:
    """Results in the order of the lines; no more lines are read ahead than the workers will soon need."""
    load(folder)  # a wrong lexicon is told once, not by every worker
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        under_way: deque[Future[tuple[list[Row], InputError | None]]] = deque()
        chunks = _chunks(_rows(file))
        try:
            for chunk, trouble in chunks:
                with deaf_children():
                    under_way.append(pool.submit(_work, chunk, folder, trouble))
                if len(under_way) >= workers * _WAITING:
                    yield from _finished(under_way.popleft())
            while under_way:
                yield from _finished(under_way.popleft())
        except BrokenProcessPool as error:
            raise LabmovesError("a worker process was ended by the system", remedy="Give it fewer --workers") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _chunks(rows: Iterator[Numbered]) -> Iterator[tuple[list[Numbered], InputError | None]]:
    """The lines in lots; a line that cannot be read ends them, and its error travels with the lines before it."""
    chunk: list[Numbered] = []
    try:
        for numbered in rows:
            chunk.append(numbered)
            if len(chunk) == _CHUNK:
                yield chunk, None
                chunk = []
    except InputError as error:
        yield chunk, error
        return
    if chunk:
        yield chunk, None


def _work(
    chunk: Sequence[Numbered], folder: Path | None, trouble: InputError | None
) -> tuple[list[Row], InputError | None]:
    """One worker's lot: what its lines gave, up to the first that cannot be read."""
    results: list[Row] = []
    for number, row in chunk:
        try:
            results.append(_matched(number, row, folder))
        except InputError as error:
            return results, error
    return results, trouble


def _finished(future: Future[tuple[list[Row], InputError | None]]) -> Iterator[Row]:
    results, trouble = future.result()
    yield from results
    if trouble is not None:
        raise trouble


def _matched(number: int, row: Row, folder: Path | None) -> Row:
    try:
        return moves_in(row, load(folder))
    except InputError as error:
        raise _broken(number, error.detail) from error


def _rows(file: IO[bytes]) -> Iterator[Numbered]:
    """The file's lines as JSON objects with their numbers, blank ones skipped. Raises InputError with the number."""
    number = 0
    while line := file.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise _broken(number, f"longer than {_LONGEST_LINE // 2**20} MiB")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            if not text.strip():
                continue
            row = json.loads(text, parse_constant=_no_number)
        except UnicodeDecodeError as error:
            raise _broken(number, "not UTF-8") from error
        except (ValueError, RecursionError) as error:
            raise _broken(
                number, f"no JSON: {getattr(error, 'msg', error)}", ". `labmoves check -` reads plain text"
            ) from error
        if not isinstance(row, dict) or "id" not in row:
            raise _broken(number, 'not an object with an "id"')
        yield number, row


def _no_number(constant: str) -> NoReturn:
    """NaN and Infinity, which Python takes and JSON does not have."""
    raise ValueError(f"{constant} is no number")


def _broken(number: int, what: str, more: str = "") -> InputError:
    return InputError(
        what, where=f"line {number}", remedy=f'A line is {{"id": …, "title": …, "text": …}}, in UTF-8{more}'
    )


@contextmanager
def _progress(console: Console) -> Iterator[Any]:
    """A counter on standard error: live on a terminal, a line now and then elsewhere."""
    count = 0

    def tick() -> None:
        nonlocal count
        count += 1
        if status is not None and count % 10 == 0:
            status.update(f"{count:,} lines")
        elif status is None and count % _EVERY == 0:
            console.print(f"{count:,} lines")

    status = console.status("") if console.is_terminal else None
    if status is None:
        yield tick
        return
    with status:
        yield tick
