"""labmoves.toml and LABMOVES_* variables → one checked, frozen `Settings`.

The file is the first of: the one named by the caller, $LABMOVES_CONFIG, ./labmoves.toml, labmoves.toml in the user's
configuration folder. No file is needed. A variable LABMOVES_<TABLE>_<KEY> outranks the file. Relative paths of the
file are relative to its folder. Unknown keys and variables stop the start: a misspelt one must not be ignored.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

from crawler.errors import ConfigError
from crawler.model import AlertPolicy, Certainty, Kind

FILE_NAME = "labmoves.toml"
PREFIX = "LABMOVES_"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"([0-9]{1,6}) ?([smhdw])", re.ASCII)


class Security(StrEnum):
    """How the connection to the mail server is protected."""

    TLS = "tls"  # from the first byte, port 465
    STARTTLS = "starttls"  # asked for after connecting, port 587; refused when the server does not offer it
    NONE = "none"  # for a server on this machine


_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


def parse_duration(text: str) -> timedelta:
    """`90s`, `30m`, `12h`, `7d` or `2w` as a length of time; ValueError for anything else."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError("must be a number and a unit, such as 90s, 30m, 12h, 7d or 2w")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _duration(value: object) -> timedelta:
    return parse_duration(value if isinstance(value, str) else "")


def _address(value: str) -> str:
    bare = value[value.rfind("<") + 1 :].removesuffix(">") if "<" in value else value
    local, _, domain = bare.partition("@")
    if not value.isprintable() or not bare.isascii() or " " in bare or not local or not domain or "@" in domain:
        raise ValueError("must be an address such as desk@example.org or News desk <desk@example.org>")
    return value


def _header_word(value: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise ValueError("must be one line of plain ASCII")
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, AfterValidator(_address)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The keys at the top of the file."""

    database: Annotated[Path, Field(description="The record of everything found; SQLite")] = Path()
    letters_folder: Annotated[Path, Field(description="Letters as .eml files, where no mail server is set")] = Path()
    sources_folder: Annotated[
        Path | None, Field(description="Your own source files, added to the built-in catalog", examples=["sources"])
    ] = None
    lexicon_folder: Annotated[
        Path | None,
        Field(description="Your own labs.toml and people.toml, added to the built-in ones", examples=["lexicon"]),
    ] = None
    recheck_days: Annotated[
        int, Field(ge=0, le=365, description="How long a matched article is read again for silent edits")
    ] = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """How pages are fetched and read."""

    user_agent: Annotated[
        str, Field(min_length=1), AfterValidator(_header_word), Field(description="Add how a publisher can reach you")
    ] = "labmoves/0.1 (news monitor)"
    delay: Annotated[float, Field(ge=0, le=3600, description="Seconds between two requests to one host")] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=256, description="Requests under way at once, over all hosts")] = 8
    workers: Annotated[int, Field(ge=1, le=256, description="Processes that read pages")] = field(
        default_factory=lambda: min(os.cpu_count() or 1, 4)
    )
    timeout: Annotated[float, Field(gt=0, le=600, description="Seconds for one answer")] = 30.0
    max_bytes: Annotated[int, Field(ge=10_000, le=10**9, description="The largest page, after decompression")] = (
        8 * 2**20
    )
    obey_robots: Annotated[bool, Field(description="Keep to each site's robots.txt")] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRules:
    """Which news becomes a letter, as the file says it; `policy` is what the rest of labmoves uses."""

    kinds: Annotated[tuple[Kind, ...], Field(description=", ".join(Kind))] = (Kind.DEPARTURE,)
    labs: Annotated[tuple[str, ...], Field(description="Lab ids from the lexicon, such as openai; none: all")] = ()
    longest_age: Annotated[Duration, Field(description="An article older than this raises no alert")] = timedelta(
        days=3
    )
    least_certainty: Annotated[Certainty, Field(description=", ".join(Certainty))] = Certainty.RUMORED
    least_score: Annotated[float, Field(ge=0, le=1, description="0 to 1; higher: fewer and surer letters")] = 0.5

    @property
    def policy(self) -> AlertPolicy:
        return AlertPolicy(
            kinds=frozenset(self.kinds),
            labs=frozenset(self.labs),
            longest_age=self.longest_age,
            least_certainty=self.least_certainty,
            least_score=self.least_score,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """Where letters go; with no `host` they become files in `Settings.letters_folder`."""

    host: Annotated[
        str | None,
        Field(min_length=1),
        Field(description="The mail server; none: .eml files", examples=["smtp.example.org"]),
    ] = None
    port: Annotated[int, Field(ge=1, le=65535, description="465 for tls, 587 for starttls")] = 587
    security: Annotated[Security, Field(description="tls, starttls, or none for a server on this machine")] = (
        Security.STARTTLS
    )
    user: Annotated[
        str | None, Field(description="The name to log in with; none: no login", examples=["desk@example.org"])
    ] = None
    password: str | None = field(default=None, repr=False)  # from $LABMOVES_MAIL_PASSWORD only
    password_file: Annotated[
        Path | None, Field(description="A file that holds the password", examples=["~/.labmoves-password"])
    ] = None
    password_command: Annotated[
        str | None, Field(description="A command that prints the password", examples=["pass show mail/labmoves"])
    ] = None
    sender: Annotated[Address | None, Field(description="The From address", examples=["desk@example.org"])] = None
    recipients: Annotated[
        tuple[Address, ...], Field(description="Who gets the letters", examples=[["News desk <desk@example.org>"]])
    ] = ()
    timeout: Annotated[float, Field(gt=0, le=600, description="Seconds for one answer of the server")] = 30.0

    def secret(self) -> str | None:
        """The password, read now from where it is kept; None where none is set. Raises ConfigError."""
        if self.password is not None:
            return _tidy(self.password)
        try:
            if self.password_file is not None:
                return _tidy(self.password_file.read_text(encoding="utf-8"))
            if self.password_command is not None:
                call = shlex.split(self.password_command)
                done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=True, encoding="utf-8")  # noqa: S603 - the user's own command, no shell
                return _tidy(done.stdout)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            key = "mail.password_file" if self.password_file is not None else "mail.password_command"
            reason = getattr(error, "strerror", None) or str(error)
            raise ConfigError(f"no password could be had: {reason}", where=key, remedy="Try it by hand") from error
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set, checked; paths are absolute."""

    database: Path
    letters_folder: Path
    sources_folder: Path | None = None
    lexicon_folder: Path | None = None
    recheck_days: int = 7
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    alerts: AlertPolicy = field(default_factory=AlertPolicy)
    mail: MailSettings = field(default_factory=MailSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Settings with where they came from: `origins` maps `table.key` to "default", the file, or a variable's name."""

    settings: Settings
    file: Path | None
    origins: dict[str, str]


TABLES: dict[str, type] = {"": Places, "crawl": CrawlSettings, "alerts": AlertRules, "mail": MailSettings}


def load_settings(path: Path | None, env: Mapping[str, str]) -> Settings:
    """The settings in force; raises ConfigError with file and key, or variable, where one is wrong."""
    return load(path, env).settings


def load(path: Path | None, env: Mapping[str, str]) -> Loaded:
    """`load_settings`, with where each value came from."""
    file = find_file(path, env)
    raw = _read(file) if file else {}
    _refuse_unknown(raw, file, env)
    values: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    for table in TABLES:
        values[table], came = _table(table, raw.get(table, {}) if table else raw, env, file)
        origins |= came
    places = _places(values[""], file, env)
    _mail_defaults(values["mail"])
    mail = MailSettings(**values["mail"], password=env.get(PREFIX + "MAIL_PASSWORD") or None)
    _check_mail(mail, str(file) if file else "environment")
    settings = Settings(
        **places, crawl=CrawlSettings(**values["crawl"]), alerts=AlertRules(**values["alerts"]).policy, mail=mail
    )
    origins["mail.password"] = f"${PREFIX}MAIL_PASSWORD" if mail.password else "default"
    return Loaded(settings=settings, file=file, origins=origins)


def find_file(path: Path | None, env: Mapping[str, str]) -> Path | None:
    """The configuration file in force, absolute; None where there is none. A named file that is missing is an error."""
    named = path or (Path(env[PREFIX + "CONFIG"]) if env.get(PREFIX + "CONFIG") else None)
    if named is not None:
        if not named.expanduser().is_file():
            raise ConfigError("no such file", where=str(named), remedy="`labmoves config init` writes one")
        return named.expanduser().absolute()
    for place in (Path.cwd() / FILE_NAME, config_folder(env) / FILE_NAME):
        if place.is_file():
            return place
    return None


def config_folder(env: Mapping[str, str]) -> Path:
    """Where a user's own configuration lies, by the platform's custom."""
    return _user_folder(env, windows="APPDATA", xdg="XDG_CONFIG_HOME", unix=".config")


def data_folder(env: Mapping[str, str]) -> Path:
    """Where a program keeps a user's data, by the platform's custom."""
    return _user_folder(env, windows="LOCALAPPDATA", xdg="XDG_DATA_HOME", unix=".local/share")


def _user_folder(env: Mapping[str, str], *, windows: str, xdg: str, unix: str) -> Path:
    home = Path(env["HOME"]) if env.get("HOME") else Path.home()
    if sys.platform == "win32":
        return Path(env.get(windows) or home) / "labmoves"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "labmoves"
    # The XDG rule: a relative path in these variables is invalid and to be ignored.
    return (Path(env[xdg]) if Path(env.get(xdg, "")).is_absolute() else home / unix) / "labmoves"


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(file), remedy="Mend that line") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(file)) from error


def _keys(table: str) -> list[str]:
    return [f.name for f in fields(TABLES[table]) if f.name != "password"]


def _refuse_unknown(raw: dict[str, Any], file: Path | None, env: Mapping[str, str]) -> None:
    """Every key of the file and every LABMOVES_ variable is one we know, or the message names the nearest."""
    known = [f"{table}.{key}" if table else key for table in TABLES for key in _keys(table)]
    tables = [table for table in TABLES if table]
    for key, value in raw.items():
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
                raise ConfigError(f"unknown key {name!r}", where=str(file), remedy=_nearest(name, [*known, *tables]))
    variables = [_variable(name) for name in (*known, "config", "mail.password")]
    for name in env:
        if name.startswith(PREFIX) and name not in variables:
            raise ConfigError("unknown variable", where=f"${name}", remedy=_nearest(name, variables))


def _nearest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else "`labmoves config show` lists all keys"


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
        variable = _variable(name)
        if env.get(variable):
            origins[name] = f"${variable}"
            values[key] = _value(_split(env[variable], hints[key]), hints[key], Path.cwd(), origins[name])
        elif key in given and file is not None:
            origins[name] = str(file)
            values[key] = _value(given[key], hints[key], file.parent, f"{file}, {name}", strict=True)
        else:
            origins[name] = "default"
    return values, origins


def _split(value: str, hint: Any) -> object:
    """A list in a variable is separated by commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if "tuple[" in str(hint) else value


def _value(value: object, hint: Any, base: Path, where: str, *, strict: bool = False) -> Any:
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
        raise ConfigError(f"{wish}, not {first['input']!r}", where=where) from error


def _places(values: dict[str, Any], file: Path | None, env: Mapping[str, str]) -> dict[str, Any]:
    """The places with their defaults: data in the user's data folder, own files beside the configuration."""
    beside = file.parent if file else config_folder(env)
    data = data_folder(env)
    places: dict[str, Any] = {"database": data / "labmoves.db", "letters_folder": data / "letters"} | values
    for key, name in (("sources_folder", "sources"), ("lexicon_folder", "lexicon")):
        if key not in values:
            places[key] = beside / name if (beside / name).is_dir() and (file or beside.is_dir()) else None
        elif not places[key].is_dir():
            raise ConfigError(f"{places[key]} is not a folder", where=key, remedy="Create it, or drop the key")
    return places


def _mail_defaults(values: dict[str, Any]) -> None:
    """Port and security follow from each other where one is missing: 465 speaks TLS from the first byte."""
    if "security" not in values:
        values["security"] = Security.TLS if values.get("port") == _PORTS[Security.TLS] else Security.STARTTLS
    values.setdefault("port", _PORTS[values["security"]])


def _check_mail(mail: MailSettings, where: str) -> None:
    if mail.host is None:
        return
    for key in ("sender", "recipients"):
        if not getattr(mail, key):
            raise ConfigError(f"mail.host is set and mail.{key} is not", where=where, remedy=f"Set mail.{key}")
    if mail.user and mail.security is Security.NONE and mail.host not in _LOOPBACK:
        raise ConfigError(
            "mail.security = none would send the password readable", where=where, remedy="Use tls or starttls"
        )


def _tidy(secret: str) -> str:
    """A password as it was meant: no line end, and the no-break spaces of a copied web page made ordinary."""
    return secret.replace("\u00a0", " ").strip()
