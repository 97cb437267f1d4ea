"""Bytes become text as in a browser: the HTML standard's order, the Encoding standard's labels."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govpage_lint.document.encoding import decode, reread
from govpage_lint.document.parse import parse

KOREAN = "똠방각하 펲시콜라"  # 똠 and 펲 are in CP949, and not in EUC-KR proper


def page(charset: str, body: str, codec: str | None = None) -> bytes:
    return f'<!doctype html><meta charset="{charset}"><p>{body}'.encode(codec or charset)


@pytest.mark.parametrize(
    ("label", "codec", "body"),
    [
        ("utf-8", "utf-8", KOREAN),
        ("euc-kr", "cp949", KOREAN),
        ("ks_c_5601-1987", "cp949", KOREAN),
        ("shift_jis", "cp932", "①髙橋"),
        ("euc-jp", "euc_jp", "高橋"),
        ("iso-2022-jp", "iso2022_jp", "高橋"),
        ("big5", "big5hkscs", "嘅香港"),
        ("gb2312", "gb18030", "镕基"),
        ("gbk", "gb18030", "镕基€"),
        ("windows-1251", "cp1251", "Правительство"),
        ("iso-8859-1", "cp1252", "Straße – “Ämter”"),
        ("windows-1256", "cp1256", "وزارة"),
        ("windows-874", "cp874", "กระทรวง"),
        ("utf-16", "utf-8", KOREAN),
    ],
)
def test_a_declared_label_means_what_browsers_take_it_for(
    label: str, codec: str, body: str
) -> None:
    document = parse(page(label, body, codec))
    assert document.by_name["p"][0].text == body
    assert document.encoding.source == "meta"
    assert document.encoding.malformed == 0


def test_a_byte_order_mark_wins_over_header_and_meta() -> None:
    text, encoding = decode(b"\xef\xbb\xbf" + page("euc-kr", "가", "utf-8"), transport="shift_jis")
    assert (encoding.name, encoding.source, encoding.bom) == ("utf-8", "bom", True)
    assert text.startswith("<!doctype")


@pytest.mark.parametrize(
    ("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_mark_of_utf_16_is_read(mark: bytes, codec: str) -> None:
    text, encoding = decode(mark + "<p>가".encode(codec))
    assert (text, encoding.source) == ("<p>가", "bom")


def test_the_header_wins_over_meta() -> None:
    document = parse(page("utf-8", KOREAN, "cp949"), transport="EUC-KR")
    assert document.by_name["p"][0].text == KOREAN
    assert document.encoding.source == "transport"


def test_a_header_with_a_label_that_nobody_knows_is_passed_over() -> None:
    assert parse(page("euc-kr", "가", "cp949"), transport="hangul").encoding.name == "euc-kr"


def test_without_any_declaration_valid_utf_8_is_read_as_such_and_the_rest_as_windows_1252() -> None:
    assert decode("<p>서울".encode())[1].name == "utf-8"
    assert decode(b"<p>caf\xe9")[0] == "<p>café"


def test_a_meta_after_the_first_1024_bytes_still_counts() -> None:
    data = b"<!-- " + b"x" * 2000 + b" -->" + page("euc-kr", "서울", "cp949")
    document = parse(data)
    assert document.by_name["p"][0].text == "서울"
    assert document.encoding.source == "meta"


def test_an_http_equiv_declaration_counts_too() -> None:
    data = '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><p>서울'.encode(
        "cp949"
    )
    assert parse(data).by_name["p"][0].text == "서울"


def test_a_tag_after_half_a_character_is_not_swallowed() -> None:
    document = parse(b'<meta charset="euc-kr"><p>\xb0<b>x</b>')
    assert document.by_name["b"][0].text == "x"
    assert document.encoding.malformed == 1


def test_gaps_of_windows_1252_are_c1_controls_and_not_errors() -> None:
    text, encoding = decode(b'<meta charset="windows-1252"><p>\x81\x8d')
    assert text.endswith("\x81\x8d")
    assert encoding.malformed == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_endings_do_not_move_lines_and_columns(newline: str) -> None:
    document = parse(f"<p>가{newline}나{newline} <b>다</b>".encode())
    bold = document.by_name["b"][0]
    assert bold.span is not None
    place = document.source.position(bold.span[0])
    assert (place.line, place.column) == (3, 2)


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "euc-kr", "big5", "gbk", "shift_jis", "iso-2022-jp", "x"]),
)
def test_no_bytes_whatever_break_the_parser(data: bytes, transport: str | None) -> None:
    document = parse(data, transport=transport)
    assert document.elements[0].local_name == "html"
    for element in document.elements:
        if element.span is not None:
            assert document.source.slice(element.span)[0] == "<"


@given(st.text())
def test_a_text_that_was_read_in_the_wrong_encoding_is_read_again(text: str) -> None:
    # A byte order mark is never misread.
    assume("\r" not in text and not text.startswith("\ufeff"))
    data = text.encode("utf-8", "replace")
    misread, _ = decode(data, transport="windows-1252")
    assert reread(misread, "windows-1252", "UTF-8") == data.decode("utf-8") or "\ufffd" in misread


@pytest.mark.parametrize("text", ["plain", "already é", "한국어", "â€"])
def test_a_text_that_cannot_have_been_misread_stays(text: str) -> None:
    assert reread(text, "windows-1252", "utf-8") == text
