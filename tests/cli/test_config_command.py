"""`labmoves config`: the file it writes is valid as it stands, and what it shows is what is in force."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from calls import Run

from crawler.config.load import load_settings


def test_init_writes_into_the_users_folder_and_never_over_a_file(run: Run, tmp_path: Path) -> None:
    """A second call changes nothing; --force replaces."""
    target = tmp_path / "home/.config/labmoves/labmoves.toml"
    assert run("config", "init").exit_code == 0
    target.write_text("# mine", encoding="utf-8")
    again = run("config", "init")
    assert again.exit_code == 2
    assert "--force replaces it" in again.stderr
    assert target.read_text(encoding="utf-8") == "# mine"
    assert run("config", "init", "--force").exit_code == 0
    assert "[mail]" in target.read_text(encoding="utf-8")


def test_init_where_it_cannot_write_is_told(run: Run, tmp_path: Path) -> None:
    """One sentence with the path."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("config", "init", str(tmp_path / "file" / "labmoves.toml"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr or "already there" in result.stderr


def test_init_says_where_own_folders_are_read(run: Run, tmp_path: Path) -> None:
    """Beside the file that it wrote, wherever that is."""
    assert f"are read in {tmp_path / 'home/.config/labmoves'}\n" in run("config", "init").stderr
    assert f"are read in {tmp_path}\n" in run("config", "init", "labmoves.toml").stderr


def test_a_folder_without_a_configuration_beside_it_is_told(run: Run, tmp_path: Path) -> None:
    """It is not read, and nobody is left to wonder why; with a file beside it, it is read and its faults stop."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "labs.toml").write_text("[[lab]]\nname = 3\n", encoding="utf-8")
    result = run("match", "-", stdin="")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Not read: {tmp_path / 'lexicon'}, as no labmoves.toml lies beside it. `labmoves")
    (tmp_path / "labmoves.toml").write_text("", encoding="utf-8")
    result = run("match", "-", stdin='{"id": 1}')
    assert result.exit_code == 2
    assert "Not read" not in result.stderr
    assert f"[{tmp_path / 'lexicon' / 'labs.toml'}]" in result.stderr


def test_the_written_file_changes_nothing_until_a_key_is_set(run: Run, tmp_path: Path) -> None:
    """All keys are comments; with every one of them set that may stand beside the others, the file is still valid."""
    env = {"HOME": str(tmp_path / "home")}
    path = tmp_path / "written.toml"
    assert run("config", "init", str(path)).exit_code == 0
    assert load_settings(path, env) == load_settings(None, env)
    (tmp_path / "sources").mkdir()
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "layouts").mkdir()
    text = re.sub(r"(?m)^# (\w+ = |\[\[)", r"\1", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^url(_file)? = .*$", "", text)  # each stands instead of the address
    assert text.count("\n# ") < path.read_text(encoding="utf-8").count("\n# ")
    path.write_text(text, encoding="utf-8")
    settings = load_settings(path, env)
    assert settings.mail.recipients == ("News desk <desk@example.org>",)
    assert [one.address for one in settings.subscribers] == ["ann@example.org"]


def test_show_says_where_each_value_comes_from(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Default, file and variable are told apart; the password is masked in both forms."""
    chat = '[[subscriber]]\nname = "chat"\nurl = "slack://geheim/x"\nquiet = "22:00-07:00"\n'
    (tmp_path / "labmoves.toml").write_text(f"[crawl]\ndelay = 2\n{chat}", encoding="utf-8")
    monkeypatch.setenv("LABMOVES_MAIL_PASSWORD", "geheim")
    result = run("config", "show")
    shown = {row[0]: row[1:] for row in (line.split("\t") for line in result.stdout.splitlines())}
    assert shown["crawl.delay"] == ["2.0", str(tmp_path / "labmoves.toml")]
    assert shown["crawl.timeout"] == ["30.0", "default"]
    assert shown["mail.password"] == ["********", "$LABMOVES_MAIL_PASSWORD"]
    assert shown["subscriber chat.url"] == ["********", str(tmp_path / "labmoves.toml")]
    assert shown["subscriber chat.quiet"][0] == "22:00-07:00"
    assert shown["database"][1] == "$LABMOVES_DATABASE"
    as_json = run("config", "show", "--json")
    assert json.loads(as_json.stdout)["keys"]["crawl.delay"] == {
        "value": 2.0,
        "from": str(tmp_path / "labmoves.toml"),
    }
    assert "geheim" not in result.output + as_json.output


def test_a_broken_configuration_stops_every_command(run: Run, tmp_path: Path) -> None:
    """The same sentence whoever asks."""
    (tmp_path / "labmoves.toml").write_text("[crawl]\ndelai = 2", encoding="utf-8")
    for arguments in (["config", "show"], ["moves"], ["crawl"], ["match", "-"], ["daemon", "--once"]):
        result = run(*arguments, stdin="")
        assert result.exit_code == 2, arguments
        assert "unknown key 'crawl.delai'. Did you mean crawl.delay?" in result.stderr, arguments
