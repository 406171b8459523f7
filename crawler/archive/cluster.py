"""The workers of a Dask cluster. The one place that calls Dask, imported only where a cluster is asked for.

Every machine of the cluster needs labmoves in the same version, and the archives under the same names: addresses, or a
folder that all of them see.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from crawler.errors import InputError, UsageError, WorkerError

T = TypeVar("T")
_PATIENCE = "10s"  # for the scheduler to answer


class Cluster:
    """Reads on the workers of the scheduler at `address`; a worker that is lost has its stretch read by another."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Any = None
        self.size = 0  # how many stretches the workers read at once: one a thread

    async def __aenter__(self) -> Self:
        """Raises InputError where Dask is missing or no scheduler answers, UsageError where it has no workers."""
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError:
            remedy = "Install labmoves with its extra: pip install '.[cluster]'"
            raise InputError("a cluster needs Dask", where=self._address, remedy=remedy) from None
        try:
            self._client = await Client(self._address, asynchronous=True, timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            remedy = "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
            raise InputError(f"no scheduler answers: {error}", where=self._address, remedy=remedy) from error
        self.size = sum((await self._client.nthreads()).values())
        if not self.size:
            await self.__aexit__(None, None, None)
            raise UsageError("the cluster has no workers", where=self._address, remedy="Start some: `dask worker`")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.close()

    async def run(self, how: Callable[..., T], *args: object, where: str) -> T:
        """What the function makes of the values; WorkerError where it ended several workers."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        # Not pure: the same stretch of a file may have other content the next time.
        future = self._client.submit(how, *args, pure=False)
        try:
            found: T = await future
        except KilledWorker:
            raise WorkerError("reading it ended the worker process, several times", where=where) from None
        return found
