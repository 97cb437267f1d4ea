"""Decides whether anything on a page may stand for what a medium says and shows: text, or a link."""

from __future__ import annotations

from typing import Final, Literal

from govpage_lint.checks.links.linked import link_name, links
from govpage_lint.checks.links.words import link_words
from govpage_lint.checks.media.instruments import may_be_scripted
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass

# What stands in these is code, or is shown only where they are not.
_MUTE: Final = frozenset(
    "audio canvas iframe noscript object script style template title video".split()
)
_FRAMES: Final = ("iframe", "object", "embed", "frame")
# No text of fewer words tells what a film or sound does.
_FEWEST_WORDS: Final = 4
_LANGUAGES: Final = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells in words.

    ``exposed`` is the text that assistive technology gets, ``both`` what sighted people get as well;
    ``open_ended`` says that links, frames or scripts may tell more.
    """

    exposed: str
    both: str
    open_ended: bool

    @property
    def is_silent(self) -> bool:
        """Whether nothing on the page can stand for a medium."""
        return not self.open_ended and len(self.exposed.split()) < _FEWEST_WORDS

    @property
    def is_silent_to_some(self) -> bool:
        """Whether nothing that everybody gets can stand for a medium."""
        return not self.open_ended and len(self.both.split()) < _FEWEST_WORDS


def told(page: Page) -> Told:
    """What a page tells in words, worked out once."""
    return page.fact(_told)


def _told(page: Page) -> Told:
    semantics = page.semantics
    exposed: list[str] = []
    both: list[str] = []
    for text in page.document.root.nodes:
        parent = text.parent
        if not isinstance(text, Text) or parent is None or not text.data.strip():
            continue
        if parent.local_name in _MUTE or semantics.hidden_by(parent) not in (
            None,
            "presentational",
        ):
            continue
        exposed.append(text.data)
        if semantics.sees(text):
            both.append(text.data)
    for image in page.document.by_name.get("img", ()):
        exposed.append(image.attributes.get("alt", ""))
        both.append(image.attributes.get("alt", ""))
    return Told(" ".join(exposed), " ".join(both), _is_open_ended(page))


def _is_open_ended(page: Page) -> bool:
    if any(link_name(page, link) for link in links(page)) or may_be_scripted(page):
        return True
    template = page.document.template
    if template is not None and (page.document.fragment or template.places):
        # Its code may write anything, and so may the page that a part is put into.
        return True
    return any(name in page.document.by_name for name in _FRAMES)


def is_labelled(page: Page, name: Literal["video", "audio"]) -> bool | None:
    """Whether anything that everybody gets speaks of the medium at all, so that it may be called an
    alternative of the text; None where the language of the page has no words in our list."""
    said = told(page)
    if said.is_silent_to_some:
        return False
    language = page.semantics.page_language().partition("-")[0].lower()
    if language not in _LANGUAGES:
        return None
    if link_words(page).calls_medium(said.both, name) or may_be_scripted(page):
        return True
    return any(frame in page.document.by_name for frame in _FRAMES)


def has_other_sound(page: Page, video: Element) -> bool:
    """Whether the page has a sound beside a film, or may lead to one."""
    names = page.document.by_name
    others = (*names.get("audio", ()), *names.get("video", ()))
    return told(page).open_ended or any(other is not video for other in others)
