"""Decides what pages a template may become: the worlds that a finding has to hold in.

A template is a family of pages. No engine is run: some of the family are written as a parser could
get them (conditions turned one way or the other, code that writes nothing or something), all with the
template's own places, and what is told of a template is what is true of all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates import growing, wrapping
from govpage_lint.document.templates.contexts import contexts_of
from govpage_lint.document.templates.flow import INNER, Choice, Flow, Turn
from govpage_lint.document.templates.includes import Included, ReadBeside, follow
from govpage_lint.document.templates.languages import TemplateLanguage
from govpage_lint.document.templates.masking import OPAQUE, Mask, provisional
from govpage_lint.document.templates.scanning import scan
from govpage_lint.document.templates.tokens import TemplateComment, Token
from govpage_lint.document.tree import ParsedTree
from govpage_lint.records import dataclass, replace
from govpage_lint.regexes import regex

# So many options of a choice are looked at.
_MOST_STEPS: Final = 4
# So many branches that are in others are looked for.
_MOST_UNSEEN: Final = 300
_OTHERWISE: Final = "v-else"
# So many macros or functions are looked at.
_MOST_PARTS: Final = 16
# What a value tells that is not written: an attribute of that name is there.
_STAYS: Final = frozenset(("alt", "class", "style", "value"))
# Code that writes nothing itself, and hands on what is in it to code that may.
_WRAPPERS: Final = ("call", "embed ", "apply ")

# A page that another one takes the place of, and a file of parts.
_THYMELEAF_PART: Final = regex(
    r"<html\b[^>]*(?:(?:data-)?th[:-](?:replace|insert)|layout:decorat)"
    r"|<(?!html\b)[a-z][^<>]*?\s(?:data-)?th[:-]fragment\b"
)

_BRANCHING: Final = regex(
    r"\s(?:v-|x-|\*|(?:data-)?(?:ng-|th[:-]))(?:if|for|else|each|unless|switch|repeat|ng)"
)
# A program that writes something else than a page, and says so.
_NO_PAGE: Final = regex(
    r"header\(\s*[\"']Content-Type:\s*(?!text/html|application/xhtml)[a-z]+/", re.IGNORECASE
)
_OPEN: Final = regex(rf"(?:{OPAQUE.pattern}\s*)*{OPAQUE.pattern}")
_WRITTEN_TAG: Final = regex(r"<([a-z][a-z0-9]*)\b")

type Chain = tuple[tuple[Choice, int], ...]
type Build = Callable[[str], ParsedTree]


@dataclass(frozen=True, slots=True)
class World:
    """One page that a template may become: how conditions turn out, and whether code writes much.

    ``within`` is the part of the template that is written; None for all of it.
    """

    turn: Turn
    generous: bool
    within: Span | None = None


@dataclass(slots=True)
class Rendition:
    """A template as one page: its tree, and the text that it was parsed from.

    ``left_out`` are the spans that this page does not have.
    """

    template: Template
    tree: ParsedTree
    markup: str
    left_out: list[Span]

    def has(self, offset: int) -> bool:
        """Whether what stands at a place of the template is in this page."""
        return not any(start <= offset < end for start, end in self.left_out)


class Template:
    """A source with template code in it.

    ``text`` has line ends as ``SourceText.text``. ``read`` reads the templates that it takes in, by
    their addresses relative to it; ``suffix`` is that of its file.
    """

    def __init__(
        self,
        text: str,
        language: TemplateLanguage,
        *,
        suffix: str = "",
        read: ReadBeside | None = None,
    ) -> None:
        self.text = text
        self._suffix = suffix
        self._read = read
        self.language = language
        # The fullest page that it may become, once it was made.
        self.first: Rendition | None = None
        scanned = scan(text, language)
        self.tokens: list[Token] = scanned.tokens
        self.comments: list[TemplateComment] = scanned.comments
        self._contexts = contexts_of(provisional(text, self.tokens), [t.span for t in self.tokens])
        self._mask = Mask(text, self.tokens, self._contexts)
        # The start tags that may get any attribute, and the attributes whose values are not known.
        self.open_tags: set[int] = set()
        self.unknown: dict[int, set[str]] = {}
        for token, context in zip(self.tokens, self._contexts, strict=True):
            if token.kind not in ("output", "include"):
                continue
            if context.where in ("between", "attribute") and not context.attribute:
                self.open_tags.add(context.tag)
            elif context.where in ("value", "attribute"):
                self.unknown.setdefault(context.tag, set()).add(context.attribute)

    @cached_property
    def flow(self) -> Flow:
        """Its conditions and loops."""
        return Flow(self.tokens)

    @cached_property
    def places(self) -> list[int]:
        """Where code may write elements."""
        return [
            token.span[0]
            for token, context in zip(self.tokens, self._contexts, strict=True)
            if token.kind in ("output", "include") and context.where in ("text", "structure")
        ]

    def is_wrapped(self, start: int, inner: Span, end: int | None) -> bool:
        """Whether code between ``start`` and ``end`` (the end of the text for None) may write tags
        around the element at ``inner``: some stands before it that writes, and some after it."""
        writing, starts = self._writing, self._starts
        after = bisect_left(starts, inner[1])
        if after == len(starts) or (end is not None and starts[after] >= end):
            return False
        return bisect_left(writing, start) < bisect_left(writing, inner[0])

    @cached_property
    def _wrapped(self) -> list[Span]:
        return wrapping.wrapped_spans(self.text, self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.span[0] for token in self.tokens]

    @cached_property
    def _writing(self) -> list[int]:
        """Where the code begins that may write something, or hands on what is in it."""
        return [
            token.span[0]
            for token in self.tokens
            if token.kind in ("output", "include") or token.name.startswith(_WRAPPERS)
        ]

    @cached_property
    def written_tags(self) -> frozenset[str]:
        """The names of elements whose tags stand in strings of its code."""
        return frozenset(
            name
            for token in self.tokens
            if token.kind in ("output", "include") and "<" in token.name
            for name in _WRITTEN_TAG.findall(token.name)
        )

    @cached_property
    def included(self) -> Included:
        """What the templates say that it takes in."""
        inner = [token for token in self.tokens if token.kind == "include"]
        if self._read is None or not inner:
            return Included(whole=not inner)
        paths = [token.path for token in inner if token.path]
        found = follow(paths, self.language, self._suffix, self._read)
        return found if len(paths) == len(inner) else replace(found, whole=False)

    def may_label(self, identifier: str) -> bool:
        """Whether code, or a template that is taken in, may hold a label for the field of an id."""
        if self._writes_labels or not self.included.whole:
            return True
        return identifier in self.included.labelled

    @cached_property
    def _writes_labels(self) -> bool:
        return any("label" in token.name.lower() for token in self.tokens if token.kind == "output")

    @cached_property
    def is_page(self) -> bool:
        """Whether it is for pages, as far as its code tells."""
        return not any(_NO_PAGE.search(token.name) for token in self.tokens)

    @property
    def includes(self) -> list[str]:
        """The paths of the templates that it takes in or is put into, as written."""
        return [token.path for token in self.tokens if token.path]

    @cached_property
    def extends(self) -> bool:
        """Whether it is put into another template."""
        if self.language == "thymeleaf" and _THYMELEAF_PART.search(self.text):
            return True
        return any(
            token.name.startswith(("extends ", "layout ")) or "decorate" in token.name
            for token in self.tokens
        )

    def worlds(self) -> Iterator[World]:
        """The pages to look at, the fullest first."""
        steps = self.flow.steps
        if _BRANCHING.search(self.text):
            steps = max(steps, 2)
        turns = [Turn(0)]
        if steps > 1:
            turns.append(Turn(-1))
        turns += [Turn(step) for step in range(1, min(steps - 1, _MOST_STEPS))]
        for turn in turns:
            for generous in (True, False):
                yield World(turn, generous)
        for choice in [choice for choice in self.flow.choices if choice.apart][:_MOST_PARTS]:
            chain = (*choice.within, (choice, 0))
            forced = tuple((id(one), option) for one, option in chain)
            for step in (0, -1) if steps > 1 else (0,):
                turns.append(Turn(step, forced))
                for generous in (True, False):
                    yield World(turns[-1], generous, choice.branches[0])
        unseen = islice(self.flow.unseen(turns), _MOST_UNSEEN)
        for turn, part in self.flow.together(unseen, _MOST_STEPS):
            yield World(turn, generous=True, within=part)
        if _OTHERWISE in self.text:
            yield World(Turn(INNER), generous=True)

    def worlds_of(self, chain: Chain) -> Iterator[World]:
        """The pages that have just these branches, and the one with all others beside them, where the
        fullest page does not have them."""
        turn, within = self.flow.only(chain), self.flow.apart(chain)
        yield World(turn, generous=True, within=within)
        yield World(turn, generous=False, within=within)
        if any(option != choice.first for choice, option in chain):
            yield World(replace(turn, step=0), generous=True, within=within)

    def render(self, world: World, build: Build) -> Rendition:
        """The template as one page. ``build`` parses a text."""
        left_out = self.flow.left_out(world.turn)
        if world.within is not None:
            left_out = _only(world.within, left_out, len(self.text))
        markup = self._mask.apply(left_out, generous=world.generous)
        tree = build(markup)
        growing.take_out_marks(tree)
        grown = growing.Grown()
        if not world.generous:
            growing.drop_unknown(tree, _STAYS, self.unknown)
        step = world.turn.step
        growing.apply_bindings(tree, grown, first=step == 0, generous=world.generous, step=step)
        self.open_tags |= grown.open_tags
        for tag, names in grown.unknown.items():
            self.unknown.setdefault(tag, set()).update(names)
        if world.generous:
            growing.write_more(tree, self.places)
            wrapping.wrap(tree, self._wrapped)
            growing.add_targets(tree)
            # What takes in a part of a page may label its fields.
            part = not _is_whole(markup) and not self.extends
            growing.add_labels(tree, (lambda _: True) if part else self.may_label)
        if not _is_whole(markup) or self.extends:
            tree.fragment = True
            if world.generous and "<body" not in markup.lower():
                growing.put_into_group(tree)
        return Rendition(self, tree, markup, left_out + grown.left_out)

    def is_open(self, tag: int) -> bool:
        """Whether code may give any attribute to the tag that begins at a place."""
        return tag in self.open_tags

    def unknown_attributes(self, tag: int) -> set[str]:
        """The attributes of the tag that begins at a place whose values are not known."""
        return self.unknown.get(tag, set())


def _only(within: Span, left_out: list[Span], length: int) -> list[Span]:
    """What is left out where only one part is written: all around it, and what was before in it."""
    start, end = within
    inner = [span for span in left_out if span[0] >= start and span[1] <= end]
    around = [(0, start), *inner, (end, length)]
    return [span for span in around if span[1] > span[0]]


def _is_whole(markup: str) -> bool:
    """Whether a text begins and ends a page."""
    lower = markup.lower()
    return "<html" in lower and "</html" in lower


def shown(text: str) -> str:
    """A text for people: what code writes is left open, and once where nothing stands between."""
    return _OPEN.sub("…", text)
