// Whether style sheets of the document speak of its orientation, the addresses of those of other origins,
// which scripts cannot read, and whether one of the others did not load.
async (local) => {
  const top = window[Symbol.for("govpage-lint.nodes")].documents[local][0].ownerDocument;
  const view = top.defaultView;
  const scopes = [top, ...window[Symbol.for("govpage-lint.nodes")].documents[local].map((node) => node.shadowRoot).filter(Boolean)];
  const foreign = [];
  let speaks = false;
  let missing = false;
  const says = (media) => Boolean(media && /orientation/i.test(media.mediaText));
  const list = (rules) => {
    for (const rule of rules) {
      if (speaks) return;
      if (says(rule.media)) speaks = true;
      else if (rule.styleSheet) sheet(rule.styleSheet);
      else if (rule.cssRules && rule.cssRules.length) list(rule.cssRules);
    }
  };
  // One that did not load looks like one that is empty.
  const isEmpty = ({ href, media }) => {
    if (media.mediaText && !view.matchMedia(media.mediaText).matches) return false;
    const loaded = view.performance.getEntriesByName(href).pop();
    return !loaded || loaded.responseStatus >= 400 || !loaded.decodedBodySize;
  };
  const sheet = (one) => {
    if (says(one.media)) speaks = true;
    try {
      list(one.cssRules);
      missing ||= one.ownerNode && one.href && !one.cssRules.length && isEmpty(one);
    } catch (error) {
      if (one.href) foreign.push(one.href);
    }
  };
  if (view) for (const scope of scopes) for (const one of [...scope.styleSheets, ...(scope.adoptedStyleSheets || [])]) sheet(one);
  return { speaks, foreign, missing: Boolean(missing) };
}
