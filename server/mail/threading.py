"""Which ticket a mail belongs to: an ordered list of small rules over what the mail says. Pure.

The caller reads `clues(mail, secret)`, looks up what they name, and asks `thread(clues, known)`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from server.mail.incoming import IncomingMail
from server.mail.tokens import numbers_in_address, numbers_in_body, numbers_in_subject

# What the timeline says about a rule that matched.
SENTENCES = {
    "in_reply_to": "It answers a mail of this ticket.",
    "references": "It refers to a mail of this ticket.",
    "plus_address": "It was sent to this ticket's own address.",
    "subject_tag": "Its subject has this ticket's number, and its sender takes part.",
    "hidden_marker": "It quotes a mail of this ticket, and its sender takes part.",
    "new": "It belongs to no ticket that is known.",
}


@dataclass(frozen=True, slots=True)
class Clues:
    """What a mail says about where it belongs. `sender`: its From address, or ""."""

    sender: str = ""
    in_reply_to: tuple[str, ...] = ()
    # The newest first: the last id of References is the mail that was answered.
    references: tuple[str, ...] = ()
    plus_address: tuple[int, ...] = ()
    subject_tag: tuple[int, ...] = ()
    hidden_marker: tuple[int, ...] = ()

    @property
    def message_ids(self) -> tuple[str, ...]:
        """All ids to look up."""
        return tuple(dict.fromkeys((*self.in_reply_to, *self.references)))

    @property
    def numbers(self) -> tuple[int, ...]:
        """All ticket numbers whose participants to look up."""
        return tuple(dict.fromkeys((*self.plus_address, *self.subject_tag, *self.hidden_marker)))


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of the clues: the ticket of each message id, the addresses (in lower case) of each
    existing ticket's participants."""

    tickets: dict[str, int] = field(default_factory=dict)
    participants: dict[int, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """The ticket, or None for a new one; the rule that decided; a ticket that a new one should suggest."""

    ticket: int | None
    rule: str
    suggestion: int | None = None


def clues(mail: IncomingMail, secret: str) -> Clues:
    """What `mail` says about the ticket it belongs to."""
    addresses = dict.fromkeys((*(one.email for one in (*mail.to, *mail.cc)), *mail.delivered_to))
    in_plus = (number for address in addresses for number in numbers_in_address(secret, address))
    return Clues(
        sender=mail.from_.email if mail.from_ else "",
        in_reply_to=mail.in_reply_to,
        references=tuple(reversed(mail.references)),
        plus_address=tuple(dict.fromkeys(in_plus)),
        subject_tag=tuple(numbers_in_subject(mail.subject)),
        hidden_marker=tuple(numbers_in_body(secret, mail.text, mail.quoted, mail.html)),
    )


def thread(clues: Clues, known: Known) -> Match:
    """The ticket that the first rule finds. A ticket that only a stranger names is suggested, never joined."""
    suggestion = None
    for name, rule in RULES.items():
        for number, trusted in rule(clues, known):
            if trusted:
                return Match(number, name)
            suggestion = suggestion or number
    return Match(None, "new", suggestion)


def _by_id(ids: tuple[str, ...], known: Known) -> Iterator[tuple[int, bool]]:
    for one in ids:
        if one in known.tickets:
            yield known.tickets[one], True


def _by_number(numbers: tuple[int, ...], clues: Clues, known: Known) -> Iterator[tuple[int, bool]]:
    for number in numbers:
        if number in known.participants:
            yield number, bool(clues.sender) and clues.sender in known.participants[number]


Rule = Callable[[Clues, Known], Iterator[tuple[int, bool]]]
RULES: dict[str, Rule] = {
    "in_reply_to": lambda clues, known: _by_id(clues.in_reply_to, known),
    "references": lambda clues, known: _by_id(clues.references, known),
    "plus_address": lambda clues, known: _by_number(clues.plus_address, clues, known),
    "subject_tag": lambda clues, known: _by_number(clues.subject_tag, clues, known),
    "hidden_marker": lambda clues, known: _by_number(clues.hidden_marker, clues, known),
}
