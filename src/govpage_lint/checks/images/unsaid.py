"""Decides whether the text in a picture reaches those who cannot see it (ACT e88epe, KWCAG 5.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import nearest_control, start_tag
from govpage_lint.checks.images.ancestors import in_named
from govpage_lint.checks.images.evidence import (
    clear_words,
    exposed_letters,
    file_words,
    letters,
    made_out,
    part_found,
    share_of_picture,
    shortened,
    words_of,
)
from govpage_lint.checks.images.kinds import word_list
from govpage_lint.checks.images.pictures import Picture, pictures
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import (
    AttributeOf,
    Target,
    Verdict,
    cant_tell,
    check,
    failed,
    passed,
)
from govpage_lint.document.tree import SVG, Element
from govpage_lint.semantics.pictures import PictureFacts, Reading, ReadWord
from govpage_lint.semantics.rendered import Rect

# Less is the writing on things in a drawing.
_LEAST_SHARE: Final = 0.03
# A word that fills so much of a picture is no icon.
_FILLING: Final = 0.3
_CERTAIN: Final = 0.9
# So many words, or so many letters, are something that a picture says.
_LEAST_WORDS: Final = 2
_LEAST_LETTERS: Final = 5
# A picture with so much text is a poster or a notice; what of it may be unsaid.
_MUCH: Final = 8
_MUCH_LETTERS: Final = 40
_MUCH_IN_PHOTOGRAPH: Final = 14
_NOWHERE: Final = Rect(0, 0, 0, 0)
_SAID: Final = 0.35
_SAID_BY_PAGE: Final = 0.5
_IGNORED: Final = frozenset(("graphics-document", "generic", "html-canvas", "html-svg", "img"))


@check
def hidden_picture(page: Page, element: Element) -> Iterator[Verdict]:
    """A picture that is kept from assistive technology says nothing (ACT e88epe).

    What it shows otherwise than by letters nobody but a person can weigh.
    """
    for picture in _unexposed(page):
        text = _text(page, picture)
        # What stands beside it may be all that it says, in other letters.
        if text and (letters(text) not in page.fact(exposed_letters) or _is_logo(page, picture)):
            yield failed(picture.element, inside=start_tag(picture.element), text=shortened(text))
        else:
            yield cant_tell(picture.element, "unsure", inside=start_tag(picture.element))


@check
def text_unsaid(page: Page, element: Element) -> Iterator[Verdict]:
    """The text in a picture stands somewhere for those who cannot see it.

    Cases: "canvas", "background".
    """
    for picture in pictures(page).values():
        if picture.kind != "background" and not _is_unexposed(page, picture):
            continue
        words = _clear(page, picture)
        if not words or not _says(words):
            words = _single(page, picture, words)
        if not words:
            continue
        if _is_said(page, picture, words):
            yield passed(picture.element)
        else:
            case = picture.kind if picture.kind in ("canvas", "background") else None
            yield failed(picture.element, case, text=shortened(words_of(words)))


@check
def alternative_partial(page: Page, element: Element) -> Iterator[Verdict]:
    """The alternative text of a picture full of text gives more than its title."""
    for picture in pictures(page).values():
        one = picture.element
        name = page.semantics.name(one)
        if picture.kind == "background" or not isinstance(name, str) or not name:
            continue
        if page.semantics.presumed_exposed(one) and not in_named(page, one):
            words = _clear(page, picture)
            if words and _is_much(words):
                yield _weighed(page, picture, words, name)


def _weighed(page: Page, picture: Picture, words: list[ReadWord], name: str) -> Verdict:
    one = picture.element
    described = {"aria-describedby", "aria-details", "longdesc"} & one.attributes.keys()
    # A text as long as what was read says it in other words.
    long = 2 * len(letters(name)) >= sum(len(letters(word.text)) for word in words)
    if (
        described
        or long
        or part_found(words, letters(name)) > _SAID
        or part_found(words, page.fact(exposed_letters)) > _SAID_BY_PAGE
    ):
        return passed(one)
    source = page.semantics.name_source(one)
    at_alt = source in ("alt", "aria-label") and source in one.attributes
    target: Target = AttributeOf(one, source) if at_alt and source else one
    values: dict[str, object] = {
        "name": shortened(name),
        "text": shortened(words_of(words)),
        "count": len(words),
    }
    # In a photograph they may be on things that nobody looks at.
    unsure = _is_photograph(page, picture) and len(words) < _MUCH_IN_PHOTOGRAPH
    return cant_tell(target, None, **values) if unsure else failed(target, None, **values)


def _is_logo(page: Page, picture: Picture) -> bool:
    return word_list(page, "logo").names(file_words(picture.address))


def _unexposed(page: Page) -> list[Picture]:
    return [one for one in pictures(page).values() if _is_unexposed(page, one)]


def _is_unexposed(page: Page, picture: Picture) -> bool:
    """Whether the rule e88epe applies to a picture."""
    element = picture.element
    semantics = page.semantics
    name = element.local_name
    html = element.is_html and name in ("img", "canvas")
    if not html and not (name == "svg" and element.namespace_url == SVG):
        return False
    if in_named(page, element):
        return False
    exposed = semantics.exposed(element)
    if exposed is False or semantics.role(element) in (None, "none"):
        return True
    if exposed is not True or semantics.name(element) != "":
        return False
    if name == "svg":
        return not semantics.explicit_roles(
            element
        ) or "graphics-document" in semantics.explicit_roles(element)
    return name == "canvas" and not semantics.explicit_roles(element)


def _text(page: Page, picture: Picture) -> str:
    """What a picture says by its letters, as far as it is sure that they matter."""
    facts = page.probed(PictureFacts)
    if facts is None:
        return ""
    drawn = facts.drawn.get(picture.element)
    if drawn is not None and len(letters(drawn.text)) >= _LEAST_LETTERS - 2:
        return drawn.text
    reading = facts.readings.get(picture.element)
    if reading is None:
        return ""
    words = clear_words(reading)
    if words and not reading.photographic and share_of_picture(reading, words) >= _LEAST_SHARE:
        return words_of(words)
    return made_out(reading, _file_words(picture)) or ""


def _single(page: Page, picture: Picture, words: list[ReadWord]) -> list[ReadWord]:
    """The one short word of a picture, as of a logo: it fills it, or its file is named after it."""
    facts = page.probed(PictureFacts)
    reading = None if facts is None else facts.readings.get(picture.element)
    if reading is None or reading.photographic or picture.kind != "image":
        return []
    word = made_out(reading, file_words(picture.address)[:1])
    if word is not None:
        return [ReadWord(word, 1.0, _NOWHERE)]
    sure = [one for one in words if one.confidence >= _CERTAIN and one.text.isupper()]
    return sure if share_of_picture(reading, sure) >= _FILLING else []


def _file_words(picture: Picture) -> list[str]:
    return file_words(picture.address) if picture.kind == "image" else []


def _clear(page: Page, picture: Picture) -> list[ReadWord]:
    """The words of a picture that are there for sure, and large enough to matter."""
    facts = page.probed(PictureFacts)
    drawn = None if facts is None else facts.drawn.get(picture.element)
    if drawn is not None and drawn.text:
        return [ReadWord(word, 1.0, _NOWHERE) for word in drawn.text.split() if letters(word)]
    reading: Reading | None = None if facts is None else facts.readings.get(picture.element)
    if reading is None:
        return []
    words = clear_words(reading)
    return words if share_of_picture(reading, words) >= _LEAST_SHARE else []


def _says(words: list[ReadWord]) -> bool:
    return (
        len(words) >= _LEAST_WORDS or sum(len(letters(one.text)) for one in words) >= _LEAST_LETTERS
    )


def _is_much(words: list[ReadWord]) -> bool:
    enough = sum(len(letters(one.text)) for one in words)
    least = _MUCH_LETTERS if all(one.text.isascii() for one in words) else _MUCH_LETTERS // 2
    return len(words) >= _MUCH and enough >= least


def _is_photograph(page: Page, picture: Picture) -> bool:
    facts = page.probed(PictureFacts)
    reading = None if facts is None else facts.readings.get(picture.element)
    return reading is not None and reading.photographic


def _is_said(page: Page, picture: Picture, words: list[ReadWord]) -> bool:
    """Whether most of some words stand on the page, or in the name of the control around."""
    if part_found(words, page.fact(exposed_letters)) > _SAID_BY_PAGE:
        return True
    name = page.semantics.name(picture.element)
    if picture.kind == "background" and name != "":
        return True
    control = nearest_control(page, picture.element)
    named = page.semantics.name(control) if control is not None else ""
    # The name of a link says where it leads, in whatever words.
    return named != ""
