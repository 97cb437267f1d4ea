"""What the configuration says of sites and views holds where no flag does."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Govpage
from tests.web import page, serve

HTML = '<!doctype html><html lang="en"><title>{0}</title><main><h1>{0}</h1><h3>x</h3>{1}</main>'


@pytest.fixture
def site() -> Iterator[str]:
    answers = {
        f"/{name}": page(HTML.format(name or "Home", '<a href="/a">a</a><a href="/b">b</a>'))
        for name in ("", "a", "b")
    }
    with serve(answers) as address:
        yield address


def targets(govpage: Govpage, site: str, folder: Path, *words: str) -> list[str]:
    select = ("--select", "heading-level-skipped", "--no-neighbours", "--no-browser")
    result = govpage(*words, *select, "--format", "json", folder=folder)
    return [one["target"].removeprefix(site) for one in json.loads(result.out)["pages"]]


def test_a_file_speaks_where_flags_are_silent(govpage: Govpage, site: str, tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text(f"{site}/a\n{site}/b\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    config = 'sitemap = ["map.txt"]\nsitemap-exclude = ["/b$"]\nconcurrency = 2\n'
    (tmp_path / "govpage-lint.toml").write_text(config, encoding="utf-8")
    # Its paths count from its folder, wherever the command runs.
    assert targets(govpage, site, tmp_path / "below") == ["/a"]
    assert targets(govpage, site, tmp_path, "--sitemap-exclude", "/a$") == ["/b"]


def test_a_crawl_may_be_configured(govpage: Govpage, site: str, tmp_path: Path) -> None:
    config = "crawl = true\nmax-pages = 2\n"
    (tmp_path / "govpage-lint.toml").write_text(config, encoding="utf-8")
    assert targets(govpage, site, tmp_path, f"{site}/") == ["/", "/a"]
    assert targets(govpage, site, tmp_path, f"{site}/", "--max-pages", "3") == ["/", "/a", "/b"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("viewport = '320x256'", "viewport"),
        ("viewports = ['320x256']", "did you mean viewport?"),
        ("viewport = ['wide']", "wide is no window"),
        ("concurrency = 99", "concurrency"),
        ("crawl-scope = 'world'", "crawl-scope"),
        ("actions = 'none.toml'", "none.toml: cannot be read"),
    ],
)
def test_a_wrong_value_is_named(govpage: Govpage, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "govpage-lint.toml").write_text(text, encoding="utf-8")
    (tmp_path / "p.html").write_text(HTML.format("x", ""), encoding="utf-8")
    result = govpage("p.html", folder=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_what_is_configured_for_sites_is_idle_where_files_are_checked(
    govpage: Govpage, tmp_path: Path
) -> None:
    config = """viewport = ["320x256"]
ready = "main"
screenshot = "shots"
actions = "login.toml"
header = ["Authorization: ${NO_SUCH_VARIABLE}"]
max-depth = 3
sitemap-find = "a"
sitemap-replace = "b"
"""
    (tmp_path / "govpage-lint.toml").write_text(config, encoding="utf-8")
    (tmp_path / "login.toml").write_text('[[action]]\nclick = "a"\n', encoding="utf-8")
    (tmp_path / "a.html").write_text(HTML.format("Home", ""), encoding="utf-8")
    assert govpage("a.html", "--exit-zero", folder=tmp_path).code == 0
    assert govpage("a.html", "--exit-zero", "--no-browser", folder=tmp_path).code == 0
    told = govpage("a.html", "--max-depth", "3", folder=tmp_path)
    assert (told.code, told.err) == (2, "govpage-lint: --max-depth does nothing without --crawl\n")
    (tmp_path / "govpage-lint.toml").write_text('hide = ["a["]', encoding="utf-8")
    told = govpage("a.html", folder=tmp_path)
    assert told.code == 2
    assert "govpage-lint.toml:1: hide: “a[” is no CSS selector" in told.err
