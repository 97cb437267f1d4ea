// Waits until the document has not changed for limits.quiet milliseconds and has something to show,
// at most for limits.wait; then tells what the document is. "changes" counts since it was watched.
async (limits) => {
  const state = window[Symbol.for("govpage-lint.page")];
  if (!state) return { phase: "replaced" };
  const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // Work that fell due while the main thread was held (by axe, say) runs before this resolves.
  await new Promise((resolve) => {
    const due = () => setTimeout(resolve);
    if (window.requestIdleCallback) requestIdleCallback(due, { timeout: 200 });
    else due();
  });

  // What shows something without holding text of its own.
  const pictures =
    "img, svg, canvas, video, audio, iframe, frame, object, embed, input, select, textarea, button";
  const shows = (body) => {
    if (/\S/.test(body.innerText || "")) return true;
    if (body.querySelector(pictures) || body.nodeName === "FRAMESET") return true;
    for (const element of body.getElementsByTagName("*")) {
      const custom = element.shadowRoot || element.localName.includes("-");
      const box = (custom || element.attributes.length) && element.getBoundingClientRect();
      if (!box || box.width === 0 || box.height === 0) continue;
      if (custom || getComputedStyle(element).backgroundImage !== "none") return true;
    }
    return false;
  };
  // A page that shows nothing is "bare" where that is all there is, and "blank" where scripts should
  // have filled it, or where it holds nothing at all.
  const emptiness = () => {
    const body = document.body;
    if (body ? shows(body) : document.documentElement.nodeName === "svg") return null;
    if (document.querySelector("script, noscript, :not(:defined)")) return "blank";
    const written = document.doctype || document.documentElement.attributes.length;
    return written || document.querySelector("head > *, body *") ? "bare" : "blank";
  };

  const begun = performance.now();
  let empty = emptiness();
  for (;;) {
    const now = performance.now();
    const rest = Math.max(state.last + limits.quiet - now, empty === "blank" ? 50 : 0);
    if (rest <= 0 || now - begun >= limits.wait) break;
    await later(Math.min(rest, limits.wait - (now - begun)) + 1);
    empty = emptiness();
  }
  const now = performance.now();
  return {
    phase: "settled",
    quiet: now - state.last >= limits.quiet,
    changes: state.changes,
    seconds: (now - begun) / 1000,
    empty,
    url: document.URL,
    title: document.title,
  };
}
