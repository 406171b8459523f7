"""Bytes in every encoding a newspage comes in, declared truly, falsely or not at all."""

from __future__ import annotations

import contextlib
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED, needs_shared

from crawler.errors import InputError
from crawler.text.decode import decode

SIMPLE = "据报道,研究员王小明已于周五离开实验室,将创办一家新的公司——萨姆·奥特曼表示祝贺。"
TRADITIONAL = "據報導,研究員王小明已於週五離開實驗室,將創辦一家新的公司。"
JAPANESE = "研究者の山田さんは金曜日に会社を退職したと発表しました。"
ENGLISH = "Chloé left the café on Friday — “at last”, she said."


def _page(text: str, declared: str | None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<!doctype html><html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("text", [SIMPLE, TRADITIONAL, ENGLISH, JAPANESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("declared", [True, False])
def test_what_holds_any_text(text: str, encoding: str, declared: bool) -> None:
    """An encoding of all characters gives the text back, undeclared too (gb18030 for Chinese only)."""
    needs_word = encoding == "gb18030" and (declared or text in (ENGLISH, JAPANESE))
    page = _page(text, encoding if needs_word else None)
    assert decode(page.encode(encoding), None) == page


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "header"),
    [
        (SIMPLE, "gb18030", "gb2312", None),
        (SIMPLE, "gbk", None, None),
        (SIMPLE, "gbk", None, "text/html; charset=GBK"),
        (SIMPLE, "gbk", "utf-8", "text/html; charset=utf-8"),
        (SIMPLE, "gbk", "gb2312", "text/html; charset=ISO-8859-1"),
        (SIMPLE, "gbk", None, "text/html; charset=iso-8859-1"),
        (SIMPLE, "gbk", "big5", None),
        (SIMPLE, "utf-8", "gb2312", None),
        (SIMPLE, "utf-8", None, "text/html; charset=gbk"),
        (SIMPLE, "utf-8", "no-such-thing", "text/html; charset=???"),
        (TRADITIONAL, "big5", "big5", None),
        (TRADITIONAL, "big5", None, None),
        (TRADITIONAL, "big5", "gb2312", None),
        (TRADITIONAL, "gbk", None, None),
        (TRADITIONAL, "utf-8", "big5", None),
        (JAPANESE, "shift_jis", "shift_jis", None),
        (JAPANESE, "shift_jis", None, None),
        (JAPANESE, "euc_jp", None, None),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", None),
        (ENGLISH, "cp1252", "iso-8859-1", None),
        (ENGLISH, "cp1252", None, None),
        (ENGLISH, "cp1252", "utf-8", None),
    ],
)
def test_the_ladder(text: str, encoding: str, declared: str | None, header: str | None) -> None:
    """True declarations are followed, false ones seen through, and missing ones made up for by the characters."""
    page = _page(text, declared)
    assert decode(page.encode(encoding), header) == page


def test_a_cut_page_keeps_its_encoding() -> None:
    """A body that ends inside a character loses that character only."""
    body = _page(SIMPLE * 20, None).encode()
    assert decode(body[: body.index("据".encode()) + 601], None).count("\ufffd") == 1


@pytest.mark.parametrize("body", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(500), b"\x00\x01" * 300])
def test_bytes_that_are_no_text(body: bytes) -> None:
    """A picture or an archive is an InputError."""
    with pytest.raises(InputError, match="no encoding makes text"):
        decode(body, "text/html; charset=utf-8")


def test_an_empty_body_is_empty_text() -> None:
    """Nothing decodes to nothing."""
    assert decode(b"", None) == ""


@given(st.binary(max_size=600), st.sampled_from([None, "text/html; charset=gbk", "charset=utf-16", "\x00"]))
def test_any_bytes_give_text_or_the_error(body: bytes, header: str | None) -> None:
    """No bytes and no header cause anything else than text or an InputError."""
    with contextlib.suppress(InputError):
        assert isinstance(decode(body, header), str)


@needs_shared
def test_real_documents() -> None:
    """All but one in fifty are read as their true encoding reads them; no character of any is lost."""
    assert SHARED is not None
    right = total = lost = 0
    for line in (SHARED / "data" / "encodings" / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = SHARED / "data" / row["file"]
        if not path.exists() or row["encoding"] == "EUC-TW":  # Python has no codec for it
            continue
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        truth = {"gb2312": ["gb18030"], "gbk": ["gb18030"], "big5": ["big5hkscs", "cp950"], "iso-8859-1": ["cp1252"]}
        text = decode(body, None)
        lost += "\ufffd" in text
        right += text in [
            body.decode(codec, "replace").removeprefix("\ufeff")
            for codec in truth.get(row["encoding"].lower(), [row["encoding"]])
        ]
        total += 1
    assert total > 100
    assert right >= 0.98 * total
    assert lost == 0
