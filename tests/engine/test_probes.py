"""What a page is put to in the browser, and that rules see what became of it."""

import pytest

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
