"""Mending a page: which fixes are taken, what proves them, and what takes them back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.document.parse import parse
from govpage_lint.document.rewriting import Change, rewrite
from govpage_lint.engine.fixing.proof import same_but_for
from govpage_lint.engine.fixing.rounds import Examined, choose, mend
from govpage_lint.findings import Edit, Finding, Fix, Level


def finding(
    rule: str, *edits: tuple[int, int, str], level: Level = "error", safe: bool = True
) -> Finding:
    fix = Fix("", safe, tuple(Edit(*edit) for edit in edits)) if edits else None
    return Finding(
        rule, level, "certain", "minor", "", None, "", "", (), (), ("source",), (), "", fix=fix
    )


type Rules = Callable[[str], list[Finding]]


def mended(text: str, rules: Rules, *, unsafe: bool = False) -> str:
    """The text after the fixes of some made-up rules."""

    def examine(data: bytes) -> Examined:
        document = parse(data)
        return Examined(data, document, tuple(rules(document.source.text)))

    return mend(examine(text.encode()), examine, unsafe=unsafe).after.data.decode()


def each(word: str, rule: str, text: str, replacement: str, **more: object) -> list[Finding]:
    """A finding at each place where a word stands, mended by another word."""
    places = [place for place in range(len(text)) if text.startswith(word, place)]
    return [finding(rule, (p, p + len(word), replacement), **more) for p in places]  # type: ignore[arg-type]


def test_all_places_are_mended() -> None:
    rules = lambda text: each("bad", "r", text, "good")  # noqa: E731
    assert mended("<p class=bad>bad</p>", rules) == "<p class=good>good</p>"


def test_an_unsafe_fix_waits_to_be_asked() -> None:
    rules = lambda text: each("bad", "r", text, "good", safe=False)  # noqa: E731
    assert mended("<p>bad</p>", rules) == "<p>bad</p>"
    assert mended("<p>bad</p>", rules, unsafe=True) == "<p>good</p>"


def test_fixes_that_build_on_each_other_come_one_after_another() -> None:
    def rules(text: str) -> list[Finding]:
        return [*each("a1", "one", text, "a2"), *each("a2", "two", text, "a3", level="info")]

    assert mended("<p>a1</p>", rules) == "<p>a3</p>"


def test_a_fix_that_changes_the_rest_of_the_tree_is_taken_back_alone() -> None:
    # The one that opens a comment swallows what follows.
    def rules(text: str) -> list[Finding]:
        return [*each("X", "bad", text, "<!--"), *each("Y", "good", text, "y")]

    assert mended("<p>X</p><p>Y</p><p>Y</p>", rules) == "<p>X</p><p>y</p><p>y</p>"


def test_a_fix_that_brings_a_fault_as_bad_is_taken_back() -> None:
    def rules(text: str) -> list[Finding]:
        worse = [finding("worse")] if "b" in text else []
        return [*each("X", "x", text, "b"), *each("Y", "y", text, "y"), *worse]

    assert mended("<p>X Y</p>", rules) == "<p>X y</p>"


def test_a_fix_may_bring_a_smaller_fault() -> None:
    def rules(text: str) -> list[Finding]:
        smaller = [finding("smaller", level="info")] if "c" in text else []
        return [*each("X", "x", text, "c"), *smaller]

    assert mended("<p>X</p>", rules) == "<p>c</p>"


def test_a_fix_that_leaves_its_fault_is_taken_back() -> None:
    rules = lambda text: each("X", "x", text, "XX")  # noqa: E731
    assert mended("<p>X</p>", rules) == "<p>X</p>"


def test_a_page_whose_fixes_go_round_in_a_circle_stays_as_it_is() -> None:
    def rules(text: str) -> list[Finding]:
        found = [*each("A", "turn", text, "B"), *each("B", "turn", text, "A")]
        return [replace(one, fingerprint=text) for one in found] + each("Y", "y", text, "y")

    assert mended("<p>A Y</p>", rules) == "<p>A Y</p>"
    assert mended("<p>B Y</p>", rules) == "<p>B Y</p>"


def test_a_page_whose_fixes_come_to_no_end_stays_as_it_is() -> None:
    def rules(text: str) -> list[Finding]:
        return [replace(one, fingerprint=text) for one in each("</p>", "longer", text, "x</p>")]

    assert mended("<p>A</p>", rules) == "<p>A</p>"


def test_a_page_on_which_too_many_fixes_fail_stays_as_it_is() -> None:
    # Each of many rules has a fix that brings a fault of no place, and one holds.
    def rules(text: str) -> list[Finding]:
        places = [place for place, letter in enumerate(text) if letter == "X"]
        bad = [finding(f"bad{place}", (place, place + 1, "b")) for place in places]
        worse = [finding("worse")] if "b" in text else []
        return [*bad, *worse, *each("Y", "good", text, "y")]

    few, many = "<p>X</p>" * 3 + "<p>Y</p>", "<p>X</p>" * 200 + "<p>Y</p>"
    assert mended(few, rules) == few.replace("Y", "y")
    assert mended(many, rules) == many


def test_a_rule_of_which_nothing_holds_costs_few_trials() -> None:
    def rules(text: str) -> list[Finding]:
        bad = [
            replace(one, fingerprint=str(n)) for n, one in enumerate(each("X", "bad", text, "X "))
        ]
        return [*bad, *each("Y", "good", text, "y")]

    trials = 0

    def examine(data: bytes) -> Examined:
        nonlocal trials
        trials += 1
        document = parse(data)
        return Examined(data, document, tuple(rules(document.source.text)))

    text = "<p>X</p>" * 500 + "<p>Y</p>"
    after = mend(examine(text.encode()), examine, unsafe=False).after
    assert after.data.decode() == text.replace("Y", "y")
    assert trials < 20


def test_two_fixes_that_undo_each_other_come_to_an_end() -> None:
    def rules(text: str) -> list[Finding]:
        return [*each("A", "a", text, "B"), *each("B", "b", text, "A", level="warning")]

    assert mended("<p>A</p>", rules) in ("<p>A</p>", "<p>B</p>")


def test_fixes_at_one_place_are_not_taken_together() -> None:
    one, two = finding("a", (5, 8, "x")), finding("b", (8, 9, "y"))
    three = finding("c", (10, 11, "z"), safe=False)
    assert choose([one, two, three], unsafe=True) == [one, three]
    assert choose([one, two, three], unsafe=False) == [one]


def test_a_sure_fix_goes_before_one_that_is_not() -> None:
    unsure, sure = finding("a", (5, 8, "x"), safe=False), finding("b", (6, 7, "y"))
    assert choose([unsure, sure], unsafe=True) == [sure]


SAME: dict[str, tuple[Any, ...]] = {
    "an attribute more": ("<p>A</p>", (2, 2, ' class="b"')),
    "an attribute less": ('<p class="b" id="c">A</p>', (2, 12, "")),
    "a value": ('<p class="b">A</p>', (10, 11, "c")),
    "an element around": ("<p>A<b>B</b>C</p>", (4, 4, "<i>"), (12, 12, "</i>")),
    "tags gone": ("<p>A<b>B</b>C</p>", (4, 7, ""), (8, 12, "")),
    "an element gone": ("<p>A<b>B</b>C</p>", (4, 12, "")),
    "another name": ("<p>A</p>", (0, 2, "<div"), (4, 7, "</div")),
    "another text": ("<p>A&amp;B</p>", (3, 9, "C")),
    "an end tag that was implied": ("<ul><li>A<li>B</ul>", (9, 9, "</li>")),
    "an element that ends later": ("<ul><li>A</li><ul></ul></ul>", (9, 14, ""), (23, 23, "</li>")),
    "a stray end tag gone": ("<p>A</b>B</p>", (4, 8, "")),
}
OTHER: dict[str, tuple[Any, ...]] = {
    "an open comment": ("<p>A</p><p>B</p>", (3, 3, "<!--")),
    "an open quote": ('<p class="a">A</p><p class="b">B</p>', (11, 12, "")),
    "a swallowed attribute": ("<img src=a alt=b>", (9, 10, '"')),
    "another attribute": ('<p class="b" id=c>A</p>', (2, 13, " ")),
    "an element that ends its parent": ("<p>A<b>B</b>C</p>", (4, 4, "<div></div>")),
    "one that swallows what follows": ("<p>A</p><p>B</p>", (3, 3, "<textarea>")),
}


def _outcome(text: str, edits: tuple[tuple[int, int, str], ...]) -> bool:
    changes = [Change(*edit) for edit in edits]
    data = text.encode()
    document = parse(data)
    return same_but_for(document, parse(rewrite(data, document.encoding, changes).data), changes)


@pytest.mark.parametrize("name", SAME)
def test_a_mended_spot_leaves_the_tree_the_same(name: str) -> None:
    text, *edits = SAME[name]
    assert _outcome(text, tuple(edits))


@pytest.mark.parametrize("name", [name for name in OTHER if name != "another attribute"])
def test_what_changes_elsewhere_is_seen(name: str) -> None:
    text, *edits = OTHER[name]
    assert not _outcome(text, tuple(edits))


TAGS = ("<p>", "</p>", "<b>", "</b>", "<ul><li>", "<li>", "</ul>", "<table>", "<td>", "</table>")
PIECES = st.sampled_from(
    (*TAGS, '<a href="x">', "</a>", "<br>", "A", " ", "&amp;", "\n", "<!-- c -->")
)


@given(st.lists(PIECES, max_size=25), st.data())
def test_no_change_at_all_is_the_same_and_texts_may_change_anywhere(pieces, data) -> None:
    text = "".join(pieces)
    document = parse(text.encode())
    assert same_but_for(document, parse(text.encode()), [])
    places = [p for p, letter in enumerate(text) if letter == "A"]
    if places:
        place = data.draw(st.sampled_from(places))
        assert _outcome(text, ((place, place + 1, "B"),))


def test_rules_and_their_fixes_leave_each_other_in_peace() -> None:
    # A mapping from rule to what it wants instead, so that all meet on one page.
    wants: Mapping[str, tuple[str, str]] = {"r1": ("a", "b"), "r2": ("c", "d"), "r3": ("e", "f")}

    def rules(text: str) -> list[Finding]:
        return [
            one for rule, (old, new) in wants.items() for one in each(f"[{old}]", rule, text, new)
        ]

    assert mended("<i>[a]</i>[c]<i>[e][a]</i>", rules) == "<i>b</i>d<i>fb</i>"
