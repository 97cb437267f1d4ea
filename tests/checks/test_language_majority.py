"""In which script most of a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.checks.language.majority import foreign_majority
from govpage_lint.checks.language.script import HAN, HANGUL, KANA, LATIN

ENGLISH, KOREAN, JAPANESE = frozenset((LATIN,)), frozenset((HANGUL, HAN)), frozenset((KANA, HAN))
CHINESE, RUSSIAN = frozenset((HAN,)), frozenset(("Cyrl",))
CODES = st.sampled_from([LATIN, HANGUL, HAN, KANA, "Cyrl", "Arab", "Grek"])


@given(
    st.dictionaries(CODES, st.integers(1, 10_000), max_size=6),
    st.frozensets(CODES, min_size=1),
    st.floats(0, 1),
)
def test_a_majority_is_foreign_and_more_than_half(
    counts: dict[str, int], native: frozenset[str], functions: float
) -> None:
    found = foreign_majority(counts, native, lambda: functions)
    if found is not None:
        assert 0.5 <= found.share <= 1
        assert counts.get(found.script)


@given(st.integers(0, 100_000), st.sampled_from([ENGLISH, RUSSIAN]))
def test_a_text_in_the_script_of_its_language_has_no_foreign_majority(
    letters: int, native: frozenset[str]
) -> None:
    (code,) = native
    assert foreign_majority({code: letters}, native, lambda: 1.0) is None


@pytest.mark.parametrize(
    ("counts", "native", "functions", "script", "sure"),
    [
        ({HANGUL: 900, LATIN: 200}, ENGLISH, 0.0, HANGUL, True),
        ({HANGUL: 900, HAN: 500, LATIN: 200}, ENGLISH, 0.0, HANGUL, True),
        ({HANGUL: 300, LATIN: 500}, ENGLISH, 0.0, HANGUL, False),
        ({HANGUL: 10}, ENGLISH, 0.0, HANGUL, True),
        ({HANGUL: 10, LATIN: 12}, ENGLISH, 0.0, HANGUL, False),
        ({LATIN: 4000, HANGUL: 100}, KOREAN, 0.3, LATIN, True),
        ({LATIN: 4000, HANGUL: 100}, KOREAN, 0.02, LATIN, False),
        ({HAN: 400, KANA: 600}, ENGLISH, 0.0, KANA, True),
        ({HAN: 400, KANA: 600}, KOREAN, 0.0, KANA, True),
        ({HAN: 400, KANA: 600}, CHINESE, 0.0, KANA, True),
        ({HAN: 400}, JAPANESE, 0.0, HAN, True),
        ({HAN: 400}, KOREAN, 0.0, HAN, True),
        ({HANGUL: 400, HAN: 20}, JAPANESE, 0.0, HANGUL, True),
        ({"Arab": 500, LATIN: 20}, ENGLISH, 0.0, "Arab", True),
    ],
)
def test_a_majority_is_named_and_weighed(
    counts: dict[str, int], native: frozenset[str], functions: float, script: str, sure: bool
) -> None:
    found = foreign_majority(counts, native, lambda: functions)
    assert found is not None
    assert (found.script, found.sure) == (script, sure)


@pytest.mark.parametrize(
    ("counts", "native"),
    [
        ({}, ENGLISH),
        ({HANGUL: 4}, ENGLISH),
        ({HANGUL: 100, LATIN: 900}, ENGLISH),
        ({HANGUL: 300, HAN: 300, LATIN: 300}, KOREAN),
        ({HAN: 60}, JAPANESE),
        ({HAN: 20}, KOREAN),
        ({HAN: 500, KANA: 20}, CHINESE),
        ({HAN: 300, KANA: 300}, JAPANESE),
        ({LATIN: 900}, frozenset(("Cyrl", LATIN))),
    ],
)
def test_where_nothing_is_foreign_nothing_is_found(
    counts: dict[str, int], native: frozenset[str]
) -> None:
    assert foreign_majority(counts, native, lambda: 1.0) is None
