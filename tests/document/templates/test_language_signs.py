"""What a page is taken for goes by signs that are searched for in another order than they are written in."""

import re
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.document.templates.languages import language_in

# The signs as one reads them.
_ANY: Final = r"\{[{%]|<[%?]|\s\*?(?:data-)?(?:th:|th-|v-|ng[A-Z])|\]\s*=|<(?:c|jsp):|xmlns:th"
_ATTRIBUTES: Final = (
    ("thymeleaf", r"\s(?:data-)?th[:-][a-z]+\s*=|xmlns:th="),
    (
        "angular",
        r"\s\*ng[A-Z]|\s\[\(?[A-Za-z.]+\)?\]\s*=|\s\([a-z.]+\)\s*=|@(?:if|for|switch) \(",
    ),
    ("vue", r"\s(?:v-(?:if|for|bind|html|text|model|on|show|else)\b|[@:][a-z-]+=\")"),
)
_BITS: Final = (
    "th: th- data- * v- v-if v-iff ng ngA *ngIf [ ] ( ) = a a.b x [a]= (a)= @click=\" :a=\" xmlns:th= "
    "xmlns:thing" + " @if" * 2
).split()  # fmt: skip

attributes = st.lists(st.sampled_from([*_BITS, " ", " ", "\n", "@if ("]), max_size=9).map("".join)


@given(attributes)
def test_attributes_of_frameworks_are_known_by_their_letters(text: str) -> None:
    found = None
    if re.search(_ANY, text):
        found = next((name for name, sign in _ATTRIBUTES if re.search(sign, text)), None)
    assert language_in(text) == found
