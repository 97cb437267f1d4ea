"""Which axe-core will run."""

from pathlib import Path

import pytest

from govpage_lint.browser.axe_source import axe_version, bundled_axe, read_axe
from govpage_lint.browser.errors import AxeError


def test_the_bundled_axe_tells_its_version_without_a_browser() -> None:
    version = axe_version()
    assert version is not None
    assert version.startswith("4.")
    source = read_axe()
    assert source.version == version
    assert source.path == bundled_axe()


def test_a_file_of_the_person_is_read_with_its_version(tmp_path: Path) -> None:
    file = tmp_path / "axe.js"
    file.write_text("/*! axe v4.99.1-canary.abc\n */\nwindow.axe = {}", "utf-8-sig")
    assert axe_version(file) == "4.99.1-canary.abc"
    assert read_axe(file).version == "4.99.1-canary.abc"
    assert not read_axe(file).text.startswith("\ufeff")


def test_the_version_is_found_where_the_header_was_stripped(tmp_path: Path) -> None:
    file = tmp_path / "axe.js"
    file.write_text('(function(){var axe={};axe.version = "3.5.6";window.axe=axe})()', "utf-8")
    assert read_axe(file).version == "3.5.6"
    assert axe_version(file) is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"console.log('jquery v3.7')", "does not say a version"), (b"\xff\xfe\x00", "not UTF-8")],
)
def test_a_file_that_is_not_axe_is_an_error_that_names_it(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "other.js"
    file.write_bytes(content)
    with pytest.raises(AxeError, match=reason) as caught:
        read_axe(file)
    assert str(file) in str(caught.value)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    assert axe_version(tmp_path / "axe.js") is None
    with pytest.raises(AxeError, match="cannot be read"):
        read_axe(tmp_path / "axe.js")
