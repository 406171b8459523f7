"""Moves to export: a plain one, and any text that a page could hold in all of its places."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from crawler.model import Kind, Move, Status

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            '=HYPERLINK("https://evil.example")',
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "＝1",
            "]]>",
            "<script>&amp;",
            "a,b;c\\n\\",
            "x\r\nEND:VEVENT\r\nBEGIN:VEVENT",
            "\x1b[31mred",
            "\u202eevil",
            "\ud800",
            "\ufffe\uffff",
            "\0",
            '"quoted"',
            "'",
            "长" * 90,
            "🦊" * 40,
        ]
    ),
)


def exported(text: str = "Ada Wong", **fields: object) -> Move:
    """A confirmed departure with an effective day; `text` stands in all of its texts."""
    values: dict[str, object] = {
        "key": "m1-0123456789abcdef0123", "person": text, "spellings": (text, text), "lab": "OpenAI",
        "lab_id": "openai",
        "kind": Kind.DEPARTURE, "status": Status.CONFIRMED, "role": text, "other_org": text,
        "effective": date(2026, 12, 1), "first_reported_at": NOW, "first_reported_by": "a",
        "first_url": "https://a.example/1", "sentence": text, "attributed_to": text,
        "status_since": (NOW + timedelta(hours=3)).astimezone(timezone(timedelta(hours=8))),
    }  # fmt: skip
    return Move(**(values | fields))  # type: ignore[arg-type]
