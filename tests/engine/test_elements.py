"""Which elements are judged."""

from typing import cast

from govpage_lint.document.parse import parse
from govpage_lint.document.tree import Element
from govpage_lint.engine.check import Placed
from govpage_lint.engine.elements import JudgedElements
from govpage_lint.findings import Finding

DOCUMENT = parse(b"<main id=m><p id=p><b id=b>x</b></p></main><div id=chat><i id=i>y</i></div>")
WHOLE = Placed(cast(Finding, None), None)


def kept(judged: JudgedElements) -> list[str]:
    elements: list[Element | None] = [DOCUMENT.by_id[name][0] for name in "mpbi"]
    placed = [Placed(cast(Finding, None), one) for one in elements]
    found = judged.filtered([*placed, WHOLE])
    return [one.element.attributes["id"] if one.element else "page" for one in found]


def test_without_selectors_all_are_judged() -> None:
    assert kept(JudgedElements()) == ["m", "p", "b", "i", "page"]


def test_parts_are_picked_out_and_left_out() -> None:
    assert kept(JudgedElements(only=("#p",))) == ["p", "b"]
    assert kept(JudgedElements(without=("#chat", "b"))) == ["m", "p", "page"]
    assert kept(JudgedElements(only=("main",), without=("b",), hidden=("#m > p",))) == ["m"]
