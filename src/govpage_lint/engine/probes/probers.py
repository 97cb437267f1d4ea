"""Decides which probes there are, by the names that rules have for them, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from govpage_lint.engine.probes.focusing import Focusing
from govpage_lint.engine.probes.folding import Folding
from govpage_lint.engine.probes.keyboard import Keyboarding
from govpage_lint.engine.probes.paint import Paint
from govpage_lint.engine.probes.pictures import Pictures
from govpage_lint.engine.probes.probing import Prober
from govpage_lint.engine.probes.reflow import Reflow
from govpage_lint.engine.probes.turning import Turning
from govpage_lint.engine.probes.views import View
from govpage_lint.engine.probes.waiting import Waiting

# A probe that changes more of the page comes later. Pictures are last, since they are begun before
# all others.
PROBERS: Final[Mapping[str, Callable[[], Prober]]] = {
    "paint": Paint,
    "zoom": lambda: View(640, 512),
    "narrow": lambda: View(320, 256),
    "turn": Turning,
    "reflow": Reflow,
    "fold": Folding,
    "focus": Focusing,
    "keys": Keyboarding,
    "wait": Waiting,
    "pictures": Pictures,
}
