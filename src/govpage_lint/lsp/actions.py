"""Decides what an editor offers to do about a finding: mend it, mend all, or have it passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lsprotocol import types

from govpage_lint.findings import Finding, Fix, Language
from govpage_lint.lsp.diagnostics import diagnostic
from govpage_lint.lsp.places import Places

FIX_ALL: Final = "source.fixAll.govpage-lint"
_FIX_ALL: Final[dict[Language, str]] = {
    "en": "Mend all that govpage-lint can mend safely",
    "ko": "govpage-lint가 안전하게 고칠 수 있는 문제 모두 고치기",
}
_PASS_OVER: Final[dict[Language, str]] = {
    "en": "Pass over {rule} here, with a reason",
    "ko": "여기서 {rule} 규칙 제외하기(사유 입력)",
}
_REASON: Final[dict[Language, str]] = {"en": "reason", "ko": "사유"}


def actions(
    uri: str,
    findings: Sequence[Finding],
    touched: Sequence[Finding],
    places: Places,
    language: Language,
    only: Sequence[str] | None = None,
) -> list[types.CodeAction]:
    """What can be done at a place: ``touched`` are the findings there, ``findings`` all of the page.

    ``only`` are the kinds that the editor asked for, None for all.
    """
    offered: list[types.CodeAction] = []
    if _wanted(types.CodeActionKind.QuickFix, only):
        for finding in touched:
            offered += _for_one(uri, finding, places, language)
    if _wanted(FIX_ALL, only):
        chosen = list(_together(one.fix for one in findings if one.fix is not None))
        if chosen:
            offered.append(
                types.CodeAction(
                    _FIX_ALL[language], FIX_ALL, edit=_edit(uri, chosen, places), diagnostics=[]
                )
            )
    return offered


def _for_one(
    uri: str, finding: Finding, places: Places, language: Language
) -> Iterator[types.CodeAction]:
    mark = [diagnostic(finding, places)]
    if finding.fix is not None:
        yield types.CodeAction(
            finding.fix.title,
            types.CodeActionKind.QuickFix,
            diagnostics=mark,
            is_preferred=finding.fix.safe,
            edit=_edit(uri, [finding.fix], places),
        )
    comment = _pass_over(finding, places, language)
    if comment is not None:
        yield types.CodeAction(
            _PASS_OVER[language].format(rule=finding.rule),
            types.CodeActionKind.QuickFix,
            diagnostics=mark,
            edit=types.WorkspaceEdit(changes={uri: [comment]}),
        )


def _pass_over(finding: Finding, places: Places, language: Language) -> types.TextEdit | None:
    """A comment before the tag at fault; None where no tag starts at the finding's place."""
    assert finding.location is not None
    source, offset = places.source, places.offset(finding.location)
    if source.text[offset : offset + 1] != "<":
        return None
    words = f"<!-- govpage-lint-disable-next {finding.rule} -- {_REASON[language]} -->"
    line_start = source.text.rfind("\n", 0, offset) + 1
    indent = source.text[line_start:offset]
    # On a line of its own where the tag begins one; anywhere else a line break could be seen.
    between = f"\n{indent}" if not indent.strip() else ""
    return types.TextEdit(places.range_between(offset, offset), words + between)


def _together(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """The safe fixes, without those that touch what one before them touches."""
    taken: list[tuple[int, int]] = []
    for fix in fixes:
        spans = [(edit.start, edit.end) for edit in fix.edits]
        if fix.safe and not any(
            start <= there_end and there_start <= end
            for start, end in spans
            for there_start, there_end in taken
        ):
            taken += spans
            yield fix


def _edit(uri: str, fixes: Iterable[Fix], places: Places) -> types.WorkspaceEdit:
    edits = [edit for fix in fixes for edit in fix.edits]
    return types.WorkspaceEdit(
        changes={
            uri: [
                types.TextEdit(places.range_between(edit.start, edit.end), edit.text)
                for edit in sorted(edits, key=lambda edit: (edit.start, edit.end))
            ]
        }
    )


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asks for these kinds wants this one: kinds are hierarchies."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)
