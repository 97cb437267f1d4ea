// Which texts are cut off by what hides its overflow, and lose something by it that could be seen
// otherwise: [number of what cuts, axis, text, flags]. Texts of which nothing shows are none of them.
// "now" has those; "spaced", where asked for, what is cut off in addition with the spacing that readers
// may set.
async (local, options) => {
  const store = window[Symbol.for("govpage-lint.nodes")];
  const nodes = store.documents[local];
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view) return { now: [], spaced: [] };
  // include one_frame

  const measure = () => {
    // include sight
    // include clipping
    const found = new Map();
    const hidden = new Map();
    const isHidden = (element) => {
      const chain = [];
      let node = element;
      for (; node && !hidden.has(node); node = parentOf(node)) chain.push(node);
      let state = node ? hidden.get(node) : false;
      for (const one of chain.reverse()) {
        state = state || one.getAttribute("aria-hidden") === "true";
        hidden.set(one, state);
      }
      return state;
    };
    const lineHeight = (style) => parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
    const exempt = ({ element, style }, axis) => {
      if (axis === "x") return style.whiteSpaceCollapse !== undefined
        ? style.textWrapMode === "nowrap" && style.textOverflow !== "clip"
        : style.whiteSpace === "nowrap" && style.textOverflow !== "clip";
      const inner = element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
      const height = style.overflowY === "clip" ? inner : element.getBoundingClientRect().height;
      // One clean line; lower than its letters, the box cuts that line, too.
      return lineHeight(style) >= height - 0.5 && height >= parseFloat(style.fontSize) * 0.9;
    };
    // Whether a script or style has put the text out of its place, as the slides of a slide show.
    const isMoved = (element, end) => {
      for (let node = element; node && node !== end; node = parentOf(node)) {
        const style = view.getComputedStyle(node);
        if (style.transform !== "none" || style.translate !== "none" || parseFloat(style.marginLeft) < -20) return true;
        if (style.position !== "static" && (parseFloat(style.left) || parseFloat(style.top))) return true;
      }
      return false;
    };
    const look = (text) => {
      const parent = parentOf(text) || text.parentElement;
      const [across, along] = [cutters(parent, "x"), cutters(parent, "y")];
      if ((!across.length && !along.length) || isHidden(parent) || !isShown(parent)) return;
      const lines = linesOf(text, options.lines);
      const size = parseFloat(view.getComputedStyle(parent).fontSize) || 16;
      const left = Math.max(-view.scrollX, ...across.map(({ box }) => box.left));
      const right = Math.min(...across.map(({ box }) => box.right));
      const upper = Math.max(-view.scrollY, ...along.map(({ box }) => box.top));
      const lower = Math.min(...along.map(({ box }) => box.bottom));
      const shows = (line) => Math.min(line.right, right) - Math.max(line.left, left) > 1 && Math.min(line.bottom, lower) - Math.max(line.top, upper) > 1;
      if (!lines.some(shows)) return;
      const lost = {
        // Of a line without its shadows and accents, little is lost with less.
        y: ({ box }, line) => Math.max(line.bottom - Math.max(box.bottom, line.top), Math.min(box.top, line.bottom) - Math.max(line.top, -view.scrollY)) > line.height * 0.3,
        x: ({ box }, line) => Math.max(line.right - Math.max(box.right, line.left), Math.min(box.left, line.right) - Math.max(line.left, -view.scrollX)) > size * 0.4,
      };
      for (const [axis, clips] of [["x", across], ["y", along]]) {
        for (const clip of clips) {
          if (!lines.some((line) => lost[axis](clip, line)) || exempt(clip, axis)) continue;
          const key = `${store.numbers.get(clip.element)} ${axis}`;
          if (found.has(key)) continue;
          const clamped = !["none", "", undefined].includes(clip.style.webkitLineClamp);
          const shown = text.data.replace(/\s+/g, " ").trim().slice(0, 80);
          found.set(key, [store.numbers.get(clip.element), axis, shown, { clamped, moved: isMoved(parent, clip.element) }]);
        }
      }
    };
    for (const node of nodes) if (isText(node)) look(node);
    return found;
  };

  const before = measure();
  const now = [...before.values()].filter(([number]) => number !== undefined);
  if (!options.spaced) return { now, spaced: [] };

  const wide = new view.CSSStyleSheet();
  wide.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; transition: none !important }
    p { margin-bottom: 2em !important }`);
  const scopes = [top, ...nodes.filter((node) => node.shadowRoot).map((node) => node.shadowRoot)];
  const sheets = scopes.map((scope) => [scope, [...scope.adoptedStyleSheets]]);
  try {
    for (const [scope, own] of sheets) scope.adoptedStyleSheets = [...own, wide];
    const added = [...measure()].filter(([key, [number]]) => number !== undefined && !before.has(key));
    return { now, spaced: added.map(([, one]) => one) };
  } finally {
    for (const [scope, own] of sheets) scope.adoptedStyleSheets = own;
  }
}
