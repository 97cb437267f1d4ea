"""Decides whether media have captions, a transcript, or another way to what they say and show.

What a film shows and whether its captions are burnt into it is not in the page. So a rule fails only
where nothing on the page can stand for a medium, and leaves the rest to a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from govpage_lint.checks.links.files import speaks_of_transcripts
from govpage_lint.checks.media.facts import Medium, medium
from govpage_lint.checks.media.instruments import is_usable
from govpage_lint.checks.media.texts import has_other_sound, is_labelled, told
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

_CAPTIONS: Final = frozenset(("captions", "subtitles", ""))
# What HTML calls a stream without end has no transcript yet.
_ENDLESS: Final = 0.0


@check
def captions_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A film with sound has captions (ACT f51b46, eac66b).

    A person has to look for captions in the picture. Silent where there is a track of captions, whose
    words only a person can judge, and about muted films that play by themselves.
    """
    found = medium(page, element)
    if not _is_shown(page, found) or found.has_audio is False:
        return
    if has_captions(element) or (found.has_audio is UNKNOWN and found.autoplay and found.muted):
        return
    yield cant_tell(element)


@check
def audio_transcript_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A sound has a transcript (ACT 2eb176, e7aa44): the page has text or a link that may be one.

    Silent where a link or heading speaks of a transcript, which only a person can compare.
    """
    found = medium(page, element)
    if not _is_played(page, found):
        return
    if told(page).is_silent_to_some:
        yield failed(element)
    elif not speaks_of_transcripts(page):
        yield cant_tell(element, "unsure")


@check
def audio_label_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A sound is called an alternative of text on the page (ACT afb423)."""
    if _is_played(page, medium(page, element)):
        yield from _labelled(page, element, "audio")


@check
def video_transcript_missing(
    page: Page, element: Element, *, silent_only: bool = False
) -> Iterator[Verdict]:
    """A film has a transcript (ACT 1a02b0; ee13b5 about those without sound)."""
    found = medium(page, element)
    if not _is_shown(page, found) or (silent_only and found.has_audio is not False):
        return
    if told(page).is_silent:
        yield failed(element)
    elif not _is_decoration(found):
        yield cant_tell(element, "unsure")


@check
def video_label_missing(page: Page, element: Element, *, sound: bool = True) -> Iterator[Verdict]:
    """A film with sound, or without, is called an alternative of text on the page (ACT ab4d13,
    fd26cf)."""
    found = medium(page, element)
    if _is_shown(page, found) and found.has_audio is sound:
        yield from _labelled(page, element, "video")


@check
def audio_track_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A film without sound has a sound that tells what it shows (ACT d7ba54)."""
    found = medium(page, element)
    if not _is_shown(page, found) or found.has_audio is not False:
        return
    if has_other_sound(page, element):
        yield cant_tell(element)
    else:
        yield failed(element)


@check
def silent_video_unexplained(page: Page, element: Element) -> Iterator[Verdict]:
    """A film without sound has a text or a sound that tells what it shows (ACT c3232f)."""
    found = medium(page, element)
    if not _is_shown(page, found) or found.has_audio is not False or _is_decoration(found):
        return
    if told(page).is_silent and not has_other_sound(page, element):
        yield failed(element)
    else:
        yield cant_tell(element, "unsure")


@check
def audio_description(page: Page, element: Element) -> Iterator[Verdict]:
    """What a film with sound shows is told in its sound (ACT 1ea59c, c5a4ea, 1ec09b): only a person
    can hear that."""
    found = medium(page, element)
    if _is_shown(page, found) and found.has_audio is True:
        yield cant_tell(element)


def has_captions(element: Element) -> bool:
    """Whether a film has a track of captions with an address."""
    return any(
        child.local_name == "track"
        and child.attributes.get("kind", "").strip().lower() in _CAPTIONS
        and child.attributes.get("src", "").strip()
        for child in element.element_children
    )


def _labelled(page: Page, element: Element, name: Literal["audio", "video"]) -> Iterator[Verdict]:
    labelled = is_labelled(page, name)
    if labelled is False:
        yield failed(element)
    else:
        yield cant_tell(element)


def _is_shown(page: Page, found: Medium) -> bool:
    """Whether it is a film that people see, and that ends."""
    element = found.element
    if element.local_name != "video" or not found.sources or found.duration == _ENDLESS:
        return False
    return page.semantics.visible(element) is not False


def _is_played(page: Page, found: Medium) -> bool:
    """Whether it is a sound that plays by itself, or with controls that everybody gets."""
    if found.element.local_name != "audio" or not found.sources or found.duration == _ENDLESS:
        return False
    return found.autoplay or (found.controls and is_usable(page, found.element))


def _is_decoration(found: Medium) -> bool:
    """Whether it is a film that plays on and on behind other things: no information, more often."""
    return found.autoplay and found.loop and not found.controls
