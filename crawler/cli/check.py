"""`labmoves check`: one page through the same reading as in a crawl, or one text, explained."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from rich.text import Text

from crawler.cli.marks import WHAT, WHERE, WHO, mark, mention_styles
from crawler.cli.session import Session, session
from crawler.cli.show import Since, minute, print_json, words
from crawler.config.schema import Settings
from crawler.crawl import fetch_one, run_in_reactor
from crawler.errors import InputError
from crawler.extract.accept import LARGEST, is_plain_text, refusal_of_bytes
from crawler.extract.article import extract
from crawler.match.candidate import Candidate
from crawler.match.chinese.reader import read_chinese
from crawler.match.document import document
from crawler.match.english.reader import read_english
from crawler.match.labs import find_labs
from crawler.match.lexicons import load
from crawler.match.lines import article_from, as_written
from crawler.match.mentions import match
from crawler.match.nearest import Near, nearest
from crawler.model import Article, Mention, Page, Rejected
from crawler.pipeline import read
from crawler.reading import Reading, Screening
from crawler.screen import screen
from crawler.text.decode import decode
from crawler.text.marking import trigger_words
from crawler.text.plain import plain_line
from crawler.text.urls import canonical_url

_SHORT = 400  # characters of the text that are shown
_MOST_WEAK = 5  # possible moves that are too weak to be told
_MOST_NEAR = 3  # sentences that hold parts of one


@click.command()
@click.argument("place", metavar="URL|FILE")
@click.option("--title", help="The headline, where a text or page does not say it.")
@click.option(
    "--published",
    type=Since(),
    metavar="DAY",
    help="When it appeared, such as 2026-11-20, where it does not say; tells news from a look back.",
)
@click.option("--full", is_flag=True, help="Show the whole text.")
@click.option("--json", "as_json", is_flag=True, help="Print the reading as one JSON object.")
@session
def check(
    session: Session, place: str, *, title: str | None, published: datetime | None, full: bool, as_json: bool
) -> None:
    """Read one page or text and explain what was found, or why nothing.

    A page goes through the same reading as in a crawl: screened, extracted, matched. A file without mark-up is a text:
    it is matched whatever its length, be it one sentence. Nothing is stored. "-" reads standard input.

    \b
    Examples:
      labmoves check https://techcrunch.com/2026/11/20/some-story/
      labmoves check saved-page.html --full
      labmoves check saved-page.html --json | jq '.mentions[].person'
      curl -s https://news.example.org/story | labmoves check -
      echo "Ada Moor left OpenAI to join Anthropic." | labmoves check -
      labmoves check note.txt --title "Who left whom" --published 2026-11-20
    """
    settings = session.settings
    if _is_address(place):
        canonical_url(place)  # raises InputError where it is none after all
        page, text = run_in_reactor(lambda: fetch_one(place, settings, clock=session.now)), None
    else:
        page = _page_of(place, session)
        text = _text_of(page)
    if text is None:
        reading = _as_told(read(page, settings.own_files), title, published, settings)
    else:
        reading = _read_text(page, text, title, published, settings)
    reading = _with_names(reading, settings)
    if as_json:
        print_json(reading)
        return
    for line in _explained(session, page, reading, settings, full):
        session.out.print(line)


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _page_of(place: str, session: Session) -> Page:
    """The page in a file or in standard input, one byte more than is taken, so that a larger one is known as such."""
    if place == "-":
        return _page("", sys.stdin.buffer.read(LARGEST + 1), session)
    path = Path(place)
    if path.is_dir():
        raise InputError("it is a folder", where=place, remedy="Name one page of it")
    if not path.exists():
        raise InputError(
            "no such file, and no address either", where=place, remedy="An address starts with http:// or https://"
        )
    with path.open("rb") as file:
        return _page(path.absolute().as_uri(), file.read(LARGEST + 1), session)


def _page(address: str, body: bytes, session: Session) -> Page:
    return Page(source="", asked_url=address, final_url=address, fetched_at=session.now(), body=body)


def _text_of(page: Page) -> str | None:
    """What was given without mark-up; None for a page, and for what is neither."""
    if refusal_of_bytes(page.body, None) or not is_plain_text(page.body, None):
        return None
    try:
        return decode(page.body, None)
    except InputError:
        return None


def _read_text(page: Page, text: str, title: str | None, published: datetime | None, settings: Settings) -> Reading:
    """As `labmoves match` reads it: whoever gives a text wants it read, though a crawl would pass it over."""
    article = replace(article_from({"text": text}), url=page.final_url, title=title, published=published)
    return Reading(
        page_url=page.final_url,
        screening=screen(page.body, settings.lexicon_folder),
        article=article,
        mentions=match(article, load(settings.lexicon_folder)),
        size=len(page.body),
    )


def _as_told(reading: Reading, title: str | None, published: datetime | None, settings: Settings) -> Reading:
    """The reading under the headline and day that the caller knows, which outrank what the page says of itself."""
    article = reading.article
    if not isinstance(article, Article) or not (title or published):
        return reading
    article = replace(article, title=title or article.title, published=published or article.published)
    return replace(reading, article=article, mentions=match(article, load(settings.lexicon_folder)))


def _with_names(reading: Reading, settings: Settings) -> Reading:
    """The reading with each lab by the name that the article's language has for it."""
    if not isinstance(reading.article, Article):
        return reading
    language, lexicon = reading.article.language, load(settings.lexicon_folder)
    return replace(reading, mentions=tuple(as_written(each, language, lexicon) for each in reading.mentions))


def _explained(session: Session, page: Page, reading: Reading, settings: Settings, full: bool) -> Iterator[Text]:
    yield _row("page", f"{page.final_url or 'standard input'} ({len(page.body):,} bytes)")
    yield _row("screen", _screened(reading.screening))
    article = reading.article
    shown = article or extract(page, settings.layouts_folder)
    if isinstance(shown, Rejected):
        yield _row("article", f"none: {shown.detail or shown.reason.value.replace('_', ' ')}")
        return
    yield from _about(shown, full)
    if article is None or isinstance(article, Rejected):
        yield _row("result", "It cannot speak of a move at a lab, so a crawl does not read it further.")
        return
    for number, mention in enumerate(reading.mentions, 1):
        yield Text()
        yield from _told(session, number, mention)
    if not reading.mentions:
        yield Text()
        yield from _why_none(session, article, settings)


def _row(label: str, value: str) -> Text:
    return Text.assemble((f"{label:10}", "bold"), plain_line(value))


def _screened(screening: Screening) -> str:
    if screening.passed:
        return f"passed: {screening.lab!r} names a lab, {screening.trigger!r} may speak of a move"
    # Without a word of moving the screen looks for no lab.
    return f"out: {'no lab is named' if screening.trigger else 'no word speaks of a move'}"


def _about(article: Article, full: bool) -> Iterator[Text]:
    yield _row("title", article.title or "none")
    when = f"{minute(article.published)} UTC" if article.published else "date unknown"
    traits = [when, article.language, ", ".join(article.authors), f"{len(article.text):,} characters"]
    traits += ["damage was repaired"] if article.repaired else []
    yield _row("article", " · ".join(filter(None, traits)))
    if not full:
        yield _row("text", plain_line(article.text[: _SHORT * 2], longest=_SHORT))
        return
    for line in article.text.splitlines():
        yield Text(plain_line(line))


def _told(session: Session, number: int, m: Mention) -> Iterator[Text]:
    traits = [words(m.kind), m.lab, m.role, m.other_org and f"other: {m.other_org}"]
    yield Text.assemble(
        (f"{number}. {plain_line(m.person)}", "bold"), " · " + plain_line(" · ".join(filter(None, traits)))
    )
    styles = mention_styles(m, trigger_words(m.reasons))
    yield Text.assemble("   ", mark(session.out, m.sentence, styles))
    traits = ["denied" if m.negated else m.certainty.value, "fresh" if m.fresh else "background"]
    traits += [f"cites {m.attributed_to}" if m.attributed_to else None]
    traits += [f"announced {m.announced}" if m.announced else None, f"effective {m.effective}" if m.effective else None]
    yield _note(f"{' · '.join(filter(None, traits))} · score {m.score:.2f}")
    yield _note(f"because {'; '.join(m.reasons)}")


def _note(text: str) -> Text:
    return Text("   " + plain_line(text), style="dim")


def _why_none(session: Session, article: Article, settings: Settings) -> Iterator[Text]:
    """No move: the labs that are named, and the sentences that came nearest."""
    lexicon = load(settings.lexicon_folder)
    doc = document(article.title, article.text, article.published)
    labs = find_labs(doc.plain, lexicon)
    yield _row("result", "No move.")
    named = dict.fromkeys(lexicon.shown_in(span.name.shown, article.language) or "" for span in labs)
    yield _row("labs", ", ".join([*named][:10]) if named else "none is named in the article's own text")
    weak = sorted((*read_english(doc, labs, lexicon), *read_chinese(doc, labs, lexicon)), key=lambda c: -c.score)
    for candidate in weak[:_MOST_WEAK]:
        line = doc.lines[candidate.line]
        yield Text.assemble("   ", mark(session.out, doc.text[line.start : line.end], _styles(candidate)))
        why = "; ".join(candidate.reasons)
        yield _note(f"too weak: {candidate.kind.value}, score {candidate.score:.2f}: {why}")
    if weak:
        return
    yield _row("why", "no sentence says of a person and a lab that one joins or leaves the other")
    for near in nearest(doc, labs, lexicon)[:_MOST_NEAR]:
        yield Text.assemble("   ", mark(session.out, doc.text[near.line.start : near.line.end], _near_styles(near)))
        yield _note(_why_not(near, lexicon.shown_in(near.lab, article.language) or near.lab))


def _why_not(near: Near, lab: str) -> str:
    """What a sentence has of a move, and what it lacks."""
    if near.person is None:
        return f"near: {lab} and {near.word!r}, and nobody by name"
    if near.word is None:
        return f"near: {near.person} and {lab}, and no word of moving that is known"
    return f"near: {near.person}, {lab} and {near.word!r}, which is not said of the two"


def _near_styles(near: Near) -> dict[str, str]:
    return {near.lab: WHERE, near.person or "": WHO, near.word or "": WHAT}


def _styles(candidate: Candidate) -> dict[str, str]:
    return {candidate.lab: "bold cyan", candidate.person: "bold green"}
