"""Decides what rules may ask about forms: labels, groups, hints, errors and what fields are for."""

from govpage_lint.checks.forms.autofill import autocomplete_invalid
from govpage_lint.checks.forms.changes import changes_on_input, submit_missing
from govpage_lint.checks.forms.descriptive import label_undescriptive
from govpage_lint.checks.forms.errors import error_undescriptive
from govpage_lint.checks.forms.groups import (
    choices_ungrouped,
    fieldset_legend_missing,
    group_name_missing,
    legend_empty,
    legend_misplaced,
)
from govpage_lint.checks.forms.hints import hint_untied
from govpage_lint.checks.forms.identify import autocomplete_missing, autocomplete_wrong, type_plain
from govpage_lint.checks.forms.label_in_name import field_label_not_in_name, label_not_in_name
from govpage_lint.checks.forms.labels import (
    label_empty,
    label_for_missing,
    label_holds_button,
    label_nested,
    label_repeated,
)
from govpage_lint.checks.forms.login import autocomplete_off, captcha_picture, paste_blocked
from govpage_lint.checks.forms.marks import error_without_message, suggestion_missing
from govpage_lint.checks.forms.naming import (
    name_missing,
    placeholder_only,
    placeholder_repeats_label,
    title_only,
)
from govpage_lint.checks.forms.repeats import label_repeated_in_form
from govpage_lint.checks.forms.required import required_by_sign, states_contradict

__all__ = [
    "autocomplete_invalid",
    "autocomplete_missing",
    "autocomplete_off",
    "autocomplete_wrong",
    "captcha_picture",
    "changes_on_input",
    "choices_ungrouped",
    "error_undescriptive",
    "error_without_message",
    "field_label_not_in_name",
    "fieldset_legend_missing",
    "group_name_missing",
    "hint_untied",
    "label_empty",
    "label_for_missing",
    "label_holds_button",
    "label_nested",
    "label_not_in_name",
    "label_repeated",
    "label_repeated_in_form",
    "label_undescriptive",
    "legend_empty",
    "legend_misplaced",
    "name_missing",
    "paste_blocked",
    "placeholder_only",
    "placeholder_repeats_label",
    "required_by_sign",
    "states_contradict",
    "submit_missing",
    "suggestion_missing",
    "title_only",
    "type_plain",
]
