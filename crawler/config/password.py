"""The mail password and the addresses of chats, read from where the settings say, when needed and no sooner."""

from __future__ import annotations

import shlex
import subprocess

from crawler.config.schema import MailSettings
from crawler.config.subscribers import Subscriber, check_channel
from crawler.errors import ConfigError


def password_of(mail: MailSettings) -> str:
    """The password, read now from where it is kept. Raises ConfigError where it is not to be had, or empty."""
    if secret := _kept(mail):
        return secret
    raise ConfigError("the password is empty", where="mail", remedy="Try by hand where it is kept")


def channel_of(reader: Subscriber) -> str:
    """The address of a reader's chat, which is a secret. Raises ConfigError where its file cannot be read."""
    if reader.url is not None:
        return reader.url
    assert reader.url_file is not None, "asked for those who have a chat"
    place = f"subscriber {reader.name}, url_file"
    try:
        return check_channel(_tidy(reader.url_file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"no address could be had: {reason}", where=place, remedy="Look into that file") from error


def _kept(mail: MailSettings) -> str:
    if mail.password is not None:
        return _tidy(mail.password)
    try:
        if mail.password_file is not None:
            return _tidy(mail.password_file.read_text(encoding="utf-8"))
        if mail.password_command is not None:
            call = shlex.split(mail.password_command)
            done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=True, encoding="utf-8")  # noqa: S603 - the user's own command, no shell
            return _tidy(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        key = "mail.password_file" if mail.password_file is not None else "mail.password_command"
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"no password could be had: {reason}", where=key, remedy="Try it by hand") from error
    return ""


def _tidy(secret: str) -> str:
    """A password as it was meant: no line end, and the no-break spaces of a copied web page made ordinary."""
    return secret.replace("\u00a0", " ").strip()
