"""A state machine over everything that can be done to tickets, by several people on two nodes, some of it at once.

After each step: replay equals the document, numbers are unique, no note and no reply that was taken back is visible
to the visitor, what is merged and parted equals what was before, and every entry is read in exactly one place.
"""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server import followers
from server.actor import Actor
from server.chats import actions as chats
from server.chats import reading
from server.errors import FrontdeskError
from server.tickets import actions as tickets
from server.tickets import bulk, replies
from server.tickets.convert import convert
from server.tickets.merge import merge
from server.tickets.shapes import chat_before
from server.tickets.split import split
from server.tickets.timeline import entries_of
from server.tickets.undo import undo
from server.tickets.workflow import PRIORITIES, STATUSES
from tests.desks import events_of, replay_equals_document, settle
from tests.plays import opening
from tests.tickets.world import World

REFUSALS = ("conflict", "forbidden", "not_found", "unprocessable")
LABELS = ["Bug", "Refund", "Onboarding"]
WRITTEN = ("message", "reply", "note")
which, coin = st.integers(0, 30), st.booleans()
agent_numbers = st.integers(0, 3)


class Lives(RuleBasedStateMachine):
    def __init__(self, world: World):
        super().__init__()
        self.world = world

    @initialize()
    def an_empty_desk(self):
        self.world.run(self.world.begin())
        for n in range(2):
            self.try_to(self.open_by_hand(n, n, False))

    def teardown(self):
        self.world.run(self.world.end())

    # -- what is tried ---------------------------------------------------------------------------

    def try_to(self, *acts):
        """All of them at once. A refusal is an answer like any other; anything else is a fault."""
        return self.world.run(self._all(acts))

    async def _all(self, acts) -> list:
        outcomes = await asyncio.gather(*acts, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException) and not isinstance(outcome, FrontdeskError):
                raise outcome
            assert not isinstance(outcome, FrontdeskError) or outcome.code in REFUSALS, outcome
        await settle(*self.world.nodes)
        return outcomes

    def node(self, n: int):
        return self.world.nodes[n % 2]

    def agent(self, n: int) -> Actor:
        return self.world.agents[n % 4]

    def guest(self, n: int):
        return self.world.guests[n % 2]

    def word(self) -> str:
        return f"word{next(self.world.words)}."

    async def number(self, n: int) -> int:
        numbers = await self.world.nodes[0].store.tickets.distinct("_id")
        return numbers[n % len(numbers)]

    async def open_by_hand(self, n, who, stranger) -> None:
        email = "dora@elsewhere.example" if stranger else "carla@customer.example"
        await tickets.create(self.node(n), self.agent(who), tickets.NewTicket(
            self.word(), self.word(), {"email": email, "name": ""}, assignee=self.agent(who).ref() if n % 3 else None,
        ))

    async def chat(self, n, who) -> None:
        guest = self.guest(who)
        first = await opening(self.node(n), guest, self.word(), email="carla@customer.example")
        chat = (await chats.start(self.node(n), guest.actor, first)).state["_id"]
        if chat not in self.world.chats:
            self.world.chats.append(chat)
        await convert(self.node(n + 1), self.agent(n), chat)

    async def in_chat(self, n, who, what) -> None:
        if not self.world.chats:
            return
        chat, node, agent = self.world.chats[n % len(self.world.chats)], self.node(n), self.agent(who)
        state = await node.ledger.state(f"chat/{chat}")
        visitor = Actor("visitor", state["visitor"]["id"], "Vera")
        if what == "accept":
            await chats.accept(node, agent, chat)
        elif what == "note":
            await chats.note(node, agent, chat, self.word(), f"secret {self.word()}")
        elif what == "end":
            await chats.end(node, visitor, chat)
        else:
            await chats.post(node, visitor if what == "write" else agent, chat, self.word(), self.word())

    async def write(self, n, which, who, kind, then) -> None:
        number, node = await self.number(which), self.node(n)
        if kind == "note":
            await replies.note(node, self.agent(who), number, f"secret {self.word()}")
        else:
            await replies.reply(node, self.agent(who), number, self.word(), then)

    async def change(self, n, which, who, kind, value) -> None:
        number, node, agent = await self.number(which), self.node(n), self.agent(who)
        if kind == "status":
            await tickets.set_status(node, agent, number, STATUSES[value % 5])
        elif kind == "owner":
            await tickets.assign(node, agent, number, agent=self.agent(value).ref() if value % 4 else None)
        elif kind == "priority":
            await tickets.set_priority(node, agent, number, PRIORITIES[value % 4])
        elif kind == "labels":
            await tickets.change_labels(node, agent, number, [LABELS[value % 3]], [LABELS[(value + 1) % 3]])
        else:
            numbers = [await self.number(which + step) for step in range(3)]
            await bulk.change_many(node, agent, numbers, bulk.BulkChange(priority=PRIORITIES[value % 4]))

    async def merge(self, n, into, source, who) -> dict:
        return await merge(
            self.node(n), self.agent(who), await self.number(into), [await self.number(source)]
        )

    async def split(self, n, which, who, picked) -> None:
        number = await self.number(which)
        state = await tickets.find(self.node(n), self.agent(who), number)
        written = [entry["id"] for entry in await entries_of(self.node(n), state) if "body" in entry]
        chosen = [id for place, id in enumerate(written) if picked >> place % 10 & 1]
        await split(self.node(n), self.agent(who), number, chosen, self.word())

    async def undo(self, n, which, who, back) -> None:
        number = await self.number(which)
        events = await events_of(self.node(n), f"ticket/{number}")
        event = events[-1 - back % len(events)]
        actor = next((one for one in self.world.agents if one.id == event["actor"]["id"]), self.agent(who))
        await undo(self.node(n), actor, number, event["_id"])

    # -- the rules -------------------------------------------------------------------------------

    @rule(n=which, who=agent_numbers, stranger=coin)
    def somebody_opens_a_ticket(self, **drawn):
        self.try_to(self.open_by_hand(**drawn))

    @rule(n=which, who=agent_numbers)
    def a_visitor_begins_a_chat_that_becomes_a_ticket(self, **drawn):
        self.try_to(self.chat(**drawn))

    @precondition(lambda self: self.world.chats)
    @rule(n=which, who=agent_numbers, what=st.sampled_from(["write", "write", "accept", "say", "note", "end"]))
    def the_chat_goes_on(self, **drawn):
        self.try_to(self.in_chat(**drawn))

    @rule(n=which, which=which, who=agent_numbers, kind=st.sampled_from(["reply", "reply", "note"]),
          then=st.sampled_from(["send", "wait", "resolve"]))
    def somebody_writes(self, **drawn):
        self.try_to(self.write(**drawn))

    @rule(n=which, which=which, who=agent_numbers, value=which,
          kind=st.sampled_from(["status", "status", "owner", "priority", "labels", "many"]))
    def somebody_changes_it(self, **drawn):
        self.try_to(self.change(**drawn))

    @rule(n=which, into=which, source=which, who=agent_numbers)
    def somebody_merges(self, **drawn):
        self.try_to(self.merge(**drawn))

    @rule(n=which, into=which, source=which, who=agent_numbers)
    def merged_and_parted_equals_before(self, n, into, source, who):
        before = self.world.run(self.picture())
        (merged,) = self.try_to(self.merge(n, into, source, who))
        if isinstance(merged, dict):
            (parted,) = self.try_to(self.undo(n, into, who, 0))
            assert not isinstance(parted, FrontdeskError), parted
            assert self.world.run(self.picture()) == before

    @rule(n=which, which=which, who=agent_numbers, picked=st.integers(1, 1023))
    def somebody_splits(self, **drawn):
        self.try_to(self.split(**drawn))

    @rule(n=which, which=which, who=agent_numbers, back=st.integers(0, 5))
    def somebody_takes_back(self, **drawn):
        self.try_to(self.undo(**drawn))

    @rule(seconds=st.sampled_from([3, 11]))
    def time_goes_by(self, seconds):
        self.world.clock.advance(seconds=seconds)
        self.world.run(self.duties())

    @rule(numbers=st.tuples(which, which, which), who=agent_numbers, picked=st.integers(1, 1023))
    def several_at_once(self, numbers, who, picked):
        one, two, three = numbers
        self.try_to(
            self.merge(0, one, two, who), self.merge(1, two, one, who + 1), self.split(1, three, who, picked),
            self.write(0, one, who, "reply", "wait"), self.in_chat(1, who, "write"), self.undo(0, three, who, 0),
        )

    async def duties(self) -> None:
        """What the sweep would do, without the wait for events to settle."""
        desk = self.world.nodes[0]
        for event in await desk.store.events.find({"todo": {"$exists": True}}).sort("at", 1).to_list(None):
            await followers.do_duties(desk, event)
        await settle(*self.world.nodes)

    # -- what always holds -----------------------------------------------------------------------

    async def picture(self) -> list:
        """All tickets and what is read in them, but for the trail of merges itself."""
        desk, seen = self.world.nodes[0], []
        async for state in desk.store.tickets.find({}).sort("_id", 1):
            kept = {k: v for k, v in state.items() if k not in ("seq", "updated_at") and v not in (None, [], {})}
            kept.pop("chats", None)
            seen.append((kept, [one for one in await entries_of(desk, state) if not one["type"].startswith("merge")]))
        return seen

    @invariant()
    def all_holds(self):
        if self.world.nodes:
            self.world.run(self._all_holds())

    async def _all_holds(self) -> None:
        await self.duties()
        await replay_equals_document(*self.world.nodes)
        desk = self.world.nodes[0]
        states = await desk.store.tickets.find({}).to_list(None)
        events = await events_of(desk)
        self._states_are_sound(states)
        await self._each_entry_is_read_once(desk, states, events)
        self._each_word_of_a_chat_is_in_one_ticket(states, events)
        await self._visitors_see_what_is_theirs(desk, events)

    def _states_are_sound(self, states) -> None:
        numbers = [state["_id"] for state in states]
        assert len(numbers) == len(set(numbers))
        for state in states:
            assert (state["status"] == "open") <= (state["assignee"] is None)
            assert (state["status"] == "in_progress") <= (state["assignee"] is not None)
            assert not state.get("merged_into") or state["status"] == "closed"
            by_number = {one["_id"]: one for one in states}
            assert all(by_number[number]["merged_into"] == state["_id"] for number in state.get("merged") or ())

    async def _each_entry_is_read_once(self, desk, states, events) -> None:
        read = Counter()
        for state in states:
            if not state.get("merged_into"):
                entries = await entries_of(desk, state)
                read.update(entry["id"] for entry in entries if "moved_to" not in entry)
                assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
        there = Counter(entry["id"] for state in states for entry in chat_before(state))
        there.update(
            event["_id"] for event in events
            if event["subject"].startswith("ticket/") and "told_by" not in event.get("data", {})
        )
        hidden = {event["_id"] for event in events if "told_by" in event.get("data", {})}
        assert {id: n for id, n in read.items() if id not in hidden} == dict(there)
        assert all(read[id] <= 1 for id in hidden)

    def _each_word_of_a_chat_is_in_one_ticket(self, states, events) -> None:
        taken = Counter(line["id"] for state in states for line in state.get("transcript", ()))
        taken.update(event["cause"] for event in events if event["type"] == "message.chat")
        said = Counter(
            event["_id"] for event in events
            if event["subject"].startswith("chat/") and event["type"] == "message" and "cause" not in event
        )
        assert taken == said

    async def _visitors_see_what_is_theirs(self, desk, events) -> None:
        lines = []
        for chat in self.world.chats:
            state = await desk.ledger.state(f"chat/{chat}")
            seen, _, _ = await reading.messages_after(desk, Actor("visitor", state["visitor"]["id"], ""), chat, 0)
            lines += [line["body"] for line in seen]
        assert "secret" not in str(lines)
        assert "secret" not in str(desk.bus.to("/visitor"))
        desk.bus.forget()
        told = Counter(lines)
        sent = {event["data"]["event"] for event in events if event["type"] == "reply.sent"}
        for event in events:
            if event["type"] == "reply":
                assert told[event["body"]] <= (event["_id"] in sent)


@pytest.fixture
def world(settings):
    # Replies are let go by the machine's own clock, not by timers of this process.
    world = World(replace(settings))
    yield world
    world.run(world.end())
    world.loop.close()


def test_lives_of_tickets(world):
    run_state_machine_as_test(
        lambda: Lives(world), settings=effort(max_examples=30, stateful_step_count=25, deadline=None, print_blob=True)
    )
