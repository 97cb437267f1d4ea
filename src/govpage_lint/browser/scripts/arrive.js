// Waits for the load event of the document, then for its fonts, each with a limit in
// milliseconds; from then on it watches the document for changes.
async (limits) => {
  const key = Symbol.for("govpage-lint.page");
  const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const started = performance.now();
  const loaded = new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", () => setTimeout(resolve), { once: true });
  });
  await Promise.race([loaded, later(limits.load)]);
  const ready = document.readyState;
  const afterLoad = performance.now();
  if (ready !== "loading" && document.fonts && document.fonts.status !== "loaded") {
    await Promise.race([document.fonts.ready, later(limits.fonts)]);
  }
  const afterFonts = performance.now();

  // Elements without a box: adding one changes nothing that is seen or read out.
  const unseen = new Set(["SCRIPT", "NOSCRIPT", "META", "BASE", "TITLE", "TEMPLATE"]);
  const matters = (node) =>
    node.nodeType === 1 ? !unseen.has(node.nodeName) : node.nodeType === 3 && /\S/.test(node.data);
  const state = { changes: 0, last: performance.now() };
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (unseen.has(record.target.nodeName)) continue;
      if (record.type === "childList") {
        const nodes = [...record.addedNodes, ...record.removedNodes];
        if (!nodes.some(matters)) continue;
      }
      state.changes += 1;
      state.last = performance.now();
      return;
    }
  });
  const what = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(document, what);
  for (const element of document.getElementsByTagName("*")) {
    if (element.shadowRoot) observer.observe(element.shadowRoot, what);
  }
  window[key] = state;
  return {
    ready,
    fonts: !document.fonts || document.fonts.status === "loaded",
    loadSeconds: (afterLoad - started) / 1000,
    fontSeconds: (afterFonts - afterLoad) / 1000,
  };
}
