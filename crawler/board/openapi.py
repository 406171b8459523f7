"""The API's description (OpenAPI 3.1), made from its own functions and dataclasses, so that it cannot say otherwise."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crawler.board import api
from crawler.board.calls import API, Call, Desk
from crawler.model import Kind, Status

Json = dict[str, Any]


def _several(values: type[StrEnum]) -> Json:
    return {"type": "array", "items": {"type": "string", "enum": list(values)}, "minItems": 1, "uniqueItems": True}


_WORDS: Json = {"type": "string", "minLength": 1}
_SINCE: Json = {"type": "string", "format": "date"}
_WITHIN: Json = {"type": "string", "pattern": "^[0-9]{1,6} ?[smhdw]$"}
_FILTERS: dict[str, tuple[Json, str]] = {
    "q": (_WORDS, "Words, each of which stands in the move, in either script; or a person or lab in any spelling"),
    "lab": (_WORDS, "A lab by id or name, at either end of the move"),
    "kind": (_several(Kind), "What kind of move; several with commas between them"),
    "status": (_several(Status), "Where the move stands; several with commas between them"),
    "language": ({"type": "string", "enum": ["zh", "en"]}, "The language of the sentence that tells of it"),
    "within": (_WITHIN, "First told within this span: 12h, 7d, 4w"),
    "since": (_SINCE, "First told on this day (UTC) or later; a moment in ISO 8601 will do too"),
    "until": (_SINCE, "First told on this day or earlier"),
}
_PAGE: dict[str, tuple[Json, str]] = {
    "page": ({"type": "integer", "minimum": 1, "maximum": 10_000}, "Which page"),
    "limit": ({"type": "integer", "minimum": 1, "maximum": api.MOST}, "Moves on a page"),
}
_SPANNED = {
    "within": (_WITHIN, "Within this span: 12h, 7d, 4w"),
    "since": (_SINCE, "Since this day or moment (UTC)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address of the API: the function that answers, and what may be asked."""

    path: str  # below API, its parts in braces
    answer: Callable[[Call, Desk], object]
    query: Mapping[str, tuple[Json, str]] = dataclasses.field(default_factory=dict)
    required: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What it answers, in a sentence."""
        return (self.answer.__doc__ or "").strip()


ENDPOINTS = (
    Endpoint(path="/moves", answer=api.moves, query=_FILTERS | _PAGE),
    Endpoint(path="/moves/{key}", answer=api.move),
    Endpoint(path="/people/{name}", answer=api.person),
    Endpoint(path="/labs", answer=api.labs),
    Endpoint(path="/labs/{lab}", answer=api.lab, query={"at": (_SINCE, "The day of the roster; today where none")}),
    Endpoint(
        path="/flows",
        answer=api.flows,
        query={
            "within": ({"type": "string", "pattern": f"^all$|{_WITHIN['pattern']}"}, "Told within this span, or all")
        },
    ),
    Endpoint(path="/changes", answer=api.changes, query=_SPANNED),
    Endpoint(path="/sources", answer=api.sources),
    Endpoint(
        path="/articles",
        answer=api.articles,
        query={"url": ({"type": "string", "minLength": 1, "pattern": r"^\S+$"}, "The article's address")},
        required=("url",),
    ),
    Endpoint(path="/search", answer=api.search, query={"q": (_WORDS, "Whole words in either script")}),
)


@cache
def description() -> Json:
    """The whole description."""
    schemas: dict[str, Json] = {}
    problem = {"description": "Why not", "content": {"application/json": {"schema": _schema(api.Problem, schemas)}}}
    paths = {API + endpoint.path: {"get": _operation(endpoint, schemas, problem)} for endpoint in ENDPOINTS}
    info = {
        "title": "labmoves",
        "version": version("labmoves"),
        "description": "Moves at AI labs, read-only. Times are UTC; a move's key never changes.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    return {
        "openapi": "3.1.0",
        "info": info,
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _operation(endpoint: Endpoint, schemas: dict[str, Json], problem: Json) -> Json:
    parts = [each[1:-1] for each in endpoint.path.split("/") if each.startswith("{")]
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}} for name in parts
    ]
    in_query = [
        {
            "name": name,
            "in": "query",
            "required": name in endpoint.required,
            "style": "form",
            "explode": False,
            "schema": schema,
            "description": told,
        }
        for name, (schema, told) in endpoint.query.items()
    ]
    answer = _schema(get_type_hints(endpoint.answer)["return"], schemas)
    told = {"200": {"description": "The answer", "content": {"application/json": {"schema": answer}}}}
    refusals = {status: problem for status in ("400", "404", "503")}
    name = endpoint.path.strip("/").replace("/{", "_").replace("}", "")
    return {
        "operationId": name,
        "summary": endpoint.told,
        "parameters": in_path + in_query,
        "responses": told | refusals,
    }


_SIMPLE: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    timedelta: {"type": "number", "description": "seconds"},
}


def _schema(kind: Any, schemas: dict[str, Json]) -> Json:
    """The schema of a type; dataclasses and enumerations are described once, among `schemas`, and referred to."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [{"type": "null"} if each is type(None) else _schema(each, schemas) for each in inner]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (tuple, list, Sequence):
        return {"type": "array", "items": _schema(inner[0], schemas)}
    if kind.__name__ not in schemas:
        schemas[kind.__name__] = {}  # so that a type that refers to itself ends
        schemas[kind.__name__] = _named(kind, schemas)
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _named(kind: Any, schemas: dict[str, Json]) -> Json:
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": list(kind)}
    hints = get_type_hints(kind)
    fields = {each.name: _schema(hints[each.name], schemas) for each in dataclasses.fields(kind)}
    return {
        "type": "object",
        "description": (kind.__doc__ or "").partition("\n\n")[0].strip(),
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
