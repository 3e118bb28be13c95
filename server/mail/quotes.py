"""Takes a mail's text apart: what was written now, the signature, and the history that was quoted. Pure.

Nothing is deleted: every line is in one of the three. A forwarded mail is no history, it is what is being said.
"""

import re
from dataclasses import dataclass

from server.mail.quote_words import BEGINS, FORWARDED, FROM, ORIGINAL, OTHER, SENT_FROM, WROTE

# An attribution that a mail program broke into lines has no more than these.
_MOST_LINES = 6
_MOST_LETTERS = 500
_HEADER_LINES = 12
_LOOKED_AT = 400
# Nobody writes more before the history begins; and a hostile mail must not cost seconds.
_MOST_LOOKED_AT = 4000
_SIGNATURE_LINES = 20
# Marks of direction and of bold stand around the words we look for.
_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069*_"
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RULE = r"[-_=\u2010-\u2015*~#]"

_QUOTED = re.compile(r"\s{0,3}(?:[>\u203a]|\|(?:\s|$))")
_SEPARATOR = re.compile(rf"\s*{_RULE}+\s*(?:{ORIGINAL})\s*{_RULE}+\s*|\s*{_RULE}{{2,}}\s*(?:{ORIGINAL})\s*")
_FORWARD = re.compile(
    rf"\s*(?:{_RULE}{{2,}}\s*(?:{FORWARDED})\s*:?\s*{_RULE}*|Begin forwarded message:|Anfang der weitergeleiteten .*:"
    r"|Début du message (?:réexpédié|transféré) ?:|Inicio del mensaje reenviado:|Inizio messaggio inoltrato:)\s*"
)
_FROM = re.compile(rf"[\s{_MARKS}]*(?:{FROM})[\s{_MARKS}]*[:\uff1a]", re.IGNORECASE)
_HEADER = re.compile(rf"[\s{_MARKS}]*(?:{FROM}|{OTHER})[\s{_MARKS}]*[:\uff1a]", re.IGNORECASE)
_WROTE = re.compile(rf"(?<!\w)(?:{WROTE})(?!\w)", re.IGNORECASE)
_CLOSED = re.compile(rf"(?:[:\uff1a]|(?:{WROTE})\s*-{{2,}})[\s{_MARKS}]*$", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.h\u6642\u65f6\uc2dc]\s?\d{2}(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}|(?:19|20)\d\d(?!\d)|\d{1,2}[.,]?\s+\w{3}"
    r"|\d{1,2}[\u6708\u65e5\uc6d4])"
    r"|\w{3,}\.?\s+\d{1,2},"
)
_BEGINS = re.compile(
    rf"[\s{_MARKS}-]*(?:(?:{BEGINS})[\s{_MARKS}]|\d{{1,4}}[-/.\u5e74]|\d{{1,2}}[.]? \w{{3}}"
    r"|\w{2,10}[.,]{1,2} \d|\u05d1-|\u0628)",
    re.IGNORECASE,
)
_BY_HAND = re.compile(rf"-{{2,}}\s*\S.{{0,80}}\s(?:{WROTE})\s*-{{2,}}\s*", re.IGNORECASE)
# Somebody's last words stand on the same line: better an unfolded line than hidden words.
_SHARED = re.compile(r"\w\W*\bOn (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,")
_DASHES = re.compile(r"\s*(?:--|\u2014|\u2013|__)\s?$")
_SENT_FROM = re.compile(rf"[\s{_MARKS}\[(<]*(?:{SENT_FROM})", re.IGNORECASE)
_LINE = re.compile(r"\s*[_\u2013\u2014-]{5,}\s*$")


@dataclass(frozen=True, slots=True)
class Split:
    """A text in three. `quoted` and `signature` are "" where there are none."""

    text: str
    quoted: str = ""
    signature: str = ""


def split(text: str) -> Split:
    """Folds history and signature off a text. Never raises; linear in its length."""
    written, quoted, sure = _history(text.split("\n"))
    if not _joined(written) and not sure:
        # Whoever sends nothing but this says just this.
        return Split(_joined(written + quoted))
    written, signature = _signature(written)
    return Split(_joined(written), _joined(quoted), _joined(signature))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _history(lines: list[str]) -> tuple[list[str], list[str], bool]:
    """(written, quoted, whether it is announced and marked as history)."""
    for at, line in enumerate(lines[:_MOST_LOOKED_AT]):
        if _FORWARD.fullmatch(line[:_LOOKED_AT]):
            return lines, [], False
        if count := _starts(lines, at):
            written, quoted = _below(lines, _above(lines, at), at + count)
            return written, quoted, _quotes_follow(lines, at + count)
    return *_marked(lines, 0), False


def _above(lines: list[str], at: int) -> int:
    """Where the rule or the blank lines above a start begin."""
    while at and (not lines[at - 1].strip() or _LINE.match(lines[at - 1][:_LOOKED_AT])):
        at -= 1
    return at


def _starts(lines: list[str], at: int) -> int:
    """How many lines announce history from `at` on; 0 if none do."""
    line = lines[at][:_LOOKED_AT]
    if not line.strip() or _QUOTED.match(line):
        return 0
    if _SEPARATOR.fullmatch(line) or _BY_HAND.fullmatch(line):
        return 1
    return _headers(lines, at) if _HEADER.match(line) else _attribution(lines, at)


def _headers(lines: list[str], at: int) -> int:
    """A block of copied headers. What looks like one but has neither an address nor a time is a customer's own list."""
    block: list[str] = []
    known = strange = 0
    for line in lines[at : at + _HEADER_LINES]:
        if not line.strip():
            break
        if _HEADER.match(line[:_LOOKED_AT]):
            known += 1
        else:
            strange += 1
        if strange > max(1, known):
            break
        block.append(line[:_LOOKED_AT])
    whole = _DIRECTION.sub("", "\n".join(block))
    named, timed = bool(_ADDRESS.search(whole)), bool(_TIME.search(whole))
    if known >= 3 and any(_FROM.match(line) for line in block):
        return len(block) if named or timed else 0
    return len(block) if known == 2 and named and timed else 0


def _attribution(lines: list[str], at: int) -> int:
    """“On Monday, Ada <ada@example.com> wrote:”, in any language, on one line or broken into a few."""
    first = lines[at][:_LOOKED_AT]
    begins = bool(_BEGINS.match(first) or (_ADDRESS.search(first) and _WROTE.search(first)))
    if not begins and not _CLOSED.search(first[-_LOOKED_AT:]):
        return int(_dated_address(first, lines, at))
    said = ""
    for count, line in enumerate(lines[at : at + _MOST_LINES], 1):
        if count > 1 and (_QUOTED.match(line) or (begins and _BEGINS.match(line) and _DATE.search(line[:_LOOKED_AT]))):
            break
        said += " " + line.strip()
        if len(said) > _MOST_LETTERS:
            break
        if _CLOSED.search(said):
            return count if _is_attribution(said, begins, _quotes_follow(lines, at + count)) else 0
        if not begins:
            break
    return int(_dated_address(first, lines, at))


def _dated_address(line: str, lines: list[str], at: int) -> bool:
    """“2013/7/20 Ada <ada@example.com>” above a quote: Gmail of those days."""
    begins, dated = _BEGINS.match(line), _DATE.search(line)
    return bool(begins and dated and _ADDRESS.search(line)) and _quotes_follow(lines, at + 1)


def _is_attribution(said: str, begins: bool, quotes_follow: bool) -> bool:
    if _SHARED.search(said):
        return False
    wrote, address = bool(_WROTE.search(said)), bool(_ADDRESS.search(said))
    dated = bool(_DATE.search(said) or _TIME.search(said))
    if not begins:
        return len(said) < 150 and ((wrote and address) or (dated and quotes_follow))
    return (dated and (wrote or address or quotes_follow)) or (wrote and quotes_follow)


def _quotes_follow(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 4] if line.strip()), "")
    return bool(_QUOTED.match(following))


def _below(lines: list[str], cut: int, start: int) -> tuple[list[str], list[str]]:
    """Under a marked quote somebody may have answered; under unmarked history nothing can be told apart."""
    if not _quotes_follow(lines, start):
        return lines[:cut], lines[cut:]
    blocks = _blocks(lines, start)
    answers = _joined(lines[blocks[-1][1] :])
    if len(blocks) == 1:
        end = blocks[0][1]
        return lines[:cut] + (["", *lines[end:]] if answers else []), lines[cut:end]
    # Answers between the quotes make no sense without them.
    return _marked(lines, start)


def _marked(lines: list[str], start: int) -> tuple[list[str], list[str]]:
    """History that only its marks tell: a block at the very end."""
    blocks = _blocks(lines, start)
    if not blocks:
        return lines, []
    first, end = blocks[-1]
    below = next((line for line in lines[end:] if line.strip()), "")
    if below and not _DASHES.match(below):
        return lines, []
    return lines[:first] + lines[end:], lines[first:end]


def _blocks(lines: list[str], start: int) -> list[tuple[int, int]]:
    """The marked lines from `start` on, as (first, end); blank lines don't part them."""
    blocks: list[tuple[int, int]] = []
    blank = True
    for at in range(start, len(lines)):
        if _QUOTED.match(lines[at]):
            if blocks and blank:
                blocks[-1] = (blocks[-1][0], at + 1)
            else:
                blocks.append((at, at + 1))
            blank = True
        elif lines[at].strip():
            blank = False
    return blocks


def _signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """(written, signature): below “-- ”, or what a telephone puts under every mail."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    for at in range(max(0, end - _SIGNATURE_LINES), end):
        line = lines[at][:_LOOKED_AT]
        if _DASHES.match(line) or (_SENT_FROM.match(line) and end - at <= 3 and len(line) < 160):
            return lines[:at], lines[at:]
    return lines, []
