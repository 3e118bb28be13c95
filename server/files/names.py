"""What an uploaded file may be called: one visible name, without a path. Pure."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 120
NAMELESS = "file"
LONGEST_ENDING = 16
# Besides paths and controls: what a shell, a header or Windows would take for more than a name.
_UNFIT = re.compile(r'[<>:"|?*]')
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# They join letters in Persian, Indic scripts and emoji.
_JOINERS = "\u200c\u200d"


def clean_file_name(name: str) -> str:
    """The last part of the path, without what can't be seen or turns the direction of text, at most LONGEST
    characters with its ending kept; NAMELESS if nothing is left."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(c for c in name if c in _JOINERS or unicodedata.category(c) not in _HIDDEN)
    name = _UNFIT.sub("_", re.split(r"[/\\]", name)[-1])
    name = " ".join(name.split()).strip(". ")
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        ending = dot + ending if stem and len(ending) <= LONGEST_ENDING else ""
        name = (stem if ending else name)[: LONGEST - len(ending)].rstrip(". ") + ending
    return name or NAMELESS


def disposition(name: str, inline: bool) -> str:
    """The Content-Disposition of a file with a cleaned name, for old and new readers (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w .()+-]", "_", plain).strip() or NAMELESS
    how = "inline" if inline else "attachment"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
