// Hides the letters of a document, and of the shadow trees in it, or shows them again. All else stays
// as it is: no attribute changes, and nothing fades in or out.
async (local, hide) => {
  const { documents } = window[Symbol.for("govpage-lint.nodes")];
  const SHEET = Symbol.for("govpage-lint.letters");
  const top = documents[local][0].ownerDocument;
  // Stronger than what pages say of letters, but for a style attribute with !important.
  const ALL = ":not(#_, #__):not(#_, #__)";
  const STILL = `${ALL}, ${ALL}::before, ${ALL}::after { transition: none !important }`;
  const HIDDEN = `${ALL} {
    -webkit-text-fill-color: transparent !important;
    -webkit-text-stroke-color: transparent !important;
    text-decoration-color: transparent !important;
    text-emphasis-color: transparent !important;
    caret-color: transparent !important;
  }`;
  const flush = () => top.defaultView.getComputedStyle(top.documentElement).color;
  if (hide) {
    const sheet = new top.defaultView.CSSStyleSheet();
    sheet.replaceSync(STILL + HIDDEN);
    const roots = new Set([top]);
    for (const node of documents[local]) if (node.shadowRoot) roots.add(node.shadowRoot);
    for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    top[SHEET] = { sheet, roots };
    return roots.size;
  }
  const { sheet, roots } = top[SHEET];
  sheet.replaceSync(STILL);
  flush();
  for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  delete top[SHEET];
  return roots.size;
}
