"""Language tags: which are known, what was meant by others, and which scripts they allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.checks.language.tags import Registry, Tag, cased, names_of
from govpage_lint.rulebook.book import data_table

REGISTRY = Registry(data_table("language_subtags"), data_table("scripts"))
NAMES = names_of(data_table("languages"))


def read(value: str) -> Tag:
    return REGISTRY.read(value, lambda: NAMES)


@given(
    st.text(max_size=30) | st.from_regex(r"[a-z]{1,8}([-_ ][A-Za-z0-9]{1,8}){0,4}", fullmatch=True)
)
def test_any_value_is_read_and_only_a_registered_language_is_known(value: str) -> None:
    tag = read(value)
    assert tag.value == value
    if tag.fault is None and not tag.is_empty:
        assert tag.primary in REGISTRY.languages or tag.primary.startswith("q")
    if tag.meant:
        assert read(tag.meant).fault is None


@pytest.mark.parametrize(
    ("value", "fault", "meant"),
    [
        ("ko_KR", "underscore", "ko-KR"),
        ("kor_KR", "underscore", "ko-KR"),
        ("kor", "three-letter", "ko"),
        ("chi-TW", "three-letter", "zh-TW"),
        ("jp", "country", "ja"),
        ("cn", "country", "zh"),
        ("korean", "name", "ko"),
        ("한국어", "name", "ko"),
        ("en, ko", "several", ""),
        ("en ko", "several", ""),
        (" ko ", "spaces", "ko"),
        ("\t", "blank", ""),
        ("i-klingon", "grandfathered", ""),
        ("x-klingon", "private", ""),
        ("#!", "unknown", ""),
        ("em-US", "unknown", ""),
        ("-en", "unknown", ""),
    ],
)
def test_a_value_that_is_no_language_is_diagnosed(value: str, fault: str, meant: str) -> None:
    tag = read(value)
    assert (tag.fault, tag.meant) == (fault, meant)


@pytest.mark.parametrize(
    "value", ["ko", "KO-kr", "zh-Hant-TW", "de-hello", "en-US-GB", "kr", "zh-min-nan", "qaa", "und"]
)
def test_a_value_that_begins_with_a_registered_language_is_known(value: str) -> None:
    assert read(value).fault is None


@pytest.mark.parametrize(
    ("value", "kind", "better"),
    [
        ("en-UK", "region", "en-gb"),
        ("ko-kore-kk", "region", "ko-kore"),
        ("de-hello", "variant", "de"),
        ("en-US-GB", "order", "en-us"),
        ("iw", "deprecated", "he"),
        ("zh-abcd", "script", "zh"),
    ],
)
def test_what_follows_the_language_is_doubted(value: str, kind: str, better: str) -> None:
    doubt = read(value).doubt
    assert doubt is not None
    assert (doubt.kind, doubt.better) == (kind, better)


@pytest.mark.parametrize(
    "value",
    ["ko-KR", "zh-cmn-Hans-CN", "sl-rozaj-biske", "es-419", "en-x-foo", "en-a-bbb-x-a", "sr-Latn"],
)
def test_a_good_tag_is_not_doubted(value: str) -> None:
    assert read(value).doubt is None


@pytest.mark.parametrize(
    ("value", "scripts"),
    [
        ("ko", {"Hang", "Hani"}),
        ("ja", {"Kana", "Hani"}),
        ("en-GB", {"Latn"}),
        ("sr", {"Cyrl", "Latn"}),
        ("sr-Latn", {"Latn"}),
        ("zh-Hant", {"Hani"}),
        ("ja-Latn", {"Latn"}),
        ("kor", {"Hang", "Hani"}),
    ],
)
def test_a_language_is_written_in_its_scripts(value: str, scripts: set[str]) -> None:
    found = read(value).scripts
    assert found is not None
    assert found >= scripts
    assert found - scripts <= {"Hani"}


@pytest.mark.parametrize("value", ["", "und", "mul", "zxx", "qaa", "xx", "sgn"])
def test_where_no_script_is_known_none_is_expected(value: str) -> None:
    assert read(value).scripts is None


def test_tags_are_written_in_the_usual_case() -> None:
    assert cased("ZH-hant-tw") == "zh-Hant-TW"


def test_the_registry_has_all_languages_of_an_older_copy_of_it() -> None:
    tags = pytest.importorskip("language_tags.data", reason="language-tags is not installed")
    older = set(tags.get("language"))
    missing = {code for code in older if ".." not in code and code not in REGISTRY.languages}
    assert not missing
    assert len(REGISTRY.languages) > 8000


def test_a_code_that_is_too_long_or_a_country_leads_to_a_registered_language() -> None:
    for meant in (*REGISTRY.overlong.values(), *REGISTRY.countries.values()):
        assert read(meant).fault is None, meant
    assert not REGISTRY.overlong.keys() & REGISTRY.languages
