"""One address for one article: what differs only by tracking, fragment, port, case or order becomes the same string."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from crawler.errors import InputError

# Parameters that say where a reader came from, never which article it is: by name, and by name and value.
_TRACKING = re.compile(
    r"(?:utm_|hmsr|hmpl|hmcu|hmkw|hmci|_hs|guce_|guccounter|mc_|mkt_|pk_|piwik_|matomo_|at_medium|at_campaign|cmpid|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|spm|scm|ncid|ocid|cvid|"
    r"share_token|isappinstalled|nsukey|wechat_|wxshare|smid|smtyp|soc_src|soc_trk|sref|trk|__twitter_impression)[^=]*",
    re.IGNORECASE,
)
_TRACKING_VALUES = re.compile(
    r"(?:f|ref|from|src|source|via|rss)=(?:rss|feed|atom|timeline|singlemessage|groupmessage|appmsg|twitter|weibo|1)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_LONGEST = 8192  # characters; no server takes a longer one


@lru_cache(maxsize=5_000)  # a crawl asks for the same address at each of its steps
def canonical_url(url: str) -> str:
    """The address under which an article is known; canonicalising twice gives the same as once.

    Host in lower case, no default port, user or fragment, no tracking parameters, the others sorted, dots in the path
    resolved. Raises InputError for anything that is not an http or https address with a host.
    """
    parts = _split(url)
    query = "&".join(
        each
        for each in parts.query.split("&")
        if not _TRACKING.fullmatch(each.split("=")[0]) and not _TRACKING_VALUES.fullmatch(each)
    )
    port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme] else ""
    return urlunsplit((parts.scheme, _host(parts) + port, parts.path or "/", query, ""))


def is_front(url: str) -> bool:
    """True for the address of a site's front page, where sites send those who ask for what they took away."""
    parts = urlsplit(url)
    return re.fullmatch(r"/?(?:index\.\w{2,5}|home/?|404(?:\.html?)?/?)?", parts.path) is not None and not parts.query


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return f"[{host}]" if ":" in host else host


def _split(url: str) -> SplitResult:
    """The parts of the address in w3lib's form, checked."""
    try:
        parts = urlsplit(canonicalize_url(url.strip())) if len(url) <= _LONGEST else SplitResult("", "", "", "", "")
        parts.port  # noqa: B018 - reading it checks it
    except (ValueError, UnicodeError):
        parts = SplitResult("", "", "", "", "")
    if parts.scheme not in _PORTS or not _host(parts) or re.search(r"[\s\\<>\"|^`{}]", parts.netloc):
        raise InputError("not a web address", where=url[:200], remedy="An address starts with https:// or http://")
    return parts
