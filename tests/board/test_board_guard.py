"""What stands before every answer: names, methods, headers, where a form comes from, where a redirect leads."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from desk import Ask

from crawler.board.calls import own_path
from crawler.board.guard import App, Message

AWAY = (
    "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example",
    "/a\r\nX: y",
    "\\\\evil.example", "", "evil", "/é", "/%0d%0aX: y",
)  # fmt: skip
PAGES = ("/", "/assets/board.css", "/data", "/data/moves", "/data/moves.json", "/no-such-page", "/?kind=x")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_what_is_not_ours(ask: Ask, path: str) -> None:
    """Datasette's pages too: no inline script or style, no other host, no frame, no guessing of types."""
    headers = ask(path).headers
    policy = dict(part.partition(" ")[::2] for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8017", "localhost.evil.example", "", "127.0.0.2", "[::2]"]
)
def test_other_names_are_not_answered(ask: Ask, host: str) -> None:
    """A page whose own name is made to point here (DNS rebinding) reads nothing."""
    answer = ask("/", host=host)
    assert answer.status_code == 421
    assert "Radford" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8017", "127.0.0.1:1", "[::1]:8017", "board.example", "board.example."]
)
def test_its_own_names_are_answered(ask: Ask, host: str) -> None:
    """Loopback, and the names it was started for, with any port."""
    assert ask("/", host=host).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X"])
@pytest.mark.parametrize("path", ["/", "/data/moves", "/-/permissions", "/-/messages", "/-/logout"])
def test_nothing_but_reading(ask: Ask, method: str, path: str) -> None:
    """Every other method is refused before Datasette sees it."""
    assert ask(path, method).status_code == 405


def test_a_head_is_a_get_without_its_body(ask: Ask) -> None:
    """For ours and for Datasette's pages."""
    for path in ("/", "/data"):
        answer = ask(path, "HEAD")
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["content-type"] == ask(path).headers["content-type"]


def test_what_a_reader_has_is_not_sent_again(ask: Ask) -> None:
    """By ETag; another language is another page."""
    tag = ask("/").headers["etag"]
    again = ask("/", if_none_match=f'"other", W/{tag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert ask("/", if_none_match=tag, accept_language="zh").status_code == 200


def test_assets_are_kept_by_their_content(ask: Ask) -> None:
    """A page names them with a mark of what is in them."""
    assert 'href="/assets/board.css?v=' in ask("/").text
    assert "immutable" in ask("/assets/board.css").headers["cache-control"]
    assert "no-cache" in ask("/").headers["cache-control"]
    for name in ("../serve.py", "%2e%2e%2fserve.py", "board.cs", "__init__.py"):
        answer = ask(f"/assets/{name}")
        assert answer.status_code == 404 or answer.headers["location"].startswith("/assets/~2e")


def switched(ask: Ask, back: str, **headers: str) -> tuple[int, str | None]:
    answer = ask("/preferences", "POST", {"language": "zh", "back": back}, **headers)
    return answer.status_code, answer.headers.get("location")


def test_the_switches_set_a_cookie_and_lead_back(ask: Ask) -> None:
    """Nothing is stored; an unknown language or colour sets none."""
    answer = ask(
        "/preferences", "POST", {"language": "zh", "theme": "dark", "back": "/?kind=hire"}, sec_fetch_site="same-origin"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/?kind=hire")
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all("HttpOnly" in each and "SameSite=strict" in each for each in cookies)
    assert "set-cookie" not in ask("/preferences", "POST", {"language": "de", "theme": "red;x"}).headers


@pytest.mark.parametrize("back", AWAY)
def test_no_redirect_leads_away(ask: Ask, back: str) -> None:
    """Only a path of this board is followed."""
    status, location = switched(ask, back)
    assert status == 303
    assert location in ("/", own_path(back))
    assert location is not None
    assert location.startswith("/")
    assert location[1:2] not in ("/", "\\")
    assert not set(location) & set("\r\n\t ")


@pytest.mark.parametrize(
    "path", [b"//evil.example/", b"/\\evil.example/", b"/\\evil.example/?a=b", b"/%5Cevil.example"]
)
def test_no_path_is_made_a_redirect_away(app: App, path: bytes) -> None:
    """Datasette takes the last slash off a path that it does not know, and sends the reader to the rest."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    where, _, query = path.partition(b"?")
    scope = {
        "type": "http", "method": "GET", "path": unquote(where.decode()), "raw_path": where, "query_string": query,
        "headers": [(b"host", b"localhost")], "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    location = dict(sent[0]["headers"]).get(b"location", b"/").decode()
    assert location == own_path(location)


@pytest.mark.parametrize(
    "headers",
    [{"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}, {"sec_fetch_site": "none"}, {"origin": "null"},
     {"origin": "http://evil.example"}],
)  # fmt: skip
def test_other_sites_switch_nothing(ask: Ask, headers: dict[str, str]) -> None:
    """By Sec-Fetch-Site, else by Origin."""
    assert switched(ask, "/", **headers) == (403, None)
    assert switched(ask, "/", origin="http://localhost")[0] == 303


def test_a_long_form_is_not_read(ask: Ask) -> None:
    """Whoever sends it."""
    assert switched(ask, "/" + "a" * 20_000)[0] == 413


def test_reading_writes_nothing(ask: Ask, database: Path) -> None:
    """After all of it the database is what it was, to the byte."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as before:
        held = list(before.iterdump())
    for path in PAGES:
        ask(path)
    for query in (
        "insert into meta values ('a','b')",
        "delete from moves",
        "pragma user_version = 9",
        "attach 'x.db' as x",
    ):
        assert ask(f"/data?sql={quote(query)}").status_code in {400, 403}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as after:
        assert list(after.iterdump()) == held
    before.close()
    after.close()
