"""Decides what is known of an ``audio`` or ``video``: what it plays, how long, and whether by itself."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.media_files import MediaFile, read_media
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

MEDIA: Final = ("audio", "video")
# "#t=8,10", "#t=npt:1:20": the part of a medium that an address asks for (Media Fragments URI 1.0).
_PART = regex(r"[#&]t=(?:npt:)?([\d.:]*)(?:,([\d.:]+))?(?:&|\Z)")
_MAX_SOURCES: Final = 8


@dataclass(frozen=True, slots=True)
class Medium:
    """What is known of an ``audio`` or ``video`` element.

    ``length`` is how many seconds it plays from start to end, once; ``duration`` how many the whole
    file has.
    """

    element: Element
    sources: tuple[str, ...]
    duration: Maybe[float]
    length: Maybe[float]
    has_audio: Maybe[bool]
    has_video: Maybe[bool]
    autoplay: bool
    muted: bool
    loop: bool
    controls: bool


def medium(page: Page, element: Element) -> Medium:
    """What is known of an element; its files are read once a page."""
    known = page.fact(_known)
    if element not in known:
        known[element] = _medium(page, element)
    return known[element]


def _known(page: Page) -> dict[Element, Medium]:
    return {}


def sources_of(element: Element) -> tuple[str, ...]:
    """The addresses that a medium may play from, in the order in which they are tried."""
    written = element.attributes.get("src")
    if written is not None:
        return (written,) if written.strip() else ()
    children = [child for child in element.element_children if child.local_name == "source"]
    found = (child.attributes.get("src", "").strip() for child in children[:_MAX_SOURCES])
    return tuple(address for address in found if address)


def _medium(page: Page, element: Element) -> Medium:
    attributes, sources = element.attributes, sources_of(element)
    state = page.rendered.media_state(element) if page.rendered is not None else None
    file = _file(page, sources)
    duration: Maybe[float] = UNKNOWN
    has_audio: Maybe[bool] = UNKNOWN
    has_video: Maybe[bool] = UNKNOWN
    if file is not None:
        duration = UNKNOWN if file.duration is None else file.duration
        has_audio = UNKNOWN if file.audio is None else file.audio
        has_video = UNKNOWN if file.video is None else file.video
    if state is not None:
        if duration is UNKNOWN and state.duration is not None:
            duration = state.duration
        if has_audio is UNKNOWN and state.has_audio is not None:
            has_audio = state.has_audio
        if has_video is UNKNOWN and state.has_video is not None:
            has_video = state.has_video
    return Medium(
        element=element,
        sources=sources,
        duration=duration,
        length=_length(duration, sources),
        has_audio=has_audio,
        has_video=has_video,
        autoplay="autoplay" in attributes,
        muted="muted" in attributes or (state is not None and (state.muted or state.volume == 0.0)),
        loop="loop" in attributes,
        controls="controls" in attributes,
    )


def _file(page: Page, sources: tuple[str, ...]) -> MediaFile | None:
    """What the first file that can be read says: browsers play the first one that they can."""
    files = page.fact(_files)
    for address in sources:
        if is_template(address):
            return None
        name = address.partition("#")[0]
        if name not in files:
            opened = page.open_file(name)
            if opened is None:
                files[name] = None
            else:
                with opened:
                    files[name] = read_media(opened)
        if files[name] is not None:
            return files[name]
    return None


def _files(page: Page) -> dict[str, MediaFile | None]:
    return {}


def _length(duration: Maybe[float], sources: tuple[str, ...]) -> Maybe[float]:
    """How long the part that is played takes; the longest of them where sources ask for several."""
    lengths = [_part_length(duration, address) for address in sources] or [duration]
    known = [length for length in lengths if length is not UNKNOWN]
    return max(known) if len(known) == len(lengths) else UNKNOWN


def _part_length(duration: Maybe[float], address: str) -> Maybe[float]:
    found = _PART.search(address)
    if found is None:
        return duration
    start, end = _seconds(found[1] or "0"), _seconds(found[2] or "")
    if start is None:
        return duration
    if end is not None:
        end = end if duration is UNKNOWN else min(end, duration)
        return max(0.0, end - start)
    return UNKNOWN if duration is UNKNOWN else max(0.0, duration - start)


def _seconds(clock: str) -> float | None:
    """Seconds of "90", "1:30" or "0:01:30.5"; None for no time."""
    try:
        parts = [float(part) for part in clock.split(":")]
    except ValueError:
        return None
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds
