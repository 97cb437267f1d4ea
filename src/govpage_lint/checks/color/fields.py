"""Decides whether what stands in fields stands out from them."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.checks.color.contrast import written_ratio
from govpage_lint.checks.color.language import says
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.colors import contrasts, hex_code
from govpage_lint.semantics.controls import input_type
from govpage_lint.semantics.text_paint import PaintedTexts


@check
def field_contrast(
    page: Page, element: Element, *, least: float = 4.5, least_large: float = 3.0
) -> Iterator[Verdict]:
    """The value of a field, or its placeholder (case "placeholder"), has some contrast with what it
    lies on. Nothing is said of what lies on a picture. Values: text, ratio, needed, color, ground."""
    probed = page.probed(PaintedTexts)
    if probed is None or page.rendered is None:
        return
    for name in ("input", "textarea"):
        for one in page.document.by_name.get(name, ()):
            if _is_empty(page, one):
                yield passed(one)
    for field in probed.fields:
        line = field.line
        if not line.sure or line.ink == line.ground:
            continue
        low, most = contrasts(line.ink, line.ground)
        needed = least_large if field.large else least
        if low >= needed:
            yield passed(field.element)
        elif most < needed and says(page, field.element, field.text) == "words":
            values = {
                "text": field.text,
                "ratio": written_ratio(most),
                "needed": written_ratio(needed),
                "color": hex_code(line.ink.low) if line.ink.is_known else "?",
                "ground": hex_code(line.ground.low) if line.ground.is_known else "?",
            }
            case = "placeholder" if field.kind == "placeholder" else None
            yield failed(field.element, case, **values)


def _is_empty(page: Page, element: Element) -> bool:
    """Whether a field shows no text at all."""
    attributes = element.attributes
    if page.rendered is None or input_type(element) not in (
        "text",
        "search",
        "email",
        "tel",
        "url",
    ):
        return False
    if attributes.get("placeholder", "").strip() or attributes.get("value", "").strip():
        return False
    return not page.rendered.values.get(element.order) and not element.text_content.strip()
