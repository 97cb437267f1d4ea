"""What comments ask for: every form, every mistake, and any text at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.suppressing.comments import comments_of
from govpage_lint.engine.suppressing.directives import (
    BLANKET,
    MALFORMED,
    REASON_MISSING,
    RULES,
    Directive,
    read_directive,
)


def read(words: str) -> Directive | None:
    document = parse_text(f"<p>a</p><!--{words}--><p>b</p>")
    (comment,) = comments_of(document)
    return read_directive(document.source, comment)


def faults(words: str) -> list[tuple[str, str | None]]:
    directive = read(words)
    return [(fault.rule, fault.case) for fault in directive.faults] if directive else []


@pytest.mark.parametrize(
    ("word", "kind"),
    [("disable-next", "next"), ("disable", "from"), ("disable-file", "file"), ("enable", "end")],
)
def test_each_form_names_rules_and_a_reason(word, kind) -> None:
    directive = read(
        f" govpage-lint-{word}  one-rule ,two-rule:case,\n axe-three -- CMS banner,  ticket 812 "
    )
    assert directive is not None and directive.kind == kind
    assert [name.text for name in directive.names] == ["one-rule", "two-rule:case", "axe-three"]
    assert directive.reason == ("" if kind == "end" else "CMS banner, ticket 812")
    assert not directive.faults


def test_the_names_know_their_place() -> None:
    document = parse_text("<p>\r\nä<!-- govpage-lint-disable-file one, two -- x -->")
    (comment,) = comments_of(document)
    directive = read_directive(document.source, comment)
    assert directive is not None
    assert [document.source.slice(name.span) for name in directive.names] == ["one", "two"]


@pytest.mark.parametrize("dash", ["--", "–", "—"])
def test_a_dash_may_stand_before_the_reason(dash) -> None:
    directive = read(f"govpage-lint-disable-next rule-one {dash} because")
    assert directive is not None and directive.reason == "because"


@pytest.mark.parametrize(
    ("words", "day", "reason"),
    [
        ("until 2027-06-30: new CMS", date(2027, 6, 30), "new CMS"),
        ("until 2027-06-30, ticket 8", date(2027, 6, 30), "ticket 8"),
        ("2027-06-30까지 게시판 개편", date(2027, 6, 30), "게시판 개편"),
        ("from 2027-06-30 on", None, "from 2027-06-30 on"),
    ],
)
def test_a_reason_may_begin_with_its_last_day(words, day, reason) -> None:
    directive = read(f"govpage-lint-disable-next rule-one -- {words}")
    assert directive is not None and (directive.until, directive.reason) == (day, reason)


@pytest.mark.parametrize(
    ("words", "rule", "case"),
    [
        ("govpage-lint-disabel rule-one -- x", MALFORMED, "word"),
        ("govpagelint-disable rule-one -- x", MALFORMED, "word"),
        ("Govpage-Lint-Disable rule-one -- x", MALFORMED, "word"),
        ("govpage-lint disable-next-line rule-one", MALFORMED, "word"),
        ("govpage-lint: disable rule-one", MALFORMED, "word"),
        ("govpage-lint-disable: rule-one", MALFORMED, "word"),
        ("govpage-lint-explode rule-one", MALFORMED, None),
        ("govpage-lint-disable-next rule-one CMS banner", MALFORMED, "separator"),
        ("govpage-lint-disable-next rule-one -- until 2027-02-30", MALFORMED, "date"),
        ("govpage-lint-disable-next rule-one -- until 2027-06-30", REASON_MISSING, None),
        ("govpage-lint-disable-next rule-one", REASON_MISSING, None),
        ("govpage-lint-disable-next rule-one -- ", REASON_MISSING, None),
        ("govpage-lint-disable -- everything", BLANKET, None),
        ("govpage-lint-disable-file", BLANKET, None),
        ("govpage-lint-disable-next , ,", BLANKET, None),
    ],
)
def test_mistakes_are_told(words, rule, case) -> None:
    assert faults(words) == [(rule, case)]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " menu ",
        "govpage-lint",
        "govpage-lint: see the wiki",
        "see govpage-lint-disable x",
        "governance",
    ],
)
def test_other_comments_are_the_pages_own(words) -> None:
    assert read(words) is None


def test_what_only_looks_like_a_comment_is_none() -> None:
    page = (
        "<title><!-- govpage-lint-disable-file a --></title><textarea><!-- govpage-lint-disable a --></textarea>"
        "<script>/* <!-- govpage-lint-disable a --> */</script><style><!-- govpage-lint-disable a --></style>"
        "<p title='<!-- govpage-lint-disable a -->'><!govpage-lint-disable a><?govpage-lint-disable a?>"
    )
    assert comments_of(parse_text(page)) == []


@settings(deadline=None)
@given(
    st.text(max_size=60),
    st.sampled_from(["", "govpage-lint-disable", "govpage-lint-disable-next "]),
)
def test_any_words_are_read_and_point_into_the_page(words, word) -> None:
    document = parse_text(f"<p><!--{word}{words}--></p>")
    for comment in comments_of(document):
        directive = read_directive(document.source, comment)
        if directive is None:
            continue
        for name in directive.names:
            assert document.source.slice(name.span) == name.text
        for fault in directive.faults:
            assert fault.rule in RULES
            assert 0 <= fault.span[0] <= fault.span[1] <= len(document.source.text)
