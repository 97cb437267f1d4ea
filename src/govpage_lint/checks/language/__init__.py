"""Decides what rules may ask about the languages of a page: its tags, texts, directions and switchers."""

from typing import Final

CHECKS: Final = {
    "attributes_untranslated": "untranslated",
    "controls_untranslated": "untranslated",
    "direction_missing": "direction",
    "direction_wrong": "direction",
    "hreflang_different": "declared",
    "hreflang_invalid": "declared",
    "images_untranslated": "untranslated",
    "lang_without_text": "declared",
    "language_item_unclear": "names",
    "language_name_unmarked": "names",
    "language_pair_unmarked": "declared",
    "menu_items_untranslated": "untranslated",
    "page_language_elsewhere": "declared",
    "page_language_invalid": "page",
    "page_language_missing": "page",
    "page_language_wrong": "page",
    "page_title_untranslated": "untranslated",
    "part_language_invalid": "page",
    "part_language_wrong": "page",
    "part_xml_lang_different": "declared",
    "passages_unmarked": "untranslated",
    "skip_links_untranslated": "untranslated",
    "subtag_unregistered": "page",
    "texts_unmarked": "untranslated",
    "xml_lang_different": "page",
}
