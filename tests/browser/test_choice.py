"""Which browser and which driver are chosen, on machines that are made up of small programs."""

import os
import sys
from pathlib import Path

import pytest

from govpage_lint.browser.choice import BrowserChoice, find_browser, program_version
from govpage_lint.browser.errors import BrowserUnavailable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs are shell scripts")


class Machine:
    """A PATH of our own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {"PATH": str(folder / "bin")}

    def program(self, name: str, says: str, folder: str = "bin") -> Path:
        path = self.folder / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\necho '{says}'\n", "utf-8")
        path.chmod(0o755)
        return path

    def find(self, preferred: str | None = None, **given: object) -> BrowserChoice:
        return find_browser(preferred, environ=self.environ, **given)  # type: ignore[arg-type]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    # Drivers at their usual places on this machine are not part of the made-up one.
    real = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode: real(path, mode) and Path(path).is_relative_to(tmp_path)
    )
    return Machine(tmp_path)


def test_chromium_goes_before_chrome_edge_and_firefox(machine: Machine) -> None:
    for name, driver in (("firefox", "geckodriver"), ("microsoft-edge", "msedgedriver")):
        machine.program(name, f"{name} 120.0")
        machine.program(driver, f"{driver} 120.0")
    machine.program("google-chrome", "Google Chrome 126.0.1.2")
    machine.program("chromedriver", "ChromeDriver 126.0.1.3 (abc)")
    assert machine.find().name == "chrome"
    chromium = machine.program("chromium", "Chromium 126.0.1.2 built on Debian")
    choice = machine.find()
    assert (choice.name, choice.binary) == ("chromium", chromium)
    assert (choice.version, choice.driver_version) == ("126.0.1.2", "126.0.1.3")
    assert choice.fits is True
    assert choice.note == ""


def test_the_preferred_browser_is_taken(machine: Machine) -> None:
    machine.program("chromium", "Chromium 126.0.1.2")
    firefox = machine.program("firefox-esr", "Mozilla Firefox 128.3esr")
    gecko = machine.program("geckodriver", "geckodriver 0.35.0 (abc 2024-08-07)")
    choice = machine.find("firefox")
    assert (choice.name, choice.binary, choice.driver) == ("firefox", firefox, gecko)
    assert choice.fits is None


def test_an_unknown_browser_is_a_value_error_that_names_the_known_ones(machine: Machine) -> None:
    with pytest.raises(ValueError, match="chromium, chrome, edge, firefox"):
        machine.find("lynx")


def test_no_browser_at_all_says_what_to_install_on_every_system(machine: Machine) -> None:
    with pytest.raises(BrowserUnavailable) as caught:
        machine.find()
    assert "\n" not in str(caught.value)
    for system in ("Debian", "Ubuntu", "Fedora", "macOS", "Windows"):
        assert system in caught.value.hint


def test_a_missing_browser_says_which_other_one_is_there(machine: Machine) -> None:
    chromium = machine.program("chromium", "Chromium 126.0.1.2")
    with pytest.raises(BrowserUnavailable, match="Firefox is not installed") as caught:
        machine.find("firefox")
    assert str(chromium) in str(caught.value)
    assert "firefox-esr" in caught.value.hint


def test_no_browser_is_no_error_where_selenium_may_bring_one(machine: Machine) -> None:
    choice = machine.find(download=True)
    assert (choice.name, choice.binary, choice.driver) == ("chrome", None, None)
    assert "Selenium Manager" in choice.note


def test_without_a_driver_selenium_manager_is_named(machine: Machine) -> None:
    machine.program("chromium", "Chromium 126.0.1.2")
    choice = machine.find()
    assert choice.driver is None
    assert "Selenium Manager" in choice.note


def test_a_driver_of_another_major_version_is_passed_over_and_said_so(machine: Machine) -> None:
    machine.program("chromium", "Chromium 126.0.1.2")
    old = machine.program("chromedriver", "ChromeDriver 119.0.0.1 (abc)")
    choice = machine.find()
    assert choice.driver is None
    assert str(old) in choice.note
    assert "version 126" in choice.note


def test_a_driver_that_fits_is_preferred_to_the_first_one(machine: Machine) -> None:
    machine.program("chromium", "Chromium 126.0.1.2")
    machine.program("chromedriver", "ChromeDriver 119.0.0.1 (abc)")
    fitting = machine.program("chromedriver", "ChromeDriver 126.0.9.9 (abc)", "ci")
    machine.environ["CHROMEWEBDRIVER"] = str(fitting.parent)
    assert machine.find().driver == fitting
    machine.environ["CHROMEWEBDRIVER"] = str(machine.folder / "bin")
    machine.environ["SE_CHROMEDRIVER"] = str(fitting)
    assert machine.find().driver == fitting


def test_the_environment_names_the_browser(machine: Machine) -> None:
    machine.program("chromium", "Chromium 126.0.1.2")
    mine = machine.program("my-chrome", "Google Chrome 127.0.1.2", "opt")
    machine.environ["CHROME_BIN"] = str(mine)
    choice = machine.find()
    assert (choice.name, choice.binary, choice.version) == ("chrome", mine, "127.0.1.2")


def test_a_variable_that_names_nothing_is_said_and_passed_over(machine: Machine) -> None:
    chromium = machine.program("chromium", "Chromium 126.0.1.2")
    machine.environ["CHROME_BIN"] = "/nowhere/chrome"
    choice = machine.find()
    assert choice.binary == chromium
    assert "CHROME_BIN names /nowhere/chrome" in choice.note


def test_a_browser_given_by_its_path_is_known_by_its_name(machine: Machine) -> None:
    for name, known in (
        ("firefox-nightly", "firefox"),
        ("msedge-dev", "edge"),
        ("thorium", "chromium"),
    ):
        binary = machine.program(name, "Browser 126.0.1", "opt")
        assert machine.find(binary=binary).name == known
    assert machine.find("chrome", binary=machine.folder / "opt" / "thorium").name == "chrome"


def test_a_browser_given_by_a_wrong_path_is_unavailable(machine: Machine) -> None:
    with pytest.raises(BrowserUnavailable, match="no program"):
        machine.find(binary=machine.folder / "nothing")


def test_versions_are_not_asked_for_when_they_are_not_wanted(machine: Machine) -> None:
    machine.program("chromium", "Chromium 126.0.1.2")
    old = machine.program("chromedriver", "ChromeDriver 119.0.0.1 (abc)")
    choice = machine.find(versions=False)
    assert (choice.driver, choice.version, choice.fits) == (old, None, None)


def test_a_program_that_says_nothing_has_no_version(machine: Machine) -> None:
    assert program_version(machine.program("mute", "hello", "opt")) is None
    assert program_version(machine.folder / "absent") is None


@pytest.mark.browser
def test_the_browser_of_this_machine_is_found_with_its_versions(choice: BrowserChoice) -> None:
    assert choice.binary is None or choice.binary.is_file()
    assert choice.version is not None
    assert choice.fits is not False
