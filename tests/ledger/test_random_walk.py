"""Random lives of two chats and their tickets, acted by several people on two nodes, some of it at once.

After each step: events without gaps add up to the documents, no visitor sees a note or inner work, a converted
chat's messages stand in its ticket once, and Open and In Progress follow from having an owner.
"""

import asyncio
import random

import pytest

from server.actor import Actor
from server.chats import actions as chats
from server.chats import reading
from server.errors import FrontdeskError
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.convert import convert
from server.tickets.workflow import PRIORITIES, STATUSES
from tests.desks import messages_once, replay_equals_document, settle
from tests.plays import note, opening, say

STEPS = 40
LABELS = ["Bug", "Refund", "Onboarding"]


class Walk:
    """The people, the nodes, and what each may try next."""

    def __init__(self, nodes, cast, seed: int):
        self.nodes, self.cast, self.chance = nodes, cast, random.Random(seed)
        self.guests = [cast.vera, cast.sam]
        self.agents: list[Actor] = [cast.alice.actor, cast.bob.actor, cast.max.actor]
        self.chats: list[str] = []
        self.refused = self.done = 0

    async def step(self) -> None:
        """One to three tries at once. A refusal is an answer like any other; anything else is a fault."""
        tries = [self._try() for _ in range(self.chance.choice([1, 1, 2, 3]))]
        for outcome in await asyncio.gather(*tries, return_exceptions=True):
            if isinstance(outcome, FrontdeskError):
                assert outcome.code in ("conflict", "forbidden", "not_found"), outcome
                self.refused += 1
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                self.done += 1

    def _try(self):
        pick, node = self.chance.choice, self.chance.choice(self.nodes)
        guest, agent, colleague = pick(self.guests), pick(self.agents), pick(self.agents)
        word = str(self.chance.random())
        if not self.chats or self.chance.random() < 0.08:
            return self._start(node, guest, word)
        chat = pick(self.chats)
        return pick([
            lambda: self._start(node, guest, word),
            lambda: say(node, pick([guest.actor, agent]), chat, word),
            lambda: say(node, pick([guest.actor, agent]), chat, word, pick(["same", "again"])),
            lambda: note(node, agent, chat, f"secret {word}"),
            lambda: chats.accept(node, agent, chat), lambda: chats.accept(node, agent, chat),
            lambda: chats.transfer(node, agent, chat, agent=colleague),
            lambda: chats.transfer(node, agent, chat, team={"id": "t", "name": "T"}),
            lambda: chats.return_to_queue(node, chat, agent.ref(), "silence"),
            lambda: chats.end(node, pick([guest.actor, agent]), chat),
            lambda: chats.miss(node, chat, "nobody is on duty"),
            lambda: chats.rate(node, guest.actor, chat, self.chance.randint(1, 5), ""),
            lambda: chats.leave_address(node, guest.actor, chat, "Vera", "vera@customer.example"),
            lambda: convert(node, pick([agent, guest.actor, self.cast.sam.actor]), chat),
            *[lambda: self._ticket(node, agent, colleague, word)] * 6,
        ])()

    async def _start(self, node, guest, word: str) -> None:
        written = await chats.start(node, guest.actor, await opening(node, guest, word))
        if written.state["_id"] not in self.chats:
            self.chats.append(written.state["_id"])

    async def _ticket(self, node, agent, colleague, word: str) -> None:
        number = 1001 + self.chance.randrange(3)
        pick = self.chance.choice
        await pick([
            lambda: tickets.set_status(node, agent, number, pick(STATUSES[:4])),
            lambda: tickets.set_status(node, agent, number, pick(STATUSES)),
            lambda: tickets.assign(node, agent, number, agent=pick([None, agent.ref(), colleague.ref()])),
            lambda: tickets.assign(node, agent, number, team=pick([None, {"id": "t", "name": "T"}])),
            lambda: tickets.set_priority(node, agent, number, pick(PRIORITIES)),
            lambda: tickets.set_labels(node, agent, number, self.chance.sample(LABELS, 2)),
            lambda: tickets.rename(node, agent, number, word),
            lambda: replies.note(node, agent, number, word, pick(["same", word])),
        ])()


async def all_holds(desk, other_desk, walk: Walk) -> None:
    await settle(desk, other_desk)
    await replay_equals_document(desk, other_desk)
    for chat in walk.chats:
        state = await desk.ledger.state(f"chat/{chat}")
        viewer = Actor("visitor", state["visitor"]["id"], "")
        lines, complete, _ = await reading.messages_after(desk, viewer, chat, 0)
        assert complete == state["seq"]
        assert "secret" not in str(lines)
        assert {line["kind"] for line in lines}.isdisjoint({"note", "rated"})
        assert (state["status"] == "active") == (state["agent"] is not None) or state["status"] in ("ended", "missed")
        assert (state["waiting_since"] is not None) == (state["status"] == "waiting")
        if state["ticket"]:
            await messages_once(desk, chat)
    async for ticket in desk.store.tickets.find({}):
        assert (ticket["status"] == "open") <= (ticket["assignee"] is None)
        assert (ticket["status"] == "in_progress") <= (ticket["assignee"] is not None)
    for node in (desk, other_desk):
        assert "secret" not in str(node.bus.to("/visitor"))
        node.bus.forget()


@pytest.mark.parametrize("seed", range(6))
async def test_a_random_walk(desk, other_desk, cast, seed):
    walk = Walk([desk, other_desk], cast, seed)
    for n in range(STEPS):
        try:
            await walk.step()
            await all_holds(desk, other_desk, walk)
        except BaseException as error:
            error.add_note(f"seed {seed}, step {n}")
            raise
    assert walk.done > STEPS / 3
    assert walk.refused > 0
