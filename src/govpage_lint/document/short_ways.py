"""Decides which short ways there are in which of html5lib's phases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from govpage_lint.document.reference import headingElements, html5parser
from govpage_lint.document.short_steps import End, Start, Ways, Write
from govpage_lint.document.short_tags import ITEMS, ROW_GROUPS, ShortTags

_PHASES: Final[Mapping[str, Any]] = html5parser.getPhases(False)
_RAW: Final[dict[str, Start]] = dict.fromkeys(("script", "style"), ShortTags.raw)
_HEAD: Final[dict[str, Start]] = {
    **dict.fromkeys(("base", "link", "meta"), ShortTags.silent_void),
    **_RAW,
    "title": ShortTags.raw,
}
_BODY: Final[dict[str, Start]] = {
    **dict.fromkeys(
        """address article aside blockquote center details dir div dl fieldset figcaption figure
        footer header hgroup main menu nav ol p section summary ul""".split(),
        ShortTags.block,
    ),
    **dict.fromkeys(headingElements, ShortTags.heading),
    **dict.fromkeys(ITEMS, ShortTags.list_item),
    **dict.fromkeys(
        "a b big code em font i s small strike strong tt u".split(), ShortTags.formatting
    ),
    **dict.fromkeys(("area", "br", "embed", "img", "wbr"), ShortTags.void),
    **dict.fromkeys(("param", "source", "track"), ShortTags.silent_void),
    **_HEAD,
    "form": ShortTags.form,
    "button": ShortTags.button,
    "input": ShortTags.field,
    "hr": ShortTags.rule,
    "select": ShortTags.select,
    "iframe": ShortTags.raw,
    # Scripts are off.
    "noscript": ShortTags.inline,
}
_BODY_ENDS: Final[dict[str, End]] = {
    **dict.fromkeys(
        """address article aside blockquote button center details dialog dir div dl fieldset
        figcaption figure footer header hgroup main menu nav ol section summary ul
        p dd dt li""".split(),
        ShortTags.end_implying,
    ),
    **dict.fromkeys(headingElements, ShortTags.end_implying),
    **dict.fromkeys(
        "a b big code em font i s small strike strong tt u".split(), ShortTags.end_formatting
    ),
    "form": ShortTags.end_form,
}


def _like_a_body(phase: str, own_ends: dict[str, End]) -> Ways:
    """The ways of a phase that leaves nearly all to the one of a body."""
    handled = (_PHASES["inBody"], _PHASES[phase])
    starts = {name: ShortTags.no_start for one in handled for name in one.startTagHandler}
    ends = {name: ShortTags.no_end for one in handled for name in one.endTagHandler}
    return Ways(
        {**starts, **_BODY},
        {**ends, **_BODY_ENDS, **own_ends},
        ShortTags.inline,
        ShortTags.end_current,
        ShortTags.write_in_body,
    )


def _of_few(starts: dict[str, Start], ends: dict[str, End], write: Write) -> Ways:
    return Ways(starts, ends, ShortTags.no_start, ShortTags.no_end, write)


_IN_SELECT: Final = _of_few(
    {"option": ShortTags.option, "script": ShortTags.raw},
    {"option": ShortTags.end_current},
    ShortTags.write_all,
)
WAYS: Final = {
    "inBody": _like_a_body("inBody", {}),
    "inCaption": _like_a_body("inCaption", {}),
    "inCell": _like_a_body("inCell", dict.fromkeys(("td", "th"), ShortTags.end_cell)),
    "inHead": _of_few(_HEAD, {}, ShortTags.write_spaces),
    "inSelect": _IN_SELECT,
    "inSelectInTable": _IN_SELECT,
    "inTable": _of_few(
        {**dict.fromkeys(ROW_GROUPS, ShortTags.row_group), **_RAW}, {}, ShortTags.write_spaces
    ),
    "inTableBody": _of_few(
        {"tr": ShortTags.row, **_RAW},
        dict.fromkeys(ROW_GROUPS, ShortTags.end_row_group),
        ShortTags.write_spaces,
    ),
    "inRow": _of_few(
        {**dict.fromkeys(("td", "th"), ShortTags.cell), **_RAW},
        {"tr": ShortTags.end_row},
        ShortTags.write_spaces,
    ),
}
