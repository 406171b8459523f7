"""labmoves.toml and LABMOVES_* variables → one checked, frozen `Settings`.

The file is the first of: the one named by the caller, $LABMOVES_CONFIG, ./labmoves.toml, labmoves.toml in the user's
configuration folder. No file is needed. A variable LABMOVES_<TABLE>_<KEY> outranks the file. Relative paths of the
file are relative to its folder. Unknown keys and variables stop the start: a misspelt one must not be ignored.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from crawler.config.folders import config_folder, data_folder
from crawler.config.schema import (
    OPERATORS,
    RECIPIENTS,
    TABLES,
    AlertRules,
    CrawlSettings,
    DaemonSettings,
    MailSettings,
    Security,
    Settings,
    WatchSettings,
)
from crawler.config.subscribers import Subscriber
from crawler.errors import ConfigError
from crawler.toml_file import read_toml

FILE_NAME = "labmoves.toml"
PREFIX = "LABMOVES_"
_OWN_FOLDERS = {"sources_folder": "sources", "lexicon_folder": "lexicon", "layouts_folder": "layouts"}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
_SECRET = frozenset({"crawl.queue"})  # may hold a password: no message repeats it


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Settings with where they came from: `origins` maps `table.key` to "default", the file, or a variable's name.

    `passed_over` are folders in the current one that look like a user's own, and are not read: they would have to lie
    beside the configuration file, or in the user's configuration folder where there is none.
    """

    settings: Settings
    file: Path | None
    origins: dict[str, str]
    passed_over: tuple[Path, ...] = ()


def load_settings(path: Path | None, env: Mapping[str, str]) -> Settings:
    """The settings in force; raises ConfigError with file and key, or variable, where one is wrong."""
    return load(path, env).settings


def load(path: Path | None, env: Mapping[str, str]) -> Loaded:
    """`load_settings`, with where each value came from."""
    file = find_file(path, env)
    raw = read_toml(file) if file else {}
    _refuse_unknown(raw, file, env)
    values: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    for table in TABLES:
        values[table], came = _table(table, raw.get(table, {}) if table else raw, env, file)
        origins |= came
    places = _places(values[""], file, env)
    _mail_defaults(values["mail"])
    mail = MailSettings(**values["mail"], password=env.get(PREFIX + "MAIL_PASSWORD") or None)
    subscribers = _subscribers(raw.get("subscriber", []), file)
    _check_mail(mail, subscribers, str(file) if file else "environment")
    settings = Settings(
        **places,
        crawl=CrawlSettings(**values["crawl"]),
        alerts=AlertRules(**values["alerts"]).policy,
        mail=mail,
        subscribers=subscribers,
        daemon=DaemonSettings(**values["daemon"]),
        watch=WatchSettings(**values["watch"]),
    )
    origins["mail.password"] = f"${PREFIX}MAIL_PASSWORD" if mail.password else "default"
    passed_over = () if _named(path, env) else tuple(_passed_over(values[""], _beside(file, env)))
    return Loaded(settings=settings, file=file, origins=origins, passed_over=passed_over)


def find_file(path: Path | None, env: Mapping[str, str]) -> Path | None:
    """The configuration file in force, absolute; None where there is none. A named file that is missing is an error."""
    named = _named(path, env)
    if named is not None:
        if not named.expanduser().is_file():
            raise ConfigError("no such file", where=str(named), remedy="`labmoves config init` writes one")
        return named.expanduser().absolute()
    for place in (Path.cwd() / FILE_NAME, config_folder(env) / FILE_NAME):
        if place.is_file():
            return place
    return None


def _named(path: Path | None, env: Mapping[str, str]) -> Path | None:
    return path or (Path(env[PREFIX + "CONFIG"]) if env.get(PREFIX + "CONFIG") else None)


def _keys(table: str) -> list[str]:
    return [f.name for f in fields(TABLES[table]) if f.name != "password"]


def _refuse_unknown(raw: dict[str, Any], file: Path | None, env: Mapping[str, str]) -> None:
    """Every key of the file and every LABMOVES_ variable is one we know, or the message names the nearest."""
    known = [f"{table}.{key}" if table else key for table in TABLES for key in _keys(table)]
    tables = [table for table in TABLES if table]
    for key, value in raw.items():
        if key == "subscriber":
            continue
        if key in tables and not isinstance(value, dict):
            raise ConfigError(f"{key} is a table: write [{key}]", where=str(file))
        names = [f"{key}.{inner}" for inner in value] if key in tables else [key]
        for name in names:
            if name == "mail.password":
                raise ConfigError(
                    "a password does not belong in this file",
                    where=f"{file}, {name}",
                    remedy=f"Set {PREFIX}MAIL_PASSWORD, mail.password_file or mail.password_command",
                )
            if name not in known:
                raise ConfigError(
                    f"unknown key {name!r}", where=str(file), remedy=_nearest(name, [*known, *tables, "subscriber"])
                )
    variables = [_variable(name) for name in (*known, "config", "mail.password")]
    for name in env:
        if name.startswith(PREFIX) and name not in variables:
            raise ConfigError("unknown variable", where=f"${name}", remedy=_nearest(name, variables))


def _nearest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else "`labmoves config init FILE` writes one that explains all keys"


def _variable(name: str) -> str:
    return PREFIX + name.replace(".", "_").upper()


def _table(
    table: str, given: dict[str, Any], env: Mapping[str, str], file: Path | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values given for one table, checked, and where each of its keys comes from."""
    hints = get_type_hints(TABLES[table], include_extras=True)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key in _keys(table):
        name = f"{table}.{key}" if table else key
        variable, secret = _variable(name), name in _SECRET
        if env.get(variable):
            origins[name] = f"${variable}"
            said = _split(env[variable], hints[key])
            values[key] = _value(said, hints[key], Path.cwd(), origins[name], secret=secret)
        elif key in given and file is not None:
            origins[name] = str(file)
            place = f"{file}, {name}"
            values[key] = _value(given[key], hints[key], file.parent, place, strict=True, secret=secret)
        else:
            origins[name] = "default"
    return values, origins


def _split(value: str, hint: Any) -> object:
    """A list in a variable is separated by commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if "tuple[" in str(hint) else value


def _value(value: object, hint: Any, base: Path, where: str, *, strict: bool = False, secret: bool = False) -> Any:
    if "pathlib" in str(hint):
        if not isinstance(value, str) or not value or "\0" in value:
            raise ConfigError(f"must be a path in quotes, not {value!r}", where=where)
        return base / Path(value).expanduser()
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    try:
        # As JSON, strictly: an array may become a tuple and a string a name of a closed set, but no text a number.
        return (
            adapter.validate_json(json.dumps(value, default=str), strict=True)
            if strict
            else adapter.validate_python(value)
        )
    except ValidationError as error:
        first = error.errors()[0]
        wish = str(first.get("ctx", {}).get("error") or first["msg"]).replace("Input should", "must")
        raise ConfigError(wish if secret else f"{wish}, not {first['input']!r}", where=where) from error


def _subscribers(given: object, file: Path | None) -> tuple[Subscriber, ...]:
    """Every `[[subscriber]]`, checked; raises ConfigError with file, the subscriber's name or number, and key."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise ConfigError("subscribers are tables: write [[subscriber]] over each", where=str(file))
    found: list[Subscriber] = []
    for number, each in enumerate(given, start=1):
        place = f"{file}, subscriber {each.get('name') or number}"
        one = _subscriber(each, place, file.parent if file else Path())
        if one.name in (RECIPIENTS, OPERATORS, *(other.name for other in found)):
            ours = {RECIPIENTS: "mail.recipients", OPERATORS: "watch.operators"}
            meant = ours.get(one.name, "another subscriber")
            raise ConfigError(f"the name {one.name!r} is that of {meant}", where=place, remedy="Give it another")
        found.append(one)
    return tuple(found)


def _subscriber(given: dict[str, Any], place: str, base: Path) -> Subscriber:
    hints = get_type_hints(Subscriber, include_extras=True)
    for key in given:
        if key not in hints:
            raise ConfigError(f"unknown key {key!r}", where=place, remedy=_nearest(key, list(hints)))
    if "name" not in given:
        raise ConfigError("it has no name", where=place, remedy='Write name = "…"')
    values = {
        key: _value(value, hints[key], base, f"{place}, {key}", strict=True, secret=key == "url")
        for key, value in given.items()
    }
    if len(ways := [key for key in ("address", "url", "url_file") if key in values]) > 1:
        raise ConfigError(f"{' and '.join(ways)} are two ways to them", where=place, remedy="Keep one of them")
    return Subscriber(**values)


def _places(values: dict[str, Any], file: Path | None, env: Mapping[str, str]) -> dict[str, Any]:
    """The places with their defaults: data in the user's data folder, own files beside the configuration."""
    beside, data = _beside(file, env), data_folder(env)
    places: dict[str, Any] = {"database": data / "labmoves.db", "letters_folder": data / "letters"} | values
    for key, name in _OWN_FOLDERS.items():
        if key not in values:
            places[key] = beside / name if (beside / name).is_dir() and (file or beside.is_dir()) else None
        elif not places[key].is_dir():
            raise ConfigError(f"{places[key]} is not a folder", where=key, remedy="Create it, or drop the key")
    return places


def _beside(file: Path | None, env: Mapping[str, str]) -> Path:
    return file.parent if file else config_folder(env)


def _passed_over(values: dict[str, Any], beside: Path) -> Iterator[Path]:
    here = Path.cwd()
    for key, name in _OWN_FOLDERS.items():
        if key not in values and here != beside and any((here / name).glob("*.toml")):
            yield here / name


def _mail_defaults(values: dict[str, Any]) -> None:
    """Port and security follow from each other where one is missing: 465 speaks TLS from the first byte."""
    if "security" not in values:
        values["security"] = Security.TLS if values.get("port") == _PORTS[Security.TLS] else Security.STARTTLS
    values.setdefault("port", _PORTS[values["security"]])


def _check_mail(mail: MailSettings, subscribers: tuple[Subscriber, ...], where: str) -> None:
    if mail.host is None:
        return
    for subscriber in subscribers:
        if not (subscriber.address or subscriber.is_chat):
            place = f"{where}, subscriber {subscriber.name}"
            raise ConfigError("it has no address", where=place, remedy="Set address, url or url_file")
    for key, is_set in (("sender", mail.sender), ("recipients", mail.recipients or subscribers)):
        if not is_set:
            raise ConfigError(f"mail.host is set and mail.{key} is not", where=where, remedy=f"Set mail.{key}")
    if mail.user and mail.security is Security.NONE and mail.host not in _LOOPBACK:
        raise ConfigError(
            "mail.security = none would send the password readable", where=where, remedy="Use tls or starttls"
        )
    if mail.user and not (mail.password or mail.password_file or mail.password_command):
        raise ConfigError(
            "mail.user is set and no password",
            where=where,
            remedy=f"Set {PREFIX}MAIL_PASSWORD, mail.password_file or mail.password_command",
        )
