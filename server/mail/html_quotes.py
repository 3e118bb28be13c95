"""Finds the quoted history in the html of a mail: by the marks of mail programs, else by its words."""

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from server.mail import quotes
from server.mail.html_text import text_of

_QUOTES = (
    "blockquote[type=cite], div.gmail_quote, div.gmail_extra blockquote, div.moz-cite-prefix, .yahoo_quoted, "
    "div.protonmail_quote, blockquote.tutanota_quote, div.zmail_extra, div#mail-editor-reference-message-container, "
    "div.ms-outlook-mobile-reference-message, #OLK_SRC_BODY_SECTION, blockquote.uop, div.WordSection1 > blockquote"
)
# What Outlook puts above the history; all that follows is history.
_STARTS = "div#divRplyFwdMsg, div#appendonsend, hr#stopSpelling, hr[id^=zwchr], div#x_divRplyFwdMsg"
_OUTLOOK_RULE = re.compile(r"border:\s*none;\s*border-top:\s*solid\s*#(?:E1E1E1|B5C4DF)", re.IGNORECASE)
_FOLDED = "data-folded"
_MOST_FOLDS, _MOST_ABOVE = 50, 500
_FORWARDED = re.compile(r"\s*-{2,}\s*Forwarded message", re.IGNORECASE)
# Looking for words costs more than looking for marks.
_MOST_LETTERS, _MOST_NODES, _FEWEST_LETTERS = 100_000, 20_000, 4


def mark(tree: LexborHTMLParser, opening: str, closing: str) -> None:
    """Puts the texts `opening` and `closing` around the history. A forwarded mail is no history."""
    count = 0
    for quote in tree.css(_QUOTES):
        if _inside(quote) or count >= _MOST_FOLDS or _FORWARDED.match(quote.text(deep=True)[:200]):
            continue
        count += _mark(quote, quote, opening, closing)
    start = next((node for node in tree.css(_STARTS) if not _inside(node)), None) or _outlook_rule(tree)
    if start is None and not count:
        start = _announced(tree)
    # Inside each element that holds the start, what follows is a fold of its own.
    while start is not None and start.mem_id != tree.body.mem_id and count < _MOST_FOLDS:
        last = start
        while last.next is not None:
            last = last.next
        count += _mark(start, last, opening, closing)
        start = _next_above(start)


def _next_above(node: LexborNode) -> LexborNode | None:
    """The first element behind the nearest ancestor that has one."""
    node = node.parent
    while node is not None and node.tag not in ("body", "html"):
        if node.next is not None:
            return node.next
        node = node.parent
    return None


def _mark(first: LexborNode, last: LexborNode, opening: str, closing: str) -> bool:
    parent = first.parent
    # Text may not stand there, and would be moved.
    if parent is None or parent.tag in ("table", "tbody", "thead", "tfoot", "tr", "colgroup"):
        return False
    node = first
    while node is not None:
        if node.is_element_node:
            node.attrs[_FOLDED] = ""
        node = None if node.mem_id == last.mem_id else node.next
    first.insert_before(opening)
    last.insert_after(closing)
    return True


def _inside(node: LexborNode) -> bool:
    above = node
    for _ in range(_MOST_ABOVE):
        if above is None:
            return False
        if _FOLDED in above.attributes:
            # For those inside it the way is shorter.
            node.attrs[_FOLDED] = ""
            return True
        above = above.parent
    return True


def _outlook_rule(tree: LexborHTMLParser) -> LexborNode | None:
    for node in tree.css("div[style*=border-top], div[style*=BORDER-TOP]"):
        if _OUTLOOK_RULE.search(node.attributes.get("style") or "") and not _inside(node):
            return node.parent if node.prev is None and node.parent.tag == "div" else node
    return None


def _announced(tree: LexborHTMLParser) -> LexborNode | None:
    """Where the history begins that only its words announce, as in a plain text: from there on all of it is quoted."""
    text = text_of([tree.body])
    quoted = quotes.split(text[:_MOST_LETTERS]).quoted if len(text) <= _MOST_LETTERS else ""
    if not quoted or not text.rstrip().endswith(quoted):
        return None
    first = _words(quoted.split("\n")[0])
    found = None
    for node in islice(tree.body.traverse(include_text=True), _MOST_NODES):
        said = _words(node.text_content or "") if node.tag == "-text" else ""
        if len(said) >= _FEWEST_LETTERS and (first.startswith(said) or said.startswith(first)):
            found = node
            break
    # As large an element as begins with these words.
    while found is not None and found.parent.tag not in ("body", "td") and _begins(found):
        found = found.parent
    return found


def _begins(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.tag == "-text" and not (before.text_content or "").strip():
        before = before.prev
    return before is None


def _words(text: str) -> str:
    return " ".join(text.split())
