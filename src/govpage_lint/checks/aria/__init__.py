"""Decides what rules may ask about ARIA: roles, states and properties, and the ids that tie elements."""

from govpage_lint.checks.aria.attributes import (
    braille_alone,
    name_ineffective,
    outdated,
    prohibited,
    unsupported,
)
from govpage_lint.checks.aria.hiding import body_hidden, hidden_focusable, swallowed_focusable
from govpage_lint.checks.aria.ids import repeated
from govpage_lint.checks.aria.live import alert_standing, contradictory, too_large, without_region
from govpage_lint.checks.aria.menus import opens_nothing, site_menu
from govpage_lint.checks.aria.names import name_missing
from govpage_lint.checks.aria.native import contradicted, row_attribute
from govpage_lint.checks.aria.owned import foreign, members_missing
from govpage_lint.checks.aria.owners import context_missing
from govpage_lint.checks.aria.required import attribute_missing
from govpage_lint.checks.aria.roles import (
    application_misused,
    deprecated,
    not_allowed,
    redundant,
    text_focusable,
)
from govpage_lint.checks.aria.values import attribute_unknown, value_invalid, value_out_of_range

__all__ = [
    "alert_standing",
    "application_misused",
    "attribute_missing",
    "attribute_unknown",
    "body_hidden",
    "braille_alone",
    "context_missing",
    "contradicted",
    "contradictory",
    "deprecated",
    "foreign",
    "hidden_focusable",
    "members_missing",
    "name_ineffective",
    "name_missing",
    "not_allowed",
    "opens_nothing",
    "outdated",
    "prohibited",
    "redundant",
    "repeated",
    "row_attribute",
    "site_menu",
    "swallowed_focusable",
    "text_focusable",
    "too_large",
    "unsupported",
    "value_invalid",
    "value_out_of_range",
    "without_region",
]
