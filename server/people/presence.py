"""Who is connected right now, and who was when: agents and visitors, over all nodes, kept in Redis.

Each node sends a heartbeat for its connections every few seconds; who was not heard for ALIVE_SECONDS has
no live connection. An agent also has a chosen state (online, away, offline) that outlives connections.
With Redis away nothing here raises: everybody then counts as connected, so that no chat is taken from
anybody by mistake.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Invalid
from server.people.access import find_agent, require
from server.people.shapes import agent_shape
from server.people.soft_redis import softly

ALIVE_SECONDS = 30
SEEN_DAYS = 30
STATES = ("online", "away", "offline")
AGENTS, VISITORS = "agents", "visitors"
BEAT, BEAT_SINCE = "live:beat", "live:beat_since"


async def connected(desk: Desk, agent_id: str, sid: str) -> None:
    await _seen(desk, AGENTS, [(agent_id, sid)])


async def heartbeat(desk: Desk, pairs: Iterable[tuple[str, str]]) -> None:
    """For all of this node's (agent id, sid), every few seconds, also when there are none: see `steady`."""
    await _seen(desk, AGENTS, list(pairs))
    await softly(_beat(desk), None)


async def gone(desk: Desk, agent_id: str, sid: str) -> None:
    await _gone(desk, AGENTS, agent_id, sid)


async def visitor_connected(desk: Desk, visitor_id: str, sid: str) -> None:
    await _seen(desk, VISITORS, [(visitor_id, sid)])


async def visitor_heartbeat(desk: Desk, pairs: Iterable[tuple[str, str]]) -> None:
    await _seen(desk, VISITORS, list(pairs))


async def visitor_gone(desk: Desk, visitor_id: str, sid: str) -> None:
    await _gone(desk, VISITORS, visitor_id, sid)


async def presence_of(desk: Desk, agent_ids: Iterable[str] | None = None) -> dict[str, str]:
    """Each agent's effective state: the chosen one while connected, else 'offline'. None: of all agents."""
    wanted = {} if agent_ids is None else {"_id": {"$in": list(agent_ids)}}
    chosen = {row["_id"]: row["presence"] async for row in desk.store.agents.find(wanted, {"presence": 1})}
    live = await _live(desk, AGENTS)
    if live is None:
        return dict.fromkeys(chosen, "online")
    return {id: state if id in live else "offline" for id, state in chosen.items()}


async def last_seen(desk: Desk, agent_id: str) -> datetime | None:
    """When the agent last had a live connection; None if Redis does not know (see `steady`)."""
    score = await softly(desk.redis.zscore("seen:agents", agent_id), None)
    return None if score is None else _moment(score)


async def last_seen_of(desk: Desk, agent_ids: Iterable[str]) -> dict[str, datetime]:
    """As `last_seen`, for many at once; who is unknown is left out."""
    ids = list(agent_ids)
    scores = await softly(desk.redis.zmscore("seen:agents", ids), None) if ids else None
    return {id: _moment(score) for id, score in zip(ids, scores or [], strict=False) if score is not None}


async def visitors_gone_since(desk: Desk, visitor_ids: Iterable[str]) -> dict[str, datetime | None]:
    """None: connected now, or Redis is away. A visitor Redis knows nothing of is left out."""
    ids = list(visitor_ids)
    live = await _live(desk, VISITORS)
    scores = await softly(desk.redis.zmscore("seen:visitors", ids), None) if ids else []
    if live is None or scores is None:
        return dict.fromkeys(ids)
    seen = {id: _moment(score) for id, score in zip(ids, scores, strict=True) if score is not None}
    return {id: None if id in live else seen[id] for id in ids if id in live or id in seen}


async def steady(desk: Desk, seconds: float) -> bool:
    """True when heartbeats have come in without a gap for this long. Before that, as after an outage of
    Redis or a restart of all nodes, somebody's silence proves nothing: sweeps ask here first."""
    beats = await softly(desk.redis.mget(BEAT, BEAT_SINCE), None)
    if beats is None or None in beats:
        return False
    now = _milliseconds(desk)
    return now - int(beats[0]) <= ALIVE_SECONDS * 1000 and now - int(beats[1]) >= seconds * 1000


async def set_state(desk: Desk, actor: Actor, state: str) -> None:
    """The state the agent chooses; shown to all colleagues while the agent is connected."""
    require(actor, "agent")
    if state not in STATES:
        raise Invalid(f"state must be one of {', '.join(STATES)}.", field="state")
    await desk.store.agents.update_one({"_id": actor.id}, {"$set": {"presence": state}})
    noted(actor, "presence set", f"agent/{actor.id}", state=state)
    await announce(desk, actor.id)


async def announce(desk: Desk, agent_id: str) -> None:
    """Tells the consoles an agent's effective presence; after a connect, a disconnect and a choice."""
    agent = await find_agent(desk, agent_id)
    presence = (await presence_of(desk, [agent_id]))[agent_id]
    desk.bus.send("/agent", ["queue"], "presence", {"agent": agent_shape(agent, presence)})


def _milliseconds(desk: Desk) -> int:
    return int(desk.now().timestamp() * 1000)


def _moment(score: float) -> datetime:
    return datetime.fromtimestamp(score / 1000, UTC)


async def _seen(desk: Desk, kind: str, pairs: list[tuple[str, str]]) -> None:
    if not pairs:
        return
    now = _milliseconds(desk)
    pipe = desk.redis.pipeline(transaction=False)
    pipe.zadd(f"live:{kind}", {f"{id}|{sid}": now for id, sid in pairs})
    pipe.zadd(f"seen:{kind}", {id: now for id, _ in pairs})
    pipe.zremrangebyscore(f"live:{kind}", 0, now - 2 * ALIVE_SECONDS * 1000)
    pipe.zremrangebyscore(f"seen:{kind}", 0, now - SEEN_DAYS * 86_400_000)
    await softly(pipe.execute(), None)


async def _gone(desk: Desk, kind: str, id: str, sid: str) -> None:
    pipe = desk.redis.pipeline(transaction=False)
    pipe.zrem(f"live:{kind}", f"{id}|{sid}")
    pipe.zadd(f"seen:{kind}", {id: _milliseconds(desk)})
    await softly(pipe.execute(), None)


async def _live(desk: Desk, kind: str) -> set[str] | None:
    """Ids with a live connection, or None when Redis does not answer."""
    oldest = _milliseconds(desk) - ALIVE_SECONDS * 1000
    members = await softly(desk.redis.zrangebyscore(f"live:{kind}", oldest, "+inf"), None)
    return None if members is None else {member.partition("|")[0] for member in members}


async def _beat(desk: Desk) -> None:
    now = _milliseconds(desk)
    last = await desk.redis.set(BEAT, now, get=True)
    if last is None or now - int(last) > ALIVE_SECONDS * 1000:
        await desk.redis.set(BEAT_SINCE, now)
