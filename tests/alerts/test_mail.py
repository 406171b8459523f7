"""Handing letters to a real server on loopback: what works, what is refused, and what nobody can know."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from letters import MOVE, Postbox, Serve, composed, letter, mail_to

from crawler.alerts.mail import Post, Refusal, RefusedError, ServerError
from crawler.config.schema import MailSettings, Security
from crawler.errors import DeliveryError


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost` that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def send(mail: MailSettings, *letters: Any) -> list[dict[str, str]]:
    with Post(mail) as post:
        return [post.send(composed(one, mail), mail.recipients) for one in letters or (letter(),)]


def test_many_letters_go_over_one_connection(serve: Serve, postbox: Postbox) -> None:
    """The server sees one client, every recipient, and the bilingual text whole."""
    mail = mail_to(serve())
    assert send(mail, *(letter(message_id=f"<{n}@labmoves.invalid>") for n in range(3))) == [{}, {}, {}]
    assert len(postbox.sessions) == 1
    assert [e.rcpt_tos for e in postbox.envelopes] == [["one@example.org", "two@example.org"]] * 3
    assert postbox.envelopes[0].mail_from == "desk@example.org"
    plain = postbox.messages()[0].get_body(("plain",))
    assert plain is not None
    assert MOVE.sentence in plain.get_content()


def test_starttls_with_a_trusted_certificate(
    serve: Serve, postbox: Postbox, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is protected before anything is said, and the login works inside it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = serve(tls_context=tls, require_starttls=True, authenticator=postbox.authenticate)
    mail = mail_to(server, host="localhost", security=Security.STARTTLS, user="desk", password="right")
    assert send(mail) == [{}]
    assert postbox.logins == [(b"desk", b"right")]


def test_tls_from_the_first_byte(
    serve: Serve, postbox: Postbox, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What port 465 speaks."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    mail = mail_to(serve(ssl_context=tls, server_hostname="localhost"), host="localhost", security=Security.TLS)
    assert send(mail) == [{}]
    assert len(postbox.envelopes) == 1


def test_an_unknown_certificate_is_refused(serve: Serve, postbox: Postbox, tls: ssl.SSLContext) -> None:
    """A server that cannot prove who it is gets neither password nor letter."""
    server = serve(tls_context=tls, authenticator=postbox.authenticate)
    mail = mail_to(server, host="localhost", security=Security.STARTTLS, user="desk", password="right")
    with pytest.raises(ServerError, match=r"(?i)certificate"):
        send(mail)
    assert (postbox.logins, postbox.envelopes) == ([], [])


def test_starttls_that_is_not_offered_is_never_done_without(serve: Serve, postbox: Postbox) -> None:
    """A stripped STARTTLS must not lead to a readable password; the message names the other way."""
    mail = mail_to(serve(), security=Security.STARTTLS, user="desk", password="right")
    with pytest.raises(ServerError, match=r"does not offer STARTTLS.*mail\.security = \"tls\""):
        send(mail)
    assert postbox.envelopes == []


def test_a_login_that_is_not_offered_is_told(serve: Serve) -> None:
    """The commonest complaint about mail settings gets a sentence of its own."""
    with pytest.raises(ServerError, match=r"offers no login here.*Drop mail\.user"):
        send(mail_to(serve(), user="desk", password="right"))


def test_a_refused_login_is_told_without_the_password(serve: Serve, postbox: Postbox) -> None:
    """The server's own words, what to check, and never the password."""
    server = serve(authenticator=postbox.authenticate, auth_require_tls=False)
    with pytest.raises(ServerError, match=r"login refused: 535.*app password") as caught:
        send(mail_to(server, user="desk", password="geheim"))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("only", ["PLAIN", "LOGIN"])
def test_a_password_beyond_ascii_logs_in(serve: Serve, postbox: Postbox, only: str) -> None:
    """smtplib alone fails on it; PLAIN and LOGIN both take UTF-8."""
    other = {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[only]
    server = serve(authenticator=postbox.authenticate, auth_require_tls=False, auth_exclude_mechanism=[other])
    assert send(mail_to(server, user="desk", password="密码")) == [{}]
    assert postbox.logins == [(b"desk", "密码".encode())]


def test_nobody_there(serve: Serve) -> None:
    """A dead server is one sentence with host, port and advice."""
    server = serve()
    mail = mail_to(server)
    server.stop()
    with pytest.raises(ServerError, match=r"\[127\.0\.0\.1:\d+\] no connection: .*refused.*Check mail\.host"):
        send(mail)


def test_an_unknown_host_is_told() -> None:
    """A misspelt server name says so."""
    mail = MailSettings(host="no-such-host.invalid", sender="a@b.c", recipients=("d@e.f",), timeout=5)
    with pytest.raises(ServerError, match=r"no-such-host\.invalid:587\] no connection"):
        send(mail)


def test_a_refused_sender_stops_everything(serve: Serve, postbox: Postbox) -> None:
    """No other letter would fare better, so the caller can stop."""
    postbox.refuse_sender = "553 not allowed to send as this"
    with pytest.raises(ServerError, match=r"refuses the sender Desk <desk@example.org>: 553 not allowed"):
        send(mail_to(serve()))


def test_one_refused_recipient_is_reported_and_the_others_have_the_letter(serve: Serve, postbox: Postbox) -> None:
    """A mistyped address among several does not cost the others their letter."""
    postbox.refuse_recipient = {"two@example.org": "550 no such user"}
    assert send(mail_to(serve())) == [{"新闻 <two@example.org>": Refusal("550 no such user", later=False)}]
    assert postbox.envelopes[0].rcpt_tos == ["one@example.org"]


def test_when_every_recipient_is_refused_nothing_is_sent(serve: Serve, postbox: Postbox) -> None:
    """The letter is not sent to nobody, and the next letter can still go over the same connection."""
    postbox.refuse_recipient = {"one@example.org": "451 later", "two@example.org": "550 gone"}
    mail = mail_to(serve())
    with Post(mail) as post:
        refused = post.send(composed(letter(), mail), mail.recipients)
        assert list(refused.values()) == [Refusal("451 later", later=True), Refusal("550 gone", later=False)]
        assert postbox.envelopes == []
        postbox.refuse_recipient = {}
        assert post.send(composed(letter(), mail), mail.recipients) == {}
    assert len(postbox.sessions) == 1


def test_a_server_that_closes_at_a_recipient_is_tried_later(serve: Serve, postbox: Postbox) -> None:
    """421 is about the connection, not about who the letter is for."""
    postbox.refuse_recipient = {"one@example.org": "421 too many connections"}
    with pytest.raises(ServerError, match="the server is closing: 421 too many"):
        send(mail_to(serve()))


def test_a_refused_text_names_the_servers_words(serve: Serve, postbox: Postbox) -> None:
    """A spam filter's 554 reaches the reader, cleaned of control characters."""

    async def spam(server: SMTP) -> str:
        return "554 5.7.1 looks like \x1b[31mspam"

    postbox.before_answer = spam
    with pytest.raises(RefusedError, match=r"refuses the letter: 554 5\.7\.1 looks like spam"):
        send(mail_to(serve()))


def test_a_line_broken_after_the_text_is_told_as_unclear(serve: Serve, postbox: Postbox) -> None:
    """Nobody knows whether the server took it: the letter failed, and the next one gets a new connection."""

    async def vanish(server: SMTP) -> None:
        assert server.transport is not None
        server.transport.abort()

    postbox.before_answer = vanish
    mail = mail_to(serve())
    with Post(mail) as post:
        with pytest.raises(DeliveryError, match="broke with the text under way") as caught:
            post.send(composed(letter(), mail), mail.recipients)
        assert not isinstance(caught.value, ServerError)
        postbox.before_answer = None
        assert post.send(composed(letter(), mail), mail.recipients) == {}
    ids = [m["Message-ID"] for m in postbox.messages()]
    assert ids == [ids[0]] * 2, "a repeat carries the same Message-ID"


def test_a_late_answer_after_the_text_is_waited_for(serve: Serve, postbox: Postbox) -> None:
    """Giving up sooner than RFC 5321 says is what makes double mails."""

    async def late(server: SMTP) -> None:
        await asyncio.sleep(1.5)

    postbox.before_answer = late
    assert send(mail_to(serve(), timeout=1)) == [{}]
    assert len(postbox.envelopes) == 1


def test_a_connection_closed_between_letters_is_made_anew(serve: Serve, postbox: Postbox) -> None:
    """Servers close connections that idle or carried enough; the next letter does not fail for it."""

    async def close_soon(server: SMTP) -> None:
        transport = server.transport
        assert transport is not None
        asyncio.get_running_loop().call_later(0.05, transport.close)

    postbox.before_answer = close_soon
    mail = mail_to(serve())
    with Post(mail) as post:
        assert post.send(composed(letter(), mail), mail.recipients) == {}
        assert post._server is not None
        assert post._server.sock is not None
        assert post._server.sock.recv(1) == b"", "the server has closed the line"
        postbox.before_answer = None
        assert post.send(composed(letter(), mail), mail.recipients) == {}
    assert len(postbox.envelopes) == 2


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_for_another_host_is_refused(
    *,
    serve: Serve,
    postbox: Postbox,
    tls: ssl.SSLContext,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    security: Security,
) -> None:
    """Signed by somebody trusted and made out to `localhost`: for 127.0.0.1 it proves nothing."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    how = {"ssl_context": tls, "server_hostname": "localhost"} if security is Security.TLS else {"tls_context": tls}
    server = serve(**how, authenticator=postbox.authenticate)
    with pytest.raises(ServerError, match=r"(?i)certificate"):
        send(mail_to(server, security=security, user="desk", password="right"))
    assert (postbox.logins, postbox.envelopes) == ([], [])


def test_a_server_that_speaks_no_tls_on_its_tls_port_is_told(serve: Serve) -> None:
    """The commonest mix-up of ports ends soon, in one sentence."""
    with pytest.raises(ServerError, match="no connection"):
        send(mail_to(serve(), security=Security.TLS, timeout=2))


def test_a_slow_server_is_no_dead_one(serve: Serve, postbox: Postbox) -> None:
    """Each answer may take its time; only one beyond `timeout` is none."""

    async def slowly(server: SMTP) -> None:
        await asyncio.sleep(0.5)

    postbox.before_recipient = postbox.before_answer = slowly
    mail = mail_to(serve(), timeout=10)
    assert send(mail) == [{}]
    postbox.before_recipient = None
    assert postbox.envelopes[0].rcpt_tos == ["one@example.org", "two@example.org"]


def test_a_server_that_falls_silent_before_the_text_is_given_up(serve: Serve, postbox: Postbox) -> None:
    """Nothing was given yet, so the letter is tried again without the danger of a second copy."""

    async def never(server: SMTP) -> None:
        await asyncio.sleep(5)

    postbox.before_recipient = never
    with pytest.raises(ServerError, match="the connection broke: no answer in time"):
        send(mail_to(serve(), timeout=1))
    assert postbox.envelopes == []


def test_a_server_of_seven_bits_and_short_lines_takes_every_letter(serve: Serve, postbox: Postbox) -> None:
    """A strict server of the old kind: no 8BITMIME, no SMTPUTF8, 998 bytes a line; names and text come out whole."""
    long = "很长的句子，" * 300
    move = replace(MOVE, person="林俊旸" * 30, lab="W" * 900, sentence=long, attributed_to="é" * 300)
    mail = mail_to(serve(decode_data=False), sender="新闻台 <desk@example.org>")
    assert send(mail, letter(move, earlier=tuple(f"<{n:064d}@labmoves.invalid>" for n in range(20)))) == [{}]
    content = bytes(postbox.envelopes[0].content or b"")
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    (message,) = postbox.messages()
    assert message["From"] == "新闻台 <desk@example.org>"
    assert message["Subject"].startswith("林俊旸林俊旸")
    assert len(message["References"].split()) == 20
    plain = message.get_body(("plain",))
    assert plain is not None
    assert long[:700] in plain.get_content()
