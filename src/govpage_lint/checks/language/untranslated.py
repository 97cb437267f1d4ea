"""Decides which findings about texts that are not in their language belong to which rule.

What is found is worked out once for all of these rules (``language/texts.py``); each takes its kind.
Cases are the same in all: none where it is certain, "likely" where it is hardly a name, "latin" and
"slight" for Latin letters on a page in another script, and what may be a name is for a person.
"""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.language.owners import Kind
from govpage_lint.checks.language.passages import passages
from govpage_lint.checks.language.regions import Region, regions, tables
from govpage_lint.checks.language.script import LATIN
from govpage_lint.checks.language.texts import Found, Texts, texts
from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

_NAMING: Final = frozenset("a h1 h2 h3 h4 h5 h6 dt th caption figcaption".split())
_NAMING_LEVELS: Final = 8
# Of so many words a text is hardly the title of something.
_SHORT_PASSAGE: Final = 10
_LONGEST_SAID: Final = 60


@check
def skip_links_untranslated(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links are in the language that they are marked as.

    Case "marked": marked well, but not in the page's language.
    """
    found = page.fact(texts)
    wrong = {item.element for item in found.found if item.kind == "skip"}
    yield from _verdicts(found, "skip", review=True)
    for link in page.fact(skip_links).links:
        if link.element in wrong:
            continue
        if _is_marked_label(page, link.element, link.label):
            yield _marked(page, link.element, link.label)
        elif page.fact(regions).of[link.element.order].native is not None:
            yield passed(link.element)


@check
def controls_untranslated(page: Page, element: Element) -> Iterator[Verdict]:
    """Buttons, fields and their labels are in the language that they are marked as.

    Cases as above, and "marked" for buttons that are marked well, but not in the page's language.
    """
    found = page.fact(texts)
    wrong = {item.element for item in found.found if item.kind == "control"}
    yield from _verdicts(found, "control", review=True)
    for button in page.document.by_name.get("button", ()):
        label = " ".join(button.text_content.split()) if button not in wrong else ""
        if label and _is_marked_label(page, button, label):
            yield _marked(page, button, label)


@check
def menu_items_untranslated(page: Page, element: Element) -> Iterator[Verdict]:
    """The items of menus are in the language that they are marked as. Case "menu": all of a menu is not."""
    yield from _verdicts(page.fact(texts), "menu", review=True, several="menu")


@check
def images_untranslated(page: Page, element: Element) -> Iterator[Verdict]:
    """Text alternatives of images are in the language that the images are marked as."""
    yield from _verdicts(page.fact(texts), "image", review=True)


@check
def attributes_untranslated(page: Page, element: Element) -> Iterator[Verdict]:
    """Tooltips, names of landmarks and the like are in the language of their elements.

    Case "title": a tooltip, which not everybody gets.
    """
    yield from _verdicts(page.fact(texts), "attribute", review=False)


@check
def texts_unmarked(page: Page, element: Element) -> Iterator[Verdict]:
    """Text in another script than that of the language in force is marked as being in its own.

    Case "blocks": several blocks, found at the element around them.
    """
    found = page.fact(texts)
    anything = False
    for verdict in _verdicts(found, "text", review=True, several="blocks"):
        anything = True
        yield verdict
    body = page.document.body
    if not anything and body is not None and page.fact(regions).of[body.order].native is not None:
        yield passed(body)


@check
def passages_unmarked(page: Page, element: Element) -> Iterator[Verdict]:
    """Text in another language of the same script is marked as being in its own.

    Cases: "blocks" (several, found at the element around them), "short" (of few words, which may
    well be a title), "quote" (a quotation), "attribute".
    """
    for one in page.fact(passages).found:
        case: str | None = "blocks" if one.count > 1 else one.kind
        if case == "text":
            case = "short" if one.words < _SHORT_PASSAGE else None
        yield failed(
            one.target,
            case,
            text=_shortened(one.text),
            language=page.fact(regions).language_of(one.region),
            meant=one.language.tag,
            count=one.count,
            attr=one.target.name if isinstance(one.target, AttributeOf) else "",
        )


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SAID else flat[: _LONGEST_SAID - 1] + "…"


@check
def page_title_untranslated(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of the page is in its language. Cases: "language" (another language of the
    same script), "latin", "likely", "description" (the description for searches is not).
    """
    judge = page.fact(texts).judge
    for tag, region, target, text in _head_texts(page):
        native = region.native
        if native is None or not text or judge.names_language(text):
            continue
        best = judge.best(text, native, label=True)
        is_title = tag == "title"
        if best is None:
            if is_title and isinstance(target, Element):
                yield _title_in_script(page, target, text, region)
            continue
        values = {"text": text, "language": region.language, "mark": judge.mark(best.script)}
        if best.script == LATIN:
            if is_title:
                yield failed(target, "latin", **values)
        elif not is_title:
            if best.sureness == "certain" and not best.mixed:
                yield failed(target, "description", **values)
        elif best.mixed:
            # A bilingual title: half of it serves each reader.
            continue
        elif best.sureness == "name":
            yield failed(target, "likely", **values)
        else:
            yield failed(target, None, **values)


def _title_in_script(page: Page, title: Element, text: str, region: Region) -> Verdict:
    """The verdict on a title in the script of its page: it may be in another language of that script."""
    found = page.fact(passages).judge_title(text, region)
    if found is None:
        return passed(title)
    language = page.fact(regions).language_of(region)
    return failed(title, "language", text=text, language=language, meant=found.tag)


def _head_texts(page: Page) -> Iterator[tuple[str, Region, Element | AttributeOf, str]]:
    """The title of the page and its description: (kind, region, target, text)."""
    of = page.fact(regions).of
    head = page.document.head
    for element in () if head is None else head.descendants:
        if element.local_name == "title" and element.is_html:
            yield "title", of[element.order], element, " ".join(element.text_content.split())
        elif (
            element.local_name == "meta"
            and element.attributes.get("name", "").strip().lower() == "description"
        ):
            content = " ".join(element.attributes.get("content", "").split())
            yield "description", of[element.order], AttributeOf(element, "content"), content


def _verdicts(
    found: Texts, kind: Kind, *, review: bool, several: str | None = None
) -> Iterator[Verdict]:
    """The verdicts on all that was found of a kind; ``review``: possible names are for a person."""
    for item in found.found:
        if item.kind == kind:
            verdict = _verdict(found, item, review=review, several=several)
            if verdict is not None:
                yield verdict
    for passed_kind, element in found.passed:
        if passed_kind == kind:
            yield passed(element)


def _verdict(found: Texts, item: Found, *, review: bool, several: str | None) -> Verdict | None:
    sureness = item.foreign.sureness
    values = {
        "text": " ".join(item.text.split()),
        "language": item.region.language,
        "mark": found.judge.mark(item.foreign.script),
        "count": str(item.count),
    }
    if sureness == "name":
        told = review and (item.kind != "text" or _is_named(item))
        return cant_tell(item.target, "likely", **values) if told else None
    if sureness == "certain":
        case = several if item.count > 1 and several else None
        if case is None and isinstance(item.target, AttributeOf) and item.target.name == "title":
            case = "title" if item.kind == "attribute" else None
        return failed(item.target, case, **values)
    return failed(item.target, sureness, **values)


def _is_named(item: Found) -> bool:
    """Whether a text names something to go to or read, rather than being a mere name in a text."""
    node: Element | None = item.target if isinstance(item.target, Element) else None
    for _ in range(_NAMING_LEVELS):
        if node is None or node.local_name in _NAMING:
            break
        node = node.parent
    return node is not None and node.local_name in _NAMING


def _is_marked_label(page: Page, element: Element, label: str) -> bool:
    """Whether a label is marked as in another language than the page, and is no name."""
    whole, region = page.fact(regions).page, _region_of(page, element)
    if (
        region is whole
        or region.native is None
        or whole.native is None
        or region.native & whole.native
    ):
        return False
    known = page.fact(tables)
    if known.scripts.count(label).keys() & whole.native:
        return False
    return any(known.lexicon.is_label(label, script) for script in sorted(region.native))


def _region_of(page: Page, element: Element) -> Region:
    """The region that the first text in an element is in."""
    of = page.fact(regions).of
    holders = (text.parent for text in element.texts if not text.data.isspace())
    holder = next(holders, None) or element
    return of[holder.order]


def _marked(page: Page, element: Element, label: str) -> Verdict:
    return failed(
        element,
        "marked",
        text=label,
        language=page.fact(regions).page.language,
        mark="lang",
        count="1",
    )
