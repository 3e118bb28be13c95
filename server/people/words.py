"""What people may type as a name, an email address or a password: cleaned, or refused with the field named. Pure."""

import re
import unicodedata

from server.errors import Invalid

NAME_LIMIT = 80
EMAIL_LIMIT = 254
PASSWORD_LEAST, PASSWORD_MOST = 10, 200

_EMAIL = re.compile(r"[^\s@\"'(),:;<>\[\]\\]{1,64}@(localhost|[\w-]+(\.[\w-]+)+)")
# Marks that turn the direction of text can make one name look like another.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

# The most used passwords of ten characters or more; shorter ones are refused by their length.
COMMON = frozenset([
    "1234567890", "1q2w3e4r5t", "qwertyuiop", "0123456789", "1234567891", "12345678910", "123456789a",
    "qwerty123456", "qwerty1234", "password12", "password123", "password1234", "1qaz2wsx3edc",
    "iloveyou123", "administrator", "passw0rd123", "letmein123", "welcome123", "adminadmin", "1111111111",
    "0000000000", "123123123123", "abcdefghij", "changeme123", "frontdesk123",
])


def clean(text: str) -> str:
    """One line without control or turning characters, trimmed, in Unicode's composed form."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(c) in _BREAKING else c for c in composed if c not in _TURNING)
    return " ".join(visible.split())


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
