"""What an invitation says, in the few words that a ticket needs (RFC 5545). Pure, never raises."""

import re

from server.mail.charsets import clean_line
from server.mail.incoming import Calendar

_LINE = re.compile(r"([A-Za-z0-9-]{1,60})((?:;[^:\n\"]*(?:\"[^\"\n]*\"[^:\n\"]*)*)?):(.*)")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_MOST_LETTERS = 200_000


def read(text: str, method: str = "") -> Calendar | None:
    """The first event of a calendar; None if it holds none. `method`: what the part's header says."""
    text = re.sub(r"\r?\n[ \t]", "", text[:_MOST_LETTERS])
    event = re.search(r"^BEGIN:VEVENT\s*$(.*?)(?:^END:VEVENT|\Z)", text, re.DOTALL | re.MULTILINE | re.IGNORECASE)
    if not event:
        return None
    head = dict(_values(text[: event.start()]))
    said = dict(_values(event[1]))
    return Calendar(
        method=clean_line(method or head.get("METHOD", ("", ""))[1], 20).upper(),
        summary=_text(said, "SUMMARY"), where=_text(said, "LOCATION"),
        start=_time(said, "DTSTART"), end=_time(said, "DTEND"),
    )


def _values(text: str):
    for line in text.splitlines():
        if found := _LINE.match(line):
            yield found[1].upper(), (found[2], found[3])


def _text(said: dict, name: str) -> str:
    value = said.get(name, ("", ""))[1]
    return clean_line(re.sub(r"\\([,;\\nN])", lambda one: " " if one[1] in "nN" else one[1], value), 300)


def _time(said: dict, name: str) -> str:
    parameters, value = said.get(name, ("", ""))
    found = _TIME.match(value.strip())
    if not found:
        return ""
    year, month, day, hour, minute, utc = found.groups()
    zone = re.search(r";TZID=\"?([^;:\"]{1,60})", parameters, re.IGNORECASE)
    where = " UTC" if utc else f" {clean_line(zone[1], 60)}" if zone else ""
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}{where}" if hour else "")
