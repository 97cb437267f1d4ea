"""Suppressions and baselines of pages that a browser has rendered: what scripts made, what axe saw."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Govpage
from tests.needs import needs_browser
from tests.web import page, serve

PAGE = """<!doctype html>
<html lang="en"><head><title>Water rates of the city</title></head><body><main><h1>Rates</h1>
<!-- govpage-lint-disable-next axe-color-contrast -- colours are decided in March -->
<p style="color:#ccc;background:#fff">Faint text of this page</p>
<!-- govpage-lint-disable image-alt-missing -- widget -->
<div id="w"></div>
<!-- govpage-lint-enable image-alt-missing -->
<div id="v"></div></main>
<script>
for (const name of ["w", "v"])
  document.getElementById(name).append(Object.assign(new Image(40, 40), {src: "x.png"}))
</script>
</body></html>"""
SELECT = ("--select", "image-alt-missing,text-contrast-low,suppression-unused")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve({"/rates": page(PAGE)}) as address:
        yield address


@needs_browser
def test_what_scripts_made_and_what_axe_saw_is_suppressed_and_known(
    govpage: Govpage, site: str, tmp_path: Path
) -> None:
    result = govpage(f"{site}/rates?sid=a1", "--browser", "--format", "json", *SELECT)
    (found,) = json.loads(result.out)["pages"]
    assert [(one["rule"], one["selector"]) for one in found["findings"]] == [
        ("image-alt-missing", "#v > img")
    ]
    assert sorted(one["reason"] for one in found["suppressed"]) == [
        "colours are decided in March",
        "widget",
    ]
    made = govpage("baseline", "create", f"{site}/rates?sid=a1", "--browser", *SELECT)
    assert made.code == 0, made.err
    baseline = json.loads((tmp_path / "govpage-lint-baseline.json").read_text(encoding="utf-8"))
    assert baseline["browser"] is True and baseline["pages"] == [f"{site}/rates"]
    # Another session is the same page; and without a browser nothing is taken for mended.
    assert govpage(f"{site}/rates?sid=b2", "--browser", "--new-only", *SELECT).code == 0
    source = govpage(f"{site}/rates?sid=b2", "--no-browser", "--new-only", *SELECT)
    assert source.code == 0, source.out
