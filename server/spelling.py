"""Words as searches compare them: where they stand in a text, and each without case, accents and the like. Pure.

Scripts that write without spaces (Chinese, Japanese, Thai, ...) are cut into pairs of neighbouring characters:
a longer word is then found as pairs that follow each other.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# Python's \w leaves out the marks that many scripts write their vowels with, and the joiners inside words.
_MARKS = "".join(
    chr(code) for code in (*range(0x0300, 0x1E00), *range(0x20D0, 0x2100), *range(0xA800, 0xAC00))
    if unicodedata.category(chr(code)).startswith("M")
) + "\u200c\u200d"
_WORD = re.compile(rf"([{_UNSPACED}]+)|(?:[^\W_{_UNSPACED}])(?:[^\W_{_UNSPACED}]|[{_MARKS}])*")
# What is said with or without: accents of Latin, Greek and Cyrillic, the vowel points of Hebrew and Arabic.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]")
_SAME = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي",
})
_ARTICLE, _ARTICLE_FROM = "ال", 5


class Word(NamedTuple):
    """A word of a text: as compared, and where it stands."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """The word as it is compared: no case, no accents, one form of each letter, at most LONGEST characters."""
    if word.isascii():
        return word.lower()[:LONGEST]
    bare = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", word.casefold()))
    # Some letters stand for several words.
    same = "".join(unicodedata.normalize("NFKC", bare).casefold().translate(_SAME).split())
    if same.startswith(_ARTICLE) and len(same) >= _ARTICLE_FROM:
        same = same[len(_ARTICLE):]
    return same[:LONGEST]


def words(text: str) -> list[Word]:
    """The words of a text in order. Each run without spaces gives its pairs, and its last character alone, so
    that each character begins one of them."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.group(1) is None:
            if word := plain(match.group()):
                found.append(Word(word, start, end))
        else:
            found += [Word(plain(text[at:min(at + 2, end)]), at, min(at + 2, end)) for at in range(start, end)]
    return found


def asked(text: str) -> list[str]:
    """The words of a search: as `words`, but a run without spaces need not end where it does here."""
    found = words(text)
    return [
        word.text for word, before in zip(found, [None, *found], strict=False)
        if not (before and before.end == word.end and before.start < word.start)
    ]


def distinct(text: str) -> set[str]:
    """The words of a text, each once."""
    return {word.text for word in words(text)}
