// What has the focus in a document, given before to an element where one is named: the number of the
// element, or null for none. "away" when the focus is, or was for a moment, in the browser itself.
async (local, number, wait) => {
  const KEY = Symbol.for("govpage-lint.away");
  const store = window[Symbol.for("govpage-lint.nodes")];
  const top = store.documents[local][0].ownerDocument;
  const view = top.defaultView;
  const active = () => {
    let found = top.activeElement;
    while (found && found.shadowRoot && found.shadowRoot.activeElement) found = found.shadowRoot.activeElement;
    return found === top.body || found === top.documentElement ? null : found;
  };
  if (!view[KEY]) {
    view[KEY] = { away: false };
    // Into a frame of the page, too, the window loses the focus.
    view.addEventListener("blur", (event) => {
      if (event.target === view && !/^i?frame$/i.test((active() || {}).localName || "")) view[KEY].away = true;
    });
  }
  if (number !== null) {
    // What the element left behind does about it later is no matter of this one.
    const timer = view.setTimeout;
    view.setTimeout = () => 0;
    try {
      store.documents[local][number].focus({ focusVisible: true });
    } finally {
      view.setTimeout = timer;
    }
  }
  await new Promise((done) => setTimeout(done, wait));
  const found = active();
  const away = number === null && (view[KEY].away || !top.hasFocus());
  view[KEY].away = false;
  return { active: found && store.numbers.has(found) ? store.numbers.get(found) : null, none: !found, away };
}
