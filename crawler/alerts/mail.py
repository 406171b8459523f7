"""Handing messages to the configured mail server: one verified connection for many letters, and errors with a cause."""

from __future__ import annotations

import base64
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType
from typing import NoReturn, Self

from crawler.config.password import password_of
from crawler.config.schema import MailSettings, Security
from crawler.errors import DeliveryError
from crawler.text.plain import plain_line

# RFC 5321, 4.5.3.2.6: after the text a server may take ten minutes to answer. A client that gives up sooner sends the
# same letter again, and the reader has it twice.
ANSWER_SECONDS = 600.0
_DONE, _FORWARDED, _GO_ON, _LOGGED_IN = 250, 251, 334, 235
_CLOSING, _FOR_GOOD = 421, 500
_NO_TEXT = "the server refuses the letter"


class ServerError(DeliveryError):
    """No letter can go this way now: no connection, no protection, no login, or the sender is refused."""


class RefusedError(DeliveryError):
    """The server will not take this letter, whoever it is for, however often it is tried (RFC 5321: 5xx)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the server said of one recipient; `later` where it may take the same letter another time (RFC 5321: 4xx)."""

    answer: str
    later: bool


class Post:
    """A connection to the mail server, opened at the first letter; a context manager."""

    def __init__(self, mail: MailSettings) -> None:
        self._mail = mail
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> dict[str, Refusal]:
        """Hand over one letter to these recipients; returns those that the server refused, which may be all of them.

        Raises ServerError where no letter can go now, RefusedError where this one never can, DeliveryError where it
        cannot now. Where the connection broke with the text under way nobody knows whether the server took it: the
        letter is to be sent again, with the same Message-ID.
        """
        fresh = self._server is None
        try:
            return self._hand_over(self._server or self._connect(), message, recipients)
        except smtplib.SMTPServerDisconnected as error:
            self._leave()
            if fresh:
                raise self._failure(f"the connection broke: {_cause(error)}", ServerError) from error
        # A server may close a connection that has stood a while or carried many letters. Nothing of this one was
        # given yet, and a new connection is a fresh one, so this goes no deeper.
        return self.send(message, recipients)

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage, recipients: Sequence[str]) -> dict[str, Refusal]:
        """One mail transaction. Raises SMTPServerDisconnected only while nothing of the text was sent."""
        with self._broken_line():
            code, answer = server.mail(parseaddr(self._mail.sender or "")[1])
        if code != _DONE:
            self._refused(server, f"the server refuses the sender {self._mail.sender}", code, answer, ServerError)
        refused: dict[str, Refusal] = {}
        for recipient in recipients:
            with self._broken_line():
                code, answer = server.rcpt(parseaddr(recipient)[1])
            if code == _CLOSING:
                self._refused(server, "the server is closing", code, answer, ServerError)
            if code not in (_DONE, _FORWARDED):
                refused[recipient] = Refusal(_words(code, answer), later=code < _FOR_GOOD)
        if len(refused) == len(recipients):
            with suppress(OSError, smtplib.SMTPException):
                server.rset()
        else:
            self._text(server, message)
        return refused

    def _text(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        assert server.sock is not None
        server.sock.settimeout(max(ANSWER_SECONDS, self._mail.timeout))
        try:
            code, answer = server.data(message.as_bytes())
        except smtplib.SMTPDataError as error:
            self._refused(server, _NO_TEXT, error.smtp_code, error.smtp_error, _of_text(error.smtp_code))
        except (OSError, smtplib.SMTPException) as error:
            self._leave()
            raise self._failure(
                f"the connection broke with the text under way: {_cause(error)}", DeliveryError
            ) from error
        server.sock.settimeout(self._mail.timeout)
        if code != _DONE:
            self._refused(server, _NO_TEXT, code, answer, _of_text(code))

    def _refused(
        self, server: smtplib.SMTP, what: str, code: int, answer: bytes | str, kind: type[DeliveryError]
    ) -> NoReturn:
        if code == _CLOSING:
            self._leave()
        else:
            with suppress(OSError, smtplib.SMTPException):
                server.rset()
        raise self._failure(f"{what}: {_words(code, answer)}", kind)

    @contextmanager
    def _broken_line(self) -> Iterator[None]:
        """Any break of the line before the text is one kind of event: nothing was given."""
        try:
            yield
        except OSError as error:  # smtplib's own errors are OSErrors too
            raise smtplib.SMTPServerDisconnected(_cause(error)) from error

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        assert mail.host is not None
        secret = password_of(mail) if mail.user else ""
        context = ssl.create_default_context()
        try:
            if mail.security is Security.TLS:
                server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.timeout, context=context)
            else:
                server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise self._failure(f"no connection: {_cause(error)}", ServerError, self._port_advice()) from error
        self._server = server
        try:
            server.ehlo_or_helo_if_needed()
            if mail.security is Security.STARTTLS:
                self._protect(server, context)
            if mail.user:
                self._log_in(server, mail.user, secret)
        except DeliveryError:
            self._leave()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._leave()
            raise self._failure(f"no connection: {_cause(error)}", ServerError, self._port_advice()) from error
        return server

    def _protect(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        if not server.has_extn("starttls"):
            raise self._failure(
                "the server does not offer STARTTLS",
                ServerError,
                'Set mail.security = "tls" and its port, often 465; "none" only for a server on this machine',
            )
        server.starttls(context=context)
        server.ehlo()

    def _log_in(self, server: smtplib.SMTP, user: str, secret: str) -> None:
        if not server.has_extn("auth"):
            raise self._failure("the server offers no login here", ServerError, "Drop mail.user, or use its other port")
        try:
            if user.isascii() and secret.isascii():
                server.login(user, secret)
            else:
                _log_in_utf8(server, user, secret)
        except smtplib.SMTPAuthenticationError as error:
            raise self._failure(
                f"login refused: {_words(error.smtp_code, error.smtp_error)}",
                ServerError,
                "Check mail.user and the password; many providers want an app password or authorisation code",
            ) from error

    def _port_advice(self) -> str:
        if self._mail.port == 465 and self._mail.security is not Security.TLS:
            return 'Port 465 wants mail.security = "tls"'
        if self._mail.port in (25, 587) and self._mail.security is Security.TLS:
            return f'Port {self._mail.port} usually wants mail.security = "starttls"'
        return "Check mail.host, mail.port and mail.security"

    def _failure(self, detail: str, kind: type[DeliveryError], remedy: str = "") -> DeliveryError:
        return kind(detail, where=f"{self._mail.host}:{self._mail.port}", remedy=remedy)

    def _leave(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


def _log_in_utf8(server: smtplib.SMTP, user: str, secret: str) -> None:
    """smtplib speaks ASCII only; RFC 4616 has PLAIN in UTF-8, and servers read LOGIN so too."""
    if "PLAIN" in server.esmtp_features.get("auth", "").upper():
        steps = ["AUTH PLAIN " + _base64(f"\0{user}\0{secret}")]
    else:
        steps = ["AUTH LOGIN", _base64(user), _base64(secret)]
    for step in steps:
        code, answer = server.docmd(step)
        if code not in (_GO_ON, _LOGGED_IN):
            raise smtplib.SMTPAuthenticationError(code, answer)


def _of_text(code: int) -> type[DeliveryError]:
    return RefusedError if code >= _FOR_GOOD else DeliveryError


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return plain_line(f"{code} {text}", longest=200)


def _cause(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):  # smtplib hides it in its own
        return "no answer in time"
    return plain_line(getattr(error, "strerror", None) or str(error) or type(error).__name__, longest=200)
