"""A picture is what its bytes say."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.people.image_kind import image_kind
from tests.people.images import jpeg, png, webp


@pytest.mark.parametrize(("raw", "found"), [
    (png(256, 200), ("image/png", 256, 200)),
    (jpeg(256, 200), ("image/jpeg", 256, 200)),
    (webp(256, 200), ("image/webp", 256, 200)),
    (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 255 | 199 << 14), ("image/webp", 256, 200)),
    (b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\0\0\xc7\0\0", ("image/webp", 256, 200)),
])
def test_the_three_kinds_and_their_size(raw, found):
    assert image_kind(raw) == found


@pytest.mark.parametrize("raw", [
    b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(40),
    b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe0\0\0" + bytes(20),
    b"RIFF\0\0\0\0WEBP", b"RIFF\0\0\0\0WAVE" + bytes(30),
])
def test_anything_else_is_none(raw):
    assert image_kind(raw) is None


@given(st.sampled_from([png(9, 9), jpeg(9, 9), webp(9, 9)]), st.binary(max_size=60), st.integers(0, 60))
def test_no_bytes_break_it(start, noise, kept):
    image_kind(start[:kept] + noise)
