"""Bytes to text, whatever they claim to be. Pure, never raises.

What a label says is believed if it can be; what web browsers know about wrong labels holds here, too.
"""

import re
from encodings.aliases import aliases

from charset_normalizer import from_bytes

# A guess from more than this is no better, only slower.
_LOOKED_AT = 16 * 1024
# One letter in so many is not ASCII in German, French or Portuguese; in other scripts it is nearly every one.
_WESTERN = 16
_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_CONTROL = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff{_BIDI}]")
# Labels that mean another, larger set than they say, and some that only mail programs know.
_MEANT = {
    "ascii": "ascii", "us_ascii": "ascii", "ansi_x3.4_1968": "ascii", "646": "ascii",
    "iso_8859_1": "cp1252", "latin1": "cp1252", "latin_1": "cp1252", "l1": "cp1252", "iso8859_1": "cp1252",
    "iso_8859_9": "cp1254", "iso_8859_11": "cp874", "tis_620": "cp874", "windows_874": "cp874",
    "iso_8859_8_i": "iso8859_8", "iso_8859_8_e": "iso8859_8", "logical": "iso8859_8", "visual": "iso8859_8",
    "iso_8859_6_i": "iso8859_6", "iso_8859_6_e": "iso8859_6",
    "shift_jis": "cp932", "sjis": "cp932", "x_sjis": "cp932", "ms_kanji": "cp932", "windows_31j": "cp932",
    "iso_2022_jp": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext", "_iso_2022_jp$esc": "iso2022_jp_ext",
    "gb2312": "gb18030", "gbk": "gb18030", "x_gbk": "gb18030", "gb_2312_80": "gb18030", "hz": "hz", "hz_gb_2312": "hz",
    "big5": "big5hkscs", "big5_hkscs": "big5hkscs", "x_x_big5": "big5hkscs",
    "ks_c_5601_1987": "cp949", "ks_c_5601": "cp949", "euc_kr": "cp949", "ksc5601": "cp949", "korean": "cp949",
    "cp_850": "cp850", "macintosh": "mac_roman", "x_mac_roman": "mac_roman", "x_mac_cyrillic": "mac_cyrillic",
    "unicode_1_1_utf_7": "utf_7", "x_unicode_2_0_utf_7": "utf_7", "unicode": "utf_16", "utf8mb4": "utf_8",
}
# Codecs of Python that are no charsets, or that cost more than they are worth.
_NO_CHARSETS = {
    "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "rot_13", "base64_codec",
    "bz2_codec", "hex_codec", "quopri_codec", "uu_codec", "zlib_codec",
}
_KNOWN = ({*aliases, *aliases.values()} | {"utf_8", "utf_16", "utf_32"}) - _NO_CHARSETS
_KNOWN -= {alias for alias, codec in aliases.items() if codec in _NO_CHARSETS}


def decode(data: bytes, label: str = "") -> tuple[str, bool]:
    """(text, whether it came out as its label promised)."""
    codec = _codec(label)
    if codec in ("", "ascii") and b"\x1b$" in data:
        codec = "iso2022_jp_ext"
    if codec == "utf_16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf_16_be"
    for attempt in (codec, "utf_8"):
        if attempt and (attempt != "utf_8" or codec in ("", "ascii", "utf_8") or not data.isascii()):
            try:
                return data.decode(attempt), attempt == codec or (not codec and not label)
            except (UnicodeError, LookupError, ValueError):
                continue
    if not codec or codec == "ascii":
        return _guess(data), False
    return data.decode(codec, "replace"), False


def guess(data: bytes) -> str:
    """Text of bytes that carry no label."""
    return decode(data)[0]


def clean(text: str) -> str:
    """Text of several lines that can be stored and shown: line breaks are \\n, other control characters are gone."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str, most: int) -> str:
    """Text for one line of a header or a list: no breaks, no marks that turn its direction, at most `most` letters."""
    text = " ".join(_LINE_CONTROL.sub(" ", text[: most * 4]).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _codec(label: str) -> str:
    name = re.sub(r"[\s-]+", "_", label.strip().strip("\"'").lower()[:60])
    name = _MEANT.get(name, name)
    for spelling in (name, name.replace("windows_", "cp"), re.sub(r"^x_|^cs", "", name), name.replace("_", "")):
        if spelling in _KNOWN:
            return _MEANT.get(spelling, spelling)
    return ""


def _guess(data: bytes) -> str:
    """The likeliest text. Where few letters are not ASCII it is a Western language, whose charset is too easily
    taken for its neighbours; else charset-normalizer looks at the beginning."""
    beginning = data[:_LOOKED_AT]
    foreign = sum(byte > 0x7F for byte in beginning)
    if foreign * _WESTERN <= len(beginning):
        return data.decode("cp1252", "replace")
    found = from_bytes(beginning).best()
    codec = found.encoding if found else "cp1252"
    return data.decode("cp1252" if codec == "ascii" else codec, "replace")
