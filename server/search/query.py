"""What somebody typed into the search box: words, quotes, `-` and `label:refund`. Pure.

Nothing is an error here, for half a word is typed most of the time: what can't be understood is left out, and a
sentence in `hints` says so.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from server.spelling import asked
from server.tickets.workflow import PRIORITIES, STATUSES

MOST_CHARACTERS = 500
MOST_TERMS = 20
MOST_VALUES = 20

CHOICES = {
    "status": STATUSES, "priority": PRIORITIES, "channel": ("chat", "email", "form", "agent", "api"),
    "has": ("attachment",), "is": ("mine", "unassigned", "merged"),
}
# Their values are names, looked up later.
NAMED = ("label", "owner", "team", "category", "from")
DATES = ("before", "after")
KEYS = (*CHOICES, *NAMED, *DATES)

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_TERM = re.compile(r"""
    (?P<not>-?)
    (?: (?P<key>[^\W\d_]+):(?=[^/\s]|\s|$) )?
    (?: "(?P<quoted>[^"]*)(?P<closed>"?) | (?P<bare>[^\s"]+) )?
""", re.VERBOSE)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow each other; the last may be only begun."""

    texts: tuple[str, ...]
    begun: bool = False

    @property
    def phrase(self) -> bool:
        return len(self.texts) > 1


@dataclass(frozen=True, slots=True)
class Filter:
    """key:value, one of the values being enough."""

    key: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Query:
    words: list[Words] = field(default_factory=list)
    without: list[Words] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    without_filters: list[Filter] = field(default_factory=list)
    # Tickets asked for by #number, and a bare number that may be one.
    numbers: list[int] = field(default_factory=list)
    perhaps: int | None = None
    after: datetime | None = None
    before: datetime | None = None
    hints: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Nothing to search for. What is only to be left out is too little."""
        return not (self.words or self.filters or self.numbers or self.after or self.before)


def parse(text: str) -> Query:
    """The query that a text means. Never raises."""
    query = Query()
    if len(text) > MOST_CHARACTERS:
        query.hints.append(f"Only the first {MOST_CHARACTERS} characters are searched for.")
    text = text[:MOST_CHARACTERS].translate(_QUOTES)
    terms = [match for match in _TERM.finditer(text) if match.group().strip("-")]
    if len(terms) > MOST_TERMS:
        query.hints.append(f"Only the first {MOST_TERMS} words are searched for.")
    for term in terms[:MOST_TERMS]:
        _take(query, term, goes_on=term.end() == len(text))
    only = text.strip().lstrip("#")
    if re.fullmatch(r"[0-9]{1,15}", only) and "#" not in text:
        query.perhaps = int(only)
    return query


def _take(query: Query, term: re.Match, goes_on: bool) -> None:
    key, value = (term["key"] or "").lower(), term["quoted"] if term["quoted"] is not None else term["bare"] or ""
    if key and key not in KEYS:
        if value:
            query.hints.append(f"There is no “{key}:”; it is searched for as a word. There are {_list(KEYS)}.")
        key, value = "", f"{key} {value}" if value else key
    if key:
        _filter(query, key, value, bool(term["not"]))
    elif re.fullmatch(r"#[0-9]{1,15}", value) and not term["not"]:
        query.numbers.append(int(value[1:]))
    elif texts := tuple(asked(value)):
        begun = goes_on and not term["closed"] and not term["not"]
        (query.without if term["not"] else query.words).append(Words(texts, begun))


def _filter(query: Query, key: str, text: str, without: bool) -> None:
    values = [value.strip() for value in text.split(",") if value.strip()][:MOST_VALUES]
    if key in DATES:
        return _date(query, key, text, without)
    if not values:
        of = f": {_list(CHOICES[key])}" if key in CHOICES else ""
        query.hints.append(f"“{key}:” wants a value{of}.")
        return None
    if key in CHOICES:
        values = [choice for value in values for choice in _choose(query, key, value)]
    if values:
        into = query.without_filters if without else query.filters
        into.append(Filter(key, tuple(dict.fromkeys(values))))
    return None


def _choose(query: Query, key: str, value: str) -> list[str]:
    """The choice that is meant; the beginning of one will do."""
    word = re.sub(r"[\s-]+", "_", value.lower())
    found = [choice for choice in CHOICES[key] if choice == word] or [
        choice for choice in CHOICES[key] if choice.startswith(word)
    ]
    if not found:
        query.hints.append(f"“{key}:{value[:40]}” is left out: {key} is one of {_list(CHOICES[key])}.")
    return found


def _date(query: Query, key: str, text: str, without: bool) -> None:
    found = _DATE.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError(text)
        year, month, day = (int(part or 1) for part in found.groups())
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        query.hints.append(f"“{key}:{text[:40]}” is left out: expected a date such as {key}:2026-01-31.")
        return
    # What is not before a day is on it or after it.
    if (key == "before") == without:
        query.after = max(moment, query.after or moment)
    else:
        query.before = min(moment, query.before or moment)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)
