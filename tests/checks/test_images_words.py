"""Which words for an image say nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.checks.images.labels import label_of
from govpage_lint.checks.images.vocabulary import ImageWords, word_key
from govpage_lint.checks.images.words import fault_of
from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import data_table

TABLE = data_table("image_words")
WORDS = ImageWords(TABLE)
LANGUAGES = [name for name in TABLE if name not in ("file_name", "any")]


def fault(alt: str, lang: str = "ko", before: str = "", after: str = "") -> tuple[str, str] | None:
    """The kind of fault of an alternative text, and the word that shows it."""
    quoted = alt.replace("&", "&amp;").replace('"', "&quot;")
    html = f'<html lang="{lang}"><body>{before}<img src="a.png" alt="{quoted}">{after}'
    page: Page = source_page(parse_text(html), profile="kr")
    (image,) = page.document.by_name["img"]
    label = label_of(page, image)
    found = fault_of(page, label) if label is not None else None
    return None if found is None else (found.kind, found.word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_of_a_language_is_found_on_its_pages(language: str):
    for word in TABLE[language]["alone"]:
        assert fault(word, language) == ("alone", word), word
    for word in TABLE[language]["placeholder"]:
        assert fault(word, language) is not None, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ends_like_a_picture_but_names_a_thing_is_left_alone(language: str):
    for word in TABLE[language].get("suffix_ok", ()):
        assert fault(f"Seoul {word}", language) is None, word


@pytest.mark.parametrize(
    "alt",
    [
        "사진",
        "사진 1",
        "사진1",
        "[사진]",
        "이미지 입니다".removesuffix(" 입니다"),
        "IMAGE-3",
        "ＩＭＡＧＥ",
    ],
)
def test_case_width_numbers_and_signs_do_not_hide_a_word(alt: str):
    found = fault(alt)
    assert found is not None
    assert found[0] == "alone"


@pytest.mark.parametrize(
    ("alt", "lang", "word"),
    [
        ("외교부 장관 접견 사진", "ko", "사진"),
        ("접견사진", "ko", "사진"),
        ("페이스북 아이콘", "en", "아이콘"),
        ("PDF icon", "ko", "icon"),
        ("大臣の写真", "ja", "写真"),
        ("Foto der Ministerin", "de", "foto der"),
        ("Photo de l’ambassadeur", "fr", "photo de"),
    ],
)
def test_a_word_for_the_medium_is_found_at_the_end_or_the_beginning(alt: str, lang: str, word: str):
    found = fault(alt, lang)
    assert found is not None
    assert found[0] in ("suffix", "prefix")
    assert found[1] == word


@pytest.mark.parametrize(
    "alt",
    [
        "청사진",
        "부산항 항공사진",
        "Iconic bridge",
        "Photographer of the year",
        "imagery",
        "사진전 안내",
    ],
)
def test_a_word_within_another_word_is_no_fault(alt: str):
    assert fault(alt) is None


def test_words_of_another_latin_language_are_no_fault():
    assert fault("Zeichnung", "en") is None
    assert fault("Zeichnung", "de") == ("alone", "Zeichnung")


@pytest.mark.parametrize(
    "alt",
    [
        "harbor-02.png",
        "DSC_0042",
        "IMG_20261105.JPG",
        "/upload/a/b.gif",
        "https://a.kr/x.png",
        "main_visual_01",
    ],
)
def test_the_name_or_address_of_a_file_is_found(alt: str):
    assert fault(alt) == ("file-name", alt)


@pytest.mark.parametrize(
    "alt", ["COVID-19", "G20", "A/S", "1/2.50", "en_US", "gov.kr", "Wi-Fi", "www.moe.go.kr", "24/7"]
)
def test_what_is_spelt_like_a_file_but_is_none_is_left_alone(alt: str):
    found = fault(alt)
    assert found is None or found[0] != "file-name"


def test_a_number_says_nothing_but_in_a_link_it_may_be_a_page():
    assert fault("3") == ("number", "3")
    assert fault("3", before='<a href="?p=3">', after="</a>") is None
    assert fault("2026-11-05") is None


@given(st.text(max_size=200), st.sampled_from(["ko", "en", "xx", ""]))
def test_any_text_is_judged_without_trouble(alt: str, lang: str):
    fault(re.sub(r"[<>\x00]", "", alt), lang)


@given(st.text(max_size=60))
def test_a_key_is_the_same_for_what_differs_in_case_and_signs_only(text: str):
    key = word_key(text)
    assert word_key(key) == key or key[-1:].isdigit()
    assert word_key(f"- {text} -") == key


def test_a_language_without_a_table_asks_all_of_them():
    assert WORDS.of_language("xx") is WORDS.of_language("")
    assert WORDS.of_language("en").alone < WORDS.of_language("").alone
