"""Patterns of files are those of .gitignore: pathspec, which knows these well, gives the same answers."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as some
from pathspec import GitIgnoreSpec

from govpage_lint.config.patterns import (
    PathPatterns,
    PatternError,
    address_matches,
    compile_address,
    compile_path_pattern,
)

_NAME = some.text("ab.", min_size=1, max_size=3).filter(lambda name: set(name) != {"."})
_PATH = some.lists(_NAME, min_size=1, max_size=4).map("/".join)
_PART = some.one_of(
    some.text("ab*?.", min_size=1, max_size=4), some.sampled_from(["**", "[ab]", "[!a]", "*.b"])
)
_LINE = some.builds(
    lambda start, parts, end: start + "/".join(parts) + end,
    some.sampled_from(["", "", "/"]),
    some.lists(_PART, min_size=1, max_size=3),
    some.sampled_from(["", "", "/"]),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["a/"], "a")
@example(["**"], "a/b")
@example(["a/**"], "a/b")
@given(some.lists(_LINE, min_size=1, max_size=3), _PATH)
def test_patterns_mean_what_they_mean_in_gitignore(lines: list[str], path: str):
    # Names of only dots lead elsewhere; three stars and more are left undecided by git's manual.
    # For pathspec a file, too, is what "**/" asks a folder of; git check-ignore says no.
    assume(not any(line.endswith("**/") for line in lines))
    assume(not any(re.search(r"\*\*\*|(^|/|!)\.+(/|$)|[^/!]\*\*|\*\*[^/]", line) for line in lines))
    theirs = GitIgnoreSpec.from_lines(lines).match_file(path)
    assert PathPatterns(tuple(lines)).matches(path) == theirs


@pytest.mark.parametrize(
    ("lines", "path", "meant"),
    [
        (["*.html", "!keep.html"], "a/keep.html", False),
        (["!keep.html", "*.html"], "a/keep.html", True),
        (["old/", "!old/keep.html"], "old/keep.html", True),
        (["old/*", "!old/keep.html"], "old/keep.html", False),
    ],
)
def test_what_is_taken_back_as_git_does_it(lines: list[str], path: str, meant: bool):
    # pathspec differs in the third: git never looks into a folder that is left out.
    assert PathPatterns(tuple(lines)).matches(path) is meant


@pytest.mark.parametrize("text", ["[", "a[b-a]", "..", "../a", "a/../b", "/", "!", "a\0b", "a\nb"])
def test_a_pattern_that_makes_no_sense_is_an_error(text: str):
    with pytest.raises(PatternError, match=r"^(has|leads|means|holds)"):
        compile_path_pattern(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.text(max_size=12))
def test_any_text_is_a_pattern_or_an_error(text: str):
    for compiled in (compile_path_pattern, compile_address):
        with suppress(PatternError):
            compiled(text)


@pytest.mark.parametrize(
    ("pattern", "address", "meant"),
    [
        ("https://www.a.go.kr/en/*", "https://www.a.go.kr/en/news?id=3", True),
        ("https://www.a.go.kr/en/*", "https://www.a.go.kr/ko/", False),
        ("*://*.go.kr/*", "https://x.go.kr/", True),
        ("https://a.kr/view?id=*", "https://a.kr/view?id=9#top", True),
        ("https://a.kr/view?id=*", "https://a.kr/viewXid=9", False),
        ("https://a.kr/", "https://a.kr/#main", True),
        ("https://a.kr/", "https://a.kr/x", False),
        (r"^https?://[^/]+/en/", "http://a.kr/en/x", True),
        (r"^https?://[^/]+/en/$", "http://a.kr/en/x", False),
        ("https://a.kr/[x]", "https://a.kr/[x]", True),
    ],
)
def test_patterns_of_addresses(pattern: str, address: str, meant: bool):
    assert address_matches([pattern], address) is meant


def test_many_stars_cost_no_more_than_one():
    assert not address_matches(["*" * 900 + "b"], "a" * 4000)
    assert not PathPatterns(("*" * 400 + "b",)).matches("a" * 400)
