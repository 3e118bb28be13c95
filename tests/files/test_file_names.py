"""What a file may be called: what one sees, without paths and tricks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.files.names import LONGEST, clean_file_name, disposition


@pytest.mark.parametrize(("given", "kept"), [
    ("bill.pdf", "bill.pdf"), ("../../etc/passwd", "passwd"), ("C:\\Users\\vera\\bill.pdf", "bill.pdf"), ("/", "file"),
    ("", "file"), ("..", "file"), (".htaccess", "htaccess"), ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie_ x.txt"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"), ("\u2066a\u2069\ufeff\u200b.txt", "a.txt"),
    ("  a   b .txt  ", "a b .txt"),
    ("Größe 王 ملف.png", "Größe 王 ملف.png"), ("u\u0308.txt", "ü.txt"), ("می\u200cخواهم.txt", "می\u200cخواهم.txt"),
    ('<img src=x onerror="alert(1)">.png', "_img src=x onerror=_alert(1)__.png"),
    ("x" * 300 + ".tar.gz", "x" * 117 + ".gz"),
    ("x" * 300, "x" * 120), ("a." + "y" * 300, ("a." + "y" * 300)[:120]), ("\ud800.txt", "txt"),
])
def test_names(given, kept):
    assert clean_file_name(given) == kept


@given(st.text())
def test_any_text_gives_a_name(text):
    name = clean_file_name(text)
    assert 1 <= len(name) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*\r\n\0')
    assert not [c for c in name if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or 0x202A <= ord(c) <= 0x202E]
    assert clean_file_name(name) == name
    header = disposition(name, False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_the_header_for_old_and_new_readers():
    assert disposition("Größe.pdf", False) == "attachment; filename=\"Groe.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"
    assert disposition("a.png", True).startswith("inline; ")
    assert 'filename="file"' in disposition("王", False)
