"""Decides what rules may ask about a page: the one door to roles, names, visibility and focus.

One ``Semantics`` a page. Each fact is worked out when first asked and kept; what a page costs in
total grows with its size, whatever is asked and in whatever order.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Final

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.semantics import controls, tables
from govpage_lint.semantics.conformance import allowed_roles
from govpage_lint.semantics.contents import Contents
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.focus import Focus, tab_index, takes_focus
from govpage_lint.semantics.inactive import inactive
from govpage_lint.semantics.interfaces import StyleFacts, Visible
from govpage_lint.semantics.labels import Labels
from govpage_lint.semantics.link_context import LinkContext, LinkContexts
from govpage_lint.semantics.names import Names
from govpage_lint.semantics.outline import LANDMARKS, heading_level, swallowed
from govpage_lint.semantics.ownership import Ownership
from govpage_lint.semantics.plain_styles import PlainStyles
from govpage_lint.semantics.rendered import RenderedFacts, RenderedStyles
from govpage_lint.semantics.roles import Roles
from govpage_lint.semantics.seen_text import SeenText
from govpage_lint.semantics.sight import Sight
from govpage_lint.semantics.table_facts import TableFacts
from govpage_lint.semantics.texts import Texts
from govpage_lint.semantics.unknown import UNKNOWN, Maybe
from govpage_lint.semantics.visibility import Visibility

__all__ = ["LANDMARKS", "Semantics", "install"]

# Texts up to this length are kept, as several rules ask for them.
_KEPT: Final = 1_000
_NAMING: Final = frozenset(("aria-labelledby", "aria-labeledby", "aria-label", "title"))


class Semantics:
    """What assistive technology gets from a page.

    ``styles`` are the computed styles, where there are any; without them only the elements'
    own display, ``hidden`` and ``style=""`` are known. ``rendered`` is what a browser told of the
    document, which then holds what is in shadow trees, too; it brings its own styles.
    """

    def __init__(
        self,
        document: Document,
        styles: StyleFacts | None = None,
        *,
        rendered: RenderedFacts | None = None,
    ) -> None:
        self._known_texts: dict[Element, str] = {}
        self.document = document
        self.rendered = rendered
        self._rendered_styles = None if rendered is None else RenderedStyles(rendered)
        own = styles if styles is not None else self._rendered_styles
        self.styles: StyleFacts = PlainStyles(document) if own is None else own
        self.labels = Labels(document)
        self._has_styles = own is not None

    # -- the parts, made when first needed -----------------------------------------------------

    @cached_property
    def _exposure(self) -> Exposure:
        return Exposure(self.document, self.styles)

    @cached_property
    def _visibility(self) -> Visible:
        sight = self.sight
        return Visibility(self.document, self._exposure, self.styles) if sight is None else sight

    @cached_property
    def sight(self) -> Sight | None:
        """What a browser leaves to see of each box; None where only the source is known."""
        if self.rendered is None or self._rendered_styles is None:
            return None
        return Sight(self.document, self._exposure, self._rendered_styles, self.rendered)

    @cached_property
    def _focus(self) -> Focus:
        return Focus(self.document, self._exposure, self._disabled)

    @cached_property
    def _disabled(self) -> controls.Disabled:
        return controls.Disabled(self.document)

    @cached_property
    def _roles(self) -> Roles:
        return Roles(self.document, self._is_named, self._may_take_focus)

    @cached_property
    def _texts(self) -> Texts:
        styles = self.styles if self._has_styles else None
        return Texts(
            self.document,
            self._exposure,
            styles,
            self.labels,
            self._roles,
            shadows_known=self.rendered is not None,
        )

    @cached_property
    def _names(self) -> Names:
        return Names(self._roles, self._texts)

    def _is_named(self, element: Element) -> bool:
        attributes = element.attributes
        if _NAMING.isdisjoint(attributes):
            return False
        found = self._texts.aria_name(element, in_reference=False)
        return found is not None or bool(attributes.get("title", "").strip())

    def _may_take_focus(self, element: Element) -> bool:
        return takes_focus(element) and element not in self._disabled

    @cached_property
    def _seen(self) -> SeenText:
        return SeenText(self.document, self._exposure, self._visibility)

    # -- roles ---------------------------------------------------------------------------------

    @cached_property
    def role(self) -> Callable[[Element], str | None]:
        """The computed role: ARIA's, synonyms unified ("none", "img", "list"), or HTML's.

        "generic" for what means nothing, "html-" and the element's name where HTML-AAM maps it to
        no role of ARIA ("html-video", "html-label", "html-summary"), None where there is no
        accessible object at all. Whether the element is hidden is not looked at.
        """
        # Nothing is asked for more often: the method itself, with none around it.
        return self._roles.role

    @cached_property
    def roles(self) -> Sequence[str | None]:
        """The roles of all elements, by their places: for who asks for most of them."""
        return list(map(self._roles.role, self.document.elements))

    @cached_property
    def _by_role(self) -> dict[str | None, list[Element]]:
        found: dict[str | None, list[Element]] = {}
        for element, role in zip(self.document.elements, self.roles, strict=True):
            found.setdefault(role, []).append(element)
        return found

    def with_roles(self, roles: Iterable[str]) -> list[Element]:
        """The elements that have one of these roles, hidden ones too, in tree order."""
        groups = [group for role in roles if (group := self._by_role.get(role))]
        if len(groups) < 2:
            return list(groups[0]) if groups else []
        return sorted(chain.from_iterable(groups), key=attrgetter("order"))

    def implicit_role(self, element: Element) -> str | None:
        """The role that the host language gives it, whatever its ``role`` attribute says."""
        return self._roles.implicit(element)

    def explicit_roles(self, element: Element) -> tuple[str, ...]:
        """The tokens of its ``role`` attribute as written."""
        written = element.attributes.get("role")
        return tuple(written.split()) if written else ()

    @property
    def valid_roles(self) -> frozenset[str]:
        """The roles that authors may use: ARIA 1.2, DPUB-ARIA 1.1 and Graphics-ARIA 1.0."""
        return tables.aria().valid

    def allowed_roles(self, element: Element) -> frozenset[str] | None:
        """The roles that HTML lets an element be given beside its own; None where any."""
        return allowed_roles(element, self._roles)

    def owner(self, element: Element) -> Element | None:
        """What owns it for ARIA's required context: by ``aria-owns``, or the nearest ancestor that
        is neither presentational nor an empty wrapper; None for what stands right in the page."""
        return self._ownership.owner(element)

    def owned(self, element: Element, *, leaves: bool = False) -> list[Element]:
        """What it owns for ARIA's required owned elements, hidden ones too; with ``leaves`` also
        generic elements with no other element in them."""
        return self._ownership.owned(element, leaves=leaves)

    @cached_property
    def _ownership(self) -> Ownership:
        return Ownership(self.document, self.role, self._texts.owned)

    # -- names ---------------------------------------------------------------------------------

    def name(self, element: Element) -> Maybe[str]:
        """The accessible name, white space collapsed; "" where it has none or may have none.

        ``UNKNOWN`` where nothing names it but a custom element in it might, or where the browser
        has a name for it that we do not find.
        """
        found = self._names.name(element)
        if found.unsure or (not found.text and self._is_named_by_browser(element)):
            return UNKNOWN
        return found.text

    def _is_named_by_browser(self, element: Element) -> bool:
        node = None if self.rendered is None else self.rendered.browser_node(element)
        return node is not None and node is not UNKNOWN and bool(node.name.strip())

    def name_source(self, element: Element) -> str | None:
        """Where the name comes from; None where there is none.

        "aria-labelledby", "aria-label", "label", "alt", "value", "legend", "caption", "summary",
        "title element", "label attribute", "content", "title", "placeholder", or "default" for
        what the browser itself says ("Submit", "Reset").
        """
        return self._names.name(element).source

    def description(self, element: Element) -> str:
        """The accessible description; "" where it has none."""
        return self._names.description(element)

    def named_by_reference(self, element: Element) -> bool:
        """Whether its name comes from ``aria-labelledby``."""
        return self.name_source(element) == "aria-labelledby"

    def idrefs(self, element: Element, attribute: str) -> list[tuple[str, Element | None]]:
        """The ids that an attribute lists, each with its element or None."""
        by_id = self.document.by_id
        return [
            (identifier, by_id[identifier][0] if identifier in by_id else None)
            for identifier in element.attributes.get(attribute, "").split()
        ]

    # -- hidden or not -------------------------------------------------------------------------

    def hidden_by(self, element: Element) -> str | None:
        """Why it is not in the accessibility tree; None where nothing known keeps it out.

        "display", "hidden", "details", "dialog", "popover", "noscript", "template", "head",
        "script", "style", "fallback", "object", "svg": from everyone, by itself or an ancestor
        ("object": it stands for an object that may fail to load);
        "visibility"; "aria-hidden", "inert": from assistive technology; "presentational": by a
        button, image or the like around it, whose content is only its name.
        """
        return self._hidden_by[element.order]

    @cached_property
    def _hidden_by(self) -> list[str | None]:
        exposure = self._exposure
        return [
            gone or veiled or ("visibility" if unseen else "presentational" if swallowed else None)
            for gone, veiled, unseen, swallowed in zip(
                exposure.gone, exposure.veiled, exposure.invisible, self._swallowed, strict=True
            )
        ]

    def hidden_from_all(self, element: Element) -> str | None:
        """Why nobody gets it, seeing or not ("display" …); None where somebody does."""
        return self._hidden_from_all[element.order]

    @cached_property
    def _hidden_from_all(self) -> list[str | None]:
        exposure = self._exposure
        return [
            gone or ("visibility" if unseen else None)
            for gone, unseen in zip(exposure.gone, exposure.invisible, strict=True)
        ]

    def programmatically_hidden(self, element: Element) -> bool:
        """Whether styles, HTML or ``aria-hidden`` keep it out, as far as is known (ACT's term)."""
        place, exposure = element.order, self._exposure
        return bool(exposure.gone[place] or exposure.veiled[place] or exposure.invisible[place])

    def exposed(self, element: Element) -> Maybe[bool]:
        """Whether it is in the accessibility tree; ``UNKNOWN`` where an unread style decides."""
        if not self.presumed_exposed(element):
            return UNKNOWN if self._exposure.gone[element.order] == "object" else False
        return UNKNOWN if self._exposure.unsure[element.order] else True

    def presumed_exposed(self, element: Element) -> bool:
        """Whether it is in the accessibility tree unless something unknown hides it."""
        return self._presumed_exposed[element.order]

    @cached_property
    def _presumed_exposed(self) -> list[bool]:
        return [
            hidden is None and role is not None
            for role, hidden in zip(self.roles, self._hidden_by, strict=True)
        ]

    @cached_property
    def _swallowed(self) -> bytearray:
        return swallowed(self.document, self.with_roles)

    def visually_hidden(self, element: Element) -> bool:
        """Whether it is there for assistive technology but out of sight: clipped, off-screen …"""
        place = element.order
        return self.hidden_from_all(element) is None and bool(self._visibility.unseen[place])

    def visible(self, element: Element) -> Maybe[bool]:
        """Whether sighted people get it; ``UNKNOWN`` where an unread style decides."""
        if not self.presumed_visible(element):
            return UNKNOWN if self._exposure.gone[element.order] == "object" else False
        place = element.order
        unsure = self._exposure.unsure[place] or self._visibility.unsure[place]
        return UNKNOWN if unsure else True

    def sees_text(self, text: Text) -> bool:
        """Whether sighted people get anything of a text, as far as is known."""
        parent = text.parent
        if parent is None or self.hidden_from_all(parent) is not None:
            return False
        return self._visibility.sees_text(text)

    def presumed_visible(self, element: Element) -> bool:
        """Whether sighted people get it unless something unknown hides it."""
        return self.hidden_from_all(element) is None and not self._visibility.unseen[element.order]

    # -- focus ---------------------------------------------------------------------------------

    def focusable(self, element: Element) -> Maybe[bool]:
        """Whether it can take the focus; ``UNKNOWN`` where an unread style decides."""
        if not self._focus.is_focusable(element):
            return False
        return UNKNOWN if self._exposure.unsure[element.order] else True

    def presumed_focusable(self, element: Element) -> bool:
        """Whether it can take the focus unless something unknown hides it."""
        return self._focus.is_focusable(element)

    def tabbable(self, element: Element) -> Maybe[bool]:
        """Whether the Tab key reaches it; ``UNKNOWN`` where an unread style decides."""
        if not self._focus.is_tabbable(element):
            return False
        return UNKNOWN if self._exposure.unsure[element.order] else True

    def tab_index(self, element: Element) -> int | None:
        """The ``tabindex`` as browsers parse it; None where there is none or it is no integer."""
        return tab_index(element)

    def tab_order(self) -> list[Element]:
        """What the Tab key reaches, in its order, as far as is known."""
        return self._tab_order

    @cached_property
    def _tab_order(self) -> list[Element]:
        return self._focus.tab_order()

    # -- text ----------------------------------------------------------------------------------

    def text(self, element: Element) -> str:
        """The text that its content gives a reader: exposed text and the names of pictures and
        controls in it, blocks apart by a space, white space collapsed."""
        found = self._known_texts.get(element)
        if found is None:
            found = self._texts.content(element)
            if len(found) <= _KEPT:
                self._known_texts[element] = found
        return found

    def sees(self, text: Text) -> bool:
        """Whether sighted people get anything of a text, unless something unknown hides it."""
        parent = text.parent
        if parent is None or not self.presumed_visible(parent):
            return False
        return self._visibility.sees_text(text)

    def visible_text(self, element: Element) -> str:
        """The text in it that sighted people get, with no alternatives; white space collapsed."""
        return self._seen.text(element)

    @cached_property
    def contents(self) -> Contents:
        """Which elements hold something that is seen or heard."""
        return Contents(
            self.document,
            self.presumed_exposed,
            self.presumed_visible,
            lambda element: self.name(element) != "",
        )

    # -- tables --------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> TableFacts:
        """Where the cells of tables stand, what heads them, and what the tables are for."""
        return TableFacts(
            self.styles, self.role, self.owned, self.visible_text, lambda: self.contents
        )

    # -- links ---------------------------------------------------------------------------------

    def link_context(self, link: Element) -> LinkContext:
        """What stands around a link that is read together with it (ACT's programmatically
        determined link context)."""
        return self._link_contexts.context(link)

    @cached_property
    def _link_contexts(self) -> LinkContexts:
        return LinkContexts(self.document, self.styles, self.role, self.presumed_exposed)

    # -- states --------------------------------------------------------------------------------

    def is_disabled(self, element: Element) -> bool:
        """Whether it is disabled, by HTML or by ``aria-disabled``."""
        return element in self._disabled or self.state(element, "aria-disabled") == "true"

    def is_inactive(self, element: Element) -> bool:
        """Whether it is in a disabled group or control, or in the label of a disabled control."""
        return bool(self._inactive[element.order])

    @cached_property
    def _inactive(self) -> bytearray:
        return inactive(self.document, self._disabled, self.labels, self.role)

    def checked(self, element: Element) -> bool | None:
        """Whether a box, button or option is checked; None where it is "mixed" or cannot be."""
        role = self.role(element)
        if (
            element.is_html
            and element.local_name == "input"
            and role in ("checkbox", "radio", "switch")
        ):
            if self.rendered is not None:
                return self.rendered.state(element) == "checked"
            return "checked" in element.attributes
        written = self.state(element, "aria-checked")
        return {"true": True, "false": False}.get(written or "")

    def state(self, element: Element, attribute: str) -> str | None:
        """The value of an ARIA attribute, trimmed, in lower case; None where it is not there."""
        value = element.attributes.get(attribute)
        return None if value is None else value.strip().lower()

    # -- the page ------------------------------------------------------------------------------

    def landmarks(self) -> list[Element]:
        """The exposed landmarks, in tree order."""
        return self._landmarks

    def headings(self) -> list[tuple[Element, int]]:
        """The exposed headings with their levels, in tree order."""
        return self._headings

    @cached_property
    def _landmarks(self) -> list[Element]:
        return list(filter(self.presumed_exposed, self.with_roles(LANDMARKS)))

    @cached_property
    def _headings(self) -> list[tuple[Element, int]]:
        exposed = filter(self.presumed_exposed, self.with_roles(("heading",)))
        return [(element, heading_level(element)) for element in exposed]

    def heading_level(self, element: Element) -> int:
        """The level of a heading: a valid ``aria-level``, else its element's, else 2."""
        return heading_level(element)

    def language(self, element: Element) -> str:
        """The language in force on an element, as written; "" where it is not known."""
        return self.document.language_of(element)

    def page_language(self) -> str:
        """The language of the page, that of its root element, as written; "" without one."""
        return self.document.language_of(self.document.root)

    def take_apart(self) -> None:
        """End these facts with their document: see ``Document.take_apart``."""
        vars(self.styles).clear()
        vars(self).clear()

    # -- for selectors -------------------------------------------------------------------------

    def fact(self, element: Element, name: str) -> str:
        """A fact as a string, for selectors: "role", "exposed", "visible", "focusable", "named"."""
        if name == "role":
            return self.role(element) or ""
        if name == "named":
            given = self.name(element)
            return "unknown" if given is UNKNOWN else _yes(bool(given))
        if name == "exposed":
            return _yes(self.exposed(element))
        if name == "visible":
            return _yes(self.visible(element))
        if name == "focusable":
            return _yes(self.focusable(element))
        return "unknown"

    def install(self) -> None:
        """Let selectors on the document ask for these facts."""
        self.document.fact = self.fact


def install(document: Document, styles: StyleFacts | None = None) -> Semantics:
    """Make the semantics of a document and let its selectors ask for them."""
    semantics = Semantics(document, styles)
    semantics.install()
    return semantics


def _yes(value: Maybe[bool]) -> str:
    if value is UNKNOWN:
        return "unknown"
    return "yes" if value else "no"
