"""Decides what an element gives to the text of others, and reads texts from the page's streams.

Steps 2A to 2I of accname 1.2 as they run inside a name. A reference inside a reference is not
followed, so that chains and circles of ``aria-labelledby`` end by themselves, and no text is taken
twice into one name.
"""

from functools import cached_property
from typing import Final

from govpage_lint.document.tree import SVG, Document, Element
from govpage_lint.records import dataclass, field
from govpage_lint.semantics.controls import is_embedded_value, value_text
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.labels import Labels
from govpage_lint.semantics.native_names import Name, flat, input_name, native_name, svg_title
from govpage_lint.semantics.roles import Roles
from govpage_lint.semantics.streams import Mark, Owned, Stream, Title, Unsure

# What names may cost. They overlap (a link in a heading in a row), so a hostile page could make
# them cost its size squared: when the names of a page have cost this many pieces, and this many
# times its own, what is longer than _CUT pieces is cut short. No honest page comes near it.
_CUT: Final = 100
_BUDGET: Final = 200_000
_BUDGET_TIMES: Final = 30
_LONGEST_REFERENCES: Final = 20_000

_SILENT: Final = frozenset(
    ("audio", "embed", "iframe", "meter", "object", "progress", "select", "video")
)
_UNREAD: Final = frozenset(("noscript", "script", "style", "template"))
# What a menu item or a tree item holds of the next level is not part of its name.
_NESTED: Final = {
    "menuitem": "menu",
    "menuitemcheckbox": "menu",
    "menuitemradio": "menu",
    "treeitem": "group",
}


@dataclass(slots=True)
class _Reading:
    """One reading of a range of pieces: what is left out, and what it has taken in already."""

    stream: Stream
    start: int
    end: int
    in_reference: bool
    control: Element | None = None
    nested_role: str | None = None
    out: list[str] = field(default_factory=list)
    # Ranges that a reference has taken: where they begin, and where to go on.
    taken: dict[int, int] = field(default_factory=dict)
    owners: set[Element] = field(default_factory=set)
    waiting: list[tuple[Stream, int, int]] = field(default_factory=list)


class Texts:
    """The texts of the elements of one page."""

    def __init__(
        self,
        document: Document,
        exposure: Exposure,
        styles: StyleFacts | None,
        labels: Labels,
        roles: Roles,
        *,
        shadows_known: bool,
    ) -> None:
        self._document = document
        self._exposure = exposure
        self._styles = styles
        self._labels = labels
        self._roles = roles
        self._shadows_known = shadows_known
        self._references: dict[Element, str] = {}
        self._budget: int = _BUDGET + _BUDGET_TIMES * len(document.elements)
        # Set when a text that was read may be longer by what is in a shadow tree.
        self.unsure = False

    # -- the streams ---------------------------------------------------------------------------

    @cached_property
    def owned(self) -> dict[Element, Element]:
        """Owned elements and their owners: the first that may own it (ARIA 1.2, aria-owns)."""
        found: dict[Element, Element] = {}
        by_id, exposure = self._document.by_id, self._exposure
        for element in self._document.elements:
            owns = element.attributes.get("aria-owns")
            if owns is None or exposure.hides(element):
                continue
            for identifier in owns.split():
                targets = by_id.get(identifier)
                if not targets or targets[0].contains(element):
                    continue
                if not exposure.hides_from_all(targets[0]):
                    found.setdefault(targets[0], element)
        return found

    @cached_property
    def shown(self) -> Stream:
        """The text that is there for assistive technology."""
        return self._stream(hidden_too=False)

    @cached_property
    def _all(self) -> Stream:
        """All text, hidden or not: what a reference to something hidden gives."""
        return self._stream(hidden_too=True)

    def _stream(self, *, hidden_too: bool) -> Stream:
        return Stream(
            self._document,
            self._exposure,
            self._styles,
            self.owned,
            hidden_too=hidden_too,
            shadows_known=self._shadows_known,
        )

    # -- what is asked for -----------------------------------------------------------------------

    def content(self, element: Element, role: str | None = None) -> str:
        """The text of an element's content, white space collapsed; ``role``: what it names."""
        stream, place = self.shown, element.order
        start, end = stream.starts[place], stream.inner_ends[place]
        if self._budget > 0 and stream.plain_until(start, end) >= end:
            # Most texts: nothing in them depends on who asks.
            self._budget -= end - start
            return flat("".join(stream.texts(start, end)))
        nested = _NESTED.get(role or "")
        return flat(
            self._read(_Reading(stream, start, end, in_reference=False, nested_role=nested))
        )

    def aria_name(self, element: Element, *, in_reference: bool) -> Name | None:
        """Steps 2B and 2D: the name by ``aria-labelledby`` or ``aria-label``; None without one."""
        attributes = element.attributes
        if not in_reference:
            # Browsers take the common misspelling too.
            for attribute in ("aria-labelledby", "aria-labeledby"):
                if attribute in attributes:
                    text = self.references_text(element, attribute)
                    if text:
                        return Name(text, "aria-labelledby")
                    break
        label = attributes.get("aria-label")
        if label and (text := flat(label)):
            return Name(text, "aria-label")
        return None

    def native(self, element: Element, *, in_reference: bool = False) -> Name | None:
        """Step 2E: the name that the host language gives; None without one."""

        def part(other: Element, control: Element | None) -> str:
            return self._part(other, self.shown, control, in_reference=in_reference)

        return native_name(element, self._labels, part)

    def references_text(self, element: Element, attribute: str) -> str:
        """The text of the elements that an attribute refers to, in its order."""
        by_id, parts, length = self._document.by_id, [], 0
        for identifier in element.attributes.get(attribute, "").split():
            targets = by_id.get(identifier)
            if targets:
                part = self._reference(targets[0])
                parts.append(part)
                length += len(part) + 1
                if length > _LONGEST_REFERENCES:
                    break
        return flat(" ".join(parts))

    # -- parts -----------------------------------------------------------------------------------

    def _reference(self, target: Element) -> str:
        """What a reference to an element gives; the same whoever refers to it."""
        found = self._references.get(target)
        if found is None:
            found = self._references[target] = self._referred(target)
        return found

    def _referred(self, target: Element) -> str:
        if target.is_html and target.local_name in _UNREAD:
            return ""
        if target.namespace_url == SVG and target.local_name in ("title", "desc"):
            return target.text_content
        if not (target.is_html and is_embedded_value(target)):
            found = self.aria_name(target, in_reference=True) or self.native(
                target, in_reference=True
            )
            if found is not None:
                return found.text
        stream = self._all if self._exposure.hides(target) else self.shown
        return self._part(target, stream, None, in_reference=True)

    def _part(
        self, element: Element, stream: Stream, control: Element | None, *, in_reference: bool
    ) -> str:
        """What an element gives to the name of another one that it is a part of."""
        own = self._own_part(element, in_reference=in_reference)
        if own is not None:
            return own
        place = element.order
        reading = _Reading(
            stream, stream.starts[place], stream.inner_ends[place], in_reference, control
        )
        text = self._read(reading)
        return text if text.strip() else element.attributes.get("title", "")

    def _own_part(self, element: Element, *, in_reference: bool) -> str | None:
        """What an element gives instead of its content; None where its content counts."""
        attributes, name = element.attributes, element.local_name
        embedded = element.is_html and is_embedded_value(element)
        if embedded and (value := value_text(element)):
            return value
        found = self.aria_name(element, in_reference=in_reference)
        if found is not None:
            return found.text
        if element.namespace_url == SVG:
            title = svg_title(element)
            return title if title.strip() else None
        if name in ("img", "area"):
            if self._roles.is_presentational(element):
                return ""
            return attributes.get("alt") or attributes.get("title", "")
        if name == "input":
            native = input_name(attributes)
            return native.text if native else attributes.get("title", "")
        if embedded or name in _SILENT:
            return attributes.get("title", "")
        return None

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, reading: _Reading) -> str:
        """The text of a range of pieces."""
        steps = 0
        limit = len(reading.stream.pieces) if self._budget > 0 else _CUT
        out, taken = reading.out, reading.taken
        stream, start, end = reading.stream, reading.start, reading.end
        pieces = stream.pieces
        while True:
            while start < end and steps < limit:
                piece = pieces[start]
                if type(piece) is str and not taken:
                    stop = stream.plain_until(start, min(end, start + limit - steps))
                    out += stream.texts(start, stop)
                    steps += stop - start
                    start = stop
                    continue
                steps += 1
                if taken and start in taken:
                    start = max(start + 1, taken[start])
                elif type(piece) is str:
                    out.append(piece)
                    start += 1
                elif type(piece) is Mark:
                    start = self._read_mark(reading, piece, start)
                elif type(piece) is Owned:
                    reading.waiting.append((stream, start + 1, end))
                    self._append_owned(reading, piece)
                    break
                else:
                    if type(piece) is Title:
                        if not self._has_text(reading, piece.start, start):
                            out.append(f" {piece.text} ")
                    elif type(piece) is Unsure:
                        self.unsure = True
                    start += 1
            if not reading.waiting or steps >= limit:
                break
            stream, start, end = reading.waiting.pop()
            pieces = stream.pieces
            out.append(" ")
        self._budget -= steps
        return "".join(out)

    def _read_mark(self, reading: _Reading, mark: Mark, start: int) -> int:
        """Take in what a marked element gives; returns where to go on."""
        element = mark.element
        if (
            element is reading.control
            or (element in self.owned and element not in reading.owners)
            or (reading.nested_role and reading.nested_role in mark.role)
        ):
            reading.out.append(" ")
            return mark.end
        in_reference = reading.in_reference
        own: str | None = None
        if not in_reference and "aria-labelledby" in element.attributes:
            own = self._take_references(reading, element, start)
            in_reference = True
        own = own or self._own_part(element, in_reference=in_reference)
        if own is None:
            return start + 1
        # What stands for a control or a picture never grows together with a word.
        reading.out.append(f" {own} ")
        return mark.end

    def _take_references(self, reading: _Reading, element: Element, start: int) -> str:
        """What the references of an element inside a name give; it is not taken in again."""
        stream, parts = reading.stream, []
        for identifier in element.attributes["aria-labelledby"].split():
            targets = self._document.by_id.get(identifier)
            if not targets:
                continue
            parts.append(self._reference(targets[0]))
            place = targets[0].order
            begin, stop = stream.outer_starts[place], stream.outer_ends[place]
            if stop > begin > start:
                reading.taken[begin] = max(stop, reading.taken.get(begin, 0))
        return flat(" ".join(parts))

    def _append_owned(self, reading: _Reading, piece: Owned) -> None:
        for element in reversed(piece.elements):
            if element in reading.owners:
                continue
            reading.owners.add(element)
            if self._exposure.hides_itself(element):
                continue
            # Ownership takes an element out of what hides its old place from assistive technology.
            stream = self._all if self._exposure.hides(element) else reading.stream
            place = element.order
            reading.waiting.append((stream, stream.outer_starts[place], stream.outer_ends[place]))

    def _has_text(self, reading: _Reading, start: int, end: int) -> bool:
        """Whether any piece of a range that holds no sure text gives some."""
        pieces = reading.stream.pieces
        while start < end:
            piece = pieces[start]
            start += 1
            if type(piece) is str and not piece.isspace():
                return True
            if type(piece) is Mark:
                own = self._own_part(piece.element, in_reference=reading.in_reference)
                if own is not None:
                    if own.strip():
                        return True
                    start = max(start, piece.end)
        return False
