"""A file written whole or not at all: whoever reads it meanwhile has the old one or the new one, never a part."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def replace_whole(target: Path, content: bytes) -> None:
    """Write `content` to `target` over what is there; a symbolic link stays one, a device or pipe is written to.

    Raises OSError where it cannot be written; what was there is then as it was, and nothing else is left behind.
    """
    target = target.resolve()
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(target.parent))
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    try:
        _replace(target, content)
    except OSError as error:  # it names the part, of which nobody has heard
        raise OSError(error.errno, error.strerror, str(target)) from error


def _replace(target: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).chmod(_mode(target))
            Path(part.name).replace(target)
        except BaseException:
            Path(part.name).unlink()
            raise


def _mode(target: Path) -> int:
    """Who may read the file: as before, or as the umask has it for a new one (a temporary one is private)."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
