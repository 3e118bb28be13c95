"""Search as agents use it: every place where words stand, filters, and an index that follows what happens."""

import asyncio

import pytest

from server.errors import Invalid, NotFound
from server.files.keeping import keep
from server.people import customer_merges, customer_records
from server.search import find, vocabulary
from server.tickets import actions as tickets
from server.tickets import labels, merge, names, replies, split, undo
from tests.plays import accepted, make_ticket, note, open_ticket, say
from tests.search.finding import found, hits, indexed

CARLA = {"email": "carla@customer.example", "name": "Carla Nuñez"}
DORA = {"email": "dora@other.example", "name": "Dora 王小明"}


async def test_every_place_where_words_stand(desk, cast):
    one = await open_ticket(desk, cast.alice.actor, subject="A broken kettle", body="It leaks.", customer=CARLA)
    two = await open_ticket(desk, cast.alice.actor, subject="Wrong invoice", body="VAT is missing", customer=DORA)
    await replies.reply(desk, cast.alice.actor, one, "We send a **replacement** today.")
    await replies.note(desk, cast.alice.actor, two, "Asked the Größenwahn department")
    for q, number, where in [
        ("kettle", one, "subject"), ("LEAKS", one, "message"), ("replacement", one, "reply"),
        ("grossenwahn", two, "note"),
        ("nunez", one, "customer"), ("dora@other.example", two, "customer"), ("小明", two, "customer"),
        (str(two), two, "number"), (f"#{two}", two, "number"),
    ]:
        assert await found(desk, cast.bob, q) == [number], q
        assert where in [place for place, _ in await hits(desk, cast.bob, q)], q


async def test_all_words_must_occur_and_the_last_may_be_begun(desk, cast):
    one = await open_ticket(desk, cast.alice.actor, subject="A broken kettle", body="Refund please")
    two = await open_ticket(desk, cast.alice.actor, subject="A broken grinder", body="Refunded twice")
    for q, expected in [
        ("broken", [two, one]), ("broken kettle", [one]), ("kettle grinder", []), ("broken refund", [two, one]),
        ("broken refund ", [one]), ("brok refund", []), ("broken ket", [one]), ("b", [two, one]),
        ("broken -grinder", [one]),
        ("broken -kettle -grinder", []), ('"broken kettle"', [one]), ('"kettle broken"', []),
        ('"a broken"', [two, one]),
        ('"broken kett', [one]), ('"broken kett" ', []), ('refunded -"a broken"', []), ("nowhere", []),
        ('please -"broken grinder"', [one]), ("zzz", []), ("refund twice", []), ("refunded twice", [two]),
    ]:
        assert await found(desk, cast.bob, q) == expected, q


async def test_a_rare_word_is_found_although_many_begin_like_it(desk, cast, monkeypatch):
    monkeypatch.setattr(vocabulary, "MOST_ENDINGS", 2)
    rare = await open_ticket(desk, cast.alice.actor, subject="re", body="x")
    for word in ("refund", "refund", "reply", "reply"):
        await open_ticket(desk, cast.alice.actor, subject=word, body="x")
    assert rare in await found(desk, cast.bob, "re")


async def test_filters(desk, cast, clock):
    await labels.make_label(desk, cast.max.actor, "Too slow")
    one = await open_ticket(
        desk, cast.alice.actor, subject="One", customer=CARLA, labels=["Refund", "Bug"], priority="urgent",
        assignee=cast.alice.actor.ref(), team={"id": cast.support, "name": "Support"}, category="Billing",
    )
    clock.advance(days=40)
    two = await open_ticket(desk, cast.alice.actor, subject="Two", customer=DORA, labels=["Too slow"])
    await tickets.set_status(desk, cast.bob.actor, two, "in_progress")
    clock.advance(days=40)
    three = await open_ticket(desk, cast.alice.actor, subject="Three", customer=DORA)
    made = {n: (await desk.store.tickets.find_one({"_id": n}))["created_at"] for n in (one, two, three)}
    first, last = f"{made[one]:%Y-%m-%d}", f"{made[three]:%Y-%m-%d}"
    for q, expected in [
        ("label:refund", [one]), ("label:ref", [one]), ("label:bug label:refund", [one]), ('label:"too slow"', [two]),
        ("label:refund,too", [two, one]), ('label:refund label:"too slow"', []), ("-label:refund", []),
        ("status:open", [three]), ("status:in_progress", [two, one]), ("status:open,in_progress", [three, two, one]),
        ("priority:urgent", [one]), ("priority:medium", [three, two]), ("owner:me", [one]), ("owner:bob", [two]),
        (f"owner:{cast.bob.id}", [two]), ("owner:none", [three]), ("is:unassigned", [three]), ("is:mine", [one]),
        ("team:support", [one]), ("team:supp", [one]), ("team:mine", [one]), ("team:none", [three, two]),
        ("category:billing", [one]), ("channel:agent", [three, two, one]), ("channel:chat", []),
        ("from:carla@customer.example", [one]), ("from:other.example", [three, two]),
        ("from:@other.example", [three, two]),
        ("from:dora", [three, two]), ("from:do", [three, two]), ('from:"nunez carla"', [one]),
        ("from:carla,dora", [three, two, one]),
        ("from:nobody", []), ("from:example", []), (f"after:{last}", [three]), (f"before:{last}", [two, one]),
        (f"before:{first}", []), (f"after:{first} before:{last}", [two, one]), ("after:2020 status:open", [three]),
        ("from:dora -status:open", [two]), ("two label:too", [two]), ("two label:refund", []), ("has:attachment", []),
        (f"#{one} label:refund", [one]), (f"#{two} label:refund", []), (f"#{one} #{three}", [three, one]),
    ]:
        assert await found(desk, cast.alice, q) == expected, q


async def test_an_unknown_name_finds_nothing_and_says_so(desk, cast):
    await open_ticket(desk, cast.alice.actor)
    for q in ("label:nonsense kettle", "owner:zorro", "team:zorro", "category:zorro"):
        page = await find.search(desk, cast.alice.actor, q)
        assert (page.items, page.total, len(page.hints)) == ([], 0, 1)
        assert "There is no" in page.hints[0]


async def test_former_names_of_labels_find_and_new_ones_too(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Refund"])
    row = next(row for row in await labels.list_labels(desk) if row["name"] == "Refund")
    await labels.change_label(desk, cast.max.actor, row["_id"], name="Money back")
    other = await names.make(desk, cast.max.actor, names.LABELS, "Chargeback", colour="#aa0000")
    for q in ("label:refund", 'label:"money back"'):
        assert await found(desk, cast.bob, q) == [number]
    await names.merge(desk, cast.max.actor, names.LABELS, row["_id"], other["_id"])
    for q in ("label:refund", 'label:"money back"', "label:chargeback"):
        assert await found(desk, cast.bob, q) == [number]


async def test_changes_are_found_and_what_was_is_not(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, subject="Kettle", labels=["Bug"])
    assert await found(desk, cast.bob, "status:open label:bug kettle") == [number]
    await tickets.assign(desk, cast.bob.actor, number, agent=cast.bob.actor.ref())
    await tickets.set_labels(desk, cast.bob.actor, number, ["Refund"])
    await tickets.rename(desk, cast.bob.actor, number, "Teapot")
    for q, expected in [
        ("status:open", []), ("label:bug", []), ("kettle", []),
        ("teapot is:mine label:refund status:in_progress", [number]),
    ]:
        assert await found(desk, cast.bob, q) == expected, q


async def test_what_is_said_in_a_chat_and_after_it_became_a_ticket(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "My zeppelin is late")
    await note(desk, cast.alice.actor, chat, "A known crank")
    assert await found(desk, cast.bob, "zeppelin") == []
    number = await make_ticket(desk, cast.alice.actor, chat)
    await say(desk, cast.vera.actor, chat, "It is called Hindenburg")
    await note(desk, cast.alice.actor, chat, "Checked with Lakehurst")
    for q, where in (("zeppelin", "message"), ("crank", "note"), ("hindenburg", "message"), ("lakehurst", "note")):
        assert await found(desk, cast.bob, q) == [number], q
        (hit,) = [hit for hit in await hits(desk, cast.bob, q) if hit[0] == where]
        assert q in hit[1].lower()
    assert await found(desk, cast.bob, "channel:chat") == [number]


async def test_files_are_found_by_their_names(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    other = await open_ticket(desk, cast.alice.actor, subject="Another")
    file = await keep(desk, cast.alice.actor, "Rechnung_Größe-42.pdf", "application/pdf", b"%PDF-1.4")
    await replies.reply(desk, cast.alice.actor, number, "Here it is.", attachments=[file["_id"]])
    for q in ("rechnung", "grosse 42", "has:attachment", "has:attachment kettle", '"rechnung grosse"'):
        assert await found(desk, cast.bob, q) == [number], q
    assert ("file", "Rechnung_Größe-42.pdf") in await hits(desk, cast.bob, "rechnung")
    assert await found(desk, cast.bob, "-has:attachment another") == [other]


async def test_words_follow_merges_and_splits(desk, cast):
    one = await open_ticket(desk, cast.alice.actor, subject="Kettle", body="It leaks")
    two = await open_ticket(desk, cast.alice.actor, subject="Saucepan", body="It burns")
    said = await replies.note(desk, cast.alice.actor, two, "Fireproof?")
    await merge.merge(desk, cast.alice.actor, one, [two])
    for q in ("kettle", "saucepan", "burns", "fireproof", f"#{two}", str(two)):
        assert await found(desk, cast.bob, q) == [one], q
    assert await found(desk, cast.bob, "is:merged") == [two]
    assert await found(desk, cast.bob, "status:closed") == []
    made = await split.split(desk, cast.alice.actor, one, [said.event["_id"]], "A fireproof pan")
    assert await found(desk, cast.bob, "fireproof") == [made["_id"]]
    event = await desk.store.events.find_one({"subject": f"ticket/{one}", "type": "split"})
    await undo.undo(desk, cast.alice.actor, one, event["_id"])
    assert await found(desk, cast.bob, "fireproof burns") == [one]
    event = await desk.store.events.find_one({"subject": f"ticket/{one}", "type": "merge"})
    await undo.undo(desk, cast.alice.actor, one, event["_id"])
    assert await found(desk, cast.bob, "is:merged") == [made["_id"]]
    for q, expected in (("saucepan", [two]), ("burns fireproof", [two]), ("kettle", [one])):
        assert await found(desk, cast.bob, q) == expected, q


async def test_a_customer_is_found_by_the_present_name(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, customer=CARLA)
    (id,) = await desk.store.tickets.distinct("customer.id")
    await customer_records.change(desk, cast.alice.actor, id, name="Karla Nuevo", emails=["karla@new.example"])
    await _until(desk, cast, "nuevo", [number])
    assert await found(desk, cast.bob, "from:new.example") == [number]
    assert ("customer", "Karla Nuevo karla@new.example") in await hits(desk, cast.bob, "karla")
    other = await customer_records.make(desk, cast.alice.actor, "Lola Montez", "lola@stage.example")
    await customer_merges.merge(desk, cast.alice.actor, other["_id"], id)
    await _until(desk, cast, "from:lola", [number])
    assert await found(desk, cast.bob, "from:karla") == [number], "the former name still finds it"
    await customer_merges.unmerge(desk, cast.alice.actor, other["_id"], id)
    await _until(desk, cast, "from:lola", [])


async def _until(desk, cast, q, expected):
    """A customer's change reaches the index in the background."""
    for _ in range(100):
        if await found(desk, cast.bob, q) == expected:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(q)


async def test_nobody_else_finds_anything(desk, cast):
    await open_ticket(desk, cast.alice.actor)
    for stranger in (cast.vera, cast.sam):
        with pytest.raises(NotFound):
            await find.search(desk, stranger.actor, "kettle")
        with pytest.raises(NotFound):
            await find.numbers_of(desk, stranger.actor, "kettle", 10)


@pytest.mark.parametrize("q", [
    "", " ", '""', "-", "--- :", "-kettle", "-label:bug", "😀", ".*", "$where", "(((", "[", "\\", "a\x00b", "%00", "*",
    "x" * 10_000, "kettle " * 2000, "status:", "before:x", "label:", "from:", "from:@", "from:.", "owner:", '"', "#",
    "#0", "9" * 15, "#" + "9" * 15, "\u202eabc", "' or 1=1", '{"$gt": ""}', "-" * 5000,
    "label:.* owner:( team:[ from:\\",
])
async def test_whatever_is_typed(desk, cast, q):
    await open_ticket(desk, cast.alice.actor)
    await indexed(desk)
    page = await find.search(desk, cast.alice.actor, q)
    assert len(page.items) <= 1
    assert bool(page.items) == (q.startswith("kettle") or q == "a\x00b")
    assert await find.numbers_of(desk, cast.alice.actor, q, 10) == [ticket["_id"] for ticket, _ in page.items]


@pytest.mark.parametrize("cursor", [
    "x", "AAAA", "WzEsMl0", "eyJhIjoxfQ==", "WzEsIDk5OTk5XQ==", "WyJhIiwgMV0=", "WzEsIC0xXQ==",
])
async def test_a_cursor_of_ones_own_making(desk, cast, cursor):
    with pytest.raises(Invalid):
        await find.search(desk, cast.alice.actor, "kettle", cursor)


async def test_pages_and_their_order(desk, cast, monkeypatch):
    monkeypatch.setattr(find, "WINDOW", 4)
    numbers = [await open_ticket(desk, cast.alice.actor, subject="Plain", body="about a kettle") for _ in range(9)]
    named = await open_ticket(desk, cast.alice.actor, subject="Kettle", body="x")
    await open_ticket(desk, cast.alice.actor, subject="Plain", body="about a kettle")
    in_order = await found(desk, cast.bob, "kettle")
    assert sorted(in_order) == [*numbers, named, named + 1]
    assert in_order[0] == named, "a word of the subject weighs more than one of the text"
    page = await find.search(desk, cast.bob.actor, "kettle", limit=2)
    assert (len(page.items), page.total) == (2, None)
    phrase = await found(desk, cast.bob, '"a kettle"')
    assert sorted(phrase) == [*numbers, named + 1]
    assert await found(desk, cast.bob, '"kettle about"') == []
    assert (await find.search(desk, cast.bob.actor, "plain kettle", limit=2)).next is not None
    assert await found(desk, cast.bob, f"{numbers[0]}") == [numbers[0]]


async def test_the_number_comes_first_on_the_first_page_only(desk, cast):
    one = await open_ticket(desk, cast.alice.actor)
    others = [await open_ticket(desk, cast.alice.actor, subject=f"Like #{one}") for _ in range(4)]
    assert await found(desk, cast.bob, str(one)) == [one, *reversed(others)]
    page = await find.search(desk, cast.bob.actor, str(one), limit=1)
    assert [ticket["_id"] for ticket, _ in page.items] == [one]
    page = await find.search(desk, cast.bob.actor, str(one), page.next, limit=1)
    assert [ticket["_id"] for ticket, _ in page.items] == [others[-1]]


async def test_a_reply_that_was_taken_back_is_not_found(desk, cast):
    one, two = [await open_ticket(desk, cast.alice.actor, customer=CARLA) for _ in range(2)]
    written = [await replies.reply(desk, cast.alice.actor, number, "A hasty promise") for number in (one, two)]
    assert await found(desk, cast.bob, "hasty") == [two, one]
    await undo.undo(desk, cast.alice.actor, one, written[0].event["_id"])
    assert await found(desk, cast.bob, "hasty") == [two]
    await merge.merge(desk, cast.alice.actor, one, [two])
    await undo.undo(desk, cast.alice.actor, one, written[1].event["_id"])
    assert await found(desk, cast.bob, "hasty") == []
