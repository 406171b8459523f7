"""The board in a real browser: filters, search, a move and back, switches, live news, no JavaScript, the keyboard."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk import HOUR, NOW, publish, said

from storage.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PAGES = ("/", "/?q=zzz", "/changes?within=30d", "/flows", "/labs", "/labs/openai", "/sources", "/people/Alec%20Radford",
         "/article?url=https://techcrunch.example/1", "/search?q=left", "/api", "/nope")  # fmt: skip

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: `make browser-test` says how to"),
    pytest.mark.skipif(
        importlib.util.find_spec("playwright") is None, reason="Playwright is not installed: pip install '.[test]'"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the board; a complaint of the browser, or a request to another host, fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(path: str, *, width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(site) else complaints.append(request.url))
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in complaints if "404" not in each] == []


def names(page: Page) -> list[str]:
    return page.locator("tr.move a.name").all_inner_texts()


def press(page: Page, what: Locator) -> None:
    """Press something that leads to a page, and wait for it."""
    with page.expect_navigation():
        what.click()


def test_filter_search_move_and_back(visit: Callable[..., Page]) -> None:
    """As a reporter goes through a day."""
    page = visit("/")
    assert len(names(page)) == 6
    page.get_by_role("link", name="Departures").click()
    page.wait_for_url("**/?kind=departure")
    assert names(page) == ["Junyang Lin", "Alec Radford"]
    page.locator("select[name=lab]").select_option("openai")
    page.wait_for_url("**lab=openai*")
    assert names(page) == ["Alec Radford"]
    page.get_by_role("link", name="Clear all filters").click()
    page.wait_for_url("**/")
    page.keyboard.press("/")
    page.keyboard.type("junyang lin")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=junyang*")
    assert names(page) == ["Junyang Lin"]
    page.get_by_role("link", name="Junyang Lin").click()
    page.wait_for_url("**/moves/*")
    assert page.locator("h1").inner_text() == "Junyang Lin is leaving Alibaba"
    assert page.locator("mark").first.inner_text() == "阿里通义千问技术负责人林俊旸宣布离职。"
    page.go_back()
    page.wait_for_url("**q=junyang*")
    assert names(page) == ["Junyang Lin"]
    assert page.get_by_role("searchbox").input_value() == "junyang lin"


def test_the_switches(visit: Callable[..., Page]) -> None:
    """Language and colours stay as they were chosen, on every page, and lead back to where they were pressed."""
    page = visit("/?kind=hire", color_scheme="light", locale="en-US")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    press(page, page.get_by_role("button", name="Dark"))
    assert page.url.endswith("/?kind=hire")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    press(page, page.get_by_role("button", name="中文"))
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    press(page, page.get_by_role("link", name="人才流向"))
    assert page.locator("h1").inner_text() == "人才流向"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    press(page, page.get_by_role("button", name="English"))
    assert page.locator("h1").inner_text() == "Who feeds whom"


def test_the_systems_colours_and_language(visit: Callable[..., Page]) -> None:
    """Without a switch the browser's own wishes count."""
    dark = visit("/", color_scheme="dark", locale="zh-CN")
    light = visit("/", color_scheme="light", locale="en-GB")
    shown = [p.evaluate("getComputedStyle(document.body).backgroundColor") for p in (dark, light)]
    assert shown[0] != shown[1]
    assert dark.locator("html").get_attribute("lang") == "zh-Hans"


def test_without_javascript(visit: Callable[..., Page]) -> None:
    """Everything is there and can be chosen."""
    page = visit("/", java_script_enabled=False)
    page.locator("select[name=status]").select_option("denied")
    press(page, page.get_by_role("button", name="Show", exact=True))
    assert names(page) == ["Ada Wong"]
    press(page, page.get_by_role("button", name="中文"))
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_by_keyboard(visit: Callable[..., Page]) -> None:
    """The first stop skips to the content; every link and control can be reached, and shows that it is."""
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    wanted = page.evaluate("document.querySelectorAll('main a, main button, main input, main select').length")
    reached = set()
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert len(reached) == wanted


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2200])
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_nothing_sticks_out(visit: Callable[..., Page], width: int, locale: str) -> None:
    """No page is wider than the screen, from a small phone to a wide one."""
    page = visit("/", width=width, locale=locale)
    for path in PAGES:
        page.goto(page.url.partition("/")[0] + "//" + page.url.split("/")[2] + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_knows(visit: Callable[..., Page], path: str, scheme: str) -> None:
    """axe-core finds no violation: contrast, names, roles, order."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: pip install '.[test]'"
    )
    for width, locale in ((390, "zh-CN"), (1280, "en")):
        page = visit(path, width=width, color_scheme=scheme, locale=locale, bypass_csp=True)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_an_open_page_learns_of_news(visit: Callable[..., Page], database: Path) -> None:
    """A move that a crawl finds appears by itself, said aloud; while somebody reads further down it is offered."""
    page = visit("/")
    page.locator(".live").wait_for()
    try:
        tell(database, "Bo Chen", 90)
        poll(page)
        page.locator("tr.is-new", has_text="Bo Chen").wait_for()
        assert page.locator("#news").inner_text() == "1 new on the board"
        page.locator("tr.move a.name").nth(3).focus()
        tell(database, "Cy Doe", 91)
        poll(page)
        page.get_by_role("button", name="1 new on the board").click()
        page.locator("tr.move", has_text="Cy Doe").wait_for()
    finally:
        forget(database, "Bo Chen", "Cy Doe")


def poll(page: Page) -> None:
    """What the clock does every twenty seconds."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def tell(database: Path, person: str, number: int) -> None:
    with Store.open(database) as store:
        run = store.start_run("crawl", ["wired"], NOW)
        publish(store, run, f"wired/{number}", [said(person, f"{person} left OpenAI.")], NOW + number * HOUR)
        store.finish_run(run, "finished", [], NOW)


def forget(database: Path, *people: str) -> None:
    """The database as the other tests know it."""
    shown_by = {"outbox": "move", "mentions": "move", "move_versions": "move", "name_keys": "move", "moves": "key"}
    with sqlite3.connect(database) as db:
        for person in people:
            for (key,) in db.execute("SELECT key FROM moves WHERE person = ?", [person]).fetchall():
                for table, column in shown_by.items():
                    db.execute(f"DELETE FROM {table} WHERE {column} = ?", [key])
    db.close()
