"""Two records of one person become one, and two again.

The record that is merged keeps its own name, notes and fields, and `merged_into`; its addresses and browsers
move to the survivor, which also takes over what it had nothing of. Tickets are not touched: who asks for a
customer's tickets asks for those of all ids of the record. `was` says what to give back.
"""

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, NotFound, Unprocessable
from server.people.access import require
from server.people.customer_words import words_of
from server.people.customers import bare
from server.people.together import one_at_a_time

RULE = "customers"
LISTS = ("emails", "visitors")
PLAIN = ("name", "phone", "company", "site")


async def merge(desk: Desk, actor: Actor, id: str, source: str) -> dict:
    """Merges the record `source` into the record that `id` leads to; returns that one.

    Raises NotFound, Unprocessable for an unknown source, Conflict for itself, or where they are one already.
    """
    require(actor, "agent")

    async def change(session) -> dict:
        target = await root_of(desk, id, session)
        loser = await desk.store.customers.find_one({"_id": source}, session=session)
        if loser is None:
            raise Unprocessable("source: there is no customer with this id.", field="source")
        _may_merge(target, loser, id)
        survivor, was = _joined(target, loser)
        gone = {"emails": "", "visitors": "", "words": ""}
        await desk.store.customers.update_one(
            {"_id": source}, {"$set": {"merged_into": target["_id"], "was": was}, "$unset": gone, "$inc": {"rev": 1}},
            session=session,
        )
        await _replace(desk, target, survivor, session)
        return survivor

    survivor = await one_at_a_time(desk, RULE, change)
    noted(actor, "customer merged", f"customer/{survivor['_id']}", source=source)
    desk.renewed(await ids_of(desk, survivor["_id"]))
    return survivor


async def unmerge(desk: Desk, actor: Actor, id: str, source: str) -> dict:
    """Takes the merge of `source` back; returns the record that `id` leads to. What came since stays there.

    Raises NotFound, Unprocessable for an unknown source, Conflict if it is not merged into this record.
    """
    require(actor, "agent")

    async def change(session) -> dict:
        target = await root_of(desk, id, session)
        loser = await desk.store.customers.find_one({"_id": source}, session=session)
        if loser is None:
            raise Unprocessable("source: there is no customer with this id.", field="source")
        if "merged_into" not in loser or (await root_of(desk, source, session))["_id"] != target["_id"]:
            raise Conflict("This record is not merged into that one.", source=source)
        rest, back = _parted(target, loser)
        freed = {key: value for key, value in loser.items() if key not in ("merged_into", "was")} | back
        await _forget_between(desk, loser, target["_id"], session)
        names = await _names_within(desk, target["_id"], session, but=source)
        # In this order: an address may stand in one record only.
        rest = await _replace(desk, target, {**rest, "also": names}, session)
        await _replace(desk, loser, {**freed, "also": await _names_within(desk, source, session)}, session)
        return rest

    rest = await one_at_a_time(desk, RULE, change)
    noted(actor, "customer unmerged", f"customer/{rest['_id']}", source=source)
    desk.renewed([*await ids_of(desk, rest["_id"]), *await ids_of(desk, source)])
    return rest


async def root_of(desk: Desk, id: str, session=None) -> dict:
    """The record that this id leads to, through merges. Raises NotFound."""
    while found := await desk.store.customers.find_one({"_id": id}, session=session):
        if "merged_into" not in found:
            return found
        # However long the way: a merge never leads back.
        id = found["merged_into"]
    raise NotFound("There is no such customer.")


async def ids_of(desk: Desk, id: str, session=None) -> list[str]:
    """The id of a record and of all that were merged into it: what its tickets may name."""
    ids, newest = [id], [id]
    while newest:
        rows = desk.store.customers.find({"merged_into": {"$in": newest}}, {"_id": 1}, session=session)
        newest = [row["_id"] async for row in rows]
        ids += newest
    return ids


def _may_merge(target: dict, loser: dict, id: str) -> None:
    if loser["_id"] in (target["_id"], id):
        if loser["_id"] == target["_id"] and id != target["_id"]:
            raise Conflict("These two are one record already, the other way round.", merged_into=target["_id"])
        raise Conflict("A record can't be merged into itself.", field="source")
    if "merged_into" in loser:
        raise Conflict("This record was merged by somebody already.", merged_into=loser["merged_into"])


def _joined(target: dict, loser: dict) -> tuple[dict, dict]:
    """(the survivor, what the loser is to get back)."""
    survivor, was = dict(target), {}
    for name in LISTS:
        was[name] = loser.get(name, [])
        survivor[name] = [*target.get(name, []), *was[name]]
    was["filled"] = {name: loser[name] for name in PLAIN if loser.get(name) and not target.get(name)}
    had = {field["key"] for field in target.get("fields", ())}
    was["fields"] = [field for field in loser.get("fields", ()) if field["key"] not in had]
    survivor |= was["filled"]
    survivor["fields"] = [*target.get("fields", ()), *was["fields"]]
    survivor["also"] = [*target.get("also", ()), *filter(None, [loser["name"]]), *loser.get("also", ())]
    return survivor, was


def _parted(target: dict, loser: dict) -> tuple[dict, dict]:
    """(the survivor without what it took over, what goes back): what has changed since stays where it is."""
    rest, was, back = dict(target), loser["was"], {}
    for name in LISTS:
        back[name] = [one for one in was[name] if one in target.get(name, ())]
        rest[name] = [one for one in target.get(name, ()) if one not in back[name]]
    for name, value in was["filled"].items():
        if target.get(name) == value:
            rest[name] = ""
    rest["fields"] = [field for field in target.get("fields", ()) if field not in was["fields"]]
    return rest, back


async def _forget_between(desk: Desk, loser: dict, root: str, session) -> None:
    """Records between the two must not claim back what has gone home."""
    id = loser["merged_into"]
    while id != root:
        given = {f"was.{name}": {"$in": loser["was"][name]} for name in LISTS}
        await desk.store.customers.update_one({"_id": id}, {"$pull": given}, session=session)
        id = (await desk.store.customers.find_one({"_id": id}, {"merged_into": 1}, session=session))["merged_into"]


async def _names_within(desk: Desk, id: str, session, but: str = "") -> list[str]:
    gone = set(await ids_of(desk, but, session)) if but else set()
    ids = [one for one in await ids_of(desk, id, session) if one != id and one not in gone]
    rows = desk.store.customers.find({"_id": {"$in": ids}}, {"name": 1}, session=session)
    return [row["name"] async for row in rows if row["name"]]


async def _replace(desk: Desk, before: dict, after: dict, session) -> dict:
    kept = bare(after)
    kept["words"], kept["rev"] = words_of(kept), before.get("rev", 0) + 1
    await desk.store.customers.replace_one({"_id": before["_id"]}, kept, session=session)
    return kept
