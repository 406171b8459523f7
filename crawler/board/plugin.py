"""The board as a Datasette plugin: its routes, its guard, and the way from Datasette's own pages back to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any
from urllib.parse import parse_qsl, unquote
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Request, Response
from pluggy import HookimplMarker

from crawler.board.api import problem
from crawler.board.calls import API, THEMES, Call, Data, Desk, Page, Unknown, language_of, own_path, theme_of
from crawler.board.guard import PREFERENCES, App, Receive, Scope, Send, guarded
from crawler.board.rendering import asset, refusal, rendered
from crawler.board.routes import DATABASE, ROUTES, Answering
from crawler.board.wording import LANGUAGES
from crawler.config.schema import Settings
from crawler.errors import StoreError
from crawler.match.lexicons import Lexicon
from crawler.model import Source
from storage.record import Record

_YEAR = 365 * 86400
_COOKIES = ("language", "theme", "seen")

hookimpl = HookimplMarker("datasette")


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a board is made of; one for each Datasette that shows one.

    `follow` goes over to the file that has taken the database's place, if one has; raises StoreError where it cannot be
    read.
    """

    settings: Settings
    lexicon: Lexicon
    catalog: Mapping[str, Source]
    hosts: frozenset[str]
    clock: Callable[[], datetime]
    follow: Callable[[], None]


_boards: WeakKeyDictionary[Datasette, Board] = WeakKeyDictionary()


def install(datasette: Datasette, board: Board) -> None:
    """Put a board into a Datasette; others in the same process stay as they are."""
    if not pm.is_registered(sys.modules[__name__]):
        pm.register(sys.modules[__name__], "labmoves-board")
    _boards[datasette] = board


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """The board's pages stand before Datasette's own."""
    if (board := _boards.get(datasette)) is None:
        return []
    pages = [(pattern, _view(datasette, board, answering)) for pattern, answering in ROUTES]
    return [(r"/assets/(?P<name>[a-z.]+)$", _asset), (rf"{PREFERENCES}$", _preferences(board)), *pages]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Everything goes through the guard, and is read from the database that is there now."""
    board = _boards.get(datasette)
    return lambda app: guarded(_following(app, board.follow), board.hosts) if board else app


@hookimpl
def skip_csrf(datasette: Datasette, scope: dict[str, Any]) -> bool | None:
    """The guard has looked at where a form comes from."""
    return True if datasette in _boards and scope["path"] == PREFERENCES else None


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """From Datasette's pages back to the board."""
    return [{"href": "/", "label": "The board"}] if datasette in _boards else []


def _following(app: App, follow: Callable[[], None]) -> App:
    """The application over the database that is there now; a sentence where none can be read."""

    async def current(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            follow()
        except StoreError as error:
            await _response(_unavailable(scope["path"], str(error))).asgi_send(send)
        else:
            await app(scope, receive, send)

    return current


def _unavailable(path: str, why: str) -> Data:
    if _is_api(path):
        return problem(503, why)
    return Data(body=f"{why}\n".encode("utf-8", "replace"), content_type="text/plain; charset=utf-8", status=503)


def _view(datasette: Datasette, board: Board, answering: Answering) -> Callable[..., Any]:
    """A page for Datasette's router: made in one of its reading threads, from one state of the database."""

    async def view(request: Request) -> Response:
        call = _call(request, board)

        def read(connection: Connection) -> Data:
            # Datasette decodes each text by a function of its own, which costs more than all the rest.
            theirs = connection.text_factory, connection.row_factory
            connection.text_factory, connection.row_factory = str, None
            try:
                connection.execute("BEGIN")
                record = Record.over(connection, board.settings.database)
                desk = Desk(record=record, lexicon=board.lexicon, catalog=board.catalog, settings=board.settings)
                return _answer(call, desk, answering)
            finally:
                connection.rollback()
                connection.text_factory, connection.row_factory = theirs

        try:
            return _response(await datasette.get_database(DATABASE).execute_fn(read))
        except StoreError as error:
            return _response(_unavailable(call.path, str(error)))

    return view


def _answer(call: Call, desk: Desk, answering: Answering) -> Data:
    try:
        answer: Page | Data = answering(call, desk)
    except Unknown as unknown:
        detail = desk.words(call.language)(unknown.key, **unknown.values)
        answer = problem(unknown.status, detail) if _is_api(call.path) else refusal(unknown)
    return answer if isinstance(answer, Data) else rendered(answer, call, desk)


def _response(data: Data) -> Response:
    headers = {"content-disposition": f'attachment; filename="{data.file}"'} if data.file else {}
    return Response(data.body, status=data.status, headers=headers, content_type=data.content_type)


def _call(request: Request, board: Board) -> Call:
    query = parse_qsl(request.query_string, keep_blank_values=_is_api(request.path), errors="replace")
    return Call(
        path=request.path,
        place={name: unquote(value, errors="replace") for name, value in request.url_vars.items()},
        query=dict(query),
        language=language_of(request.cookies.get("language"), request.headers.get("accept-language", "")),
        theme=theme_of(request.cookies.get("theme")),
        seen=_moment(request.cookies.get("seen")),
        origin=f"{request.scheme}://{request.host}",
        now=board.clock().astimezone(UTC),
    )


def _is_api(path: str) -> bool:
    """A form sends every field, also those left empty; a program that sends an empty one made a mistake."""
    return path.startswith(API)


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found and found.tzinfo else None


async def _asset(request: Request) -> Response:
    found = asset(request.url_vars["name"])
    return _response(found) if found else Response.text("There is no such file.\n", status=404)


def _preferences(board: Board) -> Callable[..., Any]:
    """The switches: what was chosen becomes a cookie of the reader's; nothing is stored here."""

    async def preferences(request: Request) -> Response:
        asked = await request.post_vars()
        response = Response.redirect(own_path(asked.get("back")), status=303)
        chosen = {
            "language": asked.get("language") if asked.get("language") in LANGUAGES else None,
            "theme": asked.get("theme") if asked.get("theme") in THEMES else None,
            "seen": board.clock().astimezone(UTC).isoformat(timespec="seconds") if "seen" in asked else None,
        }
        for name in _COOKIES:
            if value := chosen[name]:
                response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="strict")
        return response

    return preferences
