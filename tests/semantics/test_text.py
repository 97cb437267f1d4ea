"""The text that a reader or a seeing person gets from a part of a page."""

import pytest

from tests.semantics.asking import element, semantics_of


@pytest.mark.parametrize(
    ("markup", "text", "seen"),
    [
        ("<p id=x>one <b>two</b>three</p>", "one twothree", "one twothree"),
        ("<div id=x><p>one</p><p>two</p></div>", "one two", "one two"),
        ("<p id=x>one<img alt=two>three", "one two three", "onethree"),
        ("<p id=x>one<img alt=''>two", "one two", "onetwo"),
        ("<p id=x aria-label=label>content", "content", "content"),
        ("<p id=x>a <i aria-label=label>b</i>", "a label", "a b"),
        ("<p id=x>a <i aria-hidden=true>b</i> c", "a c", "a b c"),
        ("<p id=x>a <i style='position:absolute;left:-999em'>b</i> c", "a b c", "a c"),
        ("<p id=x>a <i hidden>b</i> c", "a c", "a c"),
        ("<details id=x><summary>s</summary>t</details>", "s", "s"),
        ("<details open id=x><summary>s</summary>t</details>", "s t", "s t"),
        ("<p id=x>a<script>b</script><style>c</style><noscript>d</noscript>", "a", "a"),
        ("<p id=x title=t></p>", "", ""),
        ("<table><tr id=x><td>a<td>b</table>", "a b", "a b"),
    ],
)
def test_text_is_what_the_one_or_the_other_gets(markup: str, text: str, seen: str) -> None:
    found = semantics_of(markup)
    x = element(found)
    assert (found.text(x), found.visible_text(x)) == (text, seen)


def test_a_long_text_is_not_cut() -> None:
    found = semantics_of("<div id=x>" + "<p>word</p>" * 5000 + "</div>")
    assert found.text(element(found)).count("word") == 5000


def test_the_language_of_a_part_is_that_of_the_nearest_mark() -> None:
    found = semantics_of("<p lang=ko><i id=x>가")
    assert found.language(element(found)) == "ko"
    assert found.page_language() == "en"
