"""With which settings a browser is started: headless, new, quiet on the network, the same anywhere.

Nothing but the page may make requests, so everything a browser does of its own accord (updates,
experiments, safe-browsing lists, translation, autofill, prediction) is off.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govpage_lint.browser.identity import Identity, write_extension
from govpage_lint.logs import log
from govpage_lint.records import dataclass, field

if TYPE_CHECKING:
    from selenium.webdriver.chromium.options import ChromiumOptions
    from selenium.webdriver.firefox.options import Options as FirefoxOptions


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What a browser is started with.

    `viewport` is the width and height of the page in CSS pixels; `language` a BCP 47 tag for
    Accept-Language and `navigator.language`; `host_resolver_rules` are Chromium's, such as
    "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", which makes every outside host fail at once;
    `command_seconds` is when a driver that does not answer is given up; `identity` who the browser is
    to sites.
    """

    viewport: tuple[int, int] = (1280, 1024)
    language: str | None = None
    host_resolver_rules: str | None = None
    command_seconds: float = 150.0
    identity: Identity = field(default_factory=Identity)
    user_agent: str | None = None


_NOWHERE = "http://127.0.0.1:1/"

_CHROMIUM_FLAGS = (
    "--headless=new",
    # The driver talks to the browser over a pipe: no open port, and no driver means no browser.
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    # No requests of the browser's own.
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-field-trial-config",
    "--disable-quic",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-pings",
    "--safebrowsing-disable-auto-update",
    # What these ask for all the same is sent to a port that no browser connects to.
    f"--gaia-url={_NOWHERE}",
    f"--component-updater=url-source={_NOWHERE}",
    # The same picture on every machine.
    "--force-color-profile=srgb",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--mute-audio",
    # A page that is not in front must not be slowed down.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)

_CHROMIUM_FEATURES_OFF = (
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "InterestFeedContentSuggestions",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationGuideModelDownloading",
    "OptimizationHints",
    "OptimizationHintsFetching",
    "OptimizationGuideOnDeviceModel",
    "PrivacySandboxSettings4",
    "Translate",
)

_CHROMIUM_PREFERENCES: dict[str, Any] = {
    "alternate_error_pages.enabled": False,
    "autofill.credit_card_enabled": False,
    "autofill.profile_enabled": False,
    "credentials_enable_service": False,
    # 3: every download is refused.
    "download_restrictions": 3,
    "dns_prefetching.enabled": False,
    "net.network_prediction_options": 2,
    "plugins.always_open_pdf_externally": False,
    "profile.default_content_setting_values.geolocation": 2,
    "profile.default_content_setting_values.notifications": 2,
    "profile.default_content_settings.popups": 2,
    "safebrowsing.enabled": False,
    # 4: start with the addresses below, and not with the page of a search engine.
    "session.restore_on_startup": 4,
    "session.startup_urls": ["about:blank"],
    "search.suggest_enabled": False,
    "signin.allowed": False,
    "translate.enabled": False,
}

_FIREFOX_PREFERENCES: dict[str, Any] = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "app.update.disabledForTesting": True,
    "app.update.enabled": False,
    "browser.contentblocking.introCount": 99,
    "browser.download.alwaysOpenPanel": False,
    "browser.download.start_downloads_in_tmp_dir": True,
    "browser.newtabpage.enabled": False,
    "browser.pagethumbnails.capturing_disabled": True,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.topsites.contile.enabled": False,
    "browser.translations.enable": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_beforeunload": True,
    "dom.disable_open_during_load": True,
    "dom.push.connection.enabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "geo.enabled": False,
    "layout.css.devPixelsPerPx": "1.0",
    "media.gmp-manager.updateEnabled": False,
    "media.volume_scale": "0.0",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.http.http3.enable": False,
    "network.http.speculative-parallel-limit": 0,
    "permissions.default.desktop-notification": 2,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.unified": False,
}

# Below this a browser that keeps its bitmaps in /dev/shm (Docker gives 64 MB) loses its pages.
_SHARED_MEMORY_BYTES = 256 * 1024 * 1024


def chromium_arguments(options: SessionOptions, profile: Path) -> Iterator[str]:
    """The command line of a Chromium, Chrome or Edge that keeps everything in `profile`."""
    yield from _CHROMIUM_FLAGS
    yield f"--user-data-dir={profile}"
    yield f"--crash-dumps-dir={profile}"
    off: tuple[str, ...] = _CHROMIUM_FEATURES_OFF
    if options.identity.headers:
        sender = profile.with_name("sender")
        yield f"--load-extension={sender}"
        yield f"--disable-extensions-except={sender}"
        off = (*off, "DisableLoadExtensionCommandLineSwitch")
    else:
        yield "--disable-extensions"
    yield "--disable-features=" + ",".join(off)
    yield "--window-size={},{}".format(*options.viewport)
    if options.language:
        yield f"--accept-lang={options.language}"
        yield f"--lang={options.language}"
    if options.user_agent:
        yield f"--user-agent={options.user_agent}"
    if options.host_resolver_rules:
        yield f"--host-resolver-rules={options.host_resolver_rules}"
    if is_root():
        yield "--no-sandbox"
    if _shared_memory() < _SHARED_MEMORY_BYTES:
        yield "--disable-dev-shm-usage"


def configure_chromium(
    driver_options: "ChromiumOptions", options: SessionOptions, profile: Path
) -> None:
    """Writes the settings into Selenium's options for a Chromium, Chrome or Edge."""
    for argument in chromium_arguments(options, profile):
        driver_options.add_argument(argument)
    if "--no-sandbox" in driver_options.arguments:
        log.warning("The browser runs without its sandbox, because this process is root.")
    if options.identity.headers:
        write_extension(options.identity, profile.with_name("sender"))
    preferences = dict(_CHROMIUM_PREFERENCES)
    if options.language:
        preferences["intl.accept_languages"] = options.language
    driver_options.add_experimental_option("prefs", preferences)
    # The driver's default is to let pages open windows as they like.
    driver_options.add_experimental_option("excludeSwitches", ["disable-popup-blocking"])


def configure_firefox(
    driver_options: "FirefoxOptions", options: SessionOptions, folder: Path
) -> None:
    """Writes the settings into Selenium's options for Firefox."""
    driver_options.add_argument("-headless")
    driver_options.add_argument(f"--width={options.viewport[0]}")
    driver_options.add_argument(f"--height={options.viewport[1]}")
    preferences = dict(_FIREFOX_PREFERENCES)
    preferences["browser.download.folderList"] = 2
    preferences["browser.download.dir"] = str(folder)
    if options.language:
        preferences["intl.accept_languages"] = options.language
    for name, value in preferences.items():
        driver_options.set_preference(name, value)
    if options.host_resolver_rules:
        log.warning("Firefox has no host resolver rules: outside hosts are reached as usual.")


def is_root() -> bool:
    """Whether this process is the superuser, under whom Chromium's sandbox cannot work."""
    return sys.platform != "win32" and os.geteuid() == 0


def _shared_memory() -> int:
    """The size of /dev/shm in bytes; very large where there is none to run out of."""
    try:
        space = os.statvfs("/dev/shm")
    except (OSError, AttributeError):
        return sys.maxsize
    return space.f_frsize * space.f_blocks
