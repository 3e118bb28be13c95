"""The collections and their indexes. The only file that imports the Mongo driver.

Motor is past its end of life (see docs/decisions.md); because nothing else names it, the move to
PyMongo's own async client is a change of this file alone.
"""

import asyncio
from datetime import UTC, datetime

import pymongo
from bson import ObjectId
from bson.codec_options import CodecOptions
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ASCENDING, DESCENDING, IndexModel, InsertOne, MongoClient, ReadPreference, UpdateOne
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
)
from pymongo.write_concern import WriteConcern

# A write is done when a majority has it in its journal: the promise behind every ack.
DURABLE = WriteConcern(w="majority", j=True)

__all__ = [
    "FACETS",
    "AutoReconnect", "BulkWriteError", "DuplicateKeyError", "InsertOne", "OperationFailure", "PyMongoError",
    "ServerSelectionTimeoutError", "Store", "UpdateOne", "WriteConcern", "connect", "new_id", "now",
]

INDEX_SECONDS = 6 * 3600
FACETS = ("urgency", "status", "channel", "category", "team.id", "assignee.id", "created_at")

INDEXES = {
    "events": [
        # The only lock there is: two writers can't both have the same next number.
        IndexModel([("subject", ASCENDING), ("seq", ASCENDING)], unique=True),
        IndexModel(
            [("subject", ASCENDING), ("client_id", ASCENDING)],
            unique=True,
            partialFilterExpression={"client_id": {"$exists": True}},
        ),
        IndexModel([("at", ASCENDING)]),
        IndexModel([("todo", ASCENDING)], partialFilterExpression={"todo": {"$exists": True}}),
    ],
    "chats": [
        IndexModel([("status", ASCENDING), ("waiting_since", ASCENDING)]),
        IndexModel([("visitor.id", ASCENDING), ("created_at", DESCENDING)]),
        IndexModel([("agent.id", ASCENDING), ("status", ASCENDING)]),
        IndexModel([("created_at", DESCENDING), ("_id", DESCENDING)]),
    ],
    # Lists of tickets (tickets/views.py): the orders; who it belongs to; what few tickets have, which is then
    # sorted in memory. MongoDB tries the fitting ones on each query, so a dense filter walks the order.
    "tickets": [
        IndexModel([("live", ASCENDING), ("rank", ASCENDING)]),
        # For several filters at once, and for counting: fields of few values, in which the index leaps from one
        # fitting range to the next.
        IndexModel([(name, ASCENDING) for name in ("live", *FACETS, "rank")], name="facets"),
        IndexModel([("live", ASCENDING), ("updated_at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("live", ASCENDING), ("created_at", ASCENDING), ("_id", ASCENDING)]),
        IndexModel([("live", ASCENDING), ("_id", ASCENDING)]),
        IndexModel([("live", ASCENDING), ("urgency", ASCENDING), ("rank", ASCENDING)]),
        IndexModel([("live", ASCENDING), ("assignee.id", ASCENDING), ("rank", ASCENDING)]),
        IndexModel([("live", ASCENDING), ("team.id", ASCENDING), ("rank", ASCENDING)]),
        IndexModel([("live", ASCENDING), ("status", ASCENDING), ("rank", ASCENDING)]),
        IndexModel([("labels", ASCENDING), ("live", ASCENDING)], name="labels"),
        IndexModel([("category", ASCENDING), ("live", ASCENDING)]),
        IndexModel([("channel", ASCENDING), ("live", ASCENDING)]),
        IndexModel([("customer.id", ASCENDING), ("created_at", DESCENDING)]),
        IndexModel([("visitor.id", ASCENDING)], partialFilterExpression={"visitor.id": {"$exists": True}}),
        IndexModel([("chat", ASCENDING), ("_id", ASCENDING)], partialFilterExpression={"chat": {"$type": "string"}}),
    ],
    "agents": [IndexModel([("email", ASCENDING)], unique=True)],
    "sessions": [
        IndexModel([("agent", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "invitations": [
        IndexModel([("agent", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "tokens": [
        IndexModel([("hash", ASCENDING)], unique=True),
        IndexModel([("name", ASCENDING)], unique=True),
    ],
    "teams": [IndexModel([("name", ASCENDING)], unique=True)],
    # `keys` are the present and all former names: none of them can be given to another one.
    "labels": [IndexModel([("keys", ASCENDING)], unique=True, partialFilterExpression={"keys": {"$exists": True}})],
    "categories": [IndexModel([("keys", ASCENDING)], unique=True)],
    "customers": [
        IndexModel(
            [("emails", ASCENDING)], unique=True, partialFilterExpression={"emails": {"$exists": True}}
        ),
        IndexModel(
            [("visitors", ASCENDING)], unique=True, partialFilterExpression={"visitors": {"$exists": True}}
        ),
        IndexModel([("words", ASCENDING)]),
        IndexModel([("created_at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("merged_into", ASCENDING)], partialFilterExpression={"merged_into": {"$exists": True}}),
    ],
    # Every term of a ticket, and the tickets of each term from the newest back.
    "search": [
        IndexModel([("words", ASCENDING), ("_id", DESCENDING)]),
        IndexModel([("stale", ASCENDING)], partialFilterExpression={"stale": True}),
    ],
    "search_words": [IndexModel([("heads", ASCENDING), ("n", DESCENDING)])],
    # What an entry holds, or nobody claimed, is told apart once, a day later.
    "attachments": [IndexModel([("touched", ASCENDING)], partialFilterExpression={"sent": False})],
    "blobs.chunks": [IndexModel([("files_id", ASCENDING), ("n", ASCENDING)], unique=True)],
    "notifications": [
        IndexModel([("agent", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("agent", ASCENDING), ("read", ASCENDING), ("at", DESCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "canned": [IndexModel([("shortcut", ASCENDING)], unique=True)],
}


class Store:
    """`store.chats`, `store.events`, ...: Motor collections whose writes wait for the journal.

    `store.journal` is `events` once more, for the threads of commit.py: its calls block.
    """

    def __init__(self, client: AsyncIOMotorClient, blocking: MongoClient, name: str):
        self.client = client
        self._blocking = blocking
        self.journal = blocking.get_database(name, write_concern=DURABLE).events
        self.database = client.get_database(
            name,
            codec_options=CodecOptions(tz_aware=True, tzinfo=UTC),
            write_concern=DURABLE,
            read_preference=ReadPreference.PRIMARY,
        )

    def __getattr__(self, collection: str):
        if collection.startswith("_"):
            raise AttributeError(collection)
        found = self.database[collection]
        setattr(self, collection, found)
        return found

    async def ensure_indexes(self) -> None:
        """Makes what is missing of INDEXES. On a big collection that may take minutes, so no limit for other
        commands holds here."""
        await asyncio.to_thread(self._make_indexes)

    def _make_indexes(self) -> None:
        database = self._blocking.get_database(self.database.name, write_concern=DURABLE)
        with pymongo.timeout(INDEX_SECONDS):
            for name, indexes in INDEXES.items():
                database[name].create_indexes(indexes)

    async def next_number(self, name: str, first: int = 1001) -> int:
        """The next of a gapless-enough series (ticket numbers): never given twice, may skip after a crash."""
        row = await self.counters.find_one_and_update(
            {"_id": name}, [{"$set": {"value": {"$add": [{"$ifNull": ["$value", first - 1]}, 1]}}}],
            upsert=True, return_document=True,
        )
        return row["value"]

    async def ping(self) -> None:
        await self.database.command("ping")

    def close(self) -> None:
        self.client.close()
        self._blocking.close()


def connect(url: str, name: str) -> Store:
    """A Store on the MongoDB at `url`; connects at first use, gives up on a dead server after 5 s."""
    options = {
        "serverSelectionTimeoutMS": 5000, "connectTimeoutMS": 5000, "socketTimeoutMS": 20000, "appname": "frontdesk",
    }
    client = AsyncIOMotorClient(url, maxPoolSize=20, retryWrites=True, **options)
    # An event is known by its _id, so commit.py may repeat an insert by itself; mongod's book of
    # repeatable writes would make each message wait a quarter of a millisecond longer.
    blocking = MongoClient(url, maxPoolSize=4, retryWrites=False, connect=False, **options)
    return Store(client, blocking, name)


def new_id() -> str:
    """An opaque id that sorts by the time it was made."""
    return str(ObjectId())


def now() -> datetime:
    """The present in UTC, cut to the milliseconds MongoDB keeps."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
