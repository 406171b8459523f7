"""Words of folded text with their offsets; markup, links and entities are passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.match.english.words import common, given_name
from crawler.text.emphasis import EMPHASIS

# What a reader of the page does not see. Every alternative is bounded, so a hostile page costs linear time.
_HIDDEN = re.compile(
    r"(?P<markdown>(?:"
    r"\]\((?:[^()\s]{0,600}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)"  # the address of a link
    rf"|{EMPHASIS}|[\[\]]|\\(?=[*_\[\]`~#])"
    r")++)"
    r"|https?://[^\s<>()\[\]\"']{1,800}"
    r"|(?<![\w@])[\w.-]{1,60}\.(?:com|org|net|io|ai|co)/[^\s<>()\[\]\"']{1,400}"
    r"|<(?P<block>/?(?:p|li|ul|ol|br|h[1-6]|div|td|tr|table|section|article|blockquote)\b[^<>]{0,300})>"
    r"|</?[a-zA-Z][^<>]{0,600}>"
    r"|&(?P<entity>\#\d{1,6}|\#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});"
    r"|(?:(?<=\n)|^)[ \t]{0,8}\#{1,6} "
)
_ENTITIES = {"amp": "&", "quot": '"', "apos": "'", "lt": "<", "gt": ">", "nbsp": " ", "mdash": "-", "ndash": "-",
             "rsquo": "'", "lsquo": "'", "rdquo": '"', "ldquo": '"', "hellip": ".", "middot": "·"}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<word>[^\W_](?:[\w\x00]|[-'.&](?=[\x00]*[^\W_]))*)|(?P<handle>@\w{1,40})|(?P<mark>[^\s\x00])|(?P<break>\n\s*)"
)
_LONG_DASH = re.compile("[—–―]")
_CLITIC = re.compile(r"(.+?)(n't|'(?:s|m|re|ve|ll|d))$", re.IGNORECASE)
_BARE_TITLES = frozenset("mr mrs ms dr prof sir lord dame baroness".split())
_NICKNAME_MARKS = frozenset((("(", ")"), ('"', '"'), ("'", "'")))
_TITLES = _BARE_TITLES | frozenset("sen rep gov gen col".split())
LONGEST_WORD = 60  # characters; a longer run is no word of English


@dataclass(slots=True)
class Token:
    """One word, handle or mark; half-open offsets into `Document.plain`."""

    text: str
    low: str
    start: int
    end: int
    kind: str  # "word", "handle", "mark", "break"
    titled: bool = False  # behind a title, which is left out: "Dr. *Lee*"

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def mask(plain: str) -> str:
    """`plain`, just as long, with what a reader of the page does not see replaced by NUL characters."""
    if not any(sign in plain for sign in "<[*_&#`~/"):
        return plain.replace("\x00", " ")
    return _HIDDEN.sub(_blank, plain.replace("\x00", " "))


def with_dashes(masked: str, text: str) -> str:
    """`masked` with the long dashes of the text as published: folding makes them hyphens, which join words."""
    found = [dash.start() for dash in _LONG_DASH.finditer(text)]
    if not found:
        return masked
    signs = list(masked)
    for at in found:
        if signs[at] == "-":
            signs[at] = "—"
    return "".join(signs)


def _blank(found: re.Match[str]) -> str:
    length = found.end() - found.start()
    if found.group("block") is not None:
        return "\n" + "\x00" * (length - 1)
    entity = found.group("entity")
    if entity is not None:
        return _entity(entity) + "\x00" * (length - 1)
    return " " * length if _parts_words(found) else "\x00" * length


def _parts_words(found: re.Match[str]) -> bool:
    """Whether signs between two letters stand for the space that is missing: "joins **A**with", "is[not](x)a".

    A single letter set apart is the first one of its word: "**O**pen".
    """
    start, end = found.span()
    before, behind = found.string[max(start - 2, 0) : start], found.string[end : end + 1]
    return found["markdown"] is not None and len(before) == 2 and before.isalnum() and behind.isalnum()


def _entity(name: str) -> str:
    if not name.startswith("#"):
        return _ENTITIES.get(name.lower(), " ")
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    char = chr(code) if 32 <= code < 0xD800 else " "
    return {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}.get(char, char)


def tokens(masked: str, start: int, end: int) -> list[Token]:
    """The words and marks of `masked[start:end]`, clitics ('s, n't, 'm) split off and titles (Dr.) left out."""
    found = _tokens(masked, start, end)
    if masked.find(".'", start, end) >= 0:
        _join_possessives(found)
    if masked.find(" 't ", start, end) >= 0:
        _join_articles(found)
    for k in range(len(found) - 2, -1, -1):
        if found[k].low in _TITLES and found[k].capital and _name_follows(found, k + 1):
            del found[k : k + 1 + (found[k + 1].text == ".")]
            if k < len(found):
                found[k].titled = True
    _drop_nicknames(found)
    return found


def _name_follows(found: list[Token], k: int) -> bool:
    """ "Dr. Lee" and, as the British write it, "Mr Lee"; but "Ann Lord"."""
    if k >= len(found):
        return False  # a title may end the line: "Sir Mr."
    title, follows = found[k - 1], found[k]
    bare = title.low in _BARE_TITLES and follows.kind == "word" and follows.start - title.end == 1
    surname = k > 1 and given_name(found[k - 2].low)
    return follows.text == "." or (bare and follows.capital and not surname)


def _drop_nicknames(found: list[Token]) -> None:
    """ "Yuhuai (Tony) Wu", "Aaron 'Ronnie' Lee": the person goes by the name around it."""
    for k in range(len(found) - 5, -1, -1):
        if k + 5 > len(found):
            continue  # a nickname behind was left out
        if (found[k + 1].text, found[k + 3].text) not in _NICKNAME_MARKS:
            continue
        first, opens, nick, _, last = found[k : k + 5]
        around = first.kind == last.kind == nick.kind == "word" and first.capital and last.capital
        rare = opens.text == '"' and not any(common(word.low) for word in (first, nick, last))
        named = nick.capital and (rare or given_name(nick.low))
        if around and named:
            del found[k + 1 : k + 4]


def _join_possessives(found: list[Token]) -> None:
    """ "Apple Inc.'s": the apostrophe behind a full stop is that of a possessive too."""
    for k in range(len(found) - 3, -1, -1):
        stop, sign, s = found[k : k + 3]
        if stop.text == "." and sign.text == "'" and s.low == "s" and sign.start == stop.end and s.start == sign.end:
            found[k + 1 : k + 3] = [Token("'s", "'s", sign.start, s.end, "word")]


def _join_articles(found: list[Token]) -> None:
    """ "Van 't Hoff": one word with its apostrophe."""
    for k in range(len(found) - 2, -1, -1):
        sign, t = found[k : k + 2]
        if sign.text == "'" and t.low == "t" and sign.end == t.start:
            found[k : k + 2] = [Token("'t", "'t", sign.start, t.end, "word")]


def _tokens(masked: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    bare = masked.find("\x00", start, end) < 0  # nothing hidden: a word is what it looks like
    for match in _TOKEN.finditer(masked, start, end):
        kind = match.lastgroup or "mark"
        first, last = match.span()
        raw = masked[first:last]
        if kind != "word" or (bare and "'" not in raw):
            if last - first <= LONGEST_WORD:
                found.append(Token(raw, raw.lower(), first, last, kind))
            continue
        raw = raw.rstrip("\x00")
        last = first + len(raw)
        text = raw.replace("\x00", "") if "\x00" in raw else raw
        if len(text) > LONGEST_WORD:
            continue
        clitic = _CLITIC.match(text) if "'" in text else None
        if clitic and raw is text:
            cut = first + len(clitic.group(1))
            found.append(Token(clitic.group(1), clitic.group(1).lower(), first, cut, "word"))
            found.append(Token(clitic.group(2), clitic.group(2).lower(), cut, last, "word"))
        elif clitic:  # markup inside: the offsets of the whole word serve both parts
            found.append(Token(clitic.group(1), clitic.group(1).lower(), first, last - len(clitic.group(2)), "word"))
            found.append(Token(clitic.group(2), clitic.group(2).lower(), last - len(clitic.group(2)), last, "word"))
        else:
            found.append(Token(text, text.lower(), first, last, "word"))
    return found
