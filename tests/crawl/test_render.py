"""Sources whose pages only scripts fill: drawn by a browser that reaches nothing but through the crawl's gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from crawls import MURATI, NOW, THANKS, crawled, settings, source
from spiders_site import Site, rss

from crawler.errors import FetchError
from crawler.model import DiscoveryKind, SourceReport
from spiders import chromium
from storage.store import Store

SHELL = (
    "<!doctype html><html><head><title>Daily</title><meta charset=utf-8></head><body><div id=app></div>{}</body></html>"
)
FILLED = """<script>
fetch("/story.json").then(r => r.json()).then(story => { document.getElementById("app").innerHTML =
  "<article><h1>" + story.title + "</h1>" + story.lines.map(line => "<p>" + line + "</p>").join("") + "</article>"; });
</script>"""


def has_chromium() -> bool:
    with suppress(FetchError):
        return bool(chromium.find_chromium())
    return False


needs_chromium = pytest.mark.skipif(not has_chromium(), reason="no Chromium, or scrapy-playwright, is installed")


@pytest.fixture
def hidden() -> Iterator[Site]:
    """A second server on loopback that nobody vouches for."""
    with Site() as running:
        yield running


def drawn(site: Site, store: Store, tmp_path: Path, now: datetime = NOW, **how: object) -> SourceReport:
    daily = replace(source(site, "daily", "/feed"), render=True)
    own = {"timeout": 30.0, "workers": 1} | how
    (report,) = crawled(site, [daily], store, settings(tmp_path, **own), now=now).sources
    return report


def put_story(site: Site, shell: str = SHELL.format(FILLED), **how: object) -> None:
    lines = [f"{each} It was told to all who work there, and to those who write of it." for each in (MURATI, THANKS)]
    story = '{"title": "Murati leaves OpenAI", "lines": ["' + '", "'.join(lines) + '"]}'
    site.put("/story.json", story.encode(), content_type="application/json")
    site.put("/feed", rss(site.put("/story", shell.encode(), **how)))


@needs_chromium
def test_a_page_that_scripts_fill_is_read_as_a_reader_sees_it(site: Site, store: Store, tmp_path: Path) -> None:
    """Without `render` there is nothing to read; with it the move is found; an unchanged page is not drawn again."""
    put_story(site, headers={"ETag": '"1"'})
    site.put("/plain", rss(site.url + "/story?plain"))
    (report,) = crawled(site, [source(site, "plain", "/plain")], store, settings(tmp_path)).sources
    assert (report.pages, store.moves()) == (1, [])
    site.asked.clear()
    assert drawn(site, store, tmp_path).matched == 1
    assert [move.person for move in store.moves()] == ["Mira Murati"]
    assert site.counted == {"/robots.txt": 1, "/feed": 1, "/story": 1, "/story.json": 1}
    site.asked.clear()
    assert drawn(site, store, tmp_path, NOW + timedelta(hours=2)).unchanged == 1
    assert "/story.json" not in site.asked


@needs_chromium
def test_a_listing_that_scripts_fill_announces(site: Site, store: Store, tmp_path: Path) -> None:
    """The page of links is drawn as the articles are."""
    put_story(site)
    site.put("/news/", SHELL.format("<script>app.innerHTML = '<a href=/story>A story of today</a>'</script>").encode())
    weekly = replace(source(site, "weekly", "/news/", DiscoveryKind.LISTING, articles="/story$"), render=True)
    (report,) = crawled(site, [weekly], store, settings(tmp_path)).sources
    assert (report.links, report.matched, report.health) == (1, 1, "ok")


@needs_chromium
def test_a_page_reaches_nothing_that_the_gate_refuses(site: Site, hidden: Site, store: Store, tmp_path: Path) -> None:
    """By no way that a script knows, and it leads the browser nowhere; robots.txt is kept for what it asks for."""
    hidden.put(
        "/secret", b"let secret = 1", content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"}
    )
    site.put("/led", status=302, headers={"Location": hidden.url + "/secret"})
    site.put("/closed/data", b"{}", content_type="application/json")
    url, host = hidden.url, hidden.host
    ways = f"""<script src="{url}/secret"></script><script src="/led"></script><img src="{url}/secret">
    <link rel=stylesheet href="{url}/secret"><link rel=preload as=script href="{url}/secret"><iframe src="{url}/secret">
    </iframe><object data="{url}/secret"></object><script>
    const tries = [() => fetch("{url}/secret"), () => fetch("{url}/secret", {{method: "POST", body: "x"}}),
      () => fetch("/led"), () => fetch("/closed/data"), () => navigator.sendBeacon("{url}/secret", "x"),
      () => new WebSocket("ws://{host}/secret"), () => new EventSource("{url}/secret"), () => import("{url}/secret"),
      () => new Worker(URL.createObjectURL(new Blob(['importScripts("{url}/secret"); fetch("{url}/secret")']))),
      () => navigator.serviceWorker.register("/led"), () => window.open("{url}/secret"),
      () => new RTCPeerConnection({{iceServers: [{{urls: "stun:{host}"}}]}}).createDataChannel("x"),
      () => {{ const form = document.body.appendChild(document.createElement("form")); form.action = "{url}/secret";
        form.submit(); }},
      () => {{ location = "{url}/secret"; }}];
    for (const each of tries) try {{ Promise.resolve(each()).catch(() => 0); }} catch (error) {{ }}
    </script>"""
    put_story(site, SHELL.format(FILLED + ways))
    report = drawn(site, store, tmp_path)
    assert hidden.asked == []
    assert site.counted["/led"] > 0
    assert site.counted["/closed/data"] == 0
    assert (report.matched, report.errors, report.issues) == (1, (), ())


@needs_chromium
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("while (true) { }", "its scripts took longer than crawl.timeout"),
        ("document.body.innerHTML = '<p>' + 'x'.repeat(300000)", "larger than crawl.max_bytes"),
        ("for (let n = 0; n < 500; n++) fetch('/story.json?' + n)", None),
    ],
)
def test_a_page_takes_no_more_than_its_share(
    site: Site, store: Store, tmp_path: Path, script: str, said: str | None
) -> None:
    """Of time, of bytes, of requests; the crawl goes on."""
    put_story(site, SHELL.format(FILLED + f"<script>{script}</script>"))
    report = drawn(site, store, tmp_path, timeout=6.0)
    assert said is None or said in " ".join((*report.errors, *report.issues))
    assert len(site.asked) < 110


@pytest.mark.parametrize(
    ("gone", "said"),
    [({"find_spec": lambda _: None}, "'.[js]'"), ({"_NAMES": (), "_ON_MACOS": ()}, "apt install chromium")],
)
def test_without_a_browser_its_source_says_what_is_missing(
    site: Site, store: Store, tmp_path: Path, gone: dict[str, object], said: str
) -> None:
    """One sentence with the remedy, for the extra and for the browser; the other sources are read."""
    pytest.importorskip("scrapy_playwright")
    put_story(site)
    with pytest.MonkeyPatch.context() as patched:
        for name, answer in gone.items():
            patched.setattr(chromium, name, answer)
        daily = replace(source(site, "daily", "/feed"), render=True)
        broken, fine = crawled(site, [daily, source(site, "other", "/feed")], store, settings(tmp_path)).sources
    (sentence,) = broken.errors
    assert "render = true" in sentence
    assert said in sentence
    assert (broken.health, fine.health) == ("failing", "ok")
