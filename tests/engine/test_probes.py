"""What a page is put to in the browser, and that rules see what became of it."""

import pytest

from govpage_lint.findings import PageResult
from tests.engine.conftest import Look
from tests.engine.test_rendered import told
from tests.needs import needs_browser

pytestmark = pytest.mark.xdist_group("browser")
CSS = (
    "<style>.mark { display: none } @media (max-width: 400px) { .mark { display: block } }</style>"
)


@needs_browser
def test_a_rule_sees_the_page_in_a_window_of_another_size(look: Look) -> None:
    result = look(f"{CSS}\n<p class=mark>Text</p>", "narrow-only-shown")
    assert told(result) == [("<p class=mark>", 3, ["probe"])]
    assert result.outcomes["narrow-only-shown"].failed == 1
    assert result.notes == ()


@needs_browser
def test_frames_are_put_to_it_too(look: Look) -> None:
    inner = "<p class=mark>Text</p>"
    result = look("<iframe src=inner.html title=x></iframe>", "narrow-only-shown", inner=inner)
    assert told(result) == [('<p class="mark">', None, ["probe"])]
    assert ">>>" in result.findings[0].selector


@needs_browser
def test_what_a_script_makes_for_another_window_is_seen(look: Look) -> None:
    script = "addEventListener('resize', () => { p.className = innerWidth < 400 ? 'mark' : '' })"
    result = look(f"<p id=p>Text</p><script>{script}</script>", "narrow-only-shown")
    assert [found.selector for found in result.findings] == ["p#p"]


@needs_browser
def test_later_probes_run_on_a_page_that_leaves_when_it_is_used(look: Look) -> None:
    body = """<style>a { outline: none }</style><button onfocus="location.href = 'other.html'">One</button>
<a href=other.html onfocus="close(); alert(1); confirm(2)">Two</a><p id=p>1</p>
<script>addEventListener('keydown', () => location.reload()); onbeforeunload = () => 'Stay?'
let at = 1; setInterval(() => { p.textContent = `Notice ${at += 1}` }, 3000)</script>"""
    result = look(body, "focus-not-visible", "text-changes-by-itself", other="<p>Other</p>")
    assert {found.rule for found in result.findings} == {
        "focus-not-visible",
        "text-changes-by-itself",
    }
    assert not _untried(result)


@needs_browser
@pytest.mark.slow
def test_a_page_whose_scripts_never_end_keeps_what_was_found_before(look: Look) -> None:
    body = (
        "<div style='width: 960px'><p>{text}</p></div><button>One</button><script>{script}</script>"
    )
    script = "addEventListener('focus', () => { for (;;); }, true)"
    result = look(body.format(text="The ministry tells. " * 20, script=script), "page-too-wide")
    assert [found.rule for found in result.findings] == ["page-too-wide"]
    assert len(_untried(result)) >= 3
    after = look("<button style='outline: none'>One</button>", "focus-not-visible")
    assert [found.rule for found in after.findings] == ["focus-not-visible"]


def _untried(result: PageResult) -> list[str]:
    return [note for note in result.notes if "could not be put to the probe" in note]


@needs_browser
def test_a_text_whose_ground_styles_do_not_tell_is_measured(look: Look) -> None:
    fade = "background: linear-gradient(90deg, #fff 60%, #444); width: 600px"
    result = look(
        f"<p style='{fade}; color: #666'>Grey on white can be read.</p>", "text-contrast-low"
    )
    assert result.findings == ()
    assert result.outcomes["text-contrast-low"].cant_tell == 0
    assert result.outcomes["text-contrast-low"].passed == 2
