"""Scripts of characters, and runs of foreign ones: what holds for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.checks.language.script import HAN, HANGUL, KANA, LATIN, Scripts, in_words
from govpage_lint.rulebook.book import data_table

SCRIPTS = Scripts(data_table("script_ranges"))
ENGLISH = frozenset((LATIN,))
KOREAN = frozenset((HANGUL, HAN))
JAPANESE = frozenset((KANA, HAN))
CHINESE = frozenset((HAN,))
RUSSIAN = frozenset(("Cyrl",))
NATIVES = (ENGLISH, KOREAN, JAPANESE, CHINESE, RUSSIAN)

PIECES = st.sampled_from(
    [
        *(
            "서울",
            "본문 바로가기",
            "東京",
            "の",
            "会議",
            "Москва",
            "α",
            "word",
            " ",
            ", ",
            "(",
            ")",
        ),
        *("2026", "년", "★", "é", "e\u0301", "عربي", "ไทย", "\n", "😀", "ＡＢ", "·", "ー", "㈜"),
        *("\x00", "\ud800"),
    ]
)
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_a_text_has_one_mark_a_character(text: str) -> None:
    assert len(SCRIPTS.marks(text)) == len(text)


@given(TEXTS, TEXTS)
def test_a_character_has_its_script_wherever_it_stands(one: str, other: str) -> None:
    assert SCRIPTS.marks(one + other) == SCRIPTS.marks(one) + SCRIPTS.marks(other)


@given(TEXTS)
def test_no_more_letters_are_counted_than_there_are(text: str) -> None:
    assert sum(SCRIPTS.count(text).values()) <= len(text)


@given(TEXTS, st.sampled_from(NATIVES))
def test_runs_follow_each_other_and_hold_foreign_letters(text: str, native: frozenset[str]) -> None:
    end = 0
    for run in SCRIPTS.foreign_runs(text, native):
        inside = text[run.start : run.end]
        counts = SCRIPTS.count(inside)
        assert end <= run.start < run.end <= len(text)
        assert run.script not in native
        assert run.script != LATIN
        assert run.letters >= 2
        assert run.letters <= sum(counts.values())
        assert SCRIPTS.count(inside[-1]), "it ends with a letter"
        assert LATIN not in counts
        end = run.end


@given(TEXTS, st.sampled_from(NATIVES))
def test_what_is_quickly_passed_over_has_no_run(text: str, native: frozenset[str]) -> None:
    if not SCRIPTS.may_be_foreign(text, native):
        assert set(SCRIPTS.count(text)) <= native | {LATIN}
        assert not SCRIPTS.foreign_runs(text, native)
    assert SCRIPTS.foreign_at_most(text, native) >= sum(
        number for code, number in SCRIPTS.count(text).items() if code not in native | {LATIN}
    )


@given(TEXTS)
def test_stretches_of_latin_letters_have_no_others(text: str) -> None:
    for run in SCRIPTS.latin_stretches(text):
        assert set(SCRIPTS.count(text[run.start : run.end])) == {LATIN}


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80), st.sampled_from(NATIVES))
def test_plain_ascii_is_never_foreign(text: str, native: frozenset[str]) -> None:
    assert SCRIPTS.foreign_runs(text, native) == []


@pytest.mark.parametrize(
    ("text", "native", "runs"),
    [
        ("본문 바로가기", ENGLISH, ["본문 바로가기"]),
        ("Kim (김철수) and 東京の会議.", ENGLISH, ["김철수", "東京の会議"]),
        ("2026년 5월 3일 report", ENGLISH, ["2026년 5월 3일"]),
        ("α + β = Ω, 5 µm", ENGLISH, []),
        ("Привет, мир! Hello", ENGLISH, ["Привет, мир"]),
        ("大韓民國 외교부", KOREAN, []),
        ("한국 ありがとう", KOREAN, ["ありがとう"]),
        ("美の物語", CHINESE, []),
        ("日本 서울시 日本", JAPANESE, ["서울시"]),
        ("サーバー", ENGLISH, ["サーバー"]),
        ("ＡＢＣ ①②③ ★", KOREAN, []),
        ("Москва 서울특별시", RUSSIAN, ["서울특별시"]),
    ],
)
def test_a_run_is_what_a_person_would_mark(
    text: str, native: frozenset[str], runs: list[str]
) -> None:
    assert [text[run.start : run.end] for run in SCRIPTS.foreign_runs(text, native)] == runs


# Names of characters begin with their scripts, in the standard library's tables too.
NAMED = {
    "HANGUL SYLLABLE": HANGUL,
    "CJK UNIFIED IDEOGRAPH": HAN,
    "HIRAGANA LETTER": KANA,
    "KATAKANA LETTER": KANA,
    "CYRILLIC SMALL LETTER": "Cyrl",
    "LATIN SMALL LETTER": LATIN,
    "THAI CHARACTER": "Thai",
    "DEVANAGARI LETTER": "Deva",
    "GEORGIAN LETTER": "Geor",
    "HEBREW LETTER": "Hebr",
    "ETHIOPIC SYLLABLE": "Ethi",
}


@pytest.mark.parametrize(("beginning", "script"), NAMED.items())
def test_the_table_agrees_with_the_names_of_characters(beginning: str, script: str) -> None:
    letters = [
        chr(point)
        for point in range(0x80, 0x30000)
        if unicodedata.name(chr(point), "").startswith(beginning)
    ]
    assert letters
    assert {code for letter in letters for code in SCRIPTS.count(letter)} == {script}


def test_a_syllable_says_more_than_a_letter() -> None:
    words = in_words({LATIN: 50, HANGUL: 25, HAN: 17})
    assert words[LATIN] == pytest.approx(words[HANGUL])
    assert words[HAN] == pytest.approx(words[LATIN])
