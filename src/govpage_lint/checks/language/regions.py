"""Decides which language each part of a page says it is in, and which text is in that part.

A *region* is what one ``lang`` attribute rules: its element and all in it down to the next one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final

from govpage_lint.checks.language.evidence import telling_words
from govpage_lint.checks.language.identify import Identifier, Language
from govpage_lint.checks.language.kindred import Kindred
from govpage_lint.checks.language.latin import Latin
from govpage_lint.checks.language.majority import LEAST_WORDS, Majority, foreign_majority
from govpage_lint.checks.language.script import LATIN, Scripts
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.language.tags import Registry, Tag, names_of, native_names_of
from govpage_lint.checks.language.words import Lexicon
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass, field, replace
from govpage_lint.semantics.unknown import UNKNOWN

# Not in any human language, whatever the letters (HTML standard, 4.5): nothing there is judged.
_CODE: Final = frozenset(
    ("code", "pre", "kbd", "samp", "var", "tt", "math", "textarea", "plaintext", "xmp", "listing")
)
# What names stand in, by what HTML says of these elements.
_NAMES: Final = frozenset(("address", "bdi", "cite"))
_QUIET: Final = _CODE | _NAMES
_WHOLE_PAGE: Final = frozenset(("html", "body", "main"))
# Of so few letters no majority can come, even where one of them is half a word.
_FEW_LETTERS: Final = 0.1
_LEAST_WORDS_OF_PART: Final = 0.6
_MOST_CHARACTERS: Final = 16_000
_SPOKEN: Final = frozenset(("alt", "aria-label"))
# What else names or describes: elements that are named by others, hidden ones too (ACT "accessible text").
_SPEAKING: Final = _SPOKEN | {"aria-labelledby", "aria-describedby"}
_DECLARING: Final = ("lang", "xml:lang")
_order = attrgetter("order")


@dataclass(slots=True, eq=False)
class Region:
    """What one ``lang`` rules. ``native`` are the scripts of its language.

    ``meant`` is the tag that it should have where its text shows that the one it has is wrong.
    ``native`` is None where there is nothing to compare with: no language, an unknown one, one
    that may be written in anything. ``texts`` are the texts in it that anybody gets, ``prose``
    those of them that are not set apart as names or not to be translated.
    """

    element: Element
    tag: Tag
    native: frozenset[str] | None
    texts: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    meant: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is that of a whole page: this one, or one in a frame."""
        return self.element.parent is None or self.element.local_name == "html"

    @property
    def language(self) -> str:
        """The tag as its author wrote it, or the one that its text shows to be right."""
        return self.meant or self.tag.value.strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text node that somebody gets, and the region that it is in."""

    text: Text
    element: Element
    region: Region


class Tables:
    """What the language checks know of scripts, tags and words, shared by all pages."""

    def __init__(self, page: Page) -> None:
        data = page.data
        self._data = data
        self.scripts = made_once(Scripts, data("script_ranges"))
        self.registry = made_once(Registry, data("language_subtags"), data("scripts"))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of labels and of running text."""
        return made_once(Lexicon, self._data("ui_words"), self._data("language_words"))

    @cached_property
    def latin(self) -> Latin:
        """The same for Latin letters on other pages."""
        return made_once(Latin, self._data("ui_words"), self._data("language_words"))

    @cached_property
    def identifier(self) -> Identifier:
        """What tells languages in Latin letters."""
        return made_once(Identifier, self._data("language_identity")).reading(self._data)

    @cached_property
    def kindred(self) -> Kindred:
        """What tells languages in one of the other scripts."""
        return made_once(Kindred, self._data("language_identity"))

    @property
    def only(self) -> Mapping[str, str]:
        """Scripts that one language alone is written in → its tag."""
        found: Mapping[str, str] = self._data("language_words")["only"]
        return found

    @property
    def language_names(self) -> Mapping[str, str]:
        """Names of languages in lower case → tags."""
        return made_once(names_of, self._data("languages"))

    @property
    def native_names(self) -> Mapping[str, frozenset[str]]:
        """Primary subtags → what the language calls itself, in lower case."""
        return made_once(native_names_of, self._data("languages"))

    def tag(self, value: str) -> Tag:
        """What the value of a ``lang`` attribute says."""
        return self.registry.read(value, lambda: self.language_names)


def tables(page: Page) -> Tables:
    """The tables, as the page gives them. To be asked for with ``page.fact(tables)``."""
    return Tables(page)


class Regions:
    """The regions of a page, in tree order, and the text in them.

    ``of`` are the regions of the elements by their order; ``passages`` follow each other as in the
    source. ``quiet`` says of each element whether what is in it is code (2) or set apart as a name
    or not to be translated (1).
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tables = page.fact(tables)
        self.of: list[Region] = []
        self.all: list[Region] = []
        self.quiet = bytearray(len(page.document.elements))
        self._divide()
        self._silence()
        self.passages: list[Passage] = []
        self._keys: list[int] = []
        self._collect()
        self._hand_up()
        self._majorities = {id(region): self._majority_of(region) for region in self.all}
        self._others: dict[int, Language | None] = {}
        for region in self.all:
            majority = self._majorities[id(region)]
            if majority is not None and majority.sure:
                # The tag is wrong, not the text: what else is in it is judged by the text.
                region.meant = self._tables.only.get(majority.script, "")
                region.native = self._tables.tag(region.meant).scripts if region.meant else None

    @property
    def page(self) -> Region:
        """The region of the page's own language."""
        return self.all[0]

    def majority(self, region: Region) -> Majority | None:
        """The foreign script that most of a region is in; None where it is as its tag says."""
        return self._majorities[id(region)]

    def other_language(self, region: Region) -> Language | None:
        """The language of the same script that a region is surely in instead of its own."""
        if id(region) not in self._others:
            self._others[id(region)] = self._other_of(region)
        return self._others[id(region)]

    def language_of(self, region: Region) -> str:
        """The primary subtag of the language that a region is in, whatever it says; "" where unknown."""
        found = self.other_language(region)
        return found.tag if found is not None else region.meant or region.tag.primary

    def _other_of(self, region: Region) -> Language | None:
        if region.tag.fault is not None or region.native is None or region.meant:
            return None
        text = "\n".join(_some(region.prose))
        if LATIN not in region.native:
            return self._tables.kindred.other(text, region.tag.primary)
        identifier = self._tables.identifier
        if identifier.is_plainly_in(text, region.tag.primary):
            return None
        return identifier.other(telling_words(text, identifier.grammar), region.tag.primary)

    def passages_in(self, element: Element) -> list[Passage]:
        """The passages in an element, in order."""
        first, last = element.order, element.last
        low = bisect_left(self._keys, first)
        high = bisect_right(self._keys, last, low)
        return [p for p in self.passages[low:high] if first <= p.element.order <= last]

    def _divide(self) -> None:
        """Enter the regions of all elements. Few elements begin one: the others get theirs in a row."""
        document, of = self._page.document, self.of
        begun = {document.root, *document.with_attributes(_DECLARING)}
        # A page in a frame does not take its language from the one around it.
        begun.update(document.by_name.get("html", ()))
        open_regions: list[Region] = []
        for element in sorted(begun, key=_order):
            while open_regions and open_regions[-1].element.last < element.order:
                ended = open_regions.pop()
                of.extend([ended] * (ended.element.last + 1 - len(of)))
            if open_regions:
                of.extend([open_regions[-1]] * (element.order - len(of)))
            tag = self._tables.tag(self._declared(element))
            region = Region(element, tag, tag.scripts)
            self.all.append(region)
            open_regions.append(region)
        while open_regions:
            ended = open_regions.pop()
            of.extend([ended] * (ended.element.last + 1 - len(of)))

    def _declared(self, element: Element) -> str:
        """The language that an element says what is in it is in."""
        attributes = element.attributes
        value = attributes.get("lang", attributes.get("xml:lang"))
        if value is None and element.parent is None:
            value = self._page.document.content_language
        return value or ""

    def _silence(self) -> None:
        """Enter what is quiet: all that stands in something that is."""
        document = self._page.document
        marked = {one for one in document.elements if one.local_name in _QUIET}
        marked.update(document.by_attribute.get("translate", ()))
        marked.update(
            one
            for one in document.by_attribute.get("class", ())
            if "notranslate" in one.attributes["class"]
        )
        marked.discard(document.root)
        levels = [(_quietness(one), one) for one in sorted(marked, key=_order)]
        for level in (1, 2):
            end = -1
            for own, one in levels:
                if own == level and one.last > end:
                    end = one.last
                    self.quiet[one.order : end + 1] = bytes((level,)) * (end + 1 - one.order)

    def _collect(self) -> None:
        """The texts that somebody gets, those of one element after another; then they are sorted."""
        document, hidden_from_all = self._page.document, self._page.semantics.hidden_from_all
        body, texts = document.body, written(self._page)
        found: dict[Text, Passage] = {}
        spoken = set(document.with_attributes(_SPEAKING))
        for element in sorted(spoken | texts.of.keys(), key=_order):
            order = element.order
            if body is None or not body.contains(element) or hidden_from_all(element) is not None:
                continue
            region = self.of[order]
            if element in spoken:
                self._add_names(element, region)
            own = texts.of.get(element)
            if own is None or self.quiet[order] == 2:
                continue
            prose = self.quiet[order] <= self.quiet[region.element.order]
            for text in own:
                region.texts.append(text.data)
                if prose:
                    region.prose.append(text.data)
                found[text] = Passage(text, element, region)
        for text, after in zip(texts.texts, texts.after, strict=True):
            if (passage := found.get(text)) is not None:
                self.passages.append(passage)
                self._keys.append(after)
        for title in document.by_name.get("title", ())[:1]:
            region = self.of[title.order]
            region.texts.append(title.text_content)
            region.prose.append(title.text_content)

    def _hand_up(self) -> None:
        """Text under an empty ``lang`` is text under an invalid one around it, too (ACT de46e4)."""
        for region in reversed(self.all):
            parent = region.element.parent
            if region.tag.is_empty and parent is not None and not region.is_page:
                outer = self.of[parent.order]
                if outer.tag.fault is not None or outer.tag.is_empty:
                    outer.texts += region.texts

    def _add_names(self, element: Element, region: Region) -> None:
        """What is read out of an element that does not stand in it."""
        attributes, semantics = element.attributes, self._page.semantics
        values = [attributes[name] for name in sorted(_SPOKEN & attributes.keys())]
        if "aria-labelledby" in attributes:
            name = semantics.name(element)
            values.append("" if name is UNKNOWN else name)
        if "aria-describedby" in attributes:
            values.append(semantics.description(element))
        found = [value for value in values if value and not value.isspace()]
        region.texts += found
        region.prose += found

    def _majority_of(self, region: Region) -> Majority | None:
        if region.native is None or not region.texts:
            return None
        text = "\n".join(region.texts)
        scripts = self._tables.scripts
        if LATIN in region.native:
            written = len(text) - sum(map(text.count, " \n\t"))
            if scripts.foreign_at_most(text, region.native) < _FEW_LETTERS * written:
                return None
        latin = self._tables.latin
        # A page of three words proves nothing; a part of one word was marked for the sake of that word.
        found = foreign_majority(
            scripts.count(text),
            region.native,
            lambda: latin.share_of_function_words(text),
            least_words=LEAST_WORDS if region.is_page else _LEAST_WORDS_OF_PART,
        )
        country = self._tables.registry.countries.get(region.tag.primary)
        if found is not None and country and self._tables.only.get(found.script) == country:
            # The code of the very country: nobody meant the language that has it too.
            return replace(found, sure=True)
        return found


def _some(texts: Sequence[str]) -> Sequence[str]:
    """Texts evenly over a long part: no more than tells its language."""
    step = sum(map(len, texts)) // _MOST_CHARACTERS
    return texts[:: step + 1] if step else texts


def regions(page: Page) -> Regions:
    """The regions of a page. To be asked for with ``page.fact(regions)``."""
    return Regions(page)


def _quietness(element: Element) -> int:
    """2 for code, 1 for what is marked as a name or not to be translated, 0 for all else."""
    name = element.local_name
    if name in _CODE:
        return 2
    if name in _NAMES:
        return 1
    attributes = element.attributes
    if not attributes or name in _WHOLE_PAGE:
        # On the whole page these only tell a translation service to stay away.
        return 0
    if "translate" in attributes and attributes["translate"].lower() == "no":
        return 1
    return 1 if "notranslate" in attributes.get("class", "") else 0
