// What the tab shows right now: "pending" (the empty page it opened with), "error" (a page of the
// browser's own that says what failed) or "document", with its type and HTTP status.
async () => {
  const entry = performance.getEntriesByType("navigation")[0];
  const status = (entry && entry.responseStatus) || 0;
  if (document.URL === "about:blank") return { phase: "pending" };
  if (/^(chrome-error|about:(neterror|certerror|blocked|httpsonlyerror))/.test(document.documentURI)) {
    const shown = document.querySelector(".error-code, #error-code");
    const told = /ERR_[A-Z_]+/.exec((shown || document.body || {}).textContent || "");
    const gecko = /[?&]e=([^&]*)/.exec(document.documentURI);
    const code = told ? told[0] : gecko ? decodeURIComponent(gecko[1]) : "";
    // The browser's page may itself still be on its way.
    if (!code && !status && document.readyState !== "complete") return { phase: "pending" };
    return { phase: "error", code, status };
  }
  // A dialog would end every script of ours. Chromium is told so before the page's own scripts run.
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    if (/native code/.test(window[name])) window[name] = () => (name === "confirm" ? false : null);
  }
  const root = document.documentElement;
  return {
    phase: "document",
    status,
    contentType: document.contentType,
    html: !!root && root.namespaceURI === "http://www.w3.org/1999/xhtml",
  };
}
