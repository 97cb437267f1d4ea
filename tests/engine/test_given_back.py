"""A page's memory is given back with its result: nobody has to look for circles of references."""

import gc
from pathlib import Path

from govpage_lint.document.tree import Element
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import Target

PAGE = """<!doctype html><html lang=en><title>T</title>
<nav><a href="#m">To main</a></nav><main id=m><h1>H</h1><p style="display: none">x<p><img src=a>
<table><tr><th>a<td>b</table><form><label>Name <input name=n></label></form>
{items}</main>""".format(items="<ul><li><a href=b>x</a></ul>" * 200)


def test_hardly_anything_of_a_page_is_left_when_it_is_told(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    with Run(Rulebook(), RunOptions(browser="never")) as run:
        target = Target("file", str(file), file)
        first = run.check(target)
        gc.collect()
        before = _elements()
        gc.disable()
        try:
            assert run.check(target).findings == first.findings
            # Of more than 600. What little is part of a circle is found in time.
            assert _elements() - before < 20
        finally:
            gc.enable()


def _elements() -> int:
    return sum(isinstance(one, Element) for one in gc.get_objects())
