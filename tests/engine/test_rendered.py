"""Pages as the command sees them in a browser: what scripts made of them, in frames and shadows."""

import pytest

from govpage_lint.findings import PageResult
from tests.engine.conftest import Look
from tests.needs import needs_browser

pytestmark = pytest.mark.xdist_group("browser")


def told(result: PageResult) -> list[tuple[str, int | None, list[str]]]:
    """Snippet, line and observers of each finding."""
    return [
        (
            finding.snippet,
            finding.location.line if finding.location else None,
            [name for name in finding.observers if name != "axe"],
        )
        for finding in result.findings
    ]


@needs_browser
def test_a_fault_in_the_source_that_stays_is_seen_by_both(look: Look) -> None:
    result = look("\n<h2></h2>", "heading-empty")
    assert told(result) == [("<h2>", 3, ["source", "rendered"])]


@needs_browser
def test_a_fault_that_a_script_mends_is_none(look: Look) -> None:
    body = "<h2 id=h></h2><script>h.textContent = 'Filled'</script>"
    result = look(body, "heading-empty")
    assert told(result) == []
    assert result.outcomes["heading-empty"].passed == 2


@needs_browser
def test_a_fault_that_a_script_makes_has_no_line(look: Look) -> None:
    body = "<div id=d></div><script>d.innerHTML = '<h2 class=late></h2>'</script>"
    result = look(body, "heading-empty")
    assert told(result) == [('<h2 class="late">', None, ["rendered"])]


@needs_browser
def test_a_fault_that_a_script_takes_away_is_none(look: Look) -> None:
    body = "<h2 id=h></h2><script>h.remove()</script>"
    assert told(look(body, "heading-empty")) == []


@needs_browser
def test_a_fault_in_what_a_script_hides_for_now_stays(look: Look) -> None:
    body = "\n<div id=d><h2></h2></div><script>d.style.display = 'none'</script>"
    assert told(look(body, "heading-empty")) == [("<h2>", 3, ["source"])]


@needs_browser
def test_a_fault_of_an_attribute_that_a_script_changes_is_none(look: Look) -> None:
    body = "<img id=i src=x.png><script>i.setAttribute('role', 'presentation')</script>"
    assert told(look(body, "image-alt-missing")) == []


@needs_browser
def test_frames_and_shadow_trees_are_looked_into(look: Look) -> None:
    body = """<div id=host></div><iframe src=inner.html title=Inner></iframe>
    <script>host.attachShadow({mode: 'open'}).innerHTML = '<h2 class=s></h2>'</script>"""
    result = look(body, "heading-empty", inner="<h3 class=f></h3>")
    assert [snippet for snippet, _, _ in told(result)] == ['<h2 class="s">', '<h3 class="f">']
    assert [finding.location for finding in result.findings] == [None, None]
    assert result.findings[1].selector == "body > main > iframe >>> body > main > h3"


@needs_browser
def test_a_reference_does_not_reach_into_a_shadow_tree(look: Look) -> None:
    body = """<div role=list aria-owns=i></div><div id=host></div>
    <script>host.attachShadow({mode: 'open'}).innerHTML = '<p id=i role=listitem>x</p>'</script>"""
    found = told(look(body, "role-context-missing"))
    assert found[0][2] == ["rendered"]


@needs_browser
def test_what_axe_sees_in_frames_and_shadow_trees_is_the_same_fault(look: Look) -> None:
    body = """<div id=host></div><iframe src=inner.html title=Inner></iframe>
    <script>host.attachShadow({mode: 'open'}).innerHTML = '<p>x</p><div><img src=s.png></div>'</script>"""
    result = look(body, "image-alt-missing", inner="<p><img src=f.png>")
    assert [finding.axe for finding in result.findings] == [("image-alt",), ("image-alt",)]


@needs_browser
def test_what_a_style_sheet_of_the_server_hides_is_known(look: Look) -> None:
    body = "<style>.away { display: none }</style><div class=away><h2></h2></div>"
    assert told(look(body, "heading-empty")) == []


@needs_browser
def test_rules_about_whole_pages_judge_the_page_and_not_its_frames(look: Look) -> None:
    frame = "<iframe srcdoc='<p>Nothing but a text</p>' title=Inner></iframe>"
    assert told(look(frame, "heading-one-missing", "page-language-missing")) == []


@needs_browser
def test_a_text_is_judged_as_it_was_meant_where_the_browser_guesses_its_encoding_wrong(
    look: Look,
) -> None:
    body = "<button aria-label='Next'>Next…</button><h2>Ministère des affaires étrangères</h2>"
    result = look(body, "label-not-in-name", "heading-wordless", kind="text/html")
    assert told(result) == []
