"""Decides whether pictures have a text alternative, and whether decoration is marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from govpage_lint.checks.icons.inside import (
    is_bound,
    is_template,
    mended_at_control,
    nearest_control,
    start_tag,
)
from govpage_lint.checks.images.labels import nearest_figure
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import SVG, Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

# Where the address of a picture may stand until a script loads it.
_SOURCES: Final = tuple(
    "src srcset data-src data-srcset data-original data-lazy data-lazy-src :src v-bind:src".split()
)
_SPACER = regex(
    r"(?:^|[/_.-])(?:spacer|blank|pixel|clear|transparent|trans|1x1|px)\.(?:gif|png|svg)\Z",
    re.IGNORECASE,
)
_GRAPHICS: Final = frozenset(("img", "graphics-document", "graphics-symbol"))
# Pictures, sound and films by the endings of their addresses: what an object shows where it has no
# type. What is no media (HTML, PDF) is another matter.
_MEDIA = regex(
    r"\.(?:png|jpe?g|jfif|gif|svg|webp|avif|bmp|ico|apng|mp3|m4a|ogg|oga|opus|wav|aac|flac|mp4|m4v|webm|ogv|mov|avi)\Z",
    re.IGNORECASE,
)
_MEDIA_TYPE = regex(r"\s*(?:image|audio|video)/", re.IGNORECASE)


@check
def alt_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """An image has a name, or is marked as decoration (ACT 23a2a8).

    What is in a link or button with no name is told there. Cases: "beside-text" (in a link that has
    text), "spacer", "blank" (white space for alt), "focusable" (marked as decoration, and not so by
    what else it has), "role" (``role=img``), "no-source" (a script sets the picture: cannot be told).
    """
    semantics = page.semantics
    role = semantics.role(element)
    if not element.is_html or (element.local_name != "img" and role != "img"):
        return
    if semantics.programmatically_hidden(element):
        return
    if role == "none" or semantics.name(element) != "":
        yield passed(element)
    elif role == "img" and not is_bound(page, element) and mended_at_control(page, element) is None:
        yield _nameless(page, element)


def _nameless(page: Page, image: Element) -> Verdict:
    alt = image.attributes.get("alt")
    inside = start_tag(image)
    if image.local_name != "img":
        return failed(image, "role", inside=inside)
    if is_marked_decoration(page, image):
        return failed(image, "focusable", inside=inside)
    if alt is not None:
        return failed(AttributeOf(image, "alt"), "blank", inside=inside)
    if page.observer == "source" and not any(
        image.attributes.get(name, "").strip() for name in _SOURCES
    ):
        return cant_tell(image, "no-source", inside=inside)
    if is_spacer(image):
        return failed(image, "spacer", inside=inside)
    return failed(image, _case_in_control(page, image), inside=inside)


def is_marked_decoration(page: Page, element: Element) -> bool:
    """Whether its author marked an element as decoration (ACT's "marked as decorative")."""
    written = next(
        (role.lower() for role in page.semantics.explicit_roles(element) if _is_role(page, role)),
        None,
    )
    if written is not None:
        return written in ("none", "presentation")
    return element.is_html and element.local_name == "img" and element.attributes.get("alt") == ""


def _is_role(page: Page, token: str) -> bool:
    return token.lower() in page.semantics.valid_roles


def is_spacer(image: Element) -> bool:
    """Whether attributes or the name of its file say that an image only takes room."""
    small = [
        image.attributes.get(name, "").strip().removesuffix("px") for name in ("width", "height")
    ]
    if all(size in ("0", "1", "2") for size in small):
        return True
    return _SPACER.search(_path(image.attributes.get("src", ""))) is not None


def _case_in_control(page: Page, image: Element) -> str | None:
    """Whether an image without alt stands in a link or button that has a name without it."""
    control = nearest_control(page, image)
    name = page.semantics.name(control) if control is not None else UNKNOWN
    return "beside-text" if name is not UNKNOWN and name else None


def _path(address: str) -> str:
    try:
        return urlsplit(address.strip()).path
    except ValueError:
        return ""


@check
def svg_name_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """An SVG element with an explicit role of a picture has a name (ACT 7d6734)."""
    if element.namespace_url != SVG or not page.semantics.presumed_exposed(element):
        return
    if page.semantics.role(element) not in _GRAPHICS or not page.semantics.explicit_roles(element):
        return
    if is_marked_decoration(page, element):
        return
    if page.semantics.name(element) != "":
        yield passed(element)
    elif not is_bound(page, element) and mended_at_control(page, element) is None:
        yield failed(element, inside=start_tag(element))


@check
def object_name_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """An object that shows a picture, sound or film has a name (ACT 8fc3b6)."""
    if not page.semantics.presumed_exposed(element):
        return
    if any(
        _is_role(page, role) for role in page.semantics.explicit_roles(element)
    ) or not _shows_media(element):
        return
    if page.semantics.name(element) != "":
        yield passed(element)
    elif not is_bound(page, element) and mended_at_control(page, element) is None:
        yield failed(element, inside=start_tag(element))


def _shows_media(element: Element) -> bool:
    data = element.attributes.get("data", "").strip()
    if not data:
        return False
    kind = element.attributes.get("type", "")
    return (
        _MEDIA_TYPE.match(kind) is not None
        if kind.strip()
        else _MEDIA.search(_path(data)) is not None
    )


@check
def canvas_alternative(page: Page, element: Element) -> Iterator[Verdict]:
    """A canvas has a name or content for those who cannot see it; a person has to say if it needs one."""
    semantics = page.semantics
    if semantics.programmatically_hidden(element) or semantics.explicit_roles(element):
        return
    if semantics.name(element) != "" or element.text_content.strip() or element.element_children:
        yield passed(element)
    else:
        figure = nearest_figure(page, element)
        if figure is None or page.semantics.name(figure) == "":
            yield cant_tell(element, inside=start_tag(element))


@check
def decoration_exposed(page: Page, element: Element) -> Iterator[Verdict]:
    """What is marked as decoration is not exposed nonetheless (ACT 46ca7f)."""
    semantics = page.semantics
    if not is_marked_decoration(page, element):
        return
    role = semantics.role(element)
    if role == "none" or not semantics.presumed_exposed(element):
        yield passed(element)
    elif not _is_named_by_title(page, element):
        yield failed(element, inside=start_tag(element), role=(role or "").removeprefix("html-"))


def _is_named_by_title(page: Page, element: Element) -> bool:
    """Whether it is an image that browsers take out of decoration for its title, which another rule tells."""
    return element.local_name == "img" and page.semantics.name_source(element) == "title"


@check
def decoration_with_alt(page: Page, element: Element) -> Iterator[Verdict]:
    """An image with a presentational role has no alternative text that nobody gets."""
    if page.semantics.role(element) != "none" or not page.semantics.explicit_roles(element):
        return
    if page.semantics.programmatically_hidden(element):
        return
    alt = element.attributes.get("alt", "").strip()
    if not alt:
        yield passed(element)
    elif not is_template(alt) and mended_at_control(page, element) is None:
        yield failed(AttributeOf(element, "alt"), text=alt)


@check
def title_without_alt(page: Page, element: Element) -> Iterator[Verdict]:
    """An image does not have a title in place of an alternative text. Cases: "no-alt", "empty-alt"."""
    title = " ".join(element.attributes.get("title", "").split())
    if not title or page.semantics.programmatically_hidden(element) or is_template(title):
        return
    alt = element.attributes.get("alt")
    if alt is None:
        if page.semantics.name_source(element) == "title" and not is_bound(page, element):
            yield failed(AttributeOf(element, "title"), "no-alt", text=title)
    elif alt.strip():
        yield passed(element)
    elif (
        page.semantics.name_source(element) in ("title", None)
        and mended_at_control(page, element) is None
    ):
        yield failed(AttributeOf(element, "title"), "empty-alt", text=title)


@check
def title_differs(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of an image does not say something else than its alternative text."""
    title = " ".join(element.attributes.get("title", "").split())
    alt = " ".join(element.attributes.get("alt", "").split())
    if not title or not alt or page.semantics.programmatically_hidden(element):
        return
    if title.casefold() == alt.casefold():
        yield passed(element)
    elif not is_template(title) and not is_template(alt):
        yield failed(AttributeOf(element, "title"), text=alt, title=title)
