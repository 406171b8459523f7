"""Tables of sentences and the moves that they tell of, which the tests of both languages are written in."""

from __future__ import annotations


def cases(table: str) -> list[tuple[str, set[str]]]:
    """Rows of a table: a sentence, then its moves on lines that start with "=>"; one without any names no move."""
    rows: list[tuple[str, set[str]]] = []
    for line in map(str.strip, table.strip().splitlines()):
        if line.startswith("=>"):
            rows[-1][1].add(line[2:].strip())
        elif line:
            rows.append((line, set()))
    return rows
