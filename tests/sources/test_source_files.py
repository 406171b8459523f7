"""Source files: strictly read, laid over one another, never doubled."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crawler.errors import ConfigError
from crawler.model import DiscoveryKind
from crawler.sources.load import load_catalog, load_source
from crawler.sources.write import source_toml

GOOD = """
# A note.
name = "Qubit Daily"
home = "https://qubit.example"
language = "zh"
every = "2h"
render = true
[[listing]]
url = "https://qubit.example/news"
articles = '/news/\\d+'
[[feed]]
url = "https://qubit.example/rss"
[[team]]
url = "https://qubit.example/team"
lab = "openai"
[floors]
links_per_run = 10
reject_share = 0.5
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    """Every key arrives; feeds come before listings, team pages last."""
    source = load_source(written(tmp_path, "qubit_daily", GOOD))
    assert (source.id, source.name, source.every) == ("qubit_daily", "Qubit Daily", timedelta(hours=2))
    assert [place.kind for place in source.discovery] == [
        DiscoveryKind.FEED,
        DiscoveryKind.LISTING,
        DiscoveryKind.TEAM,
    ]
    assert source.discovery[2].lab == "openai"
    assert source.discovery[1].articles == r"/news/\d+"
    assert (source.floors.links_per_run, source.floors.reject_share, source.enabled) == (10, 0.5, True)


def test_a_page_of_people_may_go_by_its_former_name(tmp_path: Path) -> None:
    """`[[roster]]` is read as `[[team]]`."""
    old = written(tmp_path, "old", GOOD.replace("[[team]]", "[[roster]]"))
    new = written(tmp_path, "new", GOOD)
    assert load_source(old).discovery == load_source(new).discovery


def test_both_names_of_a_page_of_people_are_not_mixed(tmp_path: Path) -> None:
    """A [[roster]] beside a [[team]] is no unknown key: it is said which name to give it."""
    mixed = written(tmp_path, "mixed", GOOD + '[[roster]]\nurl = "https://qubit.example/people"\nlab = "openai"\n')
    with pytest.raises(ConfigError, match=r"mixed\.toml.*\[\[roster\]\] is now called \[\[team\]\]"):
        load_source(mixed)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """Windows editors begin a file with one."""
    marked = written(tmp_path, "marked", "\ufeff" + GOOD)
    assert load_source(marked).discovery == load_source(written(tmp_path, "plain", GOOD)).discovery


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('every = "2h"', 'evry = "2h"', "evry: unknown key"),
        ("links_per_run = 10", "links = 10", "floors.links: unknown key"),
        ('every = "2h"', 'every = "two hours"', "every: must be a number and a unit"),
        ('every = "2h"', 'every = "1m"', "not between 5 minutes and 30 days"),
        ('every = "2h"', "every = 7200", "every: must be a number and a unit"),
        ('every = "2h"', 'cron = "every day"', "cron: must be a crontab expression"),
        ('every = "2h"', 'cron = "0 9 * * *"\ntimezone = "Mars"', "timezone: must be a time zone"),
        ('every = "2h"', 'every = "2h"\ncron = "0 9 * * *"', "every and cron exclude each other"),
        ('every = "2h"', 'timezone = "UTC"', "there is no cron"),
        ('language = "zh"', 'language = "Chinese"', "language"),
        ('language = "zh"', 'language = "fr"', "language: Input should be 'en' or 'zh'"),
        ('name = "Qubit Daily"', "", "name"),
        ("https://qubit.example/rss", "ftp://qubit.example/rss", "feed.0.url"),
        ("https://qubit.example/rss", "https://me:secret@qubit.example/rss", "without credentials"),
        ("https://qubit.example/rss", "https://qubit.example/r s", "blank"),
        ("https://qubit.example/rss", "https://qubit.example/news", "is listed twice"),
        (r"/news/\\d+", "/news/(", "no regular expression"),
        ('https://qubit.example/rss"', 'https://qubit.example/rss"\nfallback = true', "comes first"),
        ('lab = "openai"', "", "team.0.lab"),
        ('lab = "openai"', 'lab = "Open AI"', "team.0.lab"),
        ("https://qubit.example/team", "https://qubit.example/rss", "is listed twice"),
        ("reject_share = 0.5", "reject_share = 5", "floors.reject_share"),
        ("reject_share = 0.5", 'reject_share = "half"', "floors.reject_share"),
        ('name = "Qubit Daily"', "name = ", "not valid TOML"),
    ],
)
def test_a_mistake_stops_the_start_with_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A misspelt key must never be ignored."""
    text = GOOD.replace(old.replace("\\\\", "\\"), new)
    assert text != GOOD
    with pytest.raises(ConfigError) as caught:
        load_source(written(tmp_path, "qubit_daily", text))
    assert said in str(caught.value)
    assert "qubit_daily.toml" in str(caught.value)


def test_a_crontab_line_stands_in_the_place_of_a_pace(tmp_path: Path) -> None:
    """With the zone by whose clock it goes; a file written from the source reads the same."""
    line = 'cron = "*/30  8-22 * * MON-FRI"\ntimezone = "Asia/Shanghai"'
    source = load_source(written(tmp_path, "qubit_daily", GOOD.replace('every = "2h"', line)))
    assert (source.cron, source.timezone) == ("*/30 8-22 * * mon-fri", "Asia/Shanghai")
    assert load_source(written(tmp_path, "qubit_daily", source_toml(source, "again"))) == source


def test_a_source_that_announces_nothing_is_refused(tmp_path: Path) -> None:
    """No feed, no sitemap, no listing: it could never find an article."""
    with pytest.raises(ConfigError, match="needs a"):
        load_source(written(tmp_path, "empty", 'name="E"\nhome="https://e.example"\nlanguage="en"\n'))


@pytest.mark.parametrize("name", ["Qubit", "qubit-daily", "_x", "a" * 41])
def test_the_file_name_is_the_id(tmp_path: Path, name: str) -> None:
    """One word for file, option and database column."""
    with pytest.raises(ConfigError, match="no source id"):
        load_source(written(tmp_path, name, GOOD))


def test_a_file_that_is_not_there_or_not_text_is_one_sentence(tmp_path: Path) -> None:
    """Missing and undecodable files raise ConfigError."""
    with pytest.raises(ConfigError, match="cannot be read"):
        load_source(tmp_path / "absent.toml")
    broken = tmp_path / "broken.toml"
    broken.write_bytes('name = "虎嗅"'.encode("gbk"))
    with pytest.raises(ConfigError, match=r"not UTF-8 \(line 1\)"):
        load_source(broken)


def test_a_users_file_is_added_and_one_of_the_same_name_replaces_ours(tmp_path: Path) -> None:
    """Switching a built-in off is a file with enabled = false."""
    written(tmp_path, "qubit_daily", GOOD)
    written(tmp_path, "huxiu", GOOD.replace("qubit", "huxiu").replace("[floors]", "[floors]\n") + "")
    catalog = load_catalog(tmp_path)
    assert catalog["qubit_daily"].name == "Qubit Daily"
    assert catalog["huxiu"].home == "https://huxiu.example"
    assert "techcrunch" in catalog


def test_one_address_in_two_sources_is_refused(tmp_path: Path) -> None:
    """Else every article would be counted for both."""
    written(tmp_path, "mine", GOOD.replace("https://qubit.example/rss", "https://techcrunch.com/feed/"))
    with pytest.raises(ConfigError, match=r"also in source 'mine'|also in source 'techcrunch'"):
        load_catalog(tmp_path)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A wrong sources_folder must not look like an empty one."""
    with pytest.raises(ConfigError, match="no such folder"):
        load_catalog(tmp_path / "absent")
