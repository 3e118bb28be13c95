"""Html to the text people would read aloud: blocks on lines of their own, links with their address. Pure.

It walks the tree of selectolax without recursion, so that no depth of nesting hurts.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BREAKS = {
    "p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "article",
    "header", "footer", "main", "form", "fieldset", "dl", "dt", "dd", "figure", "center", "address", "tr", "li",
    "hr", "details", "summary", "caption",
}
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr"}
_SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "embed", "iframe", "svg", "math"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
# A text needs no more of a letter than this; what comes after is in the html.
_MOST_NODES = 200_000


class _Text:
    """The lines as they grow."""

    def __init__(self):
        self.lines: list[str] = [""]
        self.pre = 0

    def say(self, text: str) -> None:
        if self.pre:
            first, *others = text.split("\n")
            self.lines[-1] += first
            self.lines.extend(others)
            return
        text = _BLANKS.sub(" ", text)
        if not self.lines[-1] or self.lines[-1].endswith(" "):
            text = text.lstrip(" ")
        self.lines[-1] += text

    def end_line(self, blank: bool = False) -> None:
        if self.lines[-1].strip():
            self.lines.append("")
        self.lines[-1] = ""
        if blank and len(self.lines) > 1 and self.lines[-2].strip():
            self.lines.append("")

    def text(self) -> str:
        return tidy("\n".join(self.lines).replace("\u00a0", " "))


def tidy(text: str) -> str:
    """The text without blanks at the ends of its lines, nor more than one blank line at once."""
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def to_text(html: str) -> str:
    """The text of an html document or fragment. Hidden parts are left out."""
    body = LexborHTMLParser(html).body
    return text_of([body]) if body else ""


def text_of(nodes: list[LexborNode]) -> str:
    """The text of some nodes, one after the other."""
    text = _Text()
    for node in nodes:
        _walk(node, text)
    return text.text()


def _walk(root: LexborNode, text: _Text) -> None:
    node, count = root, 0
    while node is not None and count < _MOST_NODES:
        count += 1
        inside = node.first_child if _open(node, text) else None
        if inside is not None:
            node = inside
            continue
        # The last one to be closed has something behind it, or is the root.
        while node is not None:
            _close(node, text)
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _open(node: LexborNode, text: _Text) -> bool:
    """Whether to look inside."""
    tag = node.tag
    if tag == "-text":
        text.say(node.text_content or "")
        return False
    if tag in _SILENT or tag.startswith(("-", "!")) or _HIDDEN.search(node.attributes.get("style") or ""):
        return False
    if tag == "br":
        text.lines.append("")
    elif tag == "img":
        text.say(node.attributes.get("alt") or "")
    elif tag in _BREAKS:
        text.end_line(tag in _SPACED)
        text.pre += tag == "pre"
        if tag == "li":
            text.say("- ")
    elif tag in ("td", "th") and text.lines[-1].strip():
        text.say(" ")
    return True


def _close(node: LexborNode, text: _Text) -> None:
    tag = node.tag
    if tag == "a":
        target = (node.attributes.get("href") or "").strip()
        said = node.text(deep=True).strip() if target else ""
        if target.startswith(("http://", "https://")) and said and not _same(said, target):
            text.say(f" <{target[:500]}>")
    elif tag in _BREAKS:
        text.pre -= tag == "pre"
        text.end_line(tag in _SPACED)


def _same(said: str, target: str) -> bool:
    bare = re.sub(r"^https?://(?:www\.)?", "", target).rstrip("/").lower()
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", said).rstrip("/").lower() == bare
