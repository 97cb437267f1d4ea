"""Decides which fixes of a page hold, and takes them round by round until none is left.

A fix holds when the page parses to the same tree but for the mended spots, its fault is gone, and
no fault that is as bad or worse has come. Those that don't are taken back, one by one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from govpage_lint.document.parse import in_world
from govpage_lint.document.rewriting import Change, NotWritable, rewrite
from govpage_lint.document.tree import Document
from govpage_lint.engine.fixing.proof import same_but_for
from govpage_lint.findings import Finding

_MAX_ROUNDS: Final = 20
# Each trial is a whole check of the page.
_MAX_TRIALS: Final = 250
# So many fixes of a rule that don't hold say that its others don't either, in that round.
_HOPELESS: Final = 6
_MAX_WORLDS: Final = 12


@dataclass(frozen=True, slots=True)
class Examined:
    """A page's bytes, parsed and checked by its source."""

    data: bytes
    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """What came of mending a page. ``fixed`` are the faults that were mended, as they were found.

    ``steps`` are the changes of each round, to what the rounds before had made of the page.
    ``refused`` says in one line why its bytes could not be changed, where that is so.
    """

    before: Examined
    after: Examined
    fixed: tuple[Finding, ...] = ()
    refused: str | None = None
    steps: tuple[tuple[Change, ...], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before.data != self.after.data


type Examine = Callable[[bytes], Examined]
type _Key = tuple[str, str, tuple[str, ...]]


def mend(examined: Examined, examine: Examine, *, unsafe: bool) -> Mending:
    """The page with all its faults mended that can be, the unsafe fixes too where asked."""
    return _Work(examined, examine, unsafe=unsafe).done()


class _Work:
    """One page while it is mended."""

    def __init__(self, examined: Examined, examine: Examine, *, unsafe: bool) -> None:
        self._before = self._now = examined
        self._examine = examine
        self._unsafe = unsafe
        self._fixed: list[Finding] = []
        self._rejected: set[_Key] = set()
        self._steps: list[tuple[Change, ...]] = []
        self._trials = 0
        # No state of the page comes twice: fixes that undo each other end there.
        self._seen = {examined.data}
        self._refused: str | None = None

    def done(self) -> Mending:
        for _ in range(_MAX_ROUNDS):
            if self._round():
                continue
            if not self._rejected:
                break
            # What was taken back may hold now that others are mended.
            self._rejected.clear()
            if not self._round():
                break
        steps = tuple(self._steps)
        return Mending(self._before, self._now, tuple(self._fixed), self._refused, steps)

    def _round(self) -> bool:
        """One round; whether any fix was taken."""
        chosen = choose(
            [one for one in self._now.findings if _key(one) not in self._rejected],
            unsafe=self._unsafe,
        )
        taken: list[Finding] = []
        result = self._now
        # What does not hold is most often all of one rule.
        waiting = [sorted(chosen, key=lambda one: one.rule)] if chosen else []
        failures: Counter[str] = Counter()
        while waiting and self._trials < _MAX_TRIALS:
            part = waiting.pop()
            if failures[part[0].rule] >= _HOPELESS and part[0].rule == part[-1].rule:
                self._rejected.update(map(_key, part))
                continue
            tried = self._try([*taken, *part])
            if tried is not None:
                result = tried
                taken += part
            elif len(part) > 1:
                half = len(part) // 2
                waiting += [part[half:], part[:half]]
            else:
                self._rejected.add(_key(part[0]))
                failures[part[0].rule] += 1
        self._now = result
        self._seen.add(result.data)
        self._fixed += taken
        if taken:
            self._steps.append(tuple(changes_of(taken)))
        return bool(taken)

    def _try(self, fixed: Sequence[Finding]) -> Examined | None:
        """The page with some fixes; None where they don't hold together."""
        self._trials += 1
        now = self._now
        changes: Sequence[Change] = changes_of(fixed)
        try:
            data, changes = rewrite(now.data, now.document.encoding, changes)
        except NotWritable as error:
            self._refused = str(error)
            return None
        if data in self._seen:
            return None
        then = self._examine(data)
        return then if holds(now, then, fixed, changes) else None


def _key(finding: Finding) -> _Key:
    texts = tuple(edit.text for edit in finding.fix.edits) if finding.fix is not None else ()
    return finding.rule, finding.fingerprint, texts


def choose(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Findings whose fixes can be taken at once, in source order: no two touch one place."""
    chosen: list[Finding] = []
    spans: list[tuple[int, int]] = []
    able = [one for one in findings if one.fix is not None and (unsafe or one.fix.safe)]
    # The sure ones first, where two want the same place.
    for finding in sorted(able, key=lambda one: one.fix is not None and not one.fix.safe):
        assert finding.fix is not None
        own = [(edit.start, edit.end) for edit in finding.fix.edits]
        if not _free(spans, own):
            continue
        for span in own:
            insort(spans, span)
        chosen.append(finding)
    return sorted(chosen, key=lambda one: one.fix.edits[0].start if one.fix else 0)


def _free(taken: list[tuple[int, int]], wanted: Sequence[tuple[int, int]]) -> bool:
    for start, end in wanted:
        place = bisect_left(taken, (start, end))
        if place < len(taken) and taken[place][0] <= end:
            return False
        if place and taken[place - 1][1] >= start:
            return False
    return True


def changes_of(fixed: Iterable[Finding]) -> list[Change]:
    """The changes that the fixes of some findings make, in order."""
    edits = [edit for one in fixed if one.fix is not None for edit in one.fix.edits]
    return sorted(Change(edit.start, edit.end, edit.text) for edit in edits)


def holds(
    before: Examined, after: Examined, fixed: Sequence[Finding], changes: Sequence[Change]
) -> bool:
    """Whether a page with some fixes is the same but for them, and none the worse for them."""
    old, new = before.document, after.document
    if (old.encoding.name, old.encoding.bom) != (new.encoding.name, new.encoding.bom):
        return False
    if is_worse(before.findings, after.findings, fixed):
        return False
    if old.template is None or new.template is None:
        return old.template is new.template and same_but_for(old, new, changes)
    # In all the pages that a template may become.
    worlds = islice(zip(old.template.worlds(), new.template.worlds(), strict=False), _MAX_WORLDS)
    return all(
        same_but_for(in_world(old, one)[0], in_world(new, other)[0], changes)
        for one, other in worlds
    )


def is_worse(before: Sequence[Finding], after: Sequence[Finding], fixed: Sequence[Finding]) -> bool:
    """Whether a fault is still there that was to be mended, or one has come that is as bad."""
    least = min(map(_weight, fixed))
    mended = Counter(one.rule for one in fixed)
    were, are = Counter(one.rule for one in before), Counter(one.rule for one in after)
    told = {(one.rule, one.fingerprint) for one in after}
    for rule, number in are.items():
        if number <= were[rule] - mended[rule]:
            continue
        # A rule that tells one fault at a time goes on to the next.
        gone = all((one.rule, one.fingerprint) not in told for one in fixed if one.rule == rule)
        if rule in mended and gone and number <= were[rule]:
            continue
        if rule in mended or max(_weight(one) for one in after if one.rule == rule) >= least:
            return True
    return False


def _weight(finding: Finding) -> int:
    if finding.certainty == "review":
        return 0
    return {"info": 1, "warning": 2, "error": 3}[finding.level]
