"""Pages made to break a walk over the tree: each is answered, whatever is asked of it.

None of these would end within the patience of a test run if a walk recursed or took the square of
a page's size.
"""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.unknown import UNKNOWN

DEEP = 20_000
PAGES = {
    "nested links": "<span role=link>x" * DEEP,
    "nested titles": "<span role=link title=x>" * DEEP,
    "nested labels": "<span role=link aria-label=x>" * DEEP,
    "nested details": "<details>" * DEEP,
    "nested tables": "<table><tr><td>" * (DEEP // 4),
    "nested sections": "<section><header>" * (DEEP // 2),
    "nested lists": "<ul><li>x" * (DEEP // 2),
    "nested legends": "<fieldset disabled><legend>" * (DEEP // 4),
    "nested pictures": "<svg><title>a</title><g>" * (DEEP // 4),
    "a label around labels": "<label>" * DEEP + "<input>",
    "fields around labels": "<label>x<input>" * (DEEP // 4),
    "a circle of references": "".join(
        f'<b id=a{i} role=link aria-labelledby="a{(i + 1) % DEEP} a{i}">t</b>' for i in range(DEEP)
    ),
    "a circle of ownership": "".join(
        f'<b id=a{i} role=link aria-owns="a{(i + 1) % 5000}">t</b>' for i in range(5000)
    ),
    "one that owns all": '<p role=link aria-owns="'
    + " ".join(f"a{i}" for i in range(DEEP))
    + '">'
    + "".join(f"<b id=a{i} role=link aria-owns=a{i + 1}>t</b>" for i in range(DEEP)),
    "50,000 references in one": f'<b id=a role=link aria-labelledby="{"a " * 50_000}">long text</b>',
    "all refer to all": "<p id=x>" + "<b role=link aria-labelledby=x>y</b>" * DEEP,
    "many labels of one field": "<input id=x>" + "<label for=x>a</label>" * DEEP,
    "a long menu": "<select>" + "<option>a" * DEEP,
    "a wide row": "<table><tr>" + "<th>x" * DEEP,
    "many siblings": "<p>x</p>" * 40_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_everything_can_be_asked_of_a_hostile_page(page: str) -> None:
    document = parse_text(PAGES[page])
    found = Semantics(document)
    for element in document.elements:
        given = found.name(element)
        assert given is not UNKNOWN
        assert len(given) <= 600_000
        found.role(element)
        found.exposed(element)
        found.visible(element)
        found.tabbable(element)
        found.description(element)
        found.owner(element)
        found.owned(element)
    found.tab_order()
    found.landmarks()
    found.headings()
