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
  const blank = () => {
    const body = document.body;
    if (!body) return document.documentElement.nodeName !== "svg";
    if (/\S/.test(body.innerText || "")) return false;
    if (body.querySelector(pictures) || body.nodeName === "FRAMESET") return false;
    for (const element of body.getElementsByTagName("*")) {
      const custom = element.shadowRoot || element.localName.includes("-");
      const box = custom && element.getBoundingClientRect();
      if (box && box.width > 0 && box.height > 0) return false;
    }
    return true;
  };

  const begun = performance.now();
  let empty = blank();
  for (;;) {
    const now = performance.now();
    const rest = Math.max(state.last + limits.quiet - now, empty ? 50 : 0);
    if (rest <= 0 || now - begun >= limits.wait) break;
    await later(Math.min(rest, limits.wait - (now - begun)) + 1);
    empty = blank();
  }
  const now = performance.now();
  return {
    phase: "settled",
    quiet: now - state.last >= limits.quiet,
    changes: state.changes,
    seconds: (now - begun) / 1000,
    blank: empty,
    url: document.URL,
    title: document.title,
  };
}
