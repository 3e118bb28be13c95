"""Where the bytes of files are: in MongoDB, in GridFS's own format, so that backups and tools find them.

Written chunk by chunk here, for the driver's writer keeps a whole file in memory until its end.
"""

from collections.abc import AsyncIterator

from server.desk import Desk

CHUNK_BYTES = 512 * 1024


async def put(desk: Desk, id: str, content: AsyncIterator[bytes]) -> int:
    """Stores the bytes under `id` and returns how many there were. If this ends in an error, or with the
    process, some chunks are left; `delete` takes them away."""
    waiting, count, size = bytearray(), 0, 0
    async for piece in content:
        waiting += piece
        while len(waiting) >= CHUNK_BYTES:
            await _write(desk, id, count, bytes(waiting[:CHUNK_BYTES]))
            del waiting[:CHUNK_BYTES]
            count, size = count + 1, size + CHUNK_BYTES
    if waiting:
        await _write(desk, id, count, bytes(waiting))
        size += len(waiting)
    row = {"_id": id, "length": size, "chunkSize": CHUNK_BYTES, "uploadDate": desk.now()}
    await desk.store.database["blobs.files"].insert_one(row)
    return size


async def pieces(desk: Desk, id: str) -> AsyncIterator[bytes]:
    """The bytes in order, a chunk at a time: no more than one of them is in memory."""
    chunks = desk.store.database["blobs.chunks"]
    async for chunk in chunks.find({"files_id": id}, {"data": 1}).sort("n", 1).batch_size(2):
        yield chunk["data"]


async def delete(desk: Desk, id: str) -> None:
    await desk.store.database["blobs.files"].delete_one({"_id": id})
    await desk.store.database["blobs.chunks"].delete_many({"files_id": id})


async def _write(desk: Desk, id: str, number: int, data: bytes) -> None:
    await desk.store.database["blobs.chunks"].insert_one({"files_id": id, "n": number, "data": data})
