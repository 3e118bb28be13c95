"""What a file really is: told by its bytes; a claim decides only where bytes can't."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.files.kinds import SHOWN, UNKNOWN, kind_of
from tests.people.images import jpeg, png, webp

GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + bytes(20)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
PLAIN_PDF = b"%PDF-1.4\n1 0 obj << >>"
ZIP = b"PK\x03\x04" + bytes(60)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
HTML = b"<!doctype html><script>alert(1)</script>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(("raw", "type", "size"), [
    (png(40, 30), "image/png", (40, 30)), (jpeg(800, 600), "image/jpeg", (800, 600)),
    (webp(320, 200), "image/webp", (320, 200)), (GIF, "image/gif", (30, 20)),
])
@pytest.mark.parametrize(("name", "claimed"), [("a.png", "image/png"), ("notes.txt", "text/plain"), ("x", "")])
def test_pictures_and_their_size(raw, type, size, name, claimed):
    assert kind_of(raw, name, claimed) == {"type": type, "image": True, "width": size[0], "height": size[1]}


@pytest.mark.parametrize("raw", [
    SVG, HTML, b"hello", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", b"\x89PNG", b"GIF8", PDF, ZIP, bytes(50),
    b"\xff\xd8\xff",
])
@pytest.mark.parametrize("claim", [("cat.png", "image/png"), ("cat", "IMAGE/PNG; x=y"), ("cat.jpeg", ""),
                                   ("CAT.GIF", "text/plain")])
def test_what_claims_to_be_a_picture_and_is_none(raw, claim):
    assert kind_of(raw, *claim) == {"type": UNKNOWN, "image": False}


@pytest.mark.parametrize(("raw", "name", "claimed", "type"), [
    (PDF, "bill.pdf", "application/pdf", "application/pdf"), (PDF, "bill", "", "application/pdf"),
    (PLAIN_PDF, "bill.txt", "", "application/pdf"), (b"{\\rtf1 hello}", "a.rtf", "", "application/rtf"),
    (ZIP, "a.zip", "", "application/zip"), (ZIP, "a", "", "application/zip"), (ZIP, "a.docx", "", DOCX),
    (ZIP, "a.docx", DOCX, DOCX), (b"hello, world", "a.txt", "text/plain", "text/plain"),
    (b"a,b\n1,2", "a.csv", "text/csv", "text/csv"), ('{"a": "ä"}'.encode(), "a.json", "", "application/json"),
    ("BMW für alle".encode(), "a", "", "text/plain"), (b"MZ is how this text begins", "a.txt", "", "text/plain"),
    (SVG, "a.svg", "image/svg+xml", UNKNOWN), (SVG, "a.txt", "", "text/plain"),
    (HTML, "a.html", "text/html", "text/plain"),
    (b"alert(1)", "a.js", "text/javascript", "text/plain"),
    (b"<?xml version='1.0'?><html/>", "a.xml", "text/xml", "text/plain"),
    (HTML + b"\0", "a.html", "text/html", UNKNOWN), (bytes(99), "a.bin", "", UNKNOWN),
    (b"MZ" + bytes(99), "a.exe", "", UNKNOWN),
    (b"\x1f\x8b\x08" + bytes(30), "a.gz", "", "application/x-gzip"),
    (b"\0\0\0\x18ftypmp42" + bytes(30), "a.mp4", "video/mp4", "video/mp4"),
])
def test_other_files(raw, name, claimed, type):
    assert kind_of(raw, name, claimed) == {"type": type, "image": False}


def test_a_character_cut_in_two_is_still_text():
    assert kind_of("ä".encode() * 5000, "a", "")["type"] == "text/plain"
    assert kind_of(b"x" + "ä".encode() * 5000, "a", "")["type"] == "text/plain"


def test_a_picture_that_would_fill_the_memory_is_not_shown():
    assert kind_of(png(1, 1)[:16] + struct.pack(">II", 60_000, 60_000) + bytes(20), "a.png", "image/png") == {
        "type": "image/png", "image": False,
    }


@given(st.binary(max_size=400), st.text(max_size=20), st.text(max_size=40))
def test_nothing_that_runs_is_ever_told(raw, name, claimed):
    found = kind_of(raw, name, claimed)
    assert not any(word in found["type"] for word in ("html", "svg", "script", "/xml", "+xml"))
    assert not found["image"] or found["type"] in SHOWN
