"""Decides in which encoding the bytes of a page are read, and decodes them.

The order is that of the HTML standard (13.2.3.2): byte order mark, the transport's charset
parameter, a ``<meta>`` in the first 1024 bytes. Where none of them speaks, bytes that are valid
UTF-8 are read as such and all others as windows-1252. Labels mean what the Encoding standard says:
"euc-kr" is its superset windows-949, "shift_jis" is windows-31J, "gb2312" and "gbk" are read as
GB 18030.
"""

import codecs
from io import BytesIO
from typing import Literal

import webencodings

from govpage_lint.records import dataclass

type EncodingSource = Literal["bom", "transport", "meta", "guess"]

# Encoding standard name → the Python codec that decodes it as browsers do, where that is not the
# codec of the same name.
_CODECS = {
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_PRESCAN_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a page were read.

    ``name`` is the Encoding standard's name; ``source`` tells what decided it; ``bom`` whether the
    bytes began with a byte order mark; ``malformed`` how many sequences were not valid.
    """

    name: str
    source: EncodingSource
    bom: bool = False
    malformed: int = 0


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    """Decoder error handler: U+FFFD for what is not valid, and the byte after it read again.

    A bad trail byte in ASCII is a character of its own: a `<` after half a Hangul syllable is a tag
    and not swallowed (Encoding standard, "restore byte to the queue").
    """
    assert isinstance(error, UnicodeDecodeError)
    end = error.end
    if end - error.start == 2 and error.object[error.start + 1] < 0x80:
        end = error.start + 1
    return "\ufffd", end


def _replace_single(error: UnicodeError) -> tuple[str | bytes, int]:
    """The same for one byte a character: the standard has C1 controls where Python has gaps."""
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start]
    return (chr(byte) if byte < 0xA0 else "\ufffd"), error.start + 1


def _controls(error: UnicodeError) -> tuple[str | bytes, int]:
    """Encoder error handler: the bytes that the standard reads as C1 controls."""
    assert isinstance(error, UnicodeEncodeError)
    letter = error.object[error.start]
    if letter >= "\xa0":
        raise error
    return bytes((ord(letter),)), error.start + 1


codecs.register_error("govpage_lint.replace", _replace)
codecs.register_error("govpage_lint.controls", _controls)
codecs.register_error("govpage_lint.replace_single", _replace_single)


def _codec(name: str) -> str:
    return _CODECS.get(name, name)


def _known(label: str | None) -> str | None:
    """The standard name behind a label; None for labels nobody knows."""
    if not label:
        return None
    encoding = webencodings.lookup(label.strip(" \t\n\f\r"))
    return None if encoding is None else encoding.name


def _from_meta(data: bytes) -> str | None:
    """The encoding that a ``<meta>`` in the first 1024 bytes declares (html5lib's prescan)."""
    # The parser is a dependency of this prescan only; importing it here keeps start-up light.
    from govpage_lint.document.reference import HTMLBinaryInputStream

    if b"meta" not in data[:_PRESCAN_BYTES].lower():
        return None
    stream = HTMLBinaryInputStream(BytesIO(data[:_PRESCAN_BYTES]), useChardet=False)
    declared = stream.detectEncodingMeta()
    return None if declared is None else str(declared.name)


def _is_single(name: str) -> bool:
    """Whether an encoding has one byte a character."""
    return name.startswith(("windows-", "iso-8859", "macintosh", "koi8", "x-mac", "ibm"))


def _errors(name: str) -> str:
    return "govpage_lint.replace" + ("_single" if _is_single(name) else "")


def _decode(data: bytes, name: str) -> tuple[str, int]:
    text = data.decode(_codec(name), _errors(name))
    genuine = data.count(b"\xef\xbf\xbd") if name == "utf-8" else 0
    return text, max(0, text.count("\ufffd") - genuine)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, *, transport: str | None = None) -> tuple[str, Encoding]:
    """Text of a page's bytes, without byte order mark, and how it was read.

    ``transport`` is the charset parameter of the Content-Type header, None without one; a label
    that nobody knows is passed over. Never raises: what is not valid becomes U+FFFD and is counted.
    """
    source: EncodingSource
    for mark, name in _BOMS:
        if data.startswith(mark):
            text, malformed = _decode(data[len(mark) :], name)
            return text, Encoding(name, "bom", bom=True, malformed=malformed)
    if known := _known(transport):
        name, source = known, "transport"
    elif declared := _from_meta(data):
        name, source = declared, "meta"
    else:
        name, source = ("utf-8" if _is_utf8(data) else "windows-1252"), "guess"
    text, malformed = _decode(data, name)
    return text, Encoding(name, source, malformed=malformed)


def decode_as(data: bytes, encoding: Encoding) -> tuple[str, int]:
    """Bytes without byte order mark in an encoding that is known, and how many were not valid."""
    return _decode(data, encoding.name)


def mark_of(encoding: Encoding) -> bytes:
    """The byte order mark that a page in this encoding began with, if it did."""
    return next((mark for mark, name in _BOMS if encoding.bom and name == encoding.name), b"")


def encode_as(text: str, encoding: Encoding) -> bytes:
    """A text in the encoding of a page, as decoding reads it. Raises UnicodeError."""
    errors = "govpage_lint.controls" if _is_single(encoding.name) else "strict"
    return text.encode(_codec(encoding.name), errors)


def stepwise_decoder(encoding: Encoding) -> codecs.IncrementalDecoder:
    """A decoder that takes the bytes of a page piece by piece."""
    return codecs.getincrementaldecoder(_codec(encoding.name))(_errors(encoding.name))


def reread(text: str, read_as: str, written_in: str) -> str:
    """What a text says that was read in another encoding than it was written in.

    The text itself where it cannot have come about like that.
    """
    if text.isascii():
        return text
    try:
        data = text.encode(_codec(read_as.lower()), "govpage_lint.controls")
        return data.decode(_codec(written_in.lower()))
    except (UnicodeError, LookupError):
        return text


def redeclared(data: bytes, encoding: Encoding, label: str | None) -> str | None:
    """The encoding to read the bytes again in, when a ``<meta>`` after the prescan declares one.

    HTML standard 13.2.3.4 "changing the encoding while parsing": only a guess is ever changed, and
    a page that declares UTF-16 in ASCII is UTF-8.
    """
    if encoding.source != "guess":
        return None
    name = _known(label)
    if name in ("utf-16le", "utf-16be"):
        name = "utf-8"
    return None if name == encoding.name else name


def encode(text: str, encoding: Encoding) -> bytes:
    """The bytes of a text in an encoding, with the byte order mark that it had.

    Raises UnicodeEncodeError for a character that the encoding does not have.
    """
    mark = next((mark for mark, name in _BOMS if name == encoding.name), b"")
    return (mark if encoding.bom else b"") + text.encode(_codec(encoding.name))
