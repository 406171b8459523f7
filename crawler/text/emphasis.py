"""The signs by which Markdown sets words apart: `code`, **bold**, _italics_, ~~struck~~."""

from __future__ import annotations

# A pattern for one run of such signs. Single stars and underscores only where words lean on them from one side: 李*明
# hides a character, `* ` is an item of a list, and snake_case, @_handle and paths are none.
_LETTER, _BESIDE = r"A-Za-z0-9\u3400-\u9fff", r"A-Za-z0-9_@/"
EMPHASIS = (
    r"`+|~~|\*{2,6}|_{2,6}"
    rf"|(?<![{_LETTER}*])\*(?=[^\s*])|(?<=[^\s*])\*(?![{_LETTER}*])"
    rf"|(?<![{_BESIDE}])_(?=[^\s_])|(?<=[^\s_])_(?![{_BESIDE}])"
)
