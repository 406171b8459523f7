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
    """A spelling that ours lacks counts for the lab that we have."""
    found = own(tmp_path, ("openai", "Quillfeather")).lab("Quillfeather")
    assert found is not None
    assert found.lab.id == "openai"
