"""Which chats flow into a ticket, and how far each was taken over: `chats` {chat: number of its last entry}.

A ticket made of a chat has one; merges add those of the sources, and taking a merge back returns them. Of all
tickets that name a chat, the one counts where the entries of the chat's own ticket are read. Pure.
"""


def flows(ticket: dict) -> dict[str, int]:
    if "chats" in ticket:
        return ticket["chats"]
    # As tickets were made by the first release.
    return {ticket["chat"]: ticket["chat_seq"]} if "chat_seq" in ticket else {}


def joined(target: dict, sources: list[dict]) -> dict[str, int]:
    """The flows of the target once the sources are merged into it: none is taken over twice."""
    all = dict(flows(target))
    for source in sources:
        for chat, seq in flows(source).items():
            all[chat] = max(seq, all.get(chat, 0))
    return all


def without(ticket: dict, chats) -> dict[str, int]:
    return {chat: seq for chat, seq in flows(ticket).items() if chat not in chats}
