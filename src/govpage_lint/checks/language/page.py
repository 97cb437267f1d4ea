"""Decides whether the page and its parts say their language, in tags that exist and that fit their text."""

from collections.abc import Iterator

from govpage_lint.checks.language.majority import Majority
from govpage_lint.checks.language.regions import Region, Regions, regions, tables
from govpage_lint.checks.language.script import LATIN
from govpage_lint.checks.language.tags import Tag, primary_subtag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import (
    AttributeOf,
    Verdict,
    cant_tell,
    check,
    failed,
    passed,
)
from govpage_lint.document.tree import HTML, Element

_ASCII_SPACE = " \t\n\f\r"
_SAMPLE = 40
# From so many words on a part is big enough that a mixture of languages is for a person to judge.
_LONG_PART = 60


@check
def page_language_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The ``html`` element has a ``lang`` that says something (ACT b5c3f8).

    Cases: "empty", "xml-only" (``xml:lang`` alone, which HTML does not read), "elsewhere" (only an
    HTTP header or ``<meta>`` says it).
    """
    root = page.document.root
    if root.local_name != "html" or root.namespace_url != HTML:
        return
    value = root.attributes.get("lang")
    if value is not None and value.strip(_ASCII_SPACE):
        yield passed(root)
    elif value is not None:
        yield failed(AttributeOf(root, "lang"), "empty")
    elif xml := root.attributes.get("xml:lang", "").strip(_ASCII_SPACE):
        yield failed(AttributeOf(root, "xml:lang"), "xml-only", lang=xml)
    elif page.document.content_language:
        yield failed(root, "elsewhere", lang=page.document.content_language)
    else:
        yield failed(root)


@check
def page_language_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """The ``lang`` of ``html`` begins with a registered language (ACT bf051a). Cases: see ``_tag_fault``."""
    root = page.document.root
    value = root.attributes.get("lang", "")
    if root.namespace_url == HTML and value.strip(_ASCII_SPACE):
        yield _tag_verdict(page.fact(tables).tag(value), root)


@check
def part_language_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """Each ``lang`` in the body that rules some text begins with a registered language (ACT de46e4)."""
    for region in page.fact(regions).all:
        if region.is_page or "lang" not in region.element.attributes or region.tag.is_empty:
            continue
        if region.texts and region.element.is_html and _is_in_body(page, region.element):
            yield _tag_verdict(region.tag, region.element)


def _is_in_body(page: Page, element: Element) -> bool:
    body = page.document.body
    return body is not None and body.contains(element)


def _tag_verdict(tag: Tag, element: Element) -> Verdict:
    """The verdict on a tag: its fault is the case, "hint-" before it where the author's intent is known."""
    if tag.fault is None:
        return passed(element)
    target = AttributeOf(element, "lang")
    if tag.fault == "unknown" or tag.fault in ("private", "grandfathered"):
        return failed(target, lang=tag.value)
    if tag.fault in ("underscore", "name") and not tag.meant:
        return failed(target, lang=tag.value)
    return failed(target, tag.fault, lang=tag.value.strip(), meant=tag.meant)


@check
def subtag_unregistered(page: Page, element: Element) -> Iterator[Verdict]:
    """What follows the language in a ``lang`` is registered, too, and in order.

    Cases: "deprecated" (a language subtag that has a successor), "region", "order".
    """
    for region in page.fact(regions).all:
        if (
            "lang" not in region.element.attributes
            or region.tag.fault is not None
            or region.tag.is_empty
        ):
            continue
        doubt = region.tag.doubt
        if doubt is None:
            yield passed(region.element)
            continue
        case = doubt.kind if doubt.kind in ("deprecated", "region", "order") else None
        target = AttributeOf(region.element, "lang")
        yield failed(target, case, lang=region.language, subtag=doubt.subtag, better=doubt.better)


@check
def xml_lang_different(page: Page, element: Element) -> Iterator[Verdict]:
    """``lang`` and ``xml:lang`` of ``html`` name one language (ACT 5b7ae0)."""
    yield from judge_xml_lang(page, element)


def judge_xml_lang(page: Page, element: Element) -> Iterator[Verdict]:
    """Whether the two attributes of an element name one language, where ``lang`` names any."""
    registry = page.fact(tables)
    lang, xml = (registry.tag(element.attributes.get(name, "")) for name in ("lang", "xml:lang"))
    if lang.fault is not None or lang.is_empty or not xml.value.strip(_ASCII_SPACE):
        return
    if xml.fault is None and xml.primary == lang.primary:
        yield passed(element)
    else:
        yield failed(AttributeOf(element, "xml:lang"), lang=lang.value, xml=xml.value)


@check
def page_language_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """The text of the page is in the language of its ``lang`` (ACT ucwvc8, where a machine can be sure).

    Cases: "country" (the code of the country was written for that of its language: ``kr``),
    "language" (the script is right, the language is not), "mixed" (for a person).
    """
    found = page.fact(regions)
    region = found.page
    if "lang" not in region.element.attributes or region.tag.fault is not None:
        return
    yield from _region_verdict(page, found, region)


@check
def part_language_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """The text of a part is in the language of its ``lang`` (ACT off6ek, where a machine can be sure).

    Cases as above, and "name" (the name of a language in another one: ``lang="ko"`` on "Korean").
    """
    found = page.fact(regions)
    for region in found.all:
        element = region.element
        if region.is_page or "lang" not in element.attributes or region.tag.fault is not None:
            continue
        if not element.is_html or not _is_in_body(page, element):
            continue
        yield from _region_verdict(page, found, region)


def _region_verdict(page: Page, found: Regions, region: Region) -> Iterator[Verdict]:
    scripts = region.tag.scripts
    if scripts is None or not region.texts:
        return
    majority = found.majority(region)
    if majority is None:
        yield from _same_script_verdict(page, found, region, scripts)
        return
    target = AttributeOf(region.element, "lang")
    values = {
        "lang": region.tag.value.strip(),
        "sample": _sample(page, region, majority),
        "percent": str(round(100 * majority.share)),
        "mark": _mark(page, majority.script),
    }
    if not majority.sure:
        if region.is_page or sum(len(text.split()) for text in region.texts) >= _LONG_PART:
            yield cant_tell(target, "mixed", **values)
        return
    countries = page.fact(tables).registry.countries
    meant = countries.get(region.tag.primary, "")
    if meant and page.fact(tables).only.get(majority.script) == meant:
        yield failed(target, "country", meant=meant, **values)
    else:
        yield failed(target, None, **values)


def _same_script_verdict(
    page: Page, found: Regions, region: Region, scripts: frozenset[str]
) -> Iterator[Verdict]:
    """The verdict on a region whose text is in a script of its language."""
    target = AttributeOf(region.element, "lang")
    named = None if region.is_page else _named_language(page, region)
    if named == "":
        yield passed(region.element)
    elif named is not None:
        yield failed(target, "name", lang=region.language, sample=named)
    elif (other := found.other_language(region)) is not None:
        meant = page.fact(tables).registry.countries_meant.get(region.tag.primary, ())
        case = "country" if other.tag in meant else "language"
        values = {"lang": region.tag.value.strip(), "meant": other.tag}
        yield failed(target, case, sample=_longest(region), **values)
    elif _is_telling(page, scripts):
        yield passed(region.element)


def _named_language(page: Page, region: Region) -> str | None:
    """The text of a region, if it is a language's name, but not in that language; "" if it is, None if no name."""
    known = page.fact(tables)
    text = " ".join(" ".join(region.texts).split())
    if len(text) > _SAMPLE:
        return None
    name, tag = text.lower().strip(" .|·/"), region.tag.primary
    if name in known.native_names.get(tag, ()):
        return ""
    if not text.isascii() or text.isupper():
        return None
    meant = known.language_names.get(name)
    latin = LATIN in (region.tag.scripts or ())
    if meant is None or (latin and primary_subtag(meant) != tag):
        return None
    return text


def _longest(region: Region) -> str:
    """Some words of a region, as evidence: the beginning of the longest of its first texts."""
    best = max(region.prose[:400] or region.texts[:400], key=len, default="")
    flat = " ".join(best.split())
    return flat if len(flat) <= _SAMPLE else flat[: _SAMPLE - 1] + "…"


def _is_telling(page: Page, scripts: frozenset[str]) -> bool:
    """Whether the script alone tells the language, so that nothing is left to doubt."""
    only = page.fact(tables).only
    return any(script in only for script in scripts)


def _mark(page: Page, script: str) -> str:
    only = page.fact(tables).only.get(script)
    return f'lang="{only}"' if only else "lang"


def _sample(page: Page, region: Region, majority: Majority) -> str:
    """Some words of a region in its main script, as evidence: the longest text of the first ones."""
    scripts = page.fact(tables).scripts
    best, most = "", 0
    for text in region.texts[:400]:
        letters = scripts.count(text[:400]).get(majority.script, 0)
        if letters > most:
            best, most = text, letters
        if most >= _SAMPLE:
            break
    flat = " ".join(best.split())
    return flat if len(flat) <= _SAMPLE else flat[: _SAMPLE - 1] + "…"
