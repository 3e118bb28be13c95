"""Actor: who does something. Always an argument, never ambient."""

from dataclasses import dataclass, field

from server.errors import Conflict

# How the id of an API token begins, where events name who did it.
BY_SCRIPT = "token:"


@dataclass(frozen=True, slots=True)
class Actor:
    """kind: 'agent', 'visitor' or 'system' (timers, rules). Agents carry their role and teams."""

    kind: str
    id: str
    name: str
    role: str = ""
    teams: tuple[str, ...] = ()
    site: str = ""
    email: str | None = None
    picture: str | None = None
    identified: bool = False
    # What an API token may do; None for people, whose role says it.
    scopes: frozenset[str] | None = None
    # The connection the act came through: pushes of the act skip it, for its ack says it all.
    connection: str = field(default="", compare=False)

    @property
    def is_script(self) -> bool:
        """An API token: on the team's side, but nobody who could be asked."""
        return self.scopes is not None

    @property
    def reads_tickets(self) -> bool:
        """False for an API token that may at most write in them."""
        return self.scopes is None or "tickets:read" in self.scopes

    def stamp(self) -> dict:
        """What an event keeps of its actor."""
        return {"kind": self.kind, "id": self.id, "name": self.name or self.kind.capitalize()}

    def ref(self) -> dict:
        """An agent as chats and tickets name their owner. Raises Conflict for an API token."""
        if self.is_script:
            raise Conflict("An API token can't own this; name an agent as its owner.", field="assignee")
        return {"id": self.id, "name": self.name, "picture": self.picture}

    def at_least(self, role: str) -> bool:
        return self.kind == "agent" and _RANK.get(self.role, 0) >= _RANK[role]


_RANK = {"agent": 1, "manager": 2, "admin": 3}
SYSTEM = Actor("system", "system", "Frontdesk")
