"""Decides whether a form field has a name, and whether the name is one that everyone sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govpage_lint.checks.forms.fields import fields, input_type, is_field, is_native
from govpage_lint.checks.forms.inside import inside, says_something, written_text
from govpage_lint.checks.forms.line import line
from govpage_lint.checks.forms.templates import is_named_later
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.templates.masking import SAME
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.unknown import UNKNOWN

_LONGEST_LABEL: Final = 60
_CLIMB: Final = 2


@dataclass(frozen=True, slots=True)
class _Why:
    """What is wrong about the naming of a field: the case, and the text that was meant to name it."""

    case: str | None
    text: str = ""
    other: str = ""


@check
def name_missing(
    page: Page, element: Element, *, roles: Sequence[str] = (), types: Sequence[str] = ()
) -> Iterator[Verdict]:
    """A field with one of ``roles``, or an input of one of ``types``, has a name (ACT e086e5).

    Cases: "label-empty", "label-hidden", "label-astray" (a label beside it points elsewhere), "label-loose",
    "label-unlabelable" (a label names only HTML's controls), "id-repeated", "reference-missing",
    "text-beside" (plain text), "written-later" (cannot be told).
    """
    semantics = page.semantics
    role = semantics.role(element)
    if role not in roles and not (
        role == f"html-input-{input_type(element)}" and input_type(element) in types
    ):
        return
    if not semantics.presumed_exposed(element):
        return
    name = semantics.name(element)
    if isinstance(name, str) and name:
        yield passed(element)
    elif name is UNKNOWN or is_named_later(page, element) or _may_be_hidden(page, element):
        yield cant_tell(element, "written-later", inside=start_tag(element))
    else:
        why = _why(page, element)
        yield failed(element, why.case, inside=start_tag(element), text=why.text, other=why.other)


def _may_be_hidden(page: Page, element: Element) -> bool:
    """Whether a style that was not read may well hide it: a field that Tab skips is there for robots."""
    semantics = page.semantics
    if semantics.exposed(element) is not UNKNOWN:
        return False
    if semantics.role(element) == "listbox" and not is_native(element):
        # The suggestions below a field, which open when there are some.
        return not any(semantics.role(e) == "option" for e in inside(element))
    return (semantics.tab_index(element) or 0) < 0


def _why(page: Page, element: Element) -> _Why:
    semantics = page.semantics
    labels = semantics.labels.of(element)
    for label in labels:
        if text := _label_text(label):
            return _Why("label-hidden", text)
    if labels:
        return _Why("label-empty")
    if "aria-labelledby" in element.attributes:
        missing = [i for i, found in semantics.idrefs(element, "aria-labelledby") if found is None]
        if missing:
            return _Why("reference-missing", other=missing[0])
    return _by_label_beside(page, element) or _by_text_beside(page, element) or _Why(None)


def _by_label_beside(page: Page, element: Element) -> _Why | None:
    identifier = element.attributes.get("id", "")
    around = [label for label in _labels_near(page, element) if _label_text(label)]
    for label in around:
        target, text = label.attributes.get("for"), _label_text(label)
        if label.contains(element):
            return _Why("label-unlabelable" if not _is_labelable(element) else "label-taken", text)
        if target and target == identifier:
            first = page.document.by_id[identifier][0]
            return _Why(
                "label-unlabelable" if first is element else "id-repeated", text, identifier
            )
        if page.semantics.labels.control(label) is None:
            return _Why("label-astray", text, target) if target else _Why("label-loose", text)
    return None


def _labels_near(page: Page, element: Element) -> Iterator[Element]:
    """Labels around a field, or right before or after it."""
    node: Element | None = element
    for _ in range(_CLIMB + 1):
        if node is None:
            return
        if node.local_name == "label":
            yield node
        beside = [node.previous] if node.previous is not None else []
        siblings = node.parent.element_children if node.parent is not None else []
        if node.index + 1 < len(siblings):
            beside.append(siblings[node.index + 1])
        yield from (e for e in beside if e.local_name == "label" and e.is_html)
        if node.parent is None or fields(page).count(node.parent) > 1:
            return
        node = node.parent


def _by_text_beside(page: Page, element: Element) -> _Why | None:
    """Plain text right before the field, in the block that holds nothing else."""
    texts, parent = line(page), element.parent
    if parent is None or not page.semantics.presumed_visible(element):
        return None
    start = texts.before(parent)
    before = fields(page).before(element)
    if before is not None and before.order > parent.order:
        start = texts.behind(before)
    # What code may write there without a word about it is no text that anybody wrote.
    text = " ".join(texts.between(start, texts.before(element)).replace(SAME, "").split())
    if not says_something(text) or len(text) > _LONGEST_LABEL:
        return None
    return _Why("text-beside", text)


def _label_text(label: Element) -> str:
    text = written_text(label)
    return text if says_something(text) else ""


def _is_labelable(element: Element) -> bool:
    return element.is_html and element.local_name in ("input", "select", "textarea")


@check
def placeholder_only(page: Page, element: Element) -> Iterator[Verdict]:
    """A field is named by more than its placeholder. Case "search": in a search form."""
    attribute = "placeholder" if element.is_html and "placeholder" in element.attributes else ""
    attribute = attribute or "aria-placeholder"
    if attribute not in element.attributes or not page.semantics.presumed_exposed(element):
        return
    if not is_field(page, element):
        return
    source = page.semantics.name_source(element)
    if source == "placeholder":
        target = AttributeOf(element, attribute)
        text = element.attributes[attribute]
        yield failed(target, "search" if _searches(page, element) else None, text=text)
    elif source is not None:
        yield passed(element)


def _searches(page: Page, element: Element) -> bool:
    if page.semantics.role(element) == "searchbox":
        return True
    words = " ".join(element.attributes.get(name, "") for name in ("name", "id", "placeholder"))
    return any(part in words.lower() for part in ("search", "query", "keyword", "검색")) or (
        element.attributes.get("name") == "q"
    )


@check
def title_only(page: Page, element: Element) -> Iterator[Verdict]:
    """A field is named by more than its ``title``, which only a mouse shows."""
    if not is_field(page, element) or not page.semantics.presumed_exposed(element):
        return
    source = page.semantics.name_source(element)
    if source == "title":
        yield failed(AttributeOf(element, "title"))
    elif source is not None:
        yield passed(element)


@check
def placeholder_repeats_label(page: Page, element: Element) -> Iterator[Verdict]:
    """A placeholder says something that the visible label does not."""
    semantics = page.semantics
    if not semantics.presumed_exposed(element) or not is_visible_label(page, element):
        return
    label = semantics.name(element)
    if not isinstance(label, str):
        return
    if _plain(element.attributes.get("placeholder", "")) == _plain(label) != "":
        yield failed(AttributeOf(element, "placeholder"))
    else:
        yield passed(element)


def is_visible_label(page: Page, field: Element) -> bool:
    """Whether a label of a field can be seen."""
    return any(page.semantics.visible_text(label) for label in page.semantics.labels.of(field)[:4])


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
