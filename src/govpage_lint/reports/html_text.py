"""Decides in which language a part of a text is marked, so that a screen reader speaks it right."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from govpage_lint.findings import Language
from govpage_lint.regexes import regex
from govpage_lint.reports.escape import visible

_HANGUL: Final = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_KANA: Final = "\u3040-\u30ff"
_HAN: Final = "\u3400-\u9fff"
# A word, and what goes on in the same script after spaces and plain punctuation.
_RUNS: Final = regex(
    f"(?P<ko>[{_HANGUL}](?:[{_HANGUL}\\s·,.\\d]*[{_HANGUL}])?)"
    f"|(?P<ja>[{_HAN}]*[{_KANA}](?:[{_KANA}{_HAN}\\s・、。ー]*[{_KANA}{_HAN}])?)"
)
# Three words and more: a shorter one may be a name, an acronym or code.
_LATIN: Final = regex(
    r"(?P<en>(?<![\w<&])[A-Za-z][A-Za-z'’-]*(?:[ ,.;:]{1,2}[A-Za-z][A-Za-z'’-]*){2,})"
)


def tongue(text: str, language: Language) -> Markup:
    """A text as HTML, with what is in another script than the report's language in a span of its
    own language. In Korean, Latin words are taken for English, which they nearly always are."""
    shown = visible(text)
    runs = _LATIN if language == "ko" else _RUNS
    parts = []
    end = 0
    for run in runs.finditer(shown):
        parts.append(escape(shown[end : run.start()]))
        parts.append(Markup('<span lang="{}">{}</span>').format(run.lastgroup, run[0]))
        end = run.end()
    return Markup("").join([*parts, escape(shown[end:])])
