"""Decides what stands in a link or button that has no name, and whether it may still get one.

What a template engine or a script will write is not in the source: where there are signs of that,
nothing is said about the element from its source. A rendered page is what it is.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import SVG, Comment, Element, Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.exposure import is_first_summary

# Only so much is looked at inside a control: enough for any icon, little for a hostile page.
_MAX_INSIDE: Final = 60
_MAX_TAG: Final = 70
_PICTURES: Final = frozenset(
    ("audio", "canvas", "embed", "iframe", "i", "img", "object", "picture", "svg", "video")
)
_STYLED: Final = frozenset(("class", "id", "style"))
# How Vue, Angular, Alpine, Thymeleaf, Knockout, Fluent and the like write text, and pieces of template
# code that a parser takes for attributes …
_WRITES_TEXT = regex(
    r"(?:v-(?:text|html|t|bind)|x-(?:text|html|bind)|(?:data-)?ng-bind(?:-html|-template)?|data-bind"
    r"|(?:data-)?th[:-](?:u?text|attr|insert|replace)|data-sly-(?:text|attribute.*)"
    r"|(?:data-)?(?:i18n|l10n)(?:-[a-z-]+)?|data-translate|(?:[{$<%?]|#\{).*)\Z"
)
# … and how they write an attribute.
_WRITES_ATTRIBUTE = regex(
    r"(?::|v-bind:|x-bind:|bind:|bind-|\[(?:attr\.)?|(?:data-)?ng-(?:attr-)?|(?:data-)?th[:-])([a-z-]+)\]?\Z"
)
_NAMING: Final = frozenset(
    "alt aria-hidden aria-label aria-labelledby innerhtml innertext role text textcontent title value".split()
)
_TEMPLATE = regex(r"\{\{|\{%|\$\{|#\{|<%|<\?|\[%|\[\[|%\w+%|@\{")


@dataclass(frozen=True, slots=True)
class Inside:
    """What a nameless control holds.

    ``case`` is "image-without-alt", "image-empty-alt", "svg", "icon", "hidden-text" or "empty";
    ``sample`` is the start tag or text that shows it.
    """

    case: str
    sample: str


def is_template(text: str) -> bool:
    """Whether a text holds code of a template language, so that it is not yet what people get."""
    # All such code has one of these signs, and few texts have one.
    if "{" not in text and "%" not in text and "<" not in text and "[" not in text:
        return False
    return _TEMPLATE.search(text) is not None


def is_bound(page: Page, element: Element) -> bool:
    """Whether a script or template sets the text, name or role of an element. False when rendered."""
    if page.observer != "source":
        return False
    return any(map(_binds, element.attributes))


@lru_cache(maxsize=1024)
def _binds(attribute: str) -> bool:
    """Whether an attribute sets a text, a name or a role."""
    if _WRITES_TEXT.match(attribute):
        return True
    found = _WRITES_ATTRIBUTE.match(attribute)
    return found is not None and found[1] in _NAMING


def is_written_later(page: Page, control: Element) -> bool:
    """Whether something that is not in the source may write a name into a control."""
    if page.observer != "source":
        return False
    if is_bound(page, control):
        return True
    for element in inner(control):
        name = element.local_name
        if name == "slot" or ((":" in name or "-" in name) and element.namespace_url != SVG):
            return True
        if is_bound(page, element):
            return True
    return any(
        isinstance(node, Comment) and node.data[:1] in "?%#[" and node.data
        for node in _nodes(control)
    )


def look_inside(page: Page, control: Element) -> Inside:
    """What stands in a control that has no name."""
    elements = [element for element in inner(control) if element.local_name not in ("br", "wbr")]
    exposed = [
        element for element in elements if not page.semantics.programmatically_hidden(element)
    ]
    images = [element for element in exposed if element.local_name == "img" and element.is_html]
    for image in images:
        if "alt" not in image.attributes and page.semantics.role(image) == "img":
            return Inside("image-without-alt", start_tag(image))
    for image in images:
        return Inside("image-empty-alt", start_tag(image))
    if text := _hidden_text(page, control):
        return Inside("hidden-text", text)
    for element in elements:
        if element.local_name == "svg":
            return Inside("svg", start_tag(element))
    for element in _deepest_first(elements):
        if _may_be_painted(element):
            return Inside("icon", start_tag(element))
    return Inside("empty", start_tag(control))


def inner(element: Element) -> Sequence[Element]:
    """The elements in an element, the first ones only where there are very many."""
    end = min(element.last, element.order + _MAX_INSIDE)
    return element.document.elements[element.order + 1 : end + 1]


def start_tag(element: Element) -> str:
    """The start tag of an element as it is written, or a plain one; cut where it is long."""
    if element.span is None:
        return f"<{element.local_name}>"
    tag = " ".join(element.document.source.slice(element.span).split())
    return tag if len(tag) <= _MAX_TAG else f"{tag[:_MAX_TAG]}…"


def is_control(page: Page, element: Element) -> bool:
    """Whether it is a link, button or the like whose name the rules of this family ask for."""
    role = page.semantics.role(element)
    if role == "html-summary":
        return is_first_summary(element)
    return role in CONTROLS and not is_image_button(element)


def is_image_button(element: Element) -> bool:
    """Whether it is ``<input type=image>``, which has a rule of its own."""
    return (
        element.local_name == "input"
        and element.attributes.get("type", "").strip().lower() == "image"
    )


def nearest_control(page: Page, element: Element) -> Element | None:
    """The nearest link, button or the like around an element."""
    return page.fact(_controls_around)[element.order]


def mended_at_control(page: Page, image: Element) -> Element | None:
    """The nameless link or button around an image: what is wrong with the image is told there."""
    control = nearest_control(page, image)
    if control is None or not page.semantics.presumed_exposed(control):
        return None
    return control if page.semantics.name(control) == "" else None


CONTROLS: Final = frozenset(
    "link doc-backlink doc-biblioref doc-glossref doc-noteref button menuitem menuitemcheckbox menuitemradio".split()
)


def _controls_around(page: Page) -> list[Element | None]:
    """For each element, by its order, the nearest control above it."""
    controls = page.semantics.with_roles({*CONTROLS, "html-summary"})
    found = {element for element in controls if is_control(page, element)}
    return page.document.nearest_above(found.__contains__)


def _deepest_first(elements: Sequence[Element]) -> Iterator[Element]:
    """Elements that hold no other: what is painted is more likely there than in a wrapper."""
    yield from (element for element in elements if not element.element_children)
    yield from elements


def _may_be_painted(element: Element) -> bool:
    """Whether an element without text may show something: a styled box, or what is a picture by itself."""
    if element.span is None:
        return False
    return element.local_name in _PICTURES or not _STYLED.isdisjoint(element.attributes)


def _hidden_text(page: Page, control: Element) -> str:
    """Text in a control that is kept from assistive technology."""
    found: list[str] = []
    for node in _nodes(control):
        if not isinstance(node, Text) or not node.data.strip() or node.parent is None:
            continue
        parent = node.parent
        if (
            parent.local_name in ("script", "style", "noscript", "template")
            or parent.namespace_url == SVG
        ):
            continue
        if page.semantics.programmatically_hidden(parent) and any(map(str.isalnum, node.data)):
            found.append(node.data)
    return " ".join(" ".join(found).split())


def _nodes(control: Element) -> Iterator[Element | Text | Comment]:
    for count, node in enumerate(control.nodes):
        if count == _MAX_INSIDE:
            return
        yield node
