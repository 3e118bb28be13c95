"""What people may type as a name, an email address or a password: cleaned, or refused with the field named. Pure."""

import re
import unicodedata

from server.errors import Invalid

NAME_LIMIT = 80
EMAIL_LIMIT = 254
VIRAMA = 9
PASSWORD_LEAST, PASSWORD_MOST = 10, 200

_EMAIL = re.compile(r"[^\s@\"'(),:;<>\[\]\\]{1,64}@(localhost|[\w-]+(\.[\w-]+)+)")
# What nobody sees: marks that turn the direction of text, and so can make one name look like another, soft hyphens,
# zero widths, fillers. The flags of England, Scotland and Wales are spelt with such characters.
_TAGS = "\U000e0020-\U000e007f"
_HIDDEN = re.compile(
    "(\U0001f3f4[" + _TAGS + "]+)|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001" + _TAGS + "]"
)
_BLANK = str.maketrans(dict.fromkeys("\u2800\u3164\uffa0", " "))
# Joiners belong inside emoji and words of Persian and Indic scripts, there also behind a last virama.
_OTHER_SCRIPT = "[^\u0000-\u024f\\s\u200c\u200d]"
_JOINED = re.compile(f"(?<={_OTHER_SCRIPT})[\u200c\u200d](?={_OTHER_SCRIPT})")
_PLAIN = re.compile("[0-9A-Za-z]")
_JOINER = re.compile("[\u200c\u200d]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u200c\u200d]")

# The most used passwords of ten characters or more; shorter ones are refused by their length.
COMMON = frozenset([
    "1234567890", "1q2w3e4r5t", "qwertyuiop", "0123456789", "1234567891", "12345678910", "123456789a",
    "qwerty123456", "qwerty1234", "password12", "password123", "password1234", "1qaz2wsx3edc",
    "iloveyou123", "administrator", "passw0rd123", "letmein123", "welcome123", "adminadmin", "1111111111",
    "0000000000", "123123123123", "abcdefghij", "changeme123", "frontdesk123",
])


def clean(text: str) -> str:
    """One line without control, turning or hidden characters, trimmed, in Unicode's composed form. Empty if there is
    nothing to see."""
    # What falls away can bring together what composes.
    while (cleaned := _cleaned(text)) != text:
        text = cleaned
    return text if _SELECTORS.sub("", text) else ""


def says_something(text: str) -> bool:
    """Whether there is anything to see in it."""
    return bool(_PLAIN.search(text) or clean(text))


def _cleaned(text: str) -> str:
    visible = "".join(" " if unicodedata.category(c) in _BREAKING else c for c in text).translate(_BLANK)
    visible = _HIDDEN.sub(lambda found: found[1] or "", visible)
    return " ".join(unicodedata.normalize("NFC", _JOINER.sub(_kept, visible)).split())


def _kept(joiner: re.Match) -> str:
    text, at = joiner.string, joiner.start()
    virama = at and unicodedata.combining(text[at - 1]) == VIRAMA
    return joiner[0] if virama or _JOINED.match(text, at) else ""


_BREAKING = ("Cc", "Cs", "Zl", "Zp")


def clean_name(text: str, field: str = "name", limit: int = NAME_LIMIT) -> str:
    name = clean(text)
    if not 1 <= len(name) <= limit:
        raise Invalid(f"{field} must have 1 to {limit} characters.", field=field)
    return name


def agent_name(text: str) -> str:
    if not clean(text):
        raise Invalid("Give a name: your colleagues and customers see it.", field="name")
    return clean_name(text)


def email_key(text: str) -> str:
    """The form in which addresses are stored and compared."""
    return unicodedata.normalize("NFC", text).strip().lower()


def clean_email(text: str, field: str = "email") -> str:
    """The address as stored. One plain address only: nothing that could smuggle a second one into a header."""
    email = email_key(text)
    if len(email) > EMAIL_LIMIT or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise Invalid(f"{field} must be an email address, such as ada@example.com.", field=field)
    return email


def same_keys(password: str) -> str:
    """The password as one form of Unicode, so that it fits whichever keyboard typed it."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, email: str, field: str = "password") -> None:
    """Refuses what is too short, too long, among the most used ones, or the person's own address."""
    length = len(password)
    if not PASSWORD_LEAST <= length <= PASSWORD_MOST:
        raise Invalid(f"{field} must have {PASSWORD_LEAST} to {PASSWORD_MOST} characters.", field=field)
    small = password.strip().lower()
    if small in COMMON or len(set(small)) < 4:
        raise Invalid("This password is too easy to guess; choose another.", field=field)
    if small in (email, email.partition("@")[0]):
        raise Invalid(f"{field} must not be the email address.", field=field)
