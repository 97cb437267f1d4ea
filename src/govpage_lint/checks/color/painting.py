"""Decides how the texts of a page are painted, once for all checks that ask."""

from govpage_lint.checks.page import Page
from govpage_lint.semantics.colors import Shade
from govpage_lint.semantics.painting import Painting
from govpage_lint.semantics.text_paint import PaintedTexts, TextPaint, paint_texts


def painting(page: Page) -> Painting | None:
    """The page as it is painted on white, for ``page.fact``; None where no browser painted it."""
    sight, facts = page.semantics.sight, page.rendered
    return None if sight is None or facts is None else Painting(page.document, facts, sight)


def painting_on(page: Page, canvas: Shade) -> Painting | None:
    """The page as it is painted in a frame that stands on that."""
    sight, facts = page.semantics.sight, page.rendered
    if sight is None or facts is None:
        return None
    return Painting(page.document, facts, sight, canvas)


def painted_texts(page: Page) -> tuple[TextPaint, ...]:
    """The visible texts of a page as they are painted, for ``page.fact``."""
    return texts_of(page, page.fact(painting))


def texts_of(page: Page, found: Painting | None) -> tuple[TextPaint, ...]:
    """The visible texts of a page in one painting of it."""
    facts, semantics = page.rendered, page.semantics
    if found is None or facts is None:
        return ()
    return tuple(
        paint
        for paint in paint_texts(page.document, facts, found)
        if semantics.sees_text(paint.text)
    )


def texts_by_element(page: Page) -> list[list[TextPaint]]:
    """The texts that a probe found out about, those of one element together; for ``page.fact``."""
    probed = page.probed(PaintedTexts)
    found: list[list[TextPaint]] = []
    for paint in probed.texts if probed is not None else ():
        if found and found[-1][0].element is paint.element:
            found[-1].append(paint)
        else:
            found.append([paint])
    return found
