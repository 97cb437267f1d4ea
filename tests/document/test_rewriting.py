"""Changing a page's bytes: every byte outside of a change stays, in every encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.document.encoding import decode
from govpage_lint.document.parse import parse
from govpage_lint.document.rewriting import Change, NotWritable, rewrite

LETTERS = {
    "utf-8": "aé한글😀",
    "euc-kr": "a한글똠방각하뷁",
    "shift_jis": "a日本語①ｱ",
    "big5": "a中文",
    "gbk": "a中文㐂",
    "windows-1252": "aé€\x81",
    "windows-1251": "aЖя",
    "utf-16le": "a한😀",
    "utf-16be": "a한😀",
}
LINE_ENDINGS = ("\n", "\r\n", "\r")


def _encoded(text: str, name: str) -> bytes:
    codec = {"euc-kr": "cp949", "shift_jis": "cp932", "gbk": "gb18030", "utf-16le": "utf-16-le"}
    if name.startswith("utf-16"):
        mark = b"\xff\xfe" if name.endswith("le") else b"\xfe\xff"
        return mark + text.encode(codec.get(name, "utf-16-be"))
    errors = "govpage_lint.controls" if name.startswith("windows") else "strict"
    return text.encode(codec.get(name, name), errors)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str, str, list[Change]]:
    """An encoding, the label it has outside, pieces of text, and changes between and in them."""
    name = draw(st.sampled_from(sorted(LETTERS)))
    piece = st.text(st.sampled_from([*LETTERS[name], "<", ">", " "]), max_size=6)
    pieces = draw(st.lists(piece | st.sampled_from(LINE_ENDINGS), max_size=20))
    text = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    if len(places) % 2:
        places.pop()
    texts = st.text(st.sampled_from([*LETTERS[name], "\n", "&", "가", "€"]), max_size=4)
    changes = [
        Change(start, end, draw(texts))
        for start, end in zip(places[::2], places[1::2], strict=True)
    ]
    return name, "".join(pieces), text, changes


@given(pages())
def test_what_is_not_changed_keeps_its_bytes(page) -> None:
    name, original, text, changes = page
    data = _encoded(original, name)
    _, encoding = decode(data, transport=name)
    result = rewrite(data, encoding, changes)
    said, _ = decode(result.data, transport=name)
    # The text is what the changes make of it, line endings counted as one.
    wanted, place = [], 0
    for change, written in zip(changes, result.changes, strict=True):
        wanted += [text[place : change.start], written.text]
        place = change.end
    wanted.append(text[place:])
    assert said.replace("\r\n", "\n").replace("\r", "\n") == "".join(wanted).replace(
        "\r\n", "\n"
    ).replace("\r", "\n")
    # What stands before the first change and after the last is there byte by byte.
    if not changes:
        assert result.data == data
        return
    head = _bytes_of(original, text[: changes[0].start], name)
    assert result.data.startswith(data[:head])
    tail = len(data) - _bytes_of(original, text[: changes[-1].end], name)
    assert tail == 0 or result.data.endswith(data[-tail:])


def _bytes_of(original: str, start: str, name: str) -> int:
    """How many bytes the beginning of a text takes, with its line endings as they were."""
    place = 0
    for letter in start:
        place += 2 if letter == "\n" and original[place : place + 2] == "\r\n" else 1
    return len(_encoded(original[:place], name))


@pytest.mark.parametrize("ending", LINE_ENDINGS)
def test_a_new_line_ends_as_the_lines_around_it(ending: str) -> None:
    data = f"<p>{ending}A</p>".encode()
    document = parse(data)
    assert rewrite(data, document.encoding, [Change(4, 4, "B\n")]).data == (
        f"<p>{ending}B{ending}A</p>".encode()
    )


def test_a_character_that_the_encoding_lacks_becomes_a_reference() -> None:
    data = "<p>é</p>".encode("windows-1252")
    document = parse(data)
    result = rewrite(data, document.encoding, [Change(4, 4, "é가")])
    assert result.data == "<p>éé&#44032;</p>".encode("windows-1252")
    assert result.changes == [Change(4, 4, "é&#44032;")]


def test_bytes_that_are_not_valid_stay_where_they_are() -> None:
    data = b"<p>\xff\xfe</p><p>A</p>\xec"
    _, encoding = decode(data, transport="utf-8")
    result = rewrite(data, encoding, [Change(9, 12, "<b>")])
    assert result.data == b"<p>\xff\xfe</p><b>A</p>\xec"


def test_two_bytes_that_read_alike_both_stay() -> None:
    # Shift_JIS has the sign ① once, and NEC's and IBM's rows have others twice.
    data = b"<p>\x87\x90\x81\xe0\xfa\x4a</p>"
    _, encoding = decode(data, transport="shift_jis")
    result = rewrite(data, encoding, [Change(0, 2, "<b"), Change(6, 9, "</b")])
    assert result.data == b"<b>\x87\x90\x81\xe0\xfa\x4a</b>"


def test_a_change_beside_half_a_character_is_refused() -> None:
    data = b"<p>\xec<b>"
    text, encoding = decode(data, transport="euc-kr")
    assert text == "<p>\ufffd<b>"
    with pytest.raises(NotWritable):
        rewrite(data, encoding, [Change(4, 4, "A")])
