"""What every command keeps to: examples in its help, plain pipes, quick start, errors as one line and a code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from calls import Run
from shared import ROOT

from crawler.cli.main import COMMANDS, SECTIONS, labmoves

LABMOVES = str(Path(sys.executable).with_name("labmoves"))


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, groups before their own."""
    context = click.Context(labmoves, **labmoves.context_settings)  # a command keeps the help option first asked for
    for name in COMMANDS:
        command = labmoves.get_command(context, name)
        assert command is not None, name
        yield name, command
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                below = command.get_command(context, inner)
                assert below is not None
                yield f"{name} {inner}", below


LISTING = {
    "rematch",
    "backfill",
    "judgements",
    "moves",
    "move",
    "diff",
    "teams",
    "sources",
    "sources test",
    "collect",
    "worker",
    "crawl",
    "check",
    "eval",
    "config show",
    "alerts list",
    "alerts send",
    "alerts resend",
    "alerts retry",
    "alerts mute",
    "doctor",
    "status",
    "due",
    "timeline",
    "history",
    "flow",
    "roster",
    "search",
}


def test_every_command_has_examples_that_call_it() -> None:
    """--help shows how to call it, and nothing else's name."""
    for name, command in all_commands():
        text = command.help or ""
        assert "\b\n    Examples:" in text or "\b\nExamples:" in text, name
        examples = text.partition("Examples:")[2]
        assert f"labmoves {name}" in examples, name


def test_every_listing_command_has_json() -> None:
    """What lists things can be read by programs."""
    for name, command in all_commands():
        options = {option for param in command.params for option in param.opts}
        assert ("--json" in options) == (name in LISTING), name


def test_a_choice_is_written_as_the_help_writes_it() -> None:
    """In small letters: click takes the names of an enumeration for its values."""
    for name, command in all_commands():
        choices = [param.type.choices for param in command.params if isinstance(param.type, click.Choice)]
        assert all(choice == choice.lower() and type(choice) is str for each in choices for choice in each), name


def test_every_command_stands_under_one_heading() -> None:
    """In `labmoves --help` none is missing and none stands twice."""
    shown = [name for names in SECTIONS.values() for name in names.split()]
    assert sorted(shown) == sorted(COMMANDS)


def test_the_list_of_commands_says_what_they_say() -> None:
    """The short lines of `labmoves --help`, kept apart for a quick start, equal each command's first line."""
    for name, (_, line) in COMMANDS.items():
        command = dict(all_commands())[name]
        assert (command.help or "").strip().splitlines()[0] == line, name


def test_help_starts_fast_and_light(tmp_path: Path) -> None:
    """The list of commands never waits for Scrapy, trafilatura or jieba; nor does listing moves."""
    for arguments in (["--help"], ["moves", "--help"]):
        script = (
            "import sys; from crawler.cli.main import labmoves\n"
            f"try: labmoves({arguments!r})\n"
            "except SystemExit: pass\n"
            "heavy = {'scrapy', 'trafilatura', 'jieba', 'twisted', 'apscheduler', 'smtplib'} & set(sys.modules)\n"
            "assert not heavy, heavy"
        )
        done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 0, done.stderr


def test_the_matcher_starts_without_the_crawler(tmp_path: Path) -> None:
    """`labmoves match` is ready quickly: it needs neither Scrapy nor trafilatura."""
    script = (
        "import sys, crawler.cli.match\n"
        "heavy = {'scrapy', 'trafilatura', 'twisted', 'sqlite_utils'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["moves"], "labmoves: database: ["),
        (["--config", "no.toml", "moves"], "labmoves: configuration: [no.toml] no such file"),
        (["crawl", "huxui"], "unknown source: 'huxui'. Did you mean huxiu"),
        (["moves", "--since", "soon"], "neither a length of time"),
        (["moves", "--kind", "left"], "is not one of"),
        (["nonsense"], "No such command"),
        (["extract", "no.html"], "No such file"),
        (["match", "no.jsonl"], "No such file"),
        (["check", "no.html"], "no such file, and no address either"),
        (["check", "https://[::1"], "not a web address"),
        (["check", "http://127.0.0.1/"], "address refused"),
        (["eval", "no.jsonl"], "does not exist"),
        (["diff", "--since", "3d", "--run", "1"], "cannot be given together"),
        (["diff", "--since", "2026-11-07", "--until", "2026-11-01"], "nothing lies between"),
        (["flow", "--until", "9d", "--since", "7d"], "nothing lies between"),
    ],
)
def test_a_wrong_call_is_one_line_and_a_code(run: Run, arguments: list[str], said: str) -> None:
    """No traceback, nothing on standard output, and the exit code of a wrong call (1 where only the world is wrong)."""
    result = run(*arguments)
    assert result.exit_code == (1 if "database" in said or "refused" in said else 2), result.output
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize("command", [["moves"], ["export", "--format", "csv"]])
def test_a_span_that_ends_before_it_begins_is_a_wrong_call(run: Run, database: Path, command: list[str]) -> None:
    """It holds no move, which an empty list would say of the world; one day is a span."""
    assert run(*command, "--since", "2024-12-20", "--until", "2024-12-20").exit_code == 0
    result = run(*command, "--since", "2024-12-21", "--until", "2024-12-20")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing lies between" in result.stderr


def test_a_database_of_a_newer_version_is_told(run: Run, database: Path) -> None:
    """It is left as it is, and the message says what to install."""
    import sqlite3

    before = database.read_bytes()
    with sqlite3.connect(database) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migrations%'")]
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({names[0]})")]
        values = {"name": "999_future", "migration_set": "labmoves", "applied_at": "2099-01-01"}
        given = [c for c in columns if c in values]
        db.execute(
            f"INSERT INTO {names[0]} ({', '.join(given)}) VALUES ({', '.join('?' * len(given))})",
            [values[c] for c in given],
        )
    db.close()
    result = run("moves")
    assert result.exit_code == 1
    assert "newer version" in result.stderr
    assert len(database.read_bytes()) >= len(before)


def test_a_file_that_is_no_database_is_told(run: Run, tmp_path: Path) -> None:
    """Pointing at the wrong file harms neither it nor us."""
    (tmp_path / "labmoves.db").write_text("my diary", encoding="utf-8")
    result = run("moves")
    assert result.exit_code == 1
    assert "not a database" in result.stderr
    assert (tmp_path / "labmoves.db").read_text(encoding="utf-8") == "my diary"


def environment(place: Path, **more: str) -> dict[str, str]:
    return {
        "HOME": str(place),
        "PATH": os.environ["PATH"],
        "LABMOVES_DATABASE": str(place / "labmoves.db"),
        "COLUMNS": "100",
        **more,
    }


def test_output_to_a_pipe_is_plain_and_whole(database: Path, tmp_path: Path) -> None:
    """Tab-separated, no colour, nothing cut off, and nothing from the web that could act on a terminal."""
    done = subprocess.run(
        [LABMOVES, "moves"], env=environment(tmp_path), check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert not set(done.stdout) & set("\x1b\x07\u202e")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines[0][:3] == ["reported", "person", "move"]
    assert {len(line) for line in lines} == {8}
    assert any("Eve Adams" in line for line in lines)


def test_no_color_is_honoured(database: Path, tmp_path: Path) -> None:
    """Colours are for those who want them."""
    for variables, coloured in (({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)):
        done = subprocess.run(
            [LABMOVES, "moves"],
            env=environment(tmp_path, TERM="xterm-256color", **variables),
            check=False,
            capture_output=True,
        )
        assert (b"\x1b[3" in done.stdout) == coloured, variables


def test_a_terminal_without_chinese_gets_escapes(database: Path, tmp_path: Path) -> None:
    """An ASCII terminal sees \\u escapes, and JSON stays JSON."""
    import json

    env = environment(tmp_path, PYTHONIOENCODING="ascii")
    done = subprocess.run([LABMOVES, "moves"], env=env, check=False, capture_output=True, encoding="ascii")
    assert done.returncode == 0, done.stderr
    assert "\\u6797" in done.stdout
    done = subprocess.run([LABMOVES, "moves", "--json"], env=env, check=False, capture_output=True, encoding="ascii")
    assert "林俊旸" in {move["person"] for move in json.loads(done.stdout)}


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`labmoves … | head` ends quietly."""
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(f'{{"id": {n}, "text": "nothing"}}\n' for n in range(3000)), encoding="utf-8")
    with subprocess.Popen(
        [LABMOVES, "match", str(articles)],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_ctrl_c_is_heard_while_the_command_is_loaded() -> None:
    """Half a second in which Python would show where it was."""
    script = (
        "import sys\n"
        "from crawler.cli.entry import main\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'crawler.cli.main': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (130, "labmoves: interrupted\n")


def test_ctrl_c_ends_with_130(tmp_path: Path) -> None:
    """One word and the exit code that shells give an interrupted command."""
    with subprocess.Popen(
        [LABMOVES, "match", "-"],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": 1, "text": "x"}\n')
        process.stdin.flush()
        assert process.stdout.readline(), "it works by now"
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert complaint == b"labmoves: interrupted\n"
