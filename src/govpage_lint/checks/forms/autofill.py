"""Decides whether an ``autocomplete`` value is one that HTML knows (ACT 73f2c2), and whether it may be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from govpage_lint.checks.forms.fields import input_type
from govpage_lint.checks.forms.templates import is_set_later, is_template
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.tables import words

type Fault = Literal["commas", "off", "order", "near", "channel"]

_FIXED: Final = frozenset("button checkbox file hidden image radio reset submit".split())
_WIDGETS: Final = frozenset(
    """button checkbox combobox grid gridcell link listbox menu menubar menuitem menuitemcheckbox
    menuitemradio option progressbar radio radiogroup scrollbar searchbox separator slider spinbutton
    switch tab tablist tabpanel textbox tree treegrid treeitem""".split()
)


class Autofill:
    """The tokens of ``rules/data/autofill.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.normal = words(table["fields"]["normal"])
        self.contact = words(table["fields"]["contact"])
        self.fields = self.normal | self.contact
        self.places = words(table["modes"]["place"])
        self.channels = words(table["modes"]["channel"])
        self.trailing = words(table["modes"]["trailing"])
        self.off: frozenset[str] = frozenset(table["faults"]["off"])
        self.meant: Mapping[str, str] = table["faults"]["meant"]

    def detail(self, tokens: list[str]) -> str | None:
        """The field that a list of tokens names; None where it is not valid."""
        rest = list(tokens)
        if rest and rest[0].startswith("section-"):
            rest.pop(0)
        if rest and rest[0] in self.places:
            rest.pop(0)
        if rest and rest[-1] in self.trailing:
            rest.pop()
        if len(rest) == 2 and rest[0] in self.channels and rest[1] in self.contact:
            rest.pop(0)
        return rest[0] if len(rest) == 1 and rest[0] in self.fields else None

    def fault(self, value: str, tokens: list[str]) -> tuple[Fault | None, str]:
        """What is wrong with an invalid value, and what may have been meant."""
        if "," in value or ";" in value:
            return "commas", ""
        if " ".join(tokens) in self.off or tokens[0] in self.off:
            return "off", ""
        if len(tokens) == 1 and tokens[0] in self.meant:
            return "near", self.meant[tokens[0]]
        if len(tokens) == 2 and tokens[0] in self.channels and tokens[1] in self.normal:
            return "channel", tokens[1]
        known = self.fields | self.places | self.channels | self.trailing
        if len(tokens) > 1 and all(t in known or t.startswith("section-") for t in tokens):
            return "order", ""
        return None, ""


def autofill(page: Page) -> Autofill:
    """The tokens that HTML knows."""
    return made_once(Autofill, page.data("autofill"))


def field_named_by(page: Page, element: Element) -> str | None:
    """The token that tells what a field is for; None where ``autocomplete`` does not say it."""
    tokens = element.attributes.get("autocomplete", "").lower().split()
    return autofill(page).detail(tokens) if tokens else None


@check
def autocomplete_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """The value of ``autocomplete`` is a list of HTML's autofill detail tokens (ACT 73f2c2).

    Cases: "commas", "off" (words that are to turn it off), "near" (another word for one of HTML's),
    "channel" (home, work … before something that is no address of a person), "order".
    """
    value = element.attributes["autocomplete"]
    tokens = value.lower().split()
    if not tokens or tokens in (["off"], ["on"]) or not _applies(page, element):
        return
    if is_template(value) or is_set_later(page, element, "autocomplete"):
        return
    known = autofill(page)
    if known.detail(tokens) is not None:
        yield passed(element)
        return
    case, meant = known.fault(value, tokens)
    yield failed(AttributeOf(element, "autocomplete"), case, meant=meant)


def _applies(page: Page, element: Element) -> bool:
    semantics = page.semantics
    if not element.is_html or input_type(element) in _FIXED:
        return False
    if page.fact(_disabled)[element.order] or semantics.is_disabled(element):
        return False
    if not (semantics.presumed_visible(element) or semantics.presumed_exposed(element)):
        return False
    if semantics.tabbable(element) is False:
        role = semantics.role(element)
        # Some inputs have no role that ARIA knows: whether they count, the rule does not say.
        return role in _WIDGETS
    return True


def _disabled(page: Page) -> bytearray:
    """For each element, whether it or one around it is ``aria-disabled``."""
    found = bytearray(len(page.document.elements))
    for element in page.document.elements:
        state = element.attributes.get("aria-disabled")
        if state is not None and state.strip().lower() == "true":
            found[element.order] = 1
        elif element.parent is not None:
            found[element.order] = found[element.parent.order]
    return found
