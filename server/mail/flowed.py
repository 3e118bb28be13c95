"""format=flowed (RFC 3676): lines that a mail program broke are joined again. Pure."""


def unflow(text: str, delete_space: bool) -> str:
    """The text with its soft line breaks taken out. `delete_space`: the parameter DelSp=yes."""
    said: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        # One space was put before lines that begin with a space, > or From.
        content = content.removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        if soft and delete_space:
            content = content[:-1]
        if open_depth == depth and content != "-- ":
            said[-1] += content
        else:
            said.append(f"{'>' * depth} {content}" if depth else content)
        open_depth = depth if soft else None
    return "\n".join(said)
