"""The frontier: what is still to be fetched, shared by every worker through one Redis. The one module that calls Redis.

Redis holds work, never a result: what is not in the database is asked for again, so a Redis that loses everything loses
nothing. A worker has a task for as long as it is heard of, so one that is killed gives its tasks back by its silence.
Each step is a script (`scripts/`), done whole or not at all, and harmless when done twice. Calls wait for Redis, a
fraction of a millisecond but for `answers`; whatever it complains of is one QueueError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self
from urllib.parse import urlsplit

from crawler.errors import QueueError, UsageError
from crawler.frontier.messages import Answer, Notice, Task, read_message, written
from crawler.text.plain import plain_line

LEASE = 10.0  # seconds without a word after which a worker counts as lost; its event loop was never held up for 3
NOTICE = 30.0  # the same of a collect
MOST_LOST = 3  # workers; a task that was lost with so many is what ends them
MOST_ANSWERS = 1000  # not stored yet; then workers wait. An article with its text is some 5 kB
AT_ONCE = 2  # requests that may be under way to one host, over all workers
_PATIENCE = 5.0  # seconds for one answer of Redis
_RETRIES = 3
_PUSHED = 500  # tasks in one call: Redis serves nobody else meanwhile
_READ = 100  # answers in one call
_DAY = 86_400
_LONGEST_PAUSE = 30 * _DAY  # a host that asks for the year 9999 is nothing to count with
_ANSWERS, _RUN = "labmoves:answers", "labmoves:run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What came of a task, as it lies in the queue until it is told to be stored: an answer, or why there is none."""

    place: bytes
    id: str  # of the task
    task: Task | None = None
    answer: Answer | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How things stand."""

    waiting: int
    in_hand: int
    answers: int
    workers: int


class Frontier:
    """One Redis, as a worker and a collect use it."""

    def __init__(self, url: str) -> None:
        """Raises UsageError where the address is none of Redis', or the extra is missing."""
        try:
            from redis.backoff import ExponentialBackoff  # noqa: PLC0415 - an extra
            from redis.exceptions import ConnectionError  # noqa: PLC0415
            from redis.retry import Retry  # noqa: PLC0415
            from scrapy_redis.connection import get_redis  # noqa: PLC0415
        except ImportError:
            remedy = "Install labmoves with its extra: pip install '.[cluster]'"
            raise UsageError("a shared queue needs scrapy-redis", remedy=remedy) from None
        self.place = without_password(url)
        try:
            _check_database(url)
            self.server: Any = get_redis(
                url=url,
                protocol=2,
                socket_timeout=_PATIENCE,
                socket_connect_timeout=_PATIENCE,
                health_check_interval=30,
                # A connection that breaks is made anew. One that hangs is not tried again: the loop stands still
                # meanwhile, and connecting, greeting and asking would each be waited for as often.
                retry=Retry(ExponentialBackoff(cap=1.0, base=0.1), _RETRIES, supported_errors=(ConnectionError,)),
            )
            pool = self.server.connection_pool
            pool.connection_class(**pool.connection_kwargs)  # an option that there is not is told now
        except (ValueError, TypeError) as error:
            raise UsageError(
                f"no address of a Redis: {error}",
                where=self.place,
                remedy="Write redis://HOST:6379/0, rediss:// for TLS",
            ) from error
        self._scripts: dict[str, Any] = {name: self.server.register_script(text) for name, text in _scripts().items()}

    def close(self) -> None:
        """Give the connections back."""
        self.server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- a collect

    def begin(self, notice: Notice, at_once: int) -> None:
        """Become the collect that workers serve, at most `at_once` of one host in their hands.

        Takes the place of one with the same database, which the database's lock says is gone. Raises QueueError where
        another database's collect is at work.
        """
        found = self._call("begin", written(notice), notice.owner, _ms(NOTICE), at_once)
        if found:
            other = read_message(Notice, found)
            raise QueueError(
                f"another collect uses it: {other.owner}, since {other.since:%Y-%m-%d %H:%M} UTC",
                where=self.place,
                remedy="Wait until it is done, or give each database a Redis database of its own, such as …:6379/1",
            )

    def keep(self, notice: Notice) -> None:
        """Say that the collect is still there. Raises QueueError where the queue does not know it any more."""
        if not self._call("keep", written(notice), _ms(NOTICE)):
            raise QueueError(
                "the run is not in it any more: Redis was emptied or started anew, or another collect took its place",
                where=self.place,
                remedy="Start collect again: what was stored is kept, all else is asked for again",
            )

    def finish(self, notice: Notice) -> None:
        """The run is over: workers look for the next one."""
        self._call("finish", written(notice))

    def push(self, tasks: Mapping[str, Task]) -> None:
        """Let workers have these tasks, by id."""
        flat = [part for id, task in tasks.items() for part in (id, written(task))]
        for start in range(0, len(flat), 2 * _PUSHED):
            self._call("push", *flat[start : start + 2 * _PUSHED])

    def withdraw(self) -> list[str]:
        """Take back what no worker has in its hands; gives the ids."""
        return [id.decode() for id in self._call("withdraw")]

    def answers(self, after: bytes = b"0", wait: float = 0.0) -> list[Arrival]:
        """The oldest answers behind the place `after`, for which it waits up to `wait` seconds."""
        with self._complaints():
            streams = self.server.xread({_ANSWERS: after}, count=_READ, block=_ms(wait) or None)
        return [_arrival(place, found) for _, arrived in streams or () for place, found in arrived]

    def stored(self, arrivals: Sequence[Arrival]) -> None:
        """These answers are in the database, and need not be kept here."""
        if arrivals:
            with self._complaints():
                self.server.xdel(_ANSWERS, *(arrival.place for arrival in arrivals))

    # --- a worker

    def notice(self) -> Notice | None:
        """Which collect is at work; None where none is."""
        with self._complaints():
            found = self.server.get(_RUN)
        return read_message(Notice, found) if found else None

    def take(self, wanted: int, patience: float) -> list[tuple[str, bytes]]:
        """Up to `wanted` tasks, each as its id and its message, of hosts that need not rest now.

        A host that wants to be left alone for longer than `patience` seconds is not waited for. Nothing is given while
        collect has more answers than it can store.
        """
        found = self._call("take", wanted, _ms(LEASE), MOST_ANSWERS, _ms(patience), MOST_LOST)
        return [(found[at].decode(), found[at + 1]) for at in range(0, len(found), 2)]

    def renew(self, worker: str, held: Sequence[str]) -> None:
        """Say that a worker is still there, with these tasks in its hands."""
        self._call("renew", worker, _ms(LEASE), *held)

    def give_back(self, worker: str, held: Sequence[str]) -> None:
        """Say that a worker ends, and leaves these tasks to others."""
        self._call("give_back", worker, *held)

    def answer(self, id: str, answer: Answer) -> bool:
        """Bring what came of a task; False where it came too late to be wanted."""
        return bool(self._call("answer", id, written(answer)))

    # --- hosts

    def turn(self, host: str, gap: float) -> tuple[float, float]:
        """May the host be asked now? Gives how many seconds it rests by our delay, and how many by its own wish.

        Where it rests for neither the turn is the caller's, and the next comes after `gap` seconds or more.
        """
        rest, pause = self._call("turn", host, _ms(gap))
        return rest / 1000, pause / 1000

    def pause(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        if seconds > 0:
            self._call("pause", host, _ms(min(seconds, _LONGEST_PAUSE)))

    def paused(self, host: str) -> float:
        """For how many seconds the host wants to be left alone; 0 or less where it does not."""
        with self._complaints():
            return float(self.server.pttl(f"labmoves:pause:{host}")) / 1000

    def slow_down(self, host: str, gap: float) -> None:
        """Leave so many seconds between two requests to the host; known for a day."""
        with self._complaints():
            self.server.set(f"labmoves:gap:{host}", _ms(gap), ex=_DAY)

    # --- both

    def look(self) -> State:
        """How things stand now."""
        waiting, in_hand, answers, workers = self._call("look", _ms(LEASE))
        return State(waiting=waiting, in_hand=in_hand, answers=answers, workers=workers)

    def _call(self, script: str, *arguments: object) -> Any:
        with self._complaints():
            return self._scripts[script](args=arguments)

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        from redis.exceptions import AuthenticationError, RedisError, ResponseError  # noqa: PLC0415 - an extra

        try:
            yield
        except AuthenticationError as error:
            raise QueueError(
                f"Redis refuses the password: {error}",
                where=self.place,
                remedy="Write the right one into the address: redis://:PASSWORD@HOST:6379/0",
            ) from error
        except ResponseError as error:  # full, read only, too old
            remedy = "Set that right in Redis, or name another with --queue; what was stored is kept"
            raise QueueError(f"Redis refuses: {plain_line(str(error))}", where=self.place, remedy=remedy) from error
        except RedisError as error:
            said = plain_line(str(error))
            remedy = "Start it, or name another with --queue; what was stored is kept, all else is asked for again"
            raise QueueError(f"Redis does not answer: {said}", where=self.place, remedy=remedy) from error


def _check_database(url: str) -> None:
    """Raise ValueError where the address names a database by what is no number: redis-py would take number 0."""
    parts = urlsplit(url)
    database = parts.path.strip("/")
    if parts.scheme != "unix" and database and not database.isdecimal():
        raise ValueError(f"its database {database!r} is no number")


def without_password(url: str) -> str:
    """The address as it may be shown."""
    try:
        parts = urlsplit(url)
        place = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "the queue"
    return parts._replace(netloc=f"…@{place}" if "@" in parts.netloc else place, query="").geturl()


def task_id(token: str, number: int, url: str) -> str:
    """The id of a collect's task; it names the host, which is asked at the queue's pace."""
    return f"{token}-{number}@{urlsplit(url).netloc.lower()}"


def _arrival(place: bytes, found: dict[bytes, bytes]) -> Arrival:
    id = found.get(b"id", b"").decode(errors="replace")  # who else writes there may leave any of them out
    if not found.get(b"answer"):
        return Arrival(place=place, id=id, trouble=f"{MOST_LOST} workers were lost while they had it")
    try:
        task, answer = read_message(Task, found.get(b"task", b"")), read_message(Answer, found[b"answer"])
    except QueueError as error:
        return Arrival(place=place, id=id, trouble=f"the queue: {error.detail}")
    return Arrival(place=place, id=id, task=task, answer=answer)


@cache
def _scripts() -> dict[str, str]:
    folder = files("crawler.frontier") / "scripts"
    texts = {each.name.removesuffix(".lua"): each.read_text(encoding="utf-8") for each in folder.iterdir()}
    common = texts.pop("common")
    return {name: f"{common}\n{text}" for name, text in texts.items()}


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
