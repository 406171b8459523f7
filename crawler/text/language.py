"""Which language a text is in: by its script, and for Latin letters by the small words each language is full of."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 5000  # characters from the start
_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "hangul": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "hebrew": re.compile(r"[\u0590-\u05ff]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
}
_OF_SCRIPT = {"hangul": "ko", "cyrillic": "ru", "arabic": "ar", "thai": "th", "hebrew": "he", "greek": "el"}
# Words that other languages of the list do not share, or only with few.
_SMALL_WORDS = {
    "en": "the and of to is was that with for has are from his her it will as by after joins leaves",
    "de": "der die und das ist nicht mit von ein eine auf für den dem im zu sich wird auch als",
    "fr": "le les des et est une du dans pour qui pas sur au avec il elle ce aux été ses",
    "es": "el los las del y es una por con para su se al más fue lo como ha sus pero",
    "pt": "o os das do da em um uma não para com por mais foi ao dos no na seu são",
    "it": "il di che gli della è un per non una con sono del nel alla più dei anche lo ha",
    "nl": "de het een van en is dat niet op te zijn voor met aan er om ook naar bij uit",
    "id": "yang dan di dengan untuk dari ini itu pada tidak adalah dalam akan ke oleh juga karena sudah ia mereka",
    "pl": "i w nie na się z do jest że to o jak po od przez za są dla tym ale",
    "sv": "och att det som en på är av för med till den har inte om ett från han men var",
}
_VOTES = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language most of the text is in; "und" where no script of ours is in it."""
    sample = text[:_SAMPLE]
    # A Chinese character says about as much as four Latin letters, so that names in Latin do not outweigh the text.
    shares = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    letters = sum(len(word) for word in _SCRIPTS["latin"].findall(sample))
    shares["latin"] = (letters + 3) // 4
    script = max(shares, key=lambda each: shares[each])
    if not shares[script]:
        return "und"
    if script == "kana" or (script == "han" and shares["kana"] * 10 > shares["han"]):
        return "ja"
    if script == "han":
        return "zh"
    return _OF_SCRIPT.get(script) or _latin(sample)


def _latin(sample: str) -> str:
    """English unless the small words say otherwise: it is what most headlines without any are in."""
    words = Counter(word.lower() for word in _SCRIPTS["latin"].findall(sample))
    votes = {language: sum(words[word] for word in small) for language, small in _VOTES.items()}
    return max(votes, key=lambda each: (votes[each], each == "en"))
