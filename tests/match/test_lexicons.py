"""A user's own labs.toml: what it adds to the built-in one, and which mistake stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import ConfigError
from crawler.match.lexicons import Lexicon, load


def own(folder: Path, *labs: tuple[str, str]) -> Lexicon:
    """The lexicon with these labs, given as id and name, in a file of the user's own."""
    entries = (f'[[lab]]\nid = "{key}"\nname = "{name}"\nfocus = "pure"\n' for key, name in labs)
    (folder / "labs.toml").write_text("\n".join(entries), encoding="utf-8")
    return load(folder)


def test_one_id_given_to_two_labs_of_a_file_stops_the_start(tmp_path: Path) -> None:
    """The message names the file, the key and both labs."""
    with pytest.raises(ConfigError) as refused:
        own(tmp_path, ("quill", "Quillfeather"), ("harbour", "Harbour AI"), ("quill", "Quillon"))
    assert f"[{tmp_path / 'labs.toml'}] lab.2.id: 'quill' is given to both 'Quillfeather'" in str(refused.value)


def test_one_alias_given_to_two_labs_stops_the_start(tmp_path: Path) -> None:
    """Nobody could say which of them it means."""
    with pytest.raises(ConfigError, match="'Quillfeather' is given to both 'quill' and 'quillon'"):
        own(tmp_path, ("quill", "Quillfeather"), ("quillon", "Quillfeather"))


def test_an_id_of_the_built_in_file_adds_to_that_lab(tmp_path: Path) -> None:
    """A spelling that ours lacks counts for the lab that we have, which is shown by the name that it had."""
    entry = '[[lab]]\nid = "openai"\nname = "Open AI"\nfocus = "pure"\naliases = ["Quillfeather"]\nchinese = "开放智"\n'
    (tmp_path / "labs.toml").write_text(entry, encoding="utf-8")
    lexicon = load(tmp_path)
    found = lexicon.lab("Quillfeather")
    assert found is not None
    assert (found.lab.id, found.shown) == ("openai", "OpenAI")
    assert lexicon.shown_in("OpenAI", "zh") == "开放智"


@pytest.mark.parametrize(
    ("name", "focus", "said"),
    [
        ("Quillfeather", "pure", "the id 'openai' is that of the built-in lab 'OpenAI', not of 'Quillfeather'"),
        ("Anthropic", "pure", "not of 'Anthropic'"),
        ("OpenAI", "firm", "'OpenAI' is built in as 'pure', not as 'firm'. Write focus = 'pure'"),
    ],
)
def test_a_built_in_id_of_another_lab_stops_the_start(tmp_path: Path, name: str, focus: str, said: str) -> None:
    """Its moves would be told of a lab that nobody meant; the message says how to add to it, and how not to."""
    (tmp_path / "labs.toml").write_text(
        f'[[lab]]\nid = "openai"\nname = "{name}"\nfocus = "{focus}"\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError) as refused:
        load(tmp_path)
    assert f"[{tmp_path / 'labs.toml'}, lab 'openai'] " in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["labs.toml", "people.toml"])
def test_a_wrong_key_is_told_with_the_file_that_shows_the_right_ones(tmp_path: Path, name: str) -> None:
    """By its path, which is there."""
    (tmp_path / name).write_text("[[strange]]\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load(tmp_path)
    assert Path(str(refused.value).rpartition("See ")[2]).is_file()
