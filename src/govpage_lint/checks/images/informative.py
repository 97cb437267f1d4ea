"""Decides which images may say more than their authors let on: by the names of their files, and by
where they stand. Whether they do is for a person to tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import inner, is_template, nearest_control, start_tag
from govpage_lint.checks.images.alternatives import is_marked_decoration
from govpage_lint.checks.images.evidence import file_words, letters, name_words
from govpage_lint.checks.images.kinds import WordList, code_words, word_list
from govpage_lint.checks.images.labels import nearest_figure
from govpage_lint.checks.images.pictures import background_images
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, cant_tell, check, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

# Words in names of files that say that it is a part of a frame or an icon, whatever else they say.
_FURNITURE: Final = frozenset(
    """bg back background ico icon icons bul bullet blt dot line arr arrow deco decoration frame top
    bottom left right shadow pattern close prev next open more off on""".split()
)
_ICON: Final = 48
_FEW: Final = 10
_SHORT: Final = 100
_SAYING: Final = 60
_DESCRIBING: Final = ("aria-describedby", "aria-details", "longdesc")
_HOLDING_DATA: Final = frozenset(("table", "details", "dl"))


@check
def marked_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """An image that is marked as decoration is none, as far as names and places tell.

    Cases: "figure" (with a caption), "bare-figure" (the only content of a figure), "alone" (the only
    content of an article).
    """
    if not is_marked_decoration(page, element) or not _is_looked_at(page, element):
        return
    figure = nearest_figure(page, element)
    if figure is not None and not _has_other_picture(figure, element):
        captioned = any(child.local_name == "figcaption" for child in figure.element_children)
        if captioned:
            yield cant_tell(element, "figure", inside=start_tag(element))
            return
        if not letters(page.semantics.visible_text(figure)):
            yield cant_tell(element, "bare-figure", inside=start_tag(element))
            return
    words = file_words(element.attributes.get("src", ""))
    if (around := _only_content_of(page, element)) is not None:
        yield cant_tell(element, "alone", inside=start_tag(element), around=start_tag(around))
        return
    word = _first(word_list(page, "telling"), words)
    if word and _FURNITURE.isdisjoint(words):
        yield cant_tell(element, inside=start_tag(element), word=word)
    else:
        yield passed(element)


def _is_looked_at(page: Page, element: Element) -> bool:
    """Whether people see an image that is no icon and stands in no link or button."""
    semantics = page.semantics
    if semantics.hidden_from_all(element) is not None or nearest_control(page, element) is not None:
        return False
    if semantics.visible(element) is False or "usemap" in element.attributes:
        return False
    box = page.rendered.box(element) if page.rendered is not None else None
    if box is not None:
        return box.width > _ICON and box.height > _ICON
    sizes = (element.attributes.get(name, "").strip() for name in ("width", "height"))
    return not any(size.isdecimal() and int(size) <= _ICON for size in sizes)


def _only_content_of(page: Page, element: Element) -> Element | None:
    """The main part or article of a page that has an image and no text."""
    around = element.parent
    for _ in range(3):
        if around is None or around.local_name in ("main", "article"):
            break
        around = around.parent
    if around is None or around.local_name not in ("main", "article"):
        return None
    alone = len(inner(around)) <= _FEW and not letters(page.semantics.visible_text(around))
    return around if alone and not _has_other_picture(around, element) else None


def _has_other_picture(figure: Element, element: Element) -> bool:
    pictures = ("img", "svg", "canvas", "video", "picture", "object", "iframe", "table")
    return any(
        one is not element and one.local_name in pictures and not one.contains(element)
        for one in inner(figure)
    )


def _first(known: WordList, words: list[str]) -> str | None:
    """The first part of a name that is one of the words, or has one of them in it."""
    for word in words:
        if word in known.alone or any(inside in word for inside in known.inside):
            return word
    return None


@check
def description_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A chart or diagram has more than a short name: a table, a text or a description beside it."""
    name = page.semantics.name(element)
    if (
        name is UNKNOWN
        or not name
        or is_template(name)
        or not page.semantics.presumed_exposed(element)
    ):
        return
    if nearest_control(page, element) is not None or page.semantics.role(element) != "img":
        return
    known = word_list(page, "complex")
    if not known.names([*file_words(element.attributes.get("src", "")), *name_words(name)], name):
        return
    if len(name) > _SHORT or _is_described(page, element) or _is_small(page, element):
        yield passed(element)
    else:
        source = page.semantics.name_source(element)
        own = source in ("alt", "aria-label", "title") and source in element.attributes
        target: Target = AttributeOf(element, source) if own and source else element
        yield cant_tell(target, text=name)


def _is_small(page: Page, element: Element) -> bool:
    box = page.rendered.box(element) if page.rendered is not None else None
    if box is not None:
        return box.width <= 2 * _ICON or box.height <= 2 * _ICON
    sizes = (element.attributes.get(name, "").strip() for name in ("width", "height"))
    return any(size.isdecimal() and int(size) <= 2 * _ICON for size in sizes)


def _is_described(page: Page, element: Element) -> bool:
    """Whether something that may give the data stands with an image: in its figure, or beside it."""
    if any(element.attributes.get(name, "").strip() for name in _DESCRIBING):
        return True
    around = nearest_figure(page, element) or element.parent
    for _ in range(2):
        if around is None or around.local_name in ("body", "main"):
            break
        near = inner(around)
        if any(one.local_name in _HOLDING_DATA for one in near):
            return True
        if len(letters(page.semantics.text(around))) > 3 * _SAYING:
            return True
        around = around.parent
    return False


@check
def code_unlinked(page: Page, element: Element) -> Iterator[Verdict]:
    """What a code to be scanned leads to is a link on the page, too."""
    semantics = page.semantics
    if semantics.hidden_from_all(element) is not None or semantics.visible(element) is False:
        return
    name = semantics.name(element)
    said = name if isinstance(name, str) else ""
    if not word_list(page, "qr").names([*code_words(page, element), *name_words(said)], said):
        return
    if nearest_control(page, element) is not None or _has_link_beside(element):
        yield passed(element)
    else:
        yield cant_tell(element, inside=start_tag(element))


def _has_link_beside(element: Element) -> bool:
    around = element.parent
    for _ in range(3):
        if around is None or around.local_name in ("body", "main", "ul", "ol"):
            break
        if any(one.local_name == "a" and "href" in one.attributes for one in inner(around)):
            return True
        around = around.parent
    return False


@check
def background_telling(page: Page, element: Element) -> Iterator[Verdict]:
    """A sign in the background of a text, such as a warning, is in words, too."""
    status = word_list(page, "status")
    for one, address in background_images(page).items():
        words = [*file_words(address), *name_words(one.attributes.get("class", ""))]
        word = _first(status, words)
        if word is None or page.semantics.visible(one) is not True:
            continue
        said = page.semantics.visible_text(one)
        name = page.semantics.name(one)
        if not letters(said) or page.semantics.role(one) in ("alert", "status"):
            continue
        heard = f"{said} {name}" if isinstance(name, str) else said
        if status.names(name_words(heard), heard):
            yield passed(one)
        else:
            yield cant_tell(one, word=word, inside=start_tag(one))
