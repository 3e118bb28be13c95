"""Html made harmless, and what is filled in when somebody looks at it."""

import pytest

from server.mail.html import clean, shown
from server.mail.html_text import to_text


def safe(html: str, cids: dict[str, int] | None = None) -> str:
    return clean(html, cids or {})[0]


@pytest.mark.parametrize("hostile", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<a href='javascript:x'>a</a>",
    "<a href='data:text/html,x'>a</a>", "<p style='background:url(//evil)'>a</p>",
    "<p style='width:expression(x)'>a</p>",
    "<p style='background:u\\72l(//evil)'>a</p>", "<p style='color:red;position:fixed;top:0'>a</p>",
    "<iframe src=//evil>",
    "<form action=//evil><input></form>", "<base href=//evil>", "<link rel=stylesheet href=//evil>",
    "<object data=//evil>",
    "<meta http-equiv=refresh content='0;url=//evil'>", "<table background=//evil><tr><td>x</table>",
    "<video src=//evil>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "<p style=\"font-family:'</style><img src=x onerror=x>'\">a</p>", "<img srcset='//evil 2x'>",
    "<input type=image src=//evil>",
    "<p id=location name=cookie class=x>a</p>", "<a href='/api/v1/tickets'>a</a>", "<img src='/api/v1/x'>",
])
def test_nothing_runs_and_nothing_is_loaded(hostile):
    said = safe(hostile)
    for word in ("<script", "onerror", "onload", "javascript:", "data:", "evil", "expression", "position", "<form",
                 "<iframe", "id=", "class=", "/api/", "url("):
        assert word not in said.lower(), said


def test_images_wait_for_somebody_to_look():
    html = '<img src="CID:a@b"><img src="https://x.example/i.png"><img src="cid:unknown">'
    said, _, _, shown_files = clean(html, {"a@b": 3})
    assert said == '<img src="cid:3"><img src="remote:https://x.example/i.png"><img>'
    assert shown_files == {3}
    files = [None, None, None, "/api/v1/files/7"]
    assert shown(said, files, remote=False) == '<img src="/api/v1/files/7"><img><img>'
    assert shown(said, files, remote=True) == '<img src="/api/v1/files/7"><img src="https://x.example/i.png"><img>'


def test_a_mail_can_not_write_our_marks_itself():
    for source in ("remote:javascript:x", "cid:0", "remote:https://x.example/i.png"):
        assert "src" not in safe(f'<img src="{source}">')
    assert shown('<img src="remote:javascript:x">', [], remote=True) == "<img>"


def test_links_lead_out_and_say_nothing_of_us():
    assert safe('<a href="https://x.example" target="_top">x</a>') == (
        '<a href="https://x.example" target="_blank" rel="noopener noreferrer nofollow">x</a>'
    )


@pytest.mark.parametrize("quote", [
    '<div class="gmail_quote">{}</div>', '<blockquote type="cite">{}</blockquote>',
    '<div class="yahoo_quoted">{}</div>',
    '<div id="divRplyFwdMsg">From: x</div><p>{}</p>', '<hr id="stopSpelling"><p>{}</p>',
    '<div class="protonmail_quote">{}</div>',
    "<div>On Mon, Mar 2, 2026 at 4:31 PM Support &lt;s@desk.example&gt; wrote:</div><div>{}</div>",
    "<p><b>Von:</b> Support &lt;s@desk.example&gt;<br><b>Gesendet:</b> 2.3.2026 16:31<br><b>An:</b> Ada</p><p>{}</p>",
    '<div style="border:none;border-top:solid #B5C4DF 1.0pt">From: x</div><p>{}</p>',
])
def test_history_is_folded_and_kept(quote):
    said, new, quoted, _ = clean(f"<p>New words</p>{quote.format('Old words')}", {})
    assert (new, "Old words" in quoted, "New words" in quoted) == ("New words", True, False)
    assert said.index("New words") < said.index("<details>") < said.index("Old words") < said.index("</details>")


def test_a_forwarded_mail_is_not_folded():
    _, new, quoted, _ = clean('<div class="gmail_quote">---------- Forwarded message ---------<br>Old words</div>', {})
    assert "Old words" in new
    assert not quoted


@pytest.mark.parametrize(("html", "text"), [
    ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"), ("a  b\n c", "a b c"), ("<pre>a\n  b</pre>", "a\n  b"),
    ("<ul><li>a<li>b</ul>", "- a\n- b"), ("<a href='https://x.example/'>x.example</a>", "x.example"),
    ("<a href='https://x.example/y'>here</a>", "here <https://x.example/y>"), ("<b>a</b> <i>b</i>", "a b"),
    ("<style>p{}</style><title>t</title>a", "a"), ("&lt;b&gt;&nbsp;x", "<b> x"), ("", ""),
    ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
])
def test_html_reads_as_text(html, text):
    assert to_text(html) == text
