"""What came back, in plain values: a header as text, a failure in words a person can act on."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response

from crawler.errors import LabmovesError
from crawler.model import NO_SUCH_HOST

_SAID: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, NO_SUCH_HOST),
    (DownloadConnectionRefusedError, "the server refused the connection"),
    (DownloadTimeoutError, "no answer in time"),
    (DownloadCancelledError, "the answer is larger than crawl.max_bytes"),
    (ResponseDataLossError, "the answer broke off"),
    (DownloadFailedError, "the connection broke"),
)


def header(response: Response, name: str) -> str | None:
    """A header's value as text, or None; bytes beyond ASCII are kept as Latin-1."""
    value = response.headers.get(name)
    return value.decode("latin-1").strip() or None if value else None


def in_words(error: BaseException) -> str:
    """Why no answer came, as the rest of a sentence; never a class name alone, never more than one line."""
    if isinstance(error, LabmovesError):
        return f"{error.said}: {error.detail}"
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    said = next((words for kind, words in _SAID if isinstance(error, kind)), None)
    if said is None:
        told = " ".join(str(error).split())[:200]
        return f"the connection failed ({type(error).__name__}{': ' + told if told else ''})"
    return f"{said}: {_certificate(error)}" if isinstance(error, DownloadFailedError) and _certificate(error) else said


def _ignored(why: str) -> str:
    lowered = why.lower()
    if "forbidden by robots" in lowered:
        return "the site's robots.txt asks not to fetch it"
    if "redirection" in lowered:
        return "it redirects in a circle or too often"
    if "decompression" in lowered:
        return "the answer is larger than crawl.max_bytes once unpacked"
    return why or "it was left out"


def _certificate(error: Exception) -> str:
    told = str(error)
    if "VerificationError" in told:  # service_identity's: the chain is trusted, the name in it is not the host's
        return "its certificate is made out to another host"
    return "its certificate cannot be trusted" if "certificate" in told.lower() else ""
