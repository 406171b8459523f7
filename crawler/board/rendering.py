"""Pages to HTML: Jinja with everything escaped, and every text from the web without what could act on a page."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crawler.board import shown
from crawler.board.calls import Call, Data, Desk, Page, Unknown, href, part
from crawler.export.feed import web_address
from crawler.model import Kind, Status
from crawler.text.compare import around
from crawler.text.plain import plain_text

_STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
HTML = "text/html; charset=utf-8"


def rendered(page: Page, call: Call, desk: Desk) -> Data:
    """A page as HTML, in the reader's language and colours."""
    words = desk.words(call.language)

    def tongue(text: str | None) -> Markup:
        """The attribute for text in another language than the page's: it chooses the font, and the voice that reads."""
        chinese = shown.is_chinese(text or "")
        if chinese == (call.language == "zh") or not text:
            return Markup("")
        return Markup(' lang="zh"') if chinese else Markup(' lang="en"')

    html = (
        _environment()
        .get_template(page.template)
        .render(page.values, w=words, call=call, desk=desk, tongue=tongue, here=page.template)
    )
    return Data(body=html.encode(), content_type=HTML, status=page.status)


def refusal(unknown: Unknown) -> Page:
    """The page that says what is not there, or cannot be asked."""
    return Page(template="trouble.html", values={"key": unknown.key, "held": unknown.values}, status=unknown.status)


def asset(name: str) -> Data | None:
    """A file of static/; None where there is none of this name."""
    return _assets().get(name)


@cache
def _assets() -> dict[str, Data]:
    return {
        path.name: Data(body=path.read_bytes(), content_type=_TYPES[path.suffix])
        for path in sorted(_STATIC.iterdir())
        if path.suffix in _TYPES
    }


def _asset_path(name: str) -> str:
    """With a mark of its content, so that a browser may keep it for ever."""
    return f"/assets/{name}?v={sha256(_assets()[name].body).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crawler.board"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain_text(value) if type(value) is str else value,
    )
    paths = {"href": href, "part": part, "link": web_address, "asset": _asset_path}
    values = {"kinds": list(Kind), "statuses": list(Status), "behind": shown.behind, "utc": shown.utc, "around": around}
    environment.filters["because"] = lambda reason, words: words.because(reason)
    environment.globals.update(**paths, **values)
    return environment
