"""What a browser tells of media, what is asked of files, and what pages with many media may cost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from govpage_lint.checks.media.facts import medium, sources_of
from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher, Judgement
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.rendered import MediaState
from govpage_lint.semantics.unknown import UNKNOWN
from tests.semantics.rendering import facts_of

RULES = [rule for rule in Rulebook().rules.values() if rule.topic == "media"]
PLAYING = MediaState(12.0, False, False, 1.0, False, True, True)


def rendered_page(html: str, state: MediaState) -> Page:
    """A page as a browser has it, whose media are all in one state."""
    document = parse_text(html)
    media = {
        element.order: state
        for name in ("audio", "video")
        for element in document.by_name.get(name, ())
    }
    hidden = frozenset(("head", "script", "style", "title"))
    facts = facts_of(
        document, lambda element: None if element.local_name in hidden else {}, media=media
    )
    semantics = Semantics(document, rendered=facts)
    return Page(document, semantics, data=data_table, observer="rendered")


def outcomes(page: Page) -> dict[str, str]:
    """The worst outcome of each rule on a page."""
    found: dict[str, str] = {}
    order = ("passed", "cantTell", "failed")
    for one in Dispatcher(RULES).run(page):
        before = found.get(one.rule.id, "passed")
        found[one.rule.id] = max(before, one.verdict.outcome, key=order.index)
    return found


@pytest.mark.parametrize(
    ("source", "length"),
    [
        ("a.mp4", 12.0),
        ("a.mp4#t=8,10", 2.0),
        ("a.mp4#t=10", 2.0),
        ("a.mp4#t=,4", 4.0),
        ("a.mp4#t=npt:0:01,0:03.5", 2.5),
        ("a.mp4#t=8,99", 4.0),
        ("a.mp4#t=20", 0.0),
        ("a.mp4#xywh=1,2,3,4", 12.0),
        ("a.mp4#t=x", 12.0),
    ],
)
def test_an_address_may_ask_for_a_part_of_a_medium(source: str, length: float) -> None:
    page = rendered_page(f"<video src='{source}' autoplay></video>", PLAYING)
    assert medium(page, page.document.by_name["video"][0]).length == length


def test_what_nobody_told_is_not_known() -> None:
    page = source_page(parse_text("<video src=a.mp4 autoplay></video>"), profile="wcag-aa")
    found = medium(page, page.document.by_name["video"][0])
    assert (found.duration, found.has_audio, found.has_video) == (UNKNOWN,) * 3
    page = rendered_page(
        "<video src=a.mp4></video>", replace(PLAYING, duration=None, has_audio=None)
    )
    found = medium(page, page.document.by_name["video"][0])
    assert (found.duration, found.has_audio, found.has_video) == (UNKNOWN, UNKNOWN, True)


def test_an_attribute_goes_before_the_sources_in_a_medium() -> None:
    page = parse_text(
        "<video src=a.mp4><source src=b.mp4></video><video src><source src=c></video>"
    )
    assert [sources_of(video) for video in page.by_name["video"]] == [("a.mp4",), ()]


@pytest.mark.parametrize(
    ("html", "state", "expected"),
    [
        ("<audio src=a.mp3 autoplay></audio>", PLAYING, "failed"),
        ("<video src=a.mp4 autoplay></video><p>text</p><a href=/x>Pause</a>", PLAYING, "failed"),
        ("<video src=a.mp4 autoplay></video><script>stop()</script>", PLAYING, "failed"),
        ("<video src=a.mp4 autoplay></video><button></button>", PLAYING, "failed"),
        (
            "<video src=a.mp4 autoplay></video><p aria-hidden=true><button>Pause</button>",
            PLAYING,
            "failed",
        ),
        ("<video src=a.mp4 autoplay></video><button>Go</button>", PLAYING, "cantTell"),
        ("<video src=a.mp4 autoplay></video><button>Pause</button>", PLAYING, "passed"),
        ("<video src=a.mp4 autoplay controls></video>", PLAYING, "passed"),
        ("<video src=a.mp4 autoplay></video>", replace(PLAYING, duration=2.0), "passed"),
        ("<video src=a.mp4 autoplay></video>", replace(PLAYING, has_audio=None), "cantTell"),
        ("<video src=a.mp4 autoplay></video>", replace(PLAYING, duration=None), "cantTell"),
        ("<video src=a.mp4 autoplay></video>", replace(PLAYING, has_audio=False), None),
        ("<video src=a.mp4 autoplay></video>", replace(PLAYING, muted=True), None),
        ("<video src=a.mp4 autoplay></video>", replace(PLAYING, volume=0.0), None),
        ("<video src=a.mp4></video>", PLAYING, None),
    ],
)
def test_what_plays_by_itself_can_be_stopped(
    html: str, state: MediaState, expected: str | None
) -> None:
    assert outcomes(rendered_page(html, state)).get("autoplay-sound-uncontrolled") == expected


def test_a_film_of_a_page_with_nothing_else_has_no_alternative() -> None:
    silent = replace(PLAYING, has_audio=False)
    found = outcomes(rendered_page("<html lang=en><video src=a.mp4 controls></video>", silent))
    assert {rule for rule, outcome in found.items() if outcome == "failed"} == {
        "video-transcript-missing",
        "silent-video-transcript-missing",
        "silent-video-sound-missing",
        "silent-video-unexplained",
        "silent-video-label-missing",
    }


@pytest.mark.parametrize(
    "more",
    [
        "<p>A rabbit climbs out of a hole.</p>",
        "<a href=/text>Text</a>",
        "<iframe src=/text></iframe>",
        "<audio src=a.mp3 controls></audio><p>What the film shows, told</p>",
    ],
)
def test_what_may_stand_for_a_film_is_for_a_person_to_judge(more: str) -> None:
    page = rendered_page(
        f"<video src=a.mp4 controls></video>{more}", replace(PLAYING, has_audio=False)
    )
    assert outcomes(page)["silent-video-unexplained"] == "cantTell"


MANY = 2000


def hostile() -> Iterator[tuple[str, str]]:
    """Pages that repeat without end what others hold once."""
    yield "films", "<video src=a.mp4 autoplay></video>" * MANY
    yield "films and buttons", "<video src=a.mp4 autoplay></video><button>Go</button>" * MANY
    yield "sounds and texts", "<audio src=a.mp3 controls></audio><p>text" * MANY
    yield "sources", "<video controls>" + "<source src=a.mp4>" * MANY
    yield "tracks", "<video src=a.mp4 controls>" + "<track src=a.vtt srclang=ko>" * MANY
    yield "pictures", "<img src=a.gif alt=a>" * MANY


@pytest.mark.parametrize(
    "html", [html for _, html in hostile()], ids=[name for name, _ in hostile()]
)
def test_no_page_costs_more_than_it_is_large(html: str) -> None:
    page = source_page(parse_text(html), profile="wcag-aa")
    found: list[Judgement] = list(Dispatcher(RULES).run(page))
    assert found or "<img" in html
