"""Archives that lie elsewhere, through fsspec, and through the URL gate where they lie on the web.

Imported only for an address: fsspec and its clients are an extra.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import IO, Any
from urllib.parse import urlsplit

from crawler.errors import ForbiddenUrlError, InputError
from crawler.gate import check_url, is_public

_WEB = {"http", "https"}


def open_remote(name: str, allow_hosts: Collection[str] = ()) -> IO[bytes]:
    """The archive at an address, with `seek`; `allow_hosts` holds the `host:port` pairs that may be private.

    Raises InputError where it cannot be had, or where a library is missing, ForbiddenUrlError where the gate refuses.
    """
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "Install labmoves with its extra: pip install '.[archive]'"
        raise InputError("archives elsewhere need fsspec", where=name, remedy=remedy) from None
    options: dict[str, Any] = {}
    if urlsplit(name).scheme in _WEB:
        check_url(name, allow_hosts)
        options = {"get_client": _GuardedClient(allow_hosts)}
    try:
        opened: IO[bytes] = fsspec.open(name, "rb", **options).open()
    except ImportError as error:  # s3:// without s3fs, and the like; fsspec says which
        raise InputError(str(error), where=name) from None
    except Exception as error:  # each protocol's client has errors of its own
        first = _first(error)
        if isinstance(first, ForbiddenUrlError):
            raise first from error
        raise InputError(f"cannot be had: {first or type(first).__name__}", where=name) from error
    return opened


def _first(error: BaseException) -> BaseException:
    """What went wrong at first; fsspec calls all that a FileNotFoundError."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return error


class _GuardedClient:
    """Makes aiohttp's session: connects to public addresses only, also behind a redirect or a name that changes."""

    def __init__(self, allow_hosts: Collection[str]) -> None:
        self._allow_hosts = frozenset(allow_hosts)

    async def __call__(self, **options: Any) -> Any:
        import aiohttp  # noqa: PLC0415 - comes with fsspec[http]
        from aiohttp.resolver import DefaultResolver  # noqa: PLC0415

        allow_hosts = self._allow_hosts

        class PublicOnly(DefaultResolver):  # type: ignore[misc, valid-type] # which class it is depends on what is installed
            async def resolve(self, host: str, port: int = 0, *args: Any, **kwargs: Any) -> list[Any]:
                found: list[Any] = await super().resolve(host, port, *args, **kwargs)
                if f"{host}:{port}" in allow_hosts:
                    return found
                public = [each for each in found if is_public(each["host"])]
                if not public:
                    raise ForbiddenUrlError("it stands for no public address", where=host)
                return public

        async def redirected(_session: Any, _context: Any, params: Any) -> None:
            check_url(str(params.url.join(_target(params.response))), allow_hosts)

        trace = aiohttp.TraceConfig()
        trace.on_request_redirect.append(redirected)
        connector = aiohttp.TCPConnector(resolver=PublicOnly())
        return aiohttp.ClientSession(connector=connector, trace_configs=[trace], **options)


def _target(response: Any) -> Any:
    from yarl import URL  # noqa: PLC0415 - comes with aiohttp

    return URL(response.headers.get("Location") or response.headers.get("URI") or "")
