"""Decides what becomes of a parsed template: marks are taken out, and what code may write is put in.

All of it happens to the tree before it is a document. What is put in has no span: it is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates.binding import bound
from govpage_lint.document.templates.flow import INNER
from govpage_lint.document.templates.masking import MARKS, OPAQUE, SAME, opaque
from govpage_lint.document.templates.tokens import VOID
from govpage_lint.document.tree import HTML, Comment, Element, Node, ParsedTree, Text
from govpage_lint.records import dataclass, field


@dataclass(slots=True)
class Grown:
    """What was found on the way: the start tags that may get any attribute, what attributes of which
    tags are not known, and the spans of the elements that are not written."""

    open_tags: set[int] = field(default_factory=set)
    unknown: dict[int, set[str]] = field(default_factory=dict)
    left_out: list[Span] = field(default_factory=list)

    def note(self, element: Element, name: str) -> None:
        """An attribute of an element is not known."""
        if element.span is not None:
            self.unknown.setdefault(element.span[0], set()).add(name)


def elements_of(root: Element) -> Iterator[Element]:
    """The elements of a tree that is no document yet, in tree order; their children may be changed
    when they are given out."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


def take_out_marks(tree: ParsedTree) -> None:
    """Take the fill of the masked text out of texts, values and names."""
    for element in elements_of(tree.root):
        if MARKS.search(element.local_name):
            element.local_name = MARKS.sub("", element.local_name)
        _clean_attributes(element)
        kept: list[Node] = []
        for child in element.children:
            if type(child) is Text and MARKS.search(child.data):
                child.drop(MARKS)
                if not child.data:
                    continue
            elif isinstance(child, Comment):
                child.data = MARKS.sub("", child.data)
            kept.append(child)
        if len(kept) < len(element.children):
            element.children = kept


def _clean_attributes(element: Element) -> None:
    attributes = element.attributes
    if not any(MARKS.search(value) or MARKS.search(name) for name, value in attributes.items()):
        return
    cleaned = {MARKS.sub("", name): MARKS.sub("", value) for name, value in attributes.items()}
    cleaned.pop("", None)
    attributes.clear()
    attributes.update(cleaned)


def drop_unknown(tree: ParsedTree, kept: frozenset[str], unknown: dict[int, set[str]]) -> None:
    """Take out the attributes that code alone writes, and that may come out empty: so they may not
    be there at all."""
    for element in elements_of(tree.root):
        if element.span is None or element.span[0] not in unknown:
            continue
        for name in unknown[element.span[0]]:
            empty = not element.attributes.get(name, "x").strip()
            # An attribute of a framework is there, whatever it writes.
            if empty and name not in kept and bound(name) is None:
                del element.attributes[name]


def apply_bindings(
    tree: ParsedTree, grown: Grown, *, first: bool, generous: bool, step: int
) -> None:
    """Do what the attributes of a framework do: set attributes and texts, leave elements out.

    ``first`` takes the first branch of every condition, otherwise the last or that of ``step``.
    """
    for element in elements_of(tree.root):
        if any(type(child) is not Text for child in element.children):
            _branch(element, grown, first=first, step=step)
        if element.attributes:
            _bind(element, grown, generous=generous)


def _branch(parent: Element, grown: Grown, *, first: bool, step: int) -> None:
    """Leave out the children that are not written, of each ``v-if`` and what belongs to it."""
    chains: list[list[Element]] = []
    complete: list[bool] = []
    for child in parent.children:
        if not isinstance(child, Element) or not child.attributes:
            continue
        parts = {found.part: name for name in child.attributes if (found := bound(name))}
        if "else" in parts and chains:
            chains[-1].append(child)
            complete[-1] = parts["else"] == "v-else"
        elif "if" in parts or "loop" in parts:
            chains.append([child])
            complete.append(False)
    gone: set[int] = set()
    for chain, whole in zip(chains, complete, strict=True):
        options = len(chain) + (not whole)
        taken = 0 if first else step if 0 < step < options else options - 1
        if step == INNER and (len(chain) == 1 or _branches(chain[0])):
            taken = 0
        for number, element in enumerate(chain):
            if number != taken:
                gone.add(id(element))
                grown.left_out.append(_extent(element))
    if gone:
        parent.children = [child for child in parent.children if id(child) not in gone]


def _branches(element: Element) -> bool:
    """Whether something in an element is written otherwise where a condition does not hold."""
    inner = elements_of(element)
    next(inner)
    return any("v-else" in one.attributes or "v-else-if" in one.attributes for one in inner)


def _extent(element: Element) -> Span:
    """From the start of an element to its end, as far as it is written."""
    start, end = element.span if element.span is not None else (0, 0)
    for inner in elements_of(element):
        for span in (inner.span, inner.end_span):
            if span is not None:
                end = max(end, span[1])
        for child in inner.children:
            if type(child) is Text and child.span is not None:
                end = max(end, child.span[1])
    return (start, end)


def _bind(element: Element, grown: Grown, *, generous: bool) -> None:
    for name, value in list(element.attributes.items()):
        found = bound(name)
        if found is None:
            continue
        if found.part == "any" and element.span is not None:
            grown.open_tags.add(element.span[0])
        elif found.part == "attribute":
            grown.note(element, found.name)
            if generous:
                element.attributes[found.name] = opaque(value)
            elif found.name in ("href", "src", "for", "id", "value", "name", "type"):
                element.attributes[found.name] = SAME
        elif found.part in ("text", "inside"):
            element.children = [_text(opaque(value), element)] if generous else []


# -- what code may write -------------------------------------------------------------------------------


def _text(data: str, parent: Element) -> Text:
    text = Text(data, None)
    text.parent = parent
    return text


def _made(name: str, /, *children: Element | str, **attributes: str) -> Element:
    made = Element(name, HTML, {key.rstrip("_"): value for key, value in attributes.items()}, None)
    for child in children:
        if isinstance(child, str):
            made.children.append(_text(child, made))
        else:
            child.parent = made
            made.children.append(child)
    return made


def _row() -> Element:
    return _made("tr", _made("th", SAME, scope="row"), _made("td", SAME))


def _headings() -> list[Element]:
    return [_made(f"h{level}", SAME) for level in range(1, 7)]


_FLOW: Final = (
    "body",
    "div",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "td",
    "blockquote",
)
_WRITTEN: Final[dict[str, Callable[[], list[Element]]]] = {
    **dict.fromkeys(("ul", "ol", "menu"), lambda: [_made("li", SAME)]),
    "dl": lambda: [_made("dt", SAME), _made("dd", SAME)],
    "table": lambda: [
        _made("caption", SAME),
        _made("thead", _made("tr", _made("th", SAME, scope="col"))),
        _made("tbody", _row()),
    ],
    **dict.fromkeys(("tbody", "thead", "tfoot"), lambda: [_row()]),
    "tr": lambda: [_made("th", SAME, scope="row"), _made("td", SAME)],
    **dict.fromkeys(("select", "optgroup", "datalist"), lambda: [_made("option", SAME)]),
    "fieldset": lambda: [_made("legend", SAME)],
    "pre": lambda: [_made("code", SAME)],
    "details": lambda: [_made("summary", SAME)],
    "figure": lambda: [_made("figcaption", SAME)],
    "picture": lambda: [_made("img", alt=SAME, src=SAME)],
    **dict.fromkeys(
        ("video", "audio"), lambda: [_made("track", kind="captions", src=SAME, srclang="en")]
    ),
    "head": lambda: [
        _made("meta", charset="utf-8"),
        _made("title", SAME),
        _made("meta", name="viewport", content="width=device-width"),
    ],
    "form": lambda: [_made("button", SAME, type="submit"), *_headings()],
    **dict.fromkeys(_FLOW, lambda: _headings()),
}


def write_more(tree: ParsedTree, places: Sequence[int]) -> None:
    """Put in, at each of the places (offsets of code, in order), what such elements may lack."""
    order = list(elements_of(tree.root))
    if places:
        written = sorted((e for e in order if e.span is not None), key=lambda e: e.span or (0, 0))
        done: set[int] = set()
        index, last = 0, tree.root
        for place in places:
            while index < len(written) and (written[index].span or (0, 0))[0] < place:
                last = written[index]
                index += 1
            around = _around(last, place)
            form = _form_around(around)
            if form is not None and id(form) not in done:
                done.add(id(form))
                _insert(form, place, _WRITTEN["form"]())
            if (
                around.local_name in _WRITTEN
                and id(around) not in done
                and around.namespace_url == HTML
            ):
                done.add(id(around))
                _insert(around, place, _WRITTEN[around.local_name]())
    for element in order:
        unknown = element.local_name == "slot" or "-" in element.local_name
        if unknown and not any(type(c) is Text and c.data.strip() for c in element.children):
            element.children.append(_text(SAME, element))


def _form_around(element: Element) -> Element | None:
    node: Element | None = element
    while node is not None and node.local_name != "form":
        node = node.parent
    return node


def _around(element: Element, place: int) -> Element:
    """The element that a place is in, from the last one that begins before it."""
    node = element
    while node.parent is not None:
        over = node.end_span is not None and node.end_span[1] <= place
        if not over and node.local_name not in VOID:
            return node
        node = node.parent
    return node


def _insert(parent: Element, place: int, made: list[Element]) -> None:
    index = len(parent.children)
    for number, child in enumerate(parent.children):
        span = child.span
        if span is not None and span[0] > place:
            index = number
            break
    for element in made:
        element.parent = parent
    parent.children[index:index] = made


_REFERENCES: Final = {
    "for": lambda name: _made("input", type="text", id=name),
    "list": lambda name: _made("datalist", _made("option", SAME), id=name),
    "form": lambda name: _made("form", _made("button", SAME, type="submit"), id=name),
    "usemap": lambda name: _made("map", name=name, id=name),
}
_LISTS: Final = (
    *("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"),
    *("aria-errormessage", "aria-activedescendant", "aria-flowto", "popovertarget", "commandfor"),
)


def add_targets(tree: ParsedTree) -> None:
    """Put in what references lead to that does not stand in this file: another one may write it."""
    body = _body(tree)
    order = list(elements_of(tree.root))
    there = {e.attributes["id"] for e in order if e.attributes.get("id")}
    # What can only be one kind of element comes first.
    for names in (tuple(_REFERENCES), (*_LISTS, "headers", "href")):
        for element in order:
            if element.attributes and element.namespace_url == HTML:
                _add_targets_of(element, names, there, body)


def _add_targets_of(element: Element, names: Sequence[str], there: set[str], body: Element) -> None:
    for name in names:
        value = element.attributes.get(name)
        for identifier in _referred(name, value, element) if value else ():
            if identifier in there:
                continue
            there.add(identifier)
            if name == "headers":
                _add_header(element, identifier)
                continue
            made = _REFERENCES.get(name, _anything)(identifier)
            made.parent = body
            body.children.append(made)


def add_labels(tree: ParsedTree, may_label: Callable[[str], bool]) -> None:
    """Put in labels for the fields that have an id and none, where there may be one elsewhere."""
    order = list(elements_of(tree.root))
    labelled = {e.attributes.get("for") for e in order if e.local_name == "label"}
    body = _body(tree)
    for element in order:
        identifier = element.attributes.get("id")
        field = element.local_name in ("input", "select", "textarea")
        if field and identifier and identifier not in labelled and may_label(identifier):
            label = _made("label", SAME, for_=identifier)
            label.parent = body
            body.children.append(label)


def put_into_group(tree: ParsedTree) -> None:
    """Put the content of a part of a page into what another file may put around it."""
    body = _body(tree)
    inside = body.children
    group = _made("fieldset", _made("legend", SAME))
    for child in inside:
        child.parent = group
    group.children += inside
    main = _made("main", group)
    main.parent = body
    body.children = [main]


def _body(tree: ParsedTree) -> Element:
    found = (e for e in tree.root.children if isinstance(e, Element) and e.local_name == "body")
    return next(found, tree.root)


def _anything(name: str) -> Element:
    return _made("div", SAME, id=name, tabindex="-1")


def _referred(name: str, value: str, element: Element) -> list[str]:
    if name in _LISTS or name == "headers":
        return value.split()
    if name in ("for", "list", "form"):
        return [value] if value and (name != "for" or element.local_name == "label") else []
    if name in ("href", "usemap") and value.startswith("#") and len(value) > 1:
        return [value[1:]]
    return []


def _add_header(cell: Element, identifier: str) -> None:
    node = cell.parent
    while node is not None and node.local_name != "table":
        node = node.parent
    if node is not None:
        row = _made("tr", _made("th", SAME, id=identifier))
        row.parent = node
        node.children.insert(0, row)


def is_opaque(text: str) -> bool:
    """Whether a part of a text or value is what code writes."""
    return OPAQUE.search(text) is not None
