"""`labmoves serve`: the board as a program of its own, and what it says where it cannot serve."""

from __future__ import annotations

import http.client
import importlib.util
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from calls import Run

from crawler.cli.serve import as_asked_for

needs_datasette = pytest.mark.skipif(
    importlib.util.find_spec("datasette") is None, reason="Datasette is not installed: pip install '.[board]'"
)


@pytest.fixture
def server(run: Run, database: Path) -> Iterator[subprocess.Popen[str]]:
    """The program on a free port, with the environment that `run` has set."""
    command = [sys.executable, "-c", "from crawler.cli.main import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        yield process
        process.kill()


@needs_datasette
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_answers(server: subprocess.Popen[str], end: signal.Signals) -> None:
    """One line with the address; at Ctrl-C it ends as done, at SIGTERM by it, both without a word."""
    assert server.stdout is not None
    line = server.stdout.readline()
    found = re.fullmatch(r"The board is at http://127\.0\.0\.1:(\d+)/  \(Ctrl-C ends it\)\n", line)
    assert found, line
    connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
    connection.request("GET", "/")
    answer = connection.getresponse()
    page = answer.read().decode()
    assert answer.status == 200
    assert "林俊旸" in page
    assert not set("\x1b\x07\u202e") & set(page)
    assert answer.getheader("server") is None
    connection.close()
    server.send_signal(end)
    out, err = server.communicate(timeout=60)
    assert (out, err) == ("", "")
    assert server.returncode in (0, -end)


@needs_datasette
def test_a_port_that_is_taken(run: Run, database: Path) -> None:
    """One sentence with the port and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"labmoves: the board cannot be served: [127.0.0.1:{port}] ")
    assert result.stderr.endswith("Name another port with --port\n")


@needs_datasette
def test_an_address_of_another_machine(run: Run, database: Path) -> None:
    """No port would help."""
    result = run("serve", "--public", "--host", "192.0.2.1", "--port", "0")
    assert result.exit_code == 1
    assert result.stderr.startswith("labmoves: the board cannot be served: [192.0.2.1:0] ")
    assert result.stderr.endswith("Name an address of this machine with --host\n")
    assert "while attempting" not in result.stderr


@needs_datasette
def test_a_database_that_is_not_there(run: Run) -> None:
    """The same sentence as everywhere."""
    result = run("serve")
    assert (result.exit_code, "there is no database yet" in result.stderr) == (1, True)


@needs_datasette
def test_a_path_that_cannot_be_opened(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Datasette puts the path into an address as it is."""
    odd = database.with_name("50%?.db")
    odd.write_bytes(database.read_bytes())
    monkeypatch.setenv("LABMOVES_DATABASE", str(odd))
    result = run("serve")
    assert (result.exit_code, "Rename it" in result.stderr) == (1, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.lan"])
def test_others_are_let_in_on_purpose_only(run: Run, database: Path, host: str) -> None:
    """An address that other machines reach needs a word more."""
    result = run("serve", "--host", host)
    assert result.exit_code == 2
    assert "Add --public" in result.stderr


@needs_datasette
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.2", "localhost", "LOCALHOST.", "::1", "[::1]", "[0:0:0:0:0:0:0:1]"]
)
def test_this_machines_own_addresses_need_no_more_words(
    run: Run, database: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However they are written; an IPv6 address with or without its brackets."""
    places = list[tuple[str, int]]()

    @contextmanager
    def listening(name: str, port: int) -> Iterator[socket.socket]:
        places.append((name, port))
        with socket.create_server(("127.0.0.1", 0)) as on:
            yield on

    monkeypatch.setattr("crawler.board.serve.listening", listening)
    monkeypatch.setattr("crawler.board.serve.serve", lambda app, on: None)
    result = run("serve", "--host", host, "--port", "0")
    assert (result.exit_code, result.stderr) == (0, "")
    assert places == [(host.strip("[]"), 0)]


@pytest.mark.parametrize("name", ["a b/c", "https://board.example", "board.example:80", "", "*", "-x", "a..b"])
@pytest.mark.parametrize("option", ["--allow-host", "--host"])
def test_what_is_no_name_of_a_host(run: Run, database: Path, option: str, name: str) -> None:
    """It could never be asked for; said before anything is served."""
    result = run("serve", "--public", option, name)
    assert result.exit_code == 2
    assert f"{name!r} is no name of a host. Give it alone, such as board.example.org" in result.stderr


@pytest.mark.parametrize(
    ("name", "asked_for"),
    [("Desk.Lan.", "desk.lan"), ("fd00:0::1", "[fd00::1]"), ("[::1]", "[::1]"), ("看板.cn", "xn--msvy95a.cn")],
)
def test_a_name_is_known_as_browsers_write_it(name: str, asked_for: str) -> None:
    """In lower case and ASCII, IPv6 in brackets."""
    assert as_asked_for(name) == asked_for


def test_without_datasette(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = run("serve")
    assert (result.exit_code, result.stderr) == (
        2,
        "labmoves: usage: the board needs Datasette. Install labmoves with its extra: pip install '.[board]'\n",
    )
