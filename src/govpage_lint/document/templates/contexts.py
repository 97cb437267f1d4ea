"""Decides where in the markup each piece of template code stands: in text, in a tag, in a value."""

from __future__ import annotations

import re
from typing import Final, Literal

from govpage_lint.document.source import Span
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

type Where = Literal["text", "structure", "between", "attribute", "value", "name", "raw"]

# Stands for template code, one for each character, while markup is read around it.
CODE: Final = "\uf8ff"

# What has only elements in it: code there writes elements, if anything.
_STRUCTURES: Final = frozenset(
    """html head table thead tbody tfoot tr colgroup select optgroup datalist ul ol dl menu picture video
    audio map""".split()
)
# What stands only in those: code after its end stands in them, too.
_PARTS: Final = frozenset(
    """head thead tbody tfoot tr td th caption colgroup col option optgroup li dt dd source track area
    title meta link base""".split()
)
_RAW: Final = ("script", "style", "textarea", "title", "xmp")
_TAG_NAME: Final = regex(r"[^\s/>]*")
_UNQUOTED: Final = regex(r"[^\s>]*")
_ATTRIBUTE_NAME: Final = regex(r"=?[^\s/>=]*")
_SPACE: Final = regex(r"[\s/]*")
_EQUALS: Final = regex(r"\s*=\s*")
_BLANK: Final = regex(rf"[\s{CODE}]*\Z")


@dataclass(slots=True)
class Context:
    """Where a piece of code stands: in what, in the tag that begins at ``tag``, and there in the value
    of ``attribute``."""

    where: Where
    tag: int = -1
    attribute: str = ""


@dataclass(slots=True)
class _Area:
    span: Span
    context: Context


@dataclass(slots=True)
class _Scan:
    text: str
    areas: list[_Area] = field(default_factory=list)
    place: int = 0
    after: Where = "structure"
    in_head: bool = False

    def add(self, start: int, end: int, where: Where, tag: int = -1, attribute: str = "") -> None:
        if end > start and self.text.find(CODE, start, end) >= 0:
            self.areas.append(_Area((start, end), Context(where, tag, attribute)))


def contexts_of(masked: str, spans: list[Span]) -> list[Context]:
    """The context of each span in a text in which all code is written as ``CODE``.

    The spans are in order and don't overlap. Linear in the text.
    """
    scan = _Scan(masked)
    while scan.place < len(masked):
        _step(scan)
    found: list[Context] = []
    place = 0
    areas = scan.areas
    for start, _ in spans:
        while place < len(areas) and areas[place].span[1] <= start:
            place += 1
        inside = place < len(areas) and areas[place].span[0] <= start
        found.append(areas[place].context if inside else Context("text"))
    return found


def _step(scan: _Scan) -> None:
    """Read a text, and the tag or comment after it."""
    text, start = scan.text, scan.place
    sign = text.find("<", start)
    if sign < 0:
        _text(scan, start, len(text))
        scan.place = len(text)
        return
    following = text[sign + 1 : sign + 2]
    if following == "!" or following == "?":
        _text(scan, start, sign)
        _declaration(scan, sign)
    elif (following.isascii() and following.isalpha()) or following == CODE:
        _text(scan, start, sign)
        _start_tag(scan, sign)
    elif following == "/":
        _text(scan, start, sign)
        _end_tag(scan, sign)
    else:
        _text(scan, start, sign + 1)
        scan.after = "text"
        scan.place = sign + 1


def _text(scan: _Scan, start: int, end: int) -> None:
    if end <= start:
        return
    blank = _BLANK.match(scan.text, start, end) is not None
    where = scan.after if blank else "text"
    if scan.in_head:
        where = "structure"
    scan.add(start, end, where)
    if not blank:
        scan.after = "text"


def _declaration(scan: _Scan, start: int) -> None:
    text = scan.text
    comment = text.startswith("<!--", start)
    end = text.find("-->" if comment else ">", start + 2)
    end = len(text) if end < 0 else end + (3 if comment else 1)
    scan.add(start, end, "raw")
    scan.place = end


def _end_tag(scan: _Scan, start: int) -> None:
    text = scan.text
    end = text.find(">", start)
    end = len(text) if end < 0 else end + 1
    name = _TAG_NAME.match(text, start + 2, end)
    assert name is not None
    scan.add(start + 2, name.end(), "name", start)
    scan.add(name.end(), end, "between", start)
    word = name[0].lower()
    scan.after = "structure" if word in _PARTS else "text"
    if word == "head":
        scan.in_head = False
    scan.place = end


def _start_tag(scan: _Scan, start: int) -> None:
    text, length = scan.text, len(scan.text)
    name = _TAG_NAME.match(text, start + 1)
    assert name is not None
    scan.add(*_in_name(scan, start, name))
    place = name.end()
    while place < length:
        space = _SPACE.match(text, place)
        place = space.end() if space is not None else place
        if place >= length or text[place] == ">":
            place += 1
            break
        place = _attribute(scan, start, place)
    word = name[0].partition(CODE)[0].lower()
    if word == "head":
        scan.in_head = True
    elif word == "body":
        scan.in_head = False
    scan.after = (
        "structure" if word in _STRUCTURES or word in ("meta", "link", "base", "body") else "text"
    )
    if word == "body":
        scan.after = "text"
    scan.place = min(place, length)
    if word in _RAW:
        _raw(scan, word)


def _in_name(scan: _Scan, start: int, name: re.Match[str]) -> tuple[int, int, Where, int]:
    """What code right behind the name of a tag is: ``<div{{ attributes }}>`` or ``<h{{ level }}>``."""
    code = name[0].find(CODE)
    if name[0][:code].lower() in _NAMES and not name[0][code:].strip(CODE):
        return (name.start() + code, name.end(), "between", start)
    return (start + 1, name.end(), "name", start)


_NAMES: Final = frozenset(
    """a abbr address article aside audio b blockquote body button canvas caption cite code col colgroup
    dd details dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header
    html i iframe img input label legend li link main map meta nav object ol optgroup option p picture
    pre progress script section select small source span strong style summary svg table tbody td
    textarea tfoot th thead time title tr ul video""".split()
)


def _attribute(scan: _Scan, tag: int, place: int) -> int:
    """Read an attribute; returns where it ends."""
    text = scan.text
    if text[place] == CODE:
        code = place
        while code < len(text) and text[code] == CODE:
            code += 1
        if (
            code >= len(text)
            or text[code] in " \t\n\f\r/>"
            or (text[code] != "=" and text[code] != "-")
        ):
            # Code beside attributes; what stands right after it is the next one.
            scan.add(place, code, "between", tag)
            return code
    name = _ATTRIBUTE_NAME.match(text, place)
    assert name is not None
    end = max(name.end(), place + 1)
    word = text[place:end].lower()
    scan.add(place, end, "attribute", tag, word.partition(CODE)[0])
    equals = _EQUALS.match(text, end)
    if equals is None:
        return end
    start = equals.end()
    quote = text[start : start + 1]
    if quote in ("'", '"') and quote:
        stop = text.find(quote, start + 1)
        stop = len(text) if stop < 0 else stop
        scan.add(start + 1, stop, "value", tag, word)
        return stop + 1
    value = _UNQUOTED.match(text, start)
    assert value is not None
    scan.add(start, value.end(), "value", tag, word)
    return max(value.end(), start)


def _raw(scan: _Scan, word: str) -> None:
    """Text in which there are no tags."""
    end = _RAW_ENDS[word].search(scan.text, scan.place)
    stop = len(scan.text) if end is None else end.start()
    scan.add(scan.place, stop, "text" if word in ("title", "textarea") else "raw")
    scan.place = stop


_RAW_ENDS: Final = {name: regex(f"</{name}", re.IGNORECASE) for name in _RAW}
