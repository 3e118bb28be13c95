"""The html of a mail: made harmless by nh3, its history folded into <details>. Pure.

An image is never loaded by itself: `src` is "cid:INDEX" (an attachment) or "remote:URL" until `shown` fills it in.
So what is stored is safe to show even where somebody forgets to ask.
"""

import hashlib
import re
from collections.abc import Callable
from html import unescape

import nh3
from selectolax.lexbor import LexborHTMLParser

from server.mail import html_quotes
from server.mail.html_text import text_of, tidy

_TAGS = {
    "a", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt",
    "u", "ul",
}
_SILENT = {
    "script", "style", "title", "head", "template", "noscript", "object", "embed", "iframe", "svg", "math", "textarea",
    "select", "button", "xmp", "noembed", "noframes", "audio", "video", "applet",
}
_LOOKS = {"style", "align", "dir", "lang"}
_CELLS = {"colspan", "rowspan", "width", "height", "valign", "bgcolor", "nowrap"}
_ATTRIBUTES = {
    "*": _LOOKS, "a": {"href", "title"}, "img": {"src", "alt", "width", "height", "title"},
    "td": _CELLS, "th": _CELLS, "tr": {"bgcolor", "valign"}, "col": {"width", "span"}, "colgroup": {"span"},
    "table": {"width", "border", "cellpadding", "cellspacing", "bgcolor"}, "ol": {"start", "type"},
    "font": {"color", "face", "size"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "remote"}
_STYLES = re.compile(
    r"(?:color|background-color|background|font(?:-(?:family|size|style|weight|variant))?|text-(?:align|decoration|indent"
    r"|transform)|line-height|letter-spacing|white-space|word-break|vertical-align|direction|list-style-type"
    r"|(?:padding|border|margin)(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:collapse|spacing|radius)"
    r"|(?:max-|min-)?(?:width|height)|display|table-layout)"
)
# A value that could load, run or cover something. Backslashes and comments would hide one of these.
_UNFIT = re.compile(r"url|image|expression|javascript|\\|/\*|@|<|!ie|(?<![\w.])-\s*\d", re.IGNORECASE)
_REMOTE = ("http://", "https://")
_CID = re.compile(r"cid:(.*)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = {"br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "p", "li", "td", "tr", "th"}
# A table in a table in a table: honest mails have some hundred levels at most, with tags that were never closed.
_MOST_DEPTH = 3000



def clean(html: str, cids: dict[str, int]) -> tuple[str, str, str, set[int]]:
    """(harmless html, text of what is new, text of the history, indexes of the attachments it shows).

    `cids`: the index of the attachment of each Content-ID.
    """
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return "", "", "", set()
    # A mail can't contain what follows from all of it.
    mark = hashlib.sha256(html.encode()).hexdigest()[:32]
    opening, closing = f"[{mark}(]", f"[{mark})]"
    html_quotes.mark(tree, opening, closing)
    inside = re.compile(rf"{re.escape(opening)}(.*?){re.escape(closing)}", re.DOTALL)
    text = text_of([tree.body])
    shown: set[int] = set()
    safe = _safe(tree.body.inner_html or "", lambda source: _kept(source, cids, shown))
    safe = inside.sub(lambda fold: f"<details><summary>\u2026</summary>{fold[1]}</details>", safe)
    quoted = "\n\n".join(one.strip() for one in inside.findall(text))
    return _without(safe, mark), _without(tidy(inside.sub("\n", text)), mark), _without(quoted, mark), shown


def too_deep(html: str) -> bool:
    """Whether its elements are nested so deep that parsers take too long over it."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else tag[2].lower() not in _VOID
        if depth > _MOST_DEPTH:
            return True
        depth = max(depth, 0)
    return False


def bare(html: str) -> str:
    """What is left of html whose tags are taken out, for html that can't be read otherwise."""
    return tidy(unescape(re.sub(r"<[^<>]*>", " ", html)))


def _without(text: str, mark: str) -> str:
    """The text without marks that lost their other half."""
    return re.sub(rf"\[{mark}[()]\]", "", text)


def shown(html: str, files: list[str | None], remote: bool) -> str:
    """Kept html for the eyes of an agent: its attached images from the addresses in `files` (by index), remote ones
    only if asked for."""
    def source(value: str) -> str | None:
        kind, _, what = value.partition(":")
        if kind == "cid" and what.isdecimal() and int(what) < len(files):
            return files[int(what)]
        return what if kind == "remote" and remote and what.lower().startswith(_REMOTE) else None

    return _safe(html, source, "pass_through")


def _safe(html: str, source: Callable[[str], str | None], relative: str = "deny") -> str:
    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return source(value)
        return _style(value) if name == "style" else value

    return nh3.clean(
        html, tags=_TAGS, clean_content_tags=_SILENT, attributes=_ATTRIBUTES, attribute_filter=attribute,
        url_schemes=_SCHEMES, url_relative=relative, link_rel="noopener noreferrer nofollow", strip_comments=True,
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def _kept(source: str, cids: dict[str, int], shown: set[int]) -> str | None:
    source = source.strip()
    if cid := _CID.fullmatch(source):
        index = cids.get(cid[1].strip().strip("<>").lower())
        if index is None:
            return None
        shown.add(index)
        return f"cid:{index}"
    return f"remote:{source}" if source.lower().startswith(_REMOTE) else None


def _style(value: str) -> str | None:
    kept = []
    for declaration in value[:5000].split(";"):
        name, colon, said = declaration.partition(":")
        if colon and _STYLES.fullmatch(name.strip().lower()) and not _UNFIT.search(said):
            kept.append(f"{name.strip().lower()}:{said.strip()}")
    return ";".join(kept) or None
