"""Chats and webhooks: what a service is given, what becomes of a refusal; neither gate nor secret has a hole."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from letters import MOVE, NOW, fill_outbox, letter, settings_in

from crawler.alerts import channels
from crawler.alerts.channel_child import without_secrets
from crawler.alerts.compose import Background, compose_message
from crawler.alerts.deliver import deliver, send_test
from crawler.config.schema import CrawlSettings, Settings, WatchSettings
from crawler.config.subscribers import Language, Subscriber
from crawler.errors import DeliveryError
from crawler.letter import LetterKind, Notice
from storage.store import Store

pytest.importorskip("apprise", reason="the extra [channels]")
TOKEN = "geheim-4f9a1c"
HOUR = timedelta(hours=1)


class Webhook:
    """A server on loopback that keeps what it is posted, and answers with what it is told to."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, dict[str, Any]]] = []
        self.answers: list[int] = []
        self.location = "http://127.0.0.1:9/elsewhere"
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.posted.append((self.path, json.loads(body)))
                self.send_response(hook.answers.pop(0) if hook.answers else 200)
                self.send_header("Location", hook.location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.place = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    hook = Webhook()
    yield hook
    hook.server.shutdown()
    hook.server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def chat(hook: Webhook, **rules: Any) -> Subscriber:
    return Subscriber(name="chat", url=f"json://{hook.place}/hooks/{TOKEN}", **rules)


def settings_for(folder: Path, hook: Webhook, *readers: Subscriber, allowed: bool = True) -> Settings:
    crawl = CrawlSettings(allow_hosts=(hook.place,) if allowed else ())
    return replace(settings_in(folder), crawl=crawl, subscribers=readers)


def test_a_webhook_has_each_letter_once(webhook: Webhook, store: Store, tmp_path: Path) -> None:
    """Title and a short text, in the subscriber's language, through the same outbox as mail; files go on beside it."""
    fill_outbox(store, 2, tell=("chat", "ann"))
    ann = Subscriber(name="ann", address="ann@example.org")
    settings = settings_for(tmp_path, webhook, chat(webhook, language=Language.CHINESE), ann)
    assert deliver(store, settings, NOW).sent == 4
    assert deliver(store, settings, NOW + HOUR).sent == 0
    assert len(list((tmp_path / "letters").iterdir())) == 2
    (path, first), (_, second) = webhook.posted
    assert path == f"/hooks/{TOKEN}"
    assert first["title"] == "Person Number0 离开 OpenAI（据 The Information 报道）"
    assert second["title"].startswith("Person Number1")
    assert f"https://news.example/m1-{0:020d}" in first["message"]
    assert "消息来源: The Information" in first["message"]


def test_a_refusal_is_tried_again_and_holds_up_no_other(webhook: Webhook, store: Store, tmp_path: Path) -> None:
    """The list says what the service said; the second letter goes at once, the first one later."""
    fill_outbox(store, 2, tell=("chat",))
    settings = settings_for(tmp_path, webhook, chat(webhook))
    webhook.answers = [503]
    report = deliver(store, settings, NOW)
    assert (report.sent, report.failed) == (1, 1)
    (waits,) = store.letters.postings("waiting")
    assert waits.last_error is not None
    assert "[chat]" in waits.last_error
    assert "503" in waits.last_error
    assert deliver(store, settings, NOW + HOUR).sent == 1


def test_what_leads_to_a_private_address_is_refused(webhook: Webhook, store: Store, tmp_path: Path) -> None:
    """The gate stands here too: loopback is reached only where crawl.allow_hosts names it, with its port."""
    fill_outbox(store, tell=("chat",))
    report = deliver(store, settings_for(tmp_path, webhook, chat(webhook), allowed=False), NOW)
    assert (report.sent, report.failed, webhook.posted) == (0, 1, [])
    assert "an address that is not public (crawl.allow_hosts may name it)" in report.troubles[0]
    by_name = Subscriber(name="chat", url=f"json://localhost:{webhook.server.server_port}/x")
    assert deliver(store, settings_for(tmp_path, webhook, by_name), NOW + HOUR).failed == 1
    assert webhook.posted == []


def test_a_redirect_is_not_followed(webhook: Webhook, store: Store, tmp_path: Path) -> None:
    """It would hand the text to somebody else."""
    fill_outbox(store, tell=("chat",))
    other = Webhook()
    webhook.answers, webhook.location = [307], f"http://{other.place}/x"
    settings = settings_for(tmp_path, webhook, chat(webhook))
    allowed = replace(settings, crawl=CrawlSettings(allow_hosts=(webhook.place, other.place)))
    assert deliver(store, allowed, NOW).failed == 1
    assert other.posted == []
    other.server.shutdown()
    other.server.server_close()


def test_the_address_is_never_told(webhook: Webhook, store: Store, tmp_path: Path) -> None:
    """Not in a trouble, not in the list, not in the settings' printed form."""
    fill_outbox(store, tell=("chat",))
    settings = settings_for(tmp_path, webhook, chat(webhook))
    webhook.answers = [404]
    told = f"{deliver(store, settings, NOW)} {store.letters.postings()} {settings}"
    assert TOKEN not in told
    said = without_secrets(
        f"POST https://x.example/{TOKEN}?key=abcd-efgh failed: no such hook",
        f"json://x.example/{TOKEN}?key=abcd%2Defgh",
    )
    assert said == "POST https://…/…?key=… failed: no such hook"


@pytest.mark.parametrize("url", ["nosuchservice://abc/def", "json://"])
def test_an_unknown_service_is_told(webhook: Webhook, tmp_path: Path, url: str) -> None:
    """Once tried; the sentence names the subscriber, not the address."""
    with pytest.raises(DeliveryError, match=r"\[chat\] no service is addressed so"):
        send_test(settings_for(tmp_path, webhook), Subscriber(name="chat", url=url), NOW)


def test_a_test_message_arrives(webhook: Webhook, tmp_path: Path) -> None:
    """With the address out of a file, as a secret should be kept."""
    (tmp_path / "url").write_text(f"json://{webhook.place}/{TOKEN}\n", encoding="utf-8")
    reader = Subscriber(name="chat", url_file=tmp_path / "url")
    assert send_test(settings_for(tmp_path, webhook), reader, NOW) == "chat: the service took the message"
    assert "林俊旸" in webhook.posted[0][1]["message"]


def test_a_service_that_never_answers_ends(
    webhook: Webhook, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child that speaks to it is ended by its own alarm or dies otherwise: its letters wait, nothing hangs."""
    monkeypatch.setattr(channels.sys, "executable", "/bin/true")
    fill_outbox(store, 2, tell=("chat",))
    report = deliver(store, settings_for(tmp_path, webhook, chat(webhook)), NOW)
    assert (report.sent, report.failed) == (0, 2)
    assert report.troubles == ("[chat] no answer in time",)


def test_without_the_extra_the_letters_wait(
    webhook: Webhook, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says what to install."""
    found = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "apprise" else found(name))
    fill_outbox(store, tell=("chat",))
    report = deliver(store, settings_for(tmp_path, webhook, chat(webhook)), NOW)
    assert report.failed == 1
    assert "[channels]" in report.troubles[0]


def test_operators_without_an_address_are_told_by_the_chat(webhook: Webhook, store: Store, tmp_path: Path) -> None:
    """Where there is nothing but a chat, it hears of the watch too; an address that is named comes first."""
    settings = settings_for(tmp_path, webhook, chat(webhook))
    store.letters.write_notice("operators", LetterKind.HEARTBEAT, Notice(title="No new move"), "<h@x>", NOW)
    assert deliver(store, settings, NOW).sent == 1
    assert webhook.posted[0][1]["title"] == "No new move"
    named = replace(settings, watch=WatchSettings(operators=("ops@example.org",)))
    assert (named.operators.is_chat, named.addresses(named.operators)) == (False, ("ops@example.org",))


# --- the message


def test_a_message_is_short_and_has_what_matters() -> None:
    """The title is the news; the text has the facts, the sentence and the link, and no greeting."""
    title, text = compose_message(letter(), Subscriber(name="chat"), Background())
    assert title == "Alec Radford is leaving OpenAI (reported by The Information)"
    assert text.splitlines()[0] == "Who: Alec Radford (also 亚历克·拉德福德)"
    assert text.endswith("OpenAI研究员Alec Radford计划离职，从事独立研究。\n\nhttps://news.example/1")


def test_a_digest_is_one_message() -> None:
    """Each move with its headline, a blank line between."""
    two = replace(letter(), kind=LetterKind.DIGEST, news=letter().news * 2)
    _, text = compose_message(two, Subscriber(name="chat"), Background())
    assert text.count("Alec Radford is leaving OpenAI (reported by The Information)\nPost: researcher") == 2


@pytest.mark.parametrize("evil", ["@everyone", "@channel", "<!here>", "<@U123>", "@所有人", "<#C12>"])
def test_no_page_calls_everybody(webhook: Webhook, store: Store, tmp_path: Path, evil: str) -> None:
    """What a chat would read as a call to all its members is no call any more; an address keeps its @."""
    fill_outbox(store, tell=("chat",), moves=[replace(MOVE, person=f"Bob {evil}", sentence=f"{evil} bob@mail.example")])
    deliver(store, settings_for(tmp_path, webhook, chat(webhook)), NOW)
    ((_, posted),) = webhook.posted
    for text in (posted["title"], posted["message"]):
        assert evil not in text
    assert "bob@" in posted["message"]
