"""Chinese numerals as dates and counts use them: 十一 is 11, 二〇二六 is 2026, 两 is 2."""

from __future__ import annotations

_DIGITS = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}


def number(written: str) -> int:
    """The value of up to three digits or of Chinese numerals below 100. Raises ValueError for anything else."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return year_number(written)
    return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)


def year_number(written: str) -> int:
    """Digits read one by one: 二〇二六 is 2026. Raises ValueError for anything else."""
    if written.isascii():
        return int(written)
    try:
        return int("".join(str(_DIGITS[char]) for char in written))
    except KeyError as error:
        raise ValueError(f"no digit: {error}") from None
