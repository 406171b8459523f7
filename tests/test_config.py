"""Configuration: where it is found, what outranks what, and what each mistake is answered with."""

from __future__ import annotations

import json
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.audience import AlertPolicy
from crawler.config.load import find_file, load, load_settings
from crawler.config.password import password_of
from crawler.config.schema import TABLES, MailSettings, Security, Settings
from crawler.errors import ConfigError
from crawler.model import Certainty, Kind
from crawler.text.durations import parse_duration


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A home of its own and an empty current folder."""
    (tmp_path / "here").mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr("sys.platform", "linux")
    return {"HOME": str(tmp_path / "home")}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "labmoves.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(tmp_path: Path, env: dict[str, str], text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(tmp_path, text), env)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_without_a_file_everything_has_a_default(env: dict[str, str]) -> None:
    """No file at all is a valid configuration, with the data in the user's own folder."""
    loaded = load(None, env)
    home = Path(env["HOME"])
    assert loaded.file is None
    assert loaded.settings.database == home / ".local/share/labmoves/labmoves.db"
    assert loaded.settings.letters_folder == home / ".local/share/labmoves/letters"
    assert loaded.settings.alerts == AlertPolicy()
    assert loaded.settings.mail.host is None
    assert set(loaded.origins.values()) == {"default"}
    assert not (home / ".local").exists(), "reading settings must make nothing"


def test_the_first_file_found_wins(env: dict[str, str], tmp_path: Path) -> None:
    """The named file outranks the variable's, that one ./labmoves.toml, and that one the user's folder."""
    user = Path(env["HOME"]) / ".config/labmoves/labmoves.toml"
    user.parent.mkdir(parents=True)
    places = [user, Path.cwd() / "labmoves.toml", tmp_path / "variable.toml", tmp_path / "named.toml"]
    assert find_file(None, env) is None
    for place in places:
        place.write_text("", encoding="utf-8")
        env |= {"LABMOVES_CONFIG": str(place)} if place.name == "variable.toml" else {}
        named = place if place.name == "named.toml" else None
        assert find_file(named, env) == place


def test_relative_xdg_folders_are_ignored(env: dict[str, str]) -> None:
    """The XDG rules call a relative folder invalid."""
    settings = load_settings(None, env | {"XDG_DATA_HOME": "data"})
    assert settings.database.is_relative_to(env["HOME"])


def test_paths_of_the_file_start_at_its_folder(env: dict[str, str], tmp_path: Path) -> None:
    """A configuration can be called from any folder and means the same."""
    path = written(tmp_path, 'database = "data/moves.db"\nletters_folder = "/absolute"')
    settings = load_settings(path, env)
    assert settings.database == tmp_path / "data/moves.db"
    assert settings.letters_folder == Path("/absolute")


def test_own_sources_and_lexicon_beside_the_file_are_found(env: dict[str, str], tmp_path: Path) -> None:
    """Folders named sources and lexicon beside the configuration need no key."""
    (tmp_path / "sources").mkdir()
    settings = load_settings(written(tmp_path, ""), env)
    assert settings.sources_folder == tmp_path / "sources"
    assert settings.lexicon_folder is None


def test_a_named_folder_must_exist(env: dict[str, str], tmp_path: Path) -> None:
    """A folder of own sources that is not there is a mistake, not an empty folder."""
    assert "is not a folder" in complaint(tmp_path, env, 'sources_folder = "gone"')


def test_variables_outrank_the_file(env: dict[str, str], tmp_path: Path) -> None:
    """Each key has its variable; lists are separated by commas; where a value came from is remembered."""
    path = written(tmp_path, '[crawl]\ndelay = 3\n[alerts]\nkinds = ["hire"]')
    loaded = load(path, env | {"LABMOVES_CRAWL_DELAY": "0.5", "LABMOVES_ALERTS_LABS": "openai, xai"})
    assert loaded.settings.crawl.delay == 0.5
    assert loaded.settings.alerts.labs == {"openai", "xai"}
    assert loaded.settings.alerts.kinds == {Kind.HIRE}
    assert loaded.origins["crawl.delay"] == "$LABMOVES_CRAWL_DELAY"
    assert loaded.origins["alerts.kinds"] == str(path)


def test_an_empty_variable_counts_as_unset(env: dict[str, str]) -> None:
    """Container tools set variables to nothing to mean that they are not set."""
    assert load_settings(None, env | {"LABMOVES_CRAWL_DELAY": "", "LABMOVES_CONFIG": ""}).crawl.delay == 1.0


def test_a_whole_file_is_read(env: dict[str, str], tmp_path: Path) -> None:
    """Every table reaches its place, with a byte order mark at the front too."""
    path = written(
        tmp_path,
        "\ufeffrecheck_days = 3\n"
        '[alerts]\nkinds = ["departure", "hire"]\nlongest_age = "12h"\nleast_certainty = "reported"\nleast_score = 1\n'
        '[mail]\nhost = "smtp.example.org"\nport = 465\nsender = "desk@example.org"\n'
        'recipients = ["新闻 <news@example.org>", "b@example.org"]',
    )
    settings = load_settings(path, env)
    assert settings.recheck_days == 3
    assert settings.alerts.longest_age == timedelta(hours=12)
    assert settings.alerts.least_certainty is Certainty.REPORTED
    assert settings.mail.recipients == ("新闻 <news@example.org>", "b@example.org")


@pytest.mark.parametrize(
    ("given", "port", "security"),
    [
        ("", 587, Security.STARTTLS),
        ("port = 465", 465, Security.TLS),
        ('security = "tls"', 465, Security.TLS),
        ('security = "none"', 25, Security.NONE),
        ("port = 2525", 2525, Security.STARTTLS),
        ('port = 465\nsecurity = "starttls"', 465, Security.STARTTLS),
    ],
)
def test_port_and_security_follow_from_each_other(
    env: dict[str, str], tmp_path: Path, given: str, port: int, security: Security
) -> None:
    """Whoever names port 465 means TLS from the first byte; what is said outright is never changed."""
    mail = load_settings(written(tmp_path, f"[mail]\n{given}"), env).mail
    assert (mail.port, mail.security) == (port, security)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('databse = "x"', "unknown key 'databse'. Did you mean database?"),
        ('[mail]\nhots = "x"', "Did you mean mail.host?"),
        ("[crwal]\ndelay = 1", "Did you mean crawl?"),
        ("qqqqqq = 1", "unknown key 'qqqqqq'. `labmoves config init FILE` writes one that explains all keys"),
        ("mail = 3", "mail is a table: write [mail]"),
        ('[mail]\npassword = "x"', "a password does not belong in this file"),
        ("delay = ", "not valid TOML"),
        ('[mail]\nport = "587"', "mail.port] must be a valid integer, not '587'"),
        ("[mail]\nport = 0", "must be greater than or equal to 1"),
        ("[crawl]\nobey_robots = 1", "must be a valid boolean"),
        ("[crawl]\ndelay = nan", "crawl.delay]"),
        ("[crawl]\ndelay = 1979-05-27", "must be a valid number"),
        ('[crawl]\nuser_agent = "a\\nCookie: b"', "must be one line of plain ASCII"),
        ('[alerts]\nlongest_age = "3x"', "must be a number and a unit"),
        ("[alerts]\nlongest_age = 3", "must be a number and a unit"),
        ('[alerts]\nkinds = ["left"]', "must be 'departure', 'hire'"),
        ('[alerts]\nkinds = "hire"', "must be a valid array"),
        ("[alerts]\nleast_score = 2", "must be less than or equal to 1"),
        ('[daemon]\ncron = "hourly"', "daemon.cron] must be a crontab expression"),
        ('[daemon]\ntimezone = "Mars"', "daemon.timezone] must be a time zone"),
        ("database = 3", "must be a path in quotes"),
        ('[mail]\nhost = "h"\nsender = "a@b.c"', "mail.host is set and mail.recipients is not"),
        ('[mail]\nrecipients = ["a@b.c\\nBcc: d@e.f"]', "must be an address"),
        ('[mail]\nsender = "a@b@c"', "must be an address"),
        (
            '[mail]\nhost = "h"\nsender = "a@b.c"\nrecipients = ["a@b.c"]\nuser = "u"\nsecurity = "none"',
            "would send the password readable",
        ),
    ],
)
def test_a_mistake_is_named_with_file_and_key(env: dict[str, str], tmp_path: Path, text: str, said: str) -> None:
    """Every mistake stops the start with one sentence that says where it is and what is right."""
    message = complaint(tmp_path, env, text)
    assert said in message
    assert "labmoves.toml" in message or "folder" in message


def test_a_named_file_must_exist(env: dict[str, str], tmp_path: Path) -> None:
    """A misspelt --config or $LABMOVES_CONFIG never falls back to another file."""
    for named, variables in ((tmp_path / "no.toml", {}), (None, {"LABMOVES_CONFIG": str(tmp_path / "no.toml")})):
        with pytest.raises(ConfigError, match=r"no\.toml.*no such file"):
            load_settings(named, env | variables)


def test_a_file_that_is_no_text_is_refused(env: dict[str, str], tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are a mistake in the file, not a traceback."""
    path = tmp_path / "labmoves.toml"
    path.write_bytes(b"\n\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"not UTF-8 \(line 2\)"):
        load_settings(path, env)


def test_a_misspelt_variable_is_refused(env: dict[str, str]) -> None:
    """A variable that would be silently ignored is named, with the nearest one."""
    with pytest.raises(ConfigError, match=r"\$LABMOVES_MAIL_PASWORD.*Did you mean LABMOVES_MAIL_PASSWORD"):
        load_settings(None, env | {"LABMOVES_MAIL_PASWORD": "x"})


def test_a_wrong_variable_is_named(env: dict[str, str]) -> None:
    """A value of the wrong type from the environment names the variable."""
    with pytest.raises(ConfigError, match=r"\$LABMOVES_CRAWL_WORKERS"):
        load_settings(None, env | {"LABMOVES_CRAWL_WORKERS": "many"})


def test_the_password_stays_out_of_sight(env: dict[str, str]) -> None:
    """The password is not in the settings' printed form, where a log or a traceback could show it."""
    settings = load_settings(None, env | {"LABMOVES_MAIL_PASSWORD": "geheim"})
    assert password_of(settings.mail) == "geheim"
    assert "geheim" not in repr(settings)


def test_the_password_may_come_from_a_file_or_a_command(tmp_path: Path) -> None:
    """Line ends are dropped, and the no-break spaces of an app password copied from a web page made ordinary."""
    path = tmp_path / "password"
    path.write_text("abcd\u00a0efgh\n", encoding="utf-8")
    assert password_of(MailSettings(password_file=path)) == "abcd efgh"
    assert password_of(MailSettings(password_command="echo 'p w'")) == "p w"
    for empty in (MailSettings(), MailSettings(password=" "), MailSettings(password_command="true")):
        with pytest.raises(ConfigError, match="the password is empty"):
            password_of(empty)


@pytest.mark.parametrize("command", ["false", "no-such-program-here", "'unclosed"])
def test_a_password_that_cannot_be_had_is_one_sentence(command: str) -> None:
    """A failing command or a missing file is the configuration's fault and says which key."""
    with pytest.raises(ConfigError, match=r"mail\.password_command"):
        password_of(MailSettings(password_command=command))


def test_a_missing_password_file_is_one_sentence(tmp_path: Path) -> None:
    """A password file that is not there says which key and why."""
    with pytest.raises(ConfigError, match=r"mail\.password_file.*No such file"):
        password_of(MailSettings(password_file=tmp_path / "gone"))


@given(st.integers(0, 999999), st.sampled_from("smhdw"))
def test_a_duration_is_its_number_times_its_unit(number: int, unit: str) -> None:
    """Every number with every unit is read, and nothing is lost."""
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[unit]
    assert parse_duration(f"{number}{unit}") == timedelta(seconds=number * seconds)


@given(st.text())
def test_any_text_is_a_duration_or_a_value_error(text: str) -> None:
    """No text leads to another kind of error."""
    with suppress(ValueError):
        assert isinstance(parse_duration(text), timedelta)


@given(st.dictionaries(st.sampled_from([*TABLES, "database", "x"]), st.integers() | st.text() | st.lists(st.text())))
def test_any_toml_is_settings_or_a_config_error(raw: dict[str, object]) -> None:
    """Whatever the file holds, the answer is settings or one ConfigError."""
    lines = "\n".join(f'"{key}" = {json.dumps(value)}' for key, value in raw.items())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labmoves.toml"
        path.write_text(lines, encoding="utf-8", errors="replace")
        with suppress(ConfigError):
            assert isinstance(load_settings(path, {"HOME": folder}), Settings)


def test_every_key_has_a_description() -> None:
    """`config init` and the docs are written from these."""
    from crawler.cli.config import commented_file

    text = commented_file()
    tomllib.loads(text)
    for table, shape in TABLES.items():
        for field in fields(shape):
            assert field.name == "password" or f"# {field.name} = " in text, f"{table}.{field.name}"
