"""Decides which fixes of a page are taken: round by round, until none is left that holds.

All are tried together. Where they don't hold, those to blame are left out and tried by themselves, and
where nothing can be blamed, by halves. The last round is what a run on the mended page would do first, and
takes nothing: so that a second run changes nothing. A page on which that end is not reached stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from govpage_lint.document.rewriting import Change, NotWritable, rewrite
from govpage_lint.engine.fixing.judging import Examined, Judged, judge, weight
from govpage_lint.findings import Finding
from govpage_lint.records import dataclass

__all__ = ["Examined", "Mending", "changes_of", "choose", "mend"]

_MAX_ROUNDS: Final = 60
# Each trial is a whole check of the page. So many may fail.
_MAX_FAILURES: Final = 100
# So many fixes of a rule that don't hold say that its others don't either, in that round.
_HOPELESS: Final = 4
# So often in a row what stands near a new fault is blamed for it.
_GUESSES: Final = 3


@dataclass(frozen=True, slots=True)
class Mending:
    """What came of mending a page. ``fixed`` are the faults that were mended, as they were found.

    ``steps`` are the changes of each round, to what the rounds before had made of the page.
    ``refused`` says in one line why faults were left that have a fix, where that is so.
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


class _Endless(Exception):
    """The page stays as it is: one line that says why."""


class _Part(NamedTuple):
    """Fixes to be tried together, and how often one near a fault may yet be blamed for it.

    A ``sample`` stands for more of its rule to which the same has happened.
    """

    fixes: Sequence[Finding]
    guesses: int = _GUESSES
    sample: bool = False


def mend(examined: Examined, examine: Examine, *, unsafe: bool) -> Mending:
    """The page with all its faults mended that can be, the unsafe fixes too where asked."""
    try:
        return _Work(examined, examine, unsafe=unsafe).done()
    except _Endless as endless:
        return Mending(examined, examined, refused=str(endless))


class _Work:
    """One page while it is mended."""

    def __init__(self, examined: Examined, examine: Examine, *, unsafe: bool) -> None:
        self._before = self._now = examined
        self._examine = examine
        self._unsafe = unsafe
        self._fixed: list[Finding] = []
        self._rejected: set[_Key] = set()
        self._steps: list[tuple[Change, ...]] = []
        self._failures = 0
        self._seen = {examined.data}
        self._refused: str | None = None

    def done(self) -> Mending:
        for _ in range(_MAX_ROUNDS):
            last = not self._rejected
            if self._round():
                continue
            if last:
                steps = tuple(self._steps)
                return Mending(self._before, self._now, tuple(self._fixed), self._refused, steps)
            # What was taken back may hold now that others are mended.
            self._rejected.clear()
        raise _Endless("its fixes come to no end")

    def _round(self) -> bool:
        """One round; whether any fix was taken."""
        chosen = choose(
            [one for one in self._now.findings if _key(one) not in self._rejected],
            unsafe=self._unsafe,
        )
        if not chosen:
            return False
        tried, judged = self._try(chosen)
        if tried is not None:
            self._take(chosen, tried)
            return True
        weights = sorted({weight(one) for one in chosen}, reverse=True)
        if len(weights) == 1:
            return self._take_of(self._instead(_Part(chosen), judged, Counter()))
        # What a fix may bring depends on what it mends: those of one weight at once, the gravest first.
        return any(
            self._take_of([_Part([one for one in chosen if weight(one) == own])]) for own in weights
        )

    def _take_of(self, waiting: list[_Part]) -> bool:
        """Take all of these fixes that hold; whether any did."""
        taken: list[Finding] = []
        result = self._now
        hopeless: Counter[str] = Counter()
        while waiting:
            part = waiting.pop()
            if all(hopeless[one.rule] >= _HOPELESS for one in part.fixes):
                self._rejected.update(map(_key, part.fixes))
                continue
            tried, judged = self._try([*taken, *part.fixes])
            if tried is not None:
                result = tried
                taken += part.fixes
            else:
                waiting += self._instead(part, judged, hopeless)
        if taken:
            self._take(taken, result)
        return bool(taken)

    def _instead(self, part: _Part, judged: Judged, hopeless: Counter[str]) -> list[_Part]:
        """What to try instead of fixes that don't hold together."""
        if len(part.fixes) > 1 and not _all_idle(part, judged):
            return _divided(part, judged)
        self._rejected.update(map(_key, part.fixes))
        hopeless.update([one.rule for one in part.fixes] * (2 if part.sample else 1))
        return []

    def _take(self, fixes: Sequence[Finding], result: Examined) -> None:
        self._now = result
        self._seen.add(result.data)
        self._fixed += fixes
        self._steps.append(tuple(changes_of(fixes)))

    def _try(self, fixed: Sequence[Finding]) -> tuple[Examined | None, Judged]:
        """The page with some fixes, None where they don't hold together; and what was seen of them."""
        now = self._now
        changes: Sequence[Change] = changes_of(fixed)
        judged = Judged(False)
        try:
            data, changes = rewrite(now.data, now.document.encoding, changes)
        except NotWritable as error:
            self._refused = str(error)
            return None, judged
        if data != now.data:
            then = self._examine(data)
            judged = judge(now, then, fixed, changes)
            if judged.holds:
                if data in self._seen:
                    # A second run would go round with them.
                    rules = ", ".join(sorted({one.rule for one in fixed}))
                    raise _Endless(f"fixes undo each other ({rules})")
                return then, judged
        self._failures += 1
        if self._failures >= _MAX_FAILURES:
            raise _Endless("too many of its fixes don't hold")
        return None, judged


def _all_idle(part: _Part, judged: Judged) -> bool:
    """Whether no fault of a part is gone."""
    idle = set(map(id, judged.idle))
    return all(id(one) in idle for one in part.fixes)


def _divided(part: _Part, judged: Judged) -> list[_Part]:
    """The parts to try instead of one, the first last."""
    blamed = set(map(id, judged.idle or (judged.near if part.guesses else ())))
    guilty = [one for one in part.fixes if id(one) in blamed]
    others = [one for one in part.fixes if id(one) not in blamed]
    if guilty and others:
        left = part.guesses if judged.idle else part.guesses - 1
        return [_Part(guilty, left), _Part(others, left)]
    # What does not hold is most often all of one rule.
    ordered = sorted(part.fixes, key=lambda one: one.rule)
    if guilty and ordered[0].rule == ordered[-1].rule:
        return [_Part(ordered[1:]), _Part(ordered[:1], sample=True)]
    half = len(ordered) // 2
    return [_Part(ordered[half:]), _Part(ordered[:half])]


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
