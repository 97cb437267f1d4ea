"""Decides the line that counts: what was found, on how many pages, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.findings import Fixed, Language, Report, Totals
from govpage_lint.reports.phrases import count


def summary_line(report: Report, totals: Totals | None = None) -> str:
    """The last line: what was found, on how many pages, and what could not be checked.

    ``totals`` are those of the report, where the caller has them.
    """
    language = report.language
    told = totals or report.totals
    parts = [count(told.levels[name], name, language) for name in ("error", "warning")]
    if advice := told.levels["info"]:
        parts.append(count(advice, "info", language))
    if told.to_review:
        parts.append(count(told.to_review, "review", language))
    asides = ", ".join(_asides(report, told))
    pages = count(report.looked_at, "page", language)
    found = ", ".join(parts)
    line = f"{pages}: {found}" if language == "ko" else f"Found {found} in {pages}"
    return f"{line} ({asides})." if asides else f"{line}."


def _asides(report: Report, told: Totals) -> Iterator[str]:
    """What the last line adds in brackets."""
    language = report.language
    if by_fixes := fixable_aside(told.fixable, told.unsafe_fixable, language, report.fixed):
        yield by_fixes
    counts = (
        ("baselined", report.suppressed("baseline")),
        ("suppressed", report.suppressed("inline", "config")),
    )
    for noun, number in counts:
        if number:
            yield count(number, noun, language)
    if report.unchecked:
        pages = count(report.unchecked, "page", language)
        yield f"검사하지 못한 {pages}" if language == "ko" else f"{pages} could not be checked"


def fixable_aside(fixable: int, unsafe: int, language: Language, fixed: Fixed | None = None) -> str:
    """What mends how many: "12 fixable with --fix, 3 more with --unsafe-fixes"; empty for nothing.

    What is left after fixes were made, none of those can mend.
    """
    safe = 0 if fixed is not None else fixable - unsafe
    unsafe = 0 if fixed is not None and fixed.unsafe else unsafe
    if language == "ko":
        own = f"--fix로 자동 수정 가능 {safe:,}건"
        more = f"--unsafe-fixes까지 쓰면 {unsafe:,}건 더"
        alone = f"--fix --unsafe-fixes로 자동 수정 가능 {unsafe:,}건"
    else:
        own = f"{safe:,} fixable with --fix"
        more = f"{unsafe:,} more with --unsafe-fixes"
        alone = f"{unsafe:,} fixable with --fix --unsafe-fixes"
    if safe and unsafe:
        return f"{own}, {more}"
    return own if safe else alone if unsafe else ""


def fixed_line(fixed: Fixed, language: Language) -> str:
    """What was mended: "Fixed 3 faults in 2 files."."""
    if language == "ko":
        return f"파일 {fixed.files:,}개에서 {fixed.faults:,}건을 고쳤습니다."
    faults = f"{fixed.faults:,} fault{'' if fixed.faults == 1 else 's'}"
    return f"Fixed {faults} in {fixed.files:,} file{'' if fixed.files == 1 else 's'}."
