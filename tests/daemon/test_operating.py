"""docs/operate.md and its unit: what a reader copies is accepted."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from processes import LABMOVES
from shared import ROOT

from crawler.cli.main import COMMANDS
from crawler.config.load import load_settings
from crawler.config.schema import DaemonSettings

PAGE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
UNIT = ROOT / "docs" / "labmoves.service"
systemd = shutil.which("systemd-analyze")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with the command of this environment, which is there to be looked at."""
    path = tmp_path / UNIT.name
    path.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/labmoves/bin/labmoves", LABMOVES), encoding="utf-8")
    return path


@pytest.mark.skipif(systemd is None, reason="systemd-analyze is not here")
def test_systemd_accepts_the_unit_and_finds_it_tight(unit: Path) -> None:
    """Without a word of complaint, and with an exposure below 2 of 10."""
    verified = subprocess.run([str(systemd), "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")
    told = subprocess.run(
        [str(systemd), "security", "--offline=true", str(unit)], capture_output=True, text=True, check=False
    ).stdout
    exposure = re.search(r"Overall exposure level for labmoves.service: ([0-9.]+)", told)
    assert exposure is not None, told
    assert float(exposure[1]) < 2


def test_the_configuration_it_shows_is_read(tmp_path: Path) -> None:
    """Every block of TOML, as written."""
    blocks = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert blocks
    usual = load_settings(None, {"HOME": str(tmp_path)})
    for number, block in enumerate(blocks):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, encoding="utf-8")
        assert load_settings(path, {"HOME": str(tmp_path)}) != usual


def test_the_commands_and_keys_it_names_are_there() -> None:
    """`labmoves x` is a command, `daemon.x` a key, and the unit's command is the page's."""
    assert set(re.findall(r"`?labmoves ([a-z]+)\b", PAGE)) & COMMANDS.keys() >= {"daemon", "status", "due", "backup"}
    assert set(re.findall(r"bin/labmoves ([a-z]+)", PAGE)) <= COMMANDS.keys()
    assert set(re.findall(r"`daemon\.([a-z]+)", PAGE)) <= set(DaemonSettings.__dataclass_fields__)
    assert "/opt/labmoves/bin/labmoves --config /etc/labmoves/labmoves.toml daemon" in UNIT.read_text(encoding="utf-8")
