"""Tells what a picture really is, and how large, from its first bytes. Pure."""

import struct

PNG, JPEG, WEBP = "image/png", "image/jpeg", "image/webp"


def image_kind(raw: bytes) -> tuple[str, int, int] | None:
    """(type, width, height), or None for anything but a PNG, JPEG or WebP."""
    try:
        if raw[:8] == b"\x89PNG\r\n\x1a\n" and raw[12:16] == b"IHDR":
            return PNG, *struct.unpack(">II", raw[16:24])
        if raw[:3] == b"\xff\xd8\xff":
            return _jpeg(raw)
        if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            return _webp(raw)
    except (struct.error, IndexError):
        pass
    return None


def _jpeg(raw: bytes) -> tuple[str, int, int] | None:
    at = 2
    while raw[at] == 0xFF:
        marker = raw[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return JPEG, width, height
        (length,) = struct.unpack(">H", raw[at + 2 : at + 4])
        at += 2 + max(length, 2)
    return None


def _webp(raw: bytes) -> tuple[str, int, int] | None:
    form = raw[12:16]
    if form == b"VP8X":
        return WEBP, int.from_bytes(raw[24:27], "little") + 1, int.from_bytes(raw[27:30], "little") + 1
    if form == b"VP8L" and raw[20] == 0x2F:
        bits = int.from_bytes(raw[21:25], "little")
        return WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and raw[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", raw[26:30])
        return WEBP, width & 0x3FFF, height & 0x3FFF
    return None
