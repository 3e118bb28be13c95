"""A reply's Markdown as plain text, for places that show text as it was typed: the chat of a visitor. Pure."""

import re

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
# What stands in backticks is code: its signs are letters.
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
# No longer than a few lines: a sign without a partner would else be looked for to the end of the text, each time.
_STARS = r"(?<![\w*\\])(\*{1,3}|~~)(?=\S)(.{1,300}?)(?<=[^\s\\])\1(?![\w*])"
_UNDERSCORES = r"(?<![\w\\])(_{1,3})(?=\S)(.{1,300}?)(?<=[^\s\\])\3(?!\w)"
_EMPHASIS = re.compile(f"{_STARS}|{_UNDERSCORES}")
_LIST = re.compile(r"^(\s*)[*+-]\s+")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
# Stands for a piece of code or an address while the signs around it are read.
_HOLE = re.compile("\ue000(\\d+)\ue001")


def plain(markdown: str) -> str:
    """The words without their signs: links as "text (url)", lists as "- ", quotes as "> ", code as it stands."""
    lines, fence = [], ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        else:
            lines.append(line if fence else _line(line))
    # Of nothing but signs there would be nothing left to read.
    return "\n".join(lines).strip("\n") if any(line.strip() for line in lines) else markdown


def _line(line: str) -> str:
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\ue000{len(kept) - 1}\ue001"

    line = line.replace("\ue000", "").replace("\ue001", "")
    line = _CODE.sub(lambda found: keep(found[2]), line)
    line = _LINK.sub(lambda found: _link(found[1], found[2], keep), line)
    line = _AUTOLINK.sub(lambda found: keep(found[1].removeprefix("mailto:")), line)
    line = re.sub(r"https?://\S+", lambda found: keep(found[0]), line)
    line = _LIST.sub(r"\1- ", _HEADING.sub(r"\1", line))
    # Bold around italic is two pairs.
    for _ in range(2):
        line = _EMPHASIS.sub(lambda found: found[2] or found[4], line)
    line = _ESCAPED.sub(r"\1", line)
    # What is kept may hold what was kept before it.
    while _HOLE.search(line):
        line = _HOLE.sub(lambda found: kept[int(found[1])], line)
    return line


def _link(text: str, url: str, keep) -> str:
    if not url or text == url:
        return keep(url) if url else text
    return f"{text} {keep(f'({url})')}" if text else keep(url)
