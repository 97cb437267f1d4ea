"""The words of forms: labels in names, purposes, messages, and the tables behind them."""

import re

import pytest

from govpage_lint.checks.forms.autofill import Autofill
from govpage_lint.checks.forms.label_words import Abbreviations, compare, tokens
from govpage_lint.checks.forms.messages import Messages
from govpage_lint.checks.forms.purposes import Purposes
from govpage_lint.rulebook.book import data_table

WORDS = data_table("form_words")
PURPOSES = Purposes(data_table("input_purposes"), WORDS)
MESSAGES = Messages(data_table("form_messages"))
AUTOFILL = Autofill(data_table("autofill"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Next\u00a0 page … ", ["next", "page"]),
        ("Day (DD.MM.) and (a (b) c) time", ["day", "and", "time"]),
        ("re-use [now]", ["re", "use", "now"]),
        ("３×４＝12", ["3", "4", "12"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("💡 — ***", []),
        ("a) b (c", ["a", "b", "c"]),
    ],
)
def test_a_text_is_split_as_the_act_rule_says(text: str, words: list[str]):
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("label", "name", "answer"),
    [
        ("Next page", "Next page of news", "contained"),
        ("Open It", "Open Italy", "not contained"),
        ("before", "be fore", "not contained"),
        ("N I A", "NIA", "not contained"),
        ("7", "7b", "not contained"),
        ("X", "Close", "contained"),
        ("i", "Information", "unsure"),
        ("non-resident", "nonresident", "unsure"),
        ("co-op shop", "coop shop", "unsure"),
        ("Resume", "Résumé", "unsure"),
        ("Sejong Ave.", "Sejong Avenue", "unsure"),
        ("Mon", "Monday", "unsure"),
        ("FAQ", "Frequently asked questions", "unsure"),
        ("Application", "Applicatoin form", "unsure"),
        ("Organise", "Organize the list", "unsure"),
        ("Rule", "Rules", "not contained"),
        ("공지사항", "공지사항바로가기", "contained"),
        ("가", "각", "not contained"),
        ("보도자료", "공지사항", "not contained"),
        ("検索", "サイト内検索", "contained"),
        ("신청（무료）", "신청", "unsure"),
    ],
)
def test_a_label_is_looked_for_in_a_name(label: str, name: str, answer: str):
    assert compare(label, name, Abbreviations(WORDS)) == answer


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Your first name *", "given-name"),
        ("이메일 (필수)", "email"),
        ("휴대전화 번호를 입력하세요", None),
        ("E-mail address:", "email"),
        ("Name of the court", None),
        ("Phone number (optional)", "tel"),
        ("상세주소", "address-line2"),
        ("Date of Birth", "bday"),
        ("", None),
    ],
)
def test_a_label_tells_its_purpose_with_its_whole_text(text: str, purpose: str | None):
    found = PURPOSES.of_text(text)
    assert (found.id if found else None) == purpose


@pytest.mark.parametrize(
    ("text", "labels", "vague"),
    [
        ("Please fill the field correctly.", (), True),
        ("You need to fix the errors on this page before continuing.", (), True),
        ("There are 3 errors in this form", (), True),
        ("Invalid value for age.", ("age",), True),
        ("Invalid value for age.", (), False),
        ("Invalid value for age. It must be at least 1.", ("age",), False),
        ("Please complete all required fields.", (), False),
        ("Enter your date of birth", (), False),
        ("입력값을 확인해 주세요.", (), True),
        ("올바르지 않은 값입니다", (), False),
        ("성명을 입력해 주세요", ("성명",), False),
        ("오류가 발생했습니다", (), True),
    ],
)
def test_a_message_is_vague_where_it_says_neither_what_nor_how(
    text: str, labels: tuple[str, ...], vague: bool
):
    assert MESSAGES.is_vague(text, labels) is vague


def test_every_token_of_the_purposes_is_one_of_html():
    for purpose in PURPOSES.by_id.values():
        assert purpose.tokens <= AUTOFILL.fields, purpose.id
        assert not purpose.personal or purpose.personal in purpose.tokens, purpose.id


def test_no_word_belongs_to_two_purposes():
    table = data_table("input_purposes")
    for language in ("en", "ko"):
        words = [word for entry in table.values() for word in set(entry.get(language, ()))]
        assert len(words) == len(set(words))


def test_what_is_meant_by_other_words_is_a_token_and_they_are_none():
    for word, meant in AUTOFILL.meant.items():
        assert meant in AUTOFILL.fields
        assert word not in AUTOFILL.fields
    assert not AUTOFILL.off & AUTOFILL.fields


def test_words_are_in_lower_case_as_texts_are_compared():
    for key in ("abbreviations", "marks", "states", "filler", "others", "labels"):
        for line in _strings(WORDS[key]):
            assert line == line.casefold(), line


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value
    assert not isinstance(values, (str, int))
    return [text for one in values for text in _strings(one)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["error", "stated", "vague", "unhelpful"])
def test_patterns_of_messages_compile(key: str):
    for pattern in _strings(data_table("form_messages")[key]):
        re.compile(pattern.replace("{label}", "x"))
