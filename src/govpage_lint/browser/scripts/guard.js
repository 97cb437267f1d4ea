// Keeps the document where it is while it is tried, or lets it go again: it opens no other address,
// submits no form and opens no window. What it may send is stopped by the browser (see guard.py).
async (local, on) => {
  const KEY = Symbol.for("govpage-lint.guard");
  const top = window[Symbol.for("govpage-lint.nodes")].documents[local][0].ownerDocument;
  const view = top.defaultView;
  if (!view) return;
  if (view[KEY]) {
    view[KEY]();
    delete view[KEY];
  }
  if (!on) return;

  const hold = (event) => event.preventDefault();
  // After the page's own listeners, so that they see what they would see.
  const away = (event) => {
    const link = event.composedPath().find((node) => node.localName === "a" || node.localName === "area");
    if (link && (link.target || link.hasAttribute("download"))) event.preventDefault();
  };
  const undo = [];
  const listen = (target, type, listener, capture) => {
    target.addEventListener(type, listener, capture);
    undo.push(() => target.removeEventListener(type, listener, capture));
  };
  const replace = (owner, name, value) => {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    if (!before || !before.configurable) return;
    Object.defineProperty(owner, name, { configurable: true, writable: true, enumerable: before.enumerable, value });
    undo.push(() => Object.defineProperty(owner, name, before));
  };
  if (view.navigation) listen(view.navigation, "navigate", hold, false);
  listen(view, "submit", hold, true);
  listen(view, "click", away, false);
  listen(view, "auxclick", away, false);
  replace(view, "open", () => null);
  replace(view, "close", () => {});
  replace(view.HTMLFormElement.prototype, "submit", () => {});
  replace(view.WebSocket.prototype, "send", () => {});
  view[KEY] = () => undo.reverse().forEach((one) => one());
}
