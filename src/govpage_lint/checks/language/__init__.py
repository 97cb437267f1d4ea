"""Decides what rules may ask about the languages of a page: its tags, texts, directions and switchers."""

from govpage_lint.checks.language.declared import (
    hreflang_different,
    hreflang_invalid,
    lang_without_text,
    language_pair_unmarked,
    page_language_elsewhere,
    part_xml_lang_different,
)
from govpage_lint.checks.language.direction import direction_missing, direction_wrong
from govpage_lint.checks.language.names import language_item_unclear, language_name_unmarked
from govpage_lint.checks.language.page import (
    page_language_invalid,
    page_language_missing,
    page_language_wrong,
    part_language_invalid,
    part_language_wrong,
    subtag_unregistered,
    xml_lang_different,
)
from govpage_lint.checks.language.untranslated import (
    attributes_untranslated,
    controls_untranslated,
    images_untranslated,
    menu_items_untranslated,
    page_title_untranslated,
    passages_unmarked,
    skip_links_untranslated,
    texts_unmarked,
)

__all__ = [
    "attributes_untranslated",
    "controls_untranslated",
    "direction_missing",
    "direction_wrong",
    "hreflang_different",
    "hreflang_invalid",
    "images_untranslated",
    "lang_without_text",
    "language_item_unclear",
    "language_name_unmarked",
    "language_pair_unmarked",
    "menu_items_untranslated",
    "page_language_elsewhere",
    "page_language_invalid",
    "page_language_missing",
    "page_language_wrong",
    "page_title_untranslated",
    "part_language_invalid",
    "part_language_wrong",
    "part_xml_lang_different",
    "passages_unmarked",
    "skip_links_untranslated",
    "subtag_unregistered",
    "texts_unmarked",
    "xml_lang_different",
]
