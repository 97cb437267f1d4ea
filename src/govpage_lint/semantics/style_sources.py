"""Decides which elements of a page bring it a style sheet that counts.

``<style>`` and ``<link>`` (HTML standard, 4.2.4 and 4.2.6), without those for other media, other
types, or alternative sets (CSSOM, 6.2).
"""

from urllib.parse import unquote_to_bytes

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.style_media import media_matches


def style_elements(document: Document) -> list[Element]:
    """The elements that bring a page its sheets, in order, those for other media left out."""
    found = []
    preferred: str | None = None
    skipped_to = -1
    for element in document.elements:
        name = element.local_name
        if name in ("template", "noscript") and element.order > skipped_to:
            # Neither is rendered where scripts run.
            skipped_to = element.last
        if name not in ("style", "link") or element.order <= skipped_to:
            continue
        if not (_is_style(element) if name == "style" else _is_link(element)):
            continue
        title = element.attributes.get("title", "").strip() if element.is_html else ""
        if title:
            preferred = preferred or title
            if title != preferred:
                continue
        found.append(element)
    return found


def _is_style(element: Element) -> bool:
    kind = element.attributes.get("type", "").strip().lower()
    return kind in ("", "text/css") and media_matches(element.attributes.get("media", ""))


def _is_link(element: Element) -> bool:
    attributes = element.attributes
    if not element.is_html or not attributes.get("href", "").strip() or "disabled" in attributes:
        return False
    relations = attributes.get("rel", "").lower().split()
    # Sheets are often loaded late: as a preload, or for print, until a script says otherwise.
    script = attributes.get("onload", "").lower().replace(" ", "")
    preloaded = "preload" in relations and "stylesheet" in script
    if not preloaded and ("stylesheet" not in relations or "alternate" in relations):
        return False
    if attributes.get("type", "text/css").split(";")[0].strip().lower() not in ("", "text/css"):
        return False
    return "media=" in script or "'media'" in script or media_matches(attributes.get("media", ""))


def inline_data(address: str) -> str | None:
    """The sheet that a data: address holds."""
    kind, comma, data = address[5:].partition(",")
    if not comma or kind.split(";")[0].strip().lower() not in ("", "text/css"):
        return None
    raw = unquote_to_bytes(data)
    if kind.lower().rstrip().endswith(";base64"):
        import base64

        try:
            raw = base64.b64decode(raw, validate=False)
        except ValueError:
            return None
    return raw.decode("utf-8", "replace")
