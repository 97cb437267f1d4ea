"""Decides which texts of a page are in another language of the same script than the part they stand in.

What is told apart by its script is found in ``texts``; this is French on an English page, or Russian
on a Ukrainian one. A block is judged as a whole; in a block that is in its language an
inline element or a quotation may not be.
"""

from collections.abc import Iterator
from typing import Final, Literal

from govpage_lint.checks.language.evidence import telling_words
from govpage_lint.checks.language.identify import Language
from govpage_lint.checks.language.owners import is_inline, owners
from govpage_lint.checks.language.regions import Passage, Region, Regions, regions, tables
from govpage_lint.checks.language.script import LATIN
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, TextRange
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

type Kind = Literal["text", "quote", "attribute"]

_ATTRIBUTES: Final = frozenset(("alt", "aria-label", "placeholder", "title"))
_QUOTED: Final = regex(
    r"“([^”“]{12,300})”|«([^»«]{12,300})»|„([^“”„]{12,300})[“”]|\"([^\"]{12,300})\""
)
_QUOTES: Final = frozenset('“«„"')
_LEAST_CHARACTERS: Final = 16
_LEAST_WORDS: Final = 4
_LEAST_QUOTED: Final = 3
_LEAST_IN_TITLE: Final = 5
# So many blocks side by side are one finding, if there is no other text between them.
_MANY: Final = 2
_MOST_TOGETHER: Final = 400
_MOST_LOOKED_AT: Final = 6000


@dataclass(frozen=True, slots=True)
class Strange:
    """A text in another language; ``words`` of it tell so, ``count`` blocks are together."""

    kind: Kind
    target: Target
    region: Region
    language: Language
    text: str
    words: int
    count: int = 1


class Passages:
    """The texts of a page that are in another language of the same script."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._regions: Regions = page.fact(regions)
        self._tables = page.fact(tables)
        self._owners = page.fact(owners)
        self._judged: dict[tuple[str, str], tuple[Language, int] | None] = {}
        # The regions that can be compared with their language, and what that is.
        self._told = {
            region: self._regions.language_of(region)
            for region in self._regions.all
            if self._is_told(region)
        }
        self.found: list[Strange] = []
        if self._told:
            self.found += self._in_texts()
            self.found += self._in_attributes()

    def _is_told(self, region: Region) -> bool:
        """Whether texts of a region can be compared with its language."""
        return region.native is not None and region.tag.fault is None and not region.tag.is_empty

    def judge_title(self, text: str, region: Region) -> Language | None:
        """The language of the title of a page, which is to be in that of the page even if it is a name."""
        found = self._judge(text, self._regions.language_of(region), region, _LEAST_IN_TITLE)
        return None if found is None else found[0]

    def judge(
        self, text: str, region: Region, least: int = _LEAST_WORDS
    ) -> tuple[Language, int] | None:
        """The language of a text that is not its region's, and how many words told; None if it is, or may be."""
        own = self._regions.language_of(region)
        key = (own, text)
        if key not in self._judged:
            self._judged[key] = self._judge(text, own, region, least)
        return self._judged[key]

    def _judge(
        self, text: str, own: str, region: Region, least: int
    ) -> tuple[Language, int] | None:
        if not own or region.native is None:
            return None
        if LATIN not in region.native:
            found = self._tables.kindred.other(text, own)
            return None if found is None else (found, len(text.split()))
        identifier = self._tables.identifier
        if not identifier.looks_strange(text[:_MOST_LOOKED_AT], own):
            return None
        words = telling_words(text[:_MOST_LOOKED_AT], identifier.grammar)
        if len(words) < least:
            return None
        found = identifier.other(words, own)
        if found is None or (least == _LEAST_WORDS and identifier.may_be_name(words, found.tag)):
            return None
        return found, len(words)

    # -- texts ---------------------------------------------------------------------------------

    def _in_texts(self) -> Iterator[Strange]:
        blocks: dict[Element, list[Passage]] = {}
        for passage in self._regions.passages:
            if self._is_suspect(passage):
                blocks.setdefault(self._owners.block(passage.element), []).append(passage)
        whole: dict[Element, Strange] = {}
        for block, suspects in blocks.items():
            text = self._text_of(block, suspects[0].region)
            found = self.judge(text, suspects[0].region)
            if found is not None:
                whole[block] = Strange("text", block, suspects[0].region, found[0], text, found[1])
            else:
                yield from self._within(suspects)
        yield from self._together(whole)

    def _is_suspect(self, passage: Passage) -> bool:
        """Whether a text may well be in another language: quick, as most are not."""
        region, data = passage.region, passage.text.data
        if len(data) < _LEAST_CHARACTERS or region not in self._told:
            return False
        if self._regions.quiet[passage.element.order]:
            return False
        if LATIN not in (region.native or ()):
            return not data.isascii() and " " in data.strip()
        if self._tables.identifier.looks_strange(data, self._told[region]):
            return True
        return not _QUOTES.isdisjoint(data) and _QUOTED.search(data) is not None

    def _text_of(self, block: Element, region: Region) -> str:
        """The text of a block that is in a region, without what is in blocks of its own."""
        return "".join(
            passage.text.data
            for passage in self._regions.passages_in(block)[:_MOST_TOGETHER]
            if passage.region is region and self._owners.block(passage.element) is block
        )

    def _within(self, suspects: list[Passage]) -> Iterator[Strange]:
        """Inline elements and quotations in a block that is in its language by and large."""
        for passage in suspects:
            data, region = passage.text.data, passage.region
            if is_inline(passage.element):
                found = self.judge(data, region)
                if found is not None:
                    yield Strange("text", passage.element, region, found[0], data, found[1])
                    continue
            for match in _QUOTED.finditer(data):
                start, end = match.span(match.lastindex or 0)
                found = self.judge(data[start:end], region, _LEAST_QUOTED)
                if found is not None:
                    target = TextRange(passage.text, start, end)
                    yield Strange("quote", target, region, found[0], data[start:end], found[1])

    def _together(self, whole: dict[Element, Strange]) -> Iterator[Strange]:
        """Blocks, those of one parent that have no other text between them as one."""
        families: dict[Element, list[Strange]] = {}
        for block, strange in whole.items():
            families.setdefault(block.parent or block, []).append(strange)
        for parent, members in families.items():
            if len(members) >= _MANY and self._has_nothing_else(parent, whole, members):
                longest = max(members, key=lambda one: one.words)
                yield Strange(
                    "text",
                    parent,
                    longest.region,
                    longest.language,
                    longest.text,
                    longest.words,
                    len(members),
                )
            else:
                yield from members

    def _has_nothing_else(
        self, parent: Element, whole: dict[Element, Strange], members: list[Strange]
    ) -> bool:
        if parent.local_name in ("body", "html") or len({one.language.tag for one in members}) > 1:
            return False
        inside = self._regions.passages_in(parent)
        if len(inside) > _MOST_TOGETHER:
            return False
        return all(
            any(
                one.target.contains(passage.element)
                for one in members
                if isinstance(one.target, Element)
            )
            for passage in inside
            if len(passage.text.data) >= _LEAST_CHARACTERS
        )

    # -- attributes ----------------------------------------------------------------------------

    def _in_attributes(self) -> Iterator[Strange]:
        for element in self._page.document.with_attributes(_ATTRIBUTES):
            region = self._regions.of[element.order]
            if self._regions.quiet[element.order] or region not in self._told:
                continue
            for name in sorted(_ATTRIBUTES.intersection(element.attributes)):
                value = element.attributes[name]
                if len(value) < _LEAST_CHARACTERS:
                    continue
                found = self.judge(value, region)
                if found is not None and self._page.semantics.hidden_from_all(element) is None:
                    target = AttributeOf(element, name)
                    yield Strange("attribute", target, region, found[0], value, found[1])


def passages(page: Page) -> Passages:
    """The texts in another language of the same script. To be asked for with ``page.fact(passages)``."""
    return Passages(page)
