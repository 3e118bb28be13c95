"""Where the words of a search stand in a ticket, for people to see: short texts with marks. Pure.

Marks count as JavaScript does, in UTF-16 units, so that a browser can cut the text by them.
"""

from bisect import bisect_left

from server.search.query import Words
from server.search.texts import Part
from server.spelling import Word, words

MOST_HITS = 3
AROUND, LONGEST = 60, 180
FIRST = {"number": 0, "subject": 1, "customer": 2}


def hits_of(parts: list[Part], wanted: list[Words]) -> list[dict]:
    """At most MOST_HITS hits in the shape of the API: those of the head first, then those with the most words."""
    found = []
    for place, part in enumerate(parts):
        spans, matched = spans_of(part.text, wanted)
        if spans:
            found.append((FIRST.get(part.where, 3), -matched, -place, part, spans))
    found.sort(key=lambda row: row[:3])
    return [_hit(part, spans) for *_, part, spans in found[:MOST_HITS]]


def has(parts: list[Part], phrase: Words) -> bool:
    """Whether one of the parts has the words one after the other."""
    return any(_places(words(part.text), phrase) for part in parts if _likely(part.text, [phrase]))


def spans_of(text: str, wanted: list[Words]) -> tuple[list[list[int]], int]:
    """(where the words stand, without overlaps; how many of the wanted ones do)."""
    if not _likely(text, wanted):
        return [], 0
    there = words(text)
    places = [_places(there, one) for one in wanted]
    spans: list[list[int]] = []
    for start, end in sorted(span for found in places for span in found):
        if spans and start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    return spans, sum(bool(found) for found in places)


def _likely(text: str, wanted: list[Words]) -> bool:
    """False if none of them can be there; quicker than taking the text apart, which few of many texts are worth."""
    if not text.isascii():
        return True
    small = text.lower()
    return any(all(word in small for word in one.texts) for one in wanted)


def _places(there: list[Word], wanted: Words) -> list[tuple[int, int]]:
    texts, found = wanted.texts, []
    last = len(texts) - 1
    begun = wanted.begun or (last == 0 and len(texts[0]) == 1 and not texts[0].isascii())
    for at in range(len(there) - last):
        if any(there[at + n].text != texts[n] for n in range(last)):
            continue
        end = there[at + last]
        if end.text == texts[last]:
            found.append((there[at].start, end.end))
        elif begun and end.text.startswith(texts[last]):
            # Of a pair of a script without spaces only the character that was asked for.
            pair = len(end.text) == 2 and not end.text.isascii() and len(texts[last]) == 1
            found.append((there[at].start, end.start + 1 if pair else end.end))
    return found


def _hit(part: Part, spans: list[list[int]]) -> dict:
    """The text around the first span, on one line."""
    text, start, end = part.text, 0, len(part.text)
    if len(text) > LONGEST:
        start = _gap(text, max(0, spans[0][0] - AROUND), spans[0][0])
        end = min(len(text), start + LONGEST)
    before, after = "… " * (start > 0), " …" * (end < len(text))
    shown = "".join(" " if c.isspace() else c for c in text[start:end])
    moved = [
        (max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start
    ]
    units = _units(shown)
    lead = len(before)
    hit = {
        "where": part.where, "text": f"{before}{shown}{after}",
        "marks": [[lead + units[a], lead + units[b]] for a, b in moved],
    }
    return hit if part.entry is None else {"entry": part.entry, **hit}


def _gap(text: str, at: int, limit: int) -> int:
    """The beginning of a word at or after `at`."""
    if at == 0:
        return 0
    blank = next((n for n in range(at, limit) if text[n].isspace()), at - 1)
    return blank + 1


def _units(text: str) -> list[int]:
    """How many UTF-16 units come before each character, and before the end."""
    if text.isascii():
        return list(range(len(text) + 1))
    wide = [n for n, c in enumerate(text) if ord(c) > 0xFFFF]
    return [n + bisect_left(wide, n) for n in range(len(text) + 1)]
