"""A letter of the outbox → the message that is sent: subject, plain text and HTML, safe for any title from the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, strict
from email.utils import format_datetime
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from crawler.alerts.wording import LONGEST_SUBJECT, WORDS, because, called, cited_by, filled, headline
from crawler.config.addresses import mailbox
from crawler.config.subscribers import Language, Subscriber
from crawler.letter import Letter, LetterKind, News, Notice
from crawler.model import Kind, Move, Verdict
from crawler.text.marking import spans_of
from crawler.text.plain import plain_line

# Headers folded at 78 characters (some servers refuse longer lines), bodies in 7 bits (no server needs 8BITMIME).
POLICY = SMTP + strict.clone(max_line_length=78, cte_type="7bit")
NOBODY = "labmoves@localhost"  # the From of a letter that becomes a file and has no sender configured
_LONGEST_SENTENCE = 800
_LONGEST_LINK = 2000
_LONGEST_LAB = 80
_MOST_LABS = 3  # named in a digest's subject
_MOST_DEPARTURES = 10
_BRIEF = frozenset({"post", "announced", "effective", "first", "more"})  # in a digest the headline says the rest

Marked = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What a letter says beside its news: who else left the lab, by a move's key, and publishers by their id."""

    departures: Mapping[str, Sequence[Move]] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who the letter is from, and to whom."""

    sender: str | None
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One move as the templates show it."""

    news: str
    rows: list[tuple[str, str]]
    sentence: Marked
    link: str  # may be followed; empty for any scheme but http and https
    url: str  # is shown
    departures: str  # the line above them
    others: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    name: str  # of a lab; empty in a letter with one move
    items: list[_Item]


def compose(letter: Letter, reader: Subscriber, envelope: Envelope, background: Background) -> EmailMessage:
    """The message for one letter; the same letter always gives the same Message-ID and Date."""
    title, groups = subject(letter, reader.language), _groups(letter, reader, background)
    message = _message(title, letter.message_id, letter.created_at, envelope, reader.language, groups)
    if letter.kind is LetterKind.NEWS:
        (news,) = letter.news
        if news.earlier:  # it answers the first letter on the move
            message["In-Reply-To"] = news.earlier[0]
            message["References"] = " ".join(news.earlier)
        message["X-Labmoves-Move"] = _no_code(plain_line(news.move.key))
    return message


def compose_message(letter: Letter, reader: Subscriber, background: Background) -> tuple[str, str]:
    """The letter as a message for a chat: its title, and a text shorter than that of a mail."""
    text = _templates().get_template("message.txt").render(groups=_groups(letter, reader, background))
    title = subject(letter, reader.language)
    return title, text.strip() or title


def _groups(letter: Letter, reader: Subscriber, background: Background) -> list[_Group]:
    if letter.notice is not None:
        return [_Group(name="", items=[_of_notice(letter.notice)])]
    whole = letter.kind is not LetterKind.DIGEST
    return [
        _Group(name="" if whole else name, items=[_item(one, reader, background, whole=whole) for one in news])
        for name, news in _by_lab(letter.news, reader.language).items()
    ]


def subject(letter: Letter, language: Language = Language.ENGLISH) -> str:
    """What a letter is about, on one line."""
    if letter.notice is not None:
        return plain_line(letter.notice.title, longest=LONGEST_SUBJECT)
    if letter.kind is LetterKind.NEWS:
        return headline(letter.news[0].move, letter.news[0].verdict, language)
    words, labs = WORDS[language], list(_by_lab(letter.news, language))
    count = len(letter.news)
    moves = f"{count} 条变动" if language is Language.CHINESE else "1 move" if count == 1 else f"{count} moves"
    named = words.list_labs(labs[:_MOST_LABS], len(labs) - _MOST_LABS)
    return plain_line(filled(words.digest, language, moves=moves, labs=named), longest=LONGEST_SUBJECT)


def test_words() -> tuple[str, str]:
    """Title and text of a letter that says only that letters arrive, in both scripts: a wrong charset shows."""
    return (
        "labmoves: a test letter (测试信)",
        "If you can read this and 林俊旸 is three characters, letters will reach you.",
    )


def compose_test(envelope: Envelope, now: datetime) -> EmailMessage:
    """The letter that tries the way out."""
    title, sentence = test_words()
    item = _Item(news=title, rows=[], sentence=[(sentence, False)], link="", url="", departures="", others=[])
    stamp = now.strftime("%Y%m%dT%H%M%S%f")
    groups = [_Group(name="", items=[item])]
    return _message(title, f"test-{stamp}@labmoves.invalid", now, envelope, Language.ENGLISH, groups)


def _message(  # noqa: PLR0917 - the parts of a message in the order they stand in it
    title: str, message_id: str, written_at: datetime, envelope: Envelope, language: Language, groups: list[_Group]
) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message["Subject"] = _no_code(plain_line(title, longest=LONGEST_SUBJECT))
    message["From"] = mailbox(envelope.sender or NOBODY)
    message["To"] = [mailbox(each) for each in envelope.recipients] or [mailbox(NOBODY)]
    message["Date"] = format_datetime(written_at)
    message["Message-ID"] = f"<{message_id.strip('<>')}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice answers it
    values = {"title": title, "language": language.value, "groups": groups, "footer": WORDS[language].footer}
    templates = _templates()
    message.set_content(templates.get_template("letter.txt").render(values))
    message.add_alternative(templates.get_template("letter.html").render(values), subtype="html")
    return message


def _no_code(text: str) -> str:
    """The text without the start of an encoded word: the email package would decode it, line ends and all."""
    return text.replace("=?", "= ?")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("crawler.alerts"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["label_column"] = _label_column
    return environment


def _label_column(label: str) -> str:
    """A label as the first column of plain text; a Chinese character is as wide as two Latin ones."""
    return f"{label}:" + " " * max(1, 12 - len(label) - sum(character > "\u2e7f" for character in label))


def _of_notice(notice: Notice) -> _Item:
    rows = [(plain_line(label, longest=60), plain_line(value, longest=300)) for label, value in notice.rows]
    return _Item(news=plain_line(notice.title), rows=rows, sentence=[], link="", url="", departures="", others=[])


def _lab(move: Move) -> str:
    return plain_line(move.lab, longest=_LONGEST_LAB)


def _by_lab(news: Iterable[News], language: Language) -> dict[str, list[News]]:
    """The news of each lab, labs in the order of their first."""
    found: dict[str, list[News]] = {}
    for one in news:
        found.setdefault(_lab(one.move) or WORDS[language].nameless, []).append(one)
    return found


def _item(news: News, reader: Subscriber, background: Background, *, whole: bool) -> _Item:
    move, words = news.move, WORDS[reader.language]
    others = background.departures.get(move.key, ()) if whole else ()
    url = plain_line(news.article_url or move.first_url).replace(" ", "%20")
    return _Item(
        news=headline(move, news.verdict, reader.language),
        rows=[
            (words.labels[name], value) for name, value in _rows(news, reader, background) if whole or name in _BRIEF
        ],
        sentence=_sentence(news),
        link=url if urlsplit(url).scheme in {"http", "https"} and len(url) <= _LONGEST_LINK else "",
        url=plain_line(url, longest=_LONGEST_LINK),
        departures=filled(words.departures, reader.language, lab=_lab(move)),
        others=[_other(other, reader.language) for other in others[:_MOST_DEPARTURES]],
    )


def _rows(news: News, reader: Subscriber, background: Background) -> Iterator[tuple[str, str]]:
    """Who, from where, to where, since when, how sure, who said so first; what has no value is left out."""
    move, language, words = news.move, reader.language, WORDS[reader.language]
    leaves = move.kind is Kind.DEPARTURE
    who = called(move, language)
    others = [name for name in (move.person, *move.spellings) if name != who]
    also = filled(words.also, language, who=who, others=", ".join(others[:4]))
    told = move.first_reported_at.astimezone(reader.zone)
    first = f"{told:%Y-%m-%d %H:%M} {reader.zone.key}"
    publisher = background.publishers.get(move.first_reported_by, move.first_reported_by)
    changed = [because(reason, language) for reason in news.because] if news.verdict is not Verdict.NEW else []
    rows = {
        "who": also if others else who,
        "post": move.role,
        "from": move.lab if leaves else move.other_org,
        "to": move.other_org if leaves else move.lab,
        "announced": move.announced and move.announced.isoformat(),
        "effective": move.effective and move.effective.isoformat(),
        "certainty": words.status[move.status],
        "changed": "; ".join(changed),
        "by": cited_by(move, language),
        "first": filled(words.first_told, language, at=first, source=publisher),
        "more": f"labmoves move {move.key}",
    }
    for name, value in rows.items():
        if value:
            yield name, plain_line(value, longest=200)


def _sentence(news: News) -> Marked:
    """The sentence in pieces, each with whether it is to be marked: who moves, the places, and the word for it."""
    move = news.move
    line = plain_line(move.sentence, longest=_LONGEST_SENTENCE)
    phrases = (move.person, *move.spellings, *move.person.split()[-1:], move.lab, move.other_org or "", *news.marks)
    parts: Marked = []
    at = 0
    for start, end, _ in spans_of(line, dict.fromkeys(phrases, True)):
        parts += [(line[at:start], False), (line[start:end], True)]
        at = end
    return [part for part in (*parts, (line[at:], False)) if part[0]]


def _other(move: Move, language: Language) -> tuple[str, str]:
    """Another departure: its day, and who it was."""
    words, who = WORDS[language], called(move, language)
    who = filled(words.person, language, who=who, post=move.role) if move.role else who
    return move.day.isoformat(), plain_line(who, longest=120) + words.brackets.format(words.status[move.status])
