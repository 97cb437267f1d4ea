"""Decides what is told of a template: what holds in every page that it may become.

A finding is told when each of the pages that has its place has the finding, too, and when nothing
that only the template engine knows decides it. What stands in a branch must hold in a page that has
just this branch: then nothing in the other branches has made it, and no rule needs to know of any.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.parse import in_world
from govpage_lint.document.source import Span
from govpage_lint.document.templates.masking import MARKS, OPAQUE
from govpage_lint.document.templates.template import Chain, Rendition, Template, World, shown
from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.engine.bare import OF_HEADINGS, bare_tables
from govpage_lint.engine.check import DocumentResult, Inspector, Placed, in_source_order
from govpage_lint.findings import LEVELS, Finding, RuleOutcomes
from govpage_lint.records import dataclass, replace

# What an element is, and whether it is there for anybody, hangs on these.
_DECIDING: Final = frozenset(
    "type role aria-hidden hidden inert tabindex contenteditable is".split()
)
# A template with findings in more branches than that has them told in the first of them.
_MOST_CHAINS: Final = 24

type MakePage = Callable[[Document], Page]
type _Key = tuple[str, str, tuple[int, int, int, int] | None]


@dataclass(slots=True)
class _Seen:
    """One page that a template may become, and what was found in it.

    ``bare`` is where its tables begin that have no cells to have headings for.
    """

    rendition: Rendition
    found: dict[_Key, Placed]
    bare: Collection[int]


def inspect_template(page: Page, make: MakePage, inspector: Inspector) -> DocumentResult:
    """The findings of a template. ``page`` is the fullest page that it may become; ``make`` makes the
    page of a document."""
    return _Inspection(page, make, inspector).result()


class _Inspection:
    def __init__(self, page: Page, make: MakePage, inspector: Inspector) -> None:
        template = page.document.template
        assert template is not None
        self._template: Template = template
        self._document = page.document
        self._page = page
        self._make = make
        self._inspector = inspector

    def result(self) -> DocumentResult:
        """What is told."""
        assert self._template.first is not None
        first = self._inspector.inspect(self._page)
        if not self._template.is_page:
            return DocumentResult((), _outcomes(first, ()), first.passed, first.judged)
        worlds = list(self._template.worlds())[1:]
        found = {_key(one): one for one in first.placed}
        seen = [_Seen(self._template.first, found, bare_tables(self._document))]
        seen += [self._look(world) for world in worlds]
        candidates: dict[_Key, Placed] = {}
        for one in seen:
            for key, placed in one.found.items():
                if key not in candidates and self._may_be_told(placed):
                    candidates[key] = placed
        told = {
            key: _weakest(placed, key, seen)
            for key, placed in candidates.items()
            if all(_holds(self._offset(placed), key, one) for one in seen)
        }
        told = self._in_their_branches(told)
        kept = tuple(sorted(map(_for_people, told.values()), key=in_source_order))
        return DocumentResult(kept, _outcomes(first, kept), first.passed, first.judged)

    def _look(self, world: World) -> _Seen:
        document, rendition = in_world(self._document, world)
        result = self._inspector.inspect(self._make(document))
        found = {_key(placed): placed for placed in result.placed}
        return _Seen(rendition, found, bare_tables(document))

    def _in_their_branches(self, told: Mapping[_Key, Placed]) -> dict[_Key, Placed]:
        """The findings without those in branches that other branches have made."""
        by_chain: dict[tuple[tuple[int, int], ...], tuple[Chain, list[_Key]]] = {}
        kept = dict(told)
        for key, placed in told.items():
            offset = self._offset(placed)
            chain = self._template.flow.chain(offset) if offset is not None else ()
            if chain:
                identity = tuple((id(choice), option) for choice, option in chain)
                by_chain.setdefault(identity, (chain, []))[1].append(key)
        for number, (chain, keys) in enumerate(by_chain.values()):
            worlds = list(self._template.worlds_of(chain)) if number < _MOST_CHAINS else []
            seen = [self._look(world) for world in worlds]
            for key in keys:
                offset = self._offset(kept[key])
                if seen and all(key in one.found or _is_moot(offset, key, one) for one in seen):
                    kept[key] = _weakest(kept[key], key, seen)
                else:
                    del kept[key]
        return kept

    def _offset(self, placed: Placed) -> int | None:
        """Where a finding stands in the text of the template."""
        location = placed.finding.location
        if location is None:
            return None
        return self._document.source.line_starts[location.line - 1] + location.column - 1

    def _may_be_told(self, placed: Placed) -> bool:
        """Whether nothing that is not known decides a finding by itself."""
        element = placed.element
        if element is None:
            return True
        if self._template.places and self._hangs_on_the_rest(placed, element):
            return False
        written = element.document.written(element)
        if written is None:
            return self._is_of_page(element)
        if written is not element and element.span is None and element.origin is None:
            return False
        if not self._is_of_page(element):
            return False
        return self._is_known(placed, element, written)

    def _hangs_on_the_rest(self, placed: Placed, element: Element) -> bool:
        """Whether a finding is about the page as a whole, of which code writes a part."""
        rule = self._inspector.rule(placed.finding.rule)
        if rule is None or rule.scope != "page":
            return False
        in_head = element.local_name in ("html", "head", "title", "meta")
        lacks = rule.id.endswith("-missing") and not in_head
        return lacks or placed.finding.certainty != "certain"

    def _is_of_page(self, element: Element) -> bool:
        """Whether a finding at an element is not about what a page as a whole lacks and code may
        write."""
        return element.local_name != "body" or not self._template.places

    def _is_known(self, placed: Placed, element: Element, written: Element) -> bool:
        span: Span | None = written.span
        alone = element.document.fragment and not self._template.extends and _is_root(element)
        if alone and element.local_name in _FIELDS:
            return False
        if element.document.fragment and _is_unfinished(element):
            return False
        if element.local_name in _PARTS and self._may_stand_elsewhere(element):
            return False
        if span is None or OPAQUE.search(element.local_name) or self._is_put_away(element):
            return False
        unknown = self._template.unknown_attributes(span[0])
        if element.document.fragment and _is_filled_later(placed, unknown):
            return False
        if unknown and element.local_name in ("meta", "link", "base"):
            return False
        detail = placed.detail
        if detail and detail.startswith("on") and _is_script(element, detail):
            return not self._template.is_open(span[0]) and _DECIDING.isdisjoint(unknown)
        if detail and (detail in unknown or OPAQUE.search(detail) or MARKS.search(detail)):
            return False
        if detail and detail in element.attributes:
            return True
        if self._template.language == "vue" and _is_root(element):
            # What uses a component gives its root any attribute.
            return False
        return not self._template.is_open(span[0]) and _DECIDING.isdisjoint(unknown)

    def _may_stand_elsewhere(self, element: Element) -> bool:
        """Whether code may write what stands around an element: nothing is written around it in a
        part of a page, there are such tags in strings, or a block of code or an element that nobody
        knows is around it."""
        if not self._template.written_tags.isdisjoint(_WHOLES):
            return True
        child = element
        if element.local_name in ("dt", "dd") and element.parent is not None:
            child = element.parent if element.parent.local_name == "div" else element
        parent = child.parent
        if parent is not None and ("-" in parent.local_name or parent.local_name == "component"):
            return True
        if parent is None or parent.span is None:
            return element.document.fragment
        if child.span is None:
            return False
        before, after = _beside(parent, child)
        end = (child.end_span or child.span)[1]
        return self._template.is_wrapped(before, (child.span[0], end), after)

    def _is_put_away(self, element: Element) -> bool:
        """Whether a style sheet that only the whole page has hides an element, by the word for it."""
        for depth, node in enumerate((element, *element.ancestors)):
            if depth > _DEEPEST:
                break
            if not _PUT_AWAY.isdisjoint(node.classes):
                return True
        return False


# What stands in the right place or not by what is around it.
_PARTS: Final = frozenset(
    """legend li dt dd tr td th caption colgroup col thead tbody tfoot option optgroup figcaption
    summary source track param area""".split()
)
# What a label around it may name.
_FIELDS: Final = frozenset(("input", "select", "textarea"))
_WHOLES: Final = frozenset(
    "ul ol menu dl table tr tbody thead fieldset select optgroup figure details video audio map".split()
)
# Words of classes that mean `display: none` wherever they are used.
_PUT_AWAY: Final = frozenset(("hidden", "hide", "d-none", "is-hidden", "display-none", "invisible"))
_DEEPEST: Final = 50


def _beside(parent: Element, child: Element) -> tuple[int, int | None]:
    """Where what is written before a child begins, and where what is written after it ends; None for
    the end of the text."""
    before, after = parent.span or (0, 0), parent.end_span
    siblings, index = parent.element_children, child.index
    if index and (written := siblings[index - 1].end_span or siblings[index - 1].span):
        before = written
    if index + 1 < len(siblings) and (following := siblings[index + 1].span):
        after = following
    return before[1], after[0] if after is not None else None


def _is_script(element: Element, attribute: str) -> bool:
    """Whether an attribute runs a script whatever code writes into it."""
    return "(" in OPAQUE.sub("", element.attributes.get(attribute, ""))


def _is_root(element: Element) -> bool:
    """Whether no other element of a component is around an element."""
    return element.parent is None or element.parent.span is None


def _is_unfinished(element: Element) -> bool:
    """Whether what an element is a part of goes on in another file."""
    for depth, node in enumerate((element, *element.ancestors)):
        if depth > _DEEPEST:
            break
        if node.local_name in _CLOSED and node.span is not None and node.end_span is None:
            return True
    return False


def _is_filled_later(placed: Placed, unknown: Collection[str]) -> bool:
    """Whether a script or a style sheet, which only the whole page has, may write the text of an element:
    nothing is in it, and it has an id, or a value of the engine's for ``content: attr(…)``."""
    element = placed.element
    if element is None or placed.detail or element.local_name not in _NAMED_BY_TEXT:
        return False
    if any(not isinstance(child, Text) or child.data.strip() for child in element.children):
        return False
    return bool(element.attributes.get("id")) or any(name.startswith("data-") for name in unknown)


# What its text is the name of, or all that there is to say of it.
_NAMED_BY_TEXT: Final = frozenset(
    "a button caption figcaption label legend option p pre summary td th h1 h2 h3 h4 h5 h6".split()
)
# What always has an end tag.
_CLOSED: Final = frozenset(
    "ul ol menu dl table fieldset select figure details video audio map form".split()
)


def _key(placed: Placed) -> _Key:
    finding = placed.finding
    at = finding.location
    where = None if at is None else (at.line, at.column, at.end_line, at.end_column)
    return (finding.rule, placed.detail if where is None else "", where)


def _weakest(placed: Placed, key: _Key, seen: Iterable[_Seen]) -> Placed:
    """A finding as the page tells it that is least sure of it."""
    found = (one.found[key] for one in seen if key in one.found)
    return min((placed, *found), key=_strength)


def _strength(placed: Placed) -> tuple[bool, int]:
    finding = placed.finding
    return finding.certainty != "review", LEVELS.index(finding.level)


def _holds(offset: int | None, key: _Key, seen: _Seen) -> bool:
    """Whether one page has a finding, or does not have its place, or not what it is about."""
    if key in seen.found or _is_moot(offset, key, seen):
        return True
    return offset is not None and not seen.rendition.has(offset)


def _is_moot(offset: int | None, key: _Key, seen: _Seen) -> bool:
    """Whether a finding is about the headings of a table that has nothing else on a page."""
    return key[0] in OF_HEADINGS and offset in seen.bare


def _for_people(placed: Placed) -> Placed:
    """A finding with nothing in its words that stands for code."""
    finding = placed.finding
    changes: dict[str, object] = {}
    for name in ("message", "selector"):
        text = getattr(finding, name)
        if OPAQUE.search(text) or MARKS.search(text):
            changes[name] = shown(MARKS.sub("", text))
    fix = finding.fix
    if fix is not None and (OPAQUE.search(fix.title) or MARKS.search(fix.title)):
        changes["fix"] = replace(fix, title=shown(MARKS.sub("", fix.title)))
    if not changes:
        return placed
    return replace(placed, finding=replace(finding, **changes))  # type: ignore[arg-type]


def _outcomes(first: DocumentResult, kept: tuple[Placed, ...]) -> Mapping[str, RuleOutcomes]:
    """How often each rule passed and failed: what is not told of a failure is for a person to see."""
    outcomes: dict[str, RuleOutcomes] = {}
    told: dict[str, list[Finding]] = {}
    for placed in kept:
        told.setdefault(placed.finding.rule, []).append(placed.finding)
    for rule in {*first.outcomes, *told}:
        before = first.outcomes.get(rule, RuleOutcomes(0, 0, 0, ("source",)))
        failed = sum(one.certainty != "review" for one in told.get(rule, ()))
        doubts = max(0, before.failed + before.cant_tell - failed)
        outcomes[rule] = RuleOutcomes(before.passed, failed, doubts, before.observers)
    return outcomes
