"""`labmoves serve`: the board in the browser."""

from __future__ import annotations

import importlib.util
import re
from ipaddress import IPv6Address, ip_address

import click

from crawler.cli.session import Session, session
from crawler.cli.show import Number
from crawler.errors import UsageError

_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")


def as_asked_for(host: str) -> str:
    """A host as browsers write it in their requests: in lower case, in ASCII, IPv6 in brackets. Raises ValueError."""
    if ":" in host:
        return f"[{IPv6Address(host.removeprefix('[').removesuffix(']'))}]"
    name = host.removesuffix(".").encode("idna").decode().lower()
    if not _NAME.fullmatch(name):
        raise ValueError(host)
    return name


class HostName(click.ParamType[str]):
    """The name or address of a host alone, without scheme, port or path."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            as_asked_for(value)
        except ValueError:
            self.fail(f"{value!r} is no name of a host. Give it alone, such as board.example.org", param, ctx)
        return value.removeprefix("[").removesuffix("]")


def is_this_machine(host: str) -> bool:
    """True for a name or an address that no other machine reaches."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return as_asked_for(host) == "localhost"


@click.command()
@click.option("--port", type=Number(0, 65535), default=8017, show_default=True, help="0 takes any that is free.")
@click.option("--host", type=HostName(), default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--public", is_flag=True, help="Needed for any --host but this machine's own: others can read it then.")
@click.option(
    "--allow-host",
    "names",
    type=HostName(),
    multiple=True,
    help="A name under which it may be asked for; again for more.",
)
@session
def serve(session: Session, port: int, host: str, public: bool, names: tuple[str, ...]) -> None:
    """Show the board in the browser: who moves, live over the database.

    Read-only, and for this machine alone unless --public is given. Every move with its evidence, people, labs, flows,
    feeds and a JSON API; below /data all tables, with SQL, CSV and JSON, by Datasette. Ends at Ctrl-C.

    \b
    Examples:
      labmoves serve
      labmoves serve --port 9000
      labmoves serve --allow-host board.example.org          behind a proxy on this machine
      labmoves serve --host 0.0.0.0 --public --allow-host desk.lan
    """
    if not (public or is_this_machine(host)):
        raise click.UsageError(f"--host {host} lets other machines read the whole database. Add --public to do so.")
    if importlib.util.find_spec("datasette") is None:
        raise UsageError("the board needs Datasette", remedy="Install labmoves with its extra: pip install '.[board]'")
    from crawler.board.serve import application, listening  # noqa: PLC0415 - Datasette is loaded only where it is needed
    from crawler.board.serve import serve as answer  # noqa: PLC0415

    asked_for = frozenset(map(as_asked_for, (*names, host)))
    with application(session.settings, asked_for, session.now) as app, listening(host, port) as on:
        shown = f"[{host}]" if ":" in host else host
        session.out.print(f"The board is at http://{shown}:{on.getsockname()[1]}/  (Ctrl-C ends it)", markup=False)
        if not is_this_machine(host):
            session.err.print("Anyone who reaches this address can read the whole database.", style="yellow")
        answer(app, on)
