"""Is a page an article, or why not: judged before and after its text is extracted."""

from __future__ import annotations

import re

from crawler.extract.links import LinkedText
from crawler.model import Reason
from crawler.text.sentences import sentences

LARGEST = 12_000_000  # bytes; the largest real article page we have is 2.6 MB, and 10 MB of plain text must be read

# A Chinese character says about as much as three letters. The shortest news flashes have some 40 characters.
_LEAST = 100
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What a wrong decoding leaves: the replacement character, its own bytes read as GBK, UTF-8 read as Windows-1252.
_GARBLE = re.compile(r"\ufffd|锟斤拷|(?:[Â-ï][\u0080-\u00bf\ufffd€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}){2}")
_MOST_GARBLE = 0.1  # of the text; a stray one stands in many good articles, up to 3 % in real ones
# What stands where a paywall hides the text.
_OFFER = re.compile(
    r"subscribe\b.{0,40}\bto (?:continue|read|keep|unlock|access)|(?:continue|keep) reading|subscriber[- ]only|"
    r"already an? (?:subscriber|member)|already have an account|"
    r"(?:log|sign) ?(?:in|up) (?:to|for) (?:read|continue|full)|"
    r"\b(?:this|the full) (?:article|story|post|content)\b.{0,30}\b(?:subscribers|members|paid)\b|"
    r"unlock (?:this|the) (?:article|story)|start your (?:free )?trial|"
    r"(?:订阅|訂閱|登录|登入|登錄|开通|開通|购买|購買|付费|付費|注册|註冊).{0,12}(?:阅读|閱讀|查看|解锁|解鎖|全文|继续|繼續)|"
    r"(?:本文|全文|余下内容|剩余内容|以下内容).{0,8}(?:付费|付費|会员|會員|订阅|訂閱)|还剩.{0,8}未读",
    re.IGNORECASE,
)
_LONGEST_OFFER = 2000  # as _LEAST; beyond it there is an article, whatever it offers
_LEAST_SENTENCE = 60  # as _LEAST; a headline or a byline is shorter
_ENDED = re.compile(r"[.!?。！？…][\"'”’」）)]*\s*$")
_MAGIC = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"OggS", b"ID3", b"wOF")
_NOT_PAGES = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml|svg)\b",
    re.DOTALL,
)
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|div|p|article|section|table|h[1-6]|br|span|title|meta|main)\b", re.IGNORECASE
)
_TEXT_TYPES = frozenset(
    {
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "text/xml",
        "application/xml",
        "application/octet-stream",
        "unknown/unknown",
    }
)


def refusal_of_bytes(body: bytes, content_type: str | None) -> tuple[Reason, str] | None:
    """Why these bytes cannot be an article's page, and what they are; None where they can."""
    kind = (content_type or "").split(";")[0].strip().lower()
    if not body.strip():
        return Reason.EMPTY, "the body is empty"
    if len(body) > LARGEST:
        return Reason.TOO_LARGE, f"{len(body)} bytes, at most {LARGEST} are read"
    if kind not in _TEXT_TYPES:
        return Reason.NOT_HTML, kind
    if body.startswith(_MAGIC) or _NOT_PAGES.match(body[:2000]) or _is_json(body):
        return Reason.NOT_HTML, "a feed, a picture or a file of another kind"
    return None


def _is_json(body: bytes) -> bool:
    return body.lstrip()[:1] in b"{[" and body.rstrip()[-1:] in b"}]" and not _MARKUP.search(body[:2000])


def is_plain_text(body: bytes, content_type: str | None) -> bool:
    """True where there is no mark-up to remove."""
    kind = (content_type or "").split(";")[0].strip().lower()
    return kind in {"text/plain", "text/markdown"} or not _MARKUP.search(body.replace(b"\0", b"")[:20_000])


def refusal_of_text(text: str, links: LinkedText, *, says_article: bool) -> tuple[Reason, str] | None:
    """Why this extracted text is no article, and by how much; None where it is one."""
    if not text.strip():
        return Reason.NO_TEXT, "no text was found among the mark-up"
    if _GARBLE.search(text) and len("".join(_GARBLE.findall(text))) > _MOST_GARBLE * len(text):
        return Reason.GARBLED, "it was decoded wrongly before it was sent"
    if _is_offer(text):
        return Reason.PAYWALL, "nothing but the offer to subscribe"
    if _weight(text) < _LEAST:
        return Reason.TOO_SHORT, f"{len(text)} characters, at least {_LEAST} are read (a Chinese one counts as three)"
    lines, share = links.headlines_in(text)
    # Front pages give a headline each, with or without a line of summary; an article links within its sentences.
    if lines >= 6 and share >= (0.6 if says_article else 0.3):
        return Reason.INDEX_PAGE, f"{lines} of its lines are links to other pages"
    return None


def _weight(text: str) -> int:
    return len(text) + 2 * len(_HAN.findall(text))


def _is_offer(text: str) -> bool:
    """True where a sentence offers the text for money or a log-in, and no other one tells anything as a teaser does."""
    if _weight(text) > _LONGEST_OFFER or not _OFFER.search(text):
        return False
    others = (said for at in sentences(text) if not _OFFER.search(said := text[at.start : at.end]))
    return not any(_weight(each) >= _LEAST_SENTENCE and _ENDED.search(each) for each in others)
