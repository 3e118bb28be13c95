"""Categories: what a ticket is about, one each. Managers also make one by naming it in a ticket (names.py)."""

from server.actor import Actor
from server.desk import Desk
from server.errors import Conflict
from server.tickets import names
from server.tickets.names import CATEGORIES, Names, check_name, names_of

SEEDED = ("Billing", "Technical", "Account", "Sales", "Other")


async def categories_for(desk: Desk, actor: Actor, wanted: str | None) -> Names:
    """The categories, with the `wanted` one made if the actor may do that. Raises Invalid for no possible name."""
    if not wanted:
        return await names_of(desk, CATEGORIES)
    known = await names_of(desk, CATEGORIES, [wanted])
    found = known.find(wanted)
    if (found is None or found["deleted"]) and actor.at_least("manager"):
        check_name(CATEGORIES, wanted, "category")
        try:
            await names.make(desk, actor, CATEGORIES, wanted)
        except Conflict:
            # Somebody else made it just now.
            pass
        known = await names_of(desk, CATEGORIES, [wanted])
    return known
