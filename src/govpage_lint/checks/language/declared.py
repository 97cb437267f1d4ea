"""Decides whether what a page says of languages elsewhere than in ``lang`` is valid, and agrees with it."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from govpage_lint.checks.language.page import judge_xml_lang
from govpage_lint.checks.language.regions import Tables, regions, tables
from govpage_lint.checks.language.script import LATIN
from govpage_lint.checks.language.switcher import switchers
from govpage_lint.checks.language.tags import primary_subtag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_TEMPLATE: Final = regex(r"[{}<>$%]")
_METAS: Final = frozenset(
    ("content-language", "og:locale", "dcterms.language", "dc.language", "language")
)
# First segments of addresses that say a language and nothing else: no country, state or word is written so.
_SEGMENTS: Final[Mapping[str, str]] = {
    "en": "en", "eng": "en", "english": "en", "ko": "ko", "kor": "ko", "korean": "ko", "ja": "ja", "jpn": "ja",
    "japanese": "ja", "zh": "zh", "chn": "zh", "chinese": "zh", "fr": "fr", "fra": "fr", "fre": "fr", "es": "es",
    "spa": "es", "deu": "de", "ger": "de", "ru": "ru", "rus": "ru", "ar": "ar", "ara": "ar", "vi": "vi", "vie": "vi",
}  # fmt: skip
_PAIR: Final = regex(
    r"\s*([^/|·()（）]{2,40}?)\s*(?:[/|·]|[(（])\s*([^/|·()（）]{2,40}?)\s*[)）]?\s*\Z"
)
_PAIRED: Final = ("a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "label", "th", "option")
_LEAST_LETTERS: Final = 2
_LONGEST_ABBREVIATION: Final = 5


@check
def hreflang_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """``hreflang`` begins with a registered language. Case "meant": where it is clear which one is."""
    value = element.attributes.get("hreflang", "")
    bare = value.strip().lower()
    if not bare or _TEMPLATE.search(bare) or (element.local_name == "link" and bare == "x-default"):
        return
    tag = page.fact(tables).tag(value.strip())
    if tag.fault is None:
        yield passed(element)
    else:
        case = "meant" if tag.meant else None
        yield failed(AttributeOf(element, "hreflang"), case, lang=value.strip(), meant=tag.meant)


@check
def hreflang_different(page: Page, element: Element) -> Iterator[Verdict]:
    """``hreflang`` of a link that is called as a language is the tag of that language."""
    known = page.fact(tables)
    for item in page.fact(switchers).items:
        value = item.element.attributes.get("hreflang", "").strip()
        if not value or item.naming not in ("native", "translated"):
            continue
        tag = known.tag(value)
        if tag.fault is not None or not tag.primary:
            continue
        if _is_same(known, tag.primary, primary_subtag(item.tag)):
            yield passed(item.element)
        else:
            target = AttributeOf(item.element, "hreflang")
            yield failed(target, text=item.label, lang=value, meant=item.tag)


@check
def page_language_elsewhere(page: Page, element: Element) -> Iterator[Verdict]:
    """Metadata, the HTTP header and the address say the same language as ``lang``.

    Cases: "header", "address".
    """
    found = page.fact(regions)
    region, known = found.page, page.fact(tables)
    if region.tag.fault is not None or not region.tag.primary:
        return
    if found.language_of(region) != region.tag.primary:
        return  # the lang is wrong, not the rest
    lang = region.tag.value.strip()
    for target, source, value, case in _sayings(page):
        said = _languages(known, value)
        if not said:
            continue
        if any(_is_same(known, one, region.tag.primary) for one in said):
            yield passed(page.document.root)
        else:
            yield failed(target, case, source=source, said=value, lang=lang)


def _sayings(page: Page) -> Iterator[tuple[Target, str, str, str | None]]:
    """What says a language of the page: (target, what it is called, its value, case)."""
    for meta in page.document.by_name.get("meta", ()):
        attributes = meta.attributes
        for key in ("http-equiv", "property", "name"):
            name = attributes.get(key, "").strip().lower()
            value = attributes.get("content", "").strip()
            if name in _METAS and value and not _TEMPLATE.search(value):
                yield AttributeOf(meta, "content"), name, value, None
    header = (page.headers or {}).get("content-language", "").strip()
    if header:
        yield page.document.root, "Content-Language", header, "header"
    first = urlsplit(page.url or "").path.strip("/").partition("/")[0].lower()
    if page.url and first in _SEGMENTS:
        yield page.document.root, f"/{first}/", first, "address"


def _languages(known: Tables, value: str) -> list[str]:
    """The primary subtags that a value names; none where it cannot be read."""
    found = []
    for part in regex(r"[,;\s]+").split(value.strip().replace("_", "-").lower()):
        tag = known.tag(part)
        if tag.fault is None and tag.primary:
            found.append(tag.primary)
        elif tag.meant:
            found.append(primary_subtag(tag.meant))
        elif part in _SEGMENTS:
            found.append(_SEGMENTS[part])
        elif part:
            return []
    return found


def _is_same(known: Tables, one: str, two: str) -> bool:
    group = known.identifier.group
    return group(one) == group(two)


@check
def part_xml_lang_different(page: Page, element: Element) -> Iterator[Verdict]:
    """``lang`` and ``xml:lang`` of a part name one language: HTML reads the first, XML tools the second."""
    if element is not page.document.root:
        yield from judge_xml_lang(page, element)


@check
def lang_without_text(page: Page, element: Element) -> Iterator[Verdict]:
    """Each ``lang`` in the body rules some text."""
    body = page.document.body
    for region in page.fact(regions).all:
        holder = region.element
        if (
            region.is_page
            or "lang" not in holder.attributes
            or body is None
            or not body.contains(holder)
        ):
            continue
        if region.texts or any(child.attributes.get("lang") for child in holder.descendants):
            yield passed(holder)
        elif page.semantics.hidden_from_all(holder) is None:
            yield failed(AttributeOf(holder, "lang"), lang=region.tag.value)


@check
def language_pair_unmarked(page: Page, element: Element) -> Iterator[Verdict]:
    """In a label that says the same in two languages ("검색 / Search") the other one has its lang."""
    found, known = page.fact(regions), page.fact(tables)
    for name in _PAIRED:
        for holder in page.document.by_name.get(name, ()):
            inside = found.passages_in(holder)
            if len(inside) != 1 or inside[0].region.native is None:
                continue
            text, native = " ".join(inside[0].text.data.split()), inside[0].region.native
            match = _PAIR.match(text)
            if match is None:
                continue
            if any(_is_no_translation(known, half) for half in match.groups()):
                continue
            halves = [_only_script(known.scripts.count(half)) for half in match.groups()]
            foreign = [half for half in halves if half and half not in native]
            if len(foreign) == 1 and all(halves) and {*halves} & native and {*halves} & {LATIN}:
                yield failed(holder, text=text, language=inside[0].region.language)


def _is_no_translation(known: Tables, half: str) -> bool:
    """Whether a half is an abbreviation, or the name of a language: those have nothing to mark."""
    short = half.isascii() and (half.isupper() or len(half) <= _LONGEST_ABBREVIATION)
    return short or half.lower() in known.language_names


def _only_script(counts: Mapping[str, int]) -> str:
    """The one script of a text; "" where there are several, or too little."""
    return next(iter(counts)) if len(counts) == 1 and sum(counts.values()) >= _LEAST_LETTERS else ""
