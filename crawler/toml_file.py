"""A TOML file that a person writes: read and checked, every fault told with the file, the key and the remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from crawler.errors import ConfigError

_Shape = TypeVar("_Shape", bound=BaseModel)


def read_toml(path: Path) -> dict[str, Any]:
    """What the file holds; the mark that Windows editors put before UTF-8 is passed over.

    Raises ConfigError where it cannot be read or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"not UTF-8 (line {line})", where=str(path), remedy="Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path), remedy="Mend that line") from error


def read_shaped(path: Path, shape: type[_Shape], *, remedy: str) -> _Shape:
    """The file as `shape` has it. Raises ConfigError as `read_toml` does, and with the first key that is wrong."""
    raw = read_toml(path)
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(_first_fault(error), where=str(path), remedy=remedy) from error


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    said = "unknown key" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
    return f"{key}: {said}" if key else said
