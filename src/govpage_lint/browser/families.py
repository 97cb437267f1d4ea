"""Which browsers can be driven: their names, where they are installed, how one gets them."""

from typing import Literal

from govpage_lint.records import dataclass

type BrowserName = Literal["chromium", "chrome", "edge", "firefox"]


@dataclass(frozen=True, slots=True)
class Family:
    """A browser and its driver.

    `programs` are names looked up on PATH; `mac` and `windows` are places below /Applications and
    below the Program Files folders. `binary_variables` and `driver_variables` are environment
    variables that name a file; `driver_folders` ones that name a folder (as CI machines set them).
    """

    name: BrowserName
    title: str
    programs: tuple[str, ...]
    mac: tuple[str, ...]
    windows: tuple[str, ...]
    binary_variables: tuple[str, ...]
    driver: str
    driver_variables: tuple[str, ...]
    driver_folders: tuple[str, ...]
    driver_places: tuple[str, ...] = ()

    @property
    def is_chromium(self) -> bool:
        """Whether the browser speaks Chromium's DevTools protocol."""
        return self.name != "firefox"


_CHROME_VARIABLES = ("CHROME_BIN", "CHROME_PATH", "GOOGLE_CHROME_BIN", "GOOGLE_CHROME_SHIM")

# In the order in which they are tried.
FAMILIES: tuple[Family, ...] = (
    Family(
        name="chromium",
        title="Chromium",
        programs=("chromium", "chromium-browser"),
        mac=("Chromium.app/Contents/MacOS/Chromium",),
        windows=("Chromium/Application/chrome.exe",),
        binary_variables=("CHROMIUM_BIN", "CHROMIUM_PATH", *_CHROME_VARIABLES),
        driver="chromedriver",
        driver_variables=("SE_CHROMEDRIVER",),
        driver_folders=("CHROMEWEBDRIVER",),
        driver_places=(
            "/usr/lib/chromium/chromedriver",
            "/usr/lib64/chromium-browser/chromedriver",
            "/usr/lib/chromium-browser/chromedriver",
            "/snap/bin/chromium.chromedriver",
        ),
    ),
    Family(
        name="chrome",
        title="Google Chrome",
        programs=("google-chrome-stable", "google-chrome", "chrome"),
        mac=("Google Chrome.app/Contents/MacOS/Google Chrome",),
        windows=("Google/Chrome/Application/chrome.exe",),
        binary_variables=_CHROME_VARIABLES,
        driver="chromedriver",
        driver_variables=("SE_CHROMEDRIVER",),
        driver_folders=("CHROMEWEBDRIVER",),
    ),
    Family(
        name="edge",
        title="Microsoft Edge",
        programs=("microsoft-edge-stable", "microsoft-edge", "msedge"),
        mac=("Microsoft Edge.app/Contents/MacOS/Microsoft Edge",),
        windows=("Microsoft/Edge/Application/msedge.exe",),
        binary_variables=("EDGE_BIN", "EDGE_PATH"),
        driver="msedgedriver",
        driver_variables=("SE_EDGEDRIVER",),
        driver_folders=("EDGEWEBDRIVER",),
    ),
    Family(
        name="firefox",
        title="Firefox",
        programs=("firefox", "firefox-esr"),
        mac=("Firefox.app/Contents/MacOS/firefox",),
        windows=("Mozilla Firefox/firefox.exe",),
        binary_variables=("FIREFOX_BIN",),
        driver="geckodriver",
        driver_variables=("SE_GECKODRIVER",),
        driver_folders=("GECKOWEBDRIVER",),
        driver_places=("/snap/bin/firefox.geckodriver",),
    ),
)

_INSTALL: dict[BrowserName, tuple[tuple[str, str], ...]] = {
    "chromium": (
        ("Debian", "sudo apt install chromium chromium-driver"),
        ("Ubuntu", "sudo snap install chromium"),
        ("Fedora", "sudo dnf install chromium chromedriver"),
        ("macOS", "brew install --cask google-chrome"),
        ("Windows", "winget install Google.Chrome"),
    ),
    "chrome": (
        ("Debian, Ubuntu, Fedora", "the package from https://www.google.com/chrome/"),
        ("macOS", "brew install --cask google-chrome"),
        ("Windows", "winget install Google.Chrome"),
    ),
    "edge": (
        ("Debian, Ubuntu, Fedora", "the package from https://www.microsoft.com/edge/"),
        ("macOS", "brew install --cask microsoft-edge"),
        ("Windows", "winget install Microsoft.Edge"),
    ),
    "firefox": (
        ("Debian", "sudo apt install firefox-esr"),
        ("Ubuntu", "sudo snap install firefox"),
        ("Fedora", "sudo dnf install firefox"),
        ("macOS", "brew install --cask firefox"),
        ("Windows", "winget install Mozilla.Firefox"),
    ),
}


def family(name: str) -> Family:
    """The family called `name`; ValueError for any other name."""
    for known in FAMILIES:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FAMILIES)
    raise ValueError(f"Unknown browser {name!r}; known are {names}.")


def install_hint(name: BrowserName) -> str:
    """What to install where to get this browser, one line for each system."""
    lines = [f"{system}: {what}" for system, what in _INSTALL[name]]
    driver = family(name).driver
    lines.append(f"A {driver} that is not installed is fetched by Selenium when it is online.")
    return "\n".join(lines)
