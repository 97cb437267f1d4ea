// Shows an element with the focus or without, for a picture to be taken; "begin" and "end" put the
// page into the state for it and back. Answers where on the screen it is.
async (local, number, how) => {
  const KEY = Symbol.for("govpage-lint.look");
  const element = window[Symbol.for("govpage-lint.nodes")].documents[local][number];
  const top = element.ownerDocument;
  const view = top.defaultView;
  const active = () => {
    let found = top.activeElement;
    while (found && found.shadowRoot && found.shadowRoot.activeElement) found = found.shadowRoot.activeElement;
    return found;
  };
  const scopes = [...new Set([top, element.getRootNode()])];
  if (how === "begin") {
    const still = new view.CSSStyleSheet();
    still.replaceSync(`*, ::before, ::after { transition: none !important; animation: none !important;
      scroll-behavior: auto !important; }`);
    view[KEY] = {
      sheets: scopes.map((scope) => [scope, [...scope.adoptedStyleSheets]]), place: [view.scrollX, view.scrollY], was: top.activeElement,
    };
    for (const scope of scopes) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, still];
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  }
  if (how === "on") {
    element.focus({ preventScroll: true, focusVisible: true });
  } else if (active() && active() !== top.body) {
    active().blur();
  }
  if (how === "end" && view[KEY]) {
    for (const [scope, own] of view[KEY].sheets) scope.adoptedStyleSheets = own;
    if (view[KEY].was && view[KEY].was !== top.body) view[KEY].was.focus({ preventScroll: true });
    view.scrollTo({ left: view[KEY].place[0], top: view[KEY].place[1], behavior: "instant" });
    delete view[KEY];
  }
  await new Promise((done) => setTimeout(done, 20));
  const box = element.getBoundingClientRect();
  return { held: active() === element, box: [box.x, box.y, box.width, box.height], view: [view.innerWidth, view.innerHeight] };
}
