"""`labmoves teams`: who is on labs' pages of people, and who appeared and vanished."""

from __future__ import annotations

from collections.abc import Iterator

import click

from crawler.cli.session import Session, session
from crawler.cli.show import day, member_line, print_json, table
from crawler.text.durations import ago
from storage.store import Store
from storage.teams import Team

_COLUMNS = ("lab", "page", "source", "people", "last read", "appeared", "vanished")
_MOST = 5  # changes shown of one page; --json has all


@click.command()
@click.option("--forget", metavar="URL", help="Take the page's next look as its first, after it was rebuilt.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, with everyone on each page.")
@session
def teams(session: Session, forget: str | None, as_json: bool) -> None:
    """Show who is on labs' pages of people, and who came and went.

    A page is watched where a source has a [[team]]. Who appears on it or vanishes is evidence that someone came or
    left, and makes no move and no letter by itself.

    \b
    Examples:
      labmoves teams
      labmoves teams --json | jq -r '.[] | select(.lab == "openai") | .members[].name'
      labmoves teams --forget https://lab.example/team
    """
    if forget is not None:
        with Store.open(session.settings.database, there=True) as store:
            store.forget_team(forget)
        session.err.print(f"Forgot who is on {forget}", markup=False)
        return
    with Store.open(session.settings.database, read_only=True) as store:
        found = store.teams()
    if as_json:
        print_json(found)
        return
    table(session.out, _COLUMNS, [row for team in found for row in _rows(session, team)])
    if not found:
        session.err.print("No page of people was read yet; a source's [[team]] names one.", markup=False)


def _rows(session: Session, team: Team) -> Iterator[tuple[str, ...]]:
    about = (team.lab, team.url, team.source, str(len(team.members)), ago(team.looked_at, session.now()))
    yield (*about, "", "")
    for change in team.changes[:_MOST]:
        appeared, vanished = ("; ".join(map(member_line, who)) for who in (change.appeared, change.vanished))
        yield (team.lab, team.url, team.source, "", day(change.at), appeared, vanished)
