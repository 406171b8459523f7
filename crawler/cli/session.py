"""What every command is given: the settings, the clock, the two consoles, each made when asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import click
from rich.console import Console

from crawler.config.load import FILE_NAME, Loaded, load
from crawler.config.schema import Settings

_REMEDY = f"`labmoves config init {FILE_NAME}` writes one"


class Session:
    """One call of `labmoves`; the only place of the command line that looks at the clock and the environment."""

    def __init__(self, config: Path | None = None) -> None:
        self.config = config

    @cached_property
    def loaded(self) -> Loaded:
        """The settings with their origins, read once; says which folders are not read. Raises ConfigError."""
        loaded = load(self.config, self.environment)
        for folder in loaded.passed_over:
            self.err.print(f"Not read: {folder}, as no {FILE_NAME} lies beside it. {_REMEDY}", markup=False)
        return loaded

    @property
    def environment(self) -> Mapping[str, str]:
        return os.environ

    @property
    def settings(self) -> Settings:
        return self.loaded.settings

    @cached_property
    def out(self) -> Console:
        """For results: standard output."""
        return Console(highlight=False, soft_wrap=True)

    @cached_property
    def err(self) -> Console:
        """For progress and notes: standard error."""
        return Console(stderr=True, highlight=False, soft_wrap=True)

    def now(self) -> datetime:
        return datetime.now(UTC)


session = click.make_pass_decorator(Session, ensure=True)
